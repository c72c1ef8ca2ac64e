/// @file
/// servanda: treaties as dated state machines. This header brings what needs no linking and no
/// third library but Boost.Date_Time: calendar, law, engine and study. The graph room
/// (`servanda/graph/…`, Boost.Graph) and the reading and writing of files (`servanda/io/…`, target
/// servanda::io) are asked for by name.
#ifndef SERVANDA_SERVANDA_HPP
#define SERVANDA_SERVANDA_HPP

#include <servanda/engine/explanation.hpp>
#include <servanda/engine/simulate.hpp>
#include <servanda/engine/verdicts.hpp>
#include <servanda/law/lint.hpp>
#include <servanda/law/treaty_builder.hpp>
#include <servanda/study/baseline.hpp>
#include <servanda/study/but_for.hpp>
#include <servanda/study/difference.hpp>
#include <servanda/study/edit.hpp>
#include <servanda/study/expectations.hpp>
#include <servanda/study/imprecise.hpp>
#include <servanda/study/lint.hpp>
#include <servanda/study/missing.hpp>
#include <servanda/study/possible_expectations.hpp>
#include <servanda/study/possible_report.hpp>
#include <servanda/study/powers.hpp>
#include <servanda/study/question.hpp>
#include <servanda/study/sweep.hpp>
#include <servanda/study/told_difference.hpp>
#include <servanda/version.hpp>

#endif

/// @file
/// What the pages of the documentation take as included.
#ifndef SERVANDA_TESTS_PAGES_PAGE_HPP
#define SERVANDA_TESTS_PAGES_PAGE_HPP

#include <servanda/io/ensembles.hpp>
#include <servanda/io/files.hpp>
#include <servanda/io/replay.hpp>
#include <servanda/io/text.hpp>
#include <servanda/servanda.hpp>
#include <servanda/study/baseline.hpp>
#include <servanda/study/ensemble_report.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

using namespace servanda::literals;
using servanda::act;

#endif

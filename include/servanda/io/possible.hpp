/// @file
/// What may have happened, where acts are dated imprecisely, as text for people and as JSON for
/// programs.
#ifndef SERVANDA_IO_POSSIBLE_HPP
#define SERVANDA_IO_POSSIBLE_HPP

#include <servanda/io/text.hpp>
#include <servanda/study/imprecise.hpp>
#include <servanda/study/possible_report.hpp>

#include <string>
#include <vector>

namespace servanda::io {

/// Every change that may happen, with the days on which it may, and whether it happens in every
/// placement.
[[nodiscard]] std::string write_possible_run(const possible_histories& all,
                                             const text_style& style = {});

/// The same as JSON, with unmet expectations.
[[nodiscard]] std::string json_possible_run(const possible_histories& all,
                                            const std::vector<unmet_expectation>& unmet);

/// What is odd, but not wrong: acts that are void in some placement, or in all.
[[nodiscard]] std::vector<diagnostic> possible_remarks(const possible_histories& all);

/// The states on a day: "unknown: in force, or withdrawal pending" where placements differ.
[[nodiscard]] std::string write_possible_state(const scenario& story,
                                               const std::vector<possible_treaty>& treaties,
                                               date day,
                                               const possible_options& options = {},
                                               const text_style& style = {});

/// The same as JSON. Every membership is an object with the members of `json_state`; of what the
/// placements do not agree on, words are "unknown" and days, yes and no are null. `unknown` lists
/// those; `possible` the states.
[[nodiscard]] std::string json_possible_state(const scenario& story,
                                              const std::vector<possible_treaty>& treaties,
                                              date day,
                                              const possible_options& options = {});

} // namespace servanda::io

#endif

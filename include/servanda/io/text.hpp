/// @file
/// Histories as text for people: tables that fit a terminal of 100 columns and need no colour.
#ifndef SERVANDA_IO_TEXT_HPP
#define SERVANDA_IO_TEXT_HPP

#include <servanda/engine/explanation.hpp>
#include <servanda/study/difference.hpp>
#include <servanda/study/expectations.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace servanda::io {

struct text_style {
    std::size_t width = 100;
    bool colour = false;
};

/// Every change, grouped by day: who, from → to, article, why.
[[nodiscard]] std::string write_run(const history& story, const text_style& style = {});

/// Selects memberships; empty members fit everything.
struct state_query {
    std::string treaty;
    std::string party;
    std::string between; ///< with `party`: the other of a pair
};

/// The states on a day: every treaty and membership that fits. Throws `unknown_name`.
[[nodiscard]] std::string
write_state(const history& story, date day, const state_query& query, const text_style& style = {});

/// The chain of reasons for one membership. Throws `unknown_name`.
[[nodiscard]] std::string write_explanation(const history& story,
                                            std::string_view treaty,
                                            std::string_view party,
                                            date day,
                                            const text_style& style = {});

/// What is pending on a day.
[[nodiscard]] std::string
write_pending(const history& story, date day, const text_style& style = {});

/// What differs between two histories, with both causes, and what stayed the same. Where the second
/// is not the first with these edits, or the two are hardly to be compared, it says so.
[[nodiscard]] std::string write_difference(const history& before,
                                           const history& after,
                                           const std::vector<edit>& edits,
                                           const text_style& style = {});

/// Unmet expectations, one line each, as located messages.
[[nodiscard]] std::string write_unmet(const std::vector<unmet_expectation>& items);

/// Diagnostics, one line each.
[[nodiscard]] std::string write_diagnostics(const std::vector<diagnostic>& items);

/// The codes of the participants that do anything in a treaty, sorted. Throws `unknown_name`.
[[nodiscard]] std::vector<std::string>
codes_in(const history& story, std::string_view treaty, date day);

} // namespace servanda::io

#endif

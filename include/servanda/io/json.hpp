/// @file
/// Histories as JSON for programs. Keys are stable; days are "YYYY-MM-DD" or null.
#ifndef SERVANDA_IO_JSON_HPP
#define SERVANDA_IO_JSON_HPP

#include <servanda/io/text.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace servanda::io {

/// Changes, void acts and unmet expectations of a run.
[[nodiscard]] std::string json_run(const history& story,
                                   const std::vector<unmet_expectation>& unmet);

/// The states on a day. Every membership is an object with `treaty`, `party`, `state`, `since`,
/// `consent`, `operation`, `exit`, `suspended`, `disputed` and `next`; no other object has both
/// `party` and `state`.
[[nodiscard]] std::string json_state(const history& story, date day, const state_query& query);

[[nodiscard]] std::string
json_explanation(const history& story, std::string_view treaty, std::string_view party, date day);

[[nodiscard]] std::string json_pending(const history& story, date day);

/// What differs between two histories, as `explain_difference` tells it: `differences` and
/// `verdict_differences`, each with `kind`, `was_because` and `is_because`; `beginnings`, `acts`,
/// `findings`, `unchanged`; `same_inputs`, and in `remarks` what speaks against comparing the two.
[[nodiscard]] std::string
json_difference(const history& before, const history& after, const std::vector<edit>& edits);

} // namespace servanda::io

#endif

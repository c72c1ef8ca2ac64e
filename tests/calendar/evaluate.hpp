/// @file
/// Reads a phrase and evaluates it on days that are named in a table, so that a test is one line:
/// `CHECK(evaluated("6 months after notice", {{"notice", "2019-02-02"_day}}) == "2019-08-02")`.
#ifndef SERVANDA_TESTS_CALENDAR_EVALUATE_HPP
#define SERVANDA_TESTS_CALENDAR_EVALUATE_HPP

#include <servanda/calendar/parse_date_rule.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace servanda::test {

/// The days that anchors fell on, by built-in or own name. What is not here has not happened.
using named_days = std::map<std::string, date, std::less<>>;

/// A resolver as `date_rule::evaluate` wants it.
[[nodiscard]] inline auto resolver(const named_days& known) {
    return [&known](anchor base, std::string_view custom_name) -> std::optional<date> {
        const auto found = known.find(base == anchor::custom ? custom_name : to_string(base));
        return found == known.end() ? std::nullopt : std::optional(found->second);
    };
}

/// The names in the table that are not built in.
[[nodiscard]] inline std::vector<std::string> own_names(const named_days& known) {
    std::vector<std::string> names;
    for (const auto& [name, day] : known) {
        if (std::find(anchor_names.begin(), anchor_names.end(), name) == anchor_names.end()) {
            names.push_back(name);
        }
    }
    return names;
}

/// The day as text, or "unresolved".
[[nodiscard]] inline std::string shown(const std::optional<date>& day) {
    return day ? to_string(*day) : "unresolved";
}

[[nodiscard]] inline std::string evaluated(std::string_view phrase,
                                           const named_days& known = {},
                                           month_end policy = month_end::last_day) {
    const auto rule = parse_date_rule(phrase, own_names(known));
    return shown(rule.evaluate(resolver(known), policy));
}

/// The first `count` occurrences, separated by spaces.
[[nodiscard]] inline std::string occurrences(std::string_view phrase,
                                             const named_days& known,
                                             int count,
                                             month_end policy = month_end::last_day) {
    const auto value = parse_schedule(phrase, own_names(known));
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += i == 0 ? "" : " ";
        text += shown(value.occurrence(i, resolver(known), policy));
    }
    return text;
}

} // namespace servanda::test

#endif

// Any text as a date rule and as a condition: it is read or refused, and what is read prints to a
// phrase that reads back as the same value.
#include <servanda/calendar/parse_date_rule.hpp>
#include <servanda/law/parse_condition.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace servanda;
using namespace servanda::literals;

/// Names of a file's own, one of them with a word of the grammar in it.
const std::vector<std::string> own_anchors{"last day", "end of conflict", "x"};

void must(bool holds, const char* what, const std::string& text) {
    if (!holds) {
        std::fprintf(stderr, "%s: '%s'\n", what, text.c_str());
        std::abort();
    }
}

/// Every anchor on some day near the end of a month; every third unknown.
std::optional<date> resolve(anchor name, std::string_view custom) {
    const auto number = static_cast<unsigned>(name) + static_cast<unsigned>(custom.size());
    if (number % 3U == 2U) {
        return std::nullopt;
    }
    return "2019-08-30"_day + static_cast<std::int64_t>(number);
}

void evaluate(const schedule& rule, month_end policy) {
    try {
        (void)rule.first.evaluate(resolve, policy);
        for (int i = 0; rule.then && i < 4; ++i) {
            (void)rule.occurrence(i, resolve, policy);
        }
    } catch (const date_out_of_range&) { // the calendar ends: said, not computed
    }
}

void try_schedule(const std::string& text) {
    schedule rule;
    try {
        rule = parse_schedule(text, own_anchors);
    } catch (const phrase_error& problem) {
        must(problem.offset() <= text.size(), "the mistake lies outside the phrase", text);
        return;
    }
    const std::string printed = to_string(rule);
    std::optional<schedule> again;
    try {
        again = parse_schedule(printed, own_anchors);
    } catch (const phrase_error& problem) {
        must(false, problem.what(), printed);
    }
    must(*again == rule, "printing and reading gives another rule", printed);
    must(to_string(*again) == printed, "printing twice gives other words", printed);
    evaluate(rule, month_end::last_day);
    evaluate(rule, month_end::next_day);
}

void try_condition(const std::string& text) {
    std::optional<condition> found;
    try {
        found = parse_condition(text);
    } catch (const phrase_error& problem) {
        must(problem.offset() <= text.size(), "the mistake lies outside the phrase", text);
        return;
    }
    const std::string printed = to_string(*found);
    std::optional<condition> again;
    try {
        again = parse_condition(printed);
    } catch (const phrase_error& problem) {
        must(false, problem.what(), printed);
    }
    must(*again == *found, "printing and reading gives another condition", printed);
    must(to_string(*again) == printed, "printing twice gives other words", printed);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size); // NOLINT
    try_schedule(text);
    try_condition(text);
    return 0;
}

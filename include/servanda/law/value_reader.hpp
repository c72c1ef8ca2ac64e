/// @file
/// Reads values of known kinds (text, days, phrases, lists by period) and collects what is wrong
/// with them, each mistake where it stands.
#ifndef SERVANDA_LAW_VALUE_READER_HPP
#define SERVANDA_LAW_VALUE_READER_HPP

#include <servanda/calendar/by_period.hpp>
#include <servanda/calendar/day_range.hpp>
#include <servanda/calendar/parse_date_rule.hpp>
#include <servanda/law/diagnostic.hpp>
#include <servanda/law/parse_condition.hpp>
#include <servanda/law/value.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace servanda {

/// Text without the blanks around it.
[[nodiscard]] inline std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    const auto end = text.find_last_not_of(" \t");
    return begin == std::string_view::npos ? std::string()
                                           : std::string(text.substr(begin, end - begin + 1));
}

/// A value as it stands in a sentence: true, false, a whole number, a day, or else words.
[[nodiscard]] inline value written_value(const std::string& words, const source_position& where) {
    if (words == "true" || words == "false") {
        return {words == "true", where};
    }
    if (const auto day = parse_date(words)) {
        return {*day, where};
    }
    std::int64_t number = 0;
    const char* end = words.data() + words.size();
    const auto [stop, problem] = std::from_chars(words.data(), end, number);
    if (problem == std::errc{} && stop == end) {
        return {number, where};
    }
    return {words, where};
}

/// Reads values of known kinds and collects what is wrong with them.
class value_reader {
public:
    explicit value_reader(diagnostics& messages, std::vector<std::string> custom_anchors = {})
        : messages_(messages)
        , anchors_(std::move(custom_anchors)) {}

    void error(const value& at, const std::string& message) { messages_.error(at.where, message); }
    [[nodiscard]] diagnostics& messages() noexcept { return messages_; }
    /// The same reader, reporting elsewhere.
    [[nodiscard]] value_reader with(diagnostics& elsewhere) const {
        return value_reader(elsewhere, anchors_);
    }
    void know_anchors(std::vector<std::string> names) { anchors_ = std::move(names); }

    [[nodiscard]] std::optional<std::string> text(const value& item) {
        return expect<std::string>(item, "text");
    }
    /// Text that says something.
    [[nodiscard]] std::optional<std::string> words(const value& item) {
        auto result = text(item);
        const auto control = [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        };
        if (result && std::any_of(result->begin(), result->end(), control)) {
            error(item, "expected words on one line, found a control character");
            return std::nullopt;
        }
        if (result && result->empty()) {
            error(item, "expected text, found nothing between the quotation marks");
            return std::nullopt;
        }
        return result;
    }
    [[nodiscard]] std::optional<bool> boolean(const value& item) {
        return expect<bool>(item, "true or false");
    }
    [[nodiscard]] std::optional<std::int64_t> count(const value& item) {
        const auto result = expect<std::int64_t>(item, "a whole number");
        if (result && (*result < 0 || *result > numerals::max_number)) {
            error(item, "the number is out of range");
            return std::nullopt;
        }
        return result;
    }
    [[nodiscard]] std::optional<double> number(const value& item) {
        if (const auto* whole = item.get<std::int64_t>()) {
            return static_cast<double>(*whole);
        }
        const auto result = expect<double>(item, "a number");
        if (result && !std::isfinite(*result)) {
            error(item, "expected a finite number");
            return std::nullopt;
        }
        return result;
    }
    /// A TOML date, or the same in quotation marks.
    [[nodiscard]] std::optional<date> day(const value& item) {
        if (const auto* written = item.get<std::string>()) {
            if (const auto parsed = parse_date(*written)) {
                return parsed;
            }
            error(item,
                  "expected a day YYYY-MM-DD from 1400-01-01 to 9999-12-31, found '" + *written +
                      "'" + (names_days(*written) ? only_of_acts : ""));
            return std::nullopt;
        }
        return expect<date>(item, "a date");
    }
    /// The days on which an act may have happened: a TOML date, or in quotation marks a day, a
    /// month, a year or a range of them.
    [[nodiscard]] std::optional<day_range> days(const value& item) {
        constexpr std::string_view what = "a date, or in quotation marks a month or a year "
                                          "(\"2014-07\")";
        if (const auto* known = item.get<date>()) {
            return day_range{*known, *known};
        }
        return phrase(item, what, parse_day_range);
    }
    /// One text or a list of texts.
    [[nodiscard]] std::optional<std::vector<std::string>> texts(const value& item) {
        if (const auto* one = item.get<std::string>()) {
            return one->empty() ? (error(item, "expected text, found nothing"), std::nullopt)
                                : std::optional(std::vector{*one});
        }
        const auto* list = item.get<value_list>();
        if (list == nullptr) {
            wrong_kind(item, "text or a list of texts");
            return std::nullopt;
        }
        std::vector<std::string> result;
        for (const auto& element : *list) {
            if (auto element_text = words(element)) {
                result.push_back(*std::move(element_text));
            }
        }
        return result.size() == list->size() ? std::optional(result) : std::nullopt;
    }

    [[nodiscard]] std::optional<date_rule> rule(const value& item) {
        if (const auto* fixed = item.get<date>()) {
            return date_rule::on(*fixed);
        }
        return phrase(item, "a date rule", [this](const std::string& words) {
            return parse_date_rule(words, anchors_);
        });
    }
    [[nodiscard]] std::optional<schedule> recurring(const value& item) {
        if (const auto* fixed = item.get<date>()) {
            return schedule{date_rule::on(*fixed), std::nullopt};
        }
        return phrase(item, "a date rule", [this](const std::string& words) {
            return parse_schedule(words, anchors_);
        });
    }
    [[nodiscard]] std::optional<period> length(const value& item) {
        return phrase(item, "a period (such as '5 years')", parse_period);
    }
    [[nodiscard]] std::optional<condition> when(const value& item) {
        auto result = phrase(item, "a condition", parse_condition);
        if (result) {
            result->locate([&](std::size_t offset) { return place_in(item, offset); });
        }
        return result;
    }

    /// One date rule, or a list by period: `[{ until = 2005-01-27, rule = "…" }, { rule = "…" }]`.
    /// An entry may depend on a condition: `{ if = "3 deposits by north", rule = "…" }`.
    [[nodiscard]] std::optional<rules_by_period> rules(const value& item) {
        return by_periods<date_rule>(item, "rule", &value_reader::rule);
    }
    /// True or false, or a list of those by period.
    [[nodiscard]] std::optional<flag_by_period> flags(const value& item) {
        auto result = by_periods<bool>(item, "value", &value_reader::boolean);
        for (const auto& entry :
             result ? result->entries() : std::vector<flag_by_period::entry>{}) {
            if (entry.only_if) {
                error(item, "a yes or no depends on days only: 'if' does not belong here");
                return std::nullopt;
            }
        }
        return result;
    }
    /// A condition, or a list by period of them, which is a condition about days:
    /// `[{ until = D, rule = "A" }, { rule = "B" }]` is "(before D and A) or (from D and B)".
    [[nodiscard]] std::optional<condition> conditions(const value& item) {
        if (item.get<value_list>() == nullptr) {
            return when(item);
        }
        const auto list = by_periods<condition>(item, "rule", &value_reader::when);
        return list ? std::optional(joined(*list)) : std::nullopt;
    }

    /// A phrase through its parser; an error points at the word that is wrong.
    template <class Parse>
    [[nodiscard]] auto phrase(const value& item, std::string_view what, Parse parse)
        -> std::optional<decltype(parse(std::string()))> {
        const auto* words = item.get<std::string>();
        if (words == nullptr) {
            wrong_kind(item, what);
            return std::nullopt;
        }
        try {
            return parse(*words);
        } catch (const phrase_error& problem) {
            const source_position where = place_in(item, problem.offset());
            messages_.error(where, std::string(problem.what()) + " in '" + shortened(*words) + "'");
            return std::nullopt;
        }
    }

    /// One of a fixed list of words, as an index into it.
    template <std::size_t N>
    [[nodiscard]] std::optional<std::size_t>
    one_of(const value& item, const std::array<std::string_view, N>& choices) {
        const auto word = text(item);
        if (!word) {
            return std::nullopt;
        }
        for (std::size_t i = 0; i < N; ++i) {
            if (choices[i] == *word) {
                return i;
            }
        }
        std::string list;
        for (const auto choice : choices) {
            list += (list.empty() ? "'" : ", '") + std::string(choice) + "'";
        }
        error(item,
              "expected one of " + list + ", found '" + shortened(*word) + "'" +
                  did_you_mean(*word, choices));
        return std::nullopt;
    }

    void wrong_kind(const value& item, std::string_view expected) {
        error(item,
              "expected " + std::string(expected) + ", found " + std::string(kind_name(item)));
    }

    [[nodiscard]] static std::string shortened(const std::string& words) {
        constexpr std::size_t longest = 80;
        return words.size() <= longest ? words : words.substr(0, longest) + "…";
    }

private:
    static constexpr const char* only_of_acts =
        ": only the 'date' of an act may be a month, a year or a range";

    [[nodiscard]] static bool names_days(const std::string& words) {
        try {
            (void)parse_day_range(words);
            return true;
        } catch (const phrase_error&) {
            return false;
        }
    }

    template <class T>
    [[nodiscard]] std::optional<T> expect(const value& item, std::string_view expected) {
        if (const auto* found = item.get<T>()) {
            return *found;
        }
        wrong_kind(item, expected);
        return std::nullopt;
    }

    template <class T>
    using one_value = std::optional<T> (value_reader::*)(const value&);

    /// One value, or a list of tables of which `word` holds the value.
    template <class T>
    [[nodiscard]] std::optional<by_period<T, condition>>
    by_periods(const value& item, std::string_view word, one_value<T> read) {
        const auto* list = item.get<value_list>();
        if (list == nullptr) {
            auto single = (this->*read)(item);
            return single ? std::optional(by_period<T, condition>(*std::move(single)))
                          : std::nullopt;
        }
        if (list->empty()) {
            error(item, "expected a value or a list of them by period, found an empty list");
            return std::nullopt;
        }
        std::vector<typename by_period<T, condition>::entry> entries;
        for (const auto& element : *list) {
            if (auto entry = entry_by_period<T>(element, word, read)) {
                if (!entries.empty() && !entries.back().limit && !entries.back().only_if) {
                    error(element, "no entry can follow one without 'until', 'through' or 'if'");
                    continue;
                }
                entries.push_back(*std::move(entry));
            }
        }
        return entries.size() == list->size()
                   ? std::optional(by_period<T, condition>(std::move(entries)))
                   : std::nullopt;
    }

    template <class T>
    [[nodiscard]] std::optional<typename by_period<T, condition>::entry>
    entry_by_period(const value& item, std::string_view word, one_value<T> read) {
        const auto* table = item.get<value_table>();
        if (table == nullptr) {
            wrong_kind(item,
                       "a table such as { until = 2005-01-27, " + std::string(word) + " = … }");
            return std::nullopt;
        }
        typename by_period<T, condition>::entry entry{};
        bool has_value = false;
        bool good = true;
        for (const auto& [key, content, where] : *table) {
            if (key == "until" || key == "through") {
                if (entry.limit) {
                    messages_.error(where, "an entry has one limit: 'until' or 'through'");
                    return std::nullopt;
                }
                entry.limit = day(content);
                entry.inclusive = key == "through";
                good = good && entry.limit;
            } else if (key == "if") {
                entry.only_if = when(content);
                good = good && entry.only_if;
            } else if (key == word) {
                auto parsed = (this->*read)(content);
                good = good && parsed;
                entry.value = parsed ? *std::move(parsed) : T{};
                has_value = true;
            } else {
                const std::array<std::string_view, 4> keys{"until", "through", "if", word};
                messages_.error(where, "unknown key '" + key + "'" + did_you_mean(key, keys));
                return std::nullopt;
            }
        }
        if (!has_value) {
            error(item, "the entry lacks its '" + std::string(word) + "'");
            return std::nullopt;
        }
        return good ? std::optional(std::move(entry)) : std::nullopt;
    }

    /// Conditions by period as one condition about days: of each entry, that its own limit and `if`
    /// fit, and that no entry before it does.
    [[nodiscard]] static condition joined(const by_period<condition, condition>& list) {
        using kind = condition::kind;
        condition_nodes made;
        std::vector<std::int32_t> branches;
        std::optional<date> begins;
        std::vector<const by_period<condition, condition>::entry*> guarded;
        for (const auto& entry : list.entries()) {
            std::vector<std::int32_t> all;
            if (begins) {
                all.push_back(made.day_test(kind::from_date, *begins));
            }
            for (const auto* earlier : guarded) {
                std::vector<std::int32_t> fits;
                if (const auto end = first_day_without(*earlier)) {
                    fits.push_back(made.day_test(kind::before_date, *end));
                }
                fits.push_back(made.take_in(*earlier->only_if));
                all.push_back(made.negated(made.combined(kind::all, std::move(fits))));
            }
            const auto end = first_day_without(entry);
            if (end) {
                all.push_back(made.day_test(kind::before_date, *end));
            }
            if (entry.only_if) {
                all.push_back(made.take_in(*entry.only_if));
                guarded.push_back(&entry);
            }
            all.push_back(made.take_in(entry.value));
            branches.push_back(made.combined(kind::all, std::move(all)));
            if (!entry.only_if && !end) {
                break; // nothing is left for those after it
            }
            if (!entry.only_if) {
                begins = begins ? std::max(*begins, *end) : *end;
            }
        }
        (void)made.combined(kind::any, std::move(branches));
        return condition(std::move(made.nodes));
    }

    /// The first day that an entry does not reach; none where it reaches all.
    template <class Entry>
    [[nodiscard]] static std::optional<date> first_day_without(const Entry& entry) {
        if (!entry.limit || (entry.inclusive && *entry.limit == date::max())) {
            return std::nullopt;
        }
        return entry.inclusive ? *entry.limit + 1 : *entry.limit;
    }

    /// A condition in the making: operands before those they belong to, the whole at the end.
    struct condition_nodes {
        std::vector<condition::node> nodes;

        std::int32_t add(condition::node made) {
            nodes.push_back(std::move(made));
            return static_cast<std::int32_t>(nodes.size()) - 1;
        }
        std::int32_t take_in(const condition& part) {
            const auto base = static_cast<std::int32_t>(nodes.size());
            for (auto node : part.nodes()) {
                for (auto& operand : node.operands) {
                    operand += base;
                }
                nodes.push_back(std::move(node));
            }
            return static_cast<std::int32_t>(nodes.size()) - 1;
        }
        std::int32_t day_test(condition::kind what, date day) {
            condition::node node;
            node.what = what;
            node.day = day;
            return add(std::move(node));
        }
        std::int32_t negated(std::int32_t operand) {
            return combine(condition::kind::negation, {operand});
        }
        /// Of one operand, that operand itself.
        std::int32_t combined(condition::kind what, std::vector<std::int32_t> operands) {
            return operands.size() == 1 ? operands.front() : combine(what, std::move(operands));
        }

    private:
        std::int32_t combine(condition::kind what, std::vector<std::int32_t> operands) {
            condition::node node;
            node.what = what;
            node.operands = std::move(operands);
            return add(std::move(node));
        }
    };

    diagnostics& messages_;
    std::vector<std::string> anchors_;
};

} // namespace servanda

#endif

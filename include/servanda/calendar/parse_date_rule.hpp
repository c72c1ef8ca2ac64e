/// @file
/// Reads date rules and schedules as treaties write them. The grammar is that of docs/phrases.md;
/// it is read left to right with no backtracking over rules, and every error says what was
/// expected.
#ifndef SERVANDA_CALENDAR_PARSE_DATE_RULE_HPP
#define SERVANDA_CALENDAR_PARSE_DATE_RULE_HPP

#include <servanda/calendar/date_rule.hpp>
#include <servanda/calendar/phrase.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace servanda {

namespace detail {

/// Recursive descent over the words of one phrase.
class date_rule_parser {
public:
    date_rule_parser(phrase_reader& in, std::span<const std::string> custom_anchors)
        : in_(in)
        , custom_(custom_anchors) {}

    [[nodiscard]] date_rule rule() {
        const depth_guard guard(*this);
        date_rule result = term();
        while (true) {
            const std::size_t before = in_.position;
            in_.accept(",");
            if (!in_.accept("but", "not", "before")) {
                in_.position = before;
                return result;
            }
            date_rule::node n;
            n.what = date_rule::kind::not_before;
            result = date_rule::over(n, result, term());
        }
    }

    [[nodiscard]] schedule whole_schedule() {
        schedule result{rule(), std::nullopt};
        const std::size_t before = in_.position;
        in_.accept(",");
        if (in_.accept("then", "every")) {
            result.then = recurrence_of();
        } else {
            in_.position = before;
        }
        return result;
    }

private:
    struct depth_guard {
        explicit depth_guard(date_rule_parser& parser)
            : owner(parser) {
            if (++owner.depth_ > phrase_reader::max_depth) {
                owner.in_.fail_with("the phrase is nested too deeply");
            }
        }
        ~depth_guard() { --owner.depth_; }
        depth_guard(const depth_guard&) = delete;
        depth_guard& operator=(const depth_guard&) = delete;
        date_rule_parser& owner;
    };

    [[nodiscard]] date_rule term() {
        const depth_guard guard(*this);
        if (in_.accept("(")) {
            date_rule inner = rule();
            in_.expect(")");
            return inner;
        }
        const std::size_t start = in_.position;
        const bool on = in_.accept("on") || in_.accept("at");
        const bool the = in_.accept("the");
        if (auto found = own_day()) {
            return *std::move(found);
        }
        if (auto found = choice(the)) {
            return *std::move(found);
        }
        if (auto found = ordinal_day()) {
            return *std::move(found);
        }
        if (auto found = calendar_position()) {
            return *std::move(found);
        }
        if (!the) {
            if (auto found = fixed_or_counted(on)) {
                return *std::move(found);
            }
        }
        if (auto found = named_day()) {
            return *std::move(found);
        }
        in_.fail(start == in_.position
                     ? "a period (such as '6 months after'), a date or a named day"
                     : "a named day",
                 known_days_hint());
    }

    [[nodiscard]] std::optional<date_rule> choice(bool the) {
        if (!the || !(in_.looking_at("later", "of") || in_.looking_at("earlier", "of"))) {
            return std::nullopt;
        }
        date_rule::node n;
        n.what = in_.peek() == "later" ? date_rule::kind::later_of : date_rule::kind::earlier_of;
        in_.position += 2;
        date_rule left = term();
        in_.expect("and");
        return date_rule::over(n, left, term());
    }

    /// "the 90th day after", "the day after".
    [[nodiscard]] std::optional<date_rule> ordinal_day() {
        const std::size_t start = in_.position;
        std::int64_t count = 1;
        if (!in_.looking_at("day", "after")) {
            const auto ordinal = numerals::accept_ordinal(in_);
            if (!ordinal || !in_.looking_at("day", "after")) {
                in_.position = start;
                return std::nullopt;
            }
            count = expect_positive(*ordinal);
        }
        in_.position += 2;
        period length;
        length.days = static_cast<std::int32_t>(count);
        return date_rule::after(length, term());
    }

    /// First day of a month, next day of the year, end of a unit.
    [[nodiscard]] std::optional<date_rule> calendar_position() {
        if (in_.accept("first", "day", "of", "the")) {
            return first_of_month();
        }
        if (in_.accept("end", "of", "the")) {
            return end_of_unit();
        }
        if (in_.looking_at("next")) {
            ++in_.position;
            date_rule::node n;
            n.day = expect_day_of_year();
            n.what = in_.accept("on", "or") ? date_rule::kind::next_or_same
                                            : date_rule::kind::next_day_of_year;
            in_.expect("after");
            return date_rule::over(n, term());
        }
        return std::nullopt;
    }

    [[nodiscard]] date_rule first_of_month() {
        date_rule::node n;
        n.what = date_rule::kind::first_of_month;
        n.count = 1;
        if (!in_.looking_at("month")) {
            const auto ordinal = numerals::accept_ordinal(in_);
            if (!ordinal) {
                in_.fail("'month' or an ordinal (such as '6th month')");
            }
            n.count = expect_positive(*ordinal);
        }
        in_.expect("month");
        in_.expect("after");
        return date_rule::over(n, term());
    }

    [[nodiscard]] date_rule end_of_unit() {
        date_rule::node n;
        n.what = date_rule::kind::end_of;
        if (in_.accept("month")) {
            n.unit = calendar_unit::month;
        } else if (in_.accept("quarter")) {
            n.unit = calendar_unit::quarter;
        } else if (in_.accept("year")) {
            n.unit = calendar_unit::year;
        } else {
            in_.fail("'month', 'quarter' or 'year'");
        }
        in_.expect("of");
        return date_rule::over(n, term());
    }

    /// "2019-02-02", "31 December of the following year after", "6 months after", "30 clear days
    /// after".
    [[nodiscard]] std::optional<date_rule> fixed_or_counted(bool on) {
        if (looks_like_date(in_.peek())) {
            return fixed_date();
        }
        const std::size_t start = in_.position;
        const auto number = numerals::accept_cardinal(in_);
        if (!number) {
            return std::nullopt;
        }
        if (is_month_name(in_.peek())) {
            in_.position = start;
            return day_of_later_year();
        }
        if (on) {
            in_.fail("a month (such as '31 December of the following year after')", month_hint());
        }
        if (in_.accept("clear")) {
            return clear_days(*number);
        }
        in_.position = start;
        return counted_period();
    }

    [[nodiscard]] date_rule fixed_date() {
        const auto day = parse_date(in_.peek_text());
        if (!day) {
            in_.fail_with("there is no day '" + std::string(in_.peek_text()) +
                          "': expected YYYY-MM-DD from 1400-01-01 to 9999-12-31");
        }
        ++in_.position;
        return date_rule::on(*day);
    }

    [[nodiscard]] date_rule day_of_later_year() {
        date_rule::node n;
        n.what = date_rule::kind::day_of_later_year;
        n.day = expect_day_of_year();
        in_.expect("of");
        in_.expect("the");
        if (!in_.accept("same")) {
            n.count = 1;
            if (!in_.looking_at("following")) {
                const auto ordinal = numerals::accept_ordinal(in_);
                if (!ordinal) {
                    in_.fail("'same', 'following' or an ordinal (such as 'second following')");
                }
                n.count = expect_positive(*ordinal);
            }
            in_.expect("following");
        }
        in_.expect("year");
        if (!in_.accept("after") && !in_.accept("of") && !in_.accept("as")) {
            in_.fail("'after', 'of' or 'as'");
        }
        return date_rule::over(n, term());
    }

    [[nodiscard]] date_rule clear_days(std::int64_t count) {
        if (!in_.accept("days") && !in_.accept("day")) {
            in_.fail("'days'");
        }
        in_.expect("after");
        date_rule::node n;
        n.what = date_rule::kind::clear_days_after;
        n.count = static_cast<std::int32_t>(count);
        return date_rule::over(n, term());
    }

    [[nodiscard]] date_rule counted_period() {
        date_rule::node n;
        n.length = read_period();
        if (in_.accept("after")) {
            n.what = date_rule::kind::after;
        } else if (in_.accept("before")) {
            n.what = date_rule::kind::before;
        } else {
            static constexpr std::array<std::string_view, 2> words{"after", "before"};
            in_.fail("'after' or 'before'", did_you_mean(in_.peek(), words));
        }
        return date_rule::over(n, term());
    }

public:
    /// "1 year and 30 days". Throws when no period comes next.
    [[nodiscard]] period read_period() {
        period result;
        while (true) {
            const auto number = numerals::accept_cardinal(in_);
            if (!number) {
                in_.fail("a number (such as '6' or 'six')");
            }
            take_unit(result, static_cast<std::int32_t>(*number));
            const std::size_t before = in_.position;
            if (!in_.accept("and")) {
                return result;
            }
            const auto more = numerals::accept_cardinal(in_);
            const bool goes_on = more && is_unit(in_.peek());
            in_.position = before;
            if (!goes_on) {
                return result;
            }
            ++in_.position;
        }
    }

private:
    [[nodiscard]] static bool is_unit(std::string_view word) {
        return word == "day" || word == "days" || word == "week" || word == "weeks" ||
               word == "month" || word == "months" || word == "year" || word == "years";
    }

    void take_unit(period& into, std::int32_t number) {
        const std::string_view word = in_.peek();
        std::int32_t* unit = nullptr;
        if (word == "day" || word == "days") {
            unit = &into.days;
        } else if (word == "week" || word == "weeks") {
            unit = &into.weeks;
        } else if (word == "month" || word == "months") {
            unit = &into.months;
        } else if (word == "year" || word == "years") {
            unit = &into.years;
        } else {
            static constexpr std::array<std::string_view, 9> units{
                "days", "weeks", "months", "years", "clear", "day", "week", "month", "year"};
            in_.fail("days, weeks, months or years", did_you_mean(word, units));
        }
        const std::int64_t sum = std::int64_t{*unit} + number;
        if (sum > numerals::max_number) {
            in_.fail_with("the period is longer than the calendar");
        }
        *unit = static_cast<std::int32_t>(sum);
        ++in_.position;
    }

    [[nodiscard]] recurrence recurrence_of() {
        recurrence result;
        if (is_unit(in_.peek())) {
            period one;
            take_unit(one, 1);
            result.every = one;
        } else {
            const std::size_t start = in_.position;
            const auto number = numerals::accept_cardinal(in_);
            if (!number) {
                in_.fail("a period, a unit or a day of the year (such as '30 April')");
            }
            const bool day = is_month_name(in_.peek());
            in_.position = start;
            if (day) {
                result.each = expect_day_of_year();
            } else {
                result.every = read_period();
                if (result.every->empty()) {
                    in_.fail_with("a period of nothing does not recur", 1);
                }
            }
        }
        if (in_.accept("until")) {
            result.until = rule();
        }
        return result;
    }

    [[nodiscard]] std::int32_t expect_positive(std::int64_t value) {
        if (value < 1 || value > 120000) {
            in_.fail_with("the number is out of range", 1);
        }
        return static_cast<std::int32_t>(value);
    }

    [[nodiscard]] static bool is_month_name(std::string_view word) {
        return std::find(month_names.begin(), month_names.end(), word) != month_names.end();
    }

    [[nodiscard]] static bool looks_like_date(std::string_view word) {
        return word.size() >= 5 && word[0] >= '0' && word[0] <= '9' &&
               word.find('-') != std::string_view::npos &&
               word.find_first_not_of("0123456789-") == std::string_view::npos;
    }

    [[nodiscard]] day_of_year expect_day_of_year() {
        const auto day = numerals::accept_cardinal(in_);
        if (!day) {
            in_.fail("a day of the year (such as '30 June')");
        }
        const auto month = std::find(month_names.begin(), month_names.end(), in_.peek());
        if (month == month_names.end()) {
            in_.fail("a month", month_hint());
        }
        const int number = static_cast<int>(month - month_names.begin()) + 1;
        if (*day < 1 || *day > days_in_month(2000, number)) {
            in_.fail_with("there is no day " + std::to_string(*day) + " in " + in_text(), 1);
        }
        ++in_.position;
        return {static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(*day)};
    }

    [[nodiscard]] std::string in_text() const { return std::string(in_.peek_text()); }
    [[nodiscard]] std::string month_hint() const { return did_you_mean(in_.peek(), month_names); }

    /// A name of the file's own, of several words, which may begin like another form.
    [[nodiscard]] std::optional<date_rule> own_day() {
        std::size_t best_words = 1;
        std::optional<date_rule> best;
        for (const auto& name : custom_) {
            const std::size_t words = match(lower_case(name));
            if (words > best_words) {
                best_words = words;
                best = date_rule::on_custom(name);
            }
        }
        in_.position += best ? best_words : 0;
        return best;
    }

    /// The longest known name that begins here.
    [[nodiscard]] std::optional<date_rule> named_day() {
        std::size_t best_words = 0;
        std::optional<date_rule> best;
        for (std::size_t i = 0; i < anchor_names.size(); ++i) {
            const std::size_t words = match(anchor_names[i]);
            if (words > best_words) {
                best_words = words;
                best = date_rule::on(static_cast<anchor>(i));
            }
        }
        for (const auto& name : custom_) {
            const std::size_t words = match(lower_case(name));
            if (words >= best_words && words > 0) { // a file's own name wins
                best_words = words;
                best = date_rule::on_custom(name);
            }
        }
        in_.position += best_words;
        return best;
    }

    [[nodiscard]] std::size_t match(std::string_view name) const {
        std::size_t words = 0;
        std::size_t start = 0;
        while (start <= name.size()) {
            const std::size_t end = std::min(name.find(' ', start), name.size());
            if (in_.peek(words) != name.substr(start, end - start)) {
                return 0;
            }
            ++words;
            start = end + 1;
        }
        return words;
    }

    [[nodiscard]] std::string known_days_hint() const {
        std::vector<std::string> known(anchor_names.begin(), anchor_names.end());
        known.insert(known.end(), custom_.begin(), custom_.end());
        std::string words;
        static constexpr std::array<std::string_view, 8> stops{
            ",", "(", ")", "after", "before", "and", "but", "then"};
        for (std::size_t i = 0; !in_.peek(i).empty() && i < 8; ++i) {
            if (std::find(stops.begin(), stops.end(), in_.peek(i)) != stops.end()) {
                break;
            }
            words += (words.empty() ? "" : " ") + std::string(in_.peek(i));
        }
        return words.empty() ? std::string{} : did_you_mean(words, known);
    }

    phrase_reader& in_;
    std::span<const std::string> custom_;
    int depth_ = 0;
};

} // namespace detail

/// Reads a date rule. `custom_anchors` are the names, beside the built-in ones, that it may use.
/// Throws `phrase_error`. O(length of the phrase × names).
[[nodiscard]] inline date_rule parse_date_rule(std::string_view phrase,
                                               std::span<const std::string> custom_anchors = {}) {
    phrase_reader in(phrase);
    detail::date_rule_parser parser(in, custom_anchors);
    date_rule result = parser.rule();
    if (!in.at_end()) {
        in.fail("the end of the rule or 'but not before'");
    }
    return result;
}

/// Reads a rule that may recur: "3 years after entry into force, then every 5 years".
/// Throws `phrase_error`.
[[nodiscard]] inline schedule parse_schedule(std::string_view phrase,
                                             std::span<const std::string> custom_anchors = {}) {
    phrase_reader in(phrase);
    detail::date_rule_parser parser(in, custom_anchors);
    schedule result = parser.whole_schedule();
    if (!in.at_end()) {
        in.fail("the end of the rule, 'but not before' or 'then every'");
    }
    return result;
}

/// Reads a period: "5 years", "1 year and 30 days". Throws `phrase_error`.
[[nodiscard]] inline period parse_period(std::string_view phrase) {
    phrase_reader in(phrase);
    detail::date_rule_parser parser(in, {});
    const period result = parser.read_period();
    if (!in.at_end()) {
        in.fail("the end of the period");
    }
    return result;
}

} // namespace servanda

#endif

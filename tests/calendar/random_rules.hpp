/// @file
/// Random date rules, built as values rather than from phrases, so that writing and reading them
/// can be tried against each other.
#ifndef SERVANDA_TESTS_CALENDAR_RANDOM_RULES_HPP
#define SERVANDA_TESTS_CALENDAR_RANDOM_RULES_HPP

#include <servanda/calendar/date_rule.hpp>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace servanda::test {

/// The same sequence on every machine: distributions of the standard library differ, so none is
/// used.
class random_rules {
public:
    explicit random_rules(std::uint32_t seed)
        : random_(seed) {}

    [[nodiscard]] std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>(random_()) % bound;
    }
    [[nodiscard]] bool chance(std::uint32_t one_in) { return below(one_in) == 0; }

    /// Names that rule files might define; some hold words of the grammar.
    [[nodiscard]] static const std::vector<std::string>& own_anchors() {
        static const std::vector<std::string> names{"ceasefire",
                                                    "notice of intent",
                                                    "Start of Destruction",
                                                    "second review conference",
                                                    "end of hostilities",
                                                    "last on-site inspection"};
        return names;
    }

    [[nodiscard]] date day() {
        const auto days = static_cast<std::uint32_t>(date::of(2200, 1, 1) - date::of(1800, 1, 1));
        return date::of(1800, 1, 1) + static_cast<std::int64_t>(below(days));
    }

    [[nodiscard]] period length() {
        period result;
        const auto take = [&](std::int32_t& unit, std::uint32_t bound) {
            unit = chance(2) ? static_cast<std::int32_t>(below(bound)) : 0;
        };
        take(result.years, 30);
        take(result.months, 40);
        take(result.weeks, 10);
        take(result.days, 400);
        return result;
    }

    [[nodiscard]] day_of_year day_in_year() {
        const auto month = static_cast<std::uint8_t>(1 + below(12));
        const auto last = static_cast<std::uint32_t>(days_in_month(2000, month));
        return {month, static_cast<std::uint8_t>(1 + below(last))};
    }

    [[nodiscard]] date_rule rule(int depth) {
        using kind = date_rule::kind;
        if (depth == 0 || chance(6)) {
            return leaf();
        }
        static constexpr std::array kinds{kind::after,
                                          kind::before,
                                          kind::clear_days_after,
                                          kind::first_of_month,
                                          kind::next_day_of_year,
                                          kind::next_or_same,
                                          kind::day_of_later_year,
                                          kind::end_of,
                                          kind::later_of,
                                          kind::earlier_of,
                                          kind::not_before};
        date_rule::node n;
        n.what = kinds[below(static_cast<std::uint32_t>(kinds.size()))];
        switch (n.what) {
        case kind::after:
        case kind::before:
            n.length = length();
            break;
        case kind::clear_days_after:
        case kind::day_of_later_year:
            n.count = static_cast<std::int32_t>(below(150));
            break;
        case kind::first_of_month:
            n.count = static_cast<std::int32_t>(1 + below(30));
            break;
        case kind::end_of:
            n.unit = static_cast<calendar_unit>(below(3));
            break;
        default:
            break;
        }
        if (n.what == kind::next_day_of_year || n.what == kind::next_or_same ||
            n.what == kind::day_of_later_year) {
            n.day = day_in_year();
        }
        const auto left = rule(depth - 1);
        const bool two =
            n.what == kind::later_of || n.what == kind::earlier_of || n.what == kind::not_before;
        return two ? date_rule::over(n, left, rule(depth - 1)) : date_rule::over(n, left);
    }

    [[nodiscard]] schedule recurring(int depth) {
        schedule result{rule(depth), std::nullopt};
        if (chance(4)) {
            return result;
        }
        recurrence then;
        if (chance(2)) {
            then.each = day_in_year();
        } else {
            auto every = length();
            every.days += every.empty() ? 1 : 0;
            then.every = every;
        }
        if (chance(2)) {
            then.until = rule(depth - 1);
        }
        result.then = then;
        return result;
    }

private:
    [[nodiscard]] date_rule leaf() {
        switch (below(4)) {
        case 0:
            return date_rule::on(day());
        case 1:
            return date_rule::on_custom(
                own_anchors()[below(static_cast<std::uint32_t>(own_anchors().size()))]);
        default:
            return date_rule::on(
                static_cast<anchor>(below(static_cast<std::uint32_t>(anchor_names.size()))));
        }
    }

    std::mt19937 random_;
};

} // namespace servanda::test

#endif

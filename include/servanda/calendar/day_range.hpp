/// @file
/// Days that are not known to the day: "2014", "2014-07", "2014-07-01..2014-07-28". A range says on
/// which days something may have happened, its ends included, and nothing of which is likelier.
#ifndef SERVANDA_CALENDAR_DAY_RANGE_HPP
#define SERVANDA_CALENDAR_DAY_RANGE_HPP

#include <servanda/calendar/date.hpp>
#include <servanda/calendar/phrase.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace servanda {

/// Consecutive days, from `first` to `last`, both included. `last` is not before `first`.
struct day_range {
    date first{};
    date last{};

    [[nodiscard]] constexpr bool is_one_day() const noexcept { return first == last; }
    [[nodiscard]] constexpr std::int64_t size() const noexcept { return last - first + 1; }
    [[nodiscard]] constexpr bool contains(date day) const noexcept {
        return first <= day && day <= last;
    }
    friend constexpr bool operator==(const day_range&, const day_range&) noexcept = default;
};

/// "2014-07-01..2014-07-28"; of one day, that day. Reading it back gives the same range.
[[nodiscard]] inline std::string to_string(const day_range& days) {
    return days.is_one_day() ? to_string(days.first)
                             : to_string(days.first) + ".." + to_string(days.last);
}

namespace detail {

/// Reads one end of a range, or the whole of one: a day, a month or a year.
class day_range_reader {
public:
    /// `offset` is where `part` stands in the whole text.
    day_range_reader(std::string_view part, std::size_t offset)
        : text_(part)
        , offset_(offset) {}

    [[nodiscard]] day_range run() const {
        constexpr std::size_t year_length = 4;
        constexpr std::size_t month_length = 7;
        constexpr std::size_t day_length = 10;
        const std::size_t size = text_.size();
        const bool shaped = (size == year_length || size == month_length || size == day_length) &&
                            digits(0, 4) && (size < month_length || (dash(4) && digits(5, 2))) &&
                            (size < day_length || (dash(7) && digits(8, 2)));
        if (!shaped) {
            fail("expected a day YYYY-MM-DD, a month YYYY-MM, a year YYYY or a range of them "
                 "(\"2014-07-01..2014-07-28\"), found '" +
                     std::string(text_) + "'",
                 0);
        }
        const int year = number(0, 4);
        if (year < min_year) {
            fail("expected a year from 1400 to 9999, found " + std::string(text_.substr(0, 4)), 0);
        }
        if (size == year_length) {
            return {date::of(year, 1, 1), date::of(year, 12, 31)};
        }
        const int month = number(5, 2);
        if (month < 1 || month > 12) {
            fail("there is no month " + std::string(text_.substr(5, 2)), 5);
        }
        if (size == month_length) {
            return {date::of(year, month, 1), date::of(year, month, days_in_month(year, month))};
        }
        const auto day = date::try_of(year, month, number(8, 2));
        if (!day) {
            fail("there is no day " + std::string(text_), 8);
        }
        return {*day, *day};
    }

private:
    [[nodiscard]] bool dash(std::size_t at) const { return text_[at] == '-'; }
    [[nodiscard]] bool digits(std::size_t at, std::size_t count) const {
        for (std::size_t i = at; i < at + count; ++i) {
            if (text_[i] < '0' || text_[i] > '9') {
                return false;
            }
        }
        return true;
    }
    [[nodiscard]] int number(std::size_t at, std::size_t count) const {
        int value = 0;
        for (std::size_t i = at; i < at + count; ++i) {
            value = value * 10 + (text_[i] - '0');
        }
        return value;
    }
    [[noreturn]] void fail(const std::string& message, std::size_t at) const {
        throw phrase_error(message, offset_ + at, text_.size() - at);
    }

    std::string_view text_;
    std::size_t offset_;
};

} // namespace detail

/// Reads a day, a month ("2014-07"), a year ("2014"), or a range of two such
/// ("2014-07-01..2014-08": from the first day of the one to the last day of the other). Throws
/// `phrase_error` for a text that is none of these, for a year before 1400, a month or day that
/// does not exist, and a range that ends before it begins.
[[nodiscard]] inline day_range parse_day_range(std::string_view text) {
    constexpr std::string_view dots = "..";
    const std::size_t at = text.find(dots);
    if (at == std::string_view::npos) {
        return detail::day_range_reader(text, 0).run();
    }
    const std::size_t second = at + dots.size();
    if (at == 0 || second == text.size()) {
        throw phrase_error("a range needs both its ends (\"2014-07-01..2014-07-28\")", 0, 1);
    }
    const day_range from = detail::day_range_reader(text.substr(0, at), 0).run();
    const day_range to = detail::day_range_reader(text.substr(second), second).run();
    if (to.last < from.first) {
        throw phrase_error("the range ends on " + to_string(to.last) + ", before it begins on " +
                               to_string(from.first),
                           second,
                           text.size() - second);
    }
    return {from.first, to.last};
}

} // namespace servanda

#endif

/// @file
/// Days. The unit of servanda is the day: a treaty's clock has no hours. A `date` is one day of the
/// Gregorian calendar between 1400-01-01 and 9999-12-31, stored as one 32-bit day number, so that
/// dates are ordered, hashed and compared as integers. The calendar arithmetic behind it is
/// Boost.Date_Time's; its month arithmetic is not used (see period.hpp).
#ifndef SERVANDA_CALENDAR_DATE_HPP
#define SERVANDA_CALENDAR_DATE_HPP

#include <boost/date_time/gregorian/greg_date.hpp>

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace servanda {

/// A day outside 1400-01-01 … 9999-12-31 was asked for or computed.
class date_out_of_range : public std::out_of_range {
public:
    using std::out_of_range::out_of_range;
};

/// Calendar fields of a day. Month and day count from 1.
struct year_month_day {
    int year;
    int month;
    int day;
    friend constexpr bool operator==(const year_month_day&, const year_month_day&) = default;
};

constexpr int min_year = 1400;
constexpr int max_year = 9999;

/// Whether February has 29 days in `year`.
[[nodiscard]] constexpr bool is_leap_year(int year) noexcept {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Number of days in a month (1–12).
[[nodiscard]] constexpr int days_in_month(int year, int month) noexcept {
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : lengths[month - 1];
}

/// One day. A regular, totally ordered value of four bytes; the default is 1400-01-01.
class date {
public:
    constexpr date() noexcept = default;

    /// Precondition: none. Throws `date_out_of_range` when the fields name no day in range.
    [[nodiscard]] static constexpr date of(int year, int month, int day) {
        if (!exists(year, month, day)) {
            throw date_out_of_range("there is no day " + std::to_string(year) + "-" +
                                    std::to_string(month) + "-" + std::to_string(day) +
                                    " between 1400-01-01 and 9999-12-31");
        }
        return unchecked(year, month, day);
    }

    /// The day, or nothing when the fields name no day in range.
    [[nodiscard]] static constexpr std::optional<date>
    try_of(int year, int month, int day) noexcept {
        if (!exists(year, month, day)) {
            return std::nullopt;
        }
        return unchecked(year, month, day);
    }

    /// From Boost.Date_Time. Throws `date_out_of_range` for the special values (not-a-date,
    /// infinities).
    [[nodiscard]] static date from_boost(const boost::gregorian::date& day) {
        if (day.is_special()) {
            throw date_out_of_range("a special Boost date is no day");
        }
        return from_number(static_cast<std::int32_t>(day.day_number()));
    }

    /// To Boost.Date_Time, for its calendars, weeks and formatting.
    [[nodiscard]] boost::gregorian::date to_boost() const {
        const auto [year, month, day] = fields();
        return {static_cast<unsigned short>(year),
                static_cast<unsigned short>(month),
                static_cast<unsigned short>(day)};
    }

    /// From a day number as `number()` gives it. Throws `date_out_of_range`.
    [[nodiscard]] static constexpr date from_number(std::int32_t number) {
        if (number < min_number || number > max_number) {
            throw date_out_of_range("the computed day lies outside 1400-01-01 to 9999-12-31");
        }
        date result;
        result.number_ = number;
        return result;
    }

    /// The day number: consecutive days have consecutive numbers (Boost's, the Julian day number).
    [[nodiscard]] constexpr std::int32_t number() const noexcept { return number_; }

    [[nodiscard]] constexpr year_month_day fields() const noexcept {
        // Boost's algorithm on plain integers: its own fields validate themselves at every step.
        const std::uint32_t a = static_cast<std::uint32_t>(number_) + 32044;
        const std::uint32_t b = (4 * a + 3) / 146097;
        const std::uint32_t c = a - 146097 * b / 4;
        const std::uint32_t d = (4 * c + 3) / 1461;
        const std::uint32_t e = c - 1461 * d / 4;
        const std::uint32_t m = (5 * e + 2) / 153;
        return {static_cast<int>(100 * b + d - 4800 + m / 10),
                static_cast<int>(m + 3 - 12 * (m / 10)),
                static_cast<int>(e - (153 * m + 2) / 5 + 1)};
    }

    [[nodiscard]] constexpr int year() const noexcept { return fields().year; }

    [[nodiscard]] static constexpr date min() noexcept { return date{}; }
    [[nodiscard]] static constexpr date max() noexcept {
        date result;
        result.number_ = max_number;
        return result;
    }

    /// The day `days` later (earlier when negative). Throws `date_out_of_range`.
    friend constexpr date operator+(date day, std::int64_t days) {
        if (days < min_number - day.number_ || days > max_number - day.number_) {
            throw date_out_of_range("the computed day lies outside 1400-01-01 to 9999-12-31");
        }
        date result;
        result.number_ = static_cast<std::int32_t>(day.number_ + days);
        return result;
    }
    friend constexpr date operator-(date day, std::int64_t days) {
        return day + (days == std::numeric_limits<std::int64_t>::min()
                          ? std::numeric_limits<std::int64_t>::max()
                          : -days);
    }
    /// Days from `b` to `a`.
    friend constexpr std::int32_t operator-(date a, date b) noexcept {
        return a.number_ - b.number_;
    }
    friend constexpr bool operator==(date, date) noexcept = default;
    friend constexpr std::strong_ordering operator<=>(date a, date b) noexcept {
        return a.number_ <=> b.number_;
    }

private:
    static constexpr std::int32_t min_number = 2232400; // 1400-01-01
    static constexpr std::int32_t max_number = 5373484; // 9999-12-31

    [[nodiscard]] static constexpr bool exists(int year, int month, int day) noexcept {
        return year >= min_year && year <= max_year && month >= 1 && month <= 12 && day >= 1 &&
               day <= days_in_month(year, month);
    }
    [[nodiscard]] static constexpr date unchecked(int year, int month, int day) noexcept {
        // Boost's algorithm on plain integers: its own constructor validates what was validated
        // here.
        const int a = (14 - month) / 12;
        const int y = year + 4800 - a;
        const int m = month + 12 * a - 3;
        date result;
        result.number_ = day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32045;
        return result;
    }

    std::int32_t number_ = min_number;
};

/// Reads `YYYY-MM-DD`; nothing when the text is not exactly that or names no day in range.
[[nodiscard]] constexpr std::optional<date> parse_date(std::string_view text) noexcept {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    int fields[3] = {0, 0, 0};
    int field = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 4 || i == 7) {
            ++field;
            continue;
        }
        if (text[i] < '0' || text[i] > '9') {
            return std::nullopt;
        }
        fields[field] = fields[field] * 10 + (text[i] - '0');
    }
    return date::try_of(fields[0], fields[1], fields[2]);
}

/// Writes `YYYY-MM-DD`.
[[nodiscard]] inline std::string to_string(date day) {
    const auto [year, month, mday] = day.fields();
    std::string text(10, '-');
    const auto put = [&](std::size_t at, int value, int digits) {
        for (int i = digits - 1; i >= 0; --i, value /= 10) {
            text[at + static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
        }
    };
    put(0, year, 4);
    put(5, month, 2);
    put(8, mday, 2);
    return text;
}

namespace literals {
/// `"2019-02-02"_day`; a text that is no day does not compile.
consteval date operator""_day(const char* text, std::size_t size) {
    const auto day = parse_date({text, size});
    if (!day) {
        throw date_out_of_range("not a day YYYY-MM-DD");
    }
    return *day;
}
} // namespace literals

} // namespace servanda

template <>
struct std::hash<servanda::date> {
    [[nodiscard]] std::size_t operator()(servanda::date day) const noexcept {
        return static_cast<std::size_t>(day.number());
    }
};

#endif

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

namespace detail {
struct unchecked_date;
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
        // Not Boost's: its fields validate themselves at every step. Years that begin on 1 March
        // have their leap day last; the divisions by 1461 and by the length of months are
        // multiplications and shifts (Neri and Schneider, "Euclidean affine functions and their
        // application to calendar algorithms", 2022).
        const std::uint32_t quarter_days = 4 * static_cast<std::uint32_t>(number_ - march_0000) + 3;
        const std::uint32_t century = quarter_days / 146097;
        const std::uint32_t of_century = (quarter_days % 146097) | 3U;
        const std::uint64_t scaled = std::uint64_t{2939745} * of_century;
        const auto year_of_century = static_cast<std::uint32_t>(scaled >> 32U);
        const std::uint32_t day_of_year = static_cast<std::uint32_t>(scaled) / 2939745 / 4;
        const std::uint32_t month_and_day = 2141 * day_of_year + 197913;
        const std::uint32_t month = month_and_day >> 16U;
        const std::uint32_t next_year = day_of_year >= 306 ? 1 : 0; // January and February
        return {static_cast<int>(100 * century + year_of_century + next_year),
                static_cast<int>(month - 12 * next_year),
                static_cast<int>((month_and_day & 0xffffU) / 2141 + 1)};
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
    friend struct detail::unchecked_date;

    static constexpr std::int32_t min_number = 2232400; // 1400-01-01
    static constexpr std::int32_t max_number = 5373484; // 9999-12-31
    static constexpr std::int32_t march_0000 = 1721120; // 0000-03-01

    [[nodiscard]] static constexpr bool exists(int year, int month, int day) noexcept {
        return year >= min_year && year <= max_year && month >= 1 && month <= 12 && day >= 1 &&
               (day <= 28 || day <= days_in_month(year, month));
    }
    [[nodiscard]] static constexpr date unchecked(int year, int month, int day) noexcept {
        // Not Boost's: its constructor validates what was validated here. As in `fields`, the year
        // begins in March; unsigned, for the divisions' sake.
        const std::uint32_t last_year = month <= 2 ? 1 : 0; // January and February
        const std::uint32_t y = static_cast<std::uint32_t>(year) - last_year;
        const std::uint32_t m = static_cast<std::uint32_t>(month) + 12 * last_year;
        const std::uint32_t century = y / 100;
        const std::uint32_t days_before = 1461 * y / 4 - century + century / 4 +
                                          (979 * m - 2919) / 32 + static_cast<std::uint32_t>(day) -
                                          1;
        date result;
        result.number_ = static_cast<std::int32_t>(days_before) + march_0000;
        return result;
    }

    std::int32_t number_ = min_number;
};

namespace detail {

/// Days from what is known to name a day in range: nothing is checked again.
struct unchecked_date {
    [[nodiscard]] static constexpr date from_number(std::int32_t number) noexcept {
        date result;
        result.number_ = number;
        return result;
    }
    [[nodiscard]] static constexpr date of(int year, int month, int day) noexcept {
        return date::unchecked(year, month, day);
    }
    [[nodiscard]] static constexpr bool exists(int year, int month, int day) noexcept {
        return date::exists(year, month, day);
    }
};

/// A day, or none, in four bytes. The engine's many days that may not be known are copied as one
/// integer; an `std::optional` is written in two parts and read in one, which waits for the memory.
class maybe_date {
public:
    constexpr maybe_date() noexcept = default;
    constexpr maybe_date(std::nullopt_t) noexcept {} // NOLINT
    constexpr maybe_date(date day) noexcept          // NOLINT
        : number_(day.number()) {}
    constexpr maybe_date(const std::optional<date>& day) noexcept // NOLINT
        : number_(day ? day->number() : none) {}
    constexpr operator std::optional<date>() const noexcept { // NOLINT
        return has_value() ? std::optional(**this) : std::nullopt;
    }

    [[nodiscard]] constexpr bool has_value() const noexcept { return number_ != none; }
    constexpr explicit operator bool() const noexcept { return has_value(); }
    /// Precondition: `has_value()`.
    [[nodiscard]] constexpr date operator*() const noexcept {
        return unchecked_date::from_number(number_);
    }
    constexpr void reset() noexcept { number_ = none; }

    friend constexpr bool operator==(maybe_date, maybe_date) noexcept = default;
    friend constexpr bool operator==(maybe_date a, date b) noexcept {
        return a.number_ == b.number();
    }
    /// Without it, an optional would compare its own day with this and call two empty ones unequal.
    friend constexpr bool operator==(maybe_date a, const std::optional<date>& b) noexcept {
        return a == maybe_date(b);
    }

private:
    static constexpr std::int32_t none = 0; // the number of a day long before the calendar
    std::int32_t number_ = none;
};

} // namespace detail

namespace detail {

/// Reads `YYYY-MM-DD`. Bulk records have a day on every line: there is no branch for each digit.
[[nodiscard]] constexpr maybe_date read_day(std::string_view text) noexcept {
    constexpr std::size_t length = 10;
    if (text.size() != length || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    bool digits = true;
    const auto digit = [&](std::size_t at) {
        const auto value = static_cast<unsigned>(static_cast<unsigned char>(text[at])) - '0';
        digits &= value <= 9U;
        return static_cast<int>(value & 0xFU);
    };
    const int year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    const int month = digit(5) * 10 + digit(6);
    const int day = digit(8) * 10 + digit(9);
    return digits && unchecked_date::exists(year, month, day) ? unchecked_date::of(year, month, day)
                                                              : maybe_date();
}

} // namespace detail

/// Reads `YYYY-MM-DD`; nothing when the text is not exactly that or names no day in range.
[[nodiscard]] constexpr std::optional<date> parse_date(std::string_view text) noexcept {
    return detail::read_day(text);
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

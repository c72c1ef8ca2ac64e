/// @file
/// Periods ("6 months", "1 year and 30 days") and how they are counted.
///
/// Months and years run to the corresponding day: 2 February + 6 months = 2 August, and 28 February
/// + 1 month = 28 March. Boost.Date_Time's own month arithmetic snaps the last day of a month to
/// the last day of the next (28 February + 1 month = 31 March); treaties do not count so, and it is
/// not used here. Where the month reached is too short for the day, official practice differs from
/// treaty to treaty; `month_end` says which practice.
#ifndef SERVANDA_CALENDAR_PERIOD_HPP
#define SERVANDA_CALENDAR_PERIOD_HPP

#include <servanda/calendar/date.hpp>

#include <cstdint>
#include <string>

namespace servanda {

/// What "N months after" gives where the month reached has no such day.
enum class month_end : std::uint8_t {
    last_day, ///< 31 August + 6 months = 28/29 February (most depositaries)
    next_day, ///< 31 August + 3 months = 1 December (MARPOL)
};

[[nodiscard]] constexpr std::string_view to_string(month_end policy) noexcept {
    return policy == month_end::last_day ? "last day" : "next day";
}

/// A length of time in calendar units, none of them negative.
struct period {
    std::int32_t years = 0;
    std::int32_t months = 0;
    std::int32_t weeks = 0;
    std::int32_t days = 0;

    friend constexpr bool operator==(const period&, const period&) = default;

    /// Years and months together, in months.
    [[nodiscard]] constexpr std::int64_t total_months() const noexcept {
        return std::int64_t{years} * 12 + months;
    }
    /// Weeks and days together, in days.
    [[nodiscard]] constexpr std::int64_t total_days() const noexcept {
        return std::int64_t{weeks} * 7 + days;
    }
    [[nodiscard]] constexpr bool empty() const noexcept {
        return total_months() == 0 && total_days() == 0;
    }
    /// The period `times` times over, counted in one step from the start. A product too large for
    /// the calendar stays too large.
    [[nodiscard]] constexpr period times(std::int32_t times) const noexcept {
        const auto product = [&](std::int32_t unit) {
            constexpr std::int64_t most = 8'000'000;
            const std::int64_t result = std::int64_t{unit} * times;
            return static_cast<std::int32_t>(result > most    ? most
                                             : result < -most ? -most
                                                              : result);
        };
        return {product(years), product(months), product(weeks), product(days)};
    }
};

/// The corresponding day `months` months later, or earlier when negative. Counting backward always
/// clips to the last day. Throws `date_out_of_range`.
[[nodiscard]] constexpr date
add_months(date day, std::int64_t months, month_end policy = month_end::last_day) {
    const auto [year, month, mday] = day.fields();
    constexpr std::int64_t reach = (std::int64_t{max_year} + 1) * 12;
    const std::int64_t start = std::int64_t{year} * 12 + (month - 1);
    const bool near = months > -reach && months < reach;
    const std::int64_t index = start + (near ? months : 0);
    if (!near || index < std::int64_t{min_year} * 12 || index >= reach) {
        throw date_out_of_range("the computed day lies outside 1400-01-01 to 9999-12-31");
    }
    const auto place = static_cast<std::uint32_t>(index); // in range: cheaper to divide
    const int to_year = static_cast<int>(place / 12);
    const int to_month = static_cast<int>(place % 12) + 1;
    const int length = days_in_month(to_year, to_month);
    if (mday <= length) {
        return detail::unchecked_date::of(to_year, to_month, mday);
    }
    const date last = detail::unchecked_date::of(to_year, to_month, length);
    return policy == month_end::next_day && months > 0 ? last + 1 : last;
}

/// `p` after `day`: years and months first, in one step, then weeks and days.
[[nodiscard]] constexpr date
add(date day, const period& p, month_end policy = month_end::last_day) {
    const auto months = p.total_months();
    return (months == 0 ? day : add_months(day, months, policy)) + p.total_days();
}

/// `p` before `day`: years and months first, in one step that clips, then weeks and days.
[[nodiscard]] constexpr date subtract(date day, const period& p) {
    const auto months = p.total_months();
    return (months == 0 ? day : add_months(day, -months)) - p.total_days();
}

/// "1 year and 30 days"; "0 days" for the empty period.
[[nodiscard]] inline std::string to_string(const period& p) {
    std::string text;
    const auto part = [&](std::int32_t n, const char* unit) {
        if (n == 0) {
            return;
        }
        text += text.empty() ? "" : " and ";
        text += std::to_string(n) + ' ' + unit + (n == 1 ? "" : "s");
    };
    part(p.years, "year");
    part(p.months, "month");
    part(p.weeks, "week");
    part(p.days, "day");
    return text.empty() ? "0 days" : text;
}

} // namespace servanda

#endif

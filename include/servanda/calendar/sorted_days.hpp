/// @file
/// Searching short lists of days.
#ifndef SERVANDA_CALENDAR_SORTED_DAYS_HPP
#define SERVANDA_CALENDAR_SORTED_DAYS_HPP

#include <servanda/calendar/date.hpp>

#include <cstddef>
#include <span>

namespace servanda::detail {

/// How many of some days, which are in order, lie before a day. O(log n). For lists that fit into
/// the nearest memory: there a wrong guess at a branch costs more than the comparison, so there is
/// no branch on one. Beyond that `std::lower_bound` is faster.
[[nodiscard]] inline std::size_t days_before(std::span<const date> days, date day) noexcept {
    if (days.empty()) {
        return 0;
    }
    const date* from = days.data();
    std::size_t left = days.size();
    while (left > 1) {
        const std::size_t half = left / 2;
        from = from[half - 1] < day ? from + half : from;
        left -= half;
    }
    return static_cast<std::size_t>(from - days.data()) + (*from < day ? 1U : 0U);
}

} // namespace servanda::detail

#endif

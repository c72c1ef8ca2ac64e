/// @file
/// What a bulk replay asks a history: every membership period, with its dates.
#ifndef SERVANDA_LIB_IO_MEMBERSHIP_PERIODS_HPP
#define SERVANDA_LIB_IO_MEMBERSHIP_PERIODS_HPP

#include <servanda/engine/history.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace servanda::io {

/// One period of one participant; of the treaty as a whole where `who` is `nothing`.
struct membership_period {
    participant_id who = nothing;
    std::uint32_t number = 0; ///< from 1; 0: it did nothing
    detail::maybe_date entry;
    detail::maybe_date end;
    detail::maybe_date consent; ///< the deposit it rests on; of a treaty, the threshold day
    std::string_view state = to_string(state::none);
};

/// The periods of each treaty of a history: first the treaty as a whole, then its participants by
/// code. Whoever has done anything has a period, though it be in state none. A former party that
/// consents anew begins another one.
[[nodiscard]] std::vector<std::vector<membership_period>> membership_periods(const history& told);

} // namespace servanda::io

#endif

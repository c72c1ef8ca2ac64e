/// @file
/// The aspects of one membership on one day, packed into four bytes, and the headline state they
/// make.
#ifndef SERVANDA_ENGINE_ASPECTS_HPP
#define SERVANDA_ENGINE_ASPECTS_HPP

#include <servanda/law/vocabulary.hpp>

#include <bit>
#include <cstdint>
#include <type_traits>

namespace servanda {

/// What is so of one participant in one treaty. The aspects are independent because they overlap in
/// fact: from 2 February 2019 the United States had both suspended the INF Treaty and given notice.
struct aspects {
    servanda::consent consent : 3 = servanda::consent::none;
    servanda::operation operation : 2 = servanda::operation::not_operative;
    bool exit_pending : 1 = false;
    bool suspended : 1 = false;
    bool ended_with_treaty : 1 = false; ///< was a party when the treaty ended
    end_cause cause : 4 = end_cause::none;
    std::uint8_t unused : 4 = 0; ///< always zero: all bits count when all are compared at once

    /// All of it as one number.
    [[nodiscard]] std::uint16_t bits() const noexcept {
        return std::bit_cast<std::uint16_t>(*this);
    }

    friend constexpr bool operator==(const aspects& a, const aspects& b) noexcept {
        if (!std::is_constant_evaluated()) {
            return a.bits() == b.bits();
        }
        return a.consent == b.consent && a.operation == b.operation &&
               a.exit_pending == b.exit_pending && a.suspended == b.suspended &&
               a.ended_with_treaty == b.ended_with_treaty && a.cause == b.cause;
    }

    /// The headline: the first that fits in the order of `state`.
    [[nodiscard]] constexpr servanda::state headline() const noexcept {
        if (consent == servanda::consent::former_party) {
            return ended_with_treaty                ? state::terminated
                   : cause == end_cause::withdrawal ? state::withdrawn
                                                    : state::former_party;
        }
        if (exit_pending) {
            return state::withdrawal_pending;
        }
        if (consent == servanda::consent::party) {
            return suspended ? state::suspended : state::in_force;
        }
        if (operation == servanda::operation::provisionally_applied) {
            return state::provisionally_applied;
        }
        if (consent == servanda::consent::contracting) {
            return state::contracting;
        }
        return consent == servanda::consent::signed_only ? state::signed_only : state::none;
    }
};

} // namespace servanda

#endif

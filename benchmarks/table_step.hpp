/// @file
/// The limit of a simulation: a machine written for one treaty between two parties, in which each
/// may give notice and revoke it. One step is a look-up in a table, and a clock for each party.
#ifndef SERVANDA_BENCHMARKS_TABLE_STEP_HPP
#define SERVANDA_BENCHMARKS_TABLE_STEP_HPP

#include <servanda/engine/program.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace benchmarks {

enum class step_state : std::uint8_t { in_force, pending, ended };
enum class step_act : std::uint8_t { notice, revocation };

/// An act as the limit reads it.
struct step {
    std::int32_t day;
    std::uint8_t who;
    step_act act;
};

struct two_party_table {
    static constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max();
    static constexpr std::int32_t notice_period = 183;

    std::array<step_state, 2> state{step_state::in_force, step_state::in_force};
    std::array<std::int32_t, 2> due{never, never};

    friend bool operator==(const two_party_table&, const two_party_table&) = default;

    void apply(const step& next) noexcept {
        // by state and act: the new state, and how long its clock runs
        struct cell {
            step_state to;
            std::int32_t runs; // 0: leave the clock as it is
        };
        static constexpr std::array<std::array<cell, 2>, 3> table{{
            {{{step_state::pending, notice_period}, {step_state::in_force, 0}}},
            {{{step_state::pending, 0}, {step_state::in_force, -1}}},
            {{{step_state::ended, 0}, {step_state::ended, 0}}},
        }};
        if (std::min(due[0], due[1]) <= next.day) {
            end();
        }
        step_state& own = state[next.who];
        const cell& found =
            table[static_cast<std::size_t>(own)][static_cast<std::size_t>(next.act)];
        own = found.to;
        if (found.runs != 0) {
            due[next.who] = found.runs < 0 ? never : next.day + found.runs;
        }
    }
    /// A notice has run out: the treaty ends for both.
    void end() noexcept {
        state.fill(step_state::ended);
        due.fill(never);
    }
};

/// The acts of a program that holds nothing but notices and revocations.
inline std::vector<step> steps_of(const servanda::program& source) {
    std::vector<step> steps;
    for (const auto& item : source.acts) {
        steps.push_back(
            {item.day.number(),
             source.side_of[item.who],
             item.kind == servanda::act::revoke ? step_act::revocation : step_act::notice});
    }
    return steps;
}

} // namespace benchmarks

#endif

/// @file
/// Reciprocity (docs/obligations.md): a commitment that stands `while` another does lapses because
/// of a breach, never because of a lapse. Lapses are settled at the end of a day, after all that
/// was done on it, so that two breaches of one day stand separately; on the day a breach is cured
/// the other's commitment revives first, and then the breach is cured.
#ifndef SERVANDA_ENGINE_RECIPROCITY_HPP
#define SERVANDA_ENGINE_RECIPROCITY_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace servanda::detail {

/// Whether somebody else has undertaken what a commitment stands `while`.
inline bool machine::undertaken_by_others(duty_id d) const {
    const compiled_duty& duty = program_.duties.duties[d];
    const auto& needed = program_.duties.obligations[duty.obligation].only_while;
    return std::all_of(needed.begin(), needed.end(), [&](obligation_id id) {
        const compiled_obligation& other = program_.duties.obligations[id];
        for (duty_id x = other.first; x < other.first + other.duties; ++x) {
            if (program_.duties.duties[x].bearer != duty.bearer &&
                world_.duties.duties[x].bound_alone) {
                return true;
            }
        }
        return false;
    });
}

/// A breach by another that makes a commitment lapse; `nothing` where there is none. `apart_from`
/// is a duty whose breach is about to be cured.
inline duty_id machine::broken_by_others(duty_id d, duty_id apart_from) const {
    const compiled_duty& duty = program_.duties.duties[d];
    const compiled_obligation& item = program_.duties.obligations[duty.obligation];
    const auto broken = [&](duty_id x) {
        return x != apart_from && x != d && world_.duties.duties[x].in_breach;
    };
    for (const auto id : item.only_while) {
        const compiled_obligation& other = program_.duties.obligations[id];
        for (duty_id x = other.first; x < other.first + other.duties; ++x) {
            if (program_.duties.duties[x].bearer != duty.bearer && broken(x)) {
                return x;
            }
        }
    }
    if (item.offer == nothing || program_.duties.offers[item.offer].source->severable) {
        return nothing;
    }
    for (const auto id : obligations_of_package(item.offer)) { // all lapse together
        const compiled_obligation& other = program_.duties.obligations[id];
        for (duty_id x = other.first; x < other.first + other.duties; ++x) {
            if (broken(x)) {
                return x;
            }
        }
    }
    return nothing;
}

/// The obligations of all items of the package to which an item belongs.
inline std::vector<obligation_id> machine::obligations_of_package(offer_id offer) const {
    std::vector<obligation_id> all;
    const compiled_offer& item = program_.duties.offers[offer];
    for (offer_id i = item.first; i < item.first + item.items; ++i) {
        const auto& list = program_.duties.offers[i].obligations;
        all.insert(all.end(), list.begin(), list.end());
    }
    return all;
}

/// The obligations that a breach of one can make lapse.
inline std::vector<obligation_id> machine::hanging_on(obligation_id id) const {
    const compiled_obligation& item = program_.duties.obligations[id];
    std::vector<obligation_id> all = item.dependents;
    if (item.offer != nothing && !program_.duties.offers[item.offer].source->severable) {
        const auto others = obligations_of_package(item.offer);
        all.insert(all.end(), others.begin(), others.end());
    }
    return all;
}

/// A breach is about to be cured: what lapsed because of it, and of nothing else, revives.
inline void machine::revive_for(duty_id cured) {
    for (const auto id : hanging_on(program_.duties.duties[cured].obligation)) {
        const compiled_obligation& item = program_.duties.obligations[id];
        for (duty_id d = item.first; d < item.first + item.duties; ++d) {
            duty_state& own = world_.duties.duties[d];
            if (d == cured || !own.lapsed) {
                continue;
            }
            own.lapsed_for = broken_by_others(d, cured);
            if (own.lapsed_for == nothing) {
                own.lapsed = false;
                own.revived_for = cured;
                look_at(d);
            }
        }
    }
}

/// The end of a day: commitments lapse whose counterpart was broken.
inline void machine::settle_lapses() {
    while (std::exchange(world_.duties.lapses_to_test, false)) {
        for (duty_id d = 0; d < world_.duties.duties.size(); ++d) {
            duty_state& own = world_.duties.duties[d];
            if (!own.bound || own.lapsed) {
                continue;
            }
            own.lapsed_for = broken_by_others(d, nothing);
            if (own.lapsed_for != nothing) {
                own.lapsed = true;
                touch(d);
            }
        }
        settle();
    }
}

} // namespace servanda::detail

#endif

/// @file
/// The state of a run on its current day. A value: copying it is the fork of a what-if.
#ifndef SERVANDA_ENGINE_WORLD_HPP
#define SERVANDA_ENGINE_WORLD_HPP

#include <servanda/engine/record.hpp>
#include <servanda/engine/seldom_filled.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace servanda {

/// What is so of one participant in one treaty.
struct membership_facts {
    aspects now;
    aspects written; ///< as last written to the record
    std::int32_t written_exit = 0;
    bool has_signed = false;
    bool counted = false; ///< its deposit counts towards numbers
    bool holds_deposit = false;
    bool clock_stopped = false;
    detail::maybe_date signed_on;
    detail::maybe_date deposited_on;
    detail::maybe_date entered_on;
    detail::maybe_date left_on; ///< the day it ceased to be a party
    detail::maybe_date notice_on;
    detail::maybe_date held_on;
    detail::maybe_date stopped_on;
    detail::maybe_date waived_on;               ///< it waived the conditions of entry into force
    std::uint32_t later_entry = nothing;        ///< which entry of `for_later` its deposit has
    std::uint32_t held_entry = nothing;         ///< the same of a deposit that is held
    std::uint32_t before_dissolution = nothing; ///< index of the state it left
    std::uint8_t side = 2;                      ///< of a bilateral treaty: 0, 1, or 2 for neither
    std::uint8_t things_done = 0;               ///< bits by counted_thing: objections, requests …
    friend bool operator==(const membership_facts&, const membership_facts&) = default;
};

/// One participant in one treaty, with the acts and effects of the run that it hangs on.
struct membership_state : membership_facts {
    std::uint32_t deposit_act = nothing;
    std::uint32_t held_act = nothing;
    std::uint32_t entry_effect = nothing;
    std::uint32_t exit_effect = nothing;
    std::uint32_t provisional_effect = nothing;
};

/// Consent of one party to something all must agree to.
struct agreement {
    lifecycle_act to = lifecycle_act::extend_term;
    membership_id by = nothing;
    detail::maybe_date until;
    detail::maybe_date effective;
    std::uint32_t act = nothing;
};

/// A rule has set terms of withdrawal, for one member or for all (`nothing`).
struct terms_setting {
    std::uint32_t change = nothing; ///< index into the treaty's `amended`
    membership_id whom = nothing;
    date day;
};

/// What of a treaty is mostly empty.
struct treaty_lists {
    detail::seldom_filled<std::uint32_t>
        suspensions; ///< that run or are to begin, by index in the record
    detail::seldom_filled<agreement> agreements;
    detail::seldom_filled<terms_setting> terms_set; ///< by rules, in order

    [[nodiscard]] bool are_empty() const noexcept {
        return suspensions.empty() && agreements.empty() && terms_set.empty();
    }
};

/// What is so of one treaty.
struct treaty_facts {
    treaty_state now = treaty_state::not_yet_in_force;
    treaty_state written = treaty_state::not_yet_in_force;
    bool entered = false;
    bool ended = false;
    bool statement_differs = false;
    bool entered_by_waiver = false; ///< before its condition was met, for those who waived it
    end_cause cause = end_cause::none;
    std::int64_t deposits = 0; ///< consents that stand and count
    std::int64_t parties = 0;
    std::int64_t extensions = 0;
    detail::maybe_date threshold;
    detail::maybe_date entered_on;
    detail::maybe_date expiry;
    friend bool operator==(const treaty_facts&, const treaty_facts&) = default;
};

/// The same with the effects of the run that it hangs on.
struct treaty_numbers : treaty_facts {
    bool dirty = false; ///< its conditions are to be tested
    std::uint32_t entry_effect = nothing;
    std::uint32_t expiry_effect = nothing;
    std::uint32_t ending_effect = nothing;
};

struct treaty_world : treaty_numbers, treaty_lists {
    void become(const treaty_world& other) {
        treaty_numbers::operator=(other);
        if (!are_empty() || !other.are_empty()) {
            treaty_lists::operator=(other);
        }
    }
};

/// What is due, ordered by day, by phase (the end of a treaty comes after the membership changes of
/// its day), by the order in which it was scheduled.
struct agenda_entry {
    std::int32_t due = 0;
    std::uint32_t phase = 0;
    std::uint32_t effect = 0;

    [[nodiscard]] friend bool operator>(const agenda_entry& a, const agenda_entry& b) noexcept {
        if (a.due != b.due) {
            return a.due > b.due;
        }
        return a.phase != b.phase ? a.phase > b.phase : a.effect > b.effect;
    }
};

/// What most days leave alone: mostly empty lists.
struct seldom_changed {
    detail::seldom_filled<std::uint32_t> at_once; ///< due today by something that happened today
    std::size_t at_once_done = 0;
    detail::seldom_filled<std::uint32_t> waiting;     ///< effects without a day
    detail::seldom_filled<std::uint32_t> cancellable; ///< pending effects with an `unless`
    detail::seldom_filled<treaty_id> dirty; ///< treaties that changed since conditions were tested
    detail::seldom_filled<membership_state> dissolved; ///< what dissolved states left
    detail::seldom_filled<reservation> reservations;
    detail::seldom_filled<std::vector<std::uint8_t>>
        truths; ///< by rule: last answer, by member where about `it`
    detail::seldom_filled<std::int32_t>
        occurrences; ///< by rule: next occurrence of a dated trigger
    detail::seldom_filled<std::uint32_t> fired_today; ///< by rule
    detail::seldom_filled<treaty_id>
        left_today; ///< bilateral treaties that somebody left other than by notice
    detail::seldom_filled<program::fact_span> facts_set; ///< by rules; the last on a point counts
    bool facts_changed = false;
    duty_world duties;
    detail::seldom_filled<std::size_t> to_retry; ///< acts void for want of another act of the day

    /// Whether it is as it was before anything happened.
    [[nodiscard]] bool is_untouched() const noexcept {
        return at_once.empty() && at_once_done == 0 && waiting.empty() && cancellable.empty() &&
               dirty.empty() && dissolved.empty() && reservations.empty() && truths.empty() &&
               occurrences.empty() && fired_today.empty() && left_today.empty() &&
               facts_set.empty() && !facts_changed && duties.is_untouched() && to_retry.empty();
    }
};

struct world : seldom_changed {
    date today;
    std::vector<membership_state> members; ///< by membership; a treaty's own entry is unused
    std::vector<treaty_world> treaties;
    std::size_t ended_treaties = 0;
    detail::seldom_filled<agenda_entry> agenda; ///< a heap

    /// Becomes a copy of another of as many memberships and treaties; `untouched`: what most days
    /// leave alone is so there.
    void become(const world& other, bool untouched) {
        today = other.today;
        std::copy(other.members.begin(), other.members.end(), members.begin());
        for (std::size_t t = 0; t < treaties.size(); ++t) {
            treaties[t].become(other.treaties[t]);
        }
        ended_treaties = other.ended_treaties;
        agenda = other.agenda;
        if (!untouched || !is_untouched()) {
            seldom_changed::operator=(other);
        }
    }
};

} // namespace servanda

#endif

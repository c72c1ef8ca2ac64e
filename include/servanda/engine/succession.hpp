/// @file
/// Succession of states, and reservations: VCLT 19-23; Vienna Convention on Succession of States in
/// respect of Treaties (1978).
#ifndef SERVANDA_ENGINE_SUCCESSION_HPP
#define SERVANDA_ENGINE_SUCCESSION_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>

namespace servanda::detail {

/// The successor takes the state, the pending notice and its clock. The count of a dissolved
/// state's deposit passes once, to the first successor that takes it up.
inline finding_of_standing machine::succeed(const bound_act& what, std::uint32_t index) {
    if (what.predecessor == nothing || what.predecessor == what.who) {
        return finding_of_standing::nothing_to_succeed_to;
    }
    membership_state& before = member(what.predecessor);
    const bool dissolved =
        before.now.cause == end_cause::dissolution && before.before_dissolution != nothing;
    const membership_state source =
        dissolved ? world_.dissolved[before.before_dissolution] : before;
    if (source.now.consent == consent::none || source.now.consent == consent::former_party) {
        return finding_of_standing::nothing_to_succeed_to;
    }
    const bool counts_again = dissolved && source.counted;
    if (dissolved) {
        world_.dissolved[before.before_dissolution].counted = false;
    }
    membership_state& own = member(what.who);
    const aspects written = own.written;
    const std::int32_t written_exit = own.written_exit;
    own = source;
    own.written = written;
    own.written_exit = written_exit;
    own.before_dissolution = nothing;
    own.now.suspended = false;
    record_.edit_entry().sides[what.who] = own.side;
    own.counted = false;
    own.entry_effect = nothing;
    own.exit_effect = nothing;
    own.provisional_effect = nothing;
    treaty_world& now = treaty_at(what.treaty);
    const bool consents =
        own.now.consent == consent::contracting || own.now.consent == consent::party;
    if (consents) {
        count_deposit(what.who, dissolved ? counts_again : source.counted);
    }
    now.parties += own.now.consent == consent::party ? 1 : 0;
    if (own.now.consent == consent::contracting) {
        schedule_own_entry(what.who);
    }
    if (source.exit_effect != nothing && own.now.exit_pending) {
        const effect pending = record_.effects[source.exit_effect];
        effect item = pending;
        item.who = what.who;
        item.act = index;
        item.outcome = effect_outcome::pending;
        own.exit_effect = schedule(item, pending.dated ? maybe_date(pending.due) : std::nullopt);
    }
    before.has_signed = before.has_signed && !dissolved;
    take_over_suspensions(what.predecessor, what.who);
    for (std::size_t i = 0, end = world_.reservations.size(); i < end; ++i) {
        if (world_.reservations[i].by == what.predecessor) { // the reservations, too
            reservation taken = world_.reservations[i];
            taken.by = what.who;
            world_.reservations.push_back(taken);
        }
    }
    mark_dirty(what.treaty);
    write(what.who);
    if (!now.suspensions.empty()) {
        recount_pairs(what.treaty);
    }
    return finding_of_standing::stands;
}

/// What is suspended by or towards the predecessor is so by or towards its successor.
inline void machine::take_over_suspensions(membership_id before, membership_id after) {
    const treaty_id t = treaty_of(after);
    for (std::uint32_t i = 0, end = static_cast<std::uint32_t>(record_.suspensions.size()); i < end;
         ++i) {
        const suspension& made = record_.suspensions[i];
        // A dissolved state's suspensions end on the day it ends, and go on with who succeeds it
        // then.
        const bool goes_on =
            !made.until || (*made.until == world_.today && made.from < world_.today);
        if (made.treaty != t || !goes_on || (made.by != before && made.towards != before)) {
            continue;
        }
        suspension taken = made;
        taken.by = made.by == before ? after : made.by;
        taken.towards = made.towards == before ? after : made.towards;
        taken.from = world_.today;
        taken.until.reset();
        record_.suspensions.push_back(std::move(taken));
        treaty_at(t).suspensions.push_back(static_cast<std::uint32_t>(record_.suspensions.size()) -
                                           1);
    }
}

/// The dissolved state is a former party; what it leaves is there for its successors.
inline finding_of_standing machine::dissolve(const bound_act& what) {
    membership_state& own = member(what.who);
    if (own.now.consent == consent::none || own.now.consent == consent::former_party) {
        return finding_of_standing::stands;
    }
    world_.dissolved.push_back(own);
    const auto index = static_cast<std::uint32_t>(world_.dissolved.size()) - 1;
    const membership_state left = own;
    leave(what.who, end_cause::dissolution);
    world_.dissolved[index].exit_effect = left.exit_effect;
    own.before_dissolution = index;
    own.side = 2; // nobody stands on its place until somebody succeeds to it
    return finding_of_standing::stands;
}

/// VCLT 19: with a signature or deposit only.
inline finding_of_standing machine::reserve(const bound_act& what, std::uint32_t index) {
    const membership_state& own = member(what.who);
    if (!law_of(what.treaty).source->own.reservations.allowed.value_on(world_.today, true)) {
        return finding_of_standing::reservation_forbidden;
    }
    if (own.signed_on != world_.today && own.deposited_on != world_.today &&
        own.held_on != world_.today) {
        return finding_of_standing::not_with_consent;
    }
    world_.reservations.push_back({what.treaty, what.who, world_.today, index});
    return finding_of_standing::stands;
}

/// VCLT 20(4)-(5): an objection or acceptance, in time. One that opposes entry into force works
/// from the day on which the later of the two enters.
inline finding_of_standing machine::answer_reservation(const bound_act& what) {
    const dated_act* said = what.source == nothing ? nullptr : &words_of(what.source);
    const auto found = std::find_if(
        world_.reservations.rbegin(), world_.reservations.rend(), [&](const reservation& item) {
            const dated_act* made = details(item.act);
            return item.treaty == what.treaty && said != nullptr && made != nullptr &&
                   !made->id.empty() && made->id == said->of;
        });
    if (found == world_.reservations.rend()) {
        // An objection to something else that was done, such as an amendment proposed, is counted.
        const bool to_an_act =
            said != nullptr && what.row == lifecycle_act::object &&
            std::any_of(program_.story->acts.begin(),
                        program_.story->acts.end(),
                        [&](const dated_act& other) {
                            return other.id == said->of && other.kind != act::reserve;
                        });
        if (!to_an_act) {
            return finding_of_standing::no_reservation;
        }
        note_done(what.who, counted_thing::objections);
        return finding_of_standing::stands;
    }
    if (const auto& deadline = law_of(what.treaty).objection_deadline; !deadline.empty()) {
        const auto last = evaluate(
            deadline, found->day, {what.treaty, what.who, {}, found->day, {}, found->day, {}});
        if (last && world_.today > *last) {
            return finding_of_standing::objection_too_late;
        }
    }
    if (what.row == lifecycle_act::object && said->opposes_entry_into_force) {
        record_.oppositions.push_back({what.who, found->by, world_.today, false, {}});
    }
    return finding_of_standing::stands;
}

} // namespace servanda::detail

#endif

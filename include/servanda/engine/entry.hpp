/// @file
/// Consent to be bound and entry into force: VCLT 11-18, 24 and 25.
#ifndef SERVANDA_ENGINE_ENTRY_HPP
#define SERVANDA_ENGINE_ENTRY_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>

namespace servanda::detail {

/// VCLT 10, 18: signature, while the treaty is open for it.
inline finding_of_standing machine::sign(const bound_act& what) {
    const treaty& source = *law_of(what.treaty).source;
    membership_state& own = member(what.who);
    if (!source.sides.empty() && own.side == 2) {
        return finding_of_standing::not_a_side;
    }
    if ((source.opened && world_.today < *source.opened) ||
        (source.signature_until && world_.today > *source.signature_until)) {
        return finding_of_standing::not_open_for_signature;
    }
    const bool consents = source.own.entry_into_force.consent == consent_by::signature;
    if (consents && !consents_to_required(what)) {
        return finding_of_standing::consent_to_another_lacking;
    }
    begin_period(what.who);
    own.now.consent = consent::signed_only;
    own.has_signed = true;
    own.signed_on = world_.today;
    if (consents) {
        become_contracting(what.who,
                           world_.today,
                           because_.is_effect ? nothing : because_.index,
                           entry_for(law_of(what.treaty).for_later, world_.today, what.who));
        return finding_of_standing::stands;
    }
    const auto& provisional = source.own.provisional_application;
    // Provisional application of named provisions only leaves the treaty as a whole unapplied.
    if (!provisional.starts.empty() && provisional.provisions.empty()) {
        anchor_days from{what.treaty, what.who, {}, {}, {}, world_.today, {}};
        if (const auto start =
                evaluate(law_of(what.treaty).provisional_start, world_.today, from)) {
            effect item;
            item.kind = effect_kind::provisional_start;
            item.treaty = what.treaty;
            item.who = what.who;
            item.act = because_.is_effect ? nothing : because_.index;
            item.anchor = world_.today;
            own.provisional_effect = schedule(item, start);
        }
    }
    write(what.who);
    return finding_of_standing::stands;
}

/// A former party that comes back begins a new membership period.
inline void machine::begin_period(membership_id m) {
    membership_state& own = member(m);
    if (own.now.consent != consent::former_party) {
        return;
    }
    const std::uint8_t side = own.side;
    const aspects written = own.written;
    const maybe_date waived_on = own.waived_on; // as a former party, for what is to come
    own = membership_state{};
    own.waived_on = waived_on;
    own.side = side;
    own.written = written;
}

/// Whether a consent is deemed since the participant joined a treaty as amended, or was silent.
inline bool machine::bound_without_act(const bound_act& what) const {
    if (what.by_rule == nothing) {
        return false;
    }
    const compiled_rule& by = program_.rules_in_order[what.by_rule];
    return by.at_once || by.accepts_for != nothing;
}

/// Whether this participant may express consent today.
inline finding_of_standing machine::may_consent(const bound_act& what) const {
    const compiled_treaty& item = law_of(what.treaty);
    const membership_state& own = member(what.who);
    if (!item.source->sides.empty()) {
        if (own.side == 2) {
            return finding_of_standing::not_a_side;
        }
    } else if (own.now.consent != consent::signed_only && !received_in_bulk(what) &&
               !bound_without_act(what)) {
        const bool before_opening = item.source->opened && world_.today < *item.source->opened;
        if (before_opening || !item.source->own.accession.open.value_on(world_.today, true)) {
            return finding_of_standing::accession_closed;
        }
        if (item.accession && !holds(*item.accession, what.who)) {
            return finding_of_standing::accession_condition;
        }
    }
    return consents_to_required(what) ? finding_of_standing::stands
                                      : finding_of_standing::consent_to_another_lacking;
}

/// Whether it has consented to every treaty that this one requires.
inline bool machine::consents_to_required(const bound_act& what) const {
    const auto& required = law_of(what.treaty).required;
    return std::all_of(required.begin(), required.end(), [&](treaty_id other) {
        const membership_id there = program_.membership(other, program_.participant_of[what.who]);
        const consent given = there == nothing ? consent::none : member(there).now.consent;
        return given == consent::contracting || given == consent::party;
    });
}

/// Whether the record is one of bare deposits, which the depositary received.
inline bool machine::received_in_bulk(const bound_act& what) const {
    return program_.story->as_bulk_record && what.kind == act::deposit;
}

/// VCLT 11-16: consent to be bound, of whatever kind.
inline finding_of_standing machine::deposit(const bound_act& what, std::uint32_t index) {
    if (member(what.who).now.consent == consent::contracting) {
        return finding_of_standing::already_bound; // the first counts
    }
    const auto finding = may_consent(what);
    if (finding != finding_of_standing::stands) {
        return finding;
    }
    begin_period(what.who);
    become_contracting(what.who,
                       world_.today,
                       index,
                       entry_for(law_of(what.treaty).for_later, world_.today, what.who));
    return finding_of_standing::stands;
}

inline void machine::become_contracting(membership_id m,
                                        date day,
                                        std::uint32_t act_index,
                                        std::uint32_t entry) {
    membership_state& own = member(m);
    const treaty_id t = treaty_of(m);
    own.now.consent = consent::contracting;
    own.now.cause = end_cause::none;
    own.deposited_on = day;
    own.deposit_act = act_index;
    own.later_entry = entry;
    const bool acceded = act_index != nothing && record_.acts[act_index].what.kind == act::accede;
    const bool counts = law_of(t).source->own.entry_into_force.accession_counts.value_or(true);
    count_deposit(m, program_.counts[m] != 0 && (counts || !acceded));
    schedule_own_entry(m);
    write(m);
}

inline void machine::count_deposit(membership_id m, bool counts) {
    member(m).counted = counts;
    treaty_at(treaty_of(m)).deposits += counts ? 1 : 0;
    mark_dirty(treaty_of(m));
}

inline void machine::forget_deposit(membership_id m) {
    membership_state& own = member(m);
    treaty_at(treaty_of(m)).deposits -= own.counted ? 1 : 0;
    own.counted = false;
    mark_dirty(treaty_of(m));
}

/// Whether the day of tacit acceptance, if the treaty has one, is here.
inline bool machine::tacit_day_has_come(treaty_id t) const {
    const auto& tacit = law_of(t).source->own.entry_into_force.tacit;
    if (!tacit) {
        return true;
    }
    const auto day = evaluate(*tacit, {t, nothing, {}, {}, {}, {}, {}});
    return day && *day <= world_.today;
}

/// VCLT 24(1): the treaty enters into force as it provides. The condition is met once.
inline void machine::test_threshold(treaty_id t) {
    treaty_world& now = treaty_at(t);
    const compiled_treaty& item = law_of(t);
    if (now.threshold || now.ended) {
        return;
    }
    const bool met = item.deposits_needed > 0 ? now.deposits >= item.deposits_needed
                     : item.when              ? holds(*item.when, nothing)
                                              : now.deposits > 0;
    if (!met || !tacit_day_has_come(t)) {
        return;
    }
    if (item.unless && !item.when && holds(*item.unless, nothing)) {
        return; // what silence was to bring about, enough objections prevented
    }
    now.threshold = world_.today;
    record_.edit_entry().threshold[t] = world_.today;
    auto day = evaluate(item.effective, world_.today, {t, nothing, {}, {}, {}, world_.today, {}});
    const auto& floor = item.source->own.entry_into_force.not_before;
    if (day && floor) {
        day = std::max(*day, *floor);
    }
    if (day) {
        day = std::max(*day, world_.today);
    }
    record_.edit_entry().computed[t] = day;
    if (now.entered_by_waiver) {
        // What is left is its entry into force for those who waived nothing.
    } else if (item.stated_entry) {
        now.statement_differs = day != item.stated_entry;
        if (now.statement_differs || now.entered) {
            return;
        }
    } else {
        effect entry;
        entry.kind = effect_kind::treaty_entry;
        entry.treaty = t;
        entry.act = because_.is_effect ? nothing : because_.index;
        entry.anchor = world_.today;
        entry.detail = entry_for(item.effective, world_.today, nothing);
        now.entry_effect = schedule(entry, day);
    }
    each_member(t, [&](membership_id m) {
        if (member(m).now.consent == consent::contracting) {
            schedule_own_entry(m);
        }
    });
}

/// The day that `for_later` gives to a deposit.
inline maybe_date machine::later_day(membership_id m) const {
    const membership_state& own = member(m);
    const date deposited = *own.deposited_on;
    return evaluate_entry(law_of(treaty_of(m)).for_later,
                          own.later_entry,
                          {treaty_of(m), m, deposited, {}, {}, deposited, {}});
}

/// When the treaty enters into force for a contracting state; nothing while that is open.
inline maybe_date machine::own_entry_day(membership_id m) const {
    const membership_state& own = member(m);
    const maybe_date by_condition = entry_day_by_condition(m);
    if (!own.waived_on) {
        return by_condition;
    }
    // Bound without the condition, but not before the treaty is there at all.
    auto day = later_day(m);
    if (day) {
        const auto& stated = law_of(treaty_of(m)).stated_entry;
        day = std::max({*day, *own.waived_on, stated ? *stated : *day});
    }
    return day && by_condition ? std::min(*day, *by_condition) : day ? day : by_condition;
}

/// The same, for who waived nothing.
inline maybe_date machine::entry_day_by_condition(membership_id m) const {
    const treaty_id t = treaty_of(m);
    const treaty_world& now = world_.treaties[t];
    const compiled_treaty& item = law_of(t);
    const date deposited = *member(m).deposited_on;
    const bool with_the_treaty = item.before == before_entry::with_the_treaty;
    if (!item.source->own.entry_into_force.waiver.empty() && !now.threshold) {
        return std::nullopt;
    }
    if (now.entered_by_waiver) { // for the others it is as if it entered into force only now
        const maybe_date entry = record_.entry.computed[t];
        const auto own_day = later_day(m);
        return !entry || deposited <= *now.threshold || (with_the_treaty && deposited <= *entry)
                   ? entry
               : own_day ? maybe_date(std::max(*own_day, *entry))
                         : std::nullopt;
    }
    const bool by_threshold =
        now.threshold && !now.statement_differs && deposited <= *now.threshold;
    if (now.entered) {
        // A deposit of the very day is one "up to entry into force".
        const bool same_day = with_the_treaty && now.entered_on && deposited == *now.entered_on;
        return by_threshold || same_day ? now.entered_on : later_day(m);
    }
    maybe_date entry = item.stated_entry;
    if (!entry && now.entry_effect != nothing && record_.effects[now.entry_effect].dated) {
        entry = record_.effects[now.entry_effect].due;
    }
    if (!entry || (item.stated_entry && (!now.threshold || now.statement_differs))) {
        return std::nullopt; // a statement that differs is settled on its day
    }
    if (deposited <= *now.threshold || with_the_treaty) {
        return entry;
    }
    const auto own_day = later_day(m);
    return own_day ? maybe_date(std::max(*own_day, *entry)) : std::nullopt;
}

/// Whether it is bound by an amendment because it joined the treaty as amended (VCLT 40(5)).
inline bool machine::joined_as_amended(const membership_state& own) const {
    const std::uint32_t by_rule =
        own.deposit_act == nothing ? nothing : record_.acts[own.deposit_act].what.by_rule;
    return by_rule != nothing && program_.rules_in_order[by_rule].at_once;
}

inline void machine::schedule_own_entry(membership_id m) {
    membership_state& own = member(m);
    if (!own.deposited_on) {
        return;
    }
    auto day = own_entry_day(m);
    if (!day) {
        return;
    }
    if (const maybe_date claimed = day_claimed(own.deposit_act)) {
        day = std::max(*day, *claimed);
    }
    if (joined_as_amended(own)) {
        day = world_.today;
    }
    drop(own.entry_effect);
    effect entry;
    entry.kind = effect_kind::own_entry;
    entry.treaty = treaty_of(m);
    entry.who = m;
    entry.act = own.deposit_act;
    entry.anchor = *own.deposited_on;
    entry.detail = own.later_entry;
    own.entry_effect = schedule(entry, day);
}

inline void machine::enter_into_force(treaty_id t) {
    treaty_world& now = treaty_at(t);
    if (now.entered || now.ended) {
        return;
    }
    now.entered = true;
    now.entered_by_waiver =
        !now.threshold && !law_of(t).source->own.entry_into_force.waiver.empty();
    now.entered_on = world_.today;
    record_.edit_entry().entered[t] = world_.today;
    now.now = treaty_state::in_force;
    write_treaty(t);
    schedule_expiry(t);
    settle_stated_entry(t);
    // Who enters with the treaty does so before anything else looks at it.
    each_member(t, [&](membership_id m) {
        const std::uint32_t entry = member(m).entry_effect;
        if (entry != nothing && record_.effects[entry].dated &&
            record_.effects[entry].due == world_.today) {
            world_.at_once.push_back(entry);
        }
    });
    const auto& provisional = law_of(t).source->own.provisional_application;
    if (!provisional.ends.empty()) {
        each_member(t, [&](membership_id m) {
            membership_state& own = member(m);
            if (own.now.operation == operation::provisionally_applied) {
                const auto end = evaluate(
                    law_of(t).provisional_end, world_.today, {t, m, {}, {}, {}, world_.today, {}});
                if (end && *end <= world_.today && own.now.consent != consent::contracting) {
                    stop_provisional(m);
                }
            }
        });
    }
    schedule_dated_rules();
}

/// Where the depositary's statement differs from the computed day there is no threshold day: every
/// deposit up to now follows `before_entry`.
inline void machine::settle_stated_entry(treaty_id t) {
    const compiled_treaty& item = law_of(t);
    treaty_world& now = treaty_at(t);
    if (!item.stated_entry || (now.threshold && !now.statement_differs) || now.entered_by_waiver) {
        return;
    }
    now.statement_differs = true;
    each_member(t, [&](membership_id m) {
        membership_state& own = member(m);
        if (own.now.consent != consent::contracting || !own.deposited_on) {
            return;
        }
        if (item.before == before_entry::later_of_both_dates) {
            schedule_own_entry(m);
            return;
        }
        drop(own.entry_effect);
        effect entry;
        entry.kind = effect_kind::own_entry;
        entry.treaty = t;
        entry.who = m;
        entry.act = own.deposit_act;
        entry.anchor = *own.deposited_on;
        own.entry_effect = schedule(entry, world_.today);
    });
}

inline void machine::enter_into_force_for(membership_id m) {
    membership_state& own = member(m);
    const treaty_id t = treaty_of(m);
    if (own.now.consent != consent::contracting) {
        return;
    }
    if (own.waived_on && !treaty_at(t).entered) {
        enter_into_force(t); // the first that waives the condition
    }
    own.now.consent = consent::party;
    own.now.operation = operation::operative;
    own.entered_on = world_.today;
    own.entry_effect = nothing;
    drop(own.provisional_effect);
    ++treaty_at(t).parties;
    if (!treaty_at(t).suspensions.empty()) {
        recount_pairs(t);
    }
    write(m);
}

/// A declaration that the conditions of entry into force are waived, as a clause allows it.
inline void machine::waive_conditions(membership_id m) {
    membership_state& own = member(m);
    own.waived_on = own.waived_on ? own.waived_on : maybe_date(world_.today);
    if (own.now.consent == consent::contracting) {
        schedule_own_entry(m);
        write(m);
    }
}

/// VCLT 18(a): the author makes clear that it will not become a party.
inline finding_of_standing machine::unsign(const bound_act& what) {
    membership_state& own = member(what.who);
    own.now.consent = consent::none;
    own.has_signed = false;
    stop_provisional(what.who);
    mark_dirty(what.treaty);
    write(what.who);
    return finding_of_standing::stands;
}

/// Consent taken back before it took effect.
inline finding_of_standing machine::revoke_deposit(const bound_act& what) {
    membership_state& own = member(what.who);
    if (own.now.consent != consent::contracting) {
        return finding_of_standing::not_contracting;
    }
    drop(own.entry_effect);
    forget_deposit(what.who);
    own.deposited_on.reset();
    own.now.consent = own.has_signed ? consent::signed_only : consent::none;
    write(what.who);
    return finding_of_standing::stands;
}

/// VCLT 25(1): only where a clause opens it.
inline finding_of_standing machine::apply_provisionally(const bound_act& what) {
    const clauses& own_clauses = law_of(what.treaty).source->own;
    if (!own_clauses.has_provisional_application) {
        const dated_act* said = details(because_.index);
        if (because_.is_effect || said == nullptr || said->basis.empty()) {
            return finding_of_standing::no_provisional_clause;
        }
    }
    begin_period(what.who);
    start_provisional(what.who, because_.is_effect ? nothing : because_.index);
    return finding_of_standing::stands;
}

inline void machine::start_provisional(membership_id m, std::uint32_t act_index) {
    membership_state& own = member(m);
    const treaty_id t = treaty_of(m);
    if (own.now.consent == consent::party || own.now.consent == consent::former_party) {
        return;
    }
    const dated_act* said = details(act_index);
    maybe_date end;
    if (!law_of(t).provisional_end.empty()) {
        const date stated = said != nullptr && said->effective ? *said->effective : world_.today;
        end = evaluate(
            law_of(t).provisional_end, world_.today, {t, m, {}, {}, stated, world_.today, {}});
        if (end && *end <= world_.today) {
            return;
        }
    }
    own.now.operation = operation::provisionally_applied;
    write(m);
    drop(own.provisional_effect);
    if (end) {
        effect item;
        item.kind = effect_kind::provisional_end;
        item.treaty = t;
        item.who = m;
        item.act = act_index;
        item.anchor = world_.today;
        own.provisional_effect = schedule(item, end);
    }
}

/// VCLT 25(2): back to signed, contracting or none, after the clause's notice.
inline finding_of_standing machine::end_provisional(const bound_act& what, std::uint32_t index) {
    membership_state& own = member(what.who);
    if (what.row == lifecycle_act::unsign && own.now.consent == consent::signed_only) {
        own.now.consent = consent::none;
        own.has_signed = false;
        mark_dirty(what.treaty);
    }
    if (what.row == lifecycle_act::give_notice && own.now.consent == consent::contracting) {
        (void)revoke_deposit(what);
    }
    const compiled_rules& notice = law_of(what.treaty).provisional_notice;
    maybe_date end = world_.today;
    const dated_act* said = details(index);
    if (!notice.empty()) {
        const date stated = said != nullptr && said->effective ? *said->effective : world_.today;
        end = evaluate(notice,
                       world_.today,
                       {what.treaty, what.who, {}, world_.today, stated, world_.today, {}});
    }
    if (said != nullptr && said->effective && end) {
        end = std::max(*end, *said->effective);
    }
    if (end && *end <= world_.today) {
        stop_provisional(what.who);
        return finding_of_standing::stands;
    }
    drop(own.provisional_effect);
    effect item;
    item.kind = effect_kind::provisional_end;
    item.treaty = what.treaty;
    item.who = what.who;
    item.act = index;
    item.anchor = world_.today;
    own.provisional_effect = schedule(item, end);
    write(what.who);
    return finding_of_standing::stands;
}

inline void machine::stop_provisional(membership_id m) {
    membership_state& own = member(m);
    drop(own.provisional_effect);
    if (own.now.operation == operation::provisionally_applied) {
        own.now.operation = operation::not_operative;
    }
    write(m);
}

} // namespace servanda::detail

#endif

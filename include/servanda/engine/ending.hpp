/// @file
/// How treaties end: term, extension, agreement, their own conditions, expulsion: VCLT 39, 54, 55,
/// 59, 70.
#ifndef SERVANDA_ENGINE_ENDING_HPP
#define SERVANDA_ENGINE_ENDING_HPP

#include <servanda/engine/claims.hpp>
#include <servanda/engine/machine.hpp>

#include <algorithm>

namespace servanda::detail {

/// Sets the clock of the term, if the treaty has one.
inline void machine::schedule_expiry(treaty_id t) {
    treaty_world& now = treaty_at(t);
    const duration_clause& clause = law_of(t).source->own.duration;
    if (!clause.term || clause.term->then || now.expiry) {
        return; // a term that recurs renews itself
    }
    const auto end = evaluate(clause.term->first, {t, nothing, {}, {}, {}, now.entered_on, {}});
    if (!end) {
        return;
    }
    now.expiry = end;
    effect item;
    item.kind = effect_kind::expiry;
    item.treaty = t;
    item.anchor = *now.entered_on;
    now.expiry_effect = schedule(item, end);
}

/// Whether every party has agreed to the same thing; the latest day they named, today at the
/// earliest.
inline maybe_date machine::all_agreed(treaty_id t, lifecycle_act to, maybe_date until) {
    const auto& list = treaty_at(t).agreements;
    date day = world_.today;
    bool all = treaty_at(t).parties > 0;
    const auto& named = law_of(t).extension_by;
    const bool only_named = to == lifecycle_act::extend_term && !named.empty();
    each_member(t, [&](membership_id m) {
        if (only_named
                ? std::find(named.begin(), named.end(), program_.participant_of[m]) == named.end()
                : member(m).now.consent != consent::party) {
            return;
        }
        const auto found = std::find_if(list.rbegin(), list.rend(), [&](const agreement& item) {
            return item.to == to && item.by == m && item.until == until;
        });
        if (found == list.rend()) {
            all = false;
        } else if (found->effective) {
            day = std::max(day, *found->effective);
        }
    });
    return all ? maybe_date(day) : std::nullopt;
}

/// VCLT 39, 54(b): the end moves when all have agreed, within what the clause allows.
inline finding_of_standing machine::extend_term(const bound_act& what, std::uint32_t index) {
    treaty_world& now = treaty_at(what.treaty);
    const extension_clause& clause = law_of(what.treaty).source->own.extension;
    const dated_act* said = details(index);
    if (!now.expiry) {
        return finding_of_standing::no_term;
    }
    if (clause.times && now.extensions >= *clause.times) {
        return finding_of_standing::extension_used_up;
    }
    maybe_date until = said != nullptr ? said->until : std::nullopt;
    const month_end policy = law_of(what.treaty).policy;
    if (clause.at_most) {
        const date longest = add(*now.expiry, *clause.at_most, policy);
        until = until ? until : longest;
        if (*until > longest) {
            return finding_of_standing::extension_too_long;
        }
    }
    if (!until || *until <= *now.expiry) {
        return finding_of_standing::later_day_needed;
    }
    const maybe_date effective = said != nullptr ? said->effective : std::nullopt;
    if (effective && *effective >= *now.expiry) {
        return finding_of_standing::end_has_passed;
    }
    now.agreements.push_back({lifecycle_act::extend_term, what.who, until, effective, index});
    const auto agreed = all_agreed(what.treaty, lifecycle_act::extend_term, until);
    if (!agreed) {
        return finding_of_standing::awaits_agreement;
    }
    effect item;
    item.kind = effect_kind::extension;
    item.treaty = what.treaty;
    item.act = index;
    item.anchor = world_.today;
    item.detail = static_cast<std::uint32_t>((*until).number());
    (void)schedule(item, agreed);
    return finding_of_standing::stands;
}

inline void machine::extend(treaty_id t, date new_end) {
    treaty_world& now = treaty_at(t);
    if (now.ended || !now.expiry || new_end <= *now.expiry) {
        return;
    }
    const std::uint32_t act_index =
        now.expiry_effect == nothing ? nothing : record_.effects[now.expiry_effect].act;
    drop(now.expiry_effect);
    ++now.extensions;
    now.expiry = new_end;
    effect item;
    item.kind = effect_kind::expiry;
    item.treaty = t;
    item.anchor = world_.today;
    item.act = because_.is_effect ? record_.effects[because_.index].act : act_index;
    now.expiry_effect = schedule(item, new_end);
    mark_dirty(t);
}

/// One party alone ends the treaty: by a clause that gives it this power, or for a material breach
/// (VCLT 60).
inline bool
machine::end_by_power(const bound_act& what, std::uint32_t index, const maybe_date& effective) {
    const compiled_treaty& item = law_of(what.treaty);
    const bool by_clause = item.termination != nullptr &&
                           (!item.termination_when || holds(*item.termination_when, what.who)) &&
                           is_open_to(item.termination_by, what.who);
    const bool for_breach = !by_clause && breach_opens(what);
    if (!by_clause && !for_breach) {
        return false;
    }
    maybe_date day = effective ? std::max(*effective, world_.today) : world_.today;
    if (by_clause && !item.termination_notice.empty()) {
        const date notice = what.source == nothing ? world_.today : what.received;
        const auto clause = evaluate(item.termination_notice,
                                     notice,
                                     {what.treaty, what.who, {}, notice, effective, notice, {}});
        day = clause ? std::max(*clause, *day) : day;
    }
    record_.acts.edit(index).for_breach = for_breach;
    effect clock;
    clock.kind = effect_kind::agreed_end;
    clock.treaty = what.treaty;
    clock.act = index;
    clock.anchor = world_.today;
    clock.detail = for_breach ? 3 : 2; // by right, of one party alone
    (void)schedule(clock, day);
    return true;
}

/// VCLT 54(b): the treaty ends when the last party agrees, or on the day agreed. A ground for
/// ending it (VCLT 60-62) one side of a bilateral treaty can claim alone; of a multilateral one
/// nobody can, but give notice for itself.
inline finding_of_standing
machine::agree_to_end(const bound_act& what, std::uint32_t index, servanda::standing& worth) {
    const dated_act* said = details(index);
    const maybe_date effective = said != nullptr ? said->effective : std::nullopt;
    if (end_by_power(what, index, effective)) {
        return finding_of_standing::stands;
    }
    if (law_of(what.treaty).source->kind == treaty_kind::bilateral && said != nullptr &&
        !grounds_of(law_of(what.treaty), *said).empty()) {
        worth = standing::by_claim;
        effect item;
        item.kind = effect_kind::agreed_end;
        item.treaty = what.treaty;
        item.act = index;
        item.anchor = world_.today;
        item.detail = 1; // claimed
        (void)schedule(item, effective ? std::max(*effective, world_.today) : world_.today);
        return finding_of_standing::stands;
    }
    treaty_at(what.treaty)
        .agreements.push_back({lifecycle_act::terminate, what.who, {}, effective, index});
    const auto agreed = all_agreed(what.treaty, lifecycle_act::terminate, {});
    if (!agreed) {
        return finding_of_standing::awaits_agreement;
    }
    effect item;
    item.kind = effect_kind::agreed_end;
    item.treaty = what.treaty;
    item.act = index;
    item.anchor = world_.today;
    (void)schedule(item, agreed);
    return finding_of_standing::stands;
}

/// Expulsion of those the act names, as a clause opens it or as it is claimed.
inline finding_of_standing
machine::expel(const bound_act& what, std::uint32_t index, servanda::standing& worth) {
    const clauses& own = law_of(what.treaty).source->own;
    const dated_act* said = details(index);
    if (!own.has_expulsion && what.by_rule == nothing) {
        if (said == nullptr || said->basis.empty()) {
            return finding_of_standing::expulsion_not_admitted;
        }
        worth = standing::by_claim;
    }
    if (what.source == nothing || targets_of(what.source).empty()) {
        return finding_of_standing::no_target;
    }
    bool any = false;
    for (const auto target : targets_of(what.source)) {
        if (lifecycle_cell(lifecycle_act::expel, column_of(member(target).now)) !=
            lifecycle_effect::end_membership) {
            continue;
        }
        any = true;
        maybe_date day = world_.today;
        if (!own.expulsion.notice.empty()) {
            day = evaluate(
                law_of(what.treaty).expulsion_notice,
                world_.today,
                {what.treaty, target, {}, world_.today, said->effective, world_.today, {}});
        } else if (said != nullptr && said->effective) {
            day = std::max(world_.today, *said->effective);
        }
        effect item;
        item.kind = effect_kind::expulsion;
        item.treaty = what.treaty;
        item.who = target;
        item.act = index;
        item.anchor = world_.today;
        (void)schedule(item, day);
    }
    return any ? finding_of_standing::stands : finding_of_standing::not_a_party;
}

/// VCLT 70: the end releases the parties. Clocks of deposits lapse; mere signatories are not
/// touched.
inline void machine::end_treaty(treaty_id t, end_cause why) {
    treaty_world& now = treaty_at(t);
    if (now.ended || !now.entered) {
        return;
    }
    now.ended = true;
    ++world_.ended_treaties;
    now.cause = why;
    now.now = treaty_state::terminated;
    drop(now.expiry_effect, effect_outcome::lapsed);
    drop(now.ending_effect, effect_outcome::lapsed);
    while (!now.suspensions.empty()) {
        end_suspension(now.suspensions.front());
    }
    each_member(t, [&](membership_id m) {
        membership_state& own = member(m);
        drop(own.entry_effect, effect_outcome::lapsed);
        drop(own.exit_effect, effect_outcome::lapsed);
        drop(own.provisional_effect, effect_outcome::lapsed);
        own.now.exit_pending = false;
        own.now.suspended = false;
        own.now.operation = operation::not_operative;
        if (own.now.consent == consent::party) {
            own.now.consent = consent::former_party;
            own.now.cause = why;
            own.now.ended_with_treaty = true;
        }
        write(m);
    });
    now.parties = 0;
    now.deposits = 0;
    write_treaty(t);
}

/// Whether a bilateral treaty would be left without a side.
inline bool machine::side_is_empty_without(treaty_id t, membership_id m) const {
    const compiled_treaty& item = law_of(t);
    if (item.source->kind != treaty_kind::bilateral) {
        return false;
    }
    for (membership_id other = item.first + 1; other <= item.first + item.members; ++other) {
        const membership_state& own = member(other);
        const bool same_side = item.source->sides.empty() || own.side == member(m).side;
        if (other != m && own.now.consent == consent::party && same_side) {
            // Without named sides any second party is the other side: one is left alone.
            return item.source->sides.empty() && world_.treaties[t].parties <= 2;
        }
    }
    return true;
}

/// "Fewer than 2 parties" is a cause of its own; what else a clause names is not.
inline end_cause machine::cause_of_ending(treaty_id t) const {
    const auto& tests = law_of(t).ends_when->tests;
    const bool counts_parties =
        std::any_of(tests.begin(), tests.end(), [](const compiled_test& test) {
            return test.what == condition::kind::count && test.thing == counted_thing::members;
        });
    return counts_parties ? end_cause::fewer_parties : end_cause::other;
}

/// Breach, where an act claims that ground and no other.
inline end_cause machine::cause_claimed(std::uint32_t act_index) const {
    const act_record& item = record_.acts[act_index];
    const default_law* law = law_of(item.what.treaty).law;
    const law_point* breach = law == nullptr ? nullptr : law->on("material breach");
    const dated_act* said = details(act_index);
    if (said == nullptr) {
        return end_cause::other;
    }
    const auto grounds = grounds_of(law_of(item.what.treaty), *said);
    return breach != nullptr && grounds.size() == 1 && grounds.front() == breach->article
               ? end_cause::breach
               : end_cause::other;
}

/// A treaty's own condition for its end, such as "fewer than 2 parties", once it is in force.
inline void machine::test_ending(treaty_id t) {
    treaty_world& now = treaty_at(t);
    const compiled_treaty& item = law_of(t);
    if (!now.entered || now.ended || !item.ends_when || !holds(*item.ends_when, nothing) ||
        (now.ending_effect != nothing &&
         record_.effects[now.ending_effect].outcome == effect_outcome::pending)) {
        return;
    }
    effect ending;
    ending.kind = effect_kind::ending_condition;
    ending.treaty = t;
    ending.act = because_.is_effect ? nothing : because_.index;
    ending.anchor = world_.today;
    now.ending_effect = schedule(ending, world_.today);
}

} // namespace servanda::detail

#endif

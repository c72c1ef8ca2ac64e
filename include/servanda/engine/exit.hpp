/// @file
/// Withdrawal: VCLT 54, 56, 65-68. A notice sets a clock; until it runs out the notice can be
/// revoked.
#ifndef SERVANDA_ENGINE_EXIT_HPP
#define SERVANDA_ENGINE_EXIT_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>

namespace servanda::detail {

/// Whether a day lies in a recurring window. Both boundary days belong to it.
template <class Resolve>
[[nodiscard]] bool in_window(const std::pair<schedule, schedule>& window,
                             date day,
                             month_end policy,
                             Resolve&& resolve) {
    constexpr std::int32_t more_than_enough = 9000;
    for (std::int32_t i = 0; i < more_than_enough; ++i) {
        const auto opens = window.first.occurrence(i, resolve, policy);
        if (!opens || *opens > day) {
            return false;
        }
        const auto closes = window.second.occurrence(i, resolve, policy);
        if (!closes || day <= *closes) {
            return true;
        }
    }
    return false;
}

/// What changes the terms for a member today, the earliest change first: an amendment counts from
/// its entry into force, a setting from its day.
inline std::vector<std::uint32_t> machine::changes_for(membership_id m) const {
    const treaty_id t = treaty_of(m);
    const auto& amended = law_of(t).amended;
    std::vector<std::pair<date, std::uint32_t>> dated;
    for (std::uint32_t i = 0; i < amended.size(); ++i) {
        const treaty_id amendment = amended[i].amendment;
        const membership_id there =
            amendment == nothing ? nothing
                                 : program_.membership(amendment, program_.participant_of[m]);
        if (there != nothing && member(there).now.consent == consent::party) {
            const maybe_date entered = world_.treaties[amendment].entered_on;
            dated.emplace_back(entered ? *entered : world_.today, i);
        }
    }
    for (const terms_setting& made : world_.treaties[t].terms_set) {
        if (made.whom == nothing || made.whom == m) {
            std::erase_if(dated, [&](const auto& item) { return item.second == made.change; });
            dated.emplace_back(made.day, made.change);
        }
    }
    std::stable_sort(
        dated.begin(), dated.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::uint32_t> changes;
    for (const auto& item : dated) {
        changes.push_back(item.second);
    }
    return changes;
}

/// On which terms a member may leave today: 0, those of the text; else a number of `terms`.
inline std::uint32_t machine::version_for(membership_id m) const {
    return law_of(treaty_of(m)).amended.empty() ? 0 : amended_version_for(m);
}
inline std::uint32_t machine::amended_version_for(membership_id m) const {
    const treaty_id t = treaty_of(m);
    const auto& amended = law_of(t).amended;
    auto changes = changes_for(m);
    if (changes.empty()) {
        return 0;
    }
    std::uint32_t& version = terms_.versions[{t, changes}];
    if (version == 0) {
        withdrawal_terms now = law_of(t).withdrawal;
        for (const auto i : changes) {
            now = changed_terms(std::move(now), amended[i]);
        }
        terms_.made.push_back(std::make_shared<const withdrawal_terms>(std::move(now)));
        version = static_cast<std::uint32_t>(terms_.made.size());
    }
    return version;
}

/// Whether the clause admits a notice today.
inline finding_of_standing machine::may_give_notice(const bound_act& what,
                                                    const withdrawal_terms& own_terms) const {
    if (!own_terms.admitted()) {
        return finding_of_standing::withdrawal_not_admitted;
    }
    const withdrawal_clause& clause = *own_terms.clause;
    if (!own_terms.lock_in.empty() || !own_terms.deadline.empty() || clause.window) {
        const auto finding = is_time_for_notice(what, own_terms);
        if (finding != finding_of_standing::stands) {
            return finding;
        }
    }
    // The silence of the record is not the silence of the notice: only a known lack voids it.
    return clause.statement && what.lacks_statement ? finding_of_standing::statement_lacking
                                                    : finding_of_standing::stands;
}

/// Whether today is a day on which a notice may be given.
inline finding_of_standing machine::is_time_for_notice(const bound_act& what,
                                                       const withdrawal_terms& own_terms) const {
    const compiled_treaty& item = law_of(what.treaty);
    const withdrawal_clause& clause = *own_terms.clause;
    const anchor_days from{what.treaty, what.who, {}, world_.today, {}, world_.today, {}};
    if (!own_terms.lock_in.empty()) {
        const auto first = evaluate(own_terms.lock_in, world_.today, from);
        if (!first || world_.today < *first) {
            return finding_of_standing::inside_lock_in;
        }
    }
    // Where the term renews itself, a late notice works for the end of the next period.
    if (!own_terms.deadline.empty() && !item.term_renews) {
        const date received = what.source == nothing ? world_.today : what.received;
        const auto last = evaluate(own_terms.deadline, received, from);
        if (last && received > *last) {
            return finding_of_standing::after_deadline;
        }
    }
    if (clause.window &&
        !in_window(
            *clause.window, world_.today, item.policy, [&](anchor name, std::string_view custom) {
                return day_of(name, custom, from);
            })) {
        return finding_of_standing::outside_window;
    }
    return finding_of_standing::stands;
}

/// The day a notice takes effect: the clause's, or the stated day if that is later. A notice that
/// only a claim carries works from the day it claims.
inline maybe_date machine::exit_day(const bound_act& what,
                                    date notice,
                                    const compiled_rules& rules,
                                    std::uint32_t entry) const {
    const maybe_date stated = what.states_day ? maybe_date(what.stated) : std::nullopt;
    if (rules.empty()) {
        return stated ? std::max(*stated, world_.today) : world_.today;
    }
    auto day = evaluate_entry(
        rules, entry, {what.treaty, what.who, {}, notice, stated ? stated : notice, notice, {}});
    return day && stated ? maybe_date(std::max(*day, *stated)) : day;
}

inline finding_of_standing
machine::give_notice(const bound_act& what, std::uint32_t index, servanda::standing& worth) {
    const bool at_once = what.by_rule != nothing && program_.rules_in_order[what.by_rule].at_once;
    const std::uint32_t version = version_for(what.who);
    const withdrawal_terms& own_terms = terms(what.treaty, version);
    const auto finding = at_once ? finding_of_standing::stands : may_give_notice(what, own_terms);
    if (finding != finding_of_standing::stands) {
        if (!what.has_basis) {
            return finding;
        }
        worth = standing::by_claim;
    }
    membership_state& own = member(what.who);
    own.notice_on = what.source == nothing ? world_.today : what.received;
    own.now.exit_pending = true;
    own.clock_stopped = false;
    effect item;
    item.kind = effect_kind::withdrawal;
    item.treaty = what.treaty;
    item.who = what.who;
    item.act = index;
    item.anchor = *own.notice_on;
    item.version = version;
    const compiled_rules& notice = own_terms.notice;
    item.detail = worth == standing::by_claim || notice.empty()
                      ? 0
                      : entry_for(notice, *own.notice_on, what.who);
    const auto due = at_once ? maybe_date(world_.today)
                     : worth == standing::by_claim
                         ? maybe_date(what.states_day ? what.stated : world_.today)
                         : exit_day(what, *own.notice_on, notice, item.detail);
    own.exit_effect = schedule(item, due);
    write(what.who);
    return finding_of_standing::stands;
}

/// A second notice counts only where it names a later day.
inline finding_of_standing machine::replace_notice(const bound_act& what, std::uint32_t index) {
    membership_state& own = member(what.who);
    const effect pending = record_.effects[own.exit_effect];
    if (!what.states_day || !pending.dated || what.stated <= pending.due) {
        return finding_of_standing::notice_already_pending;
    }
    drop(own.exit_effect);
    effect item;
    item.kind = effect_kind::withdrawal;
    item.treaty = what.treaty;
    item.who = what.who;
    item.act = index;
    item.anchor = pending.anchor;
    item.detail = pending.detail;
    item.version = pending.version;
    own.exit_effect = schedule(item, what.stated);
    write(what.who);
    return finding_of_standing::stands;
}

/// VCLT 68: revoked before it takes effect.
inline finding_of_standing machine::cancel_withdrawal(const bound_act& what, std::uint32_t index) {
    membership_state& own = member(what.who);
    drop(own.exit_effect);
    own.now.exit_pending = false;
    own.clock_stopped = false;
    own.notice_on.reset();
    if (own.holds_deposit) { // a deposit for after the exit: there is no exit
        own.holds_deposit = false;
        act_record& held = record_.acts.edit(own.held_act);
        held.worth = standing::void_act;
        held.finding = finding_of_standing::already_bound;
    }
    (void)index;
    write(what.who);
    return finding_of_standing::stands;
}

inline finding_of_standing machine::stop_clock(const bound_act& what) {
    membership_state& own = member(what.who);
    if (own.clock_stopped || !record_.effects[own.exit_effect].dated) {
        return finding_of_standing::clock_already_stopped;
    }
    const effect stopped = record_.effects[own.exit_effect];
    drop(own.exit_effect);
    own.clock_stopped = true;
    own.stopped_on = world_.today;
    effect item = stopped;
    item.outcome = effect_outcome::pending;
    own.exit_effect = schedule(item, stopped.due);
    // Kept for its day, but off the agenda: a stopped clock does not run out.
    record_.effects.edit(own.exit_effect).dated = false;
    write(what.who);
    return finding_of_standing::stands;
}

/// The day of effect moves by the days the clock stood.
inline finding_of_standing machine::restart_clock(const bound_act& what, std::uint32_t index) {
    membership_state& own = member(what.who);
    if (!own.clock_stopped) {
        return finding_of_standing::clock_not_stopped;
    }
    const effect stopped = record_.effects[own.exit_effect];
    drop(own.exit_effect);
    own.clock_stopped = false;
    effect item = stopped;
    item.outcome = effect_outcome::pending;
    item.act = index;
    own.exit_effect = schedule(item, stopped.due + (world_.today - *own.stopped_on));
    write(what.who);
    return finding_of_standing::stands;
}

/// To `until`, which must be later than the day it stood at.
inline finding_of_standing machine::move_withdrawal(const bound_act& what, std::uint32_t index) {
    membership_state& own = member(what.who);
    const dated_act* said = details(index);
    const effect pending = record_.effects[own.exit_effect];
    if (said == nullptr || !said->until || *said->until <= world_.today ||
        (pending.dated && *said->until <= pending.due)) {
        return finding_of_standing::later_day_needed;
    }
    drop(own.exit_effect);
    effect item = pending;
    item.outcome = effect_outcome::pending;
    item.act = index;
    own.clock_stopped = false;
    own.exit_effect = schedule(item, said->until);
    write(what.who);
    return finding_of_standing::stands;
}

/// A notice takes effect. In a bilateral treaty that is the end of the treaty.
inline void machine::withdraw(membership_id m) {
    membership_state& own = member(m);
    const treaty_id t = treaty_of(m);
    if (own.now.consent != consent::party) {
        return;
    }
    own.exit_effect = nothing;
    if (side_is_empty_without(t, m)) {
        end_treaty(t, end_cause::withdrawal);
        return;
    }
    const bool comes_back = own.holds_deposit;
    const maybe_date held = own.held_on;
    const std::uint32_t held_act = own.held_act;
    const std::uint32_t held_entry = own.held_entry;
    leave(m, end_cause::withdrawal);
    if (comes_back) {
        begin_period(m);
        become_contracting(m, *held, held_act, held_entry);
    }
}

/// Ends a membership.
inline void machine::leave(membership_id m, end_cause why) {
    membership_state& own = member(m);
    const treaty_id t = treaty_of(m);
    treaty_world& now = treaty_at(t);
    now.parties -= own.now.consent == consent::party ? 1 : 0;
    forget_deposit(m);
    own.now.consent = consent::former_party;
    own.now.operation = operation::not_operative;
    own.now.cause = why;
    own.now.exit_pending = false;
    own.now.suspended = false;
    own.waived_on.reset();
    own.holds_deposit = false;
    own.has_signed = own.has_signed && why == end_cause::dissolution; // until somebody succeeds
    drop(own.exit_effect, effect_outcome::lapsed);
    drop(own.entry_effect, effect_outcome::lapsed);
    drop(own.provisional_effect, effect_outcome::lapsed);
    if (why != end_cause::withdrawal && law_of(t).source->kind == treaty_kind::bilateral) {
        world_.left_today.push_back(t);
    }
    const bool any_suspension = !now.suspensions.empty();
    for (std::size_t at = 0; at < now.suspensions.size();) {
        const suspension& made = record_.suspensions[now.suspensions[at]];
        if (made.by == m || made.towards == m) {
            end_suspension(now.suspensions[at]); // which takes it off the list
        } else {
            ++at;
        }
    }
    write(m);
    if (any_suspension) {
        recount_pairs(t);
    }
}

} // namespace servanda::detail

#endif

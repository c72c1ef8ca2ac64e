/// @file
/// Who keeps what: whether a duty binds and operates, and what is to be said of it. A duty is
/// looked at only when something it depends on has changed.
#ifndef SERVANDA_ENGINE_COMPLIANCE_HPP
#define SERVANDA_ENGINE_COMPLIANCE_HPP

#include <servanda/engine/breach_findings.hpp>
#include <servanda/engine/duty_acts.hpp>
#include <servanda/engine/judging.hpp>
#include <servanda/engine/machine.hpp>
#include <servanda/engine/occasions.hpp>
#include <servanda/engine/offers.hpp>
#include <servanda/engine/reciprocity.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace servanda::detail {

inline void machine::begin_duties() {
    const auto& all = program_.duties;
    world_.duties.duties.resize(all.duties.size());
    world_.duties.offers.resize(all.offers.size());
    for (offer_id i = 0; i < all.offers.size(); ++i) {
        world_.duties.offers[i].consents.assign(all.offers[i].between.size(), 0);
    }
    for (duty_id d = 0; d < all.duties.size(); ++d) {
        const auto& trigger = all.obligations[all.duties[d].obligation].trigger;
        world_.duties.duties[d].written.duty = d;
        world_.duties.duties[d].trigger_held =
            trigger && holds(program_.duty_conditions[*trigger], all.duties[d].bearer) ? 1 : 0;
        touch(d);
    }
}

/// Something that the duty depends on has changed: it is looked at before the day goes on.
inline void machine::touch(duty_id d) {
    if (!std::exchange(world_.duties.duties[d].touched, true)) {
        world_.duties.touched.push_back(d);
    }
}

inline void machine::touch_obligation(obligation_id id) {
    const compiled_obligation& item = program_.duties.obligations[id];
    for (duty_id d = item.first; d < item.first + item.duties; ++d) {
        touch(d);
    }
}

inline void machine::touch_member(membership_id m) {
    for (const auto d : program_.duties.by_member[m]) {
        touch(d);
    }
}

inline void machine::touch_treaty(treaty_id t) {
    for (const auto id : program_.duties.by_treaty[t]) {
        touch_obligation(id);
    }
}

/// Facts have changed, or a day has come that conditions name.
inline void machine::touch_asking_facts() {
    for (const auto id : program_.duties.asks_facts) {
        touch_obligation(id);
    }
}

/// Figures that begin or end to stand by today; only the duties that ask for them are touched.
inline void machine::take_figures() {
    const auto& days = program_.duties.figure_days;
    auto& next = world_.duties.next_figure;
    for (; next < days.size() && days[next].day <= world_.today; ++next) {
        for (const auto d : program_.duties.duties_of_figure[days[next].name]) {
            const compiled_duty& duty = program_.duties.duties[d];
            const bool concerns = days[next].of == nothing ||
                                  days[next].of == program_.participant_of[duty.bearer] ||
                                  program_.duties.obligations[duty.obligation].source->jointly;
            if (concerns) {
                touch(d);
            }
        }
    }
}

/// Sets the day on which a duty is looked at again by itself.
inline void machine::look_again(duty_id d, maybe_date day) {
    duty_state& own = world_.duties.duties[d];
    if (!day || *day <= world_.today ||
        (own.next_look && *own.next_look > world_.today && *own.next_look <= *day)) {
        return;
    }
    own.next_look = day;
    const compiled_duty& duty = program_.duties.duties[d];
    effect clock;
    clock.kind = effect_kind::duty_look;
    clock.treaty = program_.duties.obligations[duty.obligation].treaty;
    clock.who = duty.bearer;
    clock.anchor = world_.today;
    clock.detail = d;
    (void)schedule(clock, day);
}

// ---- does it bind?
// -------------------------------------------------------------------------------

/// The first day on which what survived an exit binds no longer; nothing where it does for good.
inline maybe_date machine::end_of_survival(duty_id d) const {
    const compiled_duty& duty = program_.duties.duties[d];
    const compiled_obligation& item = program_.duties.obligations[duty.obligation];
    const maybe_date left = member(duty.bearer).left_on;
    return item.source->survives_until
               ? evaluate(*item.source->survives_until,
                          {item.treaty, duty.bearer, {}, {}, {}, left, left})
               : std::nullopt;
}

/// Whether the treaty, or the item of an offer, binds its bearer at all.
inline verdict_reason machine::binds_by_status(duty_id d) const {
    const compiled_duty& duty = program_.duties.duties[d];
    const compiled_obligation& item = program_.duties.obligations[duty.obligation];
    if (item.offer != nothing) {
        return offer_is_active(item.offer) ? verdict_reason::none : verdict_reason::not_agreed;
    }
    const treaty_world& treaty = world_.treaties[item.treaty];
    const membership_state& own = member(duty.bearer);
    const bool surviving = item.source->survives && own.now.consent == consent::former_party;
    if (surviving) {
        if (!item.source->survives_until) {
            return verdict_reason::none;
        }
        const maybe_date until = end_of_survival(d);
        return until && world_.today < *until ? verdict_reason::none : verdict_reason::no_longer;
    }
    if (treaty.ended) {
        return verdict_reason::treaty_over;
    }
    const bool party =
        own.now.consent == consent::party || own.now.operation == operation::provisionally_applied;
    switch (item.source->by.what) {
    case bearers::kind::each_participant:
    case bearers::kind::depositaries: // also before the entry into force (VCLT 24(4), 77)
        return verdict_reason::none;
    case bearers::kind::each_signatory:
        return party || own.now.consent == consent::signed_only ||
                       own.now.consent == consent::contracting
                   ? verdict_reason::none
                   : verdict_reason::not_bound;
    case bearers::kind::each_party:
    case bearers::kind::named:
        break;
    }
    const bool by_resolution =
        law_of(item.treaty).source->kind == treaty_kind::resolution && treaty.entered;
    return party || by_resolution ? verdict_reason::none : verdict_reason::not_bound;
}

/// The same with its own terms: from, until, if.
inline verdict_reason machine::binds_alone(duty_id d) {
    const compiled_duty& duty = program_.duties.duties[d];
    const compiled_obligation& item = program_.duties.obligations[duty.obligation];
    if (const auto reason = binds_by_status(d); reason != verdict_reason::none) {
        return reason;
    }
    if (member(duty.bearer).now.consent == consent::former_party) {
        look_again(d, end_of_survival(d));
    }
    if (item.guard && !holds(program_.duty_conditions[*item.guard], duty.bearer)) {
        return verdict_reason::other_case;
    }
    const anchor_days from{item.treaty, duty.bearer, {}, {}, {}, {}, {}};
    if (item.source->from) {
        const maybe_date begin = evaluate(*item.source->from, from);
        look_again(d, begin);
        if (!begin || world_.today < *begin) {
            return verdict_reason::not_yet;
        }
    }
    if (item.source->until) {
        const maybe_date end = evaluate(*item.source->until, from);
        look_again(d, end);
        if (end && *end <= world_.today) {
            return verdict_reason::no_longer;
        }
    }
    return verdict_reason::none;
}

/// Whether the operation of a duty is suspended: its bearer wholly, this duty by name, or towards
/// all to whom it is owed.
inline bool machine::duty_is_suspended(duty_id d) const {
    const compiled_duty& duty = program_.duties.duties[d];
    const compiled_obligation& item = program_.duties.obligations[duty.obligation];
    if (item.offer == nothing && member(duty.bearer).now.suspended) {
        return true;
    }
    std::vector<membership_id> left = item.beneficiaries;
    std::erase(left, duty.bearer);
    const bool bilateral = member(duty.bearer).side != 2;
    const bool owed_to_some = !left.empty();
    for (const auto i : world_.treaties[item.treaty].suspensions) {
        const suspension& made = record_.suspensions[i];
        if (made.until) {
            continue; // not begun, or over
        }
        const bool own = made.by == duty.bearer;
        const bool touches = own || made.covers(duty.bearer, world_.today);
        if (!touches) {
            continue;
        }
        if (!made.whole) {
            const dated_act* said = details(made.act);
            const bool named = said != nullptr &&
                               std::find(said->scope.begin(), said->scope.end(), item.source->id) !=
                                   said->scope.end();
            if (!named) {
                continue;
            }
            if (own || bilateral) {
                return true;
            }
        }
        if (own && made.towards == nothing) {
            return true;
        }
        std::erase_if(left, [&](membership_id other) {
            return own ? made.covers(other, world_.today) : other == made.by;
        });
    }
    return owed_to_some && left.empty();
}

// ---- looking at a duty
// ---------------------------------------------------------------------------

inline void machine::judge_touched() {
    auto& touched = world_.duties.touched;
    const std::vector<duty_id> list = std::exchange(touched, {});
    for (const auto d : list) {
        world_.duties.duties[d].touched = false;
        look_at(d);
    }
}

/// Finds out whether a duty binds and operates, and says what is to be said of it.
inline void machine::look_at(duty_id d) {
    duty_state& own = world_.duties.duties[d];
    verdict_reason reason = binds_alone(d);
    const bool alone = reason == verdict_reason::none;
    if (alone != std::exchange(own.bound_alone, alone)) {
        const auto& item = program_.duties.obligations[program_.duties.duties[d].obligation];
        for (const auto id : item.dependents) {
            touch_obligation(id);
        }
    }
    if (alone && !undertaken_by_others(d)) {
        reason = verdict_reason::not_undertaken;
    }
    const bool bound = reason == verdict_reason::none;
    const bool began = bound && !own.bound;
    const bool ended = !bound && own.bound;
    own.bound = bound;
    if (const auto id = program_.duties.duties[d].obligation;
        (began || ended) && program_.duties.obligations[id].source->jointly) {
        touch_obligation(id); // what is summed over its bearers is another sum
    }
    if (ended) {
        own.lapsed = false;
        own.live = false;
        release_occasions(d);
    }
    const bool suspended = bound && duty_is_suspended(d);
    const bool live = bound && !suspended && !own.lapsed;
    if (live != std::exchange(own.live, live)) {
        live ? restart_clocks(d) : stop_clocks(d);
    }
    if (began && broken_by_others(d, nothing) != nothing) {
        world_.duties.lapses_to_test = true; // undertaken while another's stands broken
    }
    if (began) {
        begin_duty(d);
    } else if (bound && own.next_occurrence >= 0) {
        schedule_occurrence(d); // what it counts from may have happened since
    }
    test_duty_trigger(d);
    opinion now{verdict::not_applicable, reason};
    if (suspended) {
        now.reason = verdict_reason::suspended;
    } else if (bound) {
        // A breach that stands is not wiped out by the lapse of the commitment it broke; what is
        // done after the lapse breaks nothing.
        const bool stands = !own.lapsed || own.in_breach;
        now = stands ? judge(d) : opinion{};
        if (own.lapsed && now.says != verdict::breached) {
            now = {verdict::not_applicable, verdict_reason::lapsed};
            now.other = own.lapsed_for;
        }
    }
    write_verdict(d, now);
}

/// What is due once it binds: one occasion with a deadline of its own, or the first of its days.
inline void machine::begin_duty(duty_id d) {
    duty_state& own = world_.duties.duties[d];
    const obligation& source =
        *program_.duties.obligations[program_.duties.duties[d].obligation].source;
    own.bound_on = world_.today;
    if (source.on) {
        schedule_occurrence(d);
        return;
    }
    const bool by_figures = source.kind == obligation_kind::elimination && !source.bounds.empty();
    const bool one = source.deadline || (source.window && source.kind != obligation_kind::access);
    if (one && !by_figures && source.phases.empty()) {
        const auto& duty = program_.duties.duties[d];
        const auto window = window_of(
            program_.duties.obligations[duty.obligation], duty.bearer, world_.today, std::nullopt);
        if (window.second && *window.second < world_.today) {
            return; // over before it bound its bearer
        }
        const auto index = begin_occasion(d, nothing, world_.today);
        if (!own.live) {
            stop_clock_of(index);
        }
    }
}

/// A condition that sets the duty off has become true.
inline void machine::test_duty_trigger(duty_id d) {
    const compiled_duty& duty = program_.duties.duties[d];
    const auto& trigger = program_.duties.obligations[duty.obligation].trigger;
    if (!trigger) {
        return;
    }
    duty_state& own = world_.duties.duties[d];
    const bool now = holds(program_.duty_conditions[*trigger], duty.bearer);
    const bool before = std::exchange(own.trigger_held, now ? 1 : 0) != 0;
    if (now && !before && own.bound) {
        const auto index =
            begin_occasion(d, because_.is_effect ? nothing : because_.index, world_.today);
        if (!own.live) {
            stop_clock_of(index);
        }
    }
}

inline commitment machine::commitment_of(duty_id d) const {
    const duty_state& own = world_.duties.duties[d];
    const auto& item = program_.duties.obligations[program_.duties.duties[d].obligation];
    if (own.bound) {
        return own.lapsed ? commitment::lapsed : commitment::active;
    }
    if (item.offer == nothing) {
        return commitment::none;
    }
    const offer_state& offer = world_.duties.offers[item.offer];
    const bool undone = offer.was_active && !offer_is_active(item.offer);
    return undone           ? commitment::lapsed
           : offer.agreed   ? commitment::agreed
           : offer.proposed ? commitment::proposed
                            : commitment::none;
}

/// Writes what is said of a duty, if it changed. Before a breach is cured, what it made lapse
/// revives.
inline void machine::write_verdict(duty_id d, const opinion& now) {
    duty_state& own = world_.duties.duties[d];
    const compiled_duty& duty = program_.duties.duties[d];
    const compiled_obligation& item = program_.duties.obligations[duty.obligation];
    verdict_change next;
    next.day = world_.today;
    next.duty = d;
    next.verdict = now.says;
    next.commitment = commitment_of(d);
    next.reason = now.reason;
    next.act = now.act;
    next.instance = now.instance;
    next.other = now.other;
    if (now.instance != nothing) {
        next.opens = record_.duties.instances[now.instance].opens;
        next.closes = record_.duties.instances[now.instance].closes;
    }
    const verdict_change& last = own.written;
    const bool same = last.verdict == next.verdict && last.commitment == next.commitment &&
                      last.reason == next.reason && last.act == next.act &&
                      last.instance == next.instance && last.closes == next.closes;
    if (same) {
        return;
    }
    if (last.commitment == commitment::lapsed && next.commitment == commitment::active) {
        next.other = own.revived_for;
    }
    // Who breaks a duty and then suspends it has not made the breach good.
    const bool hidden = own.in_breach && next.verdict == verdict::not_applicable &&
                        next.reason == verdict_reason::suspended;
    const bool in_breach = next.verdict == verdict::breached || hidden;
    if (own.in_breach && !in_breach) {
        revive_for(d);
    }
    const bool others_hang_on_it =
        !item.dependents.empty() ||
        (item.offer != nothing && !program_.duties.offers[item.offer].source->severable);
    world_.duties.lapses_to_test =
        world_.duties.lapses_to_test || (in_breach && !own.in_breach && others_hang_on_it);
    own.in_breach = in_breach;
    own.written = next;
    record_.duties.changes.push_back(next);
    mark_dirty(item.treaty);
}

/// What a condition asks about obligations.
inline bool machine::duty_test_holds(const compiled_test& test, participant_id who) const {
    const auto& all = program_.duties;
    if (test.says == predicate::in_material_breach) {
        const membership_id m =
            who == nothing ? nothing : program_.membership(test.set_treaty, who);
        return m != nothing && in_material_breach(m);
    }
    if (world_.duties.duties.empty() || test.obligation == nothing) {
        return false;
    }
    const compiled_obligation& item = all.obligations[test.obligation];
    for (duty_id d = item.first; d < item.first + item.duties; ++d) {
        const verdict_change& now = world_.duties.duties[d].written;
        const bool found = test.says == predicate::duty_verdict ? now.verdict == test.wanted_verdict
                           : test.says == predicate::duty_commitment
                               ? now.commitment == test.wanted_commitment
                               : now.verdict == verdict::breached &&
                                     program_.participant_of[all.duties[d].bearer] == who;
        if (found) {
            return true;
        }
    }
    return false;
}

} // namespace servanda::detail

#endif

/// @file
/// Occasions: when a duty is to be performed, by what it is performed, and what happens on the day
/// after its last day. A deadline lapses by itself; what follows counts from the lapse.
#ifndef SERVANDA_ENGINE_OCCASIONS_HPP
#define SERVANDA_ENGINE_OCCASIONS_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace servanda::detail {

/// The words of an act of the run: what it is about. Empty where nothing is said.
inline std::string_view machine::object_of(std::uint32_t act_index) const {
    if (act_index == nothing) {
        return {};
    }
    const bound_act& what = record_.acts[act_index].what;
    if (what.source != nothing) {
        return words_of(what.source).of;
    }
    return what.by_rule == nothing ? std::string_view()
                                   : program_.rules_in_order[what.by_rule].source->of;
}

/// Whether an act is one that a trigger names.
inline bool
machine::sets_off(const rule_trigger& on, const bound_act& what, std::uint32_t act_index) const {
    const bool same =
        on.on_act == what.kind || (on.on_act == act::deposit && is_deposit(what.kind));
    if (on.what != rule_trigger::kind::act || !same) {
        return false;
    }
    if (what.row == lifecycle_act::recorded) {
        return on.of.empty() || object_of(act_index) == on.of;
    }
    return row_of(on.on_act, on.of) == what.row;
}

/// The first and last day of an occasion that a day sets off.
inline std::pair<maybe_date, maybe_date> machine::window_of(const compiled_obligation& item,
                                                            membership_id bearer,
                                                            date trigger,
                                                            maybe_date notice) const {
    const obligation& source = *item.source;
    const anchor_days from{
        item.treaty, bearer, {}, notice ? notice : trigger, {}, trigger, trigger};
    if (source.window) {
        return {evaluate(source.window->first, from), evaluate(source.window->second, from)};
    }
    if (source.deadline) {
        return {trigger, evaluate(*source.deadline, from)};
    }
    if (source.within) {
        return {trigger, add(trigger, source.within->length, law_of(item.treaty).policy)};
    }
    if (source.lead_time) {
        return {std::nullopt, subtract(trigger, source.lead_time->length)};
    }
    const bool dated = source.on && source.on->what == rule_trigger::kind::date;
    return {trigger, dated ? maybe_date(trigger) : std::nullopt};
}

/// Begins an occasion, and sets its clock.
inline std::uint32_t machine::begin_occasion(duty_id d, std::uint32_t act_index, date trigger) {
    const compiled_duty& duty = program_.duties.duties[d];
    const compiled_obligation& item = program_.duties.obligations[duty.obligation];
    const maybe_date notice =
        act_index == nothing ? std::nullopt : maybe_date(record_.acts[act_index].what.received);
    const auto [opens, closes] = window_of(item, duty.bearer, trigger, notice);
    duty_instance made;
    made.duty = d;
    made.set_off = world_.today;
    made.opens = opens;
    made.closes = closes;
    made.act = act_index;
    const auto index = static_cast<std::uint32_t>(record_.duties.instances.size());
    record_.duties.instances.push_back(made);
    world_.duties.duties[d].instances.push_back(index);
    if (item.source->lead_time) {
        settle_notification(d, index);
    } else {
        run_clock(index);
    }
    touch(d);
    return index;
}

/// Sets the clock of an occasion: it is missed on the day after its last day.
inline void machine::run_clock(std::uint32_t index) {
    duty_instance& item = record_.duties.instances[index];
    if (!item.closes || *item.closes == date::max()) {
        return;
    }
    const compiled_duty& duty = program_.duties.duties[item.duty];
    effect clock;
    clock.kind = effect_kind::duty_deadline;
    clock.treaty = program_.duties.obligations[duty.obligation].treaty;
    clock.who = duty.bearer;
    clock.act = item.act;
    clock.anchor = item.set_off;
    clock.detail = index;
    const date due = *item.closes + 1;
    const std::uint32_t at = schedule(clock, due);
    record_.duties.instances[index].effect = at;
}

/// A notification before an event is judged on the day of the event: was it made in time?
inline void machine::settle_notification(duty_id d, std::uint32_t index) {
    duty_instance& item = record_.duties.instances[index];
    auto& notices = world_.duties.duties[d].notices;
    const auto about = occasion_word(item.act);
    const auto in_time = std::find_if(notices.begin(), notices.end(), [&](std::uint32_t notice) {
        const dated_act* said = details(notice);
        const bool same =
            said == nullptr || said->about.empty() || about.empty() || said->about == about;
        return same && item.closes && record_.acts[notice].what.day <= *item.closes;
    });
    item.ended = world_.today;
    if (!world_.duties.duties[d].live) {
        item.what = duty_instance::outcome::released; // suspended or lapsed on the day of the event
        return;
    }
    if (in_time == notices.end()) {
        item.what = duty_instance::outcome::missed;
        return;
    }
    item.what = duty_instance::outcome::performed;
    item.done_by = *in_time;
    notices.erase(in_time);
}

/// By what an occasion is told from others: `about`, else the id of the act that set it off.
inline std::string_view machine::occasion_word(std::uint32_t act_index) const {
    const dated_act* said = act_index == nothing ? nullptr : details(act_index);
    if (said == nullptr) {
        return {};
    }
    return said->about.empty() ? std::string_view(said->id) : std::string_view(said->about);
}

/// The next of the days that set a duty off, if it can be computed. Recurrences stop at the last
/// act where the scenario has no end.
inline void machine::schedule_occurrence(duty_id d) {
    const compiled_duty& duty = program_.duties.duties[d];
    const compiled_obligation& item = program_.duties.obligations[duty.obligation];
    duty_state& own = world_.duties.duties[d];
    if (!item.source->on || item.source->on->what != rule_trigger::kind::date ||
        own.next_occurrence < 0) {
        return;
    }
    const anchor_days from{item.treaty, duty.bearer, {}, {}, {}, {}, {}};
    const date last_act = feed_.last_day();
    constexpr std::int32_t most = 100'000;
    for (std::int32_t k = own.next_occurrence; k < most; ++k) {
        const auto day = item.source->on->at.occurrence(
            k,
            [&](anchor name, std::string_view custom) { return day_of(name, custom, from); },
            law_of(item.treaty).policy);
        if (!day || (k > 0 && !program_.story->to && *day > last_act)) {
            own.next_occurrence = k;
            return;
        }
        const auto [opens, closes] = window_of(item, duty.bearer, *day, std::nullopt);
        if (closes && *closes < world_.today) {
            continue; // over before it was bound
        }
        effect clock;
        clock.kind = effect_kind::duty_occasion;
        clock.treaty = item.treaty;
        clock.who = duty.bearer;
        clock.anchor = *day;
        clock.detail = d;
        own.next_occurrence = -k - 1; // its clock runs
        (void)schedule(clock, opens ? std::min(*opens, *day) : *day);
        return;
    }
}

/// Whether what is done before its occasion counts for it: a report for a day, without a window of
/// its own, may come sooner; so may an elimination.
inline bool machine::counts_early(const obligation& source) noexcept {
    const bool windowed = source.window || source.within || source.deadline;
    return source.kind == obligation_kind::elimination ||
           (source.kind == obligation_kind::report && !windowed);
}

/// A day that sets a duty off has come.
inline void machine::occasion_comes(std::uint32_t effect_index) {
    const duty_id d = record_.effects[effect_index].detail;
    const date trigger = record_.effects[effect_index].anchor;
    duty_state& own = world_.duties.duties[d];
    own.next_occurrence = -own.next_occurrence; // one further
    if (!own.bound) {
        return;
    }
    const std::uint32_t index = begin_occasion(d, nothing, trigger);
    const obligation& source =
        *program_.duties.obligations[program_.duties.duties[d].obligation].source;
    if (own.early != nothing && counts_early(source)) {
        finish_occasion(index, duty_instance::outcome::performed, own.early);
        own.early = nothing;
    } else if (!own.live) {
        stop_clock_of(index);
    }
    schedule_occurrence(d);
}

inline void
machine::finish_occasion(std::uint32_t index, duty_instance::outcome how, std::uint32_t act_index) {
    duty_instance& item = record_.duties.instances[index];
    item.what = how;
    item.done_by = act_index;
    item.ended = world_.today;
    item.stopped = false;
    drop(item.effect);
    touch(item.duty);
}

/// The last day has passed.
inline void machine::deadline_passes(std::uint32_t index) {
    duty_instance& item = record_.duties.instances[index];
    item.effect = nothing;
    if (item.what == duty_instance::outcome::open && !item.stopped) {
        item.what = duty_instance::outcome::missed;
        item.ended = world_.today;
        touch(item.duty);
    }
}

/// The bearer performs: the open occasion that is due first, else the first one missed, if it can
/// still be made good; else it is remembered for what comes.
inline void machine::perform_duty(duty_id d, std::uint32_t act_index) {
    duty_state& own = world_.duties.duties[d];
    const obligation& source =
        *program_.duties.obligations[program_.duties.duties[d].obligation].source;
    auto& all = record_.duties.instances;
    const dated_act* said = details(act_index);
    const std::string_view about = said == nullptr ? std::string_view() : said->about;
    const auto meant = [&](std::uint32_t i) {
        const auto word = occasion_word(all[i].act);
        return about.empty() || word.empty() || word == about;
    };
    std::uint32_t found = nothing;
    for (const auto i : own.instances) {
        const bool open = all[i].what == duty_instance::outcome::open && meant(i) &&
                          (!all[i].opens || *all[i].opens <= world_.today);
        if (open &&
            (found == nothing ||
             (all[i].closes && (!all[found].closes || *all[i].closes < *all[found].closes)))) {
            found = i;
        }
    }
    if (found != nothing) {
        finish_occasion(found, duty_instance::outcome::performed, act_index);
        return;
    }
    const bool may_be_late = source.on_breach == after_breach::persists;
    for (const auto i : own.instances) {
        if (may_be_late && all[i].what == duty_instance::outcome::missed && meant(i)) {
            finish_occasion(i, duty_instance::outcome::performed_late, act_index);
            return;
        }
    }
    if (source.lead_time) {
        own.notices.push_back(act_index);
    } else if (counts_early(source) &&
               !(source.jointly && said != nullptr && said->continues_list)) {
        own.early = act_index;
    }
    touch(d);
}

/// A clock stands still while the duty is suspended or lapsed.
inline void machine::stop_clock_of(std::uint32_t index) {
    duty_instance& item = record_.duties.instances[index];
    if (item.what != duty_instance::outcome::open || item.stopped) {
        return;
    }
    item.stopped = true;
    item.left = item.closes ? *item.closes - world_.today : 0;
    drop(item.effect, effect_outcome::lapsed);
}

inline void machine::stop_clocks(duty_id d) {
    for (const auto i : world_.duties.duties[d].instances) {
        stop_clock_of(i);
    }
}

/// And goes on with the days that were left.
inline void machine::restart_clocks(duty_id d) {
    for (const auto i : world_.duties.duties[d].instances) {
        duty_instance& item = record_.duties.instances[i];
        if (!item.stopped) {
            continue;
        }
        item.stopped = false;
        if (item.closes) {
            item.closes = world_.today + item.left;
            run_clock(i);
        }
    }
}

/// What is no longer owed is no longer due; what was missed stays missed.
inline void machine::release_occasions(duty_id d) {
    for (const auto i : world_.duties.duties[d].instances) {
        if (record_.duties.instances[i].what == duty_instance::outcome::open) {
            finish_occasion(i, duty_instance::outcome::released, nothing);
        }
    }
}

} // namespace servanda::detail

#endif

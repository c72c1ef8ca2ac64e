/// @file
/// Rules at work. A rule waits for its trigger, tests its guard, sets a clock, and then does an act
/// on somebody's behalf: a deemed act, which goes through the same lifecycle table as any other.
#ifndef SERVANDA_ENGINE_DEEMED_HPP
#define SERVANDA_ENGINE_DEEMED_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>
#include <string>

namespace servanda::detail {

/// What the conditions of rules say before anything happened: only a change sets a rule off.
inline void machine::baseline_rules() {
    world_.truths.resize(program_.rules_in_order.size());
    world_.occurrences.assign(program_.rules_in_order.size(), 0);
    world_.fired_today.assign(program_.rules_in_order.size(), 0);
    for (std::uint32_t i = 0; i < program_.rules_in_order.size(); ++i) {
        const compiled_rule& item = program_.rules_in_order[i];
        if (!item.trigger) {
            continue;
        }
        if (!item.trigger->about_it) {
            world_.truths[i] = {static_cast<std::uint8_t>(holds(*item.trigger, nothing))};
            continue;
        }
        world_.truths[i].resize(law_of(item.owner).members + 1U);
        each_member(item.owner, [&](membership_id m) {
            world_.truths[i][m - law_of(item.owner).first] =
                static_cast<std::uint8_t>(holds(*item.trigger, m));
        });
    }
}

inline void machine::set_off_by_act(const bound_act& what, std::uint32_t index) {
    for (const auto i : law_of(what.treaty).act_rules) {
        const rule& source = *program_.rules_in_order[i].source;
        if (sets_off(source.on, what, index)) {
            const bool whole = program_.participant_of[what.who] == nothing;
            set_off(i, whole ? nothing : what.who, index, world_.today);
        }
    }
}

inline void machine::set_off_by_conditions(treaty_id t) {
    for (const auto i : law_of(t).condition_rules) {
        test_trigger(i);
    }
}

/// Sets a rule off for whom its condition has become true.
inline void machine::test_trigger(std::uint32_t index) {
    const compiled_rule& item = program_.rules_in_order[index];
    const std::uint32_t act_index =
        because_.is_effect ? record_.effects[because_.index].act : because_.index;
    const auto test = [&](std::size_t slot, membership_id it) {
        const bool now = holds(*item.trigger, it);
        const bool before = world_.truths[index][slot] != 0;
        world_.truths[index][slot] = static_cast<std::uint8_t>(now);
        if (now && !before) {
            set_off(index, it, act_index, world_.today);
        }
    };
    if (!item.trigger->about_it) {
        test(0, nothing);
        return;
    }
    const membership_id first = law_of(item.owner).first;
    each_member(item.owner, [&](membership_id m) { test(m - first, m); });
}

/// The day of effect that an act claims; nothing where it claims none.
inline maybe_date machine::day_claimed(std::uint32_t act_index) const {
    return act_index != nothing && record_.acts[act_index].what.states_day
               ? maybe_date(record_.acts[act_index].what.stated)
               : std::nullopt;
}

/// Sets the clock of a rule, if its guard holds.
inline void
machine::set_off(std::uint32_t index, membership_id it, std::uint32_t act_index, date trigger) {
    const compiled_rule& item = program_.rules_in_order[index];
    if (item.guard && !holds(*item.guard, it)) {
        return;
    }
    // Once per trigger: more firings in a day than there are members and acts is a circle of rules.
    const auto limit =
        static_cast<std::uint32_t>(world_.members.size() + program_.acts.size() + 64);
    if (++world_.fired_today[index] > limit) {
        std::string names;
        for (std::uint32_t i = 0; i < world_.fired_today.size(); ++i) {
            if (world_.fired_today[i] > limit / 2) {
                names +=
                    (names.empty() ? "'" : ", '") + program_.rules_in_order[i].source->id + "'";
            }
        }
        diagnostics messages;
        messages.error(item.source->where,
                       "the rules " + names + " set each other off without end on " +
                           to_string(world_.today));
        throw input_error(std::move(messages));
    }
    effect scheduled;
    scheduled.kind = effect_kind::deemed_act;
    scheduled.treaty = item.target;
    scheduled.who = it;
    scheduled.act = act_index;
    scheduled.rule = index;
    scheduled.anchor = trigger;
    maybe_date due = world_.today;
    if (item.source->after) {
        due = evaluate(*item.source->after,
                       {item.owner, it, {}, {}, {}, trigger, day_claimed(act_index)});
    }
    const std::uint32_t at = schedule(scheduled, due);
    if (item.unless && !cancelled_by_rule(at)) {
        world_.cancellable.push_back(at);
    }
}

/// Whether what a rule names in `unless` is so: then its pending effect is cancelled.
inline bool machine::cancelled_by_rule(std::uint32_t index) {
    const effect& item = record_.effects[index];
    const auto& unless = program_.rules_in_order[item.rule].unless;
    if (item.outcome != effect_outcome::pending || item.detail == 1 || !unless ||
        !holds(*unless, item.who)) {
        return false;
    }
    finish(index, effect_outcome::cancelled);
    return true;
}

/// Schedules the next occurrence of rules set off by dates, once it can be computed.
inline void machine::schedule_dated_rules() {
    const date last_act = feed_.last_day();
    for (const auto i : program_.date_rules) {
        const compiled_rule& item = program_.rules_in_order[i];
        if (world_.occurrences[i] < 0) {
            continue; // its clock is running
        }
        const anchor_days from{item.owner, nothing, {}, {}, {}, {}, {}};
        const auto day = item.source->on.at.occurrence(
            world_.occurrences[i],
            [&](anchor name, std::string_view custom) { return day_of(name, custom, from); },
            law_of(item.owner).policy);
        const bool recurs = world_.occurrences[i] > 0;
        if (!day || (recurs && !program_.story->to && *day > last_act)) {
            continue;
        }
        effect scheduled;
        scheduled.kind = effect_kind::deemed_act;
        scheduled.treaty = item.target;
        scheduled.rule = i;
        scheduled.anchor = *day;
        scheduled.detail = 1; // the day itself: guard and `after` still to come
        world_.occurrences[i] = -world_.occurrences[i] - 1;
        (void)schedule(scheduled, day);
    }
}

/// The parties to the parent that have neither objected nor accepted already.
inline std::vector<membership_id> machine::who_accepts_tacitly(const compiled_rule& item) {
    std::vector<membership_id> authors;
    each_member(item.target, [&](membership_id m) {
        const membership_id there =
            program_.membership(item.accepts_for, program_.participant_of[m]);
        const membership_state& own = member(m);
        const bool objected =
            (own.things_done & (1U << static_cast<unsigned>(counted_thing::objections))) != 0;
        const bool open =
            own.now.consent == consent::none || own.now.consent == consent::signed_only;
        if (there != nothing && member(there).now.consent == consent::party && open && !objected) {
            authors.push_back(m);
        }
    });
    return authors;
}

/// The rule acts: for those it names, for whom its trigger concerns, or for all parties.
inline void machine::do_deemed(std::uint32_t index) {
    const effect scheduled = record_.effects[index];
    const compiled_rule& item = program_.rules_in_order[scheduled.rule];
    if (scheduled.detail == 1) {
        world_.occurrences[scheduled.rule] = -world_.occurrences[scheduled.rule];
        set_off(scheduled.rule, nothing, nothing, world_.today);
        schedule_dated_rules();
        return;
    }
    if (item.source->sets) {
        set_by_rule(item, scheduled.who);
        return;
    }
    bound_act what;
    what.day = world_.today;
    what.kind = item.source->then;
    what.row = item.row;
    what.treaty = item.target;
    what.by_rule = scheduled.rule;
    what.because = index;
    std::vector<membership_id> authors;
    for (const auto participant : item.by) {
        const membership_id m = program_.membership(item.target, participant);
        if (m != nothing) {
            authors.push_back(m);
        }
    }
    if (item.accepts_for != nothing) {
        authors = who_accepts_tacitly(item);
    } else if (item.all_parties) {
        each_member(item.target, [&](membership_id m) {
            if (member(m).now.consent == consent::party) {
                authors.push_back(m);
            }
        });
    } else if (authors.empty() && item.row == lifecycle_act::terminate) {
        authors.push_back(law_of(item.target).first);
    } else if (authors.empty() && scheduled.who != nothing) {
        const membership_id m =
            program_.membership(item.target, program_.participant_of[scheduled.who]);
        if (m != nothing) {
            authors.push_back(m);
        }
    } else if (authors.empty()) {
        each_member(item.target, [&](membership_id m) {
            if (member(m).now.consent == consent::party) {
                authors.push_back(m);
            }
        });
    }
    for (const auto author : authors) {
        what.who = author;
        apply(what);
    }
}

/// A rule sets a fact, or the terms of withdrawal: for those it names or concerns, else for all.
inline void machine::set_by_rule(const compiled_rule& item, membership_id concerned) {
    std::vector<participant_id> whom = item.by;
    if (item.all_parties || (whom.empty() && concerned == nothing)) {
        whom = {nothing};
    } else if (whom.empty()) {
        whom = {program_.participant_of[concerned]};
    }
    for (const auto who : whom) {
        if (item.sets_fact == nothing) {
            set_terms(item, who);
            continue;
        }
        program::fact_span span;
        span.name = item.sets_fact;
        span.of = who;
        span.from = world_.today;
        span.until = date::max();
        const auto* flag = item.source->sets->to.get<bool>();
        span.holds = flag == nullptr || *flag;
        world_.facts_set.push_back(span);
    }
    world_.facts_changed = true;
    for (treaty_id t = 0; t < program_.treaties.size(); ++t) {
        mark_dirty(t);
    }
}

inline void machine::set_terms(const compiled_rule& item, participant_id whom) {
    const auto& amended = law_of(item.target).amended;
    const auto found = std::find_if(amended.begin(), amended.end(), [&](const auto& change) {
        return change.by_rule == item.source;
    });
    const membership_id m = whom == nothing ? nothing : program_.membership(item.target, whom);
    if (found == amended.end() || (whom != nothing && m == nothing)) {
        return;
    }
    treaty_at(item.target)
        .terms_set.push_back(
            {static_cast<std::uint32_t>(found - amended.begin()), m, world_.today});
}

/// Tested on the day of effect: what may not happen yet waits for the first day it may.
inline bool machine::may_happen(const effect& item) const {
    if (item.kind == effect_kind::withdrawal) {
        const auto& not_while = terms(item.treaty, item.version).not_while;
        return !not_while || !holds(*not_while, item.who);
    }
    if (item.rule == nothing) {
        return true;
    }
    const compiled_rule& rule = program_.rules_in_order[item.rule];
    return (!rule.only_while || holds(*rule.only_while, item.who)) &&
           (!rule.not_while || !holds(*rule.not_while, item.who));
}

/// The day of an effect whose anchor had not happened when it was scheduled.
inline maybe_date machine::resolve_again(const effect& item) const {
    switch (item.kind) {
    case effect_kind::treaty_entry: {
        auto day = evaluate_entry(law_of(item.treaty).effective,
                                  item.detail,
                                  {item.treaty, nothing, {}, {}, {}, item.anchor, {}});
        const auto& floor = law_of(item.treaty).source->own.entry_into_force.not_before;
        return day && floor ? std::max(*day, *floor) : day;
    }
    case effect_kind::withdrawal:
        return item.act == nothing ? std::nullopt
                                   : exit_day(record_.acts[item.act].what,
                                              item.anchor,
                                              terms(item.treaty, item.version).notice,
                                              item.detail);
    case effect_kind::deemed_act: {
        const compiled_rule& rule = program_.rules_in_order[item.rule];
        return evaluate(*rule.source->after,
                        {rule.owner, item.who, {}, {}, {}, item.anchor, day_claimed(item.act)});
    }
    default:
        return std::nullopt;
    }
}

/// Effects without a day: those whose condition lets them happen now, and those whose day is now
/// known.
inline void machine::retest_waiting() {
    std::erase_if(world_.cancellable, [&](std::uint32_t i) {
        return record_.effects[i].outcome != effect_outcome::pending || cancelled_by_rule(i);
    });
    const std::vector<std::uint32_t> waiting = std::move(world_.waiting);
    world_.waiting.clear();
    for (const auto i : waiting) {
        if (record_.effects[i].outcome != effect_outcome::pending) {
            continue;
        }
        const effect& item = record_.effects[i];
        const auto day = item.reached ? (may_happen(item) ? maybe_date(world_.today) : std::nullopt)
                                      : resolve_again(item);
        if (!day) {
            world_.waiting.push_back(i);
            continue;
        }
        const std::uint32_t next = reschedule(i, day, item.reached);
        if (record_.effects[next].kind == effect_kind::treaty_entry) {
            each_member(record_.effects[next].treaty, [&](membership_id m) {
                if (member(m).now.consent == consent::contracting) {
                    schedule_own_entry(m);
                }
            });
        }
    }
}

/// Sets a clock anew: the old one lapses, so that no day shows what only a later day knew.
inline std::uint32_t machine::reschedule(std::uint32_t index, maybe_date due, bool reached) {
    effect item = record_.effects[index];
    finish(index, effect_outcome::lapsed);
    item.outcome = effect_outcome::pending;
    item.reached = reached;
    const std::uint32_t next = schedule(item, due);
    if (item.kind == effect_kind::withdrawal) {
        member(item.who).exit_effect = next;
        if (due != world_.today) { // what happens today is written when it happens
            write(item.who);
        }
    } else if (item.kind == effect_kind::treaty_entry) {
        treaty_at(item.treaty).entry_effect = next;
    } else if (item.rule != nothing && program_.rules_in_order[item.rule].unless) {
        world_.cancellable.push_back(next);
    }
    return next;
}

} // namespace servanda::detail

#endif

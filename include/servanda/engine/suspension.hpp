/// @file
/// Suspension of the operation of a treaty: VCLT 57, 58, 60, 62, 65, 72. A suspension belongs to
/// pairs: a membership is suspended when it has pairs and each is wholly suspended.
#ifndef SERVANDA_ENGINE_SUSPENSION_HPP
#define SERVANDA_ENGINE_SUSPENSION_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace servanda::detail {

inline finding_of_standing
machine::suspend(const bound_act& what, std::uint32_t index, servanda::standing& worth) {
    const compiled_treaty& item = law_of(what.treaty);
    const dated_act* said = details(index);
    const bool open = item.suspension != nullptr &&
                      (!item.suspension_when || holds(*item.suspension_when, what.who));
    const bool claimed = said != nullptr && !said->basis.empty();
    if (!open && !claimed && what.by_rule == nothing) {
        return finding_of_standing::no_suspension_clause;
    }
    date from = w.today;
    if (said != nullptr && said->effective) {
        from = std::max(from, *said->effective);
    }
    if (open) {
        if (item.suspension->notice) {
            const date notice = said != nullptr && said->received ? *said->received : w.today;
            const auto day = evaluate(*item.suspension->notice,
                                      {what.treaty, what.who, {}, notice, from, notice, {}});
            from = day ? std::max(*day, from) : from;
        }
    } else if (what.by_rule == nothing) {
        worth = standing::by_claim;
    }
    std::vector<membership_id> towards;
    if (what.source != nothing) {
        towards = p.targets[what.source];
    }
    if (towards.empty()) {
        towards.push_back(nothing);
    }
    for (const auto target : towards) {
        suspension made;
        made.treaty = what.treaty;
        made.by = what.who;
        made.towards = target;
        made.whole = said == nullptr || said->scope.empty();
        made.by_claim = worth == standing::by_claim;
        made.act = index;
        made.from = from;
        made.until = date::max(); // not yet begun
        r.suspensions.push_back(made);
        effect begins;
        begins.kind = effect_kind::suspension_start;
        begins.treaty = what.treaty;
        begins.who = what.who;
        begins.act = index;
        begins.anchor = w.today;
        begins.detail = static_cast<std::uint32_t>(r.suspensions.size()) - 1;
        treaty_at(what.treaty).suspensions.push_back(begins.detail);
        if (from <= w.today) {
            start_suspension(begins.detail);
        } else {
            (void)schedule(begins, from);
        }
    }
    recount_pairs(what.treaty);
    return finding_of_standing::stands;
}

inline void machine::start_suspension(std::uint32_t index) {
    suspension& made = r.suspensions[index];
    if (treaty_at(made.treaty).ended || member(made.by).now.consent == consent::former_party) {
        end_suspension(index);
        return;
    }
    made.from = w.today;
    made.until.reset();
}

/// Lifts the actor's own suspensions, towards all or towards those named.
inline finding_of_standing machine::resume(const bound_act& what, std::uint32_t index) {
    const dated_act* said = details(index);
    const auto& towards =
        what.source == nothing ? std::vector<membership_id>{} : p.targets[what.source];
    const date from =
        said != nullptr && said->effective ? std::max(*said->effective, w.today) : w.today;
    bool any = false;
    const std::vector<std::uint32_t> all = treaty_at(what.treaty).suspensions;
    for (const std::uint32_t i : all) {
        const suspension& made = r.suspensions[i];
        const bool named = towards.empty() ||
                           std::find(towards.begin(), towards.end(), made.towards) != towards.end();
        if (made.by != what.who || !named) {
            continue;
        }
        any = true;
        if (from <= w.today) {
            end_suspension(i);
            continue;
        }
        effect ends;
        ends.kind = effect_kind::suspension_end;
        ends.treaty = what.treaty;
        ends.who = what.who;
        ends.act = index;
        ends.anchor = w.today;
        ends.detail = i;
        (void)schedule(ends, from);
    }
    if (!any) {
        return finding_of_standing::no_own_suspension;
    }
    recount_pairs(what.treaty);
    return finding_of_standing::stands;
}

/// Ends a suspension that runs, or cancels one that has not begun.
inline void machine::end_suspension(std::uint32_t index) {
    suspension& made = r.suspensions[index];
    auto& list = treaty_at(made.treaty).suspensions;
    const auto at = std::find(list.begin(), list.end(), index);
    if (at == list.end()) {
        return;
    }
    list.erase(at);
    if (!made.until) {
        made.until = w.today;
        return;
    }
    made.until = made.from; // it had not begun
    for (std::uint32_t i = 0; i < r.effects.size(); ++i) {
        const effect& item = r.effects[i];
        if (item.kind == effect_kind::suspension_start && item.detail == index &&
            item.outcome == effect_outcome::pending) {
            finish(i, effect_outcome::cancelled);
        }
    }
}

/// Two parties make a pair; in a bilateral treaty only across its sides.
inline bool machine::make_pair(membership_id a, membership_id b) const {
    const membership_state& first = member(a);
    const membership_state& second = member(b);
    return a != b && first.now.consent == consent::party && second.now.consent == consent::party &&
           (first.side == 2 || second.side == 2 || first.side != second.side);
}

/// Which memberships are suspended now, and the treaty as a whole.
inline void machine::recount_pairs(treaty_id t) {
    treaty_world& now = treaty_at(t);
    std::vector<std::uint8_t> towards_all(law_of(t).members + 1U, 0);
    std::set<std::pair<membership_id, membership_id>> single;
    const membership_id first = law_of(t).first;
    bool any_running = false;
    for (const std::uint32_t i : now.suspensions) {
        const suspension& made = r.suspensions[i];
        if (!made.until && made.whole) {
            any_running = true;
            if (made.towards == nothing) {
                towards_all[made.by - first] = 1;
            } else {
                single.insert({std::min(made.by, made.towards), std::max(made.by, made.towards)});
            }
        }
    }
    bool all_suspended = now.parties > 1;
    each_member(t, [&](membership_id m) {
        membership_state& own = member(m);
        if (own.now.consent != consent::party) {
            own.now.suspended = false;
            write(m);
            return;
        }
        bool any_pair = false;
        bool any_open = false;
        if (any_running) {
            each_member(t, [&](membership_id other) {
                if (any_open || !make_pair(m, other)) {
                    return;
                }
                any_pair = true;
                any_open = towards_all[m - first] == 0 && towards_all[other - first] == 0 &&
                           single.count({std::min(m, other), std::max(m, other)}) == 0;
            });
        }
        own.now.suspended = any_pair && !any_open;
        all_suspended = all_suspended && own.now.suspended;
        write(m);
    });
    if (now.entered && !now.ended) {
        now.now = all_suspended ? treaty_state::suspended : treaty_state::in_force;
        write_treaty(t);
    }
}

} // namespace servanda::detail

#endif

/// @file
/// Suspension of the operation of a treaty: VCLT 57, 58, 60, 62, 65, 72. A suspension belongs to
/// pairs: a membership is suspended when it has pairs and each is wholly suspended.
#ifndef SERVANDA_ENGINE_SUSPENSION_HPP
#define SERVANDA_ENGINE_SUSPENSION_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace servanda::detail {

/// Between whom an act suspends: its author and those it names, else all parties. Sorted.
inline std::vector<membership_id> machine::circle_of(const bound_act& what) {
    std::vector<membership_id> circle = targets_of(what.source);
    if (circle.empty()) {
        each_member(what.treaty, [&](membership_id m) {
            if (member(m).now.consent == consent::party) {
                circle.push_back(m);
            }
        });
    }
    circle.push_back(what.who);
    std::sort(circle.begin(), circle.end());
    circle.erase(std::unique(circle.begin(), circle.end()), circle.end());
    return circle;
}

/// VCLT 57(b), 58: what all parties suspend on one day, or some of them between themselves, they
/// have agreed. Who claims a ground agrees to nothing.
inline agreed_by machine::who_agrees(const bound_act& what) {
    if (what.source == nothing || what.has_basis) {
        return agreed_by::nobody;
    }
    const auto circle = circle_of(what);
    const auto& scope = words_of(what.source).scope;
    const auto agrees = [&](membership_id m) {
        if (m == nothing || member(m).now.consent != consent::party) {
            return false;
        }
        for (std::size_t at = record_.acts.size(); at-- > 0;) {
            const act_record& done = record_.acts[at];
            const bound_act& other = done.what;
            if (other.source == nothing || other.kind == act::entry_into_force) {
                continue;
            }
            if (other.day < what.day) {
                return false;
            }
            if (other.row == lifecycle_act::suspend && other.treaty == what.treaty &&
                other.who == m && !other.has_basis &&
                done.finding != finding_of_standing::contested &&
                words_of(other.source).scope == scope && circle_of(other) == circle) {
                return true;
            }
        }
        return false;
    };
    if (circle.size() < 2 || !std::all_of(circle.begin(), circle.end(), agrees)) {
        return agreed_by::nobody;
    }
    return static_cast<std::int64_t>(circle.size()) == treaty_at(what.treaty).parties
               ? agreed_by::all
               : agreed_by::some;
}

/// Whether a power belongs to a member: to those named, or to all.
inline bool machine::is_open_to(const std::vector<participant_id>& named, membership_id m) const {
    return named.empty() ||
           std::find(named.begin(), named.end(), program_.participant_of[m]) != named.end();
}

/// VCLT 60: a material breach opens suspension and termination to the other side of a bilateral
/// treaty (60(1)), and to another party suspension towards the defaulting state (60(2)(b)).
inline bool machine::breach_opens(const bound_act& what) const {
    const compiled_treaty& item = law_of(what.treaty);
    if (program_.duties.empty() || item.law == nullptr ||
        item.law->on("material breach") == nullptr) {
        return false;
    }
    if (item.source->kind == treaty_kind::bilateral) {
        for (membership_id m = item.first + 1; m <= item.first + item.members; ++m) {
            if (m != what.who && (member(m).side == 2 || member(m).side != member(what.who).side) &&
                in_material_breach(m)) {
                return true;
            }
        }
        return false;
    }
    if (what.row != lifecycle_act::suspend || what.source == nothing) {
        return false;
    }
    const auto& towards = targets_of(what.source);
    return !towards.empty() && std::all_of(towards.begin(), towards.end(), [&](membership_id m) {
        return in_material_breach(m);
    });
}

inline finding_of_standing
machine::suspend(const bound_act& what, std::uint32_t index, servanda::standing& worth) {
    const compiled_treaty& item = law_of(what.treaty);
    const bool for_breach = breach_opens(what);
    const bool open = item.suspension != nullptr &&
                      (!item.suspension_when || holds(*item.suspension_when, what.who)) &&
                      is_open_to(item.suspension_by, what.who);
    record_.acts.edit(index).for_breach = for_breach && !open;
    if (!open && !for_breach && !what.has_basis && what.by_rule == nothing) {
        record_.acts.edit(index).agreed = who_agrees(what);
        if (record_.acts[index].agreed == agreed_by::nobody) {
            return finding_of_standing::no_suspension_clause;
        }
    }
    date from = world_.today;
    if (what.states_day) {
        from = std::max(from, what.stated);
    }
    if (open) {
        if (!item.suspension_notice.empty()) {
            const date notice = what.source == nothing ? world_.today : what.received;
            const auto day = evaluate(item.suspension_notice,
                                      notice,
                                      {what.treaty, what.who, {}, notice, from, notice, {}});
            from = day ? std::max(*day, from) : from;
        }
    } else if (what.has_basis && what.by_rule == nothing && !for_breach) {
        worth = standing::by_claim;
    }
    const membership_id all = nothing;
    std::span<const membership_id> towards(&all, 1);
    if (what.source != nothing && !targets_of(what.source).empty()) {
        towards = targets_of(what.source);
    }
    for (const auto target : towards) {
        suspension made;
        made.treaty = what.treaty;
        made.by = what.who;
        made.towards = target;
        made.whole = !what.in_part;
        made.by_claim = worth == standing::by_claim;
        made.act = index;
        made.from = from;
        made.until = date::max(); // not yet begun
        record_.suspensions.push_back(made);
        effect begins;
        begins.kind = effect_kind::suspension_start;
        begins.treaty = what.treaty;
        begins.who = what.who;
        begins.act = index;
        begins.anchor = world_.today;
        begins.detail = static_cast<std::uint32_t>(record_.suspensions.size()) - 1;
        treaty_at(what.treaty).suspensions.push_back(begins.detail);
        if (from <= world_.today) {
            start_suspension(begins.detail);
        } else {
            const std::uint32_t start = schedule(begins, from);
            record_.suspensions.edit(begins.detail).start_effect = start;
        }
    }
    recount_pairs(what.treaty, what.who);
    return finding_of_standing::stands;
}

inline void machine::start_suspension(std::uint32_t index) {
    suspension& made = record_.suspensions.edit(index);
    made.start_effect = nothing;
    if (treaty_at(made.treaty).ended || member(made.by).now.consent == consent::former_party) {
        end_suspension(index);
        return;
    }
    made.from = world_.today;
    made.until.reset();
}

/// Lifts the actor's own suspensions, towards all or towards those named.
inline finding_of_standing machine::resume(const bound_act& what, std::uint32_t index) {
    std::span<const membership_id> towards;
    if (what.source != nothing) {
        towards = targets_of(what.source);
    }
    const date from = what.states_day ? std::max(what.stated, world_.today) : world_.today;
    bool any = false;
    const auto& list = treaty_at(what.treaty).suspensions;
    for (std::size_t at = 0; at < list.size();) {
        const std::uint32_t i = list[at++];
        if (record_.suspensions[i].by != what.who) {
            continue;
        }
        suspension& made = record_.suspensions.edit(i);
        if (!towards.empty() && made.towards == nothing) {
            for (const auto other : towards) {
                made.lifted.emplace_back(other, from);
            }
            any = true;
            if (from > world_.today) { // on that day the pairs are counted again
                effect lifting;
                lifting.kind = effect_kind::suspension_end;
                lifting.treaty = what.treaty;
                lifting.who = what.who;
                lifting.act = index;
                lifting.anchor = world_.today;
                lifting.detail = nothing;
                (void)schedule(lifting, from);
            }
            continue;
        }
        if (!towards.empty() &&
            std::find(towards.begin(), towards.end(), made.towards) == towards.end()) {
            continue;
        }
        any = true;
        if (from <= world_.today) {
            end_suspension(i); // which takes it off the list
            --at;
            continue;
        }
        effect ends;
        ends.kind = effect_kind::suspension_end;
        ends.treaty = what.treaty;
        ends.who = what.who;
        ends.act = index;
        ends.anchor = world_.today;
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
    suspension& made = record_.suspensions.edit(index);
    auto& list = treaty_at(made.treaty).suspensions;
    const auto at = std::find(list.begin(), list.end(), index);
    if (at == list.end()) {
        return;
    }
    list.erase(at);
    if (!made.until) {
        made.until = world_.today;
        return;
    }
    made.until = made.from; // it had not begun
    if (made.start_effect != nothing) {
        finish(made.start_effect, effect_outcome::cancelled);
        made.start_effect = nothing;
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
inline void machine::recount_pairs(treaty_id t, membership_id told_first) {
    treaty_world& now = treaty_at(t);
    auto& running = running_;
    running.clear();
    for (const std::uint32_t i : now.suspensions) {
        const suspension& made = record_.suspensions[i];
        if (!made.until && made.whole) {
            running.push_back(&made);
        }
    }
    // By author, so that a pair looks at the suspensions of its two only.
    if (running.size() > 1) {
        std::stable_sort(running.begin(), running.end(), [](const auto* a, const auto* b) {
            return a->by < b->by;
        });
    }
    const auto suspends = [&](membership_id by, membership_id other) {
        auto at = std::lower_bound(
            running.begin(), running.end(), by, [](const suspension* item, membership_id m) {
                return item->by < m;
            });
        for (; at != running.end() && (*at)->by == by; ++at) {
            if ((*at)->covers(other, world_.today)) {
                return true;
            }
        }
        return false;
    };
    bool all_suspended = now.parties > 1;
    each_member(t, [&](membership_id m) {
        membership_state& own = member(m);
        bool any_pair = false;
        bool any_open = false;
        if (own.now.consent == consent::party && !running.empty()) {
            each_member(t, [&](membership_id other) {
                if (!any_open && make_pair(m, other)) {
                    any_pair = true;
                    any_open = !suspends(m, other) && !suspends(other, m);
                }
            });
        }
        own.now.suspended = any_pair && !any_open;
        all_suspended = all_suspended && (own.now.consent != consent::party || own.now.suspended);
    });
    if (told_first != nothing) {
        write(told_first);
    }
    each_member(t, [&](membership_id m) { write(m); });
    if (has_duties_) {
        touch_treaty(t); // a suspension in part suspends no pair, but duties
    }
    if (now.entered && !now.ended) {
        now.now = all_suspended ? treaty_state::suspended : treaty_state::in_force;
        write_treaty(t);
    }
}

} // namespace servanda::detail

#endif

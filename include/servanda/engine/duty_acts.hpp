/// @file
/// What an act means to the obligations of its treaty: it sets one off, performs it, refuses it,
/// counts towards a quota, or is what a prohibition is about.
#ifndef SERVANDA_ENGINE_DUTY_ACTS_HPP
#define SERVANDA_ENGINE_DUTY_ACTS_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

namespace servanda::detail {

/// What an act means to the obligations and offers of its treaty.
inline void machine::tell_duties(const bound_act& what, std::uint32_t index) {
    switch (what.kind) {
    case act::allege:
    case act::determine:
        take_finding(what, index, false);
        return;
    case act::cure:
        take_cure(what, index);
        return;
    case act::propose:
    case act::accept:
    case act::reject:
    case act::revoke:
        take_answer(what, index);
        withdraw_findings(what, index);
        break;
    default:
        break;
    }
    for (const auto id : program_.duties.by_treaty[what.treaty]) {
        const compiled_obligation& item = program_.duties.obligations[id];
        if (item.source->on && sets_off(*item.source->on, what, index)) {
            set_off_duties(id, what, index);
        }
        take_performance(id, what, index);
        take_counted(id, what, index);
        take_prohibited(id, what, index);
    }
}

/// Whose occasion an act begins.
inline void machine::set_off_duties(obligation_id id, const bound_act& what, std::uint32_t index) {
    const compiled_obligation& item = program_.duties.obligations[id];
    const int fit = fits(item.source->where_item, details(index));
    if (fit == 0) {
        return;
    }
    const auto kind = item.source->kind;
    const whose_instance whose = item.source->concerns != whose_instance::by_kind
                                     ? item.source->concerns
                                 : kind == obligation_kind::notification ? whose_instance::author
                                 : kind == obligation_kind::access       ? whose_instance::addressee
                                                                         : whose_instance::all;
    for (duty_id d = item.first; d < item.first + item.duties; ++d) {
        const membership_id bearer = program_.duties.duties[d].bearer;
        const bool concerned =
            whose == whose_instance::all ||
            (whose == whose_instance::author ? bearer == what.who : is_addressed(what, bearer));
        if (!concerned || !world_.duties.duties[d].bound || is_same_occasion(d, index)) {
            continue;
        }
        if (fit < 0) {
            world_.duties.duties[d].unclear_act = index;
            touch(d);
            continue;
        }
        const auto instance = begin_occasion(d, index, world_.today);
        if (!world_.duties.duties[d].live) {
            stop_clock_of(instance);
        }
    }
}

/// Several who ask at once, in one act, ask for one thing.
inline bool machine::is_same_occasion(duty_id d, std::uint32_t act_index) const {
    const dated_act* said = details(act_index);
    if (said == nullptr || !said->continues_list) {
        return false;
    }
    const auto& list = world_.duties.duties[d].instances;
    return std::any_of(list.begin(), list.end(), [&](std::uint32_t i) {
        const duty_instance& item = record_.duties.instances[i];
        const dated_act* other = item.act == nothing ? nullptr : details(item.act);
        return item.set_off == world_.today && other != nullptr && other->of == said->of &&
               other->about == said->about && other->id == said->id;
    });
}

/// Whether an act is addressed to a member: by name, or as one of all others.
inline bool machine::is_addressed(const bound_act& what, membership_id m) const {
    if (what.who == m) {
        return false;
    }
    if (what.source == nothing || targets_of(what.source).empty()) {
        return true;
    }
    const auto& list = targets_of(what.source);
    return std::find(list.begin(), list.end(), m) != list.end();
}

/// Whether what somebody does counts for all bearers: of a joint obligation, what any of them does.
inline bool machine::done_for_all(const compiled_obligation& item, membership_id who) const {
    for (duty_id d = item.first; item.source->jointly && d < item.first + item.duties; ++d) {
        if (program_.duties.duties[d].bearer == who) {
            return world_.duties.duties[d].bound;
        }
    }
    return false;
}

/// An act that names an obligation performs it, asks for it or refuses it.
inline void
machine::take_performance(obligation_id id, const bound_act& what, std::uint32_t index) {
    const compiled_obligation& item = program_.duties.obligations[id];
    if (object_of(index) != item.source->id) {
        return;
    }
    const bool access = item.source->kind == obligation_kind::access;
    const bool for_all = done_for_all(item, what.who);
    for (duty_id d = item.first; d < item.first + item.duties; ++d) {
        const membership_id bearer = program_.duties.duties[d].bearer;
        duty_state& own = world_.duties.duties[d];
        const bool by_bearer = what.who == bearer || for_all;
        if (!own.bound) {
            continue;
        }
        if (access && what.kind == act::notify && !by_bearer && !item.source->on) {
            if (is_addressed(what, bearer) && !is_same_occasion(d, index)) { // a request
                const auto instance = begin_occasion(d, index, world_.today);
                if (!own.live) {
                    stop_clock_of(instance);
                }
            }
        } else if (what.kind == act::refuse && by_bearer) {
            refuse_duty(d, index);
        } else if (what.kind == act::inspect
                       ? is_addressed(what, bearer) && !by_bearer
                       : by_bearer && (what.kind == act::perform || what.kind == act::notify ||
                                       what.kind == act::declare)) {
            perform_duty(d, index);
        }
    }
}

/// A refusal is a breach on its own day; of a quota, as long as the number is not reached.
inline void machine::refuse_duty(duty_id d, std::uint32_t index) {
    duty_state& own = world_.duties.duties[d];
    const compiled_obligation& item =
        program_.duties.obligations[program_.duties.duties[d].obligation];
    if (!own.live) {
        return;
    }
    if (item.source->kind == obligation_kind::quota) {
        const auto [begin, end] = quota_period_of(item, world_.today);
        const auto count = static_cast<double>(counted_in(d, begin, end, nullptr));
        const bool used_up =
            std::any_of(item.limits.begin(), item.limits.end(), [&](const compiled_limit& limit) {
                return std::any_of(
                    limit.bounds.begin(), limit.bounds.end(), [&](const compiled_bound& bound) {
                        const auto line =
                            bound_on(bound, item, program_.duties.duties[d].bearer, world_.today);
                        const bool upper = bound.source->how == bound_kind::at_most ||
                                           bound.source->how == bound_kind::under;
                        return upper && line && !within(count + 1, bound.source->how, *line);
                    });
            });
        if (!used_up) {
            own.refusals.push_back(index);
        }
        touch(d);
        return;
    }
    const auto open = std::find_if(own.instances.begin(), own.instances.end(), [&](auto i) {
        return record_.duties.instances[i].what == duty_instance::outcome::open;
    });
    const std::uint32_t instance =
        open != own.instances.end() ? *open : begin_occasion(d, index, world_.today);
    finish_occasion(instance, duty_instance::outcome::missed, index);
    record_.duties.instances[instance].refused = true;
}

/// Acts that a quota counts, done by the bearer or, of a passive quota, to it.
inline void machine::take_counted(obligation_id id, const bound_act& what, std::uint32_t index) {
    const compiled_obligation& item = program_.duties.obligations[id];
    if (item.source->kind != obligation_kind::quota) {
        return;
    }
    static const std::vector<counted_act> inspections{{act::inspect, {}}};
    const auto& counts = item.source->counts.empty() ? inspections : item.source->counts;
    const std::string_view of = object_of(index);
    const bool counted = std::any_of(counts.begin(), counts.end(), [&](const counted_act& one) {
        return one.kind == what.kind &&
               (of == item.source->id || (one.of.empty() ? of.empty() : of == one.of));
    });
    if (!counted) {
        return;
    }
    const bool for_all = done_for_all(item, what.who);
    for (duty_id d = item.first; d < item.first + item.duties; ++d) {
        const membership_id bearer = program_.duties.duties[d].bearer;
        duty_state& own = world_.duties.duties[d];
        const bool concerned =
            item.source->passive ? is_addressed(what, bearer) : what.who == bearer || for_all;
        if (concerned && own.bound) {
            own.counted.push_back(index);
            if (!own.refusals.empty() && item.source->cure == cure_by::performance) {
                own.refusals.clear(); // others are let in again
            }
            touch(d);
        }
    }
}

/// What a prohibition or a restraint is about.
inline void machine::take_prohibited(obligation_id id, const bound_act& what, std::uint32_t index) {
    const compiled_obligation& item = program_.duties.obligations[id];
    const auto& words = item.source->prohibits;
    const bool meant = what.kind == act::perform &&
                       std::find(words.begin(), words.end(), object_of(index)) != words.end();
    if (!meant) {
        return;
    }
    const int fit = fits(item.source->where_item, details(index));
    for (duty_id d = item.first; fit != 0 && d < item.first + item.duties; ++d) {
        duty_state& own = world_.duties.duties[d];
        if (program_.duties.duties[d].bearer == what.who && own.live) {
            (fit > 0 ? own.breaking_act : own.unclear_act) = index;
            own.cured_by = nothing;
            touch(d);
        }
    }
}

} // namespace servanda::detail

#endif

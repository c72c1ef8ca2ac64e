/// @file
/// What is to be said of a duty by itself: by figures, by what was done, by occasions; then by what
/// others found.
#ifndef SERVANDA_ENGINE_JUDGING_HPP
#define SERVANDA_ENGINE_JUDGING_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <variant>

namespace servanda::detail {

/// The worse of two opinions; of two alike the first.
[[nodiscard]] inline opinion worse(const opinion& a, const opinion& b) noexcept {
    return static_cast<int>(b.says) > static_cast<int>(a.says) ? b : a;
}

// ---- figures
// -------------------------------------------------------------------------------------

/// The figure of a bearer that stands on a day: its own, else one stated for all.
inline const figure_value*
machine::figure_on(std::uint32_t name, membership_id bearer, date day) const {
    const auto& all = program_.duties;
    const auto* own = all.figure(name, program_.participant_of[bearer], day);
    return own != nullptr ? own : all.figure(name, nothing, day);
}

/// The sum of what a limit counts; nothing while any part of it is unknown.
inline std::optional<double> machine::sum_on(const compiled_limit& limit,
                                             const compiled_obligation& item,
                                             membership_id bearer,
                                             date day) const {
    double sum = 0;
    const auto add_figures = [&](membership_id of) {
        for (const auto& figure : limit.figures) {
            const auto* found = figure_on(figure.name, of, day);
            if (found == nullptr) {
                return false;
            }
            sum += found->value * figure.counts_as;
        }
        return true;
    };
    if (!item.source->jointly) {
        return add_figures(bearer) ? std::optional(sum) : std::nullopt;
    }
    for (duty_id d = item.first; d < item.first + item.duties; ++d) {
        if (world_.duties.duties[d].bound && !add_figures(program_.duties.duties[d].bearer)) {
            return std::nullopt;
        }
    }
    return sum;
}

/// What a bound is on a day; nothing where it depends on an unknown figure, or none applies.
inline std::optional<double> machine::bound_on(const compiled_bound& bound,
                                               const compiled_obligation& item,
                                               membership_id bearer,
                                               date day) const {
    const auto& values = bound.source->values;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].until) {
            const maybe_date end =
                evaluate(*values[i].until, {item.treaty, bearer, {}, {}, {}, {}, {}});
            if (end && *end <= day) {
                continue;
            }
        }
        if (bound.figures[i] == nothing) {
            return values[i].number;
        }
        const auto* figure = figure_on(bound.figures[i], bearer, day);
        if (figure == nullptr) {
            return std::nullopt;
        }
        const double part = figure->value * values[i].percent / 100;
        return values[i].rounded == rounding::down ? std::floor(part)
               : values[i].rounded == rounding::up ? std::ceil(part)
                                                   : part;
    }
    return std::numeric_limits<double>::quiet_NaN(); // no bound applies any more
}

/// Whether the figures are within the bounds: kept, breached or unknown.
inline opinion machine::judge_limit(const compiled_limit& limit,
                                    const compiled_obligation& item,
                                    membership_id bearer,
                                    date day) const {
    const auto sum = sum_on(limit, item, bearer, day);
    bool known = sum.has_value();
    for (const auto& bound : limit.bounds) {
        const auto line = bound_on(bound, item, bearer, day);
        if (!line) {
            known = false;
        } else if (sum && !std::isnan(*line) && !within(*sum, bound.source->how, *line)) {
            return {verdict::breached, verdict_reason::outside_bound};
        }
    }
    return known ? opinion{verdict::kept, verdict_reason::within_bound}
                 : opinion{verdict::unknown, verdict_reason::figure_unknown};
}

/// The days on which the bounds of a duty change by themselves.
inline void machine::look_at_bounds_again(duty_id d) {
    const compiled_duty& duty = program_.duties.duties[d];
    const compiled_obligation& item = program_.duties.obligations[duty.obligation];
    for (const auto& limit : item.limits) {
        for (const auto& bound : limit.bounds) {
            for (const auto& value : bound.source->values) {
                if (value.until) {
                    look_again(
                        d, evaluate(*value.until, {item.treaty, duty.bearer, {}, {}, {}, {}, {}}));
                }
            }
        }
    }
}

/// Whether an act came after the figures of a limit: what was done since outweighs them.
inline bool machine::performed_since(const compiled_limit& limit,
                                     membership_id bearer,
                                     std::uint32_t act_index) const {
    return std::all_of(limit.figures.begin(), limit.figures.end(), [&](const auto& figure) {
        const auto* found = figure_on(figure.name, bearer, world_.today);
        return found == nullptr || found->from < record_.acts[act_index].what.day;
    });
}

/// An elimination, step by step: due until the last day of a step, then held to it.
inline opinion machine::judge_elimination(duty_id d) {
    const compiled_duty& duty = program_.duties.duties[d];
    const compiled_obligation& item = program_.duties.obligations[duty.obligation];
    const duty_state& own = world_.duties.duties[d];
    opinion all{verdict::kept, verdict_reason::within_bound};
    for (const auto& limit : item.limits) {
        const auto& deadline =
            limit.phase != nullptr ? limit.phase->deadline : *item.source->deadline;
        const maybe_date last = evaluate(deadline, {item.treaty, duty.bearer, {}, {}, {}, {}, {}});
        if (last && *last < date::max()) {
            look_again(d, *last + 1);
        }
        const bool passed = last && world_.today > *last;
        opinion step = judge_limit(limit, item, duty.bearer, world_.today);
        if (!passed && step.says != verdict::kept) {
            step = {verdict::due, verdict_reason::before_deadline};
        }
        const bool held_to_it = passed && own.bound_on && *own.bound_on <= *last;
        if (step.says == verdict::kept && held_to_it &&
            judge_limit(limit, item, duty.bearer, *last).says == verdict::breached) {
            step = {verdict::cured, verdict_reason::back_within_bound}; // reached too late
        }
        if (step.says != verdict::kept && own.early != nothing &&
            (step.says != verdict::breached || performed_since(limit, duty.bearer, own.early))) {
            const bool late = last && record_.acts[own.early].what.day > *last;
            step = {late ? verdict::cured : verdict::kept,
                    late ? verdict_reason::performed_late : verdict_reason::performed,
                    own.early};
        }
        all = worse(all, step);
    }
    return all;
}

// ---- what was done
// -------------------------------------------------------------------------------

/// Whether what was done has the attributes that a clause names: 1 yes, 0 no, -1 not stated, or
/// stated as something else than the clause asks for ("2000" in words where it asks for a number).
inline int machine::fits(const std::vector<attribute_test>& tests, const dated_act* said) {
    bool unclear = false;
    for (const auto& test : tests) {
        const attribute* found = nullptr;
        if (said != nullptr) {
            for (const auto& item : said->attributes) {
                found = item.name == test.name ? &item : found;
            }
        }
        const bool comparable =
            found != nullptr && (test.equals ? found->value.index() == test.equals->index()
                                             : std::holds_alternative<double>(found->value));
        if (!comparable) {
            unclear = true;
            continue;
        }
        if (test.equals) {
            if (found->value != *test.equals) {
                return 0;
            }
            continue;
        }
        const double number = std::get<double>(found->value);
        for (const auto& [how, line] : test.bounds) {
            if (!within(number, how, line)) {
                return 0;
            }
        }
    }
    return unclear ? -1 : 1;
}

inline opinion machine::judge_prohibited(duty_id d) const {
    const duty_state& own = world_.duties.duties[d];
    if (own.breaking_act != nothing) {
        return {verdict::breached, verdict_reason::prohibited_act, own.breaking_act};
    }
    if (own.unclear_act != nothing) {
        return {verdict::unknown, verdict_reason::attribute_unknown, own.unclear_act};
    }
    return {verdict::kept, verdict_reason::nothing_recorded};
}

/// The first day of the period of a quota in which a day lies, and the first day of the next.
inline std::pair<date, date> machine::quota_period_of(const compiled_obligation& item,
                                                      date day) const {
    if (item.source->per == quota_period::calendar_year) {
        const int year = day.year();
        return {date::of(year, 1, 1), year == max_year ? date::max() : date::of(year + 1, 1, 1)};
    }
    const maybe_date begin = world_.treaties[item.treaty].entered_on;
    if (item.source->per == quota_period::whole_life || !begin || day < *begin) {
        return {date::min(), date::max()};
    }
    std::int32_t years = day.year() - (*begin).year();
    const auto anniversary = [&](std::int32_t n) {
        return add(*begin, period{n, 0, 0, 0}, law_of(item.treaty).policy);
    };
    years -= anniversary(years) > day ? 1 : 0;
    return {anniversary(years), anniversary(years + 1)};
}

/// How many counted acts lie in a period; with `per_pair`, the most with any one other side.
inline std::int64_t
machine::counted_in(duty_id d, date begin, date end, std::uint32_t* last) const {
    const obligation& source =
        *program_.duties.obligations[program_.duties.duties[d].obligation].source;
    std::map<membership_id, std::int64_t> by_other;
    std::int64_t most = 0;
    for (const auto index : world_.duties.duties[d].counted) {
        const bound_act& what = record_.acts[index].what;
        if (what.day < begin || what.day >= end) {
            continue;
        }
        membership_id other = nothing;
        if (source.per_pair) {
            const bool named = what.source != nothing && !targets_of(what.source).empty();
            other = source.passive ? what.who : named ? targets_of(what.source).front() : nothing;
        }
        if (++by_other[other] > most) {
            most = by_other[other];
            if (last != nullptr) {
                *last = index;
            }
        }
    }
    return most;
}

inline opinion machine::judge_quota(duty_id d) {
    const compiled_duty& duty = program_.duties.duties[d];
    const compiled_obligation& item = program_.duties.obligations[duty.obligation];
    duty_state& own = world_.duties.duties[d];
    const auto [begin, end] = quota_period_of(item, world_.today);
    const date last_act = feed_.last_day();
    if (end != date::max() && (program_.story->to || end <= last_act)) {
        look_again(d, end);
    }
    std::uint32_t last = nothing;
    const std::int64_t count = counted_in(d, begin, end, &last);
    for (const auto& limit : item.limits) {
        for (const auto& bound : limit.bounds) {
            const auto line = bound_on(bound, item, duty.bearer, world_.today);
            const bool upper =
                bound.source->how == bound_kind::at_most || bound.source->how == bound_kind::under;
            if (!line) {
                return {verdict::unknown, verdict_reason::figure_unknown};
            }
            if (std::isnan(*line)) {
                continue; // it applies no longer, and asks for nothing
            }
            if (upper && !item.source->passive &&
                !within(static_cast<double>(count), bound.source->how, *line)) {
                return {verdict::breached, verdict_reason::number_exceeded, last};
            }
            const bool whole_period_before =
                begin != date::min() && own.bound_on && *own.bound_on < begin;
            if (!upper && whole_period_before) {
                const auto before = quota_period_of(item, begin - 1);
                const auto reached = counted_in(d, before.first, before.second, nullptr);
                if (!within(static_cast<double>(reached), bound.source->how, *line) &&
                    *own.bound_on <= before.first) {
                    return {verdict::breached, verdict_reason::number_not_reached};
                }
            }
        }
    }
    if (!own.refusals.empty()) {
        return {verdict::breached, verdict_reason::refused, own.refusals.back()};
    }
    return {verdict::kept, verdict_reason::within_number, last};
}

// ---- occasions
// -----------------------------------------------------------------------------------

/// Missed is breached; open is due; else the occasion that ended last decides.
inline opinion machine::judge_occasions(duty_id d) const {
    const duty_state& own = world_.duties.duties[d];
    const auto& all = record_.duties.instances;
    using outcome = duty_instance::outcome;
    std::uint32_t missed = nothing;
    std::uint32_t open = nothing;
    std::uint32_t ended = nothing;
    for (const auto i : own.instances) {
        const duty_instance& item = all[i];
        if (item.what == outcome::missed && missed == nothing) {
            missed = i;
        } else if (item.what == outcome::open &&
                   (open == nothing ||
                    (item.closes && (!all[open].closes || *item.closes < *all[open].closes)))) {
            open = i;
        } else if (item.what == outcome::performed || item.what == outcome::performed_late) {
            ended = ended == nothing || *all[ended].ended <= *item.ended ? i : ended;
        }
    }
    if (missed != nothing) {
        const bool notice = program_.duties.obligations[program_.duties.duties[d].obligation]
                                .source->lead_time.has_value();
        return {verdict::breached,
                all[missed].refused ? verdict_reason::refused
                : notice            ? verdict_reason::not_notified
                                    : verdict_reason::deadline_passed,
                all[missed].refused ? all[missed].done_by : all[missed].act,
                missed};
    }
    if (open != nothing) {
        return {verdict::due, verdict_reason::to_be_performed, all[open].act, open};
    }
    if (own.unclear_act != nothing) {
        return {verdict::unknown, verdict_reason::attribute_unknown, own.unclear_act};
    }
    if (ended == nothing) {
        return {verdict::kept, verdict_reason::nothing_due};
    }
    const bool late = all[ended].what == outcome::performed_late;
    return {late ? verdict::cured : verdict::kept,
            late ? verdict_reason::performed_late : verdict_reason::performed,
            all[ended].done_by,
            ended};
}

// ---- all together
// --------------------------------------------------------------------------------

/// Whether nothing that is recorded could say anything of an obligation, since it names no words,
/// figures or occasions: only findings can.
[[nodiscard]] inline bool only_for_findings(const compiled_obligation& item) noexcept {
    const obligation& source = *item.source;
    switch (source.kind) {
    case obligation_kind::prohibition:
    case obligation_kind::restraint:
        return source.prohibits.empty() && item.limits.empty();
    case obligation_kind::notification:
    case obligation_kind::report:
    case obligation_kind::convening:
    case obligation_kind::cooperation:
        return !source.on && !source.deadline && !source.window;
    default:
        return false;
    }
}

inline opinion machine::judge_by_itself(duty_id d) {
    const compiled_duty& duty = program_.duties.duties[d];
    const compiled_obligation& item = program_.duties.obligations[duty.obligation];
    const bool may_be_refused = item.source->kind == obligation_kind::notification ||
                                item.source->kind == obligation_kind::report ||
                                item.source->kind == obligation_kind::convening;
    const bool was_refused = may_be_refused && !world_.duties.duties[d].instances.empty();
    if (only_for_findings(item) && !was_refused) {
        return {verdict::unknown, verdict_reason::only_findings};
    }
    switch (item.source->kind) {
    case obligation_kind::limit:
        look_at_bounds_again(d);
        return judge_limit(item.limits.front(), item, duty.bearer, world_.today);
    case obligation_kind::elimination:
        return item.limits.empty() ? judge_occasions(d) : judge_elimination(d);
    case obligation_kind::prohibition:
    case obligation_kind::restraint: {
        opinion own = judge_prohibited(d);
        if (!item.limits.empty()) {
            look_at_bounds_again(d);
            own = worse(own, judge_limit(item.limits.front(), item, duty.bearer, world_.today));
        }
        return own;
    }
    case obligation_kind::quota:
        look_at_bounds_again(d);
        return judge_quota(d);
    default:
        return judge_occasions(d);
    }
}

/// What others found, on top of it.
inline opinion machine::with_findings(duty_id d, opinion own) const {
    const compiled_duty& duty = program_.duties.duties[d];
    if (own.says == verdict::breached) {
        return own;
    }
    opinion found = own;
    bool cured = false;
    for (const auto& item : record_.duties.findings) {
        if (item.obligation != duty.obligation || item.against != duty.bearer) {
            continue;
        }
        if (item.until) {
            cured = cured || item.cured;
            continue;
        }
        const opinion said =
            item.contested    ? opinion{verdict::disputed, verdict_reason::contested, item.act}
            : item.determined ? opinion{verdict::breached, verdict_reason::found, item.act}
                              : opinion{verdict::alleged, verdict_reason::alleged, item.act};
        found = worse(found, said);
    }
    if (cured && (found.says == verdict::kept || found.says == verdict::unknown)) {
        return {verdict::cured, verdict_reason::cure_found, world_.duties.duties[d].cured_by};
    }
    return found;
}

/// The verdict of a duty that binds and operates.
inline opinion machine::judge(duty_id d) {
    duty_state& own = world_.duties.duties[d];
    const obligation& source =
        *program_.duties.obligations[program_.duties.duties[d].obligation].source;
    opinion result = judge_by_itself(d);
    const bool better = result.says == verdict::kept || result.says == verdict::cured;
    const bool beyond_performance =
        source.cure == cure_by::finding || source.on_breach != after_breach::persists;
    if (own.broken.says == verdict::breached && better && beyond_performance && !own.cure_found) {
        return own.broken; // also after a suspension
    }
    if (result.says == verdict::breached) {
        own.breached_before = true;
        own.cure_found = false;
        own.broken = result;
    } else if (result.says == verdict::kept && own.breached_before &&
               result.reason != verdict_reason::performed) {
        result.says = verdict::cured;
        if (own.cured_by != nothing) {
            result.reason = verdict_reason::cure_found;
            result.act = own.cured_by;
        } else if (result.reason == verdict_reason::within_bound) {
            result.reason = verdict_reason::back_within_bound;
        }
    }
    return with_findings(d, result);
}

} // namespace servanda::detail

#endif

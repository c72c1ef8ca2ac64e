/// @file
/// Findings: what somebody says or has determined about a breach, what becomes of it (withdrawn,
/// cured), and when it is a material breach (VCLT 60).
#ifndef SERVANDA_ENGINE_BREACH_FINDINGS_HPP
#define SERVANDA_ENGINE_BREACH_FINDINGS_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

namespace servanda::detail {

/// Somebody says or has determined that a duty is broken. One that is contested is noted as such
/// where no viewpoint is taken.
inline void machine::take_finding(const bound_act& what, std::uint32_t index, bool contested) {
    const dated_act* said = details(index);
    if (said == nullptr) {
        return;
    }
    breach_finding made;
    made.act = index;
    made.treaty = what.treaty;
    made.by = what.who;
    made.day = world_.today;
    made.determined = what.kind == act::determine;
    made.material = said->material;
    made.contested = contested;
    for (const auto id : program_.duties.by_treaty[what.treaty]) {
        if (program_.duties.obligations[id].source->id == said->of) {
            made.obligation = id;
        }
    }
    for (const auto against : targets_of(what.source)) {
        made.against = against;
        record_.duties.findings.push_back(made);
        if (made.obligation != nothing) {
            touch_obligation(made.obligation);
        }
    }
    mark_dirty(what.treaty);
}

/// Whether an act takes a finding back: its author's own, which stands.
inline bool machine::takes_back(const bound_act& what,
                                const dated_act* said,
                                const breach_finding& item) const {
    if (what.kind != act::revoke || said == nullptr || said->of.empty()) {
        return false;
    }
    const dated_act* found = details(item.act);
    return item.by == what.who && found != nullptr && found->id == said->of && !item.until;
}

/// A finding is taken back by its author.
inline void machine::withdraw_findings(const bound_act& what, std::uint32_t index) {
    const dated_act* said = details(index);
    for (auto& item : record_.duties.findings) {
        if (takes_back(what, said, item)) {
            item.until = world_.today;
            if (item.obligation != nothing) {
                touch_obligation(item.obligation);
            }
            mark_dirty(what.treaty);
        }
    }
}

/// A breach is made good: by its author, or as others find.
inline void machine::take_cure(const bound_act& what, std::uint32_t index) {
    const std::string_view of = object_of(index);
    std::vector<membership_id> bearers{what.who};
    if (what.source != nothing && !targets_of(what.source).empty()) {
        bearers = targets_of(what.source);
    }
    for (const auto id : program_.duties.by_treaty[what.treaty]) {
        const compiled_obligation& item = program_.duties.obligations[id];
        if (item.source->id != of) {
            continue;
        }
        for (duty_id d = item.first; d < item.first + item.duties; ++d) {
            if (std::find(bearers.begin(), bearers.end(), program_.duties.duties[d].bearer) !=
                bearers.end()) {
                cure_duty(d, index);
            }
        }
    }
    mark_dirty(what.treaty);
}

inline void machine::cure_duty(duty_id d, std::uint32_t index) {
    duty_state& own = world_.duties.duties[d];
    const compiled_duty& duty = program_.duties.duties[d];
    own.cured_by = index;
    own.cure_found = true;
    own.breaking_act = nothing;
    own.unclear_act = nothing;
    own.refusals.clear();
    for (const auto i : own.instances) {
        if (record_.duties.instances[i].what == duty_instance::outcome::missed) {
            finish_occasion(i, duty_instance::outcome::performed_late, index);
        }
    }
    for (auto& item : record_.duties.findings) {
        if (item.obligation == duty.obligation && item.against == duty.bearer && !item.until) {
            item.until = world_.today;
            item.cured = true;
        }
    }
    touch(d);
}

/// VCLT 60(3): whether a material breach by a member stands determined, contested by nobody.
inline bool machine::in_material_breach(membership_id m) const {
    const auto& all = record_.duties.findings;
    return std::any_of(all.begin(), all.end(), [&](const breach_finding& item) {
        return item.against == m && item.determined && item.material && !item.contested &&
               !item.until;
    });
}

} // namespace servanda::detail

#endif

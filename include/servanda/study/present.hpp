/// @file
/// The present of a day: a scenario as far as it had happened by then, run up to that day, with the
/// world the run stopped in. What may be done next, and what is still missing, is asked of it.
#ifndef SERVANDA_STUDY_PRESENT_HPP
#define SERVANDA_STUDY_PRESENT_HPP

#include <servanda/engine/simulate.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// The scenario as far as it had happened by the end of a day: without the acts of later days, and
/// without what is given or is a fact only from a later day. Three things of later days stay, since
/// they bear on earlier ones: a `continue` (one participant under two codes), a contest of an act
/// that stays (it is void from its own day), and what a fact says of its own end. Expectations go.
/// O(acts + facts).
[[nodiscard]] inline scenario happened_by(scenario story, date day) {
    const auto works_on = [](const dated_act& item) {
        switch (item.kind) {
        case act::succeed:
        case act::dissolve:
            return item.effective.value_or(item.day);
        case act::entry_into_force: // a statement is known from its own day, or from its effect
            return std::min(item.day, item.effective.value_or(item.day));
        default:
            return item.day;
        }
    };
    std::erase_if(story.acts, [&](const dated_act& item) {
        return item.kind != act::continue_identity && item.kind != act::contest &&
               works_on(item) > day;
    });
    const auto speaks_of_nothing = [&](const dated_act& item) {
        return item.kind == act::contest &&
               std::none_of(story.acts.begin(), story.acts.end(), [&](const dated_act& other) {
                   return !other.id.empty() && other.id == item.of;
               });
    };
    // Who contests a contest goes with it.
    for (bool again = true; again;) {
        std::vector<std::uint8_t> idle;
        idle.reserve(story.acts.size());
        for (const auto& item : story.acts) {
            idle.push_back(speaks_of_nothing(item) ? 1 : 0);
        }
        std::size_t at = 0;
        again = std::erase_if(story.acts, [&](const dated_act&) { return idle[at++] != 0; }) > 0;
    }
    std::erase_if(story.facts, [&](const fact& item) { return item.from && *item.from > day; });
    std::erase_if(story.given, [&](const given_membership& item) { return item.since > day; });
    story.expectations.clear();
    story.from.reset();
    story.to.reset();
    return story;
}

namespace detail {

/// A day and all that is so at its end.
struct present_day {
    std::shared_ptr<const program> source;
    world now;
    history story;
    date day;

    [[nodiscard]] const membership_state& member(membership_id m) const { return now.members[m]; }

    /// The day an anchor of a treaty's date rules fell on by now, as in `machine::day_of`. What
    /// counts from a notice or a trigger counts from `from`.
    [[nodiscard]] maybe_date anchor_day(
        anchor name, std::string_view custom, treaty_id t, membership_id m, date from) const {
        const treaty_world& in = now.treaties[t];
        const membership_state* own = m == nothing ? nullptr : &now.members[m];
        const treaty& text = *source->treaties[t].source;
        switch (name) {
        case anchor::opening:
            return text.opened;
        case anchor::signature:
            return own != nullptr ? own->signed_on : maybe_date{};
        case anchor::deposit:
            return own != nullptr ? own->deposited_on : maybe_date{};
        case anchor::threshold:
            return in.threshold;
        case anchor::entry_into_force:
            return in.entered_on;
        case anchor::own_entry_into_force:
            return own != nullptr ? own->entered_on : maybe_date{};
        case anchor::expiry:
            return in.expiry;
        case anchor::notice:
        case anchor::stated_date:
        case anchor::trigger:
            return from;
        case anchor::day_of_effect:
            return {};
        case anchor::custom: {
            const auto found = text.own.anchors.find(custom);
            return found == text.own.anchors.end() ? maybe_date{}
                                                   : compute(found->second, t, m, from);
        }
        }
        return {};
    }
    [[nodiscard]] maybe_date
    compute(const date_rule& rule, treaty_id t, membership_id m, date from) const {
        return rule.compute(
            [&](anchor name, std::string_view custom) {
                return anchor_day(name, custom, t, m, from);
            },
            source->treaties[t].policy);
    }
    /// The same for a list by period; nothing where which entry applies hangs on a condition.
    [[nodiscard]] maybe_date
    compute(const compiled_rules& rules, treaty_id t, membership_id m, date from) const {
        if (rules.empty()) {
            return {};
        }
        for (const auto& entry : rules.source->entries()) {
            if (entry.only_if) {
                return {};
            }
            if (entry.reaches(from)) {
                return compute(entry.value, t, m, from);
            }
        }
        return {};
    }
};

/// Runs what had happened by a day up to that day. `mentions`: acts that are left out, and only
/// make their authors members. Throws `input_error`.
[[nodiscard]] inline present_day reach_day(std::shared_ptr<const rulebook> rules,
                                           scenario story,
                                           date day,
                                           const std::string& seen_by,
                                           const std::vector<dated_act>& mentions) {
    const std::size_t real = story.acts.size();
    story.acts.insert(story.acts.end(), mentions.begin(), mentions.end());
    story.to = day;
    auto source = compile(std::move(rules), std::make_shared<const scenario>(std::move(story)));
    auto leave_out = contested_acts(*source, seen_by);
    std::fill(
        leave_out.begin() + static_cast<std::ptrdiff_t>(real), leave_out.end(), std::uint8_t{1});
    machine run(*source, leave_out, true);
    run.run();
    world now = run.state();
    auto line = std::make_shared<const timeline>(
        run.take_record(), source->participant_of.size(), source->duties.duties.size());
    history told(source, std::move(line), {}, seen_by);
    return {std::move(source), std::move(now), std::move(told), day};
}

/// A participant is named in a treaty, and does nothing.
[[nodiscard]] inline dated_act
mention(date day, const std::string& treaty, std::string_view party) {
    dated_act result;
    result.day = day;
    result.kind = act::declare;
    result.by = party;
    result.treaty = treaty;
    return result;
}

/// The treaties of a scenario that a question is about, by id: the one it names, or all. Throws
/// `unknown_name`.
[[nodiscard]] inline std::vector<std::string>
treaties_asked(const rulebook& rules, const scenario& story, const std::string& asked) {
    std::vector<std::string> ids;
    for (const auto& name : story.treaties.empty() ? rules.treaty_ids() : story.treaties) {
        const treaty* found = rules.find(name);
        ids.push_back(found == nullptr ? name : found->id);
    }
    if (asked.empty()) {
        return ids;
    }
    const treaty* found = rules.find(asked);
    const std::string id = found == nullptr ? asked : found->id;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
        throw unknown_name("the scenario has no treaty '" + asked + "'" + did_you_mean(asked, ids));
    }
    return {id};
}

/// Throws `unknown_name` for a code that no file declares.
inline void check_participant(const rulebook& rules, const scenario& story, std::string_view code) {
    const auto among = [&](const std::vector<participant>& list) {
        return std::any_of(
            list.begin(), list.end(), [&](const participant& own) { return own.code == code; });
    };
    bool known =
        story.as_bulk_record || rules.participants.declares(code) || among(story.participants);
    for (const auto& item : rules.treaties) {
        known = known || among(item.own.participants);
    }
    if (code.empty() || code == "*" || !known) {
        throw unknown_name("unknown participant '" + std::string(code) + "'" +
                           did_you_mean(code, rules.participants.codes()));
    }
}

} // namespace detail

} // namespace servanda

#endif

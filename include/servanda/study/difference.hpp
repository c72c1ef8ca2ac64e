/// @file
/// What is different between two histories.
#ifndef SERVANDA_STUDY_DIFFERENCE_HPP
#define SERVANDA_STUDY_DIFFERENCE_HPP

#include <servanda/engine/explanation.hpp>
#include <servanda/engine/history.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

/// A stretch of days on which one state differs.
struct state_difference {
    date from;
    std::optional<date> until; ///< the first day on which both agree again; none: to the end
    std::string treaty;
    std::string party; ///< by the code of the day; empty: the treaty as a whole
    std::string was;   ///< in the first history
    std::string is;    ///< in the second
    friend bool operator==(const state_difference&, const state_difference&) = default;
};

/// The difference between two histories, as a value.
struct difference {
    std::vector<state_difference> states; ///< by day, then by treaty and party
    [[nodiscard]] bool empty() const noexcept { return states.empty(); }
    /// The first day on which they differ.
    [[nodiscard]] std::optional<date> first() const {
        return states.empty() ? std::nullopt : std::optional(states.front().from);
    }
};

namespace detail {

/// The state of a member, or of a treaty as a whole, in words; "none" where a history lacks it.
[[nodiscard]] inline std::string state_words(const history& story, membership_id m, date day) {
    if (m == nothing) {
        return std::string(to_string(state::none));
    }
    if (story.program().participant_of[m] == nothing) {
        const auto& id = story.program().treaty_name(story.program().treaty_of[m]);
        return std::string(to_string(story.treaty_state(id, day)));
    }
    const auto report = story.aspects_of(m, day);
    const membership_report full =
        story.report(story.program().treaty_name(story.program().treaty_of[m]),
                     story.program().code_on(story.program().participant_of[m], day),
                     day);
    return tell_state(report, full.exit_on ? full.exit_on->number() : 0);
}

[[nodiscard]] inline membership_id
number_in(const history& story, const std::string& treaty, const std::string& party) {
    if (!story.program().treaty_names.find(treaty)) {
        return nothing;
    }
    if (party.empty()) {
        return story.whole(treaty);
    }
    return story.program().participant(party) ? story.find(treaty, party) : nothing;
}

/// Days on which a membership changes in a history.
inline void collect_days(std::set<date>& into, const history& story, membership_id m) {
    if (m == nothing) {
        return;
    }
    for (const auto& item : story.changes()) {
        if (item.who == m) {
            into.insert(item.day);
        }
    }
}

inline void compare_member(difference& into,
                           const history& a,
                           const history& b,
                           const std::string& treaty,
                           const std::string& party) {
    const membership_id first = number_in(a, treaty, party);
    const membership_id second = number_in(b, treaty, party);
    std::set<date> days;
    collect_days(days, a, first);
    collect_days(days, b, second);
    std::optional<state_difference> open;
    for (const date day : days) {
        const std::string was = state_words(a, first, day);
        const std::string is = state_words(b, second, day);
        if (open && (open->was != was || open->is != is)) {
            open->until = day;
            into.states.push_back(*std::exchange(open, std::nullopt));
        }
        if (!open && was != is) {
            const history& known = first != nothing ? a : b;
            const membership_id m = first != nothing ? first : second;
            open = state_difference{
                day, std::nullopt, treaty, name_of(known.program(), m, day), was, is};
        }
    }
    if (open) {
        into.states.push_back(*open);
    }
}

} // namespace detail

/// Compares two histories state by state. O((changes of a + changes of b) × members) at worst.
[[nodiscard]] inline difference compare(const history& a, const history& b) {
    std::set<std::pair<std::string, std::string>> members;
    for (const auto* story : {&a, &b}) {
        const program& source = story->program();
        for (membership_id m = 0; m < source.participant_of.size(); ++m) {
            const std::string& treaty = source.treaty_name(source.treaty_of[m]);
            const participant_id who = source.participant_of[m];
            members.emplace(treaty,
                            who == nothing ? std::string() : source.names[who].front().code);
        }
    }
    difference result;
    for (const auto& [treaty, party] : members) {
        detail::compare_member(result, a, b, treaty, party);
    }
    std::stable_sort(result.states.begin(), result.states.end(), [](const auto& x, const auto& y) {
        return x.from < y.from;
    });
    return result;
}

} // namespace servanda

#endif

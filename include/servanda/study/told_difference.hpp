/// @file
/// The difference of two histories with all that belongs to it: both causes of each difference, the
/// acts and findings behind them, what stayed the same, and whether the two can be compared at all.
#ifndef SERVANDA_STUDY_TOLD_DIFFERENCE_HPP
#define SERVANDA_STUDY_TOLD_DIFFERENCE_HPP

#include <servanda/study/act_difference.hpp>
#include <servanda/study/beginning_difference.hpp>
#include <servanda/study/difference.hpp>
#include <servanda/study/difference_causes.hpp>
#include <servanda/study/edit.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace servanda {

/// A membership, or a treaty as a whole.
struct named_member {
    std::string treaty;
    std::string party; ///< by its last code; empty: the treaty as a whole
    friend bool operator==(const named_member&, const named_member&) = default;
};

/// An obligation of one bearer.
struct named_duty {
    std::string treaty;
    std::string obligation;
    std::string party; ///< by its first code
    friend bool operator==(const named_duty&, const named_duty&) = default;
};

/// What is the same on every day of both histories.
struct unchanged_parts {
    std::vector<named_member> treaties;    ///< as wholes, by name
    std::vector<named_member> memberships; ///< in which anything ever happened
    std::vector<named_duty> obligations;
    std::size_t all_treaties = 0; ///< of either history, those that differ included
    std::size_t all_memberships = 0;
    std::size_t all_obligations = 0;
};

/// A difference and all that is to be said of it.
struct told_difference {
    difference found;
    std::vector<told_sides> state_causes;   ///< of `found.states`, one each
    std::vector<told_sides> verdict_causes; ///< of `found.verdicts`, one each
    std::vector<beginning_difference> beginnings;
    std::vector<act_difference> acts;
    std::vector<finding_difference> findings;
    unchanged_parts unchanged;
    bool same_inputs = false; ///< the same rules and acts: there is nothing to compare
    /// Why the first history is hardly the one to compare the second with.
    std::vector<std::string> remarks;
};

/// Whether two histories stand on the same rules and the same acts, in the same account. Rules of
/// treaties that neither history has do not count, nor do titles, expectations and sources of
/// scenarios. O(rules and acts).
[[nodiscard]] inline bool same_inputs(const history& first, const history& second) {
    const program& a = first.program();
    const program& b = second.program();
    const bool same_rules =
        a.rules == b.rules ||
        (a.rules->participants == b.rules->participants && a.rules->laws == b.rules->laws &&
         std::equal(a.treaties.begin(),
                    a.treaties.end(),
                    b.treaties.begin(),
                    b.treaties.end(),
                    [](const compiled_treaty& x, const compiled_treaty& y) {
                        return *x.source == *y.source;
                    }));
    const auto names = [](const program& source) {
        std::vector<std::string_view> result;
        for (const auto& item : source.treaties) {
            result.emplace_back(item.source->id);
        }
        return result;
    };
    const scenario& x = *a.story;
    const scenario& y = *b.story;
    return first.seen_by() == second.seen_by() && same_rules && names(a) == names(b) &&
           x.acts == y.acts && x.facts == y.facts && x.given == y.given && x.to == y.to &&
           x.participants == y.participants && x.as_bulk_record == y.as_bulk_record;
}

namespace detail {

[[nodiscard]] inline std::vector<std::string> treaties_of(const history& story) {
    std::vector<std::string> ids;
    for (const auto& item : story.program().treaties) {
        ids.push_back(item.source->id);
    }
    return ids;
}

/// The treaties of a history that another does not have.
[[nodiscard]] inline std::vector<std::string> treaties_without(const history& story,
                                                               const history& other) {
    auto ids = treaties_of(story);
    std::erase_if(
        ids, [&](const std::string& id) { return other.program().find_treaty(id).has_value(); });
    return ids;
}

[[nodiscard]] inline unchanged_parts unchanged_in(const counterparts& both,
                                                  const difference& found) {
    unchanged_parts result;
    const states_by_membership first(both.story(0));
    const states_by_membership second(both.story(1));
    for (const auto& item : both.members()) {
        const bool whole = item.code == nullptr;
        if (!whole && first.of(item.first).empty() && second.of(item.second).empty()) {
            continue;
        }
        ++(whole ? result.all_treaties : result.all_memberships);
        std::vector<state_difference> differs;
        compare_member(differs,
                       {first, item.first, whole},
                       {second, item.second, whole},
                       *item.treaty,
                       [](date) { return std::string(); });
        const bool lacking = item.first == nothing || item.second == nothing;
        if (differs.empty() && !(whole && lacking)) {
            const std::size_t side = item.first != nothing ? 0 : 1;
            (whole ? result.treaties : result.memberships)
                .push_back({*item.treaty,
                            name_of(both.story(side).program(),
                                    side == 0 ? item.first : item.second,
                                    date::max())});
        }
    }
    std::set<duty_key> differing;
    for (const auto& item : found.verdicts) {
        differing.emplace(item.treaty, item.obligation, item.party);
    }
    const auto ours = verdicts_by_duty(both.story(0));
    const auto theirs = verdicts_by_duty(both.story(1));
    std::set<duty_key> all;
    for (const auto& [key, days] : ours) {
        all.insert(key);
        if (!differing.contains(key) && theirs.contains(key)) {
            const auto& [treaty, obligation, party] = key;
            result.obligations.push_back({treaty, obligation, party});
        }
    }
    for (const auto& [key, days] : theirs) {
        all.insert(key);
    }
    result.all_obligations = all.size();
    return result;
}

} // namespace detail

/// What speaks against comparing two histories: no treaty in common, a treaty that only one of them
/// has, accounts of different viewpoints, different last days. One sentence each; none where all is
/// well.
[[nodiscard]] inline std::vector<std::string> baseline_remarks(const history& first,
                                                               const history& second) {
    std::vector<std::string> result;
    const auto only_first = detail::treaties_without(first, second);
    const auto only_second = detail::treaties_without(second, first);
    if (only_first.size() == first.program().treaties.size()) {
        result.push_back("the two histories have no treaty in common: the first has " +
                         detail::write_list(only_first) + ", the second " +
                         detail::write_list(only_second));
    } else {
        const auto tell = [&](const char* which, const std::vector<std::string>& ids) {
            if (!ids.empty()) {
                result.push_back("only the " + std::string(which) + " history has " +
                                 detail::write_list(ids));
            }
        };
        tell("first", only_first);
        tell("second", only_second);
    }
    if (first.seen_by() != second.seen_by()) {
        const auto account = [](const history& story) {
            return story.seen_by().empty() ? std::string("nobody's account")
                                           : "the account of " + story.seen_by();
        };
        result.push_back("the first history is " + account(first) + ", the second " +
                         account(second));
    }
    const auto& to_first = first.program().story->to;
    const auto& to_second = second.program().story->to;
    if (to_first != to_second) {
        const auto end = [](const std::optional<date>& to) {
            return to ? "ends with " + to_string(*to) : "runs until nothing is pending";
        };
        result.push_back("the first history " + end(to_first) + ", the second " + end(to_second));
    }
    return result;
}

/// The same for a history and what it is said to be with edits: also that it is not.
[[nodiscard]] inline std::vector<std::string>
baseline_remarks(const history& first, const history& second, const std::vector<edit>& edits) {
    auto result = baseline_remarks(first, second);
    try {
        const shared_study_input input =
            edited({first.program().rules, *first.program().story}, edits);
        if (input.story.acts != second.program().story->acts ||
            (input.rules != second.program().rules && *input.rules != *second.program().rules)) {
            result.emplace_back("the second history is not the first with these edits");
        }
    } catch (const input_error& problem) {
        result.push_back("these edits do not fit the first history: " +
                         std::string(problem.messages().items().front().message));
    }
    return result;
}

/// Compares two histories and tells all of it. What `compare` finds costs what it costs there;
/// everything else O(changes × log changes + acts × log acts + effects + differences × effects of a
/// member), and the words.
[[nodiscard]] inline told_difference explain_difference(const history& first,
                                                        const history& second) {
    told_difference result;
    result.found = compare(first, second);
    const detail::counterparts both(first, second);
    const detail::cause_teller teller(both);
    for (const auto& item : result.found.states) {
        result.state_causes.push_back(teller.tell(item));
    }
    for (const auto& item : result.found.verdicts) {
        result.verdict_causes.push_back(teller.tell(item));
    }
    result.beginnings = detail::compare_beginnings(both);
    result.acts = detail::compare_acts(both);
    result.findings = detail::compare_findings(both);
    result.unchanged = detail::unchanged_in(both, result.found);
    result.same_inputs = same_inputs(first, second);
    result.remarks = baseline_remarks(first, second);
    return result;
}

} // namespace servanda

#endif

/// @file
/// Which verdicts differ between two histories, from when to when.
#ifndef SERVANDA_STUDY_VERDICT_DIFFERENCE_HPP
#define SERVANDA_STUDY_VERDICT_DIFFERENCE_HPP

#include <servanda/engine/history.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace servanda {

/// A stretch of days on which one verdict differs.
struct verdict_difference {
    date from;
    std::optional<date> until; ///< the first day on which both agree again; none: to the end
    std::string treaty;
    std::string obligation;
    std::string party;                     ///< by its first code
    verdict was = verdict::not_applicable; ///< in the first history
    verdict is = verdict::not_applicable;  ///< in the second
    friend bool operator==(const verdict_difference&, const verdict_difference&) = default;
};

namespace detail {

using duty_key = std::tuple<std::string, std::string, std::string>;

/// The verdicts of a duty by day: the last change of a day is its verdict.
using verdicts_by_day = std::map<date, verdict>;

[[nodiscard]] inline std::map<duty_key, verdicts_by_day> verdicts_by_duty(const history& story) {
    const program& source = story.program();
    std::vector<verdicts_by_day> by_number(source.duties.duties.size());
    for (const verdict_change& item : story.record().duties.changes) {
        by_number[item.duty][item.day] = item.verdict;
    }
    std::map<duty_key, verdicts_by_day> result;
    for (duty_id d = 0; d < by_number.size(); ++d) {
        const compiled_duty& duty = source.duties.duties[d];
        const compiled_obligation& item = source.duties.obligations[duty.obligation];
        const auto& names = source.names[source.participant_of[duty.bearer]];
        result.emplace(
            duty_key{source.treaty_name(item.treaty), item.source->id, names.front().code},
            std::move(by_number[d]));
    }
    return result;
}

inline void compare_duty(std::vector<verdict_difference>& into,
                         const duty_key& key,
                         const verdicts_by_day& a,
                         const verdicts_by_day& b) {
    verdict was = verdict::not_applicable;
    verdict is = verdict::not_applicable;
    bool open = false;
    auto x = a.begin();
    auto y = b.begin();
    while (x != a.end() || y != b.end()) {
        const date day = x == a.end()   ? y->first
                         : y == b.end() ? x->first
                                        : std::min(x->first, y->first);
        if (x != a.end() && x->first == day) {
            was = (x++)->second;
        }
        if (y != b.end() && y->first == day) {
            is = (y++)->second;
        }
        if (open && into.back().was == was && into.back().is == is) {
            continue;
        }
        if (open) {
            into.back().until = day;
        }
        open = was != is;
        if (open) {
            const auto& [treaty, obligation, party] = key;
            into.push_back({day, std::nullopt, treaty, obligation, party, was, is});
        }
    }
}

} // namespace detail

/// Compares the verdicts of two histories. A duty that one of them lacks is not applicable there.
/// By day, then by treaty, obligation and party. O(changes × log changes).
[[nodiscard]] inline std::vector<verdict_difference> compare_verdicts(const history& a,
                                                                      const history& b) {
    const auto first = detail::verdicts_by_duty(a);
    const auto second = detail::verdicts_by_duty(b);
    static const detail::verdicts_by_day nowhere;
    std::vector<verdict_difference> found;
    for (const auto& [key, days] : first) {
        const auto other = second.find(key);
        detail::compare_duty(found, key, days, other == second.end() ? nowhere : other->second);
    }
    for (const auto& [key, days] : second) {
        if (!first.contains(key)) {
            detail::compare_duty(found, key, nowhere, days);
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& x, const auto& y) {
        return std::tie(x.from, x.treaty, x.obligation, x.party) <
               std::tie(y.from, y.treaty, y.obligation, y.party);
    });
    return found;
}

} // namespace servanda

#endif

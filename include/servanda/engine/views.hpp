/// @file
/// A history as ranges (range-v3): members, parties, changes and acts, lazily and without copies.
/// Ask for this header by name; it costs more to compile than the rest of the engine's queries.
#ifndef SERVANDA_ENGINE_VIEWS_HPP
#define SERVANDA_ENGINE_VIEWS_HPP

#include <servanda/engine/history.hpp>

#include <range/v3/view/filter.hpp>
#include <range/v3/view/iota.hpp>
#include <range/v3/view/subrange.hpp>
#include <range/v3/view/transform.hpp>

#include <algorithm>
#include <string_view>

namespace servanda::views {

/// Every membership of a treaty, by number. The history must outlive the view. Throws
/// `unknown_name`.
[[nodiscard]] inline auto members(const history& story, std::string_view treaty) {
    const membership_id whole = story.whole(treaty);
    const auto& item = story.program().treaties[story.program().treaty_of[whole]];
    return ::ranges::views::ints(item.first + 1, item.first + 1 + item.members);
}

/// The members in a state on a day, by number. Throws `unknown_name`.
[[nodiscard]] inline auto
members_in(const history& story, std::string_view treaty, state wanted, date day) {
    return members(story, treaty) | ::ranges::views::filter([&story, wanted, day](membership_id m) {
               return story.state(m, day) == wanted;
           });
}

/// The codes of members, as of a day: `members_in(…) | codes_on(history, day)`.
[[nodiscard]] inline auto codes_on(const history& story, date day) {
    return ::ranges::views::transform([&story, day](membership_id m) -> const std::string& {
        return story.program().code_on(story.program().participant_of[m], day);
    });
}

/// The changes from a day on and before another, in order: two binary searches.
[[nodiscard]] inline auto changes_between(const history& story, date from, date until) {
    const auto& all = story.changes();
    const auto before = [](const change& item, date day) { return item.day < day; };
    const auto begin = std::lower_bound(all.begin(), all.end(), from, before);
    const auto end = std::lower_bound(begin, all.end(), std::max(from, until), before);
    return ::ranges::make_subrange(begin, end);
}

/// The changes of one membership, in order.
[[nodiscard]] inline auto changes_of(const history& story, membership_id m) {
    return story.changes() |
           ::ranges::views::filter([m](const change& item) { return item.who == m; });
}

/// The acts of one standing, in order: `acts_of_standing(history, standing::void_act)`.
[[nodiscard]] inline auto acts_of_standing(const history& story, standing worth) {
    return story.acts() |
           ::ranges::views::filter([worth](const act_record& item) { return item.worth == worth; });
}

} // namespace servanda::views

#endif

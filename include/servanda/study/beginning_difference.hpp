/// @file
/// When states began: which of them began on another day, which in one of two histories only.
#ifndef SERVANDA_STUDY_BEGINNING_DIFFERENCE_HPP
#define SERVANDA_STUDY_BEGINNING_DIFFERENCE_HPP

#include <servanda/study/counterpart.hpp>
#include <servanda/study/difference.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace servanda {

/// A state that began on different days, or in one history only: "terminated, moved from 2019-08-02
/// to 2020-02-02".
struct beginning_difference {
    std::string treaty;
    std::string party;       ///< by the code of its day; empty: the treaty as a whole
    std::string state;       ///< the headline alone
    std::optional<date> was; ///< the day it began in the first history; none: it did not
    std::optional<date> is;  ///< in the second
    friend bool operator==(const beginning_difference&, const beginning_difference&) = default;
};

[[nodiscard]] inline difference_kind kind_of(const beginning_difference& item) noexcept {
    return !item.was  ? difference_kind::appeared
           : !item.is ? difference_kind::vanished
                      : difference_kind::moved;
}

namespace detail {

/// A day on which a headline state began.
struct beginning {
    date day;
    std::uint8_t headline = 0; ///< as `state` or `treaty_state` numbers it
};

/// The beginnings of a member's states at the ends of days, without the one before all acts.
[[nodiscard]] inline std::vector<beginning> beginnings_of(std::span<const state_from> states,
                                                          bool whole) {
    const auto headline = [whole](const state_from& item) {
        return whole ? static_cast<std::uint8_t>(item.treaty)
                     : static_cast<std::uint8_t>(item.membership.headline());
    };
    std::vector<beginning> result;
    std::uint8_t now = headline(state_from{});
    for (std::size_t i = 0; i < states.size(); ++i) {
        const bool last_of_day = i + 1 == states.size() || states[i + 1].day != states[i].day;
        if (last_of_day && std::exchange(now, headline(states[i])) != headline(states[i])) {
            result.push_back({states[i].day, now});
        }
    }
    return result;
}

inline void compare_beginnings(std::vector<beginning_difference>& into,
                               const counterparts& both,
                               const matched_member& who,
                               const std::array<std::vector<beginning>, 2>& begun) {
    pairing pairs(begun[0].size(), begun[1].size());
    pairs.pass([&](std::size_t side, std::uint32_t i) {
        return std::optional(std::pair(begun[side][i].headline, begun[side][i].day));
    });
    pairs.pass(
        [&](std::size_t side, std::uint32_t i) { return std::optional(begun[side][i].headline); });
    const std::size_t known = who.first != nothing ? 0 : 1;
    const program& source = both.story(known).program();
    const membership_id m = known == 0 ? who.first : who.second;
    const bool whole = source.participant_of[m] == nothing;
    for_each_pair(pairs, [&](std::uint32_t a, std::uint32_t b) {
        const auto day = [&](std::size_t side, std::uint32_t i) {
            return i == nothing ? std::nullopt : std::optional(begun[side][i].day);
        };
        beginning_difference item;
        item.was = day(0, a);
        item.is = day(1, b);
        if (item.was == item.is) {
            return;
        }
        const std::uint8_t headline = a != nothing ? begun[0][a].headline : begun[1][b].headline;
        item.treaty = *who.treaty;
        item.party = name_of(source, m, first_of(item.was, item.is));
        item.state = whole ? to_string(static_cast<treaty_state>(headline))
                           : to_string(static_cast<state>(headline));
        into.push_back(std::move(item));
    });
}

[[nodiscard]] inline std::vector<beginning_difference>
compare_beginnings(const counterparts& both) {
    const states_by_membership first(both.story(0));
    const states_by_membership second(both.story(1));
    std::vector<beginning_difference> result;
    for (const auto& item : both.members()) {
        const bool whole = item.code == nullptr;
        compare_beginnings(result,
                           both,
                           item,
                           {beginnings_of(first.of(item.first), whole),
                            beginnings_of(second.of(item.second), whole)});
    }
    std::stable_sort(result.begin(), result.end(), [](const auto& x, const auto& y) {
        return std::tuple(first_of(x.was, x.is), x.treaty, x.party) <
               std::tuple(first_of(y.was, y.is), y.treaty, y.party);
    });
    return result;
}

} // namespace detail

/// The headline states that began on another day in the second history, or in one of them only. The
/// first of a state that has no beginning of the same day belongs to the first such one of the
/// other history, and so on. By day, treaty and party. O(changes × log changes).
[[nodiscard]] inline std::vector<beginning_difference> compare_beginnings(const history& first,
                                                                          const history& second) {
    return detail::compare_beginnings(detail::counterparts(first, second));
}

} // namespace servanda

#endif

/// @file
/// What in one history is what in another: members, acts, and anything else that has a key.
#ifndef SERVANDA_STUDY_COUNTERPART_HPP
#define SERVANDA_STUDY_COUNTERPART_HPP

#include <servanda/engine/history.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace servanda::detail {

/// A member, or a treaty as a whole, of either history.
struct matched_member {
    const std::string* treaty = nullptr;
    const std::string* code = nullptr; ///< by which both know it; null: the treaty as a whole
    membership_id first = nothing;     ///< in the first history; nothing: it lacks it
    membership_id second = nothing;

    [[nodiscard]] friend bool operator<(const matched_member& a, const matched_member& b) noexcept {
        if (const int order = a.treaty->compare(*b.treaty); order != 0) {
            return order < 0;
        }
        return b.code != nullptr && (a.code == nullptr || *a.code < *b.code);
    }
};

/// Where another history has a member: under its first code, else under one of its later ones.
struct counterpart {
    membership_id number = nothing;
    const std::string* code = nullptr; ///< by which both know it
};

[[nodiscard]] inline counterpart
counterpart_in(const program& other, const program& source, membership_id m) {
    const participant_id who = source.participant_of[m];
    counterpart result;
    result.code = who == nothing ? nullptr : &source.names[who].front().code;
    const auto treaty = other.find_treaty(source.treaty_name(source.treaty_of[m]));
    if (!treaty) {
        return result;
    }
    if (who == nothing) {
        result.number = other.treaties[*treaty].first;
        return result;
    }
    for (const participant_name& name : source.names[who]) {
        const auto same = other.participant(name.code);
        const membership_id number = same ? other.membership(*treaty, *same) : nothing;
        if (number != nothing) {
            return {number, &name.code};
        }
    }
    return result;
}

/// Every member of either history, with its number in both.
[[nodiscard]] inline std::vector<matched_member> match_members(const program& a, const program& b) {
    std::vector<matched_member> result;
    std::vector<membership_id> second_of(a.participant_of.size(), nothing);
    const auto count = [](const program& of) {
        return static_cast<membership_id>(of.participant_of.size());
    };
    result.reserve(second_of.size());
    for (membership_id m = 0; m < count(a); ++m) {
        const counterpart other = counterpart_in(b, a, m);
        second_of[m] = other.number;
        result.push_back({&a.treaty_name(a.treaty_of[m]), other.code, m, other.number});
    }
    for (membership_id m = 0; m < count(b); ++m) {
        const counterpart other = counterpart_in(a, b, m);
        if (other.number == nothing || second_of[other.number] != m) {
            result.push_back({&b.treaty_name(b.treaty_of[m]), other.code, other.number, m});
        }
    }
    return result;
}

/// Pairs the items of two lists. Each pass pairs those of equal keys that no earlier pass has
/// paired, in order.
class pairing {
public:
    pairing(std::size_t first, std::size_t second)
        : other_{std::vector<std::uint32_t>(first, nothing),
                 std::vector<std::uint32_t>(second, nothing)} {}

    /// One pass. `key(side, index)` gives an optional key; what has none is left alone.
    /// O(items × log items).
    template <class Key>
    void pass(Key key) {
        using key_type = typename decltype(key(std::size_t{0}, std::uint32_t{0}))::value_type;
        std::map<key_type, std::vector<std::uint32_t>> waiting; // of the second list, last first
        for (auto i = size(1); i-- > 0;) {
            if (other_[1][i] == nothing) {
                if (auto own = key(std::size_t{1}, i)) {
                    waiting[*std::move(own)].push_back(i);
                }
            }
        }
        for (std::uint32_t i = 0; i < size(0) && !waiting.empty(); ++i) {
            if (other_[0][i] != nothing) {
                continue;
            }
            const auto own = key(std::size_t{0}, i);
            const auto found = own ? waiting.find(*own) : waiting.end();
            if (found != waiting.end()) {
                other_[0][i] = found->second.back();
                other_[1][found->second.back()] = i;
                found->second.pop_back();
                if (found->second.empty()) {
                    waiting.erase(found);
                }
            }
        }
    }

    /// The item that one of a side is paired with; nothing where there is none.
    [[nodiscard]] std::uint32_t of(std::size_t side, std::uint32_t index) const noexcept {
        return other_[side][index];
    }
    [[nodiscard]] std::uint32_t size(std::size_t side) const noexcept {
        return static_cast<std::uint32_t>(other_[side].size());
    }

private:
    std::array<std::vector<std::uint32_t>, 2> other_;
};

/// Calls `tell(first, second)` for every pair, and for every item without a counterpart.
template <class Tell>
void for_each_pair(const pairing& pairs, Tell tell) {
    for (std::uint32_t i = 0; i < pairs.size(0); ++i) {
        tell(i, pairs.of(0, i));
    }
    for (std::uint32_t i = 0; i < pairs.size(1); ++i) {
        if (pairs.of(1, i) == nothing) {
            tell(nothing, i);
        }
    }
}

/// Two histories with their members and acts paired. Both must outlive it.
class counterparts {
public:
    counterparts(const history& first, const history& second)
        : stories_{&first, &second}
        , members_(match_members(first.program(), second.program()))
        , member_(first.program().participant_of.size(), second.program().participant_of.size())
        , acts_(first.acts().size(), second.acts().size()) {
        pair_members();
        pair_acts();
    }

    /// Side 0 is the first history, 1 the second.
    [[nodiscard]] const history& story(std::size_t side) const noexcept { return *stories_[side]; }
    [[nodiscard]] const std::vector<matched_member>& members() const noexcept { return members_; }
    /// The same member on the other side; nothing where it has none.
    [[nodiscard]] membership_id member(std::size_t side, membership_id m) const noexcept {
        return m == nothing ? nothing : member_.of(side, m);
    }
    [[nodiscard]] const pairing& acts() const noexcept { return acts_; }

    /// A number for a member that is the same on both sides.
    [[nodiscard]] std::uint32_t common_number(std::size_t side, membership_id m) const noexcept {
        if (side == 0 || m == nothing) {
            return m;
        }
        const membership_id first = member_.of(1, m);
        return first != nothing ? first : member_.size(0) + m;
    }

    /// A member by its treaty and by whichever of its codes, on both sides; an empty code is the
    /// treaty as a whole.
    [[nodiscard]] std::array<membership_id, 2> find(std::string_view treaty,
                                                    std::string_view code) const noexcept {
        for (std::size_t side = 0; side < 2; ++side) {
            const program& source = story(side).program();
            const auto t = source.find_treaty(treaty);
            const auto who = source.participant(code);
            const membership_id m = !t             ? nothing
                                    : code.empty() ? source.treaties[*t].first
                                    : who          ? source.membership(*t, *who)
                                                   : nothing;
            if (m != nothing) {
                return side == 0 ? std::array{m, member(0, m)} : std::array{member(1, m), m};
            }
        }
        return {nothing, nothing};
    }

private:
    void pair_members() {
        std::array<std::vector<std::uint32_t>, 2> row{
            std::vector<std::uint32_t>(member_.size(0), nothing),
            std::vector<std::uint32_t>(member_.size(1), nothing)};
        for (std::uint32_t i = 0; i < members_.size(); ++i) {
            if (members_[i].first != nothing && members_[i].second != nothing) {
                row[0][members_[i].first] = i;
                row[1][members_[i].second] = i;
            }
        }
        member_.pass([&](std::size_t side, std::uint32_t m) {
            return row[side][m] == nothing ? std::nullopt : std::optional(row[side][m]);
        });
    }

    /// An act is the same act if nothing but its worth differs; else the one with its id; else one
    /// of its kind by its author, on whatever day.
    void pair_acts() {
        const auto said = [&](std::size_t side, std::uint32_t i) {
            const std::uint32_t source = story(side).acts()[i].what.source;
            return source == nothing ? nullptr : &story(side).program().story->acts[source];
        };
        const auto rule = [&](std::size_t side, std::uint32_t i) {
            const std::uint32_t by = story(side).acts()[i].what.by_rule;
            return by == nothing ? std::string()
                                 : story(side).program().rules_in_order[by].source->id;
        };
        const auto kind = [&](std::size_t side, std::uint32_t i) {
            const bound_act& what = story(side).acts()[i].what;
            const bool told = said(side, i) != nullptr;
            return std::tuple(common_number(side, what.who),
                              what.row,
                              what.row == lifecycle_act::recorded ? what.kind : act::declare,
                              told ? said(side, i)->of : std::string(),
                              rule(side, i));
        };
        acts_.pass([&](std::size_t side, std::uint32_t i) {
            const dated_act* told = said(side, i);
            return std::optional(std::tuple(kind(side, i),
                                            story(side).acts()[i].what.day,
                                            story(side).acts()[i].what.kind,
                                            told ? told->id : std::string(),
                                            told ? told->to : std::vector<std::string>()));
        });
        acts_.pass([&](std::size_t side, std::uint32_t i) {
            const dated_act* told = said(side, i);
            const std::uint32_t who = common_number(side, story(side).acts()[i].what.who);
            return told == nullptr || told->id.empty() ? std::nullopt
                                                       : std::optional(std::tuple(who, told->id));
        });
        acts_.pass([&](std::size_t side, std::uint32_t i) { return std::optional(kind(side, i)); });
    }

    std::array<const history*, 2> stories_;
    std::vector<matched_member> members_;
    pairing member_;
    pairing acts_;
};

/// The day of an item that may be lacking on one side: the earlier of both.
[[nodiscard]] inline date first_of(const std::optional<date>& a, const std::optional<date>& b) {
    return a && b ? std::min(*a, *b) : a ? *a : *b;
}

} // namespace servanda::detail

#endif

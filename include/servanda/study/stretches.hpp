/// @file
/// Where a branch differs from its trunk, by number: what the words of a difference are made of.
#ifndef SERVANDA_STUDY_STRETCHES_HPP
#define SERVANDA_STUDY_STRETCHES_HPP

#include <servanda/engine/branch.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace servanda {

/// What the headline of a membership, or of a treaty as a whole, is made of.
struct standing_state {
    aspects membership;
    treaty_state treaty = treaty_state::not_yet_in_force; ///< of a treaty as a whole
    std::int32_t exit_on = 0; ///< day number on which a pending exit takes effect; 0: none known
    friend bool operator==(const standing_state&, const standing_state&) = default;

    /// All of it as one number, and back.
    [[nodiscard]] std::uint64_t packed() const noexcept {
        return membership.bits() | std::uint64_t{static_cast<std::uint8_t>(treaty)} << 16U |
               std::uint64_t{static_cast<std::uint32_t>(exit_on)} << 32U;
    }
    [[nodiscard]] static standing_state unpacked(std::uint64_t bits) noexcept {
        return {std::bit_cast<aspects>(static_cast<std::uint16_t>(bits)),
                static_cast<treaty_state>(static_cast<std::uint8_t>(bits >> 16U)),
                static_cast<std::int32_t>(bits >> 32U)};
    }
};

/// Days on which a membership's state differs, by number.
struct state_stretch {
    membership_id who = 0;
    date from;
    std::optional<date> until; ///< the first day on which both agree again; none: to the end
    standing_state was;
    standing_state is;
    friend bool operator==(const state_stretch&, const state_stretch&) = default;
};

/// Days on which the verdict of a duty differs, by number.
struct verdict_stretch {
    duty_id duty = 0;
    date from;
    std::optional<date> until;
    verdict was = verdict::not_applicable;
    verdict is = verdict::not_applicable;
    friend bool operator==(const verdict_stretch&, const verdict_stretch&) = default;
};

namespace detail {

/// Finds the stretches on which two sides differ in one thing. `before`: what both were. `was` and
/// `is`: the changes of each, as `list_of_changes`. `add`: takes each stretch, by day. O(changes).
template <class Value, class Side, class OtherSide, class Add>
void find_stretches(Value before, Side was, OtherSide is, Add add) {
    Value now_was = before;
    Value now_is = before;
    Value open_was = before;
    Value open_is = before;
    date from;
    while (!was.done() || !is.done()) {
        const date day = was.done()  ? is.day()
                         : is.done() ? was.day()
                                     : std::min(was.day(), is.day());
        for (; !was.done() && was.day() == day; was.next()) {
            now_was = was.now();
        }
        for (; !is.done() && is.day() == day; is.next()) {
            now_is = is.now();
        }
        if (now_was == open_was && now_is == open_is) {
            continue;
        }
        if (open_was != open_is) {
            add(from, std::optional(day), open_was, open_is);
        }
        from = day;
        open_was = now_was;
        open_is = now_is;
    }
    if (open_was != open_is) {
        add(from, std::optional<date>(), open_was, open_is);
    }
}

/// The places of a list by a key, such as those of changes by membership; built anew again and
/// again in the same memory.
class places_by_key {
public:
    static constexpr std::uint32_t none = nothing;

    /// Arranges so many places, each by the key that `key_of` gives, below `keys`. O(places).
    template <class KeyOf>
    void arrange(std::size_t keys, std::size_t places, KeyOf key_of) {
        for (const std::uint32_t key : used_) {
            first_[key] = none;
        }
        used_.clear();
        if (first_.size() < keys) {
            first_.resize(keys, none);
        }
        if (next_.size() < places) {
            next_.resize(places);
        }
        for (auto i = static_cast<std::uint32_t>(places); i-- > 0;) {
            std::uint32_t& first = first_[key_of(i)];
            if (first == none) {
                used_.push_back(key_of(i));
            }
            next_[i] = std::exchange(first, i);
        }
    }
    /// The first place with a key, and the next after one; `none` where there is none.
    [[nodiscard]] std::uint32_t first(std::uint32_t key) const noexcept { return first_[key]; }
    [[nodiscard]] std::uint32_t after(std::uint32_t place) const noexcept { return next_[place]; }
    /// The keys that some place has, in no order.
    [[nodiscard]] const std::vector<std::uint32_t>& used() const noexcept { return used_; }

private:
    std::vector<std::uint32_t> first_; ///< by key
    std::vector<std::uint32_t> next_;  ///< by place
    std::vector<std::uint32_t> used_;
};

/// One side of a comparison in one thing: a list of changes, in order of days.
template <class Change>
struct list_of_changes {
    std::span<const Change> all;
    const places_by_key& places; ///< which of them
    std::uint32_t at;            ///< from this one on

    [[nodiscard]] bool done() const noexcept { return at == places_by_key::none; }
    [[nodiscard]] date day() const noexcept { return all[at].day; }
    [[nodiscard]] auto now() const noexcept { return told_by(all[at]); }
    void next() noexcept { at = places.after(at); }

private:
    [[nodiscard]] static std::uint64_t told_by(const change& item) noexcept {
        return standing_state{item.now, item.treaty_now, item.exit_on}.packed();
    }
    [[nodiscard]] static verdict told_by(const verdict_change& item) noexcept {
        return item.verdict;
    }
};

/// Finds what is different in a branch from its trunk; keeps its memory from one to the next.
class stretch_finder {
public:
    /// By membership, then by day. O(changes of the branch, and of the trunk on the same days).
    void find_states(const branch& of, std::vector<state_stretch>& into) {
        into.clear();
        const program& source = of.off().source();
        const checkpoint& left = of.left_at();
        const checkpoint* joined = of.rejoined_at();
        const std::span<const change> trunk = of.off().written().changes;
        const std::size_t end = joined == nullptr ? trunk.size() : joined->changes;
        find(
            left.now.members.size(),
            trunk.subspan(left.changes, end - left.changes),
            of.written().changes.added(),
            [](const change& item) { return item.who; },
            [&](membership_id m) { return standing_before(source, left, m).packed(); },
            [&](membership_id m, date from, auto until, std::uint64_t was, std::uint64_t is) {
                // Filled in its place: what is written in parts and copied whole waits for the
                // memory.
                state_stretch& made = into.emplace_back();
                made.who = m;
                made.from = from;
                made.until = until;
                made.was = standing_state::unpacked(was);
                made.is = standing_state::unpacked(is);
            });
    }

    /// By duty, then by day.
    void find_verdicts(const branch& of, std::vector<verdict_stretch>& into) {
        into.clear();
        if (of.off().source().duties.empty()) {
            return;
        }
        const checkpoint& left = of.left_at();
        const checkpoint* joined = of.rejoined_at();
        const std::span<const verdict_change> trunk = of.off().written().duties.changes;
        const std::span<const verdict_change> own = of.written().duties.changes;
        const std::size_t first = left.duties.changes.size();
        const std::size_t end = joined == nullptr ? trunk.size() : joined->duties.changes.size();
        find(
            left.now.duties.duties.size(),
            trunk.subspan(first, end - first),
            own.subspan(first),
            [](const verdict_change& item) { return item.duty; },
            [&](duty_id d) { return left.now.duties.duties[d].written.verdict; },
            [&](duty_id d, date from, auto until, verdict was, verdict is) {
                into.push_back({d, from, until, was, is});
            });
    }

private:
    /// What a membership was before a checkpoint.
    [[nodiscard]] static standing_state
    standing_before(const program& source, const checkpoint& left, membership_id m) noexcept {
        if (source.participant_of[m] == nothing) {
            return {aspects{}, left.now.treaties[source.treaty_of[m]].written, 0};
        }
        const membership_state& then = left.now.members[m];
        return {then.written, treaty_state::not_yet_in_force, then.written_exit};
    }

    template <class Change, class KeyOf, class Before, class Add>
    void find(std::size_t keys,
              std::span<const Change> trunk,
              std::span<const Change> own,
              KeyOf key_of,
              Before before,
              Add add) {
        trunk_.arrange(keys, trunk.size(), [&](std::uint32_t i) { return key_of(trunk[i]); });
        own_.arrange(keys, own.size(), [&](std::uint32_t i) { return key_of(own[i]); });
        changed_ = trunk_.used();
        for (const std::uint32_t key : own_.used()) {
            if (trunk_.first(key) == places_by_key::none) {
                changed_.push_back(key);
            }
        }
        if (changed_.size() > 1) {
            std::sort(changed_.begin(), changed_.end());
        }
        for (const std::uint32_t key : changed_) {
            find_stretches(before(key),
                           list_of_changes<Change>{trunk, trunk_, trunk_.first(key)},
                           list_of_changes<Change>{own, own_, own_.first(key)},
                           [&](date from, std::optional<date> until, auto was, auto is) {
                               add(key, from, until, was, is);
                           });
        }
    }

    places_by_key trunk_;                ///< changes of the trunk by what they are about
    places_by_key own_;                  ///< the same of the branch
    std::vector<std::uint32_t> changed_; ///< what any change is about
};

} // namespace detail

} // namespace servanda

#endif

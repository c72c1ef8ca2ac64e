/// @file
/// Where a branch differs from its trunk, by number: what the words of a difference are made of.
#ifndef SERVANDA_STUDY_STRETCHES_HPP
#define SERVANDA_STUDY_STRETCHES_HPP

#include <servanda/engine/branch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace servanda {

/// What the headline of a membership, or of a treaty as a whole, is made of.
struct standing_state {
    aspects membership;
    treaty_state treaty = treaty_state::not_yet_in_force; ///< of a treaty as a whole
    std::int32_t exit_on = 0; ///< day number on which a pending exit takes effect; 0: none known
    friend bool operator==(const standing_state&, const standing_state&) = default;
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

/// One change, of either side, of whatever is compared.
template <class Value>
struct side_change {
    std::uint32_t who;
    date day;
    bool in_branch;
    Value now;
};

/// Finds the stretches on which two sides differ. `changes`: of both, each side's in order of days.
/// `before`: what both were, by number. `add`: takes each stretch. They come by number, then by
/// day. O(n log n) for n changes.
template <class Value, class Before, class Add>
void find_stretches(std::vector<side_change<Value>>& changes, Before before, Add add) {
    std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) {
        return a.who != b.who ? a.who < b.who : a.day < b.day;
    });
    for (std::size_t at = 0; at < changes.size();) {
        const std::uint32_t who = changes[at].who;
        Value was = before(who);
        Value is = was;
        Value open_was = was;
        Value open_is = is;
        date from;
        while (at < changes.size() && changes[at].who == who) {
            const date day = changes[at].day;
            for (; at < changes.size() && changes[at].who == who && changes[at].day == day; ++at) {
                (changes[at].in_branch ? is : was) = changes[at].now;
            }
            if (was == open_was && is == open_is) {
                continue;
            }
            if (!(open_was == open_is)) {
                add(who, from, std::optional(day), open_was, open_is);
            }
            from = day;
            open_was = was;
            open_is = is;
        }
        if (!(open_was == open_is)) {
            add(who, from, std::optional<date>(), open_was, open_is);
        }
    }
}

/// Finds what is different in a branch from its trunk; keeps its memory from one to the next.
class stretch_finder {
public:
    /// By membership, then by day.
    void find_states(const branch& of, std::vector<state_stretch>& into) {
        into.clear();
        states_.clear();
        const record& trunk = of.off().written();
        const checkpoint& left = of.left_at();
        const checkpoint* joined = of.rejoined_at();
        const std::size_t end = joined == nullptr ? trunk.changes.size() : joined->changes;
        for (std::size_t i = left.changes; i < end; ++i) {
            note(trunk.changes[i], false);
        }
        const auto& own = of.written().changes;
        for (std::size_t i = left.changes; i < own.size(); ++i) {
            note(own[i], true);
        }
        const program& source = of.off().source();
        const auto before = [&](membership_id m) -> standing_state {
            if (source.participant_of[m] == nothing) {
                return standing_state{aspects{}, left.now.treaties[source.treaty_of[m]].written, 0};
            }
            const membership_state& then = left.now.members[m];
            return standing_state{then.written, treaty_state::not_yet_in_force, then.written_exit};
        };
        find_stretches(states_,
                       before,
                       [&](membership_id m,
                           date from,
                           std::optional<date> until,
                           const standing_state& was,
                           const standing_state& is) {
                           into.push_back({m, from, until, was, is});
                       });
    }

    /// By duty, then by day.
    void find_verdicts(const branch& of, std::vector<verdict_stretch>& into) {
        into.clear();
        verdicts_.clear();
        if (of.off().source().duties.empty()) {
            return;
        }
        const checkpoint& left = of.left_at();
        const checkpoint* joined = of.rejoined_at();
        const auto& trunk = of.off().written().duties.changes;
        const auto& own = of.written().duties.changes;
        const std::size_t first = left.duties.changes.size();
        const std::size_t end = joined == nullptr ? trunk.size() : joined->duties.changes.size();
        for (std::size_t i = first; i < end; ++i) {
            verdicts_.push_back({trunk[i].duty, trunk[i].day, false, trunk[i].verdict});
        }
        for (std::size_t i = first; i < own.size(); ++i) {
            verdicts_.push_back({own[i].duty, own[i].day, true, own[i].verdict});
        }
        find_stretches(
            verdicts_,
            [&](duty_id d) { return left.now.duties.duties[d].written.verdict; },
            [&](duty_id d, date from, std::optional<date> until, verdict was, verdict is) {
                into.push_back({d, from, until, was, is});
            });
    }

private:
    void note(const change& item, bool in_branch) {
        states_.push_back(
            {item.who, item.day, in_branch, {item.now, item.treaty_now, item.exit_on}});
    }

    std::vector<side_change<standing_state>> states_;
    std::vector<side_change<verdict>> verdicts_;
};

} // namespace detail

} // namespace servanda

#endif

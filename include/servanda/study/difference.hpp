/// @file
/// What is different between two histories: the states and verdicts, stretch by stretch. What
/// brought them about, and what else differs, is in told_difference.hpp.
#ifndef SERVANDA_STUDY_DIFFERENCE_HPP
#define SERVANDA_STUDY_DIFFERENCE_HPP

#include <servanda/engine/explanation.hpp>
#include <servanda/engine/history.hpp>
#include <servanda/study/counterpart.hpp>
#include <servanda/study/verdict_difference.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// How two histories differ in something.
enum class difference_kind : std::uint8_t {
    changed,  ///< it is there in both, and not the same
    appeared, ///< only the second has it
    vanished, ///< only the first has it
    moved,    ///< it is the same in both, on another day
};

inline constexpr std::array<std::string_view, 4> difference_kind_names{
    "changed", "appeared", "vanished", "moved"};

[[nodiscard]] constexpr std::string_view to_string(difference_kind kind) noexcept {
    return difference_kind_names[static_cast<std::size_t>(kind)];
}

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

/// Appeared: the first history has state none there. Vanished: the second has.
[[nodiscard]] inline difference_kind kind_of(const state_difference& item) {
    const std::string_view none = to_string(state::none);
    return item.was == none  ? difference_kind::appeared
           : item.is == none ? difference_kind::vanished
                             : difference_kind::changed;
}

/// Appeared: the obligation is not applicable in the first history. Vanished: in the second.
[[nodiscard]] constexpr difference_kind kind_of(const verdict_difference& item) noexcept {
    return item.was == verdict::not_applicable  ? difference_kind::appeared
           : item.is == verdict::not_applicable ? difference_kind::vanished
                                                : difference_kind::changed;
}

/// The difference between two histories, as a value.
struct difference {
    std::vector<state_difference> states;     ///< by day, then by treaty and party
    std::vector<verdict_difference> verdicts; ///< by day, then by treaty, obligation and party
    [[nodiscard]] bool empty() const noexcept { return states.empty() && verdicts.empty(); }
    /// The first day on which they differ.
    [[nodiscard]] std::optional<date> first() const {
        if (states.empty()) {
            return verdicts.empty() ? std::nullopt : std::optional(verdicts.front().from);
        }
        return verdicts.empty() ? states.front().from
                                : std::min(states.front().from, verdicts.front().from);
    }
};

namespace detail {

/// What the words for a state are made of, from a day on.
struct state_from {
    date day;
    std::int32_t exit_on = 0;
    aspects membership;
    treaty_state treaty = treaty_state::not_yet_in_force;

    [[nodiscard]] bool same_as(const state_from& other) const noexcept {
        return exit_on == other.exit_on && membership == other.membership && treaty == other.treaty;
    }
};

/// The states of a history by membership, each membership's in order of days. O(changes).
class states_by_membership {
public:
    explicit states_by_membership(const history& story)
        : first_(story.program().participant_of.size() + 1, 0)
        , items_(story.changes().size()) {
        for (const change& item : story.changes()) {
            ++first_[item.who + 1];
        }
        for (std::size_t i = 1; i < first_.size(); ++i) {
            first_[i] += first_[i - 1];
        }
        std::vector<std::uint32_t> at(first_.begin(), first_.end() - 1);
        for (const change& item : story.changes()) {
            items_[at[item.who]++] = {item.day, item.exit_on, item.now, item.treaty_now};
        }
    }

    [[nodiscard]] std::span<const state_from> of(membership_id m) const noexcept {
        return m == nothing ? std::span<const state_from>()
                            : std::span(items_).subspan(first_[m], first_[m + 1] - first_[m]);
    }

private:
    std::vector<std::uint32_t> first_; ///< by membership: where its states begin
    std::vector<state_from> items_;
};

/// One history's side of a member: its state on a day, put into words where asked.
class member_side {
public:
    member_side(const states_by_membership& states, membership_id m, bool whole) noexcept
        : rest_(states.of(m))
        , lacking_(m == nothing)
        , whole_(whole) {}

    [[nodiscard]] bool done() const noexcept { return rest_.empty(); }
    /// The day of the next change.
    [[nodiscard]] date next() const noexcept { return rest_.front().day; }
    /// Goes on to a day. The last change of a day is its state.
    void go_to(date day) noexcept {
        while (!rest_.empty() && rest_.front().day == day) {
            now_ = rest_.front();
            worded_ = false;
            rest_ = rest_.subspan(1);
        }
    }
    /// Whether nothing can be told of one that cannot be told of the other.
    [[nodiscard]] bool same_as(const member_side& other) const noexcept {
        return now_.same_as(other.now_) && (!whole_ || lacking_ == other.lacking_);
    }
    [[nodiscard]] const std::string& words() {
        if (!worded_) {
            worded_ = true;
            words_ = lacking_ ? std::string(to_string(state::none))
                     : whole_ ? std::string(to_string(now_.treaty))
                              : tell_state(now_.membership, now_.exit_on);
        }
        return words_;
    }

private:
    std::span<const state_from> rest_;
    state_from now_;
    bool lacking_ = false;
    bool whole_ = false;
    bool worded_ = false;
    std::string words_;
};

/// The next day on which either side changes.
[[nodiscard]] inline date next_day(const member_side& a, const member_side& b) noexcept {
    if (a.done()) {
        return b.next();
    }
    return b.done() ? a.next() : std::min(a.next(), b.next());
}

/// Walks both sides of a member from change to change, and puts into words what differs.
/// `name_on` gives its code on a day.
template <class NameOn>
void compare_member(std::vector<state_difference>& into,
                    member_side a,
                    member_side b,
                    const std::string& treaty,
                    NameOn name_on) {
    bool open = false;
    while (!a.done() || !b.done()) {
        const date day = next_day(a, b);
        a.go_to(day);
        b.go_to(day);
        const bool differ = !a.same_as(b) && a.words() != b.words();
        if (open && differ && into.back().was == a.words() && into.back().is == b.words()) {
            continue;
        }
        if (open) {
            into.back().until = day;
        }
        if (differ) {
            into.push_back({day, std::nullopt, treaty, name_on(day), a.words(), b.words()});
        }
        open = differ;
    }
}

} // namespace detail

/// Compares two histories state by state. A participant is one under whichever code it goes on; a
/// member that one history lacks has state none there. O(changes of a + changes of b + members),
/// and the ordering of what differs.
[[nodiscard]] inline difference compare(const history& a, const history& b) {
    const detail::states_by_membership states_a(a);
    const detail::states_by_membership states_b(b);
    std::vector<state_difference> found;
    struct place {
        date from;
        std::uint32_t number; ///< in `found`
        const detail::matched_member* who;
    };
    std::vector<place> order;
    const auto members = detail::match_members(a.program(), b.program());
    for (const auto& item : members) {
        const bool known_to_a = item.first != nothing;
        const program& source = known_to_a ? a.program() : b.program();
        const membership_id m = known_to_a ? item.first : item.second;
        const bool whole = source.participant_of[m] == nothing;
        detail::compare_member(found,
                               {states_a, item.first, whole},
                               {states_b, item.second, whole},
                               *item.treaty,
                               [&](date day) { return detail::name_of(source, m, day); });
        for (std::size_t i = order.size(); i < found.size(); ++i) {
            order.push_back({found[i].from, static_cast<std::uint32_t>(i), &item});
        }
    }
    std::sort(order.begin(), order.end(), [](const place& x, const place& y) {
        if (x.from != y.from) {
            return x.from < y.from;
        }
        if (*x.who < *y.who || *y.who < *x.who) {
            return *x.who < *y.who;
        }
        return x.number < y.number;
    });
    difference result;
    result.states.reserve(found.size());
    for (const place& item : order) {
        result.states.push_back(std::move(found[item.number]));
    }
    if (!a.record().duties.changes.empty() || !b.record().duties.changes.empty()) {
        result.verdicts = compare_verdicts(a, b);
    }
    return result;
}

} // namespace servanda

#endif

/// @file
/// Why two histories differ: what brought about the state or verdict on either side, and why it did
/// not come about on the other. Nothing is put into words before somebody asks.
#ifndef SERVANDA_STUDY_DIFFERENCE_CAUSES_HPP
#define SERVANDA_STUDY_DIFFERENCE_CAUSES_HPP

#include <servanda/engine/explanation.hpp>
#include <servanda/engine/verdicts.hpp>
#include <servanda/study/counterpart.hpp>
#include <servanda/study/difference.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// One side of a difference: what is so there, since when, and because of what.
struct told_side {
    std::string state;         ///< or verdict, in words
    std::optional<date> since; ///< the day of the change that made it so; none: there was no change
    bool begins = false;       ///< it was made so on the first day of the difference
    std::string what;      ///< an act or an effect: "suspend by USA", "withdrawal"; may be empty
    std::string article;   ///< on which that rests; may be empty
    std::string why;       ///< the computation or the reason; may be empty
    bool by_claim = false; ///< only a claim carries it
    /// What became here of what made the difference on the other side: "not done: revoke of notice
    /// by USA". Empty where that was so on both.
    std::string but;
    friend bool operator==(const told_side&, const told_side&) = default;
};

/// One phrase: "withdrawal, XV(2): 6 months after notice (2019-02-02)"; "since 1988-06-01, entry
/// into force, XVII(1): with the treaty; not done: suspend by USA".
[[nodiscard]] inline std::string to_string(const told_side& item) {
    std::string text = item.since && !item.begins ? "since " + to_string(*item.since) : "";
    const auto add = [&](const char* before, const std::string& words) {
        text += words.empty() ? "" : (text.empty() ? "" : before) + words;
    };
    add(", ", item.what);
    add(", ", item.article);
    add(": ", item.why);
    add("; ", item.but);
    return text;
}

/// Both sides of a difference.
struct told_sides {
    told_side was; ///< in the first history
    told_side is;  ///< in the second
    friend bool operator==(const told_sides&, const told_sides&) = default;
};

namespace detail {

/// Finds what is behind differences, with what it needs arranged once. The paired histories must
/// outlive it.
class cause_teller {
public:
    explicit cause_teller(const counterparts& both)
        : both_(both) {
        for (std::size_t side = 0; side < 2; ++side) {
            const history& story = both.story(side);
            const std::size_t members = story.program().participant_of.size();
            changes_[side].resize(members);
            effects_[side].resize(members);
            for (std::uint32_t i = 0; i < story.changes().size(); ++i) {
                changes_[side][story.changes()[i].who].push_back(i);
            }
            for (std::uint32_t i = 0; i < story.effects().size(); ++i) {
                effects_[side][bearer_of(side, story.effects()[i])].push_back(i);
            }
        }
    }

    [[nodiscard]] told_sides tell(const state_difference& item) const {
        const auto m = both_.find(item.treaty, item.party);
        const std::array changed{change_on(0, m[0], item.from), change_on(1, m[1], item.from)};
        std::array<told_side, 2> told;
        for (std::size_t side = 0; side < 2; ++side) {
            told[side].state = side == 0 ? item.was : item.is;
            tell_change(told[side], side, changed[side], item.from);
        }
        for (std::size_t side = 0; side < 2; ++side) {
            if (told[1 - side].begins && !rests_on(side, changed[side], changed[1 - side])) {
                told[side].but =
                    without(told[side], fate_of(side, changed[1 - side]->because, item.from));
            }
        }
        return {std::move(told[0]), std::move(told[1])};
    }

    [[nodiscard]] told_sides tell(const verdict_difference& item) const {
        std::array<const verdict_change*, 2> said{};
        std::array<told_side, 2> told;
        for (std::size_t side = 0; side < 2; ++side) {
            told[side].state = to_string(side == 0 ? item.was : item.is);
            said[side] = tell_verdict(told[side], side, item);
        }
        for (std::size_t side = 0; side < 2; ++side) {
            const verdict_change* other = said[1 - side];
            if (told[1 - side].begins && other->act != nothing) {
                told[side].but = fate_of_act(side, other->act, item.from);
            }
        }
        return {std::move(told[0]), std::move(told[1])};
    }

private:
    /// Whether a change comes of the very act of which the other side's comes: it is told already.
    [[nodiscard]] bool
    rests_on(std::size_t side, const change* own, const change* other) const noexcept {
        return own != nullptr && own->because.index != nothing && !own->because.is_effect &&
               !other->because.is_effect && other->because.index != nothing &&
               both_.acts().of(side, own->because.index) == other->because.index;
    }

    /// The words without an end that repeats what the side says of itself already.
    [[nodiscard]] static std::string without(const told_side& said, std::string words) {
        for (const std::string* told : {&said.why, &said.what}) {
            const std::string end = ": " + *told;
            if (!told->empty() && words.ends_with(end)) {
                words.erase(words.size() - end.size());
            }
        }
        return words;
    }

    /// Whose life an effect is about: a member, or the treaty as a whole.
    [[nodiscard]] membership_id bearer_of(std::size_t side, const effect& item) const {
        return item.who != nothing ? item.who
                                   : both_.story(side).program().treaties[item.treaty].first;
    }

    /// The last change of a member up to a day; null where there is none.
    [[nodiscard]] const change* change_on(std::size_t side, membership_id m, date day) const {
        if (m == nothing) {
            return nullptr;
        }
        const auto& all = both_.story(side).changes();
        const auto& own = changes_[side][m];
        const auto after =
            std::upper_bound(own.begin(), own.end(), day, [&](date wanted, std::uint32_t i) {
                return wanted < all[i].day;
            });
        return after == own.begin() ? nullptr : &all[*(after - 1)];
    }

    void tell_change(told_side& into, std::size_t side, const change* item, date from) const {
        if (item == nullptr) {
            return;
        }
        const history& story = both_.story(side);
        into.since = item->day;
        into.begins = item->day == from;
        const std::uint32_t index = item->because.index;
        if (index == nothing) {
            return;
        }
        if (item->because.is_effect) {
            into.what = to_string(story.effects()[index].kind);
            into.article = cite_effect(story, index).article;
            into.by_claim = by_claim(story, story.effects()[index]);
            into.why = tell_effect(story, index);
            into.why = into.why == into.what ? std::string() : into.why;
            return;
        }
        const act_record& done = story.acts()[index];
        into.what = tell_act(story, index);
        into.by_claim = done.worth == standing::by_claim;
        into.article = into.by_claim ? std::string() : cite_act(story.program(), done).article;
        if (item->exit_on != 0) { // the act set a clock: its reading is what differs most often
            if (const auto clock = clock_of(side, index); clock != nothing) {
                into.why = tell_effect(story, clock);
            }
        }
    }

    /// The withdrawal for which an act set the clock; nothing where it set none.
    [[nodiscard]] std::uint32_t clock_of(std::size_t side, std::uint32_t index) const {
        const history& story = both_.story(side);
        for (const auto i : effects_[side][story.acts()[index].what.who]) {
            if (story.effects()[i].kind == effect_kind::withdrawal &&
                story.effects()[i].act == index) {
                return i;
            }
        }
        return nothing;
    }

    // ---- what became of the other side's cause

    [[nodiscard]] std::string fate_of(std::size_t side, const cause& other, date day) const {
        return other.index == nothing ? std::string()
               : other.is_effect      ? fate_of_effect(side, other.index, day)
                                      : fate_of_act(side, other.index, day);
    }

    [[nodiscard]] std::string fate_of_act(std::size_t side, std::uint32_t other, date day) const {
        const history& story = both_.story(side);
        const std::uint32_t own = both_.acts().of(1 - side, other);
        if (own == nothing) {
            return "not done: " + tell_act(both_.story(1 - side), other);
        }
        const act_record& done = story.acts()[own];
        if (done.worth == standing::void_act) {
            const std::string article = cite_act(story.program(), done).article;
            return tell_act(story, own) + " is void: " + std::string(to_string(done.finding)) +
                   (article.empty() ? "" : " (" + article + ")");
        }
        const date other_day = both_.story(1 - side).acts()[other].what.day;
        return done.what.day == other_day ? std::string()
               : done.what.day > day
                   ? tell_act(story, own) + " only on " + to_string(done.what.day)
                   : tell_act(story, own) + " already on " + to_string(done.what.day);
    }

    [[nodiscard]] std::string
    fate_of_effect(std::size_t side, std::uint32_t other, date day) const {
        const effect& theirs = both_.story(1 - side).effects()[other];
        if (theirs.kind == effect_kind::given) {
            return {};
        }
        if (const auto own = same_effect(side, theirs, day); own != nothing) {
            return tell_fate(side, own, day);
        }
        if (theirs.kind == effect_kind::treaty_entry) {
            const program& source = both_.story(side).program();
            const auto own =
                source.find_treaty(both_.story(1 - side).program().treaty_name(theirs.treaty));
            if (own && source.treaties[*own].source->own.entry_into_force.when) {
                return "not met: " +
                       to_string(*source.treaties[*own].source->own.entry_into_force.when);
            }
        }
        if (theirs.act != nothing) {
            return fate_of_act(side, theirs.act, day);
        }
        return "no " + std::string(to_string(theirs.kind));
    }

    /// The effect that is on this side what one is on the other: set by the same act, else of the
    /// same kind and still to come.
    [[nodiscard]] std::uint32_t same_effect(std::size_t side, const effect& other, date day) const {
        const history& story = both_.story(side);
        const membership_id m = both_.member(1 - side, bearer_of(1 - side, other));
        if (m == nothing) {
            return nothing;
        }
        const std::uint32_t act =
            other.act == nothing ? nothing : both_.acts().of(1 - side, other.act);
        const bool same_act = other.act == nothing || act != nothing;
        std::uint32_t found = nothing;
        std::uint32_t to_come = nothing;
        for (const auto i : effects_[side][m]) {
            const effect& item = story.effects()[i];
            if (item.kind != other.kind) {
                continue;
            }
            if (same_act && item.act == act && (found == nothing || item.scheduled <= day)) {
                found = i;
            }
            if (item.outcome == effect_outcome::pending || item.ended > day) {
                to_come = i;
            }
        }
        return found != nothing ? found : to_come;
    }

    [[nodiscard]] std::string tell_fate(std::size_t side, std::uint32_t own, date day) const {
        const history& story = both_.story(side);
        const effect& item = story.effects()[own];
        const std::string what(to_string(item.kind));
        const std::string how = tell_effect(story, own);
        const std::string why = how == what ? std::string() : ": " + how;
        const bool running = item.outcome == effect_outcome::pending || item.ended > day;
        if (item.outcome == effect_outcome::happened) {
            return item.ended == day  ? std::string()
                   : item.ended < day ? what + " already on " + to_string(item.ended) + why
                                      : what + " only on " + to_string(item.ended) + why;
        }
        if (running) {
            return item.dated && !item.reached && item.due > day
                       ? what + " due on " + to_string(item.due) + why
                       : what + " waits" + why;
        }
        const std::string by =
            item.ended_by == nothing ? std::string() : ": " + tell_act(story, item.ended_by);
        return what + (item.outcome == effect_outcome::lapsed ? " lapsed on " : " called off on ") +
               to_string(item.ended) + by;
    }

    // ---- verdicts

    /// What is said of the duty; null where nothing is.
    [[nodiscard]] const verdict_change*
    tell_verdict(told_side& into, std::size_t side, const verdict_difference& item) const {
        const history& story = both_.story(side);
        const program& source = story.program();
        const membership_id m = both_.find(item.treaty, item.party)[side];
        for (duty_id d = 0; m != nothing && d < source.duties.duties.size(); ++d) {
            const compiled_duty& duty = source.duties.duties[d];
            const obligation& of = *source.duties.obligations[duty.obligation].source;
            if (duty.bearer != m || of.id != item.obligation) {
                continue;
            }
            const verdict_change* said = story.verdict_change_on(d, item.from);
            into.since = story.verdict_since(d, item.from);
            into.begins = into.since == item.from;
            into.article = of.article;
            into.why = verdict_teller(story, d, item.from, said).why();
            return said;
        }
        into.why = "no such obligation";
        return nullptr;
    }

    const counterparts& both_;
    std::array<std::vector<std::vector<std::uint32_t>>, 2> changes_; ///< by side and member
    std::array<std::vector<std::vector<std::uint32_t>>, 2> effects_; ///< the same
};

} // namespace detail

/// What brought about both sides of a difference that `compare(first, second)` found. It arranges
/// both histories anew at every call, in O(changes + acts × log acts + effects): for many
/// differences `explain_difference` does so once.
[[nodiscard]] inline told_sides
causes(const state_difference& item, const history& first, const history& second) {
    const detail::counterparts both(first, second);
    return detail::cause_teller(both).tell(item);
}

/// The same of a verdict.
[[nodiscard]] inline told_sides
causes(const verdict_difference& item, const history& first, const history& second) {
    const detail::counterparts both(first, second);
    return detail::cause_teller(both).tell(item);
}

} // namespace servanda

#endif

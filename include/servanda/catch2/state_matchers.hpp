/// @file
/// Catch2 matchers that ask a history for states, pairs, verdicts and days. A failure prints what
/// is so instead, and why.
#ifndef SERVANDA_CATCH2_STATE_MATCHERS_HPP
#define SERVANDA_CATCH2_STATE_MATCHERS_HPP

#include <servanda/catch2/string_makers.hpp>
#include <servanda/engine/explanation.hpp>
#include <servanda/engine/verdicts.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::matchers {

/// The day of a text YYYY-MM-DD. Throws `input_error` for anything else: in a test, a failure that
/// says so.
[[nodiscard]] inline date on(std::string_view text) {
    const auto day = parse_date(text);
    if (!day) {
        throw input_error("expected a day YYYY-MM-DD from 1400-01-01 to 9999-12-31, found '" +
                          std::string(text) + "'");
    }
    return *day;
}

namespace detail {

/// The treaty a question is about: the one that is named, or else the only one. Throws
/// `unknown_name` where there are several.
[[nodiscard]] inline std::string treaty_of(const history& story, const std::string& named) {
    const auto& treaties = story.program().treaties;
    if (!named.empty() || treaties.size() == 1) {
        return named.empty() ? treaties.front().source->id : named;
    }
    std::string ids;
    for (const auto& item : treaties) {
        ids += (ids.empty() ? "" : ", ") + item.source->id;
    }
    throw unknown_name("the history has several treaties, name one with .in(…): " + ids);
}

[[nodiscard]] inline std::string lines(const std::vector<std::string>& items) {
    std::string text;
    for (const auto& item : items) {
        text += "\n  " + item;
    }
    return text;
}

[[nodiscard]] inline std::string tell(const told_change& step) {
    return to_string(step.day) + "  " + (step.who.empty() ? "the treaty" : step.who) + ": " +
           step.from + " → " + step.to + (step.article.empty() ? "" : ": " + step.article) +
           (step.why.empty() ? "" : (step.article.empty() ? ": " : ", ") + step.why);
}

/// What a membership is on a day, how that came about, and on what the answer relies.
[[nodiscard]] inline std::string
why_so(const history& story, std::string_view treaty, std::string_view party, date day) {
    const explanation why = explain(story, treaty, party, day);
    std::string text = std::string(party) + " is " + why.state +
                       (why.now.since ? " since " + to_string(*why.now.since) : "");
    for (const auto& step : why.steps) {
        text += "\n  " + tell(step);
    }
    const auto section = [&](const char* title, const std::vector<std::string>& items) {
        text += items.empty() ? "" : "\n" + std::string(title) + ":" + lines(items);
    };
    std::vector<std::string> suspensions;
    for (const auto& item : why.now.suspensions) {
        suspensions.push_back("by " + item.by + " since " + to_string(item.since) +
                              (item.towards.empty() ? "" : " towards " + item.towards) +
                              (item.whole ? "" : ", of named obligations") +
                              (item.basis.empty() ? "" : ", " + item.basis));
    }
    std::vector<std::string> views;
    for (const auto& [viewer, seen] : why.now.as_seen_by) {
        views.push_back("as seen by " + viewer + ": " + std::string(to_string(seen)));
    }
    section("suspended", suspensions);
    section("disputed", views);
    section("coming", why.coming);
    section("without effect", why.void_acts);
    section("relies on", why.absences);
    return text;
}

/// The changes of a treaty as a whole up to a day.
[[nodiscard]] inline std::string
why_so(const history& story, std::string_view treaty, std::optional<date> day) {
    const membership_id whole = story.whole(treaty);
    const date last = day.value_or(story.last_day());
    std::string text =
        std::string(treaty) + " is " + std::string(to_string(story.treaty_state(treaty, last)));
    const auto since = story.since(whole, last);
    text += since ? " since " + to_string(*since) : std::string();
    const auto told = tell_changes(story);
    for (std::size_t i = 0; i < told.size() && told[i].day <= last; ++i) {
        text += story.changes()[i].who == whole ? "\n  " + tell(told[i]) : std::string();
    }
    return text;
}

/// A question to one history. What was asked is kept, and put into words if the assertion fails.
class history_matcher : public matcher_of<history> {
public:
    [[nodiscard]] bool match(const history& story) const final {
        seen_ = story;
        return holds(story, treaty_of(story, treaty_));
    }
    [[nodiscard]] std::string describe() const final {
        const std::string asked = question() + (treaty_.empty() ? std::string() : " in " + treaty_);
        return seen_ ? asked + "\nbut " + answer(*seen_, treaty_of(*seen_, treaty_)) : asked;
    }

protected:
    [[nodiscard]] virtual bool holds(const history& story, const std::string& treaty) const = 0;
    [[nodiscard]] virtual std::string question() const = 0;
    [[nodiscard]] virtual std::string answer(const history& story,
                                             const std::string& treaty) const = 0;
    void name_treaty(std::string_view treaty) { treaty_ = treaty; }

private:
    std::string treaty_; ///< empty: the only one
    mutable std::optional<history> seen_;
};

/// Gives a matcher `.in("inf")`, for histories of several treaties.
template <class Derived>
class in_treaty : public history_matcher {
public:
    /// The same question about this treaty.
    [[nodiscard]] Derived in(std::string_view treaty) const {
        Derived result(static_cast<const Derived&>(*this));
        result.name_treaty(treaty);
        return result;
    }
};

} // namespace detail

/// Asks for the state of one participant on a day.
class state_matcher final : public detail::in_treaty<state_matcher> {
public:
    /// What is asked of a membership.
    enum class asked : std::uint8_t { headline, suspended, not_bound, disputed };

    state_matcher(std::string party, servanda::state wanted, date day)
        : party_(std::move(party))
        , wanted_(wanted)
        , day_(day) {}
    state_matcher(std::string party, asked what, date day)
        : party_(std::move(party))
        , what_(what)
        , day_(day) {}

private:
    [[nodiscard]] bool holds(const history& story, const std::string& treaty) const override {
        const membership_id m = story.find(treaty, party_);
        const aspects now = m == nothing ? aspects{} : story.aspects_of(m, day_);
        switch (what_) {
        case asked::suspended:
            return now.suspended;
        case asked::not_bound:
            return now.consent != consent::party &&
                   now.operation != operation::provisionally_applied;
        case asked::disputed:
            return story.report(treaty, party_, day_).disputed;
        case asked::headline:
            break;
        }
        return now.headline() == wanted_;
    }
    [[nodiscard]] std::string question() const override {
        const std::string words = what_ == asked::suspended   ? "suspended"
                                  : what_ == asked::not_bound ? "not bound"
                                  : what_ == asked::disputed  ? "disputed"
                                                              : std::string(to_string(wanted_));
        return "has " + party_ + " " + words + " on " + to_string(day_);
    }
    [[nodiscard]] std::string answer(const history& story,
                                     const std::string& treaty) const override {
        return detail::why_so(story, treaty, party_, day_);
    }

    std::string party_;
    asked what_ = asked::headline;
    servanda::state wanted_ = servanda::state::none;
    date day_;
};

// Matchers are written as Catch2 writes its own.
// NOLINTBEGIN(readability-identifier-naming)

/// `party` has this headline state on the day.
[[nodiscard]] inline state_matcher HasState(std::string party, state wanted, date day) {
    return {std::move(party), wanted, day};
}
/// The treaty is in force for `party`: neither suspended nor with a notice that runs.
[[nodiscard]] inline state_matcher InForce(std::string party, date day) {
    return {std::move(party), state::in_force, day};
}
/// `party` was a party when the treaty ended.
[[nodiscard]] inline state_matcher Terminated(std::string party, date day) {
    return {std::move(party), state::terminated, day};
}
/// `party` has withdrawn.
[[nodiscard]] inline state_matcher Withdrawn(std::string party, date day) {
    return {std::move(party), state::withdrawn, day};
}
/// The notice of `party` runs.
[[nodiscard]] inline state_matcher WithdrawalPending(std::string party, date day) {
    return {std::move(party), state::withdrawal_pending, day};
}
/// The operation of the treaty is suspended for `party`, also while a notice runs.
[[nodiscard]] inline state_matcher Suspended(std::string party, date day) {
    return {std::move(party), state_matcher::asked::suspended, day};
}
/// `party` applies the treaty provisionally.
[[nodiscard]] inline state_matcher ProvisionallyApplied(std::string party, date day) {
    return {std::move(party), state::provisionally_applied, day};
}
/// `party` has consented, and the treaty is not in force for it.
[[nodiscard]] inline state_matcher Contracting(std::string party, date day) {
    return {std::move(party), state::contracting, day};
}
/// `party` has signed, and no more.
[[nodiscard]] inline state_matcher Signed(std::string party, date day) {
    return {std::move(party), state::signed_only, day};
}
/// `party` is not a party, and does not apply the treaty provisionally.
[[nodiscard]] inline state_matcher NotBound(std::string party, date day) {
    return {std::move(party), state_matcher::asked::not_bound, day};
}
/// Somebody's account has another state for `party`.
[[nodiscard]] inline state_matcher Disputed(std::string party, date day) {
    return {std::move(party), state_matcher::asked::disputed, day};
}

/// Asks for the state of a treaty as a whole on a day.
class treaty_matcher final : public detail::in_treaty<treaty_matcher> {
public:
    treaty_matcher(servanda::treaty_state wanted, date day)
        : wanted_(wanted)
        , day_(day) {}

private:
    [[nodiscard]] bool holds(const history& story, const std::string& treaty) const override {
        return story.treaty_state(treaty, day_) == wanted_;
    }
    [[nodiscard]] std::string question() const override {
        return "has the treaty " + std::string(to_string(wanted_)) + " on " + to_string(day_);
    }
    [[nodiscard]] std::string answer(const history& story,
                                     const std::string& treaty) const override {
        return detail::why_so(story, treaty, day_);
    }

    servanda::treaty_state wanted_;
    date day_;
};

/// The treaty as a whole is in this state on the day.
[[nodiscard]] inline treaty_matcher HasTreatyState(treaty_state wanted, date day) {
    return {wanted, day};
}
/// The treaty is in force, and not suspended.
[[nodiscard]] inline treaty_matcher TreatyInForce(date day) {
    return {treaty_state::in_force, day};
}
/// The treaty has ended.
[[nodiscard]] inline treaty_matcher TreatyTerminated(date day) {
    return {treaty_state::terminated, day};
}

/// Asks whether the treaty is in force between two participants.
class pair_matcher final : public detail::in_treaty<pair_matcher> {
public:
    pair_matcher(std::string one, std::string other, date day)
        : one_(std::move(one))
        , other_(std::move(other))
        , day_(day) {}

private:
    [[nodiscard]] bool holds(const history& story, const std::string& treaty) const override {
        return story.in_force_between(treaty, one_, other_, day_);
    }
    [[nodiscard]] std::string question() const override {
        return "has it in force between " + one_ + " and " + other_ + " on " + to_string(day_);
    }
    [[nodiscard]] std::string answer(const history& story,
                                     const std::string& treaty) const override {
        return detail::why_so(story, treaty, one_, day_) + "\nand " +
               detail::why_so(story, treaty, other_, day_);
    }

    std::string one_;
    std::string other_;
    date day_;
};

/// The treaty is in force between two participants: both parties, their pair not wholly suspended,
/// no opposing objection.
[[nodiscard]] inline pair_matcher InForceBetween(std::string one, std::string other, date day) {
    return {std::move(one), std::move(other), day};
}

/// Asks for the verdict of an obligation.
class verdict_matcher final : public detail::in_treaty<verdict_matcher> {
public:
    /// Without a verdict: whether the verdict is disputed.
    verdict_matcher(std::string party,
                    std::string obligation,
                    std::optional<servanda::verdict> wanted,
                    date day)
        : party_(std::move(party))
        , obligation_(std::move(obligation))
        , wanted_(wanted)
        , day_(day) {}

private:
    [[nodiscard]] bool holds(const history& story, const std::string& treaty) const override {
        const auto d = find_duty(story, treaty, obligation_, party_);
        if (!wanted_) {
            return d && report_verdict(story, *d, day_).disputed;
        }
        return (d ? story.verdict(*d, day_) : verdict::not_applicable) == *wanted_;
    }
    [[nodiscard]] std::string question() const override {
        return "has '" + obligation_ + "' " +
               (wanted_ ? std::string(to_string(*wanted_)) : "seen differently") + " for " +
               party_ + " on " + to_string(day_);
    }
    [[nodiscard]] std::string answer(const history& story,
                                     const std::string& treaty) const override {
        const auto d = find_duty(story, treaty, obligation_, party_);
        if (!d) {
            return party_ + " does not bear it";
        }
        const verdict_report report = report_verdict(story, *d, day_);
        std::string text = "it is " + std::string(to_string(report.verdict));
        text += report.since ? " since " + to_string(*report.since) : "";
        text += report.article.empty() ? "" : ", " + report.article;
        text += report.why.empty() ? "" : ": " + report.why;
        for (const auto& [viewer, seen] : report.as_seen_by) {
            text += "\n  as seen by " + viewer + ": " + std::string(to_string(seen));
        }
        return text + detail::lines(report.absences);
    }

    std::string party_;
    std::string obligation_;
    std::optional<servanda::verdict> wanted_;
    date day_;
};

/// An obligation of `party` has this verdict on the day.
[[nodiscard]] inline verdict_matcher
HasVerdict(std::string party, std::string obligation, verdict wanted, date day) {
    return {std::move(party), std::move(obligation), wanted, day};
}
/// Somebody's account has another verdict.
[[nodiscard]] inline verdict_matcher
DisputedVerdict(std::string party, std::string obligation, date day) {
    return {std::move(party), std::move(obligation), std::nullopt, day};
}

/// Asks on which day a treaty or a membership began or ended.
class turning_matcher final : public detail::in_treaty<turning_matcher> {
public:
    /// What happens on the day.
    enum class asked : std::uint8_t { entry, end };

    /// An empty party is the treaty as a whole; without a day it never happens.
    turning_matcher(asked what, std::string party, std::optional<date> day)
        : what_(what)
        , party_(std::move(party))
        , day_(day) {}

private:
    /// Every day on which it happens: members may come back.
    [[nodiscard]] std::vector<date> days_in(const history& story, const std::string& treaty) const {
        const membership_id m = party_.empty() ? story.whole(treaty) : story.find(treaty, party_);
        std::vector<date> days;
        bool before = false;
        for (const change& item : story.changes()) {
            if (item.who != m) {
                continue;
            }
            const bool bound = party_.empty() ? item.treaty_now == treaty_state::in_force ||
                                                    item.treaty_now == treaty_state::suspended
                                              : item.now.consent == consent::party;
            if (std::exchange(before, bound) != bound && bound == (what_ == asked::entry)) {
                days.push_back(item.day);
            }
        }
        return days;
    }
    [[nodiscard]] std::string verb() const {
        return what_ == asked::entry ? "enters into force" : "ends";
    }

    [[nodiscard]] bool holds(const history& story, const std::string& treaty) const override {
        const auto days = days_in(story, treaty);
        return day_ ? std::find(days.begin(), days.end(), *day_) != days.end() : days.empty();
    }
    [[nodiscard]] std::string question() const override {
        return (day_ ? "" : "never ") + verb() + (party_.empty() ? "" : " for " + party_) +
               (day_ ? " on " + to_string(*day_) : std::string());
    }
    [[nodiscard]] std::string answer(const history& story,
                                     const std::string& treaty) const override {
        std::string text;
        for (const date day : days_in(story, treaty)) {
            text += (text.empty() ? "it " + verb() + " on " : ", ") + to_string(day);
        }
        text += text.empty() ? "it never does: " : "\n";
        return text + (party_.empty() ? detail::why_so(story, treaty, std::nullopt)
                                      : detail::why_so(story, treaty, party_, story.last_day()));
    }

    asked what_;
    std::string party_;
    std::optional<date> day_;
};

/// The treaty enters into force on the day.
[[nodiscard]] inline turning_matcher EntersIntoForce(date day) {
    return {turning_matcher::asked::entry, {}, day};
}
/// It enters into force for `party` on the day, if only once more.
[[nodiscard]] inline turning_matcher EntersIntoForce(std::string party, date day) {
    return {turning_matcher::asked::entry, std::move(party), day};
}
/// The treaty ends on the day: the first without it.
[[nodiscard]] inline turning_matcher Ends(date day) {
    return {turning_matcher::asked::end, {}, day};
}
/// It ends for `party` on the day, by withdrawal or with the treaty.
[[nodiscard]] inline turning_matcher Ends(std::string party, date day) {
    return {turning_matcher::asked::end, std::move(party), day};
}
/// The treaty does not end as far as the history goes.
[[nodiscard]] inline turning_matcher NeverEnds() {
    return {turning_matcher::asked::end, {}, std::nullopt};
}
/// It does not end for `party` as far as the history goes.
[[nodiscard]] inline turning_matcher NeverEnds(std::string party) {
    return {turning_matcher::asked::end, std::move(party), std::nullopt};
}

// NOLINTEND(readability-identifier-naming)

} // namespace servanda::matchers

#endif

/// @file
/// Questions: what a study asks of a history, and compares between variants of it.
#ifndef SERVANDA_STUDY_QUESTION_HPP
#define SERVANDA_STUDY_QUESTION_HPP

#include <servanda/engine/history.hpp>
#include <servanda/engine/verdicts.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace servanda {

/// What is asked of a history. Two variants that give the same answer do not differ in it.
struct question {
    std::string treaty; ///< may stay empty where the history has one
    std::string party;  ///< empty: the treaty as a whole
    /// The day asked about; none: how it is at the end of the history, and since when.
    std::optional<date> on;
    std::string obligation; ///< not empty: the verdict on that duty of the party
    std::string as_seen_by; ///< whose account is asked; empty: nobody's
    friend bool operator==(const question&, const question&) = default;
};

/// "inf USA, at the end", "inf (treaty) on 2019-05-01", "'no-launchers' of inf RUS on 2019-01-01,
/// as seen by USA".
[[nodiscard]] inline std::string to_string(const question& asked) {
    std::string text = asked.obligation.empty() ? "" : "'" + asked.obligation + "' of ";
    text += asked.treaty + (asked.treaty.empty() ? "" : " ");
    text += asked.party.empty() ? "(treaty)" : asked.party;
    text += asked.on ? " on " + to_string(*asked.on) : ", at the end";
    return text + (asked.as_seen_by.empty() ? "" : ", as seen by " + asked.as_seen_by);
}

namespace detail {

/// The id of the treaty a question is about, whichever of its names it is asked by. Throws
/// `unknown_name`.
[[nodiscard]] inline const std::string& treaty_asked(const history& story, const question& asked) {
    const program& source = story.program();
    if (!asked.treaty.empty()) {
        return source.treaty_name(source.treaty_of[story.whole(asked.treaty)]);
    }
    if (source.treaties.size() != 1) {
        throw unknown_name("the history has several treaties: name one");
    }
    return source.treaties.front().source->id;
}

/// Throws `unknown_name` for a name in the question that nothing in the history has, and
/// `input_error` for an obligation of nobody.
inline void check_question(const history& story, const question& asked) {
    const std::string& treaty = treaty_asked(story, asked);
    if (!asked.party.empty()) {
        (void)story.find(treaty, asked.party);
    }
    if (!asked.obligation.empty()) {
        if (asked.party.empty()) {
            throw input_error("an obligation is asked about of a party, and none is named");
        }
        (void)find_duty(story, treaty, asked.obligation, asked.party);
    }
    if (!asked.as_seen_by.empty()) {
        (void)story.as_seen_by(asked.as_seen_by);
    }
}

/// Answers a question whose names are good, though not everybody named need appear in this variant
/// of the history.
class answerer {
public:
    answerer(const history& story, const question& asked)
        : story_(account(story, asked.as_seen_by))
        , asked_(asked)
        , treaty_(treaty_asked(story, asked))
        , day_(asked.on.value_or(story.last_day())) {}

    [[nodiscard]] std::string run() const {
        if (asked_.party.empty()) {
            return words(to_string(story_.treaty_state(treaty_, day_)),
                         story_.since(story_.whole(treaty_), day_));
        }
        const bool appears = story_.program().participant(asked_.party).has_value();
        return asked_.obligation.empty() ? state(appears) : verdict_words(appears);
    }

private:
    /// Who does nothing in a variant contests nothing in it. That there is such an account
    /// `history` knows only of those whom the rulebook declares.
    [[nodiscard]] static history account(const history& story, const std::string& viewer) {
        const program& source = story.program();
        if (viewer.empty() || story.views().empty()) {
            return story;
        }
        if (source.participant(viewer) || source.rules->participants.declares(viewer)) {
            return story.as_seen_by(viewer);
        }
        const auto others = std::find_if(story.views().begin(),
                                         story.views().end(),
                                         [](const viewpoint& view) { return view.who == nothing; });
        // Lent, not shared: this account does not outlive the history it is taken from.
        const std::shared_ptr<const program> lent(std::shared_ptr<const void>{}, &source);
        return {lent, others->line, {}, viewer};
    }

    [[nodiscard]] std::string words(std::string_view answer,
                                    const std::optional<date>& since) const {
        std::string text(answer);
        return asked_.on || !since ? text : text + " since " + to_string(*since);
    }

    [[nodiscard]] std::string state(bool appears) const {
        const membership_id m = appears ? story_.find(treaty_, asked_.party) : nothing;
        return m == nothing ? std::string(to_string(servanda::state::none))
                            : words(to_string(story_.state(m, day_)), story_.since(m, day_));
    }

    [[nodiscard]] std::string verdict_words(bool appears) const {
        const auto duty = appears ? find_duty(story_, treaty_, asked_.obligation, asked_.party)
                                  : std::optional<duty_id>();
        return duty ? words(to_string(story_.verdict(*duty, day_)),
                            story_.verdict_since(*duty, day_))
                    : std::string(to_string(verdict::not_applicable));
    }

    history story_;
    const question& asked_;
    const std::string& treaty_;
    date day_;
};

/// The answer, for a question that was checked against another variant of the same history.
[[nodiscard]] inline std::string answer_of_variant(const history& story, const question& asked) {
    return answerer(story, asked).run();
}

} // namespace detail

/// The answer in words. With a day: the headline state on it ("withdrawal pending"), of the party
/// or of the treaty as a whole, or the verdict on the obligation ("kept"). Without: the last state
/// or verdict and its first day ("terminated since 2019-08-02"). A participant that does nothing in
/// the history is "none", and its duties are "not applicable". Throws `unknown_name` for a treaty,
/// a party, a viewer or an obligation that does not exist, and for no treaty where the history has
/// several; `input_error` for an obligation of nobody. O(log changes), without a day O(changes of
/// the membership).
[[nodiscard]] inline std::string answer(const history& story, const question& asked) {
    detail::check_question(story, asked);
    return detail::answer_of_variant(story, asked);
}

/// The state or verdict of an answer, without its first day: "terminated".
[[nodiscard]] inline std::string_view state_of(std::string_view answer) noexcept {
    return answer.substr(0, answer.find(" since "));
}

} // namespace servanda

#endif

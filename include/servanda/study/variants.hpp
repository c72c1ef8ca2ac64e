/// @file
/// Variants: one scenario, edited again and again, and one question asked of each. Sweeps and
/// but-for analyses run through here, and through nothing else.
#ifndef SERVANDA_STUDY_VARIANTS_HPP
#define SERVANDA_STUDY_VARIANTS_HPP

#include <servanda/study/baseline.hpp>
#include <servanda/study/question.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

/// Is told how much of a long study is done, and says whether to go on. May be empty.
using study_watch = std::function<bool(std::size_t done, std::size_t of)>;

/// Answers one question under variants of rules and a scenario. What a variant shares with the
/// scenario as it stands is not run again. One for each thread.
class variants {
public:
    /// `rules` must not be null. Throws `unknown_name` and `input_error` as `simulate` and `answer`
    /// do. One simulation.
    variants(std::shared_ptr<const rulebook> rules, scenario story, question asked)
        : base_(std::move(rules), without_expectations(std::move(story)))
        , ask_(base_)
        , asked_(std::move(asked))
        , outcome_(servanda::answer(base_.history(), asked_)) {
        asked_.treaty = detail::treaty_asked(base_.history(), asked_);
    }

    /// Without edits.
    [[nodiscard]] const std::string& outcome() const noexcept { return outcome_; }
    [[nodiscard]] const scenario& story() const noexcept { return base_.story(); }
    /// With the id of the treaty, named or not.
    [[nodiscard]] const question& asked() const noexcept { return asked_; }

    /// The answer with the edits applied in order. Whoever is asked about and no longer appears is
    /// "none". Throws `input_error` where an edit does not apply, or what it leaves is no scenario.
    /// One simulation at most; where acts alone are edited and the answer stays, or is asked of a
    /// day, only of what the edits change (`what_ifs`).
    [[nodiscard]] std::string answer(const std::vector<edit>& edits) {
        try {
            ask_.ask(edits);
            const bool quick = ask_.reused() && asked_.as_seen_by.empty();
            if (auto found = quick ? answer_by_stretches() : std::nullopt) {
                return *std::move(found);
            }
            return detail::answer_of_variant(ask_.history(), asked_);
        } catch (const date_out_of_range& problem) {
            throw input_error(problem.what());
        }
    }

private:
    /// No answer hangs on them.
    [[nodiscard]] static scenario without_expectations(scenario story) {
        story.expectations.clear();
        return story;
    }

    /// From what differs, without the whole history; nothing where that takes it.
    [[nodiscard]] std::optional<std::string> answer_by_stretches() const {
        const history& told = base_.history();
        if (!asked_.obligation.empty()) {
            const auto duty = find_duty(told, asked_.treaty, asked_.obligation, asked_.party);
            return duty ? answer_by(ask_.verdicts(),
                                    [&](const verdict_stretch& item) { return item.duty == *duty; })
                        : std::nullopt;
        }
        const membership_id m = asked_.party.empty() ? told.whole(asked_.treaty)
                                                     : told.find(asked_.treaty, asked_.party);
        return m == nothing ? std::nullopt
                            : answer_by(ask_.states(),
                                        [&](const state_stretch& item) { return item.who == m; });
    }
    template <class Stretch, class Concerns>
    [[nodiscard]] std::optional<std::string> answer_by(const std::vector<Stretch>& stretches,
                                                       Concerns concerns) const {
        for (const Stretch& item : stretches) {
            if (!concerns(item)) {
                continue;
            }
            if (!asked_.on) {
                return std::nullopt; // since when it is so takes the whole history
            }
            if (item.from <= *asked_.on && (!item.until || *asked_.on < *item.until)) {
                return words(item);
            }
        }
        return outcome_;
    }
    [[nodiscard]] std::string words(const state_stretch& item) const {
        return std::string(asked_.party.empty() ? to_string(item.is.treaty)
                                                : to_string(item.is.membership.headline()));
    }
    [[nodiscard]] static std::string words(const verdict_stretch& item) {
        return std::string(to_string(item.is));
    }

    baseline base_;
    what_ifs ask_;
    question asked_;
    std::string outcome_;
};

} // namespace servanda

#endif

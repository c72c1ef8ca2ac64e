/// @file
/// Variants: one scenario, edited again and again, and one question asked of each. Sweeps and
/// but-for analyses run through here, and through nothing else.
#ifndef SERVANDA_STUDY_VARIANTS_HPP
#define SERVANDA_STUDY_VARIANTS_HPP

#include <servanda/study/edit.hpp>
#include <servanda/study/question.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

/// Is told how much of a long study is done, and says whether to go on. May be empty.
using study_watch = std::function<bool(std::size_t done, std::size_t of)>;

/// Answers one question under variants of rules and a scenario. Immutable: many threads may ask.
class variants {
public:
    /// `rules` must not be null. Throws `unknown_name` and `input_error` as `simulate` and `answer`
    /// do. One simulation.
    variants(std::shared_ptr<const rulebook> rules, scenario story, question asked)
        : rules_(with_default_laws(std::move(rules)))
        , story_(std::move(story))
        , asked_(std::move(asked)) {
        story_.expectations.clear(); // no answer hangs on them
        const history told = simulate(rules_, story_);
        outcome_ = servanda::answer(told, asked_);
        asked_.treaty = detail::treaty_asked(told, asked_);
    }

    /// Without edits.
    [[nodiscard]] const std::string& outcome() const noexcept { return outcome_; }
    [[nodiscard]] const scenario& story() const noexcept { return story_; }
    /// With the id of the treaty, named or not.
    [[nodiscard]] const question& asked() const noexcept { return asked_; }

    /// The answer with the edits applied in order. Whoever is asked about and no longer appears is
    /// "none". Throws `input_error` where an edit does not apply, or what it leaves is no scenario.
    /// One simulation; rules are copied only where an edit sets a clause.
    [[nodiscard]] std::string answer(const std::vector<edit>& edits) const {
        try {
            return detail::answer_of_variant(what_if(rules_, story_, edits), asked_);
        } catch (const date_out_of_range& problem) {
            throw input_error(problem.what());
        }
    }

private:
    std::shared_ptr<const rulebook> rules_;
    scenario story_;
    question asked_;
    std::string outcome_;
};

} // namespace servanda

#endif

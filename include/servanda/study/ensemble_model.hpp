/// @file
/// What an ensemble is made of: a scenario whose acts are certain, acts that happen by chance, and
/// what is asked of the outcome.
#ifndef SERVANDA_STUDY_ENSEMBLE_MODEL_HPP
#define SERVANDA_STUDY_ENSEMBLE_MODEL_HPP

#include <servanda/law/scenario.hpp>
#include <servanda/law/treaty.hpp>
#include <servanda/study/chance.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

/// One of several options is taken, by chance, in each run.
struct chance_choice {
    std::string id;
    std::vector<std::pair<std::string, double>> options; ///< with probabilities that sum to one
    source_position where{};
};

/// What must be so in a run for an act to happen in it: that another act by chance happened
/// (`is` empty), or that a choice fell on an option.
struct chance_condition {
    std::string what; ///< id of an act by chance, or of a choice
    std::string is;   ///< the option
    bool negated = false;
    source_position where{};
    friend bool operator==(const chance_condition&, const chance_condition&) = default;
};

/// The first day on which a participant has a state.
struct state_reached {
    std::string treaty; ///< may stay empty where there is one
    std::string party;
    servanda::state state = servanda::state::none;
    source_position where{};
    friend bool operator==(const state_reached&, const state_reached&) = default;
};

/// An act that happens by chance: with some probability, and on a day so many days after a fixed
/// day, after another act, or after a participant came to have a state.
struct uncertain_act {
    dated_act act; ///< its `day` counts for nothing
    day_chances days = day_chances::exactly(0);
    /// What the days are counted from: a day …
    std::optional<date> from{};
    std::string after{};                        ///< … or another act by chance, by its id …
    std::optional<state_reached> after_state{}; ///< … or a state, from one day after on
    double probability = 1.0;                   ///< that it happens, where it can
    std::vector<chance_condition> only_if{};    ///< all of them
    std::optional<date> until{};                ///< the last day on which it may happen
    source_position where_days{};               ///< where its days are stated
};

/// What is asked of each run: whether, and on which day first, something is so. One of `state`,
/// `treaty_state` and `fewer_parties_than` says what.
struct ensemble_outcome {
    std::string name;
    std::string treaty; ///< may stay empty where there is one
    std::string party;
    std::optional<servanda::state> state{};
    std::optional<servanda::treaty_state> treaty_state{};
    std::optional<std::int64_t> fewer_parties_than{};
    std::optional<date> by{}; ///< looked at up to this day; none: to the end
    source_position where{};
};

/// Everything an ensemble is computed from. The scenario must say on which day it ends.
struct ensemble_model {
    std::string title;
    scenario story; ///< what is certain
    std::vector<chance_choice> choices;
    std::vector<uncertain_act> acts;
    std::vector<ensemble_outcome> outcomes;
    std::uint64_t seed = 0;
    source_position where{};
};

} // namespace servanda

#endif

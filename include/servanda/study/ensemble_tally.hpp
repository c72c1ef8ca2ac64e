/// @file
/// What is counted over the runs of an ensemble: whole numbers only, so that the order in which
/// runs are counted, and by whom, changes nothing.
#ifndef SERVANDA_STUDY_ENSEMBLE_TALLY_HPP
#define SERVANDA_STUDY_ENSEMBLE_TALLY_HPP

#include <servanda/calendar/date.hpp>
#include <servanda/law/vocabulary.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace servanda {

/// By day from the first, in how many runs something began and ended. Empty: in none.
struct day_counts {
    std::vector<std::uint32_t> began;
    std::vector<std::uint32_t> ended;
    friend bool operator==(const day_counts&, const day_counts&) = default;
};

/// Runs with the same outcomes.
struct outcome_class {
    std::uint64_t runs = 0;
    std::uint64_t example = std::numeric_limits<std::uint64_t>::max(); ///< its first run
    friend bool operator==(const outcome_class&, const outcome_class&) = default;
};

/// The counts of some runs. Those of other runs of the same ensemble can be added.
struct ensemble_tally {
    /// The most runs that can be counted.
    static constexpr std::uint64_t most_runs = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::size_t states = state_names.size();

    std::uint64_t runs = 0;
    /// By membership and state (`membership * states + state`; of a treaty as a whole, its treaty
    /// state): changes from one state to another. The first state is not among them.
    std::vector<day_counts> by_state;
    /// By outcome: by day from the first, in how many runs it is so first.
    std::vector<std::vector<std::uint32_t>> first_days;
    /// By which outcomes come true: bit k for outcome k.
    std::map<std::uint32_t, outcome_class> classes;

    friend bool operator==(const ensemble_tally&, const ensemble_tally&) = default;

    /// Adds the counts of other runs. O(counts).
    void add(const ensemble_tally& other) {
        runs += other.runs;
        add_all(by_state, other.by_state, [](day_counts& into, const day_counts& from) {
            add_counts(into.began, from.began);
            add_counts(into.ended, from.ended);
        });
        add_all(first_days, other.first_days, add_counts);
        for (const auto& [which, item] : other.classes) {
            outcome_class& own = classes[which];
            own.runs += item.runs;
            own.example = std::min(own.example, item.example);
        }
    }

private:
    template <class List, class Add>
    static void add_all(List& into, const List& from, Add add_one) {
        into.resize(std::max(into.size(), from.size()));
        for (std::size_t i = 0; i < from.size(); ++i) {
            add_one(into[i], from[i]);
        }
    }
    static void add_counts(std::vector<std::uint32_t>& into,
                           const std::vector<std::uint32_t>& from) {
        into.resize(std::max(into.size(), from.size()));
        for (std::size_t i = 0; i < from.size(); ++i) {
            into[i] += from[i];
        }
    }
};

} // namespace servanda

#endif

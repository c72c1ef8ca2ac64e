/// @file
/// What the counts of an ensemble say: probabilities with their confidence intervals, quantiles of
/// days, shares of states by day, and a run to look at for each class of outcomes.
#ifndef SERVANDA_STUDY_ENSEMBLE_REPORT_HPP
#define SERVANDA_STUDY_ENSEMBLE_REPORT_HPP

#include <servanda/study/ensemble.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

/// A share of runs, and between what the probability lies with 99 % confidence.
struct estimate {
    double share = 0.0;
    double low = 0.0;
    double high = 1.0;
    friend bool operator==(const estimate&, const estimate&) = default;
};

/// The interval of E. B. Wilson (1927), "Probable inference, the law of succession, and statistical
/// inference", for `hits` of `runs`, of which there must be one at least. It never leaves 0 to 1,
/// and holds where all or none are hits.
[[nodiscard]] inline estimate estimate_of(std::uint64_t hits, std::uint64_t runs) {
    constexpr double z = 2.5758293035489004; // the 99.5 % point of the normal distribution
    const auto n = static_cast<double>(runs);
    const double share = static_cast<double>(hits) / n;
    const double middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    const double half =
        z / (1.0 + z * z / n) * std::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
    return {share,
            hits == 0 ? 0.0 : std::max(0.0, middle - half),
            hits == runs ? 1.0 : std::min(1.0, middle + half)};
}

/// One outcome over all runs.
struct outcome_report {
    std::string name;
    std::uint64_t runs = 0; ///< in how many it comes true
    estimate probability;
    /// The first days on which it is so, with the number of runs: those with any, in order.
    std::vector<std::pair<date, std::uint32_t>> days;

    /// The first day by which it is so in that share of the runs in which it is so at all; `share`
    /// from 0 (excluded) to 1. None where it never is.
    [[nodiscard]] std::optional<date> quantile(double share) const {
        std::uint64_t seen = 0;
        for (const auto& [day, count] : days) {
            seen += count;
            if (static_cast<double>(seen) >= share * static_cast<double>(runs)) {
                return day;
            }
        }
        return std::nullopt;
    }
};

/// The runs in which the same outcomes come true.
struct class_report {
    std::vector<std::string> outcomes; ///< their names; empty: none comes true
    std::uint64_t runs = 0;
    estimate probability;
    std::uint64_t example = 0; ///< the first run of the class: `ensemble::story` gives its scenario
};

/// How many runs have a state, from a day on.
struct state_share {
    date from;
    std::uint64_t runs = 0;
    friend bool operator==(const state_share&, const state_share&) = default;
};

/// One state of one membership, or of a treaty as a whole, over all runs.
struct state_shares {
    std::string treaty;
    std::string party; ///< empty: the treaty as a whole
    std::string state;
    /// By day, in how many runs it is the state from that day on; each day on which that changes,
    /// beginning with the ensemble's first.
    std::vector<state_share> shares;
    /// By day, in how many runs it begins on that day; days with any, in order.
    std::vector<std::pair<date, std::uint32_t>> begins;

    /// In how many runs it is the state on a day; before the first day none. O(log days).
    [[nodiscard]] std::uint64_t runs_on(date day) const noexcept {
        const auto after = std::upper_bound(
            shares.begin(), shares.end(), day, [](date wanted, const state_share& item) {
                return wanted < item.from;
            });
        return after == shares.begin() ? 0 : std::prev(after)->runs;
    }
};

/// What an ensemble comes to.
struct ensemble_report {
    std::string title;
    std::uint64_t seed = 0;
    std::uint64_t runs = 0;  ///< done
    std::uint64_t asked = 0; ///< asked for
    date first;
    date last;
    std::vector<outcome_report> outcomes;
    std::vector<class_report> classes; ///< the most frequent first
    std::vector<state_shares> states;  ///< those that any run comes to; by treaty, party and state
};

namespace detail {

class ensemble_reporter {
public:
    ensemble_reporter(const ensemble& of, const ensemble_counts& counts)
        : of_(of)
        , plan_(of.plan())
        , tally_(counts.tally) {
        report_.title = of.model().title;
        report_.seed = of.model().seed;
        report_.runs = tally_.runs;
        report_.asked = counts.asked;
        report_.first = of.first_day();
        report_.last = of.last_day();
    }

    [[nodiscard]] ensemble_report make() {
        if (tally_.runs != 0) {
            tell_outcomes();
            tell_classes();
            tell_states();
        }
        return std::move(report_);
    }

private:
    [[nodiscard]] date day_at(std::size_t place) const {
        return report_.first + static_cast<std::int64_t>(place);
    }
    [[nodiscard]] std::vector<std::pair<date, std::uint32_t>>
    days_of(const std::vector<std::uint32_t>& counts) const {
        std::vector<std::pair<date, std::uint32_t>> days;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (counts[i] != 0) {
                days.emplace_back(day_at(i), counts[i]);
            }
        }
        return days;
    }

    void tell_outcomes() {
        for (std::size_t k = 0; k < of_.model().outcomes.size(); ++k) {
            outcome_report item;
            item.name = of_.model().outcomes[k].name;
            item.days = days_of(tally_.first_days[k]);
            for (const auto& [day, count] : item.days) {
                item.runs += count;
            }
            item.probability = estimate_of(item.runs, tally_.runs);
            report_.outcomes.push_back(std::move(item));
        }
    }

    void tell_classes() {
        for (const auto& [which, counted] : tally_.classes) {
            class_report item;
            for (std::size_t k = 0; k < report_.outcomes.size(); ++k) {
                if ((which >> k & 1U) != 0) {
                    item.outcomes.push_back(report_.outcomes[k].name);
                }
            }
            item.runs = counted.runs;
            item.example = counted.example;
            item.probability = estimate_of(counted.runs, tally_.runs);
            report_.classes.push_back(std::move(item));
        }
        std::stable_sort(report_.classes.begin(),
                         report_.classes.end(),
                         [](const auto& a, const auto& b) { return a.runs > b.runs; });
    }

    void tell_states() {
        const program& source = *plan_.source;
        for (membership_id m = 0; m < source.participant_of.size(); ++m) {
            const bool whole = source.participant_of[m] == nothing;
            const std::size_t states = whole ? treaty_state_names.size() : ensemble_tally::states;
            for (std::size_t s = 0; s < states; ++s) {
                tell_state(m, s, whole);
            }
        }
    }
    void tell_state(membership_id m, std::size_t s, bool whole) {
        const program& source = *plan_.source;
        const day_counts& counts = tally_.by_state[m * ensemble_tally::states + s];
        std::uint64_t now = s == first_headline(plan_, m) ? tally_.runs : 0;
        if (now == 0 && counts.began.empty()) {
            return;
        }
        state_shares item;
        item.treaty = source.treaty_name(source.treaty_of[m]);
        item.party =
            whole ? std::string() : source.code_on(source.participant_of[m], report_.first);
        item.state = whole ? treaty_state_names[s] : state_names[s];
        item.begins = days_of(counts.began);
        item.shares.push_back({report_.first, now});
        const std::size_t days = std::max(counts.began.size(), counts.ended.size());
        for (std::size_t i = 0; i < days; ++i) {
            const std::uint64_t more = counts.began.empty() ? 0 : counts.began[i];
            const std::uint64_t fewer = counts.ended.empty() ? 0 : counts.ended[i];
            if (more == fewer) {
                continue;
            }
            now = now + more - fewer;
            if (i == 0) {
                item.shares.front().runs = now;
            } else {
                item.shares.push_back({day_at(i), now});
            }
        }
        report_.states.push_back(std::move(item));
    }

    const ensemble& of_;
    const ensemble_plan& plan_;
    const ensemble_tally& tally_;
    ensemble_report report_;
};

} // namespace detail

/// Makes a report of the counts of an ensemble's runs. O(counts).
[[nodiscard]] inline ensemble_report report(const ensemble& of, const ensemble_counts& counts) {
    return detail::ensemble_reporter(of, counts).make();
}

} // namespace servanda

#endif

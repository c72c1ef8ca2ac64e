/// @file
/// What text, JSON and pictures of ensembles have in common: the days they look at, and sums over
/// the parties of a treaty.
#ifndef SERVANDA_LIB_IO_ENSEMBLE_WORDS_HPP
#define SERVANDA_LIB_IO_ENSEMBLE_WORDS_HPP

#include <servanda/study/ensemble_report.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace servanda::io {

/// At most `parts` + 1 days from the first to the last, evenly spread.
[[nodiscard]] std::vector<date> spread_days(const ensemble_report& found, std::size_t parts);

/// One state of the members of a treaty, on some days.
struct counted_state {
    std::string state;
    std::vector<double> members; ///< by day: how many are to be expected in it
};

/// The states of a member, on some days.
struct counted_member {
    std::string party; ///< empty: the treaty as a whole
    std::vector<std::string> states;
    std::vector<std::vector<double>> shares; ///< by state and day
    /// How far the runs differ: from 0 (all are in the same state on each day) to 1.
    double uncertainty = 0.0;
};

/// A treaty over the runs of an ensemble.
struct counted_treaty {
    std::string treaty;
    std::vector<counted_state> states;
    counted_member whole;
    std::vector<counted_member> members; ///< by code
};

/// The treaties of a report, on some days.
[[nodiscard]] std::vector<counted_treaty> count_treaties(const ensemble_report& found,
                                                         const std::vector<date>& days);

/// "1,234,567".
[[nodiscard]] std::string in_thousands(std::uint64_t number);
/// "12.34 %".
[[nodiscard]] std::string percent(double share);

/// An act by chance in a word: its id, or "suspend by USA".
[[nodiscard]] std::string name_of(const uncertain_act& item);

/// The members that differ between runs, the most uncertain first.
[[nodiscard]] std::vector<const counted_member*> uncertain_members(const counted_treaty& of);

} // namespace servanda::io

#endif

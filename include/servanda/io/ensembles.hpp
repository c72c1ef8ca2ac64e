/// @file
/// Ensembles as files: a scenario, the acts that happen by chance, and what is asked of the
/// outcome, in TOML (docs/ensembles.md); reports of them as text, JSON, CSV and pictures. Like the
/// ensembles themselves this header needs Random123.
#ifndef SERVANDA_IO_ENSEMBLES_HPP
#define SERVANDA_IO_ENSEMBLES_HPP

#include <servanda/io/files.hpp>
#include <servanda/io/text.hpp>
#include <servanda/study/ensemble_report.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace servanda::io {

/// What an ensemble file says.
struct ensemble_file {
    static constexpr std::uint64_t default_runs = 100'000;

    ensemble_model model; ///< with its scenario, as known on the day that the file names
    std::uint64_t runs = default_runs;
    std::filesystem::path scenario; ///< where that was read
};

/// Reads an ensemble file and the scenario that it names, by a path from the folder of the file.
/// Mistakes in either are told at their places; names are only known to rules (`ensemble`,
/// `ensemble_mistakes`).
[[nodiscard]] loaded<ensemble_file> read_ensemble(const std::filesystem::path& path);

/// Reads the text of an ensemble file; `name` is its path.
[[nodiscard]] loaded<ensemble_file> read_ensemble_text(std::string_view text,
                                                       const std::string& name);

/// A report for people: outcomes with their probabilities and days, classes of outcomes with a run
/// of each explained, shares of states on some days.
[[nodiscard]] std::string
write_ensemble(const ensemble& of, const ensemble_report& found, const text_style& style = {});

/// One run: what was drawn for it, and its history as `run` tells it.
[[nodiscard]] std::string
write_ensemble_run(const ensemble& of, std::uint64_t run, const text_style& style = {});
[[nodiscard]] std::string json_ensemble_run(const ensemble& of, std::uint64_t run);

/// A report for programs: outcomes with the number of runs by day, classes of outcomes with what
/// was drawn for a run of each, and the runs in each state on at most some fifty days.
[[nodiscard]] std::string json_ensemble(const ensemble& of, const ensemble_report& found);

/// The shares of states: `treaty,party,state,from,runs,share`, a line for each day from which on
/// the number of runs in a state is another. The party `*` is the treaty as a whole.
[[nodiscard]] std::string csv_ensemble(const ensemble_report& found);

/// What a picture shows beside the outcomes and the expected number of parties in each state.
struct ensemble_picture {
    /// The parties whose states are shown, at most; the most uncertain ones.
    std::size_t most_parties = 4;
};

/// A picture: a histogram of the day of each outcome, and for each treaty how many parties are to
/// be expected in which state, and the shares of states of its most uncertain parties. One SVG
/// document without scripts, fonts or links, for light and dark backgrounds.
[[nodiscard]] std::string svg_ensemble(const ensemble_report& found,
                                       const ensemble_picture& shown = {});

} // namespace servanda::io

#endif

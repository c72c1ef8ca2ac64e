/// @file
/// A small ensemble for the io tests: a treaty of three parties, and a folder with its scenario, in
/// which ensemble files are read.
#ifndef SERVANDA_TESTS_IO_ENSEMBLE_FILES_HPP
#define SERVANDA_TESTS_IO_ENSEMBLE_FILES_HPP

#include "io/reading.hpp"

#include <servanda/io/ensembles.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace servanda_tests {

inline const std::shared_ptr<const rulebook>& lakes() {
    static const auto rules = std::make_shared<const rulebook>(io::read_rule_text(R"(
[treaty]
id = "lakes"
title = "Lakes Treaty"

[entry_into_force]
article = "4"
when = "3 deposits"

[withdrawal]
article = "7"
notice = "6 months after notice"

[participants]
AAA = "Aland"
BBB = "Beland"
CCC = "Celand"
)",
                                                                                  "lakes.toml")
                                                                   .value());
    return rules;
}

/// Three deposits in 2000; on 1 March 2001 AAA gives notice, published in April.
inline constexpr std::string_view lakes_story = R"([scenario]
title = "Lakes"
treaties = ["lakes"]
from = 2000-01-01

[[act]]
date = 2000-01-01
act = "accede"
by = ["AAA", "BBB", "CCC"]

[[act]]
id = "a-notice"
date = 2001-03-01
published = 2001-04-01
act = "give notice of withdrawal"
by = "AAA"
)";

/// A folder with `lakes.toml`, the scenario.
inline const std::filesystem::path& ensemble_folder() {
    static const scratch_folder folder;
    static const auto scenario = folder.write("lakes.toml", lakes_story);
    return folder.path();
}

inline io::loaded<io::ensemble_file> read_here(std::string_view text, const std::string& name) {
    return io::read_ensemble_text(text, (ensemble_folder() / name).string());
}

/// The head of an ensemble file, and more text.
inline std::string with_ensemble(std::string_view more) {
    return "[ensemble]\nscenario = \"lakes.toml\"\nto = 2003-12-31\n" + std::string(more);
}

/// An ensemble in which BBB gives notice, with more keys.
inline std::string with_notice(std::string_view keys) {
    return with_ensemble("[[act]]\nact = \"give notice of withdrawal\"\nby = \"BBB\"\n" +
                         std::string(keys));
}

/// The act by chance of `with_notice`.
inline uncertain_act notice(std::string_view keys) {
    const auto read = read_here(with_notice(keys), "e.toml");
    INFO(told(read.messages));
    REQUIRE(read.ok());
    REQUIRE(read.content->model.acts.size() == 1);
    return read.content->model.acts.front();
}

} // namespace servanda_tests

#endif

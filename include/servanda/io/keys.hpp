/// @file
/// What the files may say: their sections and the keys of each, as the readers know them. For
/// schemas, editors, and whoever helps people write files.
#ifndef SERVANDA_IO_KEYS_HPP
#define SERVANDA_IO_KEYS_HPP

#include <string_view>
#include <vector>

namespace servanda::io {

/// A section and its keys. No keys: they are names of the file's own (`groups`, `states`, …).
/// `participant` is no section but the table that says what is known of one.
struct section_keys {
    std::string_view section;
    std::vector<std::string_view> keys;
};

/// The sections of rule files: of treaties, default laws and lists of participants.
[[nodiscard]] std::vector<section_keys> rule_file_keys();

/// The sections of scenario files. Acts, facts and expectations in the examples of rule files have
/// the same keys.
[[nodiscard]] std::vector<section_keys> scenario_file_keys();

/// The sections of ensemble files. An act may have the keys of one in a scenario, and some more.
[[nodiscard]] std::vector<section_keys> ensemble_file_keys();

} // namespace servanda::io

#endif

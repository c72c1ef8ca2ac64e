/// @file
/// Rule and scenario files in. Every mistake is reported as `file:line:column: error: …`, all in
/// one go as far as the TOML syntax allows; nothing is half-loaded.
#ifndef SERVANDA_IO_FILES_HPP
#define SERVANDA_IO_FILES_HPP

#include <servanda/law/scenario.hpp>
#include <servanda/law/treaty.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::io {

/// What was read, and what was said about it. There is content only where there are no errors.
template <class T>
struct loaded {
    std::optional<T> content;
    diagnostics messages;
    /// What could be read although something is wrong: only good for finding more mistakes in it.
    std::optional<T> draft = std::nullopt;

    [[nodiscard]] bool ok() const noexcept { return content.has_value(); }
    /// The content. Throws `input_error` with all messages where there is none.
    [[nodiscard]] const T& value() const {
        if (!content) {
            throw input_error(messages);
        }
        return *content;
    }
};

/// Reads rule files and folders of them (all `*.toml` below, in the order of their paths):
/// treaties, default laws and lists of participants. Names are checked across all of them. Where
/// nobody lists participants, or a default law is missing, those of `fallback` are used, if it is
/// not empty. Treaties of `beside` are added where the paths do not define them, so that a file can
/// be read alone.
[[nodiscard]] loaded<rulebook> read_rules(const std::vector<std::filesystem::path>& paths,
                                          const std::filesystem::path& fallback = {},
                                          const std::vector<std::filesystem::path>& beside = {});

/// One file or folder.
[[nodiscard]] inline loaded<rulebook> read_rules(const std::filesystem::path& path) {
    return read_rules(std::vector{path});
}

/// Reads the text of one rule file into a rulebook; names are not checked against other files.
[[nodiscard]] loaded<rulebook> read_rule_text(std::string_view text, const std::string& name);

/// Reads a scenario file.
[[nodiscard]] loaded<scenario> read_scenario(const std::filesystem::path& path);

/// Reads the text of a scenario file.
[[nodiscard]] loaded<scenario> read_scenario_text(std::string_view text, const std::string& name);

/// What a TOML file is, by its top-level sections.
enum class file_kind : std::uint8_t { rules, scenario, ensemble, unknown };

/// Tells rule files, scenario files and ensemble files apart. Unreadable files are `unknown`.
[[nodiscard]] file_kind kind_of_file(const std::filesystem::path& path);

} // namespace servanda::io

#endif

/// @file
/// TOML text as a tree of values with places. Nothing outside document.cpp knows toml++.
#ifndef SERVANDA_LIB_IO_DOCUMENT_HPP
#define SERVANDA_LIB_IO_DOCUMENT_HPP

#include <servanda/law/diagnostic.hpp>
#include <servanda/law/value.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace servanda::io {

/// The text of a file. Reports a folder, a file that cannot be read and one too large to be ours.
[[nodiscard]] std::optional<std::string> read_text(const std::filesystem::path& path,
                                                   diagnostics& messages);

/// The tables of a TOML text, keys in the order of the file. Reports the first mistake of syntax,
/// and every value that no file of ours can hold (times, days before 1400).
[[nodiscard]] std::optional<value>
parse_document(std::string_view text, const std::string& name, diagnostics& messages);

} // namespace servanda::io

#endif

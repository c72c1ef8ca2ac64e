/// @file
/// Edits in words, as the command line takes them.
#ifndef SERVANDA_IO_EDITS_HPP
#define SERVANDA_IO_EDITS_HPP

#include <servanda/study/edit.hpp>

#include <optional>
#include <string>

namespace servanda::io {

/// "TREATY:SECTION.KEY=VALUE", the value as in a rule file or plain words. Where `treaty` is not
/// empty it stands for an absent TREATY.
[[nodiscard]] std::optional<edit>
read_set(const std::string& text, const std::string& treaty, diagnostics& messages);

/// An act: its id, or "[DATE] ACT [of X] [by CODE] [in TREATY] [on DATE]" as far as needed.
[[nodiscard]] std::optional<edit>
read_drop(const std::string& text, const std::string& treaty, diagnostics& messages);

/// "ACT=DATE".
[[nodiscard]] std::optional<edit>
read_move(const std::string& text, const std::string& treaty, diagnostics& messages);

/// "DATE ACT [of X] by CODE [in TREATY] [towards CODE] [effective DATE] [until DATE] [claiming
/// BASIS]", or a table as in a scenario file: "{ date = …, act = …, by = … }".
[[nodiscard]] std::optional<edit>
read_add(const std::string& text, const std::string& treaty, diagnostics& messages);

} // namespace servanda::io

#endif

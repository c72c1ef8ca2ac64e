/// @file
/// Words on lines: padding, wrapping and colour for text output.
#ifndef SERVANDA_LIB_IO_LAYOUT_HPP
#define SERVANDA_LIB_IO_LAYOUT_HPP

#include <servanda/engine/history.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace servanda::io {

/// Columns a UTF-8 text takes (one per code point: our texts hold no wide characters).
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// The text with spaces to the given number of columns.
[[nodiscard]] std::string padded(std::string_view text, std::size_t columns);

/// Breaks a text at spaces into lines of at most `columns`.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

/// `first` and then the text, wrapped and hanging under its own beginning.
[[nodiscard]] std::string hanging(std::string_view first, std::string_view text, std::size_t width);

/// "INF Treaty, 1987-2019, as seen by RUS".
[[nodiscard]] std::string title_of(const history& story);

/// Terminal colours, or nothing.
struct paint {
    bool on = false;
    [[nodiscard]] std::string bold(std::string_view text) const;
    [[nodiscard]] std::string dim(std::string_view text) const;
    [[nodiscard]] std::string strong(std::string_view text) const; ///< a state to look at
};

} // namespace servanda::io

#endif

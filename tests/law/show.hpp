/// @file
/// Diagnostics as text, for tests that say which messages there are.
#ifndef SERVANDA_TESTS_LAW_SHOW_HPP
#define SERVANDA_TESTS_LAW_SHOW_HPP

#include <servanda/law/diagnostic.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace servanda::test {

/// A place in a file that does not exist.
[[nodiscard]] inline source_position place(std::uint32_t line, std::uint32_t column) {
    static const auto file = std::make_shared<const std::string>("rules/test.toml");
    return {file, line, column};
}

/// All messages, one a line.
[[nodiscard]] inline std::string shown(const diagnostics& messages) {
    std::string text;
    for (const auto& item : messages.items()) {
        text += (text.empty() ? "" : "\n") + to_string(item);
    }
    return text;
}

/// How many messages hold these words.
[[nodiscard]] inline std::ptrdiff_t count_of(const diagnostics& messages, std::string_view words) {
    return std::count_if(
        messages.items().begin(), messages.items().end(), [&](const diagnostic& item) {
            return item.message.find(words) != std::string::npos;
        });
}

} // namespace servanda::test

#endif

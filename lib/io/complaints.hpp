/// @file
/// Messages about one file, of which only so many are told: a file of a million lines may have a
/// million mistakes.
#ifndef SERVANDA_LIB_IO_COMPLAINTS_HPP
#define SERVANDA_LIB_IO_COMPLAINTS_HPP

#include <servanda/law/diagnostic.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace servanda::io {

/// Collects messages up to a number of each kind, and counts the others. Unknown participants are a
/// kind of their own: a record may have many, and they must not crowd out what is said of the acts.
class complaints {
public:
    complaints(std::string file, std::size_t most_errors, std::size_t most_warnings)
        : file_(std::make_shared<const std::string>(std::move(file)))
        , most_errors_(most_errors)
        , most_warnings_(most_warnings) {}

    void add(diagnostic item);
    void add(const diagnostics& items);

    /// At a place in the file; line 0 is the file as a whole.
    void error(std::uint32_t line, std::uint32_t column, std::string message) {
        add({severity::error, at(line, column), std::move(message)});
    }
    void warning(std::uint32_t line, std::uint32_t column, std::string message) {
        add({severity::warning, at(line, column), std::move(message)});
    }

    void unknown_participant(std::uint32_t line, std::uint32_t column, std::string message) {
        if (unknown_++ < most_warnings_) {
            told_.warning(at(line, column), std::move(message));
        }
    }

    [[nodiscard]] source_position at(std::uint32_t line, std::uint32_t column) const {
        return {file_, line, column};
    }
    /// Whether one more error would be told: what only helps the reader need not be worked out
    /// else.
    [[nodiscard]] bool has_room() const noexcept { return errors_ < most_errors_; }
    [[nodiscard]] bool ok() const noexcept { return errors_ == 0; }
    [[nodiscard]] std::size_t errors() const noexcept { return errors_; }

    /// What was said, and how much more there was to say.
    [[nodiscard]] diagnostics told() &&;

private:
    std::shared_ptr<const std::string> file_;
    std::size_t most_errors_;
    std::size_t most_warnings_;
    std::size_t errors_ = 0;
    std::size_t warnings_ = 0; ///< and notes
    std::size_t unknown_ = 0;  ///< participants
    diagnostics told_;
};

/// A word as messages quote it: not longer than a line, and without control characters.
[[nodiscard]] std::string in_quotes(std::string_view word);

/// "1 act", "2 acts".
[[nodiscard]] std::string
counted(std::uint64_t count, std::string_view one, std::string_view many = {});

} // namespace servanda::io

#endif

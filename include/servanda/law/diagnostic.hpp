/// @file
/// Where something stands in a file, and what is wrong there. Every mistake in a rule or scenario
/// file becomes a diagnostic; all of them are collected before anything is refused.
#ifndef SERVANDA_LAW_DIAGNOSTIC_HPP
#define SERVANDA_LAW_DIAGNOSTIC_HPP

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

/// A place in a file. Lines and columns count from 1, columns in characters; line 0 is no place
/// (rules built in C++ have none). Where something stands does not change what it means: all
/// positions are equal.
struct source_position {
    std::shared_ptr<const std::string> file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    [[nodiscard]] bool known() const noexcept { return file != nullptr; }
    friend bool operator==(const source_position&, const source_position&) noexcept { return true; }
};

/// Whether both are known and the same.
[[nodiscard]] inline bool same_place(const source_position& a, const source_position& b) noexcept {
    return a.known() && b.known() && *a.file == *b.file && a.line == b.line && a.column == b.column;
}

/// "rules/inf.toml:12:5", or nothing when the place is unknown.
[[nodiscard]] inline std::string to_string(const source_position& where) {
    if (!where.known()) {
        return {};
    }
    std::string text = *where.file;
    if (where.line > 0) {
        text += ':' + std::to_string(where.line) + ':' + std::to_string(where.column);
    }
    return text;
}

enum class severity : std::uint8_t { error, warning, note };

[[nodiscard]] constexpr const char* to_string(severity level) noexcept {
    switch (level) {
    case severity::error:
        return "error";
    case severity::warning:
        return "warning";
    default:
        return "note";
    }
}

/// One message about one place.
struct diagnostic {
    severity level = severity::error;
    source_position where;
    std::string message;
};

/// "file:line:column: error: message".
[[nodiscard]] inline std::string to_string(const diagnostic& item) {
    const std::string place = to_string(item.where);
    return (place.empty() ? "" : place + ": ") + to_string(item.level) + ": " + item.message;
}

/// Messages in the order they were found.
class diagnostics {
public:
    void error(source_position where, std::string message) {
        ++errors_;
        items_.push_back({severity::error, std::move(where), std::move(message)});
    }
    void warning(source_position where, std::string message) {
        items_.push_back({severity::warning, std::move(where), std::move(message)});
    }
    void note(source_position where, std::string message) {
        items_.push_back({severity::note, std::move(where), std::move(message)});
    }
    void append(const diagnostics& other) {
        errors_ += other.errors_;
        items_.insert(items_.end(), other.items_.begin(), other.items_.end());
    }

    [[nodiscard]] bool ok() const noexcept { return errors_ == 0; }
    [[nodiscard]] std::size_t errors() const noexcept { return errors_; }
    [[nodiscard]] const std::vector<diagnostic>& items() const& noexcept { return items_; }
    [[nodiscard]] std::vector<diagnostic> items() && noexcept { return std::move(items_); }

private:
    std::vector<diagnostic> items_;
    std::size_t errors_ = 0;
};

/// Bad input: what `diagnostics` holds, as an exception. `what()` is all messages, one a line.
class input_error : public std::runtime_error {
public:
    explicit input_error(diagnostics messages)
        : std::runtime_error(join(messages))
        , messages_(std::move(messages)) {}
    /// One message without a place.
    explicit input_error(const std::string& message)
        : input_error(single(message)) {}

    [[nodiscard]] const diagnostics& messages() const noexcept { return messages_; }

private:
    [[nodiscard]] static diagnostics single(const std::string& message) {
        diagnostics result;
        result.error({}, message);
        return result;
    }
    [[nodiscard]] static std::string join(const diagnostics& messages) {
        std::string text;
        for (const auto& item : messages.items()) {
            text += (text.empty() ? "" : "\n") + to_string(item);
        }
        return text;
    }

    diagnostics messages_;
};

} // namespace servanda

#endif

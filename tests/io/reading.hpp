/// @file
/// What the io tests share: texts and folders read as files, the place of a mistake marked in the
/// text itself, and questions about histories that answer in words.
#ifndef SERVANDA_TESTS_IO_READING_HPP
#define SERVANDA_TESTS_IO_READING_HPP

#include "support/catch.hpp"

#include <servanda/engine/explanation.hpp>
#include <servanda/engine/simulate.hpp>
#include <servanda/io/files.hpp>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda_tests {

using namespace servanda;
using namespace servanda::literals;

inline const std::filesystem::path& source_dir() {
    static const std::filesystem::path dir(SERVANDA_SOURCE_DIR);
    return dir;
}

/// All messages, one a line, as people read them.
inline std::string told(const diagnostics& messages) {
    std::string text;
    for (const auto& item : messages.items()) {
        text += to_string(item) + "\n";
    }
    return text;
}

/// A text in which "@@" marks where a mistake stands, and the place it marks.
struct marked_text {
    std::string text;
    std::string place; ///< "mistake.toml:3:7"

    explicit marked_text(std::string_view marked) {
        const std::size_t at = marked.find("@@");
        REQUIRE(at != std::string_view::npos);
        text = std::string(marked.substr(0, at)) + std::string(marked.substr(at + 2));
        std::size_t line = 1;
        std::size_t column = 1;
        for (const char c : marked.substr(0, at)) {
            if (c == '\n') {
                ++line;
                column = 1;
            } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
                ++column; // characters, not bytes
            }
        }
        place = "mistake.toml:" + std::to_string(line) + ":" + std::to_string(column);
    }
};

/// Checks that a text is refused with exactly one message, at the marked place, that says all this.
template <class Read>
void refused_at(std::string_view marked, std::initializer_list<const char*> says, Read read) {
    const marked_text file(marked);
    const auto result = read(file.text, "mistake.toml");
    CAPTURE(file.text);
    CHECK_FALSE(result.ok());
    CHECK_THROWS_AS(result.value(), input_error);
    REQUIRE(result.messages.items().size() == 1);
    const std::string message = to_string(result.messages.items().front());
    CHECK_THAT(message, Catch::Matchers::StartsWith(file.place + ": error: "));
    for (const char* part : says) {
        CHECK_THAT(message, Catch::Matchers::ContainsSubstring(part));
    }
}

inline void wrong_rules(std::string_view marked, std::initializer_list<const char*> says) {
    refused_at(marked, says, io::read_rule_text);
}

inline void wrong_scenario(std::string_view marked, std::initializer_list<const char*> says) {
    refused_at(marked, says, io::read_scenario_text);
}

/// A rule file: a treaty "t" and more text.
inline std::string with_treaty(std::string_view more) {
    return "[treaty]\nid = \"t\"\n" + std::string(more);
}

/// A scenario file: a heading and more text.
inline std::string with_scenario(std::string_view more) {
    return "[scenario]\ntitle = \"s\"\n" + std::string(more);
}

/// A folder of its own, gone at the end.
class scratch_folder {
public:
    scratch_folder() {
        std::random_device dice;
        do {
            path_ = std::filesystem::temp_directory_path() /
                    ("servanda-test-" + std::to_string(dice()));
        } while (!std::filesystem::create_directory(path_));
    }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;
    ~scratch_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Writes a file and gives its path.
    [[nodiscard]] std::filesystem::path write(const std::string& name,
                                              std::string_view text) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file;
    }

private:
    std::filesystem::path path_;
};

/// The rules that come with the library.
inline const rulebook& shipped_rules() {
    static const rulebook rules = io::read_rules(source_dir() / "rules").value();
    return rules;
}

/// One of the scenarios that come with the library.
inline scenario shipped_story(const std::string& name) {
    return io::read_scenario(source_dir() / "examples" / "scenarios" / (name + ".toml")).value();
}

inline const std::vector<std::string>& shipped_names() {
    static const std::vector<std::string> names{"inf", "open-skies", "new-start", "cfe", "abm"};
    return names;
}

/// The headline state in words.
inline std::string
on(const history& told, std::string_view day, std::string_view treaty, std::string_view party) {
    return std::string(to_string(told.state(treaty, party, parse_date(day).value())));
}

/// A day in words, or "-".
inline std::string words(const std::optional<date>& day) {
    return day ? to_string(*day) : "-";
}

} // namespace servanda_tests

#endif

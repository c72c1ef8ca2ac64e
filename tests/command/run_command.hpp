/// @file
/// Runs the `servanda` command as a user would, in a child process, and keeps what it says.
#ifndef SERVANDA_TESTS_COMMAND_RUN_COMMAND_HPP
#define SERVANDA_TESTS_COMMAND_RUN_COMMAND_HPP

#include "support/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <vector>

namespace servanda_tests {

using json = nlohmann::json;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

/// What a run of the command left behind.
struct outcome {
    int status = -1;
    std::string out;
    std::string err;
};

inline std::string in_quotes(std::string_view word) {
    std::string result = "'";
    for (const char c : word) {
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return result + "'";
}

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
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
    [[nodiscard]] std::string write(const std::string& name, std::string_view text) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file.string();
    }

private:
    std::filesystem::path path_;
};

/// Runs the command with these words. `before`: assignments of the environment.
inline outcome run(const std::vector<std::string>& words, const std::string& before = {}) {
    static const scratch_folder folder;
    const auto out = folder.path() / "out";
    const auto err = folder.path() / "err";
    std::string line = before + (before.empty() ? "" : " ") + in_quotes(SERVANDA_COMMAND);
    for (const auto& word : words) {
        line += " " + in_quotes(word);
    }
    line += " > " + in_quotes(out.string()) + " 2> " + in_quotes(err.string()) + " < /dev/null";
    const int status = std::system(line.c_str()); // NOLINT: a child process is what is tested
    outcome result;
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.out = text_of(out);
    result.err = text_of(err);
    return result;
}

/// The same, where all is well.
inline std::string output_of(const std::vector<std::string>& words) {
    const outcome result = run(words);
    CAPTURE(words, result.err);
    CHECK(result.status == 0);
    return result.out;
}

inline json json_of(std::vector<std::string> words) {
    words.insert(words.end(), {"--format", "json"});
    return json::parse(output_of(words));
}

/// Refused: status 2, something on standard error that says this, nothing on standard output.
inline void refused(const std::vector<std::string>& words, const std::string& says) {
    const outcome result = run(words);
    CAPTURE(words);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, ContainsSubstring(says));
}

/// A scenario of the library, from the source tree.
inline std::string shipped(const std::string& name) {
    return (std::filesystem::path(SERVANDA_SOURCE_DIR) / "examples" / "scenarios" /
            (name + ".toml"))
        .string();
}

inline std::string rule_file(const std::string& name) {
    return (std::filesystem::path(SERVANDA_SOURCE_DIR) / "rules" / (name + ".toml")).string();
}

inline const std::vector<std::string>& shipped_names() {
    static const std::vector<std::string> names{"inf", "open-skies", "new-start", "cfe", "abm"};
    return names;
}

inline std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

/// The one membership of a treaty and party in JSON of `state`.
inline json member_of(const json& answer, const std::string& treaty, const std::string& party) {
    for (const auto& item : answer.at("treaties")) {
        for (const auto& member : item.at("memberships")) {
            if (member.at("treaty") == treaty && member.at("party") == party) {
                return member;
            }
        }
    }
    FAIL("no membership of " << party << " in " << treaty);
    return {};
}

} // namespace servanda_tests

#endif

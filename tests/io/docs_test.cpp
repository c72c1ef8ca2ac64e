// What the documentation shows: a TOML block that names a file of ours in its first line quotes
// that file; any other block can be read; links lead somewhere.
#include "io/reading.hpp"

#include <servanda/io/keys.hpp>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace servanda_tests;

namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream in(path);
    REQUIRE(in.good());
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::filesystem::path> pages() {
    std::vector<std::filesystem::path> result{source_dir() / "README.md"};
    for (const auto& item : std::filesystem::directory_iterator(source_dir() / "docs")) {
        if (item.path().extension() == ".md") {
            result.push_back(item.path());
        }
    }
    std::sort(result.begin(), result.end());
    return result;
}

/// A fenced block and where it stands.
struct block {
    std::string place;
    std::vector<std::string> lines;
};

std::vector<block> blocks_of(const std::string& language) {
    std::vector<block> result;
    for (const auto& page : pages()) {
        bool inside = false;
        std::size_t number = 0;
        for (const auto& line : lines_of(text_of(page))) {
            ++number;
            if (!inside && line == "```" + language) {
                result.push_back({page.filename().string() + ":" + std::to_string(number), {}});
                inside = true;
            } else if (line == "```") {
                inside = false;
            } else if (inside) {
                result.back().lines.push_back(line);
            }
        }
    }
    return result;
}

std::vector<block> toml_blocks() {
    return blocks_of("toml");
}

/// "# rules/arms-control/cwc.toml": the file a block quotes; empty: it quotes none.
std::string quoted_file(const block& item) {
    const std::string first = item.lines.empty() ? "" : item.lines.front();
    const bool ours = first.starts_with("# rules/") || first.starts_with("# examples/");
    return ours && first.ends_with(".toml") ? first.substr(2) : std::string();
}

/// A line with single blanks, however its remark is aligned.
std::string unspaced(const std::string& line) {
    std::string result;
    for (const char c : line) {
        if (c != ' ' || result.empty() || result.back() != ' ') {
            result += c;
        }
    }
    return result;
}

/// Checks that the lines of a block stand in the file one after the other; "…" leaves some out.
void check_quotation(const block& item, const std::vector<std::string>& file) {
    auto at = file.begin();
    bool gap = true;
    for (std::size_t i = 1; i < item.lines.size(); ++i) {
        const std::string& line = item.lines[i];
        if (line == "…") {
            gap = true;
            continue;
        }
        const auto same = [&](const std::string& other) {
            return unspaced(other) == unspaced(line);
        };
        const auto found = gap ? std::find_if(at, file.end(), same) : at;
        if (found == file.end() || !same(*found)) {
            FAIL_CHECK(item.place << ": the file does not go on with: " << line);
            return;
        }
        at = found + 1;
        gap = false;
    }
}

/// A block that quotes nothing, as a file: "# in [withdrawal]" stands for the section it is of.
std::string as_file(const block& item) {
    std::string text;
    for (const auto& line : item.lines) {
        text += (line.starts_with("# in [") ? line.substr(5) : line) + "\n";
    }
    const auto has = [&](const char* section) {
        return text.starts_with(section) ||
               text.find("\n" + std::string(section)) != std::string::npos;
    };
    const bool acts = has("[[act]]") || has("[[expect]]");
    if (has("[scenario]") || has("[treaty]") || has("[law]") || has("[states]")) {
        return text;
    }
    return (acts ? with_scenario("") : with_treaty("")) + text;
}

/// The names of a page's headings in links.
std::set<std::string> headings_of(const std::string& text) {
    std::set<std::string> result;
    for (const auto& line : lines_of(text)) {
        if (!line.starts_with("#")) {
            continue;
        }
        std::string name;
        for (const char c : line.substr(line.find_first_not_of('#') + 1)) {
            const auto byte = static_cast<unsigned char>(c);
            if (c == ' ') {
                name += '-';
            } else if (byte >= 0x80 || std::isalnum(byte) != 0 || c == '-' || c == '_') {
                name += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
            }
        }
        result.insert(name);
    }
    return result;
}

/// Whether a heading has this word: "### amendment, succession", "## `[[act]]`".
bool has_word(const std::string& heading, const std::string& word) {
    const auto part_of_word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    };
    for (std::size_t at = heading.find(word); at != std::string::npos;
         at = heading.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if (!part_of_word(heading[at - 1]) &&
            (end == heading.size() || !part_of_word(heading[end]))) {
            return true;
        }
    }
    return false;
}

/// What stands under the headings that have this word.
std::string part_about(const std::string& text, const std::string& word) {
    std::string part;
    bool inside = false;
    for (const auto& line : lines_of(text)) {
        inside = line.starts_with("##") ? has_word(line, word) : inside;
        part += inside ? line + "\n" : std::string();
    }
    return part;
}

} // namespace

TEST_CASE("a block that names a file quotes it", "[docs]") {
    std::size_t quotations = 0;
    for (const auto& item : toml_blocks()) {
        if (const auto file = quoted_file(item); !file.empty()) {
            check_quotation(item, lines_of(text_of(source_dir() / file)));
            ++quotations;
        }
    }
    CHECK(quotations > 20);
}

TEST_CASE("a block of C++ or CMake that names a file quotes it", "[docs]") {
    std::size_t quotations = 0;
    for (const char* language : {"cpp", "cmake"}) {
        for (const auto& item : blocks_of(language)) {
            const std::string first = item.lines.empty() ? "" : item.lines.front();
            const std::size_t at = first.find("examples/");
            if (at == 2 || at == 3) { // after "# " or "// "
                check_quotation(item, lines_of(text_of(source_dir() / first.substr(at))));
                ++quotations;
            }
        }
    }
    CHECK(quotations >= 2);
}

TEST_CASE("every other block of TOML can be read", "[docs]") {
    for (const auto& item : toml_blocks()) {
        const bool setting = !item.lines.empty() && item.lines.front().starts_with("# .taplo.toml");
        if (!quoted_file(item).empty() || setting) {
            continue;
        }
        const std::string text = as_file(item);
        const bool story = text.find("[scenario]") != std::string::npos;
        INFO(item.place);
        CHECK(told(story ? io::read_scenario_text(text, "block").messages
                         : io::read_rule_text(text, "block").messages) == "");
    }
}

TEST_CASE("a phrase followed by the name of a file stands in that file", "[docs]") {
    std::size_t phrases = 0;
    for (const auto& page : pages()) {
        const std::string text = text_of(page);
        for (std::size_t at = text.find("` (`rules/"); at != std::string::npos;
             at = text.find("` (`rules/", at + 1)) {
            const std::size_t begin = text.rfind('`', at - 1) + 1;
            const std::size_t name = at + 4;
            const std::string phrase = text.substr(begin, at - begin);
            const std::string file = text.substr(name, text.find('`', name) - name);
            INFO(page.filename().string() << ": " << phrase << " in " << file);
            CHECK(text_of(source_dir() / file).find(phrase) != std::string::npos);
            ++phrases;
        }
    }
    CHECK(phrases > 20);
}

TEST_CASE("the pages of reference name every key of every section", "[docs]") {
    const auto explained = [](const std::string& page, const auto& sections) {
        const std::string text = text_of(source_dir() / "docs" / page);
        for (const auto& [section, keys] : sections) {
            if (section == "participant" && page == "scenario-files.md") {
                continue; // explained where those of rule files are
            }
            const std::string name(section == "participant" ? "participants" : section);
            const std::string part = part_about(text, name);
            CHECK_FALSE(part.empty());
            for (const auto& key : keys) {
                INFO(page << ": " << name << "." << key);
                const bool common = key == "article" || key == "source" || key == "note" ||
                                    key == "unchecked"; // explained for all sections at once
                const bool named = part.find("`" + std::string(key) + "`") != std::string::npos;
                CHECK((common || named));
            }
        }
    };
    explained("rule-reference.md", io::rule_file_keys());
    explained("scenario-files.md", io::scenario_file_keys());
    explained("ensembles.md", io::ensemble_file_keys());
}

TEST_CASE("links between the pages lead somewhere", "[docs]") {
    for (const auto& page : pages()) {
        const std::string text = text_of(page);
        for (std::size_t at = text.find("]("); at != std::string::npos;
             at = text.find("](", at + 1)) {
            const std::string link = text.substr(at + 2, text.find(')', at) - at - 2);
            if (link.empty() || link.find(' ') != std::string::npos || link.starts_with("http")) {
                continue;
            }
            INFO(page.filename().string() << ": " << link);
            const std::size_t hash = link.find('#');
            const auto file = hash == 0 ? page : page.parent_path() / link.substr(0, hash);
            REQUIRE(std::filesystem::exists(file));
            if (hash != std::string::npos) {
                CHECK(headings_of(text_of(file)).contains(link.substr(hash + 1)));
            }
        }
    }
}

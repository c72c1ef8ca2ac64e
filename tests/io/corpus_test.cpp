// The bulk replay against real records, where they are present: see SERVANDA_CORPUS_DIR in
// tests/CMakeLists.txt.
#include "io/replaying.hpp"

#include <servanda/io/against.hpp>

#include <fstream>
#include <iterator>

using namespace servanda_tests;

#ifdef SERVANDA_CORPUS_DIR

namespace {

const std::filesystem::path corpus = SERVANDA_CORPUS_DIR;

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::shared_ptr<const rulebook> project_rules() {
    static const auto rules = std::make_shared<const rulebook>(shipped_rules());
    return rules;
}

io::replay_options going_on() {
    io::replay_options options;
    options.keep_going = true; // over treaties that have no rules yet
    return options;
}

/// The cells of a line of a table, without their spaces.
std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::size_t start = 1;
    for (std::size_t end = line.find('|', start); end != std::string::npos;
         end = line.find('|', start)) {
        const auto first = line.find_first_not_of(' ', start);
        const auto last = line.find_last_not_of(' ', end - 1);
        cells.push_back(first >= end ? "" : line.substr(first, last + 1 - first));
        start = end + 1;
    }
    return cells;
}

/// The differences that docs/record.md explains: "treaty who record computed", sorted.
std::vector<std::string> told_differences() {
    std::ifstream in(source_dir() / "docs" / "record.md");
    std::vector<std::string> result;
    for (std::string line; std::getline(in, line);) {
        const auto cells = line.starts_with("|") ? cells_of(line) : std::vector<std::string>{};
        if (cells.size() < 5 || !parse_date(cells[2])) {
            continue; // no table, or its heading
        }
        std::string treaty = cells[0];
        if (treaty.starts_with("[")) { // a link to its rules
            treaty = treaty.substr(1, treaty.find(']') - 1);
        }
        result.push_back(treaty + " " + cells[1] + " " + cells[2] + " " +
                         (cells[3].empty() ? "-" : cells[3]));
    }
    std::sort(result.begin(), result.end());
    return result;
}

} // namespace

TEST_CASE("the corpus is read without a mistake", "[io][replay][corpus]") {
    const auto told = replayed(text_of(corpus / "acts.csv"), going_on(), project_rules());
    CHECK(told.result.usable);
    for (const auto& item : told.result.left_out) {
        CHECK(item.why == "there are no rules for it");
    }
}

TEST_CASE("the corpus gives the same rows in any order", "[io][replay][corpus]") {
    const std::string text = text_of(corpus / "acts.csv");
    std::vector<std::string> lines = sorted_lines(text.substr(text.find('\n') + 1));
    std::mt19937 dice(1969); // NOLINT: the same every time
    std::shuffle(lines.begin(), lines.end(), dice);
    std::string shuffled = text.substr(0, text.find('\n') + 1);
    for (const auto& line : lines) {
        shuffled += line + "\n";
    }
    CHECK(sorted_lines(replayed(shuffled, going_on(), project_rules()).rows) ==
          sorted_lines(replayed(text, going_on(), project_rules()).rows));
}

TEST_CASE("what the record confirms is computed, but for what docs/record.md tells",
          "[io][replay][corpus]") {
    const auto record = io::read_record(corpus / "expected.csv");
    io::record_comparer comparer(record.value(), project_rules());
    const auto result = io::replay(corpus / "acts.csv",
                                   project_rules(),
                                   going_on(),
                                   [&](const io::replay_row& row) { comparer.add(row); });
    const auto found = comparer.finish(result.left_out);
    std::vector<std::string> differences;
    for (const auto& item : found.differences) {
        if (item.recorded.quality == "confirmed") {
            differences.push_back(
                project_rules()->find(item.recorded.treaty)->id + " " + item.recorded.participant +
                " " + to_string(item.recorded.entry_into_force) + " " + words(item.computed));
        }
    }
    std::sort(differences.begin(), differences.end());
    CHECK(differences == told_differences());
    CHECK(found.total.rows == record.value().entries.size());
}

#endif

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

TEST_CASE("what the record confirms is computed", "[io][replay][corpus]") {
    const auto record = io::read_record(corpus / "expected.csv");
    io::record_comparer comparer(record.value(), project_rules());
    const auto result = io::replay(corpus / "acts.csv",
                                   project_rules(),
                                   going_on(),
                                   [&](const io::replay_row& row) { comparer.add(row); });
    const auto found = comparer.finish(result.left_out);
    INFO(io::write_comparison(found, true));
    // Not all: of a few treaties the rules are not yet what they should be.
    for (const auto& quality : found.qualities) {
        if (quality.name == "confirmed") {
            CHECK(quality.differing * 200 < quality.rows);
        }
    }
}

#endif

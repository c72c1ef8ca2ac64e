// Any bytes as a CSV file of acts, or of a record of entries into force: they are replayed or
// refused. Whatever is accepted gives the same rows again with its lines in reverse, and whatever
// --keep-going accepts does not depend on what was left out.
#include <servanda/engine/simulate.hpp>
#include <servanda/io/against.hpp>
#include <servanda/io/replay.hpp>
#include <servanda/io/text.hpp>
#include <servanda/law/treaty_builder.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace servanda;

void must(bool holds, const char* what) {
    if (!holds) {
        std::fprintf(stderr, "%s\n", what);
        std::abort();
    }
}

/// A few treaties, two of them tied.
const std::shared_ptr<const rulebook>& some_rules() {
    static const auto rules = [] {
        rulebook result;
        result.treaties.push_back(
            treaty_builder{"a"}
                .enters_into_force("1", "2 deposits", "30 days after threshold")
                .for_later("3 months after deposit")
                .withdrawal("2", "1 year after notice")
                .build());
        result.treaties.push_back(
            treaty_builder{"b"}.enters_into_force("1", "1 deposit", "on threshold").build());
        result.treaties.push_back(
            treaty_builder{"c"}.enters_into_force("1", "3 deposits", "on threshold").build());
        result.treaties[1].requires_consent_to.push_back("a");
        result.treaties[2].aliases.push_back("d");
        return std::make_shared<const rulebook>(with_default_laws(std::move(result)));
    }();
    return rules;
}

struct outcome {
    io::replay_result result;
    std::vector<std::string> rows;
};

outcome replayed(std::string_view text, bool keep_going) {
    outcome found;
    io::replay_options options;
    options.keep_going = keep_going;
    found.result =
        io::replay_text(text, "acts.csv", some_rules(), options, [&](const io::replay_row& row) {
            std::string line;
            io::append_csv(line, row);
            io::append_json(line, row);
            found.rows.push_back(line);
        });
    std::sort(found.rows.begin(), found.rows.end());
    must(found.result.messages.ok() ||
             !io::write_diagnostics(found.result.messages.items()).empty(),
         "refused without a word");
    must(found.result.usable || !found.result.messages.ok(), "not usable for no reason");
    must(found.result.usable || found.rows.empty() || keep_going || !found.result.complete(),
         "rows of refused input");
    return found;
}

/// The same lines, the header apart, from the last to the first.
std::string reversed(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    std::string result;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        result += std::string(lines[i == 0 ? 0 : lines.size() - i]) + "\n";
    }
    return result;
}

void try_acts(std::string_view text) {
    const outcome strict = replayed(text, false);
    const outcome lenient = replayed(text, true);
    if (strict.result.usable) {
        must(lenient.rows == strict.rows, "keep going changes what needs no leniency");
    }
    // Quoted line ends and names spelt in two ways depend on the order; they are rare.
    const bool plain = text.find('"') == std::string_view::npos &&
                       text.find("d,") == std::string_view::npos && !text.empty() &&
                       text.front() == 't';
    if (strict.result.usable && plain) {
        must(replayed(reversed(text), false).rows == strict.rows, "the order of lines matters");
    }
}

void try_record(std::string_view text) {
    const auto read = io::read_record_text(text, "expected.csv");
    must(read.ok() == read.messages.ok(), "content and errors at once");
    if (!read.ok()) {
        return;
    }
    io::record_comparer comparer(*read.content, some_rules());
    (void)io::replay_text("treaty,participant,date,act\na,X,2000-01-01,deposit\n"
                          "a,Y,2000-01-31,deposit\na,Z,2001-01-01,deposit\n",
                          "acts.csv",
                          some_rules(),
                          {},
                          [&](const io::replay_row& row) { comparer.add(row); });
    const auto found = comparer.finish();
    must(found.total.rows == read.content->entries.size(), "a row is lost");
    (void)io::write_comparison(found, true);
    (void)io::json_comparison(found);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size); // NOLINT
    try_acts(text);
    try_record(text);
    return 0;
}

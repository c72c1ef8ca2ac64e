// Any bytes as a rule file or a scenario: they are loaded or refused, and what is loaded can be
// simulated. The first byte chooses: 'r' and its like a rule file (its examples are run), 's' and
// its like a scenario (run under a few treaties); '[' and '#' leave the whole file as it is.
#include <servanda/engine/explanation.hpp>
#include <servanda/engine/simulate.hpp>
#include <servanda/io/files.hpp>
#include <servanda/io/json.hpp>
#include <servanda/io/text.hpp>
#include <servanda/law/treaty_builder.hpp>
#include <servanda/law/validate.hpp>
#include <servanda/study/expectations.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace servanda;
using namespace servanda::literals;

void must(bool holds, const char* what) {
    if (!holds) {
        std::fprintf(stderr, "%s\n", what);
        std::abort();
    }
}

/// One treaty of each kind, for scenarios to act in.
const rulebook& some_rules() {
    static const rulebook rules = [] {
        rulebook result;
        result.treaties.push_back(
            treaty_builder{"inf"}
                .bilateral("USA", "SUN")
                .enters_into_force("XVII(1)", "deposits by all signatories", "on threshold")
                .withdrawal("XV(2)", "6 months after notice")
                .build());
        result.treaties.push_back(treaty_builder{"open-skies"}
                                      .multilateral()
                                      .group("quota-8", {"USA", "RUS"})
                                      .enters_into_force("XVII(2)",
                                                         "2 deposits and deposits by quota-8",
                                                         "60 days after threshold")
                                      .for_later("60 days after deposit")
                                      .term("XV(1)", "10 years after entry into force")
                                      .extension("XV(1)", 1, "5 years")
                                      .withdrawal("XV(2)", "6 months after notice")
                                      .ends_when("fewer than 2 parties")
                                      .build());
        return result;
    }();
    return rules;
}

/// Asks a history all there is to ask, on its last day.
void ask(const rulebook& rules, const scenario& story) {
    const history found = simulate(rules, story);
    (void)io::write_run(found);
    (void)io::write_state(found, found.last_day(), {});
    (void)io::write_pending(found, found.last_day());
    (void)io::json_run(found, unmet_expectations(rules, story, found));
    (void)io::json_state(found, found.last_day(), {});
    must(found.same_states(simulate(rules, story)), "the same inputs gave another history");
}

void try_rules(std::string_view text) {
    const auto read = io::read_rule_text(text, "rules.toml");
    must(read.ok() == read.messages.ok(), "content and errors at once");
    if (!read.ok()) {
        must(!io::write_diagnostics(read.messages.items()).empty(), "refused without a word");
        return;
    }
    const rulebook rules = with_default_laws(read.value());
    if (!validate(rules).ok()) {
        return;
    }
    for (const auto& item : rules.treaties) {
        for (const auto& each : item.examples) {
            try {
                ask(rules, each.story);
            } catch (const input_error&) { // said in words
            }
        }
    }
}

void try_scenario(std::string_view text) {
    const auto read = io::read_scenario_text(text, "story.toml");
    must(read.ok() == read.messages.ok(), "content and errors at once");
    if (!read.ok()) {
        must(!io::write_diagnostics(read.messages.items()).empty(), "refused without a word");
        return;
    }
    try {
        ask(some_rules(), read.value());
    } catch (const input_error&) { // said in words
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view all(reinterpret_cast<const char*>(data), size); // NOLINT
    const bool whole = all.front() == '[' || all.front() == '#';
    const std::string_view text = whole ? all : all.substr(1);
    if (whole || all.front() % 2 == 0) { // 'r' is even, 's' odd
        try_rules(text);
    }
    if (whole || all.front() % 2 != 0) {
        try_scenario(text);
    }
    return 0;
}

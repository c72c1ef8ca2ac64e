// Verdicts as text, JSON and CSV, written by the library.
#include "io/reading.hpp"
#include "support/compliance_story.hpp"

#include <servanda/io/compliance.hpp>
#include <servanda/io/json.hpp>
#include <servanda/io/text.hpp>

#include <nlohmann/json.hpp>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
using nlohmann::json;

namespace {

const history& pact() {
    static const history told = [] {
        rulebook rules = io::read_rule_text(compliance_rules, "pact.toml").value();
        rules.participants = shipped_rules().participants;
        return simulate(rules, io::read_scenario_text(compliance_scenario, "story.toml").value());
    }();
    return told;
}

constexpr date day = "2002-04-01"_day;

/// No line of a text is wider than it may be.
void fits_in(const std::string& text, std::size_t width) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        CAPTURE(line);
        const auto wide = std::count_if(line.begin(), line.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        });
        CHECK(static_cast<std::size_t>(wide) <= width);
    }
}

} // namespace

TEST_CASE("verdicts as text fit the width, and have no colour unless asked", "[io][compliance]") {
    const std::string plain = io::write_compliance(pact(), day, {}, true);
    fits_in(plain, 100);
    fits_in(io::write_compliance(pact(), day, {}, true, {80, false}), 80);
    CHECK(plain.find('\x1b') == std::string::npos);
    const std::string colour = io::write_compliance(pact(), day, {}, true, {100, true});
    CHECK(colour.find('\x1b') != std::string::npos);
    CHECK_THAT(plain, ContainsSubstring("data    2  breached      since 2002-01-02"));
    CHECK_THAT(plain, ContainsSubstring("not performed by the last day"));
    CHECK_THAT(plain, ContainsSubstring("as seen by RUS: kept,"));
}

TEST_CASE("a day before anything binds hides what does not apply", "[io][compliance]") {
    const std::string text = io::write_compliance(pact(), "1999-01-01"_day, {}, false);
    CHECK_THAT(text, ContainsSubstring("7 more that do not apply (--all)"));
    CHECK_THAT(text, !ContainsSubstring("freeze"));
    // Unless it is asked for by name.
    CHECK_THAT(io::write_compliance(pact(), "1999-01-01"_day, {"", "", "freeze"}, false),
               ContainsSubstring("freeze"));
}

TEST_CASE("what is due tells its days", "[io][compliance]") {
    const std::string text =
        io::write_compliance(pact(), "2001-06-02"_day, {"pact", "USA", "access"}, false);
    CHECK_THAT(text, ContainsSubstring("due           since 2001-06-01"));
    CHECK_THAT(text, ContainsSubstring("2001-06-01..2001-06-04"));
    CHECK_THAT(text, ContainsSubstring("(within 72 hours)"));
}

TEST_CASE("verdicts as CSV and JSON say the same", "[io][compliance]") {
    const json answer = json::parse(io::json_compliance(pact(), day, {}));
    const std::string csv = io::csv_compliance(pact(), day, {});
    CHECK(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) ==
          answer.at("verdicts").size() + 1);
    for (const auto& item : answer.at("verdicts")) {
        const std::string row =
            "\npact," + item.at("obligation").get<std::string>() + ',' +
            (item.at("article").is_null() ? std::string() : item.at("article").get<std::string>()) +
            ',' + item.at("party").get<std::string>() + ',' +
            item.at("verdict").get<std::string>() + ',';
        CHECK_THAT(csv, ContainsSubstring(row));
    }
    // What holds a comma is quoted.
    CHECK_THAT(csv,
               ContainsSubstring(",true,\"determination by USA towards RUS (freeze) on "
                                 "2002-03-01, contested\"\n"));
    std::size_t total = 0;
    for (const auto& party : answer.at("parties")) {
        for (const auto& [word, count] : party.at("counts").items()) {
            total += count.get<std::size_t>();
        }
    }
    CHECK(total == answer.at("verdicts").size());
}

TEST_CASE("a verdict is explained step by step", "[io][compliance]") {
    const std::string text = io::write_verdict(pact(), day, {"pact", "USA", "data"});
    fits_in(text, 100);
    CHECK_THAT(text, StartsWith("USA, data (pact 2) on 2002-04-01: breached\n"));
    CHECK_THAT(text, ContainsSubstring("2001-01-01  kept → due: to be performed"));
    CHECK_THAT(text, ContainsSubstring("2001-01-01  due → kept: performance (data) on 2001-01-01"));
    CHECK_THAT(text,
               ContainsSubstring("2002-01-02  due → breached: not performed by the last day"));
    CHECK_THAT(text, ContainsSubstring("no performance by USA recorded by 2002-04-01"));
    // Of an earlier day it tells only what had come about by then.
    CHECK_THAT(io::write_verdict(pact(), "2001-06-01"_day, {"pact", "USA", "data"}),
               !ContainsSubstring("2002-01"));
    CHECK(io::write_verdict(pact(), day, {"pact", "RUS", "later"}) == "no obligation that fits\n");
}

TEST_CASE("an unknown name is refused with the nearest", "[io][compliance]") {
    CHECK_THROWS_WITH(io::write_compliance(pact(), day, {"", "", "frieze"}, false),
                      ContainsSubstring("did you mean 'freeze'?"));
    CHECK_THROWS_WITH(io::json_compliance(pact(), day, {"pakt", "", ""}),
                      ContainsSubstring("pakt"));
    CHECK_THROWS_AS(io::csv_compliance(pact(), day, {"", "RUZ", ""}), unknown_name);
    CHECK_THROWS_AS(io::write_verdict(pact(), day, {"pact", "RUS", "x"}), unknown_name);
}

TEST_CASE("what is pending lists obligations by their last day", "[io][compliance]") {
    const std::string text = io::write_pending(pact(), "2001-06-02"_day);
    CHECK(text.find("access, 3: due from 2001-06-01") < text.find("data, 2: due"));
    const json answer = json::parse(io::json_pending(pact(), "2001-06-02"_day));
    CHECK(answer.at("obligations_due").size() == 3);
}

TEST_CASE("expectations of verdicts are tested, each account by itself", "[io][compliance]") {
    rulebook rules = io::read_rule_text(compliance_rules, "pact.toml").value();
    rules.participants = shipped_rules().participants;
    scenario story = io::read_scenario_text(compliance_scenario, "story.toml").value();
    REQUIRE(story.expectations.size() == 2);
    CHECK(unmet_expectations(rules, story, pact()).empty());
    story.expectations[0].verdict = "kept";
    story.expectations[0].since = "2001-01-01"_day;
    story.expectations[0].disputed = false;
    story.expectations[1].commitment = "active";
    std::string all;
    for (const auto& failed : unmet_expectations(rules, story, simulate(rules, story))) {
        all += failed.message + "\n";
    }
    CHECK(all ==
          "2002-04-01 pact RUS: verdict of 'freeze': expected 'kept', found 'disputed'\n"
          "2002-04-01 pact RUS: since of 'freeze': expected '2001-01-01', found '2002-03-01'\n"
          "2002-04-01 pact RUS: disputed of 'freeze': expected 'false', found 'true'\n"
          "2002-04-01 pact USA as seen by USA: commitment of 'freeze': expected 'active', found "
          "'lapsed'\n");
}

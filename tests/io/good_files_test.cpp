// Files that are as they should be: those that come with the library, the one of the contract, and
// a treaty written both in TOML and in C++.
#include "io/reading.hpp"

#include <servanda/law/default_laws.hpp>
#include <servanda/law/lint.hpp>
#include <servanda/law/treaty_builder.hpp>
#include <servanda/study/expectations.hpp>
#include <servanda/study/possible_expectations.hpp>

#include <algorithm>
#include <memory>
#include <regex>
#include <set>
#include <string>

using namespace servanda_tests;

namespace {

std::vector<std::filesystem::path> toml_below(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".toml") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    REQUIRE_FALSE(files.empty());
    return files;
}

/// What a scenario expects and does not get, one a line.
std::string unmet(const rulebook& rules, const scenario& story) {
    std::string text;
    const auto found =
        is_imprecise(story)
            ? unmet_possible_expectations(std::make_shared<const rulebook>(rules), story)
            : unmet_expectations(rules, story, simulate(rules, story));
    for (const auto& item : found) {
        text += item.message + "\n";
    }
    return text;
}

/// "on: article" of every point of a law, sorted, one a line.
std::string articles(const default_law& law) {
    std::set<std::string> lines;
    for (const auto& point : law.points) {
        CHECK(lines.insert(point.on + ": " + point.article + "\n").second);
    }
    std::string text;
    for (const auto& line : lines) {
        text += line;
    }
    return text;
}

/// The final clauses of the INF Treaty: signed on 8 December 1987, in force on the exchange of
/// instruments on 1 June 1988 (XVII(1)), unlimited (XV(1)), six months' notice with a statement of
/// the extraordinary events (XV(2)). https://nuke.fas.org/control/inf/text/inf.htm
constexpr const char* inf_text = R"toml(
[treaty]
id = "inf"
title = "INF Treaty"
kind = "bilateral"
sides = ["USA", "SUN"]
opened = 1987-12-08

[entry_into_force]
article = "XVII(1)"
when = "deposits by all signatories"
effective = "on threshold"

[accession]
open = false

[duration]
article = "XV(1)"
unlimited = true

[withdrawal]
article = "XV(2)"
notice = "6 months after notice"
statement = "extraordinary events"
notify = ["parties"]
)toml";

treaty inf_in_cpp() {
    return treaty_builder{"inf"}
        .title("INF Treaty")
        .bilateral("USA", "SUN")
        .opened("1987-12-08"_day)
        .enters_into_force("XVII(1)", "deposits by all signatories", "on threshold")
        .set("accession.open", false)
        .unlimited("XV(1)")
        .withdrawal("XV(2)", "6 months after notice")
        .set("withdrawal.statement", "extraordinary events")
        .set("withdrawal.notify", "parties")
        .build();
}

} // namespace

TEST_CASE("every rule file of the library loads", "[io][shipped]") {
    const auto files = toml_below(source_dir() / "rules");
    for (const auto& file : files) {
        CAPTURE(file.string());
        std::ifstream in(file, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        const auto alone = io::read_rule_text(text, file.filename().string());
        CHECK(told(alone.messages) == "");
        CHECK(alone.ok());
        CHECK(io::kind_of_file(file) == io::file_kind::rules);
    }
    const auto together = io::read_rules(source_dir() / "rules");
    CHECK(told(together.messages) == "");
    REQUIRE(together.ok());
    CHECK(together.value().participants.find("USA") != nullptr);
    CHECK(together.value().find_law("vclt") != nullptr);
    CHECK(together.value().find_law("political") != nullptr);
    for (const char* id : {"abm",
                           "cfe",
                           "inf",
                           "new-start",
                           "open-skies",
                           "sort",
                           "start-i",
                           "start-ii",
                           "new-start-limits"}) {
        CHECK(together.value().find(id) != nullptr);
    }
}

TEST_CASE("every scenario of the library loads and gets what it expects", "[io][shipped]") {
    for (const auto& file : toml_below(source_dir() / "examples" / "scenarios")) {
        CAPTURE(file.string());
        const auto story = io::read_scenario(file);
        CHECK(told(story.messages) == "");
        REQUIRE(story.ok());
        CHECK(io::kind_of_file(file) == io::file_kind::scenario);
        CHECK_FALSE(story.value().expectations.empty());
        CHECK(unmet(shipped_rules(), story.value()) == "");
    }
}

TEST_CASE("every rule file of the library proves itself by its examples", "[io][shipped]") {
    for (const auto& item : shipped_rules().treaties) {
        CAPTURE(item.id);
        CHECK_FALSE(item.examples.empty());
        for (const auto& each : item.examples) {
            CAPTURE(each.name);
            const bool made_up = !each.note.empty() || !each.unchecked.empty(); // and says so
            CHECK((made_up || detail::has_source(each)));
            CHECK_FALSE(each.story.expectations.empty());
            CHECK(unmet(shipped_rules(), each.story) == "");
        }
    }
}

TEST_CASE("the default laws prove themselves by examples, too", "[io][shipped]") {
    for (const auto& law : shipped_rules().laws) {
        CAPTURE(law.id);
        CHECK_FALSE(law.examples.empty());
        for (const auto& each : law.examples) {
            CAPTURE(each.name);
            CHECK_FALSE(each.source.empty());
            CHECK_FALSE(each.story.treaties.empty());
            CHECK_FALSE(each.story.expectations.empty());
            CHECK(unmet(shipped_rules(), each.story) == "");
        }
        for (const auto& point : law.points) {
            CAPTURE(point.on);
            CHECK_FALSE(point.says.empty());
        }
    }
}

TEST_CASE("each article of the Convention that is told has an example", "[io][shipped]") {
    const default_law* law = shipped_rules().find_law("vclt");
    REQUIRE(law != nullptr);
    for (const char* article :
         {"18", "20", "21", "24", "25", "28", "29", "30", "39", "40", "41", "44", "54", "55",
          "56", "57", "58", "59", "60", "61", "62", "65", "66", "67", "68", "70", "72"}) {
        CAPTURE(article);
        const std::regex number("\\b" + std::string(article) + "\\b");
        CHECK(std::any_of(law->points.begin(), law->points.end(), [&](const law_point& point) {
            return std::regex_search(point.article, number);
        }));
        CHECK(std::any_of(law->examples.begin(), law->examples.end(), [&](const example& each) {
            return std::regex_search(each.name.substr(0, each.name.find(':')), number);
        }));
    }
}

TEST_CASE("reading the same files twice gives equal values", "[io][shipped]") {
    CHECK(io::read_rules(source_dir() / "rules").value() == shipped_rules());
    for (const auto& name : shipped_names()) {
        CHECK(shipped_story(name) == shipped_story(name));
    }
}

TEST_CASE("one treaty in TOML and in C++ is one value", "[io][contract]") {
    const auto read = io::read_rule_text(inf_text, "inf.toml");
    CHECK(told(read.messages) == "");
    REQUIRE(read.ok());
    REQUIRE(read.value().treaties.size() == 1);
    CHECK(read.value().treaties.front() == inf_in_cpp());
    CHECK(read.value().treaties.front().default_law == "vclt");

    // Any clause that differs makes another value.
    treaty other = inf_in_cpp();
    other.own.withdrawal.notice = parse_date_rule("12 months after notice");
    CHECK_FALSE(read.value().treaties.front() == other);
}

TEST_CASE("one treaty in TOML and in C++ has one history", "[io][contract]") {
    const std::vector<dated_act> acts{
        {"1987-12-08"_day, act::sign, "USA"},
        {"1987-12-08"_day, act::sign, "SUN"},
        {"1988-06-01"_day, act::ratify, "USA"},
        {"1988-06-01"_day, act::ratify, "SUN"},
        {"2019-02-02"_day, act::give_notice_of_withdrawal, "USA"},
    };
    const auto file = io::read_rule_text(inf_text, "inf.toml").value();
    const history a = simulate(file.treaties.front(), acts);
    const history b = simulate(inf_in_cpp(), acts);
    CHECK(a.same_states(b));
    CHECK(on(a, "2019-08-01", "inf", "USA") == "withdrawal pending");
    CHECK(on(a, "2019-08-02", "inf", "USA") == "terminated");
}

TEST_CASE("the files of the default laws and their C++ values agree", "[io][shipped]") {
    for (const default_law& law : {vienna_convention(), political_practice()}) {
        CAPTURE(law.id);
        const default_law* file = shipped_rules().find_law(law.id);
        REQUIRE(file != nullptr);
        CHECK(file->cited_as == law.cited_as);
        CHECK(articles(*file) == articles(law));
        CHECK(file->own.entry_into_force.effective == law.own.entry_into_force.effective);
        CHECK(file->own.entry_into_force.for_later == law.own.entry_into_force.for_later);
        CHECK(file->own.entry_into_force.article == law.own.entry_into_force.article);
        CHECK(file->own.has_withdrawal == law.own.has_withdrawal);
        CHECK(file->own.withdrawal.notice == law.own.withdrawal.notice);
        CHECK(file->own.withdrawal.implied == law.own.withdrawal.implied);
        CHECK(file->own.withdrawal.article == law.own.withdrawal.article);
        CHECK(file->own.has_suspension == law.own.has_suspension);
        CHECK(file->own.suspension.notice == law.own.suspension.notice);
        CHECK(file->own.reservations.deadline == law.own.reservations.deadline);
        CHECK(file->own.reservations.article == law.own.reservations.article);
        CHECK(file->claims.article == law.claims.article);
        CHECK(file->claims.grounds == law.claims.grounds);
        CHECK(file->claims.notice == law.claims.notice);
        CHECK(file->claims.unless == law.claims.unless);
        CHECK(file->claims.says == law.claims.says);
        CHECK(file->claims.objection_article == law.claims.objection_article);
        CHECK(file->claims.settlement == law.claims.settlement);
        CHECK(file->claims.settlement_article == law.claims.settlement_article);
    }
}

TEST_CASE("a treaty and its entry into force are a complete rule file", "[io][contract]") {
    const auto read = io::read_rule_text("[treaty]\nid = \"t\"\nopened = 2000-01-01\n"
                                         "[entry_into_force]\nwhen = \"2 deposits\"\n",
                                         "t.toml");
    CHECK(told(read.messages) == "");
    REQUIRE(read.ok());
    const treaty& item = read.value().treaties.front();
    CHECK(item.default_law == "vclt");
    const history story = simulate(item,
                                   {{"2000-02-01"_day, act::ratify, "AAA"},
                                    {"2000-03-01"_day, act::ratify, "BBB"},
                                    {"2000-04-01"_day, act::accede, "CCC"},
                                    {"2001-01-01"_day, act::give_notice_of_withdrawal, "CCC"}});
    // Effective on threshold, later ones on deposit (VCLT 24), unlimited, open to all.
    CHECK(on(story, "2000-02-29", "t", "AAA") == "contracting");
    CHECK(on(story, "2000-03-01", "t", "AAA") == "in force");
    CHECK(on(story, "2000-03-31", "t", "CCC") == "none");
    CHECK(on(story, "2000-04-01", "t", "CCC") == "in force");
    // Silent on withdrawal: none (VCLT 56(1)).
    CHECK(on(story, "2003-01-01", "t", "CCC") == "in force");
}

TEST_CASE("a political commitment stands under its own default law", "[io][contract]") {
    const auto read = io::read_rule_text("[treaty]\nid = \"p\"\nkind = \"political\"\n"
                                         "[entry_into_force]\nwhen = \"1 deposit\"\n",
                                         "p.toml");
    REQUIRE(read.ok());
    CHECK(read.value().treaties.front().default_law == "political");
    // Anyone may stop any day.
    const history story = simulate(read.value().treaties.front(),
                                   {{"2000-01-01"_day, act::deposit, "AAA"},
                                    {"2000-01-01"_day, act::deposit, "BBB"},
                                    {"2000-05-05"_day, act::give_notice_of_withdrawal, "AAA"}});
    CHECK(on(story, "2000-05-04", "p", "AAA") == "in force");
    CHECK(on(story, "2000-05-05", "p", "AAA") == "withdrawn");
    CHECK(on(story, "2000-05-05", "p", "BBB") == "in force");
}

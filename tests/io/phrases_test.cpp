// What rule files may say beyond the plain: the Open Skies file of the contract, lists by period,
// anchors and groups of their own, acts spelled with their object, lists of authors.
#include "io/reading.hpp"

#include <servanda/study/expectations.hpp>

using namespace servanda_tests;

namespace {

const char* open_skies_text = R"toml([treaty]
id = "open-skies"
title = "Treaty on Open Skies"
kind = "multilateral"
default_law = "vclt"
opened = 1992-03-24
depositaries = ["CAN", "HUN"]

[entry_into_force]
article = "XVII(2)"
when = "20 deposits and deposits by CAN, HUN and quota-8"
effective = "60 days after threshold"
for_later = "60 days after deposit"
before_entry = "with the treaty"     # deposits between threshold and entry; or "later of both dates"
# also: counted = ["EUU"] · accession_counts = false (leaves out acts spelled `accede`; `deposit` counts) · not_before = 1992-01-01

[duration]
article = "XV(1)"
unlimited = true                      # or: term = "10 years after entry into force"

[withdrawal]
article = "XV(2)"
notice = "6 months after notice"      # also: implied = true · lock_in (a date rule: first day for notice) · window · statement = "extraordinary events" · not_while = "it is in armed conflict"
notify = ["depositaries", "parties"]

[groups]
quota-8 = ["USA", "CAN", "DEU", "FRA", "GBR", "ITA", "TUR", "UKR", "RUS", "BLR"]

[[obligation]]
id = "withdrawal-conference"
article = "XV(3)"
kind = "convening"
bearer = "depositaries"
on = "give notice of withdrawal"
window = ["30 days after notice", "60 days after notice"]

[[example]]                           # a rule file carries its own proof: real dates, with source
name = "United States, 2020"
given = "USA in force since 2002-01-01"
acts = [ { date = 2020-05-22, act = "give notice of withdrawal", by = "USA" } ]
expect = [ { on = 2020-11-21, party = "USA", state = "withdrawal pending" }, { on = 2020-11-22, party = "USA", state = "withdrawn" } ]
source = "…"
)toml";

treaty read_one(const std::string& text) {
    const auto read = io::read_rule_text(text, "t.toml");
    INFO(told(read.messages));
    REQUIRE(read.ok());
    return read.value().treaties.front();
}

} // namespace

TEST_CASE("the rule file of the contract loads and proves itself", "[io][contract]") {
    const scratch_folder folder;
    const auto file = folder.write("open-skies.toml", open_skies_text);
    const auto read = io::read_rules({file}, source_dir() / "rules");
    CHECK(told(read.messages) == "");
    REQUIRE(read.ok());
    const treaty* item = read.value().find("open-skies");
    REQUIRE(item != nullptr);
    CHECK(item->kind == treaty_kind::multilateral);
    CHECK(words(item->opened) == "1992-03-24");
    CHECK(item->depositaries == std::vector<std::string>{"CAN", "HUN"});
    CHECK(item->own.groups.at("quota-8").size() == 10);
    REQUIRE(item->own.obligations.size() == 1);
    CHECK(item->own.obligations.front().id == "withdrawal-conference");
    CHECK(item->own.obligations.front().kind == obligation_kind::convening);
    REQUIRE(item->examples.size() == 1);
    const scenario& story = item->examples.front().story;
    CHECK(story.expectations.size() == 2);
    const history found = simulate(read.value(), story);
    for (const auto& failed : unmet_expectations(read.value(), story, found)) {
        FAIL_CHECK(failed.message);
    }
    CHECK(found.remarks().empty());
    CHECK(on(found, "2020-05-21", "open-skies", "USA") == "in force");
    CHECK(on(found, "2020-05-22", "open-skies", "USA") == "withdrawal pending");
}

TEST_CASE("a list by period takes the first entry that has not passed", "[io][contract]") {
    const treaty item = read_one(R"toml([treaty]
id = "t"
[entry_into_force]
when = "1 deposit"
for_later = [ { until = 2005-01-27, rule = "30 clear days after deposit" }, { rule = "30 days after deposit" } ]
)toml");
    const history story = simulate(item,
                                   {{"2000-01-01"_day, act::deposit, "AAA"},
                                    {"2005-01-26"_day, act::deposit, "BBB"},
                                    {"2005-01-27"_day, act::deposit, "CCC"}});
    // 30 clear days are 31 days: 26 February and not 25.
    CHECK(on(story, "2005-02-25", "t", "BBB") == "contracting");
    CHECK(on(story, "2005-02-26", "t", "BBB") == "in force");
    // `until` is before that day: on the day itself the new count applies. 27 January + 30 days.
    CHECK(on(story, "2005-02-25", "t", "CCC") == "contracting");
    CHECK(on(story, "2005-02-26", "t", "CCC") == "in force");
}

TEST_CASE("`through` includes its day", "[io][contract]") {
    // “1 January 1989 if met by then, else the ninetieth day”: the Montreal Protocol, Article 16.
    const treaty item = read_one(R"toml([treaty]
id = "montreal"
[entry_into_force]
when = "2 deposits"
effective = [ { through = 1989-01-01, rule = "on 1989-01-01" }, { rule = "90 days after threshold" } ]
)toml");
    const auto entry = [&](date second) {
        return simulate(item,
                        {{"1988-01-01"_day, act::deposit, "AAA"}, {second, act::deposit, "BBB"}});
    };
    CHECK(on(entry("1988-12-16"_day), "1988-12-31", "montreal", "AAA") == "contracting");
    CHECK(on(entry("1988-12-16"_day), "1989-01-01", "montreal", "AAA") == "in force");
    CHECK(on(entry("1989-01-01"_day), "1989-01-01", "montreal", "AAA") == "in force");
    CHECK(on(entry("1989-01-02"_day), "1989-04-01", "montreal", "AAA") == "contracting");
    CHECK(on(entry("1989-01-02"_day), "1989-04-02", "montreal", "AAA") == "in force");
}

TEST_CASE("a file's own anchors are words of its rules", "[io]") {
    const treaty item = read_one(R"toml([treaty]
id = "t"
[entry_into_force]
when = "1 deposit"
[anchors]
"start of season" = "on the next 1 July after notice"
[withdrawal]
notice = "1 month after start of season"
)toml");
    const history story = simulate(item,
                                   {{"2000-01-01"_day, act::deposit, "AAA"},
                                    {"2001-07-01"_day, act::give_notice_of_withdrawal, "AAA"}});
    CHECK(words(story.report("AAA", "2001-07-01"_day).exit_on) == "2002-08-01");
}

TEST_CASE("a list of authors is one act each, in order", "[io][contract]") {
    const auto story = io::read_scenario_text(
        with_scenario("[[act]]\nid = \"x\"\ndate = 2020-01-01\nact = \"sign\"\n"
                      "by = [\"USA\", \"RUS\", \"CHN\"]\nsource = \"s\"\n"),
        "s.toml");
    REQUIRE(story.ok());
    const auto& acts = story.value().acts;
    REQUIRE(acts.size() == 3);
    CHECK(acts[0].by == "USA");
    CHECK(acts[1].by == "RUS");
    CHECK(acts[2].by == "CHN");
    for (const auto& item : acts) {
        CHECK(item.kind == act::sign);
        CHECK(to_string(item.day) == "2020-01-01");
        CHECK(item.source == "s");
    }
}

TEST_CASE("an act and its object may be one phrase or two keys", "[io][contract]") {
    const auto read = [](const char* lines) {
        const auto story = io::read_scenario_text(
            with_scenario("[[act]]\ndate = 2020-01-01\nby = \"USA\"\n" + std::string(lines)), "s");
        REQUIRE(story.ok());
        return story.value().acts.front();
    };
    CHECK(read("act = \"revoke of notice\"\n") == read("act = \"revoke\"\nof = \"notice\"\n"));
    CHECK(read("act = \"extend of term\"\n") == read("act = \"extend\"\nof = \"term\"\n"));
    CHECK(read("act = \"allege\"\nto = \"RUS\"\n") ==
          read("act = \"allege\"\nagainst = \"RUS\"\n"));
}

TEST_CASE("every act of the contract can be spelled in a scenario", "[io][contract]") {
    const char* spelled = GENERATE("sign",
                                   "ratify",
                                   "accept",
                                   "approve",
                                   "accede",
                                   "deposit",
                                   "succeed",
                                   "continue",
                                   "dissolve",
                                   "provisionally apply",
                                   "end provisional application",
                                   "unsign",
                                   "revoke",
                                   "give notice of withdrawal",
                                   "suspend",
                                   "resume",
                                   "extend",
                                   "terminate",
                                   "expel",
                                   "reserve",
                                   "object",
                                   "accept reservation",
                                   "propose",
                                   "reject",
                                   "allege",
                                   "contest",
                                   "determine",
                                   "cure",
                                   "declare",
                                   "notify",
                                   "inspect",
                                   "refuse",
                                   "perform",
                                   "entry into force");
    const auto story =
        io::read_scenario_text(with_scenario("[[act]]\ndate = 2020-01-01\nby = \"USA\"\nact = \"" +
                                             std::string(spelled) + "\"\n"),
                               "s.toml");
    CHECK(told(story.messages) == "");
    REQUIRE(story.ok());
    CHECK(to_string(story.value().acts.front().kind) == spelled);
}

TEST_CASE("everything an act may say is kept", "[io][contract]") {
    const auto story = io::read_scenario_text(with_scenario(R"toml([[act]]
id = "a"
date = 2020-01-02
act = "suspend"
by = "USA"
treaty = "t"
to = ["RUS"]
effective = 2020-03-04
received = 2020-01-05
published = 2020-01-06
basis = "VCLT 60"
scope = ["limits"]
contested_by = ["RUS"]
source = "s"
)toml"),
                                              "s.toml");
    INFO(told(story.messages));
    REQUIRE(story.ok());
    const dated_act& item = story.value().acts.front();
    CHECK(item.id == "a");
    CHECK(item.treaty == "t");
    CHECK(item.to == std::vector<std::string>{"RUS"});
    CHECK(words(item.effective) == "2020-03-04");
    CHECK(words(item.received) == "2020-01-05");
    CHECK(words(item.published) == "2020-01-06");
    CHECK(item.basis == "VCLT 60");
    CHECK(item.scope == std::vector<std::string>{"limits"});
    CHECK(item.contested_by == std::vector<std::string>{"RUS"});
    CHECK(item.where.line > 0);
}

TEST_CASE("a fact lasts through its last day", "[io][contract]") {
    const auto story = io::read_scenario_text(
        with_scenario("[[fact]]\nname = \"armed conflict\"\nof = \"UKR\"\nfrom = 2022-02-24\n"
                      "to = 2022-12-31\n"),
        "s.toml");
    REQUIRE(story.ok());
    const fact& item = story.value().facts.front();
    CHECK(words(item.from) == "2022-02-24");
    CHECK(words(item.until) == "2023-01-01"); // a boundary day is stated: `to` is included
    CHECK(std::get<bool>(item.value));
}

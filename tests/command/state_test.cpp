// servanda state, explain, next: questions about one day.
#include "command/run_command.hpp"

#include <functional>
#include <set>

using namespace servanda_tests;

namespace {

/// Every object of a document, however deep.
void each_object(const json& document, const std::function<void(const json&)>& look) {
    if (document.is_object()) {
        look(document);
    }
    if (document.is_structured()) {
        for (const auto& item : document) {
            each_object(item, look);
        }
    }
}

json inf_on(const std::string& day, const std::string& party) {
    return member_of(json_of({"state", shipped("inf"), "--on", day}), "inf", party);
}

} // namespace

TEST_CASE("JSON of state: each membership has all its aspects", "[command][state][contract]") {
    const auto& name = GENERATE(from_range(shipped_names()));
    const auto& day = GENERATE(as<std::string>(),
                               "1800-01-01",
                               "1990-11-19",
                               "1992-12-15",
                               "2001-12-31",
                               "2007-12-12",
                               "2019-05-01",
                               "2023-03-01",
                               "2023-11-07");
    CAPTURE(name, day);
    const json answer = json_of({"state", shipped(name), "--on", day});
    std::set<std::pair<std::string, std::string>> seen;
    each_object(answer, [&](const json& item) {
        if (!item.contains("party") || !item.contains("state")) {
            return;
        }
        for (const char* key : {"treaty",
                                "party",
                                "state",
                                "since",
                                "consent",
                                "operation",
                                "exit",
                                "suspended",
                                "disputed",
                                "next"}) {
            CAPTURE(key);
            CHECK(item.contains(key));
        }
        CHECK(item.at("suspended").is_boolean());
        CHECK(item.at("disputed").is_boolean());
        CHECK((item.at("since").is_null() || item.at("since").get<std::string>().size() == 10));
        CHECK((item.at("next").is_null() || item.at("next").get<std::string>() > day));
        CHECK((item.at("since").is_null() || item.at("since").get<std::string>() <= day));
        // No other object has both `party` and `state`: each membership is there once.
        CHECK(seen.emplace(item.at("treaty"), item.at("party")).second);
    });
    CHECK_FALSE(seen.empty());
}

TEST_CASE("INF on 1 May 2019", "[command][state][inf]") {
    const json usa = inf_on("2019-05-01", "USA");
    CHECK(usa.at("state") == "withdrawal pending");
    CHECK(usa.at("since") == "2019-02-02");
    CHECK(usa.at("consent") == "party");
    CHECK(usa.at("operation") == "operative");
    CHECK(usa.at("exit") == "pending");
    CHECK(usa.at("suspended") == true);
    CHECK(usa.at("disputed") == false);
    CHECK(usa.at("next") == "2019-08-02");
    const json rus = inf_on("2019-05-01", "RUS");
    CHECK(rus.at("state") == "suspended");
    CHECK(rus.at("exit") == "none");
    CHECK(inf_on("2019-08-01", "USA").at("state") == "withdrawal pending");
    CHECK(inf_on("2019-08-01", "USA").at("next") == "2019-08-02");
    for (const char* code : {"USA", "RUS"}) {
        const json after = inf_on("2019-08-02", code);
        CHECK(after.at("state") == "terminated");
        CHECK(after.at("since") == "2019-08-02");
        CHECK(after.at("consent") == "former party");
        CHECK(after.at("next").is_null());
    }
}

TEST_CASE("text of state tells the other aspects and the next date", "[command][state]") {
    const std::string text =
        output_of({"state", shipped("inf"), "--on", "2019-05-01", "--party", "USA"});
    CHECK_THAT(text, ContainsSubstring("2019-05-01"));
    CHECK_THAT(text, ContainsSubstring("withdrawal pending since 2019-02-02"));
    CHECK_THAT(text, ContainsSubstring("2019-08-02"));
    CHECK_THAT(text, ContainsSubstring("suspended"));
    CHECK_THAT(text, ContainsSubstring("VCLT 60"));
    CHECK_THAT(text, ContainsSubstring("XV(2)"));
    CHECK_THAT(text, ContainsSubstring("consent party"));
    CHECK_THAT(text, ContainsSubstring("operation operative"));
    CHECK_THAT(text, ContainsSubstring("exit pending"));
    const std::string all = output_of({"state", shipped("inf"), "--on", "2019-05-01"});
    for (const char* code : {"USA", "RUS", "BLR", "KAZ", "UKR"}) {
        CHECK_THAT(all, ContainsSubstring(code));
    }
}

TEST_CASE("state between two, of one treaty, of one party", "[command][state]") {
    const auto between = [](const char* day) {
        return json_of({"state", shipped("cfe"), "--on", day, "--party", "DEU", "--between", "RUS"})
            .at("treaties")
            .at(0)
            .at("in_force");
    };
    CHECK(between("2007-12-11") == true);
    CHECK(between("2007-12-12") == false);
    const json one =
        json_of({"state", shipped("new-start"), "--on", "2011-02-04", "--treaty", "sort"});
    REQUIRE(one.at("treaties").size() == 1);
    CHECK(member_of(one, "sort", "USA").at("state") == "in force");
    const json party =
        json_of({"state", shipped("open-skies"), "--on", "2020-05-22", "--party", "USA"});
    CHECK(party.at("treaties").at(0).at("memberships").size() == 1);
    CHECK(member_of(party, "open-skies", "USA").at("state") == "withdrawal pending");
    CHECK(party.at("treaties").at(0).at("parties") == 34);
}

TEST_CASE("state as seen by one, and as known on a day", "[command][state]") {
    const auto rus = [](std::vector<std::string> more) {
        std::vector<std::string> words{"state", shipped("new-start"), "--on", "2023-03-01"};
        words.insert(words.end(), more.begin(), more.end());
        return member_of(json_of(words), "new-start", "RUS");
    };
    CHECK(rus({"--as-seen-by", "RUS"}).at("state") == "suspended");
    CHECK(rus({"--as-seen-by", "USA"}).at("state") == "in force");
    CHECK(rus({}).at("state") == "in force");
    CHECK(rus({}).at("disputed") == true);
    CHECK(rus({"--as-known-on", "2023-03-14"}).at("state") == "suspended");
    CHECK(rus({"--as-known-on", "2023-03-15"}).at("state") == "in force");
    CHECK(rus({"--as-known-on", "2023-02-27"}).at("state") == "in force");
    CHECK(rus({"--as-known-on", "2023-02-27"}).at("disputed") == false);
}

TEST_CASE("a party that did nothing has no state; a code of nobody is an error",
          "[command][state]") {
    const json nothing = json_of({"state", shipped("inf"), "--on", "2000-01-01", "--party", "DEU"});
    CHECK(member_of(nothing, "inf", "DEU").at("state") == "none");
    refused({"state", shipped("inf"), "--on", "2000-01-01", "--party", "XXQ"}, "XXQ");
    refused({"state", shipped("inf"), "--on", "2000-01-01", "--treaty", "inv"}, "inv");
    refused({"state", shipped("inf"), "--on", "2000-01-01", "--as-seen-by", "XXQ"}, "XXQ");
    refused({"state", shipped("inf"), "--on", "2019-02-30"}, "2019-02-30");
    refused({"state", shipped("inf"), "--on", "1399-12-31"}, "1399-12-31");
    refused({"state", shipped("inf"), "--on", "2000-01-01", "--between", "USA"}, "--party");
    refused({"state", shipped("inf")}, "--on");
}

TEST_CASE("explain gives rule, article, act, computation and absences", "[command][explain]") {
    const std::string text =
        output_of({"explain", shipped("inf"), "--on", "2019-08-02", "--party", "USA"});
    CHECK_THAT(text, ContainsSubstring("terminated"));
    CHECK_THAT(text, ContainsSubstring("XVII(1)"));
    CHECK_THAT(text, ContainsSubstring("XV(2)"));
    CHECK_THAT(text, ContainsSubstring("6 months after notice (2019-02-02)"));
    CHECK_THAT(text, ContainsSubstring("recorded between 2019-02-02 and 2019-08-02"));
    const json answer =
        json_of({"explain", shipped("inf"), "--on", "2019-08-02", "--party", "USA"});
    CHECK(answer.at("now").at("state") == "terminated");
    CHECK(answer.at("steps").back().at("article") == "XV(2)");
    CHECK(answer.at("steps").back().at("day") == "2019-08-02");
    CHECK_FALSE(answer.at("absences").empty());
    CHECK_FALSE(answer.at("findings").empty());
    CHECK_THAT(text, ContainsSubstring("What the law says of it"));
    CHECK_THAT(text, ContainsSubstring("VCLT 70: "));
    CHECK_THAT(output_of({"explain", shipped("inf"), "--on", "2019-05-01", "--party", "RUS"}),
               ContainsSubstring("VCLT 65(2)") && ContainsSubstring("VCLT 60"));
    for (const auto& step : answer.at("steps")) {
        CHECK(step.at("day").get<std::string>() <= "2019-08-02");
    }
}

TEST_CASE("explain names what stands in force and the default law", "[command][explain]") {
    const std::string start = output_of({"explain",
                                         shipped("new-start"),
                                         "--on",
                                         "2011-02-05",
                                         "--party",
                                         "USA",
                                         "--treaty",
                                         "sort"});
    CHECK_THAT(start, ContainsSubstring("XIV(4)"));
    CHECK_THAT(start, ContainsSubstring("supersession"));
    refused({"explain", shipped("new-start"), "--on", "2011-02-05", "--party", "USA"},
            "--treaty is needed");
    refused({"explain", shipped("inf"), "--on", "2011-02-05"}, "--party");
}

TEST_CASE("next tells what is pending and due", "[command][next]") {
    CHECK_THAT(output_of({"next", shipped("inf"), "--on", "2019-05-01"}),
               ContainsSubstring("2019-08-02") && ContainsSubstring("XV(2)"));
    const json before = json_of({"next", shipped("inf"), "--on", "2019-02-01"});
    CHECK(before.at("pending").empty());
    const json pending = json_of({"next", shipped("inf"), "--on", "2019-08-01"});
    REQUIRE_FALSE(pending.at("pending").empty());
    CHECK(pending.at("pending").at(0).at("due") == "2019-08-02");
    CHECK(pending.at("pending").at(0).at("treaty") == "inf");
    CHECK(json_of({"next", shipped("inf"), "--on", "2019-08-02"}).at("pending").empty());
    const json skies = json_of({"next", shipped("open-skies"), "--on", "2001-11-02"});
    bool entry = false;
    for (const auto& item : skies.at("pending")) {
        entry = entry || item.at("due") == "2002-01-01";
    }
    CHECK(entry);
    CHECK_THAT(output_of({"next", shipped("new-start"), "--on", "2020-06-01"}),
               ContainsSubstring("2021-02-05"));
}

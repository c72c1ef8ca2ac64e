// servanda whatif: two histories and what differs.
#include "command/run_command.hpp"

#include <map>

using namespace servanda_tests;

namespace {

json what_if(const std::string& name, std::vector<std::string> edits) {
    std::vector<std::string> words{"whatif", shipped(name)};
    words.insert(words.end(), edits.begin(), edits.end());
    return json_of(words);
}

/// The first day on which the edited history has a member in a state.
std::string first_day(const json& answer, const std::string& who, const std::string& is) {
    for (const auto& item : answer.at("differences")) {
        if (item.at("who") == who && item.at("is").get<std::string>().rfind(is, 0) == 0) {
            return item.at("from");
        }
    }
    return "never";
}

} // namespace

TEST_CASE("what if the INF notice had come at the end of a long month", "[command][whatif]") {
    // 31 August + 6 months: 28 February.
    const json answer = what_if("inf", {"--move", "usa-notice=2018-08-31"});
    CHECK(answer.at("first_divergence") == "2018-08-31");
    CHECK(first_day(answer, "USA", "withdrawal pending") == "2018-08-31");
    CHECK(first_day(answer, "USA", "terminated") == "2019-02-28");
    CHECK(first_day(answer, "RUS", "terminated") == "2019-02-28");
    const outcome text = run({"whatif", shipped("inf"), "--move", "usa-notice=2018-08-31"});
    CHECK(text.status == 0);
    CHECK_THAT(text.out, ContainsSubstring("First divergence: 2018-08-31"));
    CHECK_THAT(text.out, ContainsSubstring("2019-02-28"));
}

TEST_CASE("what if Article XV had asked for twelve months", "[command][whatif]") {
    const json answer = what_if("inf", {"--set", "inf:withdrawal.notice=12 months after notice"});
    // The day of exit is announced with the notice already.
    CHECK(answer.at("first_divergence") == "2019-02-02");
    std::map<std::string, std::string> end;
    for (const auto& item : answer.at("differences")) {
        if (item.at("who") == "USA" && item.at("until").is_string()) {
            end["USA"] = item.at("until");
        }
    }
    CHECK(end["USA"] == "2020-02-02"); // from then on both histories agree: terminated
    // Quotation marks as in a file mean the same, and one treaty need not be named.
    CHECK(answer.at("differences") ==
          what_if("inf", {"--set", "withdrawal.notice=\"12 months after notice\""})
              .at("differences"));
}

TEST_CASE("what if the notice had been revoked", "[command][whatif]") {
    const json in_time = what_if("inf", {"--add", "2019-08-01 revoke of notice by USA"});
    CHECK(in_time.at("first_divergence") == "2019-08-01");
    CHECK(first_day(in_time, "USA", "suspended") == "2019-08-01");
    CHECK(first_day(in_time, "RUS", "suspended") == "2019-08-02"); // and not terminated
    const outcome late =
        run({"whatif", shipped("inf"), "--add", "2019-08-02 revoke of notice by USA"});
    CHECK(late.status == 0);
    CHECK_THAT(late.out + late.err,
               ContainsSubstring("No state and no verdict differs on any day"));
    CHECK_THAT(late.out + late.err, ContainsSubstring("void") && ContainsSubstring("VCLT 68"));
    // The same as a table of a scenario file.
    CHECK(
        in_time.at("differences") ==
        what_if("inf",
                {"--add", "{ date = 2019-08-01, act = \"revoke\", of = \"notice\", by = \"USA\" }"})
            .at("differences"));
}

TEST_CASE("what if the notice had not been given", "[command][whatif]") {
    const json answer = what_if("inf", {"--drop", "usa-notice"});
    CHECK(answer.at("first_divergence") == "2019-02-02");
    CHECK(first_day(answer, "USA", "suspended") == "2019-02-02");
    // An act may be told by what it is.
    CHECK(answer.at("differences") ==
          what_if("inf", {"--drop", "give notice of withdrawal by USA"}).at("differences"));
    CHECK(answer.at("differences") ==
          what_if("inf", {"--drop", "give notice of withdrawal"}).at("differences"));
}

TEST_CASE("what if the last deposits of Open Skies had come a day later", "[command][whatif]") {
    const json answer = what_if(
        "open-skies", {"--move", "ratify by RUS=2001-11-03", "--move", "ratify by BLR=2001-11-03"});
    CHECK(answer.at("first_divergence") == "2001-11-02");
    bool day = false;
    for (const auto& item : answer.at("differences")) {
        day = day || (item.at("who") == "USA" && item.at("from") == "2002-01-01" &&
                      item.at("until") == "2002-01-02" && item.at("is") == "contracting");
    }
    CHECK(day);
}

TEST_CASE("an edit that changes nothing differs in nothing", "[command][whatif]") {
    const json answer = what_if("inf", {"--move", "usa-notice=2019-02-02"});
    CHECK(answer.at("first_divergence").is_null());
    CHECK(answer.at("differences").empty());
    CHECK_THAT(output_of({"whatif", shipped("inf"), "--move", "usa-notice=2019-02-02"}),
               ContainsSubstring("No state and no verdict differs on any day."));
}

TEST_CASE("an edit that does not apply says why", "[command][whatif][contract]") {
    const auto wrong = [](std::vector<std::string> edits, const std::string& says) {
        std::vector<std::string> words{"whatif", shipped("inf")};
        words.insert(words.end(), edits.begin(), edits.end());
        refused(words, says);
    };
    wrong({}, "--move, --drop, --add or --set");
    wrong({"--set", "inf:withdrawal.notise=12 months after notice"}, "did you mean 'notice'?");
    wrong({"--set", "inf:withdrawl.notice=12 months after notice"}, "did you mean 'withdrawal'?");
    wrong({"--set", "inv:withdrawal.notice=12 months after notice"}, "did you mean 'inf'?");
    wrong({"--set", "inf:withdrawal.notice=12 monts after notice"}, "did you mean 'months'?");
    wrong({"--set", "inf:withdrawal.notice=12"}, "found a whole number");
    wrong({"--set", "inf:withdrawal=12"}, "section.key");
    wrong({"--set", "withdrawal.notice"}, "TREATY:SECTION.KEY=VALUE");
    wrong({"--drop", "usa-notise"}, "did you mean 'usa-notice'?");
    wrong({"--drop", "suspend"}, "two acts fit");
    wrong({"--drop", "suspend by DEU"}, "no act");
    wrong({"--drop", "suspent by USA"}, "did you mean 'suspend'?");
    wrong({"--move", "usa-notice"}, "ACT=YYYY-MM-DD");
    wrong({"--move", "usa-notice=2019-02-30"}, "2019-02-30");
    wrong({"--move", "usa-notise=2019-03-01"}, "did you mean 'usa-notice'?");
    wrong({"--add", "2019-02-30 sign by USA"}, "a day YYYY-MM-DD");
    wrong({"--add", "2019-02-03 sing by USA"}, "did you mean 'sign'?");
    wrong({"--add", "2019-02-03 sign"}, "by CODE");
    wrong({"--add", "2019-02-03 sign by XXQ"}, "unknown participant 'XXQ'");
    wrong({"--add", "2019-02-03 sign by USA in inv"}, "'inv'");
    wrong({"--add", "{ date = 2019-02-03 }"}, "lacks its 'act'");
    wrong({"--add", "{ date = 2019-02-03"}, "error");
    wrong({"--add", ""}, "a day YYYY-MM-DD");
    // All mistakes in one go.
    wrong({"--move", "usa-notice", "--add", "2019-02-03 sing by USA"}, "ACT=YYYY-MM-DD");
    wrong({"--move", "usa-notice", "--add", "2019-02-03 sing by USA"}, "did you mean 'sign'?");
}

TEST_CASE("a what-if as one side sees it", "[command][whatif]") {
    const json rus = what_if("new-start", {"--drop", "rus-2023-suspension", "--as-seen-by", "RUS"});
    CHECK(rus.at("first_divergence") == "2023-02-28");
    const json usa = what_if("new-start", {"--drop", "rus-2023-suspension", "--as-seen-by", "USA"});
    CHECK(usa.at("differences").empty());
}

TEST_CASE("a what-if tells both causes of what differs", "[command][whatif]") {
    const json answer = what_if("inf", {"--add", "2019-08-01 revoke of notice by USA"});
    const auto& over = answer.at("differences").back();
    CHECK(over.at("kind") == "changed");
    CHECK(over.at("was_because").at("what") == "withdrawal");
    CHECK(over.at("was_because").at("article") == "XV(2)");
    CHECK(over.at("was_because").at("why") == "6 months after notice (2019-02-02)");
    CHECK(over.at("was_because").at("begins") == true);
    CHECK(over.at("is_because").at("begins") == false);
    CHECK_THAT(over.at("is_because").at("but").get<std::string>(),
               ContainsSubstring("withdrawal called off on 2019-08-01"));
    REQUIRE(answer.at("acts").size() == 1);
    CHECK(answer.at("acts")[0].at("kind") == "appeared");
    CHECK(answer.at("acts")[0].at("was").is_null());
    CHECK(answer.at("acts")[0].at("is").at("article") == "VCLT 68");
    CHECK(answer.at("same_inputs") == false);
    CHECK(answer.at("remarks").empty());
    CHECK(answer.at("unchanged").at("obligations").size() ==
          answer.at("unchanged").at("of_obligations"));

    const std::string text =
        output_of({"whatif", shipped("inf"), "--add", "2019-08-01 revoke of notice by USA"});
    CHECK_THAT(text, ContainsSubstring("history: withdrawal, XV(2): 6 months after notice"));
    CHECK_THAT(text, ContainsSubstring("what if: revoke of notice by USA, VCLT 68"));
    CHECK_THAT(text, ContainsSubstring("inf USA, suspended: appeared, from 2019-08-01"));
    CHECK_THAT(text, ContainsSubstring("obligations, by bearer: 95 of 95"));
}

TEST_CASE("a what-if tells what began on another day", "[command][whatif]") {
    const json answer = what_if("inf", {"--set", "inf:withdrawal.notice=12 months after notice"});
    bool moved = false;
    for (const auto& item : answer.at("beginnings")) {
        moved = moved || (item.at("who") == "USA" && item.at("state") == "terminated" &&
                          item.at("kind") == "moved" && item.at("was") == "2019-08-02" &&
                          item.at("is") == "2020-02-02");
    }
    CHECK(moved);
}

TEST_CASE("a what-if that leaves rules and acts as they are says so", "[command][whatif]") {
    CHECK(what_if("inf", {"--move", "usa-notice=2019-02-02"}).at("same_inputs") == true);
    CHECK_THAT(output_of({"whatif", shipped("inf"), "--move", "usa-notice=2019-02-02"}),
               ContainsSubstring("The two histories have the same rules and acts."));
}

// servanda sweep, servanda butfor: one question of many variants.
#include "command/run_command.hpp"

#include <set>

using namespace servanda_tests;

namespace {

const std::vector<std::string> over_revocations{"--add",
                                                "2019-02-02 revoke of notice by USA",
                                                "--move",
                                                "revoke of notice by USA=2019-02-02..2019-08-10"};

std::vector<std::string> sweep_of(const std::string& name, std::vector<std::string> options) {
    std::vector<std::string> words{"sweep", shipped(name)};
    words.insert(words.end(), options.begin(), options.end());
    return words;
}

std::vector<std::string> with(std::vector<std::string> words,
                              const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// The names of acts, of all sets of a list.
std::set<std::string> names_in(const json& sets) {
    std::set<std::string> result;
    for (const auto& item : sets) {
        for (const auto& act : item.contains("acts") ? item.at("acts") : json::array({item})) {
            result.insert(act.at("name").get<std::string>());
        }
    }
    return result;
}

} // namespace

TEST_CASE("up to 1 August 2019 a revocation keeps the INF Treaty, from the 2nd on it ends",
          "[command][sweep]") {
    const json treaty = json_of(sweep_of("inf", over_revocations));
    CHECK(treaty.at("answers").size() == 190);
    const json& stretches = treaty.at("stretches");
    REQUIRE(stretches.size() == 2);
    CHECK(stretches[0].at("from") == "2019-02-02");
    CHECK(stretches[0].at("to") == "2019-08-01");
    CHECK(stretches[0].at("points") == 181);
    CHECK(stretches[0].at("answer") == "suspended since 2019-02-02");
    CHECK(stretches[1].at("from") == "2019-08-02");
    CHECK(stretches[1].at("to") == "2019-08-10");
    CHECK(stretches[1].at("answer") == "terminated since 2019-08-02");
    CHECK(treaty.at("complete") == true);
    CHECK(treaty.at("edits") == json{"add 2019-02-02 revoke of notice by USA"});
    CHECK(treaty.at("question").at("treaty") == "inf");
    CHECK(treaty.at("question").at("party").is_null());
    CHECK(treaty.at("axes").at(0).at("points").at(181).at("label") == "2019-08-02");

    // Of the United States every revocation begins another state on its own day, and yet the state
    // breaks once.
    const auto of_usa = sweep_of("inf", with(over_revocations, {"--party", "USA"}));
    const json usa = json_of(of_usa);
    REQUIRE(usa.at("breaks").size() == 1);
    CHECK(usa.at("breaks").at(0).at("at") == "2019-08-02");
    CHECK(usa.at("breaks").at(0).at("from") == "suspended");
    CHECK(usa.at("breaks").at(0).at("to") == "terminated");
    const std::string text = output_of(of_usa);
    CHECK_THAT(text,
               ContainsSubstring("The state becomes another at 2019-08-02; only the day it begins, "
                                 "at 180 points."));
    CHECK(std::count(text.begin(), text.end(), '\n') < 20); // the middle is cut

    const std::string on = output_of(
        sweep_of("inf", with(over_revocations, {"--party", "RUS", "--on", "2019-08-10"})));
    CHECK_THAT(on,
               ContainsSubstring("2019-02-02  2019-08-01     181  suspended\n"
                                 "2019-08-02  2019-08-10       9  terminated\n"
                                 "\nThe state becomes another at 2019-08-02.\n"));
}

TEST_CASE("one to twenty-four months of notice, and when the INF Treaty would have ended",
          "[command][sweep]") {
    const std::vector<std::string> months{"--set",
                                          "inf:withdrawal.notice={1..24} months after notice"};
    const std::string csv =
        output_of(sweep_of("inf", with(months, {"--party", "USA", "--format", "csv"})));
    CHECK_THAT(csv, StartsWith("point,answer\n1,terminated since 2019-03-02\n"));
    CHECK_THAT(csv, ContainsSubstring("\n6,terminated since 2019-08-02\n"));
    CHECK_THAT(csv, ContainsSubstring("\n24,terminated since 2021-02-02\n"));
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 25);
    // From the end of a long month, and one treaty need not be named.
    const json late = json_of(sweep_of("inf",
                                       {"--set",
                                        "withdrawal.notice=\"{1..24} months after notice\"",
                                        "--move",
                                        "usa-notice=2019-08-31",
                                        "--party",
                                        "USA"}));
    CHECK(late.at("answers").size() == 24);
    CHECK(late.at("answers").at(0) == "terminated since 2019-09-30");
    CHECK(late.at("answers").at(5) == "terminated since 2020-02-29");
    CHECK(late.at("answers").at(17) == "terminated since 2021-02-28");
    CHECK(late.at("edits") == json{"move 'usa-notice' to 2019-08-31"});
    CHECK(late.at("axes").at(0).at("points").at(5).at("edit") ==
          "set inf:withdrawal.notice = 6 months after notice");
}

TEST_CASE("a grid: the first axis given makes the rows", "[command][sweep]") {
    const std::vector<std::string> set{
        "--set", "withdrawal.notice={1 month|2 months|6 months} after notice"};
    const std::vector<std::string> rest{
        "--add", "2019-02-02 revoke of notice by USA", "--on", "2019-08-10"};
    const std::vector<std::string> move{"--move", "revoke of notice=2019-03-30..2019-04-05"};
    const std::string rows = output_of(sweep_of("inf", with(with(set, move), rest)));
    CHECK_THAT(rows,
               ContainsSubstring("rows      from        to          points  answer\n"
                                 "1 month   2019-03-30  2019-04-05       7  terminated\n"
                                 "2 months  2019-03-30  2019-04-01       3  suspended\n"
                                 "          2019-04-02  2019-04-05       4  terminated\n"
                                 "6 months  2019-03-30  2019-04-05       7  suspended\n"));
    const json turned = json_of(sweep_of("inf", with(with(move, set), rest)));
    REQUIRE(turned.at("answers").size() == 7);
    CHECK(turned.at("answers").at(0) == json{"terminated", "suspended", "suspended"});
    CHECK(turned.at("answers").at(3) == json{"terminated", "terminated", "suspended"});
    CHECK(turned.at("breaks").at(0).at("row") == "2019-03-30");
    CHECK(turned.at("breaks").at(0).at("at") == "2 months");
    const std::string csv =
        output_of(sweep_of("inf", with(with(set, move), with(rest, {"--format", "csv"}))));
    CHECK_THAT(csv, StartsWith("row,column,answer\n1 month,2019-03-30,terminated\n"));
    CHECK_THAT(csv, ContainsSubstring("\n2 months,2019-04-01,suspended\n"));
    // Rows that are alike stand together.
    CHECK_THAT(output_of(sweep_of("inf", with(with(move, set), rest))),
               ContainsSubstring("2019-03-30 to 2019-04-01  1 month") &&
                   ContainsSubstring("2019-04-02 to 2019-04-05  1 month"));
}

TEST_CASE("a sweep of a verdict, as somebody sees it", "[command][sweep]") {
    const json answer = json_of(sweep_of("inf",
                                         {"--move",
                                          "usa-allegation=2014-07-28..2014-07-30",
                                          "--party",
                                          "RUS",
                                          "--obligation",
                                          "no-production-or-test",
                                          "--on",
                                          "2014-07-29",
                                          "--as-seen-by",
                                          "USA"}));
    CHECK(answer.at("answers") == json{"alleged", "alleged", "kept"});
    CHECK(answer.at("as_seen_by") == "USA");
}

TEST_CASE("values of clauses are read as in a rule file", "[command][sweep]") {
    // Words, true or false, and a list that is a value and no range.
    const json answer =
        json_of(sweep_of("inf",
                         {"--set",
                          "inf:accession.open={true|false}",
                          "--set",
                          "inf:withdrawal.notice=[{ until = 2000-01-01, rule = \"1 month after "
                          "notice\" }, { rule = \"2 months after notice\" }]",
                          "--party",
                          "USA"}));
    CHECK(answer.at("answers") ==
          json{"terminated since 2019-04-02", "terminated since 2019-04-02"});
    CHECK(answer.at("axes").at(0).at("points").at(0).at("edit") == "set inf:accession.open = true");
}

TEST_CASE("a sweep that cannot be made says why", "[command][sweep][contract]") {
    const auto wrong = [](std::vector<std::string> options, const std::string& says) {
        refused(sweep_of("inf", with({"--party", "USA"}, options)), says);
    };
    const std::string range = "=2019-02-02..2019-08-10";
    wrong({}, "a sweep varies something");
    wrong({"--set", "inf:withdrawal.notice=12 months after notice"}, "a sweep varies something");
    wrong({"--set", "inf:withdrawal.notice=12 months after notice"}, "in braces");
    wrong({"--move", "usa-notice=2019-08-10..2019-02-02"},
          "--move: error: the range 2019-08-10..2019-02-02 ends before it begins");
    wrong({"--move", "usa-notice=2019-02-30..2019-03-02"}, "ACT=YYYY-MM-DD..YYYY-MM-DD");
    wrong({"--move", "usa-notice=2019-02-03.."}, "ACT=YYYY-MM-DD..YYYY-MM-DD");
    wrong({"--move", "usa-notice=..2019-02-03"}, "ACT=YYYY-MM-DD..YYYY-MM-DD");
    wrong({"--move", "usa-notice=1400-01-01..9999-12-31"}, "at most 1000000");
    wrong({"--move", "usa-notise" + range}, "did you mean 'usa-notice'?");
    wrong({"--move", "suspent by USA" + range}, "did you mean 'suspend'?");
    wrong({"--move", "suspend" + range}, "two acts fit");
    wrong({"--move", "suspend" + range}, "at a point of the sweep");
    wrong({"--move", "suspend by DEU" + range}, "no act");
    wrong({"--move", "usa-notice" + range, "--drop", "usa-notice"}, "no act 'usa-notice'");
    wrong({"--move",
           "usa-notice" + range,
           "--move",
           "usa-suspension" + range,
           "--set",
           "withdrawal.notice={1..24} months after notice"},
          "one axis or two, not 3");
    wrong({"--set", "withdrawal.notice={24..1} months after notice"},
          "--set: error: the range {24..1} ends before it begins");
    wrong({"--set", "withdrawal.notice={} months after notice"}, "is empty");
    wrong({"--set", "withdrawal.notice={}"}, "is empty");
    wrong({"--set", "withdrawal.notice={1..} months after notice"}, "range of whole numbers");
    wrong({"--set", "withdrawal.notice={1|} months after notice"}, "empty alternative");
    wrong({"--set", "withdrawal.notice={1..24 months after notice"}, "lacks its other half");
    wrong({"--set", "withdrawal.notice={1..2} months and {1..2} days after notice"},
          "more than one group");
    wrong({"--set", "withdrawal.notice={1..24} monts after notice"}, "did you mean 'months'?");
    wrong({"--set", "withdrawal.notise={1..24} months after notice"}, "did you mean 'notice'?");
    wrong({"--set", "inv:withdrawal.notice={1..24} months after notice"}, "did you mean 'inf'?");
    wrong({"--set",
           "withdrawal.notice={1..1500} days after notice",
           "--move",
           "usa-notice" + std::string("=2010-01-01..2019-01-01")},
          "cells: a sweep has at most 1000000");
    wrong({"--move", "usa-notice" + range, "--on", "2019-02-30"}, "--on: expected a day");
    wrong({"--move", "usa-notice" + range, "--treaty", "inv"}, "did you mean 'inf'?");
    wrong({"--move", "usa-notice" + range, "--obligation", "no-launcher"},
          "did you mean 'no-launchers'?");
    wrong({"--move", "usa-notice" + range, "--as-seen-by", "XXQ"}, "unknown participant 'XXQ'");
    refused(sweep_of("inf", {"--move", "usa-notice" + range, "--party", "XXQ"}),
            "unknown participant 'XXQ'");
    refused(sweep_of("inf", {"--move", "usa-notice" + range, "--obligation", "no-launchers"}),
            "of a party");
    refused(sweep_of("new-start", {"--move", "rus-2023-suspension=2023-01-01..2023-01-02"}),
            "several treaties");
    // All mistakes of the options in one go.
    wrong({"--move", "usa-notice=2019-08-10..2019-02-02", "--set", "withdrawal.notice={} months"},
          "ends before it begins");
    wrong({"--move", "usa-notice=2019-08-10..2019-02-02", "--set", "withdrawal.notice={} months"},
          "is empty");
}

TEST_CASE("but for the notice and the two ratifications the INF Treaty would not have ended",
          "[command][butfor]") {
    const json answer = json_of({"butfor", shipped("inf"), "--party", "USA"});
    CHECK(answer.at("outcome") == "terminated since 2019-08-02");
    CHECK(names_in(answer.at("necessary")) == std::set<std::string>{"1988-06-01 ratify by USA",
                                                                    "1988-06-01 ratify by SUN",
                                                                    "usa-notice"});
    for (const auto& item : answer.at("necessary")) {
        if (item.at("acts").at(0).at("id") == "usa-notice") {
            CHECK(item.at("answer") == "suspended since 2019-02-02");
            CHECK(item.at("acts").at(0).at("act") == "give notice of withdrawal");
            CHECK(item.at("acts").at(0).at("day") == "2019-02-02");
        }
    }
    CHECK(answer.at("joint").empty());
    CHECK(names_in(answer.at("sufficient")) == names_in(answer.at("necessary")));
    const auto idle = names_in(answer.at("idle"));
    for (const char* name :
         {"usa-suspension", "rus-suspension", "usa-finding", "1991-12-26 continue of SUN by RUS"}) {
        CHECK(idle.contains(name));
    }
    CHECK(answer.at("refused").empty());
    CHECK(answer.at("exhaustive") == true);
    CHECK(answer.at("depth") == 2);
}

TEST_CASE("what else would have to be absent", "[command][butfor]") {
    // On 1 May 2019 the one pair of Russia is suspended twice over: by either side.
    const std::vector<std::string> words{
        "butfor", shipped("inf"), "--party", "RUS", "--on", "2019-05-01"};
    const json answer = json_of(words);
    CHECK(answer.at("outcome") == "suspended");
    REQUIRE(answer.at("joint").size() == 1);
    CHECK(names_in(answer.at("joint")) ==
          std::set<std::string>{"usa-suspension", "rus-suspension"});
    CHECK(answer.at("joint").at(0).at("answer") == "in force");
    CHECK_FALSE(names_in(answer.at("necessary")).contains("usa-notice"));
    const std::string text = output_of(words);
    CHECK_THAT(text, ContainsSubstring("inf RUS on 2019-05-01: suspended"));
    CHECK_THAT(text,
               ContainsSubstring("2019-02-02  suspend by USA (usa-suspension)\n  + "
                                 "2019-02-02  suspend by RUS (rus-suspension)"));
    const std::string csv = output_of(with(words, {"--format", "csv"}));
    CHECK_THAT(csv, StartsWith("role,set,name,day,act,of,by,treaty,answer\nnecessary,1,"));
    CHECK_THAT(csv, ContainsSubstring("\njoint,1,usa-suspension,2019-02-02,suspend,,USA,"));
    CHECK_THAT(csv, ContainsSubstring("\nsufficient,1,"));
    CHECK_THAT(csv, ContainsSubstring("\nidle,1,usa-notice,"));
}

TEST_CASE("of the treaty as a whole the American suspension alone decides", "[command][butfor]") {
    // Russia's covers its own pair; those of the other successors only the United States suspended.
    const json answer = json_of({"butfor", shipped("inf"), "--on", "2019-05-01", "--depth", "1"});
    CHECK(answer.at("outcome") == "suspended");
    const auto necessary = names_in(answer.at("necessary"));
    CHECK(necessary.contains("usa-suspension"));
    CHECK_FALSE(necessary.contains("rus-suspension"));
}

TEST_CASE("a but-for analysis that was cut short says so", "[command][butfor]") {
    const std::vector<std::string> words{
        "butfor", shipped("inf"), "--party", "USA", "--most", "50"};
    const json answer = json_of(words);
    CHECK(answer.at("exhaustive") == false);
    CHECK(answer.at("evaluations") == 50);
    CHECK(answer.at("sufficient").is_null());
    CHECK_THAT(output_of(words), ContainsSubstring("stopped before every set was tried"));
    const json alone = json_of({"butfor", shipped("inf"), "--party", "USA", "--depth", "1"});
    CHECK(alone.at("exhaustive") == true);
    CHECK(alone.at("joint").empty());
}

TEST_CASE("a but-for analysis that cannot be made says why", "[command][butfor][contract]") {
    const auto wrong = [](std::vector<std::string> options, const std::string& says) {
        refused(with({"butfor", shipped("inf")}, options), says);
    };
    wrong({"--party", "XXQ"}, "unknown participant 'XXQ'");
    wrong({"--party", "USA", "--on", "May 2019"}, "--on: expected a day");
    wrong({"--party", "USA", "--treaty", "inv"}, "did you mean 'inf'?");
    wrong({"--party", "USA", "--obligation", "no-launcher"}, "did you mean 'no-launchers'?");
    wrong({"--obligation", "no-launchers"}, "of a party");
    wrong({"--party", "USA", "--depth", "0"}, "--depth");
    wrong({"--party", "USA", "--depth", "two"}, "--depth");
    wrong({"--party", "USA", "--most", "0"}, "--most");
    wrong({"--party", "USA", "--format", "xml"}, "--format");
}

TEST_CASE("no study shows its progress in a pipe", "[command][sweep][butfor]") {
    CHECK(run(sweep_of("inf", over_revocations)).err.empty());
    CHECK(run({"butfor", shipped("inf"), "--depth", "1"}).err.empty());
}

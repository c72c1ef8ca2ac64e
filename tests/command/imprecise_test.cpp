// The command and scenarios whose acts are not known to the day.
#include "command/run_command.hpp"

using namespace servanda_tests;

namespace {

const std::string accessions = shipped("open-skies-accessions");

/// INF, with the American notice dated to a month.
std::string inf_in_february(const scratch_folder& folder, const std::string& more = {}) {
    return folder.write("february.toml",
                        "[scenario]\ntitle = \"INF\"\ntreaties = [\"inf\"]\n"
                        "[[act]]\ndate = 1987-12-08\nact = \"sign\"\nby = [\"USA\", \"SUN\"]\n"
                        "[[act]]\ndate = 1988-06-01\nact = \"ratify\"\nby = [\"USA\", \"SUN\"]\n"
                        "[[act]]\nid = \"usa-notice\"\ndate = \"2019-02\"\n"
                        "act = \"give notice of withdrawal\"\nby = \"USA\"\n" +
                            more);
}

} // namespace

TEST_CASE("state of an imprecise scenario: definite, or unknown with what is possible",
          "[command][imprecise]") {
    const scratch_folder folder;
    const std::string file = inf_in_february(folder);
    const auto text = [&](const char* day) { return output_of({"state", file, "--on", day}); };
    CHECK_THAT(text("2019-01-31"), ContainsSubstring("USA  in force since 1988-06-01"));
    CHECK_THAT(text("2019-02-10"),
               ContainsSubstring("USA  unknown: in force, or withdrawal pending"));
    CHECK_THAT(text("2019-03-01"),
               ContainsSubstring("USA  withdrawal pending; unknown: since when"));
    CHECK_THAT(text("2019-08-10"), ContainsSubstring("RUS  unknown: in force, or terminated"));
    CHECK_THAT(text("2019-08-10"), ContainsSubstring("inf: unknown: in force, or terminated"));
    CHECK_THAT(text("2019-08-28"), ContainsSubstring("USA  terminated"));
    const std::string one = output_of({"state", file, "--on", "2019-02-10", "--party", "USA"});
    CHECK_THAT(one, ContainsSubstring("withdrawal pending in 10 of 28 placements, such as"));
    CHECK_THAT(one, ContainsSubstring("'usa-notice' on 2019-02-"));
    CHECK_THAT(
        output_of({"state", file, "--on", "2019-08-10", "--party", "USA", "--between", "RUS"}),
        ContainsSubstring("between USA and RUS: unknown: in force in 18 of 28 placements"));
    refused({"state", file, "--on", "2019-02-10", "--treaty", "inv"}, "did you mean 'inf'?");
    refused({"state", file, "--on", "2019-02-10", "--party", "XXQ"}, "XXQ");
}

TEST_CASE("JSON of state says what is unknown and what is possible", "[command][imprecise]") {
    const scratch_folder folder;
    const std::string file = inf_in_february(folder);
    const json usa = member_of(json_of({"state", file, "--on", "2019-02-10"}), "inf", "USA");
    CHECK(usa.at("state") == "unknown");
    CHECK(usa.at("possible") == json::array({"in force", "withdrawal pending"}));
    CHECK(usa.at("placements").at("withdrawal pending") == 10);
    CHECK(usa.at("exact") == true);
    CHECK(usa.at("consent") == "party");
    CHECK(usa.at("exit") == "unknown");
    CHECK(usa.at("suspended") == false);
    CHECK(usa.at("since").is_null());
    CHECK(usa.at("examples").at("in force").at(0).at("id") == "usa-notice");
    for (const char* key : {"treaty", "party", "operation", "disputed", "next"}) {
        CHECK(usa.contains(key));
    }
    const json before = member_of(json_of({"state", file, "--on", "2019-01-31"}), "inf", "USA");
    CHECK(before.at("state") == "in force");
    CHECK(before.at("since") == "1988-06-01");
    CHECK(before.at("possible") == json::array({"in force"}));
    CHECK(before.at("unknown").empty());
}

TEST_CASE("run gives each change the days on which it may happen", "[command][imprecise]") {
    const scratch_folder folder;
    const std::string file = inf_in_february(folder);
    const std::string text = output_of({"run", file});
    CHECK_THAT(text, ContainsSubstring("1 act is not known to the day: 28 placements tried"));
    CHECK_THAT(text, ContainsSubstring("1988-06-01"));
    CHECK_THAT(text, ContainsSubstring("2019-02-01..2019-02-28"));
    CHECK_THAT(text, ContainsSubstring("2019-08-01..2019-08-28"));
    CHECK_THAT(text, ContainsSubstring("XV(2), in every placement"));
    const json answer = json_of({"run", file});
    CHECK(answer.at("exact") == true);
    CHECK(answer.at("tried") == 28);
    bool ended = false;
    for (const auto& item : answer.at("changes")) {
        if (item.at("who") == "USA" && item.at("to") == "terminated") {
            ended = true;
            CHECK(item.at("first") == "2019-08-01");
            CHECK(item.at("last") == "2019-08-28");
            CHECK(item.at("always") == true);
            CHECK(item.at("article") == "XV(2)");
        }
    }
    CHECK(ended);
}

TEST_CASE("an act that may be void is told, and how often", "[command][imprecise]") {
    const scratch_folder folder;
    const std::string file = inf_in_february(
        folder, "[[act]]\ndate = 2019-08-10\nact = \"revoke\"\nof = \"notice\"\nby = \"USA\"\n");
    const outcome result = run({"run", file});
    CHECK(result.status == 0);
    CHECK_THAT(result.err,
               ContainsSubstring("february.toml:") && ContainsSubstring("warning: ") &&
                   ContainsSubstring("revoke of notice is void in 10 of 28 placements"));
}

TEST_CASE("expectations of what is possible are tested", "[command][imprecise]") {
    CHECK(run({"run", accessions}).status == 0);
    CHECK(run({"check", accessions}).status == 0);
    const scratch_folder folder;
    const std::string wrong = inf_in_february(
        folder, "[[expect]]\non = 2019-02-10\nparty = \"USA\"\nstate = \"in force\"\n");
    for (const char* command : {"run", "check"}) {
        const outcome result = run({command, wrong});
        CHECK(result.status == 1);
        CHECK_THAT(result.err,
                   ContainsSubstring("expected 'in force', found 'unknown: in force, or "
                                     "withdrawal pending'"));
    }
}

TEST_CASE("what needs one history refuses, at the act", "[command][imprecise]") {
    const scratch_folder folder;
    const std::string file = inf_in_february(folder);
    const std::string says = "february.toml:16:6: error: the day of this act is known only as "
                             "2019-02-01..2019-02-28: ask for all possible histories";
    refused({"explain", file, "--on", "2019-05-01", "--party", "USA"}, says);
    refused({"next", file, "--on", "2019-05-01"}, says);
    refused({"comply", file, "--on", "2019-05-01"}, says);
    refused({"can", file, "--on", "2019-05-01", "--party", "USA"}, says);
    refused({"missing", file, "--on", "2019-05-01"}, says);
    refused({"whatif", file, "--add", "2019-03-01 suspend by USA claiming VCLT 60"}, says);
    refused({"whatif", file, "--move", "usa-notice=2019-02"}, "an edit needs a day");
    // Before anybody knew of it nothing is imprecise.
    CHECK_THAT(output_of({"explain",
                          file,
                          "--on",
                          "2019-01-31",
                          "--party",
                          "USA",
                          "--as-known-on",
                          "2019-01-31"}),
               ContainsSubstring("in force"));
}

TEST_CASE("a what-if that puts every act on a day tells what would have happened",
          "[command][imprecise]") {
    const scratch_folder folder;
    const std::string file = inf_in_february(folder);
    const std::string moved = output_of({"whatif", file, "--move", "usa-notice=2019-02-02"});
    CHECK_THAT(moved, ContainsSubstring("what if: move 'usa-notice' to 2019-02-02"));
    CHECK_THAT(moved, ContainsSubstring("there is no one history to compare with"));
    CHECK_THAT(moved, ContainsSubstring("2019-08-02"));
    CHECK(json_of({"whatif", file, "--drop", "usa-notice"}).contains("changes"));
}

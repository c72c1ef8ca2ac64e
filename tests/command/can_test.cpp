// servanda can, missing, next --ics: what may be done, what is lacking, what goes into a calendar.
#include "command/run_command.hpp"

#include <algorithm>

using namespace servanda_tests;

namespace {

const std::string skies = shipped("open-skies");

const json& act_of(const json& document, const std::string& name) {
    for (const auto& item : document.at("acts")) {
        if (item.at("act") == name && item.at("standing") != "by claim") {
            return item;
        }
    }
    FAIL("no act " + name);
    return document;
}

} // namespace

TEST_CASE("can: what the United States could do in June 2020", "[command][can]") {
    const std::string text = output_of({"can", skies, "--on", "2020-06-01", "--party", "USA"});
    CHECK(first_line(text) == "2020-06-01  Treaty on Open Skies, 1992-2021: what USA may do");
    CHECK_THAT(text, ContainsSubstring("    revoke of notice           2020-06-01  VCLT 68"));
    CHECK_THAT(text, ContainsSubstring("  by claim only\n    suspend"));
    CHECK(text.find("  void\n") == std::string::npos);
    const std::string all =
        output_of({"can", skies, "--on", "2020-06-01", "--party", "USA", "--all"});
    CHECK_THAT(all, ContainsSubstring("  void\n    sign "));
    const json document = json_of({"can", skies, "--on", "2020-05-22", "--party", "FIN"});
    CHECK(act_of(document, "give notice of withdrawal").at("effect") == "2020-11-22");
    const std::string csv =
        output_of({"can", skies, "--on", "2020-06-01", "--party", "USA", "--format", "csv"});
    CHECK(first_line(csv) ==
          "treaty,participant,day,act,standing,effect,waits_for,article,finding,conditions");
}

TEST_CASE("can: one treaty, somebody's account, what was known", "[command][can]") {
    const std::string start = shipped("new-start");
    const auto one =
        json_of({"can", start, "--on", "2022-01-01", "--party", "USA", "--treaty", "new-start"});
    for (const auto& item : one.at("acts")) {
        CHECK(item.at("treaty") == "new-start");
    }
    const std::vector<std::string> asked{
        "can", start, "--on", "2023-06-01", "--party", "RUS", "--treaty", "new-start"};
    const auto resumes = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words = asked;
        words.insert(words.end(), more.begin(), more.end());
        const auto document = json_of(words);
        return std::any_of(document.at("acts").begin(),
                           document.at("acts").end(),
                           [](const auto& item) { return item.at("act") == "resume"; });
    };
    CHECK_FALSE(resumes({}));
    CHECK(resumes({"--as-seen-by", "RUS"}));
    // Inspections had been suspended since August 2022, the treaty as a whole since February.
    CHECK(resumes({"--as-seen-by", "RUS", "--as-known-on", "2023-01-01"}));
    CHECK_FALSE(resumes({"--as-seen-by", "RUS", "--as-known-on", "2022-08-01"}));
    const outcome late = run({"can", skies, "--on", "2030-01-01", "--party", "FIN"});
    CHECK(late.status == 0);
    CHECK_THAT(late.err, ContainsSubstring("note: the scenario ends on 2021-12-31"));
}

TEST_CASE("can: what is refused", "[command][can]") {
    refused({"can", skies, "--on", "2020-06-01"}, "--party");
    refused({"can", skies, "--party", "USA"}, "--on");
    refused({"can", skies, "--on", "2020-06-31", "--party", "USA"}, "expected a day");
    refused({"can", skies, "--on", "2020-06-01", "--party", "UAS"}, "unknown participant 'UAS'");
    refused({"can", skies, "--on", "2020-06-01", "--party", "USA", "--treaty", "open-skis"},
            "did you mean 'open-skies'?");
    refused({"can", skies, "--on", "2020-06-01", "--party", "USA", "--format", "xml"}, "--format");
}

TEST_CASE("missing: the treaty, a participant, its exit", "[command][missing]") {
    CHECK(output_of({"missing", skies, "--on", "2001-11-01"}) ==
          "2001-11-01  open-skies: not yet in force\n"
          "  met      20 deposits: 23 (XVII(2))\n"
          "  lacking  deposits by CAN, HUN and quota-8: 9 of 11; BLR and RUS lacking (XVII(2))\n"
          "  then     60 days after threshold (XVII(2))\n");
    CHECK_THAT(output_of({"missing", skies, "--on", "2001-12-01", "--party", "RUS"}),
               ContainsSubstring("RUS in open-skies: not yet bound\n"));
    CHECK_THAT(output_of({"missing", skies, "--on", "2020-06-01", "--party", "USA"}),
               ContainsSubstring("USA in open-skies: not out\n"));
    CHECK_THAT(
        output_of({"missing", skies, "--on", "2020-06-01", "--party", "USA", "--goal", "bound"}),
        ContainsSubstring("USA in open-skies: bound since 2002-01-01\n"));
    const json document = json_of({"missing", skies, "--on", "2001-11-02"});
    CHECK(document.at("expected") == "2002-01-01");
    CHECK(first_line(output_of({"missing", skies, "--on", "2001-11-02", "--format", "csv"})) ==
          "depth,requirement,kind,met,have,need,lacking,on,article,note");
}

TEST_CASE("missing: what is refused", "[command][missing]") {
    refused({"missing", shipped("new-start"), "--on", "2010-06-01"}, "--treaty is needed");
    refused({"missing", skies, "--on", "2001-11-01", "--treaty", "open-skis"},
            "did you mean 'open-skies'?");
    refused({"missing", skies, "--on", "2001-11-01", "--party", "UAS"}, "unknown participant");
    refused({"missing", skies, "--on", "2001-11-01", "--goal", "bound"}, "--party is needed");
    refused({"missing", skies, "--on", "2001-11-01", "--goal", "peace"}, "--goal");
    refused({"missing", skies, "--on", "soon"}, "expected a day");
}

TEST_CASE("next: into a calendar, into a table", "[command][next]") {
    const scratch_folder folder;
    const std::string file = (folder.path() / "due.ics").string();
    const std::vector<std::string> asked{"next", skies, "--on", "2020-06-01"};
    const std::string plain = output_of(asked);
    std::vector<std::string> with = asked;
    with.insert(with.end(), {"--ics", file});
    CHECK(output_of(with) == plain); // the answer is printed all the same
    const std::string calendar = text_of(file);
    CHECK(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    CHECK_THAT(calendar, ContainsSubstring("DTSTART;VALUE=DATE:20201122\r\n"));
    CHECK_THAT(calendar, ContainsSubstring("DTSTAMP:20200601T000000Z\r\n"));
    with.back() = "-";
    CHECK(output_of(with) == calendar); // and nothing else
    CHECK(output_of({"next", skies, "--on", "2020-06-01", "--format", "csv"}) ==
          "due,treaty,participant,what,article,why\n"
          "2020-07-21,open-skies,CAN,withdrawal-conference,XV(3),due from 2020-06-21\n"
          "2020-07-21,open-skies,HUN,withdrawal-conference,XV(3),due from 2020-06-21\n"
          "2020-11-22,open-skies,USA,withdrawal,XV(2),6 months after notice (2020-05-22)\n"
          "2020-12-31,open-skies,CAN,review-conference,XVI(3),due from 2020-01-01\n"
          "2020-12-31,open-skies,HUN,review-conference,XVI(3),due from 2020-01-01\n"
          "2025-01-01,open-skies,CAN,review-conference,XVI(3),to come\n"
          "2025-01-01,open-skies,HUN,review-conference,XVI(3),to come\n");
    with.back() = (folder.path() / "no-such-folder" / "due.ics").string();
    refused(with, "cannot be written");
}

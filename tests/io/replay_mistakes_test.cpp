// The bulk replay: every mistake at its place, all at once, and what --keep-going makes of them.
#include "io/replaying.hpp"

using namespace servanda_tests;
using namespace std::string_literals;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace {

/// Refused without a row, with exactly these messages.
void refused(std::string_view csv, const std::vector<std::string>& messages) {
    const auto told = replayed(csv);
    CAPTURE(csv, told.said);
    CHECK_FALSE(told.result.usable);
    CHECK_FALSE(told.result.complete());
    CHECK(told.rows.empty());
    CHECK(told.result.left_out.empty());
    REQUIRE(told.result.messages.items().size() == messages.size());
    for (std::size_t i = 0; i < messages.size(); ++i) {
        CHECK_THAT(to_string(told.result.messages.items()[i]), StartsWith(messages[i]));
    }
}

/// Of lines below the header, whose first is line 2.
void refused_line(const std::string& line, const std::string& message) {
    refused(std::string(acts_header) + line + "\n", {message});
}

} // namespace

TEST_CASE("a file without a header is refused", "[io][replay][broken]") {
    refused("",
            {"acts.csv:1:1: error: the file is empty: expected the header treaty,participant,"});
    refused("\xEF\xBB\xBF", {"acts.csv:1:1: error: the file is empty"});
    refused("\n\r\n\n", {"acts.csv:1:1: error: the file is empty"});
    const auto only = replayed(acts_header);
    CHECK(only.result.complete());
    CHECK(only.said == "acts.csv:1:1: warning: the file has a header and no acts\n");
}

TEST_CASE("a column that is missing is named, with what was found", "[io][replay][broken]") {
    refused("treaty,participant,act\nseas,USA,deposit\n",
            {"acts.csv:1:1: error: the column 'date' is missing: expected the header "
             "treaty,participant,date,act in any order, found 'treaty', 'participant' and 'act'"});
    refused("treaty,participant,Date,act\n",
            {"acts.csv:1:1: error: the column 'date' is missing: expected the header "
             "treaty,participant,date,act in any order, found 'treaty', 'participant', 'Date' and "
             "'act'; is 'Date' meant for it?"});
    refused("treaty;participant;date;act\n",
            {"acts.csv:1:1: error: the columns 'treaty', 'participant', 'date' and 'act' are "
             "missing: expected the header treaty,participant,date,act in any order, found "
             "'treaty;participant;date;act'; fields are separated by commas here"});
    refused("treaty,participant,date,act,date\n",
            {"acts.csv:1:29: error: there are two columns 'date'"});
    refused("seas,USA,2000-01-01,deposit\n",
            {"acts.csv:1:1: error: the columns 'treaty', 'participant', 'date' and 'act' are "});
    refused("treaty,participant\rseas,USA\r",
            {"acts.csv:1:19: error: expected lines that end in a line feed, found a carriage "
             "return alone"});
}

TEST_CASE("a line's mistakes are told at their fields", "[io][replay][broken]") {
    refused_line("seas,USA,2000-02-30,deposit",
                 "acts.csv:2:10: error: expected a day YYYY-MM-DD from 1400-01-01 to 9999-12-31, "
                 "found '2000-02-30'");
    refused_line("seas,USA,31.12.1999,deposit",
                 "acts.csv:2:10: error: expected a day YYYY-MM-DD from 1400-01-01 to 9999-12-31, "
                 "found '31.12.1999' (did you mean '1999-12-31'?)");
    refused_line("seas,USA,2000/1/2,deposit", "acts.csv:2:10: error: expected a day YYYY-MM-DD");
    refused_line("seas,USA,,deposit", "acts.csv:2:10: error: the date is missing");
    refused_line("sees,USA,2000-01-01,deposit",
                 "acts.csv:2:1: error: unknown treaty 'sees' (did you mean 'seas'?)");
    refused_line(",USA,2000-01-01,deposit", "acts.csv:2:1: error: the treaty is missing");
    refused_line("seas,,2000-01-01,deposit", "acts.csv:2:6: error: the participant is missing");
    refused_line("seas, USA,2000-01-01,deposit",
                 "acts.csv:2:6: error: the participant ' USA' has white space around it");
    refused_line("seas,USA,2000-01-01,", "acts.csv:2:21: error: the act is missing");
    refused_line("seas,USA,2000-01-01,ratfy",
                 "acts.csv:2:21: error: unknown act 'ratfy' (did you mean 'ratify'?)");
    refused_line("seas,USA,2000-01-01",
                 "acts.csv:2:20: error: expected 4 fields as in the header, "
                 "found 3");
    refused_line("seas,USA,2000-01-01,deposit,",
                 "acts.csv:2:29: error: expected 4 fields as in the header, found 5");
    refused_line("seas", "acts.csv:2:5: error: expected 4 fields as in the header, found 1");
}

TEST_CASE("acts that a bulk file cannot hold are told", "[io][replay][broken]") {
    refused_line("seas,*,2000-01-01,deposit", "acts.csv:2:6: error: '*' is the depositary");
    refused_line("seas,USA,2000-01-01,entry into force",
                 "acts.csv:2:6: error: 'entry into force' is stated by the depositary");
    refused_line("seas,USA,2000-01-01,revoke",
                 "acts.csv:2:21: error: there is no act 'revoke of treaty' (expected 'revoke of "
                 "notice'");
    refused_line("seas,USA,2000-01-01,dissolve", "acts.csv:2:21: error: 'dissolve' means nothing");
    refused_line("seas,USA,2000-01-01,continue of SUN",
                 "acts.csv:2:21: error: 'continue' means nothing");
    refused_line("seas,USA,2000-01-01,contest of x",
                 "acts.csv:2:21: error: 'contest' needs the id");
    refused(std::string(acts_header) + "seas,*,2000-01-01,entry into force\n"
                                       "seas,*,2000-01-02,entry into force\n",
            {"acts.csv:3:19: error: the entry into force of 'seas' is stated twice, first on line "
             "2"});
}

TEST_CASE("quotation marks are closed, and followed by a comma", "[io][replay][broken]") {
    refused_line("seas,\"USA,2000-01-01,deposit",
                 "acts.csv:2:6: error: the quotation mark that opens here is never closed");
    refused_line("seas,\"USA\"x,2000-01-01,deposit",
                 "acts.csv:2:11: error: expected a comma or the end of the line after the closing");
    // What is wrong further down is still told.
    refused(std::string(acts_header) +
                "seas,\"USA,2000-01-01,deposit\nseas,USA,2000-01-41,deposit\n",
            {"acts.csv:2:6: error: the quotation mark", "acts.csv:3:10: error: expected a day"});
    // One inside a field that has none around it is a character like others.
    const auto inside = replayed_lines("seas,A\"B,2000-01-01,deposit\n");
    CHECK_THAT(inside.rows, ContainsSubstring("seas,\"A\"\"B\",1,,,contracting"));
}

TEST_CASE("a line is never longer than 64 KiB", "[io][replay][broken]") {
    const std::string head = "treaty,participant,date,act,note\n";
    const std::string line = "seas,USA,2000-01-01,deposit,";
    constexpr std::size_t longest = std::size_t{64} << 10U;
    CHECK(replayed(head + line + std::string(longest - line.size(), 'x') + "\n").result.complete());
    CHECK(replayed(head + line + std::string(longest - line.size(), 'x')).result.complete());
    refused(head + line + std::string(longest - line.size() + 1, 'x') + "\n",
            {"acts.csv:1:29: warning: ", "acts.csv:2:1: error: the line is longer than 64 KiB"});
    refused(head + line + std::string(std::size_t{3} << 20U, 'x') + "\nseas,USA,x,deposit,\n",
            {"acts.csv:1:29: warning: ",
             "acts.csv:2:1: error: the line is longer than 64 KiB",
             "acts.csv:3:10: error: expected a day"});
    refused(
        head + line + "\"" + std::string(std::size_t{3} << 20U, 'x') + "\"\n",
        {"acts.csv:1:29: warning: ",
         "acts.csv:2:29: error: the quotation mark that opens here is not closed within 64 KiB"});
    refused(std::string(std::size_t{3} << 20U, 'x'),
            {"acts.csv:1:1: error: the line is longer than 64 KiB"});
}

TEST_CASE("what is not UTF-8 is told as that", "[io][replay][broken]") {
    refused_line("seas,U\0A,2000-01-01,deposit"s,
                 "acts.csv:2:7: error: expected text, found a zero");
    refused_line(
        "seas,C\xF4te,2000-01-01,deposit",
        "acts.csv:2:7: error: expected UTF-8, found the byte 0xF4 (is the file in Latin-1");
    refused_line("s\xC3\xA9"
                 "as,USA,2000-01-01,deposit",
                 "acts.csv:2:1: error: unknown treaty 's\xC3\xA9"
                 "as'");
    // Columns count characters.
    refused(std::string(acts_header) + "seas,\xC3\x84\xC3\x96,2000-01-41,deposit\n",
            {"acts.csv:2:6: warning: ", "acts.csv:2:9: error: expected a day"});
    refused("\xFF\xFEt\0r\0"s,
            {"acts.csv:1:1: error: expected UTF-8, found the byte order mark of UTF-16 (iconv"});
    refused("\xFE\xFF\0t\0r"s,
            {"acts.csv:1:1: error: expected UTF-8, found the byte order mark of"});
    refused("\xFF\xFE\0\0t\0\0\0"s,
            {"acts.csv:1:1: error: expected UTF-8, found the byte order mark "
             "of UTF-32"});
    refused("t\0r\0e\0"s, {"acts.csv:1:2: error: expected text, found a zero byte"});
    refused("\x7F"
            "ELF\x02\x01\x01\0\0"s,
            {"acts.csv:1:"});
}

TEST_CASE("all mistakes are told at once, up to a number", "[io][replay][broken]") {
    std::string lines;
    for (int i = 0; i < 120; ++i) {
        lines += "seas,USA,2000-01-41,deposit\n";
    }
    const auto told = replayed_lines(lines);
    CHECK(told.result.messages.items().size() == 51);
    CHECK_THAT(told.said,
               ContainsSubstring("acts.csv:51:10: error: ") &&
                   ContainsSubstring("acts.csv: error: and 70 more errors\n"));
    // An unknown treaty is told once, not for each of its lines.
    refused(std::string(acts_header) + "sees,USA,2000-01-01,deposit\nsees,CAN,2000-01-01,deposit\n",
            {"acts.csv:2:1: error: unknown treaty 'sees'"});
}

TEST_CASE("unknown participants are told up to a number", "[io][replay][broken]") {
    std::string lines = "seas,USA,2000-01-01,deposit\nseas,USA,2000-01-02,deposit\n";
    for (int i = 100; i < 130; ++i) {
        lines += "seas,X" + std::to_string(i) + ",2000-01-01,deposit\n";
    }
    const auto told = replayed_lines(lines);
    CHECK(told.result.complete());
    CHECK_THAT(told.said,
               ContainsSubstring("and 10 more unknown participants") &&
                   ContainsSubstring(
                       "acts.csv:3:1: warning: seas: deposit by USA on 2000-01-02 is void: "));
}

TEST_CASE("keep going leaves out whole treaties and those tied to them", "[io][replay][keep]") {
    io::replay_options options;
    options.keep_going = true;
    const std::string good = "seas,USA,2000-01-01,deposit\nseas,CAN,2000-01-01,deposit\n";
    const std::string seas = "seas,*,1,2000-03-31,,in force\n"
                             "seas,CAN,1,2000-03-31,,in force\n"
                             "seas,USA,1,2000-03-31,,in force\n";
    const auto told = replayed_lines(good + "lakes,USA,2000-01-01,deposit\n"
                                            "lakes,CAN,2000-01-41,deposit\n"
                                            "lakes-protocol,CAN,2000-01-01,deposit\n"
                                            "sees,CAN,2000-01-01,deposit\n",
                                     options);
    CHECK(told.rows == seas);
    CHECK(told.result.usable);
    CHECK_FALSE(told.result.complete());
    CHECK(told.result.treaties == 1);
    REQUIRE(told.result.left_out.size() == 3);
    CHECK(told.result.left_out[0].treaty == "lakes");
    CHECK(told.result.left_out[0].acts == 2);
    CHECK(told.result.left_out[0].why == "it has an error on line 5");
    CHECK(told.result.left_out[1].treaty == "lakes-protocol");
    CHECK(told.result.left_out[1].why == "it is tied to 'lakes'");
    CHECK(told.result.left_out[2].treaty == "sees");
    CHECK(told.result.left_out[2].why == "there are no rules for it");
    CHECK_THAT(told.said,
               ContainsSubstring("acts.csv:5:11: error: ") &&
                   ContainsSubstring("acts.csv:7:1: error: unknown treaty 'sees'"));
    // A line that is broken belongs to the treaty it begins with.
    for (const std::string line : {"lakes,USA,2000-01-01",
                                   "lakes,U\xFF,2000-01-01,deposit",
                                   "lakes,\"USA\"x,2000-01-01,deposit"}) {
        const auto broken = replayed_lines(line + "\n" + good, options);
        CHECK(broken.rows == seas);
        REQUIRE(broken.result.left_out.size() == 1);
        CHECK(broken.result.left_out[0].treaty == "lakes");
    }
}

TEST_CASE("keep going does not pass over what belongs to no treaty", "[io][replay][keep]") {
    io::replay_options options;
    options.keep_going = true;
    const std::string good = "seas,USA,2000-01-01,deposit\n";
    for (const std::string line : {",USA,2000-01-01,deposit",
                                   "sees,USA,2000-01-01",
                                   "seas,\"USA,2000-01-01,deposit",
                                   "\"seas"}) {
        const auto told = replayed_lines(good + line + "\n", options);
        CAPTURE(line, told.said);
        CHECK_FALSE(told.result.usable);
        CHECK(told.rows.empty());
    }
    const auto header = replayed("treaty,participant,act\n", options);
    CHECK_FALSE(header.result.usable);
    CHECK_FALSE(replayed("", options).result.usable);
}

TEST_CASE("what the rules cannot compute is told, and left out alone", "[io][replay][keep]") {
    auto rules = *bulk_rules();
    rules.treaties.push_back(
        io::read_rule_text("[treaty]\nid = \"far\"\n[entry_into_force]\nwhen = \"1 deposit\"\n"
                           "effective = \"9000 years after threshold\"\n",
                           "far.toml")
            .value()
            .treaties.front());
    const auto shared = std::make_shared<const rulebook>(std::move(rules));
    const std::string text = std::string(acts_header) + "far,USA,2000-01-01,deposit\n"
                                                        "seas,USA,2000-01-01,deposit\n";
    CHECK_FALSE(replayed(text, {}, shared).result.usable);
    io::replay_options options;
    options.keep_going = true;
    const auto told = replayed(text, options, shared);
    CHECK(told.result.usable);
    CHECK(told.rows == "seas,*,1,,,not yet in force\nseas,USA,1,,,contracting\n");
    REQUIRE(told.result.left_out.size() == 1);
    CHECK(told.result.left_out[0].treaty == "far");
    CHECK_THAT(told.said, ContainsSubstring("error"));
}

TEST_CASE("a file that cannot be read is told", "[io][replay][broken]") {
    const scratch_folder folder;
    const auto none = [](const io::replay_row&) { FAIL("a row of nothing"); };
    const auto missing = io::replay(folder.path() / "missing.csv", bulk_rules(), {}, none);
    CHECK_FALSE(missing.usable);
    CHECK_THAT(servanda_tests::told(missing.messages),
               ContainsSubstring("missing.csv: error: there is no such file"));
    const auto dir = io::replay(folder.path(), bulk_rules(), {}, none);
    CHECK_FALSE(dir.usable);
    CHECK_THAT(servanda_tests::told(dir.messages), ContainsSubstring("found a folder"));
}

// servanda run: the whole history; and what holds of every subcommand: statuses, streams, bytes.
#include "command/run_command.hpp"

using namespace servanda_tests;

namespace {

const char* void_act = R"([scenario]
title = "A third state gives notice"
treaties = ["inf"]
[[act]]
date = 2000-01-01
act = "give notice of withdrawal"
by = "USA"
[[act]]
date = 1987-12-08
act = "sign"
by = ["USA", "SUN"]
)";

const char* broken = R"([scenario]
title = "broken"
treaties = ["inf"]
[[act]]
date = 2000-01-01
act = "sing"
by = "USA"
[[act]]
date = 2000-02-30
act = "sign"
by = "USA"
)";

const char* misspelt = R"([scenario]
title = "misspelt"
treaties = ["inf"]
[[act]]
date = 2000-01-01
act = "sing"
by = "USA"
[[expect]]
on = 2000-01-01
party = "USA"
staet = "none"
)";

const char* unmet = R"([scenario]
title = "unmet"
treaties = ["inf"]
[[act]]
date = 1987-12-08
act = "sign"
by = ["USA", "SUN"]
[[expect]]
on = 1987-12-08
party = "USA"
state = "in force"
[[expect]]
on = 1987-12-08
party = "SUN"
state = "signed"
)";

} // namespace

TEST_CASE("run replays every shipped scenario", "[command][run]") {
    const auto& name = GENERATE(from_range(shipped_names()));
    CAPTURE(name);
    const outcome result = run({"run", shipped(name)});
    CHECK(result.status == 0);
    CHECK_THAT(result.err, !ContainsSubstring("error"));
    CHECK_THAT(result.err, !ContainsSubstring("expectation failed"));
    CHECK_THAT(result.out, ContainsSubstring("expectations met"));
}

TEST_CASE("run tells every change with cause and article", "[command][run]") {
    const std::string text = output_of({"run", shipped("inf")});
    CHECK_THAT(text, ContainsSubstring("INF Treaty, 1987-2019"));
    for (const char* day : {"1987-12-08", "1988-06-01", "1992-10-09", "2019-02-02", "2019-08-02"}) {
        CHECK_THAT(text, ContainsSubstring(day));
    }
    CHECK_THAT(text, ContainsSubstring("XV(2)"));
    CHECK_THAT(text, ContainsSubstring("XVII(1)"));
    CHECK_THAT(text, ContainsSubstring("by claim: VCLT 60"));
    CHECK_THAT(text,
               ContainsSubstring("in force → withdrawal pending") ||
                   ContainsSubstring("suspended → withdrawal pending"));
}

TEST_CASE("JSON of run is in order and complete", "[command][run]") {
    const json answer = json_of({"run", shipped("inf")});
    std::string last;
    bool ended = false;
    for (const auto& item : answer.at("changes")) {
        const std::string day = item.at("day");
        CHECK(day >= last);
        last = day;
        ended = ended || (day == "2019-08-02" && item.at("who") == "USA" &&
                          item.at("to").get<std::string>().rfind("terminated", 0) == 0 &&
                          item.at("article") == "XV(2)");
    }
    CHECK(ended);
    CHECK(answer.at("unmet_expectations").empty());
    bool claimed = false;
    for (const auto& item : answer.at("acts")) {
        claimed = claimed || (item.at("day") == "2019-02-02" && item.at("by") == "USA" &&
                              item.at("act") == "suspend" && item.at("standing") == "by claim");
    }
    CHECK(claimed);
}

TEST_CASE("run ends where it is told to", "[command][run]") {
    const outcome result = run({"run", shipped("inf"), "--to", "2019-03-01"});
    CHECK(result.status == 0);
    CHECK_THAT(result.out, ContainsSubstring("2019-02-02"));
    CHECK_THAT(result.out, !ContainsSubstring("terminated"));
    refused({"run", shipped("inf"), "--to", "2019-3-1"}, "2019-3-1");
    // The day itself is simulated.
    CHECK_THAT(output_of({"run", shipped("inf"), "--to", "2019-08-02"}),
               ContainsSubstring("terminated"));
    CHECK_THAT(output_of({"run", shipped("inf"), "--to", "2019-08-01"}),
               !ContainsSubstring("terminated"));
}

TEST_CASE("run takes several scenarios", "[command][run]") {
    const std::string text = output_of({"run", shipped("inf"), shipped("open-skies")});
    CHECK_THAT(text, ContainsSubstring("INF Treaty") && ContainsSubstring("Open Skies"));
}

TEST_CASE("same inputs, same bytes out", "[command][contract]") {
    const auto& name = GENERATE(from_range(shipped_names()));
    CHECK(output_of({"run", shipped(name)}) == output_of({"run", shipped(name)}));
    CHECK(output_of({"run", shipped(name), "--format", "json"}) ==
          output_of({"run", shipped(name), "--format", "json"}));
    const std::vector<std::string> state{
        "state", shipped(name), "--on", "2010-01-01", "--format", "json"};
    CHECK(output_of(state) == output_of(state));
}

TEST_CASE("no escape codes in a pipe", "[command][contract]") {
    for (const char* before : {"", "NO_COLOR=1", "NO_COLOR= TERM=xterm-256color"}) {
        for (const auto& words : std::vector<std::vector<std::string>>{
                 {"run", shipped("inf")},
                 {"state", shipped("inf"), "--on", "2019-05-01"},
                 {"state", shipped("inf"), "--on", "2019-05-01", "--party", "USA"},
                 {"explain", shipped("inf"), "--on", "2019-05-01", "--party", "USA"},
                 {"next", shipped("inf"), "--on", "2019-05-01"},
                 {"whatif", shipped("inf"), "--drop", "usa-notice"},
                 {"check", shipped("inf")},
                 {"date", "6 months after 2019-02-02"},
                 {"date", "6 monts after 2019-02-02"},
                 {"graph", "inf"}}) {
            CAPTURE(words, before);
            const outcome result = run(words, before);
            CHECK(result.out.find('\x1b') == std::string::npos);
            CHECK(result.err.find('\x1b') == std::string::npos);
        }
    }
}

TEST_CASE("a void act is bad law, not bad input", "[command][contract]") {
    const scratch_folder folder;
    const std::string file = folder.write("void.toml", void_act);
    const outcome result = run({"run", file});
    CHECK(result.status == 0);
    CHECK_THAT(result.err, StartsWith(file + ":") && ContainsSubstring(": warning: "));
    CHECK_THAT(result.err, ContainsSubstring("void"));
    CHECK_THAT(result.out, ContainsSubstring("void"));
    CHECK(run({"check", file}).status == 0);
}

TEST_CASE("an expectation that fails is status 1, located", "[command][contract]") {
    const scratch_folder folder;
    const std::string file = folder.write("unmet.toml", unmet);
    const outcome result = run({"run", file});
    CHECK(result.status == 1);
    CHECK_THAT(result.err, StartsWith(file + ":8:1: "));
    CHECK_THAT(result.err, ContainsSubstring("expected 'in force', found 'signed'"));
    CHECK_THAT(result.out, ContainsSubstring("1 of 2 expectations met"));
    const outcome document = run({"run", file, "--format", "json"});
    CHECK(document.status == 1);
    CHECK(json::parse(document.out).at("unmet_expectations").size() == 1);
}

TEST_CASE("bad input is status 2, all mistakes located, nothing said of it",
          "[command][contract]") {
    const scratch_folder folder;
    const std::string file = folder.write("misspelt.toml", misspelt);
    for (const auto& words : std::vector<std::vector<std::string>>{
             {"run", file},
             {"run", file, "--format", "json"},
             {"state", file, "--on", "2000-01-01"},
             {"explain", file, "--on", "2000-01-01", "--party", "USA"},
             {"next", file, "--on", "2000-01-01"},
             {"whatif", file, "--drop", "x"}}) {
        CAPTURE(words);
        const outcome result = run(words);
        CHECK(result.status == 2);
        CHECK(result.out.empty());
        CHECK_THAT(result.err,
                   ContainsSubstring(file + ":6:7: error: there is no act 'sing'") &&
                       ContainsSubstring("did you mean 'sign'?"));
        CHECK_THAT(result.err,
                   ContainsSubstring(file + ":11:1: error: unknown key 'staet'") &&
                       ContainsSubstring("did you mean 'state'?"));
    }
    refused({"run", folder.write("broken.toml", broken)}, "broken.toml:9:");
    refused({"run", folder.write("empty.toml", "")}, "the file is empty");
    refused({"run", folder.path().string()}, "expected a file, found a folder");
    refused({"run", (folder.path() / "missing.toml").string()}, "there is no such file");
    refused({"run", rule_file("arms-control/inf")}, "found a rule file");
    refused({"run", folder.write("brackets.toml", std::string(std::size_t{10} << 20U, '['))},
            "brackets.toml:1:");
    refused({"run", folder.write("unknown.toml", "[scenario]\ntreaties = [\"inv\"]\n")},
            "unknown treaty 'inv'");
}

TEST_CASE("a key of very many parts is refused", "[command][broken]") {
    const scratch_folder folder;
    std::string key = "a";
    for (int i = 0; i < 100000; ++i) {
        key += ".a";
    }
    refused({"run", folder.write("section.toml", "[" + key + "]\nb = 1\n")}, "section.toml:1:");
    refused({"run", folder.write("key.toml", key + " = 1\n")}, "key.toml:1:");
    refused({"check", folder.write("check.toml", key + " = 1\n")}, "check.toml:1:");
}

TEST_CASE("a broken scenario after a good one says nothing of either", "[command][contract]") {
    const scratch_folder folder;
    const outcome result = run({"run", shipped("inf"), folder.write("misspelt.toml", misspelt)});
    CHECK(result.status == 2);
    CHECK(result.out.empty());
}

TEST_CASE("an effect beyond the calendar is a message, not a crash", "[command][contract]") {
    const scratch_folder folder;
    const std::string file = folder.write(
        "late.toml",
        "[scenario]\ntreaties = [\"inf\"]\n[[act]]\ndate = 9999-01-01\nact = \"sign\"\n"
        "by = [\"USA\", \"SUN\"]\n[[act]]\ndate = 9999-01-02\nact = \"ratify\"\n"
        "by = [\"USA\", \"SUN\"]\n[[act]]\ndate = 9999-11-30\n"
        "act = \"give notice of withdrawal\"\nby = \"USA\"\n");
    const outcome result = run({"run", file});
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK_THAT(result.err,
               StartsWith(file + ":10:") || StartsWith(file + ":12:") ||
                   StartsWith(file + ":14:") || StartsWith(file + ":11:"));
}

TEST_CASE("bad usage is status 2", "[command][contract]") {
    for (const auto& words :
         std::vector<std::vector<std::string>>{{},
                                               {"runn"},
                                               {"run"},
                                               {"run", shipped("inf"), "--frm", "2019-01-01"},
                                               {"run", shipped("inf"), "--format", "yaml"},
                                               {"state", shipped("inf")},
                                               {"date"},
                                               {"graph"},
                                               {"check"},
                                               {"whatif", shipped("inf")}}) {
        CAPTURE(words);
        const outcome result = run(words);
        CHECK(result.status == 2);
        CHECK(result.out.empty());
        CHECK_FALSE(result.err.empty());
    }
    CHECK(run({"--help"}).status == 0);
    CHECK_THAT(output_of({"--help"}), ContainsSubstring("whatif"));
    CHECK_THAT(output_of({"--version"}), StartsWith("servanda "));
    CHECK(run({"run", "--help"}).status == 0);
}

// servanda check: files, their examples and expectations; servanda graph; --rules.
#include "command/run_command.hpp"

using namespace servanda_tests;

namespace {

const char* good_rules = R"([treaty]
id = "lakes"
title = "Lakes"
opened = 2000-01-01
[entry_into_force]
article = "4"
when = "2 deposits"
effective = "30 days after threshold"
[[example]]
name = "two deposits"
acts = [ { date = 2000-02-01, act = "ratify", by = ["CAN", "USA"] } ]
expect = [
  { on = 2000-03-01, party = "USA", state = "contracting" },
  { on = 2000-03-02, party = "USA", state = "in force" },
]
source = "made for the test"
)";

const char* failing_rules = R"([treaty]
id = "lakes"
[entry_into_force]
article = "4"
when = "2 deposits"
[[example]]
name = "one is not enough"
acts = [ { date = 2000-02-01, act = "ratify", by = "CAN" } ]
expect = [
  { on = 2000-03-02, party = "CAN", state = "in force" },
]
source = "made for the test"
)";

const char* good_story = R"([scenario]
title = "Lakes"
treaties = ["lakes"]
[[act]]
date = 2000-02-01
act = "ratify"
by = ["CAN", "USA"]
[[expect]]
on = 2000-03-02
parties = 2
)";

} // namespace

TEST_CASE("check passes what is right", "[command][check]") {
    const scratch_folder folder;
    const outcome rules = run({"check", folder.write("lakes.toml", good_rules)});
    CHECK(rules.status == 0);
    CHECK(rules.err.empty());
    CHECK_THAT(rules.out, ContainsSubstring("all met") && ContainsSubstring("; 0 warnings\n"));
    for (const auto& name : shipped_names()) {
        CHECK(run({"check", shipped(name)}).status == 0);
    }
}

TEST_CASE("check finds an example that fails", "[command][check][contract]") {
    const scratch_folder folder;
    const std::string file = folder.write("lakes.toml", failing_rules);
    const outcome result = run({"check", file});
    CHECK(result.status == 1);
    CHECK_THAT(result.err, ContainsSubstring(file + ":10:"));
    CHECK_THAT(result.err, ContainsSubstring("expected 'in force', found 'contracting'"));
    CHECK_THAT(result.out, ContainsSubstring("some not met"));
}

TEST_CASE("check finds an expectation that fails", "[command][check][contract]") {
    const scratch_folder folder;
    (void)folder.write("rules/lakes.toml", good_rules);
    std::string story = good_story;
    story.replace(story.find("parties = 2"), 11, "parties = 3");
    const std::string file = folder.write("lakes.toml", story);
    const outcome result = run({"check", file, "--rules", (folder.path() / "rules").string()});
    CHECK(result.status == 1);
    CHECK_THAT(result.err, StartsWith(file + ":8:1: ") && ContainsSubstring("'3', found '2'"));
}

TEST_CASE("check runs the examples of a default law", "[command][check]") {
    const outcome shipped_law = run({"check", rule_file("law/vclt")});
    CHECK(shipped_law.status == 0);
    CHECK_THAT(shipped_law.out, StartsWith("0 treaties and 1 default law with "));
    CHECK_THAT(shipped_law.out, ContainsSubstring("all met"));
    const scratch_folder folder;
    (void)folder.write("lakes.toml", good_rules);
    const std::string law = R"([law]
id = "custom"
[[example]]
name = "one is not enough"
treaties = ["lakes"]
acts = [ { date = 2000-02-01, act = "ratify", by = "CAN" } ]
expect = [ { on = 2000-03-02, party = "CAN", state = "in force" } ]
)";
    const std::string file = folder.write("custom.toml", law);
    const outcome failing = run({"check", folder.path().string()});
    CHECK(failing.status == 1);
    CHECK_THAT(failing.err, ContainsSubstring(file + ":7:"));
    CHECK_THAT(failing.err, ContainsSubstring("expected 'in force', found 'contracting'"));
    CHECK_THAT(failing.out, StartsWith("1 treaty and 1 default law with 2 examples"));
    std::string nowhere = law;
    nowhere.replace(nowhere.find("[\"lakes\"]"), 9, "[\"lake\"]");
    (void)folder.write("custom.toml", nowhere);
    const outcome unknown = run({"check", folder.path().string()});
    CHECK(unknown.status == 2);
    CHECK_THAT(unknown.err, ContainsSubstring("unknown treaty 'lake'"));
}

TEST_CASE("check refuses a broken file", "[command][check][contract]") {
    const scratch_folder folder;
    std::string rules = good_rules;
    rules.replace(rules.find("30 days after"), 13, "30 days aftr ");
    const std::string file = folder.write("rules.toml", rules);
    const outcome result = run({"check", file});
    CHECK(result.status == 2);
    CHECK_THAT(result.err, StartsWith(file + ":8:22: error: "));
    CHECK(run({"check", folder.write("empty.toml", "")}).status == 2);
    CHECK(run({"check", (folder.path() / "missing.toml").string()}).status == 2);
    // Bad input outweighs what merely failed.
    CHECK(run({"check",
               folder.write("fails.toml", failing_rules),
               shipped("inf"),
               folder.write("syntax.toml", "[scenario\n")})
              .status == 2);
}

TEST_CASE("check walks folders and tells all that is wrong in them", "[command][check]") {
    const scratch_folder folder;
    const std::string a = folder.write("sub/a.toml", "[treaty]\nid = \"a\"\ntitel = \"A\"\n");
    const std::string b = folder.write("b.toml", "[scenario]\ntitel = \"B\"\n");
    const std::string c = folder.write("c.toml", "[scenario\n");
    const outcome result = run({"check", folder.path().string()});
    CHECK(result.status == 2);
    CHECK_THAT(result.err,
               ContainsSubstring(a + ":3:1: error: ") && ContainsSubstring(b + ":2:1: error: ") &&
                   ContainsSubstring(c + ":1:"));
    const scratch_folder empty;
    const outcome nothing = run({"check", empty.path().string()});
    CHECK(nothing.status == 2); // nothing was checked, which is not the same as nothing wrong
    CHECK_THAT(nothing.err, ContainsSubstring("no rule or scenario file"));
}

TEST_CASE("a rule file that looks at other treaties can be checked alone", "[command][check]") {
    const outcome result = run({"check", rule_file("arms-control/start-ii")});
    CHECK(result.status == 0);
    CHECK_THAT(result.err, !ContainsSubstring("error"));
    CHECK_THAT(result.out, StartsWith("1 treaty"));
    CHECK(run({"check", rule_file("arms-control/new-start")}).status == 0);
    CHECK(run({"check", rule_file("law/vclt")}).status == 0);
    CHECK(run({"check", rule_file("participants")}).status == 0);
}

TEST_CASE("rules of one file use the project's participants and law", "[command][contract]") {
    const scratch_folder folder;
    (void)folder.write("rules/lakes.toml", good_rules);
    const std::string story = folder.write("lakes.toml", good_story);
    const std::string rules = (folder.path() / "rules").string();
    CHECK(run({"run", story, "--rules", rules}).status == 0);
    const json answer = json_of({"state", story, "--rules", rules, "--on", "2000-03-01"});
    CHECK(member_of(answer, "lakes", "USA").at("state") == "contracting");
    // A participant that nobody declares is an error, there as everywhere.
    std::string other = good_story;
    other.replace(other.find("\"CAN\""), 5, "\"CAM\"");
    refused({"run", folder.write("other.toml", other), "--rules", rules},
            "unknown participant 'CAM'");
    // The project's treaties are not among them.
    refused({"run", shipped("inf"), "--rules", rules}, "unknown treaty 'inf'");
    refused({"run", story}, "unknown treaty 'lakes'");
    refused({"run", story, "--rules", (folder.path() / "nowhere").string()}, "nowhere");
    // One file does as well as a folder.
    CHECK(
        run({"run", story, "--rules", (folder.path() / "rules" / "lakes.toml").string()}).status ==
        0);
}

TEST_CASE("rules with participants of their own use those", "[command][contract]") {
    const scratch_folder folder;
    (void)folder.write("rules/lakes.toml", good_rules);
    (void)folder.write("rules/participants.toml",
                       "[states]\nCAN = \"Canada\"\nUSA = \"United States\"\nXAA = \"A\"\n");
    std::string story = good_story;
    story.replace(story.find("\"CAN\""), 5, "\"XAA\"");
    const std::string rules = (folder.path() / "rules").string();
    CHECK(run({"run", folder.write("a.toml", story), "--rules", rules}).status == 0);
    story.replace(story.find("\"XAA\""), 5, "\"DEU\"");
    refused({"run", folder.write("b.toml", story), "--rules", rules}, "unknown participant 'DEU'");
}

TEST_CASE("graph draws a treaty's state machine", "[command][graph]") {
    const std::string dot = output_of({"graph", "inf"});
    CHECK_THAT(dot, StartsWith("digraph \"inf\" {"));
    CHECK_THAT(dot, ContainsSubstring("XV(2)"));
    CHECK_THAT(dot, ContainsSubstring("\"withdrawal pending\" -> \"terminated\""));
    CHECK(dot == output_of({"graph", "inf"}));
    CHECK(dot == output_of({"graph", "inf", "--format", "dot"}));
    const json graph = json_of({"graph", "open-skies"});
    CHECK(graph.at("treaty") == "open-skies");
    bool leaves = false;
    for (const auto& item : graph.at("transitions")) {
        leaves = leaves ||
                 (item.at("from") == "withdrawal pending" && item.at("to") == "withdrawn" &&
                  item.at("article") == "XV(2)" && item.at("after") == "6 months after notice");
    }
    CHECK(leaves);
    refused({"graph", "inv"}, "did you mean 'inf'?");
}

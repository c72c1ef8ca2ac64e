// servanda check: what it warns about, where, and what follows from --strict, --quiet, --unchecked.
#include "command/run_command.hpp"

#include <algorithm>

using namespace servanda_tests;

namespace {

/// A rule file in which much is hardly meant; each "@@" marks the place of a warning.
const char* marked_rules = R"([treaty]
id = "lakes"
title = "Lakes"
opened = 2000-01-01

@@[entry_into_force]
when = "2 deposits and @@7 deposits by shore"
not_before = @@2011-01-01

[duration]
article = "5"
term = "on 2010-01-01"
unchecked = "the day"

[withdrawal]
article = "7"
notice = "6 months after notice"
lock_in = @@"on 2012-01-01"
window = @@["6 years after entry into force", "5 years after entry into force"]
not_while = "it is in armed conflict or it is @@in froce"
unchecked = "the months"

[groups]
shore = ["CAN", "USA"]
@@island = ["GBR"]

[anchors]
@@day = "on 2001-01-01"

@@[[rule]]
id = "late"
on = @@"on 2010-01-02"
then = "declare"

@@[[obligation]]
id = "report"
kind = "cooperation"

@@[[example]]
name = "two deposits"
acts = [ { date = 2000-02-01, act = "ratify", by = ["CAN", "USA"] } ]
expect = [ { on = 2000-03-01, party = "USA", state = "contracting" } ]
)";

struct marked_file {
    std::string text;
    std::vector<std::string> places; ///< ":3:7: "

    explicit marked_file(const std::string& marked) {
        std::size_t line = 1;
        std::size_t column = 1;
        for (std::size_t i = 0; i < marked.size(); ++i) {
            if (marked.compare(i, 2, "@@") == 0) {
                places.push_back(":" + std::to_string(line) + ":" + std::to_string(column) + ": ");
                ++i;
                continue;
            }
            text += marked[i];
            column = marked[i] == '\n' ? 1 : column + 1;
            line += marked[i] == '\n' ? 1U : 0U;
        }
    }
};

/// A sound treaty whose two rules contradict each other in its example.
const char* pulled_apart = R"([treaty]
id = "lakes"
source = "made for the test"
[entry_into_force]
article = "4"
when = "2 deposits"
[[rule]]
id = "halt"
article = "8"
on = "on 2001-05-01"
then = "suspend"
by = "CAN"
[[rule]]
id = "again"
article = "9"
on = "on 2001-05-01"
then = "resume"
by = "CAN"
[[example]]
name = "two deposits"
acts = [ { date = 2000-02-01, act = "ratify", by = ["CAN", "USA"] } ]
expect = [ { on = 2001-05-01, party = "USA", state = "in force" } ]
source = "made for the test"
)";

std::ptrdiff_t lines_of(const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
}

} // namespace

TEST_CASE("check warns of each finding at its place", "[command][check][lint]") {
    const scratch_folder folder;
    const marked_file marked(marked_rules);
    const std::string file = folder.write("lakes.toml", marked.text);
    const outcome result = run({"check", file});
    CAPTURE(result.err);
    CHECK(result.status == 0);
    for (const auto& place : marked.places) {
        CHECK_THAT(result.err, ContainsSubstring(file + place + "warning: "));
    }
    const std::string count = std::to_string(lines_of(result.err));
    CHECK_THAT(result.out, ContainsSubstring("; 2 clauses marked unchecked; " + count + " warn"));
    // One more than is marked: the file names no source at all.
    CHECK_THAT(result.err, ContainsSubstring(file + ":1:1: warning: the file names no source"));
    CHECK(static_cast<std::size_t>(lines_of(result.err)) == marked.places.size() + 1);
}

TEST_CASE("check tells of rules that pull a membership apart", "[command][check][lint]") {
    const scratch_folder folder;
    const std::string file = folder.write("lakes.toml", pulled_apart);
    const outcome result = run({"check", file});
    CHECK(result.status == 0);
    CHECK_THAT(result.err,
               StartsWith(file + ":13:1: warning: 2001-05-01 CAN in the example 'two deposits' of "
                                 "lakes: the rule 'halt' (8) takes it from in force to suspended"));
    CHECK_THAT(result.err, ContainsSubstring("the rule 'again' (9) takes it"));
    CHECK_THAT(result.out, ContainsSubstring("; 1 warning\n"));
}

TEST_CASE("a void act is told where nothing is expected of its author", "[command][check][lint]") {
    const scratch_folder folder;
    std::string rules = pulled_apart;
    const std::string act = ",\n  { date = 2002-02-01, act = \"unsign\", by = \"CAN\" } ]";
    rules.replace(rules.find(" ]\nexpect"), 2, act);
    const outcome odd = run({"check", folder.write("odd.toml", rules)});
    CHECK_THAT(odd.err, ContainsSubstring("warning: 2002-02-01 CAN: unsign is void"));
    CHECK_THAT(odd.out, ContainsSubstring("; 2 warnings\n"));
    const std::string expected =
        ",\n  { on = 2002-02-01, party = \"CAN\", state = \"in force\" } ]\nsource";
    rules.replace(rules.find(" ]\nsource"), 9, expected);
    const outcome shown = run({"check", folder.write("shown.toml", rules)});
    CHECK(shown.status == 0);
    CHECK_THAT(shown.err, !ContainsSubstring("void"));
}

TEST_CASE("with --strict a warning is a failure", "[command][check][lint]") {
    const scratch_folder folder;
    const std::string file = folder.write("lakes.toml", pulled_apart);
    CHECK(run({"check", file, "--strict"}).status == 1);
    CHECK(run({"check", shipped("inf"), "--strict"}).status == 0);
}

TEST_CASE("with --quiet warnings are counted and not told", "[command][check][lint]") {
    const scratch_folder folder;
    const std::string file = folder.write("lakes.toml", pulled_apart);
    const outcome result = run({"check", file, "--quiet"});
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    CHECK_THAT(result.out, ContainsSubstring("; 1 warning\n"));
}

TEST_CASE("--unchecked lists what is not confirmed, one a line", "[command][check][lint]") {
    const scratch_folder folder;
    const std::string file = folder.write("lakes.toml", marked_file(marked_rules).text);
    const outcome result = run({"check", file, "--unchecked"});
    CHECK(result.status == 0);
    CHECK_THAT(result.out,
               StartsWith(file + ":13:13: note: lakes, [duration] 5: the day\n" + file +
                          ":21:13: note: lakes, [withdrawal] 7: the months\n") &&
                   ContainsSubstring("1 treaty with 1 example"));
    CHECK_THAT(run({"check", file}).out, StartsWith("1 treaty"));
}

TEST_CASE("a fact that a scenario beside the rules states may be asked for",
          "[command][check][lint]") {
    const scratch_folder folder;
    std::string rules = pulled_apart;
    rules.replace(
        rules.find("then = \"suspend\""), 16, "then = \"suspend\"\nif = \"it has moratorium\"");
    const std::string file = folder.write("rules/lakes.toml", rules);
    CHECK_THAT(run({"check", file}).err, ContainsSubstring("nobody states the fact 'moratorium'"));
    const std::string story = folder.write(
        "lakes.toml",
        "[scenario]\ntreaties = [\"lakes\"]\n[[act]]\ndate = 2000-02-01\nact = \"ratify\"\n"
        "by = \"CAN\"\n[[fact]]\nname = \"moratorium\"\nof = \"CAN\"\n[[expect]]\non = 2000-03-01\n"
        "parties = 0\n");
    const outcome both = run({"check", file, story, "--rules", (folder.path() / "rules").string()});
    CHECK_THAT(both.err, !ContainsSubstring("nobody states"));
}

TEST_CASE("the project's own files are warned of nothing", "[command][check][lint]") {
    const auto root = std::filesystem::path(SERVANDA_SOURCE_DIR);
    const outcome result = run({"check",
                                (root / "rules").string(),
                                (root / "examples" / "scenarios").string(),
                                "--strict"});
    CHECK(result.err == "");
    CHECK(result.status == 0);
}

// servanda replay: files and pipes in, rows out, or a comparison with a record; statuses.
#include "command/run_command.hpp"

using namespace servanda_tests;

namespace {

const char* seas = R"([treaty]
id = "seas"
[entry_into_force]
when = "2 deposits"
effective = "90 days after threshold"
for_later = "90 days after deposit"
)";

const char* lakes = R"([treaty]
id = "lakes"
[entry_into_force]
when = "1 deposit"
)";

const char* acts = "treaty,participant,date,act\n"
                   "seas,USA,2000-01-01,deposit\n"
                   "seas,CAN,2000-02-01,deposit\n"
                   "lakes,MEX,2000-02-01,deposit\n";

const char* rows = "treaty,participant,period,entry_into_force,end,state\n"
                   "seas,*,1,2000-05-01,,in force\n"
                   "seas,CAN,1,2000-05-01,,in force\n"
                   "seas,USA,1,2000-05-01,,in force\n"
                   "lakes,*,1,2000-02-01,,in force\n"
                   "lakes,MEX,1,2000-02-01,,in force\n";

/// A folder with two treaties.
struct desk {
    scratch_folder folder;
    std::string rules;

    desk() {
        (void)folder.write("rules/seas.toml", seas);
        (void)folder.write("rules/lakes.toml", lakes);
        rules = (folder.path() / "rules").string();
    }
    [[nodiscard]] outcome replay(const std::string& file,
                                 std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"replay", file, "--rules", rules};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    [[nodiscard]] std::string path(const std::string& name) const {
        return (folder.path() / name).string();
    }
};

} // namespace

TEST_CASE("replay prints rows as CSV", "[command][replay][contract]") {
    const desk on;
    const outcome result = on.replay(on.folder.write("acts.csv", acts));
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    CHECK(result.out == rows);
}

TEST_CASE("replay prints rows as JSON", "[command][replay][contract]") {
    const desk on;
    const outcome result = on.replay(on.folder.write("acts.csv", acts), {"--format", "json"});
    CHECK(result.status == 0);
    const json found = json::parse(result.out);
    REQUIRE(found.size() == 5);
    CHECK(found[1] == json{{"treaty", "seas"},
                           {"participant", "CAN"},
                           {"period", 1},
                           {"entry_into_force", "2000-05-01"},
                           {"end", nullptr},
                           {"state", "in force"}});
    const outcome none = on.replay(on.folder.write("none.csv", "treaty,participant,date,act\n"),
                                   {"--format", "json"});
    CHECK(json::parse(none.out).empty());
}

TEST_CASE("replay reads standard input and other pipes", "[command][replay][contract]") {
    const desk on;
    const std::string file = on.folder.write("acts.csv", acts);
    const std::string out = on.path("out.csv");
    const std::string line = "cat " + in_quotes(file) + " | " + in_quotes(SERVANDA_COMMAND) +
                             " replay - --rules " + in_quotes(on.rules) + " > " + in_quotes(out);
    REQUIRE(std::system(line.c_str()) == 0); // NOLINT: a child process is what is tested
    CHECK(text_of(out) == rows);
    const outcome empty = on.replay("-");
    CHECK(empty.status == 2);
    CHECK_THAT(empty.err, StartsWith("standard input:1:1: error: the file is empty"));
    const std::string fifo = on.path("fifo");
    REQUIRE(
        std::system(("mkfifo " + in_quotes(fifo) + "; cat " + in_quotes(file) + " > " + // NOLINT
                     in_quotes(fifo) + " &")
                        .c_str()) == 0);
    CHECK(on.replay(fifo).out == rows);
}

TEST_CASE("replay writes a file as a whole or not at all", "[command][replay][contract]") {
    const desk on;
    const std::string file = on.folder.write("acts.csv", acts);
    const std::string out = on.folder.write("out.csv", "old");
    const outcome good = on.replay(file, {"-o", out});
    CHECK(good.status == 0);
    CHECK(good.out.empty());
    CHECK(text_of(out) == rows);
    const std::string bad = on.folder.write("bad.csv", std::string(acts) + "seas,USA,x,deposit\n");
    const std::string kept = on.folder.write("kept.csv", "old");
    const outcome refused_one = on.replay(bad, {"-o", kept});
    CHECK(refused_one.status == 2);
    CHECK(text_of(kept) == "old");
    CHECK(on.replay(file, {"-o", on.path("nowhere/out.csv")}).status == 2);
}

TEST_CASE("replay refuses bad input with status 2 and nothing printed",
          "[command][replay][contract]") {
    const desk on;
    const auto refused_text = [&](const std::string& text, const std::string& says) {
        const std::string file = on.folder.write("bad.csv", text);
        refused({"replay", file, "--rules", on.rules}, says);
    };
    refused_text("", "bad.csv:1:1: error: the file is empty");
    refused_text("treaty,participant,date\n", "the column 'act' is missing");
    refused_text(std::string(acts) + "seas,USA,2000-13-01,deposit\nsees,USA,2000-01-01,deposit\n",
                 "bad.csv:5:10: error: expected a day");
    refused({"replay", on.path("missing.csv"), "--rules", on.rules}, "there is no such file");
    refused({"replay", on.folder.path().string(), "--rules", on.rules}, "found a folder");
    const std::string file = on.folder.write("acts.csv", acts);
    refused({"replay", file, "--rules", on.rules, "--to", "soon"}, "--to: expected a day");
    refused({"replay", file, "--rules", on.path("nowhere")}, "nowhere");
    refused({"replay", file, "--rules", on.rules, "--list"}, "--list needs --against");
    refused({"replay", file, "--rules", on.rules, "--against", on.path("none.csv")},
            "there is no such file");
    CHECK(run({"replay", file, "--rules", on.rules, "--format", "text"}).status == 2);
    CHECK(run({"replay"}).status == 2);
}

TEST_CASE("replay --to ends the history", "[command][replay]") {
    const desk on;
    const outcome result = on.replay(on.folder.write("acts.csv", acts), {"--to", "2000-04-30"});
    CHECK_THAT(result.out, ContainsSubstring("seas,CAN,1,,,contracting"));
}

TEST_CASE("replay --keep-going leaves out treaties and says so", "[command][replay][contract]") {
    const desk on;
    const std::string file =
        on.folder.write("acts.csv", std::string(acts) + "lakes,CAN,2000-01-41,deposit\n");
    const outcome result = on.replay(file, {"--keep-going"});
    CHECK(result.status == 2);
    CHECK(result.out == std::string(rows).substr(0, std::string(rows).find("lakes")));
    CHECK_THAT(result.err,
               ContainsSubstring("acts.csv:5:11: error: expected a day") &&
                   ContainsSubstring("left out: lakes (2 acts): it has an error on line 5\n"));
    const outcome fatal =
        on.replay(on.folder.write("fatal.csv", std::string(acts) + ",CAN,2000-01-01,deposit\n"),
                  {"--keep-going"});
    CHECK(fatal.status == 2);
    CHECK(fatal.out.empty());
}

TEST_CASE("replay --against compares", "[command][replay][contract]") {
    const desk on;
    const std::string file = on.folder.write("acts.csv", acts);
    const std::string good = on.folder.write(
        "good.csv",
        "treaty,participant,entry_into_force\nseas,*,2000-05-01\nseas,USA,2000-05-01\n");
    const outcome same = on.replay(file, {"--against", good});
    CHECK(same.status == 0);
    CHECK_THAT(same.out, StartsWith("2 rows compared, none differs\n"));
    const std::string bad =
        on.folder.write("bad.csv",
                        "treaty,participant,entry_into_force,quality\nseas,*,2000-05-02,suspect\n"
                        "lakes,MEX,2000-03-01,confirmed\n");
    const outcome differs = on.replay(file, {"--against", bad, "-o", on.path("out.csv")});
    CHECK(differs.status == 1);
    CHECK_THAT(differs.out, StartsWith("2 rows compared, 2 differ\n") && !ContainsSubstring("MEX"));
    CHECK(text_of(on.path("out.csv")) == rows);
    CHECK_THAT(on.replay(file, {"--against", bad, "--list"}).out, ContainsSubstring("lakes   MEX"));
    const outcome as_json = on.replay(file, {"--against", bad, "--format", "json"});
    CHECK(as_json.status == 1);
    const json found = json::parse(as_json.out);
    CHECK(found.at("differing") == 2);
    CHECK(found.at("differences").at(0).at("class") == "off by one");
    const std::string doubtful = on.folder.write(
        "doubtful.csv", "treaty,participant,entry_into_force,quality\nseas,*,2000-05-02,suspect\n");
    CHECK(on.replay(file, {"--against", doubtful}).status == 0);
}

TEST_CASE("replay finds the project's treaties without --rules", "[command][replay]") {
    const scratch_folder folder;
    const std::string file =
        folder.write("acts.csv",
                     "treaty,participant,date,act\n"
                     "inf,USA,1988-06-01,deposit\ninf,SUN,1988-06-01,deposit\n");
    CHECK_THAT(output_of({"replay", file}), ContainsSubstring("inf,USA,1,1988-06-01,,in force\n"));
}

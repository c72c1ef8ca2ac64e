// What a scenario file may not say, and what only shows when it meets its rules: names that lead
// nowhere, ids used twice.
#include "io/reading.hpp"

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace {

std::string with_act(std::string_view lines) {
    return with_scenario("[[act]]\n" + std::string(lines));
}

std::string with_expect(std::string_view lines) {
    return with_scenario("[[expect]]\n" + std::string(lines));
}

/// The message with which a scenario, readable alone, is refused by the shipped rules.
std::string refused_by_rules(std::string_view text) {
    const auto story = io::read_scenario_text(text, "story.toml").value();
    try {
        (void)simulate(shipped_rules(), story);
    } catch (const input_error& problem) {
        return problem.what();
    }
    return "accepted";
}

} // namespace

TEST_CASE("an unknown key or section of a scenario is told with the nearest", "[io][mistakes]") {
    wrong_scenario("[scenario]\n@@titel = \"s\"\n",
                   {"unknown key 'titel' in [scenario]", "did you mean 'title'?"});
    wrong_scenario(
        with_act("date = 2020-01-01\nact = \"sign\"\nby = \"USA\"\n@@efective = 2020-02-01"),
        {"unknown key 'efective' in [[act]]", "did you mean 'effective'?"});
    wrong_scenario(with_expect("on = 2020-01-01\nparty = \"USA\"\n@@sate = \"none\"\n"),
                   {"unknown key 'sate' in [[expect]]", "did you mean 'state'?"});
    wrong_scenario(with_scenario("[[@@acts]]\ndate = 2020-01-01\n"),
                   {"unknown section 'acts' in a scenario file", "did you mean 'act'?"});
}

TEST_CASE("an unknown act is told with the nearest", "[io][mistakes]") {
    wrong_scenario(with_act("date = 2020-01-01\nact = @@\"ratifi\"\nby = \"USA\"\n"),
                   {"there is no act 'ratifi'", "did you mean 'ratify'?"});
    wrong_scenario(
        with_act("date = 2020-01-01\nact = @@\"give notice of withdrawel\"\nby = \"USA\"\n"),
        {"did you mean 'give notice of withdrawal'?"});
    // No synonyms but `deposit`.
    wrong_scenario(with_act("date = 2020-01-01\nact = @@\"denounce\"\nby = \"USA\"\n"),
                   {"there is no act 'denounce'"});
    wrong_scenario(with_act("date = 2020-01-01\nact = @@\"\"\nby = \"USA\"\n"), {"expected text"});
}

TEST_CASE("an act has a day, a kind and an author", "[io][mistakes]") {
    wrong_scenario(with_scenario("@@[[act]]\nact = \"sign\"\nby = \"USA\"\n"),
                   {"lacks its 'date'"});
    wrong_scenario(with_scenario("@@[[act]]\ndate = 2020-01-01\nby = \"USA\"\n"),
                   {"lacks its 'act'"});
    wrong_scenario(with_scenario("@@[[act]]\ndate = 2020-01-01\nact = \"sign\"\n"),
                   {"lacks its 'by'"});
    wrong_scenario(with_act("date = @@2020\nact = \"sign\"\nby = \"USA\"\n"),
                   {"found a whole number"});
    wrong_scenario(with_act("date = @@1399-01-01\nact = \"sign\"\nby = \"USA\"\n"),
                   {"1400-01-01 to 9999-12-31"});
    wrong_scenario(with_act("date = @@2020-01-01T10:00:00Z\nact = \"sign\"\nby = \"USA\"\n"),
                   {"without a time"});
    wrong_scenario(with_act("date = 2020-01-01\nact = \"sign\"\nby = @@7\n"), {"text"});
    wrong_scenario(with_act("date = 2020-01-01\nact = \"sign\"\nby = [\"USA\", @@\"\"]\n"),
                   {"text"});
}

TEST_CASE("an act without anybody to do it is a mistake", "[io][mistakes]") {
    const auto result =
        io::read_scenario_text(with_act("date = 2020-01-01\nact = \"sign\"\nby = []\n"), "s.toml");
    CHECK_FALSE(result.ok());
}

TEST_CASE("an expectation says a day and something to expect", "[io][mistakes]") {
    wrong_scenario(with_scenario("@@[[expect]]\nparty = \"USA\"\nstate = \"none\"\n"),
                   {"lacks its day ('on')"});
    wrong_scenario(with_scenario("@@[[expect]]\non = 2020-01-01\nparty = \"USA\"\n"),
                   {"expects nothing"});
    wrong_scenario(with_expect("on = 2020-01-01\nparty = \"USA\"\nstate = @@\"in farce\"\n"),
                   {"'in farce'", "did you mean 'in force'?"});
    wrong_scenario(with_expect("on = 2020-01-01\nparty = \"USA\"\nexit = @@\"soon\"\n"),
                   {"'none'", "'pending'"});
    wrong_scenario(with_expect("on = 2020-01-01\nparty = \"USA\"\nsuspended = @@\"yes\"\n"),
                   {"expected true or false, found text"});
    wrong_scenario(with_scenario("@@[[expect]]\non = 2020-01-01\nin_force = true\n"),
                   {"'between' is lacking"});
}

TEST_CASE("a pair of one is told once", "[io][mistakes]") {
    wrong_scenario(with_expect("on = 2020-01-01\nbetween = @@[\"USA\"]\nin_force = true\n"),
                   {"two participants"});
}

TEST_CASE("a scenario that ends before it begins is refused", "[io][mistakes]") {
    const auto result = io::read_scenario_text(
        "[scenario]\ntitle = \"s\"\nfrom = 2020-01-01\nto = 2019-12-31\n", "s.toml");
    CHECK_FALSE(result.ok());
    CHECK_THAT(told(result.messages), ContainsSubstring("ends before it begins"));
    CHECK(io::read_scenario_text("[scenario]\nfrom = 2020-01-01\nto = 2020-01-01\n", "s").ok());
}

TEST_CASE("a rule file is no scenario and says so", "[io][mistakes]") {
    const auto result = io::read_scenario_text("[treaty]\nid = \"t\"\n", "t.toml");
    CHECK_FALSE(result.ok());
    CHECK_THAT(told(result.messages), ContainsSubstring("found a rule file"));
}

TEST_CASE("all mistakes of a scenario are told at once", "[io][mistakes]") {
    const auto result = io::read_scenario_text("[scenario]\n"
                                               "titel = \"s\"\n"
                                               "[[act]]\n"
                                               "date = 2020-01-01\n"
                                               "act = \"sing\"\n"
                                               "by = \"USA\"\n"
                                               "[[act]]\n"
                                               "date = \"2020-13-01\"\n"
                                               "act = \"sign\"\n"
                                               "by = \"USA\"\n"
                                               "[[expect]]\n"
                                               "on = 2020-01-01\n"
                                               "state = \"force\"\n",
                                               "many.toml");
    CHECK_FALSE(result.content.has_value());
    std::vector<std::string> lines;
    for (const auto& item : result.messages.items()) {
        lines.push_back(to_string(item).substr(0, to_string(item).find(": ")));
    }
    CHECK(lines == std::vector<std::string>{
                       "many.toml:2:1", "many.toml:5:7", "many.toml:8:14", "many.toml:13:9"});
}

TEST_CASE("names in a scenario lead somewhere", "[io][mistakes]") {
    const std::string inf = "[scenario]\ntreaties = [\"inf\"]\n";
    SECTION("participants") {
        const auto message =
            refused_by_rules(inf + "[[act]]\ndate = 2020-01-01\nact = \"sign\"\nby = \"USB\"\n");
        CHECK_THAT(message, StartsWith("story.toml:6:6: error: unknown participant 'USB'"));
        CHECK_THAT(message, ContainsSubstring("did you mean"));
    }
    SECTION("each participant of a list where it stands") {
        CHECK_THAT(refused_by_rules(inf + "[[act]]\ndate = 2020-01-01\nact = \"sign\"\n"
                                          "by = [\"USA\",\n  \"USB\"]\n"),
                   StartsWith("story.toml:7:3: error: unknown participant 'USB'"));
    }
    SECTION("treaties of the heading") {
        const auto message = refused_by_rules("[scenario]\ntreaties = [\"infx\"]\n");
        CHECK_THAT(message, ContainsSubstring("unknown treaty 'infx'"));
        CHECK_THAT(message, ContainsSubstring("did you mean 'inf'?"));
        CHECK_THAT(message, StartsWith("story.toml:2:"));
    }
    SECTION("treaties of acts") {
        CHECK_THAT(refused_by_rules(inf + "[[act]]\ndate = 2020-01-01\nact = \"sign\"\n"
                                          "by = \"USA\"\ntreaty = \"inff\"\n"),
                   StartsWith("story.toml:") && ContainsSubstring("'inff'") &&
                       ContainsSubstring("did you mean 'inf'?"));
    }
    SECTION("participants of expectations") {
        CHECK_THAT(refused_by_rules(inf + "[[expect]]\non = 2020-01-01\nparty = \"USB\"\n"
                                          "state = \"none\"\n"),
                   StartsWith("story.toml:") && ContainsSubstring("unknown participant 'USB'"));
    }
    SECTION("what an act contests") {
        CHECK_THAT(refused_by_rules(inf + "[[act]]\nid = \"first\"\ndate = 2020-01-01\n"
                                          "act = \"declare\"\nby = \"USA\"\n[[act]]\n"
                                          "date = 2020-01-02\nact = \"contest\"\nby = \"SUN\"\n"
                                          "of = \"fist\"\n"),
                   StartsWith("story.toml:") && ContainsSubstring("'fist'") &&
                       ContainsSubstring("did you mean 'first'?"));
    }
}

TEST_CASE("two acts cannot bear one id", "[io][mistakes]") {
    const auto message = refused_by_rules("[scenario]\ntreaties = [\"inf\"]\n"
                                          "[[act]]\nid = \"a\"\ndate = 2020-01-01\n"
                                          "act = \"declare\"\nby = \"USA\"\n"
                                          "[[act]]\nid = \"a\"\ndate = 2020-01-02\n"
                                          "act = \"declare\"\nby = \"USA\"\n");
    CHECK_THAT(message, ContainsSubstring("two acts with the id 'a'"));
    // The second is the one too many.
    CHECK_THAT(message,
               StartsWith("story.toml:8:") || StartsWith("story.toml:9:") ||
                   StartsWith("story.toml:12:"));
}

TEST_CASE("names in rules lead somewhere", "[io][mistakes]") {
    const scratch_folder folder;
    const auto message = [&](std::string_view text) {
        const auto file = folder.write("t.toml", text);
        const auto result = io::read_rules({file}, source_dir() / "rules");
        CHECK_FALSE(result.ok());
        CHECK_FALSE(result.content.has_value());
        const std::string all = told(result.messages);
        CHECK_THAT(all, StartsWith(file.string() + ":"));
        return all.substr(file.string().size() + 1);
    };
    CHECK_THAT(message(with_treaty("[groups]\nquota = [\"USA\"]\n[entry_into_force]\n"
                                   "when = \"deposits by qouta\"\n")),
               StartsWith("6:21:") && ContainsSubstring("unknown group 'qouta'") &&
                   ContainsSubstring("did you mean 'quota'?"));
    CHECK_THAT(message(with_treaty("[entry_into_force]\nwhen = \"deposits by USA and USB\"\n")),
               ContainsSubstring("unknown participant 'USB'"));
    CHECK_THAT(message("[treaty]\nid = \"t\"\ndepositaries = [\"USB\"]\n"),
               ContainsSubstring("unknown participant 'USB'"));
    CHECK_THAT(message("[treaty]\nid = \"t\"\nrequires = [\"u\"]\n"),
               ContainsSubstring("unknown treaty 'u'"));
    CHECK_THAT(message("[treaty]\nid = \"t\"\nparent = \"u\"\n"),
               ContainsSubstring("unknown treaty 'u'"));
    CHECK_THAT(message("[treaty]\nid = \"t\"\ndefault_law = \"vlct\"\n"),
               ContainsSubstring("unknown default law 'vlct'") &&
                   ContainsSubstring("did you mean 'vclt'?"));
    CHECK_THAT(message(with_treaty("[entry_into_force]\n"
                                   "when = \"2 deposits carrying 50% of tonnage\"\n")),
               ContainsSubstring("unknown weight 'tonnage'"));
    CHECK_THAT(message(with_treaty("[groups]\na = [\"b\"]\nb = [\"a\"]\n")),
               ContainsSubstring("contains itself"));
    CHECK_THAT(message(with_treaty("[anchors]\nstart = \"1 day after finish\"\n"
                                   "finish = \"1 day after start\"\n")),
               ContainsSubstring("defined by itself"));
    CHECK_THAT(message("[treaty]\nid = \"t\"\nsides = [\"USA\"]\nkind = \"bilateral\"\n"),
               ContainsSubstring("two sides"));
}

TEST_CASE("a misspelt word that could be a group is told where it stands", "[io][mistakes]") {
    const scratch_folder folder;
    const auto file =
        folder.write("t.toml", with_treaty("[entry_into_force]\nwhen = \"2 deposts\"\n"));
    const std::string all = told(io::read_rules({file}, source_dir() / "rules").messages);
    CHECK_THAT(all, ContainsSubstring("did you mean 'deposits'?"));
    CHECK_THAT(all, StartsWith(file.string() + ":4:11: error: "));
}

TEST_CASE("names that lead nowhere are told beside all other mistakes", "[io][mistakes]") {
    const scratch_folder folder;
    const auto file = folder.write("t.toml",
                                   "[treaty]\nid = \"t\"\ntitel = \"T\"\nparent = \"u\"\n"
                                   "[entry_into_force]\nwhen = \"2 deposts\"\n");
    const std::string all = told(io::read_rules({file}, source_dir() / "rules").messages);
    CHECK_THAT(all, ContainsSubstring("'titel'"));
    CHECK_THAT(all, ContainsSubstring("unknown treaty 'u'"));
    CHECK_THAT(all, ContainsSubstring("'deposts'"));
}

TEST_CASE("two files cannot define one treaty", "[io][mistakes]") {
    const scratch_folder folder;
    (void)folder.write("a.toml", with_treaty(""));
    const auto second = folder.write("sub/b.toml", with_treaty(""));
    const auto result = io::read_rules({folder.path()}, source_dir() / "rules");
    CHECK_FALSE(result.content.has_value());
    CHECK(told(result.messages) == second.string() + ":2:6: error: there are two treaties 't'\n");
}

TEST_CASE("mistakes in several files are told together", "[io][mistakes]") {
    const scratch_folder folder;
    const auto a = folder.write("a.toml", "[treaty]\nid = \"a\"\ntitel = \"A\"\n");
    const auto b = folder.write("b.toml", "[treaty]\nid = \"b\"\nopened = 1200-01-01\n");
    const auto result = io::read_rules({folder.path()}, source_dir() / "rules");
    CHECK_FALSE(result.content.has_value());
    REQUIRE(result.messages.items().size() == 2);
    CHECK_THAT(to_string(result.messages.items()[0]), StartsWith(a.string() + ":3:1: error: "));
    CHECK_THAT(to_string(result.messages.items()[1]), StartsWith(b.string() + ":3:10: error: "));
}

// What a rule file may not say: each mistake is told at its own line and column, with the word that
// was probably meant, and nothing of the file is loaded.
#include "io/reading.hpp"

using namespace servanda_tests;

TEST_CASE("an unknown key is told with the nearest known one", "[io][mistakes]") {
    wrong_rules("[treaty]\nid = \"t\"\n@@titel = \"T\"\n",
                {"unknown key 'titel'", "did you mean 'title'?"});
    wrong_rules(with_treaty("[entry_into_force]\n@@wen = \"2 deposits\"\n"),
                {"unknown key 'wen' in [entry_into_force]", "did you mean 'when'?"});
    wrong_rules(with_treaty("[withdrawal]\n@@notise = \"6 months after notice\"\n"),
                {"unknown key 'notise' in [withdrawal]", "did you mean 'notice'?"});
    wrong_rules(with_treaty("[duration]\n@@unlimitted = true\n"),
                {"unknown key 'unlimitted' in [duration]", "did you mean 'unlimited'?"});
    wrong_rules(with_treaty("[extension]\n@@atmost = \"5 years\"\n"),
                {"unknown key 'atmost' in [extension]", "did you mean 'at_most'?"});
    wrong_rules(with_treaty("[calendar]\n@@month_ends = \"last day\"\n"),
                {"unknown key 'month_ends' in [calendar]", "did you mean 'month_end'?"});
    wrong_rules(with_treaty("[[rule]]\nid = \"r\"\non = \"sign\"\nthen = \"unsign\"\n"
                            "@@unles = \"t is in force\"\n"),
                {"unknown key 'unles' in [[rule]]", "did you mean 'unless'?"});
    wrong_rules(with_treaty("[[fact]]\nname = \"armed conflict\"\n@@form = 2001-01-01\n"),
                {"unknown key 'form' in [[fact]]", "did you mean 'from'?"});
    wrong_rules(with_treaty("[[example]]\nname = \"e\"\n@@expects = []\n"),
                {"unknown key 'expects' in [[example]]", "did you mean 'expect'?"});
    wrong_rules(with_treaty("[participants]\nXAA = { name = \"A\", @@kindd = \"state\" }\n"),
                {"unknown key 'kindd'", "did you mean 'kind'?"});
}

TEST_CASE("an unknown section is told with the nearest known one", "[io][mistakes]") {
    wrong_rules(with_treaty("[@@withdrawl]\nnotice = \"6 months after notice\"\n"),
                {"unknown section 'withdrawl' in a rule file", "did you mean 'withdrawal'?"});
    wrong_rules(with_treaty("[@@entry_in_force]\nwhen = \"2 deposits\"\n"),
                {"unknown section 'entry_in_force'", "did you mean 'entry_into_force'?"});
    wrong_rules(with_treaty("[[@@exampel]]\nname = \"e\"\n"),
                {"unknown section 'exampel'", "did you mean 'example'?"});
}

TEST_CASE("every section of a rule file that the contract names is known", "[io][contract]") {
    const auto& section = GENERATE(as<std::string>(),
                                   "[entry_into_force]\n",
                                   "[accession]\n",
                                   "[provisional_application]\n",
                                   "[duration]\n",
                                   "[extension]\n",
                                   "[withdrawal]\n",
                                   "[suspension]\n",
                                   "[reservations]\n",
                                   "[amendment]\n",
                                   "[succession]\n",
                                   "[calendar]\n",
                                   "[groups]\n",
                                   "[weights]\n",
                                   "[anchors]\n",
                                   "[participants]\n",
                                   "[termination]\n",
                                   "[[obligation]]\nid = \"o\"\nkind = \"cooperation\"\n",
                                   "[[rule]]\nid = \"r\"\non = \"sign\"\nthen = \"unsign\"\n",
                                   "[[package]]\nid = \"p\"\nitems = [{ id = \"i\", between = "
                                   "[\"USA\", \"RUS\"] }]\n",
                                   "[[fact]]\nname = \"armed conflict\"\n",
                                   "[[example]]\nname = \"e\"\n");
    CAPTURE(section);
    const auto result = io::read_rule_text(with_treaty(section), "t.toml");
    CHECK(told(result.messages) == "");
}

TEST_CASE("the wrong word of a phrase is the one pointed at", "[io][mistakes]") {
    wrong_rules(with_treaty("[withdrawal]\nnotice = \"6 @@monts after notice\"\n"),
                {"found 'monts'", "did you mean 'months'?", "6 monts after notice"});
    wrong_rules(with_treaty("[withdrawal]\nnotice = \"6 months @@afer notice\"\n"),
                {"found 'afer'", "did you mean 'after'?"});
    wrong_rules(with_treaty("[withdrawal]\nnotice = \"6 months after @@notce\"\n"),
                {"notce", "did you mean 'notice'?"});
    wrong_rules(with_treaty("[entry_into_force]\nwhen = \"20 deposits @@adn deposits by CAN\"\n"),
                {"found 'adn'"});
    wrong_rules(with_treaty("[extension]\nat_most = \"5 @@yeras\"\n"),
                {"yeras", "did you mean 'years'?"});
    wrong_rules(with_treaty("[[rule]]\nid = \"r\"\non = \"sign\"\nthen = \"unsign\"\n"
                            "after = \"1 month @@aftr trigger\"\n"),
                {"aftr"});
    wrong_rules(with_treaty("[[example]]\ngiven = \"USA in @@farce since 2002-01-01\"\n"),
                {"in force since DATE"});
    wrong_rules(with_treaty("[[example]]\ngiven = \"USA in force since @@2002-01-32\"\n"),
                {"a day YYYY-MM-DD", "2002-01-32"});
}

TEST_CASE("a column counts characters of the file, whatever they are made of", "[io][mistakes]") {
    SECTION("letters of several bytes before the wrong word") {
        wrong_rules(with_treaty("[groups]\n\"états\" = [\"USA\"]\n[entry_into_force]\n"
                                "when = \"deposits by états @@adn CAN\"\n"),
                    {"found 'adn'"});
    }
    SECTION("text between three quotation marks") {
        wrong_rules(with_treaty("[withdrawal]\nnotice = \"\"\"6 @@monts after notice\"\"\"\n"),
                    {"found 'monts'"});
    }
    SECTION("text over several lines") {
        wrong_rules(with_treaty("[withdrawal]\nnotice = \"\"\"\n6 months\n@@afer notice\"\"\"\n"),
                    {"found 'afer'"});
    }
    SECTION("an escaped character before the wrong word") {
        wrong_rules(with_treaty("[withdrawal]\nnotice = \"6\\tmonths @@afer notice\"\n"),
                    {"found 'afer'"});
    }
}

TEST_CASE("a value of the wrong kind is told with the kind expected", "[io][mistakes]") {
    wrong_rules("[treaty]\nid = \"t\"\ntitle = @@[\"T\"]\n", {"expected text, found a list"});
    wrong_rules("[treaty]\nid = \"t\"\nkind = @@\"bilatral\"\n",
                {"'bilatral'", "did you mean 'bilateral'?"});
    wrong_rules("[treaty]\nid = \"t\"\nopened = @@1987\n", {"expected a date"});
    wrong_rules("[treaty]\nid = \"t\"\nsides = [\"USA\", @@7]\n", {"expected text"});
    wrong_rules(with_treaty("[withdrawal]\nnotice = @@6\n"), {"found a whole number"});
    wrong_rules(with_treaty("[withdrawal]\nimplied = @@\"yes\"\n"),
                {"expected true or false, found text"});
    wrong_rules(with_treaty("[extension]\ntimes = @@1.5\n"), {"expected a whole number"});
    wrong_rules(with_treaty("[extension]\ntimes = @@-1\n"), {"out of range"});
    wrong_rules(with_treaty("[entry_into_force]\nbefore_entry = @@\"with treaty\"\n"),
                {"'with the treaty'", "'later of both dates'"});
    wrong_rules(with_treaty("[calendar]\nmonth_end = @@\"snap\"\n"),
                {"'last day'", "'next day'", "'snap'"});
    wrong_rules(with_treaty("[[obligation]]\nid = \"o\"\nkind = @@\"limits\"\n"),
                {"'limits'", "did you mean 'limit'?"});
    wrong_rules(with_treaty("[weights.co2]\nUSA = @@\"much\"\n"), {"expected a number"});
    wrong_rules(with_treaty("[weights.co2]\nUSA = @@-1\n"), {"negative"});
    wrong_rules("withdrawal = @@3\n[treaty]\nid = \"t\"\n", {"expected a table [withdrawal]"});
    wrong_rules(with_treaty("@@[example]\nname = \"e\"\n"), {"[[example]]", "double brackets"});
}

TEST_CASE("one mistake is told once", "[io][mistakes]") {
    SECTION("an id of the wrong kind is not also lacking") {
        wrong_rules("[treaty]\nid = @@3\n", {"expected text, found a whole number"});
    }
    SECTION("a section that is none lacks nothing else") {
        wrong_rules("treaty = @@\"t\"\n", {"expected a table [treaty]"});
    }
    SECTION("nor is an empty one") {
        wrong_rules("[treaty]\nid = @@\"\"\n", {"expected text"});
    }
}

TEST_CASE("a number that is none means nothing", "[io][mistakes]") {
    SECTION("as a weight") {
        wrong_rules(with_treaty("[weights.co2]\nUSA = @@nan\n"), {"number"});
    }
    SECTION("without end") {
        wrong_rules(with_treaty("[weights.co2]\nUSA = @@inf\n"), {"number"});
    }
    SECTION("as a fact") {
        wrong_rules(with_treaty("[[fact]]\nname = \"tonnage\"\nvalue = @@nan\n"), {"number"});
    }
}

TEST_CASE("a day must exist and lie in the calendar", "[io][mistakes]") {
    wrong_rules("[treaty]\nid = \"t\"\nopened = @@\"2019-02-30\"\n", {"2019-02-30"});
    wrong_rules("[treaty]\nid = \"t\"\nopened = @@1399-12-31\n", {"1400-01-01 to 9999-12-31"});
    wrong_rules("[treaty]\nid = \"t\"\nopened = @@\"1399-12-31\"\n", {"1400-01-01 to 9999-12-31"});
    wrong_rules("[treaty]\nid = \"t\"\nopened = @@0000-01-01\n", {"1400-01-01 to 9999-12-31"});
    wrong_rules(with_treaty("[withdrawal]\nlock_in = \"on @@2019-02-30\"\n"), {"2019-02-30"});
    wrong_rules(with_treaty("[withdrawal]\nlock_in = \"on @@1399-12-31\"\n"), {"1399-12-31"});

    // A day that TOML itself refuses is told by the parser, on its line.
    const auto impossible = io::read_rule_text("[treaty]\nid = \"t\"\nopened = 2019-02-30\n", "x");
    CHECK_FALSE(impossible.ok());
    REQUIRE(impossible.messages.items().size() == 1);
    CHECK_THAT(told(impossible.messages), Catch::Matchers::StartsWith("x:3:"));
}

TEST_CASE("a time of day is refused: the unit is the day", "[io][mistakes]") {
    wrong_rules("[treaty]\nid = \"t\"\nopened = @@1987-12-08T12:00:00\n", {"without a time"});
    wrong_rules("[treaty]\nid = \"t\"\nopened = @@1987-12-08T12:00:00Z\n", {"without a time"});
    wrong_rules("[treaty]\nid = \"t\"\nopened = @@1987-12-08T12:00:00+03:00\n", {"without a time"});
    wrong_rules("[treaty]\nid = \"t\"\nopened = @@12:00:00\n", {"without a time"});
}

TEST_CASE("what a file cannot do without is asked for", "[io][mistakes]") {
    wrong_rules("@@[treaty]\ntitle = \"T\"\n", {"lacks its 'id'"});
    wrong_rules("@@[law]\ntitle = \"T\"\n", {"lacks its 'id'"});
    wrong_rules("@@[withdrawal]\nnotice = \"6 months after notice\"\n", {"[treaty]"});
    wrong_rules("@@[scenario]\ntitle = \"S\"\n", {"[treaty]", "scenario"});
    wrong_rules(with_treaty("@@[[rule]]\non = \"sign\"\nthen = \"unsign\"\n"), {"lacks its 'id'"});
    wrong_rules(with_treaty("@@[[rule]]\nid = \"r\"\nthen = \"unsign\"\n"), {"lacks its 'on'"});
    wrong_rules(with_treaty("@@[[rule]]\nid = \"r\"\non = \"sign\"\n"), {"lacks its 'then'"});
    wrong_rules(with_treaty("@@[[obligation]]\nkind = \"limit\"\n"), {"lacks its 'id'"});
    wrong_rules(with_treaty("@@[[fact]]\nvalue = 3\n"), {"lacks its 'name'"});
}

TEST_CASE("a list by period says where each entry ends", "[io][mistakes]") {
    const auto notice = [](const char* list) {
        return with_treaty("[withdrawal]\nnotice = " + std::string(list) + "\n");
    };
    wrong_rules(notice("@@[]"), {"empty list"});
    wrong_rules(notice("[@@3]"), {"{ until = 2005-01-27"});
    wrong_rules(notice("[{ until = 2005-01-27, rule = \"on notice\" }, @@{ until = 2006-01-01 }]"),
                {"lacks its 'rule'"});
    wrong_rules(notice("[{ rule = \"on notice\" }, @@{ rule = \"1 month after notice\" }]"),
                {"without 'until', 'through' or 'if'"});
    wrong_rules(notice("[{ until = 2005-01-27, @@through = 2005-01-27, rule = \"on notice\" }, "
                       "{ rule = \"on notice\" }]"),
                {"one limit"});
    wrong_rules(notice("[{ @@untill = 2005-01-27, rule = \"on notice\" }, "
                       "{ rule = \"on notice\" }]"),
                {"unknown key 'untill'", "did you mean 'until'?"});
    wrong_rules(notice("[{ until = @@\"soon\", rule = \"on notice\" }, { rule = \"on notice\" }]"),
                {"a day YYYY-MM-DD"});
    wrong_rules(notice("[{ until = 2005-01-27, rule = \"on @@notce\" }, "
                       "{ rule = \"on notice\" }]"),
                {"notce"});
}

TEST_CASE("an act in a rule or an example must be one", "[io][mistakes]") {
    wrong_rules(with_treaty("[[example]]\nacts = [ { date = 2020-01-01, act = @@\"sing\", "
                            "by = \"USA\" } ]\n"),
                {"there is no act 'sing'", "did you mean 'sign'?"});
    wrong_rules(with_treaty("[[rule]]\nid = \"r\"\non = \"sign\"\nthen = @@\"unsing\"\n"),
                {"there is no act 'unsing'", "did you mean 'unsign'?"});
    wrong_rules(with_treaty("[[rule]]\nid = \"r\"\non = @@\"ratfy\"\nthen = \"unsign\"\n"),
                {"there is no act 'ratfy'", "did you mean 'ratify'?"});
    wrong_rules(with_treaty("[[example]]\nexpect = [ { on = 2020-01-01, party = \"USA\", "
                            "state = @@\"in farce\" } ]\n"),
                {"'in farce'", "did you mean 'in force'?"});
}

TEST_CASE("all mistakes of a file are told at once, in the order of the file", "[io][mistakes]") {
    const auto result = io::read_rule_text("[treaty]\n"
                                           "id = \"t\"\n"
                                           "kind = \"bilatral\"\n"
                                           "[withdrawal]\n"
                                           "statement = 7\n"
                                           "notise = \"6 months after notice\"\n"
                                           "[entry_into_force]\n"
                                           "when = \"2 deposits adn 3\"\n"
                                           "[accession]\n"
                                           "open = \"no\"\n"
                                           "[zzz]\n",
                                           "many.toml");
    CHECK_FALSE(result.ok());
    CHECK_FALSE(result.content.has_value());
    std::vector<std::string> lines;
    for (const auto& item : result.messages.items()) {
        lines.push_back(to_string(item).substr(0, to_string(item).find(": ")));
    }
    CHECK(lines == std::vector<std::string>{"many.toml:3:8",
                                            "many.toml:5:13",
                                            "many.toml:6:1",
                                            "many.toml:8:20",
                                            "many.toml:10:8",
                                            "many.toml:11:2"});
}

TEST_CASE("a mistake in the example of a default law is told at its place", "[io][mistakes]") {
    const auto with_law = [](std::string_view more) {
        return "[law]\nid = \"l\"\n" + std::string(more);
    };
    wrong_rules(with_law("@@[[example]]\nname = \"e\"\n"),
                {"the example of a law lacks its 'treaties'"});
    wrong_rules(with_law("[[example]]\ntreaties = [\"t\"]\n@@nmae = \"e\"\n"),
                {"unknown key 'nmae' in [[example]]", "did you mean 'name'?"});
    wrong_rules(with_law("[[example]]\ntreaties = [\"t\"]\n"
                         "expect = [ @@{ on = 2000-01-01, version = [\"a\"] } ]\n"),
                {"'version' is said of a party or a pair"});
    wrong_rules(with_law("[claims]\n@@notise = \"3 months after notice\"\n"),
                {"unknown key 'notise' in [claims]", "did you mean 'notice'?"});
    wrong_rules(with_law("[claims]\nnotice = \"3 @@monts after notice\"\n"),
                {"did you mean 'months'?"});
    wrong_rules(with_treaty("[@@claims]\narticle = \"1\"\n"),
                {"unknown section 'claims' in a rule file"});
}

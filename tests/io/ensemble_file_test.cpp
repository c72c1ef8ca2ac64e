// What ensemble files say, and what they may not say: every mistake at its place.
#include "io/ensemble_files.hpp"

#include <cmath>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

/// As `refused_at`, with the path of the folder in which the scenario is.
void wrong_ensemble(std::string_view marked, std::initializer_list<const char*> says) {
    const marked_text file(marked);
    const auto result = read_here(file.text, "mistake.toml");
    CAPTURE(file.text, told(result.messages));
    CHECK_FALSE(result.ok());
    REQUIRE(result.messages.items().size() == 1);
    const std::string message = to_string(result.messages.items().front());
    CHECK_THAT(message, ContainsSubstring(file.place + ": error: "));
    for (const char* part : says) {
        CHECK_THAT(message, ContainsSubstring(part));
    }
}

void wrong_date(std::string_view date, std::initializer_list<const char*> says) {
    wrong_ensemble(with_notice("date = " + std::string(date) + "\n"), says);
}

/// What the rules say of a file that can be read.
std::string mistakes(std::string_view text) {
    const auto read = read_here(text, "e.toml");
    INFO(told(read.messages));
    REQUIRE((read.ok() || read.draft));
    return told(ensemble_mistakes(lakes(), (read.ok() ? read.content : read.draft)->model));
}

/// The same, of one mistake at a marked place.
void wrong_names(std::string_view marked, std::initializer_list<const char*> says) {
    const marked_text file(marked);
    const auto read = read_here(file.text, "mistake.toml");
    INFO(told(read.messages));
    REQUIRE(read.ok());
    const diagnostics found = ensemble_mistakes(lakes(), read.content->model);
    CAPTURE(file.text, told(found));
    REQUIRE(found.items().size() == 1);
    const std::string message = to_string(found.items().front());
    CHECK_THAT(message, ContainsSubstring(file.place + ": error: "));
    for (const char* part : says) {
        CHECK_THAT(message, ContainsSubstring(part));
    }
}

/// The first and last day on which an act may happen.
std::string span_of(const uncertain_act& item) {
    return to_string(*item.from + item.days.first()) + ".." +
           to_string(*item.from + item.days.last());
}

double chance_by(const uncertain_act& item, std::string_view day) {
    return item.days.by(parse_date(day).value() - *item.from);
}

} // namespace

TEST_CASE("an ensemble file names its scenario, its end, its seed", "[io][ensemble]") {
    const auto read = read_here(R"([ensemble]
title = "Who leaves?"
scenario = "lakes.toml"
to = 2003-12-31
known_on = 2001-03-31
seed = 7
runs = 500
note = "all assumed"

[[choice]]
id = "mood"
options = { calm = 0.25, tense = 0.75 }

[[act]]
id = "b-notice"
act = "give notice of withdrawal"
by = "BBB"
date = "2002"
probability = 0.5
if = "mood is tense and not c-notice"
not_after = 2002-06-30

[[act]]
id = "c-notice"
act = "give notice of withdrawal"
by = "CCC"
date = { after = { party = "AAA", state = "withdrawn" }, days = 10 }

[[outcome]]
name = "fewer than two parties"
fewer_parties_than = 2
by = 2003-06-30

[[outcome]]
name = "BBB has left"
party = "BBB"
state = "withdrawn"
)",
                                "e.toml");
    INFO(told(read.messages));
    REQUIRE(read.ok());
    const ensemble_model& model = read.content->model;
    CHECK(model.title == "Who leaves?");
    CHECK(model.seed == 7);
    CHECK(read.content->runs == 500);
    CHECK(read.content->scenario.filename() == "lakes.toml");
    // Published in April, so not known at the end of March.
    CHECK(model.story.acts.size() == 3);
    CHECK(model.story.to == "2003-12-31"_day);
    REQUIRE(model.choices.size() == 1);
    CHECK(model.choices[0].options ==
          std::vector<std::pair<std::string, double>>{{"calm", 0.25}, {"tense", 0.75}});
    REQUIRE(model.acts.size() == 2);
    CHECK(model.acts[0].act.id == "b-notice");
    CHECK(model.acts[0].probability == 0.5);
    CHECK(model.acts[0].until == "2002-06-30"_day);
    CHECK(model.acts[0].only_if ==
          std::vector<chance_condition>{{"mood", "tense", false}, {"c-notice", "", true}});
    CHECK(model.acts[1].after_state == state_reached{"", "AAA", state::withdrawn});
    REQUIRE(model.outcomes.size() == 2);
    CHECK(model.outcomes[0].fewer_parties_than == 2);
    CHECK(model.outcomes[0].by == "2003-06-30"_day);
    CHECK(model.outcomes[1].state == state::withdrawn);
}

TEST_CASE("a date by chance has many forms", "[io][ensemble]") {
    CHECK(span_of(notice("date = 2002-05-01\n")) == "2002-05-01..2002-05-01");
    CHECK(span_of(notice("date = \"2002\"\n")) == "2002-01-01..2002-12-31");
    CHECK(span_of(notice("date = \"2002-02\"\n")) == "2002-02-01..2002-02-28");
    CHECK(span_of(notice("date = \"2002-02-03\"\n")) == "2002-02-03..2002-02-03");
    CHECK(span_of(notice("date = \"2002-02..2002-03-15\"\n")) == "2002-02-01..2002-03-15");
    const auto even = notice("date = { uniform = [2002-01-01, 2002-01-10] }\n");
    CHECK(span_of(even) == "2002-01-01..2002-01-10");
    CHECK(chance_by(even, "2002-01-03") == Approx(0.3));
    const auto peak = notice("date = { triangular = [2002-01-01, 2002-01-02, 2002-01-03] }\n");
    CHECK(chance_by(peak, "2002-01-01") == Approx(0.25));
    CHECK(chance_by(peak, "2002-01-02") == Approx(0.75));
    const auto table =
        notice("date = { days = [2002-02-01, \"2002-01-01\"], probabilities = [0.9, 0.1] }\n");
    CHECK(chance_by(table, "2002-01-31") == Approx(0.1));
    CHECK(chance_by(table, "2002-02-01") == 1.0);
    const auto counted = notice("date = { days = [2002-01-01, 2002-01-05], counts = [3, 1] }\n");
    CHECK(chance_by(counted, "2002-01-01") == Approx(0.75));
}

TEST_CASE("a hazard begins on its first day, and after something a day later", "[io][ensemble]") {
    const auto daily = notice("date = { from = 2002-01-01, geometric = 0.5 }\n");
    CHECK(span_of(daily) == "2002-01-01..2003-12-31");
    CHECK(chance_by(daily, "2002-01-02") == Approx(0.75));
    // A mean of a year: 365.2425 days. By the end of the first year of 365 days: 1 - 1/e, nearly.
    const auto waiting = notice("date = { from = 2002-01-01, exponential = \"1 year\" }\n");
    CHECK(chance_by(waiting, "2002-12-31") == Approx(1.0 - std::exp(-365.0 / 365.2425)));
    const auto months = notice("date = { from = 2002-01-01, exponential = \"12 months\" }\n");
    CHECK(months.days == waiting.days);
    CHECK(notice("date = { from = 2002-01-01, exponential = \"2 weeks and 1 day\" }\n").days ==
          notice("date = { from = 2002-01-01, exponential = 15 }\n").days);
    const auto late =
        notice("date = { after = { party = \"AAA\", state = \"withdrawn\" }, geometric = 0.1 }\n");
    CHECK(late.days.first() == 1);
    // It may wait for a state that the scenario's own first act brings about.
    CHECK(late.days.last() >= "2003-12-31"_day - "2000-01-01"_day);
}

TEST_CASE("days after another act are whole numbers", "[io][ensemble]") {
    const auto fixed = notice("date = { from = 2002-01-01, days = 30 }\n");
    CHECK(span_of(fixed) == "2002-01-31..2002-01-31");
    CHECK(span_of(notice("date = { from = 2002-01-01, uniform = [10, 40] }\n")) ==
          "2002-01-11..2002-02-10");
    // What follows a certain act is counted from its day.
    const auto certain = notice("date = { after = \"a-notice\", triangular = [0, 5, 10] }\n");
    CHECK(certain.after.empty());
    CHECK(span_of(certain) == "2001-03-01..2001-03-11");
    CHECK(span_of(notice("date = { after = \"a-notice\", geometric = 0.1 }\n")) ==
          "2001-03-02..2004-01-01"); // past the end nothing is drawn
    const auto table =
        notice("date = { after = \"a-notice\", days = [10, 20], counts = [1, 3] }\n");
    CHECK(table.days.by(10) == Approx(0.25));
    CHECK(table.days.first() == 10);
}

TEST_CASE("several authors act each for itself, each by a name of its own", "[io][ensemble]") {
    const std::string list = "[[act]]\nid = \"leave\"\nact = \"give notice of withdrawal\"\n"
                             "by = [\"BBB\", \"CCC\"]\ndate = \"2002\"\nprobability = 0.5\n";
    const auto read = read_here(with_ensemble(list), "e.toml");
    REQUIRE(read.ok());
    const auto& acts = read.content->model.acts;
    REQUIRE(acts.size() == 2);
    CHECK(acts[0].act.id == "leave BBB");
    CHECK(acts[1].act.id == "leave CCC");
    CHECK_FALSE(acts[1].act.continues_list);
    const std::string back = "[[act]]\nact = \"revoke\"\nof = \"notice\"\nby = \"BBB\"\n";
    CHECK(mistakes(with_ensemble(list + back + "date = { after = \"leave BBB\", days = 1 }\n"))
              .empty());
    wrong_names(with_ensemble(list + back + "date = @@{ after = \"leave\", days = 1 }\n"),
                {"'leave' is done by several, each for itself", "such as 'leave BBB'"});
    wrong_names(with_ensemble(list + back + "date = 2003-01-01\nif = \"@@leave\"\n"),
                {"'leave' is done by several"});
}

TEST_CASE("without outcomes the end of each treaty is asked for", "[io][ensemble]") {
    const auto read = read_here(with_notice("date = 2002-01-01\n"), "e.toml");
    REQUIRE(read.ok());
    REQUIRE(read.content->model.outcomes.size() == 1);
    CHECK(read.content->model.outcomes[0].name == "lakes ends");
    CHECK(read.content->model.outcomes[0].treaty_state == treaty_state::terminated);
    CHECK(read.content->runs == 100'000);
}

TEST_CASE("the head of an ensemble file is checked", "[io][ensemble][mistakes]") {
    wrong_ensemble("@@[[act]]\nact = \"sign\"\nby = \"AAA\"\ndate = 2001-01-01\n",
                   {"lacks its section [ensemble]"});
    wrong_ensemble("@@[scenario]\ntitle = \"s\"\n", {"found a scenario file"});
    wrong_ensemble("@@[ensemble]\ntitle = \"t\"\n", {"lacks its 'scenario'"});
    wrong_ensemble("[ensemble]\nscenario = @@\"laks.toml\"\n",
                   {"there is no scenario file", "laks.toml", "folder of this file"});
    wrong_ensemble("@@[ensemble]\nscenario = \"lakes.toml\"\n", {"neither it nor the scenario"});
    wrong_ensemble("[ensemble]\nscenario = \"lakes.toml\"\nto = @@1999-12-31\n",
                   {"ends before its scenario begins, on 2000-01-01"});
    wrong_ensemble(with_ensemble("@@sead = 7\n"), {"unknown key 'sead'", "did you mean 'seed'?"});
    wrong_ensemble(with_ensemble("seed = @@-7\n"), {"a seed is not negative"});
    wrong_ensemble(with_ensemble("seed = @@1.5\n"), {"a whole number"});
    wrong_ensemble(with_ensemble("runs = @@0\n"), {"from 1 to 4294967295 runs"});
    wrong_ensemble(with_ensemble("known_on = @@\"soon\"\n"), {"expected a day"});
    wrong_ensemble(with_ensemble("[[@@acts]]\n"),
                   {"unknown section 'acts' in an ensemble file", "did you mean 'act'?"});
}

TEST_CASE("a mistake in the scenario is told in its file", "[io][ensemble][mistakes]") {
    const scratch_folder folder;
    (void)folder.write("s.toml", "[scenario]\ntitel = \"s\"\n");
    const auto file =
        folder.write("e.toml", "[ensemble]\nscenario = \"s.toml\"\nto = 2003-12-31\nsead = 1\n");
    const std::string all = told(io::read_ensemble(file).messages);
    CHECK_THAT(all, ContainsSubstring("s.toml:2:1: error: unknown key 'titel'"));
    CHECK_THAT(all, ContainsSubstring("e.toml:4:1: error: unknown key 'sead'"));
    CHECK_THAT(told(io::read_ensemble(folder.path() / "missing.toml").messages),
               ContainsSubstring("there is no such file"));
}

TEST_CASE("a wrong date by chance is told at its place", "[io][ensemble][mistakes]") {
    wrong_date("@@2002", {"expected a date", "found a whole number"});
    wrong_date("\"@@last year\"", {"a month YYYY-MM, a year YYYY or a range"});
    wrong_date("\"2002-@@13\"", {"there is no month 13"});
    wrong_date("\"2003..@@2002\"", {"ends on 2002-12-31, before it begins on 2003-01-01"});
    wrong_date("@@{}", {"the date lacks its days"});
    wrong_date("{ @@unifrom = [2002-01-01, 2002-02-01] }", {"did you mean 'uniform'?"});
    wrong_date("@@{ uniform = [2002-01-01, 2002-02-01], days = 3 }",
               {"one distribution, found 'uniform' and 'days'"});
    wrong_date("{ uniform = @@[2002-02-01, 2002-01-01] }", {"the range is empty"});
    wrong_date("{ uniform = @@[2002-02-01] }", {"expected two dates [FIRST, LAST], found 1"});
    wrong_date("{ uniform = @@2002-02-01 }", {"expected two dates", "found a date"});
    wrong_date("{ uniform = [@@10, 2002-01-01] }", {"days are counted 'from' a day"});
    wrong_date("{ triangular = @@[2002-01-01, 2002-03-01, 2002-02-01] }", {"the range is empty"});
    wrong_date("{ triangular = @@[2002-01-01, 2002-03-01] }", {"[FIRST, MOST LIKELY, LAST]"});
    wrong_date("{ days = @@[2002-01-01, 2002-03-01] }", {"'probabilities' or 'counts'"});
    wrong_date("{ days = [2002-01-01, 2002-03-01], probabilities = @@[0.5, 0.6] }",
               {"the probabilities sum to 1.1, not to 1"});
    wrong_date("{ days = [2002-01-01, 2002-03-01], probabilities = @@[1.0] }",
               {"a number for each of the 2 days, found 1"});
    wrong_date("{ days = [2002-01-01], probabilities = [@@1.5] }",
               {"a probability lies between 0 and 1"});
    wrong_date("{ days = [2002-01-01], counts = @@[0] }", {"all zero"});
    wrong_date("{ days = [2002-01-01], counts = [@@-1] }", {"out of range"});
    wrong_date("{ days = 2002-01-01, @@counts = [1] }", {"'counts' belongs to a list of 'days'"});
    wrong_date("@@{ geometric = 0.1 }", {"a hazard begins at some time"});
    wrong_date("{ from = 2002-01-01, geometric = @@0.0 }", {"a probability per day"});
    wrong_date("{ from = 2002-01-01, exponential = @@-3 }", {"a positive number of days"});
    wrong_date("{ from = 2002-01-01, exponential = \"5 @@yaers\" }", {"yaers"});
    wrong_date("{ from = 2002-01-01, exponential = @@true }", {"a mean waiting time"});
    wrong_date("@@{ from = 2002-01-01, after = \"a-notice\", days = 3 }", {"one of them"});
    wrong_date("{ from = 2002-01-01, days = @@-3 }", {"expected from 0 to"});
    wrong_date("{ from = 2002-01-01, days = @@9999999 }", {"expected from 0 to"});
    wrong_date("{ from = 2002-01-01, uniform = [1, @@2002-01-01] }", {"a whole number of days"});
    wrong_date("{ after = @@7, days = 3 }", {"the id of an act, or a table"});
    wrong_date("{ after = @@{ party = \"AAA\" }, days = 3 }", {"lacks its 'state'"});
    wrong_date("{ after = { party = \"AAA\", state = @@\"withdrew\" }, days = 3 }",
               {"did you mean 'withdrawn'?"});
    wrong_date(
        "{ after = { party = \"AAA\", @@stat = \"withdrawn\", state = \"none\" }, days = 3 }",
        {"unknown key 'stat' of a state", "did you mean 'state'?"});
}

TEST_CASE("a wrong act by chance is told at its place", "[io][ensemble][mistakes]") {
    const std::string day = "date = 2002-01-01\n";
    wrong_ensemble(with_notice(day + "probability = @@1.5\n"), {"between 0 and 1"});
    wrong_ensemble(with_notice(day + "@@probabilty = 0.5\n"), {"did you mean 'probability'?"});
    wrong_ensemble(with_notice(day + "if = @@3\n"), {"a condition such as"});
    wrong_ensemble(with_notice(day + "if = \"a @@or b\"\n"), {"joined by 'and' alone"});
    wrong_ensemble(with_notice(day + "if = \"@@\"\n"), {"expected a condition"});
    wrong_ensemble(with_notice(day + "not_after = @@2001-12-31\n"),
                   {"can never happen: its first day is 2002-01-01"});
    wrong_ensemble(with_notice(day + "@@published = 2002-02-01\n"), {"known on its own day"});
    wrong_ensemble(with_ensemble("@@[[act]]\nact = \"sign\"\nby = \"AAA\"\n"),
                   {"lacks its 'date'"});
    wrong_ensemble(with_ensemble("[[act]]\nact = @@\"sing\"\nby = \"AAA\"\n" + day),
                   {"did you mean 'sign'?"});
}

TEST_CASE("a wrong choice or outcome is told at its place", "[io][ensemble][mistakes]") {
    const std::string act = "[[act]]\nact = \"give notice of withdrawal\"\nby = \"BBB\"\n"
                            "date = 2002-01-01\n";
    wrong_ensemble(with_ensemble(act + "@@[[choice]]\nid = \"c\"\n"), {"lacks its 'options'"});
    wrong_ensemble(with_ensemble(act + "[[choice]]\nid = \"c\"\noptions = { a = @@2.0 }\n"),
                   {"between 0 and 1"});
    wrong_ensemble(with_ensemble(act + "[[choice]]\nid = \"c\"\noptions = @@0.5\n"),
                   {"a table of options"});
    wrong_names(with_ensemble(act + "[[choice]]\nid = \"c\"\noptions = @@{ a = 0.5, b = 0.6 }\n"),
                {"the probabilities of 'c' sum to 1.1"});
    wrong_ensemble(with_ensemble(act + "@@[[outcome]]\nfewer_parties_than = 2\n"),
                   {"lacks its 'name'"});
    wrong_ensemble(with_ensemble(act + "@@[[outcome]]\nname = \"n\"\nstate = \"withdrawn\"\n"),
                   {"lacks its 'party'"});
    wrong_ensemble(
        with_ensemble(act +
                      "[[outcome]]\nname = \"n\"\nfewer_parties_than = 2\nby = @@2005-01-01\n"),
        {"the ensemble ends before that, on 2003-12-31"});
    wrong_ensemble(with_ensemble(act + "[[outcome]]\nname = \"n\"\ntreaty_state = @@\"ended\"\n"),
                   {"expected one of", "'terminated'"});
}

TEST_CASE("names of an ensemble that lead nowhere are told at their place",
          "[io][ensemble][mistakes]") {
    const std::string day = "date = 2002-01-01\n";
    const std::string choice = "[[choice]]\nid = \"mood\"\noptions = { calm = 0.5, tense = 0.5 }\n";
    wrong_names(with_notice("date = @@{ after = \"a-notise\", days = 3 }\n"),
                {"no act by chance 'a-notise'"});
    wrong_names(with_notice(day + "if = \"mood is tense and @@moot is calm\"\n" + choice),
                {"no choice 'moot'", "did you mean 'mood'?"});
    wrong_names(with_notice(day + "if = \"@@mood is clam\"\n" + choice),
                {"'mood' has no option 'clam'", "did you mean 'calm'?"});
    wrong_names(with_notice(day + "if = \"@@mood\"\n" + choice), {"say which option"});
    wrong_names(with_notice(day + "id = \"b\"\n[[act]]\nact = \"revoke\"\nof = \"notice\"\n" + day +
                            "by = \"BBB\"\nif = \"@@b is done\"\n"),
                {"'b' is an act, not a choice"});
    wrong_names(with_notice(day + "[[outcome]]\nname = \"n\"\nparty = @@\"BBC\"\n"
                                  "state = \"withdrawn\"\n"),
                {"'BBC' does nothing in lakes"});
    wrong_names(
        with_notice("date = { after = { party = @@\"ZZZ\", state = \"withdrawn\" }, days = 3 }\n"),
        {"'ZZZ' does nothing in lakes"});
    wrong_names(with_notice("date = @@2004-01-01\n"), {"after the last day of the ensemble"});
    wrong_names("@@[ensemble]\nscenario = \"lakes.toml\"\nto = 2003-12-31\n",
                {"nothing happens by chance"});
}

TEST_CASE("mistakes of all kinds are told at once", "[io][ensemble][mistakes]") {
    const std::string text = with_ensemble(R"(sead = 1
[[act]]
act = "give notice of withdrawal"
by = "BBD"
date = { uniform = [2002-02-01, 2002-01-01] }
probability = 2
if = "nobody"
[[outcome]]
name = "n"
party = "CCC"
state = "gone"
)");
    const auto read = read_here(text, "e.toml");
    CHECK(read.messages.errors() == 4);
    REQUIRE(read.draft);
    const std::string names = mistakes(text);
    CHECK_THAT(names, ContainsSubstring("no choice 'nobody'"));
}

TEST_CASE("the ensembles that come with the library can be run", "[io][ensemble]") {
    const auto rules = std::make_shared<const rulebook>(shipped_rules());
    for (const auto& item :
         std::filesystem::directory_iterator(source_dir() / "examples" / "ensembles")) {
        INFO(item.path());
        CHECK(io::kind_of_file(item.path()) == io::file_kind::ensemble);
        const auto read = io::read_ensemble(item.path());
        CHECK(told(read.messages) == "");
        REQUIRE(read.ok());
        CHECK(told(ensemble_mistakes(rules, read.content->model)) == "");
    }
}

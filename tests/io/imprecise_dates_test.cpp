// Acts that are dated to a month, a year or a range, in scenario files; and where only a day will
// do.
#include "io/reading.hpp"

#include <servanda/io/edits.hpp>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string with_date(std::string_view date) {
    return with_scenario("[[act]]\ndate = " + std::string(date) +
                         "\nact = \"ratify\"\nby = [\"USA\", \"SUN\"]\n");
}

day_range days_of(std::string_view date) {
    const auto story = io::read_scenario_text(with_date(date), "story.toml").value();
    REQUIRE(story.acts.size() == 2);
    CHECK(possible_days(story.acts[0]) == possible_days(story.acts[1]));
    CHECK(is_imprecise(story) == is_imprecise(story.acts[0]));
    return possible_days(story.acts[0]);
}

std::string
refused_edit(std::optional<edit> (*read)(const std::string&, const std::string&, diagnostics&),
             const std::string& text) {
    diagnostics messages;
    CHECK_FALSE(read(text, "inf", messages));
    return told(messages);
}

} // namespace

TEST_CASE("an act is dated to a day, a month, a year or a range", "[io][imprecise]") {
    CHECK(days_of("2014-07-15") == day_range{"2014-07-15"_day, "2014-07-15"_day});
    CHECK(days_of("\"2014-07-15\"") == day_range{"2014-07-15"_day, "2014-07-15"_day});
    CHECK(days_of("\"2014-07\"") == day_range{"2014-07-01"_day, "2014-07-31"_day});
    CHECK(days_of("\"2014\"") == day_range{"2014-01-01"_day, "2014-12-31"_day});
    CHECK(days_of("\"2014-07-01..2014-07-28\"") == day_range{"2014-07-01"_day, "2014-07-28"_day});
    CHECK(days_of("\"2014-07-15..2014-07-15\"") == days_of("2014-07-15"));
}

TEST_CASE("a date that names no days is pointed at where it is wrong",
          "[io][imprecise][mistakes]") {
    wrong_scenario(
        with_date("\"@@July 2014\""),
        {"expected a day YYYY-MM-DD, a month YYYY-MM, a year YYYY or a range", "July 2014"});
    wrong_scenario(with_date("\"2014-@@13\""), {"there is no month 13"});
    wrong_scenario(with_date("\"2014-02-@@30\""), {"there is no day 2014-02-30"});
    wrong_scenario(with_date("\"@@1399\""), {"expected a year from 1400 to 9999, found 1399"});
    wrong_scenario(with_date("\"2014-07-28..@@2014-07-01\""),
                   {"the range ends on 2014-07-01, before it begins on 2014-07-28"});
    wrong_scenario(with_date("\"@@2014..\""), {"a range needs both its ends"});
    wrong_scenario(with_date("@@2014"), {"a month or a year (\"2014-07\")", "a whole number"});
}

TEST_CASE("only the day of an act may be imprecise", "[io][imprecise][mistakes]") {
    for (const char* key : {"effective", "until", "received", "published"}) {
        wrong_scenario(
            with_scenario("[[act]]\ndate = 2014-01-01\nact = \"sign\"\nby = \"USA\"\n" +
                          std::string(key) + " = @@\"2014-07\"\n"),
            {"expected a day YYYY-MM-DD", "found '2014-07'", "only the 'date' of an act"});
    }
    wrong_scenario(
        with_scenario("[[expect]]\non = @@\"2014\"\nparty = \"USA\"\nstate = \"none\"\n"),
        {"only the 'date' of an act may be a month, a year or a range"});
    wrong_scenario(with_scenario("[[fact]]\nname = \"armed conflict\"\nfrom = @@\"2014-07\"\n"),
                   {"only the 'date' of an act may be a month, a year or a range"});
}

TEST_CASE("possible states are expected by their names, each once", "[io][imprecise][mistakes]") {
    const auto expect = [](std::string_view lines) {
        return with_scenario("[[expect]]\non = 2014-01-01\nparty = \"USA\"\n" + std::string(lines));
    };
    const auto read =
        io::read_scenario_text(expect("state = \"unknown\"\npossible = [\"in force\", \"none\"]\n"),
                               "story.toml")
            .value();
    CHECK(read.expectations[0].state == "unknown");
    CHECK(read.expectations[0].possible == std::vector<std::string>{"in force", "none"});
    CHECK(io::read_scenario_text(expect("possible = \"none\"\n"), "story.toml").ok());
    wrong_scenario(expect("possible = [@@\"in farce\"]\n"),
                   {"found 'in farce'", "did you mean 'in force'?"});
    wrong_scenario(expect("possible = [\"none\", @@\"none\"]\n"), {"'none' is listed twice"});
    wrong_scenario(expect("possible = @@[]\n"), {"found an empty list"});
    wrong_scenario(expect("possible = @@7\n"), {"expected text, found a whole number"});
    wrong_scenario(expect("possible = @@\"unknown\"\n"), {"expected one of"});
}

TEST_CASE("an edit needs a day", "[io][imprecise][mistakes]") {
    const char* why = "an edit needs a day: a month, a year or a range of days will not do";
    CHECK_THAT(refused_edit(io::read_move, "usa-notice=2014-07"), ContainsSubstring(why));
    CHECK_THAT(refused_edit(io::read_move, "usa-notice=2014-07-01..2014-07-28"),
               ContainsSubstring(why));
    CHECK_THAT(refused_edit(io::read_add, "2014-07 sign by USA"), ContainsSubstring(why));
    CHECK_THAT(refused_edit(io::read_add, "{ date = \"2014-07\", act = \"sign\", by = \"USA\" }"),
               ContainsSubstring(why));
    CHECK_THAT(refused_edit(io::read_drop, "2014-07 sign by USA"), ContainsSubstring("error"));
}

TEST_CASE("one history of an imprecise scenario is refused at each act that is not known",
          "[io][imprecise][mistakes]") {
    const auto story = io::read_scenario_text(with_date("\"2014-07\""), "story.toml").value();
    scenario about = story;
    about.treaties = {"inf"};
    try {
        (void)simulate(shipped_rules(), about);
        FAIL("accepted");
    } catch (const input_error& problem) {
        REQUIRE(problem.messages().items().size() == 1); // once for a list of authors
        CHECK_THAT(problem.what(),
                   ContainsSubstring("story.toml:") &&
                       ContainsSubstring("known only as 2014-07-01..2014-07-31"));
    }
}

// Conditions that look at another treaty, deposits of the threshold day, and clocks that must not
// run early.
#include "support/catch.hpp"

#include <servanda/servanda.hpp>

#include <vector>

using namespace servanda;
using namespace servanda::literals;

namespace {

treaty plain(const char* id, const char* when) {
    return treaty_builder{id}
        .enters_into_force("1", when, "on threshold")
        .for_later("90 days after deposit")
        .withdrawal("2", "6 months after notice")
        .build();
}

dated_act done(date day, act kind, const char* by, const char* in, const char* of = "") {
    dated_act result{day, kind, by, in, of};
    return result;
}

} // namespace

TEST_CASE("a treaty that waits for another enters into force with it, and ends with it",
          "[engine]") {
    // As START II did with START I: "start-i is in force" in its condition, and its end with START
    // I's.
    rulebook rules;
    rules.treaties = {plain("first", "2 deposits"),
                      plain("second", "2 deposits and first is in force")};
    rules.treaties[0].own.duration.term = parse_schedule("15 years after entry into force");
    rules.treaties[1].ends_when = parse_condition("first is not in force");
    scenario story;
    story.acts = {done("1994-01-10"_day, act::ratify, "USA", "second"),
                  done("1994-01-10"_day, act::ratify, "RUS", "second"),
                  done("1994-12-05"_day, act::ratify, "USA", "first"),
                  done("1994-12-05"_day, act::ratify, "RUS", "first")};
    const history told = simulate(rules, story);
    CHECK(told.state("second", "USA", "1994-12-04"_day) == state::contracting);
    CHECK(told.state("second", "USA", "1994-12-05"_day) == state::in_force);
    CHECK(told.state("second", "USA", "2009-12-04"_day) == state::in_force);
    CHECK(told.state("second", "USA", "2009-12-05"_day) == state::terminated);
}

TEST_CASE("every deposit of the threshold day enters with the treaty", "[engine]") {
    const history told = simulate(plain("t", "2 deposits"),
                                  {{"2001-01-01"_day, act::deposit, "USA"},
                                   {"2001-01-01"_day, act::deposit, "FRA"},
                                   {"2001-01-01"_day, act::deposit, "GBR"},
                                   {"2001-01-02"_day, act::deposit, "ITA"}});
    CHECK(told.state("GBR", "2001-01-01"_day) == state::in_force);
    CHECK(told.state("ITA", "2001-04-01"_day) == state::contracting);
    CHECK(told.state("ITA", "2001-04-02"_day) == state::in_force);
}

TEST_CASE("a bilateral treaty ends when a dissolution empties a side", "[engine]") {
    auto treaty = treaty_builder{"b"}
                      .bilateral("USA", "DDR")
                      .enters_into_force("1", "deposits by all signatories", "on threshold");
    dated_act end{"1990-10-03"_day, act::dissolve, "DDR"};
    const history told = simulate(
        treaty.build(),
        {{"1975-01-01"_day, act::ratify, "USA"}, {"1975-01-01"_day, act::ratify, "DDR"}, end});
    CHECK(told.state("USA", "1990-10-02"_day) == state::in_force);
    CHECK(told.state("USA", "1990-10-03"_day) == state::terminated);
}

TEST_CASE("a notice cannot have been received before it was given", "[engine]") {
    dated_act notice{"2002-06-05"_day, act::give_notice_of_withdrawal, "USA"};
    notice.received = "2002-01-01"_day;
    const history told = simulate(
        plain("t", "2 deposits"),
        {{"2001-01-01"_day, act::deposit, "USA"}, {"2001-01-01"_day, act::deposit, "FRA"}, notice});
    CHECK(told.state("USA", "2002-12-04"_day) == state::withdrawal_pending);
    CHECK(told.state("USA", "2002-12-05"_day) == state::withdrawn);
    CHECK(told.remarks().size() == 1);
}

TEST_CASE("lifting a suspension towards one on a later day shows on that day", "[engine]") {
    dated_act suspended{"2002-01-01"_day, act::suspend, "USA"};
    suspended.basis = "VCLT 60";
    dated_act lifted{"2002-02-01"_day, act::resume, "USA"};
    lifted.to = {"FRA"};
    lifted.effective = "2002-06-01"_day;
    const history told = simulate(plain("t", "2 deposits"),
                                  {{"2001-01-01"_day, act::deposit, "USA"},
                                   {"2001-01-01"_day, act::deposit, "FRA"},
                                   {"2001-01-01"_day, act::deposit, "GBR"},
                                   suspended,
                                   lifted});
    CHECK(told.state("USA", "2002-05-31"_day) == state::suspended);
    CHECK(told.state("USA", "2002-06-01"_day) == state::in_force);
    CHECK(told.in_force_between("USA", "FRA", "2002-06-01"_day));
    CHECK_FALSE(told.in_force_between("USA", "GBR", "2002-06-01"_day));
}

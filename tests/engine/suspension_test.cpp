// Suspension belongs to pairs. A membership is suspended when it has pairs and each of them is
// wholly suspended; a treaty when all its parties are.
#include "engine/stories.hpp"

using namespace servanda_tests;

namespace {

/// CFE 1990 in small: in force 1992-11-09 between five.
treaty cfe() {
    return treaty_builder{"cfe"}
        .multilateral()
        .enters_into_force("XXII(2)", "5 deposits", "10 days after threshold")
        .for_later("10 days after deposit")
        .withdrawal("XIX(2)", "150 clear days after notice")
        .build();
}

story cfe_parties() {
    return each("1992-10-30"_day, act::ratify, {"RUS", "DEU", "USA", "POL", "BLR"});
}

dated_act suspend(date day, const char* by, std::vector<std::string> to = {}) {
    return {.day = day,
            .kind = act::suspend,
            .by = by,
            .id = by,
            .to = std::move(to),
            .basis = "claimed"};
}

dated_act resume(date day, const char* by, std::vector<std::string> to = {}) {
    return {.day = day, .kind = act::resume, .by = by, .id = "resumption", .to = std::move(to)};
}

treaty two_sided(bool with_clause = false) {
    treaty_builder rules{"inf"};
    rules.bilateral("USA", "RUS")
        .enters_into_force("XVII(1)", "deposits by all signatories", "on threshold")
        .withdrawal("XV(2)", "6 months after notice");
    if (with_clause) {
        rules.set("suspension.article", "XVI");
    }
    return rules.build();
}

story both_parties() {
    return each("1988-06-01"_day, act::ratify, {"USA", "RUS"});
}

} // namespace

TEST_CASE("CFE 2007: Russia suspends towards all, and the others stay in force",
          "[engine][suspension]") {
    dated_act russia = suspend("2007-07-14"_day, "RUS");
    russia.effective = "2007-12-12"_day; // 150 full days after its notes
    const history told = simulate(cfe(), cfe_parties() + story{russia});
    CHECK(worth_of(told, "RUS") == standing::by_claim);
    CHECK(told.state("RUS", "2007-12-11"_day) == state::in_force);
    CHECK(told.state("RUS", "2007-12-12"_day) == state::suspended);
    CHECK(told.report("RUS", "2007-12-12"_day).by_claim);
    for (const char* other : {"DEU", "USA", "POL", "BLR"}) {
        INFO(other);
        CHECK(told.state(other, "2007-12-12"_day) == state::in_force);
        CHECK(told.in_force_between("RUS", other, "2007-12-11"_day));
        CHECK_FALSE(told.in_force_between("RUS", other, "2007-12-12"_day));
        CHECK_FALSE(told.in_force_between(other, "RUS", "2007-12-12"_day));
        CHECK(suspended_by(told.report(other, "2007-12-12"_day)) ==
              std::vector<std::string>{"RUS"});
    }
    CHECK(told.in_force_between("DEU", "USA", "2007-12-12"_day));
    CHECK(told.treaty_state("2007-12-12"_day) == treaty_state::in_force);
    CHECK(told.parties("cfe", "2007-12-12"_day).size() == 5); // suspension ends no membership
}

TEST_CASE("CFE 2023: Russia is out; the pairs that went with it do not suspend anybody",
          "[engine][suspension]") {
    const history told = simulate(
        cfe(),
        cfe_parties() +
            story{suspend("2007-12-12"_day, "RUS"),
                  {.day = "2023-06-09"_day, .kind = act::give_notice_of_withdrawal, .by = "RUS"},
                  suspend("2023-12-07"_day, "USA")});
    CHECK(told.state("RUS", "2023-06-09"_day) == state::withdrawal_pending);
    CHECK(told.report("RUS", "2023-11-06"_day).suspended);
    CHECK(told.state("RUS", "2023-11-07"_day) == state::withdrawn); // 150 days in full, and one
    CHECK(told.state("DEU", "2023-11-07"_day) == state::in_force);
    CHECK(told.state("USA", "2023-12-07"_day) == state::suspended);
    CHECK(told.state("DEU", "2023-12-07"_day) == state::in_force);
    CHECK(suspended_by(told.report("DEU", "2023-12-07"_day)) == std::vector<std::string>{"USA"});
}

TEST_CASE("CFE 2022: a suspension towards one only", "[engine][suspension]") {
    const history told =
        simulate(cfe(), cfe_parties() + story{suspend("2023-03-15"_day, "POL", {"BLR"})});
    CHECK(told.state("POL", "2023-03-15"_day) == state::in_force); // its other pairs are open
    CHECK(told.state("BLR", "2023-03-15"_day) == state::in_force);
    CHECK_FALSE(told.in_force_between("POL", "BLR", "2023-03-15"_day));
    CHECK(told.in_force_between("POL", "RUS", "2023-03-15"_day));
    CHECK(suspended_by(told.report("BLR", "2023-03-15"_day)) == std::vector<std::string>{"POL"});
    CHECK(suspended_by(told.report("RUS", "2023-03-15"_day)).empty());
}

TEST_CASE("Towards each one by one is towards all, until another joins", "[engine][suspension]") {
    dated_act last = suspend("2001-01-01"_day, "RUS", {"BLR"});
    last.id = "last";
    const history told = simulate(
        cfe(),
        cfe_parties() + story{suspend("2000-01-01"_day, "RUS", {"DEU", "USA", "POL"}),
                              last,
                              {.day = "2002-01-01"_day, .kind = act::accede, .by = "SVN"}});
    CHECK(told.state("RUS", "2000-12-31"_day) == state::in_force);
    CHECK(told.state("RUS", "2001-01-01"_day) == state::suspended);
    CHECK(told.state("RUS", "2002-01-10"_day) == state::suspended);
    CHECK(told.state("RUS", "2002-01-11"_day) == state::in_force); // a pair that is open
    CHECK(told.in_force_between("RUS", "SVN", "2002-01-11"_day));
}

TEST_CASE("A party that joins under a suspension towards all finds its pair suspended",
          "[engine][suspension]") {
    const history told = simulate(
        cfe(),
        cfe_parties() + story{suspend("2000-01-01"_day, "RUS"),
                              {.day = "2002-01-01"_day, .kind = act::accede, .by = "SVN"}});
    CHECK(told.state("SVN", "2002-01-11"_day) == state::in_force);
    CHECK_FALSE(told.in_force_between("RUS", "SVN", "2002-01-11"_day));
    CHECK(told.in_force_between("DEU", "SVN", "2002-01-11"_day));
    CHECK(told.state("RUS", "2002-01-11"_day) == state::suspended);
}

TEST_CASE("A suspension between two shows on both sides, and on the treaty",
          "[engine][suspension]") {
    for (const bool with_clause : {true, false}) {
        INFO("a clause opens it: " << with_clause);
        const history told = simulate(two_sided(with_clause),
                                      both_parties() + story{suspend("2019-02-02"_day, "USA")});
        CHECK(worth_of(told, "USA") == (with_clause ? standing::by_right : standing::by_claim));
        CHECK(told.state("USA", "2019-02-02"_day) == state::suspended);
        CHECK(told.state("RUS", "2019-02-02"_day) == state::suspended);
        CHECK(told.treaty_state("2019-02-02"_day) == treaty_state::suspended);
        CHECK_FALSE(told.in_force_between("USA", "RUS", "2019-02-02"_day));
        CHECK(suspended_by(told.report("RUS", "2019-02-02"_day)) ==
              std::vector<std::string>{"USA"});
        CHECK(told.report("RUS", "2019-02-02"_day).by_claim == !with_clause);
    }
}

TEST_CASE("INF 2019: suspended by both, and leaving", "[engine][suspension]") {
    const history told = simulate(
        two_sided(),
        both_parties() +
            story{suspend("2019-02-02"_day, "USA"),
                  {.day = "2019-02-02"_day, .kind = act::give_notice_of_withdrawal, .by = "USA"},
                  suspend("2019-03-04"_day, "RUS")});
    const auto report = told.report("USA", "2019-05-01"_day);
    CHECK(report.state == state::withdrawal_pending);
    CHECK(report.suspended);
    CHECK(suspended_by(report) == std::vector<std::string>{"USA", "RUS"});
    CHECK(report.exit_on == "2019-08-02"_day);
    CHECK(told.state("RUS", "2019-05-01"_day) == state::suspended);
    CHECK(told.state("RUS", "2019-08-02"_day) == state::terminated);
    CHECK_FALSE(told.report("RUS", "2019-08-02"_day).suspended);
    CHECK(suspended_by(told.report("RUS", "2019-08-02"_day)).empty());
}

TEST_CASE("Without a clause or a basis a suspension is void", "[engine][suspension]") {
    dated_act bare = suspend("2019-02-02"_day, "USA");
    bare.basis.clear();
    const history told = simulate(two_sided(), both_parties() + story{bare});
    CHECK(worth_of(told, "USA") == standing::void_act);
    CHECK(finding_of(told, "USA") == found::no_suspension_clause);
    CHECK(told.state("RUS", "2019-02-02"_day) == state::in_force);
    CHECK(remarked(told, "VCLT 57"));
}

TEST_CASE("A suspension of named obligations suspends no pair", "[engine][suspension]") {
    // New START 2023: participation was suspended; had it been inspections only …
    dated_act partly = suspend("2023-02-28"_day, "RUS");
    partly.scope = {"inspections"};
    const history told = simulate(two_sided(), both_parties() + story{partly});
    CHECK(worth_of(told, "RUS") == standing::by_claim);
    CHECK(told.state("RUS", "2023-02-28"_day) == state::in_force);
    CHECK(told.state("USA", "2023-02-28"_day) == state::in_force);
    CHECK(told.in_force_between("USA", "RUS", "2023-02-28"_day));
    CHECK(told.treaty_state("2023-02-28"_day) == treaty_state::in_force);

    SECTION("and may be widened to everything") {
        dated_act wider = suspend("2023-06-01"_day, "RUS");
        wider.id = "wider";
        const history more = simulate(two_sided(), both_parties() + story{partly, wider});
        CHECK(more.state("USA", "2023-05-31"_day) == state::in_force);
        CHECK(more.state("USA", "2023-06-01"_day) == state::suspended);
    }
}

TEST_CASE("Who resumes lifts only its own suspension", "[engine][suspension]") {
    const story two_suspensions =
        both_parties() + story{suspend("2019-02-02"_day, "USA"), suspend("2019-03-04"_day, "RUS")};
    SECTION("the pair stays suspended by the other") {
        const history told =
            simulate(two_sided(), two_suspensions + story{resume("2020-01-01"_day, "USA")});
        CHECK(worth_of(told, "resumption") == standing::by_right);
        CHECK(told.state("USA", "2020-01-01"_day) == state::suspended);
        CHECK(suspended_by(told.report("USA", "2020-01-01"_day)) ==
              std::vector<std::string>{"RUS"});
    }
    SECTION("and opens when the last is lifted") {
        const history told = simulate(
            two_sided(),
            two_suspensions + story{{.day = "2020-01-01"_day, .kind = act::resume, .by = "USA"},
                                    resume("2020-02-01"_day, "RUS")});
        CHECK(told.state("USA", "2020-01-31"_day) == state::suspended);
        CHECK(told.state("USA", "2020-02-01"_day) == state::in_force);
        CHECK(told.state("RUS", "2020-02-01"_day) == state::in_force);
        CHECK(told.treaty_state("2020-02-01"_day) == treaty_state::in_force);
    }
    SECTION("nobody lifts another's") {
        const history told = simulate(two_sided(),
                                      both_parties() + story{suspend("2019-02-02"_day, "USA"),
                                                             resume("2020-01-01"_day, "RUS")});
        CHECK(worth_of(told, "resumption") == standing::void_act);
        CHECK(finding_of(told, "resumption") == found::no_own_suspension);
        CHECK(told.state("RUS", "2020-01-01"_day) == state::suspended);
    }
    SECTION("a suspension that is over is not lifted twice") {
        const history told = simulate(
            two_sided(),
            both_parties() + story{suspend("2019-02-02"_day, "USA"),
                                   {.day = "2019-12-01"_day, .kind = act::resume, .by = "USA"},
                                   resume("2020-01-01"_day, "USA")});
        CHECK(finding_of(told, "resumption") == found::no_own_suspension);
    }
}

TEST_CASE("A suspension towards all is lifted towards one, and that pair opens",
          "[engine][suspension]") {
    // "In force once any pair is not wholly suspended."
    const history told = simulate(cfe(),
                                  cfe_parties() + story{suspend("2000-01-01"_day, "RUS"),
                                                        resume("2001-01-01"_day, "RUS", {"BLR"})});
    CHECK(worth_of(told, "resumption") == standing::by_right);
    CHECK(told.in_force_between("RUS", "BLR", "2001-01-01"_day));
    CHECK_FALSE(told.in_force_between("RUS", "DEU", "2001-01-01"_day));
    CHECK(told.state("RUS", "2001-01-01"_day) == state::in_force);
}

TEST_CASE("Own suspensions can be made and lifted while a notice is pending",
          "[engine][suspension]") {
    const history told = simulate(
        club(),
        bring_into(column::withdrawal_pending) +
            story{{.day = the_day, .kind = act::suspend, .by = "SUB", .id = "on"},
                  {.day = "2002-02-01"_day, .kind = act::resume, .by = "SUB", .id = "off"}});
    CHECK(worth_of(told, "on") == standing::by_right);
    CHECK(worth_of(told, "off") == standing::by_right);
    CHECK(told.state("SUB", the_day) == state::withdrawal_pending);
    CHECK(told.report("SUB", the_day).suspended);
    CHECK_FALSE(told.report("SUB", "2002-02-01"_day).suspended);
    CHECK(told.report("SUB", "2002-02-01"_day).exit_on == "2002-04-01"_day);
}

TEST_CASE("A clause may ask for notice, or open suspension only while something holds",
          "[engine][suspension]") {
    SECTION("notice") {
        const treaty rules =
            club_builder().set("suspension.notice", "30 days after notice").build();
        const auto tell = [&](std::optional<date> stated) {
            return simulate(rules,
                            bring_into(column::in_force) + story{{.day = the_day,
                                                                  .kind = act::suspend,
                                                                  .by = "SUB",
                                                                  .id = "it",
                                                                  .effective = stated}});
        };
        CHECK(tell({}).state("SUB", "2002-01-30"_day) == state::in_force);
        CHECK(tell({}).state("SUB", "2002-01-31"_day) == state::suspended);
        CHECK(tell("2002-01-10"_day).state("SUB", "2002-01-30"_day) == state::in_force);
        CHECK(tell("2002-03-01"_day).state("SUB", "2002-02-28"_day) == state::in_force);
        CHECK(tell("2002-03-01"_day).state("SUB", "2002-03-01"_day) == state::suspended);
    }
    SECTION("a condition") {
        const treaty rules =
            club_builder().set("suspension.when", "it is in armed conflict").build();
        const auto worth = [&](std::string basis, bool conflict) {
            return worth_of(
                simulate_all({rules},
                             bring_into(column::in_force) + story{{.day = the_day,
                                                                   .kind = act::suspend,
                                                                   .by = "SUB",
                                                                   .id = "it",
                                                                   .basis = std::move(basis)}},
                             conflict ? std::vector{holds_from("armed conflict", "SUB", the_day)}
                                      : std::vector<fact>{}),
                "it");
        };
        CHECK(worth("", true) == standing::by_right);
        CHECK(worth("", false) == standing::void_act);
        CHECK(worth("VCLT 62", false) == standing::by_claim);
    }
}

TEST_CASE("A suspension announced for a later day can be called off before",
          "[engine][suspension]") {
    dated_act later = suspend("2019-02-02"_day, "USA");
    later.effective = "2019-06-01"_day;
    const history told =
        simulate(two_sided(), both_parties() + story{later, resume("2019-05-01"_day, "USA")});
    CHECK(worth_of(told, "resumption") == standing::by_right);
    CHECK(told.state("USA", "2019-06-01"_day) == state::in_force);
    CHECK(told.in_force_between("USA", "RUS", "2019-06-01"_day));
}

TEST_CASE("A treaty of many is suspended when all its parties are", "[engine][suspension]") {
    const treaty pact = plain_builder().build();
    const story three = each("2000-01-01"_day, act::deposit, {"AAA", "BBB", "CCC"});
    const history told = simulate(
        pact, three + story{suspend("2001-01-01"_day, "AAA"), suspend("2002-01-01"_day, "BBB")});
    CHECK(told.treaty_state("2001-01-01"_day) == treaty_state::in_force);
    CHECK(told.state("BBB", "2001-01-01"_day) == state::in_force);
    // AAA and BBB towards all: the pairs of CCC are suspended too.
    CHECK(told.state("CCC", "2002-01-01"_day) == state::suspended);
    CHECK(told.treaty_state("2002-01-01"_day) == treaty_state::suspended);
}

TEST_CASE("Who has no pair is not suspended", "[engine][suspension]") {
    const treaty pact = plain_builder().build();
    const history told = simulate(
        pact,
        each("2000-01-01"_day, act::deposit, {"AAA", "BBB"}) +
            story{suspend("2001-01-01"_day, "AAA"),
                  {.day = "2001-01-01"_day, .kind = act::give_notice_of_withdrawal, .by = "BBB"}});
    CHECK(told.state("AAA", "2001-06-30"_day) == state::suspended);
    CHECK(told.state("AAA", "2001-07-01"_day) == state::in_force);
}

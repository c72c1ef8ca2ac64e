// Obligations judged by declared figures: limits and eliminations.
#include "engine/duties.hpp"

using namespace servanda_tests;

TEST_CASE("A limit is judged by the latest figure", "[engine][obligation]") {
    const treaty pact =
        owes({{"id", "cap"}, {"kind", "limit"}, {"figure", "warheads"}, {"at_most", 1550}});
    SECTION("unknown until one is known, breached above it, cured when back within it") {
        const history told = judged(pact,
                                    partners(),
                                    {figure("warheads", "AAA", "2001-02-05"_day, 1400),
                                     figure("warheads", "AAA", "2002-02-05"_day, 1551),
                                     figure("warheads", "AAA", "2003-02-05"_day, 1550)});
        CHECK(course(told, "cap") ==
              from_start("unknown, 2001-02-05 kept, 2002-02-05 breached, 2003-02-05 cured"));
        CHECK(course(told, "cap", "BBB") == from_start("unknown"));
        CHECK(report_of(told, "cap", "AAA", "2002-02-05"_day).why ==
              "warheads: 1551 as of 2002-02-05; at most 1550");
    }
    SECTION("a figure that stands before the treaty binds counts from the first day") {
        const history told =
            judged(pact, partners(), {figure("warheads", "AAA", "1999-07-01"_day, 2000)});
        CHECK(course(told, "cap") == from_start("breached"));
    }
    SECTION("a figure that ends leaves it unknown again") {
        fact once = figure("warheads", "AAA", "2001-01-01"_day, 10);
        once.until = "2002-01-01"_day;
        const history told = judged(pact, partners(), {once});
        CHECK(course(told, "cap") == from_start("unknown, 2001-01-01 kept, 2002-01-01 unknown"));
    }
    SECTION("a breach cured once and broken again") {
        const history told = judged(pact,
                                    partners(),
                                    {figure("warheads", "AAA", "2001-01-01"_day, 1600),
                                     figure("warheads", "AAA", "2002-01-01"_day, 1500),
                                     figure("warheads", "AAA", "2003-01-01"_day, 1600),
                                     figure("warheads", "AAA", "2004-01-01"_day, 1500)});
        CHECK(course(told, "cap") == from_start("unknown, 2001-01-01 breached, 2002-01-01 cured, "
                                                "2003-01-01 breached, 2004-01-01 cured"));
    }
    SECTION("what it says relies on the absence of a figure, and names it") {
        const history told = judged(pact, partners());
        const auto report = report_of(told, "cap", "AAA", "2003-03-03"_day);
        CHECK(report.absences == std::vector<std::string>{"no figure declared by 2003-03-03"});
        CHECK(report.why == "a figure is not known: warheads not declared; at most 1550");
    }
}

TEST_CASE("A limit may sum figures, some with a weight of their own", "[engine][obligation]") {
    const treaty pact = owes(
        {{"id", "cap"},
         {"kind", "limit"},
         {"figure", list_of({"icbm", "slbm", table_of({{"name", "bombers"}, {"counts_as", 2}})})},
         {"at_most", 100}});
    const history told = judged(pact,
                                partners(),
                                {figure("icbm", "AAA", "2001-01-01"_day, 40),
                                 figure("slbm", "AAA", "2001-02-01"_day, 40),
                                 figure("bombers", "AAA", "2001-03-01"_day, 10),
                                 figure("bombers", "AAA", "2001-04-01"_day, 11)});
    // Unknown while any part of the sum is: 40 + 40 + 2 × 10, then + 2 × 11.
    CHECK(course(told, "cap") == from_start("unknown, 2001-03-01 kept, 2001-04-01 breached"));
}

TEST_CASE("Every bound has its own sense, and all must be kept", "[engine][obligation]") {
    const auto says_of = [](const char* key, double amount) {
        const treaty pact =
            owes({{"id", "d"}, {"kind", "limit"}, {"figure", "f"}, {key, value(10.0)}});
        const history told =
            judged(pact, partners(), {figure("f", "AAA", "2000-01-01"_day, amount)});
        return says(told, "d", "AAA", "2000-06-01"_day);
    };
    CHECK(says_of("at_most", 10) == "kept");
    CHECK(says_of("at_most", 10.5) == "breached");
    CHECK(says_of("under", 10) == "breached");
    CHECK(says_of("under", 9.5) == "kept");
    CHECK(says_of("at_least", 10) == "kept");
    CHECK(says_of("at_least", 9.5) == "breached");
    CHECK(says_of("over", 10) == "breached");
    CHECK(says_of("over", 10.5) == "kept");

    const treaty both =
        owes({{"id", "d"}, {"kind", "limit"}, {"figure", "f"}, {"at_least", 5}, {"at_most", 10}});
    const history told = judged(both,
                                partners(),
                                {figure("f", "AAA", "2000-01-01"_day, 4),
                                 figure("f", "AAA", "2000-02-01"_day, 5),
                                 figure("f", "AAA", "2000-03-01"_day, 11)});
    CHECK(course(told, "d") == from_start("breached, 2000-02-01 cured, 2000-03-01 breached"));
}

TEST_CASE("A bound may change by period", "[engine][obligation]") {
    const treaty pact =
        owes({{"id", "cap"},
              {"kind", "limit"},
              {"figure", "f"},
              {"at_most",
               list_of({table_of({{"until", "3 years after entry into force"}, {"value", 20}}),
                        table_of({{"value", 10}})})}});
    const history told = judged(
        pact,
        partners(),
        {figure("f", "AAA", "2000-01-01"_day, 15), figure("f", "AAA", "2003-06-01"_day, 10)});
    // `until` is the first day of the next value; nothing but the day changes.
    CHECK(course(told, "cap") == from_start("kept, 2003-01-01 breached, 2003-06-01 cured"));

    const treaty ending = owes({{"id", "cap"},
                                {"kind", "limit"},
                                {"figure", "f"},
                                {"at_most",
                                 list_of({table_of({{"until", "2001-01-01"}, {"value", 5}}),
                                          table_of({{"until", "2002-01-01"}, {"value", 20}})})}});
    const history over = judged(ending, partners(), {figure("f", "AAA", "2000-01-01"_day, 15)});
    CHECK(says(over, "cap", "AAA", "2000-12-31"_day) == "breached");
    CHECK(says(over, "cap", "AAA", "2001-01-01"_day) == "cured");
    CHECK(says(over, "cap", "AAA", "2002-01-01"_day) == "cured"); // no bound applies any more
}

TEST_CASE("A bound may be another figure of the bearer, or a part of it", "[engine][obligation]") {
    const auto verdicts_of = [](value bound) {
        const treaty pact = owes({{"id", "active"},
                                  {"kind", "limit"},
                                  {"figure", "used"},
                                  {"at_most", std::move(bound)}});
        return judged(pact,
                      partners(),
                      {figure("used", "AAA", "2000-01-01"_day, 3),
                       figure("used", "BBB", "2000-01-01"_day, 3),
                       figure("passive quota", "AAA", "2001-01-01"_day, 5),
                       figure("passive quota", "BBB", "2001-01-01"_day, 2)});
    };
    SECTION("the figure itself, of each bearer") {
        const history told = verdicts_of("passive quota");
        CHECK(course(told, "active", "AAA") == from_start("unknown, 2001-01-01 kept"));
        CHECK(course(told, "active", "BBB") == from_start("unknown, 2001-01-01 breached"));
    }
    SECTION("a part, rounded down or up, or not") {
        const auto part = [&](const char* rounded) {
            const history told = verdicts_of(
                table_of({{"percent", 50}, {"of", "passive quota"}, {"rounded", rounded}}));
            return says(told, "active", "AAA", "2001-01-01"_day);
        };
        CHECK(part("down") == "breached"); // 2
        CHECK(part("none") == "breached"); // 2.5
        CHECK(part("up") == "kept");       // 3
    }
    SECTION("75% rounded down") {
        const history told =
            verdicts_of(table_of({{"percent", 75}, {"of", "passive quota"}, {"rounded", "down"}}));
        CHECK(says(told, "active", "AAA", "2001-01-01"_day) == "kept"); // 3 of 3.75
    }
}

TEST_CASE("A figure that belongs to nobody is everybody's", "[engine][obligation]") {
    const treaty pact =
        owes({{"id", "cap"}, {"kind", "limit"}, {"figure", "used"}, {"at_most", "quota"}});
    fact quota = figure("quota", "", "2000-01-01"_day, 10);
    const history told = judged(pact,
                                partners(),
                                {quota,
                                 figure("used", "AAA", "2001-01-01"_day, 11),
                                 figure("used", "BBB", "2001-01-01"_day, 11),
                                 figure("quota", "BBB", "2000-01-01"_day, 12)});
    CHECK(course(told, "cap", "AAA") == from_start("unknown, 2001-01-01 breached"));
    CHECK(course(told, "cap", "BBB") == from_start("unknown, 2001-01-01 kept")); // its own
}

TEST_CASE("Figures of those bound jointly are summed", "[engine][obligation]") {
    const treaty pact = owes({{"id", "cap"},
                              {"kind", "limit"},
                              {"bearer", "each party"},
                              {"jointly", true},
                              {"figure", "tanks"},
                              {"at_most", 100}});
    const std::vector<fact> facts{figure("tanks", "AAA", "2001-01-01"_day, 60),
                                  figure("tanks", "BBB", "2001-02-01"_day, 40),
                                  figure("tanks", "CCC", "2001-03-01"_day, 1)};
    SECTION("known once all are, and one verdict for all") {
        const history told = judged(pact, partners({"AAA", "BBB"}), facts);
        CHECK(course(told, "cap", "AAA") == from_start("unknown, 2001-02-01 kept"));
        CHECK(course(told, "cap", "BBB") == from_start("unknown, 2001-02-01 kept"));
    }
    SECTION("with a third, more than the bound") {
        const history told = judged(pact, partners({"AAA", "BBB", "CCC"}), facts);
        for (const char* party : {"AAA", "BBB", "CCC"}) {
            CHECK(course(told, "cap", party) == from_start("unknown, 2001-03-01 breached"));
        }
    }
    SECTION("a newcomer's figure counts from the day it is bound") {
        story acts = partners({"AAA", "BBB"});
        acts.push_back({.day = "2002-01-01"_day, .kind = act::accede, .by = "CCC"});
        const history told = judged(pact, acts, facts);
        CHECK(says(told, "cap", "AAA", "2001-12-31"_day) == "kept");
        CHECK(says(told, "cap", "AAA", "2002-01-01"_day) == "breached");
        CHECK(says(told, "cap", "CCC", "2002-01-01"_day) == "breached");
    }
}

TEST_CASE("An elimination is due by phases", "[engine][obligation]") {
    const treaty pact = owes(
        {{"id", "destroy"},
         {"kind", "elimination"},
         {"figure", "missiles"},
         {"phases",
          list_of({table_of({{"deadline", "29 months after entry into force"}, {"at_most", 171}}),
                   table_of({{"deadline", "3 years after entry into force"}, {"at_most", 0}})})}});
    SECTION("reached in time, step by step") {
        const history told = judged(pact,
                                    partners(),
                                    {figure("missiles", "AAA", "2000-01-01"_day, 800),
                                     figure("missiles", "AAA", "2002-06-01"_day, 171),
                                     figure("missiles", "AAA", "2003-01-01"_day, 0)});
        CHECK(course(told, "destroy") == from_start("due, 2003-01-01 kept"));
    }
    SECTION("the first step missed, then made good, and due again for the second") {
        const history told = judged(pact,
                                    partners(),
                                    {figure("missiles", "AAA", "2000-01-01"_day, 800),
                                     figure("missiles", "AAA", "2002-08-01"_day, 171),
                                     figure("missiles", "AAA", "2002-12-01"_day, 0)});
        // The last day of the first step is 2002-06-01.
        CHECK(says(told, "destroy", "AAA", "2002-06-01"_day) == "due");
        CHECK(says(told, "destroy", "AAA", "2002-06-02"_day) == "breached");
        CHECK(says(told, "destroy", "AAA", "2002-08-01"_day) == "due");
        CHECK(says(told, "destroy", "AAA", "2002-12-01"_day) == "cured");
    }
    SECTION("exceeded again after the last day") {
        const history told = judged(pact,
                                    partners(),
                                    {figure("missiles", "AAA", "2000-01-01"_day, 0),
                                     figure("missiles", "AAA", "2004-01-01"_day, 1)});
        CHECK(course(told, "destroy") == from_start("kept, 2004-01-01 breached"));
    }
    SECTION("nothing declared: due, and unknown after the last day") {
        const history told = judged(pact, partners());
        CHECK(course(told, "destroy") == from_start("due, 2002-06-02 unknown"));
    }
    SECTION("performed as an act says") {
        const history told = judged(
            pact, partners() + story{does("2002-05-01"_day, act::perform, "AAA", "destroy")});
        CHECK(course(told, "destroy") == from_start("due, 2002-05-01 kept"));
        CHECK(course(told, "destroy", "BBB") == from_start("due, 2002-06-02 unknown"));
    }
    SECTION("performed too late, as an act says") {
        const history told = judged(
            pact, partners() + story{does("2003-05-01"_day, act::perform, "AAA", "destroy")});
        CHECK(course(told, "destroy") == from_start("due, 2002-06-02 unknown, 2003-05-01 cured"));
    }
}

TEST_CASE("An elimination with one deadline goes down to nothing", "[engine][obligation]") {
    const treaty pact = owes({{"id", "destroy"},
                              {"kind", "elimination"},
                              {"figure", "missiles"},
                              {"deadline", "3 years after entry into force"}});
    const history told = judged(pact,
                                partners(),
                                {figure("missiles", "AAA", "2000-01-01"_day, 5),
                                 figure("missiles", "BBB", "2000-01-01"_day, 5),
                                 figure("missiles", "AAA", "2003-01-01"_day, 0),
                                 figure("missiles", "BBB", "2003-01-03"_day, 0)});
    CHECK(course(told, "destroy", "AAA") == from_start("due, 2003-01-01 kept"));
    CHECK(course(told, "destroy", "BBB") ==
          from_start("due, 2003-01-02 breached, 2003-01-03 cured"));
}

TEST_CASE("An elimination reached a day late is late", "[engine][obligation]") {
    const treaty pact = owes({{"id", "destroy"},
                              {"kind", "elimination"},
                              {"figure", "missiles"},
                              {"deadline", "3 years after entry into force"}});
    story acts = partners();
    acts.push_back({.day = "2004-01-01"_day, .kind = act::accede, .by = "CCC"});
    const history told = judged(pact,
                                acts,
                                {figure("missiles", "AAA", "2000-01-01"_day, 5),
                                 figure("missiles", "AAA", "2003-01-02"_day, 0),
                                 figure("missiles", "CCC", "2000-01-01"_day, 5),
                                 figure("missiles", "CCC", "2003-06-01"_day, 0)});
    // The figure is of the day on which the breach would have begun.
    CHECK(course(told, "destroy") == from_start("due, 2003-01-02 cured"));
    CHECK(course(told, "destroy", "CCC") == "2004-01-01 kept"); // not bound on the last day
}

TEST_CASE("An elimination without a figure is performed by an act", "[engine][obligation]") {
    const treaty pact = owes({{"id", "dismantle"},
                              {"kind", "elimination"},
                              {"deadline", "1 year after entry into force"}});
    const history told =
        judged(pact,
               partners({"AAA", "BBB", "CCC"}) +
                   story{does("2001-01-01"_day, act::perform, "AAA", "dismantle"),
                         does("2001-01-03"_day, act::perform, "BBB", "dismantle")});
    CHECK(course(told, "dismantle", "AAA") == from_start("due, 2001-01-01 kept"));
    CHECK(course(told, "dismantle", "BBB") ==
          from_start("due, 2001-01-02 breached, 2001-01-03 cured"));
    CHECK(course(told, "dismantle", "CCC") == from_start("due, 2001-01-02 breached"));
}

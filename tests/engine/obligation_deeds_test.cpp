// Obligations judged by what was done: prohibitions, restraints, quotas.
#include "engine/duties.hpp"

using namespace servanda_tests;

namespace {

dated_act tests_missile(date day, const char* by, std::vector<attribute> attributes = {}) {
    dated_act done = does(day, act::perform, by, "flight-test");
    done.attributes = std::move(attributes);
    return done;
}

treaty range_ban(const char* kind = "prohibition") {
    return owes({{"id", "no-tests"},
                 {"kind", kind},
                 {"prohibits", list_of({"flight-test", "deploy"})},
                 {"where",
                  table_of({{"ground-launched", true},
                            {"range-km", table_of({{"at_least", 500}, {"at_most", 5500}})},
                            {"stage", "final"},
                            {"engines", 2}})}});
}

std::vector<attribute> attributes(double range, bool ground = true) {
    return {{"ground-launched", ground},
            {"range-km", range},
            {"stage", std::string("final")},
            {"engines", 2.0}};
}

} // namespace

TEST_CASE("What has the attributes breaks a prohibition", "[engine][obligation]") {
    const auto kind = GENERATE(as<const char*>{}, "prohibition", "restraint");
    CAPTURE(kind);
    const auto course_with = [&](std::vector<attribute> of) {
        return course(
            judged(range_ban(kind),
                   partners() + story{tests_missile("2008-05-01"_day, "AAA", std::move(of))}),
            "no-tests");
    };
    const std::string kept = from_start("kept");
    const std::string breached = from_start("kept, 2008-05-01 breached");
    CHECK(course_with(attributes(2000)) == breached);
    CHECK(course_with(attributes(500)) == breached);
    CHECK(course_with(attributes(5500)) == breached);
    CHECK(course_with(attributes(499)) == kept);
    CHECK(course_with(attributes(5501)) == kept);
    CHECK(course_with(attributes(2000, false)) == kept);
    SECTION("a word or a number that differs") {
        auto of = attributes(2000);
        of[2].value = std::string("first");
        CHECK(course_with(of) == kept);
        of = attributes(2000);
        of[3].value = 1.0;
        CHECK(course_with(of) == kept);
    }
    SECTION("one that is stated as something else than is asked for leaves it unknown") {
        const auto course_saying = [&](std::size_t place, const char* words) {
            auto of = attributes(2000);
            of[place].value = std::string(words);
            return course_with(of);
        };
        const std::string unknown = from_start("kept, 2008-05-01 unknown");
        CHECK(course_saying(1, "2000") == unknown); // a number within bounds
        CHECK(course_saying(1, "long") == unknown);
        CHECK(course_saying(0, "true") == unknown); // yes or no
        CHECK(course_saying(3, "2") == unknown);    // one number
        auto of = attributes(2000, false);
        of[1].value = std::string("2000");
        CHECK(course_with(of) == kept); // another settles it
    }
    SECTION("one that is not stated leaves it unknown") {
        auto of = attributes(2000);
        of.erase(of.begin() + 1);
        CHECK(course_with(of) == from_start("kept, 2008-05-01 unknown"));
        CHECK(course_with({}) == from_start("kept, 2008-05-01 unknown"));
    }
    SECTION("unless another settles it") {
        auto of = attributes(2000, false);
        of.erase(of.begin() + 1);
        CHECK(course_with(of) == kept);
    }
}

TEST_CASE("A prohibition binds its bearer, for every word it names", "[engine][obligation]") {
    const treaty pact = owes({{"id", "none"},
                              {"kind", "prohibition"},
                              {"prohibits", list_of({"flight-test", "deploy"})}});
    const history told = judged(pact,
                                partners({"AAA", "BBB", "CCC"}) +
                                    story{does("2001-01-01"_day, act::perform, "AAA", "deploy"),
                                          does("2001-01-01"_day, act::perform, "BBB", "parade"),
                                          does("2001-01-01"_day, act::declare, "CCC", "deploy")});
    CHECK(course(told, "none", "AAA") == from_start("kept, 2001-01-01 breached"));
    CHECK(course(told, "none", "BBB") == from_start("kept"));
    CHECK(course(told, "none", "CCC") == from_start("kept")); // to speak of it is not to do it
    CHECK(report_of(told, "none", "BBB", "2002-01-01"_day).absences ==
          std::vector<std::string>{
              "no act against it by BBB recorded between 2000-01-01 and 2002-01-01"});
    CHECK(report_of(told, "none", "AAA", "2002-01-01"_day).absences ==
          std::vector<std::string>{"no cure recorded between 2001-01-01 and 2002-01-01"});
}

TEST_CASE("What was done before a prohibition binds does not break it", "[engine][obligation]") {
    const treaty pact = owes({{"id", "none"}, {"kind", "prohibition"}, {"prohibits", "deploy"}});
    const history told =
        judged(pact, story{does("1999-01-01"_day, act::perform, "AAA", "deploy")} + partners());
    CHECK(course(told, "none") == from_start("kept"));
}

TEST_CASE("A prohibition is cured by a cure alone", "[engine][obligation]") {
    const treaty pact = owes({{"id", "none"}, {"kind", "prohibition"}, {"prohibits", "deploy"}});
    const story broken = partners() + story{does("2001-01-01"_day, act::perform, "AAA", "deploy")};
    SECTION("by its author") {
        const history told =
            judged(pact, broken + story{does("2002-01-01"_day, act::cure, "AAA", "none")});
        CHECK(course(told, "none") == from_start("kept, 2001-01-01 breached, 2002-01-01 cured"));
    }
    SECTION("as the other side finds") {
        const history told =
            judged(pact, broken + story{does("2002-01-01"_day, act::cure, "BBB", "none", {"AAA"})});
        CHECK(course(told, "none") == from_start("kept, 2001-01-01 breached, 2002-01-01 cured"));
    }
    SECTION("not by a cure of the other side's own") {
        const history told =
            judged(pact, broken + story{does("2002-01-01"_day, act::cure, "BBB", "none")});
        CHECK(course(told, "none") == from_start("kept, 2001-01-01 breached"));
    }
    SECTION("and broken anew") {
        const history told =
            judged(pact,
                   broken + story{does("2002-01-01"_day, act::cure, "AAA", "none"),
                                  does("2003-01-01"_day, act::perform, "AAA", "deploy")});
        CHECK(course(told, "none") == from_start("kept, 2001-01-01 breached, 2002-01-01 cured, "
                                                 "2003-01-01 breached"));
    }
}

TEST_CASE("A quota is broken by one too many, until its year is over", "[engine][obligation]") {
    const auto inspects = [](date day, const char* by, const char* to = "BBB") {
        return does(day, act::inspect, by, "", {to});
    };
    const story acts =
        partners({"AAA", "BBB", "CCC"}) + story{inspects("2001-11-01"_day, "AAA"),
                                                inspects("2001-12-01"_day, "AAA", "CCC"),
                                                inspects("2001-12-31"_day, "AAA"),
                                                inspects("2002-03-01"_day, "AAA")};
    SECTION("by calendar year") {
        const treaty pact =
            owes({{"id", "quota"}, {"kind", "quota"}, {"at_most", 2}, {"per", "calendar year"}});
        const history told = judged(pact, acts);
        CHECK(course(told, "quota") == from_start("kept, 2001-12-31 breached, 2002-01-01 cured"));
        CHECK(course(told, "quota", "BBB") == from_start("kept"));
    }
    SECTION("by treaty year") {
        const treaty late =
            owes({{"id", "quota"}, {"kind", "quota"}, {"at_most", 2}, {"per", "treaty year"}},
                 plain_builder().enters_into_force("I", "2 deposits", "on 2000-12-15").build());
        const history told = judged(late, acts);
        // Its first year ends on 2001-12-14, with two of them.
        CHECK(course(told, "quota") == "2000-12-15 kept");
        const history more = judged(late, acts + story{inspects("2002-12-14"_day, "AAA")});
        CHECK(says(more, "quota", "AAA", "2002-12-13"_day) == "kept");
        CHECK(says(more, "quota", "AAA", "2002-12-14"_day) == "breached");
        CHECK(says(more, "quota", "AAA", "2002-12-15"_day) == "cured");
    }
    SECTION("over the whole life") {
        const treaty pact = owes({{"id", "quota"}, {"kind", "quota"}, {"at_most", 3}});
        CHECK(course(judged(pact, acts), "quota") == from_start("kept, 2002-03-01 breached"));
    }
    SECTION("by pair") {
        const treaty pact = owes({{"id", "quota"},
                                  {"kind", "quota"},
                                  {"at_most", 1},
                                  {"per", "calendar year"},
                                  {"per_pair", true}});
        CHECK(course(judged(pact, acts), "quota") ==
              from_start("kept, 2001-12-31 breached, 2002-01-01 cured"));
    }
}

TEST_CASE("A quota counts what it says", "[engine][obligation]") {
    const story acts =
        partners() + story{does("2001-01-01"_day, act::inspect, "AAA", "observation-flight"),
                           does("2001-02-01"_day, act::perform, "AAA", "transit"),
                           does("2001-03-01"_day, act::inspect, "AAA", ""),
                           does("2001-04-01"_day, act::inspect, "AAA", "quota"),
                           does("2001-05-01"_day, act::inspect, "AAA", "something-else")};
    const auto course_when = [&](value counts) {
        return course(judged(owes({{"id", "quota"},
                                   {"kind", "quota"},
                                   {"under", 2},
                                   {"counts", std::move(counts)}}),
                             acts),
                      "quota");
    };
    CHECK(course_when("inspect of observation-flight") ==
          from_start("kept, 2001-04-01 breached")); // an act that names it counts as well
    CHECK(course_when(list_of({"inspect of observation-flight", "perform of transit"})) ==
          from_start("kept, 2001-02-01 breached"));
    CHECK(course_when("inspect") == from_start("kept, 2001-04-01 breached"));
}

TEST_CASE("A quota may ask for a least number", "[engine][obligation]") {
    const treaty pact =
        owes({{"id", "quota"}, {"kind", "quota"}, {"at_least", 1}, {"per", "calendar year"}});
    const history told = judged(pact,
                                partners() + story{does("2000-05-01"_day, act::inspect, "AAA", ""),
                                                   does("2003-05-01"_day, act::inspect, "AAA", "")},
                                {},
                                "2004-12-31"_day);
    // Judged when the year is over; the year in which the duty began is not a whole one.
    CHECK(says(told, "quota", "AAA", "2001-12-31"_day) == "kept");
    CHECK(says(told, "quota", "AAA", "2003-01-01"_day) == "breached");
    CHECK(says(told, "quota", "AAA", "2004-01-01"_day) == "cured");
}

TEST_CASE("A least number asks for nothing once it applies no longer", "[engine][obligation]") {
    const treaty pact =
        owes({{"id", "quota"},
              {"kind", "quota"},
              {"at_least", list_of({table_of({{"until", "on 2002-01-01"}, {"value", 1}})})},
              {"per", "calendar year"}});
    const auto course_with = [&](const story& acts) {
        return course(judged(pact, partners() + acts), "quota");
    };
    CHECK(course_with({}) == from_start("kept, 2001-01-01 breached, 2002-01-01 cured"));
    CHECK(course_with({does("2000-05-01"_day, act::inspect, "AAA", "")}) == from_start("kept"));
}

TEST_CASE("A passive quota lets others in up to its number", "[engine][obligation]") {
    const treaty pact = owes({{"id", "passive"},
                              {"kind", "quota"},
                              {"passive", true},
                              {"at_most", "passive quota"},
                              {"per", "calendar year"}});
    const std::vector<fact> two{figure("passive quota", "", "2000-01-01"_day, 2)};
    const auto inspects = [](date day, const char* by) {
        return does(day, act::inspect, by, "", {"AAA"});
    };
    const auto refuses = [](date day) { return does(day, act::refuse, "AAA", "passive", {"BBB"}); };
    const story base = partners({"AAA", "BBB", "CCC"});
    SECTION("a refusal below it is a breach, until somebody is let in again") {
        const history told = judged(pact,
                                    base + story{inspects("2001-01-10"_day, "BBB"),
                                                 refuses("2001-02-10"_day),
                                                 inspects("2001-03-10"_day, "CCC")},
                                    two);
        CHECK(course(told, "passive") == from_start("kept, 2001-02-10 breached, 2001-03-10 cured"));
        CHECK(course(told, "passive", "BBB") == from_start("kept"));
    }
    SECTION("a refusal above it is none") {
        const history told = judged(pact,
                                    base + story{inspects("2001-01-10"_day, "BBB"),
                                                 inspects("2001-02-10"_day, "CCC"),
                                                 refuses("2001-03-10"_day)},
                                    two);
        CHECK(course(told, "passive") == from_start("kept"));
    }
    SECTION("in the new year it is one again") {
        const history told = judged(pact,
                                    base + story{inspects("2001-01-10"_day, "BBB"),
                                                 inspects("2001-02-10"_day, "CCC"),
                                                 refuses("2002-01-01"_day)},
                                    two);
        CHECK(course(told, "passive") == from_start("kept, 2002-01-01 breached"));
    }
    SECTION("to be inspected more often than that is no breach of the inspected") {
        const history told = judged(pact,
                                    base + story{inspects("2001-01-10"_day, "BBB"),
                                                 inspects("2001-02-10"_day, "CCC"),
                                                 inspects("2001-03-10"_day, "CCC")},
                                    two);
        CHECK(course(told, "passive") == from_start("kept"));
    }
    SECTION("unknown while its number is") {
        CHECK(course(judged(pact, base), "passive") == from_start("unknown"));
    }
}

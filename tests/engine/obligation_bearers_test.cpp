// Whom an obligation binds, from when until when, if what holds; after an exit, and while it is
// suspended.
#include "engine/duties.hpp"

using namespace servanda_tests;

namespace {

treaty silence(keys more = {}, treaty item = plain_builder().build()) {
    value_table table{
        {"id", "silence", {}}, {"kind", "prohibition", {}}, {"prohibits", "speak", {}}};
    for (const auto& [key, content] : more) {
        table.push_back({key, content, {}});
    }
    return owing({value(std::move(table))}, std::move(item));
}

/// Late in force, so that signatories have something to be bound by before.
treaty_builder slow_builder() {
    treaty_builder slow{"pact"};
    slow.multilateral()
        .enters_into_force("I", "2 deposits", "90 days after threshold")
        .for_later("90 days after deposit")
        .withdrawal("X", "6 months after notice")
        .depositaries({"CAN", "HUN"})
        .group("west", {"AAA", "CCC"});
    return slow;
}

} // namespace

TEST_CASE("Each party is bound from its own entry into force", "[engine][obligation]") {
    const history told =
        judged(silence({}, slow_builder().build()),
               partners() + story{{.day = "2000-02-01"_day, .kind = act::sign, .by = "CCC"},
                                  {.day = "2001-01-01"_day, .kind = act::ratify, .by = "CCC"}});
    CHECK(course(told, "silence", "AAA") == "2000-03-31 kept");
    CHECK(course(told, "silence", "CCC") == "2001-04-01 kept");
    CHECK(report_of(told, "silence", "CCC", "2001-01-01"_day).why == "nothing binds it");
}

TEST_CASE("Provisional application binds", "[engine][obligation]") {
    treaty_builder slow = slow_builder();
    slow.set("provisional_application.article", "XVIII");
    const history told = judged(
        silence({}, slow.build()),
        story{{.day = "2000-01-01"_day, .kind = act::sign, .by = "AAA"},
              {.day = "2000-02-01"_day, .kind = act::provisionally_apply, .by = "AAA"},
              {.day = "2000-06-01"_day, .kind = act::end_provisional_application, .by = "AAA"}});
    CHECK(course(told, "silence") == "2000-02-01 kept, 2000-06-01 not applicable");
}

TEST_CASE("A signatory may be bound before", "[engine][obligation]") {
    const history told = judged(silence({{"bearer", "each signatory"}}, slow_builder().build()),
                                story{{.day = "2000-01-01"_day, .kind = act::sign, .by = "AAA"},
                                      {.day = "2000-01-01"_day, .kind = act::sign, .by = "BBB"},
                                      {.day = "2000-02-01"_day, .kind = act::unsign, .by = "BBB"},
                                      {.day = "2000-03-01"_day, .kind = act::ratify, .by = "AAA"},
                                      {.day = "2000-04-01"_day, .kind = act::ratify, .by = "CCC"}});
    CHECK(course(told, "silence", "AAA") == from_start("kept"));
    CHECK(course(told, "silence", "BBB") == from_start("kept, 2000-02-01 not applicable"));
    CHECK(course(told, "silence", "CCC") == "2000-04-01 kept"); // has consented
}

TEST_CASE("Those named are bound once they are parties", "[engine][obligation]") {
    const story acts = partners({"AAA", "BBB", "CCC"});
    SECTION("by code") {
        const history told =
            judged(silence({{"bearer", list_of({"AAA", "BBB"})}}, slow_builder().build()), acts);
        CHECK(course(told, "silence", "AAA") == "2000-03-31 kept");
        CHECK(course(told, "silence", "BBB") == "2000-03-31 kept");
        CHECK(course(told, "silence", "CCC") == "not owed");
    }
    SECTION("by group") {
        const history told = judged(silence({{"bearer", "west"}}, slow_builder().build()), acts);
        CHECK(course(told, "silence", "AAA") == "2000-03-31 kept");
        CHECK(course(told, "silence", "BBB") == "not owed");
        CHECK(course(told, "silence", "CCC") == "2000-03-31 kept");
    }
}

TEST_CASE("Depositaries and participants are bound by their office alone", "[engine][obligation]") {
    SECTION("depositaries, parties or not, also before the entry into force") {
        const history told =
            judged(silence({{"bearer", "depositaries"}}, slow_builder().build()), partners());
        CHECK(course(told, "silence", "CAN") == from_start("kept"));
        CHECK(course(told, "silence", "HUN") == from_start("kept"));
        CHECK(course(told, "silence", "AAA") == "not owed");
    }
    SECTION("each participant, whatever its state") {
        const history told =
            judged(silence({{"bearer", "each participant"}}, slow_builder().build()),
                   partners() + story{{.day = "2001-01-01"_day, .kind = act::sign, .by = "CCC"}});
        CHECK(course(told, "silence", "AAA") == from_start("kept"));
        CHECK(says(told, "silence", "CCC", "2000-06-01"_day) == "kept");
    }
}

TEST_CASE("A duty binds from its first day until its last", "[engine][obligation]") {
    const treaty pact = silence(
        {{"from", "1 year after entry into force"}, {"until", "3 years after entry into force"}});
    const auto course_with = [&](date day) {
        return course(judged(pact, partners() + story{does(day, act::perform, "AAA", "speak")}),
                      "silence");
    };
    const std::string untouched = "2001-01-01 kept, 2003-01-01 not applicable";
    CHECK(course_with("2000-12-31"_day) == untouched);
    CHECK(course_with("2001-01-01"_day) == "2001-01-01 breached, 2003-01-01 not applicable");
    CHECK(course_with("2002-12-31"_day) ==
          "2001-01-01 kept, 2002-12-31 breached, 2003-01-01 not applicable");
    CHECK(course_with("2003-01-01"_day) == untouched);
    const history told = judged(pact, partners());
    CHECK(report_of(told, "silence", "AAA", "2000-06-01"_day).why ==
          "it does not bind yet: from 1 year after entry into force");
    CHECK(report_of(told, "silence", "AAA", "2004-06-01"_day).why ==
          "it binds no longer: until 3 years after entry into force");
}

TEST_CASE("A duty binds only while its condition holds of the bearer", "[engine][obligation]") {
    treaty_builder base = plain_builder();
    base.group("west", {"AAA"});
    const history group = judged(silence({{"if", "it is in west"}}, base.build()), partners());
    CHECK(course(group, "silence", "AAA") == from_start("kept"));
    CHECK(course(group, "silence", "BBB") == "never");
    CHECK(report_of(group, "silence", "BBB", "2001-01-01"_day).why ==
          "it binds only if it is in west");

    const history facts =
        judged(silence({{"if", "it is not in armed conflict"}}),
               partners(),
               {holds_from("armed conflict", "AAA", "2001-01-01"_day, "2002-01-01"_day)});
    CHECK(course(facts, "silence", "AAA") ==
          from_start("kept, 2001-01-01 not applicable, 2002-01-01 kept"));
    CHECK(course(facts, "silence", "BBB") == from_start("kept"));
}

TEST_CASE("What was due is not due any more once the duty ends", "[engine][obligation]") {
    const treaty pact = owes({{"id", "answer"},
                              {"kind", "notification"},
                              {"on", "perform of loss"},
                              {"until", "2001-01-15"},
                              {"within", "30 days"}});
    const history told =
        judged(pact, partners() + story{does("2001-01-01"_day, act::perform, "AAA", "loss")});
    CHECK(course(told, "answer") == from_start("kept, 2001-01-01 due, 2001-01-15 not applicable"));
    CHECK(due(told, "2001-01-20"_day).empty());
}

TEST_CASE("A duty may survive an exit", "[engine][obligation]") {
    const story left =
        partners({"AAA", "BBB", "CCC"}) +
        story{{.day = "2001-01-01"_day, .kind = act::give_notice_of_withdrawal, .by = "AAA"},
              does("2002-01-01"_day, act::perform, "AAA", "speak")};
    SECTION("not unless it says so") {
        CHECK(course(judged(silence(), left), "silence") ==
              from_start("kept, 2001-07-01 not applicable"));
    }
    SECTION("for good") {
        CHECK(course(judged(silence({{"survives", true}}), left), "silence") ==
              from_start("kept, 2002-01-01 breached"));
    }
    SECTION("for a time, from the day of exit") {
        const treaty pact = silence({{"survives", "2 years after day of effect"}});
        CHECK(course(judged(pact, left), "silence") ==
              from_start("kept, 2002-01-01 breached, 2003-07-01 not applicable"));
        const history told = judged(pact, left);
        CHECK(course(told, "silence", "BBB") == from_start("kept"));
    }
    SECTION("and the end of the treaty") {
        const treaty pact =
            silence({{"survives", "2 years after day of effect"}},
                    plain_builder().term("II", "2 years after entry into force").build());
        CHECK(course(judged(pact, partners()), "silence") ==
              from_start("kept, 2004-01-01 not applicable"));
    }
}

TEST_CASE("A suspension sets duties aside while it lasts", "[engine][obligation][suspension]") {
    treaty_builder base = plain_builder();
    base.set("suspension.article", "VI");
    const treaty pact = silence({}, base.build());
    SECTION("wholly") {
        const history told =
            judged(pact,
                   partners() + story{{.day = "2001-01-01"_day, .kind = act::suspend, .by = "AAA"},
                                      does("2001-06-01"_day, act::perform, "AAA", "speak"),
                                      {.day = "2002-01-01"_day, .kind = act::resume, .by = "AAA"}});
        CHECK(course(told, "silence", "AAA") ==
              from_start("kept, 2001-01-01 not applicable, 2002-01-01 kept"));
        CHECK(report_of(told, "silence", "AAA", "2001-06-01"_day).why ==
              "its operation is suspended");
        CHECK(commitments(told, "silence") == from_start("active")); // the commitment stands
    }
    SECTION("of this duty by name") {
        dated_act part{.day = "2001-01-01"_day, .kind = act::suspend, .by = "AAA"};
        part.scope = {"silence"};
        const history told = judged(pact, partners() + story{part});
        CHECK(course(told, "silence", "AAA") == from_start("kept, 2001-01-01 not applicable"));
        CHECK(course(told, "silence", "BBB") == from_start("kept"));
    }
    SECTION("of another by name") {
        const treaty two =
            owing({table_of({{"id", "silence"}, {"kind", "prohibition"}, {"prohibits", "speak"}}),
                   table_of({{"id", "data"}, {"kind", "cooperation"}})},
                  base.build());
        dated_act part{.day = "2001-01-01"_day, .kind = act::suspend, .by = "AAA"};
        part.scope = {"data"};
        const history told = judged(two, partners() + story{part});
        CHECK(course(told, "silence", "AAA") == from_start("kept"));
        CHECK(course(told, "data", "AAA") == from_start("unknown, 2001-01-01 not applicable"));
    }
    SECTION("by one side of a treaty between two: both are free") {
        const treaty two =
            silence({},
                    treaty_builder{"pact"}
                        .bilateral("AAA", "BBB")
                        .enters_into_force("I", "deposits by all signatories", "on threshold")
                        .set("suspension.article", "VI")
                        .build());
        const history told = judged(
            two, partners() + story{{.day = "2001-01-01"_day, .kind = act::suspend, .by = "AAA"}});
        CHECK(course(told, "silence", "AAA") == from_start("kept, 2001-01-01 not applicable"));
        CHECK(course(told, "silence", "BBB") == from_start("kept, 2001-01-01 not applicable"));
    }
    SECTION("towards one of several: what is owed to the others is owed") {
        dated_act part{.day = "2001-01-01"_day, .kind = act::suspend, .by = "AAA"};
        part.to = {"BBB"};
        const history told = judged(pact, partners({"AAA", "BBB", "CCC"}) + story{part});
        CHECK(course(told, "silence", "AAA") == from_start("kept"));
        const history only = judged(silence({{"beneficiary", "BBB"}}, base.build()),
                                    partners({"AAA", "BBB", "CCC"}) + story{part});
        CHECK(course(only, "silence", "AAA") == from_start("kept, 2001-01-01 not applicable"));
        CHECK(course(only, "silence", "CCC") == from_start("kept"));
    }
}

TEST_CASE("Clocks stand still during a suspension, and go on after it",
          "[engine][obligation][suspension]") {
    treaty_builder base = plain_builder();
    base.set("suspension.article", "VI");
    const treaty pact = owes({{"id", "answer"},
                              {"kind", "notification"},
                              {"on", "perform of loss"},
                              {"within", "30 days"}},
                             base.build());
    const story suspended =
        partners() + story{does("2001-01-01"_day, act::perform, "AAA", "loss"),
                           {.day = "2001-01-11"_day, .kind = act::suspend, .by = "AAA"},
                           {.day = "2001-06-01"_day, .kind = act::resume, .by = "AAA"}};
    const history told = judged(pact, suspended);
    // The last day was 31 January; twenty days were left on the 11th, and are left on 1 June.
    CHECK(course(told, "answer") == from_start("kept, 2001-01-01 due, 2001-01-11 not applicable, "
                                               "2001-06-01 due, 2001-06-22 breached"));
    CHECK(report_of(told, "answer", "AAA", "2001-06-01"_day).due_by == "2001-06-21"_day);
    // What was being asked of a day in between: its clock stood still.
    const history early = judged(pact, suspended, {}, "2001-03-01"_day);
    const auto open = due(early, "2001-03-01"_day);
    REQUIRE(open.size() == 1);
    CHECK(open[0].stopped);
    SECTION("performed on the new last day") {
        const history kept =
            judged(pact, suspended + story{does("2001-06-21"_day, act::notify, "AAA", "answer")});
        CHECK(says(kept, "answer", "AAA", "2001-06-21"_day) == "kept");
    }
}

TEST_CASE("An event during a suspension need not have been notified",
          "[engine][obligation][suspension]") {
    treaty_builder base = plain_builder();
    base.set("suspension.article", "VI");
    const treaty pact = owes({{"id", "tell"},
                              {"kind", "notification"},
                              {"on", "perform of exercise"},
                              {"lead_time", "42 days"}},
                             base.build());
    const history told =
        judged(pact,
               partners() + story{{.day = "2001-01-01"_day, .kind = act::suspend, .by = "AAA"},
                                  does("2001-06-01"_day, act::perform, "AAA", "exercise"),
                                  {.day = "2002-01-01"_day, .kind = act::resume, .by = "AAA"},
                                  does("2002-06-01"_day, act::perform, "AAA", "exercise")});
    CHECK(course(told, "tell") == from_start("kept, 2001-01-01 not applicable, 2002-01-01 kept, "
                                             "2002-06-01 breached"));
}

TEST_CASE("A breach before a suspension is there again after it",
          "[engine][obligation][suspension]") {
    treaty_builder base = plain_builder();
    base.set("suspension.article", "VI");
    const history told =
        judged(silence({}, base.build()),
               partners() + story{does("2000-06-01"_day, act::perform, "AAA", "speak"),
                                  {.day = "2001-01-01"_day, .kind = act::suspend, .by = "AAA"},
                                  {.day = "2002-01-01"_day, .kind = act::resume, .by = "AAA"}});
    CHECK(course(told, "silence") == from_start("kept, 2000-06-01 breached, 2001-01-01 not "
                                                "applicable, 2002-01-01 breached"));
}

// Obligations performed on occasions: notifications, reports, access, conferences; by when, by
// whom, and what comes too late.
#include "engine/duties.hpp"

using namespace servanda_tests;

TEST_CASE("A notification before an event is judged on the day of the event",
          "[engine][obligation]") {
    const treaty pact = owes({{"id", "notify-exercise"},
                              {"kind", "notification"},
                              {"on", "perform of exercise"},
                              {"lead_time", "42 days"}});
    const auto exercise = [](date day, const char* by = "AAA") {
        return does(day, act::perform, by, "exercise");
    };
    const auto notice = [](date day) { return does(day, act::notify, "AAA", "notify-exercise"); };
    const date day = "2001-06-12"_day; // 42 days before: 2001-05-01
    SECTION("nothing has set it off") {
        const history told = judged(pact, partners());
        CHECK(course(told, "notify-exercise") == from_start("kept"));
        const auto report = report_of(told, "notify-exercise", "AAA", day);
        CHECK(report.why == "nothing has set it off");
        CHECK(report.absences ==
              std::vector<std::string>{
                  "nothing that sets it off recorded between 2000-01-01 and 2001-06-12"});
        CHECK(report.time == "42 days before");
    }
    SECTION("in time on the last day") {
        const history told =
            judged(pact, partners() + story{notice("2001-05-01"_day), exercise(day)});
        CHECK(course(told, "notify-exercise") == from_start("kept"));
        CHECK(report_of(told, "notify-exercise", "AAA", day).why ==
              "notification (notify-exercise) on 2001-05-01");
    }
    SECTION("a day late, and never") {
        const history late =
            judged(pact, partners() + story{notice("2001-05-02"_day), exercise(day)});
        CHECK(course(late, "notify-exercise") == from_start("kept, 2001-06-12 breached"));
        const history never = judged(pact, partners() + story{exercise(day)});
        CHECK(course(never, "notify-exercise") == from_start("kept, 2001-06-12 breached"));
        CHECK(course(never, "notify-exercise", "BBB") == from_start("kept")); // not its exercise
    }
    SECTION("made good afterwards") {
        const history told =
            judged(pact, partners() + story{exercise(day), notice("2001-06-20"_day)});
        CHECK(course(told, "notify-exercise") ==
              from_start("kept, 2001-06-12 breached, 2001-06-20 cured"));
    }
    SECTION("one notification serves one event") {
        const history told = judged(
            pact, partners() + story{notice("2001-05-01"_day), exercise(day), exercise(day + 30)});
        CHECK(course(told, "notify-exercise") == from_start("kept, 2001-07-12 breached"));
    }
    SECTION("`about` tells which") {
        const history right = judged(pact,
                                     partners() + story{about("spring", notice("2001-05-01"_day)),
                                                        about("spring", exercise(day))});
        CHECK(course(right, "notify-exercise") == from_start("kept"));
        const history wrong = judged(pact,
                                     partners() + story{about("spring", notice("2001-05-01"_day)),
                                                        about("autumn", exercise(day))});
        CHECK(course(wrong, "notify-exercise") == from_start("kept, 2001-06-12 breached"));
    }
}

TEST_CASE("Hours are rounded up to days, and shown as written", "[engine][obligation]") {
    const auto course_with = [](const char* lead, date notice) {
        return course(
            judged(owes({{"id", "notify-launch"},
                         {"kind", "notification"},
                         {"on", "perform of launch"},
                         {"lead_time", lead}}),
                   partners() + story{does(notice, act::notify, "AAA", "notify-launch"),
                                      does("2001-03-10"_day, act::perform, "AAA", "launch")}),
            "notify-launch");
    };
    const std::string kept = from_start("kept");
    const std::string breached = from_start("kept, 2001-03-10 breached");
    CHECK(course_with("24 hours", "2001-03-09"_day) == kept);
    CHECK(course_with("24 hours", "2001-03-10"_day) == breached);
    CHECK(course_with("25 hours", "2001-03-09"_day) == breached);
    CHECK(course_with("25 hours", "2001-03-08"_day) == kept);

    const treaty pact = owes({{"id", "notify-launch"},
                              {"kind", "notification"},
                              {"on", "perform of launch"},
                              {"lead_time", "24 hours"}});
    CHECK(report_of(judged(pact, partners()), "notify-launch", "AAA", "2001-01-01"_day).time ==
          "24 hours before");
}

TEST_CASE("A notification after an event is due within its time", "[engine][obligation]") {
    const treaty pact = owes({{"id", "report-loss"},
                              {"kind", "notification"},
                              {"on", "perform of loss"},
                              {"within", "72 hours"}});
    const dated_act loss = does("2001-03-10"_day, act::perform, "AAA", "loss");
    SECTION("on the last day") {
        const history told = judged(
            pact,
            partners() + story{loss, does("2001-03-13"_day, act::notify, "AAA", "report-loss")});
        CHECK(course(told, "report-loss") == from_start("kept, 2001-03-10 due, 2001-03-13 kept"));
        const auto report = report_of(told, "report-loss", "AAA", "2001-03-11"_day);
        CHECK(report.due_by == "2001-03-13"_day);
        CHECK(report.time == "within 72 hours");
        const auto open = due(told, "2001-03-11"_day);
        REQUIRE(open.size() == 1);
        CHECK(open[0].party == "AAA");
        CHECK(open[0].by == "2001-03-13"_day);
        CHECK(open[0].open);
        CHECK(due(told, "2001-03-13"_day).empty());
    }
    SECTION("a day late") {
        const history told = judged(
            pact,
            partners() + story{loss, does("2001-03-14"_day, act::notify, "AAA", "report-loss")});
        CHECK(course(told, "report-loss") == from_start("kept, 2001-03-10 due, 2001-03-14 cured"));
        // Breached from the start of the day after the last, before the act of that day.
        CHECK(record_of(told, "2001-03-14"_day) ==
              "AAA report-loss breached active; AAA report-loss cured active");
    }
    SECTION("never") {
        const history told = judged(pact, partners() + story{loss});
        CHECK(course(told, "report-loss") ==
              from_start("kept, 2001-03-10 due, 2001-03-14 breached"));
    }
    SECTION("two of them: the one due first is performed first") {
        const history told =
            judged(pact,
                   partners() + story{loss,
                                      does("2001-03-12"_day, act::perform, "AAA", "loss"),
                                      does("2001-03-13"_day, act::notify, "AAA", "report-loss")});
        CHECK(course(told, "report-loss") ==
              from_start("kept, 2001-03-10 due, 2001-03-16 breached"));
    }
}

TEST_CASE("An event counts for a notification only with the attributes it names",
          "[engine][obligation]") {
    const treaty pact = owes({{"id", "notify"},
                              {"kind", "notification"},
                              {"on", "perform of exercise"},
                              {"within", "1 day"},
                              {"where", table_of({{"troops", table_of({{"over", 9000}})}})}});
    const auto course_with = [&](std::vector<attribute> of) {
        dated_act done = does("2001-03-10"_day, act::perform, "AAA", "exercise");
        done.attributes = std::move(of);
        return course(judged(pact, partners() + story{done}), "notify");
    };
    CHECK(course_with({{"troops", 9000.0}}) == from_start("kept"));
    CHECK(course_with({{"troops", 9001.0}}) ==
          from_start("kept, 2001-03-10 due, 2001-03-12 breached"));
    CHECK(course_with({}) == from_start("kept, 2001-03-10 unknown"));
    CHECK(course_with({{"troops", std::string("9001")}}) ==
          from_start("kept, 2001-03-10 unknown")); // words where a number is asked for
}

TEST_CASE("Whose occasion an act begins may be said", "[engine][obligation]") {
    const auto course_with = [](const char* concerns, const char* party) {
        return course(
            judged(owes({{"id", "answer"},
                         {"kind", "notification"},
                         {"on", "notify of question"},
                         {"concerns", concerns},
                         {"within", "10 days"}}),
                   partners({"AAA", "BBB", "CCC"}) +
                       story{does("2001-03-01"_day, act::notify, "AAA", "question", {"BBB"})}),
            "answer",
            party);
    };
    const std::string kept = from_start("kept");
    const std::string breached = from_start("kept, 2001-03-01 due, 2001-03-12 breached");
    CHECK(course_with("author", "AAA") == breached);
    CHECK(course_with("author", "BBB") == kept);
    CHECK(course_with("addressee", "AAA") == kept);
    CHECK(course_with("addressee", "BBB") == breached);
    CHECK(course_with("addressee", "CCC") == kept);
    CHECK(course_with("all", "AAA") == breached);
    CHECK(course_with("all", "CCC") == breached);
}

TEST_CASE("A report is due on days that recur", "[engine][obligation]") {
    const treaty pact =
        owes({{"id", "data"},
              {"kind", "report"},
              {"on", "on the next 15 December after entry into force, then every 15 December"}});
    const auto report = [](date day) { return does(day, act::perform, "AAA", "data"); };
    SECTION("on the day, early, and late") {
        const history told = judged(pact,
                                    partners() + story{report("2000-12-15"_day),
                                                       report("2001-12-01"_day),
                                                       report("2002-12-20"_day)},
                                    {},
                                    "2003-12-14"_day);
        CHECK(course(told, "data") ==
              from_start("kept, 2002-12-15 due, 2002-12-16 breached, 2002-12-20 cured"));
    }
    SECTION("not at all: breached from the day after") {
        const history told = judged(pact, partners(), {}, "2001-06-01"_day);
        CHECK(course(told, "data") == from_start("kept, 2000-12-15 due, 2000-12-16 breached"));
    }
    SECTION("a breach stands though the next one is made in time, until it is made good") {
        const history told =
            judged(pact,
                   partners() + story{report("2001-12-15"_day), report("2001-12-20"_day)},
                   {},
                   "2002-06-01"_day);
        CHECK(says(told, "data", "AAA", "2001-12-15"_day) == "breached");
        CHECK(says(told, "data", "AAA", "2001-12-20"_day) == "cured");
    }
    SECTION("what is to come is known") {
        const history told = judged(pact, partners(), {}, "2003-01-01"_day);
        const auto coming = due(told, "2000-06-01"_day, {"", "AAA", ""});
        REQUIRE(coming.size() == 1);
        CHECK_FALSE(coming[0].open);
        CHECK(coming[0].by == "2000-12-15"_day);
    }
}

TEST_CASE("A report with a window has a first and a last day", "[engine][obligation]") {
    const treaty pact =
        owes({{"id", "data"},
              {"kind", "report"},
              {"on", "2001-01-01"},
              {"window", list_of({"30 days after trigger", "60 days after trigger"})}});
    const auto course_with = [&](date day) {
        return course(judged(pact, partners() + story{does(day, act::perform, "AAA", "data")}),
                      "data");
    };
    CHECK(course_with("2001-03-02"_day) == from_start("kept, 2001-01-01 due, 2001-03-02 kept"));
    CHECK(course_with("2001-03-03"_day) == from_start("kept, 2001-01-01 due, 2001-03-03 cured"));
}

TEST_CASE("Access is due when asked for, and refusing it is a breach", "[engine][obligation]") {
    const treaty pact = owes({{"id", "access"}, {"kind", "access"}, {"within", "10 days"}});
    const dated_act request = does("2001-01-01"_day, act::notify, "BBB", "access", {"AAA"});
    const story base = partners({"AAA", "BBB", "CCC"});
    SECTION("nobody has asked") {
        CHECK(course(judged(pact, base), "access") == from_start("kept"));
    }
    SECTION("granted on the last day") {
        const history told = judged(
            pact,
            base + story{request, does("2001-01-11"_day, act::inspect, "BBB", "access", {"AAA"})});
        CHECK(course(told, "access") == from_start("kept, 2001-01-01 due, 2001-01-11 kept"));
        CHECK(course(told, "access", "CCC") == from_start("kept")); // not asked
        CHECK(course(told, "access", "BBB") == from_start("kept"));
    }
    SECTION("not granted") {
        CHECK(course(judged(pact, base + story{request}), "access") ==
              from_start("kept, 2001-01-01 due, 2001-01-12 breached"));
    }
    SECTION("refused: on that day") {
        const history told = judged(
            pact,
            base + story{request, does("2001-01-05"_day, act::refuse, "AAA", "access", {"BBB"})});
        CHECK(course(told, "access") == from_start("kept, 2001-01-01 due, 2001-01-05 breached"));
        CHECK(report_of(told, "access", "AAA", "2001-01-05"_day).why ==
              "refusal towards BBB (access) on 2001-01-05");
    }
    SECTION("refused, and granted later") {
        const history told =
            judged(pact,
                   base + story{request,
                                does("2001-01-05"_day, act::refuse, "AAA", "access", {"BBB"}),
                                does("2001-02-05"_day, act::inspect, "BBB", "access", {"AAA"})});
        CHECK(course(told, "access") ==
              from_start("kept, 2001-01-01 due, 2001-01-05 breached, 2001-02-05 cured"));
    }
    SECTION("asked of all") {
        dated_act all = request;
        all.to.clear();
        const history told = judged(pact, base + story{all});
        CHECK(says(told, "access", "AAA", "2001-01-01"_day) == "due");
        CHECK(says(told, "access", "CCC", "2001-01-01"_day) == "due");
        CHECK(says(told, "access", "BBB", "2001-01-01"_day) == "kept");
    }
}

TEST_CASE("Access may be asked for by an act of another name", "[engine][obligation]") {
    const treaty pact = owes({{"id", "access"},
                              {"kind", "access"},
                              {"on", "notify of inspection-request"},
                              {"within", "72 hours"}});
    const auto request = [](const char* word) {
        return named(word,
                     does("2001-01-01"_day, act::notify, "BBB", "inspection-request", {"AAA"}));
    };
    const history told = judged(
        pact,
        partners() +
            story{request("first"),
                  request("second"),
                  about("second", does("2001-01-02"_day, act::inspect, "BBB", "access", {"AAA"}))});
    CHECK(course(told, "access") == from_start("kept, 2001-01-01 due, 2001-01-05 breached"));
    // The one answered is the second; the first is missed.
    const auto& all = told.record().duties.instances;
    REQUIRE(all.size() == 2);
    CHECK(all[0].what == duty_instance::outcome::missed);
    CHECK(all[1].what == duty_instance::outcome::performed);
}

TEST_CASE("A conference is held within its window", "[engine][obligation]") {
    treaty_builder base = plain_builder();
    base.depositaries({"CAN", "HUN"});
    const treaty pact =
        owes({{"id", "conference"},
              {"kind", "convening"},
              {"bearer", "depositaries"},
              {"jointly", true},
              {"on", "give notice of withdrawal"},
              {"window", list_of({"30 days after notice", "60 days after notice"})}},
             base.build());
    const story notice =
        partners({"AAA", "BBB", "CAN"}) +
        story{{.day = "2001-05-22"_day, .kind = act::give_notice_of_withdrawal, .by = "AAA"}};
    const auto held = [](date day, const char* by = "CAN") {
        return does(day, act::perform, by, "conference");
    };
    SECTION("on the last day") {
        const history told = judged(pact, notice + story{held("2001-07-21"_day)});
        CHECK(says(told, "conference", "CAN", "2001-05-21"_day) == "kept");
        CHECK(says(told, "conference", "CAN", "2001-05-22"_day) == "due");
        CHECK(says(told, "conference", "CAN", "2001-07-20"_day) == "due");
        CHECK(says(told, "conference", "CAN", "2001-07-21"_day) == "kept");
        CHECK(says(told, "conference", "HUN", "2001-07-21"_day) == "kept"); // one is enough
        const auto open = due(told, "2001-06-01"_day);
        REQUIRE(open.size() == 2);
        CHECK(open[0].from == "2001-06-21"_day);
        CHECK(open[0].by == "2001-07-21"_day);
    }
    SECTION("on the first day") {
        const history told = judged(pact, notice + story{held("2001-06-21"_day)});
        CHECK(says(told, "conference", "CAN", "2001-06-21"_day) == "kept");
    }
    SECTION("too early does not count") {
        const history told = judged(pact, notice + story{held("2001-06-20"_day)});
        CHECK(says(told, "conference", "CAN", "2001-07-21"_day) == "due");
        CHECK(says(told, "conference", "CAN", "2001-07-22"_day) == "breached");
    }
    SECTION("breached on the day after the last, cured when it is held") {
        const history told = judged(pact, notice + story{held("2001-08-01"_day, "HUN")});
        CHECK(says(told, "conference", "CAN", "2001-07-21"_day) == "due");
        CHECK(says(told, "conference", "CAN", "2001-07-22"_day) == "breached");
        CHECK(says(told, "conference", "HUN", "2001-07-22"_day) == "breached");
        CHECK(says(told, "conference", "CAN", "2001-08-01"_day) == "cured");
    }
    SECTION("not by somebody else") {
        const history told = judged(pact, notice + story{held("2001-07-01"_day, "BBB")});
        CHECK(says(told, "conference", "CAN", "2001-07-22"_day) == "breached");
    }
}

TEST_CASE("A duty with a deadline of its own is due once", "[engine][obligation]") {
    const treaty pact = owes({{"id", "baseline"},
                              {"kind", "notification"},
                              {"deadline", "60 days after own entry into force"}});
    story acts = partners({"AAA", "BBB"});
    acts.push_back({.day = "2001-01-01"_day, .kind = act::accede, .by = "CCC"});
    acts.push_back(does("2000-03-01"_day, act::perform, "AAA", "baseline"));
    acts.push_back(does("2001-03-03"_day, act::declare, "CCC", "baseline"));
    const history told = judged(pact, acts);
    CHECK(course(told, "baseline", "AAA") == from_start("due, 2000-03-01 kept"));
    CHECK(course(told, "baseline", "BBB") == from_start("due, 2000-03-02 breached"));
    CHECK(says(told, "baseline", "CCC", "2001-03-02"_day) == "due");
    CHECK(says(told, "baseline", "CCC", "2001-03-03"_day) == "cured"); // the day after the last
}

TEST_CASE("A condition that becomes true sets a duty off", "[engine][obligation]") {
    const treaty pact = owing({table_of({{"id", "pay"},
                                         {"kind", "notification"},
                                         {"bearer", "AAA"},
                                         {"deadline", "2001-01-01"}}),
                               table_of({{"id", "consult"},
                                         {"kind", "convening"},
                                         {"bearer", "BBB"},
                                         {"on", "pay is breached"},
                                         {"within", "10 days"}})});
    const history told = judged(pact, partners());
    CHECK(course(told, "pay") == from_start("due, 2001-01-02 breached"));
    CHECK(course(told, "pay", "BBB") == "not owed");
    CHECK(course(told, "consult", "BBB") ==
          from_start("kept, 2001-01-02 due, 2001-01-13 breached"));
    const history held =
        judged(pact, partners() + story{does("2001-01-12"_day, act::perform, "BBB", "consult")});
    CHECK(course(held, "consult", "BBB") == from_start("kept, 2001-01-02 due, 2001-01-12 kept"));
}

TEST_CASE("Cooperation is judged by findings only", "[engine][obligation]") {
    const treaty pact = owes({{"id", "consult"}, {"kind", "cooperation"}});
    const history told =
        judged(pact,
               partners() + story{does("2001-01-01"_day, act::perform, "AAA", "consult"),
                                  does("2002-01-01"_day, act::determine, "BBB", "consult", {"AAA"}),
                                  does("2003-01-01"_day, act::cure, "AAA", "consult")});
    CHECK(course(told, "consult") == from_start("unknown, 2002-01-01 breached, 2003-01-01 cured"));
    CHECK(course(told, "consult", "BBB") == from_start("unknown"));
    CHECK(report_of(told, "consult", "BBB", "2001-01-01"_day).absences ==
          std::vector<std::string>{"no finding recorded by 2001-01-01"});
}

TEST_CASE("What nothing recorded could break is judged by findings only", "[engine][obligation]") {
    const auto kind = GENERATE(
        as<const char*>{}, "prohibition", "restraint", "notification", "report", "convening");
    CAPTURE(kind);
    const treaty pact = owes({{"id", "good-faith"}, {"kind", kind}});
    const story acts{does("2001-01-01"_day, act::perform, "AAA", "good-faith"),
                     does("2002-01-01"_day, act::allege, "BBB", "good-faith", {"AAA"}),
                     does("2003-01-01"_day, act::determine, "BBB", "good-faith", {"AAA"}),
                     does("2004-01-01"_day, act::cure, "AAA", "good-faith")};
    const history told = judged(pact, partners() + acts);
    CHECK(course(told, "good-faith") ==
          from_start("unknown, 2002-01-01 alleged, 2003-01-01 breached, 2004-01-01 cured"));
    CHECK(course(told, "good-faith", "BBB") == from_start("unknown"));
    CHECK(report_of(told, "good-faith", "BBB", "2001-01-01"_day).why ==
          "no figure or act decides it, and nobody has found anything");
}

TEST_CASE("What something recorded could break is kept until it does", "[engine][obligation]") {
    const auto course_with = [](keys duty) { return course(judged(owes(duty), partners()), "d"); };
    CHECK(course_with({{"id", "d"}, {"kind", "restraint"}, {"prohibits", "speak"}}) ==
          from_start("kept"));
    CHECK(course_with({{"id", "d"}, {"kind", "convening"}, {"on", "perform of call"}}) ==
          from_start("kept"));
    CHECK(course_with({{"id", "d"},
                       {"kind", "report"},
                       {"deadline", "30 days after own entry into force"}}) ==
          from_start("due, 2000-02-01 breached"));
    const treaty figures =
        owes({{"id", "d"}, {"kind", "prohibition"}, {"figure", "depots"}, {"at_most", 0}});
    CHECK(course(judged(figures, partners(), {figure("depots", "AAA", "2000-01-01"_day, 0)}),
                 "d") == from_start("kept"));
}

TEST_CASE("What is owed on no occasion may be refused", "[engine][obligation]") {
    const treaty pact = owes({{"id", "notice"}, {"kind", "notification"}});
    const history told =
        judged(pact,
               partners() + story{does("2001-01-01"_day, act::refuse, "AAA", "notice"),
                                  does("2002-01-01"_day, act::notify, "AAA", "notice")});
    CHECK(course(told, "notice") == from_start("unknown, 2001-01-01 breached, 2002-01-01 cured"));
}

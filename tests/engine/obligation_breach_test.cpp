// What follows a breach: its cure, what is still owed, findings and who contests them, VCLT 60,
// conditions that ask for verdicts, and rules set off by them.
#include "engine/duties.hpp"

#include <servanda/engine/explanation.hpp>

using namespace servanda_tests;

namespace {

const dated_act speaks = does("2001-01-01"_day, act::perform, "AAA", "speak");

treaty silence(treaty item = plain_builder().build()) {
    return owes({{"id", "silence"}, {"kind", "prohibition"}, {"prohibits", "speak"}},
                std::move(item));
}

dated_act alleges(date day, const char* by = "BBB") {
    return named("claim", does(day, act::allege, by, "silence", {"AAA"}));
}
dated_act determines(date day, const char* by = "BBB") {
    return named("claim", does(day, act::determine, by, "silence", {"AAA"}));
}
dated_act contests(date day, const char* by, const char* what = "claim") {
    return does(day, act::contest, by, what);
}

treaty_builder two_sided() {
    treaty_builder two{"pact"};
    two.bilateral("AAA", "BBB")
        .enters_into_force("I", "deposits by all signatories", "on threshold");
    return two;
}

} // namespace

// ---- what is still owed -------------------------------------------------------------------------

TEST_CASE("What a breach does to what is owed", "[engine][obligation]") {
    const auto course_with = [](const char* on_breach) {
        const treaty pact = owing({table_of({{"id", "pay"},
                                             {"kind", "notification"},
                                             {"bearer", "AAA"},
                                             {"deadline", "2001-01-01"},
                                             {"on_breach", on_breach}}),
                                   table_of({{"id", "pay-double"},
                                             {"kind", "notification"},
                                             {"bearer", "AAA"},
                                             {"on", "pay is breached"},
                                             {"within", "30 days"}})});
        const history told =
            judged(pact,
                   partners() + story{does("2001-01-11"_day, act::perform, "AAA", "pay"),
                                      does("2001-01-21"_day, act::perform, "AAA", "pay-double")});
        CHECK(course(told, "pay-double") == from_start("kept, 2001-01-02 due, 2001-01-21 kept"));
        return course(told, "pay");
    };
    CHECK(course_with("persists") == from_start("due, 2001-01-02 breached, 2001-01-11 cured"));
    CHECK(course_with("replaced") == from_start("due, 2001-01-02 breached"));
    CHECK(course_with("extinguished") == from_start("due, 2001-01-02 breached"));
}

TEST_CASE("What is not owed any more cannot be made good", "[engine][obligation]") {
    const auto course_with = [](const char* on_breach) {
        const treaty pact = owes({{"id", "cap"},
                                  {"kind", "limit"},
                                  {"figure", "f"},
                                  {"at_most", 10},
                                  {"on_breach", on_breach}});
        return course(judged(pact,
                             partners(),
                             {figure("f", "AAA", "2000-01-01"_day, 5),
                              figure("f", "AAA", "2001-01-01"_day, 15),
                              figure("f", "AAA", "2002-01-01"_day, 5)}),
                      "cap");
    };
    CHECK(course_with("persists") == from_start("kept, 2001-01-01 breached, 2002-01-01 cured"));
    CHECK(course_with("replaced") == from_start("kept, 2001-01-01 breached"));
    CHECK(course_with("extinguished") == from_start("kept, 2001-01-01 breached"));
}

TEST_CASE("A breach may be curable by a finding alone", "[engine][obligation]") {
    const treaty pact = owes(
        {{"id", "cap"}, {"kind", "limit"}, {"figure", "f"}, {"at_most", 10}, {"cure", "finding"}});
    const std::vector<fact> facts{figure("f", "AAA", "2000-01-01"_day, 5),
                                  figure("f", "AAA", "2001-01-01"_day, 15),
                                  figure("f", "AAA", "2002-01-01"_day, 5)};
    CHECK(course(judged(pact, partners(), facts), "cap") ==
          from_start("kept, 2001-01-01 breached"));
    CHECK(
        course(judged(pact,
                      partners() + story{does("2003-01-01"_day, act::cure, "BBB", "cap", {"AAA"})},
                      facts),
               "cap") == from_start("kept, 2001-01-01 breached, 2003-01-01 cured"));
    SECTION("but a breach that was only found is none once the finding is taken back") {
        const history told = judged(
            pact,
            partners() +
                story{named("found", does("2000-06-01"_day, act::determine, "BBB", "cap", {"AAA"})),
                      does("2000-09-01"_day, act::revoke, "BBB", "found")},
            facts);
        CHECK(course(told, "cap") == from_start("kept, 2000-06-01 breached, 2000-09-01 kept, "
                                                "2001-01-01 breached"));
    }
    SECTION("nor does a suspension cure it") {
        const history told =
            judged(pact,
                   partners() + story{{.day = "2001-06-01"_day,
                                       .kind = act::suspend,
                                       .by = "AAA",
                                       .basis = "reciprocity"},
                                      {.day = "2003-01-01"_day, .kind = act::resume, .by = "AAA"}},
                   facts);
        CHECK(course(told, "cap") == from_start("kept, 2001-01-01 breached, 2001-06-01 not "
                                                "applicable, 2003-01-01 breached"));
    }
    SECTION("and what a finding cannot cure is the figure itself") {
        const history told =
            judged(pact,
                   partners() + story{does("2001-06-01"_day, act::cure, "BBB", "cap", {"AAA"})},
                   facts);
        CHECK(says(told, "cap", "AAA", "2001-06-01"_day) == "breached");
    }
}

TEST_CASE("A missed occasion is cured by a cure, too", "[engine][obligation]") {
    const treaty pact = owes({{"id", "pay"},
                              {"kind", "notification"},
                              {"bearer", "AAA"},
                              {"deadline", "2001-01-01"},
                              {"on_breach", "extinguished"}});
    const history told =
        judged(pact, partners() + story{does("2002-01-01"_day, act::cure, "BBB", "pay", {"AAA"})});
    CHECK(course(told, "pay") == from_start("due, 2001-01-02 breached, 2002-01-01 cured"));
}

// ---- findings -----------------------------------------------------------------------------------

TEST_CASE("What is alleged, determined, withdrawn and cured", "[engine][obligation][finding]") {
    const auto course_with = [](const story& more) {
        return course(judged(silence(), partners({"AAA", "BBB", "CCC"}) + more), "silence");
    };
    CHECK(course_with({alleges("2002-01-01"_day)}) == from_start("kept, 2002-01-01 alleged"));
    CHECK(course_with({determines("2002-01-01"_day)}) == from_start("kept, 2002-01-01 breached"));
    SECTION("taken back by its author") {
        CHECK(course_with({alleges("2002-01-01"_day),
                           does("2003-01-01"_day, act::revoke, "BBB", "claim")}) ==
              from_start("kept, 2002-01-01 alleged, 2003-01-01 kept"));
        CHECK(course_with({determines("2002-01-01"_day),
                           does("2003-01-01"_day, act::revoke, "BBB", "claim")}) ==
              from_start("kept, 2002-01-01 breached, 2003-01-01 kept"));
    }
    SECTION("not by another") {
        CHECK(course_with({alleges("2002-01-01"_day),
                           does("2003-01-01"_day, act::revoke, "CCC", "claim")}) ==
              from_start("kept, 2002-01-01 alleged"));
    }
    SECTION("cured") {
        CHECK(course_with({determines("2002-01-01"_day),
                           does("2003-01-01"_day, act::cure, "AAA", "silence")}) ==
              from_start("kept, 2002-01-01 breached, 2003-01-01 cured"));
    }
    SECTION("of another party, it says nothing of this one") {
        const history told = judged(
            silence(),
            partners() + story{does("2002-01-01"_day, act::determine, "AAA", "silence", {"BBB"})});
        CHECK(course(told, "silence", "AAA") == from_start("kept"));
        CHECK(course(told, "silence", "BBB") == from_start("kept, 2002-01-01 breached"));
    }
    SECTION("the worst of several stands") {
        CHECK(course_with({alleges("2002-01-01"_day),
                           named("other", determines("2003-01-01"_day, "CCC")),
                           does("2004-01-01"_day, act::revoke, "CCC", "other")}) ==
              from_start("kept, 2002-01-01 alleged, 2003-01-01 breached, 2004-01-01 alleged"));
    }
    SECTION("a breach that the record shows needs no finding, and none makes it less") {
        CHECK(course_with({speaks, alleges("2002-01-01"_day)}) ==
              from_start("kept, 2001-01-01 breached"));
    }
}

TEST_CASE("A finding is told with its author and its day", "[engine][obligation][finding]") {
    const history told = judged(
        silence(), partners() + story{material(denied_by({"AAA"}, determines("2002-01-01"_day)))});
    const auto report = report_of(told, "silence", "AAA", "2003-01-01"_day);
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].day == "2002-01-01"_day);
    CHECK(report.findings[0].by == "BBB");
    CHECK(report.findings[0].determined);
    CHECK(report.findings[0].material);
    CHECK(report.findings[0].contested_by == std::vector<std::string>{"AAA"});
    CHECK_FALSE(report.findings[0].until.has_value());
    CHECK(report_of(told, "silence", "AAA", "2001-12-31"_day).findings.empty());
}

TEST_CASE("A contested finding is disputed, and each account says its own",
          "[engine][obligation][finding][viewpoint]") {
    const auto finding = GENERATE(as<int>{}, 0, 1);
    const bool determined = finding == 1;
    const dated_act claim = determined ? determines("2002-01-01"_day) : alleges("2002-01-01"_day);
    const std::string accused = determined ? "breached" : "alleged";
    const history told =
        judged(silence(),
               partners({"AAA", "BBB", "CCC"}) + story{claim, contests("2003-01-01"_day, "AAA")});
    const date day = "2004-01-01"_day;
    CHECK(says(told, "silence", "AAA", day) == "disputed");
    CHECK(says(told.as_seen_by("AAA"), "silence", "AAA", day) == "kept");
    CHECK(says(told.as_seen_by("BBB"), "silence", "AAA", day) == accused);
    CHECK(says(told.as_seen_by("CCC"), "silence", "AAA", day) == accused);
    // However late the contest, it reaches back to the finding's own day.
    CHECK(course(told, "silence") == from_start("kept, 2002-01-01 disputed"));
    const auto report = report_of(told, "silence", "AAA", day);
    CHECK(report.disputed);
    const std::vector<std::pair<std::string, verdict>> views{
        {"AAA", verdict::kept}, {"others", determined ? verdict::breached : verdict::alleged}};
    CHECK(report.as_seen_by == views);
    const auto other = report_of(told, "silence", "BBB", day);
    CHECK_FALSE(other.disputed);
    CHECK(other.as_seen_by.empty());
}

TEST_CASE("A contested act is no breach without a viewpoint", "[engine][obligation][viewpoint]") {
    const history told = judged(
        silence(),
        partners() + story{named("speech", speaks), contests("2003-01-01"_day, "AAA", "speech")});
    CHECK(course(told, "silence") == from_start("kept"));
    CHECK(course(told.as_seen_by("BBB"), "silence") == from_start("kept, 2001-01-01 breached"));
    CHECK(report_of(told, "silence", "AAA", "2004-01-01"_day).disputed);
    CHECK_FALSE(report_of(told, "silence", "AAA", "2000-12-31"_day).disputed);
}

// ---- VCLT 60 ------------------------------------------------------------------------------------

TEST_CASE("VCLT 60(1): a material breach opens a treaty between two to the other side",
          "[engine][obligation][vclt]") {
    const treaty pact = silence(two_sided().build());
    const auto found = [](dated_act item) { return named("found", std::move(item)); };
    const dated_act suspends = {
        .day = "2003-01-01"_day, .kind = act::suspend, .by = "BBB", .id = "suspension"};
    const dated_act ends = {
        .day = "2003-01-01"_day, .kind = act::terminate, .by = "BBB", .id = "end"};
    const dated_act breach = found(determines("2002-01-01"_day));
    SECTION("to suspend by right") {
        const history told = judged(pact, partners() + story{material(breach), suspends});
        CHECK(worth_of(told, "suspension") == standing::by_right);
        CHECK(article_of(told, "suspension") == "VCLT 60");
        CHECK(told.state("AAA", "2003-01-01"_day) == state::suspended);
    }
    SECTION("to end by right") {
        const history told = judged(pact, partners() + story{material(breach), ends});
        CHECK(worth_of(told, "end") == standing::by_right);
        CHECK(article_of(told, "end") == "VCLT 60");
        CHECK(told.state("AAA", "2003-01-01"_day) == state::terminated);
        CHECK(told.report("AAA", "2003-01-01"_day).cause == end_cause::breach);
    }
    SECTION("not to the side that broke it") {
        dated_act own = suspends;
        own.by = "AAA";
        const history told = judged(pact, partners() + story{material(breach), own});
        CHECK(worth_of(told, "suspension") == standing::void_act);
    }
    SECTION("not for a breach that is not material") {
        const history told = judged(pact, partners() + story{breach, suspends});
        CHECK(worth_of(told, "suspension") == standing::void_act);
    }
    SECTION("not for one that is only alleged") {
        const history told =
            judged(pact, partners() + story{material(found(alleges("2002-01-01"_day))), suspends});
        CHECK(worth_of(told, "suspension") == standing::void_act);
    }
    SECTION("not once it is cured or withdrawn") {
        const history cured =
            judged(pact,
                   partners() + story{material(breach),
                                      does("2002-06-01"_day, act::cure, "AAA", "silence"),
                                      suspends});
        CHECK(worth_of(cured, "suspension") == standing::void_act);
        const history withdrawn =
            judged(pact,
                   partners() + story{material(breach),
                                      does("2002-06-01"_day, act::revoke, "BBB", "found"),
                                      suspends});
        CHECK(worth_of(withdrawn, "suspension") == standing::void_act);
    }
    SECTION("contested it opens nothing, but to the accuser's mind it does") {
        const history told =
            judged(pact, partners() + story{material(denied_by({"AAA"}, breach)), suspends});
        CHECK(worth_of(told, "suspension") == standing::void_act);
        CHECK(told.state("AAA", "2003-01-01"_day) == state::in_force);
        const history accuser = told.as_seen_by("BBB");
        CHECK(worth_of(accuser, "suspension") == standing::by_right);
        CHECK(accuser.state("AAA", "2003-01-01"_day) == state::suspended);
        const history accused = told.as_seen_by("AAA");
        CHECK(worth_of(accused, "suspension") == standing::void_act);
        CHECK(accused.state("AAA", "2003-01-01"_day) == state::in_force);
    }
    SECTION("contested and with a ground named, it is a claim") {
        dated_act claim = suspends;
        claim.basis = "VCLT 60";
        const history told =
            judged(pact, partners() + story{material(denied_by({"AAA"}, breach)), claim});
        CHECK(worth_of(told, "suspension") == standing::by_claim);
        CHECK(worth_of(told.as_seen_by("BBB"), "suspension") == standing::by_right);
    }
}

TEST_CASE("VCLT 60(2): of a multilateral treaty, towards the defaulting state alone",
          "[engine][obligation][vclt]") {
    const treaty pact = silence();
    const story base =
        partners({"AAA", "BBB", "CCC"}) + story{material(determines("2002-01-01"_day))};
    dated_act towards{.day = "2003-01-01"_day, .kind = act::suspend, .by = "BBB", .id = "s"};
    SECTION("towards it") {
        towards.to = {"AAA"};
        const history told = judged(pact, base + story{towards});
        CHECK(worth_of(told, "s") == standing::by_right);
        CHECK_FALSE(told.in_force_between("AAA", "BBB", "2003-01-01"_day));
        CHECK(told.in_force_between("BBB", "CCC", "2003-01-01"_day));
    }
    SECTION("not towards another") {
        towards.to = {"AAA", "CCC"};
        const history told = judged(pact, base + story{towards});
        CHECK(told.in_force_between("BBB", "CCC", "2003-01-01"_day));
    }
    SECTION("not towards all") {
        const history told = judged(pact, base + story{towards});
        CHECK(worth_of(told, "s") == standing::void_act);
    }
    SECTION("nor to end it for all") {
        const history told = judged(
            pact, base + story{{.day = "2003-01-01"_day, .kind = act::terminate, .by = "BBB"}});
        CHECK(told.state("AAA", "2003-01-01"_day) == state::in_force);
    }
}

// ---- clauses that open an end or a suspension ---------------------------------------------------

TEST_CASE("[termination] opens the end to those it names, while its condition holds",
          "[engine][obligation][ending]") {
    treaty_builder base = two_sided();
    base.set("termination.article", "IX")
        .set("termination.when", "AAA is in breach of silence")
        .set("termination.by", list_of({"BBB"}))
        .set("termination.notice", "30 days after notice");
    const treaty pact = silence(base.build());
    const auto ends = [](date day, const char* by) {
        return named("end", {.day = day, .kind = act::terminate, .by = by});
    };
    SECTION("after its notice") {
        const history told =
            judged(pact, partners() + story{speaks, ends("2002-01-01"_day, "BBB")});
        CHECK(worth_of(told, "end") == standing::by_right);
        CHECK(article_of(told, "end") == "IX");
        CHECK(told.state("AAA", "2002-01-30"_day) == state::in_force);
        CHECK(told.state("AAA", "2002-01-31"_day) == state::terminated);
    }
    SECTION("not to another") {
        const history told =
            judged(pact, partners() + story{speaks, ends("2002-01-01"_day, "AAA")});
        CHECK(told.state("AAA", "2003-01-01"_day) == state::in_force);
    }
    SECTION("not before, nor once it is cured") {
        const history before =
            judged(pact, partners() + story{ends("2000-06-01"_day, "BBB"), speaks});
        CHECK(before.state("AAA", "2003-01-01"_day) == state::in_force);
        const history cured =
            judged(pact,
                   partners() + story{speaks,
                                      does("2001-06-01"_day, act::cure, "AAA", "silence"),
                                      ends("2002-01-01"_day, "BBB")});
        CHECK(cured.state("AAA", "2003-01-01"_day) == state::in_force);
    }
}

TEST_CASE("[suspension] with `when` and `by`", "[engine][obligation][suspension]") {
    treaty_builder base = plain_builder();
    base.group("west", {"BBB"})
        .set("suspension.article", "VI")
        .set("suspension.when", "silence is breached")
        .set("suspension.by", list_of({"west"}));
    const treaty pact = silence(base.build());
    const auto state_with = [&](date day, const char* by) {
        const history told =
            judged(pact,
                   partners({"AAA", "BBB", "CCC"}) +
                       story{speaks, {.day = day, .kind = act::suspend, .by = by}});
        return told.state(by, "2003-01-01"_day);
    };
    CHECK(state_with("2002-01-01"_day, "BBB") == state::suspended);
    CHECK(state_with("2002-01-01"_day, "CCC") == state::in_force);
    CHECK(state_with("2000-06-01"_day, "BBB") == state::in_force);
}

// ---- conditions and rules -----------------------------------------------------------------------

TEST_CASE("Conditions ask for verdicts and commitments", "[engine][obligation][condition]") {
    // Each is asked by a duty that binds only while it holds.
    const auto asked = [](const char* phrase, const char* party) {
        const treaty pact =
            owing({table_of({{"id", "silence"},
                             {"kind", "prohibition"},
                             {"bearer", list_of({"AAA", "BBB"})},
                             {"prohibits", "speak"}}),
                   table_of({{"id", "answer"}, {"kind", "cooperation"}, {"if", phrase}})});
        const history told = judged(pact,
                                    partners({"AAA", "BBB", "CCC"}) +
                                        story{speaks,
                                              does("2002-01-01"_day, act::cure, "AAA", "silence"),
                                              material(determines("2003-01-01"_day, "CCC")),
                                              does("2004-01-01"_day, act::cure, "AAA", "silence"),
                                              named("late", alleges("2005-01-01"_day, "CCC")),
                                              does("2006-01-01"_day, act::contest, "BBB", "late")});
        return course(told, "answer", party);
    };
    CHECK(asked("silence is breached", "CCC") ==
          "2001-01-01 unknown, 2002-01-01 not applicable, 2003-01-01 unknown, "
          "2004-01-01 not applicable");
    CHECK(asked("silence is cured", "CCC") ==
          "2002-01-01 unknown, 2003-01-01 not applicable, 2004-01-01 unknown, "
          "2005-01-01 not applicable");
    CHECK(asked("silence is disputed", "CCC") == "2005-01-01 unknown");
    CHECK(asked("silence is alleged", "CCC") == "never");
    CHECK(asked("silence is kept", "CCC") == from_start("unknown")); // by BBB
    CHECK(asked("silence is active", "CCC") == from_start("unknown"));
    CHECK(asked("silence is lapsed", "CCC") == "never");
    CHECK(asked("silence is not breached", "CCC") ==
          from_start("unknown, 2001-01-01 not applicable, 2002-01-01 unknown, 2003-01-01 not "
                     "applicable, 2004-01-01 unknown"));
    CHECK(asked("it is in breach of silence", "AAA") ==
          "2001-01-01 unknown, 2002-01-01 not applicable, 2003-01-01 unknown, "
          "2004-01-01 not applicable");
    CHECK(asked("it is in breach of silence", "BBB") == "never");
    CHECK(asked("AAA is in breach of silence", "BBB") ==
          "2001-01-01 unknown, 2002-01-01 not applicable, 2003-01-01 unknown, "
          "2004-01-01 not applicable");
    CHECK(asked("it is in material breach", "AAA") ==
          "2003-01-01 unknown, 2004-01-01 not applicable");
    CHECK(asked("it is in material breach", "CCC") == "never");
}

TEST_CASE("A verdict sets a rule off", "[engine][obligation][rule]") {
    treaty_builder base = plain_builder();
    base.add(when_so("echo", "silence is breached", act::declare));
    base.add(when_so("own", "it is in breach of silence", act::give_notice_of_withdrawal));
    const history told =
        judged(silence(base.build()), partners({"AAA", "BBB", "CCC"}) + story{speaks});
    CHECK(deemed(told, "own") ==
          std::vector<std::pair<date, std::string>>{{"2001-01-01"_day, "AAA"}});
    CHECK(told.state("AAA", "2001-01-01"_day) == state::withdrawal_pending);
    CHECK(deemed(told, "echo").size() == 3); // on behalf of all parties
}

TEST_CASE("A verdict may end the treaty", "[engine][obligation][rule]") {
    treaty_builder base = plain_builder();
    base.ends_when("silence is breached");
    const history told = judged(silence(base.build()), partners() + story{speaks});
    CHECK(told.treaty_state("2000-12-31"_day) == treaty_state::in_force);
    CHECK(told.treaty_state("2001-01-01"_day) == treaty_state::terminated);
}

// Commitments that stand while others do: mirrored and paired ones, offers and their items,
// sequences; what lapses because of a breach, what revives on the day of its cure, and in which
// order.
#include "engine/duties.hpp"

using namespace servanda_tests;

namespace {

const date breach_day = "2001-01-01"_day;
const date cure_day = "2002-01-01"_day;

dated_act breaks(const char* by, date day = breach_day, const char* what = "deploy") {
    return does(day, act::perform, by, what);
}
dated_act cures(const char* by, date day = cure_day, const char* what = "freeze") {
    return does(day, act::cure, by, what);
}

/// "None deploys while no other does."
treaty moratorium() {
    return owes(
        {{"id", "freeze"}, {"kind", "restraint"}, {"prohibits", "deploy"}, {"while", "freeze"}});
}

/// AAA freezes while BBB opens, and the other way round.
treaty pair() {
    return owing({table_of({{"id", "freeze"},
                            {"kind", "restraint"},
                            {"bearer", "AAA"},
                            {"prohibits", "deploy"},
                            {"while", "open"}}),
                  table_of({{"id", "open"},
                            {"kind", "restraint"},
                            {"bearer", "BBB"},
                            {"prohibits", "close"},
                            {"while", "freeze"}})});
}

} // namespace

TEST_CASE("A mirrored commitment lapses because another's was broken", "[engine][reciprocity]") {
    const history told =
        judged(moratorium(), partners({"AAA", "BBB", "CCC"}) + story{breaks("BBB"), cures("BBB")});
    CHECK(course(told, "freeze", "BBB") ==
          from_start("kept, 2001-01-01 breached, 2002-01-01 cured"));
    CHECK(commitments(told, "freeze", "BBB") == from_start("active"));
    for (const char* other : {"AAA", "CCC"}) {
        CHECK(course(told, "freeze", other) ==
              from_start("kept, 2001-01-01 not applicable, 2002-01-01 kept"));
        CHECK(commitments(told, "freeze", other) ==
              from_start("active, 2001-01-01 lapsed, 2002-01-01 active"));
    }
    CHECK(report_of(told, "freeze", "AAA", "2001-06-01"_day).why ==
          "lapsed: 'freeze' by BBB is breached");
}

TEST_CASE("The breach comes first and the lapse after it; the revival first and the cure after it",
          "[engine][reciprocity]") {
    const history told = judged(moratorium(), partners() + story{breaks("BBB"), cures("BBB")});
    CHECK(record_of(told, breach_day) ==
          "BBB freeze breached active; AAA freeze not applicable lapsed");
    CHECK(record_of(told, cure_day) == "AAA freeze kept active; BBB freeze cured active");
}

TEST_CASE("What is done in reply to a breach is none, from the day after it",
          "[engine][reciprocity]") {
    SECTION("the day after") {
        const history told =
            judged(moratorium(),
                   partners() + story{breaks("BBB"), breaks("AAA", breach_day + 1), cures("BBB")});
        CHECK(course(told, "freeze", "AAA") ==
              from_start("kept, 2001-01-01 not applicable, 2002-01-01 kept"));
    }
    SECTION("on the same day: two breaches stand separately, in either order") {
        const bool first = GENERATE(false, true);
        const story both =
            first ? story{breaks("AAA"), breaks("BBB")} : story{breaks("BBB"), breaks("AAA")};
        const history told = judged(moratorium(), partners() + both);
        for (const char* party : {"AAA", "BBB"}) {
            CHECK(course(told, "freeze", party) == from_start("kept, 2001-01-01 breached"));
            CHECK(commitments(told, "freeze", party) == from_start("active, 2001-01-01 lapsed"));
        }
    }
    SECTION("and one cured leaves the other") {
        const history told = judged(
            moratorium(),
            partners({"AAA", "BBB", "CCC"}) +
                story{breaks("AAA"), breaks("BBB"), cures("BBB"), cures("AAA", "2003-01-01"_day)});
        CHECK(says(told, "freeze", "AAA", "2002-06-01"_day) == "breached");
        CHECK(says(told, "freeze", "AAA", "2003-01-01"_day) == "cured");
        CHECK(says(told, "freeze", "BBB", "2003-01-01"_day) == "cured");
        // The third is free until both are cured.
        CHECK(commitments(told, "freeze", "CCC") ==
              from_start("active, 2001-01-01 lapsed, 2003-01-01 active"));
        CHECK(commitments(told, "freeze", "AAA") ==
              from_start("active, 2001-01-01 lapsed, 2002-01-01 active"));
    }
}

TEST_CASE("A pair of commitments hangs together", "[engine][reciprocity]") {
    const history told = judged(pair(),
                                partners() + story{breaks("BBB", breach_day, "close"),
                                                   breaks("AAA", "2001-06-01"_day),
                                                   cures("BBB", cure_day, "open"),
                                                   breaks("AAA", "2003-01-01"_day)});
    CHECK(course(told, "open", "BBB") ==
          from_start("kept, 2001-01-01 breached, 2002-01-01 cured, 2003-01-01 not applicable"));
    CHECK(course(told, "freeze", "AAA") ==
          from_start("kept, 2001-01-01 not applicable, 2002-01-01 kept, 2003-01-01 breached"));
    CHECK(record_of(told, cure_day) == "AAA freeze kept active; BBB open cured active");
    CHECK(record_of(told, "2003-01-01"_day) ==
          "AAA freeze breached active; BBB open not applicable lapsed");
}

TEST_CASE("A lapse never causes a lapse", "[engine][reciprocity]") {
    // c hangs on b, and b on a. The breach of a sets b free, and not c.
    const treaty chain = owing(
        {table_of({{"id", "a"}, {"kind", "restraint"}, {"bearer", "AAA"}, {"prohibits", "deploy"}}),
         table_of({{"id", "b"},
                   {"kind", "restraint"},
                   {"bearer", "BBB"},
                   {"prohibits", "deploy"},
                   {"while", "a"}}),
         table_of({{"id", "c"},
                   {"kind", "restraint"},
                   {"bearer", "CCC"},
                   {"prohibits", "deploy"},
                   {"while", "b"}})});
    const history told = judged(chain,
                                partners({"AAA", "BBB", "CCC"}) +
                                    story{breaks("AAA"), breaks("BBB", "2001-06-01"_day)});
    CHECK(commitments(told, "b", "BBB") == from_start("active, 2001-01-01 lapsed"));
    CHECK(course(told, "b", "BBB") == from_start("kept, 2001-01-01 not applicable"));
    CHECK(commitments(told, "c", "CCC") == from_start("active"));
    CHECK(course(told, "c", "CCC") == from_start("kept"));
}

TEST_CASE("Several commitments may be needed at once", "[engine][reciprocity]") {
    const treaty pact = owing(
        {table_of({{"id", "a"}, {"kind", "restraint"}, {"bearer", "AAA"}, {"prohibits", "deploy"}}),
         table_of({{"id", "b"}, {"kind", "restraint"}, {"bearer", "BBB"}, {"prohibits", "deploy"}}),
         table_of({{"id", "c"},
                   {"kind", "restraint"},
                   {"bearer", "CCC"},
                   {"prohibits", "deploy"},
                   {"while", list_of({"a", "b"})}})});
    const history told =
        judged(pact,
               partners({"AAA", "BBB", "CCC"}) + story{breaks("AAA"),
                                                       breaks("BBB", "2001-06-01"_day),
                                                       cures("AAA", cure_day, "a"),
                                                       cures("BBB", "2003-01-01"_day, "b")});
    CHECK(commitments(told, "c", "CCC") ==
          from_start("active, 2001-01-01 lapsed, 2003-01-01 active"));
}

TEST_CASE("A commitment needs one undertaken in return", "[engine][reciprocity]") {
    const treaty pact = owing(
        {table_of({{"id", "a"},
                   {"kind", "restraint"},
                   {"bearer", "AAA"},
                   {"prohibits", "deploy"},
                   {"while", "b"}}),
         table_of(
             {{"id", "b"}, {"kind", "restraint"}, {"bearer", "CCC"}, {"prohibits", "deploy"}})});
    story acts = partners({"AAA", "BBB"});
    acts.push_back({.day = "2001-01-01"_day, .kind = act::accede, .by = "CCC"});
    acts.push_back({.day = "2002-01-01"_day, .kind = act::give_notice_of_withdrawal, .by = "CCC"});
    const history told = judged(pact, acts);
    CHECK(course(told, "a") == "2001-01-01 kept, 2002-07-01 not applicable");
    CHECK(report_of(told, "a", "AAA", "2000-06-01"_day).why ==
          "the other side has undertaken nothing in return");
}

TEST_CASE("A newcomer's commitment lapses while another's stands broken", "[engine][reciprocity]") {
    const history told =
        judged(moratorium(),
               partners({"AAA", "BBB"}) +
                   story{breaks("BBB"),
                         {.day = "2001-06-01"_day, .kind = act::accede, .by = "CCC"},
                         cures("BBB")});
    CHECK(commitments(told, "freeze", "CCC") == "2001-06-01 lapsed, 2002-01-01 active");
    CHECK(course(told, "freeze", "CCC") == "2002-01-01 kept");
}

TEST_CASE("A breach by a figure or a missed day lapses others, too", "[engine][reciprocity]") {
    const treaty pact = owing({table_of(
        {{"id", "cap"}, {"kind", "limit"}, {"figure", "f"}, {"at_most", 10}, {"while", "cap"}})});
    const history told = judged(pact,
                                partners(),
                                {figure("f", "AAA", "2000-01-01"_day, 5),
                                 figure("f", "BBB", "2000-01-01"_day, 5),
                                 figure("f", "BBB", "2001-01-01"_day, 15),
                                 figure("f", "AAA", "2001-06-01"_day, 15),
                                 figure("f", "BBB", "2002-01-01"_day, 10)});
    CHECK(says(told, "cap", "AAA", "2001-12-31"_day) == "not applicable");
    // AAA goes above it while it is free to, and is in breach once it is bound again; which sets
    // BBB free, whose own breach is cured.
    CHECK(record_of(told, "2002-01-01"_day) ==
          "AAA cap breached active; BBB cap cured active; BBB cap not applicable lapsed");
    CHECK(says(told, "cap", "AAA", "2002-06-01"_day) == "breached");
}

TEST_CASE("Clocks stand still while a commitment has lapsed", "[engine][reciprocity]") {
    const treaty pact = owing(
        {table_of(
             {{"id", "freeze"}, {"kind", "restraint"}, {"bearer", "BBB"}, {"prohibits", "deploy"}}),
         table_of({{"id", "pay"},
                   {"kind", "notification"},
                   {"bearer", "AAA"},
                   {"deadline", "2001-01-31"},
                   {"while", "freeze"}})});
    const history told = judged(pact, partners() + story{breaks("BBB"), cures("BBB")});
    CHECK(course(told, "pay") == from_start("due, 2001-01-01 not applicable, 2002-01-01 due, "
                                            "2002-02-01 breached"));
}

// ---- offers -------------------------------------------------------------------------------------

namespace {

value item(const char* id, value between = list_of({"AAA", "BBB"})) {
    return table_of({{"id", id}, {"between", std::move(between)}});
}

treaty deal(std::vector<std::pair<std::string, value>> more = {}) {
    value_table offer{{"id", "package", {}},
                      {"items", list_of({item("inspections"), item("sites")}), {}}};
    for (auto& [key, content] : more) {
        offer.push_back({key, std::move(content), {}});
    }
    treaty made = with(treaty_builder{"pact"}.political().build(), "package", {value(offer)});
    return owing({table_of({{"id", "let-in"},
                            {"kind", "restraint"},
                            {"bearer", list_of({"AAA", "BBB"})},
                            {"item", "inspections"},
                            {"prohibits", "deploy"}}),
                  table_of({{"id", "close-sites"},
                            {"kind", "restraint"},
                            {"bearer", "BBB"},
                            {"item", "sites"},
                            {"prohibits", "build"}})},
                 std::move(made));
}

dated_act proposes(date day, const char* by, const char* of = "package") {
    return does(day, act::propose, by, of);
}
dated_act accepts(date day, const char* by, const char* of = "package") {
    return does(day, act::accept, by, of);
}
dated_act only(std::vector<std::string> items, dated_act done) {
    done.items = std::move(items);
    return done;
}

} // namespace

TEST_CASE("An offer binds once it is accepted, though nobody is party to anything",
          "[engine][reciprocity][offer]") {
    const history told = judged(deal(),
                                {proposes("2000-01-01"_day, "AAA"),
                                 breaks("AAA", "2000-06-01"_day), // nothing is agreed
                                 accepts("2001-01-01"_day, "BBB"),
                                 breaks("BBB", "2002-01-01"_day)});
    CHECK(commitments(told, "let-in", "AAA") == "2000-01-01 proposed, 2001-01-01 active");
    CHECK(course(told, "let-in", "AAA") == "2001-01-01 kept");
    CHECK(course(told, "let-in", "BBB") == "2001-01-01 kept, 2002-01-01 breached");
    CHECK(course(told, "close-sites", "BBB") == "2001-01-01 kept");
    CHECK(report_of(told, "let-in", "AAA", "2000-06-01"_day).why == "it is not agreed");
}

TEST_CASE("An offer may be answered item by item", "[engine][reciprocity][offer]") {
    SECTION("by name of the item") {
        const history told = judged(
            deal(), {proposes("2000-01-01"_day, "AAA"), accepts("2001-01-01"_day, "BBB", "sites")});
        CHECK(commitments(told, "close-sites", "BBB") == "2000-01-01 proposed, 2001-01-01 active");
        CHECK(commitments(told, "let-in", "BBB") == "2000-01-01 proposed");
    }
    SECTION("by a list of items") {
        const history told =
            judged(deal(),
                   {only({"inspections"}, proposes("2000-01-01"_day, "AAA")),
                    only({"inspections", "sites"}, accepts("2001-01-01"_day, "BBB"))});
        CHECK(commitments(told, "let-in", "BBB") == "2000-01-01 proposed, 2001-01-01 active");
        CHECK(commitments(told, "close-sites", "BBB") == "never"); // not on offer
    }
    SECTION("some rejected") {
        const history told = judged(deal(),
                                    {proposes("2000-01-01"_day, "AAA"),
                                     does("2000-06-01"_day, act::reject, "BBB", "sites"),
                                     accepts("2001-01-01"_day, "BBB")});
        CHECK(commitments(told, "let-in", "BBB") == "2000-01-01 proposed, 2001-01-01 active");
        CHECK(commitments(told, "close-sites", "BBB") == "2000-01-01 proposed, 2000-06-01 none");
    }
}

TEST_CASE("Two proposals of the same are an agreement", "[engine][reciprocity][offer]") {
    const history told =
        judged(deal(), {proposes("2000-01-01"_day, "AAA"), proposes("2001-01-01"_day, "BBB")});
    CHECK(commitments(told, "let-in", "AAA") == "2000-01-01 proposed, 2001-01-01 active");
}

TEST_CASE("What a mediator proposes binds nobody", "[engine][reciprocity][offer]") {
    story acts{proposes("2000-01-01"_day, "CCC"), accepts("2001-01-01"_day, "AAA")};
    const history told = judged(deal(), acts);
    CHECK(commitments(told, "let-in", "AAA") == "never");
}

TEST_CASE("An offer may be turned down, answered otherwise, taken back, or run out",
          "[engine][reciprocity][offer]") {
    const auto fate = [](treaty of, const story& acts) {
        return commitments(judged(std::move(of), acts), "let-in", "AAA");
    };
    const dated_act offer = proposes("2000-01-01"_day, "AAA");
    const dated_act late = accepts("2001-01-01"_day, "BBB");
    SECTION("turned down: it must be made anew") {
        CHECK(fate(deal(), {offer, does("2000-06-01"_day, act::reject, "BBB", "package"), late}) ==
              "2000-01-01 proposed, 2000-06-01 none");
        CHECK(fate(deal(),
                   {offer,
                    does("2000-06-01"_day, act::reject, "BBB", "package"),
                    proposes("2000-07-01"_day, "AAA"),
                    late}) == "2000-01-01 proposed, 2000-06-01 none, 2000-07-01 proposed, "
                              "2001-01-01 active");
    }
    SECTION("answered by a counter-proposal") {
        treaty two = deal();
        two = with(std::move(two),
                   "package",
                   {table_of({{"id", "counter"}, {"items", list_of({item("other")})}})});
        dated_act counter = proposes("2000-06-01"_day, "BBB", "counter");
        counter.answers = "package";
        CHECK(fate(two, {offer, counter, late}) == "2000-01-01 proposed, 2000-06-01 none");
    }
    SECTION("taken back") {
        CHECK(fate(deal(), {offer, does("2000-06-01"_day, act::revoke, "AAA", "package"), late}) ==
              "2000-01-01 proposed, 2000-06-01 none");
    }
    SECTION("an acceptance taken back ends what was agreed") {
        const history told = judged(
            deal(), {offer, late, does("2002-01-01"_day, act::revoke, "BBB", "inspections")});
        CHECK(says(told, "let-in", "AAA", "2001-12-31"_day) == "kept");
        CHECK(says(told, "let-in", "AAA", "2002-01-01"_day) == "not applicable");
        CHECK(says(told, "close-sites", "BBB", "2002-01-01"_day) == "kept");
    }
    SECTION("run out, the last day included") {
        const auto expiring = [] { return deal({{"expires", "30 days after trigger"}}); };
        CHECK(fate(expiring(), {offer, late}) == "2000-01-01 proposed, 2000-02-01 none");
        CHECK(fate(expiring(), {offer, accepts("2000-01-31"_day, "BBB")}) ==
              "2000-01-01 proposed, 2000-01-31 active");
        CHECK(fate(expiring(), {offer, accepts("2000-02-01"_day, "BBB")}) ==
              "2000-01-01 proposed, 2000-02-01 none");
    }
}

TEST_CASE("An answer to what is not proposed is void", "[engine][reciprocity][offer]") {
    const dated_act offer = proposes("2000-01-01"_day, "AAA");
    const auto answer = [](act kind, const char* by, const char* of = "package") {
        return named("answer", does("2001-01-01"_day, kind, by, of));
    };
    const auto is_void = [&](const story& acts) {
        const history told = judged(deal(), acts);
        const bool said = worth_of(told, "answer") == standing::void_act &&
                          finding_of(told, "answer") == found::nothing_to_answer;
        CHECK(said == remarked(told, " is void: nothing is proposed that it could answer"));
        return said;
    };
    const auto kind = GENERATE(act::accept, act::reject, act::revoke);
    CAPTURE(to_string(kind));
    SECTION("nothing is on the table") {
        CHECK(is_void({answer(kind, "BBB")}));
        CHECK(is_void({answer(kind, "BBB"), proposes("2001-01-02"_day, "AAA")}));
        CHECK(is_void({only({"inspections"}, offer), answer(kind, "BBB", "sites")}));
        CHECK(is_void({offer,
                       does("2000-06-01"_day, act::reject, "BBB", "package"), //
                       answer(kind, "BBB")}));
    }
    SECTION("by somebody whom it does not concern") {
        CHECK(is_void({offer, answer(kind, "CCC")}));
    }
    SECTION("a part of it may be") {
        const story part{offer, accepts("2000-06-01"_day, "BBB", "sites"), answer(kind, "BBB")};
        CHECK_FALSE(is_void(part));
    }
    SECTION("about anything else it is recorded") {
        CHECK_FALSE(is_void({named("answer", does("2001-01-01"_day, act::accept, "BBB", "map"))}));
    }
}

TEST_CASE("What somebody has agreed to it cannot accept or reject, only take back",
          "[engine][reciprocity][offer]") {
    const story agreed{proposes("2000-01-01"_day, "AAA"), accepts("2000-06-01"_day, "BBB")};
    const auto then = [&](act kind) {
        return judged(deal(),
                      agreed + story{named("more", does("2001-01-01"_day, kind, "BBB", "sites"))});
    };
    CHECK(worth_of(then(act::accept), "more") == standing::void_act);
    CHECK(worth_of(then(act::reject), "more") == standing::void_act);
    CHECK(commitments(then(act::reject), "close-sites", "BBB") ==
          "2000-01-01 proposed, 2000-06-01 active");
    CHECK(worth_of(then(act::revoke), "more") == standing::recorded);
    CHECK(worth_of(judged(deal(), {named("own", proposes("2000-01-01"_day, "AAA"))}), "own") ==
          standing::recorded);
}

TEST_CASE("The remark on an answer to nothing says to what", "[engine][reciprocity][offer]") {
    CHECK(remarks_of(judged(deal(), {on_line(7, accepts("2001-01-01"_day, "BBB", "sites"))})) ==
          "story.toml:7:1: warning: 2001-01-01 BBB: accept of sites is void: nothing is proposed "
          "that it could answer or take back\n");
}

TEST_CASE("An offer and its acceptance of one day agree in any order",
          "[engine][reciprocity][offer]") {
    const dated_act offer = proposes("2000-01-01"_day, "AAA");
    const dated_act answer = named("answer", accepts("2000-01-01"_day, "BBB"));
    for (const auto& acts : {story{offer, answer}, story{answer, offer}}) {
        const history told = judged(deal(), acts);
        CHECK(commitments(told, "let-in", "AAA") == "2000-01-01 active");
        CHECK(worth_of(told, "answer") == standing::recorded);
        CHECK(told.remarks().empty());
    }
}

TEST_CASE("A finding that has the name of an offer can be withdrawn", "[engine][reciprocity]") {
    const story acts{proposes("2000-01-01"_day, "AAA"),
                     accepts("2000-06-01"_day, "BBB"),
                     named("sites", does("2001-01-01"_day, act::allege, "CCC", "let-in", {"AAA"})),
                     does("2002-01-01"_day, act::revoke, "CCC", "sites")};
    CHECK(course(judged(deal(), acts), "let-in", "AAA") ==
          "2000-06-01 kept, 2001-01-01 alleged, 2002-01-01 kept");
}

TEST_CASE("A package that is not severable stands or falls as a whole",
          "[engine][reciprocity][offer]") {
    const auto whole = [] { return deal({{"severable", false}}); };
    const story agreed{proposes("2000-01-01"_day, "AAA"),
                       accepts("2000-06-01"_day, "BBB", "inspections"),
                       accepts("2001-01-01"_day, "BBB", "sites")};
    SECTION("nothing is active until everything is agreed") {
        const history told = judged(whole(), agreed);
        CHECK(commitments(told, "let-in", "AAA") ==
              "2000-01-01 proposed, 2000-06-01 agreed, 2001-01-01 active");
        CHECK(commitments(told, "close-sites", "BBB") == "2000-01-01 proposed, 2001-01-01 active");
    }
    SECTION("a breach of one lapses all the others, and its cure revives them") {
        const history told = judged(whole(),
                                    agreed + story{breaks("BBB", "2002-01-01"_day, "build"),
                                                   cures("BBB", "2003-01-01"_day, "close-sites")});
        CHECK(course(told, "close-sites", "BBB") ==
              "2001-01-01 kept, 2002-01-01 breached, 2003-01-01 cured");
        for (const char* party : {"AAA", "BBB"}) {
            CHECK(commitments(told, "let-in", party) ==
                  "2000-01-01 proposed, 2000-06-01 agreed, 2001-01-01 active, 2002-01-01 lapsed, "
                  "2003-01-01 active");
        }
        CHECK(record_of(told, "2003-01-01"_day) ==
              "AAA let-in kept active; BBB let-in kept active; BBB close-sites cured active");
    }
    SECTION("of a severable one only the item itself is broken") {
        const history told =
            judged(deal(), agreed + story{breaks("BBB", "2002-01-01"_day, "build")});
        CHECK(course(told, "let-in", "AAA") == "2000-06-01 kept");
    }
    SECTION("one item taken back: the others have lapsed") {
        const history told =
            judged(whole(), agreed + story{does("2002-01-01"_day, act::revoke, "BBB", "sites")});
        CHECK(says(told, "let-in", "AAA", "2002-01-01"_day) == "not applicable");
        CHECK(commitments(told, "let-in", "AAA") ==
              "2000-01-01 proposed, 2000-06-01 agreed, 2001-01-01 active, 2002-01-01 lapsed");
    }
}

TEST_CASE("One step follows another", "[engine][reciprocity][offer]") {
    const treaty pact = owing({table_of({{"id", "usa-sites"},
                                         {"kind", "elimination"},
                                         {"bearer", "AAA"},
                                         {"deadline", "2001-01-01"}}),
                               table_of({{"id", "rus-sites"},
                                         {"kind", "elimination"},
                                         {"bearer", "BBB"},
                                         {"on", "usa-sites is kept"},
                                         {"deadline", "30 days after trigger"}})});
    SECTION("due within thirty days of the first, the thirtieth included") {
        const history told =
            judged(pact,
                   partners() + story{does("2000-06-01"_day, act::perform, "AAA", "usa-sites"),
                                      does("2000-07-01"_day, act::perform, "BBB", "rus-sites")});
        CHECK(course(told, "usa-sites") == from_start("due, 2000-06-01 kept"));
        CHECK(course(told, "rus-sites", "BBB") ==
              from_start("kept, 2000-06-01 due, 2000-07-01 kept"));
    }
    SECTION("missed on the thirty-first") {
        const history told = judged(
            pact, partners() + story{does("2000-06-01"_day, act::perform, "AAA", "usa-sites")});
        CHECK(course(told, "rus-sites", "BBB") ==
              from_start("kept, 2000-06-01 due, 2000-07-02 breached"));
    }
    SECTION("never due where the first is not done") {
        const history told = judged(pact, partners());
        CHECK(course(told, "usa-sites") == from_start("due, 2001-01-02 breached"));
        CHECK(course(told, "rus-sites", "BBB") == from_start("kept"));
    }
}

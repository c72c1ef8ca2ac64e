// Rules that set something instead of doing an act: a fact, or the terms of withdrawal; for those
// they name, for whom their trigger concerns, or for all.
#include "engine/stories.hpp"
#include "support/lists.hpp"

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

using ids = std::vector<std::string>;

rule sets(rule item, std::string what, value to = true) {
    item.sets = setting{std::move(what), std::move(to)};
    return item;
}

dated_act done(date day, act kind, const char* by, const char* of = "") {
    return {.day = day, .kind = kind, .by = by, .of = of};
}

dated_act notice(date day, const char* by) {
    return {.day = day,
            .kind = act::give_notice_of_withdrawal,
            .by = by,
            .id = "notice of " + std::string(by) + " " + to_string(day)};
}

const story three = each("2000-01-01"_day, act::deposit, {"AAA", "BBB", "CCC"});

ids who_did(const history& told, std::string_view rule) {
    ids list;
    for (const auto& [day, who] : deemed(told, rule)) {
        list.push_back(to_string(day) + " " + who);
    }
    return list;
}

} // namespace

// ---- facts --------------------------------------------------------------------------------------

TEST_CASE("A rule sets a fact for whom its trigger concerns", "[engine][setting]") {
    treaty_builder law = plain_builder();
    law.add(sets(when_done("mobilises", act::notify, act::declare), "war"))
        .add(sets(when_done("stands down", act::cure, act::declare), "war", false))
        .add(when_so("sees", "it is in war", act::inspect));
    law.set("withdrawal.not_while", "it is in war");
    const history told = simulate(law.build(),
                                  three + story{done("2001-01-01"_day, act::notify, "BBB"),
                                                notice("2001-01-01"_day, "BBB"),
                                                notice("2001-01-01"_day, "CCC"),
                                                done("2002-02-02"_day, act::cure, "BBB")});
    CHECK(who_did(told, "sees") == ids{"2001-01-01 BBB"}); // at once, on the same day
    CHECK(told.state("CCC", "2001-07-01"_day) == state::withdrawn);
    CHECK(told.state("BBB", "2002-02-01"_day) == state::withdrawal_pending);
    CHECK(told.state("BBB", "2002-02-02"_day) == state::withdrawn); // the first day it may
}

TEST_CASE("A fact set to false and then to true again", "[engine][setting]") {
    treaty_builder law = plain_builder();
    law.add(sets(when_done("up", act::notify, act::declare), "war"))
        .add(sets(when_done("down", act::cure, act::declare), "war", false))
        .add(when_so("began", "it is in war", act::inspect))
        .add(when_so("ended", "it is not in war", act::refuse));
    const history told =
        simulate(law.build(),
                 three + story{done("2001-01-01"_day, act::cure, "BBB"), // no news
                               done("2001-02-01"_day, act::notify, "BBB"),
                               done("2001-03-01"_day, act::notify, "BBB"), // nor this
                               done("2001-04-01"_day, act::cure, "BBB"),
                               done("2001-05-01"_day, act::notify, "BBB")});
    CHECK(who_did(told, "began") == ids{"2001-02-01 BBB", "2001-05-01 BBB"});
    CHECK(who_did(told, "ended") == ids{"2001-04-01 BBB"});
}

TEST_CASE("What a rule sets goes before what was stated", "[engine][setting]") {
    treaty_builder law = plain_builder();
    law.add(sets(when_done("down", act::cure, act::declare), "war", false))
        .set("withdrawal.not_while", "it is in war");
    const history told = simulate_all(
        {law.build()},
        three + story{notice("2001-01-01"_day, "BBB"), done("2003-01-01"_day, act::cure, "BBB")},
        {holds_from("war", "BBB", "2000-01-01"_day)});
    CHECK(told.state("BBB", "2002-12-31"_day) == state::withdrawal_pending);
    CHECK(told.state("BBB", "2003-01-01"_day) == state::withdrawn);
}

TEST_CASE("A fact is set for those named, for the one concerned, or for all", "[engine][setting]") {
    const auto tell = [](rule item) {
        treaty_builder law = plain_builder();
        law.group("near", {"AAA", "CCC"})
            .add(std::move(item))
            .add(when_so("sees", "it is in war", act::inspect));
        return simulate(law.build(), three + story{done("2001-01-01"_day, act::notify, "BBB")});
    };
    rule item = sets(when_done("r", act::notify, act::declare), "war");
    CHECK(who_did(tell(item), "sees") == ids{"2001-01-01 BBB"});
    item.by = {"near"};
    CHECK(who_did(tell(item), "sees") == ids{"2001-01-01 AAA", "2001-01-01 CCC"});
    item.by = {"all parties"};
    CHECK(who_did(tell(item), "sees").size() == 3);
    rule dated = sets(when_due("r", "on 2001-01-01", act::declare), "war");
    CHECK(who_did(tell(dated), "sees").size() == 3);
}

TEST_CASE("Set for all is set for those who come later, though there was but one",
          "[engine][setting]") {
    treaty_builder law{"pact"};
    law.multilateral()
        .enters_into_force("I", "1 deposit", "on threshold")
        .for_later("on deposit")
        .withdrawal("X", "6 months after notice")
        .add(sets(when_due("r", "on 2001-01-01", act::declare), "war"))
        .set("withdrawal.not_while", "it is in war");
    const history told =
        simulate(law.build(),
                 each("2000-01-01"_day, act::deposit, {"AAA"}) +
                     each("2002-01-01"_day, act::deposit, {"BBB"}) +
                     story{notice("2003-01-01"_day, "AAA"), notice("2003-01-01"_day, "BBB")});
    CHECK(told.state("AAA", "2010-01-01"_day) == state::withdrawal_pending);
    CHECK(told.state("BBB", "2010-01-01"_day) == state::withdrawal_pending);
}

TEST_CASE("A fact about one is set for that one, also where it is no member of the other treaty",
          "[engine][setting]") {
    treaty_builder law = plain_builder("here");
    rule item = sets(when_done("r", act::notify, act::declare), "war");
    item.treaty = "there";
    law.add(item).set("withdrawal.not_while", "it is in war");
    story acts;
    for (auto made : three) {
        made.treaty = "here";
        acts.push_back(made);
    }
    for (const char* code : {"XXX", "YYY"}) {
        acts.push_back(
            {.day = "2000-01-01"_day, .kind = act::deposit, .by = code, .treaty = "there"});
    }
    const auto in_here = [](dated_act made) {
        made.treaty = "here";
        return made;
    };
    acts.push_back(in_here(done("2001-01-01"_day, act::notify, "BBB")));
    acts.push_back(in_here(notice("2001-02-01"_day, "AAA")));
    acts.push_back(in_here(notice("2001-02-01"_day, "BBB")));
    const history told = simulate_all({law.build(), plain_builder("there").build()}, acts);
    CHECK(told.state("here", "AAA", "2001-08-01"_day) == state::withdrawn);
    CHECK(told.state("here", "BBB", "2001-08-01"_day) == state::withdrawal_pending);
}

TEST_CASE("A setting may have a guard, a delay and what cancels it", "[engine][setting]") {
    treaty_builder law = plain_builder();
    rule item = sets(when_done("r", act::notify, act::declare, "10 days after trigger"), "war");
    item.guard = parse_condition("it is not in peace");
    item.unless = parse_condition("fewer than 3 parties");
    law.add(item).add(when_so("sees", "it is in war", act::inspect));
    const story asked = three + story{done("2001-01-01"_day, act::notify, "BBB")};
    CHECK(who_did(simulate(law.build(), asked), "sees") == ids{"2001-01-11 BBB"});
    CHECK(who_did(simulate_all({law.build()}, asked, {holds_from("peace", "BBB", {})}), "sees")
              .empty());
    CHECK(who_did(simulate(law.build(), asked + story{notice("2000-07-05"_day, "CCC")}), "sees")
              .empty()); // two parties from 2001-01-05
}

TEST_CASE("A void act sets nothing, nor does a contested one", "[engine][setting]") {
    treaty_builder law = plain_builder();
    law.add(sets(when_done("r", act::give_notice_of_withdrawal, act::declare), "war"))
        .add(when_so("sees", "it is in war", act::inspect));
    CHECK(who_did(simulate(law.build(), three + story{notice("2001-01-01"_day, "OUT")}), "sees")
              .empty());
    dated_act contested = notice("2001-01-01"_day, "BBB");
    contested.contested_by = {"AAA"};
    const history told = simulate(law.build(), three + story{contested});
    CHECK(who_did(told.as_seen_by("AAA"), "sees").empty());
    CHECK(who_did(told.as_seen_by("BBB"), "sees") == ids{"2001-01-01 BBB"});
}

TEST_CASE("One setting sets off the next on the same day", "[engine][setting]") {
    treaty_builder law = plain_builder();
    law.add(when_so("end", "it is c", act::inspect))
        .add(sets(when_so("third", "it is b", act::declare), "c"))
        .add(sets(when_so("second", "it is a", act::declare), "b"))
        .add(sets(when_done("first", act::notify, act::declare), "a"));
    const history told =
        simulate(law.build(), three + story{done("2001-01-01"_day, act::notify, "BBB")});
    CHECK(who_did(told, "end") == ids{"2001-01-01 BBB"});
}

TEST_CASE("Settings that set each other off without end are an error that names them",
          "[engine][setting]") {
    treaty_builder law = plain_builder();
    law.add(sets(when_done("start", act::notify, act::declare), "hot"))
        .add(sets(when_so("cool", "it is hot", act::declare), "hot", false))
        .add(sets(when_so("heat", "it is not hot", act::declare), "hot"));
    const treaty round = law.build();
    const story acts = three + story{done("2001-01-01"_day, act::notify, "BBB")};
    CHECK_THROWS_WITH(simulate(round, acts),
                      ContainsSubstring("'cool'") && ContainsSubstring("'heat'") &&
                          ContainsSubstring("2001-01-01"));
    SECTION("with a day between them they go on, as far as the story goes") {
        treaty_builder slow = plain_builder();
        slow.add(sets(when_done("start", act::notify, act::declare), "hot"))
            .add(sets(
                when_so("cool", "it is hot", act::declare, "1 day after trigger"), "hot", false))
            .add(sets(when_so("heat", "it is not hot", act::declare, "1 day after trigger"), "hot"))
            .add(when_so("sees", "it is hot", act::inspect));
        const history told = simulate_all({slow.build()}, acts, {}, "2001-01-10"_day);
        CHECK(who_did(told, "sees") == ids{"2001-01-01 BBB",
                                           "2001-01-03 BBB",
                                           "2001-01-05 BBB",
                                           "2001-01-07 BBB",
                                           "2001-01-09 BBB"});
    }
}

TEST_CASE("A fact set in one treaty is known in the others", "[engine][setting]") {
    treaty_builder here = plain_builder("here");
    here.add(sets(when_done("r", act::notify, act::declare), "war"));
    treaty_builder there = plain_builder("there");
    there.set("withdrawal.not_while", "it is in war");
    story acts;
    for (const char* id : {"here", "there"}) {
        for (auto made : three) {
            made.treaty = id;
            acts.push_back(made);
        }
    }
    dated_act war = done("2001-01-01"_day, act::notify, "BBB");
    war.treaty = "here";
    dated_act leaves = notice("2001-01-01"_day, "BBB");
    leaves.treaty = "there";
    const history told = simulate_all({here.build(), there.build()}, acts + story{war, leaves});
    CHECK(told.state("there", "BBB", "2001-07-01"_day) == state::withdrawal_pending);
}

TEST_CASE("A fact that is set chooses among alternatives", "[engine][setting]") {
    treaty_builder law = plain_builder();
    law.add(sets(when_done("r", act::notify, act::declare), "war"))
        .set("withdrawal.notice",
             list_of({table_of({{"if", "it is in war"}, {"rule", "2 years after notice"}}),
                      table_of({{"rule", "1 year after notice"}})}));
    const history told = simulate(law.build(),
                                  three + story{notice("2001-01-01"_day, "BBB"),
                                                done("2001-02-01"_day, act::notify, "CCC"),
                                                notice("2001-03-01"_day, "CCC")});
    CHECK(told.report("BBB", "2001-03-01"_day).exit_on == "2002-01-01"_day);
    CHECK(told.report("CCC", "2001-03-01"_day).exit_on == "2003-03-01"_day);
}

// ---- terms of withdrawal ------------------------------------------------------------------------

TEST_CASE("A rule sets the terms of withdrawal for all from a day on", "[engine][setting]") {
    treaty_builder law = plain_builder();
    law.add(sets(when_due("longer", "on 2001-01-01", act::declare),
                 "withdrawal.notice",
                 "1 year after notice"));
    const history told = simulate(law.build(),
                                  three + story{notice("2000-12-31"_day, "AAA"),
                                                notice("2001-01-01"_day, "BBB"),
                                                notice("2002-01-01"_day, "CCC")});
    CHECK(told.report("AAA", "2001-01-01"_day).exit_on == "2001-06-30"_day); // as it was given
    CHECK(told.report("BBB", "2001-01-01"_day).exit_on == "2002-01-01"_day);
    CHECK(told.report("CCC", "2002-01-01"_day).exit_on == "2003-01-01"_day);
}

TEST_CASE("A rule sets the terms for the one concerned", "[engine][setting]") {
    treaty_builder law = plain_builder();
    law.add(sets(when_done("longer", act::notify, act::declare),
                 "withdrawal.notice",
                 "1 year after notice"));
    const history told = simulate(law.build(),
                                  three + story{done("2001-01-01"_day, act::notify, "BBB"),
                                                notice("2002-01-01"_day, "BBB"),
                                                notice("2002-01-01"_day, "CCC")});
    CHECK(told.report("BBB", "2002-01-01"_day).exit_on == "2003-01-01"_day);
    CHECK(told.report("CCC", "2002-01-01"_day).exit_on == "2002-07-01"_day);
}

TEST_CASE("What was set last applies, whatever the order of the rules", "[engine][setting]") {
    const rule longer = sets(
        when_done("longer", act::notify, act::declare), "withdrawal.notice", "1 year after notice");
    const rule shorter = sets(
        when_done("shorter", act::cure, act::declare), "withdrawal.notice", "1 month after notice");
    const rule bars = sets(when_done("bars", act::inspect, act::declare),
                           "withdrawal.lock_in",
                           "10 years after own entry into force");
    for (const auto& rules :
         {std::vector{longer, shorter, bars}, std::vector{bars, shorter, longer}}) {
        treaty_builder law = plain_builder();
        for (const auto& item : rules) {
            law.add(item);
        }
        const auto exit_on = [&](story acts) {
            return simulate(law.build(), three + acts + story{notice("2005-01-01"_day, "BBB")})
                .report("BBB", "2005-01-01"_day)
                .exit_on;
        };
        const auto on = [](date day, act kind) { return done(day, kind, "BBB"); };
        CHECK(exit_on({on("2001-01-01"_day, act::notify)}) == "2006-01-01"_day);
        CHECK(exit_on({on("2001-01-01"_day, act::cure)}) == "2005-02-01"_day);
        CHECK(exit_on({on("2001-01-01"_day, act::notify), on("2002-01-01"_day, act::cure)}) ==
              "2005-02-01"_day);
        CHECK(exit_on({on("2001-01-01"_day, act::cure), on("2002-01-01"_day, act::notify)}) ==
              "2006-01-01"_day);
        CHECK(exit_on({on("2001-01-01"_day, act::cure),
                       on("2002-01-01"_day, act::notify),
                       on("2003-01-01"_day, act::cure)}) == "2005-02-01"_day);
        CHECK(exit_on({on("2001-01-01"_day, act::cure), on("2002-01-01"_day, act::inspect)}) ==
              std::nullopt); // the one bars, and the other's month still applies
        const history waits = simulate(law.build(),
                                       three + story{on("2001-01-01"_day, act::inspect),
                                                     on("2002-01-01"_day, act::cure),
                                                     notice("2010-01-01"_day, "BBB")});
        CHECK(waits.report("BBB", "2010-01-01"_day).exit_on == "2010-02-01"_day);
    }
}

TEST_CASE("A rule may set the terms of another treaty", "[engine][setting]") {
    rule item = sets(
        when_done("longer", act::notify, act::declare), "withdrawal.notice", "1 year after notice");
    item.treaty = "there";
    item.by = {"BBB"};
    treaty_builder here = plain_builder("here");
    here.add(item);
    story acts;
    for (const char* id : {"here", "there"}) {
        for (auto made : three) {
            made.treaty = id;
            acts.push_back(made);
        }
    }
    dated_act trigger = done("2001-01-01"_day, act::notify, "AAA");
    trigger.treaty = "here";
    acts.push_back(trigger);
    for (const char* id : {"here", "there"}) {
        acts.push_back({.day = "2002-01-01"_day,
                        .kind = act::give_notice_of_withdrawal,
                        .by = "BBB",
                        .treaty = id});
    }
    const history told = simulate_all({here.build(), plain_builder("there").build()}, acts);
    CHECK(told.report("there", "BBB", "2002-01-01"_day).exit_on == "2003-01-01"_day);
    CHECK(told.report("here", "BBB", "2002-01-01"_day).exit_on == "2002-07-01"_day);
}

TEST_CASE("Terms by rule and by amendment together: the later change applies",
          "[engine][setting]") {
    treaty_builder parent = plain_builder("parent");
    parent.add(sets(when_due("longer", "on 2003-01-01", act::declare),
                    "withdrawal.notice",
                    "1 year after notice"));
    treaty amendment = plain_builder("amendment").parent("parent").build();
    amendment.amends = {"parent:withdrawal.notice = 2 years after notice"};
    amendment.new_parties = "by own deposit";
    const auto exit_on = [&](date amended) {
        story acts;
        for (auto made : three) {
            made.treaty = "parent";
            acts.push_back(made);
        }
        for (const char* code : {"AAA", "BBB"}) {
            acts.push_back(
                {.day = amended, .kind = act::deposit, .by = code, .treaty = "amendment"});
        }
        acts.push_back({.day = "2005-01-01"_day,
                        .kind = act::give_notice_of_withdrawal,
                        .by = "AAA",
                        .treaty = "parent"});
        return simulate_all({parent.build(), amendment}, acts)
            .report("parent", "AAA", "2005-01-01"_day)
            .exit_on;
    };
    CHECK(exit_on("2002-01-01"_day) == "2006-01-01"_day);
    CHECK(exit_on("2004-01-01"_day) == "2007-01-01"_day);
}

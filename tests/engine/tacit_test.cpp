// Tacit acceptance: on a day the parties to the parent treaty are deemed to accept, those apart
// that objected in time, unless so many objected that nobody is.
#include "engine/stories.hpp"
#include "support/lists.hpp"

#include <servanda/engine/explanation.hpp>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

/// MARPOL 16(2): accepted on a day, in force six months later.
treaty_builder annex(const char* tacit = "on 2010-01-01") {
    treaty_builder made{"annex"};
    made.multilateral()
        .parent("parent")
        .set("entry_into_force.article", "16(2)")
        .set("entry_into_force.tacit", tacit)
        .set("entry_into_force.effective", "6 months after threshold");
    return made;
}

treaty_builder guarded() {
    return annex().set("entry_into_force.unless",
                       "objections by one third of the parties to parent");
}

dated_act done(date day, act kind, const char* by, const char* treaty = "annex") {
    return {.day = day, .kind = kind, .by = by, .treaty = treaty};
}

/// AAA to FFF are parties to the parent since 2000.
story parents(std::initializer_list<const char*> codes = {
                  "AAA", "BBB", "CCC", "DDD", "EEE", "FFF"}) {
    story acts = each("2000-01-01"_day, act::deposit, codes);
    for (auto& item : acts) {
        item.treaty = "parent";
    }
    return acts;
}

history tell(const treaty& law, story more, story first = parents()) {
    return simulate_all({plain_builder("parent").build(), law}, std::move(first) + more);
}

} // namespace

TEST_CASE("The parties to the parent accept by silence", "[engine][tacit]") {
    const history told = tell(annex().build(), {});
    CHECK(told.state("annex", "AAA", "2009-12-31"_day) == state::none);
    CHECK(told.state("annex", "AAA", "2010-01-01"_day) == state::contracting);
    CHECK(told.report("annex", "FFF", "2010-01-01"_day).next == "2010-07-01"_day);
    CHECK(told.state("annex", "AAA", "2010-07-01"_day) == state::in_force);
    CHECK(told.treaty_state("annex", "2010-07-01"_day) == treaty_state::in_force);
    CHECK(told.parties("annex", "2010-07-01"_day).size() == 6);
    const auto answer = explain(told, "annex", "AAA", "2010-07-01"_day);
    REQUIRE_FALSE(answer.steps.empty());
    CHECK_THAT(answer.steps.front().why, ContainsSubstring("tacit acceptance"));
    CHECK(answer.steps.front().article == "16(2)");
}

TEST_CASE("Who objected in time is left out", "[engine][tacit]") {
    const history told = tell(annex().build(),
                              {done("2009-12-31"_day, act::object, "BBB"),
                               done("2010-01-01"_day, act::object, "CCC")}); // too late
    CHECK(told.state("annex", "BBB", "2011-01-01"_day) == state::none);
    CHECK(told.state("annex", "CCC", "2011-01-01"_day) == state::in_force);
    CHECK(told.parties("annex", "2011-01-01"_day).size() == 5);
    SECTION("and may accept later") {
        const history later =
            tell(annex().set("entry_into_force.for_later", "30 days after deposit").build(),
                 {done("2009-12-31"_day, act::object, "BBB"),
                  done("2012-01-01"_day, act::accept, "BBB")});
        CHECK(later.state("annex", "BBB", "2012-01-30"_day) == state::contracting);
        CHECK(later.state("annex", "BBB", "2012-01-31"_day) == state::in_force);
    }
}

TEST_CASE("Enough objections stop it for everybody", "[engine][tacit]") {
    const history one = tell(guarded().build(), {done("2009-06-01"_day, act::object, "BBB")});
    CHECK(one.state("annex", "AAA", "2010-07-01"_day) == state::in_force);
    CHECK(one.state("annex", "BBB", "2010-07-01"_day) == state::none);
    const story two{done("2009-06-01"_day, act::object, "BBB"),
                    done("2009-07-01"_day, act::object, "CCC")};
    const history stopped = tell(guarded().build(), two);
    CHECK(stopped.state("annex", "AAA", "2011-01-01"_day) == state::none);
    CHECK(stopped.treaty_state("annex", "2020-01-01"_day) == treaty_state::not_yet_in_force);
    SECTION("and an acceptance in so many words does not undo that") {
        const history told = tell(guarded().build(),
                                  two + story{done("2009-08-01"_day, act::accept, "AAA"),
                                              done("2012-01-01"_day, act::accept, "DDD")});
        CHECK(told.treaty_state("annex", "2020-01-01"_day) == treaty_state::not_yet_in_force);
    }
    SECTION("unless the text knows a number of deposits beside") {
        const history told = tell(guarded().set("entry_into_force.when", "2 deposits").build(),
                                  two + story{done("2009-08-01"_day, act::accept, "AAA"),
                                              done("2012-01-01"_day, act::accept, "DDD")});
        CHECK(told.state("annex", "AAA", "2012-07-01"_day) == state::in_force);
    }
}

TEST_CASE("Objections of those who are no parties to the parent count for nothing",
          "[engine][tacit]") {
    const history told = tell(guarded().build(),
                              {done("2009-06-01"_day, act::object, "XXX"),
                               done("2009-06-01"_day, act::object, "YYY"),
                               done("2009-06-01"_day, act::object, "ZZZ")});
    CHECK(told.state("annex", "AAA", "2010-07-01"_day) == state::in_force);
    CHECK(told.state("annex", "XXX", "2010-07-01"_day) == state::none);
}

TEST_CASE("A number of deposits on top of the silence", "[engine][tacit]") {
    const treaty law = annex().set("entry_into_force.when", "4 deposits").build();
    CHECK(tell(law, {}).state("annex", "AAA", "2010-07-01"_day) == state::in_force);
    const history fewer = tell(law,
                               {done("2009-01-01"_day, act::object, "BBB"),
                                done("2009-01-01"_day, act::object, "CCC"),
                                done("2009-01-01"_day, act::object, "DDD")});
    CHECK(fewer.state("annex", "AAA", "2015-01-01"_day) == state::contracting);
    CHECK(fewer.treaty_state("annex", "2015-01-01"_day) == treaty_state::not_yet_in_force);
}

TEST_CASE("A day before there is any party: nobody accepts, then or later", "[engine][tacit]") {
    const history told = tell(annex("on 1999-01-01").build(), {});
    CHECK(told.state("annex", "AAA", "2020-01-01"_day) == state::none);
    CHECK(told.treaty_state("annex", "2020-01-01"_day) == treaty_state::not_yet_in_force);
}

TEST_CASE("Only parties to the parent accept by silence", "[engine][tacit]") {
    story acts = parents({"AAA", "BBB", "CCC"});
    acts.push_back(done("2000-01-01"_day, act::sign, "SGN", "parent"));
    acts.push_back(done("2009-01-01"_day, act::give_notice_of_withdrawal, "CCC", "parent"));
    acts.push_back(done("2009-12-01"_day, act::give_notice_of_withdrawal, "BBB", "parent"));
    acts.push_back(done("2012-01-01"_day, act::deposit, "NEW", "parent"));
    const history told = tell(annex().build(), {}, acts);
    CHECK(told.state("annex", "AAA", "2010-07-01"_day) == state::in_force);
    CHECK(told.state("annex", "BBB", "2010-07-01"_day) == state::in_force); // still a party then
    CHECK(told.state("annex", "CCC", "2010-07-01"_day) == state::none);
    CHECK(told.state("annex", "SGN", "2010-07-01"_day) == state::none);
    CHECK(told.state("annex", "NEW", "2013-01-01"_day) == state::none);
}

TEST_CASE("Who accepted in so many words does not accept again", "[engine][tacit]") {
    const history told = tell(annex().build(), {done("2009-01-01"_day, act::accept, "AAA")});
    CHECK(told.state("annex", "AAA", "2009-01-01"_day) == state::contracting);
    CHECK(told.treaty_state("annex", "2009-12-31"_day) == treaty_state::not_yet_in_force);
    CHECK(told.state("annex", "AAA", "2010-07-01"_day) == state::in_force);
    CHECK(deemed(told, "tacit acceptance").size() == 5);
    for (const auto& item : told.acts()) {
        CHECK(item.worth != standing::void_act);
    }
}

TEST_CASE("That nobody else may accede is no bar to the parties' silence", "[engine][tacit]") {
    const history told = tell(annex().set("accession.open", false).build(), {});
    CHECK(told.state("annex", "AAA", "2010-07-01"_day) == state::in_force);
}

TEST_CASE("A day of silence that counts from a named day", "[engine][tacit]") {
    treaty_builder law{"annex"};
    law.multilateral()
        .parent("parent")
        .set("anchors.adoption", "on 2008-10-10")
        .set("entry_into_force.tacit", "15 months after adoption")
        .set("entry_into_force.effective", "6 months after threshold");
    const history told = tell(law.build(), {});
    CHECK(told.state("annex", "AAA", "2010-01-09"_day) == state::none);
    CHECK(told.state("annex", "AAA", "2010-01-10"_day) == state::contracting);
    CHECK(told.state("annex", "AAA", "2010-07-10"_day) == state::in_force);
}

TEST_CASE("A contested objection is none for who contests it", "[engine][tacit]") {
    dated_act objection = done("2009-06-01"_day, act::object, "BBB");
    objection.contested_by = {"AAA"};
    const history told = tell(annex().build(), {objection});
    CHECK(told.as_seen_by("AAA").state("annex", "BBB", "2010-07-01"_day) == state::in_force);
    CHECK(told.as_seen_by("BBB").state("annex", "BBB", "2010-07-01"_day) == state::none);
}

TEST_CASE("Tacit acceptance without the parent in the story is told", "[engine][tacit]") {
    rulebook rules;
    rules.treaties = {plain_builder("parent").build(), annex().build()};
    scenario told_of;
    told_of.treaties = {"annex"};
    told_of.acts = {done("2009-01-01"_day, act::sign, "AAA")};
    const history told = simulate(rules, told_of);
    CHECK(remarked(told, "which the scenario leaves out"));
    CHECK(told.treaty_state("annex", "2020-01-01"_day) == treaty_state::not_yet_in_force);
}

TEST_CASE("Alternatives for the effect of a tacit acceptance", "[engine][tacit]") {
    treaty_builder law = annex();
    law.set("entry_into_force.effective",
            list_of({table_of({{"if", "7 parties to parent"}, {"rule", "1 month after threshold"}}),
                     table_of({{"rule", "2 months after threshold"}})}));
    CHECK(tell(law.build(), {}).report("annex", "AAA", "2010-01-01"_day).next == "2010-03-01"_day);
}

TEST_CASE("Condition by period for what stops it", "[engine][tacit]") {
    treaty_builder law = annex();
    law.set("entry_into_force.unless",
            list_of({table_of({{"until", "2010-01-01"_day}, {"rule", "1 objection"}}),
                     table_of({{"rule", "2 objections"}})}));
    const history told = tell(law.build(), {done("2009-06-01"_day, act::object, "BBB")});
    CHECK(told.state("annex", "AAA", "2010-07-01"_day) == state::in_force); // one is not enough
}

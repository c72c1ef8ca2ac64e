// Names: a treaty is found by its id or an alias wherever a name may stand; codes as they are
// spelled.
#include "engine/stories.hpp"

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

using ids = std::vector<std::string>;

treaty known_as(treaty item, ids aliases) {
    item.aliases = std::move(aliases);
    return item;
}

story in(const char* treaty, story acts) {
    for (auto& item : acts) {
        item.treaty = treaty;
    }
    return acts;
}

const story three = each("2000-01-01"_day, act::deposit, {"AAA", "BBB", "CCC"});

const treaty parent = known_as(plain_builder("parent").build(), {"parent-1999a", "par"});

} // namespace

TEST_CASE("An alias names the treaty in questions, acts, given states and expectations",
          "[engine][names]") {
    rulebook rules;
    rules.treaties = {parent, plain_builder("other").build()};
    scenario story;
    story.treaties = {"par", "other"};
    story.acts = in("parent-1999a", three) + in("other", three);
    story.given = {{"DDD", state::in_force, "2000-06-01"_day, "par"}};
    const history told = simulate(rules, story);
    for (const char* name : {"parent", "parent-1999a", "par"}) {
        CHECK(told.state(name, "AAA", "2000-01-01"_day) == state::in_force);
        CHECK(told.state(name, "DDD", "2000-06-01"_day) == state::in_force);
        CHECK(told.treaty_state(name, "2000-01-01"_day) == treaty_state::in_force);
        CHECK(told.parties(name, "2000-01-01"_day).size() == 3);
        CHECK(told.in_force_between(name, "AAA", "BBB", "2000-01-01"_day));
        CHECK(told.version(name, "AAA", "2000-01-01"_day).empty());
    }
    CHECK_THROWS_AS(told.state("parent-1999b", "AAA", "2000-01-01"_day), unknown_name);
}

TEST_CASE("An alias names the treaty in conditions, rules, requirements, parents and amendments",
          "[engine][names]") {
    treaty_builder child = plain_builder("child");
    child.parent("parent-1999a")
        .requires_consent_to({"par"})
        .add(when_so("sees", "it is not party to par", act::inspect));
    treaty amending = child.build();
    amending.ceases_with_parent = true;
    amending.amends = {"par:withdrawal.notice = 1 year after notice"};
    amending.new_parties = "by own deposit";
    rule ends = when_done("ends", act::refuse, act::terminate);
    ends.treaty = "par";
    amending.own.rules.push_back(ends);
    dated_act leaves{.day = "2001-01-01"_day,
                     .kind = act::give_notice_of_withdrawal,
                     .by = "AAA",
                     .treaty = "parent-1999a"};
    dated_act last{.day = "2003-01-01"_day, .kind = act::refuse, .by = "BBB", .treaty = "child"};
    dated_act lacking{.day = "2000-02-01"_day,
                      .kind = act::deposit,
                      .by = "OUT",
                      .treaty = "child",
                      .id = "lacking"};
    const history told =
        simulate_all({parent, amending},
                     in("parent", three) + in("child", three) + story{leaves, last, lacking});
    CHECK(finding_of(told, "lacking") == found::consent_to_another_lacking);
    CHECK(told.version("par", "AAA", "2000-06-01"_day) == ids{"child"});
    CHECK(told.state("parent", "AAA", "2001-12-31"_day) == state::withdrawal_pending);
    CHECK(told.state("parent", "AAA", "2002-01-01"_day) == state::withdrawn);
    CHECK(told.state("child", "AAA", "2002-01-01"_day) == state::withdrawn);
    REQUIRE_FALSE(deemed(told, "sees").empty());
    CHECK(deemed(told, "sees").front() == std::pair("2002-01-01"_day, std::string("AAA")));
    CHECK(told.treaty_state("parent", "2003-01-01"_day) == treaty_state::terminated);
}

TEST_CASE("A fact of an alias is one of the treaty", "[engine][names]") {
    treaty_builder law = plain_builder("parent");
    law.set("withdrawal.not_while", "par is under review");
    const history told =
        simulate_all({known_as(law.build(), {"par"})},
                     in("par", three) + story{{.day = "2001-01-01"_day,
                                               .kind = act::give_notice_of_withdrawal,
                                               .by = "AAA",
                                               .treaty = "par"}},
                     {holds_from("under review", "par", {}, "2002-02-02"_day)});
    CHECK(told.state("par", "AAA", "2002-02-01"_day) == state::withdrawal_pending);
    CHECK(told.state("par", "AAA", "2002-02-02"_day) == state::withdrawn);
}

TEST_CASE("A treaty named by two of its names is named twice", "[engine][names]") {
    rulebook rules;
    rules.treaties = {parent};
    scenario story;
    story.treaties = {"parent", "par"};
    CHECK_THROWS_WITH(simulate(rules, story), ContainsSubstring("twice"));
}

TEST_CASE("One name for two treaties is an error, also where no file was read", "[engine][names]") {
    CHECK_THROWS_WITH(simulate_all({parent, known_as(plain_builder("other").build(), {"par"})}, {}),
                      ContainsSubstring("par"));
    CHECK_THROWS_WITH(simulate_all({parent, plain_builder("par").build()}, {}),
                      ContainsSubstring("par"));
    CHECK_THROWS_WITH(simulate_all({known_as(plain_builder("a").build(), {"b"}),
                                    known_as(plain_builder("b").build(), {"a"})},
                                   {}),
                      ContainsSubstring("'b'") || ContainsSubstring("'a'"));
}

TEST_CASE("Codes as spelled: every code is a participant of its own", "[engine][names]") {
    rulebook rules;
    rules.treaties = {plain_builder().build()};
    participant gone;
    gone.code = "SUN";
    gone.continued_by = "RUS";
    gone.until = "1991-12-26"_day;
    rules.participants.add(gone);
    participant there;
    there.code = "RUS";
    rules.participants.add(there);
    scenario story;
    story.acts = each("1980-01-01"_day, act::deposit, {"SUN", "XYZ", "Somewhere"});
    story.as_bulk_record = true;
    const history told = simulate(rules, story);
    CHECK(told.state("SUN", "2000-01-01"_day) == state::in_force);
    CHECK(told.state("RUS", "2000-01-01"_day) == state::none); // nobody continues anybody
    CHECK(told.state("XYZ", "1980-01-01"_day) == state::in_force);
    CHECK(told.state("Somewhere", "1980-01-01"_day) == state::in_force);
    CHECK(told.parties("pact", "2000-01-01"_day) == ids{"SUN", "Somewhere", "XYZ"});

    story.as_bulk_record = false;
    CHECK_THROWS_WITH(simulate(rules, story), ContainsSubstring("XYZ"));
    story.acts = each("1980-01-01"_day, act::deposit, {"SUN"}) +
                 each("2000-01-01"_day, act::deposit, {"RUS"});
    CHECK(simulate(rules, story).acts().back().worth == standing::void_act); // the same one
    story.as_bulk_record = true;
    const history apart = simulate(rules, story);
    CHECK(apart.acts().back().worth == standing::by_right);
    CHECK(apart.parties("pact", "2000-01-01"_day) == ids{"RUS", "SUN"});
}

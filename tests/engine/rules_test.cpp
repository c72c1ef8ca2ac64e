// Rules: what sets them off, what they wait for, what cancels them, on whose behalf they act; and
// what the default laws say where a treaty is silent.
#include "engine/stories.hpp"

using namespace servanda_tests;

namespace {

const story three = each("2000-01-01"_day, act::deposit, {"AAA", "BBB", "CCC"});

treaty with(rule item) {
    return plain_builder().add(std::move(item)).build();
}

dated_act by_aaa(date day, act kind) {
    return {.day = day, .kind = kind, .by = "AAA"};
}

std::vector<date> days_of(const history& told, std::string_view rule) {
    std::vector<date> days;
    for (const auto& [day, who] : deemed(told, rule)) {
        days.push_back(day);
    }
    return days;
}

using days = std::vector<date>;
using doers = std::vector<std::pair<date, std::string>>;

} // namespace

// ---- triggers -----------------------------------------------------------------------------------

TEST_CASE("UNFCCC 25(3): who leaves the convention is deemed to leave the protocol",
          "[engine][rules]") {
    rule falls =
        when_done("falls with it", act::give_notice_of_withdrawal, act::give_notice_of_withdrawal);
    falls.article = "25(3)";
    falls.treaty = "kyoto";
    const treaty convention =
        plain_builder("unfccc").withdrawal("25(2)", "1 year after notice").add(falls).build();
    const treaty protocol =
        plain_builder("kyoto").withdrawal("27(2)", "1 year after notice").build();
    story acts;
    for (const char* id : {"unfccc", "kyoto"}) {
        for (auto item : three) {
            item.treaty = id;
            acts.push_back(item);
        }
    }
    acts.push_back(
        {.day = the_day, .kind = act::give_notice_of_withdrawal, .by = "AAA", .treaty = "unfccc"});
    const history told = simulate_all({convention, protocol}, acts);
    CHECK(told.state("kyoto", "AAA", the_day) == state::withdrawal_pending);
    CHECK(told.state("kyoto", "AAA", "2003-01-01"_day) == state::withdrawn);
    CHECK(told.state("unfccc", "AAA", "2003-01-01"_day) == state::withdrawn);
    CHECK(told.state("kyoto", "BBB", "2003-01-01"_day) == state::in_force);
    CHECK(deemed(told, "falls with it") == doers{{the_day, "AAA"}});
    // A deemed act carries its rule, and stands under its article.
    const auto& done = told.acts().back();
    REQUIRE(done.what.by_rule != nothing);
    CHECK(done.what.source == nothing);
    CHECK(done.worth == standing::by_right);
    CHECK(cite_act(told.program(), done).article == "25(3)");
}

TEST_CASE("A rule set off by a void act stays still", "[engine][rules]") {
    const history told =
        simulate(with(when_done("r", act::give_notice_of_withdrawal, act::declare)),
                 three + story{{.day = the_day,
                                .kind = act::give_notice_of_withdrawal,
                                .by = "OUT",
                                .id = "void"}});
    CHECK(worth_of(told, "void") == standing::void_act);
    CHECK(deemed(told, "r").empty());
}

TEST_CASE("A trigger may name what the act is about", "[engine][rules]") {
    const treaty rules = with(when_done("r", act::revoke, act::declare, {}, "notice"));
    const history told = simulate(
        rules,
        three + story{by_aaa("2001-01-01"_day, act::give_notice_of_withdrawal),
                      {.day = "2001-02-01"_day, .kind = act::revoke, .by = "AAA", .of = "notice"},
                      {.day = "2001-03-01"_day, .kind = act::accede, .by = "DDD"}});
    CHECK(deemed(told, "r") == doers{{"2001-02-01"_day, "AAA"}});
}

TEST_CASE("A rule is set off when its condition becomes true, once each time", "[engine][rules]") {
    const treaty rules = with(when_so("r", "fewer than 3 parties", act::declare));
    const auto leave = [](date day, const char* by) {
        return dated_act{.day = day, .kind = act::give_notice_of_withdrawal, .by = by};
    };
    const history told =
        simulate(rules,
                 three + story{leave("2001-01-01"_day, "AAA"), // 2 parties from 2001-07-01
                               leave("2001-02-01"_day, "BBB"), // 1 from 2001-08-01: still true
                               {.day = "2002-01-01"_day, .kind = act::accede, .by = "DDD"},
                               {.day = "2002-01-02"_day, .kind = act::accede, .by = "EEE"}, // 3
                               leave("2003-01-01"_day, "EEE")});
    std::vector<date> fired = days_of(told, "r");
    fired.erase(std::unique(fired.begin(), fired.end()), fired.end());
    CHECK(fired == days{"2001-07-01"_day, "2003-07-01"_day});
}

TEST_CASE("A condition about it is asked of each", "[engine][rules]") {
    rule out = when_so("out", "it is not party to parent", act::give_notice_of_withdrawal);
    const treaty child = plain_builder("child").withdrawal("9", "on notice").add(out).build();
    story acts;
    for (const char* id : {"parent", "child"}) {
        for (auto item : three) {
            item.treaty = id;
            acts.push_back(item);
        }
    }
    acts.push_back({.day = "2001-01-01"_day,
                    .kind = act::give_notice_of_withdrawal,
                    .by = "BBB",
                    .treaty = "parent"});
    const history told = simulate_all({plain_builder("parent").build(), child}, acts);
    CHECK(told.state("child", "BBB", "2001-06-30"_day) == state::in_force);
    CHECK(told.state("child", "BBB", "2001-07-01"_day) == state::withdrawn);
    CHECK(told.state("child", "AAA", "2001-07-01"_day) == state::in_force);
    CHECK(deemed(told, "out") == doers{{"2001-07-01"_day, "BBB"}});
}

TEST_CASE("A rule may be set off by a date, once or recurring", "[engine][rules]") {
    SECTION("once") {
        rule item = when_due("r", "10 years after entry into force", act::declare);
        item.by = {"AAA"};
        CHECK(deemed(simulate(with(item), three), "r") == doers{{"2010-01-01"_day, "AAA"}});
    }
    SECTION("recurring, to the end of the story") {
        rule item =
            when_due("r", "5 years after entry into force, then every 5 years", act::declare);
        item.by = {"AAA"};
        const history told = simulate_all({with(item)}, three, {}, "2016-12-31"_day);
        CHECK(days_of(told, "r") == days{"2005-01-01"_day, "2010-01-01"_day, "2015-01-01"_day});
    }
    SECTION("recurring, to the last act where the story has no end") {
        rule item = when_due("r", "1 year after entry into force, then every year", act::declare);
        item.by = {"AAA"};
        const history told =
            simulate(with(item), three + story{by_aaa("2003-06-01"_day, act::declare)});
        CHECK(days_of(told, "r") == days{"2001-01-01"_day, "2002-01-01"_day, "2003-01-01"_day});
    }
    SECTION("on a given day, before any act") {
        rule item = when_due("r", "on 1999-06-01", act::declare);
        item.by = {"AAA"};
        CHECK(days_of(simulate(with(item), three), "r") == days{"1999-06-01"_day});
    }
}

TEST_CASE("A fact may set a rule off", "[engine][rules]") {
    const treaty rules = with(when_so("r", "it is in armed conflict", act::suspend));
    const history told = simulate_all(
        {rules}, three, {holds_from("armed conflict", "AAA", "2003-01-01"_day, "2004-01-01"_day)});
    CHECK(told.state("AAA", "2002-12-31"_day) == state::in_force);
    CHECK(told.state("AAA", "2003-01-01"_day) == state::suspended);
    CHECK(deemed(told, "r") == doers{{"2003-01-01"_day, "AAA"}});
}

// ---- guard, clock, waiting, cancelling ----------------------------------------------------------

TEST_CASE("A guard is tested when the rule is set off", "[engine][rules]") {
    rule item = when_done("r", act::declare, act::notify, "30 days after trigger");
    item.guard = parse_condition("more than 2 parties");
    const history told = simulate(
        with(item),
        three +
            story{by_aaa("2001-06-10"_day, act::declare), // three parties still
                  {.day = "2001-01-01"_day, .kind = act::give_notice_of_withdrawal, .by = "CCC"},
                  by_aaa("2001-07-10"_day, act::declare)});
    CHECK(deemed(told, "r") == doers{{"2001-07-10"_day, "AAA"}});
}

TEST_CASE("A rule acts after its time, on the day", "[engine][rules]") {
    const history told = simulate(
        with(when_done("r", act::declare, act::give_notice_of_withdrawal, "90 days after trigger")),
        three + story{by_aaa(the_day, act::declare)});
    CHECK(told.state("AAA", "2002-03-31"_day) == state::in_force);
    CHECK(told.state("AAA", "2002-04-01"_day) == state::withdrawal_pending);
    CHECK(told.report("AAA", "2002-04-01"_day).exit_on == "2002-10-01"_day);
}

TEST_CASE("What may not happen yet waits for the first day it may", "[engine][rules]") {
    const std::vector<fact> war{
        holds_from("armed conflict", "AAA", "2002-03-01"_day, "2005-06-15"_day)};
    rule item =
        when_done("r", act::declare, act::give_notice_of_withdrawal, "90 days after trigger");
    SECTION("not while") {
        item.not_while = parse_condition("it is in armed conflict");
        const history told =
            simulate_all({with(item)}, three + story{by_aaa(the_day, act::declare)}, war);
        CHECK(told.state("AAA", "2005-06-14"_day) == state::in_force);
        CHECK(days_of(told, "r") == days{"2005-06-15"_day});
    }
    SECTION("only while") {
        item.only_while = parse_condition("it is in armed conflict");
        const history told =
            simulate_all({with(item)}, three + story{by_aaa("2001-01-01"_day, act::declare)}, war);
        CHECK(days_of(told, "r") == days{"2002-03-01"_day});
    }
    SECTION("what may happen on its day does not wait") {
        item.not_while = parse_condition("it is in armed conflict");
        const history told =
            simulate_all({with(item)}, three + story{by_aaa("2001-01-01"_day, act::declare)}, war);
        CHECK(days_of(told, "r") == days{"2001-04-01"_day});
    }
}

TEST_CASE("Ottawa 20(3): no withdrawal takes effect during an armed conflict", "[engine][rules]") {
    const treaty ottawa = plain_builder("ottawa")
                              .withdrawal("20(2)-(3)", "6 months after notice")
                              .set("withdrawal.not_while", "it is in armed conflict")
                              .build();
    const auto tell = [&](std::vector<fact> facts) {
        return simulate_all(
            {ottawa},
            each("1999-03-01"_day, act::ratify, {"AAA", "BBB", "LTU"}) +
                story{
                    {.day = "2025-06-27"_day, .kind = act::give_notice_of_withdrawal, .by = "LTU"}},
            std::move(facts));
    };
    SECTION("Lithuania 2025, at peace") {
        const history told = tell({});
        CHECK(told.state("LTU", "2025-12-26"_day) == state::withdrawal_pending);
        CHECK(told.state("LTU", "2025-12-27"_day) == state::withdrawn);
    }
    SECTION("what if there were a war on the day: pending without a date, until it ends") {
        const history told =
            tell({holds_from("armed conflict", "LTU", "2025-12-27"_day, "2027-05-10"_day)});
        CHECK(told.report("LTU", "2025-12-26"_day).exit_on == "2025-12-27"_day);
        const auto waiting = told.report("LTU", "2025-12-27"_day);
        CHECK(waiting.state == state::withdrawal_pending);
        CHECK_FALSE(waiting.exit_on.has_value());
        REQUIRE(told.pending("2026-01-01"_day).size() == 1);
        CHECK_FALSE(told.pending("2026-01-01"_day).front().due.has_value());
        CHECK(told.state("LTU", "2027-05-09"_day) == state::withdrawal_pending);
        CHECK(told.state("LTU", "2027-05-10"_day) == state::withdrawn); // the first day it may
    }
    SECTION("a war that is over by then, or another's, delays nothing") {
        CHECK(tell({holds_from("armed conflict", "LTU", "2025-07-01"_day, "2025-12-27"_day)})
                  .state("LTU", "2025-12-27"_day) == state::withdrawn);
        CHECK(tell({holds_from("armed conflict", "AAA", "2025-07-01"_day)})
                  .state("LTU", "2025-12-27"_day) == state::withdrawn);
    }
    SECTION("a war without an end leaves it pending for ever; the notice may still be revoked") {
        const history told = tell({holds_from("armed conflict", "LTU", "2025-07-01"_day)});
        CHECK(told.state("LTU", "2100-01-01"_day) == state::withdrawal_pending);
    }
}

TEST_CASE("Unless: something happens first", "[engine][rules]") {
    rule item = when_done("r", act::declare, act::notify, "90 days after trigger");
    item.unless = parse_condition("fewer than 3 parties");
    const auto leave = [](date day) {
        return dated_act{.day = day, .kind = act::give_notice_of_withdrawal, .by = "CCC"};
    };
    SECTION("it happens while the rule is pending, and cancels it") {
        const history told = simulate(with(item),
                                      three + story{leave("2001-08-01"_day), // out on 2002-02-01
                                                    by_aaa(the_day, act::declare)});
        CHECK(deemed(told, "r").empty());
    }
    SECTION("it happens too late") {
        const history told = simulate(with(item),
                                      three + story{leave("2001-12-01"_day), // out on 2002-06-01
                                                    by_aaa(the_day, act::declare)});
        CHECK(days_of(told, "r") == days{"2002-04-01"_day});
    }
    SECTION("it was so when the rule was set off") {
        const history told = simulate(
            with(item), three + story{leave("2001-01-01"_day), by_aaa(the_day, act::declare)});
        CHECK(deemed(told, "r").empty());
    }
}

TEST_CASE("Tacit acceptance: in six months, unless enough object", "[engine][rules]") {
    rule item = when_done("tacit", act::propose, act::declare, "6 months after trigger");
    item.unless = parse_condition("2 objections");
    const auto object = [](date day, const char* by) {
        return dated_act{.day = day, .kind = act::object, .by = by};
    };
    const story proposed = three + story{by_aaa(the_day, act::propose)};
    CHECK(days_of(simulate(with(item), proposed), "tacit") == days{"2002-07-01"_day});
    CHECK(days_of(simulate(with(item), proposed + story{object("2002-02-01"_day, "BBB")}),
                  "tacit") == days{"2002-07-01"_day});
    CHECK(days_of(simulate(with(item),
                           proposed + story{object("2002-02-01"_day, "BBB"),
                                            object("2002-03-01"_day, "CCC")}),
                  "tacit")
              .empty());
}

// ---- on whose behalf ----------------------------------------------------------------------------

TEST_CASE("A rule acts for those it names, for whom the trigger concerns, or for all parties",
          "[engine][rules]") {
    const story declared = three + story{by_aaa(the_day, act::declare)};
    rule item = when_done("r", act::declare, act::notify);
    SECTION("whom the trigger concerns") {
        CHECK(deemed(simulate(with(item), declared), "r") == doers{{the_day, "AAA"}});
    }
    SECTION("those it names, groups included") {
        item.by = {"CCC", "guardians"};
        const treaty rules = plain_builder().group("guardians", {"BBB"}).add(item).build();
        CHECK(deemed(simulate(rules, declared), "r") == doers{{the_day, "CCC"}, {the_day, "BBB"}});
    }
    SECTION("all parties") {
        item.by = {"all parties"};
        CHECK(deemed(simulate(with(item), declared), "r").size() == 3);
    }
}

TEST_CASE("A deemed act goes through the same table as any other", "[engine][rules]") {
    rule item = when_done("r", act::declare, act::give_notice_of_withdrawal);
    item.by = {"OUT"}; // no party: its notice is void, and says so
    const history told = simulate(with(item), three + story{by_aaa(the_day, act::declare)});
    REQUIRE(deemed(told, "r").size() == 1);
    CHECK(told.acts().back().worth == standing::void_act);
    CHECK(told.acts().back().finding == found::not_a_party);
    CHECK(told.state("OUT", the_day) == state::none);
}

TEST_CASE("Rules due on one day act in the order of the rules", "[engine][rules]") {
    treaty_builder rules = plain_builder();
    rules.add(when_done("second in time", act::declare, act::notify, "10 days after trigger"));
    rules.add(when_done("first", act::declare, act::inspect));
    rules.add(when_done("last", act::declare, act::perform, "10 days after trigger"));
    const history told = simulate(rules.build(), three + story{by_aaa(the_day, act::declare)});
    std::vector<std::string> order;
    for (const auto& item : told.acts()) {
        if (item.what.by_rule != nothing) {
            order.push_back(told.program().rules_in_order[item.what.by_rule].source->id);
        }
    }
    CHECK(order == std::vector<std::string>{"first", "second in time", "last"});
}

TEST_CASE("A circle of rules within a day is an error that names them", "[engine][rules]") {
    treaty_builder rules = plain_builder();
    rules.add(when_done("ping", act::notify, act::inspect));
    rules.add(when_done("pong", act::inspect, act::notify));
    rules.add(when_done("bystander", act::sign, act::declare));
    try {
        (void)simulate(rules.build(), three + story{by_aaa(the_day, act::notify)});
        FAIL("the circle was not noticed");
    } catch (const input_error& problem) {
        const std::string text = problem.what();
        CHECK_THAT(text, Catch::Matchers::ContainsSubstring("ping"));
        CHECK_THAT(text, Catch::Matchers::ContainsSubstring("pong"));
        CHECK(text.find("bystander") == std::string::npos);
        CHECK_THAT(text, Catch::Matchers::ContainsSubstring("2002-01-01"));
    }
    SECTION("over more than a day it is none") {
        treaty_builder slow = plain_builder();
        slow.add(when_done("ping", act::notify, act::inspect, "1 year after trigger"));
        slow.add(when_done("pong", act::inspect, act::notify, "1 year after trigger"));
        const history told = simulate_all(
            {slow.build()}, three + story{by_aaa(the_day, act::notify)}, {}, "2006-06-01"_day);
        CHECK(days_of(told, "ping") == days{"2003-01-01"_day, "2005-01-01"_day});
        CHECK(days_of(told, "pong") == days{"2004-01-01"_day, "2006-01-01"_day});
    }
}

// ---- default law --------------------------------------------------------------------------------

TEST_CASE("Political commitments: anyone may stop any day", "[engine][rules][law]") {
    treaty_builder jcpoa{"jcpoa"};
    jcpoa.political().enters_into_force("-", "2 deposits", "on threshold");
    const auto tell = [&](const treaty& rules) {
        return simulate(rules,
                        each("2015-10-18"_day, act::accept, {"IRN", "FRA", "USA"}) +
                            story{{.day = "2018-05-08"_day,
                                   .kind = act::give_notice_of_withdrawal,
                                   .by = "USA",
                                   .id = "stop"},
                                  {.day = "2019-05-08"_day,
                                   .kind = act::suspend,
                                   .by = "IRN",
                                   .id = "suspension"}});
    };
    const history told = tell(jcpoa.build());
    CHECK(worth_of(told, "stop") == standing::by_right);
    CHECK(told.state("USA", "2018-05-07"_day) == state::in_force);
    CHECK(told.state("USA", "2018-05-08"_day) == state::withdrawn);
    CHECK(worth_of(told, "suspension") == standing::by_right);
    CHECK(told.state("IRN", "2019-05-08"_day) == state::suspended);
    // Unless the text says otherwise.
    CHECK(tell(jcpoa.withdrawal("7", "30 days after notice").build())
              .report("USA", "2018-05-08"_day)
              .exit_on == "2018-06-07"_day);
}

TEST_CASE("A treaty silent on withdrawal admits none (VCLT 56)", "[engine][rules][law]") {
    treaty_builder silent{"iccpr"};
    silent.multilateral().enters_into_force("49", "2 deposits", "on threshold");
    const auto tell = [&](std::string basis, std::optional<date> effective = {}) {
        return simulate(silent.build(),
                        each("1976-03-23"_day, act::ratify, {"AAA", "BBB", "PRK"}) +
                            story{{.day = "1997-08-25"_day,
                                   .kind = act::give_notice_of_withdrawal,
                                   .by = "PRK",
                                   .id = "notice",
                                   .effective = effective,
                                   .basis = std::move(basis)}});
    };
    SECTION("DPRK, ICCPR 1997: a notice without a ground is void") {
        const history told = tell({});
        CHECK(worth_of(told, "notice") == standing::void_act);
        CHECK(finding_of(told, "notice") == found::withdrawal_not_admitted);
        CHECK(article_of(told, "notice") == "VCLT 56(1)");
        CHECK(remarked(told, "VCLT 56(1)"));
        CHECK(told.state("PRK", "2000-01-01"_day) == state::in_force);
    }
    SECTION("with a ground it is a claim, and has the effect it claims") {
        const history told = tell("VCLT 62");
        CHECK(worth_of(told, "notice") == standing::by_claim);
        CHECK(told.state("PRK", "1997-08-25"_day) == state::withdrawn);
        CHECK(told.report("PRK", "1997-08-25"_day).by_claim); // the answer says what it rests on
        const history later = tell("VCLT 62", "1998-01-01"_day);
        CHECK(later.state("PRK", "1997-12-31"_day) == state::withdrawal_pending);
        CHECK(later.report("PRK", "1997-12-31"_day).by_claim);
        CHECK(later.state("PRK", "1998-01-01"_day) == state::withdrawn);
    }
    SECTION("where the right is implied, twelve months' notice (56(2))") {
        silent.set("withdrawal.implied", true);
        const history told = tell({});
        CHECK(worth_of(told, "notice") == standing::by_right);
        CHECK(article_of(told, "notice") == "VCLT 56(2)");
        CHECK(told.state("PRK", "1998-08-24"_day) == state::withdrawal_pending);
        CHECK(told.state("PRK", "1998-08-25"_day) == state::withdrawn);
    }
    SECTION("implied, with its own notice") {
        silent.set("withdrawal.implied", true).set("withdrawal.notice", "3 months after notice");
        CHECK(tell({}).state("PRK", "1997-11-25"_day) == state::withdrawn);
    }
}

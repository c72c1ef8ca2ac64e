// How treaties end: term and extension, agreement, supersession, their own conditions; and what
// does not end them (VCLT 54, 55, 59, 70).
#include "engine/stories.hpp"

using namespace servanda_tests;

namespace {

treaty_builder new_start() {
    treaty_builder result{"new-start"};
    result.bilateral("USA", "RUS")
        .enters_into_force("XIV(1)", "deposits by all signatories", "on threshold")
        .term("XIV(2)", "10 years after entry into force")
        .extension("XIV(2)", 1, "5 years")
        .withdrawal("XIV(3)", "3 months after notice");
    return result;
}

story in_force_2011() {
    return each("2011-02-05"_day, act::ratify, {"USA", "RUS"});
}

dated_act extend(date day, const char* by, std::optional<date> until, std::string id = {}) {
    return {.day = day,
            .kind = act::extend,
            .by = by,
            .of = "term",
            .id = std::move(id),
            .until = until};
}

dated_act terminate(date day, const char* by, std::optional<date> effective = {}) {
    return {.day = day, .kind = act::terminate, .by = by, .effective = effective};
}

const story three = each("2000-01-01"_day, act::deposit, {"AAA", "BBB", "CCC"});

} // namespace

TEST_CASE("START I: a term ends by itself on its day", "[engine][ending]") {
    const treaty start = treaty_builder{"start-1"}
                             .multilateral()
                             .enters_into_force("XVII(1)", "5 deposits", "on threshold")
                             .term("XVII(2)", "15 years after entry into force")
                             .build();
    const history told =
        simulate(start, each("1994-12-05"_day, act::ratify, {"USA", "RUS", "BLR", "KAZ", "UKR"}));
    CHECK(told.state("USA", "2009-12-04"_day) == state::in_force);
    CHECK(told.report("USA", "2000-01-01"_day).next == "2009-12-05"_day);
    for (const char* party : {"USA", "RUS", "BLR", "KAZ", "UKR"}) {
        CHECK(told.state(party, "2009-12-05"_day) == state::terminated);
        CHECK(told.report(party, "2009-12-05"_day).cause == end_cause::expiry);
    }
    CHECK(told.treaty_state("2009-12-05"_day) == treaty_state::terminated);
}

TEST_CASE("New START 2021: extended once, by both, within five years", "[engine][ending]") {
    const date longest = "2026-02-05"_day;
    SECTION("as it was") {
        const history told =
            simulate(new_start().build(),
                     in_force_2011() + story{extend("2021-01-26"_day, "USA", longest, "USA"),
                                             extend("2021-02-03"_day, "RUS", longest, "RUS")});
        CHECK(worth_of(told, "USA") == standing::by_right);
        CHECK(worth_of(told, "RUS") == standing::by_right);
        CHECK(told.report("USA", "2021-02-02"_day).next == "2021-02-05"_day);
        CHECK(told.report("USA", "2021-02-03"_day).next == longest);
        CHECK(told.state("USA", "2021-02-05"_day) == state::in_force);
        CHECK(told.state("USA", "2026-02-04"_day) == state::in_force);
        CHECK(told.state("USA", longest) == state::terminated);
    }
    SECTION("one side alone extends nothing") {
        const history told =
            simulate(new_start().build(),
                     in_force_2011() + story{extend("2021-01-26"_day, "USA", longest, "USA")});
        CHECK(finding_of(told, "USA") == found::awaits_agreement);
        CHECK(told.state("USA", "2021-02-05"_day) == state::terminated);
    }
    SECTION("they must agree on the same day") {
        const history told =
            simulate(new_start().build(),
                     in_force_2011() + story{extend("2021-01-26"_day, "USA", longest),
                                             extend("2021-02-03"_day, "RUS", "2023-02-05"_day)});
        CHECK(told.state("USA", "2021-02-05"_day) == state::terminated);
    }
    SECTION("not a day longer than allowed") {
        const history told = simulate(
            new_start().build(),
            in_force_2011() + story{extend("2021-01-26"_day, "USA", "2026-02-06"_day, "long"),
                                    extend("2021-01-26"_day, "RUS", "2026-02-06"_day)});
        CHECK(worth_of(told, "long") == standing::void_act);
        CHECK(finding_of(told, "long") == found::extension_too_long);
        CHECK(article_of(told, "long") == "XIV(2)");
        CHECK(told.state("USA", "2021-02-05"_day) == state::terminated);
    }
    SECTION("shorter is possible, and then it is used up") {
        const history told = simulate(
            new_start().build(),
            in_force_2011() + story{extend("2021-01-26"_day, "USA", "2022-02-05"_day),
                                    extend("2021-01-27"_day, "RUS", "2022-02-05"_day),
                                    extend("2021-12-01"_day, "USA", "2023-02-05"_day, "again"),
                                    extend("2021-12-01"_day, "RUS", "2023-02-05"_day)});
        CHECK(finding_of(told, "again") == found::extension_used_up);
        CHECK(told.state("USA", "2022-02-04"_day) == state::in_force);
        CHECK(told.state("USA", "2022-02-05"_day) == state::terminated);
    }
    SECTION("on the day of expiry it is too late") {
        const history told =
            simulate(new_start().build(),
                     in_force_2011() + story{extend("2021-02-05"_day, "USA", longest, "USA"),
                                             extend("2021-02-05"_day, "RUS", longest)});
        CHECK(worth_of(told, "USA") == standing::void_act);
        CHECK(told.state("USA", "2021-02-06"_day) == state::terminated);
    }
    SECTION("the eve is early enough") {
        const history told =
            simulate(new_start().build(),
                     in_force_2011() + story{extend("2021-02-04"_day, "USA", longest),
                                             extend("2021-02-04"_day, "RUS", longest)});
        CHECK(told.state("USA", "2021-02-05"_day) == state::in_force);
    }
    SECTION("backwards is no extension") {
        const history told = simulate(
            new_start().build(),
            in_force_2011() + story{extend("2020-01-01"_day, "USA", "2021-02-05"_day, "same")});
        CHECK(finding_of(told, "same") == found::later_day_needed);
    }
}

TEST_CASE("An extension needs all who are parties when the last agrees", "[engine][ending]") {
    treaty_builder rules = plain_builder();
    rules.term("T", "10 years after entry into force").extension("E", 1, "5 years");
    const date until = "2015-01-01"_day;
    const story two = three + story{extend("2009-01-01"_day, "AAA", until),
                                    extend("2009-02-01"_day, "BBB", until)};
    CHECK(simulate(rules.build(), two).state("AAA", "2010-01-01"_day) == state::terminated);
    CHECK(simulate(rules.build(), two + story{extend("2009-12-31"_day, "CCC", until)})
              .state("AAA", "2010-01-01"_day) == state::in_force);
    SECTION("unless the clause names who extends") {
        rules.set("extension.by", value(value_list{value("AAA"), value("BBB")}));
        CHECK(simulate(rules.build(), two).state("CCC", "2010-01-01"_day) == state::in_force);
    }
}

TEST_CASE("A treaty without a term has none to extend", "[engine][ending]") {
    const history told = simulate(plain_builder().build(),
                                  three + story{extend(the_day, "AAA", "2015-01-01"_day, "it")});
    CHECK(finding_of(told, "it") == found::no_term);
}

TEST_CASE("Terminated by agreement: when the last agrees, or on the day agreed (VCLT 54)",
          "[engine][ending]") {
    const treaty rules = plain_builder().build();
    SECTION("when the last agrees") {
        const history told = simulate(rules,
                                      three + story{terminate("2001-01-01"_day, "AAA"),
                                                    terminate("2001-02-01"_day, "BBB"),
                                                    terminate("2001-03-01"_day, "CCC")});
        CHECK(told.state("AAA", "2001-02-28"_day) == state::in_force);
        for (const char* party : {"AAA", "BBB", "CCC"}) {
            CHECK(told.state(party, "2001-03-01"_day) == state::terminated);
            CHECK(told.report(party, "2001-03-01"_day).cause == end_cause::agreement);
        }
    }
    SECTION("on the day agreed") {
        const date agreed = "2001-12-31"_day;
        const history told = simulate(rules,
                                      three + story{terminate("2001-01-01"_day, "AAA", agreed),
                                                    terminate("2001-02-01"_day, "BBB", agreed),
                                                    terminate("2001-03-01"_day, "CCC", agreed)});
        CHECK(told.state("AAA", "2001-12-30"_day) == state::in_force);
        CHECK(told.state("AAA", agreed) == state::terminated);
    }
    SECTION("not while one party has not agreed") {
        const history told = simulate(
            rules,
            three + story{terminate("2001-01-01"_day, "AAA"), terminate("2001-02-01"_day, "BBB")});
        CHECK(told.state("AAA", "2005-01-01"_day) == state::in_force);
    }
    SECTION("ending comes after the membership changes of the day agreed") {
        const date agreed = "2001-07-01"_day;
        const history told = simulate(rules,
                                      three + story{{.day = "2001-01-01"_day,
                                                     .kind = act::give_notice_of_withdrawal,
                                                     .by = "CCC"},
                                                    terminate("2001-02-01"_day, "AAA", agreed),
                                                    terminate("2001-02-01"_day, "BBB", agreed),
                                                    terminate("2001-02-01"_day, "CCC", agreed)});
        CHECK(told.state("CCC", agreed) == state::withdrawn);
        CHECK(told.state("AAA", agreed) == state::terminated);
    }
}

TEST_CASE("SORT 2011: superseded when New START enters into force", "[engine][ending]") {
    treaty_builder sort{"sort"};
    rule superseded = when_so("superseded", "new-start is in force", act::terminate);
    superseded.basis = "supersession";
    sort.bilateral("USA", "RUS")
        .enters_into_force("IV(1)", "deposits by all signatories", "on threshold")
        .add(superseded);
    story acts = each("2003-06-01"_day, act::ratify, {"USA", "RUS"}) + in_force_2011();
    acts[0].treaty = acts[1].treaty = "sort";
    acts[2].treaty = acts[3].treaty = "new-start";
    const history told = simulate_all({sort.build(), new_start().build()}, acts);
    CHECK(told.state("sort", "USA", "2011-02-04"_day) == state::in_force);
    CHECK(told.state("sort", "USA", "2011-02-05"_day) == state::terminated);
    CHECK(told.report("sort", "RUS", "2011-02-05"_day).cause == end_cause::supersession);
    CHECK(told.state("new-start", "USA", "2011-02-05"_day) == state::in_force);
    CHECK(deemed(told, "superseded").size() == 1);
}

TEST_CASE("A treaty that ends with fewer than two parties", "[engine][ending]") {
    treaty_builder rules = plain_builder();
    rules.ends_when("fewer than 2 parties");
    const auto leave = [](date day, const char* by) {
        return dated_act{.day = day, .kind = act::give_notice_of_withdrawal, .by = by};
    };
    const history told =
        simulate(rules.build(),
                 three + story{leave("2001-01-01"_day, "AAA"), leave("2002-01-01"_day, "BBB")});
    CHECK(told.state("CCC", "2001-07-01"_day) == state::in_force);
    CHECK(told.state("CCC", "2002-06-30"_day) == state::in_force);
    CHECK(told.state("CCC", "2002-07-01"_day) == state::terminated);
    CHECK(told.report("CCC", "2002-07-01"_day).cause == end_cause::fewer_parties);
    CHECK(told.state("BBB", "2002-07-01"_day) == state::withdrawn);
    SECTION("one that leaves as another enters leaves two") {
        treaty_builder later = rules;
        later.for_later("30 days after deposit");
        const history kept =
            simulate(later.build(),
                     three + story{leave("2001-01-01"_day, "AAA"),
                                   leave("2002-01-01"_day, "BBB"),
                                   {.day = "2002-06-01"_day, .kind = act::accede, .by = "DDD"}});
        CHECK(kept.state("BBB", "2002-07-01"_day) == state::withdrawn);
        CHECK(kept.state("DDD", "2002-07-01"_day) == state::in_force);
        CHECK(kept.state("CCC", "2002-07-01"_day) == state::in_force);
    }
}

TEST_CASE("Falling below the number needed for entry ends nothing (VCLT 55)", "[engine][ending]") {
    const history told = simulate(
        plain_builder().enters_into_force("I", "3 deposits", "on threshold").build(),
        three +
            story{{.day = "2001-01-01"_day, .kind = act::give_notice_of_withdrawal, .by = "AAA"},
                  {.day = "2001-01-01"_day, .kind = act::give_notice_of_withdrawal, .by = "BBB"}});
    CHECK(told.state("CCC", "2001-07-01"_day) == state::in_force);
    CHECK(told.treaty_state("2001-07-01"_day) == treaty_state::in_force);
    CHECK(told.parties("pact", "2001-07-01"_day) == std::vector<std::string>{"CCC"});
}

TEST_CASE("The end of a treaty: clocks of deposits lapse, signatories are not terminated",
          "[engine][ending]") {
    const history told = simulate(
        plain_builder().for_later("6 months after deposit").build(),
        three +
            story{{.day = "2001-01-01"_day, .kind = act::sign, .by = "SIG"},
                  {.day = "2001-02-01"_day, .kind = act::accede, .by = "DEP"},
                  {.day = "2001-02-01"_day, .kind = act::give_notice_of_withdrawal, .by = "AAA"},
                  terminate("2001-03-01"_day, "AAA"),
                  terminate("2001-03-01"_day, "BBB"),
                  terminate("2001-03-01"_day, "CCC"),
                  {.day = "2001-04-01"_day, .kind = act::accede, .by = "NEW", .id = "late"}});
    CHECK(told.state("SIG", "2001-03-01"_day) == state::signed_only);
    CHECK(told.state("DEP", "2001-03-01"_day) == state::contracting);
    CHECK(told.state("DEP", "2001-08-01"_day) == state::contracting); // never in force for it
    CHECK(told.state("AAA", "2001-03-01"_day) == state::terminated);
    CHECK_FALSE(told.report("AAA", "2001-03-01"_day).exit_pending);
    CHECK(told.state("AAA", "2001-08-01"_day) == state::terminated);
    CHECK(told.state("NEW", "2001-04-01"_day) == state::none);
    CHECK(finding_of(told, "late") == found::treaty_ended);
    CHECK(article_of(told, "late") == "VCLT 70");
    CHECK(told.pending("2001-03-01"_day).empty());
    int lapsed = 0;
    for (const auto& item : told.effects()) {
        lapsed += item.kind == effect_kind::own_entry && item.outcome == effect_outcome::lapsed;
    }
    CHECK(lapsed == 1);
    CHECK_FALSE(told.in_force_between("AAA", "BBB", "2001-03-01"_day));
}

TEST_CASE("A withdrawn party is not terminated when the treaty ends later", "[engine][ending]") {
    const history told = simulate(
        plain_builder().term("T", "5 years after entry into force").build(),
        three +
            story{{.day = "2001-01-01"_day, .kind = act::give_notice_of_withdrawal, .by = "AAA"}});
    CHECK(told.state("AAA", "2005-01-01"_day) == state::withdrawn);
    CHECK(told.state("BBB", "2005-01-01"_day) == state::terminated);
}

TEST_CASE("Expulsion ends one membership, on the day it names", "[engine][ending]") {
    const history told =
        simulate(club(),
                 bring_into(column::in_force) + story{{.day = the_day,
                                                       .kind = act::expel,
                                                       .by = "AAA",
                                                       .id = "it",
                                                       .to = {"SUB", "BBB"},
                                                       .effective = "2002-03-16"_day}});
    CHECK(worth_of(told, "it") == standing::by_right);
    CHECK(article_of(told, "it") == "7");
    CHECK(told.state("SUB", "2002-03-15"_day) == state::in_force);
    CHECK(told.state("SUB", "2002-03-16"_day) == state::former_party);
    CHECK(told.state("BBB", "2002-03-16"_day) == state::former_party);
    CHECK(told.report("SUB", "2002-03-16"_day).cause == end_cause::expulsion);
    CHECK(told.state("AAA", "2002-03-16"_day) == state::in_force);
    SECTION("and names somebody") {
        const history nobody = simulate(
            club(),
            founders() + story{{.day = the_day, .kind = act::expel, .by = "AAA", .id = "it"}});
        CHECK(finding_of(nobody, "it") == found::no_target);
    }
}

TEST_CASE("A protocol that ceases with its convention", "[engine][ending]") {
    treaty protocol = plain_builder("protocol").parent("convention").build();
    protocol.ceases_with_parent = true;
    story acts;
    for (const char* id : {"convention", "protocol"}) {
        for (auto item : three) {
            item.treaty = id;
            acts.push_back(item);
        }
    }
    const auto in_convention = [](date day, act kind, const char* by) {
        return dated_act{.day = day, .kind = kind, .by = by, .treaty = "convention"};
    };
    acts.push_back(in_convention("2001-01-01"_day, act::give_notice_of_withdrawal, "AAA"));
    acts.push_back(in_convention("2003-01-01"_day, act::terminate, "BBB"));
    acts.push_back(in_convention("2003-01-01"_day, act::terminate, "CCC"));
    const history told = simulate_all({plain_builder("convention").build(), protocol}, acts);
    CHECK(told.state("protocol", "AAA", "2001-06-30"_day) != state::withdrawn);
    CHECK(told.report("protocol", "AAA", "2001-07-01"_day).consent == consent::former_party);
    CHECK(told.state("protocol", "BBB", "2002-12-31"_day) == state::in_force);
    CHECK(told.state("protocol", "BBB", "2003-01-01"_day) == state::terminated);
    CHECK(told.treaty_state("protocol", "2003-01-01"_day) == treaty_state::terminated);
}

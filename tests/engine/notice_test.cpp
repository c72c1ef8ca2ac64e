// Notices of withdrawal: revoked, replaced, stopped and moved; lock-in, window and statement. Named
// cases are real ones; where a founding party's date does not matter, stand-ins found the treaty.
#include "engine/stories.hpp"

using namespace servanda_tests;

namespace {

story two_founders(date day) {
    return each(day, act::deposit, {"AAA", "BBB"});
}

dated_act notice(date day, const char* by, std::optional<date> effective = {}) {
    return {.day = day,
            .kind = act::give_notice_of_withdrawal,
            .by = by,
            .id = "notice",
            .effective = effective};
}

dated_act about_notice(date day, act kind, const char* by, std::optional<date> until = {}) {
    return {.day = day, .kind = kind, .by = by, .of = "notice", .id = "about", .until = until};
}

} // namespace

TEST_CASE("United States, WHO 2020: a revoked notice leaves the other aspects as they stand",
          "[engine][notice]") {
    const treaty who = plain_builder("who").withdrawal("-", "1 year after notice").build();
    const history told = simulate(
        who,
        two_founders("1948-01-01"_day) +
            story{{.day = "1948-02-01"_day, .kind = act::accept, .by = "USA"},
                  notice("2020-07-06"_day, "USA"),
                  about_notice("2021-01-20"_day, act::revoke, "USA"),
                  {.day = "2025-01-22"_day, .kind = act::give_notice_of_withdrawal, .by = "USA"}});
    CHECK(told.report("USA", "2021-01-19"_day).exit_on == "2021-07-06"_day);
    CHECK(told.state("USA", "2021-01-20"_day) == state::in_force);
    CHECK(article_of(told, "about") == "VCLT 68");
    CHECK(told.state("USA", "2021-07-06"_day) == state::in_force);
    CHECK(told.state("USA", "2026-01-21"_day) == state::withdrawal_pending);
    CHECK(told.state("USA", "2026-01-22"_day) == state::withdrawn);
}

TEST_CASE("A suspended party that revokes its notice is suspended again", "[engine][notice]") {
    const history told = simulate(
        club(),
        bring_into(column::suspended) +
            story{notice(the_day, "SUB"), about_notice("2002-06-30"_day, act::revoke, "SUB")});
    CHECK(told.report("SUB", the_day).suspended);
    CHECK(told.state("SUB", the_day) == state::withdrawal_pending);
    CHECK(told.state("SUB", "2002-06-30"_day) == state::suspended);
    CHECK(told.state("SUB", "2002-07-01"_day) == state::suspended);
}

TEST_CASE("DPRK, NPT: a notice suspended one day before its effect has one day left",
          "[engine][notice]") {
    const treaty npt = treaty_builder{"npt"}
                           .multilateral()
                           .enters_into_force("IX(3)", "2 deposits", "on threshold")
                           .for_later("on deposit")
                           .withdrawal("X(1)", "3 months after notice")
                           .build();
    const history told =
        simulate(npt,
                 two_founders("1970-03-05"_day) +
                     story{{.day = "1985-01-01"_day, .kind = act::accede, .by = "PRK"},
                           notice("1993-03-12"_day, "PRK"),
                           about_notice("1993-06-11"_day, act::suspend, "PRK"),
                           {.day = "2003-01-10"_day,
                            .kind = act::resume,
                            .by = "PRK",
                            .of = "notice",
                            .id = "resumed"}});
    CHECK(told.report("PRK", "1993-06-10"_day).exit_on == "1993-06-12"_day);
    CHECK_FALSE(told.report("PRK", "1993-06-11"_day).exit_on.has_value());
    CHECK(told.report("PRK", "1993-06-12"_day).exit_pending);
    CHECK(told.state("PRK", "2003-01-09"_day) == state::withdrawal_pending);
    CHECK(told.report("PRK", "2003-01-10"_day).exit_on == "2003-01-11"_day);
    CHECK(told.state("PRK", "2003-01-11"_day) == state::withdrawn);
    CHECK(worth_of(told, "about") == standing::by_right); // VCLT 68, a fortiori
    CHECK(article_of(told, "about") == "VCLT 68");
    CHECK(worth_of(told, "resumed") == standing::by_right);
}

TEST_CASE("A clock that stands cannot be stopped again, nor one that runs be resumed",
          "[engine][notice]") {
    const history told = simulate(
        club(),
        bring_into(column::withdrawal_pending) +
            story{about_notice("2002-01-01"_day, act::suspend, "SUB"),
                  {.day = "2002-01-05"_day,
                   .kind = act::suspend,
                   .by = "SUB",
                   .of = "notice",
                   .id = "stop again"},
                  {.day = "2002-01-11"_day, .kind = act::resume, .by = "SUB", .of = "notice"},
                  {.day = "2002-01-12"_day,
                   .kind = act::resume,
                   .by = "SUB",
                   .of = "notice",
                   .id = "run again"},
                  {.day = "2002-01-13"_day,
                   .kind = act::resume,
                   .by = "AAA",
                   .of = "notice",
                   .id = "not its own"}});
    CHECK(finding_of(told, "stop again") == found::clock_already_stopped);
    CHECK(finding_of(told, "run again") == found::clock_not_stopped);
    CHECK(finding_of(told, "not its own") == found::no_notice_pending);
    CHECK(told.report("SUB", "2002-01-13"_day).exit_on == "2002-04-11"_day); // ten days later
    CHECK(told.state("SUB", "2002-04-11"_day) == state::withdrawn);
}

TEST_CASE("A notice may be revoked while its clock stands", "[engine][notice]") {
    const history told = simulate(
        club(),
        bring_into(column::withdrawal_pending) +
            story{about_notice(the_day, act::suspend, "SUB"),
                  {.day = "2005-01-01"_day, .kind = act::revoke, .by = "SUB", .of = "notice"},
                  {.day = "2006-01-01"_day,
                   .kind = act::resume,
                   .by = "SUB",
                   .of = "notice",
                   .id = "too late"}});
    CHECK(told.state("SUB", "2005-01-01"_day) == state::in_force);
    CHECK(finding_of(told, "too late") == found::no_notice_pending);
    CHECK(told.state("SUB", "2007-01-01"_day) == state::in_force);
}

TEST_CASE("United Kingdom, TEU 50: the day of effect moves to the day an extension names",
          "[engine][notice]") {
    const treaty teu = plain_builder("teu").withdrawal("50(2)-(3)", "2 years after notice").build();
    const auto extend = [](date day, date until) {
        return dated_act{
            .day = day, .kind = act::extend, .by = "GBR", .of = "notice", .until = until};
    };
    const history told = simulate(
        teu,
        two_founders("1993-11-01"_day) +
            story{{.day = "1993-11-01"_day, .kind = act::ratify, .by = "GBR"},
                  {.day = "2017-03-29"_day, .kind = act::give_notice_of_withdrawal, .by = "GBR"},
                  extend("2019-03-22"_day, "2019-04-12"_day),
                  extend("2019-04-11"_day, "2019-10-31"_day),
                  extend("2019-10-29"_day, "2020-01-31"_day),
                  {.day = "2019-11-01"_day,
                   .kind = act::extend,
                   .by = "GBR",
                   .of = "notice",
                   .id = "back",
                   .until = "2019-12-31"_day}});
    CHECK(told.report("GBR", "2018-01-01"_day).exit_on == "2019-03-29"_day);
    CHECK(told.report("GBR", "2019-03-29"_day).exit_on == "2019-04-12"_day);
    CHECK(told.report("GBR", "2019-04-12"_day).exit_on == "2019-10-31"_day);
    CHECK(told.report("GBR", "2019-10-31"_day).exit_on == "2020-01-31"_day);
    CHECK(finding_of(told, "back") == found::later_day_needed);
    CHECK(told.state("GBR", "2020-01-30"_day) == state::withdrawal_pending);
    CHECK(told.state("GBR", "2020-01-31"_day) == state::withdrawn);
}

TEST_CASE("The stated day of exit is obeyed only if it is later than the clause's",
          "[engine][notice]") {
    const treaty rome =
        plain_builder("rome-statute").withdrawal("127(1)", "1 year after notice").build();
    const auto tell = [&](std::optional<date> stated) {
        return simulate(rome,
                        two_founders("2002-07-01"_day) +
                            story{{.day = "2011-11-01"_day, .kind = act::ratify, .by = "PHL"},
                                  notice("2018-03-17"_day, "PHL", stated)});
    };
    // The Philippines announced its withdrawal of 2018 as immediate.
    CHECK(tell("2018-03-14"_day).report("PHL", "2018-12-01"_day).exit_on == "2019-03-17"_day);
    CHECK(remarked(tell("2018-03-14"_day), "2018-03-14"));
    CHECK(tell({}).state("PHL", "2019-03-17"_day) == state::withdrawn);
    const history later = tell("2020-01-01"_day);
    CHECK(later.state("PHL", "2019-12-31"_day) == state::withdrawal_pending);
    CHECK(later.state("PHL", "2020-01-01"_day) == state::withdrawn);
}

TEST_CASE("A second notice replaces the first only where it names a later day",
          "[engine][notice]") {
    const auto tell = [](std::optional<date> stated) {
        return simulate(
            club(), bring_into(column::withdrawal_pending) + story{notice(the_day, "SUB", stated)});
    };
    CHECK(worth_of(tell("2002-04-01"_day), "notice") == standing::void_act); // the same day
    CHECK(tell("2002-03-01"_day).state("SUB", "2002-04-01"_day) == state::withdrawn);
    const history later = tell("2003-01-01"_day);
    CHECK(worth_of(later, "notice") == standing::by_right);
    CHECK(later.state("SUB", "2002-12-31"_day) == state::withdrawal_pending);
    CHECK(later.state("SUB", "2003-01-01"_day) == state::withdrawn);
}

TEST_CASE("A notice counts from its last receipt, where one is given", "[engine][notice]") {
    dated_act given = notice(the_day, "SUB");
    given.received = "2002-01-20"_day;
    const history told = simulate(club(), bring_into(column::in_force) + story{given});
    CHECK(told.report("SUB", "2002-03-01"_day).exit_on == "2002-07-20"_day);
}

TEST_CASE("Lock-in, window and statement", "[engine][notice]") {
    SECTION("United States, Paris Agreement: the notice of 2017 came before the first day for it") {
        const treaty paris = plain_builder("paris")
                                 .withdrawal("28(2)", "1 year after notice")
                                 .set("withdrawal.lock_in", "3 years after own entry into force")
                                 .build();
        const auto tell = [&](date second) {
            return simulate(paris,
                            each("2016-11-04"_day, act::accept, {"USA", "CHN", "IND"}) +
                                story{notice("2017-08-04"_day, "USA"),
                                      {.day = second,
                                       .kind = act::give_notice_of_withdrawal,
                                       .by = "USA",
                                       .id = "second"}});
        };
        const history told = tell("2019-11-04"_day);
        CHECK(worth_of(told, "notice") == standing::void_act);
        CHECK(finding_of(told, "notice") == found::inside_lock_in);
        CHECK(article_of(told, "notice") == "28(2)");
        CHECK(told.state("USA", "2018-08-04"_day) == state::in_force);
        CHECK(worth_of(told, "second") == standing::by_right); // the first day permitted
        CHECK(told.state("USA", "2020-11-03"_day) == state::withdrawal_pending);
        CHECK(told.state("USA", "2020-11-04"_day) == state::withdrawn);
        CHECK(finding_of(tell("2019-11-03"_day), "second") == found::inside_lock_in);
    }
    SECTION("a notice inside the lock-in that names a basis is a claim") {
        const treaty locked =
            club_builder().set("withdrawal.lock_in", "10 years after entry into force").build();
        dated_act claimed = notice(the_day, "SUB");
        claimed.basis = "VCLT 62";
        claimed.effective = "2002-03-01"_day;
        const history told = simulate(locked, bring_into(column::in_force) + story{claimed});
        CHECK(worth_of(told, "notice") == standing::by_claim);
        CHECK(told.state("SUB", "2002-03-01"_day) == state::withdrawn); // the effect it claims
    }
    SECTION("both days of a window belong to it") {
        // As in a treaty renewed every five years: notice in the last year of a period.
        treaty_builder windowed = club_builder();
        windowed.set(
            "withdrawal.window",
            value(value_list{value("4 years after entry into force, then every 5 years"),
                             value("5 years after entry into force, then every 5 years")}));
        const auto reason = [&](date day) {
            return finding_of(simulate(windowed.build(),
                                       bring_into(column::in_force) + story{notice(day, "SUB")}),
                              "notice");
        };
        CHECK(reason("2003-12-31"_day) == found::outside_window);
        CHECK(reason("2004-01-01"_day) == found::stands);
        CHECK(reason("2005-01-01"_day) == found::stands);
        CHECK(reason("2005-01-02"_day) == found::outside_window);
        CHECK(reason("2009-06-01"_day) == found::stands);
    }
    SECTION("a notice known to lack the statement is void; silence of the record is not") {
        const treaty stating =
            club_builder().set("withdrawal.statement", "extraordinary events").build();
        const auto reason = [&](std::optional<std::string> statement) {
            dated_act given = notice(the_day, "SUB");
            given.statement = std::move(statement);
            return finding_of(simulate(stating, bring_into(column::in_force) + story{given}),
                              "notice");
        };
        CHECK(reason({}) == found::stands);
        CHECK(reason("breach of Article I") == found::stands);
        CHECK(reason("none") == found::statement_lacking);
    }
}

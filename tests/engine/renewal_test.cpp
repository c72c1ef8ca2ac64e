// Terms that renew themselves: nobody leaves but by notice, a notice works for the end of the
// period that is running, and one that comes after the deadline for the next. With a fixed term a
// late notice is void.
#include "engine/stories.hpp"
#include "support/lists.hpp"

#include <servanda/engine/explanation.hpp>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Ten years, then every five; denounced twelve months before.
treaty_builder renewing(const char* term = "10 years after entry into force, then every 5 years",
                        const char* deadline = "12 months before expiry") {
    treaty_builder pact{"pact"};
    pact.multilateral()
        .enters_into_force("I", "2 deposits", "on threshold")
        .for_later("on deposit")
        .term("VIII", term)
        .withdrawal("IX", "on expiry")
        .set("withdrawal.deadline", deadline);
    return pact;
}

const story founded = each("2000-03-01"_day, act::deposit, {"AAA", "BBB", "CCC"});

dated_act notice(date day, const char* by = "CCC") {
    return {.day = day, .kind = act::give_notice_of_withdrawal, .by = by, .id = "notice"};
}

std::optional<date> exit_of(const treaty& law, dated_act given) {
    const date day = given.received.value_or(given.day);
    return simulate(law, founded + story{std::move(given)}).report("CCC", day).exit_on;
}

} // namespace

TEST_CASE("A term that renews itself never ends", "[engine][renewal]") {
    const history told = simulate(renewing().build(), founded);
    CHECK(told.treaty_state("2010-02-28"_day) == treaty_state::in_force);
    CHECK(told.treaty_state("2010-03-01"_day) == treaty_state::in_force);
    CHECK(told.treaty_state("2400-01-01"_day) == treaty_state::in_force);
    CHECK_FALSE(told.report("AAA", "2009-01-01"_day).next.has_value());
}

TEST_CASE("A notice ends the membership with the period that is running", "[engine][renewal]") {
    const treaty law = renewing().build();
    CHECK(exit_of(law, notice("2000-03-02"_day)) == "2010-03-01"_day);
    CHECK(exit_of(law, notice("2009-02-28"_day)) == "2010-03-01"_day);
    CHECK(exit_of(law, notice("2010-03-02"_day)) == "2015-03-01"_day);

    const history told = simulate(law, founded + story{notice("2009-01-15"_day)});
    CHECK(told.state("CCC", "2010-02-28"_day) == state::withdrawal_pending);
    CHECK(told.state("CCC", "2010-03-01"_day) == state::withdrawn);
    CHECK(told.state("AAA", "2010-03-01"_day) == state::in_force); // for the others it goes on
    CHECK(told.treaty_state("2010-03-01"_day) == treaty_state::in_force);
}

TEST_CASE("On the deadline day a notice is in time, the day after it is for the next period",
          "[engine][renewal]") {
    const treaty law = renewing().build();
    CHECK(exit_of(law, notice("2009-03-01"_day)) == "2010-03-01"_day);
    CHECK(exit_of(law, notice("2009-03-02"_day)) == "2015-03-01"_day);
    CHECK(exit_of(law, notice("2010-02-28"_day)) == "2015-03-01"_day);
    CHECK(exit_of(law, notice("2014-03-01"_day)) == "2015-03-01"_day);
    CHECK(exit_of(law, notice("2014-03-02"_day)) == "2020-03-01"_day);
    const history late = simulate(law, founded + story{notice("2009-03-02"_day)});
    CHECK(worth_of(late, "notice") == standing::by_right); // late, and not void
    CHECK(late.state("CCC", "2010-03-01"_day) == state::withdrawal_pending);
}

TEST_CASE("A notice counts from its receipt", "[engine][renewal]") {
    const treaty law = renewing().build();
    dated_act slow = notice("2009-02-20"_day);
    slow.received = "2009-03-02"_day;
    CHECK(exit_of(law, slow) == "2015-03-01"_day);
    slow.received = "2009-03-01"_day;
    CHECK(exit_of(law, slow) == "2010-03-01"_day);
}

TEST_CASE("A notice on the day of expiry is a notice in the next period", "[engine][renewal]") {
    // The day of expiry is the first day of the new period, so nothing ends on it any more.
    CHECK(exit_of(renewing().build(), notice("2010-03-01"_day)) == "2015-03-01"_day);
    const treaty at_any_time =
        renewing("10 years after entry into force, then every 5 years", "on expiry").build();
    CHECK(exit_of(at_any_time, notice("2010-02-28"_day)) == "2010-03-01"_day);
    CHECK(exit_of(at_any_time, notice("2010-03-01"_day)) == "2015-03-01"_day);
}

TEST_CASE("Without a deadline a notice works up to the last day", "[engine][renewal]") {
    treaty_builder pact{"pact"};
    pact.multilateral()
        .enters_into_force("I", "2 deposits", "on threshold")
        .for_later("on deposit")
        .term("VIII", "3 years after entry into force, then every year")
        .withdrawal("IX", "on expiry");
    CHECK(exit_of(pact.build(), notice("2003-02-28"_day)) == "2003-03-01"_day);
    CHECK(exit_of(pact.build(), notice("2003-03-01"_day)) == "2004-03-01"_day);
    CHECK(exit_of(pact.build(), notice("2050-01-01"_day)) == "2050-03-01"_day);
}

TEST_CASE("A period of notice beside a term that renews itself runs by itself",
          "[engine][renewal]") {
    treaty_builder mnepr{"mnepr"}; // 18(1)-(3): five years by five, ninety days of notice
    mnepr.multilateral()
        .enters_into_force("18(1)", "2 deposits", "on threshold")
        .term("18(2)", "5 years after entry into force, then every 5 years")
        .withdrawal("18(3)", "90 days after notice");
    CHECK(exit_of(mnepr.build(), notice("2004-01-01"_day)) == "2004-03-31"_day);
    // Over the turn of the period, too.
    CHECK(exit_of(mnepr.build(), notice("2005-02-01"_day)) == "2005-05-02"_day);
}

TEST_CASE("The later of the expiry and a period of notice", "[engine][renewal]") {
    treaty_builder pact = renewing();
    pact.withdrawal("IX", "the later of expiry and 2 years after notice");
    CHECK(exit_of(pact.build(), notice("2007-01-01"_day)) == "2010-03-01"_day);
    CHECK(exit_of(pact.build(), notice("2009-01-01"_day)) == "2011-01-01"_day);
}

TEST_CASE("A stated day later than the expiry puts the exit off", "[engine][renewal]") {
    dated_act stated = notice("2008-01-01"_day);
    stated.effective = "2010-06-01"_day;
    CHECK(exit_of(renewing().build(), stated) == "2010-06-01"_day);
    stated.effective = "2009-06-01"_day; // not before the period ends
    CHECK(exit_of(renewing().build(), stated) == "2010-03-01"_day);
}

TEST_CASE("Renewal on 29 February", "[engine][renewal]") {
    treaty_builder yearly{"pact"};
    yearly.multilateral()
        .enters_into_force("I", "2 deposits", "on threshold")
        .term("II", "4 years after entry into force, then every year")
        .withdrawal("III", "on expiry")
        .set("withdrawal.deadline", "1 month before expiry");
    const story leap = each("2000-02-29"_day, act::deposit, {"AAA", "BBB", "CCC"});
    const auto exit_on = [&](date day, month_end policy = month_end::last_day) {
        treaty law = yearly.build();
        law.own.short_months = policy;
        return simulate(law, leap + story{notice(day)}).report("CCC", day).exit_on;
    };
    CHECK(exit_on("2003-12-01"_day) == "2004-02-29"_day);
    CHECK(exit_on("2004-01-29"_day) == "2004-02-29"_day); // the deadline day itself
    CHECK(exit_on("2004-01-30"_day) == "2005-02-28"_day);
    CHECK(exit_on("2005-01-28"_day) == "2005-02-28"_day);
    CHECK(exit_on("2005-01-29"_day) == "2006-02-28"_day);
    CHECK(exit_on("2007-12-01"_day) == "2008-02-29"_day); // counted from the first, not the last
    CHECK(exit_on("2004-06-01"_day, month_end::next_day) == "2005-03-01"_day);
    CHECK(exit_on("2007-12-01"_day, month_end::next_day) == "2008-02-29"_day);
}

TEST_CASE("A notice may be revoked, and given again for a later period", "[engine][renewal]") {
    const history told = simulate(
        renewing().build(),
        founded +
            story{notice("2008-01-01"_day),
                  {.day = "2009-06-01"_day, .kind = act::revoke, .by = "CCC", .of = "notice"},
                  {.day = "2009-07-01"_day, .kind = act::give_notice_of_withdrawal, .by = "CCC"}});
    CHECK(told.report("CCC", "2009-05-31"_day).exit_on == "2010-03-01"_day);
    CHECK(told.state("CCC", "2009-06-01"_day) == state::in_force);
    CHECK(told.report("CCC", "2009-07-01"_day).exit_on == "2015-03-01"_day);
}

TEST_CASE("Who leaves with a period may come back in the next", "[engine][renewal]") {
    const history told = simulate(
        renewing().build(),
        founded +
            story{notice("2008-01-01"_day),
                  {.day = "2011-01-01"_day, .kind = act::accede, .by = "CCC"},
                  {.day = "2012-01-01"_day, .kind = act::give_notice_of_withdrawal, .by = "CCC"}});
    CHECK(told.state("CCC", "2010-03-01"_day) == state::withdrawn);
    CHECK(told.state("CCC", "2011-01-01"_day) == state::in_force);
    CHECK(told.report("CCC", "2012-01-01"_day).exit_on == "2015-03-01"_day);
}

TEST_CASE("A term with an end of its renewals lasts as long as they do", "[engine][renewal]") {
    // Past the last period there is no expiry a notice could wait for.
    const treaty law =
        renewing("10 years after entry into force, then every 5 years until 2016-01-01").build();
    CHECK(exit_of(law, notice("2012-01-01"_day)) == "2015-03-01"_day);
    CHECK_FALSE(exit_of(law, notice("2015-06-01"_day)).has_value());
}

TEST_CASE("In a bilateral treaty a notice at the end of a period ends it for both",
          "[engine][renewal]") {
    treaty_builder pact{"pact"};
    pact.bilateral("AAA", "BBB")
        .enters_into_force("I", "deposits by all signatories", "on threshold")
        .term("VIII", "5 years after entry into force, then every 5 years")
        .withdrawal("IX", "on expiry")
        .set("withdrawal.deadline", "6 months before expiry");
    const history told = simulate(pact.build(),
                                  each("2000-03-01"_day, act::ratify, {"AAA", "BBB"}) +
                                      story{notice("2004-09-01"_day, "AAA")});
    CHECK(told.state("BBB", "2005-02-28"_day) == state::in_force);
    CHECK(told.state("AAA", "2005-03-01"_day) == state::terminated);
    CHECK(told.state("BBB", "2005-03-01"_day) == state::terminated);
}

TEST_CASE("The period is the treaty's, also for who came later", "[engine][renewal]") {
    const history told =
        simulate(renewing().build(),
                 founded + story{{.day = "2006-07-07"_day, .kind = act::accede, .by = "DDD"},
                                 notice("2007-01-01"_day, "DDD")});
    CHECK(told.report("DDD", "2007-01-01"_day).exit_on == "2010-03-01"_day);
    SECTION("unless the text counts from its own entry") {
        treaty_builder own = renewing("5 years after own entry into force, then every 5 years");
        const history other =
            simulate(own.build(),
                     founded + story{{.day = "2006-07-07"_day, .kind = act::accede, .by = "DDD"},
                                     notice("2007-01-01"_day, "DDD"),
                                     {.day = "2007-01-01"_day,
                                      .kind = act::give_notice_of_withdrawal,
                                      .by = "CCC"}});
        CHECK(other.report("DDD", "2007-01-01"_day).exit_on == "2011-07-07"_day);
        CHECK(other.report("CCC", "2007-01-01"_day).exit_on == "2010-03-01"_day);
    }
}

// ---- a fixed term -------------------------------------------------------------------------------

TEST_CASE("With a fixed term a notice after the deadline is void", "[engine][renewal]") {
    treaty_builder pact = renewing("10 years after entry into force", "12 months before expiry");
    pact.withdrawal("IX", "6 months after notice");
    const auto tell = [&](dated_act given) {
        return simulate(pact.build(), founded + story{std::move(given)});
    };
    const history in_time = tell(notice("2009-03-01"_day)); // the deadline day itself
    CHECK(finding_of(in_time, "notice") == found::stands);
    CHECK(in_time.report("CCC", "2009-03-01"_day).exit_on == "2009-09-01"_day);
    const history late = tell(notice("2009-03-02"_day));
    CHECK(finding_of(late, "notice") == found::after_deadline);
    CHECK(worth_of(late, "notice") == standing::void_act);
    CHECK(article_of(late, "notice") == "IX");
    CHECK(remarked(late, "last day for notice"));
    CHECK(late.state("CCC", "2010-02-28"_day) == state::in_force);
    CHECK(late.state("CCC", "2010-03-01"_day) == state::terminated);
    SECTION("by claim it works all the same") {
        dated_act claimed = notice("2009-03-02"_day);
        claimed.basis = "VCLT 62";
        CHECK(worth_of(tell(claimed), "notice") == standing::by_claim);
    }
    SECTION("what counts is the receipt") {
        dated_act slow = notice("2009-02-20"_day);
        slow.received = "2009-03-02"_day;
        CHECK(finding_of(tell(slow), "notice") == found::after_deadline);
    }
    SECTION("an extended term has a later deadline") {
        story acts = founded;
        for (const char* code : {"AAA", "BBB", "CCC"}) {
            acts.push_back({.day = "2008-01-01"_day,
                            .kind = act::extend,
                            .by = code,
                            .of = "term",
                            .until = "2012-03-01"_day});
        }
        CHECK(finding_of(simulate(pact.build(), acts + story{notice("2009-03-02"_day)}),
                         "notice") == found::stands);
        CHECK(finding_of(simulate(pact.build(), acts + story{notice("2011-03-02"_day)}),
                         "notice") == found::after_deadline);
    }
}

TEST_CASE("With a fixed term 'on expiry' is the end of the term", "[engine][renewal]") {
    const treaty law = renewing("10 years after entry into force").build();
    CHECK(exit_of(law, notice("2004-01-01"_day)) == "2010-03-01"_day);
    const history told = simulate(law, founded + story{notice("2004-01-01"_day)});
    CHECK(told.state("CCC", "2010-03-01"_day) == state::withdrawn); // the exit comes first
    CHECK(told.state("AAA", "2010-03-01"_day) == state::terminated);
}

TEST_CASE("A deadline may be a list", "[engine][renewal]") {
    treaty_builder pact = renewing();
    pact.set("withdrawal.deadline",
             list_of({table_of({{"until", "2008-01-01"_day}, {"rule", "3 years before expiry"}}),
                      table_of({{"if", "3 parties"}, {"rule", "1 year before expiry"}}),
                      table_of({{"rule", "2 years before expiry"}})}));
    CHECK(exit_of(pact.build(), notice("2007-03-01"_day)) == "2010-03-01"_day);
    CHECK(exit_of(pact.build(), notice("2007-03-02"_day)) == "2015-03-01"_day);
    CHECK(exit_of(pact.build(), notice("2009-03-01"_day)) == "2010-03-01"_day);
    const history fewer = simulate(
        pact.build(),
        founded +
            story{notice("2007-01-01"_day),
                  {.day = "2011-01-01"_day, .kind = act::give_notice_of_withdrawal, .by = "BBB"},
                  {.day = "2013-06-01"_day, .kind = act::give_notice_of_withdrawal, .by = "AAA"}});
    CHECK(fewer.report("BBB", "2011-01-01"_day).exit_on == "2015-03-01"_day);
    CHECK(fewer.report("AAA", "2013-06-01"_day).exit_on == "2020-03-01"_day);
}

TEST_CASE("A deadline without an expiry bars nothing", "[engine][renewal]") {
    treaty_builder pact{"pact"};
    pact.multilateral()
        .enters_into_force("I", "2 deposits", "on threshold")
        .withdrawal("IX", "6 months after notice")
        .set("withdrawal.deadline", "12 months before expiry");
    CHECK(exit_of(pact.build(), notice("2004-01-01"_day)) == "2004-07-01"_day);
    pact.set("withdrawal.deadline", "on 2003-12-31");
    CHECK_FALSE(exit_of(pact.build(), notice("2004-01-01"_day)).has_value());
}

TEST_CASE("Named days that count from the expiry they are to give lead nowhere",
          "[engine][renewal]") {
    const auto with_term = [](const char* term) {
        treaty_builder pact = renewing();
        pact.set("anchors.turning day", "1 day after expiry").set("duration.term", term);
        return pact.build();
    };
    const history told = simulate(with_term("on turning day, then every year"),
                                  founded + story{notice("2004-01-01"_day)});
    CHECK_FALSE(told.report("CCC", "2004-01-01"_day).exit_on.has_value());
    CHECK(simulate(with_term("on turning day"), founded).treaty_state("2100-01-01"_day) ==
          treaty_state::in_force);
    CHECK(simulate(with_term("on expiry"), founded).treaty_state("2100-01-01"_day) ==
          treaty_state::in_force);
}

TEST_CASE("The explanation of an exit with the period says when it is", "[engine][renewal]") {
    const history told = simulate(renewing().build(), founded + story{notice("2009-03-02"_day)});
    const auto answer = explain(told, "pact", "CCC", "2009-04-01"_day);
    REQUIRE(answer.coming.size() == 1);
    CHECK_THAT(answer.coming.front(), ContainsSubstring("2015-03-01"));
    CHECK_THAT(answer.coming.front(), ContainsSubstring("expiry"));
}

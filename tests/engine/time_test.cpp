// Time: what falls due comes before the day's acts, an end after the membership changes of its day,
// simultaneous deposits in any order, nothing before its own day, months of unequal length.
#include "engine/stories.hpp"

#include <algorithm>

using namespace servanda_tests;

namespace {

treaty inf(std::string_view notice = "6 months after notice") {
    return treaty_builder{"inf"}
        .bilateral("USA", "SUN")
        .enters_into_force("XVII(1)", "deposits by all signatories", "on threshold")
        .withdrawal("XV(2)", notice)
        .build();
}

/// Signed 1987-12-08, in force 1988-06-01, Russia for the Soviet Union from 1991-12-24.
story inf_until(story more) {
    return each("1987-12-08"_day, act::sign, {"USA", "SUN"}) +
           each("1988-06-01"_day, act::ratify, {"USA", "SUN"}) +
           story{{.day = "1991-12-24"_day,
                  .kind = act::continue_identity,
                  .by = "RUS",
                  .of = "SUN"}} +
           more;
}

dated_act notice(date day, const char* by) {
    return {.day = day, .kind = act::give_notice_of_withdrawal, .by = by, .id = by};
}

dated_act revoke(date day, const char* by) {
    return {.day = day, .kind = act::revoke, .by = by, .of = "notice", .id = "revocation"};
}

} // namespace

TEST_CASE("INF: the withdrawal of one ends the treaty for both", "[engine][time]") {
    const history told = simulate(inf(), inf_until({notice("2019-02-02"_day, "USA")}));
    CHECK(told.report("USA", "2019-05-01"_day).exit_on == "2019-08-02"_day);
    CHECK(told.state("RUS", "2019-08-01"_day) == state::in_force);
    for (const char* party : {"USA", "RUS", "SUN"}) {
        CHECK(told.state(party, "2019-08-02"_day) == state::terminated);
        CHECK(told.report(party, "2019-08-02"_day).cause == end_cause::withdrawal);
    }
    CHECK(told.treaty_state("2019-08-01"_day) == treaty_state::in_force);
    CHECK(told.treaty_state("2019-08-02"_day) == treaty_state::terminated);
    CHECK(told.parties("inf", "2019-08-02"_day).empty());
}

TEST_CASE("ABM: notice 2001-12-13, over 2002-06-13", "[engine][time]") {
    treaty abm = inf();
    abm.id = "abm";
    const history told = simulate(abm,
                                  each("1972-10-03"_day, act::ratify, {"USA", "SUN"}) +
                                      story{notice("2001-12-13"_day, "USA")});
    CHECK(told.state("USA", "2002-06-12"_day) == state::withdrawal_pending);
    CHECK(told.state("USA", "2002-06-13"_day) == state::terminated);
}

TEST_CASE("A notice can be revoked up to the day before it takes effect (VCLT 68)",
          "[engine][time]") {
    SECTION("the day before") {
        const history told = simulate(
            inf(), inf_until({notice("2019-02-02"_day, "USA"), revoke("2019-08-01"_day, "USA")}));
        CHECK(worth_of(told, "revocation") == standing::by_right);
        CHECK(told.state("USA", "2019-08-02"_day) == state::in_force);
        CHECK(told.treaty_state("2019-08-02"_day) == treaty_state::in_force);
    }
    SECTION("on the day it is too late, also in a treaty of two") {
        const history told = simulate(
            inf(), inf_until({notice("2019-02-02"_day, "USA"), revoke("2019-08-02"_day, "USA")}));
        CHECK(worth_of(told, "revocation") == standing::void_act);
        CHECK(finding_of(told, "revocation") == found::notice_took_effect);
        CHECK(article_of(told, "revocation") == "VCLT 68");
        CHECK(remarked(told, "VCLT 68"));
        CHECK(told.state("USA", "2019-08-02"_day) == state::terminated);
    }
    SECTION("on the day it is too late, in a treaty of many") {
        const history told = simulate(club(),
                                      bring_into(column::withdrawal_pending) +
                                          story{revoke("2002-04-01"_day, "SUB")});
        CHECK(finding_of(told, "revocation") == found::notice_took_effect);
        CHECK(article_of(told, "revocation") == "VCLT 68");
        CHECK(told.state("SUB", "2002-04-01"_day) == state::withdrawn);
    }
}

TEST_CASE("What falls due on a day comes before the acts of the day", "[engine][time]") {
    // Its entry into force falls due on 2002-01-19, so that day's notice is one of a party.
    const history told =
        simulate(club(), bring_into(column::contracting) + story{notice("2002-01-19"_day, "SUB")});
    CHECK(worth_of(told, "SUB") == standing::by_right);
    CHECK(told.state("SUB", "2002-01-19"_day) == state::withdrawal_pending);
    // The eve it was a contracting state: the notice took its deposit back.
    const history eve =
        simulate(club(), bring_into(column::contracting) + story{notice("2002-01-18"_day, "SUB")});
    CHECK(eve.state("SUB", "2002-01-19"_day) == state::signed_only);
}

TEST_CASE("The acts of a day are done in the order of the scenario", "[engine][time]") {
    const dated_act sign{.day = the_day, .kind = act::sign, .by = "SUB", .id = "sign"};
    const dated_act unsign{.day = the_day, .kind = act::unsign, .by = "SUB", .id = "unsign"};
    const history there_and_back = simulate(club(), founders() + story{sign, unsign});
    CHECK(there_and_back.state("SUB", the_day) == state::none);
    CHECK(worth_of(there_and_back, "unsign") == standing::by_right);
}

TEST_CASE("The end of a treaty comes after the membership changes of its day", "[engine][time]") {
    // The term ends on 2050-01-01.
    const history told = simulate(
        club(),
        founders() + story{notice("2049-07-01"_day, "BBB"), // takes effect on 2050-01-01
                           {.day = "2049-12-02"_day, .kind = act::ratify, .by = "EEE"}}); // enters
    CHECK(told.state("AAA", "2049-12-31"_day) == state::in_force);
    CHECK(told.state("AAA", "2050-01-01"_day) == state::terminated);
    CHECK(told.report("AAA", "2050-01-01"_day).cause == end_cause::expiry);
    CHECK(told.state("BBB", "2050-01-01"_day) == state::withdrawn);
    CHECK(told.state("EEE", "2049-12-31"_day) == state::contracting);
    CHECK(told.state("EEE", "2050-01-01"_day) == state::terminated);
}

TEST_CASE("Two who leave on one day leave one behind to be terminated", "[engine][time]") {
    treaty_builder pact = plain_builder();
    pact.ends_when("fewer than 2 parties");
    const history told =
        simulate(pact.build(),
                 each("2000-01-01"_day, act::deposit, {"AAA", "BBB", "CCC"}) +
                     story{notice("2001-01-01"_day, "BBB"), notice("2001-01-01"_day, "CCC")});
    CHECK(told.state("AAA", "2001-07-01"_day) == state::terminated);
    CHECK(told.state("BBB", "2001-07-01"_day) == state::withdrawn);
    CHECK(told.state("CCC", "2001-07-01"_day) == state::withdrawn);
}

TEST_CASE("Both sides of a treaty of two give notice: the earlier ends it", "[engine][time]") {
    const history told = simulate(
        inf(), inf_until({notice("2019-02-02"_day, "USA"), notice("2019-03-04"_day, "RUS")}));
    CHECK(told.state("RUS", "2019-08-02"_day) == state::terminated);
    CHECK(told.treaty_state("2019-08-02"_day) == treaty_state::terminated);
}

TEST_CASE("Simultaneous deposits satisfy each other in any order", "[engine][time]") {
    const auto open_to_parties_of = [](std::string id, std::vector<std::string> needed) {
        return plain_builder(std::move(id)).requires_consent_to(std::move(needed)).build();
    };
    const std::vector<treaty> rules{plain_builder("convention").build(),
                                    open_to_parties_of("protocol", {"convention"}),
                                    open_to_parties_of("annex", {"convention", "protocol"})};
    std::vector<std::string> order{"annex", "convention", "protocol"};
    do {
        INFO(order[0] << ", " << order[1] << ", " << order[2]);
        story acts;
        for (const auto& id : order) {
            acts.push_back(
                {.day = the_day, .kind = act::accede, .by = "SUB", .treaty = id, .id = id});
        }
        const history told = simulate_all(rules, acts);
        for (const auto& id : order) {
            CHECK(worth_of(told, id) == standing::by_right);
            CHECK(told.state(id, "SUB", the_day) == state::contracting);
        }
    } while (std::next_permutation(order.begin(), order.end()));

    // A day late is another matter.
    const history late = simulate_all(
        rules,
        {{.day = the_day, .kind = act::accede, .by = "SUB", .treaty = "protocol", .id = "early"},
         {.day = the_day + 1, .kind = act::accede, .by = "SUB", .treaty = "convention"}});
    CHECK(finding_of(late, "early") == found::consent_to_another_lacking);
    CHECK(late.state("protocol", "SUB", "2003-01-01"_day) == state::none);
}

TEST_CASE("A deposit listed before the signature of the same day stands", "[engine][time]") {
    // Accession is closed, so that only a signatory may ratify; both happen on one day.
    const treaty closed = plain_builder().set("accession.open", false).build();
    for (const bool signs_first : {true, false}) {
        INFO("signature listed first: " << signs_first);
        story acts{{.day = the_day, .kind = act::sign, .by = "SUB"},
                   {.day = the_day, .kind = act::ratify, .by = "SUB", .id = "deposit"}};
        if (!signs_first) {
            std::swap(acts[0], acts[1]);
        }
        const history told = simulate(closed, acts);
        CHECK(worth_of(told, "deposit") == standing::by_right);
        CHECK(told.state("SUB", the_day) == state::contracting);
    }
}

TEST_CASE("No act works before its own day, and a claim to do so is reported", "[engine][time]") {
    const history told =
        simulate(club(),
                 bring_into(column::in_force) + story{{.day = the_day,
                                                       .kind = act::suspend,
                                                       .by = "SUB",
                                                       .effective = "2001-06-01"_day}});
    CHECK(told.state("SUB", "2001-12-31"_day) == state::in_force);
    CHECK(told.state("SUB", the_day) == state::suspended);
    CHECK(remarked(told, "2001-06-01"));

    const history late_notice =
        simulate(club(),
                 bring_into(column::in_force) + story{{.day = the_day,
                                                       .kind = act::give_notice_of_withdrawal,
                                                       .by = "SUB",
                                                       .effective = "2001-06-01"_day}});
    CHECK(late_notice.state("SUB", "2002-06-30"_day) == state::withdrawal_pending);
    CHECK(late_notice.state("SUB", "2002-07-01"_day) == state::withdrawn);
}

TEST_CASE("Successions work on their effective day, however late they are declared",
          "[engine][time][succession]") {
    // Czechoslovakia's deposit to Open Skies dates from 1992-12-21; it was dissolved into two.
    const treaty skies = plain_builder("open-skies")
                             .enters_into_force("XVII(2)", "3 deposits", "on threshold")
                             .build();
    const history told = simulate(skies,
                                  story{{.day = "1992-12-21"_day, .kind = act::ratify, .by = "CSK"},
                                        {.day = "1993-06-01"_day,
                                         .kind = act::dissolve,
                                         .by = "CSK",
                                         .effective = "1993-01-01"_day,
                                         .into = {"CZE", "SVK"}},
                                        {.day = "1995-01-01"_day,
                                         .kind = act::succeed,
                                         .by = "CZE",
                                         .of = "CSK",
                                         .effective = "1993-01-01"_day},
                                        {.day = "1996-01-01"_day,
                                         .kind = act::succeed,
                                         .by = "SVK",
                                         .of = "CSK",
                                         .effective = "1993-01-01"_day}});
    CHECK(told.state("CSK", "1992-12-31"_day) == state::contracting);
    CHECK(told.state("CSK", "1993-01-01"_day) == state::former_party);
    CHECK(told.report("CSK", "1993-01-01"_day).cause == end_cause::dissolution);
    for (const char* heir : {"CZE", "SVK"}) {
        CHECK(told.state(heir, "1992-12-31"_day) == state::none);
        CHECK(told.state(heir, "1993-01-01"_day) == state::contracting);
    }
}

TEST_CASE("A successor takes the pending notice and its clock", "[engine][time][succession]") {
    const history told =
        simulate(club(),
                 bring_into(column::withdrawal_pending) +
                     story{{.day = the_day, .kind = act::dissolve, .by = "SUB", .into = {"NEW"}},
                           {.day = the_day, .kind = act::succeed, .by = "NEW", .of = "SUB"}});
    CHECK(told.report("NEW", the_day).exit_on == "2002-04-01"_day);
    CHECK(told.state("NEW", "2002-03-31"_day) == state::withdrawal_pending);
    CHECK(told.state("NEW", "2002-04-01"_day) == state::withdrawn);
    CHECK(told.state("SUB", "2002-04-01"_day) == state::former_party);
}

TEST_CASE("Who succeeds one side of a treaty of two stands on it", "[engine][time][succession]") {
    const history told = simulate(
        inf(),
        each("1988-06-01"_day, act::ratify, {"USA", "SUN"}) +
            story{{.day = "1991-12-26"_day,
                   .kind = act::dissolve,
                   .by = "SUN",
                   .into = {"RUS", "UKR"}},
                  {.day = "1991-12-26"_day, .kind = act::succeed, .by = "RUS", .of = "SUN"},
                  {.day = "1991-12-26"_day, .kind = act::succeed, .by = "UKR", .of = "SUN"},
                  notice("2000-01-01"_day, "UKR"),
                  notice("2019-02-02"_day, "RUS")});
    CHECK(told.in_force_between("USA", "UKR", "1999-01-01"_day));
    CHECK_FALSE(told.in_force_between("RUS", "UKR", "1999-01-01"_day)); // only across the sides
    CHECK(told.state("UKR", "2000-07-01"_day) == state::withdrawn);     // its side is not empty
    CHECK(told.state("USA", "2000-07-01"_day) == state::in_force);
    CHECK(told.state("USA", "2019-08-02"_day) == state::terminated); // now it is
    CHECK(told.state("RUS", "2019-08-02"_day) == state::terminated);
}

TEST_CASE("Months of unequal length", "[engine][time]") {
    const auto ends = [](const treaty& rules, date day) {
        const history told = simulate(rules, inf_until({notice(day, "USA")}));
        return told.report("USA", day).exit_on;
    };
    // What if the notice under the INF Treaty had been given on another day?
    CHECK(ends(inf(), "2018-08-31"_day) == "2019-02-28"_day);
    CHECK(ends(inf(), "2019-08-31"_day) == "2020-02-29"_day);
    CHECK(ends(inf(), "2018-08-28"_day) == "2019-02-28"_day);
    CHECK(ends(inf(), "2019-02-28"_day) == "2019-08-28"_day); // no snapping to the month's end
    CHECK(ends(inf("12 months after notice"), "2019-02-02"_day) == "2020-02-02"_day);
    CHECK(ends(inf("12 months after notice"), "2020-02-29"_day) == "2021-02-28"_day);
    // MARPOL's depositary goes on to the next day.
    treaty next_day = inf("3 months after notice");
    next_day.own.short_months = month_end::next_day;
    CHECK(ends(next_day, "2018-08-31"_day) == "2018-12-01"_day);
}

TEST_CASE("What is pending shows its day, and is gone when it is done", "[engine][time]") {
    const history told = simulate(inf(), inf_until({notice("2019-02-02"_day, "USA")}));
    const auto due = told.pending("2019-05-01"_day);
    REQUIRE(due.size() == 1);
    CHECK(due.front().due == "2019-08-02"_day);
    CHECK(told.report("USA", "2019-05-01"_day).next == "2019-08-02"_day);
    CHECK(told.pending("2019-02-01"_day).empty());
    CHECK(told.pending("2019-08-02"_day).empty());
}

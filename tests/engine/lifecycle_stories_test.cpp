// What the cells of the lifecycle table hold beyond a single state: deposits held for after an
// exit, revocations, clocks of notices that stop and move, provisional application, expulsion.
// Named cases are real ones; where a founding party has no date on record, two stand-ins found the
// treaty.
#include "engine/stories.hpp"

using namespace servanda_tests;

namespace {

/// In force between AAA and BBB from 1980-01-01; joined after three months, left after as many.
treaty first_protocol() {
    return treaty_builder{"iccpr-op1"}
        .multilateral()
        .enters_into_force("9(1)", "2 deposits", "on threshold")
        .for_later("3 months after deposit")
        .withdrawal("12(1)", "3 months after notice")
        .build();
}

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

// ---- deposits made while leaving ---------------------------------------------------------------

TEST_CASE("Trinidad and Tobago, ICCPR-OP1 1998: out and in again on the day the exit takes effect",
          "[engine][lifecycle]") {
    const history told = simulate(
        first_protocol(),
        two_founders("1980-01-01"_day) +
            story{{.day = "1981-01-01"_day, .kind = act::deposit, .by = "TTO"},
                  notice("1998-05-26"_day, "TTO"),
                  {.day = "1998-08-26"_day, .kind = act::reserve, .by = "TTO", .id = "reservation"},
                  {.day = "1998-08-26"_day, .kind = act::accede, .by = "TTO", .id = "again"},
                  {.day = "2000-03-27"_day, .kind = act::give_notice_of_withdrawal, .by = "TTO"}});
    CHECK(told.state("TTO", "1998-08-25"_day) == state::withdrawal_pending);
    CHECK(told.state("TTO", "1998-08-26"_day) == state::contracting); // the exit fell due first
    CHECK(worth_of(told, "again") == standing::by_right);
    CHECK(worth_of(told, "reservation") == standing::by_right); // with its deposit, in any order
    CHECK(told.state("TTO", "1998-11-25"_day) == state::contracting);
    CHECK(told.state("TTO", "1998-11-26"_day) == state::in_force);
    CHECK(told.state("TTO", "2000-06-26"_day) == state::withdrawal_pending);
    CHECK(told.state("TTO", "2000-06-27"_day) == state::withdrawn);
}

TEST_CASE("A deposit while a notice is pending is held for a new period", "[engine][lifecycle]") {
    const auto tell = [](date deposited, story more = {}) {
        return simulate(
            first_protocol(),
            two_founders("1980-01-01"_day) +
                story{{.day = "1981-01-01"_day, .kind = act::deposit, .by = "GUY"},
                      notice("1998-01-10"_day, "GUY"), // takes effect on 1998-04-10
                      {.day = deposited, .kind = act::accede, .by = "GUY", .id = "again"}} +
                more);
    };
    SECTION("its clock counts from the deposit, and entry does not come before the exit") {
        const history told = tell("1998-01-10"_day); // own clock: 1998-04-10
        CHECK(told.state("GUY", "1998-01-10"_day) == state::withdrawal_pending);
        CHECK(told.state("GUY", "1998-04-09"_day) == state::withdrawal_pending);
        CHECK(told.state("GUY", "1998-04-10"_day) == state::in_force);
    }
    SECTION("between the exit and a later entry it is a contracting state") {
        const history told = tell("1998-03-01"_day); // own clock: 1998-06-01
        CHECK(worth_of(told, "again") == standing::by_right);
        CHECK(told.state("GUY", "1998-04-10"_day) == state::contracting);
        CHECK(told.state("GUY", "1998-05-31"_day) == state::contracting);
        CHECK(told.state("GUY", "1998-06-01"_day) == state::in_force);
        CHECK(told.parties("iccpr-op1", "1998-05-01"_day) ==
              std::vector<std::string>{"AAA", "BBB"});
    }
    SECTION("it is void if the notice is revoked") {
        const history told =
            tell("1998-03-01"_day, {about_notice("1998-04-09"_day, act::revoke, "GUY")});
        CHECK(worth_of(told, "again") == standing::void_act);
        CHECK(finding_of(told, "again") == found::already_bound);
        CHECK(told.state("GUY", "1998-04-10"_day) == state::in_force);
        CHECK(told.state("GUY", "1998-06-01"_day) == state::in_force);
    }
    SECTION("a second one is void: the first counts") {
        const history told =
            tell("1998-03-01"_day,
                 {{.day = "1998-03-05"_day, .kind = act::accede, .by = "GUY", .id = "twice"}});
        CHECK(worth_of(told, "twice") == standing::void_act);
        CHECK(told.state("GUY", "1998-06-01"_day) == state::in_force);
    }
    SECTION("a reservation may come with it") {
        const history told =
            tell("1998-03-01"_day,
                 {{.day = "1998-03-01"_day, .kind = act::reserve, .by = "GUY", .id = "with it"}});
        CHECK(worth_of(told, "with it") == standing::by_right);
    }
}

// ---- deposits -----------------------------------------------------------------------------------

TEST_CASE("Russia, CTBT 2023: a revoked deposit leaves the signature, and the count falls",
          "[engine][lifecycle]") {
    const treaty ctbt =
        treaty_builder{"ctbt"}
            .multilateral()
            .opened("1996-09-24"_day)
            .group("annex-2", {"RUS", "USA"})
            .enters_into_force("XIV(1)", "2 deposits by annex-2", "180 days after threshold")
            .build();
    const history told =
        simulate(ctbt,
                 each("1996-09-24"_day, act::sign, {"RUS", "USA"}) +
                     story{{.day = "2000-06-30"_day, .kind = act::ratify, .by = "RUS"},
                           {.day = "2023-11-03"_day,
                            .kind = act::revoke,
                            .by = "RUS",
                            .of = "deposit",
                            .id = "revocation"},
                           {.day = "2030-01-01"_day, .kind = act::ratify, .by = "USA"}}); // what if
    CHECK(told.state("RUS", "2023-11-02"_day) == state::contracting);
    CHECK(told.state("RUS", "2023-11-03"_day) == state::signed_only);
    CHECK(worth_of(told, "revocation") == standing::by_right);
    CHECK(article_of(told, "revocation") == "VCLT 18(b)");
    CHECK(told.treaty_state("2031-01-01"_day) == treaty_state::not_yet_in_force);
}

TEST_CASE("A deposit taken back by one that never signed leaves nothing", "[engine][lifecycle]") {
    const history told = simulate(
        club(),
        founders() + story{{.day = "2001-12-20"_day, .kind = act::accede, .by = "SUB"},
                           {.day = the_day, .kind = act::revoke, .by = "SUB", .of = "deposit"}});
    CHECK(told.state("SUB", "2001-12-31"_day) == state::contracting);
    CHECK(told.state("SUB", the_day) == state::none);
    CHECK(told.state("SUB", "2002-01-19"_day) == state::none); // its clock is gone
}

TEST_CASE("A deposit may be taken back on the eve of its own entry, not on the day",
          "[engine][lifecycle]") {
    const auto tell = [](date day) {
        return simulate(
            club(),
            bring_into(column::contracting) +
                story{{.day = day, .kind = act::revoke, .by = "SUB", .of = "deposit", .id = "it"}});
    };
    CHECK(tell("2002-01-18"_day).state("SUB", "2002-01-19"_day) == state::signed_only);
    const history late = tell("2002-01-19"_day);
    CHECK(worth_of(late, "it") == standing::void_act);
    CHECK(late.state("SUB", "2002-01-19"_day) == state::in_force);
}

TEST_CASE("Two deposits of one participant count once", "[engine][lifecycle][entry]") {
    const auto tell = [](bool provisionally) {
        story acts;
        if (provisionally) {
            acts.push_back(
                {.day = "1999-01-01"_day, .kind = act::provisionally_apply, .by = "AAA"});
        }
        acts.push_back({.day = "1999-02-01"_day, .kind = act::ratify, .by = "AAA"});
        acts.push_back({.day = "1999-03-01"_day, .kind = act::accede, .by = "AAA", .id = "second"});
        acts.push_back({.day = "1999-04-01"_day, .kind = act::ratify, .by = "BBB"});
        return simulate(club(), acts); // needs three
    };
    for (const bool provisionally : {false, true}) {
        INFO("applied provisionally: " << provisionally);
        const history told = tell(provisionally);
        CHECK(worth_of(told, "second") == standing::void_act);
        CHECK(told.treaty_state("1999-05-01"_day) == treaty_state::not_yet_in_force);
    }
}

TEST_CASE("A former party that comes back begins a new period, and the old one is kept",
          "[engine][lifecycle]") {
    const history told =
        simulate(club(),
                 bring_into(column::former) +
                     story{{.day = the_day, .kind = act::sign, .by = "SUB"},
                           {.day = "2002-02-01"_day, .kind = act::ratify, .by = "SUB"}});
    CHECK(told.state("SUB", "2000-07-01"_day) == state::in_force); // deposit of 2000-06-01 + 30
    CHECK(told.state("SUB", "2001-07-01"_day) == state::withdrawn);
    CHECK(told.state("SUB", the_day) == state::signed_only);
    CHECK(told.state("SUB", "2002-02-01"_day) == state::contracting);
    CHECK(told.state("SUB", "2002-03-03"_day) == state::in_force);
    CHECK(told.report("SUB", "2002-03-03"_day).cause == end_cause::none);
}

// ---- provisional application, signature, expulsion ----------------------------------------------

TEST_CASE("Provisional application goes on from the deposit until entry", "[engine][lifecycle]") {
    const history told = simulate(club(),
                                  bring_into(column::provisionally_applied) +
                                      story{{.day = the_day, .kind = act::ratify, .by = "SUB"}});
    const auto between = told.report("SUB", "2002-01-30"_day);
    CHECK(between.consent == consent::contracting);
    CHECK(between.operation == operation::provisionally_applied);
    CHECK(told.state("SUB", "2002-01-31"_day) == state::in_force);
    CHECK(told.report("SUB", "2002-01-31"_day).operation == operation::operative);
}

TEST_CASE("Provisional application ends after the notice its clause asks for",
          "[engine][lifecycle]") {
    // Energy Charter, Article 45(3)(a): sixty days.
    const treaty charter =
        club_builder().set("provisional_application.notice", "60 days after notice").build();
    const history told = simulate(
        charter,
        bring_into(column::provisionally_applied) +
            story{{.day = the_day, .kind = act::end_provisional_application, .by = "SUB"}});
    CHECK(told.state("SUB", "2002-03-01"_day) == state::provisionally_applied);
    CHECK(told.state("SUB", "2002-03-02"_day) == state::signed_only);
}

TEST_CASE("Provisional application without a clause is void", "[engine][lifecycle]") {
    const history told = simulate(
        plain_builder().build(),
        two_founders("2000-01-01"_day) +
            story{{.day = the_day, .kind = act::provisionally_apply, .by = "SUB", .id = "it"}});
    CHECK(worth_of(told, "it") == standing::void_act);
    CHECK(finding_of(told, "it") == found::no_provisional_clause);
    CHECK(article_of(told, "it") == "VCLT 25(1)");
}

TEST_CASE("Russia, START II 2002: who makes clear it will not be a party is free of its signature",
          "[engine][lifecycle]") {
    const treaty start_2 =
        treaty_builder{"start-2"}
            .bilateral("USA", "RUS")
            .enters_into_force("VI(1)", "deposits by all signatories", "on threshold")
            .build();
    const history told = simulate(
        start_2,
        each("1993-01-03"_day, act::sign, {"USA", "RUS"}) +
            story{{.day = "2002-06-14"_day, .kind = act::unsign, .by = "RUS", .id = "it"}});
    CHECK(told.state("RUS", "2002-06-13"_day) == state::signed_only);
    CHECK(told.state("RUS", "2002-06-14"_day) == state::none);
    CHECK(told.state("USA", "2002-06-14"_day) == state::signed_only);
    CHECK(article_of(told, "it") == "VCLT 18(a)");
}

TEST_CASE("Expulsion cancels a pending notice, and only a clause or a claim opens it",
          "[engine][lifecycle]") {
    const dated_act expel{
        .day = the_day, .kind = act::expel, .by = "AAA", .id = "it", .to = {"SUB"}};
    const history told = simulate(club(), bring_into(column::withdrawal_pending) + story{expel});
    CHECK(told.report("SUB", the_day).cause == end_cause::expulsion);
    CHECK_FALSE(told.report("SUB", the_day).exit_pending);
    CHECK(told.state("SUB", "2002-04-01"_day) == state::former_party);

    const treaty silent = plain_builder().build();
    const story three = each("2000-01-01"_day, act::deposit, {"AAA", "BBB", "SUB"});
    CHECK(finding_of(simulate(silent, three + story{expel}), "it") ==
          found::expulsion_not_admitted);
    dated_act claimed = expel;
    claimed.basis = "VCLT 60";
    const history by_claim = simulate(silent, three + story{claimed});
    CHECK(worth_of(by_claim, "it") == standing::by_claim);
    CHECK(by_claim.state("SUB", the_day) == state::former_party);
    CHECK(by_claim.report("SUB", the_day).by_claim); // every answer that rests on it says so
}

TEST_CASE("Reservations: with consent only, never where forbidden, answered in time",
          "[engine][lifecycle][reservations]") {
    SECTION("with a signature or a deposit, whichever is listed first") {
        const history told = simulate(
            club(),
            founders() +
                story{
                    {.day = the_day, .kind = act::reserve, .by = "SUB", .id = "first"},
                    {.day = the_day, .kind = act::sign, .by = "SUB"},
                    {.day = "2002-02-01"_day, .kind = act::ratify, .by = "SUB"},
                    {.day = "2002-02-01"_day, .kind = act::reserve, .by = "SUB", .id = "second"}});
        CHECK(worth_of(told, "first") == standing::by_right);
        CHECK(worth_of(told, "second") == standing::by_right);
    }
    SECTION("a forbidden one is void, and the deposit stands") {
        const treaty strict = club_builder().set("reservations.allowed", false).build();
        const history told = simulate(
            strict,
            founders() + story{{.day = the_day, .kind = act::ratify, .by = "SUB"},
                               {.day = the_day, .kind = act::reserve, .by = "SUB", .id = "it"}});
        CHECK(worth_of(told, "it") == standing::void_act);
        CHECK(finding_of(told, "it") == found::reservation_forbidden);
        CHECK(told.state("SUB", the_day) == state::contracting);
    }
    SECTION("an opposing objection keeps the treaty out of force between the two (VCLT 20)") {
        const auto tell = [](date day) {
            return simulate(club(),
                            founders() + story{{.day = day,
                                                .kind = act::object,
                                                .by = "AAA",
                                                .of = "r",
                                                .id = "it",
                                                .opposes_entry_into_force = true}});
        };
        const history in_time = tell("2002-05-15"_day); // twelve months, the last day included
        CHECK(worth_of(in_time, "it") == standing::by_right);
        CHECK_FALSE(in_time.in_force_between("AAA", "DDD", "2002-06-01"_day));
        CHECK(in_time.in_force_between("BBB", "DDD", "2002-06-01"_day));
        const history late = tell("2002-05-16"_day);
        CHECK(finding_of(late, "it") == found::objection_too_late);
        CHECK(late.in_force_between("AAA", "DDD", "2002-06-01"_day));
    }
}

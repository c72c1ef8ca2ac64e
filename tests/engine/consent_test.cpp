// Consent in its forms: by signature, of those that count and those that do not, with the
// conditions waived, on the day of entry itself, and given before the story begins.
#include "engine/stories.hpp"
#include "support/lists.hpp"

#include <servanda/engine/explanation.hpp>

using namespace servanda_tests;

namespace {

dated_act done(date day, act kind, const char* by, std::string of = {}) {
    return {.day = day, .kind = kind, .by = by, .of = std::move(of)};
}

dated_act waives(date day, const char* by) {
    dated_act made = done(day, act::declare, by, "waiver");
    made.id = "waiver";
    return made;
}

dated_act stated(date day) {
    return {.day = day, .kind = act::entry_into_force, .by = "*"};
}

history with_given(const treaty& law, std::vector<given_membership> given, story acts) {
    rulebook rules;
    rules.treaties = {law};
    scenario told;
    told.given = std::move(given);
    told.acts = std::move(acts);
    return simulate(rules, told);
}

} // namespace

// ---- consent by signature -----------------------------------------------------------------------

TEST_CASE("Where signature expresses consent, who signs is a contracting state",
          "[engine][consent]") {
    treaty_builder pact{"pact"};
    pact.multilateral()
        .enters_into_force("I", "2 deposits", "30 days after threshold")
        .for_later("10 days after deposit")
        .withdrawal("X", "6 months after notice")
        .set("entry_into_force.consent", "signature");
    const history told =
        simulate(pact.build(),
                 story{done("2000-01-01"_day, act::sign, "AAA"),
                       done("2000-01-10"_day, act::sign, "BBB"),
                       done("2000-03-01"_day, act::sign, "CCC"),
                       done("2000-03-01"_day, act::accede, "DDD"),
                       {.day = "2000-03-02"_day, .kind = act::ratify, .by = "CCC", .id = "again"}});
    CHECK(told.state("AAA", "2000-01-01"_day) == state::contracting);
    CHECK(told.state("AAA", "2000-02-09"_day) == state::in_force); // signatures count as deposits
    CHECK(told.state("BBB", "2000-02-08"_day) == state::contracting);
    CHECK(told.state("CCC", "2000-03-10"_day) == state::contracting);
    CHECK(told.state("CCC", "2000-03-11"_day) == state::in_force);
    CHECK(told.state("DDD", "2000-03-11"_day) == state::in_force);
    CHECK(finding_of(told, "again") == found::already_bound);
}

TEST_CASE("Consent by signature is open as signature is", "[engine][consent]") {
    treaty_builder pact{"pact"};
    pact.multilateral()
        .opened("2000-01-01"_day)
        .enters_into_force("I", "2 deposits", "on threshold")
        .set("entry_into_force.consent", "signature");
    treaty law = pact.build();
    law.signature_until = "2000-12-31"_day;
    const auto finding = [&](date day) {
        return finding_of(
            simulate(law, story{{.day = day, .kind = act::sign, .by = "AAA", .id = "s"}}), "s");
    };
    CHECK(finding("1999-12-31"_day) == found::not_open_for_signature);
    CHECK(finding("2000-12-31"_day) == found::stands);
    CHECK(finding("2001-01-01"_day) == found::not_open_for_signature);
}

TEST_CASE("Consent by signature needs the consent to other treaties that any consent needs",
          "[engine][consent]") {
    treaty_builder child{"child"};
    child.multilateral()
        .requires_consent_to({"parent"})
        .enters_into_force("I", "1 deposit", "on threshold")
        .set("entry_into_force.consent", "signature");
    const auto tell = [&](story acts) {
        return simulate_all({plain_builder("parent").build(), child.build()}, std::move(acts));
    };
    const dated_act signs{
        .day = "2000-01-02"_day, .kind = act::sign, .by = "AAA", .treaty = "child", .id = "s"};
    const history without = tell({signs});
    CHECK(finding_of(without, "s") == found::consent_to_another_lacking);
    CHECK(without.state("child", "AAA", "2000-01-02"_day) == state::none);
    const dated_act consents{
        .day = "2000-01-02"_day, .kind = act::deposit, .by = "AAA", .treaty = "parent"};
    CHECK(finding_of(tell({consents, signs}), "s") == found::stands);
    CHECK(finding_of(tell({signs, consents}), "s") == found::stands); // on one day, in any order
}

TEST_CASE("Who is bound by signature may leave and sign again", "[engine][consent]") {
    treaty_builder pact = plain_builder();
    pact.set("entry_into_force.consent", "signature");
    const history told =
        simulate(pact.build(),
                 each("2000-01-01"_day, act::sign, {"AAA", "BBB", "CCC"}) +
                     story{done("2001-01-01"_day, act::give_notice_of_withdrawal, "CCC"),
                           done("2002-01-01"_day, act::sign, "CCC")});
    CHECK(told.state("CCC", "2001-07-01"_day) == state::withdrawn);
    CHECK(told.state("CCC", "2002-01-01"_day) == state::in_force);
}

TEST_CASE("The two sides of a bilateral treaty may be bound by their signatures",
          "[engine][consent]") {
    treaty_builder pact{"pact"};
    pact.bilateral("AAA", "BBB")
        .enters_into_force("I", "deposits by all signatories", "on threshold")
        .set("entry_into_force.consent", "signature");
    const history told = simulate(pact.build(), each("2000-01-01"_day, act::sign, {"AAA", "BBB"}));
    CHECK(told.state("AAA", "2000-01-01"_day) == state::in_force);
    const history one = simulate(pact.build(), each("2000-01-01"_day, act::sign, {"AAA"}));
    CHECK(one.state("AAA", "2000-01-01"_day) == state::contracting);
    CHECK(finding_of(
              simulate(pact.build(),
                       story{{.day = "2000-01-01"_day, .kind = act::sign, .by = "CCC", .id = "s"}}),
              "s") == found::not_a_side);
}

TEST_CASE("A viewpoint without a signature is without the consent", "[engine][consent]") {
    treaty_builder pact = plain_builder();
    pact.set("entry_into_force.consent", "signature");
    story acts = each("2000-01-01"_day, act::sign, {"AAA", "BBB", "CCC"});
    acts[2].contested_by = {"AAA"};
    const history told = simulate(pact.build(), acts);
    CHECK(told.as_seen_by("AAA").state("CCC", "2000-01-01"_day) == state::none);
    CHECK(told.as_seen_by("BBB").state("CCC", "2000-01-01"_day) == state::in_force);
    CHECK(told.report("CCC", "2000-01-01"_day).disputed);
}

// ---- who counts ---------------------------------------------------------------------------------

TEST_CASE("Deposits of those not counted are deposits all the same", "[engine][consent]") {
    treaty_builder pact = plain_builder();
    pact.set("entry_into_force.not_counted", list_of({"CCC", "DDD"}));
    const history told = simulate(pact.build(),
                                  each("2000-01-01"_day, act::deposit, {"CCC", "DDD", "AAA"}) +
                                      each("2000-02-01"_day, act::deposit, {"BBB"}));
    CHECK(told.state("CCC", "2000-01-31"_day) == state::contracting);
    CHECK(told.treaty_state("2000-01-31"_day) == treaty_state::not_yet_in_force);
    CHECK(told.state("AAA", "2000-02-01"_day) == state::in_force);
    CHECK(told.state("CCC", "2000-02-01"_day) == state::in_force);
    CHECK(told.parties("pact", "2000-02-01"_day).size() == 4);
    SECTION("a condition that names them means them") {
        pact.set("entry_into_force.when", "deposits by CCC");
        CHECK(simulate(pact.build(), each("2000-01-01"_day, act::deposit, {"CCC"}))
                  .treaty_state("2000-01-01"_day) == treaty_state::in_force);
    }
    SECTION("so does a given membership") {
        const history given = with_given(pact.build(),
                                         {{"CCC", state::contracting, "2000-01-01"_day, {}}},
                                         each("2000-01-02"_day, act::deposit, {"AAA"}));
        CHECK(given.treaty_state("2001-01-01"_day) == treaty_state::not_yet_in_force);
    }
}

// ---- waivers ------------------------------------------------------------------------------------

namespace {

/// Tlatelolco 29: in force when all of five have deposited, or for who waives that.
treaty_builder zone() {
    treaty_builder pact{"zone"};
    pact.multilateral()
        .enters_into_force("29", "5 deposits", "on threshold")
        .for_later("on deposit")
        .withdrawal("31", "3 months after notice")
        .set("entry_into_force.waiver", "waiver");
    return pact;
}

const story deposits_of_two = each("2000-01-01"_day, act::deposit, {"AAA", "BBB"});

} // namespace

TEST_CASE("Who waives the conditions is bound from the waiver", "[engine][consent]") {
    const history told =
        simulate(zone().build(), deposits_of_two + story{waives("2000-06-01"_day, "AAA")});
    CHECK(worth_of(told, "waiver") == standing::recorded);
    CHECK(told.state("AAA", "2000-05-31"_day) == state::contracting);
    CHECK(told.state("AAA", "2000-06-01"_day) == state::in_force);
    CHECK(told.treaty_state("2000-06-01"_day) == treaty_state::in_force);
    CHECK(told.state("BBB", "2001-01-01"_day) == state::contracting); // it waived nothing
}

TEST_CASE("A waiver made before the deposit works with it", "[engine][consent]") {
    const history told =
        simulate(zone().build(),
                 story{done("1999-01-01"_day, act::sign, "AAA"), waives("1999-06-01"_day, "AAA")} +
                     deposits_of_two);
    CHECK(told.state("AAA", "1999-12-31"_day) == state::signed_only);
    CHECK(told.state("AAA", "2000-01-01"_day) == state::in_force);
    CHECK(told.state("BBB", "2000-01-01"_day) == state::contracting);
}

TEST_CASE("A waiver of one that never deposits does nothing", "[engine][consent]") {
    const history told =
        simulate(zone().build(), deposits_of_two + story{waives("2000-06-01"_day, "CCC")});
    CHECK(told.state("CCC", "2001-01-01"_day) == state::none);
    CHECK(told.treaty_state("2001-01-01"_day) == treaty_state::not_yet_in_force);
}

TEST_CASE("Only the declaration that the clause names is a waiver", "[engine][consent]") {
    dated_act other = waives("2000-06-01"_day, "AAA");
    other.of = "intention";
    CHECK(simulate(zone().build(), deposits_of_two + story{other}).treaty_state("2001-01-01"_day) ==
          treaty_state::not_yet_in_force);
    CHECK(simulate(plain_builder().set("entry_into_force.when", "5 deposits").build(),
                   deposits_of_two + story{waives("2000-06-01"_day, "AAA")})
              .treaty_state("2001-01-01"_day) == treaty_state::not_yet_in_force);
}

TEST_CASE("Later deposits under a waiver clause wait for the condition or a waiver",
          "[engine][consent]") {
    const history told = simulate(
        zone().for_later("30 days after deposit").build(),
        deposits_of_two +
            story{waives("2000-06-01"_day, "AAA"),
                  done("2001-01-01"_day, act::deposit, "CCC"),
                  done("2002-01-01"_day, act::deposit, "DDD"),
                  {.day = "2002-01-10"_day, .kind = act::declare, .by = "DDD", .of = "waiver"}});
    CHECK(told.state("CCC", "2002-12-31"_day) == state::contracting);
    CHECK(told.state("DDD", "2002-01-30"_day) == state::contracting); // its own thirty days
    CHECK(told.state("DDD", "2002-01-31"_day) == state::in_force);
}

TEST_CASE("When the condition is met after all, the others are bound as the clause says",
          "[engine][consent]") {
    const story acts = deposits_of_two + story{waives("2000-06-01"_day, "AAA")} +
                       each("2005-01-01"_day, act::deposit, {"CCC", "DDD", "EEE"}) +
                       each("2006-01-01"_day, act::deposit, {"FFF"});
    const history at_once = simulate(zone().build(), acts);
    CHECK(at_once.state("BBB", "2004-12-31"_day) == state::contracting);
    for (const char* code : {"BBB", "CCC", "DDD", "EEE"}) {
        CHECK(at_once.state(code, "2005-01-01"_day) == state::in_force);
    }
    CHECK(at_once.state("FFF", "2006-01-01"_day) == state::in_force);

    const history slow =
        simulate(zone().set("entry_into_force.effective", "90 days after threshold").build(), acts);
    CHECK(slow.state("AAA", "2000-06-01"_day) == state::in_force);
    CHECK(slow.state("BBB", "2005-03-31"_day) == state::contracting);
    CHECK(slow.state("BBB", "2005-04-01"_day) == state::in_force);
    CHECK(slow.state("EEE", "2005-04-01"_day) == state::in_force);
    CHECK(slow.state("EEE", "2005-03-31"_day) == state::contracting);
    CHECK(slow.treaty_state("2000-06-01"_day) == treaty_state::in_force);
}

TEST_CASE("Between the condition and its effect the other deposits follow before_entry",
          "[engine][consent]") {
    const story acts = each("2000-01-01"_day, act::deposit, {"AAA"}) +
                       story{waives("2000-06-01"_day, "AAA")} +
                       each("2005-01-01"_day, act::deposit, {"BBB", "CCC", "DDD", "EEE"}) +
                       each("2005-02-01"_day, act::deposit, {"FFF"});
    treaty_builder law = zone();
    law.set("entry_into_force.effective", "90 days after threshold") // 2005-04-01
        .for_later("100 days after deposit");                        // 2005-05-12
    CHECK(simulate(law.build(), acts).state("FFF", "2005-03-31"_day) == state::contracting);
    CHECK(simulate(law.build(), acts).state("FFF", "2005-04-01"_day) == state::in_force);
    law.set("entry_into_force.before_entry", "later of both dates");
    CHECK(simulate(law.build(), acts).state("FFF", "2005-05-11"_day) == state::contracting);
    CHECK(simulate(law.build(), acts).state("FFF", "2005-05-12"_day) == state::in_force);
}

TEST_CASE("A waiver never makes the entry later", "[engine][consent]") {
    treaty_builder law = zone();
    law.for_later("200 days after deposit");
    const history told = simulate(
        law.build(),
        each("2000-01-01"_day, act::deposit, {"AAA"}) + story{waives("2000-01-02"_day, "AAA")} +
            each("2000-01-03"_day, act::deposit, {"BBB", "CCC", "DDD", "EEE"}));
    CHECK(told.state("BBB", "2000-01-03"_day) == state::in_force);
    CHECK(told.state("AAA", "2000-01-03"_day) == state::in_force);
}

TEST_CASE("A waiver made twice is one, from the first", "[engine][consent]") {
    story acts = deposits_of_two + story{waives("2000-06-01"_day, "AAA"),
                                         done("2001-06-01"_day, act::declare, "AAA", "waiver")};
    const history told = simulate(zone().build(), acts);
    CHECK(told.state("AAA", "2000-06-01"_day) == state::in_force);
    CHECK(told.report("AAA", "2003-01-01"_day).since == "2000-06-01"_day);
}

TEST_CASE("A second membership needs a waiver of its own", "[engine][consent]") {
    const story first =
        deposits_of_two +
        story{waives("2000-06-01"_day, "AAA"),
              done("2001-01-01"_day, act::give_notice_of_withdrawal, "AAA")}; // out on 2001-04-01
    SECTION("without one it waits for the condition") {
        const history told =
            simulate(zone().build(), first + story{done("2002-01-01"_day, act::deposit, "AAA")});
        CHECK(told.state("AAA", "2001-04-01"_day) == state::withdrawn);
        CHECK(told.state("AAA", "2002-01-01"_day) == state::contracting);
        CHECK(told.state("AAA", "2010-01-01"_day) == state::contracting);
    }
    SECTION("one after the new deposit") {
        const history told =
            simulate(zone().build(),
                     first + story{done("2002-01-01"_day, act::deposit, "AAA"),
                                   done("2002-02-01"_day, act::declare, "AAA", "waiver")});
        CHECK(told.state("AAA", "2002-01-31"_day) == state::contracting);
        CHECK(told.state("AAA", "2002-02-01"_day) == state::in_force);
    }
    SECTION("one before the new deposit, as a former party") {
        const history told =
            simulate(zone().build(),
                     first + story{done("2001-12-01"_day, act::declare, "AAA", "waiver"),
                                   done("2002-01-01"_day, act::deposit, "AAA")});
        CHECK(told.state("AAA", "2001-12-31"_day) == state::withdrawn);
        CHECK(told.state("AAA", "2002-01-01"_day) == state::in_force);
    }
}

TEST_CASE("A deposit taken back and made anew keeps the waiver", "[engine][consent]") {
    const history told = simulate(zone().build(),
                                  story{done("2000-01-01"_day, act::deposit, "AAA"),
                                        done("2000-01-02"_day, act::revoke, "AAA", "deposit"),
                                        waives("2000-01-03"_day, "AAA"),
                                        done("2000-01-04"_day, act::deposit, "AAA")});
    CHECK(told.state("AAA", "2000-01-03"_day) == state::none);
    CHECK(told.state("AAA", "2000-01-04"_day) == state::in_force);
}

TEST_CASE("A stated entry into force is that of those who waived by then", "[engine][consent]") {
    const story acts = story{stated("2000-09-01"_day)} + deposits_of_two +
                       each("2000-02-01"_day, act::deposit, {"CCC"}) +
                       story{waives("2000-06-01"_day, "AAA"),
                             done("2001-01-01"_day, act::declare, "CCC", "waiver")};
    const history told = simulate(zone().build(), acts);
    CHECK(told.state("AAA", "2000-08-31"_day) == state::contracting);
    CHECK(told.treaty_state("2000-09-01"_day) == treaty_state::in_force);
    CHECK(told.state("AAA", "2000-09-01"_day) == state::in_force);
    CHECK(told.state("BBB", "2000-09-01"_day) == state::contracting);
    CHECK(told.state("CCC", "2000-12-31"_day) == state::contracting);
    CHECK(told.state("CCC", "2001-01-01"_day) == state::in_force);
    SECTION("and the condition met later binds the rest") {
        const history later =
            simulate(zone().build(), acts + each("2005-01-01"_day, act::deposit, {"DDD", "EEE"}));
        CHECK(later.state("BBB", "2004-12-31"_day) == state::contracting);
        CHECK(later.state("BBB", "2005-01-01"_day) == state::in_force);
        CHECK(later.state("DDD", "2005-01-01"_day) == state::in_force);
    }
}

TEST_CASE("A contested waiver binds nobody for who contests it", "[engine][consent]") {
    dated_act made = waives("2000-06-01"_day, "AAA");
    made.contested_by = {"BBB"};
    const history told = simulate(zone().build(), deposits_of_two + story{made});
    CHECK(told.as_seen_by("BBB").state("AAA", "2001-01-01"_day) == state::contracting);
    CHECK(told.as_seen_by("AAA").state("AAA", "2001-01-01"_day) == state::in_force);
    CHECK(told.as_seen_by("AAA").treaty_state("2001-01-01"_day) == treaty_state::in_force);
}

TEST_CASE("What counts from the entry into force also counts from one by waiver",
          "[engine][consent]") {
    treaty_builder law = zone();
    law.term("9", "10 years after entry into force")
        .add(when_due("report", "1 year after entry into force", act::notify));
    const history told =
        simulate(law.build(), deposits_of_two + story{waives("2000-06-01"_day, "AAA")});
    CHECK(told.treaty_state("2010-05-31"_day) == treaty_state::in_force);
    CHECK(told.treaty_state("2010-06-01"_day) == treaty_state::terminated);
    REQUIRE(deemed(told, "report").size() == 1);
    CHECK(deemed(told, "report").front().first == "2001-06-01"_day);
}

// ---- the day of entry itself --------------------------------------------------------------------

TEST_CASE("A deposit on the day of entry enters with the treaty where the clause says so",
          "[engine][consent]") {
    treaty_builder law{"pact"};
    law.multilateral()
        .enters_into_force("I", "2 deposits", "30 days after threshold")
        .for_later("60 days after deposit")
        .set("entry_into_force.before_entry", "with the treaty");
    const story acts = each("2000-01-01"_day, act::deposit, {"AAA", "BBB"}) +
                       each("2000-01-30"_day, act::deposit, {"CCC"}) +
                       each("2000-01-31"_day, act::deposit, {"DDD"}) +
                       each("2000-02-01"_day, act::deposit, {"EEE"});
    const history with = simulate(law.build(), acts);
    CHECK(with.state("CCC", "2000-01-31"_day) == state::in_force);
    CHECK(with.state("DDD", "2000-01-31"_day) == state::in_force);
    CHECK(with.state("EEE", "2000-03-31"_day) == state::contracting);
    CHECK(with.state("EEE", "2000-04-01"_day) == state::in_force);
    law.set("entry_into_force.before_entry", "later of both dates");
    const history later = simulate(law.build(), acts);
    CHECK(later.state("CCC", "2000-03-29"_day) == state::contracting);
    CHECK(later.state("CCC", "2000-03-30"_day) == state::in_force);
    CHECK(later.state("DDD", "2000-03-30"_day) == state::contracting);
    CHECK(later.state("DDD", "2000-03-31"_day) == state::in_force);
    SECTION("the same for a stated day") {
        law.set("entry_into_force.before_entry", "with the treaty");
        const history told = simulate(law.build(),
                                      story{stated("2000-02-15"_day)} + acts +
                                          each("2000-02-15"_day, act::deposit, {"FFF"}) +
                                          each("2000-02-16"_day, act::deposit, {"GGG"}));
        CHECK(told.state("EEE", "2000-02-15"_day) == state::in_force);
        CHECK(told.state("FFF", "2000-02-15"_day) == state::in_force);
        CHECK(told.state("GGG", "2000-02-16"_day) == state::contracting);
    }
}

// ---- given --------------------------------------------------------------------------------------

TEST_CASE("Deposits before a given membership enter with the treaty", "[engine][consent]") {
    treaty_builder law{"pact"};
    law.multilateral()
        .enters_into_force("I", "40 deposits", "90 days after threshold")
        .for_later("60 days after deposit")
        .withdrawal("X", "6 months after notice");
    const history told = with_given(law.build(),
                                    {{"AAA", state::in_force, "2000-06-01"_day, {}}},
                                    each("2000-01-01"_day, act::deposit, {"BBB"}) +
                                        each("2000-06-01"_day, act::deposit, {"CCC"}) +
                                        each("2000-06-02"_day, act::deposit, {"DDD"}));
    CHECK(told.state("BBB", "2000-05-31"_day) == state::contracting);
    CHECK(told.state("BBB", "2000-06-01"_day) == state::in_force);
    CHECK(told.state("CCC", "2000-06-01"_day) == state::in_force); // up to the threshold day
    CHECK(told.state("DDD", "2000-07-31"_day) == state::contracting);
    CHECK(told.state("DDD", "2000-08-01"_day) == state::in_force);
}

TEST_CASE("Two given memberships: the treaty is in force from the first", "[engine][consent]") {
    const history told = with_given(plain_builder().build(),
                                    {{"BBB", state::in_force, "2001-01-01"_day, {}},
                                     {"AAA", state::in_force, "2000-01-01"_day, {}},
                                     {"CCC", state::contracting, "1999-01-01"_day, {}},
                                     {"DDD", state::signed_only, "1999-01-01"_day, {}}},
                                    {});
    CHECK(told.state("CCC", "1999-12-31"_day) == state::contracting);
    CHECK(told.state("AAA", "2000-01-01"_day) == state::in_force);
    CHECK(told.state("CCC", "2000-01-01"_day) == state::in_force);
    CHECK(told.state("BBB", "2000-12-31"_day) == state::none);
    CHECK(told.state("BBB", "2001-01-01"_day) == state::in_force);
    CHECK(told.state("DDD", "2005-01-01"_day) == state::signed_only);
}

TEST_CASE("What counts from the entry into force also counts from a given one",
          "[engine][consent]") {
    treaty_builder law = plain_builder();
    law.add(when_due("report", "1 year after entry into force", act::notify));
    const history told =
        with_given(law.build(), {{"AAA", state::in_force, "2000-01-01"_day, {}}}, {});
    REQUIRE(deemed(told, "report").size() == 1);
    CHECK(deemed(told, "report").front().first == "2001-01-01"_day);
}

TEST_CASE("A given party under a waiver clause is a party; deposits wait as ever",
          "[engine][consent]") {
    const history told = with_given(zone().build(),
                                    {{"AAA", state::in_force, "2000-06-01"_day, {}}},
                                    each("2001-01-01"_day, act::deposit, {"BBB"}));
    CHECK(told.state("AAA", "2000-06-01"_day) == state::in_force);
    CHECK(told.treaty_state("2000-06-01"_day) == treaty_state::in_force);
    CHECK_NOTHROW(explain(told, "zone", "BBB", "2001-01-01"_day));
}

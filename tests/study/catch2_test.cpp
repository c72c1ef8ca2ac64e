// The matchers for Catch2: what they match, what they do not, and what a failure prints.
#include "study/lakes.hpp"

#include <servanda/catch2.hpp>

using namespace servanda_tests;
using namespace servanda::matchers;
using servanda::matchers::on;

namespace {

/// The INF Treaty as its two sides made and ended it.
std::vector<dated_act> inf_acts() {
    std::vector<dated_act> acts;
    acts.push_back({on("1987-12-08"), act::sign, "USA"});
    acts.push_back({on("1987-12-08"), act::sign, "RUS"});
    acts.push_back({on("1988-06-01"), act::ratify, "USA"});
    acts.push_back({on("1988-06-01"), act::ratify, "RUS"});
    acts.push_back({on("2019-02-02"), act::suspend, "USA"});
    acts.back().basis = "VCLT 60";
    acts.push_back({on("2019-02-02"), act::give_notice_of_withdrawal, "USA"});
    return acts;
}

treaty inf_treaty(const char* notice = "6 months after notice") {
    return treaty_builder{"inf"}
        .bilateral("USA", "RUS")
        .enters_into_force("XVII(1)", "deposits by all signatories", "on threshold")
        .withdrawal("XV(2)", notice)
        .build();
}

history inf() {
    return simulate(inf_treaty(), inf_acts());
}

history inf_with(dated_act more) {
    auto acts = inf_acts();
    acts.push_back(std::move(more));
    return simulate(inf_treaty(), acts);
}

/// What Catch2 prints of an assertion with this matcher.
template <class Matcher>
std::string told(const history& story, const Matcher& matcher) {
    (void)matcher.match(story);
    return Catch::Detail::stringify(story) + " " + matcher.toString();
}

/// One history of two treaties.
history two_treaties() {
    treaty other = inf_treaty();
    other.id = "abm";
    auto acts = inf_acts();
    for (auto& item : acts) {
        item.treaty = "inf";
    }
    rulebook rules;
    rules.treaties = {inf_treaty(), other};
    scenario source;
    source.acts = acts;
    source.to = on("2020-01-01");
    return simulate(rules, source);
}

} // namespace

TEST_CASE("a day is read from its text, or the test fails", "[study][catch2]") {
    CHECK(on("2019-05-01") == "2019-05-01"_day);
    CHECK_THROWS_WITH(on("2019-02-30"), Catch::Contains("found '2019-02-30'"));
    CHECK_THROWS_AS(on("1 May 2019"), input_error);
    CHECK_THROWS_AS(on(""), input_error);
}

TEST_CASE("matchers of states match what is so", "[study][catch2]") {
    const history story = inf();
    CHECK_THAT(story, NotBound("USA", on("1987-12-07")));
    CHECK_THAT(story, HasState("USA", state::none, on("1987-12-07")));
    CHECK_THAT(story, Signed("USA", on("1987-12-08")) && NotBound("USA", on("1987-12-08")));
    CHECK_THAT(story, InForce("USA", on("1988-06-01")).in("inf"));
    CHECK_THAT(story, !InForce("USA", on("2019-02-02")));
    CHECK_THAT(story, WithdrawalPending("USA", on("2019-05-01")));
    CHECK_THAT(story, Suspended("USA", on("2019-05-01"))); // while the notice runs
    CHECK_THAT(story, Suspended("RUS", on("2019-05-01")) && !Suspended("RUS", on("2019-02-01")));
    CHECK_THAT(story, Terminated("RUS", on("2019-08-02")) && !Terminated("RUS", on("2019-08-01")));
    CHECK_THAT(story, NotBound("RUS", on("2019-08-02")));
    CHECK_THAT(story, !Withdrawn("USA", on("2019-08-02")) && !Disputed("USA", on("2019-05-01")));
    CHECK_THAT(story, TreatyInForce(on("1988-06-01")) && !TreatyInForce(on("1988-05-31")));
    CHECK_THAT(story, HasTreatyState(treaty_state::suspended, on("2019-05-01")));
    CHECK_THAT(story, TreatyTerminated(on("2019-08-02")) && !TreatyTerminated(on("2019-08-01")));
    CHECK_THAT(story, InForceBetween("USA", "RUS", on("2019-02-01")));
    CHECK_THAT(story, !InForceBetween("USA", "RUS", on("2019-02-02")).in("inf"));
}

TEST_CASE("matchers of contracting and of withdrawn states", "[study][catch2]") {
    const history story = servanda_tests::told(lakes());
    CHECK_THAT(story, Contracting("AAA", on("2000-02-01")));
    CHECK_THAT(story, NotBound("AAA", on("2000-02-01")));
    CHECK_THAT(story, Withdrawn("AAA", on("2002-07-31")));
    CHECK_THAT(story, Ends("AAA", on("2002-07-31")) && NeverEnds("BBB") && NeverEnds());
    CHECK_THAT(story, EntersIntoForce("CCC", on("2001-01-31")));
    CHECK_THAT(story, !ProvisionallyApplied("CCC", on("2001-01-30")));
}

TEST_CASE("matchers of the days on which it began and ended", "[study][catch2]") {
    const history story = inf();
    CHECK_THAT(story, EntersIntoForce(on("1988-06-01")) && !EntersIntoForce(on("1987-12-08")));
    CHECK_THAT(story, EntersIntoForce("RUS", on("1988-06-01")));
    CHECK_THAT(story, Ends(on("2019-08-02")) && Ends("RUS", on("2019-08-02")));
    CHECK_THAT(story, !Ends(on("2019-08-01")) && !NeverEnds() && !NeverEnds("USA"));
    CHECK(told(story, Ends(on("2020-02-02"))) ==
          "history of inf, 6 acts, to 2019-08-02 ends on 2020-02-02\n"
          "but it ends on 2019-08-02\n"
          "inf is terminated since 2019-08-02\n"
          "  1988-06-01  the treaty: not yet in force → in force: XVII(1), on threshold "
          "(1988-06-01): deposits by all signatories\n"
          "  2019-02-02  the treaty: in force → suspended: suspend by USA, by claim: VCLT 60\n"
          "  2019-08-02  the treaty: suspended → terminated: XV(2), 6 months after notice "
          "(2019-02-02)");
    CHECK(told(inf(), NeverEnds("USA"))
              .find("never ends for USA\nbut it ends on 2019-08-02\nUSA is "
                    "terminated (withdrawal) since 2019-08-02") != std::string::npos);
    CHECK(told(simulate(inf_treaty(), {}), Ends(on("2019-08-02"))).find("it never does") !=
          std::string::npos);
}

TEST_CASE("a failure prints what is so and why", "[study][catch2]") {
    const std::string text = told(inf(), InForce("USA", on("2019-08-02")));
    CHECK(text.starts_with("history of inf, 6 acts, to 2019-08-02 has USA in force on 2019-08-02\n"
                           "but USA is terminated (withdrawal) since 2019-08-02\n"
                           "  1987-12-08  USA: none → signed: VCLT 18(a), sign\n"));
    CHECK(
        text.find("2019-08-02  USA: withdrawal pending → terminated (withdrawal): XV(2), 6 months "
                  "after notice (2019-02-02)") != std::string::npos);
    CHECK(text.find("relies on:\n  no revocation of the notice recorded between 2019-02-02 and "
                    "2019-08-02") != std::string::npos);

    const std::string pending = told(inf(), InForce("USA", on("2019-05-01")).in("inf"));
    CHECK(pending.find("has USA in force on 2019-05-01 in inf\nbut USA is withdrawal pending until "
                       "2019-08-02; suspended since 2019-02-02") != std::string::npos);
    CHECK(pending.find("suspended:\n  by USA since 2019-02-02, VCLT 60") != std::string::npos);
    CHECK(pending.find("coming:\n  2019-08-02: withdrawal") != std::string::npos);

    // One day too late: the revocation is void, and the message says so.
    dated_act late{on("2019-08-02"), act::revoke, "USA", "", "notice"};
    CHECK(told(inf_with(late), NotBound("RUS", on("2019-07-31"))).find("RUS is suspended") !=
          std::string::npos);
    CHECK(told(inf_with(late), InForce("USA", on("2019-08-02")))
              .find("without effect:\n  2019-08-02: revoke of notice by USA: the notice has taken "
                    "effect already (VCLT 68)") != std::string::npos);
    CHECK(told(inf(), InForceBetween("USA", "RUS", on("2019-05-01")))
              .find("\nand RUS is suspended since 2019-02-02") != std::string::npos);
    CHECK(
        told(inf(), TreatyInForce(on("2019-05-01")))
            .find("has the treaty in force on 2019-05-01\nbut inf is suspended since 2019-02-02") !=
        std::string::npos);
    // What was not asked yet has no answer.
    CHECK(InForce("USA", on("2019-05-01")).describe() == "has USA in force on 2019-05-01");
}

TEST_CASE("names that nothing has fail the test with what may be meant", "[study][catch2]") {
    const history story = inf();
    CHECK_THROWS_AS(InForce("USA", on("2019-05-01")).in("infe").match(story), unknown_name);
    CHECK_THROWS_WITH(InForce("USA", on("2019-05-01")).in("infe").match(story),
                      Catch::Contains("did you mean 'inf'?"));
    CHECK_THROWS_WITH(HasVerdict("USA", "no-testing", verdict::kept, on("2019-05-01")).match(story),
                      Catch::Contains("has no obligation 'no-testing'"));
    CHECK_THROWS_WITH(InForce("USA", on("2019-05-01")).match(two_treaties()),
                      Catch::Contains("name one with .in(") && Catch::Contains("inf"));
    CHECK_THAT(two_treaties(), InForce("USA", on("2019-02-01")).in("inf"));
    CHECK_THAT(two_treaties(), NotBound("USA", on("2019-02-01")).in("abm"));

    rulebook rules;
    rules.treaties.push_back(inf_treaty());
    for (const char* code : {"USA", "RUS"}) {
        participant item;
        item.code = code;
        rules.participants.add(item);
    }
    scenario source;
    source.acts = inf_acts();
    const history declared = simulate(rules, source);
    CHECK_THROWS_WITH(InForce("USB", on("2019-05-01")).match(declared),
                      Catch::Contains("unknown participant 'USB' (did you mean 'USA'?)"));
    CHECK_THROWS_AS(SameAs(declared).for_party("RUZ").match(declared), unknown_name);
    CHECK_THROWS_AS(SameAs(declared).in("infe").match(declared), unknown_name);
}

TEST_CASE("matchers of differences", "[study][catch2]") {
    const history before = inf();
    auto acts = inf_acts();
    acts.back().day = on("2019-03-02");
    const history later = simulate(inf_treaty(), acts);
    const history longer = simulate(inf_treaty("12 months after notice"), inf_acts());
    const history in_vain = inf_with({on("2019-08-02"), act::revoke, "USA", "", "notice"});

    CHECK_THAT(before, DiffersFrom(later) && DiffersFrom(later).first_on("2019-02-02"));
    CHECK_THAT(before, DiffersFrom(later).for_party("RUS").first_on(on("2019-08-02")));
    CHECK_THAT(before, !DiffersFrom(later).first_on("2019-08-02"));
    CHECK_THAT(before, DiffersFrom(longer).for_party("USA").in("inf").first_on("2019-02-02"));
    CHECK_THAT(before, SameAs(in_vain) && DiffersFrom(in_vain).nowhere() && !DiffersFrom(in_vain));
    CHECK_THAT(before, !SameAs(later));
    CHECK_THROWS_AS(DiffersFrom(later).first_on("2019"), input_error);

    const std::string text = told(before, SameAs(later).for_party("RUS"));
    CHECK(text ==
          "history of inf, 6 acts, to 2019-08-02 is the same as the history of inf, 6 acts, "
          "to 2019-09-02 for RUS\n"
          "but they differ first on 2019-08-02\n"
          "  2019-08-02..2019-09-02 inf RUS: terminated (withdrawal), not suspended\n"
          "    here: withdrawal, XV(2): 6 months after notice (2019-02-02)\n"
          "    variant: since 2019-02-02, suspend by USA, by claim: VCLT 60; withdrawal "
          "only on 2019-09-02: 6 months after notice (2019-03-02)");
    CHECK(told(before, DiffersFrom(before))
              .ends_with("but the two histories have the same rules and acts"));
    CHECK(told(before, DiffersFrom(in_vain)).ends_with("but nothing differs on any day"));
    CHECK(told(before, DiffersFrom(servanda_tests::told(lakes())).nowhere())
              .find("no treaty in common") != std::string::npos);
}

TEST_CASE("a difference knows its parties under every code", "[study][catch2]") {
    scenario source = lakes_story();
    source.acts.push_back(done("2001-06-01"_day, act::continue_identity, "DDD", {}, "AAA"));
    const history before = simulate(lakes_rules(), source);
    source.acts.push_back(done("2002-07-01"_day, act::revoke, "DDD", {}, "notice"));
    const history after = simulate(lakes_rules(), source);
    for (const char* code : {"AAA", "DDD"}) {
        CHECK_THAT(before, DiffersFrom(after).for_party(code).first_on("2002-07-01"));
    }
}

TEST_CASE("values are printed in the words of the law", "[study][catch2]") {
    using Catch::Detail::stringify;
    CHECK(stringify("2019-02-02"_day) == "2019-02-02");
    CHECK(stringify(std::optional<date>()) == "no day");
    CHECK(stringify(state::withdrawal_pending) == "withdrawal pending");
    CHECK(stringify(verdict::breached) == "breached");
    CHECK(stringify(act::give_notice_of_withdrawal) == "give notice of withdrawal");
    CHECK(stringify(done("2002-07-01"_day, act::revoke, "AAA", {}, "notice")) ==
          "2002-07-01 revoke of notice by AAA");
    CHECK(stringify(edit(drop_act{act_selector::with_id("usa-notice")})) == "drop 'usa-notice'");
    CHECK(stringify(two_treaties()) == "history of inf, abm, 6 acts, to 2020-01-01");
    CHECK(stringify(inf().as_seen_by("RUS")) ==
          "history of inf, 6 acts, to 2019-08-02, as seen by RUS");
    CHECK(stringify(compare(inf(), inf())) == "no difference");
    const auto found = compare(inf(), simulate(inf_treaty("12 months after notice"), inf_acts()));
    CHECK(stringify(found).starts_with("first on 2019-02-02: 4 states and 0 verdicts differ\n"
                                       "  2019-02-02..2019-08-02 inf USA: withdrawal pending until "
                                       "2019-08-02; suspended, not withdrawal pending until "
                                       "2020-02-02; suspended"));
    CHECK(stringify(found.states.back()).find("inf USA") != std::string::npos);
}

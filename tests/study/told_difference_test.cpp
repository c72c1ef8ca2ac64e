// A difference with all that belongs to it: both causes, days that moved, acts and findings of
// another worth, what stayed the same, and histories that are hardly to be compared.
#include "study/lakes.hpp"

#include <servanda/study/told_difference.hpp>

#include <algorithm>

using namespace servanda_tests;

namespace {

const auto a_notice = act_selector::with_id("a-notice");

history with_edits(const std::vector<edit>& edits) {
    return what_if(lakes_rules(), lakes_story(), edits);
}

edit revocation(std::string_view day) {
    return add_act{done(parse_date(day).value(), act::revoke, "AAA", "", "notice")};
}

/// The words of both causes of a party's difference on a day: "… | …".
std::string
causes_on(const history& was, const history& is, std::string_view party, std::string_view day) {
    for (const auto& item : compare(was, is).states) {
        if (item.party == party && to_string(item.from) == day) {
            const told_sides told = causes(item, was, is);
            CHECK(told.was.state == item.was);
            CHECK(told.is.state == item.is);
            return to_string(told.was) + " | " + to_string(told.is);
        }
    }
    return "no difference";
}

std::string begun(const std::vector<beginning_difference>& items) {
    std::string text;
    for (const auto& item : items) {
        text += (text.empty() ? "" : "; ") + (item.party.empty() ? "treaty" : item.party) + " " +
                item.state + " " + std::string(to_string(kind_of(item))) + " " + words(item.was) +
                " " + words(item.is);
    }
    return text;
}

} // namespace

TEST_CASE("what was not done is the cause on the other side", "[study][difference]") {
    const history was = told(lakes());
    const history is = with_edits({drop_act{a_notice}});
    CHECK(causes_on(was, is, "AAA", "2002-01-31") ==
          "give notice of withdrawal by AAA, 7: 6 months after notice (2002-01-31) | "
          "since 2000-03-02, entry into force, 4: with the treaty; "
          "not done: give notice of withdrawal by AAA");
    CHECK(causes_on(was, is, "AAA", "2002-07-31") ==
          "withdrawal, 7: 6 months after notice (2002-01-31) | "
          "since 2000-03-02, entry into force, 4: with the treaty; "
          "not done: give notice of withdrawal by AAA");
    // The same from the other side.
    CHECK(causes_on(is, was, "AAA", "2002-07-31") ==
          "since 2000-03-02, entry into force, 4: with the treaty; "
          "not done: give notice of withdrawal by AAA | "
          "withdrawal, 7: 6 months after notice (2002-01-31)");
}

TEST_CASE("a withdrawal that was called off says by what", "[study][difference]") {
    const history was = told(lakes());
    const history is = with_edits({revocation("2002-07-30")});
    CHECK(causes_on(was, is, "AAA", "2002-07-30") ==
          "since 2002-01-31, give notice of withdrawal by AAA, 7: 6 months after notice "
          "(2002-01-31); not done: revoke of notice by AAA | revoke of notice by AAA, VCLT 68");
    // On the day after, the revocation is what the state rests on: it is not told twice.
    CHECK(causes_on(was, is, "AAA", "2002-07-31") ==
          "withdrawal, 7: 6 months after notice (2002-01-31) | "
          "since 2002-07-30, revoke of notice by AAA, VCLT 68; "
          "withdrawal called off on 2002-07-30");
}

TEST_CASE("an act that came on another day, and its effect", "[study][difference]") {
    const history was = told(lakes());
    const history later = with_edits({move_act{a_notice, "2002-03-15"_day}});
    CHECK(causes_on(was, later, "AAA", "2002-01-31") ==
          "give notice of withdrawal by AAA, 7: 6 months after notice (2002-01-31) | "
          "since 2000-03-02, entry into force, 4: with the treaty; "
          "give notice of withdrawal by AAA only on 2002-03-15");
    CHECK(causes_on(was, later, "AAA", "2002-07-31") ==
          "withdrawal, 7: 6 months after notice (2002-01-31) | "
          "since 2002-03-15, give notice of withdrawal by AAA, 7: 6 months after notice "
          "(2002-03-15); withdrawal only on 2002-09-15");
    // A pending exit to another day began on that other day.
    CHECK(causes_on(was, later, "AAA", "2002-03-15") ==
          "since 2002-01-31, give notice of withdrawal by AAA, 7: 6 months after notice "
          "(2002-01-31) | give notice of withdrawal by AAA, 7: 6 months after notice (2002-03-15)");
    CHECK(begun(compare_beginnings(was, later)) ==
          "AAA withdrawal pending moved 2002-01-31 2002-03-15; "
          "AAA withdrawn moved 2002-07-31 2002-09-15");
}

TEST_CASE("another clause is told by what each computes", "[study][difference]") {
    const history was = told(lakes());
    const history is =
        with_edits({set_treaty_clause{"lakes", "withdrawal.notice", "12 months after notice"}});
    CHECK(causes_on(was, is, "AAA", "2002-01-31") ==
          "give notice of withdrawal by AAA, 7: 6 months after notice (2002-01-31) | "
          "give notice of withdrawal by AAA, 7: 12 months after notice (2002-01-31)");
    // BBB suspended what was left: it and CCC alone, and AAA as long as it stays.
    CHECK(begun(compare_beginnings(was, is)) == "AAA withdrawn moved 2002-07-31 2003-01-31; "
                                                "treaty suspended moved 2003-01-01 2003-01-31; "
                                                "CCC suspended moved 2003-01-01 2003-01-31");
}

TEST_CASE("a condition that is not met is named", "[study][difference]") {
    const history was = told(lakes());
    const history never =
        with_edits({set_treaty_clause{"lakes", "entry_into_force.when", "9 deposits"}});
    CHECK(causes_on(was, never, "", "2000-03-02") ==
          "entry into force, 4: 30 days after threshold (2000-02-01): 2 deposits | "
          "not met: 9 deposits");
    const history later =
        with_edits({set_treaty_clause{"lakes", "entry_into_force.when", "3 deposits"}});
    CHECK(causes_on(was, later, "", "2000-03-02") ==
          "entry into force, 4: 30 days after threshold (2000-02-01): 2 deposits | "
          "entry into force only on 2001-01-31: 30 days after threshold (2001-01-01): 3 deposits");
    CHECK(
        begun(compare_beginnings(was, later)).find("treaty in force moved 2000-03-02 2001-01-31") !=
        std::string::npos);
}

TEST_CASE("an act that is void on one side says why", "[study][difference]") {
    const history was = told(lakes());
    const history is = with_edits({drop_act{act_selector::with_id("b-deposit")}});
    // Without BBB's deposit the treaty enters into force later, and BBB is no party to suspend it.
    const std::string told = causes_on(was, is, "BBB", "2003-01-01");
    CHECK(told.find("suspend by BBB, by claim: VCLT 60") != std::string::npos);
    CHECK(told.find("is void: ") != std::string::npos);
    const auto acts = compare_acts(was, is);
    REQUIRE(acts.size() == 2);
    CHECK(acts[0].what == "ratify");
    CHECK(kind_of(acts[0]) == difference_kind::vanished);
    CHECK(to_string(*acts[0].was) == "2000-02-01, by right (VCLT 16)");
    CHECK_FALSE(acts[0].is);
    CHECK(acts[1].party == "BBB");
    CHECK(kind_of(acts[1]) == difference_kind::changed);
    CHECK(acts[1].was->standing == standing::by_claim);
    CHECK(acts[1].is->standing == standing::void_act);
    CHECK(to_string(*acts[1].is).find("2003-01-01, void: ") == 0);
}

TEST_CASE("acts that were moved, replaced or added are told once", "[study][difference]") {
    const history was = told(lakes());
    const auto one = [&](const edit& item) {
        const auto acts = compare_acts(was, with_edits({item}));
        REQUIRE(acts.size() == 1);
        return acts.front();
    };
    CHECK(kind_of(one(move_act{a_notice, "2002-03-15"_day})) == difference_kind::moved);
    CHECK(kind_of(one(revocation("2002-07-30"))) == difference_kind::appeared);
    const auto late = one(revocation("2002-07-31"));
    CHECK(late.is->standing == standing::void_act);
    CHECK(late.is->article == "VCLT 68");
    const auto other =
        one(replace_act{a_notice, done("2002-04-01"_day, act::give_notice_of_withdrawal, "AAA")});
    CHECK(kind_of(other) == difference_kind::moved);
    CHECK(compare_acts(was, was).empty());
}

TEST_CASE("a party that only one history has appeared in it", "[study][difference]") {
    const history was = told(lakes());
    const history is = with_edits({add_act{done("2004-01-01"_day, act::accede, "DDD")}});
    const auto found = compare(was, is);
    CHECK(kind_of(found.states.front()) == difference_kind::appeared);
    CHECK(kind_of(compare(is, was).states.front()) == difference_kind::vanished);
    CHECK(kind_of(found.states.back()) == difference_kind::appeared); // in force, and was none
    CHECK(causes_on(was, is, "DDD", "2004-01-01") ==
          "not done: accede by DDD | accede by DDD, VCLT 16");
    CHECK(begun(compare_beginnings(was, is)) ==
          "DDD contracting appeared - 2004-01-01; treaty in force appeared - 2004-01-31; "
          "CCC in force appeared - 2004-01-31; DDD in force appeared - 2004-01-31");
}

TEST_CASE("what stayed the same is counted and named", "[study][difference]") {
    const auto no_suspension = drop_act{act_selector::with_id("b-suspension")};
    const told_difference story = explain_difference(
        with_edits({no_suspension}), with_edits({no_suspension, drop_act{a_notice}}));
    CHECK(story.unchanged.all_treaties == 1);
    CHECK(story.unchanged.all_memberships == 3);
    CHECK(story.unchanged.treaties == std::vector<named_member>{{"lakes", ""}});
    CHECK(story.unchanged.memberships ==
          std::vector<named_member>{{"lakes", "BBB"}, {"lakes", "CCC"}});
    CHECK(story.state_causes.size() == story.found.states.size());
    CHECK_FALSE(story.same_inputs);
    CHECK(story.remarks.empty());
    // Nothing but what differs is missing there.
    for (const auto& item : story.found.states) {
        CHECK(item.party == "AAA");
    }
}

TEST_CASE("a history with itself, or with its equal, has the same inputs", "[study][difference]") {
    const history was = told(lakes());
    for (const auto& other : {was, told(lakes())}) {
        const told_difference story = explain_difference(was, other);
        CHECK(story.same_inputs);
        CHECK(story.found.empty());
        CHECK(story.beginnings.empty());
        CHECK(story.acts.empty());
        CHECK(story.unchanged.memberships.size() == story.unchanged.all_memberships);
    }
    // Equal states do not make equal inputs.
    const history late = with_edits({revocation("2002-07-31")});
    CHECK(compare(was, late).empty());
    CHECK_FALSE(same_inputs(was, late));
    CHECK_FALSE(
        same_inputs(was, with_edits({set_treaty_clause{"lakes", "withdrawal.article", "8"}})));
    CHECK_FALSE(same_inputs(was, was.as_seen_by("AAA")));
}

TEST_CASE("histories without a treaty in common say so", "[study][difference]") {
    const history was = told(lakes());
    rulebook rules = lakes_rules();
    rules.treaties.front().id = "alps";
    scenario story = lakes_story();
    story.treaties = {"alps"};
    const history alps = simulate(rules, story);
    CHECK(explain_difference(was, alps).remarks ==
          std::vector<std::string>{
              "the two histories have no treaty in common: the first has lakes, the second alps"});
    rules.treaties.push_back(lakes_rules().treaties.front());
    story.treaties = {"alps", "lakes"};
    for (auto& item : story.acts) {
        item.treaty = "lakes";
    }
    const history both = simulate(rules, story);
    CHECK(explain_difference(was, both).remarks ==
          std::vector<std::string>{"only the second history has alps"});
    CHECK(explain_difference(both, was).remarks ==
          std::vector<std::string>{"only the first history has alps"});
}

TEST_CASE("other accounts and other ends are told", "[study][difference]") {
    const history was = told(lakes());
    CHECK(baseline_remarks(was.as_seen_by("BBB"), was) ==
          std::vector<std::string>{
              "the first history is the account of BBB, the second nobody's account"});
    scenario story = lakes_story();
    story.to = "2002-06-30"_day;
    CHECK(baseline_remarks(was, simulate(lakes_rules(), story)) ==
          std::vector<std::string>{"the first history runs until nothing is pending, the second "
                                   "ends with 2002-06-30"});
}

TEST_CASE("edits that do not lead from the one to the other are told", "[study][difference]") {
    const history was = told(lakes());
    const std::vector<edit> edits{drop_act{a_notice}};
    CHECK(baseline_remarks(was, with_edits(edits), edits).empty());
    CHECK(baseline_remarks(was, was, edits) ==
          std::vector<std::string>{"the second history is not the first with these edits"});
    CHECK(baseline_remarks(with_edits(edits), was, edits) ==
          std::vector<std::string>{
              "these edits do not fit the first history: the scenario has no act 'a-notice'"});
}

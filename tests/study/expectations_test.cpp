// Expectations: met in silence, unmet with what the history says instead.
#include "study/lakes.hpp"

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

/// An expectation of a party on a day, to be filled in.
expectation of(const char* party, date day) {
    expectation result;
    result.on = day;
    result.party = party;
    return result;
}

/// The messages of one expectation, one a line.
std::string unmet(const expectation& item, scenario story = lakes_story()) {
    story.expectations = {item};
    const history found = simulate(lakes_rules(), story);
    std::string text;
    for (const auto& each : unmet_expectations(lakes_rules(), story, found)) {
        text += each.message + "\n";
    }
    return text;
}

} // namespace

TEST_CASE("a state is expected, and met or not", "[study][expectations]") {
    auto item = of("AAA", "2002-01-31"_day);
    item.state = "withdrawal pending";
    item.consent = "party";
    item.operation = "operative";
    item.exit = "pending";
    item.suspended = false;
    item.disputed = false;
    item.next = "2002-07-31"_day;
    item.since = "2002-01-31"_day;
    CHECK(unmet(item).empty());
    item.on = "2002-01-30"_day;
    const std::string told_so = unmet(item);
    CHECK_THAT(told_so,
               ContainsSubstring("state: expected 'withdrawal pending', found 'in force'"));
    CHECK_THAT(told_so, ContainsSubstring("exit: expected 'pending', found 'none'"));
    CHECK_THAT(told_so, ContainsSubstring("since: expected '2002-01-31', found '2000-03-02'"));
    CHECK_THAT(told_so, ContainsSubstring("2002-01-30 lakes AAA: "));
    CHECK_THAT(told_so, !ContainsSubstring("consent"));
}

TEST_CASE("each thing that can be expected can fail", "[study][expectations]") {
    const auto fails = [](auto change) {
        auto item = of("AAA", "2001-06-01"_day);
        change(item);
        return !unmet(item).empty();
    };
    CHECK_FALSE(fails([](expectation&) {}));
    CHECK(fails([](expectation& e) { e.state = "signed"; }));
    CHECK(fails([](expectation& e) { e.consent = "signed"; }));
    CHECK(fails([](expectation& e) { e.operation = "not operative"; }));
    CHECK(fails([](expectation& e) { e.exit = "pending"; }));
    CHECK(fails([](expectation& e) { e.suspended = true; }));
    CHECK(fails([](expectation& e) { e.disputed = true; }));
    CHECK(fails([](expectation& e) { e.next = "2001-06-02"_day; }));
    CHECK(fails([](expectation& e) { e.since = "2001-06-01"_day; }));
    CHECK(fails([](expectation& e) { e.parties = 2; }));
    CHECK_FALSE(fails([](expectation& e) { e.parties = 3; }));
}

TEST_CASE("the treaty as a whole and its pairs", "[study][expectations]") {
    expectation whole;
    whole.on = "2000-03-02"_day;
    whole.state = "in force";
    whole.parties = 2;
    CHECK(unmet(whole).empty());
    whole.on = "2000-03-01"_day;
    CHECK_THAT(unmet(whole), ContainsSubstring("'not yet in force'") && ContainsSubstring("'0'"));
    expectation pair;
    pair.on = "2000-03-02"_day;
    pair.between = {"AAA", "BBB"};
    pair.in_force = true;
    CHECK(unmet(pair).empty());
    pair.on = "2000-03-01"_day;
    CHECK_FALSE(unmet(pair).empty());
}

TEST_CASE("as known on a day, as seen by one", "[study][expectations]") {
    auto item = of("BBB", "2003-02-01"_day);
    item.state = "suspended";
    CHECK(unmet(item).empty());
    item.as_known_on = "2003-02-28"_day;
    CHECK_THAT(unmet(item),
               ContainsSubstring("as known on 2003-02-28") && ContainsSubstring("'in force'"));
    item.as_known_on = "2003-03-01"_day;
    CHECK(unmet(item).empty());

    scenario contested = lakes_story();
    contested.acts.back().contested_by = {"CCC"};
    auto seen = of("BBB", "2003-04-01"_day);
    seen.state = "in force";
    seen.disputed = true;
    CHECK(unmet(seen, contested).empty());
    seen.disputed.reset();
    seen.as_seen_by = "CCC";
    CHECK(unmet(seen, contested).empty());
    seen.as_seen_by = "BBB";
    CHECK_THAT(unmet(seen, contested),
               ContainsSubstring("as seen by BBB") && ContainsSubstring("'suspended'"));
}

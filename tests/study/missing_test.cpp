// Why not yet: the conditions of entry into force test by test, and the clocks behind them.
#include "study/lakes.hpp"

#include <servanda/study/missing.hpp>

#include <array>
#include <random>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

rulebook only(treaty item) {
    rulebook rules;
    rules.treaties.push_back(std::move(item));
    return rules;
}

treaty_builder lakes_treaty(const char* when = "2 deposits") {
    return treaty_builder{"lakes"}
        .multilateral()
        .enters_into_force("4", when, "30 days after threshold")
        .for_later("30 days after deposit")
        .withdrawal("7", "6 months after notice");
}

missing_report missing_in(const treaty& text,
                          const std::vector<dated_act>& acts,
                          goal what,
                          const char* party,
                          date day) {
    scenario story;
    story.acts = acts;
    return missing(only(text), story, what, "", party, day);
}

/// What is missing for the entry into force under a condition, with these deposits.
requirement condition_with(const treaty_builder& text, const std::vector<const char*>& codes) {
    std::vector<dated_act> acts;
    for (const char* code : codes) {
        acts.push_back(done("2000-02-01"_day, act::accede, code));
    }
    const auto report =
        missing_in(text.build(), acts, goal::entry_into_force, "", "2000-02-02"_day);
    REQUIRE_FALSE(report.reached);
    REQUIRE(report.requirements.size() == 2);
    CHECK(report.requirements[1].what == requirement::kind::clock);
    return report.requirements.front();
}

using names = std::vector<std::string>;

} // namespace

TEST_CASE("so many deposits of so many", "[study][missing]") {
    const auto two = condition_with(lakes_treaty(), {"AAA"});
    CHECK(two.what == requirement::kind::count);
    CHECK(two.text == "2 deposits");
    CHECK(two.article == "4");
    CHECK(two.have == 1);
    CHECK(two.need == 2);
    CHECK_FALSE(two.met);
    CHECK(two.lacking.empty()); // nobody knows who
}

TEST_CASE("who is lacking of those named", "[study][missing]") {
    const auto text = lakes_treaty("2 deposits and deposits by AAA, BBB and coast")
                          .group("coast", {"CCC", "DDD", "BBB"});
    const auto both = condition_with(text, {"CCC", "EEE"});
    CHECK(both.what == requirement::kind::all_of);
    CHECK_FALSE(both.met);
    REQUIRE(both.parts.size() == 2);
    CHECK(both.parts[0].met);
    CHECK(both.parts[0].have == 2);
    const auto& named = both.parts[1];
    CHECK(named.text == "deposits by AAA, BBB and coast");
    CHECK(named.have == 1);
    CHECK(named.need == 4); // BBB once
    CHECK(named.lacking == names{"AAA", "BBB", "DDD"});
}

TEST_CASE("some of a group", "[study][missing]") {
    const auto text =
        lakes_treaty("3 deposits by coast").group("coast", {"AAA", "BBB", "CCC", "DDD"});
    const auto three = condition_with(text, {"AAA", "EEE", "FFF"});
    CHECK(three.have == 1);
    CHECK(three.need == 3);
    CHECK(three.lacking == names{"BBB", "CCC", "DDD"});
    const auto most = condition_with(lakes_treaty("deposits by two thirds of coast")
                                         .group("coast", {"AAA", "BBB", "CCC", "DDD"}),
                                     {"AAA"});
    CHECK(most.need == 3); // rounded up
    CHECK(most.have == 1);
    const auto half = condition_with(lakes_treaty("deposits by more than half of coast")
                                         .group("coast", {"AAA", "BBB", "CCC", "DDD"}),
                                     {"AAA", "BBB"});
    CHECK(half.need == 3);
    CHECK(half.have == 2);
}

TEST_CASE("deposits that carry a weight", "[study][missing]") {
    auto text = lakes_treaty().build();
    text.own.weights["tonnage"].values = {{"AAA", 30.0}, {"BBB", 50.0}, {"CCC", 20.0}};
    text.own.entry_into_force.when = parse_condition("2 deposits carrying at least 60% of tonnage");
    const std::vector<dated_act> acts{done("2000-02-01"_day, act::accede, "AAA"),
                                      done("2000-02-01"_day, act::accede, "CCC")};
    const auto report = missing_in(text, acts, goal::entry_into_force, "", "2000-03-01"_day);
    const auto& share = report.requirements.front();
    CHECK_FALSE(share.met);
    CHECK(share.have == 2);
    CHECK(share.need == 2);
    REQUIRE(share.weight_have);
    CHECK(*share.weight_have == Approx(0.5));
    CHECK(*share.weight_need == Approx(0.6));
    CHECK(share.weight == "tonnage");
    CHECK_FALSE(share.weight_is_amount);
}

TEST_CASE("alternatives, days, and what must not be", "[study][missing]") {
    const auto text = lakes_treaty("(3 deposits or deposits by AAA) and from 2001-01-01 and "
                                   "not EEE is party to lakes");
    const auto all = condition_with(text, {"BBB"});
    REQUIRE(all.parts.size() == 3);
    CHECK(all.parts[0].what == requirement::kind::any_of);
    CHECK_FALSE(all.parts[0].met);
    CHECK(all.parts[0].parts[0].have == 1);
    CHECK(all.parts[0].parts[1].lacking == names{"AAA"});
    CHECK(all.parts[1].what == requirement::kind::day);
    CHECK_FALSE(all.parts[1].met);
    CHECK(words(all.parts[1].on) == "2001-01-01");
    CHECK(all.parts[2].what == requirement::kind::not_so);
    CHECK(all.parts[2].met);
    CHECK(all.parts[2].parts[0].what == requirement::kind::subject);
}

TEST_CASE("without a condition one deposit is enough", "[study][missing]") {
    treaty_builder bare{"bare"};
    bare.multilateral();
    const auto one = condition_with(bare, {});
    CHECK(one.text == "1 deposit");
    CHECK(one.have == 0);
    CHECK(one.need == 1);
}

TEST_CASE("a condition that is met waits for its clock", "[study][missing]") {
    const auto report = missing_in(
        lakes_treaty().build(), lakes_story().acts, goal::entry_into_force, "", "2000-02-10"_day);
    CHECK_FALSE(report.reached);
    CHECK(words(report.expected) == "2000-03-02");
    CHECK(report.requirements[0].met);
    CHECK(words(report.requirements[0].on) == "2000-02-01");
    CHECK(report.requirements[1].text == "30 days after threshold");
    CHECK(words(report.requirements[1].on) == "2000-03-02");

    const auto in_force = missing_in(
        lakes_treaty().build(), lakes_story().acts, goal::entry_into_force, "", "2000-03-02"_day);
    CHECK(in_force.reached);
    CHECK(words(in_force.since) == "2000-03-02");
    CHECK(in_force.requirements.empty());

    const auto floor =
        missing_in(lakes_treaty().set("entry_into_force.not_before", "2001-01-01"_day).build(),
                   lakes_story().acts,
                   goal::entry_into_force,
                   "",
                   "2000-02-10"_day);
    CHECK(words(floor.expected) == "2001-01-01");
    CHECK_THAT(floor.requirements[1].text, ContainsSubstring("not before 2001-01-01"));
}

TEST_CASE("a clock without a day says so, and a statement has one", "[study][missing]") {
    auto text = lakes_treaty();
    text.set("entry_into_force.effective", "30 days after own entry into force");
    const auto open =
        missing_in(text.build(), lakes_story().acts, goal::entry_into_force, "", "2000-02-10"_day);
    CHECK_FALSE(open.expected);
    CHECK(open.requirements[1].note == "an anchor of the rule has not happened yet");

    auto acts = lakes_story().acts;
    acts.push_back(done("2000-02-05"_day, act::entry_into_force, "*"));
    acts.back().effective = "2000-04-01"_day;
    const auto stated =
        missing_in(lakes_treaty().build(), acts, goal::entry_into_force, "", "2000-02-10"_day);
    REQUIRE(stated.requirements.size() == 1);
    CHECK(words(stated.expected) == "2000-04-01");
    // Before it was made, nobody knew of it.
    const auto before =
        missing_in(lakes_treaty().build(), acts, goal::entry_into_force, "", "2000-02-04"_day);
    CHECK(words(before.expected) == "2000-03-02");
}

TEST_CASE("a treaty that has ended is not waited for", "[study][missing]") {
    std::vector<dated_act> acts{done("2000-02-01"_day, act::accede, "AAA"),
                                done("2000-02-01"_day, act::accede, "BBB"),
                                done("2001-01-01"_day, act::terminate, "AAA"),
                                done("2001-01-01"_day, act::terminate, "BBB")};
    const auto report =
        missing_in(lakes_treaty().build(), acts, goal::entry_into_force, "", "2002-01-01"_day);
    CHECK(report.lost);
    CHECK_FALSE(report.reached);
    CHECK(words(report.since) == "2001-01-01");
    CHECK(report.requirements.empty());
    const auto bound =
        missing_in(lakes_treaty().build(), acts, goal::bound, "CCC", "2002-01-01"_day);
    CHECK(bound.lost);
    CHECK(bound.requirements.empty());
}

TEST_CASE("why a participant is not bound", "[study][missing]") {
    const auto text = lakes_treaty().build();
    const auto& acts = lakes_story().acts;
    // CCC deposits on 2001-01-01 and is bound on the 31st.
    const auto before = missing_in(text, acts, goal::bound, "CCC", "2000-12-31"_day);
    REQUIRE(before.requirements.size() == 3);
    CHECK_FALSE(before.requirements[0].met);
    CHECK(before.requirements[0].text == "its deposit");
    CHECK(before.requirements[0].note == "open to it");
    CHECK(before.requirements[1].met);
    CHECK(words(before.requirements[1].on) == "2000-03-02");
    CHECK(words(before.requirements[2].on) == "2001-01-30");
    CHECK(before.requirements[2].note == "if deposited today");
    CHECK_FALSE(before.expected);

    const auto waiting = missing_in(text, acts, goal::bound, "CCC", "2001-01-01"_day);
    CHECK(waiting.requirements[0].met);
    CHECK(words(waiting.expected) == "2001-01-31");
    const auto bound = missing_in(text, acts, goal::bound, "CCC", "2001-01-31"_day);
    CHECK(bound.reached);
    CHECK(words(bound.since) == "2001-01-31");

    // Before the treaty is in force, what that takes is a part of it.
    const auto early = missing_in(text, acts, goal::bound, "AAA", "2000-01-20"_day);
    CHECK_FALSE(early.requirements[1].met);
    REQUIRE(early.requirements[1].parts.size() == 2);
    CHECK(early.requirements[1].parts[0].have == 0);
    CHECK(early.requirements[2].text == "with the treaty");
    const auto gone = missing_in(text, acts, goal::bound, "AAA", "2002-07-31"_day);
    CHECK(gone.lost); // and may come back
    CHECK(gone.requirements[0].note == "open to it");
}

TEST_CASE("why a deposit is not open", "[study][missing]") {
    const auto closed = missing_in(lakes_treaty().set("accession.open", false).build(),
                                   {},
                                   goal::bound,
                                   "AAA",
                                   "2000-01-01"_day);
    CHECK(closed.requirements[0].note == "the treaty is not open for accession");
    const auto some = missing_in(
        lakes_treaty().group("coast", {"BBB"}).set("accession.open_to", "it is in coast").build(),
        {},
        goal::bound,
        "AAA",
        "2000-01-01"_day);
    CHECK(some.requirements[0].note == "the condition for accession does not hold");
    REQUIRE(some.requirements[0].parts.size() == 1);
    CHECK(some.requirements[0].parts[0].text == "it is in coast");
    CHECK_FALSE(some.requirements[0].parts[0].met);
    const auto early = missing_in(
        lakes_treaty().opened("2001-01-01"_day).build(), {}, goal::bound, "AAA", "2000-01-01"_day);
    CHECK(words(early.requirements[0].on) == "2001-01-01");
}

TEST_CASE("why a participant is not out", "[study][missing]") {
    const auto& acts = lakes_story().acts;
    const auto text = lakes_treaty().build();
    const auto third = missing_in(text, acts, goal::withdrawal, "DDD", "2002-01-01"_day);
    REQUIRE(third.requirements.size() == 1);
    CHECK_FALSE(third.requirements[0].met);
    const auto before = missing_in(text, acts, goal::withdrawal, "AAA", "2002-01-30"_day);
    REQUIRE(before.requirements.size() == 3);
    CHECK(before.requirements[0].met);
    CHECK(before.requirements[1].note == "open to it");
    CHECK(words(before.requirements[2].on) == "2002-07-30");
    CHECK(before.requirements[2].note == "if the notice were given today");
    CHECK_FALSE(before.expected);
    const auto pending = missing_in(text, acts, goal::withdrawal, "AAA", "2002-01-31"_day);
    CHECK(pending.requirements[1].met);
    CHECK(words(pending.expected) == "2002-07-31");
    const auto out = missing_in(text, acts, goal::withdrawal, "AAA", "2002-07-31"_day);
    CHECK(out.reached);
    CHECK(words(out.since) == "2002-07-31");

    const auto locked = missing_in(
        lakes_treaty().set("withdrawal.lock_in", "5 years after own entry into force").build(),
        acts,
        goal::withdrawal,
        "AAA",
        "2002-01-30"_day);
    CHECK_FALSE(locked.requirements[1].met);
    CHECK(locked.requirements[1].note == "the notice comes before the first day for notice");
    CHECK(words(locked.requirements[1].on) == "2005-03-02");

    auto stopped = acts;
    stopped.push_back(done("2002-03-01"_day, act::suspend, "AAA", {}, "notice"));
    const auto stands = missing_in(text, stopped, goal::withdrawal, "AAA", "2002-04-01"_day);
    CHECK(stands.requirements[2].note == "the clock stands since 2002-03-01");
    CHECK_FALSE(stands.expected);
}

TEST_CASE("an exit that may not take effect yet", "[study][missing]") {
    scenario story;
    story.acts = lakes_story().acts;
    story.facts.push_back({"armed conflict", "AAA", true, "2002-02-01"_day, {}, {}, {}, {}, {}});
    const rulebook rules =
        only(lakes_treaty().set("withdrawal.not_while", "it is in armed conflict").build());
    const auto report = missing(rules, story, goal::withdrawal, "lakes", "AAA", "2002-09-01"_day);
    REQUIRE(report.requirements.size() == 4);
    CHECK(report.requirements[2].met);
    CHECK(words(report.requirements[2].on) == "2002-07-31");
    CHECK(report.requirements[3].what == requirement::kind::not_so);
    CHECK_FALSE(report.requirements[3].met);
    CHECK_FALSE(report.expected);
}

TEST_CASE("goals have names", "[study][missing]") {
    for (const goal what : {goal::entry_into_force, goal::bound, goal::withdrawal}) {
        CHECK(parse_goal(to_string(what)) == what);
    }
    CHECK_FALSE(parse_goal("peace"));
}

TEST_CASE("what is asked of nobody and nothing is refused", "[study][missing]") {
    rulebook rules = lakes_rules();
    for (const char* code : {"AAA", "BBB", "CCC"}) {
        participant item;
        item.code = code;
        rules.participants.add(item);
    }
    const history told = simulate(rules, lakes_story());
    const auto day = "2001-01-01"_day;
    CHECK_THROWS_AS(missing(told, goal::bound, "lakes", "DDD", day), unknown_name);
    CHECK_THROWS_AS(missing(told, goal::bound, "lakes", "", day), unknown_name);
    CHECK_THROWS_WITH(missing(told, goal::entry_into_force, "lake", "", day),
                      ContainsSubstring("did you mean 'lakes'?"));
    rules.treaties.push_back(treaty_builder{"fish"}.multilateral().build());
    scenario both = lakes_story();
    both.treaties.clear();
    for (auto& item : both.acts) {
        item.treaty = "lakes";
    }
    CHECK_THROWS_WITH(missing(rules, both, goal::entry_into_force, "", "", day),
                      ContainsSubstring("several treaties"));
}

TEST_CASE("the reader of conditions agrees with the machine", "[study][missing][property]") {
    static constexpr std::array conditions{
        "3 deposits",
        "more than 2 deposits and deposits by AAA",
        "deposits by coast or 5 deposits",
        "deposits by two thirds of coast",
        "deposits by all signatories and 2 signatures",
        "deposits by more than half of the signatories",
        "2 deposits by coast carrying at least 50% of tonnage",
        "deposits by coast carrying 70 of tonnage",
        "3 deposits and not AAA has signed lakes",
        "2 deposits and BBB is contracting",
        "from 2000-06-01 and 2 deposits",
        "2 deposits and before 2000-09-01",
        "4 objections or 4 deposits",
        "AAA is bound by lakes and not BBB is a signatory to lakes",
    };
    static constexpr std::array members{"AAA", "BBB", "CCC", "DDD", "EEE"};
    std::size_t met = 0;
    for (const char* phrase : conditions) {
        for (std::uint32_t seed = 1; seed <= 5; ++seed) {
            std::mt19937 dice(seed);
            const auto below = [&](std::size_t limit) {
                return static_cast<std::size_t>(dice()) % limit;
            };
            auto text = lakes_treaty("2 deposits").group("coast", {"AAA", "BBB", "CCC"}).build();
            text.own.weights["tonnage"].values = {{"AAA", 30.0}, {"BBB", 45.0}, {"CCC", 25.0}};
            text.own.entry_into_force.when = parse_condition(phrase);
            scenario story;
            static constexpr std::array kinds{
                act::sign, act::ratify, act::accede, act::accede, act::revoke, act::object};
            for (std::size_t i = 0; i < 25; ++i) {
                story.acts.push_back(done("2000-01-01"_day + static_cast<std::int64_t>(below(365)),
                                          kinds[below(kinds.size())],
                                          members[below(members.size())]));
                if (story.acts.back().kind == act::revoke) {
                    story.acts.back().of = "deposit";
                }
            }
            const rulebook rules = only(text);
            const history told = simulate(rules, story);
            const auto threshold = told.record().threshold.front();
            for (date day = "2000-01-01"_day; day < "2001-02-01"_day; day = day + 3) {
                if (threshold && day > *threshold) {
                    day = *threshold; // the last one looked at
                }
                const auto present =
                    detail::reach_day(told.program().rules, happened_by(story, day), day, "", {});
                const auto& in = present.source->treaties.front();
                const auto read = detail::condition_reader(present).read(
                    *in.source->own.entry_into_force.when, *in.when, 0, nothing);
                CAPTURE(phrase, seed, to_string(day));
                // Met within a day and lost again: nobody can tell at its end.
                CHECK((read.met == (threshold && day == *threshold) ||
                       (threshold && day == *threshold)));
                met += read.met ? 1U : 0U;
                if (threshold && day == *threshold) {
                    break;
                }
            }
        }
    }
    CHECK(met > 30);
}

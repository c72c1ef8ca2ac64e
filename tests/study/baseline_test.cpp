// What a baseline answers is what running everything from scratch answers; how much it runs again
// is nobody's business but that test's which says where it leaves and where it rejoins.
#include "study/lakes.hpp"
#include "support/random_story.hpp"

#include <servanda/study/baseline.hpp>

#include <memory>

using namespace servanda_tests;

namespace {

std::string tell(const difference& found) {
    std::string text;
    for (const auto& item : found.states) {
        text += to_string(item.from) + ".." + words(item.until) + " " + item.treaty + " " +
                item.party + ": " + item.was + " -> " + item.is + "\n";
    }
    for (const auto& item : found.verdicts) {
        text += to_string(item.from) + ".." + words(item.until) + " " + item.obligation + " " +
                item.party + ": " + std::string(to_string(item.was)) + " -> " +
                std::string(to_string(item.is)) + "\n";
    }
    return text;
}

std::string tell(const edit& item) {
    return to_string(item);
}

/// What running everything from scratch says.
std::string from_scratch(const baseline& base, const std::vector<edit>& edits) {
    try {
        return tell(compare(base.history(), what_if(base.rules(), base.story(), edits)));
    } catch (const input_error& problem) {
        return problem.what();
    }
}

std::string asked(what_ifs& ask, const std::vector<edit>& edits) {
    try {
        ask.ask(edits);
        return tell(ask.difference());
    } catch (const input_error& problem) {
        return problem.what();
    }
}

edit random_edit(dice& roll, const scenario& story) {
    const dated_act& some = story.acts[roll.below(story.acts.size())];
    act_selector which = act_selector::with_id(some.id);
    switch (roll.below(4)) {
    case 0:
        return drop_act{which};
    case 1:
        return move_act{which, some.day + (static_cast<std::int64_t>(roll.below(61)) - 30)};
    case 2:
        return move_act{which, first_day + static_cast<std::int64_t>(roll.below(1600))};
    default: {
        dated_act more = random_act(roll, 1000);
        more.id.clear();
        return add_act{more};
    }
    }
}

} // namespace

TEST_CASE("what is asked of a baseline is what running from scratch gives") {
    std::size_t reused = 0;
    std::size_t asked_for = 0;
    for (const treaty& source : random_rules()) {
        rulebook rules;
        rules.treaties.push_back(source);
        for (std::uint32_t seed = 0; seed < 20; ++seed) {
            scenario story;
            story.acts = random_story(seed + 100);
            // Little memory for checkpoints, or much: the answers are the same.
            const std::size_t bytes = seed % 3 == 0 ? 20'000 : std::size_t{64} << 20U;
            const baseline base(std::make_shared<const rulebook>(rules), story, bytes);
            what_ifs ask(base);
            dice roll(seed);
            for (int i = 0; i < 60; ++i) {
                std::vector<edit> edits{random_edit(roll, story)};
                while (roll.one_in(4)) {
                    edits.push_back(random_edit(roll, story));
                }
                std::string told;
                for (const auto& item : edits) {
                    told += tell(item) + "; ";
                }
                INFO(source.id << ", seed " << seed << ": " << told);
                REQUIRE(asked(ask, edits) == from_scratch(base, edits));
                reused += ask.reused() ? 1U : 0U;
                ++asked_for;
            }
        }
    }
    CHECK(reused * 10 > asked_for * 6); // the others were run whole
}

TEST_CASE("a baseline asks again what it was asked before") {
    const baseline base(lakes_rules(), lakes_story());
    what_ifs ask(base);
    const edit later = move_act{act_selector::with_id("a-notice"), "2002-02-28"_day};
    ask.ask({later});
    CHECK(ask.reused());
    // Six months from 2002-01-31 and from 2002-02-28.
    CHECK(ask.state("lakes", "AAA", "2002-07-31"_day) == state::withdrawal_pending);
    CHECK(ask.state("lakes", "AAA", "2002-08-28"_day) == state::withdrawn);
    ask.ask({drop_act{act_selector::with_id("a-notice")}});
    CHECK(ask.state("lakes", "AAA", "2004-01-01"_day) == state::in_force);
    CHECK(ask.history().state("AAA", "2004-01-01"_day) == state::in_force);
    ask.ask({later});
    CHECK(ask.state("lakes", "AAA", "2002-07-31"_day) == state::withdrawal_pending);
    CHECK(ask.treaty_state("lakes", "2002-07-31"_day) == treaty_state::in_force);
}

TEST_CASE("an edit of a clause, or of an act that is not there, is told as ever") {
    const baseline base(lakes_rules(), lakes_story());
    what_ifs ask(base);
    ask.ask({set_treaty_clause{"lakes", "withdrawal.notice", value("12 months after notice")}});
    CHECK_FALSE(ask.reused());
    CHECK(ask.state("lakes", "AAA", "2003-01-30"_day) == state::withdrawal_pending);
    CHECK(ask.state("lakes", "AAA", "2003-01-31"_day) == state::withdrawn);
    CHECK_THROWS_AS(ask.ask({drop_act{act_selector::with_id("a-notize")}}), input_error);
}

TEST_CASE("what comes after the end of everything is as running from scratch has it") {
    rulebook rules;
    rules.treaties.push_back(treaty_builder{"lakes"}
                                 .multilateral()
                                 .enters_into_force("4", "2 deposits", "30 days after threshold")
                                 .withdrawal("7", "6 months after notice")
                                 .ends_when("fewer than 2 parties")
                                 .build());
    scenario story;
    story.acts = {
        done("2000-02-01"_day, act::ratify, "AAA"),
        done("2000-02-01"_day, act::ratify, "BBB"),
        done("2002-01-31"_day, act::give_notice_of_withdrawal, "AAA", "a-notice"),
        done("2002-03-01"_day, act::revoke, "AAA", "a-back", "notice"),
        done("2005-01-01"_day, act::give_notice_of_withdrawal, "BBB", "b-notice"),
        done("2005-02-01"_day, act::revoke, "BBB", "b-back", "notice"),
    };
    const edit without = drop_act{act_selector::with_id("a-back")};
    SECTION("with parties only, there is nothing more to come") {}
    SECTION("a signatory may still change") {
        // It signed and never ratified; what happens to it is no longer a matter of the treaty.
        story.acts.insert(story.acts.begin(), done("2000-01-01"_day, act::sign, "CCC"));
        story.acts.push_back(done("2006-01-01"_day, act::dissolve, "CCC"));
        story.acts.back().id = "c-end";
    }
    const baseline base(rules, story);
    what_ifs ask(base);
    CHECK(asked(ask, {without}) == from_scratch(base, {without}));
    CHECK(ask.reused());
    CHECK(ask.treaty_state("lakes", "2002-07-30"_day) == treaty_state::in_force);
    CHECK(ask.treaty_state("lakes", "2002-07-31"_day) == treaty_state::terminated);
    CHECK(ask.state("lakes", "BBB", "2005-01-15"_day) == state::terminated);
    // The same with an act that comes after the end: it has nothing to take back.
    const edit later = move_act{act_selector::with_id("a-back"), "2005-01-15"_day};
    CHECK(asked(ask, {later}) == from_scratch(base, {later}));
}

TEST_CASE("a branch that is as its trunk again only after long finds that out") {
    rulebook rules;
    rules.treaties.push_back(treaty_builder{"lakes"}
                                 .multilateral()
                                 .enters_into_force("4", "3 deposits", "30 days after threshold")
                                 .withdrawal("7", "6 years after notice")
                                 .build());
    scenario story;
    date day = "2000-01-01"_day;
    for (const char* party : {"AAA", "BBB", "CCC"}) {
        story.acts.push_back(done(day, act::ratify, party));
    }
    for (int i = 0; i < 200; ++i) {
        day = day + 10;
        const char* party = i == 10 || i == 150 ? "CCC" : i % 4 < 2 ? "AAA" : "BBB";
        const bool back = i == 150 || (party[0] != 'C' && i % 2 == 1);
        story.acts.push_back(
            back ? done(day, act::revoke, party, "act-" + std::to_string(i), "notice")
                 : done(day, act::give_notice_of_withdrawal, party, "act-" + std::to_string(i)));
    }
    const baseline base(rules, story);
    what_ifs ask(base);
    // CCC's notice runs for 1,400 days, during which nothing is quite as it was.
    const edit later = move_act{act_selector::with_id("act-10"), "2000-04-25"_day};
    CHECK(asked(ask, {later}) == from_scratch(base, {later}));
    CHECK(ask.reused());
    REQUIRE_FALSE(ask.states().empty());
    CHECK(ask.states().back().until == "2000-01-01"_day + 10 * 151);
    const edit gone = drop_act{act_selector::with_id("act-10")};
    CHECK(asked(ask, {gone}) == from_scratch(base, {gone}));
}

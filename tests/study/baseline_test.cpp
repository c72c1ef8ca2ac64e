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

// Differences between histories: when they part, in whom, and when they meet again. What was known
// when. And what holds of all edits: there and back is nowhere.
#include "study/lakes.hpp"

#include <random>

using namespace servanda_tests;

namespace {

history after(const std::vector<edit>& edits) {
    return what_if(lakes_rules(), lakes_story(), edits);
}

const auto a_notice = act_selector::with_id("a-notice");

/// The difference told from the other side.
std::vector<state_difference> turned(std::vector<state_difference> items) {
    for (auto& item : items) {
        std::swap(item.was, item.is);
    }
    return items;
}

/// Not one change more, less or different.
void same_history(const history& a, const history& b) {
    CHECK(a.same_states(b));
    CHECK(compare(a, b).empty());
    CHECK(compare(b, a).empty());
}

} // namespace

TEST_CASE("equal inputs differ in nothing", "[study][difference]") {
    const history story = told(lakes());
    CHECK(compare(story, told(lakes())).empty());
    CHECK(compare(story, story).empty());
    CHECK_FALSE(compare(story, story).first());
}

TEST_CASE("a difference begins where the histories part", "[study][difference]") {
    const history was = told(lakes());
    const difference dropped = compare(was, after({drop_act{a_notice}}));
    CHECK(words(dropped.first()) == "2002-01-31");
    REQUIRE_FALSE(dropped.empty());
    CHECK(dropped.states.front().party == "AAA");
    CHECK(dropped.states.front().treaty == "lakes");
    CHECK(dropped.states.front().was == "withdrawal pending until 2002-07-31");
    CHECK(dropped.states.front().is == "in force");
    CHECK(words(dropped.states.front().until) == "2002-07-31");
    for (const auto& item : dropped.states) {
        CHECK(item.was != item.is);
        CHECK(item.from >= *dropped.first());
        CHECK((!item.until || item.from < *item.until));
    }
}

TEST_CASE("a difference ends where the histories meet again", "[study][difference]") {
    const difference later = compare(told(lakes()), after({move_act{a_notice, "2002-02-01"_day}}));
    CHECK(words(later.first()) == "2002-01-31");
    std::optional<date> last;
    for (const auto& item : later.states) {
        if (item.party == "AAA") {
            REQUIRE(item.until);
            last = item.until;
        }
    }
    CHECK(words(last) == "2002-08-01"); // withdrawn in both
}

TEST_CASE("differences are symmetric", "[study][difference]") {
    const history was = told(lakes());
    for (const auto& edits : std::vector<std::vector<edit>>{
             {drop_act{a_notice}},
             {move_act{a_notice, "2001-05-05"_day}},
             {drop_act{act_selector::with_id("b-deposit")}},
             {drop_act{act_selector::with_id("b-suspension")}},
             {set_treaty_clause{"lakes", "entry_into_force.effective", "on threshold"}}}) {
        const history is = after(edits);
        CHECK(compare(is, was).states == turned(compare(was, is).states));
        CHECK_FALSE(compare(was, is).empty());
    }
}

TEST_CASE("a member that one history lacks has state none there", "[study][difference]") {
    const difference found =
        compare(told(lakes()), after({add_act{done("2004-01-01"_day, act::accede, "DDD")}}));
    REQUIRE_FALSE(found.empty());
    CHECK(words(found.first()) == "2004-01-01");
    CHECK(found.states.front().party == "DDD");
    CHECK(found.states.front().was == "none");
    CHECK(found.states.front().is == "contracting");
    CHECK(words(found.states.front().until) == "2004-01-31");
}

TEST_CASE("a continued participant is one under whichever code", "[study][difference]") {
    // DDD acceded; in the what-if it is EEE that goes on for a DDD that nobody mentions otherwise.
    scenario story = lakes_story();
    story.acts.push_back(done("2004-01-01"_day, act::accede, "DDD"));
    const history was = simulate(lakes_rules(), story);
    const auto renamed = add_act{done("2005-01-01"_day, act::continue_identity, "EEE", {}, "DDD")};
    const history is = what_if(lakes_rules(), story, {renamed});
    CHECK(compare(was, is).empty());
    CHECK(compare(is, was).empty());
    // The first code is not in the other history at all.
    story.acts.back().by = "EEE";
    const history later = simulate(lakes_rules(), story);
    CHECK(compare(is, later).empty());
    CHECK(compare(later, is).empty());
    // What differs is told by the code of the day, once.
    const history left =
        what_if(lakes_rules(),
                story,
                {renamed, add_act{done("2006-01-01"_day, act::give_notice_of_withdrawal, "EEE")}});
    const difference found = compare(later, left);
    REQUIRE(found.states.size() == 4);
    CHECK(found.states.front().party == "EEE");
    CHECK(found.states.front().was == "in force");
    CHECK(found.states.front().is == "withdrawal pending until 2006-07-01");
    // Only CCC is left beside BBB, which suspended: on one day the treaty comes before its members.
    CHECK(found.states[1].party.empty());
    CHECK(found.states[1].is == "suspended");
    CHECK(found.states[2].party == "CCC");
    CHECK(found.states[2].is == "suspended");
    CHECK(found.states[3].party == "EEE");
    CHECK(found.states[3].is == "withdrawn");
}

TEST_CASE("a treaty that one history lacks has state none there", "[study][difference]") {
    rulebook rules = lakes_rules();
    rules.treaties.push_back(rules.treaties.front());
    rules.treaties.back().id = "alps";
    scenario story = lakes_story();
    scenario both = story;
    both.treaties = {"lakes", "alps"};
    for (auto& item : both.acts) {
        item.treaty = "lakes";
    }
    both.acts.push_back(done("2000-05-01"_day, act::ratify, "AAA"));
    both.acts.push_back(done("2000-06-01"_day, act::ratify, "BBB"));
    both.acts[6].treaty = both.acts[7].treaty = "alps";
    const auto found = compare(simulate(rules, story), simulate(rules, both)).states;
    REQUIRE(found.size() == 5); // the treaty, and two of each member
    CHECK(words(found[0].from) == "2000-05-01");
    CHECK(found[0].party == "AAA");
    CHECK(found[2].party.empty());
    CHECK(found[2].treaty == "alps");
    CHECK(found[2].was == "none");
    CHECK(found[2].is == "in force");
    CHECK(words(found[2].from) == "2000-07-01");
}

TEST_CASE("a treaty and its members differ in order of day, treaty and party",
          "[study][difference]") {
    const auto found =
        compare(told(lakes()),
                after({set_treaty_clause{"lakes", "entry_into_force.when", "3 deposits"}}))
            .states;
    REQUIRE(found.size() >= 3);
    CHECK(found[0].party.empty());
    CHECK(found[1].party == "AAA");
    CHECK(found[2].party == "BBB");
    for (const auto& item : found) {
        CHECK(item.from >= found.front().from);
    }
}

TEST_CASE("what is stated differently on a day differs on that day", "[study][difference]") {
    // On every day the comparison says just what asking both says.
    const history was = told(lakes());
    const history is = after({move_act{a_notice, "2001-05-05"_day}});
    const difference found = compare(was, is);
    for (date day = "2000-01-01"_day; day < "2004-01-01"_day; day = day + 1) {
        for (const char* party : {"AAA", "BBB", "CCC"}) {
            bool told_so = false;
            for (const auto& item : found.states) {
                told_so = told_so || (item.party == party && item.from <= day &&
                                      (!item.until || day < *item.until));
            }
            if (was.state(party, day) != is.state(party, day)) {
                CAPTURE(to_string(day), party);
                CHECK(told_so);
            }
        }
    }
}

TEST_CASE("as known on a day: without what was published later", "[study][known]") {
    const scenario story = lakes_story();
    CHECK(known_on(story, date::max()) == story);
    CHECK(known_on(story, "1999-12-31"_day).acts.empty());
    // An act that states no day of publication was known on its own day.
    CHECK(known_on(story, "2002-01-30"_day).acts.size() == 4);
    CHECK(known_on(story, "2002-01-31"_day).acts.size() == 5);
    // The suspension of 1 January became known on 1 March.
    CHECK(known_on(story, "2003-02-28"_day).acts.size() == 5);
    CHECK(known_on(story, "2003-03-01"_day).acts.size() == 6);
    const history eve = simulate(lakes_rules(), known_on(story, "2003-02-28"_day));
    CHECK(on(eve, "2003-02-01", "BBB") == "in force");
    const history day = simulate(lakes_rules(), known_on(story, "2003-03-01"_day));
    CHECK(on(day, "2003-02-01", "BBB") == "suspended");
}

TEST_CASE("facts are known from their publication", "[study][known]") {
    scenario story = lakes_story();
    fact conflict;
    conflict.name = "armed conflict";
    conflict.of = "AAA";
    conflict.from = "2001-01-01"_day;
    story.facts.push_back(conflict);
    conflict.published = "2002-01-01"_day;
    story.facts.push_back(conflict);
    CHECK(known_on(story, "2000-12-31"_day).facts.empty());
    CHECK(known_on(story, "2001-01-01"_day).facts.size() == 1);
    CHECK(known_on(story, "2002-01-01"_day).facts.size() == 2);
}

TEST_CASE("a contest of what is not yet known is not yet known", "[study][known]") {
    scenario story = lakes_story();
    story.acts.push_back(done("2003-02-01"_day, act::contest, "AAA", {}, "b-suspension"));
    const scenario known = known_on(story, "2003-02-15"_day);
    CHECK(known.acts.size() == 5);
    CHECK_NOTHROW(simulate(lakes_rules(), known));
}

TEST_CASE("moving an act there and back changes nothing", "[study][property]") {
    const history was = told(lakes());
    std::mt19937 dice(7);
    for (const auto& item : lakes_story().acts) {
        if (item.id.empty()) {
            continue;
        }
        const auto which = act_selector::with_id(item.id);
        for (int i = 0; i < 20; ++i) {
            const date elsewhere = item.day + (static_cast<std::int64_t>(dice() % 3000U) - 1500);
            const auto back =
                edited(lakes(), {move_act{which, elsewhere}, move_act{which, item.day}});
            CHECK(back.story == lakes_story());
            same_history(was, told(back));
        }
    }
}

TEST_CASE("adding and dropping an act changes nothing", "[study][property]") {
    const history was = told(lakes());
    std::mt19937 dice(11);
    for (int i = 0; i < 200; ++i) {
        const auto kind = static_cast<act>(dice() % 11U == 0 ? 22U : dice() % 5U);
        const auto day = "1999-06-01"_day + static_cast<std::int64_t>(dice() % 2000U);
        const std::string by(3, static_cast<char>('A' + dice() % 5U));
        const auto back = edited(
            lakes(),
            {add_act{done(day, kind, by, "extra")}, drop_act{act_selector::with_id("extra")}});
        CHECK(back.story == lakes_story());
        same_history(was, told(back));
    }
}

TEST_CASE("dropping an act and adding it again changes no state", "[study][property]") {
    // It stands last in the file then, and acts of one day follow the order of the file.
    const history was = told(lakes());
    for (const auto& item : lakes_story().acts) {
        if (!item.id.empty()) {
            const history is = after({drop_act{act_selector::with_id(item.id)}, add_act{item}});
            CHECK(compare(was, is).empty());
        }
    }
}

TEST_CASE("setting a clause there and back changes nothing", "[study][property]") {
    same_history(told(lakes()),
                 after({set_treaty_clause{"lakes", "withdrawal.notice", "2 years after notice"},
                        set_treaty_clause{"lakes", "withdrawal.notice", "6 months after notice"}}));
}

TEST_CASE("an edit changes nothing before the first day it can matter", "[study][property]") {
    const history was = told(lakes());
    std::mt19937 dice(13);
    for (const auto& item : lakes_story().acts) {
        if (item.id.empty()) {
            continue;
        }
        for (int i = 0; i < 20; ++i) {
            const date elsewhere = item.day + (static_cast<std::int64_t>(dice() % 3000U) - 1500);
            const auto found =
                compare(was, after({move_act{act_selector::with_id(item.id), elsewhere}}));
            CHECK((found.empty() || *found.first() >= std::min(item.day, elsewhere)));
        }
    }
}

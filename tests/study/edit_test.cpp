// Edits: what a what-if changes, and where it says that it cannot.
#include "study/lakes.hpp"

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

act_selector of_kind(act kind, std::string by = {}) {
    act_selector which;
    which.kind = kind;
    which.by = std::move(by);
    return which;
}

history after(const std::vector<edit>& edits) {
    return what_if(lakes_rules(), lakes_story(), edits);
}

const auto a_notice = act_selector::with_id("a-notice");

} // namespace

TEST_CASE("without edits a what-if is the history", "[study][edit]") {
    CHECK(after({}).same_states(told(lakes())));
    CHECK(edited(lakes(), {}).story == lakes_story());
    CHECK(edited(lakes(), {}).rules == lakes_rules());
    CHECK(on(after({}), "2000-03-01", "AAA") == "contracting");
    CHECK(on(after({}), "2000-03-02", "AAA") == "in force");
    CHECK(on(after({}), "2002-07-30", "AAA") == "withdrawal pending");
    CHECK(on(after({}), "2002-07-31", "AAA") == "withdrawn");
}

TEST_CASE("an act can be moved, dropped, added and replaced", "[study][edit]") {
    const history moved = after({move_act{a_notice, "2002-02-28"_day}});
    CHECK(on(moved, "2002-02-27", "AAA") == "in force");
    CHECK(on(moved, "2002-08-27", "AAA") == "withdrawal pending");
    CHECK(on(moved, "2002-08-28", "AAA") == "withdrawn");

    CHECK(on(after({drop_act{a_notice}}), "2010-01-01", "AAA") == "in force");

    const history added =
        after({add_act{done("2002-07-30"_day, act::revoke, "AAA", {}, "notice")}});
    CHECK(on(added, "2002-07-29", "AAA") == "withdrawal pending");
    CHECK(on(added, "2002-07-30", "AAA") == "in force");
    CHECK(on(added, "2002-07-31", "AAA") == "in force");

    const history replaced = after(
        {replace_act{a_notice, done("2002-01-31"_day, act::give_notice_of_withdrawal, "CCC")}});
    CHECK(on(replaced, "2002-07-31", "AAA") == "in force");
    CHECK(on(replaced, "2002-07-31", "CCC") == "withdrawn");
}

TEST_CASE("edits are applied in order", "[study][edit]") {
    const auto day = "2002-03-01"_day;
    const auto moved_then_dropped = edited(lakes(), {move_act{a_notice, day}, drop_act{a_notice}});
    CHECK(moved_then_dropped.story == edited(lakes(), {drop_act{a_notice}}).story);
    CHECK_THROWS_AS(edited(lakes(), {drop_act{a_notice}, move_act{a_notice, day}}), input_error);
}

TEST_CASE("editing changes a copy", "[study][edit]") {
    const study_input before = lakes();
    const study_input input = before;
    (void)edited(input,
                 {drop_act{a_notice},
                  set_treaty_clause{"lakes", "withdrawal.notice", "1 year after notice"}});
    CHECK(input.story == before.story);
    CHECK(input.rules == before.rules);
}

TEST_CASE("rules that no edit changes are shared, not copied", "[study][edit]") {
    const auto rules = std::make_shared<const rulebook>(with_default_laws(lakes_rules()));
    CHECK(with_default_laws(rules) == rules);
    const history was = simulate(rules, lakes_story());
    CHECK(was.program().rules == rules);
    CHECK(was.same_states(told(lakes())));

    const history moved = what_if(rules, lakes_story(), {move_act{a_notice, "2002-02-28"_day}});
    CHECK(moved.program().rules == rules);
    CHECK(moved.same_states(after({move_act{a_notice, "2002-02-28"_day}})));

    const std::vector<edit> set{
        set_treaty_clause{"lakes", "entry_into_force.when", "3 deposits"},
        set_treaty_clause{"lakes", "withdrawal.notice", "1 year after notice"}};
    const history longer = what_if(rules, lakes_story(), set);
    CHECK(longer.program().rules != rules);
    CHECK(longer.same_states(after(set)));
    CHECK(*rules == with_default_laws(lakes_rules())); // the shared ones are as they were

    const auto changed = edited(shared_study_input{rules, lakes_story()}, set);
    CHECK(*changed.rules == edited({*rules, lakes_story()}, set).rules);
    CHECK_THROWS_AS(what_if(rules, lakes_story(), {set_treaty_clause{"lake", "a.b", "c"}}),
                    input_error);
}

TEST_CASE("shared rules that lack the default laws are given them", "[study][edit]") {
    const auto bare = std::make_shared<const rulebook>(lakes_rules());
    const history was = simulate(bare, lakes_story());
    CHECK(was.program().rules != bare);
    CHECK(was.same_states(told(lakes())));
    CHECK(bare->laws.empty());
}

TEST_CASE("what an act says of its own days moves with it", "[study][edit]") {
    study_input input = lakes();
    input.story.acts[4].received = "2002-02-03"_day; // three days later
    const auto moved = edited(input, {move_act{a_notice, "2002-05-01"_day}});
    CHECK(words(moved.story.acts[4].received) == "2002-05-04");
    // The clock runs from the receipt.
    CHECK(words(told(moved).report("AAA", "2002-06-01"_day).exit_on) == "2002-11-04");
}

TEST_CASE("a clause can be set, in the words of rule files", "[study][edit]") {
    const history longer =
        after({set_treaty_clause{"lakes", "withdrawal.notice", "12 months after notice"}});
    CHECK(on(longer, "2003-01-30", "AAA") == "withdrawal pending");
    CHECK(on(longer, "2003-01-31", "AAA") == "withdrawn");
    const history three =
        after({set_treaty_clause{"lakes", "entry_into_force.when", "3 deposits"}});
    CHECK(on(three, "2000-03-02", "AAA") == "contracting");
    CHECK(on(three, "2001-01-31", "AAA") == "in force");
    // 31 January + 1 month under the other practice of short months.
    const history next =
        after({set_treaty_clause{"lakes", "calendar.month_end", "next day"},
               set_treaty_clause{"lakes", "withdrawal.notice", "1 month after notice"}});
    CHECK(on(next, "2002-02-28", "AAA") == "withdrawal pending");
    CHECK(on(next, "2002-03-01", "AAA") == "withdrawn");
    const history last =
        after({set_treaty_clause{"lakes", "withdrawal.notice", "1 month after notice"}});
    CHECK(on(last, "2002-02-28", "AAA") == "withdrawn");
}

TEST_CASE("an edit that fits no act, or two, is refused", "[study][edit]") {
    CHECK_THAT(refusal(drop_act{act_selector::with_id("a-notise")}),
               ContainsSubstring("'a-notise'") && ContainsSubstring("did you mean 'a-notice'?"));
    CHECK_THAT(refusal(drop_act{act_selector::with_id("xyz")}), ContainsSubstring("'xyz'"));
    CHECK_THAT(refusal(drop_act{of_kind(act::ratify)}),
               ContainsSubstring("two acts fit ratify") && ContainsSubstring("2000-02-01 by AAA") &&
                   ContainsSubstring("2000-02-01 by BBB"));
    CHECK(refusal(drop_act{of_kind(act::ratify, "BBB")}) == "accepted");
    CHECK_THAT(refusal(move_act{of_kind(act::ratify, "CCC"), "2000-01-01"_day}),
               ContainsSubstring("no act ratify by CCC"));
    CHECK_THAT(refusal(replace_act{act_selector::with_id("xyz"), dated_act{}}),
               ContainsSubstring("'xyz'"));
    act_selector other = of_kind(act::accede);
    other.treaty = "lakes";
    CHECK(refusal(drop_act{other}) == "accepted");
    other.day = "2001-01-02"_day;
    CHECK_THAT(refusal(drop_act{other}), ContainsSubstring("on 2001-01-02"));
}

TEST_CASE("a clause that is not there, or not understood, is refused", "[study][edit]") {
    const auto set = [](const char* treaty, const char* path, value to) {
        return refusal(set_treaty_clause{treaty, path, std::move(to)});
    };
    CHECK_THAT(set("lake", "withdrawal.notice", "1 year after notice"),
               ContainsSubstring("unknown treaty 'lake'") &&
                   ContainsSubstring("did you mean 'lakes'?"));
    CHECK_THAT(set("lakes", "withdrawal.notise", "1 year after notice"),
               ContainsSubstring("did you mean 'notice'?"));
    CHECK_THAT(set("lakes", "withdrawl.notice", "1 year after notice"),
               ContainsSubstring("did you mean 'withdrawal'?"));
    CHECK_THAT(set("lakes", "withdrawal.notice", "1 yaer after notice"),
               ContainsSubstring("did you mean 'year'?"));
    CHECK_THAT(set("lakes", "withdrawal.notice", std::int64_t{6}),
               ContainsSubstring("found a whole number"));
    CHECK_THAT(set("lakes", "withdrawal", "1 year"), ContainsSubstring("section.key"));
    CHECK_THAT(set("lakes", "", "1 year"), ContainsSubstring("section.key"));
    CHECK_THAT(set("lakes", "rule.on", "sign"), ContainsSubstring("rule"));
    CHECK(set("lakes", "withdrawal.notice", "1 year after notice") == "accepted");
}

TEST_CASE("an edited scenario is checked like any other", "[study][edit]") {
    CHECK_THROWS_AS(after({add_act{done("2004-01-01"_day, act::revoke, "AAA", {}, "term")}}),
                    input_error);
    CHECK_THROWS_AS(after({add_act{done("2004-01-01"_day, act::declare, "AAA", "a-notice")}}),
                    input_error);
    rulebook rules = lakes_rules();
    for (const char* code : {"AAA", "BBB", "CCC"}) {
        participant item;
        item.code = code;
        rules.participants.add(item);
    }
    const auto stranger = add_act{done("2004-01-01"_day, act::accede, "DDD")};
    CHECK_THROWS_AS(what_if(rules, lakes_story(), {stranger}), input_error);
    CHECK_THROWS_AS(
        what_if(rules,
                lakes_story(),
                {set_treaty_clause{"lakes", "entry_into_force.when", "deposits by no-such-group"}}),
        input_error);
}

TEST_CASE("an act takes what contests it along", "[study][edit]") {
    study_input input = lakes();
    input.story.acts.push_back(
        done("2003-02-01"_day, act::contest, "AAA", "a-contest", "b-suspension"));
    const auto without = edited(input, {drop_act{act_selector::with_id("b-suspension")}});
    CHECK(without.story.acts.size() == input.story.acts.size() - 2);
    CHECK_NOTHROW(told(without));
}

TEST_CASE("what takes a finding back goes with the finding, and what contests a contest with it",
          "[study][edit]") {
    study_input input = lakes();
    const std::size_t before = input.story.acts.size();
    for (const auto& item : {done("2003-02-01"_day, act::allege, "BBB", "allegation", "dams"),
                             done("2003-03-01"_day, act::revoke, "BBB", "taken-back", "allegation"),
                             done("2003-04-01"_day, act::contest, "AAA", "denial", "taken-back"),
                             done("2003-05-01"_day, act::revoke, "AAA", "notice", "notice")}) {
        input.story.acts.push_back(item);
    }
    const auto dropped = edited(input, {drop_act{act_selector::with_id("allegation")}});
    CHECK(dropped.story.acts.size() == before + 1); // the revocation of the notice stays
    CHECK_NOTHROW(told(dropped));
    // "notice" in a revocation is the notice, whatever else bears that id.
    const auto named = edited(input, {drop_act{act_selector::with_id("notice")}});
    CHECK(named.story.acts.size() == before + 3);
    input.story.acts[before].published = "2004-01-01"_day;
    CHECK(known_on(input.story, "2003-12-31"_day).acts.size() == before + 1);
}

TEST_CASE("of several acts that fit, one can be meant by its number", "[study][edit]") {
    act_selector which = of_kind(act::ratify);
    which.nth = 2;
    const auto without = edited(lakes(), {drop_act{which}}).story.acts;
    CHECK(without.size() == lakes_story().acts.size() - 1);
    CHECK(std::none_of(without.begin(), without.end(), [](const dated_act& item) {
        return item.id == "b-deposit";
    }));
    CHECK(to_string(which) == "ratify (the 2nd)");
    which.nth = 3;
    CHECK_THAT(refusal(drop_act{which}), ContainsSubstring("no act ratify (the 3rd)"));
}

TEST_CASE("edits are told in words", "[study][edit]") {
    CHECK(to_string(edit{drop_act{a_notice}}) == "drop 'a-notice'");
    CHECK(to_string(edit{move_act{of_kind(act::suspend, "BBB"), "2002-03-01"_day}}) ==
          "move suspend by BBB to 2002-03-01");
    CHECK(to_string(edit{add_act{done("2002-07-30"_day, act::revoke, "AAA", {}, "notice")}}) ==
          "add 2002-07-30 revoke of notice by AAA");
    CHECK(to_string(edit{set_treaty_clause{"lakes", "withdrawal.notice", "1 year after notice"}}) ==
          "set lakes:withdrawal.notice = 1 year after notice");
    CHECK(to_string(edit{set_treaty_clause{"lakes", "duration.unlimited", true}}) ==
          "set lakes:duration.unlimited = true");
    CHECK(to_string(edit{set_treaty_clause{"lakes", "a.b", std::int64_t{3}}}) ==
          "set lakes:a.b = 3");
    CHECK(to_string(edit{set_treaty_clause{"lakes", "a.b", "2001-02-03"_day}}) ==
          "set lakes:a.b = 2001-02-03");
    CHECK(to_string(edit{set_treaty_clause{"lakes", "a.b", value_list{}}}) == "set lakes:a.b");
}

TEST_CASE("another default law is an edit", "[study][edit]") {
    // Without a withdrawal clause nobody may leave under the Vienna Convention (56(1)); in
    // political practice everybody may, at once.
    rulebook rules;
    rules.treaties.push_back(treaty_builder{"silent"}
                                 .multilateral()
                                 .enters_into_force("1", "2 deposits", "on threshold")
                                 .build());
    scenario story;
    story.acts = {done("2000-01-01"_day, act::ratify, "AAA"),
                  done("2000-01-01"_day, act::ratify, "BBB"),
                  done("2001-01-01"_day, act::give_notice_of_withdrawal, "AAA")};
    const edit political = set_default_law{"silent", "political"};
    CHECK(to_string(political) == "put silent under political");
    const history as_written = what_if(rules, story, {});
    const history practised = what_if(rules, story, {political});
    CHECK(on(as_written, "2001-01-02", "AAA") == "in force");
    CHECK(on(practised, "2001-01-02", "AAA") == "withdrawn");
    CHECK_THROWS_WITH(what_if(rules, story, {set_default_law{"silent", "politicel"}}),
                      ContainsSubstring("unknown default law 'politicel' (did you mean"));
    CHECK_THROWS_WITH(what_if(rules, story, {set_default_law{"silnt", "political"}}),
                      ContainsSubstring("unknown treaty 'silnt'"));
}

TEST_CASE("a viewpoint is an edit: the history as one participant sees it", "[study][edit]") {
    scenario story = lakes_story();
    story.acts[4].contested_by = {"BBB"}; // the notice
    const history plain = simulate(lakes_rules(), story);
    CHECK(on(plain, "2002-08-01", "AAA") == "in force"); // contested, and so without effect
    for (const char* viewer : {"AAA", "BBB", "CCC"}) {
        const history seen = what_if(lakes_rules(), story, {take_viewpoint{viewer}});
        CHECK(seen.seen_by() == viewer);
        CHECK(seen.same_states(plain.as_seen_by(viewer)));
        // A viewpoint is taken once: asked again for the same one, it is the same.
        CHECK(seen.as_seen_by(viewer).same_states(seen));
    }
    CHECK(on(what_if(lakes_rules(), story, {take_viewpoint{"AAA"}}), "2002-08-01", "AAA") ==
          "withdrawn");
    CHECK_FALSE(compare(plain, what_if(lakes_rules(), story, {take_viewpoint{"AAA"}})).empty());
    CHECK(to_string(edit(take_viewpoint{"AAA"})) == "as seen by AAA");
}

TEST_CASE("a day of knowledge is an edit", "[study][edit]") {
    // The suspension of 2003-01-01 became known on 2003-03-01.
    const history before = after({know_as_on{"2003-02-28"_day}});
    const history later = after({know_as_on{"2003-03-01"_day}});
    CHECK(before.same_states(simulate(lakes_rules(), known_on(lakes_story(), "2003-02-28"_day))));
    CHECK(on(before, "2003-02-01", "BBB") == "in force");
    CHECK(on(later, "2003-02-01", "BBB") == "suspended");
    CHECK(to_string(edit(know_as_on{"2003-03-01"_day})) == "as known on 2003-03-01");
}

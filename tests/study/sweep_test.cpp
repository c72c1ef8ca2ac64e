// Sweeps: one question at every point of an axis, and where the answer breaks.
#include "study/lakes.hpp"

#include <servanda/study/sweep.hpp>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

question about(std::string party, std::optional<date> on = {}) {
    question asked;
    asked.party = std::move(party);
    asked.on = on;
    return asked;
}

act_selector revocation() {
    act_selector which;
    which.kind = act::revoke;
    which.of = "notice";
    return which;
}

/// The INF Treaty with its two sides and the notice, and nothing else.
rulebook inf_rules() {
    rulebook rules;
    rules.treaties.push_back(
        treaty_builder{"inf"}
            .bilateral("USA", "SUN")
            .enters_into_force("XVII(1)", "deposits by all signatories", "on threshold")
            .withdrawal("XV(2)", "6 months after notice")
            .build());
    return rules;
}

scenario inf_story(date notice) {
    scenario story;
    story.acts = {done("1987-12-08"_day, act::sign, "USA"),
                  done("1987-12-08"_day, act::sign, "SUN"),
                  done("1988-06-01"_day, act::ratify, "USA"),
                  done("1988-06-01"_day, act::ratify, "SUN"),
                  done(notice, act::give_notice_of_withdrawal, "USA", "usa-notice")};
    return story;
}

scenario inf_with_revocation() {
    scenario story = inf_story("2019-02-02"_day);
    story.acts.push_back(done("2019-02-02"_day, act::revoke, "USA", {}, "notice"));
    return story;
}

template <class Do>
std::string message_of(Do what) {
    try {
        what();
    } catch (const input_error& problem) {
        return problem.what();
    } catch (const unknown_name& problem) {
        return problem.what();
    }
    return "accepted";
}

std::string words(const sweep_table& table, const sweep_stretch& item) {
    const auto& along = table.axes.back().points;
    return along[item.first].label + " to " + along[item.last].label + ": " + item.answer;
}

std::string choices(const std::string& pattern) {
    std::string text;
    for (const auto& item : texts_of(pattern)) {
        text += (text.empty() ? "" : "; ") + item.choice + " = " + item.text;
    }
    return text;
}

} // namespace

TEST_CASE("a question is answered in words", "[study][question]") {
    const history story = told(lakes());
    CHECK(answer(story, about("AAA", "2000-03-01"_day)) == "contracting");
    CHECK(answer(story, about("AAA", "2002-07-30"_day)) == "withdrawal pending");
    CHECK(answer(story, about("AAA")) == "withdrawn since 2002-07-31");
    CHECK(answer(story, about("CCC", "2001-01-31"_day)) == "in force");
    // Nobody is named: the treaty as a whole.
    CHECK(answer(story, about("", "2000-03-01"_day)) == "not yet in force");
    CHECK(answer(story, about("", "2002-12-31"_day)) == "in force");
    CHECK(answer(story, about("")) == "suspended since 2003-01-01");
    // Who did nothing is nothing, and has been since no day.
    CHECK(answer(story, about("DDD")) == "none");
    question named = about("BBB");
    named.treaty = "lakes";
    CHECK(answer(story, named) == answer(story, about("BBB")));
}

TEST_CASE("an answer is a state or a verdict, and its first day", "[study][question]") {
    CHECK(state_of("terminated since 2019-08-02") == "terminated");
    CHECK(state_of("not yet in force") == "not yet in force");
    CHECK(state_of("none") == "none");
    question asked = about("USA");
    CHECK(to_string(asked) == "USA, at the end");
    asked.treaty = "inf";
    asked.on = "2019-05-01"_day;
    CHECK(to_string(asked) == "inf USA on 2019-05-01");
    asked.obligation = "no-launchers";
    asked.as_seen_by = "RUS";
    CHECK(to_string(asked) == "'no-launchers' of inf USA on 2019-05-01, as seen by RUS");
    CHECK(to_string(question{}) == "(treaty), at the end");
}

TEST_CASE("a question of a verdict is answered with the verdict", "[study][question]") {
    treaty item = treaty_builder{"ponds"}
                      .multilateral()
                      .enters_into_force("4", "2 deposits", "on threshold")
                      .build();
    obligation duty;
    duty.id = "no-dams";
    duty.kind = obligation_kind::cooperation;
    item.own.obligations.push_back(duty);
    rulebook rules;
    rules.treaties.push_back(item);
    scenario story;
    story.acts = {done("2000-01-01"_day, act::ratify, "AAA"),
                  done("2000-01-01"_day, act::ratify, "BBB"),
                  done("2001-01-01"_day, act::determine, "BBB", "finding", "no-dams")};
    story.acts.back().to = {"AAA"};
    const history seen = simulate(rules, story);
    question asked = about("AAA", "2000-12-31"_day);
    asked.obligation = "no-dams";
    CHECK(answer(seen, asked) == to_string(verdict_of(seen, "ponds", "no-dams", "AAA", *asked.on)));
    asked.on.reset();
    CHECK(answer(seen, asked) == "breached since 2001-01-01");

    asked.party = "CCC"; // bears nothing
    CHECK(answer(seen, asked) == "not applicable");
    asked.party.clear();
    CHECK_THAT(message_of([&] { (void)answer(seen, asked); }), ContainsSubstring("of a party"));
    asked.party = "AAA";
    asked.obligation = "no-dam";
    CHECK_THROWS_AS(answer(seen, asked), unknown_name);
    CHECK_THAT(message_of([&] { (void)answer(seen, asked); }),
               ContainsSubstring("did you mean 'no-dams'?"));
}

TEST_CASE("a question with a name that does not exist is refused", "[study][question]") {
    study_input input = lakes();
    for (const char* code : {"AAA", "BBB", "CCC"}) {
        participant item;
        item.code = code;
        input.rules.participants.add(item);
    }
    const history story = told(input);
    CHECK_THROWS_AS(answer(story, about("AAB")), unknown_name);
    question asked = about("AAA");
    asked.treaty = "lake";
    CHECK_THAT(message_of([&] { (void)answer(story, asked); }),
               ContainsSubstring("did you mean 'lakes'?"));
    asked.treaty.clear();
    asked.as_seen_by = "AAB";
    CHECK_THROWS_AS(answer(story, asked), unknown_name);
    // Where there are several treaties, one is to be named.
    input.rules.treaties.push_back(treaty_builder{"rivers"}.build());
    input.story.treaties.push_back("rivers");
    for (auto& item : input.story.acts) {
        item.treaty = "lakes";
    }
    CHECK_THAT(message_of([&] { (void)answer(told(input), about("AAA")); }),
               ContainsSubstring("several treaties"));
}

TEST_CASE("who contests nothing in a variant sees it as all others do", "[study][question]") {
    study_input input = lakes();
    // Declared by the scenario alone: the rulebook knows nobody by these codes.
    participant other;
    other.code = "ZZZ";
    input.rules.participants.add(other);
    for (const char* code : {"AAA", "BBB", "CCC", "DDD"}) {
        participant item;
        item.code = code;
        input.story.participants.push_back(item);
    }
    input.story.acts[5].contested_by = {"AAA"};
    input.story.acts.push_back(done("2003-02-01"_day, act::declare, "DDD", "remark"));
    question asked = about("CCC", "2003-02-01"_day);
    CHECK(answer(told(input), asked) == "in force"); // contested: void without a viewpoint
    asked.as_seen_by = "DDD";
    const std::string seen = answer(told(input), asked);
    CHECK(seen == "suspended");
    variants of(std::make_shared<const rulebook>(input.rules), input.story, asked);
    CHECK(of.outcome() == seen);
    CHECK(of.answer({drop_act{act_selector::with_id("remark")}}) == seen);
}

TEST_CASE("a revocation before the day of exit keeps the INF Treaty, on the day it does not",
          "[study][sweep][inf]") {
    const auto axis = days_of(revocation(), "2019-02-02"_day, "2019-08-10"_day);
    CHECK(axis.points.size() == 190);
    CHECK(axis.points.front().label == "2019-02-02");
    CHECK(axis.points.back().label == "2019-08-10");
    // The treaty as a whole: in force from 1988 on, or at an end.
    const sweep_table table = sweep(inf_rules(), inf_with_revocation(), {axis}, about(""));
    REQUIRE(table.complete);
    REQUIRE(table.answers.size() == 190);
    REQUIRE(table.stretches.size() == 2);
    CHECK(words(table, table.stretches[0]) == "2019-02-02 to 2019-08-01: in force since "
                                              "1988-06-01");
    CHECK(words(table, table.stretches[1]) == "2019-08-02 to 2019-08-10: terminated since "
                                              "2019-08-02");
    CHECK(table.asked.treaty == "inf");
    CHECK(breaks_of(table) == std::vector<sweep_break>{{0, 181, "in force", "terminated"}});

    // A day asked about leaves the day of the revocation out of the answer.
    const sweep_table on =
        sweep(inf_rules(), inf_with_revocation(), {axis}, about("USA", "2019-08-10"_day));
    REQUIRE(on.stretches.size() == 2);
    CHECK(words(on, on.stretches[0]) == "2019-02-02 to 2019-08-01: in force");
    CHECK(words(on, on.stretches[1]) == "2019-08-02 to 2019-08-10: terminated");

    // Without one the United States is in force since another day at every point: the state breaks
    // once nevertheless.
    const sweep_table end = sweep(inf_rules(), inf_with_revocation(), {axis}, about("USA"));
    CHECK(end.stretches.size() == 182);
    CHECK(end.answers[0] == "in force since 2019-02-02");
    CHECK(end.answers[180] == "in force since 2019-08-01");
    CHECK(breaks_of(end) == breaks_of(table));
    CHECK(axis.points[181].label == "2019-08-02");
}

TEST_CASE("a notice of one to twenty-four months ends the INF Treaty on as many days",
          "[study][sweep][inf]") {
    const auto axis = values_of("inf", "withdrawal.notice", "{1..24} months after notice");
    const sweep_table table = sweep(inf_rules(), inf_story("2019-02-02"_day), {axis}, about(""));
    REQUIRE(table.answers.size() == 24);
    CHECK(table.stretches.size() == 24);
    CHECK(table.answers[0] == "terminated since 2019-03-02");
    CHECK(table.answers[5] == "terminated since 2019-08-02");
    CHECK(table.answers[11] == "terminated since 2020-02-02");
    CHECK(table.answers[23] == "terminated since 2021-02-02");
    CHECK(axis.points[5].label == "6");

    // From the last day of August the corresponding day is now and then missing: then it is the
    // last of that month.
    const sweep_table late = sweep(inf_rules(), inf_story("2019-08-31"_day), {axis}, about("USA"));
    const std::vector<std::string> ends{
        "2019-09-30", "2019-10-31", "2019-11-30", "2019-12-31", "2020-01-31", "2020-02-29",
        "2020-03-31", "2020-04-30", "2020-05-31", "2020-06-30", "2020-07-31", "2020-08-31",
        "2020-09-30", "2020-10-31", "2020-11-30", "2020-12-31", "2021-01-31", "2021-02-28",
        "2021-03-31", "2021-04-30", "2021-05-31", "2021-06-30", "2021-07-31", "2021-08-31"};
    REQUIRE(late.answers.size() == ends.size());
    for (std::size_t i = 0; i < ends.size(); ++i) {
        CHECK(late.answers[i] == "terminated since " + ends[i]);
    }
}

TEST_CASE("a grid has a row for each point of the first axis", "[study][sweep][inf]") {
    const sweep_table table =
        sweep(inf_rules(),
              inf_with_revocation(),
              {values_of("inf", "withdrawal.notice", "{1 month|6 months|1 year} after notice"),
               days_of(revocation(), "2019-02-20"_day, "2019-08-10"_day)},
              about("USA", "2021-01-01"_day));
    CHECK(table.rows() == 3);
    CHECK(table.columns() == 172);
    REQUIRE(table.answers.size() == 3 * 172);
    CHECK(table.at(0, 9) == "in force");    // revoked on 2019-03-01
    CHECK(table.at(0, 10) == "terminated"); // on the day itself
    CHECK(table.at(1, 10) == "in force");
    REQUIRE(table.stretches.size() == 5);
    CHECK(table.stretches[1] == sweep_stretch{0, 10, 171, "terminated"});
    CHECK(words(table, table.stretches[3]) == "2019-08-02 to 2019-08-10: terminated");
    CHECK(table.stretches[3].row == 1);
    CHECK(table.stretches[4] == sweep_stretch{2, 0, 171, "in force"});
}

TEST_CASE("every cell is the what-if with the edits of its points", "[study][sweep]") {
    const auto notice = act_selector::with_id("a-notice");
    const auto rows = days_of(notice, "2002-01-28"_day, "2002-02-03"_day);
    const auto columns = values_of("lakes", "withdrawal.notice", "{0..3} months after notice");
    const auto asked = about("AAA");
    const sweep_table table = sweep(lakes_rules(), lakes_story(), {rows, columns}, asked);
    REQUIRE(table.answers.size() == 7 * 4);
    for (std::size_t r = 0; r < 7; ++r) {
        for (std::size_t c = 0; c < 4; ++c) {
            const std::vector<edit> edits{rows.points[r].change, columns.points[c].change};
            CHECK(table.at(r, c) == answer(what_if(lakes_rules(), lakes_story(), edits), asked));
        }
    }
}

TEST_CASE("the stretches tell the answers, and none could be longer", "[study][sweep]") {
    const sweep_table table =
        sweep(lakes_rules(),
              lakes_story(),
              {values_of("lakes", "entry_into_force.when", "{1..4} deposits"),
               days_of(act_selector::with_id("b-deposit"), "2000-12-28"_day, "2001-01-05"_day)},
              about("", "2001-02-01"_day));
    std::vector<std::string> told_again(table.answers.size());
    for (std::size_t i = 0; i < table.stretches.size(); ++i) {
        const auto& item = table.stretches[i];
        for (std::size_t c = item.first; c <= item.last; ++c) {
            told_again[item.row * table.columns() + c] = item.answer;
        }
        if (i > 0 && table.stretches[i - 1].row == item.row) {
            CHECK(table.stretches[i - 1].last + 1 == item.first);
            CHECK(table.stretches[i - 1].answer != item.answer);
        }
    }
    CHECK(told_again == table.answers);
}

TEST_CASE("a template stands for texts", "[study][sweep]") {
    CHECK(choices("{1..3} months after notice") ==
          "1 = 1 months after notice; 2 = 2 months after notice; 3 = 3 months after notice");
    CHECK(choices("{ 9 .. 10 } days") == "9 = 9 days; 10 = 10 days");
    CHECK(choices("{7..7}") == "7 = 7");
    CHECK(choices("{6 months|12 months} after notice") ==
          "6 months = 6 months after notice; 12 months = 12 months after notice");
    CHECK(choices("after { the later of a and b | a }") ==
          "the later of a and b = after the later of a and b; a = after a");
    const auto refused = [](const std::string& pattern) {
        return message_of([&] { (void)texts_of(pattern); });
    };
    CHECK_THAT(refused("12 months after notice"), ContainsSubstring("no group in braces"));
    CHECK_THAT(refused("{1..24 months"), ContainsSubstring("lacks its other half"));
    CHECK_THAT(refused("1..24} months"), ContainsSubstring("lacks its other half"));
    CHECK_THAT(refused("}1..24{ months"), ContainsSubstring("lacks its other half"));
    CHECK_THAT(refused("{1..2} months and {1..2} days"), ContainsSubstring("more than one group"));
    CHECK_THAT(refused("{1..{2}} months"), ContainsSubstring("more than one group"));
    CHECK_THAT(refused("{} months"), ContainsSubstring("is empty"));
    CHECK_THAT(refused("{ } months"), ContainsSubstring("is empty"));
    CHECK_THAT(refused("{6||12} months"), ContainsSubstring("empty alternative"));
    CHECK_THAT(refused("{24..1} months"), ContainsSubstring("{24..1} ends before it begins"));
    CHECK_THAT(refused("{1..} months"), ContainsSubstring("range of whole numbers"));
    CHECK_THAT(refused("{a..b} months"), ContainsSubstring("range of whole numbers"));
    CHECK_THAT(refused("{-1..2} months"), ContainsSubstring("range of whole numbers"));
    CHECK_THAT(refused("{1..2000000} days"),
               ContainsSubstring("2000000 values") && ContainsSubstring("at most 1000000"));
}

TEST_CASE("an axis that is none is refused", "[study][sweep]") {
    const auto notice = act_selector::with_id("a-notice");
    const auto day = "2002-01-01"_day;
    CHECK_THAT(message_of([&] { (void)days_of(notice, day, day - 1); }),
               ContainsSubstring("2002-01-01..2001-12-31 ends before it begins"));
    CHECK(days_of(notice, day, day).points.size() == 1);
    CHECK_THAT(message_of([&] { (void)days_of(notice, date::min(), date::max()); }),
               ContainsSubstring("days: a sweep has at most 1000000"));

    const auto swept = [&](const std::vector<sweep_axis>& axes) {
        return message_of([&] { (void)sweep(lakes_rules(), lakes_story(), axes, about("AAA")); });
    };
    const auto axis = days_of(notice, day, day + 1000);
    CHECK_THAT(swept({}), ContainsSubstring("one axis or two, not 0"));
    CHECK_THAT(swept({axis, axis, axis}), ContainsSubstring("one axis or two, not 3"));
    CHECK_THAT(swept({sweep_axis{"nothing", {}}}), ContainsSubstring("'nothing' has no points"));
    CHECK_THAT(swept({axis, axis}),
               ContainsSubstring("1002001 cells") && ContainsSubstring("at most 1000000"));
}

TEST_CASE("what is refused at one point is refused for the sweep, with the point",
          "[study][sweep]") {
    const auto swept = [&](const sweep_axis& axis) {
        return message_of([&] { (void)sweep(lakes_rules(), lakes_story(), {axis}, about("AAA")); });
    };
    const auto day = "2002-01-01"_day;
    CHECK_THAT(swept(days_of(act_selector::with_id("a-notise"), day, day + 3)),
               ContainsSubstring("did you mean 'a-notice'?") &&
                   ContainsSubstring("at a point of the sweep: move 'a-notise' to 2002-01-01"));
    act_selector two;
    two.kind = act::ratify;
    CHECK_THAT(swept(days_of(two, day, day + 3)), ContainsSubstring("two acts fit ratify"));
    CHECK_THAT(swept(values_of("lakes", "withdrawal.notice", "{6 months|6 monts} after notice")),
               ContainsSubstring("did you mean 'months'?") &&
                   ContainsSubstring("withdrawal.notice = 6 monts after notice"));
    CHECK_THAT(swept(values_of("lakes", "withdrawal.notise", "{1..2} months after notice")),
               ContainsSubstring("did you mean 'notice'?"));
    CHECK_THAT(swept(values_of("lake", "withdrawal.notice", "{1..2} months after notice")),
               ContainsSubstring("did you mean 'lakes'?"));
    // A day that the calendar does not have.
    study_input input = lakes();
    input.story.acts[4].received = "2002-02-03"_day;
    CHECK_THAT(message_of([&] {
                   (void)sweep(
                       input.rules,
                       input.story,
                       {days_of(act_selector::with_id("a-notice"), date::max(), date::max())},
                       about("AAA"));
               }),
               ContainsSubstring("9999-12-31"));
}

TEST_CASE("a sweep can be watched, and stopped", "[study][sweep]") {
    const auto axis =
        days_of(act_selector::with_id("a-notice"), "2002-01-01"_day, "2002-01-10"_day);
    std::vector<std::size_t> steps;
    const auto all = sweep(
        lakes_rules(), lakes_story(), {axis}, about("AAA"), [&](std::size_t done, std::size_t of) {
            CHECK(of == 10);
            steps.push_back(done);
            return true;
        });
    CHECK(all.complete);
    CHECK(steps == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    const auto some = sweep(
        lakes_rules(), lakes_story(), {axis}, about("AAA"), [](std::size_t done, std::size_t) {
            return done < 4;
        });
    CHECK_FALSE(some.complete);
    REQUIRE(some.answers.size() == 4);
    CHECK(std::equal(some.answers.begin(), some.answers.end(), all.answers.begin()));
    CHECK(some.stretches.back().last == 3);
}

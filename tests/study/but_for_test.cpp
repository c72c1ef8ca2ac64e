// But for this act: what becomes of an answer when acts are left out.
#include "study/lakes.hpp"

#include <servanda/study/but_for.hpp>

#include <map>
#include <set>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

question about(std::string party, std::optional<date> on = {}) {
    question asked;
    asked.party = std::move(party);
    asked.on = on;
    return asked;
}

std::set<std::string> names(const but_for_report& report, const act_places& places) {
    std::set<std::string> result;
    for (const auto place : places) {
        result.insert(name_of_act(report.acts, place));
    }
    return result;
}

/// By the names of the acts left out: the answer without them.
std::map<std::set<std::string>, std::string> table(const but_for_report& report,
                                                   const std::vector<removal>& items) {
    std::map<std::set<std::string>, std::string> result;
    for (const auto& item : items) {
        result[names(report, item.acts)] = item.answer;
    }
    return result;
}

using named = std::set<std::string>;
using without = std::map<named, std::string>;

/// The story with only the acts at these places.
std::string answer_with(const study_input& input, const act_places& kept, const question& asked) {
    scenario story = input.story;
    story.acts.clear();
    for (const auto place : kept) {
        story.acts.push_back(input.story.acts[place]);
    }
    return answer(simulate(input.rules, story), asked);
}

scenario acts_only(std::vector<dated_act> acts) {
    scenario story;
    story.acts = std::move(acts);
    return story;
}

} // namespace

TEST_CASE("but for the notice and the deposits AAA would not have withdrawn", "[study][butfor]") {
    const auto report = but_for(lakes_rules(), lakes_story(), about("AAA"));
    CHECK(report.outcome == "withdrawn since 2002-07-31");
    CHECK(report.asked.treaty == "lakes");
    CHECK(table(report, report.necessary) == without{{{"a-deposit"}, "signed since 2000-01-01"},
                                                     {{"a-notice"}, "in force since 2000-03-02"}});
    // BBB's deposit or CCC's: with either the treaty is in force before the notice. Without both
    // the notice takes back a deposit that binds nobody yet.
    CHECK(table(report, report.joint) ==
          without{{{"b-deposit", "c-deposit"}, "signed since 2002-01-31"}});
    REQUIRE(report.sufficient);
    CHECK(names(report, *report.sufficient) == named{"a-deposit", "a-notice", "b-deposit"});
    CHECK(names(report, report.idle) == named{"2000-01-01 sign by AAA", "b-suspension"});
    CHECK(report.refused.empty());
    CHECK(report.exhaustive);
}

TEST_CASE("the depth says how many are left out together", "[study][butfor]") {
    const auto one = but_for(lakes_rules(), lakes_story(), about("AAA"), 1);
    CHECK(one.joint.empty());
    CHECK(one.necessary.size() == 2);
    CHECK(one.exhaustive);

    // Any of four deposits can be spared, any two, but not three.
    const auto story = acts_only({done("2000-01-01"_day, act::ratify, "AAA", "a"),
                                  done("2000-01-01"_day, act::ratify, "BBB", "b"),
                                  done("2000-01-01"_day, act::ratify, "CCC", "c"),
                                  done("2000-01-01"_day, act::ratify, "DDD", "d")});
    const auto two = but_for(lakes_rules(), story, about(""), 2);
    CHECK(two.necessary.empty());
    CHECK(two.joint.empty());
    CHECK(names(two, *two.sufficient) == named{"a", "b"}); // the earlier ones are kept
    CHECK(names(two, two.idle) == named{"c", "d"});
    const auto three = but_for(lakes_rules(), story, about(""), 3);
    CHECK(three.joint.size() == 4);
    CHECK(three.idle.empty());
    const auto four = but_for(lakes_rules(), story, about(""), 9);
    CHECK(four.joint == three.joint); // all four hold a set of three
    CHECK(four.exhaustive);
    CHECK_THAT(
        [&] {
            try {
                (void)but_for(lakes_rules(), story, about(""), 0);
            } catch (const input_error& problem) {
                return std::string(problem.what());
            }
            return std::string();
        }(),
        ContainsSubstring("depth"));
}

TEST_CASE("what the report says of acts is what simulating without them says", "[study][butfor]") {
    study_input input = lakes();
    input.story.acts.push_back(
        done("2002-05-01"_day, act::revoke, "AAA", "a-revocation", "notice"));
    input.story.acts.push_back(
        done("2002-06-01"_day, act::give_notice_of_withdrawal, "AAA", "a-second"));
    for (const auto& asked :
         {about("AAA"), about("BBB"), about(""), about("AAA", "2002-07-31"_day)}) {
        const auto report = but_for(input.rules, input.story, asked);
        const std::size_t acts = input.story.acts.size();
        const auto left = [&](const act_places& out) {
            act_places kept;
            for (std::size_t i = 0; i < acts; ++i) {
                if (std::find(out.begin(), out.end(), i) == out.end()) {
                    kept.push_back(i);
                }
            }
            return answer_with(input, kept, asked);
        };
        CAPTURE(to_string(asked), report.outcome);
        act_places all(acts);
        std::set<std::size_t> necessary;
        for (std::size_t i = 0; i < acts; ++i) {
            all[i] = i;
            if (left({i}) != report.outcome) {
                necessary.insert(i);
            }
        }
        std::set<std::size_t> found;
        for (const auto& item : report.necessary) {
            found.insert(item.acts.front());
            CHECK(item.answer == left(item.acts));
        }
        CHECK(found == necessary);
        std::set<act_places> pairs;
        for (std::size_t i = 0; i < acts; ++i) {
            for (std::size_t j = i + 1; j < acts; ++j) {
                if (necessary.count(i) + necessary.count(j) == 0 &&
                    left({i, j}) != report.outcome) {
                    pairs.insert({i, j});
                }
            }
        }
        std::set<act_places> joint;
        for (const auto& item : report.joint) {
            joint.insert(item.acts);
            CHECK(item.answer == left(item.acts));
        }
        CHECK(joint == pairs);
        // The sufficient set gives the answer, and loses it with any of its acts.
        REQUIRE(report.sufficient);
        CHECK(answer_with(input, *report.sufficient, asked) == report.outcome);
        for (const auto place : *report.sufficient) {
            act_places less = *report.sufficient;
            std::erase(less, place);
            CHECK(answer_with(input, less, asked) != report.outcome);
        }
    }
}

TEST_CASE("a revocation is not needed where there is no notice", "[study][butfor]") {
    study_input input = lakes();
    input.story.acts.push_back(
        done("2002-05-01"_day, act::revoke, "AAA", "a-revocation", "notice"));
    const auto report = but_for(input.rules, input.story, about("AAA"));
    CHECK(report.outcome == "in force since 2002-05-01");
    // On one day the notice makes no difference, and the revocation all of it.
    const auto on = but_for(input.rules, input.story, about("AAA", "2010-01-01"_day));
    CHECK(on.outcome == "in force");
    CHECK(table(on, on.necessary) == without{{{"a-deposit"}, "signed"},
                                             {{"a-revocation"}, "withdrawn"},
                                             // BBB has suspended: CCC's is the pair that is left
                                             {{"c-deposit"}, "suspended"}});
    CHECK(names(on, *on.sufficient) == named{"a-deposit", "b-deposit"});
}

TEST_CASE("who does nothing in a variant is none", "[study][butfor]") {
    study_input input = lakes();
    for (const char* code : {"AAA", "BBB"}) {
        participant item;
        item.code = code;
        input.rules.participants.add(item);
    }
    participant own; // of the scenario alone: without its act nobody knows it
    own.code = "CCC";
    input.story.participants.push_back(own);
    const auto report = but_for(input.rules, input.story, about("CCC"));
    CHECK(report.outcome == "suspended since 2003-01-01"); // by BBB, when AAA has gone
    CHECK(table(report, report.necessary).at({"c-deposit"}) == "none");
}

TEST_CASE("a list of authors is several acts, and acts that look alike are kept apart",
          "[study][butfor]") {
    auto story = acts_only({done("2000-01-01"_day, act::ratify, "AAA", "deposits"),
                            done("2000-01-01"_day, act::ratify, "BBB", "deposits"),
                            done("2000-01-01"_day, act::ratify, "BBB"),
                            done("2000-01-01"_day, act::ratify, "BBB")});
    story.acts[1].continues_list = true;
    const auto report = but_for(lakes_rules(), story, about("AAA"), 3);
    CHECK(report.refused.empty());
    REQUIRE(report.necessary.size() == 1);
    CHECK(report.necessary.front().acts == act_places{0});
    CHECK(report.necessary.front().answer == "none");
    // BBB's deposit stands three times.
    REQUIRE(report.joint.size() == 1);
    CHECK(report.joint.front().acts == act_places{1, 2, 3});
    CHECK(*report.sufficient == act_places{0, 1});
}

TEST_CASE("what contests an act and what takes a finding back goes with it", "[study][butfor]") {
    study_input input = lakes();
    // In order of the file the answers come before what they answer.
    std::vector<dated_act> answers{
        done("2003-04-01"_day, act::contest, "BBB", "doubt", "denial"),
        done("2003-02-01"_day, act::contest, "AAA", "denial", "b-suspension"),
        done("2003-09-01"_day, act::revoke, "BBB", "withdrawn-allegation", "b-allegation"),
        done("2003-01-15"_day, act::allege, "BBB", "b-allegation", "dams")};
    input.story.acts.insert(input.story.acts.begin(), answers.begin(), answers.end());
    const auto report = but_for(input.rules, input.story, about("CCC", "2003-05-01"_day));
    CHECK(report.refused.empty());
    CHECK(report.exhaustive);
    for (const auto* name : {"b-suspension", "denial", "doubt", "b-allegation"}) {
        CAPTURE(name);
        CHECK_NOTHROW(what_if(input.rules, input.story, {drop_act{act_selector::with_id(name)}}));
    }
    const auto dropped =
        edited(input, {drop_act{act_selector::with_id("b-suspension")}}).story.acts.size();
    CHECK(dropped == input.story.acts.size() - 3); // with the denial, and the doubt about it
}

TEST_CASE("what cannot be left out is told", "[study][butfor]") {
    // AAA takes its deposit back before it binds, and its notice is void. Without the revocation
    // the clock of the notice would leave the calendar.
    rulebook rules;
    rules.treaties.push_back(treaty_builder{"glaciers"}
                                 .multilateral()
                                 .enters_into_force("4", "2 deposits", "30 days after threshold")
                                 .withdrawal("7", "9000 years after notice")
                                 .build());
    const auto story =
        acts_only({done("2000-02-01"_day, act::ratify, "AAA", "a-deposit"),
                   done("2000-02-01"_day, act::ratify, "BBB", "b-deposit"),
                   done("2000-02-01"_day, act::ratify, "CCC", "c-deposit"),
                   done("2000-02-10"_day, act::revoke, "AAA", "a-revocation", "deposit"),
                   done("2001-01-01"_day, act::give_notice_of_withdrawal, "AAA", "a-notice")});
    const auto report = but_for(rules, story, about("BBB"));
    CHECK(report.outcome == "in force since 2000-03-02");
    CHECK(table(report, report.necessary) == without{{{"b-deposit"}, "none"}});
    REQUIRE(report.refused.size() == 1);
    CHECK(names(report, report.refused.front().acts) == named{"a-revocation"});
    CHECK_THAT(report.refused.front().why, ContainsSubstring("9999-12-31"));
    CHECK(names(report, *report.sufficient) == named{"a-deposit", "b-deposit"});
    CHECK(report.exhaustive);
}

TEST_CASE("a limit or a watch ends it early, and that is said", "[study][butfor]") {
    const auto rules = std::make_shared<const rulebook>(lakes_rules());
    const auto all = but_for(rules, lakes_story(), about("AAA"));
    const auto run = [&](std::size_t most) {
        return but_for(rules, lakes_story(), about("AAA"), 2, {}, most);
    };
    CHECK(run(all.evaluations).exhaustive);
    for (std::size_t most = 0; most < all.evaluations; ++most) {
        const auto some = run(most);
        CAPTURE(most);
        CHECK_FALSE(some.exhaustive);
        CHECK(some.evaluations == most);
        CHECK(some.outcome == all.outcome);
        CHECK(some.necessary.size() <= all.necessary.size());
    }
    CHECK_FALSE(run(3).sufficient);
    CHECK(run(all.evaluations - 1).sufficient == all.sufficient);

    std::size_t last = 0;
    const auto watched =
        but_for(rules, lakes_story(), about("AAA"), 2, [&](std::size_t done, std::size_t of) {
            CHECK(done <= of);
            CHECK(done >= last);
            last = done;
            return true;
        });
    CHECK(watched.exhaustive);
    CHECK(last == watched.evaluations);
    const auto stopped =
        but_for(rules, lakes_story(), about("AAA"), 2, [](std::size_t done, std::size_t) {
            return done < 7;
        });
    CHECK_FALSE(stopped.exhaustive);
    CHECK(stopped.evaluations == 7);
}

TEST_CASE("a scenario without acts has nothing to leave out", "[study][butfor]") {
    const auto report = but_for(lakes_rules(), acts_only({}), about(""));
    CHECK(report.outcome == "not yet in force");
    CHECK(report.necessary.empty());
    CHECK(report.sufficient == act_places{});
    CHECK(report.exhaustive);
}

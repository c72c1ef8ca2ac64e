// Ensembles: each run is the history of its own precise scenario, the counts are those of all runs
// whoever counts them, and probabilities with a closed form lie within the stated interval of it.
#include "study/lakes.hpp"

#include <servanda/study/ensemble_report.hpp>

#include <atomic>
#include <cmath>
#include <map>
#include <memory>

using namespace servanda_tests;

namespace {

/// AAA, BBB and CCC have been parties since 2000; six months' notice.
ensemble_model lakes_model() {
    ensemble_model model;
    for (const char* party : {"AAA", "BBB", "CCC"}) {
        model.story.given.push_back({party, state::in_force, "2000-01-01"_day, "lakes"});
    }
    model.story.treaties = {"lakes"};
    model.story.to = "2010-12-31"_day;
    model.seed = 1;
    return model;
}

uncertain_act chance_act(act kind, std::string by, std::string id, std::string of = {}) {
    uncertain_act result;
    result.act = done("2000-01-01"_day, kind, std::move(by), std::move(id), std::move(of));
    return result;
}

/// A notice on a day from 2001-01-01 to 2001-12-31, each alike.
uncertain_act notice_of(const std::string& party) {
    auto notice = chance_act(act::give_notice_of_withdrawal, party, party + "-notice");
    notice.from = "2001-01-01"_day;
    notice.days = day_chances::uniform(0, 364);
    return notice;
}

ensemble_outcome party_has(const std::string& party, state what) {
    ensemble_outcome result;
    result.name = party + " " + std::string(to_string(what));
    result.party = party;
    result.state = what;
    return result;
}

ensemble lakes_ensemble(ensemble_model model) {
    return ensemble(lakes_rules(), std::move(model));
}

ensemble_report reported(const ensemble& of, std::uint64_t runs, unsigned threads = 1) {
    ensemble_options options;
    options.runs = runs;
    options.threads = threads;
    return report(of, run_ensemble(of, options));
}

const state_shares& shares_of(const ensemble_report& all, const std::string& party, state what) {
    for (const state_shares& item : all.states) {
        if (item.party == party && item.state == to_string(what)) {
            return item;
        }
    }
    FAIL(party << " is never " << to_string(what));
    return all.states.front();
}

std::string mistakes(ensemble_model model) {
    try {
        (void)lakes_ensemble(std::move(model));
    } catch (const input_error& problem) {
        return problem.what();
    }
    return "accepted";
}

/// Everything that can be uncertain: hazards, choices, acts that follow acts and acts that follow
/// states, with a revocation on the way.
ensemble_model busy_model() {
    ensemble_model model = lakes_model();
    model.story.acts.push_back(done("2003-05-01"_day, act::suspend, "CCC"));
    model.story.acts.back().basis = "VCLT 60";
    model.choices.push_back({"mood", {{"calm", 0.25}, {"tense", 0.75}}, {}});
    auto first = notice_of("AAA");
    first.probability = 0.8;
    auto back = chance_act(act::revoke, "AAA", "a-back", "notice");
    back.after = "AAA-notice";
    back.days = day_chances::uniform(0, 300);
    back.only_if = {{"mood", "calm", false}};
    auto mirrored = chance_act(act::give_notice_of_withdrawal, "BBB", "b-notice");
    mirrored.after_state = state_reached{"", "AAA", state::withdrawn};
    mirrored.days = day_chances::geometric(0.01, 1, 2000);
    mirrored.probability = 0.7;
    auto again = chance_act(act::accede, "AAA", "a-return");
    again.after = "AAA-notice";
    again.days = day_chances::triangular(100, 400, 1500);
    again.only_if = {{"mood", "tense", true}, {"a-back", "", true}};
    auto third = chance_act(act::give_notice_of_withdrawal, "CCC", "c-notice");
    third.after_state = state_reached{"lakes", "BBB", state::withdrawal_pending};
    third.days = day_chances::exactly(10);
    third.until = "2006-01-01"_day;
    model.acts = {first, back, mirrored, again, third};
    model.outcomes = {party_has("AAA", state::withdrawn), party_has("CCC", state::withdrawn)};
    ensemble_outcome fewer;
    fewer.name = "fewer than two parties";
    fewer.fewer_parties_than = 2;
    model.outcomes.push_back(fewer);
    return model;
}

} // namespace

TEST_CASE("a run of an ensemble is the history of its own scenario", "[ensemble]") {
    const ensemble busy = lakes_ensemble(busy_model());
    constexpr std::uint64_t runs = 400;
    std::map<std::string, std::map<date, std::uint64_t>> expected; // runs by party, state and day
    std::uint64_t out = 0;
    std::uint64_t few = 0;
    const std::vector<date> days{"2001-01-01"_day,
                                 "2001-07-15"_day,
                                 "2002-01-31"_day,
                                 "2003-05-02"_day,
                                 "2005-01-01"_day,
                                 "2010-12-31"_day};
    for (std::uint64_t run = 0; run < runs; ++run) {
        const history told = simulate(*busy.rules(), busy.story(run));
        bool ever_out = false;
        bool ever_few = false;
        for (date day = "2001-01-01"_day; day <= "2010-12-31"_day; day = day + 1) {
            ever_out = ever_out || told.state("AAA", day) == state::withdrawn;
            ever_few = ever_few || told.parties("lakes", day).size() < 2;
            if (ever_out && ever_few) {
                break;
            }
        }
        out += ever_out ? 1U : 0U;
        few += ever_few ? 1U : 0U;
        for (const char* party : {"AAA", "BBB", "CCC"}) {
            for (const date day : days) {
                ++expected[party + std::string(to_string(told.state(party, day)))][day];
            }
        }
    }
    const ensemble_report all = reported(busy, runs);
    for (const char* party : {"AAA", "BBB", "CCC"}) {
        for (const state what : {state::in_force, state::withdrawal_pending, state::withdrawn}) {
            const auto& found = shares_of(all, party, what);
            for (const date day : days) {
                INFO(party << " " << to_string(what) << " on " << to_string(day));
                CHECK(found.runs_on(day) == expected[party + std::string(to_string(what))][day]);
            }
        }
    }
    CHECK(all.outcomes[0].runs == out);
    CHECK(all.outcomes[2].runs == few);
    CHECK(out > runs / 4);
    CHECK(few > 10);
}

TEST_CASE("the counts are the same for any number of threads", "[ensemble]") {
    const ensemble busy = lakes_ensemble(busy_model());
    ensemble_options options;
    options.runs = 20'001; // no multiple of a block
    options.threads = 1;
    const ensemble_counts one = run_ensemble(busy, options);
    CHECK(one.complete());
    for (const unsigned threads : {2U, 5U}) {
        options.threads = threads;
        CHECK(run_ensemble(busy, options).tally == one.tally);
    }
    // And whoever counts them.
    ensemble_tally parts = count_runs(busy, 15'000, 5'001);
    parts.add(count_runs(busy, 0, 15'000));
    CHECK(parts == one.tally);
}

TEST_CASE("a uniform notice is pending on a day with its exact probability", "[ensemble]") {
    // A notice on each day of 2001 alike; six months later it takes effect. On 2001-06-30 it has
    // been given with probability 181/365, and nobody has left.
    ensemble_model model = lakes_model();
    model.acts = {notice_of("AAA")};
    constexpr std::uint64_t runs = 200'000;
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        model.seed = seed;
        const ensemble_report all = reported(lakes_ensemble(model), runs, 2);
        const auto pending = shares_of(all, "AAA", state::withdrawal_pending);
        const estimate found = estimate_of(pending.runs_on("2001-06-30"_day), runs);
        CHECK(found.low < 181.0 / 365.0);
        CHECK(found.high > 181.0 / 365.0);
        CHECK(shares_of(all, "AAA", state::withdrawn).runs_on("2001-06-30"_day) == 0);
        CHECK(shares_of(all, "AAA", state::withdrawn).runs_on("2002-06-30"_day) == runs);
    }
}

TEST_CASE("a hazard brings the end with its exact probability", "[ensemble]") {
    // The treaty has lost AAA by day d if the notice came six months before: geometric.
    ensemble_model model = lakes_model();
    auto notice = notice_of("AAA");
    notice.days = day_chances::geometric(0.002, 0, 4000);
    notice.probability = 0.5;
    model.acts = {notice};
    model.outcomes = {party_has("AAA", state::withdrawn)};
    constexpr std::uint64_t runs = 200'000;
    for (const std::uint64_t seed : {10U, 11U, 12U}) {
        model.seed = seed;
        const ensemble_report all = reported(lakes_ensemble(model), runs, 2);
        // Notices of 2001-01-01 to 2002-06-30 (546 days) have taken effect by 2002-12-30.
        const double exact = 0.5 * (1.0 - std::pow(1.0 - 0.002, 546));
        const auto gone = shares_of(all, "AAA", state::withdrawn).runs_on("2002-12-30"_day);
        const estimate found = estimate_of(gone, runs);
        CHECK(found.low < exact);
        CHECK(found.high > exact);
        // Half of those who leave have left by the median: notice + 346 days (1 - 0.998^k > 1/2).
        const auto median = all.outcomes[0].quantile(0.5);
        REQUIRE(median);
        CHECK(*median > "2002-05-20"_day);
        CHECK(*median < "2002-07-10"_day);
    }
}

TEST_CASE("chance begins where what is waited for can come to be so", "[ensemble]") {
    // AAA's notice is certain and takes effect on 1 July 2001; BBB follows in ten days.
    ensemble_model model = lakes_model();
    model.story.acts.push_back(done("2001-01-01"_day, act::give_notice_of_withdrawal, "AAA"));
    auto mirrored = chance_act(act::give_notice_of_withdrawal, "BBB", "b-notice");
    mirrored.after_state = state_reached{"", "AAA", state::withdrawn};
    mirrored.days = day_chances::exactly(10);
    model.acts = {mirrored};
    const ensemble certain = lakes_ensemble(model);
    CHECK(certain.first_day() == "2001-07-01"_day);
    CHECK(certain.draws(0).days.front() == "2001-07-11"_day);
    CHECK(certain.story(0).acts.back().day == "2001-07-11"_day);
    // Where only chance brings it about, chance begins with that.
    model.story.acts.clear();
    model.acts = {mirrored, notice_of("AAA")};
    const ensemble by_chance = lakes_ensemble(model);
    CHECK(by_chance.first_day() == "2001-01-01"_day);
    const auto days = by_chance.draws(0).days;
    const history told = simulate(*by_chance.rules(), by_chance.story(0));
    CHECK(days[0] == told.report("lakes", "AAA", "2005-01-01"_day).since.value() + 10);
    // What nobody brings about is waited for in vain: nobody suspended anything.
    mirrored.after_state = state_reached{"", "AAA", state::suspended};
    model.acts = {mirrored, notice_of("AAA")};
    CHECK(lakes_ensemble(model).draws(0).days[0] == std::nullopt);
    // They have been in force since 2000: that comes to be so then.
    mirrored.after_state = state_reached{"", "AAA", state::in_force};
    model.acts = {mirrored};
    CHECK(lakes_ensemble(model).draws(0).days[0] == "2000-01-11"_day);
}

TEST_CASE("choices and conditions hold in every run", "[ensemble]") {
    ensemble_model model = lakes_model();
    model.choices.push_back({"who", {{"a", 0.2}, {"b", 0.8}}, {}});
    auto a = notice_of("AAA");
    a.only_if = {{"who", "a", false}};
    auto b = notice_of("BBB");
    b.only_if = {{"who", "b", false}};
    model.acts = {a, b};
    model.outcomes = {party_has("AAA", state::withdrawn), party_has("BBB", state::withdrawn)};
    const ensemble_report all = reported(lakes_ensemble(model), 50'000);
    REQUIRE(all.classes.size() == 2); // one of the two, never both or none
    CHECK(all.classes[0].outcomes == std::vector<std::string>{"BBB withdrawn"});
    CHECK(all.classes[0].probability.low < 0.8);
    CHECK(all.classes[0].probability.high > 0.8);
    CHECK(all.classes[0].runs + all.classes[1].runs == 50'000);
}

TEST_CASE("each class of outcomes has a run to look at", "[ensemble]") {
    const ensemble busy = lakes_ensemble(busy_model());
    const ensemble_report all = reported(busy, 5'000);
    REQUIRE(all.classes.size() > 2);
    std::uint64_t runs = 0;
    for (const class_report& item : all.classes) {
        const history told = simulate(*busy.rules(), busy.story(item.example));
        bool out = false;
        for (date day = "2001-01-01"_day; day <= "2010-12-31"_day; day = day + 1) {
            out = out || told.state("AAA", day) == state::withdrawn;
        }
        const bool said = std::find(item.outcomes.begin(), item.outcomes.end(), "AAA withdrawn") !=
                          item.outcomes.end();
        CHECK(out == said);
        runs += item.runs;
    }
    CHECK(runs == 5'000);
}

TEST_CASE("an ensemble that is stopped reports its first runs", "[ensemble]") {
    const ensemble busy = lakes_ensemble(busy_model());
    ensemble_options options;
    options.runs = 1'000'000;
    options.threads = 3;
    std::uint64_t last = 0;
    options.go_on = [&](std::uint64_t runs) {
        CHECK(runs > last);
        last = runs;
        return runs < 10'000;
    };
    const ensemble_counts some = run_ensemble(busy, options);
    CHECK_FALSE(some.complete());
    CHECK(some.asked == 1'000'000);
    CHECK(some.tally.runs >= 10'000);
    CHECK(some.tally.runs < 100'000);
    CHECK(some.tally == count_runs(busy, 0, some.tally.runs));
}

TEST_CASE("a run whose days leave the calendar says so", "[ensemble]") {
    ensemble_model model = lakes_model();
    model.story.to = date::max();
    model.acts = {notice_of("AAA")};
    model.acts.front().act.where = {std::make_shared<const std::string>("end.toml"), 7, 1};
    model.acts.front().from = "9999-09-01"_day; // six months before 10000-03-01
    model.acts.front().days = day_chances::uniform(0, 60);
    const ensemble late = lakes_ensemble(model);
    try {
        (void)run_ensemble(late, {100, 2, {}});
        FAIL("a day after 9999-12-31");
    } catch (const input_error& problem) {
        CHECK_THAT(problem.what(), Catch::Contains("end.toml:7:1"));
        CHECK_THAT(problem.what(), Catch::Contains("outside 1400-01-01 to 9999-12-31"));
    }
}

TEST_CASE("an interval of confidence stays between 0 and 1", "[ensemble]") {
    CHECK(estimate_of(0, 100).low == 0.0);
    CHECK(estimate_of(0, 100).high > 0.0);
    CHECK(estimate_of(100, 100).high == 1.0);
    const estimate half = estimate_of(5'000, 10'000);
    // 0.5 plus and minus 2.576 standard errors of 0.005.
    CHECK(half.low == Approx(0.48713).margin(1e-4));
    CHECK(half.high == Approx(0.51287).margin(1e-4));
}

TEST_CASE("an ensemble that makes no sense is refused, with everything at once", "[ensemble]") {
    ensemble_model model = lakes_model();
    CHECK(mistakes(model) ==
          "error: nothing happens by chance: an ensemble needs an act that does");

    model.acts = {notice_of("AAA")};
    CHECK(mistakes(model) == "accepted");
    model.story.to.reset();
    CHECK_THAT(mistakes(model), Catch::Contains("needs the last day of its runs ('to')"));

    model = lakes_model();
    model.acts = {notice_of("AAA"), notice_of("AAA")};
    CHECK_THAT(mistakes(model), Catch::Contains("the id 'AAA-notice' is given twice"));

    model = lakes_model();
    model.choices.push_back({"mood", {{"calm", 0.5}, {"tense", 0.6}}, {}});
    model.acts = {notice_of("AAA")};
    CHECK_THAT(mistakes(model), Catch::Contains("the probabilities of 'mood' sum to 1.1"));

    model = lakes_model();
    auto late = notice_of("AAA");
    late.from = "2011-01-01"_day;
    auto lost = notice_of("BBB");
    lost.from.reset();
    lost.after = "AAA-notise";
    auto never = notice_of("CCC");
    never.probability = 1.5;
    never.only_if = {{"weather", "", false}};
    model.acts = {late, lost, never};
    const std::string told = mistakes(model);
    CHECK_THAT(told, Catch::Contains("the act comes after the last day of the ensemble"));
    CHECK_THAT(told, Catch::Contains("no act by chance 'AAA-notise' (did you mean 'AAA-notice'?)"));
    CHECK_THAT(told, Catch::Contains("a probability lies between 0 and 1"));
    CHECK_THAT(told, Catch::Contains("no act by chance and no choice 'weather'"));

    model = lakes_model();
    auto one = notice_of("AAA");
    one.from.reset();
    one.after = "BBB-notice";
    auto two = notice_of("BBB");
    two.from.reset();
    two.after = "AAA-notice";
    model.acts = {one, two};
    CHECK_THAT(mistakes(model), Catch::Contains("hangs on one that hangs on it"));

    model = lakes_model();
    model.acts = {notice_of("AAA")};
    model.outcomes = {party_has("DDD", state::withdrawn)};
    CHECK_THAT(mistakes(model), Catch::Contains("'DDD' does nothing in lakes"));
    ensemble_outcome vague;
    vague.name = "something";
    model.outcomes = {vague};
    CHECK_THAT(mistakes(model), Catch::Contains("an outcome is a state of a party"));
    CHECK_THROWS_AS(run_ensemble(lakes_ensemble(busy_model()), {0, 1, {}}), std::invalid_argument);
}

TEST_CASE("what waits for a state waits until it comes to be so, not while it is", "[ensemble]") {
    // AAA gives notice, takes it back, gives notice again and leaves: BBB gives notice thirty days
    // after AAA has left, whatever else is by chance.
    ensemble_model model = lakes_model();
    model.story.acts = {done("2001-01-01"_day, act::give_notice_of_withdrawal, "AAA"),
                        done("2001-01-20"_day, act::revoke, "AAA", {}, "notice"),
                        done("2001-02-01"_day, act::give_notice_of_withdrawal, "AAA"),
                        done("2002-01-01"_day, act::accede, "AAA")};
    auto follows = chance_act(act::give_notice_of_withdrawal, "BBB", "b-notice");
    follows.after_state = state_reached{"lakes", "AAA", state::withdrawn};
    follows.days = day_chances::exactly(30);
    auto anything = notice_of("CCC");
    anything.from = "2001-01-10"_day;
    anything.probability = 0.5;
    model.acts = {follows, anything};
    const ensemble waiting = lakes_ensemble(model);
    for (std::uint64_t run = 0; run < 20; ++run) {
        // Left on 2001-08-01; thirty days later.
        const history told = simulate(*waiting.rules(), waiting.story(run));
        CHECK(on(told, "2001-08-30", "BBB") == "in force");
        CHECK(on(told, "2001-08-31", "BBB") == "withdrawal pending");
    }
}

TEST_CASE("an act added at the end leaves the draws of the others as they were", "[ensemble]") {
    ensemble_model model = lakes_model();
    model.acts = {notice_of("AAA"), notice_of("BBB")};
    model.acts[0].probability = 0.5;
    auto mirrored = chance_act(act::give_notice_of_withdrawal, "CCC", "c-notice");
    mirrored.after_state = state_reached{"", "AAA", state::withdrawal_pending};
    mirrored.days = day_chances::uniform(1, 100);
    mirrored.probability = 0.5;
    model.acts.push_back(mirrored);
    const ensemble before = lakes_ensemble(model);
    auto more = chance_act(act::revoke, "BBB", "b-back");
    more.act.of = "notice";
    more.from = "2001-06-01"_day;
    more.days = day_chances::uniform(0, 300);
    more.probability = 0.5;
    model.acts.push_back(more);
    model.acts.push_back(more);
    model.acts.back().act.id = "b-back-too";
    model.acts.back().probability = 1.0;
    const ensemble after = lakes_ensemble(model);
    for (std::uint64_t run = 0; run < 200; ++run) {
        const auto was = before.draws(run).days;
        const auto is = after.draws(run).days;
        INFO("run " << run);
        CHECK(std::equal(was.begin(), was.end(), is.begin()));
    }
}

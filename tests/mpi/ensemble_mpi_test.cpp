// Ensembles over several processes: each number of them comes to what one process comes to, and no
// process waits for one that failed. To be run by mpirun; every process runs every case.
#define CATCH_CONFIG_RUNNER
#include "study/lakes.hpp"

#include <servanda/mpi/ensemble.hpp>

#include <boost/mpi/communicator.hpp>
#include <boost/mpi/environment.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr std::uint64_t block = 4096;

/// AAA, BBB and CCC are parties since 2000, and AAA may give notice in 2001, some days after its
/// first.
ensemble_model one_notice(double probability) {
    ensemble_model model;
    for (const char* party : {"AAA", "BBB", "CCC"}) {
        model.story.given.push_back({party, state::in_force, "2000-01-01"_day, "lakes"});
    }
    model.story.treaties = {"lakes"};
    model.story.to = "2010-12-31"_day;
    model.seed = 1;
    uncertain_act notice;
    notice.act = done("2000-01-01"_day, act::give_notice_of_withdrawal, "AAA", "a-notice");
    notice.from = "2001-01-01"_day;
    notice.days = day_chances::uniform(0, 364);
    notice.probability = probability;
    model.acts.push_back(notice);
    ensemble_outcome out;
    out.name = "AAA leaves";
    out.party = "AAA";
    out.state = state::withdrawn;
    model.outcomes.push_back(out);
    return model;
}

/// A revocation by choice, and a notice by BBB after AAA has left.
ensemble_model busy_model() {
    ensemble_model model = one_notice(0.9);
    model.choices.push_back({"mood", {{"calm", 0.25}, {"tense", 0.75}}, {}});
    uncertain_act back;
    back.act = done("2000-01-01"_day, act::revoke, "AAA", "a-back", "notice");
    back.after = "a-notice";
    back.days = day_chances::uniform(0, 180);
    back.only_if = {{"mood", "calm", false}};
    uncertain_act next;
    next.act = done("2000-01-01"_day, act::give_notice_of_withdrawal, "BBB", "b-notice");
    next.after_state = state_reached{"", "AAA", state::withdrawn};
    next.days = day_chances::geometric(0.01, 1, 2000);
    model.acts.push_back(back);
    model.acts.push_back(next);
    ensemble_outcome fewer;
    fewer.name = "fewer than two parties";
    fewer.fewer_parties_than = 2;
    model.outcomes.push_back(fewer);
    return model;
}

ensemble ready(ensemble_model model) {
    return ensemble(lakes_rules(), std::move(model));
}

ensemble_options of_runs(std::uint64_t runs, unsigned threads = 0) {
    ensemble_options options;
    options.runs = runs;
    options.threads = threads;
    return options;
}

/// A notice in the last months of the calendar takes effect outside it.
ensemble_model at_the_end_of_time(std::uint64_t seed) {
    ensemble_model model = one_notice(1.0 / 20000.0);
    model.seed = seed;
    model.story.to = date::max();
    model.acts.front().from = "9999-09-01"_day;
    model.acts.front().days = day_chances::uniform(0, 60);
    return model;
}

/// The only run of the first so many that cannot be computed; nothing where none or several are.
std::optional<std::uint64_t> only_failing(const ensemble& of, std::uint64_t runs) {
    std::optional<std::uint64_t> found;
    std::optional<detail::ensemble_counter> counter(of.plan());
    for (std::uint64_t run = 0; run < runs; ++run) {
        try {
            counter->count(run);
        } catch (const input_error&) {
            if (found) {
                return std::nullopt;
            }
            found = run;
            counter.emplace(of.plan());
        }
    }
    return found;
}

/// What a process throws, in words; "nothing" where it does not.
template <class Work>
std::string thrown(Work&& work) {
    try {
        work();
    } catch (const ensemble_rank_error& problem) {
        return "elsewhere: " + std::string(problem.what());
    } catch (const std::exception& problem) {
        return problem.what();
    }
    return "nothing";
}

const boost::mpi::communicator& everybody() {
    static const boost::mpi::communicator all;
    return all;
}

} // namespace

TEST_CASE("several processes count what one counts", "[mpi]") {
    const ensemble busy = ready(busy_model());
    for (const std::uint64_t runs : {std::uint64_t{1}, 5 * block + 17}) {
        const ensemble_tally one = count_runs(busy, 0, runs);
        for (const unsigned threads : {0U, 1U, 3U}) {
            const ensemble_counts all = run_ensemble(everybody(), busy, of_runs(runs, threads));
            CHECK(all.tally == one);
            CHECK(all.complete());
        }
    }
}

TEST_CASE("processes may have different numbers of threads", "[mpi]") {
    const ensemble busy = ready(busy_model());
    const auto threads = 1 + static_cast<unsigned>(everybody().rank());
    const ensemble_counts all = run_ensemble(everybody(), busy, of_runs(3 * block, threads));
    CHECK(all.tally == count_runs(busy, 0, 3 * block));
}

TEST_CASE("the first process alone is asked to go on, and what was done is the first runs",
          "[mpi]") {
    const ensemble rare = ready(one_notice(0.01));
    const std::uint64_t round = 8 * block * static_cast<std::uint64_t>(everybody().size());
    ensemble_options options = of_runs(3 * round);
    std::uint64_t asked = 0;
    options.go_on = [&](std::uint64_t done) {
        ++asked;
        CHECK(done == asked * round);
        return false;
    };
    const ensemble_counts some = run_ensemble(everybody(), rare, options);
    CHECK(asked == (everybody().rank() == 0 ? 1 : 0));
    CHECK(some.asked == 3 * round);
    CHECK_FALSE(some.complete());
    CHECK(some.tally == count_runs(rare, 0, round));

    options.runs = round + 1;
    asked = 0;
    options.go_on = [&](std::uint64_t done) {
        ++asked;
        CHECK(done == (asked == 1 ? round : round + 1));
        return true;
    };
    CHECK(run_ensemble(everybody(), rare, options).complete());
    CHECK(asked == (everybody().rank() == 0 ? 2 : 0));
}

TEST_CASE("a run that fails in one process ends all of them", "[mpi]") {
    constexpr std::uint64_t runs = 4 * block;
    constexpr std::uint64_t looked_at_before = 64; // by every process
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> failing;
    for (; !failing || *failing < block; ++seed) {
        failing = only_failing(ready(at_the_end_of_time(seed)), runs);
    }
    REQUIRE(*failing > looked_at_before);
    const ensemble last_days = ready(at_the_end_of_time(seed - 1));
    const int rank =
        static_cast<int>(*failing / block % static_cast<std::uint64_t>(everybody().size()));
    for (const unsigned threads : {1U, 2U}) {
        const std::string problem =
            thrown([&] { (void)run_ensemble(everybody(), last_days, of_runs(runs, threads)); });
        CHECK_THAT(problem, ContainsSubstring("9999"));
        const std::string elsewhere = "elsewhere: rank " + std::to_string(rank) + ": ";
        CHECK((problem.rfind(elsewhere, 0) == 0) == (everybody().rank() != rank));
    }
}

TEST_CASE("what the user throws ends all processes", "[mpi]") {
    const ensemble rare = ready(one_notice(0.01));
    ensemble_options options = of_runs(100);
    options.go_on = [](std::uint64_t) -> bool { throw std::runtime_error("enough"); };
    const std::string problem = thrown([&] { (void)run_ensemble(everybody(), rare, options); });
    CHECK(problem == (everybody().rank() == 0 ? "enough" : "elsewhere: rank 0: enough"));
}

TEST_CASE("no runs are refused everywhere", "[mpi]") {
    const ensemble rare = ready(one_notice(0.01));
    CHECK_THROWS_AS(run_ensemble(everybody(), rare, of_runs(0)), std::invalid_argument);
}

TEST_CASE("processes with different ensembles do not run them", "[mpi]") {
    const int last = everybody().size() - 1;
    const bool other = last != 0 && everybody().rank() == last;
    const auto refusal = [&](const ensemble_model& model, std::uint64_t runs) {
        return thrown([&] { (void)run_ensemble(everybody(), ready(model), of_runs(runs)); });
    };
    const auto another = [&](const std::string& what) {
        return last == 0 ? "nothing"
                         : "the processes do not run the same ensemble: rank " +
                               std::to_string(last) + " has another " + what + " than rank 0";
    };
    const ensemble_model same = busy_model();
    CHECK(refusal(same, other ? 99 : 100) == another("number of runs"));

    ensemble_model model = busy_model();
    model.seed = other ? 2 : 1;
    CHECK(refusal(model, 100) == another("seed"));

    model = busy_model();
    model.story.to = other ? "2010-12-30"_day : "2010-12-31"_day;
    CHECK(refusal(model, 100) == another("span of days"));

    model = busy_model();
    model.story.acts.push_back(done("2003-05-01"_day, act::suspend, other ? "BBB" : "CCC"));
    model.story.acts.back().basis = "VCLT 60";
    CHECK(refusal(model, 100) == another("scenario"));

    model = busy_model();
    model.acts.front().probability = other ? 0.9000001 : 0.9;
    CHECK(refusal(model, 100) == another("chances"));

    rulebook rules = lakes_rules();
    if (other) {
        rules.treaties.front() =
            treaty_builder{"lakes"}
                .multilateral()
                .enters_into_force("4", "2 deposits", "30 days after threshold")
                .for_later("30 days after deposit")
                .withdrawal("7", "12 months after notice")
                .build();
    }
    CHECK(thrown([&] {
              (void)run_ensemble(everybody(), ensemble(rules, busy_model()), of_runs(100));
          }) == another("outcome of the first runs"));
}

int main(int count, char** arguments) {
    const boost::mpi::environment environment(count, arguments, boost::mpi::threading::funneled);
    return Catch::Session().run(count, arguments);
}

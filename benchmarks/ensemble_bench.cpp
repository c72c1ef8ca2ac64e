// Two parties, each of which gives notice on a day that comes with the same hazard every day (a
// mean of five years), 183 days' notice, three notices in ten revoked while they run, over twenty
// years. The limit draws the same with Philox and keeps the table alone.
#include "scenes.hpp"

#include <servanda/study/ensemble.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

using namespace benchmarks;

namespace {

constexpr std::int32_t years = 7305; // twenty, in days
constexpr double mean_days = 1826.0;
constexpr double revoked = 0.3;
constexpr std::int32_t notice_days = 183;

/// The model of GOALS: exponential notices, some of them revoked on a day before their own.
servanda::ensemble_model two_party_model() {
    servanda::ensemble_model model;
    model.story = two_parties();
    model.story.to = first_day + years;
    model.seed = 2019;
    for (const char* party : {"AAA", "BBB"}) {
        servanda::uncertain_act notice;
        notice.act.kind = servanda::act::give_notice_of_withdrawal;
        notice.act.by = party;
        notice.act.id = std::string(party) + "-notice";
        notice.from = first_day;
        notice.days = servanda::day_chances::exponential(mean_days, 1, years);
        servanda::uncertain_act revocation;
        revocation.act.kind = servanda::act::revoke;
        revocation.act.of = "notice";
        revocation.act.by = party;
        revocation.after = notice.act.id;
        revocation.days = servanda::day_chances::uniform(1, notice_days - 1);
        revocation.probability = revoked;
        model.acts.push_back(notice);
        model.acts.push_back(revocation);
    }
    servanda::ensemble_outcome ended;
    ended.name = "the treaty ends";
    ended.treaty_state = servanda::treaty_state::terminated;
    model.outcomes.push_back(ended);
    return model;
}

/// One thread.
void ensemble(benchmark::State& bench) {
    const servanda::ensemble model(std::make_shared<const servanda::rulebook>(two_party_rules()),
                                   two_party_model());
    servanda::detail::ensemble_counter counter(model.plan());
    std::uint64_t run = 0;
    for (auto _ : bench) {
        counter.count(run++);
    }
    const servanda::ensemble_tally counted = counter.take_tally();
    bench.SetItemsProcessed(bench.iterations());
    bench.counters["ended"] =
        static_cast<double>(counted.classes.contains(1) ? counted.classes.at(1).runs : 0) /
        static_cast<double>(counted.runs);
}

/// A million runs, by threads.
void ensemble_threads(benchmark::State& bench) {
    const servanda::ensemble model(std::make_shared<const servanda::rulebook>(two_party_rules()),
                                   two_party_model());
    servanda::ensemble_options options;
    options.runs = 1'000'000;
    options.threads = static_cast<unsigned>(bench.range(0));
    for (auto _ : bench) {
        benchmark::DoNotOptimize(servanda::run_ensemble(model, options).tally.runs);
    }
    bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(options.runs));
}

/// The same draws, and the day on which the treaty ends, without a treaty.
void ensemble_limit(benchmark::State& bench) {
    servanda::random_draws draws(2019);
    const auto notices = servanda::day_chances::exponential(mean_days, 1, years);
    std::vector<std::uint32_t> ends(years + notice_days + 1, 0);
    std::uint64_t run = 0;
    for (auto _ : bench) {
        std::int32_t end = years + 1;
        draws.go_to(run);
        for (std::uint32_t party = 0; party < 2; ++party) {
            const auto notice = notices.draw(draws(party * 2));
            const auto back = draws(party * 2 + 1);
            if (notice && back >= static_cast<std::uint64_t>(revoked * 0x1p64)) {
                end = std::min(end, *notice + notice_days);
            }
        }
        if (end <= years) {
            ++ends[static_cast<std::size_t>(end)];
        }
        ++run;
    }
    benchmark::DoNotOptimize(ends.data());
    bench.SetItemsProcessed(bench.iterations());
}

BENCHMARK(ensemble);
BENCHMARK(ensemble_limit);
BENCHMARK(ensemble_threads)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace

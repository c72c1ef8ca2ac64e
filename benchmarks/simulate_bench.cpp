// Acts through the engine, time per act: without a record, and with one that keeps the cause of
// every change. Programs are compiled outside what is measured. The limits are a table step with a
// clock for each party, the same with a row written for each change, and, for many treaties, a
// count of deposits per treaty.
#include "scenes.hpp"
#include "table_step.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace benchmarks;

namespace {

void run_without_record(benchmark::State& bench, const servanda::program& source) {
    for (auto _ : bench) {
        servanda::detail::machine machine(source, {}, false);
        machine.run();
        benchmark::DoNotOptimize(machine.state().members.data());
    }
    bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(source.acts.size()));
    bench.SetComplexityN(static_cast<std::int64_t>(source.acts.size()));
}

void run_with_causes(benchmark::State& bench,
                     const std::shared_ptr<const servanda::program>& source) {
    for (auto _ : bench) {
        const servanda::history told = servanda::run(source);
        benchmark::DoNotOptimize(told.changes().data());
    }
    bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(source->acts.size()));
    bench.SetComplexityN(static_cast<std::int64_t>(source->acts.size()));
}

// ---- two parties, notices and revocations -------------------------------------------------------

std::shared_ptr<const servanda::program> notices(const benchmark::State& bench) {
    return compiled(two_party_rules(),
                    notices_and_revocations(static_cast<std::size_t>(bench.range(0))));
}

void simulate(benchmark::State& bench) {
    run_without_record(bench, *notices(bench));
}

void simulate_with_causes(benchmark::State& bench) {
    run_with_causes(bench, notices(bench));
}

void simulate_limit(benchmark::State& bench) {
    const auto steps = steps_of(*notices(bench));
    for (auto _ : bench) {
        two_party_table table;
        for (const step& next : steps) {
            table.apply(next);
        }
        benchmark::DoNotOptimize(table);
    }
    bench.SetItemsProcessed(bench.iterations() * bench.range(0));
    bench.SetComplexityN(bench.range(0));
}

void simulate_with_causes_limit(benchmark::State& bench) {
    const auto steps = steps_of(*notices(bench));
    struct row {
        std::int32_t day;
        std::uint32_t act;
        std::int32_t due;
        std::uint8_t who;
        step_state now;
    };
    for (auto _ : bench) {
        two_party_table table;
        std::vector<row> rows;
        rows.reserve(steps.size());
        for (std::uint32_t i = 0; i < steps.size(); ++i) {
            const step& next = steps[i];
            table.apply(next);
            rows.push_back({next.day, i, table.due[next.who], next.who, table.state[next.who]});
        }
        benchmark::DoNotOptimize(rows.data());
    }
    bench.SetItemsProcessed(bench.iterations() * bench.range(0));
    bench.SetComplexityN(bench.range(0));
}

/// The same where a notice runs for six months: the arithmetic of months comes on top.
void simulate_months(benchmark::State& bench) {
    run_without_record(
        bench,
        *compiled(two_party_rules("6 months after notice"),
                  notices_and_revocations(static_cast<std::size_t>(bench.range(0)))));
}

/// Suspensions and their ends: every act recounts the pairs and changes both memberships.
void simulate_suspensions(benchmark::State& bench) {
    run_without_record(
        bench, *compiled(two_party_rules(), suspensions(static_cast<std::size_t>(bench.range(0)))));
}

BENCHMARK(simulate)->Arg(100)->Arg(10000)->Arg(100000)->Complexity(benchmark::oN);
BENCHMARK(simulate_with_causes)->Arg(100)->Arg(10000)->Arg(100000)->Complexity(benchmark::oN);
BENCHMARK(simulate_limit)->Arg(100)->Arg(10000)->Arg(100000)->Complexity(benchmark::oN);
BENCHMARK(simulate_with_causes_limit)->Arg(100)->Arg(10000)->Arg(100000)->Complexity(benchmark::oN);
BENCHMARK(simulate_months)->Arg(10000);
BENCHMARK(simulate_suspensions)->Arg(100)->Arg(10000)->Arg(100000)->Complexity(benchmark::oN);

// ---- many treaties, deposits --------------------------------------------------------------------

constexpr std::size_t treaties = 198;
constexpr std::uint32_t parties = 198;
constexpr std::size_t deposits = 80;
constexpr int threshold = 40;
constexpr int days_to_entry = 90;

/// Treaties that enter into force 90 days after the fortieth deposit, and for later parties 90 days
/// after their own.
std::shared_ptr<const servanda::program> many_treaties() {
    random_numbers random(1969);
    servanda::rulebook rules;
    servanda::scenario story;
    const std::string days = std::to_string(days_to_entry) + " days after ";
    for (std::size_t t = 0; t < treaties; ++t) {
        const std::string id = "treaty-" + std::to_string(t);
        rules.treaties.push_back(
            servanda::treaty_builder{id}
                .enters_into_force("1", std::to_string(threshold) + " deposits", days + "threshold")
                .for_later(days + "deposit")
                .build());
        const std::uint32_t first = random.below(parties);
        for (std::uint32_t i = 0; i < deposits; ++i) {
            story.acts.push_back({"1960-01-01"_day + random.below(20000),
                                  servanda::act::deposit,
                                  std::to_string((first + i) % parties),
                                  id});
        }
    }
    return compiled(servanda::with_default_laws(std::move(rules)), std::move(story));
}

void simulate_deposits(benchmark::State& bench) {
    run_without_record(bench, *many_treaties());
}

void simulate_deposits_with_causes(benchmark::State& bench) {
    run_with_causes(bench, many_treaties());
}

void simulate_deposits_limit(benchmark::State& bench) {
    const auto source = many_treaties();
    struct deposit {
        std::int32_t day;
        servanda::treaty_id treaty;
        servanda::membership_id who;
    };
    std::vector<deposit> acts;
    for (const auto& item : source->acts) {
        acts.push_back({item.day.number(), item.treaty, item.who});
    }
    for (auto _ : bench) {
        std::vector<int> count(treaties);
        std::vector<std::int32_t> treaty_entry(treaties);
        std::vector<std::int32_t> entry(source->participant_of.size());
        for (const deposit& item : acts) {
            if (++count[item.treaty] == threshold) {
                treaty_entry[item.treaty] = item.day + days_to_entry;
            }
            entry[item.who] = item.day + days_to_entry;
        }
        // None enters before the treaty.
        for (std::size_t m = 0; m < entry.size(); ++m) {
            entry[m] = std::max(entry[m], treaty_entry[source->treaty_of[m]]);
        }
        benchmark::DoNotOptimize(entry.data());
    }
    bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(acts.size()));
}

BENCHMARK(simulate_deposits);
BENCHMARK(simulate_deposits_with_causes);
BENCHMARK(simulate_deposits_limit);

} // namespace

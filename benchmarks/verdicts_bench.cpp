// Who keeps what: 50 obligations of 35 parties over 30 years. `verdicts/every_day` asks for the
// verdict of every duty on every day; `verdicts/simulate` finds them out, with so many declared
// figures: only the duties that a figure concerns are looked at when it is declared, so that a
// figure more costs the same whatever the number of obligations (`verdicts/one_more_figure`).
#include "scenes.hpp"

#include <servanda/engine/verdicts.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace benchmarks;

namespace {

constexpr std::uint32_t obligations = 50;
constexpr std::uint32_t parties = 35;
constexpr std::int32_t years = 30;

std::string code(std::uint32_t party) {
    return {'P', static_cast<char>('A' + party / 26), static_cast<char>('A' + party % 26)};
}

/// Every fifth obligation a report on a day of the year, every other fifth a prohibition; the rest
/// are limits, each on a figure of its own.
servanda::rulebook rules(std::uint32_t count) {
    servanda::treaty pact;
    pact.id = "pact";
    pact.kind = servanda::treaty_kind::multilateral;
    pact.default_law = "vclt";
    for (std::uint32_t i = 0; i < count; ++i) {
        servanda::obligation duty;
        duty.id = "duty-" + std::to_string(i);
        if (i % 5 == 3) {
            duty.kind = servanda::obligation_kind::report;
            duty.on.emplace();
            duty.on->what = servanda::rule_trigger::kind::date;
            duty.on->at = servanda::parse_schedule(
                "the next 1 March after entry into force, then every 1 March");
        } else if (i % 5 == 4) {
            duty.kind = servanda::obligation_kind::prohibition;
            duty.prohibits = {"test"};
        } else {
            duty.kind = servanda::obligation_kind::limit;
            duty.figures.push_back({"figure-" + std::to_string(i), 1});
            duty.bounds.push_back({servanda::bound_kind::at_most, {servanda::bound_value{}}});
            duty.bounds.back().values.front().number = 100;
        }
        pact.own.obligations.push_back(std::move(duty));
    }
    servanda::rulebook book;
    book.treaties.push_back(std::move(pact));
    return servanda::with_default_laws(std::move(book));
}

/// All parties bound from the first day; figures declared in turn on days spread over the years.
servanda::scenario story(std::uint32_t figures, std::uint32_t count) {
    servanda::scenario result;
    result.to = "1990-01-01"_day + years * 365;
    for (std::uint32_t p = 0; p < parties; ++p) {
        result.given.push_back({code(p), servanda::state::in_force, "1990-01-01"_day, "pact"});
    }
    random_numbers random(1);
    for (std::uint32_t i = 0; i < figures; ++i) {
        servanda::fact figure;
        figure.name = "figure-" + std::to_string(i % count);
        figure.of = code(i / count % parties);
        figure.value = static_cast<double>(random.below(120));
        figure.from = "1990-01-02"_day + static_cast<std::int32_t>(random.below(years * 364));
        result.facts.push_back(std::move(figure));
    }
    return result;
}

void verdicts_every_day(benchmark::State& bench) {
    const auto told = servanda::simulate(rules(obligations), story(20'000, obligations));
    const auto duties = static_cast<servanda::duty_id>(told.program().duties.duties.size());
    const auto first = "1990-01-01"_day;
    const std::int32_t days = years * 365;
    for (auto _ : bench) {
        std::uint64_t sum = 0;
        for (servanda::duty_id d = 0; d < duties; ++d) {
            for (std::int32_t i = 0; i < days; ++i) {
                sum += static_cast<std::uint64_t>(told.verdict(d, first + i));
            }
        }
        benchmark::DoNotOptimize(sum);
    }
    bench.SetItemsProcessed(bench.iterations() * duties * days);
}

void verdicts_simulate(benchmark::State& bench) {
    const auto figures = static_cast<std::uint32_t>(bench.range(0));
    const auto source =
        servanda::compile(std::make_shared<const servanda::rulebook>(rules(obligations)),
                          std::make_shared<const servanda::scenario>(story(figures, obligations)));
    for (auto _ : bench) {
        auto told = servanda::run(source);
        benchmark::DoNotOptimize(told);
    }
    bench.SetItemsProcessed(bench.iterations() * bench.range(0));
    bench.SetComplexityN(bench.range(0));
}

/// The same 10 000 figures, all about the first obligation, under more and more obligations.
void verdicts_one_more_figure(benchmark::State& bench) {
    const auto count = static_cast<std::uint32_t>(bench.range(0));
    constexpr std::uint32_t figures = 10'000;
    const auto source =
        servanda::compile(std::make_shared<const servanda::rulebook>(rules(count)),
                          std::make_shared<const servanda::scenario>(story(figures, 1)));
    for (auto _ : bench) {
        auto told = servanda::run(source);
        benchmark::DoNotOptimize(told);
    }
    bench.SetItemsProcessed(bench.iterations() * figures);
}

BENCHMARK(verdicts_every_day)->Name("verdicts/every_day")->Unit(benchmark::kMillisecond);
BENCHMARK(verdicts_simulate)
    ->Name("verdicts/simulate")
    ->RangeMultiplier(4)
    ->Range(1'000, 64'000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oN);
BENCHMARK(verdicts_one_more_figure)
    ->Name("verdicts/one_more_figure")
    ->Arg(10)
    ->Arg(20)
    ->Arg(50)
    ->Unit(benchmark::kMillisecond);

} // namespace

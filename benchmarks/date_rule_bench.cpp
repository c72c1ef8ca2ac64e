// A day and six months, to the corresponding day: as a function, and as the rule "6 months after
// trigger" read from a phrase. The limit is Hinnant's conversion between day numbers and calendar
// dates on plain integers. Boost's own months are here for comparison: they snap to the end of the
// month, which treaties do not.
#include "scenes.hpp"

#include <servanda/calendar/parse_date_rule.hpp>

#include <benchmark/benchmark.h>
#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

using namespace benchmarks;

namespace {

constexpr std::size_t day_count = 4096;

/// Days between 1900 and 2100.
const std::vector<std::int32_t>& days_to_ask() {
    static const std::vector<std::int32_t> days = [] {
        random_numbers random(1582);
        std::vector<std::int32_t> result(day_count);
        for (auto& day : result) {
            day = "1900-01-01"_day.number() + static_cast<std::int32_t>(random.below(73000));
        }
        return result;
    }();
    return days;
}

/// Asks for one day after another. The questions do not wait for each other, as in a bulk replay.
template <class SixMonthsAfter>
void ask(benchmark::State& bench, SixMonthsAfter six_months_after) {
    const auto& days = days_to_ask();
    std::size_t i = 0;
    for (auto _ : bench) {
        benchmark::DoNotOptimize(six_months_after(days[i++ % day_count]));
    }
    bench.SetItemsProcessed(bench.iterations());
}

/// The rule, as the engine evaluates it.
void date_rule(benchmark::State& bench) {
    const auto rule = servanda::parse_date_rule("6 months after trigger");
    ask(bench, [&](std::int32_t day) {
        const auto trigger = servanda::date::from_number(day);
        const auto found = rule.evaluate(
            [&](servanda::anchor name, std::string_view) {
                return name == servanda::anchor::trigger ? std::optional(trigger) : std::nullopt;
            },
            servanda::month_end::last_day);
        return found->number();
    });
}

void date_rule_add_months(benchmark::State& bench) {
    ask(bench, [](std::int32_t day) {
        return servanda::add_months(servanda::date::from_number(day), 6).number();
    });
}

/// Reading the phrase, which a rule file pays once for each.
void date_rule_parse(benchmark::State& bench) {
    for (auto _ : bench) {
        benchmark::DoNotOptimize(servanda::parse_date_rule("6 months after trigger"));
    }
    bench.SetItemsProcessed(bench.iterations());
}

/// Day numbers count from 0000-03-01 here, so that a leap day is the last day of its year.
constexpr std::int32_t julian_day_of_era = 1721120;

std::int32_t hinnant_six_months_after(std::int32_t number) noexcept {
    const auto z = static_cast<std::uint32_t>(number - julian_day_of_era);
    const std::uint32_t era = z / 146097;
    const std::uint32_t doe = z - era * 146097;
    const std::uint32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const std::uint32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const std::uint32_t mp = (5 * doy + 2) / 153; // 0 is March
    std::uint32_t day = doy - (153 * mp + 2) / 5 + 1;
    std::uint32_t year = yoe + era * 400;
    std::uint32_t month = mp + 6;
    if (month >= 12) {
        month -= 12;
        ++year;
    }
    // By month from March on; February is the last.
    constexpr std::uint32_t lengths[] = {31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28};
    std::uint32_t length = lengths[month];
    if (month == 11) {
        const std::uint32_t february = year + 1; // the calendar year in which it lies
        length += february % 4 == 0 && (february % 100 != 0 || february % 400 == 0) ? 1 : 0;
    }
    day = day < length ? day : length;
    const std::uint32_t to_era = year / 400;
    const std::uint32_t to_yoe = year - to_era * 400;
    const std::uint32_t to_doy = (153 * month + 2) / 5 + day - 1;
    const std::uint32_t to_doe = to_yoe * 365 + to_yoe / 4 - to_yoe / 100 + to_doy;
    return static_cast<std::int32_t>(to_era * 146097 + to_doe) + julian_day_of_era;
}

void date_rule_limit(benchmark::State& bench) {
    for (const auto day : days_to_ask()) {
        if (hinnant_six_months_after(day) !=
            servanda::add_months(servanda::date::from_number(day), 6).number()) {
            bench.SkipWithError("the limit gives another day");
            return;
        }
    }
    ask(bench, hinnant_six_months_after);
}

void date_rule_boost(benchmark::State& bench) {
    const boost::gregorian::date epoch(1900, 1, 1);
    const auto first = static_cast<std::int32_t>(epoch.day_number());
    const boost::gregorian::months six(6);
    ask(bench, [&](std::int32_t day) {
        return static_cast<std::int32_t>(
            (epoch + boost::gregorian::days(day - first) + six).day_number());
    });
}

BENCHMARK(date_rule);
BENCHMARK(date_rule_add_months);
BENCHMARK(date_rule_limit);
BENCHMARK(date_rule_boost);
BENCHMARK(date_rule_parse);

} // namespace

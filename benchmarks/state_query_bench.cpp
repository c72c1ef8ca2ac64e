// The state of one membership on a day, by number and by name. The limit is what a program written
// for this one question does: a binary search over sorted 32-bit day numbers, after a string hash
// map where names are given.
#include "scenes.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

using namespace benchmarks;

namespace {

// ---- by number ----------------------------------------------------------------------------------

/// A membership that changed `changes` times, and the days on which it did.
struct long_story {
    explicit long_story(std::size_t changes)
        : told(servanda::run(compiled(two_party_rules(), suspensions(changes - 1))))
        , who(told.find("pact", "AAA")) {
        for (const auto& item : told.changes()) {
            if (item.who == who) {
                days.push_back(item.day.number());
                states.push_back(static_cast<std::uint8_t>(item.now.headline()));
            }
        }
    }
    [[nodiscard]] dependent_days questions() const {
        return {days.front(), static_cast<std::uint32_t>(days.back() - days.front() + 1)};
    }

    servanda::history told;
    servanda::membership_id who;
    std::vector<std::int32_t> days;
    std::vector<std::uint8_t> states;
};

void state_query(benchmark::State& bench) {
    const long_story story(static_cast<std::size_t>(bench.range(0)));
    if (story.days.size() != static_cast<std::size_t>(bench.range(0))) {
        bench.SkipWithError("the story has another number of changes");
        return;
    }
    dependent_days questions = story.questions();
    std::uint64_t answer = 0;
    for (auto _ : bench) {
        const auto day = servanda::date::from_number(questions.after(answer));
        answer = static_cast<std::uint64_t>(story.told.state(story.who, day));
    }
    benchmark::DoNotOptimize(answer);
    bench.SetItemsProcessed(bench.iterations());
    bench.SetComplexityN(bench.range(0));
}

void state_query_limit(benchmark::State& bench) {
    const long_story story(static_cast<std::size_t>(bench.range(0)));
    dependent_days questions = story.questions();
    std::uint64_t answer = 0;
    for (auto _ : bench) {
        const auto after =
            std::upper_bound(story.days.begin(), story.days.end(), questions.after(answer));
        answer = story.states[static_cast<std::size_t>(after - story.days.begin()) - 1];
    }
    benchmark::DoNotOptimize(answer);
    bench.SetItemsProcessed(bench.iterations());
    bench.SetComplexityN(bench.range(0));
}

BENCHMARK(state_query)->Arg(10)->Arg(1000)->Arg(100000)->Complexity(benchmark::oLogN);
BENCHMARK(state_query_limit)->Arg(10)->Arg(1000)->Arg(100000)->Complexity(benchmark::oLogN);

// ---- by name ------------------------------------------------------------------------------------

/// Sixteen treaties of sixty-four parties each, all in force, with a few changes of every party.
struct named_story {
    static constexpr std::size_t treaties = 16;
    static constexpr std::size_t parties = 64;

    named_story()
        : told(servanda::run(compiled(rules(), acts()))) {}

    [[nodiscard]] static std::string treaty_name(std::size_t t) {
        return "treaty-" + std::to_string(t);
    }
    /// A code of three letters.
    [[nodiscard]] static std::string party_name(std::size_t p) {
        return {static_cast<char>('A' + p % 26), static_cast<char>('A' + p / 26), 'X'};
    }
    [[nodiscard]] static servanda::rulebook rules() {
        servanda::rulebook result;
        for (std::size_t t = 0; t < treaties; ++t) {
            result.treaties.push_back(servanda::treaty_builder{treaty_name(t)}
                                          .enters_into_force("1", "20 deposits", "on threshold")
                                          .withdrawal("2", "183 days after notice")
                                          .build());
        }
        return servanda::with_default_laws(std::move(result));
    }
    [[nodiscard]] static servanda::scenario acts() {
        using servanda::act;
        random_numbers random(1987);
        servanda::scenario story;
        for (std::size_t t = 0; t < treaties; ++t) {
            for (std::size_t p = 0; p < parties; ++p) {
                servanda::date day = "1960-01-01"_day + random.below(1000);
                for (const act kind : {act::sign, act::ratify, act::give_notice_of_withdrawal}) {
                    story.acts.push_back({day, kind, party_name(p), treaty_name(t)});
                    day = day + (1000 + random.below(5000));
                }
            }
        }
        return story;
    }

    servanda::history told;
};

/// The questions, in random order: which treaty, which party.
std::vector<std::pair<std::string, std::string>> names_to_ask() {
    random_numbers random(1988);
    std::vector<std::pair<std::string, std::string>> result(4096);
    for (auto& [treaty, party] : result) {
        treaty = named_story::treaty_name(random.below(named_story::treaties));
        party = named_story::party_name(random.below(named_story::parties));
    }
    return result;
}

void state_query_by_name(benchmark::State& bench) {
    const named_story story;
    const auto names = names_to_ask();
    dependent_days questions("1960-01-01"_day.number(), 12000);
    std::uint64_t answer = 0;
    std::size_t i = 0;
    for (auto _ : bench) {
        const auto& [treaty, party] = names[(i++ + answer) % names.size()];
        const auto day = servanda::date::from_number(questions.after(answer));
        answer = static_cast<std::uint64_t>(story.told.state(treaty, party, day));
    }
    benchmark::DoNotOptimize(answer);
    bench.SetItemsProcessed(bench.iterations());
}

void state_query_by_name_limit(benchmark::State& bench) {
    const named_story story;
    const auto names = names_to_ask();
    struct line {
        std::vector<std::int32_t> days;
        std::vector<std::uint8_t> states;
    };
    std::unordered_map<std::string, std::size_t> treaties;
    std::unordered_map<std::string, std::size_t> parties;
    std::vector<line> lines(named_story::treaties * named_story::parties);
    for (std::size_t t = 0; t < named_story::treaties; ++t) {
        treaties.emplace(named_story::treaty_name(t), t);
        for (std::size_t p = 0; p < named_story::parties; ++p) {
            parties.emplace(named_story::party_name(p), p);
            const auto who =
                story.told.find(named_story::treaty_name(t), named_story::party_name(p));
            line& own = lines[t * named_story::parties + p];
            for (const auto& item : story.told.changes()) {
                if (item.who == who) {
                    own.days.push_back(item.day.number());
                    own.states.push_back(static_cast<std::uint8_t>(item.now.headline()));
                }
            }
        }
    }
    dependent_days questions("1960-01-01"_day.number(), 12000);
    std::uint64_t answer = 0;
    std::size_t i = 0;
    for (auto _ : bench) {
        const auto& [treaty, party] = names[(i++ + answer) % names.size()];
        const line& own = lines[treaties.find(treaty)->second * named_story::parties +
                                parties.find(party)->second];
        const auto after =
            std::upper_bound(own.days.begin(), own.days.end(), questions.after(answer));
        answer = after == own.days.begin()
                     ? std::uint64_t{0}
                     : own.states[static_cast<std::size_t>(after - own.days.begin()) - 1];
    }
    benchmark::DoNotOptimize(answer);
    bench.SetItemsProcessed(bench.iterations());
}

BENCHMARK(state_query_by_name);
BENCHMARK(state_query_by_name_limit);

} // namespace

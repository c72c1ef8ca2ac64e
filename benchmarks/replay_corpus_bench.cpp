// A bulk replay: deposits as CSV text to all dates of entry into force, under rules that are
// already read. Beside it: compiling and running without reading, running alone, and the limit, a
// kernel that reads the text and knows nothing but "so many deposits, so many days".
#include "scenes.hpp"

#include <servanda/io/replay.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

using namespace benchmarks;

namespace {

constexpr std::uint32_t treaties = 247;
constexpr std::uint32_t corpus_size = 24'000;
constexpr std::uint32_t states = 190;

/// One treaty of the corpus.
struct corpus_treaty {
    std::string id;
    std::uint32_t threshold = 0;
    std::int32_t days = 0;
};

/// Treaties that enter into force after ten to forty deposits, so many days later; later parties so
/// many days after their own. Deposits of states by code, sorted by treaty and day.
struct corpus {
    std::vector<corpus_treaty> treaties;
    std::shared_ptr<const servanda::rulebook> rules;
    std::string text;
    std::size_t acts = 0;
};

std::string code_of(std::uint32_t state) {
    constexpr std::uint32_t letters = 26;
    const auto letter = [](std::uint32_t i) { return static_cast<char>('A' + i % letters); };
    return {letter(state / letters), letter(state * 7), letter(state)};
}

corpus make_corpus(std::size_t acts) {
    random_numbers random(1969);
    corpus made;
    servanda::rulebook rules;
    for (std::uint32_t s = 0; s < states; ++s) {
        servanda::participant item;
        item.code = code_of(s);
        rules.participants.add(std::move(item));
    }
    made.text = "treaty,participant,date,act\n";
    constexpr std::array<std::int32_t, 3> delays{30, 60, 90};
    const std::size_t each = acts / treaties;
    for (std::uint32_t t = 0; t < treaties; ++t) {
        const corpus_treaty item{"treaty-" + std::to_string(1900 + t) + "a",
                                 10 + random.below(30),
                                 delays[random.below(delays.size())]};
        const std::string days = std::to_string(item.days) + " days after ";
        rules.treaties.push_back(
            servanda::treaty_builder{item.id}
                .enters_into_force(
                    "1", std::to_string(item.threshold) + " deposits", days + "threshold")
                .for_later(days + "deposit")
                .build());
        std::vector<std::pair<servanda::date, std::uint32_t>> deposits;
        for (std::uint32_t i = 0; i < each; ++i) {
            deposits.emplace_back("1960-01-01"_day + random.below(15000), i % states);
        }
        std::sort(deposits.begin(), deposits.end());
        for (const auto& [day, state] : deposits) {
            made.text += item.id + "," + code_of(state) + "," + to_string(day) + ",deposit\n";
        }
        made.acts += each;
        made.treaties.push_back(item);
    }
    made.rules =
        std::make_shared<const servanda::rulebook>(servanda::with_default_laws(std::move(rules)));
    return made;
}

/// As many acts per treaty as there are states, at the most: more would be void.
const corpus& corpus_of(const benchmark::State& bench) {
    static std::map<std::int64_t, corpus> made;
    const auto found = made.find(bench.range(0));
    return found != made.end()
               ? found->second
               : made.emplace(bench.range(0), make_corpus(static_cast<std::size_t>(bench.range(0))))
                     .first->second;
}

void count(benchmark::State& bench, const corpus& of) {
    bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(of.acts));
    bench.SetBytesProcessed(bench.iterations() * static_cast<std::int64_t>(of.text.size()));
    bench.SetComplexityN(static_cast<std::int64_t>(of.acts));
}

void replay_corpus(benchmark::State& bench) {
    const corpus& of = corpus_of(bench);
    for (auto _ : bench) {
        std::uint64_t in_force = 0;
        const auto result = servanda::io::replay_text(
            of.text, "corpus.csv", of.rules, {}, [&](const servanda::io::replay_row& row) {
                in_force += row.entry_into_force ? 1U : 0U;
            });
        benchmark::DoNotOptimize(in_force);
        if (!result.complete()) {
            bench.SkipWithError("the corpus was refused");
        }
    }
    count(bench, of);
}

/// The same, with the rows as CSV.
void replay_corpus_to_csv(benchmark::State& bench) {
    const corpus& of = corpus_of(bench);
    std::string rows;
    for (auto _ : bench) {
        rows.clear();
        (void)servanda::io::replay_text(
            of.text, "corpus.csv", of.rules, {}, [&](const servanda::io::replay_row& row) {
                servanda::io::append_csv(rows, row);
            });
        benchmark::DoNotOptimize(rows.data());
    }
    count(bench, of);
}

/// Reading and checking alone: the last line is wrong, so that nothing is replayed.
void replay_corpus_check(benchmark::State& bench) {
    const corpus& of = corpus_of(bench);
    const std::string text = of.text + "treaty-1900a,AAA,2000-01-01,depsit\n";
    for (auto _ : bench) {
        const auto result = servanda::io::replay_text(
            text, "corpus.csv", of.rules, {}, [](const servanda::io::replay_row&) {});
        benchmark::DoNotOptimize(result.acts);
    }
    count(bench, of);
}

/// Fields of the text, for what follows.
struct plain_act {
    std::string_view treaty;
    std::string_view participant;
    servanda::date day;
};

std::vector<plain_act> plain_acts(std::string_view text) {
    std::vector<plain_act> acts;
    text.remove_prefix(text.find('\n') + 1);
    while (!text.empty()) {
        const std::size_t first = text.find(',');
        const std::size_t second = text.find(',', first + 1);
        acts.push_back({text.substr(0, first),
                        text.substr(first + 1, second - first - 1),
                        *servanda::parse_date(text.substr(second + 1, 10))});
        text.remove_prefix(text.find('\n') + 1);
    }
    return acts;
}

/// The acts as scenarios, one for each treaty.
std::vector<servanda::scenario> as_stories(const corpus& of) {
    std::vector<servanda::scenario> stories;
    for (const auto& item : plain_acts(of.text)) {
        if (stories.empty() || stories.back().treaties.front() != item.treaty) {
            stories.emplace_back().treaties.emplace_back(item.treaty);
            stories.back().as_bulk_record = true;
        }
        stories.back().acts.push_back(
            {item.day, servanda::act::deposit, std::string(item.participant)});
    }
    return stories;
}

/// Without reading: compiling and running, treaty by treaty.
void replay_corpus_simulate(benchmark::State& bench) {
    const corpus& of = corpus_of(bench);
    std::vector<std::shared_ptr<const servanda::scenario>> stories;
    for (auto& story : as_stories(of)) {
        stories.push_back(std::make_shared<const servanda::scenario>(std::move(story)));
    }
    for (auto _ : bench) {
        for (const auto& story : stories) {
            const auto told = servanda::run(servanda::compile(of.rules, story));
            benchmark::DoNotOptimize(told.changes().data());
        }
    }
    count(bench, of);
}

/// Running alone.
void replay_corpus_run(benchmark::State& bench) {
    const corpus& of = corpus_of(bench);
    std::vector<std::shared_ptr<const servanda::program>> programs;
    for (auto& story : as_stories(of)) {
        programs.push_back(servanda::compile(
            of.rules, std::make_shared<const servanda::scenario>(std::move(story))));
    }
    for (auto _ : bench) {
        for (const auto& program : programs) {
            const auto told = servanda::run(program);
            benchmark::DoNotOptimize(told.changes().data());
        }
    }
    count(bench, of);
}

/// The limit: one pass over the text, a count and a list of deposits for each treaty, a date for
/// each party.
void replay_corpus_limit(benchmark::State& bench) {
    const corpus& of = corpus_of(bench);
    struct rule {
        std::uint32_t threshold;
        std::int32_t days;
    };
    std::unordered_map<std::string_view, rule> rules;
    for (const auto& item : of.treaties) {
        rules.emplace(item.id, rule{item.threshold, item.days});
    }
    struct entry {
        std::string_view participant;
        std::int32_t day;
    };
    for (auto _ : bench) {
        std::vector<entry> entries;
        std::size_t first_of_treaty = 0;
        std::string_view current;
        const auto finish = [&] {
            if (current.empty()) {
                return;
            }
            const rule& own = rules.find(current)->second;
            std::int32_t entry_day = 0;
            if (entries.size() - first_of_treaty >= own.threshold) {
                entry_day = entries[first_of_treaty + own.threshold - 1].day + own.days;
            }
            for (std::size_t i = first_of_treaty; i < entries.size(); ++i) {
                entries[i].day = std::max(entries[i].day + own.days, entry_day);
            }
            first_of_treaty = entries.size();
        };
        for (const auto& item : plain_acts(of.text)) {
            if (item.treaty != current) {
                finish();
                current = item.treaty;
            }
            entries.push_back({item.participant, item.day.number()});
        }
        finish();
        benchmark::DoNotOptimize(entries.data());
    }
    count(bench, of);
}

BENCHMARK(replay_corpus)
    ->Arg(3000)
    ->Arg(12000)
    ->Arg(corpus_size)
    ->Arg(46000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oN);
BENCHMARK(replay_corpus_to_csv)->Arg(corpus_size)->Unit(benchmark::kMillisecond);
BENCHMARK(replay_corpus_check)->Arg(corpus_size)->Unit(benchmark::kMillisecond);
BENCHMARK(replay_corpus_simulate)->Arg(corpus_size)->Unit(benchmark::kMillisecond);
BENCHMARK(replay_corpus_run)->Arg(corpus_size)->Unit(benchmark::kMillisecond);
BENCHMARK(replay_corpus_limit)->Arg(corpus_size)->Unit(benchmark::kMillisecond);

} // namespace

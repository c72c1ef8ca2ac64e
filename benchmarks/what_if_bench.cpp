// One of a thousand acts is changed, the history is evaluated again, and the difference is a value.
// Typical: a notice that is revoked comes a day later, and two acts on all is as it was. Worst: the
// first revocation falls away, the treaty ends, and everything after it is different. Never again:
// one party of three stays instead of leaving, so that every act is evaluated again. The limit
// keeps the state before every act of a table step, goes on from the act that changed, and stops
// where the old state is met again.
#include "scenes.hpp"
#include "table_step.hpp"

#include <servanda/study/baseline.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

using namespace benchmarks;

namespace {

/// The rules, shared by the history and its what-ifs: none of these sets a clause.
std::shared_ptr<const servanda::rulebook> shared_rules() {
    return std::make_shared<const servanda::rulebook>(two_party_rules());
}

/// A thousand notices and revocations. They are so far apart that a notice runs out before its
/// author gives and revokes the next.
servanda::scenario acts_to_change(const benchmark::State& bench) {
    constexpr std::int32_t days_between = 50;
    return notices_and_revocations(static_cast<std::size_t>(bench.range(0)), days_between);
}

/// The notices of a story: every second act, from the first on.
servanda::edit notice_a_day_later(const servanda::scenario& story, std::uint32_t notice) {
    const servanda::dated_act& what = story.acts[std::size_t{notice} * 2];
    servanda::act_selector which;
    which.day = what.day;
    return servanda::move_act{which, what.day + 1};
}

servanda::edit without_first_revocation(const servanda::scenario& story) {
    servanda::act_selector which;
    which.day = story.acts[1].day;
    return servanda::drop_act{which};
}

/// Each what-if of one baseline, and its difference by number: as long as nobody asks for words.
template <class ChooseEdit>
void ask_what_if(benchmark::State& bench, const servanda::baseline& before, ChooseEdit choose) {
    servanda::what_ifs ask(before);
    for (auto _ : bench) {
        ask.ask(choose(before.story()));
        if (!ask.reused() || ask.states().empty()) {
            bench.SkipWithError("the edit changes nothing, or everything was run again");
            return;
        }
        benchmark::DoNotOptimize(ask.states().data());
    }
    bench.SetItemsProcessed(bench.iterations());
    bench.SetComplexityN(bench.range(0));
}

/// The same of two parties.
template <class ChooseEdit>
void ask_what_if(benchmark::State& bench, ChooseEdit choose) {
    ask_what_if(bench, servanda::baseline(shared_rules(), acts_to_change(bench)), choose);
}

void what_if(benchmark::State& bench) {
    random_numbers random(2019);
    const auto notices = static_cast<std::uint32_t>(bench.range(0) / 2);
    ask_what_if(bench, [&](const servanda::scenario& story) {
        return notice_a_day_later(story, random.below(notices));
    });
}

void what_if_worst(benchmark::State& bench) {
    ask_what_if(bench, without_first_revocation);
}

/// Nothing is as it was any more, and the treaty lives on: a third party's notice falls away, and
/// it stays to the end. Every act that follows is evaluated again.
void what_if_never_again(benchmark::State& bench) {
    const auto rules = std::make_shared<const servanda::rulebook>(three_party_rules());
    auto story = acts_to_change(bench);
    story.given.push_back({"CCC", servanda::state::in_force, first_day, "pact"});
    servanda::dated_act notice;
    notice.day = first_day + 1;
    notice.kind = servanda::act::give_notice_of_withdrawal;
    notice.by = "CCC";
    story.acts.insert(story.acts.begin(), notice);
    ask_what_if(bench,
                servanda::baseline(rules, std::move(story)),
                [&](const servanda::scenario&) -> servanda::edit {
                    servanda::act_selector which;
                    which.day = notice.day;
                    return servanda::drop_act{which};
                });
}

/// The last act falls away.
void what_if_at_the_end(benchmark::State& bench) {
    ask_what_if(bench, [](const servanda::scenario& story) -> servanda::edit {
        servanda::act_selector which;
        which.day = story.acts.back().day;
        return servanda::drop_act{which};
    });
}

/// The same edit where nothing is reused: everything is compiled and run again, and compared.
void what_if_from_scratch(benchmark::State& bench) {
    random_numbers random(2019);
    const auto notices = static_cast<std::uint32_t>(bench.range(0) / 2);
    const auto rules = shared_rules();
    const auto story = acts_to_change(bench);
    const auto before = servanda::simulate(rules, story);
    for (auto _ : bench) {
        const auto after =
            servanda::what_if(rules, story, {notice_a_day_later(story, random.below(notices))});
        benchmark::DoNotOptimize(servanda::compare(before, after));
    }
    bench.SetItemsProcessed(bench.iterations());
    bench.SetComplexityN(bench.range(0));
}

/// The run alone, of a program that is compiled: what a full run costs at the least.
void full_run(benchmark::State& bench) {
    const auto source = compiled(two_party_rules(), acts_to_change(bench));
    for (auto _ : bench) {
        servanda::detail::machine machine(*source, {}, true);
        machine.run();
        benchmark::DoNotOptimize(machine.written().changes.size());
    }
    bench.SetItemsProcessed(bench.iterations());
}

/// A stretch of acts after which one party's state differs.
struct step_difference {
    std::int32_t from;
    std::int32_t until;
    std::uint8_t who;
    step_state was;
    step_state is;
};

/// The acts of a story with the state before each of them.
struct checkpoints {
    std::vector<step> steps;
    std::vector<two_party_table> before;

    explicit checkpoints(std::vector<step> all)
        : steps(std::move(all)) {
        two_party_table table;
        for (const step& next : steps) {
            before.push_back(table);
            table.apply(next);
        }
        before.push_back(table);
    }

    /// The difference where act `at` is not done, or done on another day.
    void change(std::vector<step_difference>& into, std::size_t at, const step* instead) const {
        into.clear();
        two_party_table table = before[at];
        std::int32_t from = steps[at].day;
        if (instead != nullptr) {
            table.apply(*instead);
            note(into, from, instead->day, before[at + 1], before[at]);
            from = instead->day;
        }
        std::size_t next = at + 1;
        for (; next < steps.size() && !(table == before[next]); ++next) {
            note(into, from, steps[next].day, before[next], table);
            from = steps[next].day;
            table.apply(steps[next]);
        }
        if (next == steps.size()) {
            note(into, from, two_party_table::never, before[next], table);
        }
    }

private:
    static void note(std::vector<step_difference>& into,
                     std::int32_t from,
                     std::int32_t until,
                     const two_party_table& was,
                     const two_party_table& is) {
        for (std::uint8_t who = 0; who < 2; ++who) {
            if (was.state[who] != is.state[who]) {
                into.push_back({from, until, who, was.state[who], is.state[who]});
            }
        }
    }
};

void what_if_limit(benchmark::State& bench) {
    const checkpoints story(steps_of(*compiled(two_party_rules(), acts_to_change(bench))));
    random_numbers random(2019);
    std::vector<step_difference> found;
    for (auto _ : bench) {
        const std::size_t at =
            std::size_t{random.below(static_cast<std::uint32_t>(bench.range(0) / 2))} * 2;
        step later = story.steps[at];
        ++later.day;
        story.change(found, at, &later);
        benchmark::DoNotOptimize(found.data());
    }
    bench.SetItemsProcessed(bench.iterations());
    bench.SetComplexityN(bench.range(0));
}

void what_if_worst_limit(benchmark::State& bench) {
    const checkpoints story(steps_of(*compiled(two_party_rules(), acts_to_change(bench))));
    std::vector<step_difference> found;
    for (auto _ : bench) {
        story.change(found, 1, nullptr);
        benchmark::DoNotOptimize(found.data());
    }
    bench.SetItemsProcessed(bench.iterations());
    bench.SetComplexityN(bench.range(0));
}

BENCHMARK(what_if)->Arg(1000);
BENCHMARK(what_if_worst)->Arg(1000);
BENCHMARK(what_if_never_again)->Arg(1000);
BENCHMARK(what_if_at_the_end)->Arg(1000)->Arg(10000);
BENCHMARK(what_if_from_scratch)->Arg(1000)->Arg(10000);
BENCHMARK(full_run)->Arg(1000)->Arg(10000);
BENCHMARK(what_if_limit)->Arg(1000);
BENCHMARK(what_if_worst_limit)->Arg(1000);

/// Becoming what a run was on its last day, with its clocks running: the least a what-if needs
/// before it can go on. The limit copies the table.
void fork(benchmark::State& bench) {
    const auto source = compiled(two_party_rules(),
                                 notices_and_revocations(static_cast<std::size_t>(bench.range(0))));
    const servanda::detail::trunk line(source, {});
    servanda::detail::machine machine(*source, {}, true);
    for (auto _ : bench) {
        machine.restore(line.checkpoints().back(), line.written());
        benchmark::DoNotOptimize(machine.state().members.data());
    }
    bench.SetItemsProcessed(bench.iterations());
    bench.SetComplexityN(bench.range(0));
}

void fork_limit(benchmark::State& bench) {
    two_party_table table;
    for (auto _ : bench) {
        benchmark::DoNotOptimize(table);
        two_party_table copy = table;
        benchmark::DoNotOptimize(copy);
    }
    bench.SetItemsProcessed(bench.iterations());
}

BENCHMARK(fork)->Arg(100)->Arg(10000)->Arg(100000)->Complexity(benchmark::o1);
BENCHMARK(fork_limit);

} // namespace

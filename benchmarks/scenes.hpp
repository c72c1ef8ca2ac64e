/// @file
/// What the benchmarks share: reproducible random numbers, a treaty between two parties, and
/// scenarios about it.
#ifndef SERVANDA_BENCHMARKS_SCENES_HPP
#define SERVANDA_BENCHMARKS_SCENES_HPP

#include <servanda/engine/simulate.hpp>
#include <servanda/law/treaty_builder.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace benchmarks {

using namespace servanda::literals;

/// SplitMix64: the same numbers on every machine, unlike the distributions of the standard library.
class random_numbers {
public:
    explicit random_numbers(std::uint64_t seed) noexcept
        : state_(seed) {}

    std::uint64_t operator()() noexcept {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    /// A number from 0 to `bound` - 1.
    std::uint32_t below(std::uint32_t bound) noexcept {
        return static_cast<std::uint32_t>(((*this)() >> 32U) * bound >> 32U);
    }

private:
    std::uint64_t state_;
};

/// A chain of random days in which each depends on the answer to the question about the one before,
/// so that what is measured is the time to an answer, not how many questions overlap.
class dependent_days {
public:
    dependent_days(std::int32_t first, std::uint32_t days) noexcept
        : first_(first)
        , days_(days) {}

    [[nodiscard]] std::int32_t after(std::uint64_t answer) noexcept {
        seed_ = (seed_ + answer) * 6364136223846793005ULL + 1442695040888963407ULL;
        return first_ + static_cast<std::int32_t>((seed_ >> 32U) * days_ >> 32U);
    }

private:
    std::uint64_t seed_ = 20190202;
    std::int32_t first_;
    std::uint32_t days_;
};

/// The first day of the scenarios about two parties, on which the treaty is in force for both.
inline constexpr servanda::date first_day = "1500-01-01"_day;

/// Acts are a few days apart: a hundred thousand of them end long before the year 9999.
inline constexpr std::int32_t few_days = 10;

/// A treaty between AAA and BBB which either may leave. 183 days for a notice keep the arithmetic
/// of months out of what is measured; it has a benchmark of its own.
inline servanda::rulebook two_party_rules(std::string_view notice = "183 days after notice") {
    servanda::rulebook rules;
    rules.treaties.push_back(
        servanda::treaty_builder{"pact"}
            .bilateral("AAA", "BBB")
            .enters_into_force("1", "deposits by all signatories", "on threshold")
            .withdrawal("2", notice)
            .build());
    return servanda::with_default_laws(std::move(rules));
}

/// The same between AAA, BBB and CCC.
inline servanda::rulebook three_party_rules() {
    servanda::rulebook rules;
    rules.treaties.push_back(servanda::treaty_builder{"pact"}
                                 .multilateral()
                                 .enters_into_force("1", "3 deposits", "on threshold")
                                 .withdrawal("2", "183 days after notice")
                                 .build());
    return servanda::with_default_laws(std::move(rules));
}

/// The treaty in force between its two parties, and nothing else.
inline servanda::scenario two_parties() {
    servanda::scenario story;
    for (const char* party : {"AAA", "BBB"}) {
        story.given.push_back({party, servanda::state::in_force, first_day, "pact"});
    }
    return story;
}

/// What the parties do: two acts by one, two acts by the other, and so on; the second undoes the
/// first.
template <class MakeAct>
servanda::scenario alternating(std::size_t acts, std::int32_t days_between, MakeAct make) {
    servanda::scenario story = two_parties();
    servanda::date day = first_day;
    for (std::size_t i = 0; i < acts; ++i) {
        day = day + days_between;
        story.acts.push_back(make(day, i % 4 < 2 ? "AAA" : "BBB", i % 2 == 1));
    }
    return story;
}

/// Notices of withdrawal, each revoked in time.
inline servanda::scenario notices_and_revocations(std::size_t acts,
                                                  std::int32_t days_between = few_days) {
    using servanda::act;
    return alternating(acts, days_between, [](servanda::date day, const char* by, bool undo) {
        return undo ? servanda::dated_act{day, act::revoke, by, {}, "notice"}
                    : servanda::dated_act{day, act::give_notice_of_withdrawal, by};
    });
}

/// Suspensions, each lifted again: every act changes both memberships.
inline servanda::scenario suspensions(std::size_t acts) {
    using servanda::act;
    return alternating(acts, few_days, [](servanda::date day, const char* by, bool undo) {
        servanda::dated_act made{day, undo ? act::resume : act::suspend, by};
        made.basis = undo ? "" : "VCLT 60";
        return made;
    });
}

inline std::shared_ptr<const servanda::program> compiled(servanda::rulebook rules,
                                                         servanda::scenario story) {
    return servanda::compile(std::make_shared<const servanda::rulebook>(std::move(rules)),
                             std::make_shared<const servanda::scenario>(std::move(story)));
}

} // namespace benchmarks

#endif

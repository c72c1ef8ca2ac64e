// Where a branch leaves its trunk and where it stops: nobody can see that in the answers, which are
// held against running from scratch in tests/study/baseline_test.cpp.
#include "support/catch.hpp"

#include <servanda/engine/branch.hpp>
#include <servanda/engine/simulate.hpp>
#include <servanda/law/treaty_builder.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

using namespace servanda;
using namespace servanda::literals;

namespace {

/// A hundred notices of AAA, each revoked after ten days; notices take six months. BBB and CCC
/// stay.
std::shared_ptr<const program> notices_of_one() {
    rulebook rules;
    rules.treaties.push_back(treaty_builder{"lakes"}
                                 .multilateral()
                                 .enters_into_force("4", "3 deposits", "on threshold")
                                 .withdrawal("7", "15 days after notice")
                                 .ends_when("fewer than 3 parties")
                                 .build());
    scenario story;
    date day = "2000-01-01"_day;
    for (const char* party : {"AAA", "BBB", "CCC"}) {
        story.acts.push_back({day, act::ratify, party});
    }
    for (int i = 0; i < 200; ++i) {
        day = day + 10;
        story.acts.push_back(i % 2 == 0 ? dated_act{day, act::give_notice_of_withdrawal, "AAA"}
                                        : dated_act{day, act::revoke, "AAA", {}, "notice"});
    }
    return compile(std::make_shared<const rulebook>(with_default_laws(std::move(rules))),
                   std::make_shared<const scenario>(std::move(story)));
}

constexpr std::uint32_t some_notice = 3 + 2 * 40; // its revocation is the next act

} // namespace

TEST_CASE("a branch leaves before its change and stops where all is as it was") {
    const auto source = notices_of_one();
    const detail::trunk line(source, {});
    detail::branch fork(line);
    detail::placed_act later{source->acts[some_notice], source->acts[some_notice].source};
    later.act.day = later.act.day + 1;
    later.act.received = later.act.day;
    const date before = source->acts[some_notice].day;
    fork.run(before, {{some_notice}, {later}});
    CHECK(fork.left_at().day <= before);
    CHECK(fork.left_at().act == some_notice);
    REQUIRE(fork.rejoined_at() != nullptr);
    CHECK(fork.rejoined_at()->act == some_notice + 2);
    CHECK(fork.written().acts.size() == some_notice + 2);
}

TEST_CASE("a branch stops where every treaty has ended") {
    const auto source = notices_of_one();
    const detail::trunk line(source, {});
    detail::branch fork(line);
    // Without the revocation AAA leaves five days later, and two are too few.
    const std::uint32_t revocation = some_notice + 1;
    fork.run(source->acts[revocation].day, {{revocation}, {}});
    CHECK(fork.rejoined_at() == nullptr);
    CHECK(fork.written().acts.size() == revocation); // no act after the notice, of a hundred
    CHECK(fork.written().changes.back().treaty_now == treaty_state::terminated);
}

TEST_CASE("checkpoints take no more memory than they may") {
    const auto source = notices_of_one();
    const std::size_t all = detail::trunk(source, {}).checkpoints().size();
    CHECK(all > 200);
    constexpr std::size_t little = 20'000;
    const detail::trunk line(source, {}, little);
    CHECK(line.checkpoints().size() < all / 4);
    CHECK(line.checkpoints().size() > 1);
    detail::branch fork(line);
    fork.run(source->acts[some_notice].day, {{some_notice}, {}});
    CHECK(fork.left_at().act <= some_notice);
    CHECK(fork.rejoined_at() != nullptr);
}

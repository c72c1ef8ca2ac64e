#include "support/catch.hpp"

#include <servanda/engine/views.hpp>
#include <servanda/servanda.hpp>

#include <range/v3/range/conversion.hpp>

#include <string>
#include <vector>

using namespace servanda;
using namespace servanda::literals;

namespace {

/// The INF Treaty with the notice of 2019-02-02 and a revocation that came a day too late.
history inf() {
    const auto treaty =
        treaty_builder{"inf"}
            .bilateral("USA", "SUN")
            .enters_into_force("XVII(1)", "deposits by all signatories", "on threshold")
            .withdrawal("XV(2)", "6 months after notice")
            .build();
    return simulate(treaty,
                    {{"1988-06-01"_day, act::ratify, "USA"},
                     {"1988-06-01"_day, act::ratify, "SUN"},
                     {"2019-02-02"_day, act::give_notice_of_withdrawal, "USA"},
                     {"2019-08-02"_day, act::revoke, "USA", "inf", "notice"}});
}

std::vector<std::string> codes(const history& story, state wanted, date day) {
    return views::members_in(story, "inf", wanted, day) | views::codes_on(story, day) |
           ranges::to<std::vector<std::string>>();
}

} // namespace

TEST_CASE("members in a state on a day, as a range of codes", "[views]") {
    const history story = inf();
    CHECK(codes(story, state::in_force, "2019-02-01"_day) ==
          std::vector<std::string>{"SUN", "USA"});
    CHECK(codes(story, state::in_force, "2019-02-02"_day) == std::vector<std::string>{"SUN"});
    CHECK(codes(story, state::withdrawal_pending, "2019-08-01"_day) ==
          std::vector<std::string>{"USA"});
    CHECK(codes(story, state::terminated, "2019-08-02"_day) ==
          std::vector<std::string>{"SUN", "USA"});
}

TEST_CASE("changes between two days: the first included, the second not", "[views]") {
    const history story = inf();
    const auto count = [&](date from, date until) {
        const auto range = views::changes_between(story, from, until);
        return std::distance(range.begin(), range.end());
    };
    CHECK(count("2019-02-02"_day, "2019-02-03"_day) == 1);
    CHECK(count("2019-02-03"_day, "2019-08-02"_day) == 0);
    CHECK(count("2019-08-02"_day, "2019-08-03"_day) == 3); // two parties and the treaty
    CHECK(count("2019-08-03"_day, "2019-01-01"_day) == 0);
}

TEST_CASE("a revocation on the day of effect is among the void acts", "[views]") {
    const history story = inf();
    int found = 0;
    for (const auto& item : views::acts_of_standing(story, standing::void_act)) {
        CHECK(item.finding == finding_of_standing::notice_took_effect);
        ++found;
    }
    CHECK(found == 1);
    CHECK_THROWS_AS(views::members(story, "no-such-treaty"), unknown_name);
}

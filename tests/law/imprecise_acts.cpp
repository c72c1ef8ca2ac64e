// Acts that are not known to the day, as values.
#include "support/catch.hpp"

#include <servanda/law/scenario.hpp>

using namespace servanda;
using namespace servanda::literals;

TEST_CASE("an act is exact unless a later day is stated", "[law][imprecise]") {
    dated_act done{"2014-07-01"_day, act::ratify, "USA"};
    CHECK_FALSE(is_imprecise(done));
    CHECK(possible_days(done) == day_range{"2014-07-01"_day, "2014-07-01"_day});
    done.latest = "2014-07-01"_day;
    CHECK_FALSE(is_imprecise(done));
    done.latest = "2014-07-31"_day;
    CHECK(is_imprecise(done));
    CHECK(possible_days(done).size() == 31);
}

TEST_CASE("a scenario is imprecise as soon as one act is", "[law][imprecise]") {
    scenario story;
    CHECK_FALSE(is_imprecise(story));
    story.acts = {{"2014-01-01"_day, act::sign, "USA"}, {"2014-07-01"_day, act::ratify, "USA"}};
    CHECK_FALSE(is_imprecise(story));
    story.acts[1].latest = "2014-07-31"_day;
    CHECK(is_imprecise(story));
}

// Open Skies: a party may leave after six months (Article XV(2)); the treaty goes on for the
// others.
#include "study.hpp"

namespace {

const study open_skies("open-skies");

} // namespace

TEST_CASE("two parties left Open Skies, and the others stay") {
    const history story = open_skies.as_it_was();
    CHECK_THAT(story, Ends("USA", on("2020-11-22")) && Withdrawn("USA", on("2020-11-22")));
    CHECK_THAT(story, Ends("RUS", on("2021-12-18")) && InForce("RUS", on("2020-11-22")));
    CHECK_THAT(story, TreatyInForce(on("2021-12-18")) && NeverEnds("DEU"));
}

TEST_CASE("had Russia stayed, nothing would be different for the others") {
    const history story = open_skies.with({drop_act{act_selector::with_id("rus-notice")}});
    CHECK_THAT(story, InForceBetween("RUS", "DEU", on("2021-12-18")));
    CHECK_THAT(open_skies.as_it_was(), DiffersFrom(story).for_party("RUS").first_on("2021-06-18"));
    CHECK_THAT(open_skies.as_it_was(), SameAs(story).for_party("DEU"));
}

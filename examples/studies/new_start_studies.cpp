// New START: ten years, one extension of at most five, by agreement of both (Article XIV(2)).
#include "study.hpp"

namespace {

const study new_start("new-start");

drop_act no(const char* id) {
    return drop_act{act_selector::with_id(id)};
}

} // namespace

TEST_CASE("New START was extended two days before its end") {
    const history story = new_start.as_it_was();
    CHECK_THAT(story, InForce("USA", on("2021-02-05")).in("new-start"));
    CHECK_THAT(story, Ends(on("2026-02-05")).in("new-start"));
}

TEST_CASE("without the extension New START would have ended in 2021") {
    const history story = new_start.with({no("usa-extension"), no("rus-extension")});
    CHECK_THAT(story, Ends(on("2021-02-05")).in("new-start"));
    CHECK_THAT(story, Terminated("RUS", on("2021-02-05")).in("new-start"));
    CHECK_THAT(new_start.as_it_was(), DiffersFrom(story).in("new-start").first_on("2021-02-05"));
}

TEST_CASE("one side alone cannot extend New START") {
    CHECK_THAT(new_start.with({no("rus-extension")}), Ends(on("2021-02-05")).in("new-start"));
}

TEST_CASE("whether New START was suspended from 28 February 2023 on depends on whom one asks") {
    const history story = new_start.as_it_was();
    CHECK_THAT(story, Disputed("USA", on("2023-02-28")).in("new-start"));
    CHECK_THAT(story.as_seen_by("RUS"),
               !InForceBetween("USA", "RUS", on("2023-02-28")).in("new-start"));
    CHECK_THAT(story.as_seen_by("USA"),
               InForceBetween("USA", "RUS", on("2023-02-28")).in("new-start"));
}

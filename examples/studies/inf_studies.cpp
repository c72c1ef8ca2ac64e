// The end of the INF Treaty, and what would have become of it otherwise. Article XV(2) asks for six
// months' notice; VCLT 68 lets a notice be revoked at any time before it takes effect.
#include "study.hpp"

namespace {

const study inf("inf");
const auto notice = act_selector::with_id("usa-notice");

edit revocation(const char* day) {
    return add_act{{on(day), act::revoke, "USA", "inf", "notice"}};
}

} // namespace

TEST_CASE("the INF Treaty ended six months after the notice") {
    const history story = inf.as_it_was();
    CHECK_THAT(story, WithdrawalPending("USA", on("2019-08-01")));
    CHECK_THAT(story, Suspended("RUS", on("2019-08-01")));
    CHECK_THAT(story, Terminated("RUS", on("2019-08-02")));
    CHECK_THAT(story, Ends(on("2019-08-02")));
    // Who broke it before depends on whom one asks.
    CHECK_THAT(story,
               HasVerdict("RUS", "no-production-or-test", verdict::disputed, on("2019-01-01")));
}

TEST_CASE("without the notice the INF Treaty would be suspended still") {
    const history story = inf.with({drop_act{notice}});
    CHECK_THAT(story, NeverEnds());
    CHECK_THAT(story, Suspended("USA", on("2020-01-01")) && Suspended("RUS", on("2020-01-01")));
    CHECK_THAT(inf.as_it_was(), DiffersFrom(story).first_on("2019-02-02"));
    CHECK_THAT(inf.as_it_was(), DiffersFrom(story).for_party("RUS").first_on("2019-08-02"));
}

TEST_CASE("a notice at the end of August would have taken effect at the end of February") {
    CHECK_THAT(inf.with({move_act{notice, on("2018-08-31")}}), Ends(on("2019-02-28")));
}

TEST_CASE("a revocation on the eve of the exit keeps the INF Treaty") {
    const history story = inf.with({revocation("2019-08-01")});
    CHECK_THAT(story, NeverEnds());
    CHECK_THAT(story, Suspended("USA", on("2019-08-02"))); // its suspension stands
}

TEST_CASE("a revocation on the day of the exit is too late") {
    CHECK_THAT(inf.as_it_was(), SameAs(inf.with({revocation("2019-08-02")})));
}

TEST_CASE("had Article XV asked for twelve months") {
    const history story =
        inf.with({set_treaty_clause{"inf", "withdrawal.notice", "12 months after notice"}});
    CHECK_THAT(story, WithdrawalPending("USA", on("2020-02-01")));
    CHECK_THAT(story, Ends(on("2020-02-02")));
}

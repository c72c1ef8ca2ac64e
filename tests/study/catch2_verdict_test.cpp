// The matchers of verdicts for Catch2.
#include "engine/duties.hpp"

#include <servanda/catch2.hpp>

using namespace servanda_tests;
using namespace servanda::matchers;

namespace {

/// What Catch2 prints of an assertion with this matcher.
template <class Matcher>
std::string told(const history& story, const Matcher& matcher) {
    (void)matcher.match(story);
    return matcher.toString();
}

} // namespace

TEST_CASE("matchers of verdicts", "[study][catch2]") {
    const treaty pact = owes(
        {{"id", "no-tests"}, {"article", "I"}, {"kind", "prohibition"}, {"prohibits", "test"}});
    const history story =
        judged(pact,
               partners() +
                   std::vector<dated_act>{
                       does("2001-05-01"_day, act::perform, "BBB", "test"),
                       denied_by({"AAA"},
                                 does("2001-06-01"_day, act::allege, "BBB", "no-tests", {"AAA"}))});
    CHECK_THAT(story, HasVerdict("AAA", "no-tests", verdict::kept, on("2001-05-31")));
    CHECK_THAT(story, HasVerdict("BBB", "no-tests", verdict::breached, on("2001-05-01")));
    CHECK_THAT(story, HasVerdict("AAA", "no-tests", verdict::disputed, on("2001-06-01")));
    CHECK_THAT(story, DisputedVerdict("AAA", "no-tests", on("2001-06-01")));
    CHECK_THAT(story, !DisputedVerdict("BBB", "no-tests", on("2001-06-01")).in("pact"));
    const std::string text =
        told(story, HasVerdict("BBB", "no-tests", verdict::kept, on("2001-05-02")));
    CHECK(
        text.find("has 'no-tests' kept for BBB on 2001-05-02\nbut it is breached since 2001-05-01, "
                  "I: performance (test) on 2001-05-01") != std::string::npos);
    CHECK(text.find("no cure recorded between 2001-05-01 and 2001-05-02") != std::string::npos);
    CHECK(told(story, DisputedVerdict("AAA", "no-tests", on("2001-06-02")))
              .find("as seen by AAA: kept") != std::string::npos);
}

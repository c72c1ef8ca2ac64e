// A breach that is hidden by a suspension is not made good by it.
#include "engine/duties.hpp"

using namespace servanda_tests;

namespace {

/// Each leaves off testing for as long as the other does.
treaty moratorium() {
    return owes(
        {{"id", "no-tests"}, {"kind", "restraint"}, {"prohibits", "test"}, {"while", "no-tests"}});
}

const auto test_by_b = does("2001-01-01"_day, act::perform, "BBB", "test");
const dated_act suspension_by_b{.day = "2001-06-01"_day,
                                .kind = act::suspend,
                                .by = "BBB",
                                .basis = "reciprocity",
                                .scope = {"no-tests"}};

} // namespace

TEST_CASE("Who breaks a duty and then suspends it has not made the breach good",
          "[engine][reciprocity]") {
    const history told =
        judged(moratorium(), partners({"AAA", "BBB", "CCC"}) + story{test_by_b, suspension_by_b});
    CHECK(says(told, "no-tests", "BBB", "2001-05-31"_day) == "breached");
    CHECK(says(told, "no-tests", "BBB", "2001-06-01"_day) == "not applicable");
    CHECK(report_of(told, "no-tests", "AAA", "2002-01-01"_day).commitment == commitment::lapsed);
    CHECK(report_of(told, "no-tests", "CCC", "2002-01-01"_day).commitment == commitment::lapsed);
}

TEST_CASE("A breach comes to light again when the suspension ends", "[engine][reciprocity]") {
    const history told =
        judged(moratorium(),
               partners({"AAA", "BBB", "CCC"}) +
                   story{test_by_b,
                         suspension_by_b,
                         {.day = "2002-01-01"_day, .kind = act::resume, .by = "BBB"},
                         does("2003-01-01"_day, act::cure, "BBB", "no-tests")});
    CHECK(says(told, "no-tests", "BBB", "2002-01-01"_day) == "breached");
    CHECK(says(told, "no-tests", "BBB", "2003-01-01"_day) == "cured");
    CHECK(report_of(told, "no-tests", "AAA", "2002-12-31"_day).commitment == commitment::lapsed);
    CHECK(report_of(told, "no-tests", "AAA", "2003-01-01"_day).commitment == commitment::active);
}

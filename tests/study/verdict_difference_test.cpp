// Verdicts that differ between two histories: from when to when, in whom, and when they meet again.
#include "engine/duties.hpp"

#include <servanda/study/difference.hpp>

using namespace servanda_tests;

namespace {

/// A pact whose parties pay within a month, and never test.
treaty pact() {
    return owing({table_of({{"id", "payment"},
                            {"kind", "convening"},
                            {"bearer", value_list{"AAA"}},
                            {"deadline", "1 month after entry into force"}}),
                  table_of({{"id", "no-tests"}, {"kind", "prohibition"}, {"prohibits", "test"}})});
}

history told(story acts) {
    return judged(pact(), partners() + std::move(acts));
}

const auto payment = [](date day) { return does(day, act::perform, "AAA", "payment"); };

} // namespace

TEST_CASE("equal stories differ in no verdict", "[study][difference]") {
    const history paid = told({payment("2000-01-15"_day)});
    CHECK(compare(paid, paid).empty());
    CHECK(compare_verdicts(paid, told({payment("2000-01-15"_day)})).empty());
}

TEST_CASE("a late payment differs from the day of the one to the day of the other",
          "[study][difference]") {
    const history paid = told({payment("2000-01-15"_day)});
    const history late = told({payment("2000-03-01"_day)});
    const auto found = compare_verdicts(paid, late);
    REQUIRE(found.size() == 3);
    CHECK(found[0] == verdict_difference{"2000-01-15"_day,
                                         "2000-02-02"_day,
                                         "pact",
                                         "payment",
                                         "AAA",
                                         verdict::kept,
                                         verdict::due});
    CHECK(found[1].from == "2000-02-02"_day);
    CHECK(found[1].is == verdict::breached);
    CHECK(found[2].from == "2000-03-01"_day);
    CHECK(found[2].is == verdict::cured);
    CHECK_FALSE(found[2].until);

    const difference whole = compare(paid, late);
    CHECK(whole.states.empty());
    CHECK(whole.verdicts == found);
    CHECK(whole.first() == "2000-01-15"_day);
}

TEST_CASE("what meets again has a last day, and the other side tells the same turned round",
          "[study][difference]") {
    const history quiet = told({});
    const history tested = told({does("2001-05-01"_day, act::perform, "BBB", "test"),
                                 does("2002-05-01"_day, act::cure, "BBB", "no-tests")});
    const auto found = compare_verdicts(quiet, tested);
    REQUIRE(found.size() == 2);
    CHECK(found[0].party == "BBB");
    CHECK(found[0].from == "2001-05-01"_day);
    CHECK(found[0].until == "2002-05-01"_day);
    CHECK(found[1].is == verdict::cured);
    auto turned = compare_verdicts(tested, quiet);
    for (auto& item : turned) {
        std::swap(item.was, item.is);
    }
    CHECK(turned == found);
}

TEST_CASE("a duty that one history lacks is not applicable there", "[study][difference]") {
    const history with_tests = told({});
    const history without = judged(owes({{"id", "payment"},
                                         {"kind", "convening"},
                                         {"bearer", value_list{"AAA"}},
                                         {"deadline", "1 month after entry into force"}}),
                                   partners());
    const auto found = compare_verdicts(with_tests, without);
    REQUIRE(found.size() == 2); // of both parties
    CHECK(found[0].obligation == "no-tests");
    CHECK(found[0].from == "2000-01-01"_day);
    CHECK(found[0].was == verdict::kept);
    CHECK(found[0].is == verdict::not_applicable);
}

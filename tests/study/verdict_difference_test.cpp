// Verdicts that differ between two histories: from when to when, in whom, and when they meet again.
#include "engine/duties.hpp"

#include <servanda/study/told_difference.hpp>

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

TEST_CASE("both verdicts say what they rest on", "[study][difference]") {
    const history paid = told({payment("2000-01-15"_day)});
    const history late = told({payment("2000-03-01"_day)});
    const auto story = explain_difference(paid, late);
    REQUIRE(story.verdict_causes.size() == 3);
    CHECK(to_string(story.verdict_causes[0].was) ==
          "performance (payment) on 2000-01-15"); // the obligation names no article
    CHECK(to_string(story.verdict_causes[0].is) ==
          "since 2000-01-01: to be performed; perform by AAA only on 2000-03-01");
    CHECK(to_string(story.verdict_causes[1].is) == "not performed by the last day");
    CHECK(to_string(story.verdict_causes[2].is) == "late performance (payment) on 2000-03-01");
    CHECK(causes(story.found.verdicts[0], paid, late) == story.verdict_causes[0]);
    // What both keep is counted: no-tests by both parties.
    CHECK(story.unchanged.all_obligations == 3);
    CHECK(story.unchanged.obligations ==
          std::vector<named_duty>{{"pact", "no-tests", "AAA"}, {"pact", "no-tests", "BBB"}});
    CHECK(kind_of(story.found.verdicts[0]) == difference_kind::changed);
}

TEST_CASE("findings appear, vanish, move and are contested", "[study][difference]") {
    const auto finding =
        named("finding", does("2001-05-01"_day, act::determine, "AAA", "no-tests", {"BBB"}));
    const history quiet = told({});
    const history found = told({finding});
    const auto appeared = compare_findings(quiet, found);
    REQUIRE(appeared.size() == 1);
    CHECK(kind_of(appeared[0]) == difference_kind::appeared);
    CHECK(appeared[0].obligation == "no-tests");
    CHECK(appeared[0].by == "AAA");
    CHECK(appeared[0].against == "BBB");
    CHECK(appeared[0].determined);
    CHECK(to_string(*appeared[0].is) == "2001-05-01");
    CHECK(kind_of(compare_findings(found, quiet).front()) == difference_kind::vanished);
    CHECK(compare_findings(found, found).empty());

    auto later = finding;
    later.day = "2001-06-01"_day;
    const auto moved = compare_findings(found, told({later}));
    REQUIRE(moved.size() == 1);
    CHECK(kind_of(moved[0]) == difference_kind::moved);

    const auto denied = compare_findings(found, told({denied_by({"BBB"}, finding)}));
    REQUIRE(denied.size() == 1);
    CHECK(kind_of(denied[0]) == difference_kind::changed);
    CHECK(to_string(*denied[0].is) == "2001-05-01, contested");

    const auto cured = compare_findings(
        found, told({finding, does("2002-05-01"_day, act::cure, "BBB", "no-tests")}));
    REQUIRE(cured.size() == 1);
    CHECK(to_string(*cured[0].is).find("2001-05-01, cured on 2002-05-01") == 0);
}

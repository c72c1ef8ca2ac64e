// Values that changed on known days.

#include "support/catch.hpp"

#include <servanda/calendar/by_period.hpp>

#include <string>
#include <vector>

using namespace servanda::literals;
using values = servanda::by_period<std::string>;

TEST_CASE("a value without periods applies on every day", "[by_period]") {
    const values one(std::string("30 days"));
    REQUIRE(one.at("1400-01-01"_day) != nullptr);
    CHECK(*one.at("1400-01-01"_day) == "30 days");
    CHECK(*one.at("9999-12-31"_day) == "30 days");
    REQUIRE(one.single() != nullptr);
    CHECK(*one.single() == "30 days");
    CHECK_FALSE(one.empty());
}

TEST_CASE("no value applies on no day", "[by_period]") {
    const values none;
    CHECK(none.empty());
    CHECK(none.at("2019-02-02"_day) == nullptr);
    CHECK(none.single() == nullptr);
}

TEST_CASE("until leaves the day out", "[by_period]") {
    // The IAEA counted clear days until 27 January 2005.
    const values practice(
        {{"2005-01-27"_day, false, "30 clear days"}, {std::nullopt, false, "30 days"}});
    CHECK(*practice.at("1988-02-18"_day) == "30 clear days");
    CHECK(*practice.at("2005-01-26"_day) == "30 clear days");
    CHECK(*practice.at("2005-01-27"_day) == "30 days");
    CHECK(*practice.at("2019-01-01"_day) == "30 days");
    CHECK(practice.single() == nullptr);
}

TEST_CASE("through includes the day", "[by_period]") {
    // Montreal Protocol: 1 January 1989 if the condition was met by then.
    const values montreal(
        {{"1989-01-01"_day, true, "on 1989-01-01"}, {std::nullopt, false, "90 days"}});
    CHECK(*montreal.at("1988-12-16"_day) == "on 1989-01-01");
    CHECK(*montreal.at("1989-01-01"_day) == "on 1989-01-01");
    CHECK(*montreal.at("1989-01-02"_day) == "90 days");
}

TEST_CASE("the first entry whose limit has not passed applies", "[by_period]") {
    const values steps({{"1994-01-01"_day, false, "a"},
                        {"1994-01-01"_day, true, "b"},
                        {"1997-01-01"_day, false, "c"},
                        {std::nullopt, false, "d"}});
    CHECK(*steps.at("1993-12-31"_day) == "a");
    CHECK(*steps.at("1994-01-01"_day) == "b");
    CHECK(*steps.at("1994-01-02"_day) == "c");
    CHECK(*steps.at("1997-01-01"_day) == "d");
}

TEST_CASE("past every limit nothing applies", "[by_period]") {
    const values ended({{"1994-01-01"_day, false, "a"}, {"1997-01-01"_day, true, "b"}});
    CHECK(ended.at("1997-01-01"_day) != nullptr);
    CHECK(ended.at("1997-01-02"_day) == nullptr);
    CHECK(ended.single() == nullptr);
}

TEST_CASE("lists by period compare by value", "[by_period]") {
    const values a({{"1994-01-01"_day, false, "a"}, {std::nullopt, false, "b"}});
    const values same({{"1994-01-01"_day, false, "a"}, {std::nullopt, false, "b"}});
    const values inclusive({{"1994-01-01"_day, true, "a"}, {std::nullopt, false, "b"}});
    CHECK(a == same);
    CHECK_FALSE(a == inclusive);
}

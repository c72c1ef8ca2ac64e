// Values as files state them.

#include "law/show.hpp"
#include "support/catch.hpp"

#include <servanda/law/value.hpp>

#include <string>

using namespace servanda::literals;
using servanda::find_entry;
using servanda::kind_name;
using servanda::value;
using servanda::value_list;
using servanda::value_table;
using servanda::test::place;

TEST_CASE("a value names its kind", "[value]") {
    CHECK(kind_name(value(true)) == "true or false");
    CHECK(kind_name(value(std::int64_t{6})) == "a whole number");
    CHECK(kind_name(value(2.5)) == "a number");
    CHECK(kind_name(value("six")) == "text");
    CHECK(kind_name(value("2019-02-02"_day)) == "a date");
    CHECK(kind_name(value(value_list{})) == "a list");
    CHECK(kind_name(value(value_table{})) == "a table");
}

TEST_CASE("values are equal when they say the same, wherever they stand", "[value]") {
    CHECK(value(std::string("six"), place(1, 1)) == value("six"));
    CHECK_FALSE(value("six") == value("seven"));
    CHECK_FALSE(value(std::int64_t{6}) == value(6.0));
    CHECK(value(value_list{"a", "b"}) == value(value_list{"a", "b"}));
    CHECK_FALSE(value(value_list{"a", "b"}) == value(value_list{"b", "a"}));
    CHECK(value(value_table{{"k", "v", place(1, 1)}}) ==
          value(value_table{{"k", "v", place(2, 2)}}));
}

TEST_CASE("an entry of a table is found by its key", "[value]") {
    const value_table table{{"article", "XV(2)", {}}, {"notice", "6 months after notice", {}}};
    REQUIRE(find_entry(table, "notice") != nullptr);
    CHECK(find_entry(table, "notice")->content == value("6 months after notice"));
    CHECK(find_entry(table, "Notice") == nullptr);
    CHECK(find_entry({}, "notice") == nullptr);
}

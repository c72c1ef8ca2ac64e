// Days that depositaries and governments computed, against the same rules in our words. Each row of
// date_cases.csv has its source.

#include "calendar/csv.hpp"
#include "calendar/evaluate.hpp"
#include "support/catch.hpp"

#include <servanda/calendar/parse_date_rule.hpp>

#include <set>
#include <string>

using servanda::month_end;
using servanda::parse_date;
using servanda::test::csv_row;
using servanda::test::evaluated;
using servanda::test::parse_csv;
using servanda::test::read_csv;

namespace {

/// Evaluates a row's rule with one anchor and compares with what happened.
void check_row(const csv_row& row, const std::string& anchor_name, const std::string& day_column) {
    CAPTURE(row.line, row["treaty"], row["phrase"], row[day_column], row["month_end"]);
    const auto day = parse_date(row[day_column]);
    const auto result = parse_date(row["result"]);
    REQUIRE(day);
    REQUIRE(result);
    const auto policy = row["month_end"] == to_string(month_end::next_day) ? month_end::next_day
                                                                           : month_end::last_day;
    REQUIRE(row["month_end"] == to_string(policy));
    CHECK(evaluated(row["phrase"], {{anchor_name, *day}}, policy) == to_string(*result));
}

} // namespace

TEST_CASE("date rules give the days on record", "[date_rule][cases]") {
    const auto rows = read_csv(SERVANDA_SOURCE_DIR "/tests/calendar/date_cases.csv");
    REQUIRE(rows);
    CHECK(rows->size() >= 60);
    std::set<std::string> treaties;
    for (const auto& row : *rows) {
        check_row(row, row["anchor"], "day");
        treaties.insert(row["treaty"]);
        CAPTURE(row.line);
        CHECK_FALSE(row["article"].empty());
        CHECK_FALSE(row["source"].empty());
    }
    CHECK(treaties.size() >= 30);
}

TEST_CASE("date rules give the days of the larger table where it is at hand",
          "[date_rule][cases]") {
    const auto rows = read_csv(SERVANDA_SOURCE_DIR "/../shared/facts/date_cases.csv");
    if (!rows) {
        WARN("skipped: the larger table of date cases is not here");
        return;
    }
    int checked = 0;
    for (const auto& row : *rows) {
        if (!row["phrase"].empty()) {
            check_row(row, "trigger", "anchor");
            ++checked;
        }
    }
    CHECK(checked > 0);
}

TEST_CASE("quoted fields of a table may hold commas, quotation marks and lines", "[cases]") {
    const auto rows = parse_csv("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\r\n,\"\"\n\"3\",4");
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["a"] == "1");
    CHECK(rows[0]["b"] == "x, \"y\"\nz");
    CHECK(rows[0].line == 2);
    CHECK(rows[1]["a"].empty());
    CHECK(rows[1]["b"].empty());
    CHECK(rows[2]["a"] == "3");
    CHECK(rows[2]["b"] == "4");
    CHECK(rows[2].line == 6);
    CHECK_THROWS(parse_csv("a,b\n1\n"));
    CHECK_THROWS(parse_csv("a\n\"1\n"));
    CHECK_THROWS(rows[0]["c"]);
}

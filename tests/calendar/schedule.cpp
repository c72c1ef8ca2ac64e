// Rules that recur: "180 days after own entry into force, then every 30 April".

#include "calendar/evaluate.hpp"
#include "calendar/show.hpp"
#include "support/catch.hpp"

#include <servanda/calendar/parse_date_rule.hpp>

#include <limits>
#include <string>

using namespace servanda::literals;
using servanda::month_end;
using servanda::parse_schedule;
using servanda::test::named_days;
using servanda::test::occurrences;
using servanda::test::resolver;

TEST_CASE("a schedule without then every happens once", "[schedule]") {
    CHECK(occurrences("6 months after notice", {{"notice", "2019-02-02"_day}}, 3) ==
          "2019-08-02 unresolved unresolved");
    CHECK_FALSE(parse_schedule("6 months after notice").then);
}

TEST_CASE("then every PERIOD counts each occurrence from the first", "[schedule]") {
    // ABM Treaty, Article XIV(2): reviews at five-year intervals.
    const named_days abm{{"entry into force", "1972-10-03"_day}};
    CHECK(occurrences("5 years after entry into force, then every 5 years", abm, 4) ==
          "1977-10-03 1982-10-03 1987-10-03 1992-10-03");
    // INF Treaty, Article IX: updates by half-years.
    const named_days inf{{"entry into force", "1988-06-01"_day}};
    CHECK(occurrences("30 days after entry into force then every six months", inf, 3) ==
          "1988-07-01 1989-01-01 1989-07-01");
    CHECK(occurrences("on 2019-01-01, then every 1 year and 1 day", {}, 3) ==
          "2019-01-01 2020-01-02 2021-01-03");
    CHECK(occurrences("on 2019-01-01, then every 2 weeks", {}, 3) ==
          "2019-01-01 2019-01-15 2019-01-29");
}

TEST_CASE("then every UNIT is every one of it", "[schedule]") {
    CHECK(occurrences("on 2019-12-30, then every day", {}, 4) ==
          "2019-12-30 2019-12-31 2020-01-01 2020-01-02");
    CHECK(occurrences("on 2019-12-30, then every week", {}, 3) ==
          "2019-12-30 2020-01-06 2020-01-13");
    CHECK(occurrences("on 2019-12-30, then every month", {}, 3) ==
          "2019-12-30 2020-01-30 2020-02-29");
    CHECK(occurrences("on 2019-12-30, then every year", {}, 3) ==
          "2019-12-30 2020-12-30 2021-12-30");
}

TEST_CASE("a clipped month does not lose the day of those after it", "[schedule]") {
    CHECK(occurrences("on 2023-01-31, then every month", {}, 6) ==
          "2023-01-31 2023-02-28 2023-03-31 2023-04-30 2023-05-31 2023-06-30");
    CHECK(occurrences("on 2023-01-31, then every month", {}, 5, month_end::next_day) ==
          "2023-01-31 2023-03-01 2023-03-31 2023-05-01 2023-05-31");
    CHECK(occurrences("on 2024-02-29, then every year", {}, 5) ==
          "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29");
    CHECK(occurrences("on 2019-08-31, then every 6 months", {}, 4) ==
          "2019-08-31 2020-02-29 2020-08-31 2021-02-28");
}

TEST_CASE("then every DAYMONTH is that day of each year, later than the first", "[schedule]") {
    // Ottawa Convention, Article 7: the first report after 180 days, then by 30 April.
    const char* reports = "180 days after own entry into force, then every 30 April";
    CHECK(occurrences(reports, {{"own entry into force", "1999-03-01"_day}}, 3) ==
          "1999-08-28 2000-04-30 2001-04-30");
    CHECK(occurrences(reports, {{"own entry into force", "1999-10-01"_day}}, 3) ==
          "2000-03-29 2000-04-30 2001-04-30");
    CHECK(occurrences("on 2019-04-30, then every 30 April", {}, 3) ==
          "2019-04-30 2020-04-30 2021-04-30");
    CHECK(occurrences("on 2019-04-29, then every thirty April", {}, 2) == "2019-04-29 2019-04-30");
    CHECK(occurrences("on 2022-06-01, then every 29 February", {}, 4) ==
          "2022-06-01 2023-02-28 2024-02-29 2025-02-28");
}

TEST_CASE("until leaves its own day out", "[schedule]") {
    const std::string yearly = "on 2019-01-01, then every year until ";
    CHECK(occurrences(yearly + "2021-01-01", {}, 4) ==
          "2019-01-01 2020-01-01 unresolved unresolved");
    CHECK(occurrences(yearly + "2021-01-02", {}, 4) ==
          "2019-01-01 2020-01-01 2021-01-01 unresolved");
    // INF Treaty: the last of the half-years before inspections end.
    CHECK(occurrences("on 2019-01-01, then every 30 April until 2 years after notice",
                      {{"notice", "2019-04-30"_day}},
                      4) == "2019-01-01 2019-04-30 2020-04-30 unresolved");
}

TEST_CASE("an end that has not come yet ends nothing", "[schedule]") {
    CHECK(occurrences("on 2019-01-01, then every year until expiry", {}, 3) ==
          "2019-01-01 2020-01-01 2021-01-01");
    CHECK(occurrences("on 2019-01-01, then every year until expiry",
                      {{"expiry", "2020-06-01"_day}},
                      3) == "2019-01-01 2020-01-01 unresolved");
}

TEST_CASE("a schedule whose first day is not known has no occurrence", "[schedule]") {
    CHECK(occurrences("5 years after entry into force, then every 5 years", {}, 2) ==
          "unresolved unresolved");
    const auto value = parse_schedule("on 2019-01-01, then every year");
    CHECK_FALSE(value.occurrence(-1, resolver({}), month_end::last_day));
}

TEST_CASE("no occurrence lies past the last day of the calendar", "[schedule]") {
    CHECK(occurrences("on 9998-06-01, then every year", {}, 3) ==
          "9998-06-01 9999-06-01 unresolved");
    CHECK(occurrences("on 9998-06-01, then every 30 April", {}, 3) ==
          "9998-06-01 9999-04-30 unresolved");
    for (const char* phrase : {"on 2019-01-01, then every 3 days",
                               "on 2019-01-01, then every 7 weeks",
                               "on 2019-01-01, then every 3 months",
                               "on 2019-01-01, then every 3 years",
                               "on 2019-01-01, then every 4000000 days",
                               "on 2019-01-01, then every 30 April"}) {
        const auto value = parse_schedule(phrase);
        // 3 × 1431655766 is 2 more than 2^32.
        for (const auto index : {4'000'000, 1431655766, std::numeric_limits<std::int32_t>::max()}) {
            CAPTURE(phrase, index);
            CHECK_FALSE(value.occurrence(index, resolver({}), month_end::last_day));
        }
    }
}

TEST_CASE("a schedule is written in words that read back", "[schedule]") {
    for (const char* phrase :
         {"6 months after notice",
          "on notice, then every 1 month",
          "180 days after own entry into force, then every 30 April",
          "on 2019-01-01, then every 1 year and 2 days until on expiry",
          "the later of notice and deposit but not before 2019-01-01, then every 5 years until "
          "20 years after entry into force but not before 2030-01-01"}) {
        CAPTURE(phrase);
        const auto value = parse_schedule(phrase);
        CHECK(to_string(value) == phrase);
        CHECK(parse_schedule(to_string(value)) == value);
    }
    CHECK(to_string(parse_schedule("ON Notice THEN EVERY Month")) ==
          "on notice, then every 1 month");
}

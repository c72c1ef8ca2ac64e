// Date rules as treaties write them: every form of the grammar, on real days where there are some.

#include "calendar/evaluate.hpp"
#include "calendar/show.hpp"
#include "support/catch.hpp"

#include <servanda/calendar/parse_date_rule.hpp>

#include <string>
#include <vector>

using namespace servanda::literals;
using servanda::month_end;
using servanda::parse_date_rule;
using servanda::parse_period;
using servanda::period;
using servanda::test::evaluated;
using servanda::test::named_days;

TEST_CASE("PERIOD after: months and years run to the corresponding day", "[date_rule]") {
    // INF Treaty, Article XV(2): notice of 2 February 2019.
    CHECK(evaluated("6 months after notice", {{"notice", "2019-02-02"_day}}) == "2019-08-02");
    // Rome Statute, Article 121(5), Latvia: from the last day of February to 28 February.
    CHECK(evaluated("1 year after deposit", {{"deposit", "2025-02-28"_day}}) == "2026-02-28");
    CHECK(evaluated("1 month after deposit", {{"deposit", "2023-02-28"_day}}) == "2023-03-28");
    // Energy Charter Treaty, Article 47(2), Italy.
    CHECK(evaluated("1 year and 1 day after notice", {{"notice", "2014-12-31"_day}}) ==
          "2016-01-01");
    CHECK(evaluated("2 weeks after notice", {{"notice", "2019-02-02"_day}}) == "2019-02-16");
    CHECK(evaluated("1 year and 2 months and 3 weeks and 4 days after notice",
                    {{"notice", "2019-02-02"_day}}) == "2020-04-27");
    CHECK(evaluated("0 days after notice", {{"notice", "2019-02-02"_day}}) == "2019-02-02");
}

TEST_CASE("PERIOD before counts backward and clips", "[date_rule]") {
    // INF Treaty, Article XI(1): inspections through the eve of the thirteenth anniversary.
    CHECK(evaluated("1 day before 13 years after entry into force",
                    {{"entry into force", "1988-06-01"_day}}) == "2001-05-31");
    // Vienna Document: notifiable exercises are announced 42 days ahead.
    CHECK(evaluated("42 days before exercise", {{"exercise", "2021-09-10"_day}}) == "2021-07-30");
    CHECK(evaluated("1 month before expiry", {{"expiry", "2019-03-31"_day}}) == "2019-02-28");
    CHECK(evaluated("1 month before expiry", {{"expiry", "2019-03-31"_day}}, month_end::next_day) ==
          "2019-02-28");
    CHECK(evaluated("1 year before expiry", {{"expiry", "2024-02-29"_day}}) == "2023-02-28");
    CHECK(evaluated("1 month and 1 day before expiry", {{"expiry", "2019-03-31"_day}}) ==
          "2019-02-27");
}

TEST_CASE("the month-end policy decides where the month reached is too short", "[date_rule]") {
    const named_days deposit{{"deposit", "1989-01-31"_day}};
    CHECK(evaluated("3 months after deposit", deposit, month_end::next_day) == "1989-05-01");
    CHECK(evaluated("3 months after deposit", deposit, month_end::last_day) == "1989-04-30");
}

TEST_CASE("N clear days are N + 1 days", "[date_rule]") {
    // CFE Treaty, Article XIX(2), Russia.
    CHECK(evaluated("150 clear days after notice", {{"notice", "2023-06-09"_day}}) == "2023-11-07");
    CHECK(evaluated("one hundred and fifty clear days after notice",
                    {{"notice", "2007-07-14"_day}}) == "2007-12-12");
    CHECK(evaluated("30 clear days after deposit", {{"deposit", "1988-02-18"_day}}) ==
          "1988-03-20");
    CHECK(evaluated("0 clear days after notice", {{"notice", "2019-02-02"_day}}) == "2019-02-03");
    CHECK(evaluated("2 months after 30 clear days after notice", {{"notice", "2019-01-01"_day}}) ==
          "2019-04-01");
}

TEST_CASE("the Nth day after is N days after", "[date_rule]") {
    const named_days deposit{{"deposit", "1995-12-01"_day}};
    for (const char* phrase : {"on the 90th day after deposit",
                               "the 90th day after deposit",
                               "on 90th day after deposit",
                               "90th day after deposit",
                               "on the ninetieth day after deposit",
                               "at the ninetieth day after the deposit",
                               "90 days after deposit",
                               "ninety days after deposit"}) {
        CAPTURE(phrase);
        CHECK(evaluated(phrase, deposit) == "1996-02-29"); // UNFCCC, Slovenia
    }
    CHECK(evaluated("on the one hundred and eightieth day after threshold",
                    {{"threshold", "1996-10-31"_day}}) == "1997-04-29");
    CHECK(evaluated("on the first day after notice", {{"notice", "2019-02-28"_day}}) ==
          "2019-03-01");
}

TEST_CASE("the day after is one day after", "[date_rule]") {
    for (const char* phrase : {"on the day after notice",
                               "the day after notice",
                               "on day after notice",
                               "day after notice",
                               "at the day after the notice"}) {
        CAPTURE(phrase);
        CHECK(evaluated(phrase, {{"notice", "2019-02-28"_day}}) == "2019-03-01");
    }
}

TEST_CASE("the first day of the Nth month counts calendar months after the day's own",
          "[date_rule]") {
    // Ottawa Convention, Article 17: 40th deposit, and Poland.
    CHECK(evaluated("the first day of the 6th month after threshold",
                    {{"threshold", "1998-09-16"_day}}) == "1999-03-01");
    CHECK(evaluated("on the first day of the sixth month after deposit",
                    {{"deposit", "2012-12-27"_day}}) == "2013-06-01");
    CHECK(evaluated("first day of the month after deposit", {{"deposit", "2012-12-01"_day}}) ==
          "2013-01-01");
    CHECK(evaluated("first day of the first month after deposit",
                    {{"deposit", "2012-12-01"_day}}) == "2013-01-01");
    CHECK(evaluated("first day of the 13th month after deposit", {{"deposit", "2012-12-31"_day}}) ==
          "2014-01-01");
}

TEST_CASE("a first-of-month rule goes on from the day inside it, even if that is a first",
          "[date_rule]") {
    // Rome Statute, Article 126: Albania's sixtieth day was 1 April 2003.
    const char* rome = "on the first day of the month after 60 days after deposit";
    CHECK(evaluated(rome, {{"deposit", "2003-01-31"_day}}) == "2003-05-01");
    CHECK(evaluated(rome, {{"deposit", "2003-02-10"_day}}) == "2003-05-01");
    CHECK(evaluated("on the first day of the month after the sixtieth day after deposit",
                    {{"deposit", "2003-01-31"_day}}) == "2003-05-01");
    // Hague Trusts Convention, Articles 27 and 30, Malta.
    CHECK(evaluated("the first day of the third month after 12 months after deposit",
                    {{"deposit", "1994-12-07"_day}}) == "1996-03-01");
}

TEST_CASE("everything inside a first-of-month rule counts to the last day", "[date_rule]") {
    const named_days deposit{{"deposit", "1989-01-31"_day}};
    const auto marpol = month_end::next_day;
    CHECK(evaluated("first day of the month after 3 months after deposit", deposit, marpol) ==
          "1989-05-01");
    CHECK(evaluated("first day of the month after the later of 3 months after deposit and deposit",
                    deposit,
                    marpol) == "1989-05-01");
    CHECK(evaluated("first day of the month after (3 months after deposit but not before deposit)",
                    deposit,
                    marpol) == "1989-05-01");
    CHECK(evaluated("first day of the month after the end of the month of 3 months after deposit",
                    deposit,
                    marpol) == "1989-05-01");
}

TEST_CASE("nothing outside a first-of-month rule departs from the policy", "[date_rule]") {
    const named_days deposit{{"deposit", "1989-01-31"_day}};
    const auto marpol = month_end::next_day;
    CHECK(evaluated("the end of the month of 3 months after deposit", deposit, marpol) ==
          "1989-05-31");
    CHECK(evaluated("the later of 3 months after deposit and the first day of the month after "
                    "deposit",
                    deposit,
                    marpol) == "1989-05-01");
    CHECK(evaluated("the earlier of 3 months after deposit and first day of the 4th month after "
                    "3 months after deposit",
                    deposit,
                    marpol) == "1989-05-01");
    CHECK(evaluated("1 month after 30 days after the first day of the month after deposit",
                    {{"deposit", "1988-12-31"_day}},
                    marpol) == "1989-03-01");
}

TEST_CASE("the next day of the year after a day is later than that day", "[date_rule]") {
    const auto next = [](servanda::date day) {
        return evaluated("on the next 30 June after notice", {{"notice", day}});
    };
    CHECK(next("2019-06-29"_day) == "2019-06-30");
    CHECK(next("2019-06-30"_day) == "2020-06-30");
    CHECK(next("2019-07-01"_day) == "2020-06-30");
    // Open Skies Treaty: the Benelux group ends on a 31 December, 60 days after notice.
    CHECK(evaluated("the next 31 December after 60 days after notice",
                    {{"notice", "2003-11-15"_day}}) == "2004-12-31");
}

TEST_CASE("the next day of the year on or after a day may be that day", "[date_rule]") {
    const auto next = [](servanda::date day) {
        return evaluated("next 30 June on or after notice", {{"notice", day}});
    };
    CHECK(next("2019-06-29"_day) == "2019-06-30");
    CHECK(next("2019-06-30"_day) == "2019-06-30");
    CHECK(next("2019-07-01"_day) == "2020-06-30");
}

TEST_CASE("the Whaling Convention ends on 30 June if notice is given by 1 January", "[date_rule]") {
    const char* icrw = "on the next 30 June after the next 1 January on or after notice";
    CHECK(evaluated(icrw, {{"notice", "2018-12-26"_day}}) == "2019-06-30"); // Japan
    CHECK(evaluated(icrw, {{"notice", "2019-01-01"_day}}) == "2019-06-30");
    CHECK(evaluated(icrw, {{"notice", "2019-01-02"_day}}) == "2020-06-30");
}

TEST_CASE("29 February is 28 where there is none", "[date_rule]") {
    CHECK(evaluated("the next 29 February after notice", {{"notice", "2023-01-01"_day}}) ==
          "2023-02-28");
    CHECK(evaluated("the next 29 February after notice", {{"notice", "2023-02-28"_day}}) ==
          "2024-02-29");
    CHECK(evaluated("the next 29 February on or after notice", {{"notice", "2023-02-28"_day}}) ==
          "2023-02-28");
    CHECK(evaluated("the next 29 February after notice", {{"notice", "2024-02-28"_day}}) ==
          "2024-02-29");
    CHECK(evaluated("29 February of the following year after notice",
                    {{"notice", "2023-05-05"_day}}) == "2024-02-29");
    CHECK(evaluated("29 February of the following year after notice",
                    {{"notice", "2024-05-05"_day}}) == "2025-02-28");
}

TEST_CASE("a day of a following year counts calendar years", "[date_rule]") {
    // UNESCO Constitution, Article II(6): the United States.
    for (const char* phrase : {"on 31 December of the following year after notice",
                               "31 December of the following year of notice",
                               "at 31 December of the following year as the notice",
                               "on thirty-one December of the first following year after notice",
                               "31 december of the 1st following year after notice"}) {
        CAPTURE(phrase);
        CHECK(evaluated(phrase, {{"notice", "2025-07-22"_day}}) == "2026-12-31");
    }
    // Open Skies Treaty, Annex A: the end of the phasing period.
    CHECK(evaluated("31 December of the third following year after entry into force",
                    {{"entry into force", "2002-01-01"_day}}) == "2005-12-31");
    CHECK(evaluated("31 December of the following year after notice",
                    {{"notice", "2025-12-31"_day}}) == "2026-12-31");
}

TEST_CASE("a day of the same year may precede the day it is counted from", "[date_rule]") {
    for (const char* phrase : {"1 January of the same year as notice",
                               "on 1 January of the same year of notice",
                               "at 1 January of the same year after notice"}) {
        CAPTURE(phrase);
        CHECK(evaluated(phrase, {{"notice", "2025-07-22"_day}}) == "2025-01-01");
    }
    CHECK(evaluated("31 December of the same year as notice", {{"notice", "2025-07-22"_day}}) ==
          "2025-12-31");
}

TEST_CASE("the end of a month, quarter or year is its last day", "[date_rule]") {
    const auto end = [](const char* unit, servanda::date day) {
        return evaluated(std::string("the end of the ") + unit + " of notice", {{"notice", day}});
    };
    CHECK(end("month", "2024-02-01"_day) == "2024-02-29");
    CHECK(end("month", "2024-02-29"_day) == "2024-02-29");
    CHECK(end("month", "2023-12-15"_day) == "2023-12-31");
    CHECK(end("quarter", "2023-01-01"_day) == "2023-03-31");
    CHECK(end("quarter", "2023-03-31"_day) == "2023-03-31");
    CHECK(end("quarter", "2023-04-01"_day) == "2023-06-30");
    CHECK(end("quarter", "2023-09-30"_day) == "2023-09-30");
    CHECK(end("quarter", "2023-10-01"_day) == "2023-12-31");
    CHECK(end("quarter", "2023-11-30"_day) == "2023-12-31");
    CHECK(end("year", "2023-01-01"_day) == "2023-12-31");
    CHECK(end("year", "2023-12-31"_day) == "2023-12-31");
}

TEST_CASE("the Council of Europe ends at the year of three months after notice", "[date_rule]") {
    const char* statute = "at the end of the year of 3 months after notice";
    CHECK(evaluated(statute, {{"notice", "2022-03-15"_day}}) == "2022-12-31"); // Russia
    CHECK(evaluated(statute, {{"notice", "2022-09-30"_day}}) == "2022-12-31");
    CHECK(evaluated(statute, {{"notice", "2022-10-01"_day}}) == "2023-12-31");
}

TEST_CASE("the later of two days waits for both", "[date_rule]") {
    const char* phrase = "the later of 1989-01-01 and threshold";
    CHECK(evaluated(phrase, {{"threshold", "1988-12-16"_day}}) == "1989-01-01");
    CHECK(evaluated(phrase, {{"threshold", "1989-03-01"_day}}) == "1989-03-01");
    CHECK(evaluated(phrase) == "unresolved");
    CHECK(evaluated("on the later of notice and deposit", {{"notice", "2019-02-02"_day}}) ==
          "unresolved");
    CHECK(evaluated("at the later of deposit and notice", {{"notice", "2019-02-02"_day}}) ==
          "unresolved");
}

TEST_CASE("the earlier of two days runs to the one that is known", "[date_rule]") {
    const char* phrase = "the earlier of expiry and 60 days after notice";
    CHECK(evaluated(phrase, {{"expiry", "2026-02-05"_day}}) == "2026-02-05");
    CHECK(evaluated(phrase, {{"notice", "2025-01-01"_day}}) == "2025-03-02");
    CHECK(evaluated(phrase, {{"expiry", "2026-02-05"_day}, {"notice", "2025-01-01"_day}}) ==
          "2025-03-02");
    CHECK(evaluated(phrase, {{"expiry", "2025-02-05"_day}, {"notice", "2025-01-01"_day}}) ==
          "2025-02-05");
    CHECK(evaluated(phrase) == "unresolved");
    CHECK(evaluated("30 days after the earlier of expiry and notice",
                    {{"expiry", "2026-02-05"_day}}) == "2026-03-07");
}

TEST_CASE("but not before takes the later of the two and waits for both", "[date_rule]") {
    // Chemical Weapons Convention, Article XXI(1).
    const char* cwc = "180 days after threshold, but not before 2 years after opening";
    const named_days real{{"threshold", "1996-10-31"_day}, {"opening", "1993-01-13"_day}};
    CHECK(evaluated(cwc, real) == "1997-04-29");
    CHECK(evaluated(cwc, {{"threshold", "1994-01-31"_day}, {"opening", "1993-01-13"_day}}) ==
          "1995-01-13");
    CHECK(evaluated(cwc, {{"threshold", "1996-10-31"_day}}) == "unresolved");
    CHECK(evaluated(cwc, {{"opening", "1993-01-13"_day}}) == "unresolved");
    CHECK(evaluated("180 days after threshold but not before 1995-01-13", real) == "1997-04-29");
    CHECK(evaluated("on 1990-01-01 but not before 1991-01-01, but not before 1992-01-01") ==
          "1992-01-01");
}

TEST_CASE("but not before binds loosest", "[date_rule]") {
    const named_days days{{"notice", "2019-01-01"_day}, {"deposit", "2019-06-01"_day}};
    CHECK(evaluated("6 months after notice but not before deposit", days) == "2019-07-01");
    CHECK(evaluated("1 month after notice but not before deposit", days) == "2019-06-01");
    CHECK(evaluated("1 month after (notice but not before deposit)", days) == "2019-07-01");
    CHECK(evaluated("the earlier of notice and deposit but not before 2019-03-01", days) ==
          "2019-03-01");
    CHECK(evaluated("the earlier of notice and (deposit but not before 2019-09-01)", days) ==
          "2019-01-01");
}

TEST_CASE("rules nest, with and without parentheses", "[date_rule]") {
    const named_days days{
        {"notice", "2019-01-15"_day}, {"deposit", "2019-06-01"_day}, {"expiry", "2019-04-01"_day}};
    CHECK(evaluated("the later of the earlier of notice and deposit and expiry", days) ==
          "2019-04-01");
    CHECK(evaluated("the later of notice and the earlier of deposit and expiry", days) ==
          "2019-04-01");
    CHECK(evaluated("(((notice)))", days) == "2019-01-15");
    CHECK(evaluated("1 day after (1 month after (notice))", days) == "2019-02-16");
    CHECK(evaluated("the later of (1 month after notice) and (2 weeks after expiry)", days) ==
          "2019-04-15");
    CHECK(evaluated("5 years after 10 years after entry into force",
                    {{"entry into force", "2011-02-05"_day}}) == "2026-02-05"); // New START
    CHECK(evaluated("the later of 2 months and 10 days after notice and deposit", days) ==
          "2019-06-01");
    CHECK(evaluated("the later of deposit and 5 months and 3 weeks after notice", days) ==
          "2019-07-06");
}

TEST_CASE("a date or a named day stands alone, with on, at and the or without", "[date_rule]") {
    CHECK(evaluated("2019-02-02") == "2019-02-02");
    CHECK(evaluated("on 2019-02-02") == "2019-02-02");
    CHECK(evaluated("at 2019-02-02") == "2019-02-02");
    for (const char* phrase : {"notice",
                               "on notice",
                               "at notice",
                               "the notice",
                               "on the notice",
                               "at the notice",
                               "ON THE NOTICE",
                               "  on\tthe\nnotice  "}) {
        CAPTURE(phrase);
        CHECK(evaluated(phrase, {{"notice", "2019-02-02"_day}}) == "2019-02-02");
    }
}

TEST_CASE("case does not matter", "[date_rule]") {
    const named_days days{{"own entry into force", "2016-11-04"_day}};
    CHECK(evaluated("Three Years AFTER Own Entry Into Force", days) == "2019-11-04");
    CHECK(evaluated("On The NEXT 30 JUNE After Own entry into force", days) == "2017-06-30");
}

TEST_CASE("every built-in anchor can be named", "[date_rule]") {
    for (const auto name : servanda::anchor_names) {
        CAPTURE(name);
        const named_days days{{std::string(name), "2019-02-02"_day}};
        CHECK(evaluated("on " + std::string(name), days) == "2019-02-02");
        CHECK(evaluated("1 day after the " + std::string(name), days) == "2019-02-03");
        CHECK(evaluated("on " + std::string(name)) == "unresolved");
    }
    CHECK(evaluated("on own entry into force", {{"entry into force", "2019-02-02"_day}}) ==
          "unresolved");
}

TEST_CASE("a file's own anchors are read, the longest name first", "[date_rule]") {
    const named_days days{{"notice", "2019-01-01"_day},
                          {"notice of intent", "2019-02-01"_day},
                          {"Start of Destruction", "2019-03-01"_day},
                          {"second review conference", "2019-04-01"_day},
                          {"end of hostilities", "2019-05-01"_day}};
    CHECK(evaluated("on notice", days) == "2019-01-01");
    CHECK(evaluated("on notice of intent", days) == "2019-02-01");
    CHECK(evaluated("6 months after notice of intent", days) == "2019-08-01");
    CHECK(evaluated("30 days after the start of destruction", days) == "2019-03-31");
    CHECK(evaluated("1 day after the second review conference", days) == "2019-04-02");
    CHECK(evaluated("on the end of hostilities", days) == "2019-05-01");
    CHECK(evaluated("the later of notice and end of hostilities", days) == "2019-05-01");
}

TEST_CASE("an own anchor may begin with the words of another form", "[date_rule]") {
    const auto phrase = GENERATE(values<std::string>({"next review conference",
                                                      "end of the conflict",
                                                      "first day of the conference",
                                                      "day of the summit",
                                                      "five powers meeting"}));
    CAPTURE(phrase);
    const named_days days{{phrase, "2019-01-01"_day}};
    CHECK(evaluated("6 months after " + phrase, days) == "2019-07-01");
    CHECK(evaluated("on the " + phrase, days) == "2019-01-01");
}

TEST_CASE("an own anchor may take the name of a built-in one", "[date_rule]") {
    const std::vector<std::string> own{"notice"};
    CHECK(parse_date_rule("on notice", own) == servanda::date_rule::on_custom("notice"));
    CHECK(parse_date_rule("on notice") == servanda::date_rule::on(servanda::anchor::notice));
}

TEST_CASE("an anchor that has not happened leaves the rule unresolved", "[date_rule]") {
    for (const char* phrase : {"6 months after notice",
                               "42 days before notice",
                               "150 clear days after notice",
                               "first day of the 6th month after notice",
                               "the next 30 June after notice",
                               "the next 30 June on or after notice",
                               "31 December of the following year after notice",
                               "the end of the quarter of notice",
                               "1 day after the later of 2019-01-01 and notice"}) {
        CAPTURE(phrase);
        CHECK(evaluated(phrase) == "unresolved");
    }
}

TEST_CASE("a rule that leaves the calendar throws", "[date_rule]") {
    using servanda::date_out_of_range;
    CHECK_THROWS_AS(evaluated("1 day after 9999-12-31"), date_out_of_range);
    CHECK_THROWS_AS(evaluated("1 day before 1400-01-01"), date_out_of_range);
    CHECK_THROWS_AS(evaluated("4000000 years after 2019-02-02"), date_out_of_range);
    CHECK_THROWS_AS(evaluated("4000000 clear days after 2019-02-02"), date_out_of_range);
    CHECK_THROWS_AS(evaluated("first day of the month after 9999-12-01"), date_out_of_range);
    CHECK_THROWS_AS(evaluated("the next 30 June after 9999-06-30"), date_out_of_range);
    CHECK_THROWS_AS(evaluated("1 January of the following year after 9999-01-01"),
                    date_out_of_range);
    CHECK(evaluated("the end of the year of 9999-01-01") == "9999-12-31");
}

TEST_CASE("a period is read alone", "[date_rule]") {
    CHECK(parse_period("5 years") == period{5, 0, 0, 0});
    CHECK(parse_period("1 year and 30 days") == period{1, 0, 0, 30});
    CHECK(parse_period("eighteen months") == period{0, 18, 0, 0});
    CHECK(parse_period("1 day and 1 week and 1 month and 1 year") == period{1, 1, 1, 1});
    CHECK(parse_period("one hundred and eighty days") == period{0, 0, 0, 180});
}

// servanda date: a date rule by itself.
#include "command/run_command.hpp"

using namespace servanda_tests;

namespace {

/// The day alone on the first line.
std::string day_of(std::vector<std::string> words) {
    words.insert(words.begin(), "date");
    return first_line(output_of(words));
}

} // namespace

TEST_CASE("date prints the day alone on its first line", "[command][date][contract]") {
    CHECK(day_of({"6 months after 2019-02-02"}) == "2019-08-02"); // INF XV(2)
    CHECK(day_of({"6 months after 2020-05-22"}) == "2020-11-22"); // Open Skies XV(2)
    CHECK(day_of({"60 days after 2001-11-02"}) == "2002-01-01");  // Open Skies XVII(2)
    CHECK(day_of({"6 months after 2018-08-31"}) == "2019-02-28");
    CHECK(day_of({"6 months after 2019-08-31"}) == "2020-02-29");
    CHECK(day_of({"1 month after 2019-02-28"}) == "2019-03-28");        // never snap
    CHECK(day_of({"150 clear days after 2023-06-09"}) == "2023-11-07"); // CFE XIX(2)
    CHECK(day_of({"150 clear days after 2007-07-14"}) == "2007-12-12");
    CHECK(day_of({"10 years after 2011-02-05"}) == "2021-02-05"); // New START XIV(2)
    CHECK(day_of({"on the 90th day after 2019-01-01"}) == "2019-04-01");
    CHECK(day_of({"first day of the 6th month after 2019-02-15"}) == "2019-08-01");
    CHECK(day_of({"2019-02-02"}) == "2019-02-02");
    CHECK(day_of({"6 MONTHS AFTER 2019-02-02"}) == "2019-08-02");
}

TEST_CASE("date takes named days", "[command][date]") {
    CHECK(day_of({"6 months after notice", "--anchor", "notice=2019-02-02"}) == "2019-08-02");
    CHECK(day_of({"the later of 1 month after deposit and first use",
                  "--anchor",
                  "deposit=2019-02-02",
                  "--anchor",
                  "first use=2019-05-05"}) == "2019-05-05");
    refused({"date", "6 months after notice"}, "notice");
    refused({"date", "6 months after notice", "--anchor", "notice"}, "NAME=DATE");
    refused({"date", "6 months after notice", "--anchor", "notice=2019-02-30"}, "2019-02-30");
    refused({"date", "6 months after notice", "--anchor", "=2019-02-03"}, "NAME=DATE");
}

TEST_CASE("date knows both practices of short months", "[command][date]") {
    // MARPOL: 31 August + 3 months = 1 December.
    CHECK(day_of({"3 months after 2019-08-31"}) == "2019-11-30");
    CHECK(day_of({"3 months after 2019-08-31", "--month-end", "last day"}) == "2019-11-30");
    CHECK(day_of({"3 months after 2019-08-31", "--month-end", "next day"}) == "2019-12-01");
    CHECK(run({"date", "3 months after 2019-08-31", "--month-end", "snap"}).status == 2);
}

TEST_CASE("date shows recurrences after the first day", "[command][date]") {
    const std::string text = output_of({"date", "on 2010-02-05, then every 6 months"});
    CHECK_THAT(text, StartsWith("2010-02-05\n2010-08-05\n2011-02-05\n"));
}

TEST_CASE("date points at the wrong word", "[command][date]") {
    const outcome result = run({"date", "6 monts after 2019-02-02"});
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, ContainsSubstring("did you mean 'months'?"));
    CHECK_THAT(result.err, ContainsSubstring("\n    ^\n"));
    refused({"date", ""}, "");
    refused({"date", "6 months after 1399-01-01"}, "1399-01-01");
    refused({"date", "9000 years after 2019-02-02"}, "9999-12-31");
    refused({"date", "3 days before 1400-01-02"}, "1400-01-01");
    refused({"date", "99999999999999999999 days after 2019-02-02"}, "");
    refused({"date", std::string(100000, '(')}, "");
}

// Days that are not known to the day, in text.
#include "support/catch.hpp"

#include <servanda/calendar/day_range.hpp>

using namespace servanda;
using namespace servanda::literals;
using Catch::Matchers::ContainsSubstring;

namespace {

/// "offset: message" with which a text is refused.
std::string refusal(std::string_view text) {
    try {
        (void)parse_day_range(text);
    } catch (const phrase_error& problem) {
        return std::to_string(problem.offset()) + ": " + problem.what();
    }
    return "accepted";
}

} // namespace

TEST_CASE("a year, a month, a day and a range of them", "[calendar][day_range]") {
    CHECK(parse_day_range("2014") == day_range{"2014-01-01"_day, "2014-12-31"_day});
    CHECK(parse_day_range("2014-07") == day_range{"2014-07-01"_day, "2014-07-31"_day});
    CHECK(parse_day_range("2014-02") == day_range{"2014-02-01"_day, "2014-02-28"_day});
    CHECK(parse_day_range("2016-02") == day_range{"2016-02-01"_day, "2016-02-29"_day});
    CHECK(parse_day_range("2014-07-15") == day_range{"2014-07-15"_day, "2014-07-15"_day});
    CHECK(parse_day_range("2014-07-01..2014-07-28") ==
          day_range{"2014-07-01"_day, "2014-07-28"_day});
    // Each end may be a month or a year itself: from its first day, to its last.
    CHECK(parse_day_range("2014-07-20..2014-08") == day_range{"2014-07-20"_day, "2014-08-31"_day});
    CHECK(parse_day_range("2014..2015") == day_range{"2014-01-01"_day, "2015-12-31"_day});
    CHECK(parse_day_range("2014-07-15..2014-07-15").is_one_day());
    CHECK(parse_day_range("1400").first == date::min());
    CHECK(parse_day_range("9999").last == date::max());
}

TEST_CASE("how many days, and which", "[calendar][day_range]") {
    const auto july = parse_day_range("2014-07");
    CHECK(july.size() == 31);
    CHECK(july.contains("2014-07-01"_day));
    CHECK(july.contains("2014-07-31"_day));
    CHECK_FALSE(july.contains("2014-08-01"_day));
    CHECK(parse_day_range("2016").size() == 366);
    for (const char* text : {"2014", "2014-07", "2014-07-15", "2014-07-01..2014-07-28"}) {
        const auto days = parse_day_range(text);
        CHECK(parse_day_range(to_string(days)) == days);
    }
    CHECK(to_string(july) == "2014-07-01..2014-07-31");
    CHECK(to_string(parse_day_range("2014-07-15")) == "2014-07-15");
}

TEST_CASE("what names no days says why, and where", "[calendar][day_range]") {
    for (const char* text : {"",
                             "July 2014",
                             "14",
                             "2014-7",
                             "2014-07-1",
                             "2014/07",
                             "2014-07-15T00:00",
                             "20140715",
                             "+201",
                             "2014-07-01...2014-07-28",
                             "2014-07-01 .. 2014-07-28"}) {
        CAPTURE(text);
        CHECK_THAT(refusal(text), ContainsSubstring("expected a day YYYY-MM-DD, a month YYYY-MM"));
    }
    CHECK(refusal("2014-13") == "5: there is no month 13");
    CHECK(refusal("2014-00") == "5: there is no month 00");
    CHECK(refusal("2014-02-29") == "8: there is no day 2014-02-29");
    CHECK(refusal("1399") == "0: expected a year from 1400 to 9999, found 1399");
    CHECK(refusal("2014-07..1399") == "9: expected a year from 1400 to 9999, found 1399");
    CHECK(refusal("2014-07-28..2014-07-01") ==
          "12: the range ends on 2014-07-01, before it begins on 2014-07-28");
    CHECK(refusal("2015..2014") ==
          "6: the range ends on 2014-12-31, before it begins on 2015-01-01");
    CHECK_THAT(refusal("2014.."), ContainsSubstring("needs both its ends"));
    CHECK_THAT(refusal("..2014"), ContainsSubstring("needs both its ends"));
    CHECK_THAT(refusal(".."), ContainsSubstring("needs both its ends"));
    CHECK(refusal("2014-07-01..2014-13") == "17: there is no month 13");
}

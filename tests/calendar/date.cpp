// Days: the unit of time, from 1400-01-01 to 9999-12-31.

#include "calendar/show.hpp"
#include "support/catch.hpp"

#include <servanda/calendar/date.hpp>

#include <boost/date_time/gregorian/greg_date.hpp>

#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <type_traits>
#include <unordered_set>

using namespace servanda::literals;
using servanda::date;
using servanda::date_out_of_range;
using servanda::parse_date;

TEST_CASE("the calendar runs from 1400-01-01 to 9999-12-31", "[date]") {
    CHECK(date::min() == date::of(1400, 1, 1));
    CHECK(date::max() == date::of(9999, 12, 31));
    CHECK(date{} == date::min());
    CHECK_THROWS_AS(date::of(1399, 12, 31), date_out_of_range);
    CHECK_THROWS_AS(date::of(10000, 1, 1), date_out_of_range);
    CHECK_FALSE(date::try_of(1399, 12, 31));
    CHECK_FALSE(date::try_of(10000, 1, 1));
    CHECK_FALSE(date::try_of(-2019, 2, 2));
    CHECK_THROWS_WITH(date::of(1399, 12, 31),
                      Catch::Matchers::ContainsSubstring("1400-01-01") &&
                          Catch::Matchers::ContainsSubstring("9999-12-31"));
}

TEST_CASE("a day that no calendar has is refused", "[date]") {
    struct fields {
        int year;
        int month;
        int day;
    };
    const auto impossible = GENERATE(values<fields>({
        {2019, 2, 29},
        {2019, 2, 30},
        {1900, 2, 29}, // a century year is no leap year
        {2100, 2, 29},
        {2019, 4, 31},
        {2019, 6, 31},
        {2019, 9, 31},
        {2019, 11, 31},
        {2019, 1, 32},
        {2019, 1, 0},
        {2019, 1, -1},
        {2019, 0, 1},
        {2019, 13, 1},
        {2019, -1, 1},
    }));
    const auto [year, month, day] = impossible;
    CAPTURE(year, month, day);
    CHECK_THROWS_AS(date::of(year, month, day), date_out_of_range);
    CHECK_FALSE(date::try_of(year, month, day));
}

TEST_CASE("29 February exists in years divisible by 4, of the centuries only by 400", "[date]") {
    CHECK(date::try_of(2024, 2, 29));
    CHECK(date::try_of(2000, 2, 29));
    CHECK(date::try_of(1600, 2, 29));
    CHECK_FALSE(date::try_of(2023, 2, 29));
    CHECK_FALSE(date::try_of(1700, 2, 29));
}

TEST_CASE("days are known at compile time", "[date]") {
    static_assert("2019-02-02"_day == date::of(2019, 2, 2));
    static_assert("2019-02-02"_day < "2019-08-02"_day);
    static_assert("2019-08-02"_day - "2019-02-02"_day == 181);
    static_assert("2019-02-02"_day + 181 == "2019-08-02"_day);
    static_assert("2024-02-29"_day.fields() == servanda::year_month_day{2024, 2, 29});
    static_assert("2024-02-29"_day.year() == 2024);
    static_assert(!parse_date("2019-02-30"));
    static_assert(sizeof(date) == 4);
    static_assert(std::is_trivially_copyable_v<date>);
    static_assert(std::is_nothrow_default_constructible_v<date>);
    SUCCEED();
}

TEST_CASE("a day is written YYYY-MM-DD and read only so", "[date]") {
    CHECK(servanda::to_string("1987-12-08"_day) == "1987-12-08");
    CHECK(servanda::to_string(date::min()) == "1400-01-01");
    CHECK(servanda::to_string(date::max()) == "9999-12-31");
    CHECK(parse_date("1987-12-08") == date::of(1987, 12, 8));

    const auto text = GENERATE(values<std::string>({"",
                                                    "1987",
                                                    "1987-12",
                                                    "1987-12-8",
                                                    "1987-12-08 ",
                                                    " 1987-12-08",
                                                    "1987-12-08T00",
                                                    "1987/12/08",
                                                    "1987-Dec-08",
                                                    "08-12-1987",
                                                    "19871208",
                                                    "+987-12-08",
                                                    "1987-12-0x",
                                                    "1987-1-208",
                                                    "1987-02-29",
                                                    "1399-12-31",
                                                    "0000-00-00"}));
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
}

TEST_CASE("adding days past either end of the calendar throws", "[date]") {
    CHECK(date::max() - 1 + 1 == date::max());
    CHECK_THROWS_AS(date::max() + 1, date_out_of_range);
    CHECK_THROWS_AS(date::min() - 1, date_out_of_range);
    CHECK_THROWS_AS(date::min() + -1, date_out_of_range);
    CHECK_THROWS_AS("2019-02-02"_day + 4'000'000, date_out_of_range);
    CHECK_THROWS_AS("2019-02-02"_day - 4'000'000, date_out_of_range);
}

TEST_CASE("no number of days is too large to be refused", "[date]") {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    CHECK_THROWS_AS("2019-02-02"_day + most, date_out_of_range);
    CHECK_THROWS_AS("2019-02-02"_day + least, date_out_of_range);
    CHECK_THROWS_AS("2019-02-02"_day - most, date_out_of_range);
    CHECK_THROWS_AS("2019-02-02"_day - least, date_out_of_range);
}

TEST_CASE("a day number outside the calendar is no day", "[date]") {
    CHECK(date::from_number("2019-02-02"_day.number()) == "2019-02-02"_day);
    CHECK_THROWS_AS(date::from_number(date::min().number() - 1), date_out_of_range);
    CHECK_THROWS_AS(date::from_number(date::max().number() + 1), date_out_of_range);
    CHECK_THROWS_AS(date::from_number(0), date_out_of_range);
    CHECK_THROWS_AS(date::from_number(std::numeric_limits<std::int32_t>::min()), date_out_of_range);
}

TEST_CASE("Boost's special dates are no days", "[date]") {
    namespace greg = boost::gregorian;
    CHECK_THROWS_AS(date::from_boost(greg::date(boost::date_time::not_a_date_time)),
                    date_out_of_range);
    CHECK_THROWS_AS(date::from_boost(greg::date(boost::date_time::pos_infin)), date_out_of_range);
    CHECK_THROWS_AS(date::from_boost(greg::date(boost::date_time::neg_infin)), date_out_of_range);
    CHECK(date::from_boost(greg::date(2019, 2, 2)) == "2019-02-02"_day);
    CHECK("2019-02-02"_day.to_boost() == greg::date(2019, 2, 2));
}

TEST_CASE("every day of the calendar follows the one before it, and reads back", "[date]") {
    std::int64_t wrong = 0;
    date day = date::min();
    int year = 1400;
    int month = 1;
    int mday = 1;
    while (true) {
        if (day.fields() != servanda::year_month_day{year, month, mday} ||
            date::of(year, month, mday) != day) {
            ++wrong;
        }
        if (day == date::max()) {
            break;
        }
        const date next = day + 1;
        wrong += next.number() == day.number() + 1 && next > day && next - day == 1 ? 0 : 1;
        day = next;
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        const bool short_month = month == 4 || month == 6 || month == 9 || month == 11;
        const int last = month == 2 ? (leap ? 29 : 28) : (short_month ? 30 : 31);
        if (++mday > last) {
            mday = 1;
            if (++month > 12) {
                month = 1;
                ++year;
            }
        }
    }
    CHECK(wrong == 0);
    CHECK(year == 9999);
    CHECK(month == 12);
    CHECK(mday == 31);
}

TEST_CASE("random days agree with Boost.Date_Time in both directions", "[date]") {
    std::mt19937 random(20190202);
    const auto days = static_cast<std::uint32_t>(date::max() - date::min()) + 1;
    int wrong = 0;
    for (int i = 0; i < 20'000; ++i) {
        const date day = date::min() + static_cast<std::int64_t>(random() % days);
        const boost::gregorian::date boost = day.to_boost();
        const auto [year, month, mday] = day.fields();
        const bool same = boost.year() == year && boost.month() == month && boost.day() == mday &&
                          boost.day_number() == static_cast<std::uint32_t>(day.number()) &&
                          date::from_boost(boost) == day &&
                          parse_date(servanda::to_string(day)) == day;
        wrong += same ? 0 : 1;

        const date other = date::min() + static_cast<std::int64_t>(random() % days);
        const bool apart = (other.to_boost() - boost).days() == other - day &&
                           day + (other - day) == other && other - (other - day) == day &&
                           (day < other) == (boost < other.to_boost());
        wrong += apart ? 0 : 1;
    }
    CHECK(wrong == 0);
}

TEST_CASE("days serve as keys", "[date]") {
    std::unordered_set<date> seen;
    for (int i = 0; i < 1000; ++i) {
        seen.insert("1987-12-08"_day + i);
        seen.insert("1987-12-08"_day + i);
    }
    CHECK(seen.size() == 1000);
    CHECK(seen.contains("1988-06-01"_day));
    CHECK(std::hash<date>{}("1988-06-01"_day) == std::hash<date>{}(date::of(1988, 6, 1)));
}

// Periods: months and years run to the corresponding day.

#include "calendar/show.hpp"
#include "support/catch.hpp"

#include <servanda/calendar/period.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

using namespace servanda::literals;
using servanda::add;
using servanda::add_months;
using servanda::date;
using servanda::date_out_of_range;
using servanda::month_end;
using servanda::period;
using servanda::subtract;

namespace {

constexpr period years(std::int32_t n) {
    return {n, 0, 0, 0};
}
constexpr period months(std::int32_t n) {
    return {0, n, 0, 0};
}
constexpr period days(std::int32_t n) {
    return {0, 0, 0, n};
}

} // namespace

TEST_CASE("months count to the corresponding day and never snap to the end of a month",
          "[period]") {
    CHECK(add("2023-02-28"_day, months(1)) == "2023-03-28"_day);
    CHECK(add("2024-02-28"_day, months(1)) == "2024-03-28"_day);
    CHECK(add("2023-02-28"_day, years(1)) == "2024-02-28"_day);
    CHECK(add("2023-04-30"_day, months(6)) == "2023-10-30"_day);
    CHECK(add("2023-06-30"_day, months(1)) == "2023-07-30"_day);
    CHECK(add(add("2023-01-28"_day, months(1)), months(1)) == "2023-03-28"_day);
    CHECK(add("2023-01-28"_day, months(2)) == "2023-03-28"_day);
    CHECK(add("2024-02-29"_day, months(1)) == "2024-03-29"_day);
    CHECK(add("2024-02-29"_day, years(4)) == "2028-02-29"_day);
}

TEST_CASE("the corresponding day needs no policy where it exists", "[period]") {
    for (const auto policy : {month_end::last_day, month_end::next_day}) {
        CHECK(add("2019-02-02"_day, months(6), policy) == "2019-08-02"_day);
        CHECK(add("2019-12-31"_day, months(1), policy) == "2020-01-31"_day);
        CHECK(add("2019-08-31"_day, months(2), policy) == "2019-10-31"_day);
        CHECK(add("1988-06-01"_day, years(13), policy) == "2001-06-01"_day);
        CHECK(add("1996-02-29"_day, years(4), policy) == "2000-02-29"_day);
    }
}

TEST_CASE("where the month is too short the last day is the default", "[period]") {
    CHECK(add("2019-08-31"_day, months(6)) == "2020-02-29"_day);
    CHECK(add("2018-08-31"_day, months(6)) == "2019-02-28"_day);
    CHECK(add("2008-01-31"_day, months(1)) == "2008-02-29"_day);
    CHECK(add("2024-02-29"_day, years(1)) == "2025-02-28"_day);
    CHECK(add("2024-02-29"_day, months(12)) == "2025-02-28"_day);
    CHECK(add("2024-03-31"_day, months(1)) == "2024-04-30"_day);
}

TEST_CASE("where the month is too short MARPOL goes on to the next day", "[period]") {
    const auto next = month_end::next_day;
    CHECK(add("1993-08-31"_day, months(3), next) == "1993-12-01"_day);
    CHECK(add("1989-01-31"_day, months(3), next) == "1989-05-01"_day);
    CHECK(add("2019-08-31"_day, months(6), next) == "2020-03-01"_day);
    CHECK(add("2018-08-29"_day, months(6), next) == "2019-03-01"_day);
    CHECK(add("2018-08-30"_day, months(6), next) == "2019-03-01"_day);
    CHECK(add("2024-02-29"_day, years(1), next) == "2025-03-01"_day);
}

TEST_CASE("counting backward clips to the last day", "[period]") {
    CHECK(subtract("2019-03-31"_day, months(1)) == "2019-02-28"_day);
    CHECK(subtract("2020-03-31"_day, months(1)) == "2020-02-29"_day);
    CHECK(subtract("2023-03-29"_day, months(1)) == "2023-02-28"_day);
    CHECK(subtract("2024-02-29"_day, years(1)) == "2023-02-28"_day);
    CHECK(subtract("2019-12-31"_day, months(6)) == "2019-06-30"_day);
    CHECK(subtract("2023-03-28"_day, months(1)) == "2023-02-28"_day);
    CHECK(subtract("2023-02-28"_day, months(1)) == "2023-01-28"_day);
    CHECK(add_months("2019-03-31"_day, -1, month_end::next_day) == "2019-02-28"_day);
    CHECK(add_months("2019-03-31"_day, -1, month_end::last_day) == "2019-02-28"_day);
}

TEST_CASE("years and months are one step", "[period]") {
    // In two steps 29 February + 1 year would clip before the months are added.
    CHECK(add("2024-02-29"_day, {1, 1, 0, 0}) == "2025-03-29"_day);
    CHECK(add("2024-02-29"_day, {3, 12, 0, 0}) == "2028-02-29"_day);
    CHECK(add("2019-01-31"_day, {1, 2, 0, 0}) == "2020-03-31"_day);
    CHECK(add("2024-02-29"_day, {1, 1, 0, 0}, month_end::next_day) == "2025-03-29"_day);
    CHECK(subtract("2024-02-29"_day, {1, 1, 0, 0}) == "2023-01-29"_day);
}

TEST_CASE("weeks and days come after years and months", "[period]") {
    CHECK(add("2014-12-31"_day, {1, 0, 0, 1}) == "2016-01-01"_day);  // Energy Charter, Italy
    CHECK(add("2009-07-06"_day, {0, 6, 0, 1}) == "2010-01-07"_day);  // ICSID, Ecuador
    CHECK(add("2019-01-30"_day, {0, 1, 0, 1}) == "2019-03-01"_day);  // 28 February, then a day
    CHECK(add("2019-01-30"_day, {0, 1, 1, 1}) == "2019-03-08"_day);  // 28 February, then 8 days
    CHECK(add("2019-01-31"_day, {0, 1, 0, 30}) == "2019-03-30"_day); // not 2 March + 1 month
    CHECK(add("2019-01-31"_day, {0, 1, 0, 1}, month_end::next_day) == "2019-03-02"_day);
    CHECK(subtract("2019-03-31"_day, {0, 1, 0, 1}) == "2019-02-27"_day);
    CHECK(subtract("2019-05-01"_day, {0, 2, 0, 1}) == "2019-02-28"_day);
}

TEST_CASE("days and weeks alone count days", "[period]") {
    CHECK(add("2015-07-20"_day, days(90)) == "2015-10-18"_day);
    CHECK(add("2019-02-02"_day, {0, 0, 2, 3}) == "2019-02-19"_day);
    CHECK(add("2024-02-28"_day, days(1)) == "2024-02-29"_day);
    CHECK(add("2019-01-31"_day, days(0)) == "2019-01-31"_day);
    CHECK(subtract("2019-03-01"_day, days(1)) == "2019-02-28"_day);
    CHECK(add("2019-01-31"_day, period{}, month_end::next_day) == "2019-01-31"_day);
}

TEST_CASE("a period that leaves the calendar throws", "[period]") {
    CHECK(add("9999-11-30"_day, months(1)) == "9999-12-30"_day);
    CHECK(add("9999-12-30"_day, days(1)) == date::max());
    CHECK_THROWS_AS(add("9999-12-01"_day, months(1)), date_out_of_range);
    CHECK_THROWS_AS(add("9999-12-31"_day, days(1)), date_out_of_range);
    CHECK_THROWS_AS(add("2019-02-02"_day, years(8000)), date_out_of_range);
    CHECK_THROWS_AS(subtract("1400-01-31"_day, months(1)), date_out_of_range);
    CHECK_THROWS_AS(subtract("1400-01-01"_day, days(1)), date_out_of_range);

    constexpr auto most = std::numeric_limits<std::int32_t>::max();
    CHECK_THROWS_AS(add("2019-02-02"_day, {most, most, most, most}), date_out_of_range);
    CHECK_THROWS_AS(subtract("2019-02-02"_day, {most, most, most, most}), date_out_of_range);
    CHECK_THROWS_AS(add("2019-02-02"_day, {0, 0, most, most}), date_out_of_range);
}

TEST_CASE("no number of months is too large to be refused", "[period]") {
    CHECK_THROWS_AS(add_months("2019-02-02"_day, std::numeric_limits<std::int64_t>::max()),
                    date_out_of_range);
    CHECK_THROWS_AS(add_months("2019-02-02"_day, std::numeric_limits<std::int64_t>::min()),
                    date_out_of_range);
}

TEST_CASE("periods are counted at compile time", "[period]") {
    static_assert(add("2023-02-28"_day, {0, 1, 0, 0}) == "2023-03-28"_day);
    static_assert(add("1993-08-31"_day, {0, 3, 0, 0}, month_end::next_day) == "1993-12-01"_day);
    static_assert(period{1, 6, 0, 0}.total_months() == 18);
    static_assert(period{0, 0, 2, 3}.total_days() == 17);
    static_assert(period{}.empty() && !period{0, 0, 0, 1}.empty());
    SUCCEED();
}

TEST_CASE("a period is written in its units, largest first", "[period]") {
    CHECK(servanda::to_string(months(6)) == "6 months");
    CHECK(servanda::to_string(months(1)) == "1 month");
    CHECK(servanda::to_string(period{1, 0, 0, 30}) == "1 year and 30 days");
    CHECK(servanda::to_string(period{2, 3, 1, 4}) == "2 years and 3 months and 1 week and 4 days");
    CHECK(servanda::to_string(period{}) == "0 days");
    CHECK(servanda::to_string(month_end::last_day) == "last day");
    CHECK(servanda::to_string(month_end::next_day) == "next day");
}

TEST_CASE("a period repeated is one longer period", "[period]") {
    CHECK(months(1).times(3) == months(3));
    CHECK(period{1, 0, 0, 30}.times(2) == period{2, 0, 0, 60});
    CHECK(months(6).times(0).empty());
}

TEST_CASE("random months agree with std::chrono's calendar", "[period]") {
    namespace chrono = std::chrono;
    std::mt19937 random(20231107);
    const auto range = static_cast<std::uint32_t>("2400-01-01"_day - "1500-01-01"_day);
    int wrong = 0;
    for (int i = 0; i < 40'000; ++i) {
        const date day = "1500-01-01"_day + static_cast<std::int64_t>(random() % range);
        const int count = static_cast<int>(random() % 1200) - 600;
        const auto [year, month, mday] = day.fields();
        const auto reached =
            chrono::year_month{chrono::year{year}, chrono::month{static_cast<unsigned>(month)}} +
            chrono::months{count};
        const chrono::year_month_day same_day = reached / chrono::day{static_cast<unsigned>(mday)};
        const chrono::year_month_day clipped =
            same_day.ok() ? same_day : chrono::year_month_day{reached / chrono::last};
        const date expected = date::of(static_cast<int>(clipped.year()),
                                       static_cast<int>(static_cast<unsigned>(clipped.month())),
                                       static_cast<int>(static_cast<unsigned>(clipped.day())));
        const bool rolls = !same_day.ok() && count > 0;
        wrong += add_months(day, count) == expected ? 0 : 1;
        wrong += add_months(day, count, month_end::next_day) == expected + (rolls ? 1 : 0) ? 0 : 1;
    }
    CHECK(wrong == 0);
}

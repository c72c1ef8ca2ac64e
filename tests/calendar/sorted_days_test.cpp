#include "support/catch.hpp"

#include <servanda/calendar/sorted_days.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace servanda;
using namespace servanda::literals;

TEST_CASE("days before a day are counted as the standard library counts them") {
    for (std::size_t length = 0; length < 20; ++length) {
        std::vector<date> days;
        for (std::size_t i = 0; i < length; ++i) {
            days.push_back("2001-01-01"_day + static_cast<std::int64_t>(i / 3 * 2)); // some twice
        }
        for (date day = "2000-12-30"_day; day < "2001-01-20"_day; day = day + 1) {
            const auto before = std::lower_bound(days.begin(), days.end(), day) - days.begin();
            INFO(length << " days, " << to_string(day));
            CHECK(detail::days_before(days, day) == static_cast<std::size_t>(before));
        }
    }
}

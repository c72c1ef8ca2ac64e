// Date rules as values: built in C++, compared, written in words.

#include "calendar/evaluate.hpp"
#include "calendar/show.hpp"
#include "support/catch.hpp"

#include <servanda/calendar/date_rule.hpp>
#include <servanda/calendar/parse_date_rule.hpp>

#include <string>
#include <vector>

using namespace servanda::literals;
using servanda::anchor;
using servanda::calendar_unit;
using servanda::date_rule;
using servanda::parse_date_rule;
using servanda::test::named_days;
using servanda::test::resolver;

namespace {

/// An operator without operands yet.
[[nodiscard]] date_rule::node node(date_rule::kind what, std::int32_t count = 0) {
    date_rule::node result;
    result.what = what;
    result.count = count;
    return result;
}

} // namespace

TEST_CASE("a rule built in C++ equals the one read from its phrase", "[date_rule]") {
    const auto notice = date_rule::on(anchor::notice);
    const auto deposit = date_rule::on(anchor::deposit);
    CHECK(date_rule::on("2019-02-02"_day) == parse_date_rule("on 2019-02-02"));
    CHECK(notice == parse_date_rule("on the notice"));
    CHECK(date_rule::after({0, 6, 0, 0}, notice) == parse_date_rule("six months after notice"));
    CHECK(date_rule::after({0, 0, 0, 90}, deposit) ==
          parse_date_rule("on the ninetieth day after deposit"));
    CHECK(date_rule::over(node(date_rule::kind::clear_days_after, 150), notice) ==
          parse_date_rule("150 clear days after notice"));
    CHECK(date_rule::over(node(date_rule::kind::first_of_month, 6), deposit) ==
          parse_date_rule("first day of the sixth month after deposit"));
    CHECK(date_rule::over(node(date_rule::kind::later_of), notice, deposit) ==
          parse_date_rule("the later of notice and deposit"));
    CHECK(date_rule::over(
              node(date_rule::kind::not_before), date_rule::after({2, 0, 0, 0}, notice), deposit) ==
          parse_date_rule("2 years after notice but not before deposit"));

    auto quarter = node(date_rule::kind::end_of);
    quarter.unit = calendar_unit::quarter;
    CHECK(date_rule::over(quarter, notice) == parse_date_rule("the end of the quarter of notice"));

    auto june = node(date_rule::kind::next_or_same);
    june.day = {6, 30};
    CHECK(date_rule::over(june, notice) == parse_date_rule("the next 30 June on or after notice"));

    const std::vector<std::string> own{"ceasefire"};
    CHECK(date_rule::on_custom("ceasefire") == parse_date_rule("on ceasefire", own));
}

TEST_CASE("rules that differ anywhere are different", "[date_rule]") {
    CHECK_FALSE(parse_date_rule("6 months after notice") ==
                parse_date_rule("7 months after notice"));
    CHECK_FALSE(parse_date_rule("6 months after notice") ==
                parse_date_rule("6 months before notice"));
    CHECK_FALSE(parse_date_rule("6 months after notice") ==
                parse_date_rule("6 months after deposit"));
    CHECK_FALSE(parse_date_rule("the later of notice and deposit") ==
                parse_date_rule("the earlier of notice and deposit"));
    CHECK_FALSE(parse_date_rule("12 months after notice") ==
                parse_date_rule("1 year after notice"));
}

TEST_CASE("a rule by default is on the day of its trigger", "[date_rule]") {
    CHECK(date_rule{} == date_rule::on(anchor::trigger));
    CHECK(to_string(date_rule{}) == "on trigger");
}

TEST_CASE("a rule knows the anchors it counts from", "[date_rule]") {
    const auto rule = parse_date_rule("6 months after notice but not before deposit");
    CHECK(rule.uses(anchor::notice));
    CHECK(rule.uses(anchor::deposit));
    CHECK_FALSE(rule.uses(anchor::expiry));
    CHECK_FALSE(rule.is_on(anchor::notice));
    CHECK(parse_date_rule("on notice").is_on(anchor::notice));
    CHECK_FALSE(parse_date_rule("on notice").is_on(anchor::deposit));
    CHECK_FALSE(parse_date_rule("1 day after notice").is_on(anchor::notice));
    CHECK_FALSE(parse_date_rule("on 2019-02-02").is_on(anchor::trigger));
}

TEST_CASE("an own anchor used twice is named once", "[date_rule]") {
    const std::vector<std::string> own{"ceasefire", "handover"};
    const auto rule = parse_date_rule("the later of (the earlier of handover and ceasefire) and "
                                      "(the earlier of ceasefire and handover)",
                                      own);
    CHECK(rule.custom_names() == std::vector<std::string>{"handover", "ceasefire"});
    const named_days known{{"ceasefire", "2019-03-01"_day}, {"handover", "2019-01-01"_day}};
    CHECK(rule.evaluate(resolver(known), servanda::month_end::last_day) == "2019-01-01"_day);
}

TEST_CASE("a rule asks for each anchor by what it is", "[date_rule]") {
    const std::vector<std::string> own{"ceasefire"};
    const auto rule = parse_date_rule("the later of notice and ceasefire", own);
    std::vector<std::string> asked;
    const auto day = rule.evaluate(
        [&](anchor base, std::string_view name) -> std::optional<servanda::date> {
            asked.push_back(std::string(to_string(base)) + ":" + std::string(name));
            return "2019-01-01"_day;
        },
        servanda::month_end::last_day);
    CHECK(day == "2019-01-01"_day);
    CHECK(asked == std::vector<std::string>{"notice:", "custom:ceasefire"});
}

TEST_CASE("a rule is written in the words of the grammar", "[date_rule]") {
    struct spelling {
        const char* read;
        const char* written;
    };
    const auto [read, written] = GENERATE(values<spelling>({
        {"NOTICE", "on notice"},
        {"at 2019-02-02", "on 2019-02-02"},
        {"six months after the notice", "6 months after notice"},
        {"one year and thirty days after deposit", "1 year and 30 days after deposit"},
        {"on the ninetieth day after deposit", "90 days after deposit"},
        {"the day after notice", "1 day after notice"},
        {"one hundred and fifty clear days after notice", "150 clear days after notice"},
        {"on the first day of the first month after deposit",
         "the first day of the month after deposit"},
        {"first day of the third month after deposit",
         "the first day of the 3rd month after deposit"},
        {"next 30 june on or after notice", "the next 30 June on or after notice"},
        {"on 31 december of the first following year of notice",
         "31 December of the following year after notice"},
        {"1 january of the second following year after notice",
         "1 January of the 2nd following year after notice"},
        {"1 january of the same year of notice", "1 January of the same year as notice"},
        {"at end of the quarter of notice", "the end of the quarter of notice"},
        {"on the later of (notice) and (deposit)", "the later of notice and deposit"},
        {"(notice but not before deposit) but not before expiry",
         "notice but not before deposit but not before expiry"},
        {"notice but not before (deposit but not before expiry)",
         "notice but not before (deposit but not before expiry)"},
        {"1 day after (notice, but not before deposit)",
         "1 day after (notice but not before deposit)"},
    }));
    CAPTURE(read);
    const auto rule = parse_date_rule(read);
    CHECK(to_string(rule) == written);
    CHECK(parse_date_rule(to_string(rule)) == rule);
}

TEST_CASE("a day of the year is written with the name of its month", "[date_rule]") {
    CHECK(to_string(servanda::day_of_year{6, 30}) == "30 June");
    CHECK(to_string(servanda::day_of_year{12, 31}) == "31 December");
    CHECK(servanda::day_of_year{2, 29}.in(2024) == "2024-02-29"_day);
    CHECK(servanda::day_of_year{2, 29}.in(2023) == "2023-02-28"_day);
    CHECK_THROWS_AS((servanda::day_of_year{6, 30}.in(10000)), servanda::date_out_of_range);
}

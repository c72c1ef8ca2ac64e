// Values of files, read as what is expected of them; every mistake where it stands.

#include "law/show.hpp"
#include "support/catch.hpp"

#include <servanda/law/value_reader.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace servanda::literals;
using servanda::date_rule;
using servanda::diagnostics;
using servanda::parse_condition;
using servanda::parse_date_rule;
using servanda::table_entry;
using servanda::value;
using servanda::value_list;
using servanda::value_reader;
using servanda::value_table;
using servanda::test::place;
using servanda::test::shown;

namespace {

/// A reader and what it found wrong.
struct reading {
    diagnostics messages;
    value_reader in{messages, {"ceasefire"}};
};

[[nodiscard]] value number(std::int64_t n) {
    return value(n);
}
[[nodiscard]] value table(std::vector<std::pair<std::string, value>> entries) {
    value_table result;
    for (auto& [key, content] : entries) {
        result.push_back({key, content, place(7, 3)});
    }
    return value(std::move(result), place(7, 1));
}

} // namespace

TEST_CASE("a value of the wrong kind is refused, saying which was expected", "[value_reader]") {
    const value text("six");
    const value whole = number(6);
    const value flag(true);
    const value day("2019-02-02"_day);
    const value list(value_list{"a"});
    const value fraction(2.5);
    const auto refused = [](auto read) {
        reading r;
        CHECK_FALSE(read(r.in));
        return shown(r.messages);
    };
    CHECK(refused([&](auto& in) { return in.text(whole); }) ==
          "error: expected text, found a whole number");
    CHECK(refused([&](auto& in) { return in.boolean(text); }) ==
          "error: expected true or false, found text");
    CHECK(refused([&](auto& in) { return in.count(text); }) ==
          "error: expected a whole number, found text");
    CHECK(refused([&](auto& in) { return in.count(fraction); }) ==
          "error: expected a whole number, found a number");
    CHECK(refused([&](auto& in) { return in.number(flag); }) ==
          "error: expected a number, found true or false");
    CHECK(refused([&](auto& in) { return in.day(whole); }) ==
          "error: expected a date, found a whole number");
    CHECK(refused([&](auto& in) { return in.texts(whole); }) ==
          "error: expected text or a list of texts, found a whole number");
    CHECK(refused([&](auto& in) { return in.rule(list); }) ==
          "error: expected a date rule, found a list");
    CHECK(refused([&](auto& in) { return in.when(day); }) ==
          "error: expected a condition, found a date");
    CHECK_THAT(refused([&](auto& in) { return in.length(whole); }),
               Catch::Matchers::ContainsSubstring("expected a period"));
    CHECK_THAT(refused([&](auto& in) { return in.recurring(flag); }),
               Catch::Matchers::ContainsSubstring("expected a date rule"));
}

TEST_CASE("a value of the right kind is read", "[value_reader]") {
    reading r;
    CHECK(r.in.text("six") == "six");
    CHECK(r.in.text("") == "");
    CHECK(r.in.words("six") == "six");
    CHECK(r.in.boolean(value(true)) == true);
    CHECK(r.in.count(number(16)) == 16);
    CHECK(r.in.number(number(16)) == 16.0);
    CHECK(r.in.number(value(2.5)) == 2.5);
    CHECK(r.in.day(value("2019-02-02"_day)) == "2019-02-02"_day);
    CHECK(r.in.day("2019-02-02") == "2019-02-02"_day);
    CHECK(r.in.texts("USA") == std::vector<std::string>{"USA"});
    CHECK(r.in.texts(value(value_list{"USA", "SUN"})) == std::vector<std::string>{"USA", "SUN"});
    CHECK(r.in.texts(value(value_list{})) == std::vector<std::string>{});
    CHECK(r.in.length("5 years") == servanda::period{5, 0, 0, 0});
    CHECK(r.in.when("20 deposits") == parse_condition("20 deposits"));
    CHECK(r.in.rule("6 months after notice") == parse_date_rule("6 months after notice"));
    CHECK(r.in.rule(value("2019-02-02"_day)) == date_rule::on("2019-02-02"_day));
    CHECK(r.in.rule("on ceasefire") == date_rule::on_custom("ceasefire"));
    CHECK(r.in.recurring("on notice, then every year") ==
          servanda::parse_schedule("on notice, then every year"));
    CHECK(shown(r.messages).empty());
}

TEST_CASE("a value of the right kind may still be wrong", "[value_reader]") {
    const auto refused = [](auto read) {
        reading r;
        CHECK_FALSE(read(r.in));
        CHECK(r.messages.errors() == 1);
        return shown(r.messages);
    };
    using Catch::Matchers::ContainsSubstring;
    CHECK_THAT(refused([](auto& in) { return in.words(""); }), ContainsSubstring("nothing"));
    CHECK_THAT(refused([](auto& in) { return in.texts(""); }), ContainsSubstring("nothing"));
    CHECK_THAT(refused([](auto& in) { return in.count(number(-1)); }),
               ContainsSubstring("out of range"));
    CHECK_THAT(refused([](auto& in) { return in.count(number(5'000'000)); }),
               ContainsSubstring("out of range"));
    CHECK_THAT(refused([](auto& in) { return in.day("2019-02-30"); }),
               ContainsSubstring("found '2019-02-30'"));
    CHECK_THAT(refused([](auto& in) { return in.day("1399-12-31"); }),
               ContainsSubstring("1400-01-01"));
    CHECK_THAT(refused([](auto& in) {
                   return in.texts(value(value_list{"USA", ""}));
               }),
               ContainsSubstring("nothing"));
}

TEST_CASE("an element of a list that is no text is reported at its own place", "[value_reader]") {
    reading r;
    const value list(
        value_list{value(std::string("USA"), place(3, 9)), value(std::int64_t{6}, place(3, 16))},
        place(3, 8));
    CHECK_FALSE(r.in.texts(list));
    CHECK(shown(r.messages) == "rules/test.toml:3:16: error: expected text, found a whole number");
}

TEST_CASE("a mistake in a phrase is reported at the word, counted from the quotation mark",
          "[value_reader]") {
    reading r;
    CHECK_FALSE(r.in.rule(value(std::string("6 months after notise"), place(12, 10))));
    CHECK_FALSE(r.in.when(value(std::string("20 deposits an 5 signatures"), place(13, 8))));
    REQUIRE(r.messages.items().size() == 2);
    CHECK_THAT(to_string(r.messages.items()[0]),
               Catch::Matchers::ContainsSubstring("rules/test.toml:12:26: error: expected") &&
                   Catch::Matchers::ContainsSubstring("did you mean 'notice'?") &&
                   Catch::Matchers::ContainsSubstring("'6 months after notise'"));
    CHECK_THAT(to_string(r.messages.items()[1]),
               Catch::Matchers::ContainsSubstring("rules/test.toml:13:21: error: expected 'and'"));
}

TEST_CASE("columns count characters, not bytes", "[value_reader]") {
    diagnostics messages;
    value_reader in(messages, {"Übergabe"});
    CHECK_FALSE(in.rule(value(std::string("the later of Übergabe and banana"), place(4, 10))));
    REQUIRE(messages.items().size() == 1);
    CHECK(messages.items()[0].where.column == 10 + 1 + 26);
}

TEST_CASE("a list by period is read in its order", "[value_reader]") {
    reading r;
    const value practice(value_list{
        table({{"until", value("2005-01-27"_day)}, {"rule", "30 clear days after deposit"}}),
        table({{"rule", "30 days after deposit"}})});
    const auto rules = r.in.rules(practice);
    CHECK(shown(r.messages).empty());
    REQUIRE(rules);
    REQUIRE(rules->entries().size() == 2);
    CHECK(*rules->at("2005-01-26"_day) == parse_date_rule("30 clear days after deposit"));
    CHECK(*rules->at("2005-01-27"_day) == parse_date_rule("30 days after deposit"));
}

TEST_CASE("through includes its day, and a date is a rule", "[value_reader]") {
    reading r;
    const value montreal(
        value_list{table({{"through", "1989-01-01"}, {"rule", value("1989-01-01"_day)}}),
                   table({{"rule", "90 days after threshold"}})});
    const auto rules = r.in.rules(montreal);
    CHECK(shown(r.messages).empty());
    REQUIRE(rules);
    CHECK(*rules->at("1989-01-01"_day) == date_rule::on("1989-01-01"_day));
    CHECK(*rules->at("1989-01-02"_day) == parse_date_rule("90 days after threshold"));
}

TEST_CASE("one rule is a list by period of one", "[value_reader]") {
    reading r;
    const auto rules = r.in.rules("on threshold");
    REQUIRE(rules);
    REQUIRE(rules->single() != nullptr);
    CHECK(*rules->single() == date_rule::on(servanda::anchor::threshold));
}

TEST_CASE("a wrong list by period is refused", "[value_reader]") {
    const auto rule = std::pair<std::string, value>{"rule", "on deposit"};
    const auto until = std::pair<std::string, value>{"until", value("2005-01-27"_day)};
    const auto refused = [](const value_list& entries) {
        reading r;
        CHECK_FALSE(r.in.rules(value(entries)));
        CHECK_FALSE(r.messages.ok());
        return shown(r.messages);
    };
    using Catch::Matchers::ContainsSubstring;
    CHECK_THAT(refused({}), ContainsSubstring("empty list"));
    CHECK_THAT(refused({"on deposit"}), ContainsSubstring("found text"));
    CHECK_THAT(refused({table({until})}), ContainsSubstring("lacks its 'rule'"));
    CHECK_THAT(refused({table({rule}), table({rule})}),
               ContainsSubstring("'until', 'through' or 'if'"));
    CHECK_THAT(refused({table({until, {"through", value("2006-01-01"_day)}, rule})}),
               ContainsSubstring("one limit"));
    CHECK_THAT(refused({table({{"untill", value("2005-01-27"_day)}, rule})}),
               ContainsSubstring("unknown key 'untill'") &&
                   ContainsSubstring("did you mean 'until'?"));
    CHECK_THAT(refused({table({{"until", "soon"}, rule})}), ContainsSubstring("found 'soon'"));
    CHECK_THAT(refused({table({until, {"rule", "on depsoit"}})}),
               ContainsSubstring("did you mean 'deposit'?"));
}

TEST_CASE("one of several words is read as its place among them", "[value_reader]") {
    static constexpr std::array<std::string_view, 2> choices{"last day", "next day"};
    reading r;
    CHECK(r.in.one_of("next day", choices) == 1U);
    CHECK(r.messages.ok());
    CHECK_FALSE(r.in.one_of("nxt day", choices));
    CHECK(shown(r.messages) == "error: expected one of 'last day', 'next day', found 'nxt day' "
                               "(did you mean 'next day'?)");
}

TEST_CASE("a long text is shortened in messages", "[value_reader]") {
    reading r;
    CHECK_FALSE(r.in.rule(value(std::string(500, 'x'))));
    CHECK(shown(r.messages).size() < 800);
}

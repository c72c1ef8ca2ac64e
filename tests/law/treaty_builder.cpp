// Treaties defined in C++, in the words of rule files.

#include "law/show.hpp"
#include "support/catch.hpp"

#include <servanda/law/treaty_builder.hpp>

#include <string>
#include <vector>

using namespace servanda::literals;
using servanda::input_error;
using servanda::parse_condition;
using servanda::parse_date_rule;
using servanda::parse_schedule;
using servanda::treaty_builder;
using servanda::treaty_kind;
using servanda::value;
using servanda::value_list;

TEST_CASE("the INF Treaty in C++", "[builder]") {
    const auto inf =
        treaty_builder{"inf"}
            .title("Treaty on intermediate-range nuclear forces")
            .bilateral("USA", "SUN")
            .opened("1987-12-08"_day)
            .enters_into_force("XVII(1)", "deposits by all signatories", "on threshold")
            .unlimited("XV(1)")
            .withdrawal("XV(2)", "6 months after notice")
            .build();
    CHECK(inf.id == "inf");
    CHECK(inf.title == "Treaty on intermediate-range nuclear forces");
    CHECK(inf.kind == treaty_kind::bilateral);
    CHECK(inf.sides == std::vector<std::string>{"USA", "SUN"});
    CHECK(inf.opened == "1987-12-08"_day);
    CHECK(inf.default_law == "vclt");
    CHECK(inf.own.entry_into_force.article == "XVII(1)");
    CHECK(inf.own.entry_into_force.when == parse_condition("deposits by all signatories"));
    CHECK(*inf.own.entry_into_force.effective.single() == parse_date_rule("on threshold"));
    CHECK(inf.own.duration.unlimited == true);
    CHECK(inf.own.has_withdrawal);
    CHECK(inf.own.withdrawal.article == "XV(2)");
    CHECK(*inf.own.withdrawal.notice.single() == parse_date_rule("6 months after notice"));
}

TEST_CASE("a multilateral treaty with depositaries, groups and a parent", "[builder]") {
    const auto protocol = treaty_builder{"kyoto"}
                              .multilateral()
                              .parent("unfccc")
                              .requires_consent_to({"unfccc"})
                              .depositaries({"UNO"})
                              .group("annex-i", {"RUS", "JPN"})
                              .enters_into_force("25(1)", "55 deposits", "90 days after threshold")
                              .for_later("90 days after deposit")
                              .ends_when("fewer than 2 parties")
                              .build();
    CHECK(protocol.kind == treaty_kind::multilateral);
    CHECK(protocol.parent == "unfccc");
    CHECK(protocol.requires_consent_to == std::vector<std::string>{"unfccc"});
    CHECK(protocol.depositaries == std::vector<std::string>{"UNO"});
    CHECK(protocol.own.groups.at("annex-i") == std::vector<std::string>{"RUS", "JPN"});
    CHECK(*protocol.own.entry_into_force.for_later.single() ==
          parse_date_rule("90 days after deposit"));
    CHECK(protocol.ends_when == parse_condition("fewer than 2 parties"));
    CHECK_FALSE(protocol.own.has_withdrawal);
}

TEST_CASE("a term and its extension", "[builder]") {
    const auto start = treaty_builder{"new-start"}
                           .bilateral("USA", "RUS")
                           .term("XIV(2)", "10 years after entry into force")
                           .extension("XIV(2)", 1, "5 years")
                           .build();
    CHECK(start.own.duration.term == parse_schedule("10 years after entry into force"));
    CHECK(start.own.duration.article == "XIV(2)");
    CHECK(start.own.extension.times == 1);
    CHECK(start.own.extension.at_most == servanda::period{5, 0, 0, 0});
    CHECK(start.own.has_extension);
}

TEST_CASE("the default law follows the kind of instrument unless one is named", "[builder]") {
    CHECK(treaty_builder{"a"}.build().default_law == "vclt");
    CHECK(treaty_builder{"a"}.multilateral().build().default_law == "vclt");
    CHECK(treaty_builder{"a"}.bilateral("USA", "RUS").build().default_law == "vclt");
    CHECK(treaty_builder{"jcpoa"}.political().build().default_law == "political");
    CHECK(treaty_builder{"a"}.political().default_law("vclt").build().default_law == "vclt");
    CHECK(treaty_builder{"a"}.default_law("house-rules").build().default_law == "house-rules");
}

TEST_CASE("any key of a rule file can be set", "[builder]") {
    const auto built = treaty_builder{"marpol"}
                           .set("calendar.month_end", "next day")
                           .set("withdrawal.lock_in", "5 years after own entry into force")
                           .set("anchors.phase one", "3 years after entry into force")
                           .set("duration.term", "1 day after phase one")
                           .set("groups.fleet", value(value_list{"LBR", "PAN"}))
                           .build();
    CHECK(built.own.short_months == servanda::month_end::next_day);
    CHECK(built.own.withdrawal.lock_in == parse_date_rule("5 years after own entry into force"));
    CHECK(built.own.duration.term->first.custom_names() == std::vector<std::string>{"phase one"});
    CHECK(built.own.groups.contains("fleet"));
}

TEST_CASE("words and keys say the same", "[builder]") {
    const auto in_words = treaty_builder{"a"}
                              .enters_into_force("I", "20 deposits", "60 days after threshold")
                              .for_later("60 days after deposit")
                              .withdrawal("II", "6 months after notice")
                              .build();
    const auto by_keys = treaty_builder{"a"}
                             .set("entry_into_force.article", "I")
                             .set("entry_into_force.when", "20 deposits")
                             .set("entry_into_force.effective", "60 days after threshold")
                             .set("entry_into_force.for_later", "60 days after deposit")
                             .set("withdrawal.article", "II")
                             .set("withdrawal.notice", "6 months after notice")
                             .build();
    CHECK(in_words == by_keys);
    CHECK_FALSE(in_words == treaty_builder{"b"}.build());
}

TEST_CASE("building does not use the builder up", "[builder]") {
    treaty_builder builder{"a"};
    builder.withdrawal("II", "6 months after notice");
    const auto first = builder.build();
    builder.withdrawal("II", "12 months after notice");
    const auto second = builder.build();
    CHECK(*first.own.withdrawal.notice.single() == parse_date_rule("6 months after notice"));
    CHECK(*second.own.withdrawal.notice.single() == parse_date_rule("12 months after notice"));
}

TEST_CASE("what is not understood throws when it is handed over", "[builder]") {
    using Catch::Matchers::ContainsSubstring;
    CHECK_THROWS_WITH(treaty_builder{"a"}.set("withdrawal.notise", "6 months after notice"),
                      ContainsSubstring("did you mean 'notice'?"));
    CHECK_THROWS_WITH(treaty_builder{"a"}.set("withdrawl.notice", "6 months after notice"),
                      ContainsSubstring("did you mean 'withdrawal'?"));
    CHECK_THROWS_WITH(treaty_builder{"a"}.withdrawal("II", "6 moths after notice"),
                      ContainsSubstring("did you mean 'months'?"));
    CHECK_THROWS_AS(treaty_builder{"a"}.withdrawal("II", "6 moths after notice"), input_error);
    CHECK_THROWS_AS(treaty_builder{"a"}.withdrawal("", "6 months after notice"), input_error);
    CHECK_THROWS_AS(treaty_builder{"a"}.enters_into_force("I", "many deposits", "on threshold"),
                    input_error);
    CHECK_THROWS_AS(treaty_builder{"a"}.enters_into_force("I", "2 deposits", "on treshold"),
                    input_error);
    CHECK_THROWS_AS(treaty_builder{"a"}.for_later("soon"), input_error);
    CHECK_THROWS_AS(treaty_builder{"a"}.term("I", "10 years"), input_error);
    CHECK_THROWS_AS(treaty_builder{"a"}.extension("I", -1, "5 years"), input_error);
    CHECK_THROWS_AS(treaty_builder{"a"}.extension("I", 1, "5"), input_error);
    CHECK_THROWS_AS(treaty_builder{"a"}.set("extension.times", true), input_error);
}

TEST_CASE("a wrong end condition throws as any other phrase does", "[builder]") {
    CHECK_THROWS_AS(treaty_builder{"a"}.ends_when("fewer then 2 parties"), input_error);
}

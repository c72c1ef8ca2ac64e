// Names that must lead somewhere.

#include "law/show.hpp"
#include "support/catch.hpp"

#include <servanda/law/default_laws.hpp>
#include <servanda/law/treaty_builder.hpp>
#include <servanda/law/validate.hpp>

#include <string>
#include <vector>

using servanda::act;
using servanda::parse_condition;
using servanda::rulebook;
using servanda::treaty_builder;
using servanda::validate;
using servanda::value;
using servanda::value_list;
using servanda::value_table;
using servanda::test::count_of;
using servanda::test::shown;

namespace {

using Catch::Matchers::ContainsSubstring;

/// A rulebook of these treaties, the usual laws and a few states.
[[nodiscard]] rulebook book(std::vector<servanda::treaty> treaties) {
    rulebook result;
    for (const char* code : {"USA", "RUS", "CAN", "HUN", "GBR", "FRA"}) {
        servanda::participant item;
        item.code = code;
        result.participants.add(item);
    }
    result.laws = {servanda::vienna_convention(), servanda::political_practice()};
    result.treaties = std::move(treaties);
    return result;
}

/// What is said about one treaty beside a sound one called `unfccc`.
[[nodiscard]] std::string said_of(const treaty_builder& builder) {
    return shown(validate(book({builder.build(), treaty_builder{"unfccc"}.build()})));
}

[[nodiscard]] servanda::rule rule(std::string id) {
    servanda::rule result;
    result.id = std::move(id);
    result.on.on_act = act::sign;
    result.then = act::declare;
    return result;
}

} // namespace

TEST_CASE("a sound rulebook has nothing to say", "[validate]") {
    auto open_skies =
        treaty_builder{"open-skies"}
            .depositaries({"CAN", "HUN"})
            .group("quota-8", {"USA", "RUS", "CAN"})
            .group("all-of-them", {"quota-8", "HUN"})
            .enters_into_force("XVII(2)",
                               "20 deposits and deposits by CAN, HUN and quota-8 and 2 parties to "
                               "unfccc",
                               "60 days after threshold")
            .withdrawal("XV(2)", "6 months after notice")
            .set("entry_into_force.counted", value(value_list{"GBR"}))
            .set("weights.tonnage", value(value_table{{"USA", 3.0, {}}}))
            .ends_when("deposits carrying fewer than 5% of tonnage")
            .add(rule("a"))
            .add(rule("b"));
    CHECK(said_of(open_skies).empty());
    CHECK(validate(rulebook{}).ok());
}

TEST_CASE("an unknown group is reported and the nearest suggested", "[validate]") {
    CHECK(said_of(treaty_builder{"a"}
                      .group("quota-8", {"USA"})
                      .enters_into_force("I", "deposits by quota-9", "on threshold")) ==
          "error: unknown group 'quota-9' (did you mean 'quota-8'?)");
    CHECK_THAT(said_of(treaty_builder{"a"}.enters_into_force("I", "40 depsoits", "on threshold")),
               ContainsSubstring("unknown group 'depsoits' (did you mean 'deposits'?)"));
    CHECK_THAT(said_of(treaty_builder{"a"}.group("g", {"USA", "nobody"})),
               ContainsSubstring("unknown group 'nobody'"));
    CHECK_THAT(said_of(treaty_builder{"a"}.ends_when("fewer than 2 partners")),
               ContainsSubstring("unknown group 'partners'"));
}

TEST_CASE("an unknown treaty is reported and the nearest suggested", "[validate]") {
    CHECK(said_of(treaty_builder{"kyoto"}.enters_into_force(
              "I", "2 parties to unfcc", "on threshold")) ==
          "error: unknown treaty 'unfcc' (did you mean 'unfccc'?)");
    CHECK_THAT(said_of(treaty_builder{"kyoto"}.parent("unffcc")),
               ContainsSubstring("unknown treaty 'unffcc'"));
    CHECK(said_of(treaty_builder{"kyoto"}.requires_consent_to({"unfccc", "vienna"})) ==
          "warning: no rule file has the treaty 'vienna': what the text asks of it is taken as "
          "given");
    // Another figure is another treaty.
    CHECK(
        said_of(treaty_builder{"kyoto-2"}.parent("kyoto-1")).starts_with("warning: no rule file"));
    auto elsewhere = rule("a");
    elsewhere.treaty = "start-1";
    CHECK_THAT(said_of(treaty_builder{"kyoto"}.add(elsewhere)),
               ContainsSubstring("unknown treaty 'start-1'"));
}

TEST_CASE("an unknown weight is reported and the nearest suggested", "[validate]") {
    CHECK(said_of(treaty_builder{"a"}
                      .set("weights.tonnage", value(value_table{{"USA", 3.0, {}}}))
                      .enters_into_force("I", "deposits carrying 50% of tonage", "on threshold")) ==
          "error: unknown weight 'tonage' (did you mean 'tonnage'?)");
    CHECK_THAT(said_of(treaty_builder{"a"}.ends_when("2 deposits carrying 5% of co2")),
               ContainsSubstring("unknown weight 'co2'"));
}

TEST_CASE("an unknown participant is reported wherever it is named", "[validate]") {
    CHECK_THAT(
        said_of(treaty_builder{"a"}.enters_into_force("I", "deposits by XYZ", "on threshold")),
        ContainsSubstring("unknown participant 'XYZ'"));
    CHECK_THAT(said_of(treaty_builder{"a"}.group("g", {"USA", "XYZ"})),
               ContainsSubstring("unknown participant 'XYZ'"));
    CHECK_THAT(said_of(treaty_builder{"a"}.bilateral("USA", "XYZ")),
               ContainsSubstring("unknown participant 'XYZ'"));
    CHECK_THAT(said_of(treaty_builder{"a"}.depositaries({"HUN", "XYZ"})),
               ContainsSubstring("unknown participant 'XYZ'"));
    CHECK_THAT(said_of(treaty_builder{"a"}.set("entry_into_force.counted", "XYZ")),
               ContainsSubstring("unknown participant 'XYZ'"));
    auto by = rule("a");
    by.by = {"XYZ"};
    CHECK_THAT(said_of(treaty_builder{"a"}.add(by)),
               ContainsSubstring("unknown participant 'XYZ'"));
    by.by = {"all parties"};
    CHECK(said_of(treaty_builder{"a"}.add(by)).empty());
    CHECK_THAT(said_of(treaty_builder{"a"}.bilateral("USA", "RUZ")),
               ContainsSubstring("did you mean"));
}

TEST_CASE("a clause that names who extends names somebody known", "[validate]") {
    CHECK_THAT(said_of(treaty_builder{"a"}.set("extension.by", value(value_list{"USA", "XYZ"}))),
               ContainsSubstring("unknown participant 'XYZ'"));
}

TEST_CASE("a participant that the file itself adds is known", "[validate]") {
    CHECK(said_of(treaty_builder{"a"}
                      .set("participants.BEN", "Benelux")
                      .depositaries({"BEN"})
                      .enters_into_force("I", "deposits by BEN and USA", "on threshold"))
              .empty());
}

TEST_CASE("where nobody is declared everybody may be named", "[validate]") {
    rulebook rules;
    rules.laws = {servanda::vienna_convention()};
    rules.treaties = {treaty_builder{"a"}
                          .bilateral("USA", "SUN")
                          .enters_into_force("I", "deposits by USA and SUN", "on threshold")
                          .build()};
    CHECK(shown(validate(rules)).empty());
}

TEST_CASE("every condition is checked", "[validate]") {
    for (const char* key : {"entry_into_force.when",
                            "accession.open_to",
                            "withdrawal.not_while",
                            "suspension.when"}) {
        CAPTURE(key);
        CHECK_THAT(said_of(treaty_builder{"a"}.set(key, "deposits by nobody")),
                   ContainsSubstring("unknown group 'nobody'"));
    }
    const auto nobody = parse_condition("not (1 deposit and deposits by nobody)");
    auto guarded = rule("a");
    guarded.guard = nobody;
    auto during = rule("b");
    during.only_while = nobody;
    auto outside = rule("c");
    outside.not_while = nobody;
    auto cancelled = rule("d");
    cancelled.unless = nobody;
    auto triggered = rule("e");
    triggered.on.what = servanda::rule_trigger::kind::condition;
    triggered.on.becomes_true = nobody;
    const auto messages = validate(book({treaty_builder{"a"}
                                             .add(guarded)
                                             .add(during)
                                             .add(outside)
                                             .add(cancelled)
                                             .add(triggered)
                                             .build()}));
    CHECK(count_of(messages, "unknown group 'nobody'") == 5);
}

TEST_CASE("a group may not contain itself", "[validate]") {
    CHECK_THAT(said_of(treaty_builder{"a"}.group("g", {"USA", "g"})),
               ContainsSubstring("the group 'g' contains itself"));
    const auto circle = validate(book({treaty_builder{"a"}
                                           .group("a", {"b"})
                                           .group("b", {"USA", "c"})
                                           .group("c", {"a"})
                                           .group("outside", {"a", "FRA"})
                                           .build()}));
    CHECK(count_of(circle, "contains itself") == 3);
    CHECK(count_of(circle, "'outside'") == 0);
    CHECK(said_of(treaty_builder{"a"}
                      .group("top", {"left", "right"})
                      .group("left", {"base"})
                      .group("right", {"base"})
                      .group("base", {"USA"}))
              .empty());
}

TEST_CASE("an anchor may not be defined by itself", "[validate]") {
    CHECK(said_of(treaty_builder{"a"}
                      .set("anchors.first", "on deposit")
                      .set("anchors.second", "1 day after first"))
              .empty());
    const auto circle = validate(book({treaty_builder{"a"}
                                           .set("anchors.first", "on deposit")
                                           .set("anchors.second", "1 day after first")
                                           .set("anchors.first", "1 day after second")
                                           .set("anchors.third", "1 day after second")
                                           .build()}));
    CHECK(count_of(circle, "'first' is defined by itself") == 1);
    CHECK(count_of(circle, "'second' is defined by itself") == 1);
    CHECK(count_of(circle, "'third' is defined by itself") == 0);
    CHECK_THAT(said_of(treaty_builder{"a"}
                           .set("anchors.first", "on deposit")
                           .set("anchors.first", "1 day after first")),
               ContainsSubstring("'first' is defined by itself"));
}

TEST_CASE("an id is used once", "[validate]") {
    CHECK_THAT(shown(validate(book({treaty_builder{"a"}.build(), treaty_builder{"a"}.build()}))),
               ContainsSubstring("there are two treaties 'a'"));
    CHECK_THAT(said_of(treaty_builder{"a"}.add(rule("x")).add(rule("x"))),
               ContainsSubstring("there are two rules 'x'"));
    auto twice = treaty_builder{"a"}.build();
    servanda::obligation duty;
    duty.id = "report";
    twice.own.obligations = {duty, duty};
    CHECK_THAT(shown(validate(book({twice}))),
               ContainsSubstring("there are two obligations 'report'"));
}

TEST_CASE("an unknown default law is reported and the nearest suggested", "[validate]") {
    CHECK(said_of(treaty_builder{"a"}.default_law("vlct")) ==
          "error: unknown default law 'vlct' (did you mean 'vclt'?)");
    CHECK(said_of(treaty_builder{"a"}.political()).empty());
}

TEST_CASE("a bilateral treaty has two sides", "[validate]") {
    auto one = treaty_builder{"a"}.bilateral("USA", "RUS").build();
    one.sides.pop_back();
    CHECK_THAT(shown(validate(book({one}))), ContainsSubstring("two sides"));
    one.sides = {"USA", "RUS", "GBR"};
    CHECK_THAT(shown(validate(book({one}))), ContainsSubstring("two sides"));
}

TEST_CASE("a law is checked as a treaty is", "[validate]") {
    auto rules = book({});
    rules.laws.front().own.withdrawal.not_while = parse_condition("deposits by nobody");
    CHECK_THAT(shown(validate(rules)), ContainsSubstring("unknown group 'nobody'"));
}

TEST_CASE("all that is wrong is said at once", "[validate]") {
    const auto messages = validate(book({treaty_builder{"a"}
                                             .bilateral("XXA", "XXB")
                                             .parent("nothing")
                                             .default_law("none")
                                             .group("g", {"g"})
                                             .ends_when("deposits by nobody")
                                             .build()}));
    CHECK(messages.errors() == 5);
    CHECK(messages.items().size() == 6); // an unknown parent is a warning
}

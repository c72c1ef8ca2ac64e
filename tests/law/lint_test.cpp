// What is not wrong in a rule file and yet hardly meant: each finding, and its absence.

#include "law/show.hpp"
#include "support/catch.hpp"

#include <servanda/law/default_laws.hpp>
#include <servanda/law/lint.hpp>
#include <servanda/law/treaty_builder.hpp>

#include <string>
#include <vector>

using namespace servanda::literals;
using servanda::act;
using servanda::fact;
using servanda::parse_condition;
using servanda::rule;
using servanda::rule_trigger;
using servanda::rulebook;
using servanda::treaty;
using servanda::treaty_builder;
using servanda::value;
using servanda::value_list;
using servanda::value_table;
using servanda::test::shown;

namespace {

using Catch::Matchers::ContainsSubstring;

[[nodiscard]] servanda::example proof() {
    servanda::example result;
    result.name = "France, 1960";
    result.source = "made for the test";
    return result;
}

/// The treaty with a source and an example.
[[nodiscard]] treaty proven(const treaty_builder& builder) {
    treaty result = builder.build();
    result.source = "made for the test";
    result.examples.push_back(proof());
    return result;
}

/// These treaties, the usual laws and a few states.
[[nodiscard]] rulebook book(std::vector<treaty> treaties) {
    rulebook result;
    for (const char* code : {"USA", "RUS", "CAN", "HUN", "GBR", "FRA", "CZE", "SVK"}) {
        servanda::participant item;
        item.code = code;
        result.participants.add(item);
    }
    servanda::participant former;
    former.code = "SUN";
    former.continued_by = "RUS";
    result.participants.add(former);
    former.code = "CSK";
    former.continued_by.clear();
    former.dissolved_into = {"CZE", "SVK"};
    result.participants.add(former);
    result.laws = {servanda::vienna_convention(), servanda::political_practice()};
    result.treaties = std::move(treaties);
    return result;
}

/// What is said of one treaty beside a sound one called `unfccc`.
[[nodiscard]] std::string said_of(const treaty& item) {
    return shown(servanda::lint(book({item, proven(treaty_builder{"unfccc"})})));
}
[[nodiscard]] std::string said_of(const treaty_builder& builder) {
    return said_of(proven(builder));
}

/// A treaty of five lakes, opened in 1950.
[[nodiscard]] treaty_builder lakes() {
    return treaty_builder{"lakes"}.opened("1950-01-01"_day);
}
/// With an annex of three states, which is used.
[[nodiscard]] treaty_builder with_annex(const std::string& when) {
    return lakes()
        .group("annex-2", {"USA", "CAN", "GBR"})
        .enters_into_force("I", when, "on threshold");
}

[[nodiscard]] rule made(std::string id, act on, act then) {
    rule result;
    result.id = std::move(id);
    result.article = "9";
    result.on.on_act = on;
    result.then = then;
    return result;
}
[[nodiscard]] rule on_day(std::string id, const char* day) {
    rule result = made(std::move(id), act::sign, act::declare);
    result.on.what = rule_trigger::kind::date;
    result.on.at = servanda::parse_schedule(day);
    return result;
}
[[nodiscard]] rule guarded(const char* guard) {
    rule result = made("r", act::sign, act::declare);
    result.guard = parse_condition(guard);
    return result;
}

} // namespace

TEST_CASE("nothing is said of a sound treaty", "[lint]") {
    auto tacit = guarded("from 1955-01-01 and it is in annex-2");
    auto expiring = on_day("at-the-end", "on expiry");
    CHECK(said_of(with_annex("3 deposits by annex-2 and two thirds of annex-2 and 8 deposits")
                      .term("II", "20 years after entry into force")
                      .extension("II", 2, "5 years")
                      .withdrawal("III", "5 years after notice")
                      .set("withdrawal.lock_in", "10 years after own entry into force")
                      .set("withdrawal.window",
                           value(value_list{"5 years after entry into force, then every 5 years",
                                            "6 years after entry into force, then every 5 years"}))
                      .set("withdrawal.not_while", "it is in armed conflict")
                      .set("entry_into_force.not_before", "1952-01-01")
                      .add(tacit)
                      .add(expiring)) == "");
}

TEST_CASE("a section that answers cite needs its article", "[lint][articles]") {
    for (const auto& [key, content] : std::vector<std::pair<const char*, value>>{
             {"entry_into_force.when", "2 deposits"},
             {"withdrawal.notice", "6 months after notice"},
             {"duration.term", "10 years after entry into force"},
             {"extension.times", std::int64_t{1}},
             {"suspension.notice", "6 months after notice"},
             {"expulsion.notice", "6 months after notice"},
             {"provisional_application.starts", "on signature"},
             {"reservations.allowed", false}}) {
        CAPTURE(key);
        const std::string section(key, std::string_view(key).find('.'));
        CHECK_THAT(said_of(lakes().set(key, content)),
                   ContainsSubstring("warning: [" + section + "] names no article: add article"));
        CHECK_THAT(said_of(lakes().set(key, content).set(section + ".article", "7")),
                   !ContainsSubstring("names no article"));
    }
    // These only say what would be so without them.
    CHECK(said_of(lakes().set("duration.unlimited", true)) == "");
    CHECK(said_of(lakes().set("accession.open", false)) == "");
}

TEST_CASE("a rule and an obligation need their article", "[lint][articles]") {
    auto bare = made("r", act::sign, act::declare);
    bare.article.clear();
    CHECK_THAT(said_of(lakes().add(bare)), ContainsSubstring("the rule 'r' names no article"));
    auto with_duty = proven(lakes());
    servanda::obligation duty;
    duty.id = "report";
    with_duty.own.obligations = {duty};
    CHECK_THAT(said_of(with_duty), ContainsSubstring("the obligation 'report' names no article"));
    with_duty.own.obligations.front().article = "7(1)";
    CHECK(said_of(with_duty) == "");
}

TEST_CASE("a treaty needs an example, and both a source", "[lint][sources]") {
    auto item = lakes().build();
    CHECK(said_of(item) == "warning: the treaty has no example\n"
                           "warning: the file names no source: add source = \"…\", where the text "
                           "was read");
    item.source = "made for the test";
    CHECK(said_of(item) == "warning: the treaty has no example");
    item.examples.push_back(proof());
    CHECK(said_of(item) == "");
    item.examples.front().source.clear();
    CHECK_THAT(said_of(item),
               ContainsSubstring("the example 'France, 1960' names no source: add source"));
    // One that is made up says so.
    for (auto said : {&servanda::example::note, &servanda::example::unchecked}) {
        item.examples.front().*said = "made up";
        CHECK(said_of(item) == "");
        (item.examples.front().*said).clear();
    }
    // Its acts or its answers may each name their own.
    item.examples.front().story.expectations.emplace_back().source = "the depositary";
    CHECK(said_of(item) == "");
    // One source anywhere is a source of the file.
    item.source.clear();
    CHECK(said_of(item) == "");
    item.examples.front().story.expectations.clear();
    item.own.withdrawal.article = "7";
    item.own.withdrawal.source = "the text";
    CHECK_THAT(said_of(item), !ContainsSubstring("the file names no source"));
}

TEST_CASE("a group has no more members than it has", "[lint][conditions]") {
    CHECK(said_of(with_annex("7 deposits by annex-2")) ==
          "warning: '7 deposits by annex-2' can never hold: annex-2 has 3 members, so the treaty "
          "never enters into force; correct it");
    CHECK(said_of(with_annex("3 deposits by annex-2")) == "");
    CHECK_THAT(said_of(with_annex("more than 3 deposits by annex-2")),
               ContainsSubstring("annex-2 has 3 members"));
    CHECK_THAT(said_of(with_annex("exactly half of annex-2")),
               ContainsSubstring("that is no whole number"));
    CHECK_THAT(said_of(with_annex("more than 3/3 of annex-2")),
               ContainsSubstring("never more than the whole"));
    CHECK(said_of(with_annex("fewer than 7 deposits by annex-2")) == "");
    CHECK_THAT(said_of(with_annex("fewer than 0 deposits by annex-2")),
               ContainsSubstring("never fewer than none"));
    CHECK_THAT(said_of(with_annex("deposits by annex-2 and 400 deposits")),
               ContainsSubstring("'400 deposits' can never hold: only 10 participants are known"));
    // SUN and RUS are one.
    CHECK_THAT(said_of(lakes()
                           .group("pair", {"SUN", "RUS"})
                           .enters_into_force("I", "2 deposits by pair", "on threshold")),
               ContainsSubstring("pair has 1 member"));
}

TEST_CASE("a group without members satisfies nothing", "[lint][conditions]") {
    const auto empty = [](const char* when) {
        return said_of(lakes().group("none", {}).enters_into_force("I", when, "on threshold"));
    };
    CHECK_THAT(empty("deposits by none"), ContainsSubstring("none has no members"));
    CHECK_THAT(empty("half of none"), ContainsSubstring("none has no members"));
    CHECK_THAT(empty("it is in none"), ContainsSubstring("none has no members"));
}

TEST_CASE("one dead alternative does not kill the whole", "[lint][conditions]") {
    const std::string said = said_of(with_annex("8 deposits or 7 deposits by annex-2"));
    CHECK_THAT(said, ContainsSubstring("'7 deposits by annex-2' can never hold"));
    CHECK_THAT(said, !ContainsSubstring("never enters into force"));
    CHECK_THAT(said_of(with_annex("8 deposits and 7 deposits by annex-2")),
               ContainsSubstring("so the treaty never enters into force"));
    CHECK_THAT(said_of(with_annex("not 7 deposits by annex-2")),
               ContainsSubstring("can never hold") &&
                   !ContainsSubstring("never enters into force"));
}

TEST_CASE("nobody carries more of a weight than there is", "[lint][conditions]") {
    const auto carrying = [](const std::string& share, std::vector<std::string> group) {
        return said_of(lakes()
                           .set("weights.co2",
                                value(value_table{{"USA", 40.0, {}},
                                                  {"SUN", 10.0, {}},
                                                  {"CSK", 5.0, {}},
                                                  {"total", 100.0, {}}}))
                           .group("g", std::move(group))
                           .enters_into_force(
                               "I", "deposits by g carrying " + share + " of co2", "on threshold"));
    };
    CHECK(carrying("40%", {"USA"}) == "");
    CHECK_THAT(carrying("41%", {"USA"}),
               ContainsSubstring("co2 gives g 40 of 100, so the treaty never enters into force"));
    CHECK_THAT(carrying("more than 40%", {"USA"}), ContainsSubstring("co2 gives g 40 of 100"));
    CHECK(carrying("10%", {"RUS"}) == "");
    CHECK(carrying("5%", {"CZE", "SVK"}) == "");
    CHECK_THAT(carrying("60", {"USA", "RUS"}), ContainsSubstring("co2 gives g 50"));
    CHECK_THAT(said_of(lakes()
                           .set("weights.tons", value(value_table{{"USA", 3.0, {}}}))
                           .ends_when("deposits carrying more than 100% of tons")),
               ContainsSubstring("tons gives all together 3 of 3, so it never ends the treaty"));
}

TEST_CASE("a set of a day on which there was no treaty is empty", "[lint][conditions]") {
    auto parent = lakes().build();
    CHECK_THAT(said_of(lakes().enters_into_force(
                   "I", "two thirds of the parties as of 1949-12-31", "on threshold")),
               ContainsSubstring("lakes was opened on 1950-01-01, later than that day"));
    CHECK(said_of(lakes().enters_into_force(
              "I", "two thirds of the parties as of 1950-01-01", "on threshold")) == "");
}

TEST_CASE("a rule whose guard or trigger can never hold", "[lint][rules]") {
    CHECK_THAT(said_of(with_annex("deposits by annex-2").add(guarded("7 deposits by annex-2"))),
               ContainsSubstring("so the rule 'r' never acts"));
    auto triggered = made("r", act::sign, act::declare);
    triggered.on.what = rule_trigger::kind::condition;
    triggered.on.becomes_true = parse_condition("7 deposits by annex-2");
    CHECK_THAT(said_of(with_annex("deposits by annex-2").add(triggered)),
               ContainsSubstring("so the rule 'r' is never set off"));
    auto cancelled = made("r", act::sign, act::declare);
    cancelled.unless = parse_condition("7 deposits by annex-2");
    CHECK_THAT(said_of(with_annex("deposits by annex-2").add(cancelled)),
               ContainsSubstring("so the rule 'r' is never cancelled"));
}

TEST_CASE("a rule may look outside the treaty's life only elsewhere", "[lint][rules]") {
    CHECK_THAT(
        said_of(lakes().add(guarded("before 1950-01-01"))),
        ContainsSubstring("the treaty was opened on 1950-01-01, so the rule 'r' never acts"));
    CHECK(said_of(lakes().add(guarded("before 1950-01-02"))) == "");
    CHECK_THAT(said_of(lakes().term("II", "on 1960-01-01").add(guarded("from 1960-01-01"))),
               ContainsSubstring("the treaty's term ends on 1960-01-01"));
    CHECK(said_of(lakes().term("II", "on 1960-01-01").add(guarded("from 1959-12-31"))) == "");
    auto elsewhere = guarded("before 1949-01-01");
    elsewhere.treaty = "unfccc";
    CHECK(said_of(lakes().add(elsewhere)) == "");
}

TEST_CASE("a rule set off by a date outside the treaty's life", "[lint][rules]") {
    CHECK_THAT(said_of(lakes().add(on_day("r", "on 1949-12-31"))),
               ContainsSubstring("'r' is set off on 1949-12-31, before the treaty was opened on "
                                 "1950-01-01: correct one of the days"));
    CHECK(said_of(lakes().add(on_day("r", "on 1950-01-01"))) == "");
    CHECK(said_of(lakes().add(on_day("r", "on 1949-12-31, then every 5 years"))) == "");
    const auto ending = [](const char* day) {
        return said_of(lakes().term("II", "10 years after entry into force").add(on_day("r", day)));
    };
    CHECK_THAT(ending("11 years after entry into force"),
               ContainsSubstring("'r' is set off when the treaty's term is over"));
    CHECK(ending("10 years after entry into force") == "");
    // A treaty that may be extended for ever has no last day.
    CHECK(said_of(lakes()
                      .term("II", "on 1960-01-01")
                      .set("extension.article", "III")
                      .set("extension.by", "all parties")
                      .add(on_day("r", "on 1970-01-01"))) == "");
    CHECK_THAT(said_of(lakes()
                           .term("II", "on 1960-01-01")
                           .extension("III", 1, "5 years")
                           .add(on_day("r", "on 1970-01-01"))),
               ContainsSubstring("term is over"));
}

TEST_CASE("an act that cannot happen sets no rule off", "[lint][rules]") {
    auto extending = made("r", act::extend, act::declare);
    extending.on.of = "term";
    CHECK_THAT(
        said_of(lakes().add(extending)),
        ContainsSubstring("the rule 'r' is never set off: the treaty has no term to extend"));
    CHECK(said_of(lakes().term("II", "on 1960-01-01").add(extending)) == "");
    extending.on.of = "notice";
    CHECK(said_of(lakes().add(extending)) == "");
    auto extends = made("r", act::sign, act::extend);
    extends.of = "term";
    CHECK_THAT(said_of(lakes().add(extends)),
               ContainsSubstring("the rule 'r' does nothing: the treaty has no term to extend"));
    CHECK_THAT(said_of(lakes()
                           .set("reservations.article", "8")
                           .set("reservations.allowed", false)
                           .add(made("r", act::reserve, act::declare))),
               ContainsSubstring("the treaty allows no reservations"));
    CHECK_THAT(said_of(lakes().add(made("r", act::entry_into_force, act::declare))),
               ContainsSubstring("write the condition 'lakes is in force'"));
}

TEST_CASE("a fact that nobody states is hardly meant", "[lint][facts]") {
    const auto while_it_is = [](const char* words) {
        return said_of(lakes()
                           .withdrawal("III", "6 months after notice")
                           .group("annex-2", {"USA"})
                           .set("withdrawal.not_while", words)
                           .set("accession.open_to", "it is in annex-2"));
    };
    CHECK(while_it_is("it is in froce") ==
          "warning: nobody states the fact 'froce', so it is never so: did you mean 'in force'?");
    CHECK_THAT(while_it_is("lakes is suspnded"), ContainsSubstring("did you mean 'suspended'?"));
    CHECK_THAT(while_it_is("it is paty to unfccc"),
               ContainsSubstring("did you mean 'party to unfccc'?"));
    CHECK_THAT(while_it_is("it is in anex-2"), ContainsSubstring("did you mean 'in annex-2'?"));
    CHECK_THAT(while_it_is("it is in armed conflct"),
               ContainsSubstring("did you mean 'in armed conflict'?"));
    CHECK_THAT(while_it_is("USA has declared a moratorium"),
               ContainsSubstring("nobody states the fact 'declared a moratorium', so it is never "
                                 "so: state it in an example or a scenario, or correct it"));
}

TEST_CASE("what the vocabulary or somebody states is fine", "[lint][facts]") {
    for (const char* words : {"it is in force",
                              "the treaty is terminated",
                              "unfccc is suspended",
                              "unfccc is not yet in force",
                              "it is party to unfccc",
                              "it has signed unfccc",
                              "USA is a contracting state to unfccc",
                              "it is withdrawal pending",
                              "it is not party",
                              "it is in armed conflict",
                              "USA is in war"}) {
        CAPTURE(words);
        CHECK(said_of(lakes()
                          .withdrawal("III", "6 months after notice")
                          .set("withdrawal.not_while", words)) == "");
    }
    auto item = proven(lakes()
                           .withdrawal("III", "6 months after notice")
                           .set("withdrawal.not_while", "it has moratorium"));
    fact said;
    said.name = "moratorium";
    const auto rules = book({item, proven(treaty_builder{"unfccc"})});
    CHECK(shown(servanda::lint(rules)) != "");
    // A scenario beside the rules, an example of any treaty, or a fact of any treaty will do.
    std::vector<servanda::scenario> stories(1);
    stories.front().facts = {said};
    CHECK(shown(servanda::lint(rules, stories)) == "");
    auto with_example = rules;
    with_example.treaties.back().examples.front().story.facts = {said};
    CHECK(shown(servanda::lint(with_example)) == "");
    auto with_fact = rules;
    with_fact.treaties.front().own.facts = {said};
    CHECK(shown(servanda::lint(with_fact)) == "");
}

TEST_CASE("a treaty whose term is over cannot enter into force", "[lint][dates]") {
    const auto not_before = [](const char* day) {
        return said_of(lakes()
                           .enters_into_force("I", "2 deposits", "on threshold")
                           .set("entry_into_force.not_before", day)
                           .term("II", "on 1960-01-01"));
    };
    CHECK(not_before("1959-12-31") == "");
    CHECK_THAT(
        not_before("1960-01-01"),
        ContainsSubstring("the treaty never enters into force: its term ends on 1960-01-01"));
}

TEST_CASE("a lock-in is shorter than the term", "[lint][dates]") {
    const auto lock_in = [](const char* rule, const char* term) {
        return said_of(lakes()
                           .withdrawal("III", "6 months after notice")
                           .set("withdrawal.lock_in", rule)
                           .term("II", term));
    };
    const char* ten_years = "10 years after entry into force";
    CHECK(lock_in("3 years after own entry into force", ten_years) == "");
    CHECK_THAT(lock_in("10 years after own entry into force", ten_years),
               ContainsSubstring("notice can never be given: the lock-in lasts as long"));
    CHECK_THAT(lock_in("on 1961-01-01", "on 1960-01-01"),
               ContainsSubstring("notice can never be given"));
    CHECK(lock_in("9 years after entry into force", "on 1960-01-01") == "");
    // Notice that reaches beyond the term is no mistake: the term then comes first.
    CHECK(said_of(lakes().withdrawal("III", "20 years after notice").term("II", ten_years)) == "");
}

TEST_CASE("a window opens before it closes", "[lint][dates]") {
    const auto window = [](const char* opens, const char* closes) {
        return said_of(lakes()
                           .withdrawal("III", "6 months after notice")
                           .set("withdrawal.window", value(value_list{opens, closes}))
                           .term("II", "20 years after entry into force"));
    };
    CHECK(window("5 years after entry into force", "6 years after entry into force") == "");
    CHECK_THAT(window("6 years after entry into force", "5 years after entry into force"),
               ContainsSubstring("closes before it opens: write [opens, closes]"));
    CHECK_THAT(window("21 years after entry into force", "22 years after entry into force"),
               ContainsSubstring("the window opens when the treaty's term is over"));
    CHECK_THAT(window("5 years after entry into force, then every 5 years",
                      "6 years after entry into force"),
               ContainsSubstring("never closes again"));
    // One day of the year against another: it depends on the year's season.
    CHECK(window("on 1 July of the same year as entry into force",
                 "6 months after entry into force") == "");
}

TEST_CASE("what is named is used", "[lint][names]") {
    const auto named = [] {
        return lakes()
            .group("north", {"USA"})
            .set("weights.tons", value(value_table{{"USA", 3.0, {}}}))
            .set("anchors.adoption", "90 days after 1950-02-01");
    };
    CHECK(said_of(named()) ==
          "warning: nothing uses the group 'north': name it in a clause, or leave it out\n"
          "warning: nothing uses the weight 'tons': name it in a clause, or leave it out\n"
          "warning: nothing uses the anchor 'adoption': name it in a clause, or leave it out");
    auto by_north = made("r", act::sign, act::declare);
    by_north.by = {"north"};
    CHECK(said_of(named()
                      .enters_into_force("I", "deposits carrying 50% of tons", "on adoption")
                      .add(by_north)) == "");
    // A duty names them too.
    auto item = proven(named());
    servanda::obligation duty;
    duty.id = "report";
    duty.article = "7";
    duty.by = {servanda::bearers::kind::named, {"north"}};
    duty.guard = servanda::parse_condition("2 deposits carrying 50% of tons");
    duty.from =
        servanda::parse_date_rule("1 year after adoption", std::vector<std::string>{"adoption"});
    item.own.obligations = {duty};
    CHECK(said_of(item) == "");
}

TEST_CASE("what is marked unchecked is listed", "[lint][unchecked]") {
    auto item = proven(lakes()
                           .set("withdrawal.article", "IV(3)")
                           .set("withdrawal.unchecked", "the number of the paragraph"));
    item.unchecked = "the title";
    auto doubtful = made("r", act::sign, act::declare);
    doubtful.unchecked = "whether it was applied";
    item.own.rules = {doubtful};
    servanda::obligation duty;
    duty.id = "report";
    duty.unchecked = "its day";
    item.own.obligations = {duty};
    std::string text;
    for (const auto& found : servanda::unchecked_clauses(item)) {
        text += to_string(found) + "\n";
    }
    CHECK(text == "note: lakes, [treaty]: the title\n"
                  "note: lakes, [withdrawal] IV(3): the number of the paragraph\n"
                  "note: lakes, the rule 'r' 9: whether it was applied\n"
                  "note: lakes, the obligation 'report': its day\n");
    CHECK(servanda::unchecked_clauses(proven(lakes())).empty());
}

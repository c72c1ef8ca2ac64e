// Rules that pull one membership apart on one day.
#include "study/lakes.hpp"

#include <servanda/study/lint.hpp>

using namespace servanda_tests;

namespace {

using Catch::Matchers::ContainsSubstring;

rule on_day(std::string id, const char* day, act then, std::vector<std::string> by) {
    rule result;
    result.id = std::move(id);
    result.article = "9";
    result.on.what = rule_trigger::kind::date;
    result.on.at = parse_schedule(day);
    result.then = then;
    result.by = std::move(by);
    return result;
}

/// What is said of the lakes with these rules.
std::string said(std::vector<rule> rules) {
    auto input = lakes();
    for (auto& item : rules) {
        input.rules.treaties.front().own.rules.push_back(std::move(item));
    }
    std::string text;
    for (const auto& item : lint(told(input), "the scenario 'Lakes'").items()) {
        text += to_string(item) + "\n";
    }
    return text;
}

rule readmitting(const char* when) {
    auto result = on_day("readmission", "on 2000-01-01", act::accede, {"AAA"});
    result.on.what = rule_trigger::kind::condition;
    result.on.becomes_true = parse_condition(when);
    return result;
}

} // namespace

TEST_CASE("an ordinary history is not pulled apart", "[study][lint]") {
    CHECK(said({}) == "");
    // One after the other is no contradiction.
    CHECK(said({on_day("halt", "on 2001-05-01", act::suspend, {"BBB"}),
                on_day("again", "on 2001-05-02", act::resume, {"BBB"})}) == "");
    // Nor are two rules that agree, or that are about different members.
    CHECK(said({on_day("halt", "on 2001-05-01", act::suspend, {"BBB"}),
                on_day("halt-too", "on 2001-05-01", act::suspend, {"AAA"})}) == "");
}

TEST_CASE("two rules that pull a membership apart are told", "[study][lint]") {
    CHECK(said({on_day("halt", "on 2001-05-01", act::suspend, {"BBB"}),
                on_day("again", "on 2001-05-01", act::resume, {"BBB"})}) ==
          "warning: 2001-05-01 BBB in the scenario 'Lakes': the rule 'halt' (9) takes it from in "
          "force to suspended, the rule 'again' (9) takes it from suspended to in force; let one "
          "not act where the other does ('if', 'unless')\n");
}

TEST_CASE("a rule that undoes a clause is told with the clause", "[study][lint]") {
    const std::string text = said({readmitting("AAA is withdrawn")});
    CHECK_THAT(text, ContainsSubstring("2002-07-31 AAA in the scenario 'Lakes'"));
    CHECK_THAT(text,
               ContainsSubstring("[withdrawal] (7) takes it from withdrawal pending to "
                                 "withdrawn, the rule 'readmission' (9) takes it from"));
}

TEST_CASE("what a participant does itself pulls nothing apart", "[study][lint]") {
    auto input = lakes();
    // It comes back on the very day on which its notice takes effect.
    input.story.acts.push_back(done("2002-07-31"_day, act::accede, "AAA"));
    CHECK(lint(told(input), "x").items().empty());
    // A deposit held until then is no rule either.
    input.story.acts.back().day = "2002-05-01"_day;
    CHECK(lint(told(input), "x").items().empty());
    // Nor is a rule that follows such an act.
    auto revoked = lakes();
    auto resumes = on_day("again", "on 2001-05-01", act::resume, {"BBB"});
    revoked.rules.treaties.front().own.rules.push_back(resumes);
    auto halts = done("2001-05-01"_day, act::suspend, "BBB");
    halts.basis = "VCLT 60";
    revoked.story.acts.push_back(halts);
    CHECK(lint(told(revoked), "x").items().empty());
}

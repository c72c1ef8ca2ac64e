// What the law room takes for the name of a fact is what the compiler takes for one.
#include "engine/stories.hpp"

#include <servanda/law/subject_words.hpp>

using namespace servanda;

namespace {

/// Whether the compiler asks for a fact, and whether the law room says so.
void agree_on(const std::string& phrase, bool is_fact) {
    CAPTURE(phrase);
    rulebook rules;
    rules.treaties = {treaty_builder{"lakes"}
                          .bilateral("USA", "CAN")
                          .group("annex-i", {"USA"})
                          .ends_when(phrase)
                          .build(),
                      treaty_builder{"unfccc"}.build()};
    const auto& item = rules.treaties.front();
    const auto asked = fact_asked(rules, item.own, item.ends_when->nodes().back());
    CHECK(asked.has_value() == is_fact);
    const history story = simulate(rules, scenario{});
    const auto& test = story.program().treaties.front().ends_when->tests.back();
    CHECK((test.says == predicate::fact_holds) == is_fact);
    if (asked && test.says == predicate::fact_holds) {
        CHECK(story.program().fact_names.find(*asked) == test.fact_name);
    }
}

} // namespace

TEST_CASE("words that are no fact for the compiler are none for the law room", "[engine][words]") {
    for (const std::string subject : {"it", "USA"}) {
        for (const auto words : relation_words) {
            agree_on(subject + " is " + std::string(words) + "unfccc", false);
        }
        for (const auto words : member_words) {
            agree_on(subject + " is " + std::string(words) + "annex-i", false);
            agree_on(subject + " is " + std::string(words) + "annex-x", true);
        }
        for (const auto words : state_names) {
            agree_on(subject + " is " + std::string(words), false);
        }
        agree_on(subject + " is a party", false);
        agree_on(subject + " is party", false);
        agree_on(subject + " is in armed conflict", true);
        agree_on(subject + " has In Trouble", true);
    }
    for (const std::string subject : {"unfccc", "the treaty", "this treaty"}) {
        for (const auto words : treaty_words) {
            agree_on(subject + " is " + std::string(words), false);
        }
        agree_on(subject + " is in froce", true);
        agree_on(subject + " is signed", true);
        agree_on(subject + " is in annex-i", true);
    }
    agree_on("it is not yet in force", false);
    agree_on("USA is not yet in force", true);
}

// Wrong conditions: the message says what was expected there and what was perhaps meant; the offset
// points at the word.

#include "support/catch.hpp"

#include <servanda/law/parse_condition.hpp>

#include <optional>
#include <string>

using servanda::parse_condition;
using servanda::phrase_error;

namespace {

struct wrong_phrase {
    std::string phrase;
    std::string at;      ///< the word the error points at; empty: past the end
    std::string message; ///< part of what is said
    std::string second_part = {};
};

} // namespace

TEST_CASE("a wrong condition is refused where it goes wrong", "[condition][errors]") {
    const auto wrong = GENERATE(values<wrong_phrase>({
        // Nothing, or nothing that begins a test.
        {"", "", "a test", "the end of the phrase"},
        {"and 20 deposits", "and", "a test", "found 'and'"},
        {"20 deposits and", "", "a test", "the end of the phrase"},
        {"20 deposits or", "", "a test"},
        {"not", "", "a test"},
        {"20 deposits and or 5 signatures", "or", "a test"},
        {"depsits by USA", "depsits", "a test", "did you mean 'deposits'?"},
        {"signature's by USA", "signature's", "a test", "did you mean 'signatures'?"},
        {"it in force", "it", "a test"},

        // Numbers and fractions.
        {"20", "", "a set", "the end of the phrase"},
        {"at least deposits", "deposits", "a number or a fraction"},
        {"more than", "", "a number or a fraction"},
        {"two thirds parties", "parties", "'of'"},
        {"more than half the parties", "the", "'of'"},
        {"3/2 of the parties", "3/2", "a fraction"},
        {"2/0 of the parties", "2/0", "a fraction"},
        {"two/thirds of the parties", "two/thirds", "a fraction"},
        {"half of 3 parties", "3", "a set"},
        {"20 deposits by", "", "a set"},
        {"20 deposits by 20", "20", "a set"},
        {"7 deposits by USA and GBR", "GBR", "a test"}, // SET is one group, not a list

        // Who.
        {"deposits", "", "'by' or 'carrying'"},
        {"deposits from USA", "from", "'by' or 'carrying'"},
        {"deposits by", "", "a participant or a group"},
        {"deposits by USA,", "", "a participant or a group"},
        {"deposits by USA, or GBR", "or", "a participant or a group"},
        {"deposits by USA and GBR and FRA", "FRA", "a test"},
        {"deposits by at least", "", "a number or a fraction"},
        {"deposits by all", "", "a set"},
        {"deposits by all 5", "5", "a set"},
        {"deposits by parties", "", "'carrying'", "by all parties"},
        {"deposits by the parties and 5 signatures", "and", "'carrying'", "by all parties"},
        {"fewer than 16 parties to", "", "a treaty"},
        {"fewer than 16 parties as of 1979", "1979", "YYYY-MM-DD"},
        {"fewer than 16 parties as of 1979-02-29", "1979-02-29", "YYYY-MM-DD"},

        // Shares.
        {"deposits by annex-i, annex-ii carrying 5% of co2",
         "carrying",
         "takes one set, not a list"},
        {"deposits carrying", "", "a share"},
        {"deposits carrying lots of tonnage", "lots", "a share"},
        {"deposits carrying 101% of tonnage", "101%", "a share"},
        {"deposits carrying -5% of tonnage", "-5%", "a share"},
        {"deposits carrying 5.5.5% of tonnage", "5.5.5%", "a share"},
        {"deposits carrying % of tonnage", "%", "a share"},
        {"deposits carrying 0x10 of tonnage", "0x10", "a share"},
        {"deposits carrying inf of tonnage", "inf", "a share"},
        {"deposits carrying 50 percent of tonnage", "percent", "'of'"},
        {"deposits carrying 50% tonnage", "tonnage", "'of'"},
        {"deposits carrying 50% of", "", "a weight"},
        {"deposits carrying 50% of the tonnage", "the", "a weight"},

        // Days.
        {"from 2020", "2020", "YYYY-MM-DD"},
        {"on or after 2020-02-30", "2020-02-30", "YYYY-MM-DD"},
        {"before", "", "YYYY-MM-DD"},
        {"on 2020-01-01", "on", "a test"},

        // What is said of a subject.
        {"it is", "", "what is said of it"},
        {"it is not", "", "what is said of it"},
        {"it is and from 2020-01-01", "and", "what is said of it"},

        // Parentheses and what comes after a condition.
        {"(20 deposits", "", "')'"},
        {"20 deposits)", ")", "'and', 'or' or the end of the condition"},
        {"20 deposits, 5 signatures", ",", "'and', 'or' or the end of the condition"},
        {"20 deposits 5 signatures", "5", "'and', 'or' or the end of the condition"},
        {"it is in force (20 deposits)", "(", "'and', 'or' or the end of the condition"},
    }));
    CAPTURE(wrong.phrase);
    std::optional<phrase_error> error;
    try {
        (void)parse_condition(wrong.phrase);
    } catch (const phrase_error& caught) {
        error = caught;
    }
    REQUIRE(error);
    CHECK(error->offset() ==
          (wrong.at.empty() ? wrong.phrase.size() : wrong.phrase.rfind(wrong.at)));
    CHECK(error->length() == (wrong.at.empty() ? 1 : wrong.at.size()));
    CHECK_THAT(error->what(), Catch::Matchers::ContainsSubstring(wrong.message));
    CHECK_THAT(error->what(), Catch::Matchers::ContainsSubstring(wrong.second_part));
}

TEST_CASE("a fraction of a set is at most the whole of it", "[condition][errors]") {
    CHECK_THROWS_AS(parse_condition("5/4 of the parties"), phrase_error);
    CHECK_THROWS_AS(parse_condition("five fourths of the parties"), phrase_error);
    CHECK_THROWS_AS(parse_condition("deposits carrying three halves of tonnage"), phrase_error);
    CHECK_NOTHROW(parse_condition("4/4 of the parties"));
}

TEST_CASE("a number that is said wrongly is not taken for another", "[condition][errors]") {
    CHECK_THROWS_AS(parse_condition("twenty-thirty deposits"), phrase_error);
    CHECK_THROWS_AS(parse_condition("fewer than twenty-thirty"), phrase_error);
    CHECK_THROWS_AS(parse_condition("one hundred one hundred deposits"), phrase_error);
    CHECK_THROWS_AS(parse_condition("5000000 deposits"), phrase_error);
}

TEST_CASE("deep nesting is an error, not a crash", "[condition][errors]") {
    const auto repeated = [](const std::string& piece, int times) {
        std::string text;
        for (int i = 0; i < times; ++i) {
            text += piece;
        }
        return text;
    };
    CHECK_NOTHROW(parse_condition(repeated("not ", 40) + "1 deposit"));
    CHECK_NOTHROW(parse_condition(repeated("(", 40) + "1 deposit" + repeated(")", 40)));
    CHECK_NOTHROW(parse_condition(repeated("1 deposit or ", 200) + "1 deposit"));
    for (const auto& text : {repeated("not ", 900) + "1 deposit",
                             repeated("(", 1900) + "1 deposit" + repeated(")", 1900)}) {
        try {
            (void)parse_condition(text);
            FAIL_CHECK("no error");
        } catch (const phrase_error& error) {
            CHECK_THAT(error.what(), Catch::Matchers::ContainsSubstring("too deep"));
            CHECK(error.offset() <= text.size());
        }
    }
    CHECK_THROWS_AS(parse_condition(std::string(5000, 'x')), phrase_error);
}

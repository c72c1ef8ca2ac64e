// Words, numbers and near misses: what both grammars stand on.

#include "support/catch.hpp"

#include <servanda/calendar/phrase.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using servanda::did_you_mean;
using servanda::nearest_word;
using servanda::phrase_error;
using servanda::phrase_reader;
namespace numerals = servanda::numerals;

namespace {

/// The number that the whole text says; nothing when it is none or words are left over.
template <class Accept>
[[nodiscard]] std::optional<std::int64_t> whole(std::string_view text, Accept accept) {
    phrase_reader in(text);
    const auto value = accept(in);
    return in.at_end() ? value : std::nullopt;
}
[[nodiscard]] std::optional<std::int64_t> cardinal(std::string_view text) {
    return whole(text, numerals::accept_cardinal);
}
[[nodiscard]] std::optional<std::int64_t> ordinal(std::string_view text) {
    return whole(text, numerals::accept_ordinal);
}

/// 1 to 999 as English says it; `joint` stands before what follows the hundreds.
[[nodiscard]] std::string
said(int value, bool as_ordinal, const std::string& joint, const std::string& hyphen) {
    static const std::array<std::array<const char*, 2>, 20> small{{{"", ""},
                                                                   {"one", "first"},
                                                                   {"two", "second"},
                                                                   {"three", "third"},
                                                                   {"four", "fourth"},
                                                                   {"five", "fifth"},
                                                                   {"six", "sixth"},
                                                                   {"seven", "seventh"},
                                                                   {"eight", "eighth"},
                                                                   {"nine", "ninth"},
                                                                   {"ten", "tenth"},
                                                                   {"eleven", "eleventh"},
                                                                   {"twelve", "twelfth"},
                                                                   {"thirteen", "thirteenth"},
                                                                   {"fourteen", "fourteenth"},
                                                                   {"fifteen", "fifteenth"},
                                                                   {"sixteen", "sixteenth"},
                                                                   {"seventeen", "seventeenth"},
                                                                   {"eighteen", "eighteenth"},
                                                                   {"nineteen", "nineteenth"}}};
    static const std::array<std::array<const char*, 2>, 10> tens{{{"", ""},
                                                                  {"", ""},
                                                                  {"twenty", "twentieth"},
                                                                  {"thirty", "thirtieth"},
                                                                  {"forty", "fortieth"},
                                                                  {"fifty", "fiftieth"},
                                                                  {"sixty", "sixtieth"},
                                                                  {"seventy", "seventieth"},
                                                                  {"eighty", "eightieth"},
                                                                  {"ninety", "ninetieth"}}};
    const std::size_t form = as_ordinal ? 1 : 0;
    std::string text;
    const auto rest = static_cast<std::size_t>(value % 100);
    if (value >= 100) {
        text = small[static_cast<std::size_t>(value / 100)][0];
        text += rest == 0 && as_ordinal ? " hundredth" : " hundred";
        text += rest == 0 ? "" : joint;
    }
    if (rest == 0) {
        return text;
    }
    if (rest < 20) {
        return text + small[rest][form];
    }
    if (rest % 10 == 0) {
        return text + tens[rest / 10][form];
    }
    return text + tens[rest / 10][0] + hyphen + small[rest % 10][form];
}

} // namespace

TEST_CASE("numbers from one to 999 are read in words", "[phrase]") {
    int wrong = 0;
    for (int value = 1; value <= 999; ++value) {
        for (const char* joint : {" and ", " "}) {
            for (const char* hyphen : {"-", " "}) {
                wrong += cardinal(said(value, false, joint, hyphen)) == value ? 0 : 1;
                wrong += ordinal(said(value, true, joint, hyphen)) == value ? 0 : 1;
            }
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("the numbers that treaties write", "[phrase]") {
    CHECK(cardinal("six") == 6);
    CHECK(cardinal("twelve") == 12);
    CHECK(cardinal("Thirty") == 30);
    CHECK(cardinal("SIXTY-FIVE") == 65);
    CHECK(cardinal("one hundred and fifty") == 150);
    CHECK(cardinal("one hundred and eighty") == 180);
    CHECK(ordinal("thirtieth") == 30);
    CHECK(ordinal("ninetieth") == 90);
    CHECK(ordinal("one hundred and eightieth") == 180);
    CHECK(ordinal("one hundred and twenty-first") == 121);
}

TEST_CASE("numbers are read in figures", "[phrase]") {
    CHECK(cardinal("0") == 0);
    CHECK(cardinal("1") == 1);
    CHECK(cardinal("007") == 7);
    CHECK(cardinal("180") == 180);
    CHECK(cardinal("4000000") == 4'000'000);
    CHECK_FALSE(cardinal("4000001"));
    CHECK_FALSE(cardinal("99999999999999999999"));
    CHECK_FALSE(cardinal("-6"));
    CHECK_FALSE(cardinal("6.5"));
    CHECK_FALSE(cardinal("1,000"));
    CHECK_FALSE(cardinal("6th"));
    CHECK_FALSE(cardinal(""));
}

TEST_CASE("an ordinal in figures has the suffix its number takes", "[phrase]") {
    CHECK(ordinal("1st") == 1);
    CHECK(ordinal("2nd") == 2);
    CHECK(ordinal("3rd") == 3);
    CHECK(ordinal("4th") == 4);
    CHECK(ordinal("11th") == 11);
    CHECK(ordinal("12th") == 12);
    CHECK(ordinal("13th") == 13);
    CHECK(ordinal("21st") == 21);
    CHECK(ordinal("22nd") == 22);
    CHECK(ordinal("23rd") == 23);
    CHECK(ordinal("90TH") == 90);
    CHECK(ordinal("101st") == 101);
    CHECK(ordinal("111th") == 111);
    CHECK(ordinal("180th") == 180);
    for (const char* wrong : {"1th",
                              "2th",
                              "3th",
                              "11st",
                              "12nd",
                              "13rd",
                              "21th",
                              "22th",
                              "23th",
                              "90st",
                              "111st",
                              "th",
                              "st",
                              "90",
                              "90t",
                              "90 th",
                              "-1st"}) {
        CAPTURE(wrong);
        CHECK_FALSE(ordinal(wrong));
    }
}

TEST_CASE("figures and suffix of an ordinal read back", "[phrase]") {
    for (int value = 1; value <= 1200; ++value) {
        const auto text = numerals::ordinal_text(value);
        CAPTURE(text);
        REQUIRE(ordinal(text) == value);
    }
}

TEST_CASE("cardinals are no ordinals and ordinals no cardinals", "[phrase]") {
    CHECK_FALSE(ordinal("six"));
    CHECK_FALSE(cardinal("sixth"));
    CHECK_FALSE(ordinal("one hundred and eighty"));
    CHECK_FALSE(cardinal("one hundred and eightieth"));
}

TEST_CASE("number words that say no number together are refused", "[phrase]") {
    const auto text = GENERATE(values<std::string>({"one two",
                                                    "ten one",
                                                    "twelve six",
                                                    "twenty thirty",
                                                    "twenty eleven",
                                                    "twenty-thirty",
                                                    "thirty-five-six",
                                                    "one-two",
                                                    "twenty hundred",
                                                    "one hundred hundred",
                                                    "one hundred and",
                                                    "hundred and hundred",
                                                    "and six",
                                                    "first second",
                                                    "twentieth one"}));
    CAPTURE(text);
    CHECK_FALSE(cardinal(text));
    CHECK_FALSE(ordinal(text));
}

TEST_CASE("hundreds do not follow hundreds", "[phrase]") {
    CHECK_FALSE(cardinal("one hundred one hundred"));
    CHECK_FALSE(cardinal("one hundred two hundred"));
    CHECK_FALSE(cardinal("two hundred and five hundred"));
    CHECK_FALSE(ordinal("one hundred and two hundredth"));
}

TEST_CASE("a word of which only the beginning is a number is no number", "[phrase]") {
    for (const char* text : {"one-two", "twenty-thirty", "six-ten", "first-second"}) {
        CAPTURE(text);
        phrase_reader in(text);
        CHECK_FALSE(numerals::accept_cardinal(in));
        CHECK_FALSE(numerals::accept_ordinal(in));
        CHECK(in.position == 0);
    }
}

TEST_CASE("a number leaves the words after it", "[phrase]") {
    phrase_reader in("one hundred and fifty clear days");
    CHECK(numerals::accept_cardinal(in) == 150);
    CHECK(in.peek() == "clear");

    phrase_reader joined("one hundred and deposits");
    CHECK(numerals::accept_cardinal(joined) == 100);
    CHECK(joined.peek() == "and");

    phrase_reader none("days");
    CHECK_FALSE(numerals::accept_cardinal(none));
    CHECK_FALSE(numerals::accept_ordinal(none));
    CHECK(none.position == 0);
}

TEST_CASE("a reader splits words at blanks and at marks", "[phrase]") {
    const phrase_reader in(" The later\tof (notice,\n60 days) ");
    std::vector<std::string> words;
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < in.size(); ++i) {
        words.emplace_back(in.peek(i));
        offsets.push_back(in.offset(i));
    }
    CHECK(words ==
          std::vector<std::string>{"the", "later", "of", "(", "notice", ",", "60", "days", ")"});
    CHECK(offsets == std::vector<std::size_t>{1, 5, 11, 14, 15, 21, 23, 26, 30});
    CHECK(in.peek_text() == "The");
    CHECK(in.offset(9) == 32);
    CHECK(in.peek(9).empty());
}

TEST_CASE("an error says what was expected, what was found, and where", "[phrase]") {
    phrase_reader in("six MOONS");
    ++in.position;
    try {
        in.fail("a unit");
        FAIL("no error");
    } catch (const phrase_error& error) {
        CHECK(std::string(error.what()) == "expected a unit, found 'MOONS'");
        CHECK(error.offset() == 4);
        CHECK(error.length() == 5);
    }
    ++in.position;
    try {
        in.expect("after");
        FAIL("no error");
    } catch (const phrase_error& error) {
        CHECK(std::string(error.what()) == "expected 'after', found the end of the phrase");
        CHECK(error.offset() == 9);
    }
}

TEST_CASE("a phrase of more than 4096 characters is refused", "[phrase]") {
    CHECK_NOTHROW(phrase_reader(std::string(4096, 'x')));
    try {
        const phrase_reader in(std::string(4097, 'x'));
        FAIL("no error");
    } catch (const phrase_error& error) {
        CHECK_THAT(error.what(), Catch::Matchers::ContainsSubstring("4096"));
        CHECK(error.offset() <= 4097);
    }
}

TEST_CASE("the nearest word is the one spelt most alike", "[phrase]") {
    const std::vector<std::string> words{"notice", "deposit", "signature", "entry into force"};
    CHECK(nearest_word("notise", words) == "notice");
    CHECK(nearest_word("ntoice", words) == "notice");
    CHECK(nearest_word("NOTICE", words) == "notice");
    CHECK(nearest_word("deposits", words) == "deposit");
    CHECK(nearest_word("depsoit", words) == "deposit");
    CHECK(nearest_word("signiture", words) == "signature");
    CHECK(nearest_word("entry in force", words) == "entry into force");
    CHECK_FALSE(nearest_word("withdrawal", words));
    CHECK_FALSE(nearest_word("", words));
    CHECK_FALSE(nearest_word(std::string(5000, 'n'), words));
    CHECK_FALSE(nearest_word("notice", std::vector<std::string>{}));
}

TEST_CASE("a suggestion is made only where a word is near and not the word itself", "[phrase]") {
    constexpr std::array<std::string_view, 2> words{"after", "before"};
    CHECK(did_you_mean("aftre", words) == " (did you mean 'after'?)");
    CHECK(did_you_mean("befor", words) == " (did you mean 'before'?)");
    CHECK(did_you_mean("after", words).empty());
    CHECK(did_you_mean("Wednesday", words).empty());
}

TEST_CASE("spelling distance counts letters put in, left out, changed or swapped", "[phrase]") {
    using servanda::spelling_distance;
    CHECK(spelling_distance("notice", "notice") == 0);
    CHECK(spelling_distance("notice", "notices") == 1);
    CHECK(spelling_distance("notice", "notce") == 1);
    CHECK(spelling_distance("notice", "notise") == 1);
    CHECK(spelling_distance("notice", "ntoice") == 1);
    CHECK(spelling_distance("", "six") == 3);
    CHECK(spelling_distance("six", "") == 3);
    CHECK(spelling_distance("kitten", "sitting") == 3);
}

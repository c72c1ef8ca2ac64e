// Wrong phrases: the message says what was expected there, what stands there, and what was perhaps
// meant; the offset points at the word.

#include "support/catch.hpp"

#include <servanda/calendar/parse_date_rule.hpp>

#include <optional>
#include <string>
#include <vector>

using servanda::phrase_error;

namespace {

struct wrong_phrase {
    std::string phrase;
    std::string at;      ///< the word the error points at; empty: past the end
    std::string message; ///< part of what is said
    std::string second_part = {};
};

/// Where `word` stands last in the phrase, or its end.
[[nodiscard]] std::size_t place_of(const wrong_phrase& wrong) {
    return wrong.at.empty() ? wrong.phrase.size() : wrong.phrase.rfind(wrong.at);
}

template <class Parse>
void check_error(const wrong_phrase& wrong, Parse parse) {
    CAPTURE(wrong.phrase);
    std::optional<phrase_error> error;
    try {
        (void)parse(wrong.phrase);
    } catch (const phrase_error& caught) {
        error = caught;
    }
    REQUIRE(error);
    CHECK(error->offset() == place_of(wrong));
    CHECK(error->length() == (wrong.at.empty() ? 1 : wrong.at.size()));
    CHECK_THAT(error->what(), Catch::Matchers::ContainsSubstring(wrong.message));
    CHECK_THAT(error->what(), Catch::Matchers::ContainsSubstring(wrong.second_part));
}

} // namespace

TEST_CASE("a wrong date rule is refused where it goes wrong", "[date_rule][errors]") {
    const auto wrong = GENERATE(values<wrong_phrase>({
        // Nothing, or nothing that begins a rule.
        {"", "", "expected a period", "the end of the phrase"},
        {"   ", "", "expected a period", "the end of the phrase"},
        {"whenever", "whenever", "a date or a named day", "found 'whenever'"},
        {"and", "and", "a named day"},
        {"but not before notice", "but", "a named day"},
        {"on", "", "a named day", "the end of the phrase"},
        {"the", "", "a named day", "the end of the phrase"},

        // Periods.
        {"6 months", "", "'after' or 'before'", "the end of the phrase"},
        {"6 months from notice", "from", "'after' or 'before'", "found 'from'"},
        {"6 months aftre notice", "aftre", "'after' or 'before'", "did you mean 'after'?"},
        {"6 months befor notice", "befor", "'after' or 'before'", "did you mean 'before'?"},
        {"6 notice", "notice", "days, weeks, months or years"},
        {"6 mnths after notice", "mnths", "days, weeks", "did you mean 'months'?"},
        {"6 moths after notice", "moths", "days, weeks", "did you mean 'months'?"},
        {"30 claer days after notice", "claer", "days, weeks", "did you mean 'clear'?"},
        {"6 months and after notice", "and", "'after' or 'before'"},
        {"six and a half months after notice", "and", "days, weeks, months or years"},
        {"months after notice", "months", "a period"},
        {"-6 months after notice", "-6", "a period"},
        {"6.5 months after notice", "6.5", "a period"},
        {"6 months after", "", "a named day", "the end of the phrase"},
        {"4000000 days and 1 day after notice", "day", "longer than the calendar"},

        // Named days.
        {"6 months after notise", "notise", "a named day", "did you mean 'notice'?"},
        {"6 months after the depositt", "depositt", "a named day", "did you mean 'deposit'?"},
        {"1 day after entry in force", "entry", "named day", "did you mean 'entry into force'?"},
        {"on ratification of it", "ratification", "a named day"},
        {"on (notice)", "(", "a named day"},

        // Clear days.
        {"30 clear months after notice", "months", "'days'"},
        {"30 clear days before notice", "before", "'after'"},

        // Positions in the calendar.
        {"first day of the 6 month after deposit", "6", "'month' or an ordinal"},
        {"first day of the 22th month after deposit", "22th", "'month' or an ordinal"},
        {"first day of the 0th month after deposit", "0th", "out of range"},
        {"first day of the sixth week after deposit", "week", "'month'"},
        {"first day of the month before deposit", "before", "'after'"},
        {"on the 22th day after deposit", "22th", "a named day"},
        {"the next June after notice", "June", "a day of the year"},
        {"the next 30 Jun after notice", "Jun", "a month", "did you mean 'june'?"},
        {"the next 31 June after notice", "31", "no day 31 in June"},
        {"the next 0 June after notice", "0", "no day 0 in June"},
        {"the next 30 June before notice", "before", "'after'"},
        {"the next 30 June on notice", "on", "'after'"},
        {"the end of the week of notice", "week", "'month', 'quarter' or 'year'"},
        {"the end of the year after notice", "after", "'of'"},
        {"31 December of notice", "notice", "'the'"},
        {"31 December of the next year after notice", "next", "'same', 'following'"},
        {"31 December of the 2nd year after notice", "year", "'following'"},
        {"31 December of the following month after notice", "month", "'year'"},
        {"31 December of the following year before notice", "before", "'after', 'of' or 'as'"},
        {"on 31 Decembre of the following year after notice",
         "Decembre",
         "a month",
         "did you mean 'december'?"},
        {"30 February of the following year after notice", "30", "no day 30 in February"},

        // Dates.
        {"on 2019-02-30", "2019-02-30", "there is no day '2019-02-30'", "YYYY-MM-DD"},
        {"on 2019-2-3", "2019-2-3", "there is no day '2019-2-3'", "YYYY-MM-DD"},
        {"on 1399-12-31", "1399-12-31", "there is no day", "1400-01-01"},
        {"6 months after 2019-13-01", "2019-13-01", "there is no day"},

        // Two days.
        {"the later of notice", "", "'and'", "the end of the phrase"},
        {"the later of notice or deposit", "or", "'and'", "found 'or'"},
        {"the later of notice, deposit", ",", "'and'"},
        {"the latest of notice and deposit", "latest", "a named day"},
        {"later of notice and deposit", "later", "expected"},

        // Parentheses and what comes after a rule.
        {"(6 months after notice", "", "')'", "the end of the phrase"},
        {"6 months after notice)", ")", "the end of the rule"},
        {"()", ")", "a named day"},
        {"6 months after notice and deposit", "and", "the end of the rule"},
        {"6 months after notice but not after deposit", "but", "'but not before'"},
        {"6 months after notice,", ",", "the end of the rule"},
        {"6 months after notice deposit", "deposit", "the end of the rule"},
        {"6 months after notice, then every year", ",", "the end of the rule"},
    }));
    check_error(wrong, [](const std::string& text) { return servanda::parse_date_rule(text); });
}

TEST_CASE("a wrong schedule is refused where it goes wrong", "[schedule][errors]") {
    const auto wrong = GENERATE(values<wrong_phrase>({
        {"on notice, then", ",", "'then every'"},
        {"on notice, every year", ",", "'then every'"},
        {"on notice, then every", "", "a period, a unit or a day of the year"},
        {"on notice, then every notice", "notice", "a period, a unit or a day of the year"},
        {"on notice, then every 5", "", "days, weeks, months or years"},
        {"on notice, then every 5 yeers", "yeers", "days, weeks", "did you mean 'years'?"},
        {"on notice, then every 31 April", "31", "no day 31 in April"},
        {"on notice, then every 0 days", "days", "does not recur"},
        {"on notice, then every year until", "", "a named day"},
        {"on notice, then every year till expiry", "till", "the end of the rule"},
        {"on notice, then every year then every month", "then", "the end of the rule"},
    }));
    check_error(wrong, [](const std::string& text) { return servanda::parse_schedule(text); });
}

TEST_CASE("a wrong period is refused where it goes wrong", "[period][errors]") {
    const auto wrong = GENERATE(values<wrong_phrase>({
        {"", "", "a number"},
        {"years", "years", "a number"},
        {"5", "", "days, weeks, months or years"},
        {"5 yaers", "yaers", "days, weeks", "did you mean 'years'?"},
        {"5 years after notice", "after", "the end of the period"},
        {"5 years and", "and", "the end of the period"},
        {"five-six years", "five-six", "a number"},
    }));
    check_error(wrong, [](const std::string& text) { return servanda::parse_period(text); });
}

TEST_CASE("a file's own anchors are suggested too", "[date_rule][errors]") {
    const std::vector<std::string> own{"Start of Destruction"};
    const auto read = [&](const std::string& text) { return servanda::parse_date_rule(text, own); };
    check_error({"30 days after start of destuction",
                 "start",
                 "named day",
                 "did you mean 'Start of Destruction'?"},
                read);
    check_error({"on start", "start", "a named day"}, read);
}

TEST_CASE("a number too large for the calendar is refused where it stands", "[date_rule][errors]") {
    const auto read = [](const std::string& text) { return servanda::parse_date_rule(text); };
    check_error({"5000000 days after notice", "5000000", "5000000"}, read);
    check_error({"99999999999999999999 days after notice", "99999999999999999999", ""}, read);
}

// What must hold of every rule, tried on random ones; and of every text, tried on random words.

#include "calendar/random_rules.hpp"

#include "calendar/evaluate.hpp"
#include "calendar/show.hpp"
#include "support/catch.hpp"

#include <servanda/calendar/parse_date_rule.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using servanda::date_rule;
using servanda::month_end;
using servanda::parse_date_rule;
using servanda::parse_schedule;
using servanda::phrase_error;
using servanda::test::named_days;
using servanda::test::random_rules;
using servanda::test::resolver;
using servanda::test::shown;

namespace {

/// The day the rule gives as text, or why it gives none.
[[nodiscard]] std::string
outcome(const date_rule& rule, const named_days& known, month_end policy) {
    try {
        return shown(rule.evaluate(resolver(known), policy));
    } catch (const servanda::date_out_of_range&) {
        return "out of range";
    }
}

/// Days for most anchors, so that some stay unresolved.
[[nodiscard]] named_days random_days(random_rules& random) {
    named_days known;
    for (const auto name : servanda::anchor_names) {
        if (!random.chance(8)) {
            known.emplace(name, random.day());
        }
    }
    for (const auto& name : random_rules::own_anchors()) {
        if (!random.chance(8)) {
            known.emplace(name, random.day());
        }
    }
    return known;
}

/// Text of the grammar's words in any order, now and then with bytes of any kind.
[[nodiscard]] std::string random_words(random_rules& random) {
    static constexpr std::array words{
        "on",         "at",       "the",       "later",   "earlier",      "of",
        "and",        "but",      "not",       "before",  "after",        "clear",
        "days",       "day",      "week",      "months",  "year",         "first",
        "next",       "end",      "month",     "quarter", "same",         "or",
        "as",         "then",     "every",     "until",   "following",    "(",
        ")",          ",",        "6",         "0",       "90th",         "22th",
        "30",         "31",       "June",      "29",      "February",     "notice",
        "deposit",    "entry",    "into",      "force",   "own",          "stated",
        "date",       "one",      "hundred",   "thirty",  "second",       "2019-02-02",
        "2019-02-30", "4000001",  "ceasefire", "notcie",  "twenty-first", "-",
        "%",          "\xff\xfe", "ü",
    };
    std::string text;
    const auto length = 1 + random.below(14);
    for (std::uint32_t i = 0; i < length; ++i) {
        text += text.empty() ? "" : " ";
        text += words[random.below(static_cast<std::uint32_t>(words.size()))];
    }
    if (random.chance(5)) {
        text.insert(random.below(static_cast<std::uint32_t>(text.size())),
                    1,
                    static_cast<char>(random.below(256)));
    }
    return text;
}

} // namespace

TEST_CASE("every rule reads back from its words and gives the same day", "[date_rule][random]") {
    random_rules random(1969);
    int out_of_range = 0;
    int unresolved = 0;
    for (int i = 0; i < 6000; ++i) {
        const auto rule = random.rule(1 + i % 6);
        const auto words = to_string(rule);
        CAPTURE(i, words);
        std::optional<date_rule> back;
        try {
            back = parse_date_rule(words, random_rules::own_anchors());
        } catch (const phrase_error& error) {
            FAIL_CHECK(error.what());
            continue;
        }
        if (!(*back == rule)) {
            FAIL_CHECK("read back as " << to_string(*back));
        }
        const auto known = random_days(random);
        const auto policy = random.chance(2) ? month_end::last_day : month_end::next_day;
        const auto expected = outcome(rule, known, policy);
        if (outcome(*back, known, policy) != expected) {
            FAIL_CHECK("gives another day than " << expected);
        }
        out_of_range += expected == "out of range" ? 1 : 0;
        unresolved += expected == "unresolved" ? 1 : 0;
    }
    CHECK(out_of_range < 600); // most of them said something
    CHECK(unresolved < 4000);
}

TEST_CASE("every schedule reads back from its words", "[schedule][random]") {
    random_rules random(1986);
    for (int i = 0; i < 2000; ++i) {
        const auto value = random.recurring(1 + i % 4);
        const auto words = to_string(value);
        CAPTURE(i, words);
        try {
            if (!(parse_schedule(words, random_rules::own_anchors()) == value)) {
                FAIL_CHECK("reads back differently");
            }
        } catch (const phrase_error& error) {
            FAIL_CHECK(error.what());
        }
    }
}

TEST_CASE("the occurrences of a schedule never go back in time", "[schedule][random]") {
    random_rules random(1992);
    for (int i = 0; i < 1000; ++i) {
        const auto value = random.recurring(2);
        const auto known = random_days(random);
        CAPTURE(i, to_string(value));
        try {
            std::optional<servanda::date> last;
            for (int index = 0; index < 6; ++index) {
                const auto day = value.occurrence(index, resolver(known), month_end::last_day);
                if (day && last && *day <= *last) {
                    FAIL_CHECK("occurrence " << index << " is not after the one before it");
                }
                last = day;
            }
        } catch (const servanda::date_out_of_range&) {
            continue; // the first day itself lies outside the calendar
        }
    }
}

TEST_CASE("the order of two days does not matter to the later and the earlier of them",
          "[date_rule][random]") {
    random_rules random(1980);
    for (int i = 0; i < 1500; ++i) {
        const auto a = random.rule(3);
        const auto b = random.rule(3);
        const auto known = random_days(random);
        const auto joined = [&](date_rule::kind what, const date_rule& l, const date_rule& r) {
            date_rule::node n;
            n.what = what;
            return outcome(date_rule::over(n, l, r), known, month_end::last_day);
        };
        using kind = date_rule::kind;
        CAPTURE(i, to_string(a), to_string(b));
        if (joined(kind::later_of, a, b) != joined(kind::later_of, b, a) ||
            joined(kind::earlier_of, a, b) != joined(kind::earlier_of, b, a) ||
            joined(kind::not_before, a, b) != joined(kind::later_of, a, b)) {
            FAIL_CHECK("they differ");
        }
    }
}

TEST_CASE("any text is a rule or an error that points into it", "[date_rule][random]") {
    random_rules random(2022);
    int understood = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto text = random_words(random);
        CAPTURE(i, text);
        try {
            const auto value = parse_schedule(text, random_rules::own_anchors());
            ++understood;
            if (!(parse_schedule(to_string(value), random_rules::own_anchors()) == value)) {
                FAIL_CHECK("reads back differently from " << to_string(value));
            }
        } catch (const phrase_error& error) {
            if (error.offset() > text.size() || error.length() == 0 ||
                error.offset() + error.length() > text.size() + 1 ||
                std::string_view(error.what()).empty()) {
                FAIL_CHECK("offset " << error.offset() << ", length " << error.length());
            }
        }
    }
    CHECK(understood > 0);
}

TEST_CASE("deep nesting is an error, not a crash", "[date_rule]") {
    const auto repeated = [](std::string_view piece, int times) {
        std::string text;
        for (int i = 0; i < times; ++i) {
            text += piece;
        }
        return text;
    };
    CHECK_NOTHROW(parse_date_rule(repeated("1 day after ", 20) + "notice"));
    CHECK_NOTHROW(parse_date_rule(repeated("(", 20) + "notice" + repeated(")", 20)));
    for (const auto& text : {repeated("1 day after ", 300) + "notice",
                             repeated("(", 2000) + "notice" + repeated(")", 2000),
                             repeated("the later of ", 300) + "notice",
                             repeated("end of the month of ", 190) + "notice"}) {
        try {
            (void)parse_date_rule(text);
            FAIL_CHECK("no error");
        } catch (const phrase_error& error) {
            CHECK_THAT(error.what(), Catch::Matchers::ContainsSubstring("too deep"));
            CHECK(error.offset() <= text.size());
        }
    }
}

TEST_CASE("a long chain of but not before is read", "[date_rule]") {
    std::string text = "notice";
    for (int i = 0; i < 150; ++i) {
        text += " but not before 2019-01-01";
    }
    const auto rule = parse_date_rule(text);
    CHECK(parse_date_rule(to_string(rule)) == rule);
}

// Conditions in words: what is written reads back.

#include "law/describe.hpp"
#include "support/catch.hpp"

#include <servanda/law/condition.hpp>
#include <servanda/law/parse_condition.hpp>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using servanda::comparison;
using servanda::condition;
using servanda::counted_thing;
using servanda::parse_condition;
using servanda::participant_set;
using servanda::phrase_error;
using servanda::quantity;
using servanda::weight_share;

namespace {

/// Random conditions of every form that the grammar has.
class random_conditions {
public:
    explicit random_conditions(std::uint32_t seed)
        : random_(seed) {}

    [[nodiscard]] std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>(random_()) % bound;
    }
    [[nodiscard]] bool chance(std::uint32_t one_in) { return below(one_in) == 0; }

    [[nodiscard]] condition next(int depth) {
        nodes_.clear();
        (void)add(depth);
        return condition(std::move(nodes_));
    }

private:
    using node = condition::node;

    [[nodiscard]] std::int32_t add(int depth) {
        node n;
        if (depth > 0 && !chance(4)) {
            n.what = std::array{
                condition::kind::all, condition::kind::any, condition::kind::negation}[below(3)];
            const auto count = n.what == condition::kind::negation ? 1 : 2 + below(2);
            for (std::uint32_t i = 0; i < count; ++i) {
                n.operands.push_back(add(depth - 1));
            }
        } else {
            n = test();
        }
        nodes_.push_back(std::move(n));
        return static_cast<std::int32_t>(nodes_.size()) - 1;
    }

    [[nodiscard]] node test() {
        node n;
        switch (below(8)) {
        case 0:
            n.what = chance(2) ? condition::kind::from_date : condition::kind::before_date;
            n.day = day();
            return n;
        case 1:
            n.what = condition::kind::subject;
            n.subject = pick({"it", "RUS", "jcpoa", "new-start"});
            n.verb = pick({"is", "has", "was"});
            n.negated = chance(3);
            n.words = pick({"in force", "party to unfccc", "in armed conflict", "suspended cfe"});
            return n;
        case 2: // deposits by USA, GBR and SUN
            n.thing = thing();
            n.how_many.what = quantity::kind::all;
            n.who = chance(3) ? named_set() : listed(1 + below(4));
            return n;
        case 3: // deposits by annex-i carrying 55% of co2-1990
            n.thing = thing();
            n.who = chance(3) ? participant_set{} : set();
            n.share = share();
            return n;
        case 4: // two thirds of the parties
            n.thing = thing();
            n.how_many.what = quantity::kind::fraction;
            n.how_many.how = how();
            n.how_many.denominator = 2 + below(9);
            n.how_many.value = 1 + below(static_cast<std::uint32_t>(n.how_many.denominator));
            n.who = set();
            return n;
        case 5: // fewer than 16 parties
            n.thing = counted_thing::members;
            number(n);
            n.who = set();
            return n;
        default: // 15 deposits by annex-2 carrying 50% of tonnage
            n.thing = thing();
            number(n);
            n.who = chance(2) ? participant_set{} : set();
            if (chance(3)) {
                n.share = share();
            }
            return n;
        }
    }

    void number(node& n) {
        n.how_many.what = quantity::kind::number;
        n.how_many.how = how();
        n.how_many.value = below(200);
    }
    [[nodiscard]] comparison how() { return static_cast<comparison>(below(4)); }
    [[nodiscard]] counted_thing thing() { return static_cast<counted_thing>(below(5)); }
    [[nodiscard]] servanda::date day() {
        return servanda::date::of(1900, 1, 1) + static_cast<std::int64_t>(below(73'000));
    }
    [[nodiscard]] std::string pick(std::vector<std::string> words) {
        return words[below(static_cast<std::uint32_t>(words.size()))];
    }

    [[nodiscard]] participant_set set() { return chance(2) ? named_set() : listed(1); }
    [[nodiscard]] participant_set listed(std::uint32_t count) {
        participant_set result;
        result.what = participant_set::kind::listed;
        for (std::uint32_t i = 0; i < count; ++i) {
            result.names.push_back(pick({"USA", "GBR", "SUN", "annex-2", "quota-8", "others"}));
        }
        return result;
    }
    [[nodiscard]] participant_set named_set() {
        participant_set result;
        result.what = static_cast<participant_set::kind>(2 + below(4));
        result.treaty = chance(2) ? pick({"unfccc", "start-1"}) : "";
        if (chance(3)) {
            result.as_of = day();
        }
        return result;
    }

    [[nodiscard]] weight_share share() {
        weight_share result;
        result.how = how();
        result.weight = pick({"tonnage", "co2-1990"});
        const auto number = 1 + below(100);
        if (chance(3)) {
            result.value = number / 100.0;
            result.text = std::to_string(number) + "%";
        } else if (chance(2)) {
            const auto bottom = number + below(5);
            result.value = static_cast<double>(number) / bottom;
            result.text = std::to_string(number) + "/" + std::to_string(bottom);
        } else {
            result.what = weight_share::kind::amount;
            result.value = number * 1000.0;
            result.text = std::to_string(number * 1000);
        }
        return result;
    }

    std::mt19937 random_;
    std::vector<node> nodes_;
};

[[nodiscard]] bool reads_back(const condition& value) {
    try {
        return parse_condition(to_string(value)) == value;
    } catch (const phrase_error&) {
        return false;
    }
}

/// Text of the grammar's words in any order, now and then with bytes of any kind.
[[nodiscard]] std::string random_words(random_conditions& random) {
    static constexpr std::array words{
        "deposits", "deposit",    "signatures",  "by",       "all",     "the",        "parties",
        "to",       "unfccc",     "as",          "of",       "and",     "or",         "not",
        "(",        ")",          ",",           "carrying", "50%",     "2/3",        "two",
        "third",    "thirds",     "half",        "at",       "least",   "more",       "than",
        "fewer",    "exactly",    "20",          "0",        "it",      "is",         "has",
        "in",       "force",      "from",        "on",       "after",   "before",     "USA",
        "GBR",      "annex-2",    "tonnage",     "1/0",      "/",       "2020-01-01", "101%",
        "\xff",     "2020-02-30", "contracting", "states",   "one-two", "%",
    };
    std::string text;
    const auto length = 1 + random.below(12);
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

TEST_CASE("a condition is written in the words of the grammar", "[condition]") {
    struct spelling {
        const char* read;
        const char* written;
    };
    const auto [read, written] = GENERATE(values<spelling>({
        {"at least forty deposits", "40 deposits"},
        {"1 deposit", "1 deposit"},
        {"deposits by USA, GBR and SUN", "deposits by USA, GBR and SUN"},
        {"deposits by USA, GBR, SUN", "deposits by USA, GBR and SUN"},
        {"deposits by all the signatories", "deposits by all signatories"},
        {"two thirds of the parties as of 1979-06-22",
         "deposits by 2/3 of parties as of 1979-06-22"},
        {"fewer than 16 parties to start-1", "fewer than 16 parties to start-1"},
        {"deposits by annex-i carrying at least 55% of co2-1990",
         "deposits by annex-i carrying 55% of co2-1990"},
        {"it is not party to unfccc", "it is not party to unfccc"},
        {"on or after 2020-01-01", "from 2020-01-01"},
        {"not (1 deposit or 2 deposits) and 3 deposits",
         "not (1 deposit or 2 deposits) and 3 deposits"},
        {"1 deposit or (2 deposits and 3 deposits)", "1 deposit or 2 deposits and 3 deposits"},
    }));
    CAPTURE(read);
    const auto value = parse_condition(read);
    CHECK(to_string(value) == written);
    CHECK(parse_condition(to_string(value)) == value);
}

TEST_CASE("an or inside an or keeps its parentheses", "[condition]") {
    for (const char* phrase : {"(1 deposits or 2 deposits) or 3 deposits",
                               "1 deposits or (2 deposits or 3 deposits)",
                               "(1 deposits and 2 deposits) and 3 deposits",
                               "1 deposits and (2 deposits and 3 deposits)"}) {
        CAPTURE(phrase);
        const auto value = parse_condition(phrase);
        CHECK(parse_condition(to_string(value)) == value);
    }
}

TEST_CASE("a list before a test about a subject of two words reads back", "[condition]") {
    const auto value = parse_condition("deposits by USA and (armed conflict is over)");
    CAPTURE(to_string(value));
    CHECK(parse_condition(to_string(value)) == value);
}

TEST_CASE("no condition is written as nothing", "[condition]") {
    CHECK(to_string(condition{}).empty());
    CHECK(condition{} == condition{});
}

TEST_CASE("every condition reads back from its words", "[condition][random]") {
    random_conditions random(1990);
    for (int i = 0; i < 6000; ++i) {
        const auto value = random.next(i % 4);
        const auto words = to_string(value);
        CAPTURE(i, words);
        if (!reads_back(value)) {
            FAIL("not read back");
        }
    }
}

TEST_CASE("any text is a condition or an error that points into it", "[condition][random]") {
    random_conditions random(2014);
    int understood = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto text = random_words(random);
        CAPTURE(i, text);
        try {
            const auto value = parse_condition(text);
            ++understood;
            const auto words = to_string(value);
            if (!reads_back(value)) {
                FAIL("not read back from " << words);
            }
        } catch (const phrase_error& error) {
            if (error.offset() > text.size() || error.length() == 0 ||
                error.offset() + error.length() > text.size() + 1 ||
                std::string_view(error.what()).empty()) {
                FAIL_CHECK("offset " << error.offset() << ", length " << error.length());
            }
        }
    }
    CHECK(understood > 100);
}

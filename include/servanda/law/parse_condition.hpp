/// @file
/// Reads conditions as treaties write them; `not` binds tighter than `and`, `and` than `or`. The
/// grammar is that of docs/phrases.md.
#ifndef SERVANDA_LAW_PARSE_CONDITION_HPP
#define SERVANDA_LAW_PARSE_CONDITION_HPP

#include <servanda/calendar/phrase.hpp>
#include <servanda/law/condition.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace servanda {

namespace detail {

class condition_parser {
public:
    explicit condition_parser(phrase_reader& in)
        : in_(in) {}

    [[nodiscard]] std::int32_t whole() {
        return joined(condition::kind::any, "or", [this] {
            return joined(condition::kind::all, "and", [this] { return negated(); });
        });
    }

    [[nodiscard]] std::vector<condition::node> take() { return std::move(nodes_); }

private:
    using node = condition::node;

    [[nodiscard]] std::int32_t add(node n) {
        n.name_offsets = std::exchange(name_offsets_, {});
        nodes_.push_back(std::move(n));
        return static_cast<std::int32_t>(nodes_.size()) - 1;
    }

    template <class Operand>
    [[nodiscard]] std::int32_t joined(condition::kind what, const char* word, Operand operand) {
        std::vector<std::int32_t> operands{operand()};
        while (in_.accept(word)) {
            operands.push_back(operand());
        }
        if (operands.size() == 1) {
            return operands.front();
        }
        node n;
        n.what = what;
        n.operands = std::move(operands);
        return add(std::move(n));
    }

    [[nodiscard]] std::int32_t negated() {
        if (++depth_ > phrase_reader::max_depth) {
            in_.fail_with("the condition is nested too deeply");
        }
        std::int32_t result = 0;
        if (in_.accept("not")) {
            node n;
            n.what = condition::kind::negation;
            n.operands = {negated()};
            result = add(std::move(n));
        } else if (in_.accept("(")) {
            result = whole();
            in_.expect(")");
        } else {
            node n = test();
            result = add(std::move(n));
        }
        --depth_;
        return result;
    }

    [[nodiscard]] node test() {
        node n;
        n.offset = in_.offset();
        if (in_.accept("on", "or", "after") || in_.accept("from")) {
            n.what = condition::kind::from_date;
            n.day = expect_date();
            return n;
        }
        if (in_.accept("before")) {
            n.what = condition::kind::before_date;
            n.day = expect_date();
            return n;
        }
        const auto how = accept_comparison();
        if (const auto amount = accept_quantity()) {
            n.how_many = *amount;
            n.how_many.how = how.value_or(comparison::at_least);
            counted(n);
            return n;
        }
        if (how) {
            in_.fail("a number or a fraction");
        }
        if (const auto thing = accept_thing()) {
            n.thing = *thing;
            things_by(n);
            return n;
        }
        subject(n);
        return n;
    }

    /// After "[CMP] N" or "[CMP] FRACTION".
    void counted(node& n) {
        if (n.how_many.what == quantity::kind::fraction) {
            in_.expect("of");
            n.who = expect_set(); // a bare fraction of a set means deposits by it
            return;
        }
        if (const auto thing = accept_thing()) {
            n.thing = *thing;
            if (in_.accept("by")) {
                n.who = expect_set();
            }
            if (in_.accept("carrying")) {
                n.share = expect_share();
            }
            return;
        }
        n.thing = counted_thing::members;
        n.who = expect_set();
    }

    /// After "THING".
    void things_by(node& n) {
        if (in_.accept("carrying")) {
            n.share = expect_share();
            return;
        }
        if (!in_.accept("by")) {
            in_.fail("'by' or 'carrying'");
        }
        if (in_.accept("all")) {
            n.how_many.what = quantity::kind::all;
            n.who = expect_set();
            return;
        }
        const auto how = accept_comparison();
        if (const auto amount = accept_quantity()) {
            n.how_many = *amount;
            n.how_many.how = how.value_or(comparison::at_least);
            in_.accept("of");
            n.who = expect_set();
            return;
        }
        if (how) {
            in_.fail("a number or a fraction");
        }
        by_named(n);
    }

    void by_named(node& n) {
        n.who = accept_named_set().value_or(participant_set{});
        const bool own_set = n.who.what != participant_set::kind::anyone;
        if (!own_set) {
            n.who = list();
        }
        if (in_.accept("carrying")) {
            if (n.who.names.size() > 1) {
                in_.fail_with("'carrying' takes one set, not a list", 1);
            }
            n.share = expect_share();
            return;
        }
        if (own_set) {
            in_.fail("'carrying' (for every member write 'by all " + write_set(n.who) + "')");
        }
        n.how_many.what = quantity::kind::all;
    }

    [[nodiscard]] participant_set list() {
        participant_set result;
        result.what = participant_set::kind::listed;
        result.names.push_back(expect_name());
        while (in_.accept(",")) {
            if (in_.looking_at("and")) {
                break;
            }
            result.names.push_back(expect_name());
        }
        // "and" may go on with the list or with the next test: a name that is not a test goes on.
        if (in_.looking_at("and") && is_name(1) && !begins_subject(1)) {
            ++in_.position;
            result.names.push_back(expect_name());
        }
        return result;
    }

    [[nodiscard]] bool is_name(std::size_t ahead) const {
        const std::string_view word = in_.peek(ahead);
        static constexpr std::array<std::string_view, 12> reserved{"not",
                                                                   "on",
                                                                   "from",
                                                                   "before",
                                                                   "at",
                                                                   "more",
                                                                   "fewer",
                                                                   "exactly",
                                                                   "all",
                                                                   "the",
                                                                   "and",
                                                                   "half"};
        if (word.empty() || word == "(" || word == ")" || word == "," || word == "or" ||
            thing_of(word) || std::find(reserved.begin(), reserved.end(), word) != reserved.end()) {
            return false;
        }
        if (in_.peek(ahead)[0] >= '0' && in_.peek(ahead)[0] <= '9') {
            return false;
        }
        return !numerals::find_small(word);
    }

    /// Whether a subject test ("RUS is in armed conflict") begins there.
    [[nodiscard]] bool begins_subject(std::size_t ahead) const {
        const std::string_view verb = in_.peek(ahead + 1);
        return verb == "is" || verb == "has" || verb == "was";
    }

    [[nodiscard]] std::string expect_name() {
        if (!is_name(0)) {
            in_.fail("a participant or a group");
        }
        std::string name(in_.peek_text());
        name_offsets_.push_back(in_.offset());
        ++in_.position;
        return name;
    }

    [[nodiscard]] std::optional<participant_set> accept_named_set() {
        const std::size_t start = in_.position;
        in_.accept("the");
        participant_set result;
        if (in_.accept("parties") || in_.accept("party")) {
            result.what = participant_set::kind::parties;
        } else if (in_.accept("signatories") || in_.accept("signatory")) {
            result.what = participant_set::kind::signatories;
        } else if (in_.accept("contracting", "states") || in_.accept("contracting", "state")) {
            result.what = participant_set::kind::contracting_states;
        } else if (in_.accept("participants") || in_.accept("participant")) {
            result.what = participant_set::kind::participants;
        } else {
            in_.position = start;
            return std::nullopt;
        }
        if (in_.accept("to")) {
            result.treaty = std::string(in_.peek_text());
            result.treaty_offset = in_.offset();
            if (!is_name(0)) {
                in_.fail("a treaty");
            }
            ++in_.position;
        }
        if (in_.accept("as", "of")) {
            result.as_of = expect_date();
        }
        return result;
    }

    [[nodiscard]] participant_set expect_set() {
        if (auto named = accept_named_set()) {
            return *std::move(named);
        }
        if (!is_name(0)) {
            in_.fail("a set (a group, the parties, the signatories, the contracting states or the "
                     "participants)");
        }
        participant_set result;
        result.what = participant_set::kind::listed;
        result.names.push_back(expect_name());
        return result;
    }

    [[nodiscard]] static std::optional<counted_thing> thing_of(std::string_view word) {
        for (std::size_t i = 0; i + 1 < counted_thing_names.size(); ++i) {
            const auto plural = counted_thing_names[i];
            if (word == plural || word == plural.substr(0, plural.size() - 1)) {
                return static_cast<counted_thing>(i);
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<counted_thing> accept_thing() {
        const auto thing = thing_of(in_.peek());
        in_.position += thing ? 1U : 0U;
        return thing;
    }

    [[nodiscard]] std::optional<comparison> accept_comparison() {
        if (in_.accept("at", "least")) {
            return comparison::at_least;
        }
        if (in_.accept("more", "than")) {
            return comparison::more_than;
        }
        if (in_.accept("fewer", "than")) {
            return comparison::fewer_than;
        }
        if (in_.accept("exactly")) {
            return comparison::exactly;
        }
        return std::nullopt;
    }

    [[nodiscard]] static std::int64_t denominator_of(std::string_view word) {
        static constexpr std::array<std::pair<std::string_view, std::int64_t>, 16> words{{
            {"half", 2},
            {"halves", 2},
            {"third", 3},
            {"thirds", 3},
            {"quarter", 4},
            {"quarters", 4},
            {"fourth", 4},
            {"fourths", 4},
            {"fifth", 5},
            {"fifths", 5},
            {"sixth", 6},
            {"sixths", 6},
            {"eighth", 8},
            {"eighths", 8},
            {"tenth", 10},
            {"tenths", 10},
        }};
        for (const auto& [name, value] : words) {
            if (name == word) {
                return value;
            }
        }
        return 0;
    }

    [[nodiscard]] std::optional<quantity> accept_fraction() {
        quantity result;
        result.what = quantity::kind::fraction;
        const std::string_view word = in_.peek();
        if (word == "half") {
            result.value = 1;
            result.denominator = 2;
            ++in_.position;
            return result;
        }
        if (const auto slash = word.find('/'); slash != std::string_view::npos) {
            const auto top = numerals::figures(word.substr(0, slash));
            const auto bottom = numerals::figures(word.substr(slash + 1));
            if (!top || !bottom || *bottom == 0 || *top > *bottom) {
                in_.fail("a fraction (such as 'two thirds' or '2/3')");
            }
            result.value = *top;
            result.denominator = *bottom;
            ++in_.position;
            return result;
        }
        if (const auto hyphen = word.find('-'); hyphen != std::string_view::npos) {
            const auto top = numerals::find_small(word.substr(0, hyphen));
            const auto bottom = denominator_of(word.substr(hyphen + 1));
            if (top && !top->ordinal && bottom > 0) {
                result.value = top->value;
                result.denominator = bottom;
                ++in_.position;
                return result;
            }
            return std::nullopt;
        }
        const auto top = numerals::find_small(word);
        const auto bottom = denominator_of(in_.peek(1));
        if (!top || top->ordinal || bottom == 0) {
            return std::nullopt;
        }
        if (top->value > bottom) {
            in_.fail("a fraction (such as 'two thirds' or '2/3')");
        }
        result.value = top->value;
        result.denominator = bottom;
        in_.position += 2;
        return result;
    }

    [[nodiscard]] std::optional<quantity> accept_quantity() {
        if (auto fraction = accept_fraction()) {
            return fraction;
        }
        const auto number = numerals::accept_cardinal(in_);
        if (!number) {
            return std::nullopt;
        }
        quantity result;
        result.what = quantity::kind::number;
        result.value = *number;
        return result;
    }

    [[nodiscard]] weight_share expect_share() {
        weight_share result;
        result.how = accept_comparison().value_or(comparison::at_least);
        if (const auto fraction = accept_fraction()) {
            result.value =
                static_cast<double>(fraction->value) / static_cast<double>(fraction->denominator);
            result.text =
                std::to_string(fraction->value) + "/" + std::to_string(fraction->denominator);
        } else {
            share_in_figures(result);
        }
        in_.expect("of");
        if (!is_name(0)) {
            in_.fail("a weight");
        }
        result.weight = expect_name();
        return result;
    }

    void share_in_figures(weight_share& result) {
        std::string word(in_.peek());
        const bool percent = !word.empty() && word.back() == '%';
        if (percent) {
            word.pop_back();
        }
        double number = 0; // from_chars: a share reads the same in every locale
        const auto [end, problem] = std::from_chars(
            word.data(), word.data() + word.size(), number, std::chars_format::fixed);
        if (word.empty() || word.size() > 18 || word[0] < '0' || word[0] > '9' ||
            problem != std::errc{} || end != word.data() + word.size() || number < 0 ||
            (percent && number > 100)) {
            in_.fail("a share (such as '55%', 'two thirds' or an amount)");
        }
        result.what = percent ? weight_share::kind::part : weight_share::kind::amount;
        result.value = percent ? number / 100 : number;
        result.text = std::string(in_.peek_text());
        ++in_.position;
    }

    [[nodiscard]] date expect_date() {
        const auto day = parse_date(in_.peek_text());
        if (!day) {
            in_.fail("a date YYYY-MM-DD");
        }
        ++in_.position;
        return *day;
    }

    /// "SUBJECT is|has|was [not] WORDS".
    void subject(node& n) {
        n.what = condition::kind::subject;
        const std::size_t start = in_.position;
        n.subject = words_until(
            [](std::string_view word) { return word == "is" || word == "has" || word == "was"; });
        if (n.subject.empty() || in_.at_end() || !begins_verb()) {
            in_.position = start;
            static constexpr std::array<std::string_view, 12> starts{"deposits",
                                                                     "signatures",
                                                                     "objections",
                                                                     "requests",
                                                                     "acceptances",
                                                                     "at least",
                                                                     "more than",
                                                                     "fewer than",
                                                                     "exactly",
                                                                     "from",
                                                                     "before",
                                                                     "it"};
            in_.fail("a test (such as '40 deposits', 'deposits by USA', 'fewer than 16 parties', "
                     "'it is party to X' or 'from YYYY-MM-DD')",
                     did_you_mean(in_.peek(), starts));
        }
        n.verb = std::string(in_.peek());
        ++in_.position;
        n.negated = !in_.looking_at("not", "yet") && in_.accept("not"); // "not yet in force"
        n.words_offset = in_.offset();
        n.words = words_until([](std::string_view) { return false; });
        if (n.words.empty()) {
            in_.fail("what is said of " + n.subject);
        }
    }

    [[nodiscard]] bool begins_verb() const {
        return in_.looking_at("is") || in_.looking_at("has") || in_.looking_at("was");
    }

    template <class Stop>
    [[nodiscard]] std::string words_until(Stop stop) {
        std::string words;
        while (!in_.at_end() && in_.peek() != "and" && in_.peek() != "or" && in_.peek() != "(" &&
               in_.peek() != ")" && in_.peek() != "," && !stop(in_.peek())) {
            words += (words.empty() ? "" : " ") + std::string(in_.peek_text());
            ++in_.position;
        }
        return words;
    }

    phrase_reader& in_;
    std::vector<node> nodes_;
    std::vector<std::size_t> name_offsets_;
    int depth_ = 0;
};

} // namespace detail

/// Reads a condition. Names are not looked up here. Throws `phrase_error`.
[[nodiscard]] inline condition parse_condition(std::string_view phrase) {
    phrase_reader in(phrase);
    detail::condition_parser parser(in);
    (void)parser.whole();
    if (!in.at_end()) {
        in.fail("'and', 'or' or the end of the condition");
    }
    return condition(parser.take());
}

} // namespace servanda

#endif

/// @file
/// Conditions: "20 deposits and deposits by CAN, HUN and quota-8", "fewer than 16 parties",
/// "it is in armed conflict". A condition is a value, a small tree of tests over names; the engine
/// resolves the names. Read one with `parse_condition`, write it with `to_string`.
#ifndef SERVANDA_LAW_CONDITION_HPP
#define SERVANDA_LAW_CONDITION_HPP

#include <servanda/calendar/by_period.hpp>
#include <servanda/calendar/date.hpp>
#include <servanda/calendar/date_rule.hpp>
#include <servanda/law/diagnostic.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

enum class comparison : std::uint8_t { at_least, more_than, fewer_than, exactly };

inline constexpr std::array<std::string_view, 4> comparison_names{
    "at least", "more than", "fewer than", "exactly"};

/// What is counted. `members` counts the set itself ("fewer than 16 parties").
enum class counted_thing : std::uint8_t {
    deposits,
    signatures,
    objections,
    requests,
    acceptances,
    members,
};

inline constexpr std::array<std::string_view, 6> counted_thing_names{
    "deposits", "signatures", "objections", "requests", "acceptances", "members"};

/// Who is counted.
struct participant_set {
    enum class kind : std::uint8_t {
        anyone,
        listed, ///< codes and groups by name
        parties,
        signatories,
        contracting_states,
        participants,
    };
    kind what = kind::anyone;
    std::vector<std::string> names;
    std::string treaty; ///< of which treaty; empty: this one
    std::optional<date> as_of;
    std::vector<source_position> places; ///< of the names, where they were read from a file
    std::size_t treaty_offset = 0;       ///< where the treaty's name stands in the phrase
    source_position treaty_place{};      ///< and in the file
    friend bool operator==(const participant_set& a, const participant_set& b) {
        return a.what == b.what && a.names == b.names && a.treaty == b.treaty && a.as_of == b.as_of;
    }
};

inline constexpr std::array<std::string_view, 6> participant_set_names{
    "anyone", "listed", "parties", "signatories", "contracting states", "participants"};

/// How many: a number, a fraction of the set (rounded up), or all of it.
struct quantity {
    enum class kind : std::uint8_t { none, number, fraction, all };
    kind what = kind::none;
    comparison how = comparison::at_least;
    std::int64_t value = 0; ///< the number, or the numerator
    std::int64_t denominator = 1;
    friend bool operator==(const quantity&, const quantity&) = default;
};

/// A share of a weight: "55% of co2-1990", "two thirds of consumption-1986", "1000000 of tonnage".
struct weight_share {
    enum class kind : std::uint8_t { part, amount };
    kind what = kind::part;
    comparison how = comparison::at_least;
    double value = 0; ///< the part as a fraction of the whole, or the amount
    std::string text; ///< as written, for printing: "55%"
    std::string weight;
    source_position where{}; ///< of the weight's name
    friend bool operator==(const weight_share&, const weight_share&) = default;
};

/// A boolean expression over tests.
class condition {
public:
    enum class kind : std::uint8_t { all, any, negation, count, subject, from_date, before_date };

    struct node {
        kind what = kind::count;
        std::vector<std::int32_t> operands; ///< of all, any, negation
        counted_thing thing = counted_thing::deposits;
        participant_set who;
        quantity how_many;
        std::optional<weight_share> share;
        std::string subject; ///< "it", a participant, a treaty
        std::string verb;    ///< is, has, was
        bool negated = false;
        std::string words; ///< "party to unfccc", "in force"
        date day;
        std::size_t offset = 0;                ///< where the test began in the phrase
        std::vector<std::size_t> name_offsets; ///< where the names of its set and weight stand
        std::size_t words_offset = 0;          ///< where the words of a subject test stand
        source_position where{};               ///< of the test in its file
        source_position words_place{};         ///< and of those words
        friend bool operator==(const node& a, const node& b) {
            return a.what == b.what && a.operands == b.operands && a.thing == b.thing &&
                   a.who == b.who && a.how_many == b.how_many && a.share == b.share &&
                   a.subject == b.subject && a.verb == b.verb && a.negated == b.negated &&
                   a.words == b.words && a.day == b.day;
        }
    };

    condition() = default;
    explicit condition(std::vector<node> nodes)
        : nodes_(std::move(nodes)) {}

    /// Operands before operators; the last node is the condition.
    [[nodiscard]] const std::vector<node>& nodes() const noexcept { return nodes_; }

    /// Notes where names stand, for messages; `place(offset)` gives the place of a byte of the
    /// phrase.
    template <class Place>
    void locate(Place place) {
        for (auto& n : nodes_) {
            n.who.places.clear();
            for (const auto offset : n.name_offsets) {
                n.who.places.push_back(place(offset));
            }
            if (n.share && !n.who.places.empty()) { // the weight's name comes last
                n.share->where = n.who.places.back();
            }
            n.who.treaty_place = place(n.who.treaty_offset);
            n.where = place(n.offset);
            n.words_place = place(n.words_offset);
        }
    }

    friend bool operator==(const condition&, const condition&) = default;

private:
    std::vector<node> nodes_;
};

namespace detail {

[[nodiscard]] inline std::string write_list(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += i == 0 ? "" : (i + 1 == names.size() ? " and " : ", ");
        text += names[i];
    }
    return text;
}

[[nodiscard]] inline std::string write_set(const participant_set& who) {
    if (who.what == participant_set::kind::listed) {
        return write_list(who.names);
    }
    std::string text(participant_set_names[static_cast<std::size_t>(who.what)]);
    text += who.treaty.empty() ? "" : " to " + who.treaty;
    return text + (who.as_of ? " as of " + to_string(*who.as_of) : "");
}

[[nodiscard]] inline std::string write_comparison(comparison how) {
    return how == comparison::at_least
               ? std::string()
               : std::string(comparison_names[static_cast<std::size_t>(how)]) + " ";
}

[[nodiscard]] inline std::string write_quantity(const quantity& how_many) {
    const std::string number = std::to_string(how_many.value);
    return write_comparison(how_many.how) +
           (how_many.what == quantity::kind::fraction
                ? number + "/" + std::to_string(how_many.denominator)
                : number);
}

[[nodiscard]] inline std::string write_share(const weight_share& share) {
    return " carrying " + write_comparison(share.how) + share.text + " of " + share.weight;
}

[[nodiscard]] inline std::string write_count(const condition::node& n) {
    std::string thing(counted_thing_names[static_cast<std::size_t>(n.thing)]);
    if (n.how_many.what == quantity::kind::number && n.how_many.value == 1) {
        thing.pop_back(); // "1 deposit"
    }
    const std::string set = write_set(n.who);
    const std::string share = n.share ? write_share(*n.share) : std::string();
    const bool anyone = n.who.what == participant_set::kind::anyone;
    if (n.thing == counted_thing::members) {
        return write_quantity(n.how_many) + ' ' + set;
    }
    switch (n.how_many.what) {
    case quantity::kind::none:
        return thing + (anyone ? "" : " by " + set) + share;
    case quantity::kind::all:
        return thing + " by " + (n.who.what == participant_set::kind::listed ? "" : "all ") + set;
    case quantity::kind::fraction:
        return thing + " by " + write_quantity(n.how_many) + " of " + set;
    case quantity::kind::number:
        return write_quantity(n.how_many) + ' ' + thing + (anyone ? "" : " by " + set) + share;
    }
    return {};
}

[[nodiscard]] inline std::string write_condition(const condition& value, std::size_t index) {
    const auto& n = value.nodes()[index];
    const auto operand = [&](std::int32_t at, bool inside_all) {
        const auto child = static_cast<std::size_t>(at);
        const auto what = value.nodes()[child].what;
        const bool brackets = what == condition::kind::any ||
                              (what == condition::kind::all && !inside_all) ||
                              (what == condition::kind::subject &&
                               value.nodes()[child].subject.find(' ') != std::string::npos);
        const std::string text = write_condition(value, child);
        return brackets ? "(" + text + ")" : text;
    };
    switch (n.what) {
    case condition::kind::all:
    case condition::kind::any: {
        std::string text;
        for (const auto at : n.operands) {
            const auto child = static_cast<std::size_t>(at);
            text += text.empty() ? "" : (n.what == condition::kind::all ? " and " : " or ");
            const bool alone =
                n.what == condition::kind::any && value.nodes()[child].what != condition::kind::any;
            text += alone ? write_condition(value, child) : operand(at, false);
        }
        return text;
    }
    case condition::kind::negation:
        return "not " + operand(n.operands.front(), false);
    case condition::kind::count:
        return write_count(n);
    case condition::kind::subject:
        return n.subject + ' ' + n.verb + (n.negated ? " not " : " ") + n.words;
    case condition::kind::from_date:
        return "from " + to_string(n.day);
    case condition::kind::before_date:
        return "before " + to_string(n.day);
    }
    return {};
}

} // namespace detail

/// The condition in words; reading them back gives the same condition.
[[nodiscard]] inline std::string to_string(const condition& value) {
    return value.nodes().empty() ? std::string()
                                 : detail::write_condition(value, value.nodes().size() - 1);
}

/// Date rules of a clause: one, or a list by period whose entries may depend on conditions.
using rules_by_period = by_period<date_rule, condition>;
/// A yes or no of a clause, or a list by period.
using flag_by_period = by_period<bool, condition>;

} // namespace servanda

#endif

/// @file
/// The tree of a condition with every bracket shown, so that tests can say how a phrase is read
/// without relying on how conditions are written:
/// `any(deposits(>=40; anyone), not(is(it; in force)))`.
#ifndef SERVANDA_TESTS_LAW_DESCRIBE_HPP
#define SERVANDA_TESTS_LAW_DESCRIBE_HPP

#include <servanda/law/condition.hpp>
#include <servanda/law/parse_condition.hpp>

#include <array>
#include <sstream>
#include <string>
#include <string_view>

namespace servanda::test {

[[nodiscard]] inline std::string_view sign_of(comparison how) {
    static constexpr std::array<std::string_view, 4> signs{">=", ">", "<", "="};
    return signs[static_cast<std::size_t>(how)];
}

[[nodiscard]] inline std::string describe(const participant_set& who) {
    std::string text;
    if (who.what == participant_set::kind::listed) {
        for (const auto& name : who.names) {
            text += (text.empty() ? "" : "+") + name;
        }
    } else {
        text = participant_set_names[static_cast<std::size_t>(who.what)];
    }
    text += who.treaty.empty() ? "" : " to " + who.treaty;
    return text + (who.as_of ? " as of " + to_string(*who.as_of) : "");
}

[[nodiscard]] inline std::string describe(const quantity& how_many) {
    switch (how_many.what) {
    case quantity::kind::none:
        return "-";
    case quantity::kind::all:
        return "all";
    case quantity::kind::number:
        return std::string(sign_of(how_many.how)) + std::to_string(how_many.value);
    case quantity::kind::fraction:
        return std::string(sign_of(how_many.how)) + std::to_string(how_many.value) + "/" +
               std::to_string(how_many.denominator);
    }
    return "?";
}

[[nodiscard]] inline std::string describe(const weight_share& share) {
    std::ostringstream text;
    text << sign_of(share.how) << share.value
         << (share.what == weight_share::kind::amount ? " in all of " : " parts of ")
         << share.weight;
    return text.str();
}

[[nodiscard]] inline std::string describe(const condition& value, std::size_t index) {
    const auto& n = value.nodes()[index];
    const auto operands = [&] {
        std::string text;
        for (const auto at : n.operands) {
            text += (text.empty() ? "" : ", ") + describe(value, static_cast<std::size_t>(at));
        }
        return text;
    };
    switch (n.what) {
    case condition::kind::all:
        return "all(" + operands() + ")";
    case condition::kind::any:
        return "any(" + operands() + ")";
    case condition::kind::negation:
        return "not(" + operands() + ")";
    case condition::kind::count:
        return std::string(counted_thing_names[static_cast<std::size_t>(n.thing)]) + "(" +
               describe(n.how_many) + "; " + describe(n.who) +
               (n.share ? "; " + describe(*n.share) : "") + ")";
    case condition::kind::subject:
        return n.verb + (n.negated ? "-not(" : "(") + n.subject + "; " + n.words + ")";
    case condition::kind::from_date:
        return "from(" + to_string(n.day) + ")";
    case condition::kind::before_date:
        return "before(" + to_string(n.day) + ")";
    }
    return "?";
}

/// How the phrase is read.
[[nodiscard]] inline std::string tree(std::string_view phrase) {
    const auto value = parse_condition(phrase);
    return describe(value, value.nodes().size() - 1);
}

} // namespace servanda::test

#endif

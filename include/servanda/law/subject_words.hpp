/// @file
/// What a condition may say of its subject ("it is party to unfccc", "start-i is in force"), and
/// what is therefore the name of a fact: everything else.
#ifndef SERVANDA_LAW_SUBJECT_WORDS_HPP
#define SERVANDA_LAW_SUBJECT_WORDS_HPP

#include <servanda/calendar/phrase.hpp>
#include <servanda/law/clauses.hpp>
#include <servanda/law/treaty.hpp>
#include <servanda/law/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace servanda {

/// Said of a treaty.
inline constexpr std::array<std::string_view, 4> treaty_words{
    "in force", "not yet in force", "suspended", "terminated"};

/// Said of a participant, with a treaty to follow.
inline constexpr std::array<std::string_view, 9> relation_words{"party to ",
                                                                "a party to ",
                                                                "signatory to ",
                                                                "a signatory to ",
                                                                "contracting state to ",
                                                                "a contracting state to ",
                                                                "bound by ",
                                                                "consented to ",
                                                                "signed "};

/// Said of a participant, with a group to follow.
inline constexpr std::array<std::string_view, 3> member_words{"in ", "a member of ", "member of "};

namespace detail {

[[nodiscard]] inline bool says_state_of_treaty(const std::string& words, bool suspended_too) {
    for (const auto known : treaty_words) {
        if (words == known && (suspended_too || known != "suspended")) {
            return true;
        }
    }
    return false;
}

[[nodiscard]] inline bool says_relation_or_state(const std::string& words) {
    for (const auto start : relation_words) {
        if (words.starts_with(start)) {
            return true;
        }
    }
    return words == "party" || words == "a party" || parse_state(words).has_value();
}

} // namespace detail

/// The group that a subject test names ("it is in annex-i"); nothing when it names none.
[[nodiscard]] inline std::optional<std::string> group_said(const clauses& own,
                                                           const condition::node& test) {
    for (const auto start : member_words) {
        if (lower_case(test.words).starts_with(start)) {
            const std::string name = test.words.substr(start.size());
            if (own.groups.contains(name)) {
                return name;
            }
        }
    }
    return std::nullopt;
}

/// The fact that a subject test asks for, in a treaty of these rules; nothing when its words say
/// something of a state, a treaty or a group.
[[nodiscard]] inline std::optional<std::string>
fact_asked(const rulebook& rules, const clauses& own, const condition::node& test) {
    const std::string subject = lower_case(test.subject);
    const std::string words = lower_case(test.words);
    const bool here = subject == "the treaty" || subject == "this treaty";
    const bool of_treaty = here || (subject != "it" && rules.find(test.subject) != nullptr);
    const bool of_obligation =
        std::any_of(own.obligations.begin(), own.obligations.end(), [&](const obligation& duty) {
            return duty.id == test.subject;
        });
    if (of_obligation || words.starts_with("in breach of ") || words == "in material breach") {
        return std::nullopt; // a verdict
    }
    const bool known =
        of_treaty ? detail::says_state_of_treaty(words, true)
                  : (subject == "it" && detail::says_state_of_treaty(words, false)) ||
                        detail::says_relation_or_state(words) || group_said(own, test).has_value();
    if (known) {
        return std::nullopt;
    }
    return words.starts_with("in ") ? test.words.substr(3) : test.words;
}

} // namespace servanda

#endif

/// @file
/// Facts that conditions ask for and nobody states: most are misspelt words.
#ifndef SERVANDA_LAW_LINT_FACTS_HPP
#define SERVANDA_LAW_LINT_FACTS_HPP

#include <servanda/law/subject_words.hpp>

#include <array>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace servanda {

/// What the world does to a treaty: only scenarios state it, so that no rule file need do so.
inline constexpr std::array<std::string_view, 3> facts_of_the_world{
    "armed conflict", "war", "occupation"};

/// Names of facts that somebody states.
using fact_names = std::set<std::string, std::less<>>;

/// The facts stated anywhere in the rules (as [[fact]], in an example, or set by a rule), in these
/// scenarios, or by the world at large. O(size of all).
[[nodiscard]] inline fact_names facts_stated(const rulebook& rules,
                                             std::span<const scenario> stories = {}) {
    fact_names names(facts_of_the_world.begin(), facts_of_the_world.end());
    const auto take = [&](const std::vector<fact>& facts) {
        for (const auto& item : facts) {
            names.insert(item.name);
        }
    };
    const auto take_clauses = [&](const clauses& own) {
        take(own.facts);
        for (const auto& made : own.rules) {
            if (made.sets && !made.sets->is_clause()) {
                names.insert(made.sets->what);
            }
        }
    };
    for (const auto& item : rules.treaties) {
        take_clauses(item.own);
        for (const auto& proof : item.examples) {
            take(proof.story.facts);
        }
    }
    for (const auto& law : rules.laws) {
        take_clauses(law.own);
        for (const auto& proof : law.examples) {
            take(proof.story.facts);
        }
    }
    for (const auto& story : stories) {
        take(story.facts);
    }
    return names;
}

namespace detail {

/// All that the test could have said instead, as a subject test spells it.
[[nodiscard]] inline std::vector<std::string> words_instead(const rulebook& rules,
                                                            const clauses& own,
                                                            const fact_names& stated,
                                                            const std::string& words) {
    std::vector<std::string> known(treaty_words.begin(), treaty_words.end());
    known.insert(known.end(), state_names.begin(), state_names.end());
    known.emplace_back("party");
    for (const auto& [group, members] : own.groups) {
        known.push_back("in " + group);
    }
    const bool asks_in = lower_case(words).starts_with("in ");
    for (const auto& name : stated) {
        known.push_back((asks_in ? "in " : "") + name);
    }
    const auto id = words.substr(words.rfind(' ') + 1); // "paty to unfccc"
    if (rules.find(id) != nullptr) {
        for (const auto start : relation_words) {
            known.push_back(std::string(start) + id);
        }
    }
    return known;
}

} // namespace detail

/// Warns of the facts that one condition asks for and nobody states.
inline void lint_facts(const rulebook& rules,
                       const clauses& own,
                       const condition& phrase,
                       const fact_names& stated,
                       const source_position& otherwise,
                       diagnostics& messages) {
    for (const auto& test : phrase.nodes()) {
        if (test.what != condition::kind::subject) {
            continue;
        }
        const auto asked = fact_asked(rules, own, test);
        if (!asked || stated.contains(*asked)) {
            continue;
        }
        const auto nearest =
            nearest_word(test.words, detail::words_instead(rules, own, stated, test.words));
        messages.warning(test.words_place.known() ? test.words_place : otherwise,
                         "nobody states the fact '" + *asked + "', so it is never so: " +
                             (nearest ? "did you mean '" + *nearest + "'?"
                                      : "state it in an example or a scenario, or correct it"));
    }
}

} // namespace servanda

#endif

/// @file
/// What is not wrong in a rule file and yet hardly meant: clauses without article or source,
/// conditions that can never hold, facts that nobody states, days that never come, names that
/// nothing uses. Each is a warning at its place that says what to do (docs/rule-files.md).
#ifndef SERVANDA_LAW_LINT_HPP
#define SERVANDA_LAW_LINT_HPP

#include <servanda/law/lint_conditions.hpp>
#include <servanda/law/lint_dates.hpp>
#include <servanda/law/lint_facts.hpp>
#include <servanda/law/lint_names.hpp>
#include <servanda/law/parts_of_treaty.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace servanda {

namespace detail {

/// Sections that answers cite, and so need an article.
[[nodiscard]] inline bool needs_article(const treaty& item, const named_section& section) {
    static constexpr std::array<std::string_view, 8> cited{"entry_into_force",
                                                           "provisional_application",
                                                           "duration",
                                                           "extension",
                                                           "withdrawal",
                                                           "suspension",
                                                           "expulsion",
                                                           "reservations"};
    const bool endless = section.name == "duration" && !item.own.duration.term;
    return section.stated && !endless &&
           std::find(cited.begin(), cited.end(), section.name) != cited.end();
}

inline void lint_articles(const treaty& item, diagnostics& messages) {
    if (item.kind == treaty_kind::political) {
        return; // a commitment by statement has no articles
    }
    const auto check = [&](const clause& content, const std::string& name) {
        if (content.article.empty() && content.unchecked.empty()) {
            messages.warning(content.where.known() ? content.where : item.where,
                             name + " names no article: add article = \"…\", which answers cite");
        }
    };
    for (const auto& section : sections_of(item)) {
        if (needs_article(item, section)) {
            check(*section.content, "[" + std::string(section.name) + "]");
        }
    }
    for (const auto& made : item.own.rules) {
        check(made, "the rule '" + made.id + "'");
    }
    for (const auto& duty : item.own.obligations) {
        check(duty, "the obligation '" + duty.id + "'");
    }
}

template <class List>
[[nodiscard]] bool any_source(const List& items) {
    return std::any_of(
        items.begin(), items.end(), [](const auto& item) { return !item.source.empty(); });
}

/// An example may name its sources act by act, or answer by answer.
[[nodiscard]] inline bool has_source(const example& proof) {
    return !proof.source.empty() || any_source(proof.story.acts) || any_source(proof.story.facts) ||
           any_source(proof.story.expectations);
}

[[nodiscard]] inline bool has_source(const treaty& item) {
    const auto sections = sections_of(item);
    return !item.source.empty() || any_source(item.own.rules) || any_source(item.own.obligations) ||
           any_source(item.own.facts) ||
           std::any_of(sections.begin(),
                       sections.end(),
                       [](const named_section& s) { return !s.content->source.empty(); }) ||
           std::any_of(item.examples.begin(), item.examples.end(), [](const example& proof) {
               return has_source(proof);
           });
}

inline void lint_proof(const treaty& item, diagnostics& messages) {
    if (item.examples.empty()) {
        messages.warning(item.where, "the treaty has no example");
    }
    for (const auto& proof : item.examples) {
        if (!has_source(proof) && proof.note.empty() && proof.unchecked.empty()) {
            messages.warning(proof.where,
                             "the example '" + proof.name +
                                 "' names no source: add source = \"…\", where its dates were "
                                 "read, or unchecked = \"made up: …\"");
        }
    }
    if (!has_source(item)) {
        messages.warning(item.where,
                         "the file names no source: add source = \"…\", where the text was read");
    }
}

/// An act that never happens in the treaty, and why; empty where it may happen.
[[nodiscard]] inline std::string never_done(const treaty& item, act kind, std::string_view of) {
    if (kind == act::extend && of != "notice" && !item.own.duration.term) {
        return "the treaty has no term to extend ([duration] term)";
    }
    const bool* allowed = item.own.reservations.allowed.single();
    if (kind == act::reserve && allowed != nullptr && !*allowed) {
        return "the treaty allows no reservations";
    }
    if (kind == act::entry_into_force) {
        return "a depositary's statement sets no rule off (write the condition '" + item.id +
               " is in force')";
    }
    return {};
}

inline void
lint_acts_of_rule(const rulebook& rules, const treaty& item, const rule& made, diagnostics& to) {
    if (made.on.what == rule_trigger::kind::act) {
        const auto why = never_done(item, made.on.on_act, made.on.of);
        if (!why.empty()) {
            to.warning(made.places.value("on", made.where),
                       "the rule '" + made.id + "' is never set off: " + why);
        }
    }
    const treaty* target = made.treaty.empty() ? &item : rules.find(made.treaty);
    if (target == nullptr || made.then == act::entry_into_force) {
        return;
    }
    const auto why = never_done(*target, made.then, made.of);
    if (!why.empty()) {
        to.warning(made.places.value("then", made.where),
                   "the rule '" + made.id + "' does nothing: " + why);
    }
}

/// In the order of the file.
[[nodiscard]] inline diagnostics in_order(diagnostics found) {
    std::vector<diagnostic> items = std::move(found).items();
    const auto place = [](const diagnostic& item) {
        return std::tuple(item.where.line, item.where.column);
    };
    std::stable_sort(items.begin(), items.end(), [&](const diagnostic& a, const diagnostic& b) {
        return place(a) < place(b);
    });
    diagnostics result;
    for (auto& item : items) {
        result.warning(std::move(item.where), std::move(item.message));
    }
    return result;
}

} // namespace detail

/// What `check` warns about in one treaty of a valid rulebook, in the order of its file. `stated`:
/// the facts that somebody states (`facts_stated`). O(size of the treaty).
[[nodiscard]] inline diagnostics
lint(const rulebook& rules, const treaty& item, const fact_names& stated) {
    diagnostics found;
    detail::lint_articles(item, found);
    detail::lint_proof(item, found);
    const fixed_life life = fixed_life_of(item);
    each_condition(item, [&](const placed_condition& phrase) {
        const bool elsewhere = phrase.of_rule != nullptr && !phrase.of_rule->treaty.empty() &&
                               phrase.of_rule->treaty != item.id;
        lint_condition(rules, item, phrase, elsewhere ? fixed_life{} : life, found);
        lint_facts(rules, item.own, phrase.what, stated, phrase.where, found);
    });
    lint_dates(item, found);
    for (const auto& made : item.own.rules) {
        detail::lint_acts_of_rule(rules, item, made, found);
    }
    lint_names(item, found);
    return detail::in_order(std::move(found));
}

/// The same for all treaties of a rulebook, and what scenarios beside it state.
[[nodiscard]] inline diagnostics lint(const rulebook& rules,
                                      std::span<const scenario> stories = {}) {
    const fact_names stated = facts_stated(rules, stories);
    diagnostics result;
    for (const auto& item : rules.treaties) {
        result.append(lint(rules, item, stated));
    }
    return result;
}

/// What a treaty's file marks as not confirmed, a note each, in the order of the file.
[[nodiscard]] inline std::vector<diagnostic> unchecked_clauses(const treaty& item) {
    std::vector<diagnostic> found;
    const auto take = [&](const std::string& doubt,
                          const key_places& places,
                          const source_position& where,
                          const std::string& what) {
        if (!doubt.empty()) {
            found.push_back({severity::note,
                             places.value("unchecked", where.known() ? where : item.where),
                             item.id + ", " + what + ": " + doubt});
        }
    };
    const auto of_clause = [&](const clause& content, const std::string& name) {
        take(content.unchecked,
             content.places,
             content.where,
             name + (content.article.empty() ? "" : " " + content.article));
    };
    take(item.unchecked, item.places, item.where, "[treaty]");
    for (const auto& section : sections_of(item)) {
        of_clause(*section.content, "[" + std::string(section.name) + "]");
    }
    for (const auto& made : item.own.rules) {
        of_clause(made, "the rule '" + made.id + "'");
    }
    for (const auto& duty : item.own.obligations) {
        of_clause(duty, "the obligation '" + duty.id + "'");
    }
    std::stable_sort(found.begin(), found.end(), [](const diagnostic& a, const diagnostic& b) {
        return a.where.line < b.where.line;
    });
    return found;
}

} // namespace servanda

#endif

/// @file
/// Treaties, default laws, and the rulebook that holds them.
#ifndef SERVANDA_LAW_TREATY_HPP
#define SERVANDA_LAW_TREATY_HPP

#include <servanda/law/clauses.hpp>
#include <servanda/law/participant.hpp>
#include <servanda/law/scenario.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// A rule file's own proof: real acts, and what followed.
struct example {
    std::string name;
    scenario story;
    std::string source;
    std::string note;
    std::string unchecked; ///< such as that it is made up
    source_position where{};
    friend bool operator==(const example&, const example&) = default;
};

/// One instrument and its clauses. A value; build one with `treaty_builder` or read it from a file.
struct treaty {
    std::string id;
    std::vector<std::string> aliases; ///< ids under which other collections know it
    std::string title;
    treaty_kind kind = treaty_kind::multilateral;
    std::string default_law; ///< id; set by the reader and the builder ("vclt", "political")
    std::optional<date> opened;
    std::optional<date> signature_until; ///< the last day for signature
    std::vector<std::string> depositaries;
    std::vector<std::string> sides; ///< of a bilateral treaty: its "all signatories"
    std::string parent;
    std::vector<std::string> requires_consent_to; ///< files: `requires`
    bool ceases_with_parent = false;              ///< files: `ceases_with`
    std::optional<condition> ends_when;
    std::vector<std::string> amends;
    std::string new_parties;
    std::string source;
    std::string note;
    std::string unchecked;

    clauses own;
    std::vector<example> examples;
    source_position where{};
    key_places places{}; ///< of the keys of its head

    friend bool operator==(const treaty&, const treaty&) = default;
};

/// What a default law asks of who claims one of its grounds (VCLT 65): to give notice, and to wait
/// for objections. A claim works from the day it claims all the same; the history says so.
struct claims_clause : clause {
    std::vector<std::string> grounds; ///< articles: "60", "62"
    /// The first day on which the measure may be carried out; its anchor is the notice.
    std::optional<date_rule> notice;
    std::string unless;            ///< stated by who need not wait: "special urgency"
    std::string says;              ///< of a claim that did not wait
    std::string objection_article; ///< on objections to the claim
    /// The day from which a dispute over it may be taken further; its trigger is the objection.
    std::optional<date_rule> settlement;
    std::string settlement_article;
    friend bool operator==(const claims_clause&, const claims_clause&) = default;
};

/// What applies where a treaty is silent.
struct default_law {
    std::string id;
    std::string title;
    std::string cited_as; ///< "VCLT"
    std::string source;
    clauses own;
    claims_clause claims;
    std::vector<law_point> points;
    std::vector<example> examples;
    source_position where{};
    key_places places{}; ///< of the keys of its head

    friend bool operator==(const default_law&, const default_law&) = default;

    /// The point on an act of the lifecycle; null when the law is silent.
    [[nodiscard]] const law_point* on(std::string_view subject) const noexcept {
        for (const auto& point : points) {
            if (point.on == subject) {
                return &point;
            }
        }
        return nullptr;
    }
    /// How an article of it is cited: "VCLT 68".
    [[nodiscard]] std::string cite(std::string_view article) const {
        return article.empty() ? cited_as : cited_as + " " + std::string(article);
    }
};

/// All the rules a simulation stands on.
struct rulebook {
    participant_register participants;
    std::vector<default_law> laws;
    std::vector<treaty> treaties;

    friend bool operator==(const rulebook&, const rulebook&) = default;

    /// The treaty of that id, or else of that alias; null when there is none.
    [[nodiscard]] const treaty* find(std::string_view id) const noexcept {
        auto found = std::find_if(
            treaties.begin(), treaties.end(), [&](const treaty& t) { return t.id == id; });
        if (found == treaties.end()) {
            found = std::find_if(treaties.begin(), treaties.end(), [&](const treaty& t) {
                return std::find(t.aliases.begin(), t.aliases.end(), id) != t.aliases.end();
            });
        }
        return found == treaties.end() ? nullptr : &*found;
    }
    [[nodiscard]] treaty* find(std::string_view id) noexcept {
        return const_cast<treaty*>(std::as_const(*this).find(id)); // NOLINT
    }
    [[nodiscard]] const default_law* find_law(std::string_view id) const noexcept {
        const auto found = std::find_if(
            laws.begin(), laws.end(), [&](const default_law& l) { return l.id == id; });
        return found == laws.end() ? nullptr : &*found;
    }
    [[nodiscard]] std::vector<std::string> treaty_ids() const {
        std::vector<std::string> ids;
        for (const auto& item : treaties) {
            ids.push_back(item.id);
        }
        return ids;
    }
    /// Ids and aliases: whatever a treaty may be named by.
    [[nodiscard]] std::vector<std::string> treaty_names() const {
        std::vector<std::string> names = treaty_ids();
        for (const auto& item : treaties) {
            names.insert(names.end(), item.aliases.begin(), item.aliases.end());
        }
        return names;
    }
};

} // namespace servanda

#endif

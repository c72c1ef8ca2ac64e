/// @file
/// Names that must lead somewhere: checks a rulebook for groups, treaties, weights, laws and
/// participants that nothing declares, for groups and anchors that lead in a circle, and for ids
/// used twice.
#ifndef SERVANDA_LAW_VALIDATE_HPP
#define SERVANDA_LAW_VALIDATE_HPP

#include <servanda/calendar/phrase.hpp>
#include <servanda/law/amends.hpp>
#include <servanda/law/treaty.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace servanda {

namespace detail {

/// Checks one treaty or law against the rulebook it stands in.
class clause_validator {
public:
    clause_validator(const rulebook& rules,
                     const clauses& own,
                     const source_position& where,
                     diagnostics& messages)
        : rules_(rules)
        , own_(own)
        , where_(where)
        , messages_(messages) {}

    void run() {
        check(own_.entry_into_force.when, own_.entry_into_force.where);
        check(own_.entry_into_force.unless, own_.entry_into_force.where);
        check(own_.entry_into_force.effective, own_.entry_into_force.where);
        check(own_.entry_into_force.for_later, own_.entry_into_force.where);
        check(own_.accession.open_to, own_.accession.where);
        const auto& provisional = own_.provisional_application;
        for (const auto* rules : {&provisional.starts, &provisional.ends, &provisional.notice}) {
            check(*rules, provisional.where);
        }
        check_terms(own_.withdrawal, own_.withdrawal.where);
        check(own_.suspension.when, own_.suspension.where);
        check(own_.suspension.notice, own_.suspension.where);
        check(own_.termination.when, own_.termination.where);
        check(own_.termination.notice, own_.termination.where);
        check(own_.expulsion.notice, own_.expulsion.where);
        check(own_.reservations.deadline, own_.reservations.where);
        const entry_into_force_clause& entry = own_.entry_into_force;
        const auto check_code = [this](const auto& code, const auto& where) {
            check_participant(code, where);
        };
        check_each(entry.counted, entry.places, "counted", entry.where, check_code);
        check_each(entry.not_counted, entry.places, "not_counted", entry.where, check_code);
        check_each(own_.extension.by,
                   own_.extension.places,
                   "by",
                   own_.extension.where,
                   [this](const auto& name, const auto& where) {
                       if (name != "all parties" && name != "parties") {
                           check_name(name, where);
                       }
                   });
        check_names(own_.suspension.by, own_.suspension, "by");
        check_names(own_.termination.by, own_.termination, "by");
        for (const auto& [name, members] : own_.groups) {
            check_group(name, members);
        }
        check_anchors();
        std::set<std::string> ids;
        for (const auto& item : own_.rules) {
            check_rule(item);
            if (!item.id.empty() && !ids.insert(item.id).second) {
                messages_.error(item.places.value("id", item.where),
                                "there are two rules '" + item.id + "'");
            }
        }
        ids.clear();
        for (const auto& item : own_.obligations) {
            if (!item.id.empty() && !ids.insert(item.id).second) {
                messages_.error(item.places.value("id", item.where),
                                "there are two obligations '" + item.id + "'");
            }
            check_obligation(item);
        }
        check_packages();
    }

    /// The terms of withdrawal, the text's own or as they are changed.
    void check_terms(const withdrawal_clause& terms, const source_position& where) {
        for (const auto* rules : {&terms.notice, &terms.lock_in, &terms.deadline}) {
            check(*rules, where);
        }
        check(terms.not_while, where);
    }

    void check(const rules_by_period& rules, const source_position& where) {
        for (const auto& entry : rules.entries()) {
            check(entry.only_if, where);
        }
    }

    void check(const std::optional<condition>& phrase, const source_position& where) {
        if (!phrase) {
            return;
        }
        for (const auto& n : phrase->nodes()) {
            if (n.what == condition::kind::count) {
                check_set(n.who, where);
                if (n.share && !own_.weights.contains(n.share->weight)) {
                    messages_.error(known_or(n.share->where, where),
                                    "unknown weight '" + n.share->weight + "'" +
                                        did_you_mean(n.share->weight, keys_of(own_.weights)));
                }
            }
        }
    }

private:
    [[nodiscard]] static const source_position& known_or(const source_position& where,
                                                         const source_position& otherwise) {
        return where.known() ? where : otherwise;
    }

    /// Checks the names in the list of a key, each with its place.
    template <class Check>
    static void check_each(const std::vector<std::string>& names,
                           const key_places& places,
                           std::string_view key,
                           const source_position& otherwise,
                           Check check) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            check(names[i], places.element(key, i, otherwise));
        }
    }

    template <class Map>
    [[nodiscard]] static std::vector<std::string> keys_of(const Map& map) {
        std::vector<std::string> keys;
        for (const auto& entry : map) {
            keys.push_back(entry.first);
        }
        return keys;
    }

    [[nodiscard]] bool declared(std::string_view code) const {
        return rules_.participants.declares(code) ||
               std::any_of(own_.participants.begin(),
                           own_.participants.end(),
                           [&](const participant& p) { return p.code == code; });
    }

    void check_participant(const std::string& code, const source_position& where) {
        if (!declared(code)) {
            messages_.error(where,
                            "unknown participant '" + code + "'" +
                                did_you_mean(code, rules_.participants.codes()));
        }
    }

    /// A name of a set: a group of this file, or a participant.
    void check_name(const std::string& name, const source_position& where) {
        if (own_.groups.contains(name)) {
            return;
        }
        const bool looks_like_code =
            name.size() == 3 &&
            std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (looks_like_code) {
            check_participant(name, where);
            return;
        }
        if (declared(name)) {
            return;
        }
        auto known = keys_of(own_.groups);
        for (const auto* word :
             {"deposits", "signatures", "objections", "parties", "signatories"}) {
            known.emplace_back(word);
        }
        messages_.error(where, "unknown group '" + name + "'" + did_you_mean(name, known));
    }

    void check_set(const participant_set& who, const source_position& where) {
        for (std::size_t i = 0; i < who.names.size(); ++i) {
            check_name(who.names[i],
                       i < who.places.size() ? known_or(who.places[i], where) : where);
        }
        if (!who.treaty.empty()) {
            check_treaty(who.treaty, known_or(who.treaty_place, where));
        }
    }

    void check_treaty(const std::string& id, const source_position& where) {
        if (rules_.find(id) == nullptr) {
            messages_.error(
                where, "unknown treaty '" + id + "'" + did_you_mean(id, rules_.treaty_names()));
        }
    }

    void check_group(const std::string& name, const std::vector<std::string>& members) {
        const std::string key = "groups." + name;
        check_each(
            members, own_.places, key, where_, [this](const auto& member, const auto& where) {
                check_name(member, where);
            });
        std::set<std::string> path{name};
        if (leads_back(name, members, path)) {
            messages_.error(own_.places.key(key, where_),
                            "the group '" + name + "' contains itself");
        }
    }

    [[nodiscard]] bool leads_back(const std::string& target,
                                  const std::vector<std::string>& members,
                                  std::set<std::string>& seen) const {
        for (const auto& member : members) {
            if (member == target) {
                return true;
            }
            const auto group = own_.groups.find(member);
            if (group != own_.groups.end() && seen.insert(member).second &&
                leads_back(target, group->second, seen)) {
                return true;
            }
        }
        return false;
    }

    void check_anchors() {
        for (const auto& [name, rule] : own_.anchors) {
            std::set<std::string> seen;
            if (anchor_leads_back(name, rule, seen)) {
                messages_.error(own_.places.value("anchors." + name, where_),
                                "the anchor '" + name + "' is defined by itself");
            }
        }
    }

    [[nodiscard]] bool anchor_leads_back(const std::string& target,
                                         const date_rule& rule,
                                         std::set<std::string>& seen) const {
        for (const auto& name : rule.custom_names()) {
            if (name == target) {
                return true;
            }
            const auto found = own_.anchors.find(name);
            if (found != own_.anchors.end() && seen.insert(name).second &&
                anchor_leads_back(target, found->second, seen)) {
                return true;
            }
        }
        return false;
    }

    void check_rule(const rule& item) {
        check(item.guard, item.where);
        check(item.only_while, item.where);
        check(item.not_while, item.where);
        check(item.unless, item.where);
        if (item.on.what == rule_trigger::kind::condition) {
            check(item.on.becomes_true, item.where);
        }
        if (!item.treaty.empty()) {
            check_treaty(item.treaty, item.places.value("treaty", item.where));
        }
        if (item.sets && item.sets->is_clause()) {
            check_setting(item);
        }
        check_each(
            item.by, item.places, "by", item.where, [this](const auto& name, const auto& where) {
                if (name != "all parties") {
                    check_name(name, where);
                }
            });
    }

    void check_names(const std::vector<std::string>& names,
                     const clause& section,
                     std::string_view key) {
        check_each(
            names, section.places, key, section.where, [this](const auto& name, const auto& where) {
                check_name(name, where);
            });
    }

    void check_obligation(const obligation& item) {
        check(item.guard, item.where);
        if (item.on && item.on->what == rule_trigger::kind::condition) {
            check(item.on->becomes_true, item.where);
        }
        check_names(item.by.names, item, "bearer");
        check_names(item.beneficiaries, item, "beneficiary");
        std::vector<std::string> ids;
        for (const auto& other : own_.obligations) {
            ids.push_back(other.id);
        }
        check_each(item.only_while,
                   item.places,
                   "while",
                   item.where,
                   [&](const auto& id, const auto& where) {
                       if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
                           messages_.error(
                               where, "unknown obligation '" + id + "'" + did_you_mean(id, ids));
                       }
                   });
        if (!item.item.empty()) {
            check_item(item);
        }
    }

    void check_item(const obligation& duty) {
        std::vector<std::string> ids;
        for (const auto& offer : own_.packages) {
            for (const auto& item : offer.items) {
                ids.push_back(item.id);
            }
        }
        if (std::find(ids.begin(), ids.end(), duty.item) == ids.end()) {
            messages_.error(duty.places.value("item", duty.where),
                            "no package has the item '" + duty.item + "'" +
                                did_you_mean(duty.item, ids));
        }
    }

    /// Packages and their items have ids of their own, each once in the file.
    void check_packages() {
        std::set<std::string> ids;
        const auto once = [&](const std::string& id, const source_position& where) {
            if (!id.empty() && !ids.insert(id).second) {
                messages_.error(where, "there are two offers '" + id + "'");
            }
        };
        for (const auto& offer : own_.packages) {
            once(offer.id, offer.places.value("id", offer.where));
            for (const auto& item : offer.items) {
                once(item.id, item.where);
                for (const auto& name : item.between) {
                    check_name(name, item.where);
                }
            }
        }
    }

    /// The value that a rule sets is one the clause may have.
    void check_setting(const rule& item) {
        const treaty* target = item.treaty.empty() ? nullptr : rules_.find(item.treaty);
        if (!item.treaty.empty() && target == nullptr) {
            return; // said already
        }
        const clauses& amended = target == nullptr ? own_ : target->own;
        clauses trial;
        trial.anchors = amended.anchors;
        trial.groups = amended.groups;
        trial.weights = amended.weights;
        trial.participants = amended.participants;
        set_clause(trial, item.sets->what, item.sets->to, messages_);
        clause_validator(rules_, trial, item.where, messages_)
            .check_terms(trial.withdrawal, item.where);
    }

    const rulebook& rules_;
    const clauses& own_;
    const source_position& where_;
    diagnostics& messages_;
};

/// "t: = 5", "t:withdrawal.notice = " and "t:withdrawal.notice" say only half of something.
[[nodiscard]] inline bool lacks_its_other_half(const amended_clause& entry,
                                               std::string_view words) {
    if (words.find('=') != std::string_view::npos) {
        return entry.path.empty() || entry.words.empty();
    }
    return std::any_of(clause_sections.begin(), clause_sections.end(), [&](std::string_view name) {
        return entry.words.starts_with(std::string(name) + ".");
    });
}

/// Every entry of `amends` names a treaty, and a clause with a value that it may have.
inline void check_amends(const rulebook& rules, const treaty& item, diagnostics& messages) {
    for (std::size_t i = 0; i < item.amends.size(); ++i) {
        const auto& where = item.places.element("amends", i, item.where);
        const amended_clause entry = parse_amends(item.amends[i]);
        const treaty* amended = rules.find(entry.treaty);
        if (lacks_its_other_half(entry, item.amends[i])) {
            messages.error(
                where,
                "expected 'treaty', 'treaty: articles' or 'treaty:section.key = value' in "
                "'amends', found '" +
                    item.amends[i] + "'");
        } else if (amended != nullptr) {
            clauses trial = amended->own;
            amend(trial, entry, where, messages);
            if (entry.path.starts_with("withdrawal.")) {
                clause_validator(rules, amended->own, where, messages)
                    .check_terms(trial.withdrawal, where);
            }
        } else if (entry.treaty != item.parent) {
            messages.error(where,
                           "unknown treaty '" + entry.treaty + "' in 'amends'" +
                               did_you_mean(entry.treaty, rules.treaty_names()));
        }
    }
}

/// The participants that a treaty's head names.
inline void validate_codes(const rulebook& rules,
                           const treaty& item,
                           const std::vector<std::string>& codes,
                           std::string_view key,
                           diagnostics& messages) {
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const bool known = rules.participants.declares(codes[i]) ||
                           std::any_of(item.own.participants.begin(),
                                       item.own.participants.end(),
                                       [&](const participant& p) { return p.code == codes[i]; });
        if (!known) {
            messages.error(item.places.element(key, i, item.where),
                           "unknown participant '" + codes[i] + "'" +
                               did_you_mean(codes[i], rules.participants.codes()));
        }
    }
}

/// Whether one name is the other with a letter wrong, missing or too many. One with another figure
/// is another treaty: "annex-2" is no misspelt "annex-3".
[[nodiscard]] inline bool slip_of_the_pen(std::string_view name, std::string_view other) {
    const auto figures = [](std::string_view text) {
        std::string found;
        std::copy_if(text.begin(), text.end(), std::back_inserter(found), [](char c) {
            return c >= '0' && c <= '9';
        });
        return found;
    };
    return figures(name) == figures(other) && spelling_distance(name, other) <= 1;
}

/// A treaty that a treaty's head names. A file on a protocol may be used without its parent's; but
/// not by a slip of the pen.
inline void validate_reference(const rulebook& rules,
                               const std::string& id,
                               const source_position& where,
                               diagnostics& messages) {
    if (rules.find(id) != nullptr) {
        return;
    }
    const auto names = rules.treaty_names();
    const auto slip = std::find_if(names.begin(), names.end(), [&](const std::string& other) {
        return slip_of_the_pen(lower_case(id), lower_case(other));
    });
    if (slip != names.end()) {
        messages.error(where, "unknown treaty '" + id + "' (did you mean '" + *slip + "'?)");
    } else {
        messages.warning(where,
                         "no rule file has the treaty '" + id +
                             "': what the text asks of it is taken as given");
    }
}

inline void validate_treaty(const rulebook& rules, const treaty& item, diagnostics& messages) {
    clause_validator validator(rules, item.own, item.where, messages);
    validator.run();
    validator.check(item.ends_when, item.places.value("ends_when", item.where));
    const auto& entry = item.own.entry_into_force;
    if (entry.tacit && item.parent.empty()) {
        messages.error(entry.places.key("tacit", entry.where),
                       "tacit acceptance needs the treaty's 'parent': its parties accept");
    }
    if (entry.unless && !entry.tacit) {
        messages.error(entry.places.key("unless", entry.where),
                       "'unless' says what prevents a tacit acceptance: 'tacit' is missing");
    }
    if (rules.find_law(item.default_law) == nullptr) {
        std::vector<std::string> laws;
        for (const auto& law : rules.laws) {
            laws.push_back(law.id);
        }
        messages.error(item.places.value("default_law", item.where),
                       "unknown default law '" + item.default_law + "'" +
                           did_you_mean(item.default_law, laws));
    }
    if (!item.sides.empty() && item.sides.size() != 2) {
        messages.error(item.places.value("sides", item.where), "a bilateral treaty has two sides");
    }
    check_amends(rules, item, messages);
    validate_codes(rules, item, item.sides, "sides", messages);
    validate_codes(rules, item, item.depositaries, "depositaries", messages);
    for (std::size_t i = 0; i < item.requires_consent_to.size(); ++i) {
        validate_reference(rules,
                           item.requires_consent_to[i],
                           item.places.element("requires", i, item.where),
                           messages);
    }
    if (!item.parent.empty()) {
        validate_reference(rules, item.parent, item.places.value("parent", item.where), messages);
    }
}

} // namespace detail

/// Everything in the rulebook that refers to nothing. An empty result means that every name leads
/// somewhere. `treaties`: how many of its treaties to look at, from the first on; the others only
/// serve to resolve names. O(size of the rulebook).
[[nodiscard]] inline diagnostics
validate(const rulebook& rules, std::size_t treaties = std::numeric_limits<std::size_t>::max()) {
    diagnostics messages;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < std::min(treaties, rules.treaties.size()); ++i) {
        const treaty& item = rules.treaties[i];
        if (!ids.insert(item.id).second) {
            messages.error(item.places.value("id", item.where),
                           "there are two treaties '" + item.id + "'");
        }
        for (std::size_t k = 0; k < item.aliases.size(); ++k) {
            if (!ids.insert(item.aliases[k]).second) {
                messages.error(item.places.element("aliases", k, item.where),
                               "there are two treaties known as '" + item.aliases[k] + "'");
            }
        }
        detail::validate_treaty(rules, item, messages);
    }
    for (const auto& law : rules.laws) {
        detail::clause_validator(rules, law.own, law.where, messages).run();
    }
    return messages;
}

} // namespace servanda

#endif

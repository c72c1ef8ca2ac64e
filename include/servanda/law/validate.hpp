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
        for (const auto* rules :
             {&own_.withdrawal.notice, &own_.withdrawal.lock_in, &own_.withdrawal.deadline}) {
            check(*rules, own_.withdrawal.where);
        }
        check(own_.accession.open_to, own_.accession.where);
        check(own_.withdrawal.not_while, own_.withdrawal.where);
        check(own_.suspension.when, own_.suspension.where);
        for (const auto* list :
             {&own_.entry_into_force.counted, &own_.entry_into_force.not_counted}) {
            for (const auto& code : *list) {
                check_participant(code, own_.entry_into_force.where);
            }
        }
        for (const auto& name : own_.extension.by) {
            if (name != "all parties" && name != "parties") {
                check_name(name, own_.extension.where);
            }
        }
        for (const auto& [name, members] : own_.groups) {
            check_group(name, members);
        }
        check_anchors();
        std::set<std::string> ids;
        for (const auto& item : own_.rules) {
            check_rule(item);
            if (!item.id.empty() && !ids.insert(item.id).second) {
                messages_.error(item.where, "there are two rules '" + item.id + "'");
            }
        }
        ids.clear();
        for (const auto& item : own_.obligations) {
            if (!item.id.empty() && !ids.insert(item.id).second) {
                messages_.error(item.where, "there are two obligations '" + item.id + "'");
            }
        }
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
                    messages_.error(where,
                                    "unknown weight '" + n.share->weight + "'" +
                                        did_you_mean(n.share->weight, keys_of(own_.weights)));
                }
            }
        }
    }

private:
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
        if (!rules_.participants.empty() && rules_.participants.find(name) != nullptr) {
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
            const bool placed = i < who.places.size() && who.places[i].known();
            check_name(who.names[i], placed ? who.places[i] : where);
        }
        if (!who.treaty.empty()) {
            check_treaty(who.treaty, where);
        }
    }

    void check_treaty(const std::string& id, const source_position& where) {
        if (rules_.find(id) == nullptr) {
            messages_.error(where,
                            "unknown treaty '" + id + "'" + did_you_mean(id, rules_.treaty_ids()));
        }
    }

    void check_group(const std::string& name, const std::vector<std::string>& members) {
        for (const auto& member : members) {
            check_name(member, where_);
        }
        std::set<std::string> path{name};
        if (leads_back(name, members, path)) {
            messages_.error(where_, "the group '" + name + "' contains itself");
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
                messages_.error(where_, "the anchor '" + name + "' is defined by itself");
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
            check_treaty(item.treaty, item.where);
        }
        for (const auto& name : item.by) {
            if (name != "all parties") {
                check_name(name, item.where);
            }
        }
    }

    const rulebook& rules_;
    const clauses& own_;
    const source_position& where_;
    diagnostics& messages_;
};

/// Every entry of `amends` names a treaty, and a clause with a value that it may have.
inline void check_amends(const rulebook& rules, const treaty& item, diagnostics& messages) {
    for (const auto& words : item.amends) {
        const amended_clause entry = parse_amends(words);
        const treaty* amended = rules.find(entry.treaty);
        if (amended != nullptr) {
            clauses trial = amended->own;
            amend(trial, entry, item.where, messages);
        } else if (entry.treaty != item.parent) {
            messages.error(item.where,
                           "unknown treaty '" + entry.treaty + "' in 'amends'" +
                               did_you_mean(entry.treaty, rules.treaty_ids()));
        }
    }
}

inline void validate_treaty(const rulebook& rules, const treaty& item, diagnostics& messages) {
    clause_validator validator(rules, item.own, item.where, messages);
    validator.run();
    validator.check(item.ends_when, item.where);
    const auto& entry = item.own.entry_into_force;
    if (entry.tacit && item.parent.empty()) {
        messages.error(entry.where,
                       "tacit acceptance needs the treaty's 'parent': its parties accept");
    }
    if (entry.unless && !entry.tacit) {
        messages.error(entry.where,
                       "'unless' says what prevents a tacit acceptance: 'tacit' is missing");
    }
    if (rules.find_law(item.default_law) == nullptr) {
        std::vector<std::string> laws;
        for (const auto& law : rules.laws) {
            laws.push_back(law.id);
        }
        messages.error(item.where,
                       "unknown default law '" + item.default_law + "'" +
                           did_you_mean(item.default_law, laws));
    }
    if (!item.sides.empty() && item.sides.size() != 2) {
        messages.error(item.where, "a bilateral treaty has two sides");
    }
    check_amends(rules, item, messages);
    auto known = [&](const std::string& code) {
        return rules.participants.declares(code) ||
               std::any_of(item.own.participants.begin(),
                           item.own.participants.end(),
                           [&](const participant& p) { return p.code == code; });
    };
    for (const auto* list : {&item.sides, &item.depositaries}) {
        for (const auto& code : *list) {
            if (!known(code)) {
                messages.error(item.where,
                               "unknown participant '" + code + "'" +
                                   did_you_mean(code, rules.participants.codes()));
            }
        }
    }
    auto needed = item.requires_consent_to;
    if (!item.parent.empty()) {
        needed.push_back(item.parent);
    }
    for (const auto& id : needed) {
        if (rules.find(id) != nullptr) {
            continue;
        }
        // A file on a protocol may be used without its parent's; but not by a slip of the pen.
        const auto ids = rules.treaty_ids();
        const auto slip = std::find_if(ids.begin(), ids.end(), [&](const std::string& other) {
            return spelling_distance(lower_case(id), lower_case(other)) <= 1;
        });
        if (slip != ids.end()) {
            messages.error(item.where,
                           "unknown treaty '" + id + "' (did you mean '" + *slip + "'?)");
        } else {
            messages.warning(item.where,
                             "no rule file has the treaty '" + id +
                                 "': what the text asks of it is taken as given");
        }
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
            messages.error(item.where, "there are two treaties '" + item.id + "'");
        }
        for (const auto& alias : item.aliases) {
            if (!ids.insert(alias).second) {
                messages.error(item.where, "there are two treaties known as '" + alias + "'");
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

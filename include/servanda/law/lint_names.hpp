/// @file
/// Groups, weights and anchors that a file names and nothing in it uses.
#ifndef SERVANDA_LAW_LINT_NAMES_HPP
#define SERVANDA_LAW_LINT_NAMES_HPP

#include <servanda/law/parts_of_treaty.hpp>
#include <servanda/law/subject_words.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace servanda {

namespace detail {

/// What the clauses of one treaty name.
class names_used {
public:
    explicit names_used(const treaty& item) {
        const clauses& own = item.own;
        each_condition(item, [&](const placed_condition& phrase) { note(own, phrase.what); });
        each_date_rule(item, [&](const date_rule& rule) { note(anchors_, rule.custom_names()); });
        for (const auto& [name, members] : own.groups) {
            note(groups_, members);
        }
        note(groups_, own.extension.by);
        note(groups_, own.withdrawal.notify);
        for (const auto& made : own.rules) {
            note(groups_, made.by);
            if (made.sets) {
                note(made.sets->to);
            }
        }
        for (const auto& duty : own.obligations) {
            note(groups_, duty.by.names);
            note(groups_, duty.beneficiaries);
        }
        for (const auto& offer : own.packages) {
            for (const auto& item_of_offer : offer.items) {
                note(groups_, item_of_offer.between);
            }
        }
        note(groups_, own.suspension.by);
        note(groups_, own.termination.by);
    }

    [[nodiscard]] bool group(const std::string& name) const {
        return groups_.contains(name) || mentioned(name);
    }
    [[nodiscard]] bool weight(const std::string& name) const {
        return weights_.contains(name) || mentioned(name);
    }
    [[nodiscard]] bool anchor(const std::string& name) const {
        return anchors_.contains(name) || mentioned(name);
    }

private:
    using names = std::set<std::string, std::less<>>;

    static void note(names& into, const std::vector<std::string>& list) {
        into.insert(list.begin(), list.end());
    }

    void note(const clauses& own, const condition& phrase) {
        for (const auto& test : phrase.nodes()) {
            note(groups_, test.who.names);
            if (test.share) {
                weights_.insert(test.share->weight);
            }
            if (const auto group = group_said(own, test)) {
                groups_.insert(*group);
            }
        }
    }

    /// What a rule sets is kept as stated: any of its words may be a name.
    void note(const value& item) {
        if (const auto* text = item.get<std::string>()) {
            texts_.push_back(lower_case(*text));
        } else if (const auto* list = item.get<value_list>()) {
            for (const auto& element : *list) {
                note(element);
            }
        } else if (const auto* table = item.get<value_table>()) {
            note(*table);
        }
    }
    void note(const value_table& table) {
        for (const auto& entry : table) {
            note(entry.content);
        }
    }

    [[nodiscard]] bool mentioned(const std::string& name) const {
        const std::string wanted = lower_case(name);
        return std::any_of(texts_.begin(), texts_.end(), [&](const std::string& text) {
            return text.find(wanted) != std::string::npos;
        });
    }

    names groups_;
    names weights_;
    names anchors_;
    std::vector<std::string> texts_;
};

} // namespace detail

/// Warns of named things that nothing uses, each at its name.
inline void lint_names(const treaty& item, diagnostics& messages) {
    const clauses& own = item.own;
    const detail::names_used used(item);
    const auto unused = [&](const char* section, const std::string& name, const char* what) {
        messages.warning(own.places.key(std::string(section) + "." + name, item.where),
                         std::string("nothing uses the ") + what + " '" + name +
                             "': name it in a clause, or leave it out");
    };
    for (const auto& [name, members] : own.groups) {
        if (!used.group(name)) {
            unused("groups", name, "group");
        }
    }
    for (const auto& [name, table] : own.weights) {
        if (!used.weight(name)) {
            unused("weights", name, "weight");
        }
    }
    for (const auto& [name, rule] : own.anchors) {
        if (!used.anchor(name)) {
            unused("anchors", name, "anchor");
        }
    }
}

} // namespace servanda

#endif

/// @file
/// The third part of compiling: rules, those of the files and those that stand for a clause.
#ifndef SERVANDA_ENGINE_COMPILE_RULES_HPP
#define SERVANDA_ENGINE_COMPILE_RULES_HPP

#include <servanda/engine/compile_clauses.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace servanda::detail {

/// Resolves rules.
class rule_compiler : protected clause_compiler {
protected:
    using clause_compiler::clause_compiler;

    void compile_rules() {
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            for (const auto& item : out_->treaties[t].source->own.rules) {
                compile_rule(t, item);
            }
            compile_ceasing(t);
            compile_joining_as_amended(t);
            compile_tacit_acceptance(t);
        }
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            if (out_->treaties[t].law != nullptr) {
                for (const auto& item : out_->treaties[t].law->own.rules) {
                    compile_rule(t, item);
                }
            }
        }
    }

    /// `ceases_with`: who leaves the parent leaves this treaty, and its end is this treaty's end.
    void compile_ceasing(treaty_id owner) {
        const treaty& source = *out_->treaties[owner].source;
        const auto parent = out_->find_treaty(source.parent);
        if (!source.ceases_with_parent || !parent) {
            return;
        }
        rule leaving;
        leaving.id = "ceases with " + source.parent;
        leaving.article = source.own.withdrawal.article.empty() ? source.own.duration.article
                                                                : source.own.withdrawal.article;
        leaving.where = source.where;
        leaving.on.what = rule_trigger::kind::condition;
        leaving.on.becomes_true = parse_condition("it is not party to " + source.parent);
        leaving.guard = parse_condition("not " + source.parent + " is terminated");
        leaving.then = act::give_notice_of_withdrawal;
        rule ending = leaving;
        ending.on.becomes_true = parse_condition(source.parent + " is terminated");
        ending.guard.reset();
        ending.then = act::terminate;
        for (const auto& made : {leaving, ending}) {
            out_->own_rules.push_back(made);
            compile_rule(owner, out_->own_rules.back());
            out_->rules_in_order.back().at_once = true;
        }
    }

    /// Who joins an amended treaty once the amendment is in force is bound by it, too (VCLT 40(5)).
    void compile_joining_as_amended(treaty_id owner) {
        const treaty& source = *out_->treaties[owner].source;
        if (!binds_new_parties(source) || !out_->find_treaty(source.parent)) {
            return;
        }
        rule joining;
        joining.id = "joins " + source.parent + " as amended";
        joining.article = "VCLT 40(5)";
        joining.where = source.where;
        joining.on.what = rule_trigger::kind::condition;
        joining.on.becomes_true = parse_condition("it is party to " + source.parent);
        joining.guard = parse_condition(source.id + " is in force");
        joining.then = act::accept;
        out_->own_rules.push_back(std::move(joining));
        compile_rule(owner, out_->own_rules.back());
        out_->rules_in_order.back().at_once = true;
    }

    /// `tacit`: on that day the parties to the parent are deemed to accept, unless enough objected.
    void compile_tacit_acceptance(treaty_id owner) {
        const treaty& source = *out_->treaties[owner].source;
        const auto& entry = source.own.entry_into_force;
        if (!entry.tacit) {
            return;
        }
        const auto parent = out_->find_treaty(source.parent);
        if (!parent) {
            out_->remarks.push_back({severity::note,
                                     source.where,
                                     "'" + source.id + "' is accepted tacitly by the parties to '" +
                                         source.parent + "', which the scenario leaves out"});
            return;
        }
        rule accepting;
        accepting.id = "tacit acceptance";
        accepting.article = entry.article;
        accepting.where = entry.where;
        accepting.on.what = rule_trigger::kind::date;
        accepting.on.at = schedule{*entry.tacit, std::nullopt};
        accepting.then = act::accept;
        if (entry.unless) {
            auto nodes = entry.unless->nodes();
            condition::node negation;
            negation.what = condition::kind::negation;
            negation.operands = {static_cast<std::int32_t>(nodes.size()) - 1};
            nodes.push_back(std::move(negation));
            accepting.guard = condition(std::move(nodes));
        }
        out_->own_rules.push_back(std::move(accepting));
        compile_rule(owner, out_->own_rules.back());
        out_->rules_in_order.back().accepts_for = *parent;
    }

    void compile_rule(treaty_id owner, const rule& item) {
        compiled_rule result;
        result.source = &item;
        result.owner = owner;
        const auto target =
            item.treaty.empty() ? std::optional(owner) : out_->find_treaty(item.treaty);
        if (!target) {
            return; // a rule about a treaty that the scenario leaves out has nothing to do
        }
        result.target = *target;
        if (item.sets && !item.sets->is_clause()) {
            result.sets_fact = out_->fact_names.add(item.sets->what);
        }
        const auto row = row_of(item.then, item.of);
        if (!row) {
            messages_.error(item.where,
                            "there is no act '" + std::string(to_string(item.then)) + " of " +
                                item.of + "'");
            return;
        }
        result.row = *row;
        result.guard = compiled(item.guard, owner, item.where);
        result.only_while = compiled(item.only_while, owner, item.where);
        result.not_while = compiled(item.not_while, owner, item.where);
        result.unless = compiled(item.unless, owner, item.where);
        const clauses& own = out_->treaties[owner].source->own;
        for (const auto& name : item.by) {
            if (const auto group = own.groups.find(name); group != own.groups.end()) {
                for (const auto& member : group->second) {
                    result.by.push_back(who(member));
                }
            } else if (name == "all parties") {
                result.all_parties = true;
            } else {
                result.by.push_back(who(name));
            }
        }
        const auto index = static_cast<std::uint32_t>(out_->rules_in_order.size());
        if (item.on.what == rule_trigger::kind::act) {
            out_->treaties[owner].act_rules.push_back(index);
        } else if (item.on.what == rule_trigger::kind::date) {
            out_->date_rules.push_back(index);
        } else {
            result.trigger = compiled(item.on.becomes_true, owner, item.where);
            for (const auto t : result.trigger->depends) {
                out_->treaties[t].condition_rules.push_back(index);
            }
            if (result.trigger->uses_facts) {
                out_->fact_rules.push_back(index);
            }
        }
        out_->rules_in_order.push_back(std::move(result));
    }
};

} // namespace servanda::detail

#endif

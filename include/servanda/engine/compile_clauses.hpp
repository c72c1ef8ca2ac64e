/// @file
/// The second part of compiling: facts, conditions and the clauses of every treaty, with those of
/// its default law where it is silent.
#ifndef SERVANDA_ENGINE_COMPILE_CLAUSES_HPP
#define SERVANDA_ENGINE_COMPILE_CLAUSES_HPP

#include <servanda/engine/compile_condition.hpp>
#include <servanda/engine/compile_participants.hpp>
#include <servanda/law/amends.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace servanda::detail {

/// Resolves the clauses of the chosen treaties.
class clause_compiler : protected participant_compiler {
protected:
    using participant_compiler::participant_compiler;

    /// A declared number is a figure, which obligations ask for; the rest is what conditions ask.
    void compile_figure(const fact& item) {
        figure_value made;
        made.name = out_->duties.figure_names.add(item.name);
        made.from = item.from.value_or(date::min());
        made.until = item.until.value_or(date::max());
        made.value = std::get<double>(item.value);
        made.source = &item;
        if (!item.of.empty()) {
            made.of = who(item.of);
            if (made.of == nothing) {
                if (!out_->find_treaty(item.of) && !declared(item.of)) {
                    unknown_subject(item);
                }
                if (!out_->find_treaty(item.of)) {
                    return; // of somebody who does nothing in this scenario
                }
            }
        }
        out_->duties.figures.push_back(made);
        out_->duties.figure_days.push_back({made.from, made.name, made.of});
        if (item.until) {
            out_->duties.figure_days.push_back({made.until, made.name, made.of});
        }
    }

    void unknown_subject(const fact& item) {
        messages_.error(item.where,
                        "the fact is of '" + item.of +
                            "', which is neither a participant nor a treaty of the scenario");
    }

    void compile_fact(const fact& item) {
        if (std::holds_alternative<double>(item.value)) {
            compile_figure(item);
            return;
        }
        program::fact_span span;
        span.name = out_->fact_names.add(item.name);
        if (!item.of.empty()) {
            span.of = who(item.of);
            span.of_treaty = out_->find_treaty(item.of).value_or(nothing);
            if (span.of == nothing && span.of_treaty == nothing && !declared(item.of)) {
                unknown_subject(item);
            }
        }
        span.from = item.from.value_or(date::min());
        span.until = item.until.value_or(date::max());
        span.holds = !std::holds_alternative<bool>(item.value) || std::get<bool>(item.value);
        out_->facts.push_back(span);
        out_->wakes.push_back(span.from);
        out_->wakes.push_back(span.until);
    }

    void compile_facts() {
        for (const auto& item : out_->treaties) {
            for (const auto& own : item.source->own.facts) {
                compile_fact(own);
            }
        }
        for (const auto& item : story().facts) {
            compile_fact(item);
        }
    }

    [[nodiscard]] std::optional<compiled_condition> compiled(const std::optional<condition>& phrase,
                                                             treaty_id owner,
                                                             const source_position& where) {
        if (!phrase) {
            return std::nullopt;
        }
        return compile_condition(*out_, *phrase, owner, where, messages_);
    }

    void compile_treaties() {
        static const clauses silent;
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            auto& item = out_->treaties[t];
            const clauses& own = item.source->own;
            const clauses& law = item.law == nullptr ? silent : item.law->own;
            item.policy = own.short_months.value_or(month_end::last_day);
            compile_entry(item, own, law, t);
            compile_clocks(item, own, law, t);
            compile_suspension(item, own, law, t);
            item.withdrawal = withdrawal_of(own, law, t);
            item.ends_when = compiled(item.source->ends_when, t, item.source->where);
            look_at(item.ends_when, t);
            item.accession = compiled(own.accession.open_to, t, own.accession.where);
            compile_extension(item, own);
            compile_required(item);
        }
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            compile_amendments(t);
        }
    }

    void compile_entry(compiled_treaty& item, const clauses& own, const clauses& law, treaty_id t) {
        const auto& entry = own.entry_into_force;
        const auto first_of = [](const rules_by_period& mine,
                                 const rules_by_period& of_law) -> const rules_by_period& {
            return mine.empty() ? of_law : mine;
        };
        item.effective = compiled(
            first_of(first_of(entry.effective, law.entry_into_force.effective), on_threshold()),
            t,
            entry.where);
        item.for_later = compiled(
            first_of(first_of(entry.for_later, law.entry_into_force.for_later), on_deposit()),
            t,
            entry.where);
        item.before = entry.before.value_or(before_entry::with_the_treaty);
        item.when = compiled(entry.when, t, entry.where);
        look_at(item.when, t);
        if (item.when && item.when->tests.size() == 1) {
            const auto& test = item.when->tests.front();
            const bool plain = test.what == condition::kind::count &&
                               test.thing == counted_thing::deposits &&
                               test.who == participant_set::kind::anyone && !test.share &&
                               test.of_treaty == t && test.how_many.how == comparison::at_least;
            item.deposits_needed = plain ? test.how_many.value : 0;
        }
    }

    /// Codes and groups of a treaty's file, as participants.
    [[nodiscard]] std::vector<participant_id>
    participants_named(treaty_id t, const std::vector<std::string>& names) {
        const auto& groups = out_->treaties[t].source->own.groups;
        std::vector<participant_id> result;
        const auto take = [&](const auto& self, const std::string& name) -> void {
            if (const auto group = groups.find(name); group != groups.end()) {
                for (const auto& member : group->second) {
                    if (member != name) {
                        self(self, member);
                    }
                }
                return;
            }
            const participant_id found = who(name);
            if (std::find(result.begin(), result.end(), found) == result.end()) {
                result.push_back(found);
            }
        };
        for (const auto& name : names) {
            take(take, name);
        }
        return result;
    }

    void
    compile_suspension(compiled_treaty& item, const clauses& own, const clauses& law, treaty_id t) {
        item.suspension = own.has_suspension   ? &own.suspension
                          : law.has_suspension ? &law.suspension
                                               : nullptr;
        item.termination = own.has_termination   ? &own.termination
                           : law.has_termination ? &law.termination
                                                 : nullptr;
        if (item.termination != nullptr) {
            item.termination_notice =
                compiled(item.termination->notice, t, item.termination->where);
            item.termination_when = compiled(item.termination->when, t, item.termination->where);
            item.termination_by = participants_named(t, item.termination->by);
        }
        if (item.suspension != nullptr) {
            item.suspension_by = participants_named(t, item.suspension->by);
            item.suspension_notice = compiled(item.suspension->notice, t, item.suspension->where);
            item.suspension_when = compiled(item.suspension->when, t, item.suspension->where);
        }
    }

    void compile_extension(compiled_treaty& item, const clauses& own) {
        for (const auto& name : own.extension.by) {
            if (const auto group = own.groups.find(name); group != own.groups.end()) {
                for (const auto& code : group->second) {
                    item.extension_by.push_back(who(code));
                }
            } else if (name != "all parties" && name != "parties") {
                item.extension_by.push_back(who(name));
            }
        }
    }

    void compile_required(compiled_treaty& item) {
        for (const auto& id : item.source->requires_consent_to) {
            if (const auto found = out_->find_treaty(id)) {
                item.required.push_back(*found);
            } else {
                out_->remarks.push_back({severity::note,
                                         item.source->where,
                                         "'" + item.source->id + "' requires consent to '" + id +
                                             "', which the scenario leaves out: taken as given"});
            }
        }
    }

    [[nodiscard]] compiled_rules
    compiled(const rules_by_period& rules, treaty_id owner, const source_position& where) {
        compiled_rules result;
        result.source = &rules;
        result.only = rules.single();
        for (const auto& entry : rules.entries()) {
            if (entry.only_if && result.guards.empty()) {
                result.guards.resize(rules.entries().size());
            }
        }
        for (std::size_t i = 0; i < result.guards.size(); ++i) {
            result.guards[i] = compiled(rules.entries()[i].only_if, owner, where);
        }
        return result;
    }

    /// The clocks of the clauses beside entry into force.
    void
    compile_clocks(compiled_treaty& item, const clauses& own, const clauses& law, treaty_id t) {
        const auto& provisional = own.provisional_application;
        item.provisional_start = compiled(provisional.starts, t, provisional.where);
        item.provisional_end = compiled(provisional.ends, t, provisional.where);
        item.provisional_notice = compiled(provisional.notice, t, provisional.where);
        item.expulsion_notice = compiled(own.expulsion.notice, t, own.expulsion.where);
        item.objection_deadline =
            compiled(own.reservations.deadline.empty() ? law.reservations.deadline
                                                       : own.reservations.deadline,
                     t,
                     own.reservations.where);
        item.term_renews = own.duration.term && own.duration.term->then;
        item.unless = compiled(own.entry_into_force.unless, t, own.entry_into_force.where);
    }

    /// Notes whose changes a treaty's own condition waits for.
    void look_at(const std::optional<compiled_condition>& asked, treaty_id owner) {
        for (const auto t : asked ? asked->depends : std::vector<treaty_id>{}) {
            auto& list = out_->treaties[t].dependents;
            if (t != owner && std::find(list.begin(), list.end(), owner) == list.end()) {
                list.push_back(owner);
            }
        }
    }

    [[nodiscard]] static const rules_by_period& on_threshold() {
        static const rules_by_period rule(date_rule::on(anchor::threshold));
        return rule;
    }
    [[nodiscard]] static const rules_by_period& on_deposit() {
        static const rules_by_period rule(date_rule::on(anchor::deposit));
        return rule;
    }

    /// A treaty silent on withdrawal admits none, unless the possibility is implied (VCLT 56).
    [[nodiscard]] withdrawal_terms
    withdrawal_of(const clauses& own, const clauses& law, treaty_id owner) {
        const bool implied =
            own.withdrawal.implied.value_or(false) || law.withdrawal.implied.value_or(false);
        const bool states_notice = own.has_withdrawal && !own.withdrawal.notice.empty();
        if (!states_notice && !(implied && law.has_withdrawal)) {
            return {};
        }
        withdrawal_clause merged = own.withdrawal;
        if (!states_notice) {
            merged.notice = law.withdrawal.notice;
            merged.article = law.withdrawal.article;
        }
        withdrawal_terms result = compiled_terms(std::move(merged), owner);
        result.by_law = !states_notice;
        return result;
    }

    [[nodiscard]] withdrawal_terms compiled_terms(withdrawal_clause clause, treaty_id owner) {
        withdrawal_terms result;
        result.clause = std::make_shared<const withdrawal_clause>(std::move(clause));
        const auto& where = result.clause->where;
        result.notice = compiled(result.clause->notice, owner, where);
        result.lock_in = compiled(result.clause->lock_in, owner, where);
        result.deadline = compiled(result.clause->deadline, owner, where);
        result.not_while = compiled(result.clause->not_while, owner, where);
        return result;
    }

    /// What the treaties of the scenario that amend this one, and rules, make of its terms.
    void compile_amendments(treaty_id amended) {
        auto& item = out_->treaties[amended];
        diagnostics told_already; // by `validate`
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            const treaty& amendment = *out_->treaties[t].source;
            clauses now = item.source->own;
            std::vector<std::string> keys;
            // One that changes no clause told here says by `new_parties` that it amends its parent.
            bool any = !amendment.new_parties.empty() && amendment.parent == item.source->id;
            for (const auto& words : amendment.amends) {
                const amended_clause entry = parse_amends(words);
                if (out_->find_treaty(entry.treaty) != amended) {
                    continue;
                }
                any = true;
                if (entry.path.starts_with(withdrawal_path)) {
                    keys.push_back(entry.path.substr(withdrawal_path.size()));
                }
                amend(now, entry, amendment.where, told_already);
            }
            if (any) {
                item.amendments.push_back(t);
            }
            if (!keys.empty()) {
                change_terms(amended, now, {t, nullptr, std::move(keys), {}});
            }
            set_terms_by_rules(amended, t, amendment.own.rules);
            if (out_->treaties[t].law != nullptr) {
                set_terms_by_rules(amended, t, out_->treaties[t].law->own.rules);
            }
        }
    }

    static constexpr std::string_view withdrawal_path = "withdrawal.";

    void set_terms_by_rules(treaty_id amended, treaty_id owner, const std::vector<rule>& rules) {
        for (const auto& changing : rules) {
            const auto target =
                changing.treaty.empty() ? std::optional(owner) : out_->find_treaty(changing.treaty);
            if (target != amended || !changing.sets || !changing.sets->is_clause()) {
                continue;
            }
            clauses now = out_->treaties[amended].source->own;
            diagnostics told_already; // by `validate`
            set_clause(now, changing.sets->what, changing.sets->to, told_already);
            change_terms(
                amended,
                now,
                {nothing, &changing, {changing.sets->what.substr(withdrawal_path.size())}, {}});
        }
    }

    void change_terms(treaty_id amended, const clauses& now, amended_terms change) {
        auto& item = out_->treaties[amended];
        static const clauses silent;
        change.terms = withdrawal_of(now, item.law == nullptr ? silent : item.law->own, amended);
        if (!change.terms.admitted()) { // on top of another change it may be
            change.terms = compiled_terms(now.withdrawal, amended);
        }
        item.amended.push_back(std::move(change));
    }
};

} // namespace servanda::detail

#endif

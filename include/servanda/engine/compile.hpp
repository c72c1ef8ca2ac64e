/// @file
/// From a rulebook and a scenario to a program. Everything in the scenario that refers to nothing
/// is reported here, all at once.
#ifndef SERVANDA_ENGINE_COMPILE_HPP
#define SERVANDA_ENGINE_COMPILE_HPP

#include <servanda/engine/compile_condition.hpp>
#include <servanda/engine/compile_participants.hpp>
#include <servanda/engine/program.hpp>
#include <servanda/law/amends.hpp>
#include <servanda/law/default_laws.hpp>
#include <servanda/law/treaty_builder.hpp>
#include <servanda/law/validate.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

namespace detail {

class compiler : private participant_compiler {
public:
    compiler(std::shared_ptr<const rulebook> rules, std::shared_ptr<const scenario> story)
        : participant_compiler(std::move(rules), std::move(story)) {}

    [[nodiscard]] std::shared_ptr<const program> run() {
        choose_treaties();
        validate_chosen();
        resolve_participants();
        check_ids();
        check_expectations();
        give_up_if_wrong();
        collect_members();
        lay_out_memberships();
        compile_facts();
        compile_treaties();
        compile_rules();
        bind_acts();
        bind_contests();
        give_up_if_wrong();
        sort_acts();
        std::sort(out_->wakes.begin(), out_->wakes.end());
        out_->wakes.erase(std::unique(out_->wakes.begin(), out_->wakes.end()), out_->wakes.end());
        return out_;
    }

private:
    void give_up_if_wrong() {
        if (!messages_.ok()) {
            throw input_error(messages_);
        }
    }

    /// Only what the scenario is about: a rulebook may hold hundreds of treaties.
    void validate_chosen() {
        std::vector<const default_law*> laws;
        for (const auto& item : out_->treaties) {
            validate_treaty(*out_->rules, *item.source, messages_);
            if (std::find(laws.begin(), laws.end(), item.law) == laws.end()) {
                laws.push_back(item.law);
            }
        }
        for (const auto* law : laws) {
            if (law != nullptr) {
                clause_validator(*out_->rules, law->own, law->where, messages_).run();
            }
        }
    }

    void choose_treaties() {
        const auto& rules = *out_->rules;
        std::vector<std::string> chosen = story().treaties;
        if (chosen.empty()) {
            chosen = rules.treaty_ids();
        }
        for (const auto& id : chosen) {
            const treaty* found = rules.find(id);
            if (found == nullptr) {
                messages_.error(story().where,
                                "unknown treaty '" + id + "'" +
                                    did_you_mean(id, rules.treaty_ids()));
                continue;
            }
            if (out_->treaty_names.find(found->id)) {
                messages_.error(story().where, "the scenario names the treaty '" + id + "' twice");
                continue;
            }
            out_->treaty_names.add(found->id);
            out_->treaty_identity.push_back(static_cast<treaty_id>(out_->treaties.size()));
            compiled_treaty compiled;
            compiled.source = found;
            compiled.law = rules.find_law(found->default_law);
            out_->treaties.push_back(std::move(compiled));
        }
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            for (const auto& alias : out_->treaties[t].source->aliases) {
                if (out_->treaty_names.add(alias) == out_->treaty_identity.size()) {
                    out_->treaty_identity.push_back(t);
                }
            }
        }
        if (story().from && story().to && *story().to < *story().from) {
            messages_.error(story().where, "the scenario ends before it begins");
        }
    }

    // ---- facts, treaties, rules --------------------------------------------------------------

    void compile_fact(const fact& item) {
        program::fact_span span;
        span.name = out_->fact_names.add(item.name);
        if (!item.of.empty()) {
            span.of = who(item.of);
            span.of_treaty = out_->find_treaty(item.of).value_or(nothing);
            if (span.of == nothing && span.of_treaty == nothing && !declared(item.of)) {
                messages_.error(
                    item.where,
                    "the fact is of '" + item.of +
                        "', which is neither a participant nor a treaty of the scenario");
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
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            auto& item = out_->treaties[t];
            const clauses& own = item.source->own;
            static const clauses silent;
            const clauses& law = item.law == nullptr ? silent : item.law->own;
            const auto& entry = own.entry_into_force;
            item.policy = own.short_months.value_or(month_end::last_day);
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
            compile_clocks(item, own, law, t);
            item.before = entry.before.value_or(before_entry::with_the_treaty);
            item.withdrawal = withdrawal_of(own, law, t);
            item.suspension = own.has_suspension   ? &own.suspension
                              : law.has_suspension ? &law.suspension
                                                   : nullptr;
            if (item.suspension != nullptr) {
                item.suspension_notice =
                    compiled(item.suspension->notice, t, item.suspension->where);
            }
            item.when = compiled(entry.when, t, entry.where);
            if (item.when && item.when->tests.size() == 1) {
                const auto& test = item.when->tests.front();
                const bool plain = test.what == condition::kind::count &&
                                   test.thing == counted_thing::deposits &&
                                   test.who == participant_set::kind::anyone && !test.share &&
                                   test.of_treaty == t && test.how_many.how == comparison::at_least;
                item.deposits_needed = plain ? test.how_many.value : 0;
            }
            item.ends_when = compiled(item.source->ends_when, t, item.source->where);
            look_at(item.when, t);
            look_at(item.ends_when, t);
            item.accession = compiled(own.accession.open_to, t, own.accession.where);
            item.suspension_when = item.suspension == nullptr
                                       ? std::nullopt
                                       : compiled(item.suspension->when, t, item.suspension->where);
            for (const auto& name : own.extension.by) {
                if (const auto group = own.groups.find(name); group != own.groups.end()) {
                    for (const auto& code : group->second) {
                        item.extension_by.push_back(who(code));
                    }
                } else if (name != "all parties" && name != "parties") {
                    item.extension_by.push_back(who(name));
                }
            }
            for (const auto& id : item.source->requires_consent_to) {
                if (const auto found = out_->find_treaty(id)) {
                    item.required.push_back(*found);
                } else {
                    out_->remarks.push_back(
                        {severity::note,
                         item.source->where,
                         "'" + item.source->id + "' requires consent to '" + id +
                             "', which the scenario leaves out: taken as given"});
                }
            }
        }
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            compile_amendments(t);
        }
    }

    [[nodiscard]] compiled_rules
    compiled(const rules_by_period& rules, treaty_id owner, const source_position& where) {
        compiled_rules result;
        result.source = &rules;
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
        withdrawal_terms result;
        const bool implied =
            own.withdrawal.implied.value_or(false) || law.withdrawal.implied.value_or(false);
        const bool states_notice = own.has_withdrawal && !own.withdrawal.notice.empty();
        if (!states_notice && !(implied && law.has_withdrawal)) {
            return result;
        }
        withdrawal_clause merged = own.withdrawal;
        if (!states_notice) {
            merged.notice = law.withdrawal.notice;
            merged.article = law.withdrawal.article;
            result.by_law = true;
        }
        result.clause = std::make_shared<const withdrawal_clause>(std::move(merged));
        const auto& where = result.clause->where;
        result.notice = compiled(result.clause->notice, owner, where);
        result.lock_in = compiled(result.clause->lock_in, owner, where);
        result.deadline = compiled(result.clause->deadline, owner, where);
        result.not_while = compiled(result.clause->not_while, owner, where);
        return result;
    }

    /// What the treaties of the scenario that amend this one, and its own rules, make of its terms.
    void compile_amendments(treaty_id amended) {
        auto& item = out_->treaties[amended];
        static const clauses silent;
        const clauses& law = item.law == nullptr ? silent : item.law->own;
        clauses now = item.source->own;
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            const treaty& amendment = *out_->treaties[t].source;
            bool any = false;
            bool terms = false;
            for (const auto& words : amendment.amends) {
                const amended_clause entry = parse_amends(words);
                if (out_->find_treaty(entry.treaty) != amended) {
                    continue;
                }
                any = true;
                terms = terms || entry.path.starts_with("withdrawal.");
                amend(now, entry, amendment.where, messages_);
            }
            if (any) {
                item.amendments.push_back(t);
            }
            if (terms) {
                item.amended.push_back({t, nullptr, withdrawal_of(now, law, amended)});
            }
        }
        for (const auto& changing : item.source->own.rules) {
            if (changing.sets && changing.sets->is_clause()) {
                set_clause(now, changing.sets->what, changing.sets->to, messages_);
                item.amended.push_back({nothing, &changing, withdrawal_of(now, law, amended)});
            }
        }
    }

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

    // ---- acts --------------------------------------------------------------------------------

    void check_ids() {
        std::set<std::string> ids;
        for (const dated_act& done : story().acts) {
            // A list of authors is one act each, all of one id.
            if (!done.id.empty() && !done.continues_list && !ids.insert(done.id).second) {
                messages_.error(done.where, "there are two acts with the id '" + done.id + "'");
            }
        }
    }

    void bind_acts() {
        auto& out = *out_;
        out.targets.resize(story().acts.size());
        out.heirs.resize(story().acts.size());
        out.contesters.resize(story().acts.size());
        for (std::uint32_t i = 0; i < story().acts.size(); ++i) {
            for (const auto t : act_treaties_[i]) {
                bind_act(i, story().acts[i], t);
            }
        }
    }

    void bind_act(std::uint32_t index, const dated_act& done, treaty_id t) {
        if (done.kind == act::entry_into_force) {
            state_entry(index, done, t);
            return;
        }
        const auto row = row_of(done.kind, done.of);
        if (!row) {
            messages_.error(done.where,
                            "there is no act '" + std::string(to_string(done.kind)) + " of " +
                                (done.of.empty() ? "treaty" : done.of) + "'" +
                                (done.kind == act::revoke
                                     ? " (expected of = \"notice\", \"deposit\" or \"suspension\")"
                                     : ""));
            return;
        }
        bound_act bound;
        bound.kind = done.kind;
        bound.row = *row;
        bound.treaty = t;
        bound.source = index;
        bound.who = done.by == "*" ? out_->treaties[t].first : out_->membership(t, who(done.by));
        bound.day = done.day;
        bound.received = std::max(done.received.value_or(done.day), done.day);
        if (done.received && *done.received < done.day) {
            out_->remarks.push_back(
                {severity::warning,
                 done.where,
                 "the act was received before its own day: its clock runs from " +
                     to_string(done.day)});
        }
        bound.states_day = done.effective.has_value();
        bound.stated = done.effective.value_or(done.day);
        bound.has_basis = !done.basis.empty();
        bound.lacks_statement = done.statement == "none";
        bound.in_part = !done.scope.empty();
        const bool of_succession = done.kind == act::succeed || done.kind == act::dissolve ||
                                   done.kind == act::continue_identity;
        if (of_succession && done.effective) {
            bound.day = *done.effective;
        } else if (done.effective && *done.effective < done.day) {
            out_->remarks.push_back({severity::warning,
                                     done.where,
                                     "the act claims effect from " + to_string(*done.effective) +
                                         ", before its own day: it works from " +
                                         to_string(done.day)});
        }
        if (done.kind == act::succeed) {
            bound.predecessor = out_->membership(t, who(done.of));
        }
        for (const auto& code : done.to) {
            if (code != "all" && code != "all parties") {
                out_->targets[index].push_back(out_->membership(t, who(code)));
            }
        }
        for (const auto& code : done.into) {
            out_->heirs[index].push_back(out_->membership(t, who(code)));
        }
        out_->acts.push_back(bound);
    }

    void state_entry(std::uint32_t index, const dated_act& done, treaty_id t) {
        auto& item = out_->treaties[t];
        if (done.by != "*") {
            messages_.error(done.where,
                            "'entry into force' is stated by the depositary: by = \"*\"");
        } else if (item.stated_entry) {
            messages_.error(done.where, "the entry into force of this treaty is stated twice");
        } else {
            item.stated_entry = done.effective.value_or(done.day);
            item.statement_act = index;
        }
    }

    void bind_contests() {
        std::multimap<std::string, std::uint32_t> by_id;
        for (std::uint32_t i = 0; i < story().acts.size(); ++i) {
            if (!story().acts[i].id.empty()) {
                by_id.emplace(story().acts[i].id, i);
            }
        }
        for (std::uint32_t i = 0; i < story().acts.size(); ++i) {
            const dated_act& done = story().acts[i];
            for (const auto& code : done.contested_by) {
                add_contester(i, who(code));
            }
            if (done.kind != act::contest) {
                continue;
            }
            const auto [begin, end] = by_id.equal_range(done.of);
            if (begin == end) {
                std::vector<std::string> ids;
                for (const auto& [id, number] : by_id) {
                    ids.push_back(id);
                }
                messages_.error(done.where,
                                "there is no act with the id '" + done.of + "' to contest" +
                                    did_you_mean(done.of, ids));
                continue;
            }
            for (auto found = begin; found != end; ++found) {
                add_contester(found->second, who(done.by));
            }
        }
    }

    void add_contester(std::uint32_t index, participant_id by) {
        if (by == nothing) {
            return;
        }
        auto& list = out_->contesters[index];
        if (std::find(list.begin(), list.end(), by) == list.end()) {
            list.push_back(by);
        }
        auto& all = out_->contesting;
        if (std::find(all.begin(), all.end(), by) == all.end()) {
            all.push_back(by);
        }
    }

    void check_expectations() {
        for (const auto& item : story().expectations) {
            if (!item.treaty.empty() && !out_->find_treaty(item.treaty)) {
                messages_.error(item.where,
                                "the scenario has no treaty '" + item.treaty + "'" +
                                    did_you_mean(item.treaty, scenario_treaties()));
            }
            std::vector<std::string> codes{item.party, item.as_seen_by};
            if (item.between) {
                codes.insert(codes.end(), item.between->begin(), item.between->end());
            }
            for (const auto& code : codes) {
                if (!code.empty() && !declared(code)) {
                    messages_.error(item.where,
                                    "unknown participant '" + code + "'" +
                                        did_you_mean(code, out_->rules->participants.codes()));
                }
            }
            if (item.treaty.empty() && out_->treaties.size() > 1) {
                messages_.error(item.where,
                                "the expectation does not say its treaty, and the scenario has "
                                "several ('treaty')");
            }
        }
    }

    void sort_acts() {
        std::stable_sort(out_->acts.begin(),
                         out_->acts.end(),
                         [](const bound_act& a, const bound_act& b) { return a.day < b.day; });
    }
};

} // namespace detail

/// Resolves a scenario against a rulebook. Throws `input_error` with everything that refers to
/// nothing. O(size of both).
[[nodiscard]] inline std::shared_ptr<const program> compile(std::shared_ptr<const rulebook> rules,
                                                            std::shared_ptr<const scenario> story) {
    return detail::compiler(std::move(rules), std::move(story)).run();
}

} // namespace servanda

#endif

/// @file
/// From a rulebook and a scenario to a program. Everything in the scenario that refers to nothing
/// is reported here, all at once.
#ifndef SERVANDA_ENGINE_COMPILE_HPP
#define SERVANDA_ENGINE_COMPILE_HPP

#include <servanda/engine/compile_duties.hpp>
#include <servanda/law/default_laws.hpp>
#include <servanda/law/treaty_builder.hpp>
#include <servanda/law/validate.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

namespace detail {

/// An act with what the machine asks of it. `who`: its author's membership.
[[nodiscard]] inline bound_act
bound_from(const dated_act& said, lifecycle_act row, treaty_id treaty, membership_id who) {
    bound_act bound;
    bound.kind = said.kind;
    bound.row = row;
    bound.treaty = treaty;
    bound.who = who;
    bound.day = said.day;
    bound.received = std::max(said.received.value_or(said.day), said.day);
    bound.states_day = said.effective.has_value();
    bound.stated = said.effective.value_or(said.day);
    bound.has_basis = !said.basis.empty();
    bound.lacks_statement = said.statement == "none";
    bound.in_part = !said.scope.empty();
    return bound;
}

class compiler : private duty_compiler {
public:
    compiler(std::shared_ptr<const rulebook> rules, std::shared_ptr<const scenario> story)
        : duty_compiler(std::move(rules), std::move(story)) {}

    [[nodiscard]] std::shared_ptr<const program> run() {
        choose_treaties();
        validate_chosen();
        resolve_participants();
        check_ids();
        check_viewpoint();
        check_days();
        check_expectations();
        give_up_if_wrong();
        collect_members();
        lay_out_memberships();
        lay_out_duties();
        compile_facts();
        compile_treaties();
        compile_rules();
        compile_duties();
        bind_acts();
        bind_contests();
        give_up_if_wrong();
        sort_acts();
        for (compiled_treaty& item : out_->treaties) {
            item.asked_about = item.ends_when || !item.condition_rules.empty() ||
                               !item.condition_duties.empty() || !item.dependents.empty();
        }
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
                                    did_you_mean(id, rules.treaty_names()));
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
                const auto name = out_->treaty_names.add(alias);
                if (name == out_->treaty_identity.size()) {
                    out_->treaty_identity.push_back(t);
                } else if (out_->treaty_identity[name] != t) {
                    messages_.error(out_->treaties[t].source->where,
                                    "there are two treaties known as '" + alias + "'");
                }
            }
        }
        if (story().from && story().to && *story().to < *story().from) {
            messages_.error(story().where, "the scenario ends before it begins");
        }
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

    /// A history needs the day of every act. A scenario that does not know them all stands for
    /// several histories (study/imprecise.hpp), and none is preferred here.
    void check_days() {
        for (const dated_act& done : story().acts) {
            if (!is_imprecise(done) || done.continues_list) {
                continue;
            }
            if (*done.latest < done.day) {
                messages_.error(done.where,
                                "the last day on which this act may have happened, " +
                                    to_string(*done.latest) + ", is before the first, " +
                                    to_string(done.day));
                continue;
            }
            messages_.error(done.where,
                            "the day of this act is known only as " +
                                to_string(possible_days(done)) +
                                ": ask for all possible histories (as run, state and check do), "
                                "or move it to a day");
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
        auto row = row_of(done.kind, done.of);
        if (!row && done.kind == act::revoke && takes_back(done, t)) {
            row = lifecycle_act::recorded;
        }
        if (!row) {
            messages_.error(
                done.where,
                "there is no act '" + std::string(to_string(done.kind)) + " of " +
                    (done.of.empty() ? "treaty" : done.of) + "'" +
                    (done.kind == act::revoke
                         ? " (expected of = \"notice\", \"deposit\" or \"suspension\", the id of "
                           "a finding, or an offer)"
                         : ""));
            return;
        }
        if (!done.continues_list) {
            warn_of_unknown_object(done, t);
            warn_of_lost_finding(done, t);
        }
        warn_of_idle_performance(done, t);
        const membership_id author =
            done.by == "*" ? out_->treaties[t].first : out_->membership(t, who(done.by));
        bound_act bound = bound_from(done, *row, t, author);
        bound.source = index;
        if (done.received && *done.received < done.day) {
            out_->remarks.push_back(
                {severity::warning,
                 done.where,
                 "the act was received before its own day: its clock runs from " +
                     to_string(done.day)});
        }
        check_scope(done, t);
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

    /// The scope of a suspension names obligations, where the treaty's file states any.
    void check_scope(const dated_act& done, treaty_id t) {
        std::vector<std::string> ids;
        for (const auto& duty : out_->treaties[t].source->own.obligations) {
            ids.push_back(duty.id);
        }
        for (const auto& name : done.scope) {
            const bool known = std::find(ids.begin(), ids.end(), name) != ids.end();
            if (!ids.empty() && !known && !done.continues_list) {
                out_->remarks.push_back({severity::warning,
                                         done.where,
                                         "'" + name + "' in the scope is no obligation of " +
                                             out_->treaties[t].source->id +
                                             did_you_mean(name, ids)});
            }
        }
    }

    /// Everything in a treaty that an act may be about, where the treaty has obligations or offers.
    [[nodiscard]] std::vector<std::string> objects_of(treaty_id t) const {
        std::vector<std::string> known;
        const clauses& own = out_->treaties[t].source->own;
        for (const auto& duty : own.obligations) {
            known.push_back(duty.id);
            known.insert(known.end(), duty.prohibits.begin(), duty.prohibits.end());
            if (duty.on && !duty.on->of.empty()) {
                known.push_back(duty.on->of);
            }
            for (const auto& counted : duty.counts) {
                known.push_back(counted.of);
            }
        }
        for (const auto& offer : own.packages) {
            known.push_back(offer.id);
            for (const auto& item : offer.items) {
                known.push_back(item.id);
            }
        }
        for (const auto& item : own.rules) {
            known.push_back(item.on.of);
        }
        known.push_back(own.entry_into_force.waiver);
        known.emplace_back("non-recognition");
        std::erase(known, std::string());
        return known;
    }

    /// An act about something that the treaty does not know is recorded, and judged by nobody: that
    /// may be meant, or be a slip of the pen.
    void warn_of_unknown_object(const dated_act& done, treaty_id t) {
        static constexpr std::array about_duties{act::perform,
                                                 act::notify,
                                                 act::inspect,
                                                 act::refuse,
                                                 act::allege,
                                                 act::determine,
                                                 act::cure,
                                                 act::propose,
                                                 act::reject};
        const bool asks =
            std::find(about_duties.begin(), about_duties.end(), done.kind) != about_duties.end();
        const clauses& own = out_->treaties[t].source->own;
        if (!asks || (own.obligations.empty() && own.packages.empty())) {
            return;
        }
        std::vector<std::string> names = done.items;
        if (!done.of.empty()) {
            names.push_back(done.of);
        }
        const auto known = objects_of(t);
        for (const auto& name : names) {
            if (std::find(known.begin(), known.end(), name) == known.end()) {
                out_->remarks.push_back({severity::warning,
                                         done.where,
                                         "'" + name + "' is no obligation or offer of " +
                                             out_->treaties[t].source->id +
                                             ", and nothing in it that one is about: the act is "
                                             "recorded, and judged by nobody" +
                                             did_you_mean(name, known)});
            }
        }
    }

    void warn(const source_position& where, std::string message) {
        out_->remarks.push_back({severity::warning, where, std::move(message)});
    }

    /// The obligation that an act names; null: none of this treaty.
    [[nodiscard]] const compiled_obligation* obligation_named(const std::string& id,
                                                              treaty_id t) const {
        for (const auto number : out_->duties.by_treaty[t]) {
            const compiled_obligation& item = out_->duties.obligations[number];
            if (item.source->id == id) {
                return &item;
            }
        }
        return nullptr;
    }

    [[nodiscard]] std::vector<membership_id> bound_by(const compiled_obligation& item) const {
        std::vector<membership_id> all;
        for (duty_id d = item.first; d < item.first + item.duties; ++d) {
            all.push_back(out_->duties.duties[d].bearer);
        }
        return all;
    }

    [[nodiscard]] bool bears(const compiled_obligation& item, membership_id m) const {
        const auto all = bound_by(item);
        return std::find(all.begin(), all.end(), m) != all.end();
    }

    /// Who may have been meant: all whom an obligation binds where they are few, else the nearest.
    [[nodiscard]] std::string
    hint_of_bearers(const compiled_obligation& item, const std::string& code, date day) const {
        constexpr std::size_t few = 4;
        std::vector<std::string> codes;
        for (const auto m : bound_by(item)) {
            codes.push_back(out_->code_on(out_->participant_of[m], day));
        }
        if (codes.empty()) {
            return " (it binds nobody in this scenario)";
        }
        return codes.size() <= few ? " (it binds " + write_list(codes) + ")"
                                   : did_you_mean(code, codes);
    }

    /// A finding is about somebody: one against nobody is dropped, and one against somebody who
    /// does not bear the obligation changes no verdict.
    void warn_of_lost_finding(const dated_act& done, treaty_id t) {
        if (done.kind != act::allege && done.kind != act::determine) {
            return;
        }
        const compiled_obligation* item = obligation_named(done.of, t);
        bool against_somebody = false;
        for (const auto& code : done.to) {
            if (code == "all" || code == "all parties") {
                continue;
            }
            against_somebody = true;
            if (item != nullptr && !bears(*item, out_->membership(t, who(code)))) {
                warn(done.where,
                     code + " does not bear '" + done.of + "' of " + out_->treaties[t].source->id +
                         ": the finding against it changes no verdict" +
                         hint_of_bearers(*item, code, done.day));
            }
        }
        if (!against_somebody) {
            warn(done.where,
                 "the finding does not say against whom ('against'): it is about nobody, and "
                 "changes nothing" +
                     (item == nullptr ? std::string() : hint_of_bearers(*item, {}, done.day)));
        }
    }

    /// Whether something hangs on acts about a word beside the obligation that may have this id.
    [[nodiscard]] static bool is_event(const clauses& own, const std::string& word) {
        const auto in_rules = [&](const rule& item) { return item.on.of == word; };
        const auto in_duties = [&](const obligation& duty) {
            const auto counts = [&](const counted_act& item) { return item.of == word; };
            const auto& words = duty.prohibits;
            return (duty.on && duty.on->of == word) ||
                   std::find(words.begin(), words.end(), word) != words.end() ||
                   std::any_of(duty.counts.begin(), duty.counts.end(), counts);
        };
        return std::any_of(own.rules.begin(), own.rules.end(), in_rules) ||
               std::any_of(own.obligations.begin(), own.obligations.end(), in_duties);
    }

    /// Who performs what others owe performs nothing; what is done to the bearer of a passive quota
    /// is counted.
    void warn_of_idle_performance(const dated_act& done, treaty_id t) {
        const compiled_obligation* item =
            done.kind == act::perform ? obligation_named(done.of, t) : nullptr;
        if (item == nullptr || item->source->passive ||
            is_event(out_->treaties[t].source->own, done.of)) {
            return;
        }
        const bool by_nobody = done.by == "*";
        if (by_nobody || !bears(*item, out_->membership(t, who(done.by)))) {
            warn(done.where,
                 (by_nobody ? "the depositary" : done.by) + " does not bear '" + done.of + "' of " +
                     out_->treaties[t].source->id + ": the act is recorded, and performs nothing" +
                     hint_of_bearers(*item, done.by, done.day));
        }
    }

    /// Whether an act takes back a finding, or an offer and the consent to it.
    [[nodiscard]] bool takes_back(const dated_act& done, treaty_id t) const {
        const auto& offers = out_->duties.offers;
        const auto offered = [&](offer_id i) {
            return offers[i].item->id == done.of || offers[i].source->id == done.of;
        };
        const auto& here = out_->duties.offers_of_treaty[t];
        return std::any_of(here.begin(), here.end(), offered) ||
               std::any_of(story().acts.begin(), story().acts.end(), [&](const dated_act& other) {
                   return other.id == done.of && !done.of.empty() &&
                          (other.kind == act::allege || other.kind == act::determine);
               });
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

    void check_viewpoint() {
        const std::string& viewer = story().as_seen_by;
        if (!viewer.empty() && !declared(viewer)) {
            messages_.error(story().where,
                            "unknown participant '" + viewer + "'" +
                                did_you_mean(viewer, out_->rules->participants.codes()));
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
            if (!item.obligation.empty()) {
                check_expected_duty(item);
            }
            if (item.treaty.empty() && out_->treaties.size() > 1) {
                messages_.error(item.where,
                                "the expectation does not say its treaty, and the scenario has "
                                "several ('treaty')");
            }
        }
    }

    void check_expected_duty(const expectation& item) {
        std::vector<std::string> ids;
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            if (item.treaty.empty() || out_->find_treaty(item.treaty) == t) {
                for (const auto& duty : out_->treaties[t].source->own.obligations) {
                    ids.push_back(duty.id);
                }
            }
        }
        if (std::find(ids.begin(), ids.end(), item.obligation) == ids.end()) {
            messages_.error(item.where,
                            "there is no obligation '" + item.obligation + "'" +
                                did_you_mean(item.obligation, ids));
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

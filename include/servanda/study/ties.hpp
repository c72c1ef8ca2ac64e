/// @file
/// Which treaties of a program may bear on each other. Those that do not run apart: an act in the
/// one changes nothing in the other.
#ifndef SERVANDA_STUDY_TIES_HPP
#define SERVANDA_STUDY_TIES_HPP

#include <servanda/engine/program.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::detail {

/// Treaties in disjoint sets; the first of a set stands for it.
class treaty_ties {
public:
    explicit treaty_ties(std::size_t count)
        : above_(count) {
        std::iota(above_.begin(), above_.end(), 0U);
    }
    [[nodiscard]] treaty_id of(treaty_id t) const {
        while (above_[t] != t) {
            t = above_[t];
        }
        return t;
    }
    void tie(treaty_id a, treaty_id b) {
        const treaty_id one = of(a);
        const treaty_id other = of(b);
        above_[std::max(one, other)] = std::min(one, other);
    }
    void tie_all(const std::set<treaty_id>& treaties) {
        for (const auto t : treaties) {
            tie(*treaties.begin(), t);
        }
    }

private:
    std::vector<treaty_id> above_;
};

/// Finds what ties the treaties of a program. It errs on the side of tying: a tie too many costs
/// time, one too few would be a wrong answer.
class tie_finder {
public:
    tie_finder(const program& source, treaty_ties& into)
        : source_(source)
        , into_(into) {}

    void run() {
        for (treaty_id t = 0; t < source_.treaties.size(); ++t) {
            look_at_treaty(t);
        }
        for (const auto& rule : source_.rules_in_order) {
            look_at_rule(rule);
        }
        for (const auto& item : source_.duties.obligations) {
            for (const auto& number : {item.guard, item.trigger}) {
                if (number) {
                    look(source_.duty_conditions[*number], item.treaty);
                }
            }
        }
        for (const auto& [name, treaties] : setting_) { // a fact is one for all treaties
            auto all = treaties;
            const auto& asking = asking_[name];
            all.insert(asking.begin(), asking.end());
            into_.tie_all(all);
        }
        look_at_acts();
    }

private:
    void look_at_treaty(treaty_id t) {
        const compiled_treaty& item = source_.treaties[t];
        if (const auto parent = source_.find_treaty(item.source->parent)) {
            into_.tie(t, *parent);
        }
        for (const auto* list : {&item.required, &item.amendments, &item.dependents}) {
            for (const auto other : *list) {
                into_.tie(t, other);
            }
        }
        for (const auto* asked : {&item.when,
                                  &item.ends_when,
                                  &item.accession,
                                  &item.suspension_when,
                                  &item.unless,
                                  &item.termination_when}) {
            look(*asked, t);
        }
        for (const auto* rules : {&item.effective,
                                  &item.for_later,
                                  &item.provisional_start,
                                  &item.provisional_end,
                                  &item.provisional_notice,
                                  &item.suspension_notice,
                                  &item.expulsion_notice,
                                  &item.objection_deadline,
                                  &item.termination_notice}) {
            look(*rules, t);
        }
        look(item.withdrawal, t);
        for (const auto& change : item.amended) {
            look(change.terms, t);
        }
    }

    void look_at_rule(const compiled_rule& rule) {
        into_.tie(rule.owner, rule.target);
        if (rule.accepts_for != nothing) {
            into_.tie(rule.owner, rule.accepts_for);
        }
        if (rule.sets_fact != nothing) {
            setting_[rule.sets_fact].insert(rule.owner);
        }
        for (const auto* asked :
             {&rule.trigger, &rule.guard, &rule.only_while, &rule.not_while, &rule.unless}) {
            look(*asked, rule.owner);
        }
    }

    /// Acts that name an act or an offer in another treaty.
    void look_at_acts() {
        const auto& acts = source_.story->acts;
        std::vector<std::set<treaty_id>> treaties(acts.size());
        for (const auto& done : source_.acts) {
            treaties[done.source].insert(done.treaty);
        }
        std::multimap<std::string_view, std::size_t> by_id;
        for (std::size_t i = 0; i < acts.size(); ++i) {
            if (!acts[i].id.empty()) {
                by_id.emplace(acts[i].id, i);
            }
        }
        for (std::size_t i = 0; i < acts.size(); ++i) {
            auto all = treaties[i];
            const auto [begin, end] = by_id.equal_range(acts[i].of);
            for (auto named = begin; named != end; ++named) {
                all.insert(treaties[named->second].begin(), treaties[named->second].end());
            }
            for (const auto& offer : source_.duties.offers) {
                const std::string& answered = acts[i].answers;
                if (!answered.empty() &&
                    (offer.item->id == answered || offer.source->id == answered)) {
                    all.insert(offer.treaty);
                }
            }
            if (all != treaties[i]) { // an act in several treaties works in each of them by itself
                into_.tie_all(all);
            }
        }
    }

    void look(const compiled_condition& asked, treaty_id owner) {
        for (const auto other : asked.depends) {
            into_.tie(owner, other);
        }
        for (const auto& test : asked.tests) {
            if (test.fact_name != nothing) {
                asking_[test.fact_name].insert(owner);
            }
        }
    }
    void look(const std::optional<compiled_condition>& asked, treaty_id owner) {
        if (asked) {
            look(*asked, owner);
        }
    }
    void look(const compiled_rules& rules, treaty_id owner) {
        for (const auto& guard : rules.guards) {
            look(guard, owner);
        }
    }
    void look(const withdrawal_terms& terms, treaty_id owner) {
        look(terms.notice, owner);
        look(terms.lock_in, owner);
        look(terms.deadline, owner);
        look(terms.not_while, owner);
    }

    const program& source_;
    treaty_ties& into_;
    std::map<std::uint32_t, std::set<treaty_id>> setting_; ///< by fact: whose rules set it
    std::map<std::uint32_t, std::set<treaty_id>> asking_;  ///< … and whose conditions ask for it
};

/// Whether something in a treaty goes on only as long as anybody acts anywhere: what recurs stops
/// with the last act of a scenario without an end.
[[nodiscard]] inline std::set<treaty_id> treaties_that_recur(const program& source) {
    std::set<treaty_id> result;
    for (const auto& item : source.duties.obligations) {
        result.insert(item.treaty);
    }
    for (const auto index : source.date_rules) {
        result.insert(source.rules_in_order[index].owner);
        result.insert(source.rules_in_order[index].target);
    }
    return result;
}

} // namespace servanda::detail

#endif

/// @file
/// The fourth part of compiling: obligations, one duty for each bearer, and packages. They are laid
/// out before conditions are compiled, since conditions may ask for them.
#ifndef SERVANDA_ENGINE_COMPILE_DUTIES_HPP
#define SERVANDA_ENGINE_COMPILE_DUTIES_HPP

#include <servanda/engine/compile_rules.hpp>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace servanda::detail {

class duty_compiler : protected rule_compiler {
protected:
    using rule_compiler::rule_compiler;

    /// Numbers obligations, duties and items of packages.
    void lay_out_duties() {
        auto& all = out_->duties;
        all.by_treaty.resize(out_->treaties.size());
        all.offers_of_treaty.resize(out_->treaties.size());
        all.by_member.resize(out_->participant_of.size());
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            lay_out_offers(t);
            for (const auto& item : out_->treaties[t].source->own.obligations) {
                lay_out_obligation(t, item);
            }
        }
    }

    void compile_duties() {
        for (obligation_id id = 0; id < out_->duties.obligations.size(); ++id) {
            compile_obligation(id);
        }
        sort_figures();
        figures_as_facts();
        for (const auto& item : out_->treaties) {
            warn_of_wordy_figures(item.source->own.facts);
        }
        warn_of_wordy_figures(story().facts);
    }

private:
    /// A fact of the name of a figure that states no number tells the obligation nothing. That it
    /// is so, without a number, may be an answer to a condition.
    void warn_of_wordy_figures(const std::vector<fact>& facts) {
        const auto& all = out_->duties;
        for (const auto& item : facts) {
            const auto name = all.figure_names.find(item.name);
            const bool counted = name && !all.duties_of_figure[*name].empty();
            if (!counted || std::holds_alternative<double>(item.value) || answers(item)) {
                continue;
            }
            const compiled_duty& duty = all.duties[all.duties_of_figure[*name].front()];
            const compiled_obligation& asks = all.obligations[duty.obligation];
            out_->remarks.push_back(
                {severity::warning,
                 item.where,
                 "'" + item.name + "' is a figure that '" + asks.source->id + "' of " +
                     out_->treaties[asks.treaty].source->id +
                     " counts, and this fact states no number ('value'): to the obligation it is "
                     "not known"});
        }
    }

    [[nodiscard]] bool answers(const fact& item) const {
        const auto name = out_->fact_names.find(item.name);
        return std::holds_alternative<bool>(item.value) && name &&
               out_->facts_asked.contains(*name);
    }

    /// A figure that a condition asks for ("it has mined areas") is so while it stands and is not
    /// 0.
    void figures_as_facts() {
        const auto& all = out_->duties.figures;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto asked = out_->fact_names.find(out_->duties.figure_names.name(all[i].name));
            if (!asked) {
                continue;
            }
            const bool followed =
                i + 1 < all.size() && all[i + 1].name == all[i].name && all[i + 1].of == all[i].of;
            program::fact_span span;
            span.name = *asked;
            span.of = all[i].of;
            span.from = all[i].from;
            span.until = followed ? std::min(all[i].until, all[i + 1].from) : all[i].until;
            span.holds = all[i].value != 0;
            if (all[i].of == nothing && !all[i].source->of.empty()) {
                span.of_treaty = out_->find_treaty(all[i].source->of).value_or(nothing);
            }
            out_->facts.push_back(span);
            out_->wakes.push_back(span.from);
            out_->wakes.push_back(span.until);
        }
    }

    void lay_out_offers(treaty_id t) {
        auto& all = out_->duties;
        for (const auto& offer : out_->treaties[t].source->own.packages) {
            const auto first = static_cast<offer_id>(all.offers.size());
            for (const auto& item : offer.items) {
                compiled_offer made;
                made.source = &offer;
                made.item = &item;
                made.treaty = t;
                made.first = first;
                made.items = static_cast<std::uint32_t>(offer.items.size());
                made.between = memberships_named(t, item.between);
                all.offers_of_treaty[t].push_back(static_cast<offer_id>(all.offers.size()));
                all.offers.push_back(std::move(made));
            }
        }
    }

    void lay_out_obligation(treaty_id t, const obligation& item) {
        auto& all = out_->duties;
        const auto id = static_cast<obligation_id>(all.obligations.size());
        compiled_obligation made;
        made.source = &item;
        made.treaty = t;
        made.first = static_cast<duty_id>(all.duties.size());
        for (const auto bearer : bearers_of(t, item)) {
            all.by_member[bearer].push_back(static_cast<duty_id>(all.duties.size()));
            all.duties.push_back({id, bearer});
            ++made.duties;
        }
        for (const auto offer : all.offers_of_treaty[t]) {
            if (all.offers[offer].item->id == item.item) {
                made.offer = offer;
                all.offers[offer].obligations.push_back(id);
            }
        }
        all.by_treaty[t].push_back(id);
        all.obligations.push_back(std::move(made));
    }

    /// Those who can bear an obligation at all, in order of their numbers or as they are named.
    [[nodiscard]] std::vector<membership_id> bearers_of(treaty_id t, const obligation& item) {
        const compiled_treaty& in = out_->treaties[t];
        if (item.by.what == bearers::kind::named) {
            return memberships_named(t, item.by.names);
        }
        if (item.by.what == bearers::kind::depositaries) {
            return memberships_named(t, in.source->depositaries);
        }
        std::vector<membership_id> all;
        for (membership_id m = in.first + 1; m <= in.first + in.members; ++m) {
            all.push_back(m);
        }
        return all;
    }

    [[nodiscard]] std::vector<membership_id>
    memberships_named(treaty_id t, const std::vector<std::string>& names) {
        std::vector<membership_id> result;
        for (const auto participant : participants_named(t, names)) {
            const membership_id m =
                participant == nothing ? nothing : out_->membership(t, participant);
            if (m != nothing && std::find(result.begin(), result.end(), m) == result.end()) {
                result.push_back(m);
            }
        }
        return result;
    }

    void compile_obligation(obligation_id id) {
        auto& all = out_->duties;
        const obligation& source = *all.obligations[id].source;
        const treaty_id t = all.obligations[id].treaty;
        all.obligations[id].guard = condition_number(source.guard, id, source.where);
        if (source.on && source.on->what == rule_trigger::kind::condition) {
            all.obligations[id].trigger =
                condition_number(source.on->becomes_true, id, source.where);
        }
        for (const auto& other : source.only_while) {
            for (const auto found : all.by_treaty[t]) {
                if (all.obligations[found].source->id == other) {
                    all.obligations[id].only_while.push_back(found);
                    all.obligations[found].dependents.push_back(id);
                }
            }
        }
        all.obligations[id].beneficiaries = memberships_named(t, source.beneficiaries);
        if (!source.bounds.empty()) {
            all.obligations[id].limits.push_back(
                limit_of(id, nullptr, source.figures, source.bounds));
        }
        for (const auto& phase : source.phases) {
            all.obligations[id].limits.push_back(limit_of(
                id, &phase, phase.figures.empty() ? source.figures : phase.figures, phase.bounds));
        }
    }

    [[nodiscard]] std::optional<std::uint32_t> condition_number(
        const std::optional<condition>& phrase, obligation_id id, const source_position& where) {
        const treaty_id t = out_->duties.obligations[id].treaty;
        auto made = compiled(phrase, t, where);
        if (!made) {
            return std::nullopt;
        }
        for (const auto seen : made->depends) {
            auto& list = out_->treaties[seen].condition_duties;
            if (list.empty() || list.back() != id) {
                list.push_back(id);
            }
        }
        if (made->uses_facts) {
            out_->duties.asks_facts.push_back(id);
        }
        out_->duty_conditions.push_back(*std::move(made));
        return static_cast<std::uint32_t>(out_->duty_conditions.size()) - 1;
    }

    [[nodiscard]] compiled_limit limit_of(obligation_id id,
                                          const elimination_phase* phase,
                                          const std::vector<counted_figure>& figures,
                                          const std::vector<figure_bound>& bounds) {
        compiled_limit made;
        made.phase = phase;
        for (const auto& figure : figures) {
            const auto name = depends_on_figure(figure.name, id);
            made.figures.push_back({name, figure.counts_as});
        }
        for (const auto& bound : bounds) {
            compiled_bound one{&bound, {}};
            for (const auto& value : bound.values) {
                one.figures.push_back(value.figure.empty() ? nothing
                                                           : depends_on_figure(value.figure, id));
            }
            made.bounds.push_back(std::move(one));
        }
        return made;
    }

    std::uint32_t depends_on_figure(const std::string& figure, obligation_id id) {
        auto& all = out_->duties;
        const std::uint32_t name = all.figure_names.add(figure);
        if (all.duties_of_figure.size() <= name) {
            all.duties_of_figure.resize(name + 1U);
        }
        auto& list = all.duties_of_figure[name];
        const compiled_obligation& item = all.obligations[id];
        for (duty_id d = item.first; d < item.first + item.duties; ++d) {
            if (std::find(list.begin(), list.end(), d) == list.end()) {
                list.push_back(d);
            }
        }
        return name;
    }

    /// By name, participant and day; of those of one day the last stated stands.
    void sort_figures() {
        auto& all = out_->duties;
        all.duties_of_figure.resize(all.figure_names.size());
        const auto key = [](const figure_value& item) {
            return std::tuple(item.name, item.of, item.from);
        };
        std::stable_sort(all.figures.begin(), all.figures.end(), [&](const auto& a, const auto& b) {
            return key(a) < key(b);
        });
        std::stable_sort(all.figure_days.begin(),
                         all.figure_days.end(),
                         [](const figure_day& a, const figure_day& b) { return a.day < b.day; });
    }
};

} // namespace servanda::detail

#endif

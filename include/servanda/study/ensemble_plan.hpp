/// @file
/// An ensemble made ready: what is drawn in which order, with every name resolved. A mistake is
/// told here, before the first run.
#ifndef SERVANDA_STUDY_ENSEMBLE_PLAN_HPP
#define SERVANDA_STUDY_ENSEMBLE_PLAN_HPP

#include <servanda/engine/simulate.hpp>
#include <servanda/engine/trunk.hpp>
#include <servanda/study/ensemble_model.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::detail {

/// A probability as the draws below a number: those of 2^64 that mean yes.
struct yes_below {
    std::uint64_t limit = 0;
    bool always = true;

    [[nodiscard]] static yes_below of(double probability) noexcept {
        if (probability >= 1.0) {
            return {};
        }
        return {static_cast<std::uint64_t>(probability * 0x1p64), false};
    }
    [[nodiscard]] bool operator()(std::uint64_t bits) const noexcept {
        return always || bits < limit;
    }
};

/// That an act happened, or did not; or that a choice fell on an option, or did not.
struct planned_condition {
    std::uint32_t act = nothing;
    std::uint32_t choice = nothing;
    std::uint32_t option = 0;
    bool negated = false;
};

/// An act by chance, resolved.
struct planned_act {
    std::uint32_t number = 0;       ///< among the model's acts
    std::uint32_t draw_whether = 0; ///< the place of its draws
    std::uint32_t draw_when = 0;
    const day_chances* days = nullptr;
    yes_below happens;
    date from;
    std::uint32_t after = nothing;   ///< number of the act its days are counted from
    membership_id reached = nothing; ///< … or the membership that reaches a state
    servanda::state state = servanda::state::none;
    std::vector<planned_condition> only_if;
    date until;
    std::vector<placed_act> acts; ///< one for each treaty
};

/// Something asked of each run.
struct planned_outcome {
    membership_id who = nothing; ///< a member, or the treaty as a whole
    treaty_id treaty = 0;
    enum class kind : std::uint8_t { state, treaty_state, fewer_parties } what = kind::state;
    servanda::state state = servanda::state::none;
    servanda::treaty_state treaty_state = servanda::treaty_state::terminated;
    std::int64_t fewer_than = 0;
    date by;
};

/// What all runs of an ensemble share. Immutable.
struct ensemble_plan {
    ensemble_model model;
    std::shared_ptr<const rulebook> rules;
    std::shared_ptr<const program>
        source;                        ///< with the acts by chance known, but not among its acts
    std::shared_ptr<const trunk> line; ///< of what is certain
    date first;                        ///< the first day on which anything is by chance
    date last;                         ///< the last day of the scenario
    std::vector<std::vector<yes_below>> choices; ///< by choice: shares up to each option
    std::vector<std::uint32_t> draw_choice;      ///< by choice: the place of its draw
    std::vector<planned_act> dated;              ///< in an order in which each can be drawn
    std::vector<planned_act> on_state;           ///< those that wait for a state
    std::vector<planned_outcome> outcomes;
};

class ensemble_planner {
public:
    ensemble_planner(std::shared_ptr<const rulebook> rules, ensemble_model model) {
        plan_.rules = with_default_laws(std::move(rules));
        plan_.model = std::move(model);
    }

    /// Throws `input_error` with everything that is wrong.
    [[nodiscard]] ensemble_plan make() {
        prepare();
        if (!messages_.ok()) {
            throw input_error(messages_);
        }
        find_first_day();
        plan_.line = std::make_shared<const trunk>(
            plan_.source,
            contested_acts(*plan_.source, plan_.source->story->as_seen_by),
            plan_.first);
        return std::move(plan_);
    }
    /// Everything that is wrong, and nothing made.
    [[nodiscard]] diagnostics mistakes() {
        prepare();
        return std::move(messages_);
    }

private:
    void prepare() {
        check_span();
        check_ids();
        check_choices();
        compile_all();
        resolve_acts();
        order_acts();
        if (plan_.source != nullptr) { // names that lead nowhere were told already
            resolve_outcomes();
        }
    }

    [[nodiscard]] ensemble_model& model() noexcept { return plan_.model; }
    void error(const source_position& where, const std::string& what) {
        messages_.error(where, what);
    }
    /// The first of two places that is known.
    [[nodiscard]] static const source_position& place(const source_position& first,
                                                      const source_position& second) noexcept {
        return first.known() ? first : second;
    }

    void check_span() {
        const scenario& story = model().story;
        if (!story.to) {
            error(place(model().where, story.where),
                  "an ensemble needs the last day of its runs ('to')");
            plan_.last = date::max();
            return;
        }
        plan_.last = *story.to;
        if (model().acts.empty()) {
            error(place(model().where, story.where),
                  "nothing happens by chance: an ensemble needs an act that does");
        }
        constexpr std::size_t most_outcomes = 16;
        if (model().outcomes.size() > most_outcomes) {
            error(model().outcomes[most_outcomes].where,
                  "an ensemble tells at most 16 outcomes apart");
        }
    }

    void check_ids() {
        std::vector<std::string> seen;
        const auto is_new = [&](const std::string& id, const source_position& where) {
            const bool twice = !id.empty() && std::find(seen.begin(), seen.end(), id) != seen.end();
            if (twice) {
                error(where, "the id '" + id + "' is given twice");
            }
            seen.push_back(id);
            return !twice;
        };
        for (const dated_act& item : model().story.acts) {
            seen.push_back(item.id); // two of these are told when the scenario is compiled
        }
        for (const uncertain_act& item : model().acts) {
            given_twice_.push_back(!item.act.continues_list &&
                                   !is_new(item.act.id, item.act.where));
        }
        for (const chance_choice& item : model().choices) {
            (void)is_new(item.id, item.where);
        }
    }

    void check_choices() {
        for (const chance_choice& item : model().choices) {
            double sum = 0.0;
            std::vector<yes_below> shares;
            for (const auto& [option, probability] : item.options) {
                if (!(probability >= 0.0)) {
                    error(item.where, "the probability of '" + option + "' is negative");
                }
                sum += probability;
                shares.push_back(yes_below::of(sum));
            }
            constexpr double close_enough = 1e-9;
            if (item.options.empty() || !(std::abs(sum - 1.0) < close_enough)) {
                error(item.where,
                      "the probabilities of '" + item.id + "' sum to " + std::to_string(sum) +
                          ", not to 1");
            }
            if (!shares.empty()) {
                shares.back() = yes_below{};
            }
            plan_.choices.push_back(std::move(shares));
            plan_.draw_choice.push_back(draws_++);
        }
    }

    /// The scenario is compiled with the acts by chance, so that all they name is known; then they
    /// are taken out of the program's acts. Where a name leads nowhere, there is no program.
    void compile_all() {
        templates_.resize(model().acts.size());
        scenario all = model().story;
        for (std::size_t i = 0; i < model().acts.size(); ++i) {
            dated_act some_day = model().acts[i].act;
            some_day.day = model().acts[i].from.value_or(plan_.last);
            if (given_twice_[i]) {
                some_day.id.clear(); // that was told
            }
            all.acts.push_back(std::move(some_day));
        }
        const auto certain = static_cast<std::uint32_t>(model().story.acts.size());
        std::shared_ptr<program> own;
        try {
            own = std::make_shared<program>(
                *compile(plan_.rules, std::make_shared<const scenario>(std::move(all))));
        } catch (const input_error& problem) {
            messages_.append(problem.messages());
            return;
        }
        for (const bound_act& item : own->acts) {
            if (item.source >= certain) {
                templates_[item.source - certain].push_back({item, item.source});
            }
        }
        std::erase_if(own->acts, [&](const bound_act& item) { return item.source >= certain; });
        plan_.source = std::move(own);
    }

    /// The first act by chance of that id, and how many have it: of several authors each one's act
    /// is drawn for itself.
    struct found_act {
        std::uint32_t number = nothing;
        std::uint32_t count = 0;
    };
    [[nodiscard]] found_act act_named(const std::string& id) const {
        found_act found;
        for (std::uint32_t i = 0; i < plan_.model.acts.size(); ++i) {
            if (plan_.model.acts[i].act.id == id) {
                found.number = found.count == 0 ? i : found.number;
                ++found.count;
            }
        }
        return found;
    }
    /// In files each act of a list of authors has an id of its own, `ID CODE`: those of an `ID`.
    [[nodiscard]] std::vector<std::string> ids_of_list(const std::string& id) const {
        std::vector<std::string> ids;
        for (const uncertain_act& item : plan_.model.acts) {
            if (item.act.id == id + " " + item.act.by) {
                ids.push_back(item.act.id);
            }
        }
        return ids;
    }
    [[nodiscard]] bool is_of_several(const std::string& id) const {
        const std::uint32_t count = act_named(id).count;
        return count > 1 || (count == 0 && !ids_of_list(id).empty());
    }
    /// The number of the act by chance of that id. Reports one that several authors share.
    [[nodiscard]] std::uint32_t act_number(const std::string& id, const source_position& where) {
        if (!is_of_several(id)) {
            return act_named(id).number;
        }
        const auto list = ids_of_list(id);
        error(where,
              "'" + id + "' is done by several, each for itself: say whose is meant" +
                  (list.empty() ? std::string() : ", such as '" + list.front() + "'"));
        return nothing;
    }
    [[nodiscard]] std::vector<std::string> ids_by_chance(bool choices) const {
        std::vector<std::string> ids;
        for (const uncertain_act& item : plan_.model.acts) {
            if (!item.act.id.empty()) {
                ids.push_back(item.act.id);
            }
        }
        if (choices) {
            for (const chance_choice& item : plan_.model.choices) {
                ids.push_back(item.id);
            }
        }
        return ids;
    }

    void resolve_acts() {
        for (std::uint32_t i = 0; i < model().acts.size(); ++i) {
            const uncertain_act& item = model().acts[i];
            planned_act made;
            made.number = i;
            made.days = days_like(i);
            made.happens = yes_below::of(item.probability);
            place_draws(made);
            made.until = std::min(item.until.value_or(plan_.last), plan_.last);
            made.acts = std::move(templates_[i]);
            if (!(item.probability >= 0.0 && item.probability <= 1.0)) {
                error(item.act.where, "a probability lies between 0 and 1");
            }
            check_kind(item);
            resolve_start(item, made);
            for (const chance_condition& asked : item.only_if) {
                made.only_if.push_back(resolve(asked, item));
            }
            (item.after_state ? plan_.on_state : plan_.dated).push_back(std::move(made));
        }
    }

    /// Draws are made a few at a time: those that every run may need stand together, apart from the
    /// days of what may not happen at all. Both are numbered in the order of the model, so that an
    /// act added at its end leaves the draws of the others as they were. What is certain takes
    /// none.
    void place_draws(planned_act& item) noexcept {
        if (!item.happens.always) {
            item.draw_whether = draws_++;
        }
        if (!item.days->certain()) {
            item.draw_when = item.happens.always ? draws_++ : seldom_drawn_++;
        }
    }

    /// The days of an act; of several with the same, those of the first: their tables are large.
    [[nodiscard]] const day_chances* days_like(std::uint32_t act) const {
        const auto& acts = plan_.model.acts;
        const auto found = std::find_if(acts.begin(), acts.end(), [&](const uncertain_act& item) {
            return item.days == acts[act].days;
        });
        return &found->days;
    }

    void check_kind(const uncertain_act& item) {
        const act kind = item.act.kind;
        if (kind == act::succeed || kind == act::dissolve || kind == act::continue_identity ||
            kind == act::entry_into_force || kind == act::contest) {
            error(item.act.where, "'" + std::string(to_string(kind)) + "' cannot happen by chance");
        }
        if (item.act.received || item.act.published) {
            error(item.act.where, "an act by chance is received and known on its own day");
        }
    }

    void resolve_start(const uncertain_act& item, planned_act& made) {
        const source_position& where = place(item.where_days, item.act.where);
        const int stated =
            (item.from ? 1 : 0) + (item.after.empty() ? 0 : 1) + (item.after_state ? 1 : 0);
        if (stated != 1) {
            error(where,
                  "the days of an act by chance are counted from a day, from another act or from "
                  "a state: one of them");
            return;
        }
        if (item.from) {
            made.from = *item.from;
            if (item.from->number() + item.days.first() > plan_.last.number()) {
                error(where,
                      "the act comes after the last day of the ensemble, " + to_string(plan_.last));
            }
        } else if (!item.after.empty()) {
            made.after = act_number(item.after, where);
            if (made.after == nothing) {
                if (is_of_several(item.after)) {
                    return; // told
                }
                error(where,
                      "there is no act by chance '" + item.after + "'" +
                          did_you_mean(item.after, ids_by_chance(false)));
            } else if (item.days.first() < 0) {
                error(where, "what comes after another act cannot come before it");
            }
        } else {
            if (item.days.first() < 1) {
                error(where, "what comes after a state comes a day later or more");
            }
            made.reached = member(item.after_state->treaty,
                                  item.after_state->party,
                                  place(item.after_state->where, where));
            made.state = item.after_state->state;
        }
    }

    [[nodiscard]] planned_condition resolve(const chance_condition& asked,
                                            const uncertain_act& item) {
        planned_condition made;
        made.negated = asked.negated;
        const source_position& where = place(asked.where, item.act.where);
        made.act = act_number(asked.what, where);
        if (made.act != nothing || is_of_several(asked.what)) {
            if (!asked.is.empty()) {
                error(where, "'" + asked.what + "' is an act, not a choice: it has no options");
            }
            return made;
        }
        const auto& choices = plan_.model.choices;
        for (std::uint32_t c = 0; c < choices.size(); ++c) {
            if (choices[c].id != asked.what) {
                continue;
            }
            made.act = nothing;
            made.choice = c;
            std::vector<std::string> names;
            for (const auto& [name, probability] : choices[c].options) {
                if (name == asked.is) {
                    made.option = static_cast<std::uint32_t>(names.size());
                    return made;
                }
                names.push_back(name);
            }
            error(where,
                  asked.is.empty()
                      ? "'" + asked.what + "' is a choice: say which option ('" + asked.what +
                            " is " + (names.empty() ? "…" : names.front()) + "')"
                      : "'" + asked.what + "' has no option '" + asked.is + "'" +
                            did_you_mean(asked.is, names));
            return made;
        }
        error(where,
              "there is no act by chance and no choice '" + asked.what + "'" +
                  did_you_mean(asked.what, ids_by_chance(true)));
        return made;
    }

    [[nodiscard]] std::optional<treaty_id> treaty_named(const std::string& name,
                                                        const source_position& where) {
        const program& source = *plan_.source;
        if (name.empty() && source.treaties.size() == 1) {
            return 0;
        }
        if (name.empty()) {
            error(where, "the scenario has several treaties: say which ('treaty')");
            return std::nullopt;
        }
        const auto found = source.find_treaty(name);
        if (!found) {
            std::vector<std::string> names;
            for (treaty_id t = 0; t < source.treaties.size(); ++t) {
                names.push_back(source.treaty_name(t));
            }
            error(where, "the scenario has no treaty '" + name + "'" + did_you_mean(name, names));
        }
        return found;
    }

    [[nodiscard]] membership_id
    member(const std::string& treaty, const std::string& party, const source_position& where) {
        const auto t = plan_.source == nullptr ? std::nullopt : treaty_named(treaty, where);
        if (!t) {
            return nothing;
        }
        const auto who = plan_.source->participant(party);
        const membership_id m = who ? plan_.source->membership(*t, *who) : nothing;
        if (m == nothing) {
            std::vector<std::string> codes;
            for (const auto& names : plan_.source->names) {
                codes.push_back(names.front().code);
            }
            error(where,
                  "'" + party + "' does nothing in " + plan_.source->treaty_name(*t) +
                      did_you_mean(party, codes));
        }
        return m;
    }

    /// What hangs on another act is drawn after it.
    void order_acts() {
        std::vector<planned_act> ordered;
        std::vector<std::uint8_t> drawn(model().acts.size(), 0);
        auto& rest = plan_.dated;
        while (!rest.empty()) {
            const auto ready = [&](const planned_act& item) {
                return (item.after == nothing || drawn[item.after] != 0) &&
                       std::all_of(item.only_if.begin(), item.only_if.end(), [&](const auto& c) {
                           return c.act == nothing || drawn[c.act] != 0;
                       });
            };
            const auto found = std::find_if(rest.begin(), rest.end(), ready);
            if (found == rest.end()) {
                for (const planned_act& item : rest) {
                    error(model().acts[item.number].act.where,
                          "the act hangs on one that hangs on it, or on one that waits for a "
                          "state");
                }
                return;
            }
            drawn[found->number] = 1;
            ordered.push_back(std::move(*found));
            rest.erase(found);
        }
        for (const planned_act& item : plan_.on_state) {
            for (const auto& asked : item.only_if) {
                if (asked.act != nothing && drawn[asked.act] == 0) {
                    error(model().acts[item.number].act.where,
                          "the act hangs on one that waits for a state");
                }
            }
        }
        rest = std::move(ordered);
    }

    void resolve_outcomes() {
        for (const ensemble_outcome& item : model().outcomes) {
            planned_outcome made;
            made.by = std::min(item.by.value_or(plan_.last), plan_.last);
            const int stated = (item.state ? 1 : 0) + (item.treaty_state ? 1 : 0) +
                               (item.fewer_parties_than ? 1 : 0);
            if (stated != 1) {
                error(item.where,
                      "an outcome is a state of a party, a state of the treaty, or fewer parties "
                      "than a number: one of them");
                continue;
            }
            if (item.state) {
                made.what = planned_outcome::kind::state;
                made.state = *item.state;
                made.who = member(item.treaty, item.party, item.where);
                if (made.who != nothing) {
                    made.treaty = plan_.source->treaty_of[made.who];
                }
            } else if (const auto t = treaty_named(item.treaty, item.where)) {
                made.treaty = *t;
                made.who = plan_.source->treaties[*t].first;
                made.what = item.treaty_state ? planned_outcome::kind::treaty_state
                                              : planned_outcome::kind::fewer_parties;
                made.treaty_state = item.treaty_state.value_or(treaty_state::terminated);
                made.fewer_than = item.fewer_parties_than.value_or(0);
                if (!item.party.empty()) {
                    error(item.where, "an outcome of the treaty as a whole names no party");
                }
            }
            plan_.outcomes.push_back(made);
        }
    }

    void find_first_day() {
        plan_.first = plan_.last;
        for (const planned_act& item : plan_.dated) {
            if (item.after == nothing) {
                plan_.first = std::min(plan_.first,
                                       date::from_number(item.from.number() + item.days->first()));
            }
        }
        for (const planned_act& item : plan_.on_state) {
            note_certain_day(item);
        }
    }
    /// What waits for a state may be set off by what is certain.
    void note_certain_day(const planned_act& item) {
        if (certain_ == nullptr) {
            certain_ = run_view(*plan_.source,
                                contested_acts(*plan_.source, plan_.source->story->as_seen_by));
        }
        for (const change& made : certain_->rec.changes) {
            if (made.who == item.reached && made.now.headline() == item.state) {
                plan_.first = std::min(plan_.first, made.day);
                return;
            }
        }
    }

    ensemble_plan plan_;
    diagnostics messages_;
    std::shared_ptr<const timeline> certain_;        ///< what happens without any act by chance
    std::uint32_t draws_ = 0;                        ///< places given to draws so far
    std::uint32_t seldom_drawn_ = 1U << 30U;         ///< … to those that many runs do not need
    std::vector<std::vector<placed_act>> templates_; ///< by act of the model
    std::vector<bool> given_twice_;                  ///< by act of the model: its id is another's
};

} // namespace servanda::detail

#endif

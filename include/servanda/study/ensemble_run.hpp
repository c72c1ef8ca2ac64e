/// @file
/// One run of an ensemble: what is drawn for it, and what follows.
#ifndef SERVANDA_STUDY_ENSEMBLE_RUN_HPP
#define SERVANDA_STUDY_ENSEMBLE_RUN_HPP

#include <servanda/study/ensemble_plan.hpp>
#include <servanda/study/random_draws.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

/// What was drawn for one run of an ensemble.
struct ensemble_draws {
    std::vector<std::string> options;      ///< by choice of the model: the option it fell on
    std::vector<std::optional<date>> days; ///< by act of the model: its day; none: not done
    friend bool operator==(const ensemble_draws&, const ensemble_draws&) = default;
};

} // namespace servanda

namespace servanda::detail {

/// Runs one plan again and again in the same memory. Not shared between threads; the plan, which
/// must outlive it, is.
class ensemble_runner {
public:
    explicit ensemble_runner(const ensemble_plan& plan)
        : plan_(plan)
        , draws_(plan.model.seed)
        , run_(plan.line->source(), plan.line->left_out(), true)
        , from_(plan.line->checkpoints()[plan.line->last_before(plan.first)])
        , days_(plan.model.acts.size())
        , options_(plan.choices.size())
        , waits_(plan.on_state.size())
        , has_state_(plan.on_state.size()) {
        run_.take_terms(plan.line->terms());
    }

    /// Runs number `number`: the same whoever runs it. Throws `input_error` as `simulate` does
    /// where a day is computed outside the calendar. O(what follows the first day by chance).
    void run(std::uint64_t number) {
        draws_.go_to(number);
        draw_choices();
        draw_dated();
        run_.restore(from_, plan_.line->written());
        run_.feed(from_.act, put_in_);
        try {
            if (plan_.on_state.empty()) {
                run_through();
            } else {
                run_watching();
            }
        } catch (const date_out_of_range& problem) {
            run_.tell(problem);
        }
    }

    /// What changed in the last run, from its checkpoint on. Good until the next run.
    [[nodiscard]] std::span<const change> changes() const noexcept {
        return run_.written().changes.added();
    }
    [[nodiscard]] const checkpoint& start() const noexcept { return from_; }

    /// What was drawn for the last run.
    [[nodiscard]] ensemble_draws drawn() const {
        ensemble_draws result;
        for (std::size_t c = 0; c < options_.size(); ++c) {
            result.options.push_back(plan_.model.choices[c].options[options_[c]].first);
        }
        for (const drawn_day& item : days_) {
            result.days.push_back(item.happens ? std::optional(item.day) : std::nullopt);
        }
        return result;
    }
    /// The scenario of the last run, with every day as it was drawn.
    [[nodiscard]] scenario story() const {
        scenario precise = plan_.model.story;
        for (std::size_t i = 0; i < days_.size(); ++i) {
            if (days_[i].happens) {
                dated_act done = plan_.model.acts[i].act;
                done.day = days_[i].day;
                precise.acts.push_back(std::move(done));
            }
        }
        return precise;
    }

private:
    /// What was drawn for an act.
    struct drawn_day {
        bool happens = false;
        date day;
    };

    void draw_choices() {
        for (std::uint32_t c = 0; c < options_.size(); ++c) {
            const std::uint64_t bits = draws_(plan_.draw_choice[c]);
            std::uint32_t option = 0;
            while (!plan_.choices[c][option](bits)) {
                ++option;
            }
            options_[c] = option;
        }
    }

    [[nodiscard]] bool holds(const planned_condition& asked) const noexcept {
        const bool is = asked.choice != nothing ? options_[asked.choice] == asked.option
                                                : days_[asked.act].happens;
        return is != asked.negated;
    }
    [[nodiscard]] bool can_happen(const planned_act& item) const noexcept {
        for (const planned_condition& asked : item.only_if) {
            if (!holds(asked)) {
                return false;
            }
        }
        return true;
    }

    /// Draws whether and when an act happens whose days are counted from a day.
    [[gnu::always_inline]] void draw(const planned_act& item, date from) {
        drawn_day& result = days_[item.number];
        result.happens = false;
        if (!item.happens.always && !item.happens(draws_(item.draw_whether))) {
            return;
        }
        const auto days = item.days->certain() ? std::optional(item.days->first())
                                               : item.days->draw(draws_(item.draw_when));
        if (!days || *days > item.until.number() - from.number()) {
            return;
        }
        result.happens = true;
        result.day = date::from_number(from.number() + *days);
    }

    void draw_dated() {
        put_in_.clear();
        for (const planned_act& item : plan_.dated) {
            const bool anchored = item.after == nothing || days_[item.after].happens;
            if (!anchored || !can_happen(item)) {
                days_[item.number].happens = false;
                continue;
            }
            draw(item, item.after == nothing ? item.from : days_[item.after].day);
            if (days_[item.number].happens) {
                put_in(item, 0);
            }
        }
    }

    /// Puts a drawn act in its place among those not yet done.
    [[gnu::always_inline]] void put_in(const planned_act& item, std::size_t done) {
        const date day = days_[item.number].day;
        for (const placed_act& made : item.acts) {
            std::size_t at = put_in_.size();
            put_in_.push_back(made);
            bound_act& last = put_in_.back().act;
            last.day = day;
            last.received = day;
            last.stated = last.states_day ? last.stated : day;
            for (; at > done && comes_before(put_in_[at], put_in_[at - 1]); --at) {
                std::swap(put_in_[at], put_in_[at - 1]);
            }
        }
    }
    [[nodiscard]] static bool comes_before(const placed_act& a, const placed_act& b) noexcept {
        return a.act.day != b.act.day ? a.act.day < b.act.day : a.place < b.place;
    }

    void run_through() {
        for (auto day = run_.next(); day && !run_.is_over(); day = run_.next()) {
            run_.run_day(*day);
        }
    }
    /// Runs day by day, and draws what waits for a state once that is reached.
    void run_watching() {
        for (std::size_t i = 0; i < waits_.size(); ++i) {
            const planned_act& item = plan_.on_state[i];
            days_[item.number].happens = false;
            waits_[i] = can_happen(item) ? 1 : 0;
            // What is so since an earlier day does not come to be so.
            has_state_[i] =
                from_.now.members[item.reached].written.headline() == item.state ? 1 : 0;
        }
        std::size_t seen = 0;
        for (auto day = run_.next(); day && !run_.is_over(); day = run_.next()) {
            run_.run_day(*day);
            const std::size_t before = put_in_.size();
            std::size_t done = 0;
            while (done < before && put_in_[done].act.day <= *day) {
                ++done;
            }
            for (std::size_t i = 0; i < waits_.size(); ++i) {
                if (waits_[i] != 0 && reached(i, seen)) {
                    waits_[i] = 0;
                    draw(plan_.on_state[i], *day);
                    if (days_[plan_.on_state[i].number].happens) {
                        put_in(plan_.on_state[i], done);
                    }
                }
            }
            seen = changes().size();
            if (put_in_.size() != before) {
                run_.feed(run_.acts_behind(), std::span(put_in_).subspan(done));
            }
        }
    }
    /// Whether at the end of a day a member has the state that an act waits for, and had it not
    /// before.
    [[nodiscard]] bool reached(std::size_t waiting, std::size_t seen) noexcept {
        const planned_act& item = plan_.on_state[waiting];
        for (std::size_t i = changes().size(); i > seen; --i) {
            const change& last = changes()[i - 1];
            if (last.who == item.reached) {
                const bool had = has_state_[waiting] != 0;
                const bool has = last.now.headline() == item.state;
                has_state_[waiting] = has ? 1 : 0;
                return has && !had;
            }
        }
        return false;
    }

    const ensemble_plan& plan_;
    random_draws draws_;
    machine run_;
    const checkpoint& from_;
    std::vector<drawn_day> days_;         ///< by act of the model
    std::vector<std::uint32_t> options_;  ///< by choice
    std::vector<std::uint8_t> waits_;     ///< by act that waits for a state
    std::vector<std::uint8_t> has_state_; ///< … whether its member has that state
    std::vector<placed_act> put_in_;
};

} // namespace servanda::detail

#endif

/// @file
/// Ensembles: one scenario with acts that happen by chance, run many times. Run i is the same
/// whatever the number of threads or machines, and so are the counts.
#ifndef SERVANDA_STUDY_ENSEMBLE_HPP
#define SERVANDA_STUDY_ENSEMBLE_HPP

#include <servanda/study/ensemble_run.hpp>
#include <servanda/study/ensemble_tally.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace servanda {

/// An ensemble ready to be run. Immutable, cheap to copy, and may be shared between threads.
class ensemble {
public:
    /// Throws `input_error` with everything that is wrong with the model, the scenario or the
    /// rules. `rules` must not be null.
    ensemble(std::shared_ptr<const rulebook> rules, ensemble_model model)
        : plan_(std::make_shared<const detail::ensemble_plan>(
              detail::ensemble_planner(std::move(rules), std::move(model)).make())) {}
    /// The same for rules that are not shared: they are copied once.
    ensemble(const rulebook& rules, ensemble_model model)
        : ensemble(std::make_shared<const rulebook>(rules), std::move(model)) {}

    [[nodiscard]] const ensemble_model& model() const noexcept { return plan_->model; }
    [[nodiscard]] const std::shared_ptr<const rulebook>& rules() const noexcept {
        return plan_->rules;
    }
    /// The first day on which anything is by chance: counts by day begin with it.
    [[nodiscard]] date first_day() const noexcept { return plan_->first; }
    [[nodiscard]] date last_day() const noexcept { return plan_->last; }

    /// The scenario of a run, with every day as it was drawn.
    [[nodiscard]] scenario story(std::uint64_t run) const {
        detail::ensemble_runner runner(*plan_);
        runner.run(run);
        return runner.story();
    }
    /// What was drawn for a run.
    [[nodiscard]] ensemble_draws draws(std::uint64_t run) const {
        detail::ensemble_runner runner(*plan_);
        runner.run(run);
        return runner.drawn();
    }

    [[nodiscard]] const detail::ensemble_plan& plan() const noexcept { return *plan_; }

private:
    std::shared_ptr<const detail::ensemble_plan> plan_;
};

/// Everything that is wrong with a model, its scenario or the rules; empty where an ensemble can be
/// made of them. `rules` must not be null.
[[nodiscard]] inline diagnostics ensemble_mistakes(std::shared_ptr<const rulebook> rules,
                                                   ensemble_model model) {
    return detail::ensemble_planner(std::move(rules), std::move(model)).mistakes();
}

namespace detail {

/// What an ensemble counts of a membership: its state; of a treaty as a whole, its treaty state.
[[nodiscard]] inline std::uint8_t headline(const ensemble_plan& plan,
                                           membership_id m,
                                           const aspects& now,
                                           treaty_state treaty) noexcept {
    return plan.source->participant_of[m] == nothing ? static_cast<std::uint8_t>(treaty)
                                                     : static_cast<std::uint8_t>(now.headline());
}
/// The same at the end of the day before the first on which anything is by chance.
[[nodiscard]] inline std::uint8_t first_headline(const ensemble_plan& plan,
                                                 membership_id m) noexcept {
    const date eve = plan.first == date::min() ? plan.first : plan.first - 1;
    const auto* span = plan.line->line()->find(m, eve);
    return span == nullptr ? headline(plan, m, aspects{}, treaty_state::not_yet_in_force)
                           : headline(plan, m, span->now, span->treaty_now);
}
[[nodiscard]] inline aspects first_aspects(const ensemble_plan& plan, membership_id m) noexcept {
    const date eve = plan.first == date::min() ? plan.first : plan.first - 1;
    const auto* span = plan.line->line()->find(m, eve);
    return span == nullptr ? aspects{} : span->now;
}

/// Counts runs, one after the other. Not shared between threads.
class ensemble_counter {
public:
    explicit ensemble_counter(const ensemble_plan& plan)
        : plan_(plan)
        , runner_(plan)
        , length_(static_cast<std::size_t>(plan.last - plan.first) + 1)
        , members_(plan.source->participant_of.size())
        , touched_members_(members_.size())
        , at_first_(plan.outcomes.size(), never)
        , first_days_(plan.outcomes.size()) {
        tally_.by_state.resize(members_.size() * ensemble_tally::states);
        tally_.first_days.resize(plan.outcomes.size(), std::vector<std::uint32_t>(length_, 0));
        for (membership_id m = 0; m < members_.size(); ++m) {
            members_[m].counts = std::span(tally_.by_state)
                                     .subspan(m * ensemble_tally::states, ensemble_tally::states);
            members_[m].whole = plan.source->participant_of[m] == nothing;
            members_[m].first = first_headline(plan, m);
            members_[m].first_consent = first_aspects(plan, m).consent;
        }
        for (std::uint32_t k = 0; k < plan.outcomes.size(); ++k) {
            note_outcome(k);
        }
    }

    ensemble_counter(const ensemble_counter&) = delete; // its members look into its tally
    ensemble_counter& operator=(const ensemble_counter&) = delete;

    void count(std::uint64_t run) {
        runner_.run(run);
        std::copy(at_first_.begin(), at_first_.end(), first_days_.begin());
        for (const change& item : runner_.changes()) {
            if (item.day >= plan_.first) {
                take(item);
            }
        }
        for (; touched_ != 0; --touched_) {
            const membership_id m = touched_members_[touched_ - 1];
            close_day(members_[m]);
            members_[m].touched = false;
        }
        if (counts_parties_) {
            count_parties();
        }
        classify(run);
        ++tally_.runs;
    }

    [[nodiscard]] ensemble_tally take_tally() { return std::move(tally_); }

private:
    static constexpr std::uint32_t never = nothing;

    /// An outcome that asks for a state.
    struct asked_state {
        std::uint32_t outcome = 0;
        std::uint8_t state = 0;
        date by;
    };
    /// A membership over the run that is being counted.
    struct counted_member {
        std::uint8_t first = 0;  ///< its state before the first day, the same in all runs
        std::uint8_t before = 0; ///< before the day at hand
        std::uint8_t now = 0;    ///< the last of that day
        bool touched = false;
        bool whole = false; ///< a treaty as a whole
        consent first_consent = consent::none;
        date day;
        std::span<day_counts> counts; ///< by state
        std::vector<asked_state> asked;
    };

    [[nodiscard]] std::uint32_t place_of(date day) const noexcept {
        return static_cast<std::uint32_t>(day - plan_.first);
    }

    void note_outcome(std::uint32_t k) {
        const planned_outcome& item = plan_.outcomes[k];
        if (item.what == planned_outcome::kind::fewer_parties) {
            counts_parties_ = true;
            return;
        }
        const std::uint8_t state = item.what == planned_outcome::kind::state
                                       ? static_cast<std::uint8_t>(item.state)
                                       : static_cast<std::uint8_t>(item.treaty_state);
        members_[item.who].asked.push_back({k, state, item.by});
        // What is so before anything happens is so on the first day.
        at_first_[k] = members_[item.who].first == state ? 0 : never;
    }

    void take(const change& item) {
        counted_member& own = members_[item.who];
        if (!own.touched) {
            own.touched = true;
            own.before = own.now = own.first;
            own.day = item.day;
            touched_members_[touched_++] = item.who;
        } else if (own.day != item.day) {
            close_day(own);
            own.before = own.now;
            own.day = item.day;
        }
        own.now = own.whole ? static_cast<std::uint8_t>(item.treaty_now)
                            : static_cast<std::uint8_t>(item.now.headline());
    }

    /// Counts what a member's day came to.
    void close_day(const counted_member& own) {
        if (own.now == own.before) {
            return;
        }
        const std::uint32_t place = place_of(own.day);
        count_one(own.counts[own.before].ended, place);
        count_one(own.counts[own.now].began, place);
        for (const asked_state& asked : own.asked) {
            std::uint32_t& first = first_days_[asked.outcome];
            const bool so = own.now == asked.state;
            if (first == never && so && own.day <= asked.by) {
                first = place;
            } else if (first == 0 && place == 0 && !so) {
                first = never; // it was so before the first day, and is not on it
            }
        }
    }
    void count_one(std::vector<std::uint32_t>& days, std::uint32_t place) const {
        if (days.empty()) {
            days.resize(length_, 0);
        }
        ++days[place];
    }

    /// Parties by day, for outcomes that ask for fewer than a number.
    void count_parties() {
        for (std::uint32_t k = 0; k < first_days_.size(); ++k) {
            const planned_outcome& asked = plan_.outcomes[k];
            if (asked.what == planned_outcome::kind::fewer_parties) {
                first_days_[k] = first_day_below(asked);
            }
        }
    }
    [[nodiscard]] std::uint32_t first_day_below(const planned_outcome& asked) {
        const compiled_treaty& law = plan_.source->treaties[asked.treaty];
        consents_.assign(law.members + 1, consent::none);
        std::int64_t parties = 0;
        for (membership_id m = law.first + 1; m <= law.first + law.members; ++m) {
            consents_[m - law.first] = members_[m].first_consent;
            parties += members_[m].first_consent == consent::party ? 1 : 0;
        }
        date day = plan_.first; // whose changes are being counted
        for (const change& item : runner_.changes()) {
            if (item.day < plan_.first || item.who <= law.first ||
                item.who > law.first + law.members) {
                continue;
            }
            if (item.day > day && parties < asked.fewer_than) {
                break;
            }
            day = item.day;
            consent& own = consents_[item.who - law.first];
            parties +=
                (item.now.consent == consent::party ? 1 : 0) - (own == consent::party ? 1 : 0);
            own = item.now.consent;
        }
        return parties < asked.fewer_than && day <= asked.by ? place_of(day) : never;
    }

    void classify(std::uint64_t run) {
        std::uint32_t which = 0;
        for (std::uint32_t k = 0; k < first_days_.size(); ++k) {
            if (first_days_[k] != never) {
                which |= std::uint32_t{1} << k;
                ++tally_.first_days[k][first_days_[k]];
            }
        }
        if (last_class_ == nullptr || last_which_ != which) {
            last_class_ = &tally_.classes[which];
            last_which_ = which;
        }
        ++last_class_->runs;
        last_class_->example = std::min(last_class_->example, run);
    }

    const ensemble_plan& plan_;
    ensemble_runner runner_;
    std::size_t length_; ///< days that are counted
    ensemble_tally tally_;
    std::vector<counted_member> members_;
    std::vector<membership_id> touched_members_;
    std::size_t touched_ = 0;               ///< how many of them
    std::vector<std::uint32_t> at_first_;   ///< by outcome: 0 where it is so from the start
    std::vector<std::uint32_t> first_days_; ///< by outcome, of the run at hand
    std::vector<consent> consents_;
    bool counts_parties_ = false;
    outcome_class* last_class_ = nullptr;
    std::uint32_t last_which_ = 0;
};

} // namespace detail

/// Counts the runs from `first` on, in this thread. Throws `input_error` as `simulate` does where a
/// day is computed outside the calendar.
[[nodiscard]] inline ensemble_tally
count_runs(const ensemble& of, std::uint64_t first, std::uint64_t runs) {
    detail::ensemble_counter counter(of.plan());
    for (std::uint64_t i = 0; i < runs; ++i) {
        counter.count(first + i);
    }
    return counter.take_tally();
}

/// How an ensemble is run.
struct ensemble_options {
    std::uint64_t runs = 100'000;
    unsigned threads = 0; ///< 0: one for each core
    /// Asked now and then, by any of the threads but one at a time, with the runs done so far;
    /// false stops. Empty: never.
    std::function<bool(std::uint64_t done)> go_on{};
};

/// The counts of an ensemble's first runs.
struct ensemble_counts {
    ensemble_tally tally;
    std::uint64_t asked = 0; ///< runs that were asked for; fewer were done where it was stopped
    [[nodiscard]] bool complete() const noexcept { return tally.runs == asked; }
};

namespace detail {

/// Throws `std::invalid_argument` for no runs, and for more than can be counted.
inline void check_runs(const ensemble_options& options) {
    if (options.runs == 0 || options.runs > ensemble_tally::most_runs) {
        throw std::invalid_argument("an ensemble has from 1 to " +
                                    std::to_string(ensemble_tally::most_runs) + " runs");
    }
}

/// Blocks of runs are taken in order, and each one taken is finished: what is done is always the
/// first so many runs.
class ensemble_workers {
public:
    static constexpr std::uint64_t block = 4096;

    ensemble_workers(const ensemble& of, const ensemble_options& options)
        : of_(of)
        , options_(options) {}

    [[nodiscard]] ensemble_counts run() {
        const std::uint64_t blocks = (options_.runs + block - 1) / block;
        const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
        const auto threads = static_cast<std::size_t>(std::min<std::uint64_t>(
            options_.threads == 0 ? cores : options_.threads, std::max<std::uint64_t>(blocks, 1)));
        std::vector<ensemble_tally> tallies(threads);
        {
            std::vector<std::jthread> others;
            for (std::size_t i = 1; i < threads; ++i) {
                others.emplace_back([this, &into = tallies[i]] { work(into); });
            }
            work(tallies[0]);
        }
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        ensemble_counts result;
        result.asked = options_.runs;
        for (const auto& item : tallies) {
            result.tally.add(item);
        }
        return result;
    }

private:
    void work(ensemble_tally& into) {
        try {
            ensemble_counter counter(of_.plan());
            while (!stop_.load(std::memory_order_relaxed)) {
                const std::uint64_t first = next_.fetch_add(block, std::memory_order_relaxed);
                if (first >= options_.runs) {
                    break;
                }
                const std::uint64_t end = std::min(options_.runs, first + block);
                for (std::uint64_t run = first; run < end; ++run) {
                    counter.count(run);
                }
                report(end - first);
            }
            into = counter.take_tally();
        } catch (...) {
            const std::lock_guard lock(mutex_);
            stop_ = true;
            failure_ = std::current_exception();
        }
    }
    void report(std::uint64_t runs) {
        if (!options_.go_on) {
            return;
        }
        const std::lock_guard lock(mutex_);
        done_ += runs;
        if (!options_.go_on(done_)) {
            stop_ = true;
        }
    }

    const ensemble& of_;
    const ensemble_options& options_;
    std::atomic<std::uint64_t> next_{0};
    std::atomic<bool> stop_{false};
    std::mutex mutex_;
    std::uint64_t done_ = 0;
    std::exception_ptr failure_;
};

} // namespace detail

/// Runs an ensemble on several threads. The same counts for any number of them. Throws
/// `std::invalid_argument` for no runs or more than can be counted, and as `count_runs` does.
[[nodiscard]] inline ensemble_counts run_ensemble(const ensemble& of,
                                                  const ensemble_options& options = {}) {
    detail::check_runs(options);
    return detail::ensemble_workers(of, options).run();
}

} // namespace servanda

#endif

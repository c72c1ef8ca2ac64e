/// @file
/// Placements: the precise scenarios that a scenario with imprecise dates allows. An act dated
/// "2014-07" may be placed on any of 31 days; two such acts in one treaty make 31 · 31 placements,
/// in two treaties that have nothing to do with each other 31 + 31.
#ifndef SERVANDA_STUDY_PLACEMENTS_HPP
#define SERVANDA_STUDY_PLACEMENTS_HPP

#include <servanda/engine/simulate.hpp>
#include <servanda/study/edit.hpp>
#include <servanda/study/ties.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

/// How the possible histories of a scenario are run.
struct possible_options {
    /// The most placements tried for acts that hang together. Where there are more, the answers are
    /// not exact, and say so.
    std::uint64_t limit = 50'000;
    std::optional<date> as_known_on{}; ///< with what was known on that day
    std::string as_seen_by{};          ///< in whose account; empty: without a viewpoint
};

/// A day that an imprecise act is tried on.
struct placed_act {
    std::size_t act = 0; ///< index into the acts of the scenario
    date day{};
    friend bool operator==(const placed_act&, const placed_act&) = default;
};

/// Days for acts that are not known to the day, in the order of the scenario.
using placement = std::vector<placed_act>;

/// "'a-notice' on 2014-07-20, ratify by BBB on 2014-02-01".
[[nodiscard]] inline std::string to_string(const placement& placed, const scenario& story) {
    std::string text;
    for (const auto& item : placed) {
        const dated_act& done = story.acts[item.act];
        text += text.empty() ? "" : ", ";
        text += done.id.empty() ? std::string(to_string(done.kind)) +
                                      (done.of.empty() ? "" : " of " + done.of) + " by " + done.by
                                : "'" + done.id + "'";
        text += " on " + to_string(item.day);
    }
    return text;
}

namespace detail {

/// More placements than anybody counts.
inline constexpr std::uint64_t beyond_counting = 1'000'000'000'000'000'000ULL;

[[nodiscard]] constexpr std::uint64_t product_of(std::uint64_t a, std::uint64_t b) noexcept {
    return a != 0 && b > beyond_counting / a ? beyond_counting : a * b;
}

/// An imprecise act, or a list of authors of one: a list is one act on one day.
struct imprecise_act {
    std::size_t first = 0; ///< index into the scenario's acts
    std::size_t authors = 1;
    day_range days{};
};

/// The placements of acts that hang together, numbered from 0: all of them, where there are not too
/// many, else a selection.
class placement_group {
public:
    placement_group(std::vector<imprecise_act> acts, std::uint64_t limit)
        : acts_(std::move(acts)) {
        limit = std::max<std::uint64_t>(limit, 1);
        std::uint64_t corners = 1;
        for (const auto& item : acts_) {
            all_ = product_of(all_, size_of(item));
            corners = product_of(corners, 2);
        }
        tried_ = std::min(all_, limit);
        if (all_ <= limit) {
            choice_ = choice::all;
            points_ = beyond_counting;
        } else if (corners <= limit) {
            choice_ = choice::spread;
            points_ = 2;
            while (tried_with(points_ + 1) <= limit) {
                ++points_;
            }
            tried_ = tried_with(points_);
        } else {
            choice_ = choice::corners;
        }
    }

    [[nodiscard]] const std::vector<imprecise_act>& acts() const noexcept { return acts_; }
    /// How many there are; `beyond_counting` for more than that.
    [[nodiscard]] std::uint64_t all() const noexcept { return all_; }
    [[nodiscard]] std::uint64_t tried() const noexcept { return tried_; }
    [[nodiscard]] bool exact() const noexcept { return choice_ == choice::all; }

    /// The placement of a number below `tried()`. The last act is moved fastest.
    [[nodiscard]] placement at(std::uint64_t number) const {
        placement result(acts_.size());
        std::uint64_t corner = (number & 1U) == 0 ? number / 2 : ~(number / 2);
        for (std::size_t i = acts_.size(); i-- > 0;) {
            const imprecise_act& item = acts_[i];
            result[i].act = item.first;
            if (choice_ == choice::corners) {
                const bool late = (corner & 1U) != 0;
                corner = corner >> 1U | (corner & (1ULL << 63U));
                result[i].day = late ? item.days.last : item.days.first;
                continue;
            }
            const std::uint64_t points = points_of(item);
            result[i].day = point(item, number % points, points);
            number /= points;
        }
        return result;
    }

private:
    enum class choice : std::uint8_t {
        all,
        spread,  ///< days of each range spread evenly, its first and last among them
        corners, ///< of each range the first or the last day, and not all combinations of those
    };

    [[nodiscard]] static std::uint64_t size_of(const imprecise_act& item) noexcept {
        return static_cast<std::uint64_t>(item.days.size());
    }
    [[nodiscard]] std::uint64_t points_of(const imprecise_act& item) const noexcept {
        return std::min(points_, size_of(item));
    }
    [[nodiscard]] std::uint64_t tried_with(std::uint64_t points) const noexcept {
        std::uint64_t result = 1;
        for (const auto& item : acts_) {
            result = product_of(result, std::min(points, size_of(item)));
        }
        return result;
    }
    [[nodiscard]] static date
    point(const imprecise_act& item, std::uint64_t number, std::uint64_t points) {
        const std::uint64_t steps = size_of(item) - 1;
        return points < 2
                   ? item.days.first
                   : item.days.first + static_cast<std::int64_t>(number * steps / (points - 1));
    }

    std::vector<imprecise_act> acts_;
    std::uint64_t all_ = 1;
    std::uint64_t tried_ = 1;
    std::uint64_t points_ = 0; ///< days tried of each range, where it has as many
    choice choice_ = choice::all;
};

/// Every imprecise act of a scenario; of a list of authors the first stands for all.
[[nodiscard]] inline std::vector<imprecise_act> imprecise_acts(const scenario& story) {
    std::vector<imprecise_act> result;
    const auto& acts = story.acts;
    for (std::size_t i = 0; i < acts.size(); ++i) {
        if (!is_imprecise(acts[i])) {
            continue;
        }
        const bool goes_on = !result.empty() && acts[i].continues_list &&
                             result.back().first + result.back().authors == i &&
                             acts[i - 1].kind == acts[i].kind && acts[i - 1].id == acts[i].id &&
                             acts[i - 1].treaty == acts[i].treaty &&
                             possible_days(acts[i - 1]) == possible_days(acts[i]);
        if (goes_on) {
            ++result.back().authors;
        } else {
            result.push_back({i, 1, possible_days(acts[i])});
        }
    }
    return result;
}

/// Throws `input_error` for ranges that end before they begin.
inline void check_ranges(const scenario& story) {
    diagnostics messages;
    for (const dated_act& done : story.acts) {
        if (done.latest && *done.latest < done.day) {
            messages.error(done.where,
                           "the last day on which this act may have happened, " +
                               to_string(*done.latest) + ", is before the first, " +
                               to_string(done.day));
        }
    }
    if (!messages.ok()) {
        throw input_error(std::move(messages));
    }
}

/// Treaties of which the acts vary together, and their placements.
struct tied_group {
    placement_group placements;
    std::vector<treaty_id> treaties;
    /// Before this day no placement differs from another; none: nothing is said.
    std::optional<date> settled_before{};
};

/// Runs the placements of a scenario, group by group: while the acts of one vary, those of the
/// others stand on their first days, which makes no difference to it.
class placement_runner {
public:
    /// Throws `input_error` for a scenario or rules that are wrong whatever the days.
    placement_runner(std::shared_ptr<const rulebook> rules,
                     scenario story,
                     possible_options options)
        : rules_(with_default_laws(std::move(rules)))
        , options_(std::move(options)) {
        check_ranges(story);
        acts_ = imprecise_acts(story);
        if (options_.as_known_on) { // what no placement makes known need not be moved
            std::erase_if(acts_, [&](const imprecise_act& item) {
                const dated_act& done = story.acts[item.first];
                return done.published.value_or(done.day) > *options_.as_known_on;
            });
        }
        for (dated_act& done : story.acts) {
            done.latest.reset();
        }
        first_ = std::move(story);
        base_ = compile(rules_, std::make_shared<const scenario>(first_));
        first_.expectations.clear(); // they are nothing to a run
        make_groups();
    }

    /// The program of the first placement: every act on the first of its days.
    [[nodiscard]] const program& base() const noexcept { return *base_; }
    [[nodiscard]] const std::vector<tied_group>& groups() const noexcept { return groups_; }
    [[nodiscard]] std::size_t group_of(treaty_id t) const { return group_of_[t]; }
    [[nodiscard]] const possible_options& options() const noexcept { return options_; }

    /// One history, of a group and the number of its placement. Throws `input_error`.
    [[nodiscard]] history run(std::size_t group, std::uint64_t number) const {
        scenario placed = first_;
        const placement days = groups_[group].placements.at(number);
        const auto& acts = groups_[group].placements.acts();
        for (std::size_t i = 0; i < acts.size(); ++i) {
            for (std::size_t author = 0; author < acts[i].authors; ++author) {
                placed.acts[acts[i].first + author].day = days[i].day;
            }
        }
        try {
            if (options_.as_known_on) {
                placed = known_on(std::move(placed), *options_.as_known_on);
            }
            history found = simulate(rules_, std::move(placed));
            return options_.as_seen_by.empty() ? found : found.as_seen_by(options_.as_seen_by);
        } catch (const input_error& problem) {
            diagnostics messages = problem.messages();
            if (!days.empty()) {
                messages.note({}, "this is so with " + to_string(days, first_));
            }
            throw input_error(std::move(messages));
        }
    }

    /// Calls `visit(group, number, history)` for every placement that is tried.
    template <class Visit>
    void run_all(Visit visit) const {
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            for (std::uint64_t i = 0; i < groups_[g].placements.tried(); ++i) {
                visit(g, i, run(g, i));
            }
        }
    }

private:
    void make_groups() {
        treaty_ties ties(base_->treaties.size());
        tie_finder(*base_, ties).run();
        tie_what_recurs(ties);
        const auto touched = treaties_of_acts();
        std::vector<std::vector<imprecise_act>> acts(base_->treaties.size());
        for (std::size_t i = 0; i < acts_.size(); ++i) {
            std::set<treaty_id> of;
            for (const auto t : touched[i]) {
                of.insert(ties.of(t));
            }
            for (const auto t : of) {
                acts[t].push_back(acts_[i]);
            }
        }
        // All that no imprecise act touches is one group: its one placement tells everything.
        group_of_.assign(base_->treaties.size(), 0);
        std::optional<std::size_t> settled;
        std::vector<std::optional<std::size_t>> made(base_->treaties.size());
        for (treaty_id t = 0; t < base_->treaties.size(); ++t) {
            const treaty_id of = ties.of(t);
            std::optional<std::size_t>& here = acts[of].empty() ? settled : made[of];
            if (!here) {
                here = groups_.size();
                groups_.push_back(
                    {placement_group(acts[of], options_.limit), {}, settled_before(acts[of])});
            }
            groups_[*here].treaties.push_back(t);
            group_of_[t] = *here;
        }
    }

    /// By imprecise act: the treaties in which it, or one of its list, is done.
    [[nodiscard]] std::vector<std::set<treaty_id>> treaties_of_acts() const {
        std::vector<std::set<treaty_id>> by_act(first_.acts.size());
        for (const auto& done : base_->acts) {
            by_act[done.source].insert(done.treaty);
        }
        for (treaty_id t = 0; t < base_->treaties.size(); ++t) {
            if (base_->treaties[t].statement_act != nothing) {
                by_act[base_->treaties[t].statement_act].insert(t);
            }
        }
        std::vector<std::set<treaty_id>> result(acts_.size());
        for (std::size_t i = 0; i < acts_.size(); ++i) {
            for (std::size_t author = 0; author < acts_[i].authors; ++author) {
                const auto& of = by_act[acts_[i].first + author];
                result[i].insert(of.begin(), of.end());
            }
        }
        return result;
    }

    /// Without an end of the scenario, what recurs goes on to the last act of all. Where that is
    /// one that moves, it bears on every treaty with something that recurs.
    void tie_what_recurs(treaty_ties& ties) const {
        if (first_.to) {
            return;
        }
        std::optional<date> sure; // some act is not before this day in any placement
        for (const auto& done : first_.acts) {
            const date day = std::min(done.effective.value_or(done.day), done.day);
            if (done.kind != act::entry_into_force && (!sure || *sure < day)) {
                sure = day;
            }
        }
        const auto touched = treaties_of_acts();
        std::set<treaty_id> last;
        for (std::size_t i = 0; i < acts_.size(); ++i) {
            if (sure && acts_[i].days.last > *sure) {
                last.insert(touched[i].begin(), touched[i].end());
            }
        }
        auto all = treaties_that_recur(*base_);
        if (!last.empty() && !all.empty()) {
            all.insert(last.begin(), last.end());
            ties.tie_all(all);
        }
    }

    [[nodiscard]] std::optional<date> settled_before(const std::vector<imprecise_act>& acts) const {
        if (options_.as_known_on) {
            return std::nullopt; // what is not yet known is missing on every day
        }
        std::optional<date> result;
        for (const auto& item : acts) {
            const dated_act& done = first_.acts[item.first];
            const date day = std::min(done.effective.value_or(item.days.first), item.days.first);
            result = result ? std::min(*result, day) : day;
        }
        return result ? result : std::optional(date::max());
    }

    std::shared_ptr<const rulebook> rules_;
    possible_options options_;
    std::vector<imprecise_act> acts_;
    scenario first_; ///< every act on the first of its days
    std::shared_ptr<const program> base_;
    std::vector<tied_group> groups_;
    std::vector<std::size_t> group_of_; ///< by treaty
};

} // namespace detail

} // namespace servanda

#endif

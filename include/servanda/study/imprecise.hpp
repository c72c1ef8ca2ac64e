/// @file
/// Imprecise dates: a scenario of which some acts are known only to the month, the year or a range
/// of days denotes the set of precise scenarios it allows, and an answer is the set of their
/// answers. Nothing is drawn by lot, and nothing is weighed: a state that holds in 30 of 31
/// placements is no more certain than one that holds in one.
#ifndef SERVANDA_STUDY_IMPRECISE_HPP
#define SERVANDA_STUDY_IMPRECISE_HPP

#include <servanda/engine/explanation.hpp>
#include <servanda/study/placements.hpp>
#include <servanda/study/possible.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace servanda {

/// A change that happens in some placements, or in all, and the days on which it does.
struct possible_change {
    std::string treaty;
    std::string party; ///< empty: the treaty as a whole
    std::string from;  ///< state before
    std::string to;    ///< state after
    std::string article;
    date first;                   ///< the earliest day on which it may happen
    date last;                    ///< the latest
    std::uint64_t placements = 0; ///< in which it happens
    std::uint64_t tried = 0;
    std::uint64_t all = 0;
    bool exact = true;
    placement example{}; ///< one in which it happens

    [[nodiscard]] bool always() const noexcept { return exact && placements == tried; }
};

/// An act that is void in some placements, or in all.
struct possible_void_act {
    std::size_t act = 0; ///< index into the acts of the scenario
    std::string treaty;
    std::string why;
    std::string article;
    std::uint64_t placements = 0;
    std::uint64_t tried = 0;
    std::uint64_t all = 0;
    placement example{};
};

/// When a state is first reached.
struct first_reached {
    date earliest;
    date latest;
    std::uint64_t placements = 0; ///< in which it is reached at all
    bool always = false;          ///< in every placement there is
};

namespace detail {

/// A state of a member, or of a treaty as a whole, from a day on.
struct state_since {
    std::int32_t day = 0;
    std::uint8_t state = 0;
};

/// All that is kept of the placements about one member, or one treaty as a whole: for each state
/// the number of placements in which it holds, by day.
class state_track {
public:
    /// A change from one state to another, for the n-th time.
    using change_key = std::tuple<std::uint8_t, std::uint8_t, std::uint32_t>;
    struct change_days {
        std::int32_t first = 0;
        std::int32_t last = 0;
        std::uint64_t count = 0;
        std::uint64_t example = 0;
        std::string article;
    };
    struct reached {
        std::int32_t first = 0;
        std::int32_t last = 0;
        std::uint64_t count = 0;
    };

    /// Takes one placement in: `states` by day, without repetitions, the first from the beginning.
    /// `cite(from, to, day)` gives the article of a change; it is asked once for each.
    template <class Cite>
    void add(const std::vector<state_since>& states, std::uint64_t number, const Cite& cite) {
        std::vector<std::uint8_t> had;
        std::vector<change_key> made;
        for (std::size_t i = 0; i < states.size(); ++i) {
            const std::int32_t day = states[i].day;
            const std::uint8_t now = states[i].state;
            const std::int32_t end = i + 1 < states.size() ? states[i + 1].day : end_of_days;
            changes_of_count_[now][day] += 1;
            changes_of_count_[now][end] -= 1;
            show(now, day, end, number);
            if (i == 0) {
                continue;
            }
            if (std::find(had.begin(), had.end(), now) == had.end()) {
                had.push_back(now);
                auto& first = first_[now];
                first.first = first.count == 0 ? day : std::min(first.first, day);
                first.last = first.count == 0 ? day : std::max(first.last, day);
                ++first.count;
            }
            const std::uint8_t before = states[i - 1].state;
            const auto times = std::count_if(made.begin(), made.end(), [&](const auto& key) {
                return std::get<0>(key) == before && std::get<1>(key) == now;
            });
            made.emplace_back(before, now, static_cast<std::uint32_t>(times));
            auto& change = changes_[made.back()];
            if (change.count == 0) {
                change = {day, day, 0, number, cite(day)};
            }
            change.first = std::min(change.first, day);
            change.last = std::max(change.last, day);
            ++change.count;
        }
    }

    /// What was counted becomes what is asked for. Nothing is added afterwards.
    void finish() {
        for (auto& [of, steps] : changes_of_count_) {
            std::int64_t sum = 0;
            auto& list = counts_[of];
            for (const auto& [day, step] : steps) {
                sum += step;
                list.emplace_back(day, static_cast<std::uint64_t>(sum));
            }
        }
        changes_of_count_.clear();
    }

    /// In how many placements a state holds on a day. O(log days).
    [[nodiscard]] std::uint64_t count(std::uint8_t of, std::int32_t day) const {
        const auto found = counts_.find(of);
        if (found == counts_.end()) {
            return 0;
        }
        const auto& list = found->second;
        const auto after = std::upper_bound(
            list.begin(), list.end(), day, [](std::int32_t wanted, const auto& item) {
                return wanted < item.first;
            });
        return after == list.begin() ? 0 : (after - 1)->second;
    }
    /// A placement in which a state holds on a day: there must be one.
    [[nodiscard]] std::uint64_t example(std::uint8_t of, std::int32_t day) const {
        const auto& shown = shown_.at(of);
        return std::prev(shown.upper_bound(day))->second.number;
    }
    [[nodiscard]] std::vector<std::uint8_t> states() const {
        std::vector<std::uint8_t> result;
        for (const auto& [of, list] : counts_) {
            result.push_back(of);
        }
        return result;
    }
    [[nodiscard]] const std::map<change_key, change_days>& changes() const { return changes_; }
    [[nodiscard]] const reached* first_reached(std::uint8_t of) const {
        const auto found = first_.find(of);
        return found == first_.end() ? nullptr : &found->second;
    }

private:
    static constexpr std::int32_t end_of_days = std::numeric_limits<std::int32_t>::max();

    struct shown_days {
        std::int32_t end = 0;
        std::uint64_t number = 0;
    };

    /// Remembers the first placement that shows a state on each day. O(stretches that are new).
    void show(std::uint8_t of, std::int32_t day, std::int32_t end, std::uint64_t number) {
        auto& shown = shown_[of];
        auto next = shown.upper_bound(day);
        if (next != shown.begin()) {
            day = std::max(day, std::prev(next)->second.end);
        }
        while (day < end) {
            const std::int32_t until = next == shown.end() ? end : std::min(end, next->first);
            if (day < until) {
                shown.emplace_hint(next, day, shown_days{until, number});
            }
            if (next == shown.end()) {
                break;
            }
            day = std::max(until, next->second.end);
            ++next;
        }
    }

    std::map<std::uint8_t, std::map<std::int32_t, std::int64_t>> changes_of_count_;
    std::map<std::uint8_t, std::vector<std::pair<std::int32_t, std::uint64_t>>> counts_;
    std::map<std::uint8_t, std::map<std::int32_t, shown_days>> shown_;
    std::map<std::uint8_t, reached> first_;
    std::map<change_key, change_days> changes_;
};

/// The states of a history at the end of each day, by membership.
class states_by_day {
public:
    void read(const history& story) {
        const program& source = story.program();
        by_member_.resize(source.participant_of.size());
        for (auto& list : by_member_) {
            list.clear();
        }
        for (const change& item : story.changes()) {
            const bool whole = source.participant_of[item.who] == nothing;
            const auto now = whole ? static_cast<std::uint8_t>(item.treaty_now)
                                   : static_cast<std::uint8_t>(item.now.headline());
            auto& list = by_member_[item.who];
            if (list.empty()) {
                list.push_back({date::min().number(), start(whole)});
            }
            if (list.size() > 1 && list.back().day == item.day.number()) {
                list.pop_back(); // of a day its last change counts
            }
            if (list.back().state != now) {
                list.push_back({item.day.number(), now});
            }
        }
    }
    /// Never empty.
    [[nodiscard]] const std::vector<state_since>& of(membership_id m, bool whole) {
        if (m == nothing || by_member_[m].empty()) {
            nothing_happened_ = {{date::min().number(), start(whole)}};
            return nothing_happened_;
        }
        return by_member_[m];
    }

private:
    [[nodiscard]] static std::uint8_t start(bool whole) {
        return whole ? static_cast<std::uint8_t>(treaty_state::not_yet_in_force)
                     : static_cast<std::uint8_t>(state::none);
    }

    std::vector<std::vector<state_since>> by_member_;
    std::vector<state_since> nothing_happened_;
};

} // namespace detail

/// What may have happened. Made by `simulate_possible`. It keeps no histories, only in how many
/// placements each state holds on each day.
class possible_histories {
public:
    /// Whether every placement was tried.
    [[nodiscard]] bool exact() const {
        return std::all_of(runs_->groups().begin(), runs_->groups().end(), [](const auto& group) {
            return group.placements.exact();
        });
    }
    /// Placements tried, over all groups of acts that hang together.
    [[nodiscard]] std::uint64_t tried() const {
        std::uint64_t sum = 0;
        for (const auto& group : runs_->groups()) {
            sum += group.placements.acts().empty() ? 0 : group.placements.tried();
        }
        return sum;
    }
    /// Placements there are, summed likewise; `detail::beyond_counting` for more than that.
    [[nodiscard]] std::uint64_t placements() const {
        std::uint64_t sum = 0;
        for (const auto& group : runs_->groups()) {
            const std::uint64_t here = group.placements.acts().empty() ? 0 : group.placements.all();
            sum = std::min(sum + here, detail::beyond_counting);
        }
        return sum;
    }
    /// The scenario as it was given.
    [[nodiscard]] const scenario& story() const noexcept { return *story_; }
    /// The program in which every act stands on the first of its days.
    [[nodiscard]] const servanda::program& program() const noexcept { return runs_->base(); }
    [[nodiscard]] const possible_options& options() const noexcept { return runs_->options(); }

    /// The states that a participant may be in. Throws `unknown_name` as `history::state` does.
    /// O(states · log days).
    [[nodiscard]] possible<state>
    possible_states(std::string_view treaty, std::string_view party, date day) const {
        const treaty_id t = find_treaty(treaty);
        return answers<state>(track_of(t, party), t, day);
    }
    /// The same where there is one treaty. Throws `unknown_name` where there are several.
    [[nodiscard]] possible<state> possible_states(std::string_view party, date day) const {
        return possible_states(only_treaty(), party, day);
    }
    /// The states that the treaty as a whole may be in. Throws `unknown_name`.
    [[nodiscard]] possible<treaty_state> possible_treaty_states(std::string_view treaty,
                                                                date day) const {
        const treaty_id t = find_treaty(treaty);
        return answers<treaty_state>(&tracks_[t].whole, t, day);
    }
    [[nodiscard]] possible<treaty_state> possible_treaty_states(date day) const {
        return possible_treaty_states(only_treaty(), day);
    }

    /// When a participant first reaches a state: the earliest and the latest day. Nothing where it
    /// never does. Throws `unknown_name`.
    [[nodiscard]] std::optional<first_reached>
    first_day_of(std::string_view treaty, std::string_view party, state what) const {
        const treaty_id t = find_treaty(treaty);
        const auto* track = track_of(t, party);
        const auto* found =
            track == nullptr ? nullptr : track->first_reached(static_cast<std::uint8_t>(what));
        if (found == nullptr) {
            return std::nullopt;
        }
        const auto& of = runs_->groups()[runs_->group_of(t)].placements;
        return first_reached{date::from_number(found->first),
                             date::from_number(found->last),
                             found->count,
                             of.exact() && found->count == of.tried()};
    }

    /// Every change that may happen, by its first day, its last day, treaty and party. Of a day
    /// only the last change of a member is told.
    [[nodiscard]] std::vector<possible_change> changes() const;
    /// Acts that are void in some placement, in the order of the scenario.
    [[nodiscard]] const std::vector<possible_void_act>& void_acts() const noexcept {
        return void_acts_;
    }

private:
    friend possible_histories
        simulate_possible(std::shared_ptr<const rulebook>, scenario, possible_options);

    struct treaty_tracks {
        detail::state_track whole;
        std::map<std::string, detail::state_track, std::less<>> by_code;
    };

    explicit possible_histories(std::shared_ptr<const rulebook> rules,
                                scenario story,
                                possible_options options)
        : story_(std::make_shared<const scenario>(story))
        , runs_(std::make_shared<const detail::placement_runner>(
              std::move(rules), std::move(story), std::move(options))) {
        tracks_.resize(program().treaties.size());
        detail::states_by_day states;
        runs_->run_all([&](std::size_t group, std::uint64_t number, const history& found) {
            take(group, number, found, states);
        });
        for (auto& item : tracks_) {
            item.whole.finish();
            for (auto& [code, track] : item.by_code) {
                track.finish();
            }
        }
        finish_void_acts();
    }

    void take(std::size_t group,
              std::uint64_t number,
              const history& found,
              detail::states_by_day& states) {
        states.read(found);
        std::optional<std::vector<told_change>> told; // words are dear: only for what is new
        const servanda::program& in = found.program();
        const auto article_of = [&](treaty_id t, membership_id m, std::int32_t day) {
            if (!told) {
                told = tell_changes(found);
            }
            const participant_id who = in.participant_of[m];
            std::string article;
            for (const auto& item : *told) {
                const bool here =
                    item.day.number() == day && item.treaty == in.treaty_name(t) &&
                    item.to != "void" &&
                    (who == nothing ? item.who.empty()
                                    : !item.who.empty() && in.participant(item.who) == who);
                article = here ? item.article : article;
            }
            return article;
        };
        for (const auto t : runs_->groups()[group].treaties) {
            const membership_id whole = in.treaties[t].first;
            tracks_[t].whole.add(states.of(whole, true), number, [&](std::int32_t day) {
                return article_of(t, whole, day);
            });
            // Every code has its own: under which others it is known may hang on the placement.
            for (std::uint32_t c = 0; c < program().codes.size(); ++c) {
                const std::string& code = program().codes.name(c);
                if (program().membership(t, program().identity[c]) == nothing) {
                    continue;
                }
                const auto who = in.participant(code);
                const membership_id m = who ? in.membership(t, *who) : nothing;
                tracks_[t].by_code[code].add(states.of(m, false), number, [&](std::int32_t day) {
                    return article_of(t, m, day);
                });
            }
        }
        take_void_acts(group, number, found);
    }

    void take_void_acts(std::size_t group, std::uint64_t number, const history& found) {
        const auto& treaties = runs_->groups()[group].treaties;
        for (const act_record& item : found.acts()) {
            const bool counts = item.worth == standing::void_act &&
                                item.finding != finding_of_standing::contested &&
                                item.what.source != nothing;
            if (!counts ||
                std::find(treaties.begin(), treaties.end(), item.what.treaty) == treaties.end()) {
                continue;
            }
            // What is not yet known is not in the run: its acts have other numbers.
            const dated_act& done = found.program().story->acts[item.what.source];
            const std::size_t act = number_in_story(done, item.what.source);
            auto& entry = voids_[{act, item.what.treaty, item.finding}];
            if (entry.placements++ == 0) {
                const auto& placements = runs_->groups()[group].placements;
                entry = {act,
                         found.program().treaty_name(item.what.treaty),
                         std::string(to_string(item.finding)),
                         cite_act(found.program(), item).article,
                         1,
                         placements.tried(),
                         placements.all(),
                         placements.at(number)};
            }
        }
    }

    [[nodiscard]] std::size_t number_in_story(const dated_act& done, std::size_t guess) const {
        const auto same = [&](const dated_act& other) {
            return other.by == done.by && other.kind == done.kind && other.of == done.of &&
                   other.treaty == done.treaty && other.id == done.id &&
                   possible_days(other).contains(done.day);
        };
        for (std::size_t i = guess; i < story_->acts.size(); ++i) { // only earlier ones can be gone
            if (same(story_->acts[i])) {
                return i;
            }
        }
        return guess;
    }

    void finish_void_acts() {
        for (auto& [key, item] : voids_) {
            void_acts_.push_back(std::move(item));
        }
        voids_.clear();
    }

    [[nodiscard]] treaty_id find_treaty(std::string_view treaty) const {
        const auto found = program().find_treaty(treaty);
        if (!found) {
            std::vector<std::string> known;
            for (const auto& item : program().treaties) {
                known.push_back(item.source->id);
            }
            throw unknown_name("the scenario has no treaty '" + std::string(treaty) + "'" +
                               did_you_mean(treaty, known));
        }
        return *found;
    }
    [[nodiscard]] const std::string& only_treaty() const {
        if (program().treaties.size() != 1) {
            throw unknown_name("the scenario has several treaties: name one");
        }
        return program().treaties.front().source->id;
    }
    /// Null: it does nothing in the treaty.
    [[nodiscard]] const detail::state_track* track_of(treaty_id t, std::string_view party) const {
        if (!program().participant(party) && !program().rules->participants.declares(party)) {
            throw unknown_name("unknown participant '" + std::string(party) + "'" +
                               did_you_mean(party, program().rules->participants.codes()));
        }
        const auto found = tracks_[t].by_code.find(party);
        return found == tracks_[t].by_code.end() ? nullptr : &found->second;
    }

    template <class T>
    [[nodiscard]] possible<T>
    answers(const detail::state_track* track, treaty_id t, date day) const {
        const detail::tied_group& of = runs_->groups()[runs_->group_of(t)];
        possible<T> result;
        result.tried = of.placements.tried();
        result.all = of.placements.all();
        result.exact = of.placements.exact() || (of.settled_before && day < *of.settled_before);
        if (track == nullptr) {
            result.exact = true; // whatever the days, it did nothing
            result.answers.push_back({nothing_done(T{}), result.tried, of.placements.at(0)});
            return result;
        }
        for (const auto what : track->states()) {
            if (const auto count = track->count(what, day.number()); count > 0) {
                result.answers.push_back({static_cast<T>(what),
                                          count,
                                          of.placements.at(track->example(what, day.number()))});
            }
        }
        std::sort(result.answers.begin(), result.answers.end(), [](const auto& a, const auto& b) {
            return detail::life_order(a.what) < detail::life_order(b.what);
        });
        return result;
    }
    [[nodiscard]] static constexpr state nothing_done(state) noexcept { return state::none; }
    [[nodiscard]] static constexpr treaty_state nothing_done(treaty_state) noexcept {
        return treaty_state::not_yet_in_force;
    }

    template <class T>
    void add_changes(std::vector<possible_change>& to,
                     const detail::state_track& from,
                     treaty_id t,
                     const std::string& code) const {
        const auto& of = runs_->groups()[runs_->group_of(t)].placements;
        for (const auto& [key, days] : from.changes()) {
            to.push_back({program().treaty_name(t),
                          code,
                          std::string(to_string(static_cast<T>(std::get<0>(key)))),
                          std::string(to_string(static_cast<T>(std::get<1>(key)))),
                          days.article,
                          date::from_number(days.first),
                          date::from_number(days.last),
                          days.count,
                          of.tried(),
                          of.all(),
                          of.exact(),
                          of.at(days.example)});
        }
    }

    std::shared_ptr<const scenario> story_;
    std::shared_ptr<const detail::placement_runner> runs_;
    std::vector<treaty_tracks> tracks_; ///< by treaty
    std::vector<possible_void_act> void_acts_;
    std::map<std::tuple<std::size_t, treaty_id, finding_of_standing>, possible_void_act> voids_;
};

inline std::vector<possible_change> possible_histories::changes() const {
    std::vector<possible_change> result;
    for (treaty_id t = 0; t < tracks_.size(); ++t) {
        add_changes<treaty_state>(result, tracks_[t].whole, t, {});
        // A participant under several codes is told once, by that of the day.
        const compiled_treaty& in = program().treaties[t];
        for (membership_id m = in.first + 1; m <= in.first + in.members; ++m) {
            const participant_id who = program().participant_of[m];
            const std::string& code = program().names[who].front().code;
            const std::size_t before = result.size();
            add_changes<state>(result, tracks_[t].by_code.at(code), t, code);
            for (std::size_t i = before; i < result.size(); ++i) {
                result[i].party = program().code_on(who, result[i].first);
            }
        }
    }
    std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first, a.last) < std::tie(b.first, b.last);
    });
    return result;
}

/// Runs every precise scenario that a scenario with imprecise dates allows. Acts of treaties that
/// have nothing to do with each other are varied apart. Of acts that may fall on one day, that
/// order is tried in which they stand in the scenario. Throws `input_error` as `simulate` does, and
/// where a placement leads to an error. O(placements tried · a run).
[[nodiscard]] inline possible_histories simulate_possible(std::shared_ptr<const rulebook> rules,
                                                          scenario story,
                                                          possible_options options = {}) {
    return possible_histories(std::move(rules), std::move(story), std::move(options));
}

/// The same for rules that are not shared: they are copied once.
[[nodiscard]] inline possible_histories
simulate_possible(const rulebook& rules, const scenario& story, possible_options options = {}) {
    return simulate_possible(
        std::make_shared<const rulebook>(with_default_laws(rules)), story, std::move(options));
}

} // namespace servanda

#endif

/// @file
/// But-for analysis: acts are left out, singly and several at a time, and what then becomes of an
/// answer says what hangs on them. "But for the notice the treaty would be in force."
#ifndef SERVANDA_STUDY_BUT_FOR_HPP
#define SERVANDA_STUDY_BUT_FOR_HPP

#include <servanda/study/variants.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

/// Places of acts in a scenario's list, ascending.
using act_places = std::vector<std::size_t>;

/// Acts without which the answer is another.
struct removal {
    act_places acts;
    std::string answer; ///< without them
    friend bool operator==(const removal&, const removal&) = default;
};

/// Acts that cannot be left out: what would remain is no scenario.
struct refused_removal {
    act_places acts;
    std::string why;
};

/// On which acts an answer hangs. Every act of the scenario is tried, a list of authors as several;
/// facts and what is given stay. What answers an act (contests it, takes a finding back) goes with
/// it.
struct but_for_report {
    question asked;
    std::string outcome;         ///< the answer with all acts
    std::vector<dated_act> acts; ///< the scenario's, for the places below
    std::size_t depth = 0;       ///< the largest sets that were to be tried

    /// Single acts without which the answer is another.
    std::vector<removal> necessary;
    /// Sets of two acts up to `depth` with that effect, of which no part has it: what else would
    /// have to be absent.
    std::vector<removal> joint;
    /// Acts that alone give the same answer, and of which none can be left out. There may be other
    /// such sets; where there is a choice, this one keeps the earlier acts. It need not hold every
    /// necessary act: a revocation is not needed where there is no notice. Nothing where it was
    /// stopped before.
    std::optional<act_places> sufficient;
    /// Acts in none of these: nothing hangs on them, as far as `depth` goes.
    act_places idle;
    /// Single acts that cannot be left out.
    std::vector<refused_removal> refused;

    std::size_t evaluations = 0; ///< variants simulated
    bool exhaustive = true;      ///< false: it was stopped before every set was tried
};

/// The most variants a but-for analysis simulates unless told otherwise.
inline constexpr std::size_t most_evaluations = 100'000;

/// How an act is called among others: its id where no other has it, else "2019-02-02 suspend by
/// USA", with "in inf" where they are of several treaties.
[[nodiscard]] inline std::string name_of_act(const std::vector<dated_act>& acts,
                                             std::size_t place) {
    const dated_act& item = acts[place];
    const auto same_id = [&](const dated_act& other) { return other.id == item.id; };
    if (!item.id.empty() && std::count_if(acts.begin(), acts.end(), same_id) == 1) {
        return item.id;
    }
    const bool several = std::any_of(acts.begin(), acts.end(), [&](const dated_act& other) {
        return !item.treaty.empty() && other.treaty != item.treaty;
    });
    return to_string(item.day) + " " + std::string(to_string(item.kind)) +
           (item.of.empty() ? "" : " of " + item.of) + " by " + item.by +
           (several ? " in " + item.treaty : "");
}

namespace detail {

/// Selects the act at a place, and no other.
[[nodiscard]] inline act_selector exact_selector(const std::vector<dated_act>& acts,
                                                 std::size_t place) {
    const dated_act& item = acts[place];
    act_selector which;
    which.id = item.id;
    const auto fitting = [&](std::size_t end) {
        const auto stop = acts.begin() + static_cast<std::ptrdiff_t>(end);
        return static_cast<std::size_t>(std::count_if(
            acts.begin(), stop, [&](const dated_act& other) { return which.fits(other); }));
    };
    if (!item.id.empty() && fitting(acts.size()) == 1) {
        return which;
    }
    which.kind = item.kind;
    which.by = item.by;
    which.of = item.of;
    which.treaty = item.treaty;
    which.day = item.day;
    if (fitting(acts.size()) > 1) {
        which.nth = fitting(place) + 1;
    }
    return which;
}

/// The edits that leave acts out.
class leaver_out {
public:
    explicit leaver_out(const std::vector<dated_act>& acts)
        : acts_(acts) {
        selectors_.reserve(acts.size());
        for (std::size_t i = 0; i < acts.size(); ++i) {
            selectors_.push_back(exact_selector(acts, i));
        }
    }

    /// The last act is dropped first, so that "the second of those that fit" stays the second. What
    /// goes along by itself is not dropped again.
    [[nodiscard]] std::vector<edit> edits(const act_places& places) const {
        std::vector<std::uint8_t> gone(acts_.size(), 0);
        for (const std::size_t i : places) {
            gone[i] = 1;
        }
        std::vector<edit> result;
        for (const std::size_t i : places) {
            if (!goes_along(i, gone)) {
                result.emplace_back(drop_act{selectors_[i]});
            }
        }
        std::reverse(result.begin(), result.end());
        return result;
    }

private:
    /// Whether an act answers acts that are all gone.
    [[nodiscard]] bool goes_along(std::size_t place, const std::vector<std::uint8_t>& gone) const {
        const dated_act& item = acts_[place];
        bool answers = false;
        for (std::size_t i = 0; answers_act(item) && i < acts_.size(); ++i) {
            if (acts_[i].id == item.of) {
                if (gone[i] == 0) {
                    return false;
                }
                answers = true;
            }
        }
        return answers;
    }

    const std::vector<dated_act>& acts_;
    std::vector<act_selector> selectors_; ///< by place
};

/// The ways to choose `size` of `from`, or `most` where there are more.
[[nodiscard]] inline std::size_t
ways_to_choose(std::size_t from, std::size_t size, std::size_t most) noexcept {
    std::size_t ways = size > from ? 0 : 1;
    for (std::size_t i = 1; i <= size && ways != 0; ++i) {
        const std::size_t factor = from - size + i;
        if (ways > most / factor * i) {
            return most;
        }
        ways = ways * factor / i;
    }
    return std::min(ways, most);
}

class but_for_finder {
public:
    but_for_finder(variants& of, std::size_t depth, std::size_t most, study_watch watch)
        : of_(of)
        , leaver_(of.story().acts)
        , watch_(std::move(watch))
        , most_(most) {
        result_.asked = of.asked();
        result_.outcome = of.outcome();
        result_.acts = of.story().acts;
        result_.depth = depth;
    }

    [[nodiscard]] but_for_report run() && {
        const std::size_t acts = result_.acts.size();
        expected_ = 2 * acts;
        try_single_acts();
        find_sufficient();
        for (std::size_t size = 2; size <= std::min(result_.depth, acts); ++size) {
            expect_sets(size);
        }
        for (std::size_t size = 2; size <= std::min(result_.depth, acts); ++size) {
            act_places chosen;
            try_sets(chosen, 0, size);
        }
        if (watch_ && result_.exhaustive) {
            (void)watch_(result_.evaluations, result_.evaluations);
        }
        collect_idle();
        return std::move(result_);
    }

private:
    enum class outcome : std::uint8_t { same, another, refused, not_tried };

    /// Tries a variant; `answer_` or `why_` then say more.
    [[nodiscard]] outcome try_without(const act_places& acts) {
        if (!result_.exhaustive) {
            return outcome::not_tried;
        }
        const std::size_t of = std::max(expected_, result_.evaluations + 1);
        if (result_.evaluations == most_ ||
            (watch_ && !watch_(result_.evaluations, std::min(of, most_)))) {
            result_.exhaustive = false;
            return outcome::not_tried;
        }
        ++result_.evaluations;
        try {
            answer_ = of_.answer(leaver_.edits(acts));
        } catch (const input_error& problem) {
            why_ = problem.what();
            return outcome::refused;
        }
        return answer_ == result_.outcome ? outcome::same : outcome::another;
    }

    void try_single_acts() {
        for (std::size_t i = 0; i < result_.acts.size(); ++i) {
            const outcome found = try_without({i});
            if (found == outcome::another) {
                result_.necessary.push_back({{i}, answer_});
                continue;
            }
            if (found == outcome::refused) {
                result_.refused.push_back({{i}, why_});
            }
            candidates_.push_back(i);
        }
    }

    /// Leaves out the last act that can be, again and again: what refers to earlier acts goes
    /// first. To leave one out may open the way for another, even for a necessary one (a
    /// revocation, once there is no notice), so it goes round until none can.
    void find_sufficient() {
        act_places out;
        for (bool again = true; again;) {
            again = false;
            for (std::size_t i = result_.acts.size(); i-- > 0;) {
                const auto at = std::lower_bound(out.begin(), out.end(), i);
                if (at != out.end() && *at == i) {
                    continue;
                }
                act_places more = out;
                more.insert(more.begin() + (at - out.begin()), i);
                const outcome found = try_without(more);
                if (found == outcome::not_tried) {
                    return;
                }
                if (found == outcome::same) {
                    out = std::move(more);
                    again = true;
                }
            }
        }
        result_.sufficient.emplace();
        for (std::size_t i = 0; i < result_.acts.size(); ++i) {
            if (!std::binary_search(out.begin(), out.end(), i)) {
                result_.sufficient->push_back(i);
            }
        }
    }

    void expect_sets(std::size_t size) {
        expected_ = std::min(most_,
                             std::max(expected_, result_.evaluations) +
                                 ways_to_choose(candidates_.size(), size, most_));
    }

    /// Whether a set that changes the answer is part of this one.
    [[nodiscard]] bool is_settled(const act_places& acts) const {
        return std::any_of(result_.joint.begin(), result_.joint.end(), [&](const removal& known) {
            return std::includes(acts.begin(), acts.end(), known.acts.begin(), known.acts.end());
        });
    }

    /// Goes through the sets of candidates of one size that begin with those chosen.
    void try_sets(act_places& chosen, std::size_t next, std::size_t size) {
        if (chosen.size() == size) {
            if (try_without(chosen) == outcome::another) {
                result_.joint.push_back({chosen, answer_});
            }
            return;
        }
        const std::size_t lacking = size - chosen.size();
        for (std::size_t i = next; i + lacking <= candidates_.size() && result_.exhaustive; ++i) {
            chosen.push_back(candidates_[i]);
            if (!is_settled(chosen)) {
                try_sets(chosen, i + 1, size);
            }
            chosen.pop_back();
        }
    }

    void collect_idle() {
        std::vector<std::uint8_t> counts(result_.acts.size(), 0);
        const auto mark = [&](const act_places& acts) {
            for (const std::size_t i : acts) {
                counts[i] = 1;
            }
        };
        for (const auto* list : {&result_.necessary, &result_.joint}) {
            for (const auto& item : *list) {
                mark(item.acts);
            }
        }
        for (const auto& item : result_.refused) {
            mark(item.acts);
        }
        if (result_.sufficient) {
            mark(*result_.sufficient);
        }
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (counts[i] == 0) {
                result_.idle.push_back(i);
            }
        }
    }

    variants& of_;
    leaver_out leaver_;
    study_watch watch_;
    std::size_t most_;
    std::size_t expected_ = 0;
    act_places candidates_; ///< acts that alone do not change the answer
    std::string answer_;
    std::string why_;
    but_for_report result_;
};

} // namespace detail

/// Leaves out every act, then sets of acts up to `depth`, and reports on which of them the answer
/// hangs. First single acts, then the sufficient set, then the larger sets, the smaller ones before
/// the larger; the watch, asked before every variant, or the limit `most` may end it early, and the
/// report says so. Throws `input_error` for no depth and as `simulate` does, `unknown_name` for a
/// name in the question that does not exist. A history ends with the scenario's `to`: clear it to
/// look further. With n acts O(n^depth · simulation), and at most `most` simulations beside the
/// first.
[[nodiscard]] inline but_for_report but_for(std::shared_ptr<const rulebook> rules,
                                            scenario story,
                                            question asked,
                                            std::size_t depth = 2,
                                            const study_watch& watch = {},
                                            std::size_t most = most_evaluations) {
    if (depth == 0) {
        throw input_error("the depth of a but-for analysis is 1 (single acts) or more");
    }
    variants of(std::move(rules), std::move(story), std::move(asked));
    return detail::but_for_finder(of, depth, most, watch).run();
}

/// The same for rules that are not shared: they are copied once.
[[nodiscard]] inline but_for_report but_for(const rulebook& rules,
                                            const scenario& story,
                                            question asked,
                                            std::size_t depth = 2,
                                            const study_watch& watch = {},
                                            std::size_t most = most_evaluations) {
    return but_for(
        std::make_shared<const rulebook>(rules), story, std::move(asked), depth, watch, most);
}

} // namespace servanda

#endif

/// @file
/// A history that is asked "what if" again and again. What comes before the first day on which an
/// edit can matter is not run again, nor what comes after everything is as it was: nobody can see
/// that in the answers.
#ifndef SERVANDA_STUDY_BASELINE_HPP
#define SERVANDA_STUDY_BASELINE_HPP

#include <servanda/engine/simulate.hpp>
#include <servanda/study/act_edits.hpp>
#include <servanda/study/difference.hpp>
#include <servanda/study/edit.hpp>
#include <servanda/study/stretches.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace servanda {

namespace detail {

/// States that differ, in words and in the order of `compare`. What is told alike is left out, and
/// what is told as before goes on.
inline void tell_stretches(const program& source,
                           const std::vector<state_stretch>& stretches,
                           std::vector<state_difference>& into) {
    const auto words = [](const standing_state& what, bool whole) {
        return whole ? std::string(to_string(what.treaty))
                     : tell_state(what.membership, what.exit_on);
    };
    membership_id last = nothing;
    for (const state_stretch& item : stretches) {
        const bool whole = source.participant_of[item.who] == nothing;
        std::string was = words(item.was, whole);
        std::string is = words(item.is, whole);
        const bool adjoins = item.who == last && into.back().until == item.from;
        last = nothing;
        if (was == is) {
            continue;
        }
        last = item.who;
        if (adjoins && into.back().was == was && into.back().is == is) {
            into.back().until = item.until;
            continue;
        }
        into.push_back({item.from,
                        item.until,
                        source.treaty_name(source.treaty_of[item.who]),
                        name_of(source, item.who, item.from),
                        std::move(was),
                        std::move(is)});
    }
    // Members stand in the order of their treaty's and their own names.
    std::stable_sort(into.begin(), into.end(), [](const auto& a, const auto& b) {
        return std::tie(a.from, a.treaty, a.party) < std::tie(b.from, b.treaty, b.party);
    });
}

inline void tell_stretches(const program& source,
                           const std::vector<verdict_stretch>& stretches,
                           std::vector<verdict_difference>& into) {
    for (const verdict_stretch& item : stretches) {
        const compiled_duty& duty = source.duties.duties[item.duty];
        const compiled_obligation& owed = source.duties.obligations[duty.obligation];
        into.push_back({item.from,
                        item.until,
                        source.treaty_name(owed.treaty),
                        owed.source->id,
                        source.names[source.participant_of[duty.bearer]].front().code,
                        item.was,
                        item.is});
    }
    std::stable_sort(into.begin(), into.end(), [](const auto& a, const auto& b) {
        return std::tie(a.from, a.treaty, a.obligation, a.party) <
               std::tie(b.from, b.treaty, b.obligation, b.party);
    });
}

} // namespace detail

/// A history with checkpoints. A value that is cheap to copy, immutable, and may be shared between
/// threads.
class baseline {
public:
    /// Simulates a scenario under rules, which must not be null. `bytes`: about how much memory the
    /// checkpoints may take. Throws `input_error` as `simulate` does.
    baseline(std::shared_ptr<const rulebook> rules,
             scenario story,
             std::size_t bytes = detail::trunk::default_bytes)
        : baseline(compile(with_default_laws(std::move(rules)),
                           std::make_shared<const scenario>(std::move(story))),
                   bytes) {}
    /// The same for rules that are not shared: they are copied once.
    baseline(const rulebook& rules, scenario story)
        : baseline(std::make_shared<const rulebook>(rules), std::move(story)) {}

    [[nodiscard]] const servanda::history& history() const noexcept { return parts_->told; }
    [[nodiscard]] const std::shared_ptr<const rulebook>& rules() const noexcept {
        return history().program().rules;
    }
    [[nodiscard]] const scenario& story() const noexcept { return *history().program().story; }

private:
    friend class what_ifs;

    struct parts {
        detail::trunk line;
        detail::act_index index;
        servanda::history told;
    };

    baseline(const std::shared_ptr<const program>& source, std::size_t bytes) {
        const std::string viewer = source->story->as_seen_by;
        detail::trunk line(source, detail::contested_acts(*source, viewer), bytes);
        servanda::history told(source, line.line(), detail::run_views(*source), viewer);
        parts_ = std::make_shared<const parts>(
            parts{std::move(line), detail::act_index(*source), std::move(told)});
    }

    std::shared_ptr<const parts> parts_;
};

/// Asks what-ifs of one baseline, one after the other, in the same memory. One for each thread.
class what_ifs {
public:
    explicit what_ifs(baseline from)
        : from_(std::move(from))
        , branch_(from_.parts_->line)
        , edits_(from_.parts_->line.source(), from_.parts_->index) {}

    /// Runs the edited scenario. Throws `input_error` where an edit does not apply, and as
    /// `simulate` does. Where an edit changes acts only, O(acts from the first day on which it can
    /// matter to the day on which all is as it was); where it sets a clause or concerns what the
    /// whole scenario is compiled from (a succession, a contested act), O(whole history).
    void ask(std::vector<edit> edits) {
        asked_ = std::move(edits);
        answer();
    }
    /// The same for one edit, without a list.
    template <class Edit>
    requires std::is_constructible_v<edit, Edit&&>
    void ask(Edit&& one) {
        asked_.clear();
        asked_.emplace_back(std::forward<Edit>(one));
        answer();
    }

    /// Whether the last what-if went on from a checkpoint. If not, there are no stretches.
    [[nodiscard]] bool reused() const noexcept { return !whole_; }
    /// Where states differ, by number of membership of the baseline's program, then by day.
    [[nodiscard]] const std::vector<state_stretch>& states() const noexcept { return states_; }
    /// Where verdicts differ, by number of duty, then by day.
    [[nodiscard]] const std::vector<verdict_stretch>& verdicts() const noexcept {
        return verdicts_;
    }

    /// The history under the edits, whole.
    [[nodiscard]] servanda::history history() const {
        return whole_ ? *whole_ : what_if(from_.rules(), from_.story(), asked_);
    }

    /// What is different, in words: as `compare` tells it of the two histories.
    [[nodiscard]] servanda::difference difference() const {
        if (whole_) {
            return compare(from_.history(), *whole_);
        }
        servanda::difference result;
        detail::tell_stretches(from_.history().program(), states_, result.states);
        detail::tell_stretches(from_.history().program(), verdicts_, result.verdicts);
        return result;
    }

    /// The state of a participant on a day under the edits. Throws `unknown_name`.
    [[nodiscard]] servanda::state
    state(std::string_view treaty, std::string_view party, date day) const {
        if (whole_) {
            return whole_->state(treaty, party, day);
        }
        const servanda::history& told = from_.history();
        const membership_id m = told.find(treaty, party);
        const state_stretch* differs = find(m, day);
        return differs == nullptr ? told.state(treaty, party, day)
                                  : differs->is.membership.headline();
    }
    /// The treaty as a whole. Throws `unknown_name`.
    [[nodiscard]] servanda::treaty_state treaty_state(std::string_view treaty, date day) const {
        if (whole_) {
            return whole_->treaty_state(treaty, day);
        }
        const state_stretch* differs = find(from_.history().whole(treaty), day);
        return differs == nullptr ? from_.history().treaty_state(treaty, day) : differs->is.treaty;
    }

private:
    void answer() {
        whole_.reset();
        if (edits_.read(asked_)) {
            branch_.run(edits_.first(), edits_.changes(), &edits_.added());
            finder_.find_states(branch_, states_);
            finder_.find_verdicts(branch_, verdicts_);
            return;
        }
        states_.clear();
        verdicts_.clear();
        whole_ = what_if(from_.rules(), from_.story(), asked_);
    }

    [[nodiscard]] const state_stretch* find(membership_id m, date day) const noexcept {
        for (const state_stretch& item : states_) {
            if (item.who == m && item.from <= day && (!item.until || day < *item.until)) {
                return &item;
            }
        }
        return nullptr;
    }

    baseline from_;
    detail::branch branch_;
    detail::act_edits edits_;
    detail::stretch_finder finder_;
    std::vector<state_stretch> states_;
    std::vector<verdict_stretch> verdicts_;
    std::optional<servanda::history> whole_;
    std::vector<edit> asked_;
};

} // namespace servanda

#endif

/// @file
/// Edits of acts as changes of a program that is already compiled: which of its acts fall away and
/// which come in their place. Not every edit can be told so; for the others rules and scenario are
/// compiled again.
#ifndef SERVANDA_STUDY_ACT_EDITS_HPP
#define SERVANDA_STUDY_ACT_EDITS_HPP

#include <servanda/calendar/sorted_days.hpp>
#include <servanda/engine/act_feed.hpp>
#include <servanda/study/edit.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace servanda::detail {

/// The acts of a program, found by what an edit says of them.
class act_index {
public:
    explicit act_index(const program& source)
        : program_(source)
        , first_(source.story->acts.size() + 1, 0) {
        for (const bound_act& item : source.acts) {
            ++first_[item.source + 1];
        }
        for (std::size_t i = 1; i < first_.size(); ++i) {
            first_[i] += first_[i - 1];
        }
        places_.resize(source.acts.size());
        std::vector<std::uint32_t> at(first_.begin(), first_.end() - 1);
        for (std::uint32_t i = 0; i < source.acts.size(); ++i) {
            places_[at[source.acts[i].source]++] = i;
        }
        const auto& stated = source.story->acts;
        for (std::uint32_t i = 0; i < stated.size(); ++i) {
            by_day_.push_back(i);
            if (!stated[i].id.empty()) {
                by_id_.emplace(stated[i].id, i);
            }
            for (const auto* text : {&stated[i].of, &stated[i].answers}) {
                if (!text->empty()) {
                    ++named_[*text];
                }
            }
        }
        std::stable_sort(by_day_.begin(), by_day_.end(), [&](std::uint32_t a, std::uint32_t b) {
            return stated[a].day < stated[b].day;
        });
        for (const std::uint32_t i : by_day_) {
            days_.push_back(stated[i].day);
        }
    }

    /// The numbers among the program's acts of an act of the scenario, one for each treaty.
    [[nodiscard]] std::span<const std::uint32_t> places_of(std::uint32_t source) const noexcept {
        return std::span(places_).subspan(first_[source], first_[source + 1] - first_[source]);
    }

    /// The one act of the scenario that is meant; nothing where none or several are.
    [[nodiscard]] std::uint32_t find(const act_selector& which) const {
        const auto& stated = program_.story->acts;
        std::uint32_t found = nothing;
        const auto consider = [&](std::uint32_t i) {
            if (which.fits(stated[i])) {
                found = found == nothing ? i : several;
            }
        };
        if (!which.id.empty()) {
            const auto [begin, end] = by_id_.equal_range(which.id);
            for (auto at = begin; at != end; ++at) {
                consider(at->second);
            }
        } else if (which.day) {
            for (std::size_t at = days_before(days_, *which.day);
                 at < days_.size() && days_[at] == *which.day;
                 ++at) {
                consider(by_day_[at]);
            }
        } else {
            for (std::uint32_t i = 0; i < stated.size(); ++i) {
                consider(i);
            }
        }
        return found == several ? nothing : found;
    }

    /// Whether another act may refer to one of that id.
    [[nodiscard]] bool is_named(const std::string& id) const {
        return !id.empty() && named_.contains(id);
    }

private:
    static constexpr std::uint32_t several = nothing - 1;

    const program& program_;
    std::vector<std::uint32_t> first_;  ///< by act of the scenario: where its places begin
    std::vector<std::uint32_t> places_; ///< among the program's acts
    std::vector<std::uint32_t> by_day_; ///< acts of the scenario in order of days
    std::vector<date> days_;            ///< their days
    std::unordered_multimap<std::string, std::uint32_t> by_id_;
    std::unordered_map<std::string, std::uint32_t> named_; ///< what acts are about
};

/// Turns edits into changes of the acts of a program, one list of edits after the other in the same
/// memory.
class act_edits {
public:
    act_edits(const program& source, const act_index& index) noexcept
        : program_(source)
        , index_(index) {}

    /// Whether the edits can be told as changes of the program's acts; then they are.
    [[nodiscard]] bool read(const std::vector<edit>& edits) {
        changes_.left_out.clear();
        changes_.put_in.clear();
        added_.words.clear();
        added_.targets.clear();
        first_ = date::max();
        touched_.clear();
        for (const edit& item : edits) {
            if (!std::visit([&](const auto& e) { return take(e); }, item)) {
                return false;
            }
        }
        sort_changes();
        return !edits.empty() && last_act_stays();
    }

    [[nodiscard]] const act_changes& changes() const noexcept { return changes_; }
    [[nodiscard]] const added_acts& added() const noexcept { return added_; }
    /// The first day on which the edits can matter.
    [[nodiscard]] date first() const noexcept { return first_; }

private:
    void sort_changes() {
        if (changes_.left_out.size() > 1) {
            std::sort(changes_.left_out.begin(), changes_.left_out.end());
        }
        if (changes_.put_in.size() > 1) { // else there is nothing to set memory aside for
            std::stable_sort(changes_.put_in.begin(),
                             changes_.put_in.end(),
                             [](const placed_act& a, const placed_act& b) {
                                 return a.act.day != b.act.day ? a.act.day < b.act.day
                                                               : a.place < b.place;
                             });
        }
    }

    [[nodiscard]] bool take(const drop_act& e) {
        const std::uint32_t i = find(e.which);
        if (i == nothing || index_.is_named(program_.story->acts[i].id)) {
            return false;
        }
        leave_out(i);
        return true;
    }
    [[nodiscard]] bool take(const move_act& e) {
        const std::uint32_t i = find(e.which);
        if (i == nothing) {
            return false;
        }
        const std::int64_t by = e.to - program_.story->acts[i].day;
        for (const auto place : index_.places_of(i)) {
            bound_act moved = program_.acts[place];
            moved.day = e.to;
            moved.received = std::max(moved.received + by, e.to);
            if (!moved.states_day) {
                moved.stated = e.to;
            }
            changes_.put_in.push_back({moved, i});
        }
        leave_out(i);
        first_ = std::min(first_, e.to);
        return true;
    }
    [[nodiscard]] bool take(const add_act& e) {
        auto made = bind(e.act);
        if (!made) {
            return false;
        }
        made->source =
            static_cast<std::uint32_t>(program_.story->acts.size() + added_.words.size());
        added_.words.push_back(e.act);
        added_.targets.push_back(std::move(targets_));
        changes_.put_in.push_back({*made, made->source});
        first_ = std::min(first_, e.act.day);
        return true;
    }
    /// Any other edit changes what the program is compiled from.
    template <class OtherEdit>
    [[nodiscard]] bool take(const OtherEdit&) const noexcept {
        return false;
    }

    /// The act meant, if it is one that can be left out or moved and no other edit is about it.
    [[nodiscard]] std::uint32_t find(const act_selector& which) {
        // A selector may fit what an earlier edit put in or leaves out; one that counts must see
        // all.
        if (which.nth || (!changes_.put_in.empty() && which.id.empty())) {
            return nothing;
        }
        const std::uint32_t i = index_.find(which);
        if (i == nothing || !is_plain(i) ||
            std::find(touched_.begin(), touched_.end(), i) != touched_.end()) {
            return nothing;
        }
        touched_.push_back(i);
        return i;
    }
    /// What the rest of the program has been compiled from is not plain: whom a state succeeds,
    /// what is contested, a depositary's statement.
    [[nodiscard]] static bool is_plain(act kind) noexcept {
        return kind != act::succeed && kind != act::dissolve && kind != act::continue_identity &&
               kind != act::entry_into_force && kind != act::contest;
    }
    [[nodiscard]] bool is_plain(std::uint32_t i) const noexcept {
        const auto& stated = program_.story->acts;
        const bool list =
            stated[i].continues_list || (i + 1 < stated.size() && stated[i + 1].continues_list);
        return is_plain(stated[i].kind) && !list && program_.contesters[i].empty();
    }
    void leave_out(std::uint32_t i) {
        for (const auto place : index_.places_of(i)) {
            changes_.left_out.push_back(place);
            first_ = std::min(first_, program_.acts[place].day);
        }
    }

    /// An act the scenario does not hold, with the program's numbers; nothing where the program
    /// lacks something that it names, or it is not plain, or its day is not known.
    [[nodiscard]] std::optional<bound_act> bind(const dated_act& said) {
        const auto t = said.treaty.empty() && program_.treaties.size() == 1
                           ? std::optional<treaty_id>(0)
                           : program_.find_treaty(said.treaty);
        const auto row = row_of(said.kind, said.of);
        if (!t || !row || !is_plain(said.kind) || !said.contested_by.empty() ||
            !said.into.empty() || said.continues_list || !said.id.empty() || said.latest) {
            return std::nullopt;
        }
        targets_.clear();
        for (const auto& code : said.to) {
            if (code != "all" && code != "all parties") {
                targets_.push_back(member(*t, code));
            }
        }
        const membership_id who = member(*t, said.by);
        if (who == nothing ||
            std::find(targets_.begin(), targets_.end(), nothing) != targets_.end()) {
            return std::nullopt;
        }
        return bound_from(said, *row, *t, who);
    }
    [[nodiscard]] membership_id member(treaty_id t, const std::string& code) const {
        const auto who = program_.participant(code);
        return who ? program_.membership(t, *who) : nothing;
    }

    /// Recurrences stop at the last act: where there may be some, its day must stay.
    [[nodiscard]] bool last_act_stays() const {
        if (program_.story->to || (program_.date_rules.empty() && program_.duties.empty()) ||
            program_.acts.empty()) {
            return true;
        }
        act_feed all(program_.acts);
        all.go_on(0, changes_);
        return all.last_day() == program_.acts.back().day;
    }

    const program& program_;
    const act_index& index_;
    act_changes changes_;
    added_acts added_;
    date first_;
    std::vector<std::uint32_t> touched_; ///< acts of the scenario that an edit is about
    std::vector<membership_id> targets_;
};

} // namespace servanda::detail

#endif

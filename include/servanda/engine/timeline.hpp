/// @file
/// A record arranged for questions: by membership and by duty, in order of days, so that a query is
/// one binary search.
#ifndef SERVANDA_ENGINE_TIMELINE_HPP
#define SERVANDA_ENGINE_TIMELINE_HPP

#include <servanda/engine/record.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace servanda::detail {

/// A record arranged by membership: sorted days, so that a query is one binary search.
struct timeline {
    record rec;
    std::vector<std::uint32_t> first; ///< by membership: where its spans begin
    std::vector<std::int32_t> days;   ///< the day each span begins
    struct span {
        aspects now;
        treaty_state treaty_now;
        std::int32_t exit_on;
        std::uint32_t change;
    };
    std::vector<span> spans;

    std::vector<std::uint32_t> duty_first;   ///< by duty: where its changes begin
    std::vector<std::uint32_t> duty_changes; ///< indices into the record's, by duty and day

    timeline(record source, std::size_t memberships, std::size_t duties)
        : rec(std::move(source)) {
        arrange_verdicts(duties);
        first.assign(memberships + 1, 0);
        for (const auto& item : rec.changes) {
            ++first[item.who + 1];
        }
        for (std::size_t i = 1; i < first.size(); ++i) {
            first[i] += first[i - 1];
        }
        days.resize(rec.changes.size());
        spans.resize(rec.changes.size());
        std::vector<std::uint32_t> at(first.begin(), first.end() - 1);
        for (std::uint32_t i = 0; i < rec.changes.size(); ++i) {
            const change& item = rec.changes[i];
            const std::uint32_t slot = at[item.who]++;
            days[slot] = item.day.number();
            spans[slot] = {item.now, item.treaty_now, item.exit_on, i};
        }
    }

    void arrange_verdicts(std::size_t duties) {
        duty_first.assign(duties + 1, 0);
        for (const auto& item : rec.duties.changes) {
            ++duty_first[item.duty + 1];
        }
        for (std::size_t i = 1; i < duty_first.size(); ++i) {
            duty_first[i] += duty_first[i - 1];
        }
        duty_changes.resize(rec.duties.changes.size());
        std::vector<std::uint32_t> at(duty_first.begin(), duty_first.end() - 1);
        for (std::uint32_t i = 0; i < duty_changes.size(); ++i) {
            duty_changes[at[rec.duties.changes[i].duty]++] = i;
        }
    }

    /// The place, among the changes of a duty, of what is said of it on a day; nothing before the
    /// first. O(log changes of the duty).
    [[nodiscard]] std::optional<std::size_t> find_verdict(duty_id d, date day) const noexcept {
        const auto begin = duty_changes.begin() + duty_first[d];
        const auto end = duty_changes.begin() + duty_first[d + 1];
        const auto after = std::upper_bound(begin, end, day, [&](date wanted, std::uint32_t i) {
            return wanted < rec.duties.changes[i].day;
        });
        return after == begin
                   ? std::nullopt
                   : std::optional(static_cast<std::size_t>(after - duty_changes.begin()) - 1);
    }

    /// The span in which a day lies; null before the first.
    [[nodiscard]] const span* find(membership_id m, date day) const noexcept {
        const auto begin = days.begin() + first[m];
        const auto end = days.begin() + first[m + 1];
        const auto after = std::upper_bound(begin, end, day.number());
        return after == begin ? nullptr
                              : &spans[static_cast<std::size_t>(after - days.begin()) - 1];
    }
};

/// A participant's account of the history, or that of all who contest nothing.
struct viewpoint {
    participant_id who = nothing;
    std::shared_ptr<const timeline> line;
};

} // namespace servanda::detail

#endif

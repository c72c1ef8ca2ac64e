/// @file
/// Values that changed on known days. Treaty practice changes ("thirty days after" was counted as
/// thirty clear days until 2005, as thirty days since), so any value of a clause may be a list by
/// period: the first entry whose limit the deciding date has not passed applies.
#ifndef SERVANDA_CALENDAR_BY_PERIOD_HPP
#define SERVANDA_CALENDAR_BY_PERIOD_HPP

#include <servanda/calendar/date.hpp>

#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace servanda {

/// A value, or a list of values by period.
template <class T>
class by_period {
public:
    /// One value and the day up to which it applies: `until` leaves the day out, `through` includes
    /// it. An entry without a limit applies for ever.
    struct entry {
        std::optional<date> limit;
        bool inclusive = false;
        T value;
        friend bool operator==(const entry&, const entry&) = default;
    };

    by_period() = default;
    by_period(T value) { entries_.push_back({std::nullopt, false, std::move(value)}); } // NOLINT
    explicit by_period(std::vector<entry> entries)
        : entries_(std::move(entries)) {}

    /// The value that applies on a day; null when the day is past every limit. O(entries).
    [[nodiscard]] const T* at(date deciding) const noexcept {
        for (const auto& item : entries_) {
            if (!item.limit || deciding < *item.limit ||
                (item.inclusive && deciding == *item.limit)) {
                return &item.value;
            }
        }
        return nullptr;
    }

    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
    [[nodiscard]] const std::vector<entry>& entries() const noexcept { return entries_; }
    /// The value of a list with one entry that applies for ever; null otherwise.
    [[nodiscard]] const T* single() const noexcept {
        return entries_.size() == 1 && !entries_.front().limit ? &entries_.front().value : nullptr;
    }

    friend bool operator==(const by_period&, const by_period&) = default;

private:
    std::vector<entry> entries_;
};

} // namespace servanda

#endif

/// @file
/// Values that changed on known days. Treaty practice changes ("thirty days after" was counted as
/// thirty clear days until 2005, as thirty days since), so any value of a clause may be a list by
/// period: the first entry whose limit the deciding date has not passed applies. Where a text has
/// alternatives ("thirty days after …, or six months after …"), an entry may also carry a guard.
#ifndef SERVANDA_CALENDAR_BY_PERIOD_HPP
#define SERVANDA_CALENDAR_BY_PERIOD_HPP

#include <servanda/calendar/date.hpp>

#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace servanda {

/// No entry of the list has a guard.
struct no_guard {
    friend bool operator==(const no_guard&, const no_guard&) = default;
};

/// A value, or a list of values by period. `Guard` is what else an entry may depend on, such as a
/// condition; this room does not know what that is.
template <class T, class Guard = no_guard>
class by_period {
public:
    /// One value and the day up to which it applies: `until` leaves the day out, `through` includes
    /// it. An entry without a limit applies for ever.
    struct entry {
        std::optional<date> limit;
        bool inclusive = false;
        T value;
        std::optional<Guard> only_if = std::nullopt;

        /// Whether the deciding date has not passed the limit.
        [[nodiscard]] bool reaches(date deciding) const noexcept {
            return !limit || deciding < *limit || (inclusive && deciding == *limit);
        }
        friend bool operator==(const entry&, const entry&) = default;
    };

    by_period() = default;
    by_period(T value) { // NOLINT
        entries_.push_back({std::nullopt, false, std::move(value), std::nullopt});
    }
    explicit by_period(std::vector<entry> entries)
        : entries_(std::move(entries)) {}

    /// The value that applies on a day; null when the day is past every limit. Guards are taken as
    /// met. O(entries).
    [[nodiscard]] const T* at(date deciding) const noexcept {
        for (const auto& item : entries_) {
            if (item.reaches(deciding)) {
                return &item.value;
            }
        }
        return nullptr;
    }
    /// The value that applies on a day, or `otherwise`.
    [[nodiscard]] T value_on(date deciding, T otherwise) const {
        const T* found = at(deciding);
        return found == nullptr ? std::move(otherwise) : *found;
    }

    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
    [[nodiscard]] const std::vector<entry>& entries() const noexcept { return entries_; }
    /// The value of a list with one entry that applies for ever; null otherwise.
    [[nodiscard]] const T* single() const noexcept {
        const bool only = entries_.size() == 1 && !entries_.front().limit;
        return only && !entries_.front().only_if ? &entries_.front().value : nullptr;
    }

    friend bool operator==(const by_period&, const by_period&) = default;

private:
    std::vector<entry> entries_;
};

} // namespace servanda

#endif

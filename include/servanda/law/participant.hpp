/// @file
/// Participants: states and organisations, by ISO 3166-1 alpha-3 code (former ones as in ISO
/// 3166-3).
#ifndef SERVANDA_LAW_PARTICIPANT_HPP
#define SERVANDA_LAW_PARTICIPANT_HPP

#include <servanda/calendar/date.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

enum class participant_kind : std::uint8_t { state, organisation };

/// A participant as a file declares it.
struct participant {
    std::string code;
    std::string name;
    participant_kind kind = participant_kind::state;
    std::optional<date> until; ///< a former state: the day from which it was no more
    std::string continued_by;  ///< the same participant under another code from `until` on
    std::vector<std::string> dissolved_into; ///< the states that arose from it
    friend bool operator==(const participant&, const participant&) = default;
};

/// Who is declared. An empty register declares everybody: rules built in C++ need no list of
/// states.
class participant_register {
public:
    /// Adds or replaces.
    void add(participant item) {
        const std::string code = item.code;
        items_.insert_or_assign(code, std::move(item));
    }
    [[nodiscard]] const participant* find(std::string_view code) const {
        const auto found = items_.find(code);
        return found == items_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] bool declares(std::string_view code) const {
        return items_.empty() || find(code) != nullptr;
    }
    [[nodiscard]] bool empty() const noexcept { return items_.empty(); }
    /// Sorted by code.
    [[nodiscard]] const std::map<std::string, participant, std::less<>>& items() const noexcept {
        return items_;
    }
    [[nodiscard]] std::vector<std::string> codes() const {
        std::vector<std::string> result;
        for (const auto& [code, item] : items_) {
            result.push_back(code);
        }
        return result;
    }

    friend bool operator==(const participant_register&, const participant_register&) = default;

private:
    std::map<std::string, participant, std::less<>> items_;
};

} // namespace servanda

#endif

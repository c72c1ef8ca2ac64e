/// @file
/// What sets a rule or an obligation off: an act, a condition that becomes true, or days.
#ifndef SERVANDA_LAW_TRIGGER_HPP
#define SERVANDA_LAW_TRIGGER_HPP

#include <servanda/calendar/date_rule.hpp>
#include <servanda/law/condition.hpp>
#include <servanda/law/vocabulary.hpp>

#include <cstdint>
#include <string>

namespace servanda {

/// What sets a rule or an obligation off.
struct rule_trigger {
    enum class kind : std::uint8_t { act, condition, date };
    kind what = kind::act;
    act on_act = act::declare;
    std::string of; ///< "revoke of notice": notice
    condition becomes_true;
    schedule at;
    friend bool operator==(const rule_trigger&, const rule_trigger&) = default;
};

} // namespace servanda

#endif

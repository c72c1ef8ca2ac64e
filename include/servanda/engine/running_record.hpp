/// @file
/// The record while a run is writing it. What grows with the history lies in layers, so that a run
/// may go on from any point of another one.
#ifndef SERVANDA_ENGINE_RUNNING_RECORD_HPP
#define SERVANDA_ENGINE_RUNNING_RECORD_HPP

#include <servanda/engine/layered.hpp>
#include <servanda/engine/record.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace servanda::detail {

struct running_record {
    layered<change> changes;
    layered<effect> effects;
    layered<act_record> acts;
    layered<suspension> suspensions;
    layered<opposition> oppositions;
    std::vector<std::optional<date>> threshold;
    std::vector<std::optional<date>> entered;
    std::vector<std::optional<date>> computed_entry;
    std::vector<std::uint8_t> sides;
    std::vector<std::shared_ptr<const withdrawal_terms>> terms;
    duty_record duties;
    date last_day;

    /// The record as a value; this one is empty afterwards.
    [[nodiscard]] record take() {
        record result;
        result.changes = changes.take();
        result.effects = effects.take();
        result.acts = acts.take();
        result.suspensions = suspensions.take();
        result.oppositions = oppositions.take();
        result.threshold = std::move(threshold);
        result.entered = std::move(entered);
        result.computed_entry = std::move(computed_entry);
        result.sides = std::move(sides);
        result.terms = std::move(terms);
        result.duties = std::move(duties);
        result.last_day = last_day;
        return result;
    }
};

} // namespace servanda::detail

#endif

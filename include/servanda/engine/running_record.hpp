/// @file
/// The record while a run is writing it. What grows with the history lies in layers, so that a run
/// may go on from any point of another one.
#ifndef SERVANDA_ENGINE_RUNNING_RECORD_HPP
#define SERVANDA_ENGINE_RUNNING_RECORD_HPP

#include <servanda/engine/layered.hpp>
#include <servanda/engine/record.hpp>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace servanda::detail {

/// What is remembered of each treaty's entry into force, and who stands on which side.
struct entry_record {
    std::vector<std::optional<date>> threshold;
    std::vector<std::optional<date>> entered;
    std::vector<std::optional<date>> computed;
    std::vector<std::uint8_t> sides; ///< by membership
    friend bool operator==(const entry_record&, const entry_record&) = default;
};

struct running_record {
    layered<change> changes;
    layered<effect> effects;
    layered<act_record> acts;
    layered<suspension> suspensions;
    layered<opposition> oppositions;
    entry_record entry;
    /// What `entry` was when it was last saved or set back to; null once it has changed.
    std::shared_ptr<const entry_record> entry_saved;
    std::vector<std::shared_ptr<const withdrawal_terms>> terms;
    duty_record duties;
    date last_day;

    [[nodiscard]] entry_record& edit_entry() noexcept {
        entry_saved.reset();
        return entry;
    }

    /// The record as a value; this one is empty afterwards.
    [[nodiscard]] record take() {
        record result;
        result.changes = changes.take();
        result.effects = effects.take();
        result.acts = acts.take();
        result.suspensions = suspensions.take();
        result.oppositions = oppositions.take();
        result.threshold = std::move(entry.threshold);
        result.entered = std::move(entry.entered);
        result.computed_entry = std::move(entry.computed);
        result.sides = std::move(entry.sides);
        result.terms = std::move(terms);
        result.duties = std::move(duties);
        result.last_day = last_day;
        return result;
    }
};

} // namespace servanda::detail

#endif

/// @file
/// What a run leaves behind: changes, effects, acts with their standing, suspensions. Every change
/// remembers the act or effect that caused it, every effect the act and the rule it came from: that
/// chain is the explanation, and it is only put into words when somebody asks.
#ifndef SERVANDA_ENGINE_RECORD_HPP
#define SERVANDA_ENGINE_RECORD_HPP

#include <servanda/calendar/date.hpp>
#include <servanda/engine/aspects.hpp>
#include <servanda/engine/program.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// What falls due.
enum class effect_kind : std::uint8_t {
    given,             ///< a state that is given, not reached by acts
    treaty_entry,      ///< the treaty enters into force
    own_entry,         ///< it enters into force for one participant
    provisional_start, ///< provisional application begins by itself
    provisional_end,
    withdrawal, ///< a notice takes effect
    expulsion,
    suspension_start,
    suspension_end,
    extension,        ///< an agreed extension moves the end
    expiry,           ///< the term ends
    agreed_end,       ///< VCLT 54(b), or claimed by one side of a bilateral treaty
    ending_condition, ///< a clause ends the treaty when a condition holds
    deemed_act,       ///< a rule acts on somebody's behalf
    duty_look,        ///< an obligation is looked at again
    duty_occasion,    ///< a day on which something is to be performed comes
    duty_deadline,    ///< the day after the last day for it
    offer_expiry,     ///< the day after the last day of an offer
};

/// Whether the effect is about an obligation or an offer, not about the life of a treaty.
[[nodiscard]] constexpr bool is_about_duty(effect_kind kind) noexcept {
    return kind >= effect_kind::duty_look;
}

inline constexpr std::array<std::string_view, 18> effect_kind_names{
    "given state",
    "entry into force",
    "entry into force",
    "provisional application",
    "end of provisional application",
    "withdrawal",
    "expulsion",
    "suspension",
    "end of suspension",
    "extension",
    "expiry",
    "termination",
    "end by its own condition",
    "deemed act",
    "obligation",
    "occasion of an obligation",
    "deadline of an obligation",
    "end of an offer",
};

[[nodiscard]] constexpr std::string_view to_string(effect_kind kind) noexcept {
    return effect_kind_names[static_cast<std::size_t>(kind)];
}

enum class effect_outcome : std::uint8_t { pending, happened, cancelled, lapsed };

/// Something scheduled: a running clock with its anchor, and what became of it.
struct effect {
    date scheduled; ///< the day the clock was set
    date due;       ///< meaningless while `dated` is false
    date ended;     ///< the day it happened, was cancelled or lapsed
    date anchor;    ///< the day the rule counted from
    effect_kind kind = effect_kind::given;
    effect_outcome outcome = effect_outcome::pending;
    bool dated = true;    ///< false: no day is known
    bool reached = false; ///< its day came, and it waits for a condition
    treaty_id treaty = 0;
    membership_id who = nothing;
    std::uint32_t act = nothing;  ///< index into the run's acts: what set the clock
    std::uint32_t rule = nothing; ///< index into the program's rules
    /// Of a suspension: its index; of an extension: the new end's number; of an agreed end: 1 where
    /// it is claimed.
    std::uint32_t detail = 0;
    std::uint32_t version = 0;        ///< of a withdrawal: on which terms (`record::terms_of`)
    std::uint32_t ended_by = nothing; ///< the act that cancelled it
};

/// Whose agreement a suspension stands on that no clause opens.
enum class agreed_by : std::uint8_t {
    nobody,
    all,  ///< all parties: VCLT 57(b)
    some, ///< those between whom it works: VCLT 58
};

/// An act with what it was worth.
struct act_record {
    bound_act what;
    servanda::standing worth = standing::recorded;
    finding_of_standing finding = finding_of_standing::stands;
    agreed_by agreed = agreed_by::nobody;
    bool for_breach = false; ///< opened by a material breach of the other side (VCLT 60)
};

/// What caused a change: an act or an effect of the run.
struct cause {
    std::uint32_t index = nothing;
    bool is_effect = false;
    friend bool operator==(const cause&, const cause&) = default;
};

/// One change of one membership, or of a treaty as a whole.
struct change {
    date day;
    membership_id who = 0;
    aspects now;                                              ///< of a membership
    treaty_state treaty_now = treaty_state::not_yet_in_force; ///< of a treaty as a whole
    std::int32_t exit_on = 0; ///< day number on which a pending exit takes effect; 0: none known
    cause because;
};

/// A suspension of the operation between its author and others.
struct suspension {
    treaty_id treaty = 0;
    membership_id by = nothing;
    membership_id towards = nothing; ///< nothing: all
    bool whole = true;               ///< false: of named obligations only
    bool by_claim = false;
    std::uint32_t act = nothing;
    std::uint32_t start_effect = nothing; ///< the clock of one that has not begun
    date from;
    std::optional<date> until; ///< the first day without it
    /// Of a suspension towards all: those towards whom it was lifted, and from which day.
    std::vector<std::pair<membership_id, date>> lifted;

    /// Whether it covers the pair of its author and another on a day.
    [[nodiscard]] bool covers(membership_id other, date day) const noexcept {
        return (towards == nothing || towards == other) &&
               std::none_of(lifted.begin(), lifted.end(), [&](const auto& item) {
                   return item.first == other && item.second <= day;
               });
    }
};

/// A reservation, with the objections to it.
struct reservation {
    treaty_id treaty = 0;
    membership_id by = nothing;
    date day;
    std::uint32_t act = nothing;
};

/// An objection that opposes entry into force between two participants (VCLT 20(4)(b)), or a
/// declaration not to recognise the other as a party.
struct opposition {
    membership_id by = nothing;
    membership_id towards = nothing;
    date day;
    bool non_recognition = false;
    std::optional<date> until; ///< the first day without it
};

/// All that one run leaves behind.
struct record {
    std::vector<change> changes;
    std::vector<effect> effects;
    std::vector<act_record> acts;
    std::vector<suspension> suspensions;
    std::vector<opposition> oppositions;
    std::vector<std::optional<date>> threshold;      ///< by treaty
    std::vector<std::optional<date>> entered;        ///< by treaty: its entry into force
    std::vector<std::optional<date>> computed_entry; ///< by treaty: what its clause gives
    std::vector<std::uint8_t> sides; ///< by membership: of a bilateral treaty, 0 or 1
    /// Terms of withdrawal as changes made them, each for some member on some day.
    std::vector<std::shared_ptr<const withdrawal_terms>> terms;
    duty_record duties; ///< verdicts, occasions, findings, offers
    date last_day;      ///< the last day simulated

    /// On which terms an effect in a treaty was set: number 0 is the text's own.
    [[nodiscard]] const withdrawal_terms& terms_of(const compiled_treaty& in,
                                                   std::uint32_t version) const {
        return version == 0 ? in.withdrawal : *terms[version - 1];
    }
};

} // namespace servanda

#endif

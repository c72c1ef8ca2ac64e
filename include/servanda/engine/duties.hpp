/// @file
/// Obligations compiled to dense tables: who owes what, what sets it off, on which figures and
/// commitments it depends. Built by `compile` (compile_duties.hpp), judged by the machine
/// (compliance.hpp), asked through `compliance` (verdicts.hpp).
#ifndef SERVANDA_ENGINE_DUTIES_HPP
#define SERVANDA_ENGINE_DUTIES_HPP

#include <servanda/engine/aspects.hpp>
#include <servanda/engine/name_index.hpp>
#include <servanda/engine/seldom_filled.hpp>
#include <servanda/law/act.hpp>
#include <servanda/law/obligation.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace servanda {

/// An obligation of the program.
using obligation_id = std::uint32_t;
/// One obligation for one bearer.
using duty_id = std::uint32_t;
/// One item of one package.
using offer_id = std::uint32_t;

/// A figure with its name resolved.
struct compiled_figure {
    std::uint32_t name = 0;
    double counts_as = 1;
};

/// A bound with its names resolved; by value, the figure it takes or `nothing`.
struct compiled_bound {
    const figure_bound* source = nullptr;
    std::vector<std::uint32_t> figures;
};

/// What a figure is held to on a day, and which figures are summed.
struct compiled_limit {
    const elimination_phase* phase = nullptr; ///< null: of the obligation itself
    std::vector<compiled_figure> figures;
    std::vector<compiled_bound> bounds;
};

struct compiled_obligation {
    const obligation* source = nullptr;
    std::uint32_t treaty = 0;
    duty_id first = 0; ///< its duties are numbered one after another
    std::uint32_t duties = 0;
    std::optional<std::uint32_t> guard;   ///< index into `program::duty_conditions`
    std::optional<std::uint32_t> trigger; ///< the same, of a condition that sets it off
    std::vector<obligation_id> only_while;
    std::vector<obligation_id> dependents; ///< whose `while` names this one
    std::vector<compiled_limit> limits;
    std::vector<std::uint32_t> beneficiaries; ///< memberships; empty: all others
    std::uint32_t offer = std::numeric_limits<std::uint32_t>::max(); ///< the item it belongs to
};

struct compiled_duty {
    obligation_id obligation = 0;
    std::uint32_t bearer = 0; ///< a membership
};

/// An item of a package, and those it binds.
struct compiled_offer {
    const package* source = nullptr;
    const package_item* item = nullptr;
    std::uint32_t treaty = 0;
    offer_id first = 0; ///< of its package
    std::uint32_t items = 0;
    std::vector<std::uint32_t> between; ///< memberships
    std::vector<obligation_id> obligations;
};

/// A declared figure: it stands until the next of the same name and participant, or to its end.
struct figure_value {
    std::uint32_t name = 0;
    std::uint32_t of = std::numeric_limits<std::uint32_t>::max(); ///< participant; nothing: all
    date from;
    date until; ///< first day without it
    double value = 0;
    const fact* source = nullptr;
};

/// Which figures begin or end to stand on a day.
struct figure_day {
    date day;
    std::uint32_t name = 0;
    std::uint32_t of = 0;
};

/// All that the program knows of obligations.
struct duty_program {
    std::vector<compiled_obligation> obligations; ///< by treaty, then in file order
    std::vector<compiled_duty> duties;
    std::vector<compiled_offer> offers;
    std::vector<std::vector<duty_id>> by_member;       ///< duties of a membership
    std::vector<std::vector<obligation_id>> by_treaty; ///< obligations of a treaty
    std::vector<std::vector<offer_id>> offers_of_treaty;
    name_index figure_names;
    std::vector<figure_value> figures;                  ///< by name, participant, first day
    std::vector<figure_day> figure_days;                ///< by day
    std::vector<std::vector<duty_id>> duties_of_figure; ///< by name
    std::vector<obligation_id> asks_facts;              ///< whose conditions look at facts or days

    [[nodiscard]] bool empty() const noexcept { return obligations.empty() && offers.empty(); }

    /// The figure of a participant that stands on a day; null: unknown. O(log figures).
    [[nodiscard]] const figure_value*
    figure(std::uint32_t name, std::uint32_t of, date day) const noexcept {
        const auto before = [](const figure_value& item, const auto& wanted) {
            return item.name != wanted.name ? item.name < wanted.name
                   : item.of != wanted.of   ? item.of < wanted.of
                                            : item.from <= wanted.from;
        };
        figure_value wanted;
        wanted.name = name;
        wanted.of = of;
        wanted.from = day;
        const auto after = std::lower_bound(figures.begin(), figures.end(), wanted, before);
        if (after == figures.begin()) {
            return nullptr;
        }
        const figure_value& found = *(after - 1);
        const bool stands = found.name == name && found.of == of && day < found.until;
        return stands ? &found : nullptr;
    }
};

// ---- what a run makes of them
// --------------------------------------------------------------------

/// Why a verdict is what it is. The words for them are in verdicts.hpp.
enum class verdict_reason : std::uint8_t {
    none,
    // not applicable
    not_bound,
    not_yet,
    no_longer,
    other_case, ///< its `if` does not hold
    treaty_over,
    suspended,
    not_agreed,
    not_undertaken, ///< the other side has undertaken nothing in return
    lapsed,
    // judged by figures
    within_bound,
    outside_bound,
    figure_unknown,
    back_within_bound,
    before_deadline,
    // judged by what was done
    nothing_due,
    to_be_performed,
    performed,
    performed_late,
    deadline_passed,
    refused,
    not_notified,
    prohibited_act,
    attribute_unknown,
    nothing_recorded,
    number_exceeded,
    number_not_reached,
    within_number,
    // judged by findings
    found,
    alleged,
    contested,
    cure_found,
    only_findings, ///< no machine can judge it
};

/// One occasion on which something is to be performed.
struct duty_instance {
    enum class outcome : std::uint8_t { open, performed, missed, performed_late, released };
    duty_id duty = 0;
    date set_off;
    std::optional<date> opens;
    std::optional<date> closes; ///< the last day; none: no day is stated
    std::uint32_t act = std::numeric_limits<std::uint32_t>::max(); ///< what set it off
    std::uint32_t done_by =
        std::numeric_limits<std::uint32_t>::max();                    ///< the act that performed it
    std::uint32_t effect = std::numeric_limits<std::uint32_t>::max(); ///< its clock
    outcome what = outcome::open;
    std::optional<date> ended; ///< the day it was performed, missed or released
    bool stopped = false;      ///< its clock stands still
    std::int64_t left = 0;     ///< days left when it was stopped
    bool refused = false;
};

/// What somebody says or has determined about a breach.
struct breach_finding {
    std::uint32_t act = 0; ///< index into the run's acts
    std::uint32_t treaty = 0;
    std::uint32_t by = 0;                                                 ///< membership
    std::uint32_t against = 0;                                            ///< membership
    obligation_id obligation = std::numeric_limits<std::uint32_t>::max(); ///< nothing: the treaty
    date day;
    bool determined = false;
    bool material = false;
    bool contested = false;
    std::optional<date> until; ///< withdrawn or cured from this day
    bool cured = false;
};

/// What is to be said of a duty, and on what that rests.
struct opinion {
    verdict says = verdict::not_applicable;
    verdict_reason reason = verdict_reason::not_bound;
    std::uint32_t act = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t instance = std::numeric_limits<std::uint32_t>::max();
    duty_id other = std::numeric_limits<std::uint32_t>::max();
};

/// One change of what is to be said of a duty.
struct verdict_change {
    date day;
    duty_id duty = 0;
    servanda::verdict verdict = servanda::verdict::not_applicable;
    servanda::commitment commitment = servanda::commitment::none;
    verdict_reason reason = verdict_reason::not_bound;
    std::uint32_t act = std::numeric_limits<std::uint32_t>::max();      ///< of the run
    std::uint32_t instance = std::numeric_limits<std::uint32_t>::max(); ///< of the run
    std::uint32_t other =
        std::numeric_limits<std::uint32_t>::max(); ///< the duty of another it hangs on
    std::optional<date> opens;                     ///< of the occasion, as its clock ran then
    std::optional<date> closes;                    ///< its last day
};

/// One change of an item of a package.
struct offer_change {
    enum class kind : std::uint8_t {
        proposed,
        accepted,
        agreed,
        rejected,
        withdrawn,
        expired,
        active,
        answered
    };
    date day;
    offer_id offer = 0;
    kind what = kind::proposed;
    std::uint32_t by = std::numeric_limits<std::uint32_t>::max(); ///< membership
    std::uint32_t act = std::numeric_limits<std::uint32_t>::max();
};

inline constexpr std::array<std::string_view, 8> offer_change_names{
    "proposed", "accepted", "agreed", "rejected", "withdrawn", "expired", "active", "answered"};

/// What a run leaves behind about obligations.
struct duty_record {
    std::vector<verdict_change> changes;
    std::vector<duty_instance> instances;
    std::vector<breach_finding> findings;
    std::vector<offer_change> offers;
};

/// What the machine knows of one duty today.
struct duty_state {
    verdict_change written;   ///< as last written to the record
    bool bound_alone = false; ///< bound, whatever others have undertaken
    bool bound = false;
    bool live = false; ///< bound, and neither suspended nor lapsed
    bool lapsed = false;
    bool touched = false;
    bool in_breach = false;       ///< a breach stands, even while the duty is suspended
    bool breached_before = false; ///< it was breached, and that was cured
    bool cure_found = false;      ///< somebody found it cured since
    opinion broken{};             ///< how it was broken last; not what was only found
    std::optional<date> bound_on;
    std::vector<std::uint32_t> instances;
    std::vector<std::uint32_t> counted;  ///< acts that count towards a quota
    std::vector<std::uint32_t> refusals; ///< refusals below a quota
    std::vector<std::uint32_t> notices;  ///< notifications not yet used
    std::uint32_t early = std::numeric_limits<std::uint32_t>::max(); ///< a report before its day
    std::uint32_t breaking_act = std::numeric_limits<std::uint32_t>::max(); ///< of a prohibition
    std::uint32_t unclear_act = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t cured_by = std::numeric_limits<std::uint32_t>::max();
    std::int32_t next_occurrence = 0; ///< of dates that set it off; negative: its clock runs
    std::optional<date> next_look;    ///< the day on which it is looked at again
    std::uint32_t lapsed_for = std::numeric_limits<std::uint32_t>::max(); ///< the duty breached
    duty_id revived_for = std::numeric_limits<std::uint32_t>::max();      ///< the breach made good
    std::uint8_t trigger_held = 0;
};

/// What the machine knows of one item of a package.
struct offer_state {
    std::vector<std::uint8_t> consents; ///< by `between`
    bool proposed = false;
    bool agreed = false;
    bool was_active = false;
    std::uint32_t expiry_effect = std::numeric_limits<std::uint32_t>::max();
};

/// The part of the world that obligations fill.
struct duty_world {
    detail::seldom_filled<duty_state> duties; ///< of many treaties nothing is known
    detail::seldom_filled<offer_state> offers;
    detail::seldom_filled<duty_id> touched; ///< to be judged
    std::size_t next_figure = 0;
    bool lapses_to_test = false;

    [[nodiscard]] bool is_untouched() const noexcept {
        return duties.empty() && offers.empty() && touched.empty() && next_figure == 0 &&
               !lapses_to_test;
    }
};

} // namespace servanda

#endif

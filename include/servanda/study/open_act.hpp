/// @file
/// An act that somebody may do, or may not: what it was worth when it was tried, and on what it
/// hangs.
#ifndef SERVANDA_STUDY_OPEN_ACT_HPP
#define SERVANDA_STUDY_OPEN_ACT_HPP

#include <servanda/engine/history.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace servanda {

/// What an act hangs on beside its author's will, or what it lacks.
struct act_condition {
    enum class kind : std::uint8_t {
        statement,       ///< it states `words`
        notified,        ///< to those in `names`
        later_day,       ///< it names a day after `day`
        latest_day,      ///< it names no day after `day`
        agreement,       ///< it is complete when those in `names` agree, too
        not_while,       ///< it does not take effect while `words`
        ground,          ///< it claims one of the grounds in `names`
        waiting_time,    ///< who claims a ground waits until `day`, by the article in `words`
        target,          ///< it is of another party
        no_reservations, ///< it may not be made with a reservation, by the article in `words`
        opens,           ///< void now; open from `day` on
        closed,          ///< void since `day` has passed
        open_to,         ///< void now; open to whom `words` is true of
        consent,         ///< void now; it takes consent to the treaties in `names`
    };
    kind what = kind::statement;
    std::string words{};
    std::vector<std::string> names{};
    std::optional<date> day{};
    friend bool operator==(const act_condition&, const act_condition&) = default;
};

inline constexpr std::array<std::string_view, 14> act_condition_names{
    "statement",
    "notified",
    "later day",
    "latest day",
    "agreement",
    "not while",
    "ground",
    "waiting time",
    "target",
    "no reservations",
    "opens",
    "closed",
    "open to",
    "consent",
};

[[nodiscard]] constexpr std::string_view to_string(act_condition::kind what) noexcept {
    return act_condition_names[static_cast<std::size_t>(what)];
}

/// What else an act sets off: a rule of a treaty acts in turn.
struct act_consequence {
    std::string treaty;
    std::string who;         ///< a code; empty: the treaty, or its parties
    std::string what;        ///< "give notice of withdrawal"
    std::optional<date> day; ///< none: no day is known yet
    std::string article;
    std::string rule; ///< the rule's id
    friend bool operator==(const act_consequence&, const act_consequence&) = default;
};

/// An act that was tried, and what it was worth.
struct open_act {
    std::string treaty;
    lifecycle_act row = lifecycle_act::recorded;
    std::string name; ///< as the lifecycle table spells it, with what it is about
    /// The act as it was tried. In the scenario, as the last act of its day, it is worth the same.
    dated_act tried;
    /// By right: it is open. By claim: it works only on a ground that it names. Recorded: it is
    /// open, and changes what other acts do. Void: it is not open.
    standing worth = standing::void_act;
    finding_of_standing finding = finding_of_standing::stands; ///< why void, or what it waits for
    citation article;           ///< by which it stands or fails; of a claim: of the default law
    state before = state::none; ///< the headline state of its author before it
    state after = state::none;  ///< and at the end of the day with it
    /// The day on which it takes effect; none: it is void, in vain, or it `waits_for` something.
    std::optional<date> effect;
    std::string waits_for;   ///< why no day is known: a condition, an agreement
    std::string computation; ///< how the day is computed: "6 months after notice (2020-05-22)"
    bool in_vain = false;    ///< its clock stops before its day: the treaty ends first
    std::vector<act_condition> conditions;
    std::vector<act_consequence> consequences;

    /// Whether its author may do it as it stands: by right, or recorded.
    [[nodiscard]] bool is_open() const noexcept {
        return worth == standing::by_right || worth == standing::recorded;
    }
};

/// Which acts are asked for, and through whose eyes.
struct powers_query {
    std::string treaty;               ///< id or alias; empty: all treaties of the scenario
    std::string as_seen_by;           ///< whose account; empty: what anybody contests is void
    std::optional<lifecycle_act> row; ///< only these
};

} // namespace servanda

#endif

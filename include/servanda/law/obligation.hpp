/// @file
/// Obligations and offers as a rule file states them: what is owed, by whom, to whom, when, and
/// what follows a breach. The engine judges them (engine/duties.hpp).
#ifndef SERVANDA_LAW_OBLIGATION_HPP
#define SERVANDA_LAW_OBLIGATION_HPP

#include <servanda/calendar/date_rule.hpp>
#include <servanda/calendar/period.hpp>
#include <servanda/law/clause.hpp>
#include <servanda/law/condition.hpp>
#include <servanda/law/trigger.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace servanda {

enum class obligation_kind : std::uint8_t {
    limit,        ///< a figure stays within a bound
    prohibition,  ///< nothing with these attributes is done
    elimination,  ///< a figure comes down to a bound by a day
    notification, ///< others are told before or after an event
    report,       ///< others are told on days that recur
    quota,        ///< so many inspections a year, and no more
    access,       ///< others are let in
    convening,    ///< a conference is held within a window
    restraint,    ///< something is left undone, as a rule for as long as others do the same
    cooperation,  ///< judged by findings only
};

inline constexpr std::array<std::string_view, 10> obligation_kind_names{"limit",
                                                                        "prohibition",
                                                                        "elimination",
                                                                        "notification",
                                                                        "report",
                                                                        "quota",
                                                                        "access",
                                                                        "convening",
                                                                        "restraint",
                                                                        "cooperation"};

[[nodiscard]] constexpr std::string_view to_string(obligation_kind kind) noexcept {
    return obligation_kind_names[static_cast<std::size_t>(kind)];
}

/// Who bears an obligation.
struct bearers {
    enum class kind : std::uint8_t {
        each_party,
        each_signatory,   ///< bound from signature on (VCLT 18)
        each_participant, ///< whoever takes part, bound or not
        depositaries,
        named,
    };
    kind what = kind::each_party;
    std::vector<std::string> names; ///< codes and groups
    friend bool operator==(const bearers&, const bearers&) = default;
};

/// A length of time; hours are rounded up to days, and kept for display.
struct time_limit {
    period length;
    std::int64_t hours = 0; ///< as written; 0: in days and longer
    friend bool operator==(const time_limit&, const time_limit&) = default;
};

[[nodiscard]] inline std::string to_string(const time_limit& limit) {
    return limit.hours == 0 ? to_string(limit.length)
                            : std::to_string(limit.hours) + (limit.hours == 1 ? " hour" : " hours");
}

/// A figure that is counted, and with what weight: "a deployed heavy bomber counts as one warhead".
struct counted_figure {
    std::string name;
    double counts_as = 1;
    friend bool operator==(const counted_figure&, const counted_figure&) = default;
};

enum class bound_kind : std::uint8_t { at_most, at_least, over, under };

inline constexpr std::array<std::string_view, 4> bound_kind_names{
    "at most", "at least", "over", "under"};

[[nodiscard]] constexpr bool within(double value, bound_kind how, double limit) noexcept {
    switch (how) {
    case bound_kind::at_most:
        return value <= limit;
    case bound_kind::at_least:
        return value >= limit;
    case bound_kind::over:
        return value > limit;
    case bound_kind::under:
        return value < limit;
    }
    return false;
}

enum class rounding : std::uint8_t { none, down, up };
inline constexpr std::array<std::string_view, 3> rounding_names{"none", "down", "up"};

/// What a figure is held to: a number, another figure of the same bearer, or a part of one; for a
/// time, or for good.
struct bound_value {
    std::optional<date_rule> until; ///< the first day on which the next value applies
    double number = 0;
    std::string figure; ///< empty: the number itself
    double percent = 100;
    servanda::rounding rounded = rounding::none;
    friend bool operator==(const bound_value&, const bound_value&) = default;
};

/// A bound, by period.
struct figure_bound {
    bound_kind how = bound_kind::at_most;
    std::vector<bound_value> values;
    friend bool operator==(const figure_bound&, const figure_bound&) = default;
};

/// A test of one attribute of what was done: it equals a value, or a number lies within bounds.
struct attribute_test {
    std::string name;
    std::optional<std::variant<bool, double, std::string>> equals;
    std::vector<std::pair<bound_kind, double>> bounds;
    friend bool operator==(const attribute_test&, const attribute_test&) = default;
};

/// A step of an elimination.
struct elimination_phase {
    date_rule deadline;                  ///< the last day
    std::vector<counted_figure> figures; ///< empty: those of the obligation
    std::vector<figure_bound> bounds;
    friend bool operator==(const elimination_phase&, const elimination_phase&) = default;
};

/// An act that counts towards a quota.
struct counted_act {
    act kind = act::inspect;
    std::string of;
    friend bool operator==(const counted_act&, const counted_act&) = default;
};

enum class whose_instance : std::uint8_t { by_kind, author, addressee, all };
inline constexpr std::array<std::string_view, 4> whose_instance_names{
    "", "author", "addressee", "all"};

enum class quota_period : std::uint8_t { whole_life, calendar_year, treaty_year };
inline constexpr std::array<std::string_view, 3> quota_period_names{
    "", "calendar year", "treaty year"};

/// How a breach is made good.
enum class cure_by : std::uint8_t { performance, finding };
inline constexpr std::array<std::string_view, 2> cure_by_names{"performance", "finding"};

/// What a breach does to what is owed.
enum class after_breach : std::uint8_t { persists, replaced, extinguished };
inline constexpr std::array<std::string_view, 3> after_breach_names{
    "persists", "replaced", "extinguished"};

/// A duty as the file states it.
struct obligation : clause {
    std::string id;
    std::string says;
    std::string item; ///< of a package; empty: it binds with the treaty
    obligation_kind kind = obligation_kind::cooperation;
    bearers by;
    bool jointly = false;
    std::vector<std::string> beneficiaries; ///< empty: all other parties

    std::optional<date_rule> from;
    std::optional<date_rule> until;
    std::optional<condition> guard;          ///< files: `if`; `it` is the bearer
    std::vector<std::string> only_while;     ///< files: `while`; ids of commitments of others
    bool survives = false;                   ///< it binds a former party, too
    std::optional<date_rule> survives_until; ///< from the day of exit; none: for good

    std::optional<rule_trigger> on;
    whose_instance concerns = whose_instance::by_kind;
    std::optional<std::pair<date_rule, date_rule>> window; ///< first and last day
    std::optional<date_rule> deadline;
    std::optional<time_limit> within;
    std::optional<time_limit> lead_time;

    std::vector<counted_figure> figures;
    std::string unit;
    std::vector<figure_bound> bounds;
    std::vector<elimination_phase> phases;

    quota_period per = quota_period::whole_life;
    bool per_pair = false;
    bool passive = false;
    std::vector<counted_act> counts; ///< empty: inspections

    std::vector<std::string> prohibits;
    std::vector<attribute_test> where_item; ///< files: `where`

    cure_by cure = cure_by::performance;
    after_breach on_breach = after_breach::persists;
    friend bool operator==(const obligation&, const obligation&) = default;
};

/// One point of an offer.
struct package_item {
    std::string id;
    std::string article;
    std::string says;
    std::vector<std::string> between;
    source_position where{};
    friend bool operator==(const package_item&, const package_item&) = default;
};

/// An offer: items that participants propose, accept or reject, in whole or one by one.
struct package : clause {
    std::string id;
    std::string title;
    std::string says;
    bool severable = true;            ///< false: nothing is active until everything is agreed
    std::optional<date_rule> expires; ///< last day; counted from the proposal (`trigger`)
    std::vector<package_item> items;
    friend bool operator==(const package&, const package&) = default;
};

} // namespace servanda

#endif

/// @file
/// Clauses: the final clauses of a treaty as its rule file states them, each with its article. A
/// treaty and a default law (such as the VCLT) consist of the same clauses; what a treaty does not
/// say, its default law says, and its own clause on a point wins (lex specialis).
#ifndef SERVANDA_LAW_CLAUSES_HPP
#define SERVANDA_LAW_CLAUSES_HPP

#include <servanda/calendar/by_period.hpp>
#include <servanda/calendar/date_rule.hpp>
#include <servanda/law/act.hpp>
#include <servanda/law/clause.hpp>
#include <servanda/law/condition.hpp>
#include <servanda/law/obligation.hpp>
#include <servanda/law/participant.hpp>
#include <servanda/law/trigger.hpp>
#include <servanda/law/value.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace servanda {

/// When deposits made before the treaty's entry into force take effect for their authors.
enum class before_entry : std::uint8_t { with_the_treaty, later_of_both_dates };

/// How consent to be bound is expressed (VCLT 11-15).
enum class consent_by : std::uint8_t { deposit, signature };

inline constexpr std::array<std::string_view, 2> consent_by_names{"deposit", "signature"};

inline constexpr std::array<std::string_view, 2> before_entry_names{"with the treaty",
                                                                    "later of both dates"};

struct entry_into_force_clause : clause {
    std::optional<condition> when;
    rules_by_period effective; ///< decided by the threshold day
    rules_by_period for_later; ///< decided by the deposit
    std::optional<before_entry> before;
    std::optional<date> not_before;       ///< a floor on the computed day
    std::vector<std::string> counted;     ///< organisations that count
    std::vector<std::string> not_counted; ///< states that do not
    std::optional<bool> accession_counts; ///< acts spelled `accede`
    std::optional<consent_by> consent;    ///< none: by deposit
    /// What a state may `declare` so as to be bound whether or not the condition is met.
    std::string waiver;
    /// The day on which the parties to the parent treaty are deemed to accept, those apart that
    /// objected (tacit acceptance).
    std::optional<date_rule> tacit;
    std::optional<condition> unless; ///< what prevents the tacit acceptance
    friend bool operator==(const entry_into_force_clause&,
                           const entry_into_force_clause&) = default;
};

struct accession_clause : clause {
    flag_by_period open; ///< decided by the day of the deposit
    std::optional<condition> open_to;
    friend bool operator==(const accession_clause&, const accession_clause&) = default;
};

struct provisional_application_clause : clause {
    rules_by_period starts; ///< by itself, such as "on signature"; none: by act
    rules_by_period ends;
    rules_by_period notice; ///< when an act that ends it takes effect
    std::vector<std::string> provisions;
    friend bool operator==(const provisional_application_clause&,
                           const provisional_application_clause&) = default;
};

struct duration_clause : clause {
    std::optional<bool> unlimited;
    /// The day the term ends. One that recurs renews itself by periods: nobody leaves but by
    /// notice.
    std::optional<schedule> term;
    friend bool operator==(const duration_clause&, const duration_clause&) = default;
};

struct extension_clause : clause {
    std::optional<std::int64_t> times;
    std::optional<period> at_most;
    std::vector<std::string> by; ///< empty: all parties
    friend bool operator==(const extension_clause&, const extension_clause&) = default;
};

struct withdrawal_clause : clause {
    rules_by_period notice;   ///< the day a notice takes effect; decided by the notice
    rules_by_period lock_in;  ///< the first day for notice; decided by the notice
    rules_by_period deadline; ///< the last day for notice before an expiry
    std::optional<std::pair<schedule, schedule>> window; ///< opens, closes (that day included)
    std::optional<std::string> statement;                ///< what a notice must state
    std::optional<condition> not_while;
    std::optional<bool> implied; ///< VCLT 56(1)(b)
    std::vector<std::string> notify;
    friend bool operator==(const withdrawal_clause&, const withdrawal_clause&) = default;
};

struct suspension_clause : clause {
    rules_by_period notice;        ///< when it takes effect; none: on the day of the act
    std::optional<condition> when; ///< open only while this holds
    std::vector<std::string> by;   ///< to whom it is open; empty: to all parties
    friend bool operator==(const suspension_clause&, const suspension_clause&) = default;
};

/// When one party alone may end the treaty by right.
struct termination_clause : clause {
    rules_by_period notice;        ///< when it takes effect; none: on the day of the act
    std::optional<condition> when; ///< open only while this holds
    std::vector<std::string> by;   ///< to whom it is open; empty: to all parties
    friend bool operator==(const termination_clause&, const termination_clause&) = default;
};

struct expulsion_clause : clause {
    rules_by_period notice;
    friend bool operator==(const expulsion_clause&, const expulsion_clause&) = default;
};

struct reservations_clause : clause {
    flag_by_period allowed;   ///< decided by the day of the reservation
    rules_by_period deadline; ///< last day for an objection; anchors: notice, own deposit
    friend bool operator==(const reservations_clause&, const reservations_clause&) = default;
};

/// One point of the lifecycle and the article that governs it where a treaty is silent.
struct law_point : clause {
    std::string on; ///< an act of the lifecycle table, such as "revoke of notice"
    std::string says;
    friend bool operator==(const law_point&, const law_point&) = default;
};

/// What a rule sets instead of doing an act: a fact, or the value of a clause.
struct setting {
    std::string what; ///< a fact's name, or "section.key"
    value to;         ///< of a fact: true, false, a number or a word

    [[nodiscard]] bool is_clause() const noexcept { return what.find('.') != std::string::npos; }
    friend bool operator==(const setting&, const setting&) = default;
};

/// What no clause covers: on a trigger, if a guard holds, after a time, an act is done by the rule
/// on somebody's behalf (a *deemed* act), unless something happens first.
struct rule : clause {
    std::string id;
    rule_trigger on;
    std::optional<condition> guard; ///< files: `if`
    std::optional<date_rule> after;
    std::optional<condition> only_while; ///< files: `while`; tested on the day of effect
    std::optional<condition> not_while;
    std::optional<condition> unless; ///< cancels while pending
    act then = act::declare;
    std::string of;
    std::optional<setting> sets; ///< `then = "set …"`: no act is done
    std::vector<std::string> by; ///< empty: whom the trigger concerns, or all parties
    std::string treaty;          ///< where the act is done; empty: here
    std::string basis;
    friend bool operator==(const rule&, const rule&) = default;
};

/// A weight per participant, such as shares of emissions, and the whole they are shares of.
struct weight_table {
    std::map<std::string, double, std::less<>> values;
    std::optional<double> total; ///< none: the sum of the values
    friend bool operator==(const weight_table&, const weight_table&) = default;
};

/// All that a rule file may state about a treaty's life.
struct clauses {
    entry_into_force_clause entry_into_force;
    accession_clause accession;
    provisional_application_clause provisional_application;
    duration_clause duration;
    extension_clause extension;
    withdrawal_clause withdrawal;
    suspension_clause suspension;
    termination_clause termination;
    expulsion_clause expulsion;
    reservations_clause reservations;
    clause amendment;
    clause succession;
    std::optional<month_end> short_months; ///< files: `[calendar] month_end`
    std::map<std::string, std::vector<std::string>, std::less<>> groups;
    std::map<std::string, weight_table, std::less<>> weights;
    std::map<std::string, date_rule, std::less<>> anchors;
    std::vector<participant> participants;
    std::vector<rule> rules;
    std::vector<obligation> obligations;
    std::vector<fact> facts;
    std::vector<package> packages;
    key_places places{}; ///< of named things: "groups.annex-2"

    /// Which sections the treaty has at all: its own clause on a point closes the default law's.
    bool has_withdrawal = false;
    bool has_provisional_application = false;
    bool has_suspension = false;
    bool has_termination = false;
    bool has_extension = false;
    bool has_expulsion = false;

    friend bool operator==(const clauses&, const clauses&) = default;
};

} // namespace servanda

#endif

/// @file
/// A program: a rulebook and a scenario with every name resolved to a dense number, ready to run.
/// It is immutable; one program may be run by many threads at once.
#ifndef SERVANDA_ENGINE_PROGRAM_HPP
#define SERVANDA_ENGINE_PROGRAM_HPP

#include <servanda/engine/duties.hpp>
#include <servanda/engine/lifecycle.hpp>
#include <servanda/engine/name_index.hpp>
#include <servanda/law/scenario.hpp>
#include <servanda/law/treaty.hpp>

#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

using treaty_id = std::uint32_t;
using participant_id = std::uint32_t;
/// A participant in a treaty; the first number of each treaty stands for the treaty as a whole.
using membership_id = std::uint32_t;

/// No treaty, participant, membership, act, effect or rule.
inline constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();

/// What a subject test says of its subject.
enum class predicate : std::uint8_t {
    party_to,        ///< consent is party
    signatory_to,    ///< has signed and is not yet a party
    contracting_to,  ///< contracting state
    consented_to,    ///< contracting or party
    signed_treaty,   ///< has signed
    in_state,        ///< a headline state
    treaty_in_force, ///< of a treaty
    treaty_suspended,
    treaty_terminated,
    treaty_not_in_force,
    in_group,
    fact_holds,
    duty_verdict,       ///< some bearer of an obligation has a verdict
    duty_commitment,    ///< … or its commitment has come so far
    in_breach,          ///< the subject is in breach of an obligation
    in_material_breach, ///< a material breach by the subject has been determined
};

struct compiled_test {
    condition::kind what = condition::kind::count;
    bool negated = false;
    std::vector<std::uint32_t> operands;

    counted_thing thing = counted_thing::deposits;
    participant_set::kind who = participant_set::kind::anyone;
    treaty_id of_treaty = 0;  ///< whose deposits, signatures …
    treaty_id set_treaty = 0; ///< whose parties, signatories …
    std::optional<date> as_of;
    std::vector<membership_id> listed; ///< members of the set that can act at all
    std::int64_t listed_size = 0;      ///< members of the set, whether they can act or not
    quantity how_many;
    std::optional<weight_share> share;
    std::vector<double> weights; ///< by membership of `of_treaty`
    double weight_total = 0;

    predicate says = predicate::party_to;
    bool about_it = false;
    participant_id subject = nothing;
    servanda::state wanted = state::none;
    std::uint32_t fact_name = nothing;
    std::vector<participant_id> group;
    obligation_id obligation = nothing;
    servanda::verdict wanted_verdict = verdict::breached;
    servanda::commitment wanted_commitment = commitment::none;

    date day;
};

struct compiled_condition {
    std::vector<compiled_test> tests; ///< operands before operators; the last is the condition
    std::vector<treaty_id> depends;   ///< treaties whose change may change the answer
    bool about_it = false;
    bool uses_facts = false;
};

/// Date rules of a clause with the conditions of their entries, where those have any.
struct compiled_rules {
    const rules_by_period* source = nullptr;
    const date_rule* only = nullptr; ///< the one that applies always; null: there are several
    std::vector<std::optional<compiled_condition>> guards; ///< by entry; empty: none has one

    [[nodiscard]] bool empty() const noexcept { return source == nullptr || source->empty(); }
    /// An entry's rule; null past the last.
    [[nodiscard]] const date_rule* entry(std::uint32_t index) const noexcept {
        return empty() || index >= source->entries().size() ? nullptr
                                                            : &source->entries()[index].value;
    }
};

struct compiled_rule {
    const rule* source = nullptr;
    treaty_id owner = 0;
    treaty_id target = 0; ///< where the act is done
    lifecycle_act row = lifecycle_act::recorded;
    std::optional<compiled_condition> trigger;
    std::optional<compiled_condition> guard;
    std::optional<compiled_condition> only_while;
    std::optional<compiled_condition> not_while;
    std::optional<compiled_condition> unless;
    std::vector<participant_id> by;
    bool all_parties = false;
    treaty_id accepts_for = nothing;   ///< a tacit acceptance: by the parties to that treaty
    bool at_once = false;              ///< a deemed notice or deposit without a clock
    std::uint32_t sets_fact = nothing; ///< instead of an act
};

/// On which terms a party may leave.
struct withdrawal_terms {
    std::shared_ptr<const withdrawal_clause> clause; ///< null: withdrawal is not admitted
    bool by_law = false;                             ///< the default law's
    compiled_rules notice;
    compiled_rules lock_in;
    compiled_rules deadline;
    std::optional<compiled_condition> not_while;

    [[nodiscard]] bool admitted() const noexcept { return clause != nullptr; }
};

/// What an amendment or a rule changes in the terms, for those to whom the change applies.
struct amended_terms {
    treaty_id amendment = nothing; ///< for the parties to it
    const rule* by_rule = nullptr; ///< or for those for whom that rule has set it
    std::vector<std::string> keys; ///< of [withdrawal]: what it changes, and nothing else
    withdrawal_terms terms;        ///< as they would be if it were the only change
};

/// Terms with a change on top of them. O(keys).
[[nodiscard]] inline withdrawal_terms changed_terms(withdrawal_terms terms,
                                                    const amended_terms& change) {
    withdrawal_clause clause =
        terms.clause == nullptr ? *change.terms.clause : withdrawal_clause(*terms.clause);
    const withdrawal_clause& then = *change.terms.clause;
    for (const auto& key : change.keys) {
        if (key == "notice" || key == "implied") {
            clause.notice = then.notice;
            clause.implied = then.implied;
            clause.article = then.article;
            terms.by_law = change.terms.by_law;
            terms.notice = change.terms.notice;
        } else if (key == "lock_in") {
            clause.lock_in = then.lock_in;
            terms.lock_in = change.terms.lock_in;
        } else if (key == "deadline") {
            clause.deadline = then.deadline;
            terms.deadline = change.terms.deadline;
        } else if (key == "not_while") {
            clause.not_while = then.not_while;
            terms.not_while = change.terms.not_while;
        } else if (key == "window") {
            clause.window = then.window;
        } else if (key == "statement") {
            clause.statement = then.statement;
        } else if (key == "article") {
            clause.article = then.article;
        }
    }
    const bool admitted = terms.clause != nullptr || !terms.notice.empty();
    terms.clause =
        admitted ? std::make_shared<const withdrawal_clause>(std::move(clause)) : nullptr;
    return terms;
}

/// A treaty with its default law merged in.
struct compiled_treaty {
    const treaty* source = nullptr;
    const default_law* law = nullptr;
    membership_id first = 0; ///< the treaty as a whole; members follow
    std::uint32_t members = 0;
    std::vector<membership_id> by_participant;
    month_end policy = month_end::last_day;

    std::optional<compiled_condition> when; ///< none: from the first deposit on
    std::int64_t deposits_needed = 0;       ///< fast path: `when` is just "N deposits"
    std::optional<compiled_condition> ends_when;
    std::optional<compiled_condition> accession;
    std::optional<compiled_condition> suspension_when;
    std::vector<treaty_id> required;
    std::vector<treaty_id> amendments; ///< treaties of the scenario that amend this one

    compiled_rules effective;
    compiled_rules for_later;
    compiled_rules provisional_start;
    compiled_rules provisional_end;
    compiled_rules provisional_notice;
    compiled_rules suspension_notice;
    compiled_rules expulsion_notice;
    compiled_rules objection_deadline;
    before_entry before = before_entry::with_the_treaty;
    bool term_renews = false;                 ///< the term recurs: it is renewed by itself
    std::optional<compiled_condition> unless; ///< what prevents a tacit acceptance
    withdrawal_terms withdrawal;
    std::vector<amended_terms> amended; ///< what changes them, for some or all
    const suspension_clause* suspension = nullptr;
    std::vector<participant_id> suspension_by; ///< to whom it is open; empty: to all
    const termination_clause* termination = nullptr;
    std::optional<compiled_condition> termination_when;
    compiled_rules termination_notice;
    std::vector<participant_id> termination_by;
    std::vector<participant_id>
        extension_by;                 ///< whose agreement extends the term; empty: all parties
    std::optional<date> stated_entry; ///< the depositary's own statement
    std::uint32_t statement_act = nothing;

    std::vector<treaty_id> dependents;           ///< treaties whose own conditions look at this one
    std::vector<std::uint32_t> act_rules;        ///< set off by acts in this treaty
    std::vector<std::uint32_t> condition_rules;  ///< whose conditions look at this treaty
    std::vector<obligation_id> condition_duties; ///< the same of obligations
    /// Whether any of these, or its end, or another treaty, hangs on what is so in this one.
    bool asked_about = false;
};

/// An act with its names resolved, and of its details what most acts are asked for. The rest stays
/// in the scenario, whose acts are large and far apart.
struct bound_act {
    date day;      ///< the day it works on: its own, or the effective day of a succession
    date received; ///< when it reached its addressee: its day, unless stated otherwise
    date stated;   ///< the day it claims, where `states_day`
    act kind = act::declare;
    lifecycle_act row = lifecycle_act::recorded;
    bool has_basis = false;       ///< it names a ground
    bool lacks_statement = false; ///< it is known to lack a statement
    bool states_day = false;
    bool in_part = false; ///< of a suspension: of named obligations only
    treaty_id treaty = 0;
    membership_id who = nothing;
    membership_id predecessor = nothing; ///< of `succeed`
    std::uint32_t source = nothing;      ///< index into the scenario's acts; nothing: deemed
    std::uint32_t by_rule = nothing;     ///< of a deemed act
    std::uint32_t because = nothing;     ///< of a deemed act: the effect that did it
};

struct participant_name {
    std::string code;
    std::optional<date> from; ///< the first day under this code; none: always
};

/// Rulebook and scenario, resolved. Build one with `compile`.
struct program {
    std::shared_ptr<const rulebook> rules;
    std::shared_ptr<const scenario> story;

    name_index treaty_names;                          ///< ids, in order of treaties; then aliases
    std::vector<treaty_id> treaty_identity;           ///< by name: an alias is the treaty itself
    name_index codes;                                 ///< every code that names a participant
    std::vector<participant_id> identity;             ///< by code: RUS and SUN are one participant
    std::vector<std::vector<participant_name>> names; ///< by participant, in order of days

    std::vector<compiled_treaty> treaties;
    std::deque<rule> own_rules; ///< that stand for a clause, such as `ceases_with`
    std::vector<compiled_rule> rules_in_order;
    std::vector<bound_act> acts;                ///< by day, then in scenario order
    std::vector<participant_id> participant_of; ///< by membership; nothing for a treaty as a whole
    std::vector<treaty_id> treaty_of;           ///< by membership
    std::vector<std::uint8_t> side_of;          ///< by membership: 0, 1, or 2 for none
    std::vector<std::uint8_t> counts;           ///< by membership: whether its deposit counts
    std::vector<std::vector<membership_id>> targets; ///< by scenario act: addressees; empty: all
    std::vector<std::vector<membership_id>> heirs;   ///< by scenario act: of `dissolve`
    std::vector<std::vector<participant_id>> contesters; ///< by scenario act
    std::vector<participant_id> contesting;              ///< everybody who contests anything, once

    name_index fact_names;
    std::set<std::uint32_t> facts_asked; ///< names that conditions ask for
    struct fact_span {
        std::uint32_t name = 0;
        participant_id of = nothing;
        treaty_id of_treaty = nothing;
        date from;
        date until;
        bool holds = true;
    };
    std::vector<fact_span> facts;
    duty_program duties;
    std::vector<compiled_condition> duty_conditions; ///< of obligations, by their own numbers
    std::vector<date> wakes;               ///< days on which conditions change by themselves
    std::vector<std::uint32_t> fact_rules; ///< rules whose conditions ask for facts or days
    std::vector<std::uint32_t> date_rules; ///< rules set off by dates
    std::vector<diagnostic> remarks;       ///< what is odd, but not wrong

    [[nodiscard]] membership_id membership(treaty_id treaty, participant_id who) const noexcept {
        const auto& table = treaties[treaty].by_participant;
        return who < table.size() ? table[who] : nothing;
    }
    /// The treaty of that id or alias.
    [[nodiscard]] std::optional<treaty_id> find_treaty(std::string_view name) const noexcept {
        const auto found = treaty_names.find(name);
        return found ? std::optional(treaty_identity[*found]) : std::nullopt;
    }
    [[nodiscard]] std::optional<participant_id> participant(std::string_view code) const noexcept {
        const auto found = codes.find(code);
        return found ? std::optional(identity[*found]) : std::nullopt;
    }
    /// The code under which a participant was known on a day.
    [[nodiscard]] const std::string& code_on(participant_id who, date day) const {
        const auto& list = names[who];
        std::size_t at = 0;
        for (std::size_t i = 1; i < list.size(); ++i) {
            if (list[i].from && *list[i].from <= day) {
                at = i;
            }
        }
        return list[at].code;
    }
    [[nodiscard]] const std::string& treaty_name(treaty_id treaty) const {
        return treaties[treaty].source->id;
    }
};

/// Where a rule stands: "XV(2)" of the treaty itself, or "VCLT 68" of its default law.
struct citation {
    std::string article;
    bool by_default_law = false;
    friend bool operator==(const citation&, const citation&) = default;
};

namespace detail {

/// The treaty's own clause on a point of its life; null when the treaty has none with an article.
[[nodiscard]] inline const clause* own_clause(const treaty& source, std::string_view point) {
    const clauses& own = source.own;
    const clause* found = nullptr;
    if (point == "accede") {
        found = &own.accession;
    } else if (point == "entry into force") {
        found = &own.entry_into_force;
    } else if (point == "provisionally apply" || point == "end provisional application") {
        found = &own.provisional_application;
    } else if (point == "give notice of withdrawal") {
        found = &own.withdrawal;
    } else if (point == "suspend" || point == "resume") {
        found = &own.suspension;
    } else if (point == "extend of term") {
        found = own.extension.article.empty() ? static_cast<const clause*>(&own.duration)
                                              : &own.extension;
    } else if (point == "expiry") {
        found = &own.duration;
    } else if (point == "terminate") {
        found = &own.termination;
    } else if (point == "expel") {
        found = &own.expulsion;
    } else if (point == "reserve" || point == "object" || point == "accept reservation") {
        found = &own.reservations;
    }
    return found == nullptr || found->article.empty() ? nullptr : found;
}

} // namespace detail

/// The article that governs a point of a treaty's life: the treaty's own, else its default law's,
/// else nothing.
[[nodiscard]] inline citation cite(const compiled_treaty& in, std::string_view point) {
    if (const clause* own = detail::own_clause(*in.source, point)) {
        return {own->article, false};
    }
    if (point == "give notice of withdrawal" && in.source->own.has_withdrawal) {
        return {}; // its own clause, which names no article
    }
    if (in.law != nullptr) {
        if (const law_point* found = in.law->on(point == "accede" ? "deposit" : point)) {
            return {found->article.empty() ? in.law->cited_as
                                           : in.law->cited_as + " " + found->article,
                    true};
        }
    }
    return {};
}

} // namespace servanda

#endif

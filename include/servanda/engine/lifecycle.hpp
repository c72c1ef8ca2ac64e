/// @file
/// The lifecycle table: what each act does in each state of its author (docs/acts.md). This is the
/// one place where acts become states; clauses say when a cell is open, rules can only do acts.
#ifndef SERVANDA_ENGINE_LIFECYCLE_HPP
#define SERVANDA_ENGINE_LIFECYCLE_HPP

#include <servanda/engine/aspects.hpp>
#include <servanda/law/vocabulary.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace servanda {

/// The rows of the table: acts with what they are about.
enum class lifecycle_act : std::uint8_t {
    sign,
    deposit,
    provisionally_apply,
    end_provisional_application,
    unsign,
    revoke_deposit,
    give_notice,
    revoke_notice,
    suspend_notice,
    resume_notice,
    extend_notice,
    suspend,
    resume,
    extend_term,
    terminate,
    expel, ///< in the state of the one expelled
    reserve,
    object,
    accept_reservation,
    succeed,
    continue_identity,
    dissolve,
    recorded, ///< recorded always; obligations decide what it means
};

inline constexpr std::size_t lifecycle_act_count = 23;

/// The spelling of a row, which is also the name of the point in a default law.
inline constexpr std::array<std::string_view, lifecycle_act_count> lifecycle_act_names{
    "sign",
    "deposit",
    "provisionally apply",
    "end provisional application",
    "unsign",
    "revoke of deposit",
    "give notice of withdrawal",
    "revoke of notice",
    "suspend of notice",
    "resume of notice",
    "extend of notice",
    "suspend",
    "resume",
    "extend of term",
    "terminate",
    "expel",
    "reserve",
    "object",
    "accept reservation",
    "succeed",
    "continue",
    "dissolve",
    "recorded",
};

[[nodiscard]] constexpr std::string_view to_string(lifecycle_act row) noexcept {
    return lifecycle_act_names[static_cast<std::size_t>(row)];
}

/// The columns of the table.
enum class lifecycle_column : std::uint8_t {
    none,
    signed_only,
    contracting,
    provisionally_applied,
    in_force,
    suspended,
    withdrawal_pending,
    former,
    terminated,
};

inline constexpr std::size_t lifecycle_column_count = 9;

[[nodiscard]] constexpr lifecycle_column column_of(const aspects& now) noexcept {
    switch (now.headline()) {
    case state::terminated:
        return lifecycle_column::terminated;
    case state::withdrawn:
    case state::former_party:
        return lifecycle_column::former;
    case state::withdrawal_pending:
        return lifecycle_column::withdrawal_pending;
    case state::suspended:
        return lifecycle_column::suspended;
    case state::in_force:
        return lifecycle_column::in_force;
    case state::provisionally_applied:
        return lifecycle_column::provisionally_applied;
    case state::contracting:
        return lifecycle_column::contracting;
    case state::signed_only:
        return lifecycle_column::signed_only;
    case state::none:
        break;
    }
    return lifecycle_column::none;
}

/// What a cell of the table does.
enum class lifecycle_effect : std::uint8_t {
    void_act,
    become_signatory,    ///< if open for signature
    become_contracting,  ///< if open for accession
    hold_deposit,        ///< a new period, counted from the exit
    apply_provisionally, ///< if a clause opens it
    end_provisional,     ///< back to signed, contracting or none
    withdraw_signature,  ///< the duty of VCLT 18 ends
    revoke_deposit,      ///< back to signed or none
    begin_withdrawal,    ///< pending: lock-in, window and statement permitting
    replace_notice,      ///< a later stated date replaces the notice
    cancel_withdrawal,   ///< exit none
    stop_clock,
    restart_clock,
    move_withdrawal,
    suspend_pairs,
    lift_own_suspension,
    move_end,           ///< within what the clause allows, when all have agreed
    agree_to_end,       ///< the treaty ends when the last agrees
    end_membership,     ///< former party by expulsion
    make_reservation,   ///< with a signature or deposit only
    answer_reservation, ///< in time
    take_over,          ///< succession
    record,
};

/// The table of docs/acts.md, row by row.
inline constexpr auto lifecycle_table = [] {
    using e = lifecycle_effect;
    constexpr auto x = e::void_act;
    // none, signed, contracting, provisional, in force, suspended, pending, former, terminated
    return std::array<std::array<e, lifecycle_column_count>, lifecycle_act_count>{{
        /* sign */
        {e::become_signatory, x, x, x, x, x, x, e::become_signatory, x},
        /* deposit */
        {e::become_contracting,
         e::become_contracting,
         x,
         e::become_contracting,
         x,
         x,
         e::hold_deposit,
         e::become_contracting,
         x},
        /* provisionally apply */
        {e::apply_provisionally, e::apply_provisionally, e::apply_provisionally, x, x, x, x, x, x},
        /* end provisional application */
        {x, x, x, e::end_provisional, x, x, x, x, x},
        /* unsign */
        {x, e::withdraw_signature, x, e::end_provisional, x, x, x, x, x},
        /* revoke of deposit */
        {x, x, e::revoke_deposit, e::revoke_deposit, x, x, x, x, x},
        /* give notice of withdrawal */
        {x,
         x,
         e::revoke_deposit,
         e::end_provisional,
         e::begin_withdrawal,
         e::begin_withdrawal,
         e::replace_notice,
         x,
         x},
        /* revoke of notice */
        {x, x, x, x, x, x, e::cancel_withdrawal, x, x},
        /* suspend of notice */
        {x, x, x, x, x, x, e::stop_clock, x, x},
        /* resume of notice */
        {x, x, x, x, x, x, e::restart_clock, x, x},
        /* extend of notice */
        {x, x, x, x, x, x, e::move_withdrawal, x, x},
        /* suspend */
        {x, x, x, e::suspend_pairs, e::suspend_pairs, e::suspend_pairs, e::suspend_pairs, x, x},
        /* resume */
        {x,
         x,
         x,
         e::lift_own_suspension,
         e::lift_own_suspension,
         e::lift_own_suspension,
         e::lift_own_suspension,
         x,
         x},
        /* extend of term */
        {x, x, x, e::move_end, e::move_end, e::move_end, e::move_end, x, x},
        /* terminate */
        {x, x, x, e::agree_to_end, e::agree_to_end, e::agree_to_end, e::agree_to_end, x, x},
        /* expel */
        {x, x, x, e::end_membership, e::end_membership, e::end_membership, e::end_membership, x, x},
        /* reserve */
        {x,
         e::make_reservation,
         e::make_reservation,
         e::make_reservation,
         e::make_reservation,
         e::make_reservation,
         e::make_reservation,
         x,
         x},
        /* object */
        {x,
         x,
         e::answer_reservation,
         e::answer_reservation,
         e::answer_reservation,
         e::answer_reservation,
         e::answer_reservation,
         x,
         x},
        /* accept reservation */
        {x,
         x,
         e::answer_reservation,
         e::answer_reservation,
         e::answer_reservation,
         e::answer_reservation,
         e::answer_reservation,
         x,
         x},
        /* succeed */
        {e::take_over, e::take_over, e::take_over, x, x, x, x, e::take_over, x},
        /* continue */
        {e::record,
         e::record,
         e::record,
         e::record,
         e::record,
         e::record,
         e::record,
         e::record,
         e::record},
        /* dissolve */
        {e::record,
         e::record,
         e::record,
         e::record,
         e::record,
         e::record,
         e::record,
         e::record,
         e::record},
        /* recorded */
        {e::record,
         e::record,
         e::record,
         e::record,
         e::record,
         e::record,
         e::record,
         e::record,
         e::record},
    }};
}();

/// One cell. O(1), constexpr.
[[nodiscard]] constexpr lifecycle_effect lifecycle_cell(lifecycle_act row,
                                                        lifecycle_column column) noexcept {
    return lifecycle_table[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
}

/// The row an act belongs to, by what it is about (`of`). Nothing when no such act exists, such as
/// "revoke of term".
[[nodiscard]] constexpr std::optional<lifecycle_act> row_of(act kind,
                                                            std::string_view of) noexcept {
    const bool notice = of == "notice";
    const bool whole = of.empty() || of == "treaty";
    switch (kind) {
    case act::sign:
        return lifecycle_act::sign;
    case act::ratify:
    case act::approve:
    case act::accede:
    case act::deposit:
        return lifecycle_act::deposit;
    case act::accept:
        return whole ? lifecycle_act::deposit : lifecycle_act::recorded;
    case act::succeed:
        return lifecycle_act::succeed;
    case act::continue_identity:
        return lifecycle_act::continue_identity;
    case act::dissolve:
        return lifecycle_act::dissolve;
    case act::provisionally_apply:
        return lifecycle_act::provisionally_apply;
    case act::end_provisional_application:
        return lifecycle_act::end_provisional_application;
    case act::unsign:
        return lifecycle_act::unsign;
    case act::revoke:
        if (of == "deposit") {
            return lifecycle_act::revoke_deposit;
        }
        if (of == "suspension") {
            return lifecycle_act::resume;
        }
        if (of == "non-recognition") {
            return lifecycle_act::recorded;
        }
        return notice ? std::optional(lifecycle_act::revoke_notice) : std::nullopt;
    case act::give_notice_of_withdrawal:
        return lifecycle_act::give_notice;
    case act::suspend:
        return notice ? lifecycle_act::suspend_notice : lifecycle_act::suspend;
    case act::resume:
        return notice ? lifecycle_act::resume_notice : lifecycle_act::resume;
    case act::extend:
        if (notice) {
            return lifecycle_act::extend_notice;
        }
        return of == "term" || whole ? std::optional(lifecycle_act::extend_term) : std::nullopt;
    case act::terminate:
        return lifecycle_act::terminate;
    case act::expel:
        return lifecycle_act::expel;
    case act::reserve:
        return lifecycle_act::reserve;
    case act::object:
        return whole ? lifecycle_act::recorded : lifecycle_act::object;
    case act::accept_reservation:
        return lifecycle_act::accept_reservation;
    default:
        return lifecycle_act::recorded;
    }
}

/// Why an act is void, or what its standing rests on.
enum class finding_of_standing : std::uint8_t {
    stands,
    not_open_for_signature,
    not_a_side,
    accession_closed,
    accession_condition,
    consent_to_another_lacking,
    already_signed,
    already_bound,
    not_signed,
    not_contracting,
    not_a_party,
    no_provisional_clause,
    not_applied_provisionally,
    withdrawal_not_admitted,
    inside_lock_in,
    outside_window,
    after_deadline,
    statement_lacking,
    notice_already_pending,
    no_notice_pending,
    notice_took_effect,
    clock_already_stopped,
    clock_not_stopped,
    later_day_needed,
    no_suspension_clause,
    no_own_suspension,
    no_extension_clause,
    no_term,
    extension_used_up,
    extension_too_long,
    end_has_passed,
    awaits_agreement,
    expulsion_not_admitted,
    no_target,
    reservation_forbidden,
    not_with_consent,
    no_reservation,
    objection_too_late,
    nothing_to_succeed_to,
    nothing_to_answer,
    treaty_ended,
    contested,
};

/// The sentence that reports it.
[[nodiscard]] constexpr std::string_view to_string(finding_of_standing finding) noexcept {
    constexpr std::array<std::string_view, 42> sentences{
        "",
        "the treaty is not open for signature on that day",
        "the treaty has two sides, and this participant stands on neither",
        "the treaty is not open for accession",
        "the condition for accession does not hold",
        "consent to a treaty that this one requires is lacking",
        "it has signed already",
        "it is bound already",
        "it has not signed",
        "it has no deposit that could be taken back",
        "it is not a party",
        "no clause opens provisional application",
        "it does not apply the treaty provisionally",
        "the treaty admits no withdrawal",
        "the notice comes before the first day for notice",
        "the notice falls outside the window for notices",
        "the last day for notice before the expiry has passed",
        "the notice is known to lack the statement the clause asks for",
        "a notice is pending already",
        "no notice is pending",
        "the notice has taken effect already",
        "the clock of the notice stands already",
        "the clock of the notice runs already",
        "it names no later day",
        "no clause opens suspension, and it names no basis",
        "it has no suspension of its own to lift",
        "no clause opens an extension, and it names no basis",
        "the treaty has no term that could be extended",
        "the clause allows no further extension",
        "the extension is longer than the clause allows",
        "the day it names has passed, or comes after the end",
        "the others have not agreed yet",
        "no clause opens expulsion, and it names no basis",
        "it names nobody to whom it applies",
        "the treaty forbids reservations",
        "a reservation is made with a signature or deposit only",
        "there is no such reservation",
        "the time for objections has passed",
        "there is no state of that predecessor to take over",
        "nothing is proposed that it could answer or take back",
        "the treaty has ended",
        "it is contested",
    };
    return sentences[static_cast<std::size_t>(finding)];
}

} // namespace servanda

#endif

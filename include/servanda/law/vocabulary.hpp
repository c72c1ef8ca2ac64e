/// @file
/// The words of the law of treaties as enumerations, each with its spelling in files: spaces in
/// files, underscores in C++. Sources: Vienna Convention on the Law of Treaties (VCLT), Articles 2,
/// 11-18, 24-25, 54-72.
#ifndef SERVANDA_LAW_VOCABULARY_HPP
#define SERVANDA_LAW_VOCABULARY_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace servanda {

/// What somebody did on a day.
enum class act : std::uint8_t {
    sign,
    ratify,
    accept,
    approve,
    accede,
    deposit, ///< consent to be bound, of whatever kind
    succeed,
    continue_identity, ///< spelt `continue`
    dissolve,
    provisionally_apply,
    end_provisional_application,
    unsign,
    revoke,
    give_notice_of_withdrawal,
    suspend,
    resume,
    extend,
    terminate,
    expel,
    reserve,
    object,
    accept_reservation,
    propose,
    reject,
    allege,
    contest,
    determine,
    cure,
    declare,
    notify,
    inspect,
    refuse,
    perform,
    entry_into_force, ///< by `*`: the depositary's own statement
};

inline constexpr std::array<std::string_view, 34> act_names{
    "sign",
    "ratify",
    "accept",
    "approve",
    "accede",
    "deposit",
    "succeed",
    "continue",
    "dissolve",
    "provisionally apply",
    "end provisional application",
    "unsign",
    "revoke",
    "give notice of withdrawal",
    "suspend",
    "resume",
    "extend",
    "terminate",
    "expel",
    "reserve",
    "object",
    "accept reservation",
    "propose",
    "reject",
    "allege",
    "contest",
    "determine",
    "cure",
    "declare",
    "notify",
    "inspect",
    "refuse",
    "perform",
    "entry into force",
};

[[nodiscard]] constexpr std::string_view to_string(act kind) noexcept {
    return act_names[static_cast<std::size_t>(kind)];
}

/// The act spelt so in files; nothing when there is none.
[[nodiscard]] constexpr std::optional<act> parse_act(std::string_view word) noexcept {
    for (std::size_t i = 0; i < act_names.size(); ++i) {
        if (act_names[i] == word) {
            return static_cast<act>(i);
        }
    }
    return std::nullopt;
}

/// Whether the act expresses consent to be bound (VCLT 11): one mechanism, several names.
[[nodiscard]] constexpr bool is_deposit(act kind) noexcept {
    return kind == act::ratify || kind == act::accept || kind == act::approve ||
           kind == act::accede || kind == act::deposit;
}

/// The headline state of one participant in one treaty (docs/states.md). The first that fits, in
/// this order, is the state.
enum class state : std::uint8_t {
    terminated,
    withdrawn,
    former_party,
    withdrawal_pending,
    suspended,
    in_force,
    provisionally_applied,
    contracting,
    signed_only, ///< spelt `signed`
    none,
};

inline constexpr std::array<std::string_view, 10> state_names{
    "terminated",
    "withdrawn",
    "former party",
    "withdrawal pending",
    "suspended",
    "in force",
    "provisionally applied",
    "contracting",
    "signed",
    "none",
};

[[nodiscard]] constexpr std::string_view to_string(state value) noexcept {
    return state_names[static_cast<std::size_t>(value)];
}

[[nodiscard]] constexpr std::optional<state> parse_state(std::string_view word) noexcept {
    for (std::size_t i = 0; i < state_names.size(); ++i) {
        if (state_names[i] == word) {
            return static_cast<state>(i);
        }
    }
    return std::nullopt;
}

/// Consent to be bound (VCLT 2(1)(f), (g)).
enum class consent : std::uint8_t { none, signed_only, contracting, party, former_party };

inline constexpr std::array<std::string_view, 5> consent_names{
    "none", "signed", "contracting", "party", "former party"};

[[nodiscard]] constexpr std::string_view to_string(consent value) noexcept {
    return consent_names[static_cast<std::size_t>(value)];
}

/// Whether the treaty operates for a participant.
enum class operation : std::uint8_t { not_operative, provisionally_applied, operative };

inline constexpr std::array<std::string_view, 3> operation_names{
    "not operative", "provisionally applied", "operative"};

[[nodiscard]] constexpr std::string_view to_string(operation value) noexcept {
    return operation_names[static_cast<std::size_t>(value)];
}

/// Why a party is a former party.
enum class end_cause : std::uint8_t {
    none,
    withdrawal,
    expulsion,
    dissolution,
    expiry,
    agreement,     ///< VCLT 54(b)
    supersession,  ///< VCLT 59
    breach,        ///< VCLT 60
    fewer_parties, ///< a clause that ends the treaty below a number
    other,
};

inline constexpr std::array<std::string_view, 10> end_cause_names{"none",
                                                                  "withdrawal",
                                                                  "expulsion",
                                                                  "dissolution",
                                                                  "expiry",
                                                                  "agreement",
                                                                  "supersession",
                                                                  "breach",
                                                                  "fewer parties",
                                                                  "other"};

[[nodiscard]] constexpr std::string_view to_string(end_cause value) noexcept {
    return end_cause_names[static_cast<std::size_t>(value)];
}

/// The treaty as a whole.
enum class treaty_state : std::uint8_t { not_yet_in_force, in_force, suspended, terminated };

inline constexpr std::array<std::string_view, 4> treaty_state_names{
    "not yet in force", "in force", "suspended", "terminated"};

[[nodiscard]] constexpr std::string_view to_string(treaty_state value) noexcept {
    return treaty_state_names[static_cast<std::size_t>(value)];
}

/// What an act was worth (docs/acts.md). By right: a clause or the default law opens it. By claim:
/// nothing opens it but it names a basis, and has the effect it claims. Void: neither.
enum class standing : std::uint8_t { recorded, by_right, by_claim, void_act };

inline constexpr std::array<std::string_view, 4> standing_names{
    "recorded", "by right", "by claim", "void"};

[[nodiscard]] constexpr std::string_view to_string(standing value) noexcept {
    return standing_names[static_cast<std::size_t>(value)];
}

/// What is to be said of an obligation for its bearer on a day.
enum class verdict : std::uint8_t {
    not_applicable, ///< not bound, suspended or lapsed
    kept,
    cured,
    due,
    unknown,
    alleged,
    disputed,
    breached,
};

/// From the best to the worst: the order in which verdicts are rolled up.
inline constexpr std::array<std::string_view, 8> verdict_names{
    "not applicable", "kept", "cured", "due", "unknown", "alleged", "disputed", "breached"};

[[nodiscard]] constexpr std::string_view to_string(verdict value) noexcept {
    return verdict_names[static_cast<std::size_t>(value)];
}

/// How far a commitment has come.
enum class commitment : std::uint8_t { none, proposed, agreed, active, lapsed };

inline constexpr std::array<std::string_view, 5> commitment_names{
    "none", "proposed", "agreed", "active", "lapsed"};

[[nodiscard]] constexpr std::string_view to_string(commitment value) noexcept {
    return commitment_names[static_cast<std::size_t>(value)];
}

enum class treaty_kind : std::uint8_t { bilateral, multilateral, political, resolution };

inline constexpr std::array<std::string_view, 4> treaty_kind_names{
    "bilateral", "multilateral", "political", "resolution"};

[[nodiscard]] constexpr std::string_view to_string(treaty_kind value) noexcept {
    return treaty_kind_names[static_cast<std::size_t>(value)];
}

} // namespace servanda

#endif

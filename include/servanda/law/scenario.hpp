/// @file
/// Scenarios: the dated acts and facts of a history, and what is expected of it.
#ifndef SERVANDA_LAW_SCENARIO_HPP
#define SERVANDA_LAW_SCENARIO_HPP

#include <servanda/law/act.hpp>
#include <servanda/law/participant.hpp>
#include <servanda/law/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace servanda {

/// What somebody expects a history to say on a day. What is not stated is not tested.
struct expectation {
    date on;
    std::string treaty;
    std::string party;
    std::optional<std::array<std::string, 2>> between;
    std::string as_seen_by;
    std::optional<date> as_known_on;

    std::string state; ///< of the party, or of the treaty where no party is named
    /// The states it may have, where acts are dated imprecisely; empty: not tested.
    std::vector<std::string> possible;
    std::string consent;
    std::string operation;
    std::string exit;
    std::optional<bool> suspended;
    std::optional<bool> disputed;
    std::optional<bool> in_force; ///< of `between`
    std::optional<std::int64_t> parties;
    /// The amendments that bind the party, or govern between two; none: as the treaty was made.
    std::optional<std::vector<std::string>> version;
    std::optional<date> next;
    std::optional<date> since;
    std::optional<std::vector<std::string>> surviving; ///< obligations that bind a former party

    std::string obligation; ///< the duty of the party that is meant
    std::string verdict;
    std::string commitment;

    std::string source;
    source_position where{};
    friend bool operator==(const expectation&, const expectation&) = default;
};

/// A membership that is given rather than reached by acts: "USA in force since 2002-01-01".
struct given_membership {
    std::string participant;
    state as = state::in_force;
    date since;
    std::string treaty;
    friend bool operator==(const given_membership&, const given_membership&) = default;
};

/// The acts and facts of a history. A value; building one checks nothing.
struct scenario {
    std::string title;
    std::vector<std::string> treaties; ///< ids; empty: all of the rulebook
    std::optional<date> from;
    std::optional<date> to; ///< the last day simulated; none: until nothing dated is pending
    std::vector<participant> participants; ///< beside those of the rulebook
    /// As in bulk records: every code is a participant of its own, declared or not, and nobody
    /// continues anybody; and what is spelled `deposit` was received, by whatever door its author
    /// came in, since such records list no signatures.
    bool as_bulk_record = false;
    /// Whose account the history is: what this participant contests is without effect, and nothing
    /// else is. Empty: without a viewpoint, and whatever anybody contests is without effect.
    std::string as_seen_by;
    std::vector<given_membership> given;
    std::vector<dated_act> acts;
    std::vector<fact> facts;
    std::vector<expectation> expectations;
    std::string source;
    source_position where{}; ///< where its treaties are named
    friend bool operator==(const scenario&, const scenario&) = default;
};

/// Whether the day of any act is not known to the day: then the scenario stands for all the precise
/// ones it allows.
[[nodiscard]] inline bool is_imprecise(const scenario& story) noexcept {
    return std::any_of(story.acts.begin(), story.acts.end(), [](const dated_act& done) {
        return is_imprecise(done);
    });
}

} // namespace servanda

#endif

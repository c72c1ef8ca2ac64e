/// @file
/// What a condition says today.
#ifndef SERVANDA_ENGINE_CONDITIONS_HPP
#define SERVANDA_ENGINE_CONDITIONS_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>

namespace servanda::detail {

[[nodiscard]] inline bool
compare(std::int64_t counted, comparison how, std::int64_t wanted) noexcept {
    switch (how) {
    case comparison::at_least:
        return counted >= wanted;
    case comparison::more_than:
        return counted > wanted;
    case comparison::fewer_than:
        return counted < wanted;
    case comparison::exactly:
        return counted == wanted;
    }
    return false;
}

inline bool machine::holds(const compiled_condition& condition, membership_id it) const {
    return condition.tests.empty() ||
           test_holds(condition, static_cast<std::uint32_t>(condition.tests.size()) - 1, it);
}

inline bool machine::test_holds(const compiled_condition& condition,
                                std::uint32_t index,
                                membership_id it) const {
    const compiled_test& test = condition.tests[index];
    const auto operand = [&](std::uint32_t at) { return test_holds(condition, at, it); };
    switch (test.what) {
    case condition::kind::all:
        return std::all_of(test.operands.begin(), test.operands.end(), operand);
    case condition::kind::any:
        return std::any_of(test.operands.begin(), test.operands.end(), operand);
    case condition::kind::negation:
        return !operand(test.operands.front());
    case condition::kind::count:
        return count_holds(test);
    case condition::kind::subject:
        return subject_holds(test, it) != test.negated;
    case condition::kind::from_date:
        return world_.today >= test.day;
    case condition::kind::before_date:
        return world_.today < test.day;
    }
    return false;
}

/// Whether a member did the thing that is counted, and its doing stands today.
inline bool machine::did(const compiled_test& test, membership_id m) const {
    const membership_state& own = world_.members[m];
    switch (test.thing) {
    case counted_thing::deposits:
        return own.now.consent == consent::contracting || own.now.consent == consent::party;
    case counted_thing::signatures:
        return own.has_signed;
    case counted_thing::members:
        return true;
    default:
        return (own.things_done & (1U << static_cast<unsigned>(test.thing))) != 0;
    }
}

/// The consent of a member at the end of an earlier day, from the record.
inline consent machine::consent_on(membership_id m, date day) const {
    looked_back_ = true;
    consent found = consent::none;
    for (std::size_t i = 0; i < record_.changes.size(); ++i) {
        const change& item = record_.changes[i];
        if (item.day > day) {
            break;
        }
        if (item.who == m) {
            found = item.now.consent;
        }
    }
    return found;
}

/// Whether a participant belongs to the set of parties, signatories … that a test names.
inline bool machine::in_set(const compiled_test& test, participant_id who) const {
    if (test.set_treaty == nothing) {
        return false;
    }
    const membership_id m = program_.membership(test.set_treaty, who);
    if (m == nothing) {
        return false;
    }
    const membership_state& own = world_.members[m];
    const consent then =
        test.as_of && *test.as_of < world_.today ? consent_on(m, *test.as_of) : own.now.consent;
    switch (test.who) {
    case participant_set::kind::parties:
        return then == consent::party;
    case participant_set::kind::signatories:
        // The sides of a bilateral treaty are its signatories; who succeeded one stands on its
        // side.
        return program_.treaties[test.set_treaty].source->sides.empty() ? own.has_signed
                                                                        : own.side != 2;
    case participant_set::kind::contracting_states:
        return then == consent::contracting || then == consent::party;
    case participant_set::kind::participants:
        return then != consent::none && then != consent::former_party;
    default:
        return true;
    }
}

inline std::int64_t machine::size_of_set(const compiled_test& test) const {
    if (test.who == participant_set::kind::listed) {
        return test.listed_size;
    }
    if (test.set_treaty == nothing) {
        return 0;
    }
    if (test.who == participant_set::kind::parties && !test.as_of) {
        return world_.treaties[test.set_treaty].parties;
    }
    const auto& item = program_.treaties[test.set_treaty];
    std::int64_t size = 0;
    for (membership_id m = item.first + 1; m <= item.first + item.members; ++m) {
        size += in_set(test, program_.participant_of[m]) ? 1 : 0;
    }
    return size;
}

inline bool machine::count_holds(const compiled_test& test) const {
    const bool counted_only = test.thing == counted_thing::deposits;
    std::int64_t number = 0;
    double weight = 0;
    const auto& item = program_.treaties[test.of_treaty];
    const auto take = [&](membership_id m, bool must_count) {
        if (did(test, m) && (!must_count || !counted_only || world_.members[m].counted)) {
            ++number;
            weight += test.weights.empty() ? 0 : test.weights[m - item.first];
        }
    };
    if (test.thing == counted_thing::members) {
        number = size_of_set(test);
    } else if (test.who == participant_set::kind::anyone && test.weights.empty() && counted_only) {
        number = world_.treaties[test.of_treaty].deposits;
    } else if (test.who == participant_set::kind::listed) {
        for (const auto m : test.listed) {
            take(m, false);
        }
    } else {
        const bool anyone = test.who == participant_set::kind::anyone;
        for (membership_id m = item.first + 1; m <= item.first + item.members; ++m) {
            if (anyone || in_set(test, program_.participant_of[m])) {
                take(m, anyone);
            }
        }
    }
    bool enough = true;
    switch (test.how_many.what) {
    case quantity::kind::none:
        break;
    case quantity::kind::number:
        enough = compare(number, test.how_many.how, test.how_many.value);
        break;
    case quantity::kind::fraction: {
        const std::int64_t all = size_of_set(test);
        // "at least two thirds" is rounded up; "more than half" is compared exactly.
        const std::int64_t scaled = number * test.how_many.denominator;
        enough = all > 0 && compare(scaled, test.how_many.how, all * test.how_many.value);
        break;
    }
    case quantity::kind::all: {
        const std::int64_t all = size_of_set(test);
        enough = all > 0 && number >= all;
        break;
    }
    }
    if (!enough || !test.share) {
        return enough;
    }
    const double share = test.share->what == weight_share::kind::amount ? weight
                         : test.weight_total > 0                        ? weight / test.weight_total
                                                                        : 0;
    // Published percentages are rounded: a share that reaches the line but for the last bits
    // reaches it.
    const double slack = 1e-9 * std::max(1.0, test.share->value);
    switch (test.share->how) {
    case comparison::at_least:
        return share >= test.share->value - slack;
    case comparison::more_than:
        return share > test.share->value + slack;
    case comparison::fewer_than:
        return share < test.share->value - slack;
    case comparison::exactly:
        return share >= test.share->value - slack && share <= test.share->value + slack;
    }
    return false;
}

inline bool machine::fact_holds(const compiled_test& test, participant_id who) const {
    const auto& set = world_.facts_set;
    const auto last = std::find_if(set.rbegin(), set.rend(), [&](const auto& made) {
        return made.name == test.fact_name && (made.of == nothing || made.of == who);
    });
    if (last != set.rend()) {
        return last->holds; // what a rule set stands until another sets it anew
    }
    return std::any_of(
        program_.facts.begin(), program_.facts.end(), [&](const program::fact_span& item) {
            const bool about = item.of_treaty != nothing ? item.of_treaty == test.of_treaty
                                                         : (item.of == nothing || item.of == who);
            return item.name == test.fact_name && about && item.holds &&
                   world_.today >= item.from &&
                   (world_.today < item.until || item.until == date::max());
        });
}

inline bool machine::participant_holds(const compiled_test& test, participant_id who) const {
    if (test.says == predicate::in_group) {
        return who != nothing &&
               std::find(test.group.begin(), test.group.end(), who) != test.group.end();
    }
    if (test.says == predicate::fact_holds) {
        return fact_holds(test, who);
    }
    if (test.says >= predicate::duty_verdict) {
        return duty_test_holds(test, who);
    }
    if (test.set_treaty == nothing || who == nothing) {
        return test.says == predicate::in_state && test.wanted == servanda::state::none;
    }
    const membership_id m = program_.membership(test.set_treaty, who);
    if (m == nothing) {
        return test.says == predicate::in_state && test.wanted == servanda::state::none;
    }
    const membership_state& own = world_.members[m];
    switch (test.says) {
    case predicate::party_to:
        return own.now.consent == consent::party;
    case predicate::signatory_to:
        return own.now.consent == consent::signed_only ||
               (own.has_signed && own.now.consent == consent::contracting);
    case predicate::contracting_to:
        return own.now.consent == consent::contracting;
    case predicate::consented_to:
        return own.now.consent == consent::contracting || own.now.consent == consent::party;
    case predicate::signed_treaty:
        return own.has_signed;
    case predicate::in_state:
        return own.now.headline() == test.wanted;
    default:
        return false;
    }
}

inline bool machine::subject_holds(const compiled_test& test, membership_id it) const {
    switch (test.says) {
    case predicate::treaty_in_force:
        return test.of_treaty != nothing && world_.treaties[test.of_treaty].entered &&
               !world_.treaties[test.of_treaty].ended;
    case predicate::treaty_suspended:
        return test.of_treaty != nothing &&
               world_.treaties[test.of_treaty].now == treaty_state::suspended;
    case predicate::treaty_terminated:
        return test.of_treaty != nothing && world_.treaties[test.of_treaty].ended;
    case predicate::treaty_not_in_force:
        return test.of_treaty == nothing || !world_.treaties[test.of_treaty].entered;
    default:
        break;
    }
    const participant_id who =
        test.about_it ? (it == nothing ? nothing : program_.participant_of[it]) : test.subject;
    return participant_holds(test, who);
}

} // namespace servanda::detail

#endif

/// @file
/// Conditions that can never hold, by arithmetic alone: more members than a group has, more of a
/// weight than a set carries, days outside the treaty's life.
#ifndef SERVANDA_LAW_LINT_CONDITIONS_HPP
#define SERVANDA_LAW_LINT_CONDITIONS_HPP

#include <servanda/law/parts_of_treaty.hpp>
#include <servanda/law/subject_words.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace servanda {

/// The days between which a treaty can be said to live, as far as its clauses fix them.
struct fixed_life {
    std::optional<date> opened; ///< the first day
    std::optional<date> end;    ///< the first day without it
};

namespace detail {

/// Says why the tests of one treaty's conditions can never hold.
class impossible_tests {
public:
    impossible_tests(const rulebook& rules, const treaty& item, fixed_life life)
        : rules_(rules)
        , item_(item)
        , life_(life) {}

    /// Why the test can never hold, and what to do; nothing where it can, as far as is known.
    [[nodiscard]] std::optional<std::string> reason(const condition::node& test) const {
        switch (test.what) {
        case condition::kind::count:
            return count(test);
        case condition::kind::subject:
            return subject(test);
        case condition::kind::from_date:
            return life_.end && test.day >= *life_.end
                       ? std::optional("the treaty's term ends on " + to_string(*life_.end))
                       : std::nullopt;
        case condition::kind::before_date:
            return life_.opened && test.day <= *life_.opened
                       ? std::optional("the treaty was opened on " + to_string(*life_.opened))
                       : std::nullopt;
        default:
            return std::nullopt;
        }
    }

private:
    using why = std::optional<std::string>;

    /// SUN and RUS are one.
    [[nodiscard]] std::string identity(std::string code) const {
        for (int hops = 0; hops < 4; ++hops) {
            const participant* found = rules_.participants.find(code);
            if (found == nullptr || found->continued_by.empty()) {
                break;
            }
            code = found->continued_by;
        }
        return code;
    }

    void expand(const std::string& name, std::set<std::string>& into, int depth = 0) const {
        const auto group = item_.own.groups.find(name);
        if (group == item_.own.groups.end()) {
            into.insert(identity(name));
            return;
        }
        for (const auto& member : group->second) {
            if (depth < 16 && member != name) {
                expand(member, into, depth + 1);
            }
        }
    }

    [[nodiscard]] std::set<std::string> members_of(const participant_set& who) const {
        std::set<std::string> members;
        for (const auto& name : who.names) {
            expand(name, members);
        }
        return members;
    }

    [[nodiscard]] static std::string members_text(const participant_set& who, std::size_t size) {
        return write_set(who) + (size == 0   ? " has no members"
                                 : size == 1 ? " has 1 member"
                                             : " has " + std::to_string(size) + " members");
    }

    [[nodiscard]] why count(const condition::node& test) const {
        if (const auto early = before_the_set(test)) {
            return early;
        }
        if (test.who.what == participant_set::kind::listed) {
            const auto members = members_of(test.who);
            if (const auto found = of_listed(test, members.size())) {
                return found;
            }
            return test.share ? share(*test.share, test, &members) : std::nullopt;
        }
        if (const auto found = of_any_set(test)) {
            return found;
        }
        if (const auto found = of_all_there_are(test)) {
            return found;
        }
        return test.share ? share(*test.share, test, nullptr) : std::nullopt;
    }

    /// "parties to cites as of 1970-01-01", when there was none.
    [[nodiscard]] why before_the_set(const condition::node& test) const {
        const treaty* of = test.who.treaty.empty() ? &item_ : rules_.find(test.who.treaty);
        const bool state_of_treaty = test.who.what == participant_set::kind::parties ||
                                     test.who.what == participant_set::kind::signatories ||
                                     test.who.what == participant_set::kind::contracting_states;
        if (!test.who.as_of || of == nullptr || !of->opened || !state_of_treaty ||
            *test.who.as_of >= *of->opened || test.how_many.how == comparison::fewer_than) {
            return std::nullopt;
        }
        return of->id + " was opened on " + to_string(*of->opened) + ", later than that day";
    }

    [[nodiscard]] static why of_listed(const condition::node& test, std::size_t size) {
        const quantity& wanted = test.how_many;
        const auto members = static_cast<std::int64_t>(size);
        const auto has = members_text(test.who, size);
        if (members == 0) {
            return has;
        }
        if (wanted.what == quantity::kind::fraction) {
            const bool broken = wanted.how == comparison::exactly &&
                                members * wanted.value % wanted.denominator != 0;
            return broken ? std::optional("that is no whole number: " + has) : of_any_set(test);
        }
        if (wanted.what != quantity::kind::number) {
            return std::nullopt;
        }
        const bool too_many =
            wanted.how == comparison::more_than ? wanted.value >= members : wanted.value > members;
        return too_many && wanted.how != comparison::fewer_than ? std::optional(has)
                                                                : of_any_set(test);
    }

    /// What no set can satisfy.
    [[nodiscard]] static why of_any_set(const condition::node& test) {
        const quantity& wanted = test.how_many;
        const bool counted =
            wanted.what == quantity::kind::number || wanted.what == quantity::kind::fraction;
        if (counted && wanted.how == comparison::fewer_than && wanted.value == 0) {
            return "there are never fewer than none";
        }
        if (wanted.what == quantity::kind::fraction && wanted.how == comparison::more_than &&
            wanted.value >= wanted.denominator) {
            return "there is never more than the whole";
        }
        return std::nullopt;
    }

    /// "400 deposits", where there are 200 states.
    [[nodiscard]] why of_all_there_are(const condition::node& test) const {
        const auto known = static_cast<std::int64_t>(rules_.participants.items().size() +
                                                     item_.own.participants.size());
        const bool of_anyone = test.who.what == participant_set::kind::anyone &&
                               test.how_many.what == quantity::kind::number;
        return of_anyone && !rules_.participants.empty() && test.how_many.value > known &&
                       test.how_many.how != comparison::fewer_than
                   ? std::optional("only " + std::to_string(known) + " participants are known")
                   : std::nullopt;
    }

    /// Whether a weight is carried by one of these, or by a state that arose from it.
    [[nodiscard]] bool carries(const std::set<std::string>& members,
                               const std::string& code) const {
        if (members.contains(identity(code))) {
            return true;
        }
        const participant* found = rules_.participants.find(code);
        if (found == nullptr) {
            return false;
        }
        for (const auto& successor : found->dissolved_into) {
            if (members.contains(identity(successor))) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] why share(const weight_share& wanted,
                            const condition::node& test,
                            const std::set<std::string>* members) const {
        const auto table = item_.own.weights.find(wanted.weight);
        if (table == item_.own.weights.end()) {
            return std::nullopt;
        }
        double sum = 0;
        double reach = 0;
        for (const auto& [code, weight] : table->second.values) {
            sum += weight;
            reach += members == nullptr || carries(*members, code) ? weight : 0.0;
        }
        const double whole = table->second.total.value_or(sum);
        const double least =
            wanted.what == weight_share::kind::part ? wanted.value * whole : wanted.value;
        constexpr double last_bits = 1e-9;
        const bool possible = wanted.how == comparison::fewer_than ? least > 0
                              : wanted.how == comparison::more_than
                                  ? reach > least
                                  : reach + whole * last_bits >= least;
        if (possible) {
            return std::nullopt;
        }
        const std::string who = members == nullptr ? "all together" : write_set(test.who);
        return wanted.weight + " gives " + who + " " + figure(reach) +
               (wanted.what == weight_share::kind::part ? " of " + figure(whole) : "");
    }

    [[nodiscard]] static std::string figure(double number) {
        std::array<char, 32> text{};
        const auto end = std::to_chars(
            text.data(), text.data() + text.size(), number, std::chars_format::general, 6);
        return {text.data(), end.ptr};
    }

    [[nodiscard]] why subject(const condition::node& test) const {
        const auto group = group_said(item_.own, test);
        if (!group || test.negated || !item_.own.groups.find(*group)->second.empty()) {
            return std::nullopt;
        }
        return *group + " has no members";
    }

    const rulebook& rules_;
    const treaty& item_;
    fixed_life life_;
};

/// Whether a condition of which these tests can never hold can itself never hold.
[[nodiscard]] inline bool never_holds(const condition& phrase, const std::vector<bool>& dead) {
    std::vector<bool> never(dead);
    for (std::size_t i = 0; i < phrase.nodes().size(); ++i) {
        const auto& n = phrase.nodes()[i];
        const auto is_never = [&](std::int32_t operand) {
            return never[static_cast<std::size_t>(operand)];
        };
        if (n.what == condition::kind::all) {
            never[i] = std::any_of(n.operands.begin(), n.operands.end(), is_never);
        } else if (n.what == condition::kind::any) {
            never[i] = std::all_of(n.operands.begin(), n.operands.end(), is_never);
        }
    }
    return !never.empty() && never.back();
}

} // namespace detail

/// Warns of the tests in one condition that can never hold, each at its word.
inline void lint_condition(const rulebook& rules,
                           const treaty& item,
                           const placed_condition& phrase,
                           const fixed_life& life,
                           diagnostics& messages) {
    const detail::impossible_tests tests(rules, item, life);
    const auto& nodes = phrase.what.nodes();
    std::vector<std::string> reasons(nodes.size());
    std::vector<bool> dead(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        reasons[i] = tests.reason(nodes[i]).value_or("");
        dead[i] = !reasons[i].empty();
    }
    const bool whole = detail::never_holds(phrase.what, dead);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (dead[i]) {
            messages.warning(nodes[i].where.known() ? nodes[i].where : phrase.where,
                             "'" + detail::write_condition(phrase.what, i) +
                                 "' can never hold: " + reasons[i] +
                                 (whole ? ", so " + phrase.never : "") + "; correct it");
        }
    }
}

} // namespace servanda

#endif

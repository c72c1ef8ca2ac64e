/// @file
/// Conditions walked test by test: what there is, what it takes, and who is lacking.
#ifndef SERVANDA_STUDY_CONDITION_READER_HPP
#define SERVANDA_STUDY_CONDITION_READER_HPP

#include <servanda/study/present.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// One thing that the goal takes.
struct requirement {
    enum class kind : std::uint8_t {
        all_of,    ///< all of its parts
        any_of,    ///< one of its parts
        not_so,    ///< its part must not be so
        count,     ///< so many, or all of those named
        subject,   ///< something is so of somebody
        day,       ///< from a day on, or before it
        act,       ///< an act of the participant
        condition, ///< something before it that is a goal of its own; its parts say of what
        clock,     ///< a computed day
    };
    kind what = kind::condition;
    std::string text; ///< in the words of the rule: "deposits by CAN and HUN"
    std::string article;
    bool met = false;

    // Of a count.
    std::optional<std::int64_t> have;
    std::optional<std::int64_t> need;
    comparison how = comparison::at_least;
    std::vector<std::string> lacking;  ///< codes, sorted, where it is known who
    std::optional<double> weight_have; ///< of a weight: a fraction of the whole, or an amount
    std::optional<double> weight_need;
    bool weight_is_amount = false;
    std::string weight; ///< its name

    std::optional<date> on; ///< since when it is met, or when it will be
    std::string note;       ///< why not, or what it waits for
    std::vector<requirement> parts;

    friend bool operator==(const requirement&, const requirement&) = default;
};

namespace detail {

/// What a condition says at the end of a day, test by test. It reads the same counters as
/// `machine::holds`, and a test of ours holds the two against each other.
class condition_reader {
public:
    explicit condition_reader(const present_day& present)
        : present_(present)
        , source_(*present.source) {}

    /// `words` is the condition that `tests` was compiled from, in treaty `t`.
    [[nodiscard]] requirement read(const condition& words,
                                   const compiled_condition& tests,
                                   treaty_id t,
                                   membership_id it) const {
        if (tests.tests.empty()) {
            requirement result;
            result.what = requirement::kind::all_of;
            result.met = true;
            return result;
        }
        return node(words, tests, tests.tests.size() - 1, t, it);
    }

private:
    using kind = requirement::kind;

    [[nodiscard]] requirement node(const condition& words,
                                   const compiled_condition& tests,
                                   std::size_t index,
                                   treaty_id t,
                                   membership_id it) const {
        const compiled_test& test = tests.tests[index];
        requirement result;
        result.text = write_condition(words, index);
        for (const auto at : test.operands) {
            result.parts.push_back(node(words, tests, at, t, it));
        }
        const auto met = [](const requirement& part) { return part.met; };
        switch (test.what) {
        case condition::kind::all:
            result.what = kind::all_of;
            result.met = std::all_of(result.parts.begin(), result.parts.end(), met);
            break;
        case condition::kind::any:
            result.what = kind::any_of;
            result.met = std::any_of(result.parts.begin(), result.parts.end(), met);
            break;
        case condition::kind::negation:
            result.what = kind::not_so;
            result.met = !result.parts.front().met;
            break;
        case condition::kind::count:
            result.what = kind::count;
            count(result, words.nodes()[index], test, t);
            break;
        case condition::kind::subject:
            result.what = kind::subject;
            result.met = subject_holds(test, it) != test.negated;
            break;
        case condition::kind::from_date:
            result.what = kind::day;
            result.met = present_.day >= test.day;
            result.on = test.day;
            break;
        case condition::kind::before_date:
            result.what = kind::day;
            result.met = present_.day < test.day;
            result.on = test.day;
            break;
        }
        return result;
    }

    [[nodiscard]] const membership_state& member(membership_id m) const {
        return present_.now.members[m];
    }
    template <class Each>
    void each_member(treaty_id t, Each each) const {
        const auto& item = source_.treaties[t];
        for (membership_id m = item.first + 1; m <= item.first + item.members; ++m) {
            each(m);
        }
    }

    [[nodiscard]] bool did(const compiled_test& test, membership_id m) const {
        const membership_state& own = member(m);
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

    [[nodiscard]] bool in_set(const compiled_test& test, participant_id who) const {
        const membership_id m =
            test.set_treaty == nothing ? nothing : source_.membership(test.set_treaty, who);
        if (m == nothing) {
            return false;
        }
        const membership_state& own = member(m);
        const bool earlier = test.as_of && *test.as_of < present_.day;
        const consent then =
            earlier ? present_.story.aspects_of(m, *test.as_of).consent : own.now.consent;
        switch (test.who) {
        case participant_set::kind::parties:
            return then == consent::party;
        case participant_set::kind::signatories:
            return source_.treaties[test.set_treaty].source->sides.empty() ? own.has_signed
                                                                           : own.side != 2;
        case participant_set::kind::contracting_states:
            return then == consent::contracting || then == consent::party;
        case participant_set::kind::participants:
            return then != consent::none && then != consent::former_party;
        default:
            return true;
        }
    }

    [[nodiscard]] std::int64_t size_of_set(const compiled_test& test) const {
        if (test.who == participant_set::kind::listed) {
            return test.listed_size;
        }
        std::int64_t size = 0;
        if (test.set_treaty != nothing) {
            each_member(test.set_treaty, [&](membership_id m) {
                size += in_set(test, source_.participant_of[m]) ? 1 : 0;
            });
        }
        return size;
    }

    /// The codes behind names of participants and groups, each participant once.
    void expand(const std::string& name, treaty_id t, std::set<std::string>& into) const {
        const auto& groups = source_.treaties[t].source->own.groups;
        const auto group = groups.find(name);
        if (group == groups.end()) {
            into.insert(name);
            return;
        }
        for (const auto& member_name : group->second) {
            if (member_name != name) {
                expand(member_name, t, into);
            }
        }
    }
    [[nodiscard]] std::vector<std::string>
    lacking_of_list(const condition::node& words, const compiled_test& test, treaty_id t) const {
        std::set<std::string> names;
        for (const auto& name : words.who.names) {
            expand(name, t, names);
        }
        std::set<participant_id> seen;
        std::set<std::string> lacking;
        for (const auto& code : names) {
            const auto who = source_.participant(code);
            if (!who) {
                lacking.insert(code);
                continue;
            }
            const membership_id m = source_.membership(t, *who);
            if (seen.insert(*who).second && (m == nothing || !did(test, m))) {
                lacking.insert(source_.code_on(*who, present_.day));
            }
        }
        return {lacking.begin(), lacking.end()};
    }

    void count(requirement& into,
               const condition::node& words,
               const compiled_test& test,
               treaty_id t) const {
        const bool counted_only = test.thing == counted_thing::deposits;
        const bool anyone = test.who == participant_set::kind::anyone;
        const bool listed = test.who == participant_set::kind::listed;
        const membership_id first = source_.treaties[test.of_treaty].first;
        std::int64_t number = 0;
        double weight = 0;
        std::vector<std::string> lacking;
        const auto take = [&](membership_id m, bool must_count) {
            if (did(test, m) && (!must_count || !counted_only || member(m).counted)) {
                ++number;
                weight += test.weights.empty() ? 0 : test.weights[m - first];
            } else if (!must_count) {
                lacking.push_back(source_.code_on(source_.participant_of[m], present_.day));
            }
        };
        if (test.thing == counted_thing::members) {
            number = size_of_set(test);
        } else if (listed) {
            for (const auto m : test.listed) {
                take(m, false);
            }
            lacking = lacking_of_list(words, test, t);
        } else {
            each_member(test.of_treaty, [&](membership_id m) {
                if (anyone || in_set(test, source_.participant_of[m])) {
                    take(m, anyone);
                }
            });
        }
        into.have = number;
        into.how = test.how_many.how;
        const bool enough = number_holds(into, test, number);
        const bool heavy = !test.share || share_holds(into, test, weight);
        into.met = enough && heavy;
        if (!into.met && test.how_many.how == comparison::at_least) {
            std::sort(lacking.begin(), lacking.end());
            into.lacking = std::move(lacking);
        }
    }

    [[nodiscard]] bool
    number_holds(requirement& into, const compiled_test& test, std::int64_t number) const {
        const quantity& asked = test.how_many;
        switch (asked.what) {
        case quantity::kind::none:
            return true;
        case quantity::kind::number:
            into.need = asked.value;
            return compare(number, asked.how, asked.value);
        case quantity::kind::fraction: {
            const std::int64_t all = size_of_set(test);
            const std::int64_t scaled = all * asked.value;
            const std::int64_t d = asked.denominator;
            const std::int64_t up = (scaled + d - 1) / d;
            into.need = asked.how == comparison::more_than  ? scaled / d + 1
                        : asked.how == comparison::at_least ? up
                                                            : scaled / d;
            if (asked.how != comparison::fewer_than && asked.how != comparison::exactly) {
                into.how = comparison::at_least; // of the number it comes to
            }
            return all > 0 && compare(number * d, asked.how, scaled);
        }
        case quantity::kind::all: {
            const std::int64_t all = size_of_set(test);
            into.need = all;
            return all > 0 && number >= all;
        }
        }
        return false;
    }

    [[nodiscard]] static bool
    share_holds(requirement& into, const compiled_test& test, double weight) {
        into.weight_is_amount = test.share->what == weight_share::kind::amount;
        const double have = into.weight_is_amount   ? weight
                            : test.weight_total > 0 ? weight / test.weight_total
                                                    : 0;
        const double need = test.share->value;
        into.weight_have = have;
        into.weight_need = need;
        into.weight = test.share->weight;
        const double slack = 1e-9 * std::max(1.0, need);
        switch (test.share->how) {
        case comparison::at_least:
            return have >= need - slack;
        case comparison::more_than:
            return have > need + slack;
        case comparison::fewer_than:
            return have < need - slack;
        case comparison::exactly:
            return std::abs(have - need) <= slack;
        }
        return false;
    }

    [[nodiscard]] bool fact_holds(const compiled_test& test, participant_id who) const {
        const auto& set = present_.now.facts_set;
        const auto last = std::find_if(set.rbegin(), set.rend(), [&](const auto& made) {
            return made.name == test.fact_name && (made.of == nothing || made.of == who);
        });
        if (last != set.rend()) {
            return last->holds;
        }
        return std::any_of(
            source_.facts.begin(), source_.facts.end(), [&](const program::fact_span& item) {
                const bool about = item.of_treaty != nothing
                                       ? item.of_treaty == test.of_treaty
                                       : (item.of == nothing || item.of == who);
                return item.name == test.fact_name && about && item.holds &&
                       present_.day >= item.from &&
                       (present_.day < item.until || item.until == date::max());
            });
    }

    [[nodiscard]] bool subject_holds(const compiled_test& test, membership_id it) const {
        const treaty_world* of =
            test.of_treaty == nothing ? nullptr : &present_.now.treaties[test.of_treaty];
        switch (test.says) {
        case predicate::treaty_in_force:
            return of != nullptr && of->entered && !of->ended;
        case predicate::treaty_suspended:
            return of != nullptr && of->now == treaty_state::suspended;
        case predicate::treaty_terminated:
            return of != nullptr && of->ended;
        case predicate::treaty_not_in_force:
            return of == nullptr || !of->entered;
        default:
            break;
        }
        return participant_holds(
            test,
            test.about_it ? (it == nothing ? nothing : source_.participant_of[it]) : test.subject);
    }

    [[nodiscard]] bool participant_holds(const compiled_test& test, participant_id who) const {
        if (test.says == predicate::in_group) {
            return who != nothing &&
                   std::find(test.group.begin(), test.group.end(), who) != test.group.end();
        }
        if (test.says == predicate::fact_holds) {
            return fact_holds(test, who);
        }
        const membership_id m = test.set_treaty == nothing || who == nothing
                                    ? nothing
                                    : source_.membership(test.set_treaty, who);
        if (m == nothing) {
            return test.says == predicate::in_state && test.wanted == servanda::state::none;
        }
        const membership_state& own = member(m);
        const consent now = own.now.consent;
        switch (test.says) {
        case predicate::party_to:
            return now == consent::party;
        case predicate::signatory_to:
            return now == consent::signed_only || (own.has_signed && now == consent::contracting);
        case predicate::contracting_to:
            return now == consent::contracting;
        case predicate::consented_to:
            return now == consent::contracting || now == consent::party;
        case predicate::signed_treaty:
            return own.has_signed;
        case predicate::in_state:
            return own.now.headline() == test.wanted;
        default:
            return false;
        }
    }

    const present_day& present_;
    const program& source_;
};

} // namespace detail

} // namespace servanda

#endif

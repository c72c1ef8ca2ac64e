/// @file
/// Why not yet: what is still lacking for a treaty to enter into force, for a participant to be
/// bound, for it to be out. Conditions are walked test by test, with what there is and what it
/// takes; then come the clocks.
#ifndef SERVANDA_STUDY_MISSING_HPP
#define SERVANDA_STUDY_MISSING_HPP

#include <servanda/study/powers.hpp>

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

/// What somebody may be waiting for.
enum class goal : std::uint8_t {
    entry_into_force, ///< of the treaty
    bound,            ///< the participant is a party
    withdrawal,       ///< the participant is out
};

inline constexpr std::array<std::string_view, 3> goal_names{
    "entry into force", "bound", "withdrawal"};

[[nodiscard]] constexpr std::string_view to_string(goal what) noexcept {
    return goal_names[static_cast<std::size_t>(what)];
}

[[nodiscard]] constexpr std::optional<goal> parse_goal(std::string_view word) noexcept {
    for (std::size_t i = 0; i < goal_names.size(); ++i) {
        if (goal_names[i] == word) {
            return static_cast<goal>(i);
        }
    }
    return std::nullopt;
}

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

/// The answer to "why not yet?".
struct missing_report {
    goal what = goal::entry_into_force;
    std::string treaty;
    std::string party; ///< empty for the treaty as a whole
    date on;
    bool reached = false;
    bool lost = false;            ///< it was reached once and is over: the treaty has ended
    std::optional<date> since;    ///< reached, or over, since
    std::optional<date> expected; ///< the day on which it will be reached, if nothing else happens
    std::vector<requirement> requirements; ///< in the order in which they come
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
        for (auto made = set.rbegin(); made != set.rend(); ++made) {
            if (made->name == test.fact_name && (made->of == nothing || made->of == who)) {
                return made->holds;
            }
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

/// Puts together what is missing for one goal.
class missing_finder {
public:
    missing_finder(const present_day& present,
                   const history& told,
                   treaty_id t,
                   membership_id m,
                   std::string party)
        : present_(present)
        , told_(told)
        , party_(std::move(party))
        , source_(*present.source)
        , t_(t)
        , m_(m)
        , in_(source_.treaties[t])
        , now_(present.now.treaties[t]) {}

    void find(missing_report& into) const {
        switch (into.what) {
        case goal::entry_into_force:
            treaty_goal(into);
            break;
        case goal::bound:
            bound_goal(into);
            break;
        case goal::withdrawal:
            exit_goal(into);
            break;
        }
    }

private:
    using kind = requirement::kind;

    [[nodiscard]] static std::optional<date> day_of(maybe_date day) {
        return day ? std::optional(*day) : std::nullopt;
    }
    [[nodiscard]] static requirement clock(std::string text, std::string article) {
        requirement result;
        result.what = kind::clock;
        result.text = std::move(text);
        result.article = std::move(article);
        return result;
    }
    [[nodiscard]] std::string article(std::string_view point) const {
        return cite(in_, point).article;
    }
    [[nodiscard]] const effect* effect_at(std::uint32_t index) const {
        return index == nothing ? nullptr : &present_.story.effects()[index];
    }

    /// The rule of a list that applies on a day, in words.
    [[nodiscard]] static std::string words_of(const compiled_rules& rules, date day) {
        if (rules.empty()) {
            return {};
        }
        for (const auto& entry : rules.source->entries()) {
            if (entry.reaches(day)) {
                return to_string(entry.value);
            }
        }
        return {};
    }

    // ---- the treaty ----------------------------------------------------------------------------

    void treaty_goal(missing_report& into) const {
        into.reached = now_.entered && !now_.ended;
        into.lost = now_.ended;
        into.since =
            into.lost ? present_.story.since(in_.first, present_.day) : day_of(now_.entered_on);
        if (into.reached || into.lost) {
            return;
        }
        into.requirements = entry_steps();
        into.expected = into.requirements.back().on;
    }

    /// The condition of entry into force and its clock, the clock last.
    [[nodiscard]] std::vector<requirement> entry_steps() const {
        const auto& clause = in_.source->own.entry_into_force;
        std::vector<requirement> steps;
        if (in_.stated_entry) {
            requirement step =
                clock("the day that the depositary stated", article("entry into force"));
            step.on = in_.stated_entry;
            steps.push_back(std::move(step));
            return steps;
        }
        steps.push_back(condition_step());
        if (clause.tacit && !now_.threshold) {
            requirement step = clock(to_string(*clause.tacit), clause.article);
            step.on = day_of(present_.compute(*clause.tacit, t_, nothing, present_.day));
            step.met = step.on && *step.on <= present_.day;
            steps.push_back(std::move(step));
        }
        if (in_.unless && clause.unless) {
            requirement step;
            step.what = kind::not_so;
            step.text = "not " + to_string(*clause.unless);
            step.article = clause.article;
            step.parts.push_back(
                condition_reader(present_).read(*clause.unless, *in_.unless, t_, nothing));
            step.met = !step.parts.front().met;
            steps.push_back(std::move(step));
        }
        steps.push_back(entry_clock());
        return steps;
    }

    [[nodiscard]] requirement condition_step() const {
        const auto& clause = in_.source->own.entry_into_force;
        requirement step;
        if (in_.when && clause.when) {
            step = condition_reader(present_).read(*clause.when, *in_.when, t_, nothing);
        } else {
            step.what = kind::count;
            step.text = "1 deposit";
            step.have = now_.deposits;
            step.need = 1;
            step.met = now_.deposits > 0;
        }
        step.article = article("entry into force");
        if (now_.threshold) { // met once, met for good
            step.met = true;
            step.on = day_of(now_.threshold);
        }
        return step;
    }

    [[nodiscard]] requirement entry_clock() const {
        const auto& clause = in_.source->own.entry_into_force;
        const date deciding = now_.threshold ? date(*now_.threshold) : present_.day;
        requirement step = clock(words_of(in_.effective, deciding), article("entry into force"));
        if (clause.not_before) {
            step.text += ", not before " + to_string(*clause.not_before);
        }
        const effect* set = effect_at(now_.entry_effect);
        if (set != nullptr && set->dated) {
            step.on = set->due;
        } else if (now_.threshold) {
            step.note = "an anchor of the rule has not happened yet";
        }
        return step;
    }

    // ---- a participant ------------------------------------------------------------------------

    void bound_goal(missing_report& into) const {
        const membership_state& own = present_.member(m_);
        into.reached = own.now.consent == consent::party;
        into.lost = now_.ended || own.now.consent == consent::former_party;
        if (into.reached) {
            into.lost = false;
            into.since = day_of(own.entered_on);
            return;
        }
        if (into.lost) {
            into.since = present_.story.since(m_, present_.day);
        }
        if (now_.ended) {
            return;
        }
        std::optional<date> if_today;
        into.requirements.push_back(consent_step(own, if_today));
        into.requirements.push_back(treaty_step());
        into.requirements.push_back(own_clock(own, if_today));
        const requirement& last = into.requirements.back();
        into.expected = into.requirements.front().met ? last.on : std::nullopt;
    }

    [[nodiscard]] requirement consent_step(const membership_state& own,
                                           std::optional<date>& if_today) const {
        const bool by_signature = in_.source->own.entry_into_force.consent == consent_by::signature;
        requirement step;
        step.what = kind::act;
        step.met = own.now.consent == consent::contracting;
        step.text = by_signature ? "its signature" : "its deposit";
        step.article = article("deposit");
        if (step.met) {
            step.on = day_of(own.deposited_on);
            return step;
        }
        if_today = try_act(step, by_signature ? lifecycle_act::sign : lifecycle_act::deposit);
        const auto& open_to = in_.source->own.accession.open_to;
        const bool signatory = own.now.consent == consent::signed_only;
        if (open_to && in_.accession && !signatory) {
            step.parts.push_back(condition_reader(present_).read(*open_to, *in_.accession, t_, m_));
        }
        return step;
    }

    [[nodiscard]] requirement treaty_step() const {
        requirement step;
        step.what = kind::condition;
        step.text = "the entry into force of the treaty";
        step.article = article("entry into force");
        step.met = now_.entered;
        if (step.met) {
            step.on = day_of(now_.entered_on);
        } else {
            step.parts = entry_steps();
            step.on = step.parts.back().on;
        }
        return step;
    }

    [[nodiscard]] requirement own_clock(const membership_state& own,
                                        const std::optional<date>& if_today) const {
        const effect* set = effect_at(own.entry_effect);
        const date deciding = own.deposited_on ? date(*own.deposited_on) : present_.day;
        const std::string later = words_of(in_.for_later, deciding);
        const bool with_treaty = in_.before == before_entry::with_the_treaty;
        requirement step = clock(now_.entered  ? later
                                 : with_treaty ? "with the treaty"
                                               : "with the treaty, or if later " + later,
                                 article("entry into force"));
        if (if_today) {
            step.on = if_today;
            step.note = "if deposited today";
        }
        if (set != nullptr && set->outcome == effect_outcome::pending) {
            step.text = tell_effect(present_.story, own.entry_effect);
            step.on = set->dated ? std::optional(set->due) : std::nullopt;
        }
        return step;
    }

    void exit_goal(missing_report& into) const {
        const membership_state& own = present_.member(m_);
        into.reached = own.now.consent == consent::former_party;
        if (into.reached) {
            into.since = present_.story.since(m_, present_.day);
            return;
        }
        requirement party;
        party.what = kind::condition;
        party.text = "it is a party";
        party.article = article("party");
        party.met = own.now.consent == consent::party;
        party.on = party.met ? day_of(own.entered_on) : std::nullopt;
        into.requirements.push_back(party);
        if (!party.met) {
            return; // a deposit is taken back, a signature withdrawn: there is nothing to leave
        }
        std::optional<date> if_today;
        into.requirements.push_back(notice_step(own, if_today));
        into.requirements.push_back(exit_clock(own, if_today));
        const effect* set = effect_at(own.exit_effect);
        const bool pending = own.now.exit_pending && set != nullptr;
        if (const auto& terms =
                pending ? present_.story.record().terms_of(in_, set->version) : in_.withdrawal;
            terms.admitted() && terms.not_while && terms.clause->not_while) {
            requirement step;
            step.what = kind::not_so;
            step.text = "not while " + to_string(*terms.clause->not_while);
            step.article = terms.clause->article;
            step.parts.push_back(condition_reader(present_).read(
                *terms.clause->not_while, *terms.not_while, t_, m_));
            step.met = !step.parts.front().met;
            into.requirements.push_back(std::move(step));
        }
        if (pending) {
            into.expected = set->reached ? std::nullopt : into.requirements[2].on;
        }
    }

    [[nodiscard]] requirement notice_step(const membership_state& own,
                                          std::optional<date>& if_today) const {
        requirement step;
        step.what = kind::act;
        step.text = "its notice of withdrawal";
        step.article = article("give notice of withdrawal");
        if (own.now.exit_pending) {
            step.met = true;
            step.on = day_of(own.notice_on);
            return step;
        }
        if_today = try_act(step, lifecycle_act::give_notice);
        return step;
    }

    [[nodiscard]] requirement exit_clock(const membership_state& own,
                                         const std::optional<date>& if_today) const {
        const date deciding = own.notice_on ? date(*own.notice_on) : present_.day;
        requirement step =
            clock(words_of(in_.withdrawal.notice, deciding), article("give notice of withdrawal"));
        const effect* set = effect_at(own.exit_effect);
        if (!own.now.exit_pending || set == nullptr) {
            if (step.text.empty()) {
                step.text = "the day of the notice";
            }
            step.on = if_today;
            step.note = if_today ? "if the notice were given today" : "";
            return step;
        }
        step.text = tell_effect(present_.story, own.exit_effect);
        if (own.clock_stopped) {
            step.note = "the clock stands since " + to_string(date(*own.stopped_on));
        } else if (set->reached) {
            step.met = true;
            step.on = set->due;
        } else if (set->dated) {
            step.on = set->due;
        } else {
            step.note = "an anchor of the rule has not happened yet";
        }
        return step;
    }

    /// Whether the act is open today, or from which day on; the day on which it would take effect.
    std::optional<date> try_act(requirement& step, lifecycle_act row) const {
        powers_query query;
        query.treaty = in_.source->id;
        query.row = row;
        std::optional<date> if_today;
        for (const auto& tried : open_acts(told_, party_, present_.day, query)) {
            if (tried.worth == standing::by_claim) {
                continue;
            }
            step.article = tried.article.article.empty() ? step.article : tried.article.article;
            if (tried.is_open()) {
                if_today = tried.effect;
                step.note = "open to it";
                continue;
            }
            step.note = to_string(tried.finding);
            for (const auto& item : tried.conditions) {
                step.on = item.what == act_condition::kind::opens ? item.day : step.on;
            }
        }
        return if_today;
    }

    const present_day& present_;
    const history& told_;
    std::string party_;
    const program& source_;
    treaty_id t_;
    membership_id m_;
    const compiled_treaty& in_;
    const treaty_world& now_;
};

} // namespace detail

/// What is still missing on a day for a goal: of the treaty as a whole (`party` is not looked at),
/// or of a participant. The condition of entry into force is walked test by test; what the
/// participant would have to do is tried (`open_acts`). What happens after the day is left out
/// (`happened_by`). Throws `unknown_name` for a treaty that the history does not have, for no
/// treaty where it has several, and for a participant that nobody declares; `input_error` as
/// `simulate` does. One compilation and one simulation; for the goals of a participant three of
/// each.
[[nodiscard]] inline missing_report
missing(const history& told, goal what, std::string_view treaty, std::string_view party, date day) {
    const auto& rules = told.program().rules;
    const scenario& story = *told.program().story;
    const auto ids = detail::treaties_asked(*rules, story, std::string(treaty));
    if (ids.size() != 1) {
        throw unknown_name("the history has several treaties: name one");
    }
    std::vector<dated_act> mentions;
    if (what != goal::entry_into_force) {
        detail::check_participant(*rules, story, party);
        mentions.push_back(detail::mention(day, ids.front(), party));
    }
    const detail::present_day present =
        detail::reach_day(rules, happened_by(story, day), day, told.seen_by(), mentions);
    missing_report result;
    result.what = what;
    result.treaty = ids.front();
    result.on = day;
    const treaty_id t = *present.source->find_treaty(ids.front());
    membership_id m = nothing;
    if (what != goal::entry_into_force) {
        result.party = party;
        m = present.story.find(ids.front(), party);
    }
    detail::missing_finder(present, told, t, m, result.party).find(result);
    return result;
}

/// The same for rules and a scenario.
[[nodiscard]] inline missing_report missing(const rulebook& rules,
                                            const scenario& story,
                                            goal what,
                                            std::string_view treaty,
                                            std::string_view party,
                                            date day) {
    return missing(simulate(rules, story), what, treaty, party, day);
}

} // namespace servanda

#endif

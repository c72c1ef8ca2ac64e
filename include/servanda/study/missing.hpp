/// @file
/// Why not yet: what is still lacking for a treaty to enter into force, for a participant to be
/// bound, for it to be out. Conditions are walked test by test, with what there is and what it
/// takes; then come the clocks.
#ifndef SERVANDA_STUDY_MISSING_HPP
#define SERVANDA_STUDY_MISSING_HPP

#include <servanda/study/condition_reader.hpp>
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

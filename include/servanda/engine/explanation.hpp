/// @file
/// Why: the record put into words, on demand. Each change leads to the act or effect that caused
/// it, each effect to its rule, its article and the computation of its day.
#ifndef SERVANDA_ENGINE_EXPLANATION_HPP
#define SERVANDA_ENGINE_EXPLANATION_HPP

#include <servanda/engine/applicable_law.hpp>
#include <servanda/engine/history.hpp>
#include <servanda/law/condition.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// One change in words.
struct told_change {
    date day;
    std::string treaty;
    std::string who;  ///< a code; empty: the treaty as a whole
    std::string from; ///< state before
    std::string to;   ///< state after
    std::string article;
    std::string why;
    bool by_claim = false;
};

/// The answer to "why is it so on that day?".
struct explanation {
    membership_report now;
    std::string state;                  ///< the state with its other aspects, in words
    std::vector<told_change> steps;     ///< how it came about, in order
    std::vector<std::string> coming;    ///< what is pending, with its computation
    std::vector<std::string> void_acts; ///< acts of this participant without effect, and why
    std::vector<std::string> findings;  ///< what the default law says of it
    std::vector<std::string> absences;  ///< what the answer relies on not having happened
};

namespace detail {

[[nodiscard]] inline std::string name_of(const program& source, membership_id m, date day) {
    if (m == nothing || source.participant_of[m] == nothing) {
        return {};
    }
    return source.code_on(source.participant_of[m], day);
}

[[nodiscard]] inline std::string joined(const std::vector<std::string>& words) {
    return write_list(words);
}

/// "notice of withdrawal by USA, claiming VCLT 60".
[[nodiscard]] inline std::string
tell_act(const history& story, std::uint32_t index, bool with_author = true) {
    const program& source = story.program();
    const act_record& item = story.acts()[index];
    const dated_act* said =
        item.what.source == nothing ? nullptr : &source.story->acts[item.what.source];
    const std::string by =
        with_author ? name_of(source, item.what.who, item.what.day) : std::string();
    std::string text(item.what.row == lifecycle_act::deposit ? to_string(item.what.kind)
                                                             : to_string(item.what.row));
    if (item.what.kind == act::entry_into_force) {
        text = "statement of the depositary";
    } else if (item.what.row == lifecycle_act::recorded) {
        text = to_string(item.what.kind);
    } else if (item.what.row == lifecycle_act::succeed ||
               item.what.row == lifecycle_act::continue_identity) {
        text += said == nullptr ? "" : " to " + said->of;
    }
    text += by.empty() ? "" : " by " + by;
    if (said != nullptr && !said->to.empty()) {
        text += " towards " + joined(said->to);
    }
    if (item.what.by_rule != nothing) {
        text = "deemed: " + text + " (rule " + source.rules_in_order[item.what.by_rule].source->id +
               ")";
    }
    if (item.worth == standing::by_claim && said != nullptr) {
        text += ", by claim: " + said->basis;
    }
    return text;
}

/// A date rule with the days its anchors fell on: "6 months after notice (2019-02-02)".
[[nodiscard]] inline std::string with_day(const date_rule* rule, anchor base, date day) {
    if (rule == nullptr) {
        return {};
    }
    std::string text = to_string(*rule);
    const std::string name(to_string(base));
    const std::size_t at = text.rfind(name);
    return at == std::string::npos ? text
                                   : text.insert(at + name.size(), " (" + to_string(day) + ")");
}

/// Whether an effect rests on an act that only a claim carries.
[[nodiscard]] inline bool by_claim(const history& story, const effect& item) {
    return item.act != nothing && story.acts()[item.act].worth == standing::by_claim;
}

/// What a clock was set by, in words.
[[nodiscard]] inline std::string tell_effect(const history& story, std::uint32_t index) {
    const program& source = story.program();
    const effect& item = story.effects()[index];
    const compiled_treaty& in = source.treaties[item.treaty];
    const clauses& own = in.source->own;
    switch (item.kind) {
    case effect_kind::given:
        return "given";
    case effect_kind::treaty_entry: {
        if (in.stated_entry) {
            return "as the depositary stated";
        }
        std::string text =
            with_day(in.effective.entry(item.detail), anchor::threshold, item.anchor);
        return text + (own.entry_into_force.when ? ": " + to_string(*own.entry_into_force.when)
                                                 : std::string());
    }
    case effect_kind::own_entry: {
        const auto entered = story.record().entered[item.treaty];
        const auto threshold = story.record().threshold[item.treaty];
        if (entered && item.due == *entered &&
            (item.anchor < *entered || (threshold && item.anchor <= *threshold))) {
            return "with the treaty";
        }
        if (entered && item.anchor < *entered) {
            return "later of both dates: " +
                   with_day(in.for_later.entry(item.detail), anchor::deposit, item.anchor);
        }
        return with_day(in.for_later.entry(item.detail), anchor::deposit, item.anchor);
    }
    case effect_kind::withdrawal: {
        const dated_act* said = item.act == nothing || story.acts()[item.act].what.source == nothing
                                    ? nullptr
                                    : &source.story->acts[story.acts()[item.act].what.source];
        const std::uint32_t by_rule =
            item.act == nothing ? nothing : story.acts()[item.act].what.by_rule;
        if (by_rule != nothing && source.rules_in_order[by_rule].at_once) {
            return source.rules_in_order[by_rule].source->id;
        }
        if (by_claim(story, item)) {
            return "on the day claimed, notice of " + to_string(item.anchor) +
                   (said == nullptr ? std::string() : ", by claim: " + said->basis);
        }
        const withdrawal_terms& terms = story.record().terms_of(in, item.version);
        if (!terms.admitted()) {
            return "notice of " + to_string(item.anchor);
        }
        std::string text = with_day(terms.notice.entry(item.detail), anchor::notice, item.anchor);
        if (said != nullptr && said->effective && *said->effective == item.due) {
            text += ", on the day stated";
        } else if (said != nullptr && said->until && *said->until == item.due) {
            text += ", extended to " + to_string(item.due);
        }
        if (item.reached && item.outcome != effect_outcome::happened && terms.clause->not_while) {
            text += ", but not while " + to_string(*terms.clause->not_while);
        }
        return text;
    }
    case effect_kind::expiry:
        return item.act == nothing ? (own.duration.term ? with_day(&own.duration.term->first,
                                                                   anchor::entry_into_force,
                                                                   item.anchor)
                                                        : "end of the term")
                                   : "end of the extended term";
    case effect_kind::extension:
        return "extension agreed on " + to_string(item.anchor) + ", to " +
               to_string(date::from_number(static_cast<std::int32_t>(item.detail)));
    case effect_kind::provisional_start:
    case effect_kind::provisional_end:
        return std::string(to_string(item.kind)) + ", clock from " + to_string(item.anchor);
    case effect_kind::ending_condition:
        return in.source->ends_when ? to_string(*in.source->ends_when)
                                    : std::string(to_string(item.kind));
    case effect_kind::deemed_act: {
        const rule& by = *source.rules_in_order[item.rule].source;
        return "rule " + by.id +
               (by.after ? ": " + with_day(&*by.after, anchor::trigger, item.anchor)
                         : std::string());
    }
    default:
        return item.act == nothing ? std::string(to_string(item.kind))
                                   : tell_act(story, item.act) + " of " + to_string(item.anchor);
    }
}

/// The article an effect rests on.
[[nodiscard]] inline citation cite_effect(const history& story, std::uint32_t index) {
    const program& source = story.program();
    const effect& item = story.effects()[index];
    const compiled_treaty& in = source.treaties[item.treaty];
    if (by_claim(story, item)) {
        return {}; // no article opens it: the claim is in the reason
    }
    switch (item.kind) {
    case effect_kind::treaty_entry:
    case effect_kind::own_entry:
        return cite(in, "entry into force");
    case effect_kind::withdrawal:
        if (item.act != nothing && story.acts()[item.act].what.by_rule != nothing) {
            return cite_act(source, story.acts()[item.act]);
        }
        if (in.withdrawal.admitted() && in.withdrawal.by_law) {
            return {in.law->cited_as + (in.withdrawal.clause->article.empty() ? "" : " ") +
                        in.withdrawal.clause->article,
                    true};
        }
        return cite(in, "give notice of withdrawal");
    case effect_kind::expiry:
        return item.act == nothing ? cite(in, "expiry") : cite(in, "extend of term");
    case effect_kind::extension:
        return cite(in, "extend of term");
    case effect_kind::agreed_end:
        return item.act == nothing ? cite(in, "terminate")
                                   : cite_act(source, story.acts()[item.act]);
    case effect_kind::provisional_start:
    case effect_kind::provisional_end:
        return cite(in, "provisionally apply");
    case effect_kind::deemed_act:
        return {source.rules_in_order[item.rule].source->article, false};
    case effect_kind::suspension_start:
    case effect_kind::suspension_end:
    case effect_kind::expulsion:
        return item.act == nothing ? citation{} : cite_act(source, story.acts()[item.act]);
    case effect_kind::ending_condition:
        return cite(in, "expiry");
    case effect_kind::duty_look:
    case effect_kind::duty_occasion:
    case effect_kind::duty_deadline:
    case effect_kind::offer_expiry:
    case effect_kind::given:
        break;
    }
    return {};
}

/// The state of a span with its other aspects: "withdrawal pending until 2019-08-02; suspended".
[[nodiscard]] inline std::string tell_state(const aspects& now, std::int32_t exit_on) {
    const state headline = now.headline();
    std::string text(to_string(headline));
    if (headline == state::withdrawal_pending) {
        text += exit_on != 0 ? " until " + to_string(date::from_number(exit_on)) : " (no day set)";
        text += now.suspended ? "; suspended" : "";
    } else if (headline == state::terminated || headline == state::former_party) {
        text += now.cause == end_cause::none ? "" : " (" + std::string(to_string(now.cause)) + ")";
    } else if (headline == state::provisionally_applied && now.consent == consent::contracting) {
        text += "; contracting";
    }
    return text;
}

} // namespace detail

/// Every change of a history in words, in order. O(changes).
[[nodiscard]] inline std::vector<told_change> tell_changes(const history& story) {
    const program& source = story.program();
    std::vector<const change*> last(source.participant_of.size(), nullptr);
    std::vector<told_change> result;
    result.reserve(story.changes().size());
    for (const change& item : story.changes()) {
        const change* before = std::exchange(last[item.who], &item);
        told_change told;
        told.day = item.day;
        told.treaty = source.treaty_name(source.treaty_of[item.who]);
        const bool whole = source.participant_of[item.who] == nothing;
        if (whole) {
            told.from =
                to_string(before == nullptr ? treaty_state::not_yet_in_force : before->treaty_now);
            told.to = to_string(item.treaty_now);
        } else {
            told.who = detail::name_of(source, item.who, item.day);
            told.from = to_string(before == nullptr ? state::none : before->now.headline());
            told.to = detail::tell_state(item.now, item.exit_on);
        }
        if (item.because.index != nothing && item.because.is_effect) {
            told.article = detail::cite_effect(story, item.because.index).article;
            told.why = detail::tell_effect(story, item.because.index);
            told.by_claim = detail::by_claim(story, story.effects()[item.because.index]);
        } else if (item.because.index != nothing) {
            const act_record& done = story.acts()[item.because.index];
            told.article = cite_act(source, done).article;
            told.why = detail::tell_act(story, item.because.index, done.what.who != item.who);
            told.by_claim = done.worth == standing::by_claim;
            if (told.by_claim) {
                told.article.clear(); // no article opens it: the claim is in the reason
            }
        }
        result.push_back(std::move(told));
    }
    return result;
}

/// Acts that changed no state but are part of the story: void ones, and those that only add to what
/// is so, such as a second suspension.
[[nodiscard]] inline std::vector<told_change> tell_silent_acts(const history& story) {
    const program& source = story.program();
    std::vector<bool> seen(story.acts().size(), false);
    for (const change& item : story.changes()) {
        if (item.because.index != nothing && !item.because.is_effect) {
            seen[item.because.index] = true;
        }
    }
    std::vector<told_change> result;
    for (std::uint32_t i = 0; i < story.acts().size(); ++i) {
        const act_record& item = story.acts()[i];
        const bool only_contested = item.what.row == lifecycle_act::recorded &&
                                    item.finding == finding_of_standing::contested;
        if (seen[i] || only_contested || item.worth == standing::recorded) {
            continue;
        }
        told_change told;
        told.day = item.what.day;
        told.treaty = source.treaty_name(item.what.treaty);
        told.who = detail::name_of(source, item.what.who, item.what.day);
        told.from = to_string(story.state(item.what.who, item.what.day));
        told.to = item.worth == standing::void_act ? "void" : told.from;
        told.article =
            item.worth == standing::by_claim ? std::string() : cite_act(source, item).article;
        told.why = detail::tell_act(story, i, false);
        told.by_claim = item.worth == standing::by_claim;
        if (item.finding != finding_of_standing::stands) {
            told.why += ": " + std::string(to_string(item.finding));
        }
        result.push_back(std::move(told));
    }
    return result;
}

namespace detail {

/// The notice whose effect ends a bilateral treaty, by its act; nothing where none does.
[[nodiscard]] inline std::uint32_t notice_that_ends(const history& story, treaty_id t) {
    const program& source = story.program();
    if (source.treaties[t].source->kind != treaty_kind::bilateral) {
        return nothing;
    }
    for (const effect& item : story.effects()) {
        if (item.treaty == t && item.kind == effect_kind::withdrawal &&
            (item.outcome == effect_outcome::happened || item.outcome == effect_outcome::pending)) {
            return item.act;
        }
    }
    return nothing;
}

/// "give notice of withdrawal" that did not happen, and the like.
inline void tell_absences(explanation& into, const history& story, membership_id m, date day) {
    const program& source = story.program();
    const auto add = [&](const std::string& what, date from, date until) {
        into.absences.push_back("no " + what + " recorded between " + to_string(from) + " and " +
                                to_string(until));
    };
    const treaty_id t = source.treaty_of[m];
    for (std::uint32_t i = 0; i < story.effects().size(); ++i) {
        const effect& item = story.effects()[i];
        const bool ends_all = item.kind == effect_kind::withdrawal &&
                              source.treaties[t].source->kind == treaty_kind::bilateral;
        const bool concerns =
            item.treaty == t && (item.who == m || item.who == nothing || ends_all);
        if (!concerns || item.scheduled > day) {
            continue;
        }
        const bool happened = item.outcome == effect_outcome::happened && item.ended <= day;
        const bool running = item.outcome == effect_outcome::pending || item.ended > day;
        if (!happened && !running) {
            continue;
        }
        const date until = happened ? item.ended : day;
        if (item.kind == effect_kind::withdrawal) {
            add("revocation of the notice", item.anchor, until);
            const auto& clause = story.record().terms_of(source.treaties[t], item.version).clause;
            const dated_act* said =
                item.act == nothing || story.acts()[item.act].what.source == nothing
                    ? nullptr
                    : &source.story->acts[story.acts()[item.act].what.source];
            if (clause != nullptr && clause->statement && said != nullptr && !said->statement) {
                into.absences.push_back("whether the notice stated " + *clause->statement +
                                        " is not recorded");
            }
        } else if (item.kind == effect_kind::expiry && happened) {
            add("extension of the term", item.scheduled, until);
        } else if (item.kind == effect_kind::own_entry && item.ended != item.scheduled) {
            add("revocation of the deposit", item.anchor, until);
        }
    }
    const state now = into.now.state;
    if (now == state::in_force || now == state::suspended) {
        into.absences.push_back("no notice of withdrawal recorded up to " + to_string(day));
    }
}

} // namespace detail

/// Why a participant stands as it does on a day. Throws `unknown_name`. O(changes + effects).
[[nodiscard]] inline explanation
explain(const history& story, std::string_view treaty, std::string_view party, date day) {
    explanation result;
    result.now = story.report(treaty, party, day);
    const membership_id m = story.find(treaty, party);
    if (m == nothing) {
        result.state = to_string(state::none);
        result.absences.push_back("no act by " + std::string(party) + " in " + std::string(treaty) +
                                  " recorded");
        return result;
    }
    const program& source = story.program();
    const auto told = tell_changes(story);
    const std::uint32_t ended_by = detail::notice_that_ends(story, source.treaty_of[m]);
    for (std::size_t i = 0; i < told.size(); ++i) {
        const change& item = story.changes()[i];
        if (item.day > day) {
            break;
        }
        if (item.who == m || item.who == story.whole(treaty) ||
            (ended_by != nothing && item.because == cause{ended_by, false} &&
             story.acts()[ended_by].what.who == item.who)) {
            result.steps.push_back(told[i]);
        }
    }
    const aspects now = story.aspects_of(m, day);
    result.state = detail::tell_state(now, result.now.exit_on ? result.now.exit_on->number() : 0);
    const treaty_id t = source.treaty_of[m];
    for (const auto& item : story.pending(day)) {
        const effect& due = story.effects()[item.effect];
        if (due.treaty != t || (due.who != m && due.who != nothing)) {
            continue;
        }
        result.coming.push_back((item.due ? to_string(*item.due) : std::string("no day yet")) +
                                ": " + std::string(to_string(due.kind)) + ", " +
                                detail::tell_effect(story, item.effect) +
                                (detail::cite_effect(story, item.effect).article.empty()
                                     ? std::string()
                                     : ", " + detail::cite_effect(story, item.effect).article));
    }
    for (std::uint32_t i = 0; i < story.acts().size(); ++i) {
        const act_record& item = story.acts()[i];
        const bool only_contested = item.what.row == lifecycle_act::recorded &&
                                    item.finding == finding_of_standing::contested;
        if (item.what.who == m && item.what.day <= day && item.worth == standing::void_act &&
            !only_contested) {
            const citation article = cite_act(source, item);
            result.void_acts.push_back(
                to_string(item.what.day) + ": " + detail::tell_act(story, i) + ": " +
                std::string(to_string(item.finding)) +
                (article.article.empty() ? "" : " (" + article.article + ")"));
        }
    }
    result.findings = detail::law_reader(story, m, day).read(result.now);
    detail::tell_absences(result, story, m, day);
    return result;
}

} // namespace servanda

#endif

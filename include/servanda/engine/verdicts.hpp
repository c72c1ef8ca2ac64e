/// @file
/// Who keeps what: the questions one may ask of a history about obligations, and the answers in
/// words, with the absences they rely on.
#ifndef SERVANDA_ENGINE_VERDICTS_HPP
#define SERVANDA_ENGINE_VERDICTS_HPP

#include <servanda/engine/explanation.hpp>
#include <servanda/engine/history.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// A finding on a breach, in words.
struct told_finding {
    date day;
    std::string by;
    bool determined = false;
    bool material = false;
    bool contested = false;
    std::vector<std::string> contested_by;
    std::optional<date> until; ///< withdrawn or cured from that day
    std::string source;
};

/// What is to be said of one obligation for one bearer on a day.
struct verdict_report {
    std::string treaty;
    std::string obligation;
    std::string article;
    std::string says;
    obligation_kind kind = obligation_kind::cooperation;
    std::string party;
    servanda::verdict verdict = verdict::not_applicable;
    servanda::commitment commitment = commitment::none;
    std::optional<date> since; ///< the day since which the verdict has been the same
    std::string why;
    bool by_finding = false;      ///< it rests on what others found
    std::optional<date> due_from; ///< of the occasion that the verdict is about
    std::optional<date> due_by;   ///< its last day
    std::string time;             ///< a time limit as written: "72 hours"
    std::vector<told_finding> findings;
    std::vector<std::string> absences; ///< what the answer relies on not having happened
    bool disputed = false;             ///< some account would say otherwise
    /// Where disputed: what each who contests something says, and what the others say.
    std::vector<std::pair<std::string, servanda::verdict>> as_seen_by;
};

/// Selects duties; empty members fit everything.
struct duty_query {
    std::string treaty;
    std::string party;
    std::string obligation;
};

/// The verdicts of one party in one treaty, rolled up. The worst counts, and nothing unknown is
/// hidden: the numbers of all verdicts stand beside it.
struct roll_up {
    std::string treaty;
    std::string party;
    servanda::verdict worst = verdict::not_applicable;
    std::array<std::size_t, verdict_names.size()> counts{}; ///< by verdict
    bool disputed = false;
};

/// Something that is to be performed: an open occasion, or one that will come by itself.
struct due_occasion {
    std::string treaty;
    std::string obligation;
    std::string article;
    std::string says;
    std::string party;
    std::optional<date> from;
    std::optional<date> by; ///< the last day; nothing: no day is stated
    date set_off;           ///< the day that set it off, or that will
    bool open = false;      ///< false: it is to come
    bool stopped = false;   ///< its clock stands still
};

/// The number of a duty. Throws `unknown_name` for an unknown treaty or participant, and for an
/// obligation that the treaty does not have; nothing where the participant does not bear it.
[[nodiscard]] inline std::optional<duty_id> find_duty(const history& story,
                                                      std::string_view treaty,
                                                      std::string_view obligation,
                                                      std::string_view party) {
    const membership_id whole = story.whole(treaty);
    const membership_id m = story.find(treaty, party);
    const auto& all = story.program().duties;
    std::vector<std::string> ids;
    for (const auto id : all.by_treaty[story.program().treaty_of[whole]]) {
        const compiled_obligation& item = all.obligations[id];
        ids.push_back(item.source->id);
        if (item.source->id != obligation) {
            continue;
        }
        for (duty_id d = item.first; d < item.first + item.duties; ++d) {
            if (all.duties[d].bearer == m) {
                return d;
            }
        }
        return std::nullopt;
    }
    throw unknown_name("the treaty '" + std::string(treaty) + "' has no obligation '" +
                       std::string(obligation) + "'" + did_you_mean(obligation, ids));
}

/// The verdict of an obligation for a party on a day. Throws `unknown_name`. O(log changes).
[[nodiscard]] inline verdict verdict_of(const history& story,
                                        std::string_view treaty,
                                        std::string_view obligation,
                                        std::string_view party,
                                        date day) {
    const auto d = find_duty(story, treaty, obligation, party);
    return d ? story.verdict(*d, day) : verdict::not_applicable;
}

namespace detail {

[[nodiscard]] inline std::string tell_number(double value) {
    if (std::abs(value) < 1e15 && value == std::floor(value)) {
        return std::to_string(static_cast<std::int64_t>(value));
    }
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text + "0" : text;
}

/// An act that obligations look at, as a thing: "refusal", "notification".
[[nodiscard]] constexpr std::string_view noun_of(act kind) noexcept {
    switch (kind) {
    case act::propose:
        return "proposal";
    case act::accept:
        return "acceptance";
    case act::reject:
        return "rejection";
    case act::allege:
        return "allegation";
    case act::contest:
        return "denial";
    case act::determine:
        return "determination";
    case act::declare:
        return "declaration";
    case act::notify:
        return "notification";
    case act::inspect:
        return "inspection";
    case act::refuse:
        return "refusal";
    case act::cure:
        return "statement of cure";
    case act::perform:
        return "performance";
    case act::revoke:
        return "withdrawal";
    default:
        return to_string(kind);
    }
}

/// Puts verdicts into words.
class verdict_teller {
public:
    verdict_teller(const history& story, duty_id d, date day)
        : verdict_teller(story, d, day, story.verdict_change_on(d, day)) {}

    verdict_teller(const history& story, duty_id d, date day, const verdict_change* change)
        : story_(story)
        , all_(story.program().duties)
        , duty_(all_.duties[d])
        , item_(all_.obligations[duty_.obligation])
        , source_(*item_.source)
        , change_(change)
        , d_(d)
        , day_(day) {}

    [[nodiscard]] verdict_report run() const {
        verdict_report result;
        result.treaty = story_.program().treaty_name(item_.treaty);
        result.obligation = source_.id;
        result.article = source_.article;
        result.says = source_.says;
        result.kind = source_.kind;
        result.party = name_of(story_.program(), duty_.bearer, day_);
        result.time = source_.within      ? "within " + to_string(*source_.within)
                      : source_.lead_time ? to_string(*source_.lead_time) + " before"
                                          : "";
        if (change_ != nullptr) {
            result.verdict = change_->verdict;
            result.commitment = change_->commitment;
            result.since = story_.verdict_since(d_, day_);
            result.by_finding = change_->reason == verdict_reason::found ||
                                change_->reason == verdict_reason::alleged ||
                                change_->reason == verdict_reason::contested;
        }
        result.why = why();
        window(result);
        findings(result);
        absences(result);
        views(result);
        return result;
    }

    [[nodiscard]] std::string why() const;
    [[nodiscard]] std::string why_revived() const { return other_words() + " is made good"; }

private:
    [[nodiscard]] std::string act_words(std::uint32_t act) const {
        if (act == nothing) {
            return {};
        }
        const act_record& done = story_.acts()[act];
        // What the bearer does needs no author: so it reads the same for all who did it together.
        std::string text = tell_act(story_, act, done.what.who != duty_.bearer);
        if (done.what.row == lifecycle_act::recorded) {
            const std::string_view verb = to_string(done.what.kind);
            if (const auto at = text.find(verb); at != std::string::npos) {
                text.replace(at, verb.size(), noun_of(done.what.kind));
            }
        }
        const dated_act* said =
            done.what.source == nothing ? nullptr : &story_.program().story->acts[done.what.source];
        if (said != nullptr && done.what.row == lifecycle_act::recorded && !said->of.empty()) {
            text += " (" + said->of + ")";
        }
        return text + " on " + to_string(done.what.day);
    }

    /// The unit, where the figure's name does not say it.
    [[nodiscard]] std::string unit_words() const {
        const bool said = std::any_of(
            source_.figures.begin(), source_.figures.end(), [&](const counted_figure& figure) {
                return figure.name.find(source_.unit) != std::string::npos;
            });
        return source_.unit.empty() || said ? std::string() : " " + source_.unit;
    }

    [[nodiscard]] std::string other_words() const {
        if (change_->other == nothing) {
            return "another commitment";
        }
        const compiled_duty& other = all_.duties[change_->other];
        return "'" + all_.obligations[other.obligation].source->id + "' by " +
               name_of(story_.program(), other.bearer, day_);
    }

    /// "1350 deployed warheads; at most 1550".
    [[nodiscard]] std::string figure_words() const {
        std::string text;
        for (const auto& limit : item_.limits) {
            for (const auto& figure : limit.figures) {
                const auto who = story_.program().participant_of[duty_.bearer];
                const auto* found = all_.figure(figure.name, who, day_);
                found = found != nullptr ? found : all_.figure(figure.name, nothing, day_);
                const std::string& name = all_.figure_names.name(figure.name);
                text += text.empty() ? "" : "; ";
                text += found == nullptr
                            ? name + " not declared"
                            : name + ": " + tell_number(found->value) + " as of " +
                                  to_string(found->from) +
                                  (found->source->by.empty() ? "" : ", says " + found->source->by);
            }
            for (const auto& bound : limit.bounds) {
                for (const auto& value : bound.source->values) {
                    text +=
                        (text.empty() ? std::string() : "; ") +
                        std::string(bound_kind_names[static_cast<std::size_t>(bound.source->how)]) +
                        " " +
                        (value.figure.empty() ? tell_number(value.number)
                         : value.percent == 100
                             ? value.figure
                             : tell_number(value.percent) + "% of " + value.figure) +
                        unit_words() + (value.until ? " until " + to_string(*value.until) : "");
                }
            }
        }
        return text;
    }

    void window(verdict_report& to) const {
        if (change_ == nullptr || change_->instance == nothing) {
            return;
        }
        to.due_from = change_->opens;
        to.due_by = change_->closes;
    }

    void findings(verdict_report& to) const {
        const auto& source = story_.program();
        for (const auto& item : story_.record().duties.findings) {
            if (item.obligation != duty_.obligation || item.against != duty_.bearer ||
                item.day > day_) {
                continue;
            }
            told_finding told;
            told.day = item.day;
            told.by = name_of(source, item.by, item.day);
            told.determined = item.determined;
            told.material = item.material;
            told.contested = item.contested;
            told.until = item.until && *item.until <= day_ ? item.until : std::nullopt;
            const std::uint32_t said = story_.acts()[item.act].what.source;
            for (const auto who : source.contesters[said]) {
                told.contested_by.push_back(source.code_on(who, day_));
            }
            told.source = source.story->acts[said].source;
            to.findings.push_back(std::move(told));
        }
    }

    void absences(verdict_report& to) const {
        if (change_ == nullptr) {
            return;
        }
        const std::string since = to_string(change_->day);
        const std::string until = to_string(day_);
        const std::string span = " between " + since + " and " + until;
        using r = verdict_reason;
        switch (change_->reason) {
        case r::nothing_recorded:
            to.absences.push_back("no act against it by " + to.party + " recorded" + span);
            break;
        case r::nothing_due:
            to.absences.push_back("nothing that sets it off recorded" + span);
            break;
        case r::deadline_passed:
        case r::not_notified:
            to.absences.push_back("no performance by " + to.party + " recorded by " + until);
            break;
        case r::figure_unknown:
            to.absences.push_back("no figure declared by " + until);
            break;
        case r::only_findings:
            to.absences.push_back("no finding recorded by " + until);
            break;
        case r::refused:
        case r::prohibited_act:
        case r::found:
            to.absences.push_back("no cure recorded" + span);
            break;
        case r::alleged:
        case r::contested:
            to.absences.push_back("no withdrawal of the allegation recorded" + span);
            break;
        default:
            break;
        }
    }

    void views(verdict_report& to) const {
        for (const auto& view : story_.views()) {
            const auto at = view.line->find_verdict(d_, day_);
            const verdict says =
                at ? view.line->rec.duties.changes[view.line->duty_changes[*at]].verdict
                   : verdict::not_applicable;
            to.disputed = to.disputed || says != to.verdict;
            to.as_seen_by.emplace_back(view.who == nothing
                                           ? std::string("others")
                                           : story_.program().code_on(view.who, day_),
                                       says);
        }
        if (!to.disputed) {
            to.as_seen_by.clear();
        }
    }

    const history& story_;
    const duty_program& all_;
    const compiled_duty& duty_;
    const compiled_obligation& item_;
    const obligation& source_;
    const verdict_change* change_;
    duty_id d_;
    date day_;
};

inline std::string verdict_teller::why() const {
    if (change_ == nullptr) {
        return "nothing binds it";
    }
    const std::string done = act_words(change_->act);
    using r = verdict_reason;
    switch (change_->reason) {
    case r::none:
        return {};
    case r::not_bound:
        return "not bound by the treaty";
    case r::not_yet:
        return "it does not bind yet" +
               (source_.from ? ": from " + to_string(*source_.from) : std::string());
    case r::no_longer:
        return "it binds no longer" +
               (source_.until ? ": until " + to_string(*source_.until) : std::string());
    case r::other_case:
        return "it binds only if " + (source_.guard ? to_string(*source_.guard) : "");
    case r::treaty_over:
        return "the treaty has ended";
    case r::suspended:
        return "its operation is suspended";
    case r::not_agreed:
        return "it is not agreed";
    case r::not_undertaken:
        return "the other side has undertaken nothing in return";
    case r::lapsed:
        return "lapsed: " + other_words() + " is breached";
    case r::within_bound:
    case r::outside_bound:
        return figure_words();
    case r::back_within_bound:
        return "within the bound again: " + figure_words();
    case r::figure_unknown:
        return "a figure is not known: " + figure_words();
    case r::before_deadline:
        return "to be reached by the deadline: " + figure_words();
    case r::nothing_due:
        return "nothing has set it off";
    case r::to_be_performed:
        return "to be performed" + (done.empty() ? "" : ", set off by " + done);
    case r::performed:
        return done;
    case r::performed_late:
        return done.empty() ? std::string("performed late") : "late " + done;
    case r::deadline_passed:
        return "not performed by the last day" + (done.empty() ? "" : ", set off by " + done);
    case r::refused:
        return done;
    case r::not_notified:
        return "not notified in time before " + done;
    case r::prohibited_act:
        return done;
    case r::attribute_unknown:
        return "it is not stated whether it has the attributes that count: " + done;
    case r::nothing_recorded:
        return "no act against it is recorded";
    case r::number_exceeded:
        return "the number is exceeded by " + done;
    case r::number_not_reached:
        return "the number of the last period was not reached";
    case r::within_number:
        return "within the number";
    case r::found:
    case r::alleged:
        return done;
    case r::contested:
        return done + ", contested";
    case r::cure_found:
        return done;
    case r::only_findings:
        return "no figure or act decides it, and nobody has found anything";
    }
    return {};
}

[[nodiscard]] inline bool fits(const history& story, duty_id d, const duty_query& query, date day) {
    const auto& all = story.program().duties;
    const compiled_duty& duty = all.duties[d];
    const compiled_obligation& item = all.obligations[duty.obligation];
    const auto who = story.program().participant_of[duty.bearer];
    return (query.treaty.empty() || story.program().find_treaty(query.treaty) == item.treaty) &&
           (query.obligation.empty() || item.source->id == query.obligation) &&
           (query.party.empty() || story.program().participant(query.party) == who ||
            story.program().code_on(who, day) == query.party);
}

inline void check_query(const history& story, const duty_query& query) {
    if (!query.treaty.empty()) {
        (void)story.whole(query.treaty);
    }
    const auto& source = story.program();
    if (!query.party.empty()) {
        (void)story.find(source.treaties.front().source->id, query.party);
    }
    if (query.obligation.empty()) {
        return;
    }
    std::vector<std::string> ids;
    for (const auto& item : source.duties.obligations) {
        ids.push_back(item.source->id);
    }
    if (std::find(ids.begin(), ids.end(), query.obligation) == ids.end()) {
        throw unknown_name("no treaty of the history has an obligation '" + query.obligation + "'" +
                           did_you_mean(query.obligation, ids));
    }
}

} // namespace detail

/// Everything about one duty on a day.
[[nodiscard]] inline verdict_report report_verdict(const history& story, duty_id d, date day) {
    return detail::verdict_teller(story, d, day).run();
}

/// The verdicts on a day of all duties that fit, by treaty and obligation. Throws `unknown_name`
/// for a treaty, a party or an obligation that does not exist. O(duties × log changes).
[[nodiscard]] inline std::vector<verdict_report>
verdicts(const history& story, date day, const duty_query& query = {}) {
    detail::check_query(story, query);
    std::vector<verdict_report> result;
    for (duty_id d = 0; d < story.program().duties.duties.size(); ++d) {
        if (detail::fits(story, d, query, day)) {
            result.push_back(report_verdict(story, d, day));
        }
    }
    return result;
}

/// Verdicts rolled up by treaty and party, in the order in which they first appear. O(verdicts).
[[nodiscard]] inline std::vector<roll_up> rolled_up(const std::vector<verdict_report>& reports) {
    std::vector<roll_up> result;
    for (const auto& item : reports) {
        auto at = std::find_if(result.begin(), result.end(), [&](const roll_up& known) {
            return known.treaty == item.treaty && known.party == item.party;
        });
        if (at == result.end()) {
            at = result.insert(result.end(), roll_up{item.treaty, item.party, {}, {}, false});
        }
        at->worst = std::max(at->worst, item.verdict);
        ++at->counts[static_cast<std::size_t>(item.verdict)];
        at->disputed = at->disputed || item.disputed;
    }
    return result;
}

/// What is to be performed: open occasions, and those that come by themselves, by last day. Throws
/// `unknown_name`. O(occasions + effects).
[[nodiscard]] inline std::vector<due_occasion>
due(const history& story, date day, const duty_query& query = {}) {
    detail::check_query(story, query);
    const auto& source = story.program();
    std::vector<due_occasion> result;
    const auto add =
        [&](duty_id d, date set_off, std::optional<date> from, std::optional<date> by) {
            const compiled_obligation& item =
                source.duties.obligations[source.duties.duties[d].obligation];
            result.push_back({source.treaty_name(item.treaty),
                              item.source->id,
                              item.source->article,
                              item.source->says,
                              detail::name_of(source, source.duties.duties[d].bearer, day),
                              from,
                              by,
                              set_off,
                              true,
                              false});
        };
    const auto& instances = story.record().duties.instances;
    std::vector<std::optional<date>> running(instances.size()); // last days, as clocks run that day
    for (const auto& item : story.effects()) {
        const bool over = item.outcome != effect_outcome::pending && item.ended <= day;
        if (item.kind == effect_kind::duty_deadline && item.scheduled <= day && !over) {
            running[item.detail] = item.due - 1;
        }
    }
    for (std::size_t i = 0; i < instances.size(); ++i) {
        const duty_instance& item = instances[i];
        const bool over = item.ended && *item.ended <= day;
        if (item.set_off <= day && !over && detail::fits(story, item.duty, query, day)) {
            add(item.duty, item.set_off, item.opens, running[i]);
            result.back().stopped = item.closes && !running[i];
        }
    }
    for (const auto& item : story.effects()) {
        const bool over = item.outcome != effect_outcome::pending && item.ended <= day;
        if (item.kind == effect_kind::duty_occasion && item.scheduled <= day && !over &&
            item.due > day && detail::fits(story, item.detail, query, day)) {
            add(item.detail, item.anchor, item.due, item.anchor);
            result.back().open = false;
        }
    }
    std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
        return a.by && b.by ? *a.by < *b.by : a.by.has_value() && !b.by;
    });
    return result;
}

namespace detail {

/// Whether a change of a verdict is worth telling in a history: not what every party keeps from the
/// day the treaty binds it.
[[nodiscard]] constexpr bool is_news(verdict before, verdict after) noexcept {
    const auto quiet = [](verdict value) {
        return value == verdict::not_applicable || value == verdict::kept ||
               value == verdict::unknown;
    };
    return before != after && !(quiet(before) && quiet(after));
}

[[nodiscard]] inline told_change
tell_duty(const history& story, const verdict_change& item, std::string course, std::string why) {
    const program& source = story.program();
    const compiled_duty& duty = source.duties.duties[item.duty];
    const compiled_obligation& of = source.duties.obligations[duty.obligation];
    told_change told;
    told.day = item.day;
    told.treaty = source.treaty_name(of.treaty);
    told.who = name_of(source, duty.bearer, item.day);
    told.from = told.to = of.source->id + ": " + std::move(course);
    told.article = of.source->article;
    told.why = std::move(why);
    return told;
}

} // namespace detail

/// The changes of verdicts and commitments that are news, and the fate of offers, in order.
/// O(changes).
[[nodiscard]] inline std::vector<told_change> tell_verdict_changes(const history& story) {
    const program& source = story.program();
    const duty_record& all = story.record().duties;
    std::vector<verdict_change> last(source.duties.duties.size());
    std::vector<told_change> result;
    const auto arrow = [](std::string_view from, std::string_view to) {
        return std::string(from) + " → " + std::string(to);
    };
    for (const auto& item : all.offers) {
        const compiled_offer& offer = source.duties.offers[item.offer];
        told_change told;
        told.day = item.day;
        told.treaty = source.treaty_name(offer.treaty);
        told.who = detail::name_of(source, item.by, item.day);
        told.from = told.to = offer.item->id + ": " +
                              std::string(offer_change_names[static_cast<std::size_t>(item.what)]);
        told.article = offer.item->article;
        told.why = offer.item->says;
        result.push_back(std::move(told));
    }
    for (const auto& item : all.changes) {
        const verdict_change before = std::exchange(last[item.duty], item);
        const detail::verdict_teller teller(story, item.duty, item.day, &item);
        const bool lapse = item.commitment == commitment::lapsed;
        if (lapse != (before.commitment == commitment::lapsed) &&
            (lapse || item.commitment == commitment::active)) {
            result.push_back(detail::tell_duty(story,
                                               item,
                                               lapse ? "active → lapsed" : "lapsed → active",
                                               lapse ? teller.why() : teller.why_revived()));
        }
        if (detail::is_news(before.verdict, item.verdict)) {
            result.push_back(
                detail::tell_duty(story,
                                  item,
                                  arrow(to_string(before.verdict), to_string(item.verdict)),
                                  teller.why()));
        }
    }
    std::stable_sort(result.begin(), result.end(), [](const told_change& a, const told_change& b) {
        return a.day < b.day;
    });
    return result;
}

} // namespace servanda

#endif

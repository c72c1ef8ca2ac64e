/// @file
/// The history: every change of state, each with its cause, and the questions one may ask of it. A
/// value: immutable, cheap to copy, safe to read from many threads.
#ifndef SERVANDA_ENGINE_HISTORY_HPP
#define SERVANDA_ENGINE_HISTORY_HPP

#include <servanda/calendar/phrase.hpp>
#include <servanda/engine/claims.hpp>
#include <servanda/engine/timeline.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// A name in a question that nothing in the history has.
class unknown_name : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

/// A suspension that touches a membership on a day.
struct suspension_report {
    std::string by;
    std::string towards; ///< empty: all
    date since;
    bool whole = true; ///< false: of named obligations only
    bool by_claim = false;
    std::string basis; ///< what it claims
};

/// An obligation that binds a former party (VCLT 70(1), 72): "20 years after day of effect".
struct surviving_obligation {
    std::string id;
    std::string article;
    std::optional<date> until; ///< the first day without it; none: it does not end
};

/// One membership on one day, with all its aspects.
struct membership_report {
    std::string treaty;
    std::string party;
    servanda::state state = servanda::state::none;
    servanda::consent consent = servanda::consent::none;
    servanda::operation operation = servanda::operation::not_operative;
    bool exit_pending = false;
    std::optional<date> exit_on; ///< the day a pending exit takes effect, where one is known
    bool suspended = false;
    std::vector<suspension_report> suspensions; ///< that touch this membership
    bool by_claim = false; ///< the answer rests on an act that only a claim carries
    end_cause cause = end_cause::none;
    std::optional<date> since; ///< the day the headline state began
    std::optional<date> next;  ///< the next day on which something falls due for it
    std::string next_what;
    std::vector<surviving_obligation> surviving; ///< of a former party
    bool disputed = false;
    /// Where disputed: what the answer is as seen by each who contests something, and by the
    /// others.
    std::vector<std::pair<std::string, servanda::state>> as_seen_by;
};

/// Something that is pending on a day.
struct pending_effect {
    std::optional<date> due; ///< none: it waits for a condition
    std::uint32_t effect = 0;
};

/// What happened. Ask it by treaty and participant, or by number where speed matters.
class history {
public:
    history(std::shared_ptr<const servanda::program> source,
            std::shared_ptr<const detail::timeline> line,
            std::vector<detail::viewpoint> views,
            std::string seen_by = {})
        : program_(std::move(source))
        , line_(std::move(line))
        , views_(std::move(views))
        , seen_by_(std::move(seen_by)) {}

    // ---- states
    // ------------------------------------------------------------------------------------

    /// The state of a participant in a treaty on a day. Throws `unknown_name` for a treaty that the
    /// history does not have; a participant that did nothing has state none. O(log changes).
    [[nodiscard]] servanda::state
    state(std::string_view treaty, std::string_view party, date day) const {
        const membership_id m = find(treaty, party);
        return m == nothing ? servanda::state::none : state(m, day);
    }
    /// The same where there is one treaty. Throws `unknown_name` where there are several.
    [[nodiscard]] servanda::state state(std::string_view party, date day) const {
        return state(only_treaty(), party, day);
    }
    /// The same by number.
    [[nodiscard]] servanda::state state(membership_id m, date day) const noexcept {
        const auto* span = line_->find(m, day);
        return span == nullptr ? servanda::state::none : span->now.headline();
    }

    /// The treaty as a whole. Throws `unknown_name`.
    [[nodiscard]] servanda::treaty_state treaty_state(std::string_view treaty, date day) const {
        const auto* span = line_->find(whole(treaty), day);
        return span == nullptr ? servanda::treaty_state::not_yet_in_force : span->treaty_now;
    }
    [[nodiscard]] servanda::treaty_state treaty_state(date day) const {
        return treaty_state(only_treaty(), day);
    }

    /// The aspects of a membership, by number.
    [[nodiscard]] aspects aspects_of(membership_id m, date day) const noexcept {
        const auto* span = line_->find(m, day);
        return span == nullptr ? aspects{} : span->now;
    }

    /// Everything about a membership on a day. Throws `unknown_name`.
    [[nodiscard]] membership_report
    report(std::string_view treaty, std::string_view party, date day) const;
    [[nodiscard]] membership_report report(std::string_view party, date day) const {
        return report(only_treaty(), party, day);
    }

    /// Codes of the parties on a day, sorted. Throws `unknown_name`.
    [[nodiscard]] std::vector<std::string> parties(std::string_view treaty, date day) const {
        const auto& item = compiled(treaty);
        std::vector<std::string> codes;
        for (membership_id m = item.first + 1; m <= item.first + item.members; ++m) {
            if (aspects_of(m, day).consent == consent::party) {
                codes.push_back(program_->code_on(program_->participant_of[m], day));
            }
        }
        std::sort(codes.begin(), codes.end());
        return codes;
    }

    /// Whether the treaty is in force between two participants: both parties, their pair not wholly
    /// suspended, no opposing objection. Throws `unknown_name`.
    [[nodiscard]] bool in_force_between(std::string_view treaty,
                                        std::string_view a,
                                        std::string_view b,
                                        date day) const {
        const membership_id first = find(treaty, a);
        const membership_id second = find(treaty, b);
        return first != nothing && second != nothing && pair_in_force(first, second, day);
    }
    [[nodiscard]] bool in_force_between(std::string_view a, std::string_view b, date day) const {
        return in_force_between(only_treaty(), a, b, day);
    }

    /// The amendments to a treaty by which a participant is bound on a day, in order of the rule
    /// files: its version of the treaty. Empty: the treaty as it was made. Throws `unknown_name`.
    [[nodiscard]] std::vector<std::string>
    version(std::string_view treaty, std::string_view party, date day) const {
        (void)find(treaty, party);
        std::vector<std::string> bound_by;
        for (const auto amendment : compiled(treaty).amendments) {
            const auto who = program_->participant(party);
            const membership_id m = who ? program_->membership(amendment, *who) : nothing;
            if (m != nothing && aspects_of(m, day).consent == consent::party) {
                bound_by.push_back(program_->treaty_name(amendment));
            }
        }
        return bound_by;
    }
    /// The version that governs between two participants: the amendments by which both are bound
    /// (VCLT 30(4), 40(4)). Throws `unknown_name`.
    [[nodiscard]] std::vector<std::string> version_between(std::string_view treaty,
                                                           std::string_view a,
                                                           std::string_view b,
                                                           date day) const {
        auto common = version(treaty, a, day);
        const auto others = version(treaty, b, day);
        std::erase_if(common, [&](const std::string& id) {
            return std::find(others.begin(), others.end(), id) == others.end();
        });
        return common;
    }

    // ---- views
    // ---------------------------------------------------------------------------------------

    /// The account of a participant: it takes everything that it does not contest. Throws
    /// `unknown_name` for a code that is no participant.
    [[nodiscard]] history as_seen_by(std::string_view viewer) const {
        const auto who = program_->participant(viewer);
        if (!who && !program_->rules->participants.declares(viewer)) {
            throw unknown_participant(viewer);
        }
        for (const auto& view : views_) {
            if (view.who != nothing && view.who == who.value_or(nothing)) {
                return {program_, view.line, {}, std::string(viewer)};
            }
        }
        for (const auto& view : views_) {
            if (view.who == nothing) { // whoever contests nothing
                return {program_, view.line, {}, std::string(viewer)};
            }
        }
        return {program_, line_, {}, std::string(viewer)};
    }
    /// Whose account this is; empty: without a viewpoint.
    [[nodiscard]] const std::string& seen_by() const noexcept { return seen_by_; }

    // ---- obligations (more in verdicts.hpp)
    // -----------------------------------------------------------------------------------

    /// What is said of a duty on a day, by number; null before anything was. O(log changes).
    [[nodiscard]] const verdict_change* verdict_change_on(duty_id d, date day) const noexcept {
        const auto at = line_->find_verdict(d, day);
        return at ? &line_->rec.duties.changes[line_->duty_changes[*at]] : nullptr;
    }
    /// The verdict of a duty on a day, by number. O(log changes).
    [[nodiscard]] servanda::verdict verdict(duty_id d, date day) const noexcept {
        const auto* found = verdict_change_on(d, day);
        return found == nullptr ? servanda::verdict::not_applicable : found->verdict;
    }
    /// The day since which the verdict has been the same; nothing before anything was said.
    [[nodiscard]] std::optional<date> verdict_since(duty_id d, date day) const noexcept {
        auto at = line_->find_verdict(d, day);
        if (!at) {
            return std::nullopt;
        }
        const auto& all = line_->rec.duties.changes;
        const auto change_at = [&](std::size_t i) -> const verdict_change& {
            return all[line_->duty_changes[i]];
        };
        while (*at > line_->duty_first[d] && change_at(*at - 1).verdict == change_at(*at).verdict) {
            --*at;
        }
        return change_at(*at).day;
    }
    /// The accounts of those who contest something, and of all others (`nothing`); empty where
    /// nothing is contested, and of a history that is itself such an account.
    [[nodiscard]] const std::vector<detail::viewpoint>& views() const noexcept { return views_; }

    // ---- what is due
    // -----------------------------------------------------------------------------------

    /// What is pending at the end of a day: by day due, then by the order in which it was
    /// scheduled. O(effects).
    [[nodiscard]] std::vector<pending_effect> pending(date day) const {
        std::vector<pending_effect> result;
        for (std::uint32_t i = 0; i < line_->rec.effects.size(); ++i) {
            const effect& item = line_->rec.effects[i];
            const bool over = item.outcome != effect_outcome::pending && item.ended <= day;
            if (item.scheduled > day || over || item.kind == effect_kind::given ||
                is_about_duty(item.kind)) {
                continue;
            }
            const bool known = item.dated && !item.reached && item.due > day;
            result.push_back({known ? std::optional(item.due) : std::nullopt, i});
        }
        std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
            return a.due && b.due ? *a.due < *b.due : a.due.has_value() && !b.due;
        });
        return result;
    }

    // ---- the record
    // --------------------------------------------------------------------------------------

    /// Every change in order.
    [[nodiscard]] const std::vector<change>& changes() const noexcept { return line_->rec.changes; }
    [[nodiscard]] const std::vector<act_record>& acts() const noexcept { return line_->rec.acts; }
    [[nodiscard]] const std::vector<effect>& effects() const noexcept { return line_->rec.effects; }
    [[nodiscard]] const std::vector<suspension>& suspensions() const noexcept {
        return line_->rec.suspensions;
    }
    [[nodiscard]] const servanda::record& record() const noexcept { return line_->rec; }
    [[nodiscard]] const servanda::program& program() const noexcept { return *program_; }
    [[nodiscard]] date last_day() const noexcept { return line_->rec.last_day; }

    /// What was odd but not wrong: void acts, claims that reach back, and measures that claim a
    /// ground of the default law and did not wait for objections (VCLT 65(2)), where they stand.
    [[nodiscard]] std::vector<diagnostic> remarks() const;

    /// The number of a membership, for queries by number; `nothing` where a participant does
    /// nothing in the treaty. Throws `unknown_name` for an unknown treaty or a code that is no
    /// participant.
    [[nodiscard]] membership_id find(std::string_view treaty, std::string_view party) const {
        const auto t = program_->find_treaty(treaty);
        if (!t) {
            throw unknown_treaty(treaty);
        }
        const auto who = program_->participant(party);
        if (!who) {
            if (!program_->rules->participants.declares(party)) {
                throw unknown_participant(party);
            }
            return nothing;
        }
        return program_->membership(*t, *who);
    }
    /// The number of the treaty as a whole. Throws `unknown_name`.
    [[nodiscard]] membership_id whole(std::string_view treaty) const {
        return compiled(treaty).first;
    }

    /// Whether the pair is in force on a day, by number.
    [[nodiscard]] bool pair_in_force(membership_id a, membership_id b, date day) const;

    /// When a membership's headline state on a day began.
    [[nodiscard]] std::optional<date> since(membership_id m, date day) const;

    /// Equal histories have equal changes, causes apart.
    [[nodiscard]] bool same_states(const history& other) const;

private:
    [[nodiscard]] unknown_name unknown_treaty(std::string_view treaty) const {
        std::vector<std::string> known;
        for (const auto& item : program_->treaties) {
            known.push_back(item.source->id);
        }
        return unknown_name{"the history has no treaty '" + std::string(treaty) + "'" +
                            did_you_mean(treaty, known)};
    }
    [[nodiscard]] unknown_name unknown_participant(std::string_view code) const {
        return unknown_name{"unknown participant '" + std::string(code) + "'" +
                            did_you_mean(code, program_->rules->participants.codes())};
    }
    [[nodiscard]] const compiled_treaty& compiled(std::string_view treaty) const {
        const auto t = program_->find_treaty(treaty);
        if (!t) {
            throw unknown_treaty(treaty);
        }
        return program_->treaties[*t];
    }
    [[nodiscard]] const std::string& only_treaty() const {
        if (program_->treaties.size() != 1) {
            throw unknown_name("the history has several treaties: name one");
        }
        return program_->treaties.front().source->id;
    }
    void add_surviving(membership_report& into, treaty_id t, date day) const;
    void add_disputes(membership_report& into, membership_id m, date day) const;
    [[nodiscard]] suspension_report tell(const suspension& item, date day) const;
    [[nodiscard]] bool rests_on_claim(const cause& why) const;

    std::shared_ptr<const servanda::program> program_;
    std::shared_ptr<const detail::timeline> line_;
    std::vector<detail::viewpoint> views_;
    std::string seen_by_;
};

inline bool history::pair_in_force(membership_id a, membership_id b, date day) const {
    if (a == b || aspects_of(a, day).consent != consent::party ||
        aspects_of(b, day).consent != consent::party) {
        return false;
    }
    const auto side = [&](membership_id m) { return line_->rec.sides[m]; };
    if (side(a) != 2 && side(a) == side(b)) {
        return false; // in a bilateral treaty only pairs across its sides exist
    }
    for (const auto& item : line_->rec.suspensions) {
        const bool running = item.whole && item.from <= day && (!item.until || day < *item.until);
        const bool covers =
            (item.by == a && item.covers(b, day)) || (item.by == b && item.covers(a, day));
        if (running && covers) {
            return false;
        }
    }
    return std::none_of(
        line_->rec.oppositions.begin(), line_->rec.oppositions.end(), [&](const opposition& item) {
            const bool these =
                (item.by == a && item.towards == b) || (item.by == b && item.towards == a);
            if (item.non_recognition) {
                return these && item.day <= day && (!item.until || day < *item.until);
            }
            return these; // from the day the later of the two would have entered into force
        });
}

inline std::optional<date> history::since(membership_id m, date day) const {
    const auto* span = line_->find(m, day);
    if (span == nullptr) {
        return std::nullopt;
    }
    const bool whole_treaty = program_->participant_of[m] == nothing;
    auto at = static_cast<std::size_t>(span - line_->spans.data());
    const auto same = [&](const detail::timeline::span& other) {
        return whole_treaty ? other.treaty_now == span->treaty_now
                            : other.now.headline() == span->now.headline();
    };
    while (at > line_->first[m] && same(line_->spans[at - 1])) {
        --at;
    }
    return date::from_number(line_->days[at]);
}

inline void history::add_surviving(membership_report& into, treaty_id t, date day) const {
    if (into.consent != consent::former_party || !into.since) {
        return;
    }
    const compiled_treaty& item = program_->treaties[t];
    for (const auto& duty : item.source->own.obligations) {
        if (!duty.survives) {
            continue;
        }
        std::optional<date> until;
        if (duty.survives_until) {
            until = duty.survives_until->compute(
                [&](anchor name, std::string_view) {
                    return name == anchor::day_of_effect || name == anchor::trigger
                               ? detail::maybe_date(*into.since)
                           : name == anchor::entry_into_force
                               ? detail::maybe_date(line_->rec.entered[t])
                               : detail::maybe_date();
                },
                item.policy);
        }
        if (!until || day < *until) {
            into.surviving.push_back({duty.id, duty.article, until});
        }
    }
}

inline void history::add_disputes(membership_report& into, membership_id m, date day) const {
    const aspects own = aspects_of(m, day);
    for (const auto& view : views_) {
        const auto* span = view.line->find(m, day);
        const aspects other = span == nullptr ? aspects{} : span->now;
        into.disputed = into.disputed || !(other == own);
    }
    if (!into.disputed) {
        return;
    }
    for (const auto& view : views_) {
        const auto* span = view.line->find(m, day);
        into.as_seen_by.emplace_back(
            view.who == nothing ? std::string("others") : program_->code_on(view.who, day),
            span == nullptr ? servanda::state::none : span->now.headline());
    }
}

/// Whether the act behind a change was carried by a claim only.
inline bool history::rests_on_claim(const cause& why) const {
    const std::uint32_t index =
        why.index == nothing || !why.is_effect ? why.index : line_->rec.effects[why.index].act;
    return index != nothing && line_->rec.acts[index].worth == standing::by_claim;
}

inline suspension_report history::tell(const suspension& item, date day) const {
    suspension_report result;
    result.by = program_->code_on(program_->participant_of[item.by], day);
    if (item.towards != nothing) {
        result.towards = program_->code_on(program_->participant_of[item.towards], day);
    }
    result.since = item.from;
    result.whole = item.whole;
    result.by_claim = item.by_claim;
    const std::uint32_t source = line_->rec.acts[item.act].what.source;
    result.basis = source == nothing ? std::string() : program_->story->acts[source].basis;
    return result;
}

inline membership_report
history::report(std::string_view treaty, std::string_view party, date day) const {
    membership_report result;
    result.treaty = treaty;
    result.party = party;
    const membership_id m = find(treaty, party);
    if (m == nothing) {
        return result;
    }
    const auto* span = line_->find(m, day);
    if (span != nullptr) {
        result.state = span->now.headline();
        result.consent = span->now.consent;
        result.operation = span->now.operation;
        result.exit_pending = span->now.exit_pending;
        result.suspended = span->now.suspended;
        result.cause = span->now.cause;
        if (span->exit_on != 0) {
            result.exit_on = date::from_number(span->exit_on);
        }
        result.since = since(m, day);
        result.by_claim = rests_on_claim(line_->rec.changes[span->change].because);
    }
    const treaty_id t = program_->treaty_of[m];
    for (const auto& item : line_->rec.suspensions) {
        const bool running =
            item.treaty == t && item.from <= day && (!item.until || day < *item.until);
        const bool both =
            result.consent == consent::party && aspects_of(item.by, day).consent == consent::party;
        const bool touches =
            item.by == m ||
            (item.covers(m, day) &&
             (line_->rec.sides[m] == 2 || line_->rec.sides[m] != line_->rec.sides[item.by]));
        if (running && both && touches) {
            result.suspensions.push_back(tell(item, day));
            result.by_claim = result.by_claim || item.by_claim;
        }
    }
    for (const auto& item : pending(day)) {
        const effect& due = line_->rec.effects[item.effect];
        const bool concerns = due.who == m || (due.treaty == t && due.who == nothing);
        const bool interested =
            result.consent != consent::none && result.consent != consent::former_party;
        if (item.due && concerns && interested &&
            (due.who == m || result.consent != consent::signed_only)) {
            result.next = item.due;
            result.next_what = to_string(due.kind);
            break;
        }
    }
    add_surviving(result, t, day);
    add_disputes(result, m, day);
    return result;
}

inline bool history::same_states(const history& other) const {
    const auto& a = changes();
    const auto& b = other.changes();
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](const change& x, const change& y) {
               return x.day == y.day && x.who == y.who && x.now == y.now &&
                      x.treaty_now == y.treaty_now && x.exit_on == y.exit_on;
           });
}

/// What an act is called: its row of the lifecycle table, or, where it only stands in the record,
/// its own word.
[[nodiscard]] inline std::string_view word_of(const bound_act& what) noexcept {
    return what.row == lifecycle_act::recorded ? to_string(what.kind) : to_string(what.row);
}

/// The article under which an act stands or fails.
[[nodiscard]] inline citation cite_act(const program& source, const act_record& item) {
    const compiled_treaty& in = source.treaties[item.what.treaty];
    if (item.what.by_rule != nothing && item.worth != standing::void_act) {
        const compiled_rule& rule = source.rules_in_order[item.what.by_rule];
        return {rule.source->article, false};
    }
    switch (item.finding) {
    case finding_of_standing::not_a_party:
        return cite(in, "party");
    case finding_of_standing::treaty_ended:
        return cite(in, "end of treaty");
    case finding_of_standing::accession_closed:
    case finding_of_standing::accession_condition:
    case finding_of_standing::consent_to_another_lacking:
        return cite(in, "accede");
    case finding_of_standing::inside_lock_in:
    case finding_of_standing::outside_window:
    case finding_of_standing::after_deadline:
    case finding_of_standing::statement_lacking:
        return cite(in, "give notice of withdrawal");
    case finding_of_standing::contested:
        return {};
    default:
        break;
    }
    if (item.what.row == lifecycle_act::give_notice && in.withdrawal.admitted() &&
        in.withdrawal.by_law) {
        return {in.law->cited_as + (in.withdrawal.clause->article.empty() ? "" : " ") +
                    in.withdrawal.clause->article,
                true};
    }
    if (item.for_breach) { // opened by the default law, for the breach of another
        const law_point* found = in.law->on("material breach");
        return {in.law->cite(found->article), true};
    }
    if (item.finding == finding_of_standing::awaits_agreement && in.law != nullptr &&
        item.what.row ==
            lifecycle_act::terminate) { // a clause that gives one alone the power apart
        const law_point* found = in.law->on("terminate");
        return found == nullptr ? citation{} : citation{in.law->cite(found->article), true};
    }
    if (item.what.kind == act::accede) {
        return cite(in, "accede");
    }
    if (item.agreed != agreed_by::nobody && in.law != nullptr) { // where no clause opens it
        const char* point = item.agreed == agreed_by::all ? "suspend" : "suspend between some";
        if (const law_point* found = in.law->on(point)) {
            return {in.law->cite(found->article), true};
        }
    }
    return cite(in, to_string(item.what.row));
}

namespace detail {

/// "2023-11-07 USA: suspend by claim (VCLT 62), from 2023-12-07: less than three months' notice".
/// Empty where the act waited.
[[nodiscard]] inline std::string tell_haste(const program& source, const act_record& item) {
    const auto early = hasty(source, item);
    if (!early) {
        return {};
    }
    const default_law& law = *source.treaties[item.what.treaty].law;
    const auto who = source.participant_of[item.what.who];
    return to_string(item.what.day) + " " + source.code_on(who, item.what.day) + ": " +
           std::string(to_string(item.what.row)) + " by claim (" +
           source.story->acts[item.what.source].basis + "), from " + to_string(early->effect) +
           ": " + (law.claims.says.empty() ? "too early" : law.claims.says) + ", not before " +
           to_string(early->permitted) + " (" + law.cite(law.claims.article) + ")";
}

} // namespace detail

inline std::vector<diagnostic> history::remarks() const {
    std::vector<diagnostic> result = program_->remarks;
    for (treaty_id t = 0; t < program_->treaties.size(); ++t) {
        const compiled_treaty& item = program_->treaties[t];
        const auto& computed = line_->rec.computed_entry[t];
        if (item.stated_entry && computed && computed != item.stated_entry) {
            result.push_back({severity::note,
                              program_->story->acts[item.statement_act].where,
                              item.source->id + ": the depositary states entry into force on " +
                                  to_string(*item.stated_entry) + ", the clause gives " +
                                  to_string(*computed)});
        }
    }
    for (const auto& item : line_->rec.acts) {
        const dated_act* said =
            item.what.source == nothing ? nullptr : &program_->story->acts[item.what.source];
        const auto who = program_->participant_of[item.what.who];
        if (item.worth == standing::by_claim && hasty(*program_, item)) {
            result.push_back({severity::note, said->where, detail::tell_haste(*program_, item)});
            continue;
        }
        if (item.worth != standing::void_act || item.finding == finding_of_standing::contested) {
            continue;
        }
        const citation article = cite_act(*program_, item);
        std::string text =
            to_string(item.what.day) + " " +
            (who == nothing ? std::string("*") : program_->code_on(who, item.what.day)) + ": " +
            std::string(word_of(item.what)) +
            (item.what.row == lifecycle_act::recorded && said != nullptr ? " of " + said->of : "") +
            " is void: " + std::string(to_string(item.finding));
        text += article.article.empty() ? "" : " (" + article.article + ")";
        result.push_back(
            {severity::warning, said == nullptr ? source_position{} : said->where, text});
    }
    return result;
}

} // namespace servanda

#endif

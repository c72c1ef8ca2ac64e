/// @file
/// Powers: what a participant may do on a day, by which article, on which conditions, and when it
/// would take effect. Nothing here knows the law: every act is tried, one at a time, at the end of
/// the day, and the history says what it was worth.
#ifndef SERVANDA_STUDY_POWERS_HPP
#define SERVANDA_STUDY_POWERS_HPP

#include <servanda/engine/explanation.hpp>
#include <servanda/study/present.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// What an act hangs on beside its author's will, or what it lacks.
struct act_condition {
    enum class kind : std::uint8_t {
        statement,       ///< it states `words`
        notified,        ///< to those in `names`
        later_day,       ///< it names a day after `day`
        latest_day,      ///< it names no day after `day`
        agreement,       ///< it is complete when those in `names` agree, too
        not_while,       ///< it does not take effect while `words`
        ground,          ///< it claims one of the grounds in `names`
        waiting_time,    ///< who claims a ground waits until `day`, by the article in `words`
        target,          ///< it is of another party
        no_reservations, ///< it may not be made with a reservation, by the article in `words`
        opens,           ///< void now; open from `day` on
        closed,          ///< void since `day` has passed
        open_to,         ///< void now; open to whom `words` is true of
        consent,         ///< void now; it takes consent to the treaties in `names`
    };
    kind what = kind::statement;
    std::string words{};
    std::vector<std::string> names{};
    std::optional<date> day{};
    friend bool operator==(const act_condition&, const act_condition&) = default;
};

inline constexpr std::array<std::string_view, 14> act_condition_names{
    "statement",
    "notified",
    "later day",
    "latest day",
    "agreement",
    "not while",
    "ground",
    "waiting time",
    "target",
    "no reservations",
    "opens",
    "closed",
    "open to",
    "consent",
};

[[nodiscard]] constexpr std::string_view to_string(act_condition::kind what) noexcept {
    return act_condition_names[static_cast<std::size_t>(what)];
}

/// What else an act sets off: a rule of a treaty acts in turn.
struct act_consequence {
    std::string treaty;
    std::string who;         ///< a code; empty: the treaty, or its parties
    std::string what;        ///< "give notice of withdrawal"
    std::optional<date> day; ///< none: no day is known yet
    std::string article;
    std::string rule; ///< the rule's id
    friend bool operator==(const act_consequence&, const act_consequence&) = default;
};

/// An act that was tried, and what it was worth.
struct open_act {
    std::string treaty;
    lifecycle_act row = lifecycle_act::recorded;
    std::string name; ///< as the lifecycle table spells it, with what it is about
    /// The act as it was tried. In the scenario, as the last act of its day, it is worth the same.
    dated_act tried;
    /// By right: it is open. By claim: it works only on a ground that it names. Recorded: it is
    /// open, and changes what other acts do. Void: it is not open.
    standing worth = standing::void_act;
    finding_of_standing finding = finding_of_standing::stands; ///< why void, or what it waits for
    citation article;           ///< by which it stands or fails; of a claim: of the default law
    state before = state::none; ///< the headline state of its author before it
    state after = state::none;  ///< and at the end of the day with it
    /// The day on which it takes effect; none: it is void, in vain, or it `waits_for` something.
    std::optional<date> effect;
    std::string waits_for;   ///< why no day is known: a condition, an agreement
    std::string computation; ///< how the day is computed: "6 months after notice (2020-05-22)"
    bool in_vain = false;    ///< its clock stops before its day: the treaty ends first
    std::vector<act_condition> conditions;
    std::vector<act_consequence> consequences;

    /// Whether its author may do it as it stands: by right, or recorded.
    [[nodiscard]] bool is_open() const noexcept {
        return worth == standing::by_right || worth == standing::recorded;
    }
};

/// Which acts are asked for, and through whose eyes.
struct powers_query {
    std::string treaty;               ///< id or alias; empty: all treaties of the scenario
    std::string as_seen_by;           ///< whose account; empty: what anybody contests is void
    std::optional<lifecycle_act> row; ///< only these
};

namespace detail {

/// Thinks up the acts that are worth a try. What they name (days, grounds, whom they are about)
/// follows the state of the day, so that an act is void for what it is and not for what was left
/// out of it.
class act_proposer {
public:
    struct proposal {
        treaty_id treaty = 0;
        lifecycle_act row = lifecycle_act::recorded;
        bool claims = false; ///< tried with a ground
        dated_act act;
    };

    act_proposer(const present_day& present,
                 std::string_view party,
                 std::optional<lifecycle_act> only)
        : present_(present)
        , source_(*present.source)
        , party_(party)
        , only_(only) {}

    void propose(treaty_id t, membership_id m) {
        treaty_ = t;
        in_ = &source_.treaties[t];
        own_ = &present_.member(m);
        m_ = m;
        const clauses& text = in_->source->own;
        add(act::sign);
        add(own_->now.consent == consent::signed_only ? act::ratify : act::accede);
        add(act::provisionally_apply);
        add(act::end_provisional_application);
        add(act::unsign);
        add(act::revoke, "deposit");
        notices();
        add(act::suspend);
        claim(act::suspend);
        add(act::resume);
        extension();
        add(act::terminate);
        claim(act::terminate);
        expulsion();
        add(act::reserve);
        answers();
        successions();
        if (const auto& waiver = text.entry_into_force.waiver; !waiver.empty()) {
            add(act::declare, waiver);
        }
    }

    [[nodiscard]] std::vector<proposal> proposals() && { return std::move(proposals_); }

private:
    dated_act* add(act kind, const std::string& of = {}) {
        const auto row = row_of(kind, of);
        if (!row || (only_ && *only_ != *row)) {
            return nullptr;
        }
        dated_act item;
        item.day = present_.day;
        item.kind = kind;
        item.by = party_;
        item.treaty = in_->source->id;
        item.of = of;
        proposals_.push_back({treaty_, *row, false, std::move(item)});
        return &proposals_.back().act;
    }
    /// The same act on a ground of the default law, or on one of its author's own.
    void claim(act kind) {
        if (dated_act* item = add(kind)) {
            item->basis = ground();
            proposals_.back().claims = true;
        }
    }
    [[nodiscard]] std::string ground() const {
        const default_law* law = in_->law;
        if (law == nullptr || law->claims.grounds.empty()) {
            return "a ground of its own";
        }
        const law_point* breach = law->on("material breach");
        const auto& known = law->claims.grounds;
        const bool listed = breach != nullptr &&
                            std::find(known.begin(), known.end(), breach->article) != known.end();
        return law->cite(listed ? breach->article : known.front());
    }
    /// The first day after one; none where the calendar ends.
    [[nodiscard]] static std::optional<date> day_after(date day) {
        return day < date::max() ? std::optional(day + 1) : std::nullopt;
    }

    void notices() {
        // A second notice, or an extension of the first, names a day later than the first has.
        std::optional<date> later = day_after(present_.day);
        bool pending = false;
        if (own_->now.exit_pending && own_->exit_effect != nothing) {
            const effect& clock = present_.story.effects()[own_->exit_effect];
            pending = true;
            later = clock.due > present_.day ? day_after(clock.due) : later;
        }
        const auto& clause = in_->withdrawal.clause;
        if (dated_act* notice = add(act::give_notice_of_withdrawal)) {
            if (clause != nullptr && clause->statement) {
                notice->statement = *clause->statement;
            }
            notice->effective = pending ? later : std::nullopt;
        }
        if (!pending) {
            claim(act::give_notice_of_withdrawal);
        }
        add(act::revoke, "notice");
        add(act::suspend, "notice");
        add(act::resume, "notice");
        if (dated_act* longer = add(act::extend, "notice")) {
            longer->until = later;
        }
    }

    void extension() {
        dated_act* item = add(act::extend, "term");
        const treaty_world& now = present_.now.treaties[treaty_];
        if (item == nullptr || !now.expiry) {
            return;
        }
        // Whom others have told a day agrees to that day.
        for (const auto& made : now.agreements) {
            if (made.to == lifecycle_act::extend_term && made.by != m_ && made.until &&
                *made.until > *now.expiry) {
                item->until = made.until;
            }
        }
        if (!item->until && !in_->source->own.extension.at_most) {
            item->until = day_after(*now.expiry);
        }
    }

    void expulsion() {
        for (const auto& code : present_.story.parties(in_->source->id, present_.day)) {
            if (source_.participant(code) != source_.participant(party_)) {
                if (dated_act* item = add(act::expel)) {
                    item->to = {code};
                }
                return;
            }
        }
        add(act::expel);
    }

    /// To each reservation of another that can be named.
    void answers() {
        for (const auto& made : present_.now.reservations) {
            const std::uint32_t said = present_.story.acts()[made.act].what.source;
            const std::string& id = said == nothing ? std::string() : source_.story->acts[said].id;
            if (made.treaty == treaty_ && made.by != m_ && !id.empty()) {
                add(act::object, id);
                add(act::accept_reservation, id);
            }
        }
    }

    /// To each state that dissolved into this one.
    void successions() {
        std::set<std::string> before;
        for (const auto& done : source_.story->acts) {
            const bool here = done.treaty.empty() || source_.find_treaty(done.treaty) == treaty_;
            const auto named = std::find(done.into.begin(), done.into.end(), party_);
            if (done.kind == act::dissolve && here && named != done.into.end()) {
                before.insert(done.by);
            }
        }
        for (const auto& [code, item] : source_.rules->participants.items()) {
            const auto& heirs = item.dissolved_into;
            const bool gone = item.until && *item.until <= present_.day;
            if (gone && std::find(heirs.begin(), heirs.end(), party_) != heirs.end() &&
                source_.participant(code)) {
                before.insert(code);
            }
        }
        for (const auto& code : before) {
            add(act::succeed, code);
        }
    }

    const present_day& present_;
    const program& source_;
    std::string party_;
    std::optional<lifecycle_act> only_;
    treaty_id treaty_ = 0;
    membership_id m_ = nothing;
    const compiled_treaty* in_ = nullptr;
    const membership_state* own_ = nullptr;
    std::vector<proposal> proposals_;
};

/// Reads the record of one trial.
class trial_reader {
public:
    trial_reader(const present_day& before, const history& after)
        : before_(before)
        , after_(after)
        , source_(after.program()) {}

    /// What became of an act, by its number in the scenario. Nothing where it is not worth telling:
    /// a claim that is no claim.
    [[nodiscard]] std::optional<open_act> read(const act_proposer::proposal& tried,
                                               std::uint32_t number) const {
        std::uint32_t index = 0;
        while (after_.acts()[index].what.source != number) {
            ++index;
        }
        const act_record& item = after_.acts()[index];
        if (tried.claims && item.worth != standing::by_claim) {
            return std::nullopt;
        }
        open_act result;
        result.treaty = tried.act.treaty;
        result.row = tried.row;
        result.name = name_of_act(tried);
        result.tried = tried.act;
        result.worth = item.worth;
        result.finding = item.finding;
        result.article = article_of(item);
        result.before = before_.story.state(tried.act.treaty, tried.act.by, before_.day);
        result.after = after_.state(item.what.who, before_.day);
        if (item.worth == standing::void_act) {
            why_not(result, item);
        } else {
            when(result, item, index);
            conditions(result, item, index);
            consequences(result, index);
        }
        return result;
    }

private:
    using kind = act_condition::kind;

    [[nodiscard]] static std::string name_of_act(const act_proposer::proposal& tried) {
        switch (tried.row) {
        case lifecycle_act::recorded:
            return std::string(to_string(tried.act.kind)) + " of " + tried.act.of;
        case lifecycle_act::succeed:
        case lifecycle_act::object:
        case lifecycle_act::accept_reservation:
            return std::string(to_string(tried.row)) +
                   (tried.row == lifecycle_act::succeed ? " to " : " of ") + tried.act.of;
        default:
            return std::string(to_string(tried.row));
        }
    }

    [[nodiscard]] const compiled_treaty& treaty_of(const act_record& item) const {
        return source_.treaties[item.what.treaty];
    }

    /// A claim has no article of the treaty: what the default law says of such acts.
    [[nodiscard]] citation article_of(const act_record& item) const {
        const default_law* law = treaty_of(item).law;
        if (item.worth == standing::by_claim && law != nullptr) {
            const law_point* found = law->on(to_string(item.what.row));
            return {law->cite(found == nullptr ? std::string() : found->article), true};
        }
        if (item.what.row == lifecycle_act::recorded) {
            return cite(treaty_of(item), "entry into force");
        }
        return cite_act(source_, item);
    }

    /// The clock an act sets when it does what it is for.
    [[nodiscard]] static bool clock_of(lifecycle_act row, effect_kind what) {
        switch (row) {
        case lifecycle_act::sign:
        case lifecycle_act::deposit:
        case lifecycle_act::recorded:
            return what == effect_kind::own_entry;
        case lifecycle_act::provisionally_apply:
            return what == effect_kind::provisional_start;
        case lifecycle_act::end_provisional_application:
        case lifecycle_act::unsign:
            return what == effect_kind::provisional_end;
        case lifecycle_act::give_notice:
            return what == effect_kind::withdrawal || what == effect_kind::provisional_end;
        case lifecycle_act::resume_notice:
        case lifecycle_act::extend_notice:
            return what == effect_kind::withdrawal;
        case lifecycle_act::suspend:
            return what == effect_kind::suspension_start;
        case lifecycle_act::resume:
            return what == effect_kind::suspension_end;
        case lifecycle_act::extend_term:
            return what == effect_kind::extension;
        case lifecycle_act::terminate:
            return what == effect_kind::agreed_end;
        case lifecycle_act::expel:
            return what == effect_kind::expulsion;
        default:
            return false;
        }
    }

    /// The clock it set, as it stands in the end; a clock set anew leaves the old one behind.
    [[nodiscard]] std::uint32_t clock(lifecycle_act row, std::uint32_t index) const {
        std::uint32_t found = nothing;
        for (std::uint32_t i = 0; i < after_.effects().size(); ++i) {
            const effect& item = after_.effects()[i];
            if (item.act == index && item.rule == nothing && clock_of(row, item.kind)) {
                found = i;
            }
        }
        return found;
    }

    void when(open_act& into, const act_record& item, std::uint32_t index) const {
        if (item.finding == finding_of_standing::awaits_agreement) {
            into.waits_for = "the agreement of the others";
            return;
        }
        const std::uint32_t at = clock(item.what.row, index);
        if (at == nothing) {
            const bool takes_consent =
                item.what.row == lifecycle_act::deposit || into.after == state::contracting;
            if (takes_consent && into.after != state::in_force && into.after != state::suspended) {
                waits_for_entry(into, item);
            } else if (item.what.row == lifecycle_act::provisionally_apply &&
                       into.after == into.before) {
                into.in_vain = true; // provisional application has ended for all
            } else {
                into.effect = before_.day;
            }
            return;
        }
        const effect& set = after_.effects()[at];
        into.computation = tell_effect(after_, at);
        switch (set.outcome) {
        case effect_outcome::happened:
            into.effect = set.ended;
            break;
        case effect_outcome::pending:
            if (set.dated && !set.reached) {
                into.effect = set.due;
            } else {
                into.waits_for = into.computation;
            }
            break;
        default:
            into.in_vain = true;
            break;
        }
    }

    void waits_for_entry(open_act& into, const act_record& item) const {
        const compiled_treaty& in = treaty_of(item);
        if (into.after == state::withdrawal_pending) {
            into.waits_for = "the exit";
        } else if (item.what.row == lifecycle_act::deposit ||
                   item.what.row == lifecycle_act::sign) {
            const auto& when = in.source->own.entry_into_force.when;
            into.waits_for = "the entry into force" + (when ? ": " + to_string(*when) : "");
        } else {
            into.effect = before_.day;
        }
    }

    void conditions(open_act& into, const act_record& item, std::uint32_t index) const {
        const compiled_treaty& in = treaty_of(item);
        const clauses& text = in.source->own;
        switch (item.what.row) {
        case lifecycle_act::sign:
        case lifecycle_act::deposit:
            if (!text.reservations.allowed.value_on(before_.day, true)) {
                into.conditions.push_back(
                    {kind::no_reservations, cite(in, "reserve").article, {}, {}});
            }
            break;
        case lifecycle_act::give_notice:
            notice_conditions(into, item, index);
            break;
        case lifecycle_act::extend_notice:
            later_than_pending(into, item);
            break;
        case lifecycle_act::extend_term:
            term_conditions(into, item);
            break;
        case lifecycle_act::terminate:
            if (item.finding == finding_of_standing::awaits_agreement) {
                agreement(into, item);
            }
            break;
        case lifecycle_act::expel:
            into.conditions.push_back({kind::target, {}, {}, {}});
            break;
        default:
            break;
        }
        if (item.worth == standing::by_claim) {
            claim_conditions(into, item);
        }
    }

    void notice_conditions(open_act& into, const act_record& item, std::uint32_t index) const {
        const std::uint32_t at = clock(item.what.row, index);
        if (at == nothing || after_.effects()[at].kind != effect_kind::withdrawal) {
            return; // it takes a deposit back, or ends provisional application
        }
        if (into.before == state::withdrawal_pending) {
            later_than_pending(into, item);
        }
        if (item.worth == standing::by_claim) {
            return;
        }
        const auto& clause =
            after_.record().terms_of(treaty_of(item), after_.effects()[at].version).clause;
        if (clause == nullptr) {
            return;
        }
        if (clause->statement) {
            into.conditions.push_back({kind::statement, *clause->statement, {}, {}});
        }
        if (!clause->notify.empty()) {
            into.conditions.push_back({kind::notified, {}, clause->notify, {}});
        }
        if (clause->not_while) {
            into.conditions.push_back({kind::not_while, to_string(*clause->not_while), {}, {}});
        }
    }

    void later_than_pending(open_act& into, const act_record& item) const {
        const membership_state& own = before_.member(member_before(item));
        if (own.exit_effect == nothing) {
            return;
        }
        const effect& pending = before_.story.effects()[own.exit_effect];
        const date than = pending.due > before_.day ? pending.due : before_.day;
        into.conditions.push_back({kind::later_day, {}, {}, than});
    }

    void term_conditions(open_act& into, const act_record& item) const {
        const compiled_treaty& in = treaty_of(item);
        const auto& expiry = before_.now.treaties[treaty_before(item)].expiry;
        if (expiry) {
            into.conditions.push_back({kind::later_day, {}, {}, *expiry});
            if (const auto& most = in.source->own.extension.at_most) {
                into.conditions.push_back(
                    {kind::latest_day, {}, {}, add(*expiry, *most, in.policy)});
            }
        }
        agreement(into, item);
    }

    /// Those that have not yet agreed to the same.
    void agreement(open_act& into, const act_record& item) const {
        const program& then = *before_.source;
        const treaty_id t = treaty_before(item);
        const compiled_treaty& in = then.treaties[t];
        const membership_id own = member_before(item);
        const bool of_term = item.what.row == lifecycle_act::extend_term;
        const auto& named = in.extension_by;
        std::vector<std::string> lacking;
        for (membership_id m = in.first + 1; m <= in.first + in.members; ++m) {
            const participant_id who = then.participant_of[m];
            const bool asked = of_term && !named.empty()
                                   ? std::find(named.begin(), named.end(), who) != named.end()
                                   : before_.member(m).now.consent == consent::party;
            const auto& list = before_.now.treaties[t].agreements;
            const bool agreed =
                m == own || std::any_of(list.begin(), list.end(), [&](const auto& made) {
                    return made.to == item.what.row && made.by == m &&
                           (!of_term || made.until == until_of(into, item));
                });
            if (asked && !agreed) {
                lacking.push_back(then.code_on(who, before_.day));
            }
        }
        if (!lacking.empty()) {
            std::sort(lacking.begin(), lacking.end());
            into.conditions.push_back({kind::agreement, {}, std::move(lacking), {}});
        }
    }
    /// The new end it names; where it names none, the longest the clause allows.
    [[nodiscard]] std::optional<date> until_of(const open_act& tried,
                                               const act_record& item) const {
        const compiled_treaty& in = treaty_of(item);
        const auto& expiry = before_.now.treaties[treaty_before(item)].expiry;
        const auto& most = in.source->own.extension.at_most;
        return tried.tried.until || !expiry || !most
                   ? tried.tried.until
                   : std::optional(add(*expiry, *most, in.policy));
    }

    void claim_conditions(open_act& into, const act_record& item) const {
        const default_law* law = treaty_of(item).law;
        if (law == nullptr || law->claims.grounds.empty()) {
            into.conditions.push_back({kind::ground, {}, {}, {}});
            return;
        }
        std::vector<std::string> grounds;
        for (const auto& point : law->points) { // of those it lists, those it speaks of
            const auto& known = law->claims.grounds;
            if (std::find(known.begin(), known.end(), point.article) != known.end()) {
                grounds.push_back(law->cite(point.article));
            }
        }
        into.conditions.push_back({kind::ground, {}, std::move(grounds), {}});
        const auto from = detail::day_after(law->claims.notice, anchor::notice, before_.day);
        if (from) {
            into.conditions.push_back(
                {kind::waiting_time, law->cite(law->claims.article), {}, from});
        }
    }

    void why_not(open_act& into, const act_record& item) const {
        const compiled_treaty& in = treaty_of(item);
        const treaty& text = *in.source;
        const date day = before_.day;
        const membership_id m = member_before(item);
        switch (item.finding) {
        case finding_of_standing::inside_lock_in:
            if (in.amended.empty()) {
                opens(into, before_.compute(in.withdrawal.lock_in, treaty_before(item), m, day));
            }
            break;
        case finding_of_standing::outside_window:
            if (in.amended.empty() && in.withdrawal.clause->window) {
                opens(into, next_window(in.withdrawal.clause->window->first, item));
            }
            break;
        case finding_of_standing::after_deadline:
            if (const auto last =
                    before_.compute(in.withdrawal.deadline, treaty_before(item), m, day);
                in.amended.empty() && last) {
                into.conditions.push_back({kind::closed, {}, {}, *last});
            }
            break;
        case finding_of_standing::not_open_for_signature:
        case finding_of_standing::accession_closed:
            if (text.opened && day < *text.opened) {
                opens(into, text.opened);
            } else if (item.finding == finding_of_standing::not_open_for_signature) {
                into.conditions.push_back({kind::closed, {}, {}, text.signature_until});
            }
            break;
        case finding_of_standing::accession_condition:
            if (text.own.accession.open_to) {
                into.conditions.push_back(
                    {kind::open_to, to_string(*text.own.accession.open_to), {}, {}});
            }
            break;
        case finding_of_standing::consent_to_another_lacking:
            into.conditions.push_back({kind::consent, {}, consent_lacking(item), {}});
            break;
        default:
            break;
        }
    }
    static void opens(open_act& into, const std::optional<date>& day) {
        if (day) {
            into.conditions.push_back({kind::opens, {}, {}, day});
        }
    }
    [[nodiscard]] std::optional<date> next_window(const schedule& opening,
                                                  const act_record& item) const {
        constexpr std::int32_t more_than_enough = 9000;
        const treaty_id t = treaty_before(item);
        for (std::int32_t i = 0; i < more_than_enough; ++i) {
            const auto day = opening.occurrence(
                i,
                [&](anchor name, std::string_view custom) {
                    return before_.anchor_day(name, custom, t, member_before(item), before_.day);
                },
                treaty_of(item).policy);
            if (!day || *day > before_.day) {
                return day;
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] std::vector<std::string> consent_lacking(const act_record& item) const {
        const program& then = *before_.source;
        const participant_id who = then.participant_of[member_before(item)];
        std::vector<std::string> lacking;
        for (const auto other : then.treaties[treaty_before(item)].required) {
            const membership_id there = then.membership(other, who);
            const consent given =
                there == nothing ? consent::none : before_.member(there).now.consent;
            if (given != consent::contracting && given != consent::party) {
                lacking.push_back(then.treaty_name(other));
            }
        }
        return lacking;
    }

    /// What rules do because of it.
    void consequences(open_act& into, std::uint32_t index) const {
        for (const auto& item : after_.effects()) {
            if (item.act != index || item.rule == nothing) {
                continue;
            }
            const rule& by = *source_.rules_in_order[item.rule].source;
            const bool gone =
                item.outcome == effect_outcome::cancelled || item.outcome == effect_outcome::lapsed;
            if (gone) {
                continue;
            }
            act_consequence set;
            set.treaty = source_.treaty_name(item.treaty);
            set.who = name_of(source_, item.who, before_.day);
            set.what = by.sets ? "set " + by.sets->what : std::string(to_string(by.then));
            set.day = item.outcome == effect_outcome::happened ? std::optional(item.ended)
                      : item.dated && !item.reached            ? std::optional(item.due)
                                                               : std::nullopt;
            set.article = by.article;
            set.rule = by.id;
            into.consequences.push_back(std::move(set));
        }
    }

    // The trial is a program of its own: its numbers are not those of the day before it.
    [[nodiscard]] treaty_id treaty_before(const act_record& item) const {
        return *before_.source->find_treaty(treaty_of(item).source->id);
    }
    [[nodiscard]] membership_id member_before(const act_record& item) const {
        const dated_act& said = source_.story->acts[item.what.source];
        return before_.story.find(said.treaty, said.by);
    }

    const present_day& before_;
    const history& after_;
    const program& source_;
};

} // namespace detail

/// What a participant may do on a day, and what it may not: every act of the lifecycle table that
/// is a participant's own, tried as the last act of that day, in each treaty of the scenario (or in
/// the one the query names), in the order of the scenario's treaties and of the table. What comes
/// after the day is left out (`happened_by`), so that the answer is one that could have been given
/// on the day; what was pending goes on. Acts that only a claim carries are listed as such; acts
/// that are merely recorded (`allege`, `notify` …), the succession to a state that did not dissolve
/// into this one, and what one cannot do alone and of a sudden (`continue`, `dissolve`) are not
/// tried. Throws `unknown_name` for a treaty that the scenario does not have and a participant that
/// nobody declares, `input_error` as `simulate` does, `date_out_of_range` where a waiting time
/// leaves the calendar.
///
/// Two compilations, and one simulation for the day itself and for each act tried: some twenty a
/// treaty, and two more for each reservation that has an id. O(treaties asked · acts tried ·
/// simulation).
[[nodiscard]] inline std::vector<open_act> open_acts(std::shared_ptr<const rulebook> rules,
                                                     const scenario& story,
                                                     std::string_view party,
                                                     date day,
                                                     const powers_query& query = {}) {
    rules = with_default_laws(std::move(rules));
    detail::check_participant(*rules, story, party);
    const auto ids = detail::treaties_asked(*rules, story, query.treaty);
    scenario cut = happened_by(story, day);
    std::vector<dated_act> mentions;
    for (const auto& id : ids) {
        mentions.push_back(detail::mention(day, id, party));
    }
    const detail::present_day present =
        detail::reach_day(rules, cut, day, query.as_seen_by, mentions);

    detail::act_proposer proposer(present, party, query.row);
    for (const auto& id : ids) {
        proposer.propose(*present.source->find_treaty(id), present.story.find(id, party));
    }
    const auto proposals = std::move(proposer).proposals();

    // One program holds all trials; each run leaves out all but one of them.
    const std::size_t real = cut.acts.size();
    for (const auto& item : proposals) {
        cut.acts.push_back(item.act);
    }
    const auto source = compile(rules, std::make_shared<const scenario>(std::move(cut)));
    auto leave_out = detail::contested_acts(*source, query.as_seen_by);
    std::fill(
        leave_out.begin() + static_cast<std::ptrdiff_t>(real), leave_out.end(), std::uint8_t{1});
    std::vector<open_act> result;
    for (std::size_t i = 0; i < proposals.size(); ++i) {
        leave_out[real + i] = 0;
        const history after(source, detail::run_view(*source, leave_out), {}, query.as_seen_by);
        leave_out[real + i] = 1;
        const detail::trial_reader reader(present, after);
        if (auto item = reader.read(proposals[i], static_cast<std::uint32_t>(real + i))) {
            result.push_back(*std::move(item));
        }
    }
    return result;
}

/// The same for rules that are not shared: they are copied once.
[[nodiscard]] inline std::vector<open_act> open_acts(const rulebook& rules,
                                                     const scenario& story,
                                                     std::string_view party,
                                                     date day,
                                                     const powers_query& query = {}) {
    return open_acts(std::make_shared<const rulebook>(rules), story, party, day, query);
}

/// The same for the rules and the scenario of a history, through the eyes it is told by.
[[nodiscard]] inline std::vector<open_act>
open_acts(const history& told, std::string_view party, date day, powers_query query = {}) {
    query.as_seen_by = query.as_seen_by.empty() ? told.seen_by() : query.as_seen_by;
    return open_acts(told.program().rules, *told.program().story, party, day, query);
}

} // namespace servanda

#endif

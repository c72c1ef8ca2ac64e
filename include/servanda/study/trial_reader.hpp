/// @file
/// What the record of a trial says of the act that was tried.
#ifndef SERVANDA_STUDY_TRIAL_READER_HPP
#define SERVANDA_STUDY_TRIAL_READER_HPP

#include <servanda/engine/explanation.hpp>
#include <servanda/study/act_proposer.hpp>
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

namespace servanda::detail {

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

} // namespace servanda::detail

#endif

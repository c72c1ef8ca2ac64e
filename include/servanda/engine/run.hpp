/// @file
/// A day, and all days. Within a day: first what falls due, then the day's acts in scenario order;
/// after each its consequences run to the end, first in, first out, and conditions are tested
/// again.
#ifndef SERVANDA_ENGINE_RUN_HPP
#define SERVANDA_ENGINE_RUN_HPP

#include <servanda/engine/compliance.hpp>
#include <servanda/engine/conditions.hpp>
#include <servanda/engine/deemed.hpp>
#include <servanda/engine/ending.hpp>
#include <servanda/engine/entry.hpp>
#include <servanda/engine/exit.hpp>
#include <servanda/engine/machine.hpp>
#include <servanda/engine/succession.hpp>
#include <servanda/engine/suspension.hpp>

#include <string>
#include <utility>

namespace servanda::detail {

/// What is so before the first day: given states and the depositaries' own statements.
inline void machine::begin() {
    baseline_rules();
    for (treaty_id t = 0; t < program_.treaties.size(); ++t) {
        const compiled_treaty& item = law_of(t);
        if (!item.stated_entry) {
            continue;
        }
        bound_act statement;
        statement.kind = act::entry_into_force;
        statement.day = *item.stated_entry;
        statement.treaty = t;
        statement.who = item.first;
        statement.source = item.statement_act;
        record_.acts.push_back({statement, standing::recorded, finding_of_standing::stands});
        effect entry;
        entry.kind = effect_kind::treaty_entry;
        entry.treaty = t;
        entry.act = static_cast<std::uint32_t>(record_.acts.size()) - 1;
        entry.anchor = *item.stated_entry;
        treaty_at(t).entry_effect = schedule(entry, item.stated_entry);
        record_.effects.edit(treaty_at(t).entry_effect).scheduled = *item.stated_entry;
    }
    for (std::uint32_t i = 0; i < program_.story->given.size(); ++i) {
        effect given;
        given.kind = effect_kind::given;
        given.detail = i;
        given.anchor = program_.story->given[i].since;
        (void)schedule(given, program_.story->given[i].since);
    }
    schedule_dated_rules();
    if (!program_.duties.empty()) {
        begin_duties();
        take_figures(); // those that always stood
    }
}

/// A state that is given: the participant has it, however it came about.
inline void machine::give(const given_membership& given) {
    const treaty_id t = given.treaty.empty() ? 0 : program_.find_treaty(given.treaty).value_or(0);
    const membership_id m =
        program_.membership(t, program_.participant(given.participant).value_or(nothing));
    if (m == nothing) {
        return;
    }
    membership_state& own = member(m);
    treaty_world& now = treaty_at(t);
    own.has_signed = true;
    own.signed_on = world_.today;
    own.now.consent = consent::signed_only;
    if (given.as == state::signed_only) {
        mark_dirty(t);
        write(m);
        return;
    }
    own.deposited_on = world_.today;
    own.now.consent = consent::contracting;
    own.later_entry = entry_for(law_of(t).for_later, world_.today, m);
    count_deposit(m, program_.counts[m] != 0);
    if (given.as == state::contracting) {
        schedule_own_entry(m);
        write(m);
        return;
    }
    now.threshold = now.threshold ? now.threshold : maybe_date(world_.today);
    record_.edit_entry().threshold[t] = now.threshold;
    if (!now.entered) {
        drop(now.entry_effect);
        enter_into_force(t);
        each_member(t, [&](membership_id other) {
            if (other != m && member(other).now.consent == consent::contracting) {
                schedule_own_entry(other);
            }
        });
    }
    enter_into_force_for(m);
}

inline finding_of_standing machine::why_void(lifecycle_act row, lifecycle_column column) {
    using c = lifecycle_column;
    using f = finding_of_standing;
    if (row == lifecycle_act::revoke_notice || row == lifecycle_act::suspend_notice ||
        row == lifecycle_act::resume_notice || row == lifecycle_act::extend_notice) {
        return column == c::former || column == c::terminated ? f::notice_took_effect
                                                              : f::no_notice_pending;
    }
    if (column == c::terminated) {
        return f::treaty_ended;
    }
    switch (row) {
    case lifecycle_act::sign:
        return column == c::signed_only ? f::already_signed : f::already_bound;
    case lifecycle_act::deposit:
    case lifecycle_act::succeed:
        return f::already_bound;
    case lifecycle_act::provisionally_apply:
        return column == c::former ? f::not_a_party : f::already_bound;
    case lifecycle_act::end_provisional_application:
        return f::not_applied_provisionally;
    case lifecycle_act::unsign:
        return column == c::none || column == c::former ? f::not_signed : f::already_bound;
    case lifecycle_act::revoke_deposit:
        return column == c::none || column == c::signed_only ? f::not_contracting
               : column == c::former                         ? f::not_a_party
                                                             : f::already_bound;
    case lifecycle_act::reserve:
        return f::not_with_consent;
    default:
        return f::not_a_party;
    }
}

/// Does what the cell of the lifecycle table says, if the clauses admit it.
inline finding_of_standing
machine::dispatch(const bound_act& what, std::uint32_t index, servanda::standing& worth) {
    if (what.row == lifecycle_act::terminate && what.by_rule != nothing &&
        what.who == law_of(what.treaty).first) {
        const std::string& basis = program_.rules_in_order[what.by_rule].source->basis;
        end_treaty(what.treaty,
                   basis == "supersession" ? end_cause::supersession
                   : basis == "breach"     ? end_cause::breach
                                           : end_cause::other);
        return finding_of_standing::stands;
    }
    if (what.who == law_of(what.treaty).first && what.row != lifecycle_act::recorded) {
        return finding_of_standing::not_a_party; // the depositary states things; it is no party
    }
    membership_state& own = member(what.who);
    const lifecycle_column column = column_of(own.now);
    const bool over = treaty_at(what.treaty).ended && what.row != lifecycle_act::recorded &&
                      what.row != lifecycle_act::continue_identity &&
                      what.row != lifecycle_act::dissolve;
    const lifecycle_effect cell =
        over ? lifecycle_effect::void_act : lifecycle_cell(what.row, column);
    switch (cell) {
    case lifecycle_effect::void_act:
        if (what.row == lifecycle_act::deposit && joined_as_amended(own)) {
            worth = standing::recorded; // bound already, without a deposit of its own
            return finding_of_standing::stands;
        }
        return why_void(what.row, over ? lifecycle_column::terminated : column);
    case lifecycle_effect::become_signatory:
        return sign(what);
    case lifecycle_effect::become_contracting:
        return deposit(what, index);
    case lifecycle_effect::hold_deposit:
        if (own.holds_deposit) {
            return finding_of_standing::already_bound;
        }
        if (const auto finding = may_consent(what); finding != finding_of_standing::stands) {
            return finding;
        }
        own.holds_deposit = true;
        own.held_on = world_.today;
        own.held_act = index;
        own.held_entry = entry_for(law_of(what.treaty).for_later, world_.today, what.who);
        return finding_of_standing::stands;
    case lifecycle_effect::apply_provisionally:
        return apply_provisionally(what);
    case lifecycle_effect::end_provisional:
        return end_provisional(what, index);
    case lifecycle_effect::withdraw_signature:
        return unsign(what);
    case lifecycle_effect::revoke_deposit:
        return revoke_deposit(what);
    case lifecycle_effect::begin_withdrawal:
        return give_notice(what, index, worth);
    case lifecycle_effect::replace_notice:
        return replace_notice(what, index);
    case lifecycle_effect::cancel_withdrawal:
        return cancel_withdrawal(what, index);
    case lifecycle_effect::stop_clock:
        return stop_clock(what);
    case lifecycle_effect::restart_clock:
        return restart_clock(what, index);
    case lifecycle_effect::move_withdrawal:
        return move_withdrawal(what, index);
    case lifecycle_effect::suspend_pairs:
        return suspend(what, index, worth);
    case lifecycle_effect::lift_own_suspension:
        return resume(what, index);
    case lifecycle_effect::move_end:
        return extend_term(what, index);
    case lifecycle_effect::agree_to_end:
        return agree_to_end(what, index, worth);
    case lifecycle_effect::end_membership:
        return expel(what, index, worth);
    case lifecycle_effect::make_reservation:
        return reserve(what, index);
    case lifecycle_effect::answer_reservation:
        return answer_reservation(what);
    case lifecycle_effect::take_over:
        return succeed(what, index);
    case lifecycle_effect::record:
        if (what.row == lifecycle_act::dissolve) {
            return dissolve(what);
        }
        if (answers_nothing(what, index)) {
            return finding_of_standing::nothing_to_answer;
        }
        if (what.kind == act::declare || what.kind == act::revoke) {
            take_declaration(what);
        } else if (what.kind == act::object) {
            note_done(what.who, counted_thing::objections);
        } else if (what.kind == act::accept) {
            note_done(what.who, counted_thing::acceptances);
        } else if (what.kind == act::notify) {
            note_done(what.who, counted_thing::requests);
        }
        return finding_of_standing::stands;
    }
    return finding_of_standing::stands;
}

/// Declarations with an effect on the life of a treaty: a waiver of conditions, where a clause
/// knows one, and the refusal to recognise others as parties.
inline void machine::take_declaration(const bound_act& what) {
    const dated_act* said = what.source == nothing ? nullptr : &words_of(what.source);
    const std::string& of =
        said != nullptr ? said->of : program_.rules_in_order[what.by_rule].source->of;
    if (of == "non-recognition" && said != nullptr) {
        recognise(what, what.kind == act::revoke);
    } else if (!of.empty() && of == law_of(what.treaty).source->own.entry_into_force.waiver) {
        waive_conditions(what.who);
    }
}

/// Between two that do not recognise each other the treaty is not in force.
inline void machine::recognise(const bound_act& what, bool again) {
    std::vector<membership_id> towards = targets_of(what.source);
    if (towards.empty() && again) {
        towards.push_back(nothing); // all that it did not recognise
    }
    for (const auto other : towards) {
        if (!again) {
            record_.oppositions.push_back({what.who, other, world_.today, true, {}});
            continue;
        }
        for (std::size_t i = 0; i < record_.oppositions.size(); ++i) {
            const opposition& refusal = record_.oppositions[i];
            const bool meant = other == nothing || refusal.towards == other;
            if (refusal.non_recognition && refusal.by == what.who && meant && !refusal.until) {
                record_.oppositions.edit(i).until = world_.today;
            }
        }
    }
}

/// Remembers that a member did something that conditions count.
inline void machine::note_done(membership_id m, counted_thing what) {
    auto& done = member(m).things_done;
    done = static_cast<std::uint8_t>(done | (1U << static_cast<unsigned>(what)));
    mark_dirty(treaty_of(m));
}

inline void machine::apply(const bound_act& what) {
    const auto index = static_cast<std::uint32_t>(record_.acts.size());
    record_.acts.add() = {what, standing::by_right, finding_of_standing::stands};
    because_ = {index, false};
    if (what.source != nothing && what.source < leave_out_.size() && leave_out_[what.source] != 0) {
        act_record& done = record_.acts.edit(index);
        done.worth = standing::void_act;
        done.finding = finding_of_standing::contested;
        const bool accuses = what.kind == act::allege || what.kind == act::determine;
        if (accuses && has_duties_ && leave_out_[what.source] == contested_without_view) {
            take_finding(what, index, true);
        }
        return;
    }
    standing worth =
        what.row == lifecycle_act::recorded || what.row == lifecycle_act::continue_identity
            ? standing::recorded
            : standing::by_right;
    const finding_of_standing finding = dispatch(what, index, worth);
    if (finding != finding_of_standing::stands &&
        finding != finding_of_standing::awaits_agreement) {
        worth = standing::void_act;
        const bool wanting =
            finding == finding_of_standing::consent_to_another_lacking ||
            finding == finding_of_standing::accession_condition ||
            finding == finding_of_standing::accession_closed ||
            finding == finding_of_standing::no_reservation ||
            finding == finding_of_standing::no_suspension_clause ||
            finding == finding_of_standing::not_with_consent ||
            (finding == finding_of_standing::nothing_to_answer && what.kind == act::accept);
        if (wanting && what.by_rule == nothing) {
            world_.to_retry.push_back(index);
        }
    }
    act_record& done = record_.acts.edit(index);
    done.worth = worth;
    done.finding = finding;
    if (worth != standing::void_act && !law_of(what.treaty).act_rules.empty()) {
        set_off_by_act(what, index);
    }
    if (worth != standing::void_act && has_duties_) {
        tell_duties(what, index);
    }
}

/// Simultaneous deposits satisfy each other in any order: what was void only for want of another
/// act of the same day is tried again until nothing changes.
inline void machine::retry_void_acts() {
    bool changed = true;
    while (changed && !world_.to_retry.empty()) {
        changed = false;
        const std::vector<std::size_t> again = std::move(world_.to_retry);
        world_.to_retry.clear();
        for (const auto at : again) {
            const auto index = static_cast<std::uint32_t>(at);
            const bound_act what = record_.acts[index].what;
            because_ = {index, false};
            standing worth =
                what.row == lifecycle_act::recorded ? standing::recorded : standing::by_right;
            const auto finding = dispatch(what, index, worth);
            if (finding != finding_of_standing::stands) {
                record_.acts.edit(index).finding = finding;
                world_.to_retry.push_back(index);
                continue;
            }
            act_record& done = record_.acts.edit(index);
            done.worth = worth;
            done.finding = finding;
            changed = true;
            if (!law_of(what.treaty).act_rules.empty()) {
                set_off_by_act(what, index);
            }
            if (!program_.duties.empty()) {
                tell_duties(what, index);
            }
            settle();
        }
    }
    world_.to_retry.clear();
}

/// Something falls due.
inline void machine::fire(std::uint32_t index) {
    if (record_.effects[index].outcome != effect_outcome::pending ||
        !record_.effects[index].dated) {
        return;
    }
    if (record_.effects[index].rule != nothing && cancelled_by_rule(index)) {
        return;
    }
    if (!may_happen(record_.effects[index])) {
        because_ = {index, true};
        (void)reschedule(index, std::nullopt, true);
        return;
    }
    finish(index, effect_outcome::happened);
    because_ = {index, true};
    const effect item = record_.effects[index];
    switch (item.kind) {
    case effect_kind::given:
        give(program_.story->given[item.detail]);
        break;
    case effect_kind::treaty_entry:
        enter_into_force(item.treaty);
        break;
    case effect_kind::own_entry:
        enter_into_force_for(item.who);
        break;
    case effect_kind::provisional_start:
        start_provisional(item.who, item.act);
        break;
    case effect_kind::provisional_end:
        stop_provisional(item.who);
        break;
    case effect_kind::withdrawal:
        withdraw(item.who);
        break;
    case effect_kind::expulsion:
        if (member(item.who).now.consent == consent::party ||
            member(item.who).now.operation == operation::provisionally_applied) {
            leave(item.who, end_cause::expulsion);
        }
        break;
    case effect_kind::suspension_start:
        start_suspension(item.detail);
        recount_pairs(item.treaty, item.who);
        break;
    case effect_kind::suspension_end:
        if (item.detail != nothing) {
            end_suspension(item.detail);
        }
        recount_pairs(item.treaty);
        break;
    case effect_kind::extension:
        extend(item.treaty, date::from_number(static_cast<std::int32_t>(item.detail)));
        break;
    case effect_kind::expiry:
        end_treaty(item.treaty, end_cause::expiry);
        break;
    case effect_kind::agreed_end:
        end_treaty(item.treaty,
                   item.detail == 0   ? end_cause::agreement
                   : item.detail == 3 ? end_cause::breach
                                      : cause_claimed(item.act));
        break;
    case effect_kind::ending_condition:
        if (holds(*law_of(item.treaty).ends_when, nothing)) {
            end_treaty(item.treaty, cause_of_ending(item.treaty));
        }
        break;
    case effect_kind::deemed_act:
        do_deemed(index);
        break;
    case effect_kind::duty_look:
        touch(item.detail);
        break;
    case effect_kind::duty_occasion:
        occasion_comes(index);
        break;
    case effect_kind::duty_deadline:
        deadline_passes(item.detail);
        break;
    case effect_kind::offer_expiry:
        offer_expires(item.detail);
        break;
    }
    if (!keep_) {
        free_effects_.push_back(index);
    }
}

/// Tests what depends on the treaties that changed.
inline void machine::test_conditions() {
    changed_.clear();
    std::swap(changed_, world_.dirty);
    for (const auto t : changed_) {
        world_.treaties[t].dirty = false;
    }
    for (const treaty_id t : changed_) {
        test_threshold(t);
        test_ending(t);
        set_off_by_conditions(t);
        for (const auto id : law_of(t).condition_duties) {
            touch_obligation(id);
        }
    }
    if (std::exchange(world_.facts_changed, false)) {
        for (const auto i : program_.fact_rules) {
            test_trigger(i);
        }
        touch_asking_facts();
    }
    if (!world_.waiting.empty() || !world_.cancellable.empty()) {
        retest_waiting();
    }
}

/// Runs consequences to the end, and then what else falls due today.
inline void machine::settle() {
    // Most acts set off nothing on their own day.
    if (!world_.at_once.empty() || !world_.dirty.empty() || !world_.duties.touched.empty() ||
        due_today()) {
        run_consequences();
    }
}

inline void machine::run_consequences() {
    while (true) {
        if (world_.at_once_done < world_.at_once.size()) {
            fire(world_.at_once[world_.at_once_done++]);
            continue;
        }
        world_.at_once.clear();
        world_.at_once_done = 0;
        if (!world_.dirty.empty()) {
            test_conditions();
            continue;
        }
        if (!world_.duties.touched.empty()) {
            judge_touched();
            continue;
        }
        if (!due_today()) {
            return;
        }
        fire(take_from_agenda());
    }
}

/// Takes clocks that no longer run off the head of the agenda: nothing happens on their day.
inline void machine::forget_stopped_clocks() {
    while (!world_.agenda.empty()) {
        const effect& head = record_.effects[world_.agenda.front().effect];
        if (head.outcome == effect_outcome::pending && head.dated) {
            return;
        }
        (void)take_from_agenda();
    }
}

/// A bilateral treaty that a dissolution or expulsion left without a side ends with the day; a
/// successor of the same day keeps it alive.
inline void machine::end_one_sided() {
    const std::vector<treaty_id> left = std::move(world_.left_today);
    world_.left_today.clear();
    for (const auto t : left) {
        const auto& sides = law_of(t).source->sides;
        bool present[2] = {false, false};
        std::int64_t parties = 0;
        each_member(t, [&](membership_id m) {
            if (member(m).now.consent == consent::party) {
                ++parties;
                present[0] = present[0] || member(m).side == 0;
                present[1] = present[1] || member(m).side == 1;
            }
        });
        const bool one_sided = sides.empty() ? parties < 2 : !present[0] || !present[1];
        if (one_sided) {
            end_treaty(t, end_cause::other);
            settle();
        }
    }
}

/// The number of the next day on which anything is due; `never` for none.
inline std::int32_t machine::next_day() const noexcept {
    std::int32_t next = next_alarm_;
    if (const bound_act* act = feed_.next()) {
        next = std::min(next, act->day.number());
    }
    if (!world_.agenda.empty()) {
        next = std::min(next, world_.agenda.front().due);
    }
    return next;
}

/// Finds the next wake or figure. One on the calendar's last day stands for never.
inline void machine::set_alarm() noexcept {
    next_alarm_ = never;
    const auto consider = [&](date day) {
        if (day != date::max()) {
            next_alarm_ = std::min(next_alarm_, day.number());
        }
    };
    if (wake_ < program_.wakes.size()) {
        consider(program_.wakes[wake_]);
    }
    const auto& figures = program_.duties.figure_days;
    if (world_.duties.next_figure < figures.size()) {
        consider(figures[world_.duties.next_figure].day);
    }
}

/// Conditions change by themselves today, or figures begin or end to stand.
inline void machine::heed_alarm() {
    while (wake_ < program_.wakes.size() && program_.wakes[wake_] == world_.today) {
        ++wake_;
        for (treaty_id t = 0; t < program_.treaties.size(); ++t) {
            mark_dirty(t);
        }
        touch_asking_facts();
    }
    take_figures();
    set_alarm();
}

inline void machine::tell(const date_out_of_range& problem) const {
    const std::uint32_t index = because_.index == nothing || !because_.is_effect
                                    ? because_.index
                                    : record_.effects[because_.index].act;
    const dated_act* said = details(index);
    diagnostics messages;
    messages.error(said == nullptr ? source_position{} : said->where, problem.what());
    throw input_error(std::move(messages));
}

inline void machine::run() {
    try {
        start();
        while (const auto day = next()) {
            run_day(*day);
        }
        finish();
    } catch (const date_out_of_range& problem) {
        tell(problem);
    }
}

inline void machine::start() {
    begin();
    while (wake_ < program_.wakes.size() && program_.wakes[wake_] == date::min()) {
        ++wake_;
    }
    set_alarm();
}

inline maybe_date machine::next() {
    if (!world_.agenda.empty()) {
        forget_stopped_clocks();
    }
    const std::int32_t day = next_day();
    return day > last_day_ ? maybe_date() : unchecked_date::from_number(day);
}

inline void machine::run_day(date day) {
    world_.today = day;
    because_ = {};
    if (!world_.fired_today.empty()) {
        std::fill(world_.fired_today.begin(), world_.fired_today.end(), 0U);
    }
    if (next_alarm_ <= day.number()) {
        heed_alarm();
    }
    settle();
    if (!program_.fact_rules.empty()) {
        for (const auto i : program_.fact_rules) {
            test_trigger(i);
        }
        settle();
    }
    for (const bound_act* act = feed_.next(); act != nullptr && act->day == day;
         act = feed_.next()) {
        apply(*act);
        feed_.pop();
        settle();
    }
    if (!world_.to_retry.empty()) {
        retry_void_acts();
    }
    if (!world_.left_today.empty()) {
        end_one_sided();
    }
    if (world_.duties.lapses_to_test) {
        settle_lapses();
    }
}

inline void machine::finish() {
    record_.terms = terms_.made;
    record_.last_day = program_.story->to ? *program_.story->to : world_.today;
}

} // namespace servanda::detail

#endif

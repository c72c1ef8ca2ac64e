/// @file
/// The machine: runs a program day by day. This file is its table of contents and its clockwork
/// (days, agenda, record); the chapters are in their own files:
///
/// | chapter | file |
/// | --- | --- |
/// | what a condition says today | conditions.hpp |
/// | consent and entry into force (VCLT 11-18, 24, 25) | entry.hpp |
/// | withdrawal (VCLT 54, 56, 65-68) | exit.hpp |
/// | suspension of operation (VCLT 57, 58, 72) | suspension.hpp |
/// | term, extension, termination, expulsion (VCLT 54, 55, 70) | ending.hpp |
/// | succession and reservations (VCLT 19-23) | succession.hpp |
/// | rules: deemed acts | deemed.hpp |
/// | obligations: who keeps what (VCLT 26, 60) | compliance.hpp |
/// | … what acts mean to them | duty_acts.hpp |
/// | … on which occasions | occasions.hpp |
/// | … by which figures, acts and findings | judging.hpp |
/// | … findings of a breach | breach_findings.hpp |
/// | … commitments that hang together | reciprocity.hpp |
/// | … offers and answers | offers.hpp |
/// | a day, and all days | run.hpp |
#ifndef SERVANDA_ENGINE_MACHINE_HPP
#define SERVANDA_ENGINE_MACHINE_HPP

#include <servanda/engine/act_feed.hpp>
#include <servanda/engine/running_record.hpp>
#include <servanda/engine/world.hpp>
#include <servanda/law/diagnostic.hpp>

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace servanda::detail {

/// What a date rule may count from beyond the dates of the membership itself.
struct anchor_days {
    treaty_id treaty = 0;
    membership_id who = nothing;
    maybe_date deposit;
    maybe_date notice;
    maybe_date stated;
    maybe_date trigger;
    maybe_date effect;
    maybe_date expiry = {};      ///< none: the treaty's own
    bool seeking_expiry = false; ///< the expiry itself is being computed
};

/// How the effect of an act is left out: as a viewpoint does, or because it is contested where no
/// viewpoint is taken.
inline constexpr std::uint8_t left_out_by_view = 1;
inline constexpr std::uint8_t contested_without_view = 2;

struct checkpoint;
struct record_log;

/// Terms of withdrawal by the changes that made them; only ever added to.
struct terms_of_withdrawal {
    std::vector<std::shared_ptr<const withdrawal_terms>> made;
    std::map<std::pair<treaty_id, std::vector<std::uint32_t>>, std::uint32_t> versions;
};

/// One run of one program. Not shared between threads; the program is.
class machine {
public:
    /// `leave_out`: by scenario act, whether its effect is dropped (a viewpoint). `keep`: whether
    /// the record is kept; without it only the final world is.
    machine(const program& source, std::span<const std::uint8_t> leave_out, bool keep);

    /// Runs all days. Throws `input_error` for a cycle of rules and for a computed day outside the
    /// calendar.
    void run(); // run.hpp

    // ---- the same day by day; `run` is start, run_day until next is nothing, and finish
    /// What is so before the first day.
    void start();
    /// The next day on which anything can happen; nothing when the run is over.
    [[nodiscard, gnu::always_inline]] maybe_date next();
    /// Runs a day, which must be the next.
    void run_day(date day);
    void finish();
    /// Whether no state can change any more: every treaty has ended, no clock runs, and nobody is
    /// left who signed or consented and never became a party. To be asked after `next`. Obligations
    /// may outlive that.
    [[nodiscard]] bool is_over() const noexcept;
    /// Throws what went wrong on a day as `input_error`, told at the act whose clock it is.
    [[noreturn]] void tell(const date_out_of_range& problem) const;

    [[nodiscard]] const world& state() const noexcept { return world_; }
    /// What the run left behind; once.
    [[nodiscard]] record take_record() { return record_.take(); }

    // ---- going back and going on from there (checkpoint.hpp)
    [[nodiscard]] const running_record& written() const noexcept { return record_; }
    [[nodiscard]] std::size_t acts_behind() const noexcept { return feed_.at(); }
    [[nodiscard]] std::size_t wakes_behind() const noexcept { return wake_; }
    [[nodiscard]] bool all_changes_done() const noexcept { return feed_.all_changes_done(); }
    [[nodiscard]] bool has_looked_back() const noexcept { return looked_back_; }
    [[nodiscard]] const terms_of_withdrawal& settled_terms() const noexcept { return terms_; }
    void take_terms(const terms_of_withdrawal& terms) { terms_ = terms; }
    void keep_log(record_log& log);
    [[nodiscard]] checkpoint save(date day);
    void restore(const checkpoint& from, const record& below);
    /// Goes on with the program's acts from that number, some of them changed.
    void feed(std::size_t at, const act_changes& changes, const added_acts* added) noexcept {
        feed_.go_on(at, changes);
        added_ = added;
    }
    /// The same with others put in, by day and place.
    void feed(std::size_t at, std::span<const placed_act> put_in) noexcept {
        feed_.go_on(at, put_in);
    }

private:
    // ---- clockwork (this file) -----------------------------------------------------------------
    [[nodiscard]] const compiled_treaty& law_of(treaty_id t) const { return program_.treaties[t]; }
    [[nodiscard]] treaty_id treaty_of(membership_id m) const { return program_.treaty_of[m]; }
    [[nodiscard]] treaty_world& treaty_at(treaty_id t) { return world_.treaties[t]; }
    [[nodiscard]] membership_state& member(membership_id m) { return world_.members[m]; }
    [[nodiscard]] const membership_state& member(membership_id m) const {
        return world_.members[m];
    }
    [[nodiscard]] const dated_act* details(std::uint32_t act_index) const;
    [[nodiscard]] const dated_act& words_of(std::uint32_t source) const;
    [[nodiscard]] const std::vector<membership_id>& targets_of(std::uint32_t source) const;
    template <class Each>
    void each_member(treaty_id t, Each each) {
        const auto& item = program_.treaties[t];
        for (membership_id m = item.first + 1; m <= item.first + item.members; ++m) {
            each(m);
        }
    }
    [[nodiscard]] maybe_date
    day_of(anchor name, std::string_view custom, const anchor_days& from) const;
    [[nodiscard]] maybe_date evaluate(const date_rule& rule, const anchor_days& from) const;
    [[nodiscard]] std::uint32_t
    entry_for(const compiled_rules& rules, date deciding, membership_id it) const;
    [[nodiscard]] std::uint32_t
    first_entry_for(const compiled_rules& rules, date deciding, membership_id it) const;
    [[nodiscard]] maybe_date
    evaluate(const compiled_rules& rules, date deciding, const anchor_days& from) const;
    [[nodiscard]] maybe_date
    evaluate_entry(const compiled_rules& rules, std::uint32_t entry, const anchor_days& from) const;
    [[nodiscard]] maybe_date running_expiry(const anchor_days& from) const;
    std::uint32_t schedule(const effect& clock, maybe_date due);
    void set_due(std::uint32_t index, maybe_date due);
    [[gnu::always_inline]] void drop(std::uint32_t& index,
                                     effect_outcome how = effect_outcome::cancelled);
    void stop(std::uint32_t index, effect_outcome how);
    void finish(std::uint32_t index, effect_outcome how);
    [[nodiscard]] bool due_today() const noexcept;
    std::uint32_t take_from_agenda();
    void write(membership_id m);
    [[nodiscard]] std::int32_t pending_exit(const membership_state& own) const noexcept;
    void write_treaty(treaty_id t);
    [[gnu::always_inline]] void mark_dirty(treaty_id t);
    void mark_for_tests(treaty_id t);

    // ---- what a condition says today (conditions.hpp)
    // --------------------------------------------
    [[nodiscard]] bool holds(const compiled_condition& condition, membership_id it) const;
    [[nodiscard]] bool
    test_holds(const compiled_condition& condition, std::uint32_t index, membership_id it) const;
    [[nodiscard]] bool count_holds(const compiled_test& test) const;
    [[nodiscard]] bool subject_holds(const compiled_test& test, membership_id it) const;
    [[nodiscard]] bool participant_holds(const compiled_test& test, participant_id who) const;
    [[nodiscard]] bool fact_holds(const compiled_test& test, participant_id who) const;
    [[nodiscard]] bool did(const compiled_test& test, membership_id m) const;
    [[nodiscard]] bool in_set(const compiled_test& test, participant_id who) const;
    [[nodiscard]] std::int64_t size_of_set(const compiled_test& test) const;
    [[nodiscard]] consent consent_on(membership_id m, date day) const;

    // ---- consent and entry into force (entry.hpp)
    // --------------------------------------------------
    finding_of_standing sign(const bound_act& what);
    finding_of_standing deposit(const bound_act& what, std::uint32_t index);
    [[nodiscard]] finding_of_standing may_consent(const bound_act& what) const;
    [[nodiscard]] bool received_in_bulk(const bound_act& what) const;
    [[nodiscard]] bool consents_to_required(const bound_act& what) const;
    [[nodiscard]] bool bound_without_act(const bound_act& what) const;
    void begin_period(membership_id m);
    void
    become_contracting(membership_id m, date day, std::uint32_t act_index, std::uint32_t entry);
    void count_deposit(membership_id m, bool counts);
    void forget_deposit(membership_id m);
    void test_threshold(treaty_id t);
    [[nodiscard]] bool tacit_day_has_come(treaty_id t) const;
    void waive_conditions(membership_id m);
    void schedule_own_entry(membership_id m);
    [[nodiscard]] bool joined_as_amended(const membership_state& own) const;
    [[nodiscard]] maybe_date own_entry_day(membership_id m) const;
    [[nodiscard]] maybe_date later_day(membership_id m) const;
    [[nodiscard]] maybe_date entry_day_by_condition(membership_id m) const;
    void enter_into_force(treaty_id t);
    void enter_into_force_for(membership_id m);
    finding_of_standing unsign(const bound_act& what);
    finding_of_standing revoke_deposit(const bound_act& what);
    finding_of_standing apply_provisionally(const bound_act& what);
    void start_provisional(membership_id m, std::uint32_t act_index);
    finding_of_standing end_provisional(const bound_act& what, std::uint32_t index);
    void stop_provisional(membership_id m);
    void settle_stated_entry(treaty_id t);

    // ---- withdrawal (exit.hpp)
    // ---------------------------------------------------------------------
    finding_of_standing
    give_notice(const bound_act& what, std::uint32_t index, servanda::standing& worth);
    [[nodiscard]] finding_of_standing may_give_notice(const bound_act& what,
                                                      const withdrawal_terms& own_terms) const;
    [[nodiscard]] finding_of_standing is_time_for_notice(const bound_act& what,
                                                         const withdrawal_terms& own_terms) const;
    [[nodiscard]] std::uint32_t version_for(membership_id m) const;
    [[nodiscard]] std::uint32_t amended_version_for(membership_id m) const;
    [[nodiscard]] std::vector<std::uint32_t> changes_for(membership_id m) const;
    [[nodiscard]] const withdrawal_terms& terms(treaty_id t, std::uint32_t version) const {
        return version == 0 ? law_of(t).withdrawal : *terms_.made[version - 1];
    }
    [[nodiscard]] maybe_date exit_day(const bound_act& what,
                                      date notice,
                                      const compiled_rules& rules,
                                      std::uint32_t entry) const;
    finding_of_standing replace_notice(const bound_act& what, std::uint32_t index);
    finding_of_standing cancel_withdrawal(const bound_act& what, std::uint32_t index);
    finding_of_standing stop_clock(const bound_act& what);
    finding_of_standing restart_clock(const bound_act& what, std::uint32_t index);
    finding_of_standing move_withdrawal(const bound_act& what, std::uint32_t index);
    void withdraw(membership_id m);
    void leave(membership_id m, end_cause why);

    // ---- suspension (suspension.hpp)
    // -----------------------------------------------------------------
    finding_of_standing
    suspend(const bound_act& what, std::uint32_t index, servanda::standing& worth);
    [[nodiscard]] std::vector<membership_id> circle_of(const bound_act& what);
    [[nodiscard]] agreed_by who_agrees(const bound_act& what);
    finding_of_standing resume(const bound_act& what, std::uint32_t index);
    [[nodiscard]] bool is_open_to(const std::vector<participant_id>& named, membership_id m) const;
    [[nodiscard]] bool breach_opens(const bound_act& what) const;
    void start_suspension(std::uint32_t index);
    void end_suspension(std::uint32_t index);
    void recount_pairs(treaty_id t, membership_id told_first = nothing);
    [[nodiscard]] bool make_pair(membership_id a, membership_id b) const;

    // ---- term, extension, termination, expulsion (ending.hpp)
    // ---------------------------------------
    void schedule_expiry(treaty_id t);
    finding_of_standing extend_term(const bound_act& what, std::uint32_t index);
    finding_of_standing
    agree_to_end(const bound_act& what, std::uint32_t index, servanda::standing& worth);
    bool end_by_power(const bound_act& what, std::uint32_t index, const maybe_date& effective);
    [[nodiscard]] maybe_date all_agreed(treaty_id t, lifecycle_act to, maybe_date until);
    finding_of_standing
    expel(const bound_act& what, std::uint32_t index, servanda::standing& worth);
    void extend(treaty_id t, date new_end);
    void end_treaty(treaty_id t, end_cause why);
    [[nodiscard]] end_cause cause_of_ending(treaty_id t) const;
    [[nodiscard]] end_cause cause_claimed(std::uint32_t act_index) const;
    void test_ending(treaty_id t);
    [[nodiscard]] bool side_is_empty_without(treaty_id t, membership_id m) const;

    // ---- succession and reservations (succession.hpp)
    // --------------------------------------------------
    finding_of_standing succeed(const bound_act& what, std::uint32_t index);
    void take_over_suspensions(membership_id before, membership_id after);
    finding_of_standing dissolve(const bound_act& what);
    finding_of_standing reserve(const bound_act& what, std::uint32_t index);
    finding_of_standing answer_reservation(const bound_act& what);

    // ---- rules (deemed.hpp)
    // ----------------------------------------------------------------------------
    void baseline_rules();
    void set_off_by_act(const bound_act& what, std::uint32_t index);
    void set_off_by_conditions(treaty_id t);
    void set_off(std::uint32_t index, membership_id it, std::uint32_t act_index, date trigger);
    void test_trigger(std::uint32_t index);
    [[nodiscard]] maybe_date day_claimed(std::uint32_t act_index) const;
    void do_deemed(std::uint32_t index);
    void set_by_rule(const compiled_rule& item, membership_id concerned);
    void set_terms(const compiled_rule& item, participant_id whom);
    [[nodiscard]] std::vector<membership_id> who_accepts_tacitly(const compiled_rule& item);
    void schedule_dated_rules();
    [[nodiscard]] bool may_happen(const effect& item) const;
    bool cancelled_by_rule(std::uint32_t index);
    void retest_waiting();
    std::uint32_t reschedule(std::uint32_t index, maybe_date due, bool reached);
    [[nodiscard]] maybe_date resolve_again(const effect& item) const;

    // ---- obligations (compliance.hpp)
    // ------------------------------------------------------------------
    void begin_duties();
    void touch(duty_id d);
    void touch_obligation(obligation_id id);
    void touch_member(membership_id m);
    void touch_treaty(treaty_id t);
    void touch_asking_facts();
    void take_figures();
    void look_again(duty_id d, maybe_date day);
    [[nodiscard]] maybe_date end_of_survival(duty_id d) const;
    [[nodiscard]] verdict_reason binds_by_status(duty_id d) const;
    [[nodiscard]] verdict_reason binds_alone(duty_id d);
    [[nodiscard]] bool undertaken_by_others(duty_id d) const;
    [[nodiscard]] duty_id broken_by_others(duty_id d, duty_id apart_from) const;
    [[nodiscard]] bool duty_is_suspended(duty_id d) const;
    void judge_touched();
    void look_at(duty_id d);
    void begin_duty(duty_id d);
    void test_duty_trigger(duty_id d);
    [[nodiscard]] commitment commitment_of(duty_id d) const;
    void write_verdict(duty_id d, const opinion& now);
    [[nodiscard]] std::vector<obligation_id> obligations_of_package(offer_id offer) const;
    [[nodiscard]] std::vector<obligation_id> hanging_on(obligation_id id) const;
    void revive_for(duty_id cured);
    void settle_lapses();
    void tell_duties(const bound_act& what, std::uint32_t index);
    void set_off_duties(obligation_id id, const bound_act& what, std::uint32_t index);
    [[nodiscard]] bool is_addressed(const bound_act& what, membership_id m) const;
    [[nodiscard]] bool done_for_all(const compiled_obligation& item, membership_id who) const;
    void take_performance(obligation_id id, const bound_act& what, std::uint32_t index);
    void refuse_duty(duty_id d, std::uint32_t index);
    void take_counted(obligation_id id, const bound_act& what, std::uint32_t index);
    void take_prohibited(obligation_id id, const bound_act& what, std::uint32_t index);
    void take_finding(const bound_act& what, std::uint32_t index, bool contested);
    [[nodiscard]] bool
    takes_back(const bound_act& what, const dated_act* said, const breach_finding& item) const;
    void withdraw_findings(const bound_act& what, std::uint32_t index);
    void take_cure(const bound_act& what, std::uint32_t index);
    void cure_duty(duty_id d, std::uint32_t index);
    [[nodiscard]] bool in_material_breach(membership_id m) const;
    [[nodiscard]] bool duty_test_holds(const compiled_test& test, participant_id who) const;

    // ---- their occasions (occasions.hpp)
    // ---------------------------------------------------------------
    [[nodiscard]] std::string_view object_of(std::uint32_t act_index) const;
    [[nodiscard]] bool
    sets_off(const rule_trigger& on, const bound_act& what, std::uint32_t act_index) const;
    [[nodiscard]] std::pair<maybe_date, maybe_date> window_of(const compiled_obligation& item,
                                                              membership_id bearer,
                                                              date trigger,
                                                              maybe_date notice) const;
    std::uint32_t begin_occasion(duty_id d, std::uint32_t act_index, date trigger);
    void run_clock(std::uint32_t index);
    void settle_notification(duty_id d, std::uint32_t index);
    [[nodiscard]] std::string_view occasion_word(std::uint32_t act_index) const;
    void schedule_occurrence(duty_id d);
    [[nodiscard]] static bool counts_early(const obligation& source) noexcept;
    [[nodiscard]] bool is_same_occasion(duty_id d, std::uint32_t act_index) const;
    void occasion_comes(std::uint32_t effect_index);
    void finish_occasion(std::uint32_t index, duty_instance::outcome how, std::uint32_t act_index);
    void deadline_passes(std::uint32_t index);
    void perform_duty(duty_id d, std::uint32_t act_index);
    void stop_clock_of(std::uint32_t index);
    void stop_clocks(duty_id d);
    void restart_clocks(duty_id d);
    void release_occasions(duty_id d);

    // ---- what is to be said of them (judging.hpp)
    // ------------------------------------------------------
    [[nodiscard]] const figure_value*
    figure_on(std::uint32_t name, membership_id bearer, date day) const;
    [[nodiscard]] std::optional<double> sum_on(const compiled_limit& limit,
                                               const compiled_obligation& item,
                                               membership_id bearer,
                                               date day) const;
    [[nodiscard]] std::optional<double> bound_on(const compiled_bound& bound,
                                                 const compiled_obligation& item,
                                                 membership_id bearer,
                                                 date day) const;
    [[nodiscard]] opinion judge_limit(const compiled_limit& limit,
                                      const compiled_obligation& item,
                                      membership_id bearer,
                                      date day) const;
    void look_at_bounds_again(duty_id d);
    [[nodiscard]] bool performed_since(const compiled_limit& limit,
                                       membership_id bearer,
                                       std::uint32_t act_index) const;
    [[nodiscard]] opinion judge_elimination(duty_id d);
    [[nodiscard]] static int fits(const std::vector<attribute_test>& tests, const dated_act* said);
    [[nodiscard]] opinion judge_prohibited(duty_id d) const;
    [[nodiscard]] std::pair<date, date> quota_period_of(const compiled_obligation& item,
                                                        date day) const;
    [[nodiscard]] std::int64_t
    counted_in(duty_id d, date begin, date end, std::uint32_t* last) const;
    [[nodiscard]] opinion judge_quota(duty_id d);
    [[nodiscard]] opinion judge_occasions(duty_id d) const;
    [[nodiscard]] opinion judge_by_itself(duty_id d);
    [[nodiscard]] opinion with_findings(duty_id d, opinion own) const;
    [[nodiscard]] opinion judge(duty_id d);

    // ---- offers (offers.hpp)
    // -----------------------------------------------------------------------------
    [[nodiscard]] bool offer_is_active(offer_id offer) const;
    void
    write_offer(offer_id offer, offer_change::kind what, membership_id by, std::uint32_t act_index);
    [[nodiscard]] std::vector<offer_id>
    items_meant(treaty_id t, std::string_view name, const dated_act* said) const;
    [[nodiscard]] bool answers_nothing(const bound_act& what, std::uint32_t index) const;
    void take_answer(const bound_act& what, std::uint32_t index);
    void
    consent_to_offer(offer_id offer, std::size_t at, const bound_act& what, std::uint32_t index);
    void
    reject_offer(offer_id offer, membership_id by, std::uint32_t index, offer_change::kind how);
    void withdraw_offer(offer_id offer, std::size_t at, membership_id by, std::uint32_t index);
    void offer_expires(offer_id offer);

    // ---- a day (run.hpp)
    // ----------------------------------------------------------------------------------
    void begin();
    void set_alarm() noexcept;
    void heed_alarm();
    void forget_stopped_clocks();
    [[nodiscard]] std::int32_t next_day() const noexcept;
    [[gnu::always_inline]] void apply(const bound_act& what);
    finding_of_standing
    dispatch(const bound_act& what, std::uint32_t index, servanda::standing& worth);
    [[nodiscard]] static finding_of_standing why_void(lifecycle_act row, lifecycle_column column);
    void fire(std::uint32_t index);
    [[gnu::always_inline]] void settle();
    void run_consequences();
    void test_conditions();
    void retry_void_acts();
    void end_one_sided();
    void give(const given_membership& given);
    void note_done(membership_id m, counted_thing what);
    void take_declaration(const bound_act& what);
    void recognise(const bound_act& what, bool again);

    /// The number of a day after the last of the calendar.
    static constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max();

    const program& program_;
    std::span<const std::uint8_t> leave_out_;
    bool keep_;
    std::int32_t last_day_; ///< the last that is run, by its number
    bool has_duties_;
    act_feed feed_;
    std::size_t wake_ = 0;            ///< how many of the program's wakes lie behind
    std::int32_t next_alarm_ = never; ///< the next day, by its number, of a wake or a figure
    const added_acts* added_ = nullptr;
    world world_;
    running_record record_;
    cause because_;
    std::vector<std::uint32_t> free_effects_;
    mutable terms_of_withdrawal terms_;
    mutable bool looked_back_ = false; ///< a condition asked what was so on an earlier day
    // Kept between days for their memory.
    std::vector<treaty_id> changed_;
    std::vector<const suspension*> running_;
};

inline machine::machine(const program& source, std::span<const std::uint8_t> leave_out, bool keep)
    : program_(source)
    , leave_out_(leave_out)
    , keep_(keep)
    , last_day_(program_.story->to.value_or(date::max()).number())
    , has_duties_(!program_.duties.empty())
    , feed_(program_.acts) {
    world_.members.resize(program_.participant_of.size());
    for (membership_id m = 0; m < world_.members.size(); ++m) {
        world_.members[m].side = program_.side_of[m];
    }
    record_.edit_entry().sides = program_.side_of;
    world_.treaties.resize(program_.treaties.size());
    record_.edit_entry().threshold.resize(program_.treaties.size());
    record_.edit_entry().entered.resize(program_.treaties.size());
    record_.edit_entry().computed.resize(program_.treaties.size());
    record_.acts.reserve(program_.acts.size());
    if (keep_) {
        record_.changes.reserve(program_.acts.size() + 8);
        record_.effects.reserve(program_.acts.size() + 8);
    }
}

inline bool machine::is_over() const noexcept {
    return world_.ended_treaties == world_.treaties.size() && world_.agenda.empty() &&
           std::all_of(world_.members.begin(), world_.members.end(), [](const auto& own) {
               return own.now.consent == consent::none || own.now.consent == consent::former_party;
           });
}

/// What the scenario says of an act of the run; null for a deemed act.
inline const dated_act* machine::details(std::uint32_t act_index) const {
    if (act_index == nothing || record_.acts[act_index].what.source == nothing) {
        return nullptr;
    }
    return &words_of(record_.acts[act_index].what.source);
}

/// An act as the scenario states it, or as it was stated beside the scenario.
inline const dated_act& machine::words_of(std::uint32_t source) const {
    const auto& stated = program_.story->acts;
    return source < stated.size() ? stated[source] : added_->words[source - stated.size()];
}

/// Its addressees; empty: all.
inline const std::vector<membership_id>& machine::targets_of(std::uint32_t source) const {
    const auto& stated = program_.targets;
    return source < stated.size() ? stated[source] : added_->targets[source - stated.size()];
}

/// The day an anchor fell on, for a membership (or the treaty as a whole).
inline maybe_date
machine::day_of(anchor name, std::string_view custom, const anchor_days& from) const {
    const auto& treaty = world_.treaties[from.treaty];
    const membership_state* own = from.who == nothing ? nullptr : &world_.members[from.who];
    switch (name) {
    case anchor::opening:
        return program_.treaties[from.treaty].source->opened;
    case anchor::signature:
        return own != nullptr ? own->signed_on : std::nullopt;
    case anchor::deposit:
        return from.deposit ? from.deposit : (own != nullptr ? own->deposited_on : std::nullopt);
    case anchor::threshold:
        return treaty.threshold;
    case anchor::entry_into_force:
        return treaty.entered_on;
    case anchor::own_entry_into_force:
        return own != nullptr ? own->entered_on : std::nullopt;
    case anchor::notice:
        return from.notice ? from.notice : (own != nullptr ? own->notice_on : std::nullopt);
    case anchor::stated_date:
        return from.stated;
    case anchor::expiry:
        return from.expiry           ? from.expiry
               : treaty.expiry       ? treaty.expiry
               : from.seeking_expiry ? std::nullopt
                                     : running_expiry(from);
    case anchor::trigger:
        return from.trigger;
    case anchor::day_of_effect:
        return from.effect;
    case anchor::custom: {
        const auto& anchors = program_.treaties[from.treaty].source->own.anchors;
        const auto found = anchors.find(custom);
        return found == anchors.end() ? std::nullopt : evaluate(found->second, from);
    }
    }
    return std::nullopt;
}

inline maybe_date machine::evaluate(const date_rule& rule, const anchor_days& from) const {
    return rule.compute(
        [&](anchor name, std::string_view custom) { return day_of(name, custom, from); },
        program_.treaties[from.treaty].policy);
}

/// The entry of a list that applies: the first whose period and condition fit; `nothing` for none.
inline std::uint32_t
machine::entry_for(const compiled_rules& rules, date deciding, membership_id it) const {
    return rules.only != nullptr ? 0 : first_entry_for(rules, deciding, it);
}

inline std::uint32_t
machine::first_entry_for(const compiled_rules& rules, date deciding, membership_id it) const {
    const auto& entries = rules.source->entries();
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        if (entries[i].reaches(deciding) && (!entries[i].only_if || holds(*rules.guards[i], it))) {
            return i;
        }
    }
    return nothing;
}

inline maybe_date
machine::evaluate(const compiled_rules& rules, date deciding, const anchor_days& from) const {
    return rules.empty() ? std::nullopt
                         : evaluate_entry(rules, entry_for(rules, deciding, from.who), from);
}

/// By an entry chosen before: what applied on the deciding day goes on to apply.
inline maybe_date machine::evaluate_entry(const compiled_rules& rules,
                                          std::uint32_t entry,
                                          const anchor_days& from) const {
    const date_rule* rule = rules.only != nullptr && entry == 0 ? rules.only : rules.entry(entry);
    return rule == nullptr ? std::nullopt : evaluate(*rule, from);
}

/// Of a term that renews itself, the end of the period that a notice of that day still stops: the
/// first end after it whose deadline for notice has not passed.
inline maybe_date machine::running_expiry(const anchor_days& from) const {
    const compiled_treaty& item = program_.treaties[from.treaty];
    if (!item.term_renews) {
        return std::nullopt;
    }
    const date day = from.notice ? *from.notice : world_.today;
    const servanda::schedule& term = *item.source->own.duration.term;
    constexpr std::int32_t more_than_enough = 9000;
    anchor_days resolved = from;
    anchor_days seeking = from;
    seeking.seeking_expiry = true;
    for (std::int32_t i = 0; i < more_than_enough; ++i) {
        const maybe_date end = term.occurrence(
            i,
            [&](anchor name, std::string_view custom) { return day_of(name, custom, seeking); },
            item.policy);
        if (!end) {
            return std::nullopt;
        }
        if (*end <= day) {
            continue;
        }
        resolved.expiry = end;
        const std::uint32_t version = from.who == nothing ? 0 : version_for(from.who);
        const maybe_date last = evaluate(terms(from.treaty, version).deadline, day, resolved);
        if (!last || day <= *last) {
            return end;
        }
    }
    return std::nullopt;
}

/// Sets a clock. Without a due day the effect waits for its condition. Nothing takes effect before
/// today. `clock` is none of the record's own effects: those move.
inline std::uint32_t machine::schedule(const effect& clock, maybe_date due) {
    std::uint32_t index = 0;
    if (!keep_ && !free_effects_.empty()) {
        index = free_effects_.back();
        free_effects_.pop_back();
    } else {
        index = static_cast<std::uint32_t>(record_.effects.size());
        (void)record_.effects.add();
    }
    // Built in its place, member by member: the caller has just written `clock` so, and to copy it
    // in larger pieces would wait for the memory.
    effect& item = record_.effects.edit(index);
    item.scheduled = world_.today;
    item.due = clock.due;
    item.ended = clock.ended;
    item.anchor = clock.anchor;
    item.kind = clock.kind;
    item.outcome = effect_outcome::pending;
    item.reached = clock.reached;
    item.treaty = clock.treaty;
    item.who = clock.who;
    item.act = clock.act;
    item.rule = clock.rule;
    item.detail = clock.detail;
    item.version = clock.version;
    item.ended_by = clock.ended_by;
    set_due(index, due);
    return index;
}

[[nodiscard]] constexpr std::uint32_t phase_of(effect_kind kind) noexcept {
    switch (kind) {
    case effect_kind::expiry:
    case effect_kind::agreed_end:
    case effect_kind::ending_condition:
        return 1;
    default:
        return 0;
    }
}

inline void machine::set_due(std::uint32_t index, maybe_date due) {
    effect& item = record_.effects.edit(index);
    item.dated = due.has_value();
    if (!due) {
        world_.waiting.push_back(index);
        return;
    }
    item.due = std::max(*due, world_.today);
    if (item.due == world_.today && phase_of(item.kind) == 0) {
        world_.at_once.push_back(index);
        return;
    }
    world_.agenda.push_back({item.due.number(), phase_of(item.kind), index});
    std::push_heap(world_.agenda.begin(), world_.agenda.end(), std::greater<>{});
}

/// Whether anything on the agenda is due.
inline bool machine::due_today() const noexcept {
    return !world_.agenda.empty() && world_.agenda.front().due <= world_.today.number();
}

/// Takes the head off the agenda, which is not empty.
inline std::uint32_t machine::take_from_agenda() {
    std::pop_heap(world_.agenda.begin(), world_.agenda.end(), std::greater<>{});
    const std::uint32_t index = world_.agenda.back().effect;
    world_.agenda.pop_back();
    return index;
}

/// Ends a clock that must not run on, if it is still running, and forgets it.
inline void machine::drop(std::uint32_t& index, effect_outcome how) {
    if (index != nothing) {
        stop(std::exchange(index, nothing), how);
    }
}

inline void machine::stop(std::uint32_t index, effect_outcome how) {
    if (record_.effects[index].outcome == effect_outcome::pending) {
        finish(index, how);
        record_.effects.edit(index).ended_by = because_.is_effect ? nothing : because_.index;
    }
}

inline void machine::finish(std::uint32_t index, effect_outcome how) {
    effect& item = record_.effects.edit(index);
    item.outcome = how;
    item.ended = world_.today;
}

/// Something about a treaty changed: its conditions, and those that look at it, are tested again.
inline void machine::mark_dirty(treaty_id t) {
    const bool asked = !world_.treaties[t].threshold || program_.treaties[t].asked_about ||
                       !world_.waiting.empty() || !world_.cancellable.empty();
    if (asked) {
        mark_for_tests(t);
    }
}

inline void machine::mark_for_tests(treaty_id t) {
    const auto mark = [&](treaty_id one) {
        if (!std::exchange(world_.treaties[one].dirty, true)) {
            world_.dirty.push_back(one);
        }
    };
    mark(t);
    for (const auto other : program_.treaties[t].dependents) {
        mark(other);
    }
}

/// Writes a membership to the record if anything about it changed.
inline void machine::write(membership_id m) {
    membership_state& own = world_.members[m];
    const std::int32_t exit_on = own.now.exit_pending ? pending_exit(own) : 0;
    if (own.now == own.written && exit_on == own.written_exit) {
        return;
    }
    if (own.now.consent == consent::former_party && own.written.consent != consent::former_party) {
        own.left_on = world_.today;
    }
    own.written = own.now;
    own.written_exit = exit_on;
    mark_dirty(program_.treaty_of[m]);
    if (has_duties_) {
        touch_member(m);
    }
    if (keep_) {
        record_.changes.add() = {world_.today, m, own.now, {}, exit_on, because_};
    }
}

/// The day number on which a pending exit takes effect; 0: none known.
inline std::int32_t machine::pending_exit(const membership_state& own) const noexcept {
    if (own.exit_effect == nothing || own.clock_stopped) {
        return 0;
    }
    const effect& clock = record_.effects[own.exit_effect];
    return clock.dated ? clock.due.number() : 0;
}

inline void machine::write_treaty(treaty_id t) {
    treaty_world& item = world_.treaties[t];
    if (item.now == item.written) {
        return;
    }
    item.written = item.now;
    mark_dirty(t);
    if (has_duties_) {
        touch_treaty(t);
    }
    if (keep_) {
        record_.changes.add() = {
            world_.today, program_.treaties[t].first, aspects{}, item.now, 0, because_};
    }
}

} // namespace servanda::detail

#endif

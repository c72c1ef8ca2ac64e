/// @file
/// Whether two runs of one program are in the same state at the start of a day: then what follows
/// is the same, too, and need not be run again. What the two have written before may differ, and so
/// may the numbers of what they wrote: an act is the same where it is the same act of the scenario,
/// a clock where it is the same clock.
#ifndef SERVANDA_ENGINE_REJOIN_HPP
#define SERVANDA_ENGINE_REJOIN_HPP

#include <servanda/engine/checkpoint.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

namespace servanda::detail {

/// A list of a finished run as it was at a checkpoint.
template <class T>
class list_as_of {
public:
    list_as_of(const std::vector<T>& full, const list_then<T>& then) noexcept
        : full_(full)
        , then_(then) {}

    [[nodiscard]] std::size_t size() const noexcept { return then_.size; }
    [[nodiscard]] const T& operator[](std::uint32_t i) const noexcept {
        const auto& changed = then_.changed_since;
        const auto found =
            std::lower_bound(changed.begin(), changed.end(), i, [](const auto& item, auto wanted) {
                return item.index < wanted;
            });
        return found != changed.end() && found->index == i ? found->value : full_[i];
    }

private:
    const std::vector<T>& full_;
    const list_then<T>& then_;
};

/// Compares a run, at the start of a day, with a checkpoint of another one.
class rejoin_test {
public:
    /// Kept from one test to the next.
    struct memory {
        std::vector<agenda_entry> own;
        std::vector<agenda_entry> other;
    };

    /// `mine`, `written`: the state and the record of the run; `then`, `full`: the checkpoint and
    /// the whole record of the other.
    rejoin_test(const world& mine,
                const running_record& written,
                const checkpoint& then,
                const record& full,
                memory& kept) noexcept
        : mine_(mine)
        , written_(written)
        , then_(then)
        , effects_(full.effects, then.effects)
        , acts_(full.acts, then.acts)
        , suspensions_(full.suspensions, then.suspensions)
        , kept_(kept) {}

    /// O(world), and far less where something differs.
    [[nodiscard]] bool same() {
        return same_agenda() && same_members() && same_treaties() && same_entries() &&
               ((then_.untouched && mine_.is_untouched()) || (same_rest() && same_duties()));
    }

private:
    /// By `==`, or by what `compare` says of each two.
    template <class List, class Compare>
    [[nodiscard]] static bool same_lists(const List& a, const List& b, Compare compare) {
        return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), compare);
    }

    [[nodiscard]] bool same_act(std::uint32_t a, std::uint32_t b) const noexcept {
        if (a == nothing || b == nothing) {
            return a == b;
        }
        const act_record& x = written_.acts[a];
        const act_record& y = acts_[b];
        return x.worth == y.worth && x.finding == y.finding && x.agreed == y.agreed &&
               x.for_breach == y.for_breach && same_words(x.what, y.what);
    }
    [[nodiscard]] static bool same_words(const bound_act& x, const bound_act& y) noexcept {
        return x.source == y.source && x.day == y.day && x.received == y.received &&
               x.kind == y.kind && x.row == y.row && x.treaty == y.treaty && x.who == y.who &&
               x.by_rule == y.by_rule && x.states_day == y.states_day &&
               (!x.states_day || x.stated == y.stated);
    }

    /// The same clock: set for the same thing on the same day.
    [[nodiscard]] bool same_clock(std::uint32_t a, std::uint32_t b) const {
        if (a == nothing || b == nothing) {
            return a == b;
        }
        const effect& x = written_.effects[a];
        const effect& y = effects_[b];
        return x.kind == y.kind && x.outcome == y.outcome && x.dated == y.dated &&
               (!x.dated || x.due == y.due) && x.scheduled == y.scheduled && x.anchor == y.anchor &&
               x.reached == y.reached && x.treaty == y.treaty && x.who == y.who &&
               x.rule == y.rule && x.version == y.version && same_act(x.act, y.act) &&
               same_detail(x, y);
    }
    [[nodiscard]] bool same_detail(const effect& x, const effect& y) const {
        const bool of_suspension =
            x.kind == effect_kind::suspension_start || x.kind == effect_kind::suspension_end;
        return of_suspension ? same_suspension(x.detail, y.detail) : x.detail == y.detail;
    }
    [[nodiscard]] bool same_suspension(std::uint32_t a, std::uint32_t b) const {
        if (a == nothing || b == nothing) {
            return a == b;
        }
        const suspension& x = written_.suspensions[a];
        const suspension& y = suspensions_[b];
        return x.treaty == y.treaty && x.by == y.by && x.towards == y.towards &&
               x.whole == y.whole && x.by_claim == y.by_claim && x.from == y.from &&
               x.until == y.until && x.lifted == y.lifted && same_act(x.act, y.act) &&
               (x.start_effect == nothing) == (y.start_effect == nothing);
    }

    [[nodiscard]] bool same_member(const membership_state& x, const membership_state& y) const {
        return static_cast<const membership_facts&>(x) == y &&
               same_act(x.deposit_act, y.deposit_act) &&
               (!x.holds_deposit || same_act(x.held_act, y.held_act)) &&
               same_clock(x.entry_effect, y.entry_effect) &&
               same_clock(x.exit_effect, y.exit_effect) &&
               same_clock(x.provisional_effect, y.provisional_effect);
    }
    [[nodiscard]] bool same_members() const {
        return same_lists(mine_.members, then_.now.members, [&](const auto& x, const auto& y) {
            return same_member(x, y);
        });
    }

    [[nodiscard]] bool same_treaty(const treaty_world& x, const treaty_world& y) const {
        return static_cast<const treaty_facts&>(x) == y &&
               same_clock(x.entry_effect, y.entry_effect) &&
               same_clock(x.expiry_effect, y.expiry_effect) &&
               same_clock(x.ending_effect, y.ending_effect) &&
               same_lists(x.suspensions,
                          y.suspensions,
                          [&](auto a, auto b) { return same_suspension(a, b); }) &&
               same_lists(x.agreements,
                          y.agreements,
                          [&](const agreement& a, const agreement& b) {
                              return a.to == b.to && a.by == b.by && a.until == b.until &&
                                     a.effective == b.effective && same_act(a.act, b.act);
                          }) &&
               same_lists(
                   x.terms_set, y.terms_set, [](const terms_setting& a, const terms_setting& b) {
                       return a.change == b.change && a.whom == b.whom && a.day == b.day;
                   });
    }
    [[nodiscard]] bool same_treaties() const {
        return same_lists(mine_.treaties, then_.now.treaties, [&](const auto& x, const auto& y) {
            return same_treaty(x, y);
        });
    }

    /// The clocks that still run, in the order in which they run out.
    template <class Effects>
    static void running(std::vector<agenda_entry>& into, const world& of, const Effects& effects) {
        into.clear();
        for (const agenda_entry& item : of.agenda) {
            const effect& clock = effects[item.effect];
            if (clock.outcome == effect_outcome::pending && clock.dated) {
                into.push_back(item);
            }
        }
        if (into.size() > 1) {
            std::sort(into.begin(), into.end(), [](const auto& a, const auto& b) { return b > a; });
        }
    }
    [[nodiscard]] bool same_agenda() {
        running(kept_.own, mine_, written_.effects);
        running(kept_.other, then_.now, effects_);
        return same_lists(
            kept_.own, kept_.other, [&](const agenda_entry& x, const agenda_entry& y) {
                return x.due == y.due && x.phase == y.phase && same_clock(x.effect, y.effect);
            });
    }
    /// Clocks without a day, and those that something may still cancel.
    [[nodiscard]] bool same_open_clocks(const std::vector<std::uint32_t>& mine,
                                        const std::vector<std::uint32_t>& others) const {
        std::size_t at = 0;
        for (const auto i : mine) {
            if (written_.effects[i].outcome != effect_outcome::pending) {
                continue;
            }
            while (at < others.size() && effects_[others[at]].outcome != effect_outcome::pending) {
                ++at;
            }
            if (at == others.size() || !same_clock(i, others[at++])) {
                return false;
            }
        }
        return std::all_of(others.begin() + static_cast<std::ptrdiff_t>(at),
                           others.end(),
                           [&](auto i) { return effects_[i].outcome != effect_outcome::pending; });
    }

    [[nodiscard]] bool same_rest() const {
        const world& x = mine_;
        const world& y = then_.now;
        const auto same_fact = [](const program::fact_span& a, const program::fact_span& b) {
            return a.name == b.name && a.of == b.of && a.of_treaty == b.of_treaty &&
                   a.from == b.from && a.until == b.until && a.holds == b.holds;
        };
        const auto same_reservation = [&](const reservation& a, const reservation& b) {
            return a.treaty == b.treaty && a.by == b.by && a.day == b.day && same_act(a.act, b.act);
        };
        return same_open_clocks(x.waiting, y.waiting) &&
               same_open_clocks(x.cancellable, y.cancellable) &&
               same_lists(x.dissolved,
                          y.dissolved,
                          [&](const auto& a, const auto& b) { return same_member(a, b); }) &&
               same_lists(x.reservations, y.reservations, same_reservation) &&
               x.truths == y.truths && x.occurrences == y.occurrences &&
               same_lists(x.facts_set, y.facts_set, same_fact);
    }
    [[nodiscard]] bool same_entries() const {
        return written_.entry_saved == then_.entry || written_.entry == *then_.entry;
    }

    // ---- obligations: their occasions and findings are told apart by number, so that all of them
    // must be the same

    [[nodiscard]] bool same_duties() const {
        const duty_world& x = mine_.duties;
        const duty_world& y = then_.now.duties;
        return x.next_figure == y.next_figure && x.touched == y.touched &&
               x.lapses_to_test == y.lapses_to_test &&
               same_lists(x.duties,
                          y.duties,
                          [&](const auto& a, const auto& b) { return same_duty(a, b); }) &&
               same_lists(x.offers,
                          y.offers,
                          [&](const offer_state& a, const offer_state& b) {
                              return a.consents == b.consents && a.proposed == b.proposed &&
                                     a.agreed == b.agreed && a.was_active == b.was_active &&
                                     same_clock(a.expiry_effect, b.expiry_effect);
                          }) &&
               same_occasions() && same_findings();
    }
    [[nodiscard]] bool same_acts(const std::vector<std::uint32_t>& a,
                                 const std::vector<std::uint32_t>& b) const {
        return same_lists(a, b, [&](auto x, auto y) { return same_act(x, y); });
    }
    [[nodiscard]] bool same_opinion(const opinion& a, const opinion& b) const {
        return a.says == b.says && a.reason == b.reason && a.instance == b.instance &&
               a.other == b.other && same_act(a.act, b.act);
    }
    [[nodiscard]] bool same_verdict(const verdict_change& a, const verdict_change& b) const {
        return a.day == b.day && a.duty == b.duty && a.verdict == b.verdict &&
               a.commitment == b.commitment && a.reason == b.reason && a.instance == b.instance &&
               a.other == b.other && a.opens == b.opens && a.closes == b.closes &&
               same_act(a.act, b.act);
    }
    [[nodiscard]] bool same_duty(const duty_state& a, const duty_state& b) const {
        const auto plain = [](const duty_state& s) {
            return std::tie(s.bound_alone,
                            s.bound,
                            s.live,
                            s.lapsed,
                            s.touched,
                            s.in_breach,
                            s.breached_before,
                            s.cure_found,
                            s.bound_on,
                            s.instances,
                            s.next_occurrence,
                            s.next_look,
                            s.lapsed_for,
                            s.revived_for,
                            s.trigger_held);
        };
        return plain(a) == plain(b) && same_verdict(a.written, b.written) &&
               same_opinion(a.broken, b.broken) && same_acts(a.counted, b.counted) &&
               same_acts(a.refusals, b.refusals) && same_acts(a.notices, b.notices) &&
               same_act(a.early, b.early) && same_act(a.breaking_act, b.breaking_act) &&
               same_act(a.unclear_act, b.unclear_act) && same_act(a.cured_by, b.cured_by);
    }
    [[nodiscard]] bool same_occasions() const {
        const auto same_one = [&](const duty_instance& a, const duty_instance& b) {
            return a.duty == b.duty && a.set_off == b.set_off && a.opens == b.opens &&
                   a.closes == b.closes && a.what == b.what && a.ended == b.ended &&
                   a.stopped == b.stopped && a.left == b.left && a.refused == b.refused &&
                   same_act(a.act, b.act) && same_act(a.done_by, b.done_by) &&
                   same_clock(a.effect, b.effect);
        };
        return same_lists(written_.duties.instances, then_.duties.instances, same_one);
    }
    [[nodiscard]] bool same_findings() const {
        const auto same_one = [&](const breach_finding& a, const breach_finding& b) {
            return a.treaty == b.treaty && a.by == b.by && a.against == b.against &&
                   a.obligation == b.obligation && a.day == b.day && a.determined == b.determined &&
                   a.material == b.material && a.contested == b.contested && a.until == b.until &&
                   a.cured == b.cured && same_act(a.act, b.act);
        };
        return same_lists(written_.duties.findings, then_.duties.findings, same_one);
    }

    const world& mine_;
    const running_record& written_;
    const checkpoint& then_;
    list_as_of<effect> effects_;
    list_as_of<act_record> acts_;
    list_as_of<suspension> suspensions_;
    memory& kept_;
};

} // namespace servanda::detail

#endif

/// @file
/// The acts that are worth a try on a day.
#ifndef SERVANDA_STUDY_ACT_PROPOSER_HPP
#define SERVANDA_STUDY_ACT_PROPOSER_HPP

#include <servanda/study/open_act.hpp>
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

} // namespace servanda::detail

#endif

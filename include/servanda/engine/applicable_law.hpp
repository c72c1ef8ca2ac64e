/// @file
/// What the default law says of a state: the provisions that bear on it, each with what they bear
/// on. They change nothing; what acts do, the lifecycle table says.
#ifndef SERVANDA_ENGINE_APPLICABLE_LAW_HPP
#define SERVANDA_ENGINE_APPLICABLE_LAW_HPP

#include <servanda/engine/claims.hpp>
#include <servanda/engine/history.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::detail {

/// Puts together what the default law of one treaty says of one membership on one day.
class law_reader {
public:
    law_reader(const history& story, membership_id m, date day)
        : story_(story)
        , source_(story.program())
        , treaty_(source_.treaty_of[m])
        , in_(source_.treaties[treaty_])
        , m_(m)
        , day_(day) {}

    [[nodiscard]] std::vector<std::string> read(const membership_report& now) {
        if (in_.law == nullptr) {
            return {};
        }
        switch (now.state) {
        case state::signed_only:
            if (story_.treaty_state(in_.source->id, day_) != treaty_state::terminated) {
                say("sign");
            }
            break;
        case state::contracting:
            say("contracting");
            break;
        case state::provisionally_applied:
            say("provisionally apply");
            break;
        case state::withdrawn:
            say("withdrawn");
            break;
        case state::terminated:
            if (now.cause == end_cause::supersession) {
                say("supersession");
            }
            say("end of treaty");
            break;
        default:
            break;
        }
        if (now.consent == consent::party) {
            suspensions();
            reservations();
            versions();
            fewer_parties();
        }
        claims();
        return std::move(said_);
    }

private:
    /// "VCLT 70 (what it is said of): what the law says", once.
    void say(const law_point& point, const std::string& of) { say(point.article, of, point.says); }
    void say(const std::string& article, const std::string& of, const std::string& words) {
        std::string text = in_.law->cite(article);
        text += of.empty() ? "" : " (" + of + ")";
        text += words.empty() ? "" : ": " + words;
        if (std::find(said_.begin(), said_.end(), text) == said_.end()) {
            said_.push_back(std::move(text));
        }
    }
    void say(std::string_view point, const std::string& of = {}) {
        if (const law_point* found = in_.law->on(point)) {
            say(*found, of);
        }
    }
    [[nodiscard]] std::string name(membership_id m) const {
        const participant_id who = source_.participant_of[m];
        return who == nothing ? std::string() : source_.code_on(who, day_);
    }
    [[nodiscard]] bool across(membership_id a, membership_id b) const {
        const auto& sides = story_.record().sides;
        return a != b && (sides[a] == 2 || sides[a] != sides[b]);
    }

    void suspensions() {
        for (const auto& item : story_.suspensions()) {
            const bool running =
                item.treaty == treaty_ && item.from <= day_ && (!item.until || day_ < *item.until);
            const bool touches = item.by == m_ || (item.covers(m_, day_) && across(m_, item.by));
            if (!running || !touches) {
                continue;
            }
            const std::string of = "by " + name(item.by) + ", " + to_string(item.from);
            if (!item.whole) {
                say("in part", of);
            }
            if (story_.acts()[item.act].agreed == agreed_by::some) {
                say("suspend between some", of);
            }
            say("suspended");
        }
    }

    /// Its own reservations, and those of others that it objected to.
    void reservations() {
        for (const auto& item : story_.acts()) {
            if (item.what.treaty != treaty_ || item.what.day > day_ ||
                item.worth != standing::by_right || item.what.source == nothing) {
                continue;
            }
            const dated_act& said = source_.story->acts[item.what.source];
            if (item.what.row == lifecycle_act::reserve && item.what.who == m_) {
                say("reservation", "of " + to_string(item.what.day));
            } else if (item.what.row == lifecycle_act::object && !said.opposes_entry_into_force &&
                       item.what.who == m_) {
                say("objection", "of " + to_string(item.what.day));
            }
        }
        for (const auto& item : story_.record().oppositions) {
            const bool begun = item.day <= day_ && (item.by == m_ || item.towards == m_);
            if (begun && !item.non_recognition && source_.treaty_of[item.by] == treaty_) {
                say("opposing objection",
                    "of " + name(item.by) + " to that of " + name(item.towards) + ", " +
                        to_string(item.day));
            }
        }
    }

    void versions() {
        const auto own = story_.version(in_.source->id, name(m_), day_);
        std::string bound;
        for (const auto& id : own) {
            bound += (bound.empty() ? "" : ", ") + id;
        }
        for (const auto amendment : in_.amendments) {
            if (story_.treaty_state(source_.treaty_name(amendment), day_) ==
                treaty_state::in_force) {
                say("amend", bound.empty() ? "as it was made" : "as amended by " + bound);
                say("successive treaties");
                return;
            }
        }
    }

    /// Whether parties have left so that fewer remain than the entry into force took.
    void fewer_parties() {
        const std::int64_t needed = in_.deposits_needed;
        if (needed <= 0) {
            return;
        }
        std::vector<bool> in(in_.members + 1U, false);
        std::int64_t count = 0;
        std::int64_t most = 0;
        for (const auto& item : story_.changes()) {
            if (item.day > day_) {
                break;
            }
            if (item.who <= in_.first || item.who > in_.first + in_.members) {
                continue;
            }
            const bool party = item.now.consent == consent::party;
            const auto at = item.who - in_.first;
            count += party == in[at] ? 0 : party ? 1 : -1;
            in[at] = party;
            most = std::max(most, count);
        }
        if (most >= needed && count < needed) {
            say("fewer parties", std::to_string(count) + " of " + std::to_string(needed));
        }
    }

    /// Claims by it or against it: their grounds, whether they waited, who objected.
    void claims() {
        for (const auto& item : story_.acts()) {
            if (item.what.treaty != treaty_ || item.what.day > day_ || !concerns(item)) {
                continue;
            }
            for (const auto& ground : grounds_of(source_, item)) {
                for (const auto& point : in_.law->points) {
                    if (point.article == ground) {
                        say(point,
                            "claimed by " + name(item.what.who) + " on " +
                                to_string(item.what.day));
                    }
                }
            }
            const claims_clause& asked = in_.law->claims;
            if (const auto early = hasty(source_, item)) {
                say(asked.article,
                    std::string(to_string(item.what.row)) + " by " + name(item.what.who) + " on " +
                        to_string(early->notice) + ", from " + to_string(early->effect),
                    (asked.says.empty() ? "too early" : asked.says) + ", not before " +
                        to_string(early->permitted));
            }
            for (const auto& objection : objections_to(source_, item)) {
                if (objection.day && *objection.day > day_) {
                    continue;
                }
                const std::string day = objection.day ? ", " + to_string(*objection.day) : "";
                const std::string way = objection.settlement
                                            ? ", from " + to_string(*objection.settlement) +
                                                  " by those of " +
                                                  in_.law->cite(asked.settlement_article)
                                            : "";
                say(asked.objection_article,
                    "objection by " + objection.by + day,
                    "to be settled by peaceful means" + way);
            }
        }
    }

    /// Of claims that still have an effect, or were denied one.
    [[nodiscard]] bool concerns(const act_record& item) const {
        if (item.what.source == nothing || !item.what.has_basis ||
            (item.worth != standing::by_claim && item.finding != finding_of_standing::contested)) {
            return false;
        }
        const auto& towards = source_.targets[item.what.source];
        const bool named = towards.empty()
                               ? across(m_, item.what.who)
                               : std::find(towards.begin(), towards.end(), m_) != towards.end();
        if (item.what.who != m_ && !named) {
            return false;
        }
        if (item.what.row != lifecycle_act::suspend || item.worth != standing::by_claim) {
            return true;
        }
        const auto index = static_cast<std::uint32_t>(&item - story_.acts().data());
        return std::any_of(
            story_.suspensions().begin(), story_.suspensions().end(), [&](const suspension& made) {
                return made.act == index && (!made.until || day_ < *made.until);
            });
    }

    const history& story_;
    const program& source_;
    treaty_id treaty_;
    const compiled_treaty& in_;
    membership_id m_;
    date day_;
    std::vector<std::string> said_;
};

} // namespace servanda::detail

#endif

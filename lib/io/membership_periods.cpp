#include "membership_periods.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace servanda::io {

namespace {

/// Follows the changes of a history from membership to membership.
class period_follower {
public:
    explicit period_follower(const history& told)
        : told_(told)
        , of_(told.program())
        , latest_(of_.participant_of.size()) {}

    [[nodiscard]] std::vector<std::vector<membership_period>> run() {
        for (const auto& item : of_.acts) {
            begin(item.who);
        }
        for (const auto& item : told_.changes()) {
            if (of_.participant_of[item.who] == nothing) {
                follow_treaty(item);
            } else {
                follow(item);
            }
        }
        for (const auto& item : told_.acts()) {
            note_consent(item);
        }
        std::vector<std::vector<membership_period>> result;
        const auto order = by_code();
        for (treaty_id t = 0; t < of_.treaties.size(); ++t) {
            result.push_back(periods_of(t, order));
        }
        return result;
    }

private:
    struct earlier_period {
        membership_id whose;
        membership_period what;
    };

    /// The period a membership is in, begun if it has none.
    membership_period& begin(membership_id m) {
        membership_period& own = latest_[m];
        own.number = std::max(own.number, 1U);
        own.who = of_.participant_of[m];
        return own;
    }

    void follow(const change& item) {
        membership_period* own = &begin(item.who);
        const bool former = item.now.consent == consent::former_party;
        if (own->end && !former) {
            earlier_.push_back({item.who, *own});
            *own = {own->who, own->number + 1, {}, {}, {}, {}};
        }
        if (item.now.consent == consent::party && !own->entry) {
            own->entry = item.day;
        }
        if (former && !own->end) {
            own->end = item.day;
        }
        own->state = to_string(item.now.headline());
    }

    void follow_treaty(const change& item) {
        membership_period& own = latest_[item.who];
        if (item.treaty_now == treaty_state::in_force && !own.entry) {
            own.entry = item.day;
        }
        if (item.treaty_now == treaty_state::terminated) {
            own.end = item.day;
        }
        own.state = to_string(item.treaty_now);
    }

    /// A deposit carries the first period that did not enter into force before it.
    void note_consent(const act_record& item) {
        const auto& entry = of_.treaties[item.what.treaty].source->own.entry_into_force;
        const bool by_signature =
            item.what.row == lifecycle_act::sign && entry.consent == consent_by::signature;
        const bool consents = item.what.row == lifecycle_act::deposit ||
                              item.what.row == lifecycle_act::succeed || by_signature;
        if (!consents || item.worth == standing::void_act) {
            return;
        }
        const date day = item.what.day;
        const auto fits = [&](const membership_period& own) {
            return !own.entry || *own.entry >= day;
        };
        for (auto& earlier : earlier_) {
            if (earlier.whose == item.what.who && fits(earlier.what)) {
                earlier.what.consent = day;
                return;
            }
        }
        if (membership_period& own = latest_[item.what.who]; fits(own)) {
            own.consent = day;
        }
    }

    /// Participants in the order of their codes.
    [[nodiscard]] std::vector<participant_id> by_code() const {
        const auto& names = of_.names;
        std::vector<participant_id> order(names.size());
        std::iota(order.begin(), order.end(), 0U);
        const auto before = [&](participant_id a, participant_id b) {
            return names[a].front().code < names[b].front().code;
        };
        if (!std::is_sorted(order.begin(), order.end(), before)) {
            std::sort(order.begin(), order.end(), before);
        }
        return order;
    }

    [[nodiscard]] std::vector<membership_period>
    periods_of(treaty_id t, const std::vector<participant_id>& order) const {
        std::vector<membership_period> result;
        const auto& item = of_.treaties[t];
        result.reserve(item.members + 1U);
        result.push_back(latest_[item.first]);
        membership_period& whole = result.back();
        whole.who = nothing;
        whole.number = 1;
        whole.consent = told_.record().threshold[t];
        if (!whole.entry && !whole.end) {
            whole.state = to_string(treaty_state::not_yet_in_force);
        }
        for (const auto who : order) {
            const membership_id m = of_.membership(t, who);
            if (m == nothing || latest_[m].number == 0) {
                continue;
            }
            if (latest_[m].number > 1) {
                for (const auto& earlier : earlier_) {
                    if (earlier.whose == m) {
                        result.push_back(earlier.what);
                    }
                }
            }
            result.push_back(latest_[m]);
        }
        return result;
    }

    const history& told_;
    const program& of_;
    std::vector<membership_period> latest_; ///< by membership
    std::vector<earlier_period> earlier_;   ///< in order
};

} // namespace

std::vector<std::vector<membership_period>> membership_periods(const history& told) {
    return period_follower(told).run();
}

} // namespace servanda::io

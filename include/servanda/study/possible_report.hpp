/// @file
/// What is so on one day, as far as a scenario with imprecise dates lets one say: everything about
/// every membership, and of each thing whether all placements agree on it.
#ifndef SERVANDA_STUDY_POSSIBLE_REPORT_HPP
#define SERVANDA_STUDY_POSSIBLE_REPORT_HPP

#include <servanda/study/possible.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace servanda {

/// What all placements have in common; nothing where they differ, or where that is not known.
template <class T>
class common_value {
public:
    void add(const T& other) {
        differs_ = differs_ || (value_ && !(*value_ == other));
        value_ = value_ ? value_ : std::optional<T>(other);
    }
    /// Not all placements were tried: another answer may be possible.
    void doubt() { differs_ = true; }
    [[nodiscard]] bool known() const noexcept { return value_.has_value() && !differs_; }
    /// Precondition: `known()`.
    [[nodiscard]] const T& operator*() const { return *value_; }

private:
    std::optional<T> value_;
    bool differs_ = false;
};

/// One membership on one day, over all placements.
struct possible_membership {
    std::string treaty;
    std::string party;
    possible<state> states;
    common_value<servanda::consent> consent;
    common_value<servanda::operation> operation;
    common_value<bool> exit_pending;
    common_value<std::optional<date>> exit_on;
    common_value<bool> suspended;
    common_value<bool> disputed;
    common_value<bool> by_claim;
    common_value<end_cause> cause;
    common_value<std::optional<date>> since;
    common_value<std::optional<date>> next;
    /// The whole report, where all placements agree on all of it.
    std::optional<membership_report> report;
};

/// A treaty on one day, over all placements.
struct possible_treaty {
    std::string treaty;
    possible<treaty_state> states;
    common_value<std::optional<date>> since;
    std::size_t fewest_parties = 0;
    std::size_t most_parties = 0;
    bool parties_exact = true;
    std::array<std::string, 2> pair;        ///< the two asked about, if any
    std::optional<possible<bool>> in_force; ///< between these two
    std::vector<possible_membership> memberships;
};

/// Which treaties and memberships are asked about; empty members fit everything.
struct possible_query {
    std::string treaty;
    std::string party;
    std::string between; ///< with `party`: the other of a pair
};

namespace detail {

/// Whether two reports say the same of everything.
[[nodiscard]] inline bool same_report(const membership_report& a, const membership_report& b) {
    const auto aspects = [](const membership_report& r) {
        return std::tie(r.state,
                        r.consent,
                        r.operation,
                        r.exit_pending,
                        r.exit_on,
                        r.suspended,
                        r.by_claim,
                        r.cause,
                        r.since,
                        r.next,
                        r.next_what,
                        r.disputed,
                        r.as_seen_by);
    };
    const auto measure = [](const suspension_report& s) {
        return std::tie(s.by, s.towards, s.since, s.whole, s.by_claim, s.basis);
    };
    const auto duty = [](const surviving_obligation& s) {
        return std::tie(s.id, s.article, s.until);
    };
    return aspects(a) == aspects(b) &&
           std::equal(a.suspensions.begin(),
                      a.suspensions.end(),
                      b.suspensions.begin(),
                      b.suspensions.end(),
                      [&](const auto& x, const auto& y) { return measure(x) == measure(y); }) &&
           std::equal(a.surviving.begin(),
                      a.surviving.end(),
                      b.surviving.begin(),
                      b.surviving.end(),
                      [&](const auto& x, const auto& y) { return duty(x) == duty(y); });
}

/// Takes the reports of one membership in, a placement at a time.
class membership_collector {
public:
    void add(const membership_report& found, std::uint64_t number) {
        states_.add(found.state, number);
        into_.consent.add(found.consent);
        into_.operation.add(found.operation);
        into_.exit_pending.add(found.exit_pending);
        into_.exit_on.add(found.exit_on);
        into_.suspended.add(found.suspended);
        into_.disputed.add(found.disputed);
        into_.by_claim.add(found.by_claim);
        into_.cause.add(found.cause);
        into_.since.add(found.since);
        into_.next.add(found.next);
        if (!first_) {
            first_ = found;
        } else {
            alike_ = alike_ && same_report(*first_, found);
        }
    }
    [[nodiscard]] possible_membership result(const tied_group& of, date day) {
        into_.states = states_.result(of, day);
        into_.treaty = first_->treaty;
        into_.party = first_->party;
        if (!into_.states.exact) {
            into_.consent.doubt();
            into_.operation.doubt();
            into_.exit_pending.doubt();
            into_.exit_on.doubt();
            into_.suspended.doubt();
            into_.disputed.doubt();
            into_.by_claim.doubt();
            into_.cause.doubt();
            into_.since.doubt();
            into_.next.doubt();
        } else if (alike_) {
            into_.report = std::move(first_);
        }
        return std::move(into_);
    }

private:
    possible_membership into_;
    answer_counter<state> states_;
    std::optional<membership_report> first_;
    bool alike_ = true;
};

/// The same for a treaty and its memberships.
class treaty_collector {
public:
    treaty_collector(std::string treaty, std::vector<std::string> codes, possible_query query)
        : codes_(std::move(codes))
        , query_(std::move(query)) {
        into_.treaty = std::move(treaty);
        members_.resize(codes_.size());
    }
    void add(const history& found, std::uint64_t number, date day) {
        states_.add(found.treaty_state(into_.treaty, day), number);
        into_.since.add(found.since(found.whole(into_.treaty), day));
        const std::size_t parties = found.parties(into_.treaty, day).size();
        into_.fewest_parties = first_ ? parties : std::min(into_.fewest_parties, parties);
        into_.most_parties = std::max(into_.most_parties, parties);
        first_ = false;
        if (!query_.party.empty() && !query_.between.empty()) {
            pair_.add(found.in_force_between(into_.treaty, query_.party, query_.between, day),
                      number);
        }
        for (std::size_t i = 0; i < codes_.size(); ++i) {
            members_[i].add(found.report(into_.treaty, codes_[i], day), number);
        }
    }
    [[nodiscard]] possible_treaty result(const tied_group& of, date day) {
        into_.states = states_.result(of, day);
        into_.parties_exact = into_.states.exact;
        if (!into_.states.exact) {
            into_.since.doubt();
        }
        if (!query_.party.empty() && !query_.between.empty()) {
            into_.pair = {query_.party, query_.between};
            into_.in_force = pair_.result(of, day);
        }
        for (auto& member : members_) {
            into_.memberships.push_back(member.result(of, day));
        }
        return std::move(into_);
    }

private:
    possible_treaty into_;
    std::vector<std::string> codes_;
    possible_query query_;
    answer_counter<treaty_state> states_;
    answer_counter<bool> pair_;
    std::vector<membership_collector> members_;
    bool first_ = true;
};

/// The codes of those that do anything in a treaty, sorted, as of a day.
[[nodiscard]] inline std::vector<std::string>
codes_of(const program& source, treaty_id t, date day) {
    std::vector<std::string> codes;
    const compiled_treaty& item = source.treaties[t];
    for (membership_id m = item.first + 1; m <= item.first + item.members; ++m) {
        codes.push_back(source.code_on(source.participant_of[m], day));
    }
    std::sort(codes.begin(), codes.end());
    return codes;
}

/// Throws `unknown_name` for what the scenario does not have.
inline void check_query(const program& source, const possible_query& query) {
    if (!query.treaty.empty() && !source.find_treaty(query.treaty)) {
        std::vector<std::string> known;
        for (const auto& item : source.treaties) {
            known.push_back(item.source->id);
        }
        throw unknown_name("the scenario has no treaty '" + query.treaty + "'" +
                           did_you_mean(query.treaty, known));
    }
}

} // namespace detail

/// What is so on a day: every treaty and membership that fits. Runs every placement of the groups
/// asked about. Throws `input_error` as `simulate_possible` does, and `unknown_name`.
[[nodiscard]] inline std::vector<possible_treaty>
report_possible(std::shared_ptr<const rulebook> rules,
                const scenario& story,
                date day,
                const possible_query& query = {},
                const possible_options& options = {}) {
    const detail::placement_runner runs(std::move(rules), story, options);
    const program& source = runs.base();
    detail::check_query(source, query);
    std::map<treaty_id, detail::treaty_collector> asked;
    for (treaty_id t = 0; t < source.treaties.size(); ++t) {
        const std::string& id = source.treaty_name(t);
        if (query.treaty.empty() || source.find_treaty(query.treaty) == t) {
            auto codes = query.party.empty()     ? detail::codes_of(source, t, day)
                         : query.between.empty() ? std::vector{query.party}
                                                 : std::vector<std::string>{};
            asked.emplace(t, detail::treaty_collector(id, std::move(codes), query));
        }
    }
    const auto& groups = runs.groups();
    for (std::size_t g = 0; g < groups.size(); ++g) {
        std::vector<detail::treaty_collector*> here;
        for (const auto t : groups[g].treaties) {
            if (const auto found = asked.find(t); found != asked.end()) {
                here.push_back(&found->second);
            }
        }
        for (std::uint64_t i = 0; !here.empty() && i < groups[g].placements.tried(); ++i) {
            const history found = runs.run(g, i);
            for (auto* collector : here) {
                collector->add(found, i, day);
            }
        }
    }
    std::vector<possible_treaty> result;
    for (auto& [t, collector] : asked) {
        result.push_back(collector.result(groups[runs.group_of(t)], day));
    }
    return result;
}

} // namespace servanda

#endif

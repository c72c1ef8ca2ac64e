/// @file
/// Whether a scenario with imprecise dates says what it expects. What is expected must be so in
/// every placement; `state = "unknown"` and `possible` ask for the set of states itself.
#ifndef SERVANDA_STUDY_POSSIBLE_EXPECTATIONS_HPP
#define SERVANDA_STUDY_POSSIBLE_EXPECTATIONS_HPP

#include <servanda/study/expectations.hpp>
#include <servanda/study/possible.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

namespace detail {

/// One expectation, held against one placement after another.
class possible_expectation {
public:
    possible_expectation(const expectation& expected, std::string treaty)
        : expected_(expected)
        , others_(expected)
        , treaty_(std::move(treaty)) {
        others_.state.clear();
        others_.possible.clear();
    }

    void add(const history& found, std::uint64_t number) {
        if (asks_for_states() && !expected_.party.empty()) {
            members_.add(found.state(treaty_, expected_.party, expected_.on), number);
        } else if (asks_for_states()) {
            treaties_.add(found.treaty_state(treaty_, expected_.on), number);
        }
        const auto unmet = expectation_checker(others_, found).run();
        if (!unmet.empty() && failed_++ == 0) {
            failure_ = unmet.front();
            example_ = number;
        }
    }

    [[nodiscard]] std::vector<std::string> messages(const tied_group& of, const scenario& story) {
        if (asks_for_states() && !expected_.party.empty()) {
            look_at_states(members_.result(of, expected_.on));
        } else if (asks_for_states()) {
            look_at_states(treaties_.result(of, expected_.on));
        }
        const std::uint64_t tried = of.placements.tried();
        if (failed_ > 0) {
            const placement days = of.placements.at(example_);
            messages_.push_back(failure_ +
                                (failed_ == tried
                                     ? std::string()
                                     : ", in " + write_tried(failed_, tried) + " placements") +
                                (days.empty() ? "" : ", such as " + to_string(days, story)));
        } else if (expects_more() && !exact(of)) {
            messages_.push_back(where() + "not all placements were tried (" +
                                write_tried(tried, of.placements.all()) +
                                "): it is so in those that were");
        }
        return std::move(messages_);
    }

private:
    [[nodiscard]] bool asks_for_states() const {
        return expected_.obligation.empty() &&
               (!expected_.state.empty() || !expected_.possible.empty());
    }
    [[nodiscard]] bool expects_more() const {
        expectation bare;
        bare.on = others_.on;
        bare.treaty = others_.treaty;
        bare.party = others_.party;
        bare.as_seen_by = others_.as_seen_by;
        bare.as_known_on = others_.as_known_on;
        bare.source = others_.source;
        return !(bare == others_);
    }
    [[nodiscard]] bool exact(const tied_group& of) const {
        return of.placements.exact() || (of.settled_before && expected_.on < *of.settled_before);
    }
    [[nodiscard]] std::string where() const {
        return to_string(expected_.on) + " " + treaty_ +
               (expected_.party.empty() ? "" : " " + expected_.party) + ": ";
    }

    template <class T>
    void look_at_states(const possible<T>& found) {
        const auto told = to_string(found);
        if (expected_.state == "unknown") {
            if (found.answers.size() < 2) { // two are enough, whatever else is possible
                complain("state", "'unknown'", told);
            }
        } else if (!expected_.state.empty() &&
                   (!found.definite() ||
                    to_string(found.answers.front().what) != expected_.state)) {
            complain("state", "'" + expected_.state + "'", told);
        }
        if (expected_.possible.empty()) {
            return;
        }
        const bool same =
            found.exact && found.answers.size() == expected_.possible.size() &&
            std::all_of(found.answers.begin(), found.answers.end(), [&](const auto& item) {
                return wants(to_string(item.what));
            });
        if (!same) {
            std::string wanted;
            for (const auto& word : expected_.possible) {
                wanted += (wanted.empty() ? "'" : ", '") + word + "'";
            }
            complain("possible", wanted, told);
        }
    }
    [[nodiscard]] bool wants(std::string_view word) const {
        return std::find(expected_.possible.begin(), expected_.possible.end(), word) !=
               expected_.possible.end();
    }
    void complain(const char* what, const std::string& wanted, const std::string& found) {
        messages_.push_back(where() + what + ": expected " + wanted + ", found '" + found + "'");
    }

    const expectation& expected_;
    expectation others_; ///< all that it expects beside states
    std::string treaty_;
    answer_counter<state> members_;
    answer_counter<treaty_state> treaties_;
    std::uint64_t failed_ = 0;
    std::uint64_t example_ = 0;
    std::string failure_;
    std::vector<std::string> messages_;
};

/// The expectations of a scenario that are about one day of knowledge and one account.
inline void check_possible(const std::shared_ptr<const rulebook>& rules,
                           const scenario& story,
                           const possible_options& options,
                           const std::vector<std::size_t>& which,
                           std::vector<std::vector<std::string>>& messages) {
    const placement_runner runs(rules, story, options);
    const program& source = runs.base();
    std::vector<std::vector<std::pair<std::size_t, possible_expectation>>> by_group(
        runs.groups().size());
    for (const auto i : which) {
        const expectation& expected = story.expectations[i];
        const treaty_id t = expected.treaty.empty() ? 0 : *source.find_treaty(expected.treaty);
        by_group[runs.group_of(t)].emplace_back(
            i, possible_expectation(expected, source.treaty_name(t)));
    }
    for (std::size_t g = 0; g < by_group.size(); ++g) {
        const tied_group& group = runs.groups()[g];
        for (std::uint64_t n = 0; !by_group[g].empty() && n < group.placements.tried(); ++n) {
            const history found = runs.run(g, n);
            for (auto& item : by_group[g]) {
                item.second.add(found, n);
            }
        }
        for (auto& item : by_group[g]) {
            messages[item.first] = item.second.messages(group, story);
        }
    }
}

} // namespace detail

/// Tests all expectations of a scenario, some of whose acts may be dated imprecisely: each must be
/// met in every placement. The messages come in the order of the expectations. Throws `input_error`
/// as `simulate_possible` does.
[[nodiscard]] inline std::vector<unmet_expectation>
unmet_possible_expectations(const std::shared_ptr<const rulebook>& rules,
                            const scenario& story,
                            const possible_options& options = {}) {
    struct account {
        std::optional<date> known_on;
        std::string seen_by;
        std::vector<std::size_t> expected;
    };
    std::vector<account> accounts;
    for (std::size_t i = 0; i < story.expectations.size(); ++i) {
        const expectation& item = story.expectations[i];
        const auto found = std::find_if(accounts.begin(), accounts.end(), [&](const account& a) {
            return a.known_on == item.as_known_on && a.seen_by == item.as_seen_by;
        });
        if (found == accounts.end()) {
            accounts.push_back({item.as_known_on, item.as_seen_by, {i}});
        } else {
            found->expected.push_back(i);
        }
    }
    std::vector<std::vector<std::string>> messages(story.expectations.size());
    for (const auto& each : accounts) {
        detail::check_possible(
            rules, story, {options.limit, each.known_on, each.seen_by}, each.expected, messages);
    }
    std::vector<unmet_expectation> result;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        for (auto& message : messages[i]) {
            result.push_back({&story.expectations[i], std::move(message)});
        }
    }
    return result;
}

} // namespace servanda

#endif

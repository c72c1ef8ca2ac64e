/// @file
/// Whether a history says what its scenario expects.
#ifndef SERVANDA_STUDY_EXPECTATIONS_HPP
#define SERVANDA_STUDY_EXPECTATIONS_HPP

#include <servanda/engine/simulate.hpp>
#include <servanda/engine/verdicts.hpp>
#include <servanda/law/condition.hpp>
#include <servanda/study/edit.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace servanda {

/// An expectation that was not met, with what the history says instead.
struct unmet_expectation {
    const expectation* what = nullptr;
    std::string message;
};

namespace detail {

class expectation_checker {
public:
    expectation_checker(const expectation& expected, const history& story)
        : expected_(expected)
        , story_(story)
        , treaty_(expected.treaty.empty() ? story.program().treaties.front().source->id
                                          : expected.treaty) {}

    [[nodiscard]] std::vector<std::string> run() {
        if (!expected_.obligation.empty()) {
            obligation();
        } else if (!expected_.party.empty()) {
            party();
        } else if (!expected_.state.empty()) {
            same("state", expected_.state, to_string(story_.treaty_state(treaty_, expected_.on)));
        }
        if (!expected_.possible.empty()) { // of one history one state is possible
            same("possible",
                 listed(expected_.possible),
                 expected_.party.empty()
                     ? to_string(story_.treaty_state(treaty_, expected_.on))
                     : to_string(story_.state(treaty_, expected_.party, expected_.on)));
        }
        if (expected_.parties) {
            const auto count = story_.parties(treaty_, expected_.on).size();
            same("parties", std::to_string(*expected_.parties), std::to_string(count));
        }
        if (expected_.between && expected_.in_force) {
            flag("in force between " + (*expected_.between)[0] + " and " + (*expected_.between)[1],
                 *expected_.in_force,
                 story_.in_force_between(
                     treaty_, (*expected_.between)[0], (*expected_.between)[1], expected_.on));
        }
        if (expected_.version) {
            version();
        }
        return std::move(messages_);
    }

private:
    void same(const std::string& what, std::string_view wanted, std::string_view found) {
        if (wanted != found) {
            messages_.push_back(where() + what + ": expected '" + std::string(wanted) +
                                "', found '" + std::string(found) + "'");
        }
    }
    [[nodiscard]] static std::string listed(std::vector<std::string> names) {
        std::sort(names.begin(), names.end());
        std::string text;
        for (const auto& name : names) {
            text += (text.empty() ? "" : ", ") + name;
        }
        return text.empty() ? "none" : text;
    }
    void flag(const std::string& what, bool wanted, bool found) {
        same(what, wanted ? "true" : "false", found ? "true" : "false");
    }
    void day(const std::string& what, date wanted, const std::optional<date>& found) {
        same(what, to_string(wanted), found ? to_string(*found) : "none");
    }
    [[nodiscard]] std::string where() const {
        std::string text = to_string(expected_.on) + " " + treaty_;
        text += expected_.party.empty() ? "" : " " + expected_.party;
        text += expected_.as_seen_by.empty() ? "" : " as seen by " + expected_.as_seen_by;
        text += expected_.as_known_on ? " as known on " + to_string(*expected_.as_known_on) : "";
        return text + ": ";
    }

    void obligation() {
        const auto found = find_duty(story_, treaty_, expected_.obligation, expected_.party);
        const auto report = found ? report_verdict(story_, *found, expected_.on) : verdict_report{};
        const std::string of = "of '" + expected_.obligation + "'";
        if (!expected_.verdict.empty()) {
            same("verdict " + of, expected_.verdict, to_string(report.verdict));
        }
        if (!expected_.commitment.empty()) {
            same("commitment " + of, expected_.commitment, to_string(report.commitment));
        }
        if (expected_.since) {
            day("since " + of, *expected_.since, report.since);
        }
        if (expected_.disputed) {
            flag("disputed " + of, *expected_.disputed, report.disputed);
        }
    }

    void version() {
        const auto words = [](const std::vector<std::string>& ids) {
            return ids.empty() ? std::string("as made") : write_list(ids);
        };
        const auto& pair = expected_.between;
        same(pair ? "version between " + (*pair)[0] + " and " + (*pair)[1] : "version",
             words(*expected_.version),
             words(pair ? story_.version_between(treaty_, (*pair)[0], (*pair)[1], expected_.on)
                        : story_.version(treaty_, expected_.party, expected_.on)));
    }

    void party() {
        const auto report = story_.report(treaty_, expected_.party, expected_.on);
        if (!expected_.state.empty()) {
            same("state", expected_.state, to_string(report.state));
        }
        if (!expected_.consent.empty()) {
            same("consent", expected_.consent, to_string(report.consent));
        }
        if (!expected_.operation.empty()) {
            same("operation", expected_.operation, to_string(report.operation));
        }
        if (!expected_.exit.empty()) {
            same("exit", expected_.exit, report.exit_pending ? "pending" : "none");
        }
        if (expected_.suspended) {
            flag("suspended", *expected_.suspended, report.suspended);
        }
        if (expected_.disputed) {
            flag("disputed", *expected_.disputed, report.disputed);
        }
        if (expected_.next) {
            day("next", *expected_.next, report.next);
        }
        if (expected_.since) {
            day("since", *expected_.since, report.since);
        }
        if (expected_.surviving) {
            std::vector<std::string> found;
            for (const auto& duty : report.surviving) {
                found.push_back(duty.id);
            }
            same("surviving", listed(*expected_.surviving), listed(found));
        }
    }

    const expectation& expected_;
    const history& story_;
    std::string treaty_;
    std::vector<std::string> messages_;
};

} // namespace detail

/// Tests all expectations of a scenario against its history. The rules are needed where something
/// is expected as known on an earlier day.
[[nodiscard]] inline std::vector<unmet_expectation>
unmet_expectations(const rulebook& rules, const scenario& story, const history& found) {
    std::vector<unmet_expectation> result;
    for (const auto& expected : story.expectations) {
        std::optional<history> other;
        if (expected.as_known_on) {
            scenario known = known_on(story, *expected.as_known_on);
            known.expectations.clear();
            // An act that contests what was not yet known is not yet known either.
            other = simulate(rules, known);
        }
        if (!expected.as_seen_by.empty()) {
            other = (other ? *other : found).as_seen_by(expected.as_seen_by);
        }
        for (auto& message : detail::expectation_checker(expected, other ? *other : found).run()) {
            result.push_back({&expected, std::move(message)});
        }
    }
    return result;
}

} // namespace servanda

#endif

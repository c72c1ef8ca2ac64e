/// @file
/// `history = simulate(rules, scenario)`: a pure function. Same inputs, same history, on every
/// machine and for any number of threads.
#ifndef SERVANDA_ENGINE_SIMULATE_HPP
#define SERVANDA_ENGINE_SIMULATE_HPP

#include <servanda/engine/compile.hpp>
#include <servanda/engine/history.hpp>
#include <servanda/engine/run.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

namespace detail {

[[nodiscard]] inline std::shared_ptr<const timeline>
run_view(const program& source, const std::vector<std::uint8_t>& leave_out) {
    machine run(source, leave_out, true);
    run.run();
    return std::make_shared<const timeline>(
        run.take_record(), source.participant_of.size(), source.duties.duties.size());
}

/// By scenario act, whether its effect is dropped: what the viewer contests; without a viewer, what
/// anybody contests.
[[nodiscard]] inline std::vector<std::uint8_t> contested_acts(const program& source,
                                                              std::string_view seen_by) {
    std::vector<std::uint8_t> out(source.story->acts.size(), 0);
    const participant_id viewer = source.participant(seen_by).value_or(nothing);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto& list = source.contesters[i];
        const bool drops = seen_by.empty()
                               ? !list.empty()
                               : std::find(list.begin(), list.end(), viewer) != list.end();
        out[i] = !drops            ? std::uint8_t{0}
                 : seen_by.empty() ? contested_without_view
                                   : left_out_by_view;
    }
    return out;
}

/// The accounts of those who contest something, and of those who contest nothing; of a scenario
/// that is itself one of them, none.
[[nodiscard]] inline std::vector<viewpoint> run_views(const program& source) {
    std::vector<viewpoint> views;
    if (source.contesting.empty() || !source.story->as_seen_by.empty()) {
        return views;
    }
    for (const auto viewer : source.contesting) {
        std::vector<std::uint8_t> own(source.story->acts.size(), 0);
        for (std::size_t i = 0; i < own.size(); ++i) {
            for (const auto by : source.contesters[i]) {
                own[i] = by == viewer ? left_out_by_view : own[i];
            }
        }
        views.push_back({viewer, run_view(source, own)});
    }
    views.push_back({nothing, run_view(source, {})});
    return views;
}

} // namespace detail

/// Runs a program. Without a viewpoint (`scenario::as_seen_by`) whatever anybody contests is void;
/// the accounts of those who contest something, and of those who contest nothing, are run beside
/// it. Throws `input_error` for a cycle of rules and for a day computed outside the calendar.
/// O(acts + effects), each with the logarithm of what is pending.
[[nodiscard]] inline history run(std::shared_ptr<const program> source) {
    const std::string viewer = source->story->as_seen_by;
    auto views = detail::run_views(*source);
    auto line = detail::run_view(*source, detail::contested_acts(*source, viewer));
    return {std::move(source), std::move(line), std::move(views), viewer};
}

/// The default laws a rulebook built in C++ need not bring along.
[[nodiscard]] inline rulebook with_default_laws(rulebook rules) {
    if (rules.find_law("vclt") == nullptr) {
        rules.laws.push_back(vienna_convention());
    }
    if (rules.find_law("political") == nullptr) {
        rules.laws.push_back(political_practice());
    }
    return rules;
}

/// The same for a rulebook that is shared, not copied: it is the very same one where it lacks none.
/// `rules` must not be null.
[[nodiscard]] inline std::shared_ptr<const rulebook>
with_default_laws(std::shared_ptr<const rulebook> rules) {
    if (rules->find_law("vclt") == nullptr || rules->find_law("political") == nullptr) {
        return std::make_shared<const rulebook>(with_default_laws(*rules));
    }
    return rules;
}

/// Simulates a scenario under rules. Throws `input_error` with everything that is wrong with
/// either.
[[nodiscard]] inline history simulate(const rulebook& rules, const scenario& story) {
    return run(compile(std::make_shared<const rulebook>(with_default_laws(rules)),
                       std::make_shared<const scenario>(story)));
}

/// The same under rules that many histories share: they are not copied, unless a default law is to
/// be added. Nobody may change them while the history lives; `rules` must not be null.
[[nodiscard]] inline history simulate(std::shared_ptr<const rulebook> rules, scenario story) {
    return run(compile(with_default_laws(std::move(rules)),
                       std::make_shared<const scenario>(std::move(story))));
}

/// The same for one treaty and its acts.
[[nodiscard]] inline history simulate(const treaty& source, std::vector<dated_act> acts) {
    rulebook rules;
    rules.treaties.push_back(source);
    scenario story;
    story.acts = std::move(acts);
    return simulate(rules, story);
}

} // namespace servanda

#endif

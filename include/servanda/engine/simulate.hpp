/// @file
/// `history = simulate(rules, scenario)`: a pure function. Same inputs, same history, on every
/// machine and for any number of threads.
#ifndef SERVANDA_ENGINE_SIMULATE_HPP
#define SERVANDA_ENGINE_SIMULATE_HPP

#include <servanda/engine/compile.hpp>
#include <servanda/engine/history.hpp>
#include <servanda/engine/run.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace servanda {

namespace detail {

[[nodiscard]] inline std::shared_ptr<const timeline>
run_view(const program& source, const std::vector<std::uint8_t>& leave_out) {
    machine run(source, leave_out, true);
    run.run();
    return std::make_shared<const timeline>(
        std::move(run.result()), source.participant_of.size(), source.duties.duties.size());
}

} // namespace detail

/// Runs a program. Without a viewpoint whatever anybody contests is void; the accounts of those who
/// contest something, and of those who contest nothing, are run beside it. Throws `input_error` for
/// a cycle of rules and for a day computed outside the calendar. O(acts + effects), each with the
/// logarithm of what is pending.
[[nodiscard]] inline history run(std::shared_ptr<const program> source) {
    const std::size_t acts = source->story->acts.size();
    std::vector<detail::viewpoint> views;
    std::vector<std::uint8_t> contested;
    if (!source->contesting.empty()) {
        contested.assign(acts, 0);
        for (std::size_t i = 0; i < acts; ++i) {
            contested[i] =
                source->contesters[i].empty() ? std::uint8_t{0} : detail::contested_without_view;
        }
        for (const auto viewer : source->contesting) {
            std::vector<std::uint8_t> own(acts, 0);
            for (std::size_t i = 0; i < acts; ++i) {
                for (const auto by : source->contesters[i]) {
                    own[i] = by == viewer ? detail::left_out_by_view : own[i];
                }
            }
            views.push_back({viewer, detail::run_view(*source, own)});
        }
        views.push_back({nothing, detail::run_view(*source, {})});
    }
    auto line = detail::run_view(*source, contested);
    return {std::move(source), std::move(line), std::move(views)};
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

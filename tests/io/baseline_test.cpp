// What is asked of a baseline is what running from scratch gives, on the shipped scenarios with
// their obligations, findings, contests and successions: every act dropped, and moved.
#include "io/reading.hpp"

#include <servanda/study/baseline.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

using namespace servanda_tests;

namespace {

/// In words, without what only one of two ways of asking knows.
std::string tell(const difference& found) {
    const auto day = [](const std::optional<date>& of) { return of ? to_string(*of) : "-"; };
    std::string text;
    for (const auto& item : found.states) {
        text += to_string(item.from) + ".." + day(item.until) + " " + item.treaty + " " +
                item.party + ": " + item.was + " -> " + item.is + "\n";
    }
    for (const auto& item : found.verdicts) {
        text += to_string(item.from) + ".." + day(item.until) + " " + item.treaty + " " +
                item.obligation + " " + item.party + ": " + std::string(to_string(item.was)) +
                " -> " + std::string(to_string(item.is)) + "\n";
    }
    return text;
}

/// Edits of some acts of a scenario, one at a time: by what tells one act from all others.
std::vector<edit> some_edits(const scenario& story, std::size_t at_most) {
    std::vector<edit> edits;
    const std::size_t apart = std::max<std::size_t>(1, story.acts.size() * 3 / at_most);
    for (std::size_t i = 0; i < story.acts.size(); i += apart) {
        const dated_act& item = story.acts[i];
        act_selector which;
        which.id = item.id;
        which.day = item.day;
        which.kind = item.kind;
        which.by = item.by;
        which.treaty = item.treaty;
        edits.emplace_back(drop_act{which});
        edits.emplace_back(move_act{which, item.day + 1});
        edits.emplace_back(move_act{which, item.day + (i % 2 == 0 ? 200 : -20)});
    }
    return edits;
}

} // namespace

TEST_CASE("baselines of the shipped scenarios answer as running from scratch does", "[baseline]") {
    const auto rules = std::make_shared<const rulebook>(shipped_rules());
    std::size_t reused = 0;
    std::size_t asked = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(source_dir() / "examples" / "scenarios")) {
        scenario story = io::read_scenario(file.path()).value();
        if (is_imprecise(story)) {
            continue; // there is no one history to begin with
        }
        const bool to_its_end = story.acts.size() % 2 == 0;
        if (!to_its_end) {
            story.to.reset();
        }
        const baseline base(rules, story);
        what_ifs ask(base);
        for (const edit& item : some_edits(story, 24)) {
            INFO(file.path().filename().string() << ": " << to_string(item));
            std::string expected;
            std::string found;
            try {
                expected = tell(compare(base.history(), what_if(rules, story, {item})));
            } catch (const input_error& problem) {
                expected = problem.what();
            }
            try {
                ask.ask({item});
                found = tell(ask.difference());
            } catch (const input_error& problem) {
                found = problem.what();
            }
            CHECK(found == expected);
            reused += ask.reused() ? 1U : 0U;
            ++asked;
        }
    }
    CHECK(reused * 3 > asked); // the others were run whole
}

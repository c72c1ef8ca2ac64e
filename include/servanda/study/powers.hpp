/// @file
/// Powers: what a participant may do on a day, by which article, on which conditions, and when it
/// would take effect. Nothing here knows the law: every act is tried, one at a time, at the end of
/// the day, and the history says what it was worth.
#ifndef SERVANDA_STUDY_POWERS_HPP
#define SERVANDA_STUDY_POWERS_HPP

#include <servanda/study/act_proposer.hpp>
#include <servanda/study/trial_reader.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// What a participant may do on a day, and what it may not: every act of the lifecycle table that
/// is a participant's own, tried as the last act of that day, in each treaty of the scenario (or in
/// the one the query names), in the order of the scenario's treaties and of the table. What comes
/// after the day is left out (`happened_by`), so that the answer is one that could have been given
/// on the day; what was pending goes on. Acts that only a claim carries are listed as such; acts
/// that are merely recorded (`allege`, `notify` …), the succession to a state that did not dissolve
/// into this one, and what one cannot do alone and of a sudden (`continue`, `dissolve`) are not
/// tried. Throws `unknown_name` for a treaty that the scenario does not have and a participant that
/// nobody declares, `input_error` as `simulate` does, `date_out_of_range` where a waiting time
/// leaves the calendar.
///
/// Two compilations, and one simulation for the day itself and for each act tried: some twenty a
/// treaty, and two more for each reservation that has an id. O(treaties asked · acts tried ·
/// simulation).
[[nodiscard]] inline std::vector<open_act> open_acts(std::shared_ptr<const rulebook> rules,
                                                     const scenario& story,
                                                     std::string_view party,
                                                     date day,
                                                     const powers_query& query = {}) {
    rules = with_default_laws(std::move(rules));
    detail::check_participant(*rules, story, party);
    const auto ids = detail::treaties_asked(*rules, story, query.treaty);
    scenario cut = happened_by(story, day);
    std::vector<dated_act> mentions;
    for (const auto& id : ids) {
        mentions.push_back(detail::mention(day, id, party));
    }
    const detail::present_day present =
        detail::reach_day(rules, cut, day, query.as_seen_by, mentions);

    detail::act_proposer proposer(present, party, query.row);
    for (const auto& id : ids) {
        proposer.propose(*present.source->find_treaty(id), present.story.find(id, party));
    }
    const auto proposals = std::move(proposer).proposals();

    // One program holds all trials; each run leaves out all but one of them.
    const std::size_t real = cut.acts.size();
    for (const auto& item : proposals) {
        cut.acts.push_back(item.act);
    }
    const auto source = compile(rules, std::make_shared<const scenario>(std::move(cut)));
    auto leave_out = detail::contested_acts(*source, query.as_seen_by);
    std::fill(
        leave_out.begin() + static_cast<std::ptrdiff_t>(real), leave_out.end(), std::uint8_t{1});
    std::vector<open_act> result;
    for (std::size_t i = 0; i < proposals.size(); ++i) {
        leave_out[real + i] = 0;
        const history after(source, detail::run_view(*source, leave_out), {}, query.as_seen_by);
        leave_out[real + i] = 1;
        const detail::trial_reader reader(present, after);
        if (auto item = reader.read(proposals[i], static_cast<std::uint32_t>(real + i))) {
            result.push_back(*std::move(item));
        }
    }
    return result;
}

/// The same for rules that are not shared: they are copied once.
[[nodiscard]] inline std::vector<open_act> open_acts(const rulebook& rules,
                                                     const scenario& story,
                                                     std::string_view party,
                                                     date day,
                                                     const powers_query& query = {}) {
    return open_acts(std::make_shared<const rulebook>(rules), story, party, day, query);
}

/// The same for the rules and the scenario of a history, through the eyes it is told by.
[[nodiscard]] inline std::vector<open_act>
open_acts(const history& told, std::string_view party, date day, powers_query query = {}) {
    query.as_seen_by = query.as_seen_by.empty() ? told.seen_by() : query.as_seen_by;
    return open_acts(told.program().rules, *told.program().story, party, day, query);
}

} // namespace servanda

#endif

/// @file
/// A treaty and a story for the study tests: three parties, a notice of six months, an allegation
/// that is contested, a suspension published late.
#ifndef SERVANDA_TESTS_STUDY_LAKES_HPP
#define SERVANDA_TESTS_STUDY_LAKES_HPP

#include "support/catch.hpp"

#include <servanda/catch2/string_makers.hpp>
#include <servanda/engine/simulate.hpp>
#include <servanda/law/treaty_builder.hpp>
#include <servanda/study/difference.hpp>
#include <servanda/study/edit.hpp>
#include <servanda/study/expectations.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda_tests {

using namespace servanda;
using namespace servanda::literals;

inline rulebook lakes_rules() {
    rulebook rules;
    rules.treaties.push_back(treaty_builder{"lakes"}
                                 .multilateral()
                                 .enters_into_force("4", "2 deposits", "30 days after threshold")
                                 .for_later("30 days after deposit")
                                 .withdrawal("7", "6 months after notice")
                                 .build());
    return rules;
}

inline dated_act
done(date day, act kind, std::string by, std::string id = {}, std::string of = {}) {
    dated_act result;
    result.day = day;
    result.kind = kind;
    result.by = std::move(by);
    result.id = std::move(id);
    result.of = std::move(of);
    return result;
}

inline scenario lakes_story() {
    scenario story;
    story.title = "Lakes";
    story.treaties = {"lakes"};
    story.acts = {
        done("2000-01-01"_day, act::sign, "AAA"),
        done("2000-02-01"_day, act::ratify, "AAA", "a-deposit"),
        done("2000-02-01"_day, act::ratify, "BBB", "b-deposit"),
        done("2001-01-01"_day, act::accede, "CCC", "c-deposit"),
        done("2002-01-31"_day, act::give_notice_of_withdrawal, "AAA", "a-notice"),
        done("2003-01-01"_day, act::suspend, "BBB", "b-suspension"),
    };
    story.acts.back().basis = "VCLT 60";
    story.acts.back().published = "2003-03-01"_day;
    return story;
}

inline study_input lakes() {
    return {lakes_rules(), lakes_story()};
}

inline history told(const study_input& input) {
    return simulate(input.rules, input.story);
}

inline std::string on(const history& story, std::string_view day, std::string_view party) {
    return std::string(to_string(story.state(party, parse_date(day).value())));
}

inline std::string words(const std::optional<date>& day) {
    return day ? to_string(*day) : "-";
}

/// What an edit of the lakes is refused with; "accepted" where it is not.
inline std::string refusal(const edit& item) {
    try {
        (void)edited(lakes(), {item});
    } catch (const input_error& problem) {
        return problem.what();
    }
    return "accepted";
}

} // namespace servanda_tests

#endif

/// @file
/// Dated acts and facts: what a scenario is made of.
#ifndef SERVANDA_LAW_ACT_HPP
#define SERVANDA_LAW_ACT_HPP

#include <servanda/calendar/date.hpp>
#include <servanda/calendar/day_range.hpp>
#include <servanda/law/diagnostic.hpp>
#include <servanda/law/vocabulary.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace servanda {

/// An attribute of what was done: ground-launched = true, range-km = 2000.
struct attribute {
    std::string name;
    std::variant<bool, double, std::string> value;
    friend bool operator==(const attribute&, const attribute&) = default;
};

/// Something somebody did on a day. An aggregate: `{"2019-02-02"_day, act::suspend, "USA"}` is an
/// act about the treaty itself; further members say what else was stated.
struct dated_act {
    date day{}; ///< where `latest` is stated: the earliest
    act kind = act::declare;
    std::string by{};     ///< the author: one participant (`*` is the depositary)
    std::string treaty{}; ///< id; may stay empty where the scenario has one treaty
    std::string of{}; ///< what the act is about: empty is the treaty; notice, deposit, term, an id
    std::string id{}; ///< a name by which other acts refer to this one
    std::vector<std::string> to{}; ///< addressees; empty: all

    std::optional<date>
        latest{}; ///< the last day on which it may have happened; none: `day` is exact
    std::optional<date> effective{}; ///< the day it claims
    std::optional<date> until{};     ///< the new end or day an `extend` sets
    std::optional<date> received{};  ///< when a notice reached its (last) addressee
    std::optional<date> published{}; ///< when it became known
    std::string basis{};             ///< the ground it claims, such as "VCLT 60"
    std::optional<std::string>
        statement{};                  ///< what a notice stated; "none" when it is known to lack one
    std::vector<std::string> scope{}; ///< named obligations; empty: everything
    std::vector<std::string> into{};  ///< of `dissolve`
    std::vector<std::string> contested_by{};
    std::vector<std::string> items{};    ///< of an offer: the items meant; empty: all of them
    std::string answers{};               ///< of a counter-proposal: the package it answers
    std::string about{};                 ///< which occasion: an event and its notification share it
    std::vector<attribute> attributes{}; ///< of what was done, such as its range
    bool material = false;               ///< of a finding: the breach is material (VCLT 60(3))
    bool continues_list = false; ///< from the second author of a list on: the same act, the same id
    bool opposes_entry_into_force = false; ///< of `object` (VCLT 20(4)(b))

    std::string source{};
    source_position where{};

    friend bool operator==(const dated_act&, const dated_act&) = default;
};

/// The days on which an act may have happened: one, where its day is known.
[[nodiscard]] inline day_range possible_days(const dated_act& done) noexcept {
    return {done.day, done.latest.value_or(done.day)};
}

/// Whether the day of an act is not known to the day.
[[nodiscard]] inline bool is_imprecise(const dated_act& done) noexcept {
    return done.latest && *done.latest != done.day;
}

/// Something that is so for a time and that rules ask about.
struct fact {
    std::string name;
    std::string of; ///< a participant or treaty
    std::variant<bool, double, std::string> value = true;
    std::optional<date> from; ///< the first day; none: always so
    std::optional<date>
        until; ///< the first day on which it is no longer so (files: `to` is its eve)
    std::string by;
    std::optional<date> published;
    std::string source;
    source_position where{};

    friend bool operator==(const fact&, const fact&) = default;
};

} // namespace servanda

#endif

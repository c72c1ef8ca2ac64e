/// @file
/// What the engine's tests share: a multilateral treaty with every clause, ways to bring a member
/// into each column of the lifecycle table by real acts, and questions about single acts.
#ifndef SERVANDA_TESTS_ENGINE_STORIES_HPP
#define SERVANDA_TESTS_ENGINE_STORIES_HPP

#include "support/catch.hpp"

#include <servanda/catch2/string_makers.hpp>
#include <servanda/engine/simulate.hpp>
#include <servanda/law/treaty_builder.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda_tests {

using namespace servanda;
using namespace servanda::literals;
using column = lifecycle_column;
using found = finding_of_standing;

using story = std::vector<dated_act>;

/// The same act, by each of several, in order.
inline story each(date day, act kind, std::initializer_list<const char*> by) {
    story acts;
    for (const char* code : by) {
        acts.push_back({.day = day, .kind = kind, .by = code});
    }
    return acts;
}

inline story operator+(story a, const story& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

/// The record of the act with an id. Fails where no such act was run.
inline const act_record& act_of(const history& told, std::string_view id) {
    for (const auto& item : told.acts()) {
        if (item.what.source != nothing && told.program().story->acts[item.what.source].id == id) {
            return item;
        }
    }
    throw std::logic_error("no act '" + std::string(id) + "' was run");
}

inline standing worth_of(const history& told, std::string_view id) {
    return act_of(told, id).worth;
}

inline found finding_of(const history& told, std::string_view id) {
    return act_of(told, id).finding;
}

/// The article under which an act stands or fails, as it is cited.
inline std::string article_of(const history& told, std::string_view id) {
    return cite_act(told.program(), act_of(told, id)).article;
}

inline bool remarked(const history& told, std::string_view text) {
    for (const auto& remark : told.remarks()) {
        if (remark.message.find(text) != std::string::npos) {
            return true;
        }
    }
    return false;
}

/// Whose suspensions touch a membership, each once, in order of the record.
inline std::vector<std::string> suspended_by(const membership_report& report) {
    std::vector<std::string> codes;
    for (const auto& item : report.suspensions) {
        if (std::find(codes.begin(), codes.end(), item.by) == codes.end()) {
            codes.push_back(item.by);
        }
    }
    return codes;
}

/// Several treaties under one story.
inline history simulate_all(std::vector<treaty> treaties,
                            story acts,
                            std::vector<fact> facts = {},
                            std::optional<date> to = {}) {
    rulebook rules;
    rules.treaties = std::move(treaties);
    scenario told;
    told.acts = std::move(acts);
    told.facts = std::move(facts);
    told.to = to;
    return simulate(rules, told);
}

/// "It is so" of a participant, up to but not including a day.
inline fact holds_from(std::string name,
                       std::string of,
                       std::optional<date> from,
                       std::optional<date> until = {}) {
    fact item;
    item.name = std::move(name);
    item.of = std::move(of);
    item.from = from;
    item.until = until;
    return item;
}

/// A rule set off by an act.
inline rule
when_done(std::string id, act trigger, act then, std::string_view after = {}, std::string of = {}) {
    rule item;
    item.id = std::move(id);
    item.article = "rule " + item.id;
    item.on.what = rule_trigger::kind::act;
    item.on.on_act = trigger;
    item.on.of = std::move(of);
    item.then = then;
    if (!after.empty()) {
        item.after = parse_date_rule(after);
    }
    return item;
}

/// A rule set off by a condition that becomes true.
inline rule
when_so(std::string id, std::string_view phrase, act then, std::string_view after = {}) {
    rule item = when_done(std::move(id), act::declare, then, after);
    item.on.what = rule_trigger::kind::condition;
    item.on.becomes_true = parse_condition(phrase);
    return item;
}

/// A rule set off by a date, once or recurring.
inline rule when_due(std::string id, std::string_view phrase, act then) {
    rule item = when_done(std::move(id), act::declare, then);
    item.on.what = rule_trigger::kind::date;
    item.on.at = parse_schedule(phrase);
    return item;
}

/// Who did what by which rule, in the order in which it was done.
inline std::vector<std::pair<date, std::string>> deemed(const history& told,
                                                        std::string_view rule) {
    std::vector<std::pair<date, std::string>> list;
    for (const auto& item : told.acts()) {
        if (item.what.by_rule != nothing &&
            told.program().rules_in_order[item.what.by_rule].source->id == rule) {
            const auto who = told.program().participant_of[item.what.who];
            list.emplace_back(item.what.day,
                              who == nothing ? std::string("*")
                                             : told.program().code_on(who, item.what.day));
        }
    }
    return list;
}

// ---- the club: a treaty that opens every cell of the table -------------------------------------

/// AAA, BBB and CCC bring it into force on 2000-01-01; DDD joins, with a reservation called "r".
inline treaty_builder club_builder() {
    treaty_builder club{"club"};
    club.multilateral()
        .enters_into_force("1", "3 deposits", "on threshold")
        .for_later("30 days after deposit")
        .term("2", "50 years after entry into force")
        .extension("3", 1, "5 years")
        .withdrawal("4", "6 months after notice")
        .set("provisional_application.article", "5")
        .set("suspension.article", "6")
        .set("expulsion.article", "7");
    return club;
}
inline treaty club() {
    return club_builder().build();
}

/// The day on which the act of a cell is done.
inline constexpr date the_day = "2002-01-01"_day;

inline story founders() {
    story acts = each("2000-01-01"_day, act::deposit, {"AAA", "BBB", "CCC"});
    acts.push_back({.day = "2001-05-15"_day, .kind = act::deposit, .by = "DDD"});
    acts.push_back({.day = "2001-05-15"_day, .kind = act::reserve, .by = "DDD", .id = "r"});
    return acts;
}

/// Brings SUB into a column by its own acts, and keeps it there on `the_day`.
inline story bring_into(column where) {
    story acts = founders();
    const auto add = [&](date day, act kind, const char* by = "SUB") {
        acts.push_back({.day = day, .kind = kind, .by = by});
    };
    switch (where) {
    case column::none:
        break;
    case column::signed_only:
        add("2001-01-01"_day, act::sign);
        break;
    case column::contracting:
        add("2001-01-01"_day, act::sign);
        add("2001-12-20"_day, act::deposit); // in force on 2002-01-19
        break;
    case column::provisionally_applied:
        add("2001-01-01"_day, act::sign);
        add("2001-02-01"_day, act::provisionally_apply);
        break;
    case column::in_force:
        add("2000-06-01"_day, act::deposit);
        break;
    case column::suspended:
        add("2000-06-01"_day, act::deposit);
        add("2001-09-01"_day, act::suspend);
        break;
    case column::withdrawal_pending:
        add("2000-06-01"_day, act::deposit);
        add("2001-10-01"_day, act::give_notice_of_withdrawal); // takes effect on 2002-04-01
        break;
    case column::former:
        add("2000-06-01"_day, act::deposit);
        add("2001-01-01"_day, act::give_notice_of_withdrawal); // took effect on 2001-07-01
        break;
    case column::terminated:
        add("2000-06-01"_day, act::deposit);
        for (const char* code : {"AAA", "BBB", "CCC", "DDD", "SUB"}) {
            add("2001-07-15"_day, act::terminate, code);
        }
        break;
    }
    return acts;
}

inline constexpr std::array columns{column::none,
                                    column::signed_only,
                                    column::contracting,
                                    column::provisionally_applied,
                                    column::in_force,
                                    column::suspended,
                                    column::withdrawal_pending,
                                    column::former,
                                    column::terminated};

/// The headline that a column is named after; for the former, the withdrawn.
inline constexpr state headline_of(column where) {
    constexpr std::array heads{state::none,
                               state::signed_only,
                               state::contracting,
                               state::provisionally_applied,
                               state::in_force,
                               state::suspended,
                               state::withdrawal_pending,
                               state::withdrawn,
                               state::terminated};
    return heads[static_cast<std::size_t>(where)];
}

/// A small treaty in force from 2000-01-01 between those named, each able to leave in six months.
inline treaty_builder plain_builder(std::string id = "pact") {
    treaty_builder pact{std::move(id)};
    pact.multilateral()
        .enters_into_force("I", "2 deposits", "on threshold")
        .for_later("on deposit")
        .withdrawal("X", "6 months after notice");
    return pact;
}

} // namespace servanda_tests

#endif

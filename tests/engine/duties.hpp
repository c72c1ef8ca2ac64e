/// @file
/// What the tests of obligations share: treaties with duties as a rule file states them, figures,
/// and the course of a verdict in words.
#ifndef SERVANDA_TESTS_ENGINE_DUTIES_HPP
#define SERVANDA_TESTS_ENGINE_DUTIES_HPP

#include "engine/stories.hpp"
#include "support/lists.hpp"

#include <servanda/engine/verdicts.hpp>
#include <servanda/law/read_clauses.hpp>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda_tests {

using keys = std::initializer_list<std::pair<const char*, value>>;

/// Adds sections of a kind that may stand several times: [[obligation]], [[package]], [[rule]].
inline treaty with(treaty item, const char* section, std::vector<value> entries) {
    diagnostics messages;
    std::vector<std::string> anchors;
    for (const auto& [name, rule] : item.own.anchors) {
        anchors.push_back(name);
    }
    value_reader in(messages, anchors);
    REQUIRE(read_clause_section(in, item.own, section, value(value_list(std::move(entries)))));
    for (const auto& message : messages.items()) {
        FAIL(to_string(message));
    }
    return item;
}

/// A treaty "pact" in force from 2000-01-01 (see `partners`), each able to leave in six months.
inline treaty owing(std::vector<value> duties, treaty item = plain_builder().build()) {
    return with(std::move(item), "obligation", std::move(duties));
}

/// The same with one obligation.
inline treaty owes(keys duty, treaty item = plain_builder().build()) {
    return owing({table_of(duty)}, std::move(item));
}

/// Brings a pact into force on 2000-01-01.
inline story partners(std::initializer_list<const char*> by = {"AAA", "BBB"}) {
    return each("2000-01-01"_day, act::ratify, by);
}

inline dated_act does(date day, act kind, const char* by, std::string of) {
    return {.day = day, .kind = kind, .by = by, .of = std::move(of)};
}
inline dated_act
does(date day, act kind, const char* by, std::string of, std::vector<std::string> to) {
    return {.day = day, .kind = kind, .by = by, .of = std::move(of), .to = std::move(to)};
}
inline dated_act named(std::string id, dated_act done) {
    done.id = std::move(id);
    return done;
}
inline dated_act about(std::string word, dated_act done) {
    done.about = std::move(word);
    return done;
}
inline dated_act denied_by(std::vector<std::string> codes, dated_act done) {
    done.contested_by = std::move(codes);
    return done;
}
inline dated_act material(dated_act done) {
    done.material = true;
    return done;
}

/// As if it stood in a file: "story.toml", at the beginning of a line.
template <class Entry>
Entry on_line(std::uint32_t line, Entry entry) {
    entry.where = {std::make_shared<const std::string>("story.toml"), line, 1};
    return entry;
}

/// The remarks, a line each, with their places.
inline std::string remarks_of(const history& told) {
    std::string text;
    for (const auto& remark : told.remarks()) {
        text += to_string(remark) + "\n";
    }
    return text;
}

/// A declared figure.
inline fact figure(std::string name, std::string of, date from, double amount) {
    fact item;
    item.name = std::move(name);
    item.of = std::move(of);
    item.from = from;
    item.value = amount;
    return item;
}

/// The last day of these stories.
inline constexpr date last_day = "2012-12-31"_day;

/// One treaty under a story, with facts, up to a day.
inline history judged(treaty item, story acts, std::vector<fact> facts = {}, date to = last_day) {
    return simulate_all({std::move(item)}, std::move(acts), std::move(facts), to);
}

inline const std::string& only_id(const history& told) {
    return told.program().treaties.front().source->id;
}

/// "2000-01-01 kept, …": a course that begins with the pact.
inline std::string from_start(const char* rest) {
    return std::string("2000-01-01 ") + rest;
}

/// The verdict in words.
inline std::string
says(const history& told, std::string_view duty, std::string_view party, date day) {
    return std::string(to_string(verdict_of(told, only_id(told), duty, party, day)));
}

inline verdict_report
report_of(const history& told, std::string_view duty, std::string_view party, date day) {
    const auto d = find_duty(told, only_id(told), duty, party);
    REQUIRE(d.has_value());
    return report_verdict(told, *d, day);
}

/// The changes of something said of a duty, at the ends of days: "2000-01-01 kept, 2001-05-01 …".
/// It begins when there is anything to say, and says "never" where there is nothing.
template <class Word>
std::string
course_of(const history& told, std::string_view duty, std::string_view party, Word word) {
    const auto d = find_duty(told, only_id(told), duty, party);
    if (!d) {
        return "not owed";
    }
    std::vector<std::pair<date, std::string>> steps;
    for (const auto& item : told.record().duties.changes) {
        if (item.duty != *d) {
            continue;
        }
        if (!steps.empty() && steps.back().first == item.day) {
            steps.pop_back();
        }
        const std::string now(word(item));
        const bool nothing_yet = steps.empty() && (now == "not applicable" || now == "none");
        if (!nothing_yet && (steps.empty() || steps.back().second != now)) {
            steps.emplace_back(item.day, now);
        }
    }
    std::string text = steps.empty() ? "never" : "";
    for (const auto& [day, now] : steps) {
        text += (text.empty() ? "" : ", ") + to_string(day) + " " + now;
    }
    return text;
}

inline std::string
course(const history& told, std::string_view duty, std::string_view party = "AAA") {
    return course_of(
        told, duty, party, [](const verdict_change& item) { return to_string(item.verdict); });
}
inline std::string
commitments(const history& told, std::string_view duty, std::string_view party = "AAA") {
    return course_of(
        told, duty, party, [](const verdict_change& item) { return to_string(item.commitment); });
}

/// Everything said of a day, in the order of the record: "BBB freeze kept active; …".
inline std::string record_of(const history& told, date day) {
    const program& source = told.program();
    std::string text;
    for (const auto& item : told.record().duties.changes) {
        if (item.day == day) {
            const compiled_duty& duty = source.duties.duties[item.duty];
            text += (text.empty() ? "" : "; ") +
                    source.code_on(source.participant_of[duty.bearer], day) + " " +
                    source.duties.obligations[duty.obligation].source->id + " " +
                    std::string(to_string(item.verdict)) + " " +
                    std::string(to_string(item.commitment));
        }
    }
    return text;
}

} // namespace servanda_tests

#endif

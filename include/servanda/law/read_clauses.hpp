/// @file
/// From values to clauses: the one place where the keys of a rule file get their meaning. A key is
/// an entry in a table below; an unknown key, a value of the wrong kind and a phrase that is not
/// understood are reported where they stand, with what was expected.
#ifndef SERVANDA_LAW_READ_CLAUSES_HPP
#define SERVANDA_LAW_READ_CLAUSES_HPP

#include <servanda/law/read_lists.hpp>
#include <servanda/law/read_obligations.hpp>
#include <servanda/law/value_reader.hpp>

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

namespace detail {

inline void read_before_entry(value_reader& in, entry_into_force_clause& to, const value& item) {
    if (const auto choice = in.one_of(item, before_entry_names)) {
        to.before = static_cast<before_entry>(*choice);
    }
}

inline void read_consent(value_reader& in, entry_into_force_clause& to, const value& item) {
    if (const auto choice = in.one_of(item, consent_by_names)) {
        to.consent = static_cast<consent_by>(*choice);
    }
}

inline void read_window(value_reader& in, withdrawal_clause& to, const value& item) {
    const auto* list = item.get<value_list>();
    if (list == nullptr || list->size() != 2) {
        in.wrong_kind(item, "a list of two date rules (opens, closes)");
        return;
    }
    auto opens = in.recurring((*list)[0]);
    auto closes = in.recurring((*list)[1]);
    if (opens && closes) {
        to.window.emplace(*std::move(opens), *std::move(closes));
    }
}

inline void read_rule_trigger(value_reader& in, rule& to, const value& item) {
    read_trigger(in, to.on, item);
}

/// `set NAME`, `set NAME = VALUE`: a fact, or the value of a clause ("section.key").
inline void read_setting(value_reader& in, rule& to, const value& item, const std::string& words) {
    constexpr std::string_view set = "set";
    const auto equals = words.find('=');
    setting made{trimmed(std::string_view(words).substr(set.size(), equals - set.size())),
                 value(true, item.where)};
    if (equals != std::string::npos) {
        const auto begin = std::min(words.find_first_not_of(" \t", equals + 1), words.size());
        source_position where = place_in(item, begin);
        where.column -= where.column > 0 ? 1U : 0U; // as if its quotation mark stood there
        made.to = written_value(trimmed(std::string_view(words).substr(begin)), where);
    }
    const auto* text = made.to.get<std::string>();
    if (made.what.empty()) {
        in.error(item, "expected the name of a fact or a clause after 'set'");
    } else if (text != nullptr && text->empty()) {
        in.error(item, "expected a value after '='");
    } else if (made.is_clause() && !made.what.starts_with("withdrawal.")) {
        in.error(item,
                 "of the clauses a rule can set those of withdrawal, such as 'set "
                 "withdrawal.notice = 12 months after notice'");
    } else {
        to.sets = std::move(made);
    }
}

inline void read_then(value_reader& in, rule& to, const value& item) {
    const auto words = in.words(item);
    if (!words) {
        return;
    }
    if (*words == "set" || words->starts_with("set ")) {
        read_setting(in, to, item, *words);
        return;
    }
    if (const auto whole = parse_act(*words)) { // "give notice of withdrawal" is one act
        to.then = *whole;
        return;
    }
    const std::size_t of = words->find(" of ");
    const auto kind = parse_act(words->substr(0, of));
    if (!kind) {
        in.error(item, "there is no act '" + *words + "'" + did_you_mean(*words, act_names));
        return;
    }
    to.then = *kind;
    to.of = of == std::string::npos ? std::string() : words->substr(of + 4);
}

inline constexpr std::array entry_into_force_keys{
    key<entry_into_force_clause, &entry_into_force_clause::when, &value_reader::conditions>("when"),
    key<entry_into_force_clause, &entry_into_force_clause::effective, &value_reader::rules>(
        "effective"),
    key<entry_into_force_clause, &entry_into_force_clause::for_later, &value_reader::rules>(
        "for_later"),
    key_of<entry_into_force_clause>{"before_entry", &read_before_entry},
    key<entry_into_force_clause, &entry_into_force_clause::not_before, &value_reader::day>(
        "not_before"),
    key<entry_into_force_clause, &entry_into_force_clause::counted, &value_reader::texts>(
        "counted"),
    key<entry_into_force_clause, &entry_into_force_clause::not_counted, &value_reader::texts>(
        "not_counted"),
    key_of<entry_into_force_clause>{"consent", &read_consent},
    key<entry_into_force_clause, &entry_into_force_clause::waiver, &value_reader::words>("waiver"),
    key<entry_into_force_clause, &entry_into_force_clause::tacit, &value_reader::rule>("tacit"),
    key<entry_into_force_clause, &entry_into_force_clause::unless, &value_reader::conditions>(
        "unless"),
    key<entry_into_force_clause,
        &entry_into_force_clause::accession_counts,
        &value_reader::boolean>("accession_counts"),
};
inline constexpr std::array accession_keys{
    key<accession_clause, &accession_clause::open, &value_reader::flags>("open"),
    key<accession_clause, &accession_clause::open_to, &value_reader::conditions>("open_to"),
};
inline constexpr std::array provisional_application_keys{
    key<provisional_application_clause,
        &provisional_application_clause::starts,
        &value_reader::rules>("starts"),
    key<provisional_application_clause,
        &provisional_application_clause::ends,
        &value_reader::rules>("ends"),
    key<provisional_application_clause,
        &provisional_application_clause::notice,
        &value_reader::rules>("notice"),
    key<provisional_application_clause,
        &provisional_application_clause::provisions,
        &value_reader::texts>("provisions"),
};
inline constexpr std::array duration_keys{
    key<duration_clause, &duration_clause::unlimited, &value_reader::boolean>("unlimited"),
    key<duration_clause, &duration_clause::term, &value_reader::recurring>("term"),
};
inline constexpr std::array extension_keys{
    key<extension_clause, &extension_clause::times, &value_reader::count>("times"),
    key<extension_clause, &extension_clause::at_most, &value_reader::length>("at_most"),
    key<extension_clause, &extension_clause::by, &value_reader::texts>("by"),
};
inline constexpr std::array withdrawal_keys{
    key<withdrawal_clause, &withdrawal_clause::notice, &value_reader::rules>("notice"),
    key<withdrawal_clause, &withdrawal_clause::lock_in, &value_reader::rules>("lock_in"),
    key<withdrawal_clause, &withdrawal_clause::deadline, &value_reader::rules>("deadline"),
    key_of<withdrawal_clause>{"window", &read_window},
    key<withdrawal_clause, &withdrawal_clause::statement, &value_reader::words>("statement"),
    key<withdrawal_clause, &withdrawal_clause::not_while, &value_reader::conditions>("not_while"),
    key<withdrawal_clause, &withdrawal_clause::implied, &value_reader::boolean>("implied"),
    key<withdrawal_clause, &withdrawal_clause::notify, &value_reader::texts>("notify"),
};
inline constexpr std::array suspension_keys{
    key<suspension_clause, &suspension_clause::notice, &value_reader::rules>("notice"),
    key<suspension_clause, &suspension_clause::when, &value_reader::conditions>("when"),
    key<suspension_clause, &suspension_clause::by, &value_reader::texts>("by"),
};
inline constexpr std::array termination_keys{
    key<termination_clause, &termination_clause::notice, &value_reader::rules>("notice"),
    key<termination_clause, &termination_clause::when, &value_reader::conditions>("when"),
    key<termination_clause, &termination_clause::by, &value_reader::texts>("by"),
};
inline constexpr std::array expulsion_keys{
    key<expulsion_clause, &expulsion_clause::notice, &value_reader::rules>("notice"),
};
inline constexpr std::array reservations_keys{
    key<reservations_clause, &reservations_clause::allowed, &value_reader::flags>("allowed"),
    key<reservations_clause, &reservations_clause::deadline, &value_reader::rules>("deadline"),
};
inline constexpr std::array rule_keys{
    key<rule, &rule::id, &value_reader::words>("id"),
    key_of<rule>{"on", &read_rule_trigger},
    key<rule, &rule::guard, &value_reader::when>("if"),
    key<rule, &rule::after, &value_reader::rule>("after"),
    key<rule, &rule::only_while, &value_reader::when>("while"),
    key<rule, &rule::not_while, &value_reader::when>("not_while"),
    key<rule, &rule::unless, &value_reader::when>("unless"),
    key_of<rule>{"then", &read_then},
    key<rule, &rule::by, &value_reader::texts>("by"),
    key<rule, &rule::treaty, &value_reader::words>("treaty"),
    key<rule, &rule::basis, &value_reader::words>("basis"),
};
inline constexpr std::array law_point_keys{
    key<law_point, &law_point::on, &value_reader::words>("on"),
    key<law_point, &law_point::says, &value_reader::words>("says"),
};

inline void read_rule(value_reader& in, clauses& to, const value& item) {
    rule result;
    if (!read_clause(in, result, item, rule_keys, "[[rule]]")) {
        return;
    }
    const auto* table = item.get<value_table>();
    for (const char* needed : {"id", "on", "then"}) {
        if (find_entry(*table, needed) == nullptr) {
            in.error(item, "the rule lacks its '" + std::string(needed) + "'");
        }
    }
    to.rules.push_back(std::move(result));
}

} // namespace detail

/// The sections of a rule file that hold clauses.
inline constexpr std::array<std::string_view, 21> clause_sections{"package",
                                                                  "termination",
                                                                  "entry_into_force",
                                                                  "accession",
                                                                  "provisional_application",
                                                                  "duration",
                                                                  "extension",
                                                                  "withdrawal",
                                                                  "suspension",
                                                                  "expulsion",
                                                                  "reservations",
                                                                  "calendar",
                                                                  "groups",
                                                                  "weights",
                                                                  "anchors",
                                                                  "participants",
                                                                  "obligation",
                                                                  "rule",
                                                                  "fact",
                                                                  "amendment",
                                                                  "succession"};

/// Reads one section into the clauses. False when there is no such section; mistakes inside go to
/// the reader's diagnostics.
inline bool
read_clause_section(value_reader& in, clauses& to, std::string_view section, const value& item) {
    using namespace detail;
    if (section == "entry_into_force") {
        read_clause(in, to.entry_into_force, item, entry_into_force_keys, "[entry_into_force]");
    } else if (section == "accession") {
        read_clause(in, to.accession, item, accession_keys, "[accession]");
    } else if (section == "provisional_application") {
        to.has_provisional_application = read_clause(in,
                                                     to.provisional_application,
                                                     item,
                                                     provisional_application_keys,
                                                     "[provisional_application]");
    } else if (section == "duration") {
        read_clause(in, to.duration, item, duration_keys, "[duration]");
    } else if (section == "extension") {
        to.has_extension = read_clause(in, to.extension, item, extension_keys, "[extension]");
    } else if (section == "withdrawal") {
        to.has_withdrawal = read_clause(in, to.withdrawal, item, withdrawal_keys, "[withdrawal]");
    } else if (section == "suspension") {
        to.has_suspension = read_clause(in, to.suspension, item, suspension_keys, "[suspension]");
    } else if (section == "termination") {
        to.has_termination =
            read_clause(in, to.termination, item, termination_keys, "[termination]");
    } else if (section == "expulsion") {
        to.has_expulsion = read_clause(in, to.expulsion, item, expulsion_keys, "[expulsion]");
    } else if (section == "reservations") {
        read_clause(in, to.reservations, item, reservations_keys, "[reservations]");
    } else if (section == "amendment") {
        read_clause(in, to.amendment, item, clause_keys<clause>, "[amendment]");
    } else if (section == "succession") {
        read_clause(in, to.succession, item, clause_keys<clause>, "[succession]");
    } else if (section == "calendar") {
        read_table(in, item, "[calendar]", [&](const table_entry& e) { read_calendar(in, to, e); });
    } else if (section == "groups") {
        read_table(in, item, "[groups]", [&](const table_entry& e) { read_group(in, to, e); });
    } else if (section == "weights") {
        read_table(in, item, "[weights]", [&](const table_entry& e) { read_weight(in, to, e); });
    } else if (section == "anchors") {
        read_table(in, item, "[anchors]", [&](const table_entry& e) {
            if (!may_name_anchor(in, e)) {
                return;
            }
            to.places.note("anchors." + e.key, e);
            if (auto rule = in.rule(e.content)) {
                to.anchors.insert_or_assign(e.key, *std::move(rule));
            }
        });
    } else if (section == "participants") {
        read_table(
            in, item, "[participants]", [&](const table_entry& e) { read_participant(in, to, e); });
    } else if (section == "obligation") {
        read_each(in, item, "[[obligation]]", [&](const value& v) { read_obligation(in, to, v); });
    } else if (section == "rule") {
        read_each(in, item, "[[rule]]", [&](const value& v) { read_rule(in, to, v); });
    } else if (section == "package") {
        read_each(in, item, "[[package]]", [&](const value& v) { read_package(in, to, v); });
    } else if (section == "fact") {
        read_each(in, item, "[[fact]]", [&](const value& v) { read_fact(in, to.facts, v); });
    } else {
        return false;
    }
    return true;
}

/// The keys that a section of clauses may have, those of every clause included. None for a section
/// whose keys are names of the file's own (groups, weights, anchors, participants), and for one
/// that does not exist. For schemas, and for whoever helps people write files.
[[nodiscard]] inline std::vector<std::string_view> keys_of_section(std::string_view section) {
    using namespace detail;
    std::vector<std::string_view> names;
    const auto add = [&](const auto& keys) {
        for (const auto& item : keys) {
            names.push_back(item.name);
        }
    };
    const auto add_names = [&](const auto& keys) {
        names.insert(names.end(), keys.begin(), keys.end());
    };
    if (section == "entry_into_force") {
        add(entry_into_force_keys);
    } else if (section == "accession") {
        add(accession_keys);
    } else if (section == "provisional_application") {
        add(provisional_application_keys);
    } else if (section == "duration") {
        add(duration_keys);
    } else if (section == "extension") {
        add(extension_keys);
    } else if (section == "withdrawal") {
        add(withdrawal_keys);
    } else if (section == "suspension") {
        add(suspension_keys);
    } else if (section == "termination") {
        add(termination_keys);
    } else if (section == "expulsion") {
        add(expulsion_keys);
    } else if (section == "reservations") {
        add(reservations_keys);
    } else if (section == "rule") {
        add(rule_keys);
    } else if (section == "obligation") {
        add(obligation_keys);
    } else if (section == "package") {
        add(package_keys);
    } else if (section == "calendar") {
        add_names(calendar_keys);
        return names;
    } else if (section == "fact") {
        add_names(fact_keys);
        return names;
    } else if (section != "amendment" && section != "succession") {
        return names;
    }
    add(clause_keys<clause>);
    return names;
}

/// Sets one key of one clause, as `--set inf:withdrawal.notice="12 months after notice"` does.
/// `path` is "section.key". Mistakes go to the diagnostics; the clauses are then unchanged or
/// half-read, so work on a copy.
inline void
set_clause(clauses& to, std::string_view path, const value& content, diagnostics& messages) {
    const std::size_t dot = path.find('.');
    const std::string section(path.substr(0, dot));
    std::vector<std::string> anchors;
    for (const auto& [name, rule] : to.anchors) {
        anchors.push_back(name);
    }
    value_reader in(messages, std::move(anchors));
    if (dot == std::string_view::npos || dot + 1 == path.size()) {
        messages.error(content.where,
                       "expected section.key (such as withdrawal.notice), found '" +
                           std::string(path) + "'");
        return;
    }
    const bool list_section =
        section == "obligation" || section == "rule" || section == "fact" || section == "package";
    value_table table;
    table.push_back({std::string(path.substr(dot + 1)), content, content.where});
    if (list_section || !read_clause_section(in, to, section, value(std::move(table)))) {
        messages.error(content.where,
                       "there is no clause section '" + section + "'" +
                           did_you_mean(section, clause_sections));
    }
}

} // namespace servanda

#endif

#include "acts.hpp"
#include "document.hpp"

#include <servanda/io/files.hpp>
#include <servanda/io/keys.hpp>
#include <servanda/law/read_clauses.hpp>
#include <servanda/law/treaty_builder.hpp>
#include <servanda/law/validate.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace servanda::io {

namespace {

using detail::key;
using detail::key_of;

void read_kind(value_reader& in, treaty& to, const value& item) {
    if (const auto kind = in.one_of(item, treaty_kind_names)) {
        to.kind = static_cast<treaty_kind>(*kind);
    }
}

void read_new_parties(value_reader& in, treaty& to, const value& item) {
    static constexpr std::array<std::string_view, 2> choices{"as amended", "by own deposit"};
    if (const auto choice = in.one_of(item, choices)) {
        to.new_parties = choices[*choice];
    }
}

constexpr std::array treaty_keys{
    key<treaty, &treaty::id, &value_reader::words>("id"),
    key<treaty, &treaty::aliases, &value_reader::texts>("aliases"),
    key<treaty, &treaty::title, &value_reader::words>("title"),
    key_of<treaty>{"kind", &read_kind},
    key<treaty, &treaty::default_law, &value_reader::words>("default_law"),
    key<treaty, &treaty::opened, &value_reader::day>("opened"),
    key<treaty, &treaty::signature_until, &value_reader::day>("signature_until"),
    key<treaty, &treaty::depositaries, &value_reader::texts>("depositaries"),
    key<treaty, &treaty::sides, &value_reader::texts>("sides"),
    key<treaty, &treaty::parent, &value_reader::words>("parent"),
    key<treaty, &treaty::requires_consent_to, &value_reader::texts>("requires"),
    key<treaty, &treaty::ceases_with_parent, &value_reader::boolean>("ceases_with"),
    key<treaty, &treaty::ends_when, &value_reader::conditions>("ends_when"),
    key<treaty, &treaty::amends, &value_reader::texts>("amends"),
    key_of<treaty>{"new_parties", &read_new_parties},
    key<treaty, &treaty::source, &value_reader::text>("source"),
    key<treaty, &treaty::note, &value_reader::text>("note"),
    key<treaty, &treaty::unchecked, &value_reader::words>("unchecked"),
};

constexpr std::array law_keys{
    key<default_law, &default_law::id, &value_reader::words>("id"),
    key<default_law, &default_law::title, &value_reader::words>("title"),
    key<default_law, &default_law::cited_as, &value_reader::words>("cited_as"),
    key<default_law, &default_law::source, &value_reader::text>("source"),
};

template <class Target, class Keys>
void read_head(
    value_reader& in, Target& to, const value& item, const Keys& keys, std::string_view section) {
    to.where = item.where;
    detail::read_table(in, item, section, [&](const table_entry& entry) {
        to.places.note(entry);
        if (const auto* found = detail::find_key<Target>(keys, entry.key)) {
            found->read(in, to, entry.content);
        } else if (entry.key != "note") {
            detail::unknown_key(in, entry, section, keys);
        }
    });
    const auto* table = item.get<value_table>();
    if (table != nullptr && find_entry(*table, "id") == nullptr) {
        in.error(item, std::string(section) + " lacks its 'id'");
    }
}

constexpr std::array<std::string_view, 10> example_keys{
    "name", "given", "treaties", "acts", "facts", "expect", "to", "source", "note", "unchecked"};

constexpr std::array claims_keys{
    key<claims_clause, &claims_clause::grounds, &value_reader::texts>("grounds"),
    key<claims_clause, &claims_clause::notice, &value_reader::rule>("notice"),
    key<claims_clause, &claims_clause::unless, &value_reader::words>("unless"),
    key<claims_clause, &claims_clause::says, &value_reader::words>("says"),
    key<claims_clause, &claims_clause::objection_article, &value_reader::words>(
        "objection_article"),
    key<claims_clause, &claims_clause::settlement, &value_reader::rule>("settlement"),
    key<claims_clause, &claims_clause::settlement_article, &value_reader::words>(
        "settlement_article"),
};

void read_example(value_reader& in, std::vector<example>& to, const value& item) {
    const auto* table = item.get<value_table>();
    if (table == nullptr) {
        in.wrong_kind(item, "a table [[example]]");
        return;
    }
    example result;
    result.where = item.where;
    for (const auto& entry : *table) {
        const value& content = entry.content;
        if (entry.key == "name") {
            result.name = in.words(content).value_or("");
        } else if (entry.key == "given") {
            result.story.given = read_given(in, content);
        } else if (entry.key == "treaties") {
            result.story.treaties = in.texts(content).value_or(std::vector<std::string>{});
        } else if (entry.key == "acts") {
            detail::read_each(in, content, "acts", [&](const value& act) {
                read_act(in, result.story.acts, act);
            });
        } else if (entry.key == "facts") {
            detail::read_each(in, content, "facts", [&](const value& fact) {
                detail::read_fact(in, result.story.facts, fact);
            });
        } else if (entry.key == "expect") {
            detail::read_each(in, content, "expect", [&](const value& expect) {
                read_expectation(in, result.story.expectations, expect);
            });
        } else if (entry.key == "to") {
            result.story.to = in.day(content);
        } else if (entry.key == "source") {
            result.source = in.text(content).value_or("");
        } else if (entry.key == "note") {
            result.note = in.text(content).value_or("");
        } else if (entry.key == "unchecked") {
            result.unchecked = in.text(content).value_or("");
        } else {
            in.messages().error(entry.where,
                                "unknown key '" + value_reader::shortened(entry.key) +
                                    "' in [[example]]" + did_you_mean(entry.key, example_keys));
        }
    }
    result.story.title = result.name;
    to.push_back(std::move(result));
}

void read_law_point(value_reader& in, default_law& to, const value& item) {
    law_point result;
    if (detail::read_clause(in, result, item, detail::law_point_keys, "[[clause]]")) {
        if (result.on.empty()) {
            in.error(item, "the clause lacks its 'on'");
        }
        to.points.push_back(std::move(result));
    }
}

/// Lists of participants: [states], [former_states], [organisations].
void read_participants(value_reader& in, rulebook& to, const table_entry& section) {
    clauses holder;
    read_clause_section(in, holder, "participants", section.content);
    for (auto& item : holder.participants) {
        if (section.key == "organisations") {
            item.kind = participant_kind::organisation;
        }
        to.participants.add(std::move(item));
    }
}

bool is_participant_section(std::string_view name) {
    return name == "states" || name == "former_states" || name == "organisations";
}

void know_anchors(value_reader& in, const value_table& table) {
    std::vector<std::string> names;
    if (const auto* section = find_entry(table, "anchors")) {
        if (const auto* anchors = section->content.get<value_table>()) {
            for (const auto& entry : *anchors) {
                names.push_back(entry.key);
            }
        }
    }
    in.know_anchors(std::move(names));
}

void unknown_section(value_reader& in, const table_entry& entry) {
    std::vector<std::string_view> names(clause_sections.begin(), clause_sections.end());
    for (const std::string_view name : {"treaty", "law", "example", "clause", "claims", "states"}) {
        names.push_back(name);
    }
    in.messages().error(entry.where,
                        "unknown section '" + value_reader::shortened(entry.key) +
                            "' in a rule file" + did_you_mean(entry.key, names));
}

/// What names no treaty is of this one.
void is_about(scenario& story, const std::string& id) {
    for (auto& act : story.acts) {
        act.treaty = act.treaty.empty() ? id : act.treaty;
    }
    for (auto& expect : story.expectations) {
        expect.treaty = expect.treaty.empty() ? id : expect.treaty;
    }
    for (auto& given : story.given) {
        given.treaty = given.treaty.empty() ? id : given.treaty;
    }
}

void read_treaty(value_reader& in, rulebook& to, const value_table& table) {
    treaty result;
    for (const auto& entry : table) {
        if (entry.key == "treaty") {
            read_head(in, result, entry.content, treaty_keys, "[treaty]");
        } else if (entry.key == "example") {
            detail::read_each(in, entry.content, "[[example]]", [&](const value& item) {
                read_example(in, result.examples, item);
            });
        } else if (!read_clause_section(in, result.own, entry.key, entry.content)) {
            unknown_section(in, entry);
        }
    }
    if (result.default_law.empty()) {
        result.default_law = treaty_builder::default_law_of(result.kind);
    }
    for (auto& item : result.examples) {
        if (item.story.treaties.empty()) {
            item.story.treaties = {result.id};
        }
        is_about(item.story, result.id);
    }
    to.treaties.push_back(std::move(result));
}

/// A law is no treaty: its examples name theirs.
void read_law_example(value_reader& in, default_law& to, const value& item) {
    const std::size_t before = to.examples.size();
    read_example(in, to.examples, item);
    if (to.examples.size() == before) {
        return;
    }
    scenario& story = to.examples.back().story;
    if (story.treaties.empty()) {
        in.error(item, "the example of a law lacks its 'treaties'");
    } else {
        is_about(story, story.treaties.front());
    }
}

void read_law(value_reader& in, rulebook& to, const value_table& table) {
    default_law result;
    for (const auto& entry : table) {
        if (entry.key == "law") {
            read_head(in, result, entry.content, law_keys, "[law]");
        } else if (entry.key == "clause") {
            detail::read_each(in, entry.content, "[[clause]]", [&](const value& item) {
                read_law_point(in, result, item);
            });
        } else if (entry.key == "claims") {
            detail::read_clause(in, result.claims, entry.content, claims_keys, "[claims]");
        } else if (entry.key == "example") {
            detail::read_each(in, entry.content, "[[example]]", [&](const value& item) {
                read_law_example(in, result, item);
            });
        } else if (!read_clause_section(in, result.own, entry.key, entry.content)) {
            unknown_section(in, entry);
        }
    }
    if (result.cited_as.empty()) {
        result.cited_as = result.id;
        std::transform(result.cited_as.begin(),
                       result.cited_as.end(),
                       result.cited_as.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    }
    to.laws.push_back(std::move(result));
}

/// Reads one rule file into the rulebook.
void read_rule_document(const value& document, rulebook& to, diagnostics& messages) {
    value_reader in(messages);
    const auto& table = *document.get<value_table>();
    know_anchors(in, table);
    if (find_entry(table, "treaty") != nullptr) {
        read_treaty(in, to, table);
    } else if (find_entry(table, "law") != nullptr) {
        read_law(in, to, table);
    } else if (std::any_of(table.begin(), table.end(), [](const table_entry& entry) {
                   return is_participant_section(entry.key);
               })) {
        for (const auto& entry : table) {
            if (is_participant_section(entry.key)) {
                read_participants(in, to, entry);
            } else {
                unknown_section(in, entry);
            }
        }
    } else {
        in.error(document,
                 find_entry(table, "scenario") != nullptr
                     ? "expected a rule file with a section [treaty], found a scenario file"
                     : "the file lacks its section [treaty] (or [law])");
    }
}

/// All rule files at or below a path.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& path,
                                               diagnostics& messages) {
    std::error_code problem;
    if (!std::filesystem::is_directory(path, problem)) {
        return {path};
    }
    std::vector<std::filesystem::path> files;
    auto at = std::filesystem::recursive_directory_iterator(path, problem);
    const auto end = std::filesystem::recursive_directory_iterator();
    for (; !problem && at != end; at.increment(problem)) {
        if (at->path().extension() == ".toml" && !at->is_directory(problem)) {
            files.push_back(at->path());
        }
    }
    if (problem) {
        messages.error({std::make_shared<const std::string>(path.string()), 0, 0},
                       "the folder cannot be read: " + problem.message());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// False where a file could not even be parsed.
bool read_into(const std::filesystem::path& path, rulebook& rules, diagnostics& messages) {
    bool all = true;
    for (const auto& file : files_below(path, messages)) {
        const auto text = read_text(file, messages);
        const auto document =
            text ? parse_document(*text, file.string(), messages) : std::optional<value>{};
        all = all && document;
        if (document) {
            read_rule_document(*document, rules, messages);
        }
    }
    return all;
}

/// Adds treaties that only serve to resolve names. What is wrong with their own files is not the
/// matter of those who asked for others: such a file is left out.
void add_those_beside(rulebook& rules, const std::filesystem::path& path) {
    diagnostics unasked;
    for (const auto& file : files_below(path, unasked)) {
        rulebook others;
        diagnostics messages;
        (void)read_into(file, others, messages);
        for (auto& item : others.treaties) {
            if (messages.ok() && rules.find(item.id) == nullptr) {
                rules.treaties.push_back(std::move(item));
            }
        }
    }
}

/// Takes from the project's own rules what every rulebook needs.
void fill_in(rulebook& rules, const std::filesystem::path& fallback, diagnostics& messages) {
    if (fallback.empty()) {
        return;
    }
    if (rules.participants.empty()) {
        (void)read_into(fallback / "participants.toml", rules, messages);
    }
    rulebook laws;
    (void)read_into(fallback / "law", laws, messages);
    for (auto& law : laws.laws) {
        if (rules.find_law(law.id) == nullptr) {
            rules.laws.push_back(std::move(law));
        }
    }
}

} // namespace

loaded<rulebook> read_rule_text(std::string_view text, const std::string& name) {
    loaded<rulebook> result;
    rulebook rules;
    if (const auto document = parse_document(text, name, result.messages)) {
        read_rule_document(*document, rules, result.messages);
    }
    if (result.messages.ok()) {
        result.content = std::move(rules);
    }
    return result;
}

loaded<rulebook> read_rules(const std::vector<std::filesystem::path>& paths,
                            const std::filesystem::path& fallback,
                            const std::vector<std::filesystem::path>& beside) {
    loaded<rulebook> result;
    rulebook rules;
    bool all = true;
    for (const auto& path : paths) {
        all = read_into(path, rules, result.messages) && all;
    }
    const std::size_t asked_for = rules.treaties.size();
    for (const auto& path : beside) {
        add_those_beside(rules, path);
    }
    fill_in(rules, fallback, result.messages);
    // Names are checked although something else is wrong, so that all mistakes are told at once;
    // but not where a file is missing altogether, since every name in it would be unknown.
    if (all) {
        result.messages.append(validate(rules, asked_for));
    }
    if (result.messages.ok()) {
        result.content = std::move(rules);
    }
    return result;
}

std::vector<section_keys> rule_file_keys() {
    std::vector<section_keys> result;
    const auto names_of = [](const auto& keys) {
        std::vector<std::string_view> names;
        for (const auto& item : keys) {
            names.push_back(item.name);
        }
        return names;
    };
    result.push_back({"treaty", names_of(treaty_keys)});
    for (const auto section : clause_sections) {
        result.push_back({section, keys_of_section(section)});
    }
    result.push_back({"example", {example_keys.begin(), example_keys.end()}});
    result.push_back({"law", names_of(law_keys)});
    result.back().keys.emplace_back("note");
    const auto of_clause = names_of(detail::clause_keys<clause>);
    for (auto section : {section_keys{"claims", names_of(claims_keys)},
                         section_keys{"clause", names_of(detail::law_point_keys)}}) {
        section.keys.insert(section.keys.end(), of_clause.begin(), of_clause.end());
        result.push_back(std::move(section));
    }
    for (const std::string_view list : {"states", "former_states", "organisations"}) {
        result.push_back({list, {}});
    }
    result.push_back(
        {"participant", {detail::participant_keys.begin(), detail::participant_keys.end()}});
    return result;
}

file_kind kind_of_file(const std::filesystem::path& path) {
    diagnostics ignored;
    const auto text = read_text(path, ignored);
    const auto document =
        text ? parse_document(*text, path.string(), ignored) : std::optional<value>{};
    if (!document) {
        return file_kind::unknown;
    }
    const auto& table = *document->get<value_table>();
    if (find_entry(table, "scenario") != nullptr) {
        return file_kind::scenario;
    }
    if (find_entry(table, "ensemble") != nullptr) {
        return file_kind::ensemble;
    }
    return file_kind::rules;
}

} // namespace servanda::io

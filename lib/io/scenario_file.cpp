#include "acts.hpp"
#include "document.hpp"

#include <servanda/io/files.hpp>
#include <servanda/io/keys.hpp>
#include <servanda/law/read_clauses.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace servanda::io {

namespace {

constexpr std::array<std::string_view, 5> sections{
    "scenario", "participants", "act", "fact", "expect"};
constexpr std::array<std::string_view, 7> scenario_keys{
    "title", "treaties", "from", "to", "source", "note", "unchecked"};

void read_head(value_reader& in, scenario& to, const value& item) {
    detail::read_table(in, item, "[scenario]", [&](const table_entry& entry) {
        if (entry.key == "title") {
            to.title = in.words(entry.content).value_or("");
        } else if (entry.key == "treaties") {
            to.treaties = in.texts(entry.content).value_or(std::vector<std::string>{});
            to.where = entry.content.where;
        } else if (entry.key == "from") {
            to.from = in.day(entry.content);
        } else if (entry.key == "to") {
            to.to = in.day(entry.content);
        } else if (entry.key == "source") {
            to.source = in.text(entry.content).value_or("");
        } else if (entry.key != "note" && entry.key != "unchecked") {
            in.messages().error(entry.where,
                                "unknown key '" + value_reader::shortened(entry.key) +
                                    "' in [scenario]" + did_you_mean(entry.key, scenario_keys));
        }
    });
    if (to.from && to.to && *to.to < *to.from) {
        in.error(item, "the scenario ends before it begins");
    }
}

void read_section(value_reader& in, scenario& to, const table_entry& entry) {
    if (entry.key == "scenario") {
        read_head(in, to, entry.content);
    } else if (entry.key == "participants") {
        clauses holder;
        read_clause_section(in, holder, "participants", entry.content);
        to.participants = std::move(holder.participants);
    } else if (entry.key == "act") {
        detail::read_each(
            in, entry.content, "[[act]]", [&](const value& item) { read_act(in, to.acts, item); });
    } else if (entry.key == "fact") {
        detail::read_each(in, entry.content, "[[fact]]", [&](const value& item) {
            detail::read_fact(in, to.facts, item);
        });
    } else if (entry.key == "expect") {
        detail::read_each(in, entry.content, "[[expect]]", [&](const value& item) {
            read_expectation(in, to.expectations, item);
        });
    } else {
        in.messages().error(entry.where,
                            "unknown section '" + value_reader::shortened(entry.key) +
                                "' in a scenario file" + did_you_mean(entry.key, sections));
    }
}

} // namespace

std::vector<section_keys> scenario_file_keys() {
    return {{"scenario", {scenario_keys.begin(), scenario_keys.end()}},
            {"participants", {}},
            {"participant", {detail::participant_keys.begin(), detail::participant_keys.end()}},
            {"act", act_key_names()},
            {"fact", keys_of_section("fact")},
            {"expect", expectation_key_names()}};
}

loaded<scenario> read_scenario_text(std::string_view text, const std::string& name) {
    loaded<scenario> result;
    const auto document = parse_document(text, name, result.messages);
    if (!document) {
        return result;
    }
    value_reader in(result.messages);
    scenario story;
    const auto& table = *document->get<value_table>();
    for (const auto& entry : table) {
        read_section(in, story, entry);
    }
    if (find_entry(table, "scenario") == nullptr) {
        in.error(*document,
                 find_entry(table, "treaty") != nullptr
                     ? "expected a scenario file with a section [scenario], found a rule file"
                     : "the file lacks its section [scenario]");
    }
    if (result.messages.ok()) {
        result.content = std::move(story);
    } else {
        result.draft = std::move(story);
    }
    return result;
}

loaded<scenario> read_scenario(const std::filesystem::path& path) {
    diagnostics messages;
    const auto text = read_text(path, messages);
    return text ? read_scenario_text(*text, path.string()) : loaded<scenario>{{}, messages, {}};
}

} // namespace servanda::io

// The schemas that editors use (docs/schema) know the keys and words that the readers know, and no
// others. That they accept every file of the project and refuse broken ones is tested in
// tests/schema.
#include "io/reading.hpp"

#include <servanda/io/ensembles.hpp>
#include <servanda/io/keys.hpp>
#include <servanda/law/read_clauses.hpp>

#include <algorithm>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

using namespace servanda_tests;
using nlohmann::json;

namespace {

using names = std::set<std::string>;

json schema(const std::string& kind) {
    std::ifstream in(source_dir() / "docs" / "schema" / (kind + ".schema.json"));
    REQUIRE(in.good());
    return json::parse(in);
}

template <class List>
names set_of(const List& list) {
    return {list.begin(), list.end()};
}

names keys_of(const json& object) {
    names result;
    for (const auto& item : object.items()) {
        result.insert(item.key());
    }
    return result;
}

/// What a section of a file is in the schema: its table, or the table of each of its list.
const json& table_of(const json& whole, const std::string& section) {
    const auto name = [](const json& item) {
        const std::string path = item.at("$ref").get<std::string>();
        return path.substr(path.rfind('/') + 1);
    };
    if (section == "participant") {
        return whole.at("definitions").at(section).at("anyOf").at(1);
    }
    const json& item = whole.at("properties").at(section);
    if (item.contains("$ref")) {
        return whole.at("definitions").at(name(item));
    }
    return item.contains("items") ? whole.at("definitions").at(name(item.at("items"))) : item;
}

void same_keys(const json& whole, const std::vector<io::section_keys>& sections) {
    names known;
    for (const auto& [section, keys] : sections) {
        const std::string name(section);
        CAPTURE(name);
        if (name != "participant") {
            known.insert(name);
        }
        const json& table = table_of(whole, name);
        if (keys.empty()) {
            CHECK(table.at("additionalProperties").is_object());
            continue;
        }
        CHECK(table.at("additionalProperties") == false);
        CHECK(keys_of(table.at("properties")) == set_of(keys));
    }
    CHECK(keys_of(whole.at("properties")) == known);
    CHECK(whole.at("additionalProperties") == false);
}

/// The words a key may have.
names words_of(const json& whole, const std::string& definition, const std::string& key) {
    const json& item = whole.at("definitions").at(definition).at("properties").at(key);
    const json& list = item.contains("enum") ? item.at("enum") : item.at("anyOf").at(0).at("enum");
    return list.get<names>();
}

/// Whether the reader knows a key of a section: only then it says nothing of an unknown one.
bool reader_knows(const std::string& section, const std::string& key, bool in_scenario) {
    const bool list = section == "rule" || section == "obligation" || section == "package" ||
                      section == "fact" || section == "example" || section == "clause" ||
                      section == "act" || section == "expect";
    const bool of_law = section == "clause" || section == "claims";
    std::string text = of_law ? "[law]\nid = \"l\"\n" : "";
    if (section == "participant") {
        text += (in_scenario ? std::string() : with_treaty("")) + "[participants.XAA]\n";
    } else {
        const bool head = section == "treaty" || section == "law" || of_law;
        text += !in_scenario && !head ? with_treaty("") : std::string();
        text += list ? "[[" + section + "]]\n" : "[" + section + "]\n";
    }
    text += key + " = 1\n";
    const auto messages = in_scenario ? io::read_scenario_text(text, "keys.toml").messages
                                      : io::read_rule_text(text, "keys.toml").messages;
    return told(messages).find("unknown key '" + key + "'") == std::string::npos;
}

/// The same of ensemble files.
bool ensemble_reader_knows(const std::string& section, const std::string& key) {
    const std::string text =
        (section == "ensemble" ? "[ensemble]\n" : "[ensemble]\n[[" + section + "]]\n") + key +
        " = 1\n";
    return told(io::read_ensemble_text(text, "keys.toml").messages)
               .find("unknown key '" + key + "'") == std::string::npos;
}

void reader_agrees(const std::vector<io::section_keys>& sections, bool in_scenario) {
    names all;
    for (const auto& item : sections) {
        all.insert(item.keys.begin(), item.keys.end());
    }
    all.insert("no_such_key");
    for (const auto& [section, keys] : sections) {
        if (keys.empty()) {
            continue;
        }
        for (const auto& key : all) {
            CAPTURE(section, key);
            const bool listed = std::find(keys.begin(), keys.end(), key) != keys.end();
            CHECK(reader_knows(std::string(section), key, in_scenario) == listed);
        }
    }
}

/// Whether an ensemble file of the INF scenario can be run.
bool readable_ensemble(const std::filesystem::path& file) {
    (void)std::filesystem::copy_file(source_dir() / "examples" / "scenarios" / "inf.toml",
                                     file.parent_path() / "inf.toml",
                                     std::filesystem::copy_options::overwrite_existing);
    const auto read = io::read_ensemble(file);
    return read.ok() &&
           ensemble_mistakes(std::make_shared<const rulebook>(shipped_rules()), read.content->model)
               .ok();
}

} // namespace

TEST_CASE("the schema of rule files has the keys that the reader has", "[schema]") {
    same_keys(schema("rule-file"), io::rule_file_keys());
}

TEST_CASE("the schema of scenario files has the keys that the reader has", "[schema]") {
    same_keys(schema("scenario-file"), io::scenario_file_keys());
}

TEST_CASE("the schema of ensemble files has the keys and words that the reader has", "[schema]") {
    const json whole = schema("ensemble-file");
    same_keys(whole, io::ensemble_file_keys());
    CHECK(words_of(whole, "chance_act", "act") == set_of(act_names));
    for (const char* definition : {"state_reached", "outcome"}) {
        CHECK(words_of(whole, definition, "state") == set_of(state_names));
    }
    CHECK(words_of(whole, "outcome", "treaty_state") == set_of(treaty_state_names));
}

TEST_CASE("the lists of keys are those the readers go by", "[schema]") {
    reader_agrees(io::rule_file_keys(), false);
    reader_agrees(io::scenario_file_keys(), true);
    std::set<std::string_view> all{"no_such_key"};
    for (const auto& item : io::ensemble_file_keys()) {
        all.insert(item.keys.begin(), item.keys.end());
    }
    for (const auto& [section, keys] : io::ensemble_file_keys()) {
        for (const auto key : all) {
            CAPTURE(section, key);
            const bool listed = std::find(keys.begin(), keys.end(), key) != keys.end();
            CHECK(ensemble_reader_knows(std::string(section), std::string(key)) == listed);
        }
    }
}

TEST_CASE("the schemas have the words of the vocabulary", "[schema]") {
    const auto acts = set_of(act_names);
    auto states = set_of(state_names);
    states.insert(treaty_state_names.begin(), treaty_state_names.end());
    states.insert("unknown"); // where acts are dated imprecisely
    const json rules = schema("rule-file");
    CHECK(words_of(rules, "rule", "then") == acts);
    CHECK(words_of(rules, "treaty", "kind") == set_of(treaty_kind_names));
    CHECK(words_of(rules, "obligation", "kind") == set_of(obligation_kind_names));
    CHECK(words_of(rules, "entry_into_force", "before_entry") == set_of(before_entry_names));
    CHECK(words_of(rules, "entry_into_force", "consent") == set_of(consent_by_names));
    for (const auto& whole : {rules, schema("scenario-file")}) {
        CHECK(words_of(whole, "act", "act") == acts);
        CHECK(words_of(whole, "expectation", "state") == states);
        CHECK(words_of(whole, "expectation", "consent") == set_of(consent_names));
        CHECK(words_of(whole, "expectation", "operation") == set_of(operation_names));
    }
}

TEST_CASE("what the schemas refuse the readers refuse", "[schema]") {
    std::ifstream in(source_dir() / "tests" / "schema" / "broken.txt");
    std::ostringstream all;
    all << in.rdbuf();
    const std::string text = all.str();
    const scratch_folder folder;
    std::size_t cases = 0;
    for (std::size_t at = text.find("\n=== "); at != std::string::npos;) {
        const std::size_t next = text.find("\n=== ", at + 1);
        const std::size_t head = text.find('\n', at + 1);
        const std::string title = text.substr(at + 5, head - at - 5);
        const auto file = folder.write("case.toml", text.substr(head + 1, next - head));
        CAPTURE(title);
        if (title.starts_with("rule-file ")) {
            CHECK_FALSE(io::read_rules({file}, source_dir() / "rules").ok());
        } else if (title.starts_with("ensemble-file ")) {
            CHECK_FALSE(readable_ensemble(file));
        } else {
            CHECK_FALSE(io::read_scenario(file).ok());
        }
        ++cases;
        at = next;
    }
    CHECK(cases > 40);
}

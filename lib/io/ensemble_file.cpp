#include "acts.hpp"
#include "chance_reader.hpp"
#include "document.hpp"

#include <servanda/calendar/day_range.hpp>
#include <servanda/io/ensembles.hpp>
#include <servanda/io/keys.hpp>
#include <servanda/law/read_clauses.hpp>
#include <servanda/study/edit.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

namespace servanda::io {

namespace {

constexpr std::array<std::string_view, 4> sections{"ensemble", "choice", "act", "outcome"};
constexpr std::array<std::string_view, 9> ensemble_keys{
    "title", "scenario", "to", "known_on", "seed", "runs", "source", "note", "unchecked"};
constexpr std::array<std::string_view, 5> choice_keys{
    "id", "options", "source", "note", "unchecked"};
constexpr std::array<std::string_view, 10> outcome_keys{"name",
                                                        "treaty",
                                                        "party",
                                                        "state",
                                                        "treaty_state",
                                                        "fewer_parties_than",
                                                        "by",
                                                        "source",
                                                        "note",
                                                        "unchecked"};
/// Beside the keys of an act in a scenario.
constexpr std::array<std::string_view, 3> chance_keys{"probability", "if", "not_after"};

/// An act by chance is received and known on its own day.
[[nodiscard]] bool is_own_day(std::string_view key) {
    return key == "received" || key == "published";
}

[[nodiscard]] std::vector<std::string_view> chance_act_keys() {
    auto keys = act_key_names();
    std::erase_if(keys, [](std::string_view key) { return is_own_day(key); });
    keys.insert(keys.end(), chance_keys.begin(), chance_keys.end());
    return keys;
}

[[nodiscard]] bool is_remark(std::string_view key) {
    return key == "source" || key == "note" || key == "unchecked";
}

template <class Keys>
void unknown(value_reader& in, const table_entry& entry, const char* section, const Keys& keys) {
    in.messages().error(entry.where,
                        "unknown key '" + value_reader::shortened(entry.key) + "' in " + section +
                            did_you_mean(entry.key, keys));
}

/// The first day that a value names, in a date, a text or anywhere inside it.
[[nodiscard]] std::optional<date> earliest_in(const value& item) {
    std::optional<date> found;
    const auto take = [&](std::optional<date> other) {
        found = !found || (other && *other < *found) ? other : found;
    };
    if (const auto* day = item.get<date>()) {
        return *day;
    }
    if (const auto* text = item.get<std::string>()) {
        try {
            return parse_day_range(*text).first;
        } catch (const phrase_error&) {
            return std::nullopt; // no day, or one that is told where it is read
        }
    }
    if (const auto* list = item.get<value_list>()) {
        for (const auto& element : *list) {
            take(earliest_in(element));
        }
    } else if (const auto* table = item.get<value_table>()) {
        for (const auto& entry : *table) {
            take(earliest_in(entry.content));
        }
    }
    return found;
}

class ensemble_reader {
public:
    ensemble_reader(diagnostics& messages, std::filesystem::path folder)
        : in_(messages)
        , folder_(std::move(folder)) {}

    void read(const value& document) {
        const auto& table = *document.get<value_table>();
        const auto* head = find_entry(table, "ensemble");
        if (head == nullptr) {
            in_.error(document,
                      find_entry(table, "scenario") != nullptr
                          ? "expected an ensemble file with a section [ensemble], found a scenario "
                            "file"
                          : "the file lacks its section [ensemble]");
            if (find_entry(table, "scenario") != nullptr) {
                return; // nothing in it is meant for an ensemble
            }
        } else {
            read_head(head->content);
        }
        find_span(table);
        for (const auto& entry : table) {
            read_section(entry);
        }
        if (head != nullptr && has_story_) {
            finish(head->content);
        }
    }

    [[nodiscard]] ensemble_file& file() noexcept { return file_; }
    /// Whether names in the file can be held against rules, although something else is wrong.
    [[nodiscard]] bool names_are_known() const noexcept { return has_story_ && !lost_a_name_; }

private:
    [[nodiscard]] ensemble_model& model() noexcept { return file_.model; }
    [[nodiscard]] scenario& story() noexcept { return file_.model.story; }

    void read_head(const value& item) {
        std::optional<date> to;
        std::optional<date> known;
        model().where = item.where;
        const value* to_stands = nullptr;
        const value* scenario_stands = nullptr;
        detail::read_table(in_, item, "[ensemble]", [&](const table_entry& entry) {
            if (entry.key == "title") {
                model().title = in_.words(entry.content).value_or("");
            } else if (entry.key == "scenario") {
                scenario_stands = &entry.content;
            } else if (entry.key == "to") {
                to = in_.day(entry.content);
                to_stands = &entry.content;
            } else if (entry.key == "known_on") {
                known = in_.day(entry.content);
            } else if (entry.key == "seed") {
                read_seed(entry.content);
            } else if (entry.key == "runs") {
                read_runs(entry.content);
            } else if (!is_remark(entry.key)) {
                unknown(in_, entry, "[ensemble]", ensemble_keys);
            }
        });
        if (scenario_stands != nullptr) {
            read_story(*scenario_stands);
        } else if (item.get<value_table>() != nullptr) {
            in_.error(item, "the ensemble lacks its 'scenario'");
        }
        if (known) {
            story() = servanda::known_on(std::move(story()), *known);
        }
        if (to) {
            story().to = to;
            if (story().from && *to < *story().from) {
                in_.error(*to_stands,
                          "the ensemble ends before its scenario begins, on " +
                              to_string(*story().from));
            }
        } else if (to_stands == nullptr && has_story_ && !story().to) {
            in_.error(item,
                      "an ensemble needs the last day of its runs: neither it nor the scenario "
                      "has a 'to'");
        }
        if (!story().to) {
            story().to = date::max(); // only good for finding more mistakes
        }
    }

    void read_seed(const value& item) {
        const auto* number = item.get<std::int64_t>();
        if (number == nullptr) {
            in_.wrong_kind(item, "a whole number");
        } else if (*number < 0) {
            in_.error(item, "a seed is not negative");
        } else {
            model().seed = static_cast<std::uint64_t>(*number);
        }
    }
    void read_runs(const value& item) {
        const auto* number = item.get<std::int64_t>();
        if (number == nullptr) {
            in_.wrong_kind(item, "a whole number");
        } else if (*number < 1 || *number > static_cast<std::int64_t>(ensemble_tally::most_runs)) {
            in_.error(item,
                      "an ensemble has from 1 to " + std::to_string(ensemble_tally::most_runs) +
                          " runs");
        } else {
            file_.runs = static_cast<std::uint64_t>(*number);
        }
    }
    void read_story(const value& item) {
        const auto name = in_.words(item);
        if (!name) {
            return;
        }
        file_.scenario = (folder_ / *name).lexically_normal();
        std::error_code problem;
        if (!std::filesystem::is_regular_file(file_.scenario, problem)) {
            in_.error(item,
                      "there is no scenario file '" + file_.scenario.string() +
                          "' (its path is taken from the folder of this file)");
            return;
        }
        auto read = read_scenario(file_.scenario);
        in_.messages().append(read.messages);
        has_story_ = read.ok() || read.draft;
        if (has_story_) {
            story() = read.ok() ? *std::move(read.content) : *std::move(read.draft);
            story().expectations.clear(); // they are of what really happened
        }
    }

    /// Hazards are looked at from the first day on which anything in the file can happen; what
    /// waits for a state may wait for one that the scenario brings about.
    void find_span(const value_table& table) {
        span_.last = story().to.value_or(date::max());
        std::optional<date> first;
        const auto take = [&](std::optional<date> other) {
            first = !first || (other && *other < *first) ? other : first;
        };
        bool waits = false;
        const auto* entry = find_entry(table, "act");
        const auto* acts = entry == nullptr ? nullptr : entry->content.get<value_list>();
        for (const auto& item : acts == nullptr ? value_list{} : *acts) {
            const auto* keys = item.get<value_table>();
            const auto* day = keys == nullptr ? nullptr : find_entry(*keys, "date");
            if (day == nullptr) {
                continue;
            }
            take(earliest_in(day->content));
            const auto* form = day->content.get<value_table>();
            const auto* after = form == nullptr ? nullptr : find_entry(*form, "after");
            if (after != nullptr) {
                waits = waits || after->content.get<value_table>() != nullptr;
                const auto* certain = act_of_story(after->content.get<std::string>());
                take(certain == nullptr ? std::nullopt : std::optional(certain->day));
            }
        }
        for (const dated_act& item : story().acts) {
            if (waits) {
                take(item.day);
            }
        }
        span_.first = std::min(first.value_or(span_.last), span_.last);
    }

    /// The certain act of that id; null where there is none.
    [[nodiscard]] const dated_act* act_of_story(const std::string* id) {
        for (const dated_act& item : story().acts) {
            if (id != nullptr && !id->empty() && item.id == *id) {
                return &item;
            }
        }
        return nullptr;
    }

    void read_section(const table_entry& entry) {
        if (entry.key == "choice") {
            detail::read_each(
                in_, entry.content, "[[choice]]", [&](const value& item) { read_choice(item); });
        } else if (entry.key == "act") {
            detail::read_each(
                in_, entry.content, "[[act]]", [&](const value& item) { read_chance_act(item); });
        } else if (entry.key == "outcome") {
            detail::read_each(
                in_, entry.content, "[[outcome]]", [&](const value& item) { read_outcome(item); });
        } else if (entry.key != "ensemble") {
            lost_a_name_ = true;
            in_.messages().error(entry.where,
                                 "unknown section '" + value_reader::shortened(entry.key) +
                                     "' in an ensemble file" + did_you_mean(entry.key, sections));
        }
    }

    void read_choice(const value& item) {
        chance_choice made;
        made.where = item.where;
        const std::size_t errors = in_.messages().errors();
        const value* options = nullptr;
        detail::read_table(in_, item, "[[choice]]", [&](const table_entry& entry) {
            if (entry.key == "id") {
                made.id = in_.words(entry.content).value_or("");
            } else if (entry.key == "options") {
                options = &entry.content;
                read_options(made, entry.content);
            } else if (!is_remark(entry.key)) {
                unknown(in_, entry, "[[choice]]", choice_keys);
            }
        });
        for (const char* key : {"id", "options"}) {
            const auto* table = item.get<value_table>();
            if (table != nullptr && find_entry(*table, key) == nullptr) {
                in_.error(item, std::string("the choice lacks its '") + key + "'");
            }
        }
        lost_a_name_ = lost_a_name_ || errors != in_.messages().errors();
        made.where = options == nullptr ? item.where : options->where;
        model().choices.push_back(std::move(made));
    }
    void read_options(chance_choice& to, const value& item) {
        detail::read_table(
            in_, item, "of options such as { stay = 0.4, leave = 0.6 }", [&](const auto& entry) {
                if (const auto probability = read_probability(in_, entry.content)) {
                    to.options.emplace_back(entry.key, *probability);
                }
            });
    }

    void read_chance_act(const value& item) {
        const auto* table = item.get<value_table>();
        if (table == nullptr) {
            in_.wrong_kind(item, "a table [[act]]");
            lost_a_name_ = true;
            return;
        }
        uncertain_act made;
        const value own = without_chance(item, made);
        std::vector<dated_act> acts;
        const std::size_t errors = in_.messages().errors();
        read_act(in_, acts, own);
        lost_a_name_ = lost_a_name_ || acts.empty() || errors != in_.messages().errors();
        check_not_after(made, *table);
        const bool several = acts.size() > 1;
        for (dated_act& each : acts) {
            // Each author's act is drawn for itself, and has a name of its own.
            each.continues_list = false;
            each.id += several && !each.id.empty() ? " " + each.by : std::string();
            made.act = std::move(each);
            model().acts.push_back(made);
        }
    }

    /// Reads what belongs to chance; what is left is an act as in a scenario, on some day.
    [[nodiscard]] value without_chance(const value& item, uncertain_act& to) {
        static const auto known = chance_act_keys();
        value_table rest;
        for (const auto& entry : *item.get<value_table>()) {
            if (entry.key == "date") {
                read_days(to, entry.content);
                rest.push_back({entry.key, value(span_.last, entry.content.where), entry.where});
            } else if (entry.key == "probability") {
                to.probability = read_probability(in_, entry.content).value_or(1.0);
            } else if (entry.key == "if") {
                to.only_if = read_chance_conditions(in_, entry.content);
            } else if (entry.key == "not_after") {
                to.until = in_.day(entry.content);
            } else if (is_own_day(entry.key)) {
                in_.messages().error(entry.where,
                                     "unknown key '" + entry.key +
                                         "' in [[act]]: an act by chance is received and known on "
                                         "its own day");
            } else if (std::find(known.begin(), known.end(), entry.key) == known.end()) {
                unknown(in_, entry, "[[act]]", known);
            } else {
                rest.push_back(entry);
            }
        }
        return {std::move(rest), item.where};
    }

    void read_days(uncertain_act& to, const value& item) {
        to.where_days = item.where;
        auto stated = read_chance_days(in_, item, span_);
        if (!stated) {
            to.from = span_.last; // only good for finding more mistakes
            return;
        }
        to.days = std::move(stated->days);
        to.from = stated->from;
        to.after = std::move(stated->after);
        to.after_state = std::move(stated->after_state);
    }

    void check_not_after(const uncertain_act& made, const value_table& table) {
        const auto* entry = find_entry(table, "not_after");
        if (entry == nullptr || !made.until || !made.from) {
            return;
        }
        if (made.until->number() < made.from->number() + made.days.first()) {
            in_.error(entry->content,
                      "the act can never happen: its first day is " +
                          to_string(*made.from + made.days.first()));
        }
    }

    void read_outcome(const value& item) {
        ensemble_outcome made;
        made.where = item.where;
        const std::size_t errors = in_.messages().errors();
        detail::read_table(in_, item, "[[outcome]]", [&](const table_entry& entry) {
            read_outcome_key(made, entry);
        });
        const auto* table = item.get<value_table>();
        if (table != nullptr && find_entry(*table, "name") == nullptr) {
            in_.error(item, "the outcome lacks its 'name'");
        }
        if (made.state && made.party.empty() && errors == in_.messages().errors()) {
            in_.error(item, "the outcome lacks its 'party': that of a treaty is a 'treaty_state'");
        }
        if (errors == in_.messages().errors()) {
            model().outcomes.push_back(std::move(made));
        }
    }
    void read_outcome_key(ensemble_outcome& to, const table_entry& entry) {
        const value& item = entry.content;
        if (entry.key == "name") {
            to.name = in_.words(item).value_or("");
        } else if (entry.key == "treaty") {
            to.treaty = in_.words(item).value_or("");
        } else if (entry.key == "party") {
            to.party = in_.words(item).value_or("");
            to.where = item.where;
        } else if (entry.key == "state") {
            if (const auto found = in_.one_of(item, state_names)) {
                to.state = static_cast<state>(*found);
            }
        } else if (entry.key == "treaty_state") {
            if (const auto found = in_.one_of(item, treaty_state_names)) {
                to.treaty_state = static_cast<treaty_state>(*found);
            }
        } else if (entry.key == "fewer_parties_than") {
            to.fewer_parties_than = in_.count(item);
        } else if (entry.key == "by") {
            to.by = in_.day(item);
            if (to.by && *to.by > span_.last) {
                in_.error(item, "the ensemble ends before that, on " + to_string(span_.last));
            }
        } else if (!is_remark(entry.key)) {
            unknown(in_, entry, "[[outcome]]", outcome_keys);
        }
    }

    /// What follows a certain act is counted from its day; without any outcome each treaty's end is
    /// asked for.
    void finish(const value& head) {
        for (uncertain_act& item : model().acts) {
            if (const auto* certain = act_of_story(&item.after)) {
                item.from = certain->day;
                item.after.clear();
            }
        }
        if (!model().outcomes.empty() || !in_.messages().ok()) {
            return;
        }
        if (story().treaties.empty()) {
            in_.error(head,
                      "the scenario names no treaties: an [[outcome]] is needed to know what is "
                      "asked");
        }
        for (const std::string& treaty : story().treaties) {
            ensemble_outcome ends;
            ends.name = treaty + " ends";
            ends.treaty = treaty;
            ends.treaty_state = treaty_state::terminated;
            ends.where = head.where;
            model().outcomes.push_back(std::move(ends));
        }
    }

    value_reader in_;
    std::filesystem::path folder_;
    ensemble_file file_;
    looked_at span_;
    bool has_story_ = false;
    bool lost_a_name_ = false;
};

} // namespace

std::vector<section_keys> ensemble_file_keys() {
    return {{"ensemble", {ensemble_keys.begin(), ensemble_keys.end()}},
            {"choice", {choice_keys.begin(), choice_keys.end()}},
            {"act", chance_act_keys()},
            {"outcome", {outcome_keys.begin(), outcome_keys.end()}}};
}

loaded<ensemble_file> read_ensemble_text(std::string_view text, const std::string& name) {
    loaded<ensemble_file> result;
    const auto document = parse_document(text, name, result.messages);
    if (!document) {
        return result;
    }
    ensemble_reader reader(result.messages, std::filesystem::path(name).parent_path());
    reader.read(*document);
    if (result.messages.ok()) {
        result.content = std::move(reader.file());
    } else if (reader.names_are_known()) {
        result.draft = std::move(reader.file());
    }
    return result;
}

loaded<ensemble_file> read_ensemble(const std::filesystem::path& path) {
    diagnostics messages;
    const auto text = read_text(path, messages);
    return text ? read_ensemble_text(*text, path.string())
                : loaded<ensemble_file>{{}, messages, {}};
}

} // namespace servanda::io

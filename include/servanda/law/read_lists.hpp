/// @file
/// What a rule file holds beside the clauses of the lifecycle and the obligations: facts, and the
/// names its phrases use (groups, weights, anchors, participants).
#ifndef SERVANDA_LAW_READ_LISTS_HPP
#define SERVANDA_LAW_READ_LISTS_HPP

#include <servanda/law/clause_keys.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::detail {

inline constexpr std::array<std::string_view, 10> fact_keys{
    "name", "of", "value", "from", "to", "by", "published", "source", "note", "unchecked"};

inline void read_fact(value_reader& in, std::vector<fact>& to, const value& item) {
    const auto* table = item.get<value_table>();
    if (table == nullptr) {
        in.wrong_kind(item, "a table [[fact]]");
        return;
    }
    fact result;
    result.where = item.where;
    for (const auto& [key, content, where] : *table) {
        if (key == "name") {
            result.name = in.words(content).value_or("");
        } else if (key == "of") {
            result.of = in.words(content).value_or("");
        } else if (key == "value") {
            if (const auto* flag = content.get<bool>()) {
                result.value = *flag;
            } else if (const auto* word = content.get<std::string>()) {
                result.value = *word;
            } else if (const auto number = in.number(content)) {
                result.value = *number;
            }
        } else if (key == "from") {
            result.from = in.day(content);
        } else if (key == "to") {
            if (const auto last = in.day(content)) {
                result.until = *last + (*last == date::max() ? 0 : 1);
            }
        } else if (key == "by") {
            result.by = in.words(content).value_or("");
        } else if (key == "published") {
            result.published = in.day(content);
        } else if (key == "source") {
            result.source = in.text(content).value_or("");
        } else if (key == "note" || key == "unchecked") {
            (void)in.text(content);
        } else {
            in.messages().error(where,
                                "unknown key '" + value_reader::shortened(key) + "' in [[fact]]" +
                                    did_you_mean(key, fact_keys));
        }
    }
    if (result.name.empty()) {
        in.error(item, "the fact lacks its 'name'");
    }
    if (result.from && result.until && *result.until <= *result.from) {
        in.error(item, "the fact ends before it begins");
    }
    to.push_back(std::move(result));
}

template <class Each>
void read_each(value_reader& in, const value& item, std::string_view section, Each each) {
    const auto* list = item.get<value_list>();
    if (list == nullptr) {
        in.wrong_kind(item, std::string(section) + " with double brackets");
        return;
    }
    for (const auto& element : *list) {
        each(element);
    }
}

template <class Each>
void read_table(value_reader& in, const value& item, std::string_view section, Each each) {
    const auto* table = item.get<value_table>();
    if (table == nullptr) {
        in.wrong_kind(item, "a table " + std::string(section));
        return;
    }
    for (const auto& entry : *table) {
        each(entry);
    }
}

inline void read_weight(value_reader& in, clauses& to, const table_entry& weight) {
    weight_table result;
    read_table(in, weight.content, "of weights", [&](const table_entry& entry) {
        if (const auto number = in.number(entry.content)) {
            if (!(*number <= std::numeric_limits<double>::max())) {
                in.error(entry.content, "a weight is a finite number");
            } else if (*number < 0) {
                in.error(entry.content, "a weight cannot be negative");
            } else if (entry.key == "total") {
                result.total = *number;
            } else {
                result.values.emplace(entry.key, *number);
            }
        }
    });
    to.places.note("weights." + weight.key, weight);
    to.weights.insert_or_assign(weight.key, std::move(result));
}

inline constexpr std::array<std::string_view, 5> calendar_keys{
    "month_end", "article", "source", "note", "unchecked"};

inline void read_calendar(value_reader& in, clauses& to, const table_entry& entry) {
    if (entry.key == "article" || entry.key == "source" || entry.key == "note" ||
        entry.key == "unchecked") {
        (void)in.text(entry.content);
        return;
    }
    if (entry.key != "month_end") {
        in.messages().error(entry.where,
                            "unknown key '" + value_reader::shortened(entry.key) +
                                "' in [calendar]" + did_you_mean(entry.key, calendar_keys));
        return;
    }
    static constexpr std::array<std::string_view, 2> policies{"last day", "next day"};
    if (const auto policy = in.one_of(entry.content, policies)) {
        to.short_months = static_cast<month_end>(*policy);
    }
}

inline constexpr std::array<std::string_view, 7> participant_keys{
    "name", "kind", "until", "continued_by", "dissolved_into", "note", "source"};

inline void read_participant(value_reader& in, clauses& to, const table_entry& entry) {
    participant result;
    result.code = entry.key;
    if (const auto* name = entry.content.get<std::string>()) {
        result.name = *name;
        to.participants.push_back(std::move(result));
        return;
    }
    read_table(in, entry.content, "of a participant", [&](const table_entry& detail) {
        if (detail.key == "name") {
            result.name = in.words(detail.content).value_or("");
        } else if (detail.key == "kind") {
            static constexpr std::array<std::string_view, 2> kinds{"state", "organisation"};
            if (const auto kind = in.one_of(detail.content, kinds)) {
                result.kind = static_cast<participant_kind>(*kind);
            }
        } else if (detail.key == "until") {
            result.until = in.day(detail.content);
        } else if (detail.key == "continued_by") {
            result.continued_by = in.words(detail.content).value_or("");
        } else if (detail.key == "dissolved_into") {
            result.dissolved_into = in.texts(detail.content).value_or(std::vector<std::string>{});
        } else if (detail.key != "note" && detail.key != "source") {
            in.messages().error(detail.where,
                                "unknown key '" + value_reader::shortened(detail.key) +
                                    "' of a participant" +
                                    did_you_mean(detail.key, participant_keys));
        }
    });
    to.participants.push_back(std::move(result));
}

/// An anchor's name must be told from the words around it.
[[nodiscard]] inline bool may_name_anchor(value_reader& in, const table_entry& entry) {
    const phrase_reader words(entry.key);
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (const char* word : {"after", "before", "and", "but", "then", ",", "(", ")"}) {
            if (words.peek(i) == word) {
                in.messages().error(entry.where,
                                    "an anchor's name cannot hold '" + std::string(word) + "': '" +
                                        entry.key + "'");
                return false;
            }
        }
    }
    return true;
}

inline void read_group(value_reader& in, clauses& to, const table_entry& entry) {
    to.places.note("groups." + entry.key, entry);
    if (auto members = in.texts(entry.content)) {
        to.groups.insert_or_assign(entry.key, *std::move(members));
    }
}

} // namespace servanda::detail

#endif

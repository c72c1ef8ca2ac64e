#include "csv.hpp"

#include <servanda/engine/verdicts.hpp>
#include <servanda/io/due.hpp>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace servanda::io {

namespace {

/// What a pending effect is, in words.
struct told_effect {
    std::string treaty;
    std::string who; ///< empty: the treaty as a whole
    std::string what;
    std::string article;
    std::string why;
};

told_effect tell(const history& story, std::uint32_t index, date day) {
    const effect& item = story.effects()[index];
    told_effect result;
    result.treaty = story.program().treaty_name(item.treaty);
    result.who = detail::name_of(story.program(), item.who, day);
    result.what = to_string(item.kind);
    result.article = detail::cite_effect(story, index).article;
    result.why = detail::tell_effect(story, index);
    return result;
}

std::string with_dashes(std::string text) {
    for (char& c : text) {
        c = c == ' ' ? '-' : c;
    }
    return text;
}

/// The entry into force of the treaty and that of a participant are told apart by whom they are of;
/// two rules by their ids. Codes are those of the day the clock counts from: they stay.
std::string uid_of(const history& story, const effect& item, const told_effect& told) {
    const std::string who = detail::name_of(story.program(), item.who, item.anchor);
    const std::string rule = item.rule == nothing
                                 ? std::string()
                                 : "." + story.program().rules_in_order[item.rule].source->id;
    return with_dashes(told.treaty + "." + (who.empty() ? "treaty" : who) + "." + told.what + rule +
                       "." + to_string(item.anchor)) +
           "@servanda";
}

/// "withdrawal-conference due, CAN": on its last day.
calendar_entry entry_of(const history& story, const due_occasion& item) {
    calendar_entry entry;
    entry.day = *item.by;
    entry.uid = with_dashes(item.treaty + "." + item.party + "." + item.obligation + "." +
                            to_string(item.set_off)) +
                "@servanda";
    entry.summary = item.treaty + ": " + item.obligation + " due, " + item.party;
    const treaty* source = story.program().rules->find(item.treaty);
    entry.description = source == nullptr || source->title.empty() ? "" : source->title + "\n";
    entry.description += item.says.empty() ? item.obligation : item.says;
    entry.description += item.article.empty() ? "" : " (" + item.article + ")";
    if (item.from && item.from != item.by) {
        entry.description += "\nfrom " + to_string(*item.from) + " on";
    }
    entry.category = "obligation";
    return entry;
}

std::string window_words(const due_occasion& item) {
    std::string text = item.open ? "due" : "to come";
    text += item.from && item.from != item.by ? " from " + to_string(*item.from) : "";
    return text + (item.stopped ? "; its clock stands still" : "");
}

} // namespace

std::vector<calendar_entry> pending_entries(const history& story, date day) {
    std::vector<calendar_entry> entries;
    for (const auto& pending : story.pending(day)) {
        if (!pending.due) {
            continue;
        }
        const effect& item = story.effects()[pending.effect];
        const told_effect told = tell(story, pending.effect, day);
        calendar_entry entry;
        entry.day = *pending.due;
        entry.uid = uid_of(story, item, told);
        entry.summary = told.treaty + ": " + told.what + (told.who.empty() ? "" : ", " + told.who);
        entry.description = told.why + (told.article.empty() ? "" : " (" + told.article + ")");
        const treaty& source = *story.program().treaties[item.treaty].source;
        if (!source.title.empty()) {
            entry.description = source.title + "\n" + entry.description;
        }
        entry.category = told.what;
        entries.push_back(std::move(entry));
    }
    for (const auto& item : due(story, day)) {
        if (item.by && *item.by >= day) {
            entries.push_back(entry_of(story, item));
        }
    }
    return entries;
}

std::string csv_pending(const history& story, date day) {
    std::vector<std::pair<std::optional<date>, std::string>> rows;
    const auto add = [&](const std::optional<date>& when, const std::vector<std::string>& fields) {
        std::string row = when ? to_string(*when) : "";
        for (const auto& field : fields) {
            row += ',';
            append_csv(row, field);
        }
        rows.emplace_back(when, std::move(row));
    };
    for (const auto& pending : story.pending(day)) {
        const told_effect told = tell(story, pending.effect, day);
        add(pending.due,
            {told.treaty, told.who.empty() ? "*" : told.who, told.what, told.article, told.why});
    }
    for (const auto& item : due(story, day)) {
        add(item.by, {item.treaty, item.party, item.obligation, item.article, window_words(item)});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return a.first && b.first ? *a.first < *b.first : a.first.has_value() && !b.first;
    });
    std::string text = "due,treaty,participant,what,article,why\n";
    for (const auto& [when, row] : rows) {
        text += row + '\n';
    }
    return text;
}

} // namespace servanda::io

#include "csv.hpp"

#include <servanda/engine/explanation.hpp>
#include <servanda/io/due.hpp>

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
    return entries;
}

std::string csv_pending(const history& story, date day) {
    std::string text = "due,treaty,participant,what,article,why\n";
    for (const auto& pending : story.pending(day)) {
        const told_effect told = tell(story, pending.effect, day);
        text += pending.due ? to_string(*pending.due) : "";
        for (const auto& field : {told.treaty,
                                  told.who.empty() ? std::string("*") : told.who,
                                  told.what,
                                  told.article,
                                  told.why}) {
            text += ',';
            append_csv(text, field);
        }
        text += '\n';
    }
    return text;
}

} // namespace servanda::io

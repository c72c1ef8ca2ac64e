#include "csv.hpp"
#include "json_words.hpp"
#include "layout.hpp"

#include <servanda/io/powers.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

namespace servanda::io {

namespace {

/// "AAA, BBB and 12 others".
std::string some_of(const std::vector<std::string>& names) {
    constexpr std::size_t most = 6;
    if (names.size() <= most + 1) {
        return detail::write_list(names);
    }
    std::string text;
    for (std::size_t i = 0; i < most; ++i) {
        text += (i == 0 ? "" : ", ") + names[i];
    }
    return text + " and " + std::to_string(names.size() - most) + " others";
}

std::string joined_with(const std::vector<std::string>& items, std::string_view between) {
    std::string text;
    for (const auto& item : items) {
        text += (text.empty() ? "" : std::string(between)) + item;
    }
    return text;
}

std::string day_words(const std::optional<date>& day) {
    return day ? to_string(*day) : "a day unknown";
}

bool has(const open_act& item, act_condition::kind what) {
    return std::any_of(item.conditions.begin(), item.conditions.end(), [&](const auto& condition) {
        return condition.what == what;
    });
}

/// Whether its day of effect is the one that its author names.
bool names_its_day(const open_act& item) {
    const bool notice =
        item.row == lifecycle_act::give_notice || item.row == lifecycle_act::extend_notice;
    return notice && has(item, act_condition::kind::later_day);
}

std::string day_cell(const open_act& item) {
    return item.in_vain          ? "in vain"
           : names_its_day(item) ? "as named"
           : item.effect         ? to_string(*item.effect)
                                 : "no day yet";
}

std::string consequence_words(const act_consequence& item) {
    return "sets off " + item.treaty + " " + item.article + (item.article.empty() ? "" : ", ") +
           item.what + (item.who.empty() ? "" : " by " + item.who) + ": " +
           (item.day ? to_string(*item.day) : "no day yet");
}

/// All that is to be said of an act behind its day.
std::string remarks(const open_act& item) {
    std::vector<std::string> parts;
    if (!item.article.article.empty()) {
        parts.push_back(item.article.article);
    }
    if (item.after != item.before) {
        parts.push_back("→ " + std::string(to_string(item.after)));
    }
    if (item.in_vain) {
        parts.push_back(item.computation.empty()
                            ? std::string("without effect")
                            : item.computation + ": the treaty ends before that");
    } else if (!item.waits_for.empty() && !has(item, act_condition::kind::agreement)) {
        parts.push_back("waits for " + item.waits_for);
    } else if (!item.computation.empty() && !names_its_day(item) && item.effect > item.tried.day) {
        parts.push_back(item.computation);
    }
    for (const auto& condition : item.conditions) {
        parts.push_back(to_words(condition));
    }
    for (const auto& consequence : item.consequences) {
        parts.push_back(consequence_words(consequence));
    }
    return joined_with(parts, " · ");
}

std::string reason(const open_act& item) {
    std::string text(to_string(item.finding));
    for (const auto& condition : item.conditions) {
        text += "; " + to_words(condition);
    }
    return text + (item.article.article.empty() ? "" : " (" + item.article.article + ")");
}

struct heading {
    std::string_view words;
    bool (*fits)(const open_act&);
    bool is_void = false;
};

std::string group_text(const std::vector<open_act>& acts,
                       const std::string& treaty,
                       const heading& group,
                       std::size_t widest,
                       const text_style& style) {
    std::string text;
    for (const auto& item : acts) {
        if (item.treaty != treaty || !group.fits(item)) {
            continue;
        }
        const std::string first = "    " + padded(item.name, widest + 2) +
                                  (group.is_void ? std::string() : padded(day_cell(item), 12));
        text += hanging(first, group.is_void ? reason(item) : remarks(item), style.width) + "\n";
    }
    return text.empty() ? text : "  " + std::string(group.words) + "\n" + text;
}

// ---- what is missing ----------------------------------------------------------------------------

std::string number_words(double value) {
    std::string text = std::to_string(value); // six digits, always with a point
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    return text;
}

std::string weight_words(const requirement& item) {
    const auto number = [&](double value) {
        return item.weight_is_amount ? number_words(value)
                                     : number_words(std::round(value * 10000) / 100) + "%";
    };
    return number(*item.weight_have) + " of " + number(*item.weight_need) + " of " + item.weight;
}

/// "36 of 44; CHN, EGY and USA lacking".
std::string count_words(const requirement& item) {
    std::vector<std::string> parts;
    if (item.have && item.need) {
        const bool of = item.how == comparison::at_least && !item.met;
        parts.push_back(std::to_string(*item.have) +
                        (of ? " of " + std::to_string(*item.need) : std::string()));
    }
    if (item.weight_have) {
        parts.push_back(weight_words(item));
    }
    if (!item.lacking.empty()) {
        parts.push_back(detail::write_list(item.lacking) + " lacking");
    }
    return joined_with(parts, "; ");
}

std::string requirement_words(const requirement& item) {
    std::string text = item.text;
    const std::string counted = item.what == requirement::kind::count ? count_words(item) : "";
    text += counted.empty() ? "" : ": " + counted;
    text += item.article.empty() ? "" : " (" + item.article + ")";
    if (item.on && item.what != requirement::kind::day) {
        text += (item.what == requirement::kind::clock ? ": "
                 : item.met                            ? ", since "
                                                       : ", from ") +
                to_string(*item.on);
    }
    return text + (item.note.empty() ? "" : ", " + item.note);
}

std::string mark(const requirement& item) {
    return item.what == requirement::kind::clock ? "then" : item.met ? "met" : "lacking";
}

void append_requirement(std::string& to,
                        const requirement& item,
                        std::size_t depth,
                        const text_style& style) {
    const paint colours{style.colour};
    // Of "all of these" the parts say everything.
    const bool says_nothing = item.what == requirement::kind::all_of && !item.met;
    if (!says_nothing) {
        const std::string first = std::string(2 + 2 * depth, ' ') + padded(mark(item), 9);
        const std::string line = hanging(first, requirement_words(item), style.width);
        to += (item.met ? line : colours.bold(line)) + "\n";
    }
    if (item.met || item.what == requirement::kind::not_so) {
        return; // its own words say it
    }
    for (const auto& part : item.parts) {
        requirement shown = part;
        if (says_nothing && shown.article.empty()) {
            shown.article = item.article;
        }
        append_requirement(to, shown, depth + (says_nothing ? 0 : 1), style);
    }
}

std::string missing_heading(const missing_report& report) {
    const std::string since = report.since ? " since " + to_string(*report.since) : "";
    switch (report.what) {
    case goal::entry_into_force:
        return report.treaty + (report.lost      ? ": ended" + since
                                : report.reached ? ": in force" + since
                                                 : ": not yet in force");
    case goal::bound:
        return report.party + " in " + report.treaty +
               (report.reached ? ": bound" + since
                : report.lost  ? ": no longer bound" + since
                               : ": not yet bound");
    case goal::withdrawal:
        break;
    }
    return report.party + " in " + report.treaty + (report.reached ? ": out" + since : ": not out");
}

json requirement_json(const requirement& item) {
    static constexpr std::array<const char*, 9> kinds{
        "all of", "any of", "not so", "count", "subject", "day", "act", "condition", "clock"};
    json result;
    result["requirement"] = item.text;
    result["kind"] = kinds[static_cast<std::size_t>(item.what)];
    result["article"] = text_or_null(item.article);
    result["met"] = item.met;
    result["have"] = item.have ? json(*item.have) : json();
    result["need"] = item.need ? json(*item.need) : json();
    result["comparison"] =
        item.need ? json(comparison_names[static_cast<std::size_t>(item.how)]) : json();
    result["lacking"] = item.lacking;
    if (item.weight_have) {
        json weight;
        weight["name"] = item.weight;
        weight["have"] = *item.weight_have;
        weight["need"] = *item.weight_need;
        weight["amount"] = item.weight_is_amount;
        result["weight"] = std::move(weight);
    } else {
        result["weight"] = json();
    }
    result["on"] = day_or_null(item.on);
    result["note"] = text_or_null(item.note);
    result["parts"] = json::array();
    for (const auto& part : item.parts) {
        result["parts"].push_back(requirement_json(part));
    }
    return result;
}

void append_rows(std::string& to, const requirement& item, std::size_t depth) {
    const auto number = [](const std::optional<std::int64_t>& value) {
        return value ? std::to_string(*value) : std::string();
    };
    append_csv_row(to,
                   {std::to_string(depth),
                    item.text,
                    requirement_json(item)["kind"].get<std::string>(),
                    item.met ? "true" : "false",
                    number(item.have),
                    number(item.need),
                    joined_with(item.lacking, " "),
                    item.on ? to_string(*item.on) : "",
                    item.article,
                    item.note});
    for (const auto& part : item.parts) {
        append_rows(to, part, depth + 1);
    }
}

} // namespace

std::string to_words(const act_condition& condition) {
    using kind = act_condition::kind;
    const std::string day = day_words(condition.day);
    switch (condition.what) {
    case kind::statement:
        return "states " + condition.words;
    case kind::notified:
        return "notified to " + detail::write_list(condition.names);
    case kind::later_day:
        return "names a day after " + day;
    case kind::latest_day:
        return "names no day after " + day;
    case kind::agreement:
        return "complete when " + some_of(condition.names) +
               (condition.names.size() == 1 ? " agrees, too" : " agree, too");
    case kind::not_while:
        return "not while " + condition.words;
    case kind::ground:
        return "on a ground it names" + (condition.names.empty()
                                             ? std::string()
                                             : ": " + joined_with(condition.names, ", "));
    case kind::waiting_time:
        return "waits until " + day + ", or is urgent (" + condition.words + ")";
    case kind::target:
        return "of another party";
    case kind::no_reservations:
        return "without reservations" +
               (condition.words.empty() ? std::string() : " (" + condition.words + ")");
    case kind::opens:
        return "open from " + day;
    case kind::closed:
        return "the last day was " + day;
    case kind::open_to:
        return "open to whom this is true of: " + condition.words;
    case kind::consent:
        return "takes consent to " + detail::write_list(condition.names);
    }
    return {};
}

std::string
write_powers(const std::vector<open_act>& acts, const powers_page& page, const text_style& style) {
    static constexpr std::array groups{
        heading{"by right", [](const open_act& item) { return item.is_open(); }},
        heading{"by claim only",
                [](const open_act& item) { return item.worth == standing::by_claim; }},
        heading{
            "void", [](const open_act& item) { return item.worth == standing::void_act; }, true},
    };
    const paint colours{style.colour};
    std::string text = colours.bold(to_string(page.on)) + "  " +
                       (page.title.empty() ? "scenario" : page.title) +
                       (page.as_seen_by.empty() ? "" : ", as seen by " + page.as_seen_by) +
                       ": what " + page.party + " may do\n";
    std::size_t widest = 0;
    std::vector<std::string> treaties;
    for (const auto& item : acts) {
        if (std::find(treaties.begin(), treaties.end(), item.treaty) == treaties.end()) {
            treaties.push_back(item.treaty);
        }
        widest = page.all || item.worth != standing::void_act
                     ? std::max(widest, columns_of(item.name))
                     : widest;
    }
    for (const auto& treaty : treaties) {
        const auto first = std::find_if(
            acts.begin(), acts.end(), [&](const auto& item) { return item.treaty == treaty; });
        std::string part;
        for (const auto& group : groups) {
            part +=
                !group.is_void || page.all ? group_text(acts, treaty, group, widest, style) : "";
        }
        text += colours.bold(treaty) + ": " + std::string(to_string(first->before)) + "\n" +
                (part.empty() ? "  nothing\n" : part);
    }
    return text;
}

std::string json_powers(const std::vector<open_act>& acts, const powers_page& page) {
    json result;
    result["scenario"] = page.title;
    result["as_seen_by"] = text_or_null(page.as_seen_by);
    result["on"] = to_string(page.on);
    result["by"] = page.party;
    result["acts"] = json::array();
    for (const auto& item : acts) {
        if (item.worth == standing::void_act && !page.all) {
            continue;
        }
        json each;
        each["treaty"] = item.treaty;
        each["act"] = to_string(item.row);
        each["spelled"] = to_string(item.tried.kind);
        each["of"] = text_or_null(item.tried.of);
        each["standing"] = to_string(item.worth);
        each["article"] = text_or_null(item.article.article);
        each["default_law"] = item.article.by_default_law;
        each["before"] = to_string(item.before);
        each["after"] = to_string(item.after);
        each["effect"] = day_or_null(item.effect);
        each["waits_for"] = text_or_null(item.waits_for);
        each["in_vain"] = item.in_vain;
        each["computation"] = text_or_null(item.computation);
        each["finding"] = text_or_null(std::string(to_string(item.finding)));
        each["conditions"] = json::array();
        for (const auto& condition : item.conditions) {
            json one;
            one["condition"] = to_string(condition.what);
            one["words"] = text_or_null(condition.words);
            one["names"] = condition.names;
            one["day"] = day_or_null(condition.day);
            each["conditions"].push_back(std::move(one));
        }
        each["consequences"] = json::array();
        for (const auto& consequence : item.consequences) {
            json one;
            one["treaty"] = consequence.treaty;
            one["who"] = text_or_null(consequence.who);
            one["act"] = consequence.what;
            one["day"] = day_or_null(consequence.day);
            one["article"] = text_or_null(consequence.article);
            one["rule"] = consequence.rule;
            each["consequences"].push_back(std::move(one));
        }
        result["acts"].push_back(std::move(each));
    }
    return written(result);
}

std::string csv_powers(const std::vector<open_act>& acts, const powers_page& page) {
    std::string text =
        "treaty,participant,day,act,standing,effect,waits_for,article,finding,conditions\n";
    for (const auto& item : acts) {
        if (item.worth == standing::void_act && !page.all) {
            continue;
        }
        std::vector<std::string> conditions;
        for (const auto& condition : item.conditions) {
            conditions.push_back(to_words(condition));
        }
        append_csv_row(text,
                       {item.treaty,
                        page.party,
                        to_string(page.on),
                        item.name,
                        std::string(to_string(item.worth)),
                        item.effect && !names_its_day(item) ? to_string(*item.effect) : "",
                        item.waits_for,
                        item.article.article,
                        std::string(to_string(item.finding)),
                        joined_with(conditions, "; ")});
    }
    return text;
}

std::string write_missing(const missing_report& report, const text_style& style) {
    const paint colours{style.colour};
    std::string text = colours.bold(to_string(report.on)) + "  " + missing_heading(report) + "\n";
    for (const auto& item : report.requirements) {
        append_requirement(text, item, 0, style);
    }
    if (report.expected) {
        text += "  expected on " + to_string(*report.expected) + "\n";
    }
    return text;
}

std::string json_missing(const missing_report& report) {
    json result;
    result["goal"] = to_string(report.what);
    result["treaty"] = report.treaty;
    result["party"] = text_or_null(report.party);
    result["on"] = to_string(report.on);
    result["reached"] = report.reached;
    result["over"] = report.lost;
    result["since"] = day_or_null(report.since);
    result["expected"] = day_or_null(report.expected);
    result["requirements"] = json::array();
    for (const auto& item : report.requirements) {
        result["requirements"].push_back(requirement_json(item));
    }
    return written(result);
}

std::string csv_missing(const missing_report& report) {
    std::string text = "depth,requirement,kind,met,have,need,lacking,on,article,note\n";
    for (const auto& item : report.requirements) {
        append_rows(text, item, 0);
    }
    return text;
}

} // namespace servanda::io

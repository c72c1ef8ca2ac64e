#include "csv.hpp"
#include "json_words.hpp"
#include "layout.hpp"

#include <servanda/io/compliance.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace servanda::io {

namespace {

/// "breached 1 · kept 4 · unknown 2": from the worst on.
std::string count_words(const roll_up& sums) {
    std::string text;
    for (std::size_t i = sums.counts.size(); i-- > 0;) {
        if (sums.counts[i] > 0) {
            text += (text.empty() ? "" : " · ") + std::string(verdict_names[i]) + " " +
                    std::to_string(sums.counts[i]);
        }
    }
    return text;
}

std::string view_words(const verdict_report& item) {
    std::string text;
    for (const auto& [who, says] : item.as_seen_by) {
        text += (text.empty() ? "" : ", ") + who + ": " + std::string(to_string(says));
    }
    return text;
}

std::string finding_words(const told_finding& item) {
    std::string text = to_string(item.day) + (item.determined ? " determined" : " alleged") +
                       " by " + item.by + (item.material ? ", as a material breach" : "");
    if (!item.contested_by.empty()) {
        text += "; contested by ";
        for (std::size_t i = 0; i < item.contested_by.size(); ++i) {
            text += (i == 0 ? "" : ", ") + item.contested_by[i];
        }
    }
    return text + (item.until ? "; until " + to_string(*item.until) : "");
}

std::string due_words(const verdict_report& item) {
    if (item.verdict != verdict::due || !item.due_by) {
        return {};
    }
    const bool window = item.due_from && *item.due_from != *item.due_by;
    return (window ? to_string(*item.due_from) + ".." : "by ") + to_string(*item.due_by);
}

/// Why, with the days it is due and what the accounts say.
std::string reason_words(const verdict_report& item) {
    std::string text = due_words(item);
    // What others found is told by the findings themselves, with who contests them.
    const std::string why = item.by_finding ? std::string() : item.why;
    text += text.empty() ? why : (why.empty() ? "" : "; " + why);
    text +=
        item.time.empty() || item.verdict == verdict::not_applicable ? "" : " (" + item.time + ")";
    for (const auto& finding : item.findings) {
        const bool told = item.verdict == verdict::alleged || item.verdict == verdict::disputed ||
                          item.verdict == verdict::breached;
        text += told ? (text.empty() ? "" : "; ") + finding_words(finding) : "";
    }
    text += item.disputed
                ? (text.empty() ? "" : "; ") + std::string("as seen by ") + view_words(item)
                : "";
    return text;
}

std::string commitment_words(const verdict_report& item) {
    const bool plain = item.commitment == commitment::active || item.commitment == commitment::none;
    return plain ? "" : " (" + std::string(to_string(item.commitment)) + ")";
}

json verdict_json(const verdict_report& item) {
    json result;
    result["treaty"] = item.treaty;
    result["obligation"] = item.obligation;
    result["article"] = text_or_null(item.article);
    result["says"] = text_or_null(item.says);
    result["kind"] = to_string(item.kind);
    result["party"] = item.party;
    result["verdict"] = to_string(item.verdict);
    result["since"] = day_or_null(item.since);
    result["commitment"] = to_string(item.commitment);
    result["why"] = text_or_null(item.why);
    result["due_from"] = day_or_null(item.due_from);
    result["due_by"] = day_or_null(item.due_by);
    result["time_limit"] = text_or_null(item.time);
    result["findings"] = json::array();
    for (const auto& finding : item.findings) {
        json each;
        each["day"] = to_string(finding.day);
        each["by"] = finding.by;
        each["determined"] = finding.determined;
        each["material"] = finding.material;
        each["contested_by"] = finding.contested_by;
        each["until"] = day_or_null(finding.until);
        each["source"] = text_or_null(finding.source);
        result["findings"].push_back(std::move(each));
    }
    result["absences"] = item.absences;
    result["disputed"] = item.disputed;
    result["views"] = json::object();
    for (const auto& [who, says] : item.as_seen_by) {
        result["views"][who] = to_string(says);
    }
    return result;
}

/// Reports of one treaty and party stand together, in the order in which both first appear.
std::vector<verdict_report> by_party(std::vector<verdict_report> reports) {
    const auto order = rolled_up(reports);
    const auto rank = [&](const verdict_report& item) {
        return std::find_if(order.begin(), order.end(), [&](const roll_up& sums) {
            return sums.treaty == item.treaty && sums.party == item.party;
        });
    };
    std::stable_sort(reports.begin(), reports.end(), [&](const auto& a, const auto& b) {
        return rank(a) < rank(b);
    });
    return reports;
}

} // namespace

std::string write_compliance(
    const history& story, date day, const duty_query& query, bool all, const text_style& style) {
    const paint ink{style.colour};
    const auto reports = by_party(verdicts(story, day, query));
    std::string text = to_string(day) + "  " + ink.bold(title_of(story)) + "\n";
    if (reports.empty()) {
        return text + "  no obligation that fits\n";
    }
    std::size_t wide = 0;
    std::size_t wide_article = 0;
    const auto shown = [&](const verdict_report& item) {
        return all || !query.obligation.empty() || item.verdict != verdict::not_applicable ||
               item.commitment == commitment::lapsed || item.disputed;
    };
    for (const auto& item : reports) {
        if (shown(item)) {
            wide = std::max(wide, columns_of(item.obligation));
            wide_article = std::max(wide_article, columns_of(item.article));
        }
    }
    constexpr std::size_t widest_article = 14;
    wide_article = std::min(wide_article, widest_article);
    for (const auto& sums : rolled_up(reports)) {
        const auto applies = sums.counts[0] < [&] {
            std::size_t total = 0;
            for (const auto count : sums.counts) {
                total += count;
            }
            return total;
        }();
        const bool any = std::any_of(reports.begin(), reports.end(), [&](const auto& item) {
            return item.treaty == sums.treaty && item.party == sums.party && shown(item);
        });
        if (!applies && !any) {
            continue;
        }
        text += "\n" + ink.bold(sums.treaty + "  " + sums.party) + "  " +
                std::string(to_string(sums.worst)) + "  (" + count_words(sums) + ")\n";
        for (const auto& item : reports) {
            if (item.treaty != sums.treaty || item.party != sums.party || !shown(item)) {
                continue;
            }
            const bool look = item.verdict >= verdict::due;
            const std::string word = padded(to_string(item.verdict), 14);
            const std::string article =
                padded(item.article, std::max(wide_article, columns_of(item.article)) + 2);
            const std::string plain = "  " + padded(item.obligation, wide + 2) + article + word;
            const std::string rest = padded(item.since && item.verdict != verdict::not_applicable
                                                ? "since " + to_string(*item.since)
                                                : std::string(),
                                            18);
            text += "  " + padded(item.obligation, wide + 2) + article +
                    (look ? ink.strong(word) : word);
            const std::string reason = reason_words(item) + commitment_words(item);
            if (columns_of(plain) + columns_of(rest) + columns_of(reason) <= style.width) {
                text += rest + reason + "\n";
            } else {
                text += rest.substr(0, rest.find_last_not_of(' ') + 1) + "\n" +
                        hanging(std::string(6, ' '), reason, style.width) + "\n";
            }
        }
    }
    const auto hidden = static_cast<std::size_t>(std::count_if(
        reports.begin(), reports.end(), [&](const auto& item) { return !shown(item); }));
    if (hidden > 0) {
        text += "\n" + ink.dim(std::to_string(hidden) + " more that do not apply (--all)") + "\n";
    }
    return text;
}

std::string json_compliance(const history& story, date day, const duty_query& query) {
    const auto reports = verdicts(story, day, query);
    json result = heading_of(story);
    result["on"] = to_string(day);
    result["verdicts"] = json::array();
    for (const auto& item : reports) {
        result["verdicts"].push_back(verdict_json(item));
    }
    result["parties"] = json::array();
    for (const auto& sums : rolled_up(reports)) {
        json each;
        each["treaty"] = sums.treaty;
        each["party"] = sums.party;
        each["worst"] = to_string(sums.worst);
        each["disputed"] = sums.disputed;
        each["counts"] = json::object();
        for (std::size_t i = 0; i < sums.counts.size(); ++i) {
            each["counts"][std::string(verdict_names[i])] = sums.counts[i];
        }
        result["parties"].push_back(std::move(each));
    }
    return written(result);
}

std::string csv_compliance(const history& story, date day, const duty_query& query) {
    std::string text =
        "treaty,obligation,article,party,verdict,since,commitment,due_from,due_by,disputed,why\n";
    const auto day_or_blank = [](const std::optional<date>& when) {
        return when ? to_string(*when) : std::string();
    };
    for (const auto& item : verdicts(story, day, query)) {
        text += item.treaty;
        for (const auto& field : {item.obligation,
                                  item.article,
                                  item.party,
                                  std::string(to_string(item.verdict)),
                                  day_or_blank(item.since),
                                  std::string(to_string(item.commitment)),
                                  day_or_blank(item.due_from),
                                  day_or_blank(item.due_by),
                                  std::string(item.disputed ? "true" : "false"),
                                  item.why}) {
            text += ',';
            append_csv(text, field);
        }
        text += '\n';
    }
    return text;
}

std::string
write_verdict(const history& story, date day, const duty_query& query, const text_style& style) {
    const paint ink{style.colour};
    const auto reports = verdicts(story, day, query);
    std::string text;
    for (const auto& item : reports) {
        text += ink.bold(item.party + ", " + item.obligation + " (" + item.treaty +
                         (item.article.empty() ? "" : " " + item.article) + ") on " +
                         to_string(day) + ": " + std::string(to_string(item.verdict))) +
                "\n";
        const auto section = [&](const char* title, const std::vector<std::string>& lines) {
            text += lines.empty() ? "" : "\n" + std::string(title) + "\n";
            for (const auto& line : lines) {
                text += hanging("  ", line, style.width) + "\n";
            }
        };
        if (!item.says.empty()) {
            text += hanging("  ", item.says, style.width) + "\n";
        }
        text += hanging("  ", "because: " + reason_words(item), style.width) + "\n";
        // One participant may have had several codes: SUN and RUS.
        const auto same = [&](const std::string& a, const std::string& b) {
            return a == b ||
                   (!a.empty() && story.program().participant(a) == story.program().participant(b));
        };
        std::vector<std::string> steps;
        for (const auto& step : tell_verdict_changes(story)) {
            if (step.day <= day && step.treaty == item.treaty && same(step.who, item.party) &&
                step.to.starts_with(item.obligation + ": ")) {
                steps.push_back(to_string(step.day) + "  " +
                                step.to.substr(item.obligation.size() + 2) + ": " + step.why);
            }
        }
        section("How it came about", steps);
        std::vector<std::string> found;
        for (const auto& finding : item.findings) {
            found.push_back(finding_words(finding) +
                            (finding.source.empty() ? "" : " (" + finding.source + ")"));
        }
        section("Findings", found);
        if (item.disputed) {
            section("Disputed", {"as seen by " + view_words(item)});
        }
        section("What the answer relies on", item.absences);
    }
    return text.empty() ? "no obligation that fits\n" : text;
}

} // namespace servanda::io

#include "layout.hpp"
#include "member_words.hpp"

#include <servanda/engine/verdicts.hpp>
#include <servanda/engine/views.hpp>
#include <servanda/io/text.hpp>

#include <range/v3/range/conversion.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace servanda::io {

namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t most_listed = 4;

/// Changes of one day with the same course and reason, told once.
struct told_group {
    told_change what;
    std::vector<std::string> who;
};

std::vector<told_group> grouped(const std::vector<told_change>& changes) {
    std::vector<told_group> groups;
    for (const auto& item : changes) {
        const auto same = [&](const told_group& group) {
            const told_change& other = group.what;
            return other.day == item.day && other.treaty == item.treaty &&
                   other.from == item.from && other.to == item.to &&
                   other.article == item.article && other.why == item.why &&
                   other.who.empty() == item.who.empty();
        };
        const auto found = std::find_if(groups.rbegin(), groups.rend(), same);
        if (found == groups.rend()) {
            groups.push_back({item, {item.who}});
        } else if (std::find(found->who.begin(), found->who.end(), item.who) == found->who.end()) {
            found->who.push_back(item.who);
        }
    }
    return groups;
}

std::string names(const std::vector<std::string>& codes) {
    std::string text;
    for (const auto& code : codes) {
        text += (text.empty() ? "" : " ") + code;
    }
    return text;
}

std::string who_cell(const told_group& group) {
    if (group.what.who.empty()) {
        return "treaty";
    }
    return group.who.size() <= most_listed ? names(group.who)
                                           : std::to_string(group.who.size()) + " parties";
}

std::string arrow(const told_change& item) {
    return item.to == "void"      ? "void act"
           : item.from == item.to ? item.to
                                  : item.from + " → " + item.to;
}

struct widths {
    std::size_t treaty = 0;
    std::size_t who = 6;
    std::size_t course = 0;
    std::size_t article = 0;
};

widths measure(const std::vector<told_group>& groups, bool several) {
    constexpr std::size_t widest_course = 40;
    constexpr std::size_t widest_article = 14;
    widths result;
    for (const auto& group : groups) {
        result.treaty = std::max(result.treaty, several ? columns_of(group.what.treaty) : 0);
        result.who = std::max(result.who, columns_of(who_cell(group)));
        result.course = std::max(result.course, columns_of(arrow(group.what)));
        result.article = std::max(result.article, columns_of(group.what.article));
    }
    result.course = std::min(result.course, widest_course);
    result.article = std::min(result.article, widest_article);
    return result;
}

std::string treaty_line(const history& story, const compiled_treaty& item, date day) {
    const auto count = story.parties(item.source->id, day).size();
    const auto now = story.treaty_state(item.source->id, day);
    std::string text = item.source->id + ": " + std::string(to_string(now));
    if (const auto since = story.since(item.first, day)) {
        text += " since " + to_string(*since);
    }
    if (now != treaty_state::terminated) {
        text += ", " + std::to_string(count) + (count == 1 ? " party" : " parties");
    }
    return text;
}

std::string suspension_words(const suspension_report& item) {
    std::string text = item.by + " since " + to_string(item.since);
    text += item.towards.empty() ? "" : " towards " + item.towards;
    text += item.whole ? "" : ", of named obligations";
    if (item.by_claim) {
        text += " (by claim, " + item.basis + ")";
    } else if (!item.basis.empty()) {
        text += " (" + item.basis + ")";
    }
    return text;
}

std::string dispute_words(const membership_report& item) {
    std::string text;
    for (const auto& [viewer, seen] : item.as_seen_by) {
        text += (text.empty() ? "" : "; ") + viewer + ": " + std::string(to_string(seen));
    }
    return text;
}

/// The last step that made the headline state what it is.
const told_change* step_of(const explanation& why) {
    const told_change* found = nullptr;
    for (const auto& step : why.steps) {
        if (!step.who.empty() && why.now.since && step.day == *why.now.since) {
            found = &step;
        }
    }
    return found;
}

std::string basis_words(const told_change& step) {
    const std::string article = step.article.empty() ? "" : step.article + ", ";
    return article + step.why;
}

std::string surviving_words(const surviving_obligation& duty) {
    return duty.id + (duty.article.empty() ? "" : " (" + duty.article + ")") +
           (duty.until ? ", until " + to_string(*duty.until) : ", without end");
}

/// One membership: the headline on the first line, what else is so below.
std::string member_lines(const history& story,
                         const membership_report& item,
                         date day,
                         const text_style& style) {
    const paint ink{style.colour};
    const explanation why = explain(story, item.treaty, item.party, day);
    std::string head = std::string(to_string(item.state));
    head += item.since ? " since " + to_string(*item.since) : "";
    if (item.exit_on) {
        head += ", effective " + to_string(*item.exit_on);
    } else if (item.exit_pending) {
        head += ", no day yet";
    }
    if (item.state == state::terminated || item.state == state::former_party) {
        head += " (" + std::string(to_string(item.cause)) + ")";
    }
    if (item.suspended && item.state != state::suspended) {
        head += "; suspended";
    }
    std::string text = "  " + padded(item.party, 5) + ink.bold(head) + "\n";
    const auto add = [&](const std::string& label, const std::string& words) {
        text += hanging("       " + padded(label, 11), words, style.width) + "\n";
    };
    if (const auto* step = step_of(why)) {
        add("because", basis_words(*step));
    }
    for (const auto& line : why.coming) {
        add("coming", line);
    }
    for (const auto& suspension : item.suspensions) {
        add("suspended", "by " + suspension_words(suspension));
    }
    for (const auto& duty : item.surviving) {
        add("surviving", surviving_words(duty));
    }
    if (item.disputed) {
        add("disputed", "as seen by " + dispute_words(item));
    }
    add("aspects",
        "consent " + std::string(to_string(item.consent)) + " · operation " +
            std::string(to_string(item.operation)) + " · exit " +
            (item.exit_pending ? "pending" : "none") +
            (item.by_claim ? " · rests on a claim" : ""));
    return text;
}

std::string
pair_text(const history& story, const std::string& treaty, const state_query& query, date day) {
    const bool in_force = story.in_force_between(treaty, query.party, query.between, day);
    return "  between " + query.party + " and " + query.between + ": " +
           (in_force ? "in force" : "not in force") + "\n";
}

} // namespace

std::string member_line(const membership_report& item, std::size_t width) {
    std::string words = std::string(to_string(item.state));
    words += item.since ? " since " + to_string(*item.since) : "";
    words += item.by_claim && item.suspensions.empty() ? " (by claim)" : "";
    words += item.exit_on ? ", effective " + to_string(*item.exit_on) : "";
    if (item.suspended && item.state != state::suspended) {
        words += "; suspended";
    }
    if (!item.suspensions.empty()) {
        std::string by;
        for (const auto& suspension : item.suspensions) {
            by += (by.empty() ? "" : ", ") + suspension.by +
                  (suspension.by_claim ? " (by claim, " + suspension.basis + ")" : "");
        }
        words += "; suspension by " + by;
    }
    for (const auto& duty : item.surviving) {
        words += "; surviving: " + surviving_words(duty);
    }
    if (item.disputed) {
        words += "; disputed: " + dispute_words(item);
    }
    if (item.next && item.next != item.exit_on) {
        words += "; next " + to_string(*item.next) + " " + item.next_what;
    }
    return hanging("  " + padded(item.party, 5), words, width) + "\n";
}

std::vector<std::string> codes_in(const history& story, std::string_view treaty, date day) {
    auto codes =
        views::members(story, treaty) | views::codes_on(story, day) | ranges::to<std::vector>();
    std::sort(codes.begin(), codes.end());
    return codes;
}

std::string write_run(const history& story, const text_style& style) {
    const paint ink{style.colour};
    const bool several = story.program().treaties.size() > 1;
    auto told = tell_changes(story);
    for (auto& item : tell_silent_acts(story)) {
        told.push_back(std::move(item));
    }
    for (auto& item : tell_verdict_changes(story)) {
        told.push_back(std::move(item));
    }
    std::stable_sort(told.begin(), told.end(), [](const told_change& a, const told_change& b) {
        return a.day < b.day;
    });
    const auto groups = grouped(told);
    const widths wide = measure(groups, several);
    std::string text = ink.bold(title_of(story)) + "\n";
    for (const auto& item : story.program().treaties) {
        text += "  " + item.source->id +
                (item.source->title.empty() ? "" : ": " + item.source->title) + "\n";
    }
    text += "\n";
    date day = date::min();
    for (const auto& group : groups) {
        const told_change& item = group.what;
        const std::string when = item.day == day ? std::string(10, ' ') : to_string(item.day);
        day = item.day;
        std::string first = when + std::string(gap, ' ');
        if (several) {
            first += padded(item.treaty, wide.treaty + gap);
        }
        first += padded(who_cell(group), wide.who + gap);
        const std::string below(columns_of(first) + gap, ' ');
        const std::size_t course = std::max(wide.course, columns_of(arrow(item)));
        first += padded(arrow(item), course + gap);
        const bool wide_article =
            columns_of(first) + columns_of(item.article) > style.width || item.article.size() > 24;
        const std::string why =
            wide_article ? item.article + (item.why.empty() ? "" : ", " + item.why) : item.why;
        if (!wide_article) {
            first += padded(item.article, std::max(wide.article, columns_of(item.article)) + gap);
        }
        // The reason stands on the same line where it fits, else below, with room to be read.
        if (columns_of(first) + columns_of(why) <= style.width) {
            text += first + why + "\n";
        } else {
            text += first.substr(0, first.find_last_not_of(' ') + 1) + "\n";
            text += hanging(below, why, style.width) + "\n";
        }
        if (!item.who.empty() && group.who.size() > most_listed) {
            auto sorted = group.who;
            std::sort(sorted.begin(), sorted.end());
            text += ink.dim(hanging(std::string(12, ' '), names(sorted), style.width)) + "\n";
        }
    }
    return text;
}

std::string
write_state(const history& story, date day, const state_query& query, const text_style& style) {
    const paint ink{style.colour};
    std::string text = to_string(day) + "  " + title_of(story) + "\n";
    if (!query.treaty.empty()) {
        (void)story.whole(query.treaty); // an unknown treaty is an error, not an empty answer
    }
    for (const auto& item : story.program().treaties) {
        const std::string& id = item.source->id;
        if (!query.treaty.empty() && id != query.treaty) {
            continue;
        }
        text += ink.bold(treaty_line(story, item, day)) + "\n";
        if (!query.party.empty() && !query.between.empty()) {
            text += pair_text(story, id, query, day);
        } else if (!query.party.empty()) {
            text += member_lines(story, story.report(id, query.party, day), day, style);
        } else {
            for (const auto& code : codes_in(story, id, day)) {
                text += member_line(story.report(id, code, day), style.width);
            }
        }
    }
    return text;
}

std::string write_explanation(const history& story,
                              std::string_view treaty,
                              std::string_view party,
                              date day,
                              const text_style& style) {
    const paint ink{style.colour};
    const explanation why = explain(story, treaty, party, day);
    std::string text = ink.bold(std::string(party) + " in " + std::string(treaty) + " on " +
                                to_string(day) + ": " + why.state) +
                       "\n";
    const auto section = [&](const char* title, const std::vector<std::string>& lines) {
        if (lines.empty()) {
            return;
        }
        text += "\n";
        text += std::string(title) + "\n";
        for (const auto& line : lines) {
            text += hanging("  ", line, style.width) + "\n";
        }
    };
    text += why.steps.empty() ? "" : "\nHow it came about\n";
    for (const auto& step : why.steps) {
        const std::string who = step.who.empty() ? "the treaty" : step.who;
        text += hanging("  " + to_string(step.day) + "  ",
                        who + ": " + arrow(step) + ": " + basis_words(step),
                        style.width) +
                "\n";
    }
    std::vector<std::string> suspensions;
    for (const auto& item : why.now.suspensions) {
        suspensions.push_back("by " + suspension_words(item));
    }
    section("Suspensions that touch it", suspensions);
    section("What is coming", why.coming);
    section("Acts without effect", why.void_acts);
    if (why.now.disputed) {
        section("Disputed", {"as seen by " + dispute_words(why.now)});
    }
    std::vector<std::string> duties;
    for (const auto& item :
         verdicts(story, day, {std::string(treaty), std::string(party), std::string()})) {
        if (item.verdict > verdict::kept) {
            duties.push_back(item.obligation + (item.article.empty() ? "" : ", " + item.article) +
                             ": " + std::string(to_string(item.verdict)) +
                             (item.since ? " since " + to_string(*item.since) : "") +
                             (item.why.empty() ? "" : ": " + item.why));
        }
    }
    section("What it owes, where it is not simply kept", duties);
    section("What the law says of it", why.findings);
    section("What the answer relies on", why.absences);
    return text;
}

std::string write_pending(const history& story, date day, const text_style& style) {
    struct line {
        std::optional<date> when;
        std::string treaty;
        std::string who;
        std::string words;
    };
    std::vector<line> lines;
    for (const auto& item : story.pending(day)) {
        const effect& pending = story.effects()[item.effect];
        const std::string who = detail::name_of(story.program(), pending.who, day);
        const std::string article = detail::cite_effect(story, item.effect).article;
        lines.push_back({item.due,
                         story.program().treaty_name(pending.treaty),
                         who.empty() ? "treaty" : who,
                         std::string(to_string(pending.kind)) +
                             (article.empty() ? "" : ", " + article) + ": " +
                             detail::tell_effect(story, item.effect)});
    }
    for (const auto& item : due(story, day)) {
        std::string words = item.obligation + (item.article.empty() ? "" : ", " + item.article);
        words +=
            item.from && item.from != item.by ? ": due from " + to_string(*item.from) : ": due";
        words += item.stopped ? "; its clock stands still" : "";
        lines.push_back({item.by, item.treaty, item.party, std::move(words)});
    }
    std::stable_sort(lines.begin(), lines.end(), [](const line& a, const line& b) {
        return a.when && b.when ? *a.when < *b.when : a.when.has_value() && !b.when;
    });
    std::string text = to_string(day) + "  " + title_of(story) + ": what is pending\n";
    for (const auto& item : lines) {
        const std::string first =
            "  " + padded(item.when ? to_string(*item.when) : std::string("no day yet"), 12) +
            padded(item.treaty, std::max<std::size_t>(14, columns_of(item.treaty) + 1)) +
            padded(item.who, 8);
        text += hanging(first, item.words, style.width) + "\n";
    }
    return lines.empty() ? text + "  nothing\n" : text;
}

std::string write_unmet(const std::vector<unmet_expectation>& items) {
    std::string text;
    for (const auto& item : items) {
        const std::string place = to_string(item.what->where);
        text += (place.empty() ? "" : place + ": ") + "expectation failed: " + item.message + "\n";
    }
    return text;
}

std::string write_diagnostics(const std::vector<diagnostic>& items) {
    std::string text;
    for (const auto& item : items) {
        text += to_string(item) + "\n";
    }
    return text;
}

} // namespace servanda::io

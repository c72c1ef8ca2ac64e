#include "layout.hpp"
#include "member_words.hpp"

#include <servanda/io/possible.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace servanda::io {

namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t most_listed = 4;

/// "Lakes, as seen by RUS, as known on 2019-02-02".
std::string title_of(const scenario& story, const possible_options& options) {
    return (story.title.empty() ? "scenario" : story.title) +
           (options.as_seen_by.empty() ? "" : ", as seen by " + options.as_seen_by) +
           (options.as_known_on ? ", as known on " + to_string(*options.as_known_on) : "");
}

/// "in every placement", "in 5 of 31 placements".
std::string how_often(std::uint64_t count, std::uint64_t tried, std::uint64_t all, bool exact) {
    if (exact) {
        return count == tried ? "in every placement"
                              : "in " + write_tried(count, tried) + " placements";
    }
    return "in " + write_tried(count, tried) + " placements tried, of " +
           (all == detail::beyond_counting ? "more than 10^18" : std::to_string(all));
}

std::string days_of(const possible_change& item) {
    return to_string(day_range{item.first, item.last});
}

/// Changes of the same days, course and number, told once.
struct told_together {
    const possible_change* what = nullptr;
    std::vector<std::string> who;
};

std::vector<told_together> grouped(const std::vector<possible_change>& changes) {
    std::vector<told_together> groups;
    for (const auto& item : changes) {
        const auto same = [&](const told_together& group) {
            const possible_change& other = *group.what;
            return other.first == item.first && other.last == item.last &&
                   other.treaty == item.treaty && other.from == item.from && other.to == item.to &&
                   other.article == item.article && other.placements == item.placements &&
                   other.party.empty() == item.party.empty();
        };
        const auto found = std::find_if(groups.rbegin(), groups.rend(), same);
        if (found == groups.rend()) {
            groups.push_back({&item, {item.party}});
        } else {
            found->who.push_back(item.party);
        }
    }
    return groups;
}

std::string names_of(const std::vector<std::string>& codes) {
    std::string text;
    for (const auto& code : codes) {
        text += (text.empty() ? "" : " ") + code;
    }
    return text;
}

std::string who_cell(const told_together& group) {
    return group.what->party.empty()         ? "treaty"
           : group.who.size() <= most_listed ? names_of(group.who)
                                             : std::to_string(group.who.size()) + " parties";
}

std::string arrow(const possible_change& item) {
    return item.from + " → " + item.to;
}

/// "1 act is not known to the day: 31 placements, all of them tried".
std::string summary(const possible_histories& all) {
    const auto acts = detail::imprecise_acts(all.story()).size();
    std::string text = std::to_string(acts) + (acts == 1 ? " act is not known to the day: "
                                                         : " acts are not known to the day: ");
    if (all.exact()) {
        return text + std::to_string(all.tried()) +
               (all.tried() == 1 ? " placement tried, all there is"
                                 : " placements tried, all there are");
    }
    return text + write_tried(all.tried(), all.placements()) +
           " placements tried: what is said is not exact";
}

json placement_json(const placement& placed, const scenario& story) {
    json result = json::array();
    for (const auto& item : placed) {
        const dated_act& done = story.acts[item.act];
        json each;
        each["id"] = text_or_null(done.id);
        each["act"] = to_string(done.kind);
        each["by"] = done.by;
        each["day"] = to_string(item.day);
        result.push_back(std::move(each));
    }
    return result;
}

/// A number of placements; null for more than anybody counts.
json number_json(std::uint64_t count) {
    return count == detail::beyond_counting ? json() : json(count);
}

json heading_json(const scenario& story, const possible_options& options) {
    json result;
    result["scenario"] = story.title;
    result["as_seen_by"] = text_or_null(options.as_seen_by);
    return result;
}

json change_json(const possible_change& item, const scenario& story) {
    json result;
    result["first"] = to_string(item.first);
    result["last"] = to_string(item.last);
    result["treaty"] = item.treaty;
    result["who"] = text_or_null(item.party);
    result["from"] = item.from;
    result["to"] = item.to;
    result["article"] = text_or_null(item.article);
    result["always"] = item.always();
    result["placements"] = item.placements;
    result["tried"] = item.tried;
    result["of"] = number_json(item.all);
    result["exact"] = item.exact;
    result["example"] = placement_json(item.example, story);
    return result;
}

json imprecise_json(const scenario& story) {
    json result = json::array();
    for (const auto& item : detail::imprecise_acts(story)) {
        for (std::size_t i = item.first; i < item.first + item.authors; ++i) {
            const dated_act& done = story.acts[i];
            json each;
            each["id"] = text_or_null(done.id);
            each["act"] = to_string(done.kind);
            each["by"] = done.by;
            each["treaty"] = text_or_null(done.treaty);
            each["first"] = to_string(item.days.first);
            each["last"] = to_string(item.days.last);
            result.push_back(std::move(each));
        }
    }
    return result;
}

/// States, how many placements have each, and one placement of each.
template <class T>
void add_answers(json& to, const possible<T>& of, const scenario& story) {
    to["possible"] = json::array();
    to["placements"] = json::object();
    to["examples"] = json::object();
    for (const auto& item : of.answers) {
        const std::string word(to_string(item.what));
        to["possible"].push_back(word);
        to["placements"][word] = item.placements;
        to["examples"][word] = placement_json(item.example, story);
    }
    to["exact"] = of.exact;
    to["tried"] = of.tried;
    to["of"] = number_json(of.all);
}

template <class T>
json word_of(const possible<T>& of) {
    return of.definite() ? json(to_string(of.answers.front().what)) : json("unknown");
}
template <class T>
json word_of(const common_value<T>& of) {
    return of.known() ? json(to_string(*of)) : json("unknown");
}
json flag_of(const common_value<bool>& of) {
    return of.known() ? json(*of) : json();
}
json day_of(const common_value<std::optional<date>>& of) {
    return of.known() ? day_or_null(*of) : json();
}

json possible_member_json(const possible_membership& item, const scenario& story) {
    json result;
    if (item.report) {
        result = member_json(*item.report);
    } else {
        result["treaty"] = item.treaty;
        result["party"] = item.party;
        result["state"] = word_of(item.states);
        result["since"] = day_of(item.since);
        result["consent"] = word_of(item.consent);
        result["operation"] = word_of(item.operation);
        result["exit"] = !item.exit_pending.known() ? json("unknown")
                         : *item.exit_pending       ? json("pending")
                                                    : json("none");
        result["exit_effective"] = day_of(item.exit_on);
        result["suspended"] = flag_of(item.suspended);
        result["by_claim"] = flag_of(item.by_claim);
        result["disputed"] = flag_of(item.disputed);
        result["next"] = day_of(item.next);
    }
    result["unknown"] = json::array();
    const auto doubt = [&](const char* key, bool known) {
        if (!known) {
            result["unknown"].push_back(key);
        }
    };
    doubt("state", item.states.definite());
    doubt("since", item.since.known());
    doubt("consent", item.consent.known());
    doubt("operation", item.operation.known());
    doubt("exit", item.exit_pending.known());
    doubt("exit_effective", item.exit_on.known());
    doubt("suspended", item.suspended.known());
    doubt("by_claim", item.by_claim.known());
    doubt("disputed", item.disputed.known());
    doubt("next", item.next.known());
    add_answers(result, item.states, story);
    return result;
}

std::string treaty_line(const possible_treaty& item) {
    std::string text = item.treaty + ": " + to_string(item.states);
    if (item.states.definite() && item.since.known() && *item.since) {
        text += " since " + to_string(**item.since);
    }
    if (item.states.definite() && item.states.may_be(treaty_state::terminated)) {
        return text;
    }
    text += item.states.definite() ? ", " : "; ";
    text += std::to_string(item.fewest_parties);
    if (item.most_parties != item.fewest_parties) {
        text += " to " + std::to_string(item.most_parties);
    }
    text += item.most_parties == 1 ? " party" : " parties";
    return text + (item.parties_exact ? "" : " in the placements tried");
}

/// What is known of a membership in which not all placements agree.
std::string unsure_words(const possible_membership& item) {
    std::string text = to_string(item.states);
    if (!item.states.definite()) {
        return text;
    }
    text += item.since.known() && *item.since ? " since " + to_string(**item.since) : "";
    std::string differing;
    const auto differs = [&](const char* what, bool known) {
        differing += known ? "" : (differing.empty() ? "" : ", ") + std::string(what);
    };
    differs("since when", item.since.known());
    differs("until when", item.exit_on.known());
    differs("whether it is suspended", item.suspended.known());
    differs("whether it is disputed", item.disputed.known());
    differs("when something is next due", item.next.known() || !item.exit_on.known());
    return text + "; unknown: " + (differing.empty() ? "on what it rests" : differing);
}

std::string
member_lines(const possible_membership& item, const scenario& story, const text_style& style) {
    const paint ink{style.colour};
    std::string text = "  " + padded(item.party, 5) + ink.bold(unsure_words(item)) + "\n";
    for (const auto& answer : item.states.answers) {
        const std::string often =
            how_often(answer.placements, item.states.tried, item.states.all, item.states.exact);
        const bool shown = !item.states.definite() && !answer.example.empty();
        text += hanging("       ",
                        std::string(to_string(answer.what)) + " " + often +
                            (shown ? ", such as " + to_string(answer.example, story) : ""),
                        style.width) +
                "\n";
    }
    return text;
}

std::string pair_words(const possible<bool>& in_force) {
    if (in_force.definite()) {
        return in_force.may_be(true) ? "in force" : "not in force";
    }
    return "unknown: in force " +
           how_often(in_force.placements_of(true), in_force.tried, in_force.all, in_force.exact);
}

} // namespace

std::string write_possible_run(const possible_histories& all, const text_style& style) {
    const paint ink{style.colour};
    const bool several = all.program().treaties.size() > 1;
    const auto changes = all.changes();
    const auto groups = grouped(changes);
    std::size_t wide_days = 10;
    std::size_t wide_treaty = 0;
    std::size_t wide_who = 6;
    std::size_t wide_course = 0;
    for (const auto& group : groups) {
        wide_days = std::max(wide_days, days_of(*group.what).size());
        wide_treaty = std::max(wide_treaty, several ? columns_of(group.what->treaty) : 0);
        wide_who = std::max(wide_who, columns_of(who_cell(group)));
        wide_course = std::max(wide_course, columns_of(arrow(*group.what)));
    }
    std::string text = ink.bold(title_of(all.story(), all.options())) + "\n";
    for (const auto& item : all.program().treaties) {
        text += "  " + item.source->id +
                (item.source->title.empty() ? "" : ": " + item.source->title) + "\n";
    }
    text += "  " + summary(all) + "\n\n";
    std::string before;
    for (const auto& group : groups) {
        const possible_change& item = *group.what;
        const std::string days = days_of(item);
        std::string first = padded(days == before ? std::string() : days, wide_days + gap);
        before = days;
        if (several) {
            first += padded(item.treaty, wide_treaty + gap);
        }
        first += padded(who_cell(group), wide_who + gap);
        const std::string below(columns_of(first) + gap, ' ');
        first += padded(arrow(item), wide_course + gap);
        const bool unsure = !item.always() || item.first != item.last;
        const std::string often =
            unsure ? how_often(item.placements, item.tried, item.all, item.exact) : "";
        const std::string why =
            item.article + (item.article.empty() || often.empty() ? "" : ", ") + often;
        if (columns_of(first) + columns_of(why) <= style.width) {
            first += why;
            text += first.substr(0, first.find_last_not_of(' ') + 1) + "\n";
        } else {
            text += first.substr(0, first.find_last_not_of(' ') + 1) + "\n";
            text += hanging(below, why, style.width) + "\n";
        }
        if (!item.party.empty() && group.who.size() > most_listed) {
            text += ink.dim(hanging(
                        std::string(wide_days + gap, ' '), names_of(group.who), style.width)) +
                    "\n";
        }
    }
    return text;
}

std::string json_possible_run(const possible_histories& all,
                              const std::vector<unmet_expectation>& unmet) {
    json result = heading_json(all.story(), all.options());
    result["exact"] = all.exact();
    result["tried"] = all.tried();
    result["of"] = number_json(all.placements());
    result["imprecise_acts"] = imprecise_json(all.story());
    result["changes"] = json::array();
    for (const auto& item : all.changes()) {
        result["changes"].push_back(change_json(item, all.story()));
    }
    result["void_acts"] = json::array();
    for (const auto& item : all.void_acts()) {
        const dated_act& done = all.story().acts[item.act];
        json each;
        each["id"] = text_or_null(done.id);
        each["act"] = to_string(done.kind);
        each["by"] = done.by;
        each["treaty"] = item.treaty;
        each["finding"] = item.why;
        each["article"] = text_or_null(item.article);
        each["placements"] = item.placements;
        each["tried"] = item.tried;
        each["of"] = number_json(item.all);
        each["example"] = placement_json(item.example, all.story());
        result["void_acts"].push_back(std::move(each));
    }
    result["unmet_expectations"] = json::array();
    for (const auto& item : unmet) {
        json failed;
        failed["where"] = text_or_null(to_string(item.what->where));
        failed["message"] = item.message;
        result["unmet_expectations"].push_back(std::move(failed));
    }
    return written(result);
}

std::vector<diagnostic> possible_remarks(const possible_histories& all) {
    std::vector<diagnostic> result = all.program().remarks;
    for (const auto& item : all.void_acts()) {
        const dated_act& done = all.story().acts[item.act];
        const bool exact = item.tried == item.all;
        const bool always = exact && item.placements == item.tried;
        std::string text =
            to_string(possible_days(done)) + " " + done.by + ": " +
            std::string(to_string(done.kind)) + (done.of.empty() ? "" : " of " + done.of) +
            " is void " + how_often(item.placements, item.tried, item.all, exact) + ": " + item.why;
        text += item.article.empty() ? "" : " (" + item.article + ")";
        if (!always && !item.example.empty()) {
            text += ", such as " + to_string(item.example, all.story());
        }
        result.push_back({severity::warning, done.where, std::move(text)});
    }
    return result;
}

std::string write_possible_state(const scenario& story,
                                 const std::vector<possible_treaty>& treaties,
                                 date day,
                                 const possible_options& options,
                                 const text_style& style) {
    const paint ink{style.colour};
    std::string text = to_string(day) + "  " + title_of(story, options) + "\n";
    for (const auto& item : treaties) {
        text += ink.bold(treaty_line(item)) + "\n";
        if (item.in_force) {
            text += "  between " + item.pair[0] + " and " + item.pair[1] + ": " +
                    pair_words(*item.in_force) + "\n";
        }
        const bool one = item.memberships.size() == 1;
        for (const auto& member : item.memberships) {
            if (member.report) {
                text += member_line(*member.report, style.width);
            } else if (one) {
                text += member_lines(member, story, style);
            } else {
                text += hanging("  " + padded(member.party, 5), unsure_words(member), style.width) +
                        "\n";
            }
        }
    }
    return text;
}

std::string json_possible_state(const scenario& story,
                                const std::vector<possible_treaty>& treaties,
                                date day,
                                const possible_options& options) {
    json result = heading_json(story, options);
    result["on"] = to_string(day);
    result["imprecise_acts"] = imprecise_json(story);
    result["treaties"] = json::array();
    for (const auto& item : treaties) {
        json treaty;
        treaty["treaty"] = item.treaty;
        treaty["state"] = word_of(item.states);
        treaty["since"] = day_of(item.since);
        treaty["parties"] = item.parties_exact && item.fewest_parties == item.most_parties
                                ? json(item.fewest_parties)
                                : json();
        treaty["fewest_parties"] = item.fewest_parties;
        treaty["most_parties"] = item.most_parties;
        if (item.in_force) {
            treaty["between"] = {item.pair[0], item.pair[1]};
            treaty["in_force"] =
                item.in_force->definite() ? json(item.in_force->answers.front().what) : json();
        }
        add_answers(treaty, item.states, story);
        treaty["memberships"] = json::array();
        for (const auto& member : item.memberships) {
            treaty["memberships"].push_back(possible_member_json(member, story));
        }
        result["treaties"].push_back(std::move(treaty));
    }
    return written(result);
}

} // namespace servanda::io

// What differs between two histories, as text: what changed, appeared, vanished and moved, each
// with both causes; then what stayed the same.
#include "layout.hpp"

#include <servanda/io/text.hpp>
#include <servanda/study/told_difference.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace servanda::io {

namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t most_listed = 6;

std::string names(const std::vector<std::string>& codes) {
    std::string text;
    for (const auto& code : codes) {
        text += (text.empty() ? "" : " ") + code;
    }
    return text;
}

std::string end_of(const std::optional<date>& until) {
    return until ? to_string(*until) : "…";
}

/// What is odd in the second history and was not in the first.
std::string new_remarks(const history& before, const history& after) {
    std::set<std::string> known;
    for (const auto& remark : before.remarks()) {
        known.insert(to_string(remark));
    }
    std::string text;
    for (const auto& remark : after.remarks()) {
        if (!known.contains(to_string(remark))) {
            text += "\n" + to_string(remark) + "\n";
        }
    }
    return text;
}

/// Rows with all but the party in common, in order of their first.
struct row {
    std::string from;
    std::string until;
    std::string treaty;
    std::string of; ///< the obligation; empty: of states
    std::vector<std::string> who;
    told_sides sides;
    bool as_before[2] = {false, false}; ///< what went on has a beginning of its own for each

    /// What begins must have begun alike; of states that go on only what became of the cause.
    [[nodiscard]] static bool alike(const told_side& a, const told_side& b, bool loosely) {
        return a == b ||
               (loosely && !a.begins && !b.begins && a.state == b.state && a.but == b.but);
    }
    [[nodiscard]] bool takes(const row& other) const {
        const bool loosely = of.empty();
        return from == other.from && until == other.until && treaty == other.treaty &&
               of == other.of && who.front().empty() == other.who.front().empty() &&
               alike(sides.was, other.sides.was, loosely) &&
               alike(sides.is, other.sides.is, loosely);
    }
    void take(const row& other) {
        who.push_back(other.who.front());
        as_before[0] = as_before[0] || sides.was != other.sides.was;
        as_before[1] = as_before[1] || sides.is != other.sides.is;
    }
    [[nodiscard]] std::string name() const {
        const std::string parties = who.front().empty() ? "(treaty)"
                                    : who.size() <= most_listed
                                        ? names(who)
                                        : std::to_string(who.size()) + " parties";
        return treaty + " " + parties + (of.empty() ? "" : " " + of);
    }
};

void add_row(std::vector<row>& rows, row next) {
    // Rows of one day stand together, so that only those need be looked at.
    for (auto at = rows.rbegin(); at != rows.rend() && at->from == next.from; ++at) {
        if (at->takes(next)) {
            at->take(next);
            return;
        }
    }
    rows.push_back(std::move(next));
}

std::vector<row> state_rows(const told_difference& told) {
    std::vector<row> rows;
    for (std::size_t i = 0; i < told.found.states.size(); ++i) {
        const state_difference& item = told.found.states[i];
        add_row(rows,
                {to_string(item.from),
                 end_of(item.until),
                 item.treaty,
                 {},
                 {item.party},
                 told.state_causes[i]});
    }
    return rows;
}

std::vector<row> verdict_rows(const told_difference& told) {
    std::vector<row> rows;
    for (std::size_t i = 0; i < told.found.verdicts.size(); ++i) {
        const verdict_difference& item = told.found.verdicts[i];
        add_row(rows,
                {to_string(item.from),
                 end_of(item.until),
                 item.treaty,
                 item.obligation,
                 {item.party},
                 told.verdict_causes[i]});
    }
    return rows;
}

/// A table of stretches, each with both causes below it.
std::string
table(const std::vector<row>& rows, const std::string& heading, const text_style& style) {
    if (rows.empty()) {
        return {};
    }
    constexpr std::size_t widest_name = 48;
    constexpr std::size_t widest_state = 46;
    const paint ink{style.colour};
    std::size_t wide = columns_of(heading);
    std::size_t wide_was = 8;
    for (const auto& item : rows) {
        wide = std::max(wide, std::min(columns_of(item.name()), widest_name));
        wide_was = std::max(wide_was, std::min(columns_of(item.sides.was.state), widest_state));
    }
    std::string text = "\n" + padded("from", 12) + padded("until", 12) +
                       padded(heading, wide + gap) + padded("history", wide_was + gap) +
                       "what if\n";
    const std::string below(4, ' ');
    for (const auto& item : rows) {
        const std::string first =
            padded(item.from, 12) + padded(item.until, 12) +
            padded(item.name(), std::max(wide, columns_of(item.name())) + gap) +
            padded(item.sides.was.state,
                   std::max(wide_was, columns_of(item.sides.was.state)) + gap);
        text += hanging(first, item.sides.is.state, style.width) + "\n";
        if (item.who.size() > most_listed) {
            text += ink.dim(hanging(below, names(item.who), style.width)) + "\n";
        }
        const auto add = [&](const char* label, const told_side& side, bool as_before) {
            const std::string words = !as_before         ? to_string(side)
                                      : side.but.empty() ? "as before"
                                                         : "as before; " + side.but;
            text += words.empty() ? "" : hanging(below + label, words, style.width) + "\n";
        };
        add("history: ", item.sides.was, item.as_before[0]);
        add("what if: ", item.sides.is, item.as_before[1]);
    }
    return text;
}

/// "inf RUS USA  terminated, moved from 2019-08-02 to 2020-02-02", one line for all parties of
/// whom the same is to be said.
std::string beginning_lines(const std::vector<beginning_difference>& items,
                            const text_style& style) {
    using course = std::tuple<std::string, std::string, std::string, bool>;
    std::vector<std::pair<course, std::vector<std::string>>> lines;
    for (const auto& item : items) {
        const difference_kind kind = kind_of(item);
        std::string words(to_string(kind));
        if (kind == difference_kind::moved) {
            words += " from " + to_string(*item.was) + " to " + to_string(*item.is);
        } else if (kind == difference_kind::appeared) {
            words += ", from " + to_string(*item.is);
        } else {
            words += ", was from " + to_string(*item.was);
        }
        course own{item.treaty, item.state, std::move(words), item.party.empty()};
        const auto same = [&](const auto& line) { return line.first == own; };
        const auto found = std::find_if(lines.rbegin(), lines.rend(), same);
        if (found != lines.rend()) {
            found->second.push_back(item.party);
        } else {
            lines.push_back({std::move(own), {item.party}});
        }
    }
    std::string text;
    for (const auto& [what, who] : lines) {
        const auto& [treaty, state, words, whole] = what;
        const std::string party = whole ? "(treaty)"
                                  : who.size() > most_listed
                                      ? std::to_string(who.size()) + " parties: " + names(who)
                                      : names(who);
        text +=
            hanging("  ", treaty + " " + party + ", " + state + ": " + words, style.width) + "\n";
    }
    return text.empty() ? text : "\nStates that began on another day, or in one only\n" + text;
}

template <class Side>
std::string both_sides(const std::optional<Side>& was, const std::optional<Side>& is) {
    const auto tell = [](const std::optional<Side>& side) {
        return side ? to_string(*side) : std::string("nothing");
    };
    return "history: " + tell(was) + "; what if: " + tell(is);
}

std::string act_lines(const std::vector<act_difference>& items, const text_style& style) {
    std::string text;
    for (const auto& item : items) {
        text += hanging("  ",
                        item.treaty + " " + (item.party.empty() ? "*" : item.party) + ", " +
                            item.what + ": " + std::string(to_string(kind_of(item))) + "; " +
                            both_sides(item.was, item.is),
                        style.width) +
                "\n";
    }
    return text.empty() ? text : "\nActs\n" + text;
}

std::string finding_lines(const std::vector<finding_difference>& items, const text_style& style) {
    std::string text;
    for (const auto& item : items) {
        text += hanging("  ",
                        item.treaty + " " + (item.obligation.empty() ? "" : item.obligation + " ") +
                            (item.material ? "material breach by " : "breach by ") + item.against +
                            (item.determined ? ", determined by " : ", alleged by ") + item.by +
                            ": " + std::string(to_string(kind_of(item))) + "; " +
                            both_sides(item.was, item.is),
                        style.width) +
                "\n";
    }
    return text.empty() ? text : "\nFindings\n" + text;
}

std::string unchanged_lines(const unchanged_parts& same, const text_style& style) {
    std::string treaties;
    for (const auto& item : same.treaties) {
        treaties += (treaties.empty() ? "" : ", ") + item.treaty;
    }
    std::map<std::string, std::vector<std::string>> by_treaty;
    for (const auto& item : same.memberships) {
        by_treaty[item.treaty].push_back(item.party);
    }
    std::string members;
    for (const auto& [treaty, codes] : by_treaty) {
        members += (members.empty() ? "" : ", ") + treaty + " " + names(codes);
    }
    std::map<std::string, std::vector<std::string>> by_obligation;
    for (const auto& item : same.obligations) {
        by_obligation[item.treaty + " " + item.obligation].push_back(item.party);
    }
    std::string duties;
    for (const auto& [obligation, codes] : by_obligation) {
        duties += (duties.empty() ? "" : ", ") + obligation + " " +
                  (codes.size() > most_listed ? "(" + std::to_string(codes.size()) + " bearers)"
                                              : names(codes));
    }
    std::string text = "\nUnchanged\n";
    const auto add =
        [&](const char* what, std::size_t count, std::size_t all, const std::string& which) {
            if (all > 0) {
                text += hanging("  ",
                                std::string(what) + ": " + std::to_string(count) + " of " +
                                    std::to_string(all) +
                                    (count == 0 || count == all ? "" : ": " + which),
                                style.width) +
                        "\n";
            }
        };
    add("treaties as a whole", same.treaties.size(), same.all_treaties, treaties);
    add("memberships", same.memberships.size(), same.all_memberships, members);
    add("obligations, by bearer", same.obligations.size(), same.all_obligations, duties);
    return text;
}

} // namespace

std::string write_difference(const history& before,
                             const history& after,
                             const std::vector<edit>& edits,
                             const text_style& style) {
    const paint ink{style.colour};
    std::string text = ink.bold(title_of(before) + ": what if") + "\n";
    for (const auto& item : edits) {
        text += "  " + to_string(item) + "\n";
    }
    const told_difference told = explain_difference(before, after);
    for (const auto& remark : baseline_remarks(before, after, edits)) {
        text += hanging("warning: ", remark, style.width) + "\n";
    }
    if (told.same_inputs) {
        text += "\nThe two histories have the same rules and acts.\n";
    }
    const std::string remarks = new_remarks(before, after);
    if (told.found.empty()) {
        const bool judged = !after.program().duties.empty();
        text += judged ? "\nNo state and no verdict differs on any day.\n"
                       : "\nNo state differs on any day.\n";
        return text + act_lines(told.acts, style) + finding_lines(told.findings, style) + remarks;
    }
    text += "\nFirst divergence: " + to_string(*told.found.first()) + "\n";
    text += table(state_rows(told), "who", style);
    text += table(verdict_rows(told), "obligation", style);
    text += beginning_lines(told.beginnings, style);
    text += act_lines(told.acts, style) + finding_lines(told.findings, style);
    return text + unchanged_lines(told.unchanged, style) + remarks;
}

} // namespace servanda::io

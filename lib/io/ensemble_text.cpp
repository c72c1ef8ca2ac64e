#include "ensemble_words.hpp"
#include "layout.hpp"

#include <servanda/engine/explanation.hpp>
#include <servanda/engine/simulate.hpp>
#include <servanda/io/ensembles.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace servanda::io {

namespace {

constexpr std::size_t day_width = 10;
constexpr std::size_t gap = 2;

std::string right(const std::string& text, std::size_t columns) {
    const std::size_t taken = columns_of(text);
    return std::string(taken < columns ? columns - taken : 0, ' ') + text;
}

std::string day_cell(const std::optional<date>& day) {
    return right(day ? to_string(*day) : "–", gap + day_width);
}

/// "choice: option" for each choice, then the acts with their days.
std::string drawn_words(const ensemble& of, const ensemble_draws& drawn) {
    std::string text;
    const auto add = [&](const std::string& words) { text += (text.empty() ? "" : "; ") + words; };
    for (std::size_t c = 0; c < drawn.options.size(); ++c) {
        add(of.model().choices[c].id + " is " + drawn.options[c]);
    }
    std::vector<std::pair<date, std::string>> acts;
    for (std::size_t i = 0; i < drawn.days.size(); ++i) {
        if (drawn.days[i]) {
            acts.emplace_back(*drawn.days[i], name_of(of.model().acts[i]));
        }
    }
    std::stable_sort(
        acts.begin(), acts.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [day, name] : acts) {
        add(name + " on " + to_string(day));
    }
    return text.empty() ? "no act by chance" : text + (acts.empty() ? "; no act by chance" : "");
}

/// What followed from the first day by chance on; the same change of several on one line.
std::vector<std::string>
chain_of(const ensemble& of, std::uint64_t run, const std::string& indent, std::size_t width) {
    constexpr std::size_t most_named = 4;
    struct told_group {
        told_change what;
        std::vector<std::string> who;
    };
    const history story = simulate(of.rules(), of.story(run));
    const bool several = story.program().treaties.size() > 1;
    std::vector<told_group> groups;
    for (auto& item : tell_changes(story)) {
        if (item.day < of.first_day()) {
            continue;
        }
        const auto same = std::find_if(groups.rbegin(), groups.rend(), [&](const told_group& each) {
            const told_change& other = each.what;
            return other.day == item.day && other.treaty == item.treaty &&
                   other.from == item.from && other.to == item.to && other.why == item.why &&
                   other.who.empty() == item.who.empty();
        });
        if (same != groups.rend()) {
            same->who.push_back(item.who);
        } else {
            std::vector<std::string> who{item.who};
            groups.push_back({std::move(item), std::move(who)});
        }
    }
    std::vector<std::string> lines;
    for (const told_group& group : groups) {
        const told_change& item = group.what;
        std::string who;
        for (const auto& code : group.who) {
            who += (who.empty() ? "" : " ") + code;
        }
        if (item.who.empty()) {
            who = "the treaty";
        } else if (group.who.size() > most_named) {
            who = std::to_string(group.who.size()) + " parties";
        }
        lines.push_back(hanging(indent + to_string(item.day) + "  ",
                                (several ? item.treaty + " " : "") + who + ": " + item.from +
                                    " → " + item.to + ": " +
                                    (item.article.empty() ? "" : item.article + ", ") + item.why,
                                width));
    }
    return lines;
}

class ensemble_writer {
public:
    ensemble_writer(const ensemble& of, const ensemble_report& found, const text_style& style)
        : of_(of)
        , found_(found)
        , style_(style)
        , ink_{style.colour} {}

    [[nodiscard]] std::string write() {
        write_heading();
        if (found_.runs == 0) {
            return std::move(text_);
        }
        write_outcomes();
        write_classes();
        constexpr std::size_t parts = 5; // six days fit a line
        const auto days = spread_days(found_, parts);
        for (const counted_treaty& item : count_treaties(found_, days)) {
            write_treaty(item, days);
        }
        return std::move(text_);
    }

private:
    void write_heading() {
        text_ += ink_.bold(found_.title.empty() ? "ensemble" : found_.title) + "\n";
        if (found_.runs == found_.asked) {
            text_ += in_thousands(found_.runs) + (found_.runs == 1 ? " run" : " runs");
        } else {
            text_ += "stopped after " + in_thousands(found_.runs) + " of " +
                     in_thousands(found_.asked) + " runs";
        }
        text_ += ", seed " + std::to_string(found_.seed) + "; by chance from " +
                 to_string(found_.first) + " to " + to_string(found_.last) + "\n";
    }

    void write_outcomes() {
        constexpr std::size_t least = 20;
        constexpr std::size_t most = 40;
        constexpr std::size_t wide_share = 11;
        constexpr std::size_t wide_interval = 18;
        std::size_t wide = least;
        for (const auto& item : found_.outcomes) {
            wide = std::min(most, std::max(wide, columns_of(item.name)));
        }
        text_ += "\n" + padded("outcome", wide) + right("probability", gap + wide_share) +
                 right("99 % interval", gap + wide_interval) + right("5 % by", gap + day_width) +
                 right("half by", gap + day_width) + right("95 % by", gap + day_width) + "\n";
        for (const auto& item : found_.outcomes) {
            const std::string low = fmt::format("{:.2f}", item.probability.low * 100.0);
            const auto lines = wrapped(item.name, wide);
            text_ += padded(lines.front(), wide) +
                     right(percent(item.probability.share), gap + wide_share) +
                     right(low + " to " + percent(item.probability.high), gap + wide_interval) +
                     day_cell(item.quantile(0.05)) + day_cell(item.quantile(0.5)) +
                     day_cell(item.quantile(0.95)) + "\n";
            for (std::size_t i = 1; i < lines.size(); ++i) {
                text_ += "  " + lines[i] + "\n";
            }
        }
        text_ += ink_.dim(hanging("",
                                  "Days are of the runs in which it comes to be so. An interval "
                                  "tells how far chance in drawing may lead the share astray, not "
                                  "how good the assumptions are.",
                                  style_.width)) +
                 "\n";
    }

    void write_classes() {
        constexpr std::size_t most_told = 8;
        if (found_.outcomes.empty()) {
            return;
        }
        text_ += "\nWhat comes true together\n";
        for (std::size_t i = 0; i < found_.classes.size(); ++i) {
            const class_report& item = found_.classes[i];
            if (i == most_told) {
                std::uint64_t rest = 0;
                for (std::size_t k = i; k < found_.classes.size(); ++k) {
                    rest += found_.classes[k].runs;
                }
                text_ +=
                    right(percent(static_cast<double>(rest) / static_cast<double>(found_.runs)),
                          day_width) +
                    "  in " + std::to_string(found_.classes.size() - i) +
                    " other ways (--format json)\n";
                break;
            }
            write_class(item);
        }
    }
    void write_class(const class_report& item) {
        constexpr std::size_t most_lines = 8;
        std::string names;
        for (const auto& name : item.outcomes) {
            names += (names.empty() ? "" : "; ") + name;
        }
        text_ += hanging(right(percent(item.probability.share), day_width) + "  ",
                         names.empty() ? "none of these" : names,
                         style_.width) +
                 "\n";
        const std::string indent(day_width + gap, ' ');
        text_ += ink_.dim(hanging(indent,
                                  "such as run " + std::to_string(item.example) + ": " +
                                      drawn_words(of_, of_.draws(item.example)),
                                  style_.width)) +
                 "\n";
        const auto lines = chain_of(of_, item.example, indent + "  ", style_.width);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (i == most_lines && lines.size() > most_lines + 1) {
                text_ += indent + "  … " + std::to_string(lines.size() - i) + " more (--example " +
                         std::to_string(item.example) + ")\n";
                break;
            }
            text_ += lines[i] + "\n";
        }
    }

    void write_days(const std::string& title, std::size_t wide, const std::vector<date>& days) {
        text_ += "\n" + padded(title, wide);
        for (const date day : days) {
            text_ += right(to_string(day), gap + day_width);
        }
        text_ += "\n";
    }
    void write_shares(const std::string& name, const counted_member& item, std::size_t wide) {
        for (std::size_t s = 0; s < item.states.size(); ++s) {
            text_ += padded(padded(s == 0 ? name : "", 5) + item.states[s], wide);
            for (const double share : item.shares[s]) {
                text_ += right(percent(share), gap + day_width);
            }
            text_ += "\n";
        }
    }
    void write_treaty(const counted_treaty& item, const std::vector<date>& days) {
        constexpr std::size_t wide = 28;
        constexpr std::size_t most_told = 6;
        constexpr std::size_t few = 2;
        if (item.members.size() > few) {
            write_days(item.treaty + ", parties expected", wide, days);
            for (const auto& each : item.states) {
                text_ += padded("     " + each.state, wide);
                for (const double number : each.members) {
                    text_ += right(fmt::format("{:.2f}", number), gap + day_width);
                }
                text_ += "\n";
            }
        }
        const auto members = uncertain_members(item);
        const bool whole = item.whole.uncertainty > 0.0;
        if (members.empty() && !whole) {
            return;
        }
        write_days(item.treaty + ", shares of runs", wide, days);
        if (whole) {
            write_shares("all", item.whole, wide);
        }
        for (std::size_t i = 0; i < std::min(most_told, members.size()); ++i) {
            write_shares(members[i]->party, *members[i], wide);
        }
        if (members.size() > most_told) {
            text_ += "     and " + std::to_string(members.size() - most_told) +
                     " more, less uncertain (--format csv)\n";
        }
    }

    const ensemble& of_;
    const ensemble_report& found_;
    const text_style& style_;
    paint ink_;
    std::string text_;
};

} // namespace

std::string
write_ensemble(const ensemble& of, const ensemble_report& found, const text_style& style) {
    return ensemble_writer(of, found, style).write();
}

std::string write_ensemble_run(const ensemble& of, std::uint64_t run, const text_style& style) {
    const std::string title = of.model().title.empty() ? "ensemble" : of.model().title;
    return paint{style.colour}.bold(title) + "\n" +
           hanging("run " + std::to_string(run) + ", seed " + std::to_string(of.model().seed) +
                       ": ",
                   drawn_words(of, of.draws(run)),
                   style.width) +
           "\n\n" + write_run(simulate(of.rules(), of.story(run)), style);
}

} // namespace servanda::io

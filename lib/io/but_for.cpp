#include "csv.hpp"
#include "study_words.hpp"

#include <servanda/io/studies.hpp>

#include <algorithm>
#include <utility>

namespace servanda::io {

namespace {

/// "2019-02-02  give notice of withdrawal by USA (usa-notice)".
std::string act_line(const dated_act& item) {
    std::string text = to_string(item.day) + "  " + std::string(to_string(item.kind));
    text += item.of.empty() ? "" : " of " + item.of;
    text += " by " + item.by;
    for (std::size_t i = 0; i < item.to.size(); ++i) {
        text += (i == 0 ? " towards " : ", ") + item.to[i];
    }
    text += item.treaty.empty() ? "" : " in " + item.treaty;
    return text + (item.id.empty() ? "" : " (" + item.id + ")");
}

std::string number_of(std::size_t count, std::string_view one) {
    return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

/// Lists acts, sets of them, and what the answer is without.
class but_for_writer {
public:
    but_for_writer(const but_for_report& report, const text_style& style)
        : report_(report)
        , style_(style) {
        for (const auto* list : {&report.necessary, &report.joint}) {
            for (const auto& item : *list) {
                for (const std::size_t place : item.acts) {
                    widest_ = std::max(widest_, columns_of(act_line(report.acts[place])));
                }
            }
        }
        widest_ = std::min(widest_, widest_column);
    }

    [[nodiscard]] std::string run() const {
        std::string text =
            removals("Without this act alone the answer is another", report_.necessary);
        text +=
            removals("Without these together, though not without a part of them", report_.joint);
        if (report_.sufficient) {
            text += acts("These alone give the answer, and none of them can be left out",
                         *report_.sufficient);
        }
        for (const auto& item : report_.refused) {
            text += "\nCannot be left out\n" +
                    hanging("  " + act_line(report_.acts[item.acts.front()]) + ": ",
                            item.why,
                            style_.width) +
                    "\n";
        }
        text += acts("Nothing hangs on these" + reach(), report_.idle);
        return text + "\n" + closing();
    }

private:
    static constexpr std::size_t widest_column = 60;

    /// How far it was looked for what hangs on the idle acts.
    [[nodiscard]] std::string reach() const {
        return !report_.exhaustive ? ", as far as was tried"
               : report_.depth == 1
                   ? ", each left out alone"
                   : ", left out alone or up to " + std::to_string(report_.depth) + " together";
    }

    [[nodiscard]] std::string heading(const std::string& words) const {
        return "\n" + paint{style_.colour}.bold(words) + "\n";
    }

    [[nodiscard]] std::string removals(const std::string& words,
                                       const std::vector<removal>& items) const {
        std::string text = items.empty() ? "" : heading(words);
        for (const auto& item : items) {
            for (std::size_t i = 0; i < item.acts.size(); ++i) {
                // A set is told as one: its answer stands with its last act.
                const bool last = i + 1 == item.acts.size();
                const std::string line =
                    (i == 0 ? "  " : "  + ") + act_line(report_.acts[item.acts[i]]);
                text +=
                    (last ? hanging(padded(line, widest_ + 6), item.answer, style_.width) : line) +
                    "\n";
            }
        }
        return text;
    }

    [[nodiscard]] std::string acts(const std::string& words, const act_places& places) const {
        std::string text = places.empty() ? "" : heading(words);
        for (const std::size_t place : places) {
            text += "  " + act_line(report_.acts[place]) + "\n";
        }
        return text;
    }

    [[nodiscard]] std::string closing() const {
        return number_of(report_.acts.size(), "act") + ", " +
               number_of(report_.evaluations, "variant") +
               (report_.exhaustive
                    ? ": every act" + (report_.depth > 1 ? " and every set of up to " +
                                                               std::to_string(report_.depth)
                                                         : std::string())
                    : ": stopped before every set was tried") +
               "\n";
    }

    const but_for_report& report_;
    text_style style_;
    std::size_t widest_ = 0;
};

json act_json(const but_for_report& report, std::size_t place) {
    const dated_act& item = report.acts[place];
    json result;
    result["name"] = name_of_act(report.acts, place);
    result["id"] = text_or_null(item.id);
    result["day"] = to_string(item.day);
    result["act"] = to_string(item.kind);
    result["of"] = text_or_null(item.of);
    result["by"] = item.by;
    result["treaty"] = text_or_null(item.treaty);
    return result;
}

json acts_json(const but_for_report& report, const act_places& places) {
    json result = json::array();
    for (const std::size_t place : places) {
        result.push_back(act_json(report, place));
    }
    return result;
}

json removals_json(const but_for_report& report, const std::vector<removal>& items) {
    json result = json::array();
    for (const auto& item : items) {
        json each;
        each["acts"] = acts_json(report, item.acts);
        each["answer"] = item.answer;
        result.push_back(std::move(each));
    }
    return result;
}

class but_for_rows {
public:
    explicit but_for_rows(const but_for_report& report)
        : report_(report) {}

    void add(const char* role, const std::vector<removal>& sets) {
        for (std::size_t i = 0; i < sets.size(); ++i) {
            for (const std::size_t place : sets[i].acts) {
                const dated_act& item = report_.acts[place];
                append_csv_row(text_,
                               {role,
                                std::to_string(i + 1),
                                name_of_act(report_.acts, place),
                                to_string(item.day),
                                std::string(to_string(item.kind)),
                                item.of,
                                item.by,
                                item.treaty,
                                sets[i].answer});
            }
        }
    }
    [[nodiscard]] std::string text() && { return std::move(text_); }

private:
    const but_for_report& report_;
    std::string text_ = "role,set,name,day,act,of,by,treaty,answer\n";
};

} // namespace

std::string
write_but_for(const but_for_report& report, const study_page& page, const text_style& style) {
    return heading_of_study(page, "but for", style) +
           hanging("  asked: ", to_string(report.asked) + ": " + report.outcome, style.width) +
           "\n" + but_for_writer(report, style).run();
}

std::string json_but_for(const but_for_report& report, const study_page& page) {
    json result = json_study(page, report.asked);
    result["outcome"] = report.outcome;
    result["depth"] = report.depth;
    result["necessary"] = removals_json(report, report.necessary);
    result["joint"] = removals_json(report, report.joint);
    result["sufficient"] = report.sufficient ? acts_json(report, *report.sufficient) : json();
    result["idle"] = acts_json(report, report.idle);
    result["refused"] = json::array();
    for (const auto& item : report.refused) {
        json each;
        each["acts"] = acts_json(report, item.acts);
        each["why"] = item.why;
        result["refused"].push_back(std::move(each));
    }
    result["evaluations"] = report.evaluations;
    result["exhaustive"] = report.exhaustive;
    return written(result);
}

std::string csv_but_for(const but_for_report& report) {
    but_for_rows rows(report);
    rows.add("necessary", report.necessary);
    rows.add("joint", report.joint);
    const std::vector<removal> sufficient{{report.sufficient.value_or(act_places{}), {}}};
    const std::vector<removal> idle{{report.idle, {}}};
    rows.add("sufficient", sufficient);
    rows.add("idle", idle);
    std::vector<removal> refused;
    for (const auto& item : report.refused) {
        refused.push_back({item.acts, item.why});
    }
    rows.add("refused", refused);
    return std::move(rows).text();
}

} // namespace servanda::io

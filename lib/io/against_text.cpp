#include "complaints.hpp"
#include "layout.hpp"

#include <servanda/io/against.hpp>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace servanda::io {

namespace {

constexpr std::size_t gap = 2;

/// The headings of the classes, on two lines.
constexpr std::array<std::array<std::string_view, 2>, difference_class_names.size()> headings{{
    {"off by", "one"},
    {"month", "typo"},
    {"other", "delay"},
    {"date of", "treaty"},
    {"before", "deposit"},
    {"not", "computed"},
    {"un-", "explained"},
}};

/// Rows of cells, of which the first column and those named stand left.
class table {
public:
    void add(std::vector<std::string> cells) {
        widths_.resize(std::max(widths_.size(), cells.size()));
        for (std::size_t i = 0; i < cells.size(); ++i) {
            widths_[i] = std::max(widths_[i], columns_of(cells[i]));
        }
        rows_.push_back(std::move(cells));
    }

    /// `left`: how many columns, from the first, stand left.
    [[nodiscard]] std::string text(std::size_t left) const {
        std::string result;
        for (const auto& cells : rows_) {
            std::string line;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                line += i == 0 ? "" : std::string(gap, ' ');
                const std::size_t taken = columns_of(cells[i]);
                line += i < left ? padded(cells[i], widths_[i])
                                 : std::string(widths_[i] - taken, ' ') + cells[i];
            }
            line.erase(line.find_last_not_of(' ') + 1);
            result += line + "\n";
        }
        return result;
    }

private:
    std::vector<std::vector<std::string>> rows_;
    std::vector<std::size_t> widths_;
};

/// The classes that occur at all.
std::vector<std::size_t> classes_in(const record_comparison& found) {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < found.total.by_class.size(); ++i) {
        if (found.total.by_class[i] > 0) {
            result.push_back(i);
        }
    }
    return result;
}

void add_count(table& to, const comparison_count& item, const std::vector<std::size_t>& classes) {
    std::vector<std::string> cells{item.name.empty() ? "(no quality)" : item.name,
                                   std::to_string(item.rows),
                                   std::to_string(item.differing)};
    for (const auto i : classes) {
        cells.push_back(item.by_class[i] == 0 ? "." : std::to_string(item.by_class[i]));
    }
    to.add(std::move(cells));
}

std::string write_counts(const record_comparison& found) {
    const auto classes = classes_in(found);
    table lines;
    for (std::size_t line = 0; line < 2; ++line) {
        std::vector<std::string> cells{
            line == 0 ? "" : "treaty", line == 0 ? "" : "rows", line == 0 ? "" : "differ"};
        for (const auto i : classes) {
            cells.emplace_back(headings[i][line]);
        }
        lines.add(std::move(cells));
    }
    for (const auto& item : found.treaties) {
        add_count(lines, item, classes);
    }
    lines.add({});
    for (const auto& item : found.qualities) {
        add_count(lines, item, classes);
    }
    add_count(lines, found.total, classes);
    return lines.text(1);
}

std::string write_rows(const record_comparison& found) {
    table lines;
    lines.add({"treaty", "who", "recorded", "computed", "looks like", "", "quality", "note"});
    for (const auto& item : found.differences) {
        lines.add({item.recorded.treaty,
                   item.recorded.participant,
                   to_string(item.recorded.entry_into_force),
                   item.computed ? to_string(*item.computed) : "-",
                   std::string(to_string(item.looks_like)),
                   item.detail,
                   item.recorded.quality,
                   item.recorded.note});
    }
    constexpr std::size_t all = 8;
    return lines.text(all);
}

/// What was not compared, a line each.
std::string write_rest(const record_comparison& found) {
    std::string text;
    if (found.left_out > 0) {
        text += counted(found.left_out, "row") + " of treaties that were left out: not compared\n";
    }
    if (found.later > 0) {
        text += counted(found.later, "row") + " after the last day: not compared\n";
    }
    if (found.unrecorded > 0) {
        text += counted(found.unrecorded, "computed entry", "computed entries") +
                " into force that the record does not have\n";
    }
    return text;
}

using json = nlohmann::ordered_json;

json classes_json(const comparison_count& item) {
    json result = json::object();
    for (std::size_t i = 0; i < item.by_class.size(); ++i) {
        result[std::string(difference_class_names[i])] = item.by_class[i];
    }
    return result;
}

json count_json(const comparison_count& item, const char* name) {
    json result;
    result[name] = item.name;
    result["rows"] = item.rows;
    result["differing"] = item.differing;
    result["by_class"] = classes_json(item);
    return result;
}

json day_json(const std::optional<date>& day) {
    return day ? json(to_string(*day)) : json();
}

json difference_json(const entry_difference& item) {
    json result;
    result["treaty"] = item.recorded.treaty;
    result["participant"] = item.recorded.participant;
    result["recorded"] = to_string(item.recorded.entry_into_force);
    result["computed"] = day_json(item.computed);
    result["deposit"] = day_json(item.consent);
    result["class"] = to_string(item.looks_like);
    result["detail"] = item.detail;
    result["quality"] = item.recorded.quality;
    result["note"] = item.recorded.note;
    return result;
}

} // namespace

std::string write_comparison(const record_comparison& found, bool list, const text_style& style) {
    const paint ink{style.colour};
    std::string text = ink.bold(counted(found.total.rows, "row") + " compared, " +
                                (found.total.differing == 0
                                     ? std::string("none differs")
                                     : counted(found.total.differing, "differs", "differ"))) +
                       "\n";
    if (found.total.differing > 0) {
        text += "\n" + write_counts(found);
    }
    const std::string rest = write_rest(found);
    text += (rest.empty() ? "" : "\n") + rest;
    if (list && !found.differences.empty()) {
        text += "\n" + write_rows(found);
    }
    return text;
}

std::string json_comparison(const record_comparison& found) {
    json result;
    result["rows"] = found.total.rows;
    result["differing"] = found.total.differing;
    result["by_class"] = classes_json(found.total);
    result["left_out"] = found.left_out;
    result["after_last_day"] = found.later;
    result["unrecorded"] = found.unrecorded;
    result["qualities"] = json::array();
    for (const auto& item : found.qualities) {
        result["qualities"].push_back(count_json(item, "quality"));
    }
    result["treaties"] = json::array();
    for (const auto& item : found.treaties) {
        result["treaties"].push_back(count_json(item, "treaty"));
    }
    result["differences"] = json::array();
    for (const auto& item : found.differences) {
        result["differences"].push_back(difference_json(item));
    }
    constexpr int indent = 2;
    return result.dump(indent, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace servanda::io

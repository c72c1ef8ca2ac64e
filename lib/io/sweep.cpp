#include "csv.hpp"
#include "study_words.hpp"

#include <servanda/io/studies.hpp>

#include <algorithm>
#include <utility>

namespace servanda::io {

namespace {

constexpr std::size_t gap = 2;

/// Neighbouring rows of a grid with the same stretches.
struct like_rows {
    std::size_t first = 0;
    std::size_t last = 0;
    std::vector<sweep_stretch> stretches; ///< of the first
};

bool same_but_row(const sweep_stretch& a, const sweep_stretch& b) {
    return a.first == b.first && a.last == b.last && a.answer == b.answer;
}

std::vector<like_rows> rows_of(const sweep_table& table) {
    std::vector<like_rows> result;
    const auto& all = table.stretches;
    for (std::size_t begin = 0; begin < all.size();) {
        std::size_t end = begin;
        while (end < all.size() && all[end].row == all[begin].row) {
            ++end;
        }
        const auto from = all.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto to = all.begin() + static_cast<std::ptrdiff_t>(end);
        const std::size_t row = all[begin].row;
        begin = end;
        if (!result.empty() && std::equal(from,
                                          to,
                                          result.back().stretches.begin(),
                                          result.back().stretches.end(),
                                          same_but_row)) {
            result.back().last = row;
        } else {
            result.push_back({row, row, {from, to}});
        }
    }
    return result;
}

/// "1 to 24, 24 points".
std::string extent_of(const sweep_axis& axis) {
    const std::size_t count = axis.points.size();
    const std::string& first = axis.points.front().label;
    return count == 1 ? first
                      : first + " to " + axis.points.back().label + ", " + std::to_string(count) +
                            " points";
}

std::string axes_words(const sweep_table& table, const text_style& style) {
    static constexpr const char* names[] = {"  rows     ", "  columns  "};
    std::string text;
    for (std::size_t i = 0; i < table.axes.size(); ++i) {
        const sweep_axis& axis = table.axes[i];
        text += hanging(table.axes.size() == 1 ? "  " : names[i],
                        axis.name + ": " + extent_of(axis),
                        style.width) +
                "\n";
    }
    return text;
}

std::size_t widest_label(const sweep_axis& axis) {
    std::size_t widest = 4; // "from", "rows"
    for (const auto& point : axis.points) {
        widest = std::max(widest, columns_of(point.label));
    }
    return widest + gap;
}

/// A run of stretches in one state that begins on a day of its own in each is cut where it is
/// longer than this: what is left of it are the first two and the last.
constexpr std::size_t most_shown = 40;
constexpr std::size_t shown_before_cut = 2;

/// The end of the run of stretches in one state that begins here.
std::size_t end_of_state(const std::vector<sweep_stretch>& all, std::size_t begin) {
    std::size_t end = begin + 1;
    while (end < all.size() && state_of(all[end].answer) == state_of(all[begin].answer)) {
        ++end;
    }
    return end;
}

class stretch_writer {
public:
    stretch_writer(const sweep_table& table, const text_style& style)
        : table_(table)
        , style_(style)
        , along_(table.axes.back())
        , groups_(rows_of(table))
        , wide_(widest_label(along_)) {
        for (const auto& rows : groups_) {
            wide_rows_ = std::max(wide_rows_, columns_of(row_words(rows)));
        }
        wide_rows_ = grid() ? std::max(wide_rows_, std::size_t{4}) + gap : 0;
    }

    [[nodiscard]] std::string run() const {
        std::string text = padded(grid() ? "rows" : "", wide_rows_) + padded("from", wide_) +
                           padded("to", wide_) + "points  answer\n";
        for (const auto& rows : groups_) {
            const auto& all = rows.stretches;
            std::string before = padded(row_words(rows), wide_rows_);
            for (std::size_t begin = 0; begin < all.size();) {
                const std::size_t end = end_of_state(all, begin);
                const bool cut = end - begin > most_shown;
                for (std::size_t i = begin; i < end; ++i) {
                    if (cut && i == begin + shown_before_cut) {
                        text += before + "…\n";
                        i = end - 1;
                    }
                    text += line(before, all[i]);
                    before = std::string(wide_rows_, ' ');
                }
                begin = end;
            }
        }
        return text;
    }

private:
    [[nodiscard]] bool grid() const { return table_.axes.size() == 2; }

    /// "1", "1 to 6"; nothing where there is one axis.
    [[nodiscard]] std::string row_words(const like_rows& rows) const {
        if (!grid()) {
            return {};
        }
        const auto& points = table_.axes.front().points;
        const std::string& first = points[rows.first].label;
        return rows.first == rows.last ? first : first + " to " + points[rows.last].label;
    }

    [[nodiscard]] std::string line(const std::string& before, const sweep_stretch& item) const {
        const std::string count = std::to_string(item.last - item.first + 1);
        const std::string first = before + padded(along_.points[item.first].label, wide_) +
                                  padded(along_.points[item.last].label, wide_) +
                                  std::string(count.size() < 6 ? 6 - count.size() : 0, ' ') +
                                  count + "  ";
        return hanging(first, item.answer, style_.width) + "\n";
    }

    const sweep_table& table_;
    text_style style_;
    const sweep_axis& along_;
    std::vector<like_rows> groups_;
    std::size_t wide_;
    std::size_t wide_rows_ = 0;
};

/// Of one axis: where the answer becomes another.
std::string breaks_words(const sweep_table& table) {
    constexpr std::size_t most_listed = 6;
    if (table.axes.size() != 1) {
        return {};
    }
    const std::string what = table.asked.obligation.empty() ? "state" : "verdict";
    const auto breaks = breaks_of(table);
    const std::size_t by_day = table.stretches.size() - 1 - breaks.size();
    std::vector<std::string> at;
    for (const auto& item : breaks) {
        at.push_back(table.axes.front().points[item.point].label);
    }
    const auto points = [](std::size_t count) {
        return std::to_string(count) + (count == 1 ? " point" : " points");
    };
    std::string text =
        at.empty() ? "\nThe " + what + " is the same at all points"
                   : "\nThe " + what + " becomes another at " +
                         (at.size() > most_listed ? points(at.size()) : detail::write_list(at));
    text += by_day == 0 ? "" : "; only the day it begins, at " + points(by_day);
    return text + ".\n";
}

/// The words for what a stopped sweep lacks.
std::string lacking_words(const sweep_table& table) {
    return "\nStopped after " + std::to_string(table.answers.size()) + " of " +
           std::to_string(table.rows() * table.columns()) + " cells.\n";
}

} // namespace

std::string write_sweep(const sweep_table& table, const study_page& page, const text_style& style) {
    std::string text = heading_of_study(page, "sweep", style) + axes_words(table, style);
    text += "  asked: " + to_string(table.asked) + "\n\n";
    if (!table.stretches.empty()) {
        text += stretch_writer(table, style).run();
    }
    return text + (table.complete ? breaks_words(table) : lacking_words(table));
}

std::string json_sweep(const sweep_table& table, const study_page& page) {
    json result = json_study(page, table.asked);
    result["axes"] = json::array();
    for (const auto& axis : table.axes) {
        json each;
        each["name"] = axis.name;
        each["points"] = json::array();
        for (const auto& point : axis.points) {
            json one;
            one["label"] = point.label;
            one["edit"] = to_string(point.change);
            each["points"].push_back(std::move(one));
        }
        result["axes"].push_back(std::move(each));
    }
    const bool grid = table.axes.size() == 2;
    result["answers"] = json::array();
    for (std::size_t i = 0; i < table.answers.size(); ++i) {
        if (grid && i % table.columns() == 0) {
            result["answers"].push_back(json::array());
        }
        (grid ? result["answers"].back() : result["answers"]).push_back(table.answers[i]);
    }
    result["stretches"] = json::array();
    for (const auto& item : table.stretches) {
        const auto& along = table.axes.back().points;
        json each;
        each["row"] = grid ? json(table.axes.front().points[item.row].label) : json();
        each["from"] = along[item.first].label;
        each["to"] = along[item.last].label;
        each["points"] = item.last - item.first + 1;
        each["answer"] = item.answer;
        result["stretches"].push_back(std::move(each));
    }
    result["breaks"] = json::array();
    for (const auto& item : breaks_of(table)) {
        json each;
        each["row"] = grid ? json(table.axes.front().points[item.row].label) : json();
        each["at"] = table.axes.back().points[item.point].label;
        each["from"] = item.from;
        each["to"] = item.to;
        result["breaks"].push_back(std::move(each));
    }
    result["complete"] = table.complete;
    return written(result);
}

std::string csv_sweep(const sweep_table& table) {
    const bool grid = table.axes.size() == 2;
    std::string text = grid ? "row,column,answer\n" : "point,answer\n";
    for (std::size_t i = 0; i < table.answers.size(); ++i) {
        if (grid) {
            append_csv(text, table.axes.front().points[i / table.columns()].label);
            text += ',';
        }
        append_csv_row(text,
                       {table.axes.back().points[i % table.columns()].label, table.answers[i]});
    }
    return text;
}

} // namespace servanda::io

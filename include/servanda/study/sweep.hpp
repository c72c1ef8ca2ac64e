/// @file
/// Sweeps: one act over a range of days, one clause over a range of values, or both, and where the
/// answer breaks.
#ifndef SERVANDA_STUDY_SWEEP_HPP
#define SERVANDA_STUDY_SWEEP_HPP

#include <servanda/law/value_reader.hpp>
#include <servanda/study/variants.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// A place on an axis: how it is called, and what is edited there.
struct sweep_point {
    std::string label;
    edit change;
};

/// What is varied, in order.
struct sweep_axis {
    std::string name;
    std::vector<sweep_point> points;
};

/// The most cells a sweep may have, and the most points an axis.
inline constexpr std::size_t most_sweep_cells = 1'000'000;

/// A longest run of neighbouring points with one answer. Where one follows another, its first point
/// is the first at which the answer is another.
struct sweep_stretch {
    std::size_t row = 0;   ///< 0 where there is one axis
    std::size_t first = 0; ///< point of the last axis
    std::size_t last = 0;  ///< point of the last axis, included
    std::string answer;
    friend bool operator==(const sweep_stretch&, const sweep_stretch&) = default;
};

/// The answers of a sweep. With one axis they make one row, along it; with two, a row for each
/// point of the first axis, along the second.
struct sweep_table {
    question asked;
    std::vector<sweep_axis> axes;         ///< one or two
    std::vector<std::string> answers;     ///< row after row
    std::vector<sweep_stretch> stretches; ///< row after row
    bool complete = true; ///< false: the watch stopped it, and the last answers are lacking

    [[nodiscard]] std::size_t columns() const { return axes.back().points.size(); }
    [[nodiscard]] std::size_t rows() const {
        return axes.size() == 1 ? 1 : axes.front().points.size();
    }
    /// Precondition: the cell was reached.
    [[nodiscard]] const std::string& at(std::size_t row, std::size_t column) const {
        return answers[row * columns() + column];
    }
};

/// A point at which the state or verdict itself is another than at the point before.
struct sweep_break {
    std::size_t row = 0;
    std::size_t point = 0; ///< of the last axis
    std::string from;
    std::string to;
    friend bool operator==(const sweep_break&, const sweep_break&) = default;
};

/// Where the state or verdict becomes another, whichever day it begins: a revocation that is moved
/// keeps a treaty in force since another day at every point, and up to one point only. Where a day
/// is asked about, each stretch but the first of a row begins with one. O(stretches).
[[nodiscard]] inline std::vector<sweep_break> breaks_of(const sweep_table& table) {
    std::vector<sweep_break> result;
    for (std::size_t i = 1; i < table.stretches.size(); ++i) {
        const sweep_stretch& before = table.stretches[i - 1];
        const sweep_stretch& item = table.stretches[i];
        const std::string_view from = state_of(before.answer);
        const std::string_view to = state_of(item.answer);
        if (before.row == item.row && from != to) {
            result.push_back({item.row, item.first, std::string(from), std::string(to)});
        }
    }
    return result;
}

namespace detail {

[[nodiscard]] inline input_error too_many(std::size_t count, std::string_view of) {
    return input_error(std::to_string(count) + " " + std::string(of) + ": a sweep has at most " +
                       std::to_string(most_sweep_cells) + " of them");
}

/// "1..24": every whole number of the range.
inline void append_range(std::vector<std::string>& to, std::string_view group, std::size_t dots) {
    const auto from = numerals::figures(trimmed(group.substr(0, dots)));
    const auto last = numerals::figures(trimmed(group.substr(dots + 2)));
    const std::string shown = "{" + std::string(group) + "}";
    if (!from || !last) {
        throw input_error("expected a range of whole numbers such as {1..24}, found '" + shown +
                          "'");
    }
    if (*last < *from) {
        throw input_error("the range " + shown + " ends before it begins");
    }
    if (const auto count = static_cast<std::size_t>(*last - *from) + 1; count > most_sweep_cells) {
        throw too_many(count, "values");
    }
    for (std::int64_t number = *from; number <= *last; ++number) {
        to.push_back(std::to_string(number));
    }
}

/// "6 months|12 months": every alternative.
inline void append_alternatives(std::vector<std::string>& to, std::string_view group) {
    for (std::size_t start = 0; start <= group.size();) {
        const std::size_t end = std::min(group.find('|', start), group.size());
        std::string one = trimmed(group.substr(start, end - start));
        if (one.empty()) {
            throw input_error("the group {" + std::string(group) + "} " +
                              (group.find('|') == std::string_view::npos
                                   ? "is empty"
                                   : "has an empty alternative"));
        }
        to.push_back(std::move(one));
        start = end + 1;
    }
}

} // namespace detail

/// One of the texts that a template stands for.
struct template_text {
    std::string choice; ///< what stands for the group
    std::string text;
    friend bool operator==(const template_text&, const template_text&) = default;
};

/// The texts of a template, which holds one group in braces: a range of whole numbers ("{1..24}
/// months after notice") or alternatives ("{6 months|12 months} after notice"). Throws
/// `input_error` where there is no group, or two, or an empty one, or a range that ends before it
/// begins.
[[nodiscard]] inline std::vector<template_text> texts_of(std::string_view pattern) {
    const std::size_t open = pattern.find('{');
    const std::size_t close = pattern.find('}');
    if (open == std::string_view::npos && close == std::string_view::npos) {
        throw input_error("'" + std::string(pattern) +
                          "' holds no group in braces: {1..24} for a range of whole numbers, {6 "
                          "months|12 months} for alternatives");
    }
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
        throw input_error("a brace in '" + std::string(pattern) + "' lacks its other half");
    }
    if (pattern.find_first_of("{}", close + 1) != std::string_view::npos ||
        pattern.find('{', open + 1) < close) {
        throw input_error("'" + std::string(pattern) + "' holds more than one group in braces");
    }
    const std::string_view group = pattern.substr(open + 1, close - open - 1);
    std::vector<std::string> choices;
    const std::size_t dots = group.find("..");
    if (dots != std::string_view::npos && group.find('|') == std::string_view::npos) {
        detail::append_range(choices, group, dots);
    } else {
        detail::append_alternatives(choices, group);
    }
    std::vector<template_text> result;
    result.reserve(choices.size());
    for (auto& choice : choices) {
        std::string text(pattern.substr(0, open));
        text += choice;
        text += pattern.substr(close + 1);
        result.push_back({std::move(choice), std::move(text)});
    }
    return result;
}

/// Moves an act to each day of a range, both ends included. Throws `input_error` where the range
/// ends before it begins or is longer than a sweep may be.
[[nodiscard]] inline sweep_axis days_of(const act_selector& which, date first, date last) {
    if (last < first) {
        throw input_error("the range " + to_string(first) + ".." + to_string(last) +
                          " ends before it begins");
    }
    const auto count = static_cast<std::size_t>(last - first) + 1;
    if (count > most_sweep_cells) {
        throw detail::too_many(count, "days");
    }
    sweep_axis axis{"day of " + to_string(which), {}};
    axis.points.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const date day = first + static_cast<std::int64_t>(i);
        axis.points.push_back({to_string(day), move_act{which, day}});
    }
    return axis;
}

/// Sets a key of a clause to each text of a template (`texts_of`). Throws `input_error` as that
/// does; whether the clause takes the texts the sweep will say.
[[nodiscard]] inline sweep_axis
values_of(const std::string& treaty, const std::string& path, const std::string& pattern) {
    sweep_axis axis{treaty + ":" + path + " = " + pattern, {}};
    for (auto& item : texts_of(pattern)) {
        axis.points.push_back(
            {std::move(item.choice), set_treaty_clause{treaty, path, value(std::move(item.text))}});
    }
    return axis;
}

namespace detail {

/// Throws `input_error` for too many axes or none, an axis without points, too many cells.
inline void check_axes(const std::vector<sweep_axis>& axes) {
    if (axes.empty() || axes.size() > 2) {
        throw input_error("a sweep has one axis or two, not " + std::to_string(axes.size()));
    }
    std::size_t cells = 1;
    for (const auto& axis : axes) {
        if (axis.points.empty()) {
            throw input_error("the axis '" + axis.name + "' has no points");
        }
        if (axis.points.size() > most_sweep_cells) {
            throw too_many(axis.points.size(), "cells");
        }
        cells *= axis.points.size(); // two factors of a million at most
    }
    if (cells > most_sweep_cells) {
        throw too_many(cells, "cells");
    }
}

/// Runs the cells of a table.
class sweeper {
public:
    sweeper(variants& of, sweep_table& table)
        : of_(of)
        , table_(table) {}

    void run(const study_watch& watch) {
        const std::size_t columns = table_.columns();
        const std::size_t cells = table_.rows() * columns;
        for (std::size_t i = 0; i < cells; ++i) {
            if (watch && !watch(i, cells)) {
                table_.complete = false;
                return;
            }
            add(i / columns, i % columns);
        }
        if (watch) {
            (void)watch(cells, cells);
        }
    }

private:
    /// The points of a cell: one on each axis.
    [[nodiscard]] std::vector<const sweep_point*> points(std::size_t row,
                                                         std::size_t column) const {
        std::vector<const sweep_point*> result;
        if (table_.axes.size() == 2) {
            result.push_back(&table_.axes.front().points[row]);
        }
        result.push_back(&table_.axes.back().points[column]);
        return result;
    }

    void add(std::size_t row, std::size_t column) {
        std::string found = answer(points(row, column));
        auto& runs = table_.stretches;
        if (column != 0 && runs.back().answer == found) {
            runs.back().last = column;
        } else {
            runs.push_back({row, column, column, found});
        }
        table_.answers.push_back(std::move(found));
    }

    /// What is refused at one point is refused for the whole sweep, with the point.
    [[nodiscard]] std::string answer(const std::vector<const sweep_point*>& at) const {
        std::vector<edit> edits;
        for (const auto* point : at) {
            edits.push_back(point->change);
        }
        try {
            return of_.answer(edits);
        } catch (const input_error& problem) {
            diagnostics messages;
            messages.append(problem.messages());
            for (const auto& item : edits) {
                messages.note({}, "at a point of the sweep: " + to_string(item));
            }
            throw input_error(std::move(messages));
        }
    }

    variants& of_;
    sweep_table& table_;
};

} // namespace detail

/// Asks the same question at every point of an axis, or in every cell of two. The edits of a cell
/// are those of its points, that of the first axis first. Throws `input_error` for no axis or more
/// than two, an axis without points, more than `most_sweep_cells` cells, and where an edit is
/// refused at some point; `unknown_name` for a name in the question that does not exist. The watch
/// is asked before every cell, and told in the end; where it says no, the table ends there. A
/// history ends with the scenario's `to`: clear it to look further. O(cells · simulation).
[[nodiscard]] inline sweep_table sweep(std::shared_ptr<const rulebook> rules,
                                       scenario story,
                                       std::vector<sweep_axis> axes,
                                       question asked,
                                       const study_watch& watch = {}) {
    detail::check_axes(axes);
    variants of(std::move(rules), std::move(story), std::move(asked));
    sweep_table table{of.asked(), std::move(axes), {}, {}, true};
    detail::sweeper(of, table).run(watch);
    return table;
}

/// The same for rules that are not shared: they are copied once.
[[nodiscard]] inline sweep_table sweep(const rulebook& rules,
                                       const scenario& story,
                                       std::vector<sweep_axis> axes,
                                       question asked,
                                       const study_watch& watch = {}) {
    return sweep(
        std::make_shared<const rulebook>(rules), story, std::move(axes), std::move(asked), watch);
}

} // namespace servanda

#endif

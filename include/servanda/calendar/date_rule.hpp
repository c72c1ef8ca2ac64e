/// @file
/// Date rules: "6 months after notice", "on the first day of the month after 60 days after
/// deposit".
///
/// A rule is a value: a small tree over anchors (named days such as *deposit* or *notice*). It is
/// read from a phrase with `parse_date_rule`, written back with `to_string`, and evaluated against
/// the days its anchors fell on. A rule whose anchor has not happened is unresolved: it gives no
/// day.
#ifndef SERVANDA_CALENDAR_DATE_RULE_HPP
#define SERVANDA_CALENDAR_DATE_RULE_HPP

#include <servanda/calendar/date.hpp>
#include <servanda/calendar/period.hpp>
#include <servanda/calendar/phrase.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// The named days a rule may count from. `custom` stands for a name that a rule file defines.
enum class anchor : std::uint8_t {
    opening,              ///< the treaty was opened for signature
    signature,            ///< this participant signed
    deposit,              ///< this participant deposited
    threshold,            ///< the first day the condition for entry into force held
    entry_into_force,     ///< the treaty entered into force
    own_entry_into_force, ///< it entered into force for this participant (the latest time)
    notice,               ///< the notice was received (the last receipt, if several)
    stated_date,          ///< the day the act itself names
    expiry,               ///< the end of the treaty's term
    trigger,              ///< the act, date or change that set the rule off
    day_of_effect,        ///< the day the effect in question takes place
    custom,
};

inline constexpr std::array<std::string_view, 11> anchor_names{"opening",
                                                               "signature",
                                                               "deposit",
                                                               "threshold",
                                                               "entry into force",
                                                               "own entry into force",
                                                               "notice",
                                                               "stated date",
                                                               "expiry",
                                                               "trigger",
                                                               "day of effect"};

[[nodiscard]] constexpr std::string_view to_string(anchor name) noexcept {
    return name == anchor::custom ? "custom" : anchor_names[static_cast<std::size_t>(name)];
}

/// The parts of a calendar year that a rule can ask the end of.
enum class calendar_unit : std::uint8_t { month, quarter, year };

inline constexpr std::array<std::string_view, 12> month_names{"january",
                                                              "february",
                                                              "march",
                                                              "april",
                                                              "may",
                                                              "june",
                                                              "july",
                                                              "august",
                                                              "september",
                                                              "october",
                                                              "november",
                                                              "december"};

/// A day of the year, such as 30 June. 29 February is 28 where there is none.
struct day_of_year {
    std::uint8_t month = 1;
    std::uint8_t day = 1;
    friend constexpr bool operator==(const day_of_year&, const day_of_year&) = default;

    /// Throws `date_out_of_range`.
    [[nodiscard]] constexpr date in(int year) const {
        const bool missing = month == 2 && day == 29 && !is_leap_year(year);
        return date::of(year, month, missing ? 28 : day);
    }
};

/// "30 June".
[[nodiscard]] inline std::string to_string(day_of_year value) {
    std::string name(month_names[value.month - 1U]);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return std::to_string(value.day) + ' ' + name;
}

/// A date rule. Build one with the static functions or with `parse_date_rule`.
class date_rule {
public:
    enum class kind : std::uint8_t {
        on_anchor,
        on_date,
        after,             ///< period after operand
        before,            ///< period before operand
        clear_days_after,  ///< N clear days after operand: N + 1 days
        first_of_month,    ///< first day of the Nth month after operand
        next_day_of_year,  ///< the next 30 June after operand
        next_or_same,      ///< the next 30 June on or after operand
        day_of_later_year, ///< 31 December of the Nth following year after operand (0: the same)
        end_of,            ///< last day of operand's month, quarter or year
        later_of,
        earlier_of,
        not_before, ///< operand, but not before other: the later of the two
    };

    struct node {
        kind what = kind::on_anchor;
        anchor base = anchor::trigger;
        calendar_unit unit = calendar_unit::month;
        day_of_year day{};
        std::int32_t count = 0; ///< N of the kind, or the index of a custom anchor's name
        date fixed{};
        period length{};
        std::int32_t left = -1;
        std::int32_t right = -1;
        friend bool operator==(const node&, const node&) = default;
    };

    /// "on trigger".
    date_rule() { push({}); }

    [[nodiscard]] static date_rule on(anchor base) {
        node n;
        n.base = base;
        return date_rule(n);
    }
    [[nodiscard]] static date_rule on(date day) {
        node n;
        n.what = kind::on_date;
        n.fixed = day;
        return date_rule(n);
    }
    /// On a day named in the rule file's own anchors.
    [[nodiscard]] static date_rule on_custom(std::string name) {
        node n;
        n.base = anchor::custom;
        date_rule rule(n);
        rule.names_.push_back(std::move(name));
        return rule;
    }
    [[nodiscard]] static date_rule over(node n, const date_rule& operand) {
        date_rule result(operand);
        n.left = static_cast<std::int32_t>(result.nodes_.size()) - 1;
        result.push(n);
        return result;
    }
    [[nodiscard]] static date_rule over(node n, const date_rule& left, const date_rule& right) {
        date_rule result(left);
        n.left = static_cast<std::int32_t>(result.nodes_.size()) - 1;
        result.append(right);
        n.right = static_cast<std::int32_t>(result.nodes_.size()) - 1;
        result.push(n);
        return result;
    }
    [[nodiscard]] static date_rule after(const period& length, const date_rule& operand) {
        node n;
        n.what = kind::after;
        n.length = length;
        return over(n, operand);
    }

    /// The day the rule gives. `resolve(anchor, custom_name)` returns the day an anchor fell on, or
    /// nothing when it has not happened. *The later of* and *but not before* wait for both days,
    /// *the earlier of* runs to the known one. Throws `date_out_of_range`. O(size of the rule).
    template <class Resolve>
    [[nodiscard]] std::optional<date> evaluate(Resolve&& resolve, month_end policy) const {
        return compute(resolve, policy);
    }
    /// The same for the engine, whose days that may not be known take four bytes.
    template <class Resolve>
    [[nodiscard]] detail::maybe_date compute(Resolve&& resolve, month_end policy) const {
        // Most rules are "N months after X": no tree to walk.
        if (nodes_.size() == 2 && nodes_[1].what == kind::after &&
            nodes_[0].what == kind::on_anchor && nodes_[0].base != anchor::custom) {
            const detail::maybe_date base = resolve(nodes_[0].base, std::string_view{});
            return base ? detail::maybe_date(add(*base, nodes_[1].length, policy)) : std::nullopt;
        }
        return evaluate_node(nodes_.size() - 1, resolve, policy);
    }

    [[nodiscard]] const std::vector<node>& nodes() const noexcept { return nodes_; }
    /// Custom anchor names used, each once.
    [[nodiscard]] const std::vector<std::string>& custom_names() const noexcept { return names_; }

    /// Whether the rule is "on X" for this anchor.
    [[nodiscard]] bool is_on(anchor base) const noexcept {
        return nodes_.size() == 1 && nodes_.front().what == kind::on_anchor &&
               nodes_.front().base == base;
    }
    /// Whether the rule counts from this anchor anywhere.
    [[nodiscard]] bool uses(anchor base) const noexcept {
        for (const auto& n : nodes_) {
            if (n.what == kind::on_anchor && n.base == base) {
                return true;
            }
        }
        return false;
    }

    friend bool operator==(const date_rule&, const date_rule&) = default;

private:
    explicit date_rule(const node& n) { push(n); }

    void push(const node& n) { nodes_.push_back(n); }

    void append(const date_rule& other) {
        const auto shift = static_cast<std::int32_t>(nodes_.size());
        for (node n : other.nodes_) {
            n.left += n.left < 0 ? 0 : shift;
            n.right += n.right < 0 ? 0 : shift;
            if (n.what == kind::on_anchor && n.base == anchor::custom) {
                n.count = name_index(other.names_[static_cast<std::size_t>(n.count)]);
            }
            nodes_.push_back(n);
        }
    }

    [[nodiscard]] std::int32_t name_index(const std::string& name) {
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (names_[i] == name) {
                return static_cast<std::int32_t>(i);
            }
        }
        names_.push_back(name);
        return static_cast<std::int32_t>(names_.size()) - 1;
    }

    template <class Resolve>
    [[nodiscard]] detail::maybe_date
    evaluate_node(std::size_t index, Resolve& resolve, month_end policy) const {
        const node& n = nodes_[index];
        switch (n.what) {
        case kind::on_anchor:
            return resolve(n.base,
                           n.base == anchor::custom
                               ? std::string_view(names_[static_cast<std::size_t>(n.count)])
                               : std::string_view{});
        case kind::on_date:
            return n.fixed;
        case kind::later_of:
        case kind::earlier_of:
        case kind::not_before:
            return evaluate_pair(n, resolve, policy);
        default:
            break;
        }
        // Everything inside a first-of-month rule counts to the last day of a short month.
        const month_end inner = n.what == kind::first_of_month ? month_end::last_day : policy;
        const auto operand = evaluate_node(static_cast<std::size_t>(n.left), resolve, inner);
        return operand ? detail::maybe_date(apply(n, *operand, policy)) : std::nullopt;
    }

    template <class Resolve>
    [[nodiscard]] detail::maybe_date
    evaluate_pair(const node& n, Resolve& resolve, month_end policy) const {
        const auto left = evaluate_node(static_cast<std::size_t>(n.left), resolve, policy);
        const auto right = evaluate_node(static_cast<std::size_t>(n.right), resolve, policy);
        if (n.what == kind::earlier_of) {
            return left && right ? std::min(*left, *right) : (left ? left : right);
        }
        return left && right ? detail::maybe_date(std::max(*left, *right)) : std::nullopt;
    }

    [[nodiscard]] static date apply(const node& n, date operand, month_end policy) {
        switch (n.what) {
        case kind::after:
            return add(operand, n.length, policy);
        case kind::before:
            return subtract(operand, n.length);
        case kind::clear_days_after:
            return operand + (std::int64_t{n.count} + 1);
        case kind::first_of_month: {
            const auto [year, month, day] = operand.fields();
            return add_months(date::of(year, month, 1), n.count);
        }
        case kind::next_day_of_year:
        case kind::next_or_same: {
            const int year = operand.year();
            const date candidate = n.day.in(year);
            const bool reached =
                n.what == kind::next_or_same ? candidate >= operand : candidate > operand;
            return reached ? candidate : n.day.in(year + 1);
        }
        case kind::day_of_later_year:
            return n.day.in(operand.year() + n.count);
        case kind::end_of: {
            const auto [year, month, day] = operand.fields();
            const int last = n.unit == calendar_unit::year      ? 12
                             : n.unit == calendar_unit::quarter ? (month + 2) / 3 * 3
                                                                : month;
            return date::of(year, last, days_in_month(year, last));
        }
        default:
            return operand;
        }
    }

    std::vector<node> nodes_; // operands before operators; the last node is the rule
    std::vector<std::string> names_;
};

namespace detail {

[[nodiscard]] inline std::string write_date_rule(const date_rule& rule, std::size_t index);

[[nodiscard]] inline std::string write_operand(const date_rule& rule, std::int32_t index) {
    const auto at = static_cast<std::size_t>(index);
    std::string text = write_date_rule(rule, at);
    // "but not before" binds loosest: as an operand it needs its parentheses.
    return rule.nodes()[at].what == date_rule::kind::not_before ? "(" + text + ")" : text;
}

[[nodiscard]] inline std::string write_date_rule(const date_rule& rule, std::size_t index) {
    using kind = date_rule::kind;
    const auto& n = rule.nodes()[index];
    const auto left = [&] { return write_operand(rule, n.left); };
    const auto right = [&] { return write_operand(rule, n.right); };
    switch (n.what) {
    case kind::on_anchor:
        return n.base == anchor::custom ? rule.custom_names()[static_cast<std::size_t>(n.count)]
                                        : std::string(to_string(n.base));
    case kind::on_date:
        return to_string(n.fixed);
    case kind::after:
        return to_string(n.length) + " after " + left();
    case kind::before:
        return to_string(n.length) + " before " + left();
    case kind::clear_days_after:
        return std::to_string(n.count) + " clear days after " + left();
    case kind::first_of_month:
        return "the first day of the " +
               (n.count == 1 ? std::string() : numerals::ordinal_text(n.count) + " ") +
               "month after " + left();
    case kind::next_day_of_year:
        return "the next " + to_string(n.day) + " after " + left();
    case kind::next_or_same:
        return "the next " + to_string(n.day) + " on or after " + left();
    case kind::day_of_later_year:
        return to_string(n.day) + " of the " +
               (n.count == 0   ? std::string("same")
                : n.count == 1 ? std::string("following")
                               : numerals::ordinal_text(n.count) + " following") +
               " year " + (n.count == 0 ? "as " : "after ") + left();
    case kind::end_of:
        return std::string("the end of the ") +
               (n.unit == calendar_unit::month     ? "month"
                : n.unit == calendar_unit::quarter ? "quarter"
                                                   : "year") +
               " of " + left();
    case kind::later_of:
        return "the later of " + left() + " and " + right();
    case kind::earlier_of:
        return "the earlier of " + left() + " and " + right();
    case kind::not_before:
        // Left-associative: a chain needs no parentheses on its left.
        return write_date_rule(rule, static_cast<std::size_t>(n.left)) + " but not before " +
               right();
    }
    return {};
}

} // namespace detail

/// The rule in words; reading them back gives the same rule.
[[nodiscard]] inline std::string to_string(const date_rule& rule) {
    const std::string text = detail::write_date_rule(rule, rule.nodes().size() - 1);
    const auto what = rule.nodes().back().what;
    return what == date_rule::kind::on_anchor || what == date_rule::kind::on_date ? "on " + text
                                                                                  : text;
}

/// How a schedule goes on after its first day.
struct recurrence {
    std::optional<period> every;     ///< every 6 months
    std::optional<day_of_year> each; ///< every 30 April
    std::optional<date_rule> until;  ///< no occurrence on or after this day
    friend bool operator==(const recurrence&, const recurrence&) = default;
};

/// A rule, once or recurring: "180 days after own entry into force, then every 30 April".
struct schedule {
    date_rule first;
    std::optional<recurrence> then;
    friend bool operator==(const schedule&, const schedule&) = default;

    /// Occurrence number `index` (0 is the first). Each is counted in one step from the first, so
    /// that a clipped month does not lose the day for ever after. Nothing when the rule is
    /// unresolved, when the schedule does not recur, past its end, or past the last day of the
    /// calendar.
    template <class Resolve>
    [[nodiscard]] std::optional<date>
    occurrence(std::int32_t index, Resolve&& resolve, month_end policy) const {
        const auto start = first.compute(resolve, policy);
        if (!start || index < 0 || (index > 0 && !then)) {
            return std::nullopt;
        }
        date day = *start;
        if (index > 0) {
            try {
                day = then->each ? nth_after(*start, *then->each, index)
                                 : add(*start, then->every->times(index), policy);
            } catch (const date_out_of_range&) {
                return std::nullopt;
            }
        }
        if (then && then->until) {
            const auto end = then->until->compute(resolve, policy);
            if (end && day >= *end) {
                return std::nullopt;
            }
        }
        return day;
    }

private:
    [[nodiscard]] static date nth_after(date start, day_of_year each, std::int32_t index) {
        const bool this_year = each.in(start.year()) > start;
        if (index > max_year) {
            throw date_out_of_range("the computed day lies outside 1400-01-01 to 9999-12-31");
        }
        return each.in(start.year() + index - (this_year ? 1 : 0));
    }
};

/// The schedule in words; reading them back gives the same schedule.
[[nodiscard]] inline std::string to_string(const schedule& value) {
    std::string text = to_string(value.first);
    if (value.then) {
        text += ", then every ";
        text += value.then->each ? to_string(*value.then->each) : to_string(*value.then->every);
        if (value.then->until) {
            text += " until " + to_string(*value.then->until);
        }
    }
    return text;
}

} // namespace servanda

#endif

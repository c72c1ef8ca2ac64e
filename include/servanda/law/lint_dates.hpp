/// @file
/// Days that never come, or come in the wrong order: a lock-in longer than the term, a window that
/// closes before it opens, a rule set off outside the treaty's life. Clauses that count from the
/// entry into force are all counted from the same notional one.
#ifndef SERVANDA_LAW_LINT_DATES_HPP
#define SERVANDA_LAW_LINT_DATES_HPP

#include <servanda/law/lint_conditions.hpp>
#include <servanda/law/parts_of_treaty.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace servanda {

namespace detail {

/// A treaty's clauses evaluated from one notional entry into force, or, without one, as far as they
/// name days themselves.
class notional_life {
public:
    explicit notional_life(const treaty& item, std::optional<date> entry = std::nullopt)
        : item_(item)
        , entry_(entry)
        , policy_(item.own.short_months.value_or(month_end::last_day)) {}

    /// The day a rule gives; nothing where it is not known.
    [[nodiscard]] std::optional<date> day(const date_rule& rule) const {
        return guarded([&] { return std::optional<date>(rule.compute(resolver{*this}, policy_)); });
    }
    /// An occurrence of a schedule; number 0 is the first.
    [[nodiscard]] std::optional<date> day(const schedule& recurring, std::int32_t index) const {
        return guarded([&] { return recurring.occurrence(index, resolver{*this}, policy_); });
    }

    /// The first day without the treaty, extended as far as its clause allows; nothing where it has
    /// no end or may be extended for ever.
    [[nodiscard]] std::optional<date> end() const {
        const date_rule* term = only_rule(item_.own.duration.term);
        const extension_clause& more = item_.own.extension;
        if (term == nullptr || (item_.own.has_extension && !(more.times && more.at_most))) {
            return std::nullopt;
        }
        const auto first = day(*term);
        if (!first || !item_.own.has_extension) {
            return first;
        }
        return guarded([&] {
            const auto times = static_cast<std::int32_t>(std::min<std::int64_t>(*more.times, 1000));
            return std::optional(add(*first, more.at_most->times(times), policy_));
        });
    }

private:
    /// Gives rules the days of their anchors; `depth`: how many anchors led here.
    struct resolver {
        const notional_life& life;
        int depth = 0;
        [[nodiscard]] maybe_date operator()(anchor name, std::string_view custom) const {
            return life.resolve(name, custom, depth);
        }
    };

    /// A term that recurs renews itself: it has no end.
    [[nodiscard]] static const date_rule* only_rule(const std::optional<schedule>& term) {
        return term && !term->then ? &term->first : nullptr;
    }

    /// A day outside the calendar is no day.
    template <class Compute>
    [[nodiscard]] static std::optional<date> guarded(Compute compute) {
        try {
            return compute();
        } catch (const date_out_of_range&) {
            return std::nullopt;
        }
    }

    [[nodiscard]] maybe_date resolve(anchor name, std::string_view custom, int depth) const {
        constexpr int deepest = 16; // anchors in a circle are an error of their own
        if (depth > deepest) {
            return std::nullopt;
        }
        if (name == anchor::opening && item_.opened) {
            return *item_.opened;
        }
        if (name == anchor::custom) {
            const auto found = item_.own.anchors.find(custom);
            return found == item_.own.anchors.end() ? maybe_date{} : again(&found->second, depth);
        }
        if (name == anchor::expiry) {
            return again(only_rule(item_.own.duration.term), depth);
        }
        return entry_;
    }

    [[nodiscard]] maybe_date again(const date_rule* rule, int depth) const {
        return rule == nullptr ? maybe_date{} : rule->compute(resolver{*this, depth + 1}, policy_);
    }
    const treaty& item_;
    std::optional<date> entry_;
    month_end policy_;
};

/// Whether something is so whatever the season of the entry into force.
template <class Test>
[[nodiscard]] bool in_every_season(const treaty& item, Test test) {
    const date first = item.opened.value_or(date::of(2000, 1, 1));
    constexpr std::array<int, 4> seasons{0, 92, 184, 276};
    return std::all_of(seasons.begin(), seasons.end(), [&](int days) {
        return test(notional_life(item, first + days));
    });
}

inline void lint_lock_in(const treaty& item, diagnostics& messages) {
    const withdrawal_clause& clause = item.own.withdrawal;
    const bool too_long = in_every_season(item, [&](const notional_life& life) {
        const auto end = life.end();
        bool any = false;
        bool all = true;
        each_date_rule(clause.lock_in, [&](const date_rule& rule) {
            const auto first = life.day(rule);
            any = true;
            all = all && first && end && *first >= *end;
        });
        return any && all;
    });
    if (too_long) {
        messages.warning(clause.places.value("lock_in", clause.where),
                         "notice can never be given: the lock-in lasts as long as the treaty's "
                         "term or longer; correct 'lock_in' or the term in [duration]");
    }
}

inline void lint_window(const treaty& item, diagnostics& messages) {
    const withdrawal_clause& clause = item.own.withdrawal;
    if (!clause.window) {
        return;
    }
    const auto& where = clause.places.value("window", clause.where);
    const auto& opens = clause.window->first;
    const auto& closes = clause.window->second;
    const bool backward = in_every_season(item, [&](const notional_life& life) {
        const auto first = life.day(opens, 0);
        const auto last = life.day(closes, 0);
        return first && last && *last < *first;
    });
    const bool too_late = in_every_season(item, [&](const notional_life& life) {
        const auto first = life.day(opens, 0);
        const auto end = life.end();
        return first && end && *first >= *end;
    });
    if (backward) {
        messages.warning(where,
                         "the window for notice closes before it opens: write [opens, closes]");
    } else if (too_late) {
        messages.warning(where,
                         "notice can never be given: the window opens when the treaty's term is "
                         "over; correct 'window' or the term in [duration]");
    } else if (opens.then && !closes.then) {
        messages.warning(where,
                         "the window for notice opens again and again but closes once, so it never "
                         "closes again: give its second rule a 'then every' too");
    }
}

inline void lint_not_before(const treaty& item, const fixed_life& life, diagnostics& messages) {
    const entry_into_force_clause& clause = item.own.entry_into_force;
    if (clause.not_before && life.end && *clause.not_before >= *life.end) {
        messages.warning(clause.places.value("not_before", clause.where),
                         "the treaty never enters into force: its term ends on " +
                             to_string(*life.end) +
                             "; correct 'not_before' or the term in "
                             "[duration]");
    }
}

/// A rule set off by a date before the treaty is there, or after it has ended.
inline void lint_date_trigger(const treaty& item, const rule& made, diagnostics& messages) {
    if (made.on.what != rule_trigger::kind::date ||
        (!made.treaty.empty() && made.treaty != item.id)) {
        return;
    }
    const auto& where = made.places.value("on", made.where);
    const auto fixed = notional_life(item).day(made.on.at, 0);
    if (fixed && item.opened && *fixed < *item.opened && !made.on.at.then) {
        messages.warning(where,
                         "the rule '" + made.id + "' is set off on " + to_string(*fixed) +
                             ", before the treaty was opened on " + to_string(*item.opened) +
                             ": correct one of the days");
        return;
    }
    const bool too_late = in_every_season(item, [&](const notional_life& life) {
        const auto first = life.day(made.on.at, 0);
        const auto end = life.end();
        return first && end && *first > *end;
    });
    if (too_late) {
        messages.warning(where,
                         "the rule '" + made.id +
                             "' is set off when the treaty's term is over: correct its day or the "
                             "term in [duration]");
    }
}

} // namespace detail

/// The days that a treaty's clauses themselves name as its first and last.
[[nodiscard]] inline fixed_life fixed_life_of(const treaty& item) {
    return {item.opened, detail::notional_life(item).end()};
}

/// Warns of days that never come, or come in the wrong order.
inline void lint_dates(const treaty& item, diagnostics& messages) {
    detail::lint_not_before(item, fixed_life_of(item), messages);
    detail::lint_lock_in(item, messages);
    detail::lint_window(item, messages);
    for (const auto& made : item.own.rules) {
        detail::lint_date_trigger(item, made, messages);
    }
}

} // namespace servanda

#endif

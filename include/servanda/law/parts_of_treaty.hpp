/// @file
/// The parts of which a treaty's clauses are made, one after another: its sections, its conditions,
/// its date rules.
#ifndef SERVANDA_LAW_PARTS_OF_TREATY_HPP
#define SERVANDA_LAW_PARTS_OF_TREATY_HPP

#include <servanda/law/treaty.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace servanda {

/// A section of a treaty by its name in files.
struct named_section {
    std::string_view name;
    const clause* content = nullptr;
    bool stated = false; ///< the treaty says something in it
};

namespace detail {

template <class Clause>
[[nodiscard]] named_section section(std::string_view name, const Clause& content) {
    return {name, &content, !(content == Clause{})};
}

} // namespace detail

/// The sections that stand once, in the order of the documentation.
[[nodiscard]] inline std::array<named_section, 12> sections_of(const treaty& item) {
    const clauses& own = item.own;
    return {detail::section("entry_into_force", own.entry_into_force),
            detail::section("accession", own.accession),
            detail::section("provisional_application", own.provisional_application),
            detail::section("duration", own.duration),
            detail::section("extension", own.extension),
            detail::section("withdrawal", own.withdrawal),
            detail::section("suspension", own.suspension),
            detail::section("termination", own.termination),
            detail::section("expulsion", own.expulsion),
            detail::section("reservations", own.reservations),
            detail::section("amendment", own.amendment),
            detail::section("succession", own.succession)};
}

/// A condition in its clause.
struct placed_condition {
    const condition& what;
    source_position where;
    std::string never;             ///< what is so if it can never hold
    const rule* of_rule = nullptr; ///< null: of a section
};

namespace detail {

template <class Each>
void each_condition_of_rule(const rule& item, const Each& each) {
    const auto visit = [&](const std::optional<condition>& phrase,
                           std::string_view key,
                           const std::string& never) {
        if (phrase) {
            each(placed_condition{*phrase,
                                  item.places.value(key, item.where),
                                  "the rule '" + item.id + never,
                                  &item});
        }
    };
    if (item.on.what == rule_trigger::kind::condition) {
        visit(item.on.becomes_true, "on", "' is never set off");
    }
    visit(item.guard, "if", "' never acts");
    visit(item.only_while, "while", "' never acts");
    visit(item.not_while, "not_while", "' never waits");
    visit(item.unless, "unless", "' is never cancelled");
}

/// The conditions of the entries of a list by period.
template <class T, class Each>
void each_guard(const by_period<T, condition>& list,
                const clause& section,
                std::string_view key,
                const Each& each) {
    for (const auto& entry : list.entries()) {
        if (entry.only_if) {
            each(placed_condition{*entry.only_if,
                                  section.places.value(key, section.where),
                                  "that entry of '" + std::string(key) + "' never applies"});
        }
    }
}

template <class Each>
void each_guard(const clauses& own, const Each& each) {
    each_guard(own.entry_into_force.effective, own.entry_into_force, "effective", each);
    each_guard(own.entry_into_force.for_later, own.entry_into_force, "for_later", each);
    each_guard(own.accession.open, own.accession, "open", each);
    const auto& provisional = own.provisional_application;
    each_guard(provisional.starts, provisional, "starts", each);
    each_guard(provisional.ends, provisional, "ends", each);
    each_guard(provisional.notice, provisional, "notice", each);
    each_guard(own.withdrawal.notice, own.withdrawal, "notice", each);
    each_guard(own.withdrawal.lock_in, own.withdrawal, "lock_in", each);
    each_guard(own.withdrawal.deadline, own.withdrawal, "deadline", each);
    each_guard(own.suspension.notice, own.suspension, "notice", each);
    each_guard(own.termination.notice, own.termination, "notice", each);
    each_guard(own.expulsion.notice, own.expulsion, "notice", each);
    each_guard(own.reservations.allowed, own.reservations, "allowed", each);
    each_guard(own.reservations.deadline, own.reservations, "deadline", each);
}

} // namespace detail

/// Calls `each` with every condition of the treaty, as a `placed_condition`.
template <class Each>
void each_condition(const treaty& item, const Each& each) {
    const clauses& own = item.own;
    const auto visit = [&](const std::optional<condition>& phrase,
                           const clause& section,
                           std::string_view key,
                           const char* never) {
        if (phrase) {
            each(placed_condition{*phrase, section.places.value(key, section.where), never});
        }
    };
    detail::each_guard(own, each);
    visit(own.entry_into_force.unless,
          own.entry_into_force,
          "unless",
          "nothing prevents the tacit acceptance");
    visit(own.entry_into_force.when,
          own.entry_into_force,
          "when",
          "the treaty never enters into force");
    visit(own.accession.open_to, own.accession, "open_to", "nobody can accede");
    visit(own.withdrawal.not_while, own.withdrawal, "not_while", "it never keeps anybody in");
    visit(own.suspension.when, own.suspension, "when", "nobody can suspend by right");
    visit(own.termination.when, own.termination, "when", "nobody can end it by right");
    if (item.ends_when) {
        each(placed_condition{*item.ends_when,
                              item.places.value("ends_when", item.where),
                              "it never ends the treaty"});
    }
    for (const auto& rule : own.rules) {
        detail::each_condition_of_rule(rule, each);
    }
    for (const auto& duty : own.obligations) {
        visit(duty.guard, duty, "if", "the obligation never binds");
        if (duty.on && duty.on->what == rule_trigger::kind::condition) {
            each(placed_condition{duty.on->becomes_true,
                                  duty.places.value("on", duty.where),
                                  "the obligation '" + duty.id + "' is never set off"});
        }
    }
}

/// Calls `each` with every date rule of a value: one, none, or those of a list by period.
template <class Each>
void each_date_rule(const date_rule& rule, const Each& each) {
    each(rule);
}
template <class Each>
void each_date_rule(const schedule& recurring, const Each& each) {
    each(recurring.first);
    if (recurring.then && recurring.then->until) {
        each(*recurring.then->until);
    }
}
template <class T, class Each>
void each_date_rule(const std::optional<T>& value, const Each& each) {
    if (value) {
        each_date_rule(*value, each);
    }
}
template <class Each>
void each_date_rule(const rules_by_period& list, const Each& each) {
    for (const auto& entry : list.entries()) {
        each_date_rule(entry.value, each);
    }
}

namespace detail {

template <class Each>
void each_date_rule_of(const std::vector<figure_bound>& bounds, const Each& each) {
    for (const auto& bound : bounds) {
        for (const auto& value : bound.values) {
            servanda::each_date_rule(value.until, each);
        }
    }
}

template <class Each>
void each_date_rule_of(const obligation& duty, const Each& each) {
    each_date_rule(duty.survives_until, each);
    each_date_rule(duty.from, each);
    each_date_rule(duty.until, each);
    each_date_rule(duty.deadline, each);
    if (duty.on && duty.on->what == rule_trigger::kind::date) {
        each_date_rule(duty.on->at, each);
    }
    if (duty.window) {
        each_date_rule(duty.window->first, each);
        each_date_rule(duty.window->second, each);
    }
    each_date_rule_of(duty.bounds, each);
    for (const auto& phase : duty.phases) {
        each_date_rule(phase.deadline, each);
        each_date_rule_of(phase.bounds, each);
    }
}

} // namespace detail

/// Calls `each` with every date rule of the treaty's clauses, its anchors' included.
template <class Each>
void each_date_rule(const treaty& item, const Each& each) {
    const clauses& own = item.own;
    each_date_rule(own.entry_into_force.effective, each);
    each_date_rule(own.entry_into_force.for_later, each);
    each_date_rule(own.entry_into_force.tacit, each);
    each_date_rule(own.provisional_application.starts, each);
    each_date_rule(own.provisional_application.ends, each);
    each_date_rule(own.provisional_application.notice, each);
    each_date_rule(own.duration.term, each);
    each_date_rule(own.withdrawal.notice, each);
    each_date_rule(own.withdrawal.lock_in, each);
    each_date_rule(own.withdrawal.deadline, each);
    if (own.withdrawal.window) {
        each_date_rule(own.withdrawal.window->first, each);
        each_date_rule(own.withdrawal.window->second, each);
    }
    each_date_rule(own.suspension.notice, each);
    each_date_rule(own.termination.notice, each);
    each_date_rule(own.expulsion.notice, each);
    each_date_rule(own.reservations.deadline, each);
    for (const auto& offer : own.packages) {
        each_date_rule(offer.expires, each);
    }
    for (const auto& [name, rule] : own.anchors) {
        each_date_rule(rule, each);
    }
    for (const auto& rule : own.rules) {
        if (rule.on.what == rule_trigger::kind::date) {
            each_date_rule(rule.on.at, each);
        }
        each_date_rule(rule.after, each);
    }
    for (const auto& duty : own.obligations) {
        detail::each_date_rule_of(duty, each);
    }
}

} // namespace servanda

#endif

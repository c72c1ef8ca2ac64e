/// @file
/// Edits: what a what-if study changes. An edit is a value; applied to rules and a scenario it
/// gives new ones, and where it does not apply it says so.
#ifndef SERVANDA_STUDY_EDIT_HPP
#define SERVANDA_STUDY_EDIT_HPP

#include <servanda/engine/simulate.hpp>
#include <servanda/law/read_clauses.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace servanda {

/// Which act is meant: by its id, or by what is known of it. What is not stated fits everything.
struct act_selector {
    std::string id;
    std::optional<act> kind;
    std::string by;
    std::string of;
    std::string treaty;
    std::optional<date> day;
    /// Which of several acts that fit, in the order of the scenario, from 1; none: it is to be the
    /// only one.
    std::optional<std::size_t> nth;
    friend bool operator==(const act_selector&, const act_selector&) = default;

    [[nodiscard]] static act_selector with_id(std::string id) {
        act_selector result;
        result.id = std::move(id);
        return result;
    }
    [[nodiscard]] bool fits(const dated_act& item) const {
        return (id.empty() || item.id == id) && (!kind || item.kind == *kind) &&
               (by.empty() || item.by == by) && (of.empty() || item.of == of) &&
               (treaty.empty() || item.treaty.empty() || item.treaty == treaty) &&
               (!day || (item.day == *day && !is_imprecise(item)));
    }
};

/// "the act 'usa-notice'", "give notice of withdrawal by USA on 2019-02-02".
[[nodiscard]] inline std::string to_string(const act_selector& which) {
    const std::string number =
        which.nth ? " (the " + numerals::ordinal_text(static_cast<std::int64_t>(*which.nth)) + ")"
                  : std::string();
    if (!which.id.empty()) {
        return "'" + which.id + "'" + number;
    }
    std::string text = which.kind ? std::string(to_string(*which.kind)) : std::string("any act");
    text += which.of.empty() ? "" : " of " + which.of;
    text += which.by.empty() ? "" : " by " + which.by;
    text += which.treaty.empty() ? "" : " in " + which.treaty;
    return text + (which.day ? " on " + to_string(*which.day) : std::string()) + number;
}

struct add_act {
    dated_act act;
};
struct drop_act {
    act_selector which;
};
struct move_act {
    act_selector which;
    date to;
};
struct replace_act {
    act_selector which;
    dated_act by;
};
/// Sets a key of a clause: treaty "inf", path "withdrawal.notice", "12 months after notice".
struct set_treaty_clause {
    std::string treaty;
    std::string path;
    value to;
};

/// Puts a treaty under another default law: "inf", "political".
struct set_default_law {
    std::string treaty;
    std::string law;
};
/// Tells the history as one participant sees it (`scenario::as_seen_by`); empty: as nobody does.
struct take_viewpoint {
    std::string party;
};
/// Leaves out what was not yet known on a day (`known_on`).
struct know_as_on {
    date day;
};

using edit = std::variant<add_act,
                          drop_act,
                          move_act,
                          replace_act,
                          set_treaty_clause,
                          set_default_law,
                          take_viewpoint,
                          know_as_on>;

/// The edit in words.
[[nodiscard]] inline std::string to_string(const edit& item) {
    struct teller {
        [[nodiscard]] static std::string tell(const dated_act& what) {
            std::string text =
                to_string(possible_days(what)) + " " + std::string(to_string(what.kind));
            text += what.of.empty() ? "" : " of " + what.of;
            return text + " by " + what.by;
        }
        std::string operator()(const add_act& e) const { return "add " + tell(e.act); }
        std::string operator()(const drop_act& e) const { return "drop " + to_string(e.which); }
        std::string operator()(const move_act& e) const {
            return "move " + to_string(e.which) + " to " + to_string(e.to);
        }
        std::string operator()(const replace_act& e) const {
            return "replace " + to_string(e.which) + " by " + tell(e.by);
        }
        /// A list or a table has no words.
        [[nodiscard]] static std::string tell(const value& to) {
            if (const auto* words = to.get<std::string>()) {
                return *words;
            }
            if (const auto* number = to.get<std::int64_t>()) {
                return std::to_string(*number);
            }
            if (const auto* flag = to.get<bool>()) {
                return *flag ? "true" : "false";
            }
            const auto* day = to.get<date>();
            return day == nullptr ? std::string() : to_string(*day);
        }
        std::string operator()(const set_treaty_clause& e) const {
            const std::string words = tell(e.to);
            return "set " + e.treaty + ":" + e.path + (words.empty() ? "" : " = " + words);
        }
        std::string operator()(const set_default_law& e) const {
            return "put " + e.treaty + " under " + e.law;
        }
        std::string operator()(const take_viewpoint& e) const {
            return e.party.empty() ? "without a viewpoint" : "as seen by " + e.party;
        }
        std::string operator()(const know_as_on& e) const {
            return "as known on " + to_string(e.day);
        }
    };
    return std::visit(teller{}, item);
}

/// Rules and scenario together: what a study edits.
struct study_input {
    rulebook rules;
    scenario story;
};

/// The same with rules that many studies share. They are copied only when an edit sets a clause.
struct shared_study_input {
    std::shared_ptr<const rulebook> rules; ///< not null
    scenario story;
};

namespace detail {

[[nodiscard]] inline std::size_t find_act(const scenario& story, const act_selector& which) {
    std::optional<std::size_t> found;
    std::size_t fitting = 0;
    for (std::size_t i = 0; i < story.acts.size(); ++i) {
        if (!which.fits(story.acts[i]) || (which.nth && ++fitting != *which.nth)) {
            continue;
        }
        if (found) {
            throw input_error("two acts fit " + to_string(which) + ": " +
                              to_string(possible_days(story.acts[*found])) + " by " +
                              story.acts[*found].by + " and " +
                              to_string(possible_days(story.acts[i])) + " by " + story.acts[i].by);
        }
        found = i;
    }
    if (!found) {
        std::vector<std::string> ids;
        for (const auto& item : story.acts) {
            if (!item.id.empty()) {
                ids.push_back(item.id);
            }
        }
        throw input_error("the scenario has no act " + to_string(which) +
                          (which.id.empty() ? std::string() : did_you_mean(which.id, ids)));
    }
    return *found;
}

/// Whether an act means nothing without the act whose id it names: it contests that act, or takes
/// that finding back.
[[nodiscard]] inline bool answers_act(const dated_act& item) noexcept {
    return !item.of.empty() &&
           (item.kind == act::contest || (item.kind == act::revoke && !row_of(item.kind, item.of)));
}

/// What answers an act goes with it, and what answers that; unless another act bears the same id.
inline void drop_answers_to(scenario& story, const std::string& id) {
    const auto bears = [&](const dated_act& item) { return item.id == id; };
    if (id.empty() || std::any_of(story.acts.begin(), story.acts.end(), bears)) {
        return;
    }
    std::vector<std::string> gone;
    std::erase_if(story.acts, [&](const dated_act& item) {
        const bool goes = answers_act(item) && item.of == id;
        if (goes) {
            gone.push_back(item.id);
        }
        return goes;
    });
    for (const auto& answer : gone) {
        drop_answers_to(story, answer);
    }
}

} // namespace detail

/// The scenario as it was known on a day: without the acts and facts published later. What states
/// no day of publication was known on its own day.
[[nodiscard]] inline scenario known_on(scenario story, date day) {
    const auto later = [&](const std::optional<date>& published, date own) {
        return published.value_or(own) > day;
    };
    std::vector<std::string> unknown;
    std::erase_if(story.acts, [&](const dated_act& item) {
        const bool hidden = later(item.published, item.day);
        if (hidden && !item.id.empty()) {
            unknown.push_back(item.id);
        }
        return hidden;
    });
    for (const auto& id : unknown) {
        detail::drop_answers_to(story, id);
    }
    std::erase_if(story.facts, [&](const fact& item) {
        return later(item.published, item.from.value_or(date::min()));
    });
    return story;
}

namespace detail {

/// `own_rules` gives the rulebook to edit; it is asked only when an edit sets a clause.
template <class OwnRules>
struct edit_applier {
    scenario& story;
    const OwnRules& own_rules;

    void operator()(const add_act& e) const { story.acts.push_back(e.act); }
    void operator()(const drop_act& e) const {
        const std::size_t at = find_act(story, e.which);
        const std::string id = story.acts[at].id;
        story.acts.erase(story.acts.begin() + static_cast<std::ptrdiff_t>(at));
        drop_answers_to(story, id);
    }
    void operator()(const move_act& e) const {
        dated_act& item = story.acts[find_act(story, e.which)];
        // What the act says of its own days moves with it; but where its day was not known, there
        // is nothing to say how far it moves.
        const std::int64_t by = is_imprecise(item) ? 0 : e.to - item.day;
        item.latest.reset();
        for (auto* day : {&item.received, &item.published}) {
            if (*day) {
                *day = **day + by;
            }
        }
        item.day = e.to;
    }
    void operator()(const replace_act& e) const { story.acts[find_act(story, e.which)] = e.by; }
    void operator()(const set_treaty_clause& e) const {
        diagnostics messages;
        set_clause(treaty_named(e.treaty).own, e.path, e.to, messages);
        if (!messages.ok()) {
            throw input_error(std::move(messages));
        }
    }
    void operator()(const set_default_law& e) const {
        treaty& found = treaty_named(e.treaty);
        const rulebook& rules = own_rules();
        // The Vienna Convention and political practice are known even where no file says them.
        std::vector<std::string> laws{"vclt", "political"};
        for (const default_law& law : rules.laws) {
            laws.push_back(law.id);
        }
        if (std::find(laws.begin(), laws.end(), e.law) == laws.end()) {
            throw input_error("unknown default law '" + e.law + "'" + did_you_mean(e.law, laws));
        }
        found.default_law = e.law;
    }
    void operator()(const take_viewpoint& e) const { story.as_seen_by = e.party; }
    void operator()(const know_as_on& e) const { story = known_on(std::move(story), e.day); }

private:
    [[nodiscard]] treaty& treaty_named(const std::string& name) const {
        rulebook& rules = own_rules();
        treaty* found = rules.find(name);
        if (found == nullptr) {
            throw input_error("unknown treaty '" + name + "'" +
                              did_you_mean(name, rules.treaty_names()));
        }
        return *found;
    }
};

template <class OwnRules>
void apply_edits(scenario& story, const std::vector<edit>& edits, const OwnRules& own_rules) {
    for (const auto& item : edits) {
        std::visit(edit_applier<OwnRules>{story, own_rules}, item);
    }
}

} // namespace detail

/// Rules and scenario with the edits applied in order. Throws `input_error` where an edit does not
/// apply: no act fits, two acts fit, no such clause, a phrase that is not understood.
[[nodiscard]] inline study_input edited(study_input input, const std::vector<edit>& edits) {
    detail::apply_edits(input.story, edits, [&]() -> rulebook& { return input.rules; });
    return input;
}

/// The same for shared rules: without an edit that sets a clause, the very same rulebook comes
/// back.
[[nodiscard]] inline shared_study_input edited(shared_study_input input,
                                               const std::vector<edit>& edits) {
    std::shared_ptr<rulebook> own;
    detail::apply_edits(input.story, edits, [&]() -> rulebook& {
        if (own == nullptr) {
            own = std::make_shared<rulebook>(*input.rules);
            input.rules = own;
        }
        return *own;
    });
    return input;
}

/// A what-if: the history under edited rules or an edited scenario. Under shared rules, such as
/// those of a history's program, no rulebook is copied unless an edit sets a clause.
[[nodiscard]] inline history
what_if(std::shared_ptr<const rulebook> rules, scenario story, const std::vector<edit>& edits) {
    shared_study_input input =
        edited(shared_study_input{std::move(rules), std::move(story)}, edits);
    return simulate(std::move(input.rules), std::move(input.story));
}

/// The same for rules that are not shared: they are copied once.
[[nodiscard]] inline history
what_if(const rulebook& rules, const scenario& story, const std::vector<edit>& edits) {
    study_input input = edited(study_input{with_default_laws(rules), story}, edits);
    return simulate(std::make_shared<const rulebook>(std::move(input.rules)),
                    std::move(input.story));
}

} // namespace servanda

#endif

/// @file
/// What a history shows to be hardly meant: two rules that pull one membership apart on one day.
#ifndef SERVANDA_STUDY_LINT_HPP
#define SERVANDA_STUDY_LINT_HPP

#include <servanda/engine/explanation.hpp>
#include <servanda/engine/history.hpp>

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

namespace detail {

/// The rule or clause behind a change; what a participant did itself has none.
struct change_origin {
    std::string name; ///< "the rule 'x' (XV(2))", "[duration] (XV(1))"
    bool is_rule = false;
    source_position where{};
};

[[nodiscard]] inline std::string with_article(const std::string& name, const std::string& article) {
    return article.empty() ? name : name + " (" + article + ")";
}

[[nodiscard]] inline change_origin origin_in_rule(const program& source, std::uint32_t index) {
    const rule& made = *source.rules_in_order[index].source;
    return {with_article("the rule '" + made.id + "'", made.article), true, made.where};
}

[[nodiscard]] inline std::optional<change_origin> origin_in_clause(const treaty& of,
                                                                   effect_kind kind) {
    const clauses& own = of.own;
    const auto section = [](const char* name, const clause& content) {
        return change_origin{with_article(name, content.article), false, content.where};
    };
    switch (kind) {
    case effect_kind::treaty_entry:
    case effect_kind::own_entry:
        return section("[entry_into_force]", own.entry_into_force);
    case effect_kind::provisional_start:
    case effect_kind::provisional_end:
        return section("[provisional_application]", own.provisional_application);
    case effect_kind::withdrawal:
        return section("[withdrawal]", own.withdrawal);
    case effect_kind::expulsion:
        return section("[expulsion]", own.expulsion);
    case effect_kind::suspension_start:
    case effect_kind::suspension_end:
        return section("[suspension]", own.suspension);
    case effect_kind::expiry:
        return section("[duration]", own.duration);
    case effect_kind::ending_condition:
        return change_origin{"[treaty] ends_when", false, of.where};
    default:
        return std::nullopt;
    }
}

[[nodiscard]] inline std::optional<change_origin> origin_of(const history& story,
                                                            const change& item) {
    if (item.because.index == nothing) {
        return std::nullopt;
    }
    const program& source = story.program();
    std::uint32_t act_index = item.because.index;
    if (item.because.is_effect) {
        const effect& clock = story.effects()[item.because.index];
        if (clock.rule != nothing) {
            return origin_in_rule(source, clock.rule);
        }
        act_index = clock.act;
        if (act_index == nothing || story.acts()[act_index].what.by_rule == nothing) {
            return origin_in_clause(*source.treaties[clock.treaty].source, clock.kind);
        }
    }
    const std::uint32_t by_rule = story.acts()[act_index].what.by_rule;
    return by_rule == nothing ? std::nullopt : std::optional(origin_in_rule(source, by_rule));
}

/// Whether a change binds a participant more (1), less (-1), or neither.
[[nodiscard]] inline int direction(const aspects& before, const aspects& after) noexcept {
    const auto bound = [](const aspects& now) {
        return now.consent == consent::former_party ? 0 : static_cast<int>(now.consent);
    };
    const auto sign = [](int difference) { return difference < 0 ? -1 : difference > 0 ? 1 : 0; };
    if (bound(before) != bound(after)) {
        return sign(bound(after) - bound(before));
    }
    if (before.suspended != after.suspended) {
        return after.suspended ? -1 : 1;
    }
    if (before.exit_pending != after.exit_pending) {
        return after.exit_pending ? -1 : 1;
    }
    return sign(static_cast<int>(after.operation) - static_cast<int>(before.operation));
}

/// A change by a rule or clause, with its direction.
struct pull {
    std::size_t change = 0; ///< among those of the history
    int direction = 0;
    change_origin origin;
    state from = state::none;
};

/// Goes through a history day by day and finds rules that pull against each other.
class pull_finder {
public:
    pull_finder(const history& story, const std::string& name, diagnostics& messages)
        : story_(story)
        , name_(name)
        , messages_(messages)
        , now_(story.program().participant_of.size())
        , today_(now_.size()) {}

    void run() {
        for (std::size_t i = 0; i < story_.changes().size(); ++i) {
            const change& item = story_.changes()[i];
            if (day_ != item.day) {
                begin_day(item.day);
            }
            const bool whole_treaty = story_.program().participant_of[item.who] == nothing;
            if (!whole_treaty) {
                take(i, item);
            }
        }
    }

private:
    void begin_day(date day) {
        for (const auto m : touched_) {
            today_[m].clear();
        }
        touched_.clear();
        day_ = day;
    }

    void take(std::size_t index, const change& item) {
        const aspects before = std::exchange(now_[item.who], item.now);
        const int where_to = direction(before, item.now);
        auto origin = where_to == 0 ? std::nullopt : origin_of(story_, item);
        if (!origin) {
            return;
        }
        const pull second{index, where_to, *std::move(origin), before.headline()};
        for (const auto& first : today_[item.who]) {
            const bool apart = first.direction != second.direction &&
                               first.origin.name != second.origin.name &&
                               (first.origin.is_rule || second.origin.is_rule);
            if (apart && told_.emplace(first.origin.name, second.origin.name).second) {
                warn(first, second);
            }
        }
        today_[item.who].push_back(second);
        touched_.push_back(item.who);
    }

    void warn(const pull& first, const pull& second) {
        const change& item = story_.changes()[second.change];
        messages_.warning(second.origin.is_rule ? second.origin.where : first.origin.where,
                          to_string(item.day) + " " +
                              name_of(story_.program(), item.who, item.day) + " in " + name_ +
                              ": " + told(first) + ", " + told(second) +
                              "; let one not act where the other does ('if', 'unless')");
    }

    /// "the rule 'x' (IX) takes it from in force to withdrawn".
    [[nodiscard]] std::string told(const pull& item) const {
        return item.origin.name + " takes it from " + std::string(to_string(item.from)) + " to " +
               std::string(to_string(story_.changes()[item.change].now.headline()));
    }

    const history& story_;
    const std::string& name_;
    diagnostics& messages_;
    std::vector<aspects> now_;             ///< by membership
    std::vector<std::vector<pull>> today_; ///< by membership
    std::vector<membership_id> touched_;   ///< today
    std::optional<date> day_;
    std::set<std::pair<std::string, std::string>> told_;
};

} // namespace detail

/// Warns where two rules, or a rule and a clause, pull one membership apart on one day: one binds
/// it and the other lets it go. `name` tells the story ("the example 'France, 1966'"). Two that
/// meet more than once are told once. What a participant does itself is no rule's doing.
/// O(changes).
[[nodiscard]] inline diagnostics lint(const history& story, const std::string& name) {
    diagnostics messages;
    detail::pull_finder(story, name, messages).run();
    return messages;
}

} // namespace servanda

#endif

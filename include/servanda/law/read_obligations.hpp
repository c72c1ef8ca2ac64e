/// @file
/// From values to obligations and packages: the keys of [[obligation]] and [[package]].
#ifndef SERVANDA_LAW_READ_OBLIGATIONS_HPP
#define SERVANDA_LAW_READ_OBLIGATIONS_HPP

#include <servanda/law/clause_keys.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::detail {

/// A trigger is an act ("give notice of withdrawal", "revoke of notice"), a condition that becomes
/// true ("new-start is in force"), or a date rule.
inline void read_trigger(value_reader& in, rule_trigger& to, const value& item) {
    const auto words = in.words(item);
    if (!words) {
        return;
    }
    const std::size_t of = words->find(" of ");
    if (const auto kind = parse_act(*words)) {
        to.on_act = *kind;
        return;
    }
    if (const auto kind = parse_act(words->substr(0, of)); kind && of != std::string::npos) {
        to.on_act = *kind;
        to.of = words->substr(of + 4);
        return;
    }
    // Only one of the two readings can finish; where neither does, the one that got further
    // explains.
    diagnostics as_condition;
    diagnostics as_date;
    if (auto found = in.with(as_condition).when(item)) {
        to.what = rule_trigger::kind::condition;
        to.becomes_true = *std::move(found);
    } else if (auto at = in.with(as_date).recurring(item)) {
        to.what = rule_trigger::kind::date;
        to.at = *std::move(at);
    } else if (const auto nearest = nearest_word(*words, act_names)) {
        in.error(item, "there is no act '" + *words + "' (did you mean '" + *nearest + "'?)");
    } else {
        const bool date_got_further =
            as_date.items().front().where.column > as_condition.items().front().where.column;
        in.messages().append(date_got_further ? as_date : as_condition);
    }
}

inline void read_obligation_kind(value_reader& in, obligation& to, const value& item) {
    if (const auto kind = in.one_of(item, obligation_kind_names)) {
        to.kind = static_cast<obligation_kind>(*kind);
    }
}

/// "each party", "depositaries", or codes and groups.
inline void read_bearers(value_reader& in, obligation& to, const value& item) {
    const auto names = in.texts(item);
    if (!names) {
        return;
    }
    struct word {
        std::string_view text;
        bearers::kind what;
    };
    static constexpr std::array words{
        word{"each party", bearers::kind::each_party},
        word{"each", bearers::kind::each_party},
        word{"each signatory", bearers::kind::each_signatory},
        word{"each participant", bearers::kind::each_participant},
        word{"depositaries", bearers::kind::depositaries},
        word{"depositary", bearers::kind::depositaries},
    };
    for (const auto& candidate : words) {
        if (names->size() == 1 && names->front() == candidate.text) {
            to.by = {candidate.what, {}};
            return;
        }
    }
    to.by = {bearers::kind::named, *names};
}

/// `survives`: true, or a date rule such as "20 years after day of effect".
inline void read_survival(value_reader& in, obligation& to, const value& item) {
    if (const auto* flag = item.get<bool>()) {
        to.survives = *flag;
    } else if (auto until = in.rule(item)) {
        to.survives = true;
        to.survives_until = *std::move(until);
    }
}

inline void read_obligation_trigger(value_reader& in, obligation& to, const value& item) {
    rule_trigger found;
    const auto before = in.messages().errors();
    read_trigger(in, found, item);
    if (in.messages().errors() == before) {
        to.on = std::move(found);
    }
}

inline void read_obligation_window(value_reader& in, obligation& to, const value& item) {
    const auto* list = item.get<value_list>();
    if (list == nullptr || list->size() != 2) {
        in.wrong_kind(item, "a list of two date rules (first day, last day)");
        return;
    }
    auto opens = in.rule((*list)[0]);
    auto closes = in.rule((*list)[1]);
    if (opens && closes) {
        to.window.emplace(*std::move(opens), *std::move(closes));
    }
}

/// "10 days", "2 months", "72 hours".
[[nodiscard]] inline std::optional<time_limit> read_time_limit(value_reader& in,
                                                               const value& item) {
    const auto* text = item.get<std::string>();
    if (text != nullptr && (text->ends_with(" hours") || text->ends_with(" hour"))) {
        const std::string number = text->substr(0, text->find(' '));
        const bool figures =
            !number.empty() && number.size() <= 6 &&
            std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!figures || text->find(' ') != text->rfind(' ')) {
            in.error(item,
                     "expected a number of hours such as '72 hours', found '" +
                         value_reader::shortened(*text) + "'");
            return std::nullopt;
        }
        constexpr std::int64_t day = 24;
        time_limit result;
        result.hours = std::stoll(number);
        result.length.days = static_cast<std::int32_t>((result.hours + day - 1) / day);
        return result;
    }
    const auto length = in.length(item);
    return length ? std::optional(time_limit{*length, 0}) : std::nullopt;
}

inline void read_within(value_reader& in, obligation& to, const value& item) {
    to.within = read_time_limit(in, item);
}
inline void read_lead_time(value_reader& in, obligation& to, const value& item) {
    to.lead_time = read_time_limit(in, item);
}

inline void read_concerns(value_reader& in, obligation& to, const value& item) {
    static constexpr std::array<std::string_view, 3> words{"author", "addressee", "all"};
    if (const auto found = in.one_of(item, words)) {
        to.concerns = static_cast<whose_instance>(*found + 1);
    }
}

/// Reads the entries of a table with one function per key; reports keys that are none.
template <class Each, std::size_t N>
[[nodiscard]] bool read_known(value_reader& in,
                              const value& item,
                              std::string_view what,
                              const std::array<std::string_view, N>& keys,
                              Each each) {
    const auto* table = item.get<value_table>();
    if (table == nullptr) {
        in.wrong_kind(item, what);
        return false;
    }
    const auto before = in.messages().errors();
    for (const auto& entry : *table) {
        if (std::find(keys.begin(), keys.end(), entry.key) == keys.end()) {
            in.messages().error(entry.where,
                                "unknown key '" + value_reader::shortened(entry.key) + "' of " +
                                    std::string(what) + did_you_mean(entry.key, keys));
            continue;
        }
        each(entry);
    }
    return in.messages().errors() == before;
}

[[nodiscard]] inline std::optional<counted_figure> read_one_figure(value_reader& in,
                                                                   const value& item) {
    if (item.get<value_table>() == nullptr) {
        const auto name = in.words(item);
        return name ? std::optional(counted_figure{*name, 1}) : std::nullopt;
    }
    static constexpr std::array<std::string_view, 2> keys{"name", "counts_as"};
    counted_figure result;
    const bool good = read_known(in, item, "a figure", keys, [&](const table_entry& entry) {
        if (entry.key == "name") {
            result.name = in.words(entry.content).value_or("");
        } else {
            result.counts_as = in.number(entry.content).value_or(1);
        }
    });
    if (good && result.name.empty()) {
        in.error(item, "the figure lacks its 'name'");
        return std::nullopt;
    }
    return good ? std::optional(result) : std::nullopt;
}

/// One figure, or a list that is summed.
[[nodiscard]] inline std::vector<counted_figure> read_figures(value_reader& in, const value& item) {
    std::vector<counted_figure> result;
    const auto take = [&](const value& one) {
        if (auto figure = read_one_figure(in, one)) {
            result.push_back(*std::move(figure));
        }
    };
    if (const auto* list = item.get<value_list>()) {
        std::for_each(list->begin(), list->end(), take);
    } else {
        take(item);
    }
    return result;
}

inline void read_obligation_figures(value_reader& in, obligation& to, const value& item) {
    to.figures = read_figures(in, item);
}

/// A number, the name of a figure, or a part of one.
inline bool read_bound_amount(value_reader& in, bound_value& to, const value& item) {
    if (const auto* name = item.get<std::string>()) {
        to.figure = *name;
        return in.words(item).has_value();
    }
    if (item.get<value_table>() == nullptr) {
        const auto number = in.number(item);
        to.number = number.value_or(0);
        return number.has_value();
    }
    static constexpr std::array<std::string_view, 3> keys{"percent", "of", "rounded"};
    const bool good = read_known(in, item, "a part of a figure", keys, [&](const auto& entry) {
        if (entry.key == "percent") {
            to.percent = in.number(entry.content).value_or(100);
        } else if (entry.key == "of") {
            to.figure = in.words(entry.content).value_or("");
        } else if (const auto way = in.one_of(entry.content, rounding_names)) {
            to.rounded = static_cast<rounding>(*way);
        }
    });
    if (good && to.figure.empty()) {
        in.error(item, "expected { percent = …, of = \"FIGURE\" }: the part lacks its 'of'");
        return false;
    }
    return good;
}

/// A bound, or a list of them by period: `[ { until = "…", value = 20 }, { value = 10 } ]`.
[[nodiscard]] inline std::optional<figure_bound>
read_bound(value_reader& in, bound_kind how, const value& item) {
    figure_bound result;
    result.how = how;
    const auto* list = item.get<value_list>();
    if (list == nullptr) {
        bound_value one;
        if (!read_bound_amount(in, one, item)) {
            return std::nullopt;
        }
        result.values.push_back(std::move(one));
        return result;
    }
    static constexpr std::array<std::string_view, 2> keys{"until", "value"};
    for (const auto& element : *list) {
        bound_value one;
        bool stated = false;
        const bool good = read_known(in, element, "a bound by period", keys, [&](const auto& e) {
            if (e.key == "until") {
                one.until = in.rule(e.content);
            } else {
                stated = read_bound_amount(in, one, e.content);
            }
        });
        if (good && !stated) {
            in.error(element, "the entry lacks its 'value'");
            return std::nullopt;
        }
        if (!good) {
            return std::nullopt;
        }
        result.values.push_back(std::move(one));
    }
    if (result.values.empty()) {
        in.error(item, "expected a number or a list of them by period, found an empty list");
        return std::nullopt;
    }
    return result;
}

template <bound_kind How>
void read_bound_key(value_reader& in, obligation& to, const value& item) {
    if (auto bound = read_bound(in, How, item)) {
        to.bounds.push_back(*std::move(bound));
    }
}

[[nodiscard]] inline std::optional<bound_kind> bound_named(std::string_view key) noexcept {
    static constexpr std::array<std::string_view, 4> keys{"at_most", "at_least", "over", "under"};
    const auto found = std::find(keys.begin(), keys.end(), key);
    return found == keys.end() ? std::nullopt
                               : std::optional(static_cast<bound_kind>(found - keys.begin()));
}

inline void read_phases(value_reader& in, obligation& to, const value& item) {
    const auto* list = item.get<value_list>();
    if (list == nullptr || list->empty()) {
        in.wrong_kind(item, "a list such as [ { deadline = \"…\", at_most = 171 } ]");
        return;
    }
    static constexpr std::array<std::string_view, 6> keys{
        "deadline", "figure", "at_most", "at_least", "over", "under"};
    for (const auto& element : *list) {
        elimination_phase phase;
        bool dated = false;
        const bool good = read_known(in, element, "a phase", keys, [&](const auto& entry) {
            if (entry.key == "deadline") {
                auto last = in.rule(entry.content);
                dated = last.has_value();
                phase.deadline = last ? *std::move(last) : date_rule{};
            } else if (entry.key == "figure") {
                phase.figures = read_figures(in, entry.content);
            } else if (auto bound = read_bound(in, *bound_named(entry.key), entry.content)) {
                phase.bounds.push_back(*std::move(bound));
            }
        });
        if (good && (!dated || phase.bounds.empty())) {
            in.error(element, "a phase needs a 'deadline' and a bound such as 'at_most'");
        } else if (good) {
            to.phases.push_back(std::move(phase));
        }
    }
}

inline void read_per(value_reader& in, obligation& to, const value& item) {
    static constexpr std::array<std::string_view, 2> words{"calendar year", "treaty year"};
    if (const auto found = in.one_of(item, words)) {
        to.per = static_cast<quota_period>(*found + 1);
    }
}

/// "inspect", "inspect of observation-flight", or a list of those.
inline void read_counts(value_reader& in, obligation& to, const value& item) {
    for (const auto& words : in.texts(item).value_or(std::vector<std::string>{})) {
        const std::size_t of = words.find(" of ");
        const auto kind = parse_act(words.substr(0, of));
        if (!kind) {
            in.error(item, "there is no act '" + words + "'" + did_you_mean(words, act_names));
            continue;
        }
        to.counts.push_back({*kind, of == std::string::npos ? "" : words.substr(of + 4)});
    }
}

/// One attribute: a value it equals, or bounds of a number.
inline void read_attribute_test(value_reader& in, obligation& to, const table_entry& entry) {
    attribute_test test;
    test.name = entry.key;
    if (const auto* flag = entry.content.get<bool>()) {
        test.equals = *flag;
    } else if (const auto* word = entry.content.get<std::string>()) {
        test.equals = *word;
    } else if (entry.content.get<value_table>() == nullptr) {
        if (const auto number = in.number(entry.content)) {
            test.equals = *number;
        }
    } else {
        static constexpr std::array<std::string_view, 4> keys{
            "at_most", "at_least", "over", "under"};
        const bool good =
            read_known(in, entry.content, "a bound of an attribute", keys, [&](const auto& one) {
                if (const auto number = in.number(one.content)) {
                    test.bounds.emplace_back(*bound_named(one.key), *number);
                }
            });
        if (good && test.bounds.empty()) {
            in.error(entry.content, "the attribute is held to nothing (such as at_least = 500)");
        }
    }
    to.where_item.push_back(std::move(test));
}

inline void read_where(value_reader& in, obligation& to, const value& item) {
    const auto* table = item.get<value_table>();
    if (table == nullptr) {
        in.wrong_kind(item, "a table of attributes such as { ground-launched = true }");
        return;
    }
    for (const auto& entry : *table) {
        read_attribute_test(in, to, entry);
    }
}

inline void read_cure(value_reader& in, obligation& to, const value& item) {
    if (const auto found = in.one_of(item, cure_by_names)) {
        to.cure = static_cast<cure_by>(*found);
    }
}

inline void read_on_breach(value_reader& in, obligation& to, const value& item) {
    if (const auto found = in.one_of(item, after_breach_names)) {
        to.on_breach = static_cast<after_breach>(*found);
    }
}

inline constexpr std::array obligation_keys{
    key<obligation, &obligation::id, &value_reader::words>("id"),
    key<obligation, &obligation::says, &value_reader::words>("says"),
    key<obligation, &obligation::item, &value_reader::words>("item"),
    key_of<obligation>{"kind", &read_obligation_kind},
    key_of<obligation>{"bearer", &read_bearers},
    key<obligation, &obligation::jointly, &value_reader::boolean>("jointly"),
    key<obligation, &obligation::beneficiaries, &value_reader::texts>("beneficiary"),
    key<obligation, &obligation::from, &value_reader::rule>("from"),
    key<obligation, &obligation::until, &value_reader::rule>("until"),
    key<obligation, &obligation::guard, &value_reader::conditions>("if"),
    key<obligation, &obligation::only_while, &value_reader::texts>("while"),
    key_of<obligation>{"survives", &read_survival},
    key_of<obligation>{"on", &read_obligation_trigger},
    key_of<obligation>{"concerns", &read_concerns},
    key_of<obligation>{"window", &read_obligation_window},
    key<obligation, &obligation::deadline, &value_reader::rule>("deadline"),
    key_of<obligation>{"within", &read_within},
    key_of<obligation>{"lead_time", &read_lead_time},
    key_of<obligation>{"figure", &read_obligation_figures},
    key<obligation, &obligation::unit, &value_reader::words>("unit"),
    key_of<obligation>{"at_most", &read_bound_key<bound_kind::at_most>},
    key_of<obligation>{"at_least", &read_bound_key<bound_kind::at_least>},
    key_of<obligation>{"over", &read_bound_key<bound_kind::over>},
    key_of<obligation>{"under", &read_bound_key<bound_kind::under>},
    key_of<obligation>{"phases", &read_phases},
    key_of<obligation>{"per", &read_per},
    key<obligation, &obligation::per_pair, &value_reader::boolean>("per_pair"),
    key<obligation, &obligation::passive, &value_reader::boolean>("passive"),
    key_of<obligation>{"counts", &read_counts},
    key<obligation, &obligation::prohibits, &value_reader::texts>("prohibits"),
    key_of<obligation>{"where", &read_where},
    key_of<obligation>{"cure", &read_cure},
    key_of<obligation>{"on_breach", &read_on_breach},
};

/// What the keys of an obligation say together.
inline void check_whole(value_reader& in, const obligation& made, const value& item) {
    using kind = obligation_kind;
    const auto complain = [&](const std::string& text) {
        in.error(item, "the obligation '" + made.id + "' " + text);
    };
    const bool held = !made.bounds.empty();
    if (made.kind == kind::limit && (made.figures.empty() || !held)) {
        complain("is a limit: it needs a 'figure' and a bound such as 'at_most'");
    }
    if (made.kind == kind::elimination && made.phases.empty() && !made.deadline) {
        complain("is an elimination: it needs 'phases' or a 'deadline'");
    }
    if (made.kind == kind::elimination && !made.phases.empty() && made.deadline) {
        complain("has both 'phases' and a 'deadline': say it once");
    }
    const bool counted = held || std::any_of(made.phases.begin(),
                                             made.phases.end(),
                                             [](auto& step) { return step.figures.empty(); });
    if (made.kind == kind::elimination && made.figures.empty() && counted) {
        complain("is an elimination down to a number: it needs the 'figure' that is counted");
    }
    if (made.kind == kind::quota && !held) {
        complain("is a quota: it needs a bound such as 'at_most'");
    }
    if (made.lead_time && !made.on) {
        complain("has a 'lead_time' before what? It needs 'on', such as \"perform of exercise\"");
    }
    if (made.window && (made.deadline || made.within)) {
        complain("has a 'window', and 'deadline' or 'within' beside it: say it once");
    }
    if (made.deadline && made.within) {
        complain("has both 'deadline' and 'within': say it once");
    }
    if (made.passive && made.kind != kind::quota) {
        complain("is 'passive', which only a quota is");
    }
    if (!made.where_item.empty() && made.kind != kind::prohibition &&
        made.kind != kind::restraint && made.kind != kind::notification &&
        made.kind != kind::access) {
        complain("has attributes in 'where', which belong to a prohibition, a restraint, or to "
                 "the event of a notification or an access");
    }
}

inline void read_obligation(value_reader& in, clauses& to, const value& item) {
    obligation result;
    const auto before = in.messages().errors();
    if (!read_clause(in, result, item, obligation_keys, "[[obligation]]")) {
        return;
    }
    const auto* table = item.get<value_table>();
    for (const char* needed : {"id", "kind"}) {
        if (find_entry(*table, needed) == nullptr) {
            in.error(item, "the obligation lacks its '" + std::string(needed) + "'");
        }
    }
    if (result.kind == obligation_kind::elimination && result.deadline && result.bounds.empty() &&
        !result.figures.empty()) {
        result.bounds.push_back({bound_kind::at_most, {bound_value{}}}); // down to nothing
    }
    if (in.messages().errors() == before) {
        check_whole(in, result, item);
    }
    to.obligations.push_back(std::move(result));
}

inline void read_package_items(value_reader& in, package& to, const value& item) {
    const auto* list = item.get<value_list>();
    if (list == nullptr || list->empty()) {
        in.wrong_kind(item,
                      "a list such as [ { id = \"inspections\", between = [\"USA\", \"RUS\"] } ]");
        return;
    }
    static constexpr std::array<std::string_view, 4> keys{"id", "article", "says", "between"};
    for (const auto& element : *list) {
        package_item made;
        made.where = element.where;
        const bool good = read_known(in, element, "an item", keys, [&](const auto& entry) {
            if (entry.key == "id") {
                made.id = in.words(entry.content).value_or("");
            } else if (entry.key == "article") {
                made.article = in.words(entry.content).value_or("");
            } else if (entry.key == "says") {
                made.says = in.words(entry.content).value_or("");
            } else {
                made.between = in.texts(entry.content).value_or(std::vector<std::string>{});
            }
        });
        if (good && (made.id.empty() || made.between.size() < 2)) {
            in.error(element, "an item needs an 'id', and in 'between' two participants or more");
        } else if (good) {
            to.items.push_back(std::move(made));
        }
    }
}

inline constexpr std::array package_keys{
    key<package, &package::id, &value_reader::words>("id"),
    key<package, &package::title, &value_reader::words>("title"),
    key<package, &package::says, &value_reader::words>("says"),
    key<package, &package::severable, &value_reader::boolean>("severable"),
    key<package, &package::expires, &value_reader::rule>("expires"),
    key_of<package>{"items", &read_package_items},
};

inline void read_package(value_reader& in, clauses& to, const value& item) {
    package result;
    if (!read_clause(in, result, item, package_keys, "[[package]]")) {
        return;
    }
    const auto* table = item.get<value_table>();
    for (const char* needed : {"id", "items"}) {
        if (find_entry(*table, needed) == nullptr) {
            in.error(item, "the package lacks its '" + std::string(needed) + "'");
        }
    }
    to.packages.push_back(std::move(result));
}

} // namespace servanda::detail

#endif

/// @file
/// What a default law says of a measure that only a claim carries: VCLT 65 and 66. A claim works
/// from the day it claims; that it did not wait, and that somebody objected, is said beside it.
#ifndef SERVANDA_ENGINE_CLAIMS_HPP
#define SERVANDA_ENGINE_CLAIMS_HPP

#include <servanda/engine/record.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// A measure that claims a ground of the default law and took effect before the law lets it.
struct hasty_claim {
    date notice;    ///< the day on which the others had notice of it
    date effect;    ///< the day from which it works
    date permitted; ///< the first day on which it might have worked
};

namespace detail {

/// The grounds of a default law that a basis names: "VCLT 60 and VCLT 62" names 60 and 62.
[[nodiscard]] inline std::vector<std::string> grounds_named(const default_law& law,
                                                            std::string_view basis) {
    std::vector<std::string> named;
    std::size_t at = basis.find(law.cited_as);
    if (at == std::string_view::npos) {
        return named;
    }
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (at += law.cited_as.size(); at < basis.size(); ++at) {
        const char before = basis[at - 1];
        if (!digit(basis[at]) || (before != ' ' && before != ',' && before != '/')) {
            continue;
        }
        std::size_t end = at;
        while (end < basis.size() && digit(basis[end])) {
            ++end;
        }
        const std::string_view number = basis.substr(at, end - at);
        const auto& known = law.claims.grounds;
        if (std::find(known.begin(), known.end(), number) != known.end() &&
            std::find(named.begin(), named.end(), number) == named.end()) {
            named.emplace_back(number);
        }
        at = end;
    }
    return named;
}

/// The first day that a rule of a claims clause gives; its only anchor fell on `day`.
[[nodiscard]] inline std::optional<date>
day_after(const std::optional<date_rule>& rule, anchor counted_from, date day) {
    if (!rule) {
        return std::nullopt;
    }
    return rule->compute(
        [&](anchor name, std::string_view) {
            return name == counted_from ? maybe_date(day) : maybe_date{};
        },
        month_end::last_day);
}

} // namespace detail

/// The grounds of a treaty's default law that an act there claims, in the words of its author; none
/// where it stands by right.
[[nodiscard]] inline std::vector<std::string> grounds_of(const compiled_treaty& in,
                                                         const dated_act& said) {
    return in.law == nullptr || said.basis.empty() ? std::vector<std::string>()
                                                   : detail::grounds_named(*in.law, said.basis);
}

/// The same of an act of a run.
[[nodiscard]] inline std::vector<std::string> grounds_of(const program& source,
                                                         const act_record& item) {
    if (item.what.source == nothing) {
        return {};
    }
    return grounds_of(source.treaties[item.what.treaty], source.story->acts[item.what.source]);
}

/// Whether an act that stands by claim, or would if nobody contested it, did not wait as its
/// default law asks (VCLT 65(2)). One that states special urgency need not.
[[nodiscard]] inline std::optional<hasty_claim> hasty(const program& source,
                                                      const act_record& item) {
    const bool claimed =
        item.worth == standing::by_claim || item.finding == finding_of_standing::contested;
    if (!claimed || grounds_of(source, item).empty()) {
        return std::nullopt;
    }
    const claims_clause& asked = source.treaties[item.what.treaty].law->claims;
    const dated_act& said = source.story->acts[item.what.source];
    const auto states = [&](std::string_view text) {
        return !asked.unless.empty() && text.find(asked.unless) != std::string_view::npos;
    };
    if (states(said.basis) || states(said.statement.value_or(""))) {
        return std::nullopt;
    }
    const auto permitted = detail::day_after(asked.notice, anchor::notice, item.what.received);
    const date effect =
        item.what.states_day ? std::max(item.what.stated, item.what.day) : item.what.day;
    if (!permitted || effect >= *permitted) {
        return std::nullopt;
    }
    return hasty_claim{item.what.received, effect, *permitted};
}

/// Who objected to an act, by name and day; the short form `contested_by` has no day.
struct objection_to_claim {
    std::string by;
    std::optional<date> day;
    std::optional<date> settlement; ///< from when the dispute may be taken further (VCLT 66)
};

/// The objections to an act that claims a ground of its default law (VCLT 65(3)), by order of the
/// scenario.
[[nodiscard]] inline std::vector<objection_to_claim> objections_to(const program& source,
                                                                   const act_record& item) {
    std::vector<objection_to_claim> found;
    if (grounds_of(source, item).empty()) {
        return found;
    }
    const claims_clause& asked = source.treaties[item.what.treaty].law->claims;
    const dated_act& said = source.story->acts[item.what.source];
    for (const auto& code : said.contested_by) {
        found.push_back({code, {}, {}});
    }
    for (const auto& other : source.story->acts) {
        if (other.kind == act::contest && !said.id.empty() && other.of == said.id) {
            found.push_back({other.by,
                             other.day,
                             detail::day_after(asked.settlement, anchor::trigger, other.day)});
        }
    }
    return found;
}

} // namespace servanda

#endif

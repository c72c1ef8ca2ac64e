/// @file
/// Which acts and findings differ between two histories: only in one of them, on another day, or of
/// another worth.
#ifndef SERVANDA_STUDY_ACT_DIFFERENCE_HPP
#define SERVANDA_STUDY_ACT_DIFFERENCE_HPP

#include <servanda/engine/explanation.hpp>
#include <servanda/study/counterpart.hpp>
#include <servanda/study/difference.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace servanda {

/// An act as one history has it.
struct told_act {
    date day;
    servanda::standing standing = standing::recorded;
    finding_of_standing finding = finding_of_standing::stands; ///< why it is void, where it is
    std::string article; ///< under which it stands or fails; may be empty
    friend bool operator==(const told_act&, const told_act&) = default;
};

/// "2019-08-02, void: the notice has taken effect already (VCLT 68)".
[[nodiscard]] inline std::string to_string(const told_act& item) {
    std::string text = to_string(item.day) + ", " + std::string(to_string(item.standing));
    if (item.finding != finding_of_standing::stands) {
        text += ": " + std::string(to_string(item.finding));
    }
    return text + (item.article.empty() ? "" : " (" + item.article + ")");
}

/// An act that differs.
struct act_difference {
    std::string treaty;
    std::string party;           ///< its author, by the code of the day
    std::string what;            ///< the act in words, without its author
    std::optional<told_act> was; ///< in the first history; none: not done there
    std::optional<told_act> is;  ///< in the second
    friend bool operator==(const act_difference&, const act_difference&) = default;
};

/// Changed: of another worth on the same day.
[[nodiscard]] inline difference_kind kind_of(const act_difference& item) noexcept {
    return !item.was                       ? difference_kind::appeared
           : !item.is                      ? difference_kind::vanished
           : item.was->day != item.is->day ? difference_kind::moved
                                           : difference_kind::changed;
}

/// A finding on a breach as one history has it.
struct finding_state {
    date day;
    bool contested = false;
    bool cured = false;
    std::optional<date> until; ///< withdrawn or cured from that day
    friend bool operator==(const finding_state&, const finding_state&) = default;
};

/// "2018-12-04, contested", "2001-05-01, cured on 2002-05-01".
[[nodiscard]] inline std::string to_string(const finding_state& item) {
    return to_string(item.day) + (item.contested ? ", contested" : "") +
           (item.until ? (item.cured ? ", cured on " : ", withdrawn on ") + to_string(*item.until)
                       : std::string());
}

/// What somebody says or has determined about a breach, where that differs.
struct finding_difference {
    std::string treaty;
    std::string obligation; ///< empty: the treaty
    std::string by;
    std::string against;
    bool determined = false; ///< otherwise alleged
    bool material = false;
    std::optional<finding_state> was; ///< in the first history; none: not found there
    std::optional<finding_state> is;  ///< in the second
    friend bool operator==(const finding_difference&, const finding_difference&) = default;
};

[[nodiscard]] inline difference_kind kind_of(const finding_difference& item) noexcept {
    return !item.was                       ? difference_kind::appeared
           : !item.is                      ? difference_kind::vanished
           : item.was->day != item.is->day ? difference_kind::moved
                                           : difference_kind::changed;
}

namespace detail {

/// Orders differences by their first day, then by treaty and by what `key` gives.
template <class Item, class Key>
void sort_by_day(std::vector<Item>& items, Key key) {
    const auto day = [](const Item& item) {
        return first_of(item.was ? std::optional(item.was->day) : std::nullopt,
                        item.is ? std::optional(item.is->day) : std::nullopt);
    };
    std::stable_sort(items.begin(), items.end(), [&](const Item& x, const Item& y) {
        return std::tuple(day(x), x.treaty, key(x)) < std::tuple(day(y), y.treaty, key(y));
    });
}

[[nodiscard]] inline std::optional<told_act> told_act_of(const history& story, std::uint32_t i) {
    if (i == nothing) {
        return std::nullopt;
    }
    const act_record& item = story.acts()[i];
    const bool cited = item.worth == standing::by_right || item.worth == standing::void_act;
    return told_act{item.what.day,
                    item.worth,
                    item.finding,
                    cited ? cite_act(story.program(), item).article : std::string()};
}

[[nodiscard]] inline std::vector<act_difference> compare_acts(const counterparts& both) {
    std::vector<act_difference> result;
    for_each_pair(both.acts(), [&](std::uint32_t a, std::uint32_t b) {
        if (a != nothing && b != nothing) {
            const act_record& was = both.story(0).acts()[a];
            const act_record& is = both.story(1).acts()[b];
            if (was.what.day == is.what.day && was.worth == is.worth && was.finding == is.finding) {
                return;
            }
        }
        const history& story = both.story(a != nothing ? 0 : 1);
        const std::uint32_t i = a != nothing ? a : b;
        const bound_act& what = story.acts()[i].what;
        result.push_back({story.program().treaty_name(what.treaty),
                          name_of(story.program(), what.who, what.day),
                          tell_act(story, i, false),
                          told_act_of(both.story(0), a),
                          told_act_of(both.story(1), b)});
    });
    sort_by_day(result, [](const act_difference& item) { return item.party; });
    return result;
}

[[nodiscard]] inline std::optional<finding_state> finding_state_of(const history& story,
                                                                   std::uint32_t i) {
    if (i == nothing) {
        return std::nullopt;
    }
    const breach_finding& item = story.record().duties.findings[i];
    return finding_state{item.day, item.contested, item.cured, item.until};
}

[[nodiscard]] inline std::vector<finding_difference> compare_findings(const counterparts& both) {
    const auto finding = [&](std::size_t side, std::uint32_t i) -> const breach_finding& {
        return both.story(side).record().duties.findings[i];
    };
    const auto duty = [&](std::size_t side, const breach_finding& item) {
        return item.obligation == nothing
                   ? std::string()
                   : both.story(side).program().duties.obligations[item.obligation].source->id;
    };
    const auto said = [&](std::size_t side, std::uint32_t i) {
        const breach_finding& item = finding(side, i);
        return std::tuple(duty(side, item),
                          both.common_number(side, item.by),
                          both.common_number(side, item.against),
                          item.determined,
                          item.material);
    };
    pairing pairs(both.story(0).record().duties.findings.size(),
                  both.story(1).record().duties.findings.size());
    pairs.pass([&](std::size_t side, std::uint32_t i) {
        return std::optional(std::tuple(said(side, i), finding(side, i).day));
    });
    pairs.pass([&](std::size_t side, std::uint32_t i) { return std::optional(said(side, i)); });
    std::vector<finding_difference> result;
    for_each_pair(pairs, [&](std::uint32_t a, std::uint32_t b) {
        auto was = finding_state_of(both.story(0), a);
        auto is = finding_state_of(both.story(1), b);
        if (was == is) {
            return;
        }
        const std::size_t side = a != nothing ? 0 : 1;
        const program& source = both.story(side).program();
        const breach_finding& item = finding(side, a != nothing ? a : b);
        result.push_back({source.treaty_name(item.treaty),
                          duty(side, item),
                          name_of(source, item.by, item.day),
                          name_of(source, item.against, item.day),
                          item.determined,
                          item.material,
                          was,
                          is});
    });
    sort_by_day(result, [](const finding_difference& item) {
        return std::tuple(item.against, item.obligation, item.by);
    });
    return result;
}

} // namespace detail

/// The acts that only one of two histories has, that fell on another day, or that were worth
/// something else. An act is known by what was done on which day; else by its id; else by its
/// author and kind. By day, treaty and author. O(acts × log acts).
[[nodiscard]] inline std::vector<act_difference> compare_acts(const history& first,
                                                              const history& second) {
    return detail::compare_acts(detail::counterparts(first, second));
}

/// The findings on breaches that differ: who alleged or determined what, contested or not, until
/// when. By day, then by treaty and whom they are against. O(findings × log findings).
[[nodiscard]] inline std::vector<finding_difference> compare_findings(const history& first,
                                                                      const history& second) {
    return detail::compare_findings(detail::counterparts(first, second));
}

} // namespace servanda

#endif

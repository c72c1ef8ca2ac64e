/// @file
/// What Catch2 prints of servanda's values: days, the words of the law, acts, histories.
#ifndef SERVANDA_CATCH2_STRING_MAKERS_HPP
#define SERVANDA_CATCH2_STRING_MAKERS_HPP

#include <servanda/catch2/generation.hpp>
#include <servanda/engine/history.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>

namespace servanda::matchers::detail {

template <class T, class... Words>
inline constexpr bool is_one_of = (std::is_same_v<T, Words> || ...);

/// The enumerations that are words of the law.
template <class T>
inline constexpr bool is_word = is_one_of<T,
                                          act,
                                          state,
                                          consent,
                                          operation,
                                          end_cause,
                                          treaty_state,
                                          standing,
                                          verdict,
                                          commitment,
                                          treaty_kind,
                                          lifecycle_act,
                                          effect_kind>;

/// "2019-02-02 give notice of withdrawal by USA in inf".
[[nodiscard]] inline std::string tell(const dated_act& item) {
    std::string text = to_string(item.day) + " " + std::string(to_string(item.kind));
    text += item.of.empty() ? "" : " of " + item.of;
    text += item.by.empty() ? "" : " by " + item.by;
    return text + (item.treaty.empty() ? "" : " in " + item.treaty);
}

/// "history of inf, 39 acts, to 2019-12-31".
[[nodiscard]] inline std::string tell(const history& story) {
    constexpr std::size_t most_listed = 4;
    const auto& treaties = story.program().treaties;
    std::string text = "history of ";
    if (treaties.size() > most_listed) {
        text += std::to_string(treaties.size()) + " treaties";
    } else {
        for (std::size_t i = 0; i < treaties.size(); ++i) {
            text += (i == 0 ? "" : ", ") + treaties[i].source->id;
        }
    }
    text += ", " + std::to_string(story.acts().size()) + " acts, to " + to_string(story.last_day());
    return text + (story.seen_by().empty() ? "" : ", as seen by " + story.seen_by());
}

} // namespace servanda::matchers::detail

namespace Catch {

template <class T>
struct StringMaker<T, std::enable_if_t<servanda::matchers::detail::is_word<T>>> {
    static std::string convert(T word) { return std::string(to_string(word)); }
};
template <>
struct StringMaker<servanda::finding_of_standing> {
    static std::string convert(servanda::finding_of_standing finding) {
        return '"' + std::string(to_string(finding)) + '"';
    }
};
template <>
struct StringMaker<servanda::date> {
    static std::string convert(servanda::date day) { return servanda::to_string(day); }
};
template <>
struct StringMaker<std::optional<servanda::date>> {
    static std::string convert(const std::optional<servanda::date>& day) {
        return day ? servanda::to_string(*day) : "no day";
    }
};
template <>
struct StringMaker<servanda::dated_act> {
    static std::string convert(const servanda::dated_act& item) {
        return servanda::matchers::detail::tell(item);
    }
};
template <>
struct StringMaker<servanda::history> {
    static std::string convert(const servanda::history& story) {
        return servanda::matchers::detail::tell(story);
    }
};

} // namespace Catch

#endif

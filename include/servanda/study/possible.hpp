/// @file
/// Answers that may be several: what the placements of a scenario with imprecise dates say to one
/// question.
#ifndef SERVANDA_STUDY_POSSIBLE_HPP
#define SERVANDA_STUDY_POSSIBLE_HPP

#include <servanda/law/vocabulary.hpp>
#include <servanda/study/placements.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

/// One of several answers.
template <class T>
struct possibility {
    T what{};
    std::uint64_t placements = 0; ///< that give this answer
    placement example{};          ///< one of them
};

/// What the placements answer. Where all of them were tried and agree, the answer is definite;
/// otherwise it is unknown, and these are the possible ones. One that only some of the placements
/// were tried for is never definite, however well they agree.
template <class T>
struct possible {
    std::vector<possibility<T>> answers{}; ///< each once; states in the order of a treaty's life
    std::uint64_t tried = 0;
    std::uint64_t all = 0; ///< placements there are; `detail::beyond_counting` for more than that
    bool exact = true;     ///< whether no other answer is possible

    [[nodiscard]] bool definite() const noexcept { return exact && answers.size() == 1; }
    [[nodiscard]] bool may_be(const T& what) const {
        return std::any_of(
            answers.begin(), answers.end(), [&](const auto& item) { return item.what == what; });
    }
    /// How many of the placements tried give an answer.
    [[nodiscard]] std::uint64_t placements_of(const T& what) const {
        for (const auto& item : answers) {
            if (item.what == what) {
                return item.placements;
            }
        }
        return 0;
    }
};

namespace detail {

/// States in the order in which a treaty lives through them.
[[nodiscard]] constexpr int life_order(state of) noexcept {
    return -static_cast<int>(of);
}
[[nodiscard]] constexpr int life_order(treaty_state of) noexcept {
    return static_cast<int>(of);
}
[[nodiscard]] constexpr int life_order(bool of) noexcept {
    return of ? 1 : 0;
}

/// Answers as they come in, one for each placement.
template <class T>
class answer_counter {
public:
    void add(const T& answer, std::uint64_t number) {
        const auto found = std::find_if(
            seen_.begin(), seen_.end(), [&](const auto& item) { return item.what == answer; });
        if (found == seen_.end()) {
            seen_.push_back({answer, 1, number});
        } else {
            ++found->count;
        }
    }
    /// What was counted, of the placements of one group, on a day.
    [[nodiscard]] possible<T> result(const tied_group& of, date day) const {
        possible<T> result;
        result.tried = of.placements.tried();
        result.all = of.placements.all();
        result.exact = of.placements.exact() || (of.settled_before && day < *of.settled_before);
        for (const auto& item : seen_) {
            result.answers.push_back({item.what, item.count, of.placements.at(item.example)});
        }
        std::sort(result.answers.begin(), result.answers.end(), [](const auto& a, const auto& b) {
            return life_order(a.what) < life_order(b.what);
        });
        return result;
    }

private:
    struct seen {
        T what;
        std::uint64_t count;
        std::uint64_t example;
    };
    std::vector<seen> seen_;
};

} // namespace detail

/// "in force, or withdrawal pending": the answers in words.
template <class T>
[[nodiscard]] std::string write_answers(const possible<T>& of) {
    std::string text;
    for (std::size_t i = 0; i < of.answers.size(); ++i) {
        text += i == 0 ? "" : i + 1 < of.answers.size() ? ", " : ", or ";
        text += to_string(of.answers[i].what);
    }
    return text;
}

/// "50000 of 133225", "50000 of more than 10^18".
[[nodiscard]] inline std::string write_tried(std::uint64_t tried, std::uint64_t all) {
    return std::to_string(tried) + " of " +
           (all == detail::beyond_counting ? "more than 10^18" : std::to_string(all));
}

/// "in force"; "unknown: in force, or withdrawal pending"; and where not all placements were tried,
/// "unknown: in force in all placements tried (50000 of 133225)".
template <class T>
[[nodiscard]] std::string to_string(const possible<T>& of) {
    if (of.definite()) {
        return write_answers(of);
    }
    std::string text = "unknown: " + write_answers(of);
    if (!of.exact) {
        text += of.answers.size() == 1 ? " in all placements tried (" : "; placements tried: ";
        text += write_tried(of.tried, of.all);
        text += of.answers.size() == 1 ? ")" : "";
    }
    return text;
}

} // namespace servanda

#endif

/// @file
/// Catch2 matchers that compare a history with a variant of it. A failure prints the difference
/// with both causes.
#ifndef SERVANDA_CATCH2_DIFFERENCE_MATCHERS_HPP
#define SERVANDA_CATCH2_DIFFERENCE_MATCHERS_HPP

#include <servanda/catch2/state_matchers.hpp>
#include <servanda/study/told_difference.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::matchers {

namespace detail {

inline constexpr std::size_t most_told = 6;

template <class Difference>
[[nodiscard]] std::string tell_stretch(const Difference& item, const std::string& what) {
    return to_string(item.from) + ".." + (item.until ? to_string(*item.until) : "") + " " +
           item.treaty + what;
}

/// "2019-08-02.. inf USA: terminated, not suspended".
[[nodiscard]] inline std::string tell(const state_difference& item) {
    return tell_stretch(item, item.party.empty() ? "" : " " + item.party) + ": " + item.was +
           ", not " + item.is;
}
[[nodiscard]] inline std::string tell(const verdict_difference& item) {
    return tell_stretch(item, " " + item.party + " " + item.obligation) + ": " +
           std::string(to_string(item.was)) + ", not " + std::string(to_string(item.is));
}

/// "first on 2019-08-01: 6 states and 2 verdicts differ", and the first of them.
[[nodiscard]] inline std::string tell(const difference& found) {
    if (found.empty()) {
        return "no difference";
    }
    std::string text = "first on " + to_string(*found.first()) + ": " +
                       std::to_string(found.states.size()) + " states and " +
                       std::to_string(found.verdicts.size()) + " verdicts differ";
    std::size_t left = most_told;
    const auto add = [&](const auto& items) {
        for (std::size_t i = 0; i < items.size() && left > 0; ++i, --left) {
            text += "\n  " + tell(items[i]);
        }
    };
    add(found.states);
    add(found.verdicts);
    const std::size_t all = found.states.size() + found.verdicts.size();
    return text + (all > most_told ? "\n  and " + std::to_string(all - most_told) + " more" : "");
}

} // namespace detail

/// Asks from which day on a history differs from a variant, and in whom.
class difference_matcher final : public detail::matcher_of<history> {
public:
    explicit difference_matcher(history variant)
        : variant_(std::move(variant)) {}

    /// The first day on which they differ.
    [[nodiscard]] difference_matcher first_on(date day) const {
        difference_matcher result(*this);
        result.first_ = day;
        return result;
    }
    /// The same for a text YYYY-MM-DD. Throws `input_error` for any other.
    [[nodiscard]] difference_matcher first_on(std::string_view day) const {
        return first_on(on(day));
    }
    /// They do not differ.
    [[nodiscard]] difference_matcher nowhere() const {
        difference_matcher result(*this);
        result.nowhere_ = true;
        return result;
    }
    /// Only the states and verdicts of this participant count, under whichever of its codes.
    [[nodiscard]] difference_matcher for_party(std::string_view party) const {
        difference_matcher result(*this);
        result.party_ = party;
        return result;
    }
    /// Only this treaty counts.
    [[nodiscard]] difference_matcher in(std::string_view treaty) const {
        difference_matcher result(*this);
        result.treaty_ = treaty;
        return result;
    }

    [[nodiscard]] bool match(const history& story) const override {
        seen_ = story;
        const difference found = difference_from(story);
        return nowhere_ ? found.empty() : !found.empty() && (!first_ || *first_ == *found.first());
    }
    [[nodiscard]] std::string describe() const override {
        std::string text = nowhere_ ? "is the same as the " : "differs from the ";
        text += detail::tell(variant_);
        text += first_ ? ", first on " + to_string(*first_) : "";
        text += party_.empty() ? "" : " for " + party_;
        text += treaty_.empty() ? "" : " in " + treaty_;
        return seen_ ? text + "\nbut " + answer(*seen_) : text;
    }

private:
    /// Throws `unknown_name` for a treaty or participant that neither history knows.
    [[nodiscard]] difference difference_from(const history& story) const {
        check_names(story);
        difference found = compare(story, variant_);
        const auto elsewhere = [&](const auto& item) {
            return !(treaty_.empty() || is_treaty(story, item.treaty)) ||
                   !(party_.empty() || is_party(story, item.party));
        };
        std::erase_if(found.states, elsewhere);
        std::erase_if(found.verdicts, elsewhere);
        return found;
    }
    void check_names(const history& story) const {
        const bool here = treaty_.empty() || story.program().find_treaty(treaty_);
        const history& known = here ? story : variant_;
        if (!treaty_.empty()) {
            (void)known.whole(treaty_);
        }
        if (!party_.empty() && !known.program().participant(party_) &&
            !variant_.program().participant(party_)) {
            (void)known.find(known.program().treaties.front().source->id, party_);
        }
    }
    [[nodiscard]] bool is_treaty(const history& story, const std::string& id) const {
        const auto same = [&](const history& other) {
            const auto wanted = other.program().find_treaty(treaty_);
            return wanted && wanted == other.program().find_treaty(id);
        };
        return same(story) || same(variant_);
    }
    [[nodiscard]] bool is_party(const history& story, const std::string& code) const {
        const auto same = [&](const history& other) {
            const auto wanted = other.program().participant(party_);
            return wanted && wanted == other.program().participant(code);
        };
        return same(story) || same(variant_);
    }

    [[nodiscard]] std::string answer(const history& story) const {
        const difference found = difference_from(story);
        std::string text;
        for (const auto& remark : baseline_remarks(story, variant_)) {
            text += remark + "\n";
        }
        if (found.empty()) {
            return text + (same_inputs(story, variant_)
                               ? "the two histories have the same rules and acts"
                               : "nothing differs on any day");
        }
        const servanda::detail::counterparts both(story, variant_);
        const servanda::detail::cause_teller teller(both);
        text += "they differ first on " + to_string(*found.first());
        std::size_t left = detail::most_told;
        const auto add = [&](const auto& items) {
            for (std::size_t i = 0; i < items.size() && left > 0; ++i, --left) {
                const told_sides told = teller.tell(items[i]);
                text += "\n  " + detail::tell(items[i]) + "\n    here: " + to_string(told.was) +
                        "\n    variant: " + to_string(told.is);
            }
        };
        add(found.states);
        add(found.verdicts);
        const std::size_t all = found.states.size() + found.verdicts.size();
        return text + (all > detail::most_told
                           ? "\n  and " + std::to_string(all - detail::most_told) + " more"
                           : "");
    }

    history variant_;
    std::optional<date> first_;
    bool nowhere_ = false;
    std::string party_;
    std::string treaty_;
    mutable std::optional<history> seen_;
};

// Matchers are written as Catch2 writes its own.
// NOLINTBEGIN(readability-identifier-naming)

/// The history differs from a variant somewhere; `.first_on(day)` says from when on.
[[nodiscard]] inline difference_matcher DiffersFrom(history variant) {
    return difference_matcher(std::move(variant));
}
/// The history has the states and verdicts of a variant on every day.
[[nodiscard]] inline difference_matcher SameAs(history variant) {
    return difference_matcher(std::move(variant)).nowhere();
}

// NOLINTEND(readability-identifier-naming)

} // namespace servanda::matchers

namespace Catch {

template <>
struct StringMaker<servanda::state_difference> {
    static std::string convert(const servanda::state_difference& item) {
        return servanda::matchers::detail::tell(item);
    }
};
template <>
struct StringMaker<servanda::verdict_difference> {
    static std::string convert(const servanda::verdict_difference& item) {
        return servanda::matchers::detail::tell(item);
    }
};
template <>
struct StringMaker<servanda::difference> {
    static std::string convert(const servanda::difference& found) {
        return servanda::matchers::detail::tell(found);
    }
};
template <>
struct StringMaker<servanda::edit> {
    static std::string convert(const servanda::edit& item) { return servanda::to_string(item); }
};

} // namespace Catch

#endif

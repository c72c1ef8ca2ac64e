/// @file
/// Reading phrases: the words of a date rule or a condition, numbers and ordinals in figures or in
/// words, and errors that say what was expected, and where. Both grammars of servanda stand on
/// this.
#ifndef SERVANDA_CALENDAR_PHRASE_HPP
#define SERVANDA_CALENDAR_PHRASE_HPP

#include <servanda/calendar/date.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// A phrase that the grammar does not derive. `what()` says what was expected and what was found;
/// `offset()` and `length()` say where, in bytes from the start of the phrase.
class phrase_error : public std::runtime_error {
public:
    phrase_error(const std::string& message, std::size_t offset, std::size_t length)
        : std::runtime_error(message)
        , offset_(offset)
        , length_(length) {}
    [[nodiscard]] std::size_t offset() const noexcept { return offset_; }
    [[nodiscard]] std::size_t length() const noexcept { return length_; }

private:
    std::size_t offset_;
    std::size_t length_;
};

/// Lower case, ASCII letters only.
[[nodiscard]] inline std::string lower_case(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return result;
}

/// Number of single-letter insertions, deletions, replacements and swaps of neighbours between two
/// words. O(|a|·|b|).
[[nodiscard]] inline std::size_t spelling_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> two_back(b.size() + 1);
    std::vector<std::size_t> back(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        back[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({back[j] + 1, row[j - 1] + 1, back[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], two_back[j - 2] + 1);
            }
        }
        two_back = std::exchange(back, row);
    }
    return back[b.size()];
}

/// The candidate spelt most like `word`, when one is near enough to have been meant. Words longer
/// than any name are not compared.
template <class Candidates>
[[nodiscard]] std::optional<std::string> nearest_word(std::string_view word,
                                                      const Candidates& candidates) {
    constexpr std::size_t longest = 64;
    if (word.size() > longest) {
        return std::nullopt;
    }
    const std::string wanted = lower_case(word);
    std::optional<std::string> best;
    std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const auto& candidate : candidates) {
        const std::string_view name = candidate;
        const std::size_t distance = spelling_distance(wanted, lower_case(name));
        if (distance < best_distance) {
            best_distance = distance;
            best = std::string(name);
        }
    }
    return best;
}

/// " (did you mean 'notice'?)", or nothing when no candidate is near.
template <class Candidates>
[[nodiscard]] std::string did_you_mean(std::string_view word, const Candidates& candidates) {
    const auto nearest = nearest_word(word, candidates);
    return nearest && *nearest != word ? " (did you mean '" + *nearest + "'?)" : std::string{};
}

/// One word, or one of `,` `(` `)`.
struct phrase_token {
    std::string text;  ///< as written
    std::string lower; ///< in lower case, for keywords
    std::size_t offset = 0;
};

/// A cursor over the words of a phrase. Deterministic reading needs no backtracking, but `position`
/// may be saved and restored where one word of look-ahead is not enough.
class phrase_reader {
public:
    /// Longer phrases than this are not phrases of a treaty.
    static constexpr std::size_t max_length = 4096;
    /// Parentheses and "the later of" may nest this deep.
    static constexpr int max_depth = 64;

    /// Throws `phrase_error` when the phrase is too long.
    explicit phrase_reader(std::string_view text)
        : size_(text.size()) {
        if (text.size() > max_length) {
            throw phrase_error("the phrase is longer than 4096 characters", max_length, 1);
        }
        std::size_t i = 0;
        while (i < text.size()) {
            if (is_space(text[i])) {
                ++i;
                continue;
            }
            const std::size_t start = i;
            if (is_mark(text[i])) {
                ++i;
            } else {
                while (i < text.size() && !is_space(text[i]) && !is_mark(text[i])) {
                    ++i;
                }
            }
            const auto word = text.substr(start, i - start);
            tokens_.push_back({std::string(word), lower_case(word), start});
        }
    }

    std::size_t position = 0;

    [[nodiscard]] bool at_end() const noexcept { return position >= tokens_.size(); }
    [[nodiscard]] std::size_t size() const noexcept { return tokens_.size(); }

    /// The word `ahead` places on, in lower case; empty past the end.
    [[nodiscard]] std::string_view peek(std::size_t ahead = 0) const noexcept {
        const std::size_t at = position + ahead;
        return at < tokens_.size() ? std::string_view(tokens_[at].lower) : std::string_view{};
    }
    /// The same word as it was written.
    [[nodiscard]] std::string_view peek_text(std::size_t ahead = 0) const noexcept {
        const std::size_t at = position + ahead;
        return at < tokens_.size() ? std::string_view(tokens_[at].text) : std::string_view{};
    }
    /// Where the word stands in the phrase, or the phrase's length past the end.
    [[nodiscard]] std::size_t offset(std::size_t ahead = 0) const noexcept {
        const std::size_t at = position + ahead;
        return at < tokens_.size() ? tokens_[at].offset : size_;
    }

    /// Whether the coming words are these.
    template <class... Words>
    [[nodiscard]] bool looking_at(Words... words) const noexcept {
        std::size_t ahead = 0;
        return ((peek(ahead++) == std::string_view(words)) && ...);
    }
    /// Takes the coming words if they are these.
    template <class... Words>
    bool accept(Words... words) noexcept {
        if (!looking_at(words...)) {
            return false;
        }
        position += sizeof...(words);
        return true;
    }
    /// Takes this word or throws, saying it was expected.
    void expect(std::string_view word) {
        if (!accept(word)) {
            fail("'" + std::string(word) + "'");
        }
    }

    /// Throws: "expected X, found Y".
    [[noreturn]] void fail(const std::string& expected, const std::string& hint = {}) const {
        const std::string found =
            at_end() ? "the end of the phrase" : "'" + std::string(peek_text()) + "'";
        throw phrase_error("expected " + expected + ", found " + found + hint,
                           offset(),
                           at_end() ? 1 : peek_text().size());
    }
    /// Throws a message of its own at the coming word (or `back` words before it).
    [[noreturn]] void fail_with(const std::string& message, std::size_t back = 0) const {
        const std::size_t at = std::min(position - std::min(back, position), tokens_.size());
        const bool end = at >= tokens_.size();
        throw phrase_error(
            message, end ? size_ : tokens_[at].offset, end ? 1 : tokens_[at].text.size());
    }

private:
    [[nodiscard]] static constexpr bool is_space(char c) noexcept {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
    [[nodiscard]] static constexpr bool is_mark(char c) noexcept {
        return c == ',' || c == '(' || c == ')';
    }

    std::vector<phrase_token> tokens_;
    std::size_t size_ = 0;
};

/// Numbers in words: cardinals and ordinals from one to 1,999 ("nineteen hundred"), with or without
/// hyphens and "and".
namespace numerals {

struct number_word {
    std::string_view cardinal;
    std::string_view ordinal;
    std::int32_t value;
};

inline constexpr std::array<number_word, 28> small_numbers{{
    {"one", "first", 1},
    {"two", "second", 2},
    {"three", "third", 3},
    {"four", "fourth", 4},
    {"five", "fifth", 5},
    {"six", "sixth", 6},
    {"seven", "seventh", 7},
    {"eight", "eighth", 8},
    {"nine", "ninth", 9},
    {"ten", "tenth", 10},
    {"eleven", "eleventh", 11},
    {"twelve", "twelfth", 12},
    {"thirteen", "thirteenth", 13},
    {"fourteen", "fourteenth", 14},
    {"fifteen", "fifteenth", 15},
    {"sixteen", "sixteenth", 16},
    {"seventeen", "seventeenth", 17},
    {"eighteen", "eighteenth", 18},
    {"nineteen", "nineteenth", 19},
    {"twenty", "twentieth", 20},
    {"thirty", "thirtieth", 30},
    {"forty", "fortieth", 40},
    {"fifty", "fiftieth", 50},
    {"sixty", "sixtieth", 60},
    {"seventy", "seventieth", 70},
    {"eighty", "eightieth", 80},
    {"ninety", "ninetieth", 90},
    {"hundred", "hundredth", 100},
}};

/// The largest number a phrase may hold: more days than the calendar has.
inline constexpr std::int64_t max_number = 4'000'000;

struct small_value {
    std::int32_t value;
    bool ordinal;
};

[[nodiscard]] constexpr std::optional<small_value> find_small(std::string_view word) noexcept {
    for (const auto& entry : small_numbers) {
        if (word == entry.cardinal) {
            return small_value{entry.value, false};
        }
        if (word == entry.ordinal) {
            return small_value{entry.value, true};
        }
    }
    return std::nullopt;
}

/// Digits only; nothing when not digits or when larger than any number of a phrase.
[[nodiscard]] constexpr std::optional<std::int64_t> figures(std::string_view word) noexcept {
    if (word.empty() || word.size() > 7) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (const char c : word) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    return value <= max_number ? std::optional(value) : std::nullopt;
}

[[nodiscard]] constexpr std::string_view suffix_of(std::int64_t value) noexcept {
    if (value % 100 >= 11 && value % 100 <= 13) {
        return "th";
    }
    switch (value % 10) {
    case 1:
        return "st";
    case 2:
        return "nd";
    case 3:
        return "rd";
    default:
        return "th";
    }
}

/// "90th"; nothing when the suffix does not fit the number.
[[nodiscard]] constexpr std::optional<std::int64_t>
ordinal_figures(std::string_view word) noexcept {
    if (word.size() < 3) {
        return std::nullopt;
    }
    const auto value = figures(word.substr(0, word.size() - 2));
    return value && word.substr(word.size() - 2) == suffix_of(*value) ? value : std::nullopt;
}

struct spoken {
    std::int64_t value;
    bool ordinal;
    std::size_t words;
};

/// The number in words that begins at the reader's position: "one hundred and eightieth".
[[nodiscard]] inline std::optional<spoken> read_words(const phrase_reader& in) {
    struct progress {
        std::int64_t total = 0;
        bool ordinal = false;
        bool any = false;
        bool hundreds = false;
        std::int32_t last = 0;
    };
    progress now;
    std::size_t taken = 0;
    std::size_t ahead = 0;
    const auto is_number = [](std::string_view word) {
        return find_small(word.substr(0, word.find('-'))).has_value();
    };
    const auto take_part = [&](std::string_view part) {
        const auto found = find_small(part);
        if (!found || now.ordinal) {
            return false;
        }
        if (found->value == 100) {
            if (now.hundreds || (now.any && now.last > 19)) {
                return false;
            }
            now.total = (now.any ? now.total : 1) * 100;
            now.hundreds = true;
        } else if (!now.any || now.last == 100 ||
                   (now.last >= 20 && now.last < 100 && found->value < 10)) {
            now.total += found->value;
        } else {
            return false;
        }
        now.last = found->value;
        now.ordinal = found->ordinal;
        now.any = true;
        return true;
    };
    while (!in.peek(ahead).empty()) {
        std::string_view word = in.peek(ahead);
        if (now.any && now.last == 100 && word == "and" && is_number(in.peek(ahead + 1))) {
            ++ahead;
            continue;
        }
        const std::size_t hyphen = word.find('-');
        const progress before = now;
        const bool took =
            hyphen == std::string_view::npos
                ? take_part(word)
                : find_small(word.substr(0, hyphen)) && find_small(word.substr(hyphen + 1)) &&
                      take_part(word.substr(0, hyphen)) && take_part(word.substr(hyphen + 1));
        if (!took) {
            now = before;
            break;
        }
        taken = ++ahead;
    }
    return taken > 0 ? std::optional(spoken{now.total, now.ordinal, taken}) : std::nullopt;
}

/// Takes a cardinal, in figures or words, if one comes next.
[[nodiscard]] inline std::optional<std::int64_t> accept_cardinal(phrase_reader& in) {
    if (const auto value = figures(in.peek())) {
        ++in.position;
        return value;
    }
    if (const auto said = read_words(in); said && !said->ordinal) {
        in.position += said->words;
        return said->value;
    }
    return std::nullopt;
}

/// Takes an ordinal, in figures or words, if one comes next.
[[nodiscard]] inline std::optional<std::int64_t> accept_ordinal(phrase_reader& in) {
    if (const auto value = ordinal_figures(in.peek())) {
        ++in.position;
        return value;
    }
    if (const auto said = read_words(in); said && said->ordinal) {
        in.position += said->words;
        return said->value;
    }
    return std::nullopt;
}

/// "90th".
[[nodiscard]] inline std::string ordinal_text(std::int64_t value) {
    return std::to_string(value) + std::string(suffix_of(value));
}

} // namespace numerals

} // namespace servanda

#endif

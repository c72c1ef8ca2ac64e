/// @file
/// What the acts of a bulk replay name, as numbers: treaties as the input spells them, participants
/// as they are spelt. The first pass fills it; the second looks up again.
#ifndef SERVANDA_LIB_IO_BULK_NAMES_HPP
#define SERVANDA_LIB_IO_BULK_NAMES_HPP

#include "complaints.hpp"

#include <servanda/engine/name_index.hpp>
#include <servanda/law/treaty.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace servanda::io {

/// One act with its names as numbers.
struct compact_act {
    std::int32_t day = 0; ///< as `date::number` has it
    std::uint32_t treaty = 0;
    std::uint32_t participant = 0;
    std::uint32_t of = 0;   ///< 0: the treaty
    std::uint32_t line = 0; ///< or, for acts in memory, which one it is
    act kind = act::deposit;
};

/// A stretch of the input that holds acts of one treaty and nothing else.
struct extent {
    std::uint64_t offset = 0;
    std::uint32_t size = 0;
    std::uint32_t line = 0; ///< on which it begins
};

/// Acts that follow one another among those kept from the first pass.
struct act_run {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// A treaty that the input names.
struct bulk_treaty {
    std::string spelled;
    const treaty* rules = nullptr; ///< null: there is no such treaty
    std::vector<extent> extents;
    std::vector<act_run> kept; ///< its acts among those that were kept
    std::uint64_t acts = 0;
    std::uint32_t stated_on = 0;   ///< line of the depositary's statement; 0: none
    std::string why_left_out = {}; ///< empty: it is not

    /// Notes one more act at the end of its acts.
    void add_act(std::uint64_t offset, std::uint32_t size, std::uint32_t line);
};

/// Names to numbers, and back.
class bulk_names {
public:
    static constexpr std::uint32_t depositary = 0; ///< the participant `*`

    explicit bulk_names(std::shared_ptr<const rulebook> rules);

    /// The treaty of that id or alias, added if it is new; `complain` is told, once for each, of
    /// one that has no rules and of one that goes by two names.
    template <class Complain>
    [[nodiscard]] std::uint32_t treaty(std::string_view spelled, Complain complain) {
        if (spelled == last_spelled_) {
            return last_treaty_;
        }
        const std::uint32_t before = spellings_.size();
        const std::uint32_t spelling = spellings_.add(spelled);
        if (spelling == before) {
            const std::string problem = add_treaty(spelled);
            if (!problem.empty()) {
                complain(treaties_[treaty_of_spelling_.back()].rules == nullptr, problem);
            }
        }
        last_spelled_ = spelled;
        return last_treaty_ = treaty_of_spelling_[spelling];
    }

    /// Whether there is a treaty of that id or alias.
    [[nodiscard]] bool knows(std::string_view spelled) const noexcept {
        return known_.find(spelled).has_value();
    }

    /// A participant, added if it is new; `complain` is told of one that nobody declares.
    template <class Complain>
    [[nodiscard]] std::uint32_t participant(std::string_view code, Complain complain) {
        const std::size_t place = place_of_letters(code);
        if (place < by_letters_.size() && by_letters_[place] != 0) {
            return by_letters_[place];
        }
        const std::uint32_t before = codes_.size();
        const std::uint32_t number = participant(code);
        if (number == before && !declared(code)) {
            complain("unknown participant " + in_quotes(code) + nearest_code(code) +
                     ": it is taken as one of its own");
        }
        return number;
    }
    [[nodiscard]] std::uint32_t participant(std::string_view code) {
        const std::uint32_t number = codes_.add(code);
        if (const std::size_t place = place_of_letters(code); place < by_letters_.size()) {
            by_letters_[place] = number;
        }
        return number;
    }

    /// What an act is about.
    [[nodiscard]] std::uint32_t object(std::string_view of) { return objects_.add(of); }

    [[nodiscard]] std::size_t unknown_treaties() const noexcept { return unknown_treaties_; }
    [[nodiscard]] std::vector<bulk_treaty>& treaties() noexcept { return treaties_; }
    [[nodiscard]] const std::vector<bulk_treaty>& treaties() const noexcept { return treaties_; }
    [[nodiscard]] const std::string& code(std::uint32_t participant) const {
        return codes_.name(participant);
    }
    [[nodiscard]] const std::string& object_name(std::uint32_t of) const {
        return objects_.name(of);
    }
    [[nodiscard]] const std::shared_ptr<const rulebook>& rules() const noexcept { return rules_; }

private:
    static constexpr std::size_t letters = 26;

    /// Nearly all codes are three letters, which have a table of their own; anything else has no
    /// place in it.
    [[nodiscard]] static std::size_t place_of_letters(std::string_view code) noexcept {
        if (code.size() != 3) {
            return letters * letters * letters;
        }
        const auto letter = [&](std::size_t i) {
            return static_cast<std::size_t>(static_cast<unsigned char>(code[i])) - 'A';
        };
        const bool all = letter(0) < letters && letter(1) < letters && letter(2) < letters;
        return all ? (letter(0) * letters + letter(1)) * letters + letter(2)
                   : letters * letters * letters;
    }

    [[nodiscard]] std::string add_treaty(std::string_view spelled);
    [[nodiscard]] bool declared(std::string_view code);
    [[nodiscard]] std::string nearest_treaty(std::string_view spelled);
    [[nodiscard]] std::string nearest_code(std::string_view code);

    std::shared_ptr<const rulebook> rules_;
    name_index known_; ///< ids of the rulebook, then aliases
    std::vector<std::uint32_t> known_treaty_;
    std::vector<std::uint32_t> number_of_known_; ///< by treaty of the rulebook, once it is named
    name_index spellings_;
    std::vector<std::uint32_t> treaty_of_spelling_;
    std::vector<bulk_treaty> treaties_; ///< in the order in which they are first named
    std::string last_spelled_;
    std::uint32_t last_treaty_ = 0;
    name_index codes_;
    std::vector<std::uint32_t> by_letters_ =
        std::vector<std::uint32_t>(letters * letters * letters);
    name_index objects_;
    std::set<std::string, std::less<>> declared_by_treaties_;
    bool looked_at_treaties_ = false;
    std::size_t unknown_treaties_ = 0;
    /// Looking for the nearest name takes long, and not all of many will be told.
    std::size_t suggestions_left_ = 100;
};

} // namespace servanda::io

#endif

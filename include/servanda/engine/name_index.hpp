/// @file
/// Names to dense numbers: an open-addressing table, since a query by name has a tenth of a
/// microsecond.
#ifndef SERVANDA_ENGINE_NAME_INDEX_HPP
#define SERVANDA_ENGINE_NAME_INDEX_HPP

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace servanda {

/// Gives each name the next number, from 0 on, and finds it again. Copyable; lookups are O(length).
class name_index {
public:
    /// The number of a name, which is added if it is new.
    std::uint32_t add(std::string_view name) {
        if (const auto found = find(name)) {
            return *found;
        }
        const auto number = static_cast<std::uint32_t>(names_.size());
        names_.emplace_back(name);
        if (names_.size() * 2 > slots_.size()) {
            rehash();
        } else {
            place(number);
        }
        return number;
    }

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const noexcept {
        if (slots_.empty()) {
            return std::nullopt;
        }
        const std::uint64_t key = key_of(name);
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = static_cast<std::size_t>(key) & mask;; at = (at + 1) & mask) {
            const slot& found = slots_[at];
            if (found.number == unset) {
                return std::nullopt;
            }
            // Codes are short, and for a short name the key is as good as the name itself.
            if (found.key == key && found.length == length_of(name) &&
                (name.size() <= short_length || names_[found.number] == name)) {
                return found.number;
            }
        }
    }

    [[nodiscard]] const std::string& name(std::uint32_t number) const { return names_[number]; }
    [[nodiscard]] std::uint32_t size() const noexcept {
        return static_cast<std::uint32_t>(names_.size());
    }

private:
    static constexpr std::uint32_t unset = 0xffffffffU;

    static constexpr std::size_t short_length = 8;

    struct slot {
        std::uint64_t key = 0;
        std::uint32_t length = 0; ///< as `length_of` has it
        std::uint32_t number = unset;
    };

    /// The length of a short name; of a longer one, that it is longer.
    [[nodiscard]] static std::uint32_t length_of(std::string_view name) noexcept {
        return static_cast<std::uint32_t>(name.size() <= short_length ? name.size()
                                                                      : short_length + 1);
    }

    /// Up to eight bytes as one number, which differs where names of the same length do. No copy of
    /// a length that only running tells: such a copy is a call.
    [[nodiscard]] static std::uint64_t bytes(const char* from, std::size_t length) noexcept {
        if (length >= 4) { // the two halves overlap
            std::uint32_t low = 0;
            std::uint32_t high = 0;
            std::memcpy(&low, from, 4);
            std::memcpy(&high, from + length - 4, 4);
            return std::uint64_t{high} << 32U | low;
        }
        const auto byte = [&](std::size_t at) {
            return std::uint64_t{static_cast<unsigned char>(from[at])};
        };
        return length == 0 ? 0 : byte(0) | byte(length / 2) << 8U | byte(length - 1) << 16U;
    }

    /// A well-mixed number. Every step can be undone, so that no two short names of the same length
    /// share one.
    [[nodiscard]] static std::uint64_t key_of(std::string_view name) noexcept {
        const auto mix = [](std::uint64_t value) {
            value *= 0xff51afd7ed558ccdULL;
            return value ^ (value >> 32U);
        };
        std::uint64_t value = 0x9e3779b97f4a7c15ULL ^ name.size();
        std::size_t at = 0;
        for (; name.size() - at > short_length; at += short_length) {
            value = mix(value ^ bytes(name.data() + at, short_length));
        }
        return mix(value ^ bytes(name.data() + at, name.size() - at));
    }

    void place(std::uint32_t number) {
        const std::string& name = names_[number];
        const std::uint64_t key = key_of(name);
        std::size_t at = static_cast<std::size_t>(key) & (slots_.size() - 1);
        while (slots_[at].number != unset) {
            at = (at + 1) & (slots_.size() - 1);
        }
        slots_[at] = {key, length_of(name), number};
    }

    void rehash() {
        std::size_t size = 16;
        while (size < names_.size() * 4) {
            size *= 2;
        }
        slots_.assign(size, slot{});
        for (std::uint32_t i = 0; i < names_.size(); ++i) {
            place(i);
        }
    }

    std::vector<std::string> names_;
    std::vector<slot> slots_;
};

} // namespace servanda

#endif

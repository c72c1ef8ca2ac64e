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
        for (std::size_t at = hash(name) & (slots_.size() - 1);;
             at = (at + 1) & (slots_.size() - 1)) {
            const std::uint32_t number = slots_[at];
            if (number == unset) {
                return std::nullopt;
            }
            if (names_[number] == name) {
                return number;
            }
        }
    }

    [[nodiscard]] const std::string& name(std::uint32_t number) const { return names_[number]; }
    [[nodiscard]] std::uint32_t size() const noexcept {
        return static_cast<std::uint32_t>(names_.size());
    }

private:
    static constexpr std::uint32_t unset = 0xffffffffU;

    [[nodiscard]] static std::size_t hash(std::string_view name) noexcept {
        // Eight bytes at a time: the names are short codes and ids.
        std::uint64_t value = 0x9e3779b97f4a7c15ULL ^ name.size();
        std::size_t i = 0;
        for (; i + 8 <= name.size(); i += 8) {
            std::uint64_t chunk = 0;
            std::memcpy(&chunk, name.data() + i, 8);
            value = (value ^ chunk) * 0xff51afd7ed558ccdULL;
            value ^= value >> 32U;
        }
        std::uint64_t rest = 0;
        std::memcpy(&rest, name.data() + i, name.size() - i);
        value = (value ^ rest) * 0xff51afd7ed558ccdULL;
        return static_cast<std::size_t>(value ^ (value >> 32U));
    }

    void place(std::uint32_t number) {
        std::size_t at = hash(names_[number]) & (slots_.size() - 1);
        while (slots_[at] != unset) {
            at = (at + 1) & (slots_.size() - 1);
        }
        slots_[at] = number;
    }

    void rehash() {
        std::size_t size = 16;
        while (size < names_.size() * 4) {
            size *= 2;
        }
        slots_.assign(size, unset);
        for (std::uint32_t i = 0; i < names_.size(); ++i) {
            place(i);
        }
    }

    std::vector<std::string> names_;
    std::vector<std::uint32_t> slots_;
};

} // namespace servanda

#endif

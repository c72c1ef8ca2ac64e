/// @file
/// Values as files state them, before they mean anything: text, number, day, list, table, each with
/// its place. Rule files, `amends` and `--set` all hand clauses over in this form, so a clause is
/// read in one way only (read_clauses.hpp).
#ifndef SERVANDA_LAW_VALUE_HPP
#define SERVANDA_LAW_VALUE_HPP

#include <servanda/calendar/date.hpp>
#include <servanda/law/diagnostic.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace servanda {

struct value;

/// One key of a table, with the place of the key itself.
struct table_entry;

using value_list = std::vector<value>;
using value_table = std::vector<table_entry>;

/// A value with its place. For text, `where` is the opening quotation mark.
struct value {
    std::variant<bool, std::int64_t, double, std::string, date, value_list, value_table> data;
    source_position where{};
    /// Of text whose characters do not simply follow its quotation mark (escapes, several lines):
    /// the line and column of each byte.
    std::shared_ptr<const std::vector<std::pair<std::uint32_t, std::uint32_t>>> places{};

    value();
    template <class T>
    value(T content, source_position place = {}); // NOLINT(google-explicit-constructor)
    value(const char* text);                      // NOLINT(google-explicit-constructor)

    template <class T>
    [[nodiscard]] const T* get() const noexcept {
        return std::get_if<T>(&data);
    }
    friend bool operator==(const value&, const value&);
};

struct table_entry {
    std::string key;
    value content;
    source_position where{};
    friend bool operator==(const table_entry&, const table_entry&) = default;
};

// A value may hold tables, and a table's entries values: these need both complete.
inline value::value() = default;
template <class T>
value::value(T content, source_position place)
    : data(std::move(content))
    , where(std::move(place)) {}
inline value::value(const char* text)
    : data(std::string(text)) {}

inline bool operator==(const value& a, const value& b) {
    return a.data == b.data;
}

/// The entry of that key; null when there is none.
[[nodiscard]] inline const table_entry* find_entry(const value_table& table, std::string_view key) {
    for (const auto& entry : table) {
        if (entry.key == key) {
            return &entry;
        }
    }
    return nullptr;
}

/// The place of a byte of a text value.
[[nodiscard]] inline source_position place_in(const value& item, std::size_t offset) {
    source_position where = item.where;
    const auto* text = item.get<std::string>();
    if (where.line == 0 || text == nullptr) {
        return where;
    }
    if (item.places != nullptr) {
        const auto& list = *item.places;
        const auto& [line, column] = list[std::min(offset, list.size() - 1)];
        where.line = line;
        where.column = column;
        return where;
    }
    const auto before = std::string_view(*text).substr(0, offset);
    where.column +=
        1 + static_cast<std::uint32_t>(std::count_if(before.begin(), before.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        }));
    return where;
}

/// "text", "a number" …, for messages.
[[nodiscard]] inline std::string_view kind_name(const value& item) noexcept {
    static constexpr std::string_view names[] = {
        "true or false", "a whole number", "a number", "text", "a date", "a list", "a table"};
    return names[item.data.index()];
}

} // namespace servanda

#endif

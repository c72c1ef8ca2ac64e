#include "csv.hpp"

#include <servanda/io/replay.hpp>

#include <array>
#include <charconv>

namespace servanda::io {

namespace {

void append_number(std::string& to, std::uint32_t number) {
    std::array<char, 10> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    to.append(digits.data(), end);
}

/// Two digits.
void put(char* at, int value) {
    at[0] = static_cast<char>('0' + value / 10);
    at[1] = static_cast<char>('0' + value % 10);
}

void append_day(std::string& to, const std::optional<date>& day) {
    if (!day) {
        return;
    }
    const auto [year, month, mday] = day->fields();
    std::array<char, 10> text{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0'};
    put(text.data(), year / 100);
    put(text.data() + 2, year % 100);
    put(text.data() + 5, month);
    put(text.data() + 8, mday);
    to.append(text.data(), text.size());
}

void append_json_text(std::string& to, std::string_view text) {
    static constexpr std::string_view digits = "0123456789abcdef";
    to += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            to += '\\';
            to += c;
        } else if (byte < 0x20U) {
            to += "\\u00";
            to += digits[byte >> 4U];
            to += digits[byte & 0xFU];
        } else {
            to += c;
        }
    }
    to += '"';
}

void append_json_day(std::string& to, const std::optional<date>& day) {
    if (!day) {
        to += "null";
        return;
    }
    to += '"';
    append_day(to, day);
    to += '"';
}

} // namespace

void append_csv(std::string& to, const replay_row& row) {
    append_csv(to, row.treaty);
    to += ',';
    append_csv(to, row.participant);
    to += ',';
    append_number(to, row.period);
    to += ',';
    append_day(to, row.entry_into_force);
    to += ',';
    append_day(to, row.end);
    to += ',';
    to += row.state;
    to += '\n';
}

void append_json(std::string& to, const replay_row& row) {
    to += "{\"treaty\": ";
    append_json_text(to, row.treaty);
    to += ", \"participant\": ";
    append_json_text(to, row.participant);
    to += ", \"period\": ";
    append_number(to, row.period);
    to += ", \"entry_into_force\": ";
    append_json_day(to, row.entry_into_force);
    to += ", \"end\": ";
    append_json_day(to, row.end);
    to += ", \"state\": ";
    append_json_text(to, row.state);
    to += '}';
}

} // namespace servanda::io

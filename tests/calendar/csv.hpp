/// @file
/// A reader for the tables beside the tests: RFC 4180, that is, quoted fields may hold commas, line
/// breaks and doubled quotation marks.
#ifndef SERVANDA_TESTS_CALENDAR_CSV_HPP
#define SERVANDA_TESTS_CALENDAR_CSV_HPP

#include <cstddef>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::test {

/// The fields of one record by the names in the table's first line.
struct csv_row {
    std::size_t line = 0; ///< where the record begins in the file
    std::map<std::string, std::string, std::less<>> fields;

    /// Throws `std::out_of_range` when the table has no such column.
    [[nodiscard]] const std::string& operator[](std::string_view column) const {
        const auto found = fields.find(column);
        if (found == fields.end()) {
            throw std::out_of_range("no column '" + std::string(column) + "'");
        }
        return found->second;
    }
};

/// Reads a table from text. Throws `std::runtime_error` for a record with the wrong number of
/// fields or a quotation that never ends.
[[nodiscard]] inline std::vector<csv_row> parse_csv(std::string_view text) {
    std::vector<std::pair<std::size_t, std::vector<std::string>>> records;
    std::vector<std::string> record;
    std::string field;
    std::size_t line = 1;
    std::size_t began = 1;
    bool quoted = false;
    const auto end_field = [&] { record.push_back(std::exchange(field, {})); };
    const auto end_record = [&] {
        end_field();
        if (record.size() > 1 || !record.front().empty()) {
            records.emplace_back(began, std::move(record));
        }
        record = {};
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        line += c == '\n' ? 1 : 0;
        if (quoted) {
            if (c != '"') {
                field += c;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                field += text[++i];
            } else {
                quoted = false;
            }
        } else if (c == '"' && field.empty()) {
            quoted = true;
        } else if (c == ',') {
            end_field();
        } else if (c == '\n') {
            end_record();
            began = line;
        } else if (c != '\r') {
            field += c;
        }
    }
    if (quoted) {
        throw std::runtime_error("a quotation never ends");
    }
    end_record();

    std::vector<csv_row> rows;
    for (std::size_t i = 1; i < records.size(); ++i) {
        const auto& [at, values] = records[i];
        const auto& names = records.front().second;
        if (values.size() != names.size()) {
            throw std::runtime_error("line " + std::to_string(at) + " has " +
                                     std::to_string(values.size()) + " fields");
        }
        csv_row row{at, {}};
        for (std::size_t column = 0; column < names.size(); ++column) {
            row.fields.emplace(names[column], values[column]);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// The table in a file; nothing when there is no such file.
[[nodiscard]] inline std::optional<std::vector<csv_row>> read_csv(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return std::nullopt;
    }
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    return parse_csv(text);
}

} // namespace servanda::test

#endif

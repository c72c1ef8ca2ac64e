#include "csv.hpp"
#include "csv_columns.hpp"

#include <servanda/io/against.hpp>

#include <array>
#include <utility>

namespace servanda::io {

namespace {

enum column : std::size_t {
    treaty_column,
    participant_column,
    entry_column,
    quality_column,
    note_column
};

constexpr std::array wanted{wanted_column{"treaty"},
                            wanted_column{"participant"},
                            wanted_column{"entry_into_force"},
                            wanted_column{"quality", true},
                            wanted_column{"note", true}};

constexpr std::size_t most_errors = 50;

/// Reads one line; nothing, and a message, where it has a mistake.
std::optional<recorded_entry>
read_entry(const csv_record& line, const csv_columns& columns, complaints& messages) {
    const auto fail = [&](std::pair<std::uint32_t, std::uint32_t> place, const std::string& text) {
        messages.error(place.first, place.second, text);
        return std::nullopt;
    };
    if (!line.problem.empty()) {
        return fail(line.problem_place, line.problem);
    }
    if (line.fields.size() != columns.width) {
        return fail(line.place(0),
                    "expected " + counted(columns.width, "field") + " as in the header, found " +
                        std::to_string(line.fields.size()));
    }
    const auto field = [&](column which) {
        const std::size_t at = columns.at[which];
        return at == csv_columns::missing ? std::string_view{} : line.fields[at];
    };
    for (const column which : {treaty_column, participant_column}) {
        if (field(which).empty()) {
            return fail(line.place(line.start_of(columns.at[which])),
                        "the " + std::string(wanted[which].name) + " is missing");
        }
    }
    const auto day = parse_date(field(entry_column));
    if (!day) {
        return fail(line.place(line.start_of(columns.at[entry_column])),
                    "expected a day YYYY-MM-DD from 1400-01-01 to 9999-12-31, found " +
                        in_quotes(field(entry_column)));
    }
    return recorded_entry{std::string(field(treaty_column)),
                          std::string(field(participant_column)),
                          *day,
                          std::string(field(quality_column)),
                          std::string(field(note_column))};
}

loaded<entry_record> read_from(byte_source& source, const std::string& name) {
    complaints messages(name, most_errors, most_errors);
    diagnostics encoding;
    const auto start = start_of_text(source, messages.at(1, 1), encoding);
    messages.add(encoding);
    csv_reader in(source, start.value_or(0));
    const auto columns = start ? read_header(in, wanted, messages) : std::nullopt;
    entry_record found;
    if (columns) {
        found.has_quality = columns->at[quality_column] != csv_columns::missing;
        csv_record line;
        while (in.next(line)) {
            if (auto item = read_entry(line, *columns, messages)) {
                found.entries.push_back(*std::move(item));
            }
        }
    }
    loaded<entry_record> result;
    if (messages.ok()) {
        result.content = std::move(found);
    }
    result.messages = std::move(messages).told();
    return result;
}

} // namespace

loaded<entry_record> read_record(const std::filesystem::path& file) {
    loaded<entry_record> result;
    const auto source = open_source(file, result.messages);
    return source ? read_from(*source, file.string()) : result;
}

loaded<entry_record> read_record_text(std::string_view text, const std::string& name) {
    return read_from(*text_source(text), name);
}

} // namespace servanda::io

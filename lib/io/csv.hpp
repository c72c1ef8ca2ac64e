/// @file
/// Comma-separated values (RFC 4180), record by record: quoted fields, both line ends, and every
/// mistake at its place. A record is never longer than 64 KiB, so that one line of a gigabyte does
/// not end up in memory.
#ifndef SERVANDA_LIB_IO_CSV_HPP
#define SERVANDA_LIB_IO_CSV_HPP

#include "byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::io {

/// One record. Everything in it is good until the next one is read.
struct csv_record {
    std::vector<std::string_view> fields; ///< those before a problem
    std::string_view raw;                 ///< the whole record as it stands, without its line end
    std::uint64_t offset = 0;
    std::uint32_t size = 0; ///< with its line end
    std::uint32_t line = 0; ///< on which it begins, from 1
    std::string problem;    ///< what is wrong with it as CSV; empty: nothing
    std::pair<std::uint32_t, std::uint32_t> problem_place; ///< line and column

    /// Line and column of a byte of `raw`, both from 1; columns count characters.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> place(std::size_t at) const;
    /// The byte at which a field begins.
    [[nodiscard]] std::size_t start_of(std::size_t field) const {
        return starts.empty() ? static_cast<std::size_t>(fields[field].data() - raw.data())
                              : starts[field];
    }

    std::vector<std::size_t> starts; ///< of the fields, where they do not simply lie in `raw`
    std::string unquoted;            ///< holds fields whose quotation marks were doubled
};

/// Reads records from a stretch of a source.
class csv_reader {
public:
    static constexpr std::size_t longest = std::size_t{64} << 10U;

    /// From `offset` to before `end`; `line` is the number of the line there.
    explicit csv_reader(byte_source& source,
                        std::uint64_t offset = 0,
                        std::uint64_t end = std::numeric_limits<std::uint64_t>::max(),
                        std::uint32_t line = 1);

    /// The next record; empty lines are none. False at the end.
    [[nodiscard]] bool next(csv_record& to);

    /// How far it has come.
    [[nodiscard]] std::uint64_t offset() const noexcept { return offset_ + at_; }

private:
    void fill();
    [[nodiscard]] static bool
    split(csv_record& to, std::string_view line, const char* readable_end);
    void read_carefully(csv_record& to);
    [[nodiscard]] static std::size_t read_quoted(csv_record& to, std::size_t at);
    void give_up_on_line(csv_record& to);

    byte_source& source_;
    std::uint64_t end_;
    std::uint64_t offset_; ///< of the view
    std::string_view view_;
    std::size_t at_ = 0; ///< in the view
    std::uint32_t line_;
};

/// Where the text of a source begins: after a byte order mark of UTF-8. Nothing, and a message, for
/// a source that is empty or in UTF-16 or UTF-32.
[[nodiscard]] std::optional<std::uint64_t>
start_of_text(byte_source& source, const source_position& file, diagnostics& messages);

/// Writes a field, in quotation marks where it needs them.
void append_csv(std::string& to, std::string_view field);

/// Writes a record with its line end.
void append_csv_row(std::string& to, const std::vector<std::string>& fields);

} // namespace servanda::io

#endif

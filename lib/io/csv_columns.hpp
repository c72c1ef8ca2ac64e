/// @file
/// The header of a CSV file: which of the columns we ask for stands where.
#ifndef SERVANDA_LIB_IO_CSV_COLUMNS_HPP
#define SERVANDA_LIB_IO_CSV_COLUMNS_HPP

#include "complaints.hpp"
#include "csv.hpp"

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace servanda::io {

/// A column asked for by name.
struct wanted_column {
    std::string_view name;
    bool optional = false;
};

/// Where columns stand.
struct csv_columns {
    static constexpr std::size_t missing = std::numeric_limits<std::size_t>::max();

    std::vector<std::size_t> at; ///< by wanted column
    std::size_t width = 0;       ///< fields of a line
};

/// Reads the header and leaves the reader behind it. Other columns are ignored, with a warning.
/// Nothing, and messages, for a file without header and for one that lacks a column.
[[nodiscard]] std::optional<csv_columns>
read_header(csv_reader& in, std::span<const wanted_column> wanted, complaints& messages);

} // namespace servanda::io

#endif

/// @file
/// Bytes that can be read more than once without being kept: a text, a file through a window, or
/// what came from a pipe.
#ifndef SERVANDA_LIB_IO_BYTE_SOURCE_HPP
#define SERVANDA_LIB_IO_BYTE_SOURCE_HPP

#include <servanda/law/diagnostic.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace servanda::io {

/// Bytes by offset.
class byte_source {
public:
    byte_source() = default;
    byte_source(const byte_source&) = delete;
    byte_source& operator=(const byte_source&) = delete;
    virtual ~byte_source() = default;

    /// At least `wanted` bytes from `offset` on, fewer only at the end; not many more than `most`
    /// need be fetched. Good until the next call. Throws `input_error` when the file cannot be
    /// read.
    [[nodiscard]] virtual std::string_view
    read(std::uint64_t offset, std::size_t wanted, std::size_t most) = 0;

    [[nodiscard]] virtual std::uint64_t size() const noexcept = 0;
};

/// A text that is in memory and outlives the source.
[[nodiscard]] std::unique_ptr<byte_source> text_source(std::string_view text);

/// A file; `-` is standard input. A small file is taken into memory, a large one is read through a
/// window, and what cannot be read twice is spooled. Null, and a message, for a folder and for what
/// cannot be read.
[[nodiscard]] std::unique_ptr<byte_source> open_source(const std::filesystem::path& path,
                                                       diagnostics& messages);

} // namespace servanda::io

#endif

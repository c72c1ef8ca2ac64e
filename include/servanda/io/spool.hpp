/// @file
/// Bytes kept back until they are complete: in memory while they are few, in a temporary file from
/// then on. What fails halfway leaves nothing half-written.
#ifndef SERVANDA_IO_SPOOL_HPP
#define SERVANDA_IO_SPOOL_HPP

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace servanda::io {

/// Bytes that are written once, in order, and may then be read anywhere. The temporary file has no
/// name, so that nothing is left behind however the program ends.
class spool {
public:
    /// Up to `most_in_memory` bytes stay in memory.
    explicit spool(std::size_t most_in_memory = std::size_t{8} << 20U)
        : most_in_memory_(most_in_memory) {}

    /// Throws `input_error` when there is no room for a temporary file.
    void append(std::string_view bytes);

    /// Reads up to `most` bytes from `offset` on; how many there were. Throws `input_error`.
    std::size_t read(std::uint64_t offset, char* to, std::size_t most);

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    /// All bytes, while they are in memory; else nothing.
    [[nodiscard]] std::string_view in_memory() const noexcept { return memory_; }
    [[nodiscard]] bool is_in_memory() const noexcept { return file_ == nullptr; }

private:
    struct closer {
        void operator()(std::FILE* file) const noexcept { (void)std::fclose(file); }
    };

    void write_to_file(std::string_view bytes);

    std::size_t most_in_memory_;
    std::uint64_t size_ = 0;
    std::string memory_;
    std::unique_ptr<std::FILE, closer> file_;
};

/// Copies what was spooled to an open file. Throws `input_error` with `name` when not everything
/// could be written.
void copy_to(spool& from, std::FILE* to, const std::string& name);

/// Puts what was spooled into a file: it is written beside it and renamed, so that the file has
/// either its old content or all of the new one. What is no ordinary file (a device, a pipe) is
/// written to. Throws `input_error`.
void save_as(spool& from, const std::filesystem::path& path);

} // namespace servanda::io

#endif

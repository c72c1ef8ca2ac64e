#include "byte_source.hpp"

#include <servanda/io/spool.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

namespace servanda::io {

namespace {

constexpr std::uintmax_t small_file = std::uintmax_t{8} << 20U;
constexpr std::size_t piece = std::size_t{64} << 10U;

class memory_source : public byte_source {
public:
    explicit memory_source(std::string_view text)
        : text_(text) {}
    explicit memory_source(std::string&& own)
        : own_(std::move(own))
        , text_(own_) {}

    [[nodiscard]] std::string_view
    read(std::uint64_t offset, std::size_t /*wanted*/, std::size_t /*most*/) override {
        return offset < text_.size() ? text_.substr(static_cast<std::size_t>(offset))
                                     : std::string_view{};
    }
    [[nodiscard]] std::uint64_t size() const noexcept override { return text_.size(); }

private:
    std::string own_;
    std::string_view text_;
};

/// What is fetched piece by piece, and of which one piece is kept.
class windowed_source : public byte_source {
public:
    [[nodiscard]] std::string_view
    read(std::uint64_t offset, std::size_t wanted, std::size_t most) override {
        const std::uint64_t left = offset < size() ? size() - offset : 0;
        const std::uint64_t needed = std::min<std::uint64_t>(wanted, left);
        if (offset < start_ || offset + needed > start_ + window_.size()) {
            window_.resize(
                static_cast<std::size_t>(std::min<std::uint64_t>(std::max(wanted, most), left)));
            window_.resize(fetch(offset, window_.data(), window_.size()));
            start_ = offset;
        }
        return std::string_view(window_.data(), window_.size())
            .substr(static_cast<std::size_t>(offset - start_));
    }

protected:
    virtual std::size_t fetch(std::uint64_t offset, char* to, std::size_t count) = 0;

private:
    std::vector<char> window_;
    std::uint64_t start_ = 0;
};

class file_source : public windowed_source {
public:
    file_source(std::ifstream file, std::uint64_t size, std::string name)
        : file_(std::move(file))
        , size_(size)
        , name_(std::move(name)) {}

    [[nodiscard]] std::uint64_t size() const noexcept override { return size_; }

protected:
    std::size_t fetch(std::uint64_t offset, char* to, std::size_t count) override {
        file_.clear();
        file_.seekg(static_cast<std::streamoff>(offset));
        file_.read(to, static_cast<std::streamsize>(count));
        if (static_cast<std::size_t>(file_.gcount()) != count) {
            throw input_error(name_ + ": the file cannot be read, or changed while it was read");
        }
        return count;
    }

private:
    std::ifstream file_;
    std::uint64_t size_;
    std::string name_;
};

class spool_source : public windowed_source {
public:
    explicit spool_source(spool from)
        : from_(std::move(from)) {}

    [[nodiscard]] std::uint64_t size() const noexcept override { return from_.size(); }

protected:
    std::size_t fetch(std::uint64_t offset, char* to, std::size_t count) override {
        return from_.read(offset, to, count);
    }

private:
    spool from_;
};

/// What can be read once only is kept, in memory or in a temporary file.
std::unique_ptr<byte_source>
spooled(std::FILE* in, const std::string& name, diagnostics& messages) {
    spool kept;
    std::vector<char> buffer(piece);
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), in)) {
        kept.append({buffer.data(), count});
    }
    if (std::ferror(in) != 0) {
        messages.error({std::make_shared<const std::string>(name), 0, 0}, "it cannot be read");
        return nullptr;
    }
    if (kept.is_in_memory()) {
        return std::make_unique<memory_source>(std::string(kept.in_memory()));
    }
    return std::make_unique<spool_source>(std::move(kept));
}

std::unique_ptr<byte_source> open_pipe(const std::filesystem::path& path, diagnostics& messages) {
    std::FILE* opened = std::fopen(path.c_str(), "rb");
    if (opened == nullptr) {
        messages.error({std::make_shared<const std::string>(path.string()), 0, 0},
                       "the file cannot be read");
        return nullptr;
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(opened, &std::fclose);
    return spooled(file.get(), path.string(), messages);
}

} // namespace

std::unique_ptr<byte_source> text_source(std::string_view text) {
    return std::make_unique<memory_source>(text);
}

std::unique_ptr<byte_source> open_source(const std::filesystem::path& path, diagnostics& messages) {
    if (path == "-") {
        return spooled(stdin, "standard input", messages);
    }
    const source_position where{std::make_shared<const std::string>(path.string()), 0, 0};
    std::error_code problem;
    const auto status = std::filesystem::status(path, problem);
    if (problem || !std::filesystem::exists(status)) {
        messages.error(where, "there is no such file");
        return nullptr;
    }
    if (std::filesystem::is_directory(status)) {
        messages.error(where, "expected a file, found a folder");
        return nullptr;
    }
    if (!std::filesystem::is_regular_file(status)) {
        return open_pipe(path, messages);
    }
    const auto size = std::filesystem::file_size(path, problem);
    std::ifstream file;
    file.rdbuf()->pubsetbuf(nullptr, 0);
    file.open(path, std::ios::binary);
    if (problem || !file) {
        messages.error(where, "the file cannot be read");
        return nullptr;
    }
    if (size > small_file) {
        return std::make_unique<file_source>(std::move(file), size, path.string());
    }
    std::string text(static_cast<std::size_t>(size), '\0');
    file.read(text.data(), static_cast<std::streamsize>(size));
    if (static_cast<std::uintmax_t>(file.gcount()) != size) {
        messages.error(where, "the file cannot be read");
        return nullptr;
    }
    return std::make_unique<memory_source>(std::move(text));
}

} // namespace servanda::io

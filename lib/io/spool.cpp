#include <servanda/io/spool.hpp>
#include <servanda/law/diagnostic.hpp>

#include <algorithm>
#include <array>
#include <random>
#include <system_error>
#include <utility>

namespace servanda::io {

namespace {

/// A name that nobody else is using.
std::string unlikely_name(const std::string& start) {
    static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    std::random_device dice;
    std::string name = start;
    constexpr int length = 12;
    for (int i = 0; i < length; ++i) {
        name += letters[dice() % letters.size()];
    }
    return name;
}

/// A file open for writing and reading that no folder lists.
std::FILE* open_nameless() {
    std::error_code problem;
    const auto folder = std::filesystem::temp_directory_path(problem);
    const auto path =
        (problem ? std::filesystem::path("/tmp") : folder) / unlikely_name("servanda-");
    std::FILE* file = std::fopen(path.c_str(), "w+bx");
    if (file == nullptr) {
        throw input_error("no temporary file can be made in " + path.parent_path().string());
    }
    std::filesystem::remove(path, problem);
    return file;
}

[[noreturn]] void fail_to_write(const std::string& name) {
    throw input_error(name + ": not everything could be written (is the disk full?)");
}

/// The file that a path leads to at last, with its permissions kept in mind.
std::filesystem::path resolved(const std::filesystem::path& path) {
    std::error_code problem;
    const auto target = std::filesystem::canonical(path, problem);
    return problem ? path : target;
}

} // namespace

void spool::append(std::string_view bytes) {
    if (file_ == nullptr && memory_.size() + bytes.size() <= most_in_memory_) {
        memory_ += bytes;
        size_ += bytes.size();
        return;
    }
    if (file_ == nullptr) {
        file_.reset(open_nameless());
        write_to_file(memory_);
        memory_ = {};
    }
    write_to_file(bytes);
    size_ += bytes.size();
}

void spool::write_to_file(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
        fail_to_write("a temporary file");
    }
}

std::size_t spool::read(std::uint64_t offset, char* to, std::size_t most) {
    if (offset >= size_) {
        return 0;
    }
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(most, size_ - offset));
    if (file_ == nullptr) {
        std::copy_n(memory_.data() + offset, count, to);
        return count;
    }
    if (std::fseek(file_.get(), static_cast<long>(offset), SEEK_SET) != 0 ||
        std::fread(to, 1, count, file_.get()) != count ||
        std::fseek(file_.get(), 0, SEEK_END) != 0) {
        throw input_error("a temporary file cannot be read");
    }
    return count;
}

void copy_to(spool& from, std::FILE* to, const std::string& name) {
    std::array<char, std::size_t{64} << 10U> buffer{};
    std::uint64_t at = 0;
    while (const std::size_t count = from.read(at, buffer.data(), buffer.size())) {
        if (std::fwrite(buffer.data(), 1, count, to) != count) {
            fail_to_write(name);
        }
        at += count;
    }
    if (std::fflush(to) != 0) {
        fail_to_write(name);
    }
}

void save_as(spool& from, const std::filesystem::path& path) {
    std::error_code problem;
    const auto target = resolved(path);
    const auto status = std::filesystem::status(target, problem);
    const bool replaces = std::filesystem::is_regular_file(status);
    const bool beside = replaces || !std::filesystem::exists(status);
    const auto made =
        beside ? target.parent_path() / unlikely_name("." + target.filename().string() + ".")
               : target;
    std::FILE* opened = std::fopen(made.c_str(), beside ? "wbx" : "wb");
    if (opened == nullptr) {
        throw input_error(path.string() + ": the file cannot be written");
    }
    try {
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(opened, &std::fclose);
        copy_to(from, file.get(), path.string());
    } catch (...) {
        if (beside) {
            std::filesystem::remove(made, problem);
        }
        throw;
    }
    if (!beside) {
        return;
    }
    if (replaces) {
        std::filesystem::permissions(made, status.permissions(), problem);
    }
    std::filesystem::rename(made, target, problem);
    if (problem) {
        std::error_code ignored;
        std::filesystem::remove(made, ignored);
        throw input_error(path.string() + ": the file cannot be replaced");
    }
}

} // namespace servanda::io

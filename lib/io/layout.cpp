#include "layout.hpp"

namespace servanda::io {

std::size_t columns_of(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
        count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
    }
    return count;
}

std::string padded(std::string_view text, std::size_t columns) {
    const std::size_t taken = columns_of(text);
    return std::string(text) + std::string(taken < columns ? columns - taken : 0, ' ');
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
    std::vector<std::string> lines;
    std::string line;
    std::size_t start = 0;
    while (start < text.size()) {
        const std::size_t end = std::min(text.find(' ', start), text.size());
        const std::string_view word = text.substr(start, end - start);
        start = end + 1;
        if (!line.empty() && columns_of(line) + 1 + columns_of(word) > columns) {
            lines.push_back(std::move(line));
            line.clear();
        }
        line += line.empty() ? "" : " ";
        line += word;
    }
    if (!line.empty() || lines.empty()) {
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string hanging(std::string_view first, std::string_view text, std::size_t width) {
    const std::size_t indent = columns_of(first);
    const auto lines = wrapped(text, width > indent + 20 ? width - indent : 20);
    std::string result(first);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        result += i == 0 ? "" : "\n" + std::string(indent, ' ');
        result += lines[i];
    }
    return result;
}

std::string title_of(const history& story) {
    const scenario& source = *story.program().story;
    std::string text = source.title.empty() ? "scenario" : source.title;
    return text + (story.seen_by().empty() ? "" : ", as seen by " + story.seen_by());
}

namespace {

std::string with(bool on, const char* code, std::string_view text) {
    return on ? std::string(code) + std::string(text) + "\x1b[0m" : std::string(text);
}

} // namespace

std::string paint::bold(std::string_view text) const {
    return with(on, "\x1b[1m", text);
}
std::string paint::dim(std::string_view text) const {
    return with(on, "\x1b[2m", text);
}
std::string paint::strong(std::string_view text) const {
    return with(on, "\x1b[33m", text);
}

} // namespace servanda::io

#include "document.hpp"

#include "toml.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

namespace servanda::io {

namespace {

constexpr std::uintmax_t max_file_size = std::uintmax_t{64} << 20U;

source_position start_of(const std::shared_ptr<const std::string>& file) {
    return {file, 1, 1};
}

using line_and_column = std::pair<std::uint32_t, std::uint32_t>;

/// Where a key of very many parts stands: the parser goes one call deeper for each.
std::optional<line_and_column> too_many_dots(std::string_view text) {
    constexpr int most = 100;
    line_and_column at{1, 0};
    int dots = 0;
    char quote = 0; // inside a string of one line; strings of several lines hold no keys either
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        at =
            c == '\n' ? line_and_column{at.first + 1, 0} : line_and_column{at.first, at.second + 1};
        if (quote != 0) {
            i += c == '\\' && quote == '"' ? 1U : 0U;
            quote = c == quote || c == '\n' ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '#') {
            const std::size_t end = std::min(text.find('\n', i), text.size());
            i = end - 1;
        } else if (c == '.') {
            if (++dots > most) {
                return at;
            }
        } else if (c == '\n' || c == '=' || c == ',' || c == '[' || c == ']' || c == '{') {
            dots = 0;
        }
    }
    return std::nullopt;
}

/// The places of the bytes of a string that does not simply follow its quotation mark; nothing
/// where it does. `literal` begins at the first quotation mark.
class literal_scanner {
public:
    literal_scanner(std::string_view literal, std::size_t size, line_and_column start)
        : text_(literal)
        , size_(size)
        , at_(start) {}

    [[nodiscard]] std::shared_ptr<const std::vector<line_and_column>> run() {
        const char quote = text_.empty() ? '\0' : text_.front();
        const bool several = text_.substr(0, 3) == std::string(3, quote);
        const bool simple =
            !several && text_.substr(0, size_ + 2).find('\\') == std::string_view::npos;
        if (simple || (quote != '"' && quote != '\'')) {
            return nullptr;
        }
        skip(several ? 3 : 1);
        if (several && peek() == '\n') { // a line break right after the marks is no part of it
            skip(1);
        }
        while (places_.size() < size_ && next_ < text_.size()) {
            if (peek() == '\\' && quote == '"') {
                escape();
            } else {
                places_.push_back(at_);
                skip(1);
            }
        }
        places_.push_back(at_);
        return std::make_shared<const std::vector<line_and_column>>(std::move(places_));
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return next_ + ahead < text_.size() ? text_[next_ + ahead] : '\0';
    }
    void skip(std::size_t count) {
        for (; count > 0 && next_ < text_.size(); --count, ++next_) {
            const auto c = static_cast<unsigned char>(text_[next_]);
            const bool follows = next_ + 1 < text_.size() &&
                                 (static_cast<unsigned char>(text_[next_ + 1]) & 0xC0U) == 0x80U;
            if (c == '\n') {
                at_ = {at_.first + 1, 1};
            } else if (!follows) { // columns count characters, not bytes
                ++at_.second;
            }
        }
    }
    void escape() {
        const line_and_column start = at_;
        const char kind = peek(1);
        if (kind == '\n' || kind == ' ') { // a line break and the white space after it
            skip(1);
            while (peek() == '\n' || peek() == ' ' || peek() == '\t') {
                skip(1);
            }
            return;
        }
        const std::size_t digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        const unsigned long code =
            digits == 0
                ? 0
                : std::strtoul(std::string(text_.substr(next_ + 2, digits)).c_str(), nullptr, 16);
        const std::size_t bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        places_.insert(places_.end(), bytes, start);
        skip(2 + digits);
    }

    std::string_view text_;
    std::size_t size_;
    line_and_column at_;
    std::size_t next_ = 0;
    std::vector<line_and_column> places_;
};

/// Converts toml++ nodes and keeps their places.
class converter {
public:
    converter(std::shared_ptr<const std::string> file, std::string_view text, diagnostics& messages)
        : file_(std::move(file))
        , text_(text)
        , messages_(messages) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n') {
                lines_.push_back(i + 1);
            }
        }
    }

    value convert(const toml::node& node) {
        const source_position where = place(node.source());
        switch (node.type()) {
        case toml::node_type::table:
            return {table(*node.as_table()), where};
        case toml::node_type::array: {
            value_list list;
            for (const auto& element : *node.as_array()) {
                list.push_back(convert(element));
            }
            return {std::move(list), where};
        }
        case toml::node_type::string:
            return string(node.as_string()->get(), where);
        case toml::node_type::integer:
            return {node.as_integer()->get(), where};
        case toml::node_type::floating_point:
            return {node.as_floating_point()->get(), where};
        case toml::node_type::boolean:
            return {node.as_boolean()->get(), where};
        case toml::node_type::date:
            return day(node.as_date()->get(), where);
        case toml::node_type::time:
        case toml::node_type::date_time:
            messages_.error(where, "expected a day without a time: hours are rounded up to days");
            return {date{}, where};
        default:
            messages_.error(where, "a value of this kind means nothing here");
            return {false, where};
        }
    }

private:
    value_table table(const toml::table& source) {
        value_table result;
        for (const auto& [key, node] : source) {
            result.push_back({std::string(key.str()), convert(node), place(key.source())});
        }
        // toml++ sorts by name; a file is reported in the order it was written.
        std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
            return a.where.line != b.where.line ? a.where.line < b.where.line
                                                : a.where.column < b.where.column;
        });
        return result;
    }

    value string(const std::string& content, const source_position& where) {
        value result(content, where);
        if (where.line == 0 || where.line > lines_.size()) {
            return result;
        }
        std::size_t at = lines_[where.line - 1];
        for (std::uint32_t column = 1; column < where.column && at < text_.size(); ++column) {
            ++at;
            while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U) {
                ++at;
            }
        }
        result.places =
            literal_scanner(text_.substr(at), content.size(), {where.line, where.column}).run();
        return result;
    }

    value day(const toml::date& source, const source_position& where) {
        if (const auto found = date::try_of(source.year, source.month, source.day)) {
            return {*found, where};
        }
        messages_.error(where, "the day lies outside 1400-01-01 to 9999-12-31");
        return {date{}, where};
    }

    [[nodiscard]] source_position place(const toml::source_region& region) const {
        return {file_, region.begin.line, region.begin.column};
    }

    std::shared_ptr<const std::string> file_;
    std::string_view text_;
    std::vector<std::size_t> lines_{0};
    diagnostics& messages_;
};

} // namespace

std::optional<std::string> read_text(const std::filesystem::path& path, diagnostics& messages) {
    const auto file = std::make_shared<const std::string>(path.string());
    const source_position where{file, 0, 0};
    std::error_code problem;
    const auto status = std::filesystem::status(path, problem);
    if (problem || !std::filesystem::exists(status)) {
        messages.error(where, "there is no such file");
        return std::nullopt;
    }
    if (std::filesystem::is_directory(status)) {
        messages.error(where, "expected a file, found a folder");
        return std::nullopt;
    }
    const bool regular = std::filesystem::is_regular_file(status);
    if (regular && std::filesystem::file_size(path, problem) > max_file_size) {
        messages.error(where, "the file is larger than 64 MiB");
        return std::nullopt;
    }
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in.good() && !in.eof()) {
        messages.error(where, "the file cannot be read");
        return std::nullopt;
    }
    return std::move(text).str();
}

std::optional<value>
parse_document(std::string_view text, const std::string& name, diagnostics& messages) {
    const auto file = std::make_shared<const std::string>(name);
    if (text.find('\0') != std::string_view::npos) {
        const auto at = text.substr(0, text.find('\0'));
        const auto line = 1 + std::count(at.begin(), at.end(), '\n');
        messages.error({file, static_cast<std::uint32_t>(line), 1},
                       "expected TOML text, found a zero byte: this is a binary file");
        return std::nullopt;
    }
    if (const auto where = too_many_dots(text)) {
        messages.error({file, where->first, where->second},
                       "a key of more than 100 parts is no key of ours");
        return std::nullopt;
    }
    const toml::parse_result parsed = toml::parse(text, std::string_view(name));
    if (!parsed) {
        const auto& where = parsed.error().source().begin;
        messages.error({file, where.line, where.column}, std::string(parsed.error().description()));
        return std::nullopt;
    }
    if (parsed.table().empty()) {
        messages.error(start_of(file), "the file is empty");
        return std::nullopt;
    }
    value result = converter(file, text, messages).convert(parsed.table());
    result.where = start_of(file);
    return result; // mistakes were told; the rest is read on, so that all are told at once
}

} // namespace servanda::io

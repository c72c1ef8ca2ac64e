#include "document.hpp"

#include "toml.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <system_error>
#include <utility>

namespace servanda::io {

namespace {

constexpr std::uintmax_t max_file_size = std::uintmax_t{64} << 20U;

source_position start_of(const std::shared_ptr<const std::string>& file) {
    return {file, 1, 1};
}

/// Converts toml++ nodes and keeps their places.
class converter {
public:
    converter(std::shared_ptr<const std::string> file, diagnostics& messages)
        : file_(std::move(file))
        , messages_(messages) {}

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
            return {node.as_string()->get(), where};
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
            return {false, where};
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
    const std::size_t errors = messages.errors();
    value result = converter(file, messages).convert(parsed.table());
    result.where = start_of(file);
    return messages.errors() == errors ? std::optional(std::move(result)) : std::nullopt;
}

} // namespace servanda::io

#include <servanda/io/edits.hpp>
#include <servanda/io/studies.hpp>

#include <memory>
#include <string>
#include <utility>
#include <variant>

namespace servanda::io {

namespace {

source_position command_line(const char* option) {
    return {std::make_shared<const std::string>(option), 0, 0};
}

/// Where the range after the last "=" has its two points; npos: there is none.
std::size_t dots_of_range(const std::string& text) {
    const std::size_t equals = text.rfind('=');
    return equals == std::string::npos ? equals : text.find("..", equals);
}

/// Puts what an axis refuses where it was said.
template <class Make>
std::optional<sweep_axis> located(const char* option, diagnostics& messages, Make make) {
    try {
        return make();
    } catch (const input_error& problem) {
        for (const auto& item : problem.messages().items()) {
            messages.error(command_line(option), item.message);
        }
        return std::nullopt;
    }
}

/// The words to which a key is set, where they are words; empty: they are a value of another kind.
std::string words_set(const std::string& text) {
    diagnostics ignored;
    const auto found = read_set(text, "any", ignored);
    const auto* words = found ? std::get<set_treaty_clause>(*found).to.get<std::string>() : nullptr;
    return words == nullptr ? std::string() : *words;
}

/// "KEY={}" reads as an empty table, and is hardly meant so.
bool is_empty_group(const std::string& text) {
    const std::size_t equals = text.find('=');
    return equals != std::string::npos && trimmed(text.substr(equals + 1)) == "{}";
}

} // namespace

bool is_range_of_days(const std::string& text) {
    return dots_of_range(text) != std::string::npos;
}

std::optional<sweep_axis>
read_days_axis(const std::string& text, const std::string& treaty, diagnostics& messages) {
    const std::size_t equals = text.rfind('=');
    const std::size_t dots = dots_of_range(text);
    const auto day_in = [&](std::size_t begin, std::size_t end) {
        return parse_date(trimmed(text.substr(begin, end - begin)));
    };
    const auto first = dots == std::string::npos ? std::nullopt : day_in(equals + 1, dots);
    const auto last = dots == std::string::npos ? std::nullopt : day_in(dots + 2, text.size());
    if (!first || !last) {
        messages.error(command_line("--move"),
                       "expected ACT=YYYY-MM-DD..YYYY-MM-DD, found '" +
                           value_reader::shortened(text) + "'");
        return std::nullopt;
    }
    const auto found = read_move(text.substr(0, equals + 1) + to_string(*first), treaty, messages);
    if (!found) {
        return std::nullopt;
    }
    return located("--move", messages, [&] {
        return days_of(std::get<move_act>(*found).which, *first, *last);
    });
}

bool is_template(const std::string& text) {
    return is_empty_group(text) || words_set(text).find_first_of("{}") != std::string::npos;
}

std::optional<sweep_axis>
read_values_axis(const std::string& text, const std::string& treaty, diagnostics& messages) {
    const auto found = read_set(text, treaty, messages);
    if (!found) {
        return std::nullopt;
    }
    const auto& key = std::get<set_treaty_clause>(*found);
    const auto* words = key.to.get<std::string>();
    const std::string pattern = words == nullptr ? std::string("{}") : *words;
    auto axis =
        located("--set", messages, [&] { return values_of(key.treaty, key.path, pattern); });
    if (!axis) {
        return std::nullopt;
    }
    for (auto& point : axis->points) {
        auto& change = std::get<set_treaty_clause>(point.change);
        const auto typed = read_set(
            key.treaty + ":" + key.path + "=" + *change.to.get<std::string>(), {}, messages);
        if (!typed) {
            return std::nullopt;
        }
        change.to = std::get<set_treaty_clause>(*typed).to;
    }
    return axis;
}

} // namespace servanda::io

/// @file
/// What all JSON output has in common: days and texts that may be lacking, the heading, the layout.
#ifndef SERVANDA_LIB_IO_JSON_WORDS_HPP
#define SERVANDA_LIB_IO_JSON_WORDS_HPP

#include <servanda/engine/history.hpp>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace servanda::io {

using json = nlohmann::ordered_json;

[[nodiscard]] inline json day_or_null(const std::optional<date>& day) {
    return day ? json(to_string(*day)) : json();
}

[[nodiscard]] inline json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

[[nodiscard]] inline std::string written(const json& document) {
    return document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

/// The scenario, and whose account of it this is.
[[nodiscard]] inline json heading_of(const history& story) {
    json result;
    result["scenario"] = story.program().story->title;
    result["as_seen_by"] = text_or_null(story.seen_by());
    return result;
}

} // namespace servanda::io

#endif

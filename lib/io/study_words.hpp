/// @file
/// What the results of all studies begin with: the scenario, what was edited, what is asked.
#ifndef SERVANDA_LIB_IO_STUDY_WORDS_HPP
#define SERVANDA_LIB_IO_STUDY_WORDS_HPP

#include "json_words.hpp"
#include "layout.hpp"

#include <servanda/io/studies.hpp>

#include <string>
#include <string_view>

namespace servanda::io {

/// "INF Treaty, 1987-2019: sweep", and under it the edits.
[[nodiscard]] inline std::string
heading_of_study(const study_page& page, std::string_view study, const text_style& style) {
    const std::string title = page.title.empty() ? "scenario" : page.title;
    std::string text = paint{style.colour}.bold(title + ": " + std::string(study)) + "\n";
    for (const auto& item : page.edits) {
        text += "  " + to_string(item) + "\n";
    }
    return text;
}

[[nodiscard]] inline json json_study(const study_page& page, const question& asked) {
    json result;
    result["scenario"] = page.title;
    result["as_seen_by"] = text_or_null(asked.as_seen_by);
    json about;
    about["treaty"] = asked.treaty;
    about["party"] = text_or_null(asked.party);
    about["on"] = day_or_null(asked.on);
    about["obligation"] = text_or_null(asked.obligation);
    result["question"] = std::move(about);
    result["edits"] = json::array();
    for (const auto& item : page.edits) {
        result["edits"].push_back(to_string(item));
    }
    return result;
}

} // namespace servanda::io

#endif

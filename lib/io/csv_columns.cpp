#include "csv_columns.hpp"

#include <servanda/calendar/phrase.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace servanda::io {

namespace {

std::string list_of(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    }
    return text;
}

std::string required(std::span<const wanted_column> wanted) {
    std::string text;
    for (const auto& column : wanted) {
        if (!column.optional) {
            text += (text.empty() ? "" : ",") + std::string(column.name);
        }
    }
    return text;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

/// What may have been meant by a header without the wanted column, which stands in quotes.
std::string hint(std::string_view wanted, const std::vector<std::string>& found) {
    if (found.size() == 1) {
        for (const char separator : {';', '\t', '|'}) {
            if (found.front().find(separator) != std::string::npos) {
                return "; fields are separated by commas here";
            }
        }
    }
    const auto nearest = nearest_word(wanted.substr(1, wanted.size() - 2), found);
    return nearest ? "; is " + in_quotes(*nearest) + " meant for it?" : "";
}

void tell_missing(const std::vector<std::string>& names,
                  std::span<const wanted_column> wanted,
                  const csv_record& header,
                  const std::vector<std::string>& found,
                  complaints& messages) {
    std::string text = (names.size() == 1 ? "the column " : "the columns ") + list_of(names) +
                       (names.size() == 1 ? " is" : " are") + " missing: expected the header " +
                       required(wanted) + " in any order, found ";
    constexpr std::size_t most = 12;
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < std::min(most, found.size()); ++i) {
        shown.push_back(in_quotes(found[i]));
    }
    if (found.size() > most) {
        shown.push_back(counted(found.size() - most, "more column"));
    }
    messages.error(header.line, 1, text + list_of(shown) + hint(names.front(), found));
}

void tell_ignored(const csv_record& header,
                  const std::vector<std::size_t>& ignored,
                  complaints& messages) {
    if (ignored.empty()) {
        return;
    }
    std::vector<std::string> names;
    for (const auto i : ignored) {
        names.push_back(in_quotes(header.fields[i]));
    }
    const auto [line, column] = header.place(header.start_of(ignored.front()));
    messages.warning(line,
                     column,
                     (names.size() == 1 ? "the column " : "the columns ") + list_of(names) +
                         (names.size() == 1 ? " is ignored" : " are ignored"));
}

} // namespace

std::optional<csv_columns>
read_header(csv_reader& in, std::span<const wanted_column> wanted, complaints& messages) {
    csv_record header;
    if (!in.next(header)) {
        messages.error(1, 1, "the file is empty: expected the header " + required(wanted));
        return std::nullopt;
    }
    if (!header.problem.empty()) {
        messages.error(header.problem_place.first, header.problem_place.second, header.problem);
        return std::nullopt;
    }
    csv_columns result{std::vector<std::size_t>(wanted.size(), csv_columns::missing),
                       header.fields.size()};
    std::vector<std::string> found;
    std::vector<std::size_t> ignored;
    bool good = true;
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
        const std::string_view name = trimmed(header.fields[i]);
        found.emplace_back(name);
        const auto it = std::find_if(
            wanted.begin(), wanted.end(), [&](const wanted_column& w) { return w.name == name; });
        if (it == wanted.end()) {
            ignored.push_back(i);
            continue;
        }
        auto& at = result.at[static_cast<std::size_t>(it - wanted.begin())];
        if (at != csv_columns::missing) {
            const auto [line, column] = header.place(header.start_of(i));
            messages.error(line, column, "there are two columns " + in_quotes(name));
            good = false;
        }
        at = i;
    }
    std::vector<std::string> missing;
    for (std::size_t w = 0; w < wanted.size(); ++w) {
        if (!wanted[w].optional && result.at[w] == csv_columns::missing) {
            missing.push_back(in_quotes(wanted[w].name));
            good = false;
        }
    }
    if (!missing.empty()) {
        tell_missing(missing, wanted, header, found, messages);
    }
    if (!good) {
        return std::nullopt;
    }
    tell_ignored(header, ignored, messages);
    return result;
}

} // namespace servanda::io

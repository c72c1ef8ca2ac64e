/// @file
/// What the tests of the bulk replay share: a few small treaties, and a replay as one text.
#ifndef SERVANDA_TESTS_IO_REPLAYING_HPP
#define SERVANDA_TESTS_IO_REPLAYING_HPP

#include "io/reading.hpp"

#include <servanda/io/replay.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace servanda_tests {

/// Treaties with little in them: "lakes" (two deposits, then 30 days), its "lakes-protocol" (which
/// requires consent to it), "rivers" (three deposits, three months; one may leave after a year) and
/// "seas", which is tied to nothing.
inline std::shared_ptr<const rulebook> bulk_rules() {
    static const auto rules = [] {
        const auto read = [](const char* text) {
            return io::read_rule_text(text, "rules.toml").value();
        };
        rulebook all = read(R"(
[treaty]
id = "lakes"
aliases = ["lak-2000"]
[entry_into_force]
when = "2 deposits"
effective = "30 days after threshold"
for_later = "30 days after deposit"
)");
        for (const char* text : {R"(
[treaty]
id = "lakes-protocol"
parent = "lakes"
requires = ["lakes"]
[entry_into_force]
when = "1 deposit"
)",
                                 R"(
[treaty]
id = "rivers"
[entry_into_force]
when = "3 deposits"
effective = "3 months after threshold"
for_later = "3 months after deposit"
before_entry = "later of both dates"
[withdrawal]
notice = "1 year after notice"
)",
                                 R"(
[treaty]
id = "seas"
[entry_into_force]
when = "2 deposits"
effective = "90 days after threshold"
for_later = "90 days after deposit"
)"}) {
            auto more = read(text);
            all.treaties.push_back(std::move(more.treaties.front()));
        }
        for (const char* code : {"CAN", "EUU", "FRA", "MEX", "USA"}) {
            participant item;
            item.code = code;
            item.kind =
                item.code == "EUU" ? participant_kind::organisation : participant_kind::state;
            all.participants.add(std::move(item));
        }
        return std::make_shared<const rulebook>(with_default_laws(std::move(all)));
    }();
    return rules;
}

/// The rows of a replay as CSV without its header, and everything that was said.
struct told_replay {
    io::replay_result result;
    std::string rows;
    std::string said;
};

inline told_replay replayed(std::string_view csv,
                            const io::replay_options& options = {},
                            const std::shared_ptr<const rulebook>& rules = bulk_rules()) {
    told_replay told;
    told.result = io::replay_text(csv, "acts.csv", rules, options, [&](const io::replay_row& row) {
        io::append_csv(told.rows, row);
    });
    told.said = servanda_tests::told(told.result.messages);
    return told;
}

inline constexpr std::string_view acts_header = "treaty,participant,date,act\n";

/// The same, of lines without a header.
inline told_replay replayed_lines(std::string_view lines, const io::replay_options& options = {}) {
    return replayed(std::string(acts_header) + std::string(lines), options);
}

/// All lines of a text, sorted.
inline std::vector<std::string> sorted_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t start = 0;
    while (start < text.size()) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace servanda_tests

#endif

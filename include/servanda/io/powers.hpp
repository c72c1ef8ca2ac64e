/// @file
/// What a participant may do, and what is still missing, as text, JSON and CSV.
#ifndef SERVANDA_IO_POWERS_HPP
#define SERVANDA_IO_POWERS_HPP

#include <servanda/io/text.hpp>
#include <servanda/study/missing.hpp>
#include <servanda/study/powers.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace servanda::io {

/// Of what history, of whom and on which day a list of acts is.
struct powers_page {
    std::string title; ///< of the scenario
    std::string as_seen_by;
    std::string party;
    date on;
    bool all = false; ///< void acts, too, each with the reason
};

/// A condition in words: "states extraordinary events", "names a day after 2020-11-22".
[[nodiscard]] std::string to_words(const act_condition& condition);

/// By treaty: what is open by right, what only a claim carries, and, where asked for, what is void.
[[nodiscard]] std::string write_powers(const std::vector<open_act>& acts,
                                       const powers_page& page,
                                       const text_style& style = {});

/// Every act an object with `treaty`, `act`, `of`, `standing`, `article`, `default_law`, `before`,
/// `after`, `effect`, `waits_for`, `in_vain`, `computation`, `finding`, `conditions` and
/// `consequences`.
[[nodiscard]] std::string json_powers(const std::vector<open_act>& acts, const powers_page& page);

/// `treaty,participant,day,act,standing,effect,waits_for,article,finding,conditions`.
[[nodiscard]] std::string csv_powers(const std::vector<open_act>& acts, const powers_page& page);

/// What is missing: requirements in their order, each met or lacking, and then the clocks.
[[nodiscard]] std::string write_missing(const missing_report& report, const text_style& style = {});

/// Every requirement is an object with `requirement`, `kind`, `article`, `met`, `have`, `need`,
/// `lacking`, `weight`, `on`, `note` and, in `parts`, those it consists of.
[[nodiscard]] std::string json_missing(const missing_report& report);

/// A row per requirement, those of which others consist first:
/// `depth,requirement,kind,met,have,need,lacking,on,article,note`.
[[nodiscard]] std::string csv_missing(const missing_report& report);

} // namespace servanda::io

#endif

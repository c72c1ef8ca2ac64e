/// @file
/// When an act by chance happens and under which conditions, as ensemble files state it.
#ifndef SERVANDA_LIB_IO_CHANCE_READER_HPP
#define SERVANDA_LIB_IO_CHANCE_READER_HPP

#include <servanda/law/value_reader.hpp>
#include <servanda/study/ensemble_model.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace servanda::io {

/// The days of an act by chance, and what they are counted from.
struct stated_days {
    day_chances days = day_chances::exactly(0);
    std::optional<date> from{};
    std::string after{}; ///< an id
    std::optional<state_reached> after_state{};
};

/// How far a hazard is looked at: up to the last day, from the first day on which what it waits for
/// can have come.
struct looked_at {
    date first;
    date last;
};

/// Reads `date` of an act by chance: a day, a month or year or range in quotation marks, or a table
/// with a distribution. Nothing where there is a mistake, which is reported.
[[nodiscard]] std::optional<stated_days>
read_chance_days(value_reader& in, const value& item, const looked_at& span);

/// Reads `if`: "ID", "not ID", "CHOICE is OPTION", "CHOICE is not OPTION", joined by "and".
[[nodiscard]] std::vector<chance_condition> read_chance_conditions(value_reader& in,
                                                                   const value& item);

/// Reads a probability; `in` is told where it is none.
[[nodiscard]] std::optional<double> read_probability(value_reader& in, const value& item);

} // namespace servanda::io

#endif

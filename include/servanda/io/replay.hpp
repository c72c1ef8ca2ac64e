/// @file
/// Bulk replay: many dated acts in, the dates on which treaties entered into force and ended for
/// whom out. The acts come from a CSV file that need not fit into memory, or from rows that are in
/// memory already; every treaty is run through `simulate`, together with those it is tied to.
///
/// Example:
/// @code
/// auto rules = std::make_shared<const
/// servanda::rulebook>(servanda::io::read_rules("rules").value()); auto result =
/// servanda::io::replay("acts.csv", rules, {}, [](const servanda::io::replay_row& row) {
///     std::cout << row.treaty << ' ' << row.participant << ' ' << row.state << '\n';
/// });
/// @endcode
#ifndef SERVANDA_IO_REPLAY_HPP
#define SERVANDA_IO_REPLAY_HPP

#include <servanda/law/diagnostic.hpp>
#include <servanda/law/treaty.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace servanda::io {

/// One act of a bulk replay. What the texts point to must outlive the call.
struct bulk_act {
    std::string_view treaty;      ///< id or alias
    std::string_view participant; ///< `*` with `act::entry_into_force`: the depositary's statement
    date day{};
    act kind = act::deposit;
    std::string_view of{}; ///< what the act is about: empty is the treaty; "notice", "deposit" …
};

/// One membership period of one participant in one treaty; participant `*` is the treaty as a
/// whole.
struct replay_row {
    std::string_view treaty; ///< as the input spells it; good until the sink returns
    std::string_view participant;
    std::uint32_t period = 1;
    std::optional<date> entry_into_force;
    std::optional<date> end; ///< the first day on which it is no longer a party
    std::string_view state;  ///< at the end of the period, or of the history
    /// The deposit that the period rests on; of a treaty the day on which its condition was met.
    std::optional<date> consent;
};

/// Takes the rows: treaties in the order in which the input first names them, of each the treaty
/// itself, then its participants by code, then by period.
using replay_sink = std::function<void(const replay_row&)>;

struct replay_options {
    std::optional<date> to; ///< the last day simulated; none: until nothing dated is pending
    /// Leaves out whole treaties that have an error, with those tied to them, instead of refusing
    /// all.
    bool keep_going = false;
    std::size_t most_errors = 50;   ///< further ones are counted, not told
    std::size_t most_warnings = 20; ///< likewise, for warnings and notes together
    /// So many acts are kept between the two passes, at 24 bytes each; of more, the second pass
    /// reads all again. It changes no result.
    std::size_t most_kept = std::size_t{1} << 18U;
    /// Is told from time to time what part of the work is done, from 0 to 1.
    std::function<void(double)> progress = nullptr;
};

/// A treaty that was left out, and why.
struct left_out_treaty {
    std::string treaty;
    std::uint64_t acts = 0;
    std::string why;
};

/// What a replay did, and what was said about it.
struct replay_result {
    diagnostics messages;
    std::vector<left_out_treaty> left_out; ///< in the order in which the input names them
    std::uint64_t acts = 0;                ///< that were read
    std::uint64_t rows = 0;                ///< that were handed over
    std::size_t treaties = 0;              ///< that were replayed
    bool usable = false;                   ///< whether the rows that were handed over may be used

    /// Whether everything was replayed.
    [[nodiscard]] bool complete() const noexcept { return messages.ok() && left_out.empty(); }
};

/// Replays a CSV file with the columns `treaty`, `participant`, `date` and `act`; `-` is standard
/// input. The file is read twice: once to check all of it, and to note where each treaty's lines
/// are; then the lines of one treaty, and of those tied to it, at a time. Throws `input_error` only
/// when there is no room for a temporary file. `rules` must not be null.
[[nodiscard]] replay_result replay(const std::filesystem::path& file,
                                   const std::shared_ptr<const rulebook>& rules,
                                   const replay_options& options,
                                   const replay_sink& sink);

/// The same for the text of such a file.
[[nodiscard]] replay_result replay_text(std::string_view text,
                                        const std::string& name,
                                        const std::shared_ptr<const rulebook>& rules,
                                        const replay_options& options,
                                        const replay_sink& sink);

/// The same for acts that are in memory.
[[nodiscard]] replay_result replay(std::span<const bulk_act> acts,
                                   const std::shared_ptr<const rulebook>& rules,
                                   const replay_options& options,
                                   const replay_sink& sink);

/// The first line of the rows as CSV.
inline constexpr std::string_view replay_header =
    "treaty,participant,period,entry_into_force,end,state\n";

/// Appends a row as a line of CSV.
void append_csv(std::string& to, const replay_row& row);

/// Appends a row as a JSON object, without a line end.
void append_json(std::string& to, const replay_row& row);

} // namespace servanda::io

#endif

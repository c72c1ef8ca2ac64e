/// @file
/// Computed dates against a record of them: what differs, and what each difference looks like. The
/// classes are readings of one date, not findings: a record that is one day off may follow another
/// way of counting, and thirty rows of another delay are more likely our rule than their typing.
#ifndef SERVANDA_IO_AGAINST_HPP
#define SERVANDA_IO_AGAINST_HPP

#include <servanda/io/files.hpp>
#include <servanda/io/replay.hpp>
#include <servanda/io/text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace servanda::io {

/// What a difference looks like; the first that fits.
enum class difference_class : std::uint8_t {
    off_by_one,     ///< the day before or after
    typing_error,   ///< the same day in another month, in another year, or with digits exchanged
    other_delay,    ///< another period after the same deposit
    date_of_treaty, ///< the treaty's own date is given for a party
    before_deposit, ///< the record has it before the deposit
    not_computed,   ///< no entry into force was computed
    unexplained,
};

inline constexpr std::array<std::string_view, 7> difference_class_names{
    "off by one",
    "month typo",
    "other delay",
    "date of treaty",
    "before deposit",
    "not computed",
    "unexplained",
};

[[nodiscard]] constexpr std::string_view to_string(difference_class value) noexcept {
    return difference_class_names[static_cast<std::size_t>(value)];
}

/// One line of a record.
struct recorded_entry {
    std::string treaty;      ///< id or alias
    std::string participant; ///< `*`: the treaty as a whole
    date entry_into_force;
    std::string quality;
    std::string note;
};

/// A record of entries into force.
struct entry_record {
    std::vector<recorded_entry> entries;
    bool has_quality = false; ///< whether it says how good each entry is
};

/// Reads a CSV file with the columns treaty, participant, entry_into_force and, where it has them,
/// quality and note.
[[nodiscard]] loaded<entry_record> read_record(const std::filesystem::path& file);
[[nodiscard]] loaded<entry_record> read_record_text(std::string_view text, const std::string& name);

/// A row that differs.
struct entry_difference {
    recorded_entry recorded;
    std::optional<date> computed; ///< the nearest, where there are several periods
    std::optional<date> consent;  ///< the deposit it rests on; of a treaty, the threshold day
    difference_class looks_like = difference_class::unexplained;
    std::string detail; ///< "1 day later", "30 days after deposit"
};

/// Rows of one treaty, of one quality, or of all.
struct comparison_count {
    std::string name;
    std::size_t rows = 0;
    std::size_t differing = 0;
    std::array<std::size_t, difference_class_names.size()> by_class{};
};

/// What a comparison found.
struct record_comparison {
    std::vector<entry_difference> differences; ///< in the order of the record
    std::vector<comparison_count> treaties;    ///< that have differences, in that order
    std::vector<comparison_count> qualities;   ///< by name, where the record has them
    comparison_count total;
    std::size_t left_out = 0;   ///< rows of treaties that were left out
    std::size_t later = 0;      ///< rows after the last day simulated
    std::size_t unrecorded = 0; ///< parties that the record does not have
    bool has_quality = false;

    /// Whether no row differs; where the record has qualities, no confirmed one.
    [[nodiscard]] bool holds() const noexcept;
};

/// Takes the rows of a replay and compares them with a record.
class record_comparer {
public:
    /// `rules` tell which names are the same treaty.
    record_comparer(entry_record expected, std::shared_ptr<const rulebook> rules);
    record_comparer(const record_comparer&) = delete;
    record_comparer& operator=(const record_comparer&) = delete;
    ~record_comparer();

    /// Notes a computed row; made to be a `replay_sink`.
    void add(const replay_row& row);

    /// The comparison, once all rows were added. Rows of treaties that were left out, and rows
    /// after `to`, are not compared.
    [[nodiscard]] record_comparison finish(const std::vector<left_out_treaty>& left_out = {},
                                           const std::optional<date>& to = std::nullopt);

private:
    class implementation;
    std::unique_ptr<implementation> own_;
};

/// A table: a line for each treaty with differences, lines for the qualities and a total; with
/// `list` the single rows below it.
[[nodiscard]] std::string
write_comparison(const record_comparison& found, bool list, const text_style& style = {});

/// The same as JSON: `rows`, `differing`, `by_class`, `qualities`, `treaties`, `differences`.
[[nodiscard]] std::string json_comparison(const record_comparison& found);

} // namespace servanda::io

#endif

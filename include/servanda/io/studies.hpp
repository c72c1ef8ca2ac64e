/// @file
/// Sweeps and but-for analyses: axes in words, as the command line takes them, and the results as
/// text, JSON and CSV.
#ifndef SERVANDA_IO_STUDIES_HPP
#define SERVANDA_IO_STUDIES_HPP

#include <servanda/io/text.hpp>
#include <servanda/study/but_for.hpp>
#include <servanda/study/sweep.hpp>

#include <optional>
#include <string>
#include <vector>

namespace servanda::io {

/// Whether the words are a range of days, "ACT=FROM..TO", rather than a move to one.
[[nodiscard]] bool is_range_of_days(const std::string& text);

/// "ACT=FROM..TO", with ACT as in `read_drop`. Where `treaty` is not empty it stands for an absent
/// "in TREATY".
[[nodiscard]] std::optional<sweep_axis>
read_days_axis(const std::string& text, const std::string& treaty, diagnostics& messages);

/// Whether the words set a key to a template, "TREATY:SECTION.KEY={1..24} months after notice",
/// rather than to one value. A table or list of a rule file is a value.
[[nodiscard]] bool is_template(const std::string& text);

/// "TREATY:SECTION.KEY=TEMPLATE" (see `texts_of`); each of its texts is then a value as in a rule
/// file, or plain words. Where `treaty` is not empty it stands for an absent TREATY.
[[nodiscard]] std::optional<sweep_axis>
read_values_axis(const std::string& text, const std::string& treaty, diagnostics& messages);

/// Of what a study is: what stands above its results.
struct study_page {
    std::string title;         ///< of the scenario
    std::vector<edit> edits{}; ///< made before it
};

/// A row for each stretch, with the points at which the answer breaks; rows of a grid that are
/// alike stand together.
[[nodiscard]] std::string
write_sweep(const sweep_table& table, const study_page& page, const text_style& style = {});

/// `question`, `edits`, `axes` (each with `name` and `points`, a point with `label` and `edit`),
/// `answers` (a list, or of a grid a list of rows), `stretches` (`row`, `from`, `to`, `points`,
/// `answer`), `breaks` (`row`, `at`, `from`, `to`: where the state itself becomes another) and
/// `complete`.
[[nodiscard]] std::string json_sweep(const sweep_table& table, const study_page& page);

/// A row for each cell: `point,answer`, of a grid `row,column,answer`.
[[nodiscard]] std::string csv_sweep(const sweep_table& table);

/// On which acts the answer hangs: the necessary ones, sets, one set that suffices, and the rest.
[[nodiscard]] std::string
write_but_for(const but_for_report& report, const study_page& page, const text_style& style = {});

/// `question`, `outcome`, `necessary`, `joint`, `sufficient`, `idle`, `refused`, `evaluations` and
/// `exhaustive`. Every act is an object with `name`, `id`, `day`, `act`, `of`, `by` and `treaty`.
[[nodiscard]] std::string json_but_for(const but_for_report& report, const study_page& page);

/// A row for each act of each set: `role,set,name,day,act,of,by,treaty,answer`, with `role`
/// necessary, joint, sufficient, idle or refused, and `answer` what it is without the set.
[[nodiscard]] std::string csv_but_for(const but_for_report& report);

} // namespace servanda::io

#endif

/// The parts of the `servanda` command. Each subcommand is a function from its options to an exit
/// status: 0 fine, 1 an expectation failed, 2 bad input.
#ifndef SERVANDA_EXAMPLES_COMMAND_HPP
#define SERVANDA_EXAMPLES_COMMAND_HPP

#include <servanda/io/text.hpp>
#include <servanda/law/scenario.hpp>
#include <servanda/law/treaty.hpp>
#include <servanda/study/edit.hpp>
#include <servanda/study/placements.hpp>

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace servanda::command {

constexpr int fine = 0;
constexpr int expectation_failed = 1;
constexpr int bad_input = 2;

/// What a subcommand does once its options are read.
using action = std::function<int()>;

/// What most subcommands share.
struct common_options {
    std::vector<std::filesystem::path> scenarios;
    std::vector<std::filesystem::path> rules;
    std::string format = "text";
    std::string on;
    std::string to;
    std::string party;
    std::string treaty;
    std::string between;
    std::string obligation;
    std::string as_seen_by;
    std::string as_known_on;
};

/// Rules and a scenario, read and checked.
struct loaded_input {
    rulebook rules;
    scenario story;
};

/// Adds `--rules` and `--format`.
void add_rules(CLI::App& to, common_options& options);
void add_format(CLI::App& to, common_options& options);
/// `--format` where there is a table, too: text, json or csv.
void add_table_format(CLI::App& to, common_options& options);
/// Adds the positional scenario file; `several`: one or more.
void add_scenario(CLI::App& to, common_options& options, bool several = false);
/// Adds `--on`, `--as-seen-by` and `--as-known-on`.
void add_view(CLI::App& to, common_options& options);

/// The project's own rules: beside the installed command, or in the tree it was built from.
[[nodiscard]] std::filesystem::path project_rules();

/// Reads the rules that `--rules` names, else the project's. Throws `input_error`.
[[nodiscard]] rulebook read_rules(const common_options& options);
/// Reads one scenario with its rules, and applies `--as-known-on` and `--to`. Throws `input_error`.
[[nodiscard]] loaded_input read_input(const common_options& options,
                                      const std::filesystem::path& scenario);
/// The rules alone, as many runs share them.
[[nodiscard]] std::shared_ptr<const rulebook> shared_rules(const loaded_input& input);
/// How the placements of a scenario with imprecise dates are run: `--as-seen-by`, `--as-known-on`.
/// Throws `input_error`.
[[nodiscard]] possible_options possible_of(const common_options& options);
/// Simulates, and applies `--as-seen-by`. Throws `input_error` and `unknown_name`.
[[nodiscard]] history simulate_input(const common_options& options, const loaded_input& input);

/// Edits in words, as often as needed.
struct edit_options {
    std::vector<std::string> moves;
    std::vector<std::string> drops;
    std::vector<std::string> adds;
    std::vector<std::string> sets;
};
/// Adds `--move`, `--drop`, `--add` and `--set`.
void add_edits(CLI::App& to, edit_options& options);
/// The edits in order: clauses, drops, moves, additions. `treaty`: which one is meant where none is
/// named.
[[nodiscard]] std::vector<edit>
read_edits(const edit_options& options, const std::string& treaty, diagnostics& messages);
/// The scenario's treaty, if it names one only.
[[nodiscard]] std::string default_treaty(const scenario& story);

/// Reads a day given on the command line. Throws `input_error`.
[[nodiscard]] date read_day(const std::string& text, const std::string& option);

/// A day after the scenario's end is answered with its last day, and that is said.
void remark_late(const history& story, date day);

/// The treaty asked about, or the scenario's only one. Throws `input_error`.
[[nodiscard]] std::string only_treaty(const history& story, const std::string& asked);

/// How text is laid out here: 100 columns, colours only on a terminal and never with NO_COLOR.
[[nodiscard]] io::text_style style();

/// Writes to standard output.
void print(const std::string& text);
/// Writes a file that an option names. Throws `input_error`.
void write_file(const std::string& file, const std::string& text, const std::string& option);
/// Writes messages to standard error.
void report(const std::string& text);

void add_run(CLI::App& app, action& chosen);
void add_state(CLI::App& app, action& chosen);
void add_explain(CLI::App& app, action& chosen);
void add_next(CLI::App& app, action& chosen);
void add_comply(CLI::App& app, action& chosen);
void add_can(CLI::App& app, action& chosen);
void add_missing(CLI::App& app, action& chosen);
void add_check(CLI::App& app, action& chosen);
void add_date(CLI::App& app, action& chosen);
void add_what_if(CLI::App& app, action& chosen);
void add_sweep(CLI::App& app, action& chosen);
void add_but_for(CLI::App& app, action& chosen);
void add_ensemble(CLI::App& app, action& chosen);
void add_graph(CLI::App& app, action& chosen);
void add_replay(CLI::App& app, action& chosen);

} // namespace servanda::command

#endif

// Checking files: check.
#include "ensemble_input.hpp"

#include <servanda/io/files.hpp>
#include <servanda/io/possible.hpp>
#include <servanda/law/lint.hpp>
#include <servanda/study/expectations.hpp>
#include <servanda/study/lint.hpp>
#include <servanda/study/possible_expectations.hpp>

#include <algorithm>
#include <memory>
#include <system_error>

namespace servanda::command {

namespace {

struct check_options : common_options {
    bool strict = false;    ///< a warning counts as a failure
    bool quiet = false;     ///< warnings are counted, not told
    bool unchecked = false; ///< lists what is marked unchecked
};

struct tally {
    std::size_t treaties = 0;
    std::size_t laws = 0;
    std::size_t examples = 0;
    std::size_t scenarios = 0;
    std::size_t ensembles = 0;
    std::size_t expectations = 0;
    std::size_t unchecked = 0;
    std::size_t warnings = 0;
    std::string listing; ///< of what is unchecked, where it was asked for
    int status = fine;

    void at_least(int other) { status = std::max(status, other); }
};

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// The files to check, by what they are.
struct found_files {
    std::vector<std::filesystem::path> rules;
    std::vector<std::filesystem::path> scenarios;
    std::vector<std::filesystem::path> ensembles;
    std::vector<std::filesystem::path> unreadable;

    [[nodiscard]] std::vector<std::filesystem::path>& of(io::file_kind kind) {
        switch (kind) {
        case io::file_kind::rules:
            return rules;
        case io::file_kind::scenario:
            return scenarios;
        case io::file_kind::ensemble:
            return ensembles;
        default:
            return unreadable;
        }
    }
    [[nodiscard]] bool empty() const {
        return rules.empty() && scenarios.empty() && ensembles.empty() && unreadable.empty();
    }
};

void find_files(const std::filesystem::path& path, found_files& found) {
    std::error_code problem;
    std::vector<std::filesystem::path> files;
    if (std::filesystem::is_directory(path, problem)) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
            if (entry.path().extension() == ".toml" && entry.is_regular_file()) {
                files.push_back(entry.path());
            }
        }
        std::sort(files.begin(), files.end());
    } else {
        files.push_back(path);
    }
    for (const auto& file : files) {
        found.of(io::kind_of_file(file)).push_back(file);
    }
}

void warn(const diagnostics& found, const check_options& options, tally& into) {
    into.warnings += found.items().size();
    if (!options.quiet) {
        report(io::write_diagnostics(found.items()));
    }
}

/// Whether a story says what became of an act: it expects something of its author from then on.
bool is_followed(const dated_act& done, const scenario& story) {
    return std::any_of(
        story.expectations.begin(), story.expectations.end(), [&](const expectation& expected) {
            const bool of_its_pair = expected.between && ((*expected.between)[0] == done.by ||
                                                          (*expected.between)[1] == done.by);
            return expected.on >= done.day && (expected.party == done.by || of_its_pair) &&
                   expected.treaty == done.treaty;
        });
}

/// What is odd in a story that comes out as expected: void acts of which it expects nothing. All
/// other void acts are what it is there to show.
diagnostics surprises(const history& found, const scenario& story) {
    diagnostics result;
    for (const auto& remark : found.remarks()) {
        const bool shown =
            std::any_of(story.acts.begin(), story.acts.end(), [&](const dated_act& done) {
                return same_place(done.where, remark.where) && is_followed(done, story);
            });
        const bool by_a_rule = !remark.where.known(); // which had nothing to do
        if (remark.level == severity::warning && !by_a_rule && !shown) {
            result.warning(remark.where, remark.message);
        }
    }
    return result;
}

/// The same of a scenario with imprecise dates: what may be void, and nobody expects anything of.
diagnostics surprises(const possible_histories& found) {
    const scenario& story = found.story();
    diagnostics result;
    for (const auto& remark : io::possible_remarks(found)) {
        const bool shown =
            std::any_of(story.acts.begin(), story.acts.end(), [&](const dated_act& done) {
                return same_place(done.where, remark.where) && is_followed(done, story);
            });
        if (remark.level == severity::warning && !shown) {
            result.warning(remark.where, remark.message);
        }
    }
    return result;
}

/// Runs every precise scenario that one with imprecise dates allows.
void run_imprecise_story(const rulebook& rules,
                         const scenario& story,
                         const check_options& options,
                         tally& into) {
    const auto shared = std::make_shared<const rulebook>(with_default_laws(rules));
    const possible_histories found = simulate_possible(shared, story);
    const auto unmet = unmet_possible_expectations(shared, story);
    into.expectations += story.expectations.size();
    if (!unmet.empty()) {
        report(io::write_diagnostics(io::possible_remarks(found)));
    } else {
        warn(surprises(found), options, into);
    }
    report(io::write_unmet(unmet));
    into.at_least(unmet.empty() ? fine : expectation_failed);
}

/// Runs a story and compares it with what it expects. `name` tells it: "the example 'Finland'".
/// Throws `input_error`.
void run_story(const rulebook& rules,
               const scenario& story,
               const std::string& name,
               const check_options& options,
               tally& into) {
    if (is_imprecise(story)) {
        run_imprecise_story(rules, story, options, into);
        return;
    }
    const history found = simulate(rules, story);
    const auto unmet = unmet_expectations(rules, story, found);
    into.expectations += story.expectations.size();
    if (!unmet.empty()) {
        report(io::write_diagnostics(found.remarks())); // they may explain it
    } else {
        warn(surprises(found, story), options, into);
    }
    warn(lint(found, name), options, into);
    report(io::write_unmet(unmet));
    into.at_least(unmet.empty() ? fine : expectation_failed);
}

void run_example(const rulebook& rules,
                 const std::string& of,
                 const example& proof,
                 const check_options& options,
                 tally& into) {
    ++into.examples;
    try {
        const std::string name = "the example '" + proof.name + "' of " + of;
        run_story(rules, proof.story, name, options, into);
    } catch (const input_error& problem) {
        report(of + ", example '" + proof.name + "':\n" +
               io::write_diagnostics(problem.messages().items()));
        into.at_least(bad_input);
    }
}

void list_unchecked(const treaty& item, const check_options& options, tally& into) {
    const auto doubts = unchecked_clauses(item);
    into.unchecked += doubts.size();
    if (options.unchecked) {
        into.listing += io::write_diagnostics(doubts);
    }
}

/// The scenarios that can be read: what they state, the rules may ask for.
std::vector<scenario> read_stories(const std::vector<std::filesystem::path>& files) {
    std::vector<scenario> stories;
    for (const auto& file : files) {
        if (auto read = io::read_scenario(file); read.ok()) {
            stories.push_back(*std::move(read.content));
        }
    }
    return stories;
}

/// Lints those treaties whose files were asked for, and runs their examples and those of default
/// laws.
void check_rules(const std::vector<std::filesystem::path>& files,
                 const std::vector<std::filesystem::path>& scenarios,
                 const check_options& options,
                 tally& into) {
    if (files.empty()) {
        return;
    }
    // Rules may look at treaties in other files: those of --rules, else the project's.
    const auto beside = options.rules.empty() ? std::vector{project_rules()} : options.rules;
    const auto read = io::read_rules(files, project_rules(), beside);
    if (!read.ok()) {
        report(io::write_diagnostics(read.messages.items()));
        into.at_least(bad_input);
        return;
    }
    warn(read.messages, options, into);
    const rulebook& rules = *read.content;
    const fact_names stated = facts_stated(rules, read_stories(scenarios));
    const auto asked = [&](const source_position& where) {
        return std::any_of(files.begin(), files.end(), [&](const auto& file) {
            return where.known() && file.string() == *where.file;
        });
    };
    for (const auto& law : rules.laws) {
        if (!asked(law.where)) {
            continue;
        }
        ++into.laws;
        for (const auto& each : law.examples) {
            run_example(rules, law.id, each, options, into);
        }
    }
    for (const auto& item : rules.treaties) {
        if (!asked(item.where)) {
            continue;
        }
        ++into.treaties;
        list_unchecked(item, options, into);
        warn(lint(rules, item, stated), options, into);
        for (const auto& each : item.examples) {
            run_example(rules, item.id, each, options, into);
        }
    }
}

int run_check(const check_options& options) {
    found_files files;
    for (const auto& path : options.scenarios) {
        find_files(path, files);
    }
    tally found;
    if (files.empty()) {
        throw input_error("there is no rule or scenario file (*.toml) to check");
    }
    for (const auto& file : files.unreadable) {
        report(io::write_diagnostics(io::read_scenario(file).messages.items()));
        found.at_least(bad_input);
    }
    check_rules(files.rules, files.scenarios, options, found);
    for (const auto& file : files.scenarios) {
        ++found.scenarios;
        try {
            const loaded_input input = read_input(options, file);
            run_story(input.rules,
                      input.story,
                      "the scenario '" + input.story.title + "'",
                      options,
                      found);
        } catch (const input_error& problem) {
            report(io::write_diagnostics(problem.messages().items()));
            found.at_least(bad_input);
        }
    }
    for (const auto& file : files.ensembles) {
        ++found.ensembles;
        try {
            (void)read_ensemble(options, file);
        } catch (const input_error& problem) {
            report(io::write_diagnostics(problem.messages().items()));
            found.at_least(bad_input);
        }
    }
    if (found.status == bad_input) {
        return bad_input; // nothing half-done, and nothing half-told
    }
    const std::string laws =
        found.laws == 0 ? "" : " and " + counted(found.laws, "default law", "default laws");
    const std::string ensembles =
        found.ensembles == 0 ? "" : counted(found.ensembles, "ensemble", "ensembles") + ", ";
    print(found.listing + counted(found.treaties, "treaty", "treaties") + laws + " with " +
          counted(found.examples, "example", "examples") + ", " +
          counted(found.scenarios, "scenario", "scenarios") + ", " + ensembles +
          counted(found.expectations, "expectation", "expectations") + ": " +
          (found.status == fine ? "all met" : "some not met") + "; " +
          counted(found.unchecked, "clause", "clauses") + " marked unchecked; " +
          counted(found.warnings, "warning", "warnings") + "\n");
    if (options.strict && found.warnings > 0) {
        found.at_least(expectation_failed);
    }
    return found.status;
}

} // namespace

void add_check(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand(
        "check", "checks rule, scenario and ensemble files, runs examples and expectations");
    auto options = std::make_shared<check_options>();
    sub->add_option("FILE", options->scenarios, "files or folders")->required();
    sub->add_flag("--strict", options->strict, "status 1 where anything is warned about");
    sub->add_flag("-q,--quiet", options->quiet, "counts warnings without telling them");
    sub->add_flag("--unchecked", options->unchecked, "lists what is marked unchecked");
    add_rules(*sub, *options);
    sub->callback([options, &chosen] { chosen = [options] { return run_check(*options); }; });
}

} // namespace servanda::command

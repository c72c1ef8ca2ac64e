// Checking files: check.
#include "command.hpp"

#include <servanda/io/files.hpp>
#include <servanda/study/expectations.hpp>

#include <algorithm>
#include <memory>
#include <system_error>

namespace servanda::command {

namespace {

struct tally {
    std::size_t treaties = 0;
    std::size_t examples = 0;
    std::size_t scenarios = 0;
    std::size_t expectations = 0;
    std::size_t unchecked = 0;
    int status = fine;

    void at_least(int other) { status = std::max(status, other); }
};

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

void find_files(const std::filesystem::path& path,
                std::vector<std::filesystem::path>& rules,
                std::vector<std::filesystem::path>& scenarios,
                std::vector<std::filesystem::path>& unreadable) {
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
        const auto kind = io::kind_of_file(file);
        (kind == io::file_kind::rules      ? rules
         : kind == io::file_kind::scenario ? scenarios
                                           : unreadable)
            .push_back(file);
    }
}

void run_story(const rulebook& rules, const scenario& story, const std::string& name, tally& into) {
    try {
        const history found = simulate(rules, story);
        const auto unmet = unmet_expectations(rules, story, found);
        into.expectations += story.expectations.size();
        report(io::write_diagnostics(found.remarks()));
        report(io::write_unmet(unmet));
        into.at_least(unmet.empty() ? fine : expectation_failed);
    } catch (const input_error& problem) {
        report((name.empty() ? "" : name + ":\n") +
               io::write_diagnostics(problem.messages().items()));
        into.at_least(bad_input);
    }
}

std::size_t count_unchecked(const treaty& item) {
    const clauses& own = item.own;
    const clause* sections[] = {&own.entry_into_force,
                                &own.accession,
                                &own.provisional_application,
                                &own.duration,
                                &own.extension,
                                &own.withdrawal,
                                &own.suspension,
                                &own.expulsion,
                                &own.reservations,
                                &own.amendment,
                                &own.succession};
    std::size_t count = item.unchecked.empty() ? 0U : 1U;
    for (const auto* section : sections) {
        count += section->unchecked.empty() ? 0U : 1U;
    }
    for (const auto& rule : own.rules) {
        count += rule.unchecked.empty() ? 0U : 1U;
    }
    return count;
}

/// Runs the examples of those treaties whose files were asked for.
void check_rules(const std::vector<std::filesystem::path>& files,
                 const common_options& options,
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
    const rulebook& rules = *read.content;
    for (const auto& item : rules.treaties) {
        const bool asked = std::any_of(files.begin(), files.end(), [&](const auto& file) {
            return item.where.known() && file.string() == *item.where.file;
        });
        if (!asked) {
            continue;
        }
        ++into.treaties;
        into.unchecked += count_unchecked(item);
        for (const auto& each : item.examples) {
            ++into.examples;
            run_story(rules, each.story, item.id + ", example '" + each.name + "'", into);
        }
        if (item.examples.empty()) {
            report(
                to_string(diagnostic{severity::warning, item.where, "the treaty has no example"}) +
                "\n");
        }
    }
}

int run_check(const common_options& options) {
    std::vector<std::filesystem::path> rules;
    std::vector<std::filesystem::path> scenarios;
    std::vector<std::filesystem::path> unreadable;
    for (const auto& path : options.scenarios) {
        find_files(path, rules, scenarios, unreadable);
    }
    tally found;
    if (rules.empty() && scenarios.empty() && unreadable.empty()) {
        throw input_error("there is no rule or scenario file (*.toml) to check");
    }
    for (const auto& file : unreadable) {
        report(io::write_diagnostics(io::read_scenario(file).messages.items()));
        found.at_least(bad_input);
    }
    check_rules(rules, options, found);
    for (const auto& file : scenarios) {
        ++found.scenarios;
        try {
            const loaded_input input = read_input(options, file);
            run_story(input.rules, input.story, {}, found);
        } catch (const input_error& problem) {
            report(io::write_diagnostics(problem.messages().items()));
            found.at_least(bad_input);
        }
    }
    if (found.status == bad_input) {
        return bad_input; // nothing half-done, and nothing half-told
    }
    print(counted(found.treaties, "treaty", "treaties") + " with " +
          counted(found.examples, "example", "examples") + ", " +
          counted(found.scenarios, "scenario", "scenarios") + ", " +
          counted(found.expectations, "expectation", "expectations") + ": " +
          (found.status == fine ? "all met" : "some not met") + "; " +
          counted(found.unchecked, "clause", "clauses") + " marked unchecked\n");
    return found.status;
}

} // namespace

void add_check(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand(
        "check", "checks rule and scenario files, runs examples and expectations");
    auto options = std::make_shared<common_options>();
    sub->add_option("FILE", options->scenarios, "files or folders")->required();
    add_rules(*sub, *options);
    sub->callback([options, &chosen] { chosen = [options] { return run_check(*options); }; });
}

} // namespace servanda::command

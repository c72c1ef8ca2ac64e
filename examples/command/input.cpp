#include "command.hpp"

#include <servanda/engine/simulate.hpp>
#include <servanda/io/files.hpp>
#include <servanda/study/edit.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <system_error>
#include <unistd.h>

namespace servanda::command {

void add_rules(CLI::App& to, common_options& options) {
    to.add_option("--rules",
                  options.rules,
                  "rule files or folders, may be repeated (default: the project's)")
        ->type_name("PATH")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_format(CLI::App& to, common_options& options) {
    to.add_option("--format", options.format, "how to print")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
}

void add_table_format(CLI::App& to, common_options& options) {
    to.add_option("--format", options.format, "how to print")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
}

void add_scenario(CLI::App& to, common_options& options, bool several) {
    auto* option = to.add_option("SCENARIO", options.scenarios, "scenario file")->required();
    if (!several) {
        option->expected(1);
    }
}

void add_view(CLI::App& to, common_options& options) {
    to.add_option("--on", options.on, "the day asked about")->type_name("DATE")->required();
    to.add_option("--as-seen-by", options.as_seen_by, "the account of this participant")
        ->type_name("CODE");
    to.add_option("--as-known-on", options.as_known_on, "what was known on that day")
        ->type_name("DATE");
}

std::filesystem::path project_rules() {
    std::error_code problem;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", problem);
    if (!problem) {
        const auto installed = self.parent_path() / SERVANDA_RULES_FROM_BIN;
        if (std::filesystem::is_directory(installed, problem)) {
            return installed.lexically_normal();
        }
    }
    return SERVANDA_RULES_DIR;
}

rulebook read_rules(const common_options& options) {
    const auto own = project_rules();
    const auto paths = options.rules.empty() ? std::vector{own} : options.rules;
    auto result = io::read_rules(paths, options.rules.empty() ? std::filesystem::path{} : own);
    if (!result.ok()) {
        throw input_error(result.messages);
    }
    return *std::move(result.content);
}

loaded_input read_input(const common_options& options, const std::filesystem::path& scenario) {
    // Both are read before either is refused, so that all mistakes are told at once.
    diagnostics messages;
    std::optional<rulebook> rules;
    try {
        rules = read_rules(options);
    } catch (const input_error& problem) {
        messages.append(problem.messages());
    }
    auto story = io::read_scenario(scenario);
    messages.append(story.messages);
    if (rules && story.draft) {
        try { // what refers to nothing is told along with what could not be read
            for (dated_act& done : story.draft->acts) {
                done.latest.reset(); // that a day is not known may be in order
            }
            (void)compile(std::make_shared<const rulebook>(with_default_laws(*rules)),
                          std::make_shared<const servanda::scenario>(*story.draft));
        } catch (const input_error& problem) {
            messages.append(problem.messages());
        }
    }
    if (!messages.ok()) {
        throw input_error(messages);
    }
    loaded_input result{*std::move(rules), *std::move(story.content)};
    if (!options.as_known_on.empty()) {
        auto known = known_on(result.story, read_day(options.as_known_on, "--as-known-on"));
        if (!is_imprecise(known)) { // else what was known hangs on the placement
            result.story = std::move(known);
        }
    }
    if (!options.to.empty()) {
        result.story.to = read_day(options.to, "--to");
    }
    return result;
}

std::shared_ptr<const rulebook> shared_rules(const loaded_input& input) {
    return std::make_shared<const rulebook>(with_default_laws(input.rules));
}

possible_options possible_of(const common_options& options) {
    possible_options result;
    result.as_seen_by = options.as_seen_by;
    if (!options.as_known_on.empty()) {
        result.as_known_on = read_day(options.as_known_on, "--as-known-on");
    }
    return result;
}

history simulate_input(const common_options& options, const loaded_input& input) {
    history story = simulate(input.rules, input.story);
    return options.as_seen_by.empty() ? story : story.as_seen_by(options.as_seen_by);
}

date read_day(const std::string& text, const std::string& option) {
    const auto day = parse_date(text);
    if (!day) {
        throw input_error(option +
                          ": expected a day YYYY-MM-DD from 1400-01-01 to 9999-12-31, found '" +
                          text + "'");
    }
    return *day;
}

io::text_style style() {
    io::text_style result;
    result.colour = ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    return result;
}

void print(const std::string& text) {
    std::cout << text;
}

void write_file(const std::string& file, const std::string& text, const std::string& option) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    if (!out) {
        throw input_error(option + ": '" + file + "' cannot be written");
    }
}

void report(const std::string& text) {
    std::cerr << text;
}

} // namespace servanda::command

// Asking a history: run, state, explain, next.
#include "command.hpp"

#include <servanda/io/compliance.hpp>
#include <servanda/io/due.hpp>
#include <servanda/io/icalendar.hpp>
#include <servanda/io/json.hpp>
#include <servanda/io/possible.hpp>
#include <servanda/study/expectations.hpp>
#include <servanda/study/possible_expectations.hpp>

#include <memory>

namespace servanda::command {

namespace {

void remark_end(const std::optional<date>& end, date day) {
    if (end && day > *end) {
        report("note: the scenario ends on " + to_string(*end) +
               ": the answer is that of its last day\n");
    }
}

} // namespace

void remark_late(const history& story, date day) {
    remark_end(story.program().story->to, day);
}

std::string only_treaty(const history& story, const std::string& asked) {
    if (!asked.empty() || story.program().treaties.size() == 1) {
        return asked.empty() ? story.program().treaties.front().source->id : asked;
    }
    std::string ids;
    for (const auto& item : story.program().treaties) {
        ids += (ids.empty() ? "" : ", ") + item.source->id;
    }
    throw input_error("the scenario has several treaties: --treaty is needed (" + ids + ")");
}

namespace {

/// What a run has to say, kept back until all scenarios are known to be sound.
struct told_run {
    std::string output;
    std::string messages;
    int status = fine;
};

/// A run that is cut short cannot be held to what comes after.
scenario without_later_expectations(scenario story, const common_options& options) {
    std::erase_if(story.expectations, [&](const expectation& item) {
        return story.to && item.on > *story.to && !options.to.empty();
    });
    return story;
}

std::string count_met(const scenario& tested, const std::vector<unmet_expectation>& unmet) {
    const std::size_t count = tested.expectations.size();
    return count == 0 ? std::string()
                      : "\n" + std::to_string(count - unmet.size()) + " of " +
                            std::to_string(count) + " expectations met\n";
}

/// The same of a scenario with imprecise dates: all that may have happened.
told_run run_imprecise(const common_options& options, const loaded_input& input) {
    const auto rules = shared_rules(input);
    const scenario tested = without_later_expectations(input.story, options);
    const possible_histories all = simulate_possible(rules, input.story, possible_of(options));
    const bool whole = options.as_seen_by.empty() && options.as_known_on.empty();
    const auto unmet =
        whole ? unmet_possible_expectations(rules, tested) : std::vector<unmet_expectation>{};
    told_run result;
    result.output = options.format == "json"
                        ? io::json_possible_run(all, unmet)
                        : io::write_possible_run(all, style()) +
                              (whole ? count_met(tested, unmet) : std::string());
    result.messages = io::write_diagnostics(io::possible_remarks(all)) + io::write_unmet(unmet);
    result.status = unmet.empty() ? fine : expectation_failed;
    return result;
}

/// Runs one scenario and tests its expectations.
told_run run_one(const common_options& options, const std::filesystem::path& file) {
    const loaded_input input = read_input(options, file);
    if (is_imprecise(input.story)) {
        return run_imprecise(options, input);
    }
    const history story = simulate_input(options, input);
    const scenario tested = without_later_expectations(input.story, options);
    const bool whole = options.as_seen_by.empty() && options.as_known_on.empty();
    const auto unmet =
        whole ? unmet_expectations(input.rules, tested, story) : std::vector<unmet_expectation>{};
    told_run result;
    if (options.format == "json") {
        result.output = io::json_run(story, unmet);
    } else {
        result.output =
            io::write_run(story, style()) + (whole ? count_met(tested, unmet) : std::string());
    }
    result.messages = io::write_diagnostics(story.remarks()) + io::write_unmet(unmet);
    result.status = unmet.empty() ? fine : expectation_failed;
    return result;
}

/// Runs all scenarios, and only then prints.
int run_all(const common_options& options) {
    std::vector<told_run> runs;
    diagnostics problems;
    for (const auto& file : options.scenarios) {
        try {
            runs.push_back(run_one(options, file));
        } catch (const input_error& problem) {
            problems.append(problem.messages());
        }
    }
    if (!problems.ok()) {
        throw input_error(problems);
    }
    int status = fine;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const bool apart = i > 0 && options.format == "text";
        print((apart ? "\n" : "") + runs[i].output);
        report(runs[i].messages);
        status = std::max(status, runs[i].status);
    }
    return status;
}

/// The states on a day, of a scenario with imprecise dates.
void tell_possible_state(const common_options& options, const loaded_input& input, date day) {
    remark_end(input.story.to, day);
    const possible_options how = possible_of(options);
    const auto found = report_possible(shared_rules(input),
                                       input.story,
                                       day,
                                       {options.treaty, options.party, options.between},
                                       how);
    print(options.format == "json"
              ? io::json_possible_state(input.story, found, day, how)
              : io::write_possible_state(input.story, found, day, how, style()));
}

} // namespace

void add_run(CLI::App& app, action& chosen) {
    auto* sub =
        app.add_subcommand("run", "every change of state, in order, with cause and article");
    auto options = std::make_shared<common_options>();
    add_scenario(*sub, *options, true);
    add_rules(*sub, *options);
    add_format(*sub, *options);
    sub->add_option("--to", options->to, "the last day simulated")->type_name("DATE");
    sub->add_option("--as-seen-by", options->as_seen_by, "the account of this participant")
        ->type_name("CODE");
    sub->add_option("--as-known-on", options->as_known_on, "what was known on that day")
        ->type_name("DATE");
    sub->callback([options, &chosen] { chosen = [options] { return run_all(*options); }; });
}

void add_state(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand("state", "states on a day");
    auto options = std::make_shared<common_options>();
    add_scenario(*sub, *options);
    add_rules(*sub, *options);
    add_format(*sub, *options);
    add_view(*sub, *options);
    sub->add_option("--party", options->party, "only this participant")->type_name("CODE");
    sub->add_option("--treaty", options->treaty, "only this treaty")->type_name("ID");
    sub->add_option("--between", options->between, "with --party: in force between the two?")
        ->type_name("CODE");
    sub->callback([options, &chosen] {
        chosen = [options] {
            if (!options->between.empty() && options->party.empty()) {
                throw input_error("--between needs --party: the other of the pair");
            }
            const loaded_input input = read_input(*options, options->scenarios.front());
            const date day = read_day(options->on, "--on");
            if (is_imprecise(input.story)) {
                tell_possible_state(*options, input, day);
                return fine;
            }
            const history story = simulate_input(*options, input);
            remark_late(story, day);
            const io::state_query query{options->treaty, options->party, options->between};
            print(options->format == "json" ? io::json_state(story, day, query)
                                            : io::write_state(story, day, query, style()));
            return fine;
        };
    });
}

void add_explain(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand("explain", "why: rules, articles, acts, computations, absences");
    auto options = std::make_shared<common_options>();
    add_scenario(*sub, *options);
    add_rules(*sub, *options);
    add_format(*sub, *options);
    add_view(*sub, *options);
    sub->add_option("--party", options->party, "the participant")->type_name("CODE")->required();
    sub->add_option("--treaty", options->treaty, "the treaty")->type_name("ID");
    sub->add_option("--obligation", options->obligation, "why its verdict is what it is")
        ->type_name("ID");
    sub->callback([options, &chosen] {
        chosen = [options] {
            const loaded_input input = read_input(*options, options->scenarios.front());
            const date day = read_day(options->on, "--on");
            const history story = simulate_input(*options, input);
            remark_late(story, day);
            if (!options->obligation.empty()) {
                const duty_query query{options->treaty, options->party, options->obligation};
                print(options->format == "json" ? io::json_compliance(story, day, query)
                                                : io::write_verdict(story, day, query, style()));
                return fine;
            }
            const std::string treaty = only_treaty(story, options->treaty);
            print(options->format == "json"
                      ? io::json_explanation(story, treaty, options->party, day)
                      : io::write_explanation(story, treaty, options->party, day, style()));
            return fine;
        };
    });
}

void add_comply(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand("comply", "verdicts, by treaty, party and obligation");
    auto options = std::make_shared<common_options>();
    auto all = std::make_shared<bool>(false);
    add_scenario(*sub, *options);
    add_rules(*sub, *options);
    add_table_format(*sub, *options);
    add_view(*sub, *options);
    sub->add_option("--party", options->party, "only this participant")->type_name("CODE");
    sub->add_option("--treaty", options->treaty, "only this treaty")->type_name("ID");
    sub->add_option("--obligation", options->obligation, "only this obligation")->type_name("ID");
    sub->add_flag("--all", *all, "also what does not apply");
    sub->callback([options, all, &chosen] {
        chosen = [options, all] {
            const loaded_input input = read_input(*options, options->scenarios.front());
            const date day = read_day(options->on, "--on");
            const history story = simulate_input(*options, input);
            remark_late(story, day);
            const duty_query query{options->treaty, options->party, options->obligation};
            print(options->format == "json" ? io::json_compliance(story, day, query)
                  : options->format == "csv"
                      ? io::csv_compliance(story, day, query)
                      : io::write_compliance(story, day, query, *all, style()));
            return fine;
        };
    });
}

namespace {

struct next_options : common_options {
    std::string ics;
};

int tell_next(const next_options& options) {
    const loaded_input input = read_input(options, options.scenarios.front());
    const date day = read_day(options.on, "--on");
    const history story = simulate_input(options, input);
    remark_late(story, day);
    if (!options.ics.empty()) {
        const std::string calendar =
            io::write_icalendar(io::pending_entries(story, day), {day, input.story.title});
        if (options.ics == "-") {
            print(calendar);
            return fine;
        }
        write_file(options.ics, calendar, "--ics");
    }
    print(options.format == "json"  ? io::json_pending(story, day)
          : options.format == "csv" ? io::csv_pending(story, day)
                                    : io::write_pending(story, day, style()));
    return fine;
}

} // namespace

void add_next(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand("next", "what is pending and due");
    auto options = std::make_shared<next_options>();
    add_scenario(*sub, *options);
    add_rules(*sub, *options);
    add_table_format(*sub, *options);
    add_view(*sub, *options);
    sub->add_option(
           "--ics", options->ics, "write an iCalendar file, too; -: that, and nothing else")
        ->type_name("FILE");
    sub->callback([options, &chosen] { chosen = [options] { return tell_next(*options); }; });
}

} // namespace servanda::command

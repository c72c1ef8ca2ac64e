// What may be done, and what is missing: can, missing.
#include "command.hpp"

#include <servanda/engine/simulate.hpp>
#include <servanda/io/powers.hpp>
#include <servanda/study/missing.hpp>
#include <servanda/study/powers.hpp>

#include <memory>

namespace servanda::command {

namespace {

struct can_options : common_options {
    bool all = false;
};

/// What is asked about a day that the scenario does not reach is asked of its end.
void remark_end(const scenario& story, date day) {
    if (story.to && day > *story.to) {
        report("note: the scenario ends on " + to_string(*story.to) +
               ": of what came after nothing is known\n");
    }
}

int tell_powers(const can_options& options) {
    const loaded_input input = read_input(options, options.scenarios.front());
    const date day = read_day(options.on, "--on");
    remark_end(input.story, day);
    powers_query query;
    query.treaty = options.treaty;
    query.as_seen_by = options.as_seen_by;
    const auto acts = open_acts(input.rules, input.story, options.party, day, query);
    const io::powers_page page{
        input.story.title, options.as_seen_by, options.party, day, options.all};
    print(options.format == "json"  ? io::json_powers(acts, page)
          : options.format == "csv" ? io::csv_powers(acts, page)
                                    : io::write_powers(acts, page, style()));
    return fine;
}

struct missing_options : common_options {
    std::string goal;
};

/// The goal asked for. Without one: the treaty's entry into force; of a participant, to be bound,
/// or, where it is, to be out.
goal goal_of(const missing_options& options, const history& story, const std::string& treaty) {
    if (!options.goal.empty()) {
        const goal asked = *parse_goal(options.goal);
        if (asked != goal::entry_into_force && options.party.empty()) {
            throw input_error("--goal \"" + options.goal +
                              "\" is of a participant: --party is needed");
        }
        return asked;
    }
    if (options.party.empty()) {
        return goal::entry_into_force;
    }
    const auto now = story.report(treaty, options.party, read_day(options.on, "--on"));
    return now.consent == consent::party ? goal::withdrawal : goal::bound;
}

int tell_missing(const missing_options& options) {
    const loaded_input input = read_input(options, options.scenarios.front());
    const date day = read_day(options.on, "--on");
    remark_end(input.story, day);
    const history story = simulate_input(options, input);
    const std::string treaty = only_treaty(story, options.treaty);
    const auto found = missing(story, goal_of(options, story, treaty), treaty, options.party, day);
    print(options.format == "json"  ? io::json_missing(found)
          : options.format == "csv" ? io::csv_missing(found)
                                    : io::write_missing(found, style()));
    return fine;
}

} // namespace

void add_can(CLI::App& app, action& chosen) {
    auto* sub =
        app.add_subcommand("can", "what a participant may do, and when it would take effect");
    auto options = std::make_shared<can_options>();
    add_scenario(*sub, *options);
    add_rules(*sub, *options);
    add_table_format(*sub, *options);
    add_view(*sub, *options);
    sub->add_option("--party", options->party, "the participant")->type_name("CODE")->required();
    sub->add_option("--treaty", options->treaty, "only in this treaty")->type_name("ID");
    sub->add_flag("--all", options->all, "also what it may not do, and why");
    sub->callback([options, &chosen] { chosen = [options] { return tell_powers(*options); }; });
}

void add_missing(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand("missing", "why not yet: what is lacking, and the clocks");
    auto options = std::make_shared<missing_options>();
    add_scenario(*sub, *options);
    add_rules(*sub, *options);
    add_table_format(*sub, *options);
    add_view(*sub, *options);
    sub->add_option("--treaty", options->treaty, "the treaty")->type_name("ID");
    sub->add_option("--party", options->party, "the participant")->type_name("CODE");
    sub->add_option("--goal",
                    options->goal,
                    "what is waited for (without it: of a party its withdrawal, of another "
                    "participant that it be bound, else the entry into force)")
        ->check(CLI::IsMember({"entry into force", "bound", "withdrawal"}));
    sub->callback([options, &chosen] { chosen = [options] { return tell_missing(*options); }; });
}

} // namespace servanda::command

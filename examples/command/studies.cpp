// Editing a history: whatif. Looking at rules: graph, date.
#include "command.hpp"

#include <servanda/calendar/parse_date_rule.hpp>
#include <servanda/io/dot.hpp>
#include <servanda/io/edits.hpp>
#include <servanda/io/json.hpp>

#include <map>
#include <memory>

namespace servanda::command {

namespace {

struct what_if_options : common_options {
    edit_options edits;
};

/// What an edited scenario leads to, where the one before it is not known to the day: there is no
/// one history to compare it with.
int tell_edited(const common_options& options, loaded_input input, const std::vector<edit>& edits) {
    if (!is_imprecise(input.story) && !options.as_known_on.empty()) {
        input.story =
            known_on(std::move(input.story), read_day(options.as_known_on, "--as-known-on"));
    }
    input.story.expectations.clear();
    const history after = simulate_input(options, input); // refuses what is still not known
    if (options.format == "json") {
        print(io::json_run(after, {}));
        return fine;
    }
    std::string text;
    for (const auto& item : edits) {
        text += "what if: " + to_string(item) + "\n";
    }
    print(text +
          "The scenario itself is not known to the day: there is no one history to compare with. "
          "This is\nwhat would have happened.\n\n" +
          io::write_run(after, style()));
    return fine;
}

int run_what_if(const what_if_options& options) {
    loaded_input input = read_input(options, options.scenarios.front());
    diagnostics messages;
    const auto edits = read_edits(options.edits, default_treaty(input.story), messages);
    if (!messages.ok()) {
        throw input_error(messages);
    }
    if (edits.empty()) {
        throw input_error("a what-if changes something: --move, --drop, --add or --set is needed");
    }
    if (options.to.empty()) {
        input.story.to.reset(); // what would have come after the record's end is part of the answer
    }
    const study_input changed = edited({input.rules, input.story}, edits);
    if (is_imprecise(input.story)) {
        return tell_edited(options, {changed.rules, changed.story}, edits);
    }
    const history before = simulate_input(options, input);
    const history after = simulate_input(options, {changed.rules, changed.story});
    print(options.format == "json" ? io::json_difference(before, after, edits)
                                   : io::write_difference(before, after, edits, style()));
    return fine;
}

struct date_options {
    std::string rule;
    std::vector<std::string> anchors;
    std::string policy = "last day";
};

/// NAME=DATE pairs.
std::map<std::string, date, std::less<>> read_anchors(const std::vector<std::string>& texts) {
    std::map<std::string, date, std::less<>> result;
    for (const auto& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw input_error("--anchor: expected NAME=DATE, found '" + text + "'");
        }
        result.insert_or_assign(text.substr(0, equals),
                                read_day(text.substr(equals + 1), "--anchor"));
    }
    return result;
}

int run_date(const date_options& options) {
    const auto anchors = read_anchors(options.anchors);
    std::vector<std::string> names;
    for (const auto& [name, day] : anchors) {
        names.push_back(name);
    }
    schedule rule;
    try {
        rule = parse_schedule(options.rule, names);
    } catch (const phrase_error& problem) {
        report("error: " + std::string(problem.what()) + "\n  " + options.rule + "\n  " +
               std::string(problem.offset(), ' ') + "^\n" +
               "a named day of your own is given with --anchor NAME=DATE\n");
        return bad_input;
    }
    std::string missing;
    const auto resolve = [&](anchor name, std::string_view custom) -> std::optional<date> {
        const std::string spelled(name == anchor::custom ? custom : to_string(name));
        const auto found = anchors.find(spelled);
        if (found == anchors.end()) {
            missing = spelled;
            return std::nullopt;
        }
        return found->second;
    };
    const auto policy = options.policy == "next day" ? month_end::next_day : month_end::last_day;
    const auto day = rule.first.evaluate(resolve, policy);
    if (!day) {
        throw input_error("the day of '" + missing + "' is not known: --anchor \"" + missing +
                          "=YYYY-MM-DD\"");
    }
    std::string text = to_string(*day) + "\n";
    constexpr int shown = 4;
    for (int i = 1; rule.then && i <= shown; ++i) {
        if (const auto next = rule.occurrence(i, resolve, policy)) {
            text += to_string(*next) + "\n";
        }
    }
    print(text + to_string(rule) + "\n");
    return fine;
}

} // namespace

void add_edits(CLI::App& to, edit_options& options) {
    const auto many = [&](const char* name, std::vector<std::string>& into, const char* help) {
        to.add_option(name, into, help)
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    };
    many("--move", options.moves, "ACT=DATE, with ACT as for --drop");
    many("--drop",
         options.drops,
         "an act: its id, or [DATE] ACT [of X] [by CODE] [in TREATY] as far as needed");
    many("--add",
         options.adds,
         "DATE ACT [of X] by CODE [in TREATY] [towards CODE] [effective DATE] [until DATE] "
         "[claiming BASIS], or { an act as in a scenario file }");
    many("--set",
         options.sets,
         "TREATY:SECTION.KEY=VALUE, such as \"inf:withdrawal.notice=12 "
         "months after notice\"");
}

std::string default_treaty(const scenario& story) {
    return story.treaties.size() == 1 ? story.treaties.front() : std::string();
}

std::vector<edit>
read_edits(const edit_options& options, const std::string& treaty, diagnostics& messages) {
    std::vector<edit> edits;
    const auto read = [&](const std::vector<std::string>& texts, auto parse) {
        for (const auto& text : texts) {
            if (auto found = parse(text, treaty, messages)) {
                edits.push_back(*std::move(found));
            }
        }
    };
    read(options.sets, io::read_set);
    read(options.drops, io::read_drop);
    read(options.moves, io::read_move);
    read(options.adds, io::read_add);
    return edits;
}

void add_what_if(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand("whatif", "runs both histories and prints the difference");
    auto options = std::make_shared<what_if_options>();
    add_scenario(*sub, *options);
    add_rules(*sub, *options);
    add_format(*sub, *options);
    add_edits(*sub, options->edits);
    sub->add_option("--to", options->to, "the last day simulated")->type_name("DATE");
    sub->add_option("--as-seen-by", options->as_seen_by, "the account of this participant")
        ->type_name("CODE");
    sub->add_option("--as-known-on", options->as_known_on, "what was known on that day")
        ->type_name("DATE");
    sub->callback([options, &chosen] { chosen = [options] { return run_what_if(*options); }; });
}

void add_date(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand("date", "evaluates a date rule");
    auto options = std::make_shared<date_options>();
    sub->add_option("RULE", options->rule, "such as \"6 months after 2019-02-02\"")->required();
    sub->add_option("--anchor", options->anchors, "a named day: NAME=DATE")
        ->type_name("NAME=DATE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    sub->add_option("--month-end", options->policy, "where a month is too short")
        ->check(CLI::IsMember({"last day", "next day"}))
        ->capture_default_str();
    sub->callback([options, &chosen] { chosen = [options] { return run_date(*options); }; });
}

void add_graph(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand("graph", "a treaty's state machine, as DOT");
    auto options = std::make_shared<common_options>();
    sub->add_option("TREATY", options->treaty, "id of a treaty, such as inf")->required();
    add_rules(*sub, *options);
    options->format = "dot";
    sub->add_option("--format", options->format, "how to print")
        ->check(CLI::IsMember({"dot", "json"}))
        ->capture_default_str();
    sub->callback([options, &chosen] {
        chosen = [options] {
            const rulebook rules = read_rules(*options);
            print(options->format == "json" ? io::json_state_graph(rules, options->treaty)
                                            : io::write_state_graph(rules, options->treaty));
            return fine;
        };
    });
}

} // namespace servanda::command

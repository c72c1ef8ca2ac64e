// One question of many variants: sweep, butfor.
#include "command.hpp"
#include "progress_bar.hpp"

#include <servanda/io/studies.hpp>

#include <memory>
#include <utility>

namespace servanda::command {

namespace {

/// The question that the options ask.
question read_question(const common_options& options) {
    question asked;
    asked.treaty = options.treaty;
    asked.party = options.party;
    asked.obligation = options.obligation;
    asked.as_seen_by = options.as_seen_by;
    if (!options.on.empty()) {
        asked.on = read_day(options.on, "--on");
    }
    return asked;
}

/// What would have come after the record's end is part of the answer, as in a what-if.
loaded_input read_open_input(const common_options& options) {
    loaded_input input = read_input(options, options.scenarios.front());
    if (options.to.empty()) {
        input.story.to.reset();
    }
    return input;
}

study_watch shown_on(progress_bar& bar) {
    return [&bar](std::size_t done, std::size_t of) {
        bar.show(of == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(of));
        return true;
    };
}

struct sweep_options : common_options {
    edit_options edits;
    /// Of `--move` and `--set`, as they were given: which of the two it was.
    std::vector<bool> moved;
};

/// What of the options is an axis, in the order given; the rest are edits.
struct sweep_plan {
    std::vector<sweep_axis> axes;
    edit_options edits;
};

sweep_plan
read_plan(const sweep_options& options, const std::string& treaty, diagnostics& messages) {
    sweep_plan plan;
    plan.edits.drops = options.edits.drops;
    plan.edits.adds = options.edits.adds;
    const auto take = [&](std::optional<sweep_axis> axis) {
        if (axis) {
            plan.axes.push_back(*std::move(axis));
        }
    };
    auto move = options.edits.moves.begin();
    auto set = options.edits.sets.begin();
    for (const bool moved : options.moved) {
        const std::string& text = moved ? *move++ : *set++;
        if (moved && io::is_range_of_days(text)) {
            take(io::read_days_axis(text, treaty, messages));
        } else if (!moved && io::is_template(text)) {
            take(io::read_values_axis(text, treaty, messages));
        } else {
            (moved ? plan.edits.moves : plan.edits.sets).push_back(text);
        }
    }
    return plan;
}

int run_sweep(const sweep_options& options) {
    const loaded_input input = read_open_input(options);
    const question asked = read_question(options);
    const std::string treaty = default_treaty(input.story);
    diagnostics messages;
    sweep_plan plan = read_plan(options, treaty, messages);
    const auto edits = read_edits(plan.edits, treaty, messages);
    if (!messages.ok()) {
        throw input_error(std::move(messages));
    }
    if (plan.axes.empty()) {
        throw input_error("a sweep varies something: --move ACT=DATE..DATE, or --set "
                          "\"TREATY:SECTION.KEY={1..24} months after notice\" with a range or "
                          "alternatives {A|B} in braces");
    }
    study_input changed = edited({input.rules, input.story}, edits);
    sweep_table table;
    {
        progress_bar bar;
        table = sweep(std::make_shared<const rulebook>(std::move(changed.rules)),
                      std::move(changed.story),
                      std::move(plan.axes),
                      asked,
                      shown_on(bar));
    }
    const io::study_page page{input.story.title, edits};
    print(options.format == "json"  ? io::json_sweep(table, page)
          : options.format == "csv" ? io::csv_sweep(table)
                                    : io::write_sweep(table, page, style()));
    return fine;
}

struct but_for_options : common_options {
    std::size_t depth = 2;
    std::size_t most = most_evaluations;
};

int run_but_for(const but_for_options& options) {
    loaded_input input = read_open_input(options);
    const question asked = read_question(options);
    const io::study_page page{input.story.title, {}};
    but_for_report report;
    {
        progress_bar bar;
        report = but_for(std::make_shared<const rulebook>(std::move(input.rules)),
                         std::move(input.story),
                         asked,
                         options.depth,
                         shown_on(bar),
                         options.most);
    }
    print(options.format == "json"  ? io::json_but_for(report, page)
          : options.format == "csv" ? io::csv_but_for(report)
                                    : io::write_but_for(report, page, style()));
    return fine;
}

/// The options by which a study asks.
void add_question(CLI::App& to, common_options& options) {
    to.add_option("--party", options.party, "the participant asked about (default: the treaty)")
        ->type_name("CODE");
    to.add_option("--treaty", options.treaty, "the treaty asked about")->type_name("ID");
    to.add_option("--on", options.on, "the day asked about (default: how it ends, and since when)")
        ->type_name("DATE");
    to.add_option("--obligation", options.obligation, "the verdict on this duty of the party")
        ->type_name("ID");
    to.add_option("--as-seen-by", options.as_seen_by, "the account of this participant")
        ->type_name("CODE");
    to.add_option("--as-known-on", options.as_known_on, "what was known on that day")
        ->type_name("DATE");
    to.add_option("--to", options.to, "the last day simulated")->type_name("DATE");
}

} // namespace

void add_sweep(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand(
        "sweep", "moves an act over a range of days, or a clause over values: where it breaks");
    auto options = std::make_shared<sweep_options>();
    add_scenario(*sub, *options);
    add_rules(*sub, *options);
    add_table_format(*sub, *options);
    add_question(*sub, *options);
    add_edits(*sub, options->edits);
    auto* move = sub->get_option("--move");
    auto* set = sub->get_option("--set");
    move->description("ACT=DATE..DATE: an axis; ACT=DATE: an edit made first");
    set->description("TREATY:SECTION.KEY=\"{1..24} months after notice\" or \"{6 months|1 year} "
                     "after notice\": an axis; without braces an edit made first");
    sub->footer("One axis or two; of two, the first given makes the rows. Other edits are made "
                "first.\nExample: servanda sweep examples/scenarios/inf.toml --party USA\n"
                "  --set \"inf:withdrawal.notice={1..24} months after notice\"");
    sub->callback([options, sub, move, set, &chosen] {
        for (const auto* option : sub->parse_order()) {
            if (option == move || option == set) {
                options->moved.push_back(option == move);
            }
        }
        chosen = [options] { return run_sweep(*options); };
    });
}

void add_but_for(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand(
        "butfor", "leaves out acts, singly and together: on which of them the answer hangs");
    auto options = std::make_shared<but_for_options>();
    add_scenario(*sub, *options);
    add_rules(*sub, *options);
    add_table_format(*sub, *options);
    add_question(*sub, *options);
    sub->add_option("--depth", options->depth, "how many acts are left out together, at most")
        ->check(CLI::Range(1, 8))
        ->capture_default_str();
    sub->add_option("--most", options->most, "how many variants are simulated, at most")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    sub->callback([options, &chosen] { chosen = [options] { return run_but_for(*options); }; });
}

} // namespace servanda::command

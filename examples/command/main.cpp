// The `servanda` command: the example program most people meet first.
#include "command.hpp"

#include <servanda/calendar/date.hpp>
#include <servanda/engine/history.hpp>
#include <servanda/version.hpp>

#include <exception>
#include <string>

namespace {

std::string version() {
    return "servanda " + std::to_string(SERVANDA_VERSION_MAJOR) + "." +
           std::to_string(SERVANDA_VERSION_MINOR) + "." + std::to_string(SERVANDA_VERSION_PATCH);
}

int guarded(const servanda::command::action& chosen) {
    using namespace servanda;
    try {
        return chosen();
    } catch (const input_error& problem) {
        command::report(io::write_diagnostics(problem.messages().items()));
    } catch (const unknown_name& problem) {
        command::report("error: " + std::string(problem.what()) + "\n");
    } catch (const date_out_of_range& problem) {
        command::report("error: " + std::string(problem.what()) + "\n");
    } catch (const std::exception& problem) {
        command::report("error: " + std::string(problem.what()) + "\n");
    }
    return command::bad_input;
}

} // namespace

int main(int argc, char** argv) {
    using namespace servanda::command;
    CLI::App app{"servanda: treaties as dated state machines", "servanda"};
    app.require_subcommand(1);
    app.footer("Exit status: 0 fine, 1 an expectation failed, 2 bad input.\n"
               "Example: servanda state examples/scenarios/inf.toml --on 2019-05-01 --party USA");
    app.set_version_flag("--version", version());
    action chosen;
    add_run(app, chosen);
    add_state(app, chosen);
    add_explain(app, chosen);
    add_next(app, chosen);
    add_comply(app, chosen);
    add_can(app, chosen);
    add_missing(app, chosen);
    add_what_if(app, chosen);
    add_sweep(app, chosen);
    add_but_for(app, chosen);
    add_ensemble(app, chosen);
    add_check(app, chosen);
    add_date(app, chosen);
    add_graph(app, chosen);
    add_replay(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        const int status = app.exit(problem);
        return status == 0 ? fine : bad_input;
    }
    return guarded(chosen);
}

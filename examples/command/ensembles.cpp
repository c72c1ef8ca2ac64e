// Many runs of a scenario with acts by chance: ensemble.
#include "ensemble_input.hpp"
#include "progress_bar.hpp"

#include <csignal>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

namespace servanda::command {

namespace {

constexpr int interrupted = 130; // as shells have it: 128 and the number of SIGINT

struct ensemble_request {
    common_options common;
    std::filesystem::path file;
    std::optional<std::uint64_t> runs;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> example;
    unsigned threads = 0;
    std::string svg;
};

volatile std::sig_atomic_t interrupt_asked = 0;

extern "C" void ask_for_interrupt(int) {
    interrupt_asked = 1;
}

/// While it lives, Ctrl-C asks for an end instead of making one; a second one does make it.
class interrupt_guard {
public:
    interrupt_guard() {
        struct sigaction own {};
        own.sa_handler = ask_for_interrupt;
        own.sa_flags = static_cast<int>(SA_RESETHAND);
        sigemptyset(&own.sa_mask);
        sigaction(SIGINT, &own, &before_);
    }
    interrupt_guard(const interrupt_guard&) = delete;
    interrupt_guard& operator=(const interrupt_guard&) = delete;
    ~interrupt_guard() { sigaction(SIGINT, &before_, nullptr); }

    [[nodiscard]] static bool asked() { return interrupt_asked != 0; }

private:
    struct sigaction before_ {};
};

ensemble_counts count(const ensemble& of, std::uint64_t runs, unsigned threads) {
    const interrupt_guard guard;
    progress_bar bar;
    ensemble_options options;
    options.runs = runs;
    options.threads = threads;
    options.go_on = [&](std::uint64_t done) {
        bar.show(static_cast<double>(done) / static_cast<double>(runs));
        return !interrupt_guard::asked();
    };
    return run_ensemble(of, options);
}

int tell_example(const ensemble& of, const ensemble_request& request) {
    if (request.common.format == "csv" || !request.svg.empty()) {
        throw input_error("--example tells one run: as text or JSON, and without a picture");
    }
    print(request.common.format == "json" ? io::json_ensemble_run(of, *request.example)
                                          : io::write_ensemble_run(of, *request.example, style()));
    return fine;
}

int run(const ensemble_request& request) {
    auto [rules, file] = read_ensemble(request.common, request.file);
    file.model.seed = request.seed.value_or(file.model.seed);
    const std::uint64_t runs = request.runs.value_or(file.runs);
    if (runs == 0 || runs > ensemble_tally::most_runs) {
        throw input_error("--runs: an ensemble has from 1 to " +
                          std::to_string(ensemble_tally::most_runs) + " runs");
    }
    const ensemble of(rules, std::move(file.model));
    if (request.example) {
        return tell_example(of, request);
    }
    const ensemble_report found = servanda::report(of, count(of, runs, request.threads));
    if (!request.svg.empty()) {
        write_file(request.svg, io::svg_ensemble(found), "--svg");
    }
    print(request.common.format == "json"  ? io::json_ensemble(of, found)
          : request.common.format == "csv" ? io::csv_ensemble(found)
                                           : io::write_ensemble(of, found, style()));
    return found.runs == found.asked ? fine : interrupted;
}

} // namespace

loaded_ensemble read_ensemble(const common_options& options, const std::filesystem::path& path) {
    // Both are read before either is refused, so that all mistakes are told at once.
    diagnostics messages;
    loaded_ensemble result;
    try {
        result.rules = std::make_shared<const rulebook>(read_rules(options));
    } catch (const input_error& problem) {
        messages.append(problem.messages());
    }
    auto read = io::read_ensemble(path);
    messages.append(read.messages);
    const auto& readable = read.ok() ? read.content : read.draft;
    if (result.rules != nullptr && readable) {
        messages.append(ensemble_mistakes(result.rules, readable->model));
    }
    if (!messages.ok()) {
        throw input_error(messages);
    }
    result.file = *std::move(read.content);
    return result;
}

void add_ensemble(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand("ensemble", "how likely: many runs with acts by chance");
    auto request = std::make_shared<ensemble_request>();
    sub->add_option("FILE", request->file, "ensemble file")->required();
    sub->add_option("--runs", request->runs, "how many (default: the file's, else 100000)")
        ->type_name("N");
    sub->add_option("--seed", request->seed, "of the random numbers (default: the file's)")
        ->type_name("N");
    sub->add_option("--threads", request->threads, "default: one for each core")->type_name("N");
    add_rules(*sub, request->common);
    add_table_format(*sub, request->common);
    sub->add_option("--svg", request->svg, "write a picture, too")->type_name("FILE");
    sub->add_option("--example", request->example, "instead of all runs, tells this one")
        ->type_name("RUN");
    sub->callback([request, &chosen] { chosen = [request] { return run(*request); }; });
}

} // namespace servanda::command

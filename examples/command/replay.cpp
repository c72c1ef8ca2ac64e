// Bulk acts in, bulk dates out: replay.
#include "command.hpp"
#include "progress_bar.hpp"

#include <servanda/io/against.hpp>
#include <servanda/io/replay.hpp>
#include <servanda/io/spool.hpp>

#include <cstdio>
#include <memory>
#include <utility>

namespace servanda::command {

namespace {

struct replay_request {
    common_options common;
    std::string acts;
    std::filesystem::path output;
    std::filesystem::path against;
    bool keep_going = false;
    bool list = false;
};

/// Writes rows in one of the two formats into a spool.
class row_writer {
public:
    row_writer(io::spool& to, bool json)
        : to_(to)
        , json_(json)
        , buffer_(json ? "[" : io::replay_header) {}

    void write(const io::replay_row& row) {
        if (json_) {
            buffer_ += std::exchange(any_, true) ? ",\n  " : "\n  ";
            io::append_json(buffer_, row);
        } else {
            io::append_csv(buffer_, row);
        }
        if (buffer_.size() >= piece) {
            flush();
        }
    }
    void finish() {
        buffer_ += json_ ? (any_ ? "\n]\n" : "]\n") : "";
        flush();
    }

private:
    static constexpr std::size_t piece = std::size_t{64} << 10U;

    void flush() {
        to_.append(buffer_);
        buffer_.clear();
    }

    io::spool& to_;
    bool json_;
    bool any_ = false;
    std::string buffer_;
};

std::string in_words(const io::left_out_treaty& item) {
    return "left out: " + item.treaty + " (" + std::to_string(item.acts) +
           (item.acts == 1 ? " act" : " acts") + "): " + item.why + "\n";
}

void report_left_out(const io::replay_result& result) {
    std::string text;
    for (const auto& item : result.left_out) {
        text += in_words(item);
    }
    report(text);
}

/// The record to compare with, if one is asked for. Throws `input_error`.
std::unique_ptr<io::record_comparer> open_record(const replay_request& request,
                                                 const std::shared_ptr<const rulebook>& rules) {
    if (request.against.empty()) {
        return nullptr;
    }
    auto record = io::read_record(request.against);
    if (!record.ok()) {
        throw input_error(record.messages);
    }
    report(io::write_diagnostics(record.messages.items()));
    return std::make_unique<io::record_comparer>(*std::move(record.content), rules);
}

/// Prints what differs from the record; whether nothing did.
bool print_comparison(const replay_request& request, const io::record_comparison& found) {
    print(request.common.format == "json" ? io::json_comparison(found)
                                          : io::write_comparison(found, request.list, style()));
    return found.holds();
}

io::replay_options options_of(const replay_request& request) {
    io::replay_options options;
    options.keep_going = request.keep_going;
    if (!request.common.to.empty()) {
        options.to = read_day(request.common.to, "--to");
    }
    return options;
}

int run_replay(const replay_request& request) {
    if (request.list && request.against.empty()) {
        throw input_error("--list needs --against: it lists the rows that differ");
    }
    io::replay_options options = options_of(request);
    const auto rules = std::make_shared<const rulebook>(read_rules(request.common));
    const auto record = open_record(request, rules);
    const bool wants_rows = record == nullptr || !request.output.empty();
    io::spool rows;
    row_writer writer(rows, request.common.format == "json");
    io::replay_result result;
    {
        progress_bar bar;
        options.progress = [&](double part) { bar.show(part); };
        result = io::replay(
            std::filesystem::path(request.acts), rules, options, [&](const io::replay_row& row) {
                if (wants_rows) {
                    writer.write(row);
                }
                if (record) {
                    record->add(row);
                }
            });
    }
    writer.finish();
    report(io::write_diagnostics(result.messages.items()));
    report_left_out(result);
    if (!result.usable) {
        return bad_input;
    }
    if (!request.output.empty()) {
        io::save_as(rows, request.output);
    } else if (!record) {
        io::copy_to(rows, stdout, "standard output");
    }
    const bool holds =
        !record || print_comparison(request, record->finish(result.left_out, options.to));
    return !result.complete() ? bad_input : holds ? fine : expectation_failed;
}

} // namespace

void add_replay(CLI::App& app, action& chosen) {
    auto* sub = app.add_subcommand("replay", "bulk acts in, bulk dates out");
    auto request = std::make_shared<replay_request>();
    request->common.format = "csv";
    sub->add_option("ACTS",
                    request->acts,
                    "CSV file with the columns treaty,participant,date,act; - is standard input")
        ->required();
    add_rules(*sub, request->common);
    sub->add_option("--to", request->common.to, "the last day simulated")->type_name("DATE");
    sub->add_option("--format", request->common.format, "how to print")
        ->check(CLI::IsMember({"csv", "json"}))
        ->capture_default_str();
    sub->add_option("-o,--output", request->output, "write to this file, once all is well")
        ->type_name("FILE");
    sub->add_flag("--keep-going",
                  request->keep_going,
                  "leave out treaties that have an error instead of refusing all");
    sub->add_option("--against",
                    request->against,
                    "compare with a record: CSV with the columns "
                    "treaty,participant,entry_into_force and, optionally, quality,note")
        ->type_name("FILE");
    sub->add_flag("--list", request->list, "with --against: list the rows that differ");
    sub->callback([request, &chosen] { chosen = [request] { return run_replay(*request); }; });
}

} // namespace servanda::command

// Bulk acts in, bulk dates out: replay.
#include "command.hpp"

#include <servanda/io/replay.hpp>
#include <servanda/io/spool.hpp>

#include <cstdio>
#include <memory>
#include <unistd.h>
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

/// A bar on standard error, if that is a terminal. Its line is gone in the end.
class progress_bar {
public:
    progress_bar()
        : shown_(::isatty(STDERR_FILENO) != 0) {}
    progress_bar(const progress_bar&) = delete;
    progress_bar& operator=(const progress_bar&) = delete;
    ~progress_bar() {
        if (last_ >= 0) {
            report("\r" + std::string(width + text_width, ' ') + "\r");
        }
    }

    void show(double part) {
        const int percent = static_cast<int>(part * 100);
        if (!shown_ || percent <= last_) {
            return;
        }
        last_ = percent;
        const auto full = static_cast<std::size_t>(percent) * width / 100;
        const std::string number = std::to_string(percent);
        report("\r[" + std::string(full, '#') + std::string(width - full, '.') + "] " +
               std::string(3 - number.size(), ' ') + number + "%");
    }

private:
    static constexpr std::size_t width = 40;
    static constexpr std::size_t text_width = 8;

    bool shown_;
    int last_ = -1;
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

int run_replay(const replay_request& request) {
    io::replay_options options;
    options.keep_going = request.keep_going;
    if (!request.common.to.empty()) {
        options.to = read_day(request.common.to, "--to");
    }
    const auto rules = std::make_shared<const rulebook>(read_rules(request.common));
    io::spool rows;
    row_writer writer(rows, request.common.format == "json");
    io::replay_result result;
    {
        progress_bar bar;
        options.progress = [&](double part) { bar.show(part); };
        result = io::replay(std::filesystem::path(request.acts),
                            rules,
                            options,
                            [&](const io::replay_row& row) { writer.write(row); });
    }
    writer.finish();
    report(io::write_diagnostics(result.messages.items()));
    report_left_out(result);
    if (!result.usable) {
        return bad_input;
    }
    if (request.output.empty()) {
        io::copy_to(rows, stdout, "standard output");
    } else {
        io::save_as(rows, request.output);
    }
    return result.complete() ? fine : bad_input;
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
    sub->callback([request, &chosen] { chosen = [request] { return run_replay(*request); }; });
}

} // namespace servanda::command

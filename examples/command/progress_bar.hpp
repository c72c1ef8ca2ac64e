/// How far long work has come, shown on a terminal.
#ifndef SERVANDA_EXAMPLES_PROGRESS_BAR_HPP
#define SERVANDA_EXAMPLES_PROGRESS_BAR_HPP

#include "command.hpp"

#include <cstddef>
#include <string>
#include <unistd.h>

namespace servanda::command {

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

} // namespace servanda::command

#endif

// Asks a history for states. Nothing is linked and no file is read: the treaty and its acts are
// values. Dates: the INF Treaty, signed 1987-12-08, in force 1988-06-01, United States notice
// 2019-02-02 (https://en.wikipedia.org/wiki/Intermediate-Range_Nuclear_Forces_Treaty).
#include <cstdio>

// example:begin
#include <servanda/servanda.hpp>

#include <iostream>

using namespace servanda::literals;
using servanda::act;

servanda::history inf_history() {
    const auto inf =
        servanda::treaty_builder{"inf"}
            .bilateral("USA", "SUN")
            .enters_into_force("XVII(1)", "deposits by all signatories", "on threshold")
            .withdrawal("XV(2)", "6 months after notice")
            .build();
    return servanda::simulate(inf,
                              {{"1987-12-08"_day, act::sign, "USA"},
                               {"1987-12-08"_day, act::sign, "SUN"},
                               {"1988-06-01"_day, act::ratify, "USA"},
                               {"1988-06-01"_day, act::ratify, "SUN"},
                               {"2019-02-02"_day, act::give_notice_of_withdrawal, "USA"}});
}

void tell(const servanda::history& history) {
    std::cout << to_string(history.state("USA", "2019-05-01"_day)) << '\n'; // withdrawal pending
    std::cout << to_string(history.state("SUN", "2019-08-02"_day)) << '\n'; // terminated
    for (const auto& step : explain(history, "inf", "USA", "2019-08-02"_day).steps) {
        std::cout << to_string(step.day) << ' ' << step.to << ": " << step.why << '\n';
    }
}
// example:end

int main() {
    const servanda::history history = inf_history();
    tell(history);
    using servanda::state;
    const bool as_it_was = history.state("USA", "1988-05-31"_day) == state::signed_only &&
                           history.state("USA", "1988-06-01"_day) == state::in_force &&
                           history.state("USA", "2019-05-01"_day) == state::withdrawal_pending &&
                           history.state("SUN", "2019-08-01"_day) == state::in_force &&
                           history.state("SUN", "2019-08-02"_day) == state::terminated;
    if (!as_it_was) {
        std::puts("the history is not what it was");
    }
    return as_it_was ? 0 : 1;
}

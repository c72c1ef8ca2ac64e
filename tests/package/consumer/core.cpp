#include <servanda/servanda.hpp>

using namespace servanda::literals;

int main() {
    const auto inf =
        servanda::treaty_builder{"inf"}
            .bilateral("USA", "SUN")
            .enters_into_force("XVII(1)", "deposits by all signatories", "on threshold")
            .withdrawal("XV(2)", "6 months after notice")
            .build();

    const auto history =
        servanda::simulate(inf,
                           {
                               {"1987-12-08"_day, servanda::act::sign, "USA"},
                               {"1987-12-08"_day, servanda::act::sign, "SUN"},
                               {"1988-06-01"_day, servanda::act::deposit, "USA"},
                               {"1988-06-01"_day, servanda::act::deposit, "SUN"},
                               {"2019-02-02"_day, servanda::act::give_notice_of_withdrawal, "USA"},
                           });

    const bool pending =
        history.state("USA", "2019-05-01"_day) == servanda::state::withdrawal_pending;
    const bool over = history.state("USA", "2019-08-02"_day) != servanda::state::withdrawal_pending;
    return pending && over ? 0 : 1;
}

// A treaty defined in C++ only, with a clause for each point of its life: the Convention on Cluster
// Munitions, Articles 17 and 20. Its thirtieth instruments came on 2010-02-16, and it entered into
// force on 2010-08-01; Lithuania deposited on 2011-03-24 (in force 2011-09-01), gave notice on
// 2024-09-06 and left on 2025-03-06 (https://treaties.un.org, chapter XXVI-6).
#include <servanda/servanda.hpp>

#include <iostream>
#include <string>
#include <vector>

using namespace servanda::literals;
using servanda::act;

namespace {

servanda::treaty cluster_munitions() {
    return servanda::treaty_builder{"ccm"}
        .title("Convention on Cluster Munitions")
        .opened("2008-12-03"_day)
        .enters_into_force(
            "17(1)", "30 deposits", "on the first day of the sixth month after threshold")
        .for_later("on the first day of the sixth month after deposit")
        .unlimited("20(1)")
        .withdrawal("20(3)", "6 months after notice")
        // A state in armed conflict at the end of the six months stays bound until the conflict
        // ends.
        .set("withdrawal.not_while", "it is in armed conflict")
        .build();
}

/// Thirty depositors; which states they are does not matter here, so their names are made up.
std::vector<servanda::dated_act> first_thirty() {
    std::vector<servanda::dated_act> acts;
    for (int i = 0; i < 30; ++i) {
        const std::string code{
            'Q', static_cast<char>('A' + i / 26), static_cast<char>('A' + i % 26)};
        acts.push_back({i < 29 ? "2009-12-01"_day : "2010-02-16"_day, act::deposit, code});
    }
    return acts;
}

} // namespace

int main() {
    auto acts = first_thirty();
    acts.push_back({"2011-03-24"_day, act::ratify, "LTU"});
    acts.push_back({"2024-09-06"_day, act::give_notice_of_withdrawal, "LTU"});
    const auto history = servanda::simulate(cluster_munitions(), acts);
    for (const auto& change : tell_changes(history)) {
        if (change.who == "LTU" || change.who.empty()) {
            std::cout << to_string(change.day) << "  "
                      << (change.who.empty() ? "treaty" : change.who) << "  " << change.from
                      << " -> " << change.to << "  (" << change.article << ") " << change.why
                      << '\n';
        }
    }
    using servanda::state;
    const bool as_it_was =
        history.treaty_state("2010-07-31"_day) == servanda::treaty_state::not_yet_in_force &&
        history.treaty_state("2010-08-01"_day) == servanda::treaty_state::in_force &&
        history.state("LTU", "2011-08-31"_day) == state::contracting &&
        history.state("LTU", "2011-09-01"_day) == state::in_force &&
        history.state("LTU", "2025-03-05"_day) == state::withdrawal_pending &&
        history.state("LTU", "2025-03-06"_day) == state::withdrawn;
    return as_it_was ? 0 : 1;
}

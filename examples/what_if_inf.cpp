// A what-if on the shipped rules and history: had Russia returned to compliance and the notice been
// revoked on 1 August 2019, the day before it took effect (VCLT 68), would the INF Treaty still be
// in force?
#include <servanda/io/files.hpp>
#include <servanda/io/text.hpp>
#include <servanda/servanda.hpp>

#include <iostream>
#include <vector>

using namespace servanda::literals;
using servanda::act;

int main() {
    const auto rules = servanda::io::read_rules(std::filesystem::path(SERVANDA_RULES_DIR)).value();
    auto story = servanda::io::read_scenario("examples/scenarios/inf.toml").value();
    story.to.reset(); // what comes after the end of the record is the question

    // Both sides end their suspension, and the United States revokes its notice.
    servanda::dated_act revoked{"2019-08-01"_day, act::revoke, "USA", "inf", "notice"};
    servanda::dated_act usa_resumes{"2019-08-01"_day, act::resume, "USA", "inf"};
    servanda::dated_act rus_resumes{"2019-08-01"_day, act::resume, "RUS", "inf"};
    const std::vector<servanda::edit> edits{
        servanda::add_act{revoked}, servanda::add_act{usa_resumes}, servanda::add_act{rus_resumes}};

    const auto before = servanda::simulate(rules, story);
    const auto after = servanda::what_if(rules, story, edits);
    std::cout << servanda::io::write_difference(before, after, edits);

    using servanda::state;
    const bool alive = after.state("USA", "2019-08-02"_day) == state::in_force &&
                       after.state("RUS", "2019-08-02"_day) == state::in_force &&
                       before.state("USA", "2019-08-02"_day) == state::terminated;
    // One day later it would have been too late: the notice has taken effect.
    revoked.day = "2019-08-02"_day;
    const auto too_late = servanda::what_if(rules, story, {servanda::add_act{revoked}});
    return alive && too_late.same_states(before) ? 0 : 1;
}

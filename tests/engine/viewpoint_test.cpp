// Contested acts: for whoever contests an act it is void from the act's own day. Without a
// viewpoint whatever anybody contests is void, and an answer that some viewpoint would change is
// disputed.
#include "engine/stories.hpp"

#include <map>

using namespace servanda_tests;

namespace {

treaty new_start() {
    return treaty_builder{"new-start"}
        .bilateral("USA", "RUS")
        .enters_into_force("XIV(1)", "deposits by all signatories", "on threshold")
        .term("XIV(2)", "10 years after entry into force")
        .extension("XIV(2)", 1, "5 years")
        .withdrawal("XIV(3)", "3 months after notice")
        .build();
}

story until_suspension(std::vector<std::string> contested_by = {}) {
    story acts = each("2011-02-05"_day, act::ratify, {"USA", "RUS"});
    for (const char* side : {"USA", "RUS"}) {
        acts.push_back({.day = "2021-02-03"_day,
                        .kind = act::extend,
                        .by = side,
                        .of = "term",
                        .until = "2026-02-05"_day});
    }
    acts.push_back({.day = "2023-02-28"_day,
                    .kind = act::suspend,
                    .by = "RUS",
                    .id = "suspension",
                    .basis = "VCLT 60",
                    .contested_by = std::move(contested_by)});
    return acts;
}

dated_act contest(date day, const char* by, const char* what) {
    return {.day = day, .kind = act::contest, .by = by, .of = what};
}

std::map<std::string, state> views(const membership_report& report) {
    return {report.as_seen_by.begin(), report.as_seen_by.end()};
}

} // namespace

TEST_CASE("New START 2023: the United States contests the Russian suspension",
          "[engine][viewpoint]") {
    const history told = simulate(
        new_start(), until_suspension() + story{contest("2023-03-15"_day, "USA", "suspension")});
    const history as_usa = told.as_seen_by("USA");
    const history as_rus = told.as_seen_by("RUS");
    for (const char* party : {"USA", "RUS"}) {
        INFO(party);
        CHECK(told.state(party, "2023-04-01"_day) == state::in_force); // contested: void
        CHECK(as_usa.state(party, "2023-04-01"_day) == state::in_force);
        CHECK(as_rus.state(party, "2023-04-01"_day) == state::suspended);
        CHECK(told.report(party, "2023-04-01"_day).disputed);
    }
    CHECK(told.treaty_state("2023-04-01"_day) == treaty_state::in_force);
    CHECK(as_rus.treaty_state("2023-04-01"_day) == treaty_state::suspended);
    CHECK_FALSE(as_rus.in_force_between("USA", "RUS", "2023-04-01"_day));
    CHECK(as_usa.in_force_between("USA", "RUS", "2023-04-01"_day));

    SECTION("it is void from its own day, however late the contest") {
        CHECK(told.state("USA", "2023-02-28"_day) == state::in_force);
        CHECK(as_usa.state("USA", "2023-02-28"_day) == state::in_force);
        CHECK(as_rus.state("USA", "2023-02-28"_day) == state::suspended);
        CHECK(told.report("USA", "2023-02-28"_day).disputed);
        CHECK_FALSE(told.report("USA", "2023-02-27"_day).disputed);
    }
    SECTION("the record keeps it, with its standing") {
        CHECK(worth_of(told, "suspension") == standing::void_act);
        CHECK(finding_of(told, "suspension") == found::contested);
        CHECK(worth_of(as_rus, "suspension") == standing::by_claim);
        CHECK(worth_of(as_usa, "suspension") == standing::void_act);
    }
    SECTION("the dispute names the other values") {
        const auto other = views(told.report("RUS", "2023-04-01"_day));
        REQUIRE(other.count("USA") == 1);
        CHECK(other.at("USA") == state::in_force);
        bool someone_sees_it_suspended = false;
        for (const auto& [who, seen] : other) {
            someone_sees_it_suspended = someone_sees_it_suspended || seen == state::suspended;
        }
        CHECK(someone_sees_it_suspended);
    }
    SECTION("the dispute is over with the treaty") {
        CHECK(told.state("RUS", "2026-02-05"_day) == state::terminated);
        CHECK(as_rus.state("RUS", "2026-02-05"_day) == state::terminated);
        CHECK_FALSE(told.report("RUS", "2026-02-05"_day).disputed);
    }
    SECTION("a viewpoint is nobody's dispute") {
        CHECK(as_rus.seen_by() == "RUS");
        CHECK_FALSE(as_rus.report("USA", "2023-04-01"_day).disputed);
    }
}

TEST_CASE("contested_by is the short form of a contest", "[engine][viewpoint]") {
    const history act_form = simulate(
        new_start(), until_suspension() + story{contest("2023-02-28"_day, "USA", "suspension")});
    const history short_form = simulate(new_start(), until_suspension({"USA"}));
    CHECK(act_form.same_states(short_form));
    CHECK(act_form.as_seen_by("RUS").same_states(short_form.as_seen_by("RUS")));
    CHECK(act_form.as_seen_by("USA").same_states(short_form.as_seen_by("USA")));
}

TEST_CASE("Nothing contested, nothing disputed", "[engine][viewpoint]") {
    const history told = simulate(new_start(), until_suspension());
    CHECK(told.state("USA", "2023-04-01"_day) == state::suspended);
    CHECK_FALSE(told.report("USA", "2023-04-01"_day).disputed);
    CHECK(told.as_seen_by("USA").same_states(told));
    CHECK(told.as_seen_by("RUS").same_states(told));
}

TEST_CASE("A contested withdrawal: what rests on it is contested too", "[engine][viewpoint]") {
    // Its notice contested by BBB, SUB is a party still; its later deposit would be for nothing.
    story acts = bring_into(column::in_force);
    acts.push_back({.day = "2001-02-01"_day,
                    .kind = act::give_notice_of_withdrawal,
                    .by = "SUB",
                    .id = "notice"});
    acts.push_back({.day = the_day, .kind = act::accede, .by = "SUB", .id = "again"});
    acts.push_back(contest("2003-01-01"_day, "BBB", "notice"));
    const history told = simulate(club(), acts);
    CHECK(told.state("SUB", "2001-08-01"_day) == state::in_force);
    CHECK(worth_of(told, "again") == standing::void_act);
    const history as_sub = told.as_seen_by("SUB");
    CHECK(as_sub.state("SUB", "2001-08-01"_day) == state::withdrawn);
    CHECK(worth_of(as_sub, "again") == standing::by_right);
    CHECK(as_sub.state("SUB", the_day) == state::contracting);
    CHECK(told.as_seen_by("BBB").state("SUB", "2001-08-01"_day) == state::in_force);

    const auto report = told.report("SUB", "2001-08-01"_day);
    CHECK(report.disputed);
    CHECK_FALSE(told.report("AAA", "2001-08-01"_day).disputed);
}

TEST_CASE("Each viewpoint drops what its own participant contests, and no more",
          "[engine][viewpoint]") {
    const story acts = bring_into(column::in_force) + story{{.day = "2001-10-01"_day,
                                                             .kind = act::give_notice_of_withdrawal,
                                                             .by = "AAA",
                                                             .id = "of AAA",
                                                             .contested_by = {"BBB"}},
                                                            {.day = "2001-10-01"_day,
                                                             .kind = act::give_notice_of_withdrawal,
                                                             .by = "SUB",
                                                             .id = "of SUB",
                                                             .contested_by = {"CCC"}}};
    const history told = simulate(club(), acts);
    const auto seen = [&](const char* by, const char* of) {
        return told.as_seen_by(by).state(of, the_day);
    };
    CHECK(told.state("AAA", the_day) == state::in_force);
    CHECK(told.state("SUB", the_day) == state::in_force);
    CHECK(seen("BBB", "AAA") == state::in_force);
    CHECK(seen("BBB", "SUB") == state::withdrawal_pending);
    CHECK(seen("CCC", "AAA") == state::withdrawal_pending);
    CHECK(seen("CCC", "SUB") == state::in_force);
    CHECK(seen("DDD", "AAA") == state::withdrawal_pending);
    CHECK(seen("DDD", "SUB") == state::withdrawal_pending);
}

TEST_CASE("A finding may be contested as an act may", "[engine][viewpoint]") {
    const story acts = until_suspension() + story{{.day = "2023-01-31"_day,
                                                   .kind = act::allege,
                                                   .by = "USA",
                                                   .id = "finding",
                                                   .contested_by = {"RUS"}}};
    const history told = simulate(new_start(), acts);
    CHECK(finding_of(told, "finding") == found::contested);
    CHECK(worth_of(told.as_seen_by("USA"), "finding") == standing::recorded);
    CHECK(worth_of(told.as_seen_by("RUS"), "finding") == standing::void_act);
}

TEST_CASE("Contesting what is not there is bad input", "[engine][viewpoint]") {
    CHECK_THROWS_AS(
        simulate(new_start(),
                 until_suspension() + story{contest("2023-03-15"_day, "USA", "suspensoin")}),
        input_error);
}

TEST_CASE("An account is asked of a participant", "[engine][viewpoint]") {
    rulebook rules;
    rules.treaties = {new_start()};
    for (const char* code : {"USA", "RUS"}) {
        participant item;
        item.code = code;
        rules.participants.add(item);
    }
    scenario told;
    told.acts = until_suspension();
    CHECK_THROWS_AS(simulate(rules, told).as_seen_by("XXX"), unknown_name);
}

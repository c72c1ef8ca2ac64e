// What the Vienna Convention adds where a treaty is silent: agreed suspensions (57, 58), claims and
// their procedure (60-62, 65, 66), what explanations cite (18, 20, 21, 30, 40, 44, 55, 70, 72).
#include "engine/stories.hpp"

#include <servanda/engine/explanation.hpp>

using namespace servanda_tests;

namespace {

treaty two_sided() {
    return treaty_builder{"locks"}
        .bilateral("HUN", "SVK")
        .enters_into_force("1", "deposits by all signatories", "on threshold")
        .build();
}

story both() {
    return each("1978-06-30"_day, act::ratify, {"HUN", "SVK"});
}

treaty many() {
    return treaty_builder{"many"}
        .multilateral()
        .enters_into_force("1", "4 deposits", "on threshold")
        .withdrawal("2", "6 months after notice")
        .build();
}

story four() {
    return each("2000-01-01"_day, act::ratify, {"AAA", "BBB", "CCC", "DDD"});
}

dated_act suspends(date day, const char* by, std::vector<std::string> to = {}) {
    return {.day = day, .kind = act::suspend, .by = by, .id = by, .to = std::move(to)};
}

dated_act claims(date day, act kind, const char* by, std::string basis) {
    return {.day = day, .kind = kind, .by = by, .id = by, .basis = std::move(basis)};
}

std::string findings(const history& told, const char* treaty, const char* party, date day) {
    std::string text;
    for (const auto& line : explain(told, treaty, party, day).findings) {
        text += line + "\n";
    }
    return text;
}

} // namespace

TEST_CASE("VCLT 57(b): what all parties suspend on one day stands by right", "[engine][vclt]") {
    const date day = "1990-01-01"_day;
    const history told =
        simulate(two_sided(), both() + story{suspends(day, "HUN"), suspends(day, "SVK")});
    for (const char* party : {"HUN", "SVK"}) {
        CAPTURE(party);
        CHECK(worth_of(told, party) == standing::by_right);
        CHECK(article_of(told, party) == "VCLT 57(b)");
        CHECK(told.state(party, day - 1) == state::in_force);
        CHECK(told.state(party, day) == state::suspended);
        CHECK_FALSE(told.report(party, day).by_claim);
    }
    CHECK(told.treaty_state(day) == treaty_state::suspended);
    CHECK(told.remarks().empty());
}

TEST_CASE("An agreed suspension works from the day it names", "[engine][vclt]") {
    dated_act canada = suspends("1993-12-30"_day, "HUN");
    dated_act america = suspends("1993-12-30"_day, "SVK");
    canada.effective = america.effective = "1994-01-01"_day;
    const history told = simulate(two_sided(), both() + story{canada, america});
    CHECK(told.state("HUN", "1993-12-31"_day) == state::in_force);
    CHECK(told.state("HUN", "1994-01-01"_day) == state::suspended);
}

TEST_CASE("Without all parties, on one day and to one extent, there is no agreement",
          "[engine][vclt]") {
    const date day = "1990-01-01"_day;
    SECTION("not all") {
        const history told = simulate(many(),
                                      four() + story{suspends("2001-01-01"_day, "AAA"),
                                                     suspends("2001-01-01"_day, "BBB"),
                                                     suspends("2001-01-01"_day, "CCC")});
        for (const char* party : {"AAA", "BBB", "CCC"}) {
            CHECK(finding_of(told, party) == found::no_suspension_clause);
        }
        CHECK(told.state("AAA", "2001-01-01"_day) == state::in_force);
    }
    SECTION("not on one day") {
        const history told =
            simulate(two_sided(), both() + story{suspends(day, "HUN"), suspends(day + 1, "SVK")});
        CHECK(finding_of(told, "HUN") == found::no_suspension_clause);
        CHECK(finding_of(told, "SVK") == found::no_suspension_clause);
    }
    SECTION("not to one extent") {
        dated_act part = suspends(day, "SVK");
        part.scope = {"inspections"};
        const history told = simulate(two_sided(), both() + story{suspends(day, "HUN"), part});
        CHECK(finding_of(told, "HUN") == found::no_suspension_clause);
        CHECK(finding_of(told, "SVK") == found::no_suspension_clause);
    }
    SECTION("one claims a ground: that is no agreement, and works for itself") {
        const history told =
            simulate(two_sided(),
                     both() + story{suspends(day, "HUN"),
                                    claims(day, act::suspend, "SVK", "countermeasure")});
        CHECK(worth_of(told, "HUN") == standing::void_act);
        CHECK(worth_of(told, "SVK") == standing::by_claim);
    }
    SECTION("one is contested") {
        dated_act denied = suspends(day, "SVK");
        denied.contested_by = {"HUN"};
        const history told = simulate(two_sided(), both() + story{suspends(day, "HUN"), denied});
        CHECK(told.state("HUN", day) == state::in_force);
    }
}

TEST_CASE("VCLT 58: some parties suspend between themselves", "[engine][vclt]") {
    const date day = "2001-01-01"_day;
    const history told = simulate(many(),
                                  four() + story{suspends(day, "AAA", {"BBB", "CCC"}),
                                                 suspends(day, "BBB", {"CCC", "AAA"}),
                                                 suspends(day, "CCC", {"AAA", "BBB"})});
    for (const char* party : {"AAA", "BBB", "CCC"}) {
        CAPTURE(party);
        CHECK(worth_of(told, party) == standing::by_right);
        CHECK(article_of(told, party) == "VCLT 58");
        CHECK(told.in_force_between(party, "DDD", day));
        CHECK(told.state(party, day) == state::in_force);
    }
    CHECK_FALSE(told.in_force_between("AAA", "BBB", day));
    CHECK_FALSE(told.in_force_between("BBB", "CCC", day));
    CHECK(findings(told, "many", "AAA", day).find("VCLT 58") != std::string::npos);
    SECTION("and only between themselves: each must mean the same circle") {
        const history others =
            simulate(many(), four() + story{suspends(day, "AAA"), suspends(day, "BBB", {"AAA"})});
        CHECK(worth_of(others, "AAA") == standing::void_act);
        CHECK(worth_of(others, "BBB") == standing::void_act);
        CHECK(others.in_force_between("AAA", "BBB", day));
    }
}

TEST_CASE("VCLT 65(2): a claim that did not wait works, and that is remarked", "[engine][vclt]") {
    dated_act hasty_one = claims("2023-11-07"_day, act::suspend, "AAA", "VCLT 62");
    hasty_one.effective = "2023-12-07"_day;
    dated_act patient = claims("2023-11-07"_day, act::suspend, "BBB", "VCLT 62");
    patient.effective = "2024-02-07"_day;
    const history told = simulate(many(), four() + story{hasty_one, patient});
    CHECK(worth_of(told, "AAA") == standing::by_claim);
    CHECK(told.state("AAA", "2023-12-07"_day) == state::suspended);
    CHECK(hasty(told.program(), act_of(told, "AAA")).has_value());
    CHECK(hasty(told.program(), act_of(told, "AAA"))->permitted == "2024-02-07"_day);
    CHECK_FALSE(hasty(told.program(), act_of(told, "BBB")).has_value());
    CHECK(remarked(told, "less than three months' notice"));
    CHECK(remarked(told, "VCLT 65(2)"));
    REQUIRE(told.remarks().size() == 1);
    CHECK(told.remarks().front().level == severity::note);
    CHECK(findings(told, "many", "AAA", "2023-12-07"_day).find("not before 2024-02-07") !=
          std::string::npos);
    // It bears on everybody towards whom it works.
    CHECK(findings(told, "many", "CCC", "2023-12-07"_day).find("VCLT 65(2)") != std::string::npos);
    CHECK(findings(told, "many", "CCC", "2023-12-07"_day).find("VCLT 62 (claimed by AAA") !=
          std::string::npos);
}

TEST_CASE("VCLT 65(2) is for grounds of the Convention, and not for urgent cases",
          "[engine][vclt]") {
    const char* basis = GENERATE("reciprocity",
                                 "countermeasure",
                                 "article 60 of this treaty",
                                 "VCLT 57",
                                 "VCLT 60, special urgency",
                                 "150 days' notice");
    CAPTURE(basis);
    const history told =
        simulate(two_sided(), both() + story{claims("1990-01-01"_day, act::suspend, "HUN", basis)});
    CHECK(worth_of(told, "HUN") == standing::by_claim);
    CHECK(told.remarks().empty());
}

TEST_CASE("Urgency may be stated by the act itself", "[engine][vclt]") {
    dated_act urgent = claims("1990-01-01"_day, act::suspend, "HUN", "VCLT 60");
    urgent.statement = "special urgency: troops have crossed";
    CHECK(simulate(two_sided(), both() + story{urgent}).remarks().empty());
}

TEST_CASE("The three months run from the receipt", "[engine][vclt]") {
    dated_act claim = claims("2001-01-01"_day, act::suspend, "AAA", "VCLT 60(2)(b)");
    claim.effective = "2001-04-01"_day;
    CHECK(simulate(many(), four() + story{claim}).remarks().empty());
    claim.received = "2001-01-02"_day;
    CHECK(remarked(simulate(many(), four() + story{claim}), "not before 2001-04-02"));
}

TEST_CASE("One side of a bilateral treaty may claim that it ends", "[engine][vclt]") {
    dated_act end = claims("1992-05-19"_day, act::terminate, "HUN", "VCLT 60, 61 and 62");
    end.effective = "1992-05-25"_day;
    const history told = simulate(two_sided(), both() + story{end});
    CHECK(worth_of(told, "HUN") == standing::by_claim);
    CHECK(told.state("SVK", "1992-05-24"_day) == state::in_force);
    CHECK(told.state("SVK", "1992-05-25"_day) == state::terminated);
    CHECK(told.report("SVK", "1992-05-25"_day).cause == end_cause::other);
    CHECK(told.report("SVK", "1992-05-25"_day).by_claim);
    CHECK(remarked(told, "not before 1992-08-19"));
    const std::string said = findings(told, "locks", "SVK", "1992-05-25"_day);
    for (const char* article : {"VCLT 60 (", "VCLT 61 (", "VCLT 62 (", "VCLT 70"}) {
        CAPTURE(article, said);
        CHECK(said.find(article) != std::string::npos);
    }
}

TEST_CASE("An end claimed for breach alone is one by breach", "[engine][vclt]") {
    const history told = simulate(
        two_sided(), both() + story{claims("1992-05-19"_day, act::terminate, "HUN", "VCLT 60")});
    CHECK(told.report("SVK", "1992-05-19"_day).cause == end_cause::breach);
}

TEST_CASE("Nobody ends a multilateral treaty by a claim of its own", "[engine][vclt]") {
    const history told = simulate(
        many(), four() + story{claims("2001-01-01"_day, act::terminate, "AAA", "VCLT 62")});
    CHECK(finding_of(told, "AAA") == found::awaits_agreement);
    CHECK(told.treaty_state("2001-01-01"_day) == treaty_state::in_force);
}

TEST_CASE("An end that all agree on is one by agreement, whatever it names", "[engine][vclt]") {
    const history told =
        simulate(two_sided(),
                 both() + story{claims("1992-05-19"_day, act::terminate, "HUN", "VCLT 54(b)"),
                                claims("1992-05-19"_day, act::terminate, "SVK", "VCLT 54(b)")});
    CHECK(told.report("SVK", "1992-05-19"_day).cause == end_cause::agreement);
    CHECK(told.remarks().empty());
}

TEST_CASE("VCLT 65(3), 66: an objection to a claim opens a dispute", "[engine][vclt]") {
    const dated_act end = claims("1992-05-19"_day, act::terminate, "HUN", "VCLT 62");
    const dated_act objection{
        .day = "1993-04-07"_day, .kind = act::contest, .by = "SVK", .of = "HUN"};
    const history told = simulate(two_sided(), both() + story{end, objection});
    CHECK(told.state("HUN", "1993-04-07"_day) == state::in_force);
    CHECK(told.as_seen_by("HUN").state("HUN", "1992-05-19"_day) == state::terminated);
    const std::string said = findings(told, "locks", "SVK", "1993-04-07"_day);
    CAPTURE(said);
    CHECK(said.find("VCLT 65(3) (objection by SVK, 1993-04-07)") != std::string::npos);
    CHECK(said.find("from 1994-04-07 by those of VCLT 66") != std::string::npos);
    CHECK(said.find("VCLT 65(2)") != std::string::npos); // though nothing came of it
    CHECK(told.remarks().empty());
    CHECK(findings(told, "locks", "SVK", "1993-04-06"_day).find("65(3)") == std::string::npos);
}

TEST_CASE("Explanations cite what the law says of a state", "[engine][vclt]") {
    story acts = each("1999-01-01"_day, act::sign, {"EEE"}) + four() +
                 each("2001-01-01"_day, act::give_notice_of_withdrawal, {"AAA"});
    dated_act part = claims("2001-01-01"_day, act::suspend, "BBB", "countermeasure");
    part.scope = {"inspections"};
    acts.push_back(part);
    const history told = simulate(many(), acts);
    const date day = "2001-07-01"_day;
    CHECK(findings(told, "many", "EEE", day) == "VCLT 18(a)\n");
    CHECK(findings(told, "many", "AAA", day) == "VCLT 70(2)\n");
    CHECK(findings(told, "many", "CCC", day) ==
          "VCLT 44 (by BBB, 2001-01-01)\nVCLT 72(1)\nVCLT 55 (3 of 4)\n");
    CHECK(findings(told, "many", "CCC", "2000-12-31"_day).empty());
    SECTION("a contracting state") {
        const history early = simulate(many(), each("2000-01-01"_day, act::ratify, {"AAA"}));
        CHECK(findings(early, "many", "AAA", "2000-01-01"_day) == "VCLT 18(b)\n");
    }
    SECTION("the practice of political commitments, by its own name") {
        const treaty promise = treaty_builder{"promise"}
                                   .political()
                                   .enters_into_force("statement", "1 deposit", "on threshold")
                                   .build();
        const history kept =
            simulate(promise,
                     each("2000-01-01"_day, act::deposit, {"AAA"}) +
                         each("2001-01-01"_day, act::give_notice_of_withdrawal, {"AAA"}));
        CHECK(findings(kept, "promise", "AAA", "2001-01-01"_day) == "political practice\n");
    }
}

TEST_CASE("Explanations tell of reservations and of objections to them", "[engine][vclt]") {
    const date day = "2001-01-01"_day;
    story acts = four() + each(day, act::accede, {"EEE"});
    acts.push_back({.day = day, .kind = act::reserve, .by = "EEE", .id = "r"});
    acts.push_back({.day = day + 10,
                    .kind = act::object,
                    .by = "AAA",
                    .of = "r",
                    .opposes_entry_into_force = true});
    acts.push_back({.day = day + 20, .kind = act::object, .by = "BBB", .of = "r"});
    const history told = simulate(many(), acts);
    CHECK(findings(told, "many", "EEE", day + 20) ==
          "VCLT 21(1)-(2) (of 2001-01-01)\n"
          "VCLT 20(4)(b) (of AAA to that of EEE, 2001-01-11)\n");
    CHECK(findings(told, "many", "EEE", day) == "VCLT 21(1)-(2) (of 2001-01-01)\n");
    CHECK(findings(told, "many", "AAA", day + 20) ==
          "VCLT 20(4)(b) (of AAA to that of EEE, 2001-01-11)\n");
    CHECK(findings(told, "many", "BBB", day + 20) == "VCLT 21(3) (of 2001-01-21)\n");
    CHECK(findings(told, "many", "CCC", day + 20).empty());
}

TEST_CASE("Between two the versions that bind both: VCLT 30(4), 40(4)", "[engine][vclt]") {
    treaty amendment = treaty_builder{"amendment"}
                           .multilateral()
                           .enters_into_force("1", "2 deposits", "on threshold")
                           .build();
    amendment.parent = "many";
    amendment.new_parties = "by own deposit"; // it changes no clause told in a file
    story acts = four();
    for (auto& done : acts) {
        done.treaty = "many";
    }
    for (const char* by : {"AAA", "BBB"}) {
        acts.push_back(
            {.day = "2001-01-01"_day, .kind = act::ratify, .by = by, .treaty = "amendment"});
    }
    const history told = simulate_all({many(), amendment}, acts);
    const date day = "2001-01-01"_day;
    CHECK(told.version("many", "AAA", day) == std::vector<std::string>{"amendment"});
    CHECK(told.version_between("many", "AAA", "BBB", day) == std::vector<std::string>{"amendment"});
    CHECK(told.version_between("many", "AAA", "CCC", day).empty());
    CHECK(findings(told, "many", "AAA", day) ==
          "VCLT 39, 40 (as amended by amendment)\nVCLT 30(3)-(4)\n");
    CHECK(findings(told, "many", "CCC", day) == "VCLT 39, 40 (as it was made)\nVCLT 30(3)-(4)\n");
}

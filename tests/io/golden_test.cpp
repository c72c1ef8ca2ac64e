// What really happened, from the shipped rules and scenarios: the great arms-control treaties, on
// both sides of every day that matters. The sources stand in the scenario files, act by act.
#include "io/reading.hpp"

#include <servanda/study/edit.hpp>

#include <algorithm>
#include <map>

using namespace servanda_tests;

namespace {

const history& told_story(const std::string& name) {
    static std::map<std::string, history> known;
    const auto found = known.find(name);
    if (found != known.end()) {
        return found->second;
    }
    return known.emplace(name, simulate(shipped_rules(), shipped_story(name))).first->second;
}

history edited_story(const std::string& name, const std::vector<edit>& edits) {
    scenario story = shipped_story(name);
    story.to.reset();
    return what_if(shipped_rules(), story, edits);
}

std::size_t parties(const history& story, std::string_view treaty, date day) {
    return story.parties(treaty, day).size();
}

/// The act of a participant, where it did one of that kind only.
act_selector by(const char* code, act kind, const char* treaty = "") {
    act_selector which;
    which.kind = kind;
    which.by = code;
    which.treaty = treaty;
    return which;
}

} // namespace

TEST_CASE("INF: signature and exchange of instruments", "[golden][inf]") {
    const history& inf = told_story("inf");
    for (const char* code : {"USA", "SUN"}) {
        CHECK(on(inf, "1987-12-07", "inf", code) == "none");
        CHECK(on(inf, "1987-12-08", "inf", code) == "signed");
        CHECK(on(inf, "1988-05-31", "inf", code) == "signed");
        CHECK(on(inf, "1988-06-01", "inf", code) == "in force");
    }
    // Both codes of a continued participant answer for all days.
    CHECK(on(inf, "1988-06-01", "inf", "RUS") == "in force");
    CHECK(on(inf, "2018-01-01", "inf", "SUN") == "in force");
    CHECK(on(inf, "2018-01-01", "inf", "RUS") == "in force");
}

TEST_CASE("INF: suspension and notice on one day, the end six months later", "[golden][inf]") {
    const history& inf = told_story("inf");
    CHECK(on(inf, "2019-02-01", "inf", "USA") == "in force");
    CHECK(on(inf, "2019-02-01", "inf", "RUS") == "in force");
    for (const char* day : {"2019-02-02", "2019-05-01", "2019-08-01"}) {
        CAPTURE(day);
        const auto usa = inf.report("inf", "USA", parse_date(day).value());
        CHECK(usa.state == state::withdrawal_pending);
        CHECK(usa.consent == consent::party);
        CHECK(usa.exit_pending);
        CHECK(words(usa.exit_on) == "2019-08-02");
        CHECK(words(usa.next) == "2019-08-02");
        CHECK(usa.suspended);
        CHECK(usa.by_claim);
        bool own = false;
        for (const auto& item : usa.suspensions) {
            own = own || (item.by == "USA" && item.by_claim && item.basis == "VCLT 60");
        }
        CHECK(own);
        const auto rus = inf.report("inf", "RUS", parse_date(day).value());
        CHECK(rus.state == state::suspended);
        CHECK_FALSE(rus.exit_pending);
    }
    for (const char* code : {"USA", "RUS", "SUN", "BLR", "KAZ", "UKR"}) {
        CAPTURE(code);
        CHECK(on(inf, "2019-08-02", "inf", code) == "terminated");
    }
    CHECK(inf.treaty_state("inf", "2019-08-01"_day) != treaty_state::terminated);
    CHECK(inf.treaty_state("inf", "2019-08-02"_day) == treaty_state::terminated);
    CHECK(on(inf, "2019-08-02", "inf", "DEU") == "none"); // a third state never is
    CHECK(inf.report("inf", "RUS", "2019-08-02"_day).cause == end_cause::withdrawal);
}

TEST_CASE("INF: only pairs across the two sides exist", "[golden][inf]") {
    const history& inf = told_story("inf");
    CHECK(inf.in_force_between("inf", "USA", "UKR", "2000-01-01"_day));
    CHECK_FALSE(inf.in_force_between("inf", "RUS", "UKR", "2000-01-01"_day));
    CHECK_FALSE(inf.in_force_between("inf", "USA", "RUS", "2019-02-02"_day));
    CHECK(inf.in_force_between("inf", "USA", "RUS", "2019-02-01"_day));
}

TEST_CASE("INF: had the notice come earlier, or the clause asked for more", "[golden][inf]") {
    const auto ends = [](const history& story, date day) {
        return story.state("inf", "USA", day + -1) == state::withdrawal_pending &&
               story.state("inf", "USA", day) == state::terminated &&
               story.state("inf", "RUS", day) == state::terminated;
    };
    const auto notice = act_selector::with_id("usa-notice");
    // 31 August + 6 months: the last day of February, never March.
    CHECK(ends(edited_story("inf", {move_act{notice, "2018-08-31"_day}}), "2019-02-28"_day));
    CHECK(ends(edited_story("inf", {move_act{notice, "2019-08-31"_day}}), "2020-02-29"_day));
    CHECK(
        ends(edited_story(
                 "inf", {set_treaty_clause{"inf", "withdrawal.notice", "12 months after notice"}}),
             "2020-02-02"_day));
}

TEST_CASE("INF: a notice can be revoked up to the day before", "[golden][inf]") {
    const auto revoked = [](date day) {
        dated_act revoke{day, act::revoke, "USA"};
        revoke.of = "notice";
        revoke.treaty = "inf";
        return edited_story("inf", {add_act{revoke}});
    };
    const history in_time = revoked("2019-08-01"_day);
    CHECK(on(in_time, "2019-07-31", "inf", "USA") == "withdrawal pending");
    CHECK(on(in_time, "2019-08-01", "inf", "USA") == "suspended"); // other aspects as they stand
    CHECK(on(in_time, "2019-08-02", "inf", "USA") == "suspended");
    const history late = revoked("2019-08-02"_day);
    CHECK(on(late, "2019-08-02", "inf", "USA") == "terminated");
    // Beside it only that the suspensions were claimed on less than three months' notice (65(2)).
    const auto remarks = late.remarks();
    REQUIRE(remarks.size() == 2);
    CHECK(std::any_of(remarks.begin(), remarks.end(), [](const auto& item) {
        return item.message.find("VCLT 68") != std::string::npos;
    }));
}

TEST_CASE("Open Skies: in force sixty days after the last deposits", "[golden][open-skies]") {
    const history& skies = told_story("open-skies");
    CHECK(on(skies, "2001-11-01", "open-skies", "RUS") == "signed");
    CHECK(on(skies, "2001-11-02", "open-skies", "RUS") == "contracting");
    for (const char* code : {"USA", "RUS", "BLR", "CAN", "CZE", "SVK", "UKR"}) {
        CAPTURE(code);
        CHECK(on(skies, "2001-12-31", "open-skies", code) == "contracting");
        CHECK(on(skies, "2002-01-01", "open-skies", code) == "in force");
    }
    CHECK(parties(skies, "open-skies", "2001-12-31"_day) == 0);
    CHECK(parties(skies, "open-skies", "2002-01-01"_day) == 26);
    CHECK(skies.treaty_state("open-skies", "2001-12-31"_day) == treaty_state::not_yet_in_force);
    CHECK(skies.treaty_state("open-skies", "2002-01-01"_day) == treaty_state::in_force);
}

TEST_CASE("Open Skies: the sixty days count from the deposits", "[golden][open-skies]") {
    const auto with = [](date russia, date belarus) {
        return edited_story(
            "open-skies",
            {move_act{by("RUS", act::ratify), russia}, move_act{by("BLR", act::ratify), belarus}});
    };
    const history later = with("2001-11-03"_day, "2001-11-03"_day);
    CHECK(on(later, "2002-01-01", "open-skies", "USA") == "contracting");
    CHECK(on(later, "2002-01-02", "open-skies", "USA") == "in force");
    const history earlier = with("2001-11-01"_day, "2001-11-01"_day);
    CHECK(on(earlier, "2001-12-30", "open-skies", "USA") == "contracting");
    CHECK(on(earlier, "2001-12-31", "open-skies", "USA") == "in force");
    // Both are of the group whose deposits the clause asks for: the later one decides.
    CHECK(on(with("2001-11-01"_day, "2001-11-03"_day), "2002-01-01", "open-skies", "USA") ==
          "contracting");
    CHECK(on(with("2001-11-03"_day, "2001-11-01"_day), "2002-01-01", "open-skies", "USA") ==
          "contracting");
    CHECK(on(with("2001-11-03"_day, "2001-11-01"_day), "2002-01-02", "open-skies", "USA") ==
          "in force");
}

TEST_CASE("Open Skies: the United States and Russia leave", "[golden][open-skies]") {
    const history& skies = told_story("open-skies");
    const char* treaty = "open-skies";
    CHECK(on(skies, "2020-05-21", treaty, "USA") == "in force"); // an announcement is no notice
    CHECK(on(skies, "2020-05-22", treaty, "USA") == "withdrawal pending");
    CHECK(words(skies.report(treaty, "USA", "2020-05-22"_day).exit_on) == "2020-11-22");
    CHECK(on(skies, "2020-11-21", treaty, "USA") == "withdrawal pending");
    CHECK(on(skies, "2020-11-22", treaty, "USA") == "withdrawn");
    CHECK(parties(skies, treaty, "2020-11-21"_day) == 34);
    CHECK(parties(skies, treaty, "2020-11-22"_day) == 33);
    CHECK(skies.treaty_state(treaty, "2020-11-22"_day) == treaty_state::in_force);
    CHECK(on(skies, "2021-06-17", treaty, "RUS") == "in force");
    CHECK(on(skies, "2021-06-18", treaty, "RUS") == "withdrawal pending");
    CHECK(on(skies, "2021-12-17", treaty, "RUS") == "withdrawal pending");
    CHECK(on(skies, "2021-12-18", treaty, "RUS") == "withdrawn");
    CHECK(parties(skies, treaty, "2021-12-17"_day) == 33);
    CHECK(parties(skies, treaty, "2021-12-18"_day) == 32);
    CHECK(on(skies, "2021-12-18", treaty, "BLR") == "in force");
    CHECK(skies.treaty_state(treaty, "2021-12-31"_day) == treaty_state::in_force);
    CHECK(skies.in_force_between(treaty, "USA", "DEU", "2020-11-21"_day));
    CHECK_FALSE(skies.in_force_between(treaty, "USA", "DEU", "2020-11-22"_day));
}

TEST_CASE("Open Skies: who signed only, and who came later", "[golden][open-skies]") {
    const history& skies = told_story("open-skies");
    for (const char* day : {"1992-12-15", "2002-01-01", "2021-12-31", "2100-01-01"}) {
        CHECK(on(skies, day, "open-skies", "KGZ") == "signed"); // for ever
    }
    CHECK(on(skies, "1992-12-14", "open-skies", "KGZ") == "none");
    CHECK(on(skies, "2002-12-11", "open-skies", "FIN") == "none");
    CHECK(on(skies, "2002-12-12", "open-skies", "FIN") == "contracting");
    CHECK(on(skies, "2003-02-09", "open-skies", "FIN") == "contracting");
    CHECK(on(skies, "2003-02-10", "open-skies", "FIN") == "in force");
}

TEST_CASE("New START: ten years, or fifteen", "[golden][new-start]") {
    const history& start = told_story("new-start");
    const char* treaty = "new-start";
    for (const char* code : {"USA", "RUS"}) {
        CAPTURE(code);
        CHECK(on(start, "2010-04-07", treaty, code) == "none");
        CHECK(on(start, "2010-04-08", treaty, code) == "signed");
        CHECK(on(start, "2011-02-04", treaty, code) == "signed");
        CHECK(on(start, "2011-02-05", treaty, code) == "in force");
        CHECK(on(start, "2021-02-05", treaty, code) == "in force");
        CHECK(on(start, "2026-02-04", treaty, code) == "in force");
        CHECK(on(start, "2026-02-05", treaty, code) == "terminated");
    }
    CHECK(start.report(treaty, "USA", "2026-02-05"_day).cause == end_cause::expiry);
    const history short_one = edited_story("new-start",
                                           {drop_act{act_selector::with_id("usa-extension")},
                                            drop_act{act_selector::with_id("rus-extension")}});
    CHECK(on(short_one, "2021-02-04", treaty, "USA") == "in force");
    CHECK(on(short_one, "2021-02-05", treaty, "USA") == "terminated");
    CHECK(on(short_one, "2021-02-05", treaty, "RUS") == "terminated");
    // An extension that one side alone wants is none.
    const history one_sided =
        edited_story("new-start", {drop_act{act_selector::with_id("rus-extension")}});
    CHECK(on(one_sided, "2021-02-05", treaty, "USA") == "terminated");
}

TEST_CASE("New START: the suspension of 2023, as each sees it", "[golden][new-start]") {
    const history& start = told_story("new-start");
    const char* treaty = "new-start";
    const history rus = start.as_seen_by("RUS");
    const history usa = start.as_seen_by("USA");
    CHECK(on(rus, "2023-02-27", treaty, "RUS") == "in force");
    CHECK(on(rus, "2023-02-28", treaty, "RUS") == "suspended");
    CHECK(on(rus, "2023-03-01", treaty, "RUS") == "suspended");
    CHECK(on(rus, "2023-03-01", treaty, "USA") == "suspended"); // a pair has two ends
    CHECK(on(usa, "2023-03-01", treaty, "RUS") == "in force");
    CHECK(on(usa, "2023-03-01", treaty, "USA") == "in force");
    CHECK(on(start, "2023-03-01", treaty, "RUS") == "in force");
    CHECK(start.report(treaty, "RUS", "2023-03-01"_day).disputed);
    CHECK(start.report(treaty, "USA", "2023-03-01"_day).disputed);
    CHECK_FALSE(start.report(treaty, "RUS", "2023-02-27"_day).disputed);
    CHECK_FALSE(start.report(treaty, "RUS", "2026-02-05"_day).disputed); // on the end all agree
    CHECK_FALSE(rus.in_force_between(treaty, "USA", "RUS", "2023-03-01"_day));
    CHECK(usa.in_force_between(treaty, "USA", "RUS", "2023-03-01"_day));
    // Who contests nothing takes the act as it was done.
    CHECK(on(start.as_seen_by("DEU"), "2023-03-01", treaty, "RUS") == "suspended");
}

TEST_CASE("SORT ends with the entry into force of New START", "[golden][new-start]") {
    const history& start = told_story("new-start");
    CHECK(on(start, "2003-05-31", "sort", "RUS") == "signed");
    CHECK(on(start, "2003-06-01", "sort", "RUS") == "in force");
    for (const char* code : {"USA", "RUS"}) {
        CHECK(on(start, "2011-02-04", "sort", code) == "in force");
        CHECK(on(start, "2011-02-05", "sort", code) == "terminated");
        CHECK(start.report("sort", code, "2011-02-05"_day).cause == end_cause::supersession);
    }
    // Had New START not been ratified, the term of 2012 would have been reached.
    act_selector usa = by("USA", act::ratify, "new-start");
    const history without = edited_story("new-start", {drop_act{usa}});
    CHECK(on(without, "2011-02-05", "sort", "USA") == "in force");
    CHECK(on(without, "2012-12-30", "sort", "USA") == "in force");
    CHECK(on(without, "2013-01-01", "sort", "USA") == "terminated");
    CHECK(without.report("sort", "USA", "2013-01-01"_day).cause == end_cause::expiry);
}

TEST_CASE("CFE: Russia suspends by claim after 150 full days", "[golden][cfe]") {
    const history& cfe = told_story("cfe");
    for (const char* day : {"2007-07-14", "2007-12-11"}) {
        CHECK(on(cfe, day, "cfe", "RUS") == "in force");
        CHECK(cfe.in_force_between("cfe", "RUS", "DEU", parse_date(day).value()));
    }
    const auto rus = cfe.report("cfe", "RUS", "2007-12-12"_day);
    CHECK(rus.state == state::suspended);
    CHECK(rus.by_claim);
    CHECK(rus.consent == consent::party);
    const auto deu = cfe.report("cfe", "DEU", "2007-12-12"_day);
    CHECK(deu.state == state::in_force);
    CHECK_FALSE(deu.suspended);
    CHECK(cfe.treaty_state("cfe", "2007-12-12"_day) == treaty_state::in_force);
    for (const auto& other : cfe.parties("cfe", "2007-12-12"_day)) {
        CAPTURE(other);
        if (other != "RUS") { // towards all others, and nobody else
            CHECK_FALSE(cfe.in_force_between("cfe", "RUS", other, "2007-12-12"_day));
            if (other != "DEU") {
                CHECK(cfe.in_force_between("cfe", "DEU", other, "2007-12-12"_day));
            }
        }
    }
    CHECK(parties(cfe, "cfe", "2007-12-12"_day) == 30);
}

TEST_CASE("CFE: Russia withdraws 150 full days after its notice", "[golden][cfe]") {
    const history& cfe = told_story("cfe");
    CHECK(on(cfe, "2023-06-08", "cfe", "RUS") == "suspended");
    CHECK(on(cfe, "2023-06-09", "cfe", "RUS") == "withdrawal pending");
    CHECK(cfe.report("cfe", "RUS", "2023-06-09"_day).suspended);
    CHECK(words(cfe.report("cfe", "RUS", "2023-06-09"_day).exit_on) == "2023-11-07");
    CHECK(on(cfe, "2023-11-06", "cfe", "RUS") == "withdrawal pending");
    CHECK(on(cfe, "2023-11-07", "cfe", "RUS") == "withdrawn");
    CHECK(parties(cfe, "cfe", "2023-11-06"_day) == 30);
    CHECK(parties(cfe, "cfe", "2023-11-07"_day) == 29);
}

TEST_CASE("ABM: six months after the notice of December 2001", "[golden][abm]") {
    const history& abm = told_story("abm");
    CHECK(on(abm, "1972-10-02", "abm", "USA") == "signed");
    CHECK(on(abm, "1972-10-03", "abm", "USA") == "in force");
    CHECK(on(abm, "2001-12-12", "abm", "USA") == "in force");
    CHECK(on(abm, "2001-12-13", "abm", "USA") == "withdrawal pending");
    CHECK(on(abm, "2002-06-12", "abm", "USA") == "withdrawal pending");
    CHECK(on(abm, "2002-06-12", "abm", "RUS") == "in force");
    CHECK(on(abm, "2002-06-13", "abm", "USA") == "terminated");
    CHECK(on(abm, "2002-06-13", "abm", "RUS") == "terminated");
    // The day after, Russia no longer held itself to its signature of START II; never in force.
    CHECK(on(abm, "2002-06-13", "start-ii", "RUS") == "signed");
    CHECK(on(abm, "2002-06-14", "start-ii", "RUS") == "none");
    CHECK(on(abm, "2002-06-14", "start-ii", "USA") == "signed");
    CHECK(on(abm, "2002-12-31", "start-i", "USA") == "in force");
}

// Clauses with alternatives: lists whose entries carry a condition, and lists by period. The choice
// is made once, on the deciding day (of entry into force the threshold, of a later entry the
// deposit, of an exit the notice), and the explanation names the entry chosen.
#include "engine/stories.hpp"
#include "support/lists.hpp"

#include <servanda/engine/explanation.hpp>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

dated_act done(date day, act kind, const char* by, std::string of = {}) {
    return {.day = day, .kind = kind, .by = by, .of = std::move(of), .id = "done"};
}

/// Why it is so, in one text: the steps and what is coming.
std::string why(const history& told, const char* who, date day) {
    const auto answer = explain(told, "pact", who, day);
    std::string text;
    for (const auto& step : answer.steps) {
        text += to_string(step.day) + ": " + step.why + "\n";
    }
    for (const auto& item : answer.coming) {
        text += item + "\n";
    }
    return text;
}

treaty_builder founded(std::string_view effective = "on threshold") {
    treaty_builder pact{"pact"};
    pact.multilateral()
        .enters_into_force("I", "2 deposits", effective)
        .for_later("on deposit")
        .withdrawal("X", "6 months after notice");
    return pact;
}

const story two = each("2000-01-31"_day, act::deposit, {"AAA", "BBB"});
const story three = each("2000-01-31"_day, act::deposit, {"AAA", "BBB", "CCC"});

} // namespace

// ---- entry into force ---------------------------------------------------------------------------

TEST_CASE("Entry into force has the alternative whose condition holds on the threshold day",
          "[engine][alternatives]") {
    const treaty pact =
        founded()
            .set(
                "entry_into_force.effective",
                list_of({table_of({{"if", "deposits by AAA"}, {"rule", "30 days after threshold"}}),
                         table_of({{"if", "deposits by BBB"}, {"rule", "60 days after threshold"}}),
                         table_of({{"rule", "90 days after threshold"}})}))
            .build();
    const auto entered = [&](std::initializer_list<const char*> by) {
        const history told = simulate(pact, each("2000-01-01"_day, act::deposit, by));
        const auto report = told.report(*by.begin(), "2000-01-01"_day);
        return report.next;
    };
    CHECK(entered({"AAA", "CCC"}) == "2000-01-31"_day);
    CHECK(entered({"BBB", "CCC"}) == "2000-03-01"_day);
    CHECK(entered({"BBB", "AAA"}) == "2000-01-31"_day); // the first that fits
    CHECK(entered({"CCC", "DDD"}) == "2000-03-31"_day);

    const history told = simulate(pact, each("2000-01-01"_day, act::deposit, {"BBB", "CCC"}));
    CHECK_THAT(explain(told, "pact", "BBB", "2000-02-01"_day).coming.front(),
               ContainsSubstring("2000-03-01"));
    std::string whole;
    for (const auto& step : tell_changes(told)) {
        whole += step.who.empty() ? step.why : std::string();
    }
    CHECK_THAT(whole, ContainsSubstring("60 days after threshold (2000-01-01)"));
    CHECK_THAT(whole, !ContainsSubstring("30 days") && !ContainsSubstring("90 days"));
}

TEST_CASE("A condition that changes between threshold and effect changes nothing",
          "[engine][alternatives]") {
    const treaty pact =
        founded()
            .set("entry_into_force.effective",
                 list_of({table_of({{"if", "3 deposits"}, {"rule", "30 days after threshold"}}),
                          table_of({{"rule", "90 days after threshold"}})}))
            .build();
    SECTION("it comes to hold") {
        const history told = simulate(pact,
                                      each("2000-01-01"_day, act::deposit, {"AAA", "BBB"}) +
                                          story{done("2000-01-05"_day, act::deposit, "CCC")});
        CHECK(told.treaty_state("2000-03-30"_day) == treaty_state::not_yet_in_force);
        CHECK(told.treaty_state("2000-03-31"_day) == treaty_state::in_force);
    }
    SECTION("it ceases to hold") {
        const treaty other = founded()
                                 .set("entry_into_force.effective",
                                      list_of({table_of({{"if", "not deposits by ZZZ"},
                                                         {"rule", "30 days after threshold"}}),
                                               table_of({{"rule", "90 days after threshold"}})}))
                                 .build();
        const history told = simulate(other,
                                      each("2000-01-01"_day, act::deposit, {"AAA", "BBB"}) +
                                          story{done("2000-01-05"_day, act::deposit, "ZZZ")});
        CHECK(told.treaty_state("2000-01-30"_day) == treaty_state::not_yet_in_force);
        CHECK(told.treaty_state("2000-01-31"_day) == treaty_state::in_force);
    }
}

TEST_CASE("Where no alternative fits on the deciding day there is no day, and none comes later",
          "[engine][alternatives]") {
    const treaty pact =
        founded()
            .set("entry_into_force.effective",
                 list_of({table_of({{"if", "3 deposits"}, {"rule", "30 days after threshold"}})}))
            .build();
    const history told =
        simulate(pact,
                 each("2000-01-01"_day, act::deposit, {"AAA", "BBB"}) +
                     story{done("2000-02-05"_day, act::deposit, "CCC"),
                           dated_act{.day = "2005-01-01"_day, .kind = act::declare, .by = "CCC"}});
    CHECK(told.treaty_state("2010-01-01"_day) == treaty_state::not_yet_in_force);
    CHECK(told.state("AAA", "2010-01-01"_day) == state::contracting);
}

TEST_CASE("An entry may have a limit and a condition: both must fit", "[engine][alternatives]") {
    const treaty pact = founded()
                            .set("entry_into_force.effective",
                                 list_of({table_of({{"until", "2000-01-01"_day},
                                                    {"if", "deposits by AAA"},
                                                    {"rule", "10 days after threshold"}}),
                                          table_of({{"through", "2000-12-31"_day},
                                                    {"rule", "20 days after threshold"}}),
                                          table_of({{"rule", "30 days after threshold"}})}))
                            .build();
    const auto entry = [&](date day, std::initializer_list<const char*> by) {
        return simulate(pact, each(day, act::deposit, by)).report(*by.begin(), day).next;
    };
    CHECK(entry("1999-12-31"_day, {"AAA", "BBB"}) == "2000-01-10"_day);
    CHECK(entry("1999-12-31"_day, {"CCC", "BBB"}) == "2000-01-20"_day);
    CHECK(entry("2000-01-01"_day, {"AAA", "BBB"}) == "2000-01-21"_day);
    CHECK(entry("2000-12-31"_day, {"AAA", "BBB"}) == "2001-01-20"_day);
    CHECK(entry("2001-01-01"_day, {"AAA", "BBB"}) == "2001-01-31"_day);
}

TEST_CASE("Later entries have the alternative of the day of deposit, asked of each",
          "[engine][alternatives]") {
    const treaty pact =
        founded("90 days after threshold")
            .group("near", {"DDD"})
            .set("entry_into_force.before_entry", "later of both dates")
            .set("entry_into_force.for_later",
                 list_of({table_of({{"if", "it is in near"}, {"rule", "100 days after deposit"}}),
                          table_of({{"if", "it is in war"}, {"rule", "200 days after deposit"}}),
                          table_of({{"rule", "300 days after deposit"}})}))
            .build();
    rulebook rules;
    rules.treaties = {pact};
    scenario told_of;
    told_of.acts = two + each("2001-01-01"_day, act::deposit, {"DDD", "EEE", "FFF"});
    told_of.facts = {holds_from("war", "EEE", "2001-01-01"_day, "2001-01-02"_day),
                     holds_from("war", "FFF", "2001-01-02"_day, "2001-12-31"_day)};
    const history told = simulate(rules, told_of);
    CHECK(told.report("DDD", "2001-01-01"_day).next == "2001-04-11"_day);
    CHECK(told.report("EEE", "2001-01-01"_day).next == "2001-07-20"_day);
    CHECK(told.report("FFF", "2001-01-01"_day).next == "2001-10-28"_day);
    CHECK_THAT(why(told, "DDD", "2001-04-11"_day), ContainsSubstring("100 days after deposit"));
    CHECK_THAT(why(told, "EEE", "2001-07-20"_day),
               ContainsSubstring("200 days after deposit (2001-01-01)"));
    CHECK_THAT(why(told, "FFF", "2001-10-28"_day), ContainsSubstring("300 days after deposit"));
}

TEST_CASE("A later clock set anew keeps the alternative of the day of deposit",
          "[engine][alternatives]") {
    // The depositary's statement differs from the computed day, so every deposit follows
    // `before_entry`; the war of the day of deposit is over by then.
    const treaty pact =
        founded()
            .set("entry_into_force.before_entry", "later of both dates")
            .set("entry_into_force.for_later",
                 list_of({table_of({{"if", "it is in war"}, {"rule", "300 days after deposit"}}),
                          table_of({{"rule", "30 days after deposit"}})}))
            .build();
    rulebook rules;
    rules.treaties = {pact};
    scenario told_of;
    told_of.acts = {done("2000-01-01"_day, act::deposit, "AAA"),
                    {.day = "2000-03-01"_day, .kind = act::entry_into_force, .by = "*"}};
    told_of.facts = {holds_from("war", "AAA", "2000-01-01"_day, "2000-02-01"_day)};
    const history told = simulate(rules, told_of);
    CHECK(told.state("AAA", "2000-03-01"_day) == state::contracting);
    CHECK(told.state("AAA", "2000-10-26"_day) == state::contracting);
    CHECK(told.state("AAA", "2000-10-27"_day) == state::in_force);
    CHECK_THAT(why(told, "AAA", "2000-10-27"_day), ContainsSubstring("300 days after deposit"));
}

TEST_CASE("A deposit held for after an exit keeps the alternative of its own day",
          "[engine][alternatives]") {
    const treaty pact =
        founded()
            .set("entry_into_force.for_later",
                 list_of({table_of({{"if", "it is in war"}, {"rule", "300 days after deposit"}}),
                          table_of({{"rule", "on deposit"}})}))
            .build();
    rulebook rules;
    rules.treaties = {pact};
    scenario told_of;
    told_of.acts = three + story{done("2001-01-01"_day, act::give_notice_of_withdrawal, "CCC"),
                                 done("2001-05-01"_day, act::deposit, "CCC")};
    told_of.acts[3].id = "notice";
    told_of.facts = {holds_from("war", "CCC", "2001-05-01"_day, "2001-06-01"_day)};
    const history told = simulate(rules, told_of);
    CHECK(told.state("CCC", "2001-07-01"_day) == state::contracting);
    CHECK(told.state("CCC", "2002-02-24"_day) == state::contracting);
    CHECK(told.state("CCC", "2002-02-25"_day) == state::in_force);
}

// ---- withdrawal ---------------------------------------------------------------------------------

TEST_CASE("A notice has the alternative of its own day, and keeps it", "[engine][alternatives]") {
    const treaty pact =
        founded()
            .set("withdrawal.notice",
                 list_of(
                     {table_of({{"if", "fewer than 3 parties"}, {"rule", "2 years after notice"}}),
                      table_of({{"rule", "1 year after notice"}})}))
            .build();
    const history told = simulate(
        pact,
        three +
            story{done("2001-01-01"_day, act::give_notice_of_withdrawal, "CCC"),
                  {.day = "2001-06-01"_day, .kind = act::give_notice_of_withdrawal, .by = "BBB"},
                  {.day = "2002-01-01"_day, .kind = act::give_notice_of_withdrawal, .by = "AAA"}});
    CHECK(told.state("CCC", "2001-12-31"_day) == state::withdrawal_pending);
    CHECK(told.state("CCC", "2002-01-01"_day) == state::withdrawn);
    // BBB's was given while there were three: that there are two by now does not matter.
    CHECK(told.state("BBB", "2002-05-31"_day) == state::withdrawal_pending);
    CHECK(told.state("BBB", "2002-06-01"_day) == state::withdrawn);
    CHECK_THAT(why(told, "BBB", "2002-06-01"_day), ContainsSubstring("1 year after notice"));
    // AAA's came after CCC's exit of the same day.
    CHECK(told.state("AAA", "2003-12-31"_day) == state::withdrawal_pending);
    CHECK(told.state("AAA", "2004-01-01"_day) == state::withdrawn);
    CHECK_THAT(why(told, "AAA", "2003-01-01"_day),
               ContainsSubstring("2 years after notice (2002-01-01)"));
}

TEST_CASE("A notice put off, paused or replaced still names its own alternative",
          "[engine][alternatives]") {
    const treaty pact =
        founded()
            .set("withdrawal.notice",
                 list_of({table_of({{"if", "it is in war"}, {"rule", "2 years after notice"}}),
                          table_of({{"rule", "1 year after notice"}})}))
            .build();
    const auto tell = [&](dated_act more) {
        return simulate(
            pact,
            three + story{done("2001-01-01"_day, act::give_notice_of_withdrawal, "CCC"), more});
    };
    const history replaced = tell({.day = "2001-02-01"_day,
                                   .kind = act::give_notice_of_withdrawal,
                                   .by = "CCC",
                                   .effective = "2003-05-05"_day});
    CHECK(replaced.state("CCC", "2003-05-05"_day) == state::withdrawn);
    CHECK_THAT(why(replaced, "CCC", "2003-05-05"_day), ContainsSubstring("1 year after notice"));
    CHECK_THAT(why(replaced, "CCC", "2003-05-05"_day), !ContainsSubstring("2 years"));
    const history extended = tell({.day = "2001-02-01"_day,
                                   .kind = act::extend,
                                   .by = "CCC",
                                   .of = "notice",
                                   .until = "2004-01-01"_day});
    CHECK(extended.state("CCC", "2004-01-01"_day) == state::withdrawn);
    CHECK_THAT(why(extended, "CCC", "2004-01-01"_day), ContainsSubstring("1 year after notice"));
}

TEST_CASE("By period a notice is decided by the day it was received", "[engine][alternatives]") {
    const treaty pact =
        founded()
            .set("withdrawal.notice",
                 list_of(
                     {table_of({{"until", "2005-01-27"_day}, {"rule", "1 year after notice"}}),
                      table_of({{"through", "2010-06-30"_day}, {"rule", "2 years after notice"}})}))
            .build();
    const auto tell = [&](date day, std::optional<date> received = {}) {
        story acts = three;
        acts.push_back({.day = day,
                        .kind = act::give_notice_of_withdrawal,
                        .by = "CCC",
                        .received = received});
        return simulate(pact, acts);
    };
    CHECK(tell("2005-01-26"_day).report("CCC", "2005-01-26"_day).exit_on == "2006-01-26"_day);
    CHECK(tell("2005-01-27"_day).report("CCC", "2005-01-27"_day).exit_on == "2007-01-27"_day);
    CHECK(tell("2005-01-20"_day, "2005-02-01"_day).report("CCC", "2005-02-01"_day).exit_on ==
          "2007-02-01"_day);
    CHECK(tell("2010-06-30"_day).report("CCC", "2010-06-30"_day).exit_on == "2012-06-30"_day);
    // Past every limit the list says nothing: the exit has no day.
    const history past = tell("2010-07-01"_day);
    CHECK(past.report("CCC", "2010-07-01"_day).exit_pending);
    CHECK_FALSE(past.report("CCC", "2010-07-01"_day).exit_on.has_value());
    CHECK(past.state("CCC", "2100-01-01"_day) == state::withdrawal_pending);
    CHECK_NOTHROW(explain(past, "pact", "CCC", "2010-07-01"_day));
}

TEST_CASE("A lock-in may be a list", "[engine][alternatives]") {
    const treaty pact =
        founded()
            .set("withdrawal.lock_in",
                 list_of({table_of({{"until", "2003-01-01"_day},
                                    {"rule", "5 years after own entry into force"}}),
                          table_of({{"if", "it is in war"},
                                    {"rule", "4 years after own entry into force"}}),
                          table_of({{"rule", "3 years after own entry into force"}})}))
            .build();
    rulebook rules;
    rules.treaties = {pact};
    const auto finding = [&](date day, std::vector<fact> facts = {}) {
        scenario told_of;
        told_of.acts = three + story{done(day, act::give_notice_of_withdrawal, "CCC")};
        told_of.facts = std::move(facts);
        return finding_of(simulate(rules, told_of), "done");
    };
    CHECK(finding("2002-12-31"_day) == found::inside_lock_in);
    CHECK(finding("2003-01-30"_day) == found::inside_lock_in);
    CHECK(finding("2003-01-31"_day) == found::stands);
    CHECK(finding("2003-01-31"_day, {holds_from("war", "CCC", "2003-01-31"_day)}) ==
          found::inside_lock_in);
    CHECK(finding("2004-01-31"_day, {holds_from("war", "CCC", "2003-01-31"_day)}) == found::stands);
}

// ---- the other clocks ---------------------------------------------------------------------------

TEST_CASE("Every date rule of a clause may be a list", "[engine][alternatives]") {
    const auto by_war = [](const char* in_war, const char* else_rule) {
        return list_of({table_of({{"if", "it is in war"}, {"rule", in_war}}),
                        table_of({{"rule", else_rule}})});
    };
    const auto tell = [](const treaty& law, story acts) {
        rulebook rules;
        rules.treaties = {law};
        scenario told_of;
        told_of.acts = std::move(acts);
        told_of.facts = {holds_from("war", "DDD", "2000-01-01"_day)};
        return simulate(rules, told_of);
    };
    SECTION("provisional application: it starts") {
        const treaty law = founded()
                               .set("provisional_application.starts",
                                    by_war("10 days after signature", "20 days after signature"))
                               .build();
        const history told = tell(law, each("2000-02-01"_day, act::sign, {"DDD", "EEE"}));
        CHECK(told.state("DDD", "2000-02-10"_day) == state::signed_only);
        CHECK(told.state("DDD", "2000-02-11"_day) == state::provisionally_applied);
        CHECK(told.state("EEE", "2000-02-20"_day) == state::signed_only);
        CHECK(told.state("EEE", "2000-02-21"_day) == state::provisionally_applied);
    }
    SECTION("provisional application: it ends") {
        const treaty law = founded()
                               .set("provisional_application.starts", "on signature")
                               .set("provisional_application.ends",
                                    by_war("30 days after signature", "60 days after signature"))
                               .build();
        const history told = tell(law, each("2000-02-01"_day, act::sign, {"DDD", "EEE"}));
        CHECK(told.state("DDD", "2000-03-01"_day) == state::provisionally_applied);
        CHECK(told.state("DDD", "2000-03-02"_day) == state::signed_only);
        CHECK(told.state("EEE", "2000-03-31"_day) == state::provisionally_applied);
        CHECK(told.state("EEE", "2000-04-01"_day) == state::signed_only);
    }
    SECTION("provisional application: notice of its end") {
        const treaty law = founded()
                               .set("provisional_application.starts", "on signature")
                               .set("provisional_application.notice",
                                    by_war("10 days after notice", "20 days after notice"))
                               .build();
        const history told =
            tell(law,
                 each("2000-02-01"_day, act::sign, {"DDD", "EEE"}) +
                     each("2000-03-01"_day, act::end_provisional_application, {"DDD", "EEE"}));
        CHECK(told.state("DDD", "2000-03-10"_day) == state::provisionally_applied);
        CHECK(told.state("DDD", "2000-03-11"_day) == state::signed_only);
        CHECK(told.state("EEE", "2000-03-20"_day) == state::provisionally_applied);
        CHECK(told.state("EEE", "2000-03-21"_day) == state::signed_only);
    }
    SECTION("suspension") {
        const treaty law =
            founded()
                .set("suspension.notice", by_war("10 days after notice", "20 days after notice"))
                .build();
        const history told = tell(law,
                                  each("2000-01-31"_day, act::deposit, {"DDD", "EEE"}) +
                                      each("2000-03-01"_day, act::suspend, {"DDD"}));
        CHECK(told.state("DDD", "2000-03-10"_day) == state::in_force);
        CHECK(told.state("DDD", "2000-03-11"_day) == state::suspended);
        const history other = tell(law,
                                   each("2000-01-31"_day, act::deposit, {"DDD", "EEE"}) +
                                       each("2000-03-01"_day, act::suspend, {"EEE"}));
        CHECK(other.state("EEE", "2000-03-20"_day) == state::in_force);
        CHECK(other.state("EEE", "2000-03-21"_day) == state::suspended);
    }
    SECTION("expulsion: asked of whom it meets") {
        const treaty law =
            founded()
                .set("expulsion.notice", by_war("10 days after notice", "20 days after notice"))
                .build();
        const history told =
            tell(law,
                 each("2000-01-31"_day, act::deposit, {"AAA", "BBB", "DDD", "EEE"}) +
                     story{{.day = "2000-03-01"_day,
                            .kind = act::expel,
                            .by = "AAA",
                            .to = {"DDD", "EEE"}}});
        CHECK(told.state("DDD", "2000-03-10"_day) == state::in_force);
        CHECK(told.state("DDD", "2000-03-11"_day) == state::former_party);
        CHECK(told.state("EEE", "2000-03-20"_day) == state::in_force);
        CHECK(told.state("EEE", "2000-03-21"_day) == state::former_party);
    }
    SECTION("objections to reservations") {
        const treaty law =
            founded()
                .set("reservations.deadline",
                     list_of(
                         {table_of({{"until", "2001-01-01"_day}, {"rule", "30 days after notice"}}),
                          table_of({{"rule", "60 days after notice"}})}))
                .build();
        const auto finding = [&](date reserved, date objected) {
            return finding_of(
                tell(law,
                     two + story{{.day = reserved, .kind = act::deposit, .by = "EEE"},
                                 {.day = reserved, .kind = act::reserve, .by = "EEE", .id = "r"},
                                 {.day = objected,
                                  .kind = act::object,
                                  .by = "AAA",
                                  .of = "r",
                                  .id = "o"}}),
                "o");
        };
        CHECK(finding("2000-12-31"_day, "2001-01-30"_day) == found::stands);
        CHECK(finding("2000-12-31"_day, "2001-01-31"_day) == found::objection_too_late);
        CHECK(finding("2001-01-01"_day, "2001-03-02"_day) == found::stands);
        CHECK(finding("2001-01-01"_day, "2001-03-03"_day) == found::objection_too_late);
    }
}

// ---- yes and no ---------------------------------------------------------------------------------

TEST_CASE("Accession is open by period, decided by the day of the deposit",
          "[engine][alternatives]") {
    const treaty pact =
        founded()
            .set("accession.open",
                 list_of({table_of({{"until", "2002-01-01"_day}, {"value", false}}),
                          table_of({{"through", "2003-12-31"_day}, {"value", true}}),
                          table_of({{"value", false}})}))
            .build();
    const auto finding = [&](date day, bool has_signed = false) {
        story acts = each("2000-01-01"_day, act::sign, {"AAA", "BBB"}) + two;
        if (has_signed) {
            acts.push_back({.day = "2000-01-01"_day, .kind = act::sign, .by = "DDD"});
        }
        acts.push_back(done(day, act::deposit, "DDD"));
        return finding_of(simulate(pact, acts), "done");
    };
    CHECK(finding("2001-12-31"_day) == found::accession_closed);
    CHECK(finding("2001-12-31"_day, true) == found::stands);
    CHECK(finding("2002-01-01"_day) == found::stands);
    CHECK(finding("2003-12-31"_day) == found::stands);
    CHECK(finding("2004-01-01"_day) == found::accession_closed);
}

TEST_CASE("Reservations are allowed by period, decided by the day of the reservation",
          "[engine][alternatives]") {
    const treaty pact =
        founded()
            .set("reservations.allowed",
                 list_of({table_of({{"through", "2002-01-01"_day}, {"value", true}}),
                          table_of({{"value", false}})}))
            .build();
    const auto finding = [&](date day) {
        return finding_of(simulate(pact,
                                   two + story{{.day = day, .kind = act::deposit, .by = "DDD"},
                                               done(day, act::reserve, "DDD")}),
                          "done");
    };
    CHECK(finding("2002-01-01"_day) == found::stands);
    CHECK(finding("2002-01-02"_day) == found::reservation_forbidden);
}

// ---- conditions ---------------------------------------------------------------------------------

TEST_CASE("A condition by period is the condition of the day", "[engine][alternatives]") {
    SECTION("of entry into force") {
        const treaty pact =
            founded()
                .set("entry_into_force.when",
                     list_of({table_of({{"until", "2002-01-01"_day}, {"rule", "4 deposits"}}),
                              table_of({{"through", "2003-01-01"_day}, {"rule", "3 deposits"}}),
                              table_of({{"rule", "2 deposits"}})}))
                .build();
        const auto entry = [&](std::initializer_list<const char*> by) {
            const history told = simulate(pact, each("2000-01-01"_day, act::deposit, by));
            for (const date day :
                 {"2000-01-01"_day, "2002-01-01"_day, "2003-01-01"_day, "2003-01-02"_day}) {
                if (told.treaty_state(day) == treaty_state::in_force) {
                    return std::optional(day);
                }
            }
            return std::optional<date>();
        };
        CHECK(entry({"AAA", "BBB", "CCC", "DDD"}) == "2000-01-01"_day);
        CHECK(entry({"AAA", "BBB", "CCC"}) == "2002-01-01"_day); // the day alone makes it true
        CHECK(entry({"AAA", "BBB"}) == "2003-01-02"_day);
        CHECK(entry({"AAA"}) == std::nullopt);
    }
    SECTION("of accession") {
        const treaty pact =
            founded()
                .group("near", {"DDD"})
                .set("accession.open_to",
                     list_of({table_of({{"until", "2002-01-01"_day}, {"rule", "it is in near"}}),
                              table_of({{"rule", "it is not in near"}})}))
                .build();
        const auto finding = [&](date day, const char* who) {
            return finding_of(simulate(pact,
                                       each("2000-01-01"_day, act::sign, {"AAA", "BBB"}) + two +
                                           story{done(day, act::accede, who)}),
                              "done");
        };
        CHECK(finding("2001-12-31"_day, "DDD") == found::stands);
        CHECK(finding("2001-12-31"_day, "EEE") == found::accession_condition);
        CHECK(finding("2002-01-01"_day, "DDD") == found::accession_condition);
        CHECK(finding("2002-01-01"_day, "EEE") == found::stands);
    }
    SECTION("of an exit that waits") {
        const treaty pact =
            founded()
                .set("withdrawal.not_while",
                     list_of({table_of({{"until", "2002-01-01"_day}, {"rule", "it is in war"}}),
                              table_of({{"rule", "it is in peace"}})}))
                .build();
        rulebook rules;
        rules.treaties = {pact};
        scenario told_of;
        told_of.acts = three + story{done("2001-01-01"_day, act::give_notice_of_withdrawal, "CCC")};
        told_of.facts = {holds_from("war", "CCC", "2001-01-01"_day)};
        const history told = simulate(rules, told_of);
        CHECK(told.state("CCC", "2001-12-31"_day) == state::withdrawal_pending);
        CHECK(told.state("CCC", "2002-01-01"_day) == state::withdrawn);
    }
    SECTION("of suspension") {
        const treaty pact =
            founded()
                .set("suspension.when",
                     list_of({table_of({{"until", "2002-01-01"_day}, {"rule", "it is in war"}}),
                              table_of({{"rule", "2 parties"}})}))
                .build();
        const auto finding = [&](date day) {
            return finding_of(simulate(pact, two + story{done(day, act::suspend, "AAA")}), "done");
        };
        CHECK(finding("2001-12-31"_day) != found::stands);
        CHECK(finding("2002-01-01"_day) == found::stands);
    }
}

TEST_CASE("Among conditions, too, the first entry that fits is the one that applies",
          "[engine][alternatives]") {
    // Before 2005 the first; so the second, which ends in 2003, never; from 2005 the third.
    const auto finding = [](value list, date day, const char* who) {
        const treaty pact = founded()
                                .group("near", {"DDD"})
                                .group("far", {"EEE"})
                                .set("accession.open_to", std::move(list))
                                .build();
        return finding_of(simulate(pact,
                                   each("2000-01-01"_day, act::sign, {"AAA", "BBB"}) + two +
                                       story{done(day, act::accede, who)}),
                          "done");
    };
    const auto overlapping =
        list_of({table_of({{"until", "2005-01-01"_day}, {"rule", "it is in near"}}),
                 table_of({{"until", "2003-01-01"_day}, {"rule", "it is in far"}}),
                 table_of({{"rule", "it is in far"}})});
    CHECK(finding(overlapping, "2002-01-01"_day, "DDD") == found::stands);
    CHECK(finding(overlapping, "2002-01-01"_day, "EEE") == found::accession_condition);
    CHECK(finding(overlapping, "2004-01-01"_day, "DDD") == found::stands);
    CHECK(finding(overlapping, "2004-01-01"_day, "EEE") == found::accession_condition);
    CHECK(finding(overlapping, "2005-01-01"_day, "DDD") == found::accession_condition);
    CHECK(finding(overlapping, "2005-01-01"_day, "EEE") == found::stands);

    const auto guarded = list_of({table_of({{"if", "3 parties"}, {"rule", "it is in near"}}),
                                  table_of({{"rule", "it is in far"}})});
    CHECK(finding(guarded, "2002-01-01"_day, "DDD") == found::accession_condition);
    CHECK(finding(guarded, "2002-01-01"_day, "EEE") == found::stands);
    const auto guard_holds = list_of({table_of({{"if", "2 parties"}, {"rule", "it is in near"}}),
                                      table_of({{"rule", "it is in far"}})});
    CHECK(finding(guard_holds, "2002-01-01"_day, "DDD") == found::stands);
    CHECK(finding(guard_holds, "2002-01-01"_day, "EEE") == found::accession_condition);

    const auto both = list_of(
        {table_of({{"until", "2005-01-01"_day}, {"if", "3 parties"}, {"rule", "it is in near"}}),
         table_of({{"rule", "it is in far"}})});
    CHECK(finding(both, "2002-01-01"_day, "EEE") == found::stands); // the first does not apply
    CHECK(finding(both, "2002-01-01"_day, "DDD") == found::accession_condition);
    CHECK(finding(both, "2006-01-01"_day, "EEE") == found::stands);
}

TEST_CASE("Past every limit a condition does not hold", "[engine][alternatives]") {
    const treaty pact =
        founded()
            .set("entry_into_force.when",
                 list_of({table_of({{"through", "2000-12-31"_day}, {"rule", "2 deposits"}})}))
            .build();
    CHECK(simulate(pact, each("2000-12-31"_day, act::deposit, {"AAA", "BBB"}))
              .treaty_state("2000-12-31"_day) == treaty_state::in_force);
    CHECK(simulate(pact, each("2001-01-01"_day, act::deposit, {"AAA", "BBB"}))
              .treaty_state("2010-01-01"_day) == treaty_state::not_yet_in_force);
}

TEST_CASE("A limit may be the last day of the calendar", "[engine][alternatives]") {
    const treaty pact =
        founded()
            .set("entry_into_force.when",
                 list_of({table_of({{"through", "9999-12-31"_day}, {"rule", "2 deposits"}}),
                          table_of({{"rule", "100 deposits"}})}))
            .set("withdrawal.notice",
                 list_of({table_of({{"through", "9999-12-31"_day}, {"rule", "on notice"}})}))
            .build();
    const history told = simulate(
        pact, three + story{done("2001-01-01"_day, act::give_notice_of_withdrawal, "CCC")});
    CHECK(told.state("AAA", "2000-01-31"_day) == state::in_force);
    CHECK(told.state("CCC", "2001-01-01"_day) == state::withdrawn);
}

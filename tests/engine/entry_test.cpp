// Entry into force: the threshold, the effective day, deposits before and after, who counts, and
// the depositary's own statement.
#include "engine/stories.hpp"

using namespace servanda_tests;

namespace {

/// Ninety days after the third deposit; for later ones thirty days after their own.
treaty_builder convention() {
    treaty_builder result{"convention"};
    result.multilateral()
        .enters_into_force("20(1)", "3 deposits", "90 days after threshold")
        .for_later("30 days after deposit")
        .withdrawal("21", "6 months after notice");
    return result;
}

dated_act deposit(date day, const char* by) {
    return {.day = day, .kind = act::ratify, .by = by};
}

dated_act revoke(date day, const char* by) {
    return {.day = day, .kind = act::revoke, .by = by, .of = "deposit"};
}

/// The depositary says when the treaty entered into force.
dated_act statement(date day) {
    return {.day = day, .kind = act::entry_into_force, .by = "*"};
}

std::optional<date> in_force_since(const history& told, const char* party, date asked) {
    return told.state(party, asked) == state::in_force ? told.report(party, asked).since
                                                       : std::nullopt;
}

const story three{deposit("2000-01-01"_day, "AAA"),
                  deposit("2000-02-01"_day, "BBB"),
                  deposit("2000-03-01"_day, "CCC")}; // + 90 days = 2000-05-30

constexpr date late = "2009-01-01"_day;

/// One treaty that enters into force when the condition holds, and the day it did.
std::optional<date> entered(treaty_builder rules, std::string_view when, const story& acts) {
    const history told = simulate(rules.enters_into_force("1", when, "on threshold").build(), acts);
    for (const auto& item : told.changes()) {
        if (item.who == told.whole("convention") && item.treaty_now == treaty_state::in_force) {
            return item.day;
        }
    }
    return std::nullopt;
}

} // namespace

TEST_CASE("Entry counts from the day the condition first held", "[engine][entry]") {
    const history told = simulate(convention().build(), three);
    CHECK(told.state("AAA", "2000-05-29"_day) == state::contracting);
    for (const char* party : {"AAA", "BBB", "CCC"}) {
        CHECK(in_force_since(told, party, late) == "2000-05-30"_day);
    }
    CHECK(told.treaty_state("2000-05-29"_day) == treaty_state::not_yet_in_force);
    CHECK(told.treaty_state("2000-05-30"_day) == treaty_state::in_force);
    CHECK(told.report("AAA", "2000-04-01"_day).next == "2000-05-30"_day);
    CHECK_FALSE(told.report("AAA", "2000-02-29"_day).next.has_value()); // nothing dated is pending
}

TEST_CASE("Open Skies: sixty days after the last deposit needed, and after each later one",
          "[engine][entry]") {
    const treaty skies = treaty_builder{"open-skies"}
                             .multilateral()
                             .opened("1992-03-24"_day)
                             .enters_into_force("XVII(2)", "3 deposits", "60 days after threshold")
                             .for_later("60 days after deposit")
                             .build();
    const history told = simulate(skies,
                                  {deposit("2000-04-20"_day, "UKR"),
                                   deposit("2001-11-02"_day, "RUS"),
                                   deposit("2001-11-02"_day, "BLR"),
                                   deposit("2003-08-21"_day, "BIH"),
                                   deposit("2004-11-02"_day, "HRV")});
    CHECK(in_force_since(told, "UKR", late) == "2002-01-01"_day);
    CHECK(in_force_since(told, "RUS", late) == "2002-01-01"_day);
    CHECK(in_force_since(told, "BIH", late) == "2003-10-20"_day);
    CHECK(in_force_since(told, "HRV", late) == "2005-01-01"_day);
    CHECK(told.state("BIH", "2003-09-01"_day) == state::contracting);
}

TEST_CASE("Deposits between threshold and entry", "[engine][entry]") {
    const story acts = three + story{deposit("2000-03-01"_day, "DDD"),  // on the threshold day
                                     deposit("2000-03-15"_day, "EEE"),  // own: 2000-04-14
                                     deposit("2000-05-20"_day, "FFF"),  // own: 2000-06-19
                                     deposit("2000-05-30"_day, "GGG")}; // on the day of entry
    SECTION("enter with the treaty, if nothing is said") {
        const history told = simulate(convention().build(), acts);
        for (const char* party : {"DDD", "EEE", "FFF", "GGG"}) {
            INFO(party); // up to that day and on it, as Cuba's to the Chemical Weapons Convention
            CHECK(in_force_since(told, party, late) == "2000-05-30"_day);
        }
    }
    SECTION("or on the later of both dates") {
        const history told = simulate(
            convention().set("entry_into_force.before_entry", "later of both dates").build(), acts);
        CHECK(in_force_since(told, "DDD", late) == "2000-05-30"_day); // up to the threshold day
        CHECK(in_force_since(told, "EEE", late) == "2000-05-30"_day);
        CHECK(in_force_since(told, "FFF", late) == "2000-06-19"_day);
        CHECK(in_force_since(told, "GGG", late) == "2000-06-29"_day);
    }
}

TEST_CASE("What the rules leave open", "[engine][entry]") {
    // Effective on threshold, for_later on deposit (VCLT 24).
    treaty_builder bare{"bare"};
    bare.multilateral().set("entry_into_force.when", "2 deposits");
    const history told = simulate(bare.build(),
                                  {deposit("2000-01-01"_day, "AAA"),
                                   deposit("2000-02-01"_day, "BBB"),
                                   deposit("2001-01-01"_day, "CCC")});
    CHECK(in_force_since(told, "AAA", late) == "2000-02-01"_day);
    CHECK(in_force_since(told, "BBB", late) == "2000-02-01"_day);
    CHECK(in_force_since(told, "CCC", late) == "2001-01-01"_day);
}

TEST_CASE("CTBT: never before a given day", "[engine][entry]") {
    const auto tell = [](date third) {
        return simulate(convention()
                            .enters_into_force("XIV(1)", "3 deposits", "180 days after threshold")
                            .set("entry_into_force.not_before", "1998-09-24"_day)
                            .build(),
                        {deposit("1997-01-01"_day, "AAA"),
                         deposit("1997-01-01"_day, "BBB"),
                         deposit(third, "CCC")});
    };
    CHECK(in_force_since(tell("1998-01-01"_day), "AAA", late) == "1998-09-24"_day);
    CHECK(in_force_since(tell("1998-03-28"_day), "AAA", late) == "1998-09-24"_day); // + 180 days
    CHECK(in_force_since(tell("1998-03-29"_day), "AAA", late) == "1998-09-25"_day);
}

TEST_CASE("A deposit that names a later day enters on it", "[engine][entry]") {
    dated_act conditional = deposit("2001-01-01"_day, "DDD");
    conditional.effective = "2001-06-01"_day;
    const history told = simulate(convention().build(), three + story{conditional});
    CHECK(in_force_since(told, "DDD", late) == "2001-06-01"_day);
}

TEST_CASE("Whose deposits count", "[engine][entry]") {
    SECTION("each deposit once, until it is revoked") {
        CHECK(entered(convention(), "3 deposits", three) == "2000-03-01"_day);
        CHECK(entered(convention(),
                      "3 deposits",
                      story{deposit("2000-01-01"_day, "AAA"),
                            deposit("2000-02-01"_day, "BBB"),
                            revoke("2000-02-15"_day, "AAA"),
                            deposit("2000-03-01"_day, "CCC"),
                            deposit("2000-04-01"_day, "AAA")}) == "2000-04-01"_day);
    }
    SECTION("accessions, unless the treaty leaves them out; a deposit is a deposit") {
        const auto with_third = [](act kind) {
            return story{deposit("2000-01-01"_day, "AAA"),
                         deposit("2000-02-01"_day, "BBB"),
                         {.day = "2000-03-01"_day, .kind = kind, .by = "CCC"},
                         deposit("2000-04-01"_day, "DDD")};
        };
        treaty_builder without = convention();
        without.set("entry_into_force.accession_counts", false);
        CHECK(entered(convention(), "3 deposits", with_third(act::accede)) == "2000-03-01"_day);
        CHECK(entered(without, "3 deposits", with_third(act::accede)) == "2000-04-01"_day);
        CHECK(entered(without, "3 deposits", with_third(act::deposit)) == "2000-03-01"_day);
        CHECK(entered(without, "3 deposits", with_third(act::approve)) == "2000-03-01"_day);
    }
    SECTION("organisations only where the treaty says so") {
        treaty_builder with_union = convention();
        with_union.set(
            "participants.EUU",
            value(value_table{{"name", "European Union", {}}, {"kind", "organisation", {}}}));
        const story acts{deposit("2000-01-01"_day, "AAA"),
                         deposit("2000-02-01"_day, "BBB"),
                         deposit("2000-03-01"_day, "EUU"),
                         deposit("2000-04-01"_day, "CCC")};
        CHECK(entered(with_union, "3 deposits", acts) == "2000-04-01"_day);
        treaty_builder counted = with_union;
        counted.set("entry_into_force.counted", value(value_list{value("EUU")}));
        CHECK(entered(counted, "3 deposits", acts) == "2000-03-01"_day);
        // What names it asks for it.
        CHECK(entered(with_union, "deposits by AAA and EUU", acts) == "2000-03-01"_day);
        // It becomes a party with the others, counted or not.
        const history told = simulate(with_union.build(), acts);
        CHECK(told.state("EUU", late) == state::in_force);
    }
    SECTION("a dissolved state's once, for the first that takes it up") {
        const auto tell = [](std::vector<const char*> heirs) {
            story acts{deposit("1992-01-01"_day, "CSK"),
                       deposit("1992-02-01"_day, "AAA"),
                       {.day = "1993-01-01"_day,
                        .kind = act::dissolve,
                        .by = "CSK",
                        .into = {"CZE", "SVK"}}};
            for (const char* heir : heirs) {
                acts.push_back(
                    {.day = "1993-01-01"_day, .kind = act::succeed, .by = heir, .of = "CSK"});
            }
            acts.push_back(deposit("1994-01-01"_day, "BBB"));
            acts.push_back(deposit("1995-01-01"_day, "CCC"));
            return acts;
        };
        CHECK(entered(convention(), "3 deposits", tell({})) == "1995-01-01"_day);
        CHECK(entered(convention(), "3 deposits", tell({"CZE"})) == "1994-01-01"_day);
        CHECK(entered(convention(), "3 deposits", tell({"CZE", "SVK"})) == "1994-01-01"_day);
        CHECK(entered(convention(), "4 deposits", tell({"SVK", "CZE"})) == "1995-01-01"_day);
    }
}

TEST_CASE("The threshold is met once", "[engine][entry]") {
    // One takes its deposit back after the threshold: the treaty enters into force without it.
    const history told =
        simulate(convention().build(), three + story{revoke("2000-04-01"_day, "BBB")});
    CHECK(in_force_since(told, "AAA", late) == "2000-05-30"_day);
    CHECK(told.state("BBB", late) == state::none);
    // And a later return to the number sets no second clock.
    const history again =
        simulate(convention().build(),
                 three + story{revoke("2000-04-01"_day, "BBB"), deposit("2000-04-15"_day, "EEE")});
    CHECK(in_force_since(again, "AAA", late) == "2000-05-30"_day);
    CHECK(in_force_since(again, "EEE", late) == "2000-05-30"_day);
}

TEST_CASE("Named states, groups and numbers", "[engine][entry]") {
    treaty_builder named = convention();
    named.group("nuclear", {"USA", "GBR", "SUN"});
    story acts{deposit("1969-01-01"_day, "USA"),
               deposit("1969-02-01"_day, "GBR"),
               deposit("1969-03-01"_day, "AAA"),
               deposit("1970-03-05"_day, "SUN"),
               deposit("1970-04-01"_day, "BBB")};
    CHECK(entered(named, "deposits by USA, GBR and SUN", acts) == "1970-03-05"_day);
    CHECK(entered(named, "deposits by nuclear", acts) == "1970-03-05"_day);
    CHECK(entered(named, "2 deposits by nuclear", acts) == "1969-02-01"_day);
    CHECK(entered(named, "deposits by nuclear and AAA", acts) == "1970-03-05"_day);
    // NPT IX(3): forty others beside three named are 43; here, two others are five.
    CHECK(entered(named, "5 deposits and deposits by nuclear", acts) == "1970-04-01"_day);
    CHECK(entered(named, "3 deposits or deposits by nuclear", acts) == "1969-03-01"_day);
    // A continued participant answers under both codes.
    acts[3].by = "RUS";
    acts.push_back(
        {.day = "1969-01-02"_day, .kind = act::continue_identity, .by = "RUS", .of = "SUN"});
    CHECK(entered(named, "deposits by nuclear", acts) == "1970-03-05"_day);
}

TEST_CASE("All signatories, each replaced by who succeeded it", "[engine][entry]") {
    const story signed_by = each("1990-11-19"_day, act::sign, {"AAA", "BBB", "CSK"});
    const std::string_view all = "deposits by all signatories";
    CHECK_FALSE(entered(convention(),
                        all,
                        signed_by + story{deposit("1991-01-01"_day, "AAA"),
                                          deposit("1991-02-01"_day, "BBB"),
                                          deposit("1991-03-01"_day, "CCC")}) // never signed
                    .has_value());
    CHECK(
        entered(convention(),
                all,
                signed_by +
                    story{deposit("1991-01-01"_day, "AAA"),
                          deposit("1991-02-01"_day, "BBB"),
                          {.day = "1993-01-01"_day,
                           .kind = act::dissolve,
                           .by = "CSK",
                           .into = {"CZE", "SVK"}},
                          {.day = "1993-01-01"_day, .kind = act::succeed, .by = "CZE", .of = "CSK"},
                          {.day = "1993-01-01"_day, .kind = act::succeed, .by = "SVK", .of = "CSK"},
                          deposit("1993-06-01"_day, "CZE"),
                          deposit("1993-07-01"_day, "SVK")}) == "1993-07-01"_day);
    // A set without members satisfies nothing.
    CHECK_FALSE(entered(convention(), all, story{deposit("1991-01-01"_day, "AAA")}).has_value());
}

TEST_CASE("Fractions of a set are rounded up", "[engine][entry]") {
    // An amendment in force when two thirds of the parent's parties have accepted it: 4 of 5.
    const treaty parent = plain_builder("parent").build();
    const auto entry = [&](std::string_view when) {
        const treaty amendment = convention().enters_into_force("9", when, "on threshold").build();
        story acts;
        for (const char* code : {"AAA", "BBB", "CCC", "DDD", "EEE"}) {
            acts.push_back(
                {.day = "2000-01-01"_day, .kind = act::ratify, .by = code, .treaty = "parent"});
        }
        date day = "2001-01-01"_day;
        for (const char* code : {"XXX", "AAA", "BBB", "CCC", "DDD", "EEE"}) {
            acts.push_back({.day = day, .kind = act::accept, .by = code, .treaty = "convention"});
            day = day + 1;
        }
        return simulate_all({parent, amendment}, acts).report("convention", "AAA", late).since;
    };
    CHECK(entry("deposits by two thirds of the parties to parent") == "2001-01-05"_day);
    CHECK(entry("two thirds of the parties to parent") == "2001-01-05"_day);
    CHECK(entry("deposits by half of the parties to parent") == "2001-01-04"_day);
    CHECK(entry("deposits by all parties to parent") == "2001-01-06"_day);
}

TEST_CASE("Kyoto: a number of deposits, and a share of a weight", "[engine][entry]") {
    treaty_builder kyoto = convention();
    kyoto.group("annex-i", {"AAA", "BBB", "CCC"})
        .set("weights.co2-1990",
             value(value_table{
                 {"AAA", value(36.1), {}}, {"BBB", value(17.4), {}}, {"CCC", value(46.5), {}}}));
    const std::string_view when =
        "3 deposits and deposits by annex-i carrying at least 55% of co2-1990";
    CHECK(entered(kyoto,
                  when,
                  story{deposit("2001-01-01"_day, "AAA"),
                        deposit("2001-02-01"_day, "XXX"),
                        deposit("2001-03-01"_day, "YYY"),
                        deposit("2001-04-01"_day, "BBB"), // 53.5 per cent
                        deposit("2004-11-18"_day, "CCC")}) == "2004-11-18"_day);
    CHECK(entered(kyoto,
                  when,
                  story{deposit("2001-01-01"_day, "CCC"),
                        deposit("2001-02-01"_day, "BBB"), // 63.9 per cent, two deposits
                        deposit("2001-03-01"_day, "YYY")}) == "2001-03-01"_day);
    // Exactly the share is enough.
    CHECK(entered(kyoto,
                  "deposits by annex-i carrying 53.5% of co2-1990",
                  story{deposit("2001-01-01"_day, "AAA"), deposit("2001-04-01"_day, "BBB")}) ==
          "2001-04-01"_day);
}

TEST_CASE("The depositary's statement", "[engine][entry]") {
    const story acts = three + story{deposit("2000-03-01"_day, "DDD"),
                                     deposit("2000-05-20"_day, "FFF"),  // own: 2000-06-19
                                     deposit("2000-07-01"_day, "GGG")}; // own: 2000-07-31
    treaty_builder later_of_both = convention();
    later_of_both.set("entry_into_force.before_entry", "later of both dates");
    SECTION("that agrees with the computed day changes nothing") {
        for (const treaty& rules : {convention().build(), later_of_both.build()}) {
            const history plain = simulate(rules, acts);
            const history stated = simulate(rules, acts + story{statement("2000-05-30"_day)});
            for (const char* party : {"AAA", "BBB", "CCC", "DDD", "FFF", "GGG"}) {
                INFO(party);
                CHECK(in_force_since(stated, party, late) == in_force_since(plain, party, late));
            }
        }
    }
    SECTION("that differs fixes the date; the computed one is kept") {
        const history told =
            simulate(convention().build(), acts + story{statement("2000-06-01"_day)});
        for (const char* party : {"AAA", "BBB", "CCC", "DDD", "FFF"}) {
            INFO(party);
            CHECK(in_force_since(told, party, late) == "2000-06-01"_day);
        }
        CHECK(in_force_since(told, "GGG", late) == "2000-07-31"_day);
        CHECK(told.treaty_state("2000-05-31"_day) == treaty_state::not_yet_in_force);
        CHECK(told.treaty_state("2000-06-01"_day) == treaty_state::in_force);
        CHECK(told.record().computed_entry.front() == "2000-05-30"_day);
        CHECK(remarked(told, "2000-05-30")); // reported where it differs
    }
    SECTION("that differs leaves no threshold day: every deposit follows before_entry") {
        const history told =
            simulate(later_of_both.build(), acts + story{statement("2000-03-20"_day)});
        CHECK(in_force_since(told, "AAA", late) == "2000-03-20"_day);
        CHECK(in_force_since(told, "BBB", late) == "2000-03-20"_day); // own: 2000-03-02
        CHECK(in_force_since(told, "CCC", late) ==
              "2000-03-31"_day); // own day, not the threshold's
        CHECK(in_force_since(told, "DDD", late) == "2000-03-31"_day);
        CHECK(in_force_since(told, "FFF", late) == "2000-06-19"_day);
    }
    SECTION("is obeyed also where the record never reaches the threshold") {
        const history told =
            simulate(convention().build(),
                     story{deposit("2000-01-01"_day, "AAA"), statement("2000-05-01"_day)});
        CHECK(in_force_since(told, "AAA", late) == "2000-05-01"_day);
    }
    SECTION("is read before the replay, wherever it stands") {
        const history last =
            simulate(convention().build(), acts + story{statement("2000-06-01"_day)});
        const history first =
            simulate(convention().build(), story{statement("2000-06-01"_day)} + acts);
        CHECK(last.same_states(first));
    }
}

TEST_CASE("Signature and accession only while they are open", "[engine][entry]") {
    treaty rules = convention().opened("2000-01-01"_day).build();
    rules.signature_until = "2000-12-31"_day;
    const auto tell = [&](act kind, date day) {
        return worth_of(simulate(rules, {{.day = day, .kind = kind, .by = "SUB", .id = "it"}}),
                        "it");
    };
    CHECK(tell(act::sign, "1999-12-31"_day) == standing::void_act);
    CHECK(tell(act::sign, "2000-01-01"_day) == standing::by_right);
    CHECK(tell(act::sign, "2000-12-31"_day) == standing::by_right);
    CHECK(tell(act::sign, "2001-01-01"_day) == standing::void_act);
    CHECK(tell(act::accede, "1999-12-31"_day) == standing::void_act);
    CHECK(tell(act::accede, "2001-01-01"_day) == standing::by_right); // without end
}

// Amendments: treaties of their own that change terms of their parent for those bound, and that
// later parties join with the parent (VCLT 40(5)); between two parties, the version both have.
#include "engine/stories.hpp"
#include "support/lists.hpp"

using namespace servanda_tests;

namespace {

using ids = std::vector<std::string>;

/// An amendment in force from its second deposit on.
treaty amendment(std::string id, ids amends, std::string new_parties = "by own deposit") {
    treaty made = treaty_builder{std::move(id)}
                      .multilateral()
                      .parent("parent")
                      .enters_into_force("A", "2 deposits", "on threshold")
                      .for_later("on deposit")
                      .withdrawal("B", "1 month after notice")
                      .build();
    made.amends = std::move(amends);
    made.new_parties = std::move(new_parties);
    return made;
}

dated_act done(date day, act kind, const char* by, const char* treaty = "parent") {
    return {.day = day, .kind = kind, .by = by, .treaty = treaty};
}

dated_act notice(date day, const char* by) {
    dated_act made = done(day, act::give_notice_of_withdrawal, by);
    made.id = "notice of " + std::string(by);
    return made;
}

story into(const char* treaty, date day, std::initializer_list<const char*> by) {
    story acts = each(day, act::deposit, by);
    for (auto& item : acts) {
        item.treaty = treaty;
    }
    return acts;
}

const story parties = into("parent", "2000-01-01"_day, {"AAA", "BBB", "CCC", "DDD"});

std::optional<date> exit_of(const history& told, const char* who, date day) {
    return told.report("parent", who, day).exit_on;
}

} // namespace

TEST_CASE("An amendment changes the terms of withdrawal for those bound by it",
          "[engine][amendment]") {
    const treaty slower = amendment("slower", {"parent:withdrawal.notice = 1 year after notice"});
    const history told =
        simulate_all({plain_builder("parent").build(), slower},
                     parties + into("slower", "2001-01-01"_day, {"AAA", "BBB"}) +
                         story{notice("2002-01-01"_day, "AAA"), notice("2002-01-01"_day, "CCC")});
    CHECK(exit_of(told, "AAA", "2002-01-01"_day) == "2003-01-01"_day);
    CHECK(exit_of(told, "CCC", "2002-01-01"_day) == "2002-07-01"_day);
    CHECK(told.version("parent", "AAA", "2000-12-31"_day).empty());
    CHECK(told.version("parent", "AAA", "2001-01-01"_day) == ids{"slower"});
    CHECK(told.version("parent", "CCC", "2001-01-01"_day).empty());
    CHECK(told.version_between("parent", "AAA", "BBB", "2001-01-01"_day) == ids{"slower"});
    CHECK(told.version_between("parent", "AAA", "CCC", "2001-01-01"_day).empty());
    CHECK(told.in_force_between("parent", "AAA", "CCC", "2001-01-01"_day));
}

TEST_CASE("A notice given before the amendment keeps its terms", "[engine][amendment]") {
    const treaty slower = amendment("slower", {"parent:withdrawal.notice = 1 year after notice"});
    const history told =
        simulate_all({plain_builder("parent").build(), slower},
                     parties + into("slower", "2001-01-01"_day, {"AAA"}) +
                         story{notice("2001-03-01"_day, "AAA"), notice("2001-05-01"_day, "BBB")} +
                         into("slower", "2001-04-01"_day, {"BBB"}));
    // Contracting to the amendment, and not yet a party to it: the old terms.
    CHECK(exit_of(told, "AAA", "2001-03-01"_day) == "2001-09-01"_day);
    CHECK(exit_of(told, "AAA", "2001-05-01"_day) == "2001-09-01"_day);
    CHECK(exit_of(told, "BBB", "2001-05-01"_day) == "2002-05-01"_day);
}

TEST_CASE("Who leaves the amendment has the old terms again", "[engine][amendment]") {
    const treaty slower = amendment("slower", {"parent:withdrawal.notice = 1 year after notice"});
    const history told = simulate_all(
        {plain_builder("parent").build(), slower},
        parties + into("slower", "2001-01-01"_day, {"AAA", "BBB"}) +
            story{done("2002-01-01"_day, act::give_notice_of_withdrawal, "AAA", "slower"),
                  notice("2002-02-01"_day, "AAA")});
    CHECK(told.version("parent", "AAA", "2002-02-01"_day).empty());
    CHECK(exit_of(told, "AAA", "2002-02-01"_day) == "2002-08-01"_day);
}

TEST_CASE("Each of two amendments changes what it says, and only for its own parties",
          "[engine][amendment]") {
    const treaty slower = amendment("slower", {"parent:withdrawal.notice = 1 year after notice"});
    const treaty barred =
        amendment("barred", {"parent:withdrawal.lock_in = 5 years after own entry into force"});
    const auto tell = [&](std::vector<treaty> amendments) {
        amendments.insert(amendments.begin(), plain_builder("parent").build());
        return simulate_all(
            amendments,
            parties + into("slower", "2001-01-01"_day, {"AAA", "BBB"}) +
                into("barred", "2001-01-01"_day, {"BBB", "CCC"}) +
                story{notice("2002-01-01"_day, "AAA"),
                      notice("2002-01-01"_day, "BBB"),
                      notice("2002-01-01"_day, "CCC"),
                      notice("2002-01-01"_day, "DDD"),
                      done("2005-01-01"_day, act::give_notice_of_withdrawal, "BBB"),
                      done("2005-01-01"_day, act::give_notice_of_withdrawal, "CCC")});
    };
    for (const history& told : {tell({slower, barred}), tell({barred, slower})}) {
        CHECK(exit_of(told, "AAA", "2002-01-01"_day) == "2003-01-01"_day);
        CHECK(finding_of(told, "notice of BBB") == found::inside_lock_in);
        CHECK(finding_of(told, "notice of CCC") == found::inside_lock_in);
        CHECK(exit_of(told, "DDD", "2002-01-01"_day) == "2002-07-01"_day);
        CHECK(exit_of(told, "BBB", "2005-01-01"_day) == "2006-01-01"_day);
        CHECK(exit_of(told, "CCC", "2005-01-01"_day) == "2005-07-01"_day); // not the other's year
        CHECK(told.version_between("parent", "AAA", "BBB", "2002-01-01"_day) == ids{"slower"});
        CHECK(told.version_between("parent", "CCC", "BBB", "2002-01-01"_day) == ids{"barred"});
        CHECK(told.version_between("parent", "AAA", "CCC", "2002-01-01"_day).empty());
    }
}

TEST_CASE("Of two amendments of one clause the one that entered into force later applies",
          "[engine][amendment]") {
    const treaty year = amendment("year", {"parent:withdrawal.notice = 1 year after notice"});
    const treaty two = amendment("two", {"parent:withdrawal.notice = 2 years after notice"});
    const auto tell = [&](std::vector<treaty> amendments, date of_year, date of_two) {
        amendments.insert(amendments.begin(), plain_builder("parent").build());
        return simulate_all(amendments,
                            parties + into("year", of_year, {"AAA", "BBB"}) +
                                into("two", of_two, {"AAA", "BBB"}) +
                                story{notice("2005-01-01"_day, "AAA")});
    };
    for (const auto& order : {std::vector{year, two}, std::vector{two, year}}) {
        CHECK(exit_of(tell(order, "2001-01-01"_day, "2002-01-01"_day), "AAA", "2005-01-01"_day) ==
              "2007-01-01"_day);
        CHECK(exit_of(tell(order, "2002-01-01"_day, "2001-01-01"_day), "AAA", "2005-01-01"_day) ==
              "2006-01-01"_day);
    }
}

TEST_CASE("An amendment may open withdrawal where the text is silent", "[engine][amendment]") {
    treaty_builder silent{"parent"};
    silent.multilateral()
        .enters_into_force("I", "2 deposits", "on threshold")
        .for_later("on deposit");
    const treaty opens = amendment("opens", {"parent:withdrawal.notice = 3 months after notice"});
    const history told =
        simulate_all({silent.build(), opens},
                     parties + into("opens", "2001-01-01"_day, {"AAA", "BBB"}) +
                         story{notice("2002-01-01"_day, "AAA"), notice("2002-01-01"_day, "CCC")});
    CHECK(exit_of(told, "AAA", "2002-01-01"_day) == "2002-04-01"_day);
    CHECK(finding_of(told, "notice of CCC") == found::withdrawal_not_admitted);
    CHECK_NOTHROW(told.report("parent", "AAA", "2002-04-01"_day));
}

TEST_CASE("A bar to the exit by amendment is tested for whom it binds", "[engine][amendment]") {
    const treaty bars = amendment("bars", {"parent:withdrawal.not_while = it is in war"});
    const history told =
        simulate_all({plain_builder("parent").build(), bars},
                     parties + into("bars", "2001-01-01"_day, {"AAA", "BBB"}) +
                         story{notice("2002-01-01"_day, "AAA"), notice("2002-01-01"_day, "CCC")},
                     {holds_from("war", "AAA", "2002-01-01"_day, "2003-01-01"_day),
                      holds_from("war", "CCC", "2002-01-01"_day, "2003-01-01"_day)});
    CHECK(told.state("parent", "AAA", "2002-07-01"_day) == state::withdrawal_pending);
    CHECK(told.state("parent", "AAA", "2003-01-01"_day) == state::withdrawn);
    CHECK(told.state("parent", "CCC", "2002-07-01"_day) == state::withdrawn);
}

// ---- new parties --------------------------------------------------------------------------------

TEST_CASE("Who joins after the amendment's entry into force joins the treaty as amended",
          "[engine][amendment]") {
    const treaty slower =
        amendment("slower", {"parent:withdrawal.notice = 1 year after notice"}, {}); // the default
    const story acts = parties + into("parent", "2000-06-01"_day, {"OLD"}) +
                       into("slower", "2001-01-01"_day, {"AAA", "BBB"}) +
                       into("parent", "2002-03-01"_day, {"NEW"}) +
                       story{notice("2003-01-01"_day, "NEW"), notice("2003-01-01"_day, "OLD")};
    const history told = simulate_all(
        {plain_builder("parent").for_later("30 days after deposit").build(), slower}, acts);
    CHECK(told.state("slower", "NEW", "2002-03-30"_day) == state::none);
    CHECK(told.state("slower", "NEW", "2002-03-31"_day) == state::in_force); // its own entry
    CHECK(told.version("parent", "NEW", "2002-03-31"_day) == ids{"slower"});
    CHECK(told.version("parent", "OLD", "2002-03-31"_day).empty());
    CHECK(told.version_between("parent", "NEW", "OLD", "2002-03-31"_day).empty());
    CHECK(exit_of(told, "NEW", "2003-01-01"_day) == "2004-01-01"_day);
    CHECK(exit_of(told, "OLD", "2003-01-01"_day) == "2003-07-01"_day);
    CHECK(told.parties("slower", "2002-12-31"_day) == ids{"AAA", "BBB", "NEW"});
}

TEST_CASE("A later deposit of one's own is recorded, no error and no void act",
          "[engine][amendment]") {
    const treaty slower = amendment("slower", {"parent"}, "as amended");
    dated_act own = done("2003-01-01"_day, act::ratify, "NEW", "slower");
    own.id = "own";
    const history told = simulate_all({plain_builder("parent").build(), slower},
                                      parties + into("slower", "2001-01-01"_day, {"AAA", "BBB"}) +
                                          into("parent", "2002-03-01"_day, {"NEW"}) + story{own});
    CHECK(worth_of(told, "own") == standing::recorded);
    CHECK(told.report("slower", "NEW", "2003-01-01"_day).since == "2002-03-01"_day);
    dated_act second = own; // of one that deposited itself, it is a second deposit
    second.by = "AAA";
    const history other =
        simulate_all({plain_builder("parent").build(), slower},
                     parties + into("slower", "2001-01-01"_day, {"AAA", "BBB"}) + story{second});
    CHECK(worth_of(other, "own") == standing::void_act);
}

TEST_CASE("An amendment by own deposit binds nobody else", "[engine][amendment]") {
    for (const treaty& law : {amendment("slower", {"parent"}, "by own deposit"),
                              amendment("slower", {}, {})}) { // no amendment at all: a protocol
        const history told =
            simulate_all({plain_builder("parent").build(), law},
                         parties + into("slower", "2001-01-01"_day, {"AAA", "BBB"}) +
                             into("parent", "2002-03-01"_day, {"NEW"}));
        CHECK(told.state("slower", "NEW", "2002-03-01"_day) == state::none);
    }
}

TEST_CASE("That the amendment itself is closed is no bar to joining with the treaty",
          "[engine][amendment]") {
    treaty closed = amendment("closed", {"parent"}, "as amended");
    closed.own.accession.open = false;
    story acts = parties;
    for (const char* code : {"AAA", "BBB"}) {
        acts.push_back(done("2000-06-01"_day, act::sign, code, "closed"));
    }
    const history told = simulate_all({plain_builder("parent").build(), closed},
                                      acts + into("closed", "2001-01-01"_day, {"AAA", "BBB"}) +
                                          into("parent", "2002-03-01"_day, {"NEW"}));
    CHECK(told.state("closed", "NEW", "2002-03-01"_day) == state::in_force);
}

TEST_CASE("Who comes back to the treaty comes back to it as amended", "[engine][amendment]") {
    const treaty slower = amendment("slower", {"parent"}, "as amended");
    const history told = simulate_all({plain_builder("parent").build(), slower},
                                      parties + into("slower", "2001-01-01"_day, {"AAA", "BBB"}) +
                                          story{notice("2001-01-01"_day, "CCC")} +
                                          into("parent", "2002-03-01"_day, {"CCC"}));
    CHECK(told.state("slower", "CCC", "2001-12-31"_day) == state::none);
    CHECK(told.state("slower", "CCC", "2002-03-01"_day) == state::in_force);
}

TEST_CASE("Before the amendment is in force the treaty is joined as it stands",
          "[engine][amendment]") {
    const treaty slower = amendment("slower", {"parent"}, "as amended");
    const history told = simulate_all({plain_builder("parent").build(), slower},
                                      parties + into("slower", "2001-01-01"_day, {"AAA"}) +
                                          into("parent", "2001-06-01"_day, {"NEW"}) +
                                          into("slower", "2002-01-01"_day, {"BBB"}));
    CHECK(told.state("slower", "NEW", "2002-01-01"_day) == state::none);
    CHECK(told.state("slower", "AAA", "2002-01-01"_day) == state::in_force);
}

TEST_CASE("A signature of the amendment does not stand in the way of joining with the treaty",
          "[engine][amendment]") {
    const treaty slower = amendment("slower", {"parent"}, "as amended");
    const history told =
        simulate_all({plain_builder("parent").build(), slower},
                     parties + into("slower", "2001-01-01"_day, {"AAA", "BBB"}) +
                         story{done("2001-02-01"_day, act::sign, "NEW", "slower")} +
                         into("parent", "2002-03-01"_day, {"NEW"}));
    CHECK(told.state("slower", "NEW", "2001-02-01"_day) == state::signed_only);
    CHECK(told.state("slower", "NEW", "2002-03-01"_day) == state::in_force);
}

TEST_CASE("Versions are those of the account that is asked", "[engine][amendment]") {
    const treaty slower = amendment("slower", {"parent:withdrawal.notice = 1 year after notice"});
    story acts = parties + into("slower", "2001-01-01"_day, {"AAA", "BBB", "CCC"});
    acts.back().contested_by = {"DDD"};
    acts.push_back(notice("2002-01-01"_day, "CCC"));
    const history told = simulate_all({plain_builder("parent").build(), slower}, acts);
    const history theirs = told.as_seen_by("DDD");
    CHECK(theirs.version("parent", "CCC", "2001-01-01"_day).empty());
    CHECK(theirs.report("parent", "CCC", "2002-01-01"_day).exit_on == "2002-07-01"_day);
    const history others = told.as_seen_by("AAA");
    CHECK(others.version("parent", "CCC", "2001-01-01"_day) == ids{"slower"});
    CHECK(others.report("parent", "CCC", "2002-01-01"_day).exit_on == "2003-01-01"_day);
    CHECK(told.report("parent", "CCC", "2002-01-01"_day).disputed == false);
    CHECK(told.report("parent", "CCC", "2002-08-01"_day).disputed);
}

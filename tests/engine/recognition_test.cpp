// Non-recognition: between two that do not recognise each other the treaty is not in force,
// whatever their states.
#include "engine/stories.hpp"

using namespace servanda_tests;

namespace {

dated_act refuses(date day, const char* by, std::vector<std::string> to, act kind = act::declare) {
    return {.day = day, .kind = kind, .by = by, .of = "non-recognition", .to = std::move(to)};
}

const story four = each("2000-01-01"_day, act::deposit, {"AAA", "BBB", "CCC", "DDD"});

history tell(story more) {
    return simulate(plain_builder().build(), four + more);
}

} // namespace

TEST_CASE("Between who does not recognise and who is not recognised it is not in force",
          "[engine][recognition]") {
    const history told = tell({refuses("2001-01-01"_day, "AAA", {"BBB"})});
    CHECK(told.in_force_between("AAA", "BBB", "2000-12-31"_day));
    CHECK_FALSE(told.in_force_between("AAA", "BBB", "2001-01-01"_day));
    CHECK_FALSE(told.in_force_between("BBB", "AAA", "2001-01-01"_day));
    CHECK(told.in_force_between("AAA", "CCC", "2001-01-01"_day));
    CHECK(told.in_force_between("BBB", "CCC", "2001-01-01"_day));
    CHECK(told.state("AAA", "2001-01-01"_day) == state::in_force); // no state changes
    CHECK(told.state("BBB", "2001-01-01"_day) == state::in_force);
    CHECK(told.acts().back().worth == standing::recorded);
}

TEST_CASE("It may be declared before either is a party", "[engine][recognition]") {
    const history told = tell({refuses("1999-01-01"_day, "AAA", {"BBB", "NEW"}),
                               {.day = "2002-01-01"_day, .kind = act::accede, .by = "NEW"}});
    CHECK_FALSE(told.in_force_between("AAA", "BBB", "2000-01-01"_day));
    CHECK_FALSE(told.in_force_between("AAA", "NEW", "2002-01-01"_day));
    CHECK(told.in_force_between("CCC", "NEW", "2002-01-01"_day));
}

TEST_CASE("It ends when it is revoked, by its author, towards whom it says",
          "[engine][recognition]") {
    const history told =
        tell({refuses("2001-01-01"_day, "AAA", {"BBB", "CCC"}),
              refuses("2002-01-01"_day, "BBB", {"AAA"}, act::revoke), // not its own
              refuses("2003-01-01"_day, "AAA", {"BBB"}, act::revoke)});
    CHECK_FALSE(told.in_force_between("AAA", "BBB", "2002-01-01"_day));
    CHECK_FALSE(told.in_force_between("AAA", "BBB", "2002-12-31"_day));
    CHECK(told.in_force_between("AAA", "BBB", "2003-01-01"_day));
    CHECK_FALSE(told.in_force_between("AAA", "CCC", "2003-01-01"_day));
}

TEST_CASE("Each of two has its own", "[engine][recognition]") {
    const history told = tell({refuses("2001-01-01"_day, "AAA", {"BBB"}),
                               refuses("2001-02-01"_day, "BBB", {"AAA"}),
                               refuses("2002-01-01"_day, "AAA", {"BBB"}, act::revoke),
                               refuses("2003-01-01"_day, "BBB", {"AAA"}, act::revoke)});
    CHECK_FALSE(told.in_force_between("AAA", "BBB", "2002-06-01"_day));
    CHECK(told.in_force_between("AAA", "BBB", "2003-01-01"_day));
}

TEST_CASE("Declared twice and revoked once it is over; declared anew it is back",
          "[engine][recognition]") {
    const history told = tell({refuses("2001-01-01"_day, "AAA", {"BBB"}),
                               refuses("2001-06-01"_day, "AAA", {"BBB"}),
                               refuses("2002-01-01"_day, "AAA", {"BBB"}, act::revoke),
                               refuses("2004-01-01"_day, "AAA", {"BBB"})});
    CHECK(told.in_force_between("AAA", "BBB", "2003-01-01"_day));
    CHECK_FALSE(told.in_force_between("AAA", "BBB", "2004-01-01"_day));
}

TEST_CASE("Revoked without naming anybody it is over towards all", "[engine][recognition]") {
    const history told = tell({refuses("2001-01-01"_day, "AAA", {"BBB", "CCC"}),
                               refuses("2002-01-01"_day, "AAA", {}, act::revoke)});
    CHECK_FALSE(told.in_force_between("AAA", "CCC", "2001-12-31"_day));
    CHECK(told.in_force_between("AAA", "BBB", "2002-01-01"_day));
    CHECK(told.in_force_between("AAA", "CCC", "2002-01-01"_day));
}

TEST_CASE("A declaration that names nobody is about nobody", "[engine][recognition]") {
    const history told = tell({refuses("2001-01-01"_day, "AAA", {})});
    CHECK(told.in_force_between("AAA", "BBB", "2001-01-01"_day));
}

TEST_CASE("To revoke what was not declared does nothing", "[engine][recognition]") {
    const history told = tell({refuses("2001-01-01"_day, "AAA", {"BBB"}, act::revoke)});
    CHECK(told.in_force_between("AAA", "BBB", "2001-01-01"_day));
    CHECK(told.acts().back().worth != standing::void_act);
}

TEST_CASE("It outlasts an exit and holds in a second membership", "[engine][recognition]") {
    const history told =
        tell({refuses("2001-01-01"_day, "AAA", {"BBB"}),
              {.day = "2002-01-01"_day, .kind = act::give_notice_of_withdrawal, .by = "BBB"},
              {.day = "2003-01-01"_day, .kind = act::accede, .by = "BBB"}});
    CHECK_FALSE(told.in_force_between("AAA", "BBB", "2003-01-01"_day));
    CHECK(told.in_force_between("CCC", "BBB", "2003-01-01"_day));
}

TEST_CASE("A contested declaration holds for those who do not contest it",
          "[engine][recognition]") {
    dated_act made = refuses("2001-01-01"_day, "AAA", {"BBB"});
    made.contested_by = {"BBB"};
    const history told = tell({made});
    CHECK(told.in_force_between("AAA", "BBB", "2001-01-01"_day)); // contested: without effect
    CHECK(told.as_seen_by("BBB").in_force_between("AAA", "BBB", "2001-01-01"_day));
    CHECK_FALSE(told.as_seen_by("AAA").in_force_between("AAA", "BBB", "2001-01-01"_day));
}

TEST_CASE("The order in the file changes nothing", "[engine][recognition]") {
    const dated_act made = refuses("2001-01-01"_day, "AAA", {"BBB"});
    const dated_act undone = refuses("2002-01-01"_day, "AAA", {"BBB"}, act::revoke);
    const history told = tell({undone, made});
    CHECK_FALSE(told.in_force_between("AAA", "BBB", "2001-12-31"_day));
    CHECK(told.in_force_between("AAA", "BBB", "2002-01-01"_day));
}

TEST_CASE("In one treaty it says nothing about another", "[engine][recognition]") {
    story acts;
    for (const char* id : {"one", "other"}) {
        for (auto item : four) {
            item.treaty = id;
            acts.push_back(item);
        }
    }
    dated_act made = refuses("2001-01-01"_day, "AAA", {"BBB"});
    made.treaty = "one";
    acts.push_back(made);
    const history told =
        simulate_all({plain_builder("one").build(), plain_builder("other").build()}, acts);
    CHECK_FALSE(told.in_force_between("one", "AAA", "BBB", "2001-01-01"_day));
    CHECK(told.in_force_between("other", "AAA", "BBB", "2001-01-01"_day));
}

// Obligations by name: built in C++, asked for, and what is said of an act about nothing that the
// treaty knows.
#include "engine/duties.hpp"

using namespace servanda_tests;

namespace {

value_table keys_of(keys list) {
    value_table table;
    for (const auto& [key, content] : list) {
        table.push_back({key, content, {}});
    }
    return table;
}

treaty pact() {
    return with(
        owing({table_of({{"id", "payment"},
                         {"kind", "notification"},
                         {"on", "perform of delivery"},
                         {"within", "30 days"}}),
               table_of({{"id", "quiet"}, {"kind", "restraint"}, {"prohibits", "speak"}})}),
        "package",
        {table_of(
            {{"id", "deal"},
             {"items",
              list_of({table_of({{"id", "sites"}, {"between", list_of({"AAA", "BBB"})}})})}})});
}

} // namespace

TEST_CASE("An obligation may be stated in C++", "[engine][obligation]") {
    treaty_builder base = plain_builder();
    base.obligation(
        keys_of({{"id", "cap"}, {"kind", "limit"}, {"figure", "warheads"}, {"at_most", 1550}}));
    const history told =
        judged(base.build(), partners(), {figure("warheads", "AAA", "2001-01-01"_day, 1551)});
    CHECK(course(told, "cap") == from_start("unknown, 2001-01-01 breached"));
    CHECK_THROWS_AS(base.obligation(keys_of({{"id", "cap"}, {"kind", "limits"}})), input_error);
    CHECK_THROWS_AS(base.obligation(keys_of({{"id", "cap"}, {"kind", "limit"}})), input_error);
}

TEST_CASE("An act about nothing that the treaty knows is recorded, with a warning",
          "[engine][obligation]") {
    const auto remarks = [](const dated_act& done) {
        const history told = judged(pact(), partners() + story{done});
        std::string text;
        for (const auto& remark : told.remarks()) {
            text += remark.message + "\n";
        }
        return text;
    };
    using Catch::Matchers::ContainsSubstring;
    CHECK_THAT(remarks(does("2001-01-01"_day, act::perform, "AAA", "paymnt")),
               ContainsSubstring("'paymnt' is no obligation or offer of pact") &&
                   ContainsSubstring("did you mean 'payment'?"));
    CHECK_THAT(remarks(does("2001-01-01"_day, act::propose, "AAA", "site")),
               ContainsSubstring("'site' is no obligation or offer") &&
                   ContainsSubstring("did you mean 'sites'?"));
    CHECK_THAT(remarks(does("2001-01-01"_day, act::determine, "AAA", "quite", {"BBB"})),
               ContainsSubstring("did you mean 'quiet'?"));
    for (const char* known : {"payment", "quiet", "speak", "delivery"}) {
        CAPTURE(known);
        CHECK(remarks(does("2001-01-01"_day, act::perform, "AAA", known)).empty());
    }
    dated_act part{.day = "2001-01-01"_day, .kind = act::suspend, .by = "AAA"};
    part.basis = "reciprocity";
    part.scope = {"quite"};
    CHECK_THAT(remarks(part),
               ContainsSubstring("'quite' in the scope is no obligation of pact (did you mean "
                                 "'quiet'?)"));
}

TEST_CASE("A finding that is lost, and a performance of what others owe, are warned of",
          "[engine][obligation]") {
    const treaty pact =
        owing({table_of({{"id", "visit"}, {"kind", "convening"}, {"bearer", "BBB"}}),
               table_of({{"id", "quiet"}, {"kind", "restraint"}, {"prohibits", "speak"}}),
               table_of({{"id", "report"}, {"kind", "report"}, {"bearer", "AAA"}}),
               table_of({{"id", "thanks"}, {"kind", "notification"}, {"on", "perform of report"}}),
               table_of({{"id", "guests"},
                         {"kind", "quota"},
                         {"bearer", "BBB"},
                         {"passive", true},
                         {"at_most", 3},
                         {"counts", "perform"}})});
    const auto remarks = [&](dated_act done, std::initializer_list<const char*> more = {}) {
        return remarks_of(judged(pact,
                                 partners() + each("2000-02-01"_day, act::ratify, more) +
                                     story{on_line(9, std::move(done))}));
    };
    const auto finds = [](act kind, const char* of, std::vector<std::string> against) {
        return does("2001-01-01"_day, kind, "AAA", of, std::move(against));
    };
    const auto performs = [](const char* by, const char* of) {
        return does("2001-01-01"_day, act::perform, by, of, {"BBB"});
    };
    const std::string place = "story.toml:9:1: warning: ";
    SECTION("against nobody") {
        const auto kind = GENERATE(act::allege, act::determine);
        const std::string lost =
            place + "the finding does not say against whom ('against'): it is about nobody, and "
                    "changes nothing";
        CHECK(remarks(finds(kind, "visit", {})) == lost + " (it binds BBB)\n");
        CHECK(remarks(finds(kind, "quiet", {"all parties"})) == lost + " (it binds AAA and BBB)\n");
        CHECK(remarks(finds(kind, "", {})) == lost + "\n"); // of the treaty as a whole
        CHECK(remarks(finds(kind, "quiet", {"BBB"})).empty());
        CHECK(remarks(finds(kind, "", {"BBB"})).empty());
    }
    SECTION("against somebody who does not bear it") {
        CHECK(remarks(finds(act::allege, "visit", {"BBB", "CCC"})) ==
              place + "CCC does not bear 'visit' of pact: the finding against it changes no "
                      "verdict (it binds BBB)\n");
    }
    SECTION("by somebody who does not bear it") {
        CHECK(remarks(performs("AAA", "visit")) ==
              place + "AAA does not bear 'visit' of pact: the act is recorded, and performs "
                      "nothing (it binds BBB)\n");
        CHECK(remarks(performs("*", "visit")) ==
              place + "the depositary does not bear 'visit' of pact: the act is recorded, and "
                      "performs nothing (it binds BBB)\n");
        CHECK(remarks(performs("BBB", "visit")).empty());
        CHECK(remarks(performs("BBB", "report")).empty()); // it sets another duty off
        CHECK(remarks(performs("AAA", "guests")).empty()); // it is counted
    }
}

TEST_CASE("Of many bearers the nearest by name is meant", "[engine][obligation]") {
    const treaty pact = owes({{"id", "visit"},
                              {"kind", "convening"},
                              {"bearer", list_of({"AAA", "BBB", "CCC", "DDD", "EEE"})}});
    const auto remarks = [&](const char* against) {
        return remarks_of(
            judged(pact,
                   partners({"AAA", "BBB", "CCC", "DDD", "EEE"}) +
                       story{does("2001-01-01"_day, act::allege, "AAA", "visit", {against})}));
    };
    const std::string lost = " does not bear 'visit' of pact: the finding against it changes no "
                             "verdict";
    CHECK(remarks("EEF") == "warning: EEF" + lost + " (did you mean 'EEE'?)\n");
    CHECK(remarks("XYZ") == "warning: XYZ" + lost + "\n");
}

TEST_CASE("A figure that is no number is warned of", "[engine][obligation]") {
    const treaty pact =
        owes({{"id", "cap"}, {"kind", "limit"}, {"figure", "warheads"}, {"at_most", "ceiling"}});
    const auto told_with = [&](const char* name, std::variant<bool, double, std::string> said) {
        fact stated = on_line(4, figure(name, "AAA", "2001-01-01"_day, 0));
        stated.value = std::move(said);
        return judged(pact, partners(), {stated});
    };
    const auto warning = [](const std::string& name) {
        return "story.toml:4:1: warning: '" + name +
               "' is a figure that 'cap' of pact counts, and this fact states no number ('value'): "
               "to the obligation it is not known\n";
    };
    for (const char* name : {"warheads", "ceiling"}) {
        CHECK(remarks_of(told_with(name, std::string("1550"))) == warning(name));
        CHECK(remarks_of(told_with(name, true)) == warning(name));
        CHECK(remarks_of(told_with(name, 1550.0)).empty());
    }
    CHECK(remarks_of(told_with("armed conflict", true)).empty());
    CHECK(course(told_with("warheads", std::string("1550")), "cap") == from_start("unknown"));
    SECTION("unless it answers a condition") {
        const treaty asking = owes({{"id", "cap"},
                                    {"kind", "limit"},
                                    {"if", "it has warheads"},
                                    {"figure", "warheads"},
                                    {"at_most", 1550}});
        const auto remarks_saying = [&](std::variant<bool, double, std::string> said) {
            fact stated = on_line(4, figure("warheads", "AAA", "2001-01-01"_day, 0));
            stated.value = std::move(said);
            return remarks_of(judged(asking, partners(), {stated}));
        };
        CHECK(remarks_saying(true).empty()); // it has some; how many is not known
        CHECK(remarks_saying(std::string("1550")) == warning("warheads"));
    }
    SECTION("also in a rule file") {
        treaty stated = pact;
        stated.own.facts.push_back(told_with("warheads", true).program().story->facts.front());
        CHECK(remarks_of(judged(stated, partners())) == warning("warheads"));
    }
}

TEST_CASE("What is owed by somebody who takes no part binds nobody", "[engine][obligation]") {
    const treaty pact = owes({{"id", "visit"}, {"kind", "convening"}, {"bearer", "ZZZ"}});
    CHECK(remarks_of(judged(
              pact, partners() + story{does("2001-01-01"_day, act::perform, "AAA", "visit")})) ==
          "warning: AAA does not bear 'visit' of pact: the act is recorded, and performs nothing "
          "(it binds nobody in this scenario)\n");
}

TEST_CASE("Questions about what does not exist are refused", "[engine][obligation]") {
    const history told = judged(pact(), partners());
    using Catch::Matchers::ContainsSubstring;
    CHECK_THROWS_WITH(verdict_of(told, "pact", "paymnt", "AAA", last_day),
                      ContainsSubstring("did you mean 'payment'?"));
    CHECK_THROWS_AS(verdict_of(told, "pakt", "payment", "AAA", last_day), unknown_name);
    CHECK_THROWS_AS(verdicts(told, last_day, {"", "", "paymnt"}), unknown_name);
    CHECK_THROWS_AS(due(told, last_day, {"", "", "paymnt"}), unknown_name);
    CHECK(verdicts(told, last_day).size() == 4);
    CHECK(verdicts(told, last_day, {"pact", "AAA", "quiet"}).size() == 1);
}

TEST_CASE("Verdicts are rolled up by the worst", "[engine][obligation]") {
    const history told =
        judged(pact(), partners() + story{does("2001-01-01"_day, act::perform, "AAA", "speak")});
    const auto sums = rolled_up(verdicts(told, "2002-01-01"_day));
    REQUIRE(sums.size() == 2);
    CHECK(sums[0].party == "AAA");
    CHECK(sums[0].worst == verdict::breached);
    CHECK(sums[0].counts[static_cast<std::size_t>(verdict::kept)] == 1);
    CHECK(sums[0].counts[static_cast<std::size_t>(verdict::breached)] == 1);
    CHECK(sums[1].worst == verdict::kept);
    CHECK_FALSE(sums[1].disputed);
}

TEST_CASE("Both codes of a continued participant answer for its duties", "[engine][obligation]") {
    const history told = judged(
        pact(),
        partners() +
            story{
                {.day = "2001-01-01"_day, .kind = act::continue_identity, .by = "CCC", .of = "AAA"},
                does("2002-01-01"_day, act::perform, "CCC", "speak")});
    CHECK(says(told, "quiet", "CCC", "2001-06-01"_day) == "kept");
    CHECK(says(told, "quiet", "AAA", "2002-01-01"_day) == "breached");
    CHECK(says(told, "quiet", "CCC", "2002-01-01"_day) == "breached");
    CHECK(report_of(told, "quiet", "AAA", "2000-06-01"_day).party == "AAA");
    CHECK(report_of(told, "quiet", "AAA", "2002-06-01"_day).party == "CCC");
}

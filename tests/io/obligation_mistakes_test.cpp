// What may not be said of obligations, offers and findings: each mistake is told at its own line
// and column, with the word that was probably meant.
#include "io/reading.hpp"

using namespace servanda_tests;

namespace {

/// An obligation "o" of a kind, and more lines.
std::string duty(std::string_view kind, std::string_view more) {
    return with_treaty("[[obligation]]\nid = \"o\"\nkind = \"" + std::string(kind) + "\"\n" +
                       std::string(more));
}

/// The same where the mistake is what the keys say together.
std::string whole(std::string_view kind, std::string_view more) {
    return with_treaty("@@[[obligation]]\nid = \"o\"\nkind = \"" + std::string(kind) + "\"\n" +
                       std::string(more));
}

std::string offer(std::string_view more) {
    return with_treaty("[[package]]\nid = \"p\"\n" + std::string(more));
}

const std::string act_head = "[scenario]\ntitle = \"s\"\ntreaties = [\"t\"]\n[[act]]\n"
                             "date = 2020-01-01\nby = \"USA\"\n";

/// The one message with which rules and a scenario, each readable alone, do not go together.
void wrong_together(std::string_view rules, std::string_view marked, const char* says) {
    const marked_text text(marked);
    const auto law = io::read_rule_text(rules, "rules.toml");
    INFO(told(law.messages));
    REQUIRE(law.ok());
    const auto story = io::read_scenario_text(text.text, "mistake.toml");
    INFO(told(story.messages));
    REQUIRE(story.ok());
    rulebook book = law.value();
    book.participants = shipped_rules().participants;
    try {
        (void)simulate(book, story.value());
        FAIL("accepted: " << text.text);
    } catch (const input_error& problem) {
        CHECK_THAT(problem.what(),
                   Catch::Matchers::StartsWith(text.place + ": error: ") &&
                       Catch::Matchers::ContainsSubstring(says));
    }
}

/// The one message with which rules, readable alone, are refused when they are used.
void wrong_when_used(std::string_view marked, std::initializer_list<const char*> says) {
    const marked_text text(marked);
    const auto law = io::read_rule_text(text.text, "mistake.toml");
    INFO(told(law.messages));
    REQUIRE(law.ok());
    rulebook book = law.value();
    book.participants = shipped_rules().participants;
    try {
        (void)simulate(book, scenario{});
        FAIL("accepted: " << text.text);
    } catch (const input_error& problem) {
        CHECK_THAT(problem.what(), Catch::Matchers::StartsWith(text.place + ": error: "));
        for (const char* part : says) {
            CHECK_THAT(problem.what(), Catch::Matchers::ContainsSubstring(part));
        }
    }
}

const std::string pact =
    "[treaty]\nid = \"t\"\nkind = \"political\"\n[[obligation]]\nid = \"payment\"\n"
    "kind = \"cooperation\"\nbearer = [\"USA\", \"RUS\"]\n";

} // namespace

TEST_CASE("an obligation needs its id and its kind", "[io][mistakes][obligation]") {
    wrong_rules(with_treaty("@@[[obligation]]\nkind = \"cooperation\"\n"),
                {"the obligation lacks its 'id'"});
    wrong_rules(with_treaty("@@[[obligation]]\nid = \"o\"\n"), {"the obligation lacks its 'kind'"});
    wrong_rules(with_treaty("[[obligation]]\nid = \"o\"\nkind = @@\"limits\"\n"),
                {"'limits'", "did you mean 'limit'?"});
    wrong_rules(duty("cooperation", "@@baerer = \"USA\"\n"),
                {"unknown key 'baerer' in [[obligation]]", "did you mean 'bearer'?"});
    wrong_rules(duty("cooperation", "@@share_of = \"tons\"\n"), {"unknown key 'share_of'"});
}

TEST_CASE("what the keys of an obligation say together", "[io][mistakes][obligation]") {
    wrong_rules(whole("limit", "figure = \"f\"\n"),
                {"the obligation 'o' is a limit: it needs a 'figure' and a bound"});
    wrong_rules(whole("limit", "at_most = 3\n"), {"it needs a 'figure' and a bound"});
    wrong_rules(whole("elimination", "figure = \"f\"\n"),
                {"is an elimination: it needs 'phases' or a 'deadline'"});
    wrong_rules(whole("elimination",
                      "figure = \"f\"\ndeadline = \"2001-01-01\"\n"
                      "phases = [{ deadline = \"2001-01-01\", at_most = 0 }]\n"),
                {"has both 'phases' and a 'deadline': say it once"});
    wrong_rules(whole("elimination", "deadline = \"2001-01-01\"\nat_most = 3\n"),
                {"is an elimination down to a number: it needs the 'figure' that is counted"});
    wrong_rules(whole("elimination", "phases = [{ deadline = \"2001-01-01\", at_most = 0 }]\n"),
                {"it needs the 'figure' that is counted"});
    wrong_rules(whole("quota", ""), {"is a quota: it needs a bound such as 'at_most'"});
    wrong_rules(whole("notification", "lead_time = \"42 days\"\n"),
                {"has a 'lead_time' before what? It needs 'on'"});
    const std::string window = "window = [\"on trigger\", \"30 days after trigger\"]\n";
    wrong_rules(whole("convening", window + "deadline = \"2001-01-01\"\n"),
                {"has a 'window', and 'deadline' or 'within' beside it"});
    wrong_rules(whole("convening", window + "within = \"10 days\"\n"),
                {"has a 'window', and 'deadline' or 'within' beside it"});
    wrong_rules(whole("notification", "deadline = \"2001-01-01\"\nwithin = \"10 days\"\n"),
                {"has both 'deadline' and 'within': say it once"});
    wrong_rules(whole("access", "passive = true\n"), {"is 'passive', which only a quota is"});
    wrong_rules(whole("cooperation", "where = { range-km = 500 }\n"),
                {"has attributes in 'where', which belong to a prohibition, a restraint"});
}

TEST_CASE("the values of an obligation's keys", "[io][mistakes][obligation]") {
    wrong_rules(duty("cooperation", "survives = @@3\n"), {"found a whole number"});
    wrong_rules(duty("cooperation", "survives = \"20 @@yeras after day of effect\"\n"), {"yeras"});
    wrong_rules(duty("cooperation", "jointly = @@\"yes\"\n"), {"expected true or false"});
    wrong_rules(duty("cooperation", "bearer = [\"USA\", @@3]\n"), {"expected text"});
    wrong_rules(duty("cooperation", "while = @@3\n"), {"text"});
    wrong_rules(duty("cooperation", "from = \"7 years @@afer entry into force\"\n"),
                {"found 'afer'", "did you mean 'after'?"});
    wrong_rules(duty("notification", "on = @@\"give notice of withdrawl\"\nwithin = \"1 day\"\n"),
                {"there is no act 'give notice of withdrawl'",
                 "did you mean 'give notice of withdrawal'?"});
    wrong_rules(duty("notification", "on = \"notify\"\nconcerns = @@\"autor\"\n"),
                {"'autor'", "did you mean 'author'?"});
    wrong_rules(duty("cooperation", "cure = @@\"finding out\"\n"), {"'performance'", "'finding'"});
    wrong_rules(duty("cooperation", "on_breach = @@\"persist\"\n"),
                {"'persist'", "did you mean 'persists'?"});
    wrong_rules(duty("quota", "at_most = 3\nper = @@\"calender year\"\n"),
                {"did you mean 'calendar year'?"});
    wrong_rules(duty("quota", "at_most = 3\ncounts = @@\"inspct\"\n"),
                {"there is no act 'inspct'", "did you mean 'inspect'?"});
}

TEST_CASE("the times of an obligation", "[io][mistakes][obligation]") {
    const std::string on = "on = \"perform of exercise\"\n";
    wrong_rules(duty("notification", on + "within = @@\"ten hours\"\n"),
                {"expected a number of hours such as '72 hours', found 'ten hours'"});
    wrong_rules(duty("notification", on + "lead_time = @@\"1 2 hours\"\n"),
                {"expected a number of hours"});
    wrong_rules(duty("notification", on + "within = @@\"12345678 hours\"\n"),
                {"expected a number of hours"});
    wrong_rules(duty("notification", on + "within = \"10 @@dyas\"\n"), {"dyas"});
    wrong_rules(duty("notification", on + "within = @@10\n"), {"found a whole number"});
    wrong_rules(duty("convening", on + "window = @@\"30 days after trigger\"\n"),
                {"a list of two date rules (first day, last day)"});
    wrong_rules(duty("convening", on + "window = @@[\"on trigger\"]\n"),
                {"a list of two date rules (first day, last day)"});
    wrong_rules(duty("convening", on + "window = [\"on trigger\", \"30 @@dyas after trigger\"]\n"),
                {"dyas"});
}

TEST_CASE("figures and bounds", "[io][mistakes][obligation]") {
    wrong_rules(duty("limit", "figure = @@3\nat_most = 3\n"), {"text"});
    wrong_rules(duty("limit", "figure = [\"a\", { name = \"b\", @@count_as = 2 }]\nat_most = 3\n"),
                {"unknown key 'count_as' of a figure", "did you mean 'counts_as'?"});
    wrong_rules(duty("limit", "figure = [@@{ counts_as = 2 }]\nat_most = 3\n"),
                {"the figure lacks its 'name'"});
    wrong_rules(duty("limit", "figure = [{ name = \"b\", counts_as = @@\"two\" }]\nat_most = 3\n"),
                {"expected a number"});
    const auto bound = [](std::string_view value) {
        return duty("limit", "figure = \"f\"\nat_most = " + std::string(value) + "\n");
    };
    wrong_rules(bound("@@true"), {"expected a number"});
    wrong_rules(bound("{ @@percentage = 75, of = \"f\" }"),
                {"unknown key 'percentage' of a part of a figure", "did you mean 'percent'?"});
    wrong_rules(bound("@@{ percent = 75 }"), {"the part lacks its 'of'"});
    wrong_rules(bound("{ percent = 75, of = \"f\", rounded = @@\"dwon\" }"),
                {"'dwon'", "did you mean 'down'?"});
    wrong_rules(bound("@@[]"), {"found an empty list"});
    wrong_rules(bound("[@@20]"), {"expected a bound by period", "found a whole number"});
    wrong_rules(bound("[@@{ until = \"2001-01-01\" }]"), {"the entry lacks its 'value'"});
    wrong_rules(bound("[{ @@untill = \"2001-01-01\", value = 3 }]"),
                {"unknown key 'untill' of a bound by period", "did you mean 'until'?"});
    wrong_rules(bound("[{ until = \"3 @@yeras after opening\", value = 3 }]"), {"yeras"});
}

TEST_CASE("phases of an elimination", "[io][mistakes][obligation]") {
    const auto phases = [](std::string_view value) {
        return duty("elimination", "figure = \"f\"\nphases = " + std::string(value) + "\n");
    };
    wrong_rules(phases("@@[]"), {"a list such as [ { deadline = "});
    wrong_rules(phases("@@\"soon\""), {"a list such as [ { deadline = "});
    wrong_rules(phases("[@@3]"), {"expected a phase", "found a whole number"});
    wrong_rules(phases("[@@{ at_most = 3 }]"),
                {"a phase needs a 'deadline' and a bound such as 'at_most'"});
    wrong_rules(phases("[@@{ deadline = \"2001-01-01\" }]"),
                {"a phase needs a 'deadline' and a bound such as 'at_most'"});
    wrong_rules(phases("[{ @@dedline = \"2001-01-01\", at_most = 3 }]"),
                {"unknown key 'dedline' of a phase", "did you mean 'deadline'?"});
}

TEST_CASE("attributes of what is prohibited", "[io][mistakes][obligation]") {
    const auto where = [](std::string_view value) {
        return duty("prohibition", "prohibits = \"x\"\nwhere = " + std::string(value) + "\n");
    };
    wrong_rules(where("@@true"), {"a table of attributes such as { ground-launched = true }"});
    wrong_rules(where("{ range-km = { @@atleast = 500 } }"),
                {"unknown key 'atleast' of a bound of an attribute", "did you mean 'at_least'?"});
    wrong_rules(where("{ range-km = @@{} }"), {"the attribute is held to nothing"});
    wrong_rules(where("{ range-km = { at_least = @@\"far\" } }"), {"expected a number"});
    wrong_rules(where("{ range-km = @@[1, 2] }"), {"expected a number"});
}

TEST_CASE("an offer has items, and each two sides", "[io][mistakes][obligation]") {
    const std::string items = "items = [{ id = \"i\", between = [\"USA\", \"RUS\"] }]\n";
    wrong_rules(with_treaty("@@[[package]]\n" + items), {"the package lacks its 'id'"});
    wrong_rules(with_treaty("@@[[package]]\nid = \"p\"\n"), {"the package lacks its 'items'"});
    wrong_rules(offer("items = @@[]\n"), {"a list such as [ { id = \"inspections\""});
    wrong_rules(offer("items = [@@\"i\"]\n"), {"expected an item", "found text"});
    wrong_rules(offer("items = [@@{ id = \"i\" }]\n"),
                {"an item needs an 'id', and in 'between' two participants or more"});
    wrong_rules(offer("items = [@@{ id = \"i\", between = [\"USA\"] }]\n"),
                {"two participants or more"});
    wrong_rules(offer("items = [@@{ between = [\"USA\", \"RUS\"] }]\n"), {"an item needs an 'id'"});
    wrong_rules(offer("items = [{ id = \"i\", @@betwen = [\"USA\", \"RUS\"] }]\n"),
                {"unknown key 'betwen' of an item", "did you mean 'between'?"});
    wrong_rules(offer(items + "@@expire = \"30 days after trigger\"\n"),
                {"unknown key 'expire' in [[package]]", "did you mean 'expires'?"});
    wrong_rules(offer(items + "severable = @@\"no\"\n"), {"expected true or false"});
}

TEST_CASE("the terms of [termination]", "[io][mistakes][obligation]") {
    wrong_rules(with_treaty("[termination]\n@@notise = \"30 days after notice\"\n"),
                {"unknown key 'notise' in [termination]", "did you mean 'notice'?"});
    wrong_rules(with_treaty("[termination]\nwhen = \"2 deposits @@adn 3 parties\"\n"),
                {"found 'adn'"});
    wrong_rules(with_treaty("[suspension]\nby = @@3\n"), {"text"});
}

TEST_CASE("what an act or an expectation says of obligations", "[io][mistakes][obligation]") {
    wrong_scenario(act_head + "act = \"perform\"\nof = \"x\"\nattributes = @@true\n",
                   {"a table of attributes such as { ground-launched = true }"});
    wrong_scenario(act_head + "act = \"perform\"\nof = \"x\"\nattributes = { range = @@[1] }\n",
                   {"expected a number"});
    wrong_scenario(act_head + "act = \"determine\"\nof = \"x\"\nmaterial = @@\"yes\"\n",
                   {"expected true or false"});
    wrong_scenario(act_head + "act = \"notify\"\nof = \"x\"\nabout = @@3\n", {"text"});
    wrong_scenario(act_head + "act = \"propose\"\nof = \"x\"\nanswers = @@[\"p\"]\n", {"text"});
    wrong_scenario(act_head + "act = \"propose\"\nof = \"x\"\nitems = [\"a\", @@3]\n", {"text"});
    wrong_scenario(act_head + "act = \"determine\"\n@@obligation = \"x\"\n",
                   {"unknown key 'obligation' in [[act]]"});
    wrong_scenario(act_head + "act = \"declare\"\n@@value = 3\n", {"unknown key 'value'"});

    const std::string expect = "on = 2020-01-01\nparty = \"USA\"\n";
    wrong_scenario(with_scenario("@@[[expect]]\n" + expect + "verdict = \"kept\"\n"),
                   {"a verdict is said of an obligation and its bearer"});
    wrong_scenario(with_scenario("@@[[expect]]\non = 2020-01-01\nobligation = \"o\"\n"
                                 "verdict = \"kept\"\n"),
                   {"a verdict is said of an obligation and its bearer"});
    wrong_scenario(with_scenario("@@[[expect]]\n" + expect +
                                 "obligation = \"o\"\nsince = "
                                 "2020-01-01\n"),
                   {"names an obligation, and expects no 'verdict' of it"});
    wrong_scenario(with_scenario("[[expect]]\n" + expect +
                                 "obligation = \"o\"\nverdict = "
                                 "@@\"breach\"\n"),
                   {"'breach'", "did you mean 'breached'?"});
    wrong_scenario(with_scenario("[[expect]]\n" + expect +
                                 "obligation = \"o\"\ncommitment = "
                                 "@@\"lapsd\"\n"),
                   {"'lapsd'", "did you mean 'lapsed'?"});
}

TEST_CASE("conditions say of obligations what may be said of them", "[io][mistakes][obligation]") {
    const auto asks = [](std::string_view phrase) {
        return pact + "[[obligation]]\nid = \"o\"\nkind = \"cooperation\"\nif = \"" +
               std::string(phrase) + "\"\n";
    };
    wrong_when_used(asks("payment is @@brached"),
                    {"an obligation is kept, breached, due, active, lapsed",
                     "'brached' is said of none",
                     "did you mean 'breached'?"});
    wrong_when_used(asks("payment is @@in force"), {"'in force' is said of none"});
    const auto of = [](std::string_view phrase) {
        return pact + "@@[[obligation]]\nid = \"o\"\nkind = \"cooperation\"\nif = \"" +
               std::string(phrase) + "\"\n";
    };
    wrong_when_used(of("it is in breach of paymnt"),
                    {"unknown obligation 'paymnt' (did you mean 'payment'?)"});
    wrong_when_used(of("USA is in breach of paymnt"), {"unknown obligation 'paymnt'"});
}

TEST_CASE("a scenario and its rules must agree on obligations", "[io][mistakes][obligation]") {
    wrong_together(pact,
                   "[scenario]\ntitle = \"s\"\n@@[[expect]]\non = 2020-01-01\nparty = \"USA\"\n"
                   "obligation = \"paymnt\"\nverdict = \"kept\"\n",
                   "there is no obligation 'paymnt' (did you mean 'payment'?)");
    wrong_together(pact,
                   "[scenario]\ntitle = \"s\"\n[[act]]\ndate = 2020-01-01\nact = \"revoke\"\n"
                   "of = \"finding\"\nby = @@\"USA\"\n",
                   "there is no act 'revoke of finding' (expected of = \"notice\", \"deposit\" or "
                   "\"suspension\", the id of a finding, or an offer)");
    wrong_together(pact,
                   "[scenario]\ntitle = \"s\"\n@@[[fact]]\nname = \"f\"\nof = \"QQQ\"\nvalue = 3\n",
                   "the fact is of 'QQQ', which is neither a participant nor a treaty");
}

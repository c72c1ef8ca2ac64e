// What a participant may do on a day. The acts are tried, so what is tested is that the right ones
// are, that each says why it is open or void, and that the scenario with them says the same.
#include "study/lakes.hpp"

#include <servanda/study/powers.hpp>

#include <algorithm>
#include <array>
#include <random>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

std::vector<open_act> powers(const rulebook& rules,
                             const std::vector<dated_act>& acts,
                             const char* party,
                             date day,
                             const powers_query& query = {}) {
    scenario story;
    story.acts = acts;
    return open_acts(rules, story, party, day, query);
}

rulebook only(treaty item) {
    rulebook rules;
    rules.treaties.push_back(std::move(item));
    return rules;
}

/// The act of that name that was tried with or without a ground.
const open_act*
find(const std::vector<open_act>& acts, std::string_view name, bool claims = false) {
    const auto found = std::find_if(acts.begin(), acts.end(), [&](const open_act& item) {
        return item.name == name && (item.worth == standing::by_claim) == claims;
    });
    return found == acts.end() ? nullptr : &*found;
}

const open_act&
act_of(const std::vector<open_act>& acts, std::string_view name, bool claims = false) {
    CAPTURE(name);
    const open_act* found = find(acts, name, claims);
    REQUIRE(found != nullptr);
    return *found;
}

const act_condition* condition_of(const open_act& item, act_condition::kind what) {
    const auto found =
        std::find_if(item.conditions.begin(),
                     item.conditions.end(),
                     [&](const act_condition& condition) { return condition.what == what; });
    return found == item.conditions.end() ? nullptr : &*found;
}

/// The names of what is open, in order.
std::string open_names(const std::vector<open_act>& acts) {
    std::string text;
    for (const auto& item : acts) {
        text += item.is_open() ? (text.empty() ? "" : ", ") + item.name : "";
    }
    return text;
}

std::string why_not(const std::vector<open_act>& acts, std::string_view name) {
    const open_act& item = act_of(acts, name);
    CHECK(item.worth == standing::void_act);
    CHECK_FALSE(item.effect);
    return std::string(to_string(item.finding));
}

using kind = act_condition::kind;

/// AAA, BBB and CCC are parties to the lakes from 2000-03-02.
std::vector<dated_act> three_parties() {
    return {done("2000-02-01"_day, act::accede, "AAA"),
            done("2000-02-01"_day, act::accede, "BBB"),
            done("2000-02-01"_day, act::accede, "CCC")};
}

treaty_builder lakes_treaty() {
    return treaty_builder{"lakes"}
        .multilateral()
        .enters_into_force("4", "2 deposits", "30 days after threshold")
        .for_later("30 days after deposit")
        .withdrawal("7", "6 months after notice");
}

constexpr auto later = "2003-05-01"_day;

} // namespace

TEST_CASE("who has done nothing may sign and accede", "[study][powers]") {
    const auto acts = powers(lakes_rules(), lakes_story().acts, "DDD", "2001-06-01"_day);
    CHECK(open_names(acts) == "sign, deposit");
    const auto& deposit = act_of(acts, "deposit");
    CHECK(deposit.worth == standing::by_right);
    CHECK(deposit.tried.kind == act::accede);
    CHECK(deposit.before == state::none);
    CHECK(deposit.after == state::contracting);
    CHECK(words(deposit.effect) == "2001-07-01");
    CHECK(deposit.computation == "30 days after deposit (2001-06-01)");
    CHECK(deposit.article == citation{"VCLT 16", true});
    CHECK(words(act_of(acts, "sign").effect) == "2001-06-01");
    CHECK(act_of(acts, "sign").after == state::signed_only);
}

TEST_CASE("a signatory ratifies, and may take its signature back", "[study][powers]") {
    const auto acts = powers(lakes_rules(), lakes_story().acts, "AAA", "2000-01-15"_day);
    CHECK(open_names(acts) == "deposit, unsign");
    CHECK(act_of(acts, "deposit").tried.kind == act::ratify);
    // One deposit is not enough: no day is known.
    CHECK_FALSE(act_of(acts, "deposit").effect);
    CHECK(act_of(acts, "deposit").waits_for == "the entry into force: 2 deposits");
}

TEST_CASE("what is to come does not count", "[study][powers]") {
    // BBB deposits on 1 February only.
    const auto before = powers(lakes_rules(), lakes_story().acts, "CCC", "2000-01-31"_day);
    CHECK_FALSE(act_of(before, "deposit").effect);
    const auto on_the_day = powers(lakes_rules(), lakes_story().acts, "CCC", "2000-02-01"_day);
    CHECK(words(act_of(on_the_day, "deposit").effect) == "2000-03-02");
    CHECK(act_of(on_the_day, "deposit").computation == "with the treaty");
}

TEST_CASE("the deposit that completes the number says when", "[study][powers]") {
    const auto acts = powers(
        lakes_rules(), {done("2000-02-01"_day, act::accede, "AAA")}, "BBB", "2000-02-10"_day);
    CHECK(words(act_of(acts, "deposit").effect) == "2000-03-11");
}

TEST_CASE("a party may leave, and may agree to the end", "[study][powers]") {
    const auto acts = powers(lakes_rules(), three_parties(), "AAA", later);
    CHECK(open_names(acts) == "give notice of withdrawal, terminate");
    const auto& notice = act_of(acts, "give notice of withdrawal");
    CHECK(words(notice.effect) == "2003-11-01");
    CHECK(notice.article == citation{"7", false});
    CHECK(notice.after == state::withdrawal_pending);
    const auto& end = act_of(acts, "terminate");
    CHECK_FALSE(end.effect);
    CHECK(end.finding == finding_of_standing::awaits_agreement);
    REQUIRE(condition_of(end, kind::agreement) != nullptr);
    CHECK(condition_of(end, kind::agreement)->names == std::vector<std::string>{"BBB", "CCC"});
}

TEST_CASE("the last to agree ends the treaty on the day agreed", "[study][powers]") {
    auto acts = three_parties();
    acts.push_back(done("2003-01-01"_day, act::terminate, "BBB"));
    CHECK(condition_of(act_of(powers(lakes_rules(), acts, "AAA", later), "terminate"),
                       kind::agreement)
              ->names == std::vector<std::string>{"CCC"});
    acts.push_back(done("2003-01-01"_day, act::terminate, "CCC"));
    const auto last = powers(lakes_rules(), acts, "AAA", later);
    CHECK(words(act_of(last, "terminate").effect) == to_string(later));
    CHECK(act_of(last, "terminate").after == state::terminated);
    CHECK(condition_of(act_of(last, "terminate"), kind::agreement) == nullptr);
}

TEST_CASE("a pending notice can be revoked, stopped, put off, replaced", "[study][powers]") {
    const auto acts = powers(lakes_rules(), lakes_story().acts, "AAA", "2002-03-01"_day);
    CHECK(open_names(acts) == "deposit, give notice of withdrawal, revoke of notice, "
                              "suspend of notice, extend of notice, terminate");
    for (const char* name : {"extend of notice", "give notice of withdrawal"}) {
        const auto& item = act_of(acts, name);
        REQUIRE(condition_of(item, kind::later_day) != nullptr);
        CHECK(words(condition_of(item, kind::later_day)->day) == "2002-07-31");
        CHECK(words(item.effect) == "2002-08-01"); // the earliest it could name
    }
    CHECK(act_of(acts, "revoke of notice").after == state::in_force);
    CHECK(act_of(acts, "revoke of notice").article == citation{"VCLT 68", true});
    // A deposit now is for after the exit.
    CHECK(words(act_of(acts, "deposit").effect) == "2002-07-31");

    auto stopped = lakes_story().acts;
    stopped.push_back(done("2002-03-01"_day, act::suspend, "AAA", {}, "notice"));
    const auto then = powers(lakes_rules(), stopped, "AAA", "2002-04-01"_day);
    CHECK(words(act_of(then, "resume of notice").effect) == "2002-08-31"); // 31 days later
    CHECK(why_not(then, "suspend of notice") == "the clock of the notice stands already");
    CHECK(why_not(acts, "resume of notice") == "the clock of the notice runs already");
    // On the day itself it is too late.
    const auto gone = powers(lakes_rules(), lakes_story().acts, "AAA", "2002-07-31"_day);
    CHECK(why_not(gone, "revoke of notice") == "the notice has taken effect already");
}

TEST_CASE("what only a claim carries is listed as such", "[study][powers]") {
    const auto acts = powers(lakes_rules(), three_parties(), "AAA", later);
    const auto& claimed = act_of(acts, "suspend", true);
    CHECK_FALSE(claimed.is_open());
    CHECK(claimed.after == state::suspended);
    CHECK(claimed.article == citation{"VCLT 57(b)", true});
    REQUIRE(condition_of(claimed, kind::ground) != nullptr);
    CHECK(condition_of(claimed, kind::ground)->names ==
          std::vector<std::string>{"VCLT 60", "VCLT 61", "VCLT 62"});
    REQUIRE(condition_of(claimed, kind::waiting_time) != nullptr);
    CHECK(words(condition_of(claimed, kind::waiting_time)->day) == "2003-08-01");
    CHECK(why_not(acts, "suspend") == "no clause opens suspension, and it names no basis");
    CHECK(find(acts, "terminate", true) == nullptr); // of a multilateral treaty nobody can alone

    treaty_builder two{"two"};
    two.bilateral("AAA", "BBB")
        .enters_into_force("1", "deposits by all signatories", "on threshold");
    const auto sides = powers(
        only(two.build()),
        {done("2000-01-01"_day, act::ratify, "AAA"), done("2000-01-01"_day, act::ratify, "BBB")},
        "AAA",
        later);
    CHECK(act_of(sides, "terminate", true).after == state::terminated);
    // It admits no withdrawal: a notice is by claim, too (VCLT 56(1)).
    CHECK(act_of(sides, "give notice of withdrawal", true).article.article == "VCLT 56(1)");
    CHECK(why_not(sides, "give notice of withdrawal") == "the treaty admits no withdrawal");
}

TEST_CASE("a political commitment anybody may suspend and leave", "[study][powers]") {
    treaty_builder pledge{"pledge"};
    pledge.political().enters_into_force("1", "2 deposits", "on threshold");
    const auto acts = powers(only(pledge.build()), three_parties(), "AAA", later);
    CHECK(act_of(acts, "suspend").is_open());
    CHECK(find(acts, "suspend", true) == nullptr);
    CHECK(words(act_of(acts, "give notice of withdrawal").effect) == to_string(later));
    CHECK(act_of(acts, "give notice of withdrawal").after == state::withdrawn);
}

TEST_CASE("what a notice must state, whom it goes to, what it waits for", "[study][powers]") {
    auto text = lakes_treaty()
                    .set("withdrawal.statement", "extraordinary events")
                    .set("withdrawal.not_while", "it is in armed conflict")
                    .build();
    text.own.withdrawal.notify = {"parties"};
    scenario story;
    story.acts = three_parties();
    const auto peace = open_acts(only(text), story, "AAA", later);
    const auto& notice = act_of(peace, "give notice of withdrawal");
    CHECK(condition_of(notice, kind::statement)->words == "extraordinary events");
    CHECK(notice.tried.statement == "extraordinary events");
    CHECK(condition_of(notice, kind::notified)->names == std::vector<std::string>{"parties"});
    CHECK(condition_of(notice, kind::not_while)->words == "it is in armed conflict");
    CHECK(words(notice.effect) == "2003-11-01");

    story.facts.push_back({"armed conflict", "AAA", true, "2003-01-01"_day, {}, {}, {}, {}, {}});
    const auto war = open_acts(only(text), story, "AAA", later);
    CHECK_FALSE(act_of(war, "give notice of withdrawal").effect);
    CHECK_THAT(act_of(war, "give notice of withdrawal").waits_for,
               ContainsSubstring("but not while it is in armed conflict"));
    // A conflict that is still to come is not known of.
    story.facts.back().from = later + 1;
    CHECK(words(act_of(open_acts(only(text), story, "AAA", later), "give notice of withdrawal")
                    .effect) == "2003-11-01");
}

TEST_CASE("a void act says what it fails, and from when it is open", "[study][powers]") {
    const auto lock = powers(
        only(
            lakes_treaty().set("withdrawal.lock_in", "5 years after own entry into force").build()),
        three_parties(),
        "AAA",
        later);
    CHECK(why_not(lock, "give notice of withdrawal") ==
          "the notice comes before the first day for notice");
    const auto& locked = act_of(lock, "give notice of withdrawal");
    REQUIRE(condition_of(locked, kind::opens) != nullptr);
    CHECK(words(condition_of(locked, kind::opens)->day) == "2005-03-02");
    // And on that day it is.
    CHECK(act_of(powers(only(lakes_treaty()
                                 .set("withdrawal.lock_in", "5 years after own entry into force")
                                 .build()),
                        three_parties(),
                        "AAA",
                        "2005-03-02"_day),
                 "give notice of withdrawal")
              .is_open());

    const auto never = powers(lakes_rules(), {}, "AAA", later);
    CHECK(why_not(never, "give notice of withdrawal") == "it is not a party");
    CHECK(why_not(never, "unsign") == "it has not signed");
    CHECK(why_not(never, "revoke of deposit") == "it has no deposit that could be taken back");
    CHECK(why_not(never, "provisionally apply") == "no clause opens provisional application");
    CHECK(why_not(never, "end provisional application") ==
          "it does not apply the treaty provisionally");
    CHECK(why_not(never, "revoke of notice") == "no notice is pending");
    CHECK(why_not(never, "reserve") == "a reservation is made with a signature or deposit only");
    const auto party = powers(lakes_rules(), three_parties(), "AAA", later);
    CHECK(why_not(party, "sign") == "it is bound already");
    CHECK(why_not(party, "deposit") == "it is bound already");
    CHECK(why_not(party, "resume") == "it has no suspension of its own to lift");
    CHECK(why_not(party, "extend of term") == "the treaty has no term that could be extended");
    CHECK(why_not(party, "expel") == "no clause opens expulsion, and it names no basis");
}

TEST_CASE("a window for notices says when it opens again", "[study][powers]") {
    auto text = lakes_treaty().build();
    const auto daily = [](const char* phrase) { return parse_date_rule(phrase); };
    schedule opens{daily("on 2001-06-01"), recurrence{}};
    opens.then->every = parse_period("1 year");
    schedule closes{daily("on 2001-06-30"), opens.then};
    text.own.withdrawal.window = {opens, closes};
    const auto acts = powers(only(text), three_parties(), "AAA", later);
    CHECK(why_not(acts, "give notice of withdrawal") ==
          "the notice falls outside the window for notices");
    CHECK(words(condition_of(act_of(acts, "give notice of withdrawal"), kind::opens)->day) ==
          "2003-06-01");
    CHECK(act_of(powers(only(text), three_parties(), "AAA", "2003-06-30"_day),
                 "give notice of withdrawal")
              .is_open());
}

TEST_CASE("a treaty that is not open says so", "[study][powers]") {
    auto text = lakes_treaty().opened("2000-01-01"_day).build();
    text.signature_until = "2000-12-31"_day;
    const auto early = powers(only(text), {}, "AAA", "1999-12-31"_day);
    CHECK(why_not(early, "sign") == "the treaty is not open for signature on that day");
    CHECK(words(condition_of(act_of(early, "sign"), kind::opens)->day) == "2000-01-01");
    CHECK(why_not(early, "deposit") == "the treaty is not open for accession");
    CHECK(words(condition_of(act_of(early, "deposit"), kind::opens)->day) == "2000-01-01");
    const auto late = powers(only(text), {}, "AAA", "2001-01-01"_day);
    CHECK(why_not(late, "sign") == "the treaty is not open for signature on that day");
    CHECK(words(condition_of(act_of(late, "sign"), kind::closed)->day) == "2000-12-31");
    CHECK(act_of(late, "deposit").is_open());

    const auto closed =
        powers(only(lakes_treaty().set("accession.open", false).build()), {}, "AAA", later);
    CHECK(why_not(closed, "deposit") == "the treaty is not open for accession");
    CHECK(act_of(closed, "deposit").conditions.empty());
}

TEST_CASE("who may accede, and to what it must have consented", "[study][powers]") {
    const auto some = powers(only(lakes_treaty()
                                      .group("coast", {"BBB"})
                                      .set("accession.open_to", "it is in coast")
                                      .build()),
                             {},
                             "AAA",
                             later);
    CHECK(why_not(some, "deposit") == "the condition for accession does not hold");
    CHECK(condition_of(act_of(some, "deposit"), kind::open_to)->words == "it is in coast");

    rulebook rules = lakes_rules();
    rules.treaties.push_back(treaty_builder{"fish"}
                                 .multilateral()
                                 .requires_consent_to({"lakes"})
                                 .enters_into_force("1", "2 deposits", "on threshold")
                                 .build());
    scenario story;
    powers_query query;
    query.treaty = "fish";
    const auto fish = open_acts(rules, story, "AAA", later, query);
    CHECK(why_not(fish, "deposit") == "consent to a treaty that this one requires is lacking");
    CHECK(condition_of(act_of(fish, "deposit"), kind::consent)->names ==
          std::vector<std::string>{"lakes"});
    // All treaties, unless one is asked for.
    const auto all = open_acts(rules, story, "AAA", later);
    CHECK(all.front().treaty == "lakes");
    CHECK(all.back().treaty == "fish");
    CHECK(std::all_of(
        fish.begin(), fish.end(), [](const auto& item) { return item.treaty == "fish"; }));
}

TEST_CASE("a term is extended within the clause, when all agree", "[study][powers]") {
    treaty_builder text{"pact"};
    text.multilateral()
        .enters_into_force("1", "2 deposits", "on threshold")
        .term("9", "10 years after entry into force")
        .extension("9(2)", 1, "5 years");
    std::vector<dated_act> acts{done("2000-02-01"_day, act::accede, "AAA"),
                                done("2000-02-01"_day, act::accede, "BBB")};
    const auto first = powers(only(text.build()), acts, "AAA", later);
    const auto& alone = act_of(first, "extend of term");
    CHECK(words(condition_of(alone, kind::later_day)->day) == "2010-02-01");
    CHECK(words(condition_of(alone, kind::latest_day)->day) == "2015-02-01");
    CHECK(condition_of(alone, kind::agreement)->names == std::vector<std::string>{"BBB"});
    CHECK_FALSE(alone.effect);

    acts.push_back(done("2003-01-01"_day, act::extend, "BBB", {}, "term"));
    acts.back().until = "2012-02-01"_day;
    const auto second = powers(only(text.build()), acts, "AAA", later);
    const auto& joined = act_of(second, "extend of term");
    CHECK(words(joined.tried.until) == "2012-02-01"); // to the day that BBB named
    CHECK(condition_of(joined, kind::agreement) == nullptr);
    CHECK(words(joined.effect) == to_string(later));

    // A notice whose day comes after the end of the term is in vain.
    text.withdrawal("8", "20 years after notice");
    const auto leaving = powers(only(text.build()), acts, "AAA", later);
    CHECK(act_of(leaving, "give notice of withdrawal").in_vain);
    CHECK_FALSE(act_of(leaving, "give notice of withdrawal").effect);
}

TEST_CASE("reservations, and the answers to them", "[study][powers]") {
    std::vector<dated_act> acts{done("2000-02-01"_day, act::accede, "AAA"),
                                done("2000-02-01"_day, act::reserve, "AAA", "a-reservation"),
                                done("2000-02-01"_day, act::accede, "BBB")};
    const auto own = powers(lakes_rules(), acts, "AAA", "2000-02-01"_day);
    CHECK(act_of(own, "reserve").is_open());
    CHECK(find(own, "object of a-reservation") == nullptr); // its own
    const auto other = powers(lakes_rules(), acts, "BBB", "2000-06-01"_day);
    CHECK(act_of(other, "object of a-reservation").is_open());
    CHECK(act_of(other, "accept reservation of a-reservation").is_open());
    const auto late = powers(lakes_rules(), acts, "BBB", "2001-02-02"_day);
    CHECK(why_not(late, "object of a-reservation") == "the time for objections has passed");
    const auto none = powers(only(lakes_treaty()
                                      .set("reservations.allowed", false)
                                      .set("reservations.article", "9")
                                      .build()),
                             {},
                             "CCC",
                             later);
    CHECK(condition_of(act_of(none, "deposit"), kind::no_reservations)->words == "9");
}

TEST_CASE("a successor takes the place of the state that dissolved into it", "[study][powers]") {
    auto acts = three_parties();
    acts.push_back(done("2001-01-01"_day, act::dissolve, "AAA"));
    acts.back().into = {"DDD", "EEE"};
    const auto heir = powers(lakes_rules(), acts, "DDD", "2001-02-01"_day);
    CHECK(act_of(heir, "succeed to AAA").is_open());
    CHECK(act_of(heir, "succeed to AAA").after == state::in_force);
    CHECK(words(act_of(heir, "succeed to AAA").effect) == "2001-02-01");
    CHECK(find(powers(lakes_rules(), acts, "FFF", "2001-02-01"_day), "succeed to AAA") == nullptr);
    const auto before = powers(lakes_rules(), acts, "DDD", "2000-12-31"_day);
    CHECK(find(before, "succeed to AAA") == nullptr);
}

TEST_CASE("one may be expelled where a clause says so", "[study][powers]") {
    auto text = lakes_treaty().set("expulsion.article", "8").build();
    const auto acts = powers(only(text), three_parties(), "AAA", later);
    CHECK(act_of(acts, "expel").is_open());
    CHECK(condition_of(act_of(acts, "expel"), kind::target) != nullptr);
    CHECK(act_of(acts, "expel").tried.to == std::vector<std::string>{"BBB"});
}

TEST_CASE("a condition that may be waived is waived by declaration", "[study][powers]") {
    auto text = lakes_treaty().set("entry_into_force.waiver", "waiver").build();
    std::vector<dated_act> acts{done("2000-02-01"_day, act::accede, "AAA")};
    const auto before = powers(only(text), acts, "AAA", "2000-03-15"_day);
    const auto& waives = act_of(before, "declare of waiver");
    CHECK(waives.worth == standing::recorded);
    CHECK(waives.is_open());
    CHECK(words(waives.effect) == "2000-03-15");
    CHECK(waives.after == state::in_force);
}

TEST_CASE("what a rule makes of the act is told", "[study][powers]") {
    rule follows;
    follows.id = "conference";
    follows.article = "7(3)";
    follows.on.what = rule_trigger::kind::act;
    follows.on.on_act = act::give_notice_of_withdrawal;
    follows.after = parse_date_rule("30 days after trigger");
    follows.then = act::declare;
    const auto acts =
        powers(only(lakes_treaty().add(follows).build()), three_parties(), "AAA", later);
    const auto& notice = act_of(acts, "give notice of withdrawal");
    REQUIRE(notice.consequences.size() == 1);
    CHECK(notice.consequences.front() ==
          act_consequence{"lakes", "AAA", "declare", "2003-05-31"_day, "7(3)", "conference"});
    CHECK(act_of(acts, "terminate").consequences.empty());
}

TEST_CASE("powers through somebody's eyes", "[study][powers]") {
    auto acts = three_parties();
    acts.push_back(done("2002-01-01"_day, act::suspend, "BBB", "b-suspension"));
    acts.back().basis = "VCLT 60";
    // Contested only later: it is void from its own day all the same.
    acts.push_back(done("2004-01-01"_day, act::contest, "CCC", {}, "b-suspension"));
    CHECK(why_not(powers(lakes_rules(), acts, "BBB", later), "resume") ==
          "it has no suspension of its own to lift");
    powers_query query;
    query.as_seen_by = "BBB";
    CHECK(act_of(powers(lakes_rules(), acts, "BBB", later, query), "resume").is_open());
    query.as_seen_by = "CCC";
    CHECK_FALSE(act_of(powers(lakes_rules(), acts, "BBB", later, query), "resume").is_open());
    scenario story;
    story.acts = acts;
    const history told = simulate(lakes_rules(), story);
    CHECK(act_of(open_acts(told.as_seen_by("BBB"), "BBB", later), "resume").is_open());
    CHECK_FALSE(act_of(open_acts(told, "BBB", later), "resume").is_open());
}

TEST_CASE("questions about nobody and nothing are refused", "[study][powers]") {
    scenario story = lakes_story();
    powers_query query;
    query.treaty = "lake";
    CHECK_THROWS_WITH(open_acts(lakes_rules(), story, "AAA", later, query),
                      ContainsSubstring("did you mean 'lakes'?"));
    rulebook rules = lakes_rules();
    for (const char* code : {"AAA", "BBB", "CCC"}) {
        participant item;
        item.code = code;
        rules.participants.add(item);
    }
    CHECK_THROWS_AS(open_acts(rules, story, "AAB", later), unknown_name);
    CHECK_THROWS_WITH(open_acts(rules, story, "AAB", later), ContainsSubstring("'AAB'"));
    CHECK_THROWS_AS(open_acts(rules, story, "*", later), unknown_name);
    CHECK_THROWS_AS(open_acts(rules, story, "", later), unknown_name);
    story.treaties = {"no-such-treaty"};
    CHECK_THROWS_AS(open_acts(rules, story, "AAA", later), input_error);
}

TEST_CASE("a query for one act tries that act only", "[study][powers]") {
    powers_query query;
    query.row = lifecycle_act::give_notice;
    const auto acts = powers(lakes_rules(), three_parties(), "AAA", later, query);
    REQUIRE(acts.size() == 1);
    CHECK(acts.front().name == "give notice of withdrawal");
}

TEST_CASE("what had happened by a day", "[study][powers]") {
    scenario story = lakes_story();
    story.from = "1999-01-01"_day;
    story.to = "2010-01-01"_day;
    story.expectations.resize(1);
    story.given = {{"EEE", state::in_force, "2002-02-01"_day, "lakes"}};
    story.facts.push_back({"armed conflict", "AAA", true, "2002-02-01"_day, {}, {}, {}, {}, {}});
    story.facts.push_back({"old", "AAA", true, {}, "2009-01-01"_day, {}, {}, {}, {}});
    story.acts.push_back(done("2005-01-01"_day, act::contest, "BBB", "c1", "a-notice"));
    story.acts.push_back(done("2005-01-02"_day, act::contest, "AAA", "c2", "c1"));
    story.acts.push_back(done("2005-01-01"_day, act::contest, "AAA", {}, "b-suspension"));
    story.acts.push_back(done("2005-01-01"_day, act::continue_identity, "FFF", {}, "AAA"));
    const scenario cut = happened_by(story, "2002-01-31"_day);
    REQUIRE(cut.acts.size() == 8); // five of the lakes, two contests, the continuation
    CHECK(cut.acts[4].id == "a-notice");
    CHECK(cut.acts[5].id == "c1");
    CHECK(cut.acts[6].id == "c2");
    CHECK(cut.acts[7].kind == act::continue_identity);
    CHECK(cut.facts.size() == 1);
    CHECK(cut.given.empty());
    CHECK(cut.expectations.empty());
    CHECK_FALSE(cut.from);
    CHECK_FALSE(cut.to);
    CHECK(happened_by(story, "2002-01-30"_day).acts.size() == 5); // and no contest of nothing

    // A succession works on its effective day, a statement from its own.
    scenario late;
    late.acts = {done("2005-01-01"_day, act::succeed, "BBB", {}, "AAA"),
                 done("2005-01-01"_day, act::entry_into_force, "*")};
    late.acts[0].effective = "2000-01-01"_day;
    late.acts[1].effective = "2006-01-01"_day;
    CHECK(happened_by(late, "2000-01-01"_day).acts.size() == 1);
    CHECK(happened_by(late, "1999-12-31"_day).acts.empty());
    CHECK(happened_by(late, "2005-01-01"_day).acts.size() == 2);
}

namespace {

constexpr std::array members{"AAA", "BBB", "CCC", "DDD"};

/// Stories of acts of all kinds, the same on every machine.
std::vector<dated_act> random_story(std::uint32_t seed) {
    std::mt19937 dice(seed);
    const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(dice()) % limit; };
    struct form {
        act what;
        const char* of;
    };
    static constexpr std::array forms{form{act::sign, ""},
                                      form{act::ratify, ""},
                                      form{act::accede, ""},
                                      form{act::accede, ""},
                                      form{act::unsign, ""},
                                      form{act::revoke, "deposit"},
                                      form{act::revoke, "notice"},
                                      form{act::give_notice_of_withdrawal, ""},
                                      form{act::suspend, "notice"},
                                      form{act::resume, "notice"},
                                      form{act::suspend, ""},
                                      form{act::resume, ""},
                                      form{act::extend, "term"},
                                      form{act::terminate, ""},
                                      form{act::reserve, ""},
                                      form{act::provisionally_apply, ""}};
    std::vector<dated_act> acts;
    for (std::size_t i = 0; i < 40; ++i) {
        const form& chosen = forms[below(forms.size())];
        dated_act item = done("2000-01-01"_day + static_cast<std::int64_t>(below(1200)),
                              chosen.what,
                              members[below(members.size())],
                              "act-" + std::to_string(i),
                              chosen.of);
        if (chosen.what == act::extend) {
            item.until = "2012-01-01"_day;
        }
        if (below(6) == 0) {
            item.basis = "VCLT 62";
        }
        if (below(9) == 0) {
            item.contested_by = {members[below(members.size())]};
        }
        acts.push_back(std::move(item));
    }
    return acts;
}

std::vector<treaty> random_treaties() {
    treaty_builder two{"two"};
    two.bilateral("AAA", "BBB")
        .enters_into_force("1", "deposits by all signatories", "on threshold")
        .withdrawal("2", "6 months after notice");
    treaty_builder term{"term"};
    term.multilateral()
        .enters_into_force("1", "2 deposits", "90 days after threshold")
        .for_later("90 days after deposit")
        .term("9", "5 years after entry into force")
        .extension("9(2)", 1, "5 years")
        .set("withdrawal.lock_in", "1 year after own entry into force")
        .withdrawal("2", "6 months after notice")
        .set("expulsion.article", "8")
        .set("provisional_application.article", "6");
    return {lakes_treaty().build(), two.build(), term.build()};
}

} // namespace

TEST_CASE("an act is worth in the scenario what it was said to be worth",
          "[study][powers][property]") {
    std::size_t open = 0;
    std::size_t closed = 0;
    for (const auto& text : random_treaties()) {
        const rulebook rules = only(text);
        for (std::uint32_t seed = 1; seed <= 6; ++seed) {
            scenario story;
            story.acts = random_story(seed);
            for (const date day : {"2000-09-01"_day, "2001-07-01"_day, "2003-01-01"_day}) {
                const char* party = members[seed % members.size()];
                const history was = simulate(rules, story);
                for (const auto& item : open_acts(rules, story, party, day)) {
                    scenario with = story;
                    with.acts.push_back(item.tried);
                    const history told = simulate(rules, with);
                    const auto number = static_cast<std::uint32_t>(with.acts.size()) - 1;
                    const auto found =
                        std::find_if(told.acts().begin(), told.acts().end(), [&](const auto& each) {
                            return each.what.source == number;
                        });
                    REQUIRE(found != told.acts().end());
                    CAPTURE(text.id, seed, party, to_string(day), item.name);
                    CHECK(found->worth == item.worth);
                    CHECK(found->finding == item.finding);
                    CHECK(was.state(party, day) == item.before);
                    CHECK(told.state(party, day) == item.after);
                    ++(item.is_open() ? open : closed);
                    // Every answer says when, or why it cannot.
                    CHECK((item.worth == standing::void_act) ==
                          (!item.effect && item.waits_for.empty() && !item.in_vain));
                }
            }
        }
    }
    CHECK(open > 100);
    CHECK(closed > 300);
}

// What states could do, and what was missing, on real days: Open Skies, INF, New START, the CTBT,
// Paris and Ottawa, with the rules of the library.
#include "io/reading.hpp"

#include <servanda/io/powers.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;
using json = nlohmann::json;

namespace {

const std::shared_ptr<const rulebook>& rules() {
    static const auto shared = std::make_shared<const rulebook>(with_default_laws(shipped_rules()));
    return shared;
}

std::vector<open_act> powers(const char* story,
                             const char* party,
                             date day,
                             const char* treaty = "",
                             const char* seen_by = "") {
    powers_query query;
    query.treaty = treaty;
    query.as_seen_by = seen_by;
    return open_acts(rules(), shipped_story(story), party, day, query);
}

const open_act&
act_of(const std::vector<open_act>& acts, std::string_view name, bool claims = false) {
    CAPTURE(name);
    const auto found = std::find_if(acts.begin(), acts.end(), [&](const open_act& item) {
        return item.name == name && (item.worth == standing::by_claim) == claims;
    });
    REQUIRE(found != acts.end());
    return *found;
}

std::optional<date> first_day(const open_act& item) {
    for (const auto& condition : item.conditions) {
        if (condition.what == act_condition::kind::opens) {
            return condition.day;
        }
    }
    return std::nullopt;
}

const history& told(const char* name) {
    static std::map<std::string, history> known;
    const auto found = known.find(name);
    return found != known.end()
               ? found->second
               : known.emplace(name, simulate(rules(), shipped_story(name))).first->second;
}

/// The forty-four of Annex 2 as they stood from 6 February 2012, when Indonesia deposited.
scenario ctbt_story() {
    scenario story;
    story.title = "CTBT";
    story.treaties = {"ctbt"};
    const auto& groups = shipped_rules().find("ctbt")->own.groups;
    for (const auto& code : groups.find("annex-2")->second) {
        const auto is_one_of = [&](std::initializer_list<const char*> list) {
            return std::find(list.begin(), list.end(), code) != list.end();
        };
        if (is_one_of({"IND", "PRK", "PAK"})) {
            continue;
        }
        const bool only_signed = is_one_of({"CHN", "EGY", "IRN", "ISR", "USA"});
        story.given.push_back({code,
                               only_signed ? state::signed_only : state::contracting,
                               "2012-02-06"_day,
                               "ctbt"});
    }
    dated_act revokes;
    revokes.day = "2023-11-03"_day;
    revokes.kind = act::revoke;
    revokes.of = "deposit";
    revokes.by = "RUS";
    story.acts = {revokes};
    return story;
}

io::powers_page page(const char* party, date day, bool all = false) {
    return {"Story", "", party, day, all};
}

} // namespace

TEST_CASE("Open Skies: from the notice to the exit of the United States", "[powers][open-skies]") {
    const auto before = powers("open-skies", "USA", "2020-05-21"_day);
    const auto& notice = act_of(before, "give notice of withdrawal");
    CHECK(notice.worth == standing::by_right);
    CHECK(words(notice.effect) == "2020-11-21");
    CHECK(notice.article == citation{"XV(2)", false});
    const auto pending = powers("open-skies", "USA", "2020-11-21"_day);
    CHECK(act_of(pending, "revoke of notice").is_open());
    CHECK(act_of(pending, "revoke of notice").after == state::in_force);
    const auto out = powers("open-skies", "USA", "2020-11-22"_day);
    CHECK(act_of(out, "revoke of notice").worth == standing::void_act);
    CHECK(act_of(out, "revoke of notice").finding == finding_of_standing::notice_took_effect);
    CHECK(words(act_of(out, "deposit").effect) == "2021-01-21"); // it may come back
    CHECK(act_of(out, "deposit").tried.kind == act::accede);
}

TEST_CASE("Open Skies: a signatory, a third state, the last deposits", "[powers][open-skies]") {
    const auto kyrgyzstan = powers("open-skies", "KGZ", "2019-01-01"_day);
    CHECK(act_of(kyrgyzstan, "deposit").tried.kind == act::ratify);
    CHECK(words(act_of(kyrgyzstan, "deposit").effect) == "2019-03-02");
    CHECK(act_of(kyrgyzstan, "unsign").is_open());
    // Named provisions were applied for a year from the opening: that is over.
    CHECK(act_of(powers("open-skies", "SRB", "2019-01-01"_day), "provisionally apply").in_vain);
    const auto russia = powers("open-skies", "RUS", "2001-11-01"_day);
    CHECK_FALSE(act_of(russia, "deposit").effect); // Belarus was lacking, too
    CHECK_THAT(act_of(russia, "deposit").waits_for, ContainsSubstring("quota-8"));
}

TEST_CASE("INF: what the text opens, and what only a claim carries", "[powers][inf]") {
    const auto acts = powers("inf", "USA", "2019-02-01"_day);
    const auto& notice = act_of(acts, "give notice of withdrawal");
    CHECK(words(notice.effect) == "2019-08-01");
    CHECK(notice.tried.statement == "extraordinary events");
    CHECK(act_of(acts, "suspend").worth == standing::void_act);
    CHECK(act_of(acts, "suspend", true).article == citation{"VCLT 57(b)", true});
    CHECK(act_of(acts, "terminate", true).after == state::terminated);
    // Both codes of a participant may do the same.
    const auto russia = powers("inf", "RUS", "1990-01-01"_day);
    const auto soviet = powers("inf", "SUN", "1990-01-01"_day);
    REQUIRE(russia.size() == soviet.size());
    for (std::size_t i = 0; i < russia.size(); ++i) {
        CHECK(russia[i].worth == soviet[i].worth);
        CHECK(russia[i].effect == soviet[i].effect);
    }
    // A third state stands on neither side.
    const auto germany = powers("inf", "DEU", "2019-02-01"_day);
    CHECK(std::none_of(
        germany.begin(), germany.end(), [](const auto& item) { return item.is_open(); }));
    CHECK(act_of(germany, "sign").finding == finding_of_standing::not_a_side);
}

TEST_CASE("New START: a term that one side alone cannot extend", "[powers][new-start]") {
    const auto alone = powers("new-start", "USA", "2021-01-25"_day, "new-start");
    const auto& extends = act_of(alone, "extend of term");
    CHECK(extends.finding == finding_of_standing::awaits_agreement);
    CHECK_FALSE(extends.effect);
    CHECK(act_of(alone, "give notice of withdrawal").in_vain); // ten days before the end
    const auto later = powers("new-start", "USA", "2022-01-01"_day, "new-start");
    CHECK(act_of(later, "extend of term").finding == finding_of_standing::extension_used_up);
    CHECK(words(act_of(later, "give notice of withdrawal").effect) == "2022-04-01");
    // The suspension of 2023, in Russia's eyes and in American ones.
    CHECK(act_of(powers("new-start", "RUS", "2023-06-01"_day, "new-start", "RUS"), "resume")
              .is_open());
    CHECK_FALSE(act_of(powers("new-start", "RUS", "2023-06-01"_day, "new-start", "USA"), "resume")
                    .is_open());
}

TEST_CASE("Paris: no notice before three years, and by leaving the parent", "[powers][paris]") {
    const auto acts = powers("paris", "USA", "2017-08-04"_day);
    const auto found = std::find_if(acts.begin(), acts.end(), [](const open_act& item) {
        return item.treaty == "paris" && item.row == lifecycle_act::give_notice &&
               item.worth == standing::void_act;
    });
    REQUIRE(found != acts.end());
    CHECK(found->finding == finding_of_standing::inside_lock_in);
    CHECK(words(first_day(*found)) == "2019-11-04");
    const auto& parent = act_of(acts, "give notice of withdrawal"); // of the UNFCCC
    CHECK(parent.treaty == "unfccc");
    REQUIRE_FALSE(parent.consequences.empty());
    CHECK(parent.consequences.front().treaty == "paris");
    CHECK(words(parent.consequences.front().day) == "2018-08-04");
}

TEST_CASE("CTBT: thirty-six of forty-four", "[missing][ctbt]") {
    const history ctbt = simulate(rules(), ctbt_story());
    const auto report = missing(ctbt, goal::entry_into_force, "ctbt", "", "2012-02-06"_day);
    REQUIRE(report.requirements.size() == 2);
    const auto& deposits = report.requirements.front();
    CHECK(deposits.text == "deposits by annex-2");
    CHECK(deposits.article == "XIV");
    CHECK(deposits.have == 36);
    CHECK(deposits.need == 44);
    CHECK(deposits.lacking ==
          std::vector<std::string>{"CHN", "EGY", "IND", "IRN", "ISR", "PAK", "PRK", "USA"});
    CHECK_FALSE(report.expected);
    // Russia took its deposit back.
    const auto since = missing(ctbt, goal::entry_into_force, "ctbt", "", "2023-11-03"_day);
    CHECK(since.requirements.front().have == 35);
    CHECK(since.requirements.front().lacking.size() == 9);
    CHECK(io::write_missing(report) ==
          "2012-02-06  ctbt: not yet in force\n"
          "  lacking  deposits by annex-2: 36 of 44; CHN, EGY, IND, IRN, ISR, PAK, PRK and USA "
          "lacking (XIV)\n"
          "  then     180 days after threshold, not before 1998-09-24 (XIV)\n");
    const auto china = missing(ctbt, goal::bound, "ctbt", "CHN", "2020-01-01"_day);
    CHECK(china.requirements[0].note == "open to it");
    CHECK(china.requirements[1].parts.front().have == 36);
}

TEST_CASE("Open Skies: what was missing for ten years", "[missing][open-skies]") {
    const history& skies = told("open-skies");
    const auto on = [&](date day) { return missing(skies, goal::entry_into_force, "", "", day); };
    const auto few = on("1994-06-05"_day);
    REQUIRE(few.requirements[0].parts.size() == 2);
    CHECK(few.requirements[0].parts[0].have == 13);
    CHECK(few.requirements[0].parts[0].need == 20);
    CHECK(few.requirements[0].parts[1].lacking ==
          std::vector<std::string>{"BLR", "ITA", "RUS", "TUR", "UKR"});
    const auto two = on("2001-11-01"_day);
    CHECK(two.requirements[0].parts[0].met);
    CHECK(two.requirements[0].parts[1].lacking == std::vector<std::string>{"BLR", "RUS"});
    const auto clock = on("2001-11-02"_day);
    CHECK(clock.requirements[0].met);
    CHECK(words(clock.expected) == "2002-01-01");
    CHECK(on("2002-01-01"_day).reached);
    CHECK(words(missing(skies, goal::bound, "", "FIN", "2002-12-12"_day).expected) == "2003-02-10");
    CHECK(words(missing(skies, goal::withdrawal, "", "USA", "2020-05-22"_day).expected) ==
          "2020-11-22");
    CHECK(words(missing(skies, goal::withdrawal, "", "USA", "2020-11-22"_day).since) ==
          "2020-11-22");
}

TEST_CASE("Ottawa: a notice that waits for the end of a war", "[missing][ottawa]") {
    const auto report = missing(told("ottawa"), goal::withdrawal, "", "UKR", "2024-08-04"_day);
    REQUIRE(report.requirements.size() == 4);
    CHECK(report.requirements[3].text == "not while it is in armed conflict");
    CHECK_FALSE(report.requirements[3].met);
}

TEST_CASE("where the treaty is in force nothing is missing, else something is",
          "[missing][property]") {
    for (const char* name : {"inf", "open-skies", "new-start", "cfe", "abm", "paris", "ottawa"}) {
        const history& story = told(name);
        for (const auto& item : story.program().treaties) {
            const std::string& id = item.source->id;
            for (std::size_t i = 0; i < story.changes().size(); i += 7) {
                const date day = story.changes()[i].day;
                const auto report = missing(story, goal::entry_into_force, id, "", day);
                const auto now = story.treaty_state(id, day);
                CAPTURE(name, id, to_string(day));
                CHECK(report.lost == (now == treaty_state::terminated));
                CHECK((report.reached || report.lost) == (now != treaty_state::not_yet_in_force));
                CHECK(report.requirements.empty() == (report.reached || report.lost));
            }
        }
    }
}

TEST_CASE("real acts are worth what they were said to be worth", "[powers][property]") {
    struct question {
        const char* story;
        std::vector<const char*> parties;
        std::vector<date> days;
    };
    const std::vector<question> questions{
        {"open-skies",
         {"USA", "KGZ", "SRB"},
         {"1992-06-01"_day, "2001-12-01"_day, "2020-06-01"_day, "2020-11-22"_day}},
        {"inf", {"USA", "UKR"}, {"1988-01-01"_day, "2019-02-02"_day, "2019-08-02"_day}},
        {"new-start", {"RUS"}, {"2021-01-26"_day, "2023-06-01"_day}},
        {"cfe", {"RUS", "DEU"}, {"2007-07-14"_day, "2023-06-09"_day}},
        {"paris", {"USA"}, {"2017-08-04"_day, "2020-12-01"_day}},
    };
    std::size_t tried = 0;
    for (const auto& [name, parties, days] : questions) {
        const scenario story = shipped_story(name);
        for (const char* party : parties) {
            for (const date day : days) {
                for (const auto& item : open_acts(rules(), story, party, day)) {
                    scenario with = story;
                    with.acts.push_back(item.tried);
                    const auto number = static_cast<std::uint32_t>(with.acts.size()) - 1;
                    const history after = simulate(rules(), std::move(with));
                    const auto found =
                        std::find_if(after.acts().begin(),
                                     after.acts().end(),
                                     [&](const auto& each) { return each.what.source == number; });
                    CAPTURE(name, party, to_string(day), item.treaty, item.name);
                    REQUIRE(found != after.acts().end());
                    CHECK(found->worth == item.worth);
                    CHECK(found->finding == item.finding);
                    ++tried;
                }
            }
        }
    }
    CHECK(tried > 300);
}

TEST_CASE("powers as text", "[powers][text]") {
    const auto acts = powers("open-skies", "USA", "2020-06-01"_day);
    const std::string text = io::write_powers(acts, page("USA", "2020-06-01"_day));
    CHECK_THAT(text,
               Catch::Matchers::StartsWith("2020-06-01  Story: what USA may do\n"
                                           "open-skies: withdrawal pending\n  by right\n"));
    CHECK_THAT(text,
               ContainsSubstring("    revoke of notice           2020-06-01  VCLT 68 · → in "
                                 "force\n"));
    CHECK_THAT(text, ContainsSubstring("as named    XV(2) · names a day after 2020-11-22"));
    CHECK_THAT(text, ContainsSubstring("  by claim only\n    suspend "));
    CHECK(text.find("  void\n") == std::string::npos);
    const std::string all = io::write_powers(acts, page("USA", "2020-06-01"_day, true));
    CHECK_THAT(all, ContainsSubstring("  void\n"));
    CHECK_THAT(all, ContainsSubstring("it is bound already (VCLT 18(a))\n"));
    for (std::size_t at = 0; at < all.size();) { // 100 columns
        const std::size_t end = all.find('\n', at);
        const std::string line = all.substr(at, end - at);
        CHECK(std::count_if(line.begin(), line.end(), [](char c) {
                  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
              }) <= 100);
        at = end + 1;
    }
    CHECK(io::write_powers(acts, page("USA", "2020-06-01"_day)) == text); // same bytes
    const auto ended = powers("new-start", "USA", "2021-01-25"_day, "sort");
    CHECK_THAT(io::write_powers(ended, page("USA", "2021-01-25"_day)),
               ContainsSubstring("sort: terminated\n  nothing\n"));
}

TEST_CASE("powers as JSON and CSV", "[powers][json]") {
    const auto acts = powers("open-skies", "USA", "2020-05-22"_day);
    const json some = json::parse(io::json_powers(acts, page("USA", "2020-05-22"_day)));
    const json all = json::parse(io::json_powers(acts, page("USA", "2020-05-22"_day, true)));
    CHECK(some["by"] == "USA");
    CHECK(some["on"] == "2020-05-22");
    CHECK(all["acts"].size() == acts.size());
    CHECK(some["acts"].size() < all["acts"].size());
    for (const auto& item : all["acts"]) {
        for (const char* key : {"treaty",
                                "act",
                                "spelled",
                                "of",
                                "standing",
                                "article",
                                "default_law",
                                "before",
                                "after",
                                "effect",
                                "waits_for",
                                "in_vain",
                                "computation",
                                "finding",
                                "conditions",
                                "consequences"}) {
            CAPTURE(key);
            CHECK(item.contains(key));
        }
        CHECK_FALSE((item.contains("party") && item.contains("state")));
        const bool says_why = !item["finding"].is_null();
        const bool waits = item["finding"] == "the others have not agreed yet";
        CHECK((item["standing"] == "void") == (says_why && !waits));
    }
    const std::string csv = io::csv_powers(acts, page("USA", "2020-05-22"_day));
    CHECK_THAT(csv,
               Catch::Matchers::StartsWith("treaty,participant,day,act,standing,effect,waits_for,"
                                           "article,finding,conditions\n"));
    CHECK_THAT(csv,
               ContainsSubstring("open-skies,USA,2020-05-22,revoke of notice,by right,"
                                 "2020-05-22,,VCLT 68,,\n"));
    CHECK_THAT(csv,
               ContainsSubstring("extend of notice,by right,,,VCLT 68,,names a day after "
                                 "2020-11-22\n"));
}

TEST_CASE("what is missing as JSON and CSV", "[missing][json]") {
    const auto report =
        missing(told("open-skies"), goal::entry_into_force, "", "", "2001-11-01"_day);
    const json document = json::parse(io::json_missing(report));
    CHECK(document["goal"] == "entry into force");
    CHECK(document["party"].is_null());
    CHECK(document["reached"] == false);
    const json& parts = document["requirements"][0]["parts"];
    CHECK(parts[1]["have"] == 9);
    CHECK(parts[1]["need"] == 11);
    CHECK(parts[1]["lacking"] == json({"BLR", "RUS"}));
    CHECK(parts[1]["kind"] == "count");
    const std::string csv = io::csv_missing(report);
    CHECK_THAT(csv,
               Catch::Matchers::StartsWith(
                   "depth,requirement,kind,met,have,need,lacking,on,article,note\n"));
    CHECK_THAT(csv,
               ContainsSubstring("1,\"deposits by CAN, HUN and quota-8\",count,false,9,11,BLR "
                                 "RUS,,,\n"));
    CHECK_THAT(csv, ContainsSubstring("0,60 days after threshold,clock,false,,,,,XVII(2),\n"));
}

TEST_CASE("what is missing, in words", "[missing][text]") {
    const auto says =
        [](const char* story, goal what, const char* treaty, const char* party, date day) {
            return io::write_missing(missing(told(story), what, treaty, party, day));
        };
    CHECK(says("open-skies", goal::entry_into_force, "", "", "2002-01-01"_day) ==
          "2002-01-01  open-skies: in force since 2002-01-01\n");
    CHECK(says("inf", goal::entry_into_force, "", "", "2019-08-02"_day) ==
          "2019-08-02  inf: ended since 2019-08-02\n");
    CHECK(says("open-skies", goal::bound, "", "FIN", "2002-12-12"_day) ==
          "2002-12-12  FIN in open-skies: not yet bound\n"
          "  met      its deposit (VCLT 16), since 2002-12-12\n"
          "  met      the entry into force of the treaty (XVII(2)), since 2002-01-01\n"
          "  then     60 days after deposit (2002-12-12) (XVII(2)): 2003-02-10\n"
          "  expected on 2003-02-10\n");
    CHECK(says("open-skies", goal::withdrawal, "", "USA", "2020-12-01"_day) ==
          "2020-12-01  USA in open-skies: out since 2020-11-22\n");
    CHECK(says("open-skies", goal::bound, "", "USA", "2010-01-01"_day) ==
          "2010-01-01  USA in open-skies: bound since 2002-01-01\n");
    CHECK_THAT(says("paris", goal::withdrawal, "paris", "USA", "2017-08-04"_day),
               ContainsSubstring("lacking  its notice of withdrawal (28(1)-(2)), from 2019-11-04, "
                                 "the notice comes before the first\n"));
    const auto paris = says("paris", goal::entry_into_force, "paris", "", "2016-10-10"_day);
    CHECK_THAT(paris, ContainsSubstring("% of emissions"));
}

// The keys of rule files: each is set on its own, known or not.

#include "law/show.hpp"
#include "support/catch.hpp"

#include <servanda/law/read_clauses.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace servanda::literals;
using servanda::act;
using servanda::clauses;
using servanda::date_rule;
using servanda::diagnostics;
using servanda::parse_condition;
using servanda::parse_date_rule;
using servanda::parse_schedule;
using servanda::rule_trigger;
using servanda::value;
using servanda::value_list;
using servanda::value_reader;
using servanda::value_table;
using servanda::test::place;
using servanda::test::shown;

namespace {

using Catch::Matchers::ContainsSubstring;

/// Sets a key that must be accepted.
void set(clauses& to, std::string_view path, value content) {
    diagnostics messages;
    set_clause(to, path, content, messages);
    CAPTURE(path);
    CHECK(shown(messages).empty());
}

/// What is said about a key that must be refused.
[[nodiscard]] std::string refused(std::string_view path, value content, clauses to = {}) {
    diagnostics messages;
    set_clause(to, path, content, messages);
    CAPTURE(path);
    CHECK_FALSE(messages.ok());
    return shown(messages);
}

[[nodiscard]] value table(std::vector<std::pair<std::string, value>> entries) {
    value_table result;
    for (auto& [key, content] : entries) {
        result.push_back({key, content, place(7, 3)});
    }
    return value(std::move(result), place(7, 1));
}

/// Reads one section as a rule file has it.
[[nodiscard]] std::string read_section(clauses& to, std::string_view section, const value& item) {
    diagnostics messages;
    value_reader in(messages);
    CHECK(read_clause_section(in, to, section, item));
    return shown(messages);
}

[[nodiscard]] std::string read_rule(clauses& to, std::vector<std::pair<std::string, value>> keys) {
    return read_section(to, "rule", value(value_list{table(std::move(keys))}));
}

} // namespace

TEST_CASE("the keys of entry into force", "[clauses]") {
    clauses own;
    auto& clause = own.entry_into_force;
    set(own, "entry_into_force.article", "XVII(2)");
    set(own, "entry_into_force.when", "20 deposits and deposits by CAN, HUN and quota-8");
    set(own, "entry_into_force.effective", "60 days after threshold");
    set(own, "entry_into_force.for_later", "60 days after deposit");
    set(own, "entry_into_force.before_entry", "later of both dates");
    set(own, "entry_into_force.not_before", value("1992-01-01"_day));
    set(own, "entry_into_force.counted", value(value_list{"EUU"}));
    set(own, "entry_into_force.accession_counts", false);
    set(own, "entry_into_force.source", "https://example.org");
    set(own, "entry_into_force.note", "a note");
    set(own, "entry_into_force.unchecked", "the number");
    CHECK(clause.article == "XVII(2)");
    CHECK(clause.when == parse_condition("20 deposits and deposits by CAN, HUN and quota-8"));
    REQUIRE(clause.effective.single() != nullptr);
    CHECK(*clause.effective.single() == parse_date_rule("60 days after threshold"));
    REQUIRE(clause.for_later.single() != nullptr);
    CHECK(*clause.for_later.single() == parse_date_rule("60 days after deposit"));
    CHECK(clause.before == servanda::before_entry::later_of_both_dates);
    CHECK(clause.not_before == "1992-01-01"_day);
    CHECK(clause.counted == std::vector<std::string>{"EUU"});
    CHECK(clause.accession_counts == false);
    CHECK(clause.source == "https://example.org");
    CHECK(clause.note == "a note");
    CHECK(clause.unchecked == "the number");
}

TEST_CASE("a date rule may be a list by period", "[clauses]") {
    clauses own;
    const value practice(value_list{
        table({{"until", value("2005-01-27"_day)}, {"rule", "30 clear days after deposit"}}),
        table({{"rule", "30 days after deposit"}})});
    set(own, "entry_into_force.for_later", practice);
    set(own, "entry_into_force.effective", practice);
    set(own, "withdrawal.notice", practice);
    CHECK(own.entry_into_force.for_later.entries().size() == 2);
    CHECK(own.entry_into_force.effective.entries().size() == 2);
    CHECK(own.withdrawal.notice.entries().size() == 2);
}

TEST_CASE("the keys of withdrawal", "[clauses]") {
    clauses own;
    CHECK_FALSE(own.has_withdrawal);
    set(own, "withdrawal.article", "XV(2)");
    set(own, "withdrawal.notice", "6 months after notice");
    set(own, "withdrawal.lock_in", "3 years after own entry into force");
    set(own,
        "withdrawal.window",
        value(value_list{"on 2020-01-01, then every year", "on 2020-01-31, then every year"}));
    set(own, "withdrawal.statement", "extraordinary events");
    set(own, "withdrawal.not_while", "it is in armed conflict");
    set(own, "withdrawal.implied", true);
    set(own, "withdrawal.notify", value(value_list{"depositaries", "parties"}));
    CHECK(own.has_withdrawal);
    const auto& clause = own.withdrawal;
    CHECK(clause.article == "XV(2)");
    CHECK(*clause.notice.single() == parse_date_rule("6 months after notice"));
    CHECK(clause.lock_in == parse_date_rule("3 years after own entry into force"));
    REQUIRE(clause.window);
    CHECK(clause.window->first == parse_schedule("on 2020-01-01, then every year"));
    CHECK(clause.window->second == parse_schedule("on 2020-01-31, then every year"));
    CHECK(clause.statement == "extraordinary events");
    CHECK(clause.not_while == parse_condition("it is in armed conflict"));
    CHECK(clause.implied == true);
    CHECK(clause.notify == std::vector<std::string>{"depositaries", "parties"});
}

TEST_CASE("the keys of the other clauses", "[clauses]") {
    clauses own;
    set(own, "accession.open", false);
    set(own, "accession.open_to", "it is party to unfccc");
    set(own, "provisional_application.starts", "on signature");
    set(own, "provisional_application.ends", "on own entry into force");
    set(own, "provisional_application.notice", "60 days after notice");
    set(own, "provisional_application.provisions", value(value_list{"II", "III"}));
    set(own, "duration.unlimited", true);
    set(own, "duration.term", "10 years after entry into force");
    set(own, "extension.times", std::int64_t{1});
    set(own, "extension.at_most", "5 years");
    set(own, "extension.by", value(value_list{"USA", "RUS"}));
    set(own, "suspension.notice", "on notice");
    set(own, "suspension.when", "it is in armed conflict");
    set(own, "expulsion.notice", "on notice");
    set(own, "reservations.allowed", false);
    set(own, "reservations.deadline", "12 months after notice");
    set(own, "amendment.article", "XVI(5)");
    set(own, "succession.article", "XVII(6)");
    set(own, "calendar.month_end", "next day");
    CHECK(own.accession.open == false);
    CHECK(own.accession.open_to == parse_condition("it is party to unfccc"));
    CHECK(own.provisional_application.starts == parse_date_rule("on signature"));
    CHECK(own.provisional_application.ends == parse_date_rule("on own entry into force"));
    CHECK(own.provisional_application.notice == parse_date_rule("60 days after notice"));
    CHECK(own.provisional_application.provisions == std::vector<std::string>{"II", "III"});
    CHECK(own.duration.unlimited == true);
    CHECK(own.duration.term == parse_schedule("10 years after entry into force"));
    CHECK(own.extension.times == 1);
    CHECK(own.extension.at_most == servanda::period{5, 0, 0, 0});
    CHECK(own.extension.by == std::vector<std::string>{"USA", "RUS"});
    CHECK(own.suspension.notice == parse_date_rule("on notice"));
    CHECK(own.suspension.when == parse_condition("it is in armed conflict"));
    CHECK(own.expulsion.notice == parse_date_rule("on notice"));
    CHECK(own.reservations.allowed == false);
    CHECK(own.reservations.deadline == parse_date_rule("12 months after notice"));
    CHECK(own.amendment.article == "XVI(5)");
    CHECK(own.succession.article == "XVII(6)");
    CHECK(own.short_months == servanda::month_end::next_day);
    CHECK(own.has_provisional_application);
    CHECK(own.has_extension);
    CHECK(own.has_suspension);
    CHECK(own.has_expulsion);
}

TEST_CASE("groups, weights, anchors and participants have names of their own", "[clauses]") {
    clauses own;
    set(own, "groups.quota-8", value(value_list{"USA", "CAN"}));
    set(own, "groups.depositary", "NLD");
    set(own,
        "weights.co2-1990",
        table({{"RUS", 17.4}, {"AUS", std::int64_t{2}}, {"total", 100.0}}));
    set(own, "anchors.phase one", "3 years after entry into force");
    set(own, "anchors.phase two", "3 years after phase one");
    set(own, "duration.term", "1 day after phase two");
    set(own, "participants.BEN", "Benelux");
    set(own,
        "participants.EAEU",
        table({{"name", "Eurasian Economic Union"}, {"kind", "organisation"}}));
    CHECK(own.groups.at("quota-8") == std::vector<std::string>{"USA", "CAN"});
    CHECK(own.groups.at("depositary") == std::vector<std::string>{"NLD"});
    CHECK(own.weights.at("co2-1990").values.at("RUS") == Approx(17.4));
    CHECK(own.weights.at("co2-1990").values.at("AUS") == Approx(2));
    CHECK(own.weights.at("co2-1990").total == 100.0);
    CHECK(own.anchors.at("phase one") == parse_date_rule("3 years after entry into force"));
    CHECK(own.anchors.at("phase two").custom_names() == std::vector<std::string>{"phase one"});
    REQUIRE(own.participants.size() == 2);
    CHECK(own.participants[0].name == "Benelux");
    CHECK(own.participants[1].kind == servanda::participant_kind::organisation);
}

TEST_CASE("an anchor's name holds no word that ends a name", "[clauses]") {
    for (const char* name : {"day after tomorrow",
                             "before noon",
                             "war and peace",
                             "last but one",
                             "now then",
                             "a, b"}) {
        CAPTURE(name);
        diagnostics messages;
        clauses own;
        set_clause(own, std::string("anchors.") + name, "on deposit", messages);
        CHECK_FALSE(messages.ok());
    }
}

TEST_CASE("an unknown key is refused and the nearest one suggested", "[clauses]") {
    CHECK(refused("withdrawal.notise", "6 months after notice") ==
          "error: unknown key 'notise' in [withdrawal] (did you mean 'notice'?)");
    CHECK_THAT(refused("withdrawal.lockin", "on deposit"),
               ContainsSubstring("did you mean 'lock_in'?"));
    CHECK_THAT(refused("entry_into_force.efective", "on threshold"),
               ContainsSubstring("unknown key 'efective' in [entry_into_force]") &&
                   ContainsSubstring("did you mean 'effective'?"));
    CHECK_THAT(refused("withdrawal.artcle", "XV"), ContainsSubstring("did you mean 'article'?"));
    CHECK_THAT(refused("duration.colour", "blue"),
               ContainsSubstring("unknown key 'colour' in [duration]"));
    CHECK_THAT(refused("calendar.monthend", "last day"),
               ContainsSubstring("did you mean 'month_end'?"));
    CHECK_THAT(refused("amendment.articel", "X"), ContainsSubstring("did you mean 'article'?"));
    CHECK_THAT(refused("participants.EEU", table({{"nam", "x"}})),
               ContainsSubstring("did you mean 'name'?"));
}

TEST_CASE("an unknown section is refused and the nearest one suggested", "[clauses]") {
    CHECK(refused("withdrawl.notice", "6 months after notice") ==
          "error: there is no clause section 'withdrawl' (did you mean 'withdrawal'?)");
    CHECK_THAT(refused("treaty.id", "inf"), ContainsSubstring("no clause section 'treaty'"));
    CHECK_THAT(refused("rule.id", "x"), ContainsSubstring("no clause section 'rule'"));
    CHECK_THAT(refused(".notice", "x"), ContainsSubstring("no clause section ''"));
    CHECK_THAT(refused("withdrawal", "x"), ContainsSubstring("expected section.key"));
    CHECK_THAT(refused("withdrawal.", "x"), ContainsSubstring("expected section.key"));
    CHECK_THAT(refused("", "x"), ContainsSubstring("expected section.key"));
}

TEST_CASE("a value of the wrong kind is refused", "[clauses]") {
    CHECK(refused("withdrawal.notice", std::int64_t{6}) ==
          "error: expected a date rule, found a whole number");
    CHECK_THAT(refused("withdrawal.implied", "yes"),
               ContainsSubstring("expected true or false, found text"));
    CHECK_THAT(refused("extension.times", "once"), ContainsSubstring("expected a whole number"));
    CHECK_THAT(refused("extension.times", std::int64_t{-1}), ContainsSubstring("out of range"));
    CHECK_THAT(refused("extension.at_most", std::int64_t{5}), ContainsSubstring("a period"));
    CHECK_THAT(refused("entry_into_force.not_before", std::int64_t{1992}),
               ContainsSubstring("expected a date"));
    CHECK_THAT(refused("entry_into_force.article", ""), ContainsSubstring("nothing"));
    CHECK_THAT(refused("entry_into_force.before_entry", "with the treaties"),
               ContainsSubstring("did you mean 'with the treaty'?"));
    CHECK_THAT(refused("calendar.month_end", "snap"), ContainsSubstring("expected one of"));
    CHECK_THAT(refused("withdrawal.window", "on notice"), ContainsSubstring("two date rules"));
    CHECK_THAT(refused("withdrawal.window", value(value_list{"on notice"})),
               ContainsSubstring("two date rules"));
    CHECK_THAT(refused("groups.g", true), ContainsSubstring("found true or false"));
    CHECK_THAT(refused("weights.w", "heavy"), ContainsSubstring("expected a table"));
    CHECK_THAT(refused("weights.w", table({{"USA", "much"}})),
               ContainsSubstring("expected a number"));
    CHECK_THAT(refused("weights.w", table({{"USA", -1.0}})), ContainsSubstring("negative"));
    CHECK_THAT(refused("participants.XXX", table({{"kind", "planet"}})),
               ContainsSubstring("'organisation'"));
}

TEST_CASE("a weight is a number that can be added up", "[clauses]") {
    (void)refused("weights.w", table({{"USA", std::numeric_limits<double>::quiet_NaN()}}));
    (void)refused("weights.w", table({{"USA", std::numeric_limits<double>::infinity()}}));
}

TEST_CASE("a phrase that is not understood is refused where it stands", "[clauses]") {
    const auto message =
        refused("withdrawal.notice", value(std::string("6 months aftre notice"), place(9, 10)));
    CHECK_THAT(message,
               ContainsSubstring("rules/test.toml:9:20: error:") &&
                   ContainsSubstring("did you mean 'after'?"));
    CHECK_THAT(refused("entry_into_force.when", "20 deposit by"), ContainsSubstring("a set"));
    CHECK_THAT(refused("duration.term", "1 day after phase one"), ContainsSubstring("'phase'"));
}

TEST_CASE("setting one key leaves the others as they were", "[clauses]") {
    clauses own;
    set(own, "withdrawal.article", "XV(2)");
    set(own, "withdrawal.notice", "6 months after notice");
    const auto before = own;
    set(own, "withdrawal.notice", "12 months after notice");
    CHECK(own.withdrawal.article == "XV(2)");
    CHECK(*own.withdrawal.notice.single() == parse_date_rule("12 months after notice"));
    CHECK_FALSE(own == before);
    set(own, "withdrawal.notice", "6 months after notice");
    CHECK(own == before);
}

TEST_CASE("a rule is set off by an act, a condition or a date", "[clauses]") {
    clauses own;
    CHECK(read_rule(own, {{"id", "a"}, {"on", "give notice of withdrawal"}, {"then", "terminate"}})
              .empty());
    CHECK(read_rule(own, {{"id", "b"}, {"on", "revoke of notice"}, {"then", "resume"}}).empty());
    CHECK(read_rule(own, {{"id", "c"}, {"on", "new-start is in force"}, {"then", "terminate"}})
              .empty());
    CHECK(read_rule(own, {{"id", "d"}, {"on", "fewer than 16 parties"}, {"then", "terminate"}})
              .empty());
    CHECK(read_rule(own,
                    {{"id", "e"},
                     {"on", "5 years after entry into force, then every 5 years"},
                     {"then", "notify"}})
              .empty());
    CHECK(read_rule(own, {{"id", "f"}, {"on", "entry into force"}, {"then", "declare"}}).empty());
    REQUIRE(own.rules.size() == 6);
    CHECK(own.rules[0].on.what == rule_trigger::kind::act);
    CHECK(own.rules[0].on.on_act == act::give_notice_of_withdrawal);
    CHECK(own.rules[0].on.of.empty());
    CHECK(own.rules[1].on.on_act == act::revoke);
    CHECK(own.rules[1].on.of == "notice");
    CHECK(own.rules[2].on.what == rule_trigger::kind::condition);
    CHECK(own.rules[2].on.becomes_true == parse_condition("new-start is in force"));
    CHECK(own.rules[3].on.what == rule_trigger::kind::condition);
    CHECK(own.rules[4].on.what == rule_trigger::kind::date);
    CHECK(own.rules[4].on.at ==
          parse_schedule("5 years after entry into force, then every 5 years"));
    CHECK(own.rules[5].on.on_act == act::entry_into_force);
}

TEST_CASE("a rule has guards, a time, and an act in somebody's name", "[clauses]") {
    clauses own;
    const auto messages = read_rule(own,
                                    {{"id", "deemed-notice"},
                                     {"article", "27(3)"},
                                     {"on", "give notice of withdrawal"},
                                     {"if", "it is party to unfccc"},
                                     {"after", "6 months after trigger"},
                                     {"while", "unfccc is in force"},
                                     {"not_while", "it is in armed conflict"},
                                     {"unless", "1 objection"},
                                     {"then", "extend of term"},
                                     {"by", value(value_list{"USA", "RUS"})},
                                     {"treaty", "kyoto"},
                                     {"basis", "VCLT 59"}});
    CHECK(messages.empty());
    REQUIRE(own.rules.size() == 1);
    const auto& rule = own.rules.front();
    CHECK(rule.id == "deemed-notice");
    CHECK(rule.article == "27(3)");
    CHECK(rule.guard == parse_condition("it is party to unfccc"));
    CHECK(rule.after == parse_date_rule("6 months after trigger"));
    CHECK(rule.only_while == parse_condition("unfccc is in force"));
    CHECK(rule.not_while == parse_condition("it is in armed conflict"));
    CHECK(rule.unless == parse_condition("1 objection"));
    CHECK(rule.then == act::extend);
    CHECK(rule.of == "term");
    CHECK(rule.by == std::vector<std::string>{"USA", "RUS"});
    CHECK(rule.treaty == "kyoto");
    CHECK(rule.basis == "VCLT 59");
}

TEST_CASE("a rule lacks nothing it needs and has no key it does not know", "[clauses]") {
    clauses own;
    const auto lacking = read_rule(own, {{"article", "X"}});
    CHECK_THAT(lacking,
               ContainsSubstring("lacks its 'id'") && ContainsSubstring("lacks its 'on'") &&
                   ContainsSubstring("lacks its 'then'"));
    CHECK_THAT(read_rule(own, {{"id", "a"}, {"on", "sign"}, {"then", "sign"}, {"aftr", "x"}}),
               ContainsSubstring("rules/test.toml:7:3: error: unknown key 'aftr' in [[rule]]") &&
                   ContainsSubstring("did you mean 'after'?"));
    CHECK_THAT(read_rule(own, {{"id", "a"}, {"on", "sign"}, {"then", "terminat"}}),
               ContainsSubstring("there is no act 'terminat'") &&
                   ContainsSubstring("did you mean 'terminate'?"));
    CHECK_THAT(read_rule(own, {{"id", "a"}, {"on", "give notice of withdrawl"}, {"then", "sign"}}),
               ContainsSubstring("did you mean 'give notice of withdrawal'?"));
    CHECK_THAT(read_rule(own, {{"id", "a"}, {"on", ""}, {"then", "sign"}}),
               ContainsSubstring("nothing"));
    CHECK_THAT(read_section(own, "rule", table({{"id", "a"}})),
               ContainsSubstring("double brackets"));
}

TEST_CASE("an obligation has an id and a kind the design knows", "[clauses]") {
    clauses own;
    const auto read = [&](std::vector<std::pair<std::string, value>> keys) {
        return read_section(own, "obligation", value(value_list{table(std::move(keys))}));
    };
    CHECK(read({{"id", "withdrawal-conference"},
                {"article", "XV(3)"},
                {"kind", "convening"},
                {"bearer", "depositaries"},
                {"on", "give notice of withdrawal"},
                {"window", value(value_list{"30 days after notice", "60 days after notice"})}})
              .empty());
    REQUIRE(own.obligations.size() == 1);
    CHECK(own.obligations[0].id == "withdrawal-conference");
    CHECK(own.obligations[0].article == "XV(3)");
    CHECK(own.obligations[0].kind == servanda::obligation_kind::convening);
    CHECK(own.obligations[0].by.what == servanda::bearers::kind::depositaries);
    CHECK(own.obligations[0].window.has_value());
    for (const auto kind : servanda::obligation_kind_names) {
        const std::string word(kind);
        CAPTURE(word);
        CHECK(read({{"id", word},
                    {"kind", word},
                    {"figure", "f"},
                    {"at_most", 3},
                    {"deadline", "2001-01-01"}})
                  .empty());
        CHECK(to_string(own.obligations.back().kind) == kind);
    }
    CHECK_THAT(read({{"id", "a"}, {"kind", "limits"}}), ContainsSubstring("did you mean 'limit'?"));
    CHECK_THAT(read({{"kind", "limit"}}), ContainsSubstring("lacks its 'id'"));
    CHECK_THAT(read({{"id", "a"}, {"kind", "limit"}, {"bearers", "x"}}),
               ContainsSubstring("did you mean 'bearer'?"));
}

TEST_CASE("a fact is so from a day, through a day", "[clauses]") {
    clauses own;
    const auto read = [&](std::vector<std::pair<std::string, value>> keys) {
        return read_section(own, "fact", value(value_list{table(std::move(keys))}));
    };
    CHECK(read({{"name", "in armed conflict"},
                {"of", "UKR"},
                {"from", value("2022-02-24"_day)},
                {"to", value("2022-12-31"_day)},
                {"by", "UKR"},
                {"source", "x"}})
              .empty());
    CHECK(read({{"name", "tanks"}, {"of", "RUS"}, {"value", std::int64_t{6400}}}).empty());
    CHECK(read({{"name", "side"}, {"of", "RUS"}, {"value", "east"}}).empty());
    CHECK(read({{"name", "x"}, {"to", value("9999-12-31"_day)}}).empty());
    REQUIRE(own.facts.size() == 4);
    CHECK(own.facts[0].from == "2022-02-24"_day);
    CHECK(own.facts[0].until == "2023-01-01"_day); // the first day on which it is so no longer
    CHECK(std::get<bool>(own.facts[0].value));
    CHECK(std::get<double>(own.facts[1].value) == Approx(6400));
    CHECK(std::get<std::string>(own.facts[2].value) == "east");
    CHECK_THAT(read({{"of", "RUS"}}), ContainsSubstring("lacks its 'name'"));
    CHECK_THAT(read({{"name", "x"}, {"form", value("2022-02-24"_day)}}),
               ContainsSubstring("did you mean 'from'?"));
    CHECK_THAT(
        read({{"name", "x"}, {"from", value("2022-02-24"_day)}, {"to", value("2022-02-23"_day)}}),
        ContainsSubstring("ends before it begins"));
    CHECK(read({{"name", "x"}, {"from", value("2022-02-24"_day)}, {"to", value("2022-02-24"_day)}})
              .empty());
}

TEST_CASE("every mistake of a section is reported, each at its key", "[clauses]") {
    clauses own;
    value_table keys;
    keys.push_back({"artcle", "XV", place(3, 1)});
    keys.push_back({"notice", value(std::int64_t{6}, place(4, 10)), place(4, 1)});
    keys.push_back({"implied", value(std::string("no"), place(5, 11)), place(5, 1)});
    const auto messages = read_section(own, "withdrawal", value(std::move(keys), place(2, 1)));
    CHECK_THAT(messages,
               ContainsSubstring("test.toml:3:1: error: unknown key 'artcle'") &&
                   ContainsSubstring("test.toml:4:10: error: expected a date rule") &&
                   ContainsSubstring("test.toml:5:11: error: expected true or false"));
    CHECK_THAT(read_section(own, "withdrawal", "6 months"),
               ContainsSubstring("expected a table [withdrawal], found text"));
}

TEST_CASE("a section that is no clause is left to others", "[clauses]") {
    clauses own;
    diagnostics messages;
    value_reader in(messages);
    CHECK_FALSE(read_clause_section(in, own, "treaty", table({})));
    CHECK_FALSE(read_clause_section(in, own, "example", value(value_list{})));
    CHECK(messages.ok());
}

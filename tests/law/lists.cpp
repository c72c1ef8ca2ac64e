// Lists by period and with conditions, as clauses have them: what they may hold, and what is said
// of those that may not.

#include "support/lists.hpp"

#include "law/show.hpp"
#include "support/catch.hpp"

#include <servanda/law/read_clauses.hpp>

#include <string>
#include <string_view>

using namespace servanda::literals;
using servanda::clauses;
using servanda::diagnostics;
using servanda::parse_condition;
using servanda::parse_date_rule;
using servanda::value;
using servanda::value_list;
using servanda::test::shown;
using servanda_tests::list_of;
using servanda_tests::table_of;

namespace {

using Catch::Matchers::ContainsSubstring;

/// Sets a key that must be accepted.
void set(clauses& to, std::string_view path, const value& content) {
    diagnostics messages;
    set_clause(to, path, content, messages);
    CAPTURE(path);
    CHECK(shown(messages).empty());
}

/// What is said about a key that must be refused; nothing of it stays.
[[nodiscard]] std::string refused(std::string_view path, const value& content) {
    clauses to;
    diagnostics messages;
    set_clause(to, path, content, messages);
    CAPTURE(path);
    CHECK_FALSE(messages.ok());
    return shown(messages);
}

[[nodiscard]] std::string in_words(std::string_view path, const value& content) {
    clauses to;
    set(to, path, content);
    REQUIRE(to.entry_into_force.when);
    return to_string(*to.entry_into_force.when);
}

} // namespace

TEST_CASE("an entry of date rules may have a limit, a condition, both or neither", "[lists]") {
    clauses own;
    set(own,
        "entry_into_force.effective",
        list_of({table_of({{"until", "2000-01-01"_day},
                           {"if", "3 deposits"},
                           {"rule", "30 days after threshold"}}),
                 table_of({{"through", "2001-01-01"_day}, {"rule", "on threshold"}}),
                 table_of({{"if", "it is in armed conflict"}, {"rule", "on 2005-01-01"}}),
                 table_of({{"rule", "60 days after threshold"}})}));
    const auto& entries = own.entry_into_force.effective.entries();
    REQUIRE(entries.size() == 4);
    CHECK(entries[0].limit == "2000-01-01"_day);
    CHECK_FALSE(entries[0].inclusive);
    CHECK(entries[0].only_if == parse_condition("3 deposits"));
    CHECK(entries[0].value == parse_date_rule("30 days after threshold"));
    CHECK(entries[1].limit == "2001-01-01"_day);
    CHECK(entries[1].inclusive);
    CHECK_FALSE(entries[1].only_if);
    CHECK_FALSE(entries[2].limit);
    CHECK(entries[2].only_if == parse_condition("it is in armed conflict"));
    CHECK_FALSE(entries[3].limit);
    CHECK_FALSE(entries[3].only_if);
    CHECK(own.entry_into_force.effective.single() == nullptr);
}

TEST_CASE("one entry with a condition is not a single value", "[lists]") {
    clauses own;
    set(own,
        "withdrawal.notice",
        list_of({table_of({{"if", "3 parties"}, {"rule", "6 months after notice"}})}));
    CHECK(own.withdrawal.notice.single() == nullptr);
    set(own, "withdrawal.notice", list_of({table_of({{"rule", "6 months after notice"}})}));
    REQUIRE(own.withdrawal.notice.single() != nullptr);
    CHECK(*own.withdrawal.notice.single() == parse_date_rule("6 months after notice"));
}

TEST_CASE("every date rule of a clause may be a list", "[lists]") {
    const auto path = GENERATE(as<std::string>(),
                               "entry_into_force.effective",
                               "entry_into_force.for_later",
                               "provisional_application.starts",
                               "provisional_application.ends",
                               "provisional_application.notice",
                               "withdrawal.notice",
                               "withdrawal.lock_in",
                               "withdrawal.deadline",
                               "suspension.notice",
                               "expulsion.notice",
                               "reservations.deadline");
    clauses own;
    set(own, path, "6 months after notice");
    set(own,
        path,
        list_of({table_of({{"until", "2005-01-27"_day}, {"rule", "30 days after notice"}}),
                 table_of({{"if", "3 parties"}, {"rule", "40 days after notice"}}),
                 table_of({{"rule", "50 days after notice"}})}));
    CHECK_THAT(refused(path, true), ContainsSubstring("expected"));
    CHECK_THAT(refused(path, value(value_list{})), ContainsSubstring("empty list"));
    CHECK_THAT(refused(path, list_of({"30 days after notice"})), ContainsSubstring("{ until"));
    CHECK_THAT(refused(path, list_of({table_of({{"rule", "30 dys after notice"}})})),
               ContainsSubstring("found 'dys'"));
    CHECK_THAT(refused(path, list_of({table_of({{"value", "30 days after notice"}})})),
               ContainsSubstring("unknown key 'value'"));
}

TEST_CASE("every condition of a clause may be a list", "[lists]") {
    const auto path = GENERATE(as<std::string>(),
                               "entry_into_force.when",
                               "entry_into_force.unless",
                               "accession.open_to",
                               "withdrawal.not_while",
                               "suspension.when");
    clauses own;
    set(own, path, "3 parties");
    set(own,
        path,
        list_of({table_of({{"until", "2005-01-27"_day}, {"rule", "3 parties"}}),
                 table_of({{"rule", "4 parties"}})}));
    CHECK_THAT(refused(path, value(value_list{})), ContainsSubstring("empty list"));
    CHECK_THAT(refused(path, list_of({table_of({{"rule", "deposits bye all parties"}})})),
               ContainsSubstring("bye"));
    CHECK_THAT(refused(path, list_of({table_of({{"value", "4 parties"}})})),
               ContainsSubstring("unknown key 'value'"));
}

TEST_CASE("a yes or no may be a list, of days only", "[lists]") {
    const auto path = GENERATE(as<std::string>(), "accession.open", "reservations.allowed");
    clauses own;
    set(own, path, false);
    set(own,
        path,
        list_of({table_of({{"until", "2005-01-27"_day}, {"value", false}}),
                 table_of({{"value", true}})}));
    const auto& flag = path == "accession.open" ? own.accession.open : own.reservations.allowed;
    CHECK_FALSE(flag.value_on("2005-01-26"_day, true));
    CHECK(flag.value_on("2005-01-27"_day, false));
    CHECK_THAT(refused(path, list_of({table_of({{"if", "3 parties"}, {"value", true}})})),
               ContainsSubstring("depends on days only"));
    CHECK_THAT(refused(path, list_of({table_of({{"rule", true}})})),
               ContainsSubstring("unknown key 'rule'"));
    CHECK_THAT(refused(path, list_of({table_of({{"value", "yes"}})})),
               ContainsSubstring("true or false"));
    CHECK_THAT(refused(path, "yes"), ContainsSubstring("true or false"));
    CHECK_THAT(refused(path, value(value_list{})), ContainsSubstring("empty list"));
    CHECK_THAT(refused(path, list_of({table_of({{"until", "2005-01-27"_day}})})),
               ContainsSubstring("lacks its 'value'"));
}

TEST_CASE("what no entry of a list may be", "[lists]") {
    const char* path = "withdrawal.notice";
    const auto said = [&](const value& content) { return refused(path, content); };
    const char* rule = "30 days after notice";
    CHECK_THAT(said(list_of({table_of({{"until", "2005-01-27"_day}})})),
               ContainsSubstring("lacks its 'rule'"));
    CHECK_THAT(said(list_of({table_of({})})), ContainsSubstring("lacks its 'rule'"));
    CHECK_THAT(said(list_of({table_of({{"rule", rule}}), table_of({{"rule", rule}})})),
               ContainsSubstring("no entry can follow one without 'until', 'through' or 'if'"));
    CHECK_THAT(said(list_of({table_of({{"rule", rule}}),
                             table_of({{"until", "2005-01-27"_day}, {"rule", rule}})})),
               ContainsSubstring("no entry can follow"));
    CHECK_THAT(said(list_of({table_of(
                   {{"until", "2005-01-27"_day}, {"through", "2005-01-27"_day}, {"rule", rule}})})),
               ContainsSubstring("through"));
    CHECK_THAT(said(list_of({table_of({{"untill", "2005-01-27"_day}, {"rule", rule}})})),
               ContainsSubstring("unknown key 'untill' (did you mean 'until'?)"));
    CHECK_THAT(said(list_of({table_of({{"until", "the end"}, {"rule", rule}})})),
               ContainsSubstring("the end"));
    CHECK_THAT(said(list_of({table_of({{"if", true}, {"rule", rule}})})),
               ContainsSubstring("expected"));
    CHECK_THAT(said(list_of({table_of({{"if", "deposits bye all parties"}, {"rule", rule}})})),
               ContainsSubstring("bye"));
    CHECK_THAT(said(list_of({table_of({{"if", "3 parties"}, {"rule", 30}})})),
               ContainsSubstring("expected"));
}

TEST_CASE("every mistake of a list is told", "[lists]") {
    const std::string said = refused(
        "withdrawal.notice",
        list_of({table_of({{"if", "deposits bye all parties"}, {"rule", "30 dys after notice"}}),
                 table_of({{"rule", "40 dys after notice"}})}));
    CHECK_THAT(said,
               ContainsSubstring("bye") && ContainsSubstring("'30 dys after notice'") &&
                   ContainsSubstring("'40 dys after notice'"));
}

TEST_CASE("a list of conditions is one condition about days", "[lists]") {
    const auto entry = [](servanda::date until, const char* rule) {
        return table_of({{"until", until}, {"rule", rule}});
    };
    CHECK(in_words("entry_into_force.when",
                   list_of({entry("2005-01-27"_day, "3 deposits"),
                            table_of({{"rule", "2 deposits"}})})) ==
          "before 2005-01-27 and 3 deposits or from 2005-01-27 and 2 deposits");
    CHECK(in_words("entry_into_force.when", list_of({table_of({{"rule", "2 deposits"}})})) ==
          to_string(parse_condition("2 deposits")));
    // An entry that those before it leave no day is one that never holds.
    const std::string overlapping = in_words("entry_into_force.when",
                                             list_of({entry("2005-01-01"_day, "3 deposits"),
                                                      entry("2003-01-01"_day, "2 deposits"),
                                                      table_of({{"rule", "1 deposit"}})}));
    CHECK_THAT(overlapping, !ContainsSubstring("from 2003-01-01"));
    CHECK_THAT(overlapping, ContainsSubstring("from 2005-01-01 and 1 deposit"));
    // A condition of a list reads back as itself.
    CHECK(to_string(parse_condition(overlapping)) == overlapping);
    const std::string guarded = in_words(
        "entry_into_force.when",
        list_of(
            {table_of({{"if", "3 parties to x or 2 parties"}, {"rule", "3 deposits"}}),
             table_of({{"through", "2005-01-27"_day}, {"if", "4 parties"}, {"rule", "2 deposits"}}),
             table_of({{"rule", "1 deposit or 2 signatures"}})}));
    CHECK(to_string(parse_condition(guarded)) == guarded);
}

TEST_CASE("limits at the ends of the calendar", "[lists]") {
    CHECK_NOTHROW(
        in_words("entry_into_force.when",
                 list_of({table_of({{"through", "9999-12-31"_day}, {"rule", "2 deposits"}})})));
    CHECK_NOTHROW(in_words("entry_into_force.when",
                           list_of({table_of({{"until", "1400-01-01"_day}, {"rule", "2 deposits"}}),
                                    table_of({{"rule", "3 deposits"}})})));
}

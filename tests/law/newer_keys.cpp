// Keys on how treaties are consented to, renewed, amended and set, and what is said of wrong ones:
// by the readers, and where names and clauses must lead somewhere by `validate`.

#include "law/show.hpp"
#include "support/catch.hpp"
#include "support/lists.hpp"

#include <servanda/law/amends.hpp>
#include <servanda/law/default_laws.hpp>
#include <servanda/law/treaty_builder.hpp>
#include <servanda/law/validate.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace servanda::literals;
using servanda::clauses;
using servanda::consent_by;
using servanda::diagnostics;
using servanda::parse_amends;
using servanda::rulebook;
using servanda::treaty;
using servanda::treaty_builder;
using servanda::validate;
using servanda::value;
using servanda::value_reader;
using servanda::value_table;
using servanda::test::count_of;
using servanda::test::place;
using servanda::test::shown;
using servanda_tests::list_of;
using servanda_tests::table_of;

namespace {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
using ids = std::vector<std::string>;

void set(clauses& to, std::string_view path, const value& content) {
    diagnostics messages;
    set_clause(to, path, content, messages);
    CAPTURE(path);
    CHECK(shown(messages).empty());
}

[[nodiscard]] std::string refused(std::string_view path, const value& content) {
    clauses to;
    diagnostics messages;
    set_clause(to, path, content, messages);
    CAPTURE(path);
    CHECK_FALSE(messages.ok());
    return shown(messages);
}

[[nodiscard]] rulebook book(std::vector<treaty> treaties) {
    rulebook result;
    for (const char* code : {"USA", "RUS", "CAN"}) {
        servanda::participant item;
        item.code = code;
        result.participants.add(item);
    }
    result.laws = {servanda::vienna_convention(), servanda::political_practice()};
    result.treaties = std::move(treaties);
    return result;
}

/// A rule that sets something, as a file has it; what is said about it goes to the diagnostics.
[[nodiscard]] std::string read_then(clauses& to, std::string then) {
    value_table rule;
    rule.push_back({"id", "r", place(1, 1)});
    rule.push_back({"on", "sign", place(2, 1)});
    rule.push_back({"then", value(std::move(then), place(3, 8)), place(3, 1)});
    diagnostics messages;
    value_reader in(messages);
    CHECK(read_clause_section(in, to, "rule", list_of({value(std::move(rule), place(1, 1))})));
    return shown(messages);
}

/// What `validate` says of a treaty with a rule that sets something.
[[nodiscard]] std::string said_of_setting(std::string then, std::string of_treaty = {}) {
    treaty_builder made{"a"};
    made.withdrawal("X", "6 months after notice").group("near", {"USA"});
    made.set("anchors.turning day", "on 2001-01-01");
    treaty law = made.build();
    CHECK(read_then(law.own, std::move(then)).empty());
    REQUIRE(law.own.rules.size() == 1);
    law.own.rules.front().treaty = std::move(of_treaty);
    return shown(validate(book({law, treaty_builder{"b"}.build()})));
}

[[nodiscard]] treaty amending(ids amends) {
    treaty made = treaty_builder{"amendment"}.parent("parent").build();
    made.amends = std::move(amends);
    return made;
}

[[nodiscard]] std::string said_of_amends(const std::string& entry) {
    treaty parent = treaty_builder{"parent"}
                        .withdrawal("X", "6 months after notice")
                        .group("near", {"USA"})
                        .build();
    parent.aliases = {"parent-1999a"};
    return shown(validate(book({parent, amending({entry})})));
}

} // namespace

TEST_CASE("consent is by deposit or by signature", "[newer_keys]") {
    clauses own;
    CHECK_FALSE(own.entry_into_force.consent);
    set(own, "entry_into_force.consent", "signature");
    CHECK(own.entry_into_force.consent == consent_by::signature);
    set(own, "entry_into_force.consent", "deposit");
    CHECK(own.entry_into_force.consent == consent_by::deposit);
    CHECK_THAT(refused("entry_into_force.consent", "signatur"),
               ContainsSubstring("expected one of 'deposit', 'signature'") &&
                   ContainsSubstring("did you mean 'signature'"));
    CHECK_THAT(refused("entry_into_force.consent", true), ContainsSubstring("found true or false"));
}

TEST_CASE("who does not count, a waiver, and the keys of silence", "[newer_keys]") {
    clauses own;
    set(own, "entry_into_force.not_counted", list_of({"USA", "RUS"}));
    CHECK(own.entry_into_force.not_counted == ids{"USA", "RUS"});
    set(own, "entry_into_force.waiver", "waiver");
    CHECK(own.entry_into_force.waiver == "waiver");
    set(own, "entry_into_force.tacit", "on 2010-01-01");
    CHECK(own.entry_into_force.tacit == servanda::parse_date_rule("on 2010-01-01"));
    set(own, "entry_into_force.unless", "objections by one third of the parties to parent");
    CHECK(own.entry_into_force.unless.has_value());
    CHECK_THAT(refused("entry_into_force.not_counted", 3), ContainsSubstring("expected"));
    CHECK_THAT(refused("entry_into_force.waiver", true), ContainsSubstring("expected"));
    CHECK_THAT(refused("entry_into_force.tacit", "in january"), ContainsSubstring("january"));
    CHECK_THAT(refused("entry_into_force.tacit", true), ContainsSubstring("expected"));
    CHECK_THAT(refused("entry_into_force.unless", "enough objections"),
               ContainsSubstring("enough"));
    CHECK_THAT(refused("entry_into_force.tacitt", "on 2010-01-01"),
               ContainsSubstring("did you mean 'tacit'?"));
    CHECK_THAT(refused("entry_into_force.not_countd", list_of({"USA"})),
               ContainsSubstring("did you mean 'not_counted'?"));
}

TEST_CASE("a term may recur, and a notice have a deadline", "[newer_keys]") {
    clauses own;
    set(own, "duration.term", "10 years after entry into force");
    REQUIRE(own.duration.term);
    CHECK_FALSE(own.duration.term->then);
    set(own, "duration.term", "10 years after entry into force, then every 5 years");
    CHECK(own.duration.term->then);
    set(own, "withdrawal.deadline", "6 months before expiry");
    CHECK_FALSE(own.withdrawal.deadline.empty());
    CHECK_THAT(refused("duration.term", "10 years after entry into force, then evry 5 years"),
               ContainsSubstring("evry"));
    CHECK_THAT(refused("withdrawal.deadlin", "6 months before expiry"),
               ContainsSubstring("did you mean 'deadline'?"));
    CHECK_THAT(refused("withdrawal.deadline", "6 months before expiry, then every 5 years"),
               ContainsSubstring("then"));
    CHECK_THAT(refused("withdrawal.lock_in", "10 years after entry into force, then every 5 years"),
               ContainsSubstring("then")); // only a term or a window recurs
}

TEST_CASE("who does not count must be declared", "[newer_keys]") {
    const auto said = shown(validate(
        book({treaty_builder{"a"}.set("entry_into_force.not_counted", list_of({"ZZZ"})).build()})));
    CHECK_THAT(said, ContainsSubstring("unknown participant 'ZZZ'"));
}

TEST_CASE("silence needs a parent, and what prevents it needs the silence", "[newer_keys]") {
    CHECK_THAT(shown(validate(book(
                   {treaty_builder{"a"}.set("entry_into_force.tacit", "on 2010-01-01").build()}))),
               ContainsSubstring("tacit acceptance needs the treaty's 'parent'"));
    CHECK_THAT(shown(validate(book(
                   {treaty_builder{"a"}.set("entry_into_force.unless", "2 objections").build()}))),
               ContainsSubstring("'tacit' is missing"));
    CHECK(validate(book({treaty_builder{"p"}.build(),
                         treaty_builder{"a"}
                             .parent("p")
                             .set("entry_into_force.tacit", "on 2010-01-01")
                             .set("entry_into_force.unless", "2 objections")
                             .build()}))
              .ok());
}

// ---- names in lists -----------------------------------------------------------------------------

TEST_CASE("names in the conditions of lists must lead somewhere", "[newer_keys]") {
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
    CAPTURE(path);
    const auto with = [&](const char* guard) {
        return shown(validate(
            book({treaty_builder{"a"}
                      .group("annex-2", {"USA"})
                      .set(path, list_of({table_of({{"if", guard}, {"rule", "on 2001-01-01"}})}))
                      .build()})));
    };
    CHECK(with("deposits by annex-2").empty());
    CHECK_THAT(with("deposits by annex-3"),
               ContainsSubstring("unknown group 'annex-3' (did you mean 'annex-2'?)"));
    CHECK_THAT(with("3 parties to b"), ContainsSubstring("unknown treaty 'b'"));
}

TEST_CASE("names in conditions by period must lead somewhere", "[newer_keys]") {
    const auto path = GENERATE(as<std::string>(),
                               "entry_into_force.when",
                               "entry_into_force.unless",
                               "accession.open_to",
                               "withdrawal.not_while",
                               "suspension.when");
    CAPTURE(path);
    treaty_builder made{"a"};
    made.parent("p").set("entry_into_force.tacit", "on 2001-01-01");
    made.set(path,
             list_of({table_of({{"until", "2001-01-01"_day}, {"rule", "3 parties"}}),
                      table_of({{"rule", "deposits by nowhere"}})}));
    CHECK_THAT(shown(validate(book({made.build(), treaty_builder{"p"}.build()}))),
               ContainsSubstring("unknown group 'nowhere'"));
}

// ---- other treaties -----------------------------------------------------------------------------

TEST_CASE("aliases may not collide", "[newer_keys]") {
    const auto known_as = [](std::string id, ids aliases) {
        treaty made = treaty_builder{std::move(id)}.build();
        made.aliases = std::move(aliases);
        return made;
    };
    const auto said = [&](std::vector<treaty> treaties) {
        return shown(validate(book(std::move(treaties))));
    };
    CHECK(said({known_as("a", {"x", "y"}), known_as("b", {"z"})}).empty());
    CHECK_THAT(said({known_as("a", {"x"}), known_as("b", {"x"})}),
               ContainsSubstring("two treaties known as 'x'"));
    CHECK_THAT(said({known_as("a", {"b"}), known_as("b", {})}), ContainsSubstring("'b'"));
    CHECK_THAT(said({known_as("b", {}), known_as("a", {"b"})}), ContainsSubstring("'b'"));
    CHECK_THAT(said({known_as("a", {"a"})}), ContainsSubstring("'a'"));
    CHECK_THAT(said({known_as("a", {"x", "x"})}), ContainsSubstring("'x'"));
}

TEST_CASE("an unknown parent or requirement is a warning, a slip of one letter an error",
          "[newer_keys]") {
    treaty known = treaty_builder{"unfccc"}.build();
    known.aliases = {"climate-1992"};
    const auto messages = [&](const char* parent, std::vector<std::string> needed) {
        return validate(book({known,
                              treaty_builder{"kyoto"}
                                  .parent(parent)
                                  .requires_consent_to(std::move(needed))
                                  .build()}));
    };
    CHECK(shown(messages("unfccc", {"climate-1992"})).empty());
    CHECK(messages("vienna-ozone", {}).ok());
    CHECK_THAT(shown(messages("vienna-ozone", {})),
               StartsWith("warning") &&
                   ContainsSubstring("no rule file has the treaty 'vienna-ozone'"));
    CHECK(messages("unfccc", {"vienna-ozone"}).ok());
    CHECK_FALSE(messages("unfcc", {}).ok());
    CHECK_THAT(shown(messages("unfcc", {})), ContainsSubstring("did you mean 'unfccc'?"));
    CHECK_FALSE(messages("unfccc", {"UNFCCD"}).ok());
    CHECK(messages("climate-1993", {}).ok()); // another figure is another treaty
}

TEST_CASE("an entry of amends is taken apart", "[newer_keys]") {
    const auto whole = parse_amends("parent");
    CHECK(whole.treaty == "parent");
    CHECK(whole.path.empty());
    CHECK(whole.words.empty());
    const auto articles = parse_amends(" parent : 2A to 2C ");
    CHECK(articles.treaty == "parent");
    CHECK(articles.path.empty());
    CHECK(articles.words == "2A to 2C");
    const auto clause = parse_amends("parent:withdrawal.notice = 2 years after notice");
    CHECK(clause.treaty == "parent");
    CHECK(clause.path == "withdrawal.notice");
    CHECK(clause.words == "2 years after notice");
}

TEST_CASE("what amends may and may not say", "[newer_keys]") {
    CHECK(said_of_amends("parent").empty());
    CHECK(said_of_amends("parent-1999a: Article 2").empty());
    CHECK(said_of_amends("parent:withdrawal.notice = 2 years after notice").empty());
    CHECK(said_of_amends("parent:reservations.allowed = false").empty());
    CHECK(said_of_amends("parent:entry_into_force.not_before = 2001-01-01").empty());
    CHECK(said_of_amends("parent:extension.times = 2").empty());
    CHECK(said_of_amends("parent:obligation.freeze = 2A").empty()); // judged elsewhere
    CHECK(said_of_amends("parent:withdrawal.not_while = it is in near").empty()); // its own group

    CHECK_THAT(said_of_amends("parnt:withdrawal.notice = 2 years after notice"),
               ContainsSubstring("unknown treaty 'parnt' in 'amends'") &&
                   ContainsSubstring("did you mean 'parent'?"));
    CHECK_THAT(said_of_amends(""), ContainsSubstring("in 'amends'"));
    CHECK_THAT(said_of_amends("parent:withdrawal.notise = 2 years after notice"),
               ContainsSubstring("did you mean 'notice'?"));
    CHECK_THAT(said_of_amends("parent:withdrawl.notice = 2 years after notice"),
               ContainsSubstring("withdrawl"));
    CHECK_THAT(said_of_amends("parent:withdrawal.notice = 2 yers after notice"),
               ContainsSubstring("yers"));
    CHECK_THAT(said_of_amends("parent:reservations.allowed = maybe"),
               ContainsSubstring("true or false"));
    CHECK_THAT(said_of_amends("parent:notice = 2 years after notice"),
               ContainsSubstring("section.key"));
    CHECK_THAT(said_of_amends("parent:withdrawal.not_while = it is in nowhere or 2 parties to x"),
               ContainsSubstring("unknown treaty 'x'"));
    // Half of something is no entry, and no article either.
    CHECK_THAT(said_of_amends("parent: = 5"), ContainsSubstring("section.key = value"));
    CHECK_THAT(said_of_amends("parent:withdrawal.notice ="),
               ContainsSubstring("section.key = value"));
    CHECK_THAT(said_of_amends("parent:withdrawal.notice"),
               ContainsSubstring("section.key = value"));
    // Each mistake once.
    CHECK(count_of(validate(book({treaty_builder{"parent"}.build(),
                                  amending({"parent:withdrawal.notice = 2 yers after notice"})})),
                   "yers") == 1);
}

TEST_CASE("an amendment of a parent that no file has is taken as given", "[newer_keys]") {
    treaty made = amending({"parent:withdrawal.notice = 2 years after notice"});
    CHECK(validate(book({made})).ok());
    made.parent.clear();
    CHECK_FALSE(validate(book({made})).ok());
}

// ---- settings -----------------------------------------------------------------------------------

TEST_CASE("a rule may set a fact", "[newer_keys]") {
    const auto made = [](std::string then) {
        clauses own;
        CHECK(read_then(own, std::move(then)).empty());
        REQUIRE(own.rules.size() == 1);
        REQUIRE(own.rules.front().sets);
        return *own.rules.front().sets;
    };
    CHECK(made("set armed conflict").what == "armed conflict");
    CHECK(made("set armed conflict").to == value(true));
    CHECK_FALSE(made("set armed conflict").is_clause());
    CHECK(made("set armed conflict = false").to == value(false));
    CHECK(made("set armed conflict=true").to == value(true));
    CHECK(made("set share = 12").to == value(std::int64_t{12}));
    CHECK(made("set mood = fair to middling").to == value(std::string("fair to middling")));
    CHECK(made("set withdrawal.notice = 2 years after notice").is_clause());
    CHECK(made("set withdrawal.notice = 2 years after notice").to ==
          value(std::string("2 years after notice")));
}

TEST_CASE("a rule may not set nothing", "[newer_keys]") {
    clauses own;
    CHECK_THAT(read_then(own, "set"), ContainsSubstring("after 'set'"));
    CHECK_THAT(read_then(own, "set "), ContainsSubstring("after 'set'"));
    CHECK_THAT(read_then(own, "set = true"), ContainsSubstring("after 'set'"));
    CHECK_THAT(read_then(own, "set armed conflict ="), ContainsSubstring("a value after '='"));
    CHECK_THAT(read_then(own, "set withdrawal.notice ="), ContainsSubstring("a value after '='"));
}

TEST_CASE("a rule may set no clause but those of withdrawal", "[newer_keys]") {
    clauses own;
    for (const char* then : {"set entry_into_force.when = 2 deposits",
                             "set reservations.allowed = false",
                             "set duration.term = on 2001-01-01",
                             "set withdrawl.notice = 2 years after notice"}) {
        CHECK_THAT(read_then(own, then), ContainsSubstring("those of withdrawal"));
    }
}

TEST_CASE("the value that a rule sets is one the clause may have", "[newer_keys]") {
    CHECK(said_of_setting("set withdrawal.notice = 2 years after notice").empty());
    CHECK(said_of_setting("set withdrawal.notice = 2 years after turning day").empty());
    CHECK(said_of_setting("set withdrawal.not_while = it is in near").empty());
    CHECK_THAT(said_of_setting("set withdrawal.notice = 2 yers after notice"),
               ContainsSubstring("yers"));
    CHECK_THAT(said_of_setting("set withdrawal.notise = 2 years after notice"),
               ContainsSubstring("did you mean 'notice'?"));
    CHECK_THAT(said_of_setting("set withdrawal.implied = perhaps"),
               ContainsSubstring("true or false"));
    CHECK_THAT(said_of_setting("set withdrawal.notice"), ContainsSubstring("expected"));
    CHECK_THAT(said_of_setting("set withdrawal.window = always"), ContainsSubstring("expected"));
    CHECK_THAT(said_of_setting("set withdrawal.not_while = 3 parties to nowhere"),
               ContainsSubstring("unknown treaty 'nowhere'"));
    CHECK_THAT(said_of_setting("set withdrawal."), ContainsSubstring("section.key"));
    // In another treaty its own names count.
    CHECK(said_of_setting("set withdrawal.notice = 2 years after notice", "b").empty());
    CHECK_THAT(said_of_setting("set withdrawal.notice = 2 years after turning day", "b"),
               ContainsSubstring("turning"));
    CHECK_THAT(said_of_setting("set withdrawal.notice = 2 years after notice", "c"),
               ContainsSubstring("unknown treaty 'c'"));
}

TEST_CASE("the wrong word of a setting is pointed at", "[newer_keys]") {
    // then = "set withdrawal.notice = 2 yers after notice", the quotation mark in column 8
    const std::string said = said_of_setting("set withdrawal.notice = 2 yers after notice");
    CHECK_THAT(said, StartsWith("rules/test.toml:3:35: error"));
}

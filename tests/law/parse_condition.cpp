// Conditions as treaties write them: every form of the grammar, and which word binds tighter.

#include "law/describe.hpp"
#include "support/catch.hpp"

#include <servanda/law/parse_condition.hpp>

#include <string>

using servanda::parse_condition;
using servanda::test::tree;

TEST_CASE("N THING: a number means at least that many", "[condition]") {
    CHECK(tree("40 deposits") == "deposits(>=40; anyone)");
    CHECK(tree("forty deposits") == "deposits(>=40; anyone)");
    CHECK(tree("one hundred and eighty signatures") == "signatures(>=180; anyone)");
    CHECK(tree("at least 40 deposits") == "deposits(>=40; anyone)");
    CHECK(tree("more than 3 objections") == "objections(>3; anyone)");
    CHECK(tree("fewer than 3 requests") == "requests(<3; anyone)");
    CHECK(tree("exactly 2 acceptances") == "acceptances(=2; anyone)");
}

TEST_CASE("a thing may stand in the singular", "[condition]") {
    CHECK(tree("1 deposit") == "deposits(>=1; anyone)");
    CHECK(tree("1 signature") == "signatures(>=1; anyone)");
    CHECK(tree("1 objection") == "objections(>=1; anyone)");
    CHECK(tree("1 request") == "requests(>=1; anyone)");
    CHECK(tree("1 acceptance") == "acceptances(>=1; anyone)");
    CHECK(tree("deposit by USA") == "deposits(all; USA)");
}

TEST_CASE("N THING by SET counts the members of the set", "[condition]") {
    CHECK(tree("7 deposits by annex-2") == "deposits(>=7; annex-2)");
    CHECK(tree("7 deposits by the parties") == "deposits(>=7; parties)");
    CHECK(tree("7 deposits by signatories") == "deposits(>=7; signatories)");
    CHECK(tree("7 deposits by the contracting states") == "deposits(>=7; contracting states)");
    CHECK(tree("7 deposits by the participants") == "deposits(>=7; participants)");
    CHECK(tree("7 acceptances by the parties to basel as of 1995-09-22") ==
          "acceptances(>=7; parties to basel as of 1995-09-22)");
}

TEST_CASE("N THING carrying SHARE needs the number and the share", "[condition]") {
    // SOLAS: states whose fleets are half of the world's tonnage.
    CHECK(tree("25 deposits carrying 50% of tonnage") ==
          "deposits(>=25; anyone; >=0.5 parts of tonnage)");
    CHECK(tree("15 deposits by annex-i carrying at least 55% of co2-1990") ==
          "deposits(>=15; annex-i; >=0.55 parts of co2-1990)");
    CHECK(tree("11 deposits carrying two thirds of consumption-1986") ==
          "deposits(>=11; anyone; >=0.666667 parts of consumption-1986)");
}

TEST_CASE("THING carrying SHARE needs the share alone", "[condition]") {
    // Kyoto Protocol, Article 25(1).
    CHECK(tree("deposits by annex-i carrying at least 55% of co2-1990") ==
          "deposits(-; annex-i; >=0.55 parts of co2-1990)");
    CHECK(tree("deposits carrying more than half of tonnage") ==
          "deposits(-; anyone; >0.5 parts of tonnage)");
    CHECK(tree("deposits by the parties carrying 2/3 of votes") ==
          "deposits(-; parties; >=0.666667 parts of votes)");
    CHECK(tree("deposits carrying 12.5% of tonnage") ==
          "deposits(-; anyone; >=0.125 parts of tonnage)");
    CHECK(tree("deposits carrying 100% of tonnage") == "deposits(-; anyone; >=1 parts of tonnage)");
    CHECK(tree("deposits carrying fewer than 500000 of tonnage") ==
          "deposits(-; anyone; <500000 in all of tonnage)");
}

TEST_CASE("THING by LIST means every name in it", "[condition]") {
    CHECK(tree("deposits by USA") == "deposits(all; USA)");
    CHECK(tree("deposits by USA and SUN") == "deposits(all; USA+SUN)");
    CHECK(tree("deposits by USA, GBR and SUN") == "deposits(all; USA+GBR+SUN)");
    CHECK(tree("deposits by USA, GBR, SUN") == "deposits(all; USA+GBR+SUN)");
    CHECK(tree("deposits by USA, GBR, and SUN") == "deposits(all; USA+GBR+SUN)");
    CHECK(tree("signatures by depositaries and annex-2") ==
          "signatures(all; depositaries+annex-2)");
}

TEST_CASE("THING by all SET means every member", "[condition]") {
    CHECK(tree("deposits by all signatories") == "deposits(all; signatories)");
    CHECK(tree("deposits by all the parties to inf") == "deposits(all; parties to inf)");
    CHECK(tree("deposits by all contracting states") == "deposits(all; contracting states)");
    CHECK(tree("deposits by all annex-2") == "deposits(all; annex-2)");
    CHECK(tree("acceptances by all participants") == "acceptances(all; participants)");
}

TEST_CASE("THING by so many of a SET", "[condition]") {
    CHECK(tree("deposits by two thirds of the parties") == "deposits(>=2/3; parties)");
    CHECK(tree("deposits by at least 3/4 of the parties as of 1987-09-16") ==
          "deposits(>=3/4; parties as of 1987-09-16)");
    CHECK(tree("deposits by more than half of annex-2") == "deposits(>1/2; annex-2)");
    CHECK(tree("objections by 5 of the parties") == "objections(>=5; parties)");
    CHECK(tree("objections by fewer than 5 parties") == "objections(<5; parties)");
    CHECK(tree("deposits by 20 signatories") == "deposits(>=20; signatories)");
}

TEST_CASE("a bare fraction of a set means deposits by it", "[condition]") {
    CHECK(tree("two thirds of the parties as of 1979-06-22") ==
          "deposits(>=2/3; parties as of 1979-06-22)");
    CHECK(tree("half of the signatories") == "deposits(>=1/2; signatories)");
    CHECK(tree("more than one half of annex-2") == "deposits(>1/2; annex-2)");
    CHECK(tree("three fourths of the parties to cites") == "deposits(>=3/4; parties to cites)");
    CHECK(tree("at least three quarters of the parties") == "deposits(>=3/4; parties)");
    CHECK(tree("one tenth of the parties") == "deposits(>=1/10; parties)");
    CHECK(tree("4/5 of the parties") == "deposits(>=4/5; parties)");
    CHECK(parse_condition("two thirds of the parties") ==
          parse_condition("deposits by two thirds of the parties"));
}

TEST_CASE("N SET counts the set itself", "[condition]") {
    // Genocide Convention, Article XV.
    CHECK(tree("fewer than 16 parties") == "members(<16; parties)");
    CHECK(tree("5 parties") == "members(>=5; parties)");
    CHECK(tree("1 party") == "members(>=1; parties)");
    CHECK(tree("at least 10 signatories to ttbt") == "members(>=10; signatories to ttbt)");
    CHECK(tree("exactly 2 the contracting states") == "members(=2; contracting states)");
    CHECK(tree("more than 3 annex-2") == "members(>3; annex-2)");
}

TEST_CASE("SUBJECT is, has or was WORDS", "[condition]") {
    CHECK(tree("it is party to unfccc") == "is(it; party to unfccc)");
    CHECK(tree("jcpoa is in force") == "is(jcpoa; in force)");
    CHECK(tree("it is in armed conflict") == "is(it; in armed conflict)");
    CHECK(tree("it is not party to unfccc") == "is-not(it; party to unfccc)");
    CHECK(tree("unfccc is not yet in force") == "is(unfccc; not yet in force)");
    CHECK(tree("RUS has suspended cfe") == "has(RUS; suspended cfe)");
    CHECK(tree("RUS has not suspended cfe") == "has-not(RUS; suspended cfe)");
    CHECK(tree("IRN was in breach") == "was(IRN; in breach)");
}

TEST_CASE("a condition on the day: from, on or after, before", "[condition]") {
    CHECK(tree("from 2020-10-18") == "from(2020-10-18)");
    CHECK(tree("on or after 2020-10-18") == "from(2020-10-18)");
    CHECK(tree("before 2020-10-18") == "before(2020-10-18)");
    CHECK(parse_condition("on or after 2020-10-18") == parse_condition("from 2020-10-18"));
}

TEST_CASE("not binds tighter than and, and tighter than or", "[condition]") {
    const std::string a = "1 deposit";
    const std::string b = "2 deposits";
    const std::string c = "3 deposits";
    const std::string A = "deposits(>=1; anyone)";
    const std::string B = "deposits(>=2; anyone)";
    const std::string C = "deposits(>=3; anyone)";
    CHECK(tree(a + " and " + b + " or " + c) == "any(all(" + A + ", " + B + "), " + C + ")");
    CHECK(tree(a + " or " + b + " and " + c) == "any(" + A + ", all(" + B + ", " + C + "))");
    CHECK(tree("not " + a + " and " + b) == "all(not(" + A + "), " + B + ")");
    CHECK(tree("not " + a + " or " + b) == "any(not(" + A + "), " + B + ")");
    CHECK(tree(a + " and not " + b + " or " + c) ==
          "any(all(" + A + ", not(" + B + ")), " + C + ")");
    CHECK(tree("not not " + a) == "not(not(" + A + "))");
    CHECK(tree(a + " and " + b + " and " + c) == "all(" + A + ", " + B + ", " + C + ")");
    CHECK(tree(a + " or " + b + " or " + c) == "any(" + A + ", " + B + ", " + C + ")");
}

TEST_CASE("parentheses come first", "[condition]") {
    const std::string A = "deposits(>=1; anyone)";
    const std::string B = "deposits(>=2; anyone)";
    const std::string C = "deposits(>=3; anyone)";
    CHECK(tree("1 deposit and (2 deposits or 3 deposits)") ==
          "all(" + A + ", any(" + B + ", " + C + "))");
    CHECK(tree("not (1 deposit and 2 deposits)") == "not(all(" + A + ", " + B + "))");
    CHECK(tree("((1 deposit))") == A);
    CHECK(tree("(1 deposit or 2 deposits) and 3 deposits") ==
          "all(any(" + A + ", " + B + "), " + C + ")");
}

TEST_CASE("and goes on with the list or with the next test", "[condition]") {
    // Open Skies Treaty, Article XVII(2).
    CHECK(tree("20 deposits and deposits by CAN, HUN and quota-8") ==
          "all(deposits(>=20; anyone), deposits(all; CAN+HUN+quota-8))");
    CHECK(tree("deposits by CAN, HUN and quota-8 and 40 deposits") ==
          "all(deposits(all; CAN+HUN+quota-8), deposits(>=40; anyone))");
    CHECK(tree("deposits by CAN, HUN and 40 deposits") ==
          "all(deposits(all; CAN+HUN), deposits(>=40; anyone))");
    CHECK(tree("deposits by USA and forty deposits") ==
          "all(deposits(all; USA), deposits(>=40; anyone))");
    CHECK(tree("deposits by USA and signatures by GBR and FRA") ==
          "all(deposits(all; USA), signatures(all; GBR+FRA))");
    CHECK(tree("deposits by USA and at least 2 signatures") ==
          "all(deposits(all; USA), signatures(>=2; anyone))");
    CHECK(tree("deposits by USA and not deposits by SUN") ==
          "all(deposits(all; USA), not(deposits(all; SUN)))");
    CHECK(tree("deposits by USA and (1 signature)") ==
          "all(deposits(all; USA), signatures(>=1; anyone))");
    CHECK(tree("deposits by USA and it is in armed conflict") ==
          "all(deposits(all; USA), is(it; in armed conflict))");
    CHECK(tree("deposits by USA, GBR and RUS has suspended cfe") ==
          "all(deposits(all; USA+GBR), has(RUS; suspended cfe))");
    CHECK(tree("deposits by USA and from 1970-01-01") ==
          "all(deposits(all; USA), from(1970-01-01))");
    CHECK(tree("deposits by USA and on or after 1970-01-01") ==
          "all(deposits(all; USA), from(1970-01-01))");
    CHECK(tree("deposits by USA and before 1970-01-01") ==
          "all(deposits(all; USA), before(1970-01-01))");
    CHECK(tree("deposits by USA or deposits by GBR and FRA") ==
          "any(deposits(all; USA), deposits(all; GBR+FRA))");
    CHECK(tree("deposits by USA and two thirds of the parties") ==
          "all(deposits(all; USA), deposits(>=2/3; parties))");
}

TEST_CASE("half of a set after a list is the next test", "[condition]") {
    CHECK(tree("deposits by USA and half of the parties") ==
          "all(deposits(all; USA), deposits(>=1/2; parties))");
    CHECK(tree("deposits by USA, GBR and half of the signatories") ==
          "all(deposits(all; USA+GBR), deposits(>=1/2; signatories))");
}

TEST_CASE("real entry-into-force conditions", "[condition]") {
    // Non-Proliferation Treaty, Article IX(3): forty other states beside three named ones.
    CHECK(tree("deposits by USA, GBR and SUN and 43 deposits") ==
          "all(deposits(all; USA+GBR+SUN), deposits(>=43; anyone))");
    // Kyoto Protocol, Article 25(1).
    CHECK(tree("55 deposits and deposits by annex-i carrying at least 55% of co2-1990") ==
          "all(deposits(>=55; anyone), deposits(-; annex-i; >=0.55 parts of co2-1990))");
    // Comprehensive Nuclear-Test-Ban Treaty, Article XIV.
    CHECK(tree("deposits by all annex-2") == "deposits(all; annex-2)");
    // Ottawa Convention, Article 20(3): a withdrawal waits for the end of an armed conflict.
    CHECK(tree("it is in armed conflict") == "is(it; in armed conflict)");
}

TEST_CASE("keywords may be written in capitals, names keep their case", "[condition]") {
    CHECK(tree("At Least TWO Thirds OF The PARTIES") == "deposits(>=2/3; parties)");
    CHECK(tree("DEPOSITS BY USA, Gbr AND Quota-8") == "deposits(all; USA+Gbr+Quota-8)");
    CHECK(tree("It IS Party To UNFCCC") == "is(It; Party To UNFCCC)");
    CHECK(tree("  1\tdeposit\nor  2 deposits ") ==
          "any(deposits(>=1; anyone), deposits(>=2; anyone))");
}

TEST_CASE("a test remembers where it began", "[condition]") {
    const auto value = parse_condition("20 deposits and deposits by CAN or not from 2020-01-01");
    std::string offsets;
    for (const auto& n : value.nodes()) {
        if (n.operands.empty()) {
            offsets += std::to_string(n.offset) + " ";
        }
    }
    CHECK(offsets == "0 16 39 ");
}

TEST_CASE("conditions compare by what they say, not by where it stands", "[condition]") {
    CHECK(parse_condition("20  deposits  or 1 signature") ==
          parse_condition("20 deposits or 1 signature"));
    CHECK_FALSE(parse_condition("20 deposits") == parse_condition("21 deposits"));
    CHECK_FALSE(parse_condition("20 deposits") == parse_condition("more than 20 deposits"));
    CHECK_FALSE(parse_condition("20 deposits") == parse_condition("20 signatures"));
    CHECK_FALSE(parse_condition("it is in force") == parse_condition("it is not in force"));
    CHECK_FALSE(parse_condition("not (it is in force)") == parse_condition("it is not in force"));
}

// What holds where a treaty is silent.

#include "support/catch.hpp"

#include <servanda/law/default_laws.hpp>
#include <servanda/law/validate.hpp>

#include <algorithm>
#include <set>
#include <string>

using servanda::parse_date_rule;
using servanda::political_practice;
using servanda::rulebook;
using servanda::vienna_convention;

TEST_CASE("the Vienna Convention names the article for each act of the lifecycle", "[law]") {
    const auto law = vienna_convention();
    CHECK(law.id == "vclt");
    CHECK(law.cited_as == "VCLT");
    for (const char* subject : {"sign",
                                "deposit",
                                "entry into force",
                                "provisionally apply",
                                "end provisional application",
                                "unsign",
                                "revoke of deposit",
                                "reserve",
                                "object",
                                "accept reservation",
                                "give notice of withdrawal",
                                "revoke of notice",
                                "suspend of notice",
                                "resume of notice",
                                "extend of notice",
                                "suspend",
                                "resume",
                                "extend of term",
                                "terminate",
                                "expel",
                                "material breach",
                                "fundamental change of circumstances",
                                "fewer parties"}) {
        CAPTURE(subject);
        REQUIRE(law.on(subject) != nullptr);
        CHECK_FALSE(law.on(subject)->article.empty());
    }
    CHECK(law.on("dance") == nullptr);
}

TEST_CASE("the articles are those of the Convention", "[law]") {
    const auto law = vienna_convention();
    const auto article = [&](const char* subject) { return law.on(subject)->article; };
    CHECK(article("provisionally apply") == "25(1)");
    CHECK(article("end provisional application") == "25(2)");
    CHECK(article("unsign") == "18(a)");
    CHECK(article("reserve") == "19");
    CHECK(article("object") == "20(5)");
    CHECK(article("give notice of withdrawal") == "56(1)");
    CHECK(article("revoke of notice") == "68");
    CHECK(article("suspend") == "57(b)");
    CHECK(article("terminate") == "54(b)");
    CHECK(article("material breach") == "60");
    CHECK(article("fundamental change of circumstances") == "62");
    CHECK(article("fewer parties") == "55");
    CHECK(article("contracting") == "18(b)");
    CHECK(article("opposing objection") == "20(4)(b)");
    CHECK(article("objection") == "21(3)");
    CHECK(article("before entry into force") == "28");
    CHECK(article("territory") == "29");
    CHECK(article("successive treaties") == "30(3)-(4)");
    CHECK(article("amend") == "39, 40");
    CHECK(article("amend between some") == "41");
    CHECK(article("in part") == "44");
    CHECK(article("suspend between some") == "58");
    CHECK(article("supersession") == "59");
    CHECK(article("impossibility") == "61");
    CHECK(article("settlement") == "65(3), 66");
    CHECK(article("form") == "67");
    CHECK(article("suspended") == "72(1)");
}

TEST_CASE("a claim of a ground is to wait three months for objections (VCLT 65)", "[law]") {
    const auto claims = vienna_convention().claims;
    CHECK(claims.article == "65(2)");
    CHECK(claims.notice == parse_date_rule("3 months after notice"));
    CHECK(claims.unless == "special urgency");
    CHECK(claims.settlement == parse_date_rule("12 months after trigger"));
    for (const char* ground : {"60", "61", "62"}) {
        CHECK(std::find(claims.grounds.begin(), claims.grounds.end(), ground) !=
              claims.grounds.end());
    }
    CHECK(political_practice().claims.grounds.empty());
}

TEST_CASE("each point of a law stands once", "[law]") {
    for (const auto& law : {vienna_convention(), political_practice()}) {
        std::set<std::string> subjects;
        for (const auto& point : law.points) {
            CAPTURE(law.id, point.on);
            CHECK(subjects.insert(point.on).second);
        }
    }
}

TEST_CASE("a treaty silent on its dates enters into force at once (VCLT 24)", "[law]") {
    const auto law = vienna_convention();
    REQUIRE(law.own.entry_into_force.effective.single() != nullptr);
    CHECK(*law.own.entry_into_force.effective.single() == parse_date_rule("on threshold"));
    REQUIRE(law.own.entry_into_force.for_later.single() != nullptr);
    CHECK(*law.own.entry_into_force.for_later.single() == parse_date_rule("on deposit"));
}

TEST_CASE("a treaty silent on withdrawal admits none; where implied it takes twelve months "
          "(VCLT 56)",
          "[law]") {
    const auto law = vienna_convention();
    CHECK(law.own.has_withdrawal);
    CHECK_FALSE(law.own.withdrawal.implied.value_or(false));
    REQUIRE(law.own.withdrawal.notice.single() != nullptr);
    CHECK(*law.own.withdrawal.notice.single() == parse_date_rule("12 months after notice"));
    CHECK(law.own.withdrawal.article == "56(2)");
}

TEST_CASE("an objection has twelve months, or until the own consent if that is later (VCLT 20(5))",
          "[law]") {
    const auto law = vienna_convention();
    CHECK(law.own.reservations.deadline ==
          parse_date_rule("the later of 12 months after notice and deposit"));
    CHECK(law.own.reservations.article == "20(5)");
}

TEST_CASE("anyone may stop a political commitment any day", "[law]") {
    const auto law = political_practice();
    CHECK(law.id == "political");
    CHECK(law.own.withdrawal.implied == true);
    REQUIRE(law.own.withdrawal.notice.single() != nullptr);
    CHECK(*law.own.withdrawal.notice.single() == parse_date_rule("on notice"));
    CHECK(law.own.has_withdrawal);
    CHECK(law.own.has_suspension);
    CHECK(law.own.suspension.notice == parse_date_rule("on notice"));
}

TEST_CASE("political practice is cited as practice, not as an article", "[law]") {
    const auto law = political_practice();
    CHECK_FALSE(law.points.empty());
    for (const auto& point : law.points) {
        CHECK(point.article == "practice");
    }
}

TEST_CASE("a rulebook finds its laws and treaties by id", "[law]") {
    rulebook rules;
    rules.laws = {vienna_convention(), political_practice()};
    servanda::treaty inf;
    inf.id = "inf";
    rules.treaties = {inf};
    REQUIRE(rules.find_law("vclt") != nullptr);
    CHECK(rules.find_law("vclt")->title == "Vienna Convention on the Law of Treaties");
    CHECK(rules.find_law("VCLT") == nullptr);
    REQUIRE(rules.find("inf") != nullptr);
    CHECK(rules.find("abm") == nullptr);
    rules.find("inf")->title = "INF Treaty";
    CHECK(rules.treaties.front().title == "INF Treaty");
    CHECK(rules.treaty_ids() == std::vector<std::string>{"inf"});
    CHECK(validate(rules).errors() == 1); // the treaty names no default law
}

// The words of the law of treaties and their spelling in files.

#include "support/catch.hpp"

#include <servanda/law/vocabulary.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using servanda::act;
using servanda::parse_act;
using servanda::parse_state;
using servanda::state;

TEST_CASE("every act of the lifecycle can be written and read", "[vocabulary]") {
    const std::vector<std::string> words{"sign",
                                         "ratify",
                                         "accept",
                                         "approve",
                                         "accede",
                                         "deposit",
                                         "succeed",
                                         "continue",
                                         "dissolve",
                                         "provisionally apply",
                                         "end provisional application",
                                         "unsign",
                                         "revoke",
                                         "give notice of withdrawal",
                                         "suspend",
                                         "resume",
                                         "extend",
                                         "terminate",
                                         "expel",
                                         "reserve",
                                         "object",
                                         "accept reservation",
                                         "propose",
                                         "reject",
                                         "allege",
                                         "contest",
                                         "determine",
                                         "cure",
                                         "declare",
                                         "notify",
                                         "inspect",
                                         "refuse",
                                         "perform",
                                         "entry into force"};
    std::set<act> seen;
    for (const auto& word : words) {
        CAPTURE(word);
        const auto kind = parse_act(word);
        REQUIRE(kind);
        CHECK(to_string(*kind) == word);
        seen.insert(*kind);
    }
    CHECK(seen.size() == words.size());
    CHECK(servanda::act_names.size() == words.size());
}

TEST_CASE("an act has one spelling and no synonyms", "[vocabulary]") {
    for (const char* word : {"",
                             "Sign",
                             "signs",
                             "withdraw",
                             "denounce",
                             "ratification",
                             "give notice",
                             "give_notice_of_withdrawal",
                             "terminate ",
                             "continue_identity"}) {
        CAPTURE(word);
        CHECK_FALSE(parse_act(word));
    }
    CHECK(parse_act("continue") == act::continue_identity);
    CHECK(parse_act("give notice of withdrawal") == act::give_notice_of_withdrawal);
}

TEST_CASE("consent is expressed by ratifying, accepting, approving, acceding or depositing",
          "[vocabulary]") {
    for (const auto kind : {act::ratify, act::accept, act::approve, act::accede, act::deposit}) {
        CHECK(is_deposit(kind));
    }
    for (const auto kind : {act::sign, act::propose, act::object, act::give_notice_of_withdrawal}) {
        CHECK_FALSE(is_deposit(kind));
    }
}

TEST_CASE("of several states the headline is the first in this order", "[vocabulary]") {
    const std::vector<std::string_view> order{"terminated",
                                              "withdrawn",
                                              "former party",
                                              "withdrawal pending",
                                              "suspended",
                                              "in force",
                                              "provisionally applied",
                                              "contracting",
                                              "signed",
                                              "none"};
    CHECK(std::equal(
        order.begin(), order.end(), servanda::state_names.begin(), servanda::state_names.end()));
    for (std::size_t i = 0; i < order.size(); ++i) {
        CHECK(parse_state(order[i]) == static_cast<state>(i));
        CHECK(to_string(static_cast<state>(i)) == order[i]);
    }
    CHECK_FALSE(parse_state("withdrawal-pending"));
    CHECK_FALSE(parse_state("In force"));
}

TEST_CASE("the other words are spelt as in the files", "[vocabulary]") {
    using namespace servanda;
    CHECK(to_string(consent::former_party) == "former party");
    CHECK(to_string(consent::signed_only) == "signed");
    CHECK(to_string(operation::not_operative) == "not operative");
    CHECK(to_string(operation::provisionally_applied) == "provisionally applied");
    CHECK(to_string(treaty_state::not_yet_in_force) == "not yet in force");
    CHECK(to_string(treaty_state::terminated) == "terminated");
    CHECK(to_string(standing::by_right) == "by right");
    CHECK(to_string(standing::by_claim) == "by claim");
    CHECK(to_string(standing::void_act) == "void");
    CHECK(to_string(treaty_kind::political) == "political");
    CHECK(to_string(treaty_kind::resolution) == "resolution");
}

// Who is declared.

#include "support/catch.hpp"

#include <servanda/law/participant.hpp>

#include <string>
#include <vector>

using servanda::participant;
using servanda::participant_register;

namespace {

[[nodiscard]] participant state(std::string code, std::string name = {}) {
    participant result;
    result.code = std::move(code);
    result.name = std::move(name);
    return result;
}

} // namespace

TEST_CASE("an empty register declares everybody", "[participant]") {
    const participant_register nobody;
    CHECK(nobody.empty());
    CHECK(nobody.declares("USA"));
    CHECK(nobody.declares("anything"));
    CHECK(nobody.find("USA") == nullptr);
    CHECK(nobody.codes().empty());
}

TEST_CASE("a register declares whom it lists and nobody else", "[participant]") {
    participant_register states;
    states.add(state("USA", "United States"));
    states.add(state("SUN", "Soviet Union"));
    CHECK(states.declares("USA"));
    CHECK_FALSE(states.declares("usa"));
    CHECK_FALSE(states.declares("FRA"));
    CHECK_FALSE(states.declares(""));
    REQUIRE(states.find("SUN") != nullptr);
    CHECK(states.find("SUN")->name == "Soviet Union");
}

TEST_CASE("codes are given in order", "[participant]") {
    participant_register states;
    for (const char* code : {"USA", "GBR", "SUN", "FRA"}) {
        states.add(state(code));
    }
    CHECK(states.codes() == std::vector<std::string>{"FRA", "GBR", "SUN", "USA"});
}

TEST_CASE("a participant added again replaces the first", "[participant]") {
    participant_register states;
    states.add(state("RUS", "Russia"));
    auto second = state("RUS", "Russian Federation");
    states.add(second);
    CHECK(states.items().size() == 1);
    CHECK(states.find("RUS")->name == "Russian Federation");
}

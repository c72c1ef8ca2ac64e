// servanda/catch2.hpp as it is under Catch2 3, with a stand-in for it (tests/support/catch2_3).
#include <servanda/catch2.hpp>
#include <servanda/engine/simulate.hpp>
#include <servanda/law/treaty_builder.hpp>

#include <iostream>
#include <string>

static_assert(SERVANDA_CATCH2_GENERATION == 3);

using namespace servanda::matchers;
using servanda::act;

namespace {

int failures = 0;

void expect(bool fine, const std::string& what) {
    if (!fine) {
        std::cerr << "failed: " << what << '\n';
        ++failures;
    }
}

/// As CHECK_THAT does: first the match, then, of one that fails, the words.
template <class Matcher>
std::string message(const servanda::history& story, const Matcher& matcher) {
    const bool matched = matcher.match(story);
    return (matched ? "passed: " : "failed: ") + Catch::Detail::stringify(story) + " " +
           matcher.toString();
}

} // namespace

int main() {
    const auto lakes = servanda::treaty_builder{"lakes"}
                           .bilateral("USA", "CAN")
                           .enters_into_force("4", "deposits by all signatories", "on threshold")
                           .withdrawal("7", "6 months after notice")
                           .build();
    const auto acts = [](const char* notice) {
        return std::vector<servanda::dated_act>{
            {on("2000-01-01"), act::sign, "USA"},
            {on("2000-01-01"), act::sign, "CAN"},
            {on("2000-02-01"), act::ratify, "USA"},
            {on("2000-02-01"), act::ratify, "CAN"},
            {on(notice), act::give_notice_of_withdrawal, "USA"}};
    };
    const auto story = servanda::simulate(lakes, acts("2001-01-01"));
    const auto later = servanda::simulate(lakes, acts("2001-02-01"));

    expect(InForce("USA", on("2000-12-31")).in("lakes").match(story), "in force");
    expect((!InForceBetween("USA", "CAN", on("2001-07-01"))).match(story), "not in force");
    expect(Ends(on("2001-07-01")).match(story), "ends");
    expect(DiffersFrom(later).first_on("2001-01-01").match(story), "differs");
    const std::string told = message(story, InForce("USA", on("2001-07-01")));
    expect(told.starts_with("failed: history of lakes, 5 acts"), told);
    expect(told.find("withdrawal pending → terminated (withdrawal): 7, 6 months after notice "
                     "(2001-01-01)") != std::string::npos,
           told);
    expect(Catch::Detail::stringify(servanda::state::in_force) == "in force", "a word of the law");
    return failures == 0 ? 0 : 1;
}

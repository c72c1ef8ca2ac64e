// What holds of every scenario, tried on random ones with fixed seeds: the order in the file of
// acts of different days changes nothing, a void act changes no state, nobody leaves sooner than
// the notice period, what comes later changes nothing earlier, and the same inputs give the same
// history.
#include "support/random_story.hpp"

#include <map>
#include <set>

using namespace servanda_tests;

namespace {

/// Everything a history answers about a day, in words, so that a difference can be read.
std::string answers(const history& told, date day) {
    std::string text;
    for (const char* who : members) {
        const auto report = told.report(who, day);
        text += std::string(who) + ' ' + std::string(to_string(report.state)) + ' ' +
                std::string(to_string(report.consent)) + ' ' +
                std::string(to_string(report.operation)) + (report.suspended ? " suspended" : "") +
                (report.exit_on ? " until " + to_string(*report.exit_on) : "");
        for (const char* other : members) {
            text += told.in_force_between(who, other, day) ? '+' : '-';
        }
        text += '\n';
    }
    return text + std::string(to_string(told.treaty_state(day)));
}

std::set<date> days_of_change(const history& told) {
    std::set<date> days{first_day};
    for (const auto& item : told.changes()) {
        days.insert(item.day);
        days.insert(item.day - 1);
    }
    return days;
}

/// The first day on which two histories answer differently.
std::optional<date>
first_difference(const history& a, const history& b, date before = date::max()) {
    std::set<date> days = days_of_change(a);
    days.merge(days_of_change(b));
    for (const date day : days) {
        if (day < before && answers(a, day) != answers(b, day)) {
            return day;
        }
    }
    return std::nullopt;
}

/// Another order of the file, in which the acts of one day keep theirs.
story shuffled(const story& acts, std::uint32_t seed) {
    dice roll(seed);
    std::vector<std::size_t> order(acts.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[roll.below(i)]);
    }
    std::map<date, std::vector<std::size_t>> of_day;
    for (std::size_t i = 0; i < acts.size(); ++i) {
        of_day[acts[i].day].push_back(i);
    }
    std::map<date, std::size_t> taken;
    story result;
    for (const auto at : order) {
        const date day = acts[at].day;
        result.push_back(acts[of_day[day][taken[day]++]]);
    }
    return result;
}

template <class Check>
void for_each_story(Check check, std::uint32_t stories = 25) {
    const std::vector<treaty> rules = random_rules();
    for (std::uint32_t seed = 1; seed <= stories; ++seed) {
        for (const treaty& law : rules) {
            INFO("seed " << seed << ", treaty " << law.id);
            check(law, random_story(seed), seed);
        }
    }
}

} // namespace

TEST_CASE("The random stories are worth telling", "[engine][property]") {
    std::map<state, int> seen;
    std::map<standing, int> worth;
    for_each_story([&](const treaty& law, const story& acts, std::uint32_t) {
        const history told = simulate(law, acts);
        for (const auto& item : told.changes()) {
            ++seen[item.now.headline()];
        }
        for (const auto& item : told.acts()) {
            ++worth[item.worth];
        }
    });
    for (std::size_t i = 0; i < state_names.size(); ++i) {
        INFO(state_names[i]);
        CHECK(seen[static_cast<state>(i)] > 0);
    }
    for (const auto each_worth : {standing::by_right, standing::by_claim, standing::void_act}) {
        CHECK(worth[each_worth] > 0);
    }
}

TEST_CASE("Same inputs, same history", "[engine][property]") {
    for_each_story([](const treaty& law, const story& acts, std::uint32_t) {
        const history once = simulate(law, acts);
        const history again = simulate(law, acts);
        CHECK(once.same_states(again));
        REQUIRE(once.acts().size() == again.acts().size());
        for (std::size_t i = 0; i < once.acts().size(); ++i) {
            CHECK(once.acts()[i].finding == again.acts()[i].finding);
        }
    });
}

TEST_CASE("The order in the file of acts of different days changes nothing", "[engine][property]") {
    for_each_story([](const treaty& law, const story& acts, std::uint32_t seed) {
        const history told = simulate(law, acts);
        const history other = simulate(law, shuffled(acts, seed + 1000));
        CHECK(first_difference(told, other) == std::nullopt);
        CHECK(told.same_states(other)); // not even the order in which a day's changes are told
        for (const auto& item : acts) {
            INFO(item.id);
            CHECK(finding_of(told, item.id) == finding_of(other, item.id));
        }
    });
}

TEST_CASE("Removing a void act changes no state and no date", "[engine][property]") {
    for_each_story(
        [](const treaty& law, const story& acts, std::uint32_t) {
            const history told = simulate(law, acts);
            for (std::size_t i = 0; i < acts.size(); ++i) {
                if (worth_of(told, acts[i].id) != standing::void_act) {
                    continue;
                }
                INFO("without " << acts[i].id << ": " << to_string(acts[i].kind) << " by "
                                << acts[i].by << " on " << to_string(acts[i].day));
                story fewer = acts;
                fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
                CHECK(first_difference(told, simulate(law, fewer)) == std::nullopt);
            }
        },
        3);
}

TEST_CASE("What comes later changes nothing earlier", "[engine][property]") {
    for_each_story(
        [](const treaty& law, const story& acts, std::uint32_t) {
            const history told = simulate(law, acts);
            for (const std::int64_t after : {200, 500, 900}) {
                const date cut = first_day + after;
                story fewer;
                for (const auto& item : acts) {
                    if (item.day < cut) {
                        fewer.push_back(item);
                    }
                }
                CHECK(first_difference(told, simulate(law, fewer), cut) == std::nullopt);
            }
        },
        10);
}

TEST_CASE("Nobody leaves by its own notice sooner than the notice period", "[engine][property]") {
    const period notice = parse_period("6 months");
    int exits = 0;
    for_each_story([&](const treaty& law, const story& acts, std::uint32_t) {
        const history told = simulate(law, acts);
        std::map<membership_id, date> pending_since;
        std::map<membership_id, bool> pending;
        for (const auto& item : told.changes()) {
            if (item.who == told.whole(law.id)) {
                continue;
            }
            if (item.now.exit_pending && !pending[item.who]) {
                pending_since[item.who] = item.day;
            }
            if (pending[item.who] && item.now.headline() == state::withdrawn) {
                ++exits;
                CHECK(item.day >= add(pending_since[item.who], notice, month_end::last_day));
            }
            // A notice without a clause would be a claim; here every exit is by a clause.
            CHECK((pending[item.who] || item.now.headline() != state::withdrawn ||
                   item.now.cause != end_cause::withdrawal));
            pending[item.who] = item.now.exit_pending;
        }
    });
    CHECK(exits > 10);
}

TEST_CASE("Nothing is disputed before the first contested act", "[engine][property]") {
    for_each_story(
        [](const treaty& law, story acts, std::uint32_t seed) {
            dice roll(seed + 77);
            date first = date::max();
            for (int i = 0; i < 4; ++i) {
                dated_act& item = acts[roll.below(acts.size())];
                item.contested_by = {members[roll.below(members.size())]};
                first = std::min(first, item.day);
            }
            const history told = simulate(law, acts);
            for (const char* viewer : members) {
                INFO("as seen by " << viewer);
                CHECK(first_difference(told, told.as_seen_by(viewer), first) == std::nullopt);
            }
            for (const char* party : members) {
                for (const date day : days_of_change(told)) {
                    const auto report = told.report(party, day);
                    if (day < first) {
                        CHECK_FALSE(report.disputed);
                    }
                    // Disputed exactly where some account gives another answer.
                    bool differs = false;
                    for (const char* viewer : members) {
                        differs =
                            differs || told.as_seen_by(viewer).state(party, day) != report.state;
                    }
                    if (differs) {
                        CHECK(report.disputed);
                    }
                }
            }
        },
        6);
}

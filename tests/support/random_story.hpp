/// @file
/// Random stories with fixed seeds: the same on every machine.
#ifndef SERVANDA_TESTS_SUPPORT_RANDOM_STORY_HPP
#define SERVANDA_TESTS_SUPPORT_RANDOM_STORY_HPP

#include "engine/stories.hpp"

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace servanda_tests {

inline constexpr std::array members{"AAA", "BBB", "CCC", "DDD", "EEE", "FFF"};
inline constexpr date first_day = "2000-01-01"_day;

/// The same numbers on every machine.
class dice {
public:
    explicit dice(std::uint32_t seed)
        : next_(seed) {}
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next_()) % limit; }
    bool one_in(std::size_t many) { return below(many) == 0; }

private:
    std::mt19937 next_;
};

inline dated_act random_act(dice& roll, std::size_t number) {
    struct kind {
        act what;
        const char* of;
    };
    static constexpr std::array kinds{
        kind{act::sign, ""},
        kind{act::ratify, ""},
        kind{act::ratify, ""},
        kind{act::accede, ""},
        kind{act::accede, ""},
        kind{act::provisionally_apply, ""},
        kind{act::end_provisional_application, ""},
        kind{act::unsign, ""},
        kind{act::revoke, "deposit"},
        kind{act::revoke, "notice"},
        kind{act::give_notice_of_withdrawal, ""},
        kind{act::give_notice_of_withdrawal, ""},
        kind{act::suspend, "notice"},
        kind{act::resume, "notice"},
        kind{act::extend, "notice"},
        kind{act::suspend, ""},
        kind{act::suspend, ""},
        kind{act::resume, ""},
        kind{act::extend, "term"},
        kind{act::terminate, ""},
        kind{act::expel, ""},
        kind{act::reserve, ""},
        kind{act::declare, ""},
    };
    const kind chosen = kinds[roll.below(kinds.size())];
    dated_act done;
    done.day = first_day + static_cast<std::int64_t>(roll.below(1500));
    done.kind = chosen.what;
    done.of = chosen.of;
    done.by = members[roll.below(members.size())];
    done.id = "act " + std::to_string(number);
    if (done.kind == act::expel ||
        (done.kind == act::suspend && done.of.empty() && roll.one_in(2))) {
        done.to = {members[roll.below(members.size())]};
    }
    if (done.kind == act::extend) {
        done.until = done.of == "term" ? "2052-01-01"_day : done.day + 400;
    }
    const bool may_name_a_day = done.kind == act::give_notice_of_withdrawal ||
                                (done.kind == act::suspend && done.of.empty());
    if (may_name_a_day && roll.one_in(4)) {
        done.effective = done.day + static_cast<std::int64_t>(roll.below(500)) - 50;
    }
    if (roll.one_in(8)) {
        done.basis = "VCLT 62";
    }
    return done;
}

inline story random_story(std::uint32_t seed) {
    dice roll(seed);
    story acts;
    for (std::size_t i = 0; i < 70; ++i) {
        acts.push_back(random_act(roll, i));
    }
    return acts;
}

inline std::vector<treaty> random_rules() {
    treaty_builder two{"two"};
    two.bilateral("AAA", "BBB")
        .enters_into_force("1", "deposits by all signatories", "on threshold")
        .withdrawal("2", "6 months after notice");
    treaty_builder slow{"slow"};
    slow.multilateral()
        .enters_into_force("1", "3 deposits", "90 days after threshold")
        .for_later("90 days after deposit")
        .set("entry_into_force.before_entry", "later of both dates")
        .ends_when("fewer than 2 parties")
        .withdrawal("2", "6 months after notice")
        .add(when_done("echo", act::suspend, act::declare, "40 days after trigger"));
    return {club(), two.build(), slow.build()};
}

} // namespace servanda_tests

#endif

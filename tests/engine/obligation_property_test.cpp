// What holds of every judged history, tried on random ones with fixed seeds: a breach stands until
// it is cured, whatever the order in which things are looked at; no verdict improves by itself;
// accounts differ only where something is contested; a figure moves only what depends on it; the
// order in the file of acts of different days changes nothing.
#include "engine/duties.hpp"

#include <map>
#include <random>
#include <set>

using namespace servanda_tests;

namespace {

constexpr std::array codes{"AAA", "BBB", "CCC", "DDD", "EEE"};
constexpr date first_day = "2000-01-01"_day;
constexpr date final_day = "2004-12-31"_day;

/// The same numbers on every machine.
class dice {
public:
    explicit dice(std::uint32_t seed)
        : next_(seed) {}
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next_()) % limit; }
    bool one_in(std::size_t many) { return below(many) == 0; }
    const char* code(std::size_t of = codes.size()) { return codes[below(of)]; }
    date day() { return first_day + static_cast<std::int64_t>(below(1700)); }
    template <class List>
    void shuffle(List& list) {
        for (std::size_t i = list.size(); i > 1; --i) {
            std::swap(list[i - 1], list[below(i)]);
        }
    }

private:
    std::mt19937 next_;
};

// ---- mirrored packages --------------------------------------------------------------------------

/// A package whose items each oblige all participants while all others keep to it.
struct mirrored {
    std::vector<std::string> parties;
    std::vector<std::string> items; ///< "item-0" …; the obligation to it is "duty-0" …
    bool severable = true;
    std::vector<dated_act> acts;
};

mirrored random_mirrored(dice& roll) {
    mirrored made;
    for (std::size_t i = 0; i < 2 + roll.below(4); ++i) {
        made.parties.emplace_back(codes[i]);
    }
    const std::size_t items = 1 + roll.below(3);
    for (std::size_t i = 0; i < items; ++i) {
        made.items.push_back(std::to_string(i));
    }
    made.severable = roll.one_in(2);
    // Breaches on even days, cures on odd ones, since of one day the order of acts would matter;
    // everybody does one thing a day.
    std::set<std::pair<std::int64_t, std::string>> taken;
    for (std::size_t i = 0; i < 40; ++i) {
        const std::string who = made.parties[roll.below(made.parties.size())];
        const auto day = static_cast<std::int64_t>(roll.below(30));
        if (!taken.emplace(day, who).second) {
            continue;
        }
        dated_act done;
        done.day = first_day + 10 + day;
        done.kind = day % 2 == 0 ? act::perform : act::cure;
        done.by = who;
        done.of = (day % 2 == 0 ? "word-" : "duty-") + made.items[roll.below(items)];
        made.acts.push_back(done);
    }
    return made;
}

/// The package with its parts in the order given, and everybody agreed to it on the first day.
history told_of(const mirrored& of) {
    value_list parties;
    for (const auto& code : of.parties) {
        parties.push_back(value(code));
    }
    value_list items;
    std::vector<value> duties;
    for (const auto& item : of.items) {
        items.push_back(table_of({{"id", "item-" + item}, {"between", value(parties)}}));
        duties.push_back(table_of({{"id", "duty-" + item},
                                   {"kind", "restraint"},
                                   {"bearer", value(parties)},
                                   {"item", "item-" + item},
                                   {"prohibits", "word-" + item},
                                   {"while", "duty-" + item}}));
    }
    treaty pact =
        with(treaty_builder{"pact"}.political().build(),
             "package",
             {table_of({{"id", "package"}, {"severable", of.severable}, {"items", value(items)}})});
    story acts;
    for (const auto& code : of.parties) {
        acts.push_back({.day = first_day, .kind = act::propose, .by = code, .of = "package"});
    }
    return judged(owing(std::move(duties), std::move(pact)), acts + of.acts, {}, final_day);
}

using duty_name = std::pair<std::string, std::string>; ///< item, party

/// What the rules of reciprocity make of it, reckoned anew from all breaches after every day.
class reckoner {
public:
    explicit reckoner(const mirrored& of)
        : of_(of) {}

    [[nodiscard]] bool lapsed(const duty_name& duty) const {
        return std::any_of(broken_.begin(), broken_.end(), [&](const duty_name& other) {
            const bool mirror = other.first == duty.first && other.second != duty.second;
            return mirror || (!of_.severable && other != duty);
        });
    }
    void take(date day) {
        std::set<duty_name> fresh;
        for (const auto& done : of_.acts) {
            if (done.day != day) {
                continue;
            }
            const duty_name duty{done.of.substr(5), done.by};
            if (done.kind == act::cure) {
                broken_.erase(duty);
            } else if (!lapsed(duty)) {
                fresh.insert(duty);
            }
        }
        broken_.insert(fresh.begin(), fresh.end()); // those of one day stand separately
    }
    [[nodiscard]] bool broken(const duty_name& duty) const { return broken_.contains(duty); }

private:
    const mirrored& of_;
    std::set<duty_name> broken_;
};

} // namespace

TEST_CASE("No order of evaluation erases a breach, and each stands until its cure",
          "[engine][obligation][property]") {
    std::size_t breaches = 0;
    for (std::uint32_t seed = 0; seed < 40; ++seed) {
        CAPTURE(seed);
        dice roll(seed);
        mirrored plain = random_mirrored(roll);
        mirrored mixed = plain;
        roll.shuffle(mixed.parties);
        roll.shuffle(mixed.items);
        roll.shuffle(mixed.acts); // those of one day as well
        const history one = told_of(plain);
        const history other = told_of(mixed);
        reckoner expected(plain);
        for (std::int64_t n = 0; n < 45; ++n) {
            const date day = first_day + n;
            expected.take(day);
            for (const auto& item : plain.items) {
                for (const auto& party : plain.parties) {
                    const duty_name duty{item, party};
                    const std::string id = "duty-" + item;
                    const std::string found = says(one, id, party, day);
                    const bool same = says(other, id, party, day) == found;
                    const bool right = (found == "breached") == expected.broken(duty);
                    const auto report = report_of(one, id, party, day);
                    const bool lapse =
                        (report.commitment == commitment::lapsed) == expected.lapsed(duty);
                    if (!same || !right || !lapse) {
                        CAPTURE(to_string(day), id, party, found);
                        CHECK(same);
                        CHECK(right);
                        CHECK(lapse);
                    }
                    breaches += expected.broken(duty) ? 1U : 0U;
                }
            }
        }
    }
    CHECK(breaches > 1000); // it was about something
}

// ---- duties of every kind -----------------------------------------------------------------------

namespace {

treaty every_kind() {
    treaty_builder base = plain_builder();
    base.set("suspension.article", "VI");
    return owing(
        {table_of(
             {{"id", "cap"},
              {"kind", "limit"},
              {"figure", "tanks"},
              {"at_most",
               list_of({table_of({{"until", "2 years after entry into force"}, {"value", 120}}),
                        table_of({{"value", 100}})})},
              {"while", "cap"}}),
         table_of({{"id", "sum"},
                   {"kind", "limit"},
                   {"jointly", true},
                   {"figure", list_of({"guns", table_of({{"name", "mortars"}, {"counts_as", 2}})})},
                   {"at_most", 300}}),
         table_of({{"id", "destroy"},
                   {"kind", "elimination"},
                   {"figure", "mines"},
                   {"phases",
                    list_of({table_of({{"deadline", "2001-06-30"}, {"at_most", 80}}),
                             table_of({{"deadline", "2003-06-30"}, {"at_most", 0}})})}}),
         table_of({{"id", "ban"},
                   {"kind", "prohibition"},
                   {"prohibits", "flight-test"},
                   {"where", table_of({{"range-km", table_of({{"at_least", 100}})}})}}),
         table_of({{"id", "freeze"},
                   {"kind", "restraint"},
                   {"prohibits", "deploy"},
                   {"while", "freeze"}}),
         table_of({{"id", "data"}, {"kind", "report"}, {"on", "on 2000-06-30, then every year"}}),
         table_of({{"id", "tell"},
                   {"kind", "notification"},
                   {"on", "perform of exercise"},
                   {"lead_time", "42 days"}}),
         table_of({{"id", "loss-told"},
                   {"kind", "notification"},
                   {"on", "perform of loss"},
                   {"within", "72 hours"}}),
         table_of({{"id", "access"}, {"kind", "access"}, {"within", "10 days"}}),
         table_of({{"id", "quota"}, {"kind", "quota"}, {"at_most", 2}, {"per", "calendar year"}}),
         table_of({{"id", "let-in"},
                   {"kind", "quota"},
                   {"passive", true},
                   {"at_most", 2},
                   {"per", "treaty year"}}),
         table_of({{"id", "consult"}, {"kind", "cooperation"}}),
         table_of({{"id", "meet"},
                   {"kind", "convening"},
                   {"on", "ban is breached"},
                   {"window", list_of({"5 days after trigger", "30 days after trigger"})}}),
         table_of({{"id", "silence"},
                   {"kind", "restraint"},
                   {"prohibits", "speak"},
                   {"cure", "finding"},
                   {"survives", "1 year after day of effect"},
                   {"if", "cap is not unknown"}})},
        base.build());
}

constexpr std::array duty_ids{"cap",
                              "sum",
                              "destroy",
                              "ban",
                              "freeze",
                              "data",
                              "tell",
                              "access",
                              "quota",
                              "let-in",
                              "consult",
                              "meet",
                              "loss-told",
                              "silence"};

dated_act random_deed(dice& roll, std::size_t number) {
    struct deed {
        act kind;
        const char* of;
        bool aimed = false;
    };
    static constexpr std::array deeds{deed{act::perform, "flight-test"},
                                      deed{act::perform, "flight-test"},
                                      deed{act::perform, "deploy"},
                                      deed{act::perform, "speak"},
                                      deed{act::perform, "exercise"},
                                      deed{act::notify, "tell"},
                                      deed{act::perform, "loss"},
                                      deed{act::notify, "loss-told"},
                                      deed{act::perform, "data"},
                                      deed{act::perform, "data"},
                                      deed{act::perform, "meet"},
                                      deed{act::perform, "destroy"},
                                      deed{act::notify, "access", true},
                                      deed{act::inspect, "access", true},
                                      deed{act::refuse, "access", true},
                                      deed{act::inspect, "", true},
                                      deed{act::inspect, "", true},
                                      deed{act::inspect, "let-in", true},
                                      deed{act::refuse, "let-in", true},
                                      deed{act::suspend, ""},
                                      deed{act::suspend, "", true},
                                      deed{act::resume, ""},
                                      deed{act::give_notice_of_withdrawal, ""},
                                      deed{act::accede, ""}};
    dated_act done;
    done.day = roll.day();
    done.by = roll.code();
    done.id = "act " + std::to_string(number);
    const std::size_t chosen = roll.below(deeds.size() + 14);
    if (chosen >= deeds.size()) {
        // Findings and cures, of any duty.
        static constexpr std::array found{act::allege, act::determine, act::cure};
        done.kind = found[roll.below(found.size())];
        done.of = duty_ids[roll.below(duty_ids.size())];
        done.to = {roll.code()};
        done.material = roll.one_in(3);
        return done;
    }
    done.kind = deeds[chosen].kind;
    done.of = deeds[chosen].of;
    if (deeds[chosen].aimed) {
        done.to = {roll.code()};
    }
    if (done.of == "flight-test" && !roll.one_in(3)) {
        done.attributes = {{"range-km", static_cast<double>(roll.below(200))}};
    }
    return done;
}

struct random_case {
    story acts;
    std::vector<fact> facts;
};

random_case random_deeds(std::uint32_t seed, bool contested = false) {
    dice roll(seed);
    random_case made;
    made.acts = partners({"AAA", "BBB", "CCC", "DDD"});
    for (std::size_t i = 0; i < 70; ++i) {
        made.acts.push_back(random_deed(roll, i));
        if (contested && roll.one_in(6)) {
            made.acts.back().contested_by = {roll.code()};
        } else if (contested && roll.one_in(12)) {
            made.acts.push_back(
                {.day = made.acts.back().day + static_cast<std::int64_t>(roll.below(90)),
                 .kind = act::contest,
                 .by = roll.code(),
                 .of = made.acts.back().id});
        }
    }
    static constexpr std::array figures{"tanks", "guns", "mortars", "mines"};
    for (std::size_t i = 0; i < 30; ++i) {
        made.facts.push_back(figure(figures[roll.below(figures.size())],
                                    roll.code(),
                                    roll.day(),
                                    static_cast<double>(roll.below(160))));
        if (roll.one_in(5)) {
            made.facts.back().until =
                *made.facts.back().from + 1 + static_cast<std::int64_t>(roll.below(200));
        }
    }
    return made;
}

history told_of(const random_case& of) {
    return judged(every_kind(), of.acts, of.facts, final_day);
}

/// Every course, by duty and party.
std::map<std::string, std::string> courses(const history& told) {
    std::map<std::string, std::string> all;
    for (const char* id : duty_ids) {
        for (const char* code : codes) {
            all[std::string(id) + " " + code] =
                course(told, id, code) + "; " + commitments(told, id, code);
        }
    }
    return all;
}

} // namespace

TEST_CASE("A verdict never improves without something of that day that explains it",
          "[engine][obligation][property]") {
    std::size_t improved = 0;
    std::set<verdict> seen;
    for (std::uint32_t seed = 100; seed < 130; ++seed) {
        CAPTURE(seed);
        const random_case made = random_deeds(seed);
        const history told = told_of(made);
        std::set<date> days; // on which something was done, was declared or fell due
        for (const auto& item : told.acts()) {
            days.insert(item.what.day);
        }
        for (const auto& item : made.facts) {
            days.insert(*item.from);
            if (item.until) {
                days.insert(*item.until);
            }
        }
        for (const auto& item : told.effects()) {
            if (item.outcome != effect_outcome::pending) {
                days.insert(item.ended);
            }
        }
        std::map<duty_id, verdict> last;
        for (const auto& item : told.record().duties.changes) {
            const verdict before = last[item.duty];
            last[item.duty] = item.verdict;
            seen.insert(item.verdict);
            if (before <= item.verdict) {
                continue;
            }
            ++improved;
            CAPTURE(to_string(item.day), to_string(before), to_string(item.verdict), item.duty);
            CHECK(days.contains(item.day));
            const bool made_good = item.reason == verdict_reason::performed_late ||
                                   item.reason == verdict_reason::cure_found;
            if (before == verdict::breached && made_good && item.act != nothing) {
                const auto& kind = told.acts()[item.act].what;
                CHECK(kind.day <= item.day);
            }
            if (item.reason == verdict_reason::performed_late && item.instance != nothing) {
                const auto& at = told.record().duties.instances[item.instance];
                CHECK(at.what == duty_instance::outcome::performed_late);
                CHECK(at.ended <= std::optional(item.day));
            }
            if (before == verdict::breached && item.verdict == verdict::kept) {
                // A breach that was found, and whose finding was taken back or set aside, or one
                // that the record shows: that one is cured, never as if it had not been.
                CHECK(item.reason != verdict_reason::performed_late);
            }
        }
    }
    CHECK(improved > 300);
    CHECK(seen.size() >= 7); // all but disputed
}

TEST_CASE("Accounts differ only from something contested on", "[engine][obligation][property]") {
    std::size_t differ = 0;
    for (std::uint32_t seed = 200; seed < 215; ++seed) {
        CAPTURE(seed);
        random_case made = random_deeds(seed, true);
        const history told = told_of(made);
        // The first day of anything that anybody contests.
        std::set<std::string> contested;
        for (const auto& done : made.acts) {
            if (done.kind == act::contest) {
                contested.insert(done.of);
            } else if (!done.contested_by.empty()) {
                contested.insert(done.id);
            }
        }
        date first = date::max();
        for (const auto& done : made.acts) {
            if (contested.contains(done.id)) {
                first = std::min(first, done.day);
            }
        }
        const auto neutral = courses(told);
        std::vector<history> accounts;
        for (const char* code : codes) {
            accounts.push_back(told.as_seen_by(code));
            differ += courses(accounts.back()) == neutral ? 0U : 1U;
        }
        for (duty_id d = 0; d < told.program().duties.duties.size(); ++d) {
            for (date day = first_day; day < first; day = day + 1) {
                for (const auto& account : accounts) {
                    if (account.verdict(d, day) != told.verdict(d, day)) {
                        CAPTURE(to_string(day), d);
                        CHECK(account.verdict(d, day) == told.verdict(d, day));
                    }
                }
            }
        }
        // With all contests removed no account differs.
        std::erase_if(made.acts, [](const dated_act& done) { return done.kind == act::contest; });
        for (auto& done : made.acts) {
            done.contested_by.clear();
        }
        const history agreed = told_of(made);
        const auto all = courses(agreed);
        for (const char* code : codes) {
            CAPTURE(code);
            CHECK(courses(agreed.as_seen_by(code)) == all);
        }
        for (const auto& item : verdicts(agreed, final_day)) {
            CHECK_FALSE(item.disputed);
            CHECK(item.verdict != verdict::disputed);
        }
    }
    CHECK(differ > 30);
}

TEST_CASE("A figure moves only the duties that depend on it", "[engine][obligation][property]") {
    const std::map<std::string, std::set<std::string>> dependent{
        {"tanks", {"cap", "silence"}}, // and what stands if `cap` is known
        {"guns", {"sum"}},
        {"mortars", {"sum"}},
        {"mines", {"destroy"}},
        {"ships", {}}};
    std::size_t moved = 0;
    for (std::uint32_t seed = 300; seed < 310; ++seed) {
        const random_case made = random_deeds(seed);
        const auto before = courses(told_of(made));
        dice roll(seed);
        for (const auto& [name, ids] : dependent) {
            random_case more = made;
            more.facts.push_back(figure(name, roll.code(), roll.day(), 150));
            const auto after = courses(told_of(more));
            for (const auto& [duty, course] : before) {
                if (after.at(duty) == course) {
                    continue;
                }
                CAPTURE(seed, name, duty, course, after.at(duty));
                CHECK(ids.contains(duty.substr(0, duty.find(' '))));
                ++moved;
            }
        }
    }
    CHECK(moved > 10);
}

TEST_CASE("The order in the file of acts and figures of different days changes no verdict",
          "[engine][obligation][property]") {
    for (std::uint32_t seed = 400; seed < 412; ++seed) {
        CAPTURE(seed);
        const random_case made = random_deeds(seed);
        random_case mixed = made;
        dice roll(seed);
        roll.shuffle(mixed.acts);
        roll.shuffle(mixed.facts);
        // Those of one day keep their order.
        const auto settle = [](auto& list, const auto& original, auto day_of) {
            std::map<date, std::vector<std::size_t>> places;
            for (std::size_t i = 0; i < list.size(); ++i) {
                places[day_of(list[i])].push_back(i);
            }
            std::map<date, std::size_t> next;
            auto result = list;
            for (const auto& item : original) {
                const date day = day_of(item);
                result[places[day][next[day]++]] = item;
            }
            list = std::move(result);
        };
        settle(mixed.acts, made.acts, [](const dated_act& item) { return item.day; });
        settle(mixed.facts, made.facts, [](const fact& item) { return *item.from; });
        REQUIRE_FALSE(mixed.acts == made.acts);
        CHECK(courses(told_of(mixed)) == courses(told_of(made)));
    }
}

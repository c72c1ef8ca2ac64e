// Chances over days, against their closed forms.
#include "support/catch.hpp"

#include <servanda/study/chance.hpp>
#include <servanda/study/random_draws.hpp>

#include <cmath>
#include <set>

using namespace servanda;

TEST_CASE("a uniform chance gives each day of its range alike") {
    const auto days = day_chances::uniform(-3, 6);
    CHECK(days.first() == -3);
    CHECK(days.last() == 6);
    for (int i = 0; i < 10; ++i) {
        CHECK(days.by(-3 + i) == Approx((i + 1) / 10.0).margin(1e-15));
    }
    CHECK(days.by(-4) == 0.0);
    CHECK(days.by(100) == 1.0);
}

TEST_CASE("a hazard of the same probability every day is geometric") {
    const auto days = day_chances::geometric(0.01, 1, 1000);
    for (const int k : {1, 2, 10, 100, 1000}) {
        CHECK(days.by(k) == Approx(1.0 - std::pow(0.99, k)).epsilon(1e-12));
    }
    // What lies beyond the span is left out, not moved into it.
    CHECK(days.by(1000) < 1.0);
    CHECK_FALSE(days.draw(~std::uint64_t{0}));
    CHECK(day_chances::geometric(1.0, 1, 10).draw(~std::uint64_t{0}) == 1);
}

TEST_CASE("an exponential waiting time has its mean in days") {
    const auto days = day_chances::exponential(183.0, 1, 4000);
    for (const int k : {1, 30, 183, 1000}) {
        CHECK(days.by(k) == Approx(1.0 - std::exp(-k / 183.0)).epsilon(1e-12));
    }
}

TEST_CASE("a triangular chance rises to its most likely day and falls to its last") {
    const auto days = day_chances::triangular(0, 2, 6);
    // Weights 1/3, 2/3, 1, 4/5, 3/5, 2/5, 1/5: together 4.
    CHECK(days.by(0) == Approx(1.0 / 12.0));
    CHECK(days.by(2) - days.by(1) == Approx(1.0 / 4.0));
    CHECK(days.by(6) - days.by(5) == Approx(1.0 / 20.0));
    CHECK(day_chances::triangular(5, 5, 5).certain());
}

TEST_CASE("probabilities of days sum to one, counts need not") {
    const auto days = day_chances::discrete({{10, 0.25}, {30, 0.5}, {20, 0.25}});
    CHECK(days.by(10) == Approx(0.25));
    CHECK(days.by(19) == Approx(0.25));
    CHECK(days.by(20) == Approx(0.5));
    CHECK(days.by(30) == 1.0);
    CHECK(day_chances::weighted({{1, 3}, {2, 1}}).by(1) == Approx(0.75));
    CHECK_THROWS_WITH(day_chances::discrete({{1, 0.5}, {2, 0.4}}),
                      "the probabilities sum to 0.9, not to 1");
    CHECK_THROWS_AS(day_chances::discrete({{1, 1.5}, {2, -0.5}}), chance_error);
    CHECK_THROWS_AS(day_chances::weighted({}), chance_error);
    CHECK_THROWS_AS(day_chances::weighted({{1, 0.0}}), chance_error);
}

TEST_CASE("chances that make no sense are refused") {
    CHECK_THROWS_WITH(day_chances::uniform(5, 4),
                      "the range is empty: its end comes before its start");
    CHECK_THROWS_AS(day_chances::triangular(0, 7, 6), chance_error);
    CHECK_THROWS_AS(day_chances::geometric(0.0, 1, 10), chance_error);
    CHECK_THROWS_AS(day_chances::geometric(1.1, 1, 10), chance_error);
    CHECK_THROWS_AS(day_chances::exponential(0.0, 1, 10), chance_error);
    CHECK_THROWS_AS(day_chances::exponential(10.0, 1, 0), chance_error);
}

TEST_CASE("a draw means the first day whose share covers it") {
    const auto days = day_chances::exponential(40.0, 1, 300);
    random_draws draws(7);
    for (std::uint64_t run = 0; run < 20'000; ++run) {
        draws.go_to(run);
        const std::uint64_t bits = draws(3);
        const double share = static_cast<double>(bits) * 0x1p-64;
        const auto day = days.draw(bits);
        if (!day) {
            CHECK(share >= days.by(300) - 1e-15);
            continue;
        }
        CHECK(share <= days.by(*day) + 1e-15);
        CHECK(share >= days.by(*day - 1) - 1e-15);
    }
}

TEST_CASE("draws belong to their seed, run and place, whatever was drawn before") {
    random_draws one(42);
    random_draws other(42);
    std::set<std::uint64_t> seen;
    for (std::uint64_t run = 0; run < 50; ++run) {
        one.go_to(run);
        for (std::uint32_t place = 0; place < 7; ++place) {
            CHECK(seen.insert(one(place)).second);
        }
    }
    other.go_to(17);
    one.go_to(17);
    const std::uint64_t fifth = other(5);
    CHECK(one(0) != fifth);
    CHECK(one(5) == fifth);
    random_draws third(43);
    third.go_to(17);
    CHECK(third(5) != fifth);
    // The known answer of Philox 4x64-10 for a zero counter and a zero key (Random123,
    // kat_vectors).
    random_draws zero(0);
    zero.go_to(0);
    CHECK(zero(0) == 0x16554d9eca36314cULL);
    CHECK(zero(1) == 0xdb20fe9d672d0fdcULL);
    CHECK(zero(2) == 0xd7e772cee186176bULL);
    CHECK(zero(3) == 0x7e68b68aec7ba23bULL);
}

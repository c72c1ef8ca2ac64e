/// @file
/// Random numbers that belong to a place, not to an order: draw k of run i is the same whoever asks
/// for it, and when. They are Philox 4x64-10 of J. Salmon, M. Moraes, R. Dror and D. Shaw,
/// "Parallel random numbers: as easy as 1, 2, 3" (2011), as the library Random123 makes them.
#ifndef SERVANDA_STUDY_RANDOM_DRAWS_HPP
#define SERVANDA_STUDY_RANDOM_DRAWS_HPP

#include <Random123/philox.h>
#include <cstdint>

namespace servanda {

/// The draws of an ensemble, all of them fixed by its seed.
class random_draws {
public:
    explicit random_draws(std::uint64_t seed) noexcept
        : key_{{seed, 0}}
        , ahead_(make(0, 0)) {}

    /// Goes to a run. Its first draws are at hand where it follows the run before: they were made
    /// ahead, when nobody waited for them.
    void go_to(std::uint64_t run) noexcept {
        draws_ = run == ahead_of_ ? ahead_ : make(run, 0);
        run_ = run;
        block_ = 0;
        ahead_of_ = run + 1;
        ahead_ = make(ahead_of_, 0);
    }
    /// Draw number `place` of the run: 64 bits, uniform and independent of all others. Four that
    /// stand together, the first of them at a multiple of four, are made at once.
    [[nodiscard]] std::uint64_t operator()(std::uint32_t place) noexcept {
        if (place / made_at_once != block_) {
            block_ = place / made_at_once;
            draws_ = make(run_, block_);
        }
        return draws_[place % made_at_once];
    }

private:
    static constexpr std::uint32_t made_at_once = 4;
    using made_draws = r123::Philox4x64::ctr_type;

    [[nodiscard]] made_draws make(std::uint64_t run, std::uint64_t block) const noexcept {
        return r123::Philox4x64()({{run, block, 0, 0}}, key_);
    }

    r123::Philox4x64::key_type key_;
    std::uint64_t run_ = 0;
    std::uint64_t ahead_of_ = 0; ///< the run whose first draws are at hand
    std::uint32_t block_ = 0;
    made_draws draws_{};
    made_draws ahead_{};
};

} // namespace servanda

#endif

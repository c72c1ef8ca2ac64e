/// @file
/// Random numbers that belong to a place, not to an order: draw k of run i is the same whoever asks
/// for it, and when. They are Philox 4x32-10 of J. Salmon, M. Moraes, R. Dror and D. Shaw,
/// "Parallel random numbers: as easy as 1, 2, 3" (2011), as the library Random123 makes them.
#ifndef SERVANDA_STUDY_RANDOM_DRAWS_HPP
#define SERVANDA_STUDY_RANDOM_DRAWS_HPP

#include <Random123/philox.h>
#include <array>
#include <cstdint>
#include <limits>

namespace servanda {

/// The draws of an ensemble, all of them fixed by its seed.
class random_draws {
public:
    explicit random_draws(std::uint64_t seed) noexcept
        : key_{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)}} {}

    /// Goes to a run.
    void go_to(std::uint64_t run) noexcept {
        run_ = run;
        block_ = none;
    }
    /// Draw number `place` of the run: 64 bits, uniform and independent of all others. Two that
    /// stand beside each other, the first of them even, are made at once.
    [[nodiscard]] std::uint64_t operator()(std::uint32_t place) noexcept {
        if (place / 2 != block_) {
            block_ = place / 2;
            const auto bits = r123::Philox4x32()({{static_cast<std::uint32_t>(run_),
                                                   static_cast<std::uint32_t>(run_ >> 32U),
                                                   block_,
                                                   0}},
                                                 key_);
            draws_[0] = (std::uint64_t{bits[1]} << 32U) | bits[0];
            draws_[1] = (std::uint64_t{bits[3]} << 32U) | bits[2];
        }
        return draws_[place % 2];
    }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    r123::Philox4x32::key_type key_;
    std::uint64_t run_ = 0;
    std::uint32_t block_ = none;
    std::array<std::uint64_t, 2> draws_{};
};

} // namespace servanda

#endif

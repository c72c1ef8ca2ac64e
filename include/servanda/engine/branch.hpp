/// @file
/// A branch: the same program run again with some acts changed. It leaves its trunk before the
/// first day on which the change can matter, and is over where it comes to a day on which
/// everything is as it was in the trunk, or where nothing can change any more.
#ifndef SERVANDA_ENGINE_BRANCH_HPP
#define SERVANDA_ENGINE_BRANCH_HPP

#include <servanda/engine/rejoin.hpp>
#include <servanda/engine/trunk.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace servanda::detail {

/// Runs branches off one trunk, one after the other, in the same memory. Not shared between
/// threads; the trunk, which must outlive it, is.
class branch {
public:
    explicit branch(const trunk& from)
        : trunk_(from)
        , run_(from.source(), from.left_out(), true) {
        run_.take_terms(from.terms());
    }

    /// Runs the program with its acts changed. `first`: the first day on which the change can
    /// matter. `added`: what is put in beside the scenario's own acts; null for nothing. What is
    /// passed must live until the next run. Throws `input_error` as `run` does. O(what comes after
    /// `first` until all is as it was, and the acts from the last checkpoint to `first`).
    void run(date first, const act_changes& changes, const added_acts* added = nullptr) {
        left_at_ = trunk_.last_before(first);
        rejoined_at_.reset();
        failed_tests_ = 0;
        next_test_ = 0;
        const auto& points = trunk_.checkpoints();
        run_.restore(points[left_at_], trunk_.written());
        run_.feed(points[left_at_].act, changes, added);
        std::size_t ahead = left_at_ + 1;
        try {
            while (const auto day = run_.next()) {
                if (trunk_.source().duties.empty() && run_.is_over()) {
                    return; // its acts have no effect any more
                }
                if (!trunk_.looks_back() && run_.all_changes_done() && rejoins(ahead, *day)) {
                    return;
                }
                run_.run_day(*day);
            }
        } catch (const date_out_of_range& problem) {
            run_.tell(problem);
        }
    }

    /// What is as in the trunk: everything before this checkpoint.
    [[nodiscard]] const checkpoint& left_at() const { return trunk_.checkpoints()[left_at_]; }
    /// The checkpoint from which everything is as in the trunk again; null where that never is so.
    [[nodiscard]] const checkpoint* rejoined_at() const {
        return rejoined_at_ ? &trunk_.checkpoints()[*rejoined_at_] : nullptr;
    }
    /// The branch's own record: what it wrote begins with number `left_at().changes`.
    [[nodiscard]] const running_record& written() const noexcept { return run_.written(); }
    [[nodiscard]] const trunk& off() const noexcept { return trunk_; }

private:
    /// Whether the trunk is met before a day. `ahead`: the first checkpoint not yet passed.
    [[nodiscard]] bool rejoins(std::size_t& ahead, date day) {
        const auto& days = trunk_.days();
        const std::size_t passed = ahead;
        while (ahead < days.size() && days[ahead] <= day) {
            ++ahead;
        }
        if (ahead == passed || ahead < next_test_) {
            return false;
        }
        const checkpoint& last = trunk_.checkpoints()[ahead - 1];
        if (last.act != run_.acts_behind() || last.wake != run_.wakes_behind() ||
            !rejoin_test(run_.state(), run_.written(), last, trunk_.written(), kept_).same()) {
            // What does not come to be as it was soon may never be: it is tested ever more seldom.
            constexpr std::size_t soon = 8;
            next_test_ = ahead + 1 + ++failed_tests_ / soon;
            return false;
        }
        rejoined_at_ = ahead - 1;
        return true;
    }

    const trunk& trunk_;
    machine run_;
    std::size_t left_at_ = 0;
    std::optional<std::size_t> rejoined_at_;
    std::size_t failed_tests_ = 0;
    std::size_t next_test_ = 0; ///< not before so many checkpoints are passed
    rejoin_test::memory kept_;
};

} // namespace servanda::detail

#endif

/// @file
/// The acts a run is fed with, in order: those of its program, some left out and others put in.
#ifndef SERVANDA_ENGINE_ACT_FEED_HPP
#define SERVANDA_ENGINE_ACT_FEED_HPP

#include <servanda/engine/program.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace servanda::detail {

/// An act put in, with its place among the acts of its day: that of the scenario's act it stands
/// for, or behind them all.
struct placed_act {
    bound_act act;
    std::uint32_t place = 0;
};

/// How the acts of a run differ from those of its program.
struct act_changes {
    std::vector<std::uint32_t> left_out; ///< by number among the program's acts, ascending
    std::vector<placed_act> put_in;      ///< by day, then by place
};

/// Acts that a scenario does not hold, with the program's numbers for their addressees. Their
/// `source` counts on from the scenario's acts.
struct added_acts {
    std::vector<dated_act> words;
    std::vector<std::vector<membership_id>> targets;
};

/// Walks through acts by day, those of one day in scenario order. What it walks through must
/// outlive it.
class act_feed {
public:
    act_feed() = default;
    explicit act_feed(std::span<const bound_act> acts) noexcept
        : acts_(acts) {
        look();
    }

    /// Goes on from one of the program's acts, with some of those to come changed.
    void go_on(std::size_t at, const act_changes& changes) noexcept {
        at_ = at;
        left_out_ = changes.left_out;
        put_in_ = changes.put_in;
        skip();
        look();
    }
    void go_on(std::size_t at, std::span<const placed_act> put_in) noexcept {
        at_ = at;
        left_out_ = {};
        put_in_ = put_in;
        look();
    }

    /// The next act; null after the last.
    [[nodiscard]] const bound_act* next() const noexcept { return next_; }
    /// Goes past the next act; there must be one.
    void pop() noexcept {
        if (!put_in_.empty() && next_ == &put_in_.front().act) {
            put_in_ = put_in_.subspan(1);
        } else {
            ++at_;
            skip();
        }
        look();
    }
    /// How many of the program's acts lie behind.
    [[nodiscard]] std::size_t at() const noexcept { return at_; }
    /// Whether everything that is left out or put in lies behind.
    [[nodiscard]] bool all_changes_done() const noexcept {
        return left_out_.empty() && put_in_.empty();
    }
    /// The day of the last act still to come or already past; the first day of the calendar where
    /// there is none.
    [[nodiscard]] date last_day() const noexcept {
        date last = put_in_.empty() ? date::min() : put_in_.back().act.day;
        std::size_t left = left_out_.size();
        std::size_t end = acts_.size();
        while (end > 0 && left > 0 && left_out_[left - 1] == end - 1) {
            --end;
            --left;
        }
        return end == 0 ? last : std::max(last, acts_[end - 1].day);
    }

private:
    [[nodiscard]] bool put_in_comes_first(const bound_act& own) const noexcept {
        const placed_act& other = put_in_.front();
        return other.act.day != own.day ? other.act.day < own.day : other.place < own.source;
    }
    /// Finds the next act.
    void look() noexcept {
        next_ = at_ < acts_.size() ? &acts_[at_] : nullptr;
        if (!put_in_.empty() && (next_ == nullptr || put_in_comes_first(*next_))) {
            next_ = &put_in_.front().act;
        }
    }
    void skip() noexcept {
        while (!left_out_.empty() && left_out_.front() == at_) {
            ++at_;
            left_out_ = left_out_.subspan(1);
        }
    }

    std::span<const bound_act> acts_;
    std::span<const std::uint32_t> left_out_;
    std::span<const placed_act> put_in_;
    std::size_t at_ = 0;
    const bound_act* next_ = nullptr;
};

} // namespace servanda::detail

#endif

/// @file
/// Chances over days: how likely it is that something happens on each day of a span. Every
/// distribution is a table of exact 64-bit shares, made by the four operations of IEEE arithmetic
/// alone: the same draws on every machine.
#ifndef SERVANDA_STUDY_CHANCE_HPP
#define SERVANDA_STUDY_CHANCE_HPP

#include <servanda/calendar/date.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

/// A distribution that makes no sense: probabilities that do not sum to one, an empty range.
class chance_error : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

/// How likely each number of days is, counted from some first day. What is left to one is that it
/// does not happen within the span.
class day_chances {
public:
    /// Always so many days.
    [[nodiscard]] static day_chances exactly(std::int32_t days) {
        return from_weights(days, {1.0}, 1.0);
    }

    /// Each of the days from `first` to `last` alike. Throws `chance_error` where `last` comes
    /// before `first`.
    [[nodiscard]] static day_chances uniform(std::int32_t first, std::int32_t last) {
        require_span(first, last);
        return from_weights(first, std::vector<double>(length(first, last), 1.0), 0.0);
    }

    /// Rises evenly from `first` to `mode`, and falls evenly to `last`; each of these days is
    /// possible. Throws `chance_error` where they are not in this order.
    [[nodiscard]] static day_chances
    triangular(std::int32_t first, std::int32_t mode, std::int32_t last) {
        require_span(first, mode);
        require_span(mode, last);
        std::vector<double> weights;
        for (std::int32_t day = first; day <= last; ++day) {
            weights.push_back(day <= mode ? double(day - first + 1) / double(mode - first + 1)
                                          : double(last - day + 1) / double(last - mode + 1));
        }
        return from_weights(first, std::move(weights), 0.0);
    }

    /// On each day from `first` on, if it has not happened before, with the same probability
    /// (a hazard). Looked at for `span` days; what comes later is left out. Throws `chance_error`
    /// for a probability not between 0 (excluded) and 1.
    [[nodiscard]] static day_chances
    geometric(double probability, std::int32_t first, std::int32_t span) {
        if (!(probability > 0.0 && probability <= 1.0)) {
            throw chance_error("a probability per day lies above 0 and not above 1");
        }
        return hazard(1.0 - probability, first, span);
    }

    /// A waiting time with a mean of so many days, in continuous time; it ends on the day in which
    /// it falls, the first of which is `first`. Throws `chance_error` for a mean that is not
    /// positive.
    [[nodiscard]] static day_chances
    exponential(double mean_days, std::int32_t first, std::int32_t span) {
        if (!(mean_days > 0.0) || !std::isfinite(mean_days)) {
            throw chance_error("a mean waiting time is a positive number of days");
        }
        return hazard(exp_of_minus(1.0 / mean_days), first, span);
    }

    /// Each of some days with its own probability. Throws `chance_error` where a probability is
    /// negative, or they do not sum to one (to nine decimal places).
    [[nodiscard]] static day_chances
    discrete(const std::vector<std::pair<std::int32_t, double>>& days) {
        double sum = 0.0;
        for (const auto& [day, probability] : days) {
            sum += probability;
        }
        constexpr double close_enough = 1e-9;
        if (std::abs(sum - 1.0) > close_enough) {
            throw chance_error("the probabilities sum to " + in_decimals(sum) + ", not to 1");
        }
        return weighted(days);
    }

    /// Each of some days as often as it was counted: an empirical table. Throws `chance_error`
    /// where a count is negative or all are zero.
    [[nodiscard]] static day_chances
    weighted(const std::vector<std::pair<std::int32_t, double>>& days) {
        if (days.empty()) {
            throw chance_error("there are no days to choose from");
        }
        const auto [low, high] =
            std::minmax_element(days.begin(), days.end(), [](const auto& a, const auto& b) {
                return a.first < b.first;
            });
        const std::int32_t first = low->first;
        std::vector<double> weights(length(first, high->first), 0.0);
        double sum = 0.0;
        for (const auto& [day, weight] : days) {
            if (!(weight >= 0.0) || !std::isfinite(weight)) {
                throw chance_error("a probability or count is not negative");
            }
            weights[static_cast<std::size_t>(day - first)] += weight;
            sum += weight;
        }
        if (!(sum > 0.0)) {
            throw chance_error("the probabilities are all zero");
        }
        return from_weights(first, std::move(weights), 0.0);
    }

    /// The first and last day that are possible.
    [[nodiscard]] std::int32_t first() const noexcept { return first_; }
    [[nodiscard]] std::int32_t last() const noexcept {
        return first_ + static_cast<std::int32_t>(up_to_.size()) - 2;
    }

    /// Whether there is one day only.
    [[nodiscard]] bool certain() const noexcept {
        return up_to_.size() == 2 && up_to_.front() == all;
    }

    /// How likely it is by the end of a day: the exact share of 2^64 draws.
    [[nodiscard]] double by(std::int32_t day) const noexcept {
        if (day < first_) {
            return 0.0;
        }
        const auto at = std::min(static_cast<std::size_t>(day - first_), up_to_.size() - 2);
        return up_to_[at] == all ? 1.0 : static_cast<double>(up_to_[at]) * 0x1p-64;
    }

    /// The day that a draw of 64 random bits gives; nothing: it does not happen within the span.
    /// O(1) on average.
    [[nodiscard]] std::optional<std::int32_t> draw(std::uint64_t bits) const noexcept {
        bits -=
            bits == all ? 1U : 0U; // it lies where the one before it does: below what is certain
        std::size_t at = guide_[static_cast<std::size_t>(bits >> guide_shift_)];
        // Mostly none or one: added up, not branched on, because nobody can foresee which.
        at += bits >= up_to_[at] ? 1U : 0U;
        while (bits >= up_to_[at]) {
            ++at;
        }
        return at + 1 == up_to_.size() ? std::nullopt
                                       : std::optional(first_ + static_cast<std::int32_t>(at));
    }

    friend bool operator==(const day_chances&, const day_chances&) = default;

private:
    static constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();

    static void require_span(std::int32_t first, std::int32_t last) {
        if (last < first) {
            throw chance_error("the range is empty: its end comes before its start");
        }
    }
    [[nodiscard]] static std::size_t length(std::int32_t first, std::int32_t last) {
        return static_cast<std::size_t>(last - first) + 1;
    }
    [[nodiscard]] static std::string in_decimals(double number) {
        std::string text = std::to_string(number); // six decimal places
        text.erase(text.find_last_not_of('0') + 1);
        return text.back() == '.' ? text + "0" : text;
    }

    /// e to the power of -x, for x above 0, by halving and the series: no library function, whose
    /// last bit may differ between machines.
    [[nodiscard]] static double exp_of_minus(double x) noexcept {
        int halved = 0;
        while (x > 0x1p-6) {
            x *= 0.5;
            ++halved;
        }
        double term = 1.0;
        double sum = 1.0;
        constexpr int enough = 12;
        for (int n = 1; n < enough; ++n) {
            term *= -x / n;
            sum += term;
        }
        for (; halved > 0; --halved) {
            sum *= sum;
        }
        return sum;
    }

    [[nodiscard]] static day_chances hazard(double stays, std::int32_t first, std::int32_t span) {
        if (span < 1) {
            throw chance_error("the range is empty: its end comes before its start");
        }
        day_chances result;
        result.first_ = first;
        double left = 1.0;
        for (std::int32_t i = 0; i < span; ++i) {
            left *= stays;
            result.up_to_.push_back(share(1.0 - left));
        }
        result.make_guide();
        return result;
    }

    /// `total`: what the weights are shares of; 0: their sum.
    [[nodiscard]] static day_chances
    from_weights(std::int32_t first, std::vector<double> weights, double total) {
        if (total == 0.0) {
            for (const double weight : weights) {
                total += weight;
            }
        }
        day_chances result;
        result.first_ = first;
        double sum = 0.0;
        for (const double weight : weights) {
            sum += weight;
            result.up_to_.push_back(share(sum / total));
        }
        // What is possible at all happens: rounding leaves nothing over.
        while (result.up_to_.size() > 1 && weights[result.up_to_.size() - 1] == 0.0) {
            result.up_to_.pop_back();
        }
        result.up_to_.back() = all;
        result.make_guide();
        return result;
    }

    /// A probability as a share of 2^64 draws.
    [[nodiscard]] static std::uint64_t share(double probability) noexcept {
        return probability >= 1.0 ? all : static_cast<std::uint64_t>(probability * 0x1p64);
    }

    /// A few entries for each day, so that a draw mostly finds its day with one look.
    void make_guide() {
        up_to_.push_back(all); // what is below it and above the rest means none of the days
        constexpr unsigned fewest_bits = 4;
        constexpr unsigned most_bits = 16;
        unsigned bits_used = fewest_bits;
        while (bits_used < most_bits && (std::size_t{1} << bits_used) < 4 * up_to_.size()) {
            ++bits_used;
        }
        guide_shift_ = 64 - bits_used;
        guide_.resize(std::size_t{1} << bits_used);
        std::size_t at = 0;
        for (std::size_t i = 0; i < guide_.size(); ++i) {
            const std::uint64_t bits = static_cast<std::uint64_t>(i) << guide_shift_;
            while (bits >= up_to_[at]) {
                ++at;
            }
            guide_[i] = static_cast<std::uint32_t>(at);
        }
    }

    std::int32_t first_ = 0;
    /// By day from the first: draws below it mean that day or an earlier one. At the end, all.
    std::vector<std::uint64_t> up_to_;
    std::vector<std::uint32_t> guide_; ///< by the top bits of a draw: the first day it can mean
    unsigned guide_shift_ = 0;
};

} // namespace servanda

#endif

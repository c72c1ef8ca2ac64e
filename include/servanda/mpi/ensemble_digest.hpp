/// @file
/// Whether several processes are about to run the same ensemble, told by a few numbers.
#ifndef SERVANDA_MPI_ENSEMBLE_DIGEST_HPP
#define SERVANDA_MPI_ENSEMBLE_DIGEST_HPP

#include <servanda/study/ensemble.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace servanda::detail {

/// What must be the same in every process that runs a part of an ensemble.
struct ensemble_digest {
    static constexpr std::size_t parts = 6;
    static constexpr std::array<std::string_view, parts> names{"number of runs",
                                                               "seed",
                                                               "span of days",
                                                               "scenario",
                                                               "chances",
                                                               "outcome of the first runs"};
    std::array<std::uint64_t, parts> of{}; ///< by part, in the order of the names
    friend bool operator==(const ensemble_digest&, const ensemble_digest&) = default;
};

/// A hash that is the same on every machine (FNV-1a of 64 bits), of numbers and text.
class steady_hash {
public:
    void add(std::uint64_t number) noexcept {
        constexpr unsigned bits = 64;
        constexpr unsigned byte = 8;
        for (unsigned shift = 0; shift < bits; shift += byte) {
            hash_ = (hash_ ^ (number >> shift & 0xFFU)) * 0x100000001b3ULL;
        }
    }
    void add(std::string_view text) noexcept {
        add(std::uint64_t{text.size()});
        for (const char c : text) {
            hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        }
    }
    void add(double number) noexcept { add(std::bit_cast<std::uint64_t>(number)); }
    void add(date day) noexcept { add(static_cast<std::uint64_t>(day.number())); }
    void add(const std::optional<date>& day) noexcept {
        add(std::uint64_t{day.has_value()});
        add(day.value_or(date::min()));
    }
    [[nodiscard]] std::uint64_t value() const noexcept { return hash_; }

private:
    std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

/// Makes the digest of an ensemble. What the rules say is not read but tried: it shows in what the
/// first runs come to.
class ensemble_digester {
public:
    ensemble_digester(const ensemble& of, std::uint64_t runs)
        : of_(of)
        , runs_(runs) {}

    /// O(model), and a few runs; throws as they do.
    [[nodiscard]] ensemble_digest make() const {
        return {{runs_, of_.model().seed, span(), story(), chances(), first_runs()}};
    }

private:
    [[nodiscard]] std::uint64_t span() const {
        steady_hash hash;
        hash.add(of_.first_day());
        hash.add(of_.last_day());
        return hash.value();
    }
    [[nodiscard]] std::uint64_t story() const {
        const scenario& story = of_.model().story;
        steady_hash hash;
        for (const std::string& name : story.treaties) {
            hash.add(name);
        }
        for (const given_membership& item : story.given) {
            hash.add(item.participant);
            hash.add(item.treaty);
            hash.add(static_cast<std::uint64_t>(item.as));
            hash.add(item.since);
        }
        for (const dated_act& item : story.acts) {
            hash.add(item.day);
            add(hash, item);
        }
        hash.add(std::uint64_t{story.facts.size()});
        hash.add(std::uint64_t{of_.plan().source->participant_of.size()});
        return hash.value();
    }
    static void add(steady_hash& hash, const dated_act& item) {
        hash.add(static_cast<std::uint64_t>(item.kind));
        for (const auto* text : {&item.by, &item.treaty, &item.of, &item.id, &item.basis}) {
            hash.add(*text);
        }
        hash.add(item.effective);
        hash.add(item.until);
    }

    [[nodiscard]] std::uint64_t chances() const {
        const ensemble_model& model = of_.model();
        steady_hash hash;
        for (const chance_choice& item : model.choices) {
            hash.add(item.id);
            for (const auto& [option, probability] : item.options) {
                hash.add(option);
                hash.add(probability);
            }
        }
        for (const uncertain_act& item : model.acts) {
            add(hash, item.act);
            hash.add(item.probability);
            hash.add(item.from);
            hash.add(item.after);
            hash.add(item.until);
            add(hash, item.days);
            if (item.after_state) {
                hash.add(item.after_state->party);
                hash.add(static_cast<std::uint64_t>(item.after_state->state));
            }
            for (const chance_condition& asked : item.only_if) {
                hash.add(asked.what);
                hash.add(asked.is);
                hash.add(std::uint64_t{asked.negated});
            }
        }
        for (const ensemble_outcome& item : model.outcomes) {
            hash.add(item.name);
            hash.add(item.by);
        }
        return hash.value();
    }
    static void add(steady_hash& hash, const day_chances& days) {
        hash.add(static_cast<std::uint64_t>(days.first()));
        for (std::int32_t day = days.first(); day <= days.last(); ++day) {
            hash.add(days.by(day));
        }
    }

    [[nodiscard]] std::uint64_t first_runs() const {
        constexpr std::uint64_t few = 64;
        const ensemble_tally counted = count_runs(of_, 0, std::min(few, runs_));
        steady_hash hash;
        for (const day_counts& item : counted.by_state) {
            add(hash, item.began);
            add(hash, item.ended);
        }
        for (const auto& days : counted.first_days) {
            add(hash, days);
        }
        return hash.value();
    }
    static void add(steady_hash& hash, const std::vector<std::uint32_t>& counts) {
        hash.add(std::uint64_t{counts.size()});
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (counts[i] != 0) {
                hash.add(std::uint64_t{i});
                hash.add(std::uint64_t{counts[i]});
            }
        }
    }

    const ensemble& of_;
    std::uint64_t runs_;
};

/// Makes the digest of an ensemble and the number of its runs.
[[nodiscard]] inline ensemble_digest digest(const ensemble& of, std::uint64_t runs) {
    return ensemble_digester(of, runs).make();
}

} // namespace servanda::detail

#endif

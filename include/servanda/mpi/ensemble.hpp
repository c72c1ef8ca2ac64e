/// @file
/// Ensembles over several processes, on one machine or many, with Boost.MPI: the same counts as one
/// process comes to. Link `servanda::mpi`.
#ifndef SERVANDA_MPI_ENSEMBLE_HPP
#define SERVANDA_MPI_ENSEMBLE_HPP

#include <servanda/mpi/ensemble_digest.hpp>
#include <servanda/mpi/tally_archive.hpp>
#include <servanda/study/ensemble.hpp>

#include <boost/mpi/collectives.hpp>
#include <boost/mpi/communicator.hpp>
#include <boost/mpi/environment.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace servanda {

/// Another process of the group could not go on.
class ensemble_rank_error : public std::runtime_error {
public:
    ensemble_rank_error(int rank, const std::string& why)
        : std::runtime_error("rank " + std::to_string(rank) + ": " + why)
        , rank_(rank) {}
    /// The first process that failed.
    [[nodiscard]] int rank() const noexcept { return rank_; }

private:
    int rank_;
};

namespace detail {

/// Lets all processes of a group go on together, or fail together. Between two calls of `agree` a
/// process may do what it likes in `attempt`, but must not talk to the others.
class joint_course {
public:
    explicit joint_course(const boost::mpi::communicator& group)
        : group_(group) {}

    /// Does something that may fail here and not elsewhere.
    template <class Work>
    void attempt(Work&& work) {
        try {
            std::forward<Work>(work)();
        } catch (...) {
            failure_ = std::current_exception();
        }
    }

    /// Whether all want to go on. Throws everywhere where an attempt failed anywhere: what failed
    /// here, or else an `ensemble_rank_error`. To be called by all.
    [[nodiscard]] bool agree(bool go_on = true) {
        std::array<int, 2> mine{failure_ ? group_.rank() : group_.size(), go_on ? 1 : 0};
        std::array<int, 2> all{};
        boost::mpi::all_reduce(group_, mine.data(), 2, all.data(), boost::mpi::minimum<int>());
        if (all[0] != group_.size()) {
            fail(all[0]);
        }
        return all[1] != 0;
    }

private:
    [[noreturn]] void fail(int first) {
        std::string why = failure_ ? message() : std::string();
        boost::mpi::broadcast(group_, why, first);
        if (failure_) {
            std::rethrow_exception(std::exchange(failure_, nullptr));
        }
        throw ensemble_rank_error(first, why);
    }
    [[nodiscard]] std::string message() const {
        try {
            std::rethrow_exception(failure_);
        } catch (const std::exception& problem) {
            return problem.what();
        } catch (...) {
            return "an unknown error";
        }
    }

    const boost::mpi::communicator& group_;
    std::exception_ptr failure_;
};

/// Counts blocks of runs on the threads of this process. What they counted is kept from round to
/// round.
class block_counters {
public:
    block_counters(const ensemble& of, std::uint64_t runs, unsigned threads)
        : runs_(runs) {
        for (unsigned i = 0; i < threads; ++i) {
            counters_.push_back(std::make_unique<ensemble_counter>(of.plan()));
        }
    }

    /// Counts the runs of block `first`, of the one `step` after it, and so on, `blocks` in all;
    /// those after the last run are empty.
    void count(std::uint64_t first, std::uint64_t step, std::uint64_t blocks) {
        std::atomic<std::uint64_t> next{0};
        const auto work = [&](ensemble_counter& counter) noexcept {
            try {
                for (auto i = next.fetch_add(1); i < blocks; i = next.fetch_add(1)) {
                    count_block(counter, first + i * step);
                }
            } catch (...) {
                next = blocks;
                const std::lock_guard lock(mutex_);
                failure_ = std::current_exception();
            }
        };
        {
            std::vector<std::jthread> others;
            for (std::size_t i = 1; i < counters_.size(); ++i) {
                others.emplace_back(work, std::ref(*counters_[i]));
            }
            work(*counters_[0]);
        }
        if (failure_) {
            std::rethrow_exception(failure_);
        }
    }

    [[nodiscard]] ensemble_tally take_tally() {
        ensemble_tally all = counters_[0]->take_tally();
        for (std::size_t i = 1; i < counters_.size(); ++i) {
            all.add(counters_[i]->take_tally());
        }
        return all;
    }

private:
    void count_block(ensemble_counter& counter, std::uint64_t block) const {
        const std::uint64_t first = std::min(runs_, block * ensemble_workers::block);
        const std::uint64_t end = std::min(runs_, first + ensemble_workers::block);
        for (std::uint64_t run = first; run < end; ++run) {
            counter.count(run);
        }
    }

    std::uint64_t runs_;
    std::vector<std::unique_ptr<ensemble_counter>> counters_; ///< by thread
    std::mutex mutex_;
    std::exception_ptr failure_;
};

/// Process r of n takes the blocks r, r + n, r + 2n …, some of them in a round; after each round
/// all agree to go on. So what is done is always the first so many runs.
class ensemble_ranks {
public:
    ensemble_ranks(const boost::mpi::communicator& group,
                   const ensemble& of,
                   const ensemble_options& options)
        : group_(group)
        , of_(of)
        , options_(options)
        , together_(group)
        , size_(static_cast<std::uint64_t>(group.size())) {}

    [[nodiscard]] ensemble_counts run() {
        compare();
        agree_on_rounds();
        std::unique_ptr<block_counters> counters;
        together_.attempt([&] {
            check_options();
            counters = std::make_unique<block_counters>(of_, options_.runs, threads());
        });
        (void)together_.agree();

        const auto rank = static_cast<std::uint64_t>(group_.rank());
        const std::uint64_t blocks = round_ * size_;
        for (std::uint64_t first = 0; first * ensemble_workers::block < options_.runs;
             first += blocks) {
            together_.attempt([&] { counters->count(first + rank, size_, round_); });
            (void)together_.agree();
            if (asked_ && !may_go_on((first + blocks) * ensemble_workers::block)) {
                break;
            }
        }
        return added(*counters);
    }

private:
    [[nodiscard]] unsigned threads() const noexcept { return std::max(1U, options_.threads); }

    void compare() {
        ensemble_digest mine;
        together_.attempt([&] { mine = digest(of_, options_.runs); });
        (void)together_.agree();
        std::vector<std::uint64_t> all;
        boost::mpi::all_gather(group_, mine.of.data(), static_cast<int>(mine.of.size()), all);
        for (std::size_t i = mine.of.size(); i < all.size(); ++i) {
            const std::size_t part = i % mine.of.size();
            if (all[i] != all[part]) {
                throw std::invalid_argument("the processes do not run the same ensemble: rank " +
                                            std::to_string(i / mine.of.size()) + " has another " +
                                            std::string(ensemble_digest::names[part]) +
                                            " than rank 0");
            }
        }
    }

    /// Enough blocks for the process with the most threads; and whether anybody has to be asked.
    void agree_on_rounds() {
        constexpr std::uint64_t blocks_by_thread = 8;
        const bool asks = group_.rank() == 0 && options_.go_on != nullptr;
        const std::array<unsigned, 2> mine{threads(), asks ? 1U : 0U};
        std::array<unsigned, 2> most{};
        boost::mpi::all_reduce(
            group_, mine.data(), 2, most.data(), boost::mpi::maximum<unsigned>());
        round_ = blocks_by_thread * most[0];
        asked_ = most[1] != 0;
    }

    void check_options() const {
        check_runs(options_);
        if (threads() > 1 &&
            boost::mpi::environment::thread_level() < boost::mpi::threading::funneled) {
            throw std::invalid_argument(
                "MPI was started for processes of one thread: more of them need "
                "boost::mpi::environment(boost::mpi::threading::funneled)");
        }
    }

    [[nodiscard]] bool may_go_on(std::uint64_t done) {
        bool go_on = true;
        if (group_.rank() == 0) {
            together_.attempt([&] { go_on = options_.go_on(std::min(done, options_.runs)); });
        }
        return together_.agree(go_on);
    }

    [[nodiscard]] ensemble_counts added(block_counters& counters) {
        const auto sum = [](ensemble_tally a, const ensemble_tally& b) {
            a.add(b);
            return a;
        };
        ensemble_counts result;
        result.asked = options_.runs;
        boost::mpi::reduce(group_, counters.take_tally(), result.tally, sum, 0);
        boost::mpi::broadcast(group_, result.tally, 0);
        return result;
    }

    const boost::mpi::communicator& group_;
    const ensemble& of_;
    const ensemble_options& options_;
    joint_course together_;
    std::uint64_t size_;
    std::uint64_t round_ = 0; ///< blocks by process in a round
    bool asked_ = false;      ///< whether the first process asks its user to go on
};

} // namespace detail

/// Runs an ensemble on all processes of a group, each of which must call this with an ensemble of
/// the same rules and model; returns the counts of all runs to each of them. They are the same as
/// those of one process, whatever the number of processes and threads.
///
/// `options.threads` is the number of threads of this process, and 0 means one; more than one
/// needs MPI to be started with `boost::mpi::threading::funneled` or above. `options.go_on` is
/// asked by the calling thread of the first process (rank 0) alone, after each round of blocks;
/// where it stops, the counts are those of the first so many runs.
///
/// Throws `std::invalid_argument` in every process where they do not run the same ensemble. Where
/// one process throws anything, all of them do: `ensemble_rank_error` in those which could have
/// gone on. The group can be used again after that.
[[nodiscard]] inline ensemble_counts run_ensemble(const boost::mpi::communicator& group,
                                                  const ensemble& of,
                                                  const ensemble_options& options = {}) {
    return detail::ensemble_ranks(group, of, options).run();
}

} // namespace servanda

#endif

/// @file
/// A run from which other runs branch off: its record, and checkpoints on the way.
#ifndef SERVANDA_ENGINE_TRUNK_HPP
#define SERVANDA_ENGINE_TRUNK_HPP

#include <servanda/calendar/sorted_days.hpp>
#include <servanda/engine/checkpoint.hpp>
#include <servanda/engine/timeline.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace servanda::detail {

/// Immutable; many threads may branch off it at once.
class trunk {
public:
    /// Checkpoints take about so much memory, and no more.
    static constexpr std::size_t default_bytes = std::size_t{64} << 20U;

    /// Runs a program. `leave_out`: by scenario act, how its effect is left out. Throws
    /// `input_error` as `run` does. O(run), and a copy of the world for each checkpoint.
    trunk(std::shared_ptr<const program> source,
          std::vector<std::uint8_t> leave_out,
          std::size_t bytes = default_bytes)
        : trunk(std::move(source), std::move(leave_out), bytes, std::nullopt) {}
    /// The same with one checkpoint at the start of a day, beside that before the first.
    trunk(std::shared_ptr<const program> source, std::vector<std::uint8_t> leave_out, date at)
        : trunk(std::move(source), std::move(leave_out), default_bytes, at) {}

    [[nodiscard]] const program& source() const noexcept { return *program_; }
    [[nodiscard]] const std::shared_ptr<const program>& shared_source() const noexcept {
        return program_;
    }
    [[nodiscard]] const std::vector<std::uint8_t>& left_out() const noexcept { return leave_out_; }
    [[nodiscard]] const std::shared_ptr<const timeline>& line() const noexcept { return line_; }
    [[nodiscard]] const record& written() const noexcept { return line_->rec; }
    [[nodiscard]] const std::vector<checkpoint>& checkpoints() const noexcept { return points_; }
    /// The days of the checkpoints, close together: they are searched, and checkpoints are large.
    [[nodiscard]] const std::vector<date>& days() const noexcept { return days_; }
    [[nodiscard]] const terms_of_withdrawal& terms() const noexcept { return terms_; }
    /// Whether a condition asked what was so on an earlier day: then what is the same from a day on
    /// need not stay so.
    [[nodiscard]] bool looks_back() const noexcept { return looks_back_; }

    /// The last checkpoint at or before a day; the first one where there is none.
    [[nodiscard]] std::size_t last_before(date day) const noexcept {
        const std::size_t before = days_before(days_, day);
        const bool on_it = before < days_.size() && days_[before] == day;
        return on_it || before == 0 ? before : before - 1;
    }

private:
    trunk(std::shared_ptr<const program> source,
          std::vector<std::uint8_t> leave_out,
          std::size_t bytes,
          std::optional<date> only_at)
        : program_(std::move(source))
        , leave_out_(std::move(leave_out)) {
        machine run(*program_, leave_out_, true);
        record_log log;
        run.keep_log(log);
        std::vector<log_position> positions;
        try {
            run.start();
            walk(run, log, positions, bytes, only_at);
            run.finish();
        } catch (const date_out_of_range& problem) {
            run.tell(problem);
        }
        add_changes(positions, log);
        for (const checkpoint& item : points_) {
            days_.push_back(item.day);
        }
        looks_back_ = run.has_looked_back();
        terms_ = run.settled_terms();
        line_ = std::make_shared<const timeline>(
            run.take_record(), program_->participant_of.size(), program_->duties.duties.size());
    }

    void walk(machine& run,
              const record_log& log,
              std::vector<log_position>& positions,
              std::size_t bytes,
              std::optional<date> only_at) {
        std::size_t apart = 1; // acts between checkpoints
        std::size_t taken = 0;
        std::size_t next_act = 0;
        date from = date::min();
        auto day = run.next();
        do {
            const bool wanted = only_at ? !day || *day >= *only_at : run.acts_behind() >= next_act;
            if (points_.empty() || wanted) {
                points_.push_back(run.save(points_.empty() ? date::min() : from));
                positions.push_back({log.effects.size(),
                                     log.acts.size(),
                                     log.suspensions.size(),
                                     log.oppositions.size()});
                taken += points_.back().bytes();
                next_act = run.acts_behind() + apart;
                if (wanted && only_at) {
                    only_at = date::max(); // once
                }
            }
            if (taken > bytes && points_.size() > 2) {
                taken = keep_every_second(positions);
                apart *= 2;
            }
            if (!day) {
                return;
            }
            run.run_day(*day);
            from = *day + 1;
            day = run.next();
        } while (true);
    }

    [[nodiscard]] std::size_t keep_every_second(std::vector<log_position>& positions) {
        std::size_t kept = 0;
        std::size_t taken = 0;
        for (std::size_t i = 0; i < points_.size(); i += 2, ++kept) {
            if (i != kept) {
                points_[kept] = std::move(points_[i]);
                positions[kept] = positions[i];
            }
            taken += points_[kept].bytes();
        }
        points_.resize(kept);
        positions.resize(kept);
        return taken;
    }

    void add_changes(const std::vector<log_position>& positions, const record_log& log) {
        const auto add = [&](const auto& list, auto position, auto list_of) {
            std::vector<std::size_t> sizes;
            for (const auto& item : positions) {
                sizes.push_back(item.*position);
            }
            add_what_changed(points_, sizes, list, list_of);
        };
        add(
            log.effects, &log_position::effects, [](checkpoint & c) -> auto& { return c.effects; });
        add(
            log.acts, &log_position::acts, [](checkpoint & c) -> auto& { return c.acts; });
        add(
            log.suspensions, &log_position::suspensions, [](checkpoint & c) -> auto& {
                return c.suspensions;
            });
        add(
            log.oppositions, &log_position::oppositions, [](checkpoint & c) -> auto& {
                return c.oppositions;
            });
    }

    std::shared_ptr<const program> program_;
    std::vector<std::uint8_t> leave_out_;
    std::vector<checkpoint> points_; ///< by day
    std::vector<date> days_;         ///< of the checkpoints
    terms_of_withdrawal terms_;
    bool looks_back_ = false;
    std::shared_ptr<const timeline> line_;
};

} // namespace servanda::detail

#endif

#include "act_input.hpp"
#include "bulk_remarks.hpp"
#include "membership_periods.hpp"
#include "tied_treaties.hpp"

#include <servanda/engine/simulate.hpp>
#include <servanda/io/replay.hpp>

#include <algorithm>
#include <utility>

namespace servanda::io {

namespace {

/// A row as it waits for its turn.
struct waiting_row {
    std::uint32_t participant = 0;
    membership_period what;
};

/// Runs groups of tied treaties, one at a time.
class group_runner {
public:
    group_runner(bulk_names& names,
                 std::shared_ptr<const rulebook> rules,
                 const std::optional<date>& to,
                 complaints& messages)
        : names_(names)
        , rules_(std::move(rules))
        , to_(to)
        , messages_(messages) {}

    /// The rows of each treaty of a group, whose acts are put into order. Throws `input_error`.
    [[nodiscard]] std::vector<std::vector<waiting_row>> run(const std::vector<std::uint32_t>& group,
                                                            std::vector<compact_act>& acts) {
        put_in_order(acts);
        const history told = simulate(rules_, as_scenario(group, acts));
        tell_remarks(told, spelled(group), messages_);
        std::vector<std::vector<waiting_row>> result;
        for (const auto& periods : membership_periods(told)) {
            std::vector<waiting_row> rows;
            rows.reserve(periods.size());
            for (const auto& item : periods) {
                rows.push_back(
                    {item.who == nothing
                         ? bulk_names::depositary
                         : names_.participant(told.program().names[item.who].front().code),
                     item});
            }
            result.push_back(std::move(rows));
        }
        return result;
    }

private:
    [[nodiscard]] std::vector<std::string> spelled(const std::vector<std::uint32_t>& group) const {
        std::vector<std::string> result;
        for (const auto t : group) {
            result.push_back(names_.treaties()[t].spelled);
        }
        return result;
    }

    /// Acts of one day are taken in an order of their own, so that the order of lines means
    /// nothing: by kind (signature, consent, …, notice), then by participant.
    void put_in_order(std::vector<compact_act>& acts) const {
        const auto before = [&](const compact_act& a, const compact_act& b) {
            if (a.day != b.day) {
                return a.day < b.day;
            }
            if (a.kind != b.kind) {
                return a.kind < b.kind;
            }
            if (a.treaty != b.treaty) { // by id: numbers follow the order of lines
                return names_.treaties()[a.treaty].rules->id <
                       names_.treaties()[b.treaty].rules->id;
            }
            if (a.participant != b.participant) {
                return names_.code(a.participant) < names_.code(b.participant);
            }
            return a.of != b.of && names_.object_name(a.of) < names_.object_name(b.of);
        };
        if (!std::is_sorted(acts.begin(), acts.end(), before)) {
            std::stable_sort(acts.begin(), acts.end(), before);
        }
    }

    [[nodiscard]] scenario as_scenario(const std::vector<std::uint32_t>& group,
                                       const std::vector<compact_act>& acts) const {
        scenario story;
        for (const auto t : group) {
            story.treaties.push_back(names_.treaties()[t].rules->id);
        }
        story.to = to_;
        story.as_bulk_record = true;
        story.where = messages_.at(0, 0);
        story.acts.reserve(acts.size());
        const bool several = group.size() > 1;
        for (const auto& item : acts) {
            dated_act& done = story.acts.emplace_back();
            done.day = date::from_number(item.day);
            done.kind = item.kind;
            done.by = names_.code(item.participant);
            if (several) {
                done.treaty = names_.treaties()[item.treaty].rules->id;
            }
            if (item.of != 0) {
                done.of = names_.object_name(item.of);
            }
            done.where = messages_.at(item.line, item.line == 0 ? 0 : 1);
        }
        return story;
    }

    bulk_names& names_;
    std::shared_ptr<const rulebook> rules_;
    std::optional<date> to_;
    complaints& messages_;
};

/// Both passes.
class replayer {
public:
    replayer(act_input& input,
             bulk_names& names,
             complaints& messages,
             const replay_options& options,
             const replay_sink& sink)
        : input_(input)
        , names_(names)
        , messages_(messages)
        , options_(options)
        , sink_(sink) {}

    void run(replay_result& result) {
        input_.survey(part_of_progress(0, survey_part));
        result.acts = input_.acts();
        const bool relied_on = !input_.has_unattributed_errors();
        if (relied_on && (messages_.ok() || options_.keep_going)) {
            replay_all(result);
            result.usable = messages_.ok() || options_.keep_going;
        }
        if (result.usable) {
            list_left_out(result);
        }
    }

private:
    static constexpr double survey_part = 0.25; ///< of all the work

    /// Progress within a part of the work.
    [[nodiscard]] std::function<void(double)> part_of_progress(double from, double part) const {
        if (!options_.progress) {
            return nullptr;
        }
        return [this, from, part](double done) { options_.progress(from + part * done); };
    }

    [[nodiscard]] bulk_treaty& treaty(std::uint32_t number) { return names_.treaties()[number]; }

    void replay_all(replay_result& result) {
        const auto groups = find_groups();
        group_runner runner(names_, with_default_laws(names_.rules()), options_.to, messages_);
        const auto progress = part_of_progress(survey_part, 1 - survey_part);
        rows_.resize(names_.treaties().size());
        replayed_.assign(rows_.size(), false);
        std::uint64_t done = 0;
        for (const auto& group : groups) {
            run_group(group, runner, result);
            hand_over(result);
            for (const auto t : group) {
                done += treaty(t).acts;
            }
            if (progress) {
                progress(static_cast<double>(done) /
                         static_cast<double>(std::max<std::uint64_t>(1, result.acts)));
            }
        }
    }

    /// Tied treaties; a group of which one is left out is left out as a whole.
    [[nodiscard]] std::vector<std::vector<std::uint32_t>> find_groups() {
        std::vector<const servanda::treaty*> rules;
        for (const auto& item : names_.treaties()) {
            rules.push_back(item.rules);
        }
        auto groups = tied_treaties(rules);
        for (const auto& group : groups) {
            const auto bad = std::find_if(group.begin(), group.end(), [&](std::uint32_t t) {
                return !treaty(t).why_left_out.empty();
            });
            if (bad == group.end()) {
                continue;
            }
            for (const auto t : group) {
                if (treaty(t).why_left_out.empty()) {
                    treaty(t).why_left_out = "it is tied to " + in_quotes(treaty(*bad).spelled);
                }
            }
        }
        return groups;
    }

    void run_group(const std::vector<std::uint32_t>& group,
                   group_runner& runner,
                   replay_result& result) {
        for (const auto t : group) {
            replayed_[t] = true;
        }
        if (!treaty(group.front()).why_left_out.empty()) {
            return;
        }
        acts_.clear();
        for (const auto t : group) {
            input_.read(treaty(t), acts_);
        }
        try {
            auto rows = runner.run(group, acts_);
            for (std::size_t i = 0; i < group.size(); ++i) {
                rows_[group[i]] = std::move(rows[i]);
            }
            result.treaties += group.size();
        } catch (const input_error& problem) {
            messages_.add(problem.messages());
            for (const auto t : group) {
                treaty(t).why_left_out = "its acts cannot be replayed under its rules";
            }
        }
    }

    /// Hands over the rows of treaties whose turn has come.
    void hand_over(replay_result& result) {
        for (; next_ < rows_.size() && replayed_[next_]; ++next_) {
            for (const auto& item : rows_[next_]) {
                const membership_period& period = item.what;
                sink_({treaty(next_).spelled,
                       names_.code(item.participant),
                       period.number,
                       period.entry,
                       period.end,
                       period.state,
                       period.consent});
            }
            result.rows += rows_[next_].size();
            rows_[next_] = {};
        }
    }

    void list_left_out(replay_result& result) const {
        for (const auto& item : std::as_const(names_).treaties()) {
            if (!item.why_left_out.empty()) {
                result.left_out.push_back({item.spelled, item.acts, item.why_left_out});
            }
        }
    }

    act_input& input_;
    bulk_names& names_;
    complaints& messages_;
    const replay_options& options_;
    const replay_sink& sink_;
    std::vector<compact_act> acts_;              ///< of the group that is being run
    std::vector<std::vector<waiting_row>> rows_; ///< by treaty
    std::vector<bool> replayed_;                 ///< by treaty, or left out
    std::uint32_t next_ = 0;                     ///< the treaty whose rows come next
};

/// Replays what `open` opens; null: it was told why not.
template <class Open>
replay_result run_replay(const std::string& name,
                         const std::shared_ptr<const rulebook>& rules,
                         const replay_options& options,
                         const replay_sink& sink,
                         Open open) {
    replay_result result;
    complaints messages(name, options.most_errors, options.most_warnings);
    bulk_names names(rules);
    if (const auto input = open(names, messages)) {
        replayer(*input, names, messages, options, sink).run(result);
    }
    result.messages = std::move(messages).told();
    return result;
}

} // namespace

replay_result replay(const std::filesystem::path& file,
                     const std::shared_ptr<const rulebook>& rules,
                     const replay_options& options,
                     const replay_sink& sink) {
    diagnostics unreadable;
    const auto source = open_source(file, unreadable);
    return run_replay(file == "-" ? "standard input" : file.string(),
                      rules,
                      options,
                      sink,
                      [&](bulk_names& names, complaints& messages) {
                          messages.add(unreadable);
                          return source ? acts_from_csv(*source, names, messages, options.most_kept)
                                        : nullptr;
                      });
}

replay_result replay_text(std::string_view text,
                          const std::string& name,
                          const std::shared_ptr<const rulebook>& rules,
                          const replay_options& options,
                          const replay_sink& sink) {
    const auto source = text_source(text);
    return run_replay(name, rules, options, sink, [&](bulk_names& names, complaints& messages) {
        return acts_from_csv(*source, names, messages, options.most_kept);
    });
}

replay_result replay(std::span<const bulk_act> acts,
                     const std::shared_ptr<const rulebook>& rules,
                     const replay_options& options,
                     const replay_sink& sink) {
    return run_replay("act", rules, options, sink, [&](bulk_names& names, complaints& messages) {
        return acts_in_memory(acts, names, messages, options.most_kept);
    });
}

} // namespace servanda::io

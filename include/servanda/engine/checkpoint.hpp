/// @file
/// Checkpoints: what a run was at the start of a day, so that another run can go on from there. The
/// world is a copy; of the record, which only grows, the copy holds how long it was and what has
/// changed since of the little that can change.
#ifndef SERVANDA_ENGINE_CHECKPOINT_HPP
#define SERVANDA_ENGINE_CHECKPOINT_HPP

#include <servanda/engine/run.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace servanda::detail {

/// How long a list of the record was, and what of it has changed since.
template <class T>
struct list_then {
    std::uint32_t size = 0;
    std::vector<earlier_value<T>> changed_since;
};

struct checkpoint {
    date day;                    ///< everything before this day has happened, nothing on it
    std::uint32_t act = 0;       ///< how many of the program's acts lie behind
    std::uint32_t wake = 0;      ///< the same of its wakes
    std::int32_t next_alarm = 0; ///< the day, by its number, of the next wake or figure
    world now;
    bool untouched = false;    ///< what most days leave alone is as before anything happened
    std::uint32_t changes = 0; ///< how many there were
    list_then<effect> effects;
    list_then<act_record> acts;
    list_then<suspension> suspensions;
    list_then<opposition> oppositions;
    std::shared_ptr<const entry_record> entry; ///< one for all checkpoints between its changes
    duty_record duties;

    /// About how much memory it takes, in bytes.
    [[nodiscard]] std::size_t bytes() const noexcept {
        const auto of = [](const auto& list) { return list.size() * sizeof(list[0]); };
        return sizeof(*this) + of(now.members) + of(now.treaties) + of(now.agenda) +
               of(now.duties.duties) + of(duties.changes) + of(duties.instances) +
               of(duties.findings) + of(duties.offers);
    }
};

/// What a run changed in its record, in order, to find out what was so at a checkpoint.
struct record_log {
    std::vector<earlier_value<effect>> effects;
    std::vector<earlier_value<act_record>> acts;
    std::vector<earlier_value<suspension>> suspensions;
    std::vector<earlier_value<opposition>> oppositions;
};

/// How much of each list of the log lies before a checkpoint.
struct log_position {
    std::size_t effects = 0;
    std::size_t acts = 0;
    std::size_t suspensions = 0;
    std::size_t oppositions = 0;
};

inline void machine::keep_log(record_log& log) {
    record_.effects.keep_log(&log.effects);
    record_.acts.keep_log(&log.acts);
    record_.suspensions.keep_log(&log.suspensions);
    record_.oppositions.keep_log(&log.oppositions);
}

/// What is so now, before the day. What changes of the record later is added afterwards.
inline checkpoint machine::save(date day) {
    const auto count = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
    checkpoint made;
    made.day = day;
    made.act = static_cast<std::uint32_t>(feed_.at());
    made.wake = static_cast<std::uint32_t>(wake_);
    made.next_alarm = next_alarm_;
    made.now = world_;
    made.untouched = world_.is_untouched();
    made.changes = count(record_.changes);
    made.effects.size = count(record_.effects);
    made.acts.size = count(record_.acts);
    made.suspensions.size = count(record_.suspensions);
    made.oppositions.size = count(record_.oppositions);
    if (record_.entry_saved == nullptr) {
        record_.entry_saved = std::make_shared<const entry_record>(record_.entry);
    }
    made.entry = record_.entry_saved;
    made.duties = record_.duties;
    return made;
}

/// Becomes what another run of the same program was at a checkpoint. `below`: what that run wrote
/// to the end; it must outlive this one. O(world), whatever the length of the record.
inline void machine::restore(const checkpoint& from, const record& below) {
    const auto stand = [](auto& list, const auto& full, const auto& then) {
        if (list.size() == 0 && then.size == 0) {
            return;
        }
        list.stand_on(std::span(full).first(then.size));
        for (const auto& item : then.changed_since) {
            list.edit(item.index) = item.value;
        }
    };
    world_.become(from.now, from.untouched);
    wake_ = from.wake;
    next_alarm_ = from.next_alarm;
    because_ = {};
    record_.changes.stand_on(std::span(below.changes).first(from.changes));
    stand(record_.effects, below.effects, from.effects);
    stand(record_.acts, below.acts, from.acts);
    stand(record_.suspensions, below.suspensions, from.suspensions);
    stand(record_.oppositions, below.oppositions, from.oppositions);
    if (record_.entry_saved != from.entry) {
        record_.entry = *from.entry;
        record_.entry_saved = from.entry;
    }
    if (has_duties_) {
        record_.duties = from.duties;
    }
}

/// Adds to checkpoints, which are in order of days, what changed of one list after each of them.
template <class T, class ListOf>
void add_what_changed(std::vector<checkpoint>& points,
                      const std::vector<std::size_t>& log_sizes,
                      const std::vector<earlier_value<T>>& log,
                      ListOf list_of) {
    std::map<std::uint32_t, const T*> then; // what elements were, by number
    std::size_t at = log.size();
    for (std::size_t i = points.size(); i-- > 0;) {
        list_then<T>& list = list_of(points[i]);
        while (at > log_sizes[i]) {
            --at;
            then[log[at].index] = &log[at].value;
        }
        then.erase(then.lower_bound(list.size), then.end()); // it did not exist yet
        for (const auto& [index, value] : then) {
            list.changed_since.push_back({index, *value});
        }
    }
}

} // namespace servanda::detail

#endif

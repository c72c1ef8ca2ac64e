#include "act_input.hpp"

#include <servanda/calendar/phrase.hpp>
#include <servanda/engine/lifecycle.hpp>

#include <limits>

namespace servanda::io {

compact_act& act_input::next_act() {
    if (kept_.size() == count_) {
        kept_.emplace_back();
    }
    return kept_.back();
}

void act_input::keep() {
    if (!keeping_) {
        return;
    }
    if (count_ == most_kept_) {
        forget_all();
        return;
    }
    auto& runs = names_.treaties()[kept_.back().treaty].kept;
    const auto index = static_cast<std::uint32_t>(count_++);
    if (!runs.empty() && runs.back().first + runs.back().count == index) {
        ++runs.back().count;
    } else {
        runs.push_back({index, 1});
    }
}

void act_input::forget_all() {
    keeping_ = false;
    kept_ = {};
    count_ = 0;
    for (auto& treaty : names_.treaties()) {
        treaty.kept = {};
    }
}

void act_input::read(bulk_treaty& treaty, std::vector<compact_act>& to) {
    if (keeping_) {
        for (const auto& run : treaty.kept) {
            const auto first = kept_.begin() + run.first;
            to.insert(to.end(), first, first + run.count);
        }
    } else {
        for (const auto& stretch : treaty.extents) {
            read_again(stretch, to);
        }
    }
    treaty.kept = {};
    treaty.extents = {};
}

void act_input::mistake(place where, const std::string& message, bulk_treaty* treaty) {
    messages_.error(where.first, where.second, message);
    if (treaty == nullptr) {
        unattributed_ = true;
    } else if (treaty->why_left_out.empty()) {
        treaty->why_left_out =
            "it has an error" +
            (where.first == 0 ? std::string() : " on line " + std::to_string(where.first));
    }
}

bool act_input::check_author(act kind, bool depositary, place where, bulk_treaty& treaty) {
    if (depositary == (kind == act::entry_into_force)) {
        return true;
    }
    mistake(where,
            depositary ? "'*' is the depositary, which only states 'entry into force'"
                       : "'entry into force' is stated by the depositary: expected the "
                         "participant '*'",
            &treaty);
    return false;
}

bool act_input::check_kind(told_act& told, std::string_view of, place where, bulk_treaty& treaty) {
    const std::string name(to_string(told.kind));
    switch (told.kind) {
    case act::continue_identity:
    case act::dissolve:
        mistake(where,
                "'" + name +
                    "' means nothing in a bulk file, where every code is a participant of its own",
                &treaty);
        return false;
    case act::contest:
        mistake(
            where, "'contest' needs the id of an act, which a bulk file does not have", &treaty);
        return false;
    case act::succeed:
        if (of.empty()) {
            if (!std::exchange(told_of_succession_, true)) {
                messages_.warning(where.first,
                                  where.second,
                                  "'succeed' without a predecessor ('succeed to SUN') is taken as "
                                  "a deposit on its own day");
            }
            told.kind = act::deposit;
        }
        break;
    default:
        break;
    }
    if (!row_of(told.kind, of)) {
        mistake(where,
                "there is no act '" + name + " of " + (of.empty() ? "treaty" : std::string(of)) +
                    "'" +
                    (told.kind == act::revoke
                         ? " (expected 'revoke of notice', 'revoke of deposit' or 'revoke of "
                           "suspension')"
                         : ""),
                &treaty);
        return false;
    }
    told.of = of.empty() ? 0 : names_.object(of);
    return true;
}

bool act_input::note_statement(std::uint32_t line, place where, bulk_treaty& treaty) {
    if (treaty.stated_on != 0) {
        mistake(where,
                "the entry into force of " + in_quotes(treaty.spelled) +
                    " is stated twice, first " + (where.first == 0 ? "by act " : "on line ") +
                    std::to_string(treaty.stated_on),
                &treaty);
        return false;
    }
    treaty.stated_on = line;
    return true;
}

namespace {

/// Acts in memory: an extent is a range of them.
class memory_acts : public act_input {
public:
    memory_acts(std::span<const bulk_act> acts,
                bulk_names& names,
                complaints& messages,
                std::size_t most_kept)
        : act_input(names, messages, most_kept)
        , all_(acts) {}

    void survey(const std::function<void(double)>& progress) override {
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (check(i)) {
                next_act() = as_compact(i);
                keep();
            }
        }
        if (progress) {
            progress(1);
        }
    }

protected:
    void read_again(const extent& from, std::vector<compact_act>& to) override {
        for (std::size_t i = 0; i < from.size; ++i) {
            to.push_back(as_compact(static_cast<std::size_t>(from.offset) + i));
        }
    }

private:
    [[nodiscard]] compact_act as_compact(std::size_t index) {
        const bulk_act& item = all_[index];
        const bool bare_succession = item.kind == act::succeed && item.of.empty();
        return {item.day.number(),
                names_.treaty(item.treaty, [](bool, const std::string&) {}),
                names_.participant(item.participant),
                item.of.empty() ? 0 : names_.object(item.of),
                static_cast<std::uint32_t>(index + 1),
                bare_succession ? act::deposit : item.kind};
    }

    [[nodiscard]] bool check(std::size_t index) {
        const bulk_act& item = all_[index];
        const auto number = static_cast<std::uint32_t>(index + 1);
        const place where{number, 0};
        ++acts_;
        if (item.treaty.empty()) {
            mistake(where, "the treaty is missing", nullptr);
            return false;
        }
        const std::uint32_t t =
            names_.treaty(item.treaty, [&](bool unknown, const std::string& problem) {
                tell_of_treaty(unknown, problem, where);
            });
        bulk_treaty& treaty = names_.treaties()[t];
        treaty.add_act(index, 1, number);
        if (item.participant.empty()) {
            mistake(where, "the participant is missing", &treaty);
            return false;
        }
        const std::uint32_t who =
            names_.participant(item.participant, [&](const std::string& problem) {
                messages_.unknown_participant(number, 0, problem);
            });
        told_act told{item.kind, 0};
        return check_author(item.kind, who == bulk_names::depositary, where, treaty) &&
               check_kind(told, item.of, where, treaty) &&
               (item.kind != act::entry_into_force || note_statement(number, where, treaty));
    }

    std::span<const bulk_act> all_;
};

} // namespace

std::unique_ptr<act_input> acts_in_memory(std::span<const bulk_act> acts,
                                          bulk_names& names,
                                          complaints& messages,
                                          std::size_t most_kept) {
    return std::make_unique<memory_acts>(acts, names, messages, most_kept);
}

} // namespace servanda::io

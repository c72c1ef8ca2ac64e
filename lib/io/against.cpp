#include "complaints.hpp"

#include <servanda/calendar/period.hpp>
#include <servanda/engine/name_index.hpp>
#include <servanda/io/against.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <tuple>
#include <utility>

namespace servanda::io {

namespace {

// ---- readings of one difference -----------------------------------------------------------------

/// A period that treaties are wont to have between deposit and entry into force.
struct usual_delay {
    std::int32_t months = 0;
    std::int32_t days = 0;
    bool first_of_month = false; ///< the first day of the month that follows the period
};

constexpr std::array usual_delays{
    usual_delay{0, 0},        usual_delay{0, 30},       usual_delay{0, 60},
    usual_delay{0, 90},       usual_delay{0, 14},       usual_delay{0, 15},
    usual_delay{0, 45},       usual_delay{0, 120},      usual_delay{0, 150},
    usual_delay{0, 180},      usual_delay{1},           usual_delay{2},
    usual_delay{3},           usual_delay{4},           usual_delay{5},
    usual_delay{6},           usual_delay{9},           usual_delay{12},
    usual_delay{18},          usual_delay{24},          usual_delay{0, 0, true},
    usual_delay{1, 0, true},  usual_delay{2, 0, true},  usual_delay{3, 0, true},
    usual_delay{6, 0, true},  usual_delay{12, 0, true}, usual_delay{0, 30, true},
    usual_delay{0, 60, true}, usual_delay{0, 90, true}};

/// The day a delay leads to; nothing past the end of the calendar.
std::optional<date> after(date from, const usual_delay& delay) {
    constexpr int last_sure_year = max_year - 4;
    if (from.year() > last_sure_year) {
        return std::nullopt;
    }
    const date day = add_months(from, delay.months, month_end::last_day) + delay.days;
    if (!delay.first_of_month) {
        return day;
    }
    const auto fields = day.fields();
    constexpr int months = 12;
    return fields.month == months ? date::of(fields.year + 1, 1, 1)
                                  : date::of(fields.year, fields.month + 1, 1);
}

std::string in_words(const usual_delay& delay, std::string_view anchor) {
    const std::string from(anchor);
    const std::string period = delay.months != 0
                                   ? counted(static_cast<std::uint64_t>(delay.months), "month")
                                   : counted(static_cast<std::uint64_t>(delay.days), "day");
    const bool none = delay.months == 0 && delay.days == 0;
    if (delay.first_of_month) {
        return "first of the month after " + (none ? "" : period + " after ") + from;
    }
    return none ? "on the day of " + from : period + " after " + from;
}

/// What a typing error would have changed; empty: it is none.
std::string typing_error(date recorded, date computed) {
    const auto r = recorded.fields();
    const auto c = computed.fields();
    if (r.day == c.day && r.year == c.year) {
        return "the same day in another month";
    }
    if (r.day == c.day && r.month == c.month) {
        return "the same day in another year";
    }
    if (r.year == c.year && r.day == c.month && r.month == c.day) {
        return "day and month exchanged";
    }
    constexpr int ten = 10;
    if (r.year == c.year && r.month == c.month && r.day == c.day % ten * ten + c.day / ten) {
        return "the digits of the day exchanged";
    }
    return {};
}

std::string apart(date recorded, date computed) {
    const std::int32_t days = recorded - computed;
    return counted(static_cast<std::uint64_t>(std::abs(days)), "day") +
           (days > 0 ? " later" : " earlier");
}

bool is_confirmed(const recorded_entry& item) {
    return item.quality == "confirmed";
}

/// A computed period of one recorded row.
struct computed_period {
    std::optional<date> entry;
    std::optional<date> consent;
};

} // namespace

// ---- comparing ----------------------------------------------------------------------------------

class record_comparer::implementation {
public:
    implementation(entry_record expected, std::shared_ptr<const rulebook> rules)
        : expected_(std::move(expected))
        , rules_(std::move(rules)) {
        periods_.resize(expected_.entries.size());
        treaty_of_.reserve(expected_.entries.size());
        for (std::uint32_t i = 0; i < expected_.entries.size(); ++i) {
            const auto& item = expected_.entries[i];
            treaty_of_.push_back(number_of(item.treaty));
            rows_.emplace(key(treaty_of_.back(), item.participant), i);
        }
    }

    void add(const replay_row& row) {
        const std::uint32_t treaty = number_of(row.treaty);
        if (row.participant == "*" && row.entry_into_force) {
            computed_treaty_.emplace(treaty, *row.entry_into_force);
        }
        const auto [begin, end] = rows_.equal_range(key(treaty, row.participant));
        if (begin == end) {
            unrecorded_ += row.entry_into_force ? 1U : 0U;
        }
        for (auto it = begin; it != end; ++it) {
            periods_[it->second].push_back({row.entry_into_force, row.consent});
        }
    }

    record_comparison finish(const std::vector<left_out_treaty>& left_out,
                             const std::optional<date>& to) {
        result_ = {};
        treaty_index_ = {};
        quality_index_ = {};
        result_.unrecorded = unrecorded_;
        result_.has_quality = expected_.has_quality;
        result_.total.name = "total";
        std::vector<bool> out;
        for (const auto& item : left_out) {
            const std::uint32_t number = number_of(item.treaty);
            out.resize(std::max<std::size_t>(out.size(), number + 1));
            out[number] = true;
        }
        compared_.clear();
        for (std::uint32_t i = 0; i < expected_.entries.size(); ++i) {
            if (treaty_of_[i] < out.size() && out[treaty_of_[i]]) {
                ++result_.left_out;
            } else if (to && expected_.entries[i].entry_into_force > *to) {
                ++result_.later;
            } else {
                compared_.push_back(i);
            }
        }
        count_delays();
        note_treaties();
        for (const auto i : compared_) {
            compare(i);
        }
        result_.treaties.erase(std::remove_if(result_.treaties.begin(),
                                              result_.treaties.end(),
                                              [](const auto& item) { return item.differing == 0; }),
                               result_.treaties.end());
        std::sort(result_.qualities.begin(),
                  result_.qualities.end(),
                  [](const auto& a, const auto& b) { return a.name < b.name; });
        return std::move(result_);
    }

private:
    using row_key = std::pair<std::uint32_t, std::string>;

    [[nodiscard]] static row_key key(std::uint32_t treaty, std::string_view participant) {
        return {treaty, std::string(participant)};
    }

    /// One number for all names of a treaty.
    [[nodiscard]] std::uint32_t number_of(std::string_view name) {
        const std::uint32_t before = names_.size();
        const std::uint32_t number = names_.add(name);
        if (number == before) {
            const treaty* found = rules_->find(name);
            treaty_of_name_.push_back(found == nullptr ? number : treaty_number(found->id, number));
        }
        return treaty_of_name_[number];
    }
    [[nodiscard]] std::uint32_t treaty_number(const std::string& id, std::uint32_t number) {
        return number_of_id_.emplace(id, number).first->second;
    }

    /// The period whose entry is nearest to the recorded day; null where none has an entry.
    [[nodiscard]] const computed_period* nearest(std::uint32_t i) const {
        const date recorded = expected_.entries[i].entry_into_force;
        const computed_period* best = nullptr;
        for (const auto& item : periods_[i]) {
            if (item.entry && (best == nullptr || std::abs(*item.entry - recorded) <
                                                      std::abs(*best->entry - recorded))) {
                best = &item;
            }
        }
        return best;
    }

    [[nodiscard]] bool differs(std::uint32_t i) const {
        const computed_period* found = nearest(i);
        return found == nullptr || *found->entry != expected_.entries[i].entry_into_force;
    }

    /// How many differing rows of each treaty fit each of the usual delays.
    void count_delays() {
        delays_.clear();
        for (const auto i : compared_) {
            const computed_period* found = nearest(i);
            if (found == nullptr || !found->consent || !differs(i)) {
                continue;
            }
            auto& counts = delays_[treaty_of_[i]];
            for (std::size_t d = 0; d < usual_delays.size(); ++d) {
                counts[d] += fits(i, *found, d) ? 1U : 0U;
            }
        }
    }
    [[nodiscard]] bool
    fits(std::uint32_t i, const computed_period& found, std::size_t delay) const {
        return after(*found.consent, usual_delays[delay]) == expected_.entries[i].entry_into_force;
    }
    /// The usual delay that this row fits and most others of its treaty; how many they are.
    [[nodiscard]] std::pair<std::size_t, std::size_t>
    best_delay(std::uint32_t i, const computed_period& found) const {
        std::pair<std::size_t, std::size_t> best{0, 0};
        if (!found.consent) {
            return best;
        }
        const auto counts = delays_.find(treaty_of_[i]);
        for (std::size_t d = 0; d < usual_delays.size(); ++d) {
            if (fits(i, found, d) && counts->second[d] > best.second) {
                best = {d, counts->second[d]};
            }
        }
        return best;
    }

    /// The treaties' own dates as recorded, and what they look like where they differ.
    void note_treaties() {
        recorded_treaty_.clear();
        looks_of_treaty_.clear();
        for (const auto i : compared_) {
            const auto& item = expected_.entries[i];
            if (item.participant == "*") {
                recorded_treaty_.emplace(treaty_of_[i], item.entry_into_force);
                if (differs(i)) {
                    looks_of_treaty_.emplace(treaty_of_[i], look_at(i).looks_like);
                }
            }
        }
    }

    [[nodiscard]] static bool
    is(const std::map<std::uint32_t, date>& days, std::uint32_t treaty, date day) {
        const auto found = days.find(treaty);
        return found != days.end() && found->second == day;
    }

    [[nodiscard]] entry_difference look_at(std::uint32_t i) const {
        const auto& item = expected_.entries[i];
        entry_difference result{item, {}, {}, difference_class::not_computed, {}};
        const computed_period* found = nearest(i);
        if (found == nullptr) {
            if (periods_[i].empty()) {
                result.detail = "it does nothing in the acts";
            } else {
                result.consent = periods_[i].back().consent;
            }
            return result;
        }
        result.computed = found->entry;
        result.consent = found->consent;
        std::tie(result.looks_like, result.detail) = classify(i, *found);
        return result;
    }

    [[nodiscard]] std::pair<difference_class, std::string>
    classify(std::uint32_t i, const computed_period& found) const {
        const auto& item = expected_.entries[i];
        const std::uint32_t treaty = treaty_of_[i];
        const date recorded = item.entry_into_force;
        const date computed = *found.entry;
        const bool whole = item.participant == "*";
        const auto of_treaty = looks_of_treaty_.find(treaty);
        if (!whole && of_treaty != looks_of_treaty_.end() &&
            is(recorded_treaty_, treaty, recorded) && is(computed_treaty_, treaty, computed)) {
            return {of_treaty->second, "as the treaty itself"};
        }
        if (std::abs(recorded - computed) == 1) {
            return {difference_class::off_by_one, apart(recorded, computed)};
        }
        if (!whole &&
            (is(recorded_treaty_, treaty, recorded) || is(computed_treaty_, treaty, recorded))) {
            return {difference_class::date_of_treaty, apart(recorded, computed)};
        }
        constexpr std::size_t a_pattern = 3;
        const auto [delay, rows] = best_delay(i, found);
        const std::string typing = typing_error(recorded, computed);
        if (rows >= a_pattern || (rows > 0 && typing.empty())) {
            return {difference_class::other_delay,
                    in_words(usual_delays[delay], whole ? "threshold" : "deposit")};
        }
        if (!typing.empty()) {
            return {difference_class::typing_error, typing};
        }
        if (found.consent && recorded < *found.consent) {
            return {difference_class::before_deposit, "deposit on " + to_string(*found.consent)};
        }
        return {difference_class::unexplained, apart(recorded, computed)};
    }

    void compare(std::uint32_t i) {
        const auto& item = expected_.entries[i];
        comparison_count& of_treaty = named(result_.treaties, treaty_index_, item.treaty);
        std::vector<comparison_count*> counts{&result_.total, &of_treaty};
        if (expected_.has_quality) {
            counts.push_back(&named(result_.qualities, quality_index_, item.quality));
        }
        for (auto* count : counts) {
            ++count->rows;
        }
        if (!differs(i)) {
            return;
        }
        result_.differences.push_back(look_at(i));
        const auto index = static_cast<std::size_t>(result_.differences.back().looks_like);
        for (auto* count : counts) {
            ++count->differing;
            ++count->by_class[index];
        }
    }

    [[nodiscard]] static comparison_count&
    named(std::vector<comparison_count>& in, name_index& index, const std::string& name) {
        const std::uint32_t number = index.add(name);
        if (number == in.size()) {
            in.emplace_back().name = name;
        }
        return in[number];
    }

    entry_record expected_;
    std::shared_ptr<const rulebook> rules_;
    name_index names_;
    std::vector<std::uint32_t> treaty_of_name_;
    std::map<std::string, std::uint32_t> number_of_id_;
    std::vector<std::uint32_t> treaty_of_; ///< by recorded row
    std::multimap<row_key, std::uint32_t> rows_;
    std::vector<std::vector<computed_period>> periods_; ///< by recorded row
    std::map<std::uint32_t, date> computed_treaty_;
    std::map<std::uint32_t, date> recorded_treaty_;
    std::map<std::uint32_t, difference_class> looks_of_treaty_;
    std::map<std::uint32_t, std::array<std::size_t, usual_delays.size()>> delays_;
    std::size_t unrecorded_ = 0;
    std::vector<std::uint32_t> compared_;
    record_comparison result_;
    name_index treaty_index_;
    name_index quality_index_;
};

record_comparer::record_comparer(entry_record expected, std::shared_ptr<const rulebook> rules)
    : own_(std::make_unique<implementation>(std::move(expected), std::move(rules))) {}

record_comparer::~record_comparer() = default;

void record_comparer::add(const replay_row& row) {
    own_->add(row);
}

record_comparison record_comparer::finish(const std::vector<left_out_treaty>& left_out,
                                          const std::optional<date>& to) {
    return own_->finish(left_out, to);
}

bool record_comparison::holds() const noexcept {
    return std::none_of(differences.begin(), differences.end(), [&](const entry_difference& item) {
        return !has_quality || is_confirmed(item.recorded);
    });
}

} // namespace servanda::io

#include "chance_reader.hpp"

#include <servanda/calendar/day_range.hpp>
#include <servanda/calendar/phrase.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>

namespace servanda::io {

namespace {

constexpr std::array<std::string_view, 9> day_keys{"from",
                                                   "after",
                                                   "uniform",
                                                   "triangular",
                                                   "days",
                                                   "probabilities",
                                                   "counts",
                                                   "geometric",
                                                   "exponential"};
constexpr std::array<std::string_view, 3> state_keys{"party", "state", "treaty"};

/// A mean waiting time in days. A year is 365.2425 days, as in the calendar on average, and a month
/// a twelfth of it.
double mean_days(const period& length) {
    constexpr double year = 365.2425;
    constexpr double months = 12.0;
    return static_cast<double>(length.total_months()) * year / months +
           static_cast<double>(length.total_days());
}

/// Reads the table of a distribution.
class days_reader {
public:
    days_reader(value_reader& in, const value& item, const looked_at& span)
        : in_(in)
        , item_(item)
        , span_(span)
        , errors_(in.messages().errors()) {}

    [[nodiscard]] std::optional<stated_days> run() {
        const auto* table = item_.get<value_table>();
        for (const auto& entry : *table) {
            if (std::find(day_keys.begin(), day_keys.end(), entry.key) == day_keys.end()) {
                in_.messages().error(entry.where,
                                     "unknown key '" + value_reader::shortened(entry.key) +
                                         "' of a date by chance" +
                                         did_you_mean(entry.key, day_keys));
            }
        }
        if (failed()) {
            return std::nullopt;
        }
        table_ = table;
        read_start();
        read_distribution();
        return failed() ? std::nullopt : std::optional(std::move(result_));
    }

private:
    [[nodiscard]] bool failed() const { return in_.messages().errors() != errors_; }
    [[nodiscard]] const value* find(std::string_view key) const {
        const auto* entry = find_entry(*table_, key);
        return entry == nullptr ? nullptr : &entry->content;
    }

    void read_start() {
        const auto* from = find("from");
        const auto* after = find("after");
        if (from != nullptr && after != nullptr) {
            in_.error(item_, "days are counted 'from' a day or 'after' something: one of them");
        } else if (from != nullptr) {
            result_.from = in_.day(*from);
        } else if (after != nullptr && after->get<value_table>() != nullptr) {
            read_state(*after);
        } else if (after != nullptr && after->get<std::string>() != nullptr) {
            result_.after = in_.words(*after).value_or("");
        } else if (after != nullptr) {
            in_.wrong_kind(*after,
                           "the id of an act, or a table such as { party = \"RUS\", state = "
                           "\"withdrawn\" }");
        }
        counted_ = from != nullptr || after != nullptr;
    }

    void read_state(const value& item) {
        state_reached made;
        made.where = item.where;
        const auto& table = *item.get<value_table>();
        for (const auto& entry : table) {
            if (entry.key == "party") {
                made.party = in_.words(entry.content).value_or("");
                made.where = entry.content.where;
            } else if (entry.key == "state") {
                const auto found = in_.one_of(entry.content, state_names);
                made.state = static_cast<state>(found.value_or(0));
            } else if (entry.key == "treaty") {
                made.treaty = in_.words(entry.content).value_or("");
            } else {
                in_.messages().error(entry.where,
                                     "unknown key '" + value_reader::shortened(entry.key) +
                                         "' of a state" + did_you_mean(entry.key, state_keys));
            }
        }
        for (const char* key : {"party", "state"}) {
            if (find_entry(table, key) == nullptr) {
                in_.error(item, std::string("the state lacks its '") + key + "'");
            }
        }
        result_.after_state = std::move(made);
    }

    void read_distribution() {
        std::vector<std::string_view> stated;
        for (const std::string_view key :
             {"uniform", "triangular", "days", "geometric", "exponential"}) {
            if (find(key) != nullptr) {
                stated.push_back(key);
            }
        }
        if (stated.size() != 1) {
            in_.error(item_,
                      stated.empty()
                          ? "the date lacks its days: 'uniform', 'triangular', 'days', 'geometric' "
                            "or 'exponential'"
                          : "a date has one distribution, found '" + std::string(stated[0]) +
                                "' and '" + std::string(stated[1]) + "'");
            return;
        }
        const std::string_view key = stated.front();
        const value& content = *find(key);
        if (key != "days") {
            refuse_weights();
        }
        if (key == "uniform") {
            read_range(content, 2);
        } else if (key == "triangular") {
            read_range(content, 3);
        } else if (key == "days") {
            read_table(content);
        } else {
            read_hazard(content, key == "geometric");
        }
    }

    void refuse_weights() {
        for (const char* key : {"probabilities", "counts"}) {
            if (const auto* entry = find_entry(*table_, key)) {
                in_.messages().error(entry->where,
                                     std::string("'") + key + "' belongs to a list of 'days'");
            }
        }
    }

    /// A day of the calendar, or where days are counted a whole number of them.
    [[nodiscard]] std::optional<std::int32_t> place(const value& item) {
        if (!counted_) {
            if (item.get<std::int64_t>() != nullptr) {
                in_.error(item,
                          "expected a date, found a whole number: days are counted 'from' a day or "
                          "'after' something");
                return std::nullopt;
            }
            const auto day = in_.day(item);
            return day ? std::optional(day->number()) : std::nullopt;
        }
        const auto* number = item.get<std::int64_t>();
        if (number == nullptr) {
            in_.wrong_kind(item, "a whole number of days");
            return std::nullopt;
        }
        const std::int64_t most = date::max() - date::min();
        if (*number < 0 || *number > most) {
            in_.error(item, "expected from 0 to " + std::to_string(most) + " days");
            return std::nullopt;
        }
        return static_cast<std::int32_t>(*number);
    }
    [[nodiscard]] std::optional<std::vector<std::int32_t>> places(const value_list& list) {
        std::vector<std::int32_t> result;
        for (const auto& element : list) {
            if (const auto number = place(element)) {
                result.push_back(*number);
            }
        }
        return result.size() == list.size() ? std::optional(result) : std::nullopt;
    }

    /// Dates of the calendar become days counted from the first of them.
    void count_from(std::int32_t& first, const std::vector<std::int32_t*>& others) {
        if (counted_) {
            return;
        }
        result_.from = date::from_number(first);
        for (auto* other : others) {
            *other -= first;
        }
        first = 0;
    }

    template <class Make>
    void make(const value& at, Make make_days) {
        try {
            result_.days = make_days();
        } catch (const chance_error& problem) {
            in_.error(at, problem.what());
        }
    }

    void read_range(const value& item, std::size_t size) {
        const auto* list = item.get<value_list>();
        if (list == nullptr || list->size() != size) {
            const std::string days = counted_ ? "numbers of days" : "dates";
            const std::string found =
                list == nullptr ? std::string(kind_name(item)) : std::to_string(list->size());
            in_.error(item,
                      size == 2 ? "expected two " + days + " [FIRST, LAST], found " + found
                                : "expected three " + days + " [FIRST, MOST LIKELY, LAST], found " +
                                      found);
            return;
        }
        auto ends = places(*list);
        if (!ends) {
            return;
        }
        auto& days = *ends;
        if (size == 2) {
            count_from(days[0], {&days[1]});
            make(item, [&] { return day_chances::uniform(days[0], days[1]); });
        } else {
            count_from(days[0], {&days[1], &days[2]});
            make(item, [&] { return day_chances::triangular(days[0], days[1], days[2]); });
        }
    }

    void read_table(const value& item) {
        const auto* list = item.get<value_list>();
        if (list == nullptr) {
            refuse_weights();
            if (auto only = place(item)) {
                count_from(*only, {});
                result_.days = day_chances::exactly(*only);
            }
            return;
        }
        const auto* probabilities = find("probabilities");
        const auto* counts = find("counts");
        if ((probabilities == nullptr) == (counts == nullptr)) {
            in_.error(item, "a list of days has 'probabilities' or 'counts': one of them");
            return;
        }
        const value& beside = probabilities == nullptr ? *counts : *probabilities;
        const auto days = places(*list);
        const auto weights = read_weights(beside, list->size(), counts != nullptr);
        if (!days || !weights) {
            return;
        }
        const std::int32_t first =
            counted_ || days->empty() ? 0 : *std::min_element(days->begin(), days->end());
        if (!counted_ && !days->empty()) {
            result_.from = date::from_number(first);
        }
        std::vector<std::pair<std::int32_t, double>> rows;
        for (std::size_t i = 0; i < days->size(); ++i) {
            rows.emplace_back((*days)[i] - first, (*weights)[i]);
        }
        make(beside, [&] {
            return counts != nullptr ? day_chances::weighted(rows) : day_chances::discrete(rows);
        });
    }
    [[nodiscard]] std::optional<std::vector<double>>
    read_weights(const value& item, std::size_t size, bool whole) {
        const auto* list = item.get<value_list>();
        if (list == nullptr) {
            in_.wrong_kind(item, "a list of numbers");
            return std::nullopt;
        }
        if (list->size() != size) {
            in_.error(item,
                      "expected a number for each of the " + std::to_string(size) +
                          " days, found " + std::to_string(list->size()));
            return std::nullopt;
        }
        std::vector<double> result;
        for (const auto& element : *list) {
            if (whole) {
                if (const auto count = in_.count(element)) {
                    result.push_back(static_cast<double>(*count));
                }
            } else if (const auto number = read_probability(in_, element)) {
                result.push_back(*number);
            }
        }
        return result.size() == size ? std::optional(result) : std::nullopt;
    }

    void read_hazard(const value& item, bool by_day) {
        if (!counted_) {
            in_.error(item_, "a hazard begins at some time: 'from' a day or 'after' something");
            return;
        }
        // From a day: on that day at the earliest. After something: a day later.
        const bool from_day = result_.from.has_value();
        const std::int32_t first = from_day ? 0 : 1;
        const date start = from_day ? *result_.from : span_.first;
        const std::int32_t span = std::max(1, span_.last - start + 1);
        if (by_day) {
            if (const auto number = in_.number(item)) {
                make(item, [&] { return day_chances::geometric(*number, first, span); });
            }
            return;
        }
        std::optional<double> mean;
        if (item.get<std::string>() != nullptr) {
            const auto length = in_.length(item);
            mean = length ? std::optional(mean_days(*length)) : std::nullopt;
        } else if (item.get<std::int64_t>() != nullptr || item.get<double>() != nullptr) {
            mean = in_.number(item);
        } else {
            in_.wrong_kind(item, "a mean waiting time, in days or such as \"5 years\"");
        }
        if (mean) {
            make(item, [&] { return day_chances::exponential(*mean, first, span); });
        }
    }

    value_reader& in_;
    const value& item_;
    const looked_at& span_;
    std::size_t errors_;
    const value_table* table_ = nullptr;
    bool counted_ = false; ///< days are whole numbers, not dates
    stated_days result_;
};

/// Reads the conditions of an act, each where it stands.
class condition_list_reader {
public:
    condition_list_reader(value_reader& in, const value& item, const std::string& text)
        : in_(in)
        , item_(item)
        , text_(text) {}

    [[nodiscard]] std::vector<chance_condition> run() {
        constexpr std::string_view joint = " and ";
        for (std::size_t start = 0;;) {
            const std::size_t end = text_.find(joint, start);
            read_one(start, std::min(end, text_.size()));
            if (end == std::string::npos) {
                return std::move(result_);
            }
            start = end + joint.size();
        }
    }

private:
    void error(std::size_t at, const std::string& message) {
        in_.messages().error(place_in(item_, at), message);
    }

    void read_one(std::size_t start, std::size_t end) {
        while (start < end && text_[start] == ' ') {
            ++start;
        }
        const std::string part = trimmed(std::string_view(text_).substr(start, end - start));
        if (part.empty()) {
            error(start,
                  "expected a condition: \"ID\", \"not ID\", \"CHOICE is OPTION\" or \"CHOICE is "
                  "not OPTION\", joined by \"and\"");
            return;
        }
        if (const auto either = part.find(" or "); either != std::string::npos) {
            error(start + either + 1, "conditions are joined by 'and' alone");
            return;
        }
        chance_condition made;
        made.where = place_in(item_, start);
        constexpr std::string_view is = " is ";
        constexpr std::string_view no = "not ";
        const std::size_t at = part.find(is);
        std::string_view rest = part;
        if (at != std::string::npos) {
            made.what = trimmed(rest.substr(0, at));
            rest = rest.substr(at + is.size());
        }
        if (rest.starts_with(no)) {
            made.negated = true;
            rest = rest.substr(no.size());
        }
        (at == std::string::npos ? made.what : made.is) = trimmed(rest);
        result_.push_back(std::move(made));
    }

    value_reader& in_;
    const value& item_;
    const std::string& text_;
    std::vector<chance_condition> result_;
};

} // namespace

std::optional<stated_days>
read_chance_days(value_reader& in, const value& item, const looked_at& span) {
    if (item.get<value_table>() != nullptr) {
        return days_reader(in, item, span).run();
    }
    stated_days result;
    if (item.get<std::string>() != nullptr) {
        const auto days = in.phrase(item, "a date", parse_day_range);
        if (!days) {
            return std::nullopt;
        }
        result.from = days->first;
        result.days = day_chances::uniform(0, days->last - days->first);
        return result;
    }
    if (item.get<date>() == nullptr) {
        in.wrong_kind(item, "a date, a range of dates, or a table such as { uniform = [A, B] }");
        return std::nullopt;
    }
    result.from = in.day(item);
    return result;
}

std::vector<chance_condition> read_chance_conditions(value_reader& in, const value& item) {
    const auto* text = item.get<std::string>();
    if (text == nullptr) {
        in.wrong_kind(item, "a condition such as \"usa is leave and not rus-notice\"");
        return {};
    }
    return condition_list_reader(in, item, *text).run();
}

std::optional<double> read_probability(value_reader& in, const value& item) {
    const auto number = in.number(item);
    if (number && !(*number >= 0.0 && *number <= 1.0)) {
        in.error(item, "a probability lies between 0 and 1");
        return std::nullopt;
    }
    return number;
}

} // namespace servanda::io

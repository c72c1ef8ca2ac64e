#include "act_input.hpp"
#include "csv_columns.hpp"

#include <servanda/calendar/phrase.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace servanda::io {

namespace {

enum column : std::size_t { treaty_column, participant_column, date_column, act_column };

constexpr std::array wanted{wanted_column{"treaty"},
                            wanted_column{"participant"},
                            wanted_column{"date"},
                            wanted_column{"act"}};

/// A file with more of them is something else.
constexpr std::size_t most_unknown = 10'000;
constexpr std::uint64_t told_every = std::uint64_t{1} << 20U;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A day written in another of the usual orders, as it should be; nothing where that is a guess.
std::optional<date> differently_written(std::string_view text) {
    std::array<int, 3> numbers{};
    std::array<std::size_t, 3> digits{};
    std::size_t count = 0;
    char separator = 0;
    for (const char c : text) {
        if (is_digit(c)) {
            if (++digits[count] > 4) {
                return std::nullopt;
            }
            numbers[count] = numbers[count] * 10 + (c - '0');
        } else if ((separator == 0 || c == separator) && count < 2 &&
                   (c == '.' || c == '/' || c == '-')) {
            separator = c;
            ++count;
        } else {
            return std::nullopt;
        }
    }
    if (count != 2) {
        return std::nullopt;
    }
    if (digits[0] == 4) {
        return date::try_of(numbers[0], numbers[1], numbers[2]);
    }
    constexpr int months = 12;
    if (digits[2] == 4 && (separator == '.' || numbers[0] > months)) {
        return date::try_of(numbers[2], numbers[1], numbers[0]);
    }
    return std::nullopt;
}

std::string wrong_day(std::string_view text) {
    if (text.empty()) {
        return "the date is missing";
    }
    const auto meant = differently_written(text);
    return "expected a day YYYY-MM-DD from 1400-01-01 to 9999-12-31, found " + in_quotes(text) +
           (meant ? " (did you mean '" + to_string(*meant) + "'?)" : "");
}

/// An act as the column spells it: "deposit", "revoke of notice", "succeed to SUN".
struct spelled_act {
    act kind = act::deposit;
    std::string_view of;
};

std::optional<spelled_act> parse_spelled(std::string_view text) {
    if (const auto kind = parse_act(text)) {
        return spelled_act{*kind, {}};
    }
    for (const std::string_view word : {" of ", " to "}) {
        const std::size_t found = text.rfind(word);
        if (found == std::string_view::npos) {
            continue;
        }
        const auto kind = parse_act(text.substr(0, found));
        const std::string_view of = text.substr(found + word.size());
        if (kind && !of.empty() && (word == " of " || *kind == act::succeed)) {
            return spelled_act{*kind, of == "treaty" ? std::string_view{} : of};
        }
    }
    return std::nullopt;
}

class csv_acts : public act_input {
public:
    csv_acts(byte_source& source, bulk_names& names, complaints& messages, std::size_t most_kept)
        : act_input(names, messages, most_kept)
        , source_(source) {}

    void survey(const std::function<void(double)>& progress) override;

protected:
    void read_again(const extent& from, std::vector<compact_act>& to) override;

private:
    [[nodiscard]] bool take(const csv_record& line, compact_act& to);
    void refuse(const csv_record& line);
    [[nodiscard]] bool
    take_participant(const csv_record& line, bulk_treaty& treaty, compact_act& to);
    [[nodiscard]] bool take_day(const csv_record& line, bulk_treaty& treaty, compact_act& to);
    [[nodiscard]] bool take_act(const csv_record& line, bulk_treaty& treaty, compact_act& to);

    [[nodiscard]] std::string_view field(const csv_record& line, column which) const {
        return line.fields[columns_.at[which]];
    }
    [[nodiscard]] place at(const csv_record& line, column which) const {
        return line.place(line.start_of(columns_.at[which]));
    }

    byte_source& source_;
    csv_columns columns_;
    csv_record record_; ///< reused: its members keep their memory
    bool surveying_ = true;
    std::string last_act_;
    told_act last_told_;
};

void csv_acts::survey(const std::function<void(double)>& progress) {
    diagnostics encoding;
    const auto start = start_of_text(source_, messages_.at(1, 1), encoding);
    messages_.add(encoding);
    csv_reader in(source_, start.value_or(0));
    const auto columns = start ? read_header(in, wanted, messages_) : std::nullopt;
    if (!columns) {
        unattributed_ = true;
        return;
    }
    columns_ = *columns;
    std::uint64_t next_told = told_every;
    while (in.next(record_)) {
        ++acts_;
        if (take(record_, next_act())) {
            keep();
        }
        if (names_.unknown_treaties() > most_unknown) {
            mistake({record_.line, 1},
                    "more than " + counted(most_unknown, "unknown treaty", "unknown treaties") +
                        ": this is no file of acts",
                    nullptr);
            return;
        }
        if (progress && in.offset() >= next_told) {
            progress(static_cast<double>(in.offset()) / static_cast<double>(source_.size()));
            next_told = in.offset() + told_every;
        }
    }
    if (acts_ == 0) {
        messages_.warning(1, 1, "the file has a header and no acts");
    }
    surveying_ = false;
}

void csv_acts::read_again(const extent& from, std::vector<compact_act>& to) {
    csv_reader in(source_, from.offset, from.offset + from.size, from.line);
    while (in.next(record_)) {
        compact_act item;
        if (!take(record_, item)) {
            diagnostics changed;
            changed.error(messages_.at(0, 0), "the file changed while it was read");
            throw input_error(changed);
        }
        to.push_back(item);
    }
}

/// Reads one line; false where it has a mistake, which is reported.
bool csv_acts::take(const csv_record& line, compact_act& to) {
    if (!line.problem.empty() || line.fields.size() != columns_.width) {
        refuse(line);
        return false;
    }
    const std::string_view spelled = field(line, treaty_column);
    if (spelled.empty()) {
        mistake(at(line, treaty_column), "the treaty is missing", nullptr);
        return false;
    }
    to.treaty = names_.treaty(spelled, [&](bool unknown, const std::string& problem) {
        tell_of_treaty(unknown, problem, at(line, treaty_column));
    });
    to.line = line.line;
    bulk_treaty& treaty = names_.treaties()[to.treaty];
    if (surveying_) {
        treaty.add_act(line.offset, line.size, line.line);
    }
    // All three, so that all mistakes are told at once.
    const bool participant = take_participant(line, treaty, to);
    const bool day = take_day(line, treaty, to);
    const bool act = take_act(line, treaty, to);
    return participant && day && act;
}

/// A line that cannot be read as the header says. It still has a treaty if there is one of that
/// name where the treaty should be.
void csv_acts::refuse(const csv_record& line) {
    const std::size_t found = line.fields.size();
    const std::size_t column = columns_.at[treaty_column];
    bulk_treaty* treaty = nullptr;
    if (column < found && names_.knows(line.fields[column])) {
        const std::uint32_t number =
            names_.treaty(line.fields[column], [](bool, const std::string&) {});
        treaty = &names_.treaties()[number];
        treaty->acts += surveying_ ? 1U : 0U;
    }
    if (!line.problem.empty()) {
        mistake(line.problem_place, line.problem, treaty);
        return;
    }
    mistake(line.place(found < columns_.width ? line.raw.size() : line.start_of(columns_.width)),
            "expected " + counted(columns_.width, "field") + " as in the header, found " +
                std::to_string(found),
            treaty);
}

bool csv_acts::take_participant(const csv_record& line, bulk_treaty& treaty, compact_act& to) {
    const std::string_view code = field(line, participant_column);
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    if (code.empty() || is_space(code.front()) || is_space(code.back())) {
        mistake(at(line, participant_column),
                code.empty() ? "the participant is missing"
                             : "the participant " + in_quotes(code) + " has white space around it",
                &treaty);
        return false;
    }
    to.participant = names_.participant(code, [&](const std::string& problem) {
        const auto [row, column] = at(line, participant_column);
        messages_.unknown_participant(row, column, problem);
    });
    return true;
}

bool csv_acts::take_day(const csv_record& line, bulk_treaty& treaty, compact_act& to) {
    const auto day = detail::read_day(field(line, date_column));
    if (!day) {
        mistake(at(line, date_column), wrong_day(field(line, date_column)), &treaty);
        return false;
    }
    to.day = (*day).number();
    return true;
}

bool csv_acts::take_act(const csv_record& line, bulk_treaty& treaty, compact_act& to) {
    const std::string_view text = field(line, act_column);
    if (text != last_act_ || text.empty()) {
        const auto spelled = parse_spelled(text);
        const place where = at(line, act_column);
        if (!spelled) {
            mistake(where,
                    text.empty() ? "the act is missing"
                                 : "unknown act " + in_quotes(text) +
                                       (messages_.has_room() ? did_you_mean(text, act_names) : ""),
                    &treaty);
            return false;
        }
        told_act told{spelled->kind, 0};
        if (!check_kind(told, spelled->of, where, treaty)) {
            return false;
        }
        last_act_ = text;
        last_told_ = told;
    }
    to.kind = last_told_.kind;
    to.of = last_told_.of;
    const bool depositary = field(line, participant_column) == "*";
    if (depositary != (to.kind == act::entry_into_force)) {
        return check_author(to.kind, depositary, at(line, participant_column), treaty);
    }
    return !depositary || !surveying_ || note_statement(line.line, at(line, act_column), treaty);
}

} // namespace

std::unique_ptr<act_input>
acts_from_csv(byte_source& source, bulk_names& names, complaints& messages, std::size_t most_kept) {
    return std::make_unique<csv_acts>(source, names, messages, most_kept);
}

} // namespace servanda::io

#include "acts.hpp"
#include "document.hpp"

#include <servanda/calendar/phrase.hpp>
#include <servanda/io/edits.hpp>

#include <array>
#include <utility>

namespace servanda::io {

namespace {

source_position command_line(const std::string& option) {
    return {std::make_shared<const std::string>(option), 0, 0};
}

/// A value as in a rule file; words that are no TOML value are text.
value read_value(const std::string& text) {
    diagnostics ignored;
    if (const auto document = parse_document("value = " + text + "\n", "--set", ignored)) {
        const auto* entry = find_entry(*document->get<value_table>(), "value");
        if (entry != nullptr && document->get<value_table>()->size() == 1) {
            value found = entry->content;
            found.where = command_line("--set");
            return found;
        }
    }
    return {text, command_line("--set")};
}

/// The act at the reader's position, with what it is about.
struct named_act {
    act kind = act::declare;
    std::string of;
};

std::optional<named_act> accept_act(phrase_reader& in) {
    std::optional<named_act> found;
    std::size_t best = 0;
    for (std::size_t i = 0; i < act_names.size(); ++i) {
        std::size_t words = 0;
        std::size_t start = 0;
        bool same = true;
        while (same && start <= act_names[i].size()) {
            const std::size_t end = std::min(act_names[i].find(' ', start), act_names[i].size());
            same = in.peek(words++) == act_names[i].substr(start, end - start);
            start = end + 1;
        }
        if (same && words > best) {
            best = words;
            found = named_act{static_cast<act>(i), {}};
        }
    }
    in.position += best;
    if (found && in.accept("of")) {
        found->of = in.peek_text();
        ++in.position;
    }
    return found;
}

/// Why a month, a year or a range will not do: an edit asks what would have been if something had
/// happened on a day. Empty where the text is none.
std::string why_not_a_range(std::string_view text) {
    try {
        (void)parse_day_range(text);
        return " (an edit needs a day: a month, a year or a range of days will not do)";
    } catch (const phrase_error&) {
        return {};
    }
}

date expect_day(phrase_reader& in) {
    const auto day = parse_date(in.peek_text());
    if (!day) {
        in.fail("a day YYYY-MM-DD", why_not_a_range(in.peek_text()));
    }
    ++in.position;
    return *day;
}

std::string expect_word(phrase_reader& in, const char* what) {
    if (in.at_end()) {
        in.fail(what);
    }
    std::string word(in.peek_text());
    ++in.position;
    return word;
}

act_selector parse_selector(const std::string& text, const std::string& treaty) {
    phrase_reader in(text);
    act_selector which;
    if (in.size() == 1 && !parse_act(text)) {
        which.id = text;
        return which;
    }
    which.treaty = treaty;
    if (const auto day = parse_date(in.peek_text())) {
        which.day = day;
        ++in.position;
    }
    if (const auto found = accept_act(in)) {
        which.kind = found->kind;
        which.of = found->of;
    } else if (!in.looking_at("by")) {
        in.fail("an act or the id of one", did_you_mean(in.peek(), act_names));
    }
    while (!in.at_end()) {
        if (in.accept("by")) {
            which.by = expect_word(in, "a participant");
        } else if (in.accept("in")) {
            which.treaty = expect_word(in, "a treaty");
        } else if (in.accept("on")) {
            which.day = expect_day(in);
        } else {
            in.fail("'by CODE', 'in TREATY', 'on DATE' or the end");
        }
    }
    return which;
}

/// The rest of the phrase from the reader's position, as written.
std::string rest_of(const std::string& text, phrase_reader& in) {
    std::string rest = text.substr(in.offset());
    in.position = in.size();
    return rest;
}

dated_act parse_added(const std::string& text, const std::string& treaty) {
    phrase_reader in(text);
    dated_act result;
    result.treaty = treaty;
    result.day = expect_day(in);
    const auto found = accept_act(in);
    if (!found) {
        in.fail("an act (such as 'give notice of withdrawal')", did_you_mean(in.peek(), act_names));
    }
    result.kind = found->kind;
    result.of = found->of;
    while (!in.at_end()) {
        if (in.accept("by")) {
            result.by = expect_word(in, "a participant");
        } else if (in.accept("in")) {
            result.treaty = expect_word(in, "a treaty");
        } else if (in.accept("towards")) {
            result.to.push_back(expect_word(in, "a participant"));
        } else if (in.accept("effective")) {
            result.effective = expect_day(in);
        } else if (in.accept("until")) {
            result.until = expect_day(in);
        } else if (in.accept("claiming")) {
            result.basis = rest_of(text, in);
        } else {
            in.fail("'by CODE', 'in TREATY', 'towards CODE', 'effective DATE', 'until DATE', "
                    "'claiming BASIS' or the end");
        }
    }
    if (result.by.empty()) {
        in.fail("'by CODE'");
    }
    return result;
}

/// Runs a parser of phrases and reports what it throws.
template <class Parse>
auto guarded(const char* option, const std::string& text, diagnostics& messages, Parse parse)
    -> std::optional<edit> {
    try {
        return parse();
    } catch (const phrase_error& problem) {
        messages.error(command_line(option),
                       std::string(problem.what()) + " in '" + value_reader::shortened(text) + "'");
        return std::nullopt;
    }
}

} // namespace

std::optional<edit>
read_set(const std::string& text, const std::string& treaty, diagnostics& messages) {
    const std::size_t equals = text.find('=');
    const std::size_t colon = text.find(':');
    const bool named =
        colon != std::string::npos && (equals == std::string::npos || colon < equals);
    if (equals == std::string::npos || (!named && treaty.empty())) {
        messages.error(
            command_line("--set"),
            "expected TREATY:SECTION.KEY=VALUE (such as \"inf:withdrawal.notice=12 months "
            "after notice\"), found '" +
                value_reader::shortened(text) + "'");
        return std::nullopt;
    }
    const auto trimmed = [](const std::string& part) {
        const std::size_t begin = part.find_first_not_of(' ');
        const std::size_t end = part.find_last_not_of(' ');
        return begin == std::string::npos ? std::string() : part.substr(begin, end - begin + 1);
    };
    set_treaty_clause result;
    const std::size_t start = named ? colon + 1 : 0;
    result.treaty = named ? trimmed(text.substr(0, colon)) : treaty;
    result.path = trimmed(text.substr(start, equals - start));
    const std::string to = trimmed(text.substr(equals + 1));
    if (result.path == "default_law") {
        return set_default_law{result.treaty, to};
    }
    result.to = read_value(to);
    return result;
}

std::optional<edit>
read_drop(const std::string& text, const std::string& treaty, diagnostics& messages) {
    return guarded(
        "--drop", text, messages, [&]() -> edit { return drop_act{parse_selector(text, treaty)}; });
}

std::optional<edit>
read_move(const std::string& text, const std::string& treaty, diagnostics& messages) {
    const std::size_t equals = text.rfind('=');
    const auto day =
        equals == std::string::npos ? std::nullopt : parse_date(text.substr(equals + 1));
    if (!day) {
        messages.error(command_line("--move"),
                       "expected ACT=YYYY-MM-DD, found '" + value_reader::shortened(text) + "'" +
                           (equals == std::string::npos
                                ? std::string()
                                : why_not_a_range(text.substr(equals + 1))));
        return std::nullopt;
    }
    return guarded("--move", text, messages, [&]() -> edit {
        return move_act{parse_selector(text.substr(0, equals), treaty), *day};
    });
}

std::optional<edit>
read_add(const std::string& text, const std::string& treaty, diagnostics& messages) {
    if (text.empty() || text.front() != '{') {
        return guarded(
            "--add", text, messages, [&]() -> edit { return add_act{parse_added(text, treaty)}; });
    }
    const auto document = parse_document("act = " + text + "\n", "--add", messages);
    if (!document) {
        return std::nullopt;
    }
    value_reader in(messages);
    std::vector<dated_act> acts;
    read_act(in, acts, find_entry(*document->get<value_table>(), "act")->content);
    if (acts.size() != 1) {
        if (messages.ok()) {
            messages.error(command_line("--add"), "expected one act by one participant");
        }
        return std::nullopt;
    }
    if (is_imprecise(acts.front())) {
        messages.error(command_line("--add"),
                       "expected a day YYYY-MM-DD, found " +
                           to_string(possible_days(acts.front())) +
                           why_not_a_range(to_string(possible_days(acts.front()))));
        return std::nullopt;
    }
    acts.front().treaty = acts.front().treaty.empty() ? treaty : acts.front().treaty;
    return add_act{acts.front()};
}

} // namespace servanda::io

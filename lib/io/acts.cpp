#include "acts.hpp"

#include <servanda/calendar/phrase.hpp>
#include <servanda/law/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace servanda::io {

namespace {

constexpr std::array<std::string_view, 28> act_keys{
    "id",         "date",      "act",         "by",    "of",           "to",
    "against",    "treaty",    "effective",   "basis", "until",        "received",
    "published",  "statement", "scope",       "into",  "contested_by", "opposes_entry_into_force",
    "source",     "note",      "unchecked",   "items", "answers",      "about",
    "attributes", "material",  "reservation", "detail"};

constexpr std::array<std::string_view, 25> expectation_keys{
    "on",         "party",   "treaty",    "between",  "as_seen_by", "as_known_on", "state",
    "possible",   "consent", "operation", "exit",     "suspended",  "disputed",    "in_force",
    "parties",    "version", "next",      "since",    "surviving",  "obligation",  "verdict",
    "commitment", "source",  "note",      "unchecked"};

template <class T>
void take(std::optional<T> content, T& into) {
    if (content) {
        into = *std::move(content);
    }
}

template <class Keys>
void unknown(value_reader& in, const table_entry& entry, const char* section, const Keys& keys) {
    in.messages().error(entry.where,
                        "unknown key '" + value_reader::shortened(entry.key) + "' in " + section +
                            did_you_mean(entry.key, keys));
}

/// Dates of an act, by key.
bool read_act_day(value_reader& in, dated_act& to, const table_entry& entry) {
    const auto into = [&](std::optional<date>& member) {
        member = in.day(entry.content);
        return true;
    };
    if (entry.key == "effective") {
        return into(to.effective);
    }
    if (entry.key == "until") {
        return into(to.until);
    }
    if (entry.key == "received") {
        return into(to.received);
    }
    if (entry.key == "published") {
        return into(to.published);
    }
    return false;
}

bool read_act_names(value_reader& in, dated_act& to, const table_entry& entry) {
    std::vector<std::string>* list = nullptr;
    if (entry.key == "to" || entry.key == "against") {
        list = &to.to;
    } else if (entry.key == "scope") {
        list = &to.scope;
    } else if (entry.key == "into") {
        list = &to.into;
    } else if (entry.key == "items") {
        list = &to.items;
    } else if (entry.key == "contested_by") {
        list = &to.contested_by;
    } else {
        return false;
    }
    take(in.texts(entry.content), *list);
    return true;
}

void read_kind(value_reader& in, dated_act& to, const value& item) {
    const auto word = in.words(item);
    if (!word) {
        return;
    }
    const auto kind = parse_act(*word);
    if (kind) {
        to.kind = *kind;
        return;
    }
    // "revoke of notice" in one phrase is the table's spelling of act and object.
    const std::size_t of = word->find(" of ");
    const auto head = of == std::string::npos ? std::nullopt : parse_act(word->substr(0, of));
    if (head && to.of.empty()) {
        to.kind = *head;
        to.of = word->substr(of + 4);
        return;
    }
    in.error(item,
             "there is no act '" + value_reader::shortened(*word) + "'" +
                 did_you_mean(*word, act_names));
}

void read_statement(value_reader& in, dated_act& to, const value& item) {
    if (const auto* flag = item.get<bool>()) {
        to.statement = *flag ? "made" : "none";
    } else {
        to.statement = in.words(item);
    }
}

void read_attributes(value_reader& in, dated_act& to, const value& item) {
    const auto* table = item.get<value_table>();
    if (table == nullptr) {
        in.wrong_kind(item, "a table of attributes such as { ground-launched = true }");
        return;
    }
    for (const auto& entry : *table) {
        attribute made;
        made.name = entry.key;
        if (const auto* flag = entry.content.get<bool>()) {
            made.value = *flag;
        } else if (const auto* word = entry.content.get<std::string>()) {
            made.value = *word;
        } else if (const auto number = in.number(entry.content)) {
            made.value = *number;
        }
        to.attributes.push_back(std::move(made));
    }
}

/// The day of an act, or the days on which it may have happened.
void read_days(value_reader& in, dated_act& to, const value& item) {
    const auto days = in.days(item);
    if (!days) {
        return;
    }
    to.day = days->first;
    if (!days->is_one_day()) {
        to.latest = days->last;
    }
}

void read_act_key(value_reader& in, dated_act& to, const table_entry& entry) {
    const value& item = entry.content;
    if (read_act_day(in, to, entry) || read_act_names(in, to, entry)) {
        return;
    }
    if (entry.key == "date") {
        read_days(in, to, item);
    } else if (entry.key == "act") {
        read_kind(in, to, item);
    } else if (entry.key == "id") {
        take(in.words(item), to.id);
    } else if (entry.key == "of") {
        take(in.words(item), to.of);
    } else if (entry.key == "treaty") {
        take(in.words(item), to.treaty);
    } else if (entry.key == "basis") {
        take(in.words(item), to.basis);
    } else if (entry.key == "statement") {
        read_statement(in, to, item);
    } else if (entry.key == "opposes_entry_into_force") {
        take(in.boolean(item), to.opposes_entry_into_force);
    } else if (entry.key == "answers") {
        take(in.words(item), to.answers);
    } else if (entry.key == "about") {
        take(in.words(item), to.about);
    } else if (entry.key == "material") {
        take(in.boolean(item), to.material);
    } else if (entry.key == "attributes") {
        read_attributes(in, to, item);
    } else if (entry.key == "source") {
        take(in.text(item), to.source);
    } else if (std::find(act_keys.begin(), act_keys.end(), entry.key) == act_keys.end()) {
        unknown(in, entry, "[[act]]", act_keys);
    }
}

void need(value_reader& in, const value& item, const value_table& table, const char* key) {
    if (find_entry(table, key) == nullptr) {
        in.error(item, std::string("the act lacks its '") + key + "'");
    }
}

template <std::size_t N>
void read_word(value_reader& in,
               std::string& to,
               const value& item,
               const std::array<std::string_view, N>& words) {
    if (const auto found = in.one_of(item, words)) {
        to = words[*found];
    }
}

/// States of memberships and of treaties, each once.
constexpr std::array<std::string_view, 11> known_states{"terminated",
                                                        "withdrawn",
                                                        "former party",
                                                        "withdrawal pending",
                                                        "suspended",
                                                        "in force",
                                                        "provisionally applied",
                                                        "contracting",
                                                        "signed",
                                                        "none",
                                                        "not yet in force"};

/// The same, and that it is not known which.
constexpr auto expected_states = [] {
    std::array<std::string_view, known_states.size() + 1> words{};
    std::copy(known_states.begin(), known_states.end(), words.begin());
    words.back() = "unknown";
    return words;
}();

/// The states that are possible: one word or a list of them, each once.
std::vector<std::string> read_possible(value_reader& in, const value& item) {
    std::vector<std::string> result;
    const auto* list = item.get<value_list>();
    if (list != nullptr && list->empty()) {
        in.error(item, "expected the states that are possible, found an empty list");
    }
    for (const auto& element : list == nullptr ? value_list{item} : *list) {
        const auto found = in.one_of(element, known_states);
        if (!found) {
            continue;
        }
        const std::string word(known_states[*found]);
        if (std::find(result.begin(), result.end(), word) != result.end()) {
            in.error(element, "the state '" + word + "' is listed twice");
            continue;
        }
        result.push_back(word);
    }
    return result;
}

void read_expectation_key(value_reader& in, expectation& to, const table_entry& entry) {
    const value& item = entry.content;
    if (entry.key == "on") {
        take(in.day(item), to.on);
    } else if (entry.key == "treaty") {
        take(in.words(item), to.treaty);
    } else if (entry.key == "between") {
        const auto pair = in.texts(item);
        if (pair && pair->size() == 2) {
            to.between = {(*pair)[0], (*pair)[1]};
        } else if (pair) {
            in.error(item, "expected two participants");
        }
    } else if (entry.key == "as_seen_by") {
        take(in.words(item), to.as_seen_by);
    } else if (entry.key == "as_known_on") {
        to.as_known_on = in.day(item);
    } else if (entry.key == "state") {
        read_word(in, to.state, item, expected_states);
    } else if (entry.key == "possible") {
        to.possible = read_possible(in, item);
    } else if (entry.key == "consent") {
        read_word(in, to.consent, item, consent_names);
    } else if (entry.key == "operation") {
        read_word(in, to.operation, item, operation_names);
    } else if (entry.key == "exit") {
        static constexpr std::array<std::string_view, 2> words{"none", "pending"};
        read_word(in, to.exit, item, words);
    } else if (entry.key == "suspended") {
        to.suspended = in.boolean(item);
    } else if (entry.key == "disputed") {
        to.disputed = in.boolean(item);
    } else if (entry.key == "in_force") {
        to.in_force = in.boolean(item);
    } else if (entry.key == "parties") {
        to.parties = in.count(item);
    } else if (entry.key == "version") {
        to.version = in.texts(item);
    } else if (entry.key == "next") {
        to.next = in.day(item);
    } else if (entry.key == "since") {
        to.since = in.day(item);
    } else if (entry.key == "surviving") {
        const auto* list = item.get<value_list>();
        to.surviving =
            list != nullptr && list->empty() ? std::vector<std::string>{} : in.texts(item);
    } else if (entry.key == "obligation") {
        take(in.words(item), to.obligation);
    } else if (entry.key == "verdict") {
        read_word(in, to.verdict, item, verdict_names);
    } else if (entry.key == "commitment") {
        read_word(in, to.commitment, item, commitment_names);
    } else if (entry.key == "source") {
        take(in.text(item), to.source);
    } else if (entry.key != "note" && entry.key != "unchecked" && entry.key != "party") {
        unknown(in, entry, "[[expect]]", expectation_keys);
    }
}

bool expects_nothing(const expectation& item) {
    return item.state.empty() && item.possible.empty() && item.consent.empty() &&
           item.operation.empty() && item.exit.empty() && !item.suspended && !item.disputed &&
           !item.in_force && !item.parties && !item.version && !item.next && !item.since &&
           !item.surviving && item.verdict.empty() && item.commitment.empty();
}

} // namespace

std::vector<std::string_view> act_key_names() {
    return {act_keys.begin(), act_keys.end()};
}

std::vector<std::string_view> expectation_key_names() {
    return {expectation_keys.begin(), expectation_keys.end()};
}

void read_act(value_reader& in, std::vector<dated_act>& to, const value& item) {
    const auto* table = item.get<value_table>();
    if (table == nullptr) {
        in.wrong_kind(item, "a table [[act]]");
        return;
    }
    dated_act result;
    result.where = item.where;
    std::vector<std::string> authors;
    std::vector<source_position> places;
    for (const auto& entry : *table) {
        if (entry.key == "by") {
            take(in.texts(entry.content), authors);
            result.where = entry.content.where;
            if (const auto* list = entry.content.get<value_list>()) {
                for (const auto& author : *list) {
                    places.push_back(author.where);
                }
                if (list->empty()) {
                    in.error(entry.content, "expected an author, found an empty list");
                }
            }
        } else {
            read_act_key(in, result, entry);
        }
    }
    for (const char* key : {"date", "act", "by"}) {
        need(in, item, *table, key);
    }
    for (std::size_t i = 0; i < authors.size(); ++i) {
        result.by = authors[i];
        result.continues_list = i > 0;
        result.where = i < places.size() ? places[i] : result.where;
        to.push_back(result);
    }
}

void read_expectation(value_reader& in, std::vector<expectation>& to, const value& item) {
    const auto* table = item.get<value_table>();
    if (table == nullptr) {
        in.wrong_kind(item, "a table [[expect]]");
        return;
    }
    expectation result;
    result.where = item.where;
    std::vector<std::string> parties;
    const std::size_t errors = in.messages().errors();
    for (const auto& entry : *table) {
        if (entry.key == "party") {
            take(in.texts(entry.content), parties);
        }
        read_expectation_key(in, result, entry);
    }
    if (find_entry(*table, "on") == nullptr) {
        in.error(item, "the expectation lacks its day ('on')");
    }
    if (errors == in.messages().errors() && expects_nothing(result)) {
        in.error(item, "the expectation expects nothing (such as state = \"in force\")");
    }
    const bool of_a_party = !result.consent.empty() || !result.operation.empty() ||
                            !result.exit.empty() || result.suspended || result.disputed ||
                            result.next || result.since || result.surviving;
    if (parties.empty() && of_a_party) {
        in.error(item, "the expectation lacks its 'party'");
    }
    if (result.in_force && find_entry(*table, "between") == nullptr) {
        in.error(item, "'in_force' is said of a pair: 'between' is lacking");
    }
    const bool of_a_duty =
        find_entry(*table, "verdict") != nullptr || find_entry(*table, "commitment") != nullptr;
    if (of_a_duty && (result.obligation.empty() || parties.empty())) {
        in.error(item,
                 "a verdict is said of an obligation and its bearer: 'obligation' or 'party' "
                 "is lacking");
    }
    if (!result.obligation.empty() && !of_a_duty) {
        in.error(item, "the expectation names an obligation, and expects no 'verdict' of it");
    }
    if (result.version && parties.empty() && !result.between) {
        in.error(item, "'version' is said of a party or a pair: 'party' or 'between' is lacking");
    }
    if (parties.empty()) {
        to.push_back(result);
    }
    for (const auto& party : parties) {
        result.party = party;
        to.push_back(result);
    }
}

std::vector<given_membership> read_given(value_reader& in, const value& item) {
    std::vector<given_membership> result;
    const auto parsed = in.phrase(
        item, "states such as \"USA in force since 2002-01-01\"", [&](const std::string& text) {
            phrase_reader words(text);
            while (true) {
                given_membership given;
                given.participant = words.peek_text();
                ++words.position;
                std::string name;
                while (!words.at_end() && words.peek() != "since") {
                    name += (name.empty() ? "" : " ") + std::string(words.peek());
                    ++words.position;
                }
                const auto as = parse_state(name);
                if (!as || (*as != state::in_force && *as != state::contracting &&
                            *as != state::signed_only)) {
                    words.fail_with("expected 'CODE in force since DATE' (or contracting, signed)",
                                    1);
                }
                given.as = *as;
                words.expect("since");
                std::string day(words.peek_text());
                const bool more = !day.empty() && day.back() == ';';
                if (more) {
                    day.pop_back();
                }
                const auto since = parse_date(day);
                if (!since) {
                    words.fail("a day YYYY-MM-DD");
                }
                given.since = *since;
                ++words.position;
                result.push_back(given);
                if (!more && !words.accept(";") && !words.accept(",") && !words.accept("and")) {
                    break;
                }
                if (words.at_end()) {
                    break;
                }
            }
            if (!words.at_end()) {
                words.fail("';' or the end");
            }
            return true;
        });
    return parsed ? result : std::vector<given_membership>{};
}

} // namespace servanda::io

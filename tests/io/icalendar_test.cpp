// iCalendar files, read back by a reader of its own that takes RFC 5545 at its word: CRLF and
// nothing else ends a line, no line is longer than 75 bytes, every line is UTF-8 for itself,
// properties and components are known, each where it may stand and as often as it may.
#include "io/reading.hpp"

#include <servanda/io/due.hpp>
#include <servanda/io/icalendar.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

namespace {

struct bad_calendar : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void demand(bool so, const std::string& what) {
    if (!so) {
        throw bad_calendar(what);
    }
}

/// Whole characters only: no fold may have cut one.
bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const std::size_t more = byte < 0x80             ? 0
                                 : (byte & 0xE0) == 0xC0 ? 1
                                 : (byte & 0xF0) == 0xE0 ? 2
                                 : (byte & 0xF8) == 0xF0 ? 3
                                                         : 99;
        if (more == 99 || i + more >= text.size()) {
            return false;
        }
        for (std::size_t k = 1; k <= more; ++k) {
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) {
                return false;
            }
        }
        i += more + 1;
    }
    return true;
}

/// Content lines, unfolded.
std::vector<std::string> content_lines(const std::string& file) {
    std::vector<std::string> lines;
    demand(file.ends_with("\r\n"), "the last line does not end");
    for (std::size_t at = 0; at < file.size();) {
        const std::size_t end = file.find("\r\n", at);
        const std::string line = file.substr(at, end - at);
        at = end + 2;
        demand(!line.empty(), "an empty line");
        demand(line.size() <= 75, "a line of more than 75 bytes: " + line);
        demand(line.find_first_of("\r\n") == std::string::npos, "a bare CR or LF");
        demand(is_utf8(line), "a character is cut");
        for (const char c : line) {
            const auto byte = static_cast<unsigned char>(c);
            demand((byte >= 0x20 && byte != 0x7F) || c == '\t', "a control character");
        }
        if (line[0] == ' ' || line[0] == '\t') {
            demand(!lines.empty(), "the first line is folded");
            lines.back() += line.substr(1);
        } else {
            lines.push_back(line);
        }
    }
    return lines;
}

struct property {
    std::string name;
    std::string parameters; ///< as written, behind the first ';'
    std::string value;
};

property split(const std::string& line) {
    const std::size_t colon = line.find(':'); // none of our parameters is quoted
    demand(colon != std::string::npos, "no colon: " + line);
    const std::string left = line.substr(0, colon);
    const std::size_t semicolon = left.find(';');
    property result{left.substr(0, semicolon),
                    semicolon == std::string::npos ? "" : left.substr(semicolon + 1),
                    line.substr(colon + 1)};
    demand(!result.name.empty() &&
               result.name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
                   std::string::npos,
           "no name of a property: " + result.name);
    return result;
}

std::string text_value(const std::string& value) {
    std::string result;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '\\') {
            demand(++i < value.size(), "a backslash at the end");
            demand(std::string_view("\\;,nN").find(value[i]) != std::string_view::npos,
                   std::string("no such escape: \\") + value[i]);
            result += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
        } else {
            demand(value[i] != ',' && value[i] != ';', "a list, or a bare ; or , in: " + value);
            result += value[i];
        }
    }
    return result;
}

date day_value(const property& item) {
    demand(item.parameters == "VALUE=DATE", item.name + " is no day");
    demand(item.value.size() == 8, item.value);
    const auto day = parse_date(item.value.substr(0, 4) + "-" + item.value.substr(4, 2) + "-" +
                                item.value.substr(6));
    demand(day.has_value(), item.value);
    return *day;
}

struct event {
    std::string kind;
    std::map<std::string, property> properties;

    [[nodiscard]] std::string text(const std::string& name) const {
        const auto found = properties.find(name);
        return found == properties.end() ? std::string() : text_value(found->second.value);
    }
    [[nodiscard]] date day(const std::string& name) const { return day_value(properties.at(name)); }
};

struct calendar {
    std::map<std::string, std::string> head;
    std::vector<event> events;
};

calendar read(const std::string& file) {
    calendar result;
    const auto lines = content_lines(file);
    demand(lines.front() == "BEGIN:VCALENDAR" && lines.back() == "END:VCALENDAR", "no VCALENDAR");
    std::set<std::string> uids;
    bool inside = false;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
        const property item = split(lines[i]);
        if (item.name == "BEGIN") {
            demand(!inside, "a component in another");
            demand(item.value == "VEVENT" || item.value == "VJOURNAL", item.value);
            inside = true;
            result.events.push_back({item.value, {}});
            continue;
        }
        if (item.name == "END") {
            const event& done = result.events.back();
            demand(inside && item.value == done.kind, "END of what?");
            inside = false;
            for (const char* needed : {"UID", "DTSTAMP", "DTSTART", "SUMMARY"}) {
                demand(done.properties.contains(needed), std::string("no ") + needed);
            }
            demand(uids.insert(done.text("UID")).second, "a UID twice");
            const std::string& stamp = done.properties.at("DTSTAMP").value;
            demand(stamp.size() == 16 && stamp[8] == 'T' && stamp.back() == 'Z', stamp);
            if (done.properties.contains("DTEND")) {
                demand(done.day("DTEND") > done.day("DTSTART"), "it ends before it begins");
            }
            continue;
        }
        if (!inside) {
            demand(result.events.empty(), "a property behind the components");
            demand(result.head.emplace(item.name, item.value).second, item.name + " twice");
            continue;
        }
        static const std::set<std::string> known{
            "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP"};
        demand(known.contains(item.name), "unknown: " + item.name);
        demand(result.events.back().properties.emplace(item.name, item).second,
               item.name + " twice");
        if (!item.name.starts_with("DT")) {
            (void)text_value(item.value);
        }
    }
    demand(!inside && !result.events.empty(), "no component");
    demand(result.head["VERSION"] == "2.0" && !result.head["PRODID"].empty(), "no head");
    return result;
}

calendar written(const std::vector<io::calendar_entry>& entries, io::calendar_head head = {}) {
    head.as_of = "2020-06-01"_day;
    const std::string file = io::write_icalendar(entries, head);
    CAPTURE(file);
    CHECK_NOTHROW(read(file));
    return read(file);
}

std::string tried(const std::string& file) {
    try {
        (void)read(file);
    } catch (const bad_calendar& problem) {
        return problem.what();
    }
    return "fine";
}

} // namespace

TEST_CASE("an event takes its day", "[icalendar]") {
    const auto one =
        written({{"2020-11-22"_day, {}, "a@servanda", "Withdrawal", "Article XV(2)", "withdrawal"}},
                {{}, "Open Skies"});
    CHECK(one.head.at("PRODID").starts_with("-//servanda//"));
    CHECK(one.head.at("X-WR-CALNAME") == "Open Skies");
    REQUIRE(one.events.size() == 1);
    const event& item = one.events.front();
    CHECK(item.kind == "VEVENT");
    CHECK(item.text("UID") == "a@servanda");
    CHECK(item.text("SUMMARY") == "Withdrawal");
    CHECK(item.text("DESCRIPTION") == "Article XV(2)");
    CHECK(item.text("CATEGORIES") == "withdrawal");
    CHECK(item.properties.at("DTSTAMP").value == "20200601T000000Z"); // the day asked about
    CHECK(item.day("DTSTART") == "2020-11-22"_day);
    CHECK(item.day("DTEND") == "2020-11-23"_day); // the first day without it
}

TEST_CASE("several days, the ends of the calendar, what is not said", "[icalendar]") {
    const auto three = written({{"2020-02-28"_day, "2020-03-01"_day, "a", "a window"},
                                {"1400-01-01"_day, {}, "b", "the first day"},
                                {"9999-12-31"_day, {}, "c", "the last day"}});
    CHECK(three.events[0].text("UID") == "b"); // by day
    CHECK(three.events[1].day("DTEND") == "2020-03-02"_day);
    CHECK_FALSE(three.events[2].properties.contains("DTEND")); // there is no day after it
    CHECK_FALSE(three.events[0].properties.contains("DESCRIPTION"));
    CHECK_FALSE(three.events[0].properties.contains("CATEGORIES"));
    CHECK_FALSE(three.head.contains("X-WR-CALNAME"));
}

TEST_CASE("text is escaped, and comes back", "[icalendar]") {
    const std::string hard = "a\\b; c, d: \"e\"\nand\ta line";
    const auto one = written({{"2020-01-01"_day, {}, "u;i,d", hard, hard, "a, b"}});
    CHECK(one.events[0].text("SUMMARY") == hard);
    CHECK(one.events[0].text("DESCRIPTION") == hard);
    CHECK(one.events[0].text("CATEGORIES") == "a, b"); // one category
    CHECK(one.events[0].text("UID") == "u;i,d");
    const auto ends = written({{"2020-01-01"_day, {}, "u", "a\r\nb\rc\nd", "", ""}});
    CHECK(ends.events[0].text("SUMMARY") == "a\nb\nc\nd");
    using namespace std::string_literals;
    const auto control = written({{"2020-01-01"_day, {}, "u", "a\0b\x07\x7F"s}});
    CHECK(control.events[0].text("SUMMARY") == "a b  ");
}

TEST_CASE("bytes that are no UTF-8 are replaced", "[icalendar]") {
    const auto shown = [](const std::string& bytes) {
        return written({{"2020-01-01"_day, {}, "u", bytes}}).events[0].text("SUMMARY");
    };
    const std::string bad = "\xEF\xBF\xBD";
    CHECK(shown("a\xFFz") == "a" + bad + "z");
    CHECK(shown("a\xC3") == "a" + bad);
    CHECK(shown("\xC0\xAF") == bad + bad);                     // a longer form
    CHECK(shown("\xED\xA0\x80") == bad + bad + bad);           // half of a pair
    CHECK(shown("\xF4\x90\x80\x80") == bad + bad + bad + bad); // past the last character
    CHECK(shown("\xE2\x82") == bad + bad);
    CHECK(shown("\xE2\x82\xAC \xF0\x9F\x95\x8A \xC3\xA9") ==
          "\xE2\x82\xAC \xF0\x9F\x95\x8A \xC3\xA9");
}

TEST_CASE("no fold cuts a character, at whatever byte it falls", "[icalendar]") {
    for (const char* character : {"x", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x95\x8A", ",", "\n"}) {
        for (std::size_t before = 0; before < 80; ++before) {
            std::string text(before, 'a');
            for (std::size_t i = 0; i < 60; ++i) {
                text += character;
            }
            CAPTURE(character, before);
            CHECK(written({{"2020-01-01"_day, {}, "u", text}}).events[0].text("SUMMARY") == text);
        }
    }
    // Lines are as long as they may be.
    const std::string file = io::write_icalendar(
        {{"2020-01-01"_day, {}, "u", std::string(300, 'a')}}, {"2020-01-01"_day});
    CHECK_THAT(file,
               ContainsSubstring("SUMMARY:" + std::string(67, 'a') + "\r\n " +
                                 std::string(74, 'a') + "\r\n "));
}

TEST_CASE("each event has a name of its own", "[icalendar]") {
    const auto same = written({{"2020-01-01"_day, {}, "a", "1"},
                               {"2020-01-02"_day, {}, "a", "2"},
                               {"2020-01-03"_day, {}, "a-2", "3"},
                               {"2020-01-04"_day, {}, "a", "4"}});
    CHECK(same.events[0].text("UID") == "a");
    CHECK(same.events[1].text("UID") == "a-3"); // a-2 is another's
    CHECK(same.events[2].text("UID") == "a-2");
    CHECK(same.events[3].text("UID") == "a-4");
}

TEST_CASE("a calendar with nothing in it says so", "[icalendar]") {
    const auto none = written({});
    REQUIRE(none.events.size() == 1);
    CHECK(none.events[0].kind == "VJOURNAL");
    CHECK(none.events[0].day("DTSTART") == "2020-06-01"_day);
}

TEST_CASE("entries that make no event are refused", "[icalendar]") {
    const io::calendar_head head{"2020-01-01"_day};
    CHECK_THROWS_AS(io::write_icalendar({{"2020-01-01"_day, {}, "", "x"}}, head),
                    std::invalid_argument);
    CHECK_THROWS_WITH(io::write_icalendar({{"2020-01-01"_day, {}, "", "x"}}, head),
                      ContainsSubstring("has no uid"));
    CHECK_THROWS_WITH(io::write_icalendar({{"2020-01-02"_day, "2020-01-01"_day, "u", "x"}}, head),
                      ContainsSubstring("ends on 2020-01-01, before it begins on 2020-01-02"));
}

TEST_CASE("the reader of this test is strict", "[icalendar]") {
    const std::string good =
        io::write_icalendar({{"2020-01-01"_day, {}, "u", "x"}}, {"2020-01-01"_day});
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string file = good;
        const std::size_t at = file.find(from);
        REQUIRE(at != std::string::npos);
        return tried(file.replace(at, from.size(), to));
    };
    CHECK(tried(good) == "fine");
    CHECK(with("VERSION:2.0\r\n", "VERSION:2.0\n") != "fine");
    CHECK(with("SUMMARY:x", "SUMMARY:a,b") != "fine");
    CHECK(with("SUMMARY:x", "SUMMARY:a\\b") != "fine");
    CHECK(with("SUMMARY:x", "SUMMARY:" + std::string(80, 'a')) != "fine");
    CHECK(with("SUMMARY:x", "SUMMARY:\xC3\r\n \xA9") != "fine");
    CHECK(with("SUMMARY:x", "SUMMARY:x\r\nSUMMARY:y") != "fine");
    CHECK(with("UID:u\r\n", "") != "fine");
    CHECK(with("20200102", "20200101") != "fine");
    CHECK(with("20200102", "20200230") != "fine");
    CHECK(with("END:VEVENT", "END:VTODO") != "fine");
}

TEST_CASE("what is pending, as entries", "[icalendar][due]") {
    const history skies = simulate(shipped_rules(), shipped_story("open-skies"));
    const auto entries = io::pending_entries(skies, "2020-06-01"_day);
    REQUIRE(entries.size() == 7); // a withdrawal, and the conferences due from two depositaries
    CHECK(entries[0].day == "2020-11-22"_day);
    CHECK(entries[0].uid == "open-skies.USA.withdrawal.2020-05-22@servanda");
    CHECK(entries[0].summary == "open-skies: withdrawal, USA");
    CHECK(entries[0].description ==
          "Treaty on Open Skies\n6 months after notice (2020-05-22) (XV(2))");
    CHECK(entries[0].category == "withdrawal");
    CHECK(entries[1].day == "2020-07-21"_day);
    CHECK(entries[1].uid == "open-skies.CAN.withdrawal-conference.2020-05-22@servanda");
    CHECK(entries[1].summary == "open-skies: withdrawal-conference due, CAN");
    CHECK(entries[1].category == "obligation");
    // On another day it is the same thing, by the same name.
    CHECK(io::pending_entries(skies, "2020-11-21"_day)[0].uid == entries[0].uid);
    for (const auto& entry : io::pending_entries(skies, "2020-11-22"_day)) {
        CHECK(entry.category == "obligation"); // the exit has taken effect
    }
    for (const auto& name : shipped_names()) {
        const history told = simulate(shipped_rules(), shipped_story(name));
        const auto& changes = told.changes();
        for (std::size_t i = 0; i < changes.size(); i += 1 + changes.size() / 20) {
            const auto due = io::pending_entries(told, changes[i].day);
            CAPTURE(name, to_string(changes[i].day));
            CHECK(written(due).events.size() == std::max<std::size_t>(due.size(), 1));
        }
    }
}

TEST_CASE("what is pending, as CSV", "[due]") {
    const history skies = simulate(shipped_rules(), shipped_story("open-skies"));
    CHECK(io::csv_pending(skies, "2020-06-01"_day) ==
          "due,treaty,participant,what,article,why\n"
          "2020-07-21,open-skies,CAN,withdrawal-conference,XV(3),due from 2020-06-21\n"
          "2020-07-21,open-skies,HUN,withdrawal-conference,XV(3),due from 2020-06-21\n"
          "2020-11-22,open-skies,USA,withdrawal,XV(2),6 months after notice (2020-05-22)\n"
          "2020-12-31,open-skies,CAN,review-conference,XVI(3),due from 2020-01-01\n"
          "2020-12-31,open-skies,HUN,review-conference,XVI(3),due from 2020-01-01\n"
          "2025-01-01,open-skies,CAN,review-conference,XVI(3),to come\n"
          "2025-01-01,open-skies,HUN,review-conference,XVI(3),to come\n");
    CHECK(io::csv_pending(skies, "1992-01-01"_day) == "due,treaty,participant,what,article,why\n");
    const history start = simulate(shipped_rules(), shipped_story("new-start"));
    CHECK_THAT(
        io::csv_pending(start, "2021-03-01"_day),
        ContainsSubstring("2026-02-05,new-start,*,expiry,XIV(2),end of the extended term\n"));
    // A withdrawal that waits has no day, and no event.
    scenario story = shipped_story("ottawa");
    story.to.reset();
    const history ottawa = simulate(shipped_rules(), story);
    CHECK_THAT(io::csv_pending(ottawa, ottawa.last_day()), ContainsSubstring("why\n"));
}

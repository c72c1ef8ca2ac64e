#include <servanda/io/icalendar.hpp>
#include <servanda/version.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string_view>

namespace servanda::io {

namespace {

/// The bytes of the character that begins at `at`; 0 where there is none (RFC 3629).
std::size_t character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned first = byte(at);
    const auto follows = [&](std::size_t i, unsigned low = 0x80U, unsigned high = 0xBFU) {
        return byte(at + i) >= low && byte(at + i) <= high;
    };
    if (first < 0x80U) {
        return 1;
    }
    if (first >= 0xC2U && first <= 0xDFU) {
        return follows(1) ? 2 : 0;
    }
    if (first >= 0xE0U && first <= 0xEFU) {
        const unsigned low = first == 0xE0U ? 0xA0U : 0x80U;  // no shorter form
        const unsigned high = first == 0xEDU ? 0x9FU : 0xBFU; // no surrogates
        return follows(1, low, high) && follows(2) ? 3 : 0;
    }
    if (first >= 0xF0U && first <= 0xF4U) {
        const unsigned low = first == 0xF0U ? 0x90U : 0x80U;
        const unsigned high = first == 0xF4U ? 0x8FU : 0xBFU;
        return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

/// A value of type TEXT (RFC 5545, 3.3.11).
std::string escaped(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = character_at(text, at);
        if (size != 1) {
            result += size == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(at, size);
            at += size == 0 ? 1 : size;
            continue;
        }
        const char c = text[at++];
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\r') {
            result += "\\n";
            at += at < text.size() && text[at] == '\n' ? 1U : 0U;
        } else if (c == '\n') {
            result += "\\n";
        } else if (c == '\\' || c == ';' || c == ',') {
            result += '\\';
            result += c;
        } else {
            result += (byte < 0x20U && c != '\t') || byte == 0x7FU ? ' ' : c;
        }
    }
    return result;
}

/// Appends a content line, folded (RFC 5545, 3.1).
void append_line(std::string& to, std::string_view line) {
    constexpr std::size_t most = 75;
    std::size_t taken = 0;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t size = std::max<std::size_t>(character_at(line, at), 1);
        if (taken + size > most) {
            to += "\r\n ";
            taken = 1;
        }
        to += line.substr(at, size);
        taken += size;
        at += size;
    }
    to += "\r\n";
}

/// "20200601".
std::string basic(date day) {
    std::string text = to_string(day);
    std::erase(text, '-');
    return text;
}

void append_event(std::string& to,
                  const calendar_entry& item,
                  const std::string& uid,
                  const std::string& stamp) {
    append_line(to, "BEGIN:VEVENT");
    append_line(to, "UID:" + escaped(uid));
    append_line(to, "DTSTAMP:" + stamp);
    append_line(to, "DTSTART;VALUE=DATE:" + basic(item.day));
    const date last = item.last.value_or(item.day);
    if (last < date::max()) { // which is the day after; without it, the event takes its own day
        append_line(to, "DTEND;VALUE=DATE:" + basic(last + 1));
    }
    append_line(to, "SUMMARY:" + escaped(item.summary));
    if (!item.description.empty()) {
        append_line(to, "DESCRIPTION:" + escaped(item.description));
    }
    if (!item.category.empty()) {
        append_line(to, "CATEGORIES:" + escaped(item.category));
    }
    append_line(to, "TRANSP:TRANSPARENT"); // nobody is busy for it
    append_line(to, "END:VEVENT");
}

void check(const calendar_entry& item) {
    if (item.uid.empty()) {
        throw std::invalid_argument("a calendar entry of " + to_string(item.day) +
                                    " has no uid: '" + item.summary + "'");
    }
    if (item.last && *item.last < item.day) {
        throw std::invalid_argument("the calendar entry '" + item.uid + "' ends on " +
                                    to_string(*item.last) + ", before it begins on " +
                                    to_string(item.day));
    }
}

/// A name of its own for each entry.
std::vector<std::string> names_of(const std::vector<calendar_entry>& entries) {
    std::set<std::string> taken;
    for (const auto& item : entries) {
        taken.insert(item.uid);
    }
    std::map<std::string, int> seen;
    std::vector<std::string> names;
    for (const auto& item : entries) {
        int& times = seen[item.uid];
        std::string name = item.uid;
        while (++times > 1) {
            name = item.uid + "-" + std::to_string(times);
            if (taken.insert(name).second) {
                break;
            }
        }
        names.push_back(std::move(name));
    }
    return names;
}

} // namespace

std::string write_icalendar(const std::vector<calendar_entry>& entries, const calendar_head& head) {
    for (const auto& item : entries) {
        check(item);
    }
    const std::string stamp = basic(head.as_of) + "T000000Z";
    std::string text;
    append_line(text, "BEGIN:VCALENDAR");
    append_line(text, "VERSION:2.0");
    append_line(text,
                "PRODID:-//servanda//servanda " + std::to_string(SERVANDA_VERSION_MAJOR) + "." +
                    std::to_string(SERVANDA_VERSION_MINOR) + "//EN");
    append_line(text, "CALSCALE:GREGORIAN");
    if (!head.name.empty()) {
        append_line(text, "X-WR-CALNAME:" + escaped(head.name));
    }
    const auto names = names_of(entries);
    std::vector<std::size_t> order(entries.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return entries[a].day < entries[b].day;
    });
    for (const auto i : order) {
        append_event(text, entries[i], names[i], stamp);
    }
    if (entries.empty()) {
        append_line(text, "BEGIN:VJOURNAL");
        append_line(text, "UID:nothing." + basic(head.as_of) + "@servanda");
        append_line(text, "DTSTAMP:" + stamp);
        append_line(text, "DTSTART;VALUE=DATE:" + basic(head.as_of));
        append_line(text, "SUMMARY:Nothing is due");
        append_line(text, "END:VJOURNAL");
    }
    append_line(text, "END:VCALENDAR");
    return text;
}

} // namespace servanda::io

#include "csv.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace servanda::io {

namespace {

// ---- eight bytes at a time ----------------------------------------------------------------------

constexpr std::uint64_t each(unsigned char byte) {
    return 0x0101010101010101ULL * byte;
}
constexpr std::uint64_t high_bits = each(0x80);

/// The high bit of every byte that is `byte`, and of no other.
constexpr std::uint64_t equal_bytes(std::uint64_t word, unsigned char byte) {
    const std::uint64_t other = word ^ each(byte);
    return ~(((other & ~high_bits) + ~high_bits) | other | ~high_bits);
}

/// The high bit of every byte that a plain line does not have: quotation marks, control characters
/// and whatever is not ASCII.
constexpr std::uint64_t odd_bytes(std::uint64_t word) {
    const std::uint64_t control = ~((word & ~high_bits) + each(0x60)) & high_bits;
    return (word & high_bits) | control | equal_bytes(word, '"');
}

static_assert(equal_bytes(each(' '), ',') == 0);
static_assert(odd_bytes(each(' ')) == 0 && odd_bytes(each('~')) == 0);
static_assert(odd_bytes(each('\t')) == high_bits && odd_bytes(each('"')) == high_bits);

// ---- UTF-8 --------------------------------------------------------------------------------------

/// The length of the character that begins a text; 0 where there is none (RFC 3629).
std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) -> unsigned {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80U) {
        return 1;
    }
    if (first >= 0xC2U && first <= 0xDFU) {
        return follows(1) ? 2 : 0;
    }
    if (first >= 0xE0U && first <= 0xEFU) {
        const bool overlong = first == 0xE0U && byte(1) < 0xA0U;
        const bool surrogate = first == 0xEDU && byte(1) > 0x9FU;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0U && first <= 0xF4U) {
        const bool overlong = first == 0xF0U && byte(1) < 0x90U;
        const bool beyond = first == 0xF4U && byte(1) > 0x8FU;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

std::string in_hexadecimal(char byte) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(byte);
    return std::string("0x") + digits[value >> 4U] + digits[value & 0xFU];
}

/// Notes what is wrong with a record, and where.
void report(csv_record& in, std::string problem, std::size_t at) {
    in.problem = std::move(problem);
    in.problem_place = in.place(at);
}

/// Bytes that no text of ours has.
void look_for_bad_bytes(csv_record& in) {
    for (std::size_t i = 0; i < in.raw.size();) {
        if (in.raw[i] == '\0') {
            report(in,
                   "expected text, found a zero byte (is the file in UTF-16, or no text at all?)",
                   i);
            return;
        }
        const std::size_t length = character_length(in.raw.substr(i));
        if (length == 0) {
            report(in,
                   "expected UTF-8, found the byte " + in_hexadecimal(in.raw[i]) +
                       " (is the file in Latin-1 or Windows-1252?)",
                   i);
            return;
        }
        i += length;
    }
}

} // namespace

std::pair<std::uint32_t, std::uint32_t> csv_record::place(std::size_t at) const {
    std::pair<std::uint32_t, std::uint32_t> result{line, 1};
    for (const char c : raw.substr(0, at)) {
        if (c == '\n') {
            result = {result.first + 1, 1};
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++result.second;
        }
    }
    return result;
}

csv_reader::csv_reader(byte_source& source,
                       std::uint64_t offset,
                       std::uint64_t end,
                       std::uint32_t line)
    : source_(source)
    , end_(std::min(end, source.size()))
    , offset_(offset)
    , line_(line) {}

/// Sees to it that the view holds the longest possible record, or all that is left.
void csv_reader::fill() {
    constexpr std::size_t needed = longest + 2;
    constexpr std::size_t at_once = std::size_t{1} << 20U;
    if (view_.size() - at_ >= needed || offset_ + view_.size() >= end_) {
        return;
    }
    offset_ += at_;
    at_ = 0;
    const std::uint64_t left = end_ - std::min(end_, offset_);
    view_ = source_.read(offset_,
                         static_cast<std::size_t>(std::min<std::uint64_t>(needed, left)),
                         static_cast<std::size_t>(std::min<std::uint64_t>(at_once, left)));
    view_ = view_.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(view_.size(), left)));
}

bool csv_reader::next(csv_record& to) {
    for (;;) {
        fill();
        if (at_ >= view_.size()) {
            return false;
        }
        const char* const begin = view_.data() + at_;
        const std::size_t left = std::min(view_.size() - at_, longest + 1);
        const auto* const found = static_cast<const char*>(std::memchr(begin, '\n', left));
        std::size_t length = found == nullptr ? left : static_cast<std::size_t>(found - begin);
        const std::size_t size = length + (found == nullptr ? 0 : 1);
        if (length > 0 && found != nullptr && begin[length - 1] == '\r') {
            --length;
        }
        if (length == 0) {
            at_ += size;
            ++line_;
            continue;
        }
        to.offset = offset();
        to.line = line_;
        to.problem.clear();
        to.starts.clear();
        if (size <= longest + 1 && length <= longest &&
            split(to, {begin, length}, view_.data() + view_.size())) {
            to.size = static_cast<std::uint32_t>(size);
            at_ += size;
            ++line_;
        } else {
            read_carefully(to);
        }
        return true;
    }
}

/// Splits a plain line at its commas. False, and nothing done, where it has anything odd.
bool csv_reader::split(csv_record& to, std::string_view line, const char* readable_end) {
    if constexpr (std::endian::native != std::endian::little) {
        return false;
    }
    to.raw = line;
    to.fields.clear();
    const char* const end = line.data() + line.size();
    const char* field = line.data();
    constexpr std::size_t step = sizeof(std::uint64_t);
    for (const char* at = field; at < end; at += step) {
        std::uint64_t word = each(' ');
        const auto here = static_cast<std::size_t>(end - at);
        if (readable_end - at >= static_cast<std::ptrdiff_t>(step)) {
            std::memcpy(&word, at, step);
            if (here < step) { // what follows the line is none of it
                const std::uint64_t ours = (std::uint64_t{1} << (8 * here)) - 1;
                word = (word & ours) | (each(' ') & ~ours);
            }
        } else {
            std::memcpy(&word, at, std::min(here, step));
        }
        if (odd_bytes(word) != 0) {
            return false;
        }
        for (std::uint64_t commas = equal_bytes(word, ','); commas != 0; commas &= commas - 1) {
            const char* const comma = at + std::countr_zero(commas) / 8;
            to.fields.emplace_back(field, static_cast<std::size_t>(comma - field));
            field = comma + 1;
        }
    }
    to.fields.emplace_back(field, static_cast<std::size_t>(end - field));
    return true;
}

/// A record that has quotation marks, characters beyond ASCII, or a mistake.
void csv_reader::read_carefully(csv_record& to) {
    const std::string_view text = view_.substr(at_, longest + 1);
    to.raw = text;
    to.fields.clear();
    to.unquoted.clear();
    to.unquoted.reserve(text.size()); // fields point into it: it must not move
    std::size_t at = 0;
    for (bool more = true; more;) {
        to.starts.push_back(at);
        if (at < text.size() && text[at] == '"') {
            at = read_quoted(to, at);
        } else {
            const std::size_t start = at;
            at = std::min(text.find_first_of(",\r\n", at), text.size());
            to.fields.push_back(text.substr(start, at - start));
        }
        if (to.problem.empty() && at > longest) {
            to.fields.clear();
            report(to, "the line is longer than 64 KiB", 0);
        }
        more = to.problem.empty() && at < text.size() && text[at] == ',';
        at += more ? 1U : 0U;
    }
    const bool break_of_two = text.substr(at, 2) == "\r\n";
    if (to.problem.empty() && at < text.size() && text[at] == '\r' && !break_of_two) {
        report(to, "expected lines that end in a line feed, found a carriage return alone", at);
    }
    if (!to.problem.empty()) {
        give_up_on_line(to);
        return;
    }
    to.raw = text.substr(0, at);
    const std::size_t size = at + (break_of_two ? 2U : at < text.size() ? 1U : 0U);
    to.size = static_cast<std::uint32_t>(size);
    at_ += size;
    line_ += 1 + static_cast<std::uint32_t>(std::count(to.raw.begin(), to.raw.end(), '\n'));
    look_for_bad_bytes(to);
}

/// A field in quotation marks; returns where it ends.
std::size_t csv_reader::read_quoted(csv_record& to, std::size_t at) {
    const std::string_view text = to.raw;
    const std::size_t open = at;
    const std::size_t kept = to.unquoted.size();
    for (std::size_t from = at + 1;;) {
        const std::size_t mark = text.find('"', from);
        if (mark == std::string_view::npos) {
            to.fields.clear(); // what it swallowed is anybody's guess
            report(to,
                   text.size() > longest
                       ? "the quotation mark that opens here is not closed within 64 KiB"
                       : "the quotation mark that opens here is never closed",
                   open);
            return open;
        }
        to.unquoted += text.substr(from, mark - from);
        at = mark + 1;
        if (at >= text.size() || text[at] != '"') {
            break;
        }
        to.unquoted += '"';
        from = at + 1;
    }
    to.fields.push_back(std::string_view(to.unquoted).substr(kept));
    if (at < text.size() && text[at] != ',' && text[at] != '\n' && text[at] != '\r') {
        report(to,
               "expected a comma or the end of the line after the closing quotation mark (one "
               "inside a field is written twice)",
               at);
    }
    return at;
}

/// Goes on with the next line, however far that is.
void csv_reader::give_up_on_line(csv_record& to) {
    to.raw = to.raw.substr(0, to.raw.find('\n'));
    for (;;) {
        const std::size_t found = view_.find('\n', at_);
        if (found != std::string_view::npos) {
            at_ = found + 1;
            break;
        }
        at_ = view_.size();
        to.raw = {}; // which may not outlive the view
        to.fields.clear();
        fill();
        if (at_ >= view_.size()) {
            break;
        }
    }
    to.size = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(offset() - to.offset, std::numeric_limits<std::uint32_t>::max()));
    ++line_;
}

std::optional<std::uint64_t>
start_of_text(byte_source& source, const source_position& file, diagnostics& messages) {
    using namespace std::string_view_literals;
    struct mark {
        std::string_view bytes;
        const char* encoding;
    };
    static constexpr std::array marks{mark{"\xFF\xFE\0\0"sv, "UTF-32"},
                                      mark{"\0\0\xFE\xFF"sv, "UTF-32"},
                                      mark{"\xFF\xFE"sv, "UTF-16"},
                                      mark{"\xFE\xFF"sv, "UTF-16"}};
    constexpr std::size_t longest_mark = 4;
    const auto start = source.read(0, longest_mark, longest_mark).substr(0, longest_mark);
    for (const auto& each_mark : marks) {
        if (start.starts_with(each_mark.bytes)) {
            messages.error({file.file, 1, 1},
                           std::string("expected UTF-8, found the byte order mark of ") +
                               each_mark.encoding + " (iconv -f " + each_mark.encoding +
                               " -t UTF-8 converts it)");
            return std::nullopt;
        }
    }
    return start.starts_with("\xEF\xBB\xBF") ? 3U : 0U;
}

void append_csv(std::string& to, std::string_view field) {
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
        to += field;
        return;
    }
    to += '"';
    for (const char c : field) {
        to += c == '"' ? "\"\"" : std::string_view(&c, 1);
    }
    to += '"';
}

void append_csv_row(std::string& to, const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        to += i == 0 ? "" : ",";
        append_csv(to, fields[i]);
    }
    to += '\n';
}

} // namespace servanda::io

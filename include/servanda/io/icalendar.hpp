/// @file
/// Days that are due, as an iCalendar file (RFC 5545) that any calendar program reads: one all-day
/// event for each. Same entries, same bytes: there is no clock in it.
#ifndef SERVANDA_IO_ICALENDAR_HPP
#define SERVANDA_IO_ICALENDAR_HPP

#include <servanda/calendar/date.hpp>

#include <optional>
#include <string>
#include <vector>

namespace servanda::io {

/// Something that falls due. All text is UTF-8; line ends are kept, other control characters
/// become blanks, and bytes that are no UTF-8 are replaced by U+FFFD.
struct calendar_entry {
    date day;
    std::optional<date> last = {}; ///< the last day, where there are several; not before `day`
    /// A name that stays the same however often the file is written, and whatever day it moves to.
    std::string uid;
    std::string summary;
    std::string description = {}; ///< empty: none
    std::string category = {};    ///< empty: none
};

/// The calendar the entries stand in.
struct calendar_head {
    /// The day asked about: the entries are as of its beginning (`DTSTAMP`).
    date as_of;
    std::string name = {}; ///< shown by the calendar program; empty: none
};

/// Writes a calendar: by day, then in the order given. Of entries with the same `uid`, all but the
/// first get a number behind it. An empty list makes a calendar that says so in a `VJOURNAL`, since
/// a calendar without any component is not allowed. Lines end in CRLF and are folded at 75 bytes,
/// never inside a character. O(n log n).
///
/// Throws `std::invalid_argument` for an entry without `uid`, and for one that ends before it
/// begins.
[[nodiscard]] std::string write_icalendar(const std::vector<calendar_entry>& entries,
                                          const calendar_head& head);

} // namespace servanda::io

#endif

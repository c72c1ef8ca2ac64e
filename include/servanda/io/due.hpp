/// @file
/// What is pending on a day, for calendars and tables. Text and JSON of the same are in `text.hpp`
/// and `json.hpp`.
#ifndef SERVANDA_IO_DUE_HPP
#define SERVANDA_IO_DUE_HPP

#include <servanda/engine/history.hpp>
#include <servanda/io/icalendar.hpp>

#include <string>
#include <vector>

namespace servanda::io {

/// The dated things that are pending on a day, and the last days of obligations that are due or
/// will be, as calendar entries. What waits without a day has none. An entry keeps its `uid` when
/// its day moves: it is made of the treaty, of whom it is of, of what happens and of the day its
/// clock was set by.
[[nodiscard]] std::vector<calendar_entry> pending_entries(const history& story, date day);

/// The same, and what waits without a day, as CSV: `due,treaty,participant,what,article,why`;
/// participant `*` is the treaty as a whole.
[[nodiscard]] std::string csv_pending(const history& story, date day);

} // namespace servanda::io

#endif

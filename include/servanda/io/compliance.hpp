/// @file
/// Verdicts as text, JSON and CSV.
#ifndef SERVANDA_IO_COMPLIANCE_HPP
#define SERVANDA_IO_COMPLIANCE_HPP

#include <servanda/engine/verdicts.hpp>
#include <servanda/io/text.hpp>

#include <string>

namespace servanda::io {

/// A table by treaty and party: the roll-up, and below it each obligation with its verdict, since
/// when, and why. Duties that do not apply are left out unless `all` or the query names them, and
/// their number is told. Throws `unknown_name`.
[[nodiscard]] std::string write_compliance(const history& story,
                                           date day,
                                           const duty_query& query,
                                           bool all,
                                           const text_style& style = {});

/// Every verdict with its findings, absences and the other accounts, and the roll-ups. Throws
/// `unknown_name`.
[[nodiscard]] std::string json_compliance(const history& story, date day, const duty_query& query);

/// `treaty,obligation,article,party,verdict,since,commitment,due_from,due_by,disputed,why`, a row
/// per duty. Throws `unknown_name`.
[[nodiscard]] std::string csv_compliance(const history& story, date day, const duty_query& query);

/// Why the verdict of one obligation is what it is: the changes that led to it, the findings, what
/// others say, and the absences it relies on. Throws `unknown_name`.
[[nodiscard]] std::string write_verdict(const history& story,
                                        date day,
                                        const duty_query& query,
                                        const text_style& style = {});

} // namespace servanda::io

#endif

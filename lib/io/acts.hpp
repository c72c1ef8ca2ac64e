/// @file
/// The sections that scenario files and the examples of rule files share: acts, facts,
/// expectations.
#ifndef SERVANDA_LIB_IO_ACTS_HPP
#define SERVANDA_LIB_IO_ACTS_HPP

#include <servanda/law/scenario.hpp>
#include <servanda/law/value_reader.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace servanda::io {

/// Reads one act; a list of authors becomes one act each, in order.
void read_act(value_reader& in, std::vector<dated_act>& to, const value& item);

/// Reads one expectation; a list of parties becomes one each.
void read_expectation(value_reader& in, std::vector<expectation>& to, const value& item);

/// Reads "USA in force since 2002-01-01; RUS signed since 1992-03-24".
[[nodiscard]] std::vector<given_membership> read_given(value_reader& in, const value& item);

/// The keys an act and an expectation may have.
[[nodiscard]] std::vector<std::string_view> act_key_names();
[[nodiscard]] std::vector<std::string_view> expectation_key_names();

} // namespace servanda::io

#endif

/// @file
/// Graphs as DOT, for Graphviz.
#ifndef SERVANDA_IO_DOT_HPP
#define SERVANDA_IO_DOT_HPP

#include <servanda/law/treaty.hpp>

#include <string>

namespace servanda::io {

/// The state machine of a treaty. Throws `input_error` for an unknown treaty.
[[nodiscard]] std::string write_state_graph(const rulebook& rules, const std::string& treaty);

/// The same as JSON: `states`, and `transitions` with from, to, by, article, after.
[[nodiscard]] std::string json_state_graph(const rulebook& rules, const std::string& treaty);

} // namespace servanda::io

#endif

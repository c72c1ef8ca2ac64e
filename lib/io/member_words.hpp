/// @file
/// One membership on one day: on a line of text, and as a JSON object.
#ifndef SERVANDA_LIB_IO_MEMBER_WORDS_HPP
#define SERVANDA_LIB_IO_MEMBER_WORDS_HPP

#include "json_words.hpp"

#include <servanda/engine/history.hpp>

#include <cstddef>
#include <string>

namespace servanda::io {

/// For long lists: the headline and what else is so, wrapped.
[[nodiscard]] std::string member_line(const membership_report& item, std::size_t width);

[[nodiscard]] json member_json(const membership_report& item);

} // namespace servanda::io

#endif

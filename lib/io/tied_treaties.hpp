/// @file
/// Treaties that cannot be replayed apart: one requires consent to the other, is its parent, amends
/// it, or has a rule or condition that names it.
#ifndef SERVANDA_LIB_IO_TIED_TREATIES_HPP
#define SERVANDA_LIB_IO_TIED_TREATIES_HPP

#include <servanda/law/treaty.hpp>

#include <cstdint>
#include <vector>

namespace servanda::io {

/// Groups of treaties, by index: every treaty in exactly one, groups and treaties in the order of
/// the list. Null treaties are tied to nothing. Treaties outside the list tie nobody.
[[nodiscard]] std::vector<std::vector<std::uint32_t>>
tied_treaties(const std::vector<const treaty*>& treaties);

} // namespace servanda::io

#endif

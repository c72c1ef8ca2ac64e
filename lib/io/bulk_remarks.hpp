/// @file
/// What a history finds odd, told briefly: a bulk record may have hundreds of acts that are void
/// for the same reason.
#ifndef SERVANDA_LIB_IO_BULK_REMARKS_HPP
#define SERVANDA_LIB_IO_BULK_REMARKS_HPP

#include "complaints.hpp"

#include <servanda/engine/history.hpp>

#include <string>
#include <vector>

namespace servanda::io {

/// Tells the remarks of a history; void acts once for each treaty and reason, where the first of
/// them stands. `spelled`: the names of its treaties.
void tell_remarks(const history& told,
                  const std::vector<std::string>& spelled,
                  complaints& messages);

} // namespace servanda::io

#endif

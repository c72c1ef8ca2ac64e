/// @file
/// What every clause may carry: its article, where it was read, and what could not be checked.
#ifndef SERVANDA_LAW_CLAUSE_HPP
#define SERVANDA_LAW_CLAUSE_HPP

#include <servanda/law/diagnostic.hpp>
#include <servanda/law/key_places.hpp>

#include <string>

namespace servanda {

/// What every clause may carry.
struct clause {
    std::string article;
    std::string source;
    std::string note;
    std::string unchecked; ///< what could not be checked against a text
    source_position where{};
    key_places places{}; ///< of its keys
    friend bool operator==(const clause&, const clause&) = default;
};

} // namespace servanda

#endif

/// @file
/// Lists as rule files have them, for tests that build treaties in C++.
#ifndef SERVANDA_TESTS_SUPPORT_LISTS_HPP
#define SERVANDA_TESTS_SUPPORT_LISTS_HPP

#include <servanda/law/value.hpp>

#include <initializer_list>
#include <string>
#include <utility>

namespace servanda_tests {

/// `{ until = 2005-01-27, rule = "…" }`
inline servanda::value
table_of(std::initializer_list<std::pair<const char*, servanda::value>> keys) {
    servanda::value_table table;
    for (const auto& [key, content] : keys) {
        table.push_back({key, content, {}});
    }
    return {std::move(table)};
}

/// `[ …, … ]`
inline servanda::value list_of(std::initializer_list<servanda::value> items) {
    return {servanda::value_list(items)};
}

} // namespace servanda_tests

#endif

/// @file
/// Catch2 under one name, whichever of its two generations is installed.
#ifndef SERVANDA_TESTS_SUPPORT_CATCH_HPP
#define SERVANDA_TESTS_SUPPORT_CATCH_HPP

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>

using Catch::Approx; // where Catch2 2.x has it
#else
#include <catch2/catch.hpp>

#include <string>

namespace Catch::Matchers {

/// Catch2 3.x keeps `Contains` for ranges and looks for text by this name.
inline auto ContainsSubstring(const std::string& text) {
    return Contains(text);
}

} // namespace Catch::Matchers
#endif

#endif // SERVANDA_TESTS_SUPPORT_CATCH_HPP

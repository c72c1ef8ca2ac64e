/// @file
/// Catch2 as the user has it: 3.x, or 2.13 where there is no other. What the user included before
/// decides; else what is installed.
#ifndef SERVANDA_CATCH2_GENERATION_HPP
#define SERVANDA_CATCH2_GENERATION_HPP

// A single header of either generation (catch.hpp, catch_amalgamated.hpp) states its version.
#if defined(CATCH_VERSION_MAJOR)
#if CATCH_VERSION_MAJOR >= 3
#define SERVANDA_CATCH2_GENERATION 3
#else
#define SERVANDA_CATCH2_GENERATION 2
#endif
#elif __has_include(<catch2/matchers/catch_matchers.hpp>)
#define SERVANDA_CATCH2_GENERATION 3
#elif __has_include(<catch2/catch.hpp>)
#define SERVANDA_CATCH2_GENERATION 2
#else
#error "servanda/catch2.hpp needs Catch2: 2.13, or 3"
#endif

#if SERVANDA_CATCH2_GENERATION == 2
#if !defined(CATCH_VERSION_MAJOR)
#include <catch2/catch.hpp>
#endif
#elif !defined(CATCH_AMALGAMATED_HPP_INCLUDED)
#include <catch2/catch_test_macros.hpp>
#include <catch2/catch_tostring.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#endif

namespace servanda::matchers::detail {

#if SERVANDA_CATCH2_GENERATION == 2
template <class T>
using matcher_of = Catch::MatcherBase<T>;
#else
template <class T>
using matcher_of = Catch::Matchers::MatcherBase<T>;
#endif

} // namespace servanda::matchers::detail

#endif

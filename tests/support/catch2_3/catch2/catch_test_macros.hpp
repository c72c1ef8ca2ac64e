/// @file
/// A stand-in for Catch2 3, where only 2.13 is installed: as much of its interface as
/// servanda/catch2.hpp uses, so that this half of the header is compiled and run.
#ifndef SERVANDA_TESTS_SUPPORT_CATCH2_3_TEST_MACROS_HPP
#define SERVANDA_TESTS_SUPPORT_CATCH2_3_TEST_MACROS_HPP
#endif

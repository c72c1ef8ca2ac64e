/// @file
/// Studies as unit tests: matchers for Catch2 (2.13 or 3) that ask histories, and print why when
/// the answer is another one. Ask for this header by name; nothing else of servanda needs Catch2.
///
/// @code
/// #include <servanda/catch2.hpp>
/// #include <servanda/servanda.hpp>
///
/// using namespace servanda::matchers;
///
/// TEST_CASE("the notice ends the treaty") {
///     const servanda::history inf = /* … */;
///     CHECK_THAT(inf, WithdrawalPending("USA", on("2019-05-01")));
///     CHECK_THAT(inf, Ends(on("2019-08-02")));
///     CHECK_THAT(inf, !InForceBetween("USA", "RUS", on("2019-05-01")));
/// }
/// @endcode
///
/// Where a history has several treaties, `.in("inf")` names one. A name that nothing in the history
/// has is `unknown_name`: the test fails, with the name that may have been meant.
#ifndef SERVANDA_CATCH2_HPP
#define SERVANDA_CATCH2_HPP

#include <servanda/catch2/difference_matchers.hpp>
#include <servanda/catch2/state_matchers.hpp>
#include <servanda/catch2/string_makers.hpp>

#endif

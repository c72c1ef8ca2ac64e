/// @file
/// See catch_test_macros.hpp: how Catch2 3 prints values.
#ifndef SERVANDA_TESTS_SUPPORT_CATCH2_3_TOSTRING_HPP
#define SERVANDA_TESTS_SUPPORT_CATCH2_3_TOSTRING_HPP

#include <string>
#include <type_traits>

namespace Catch {

template <class T, class = void>
struct StringMaker {
    static std::string convert(const T&) { return "{?}"; }
};

namespace Detail {

template <class T>
std::string stringify(const T& value) {
    return StringMaker<std::remove_cv_t<std::remove_reference_t<T>>>::convert(value);
}

} // namespace Detail
} // namespace Catch

#endif

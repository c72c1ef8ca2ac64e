/// @file
/// How failing tests show days, periods and rules: in the words of the rule files.
#ifndef SERVANDA_TESTS_CALENDAR_SHOW_HPP
#define SERVANDA_TESTS_CALENDAR_SHOW_HPP

#include "support/catch.hpp"

#include <servanda/calendar/date_rule.hpp>

#include <optional>
#include <string>

template <>
struct Catch::StringMaker<servanda::date> {
    static std::string convert(servanda::date day) { return servanda::to_string(day); }
};

template <>
struct Catch::StringMaker<std::optional<servanda::date>> {
    static std::string convert(const std::optional<servanda::date>& day) {
        return day ? servanda::to_string(*day) : "no day";
    }
};

template <>
struct Catch::StringMaker<servanda::period> {
    static std::string convert(const servanda::period& length) {
        return servanda::to_string(length);
    }
};

template <>
struct Catch::StringMaker<servanda::date_rule> {
    static std::string convert(const servanda::date_rule& rule) {
        return servanda::to_string(rule);
    }
};

template <>
struct Catch::StringMaker<servanda::schedule> {
    static std::string convert(const servanda::schedule& value) {
        return servanda::to_string(value);
    }
};

#endif

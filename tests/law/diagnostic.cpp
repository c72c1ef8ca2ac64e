// Messages and their places.

#include "law/show.hpp"
#include "support/catch.hpp"

#include <servanda/law/diagnostic.hpp>

#include <string>

using servanda::diagnostic;
using servanda::diagnostics;
using servanda::input_error;
using servanda::severity;
using servanda::source_position;
using servanda::test::place;

TEST_CASE("a message reads file:line:column: error: what is wrong", "[diagnostic]") {
    CHECK(to_string(diagnostic{severity::error, place(12, 5), "unknown key"}) ==
          "rules/test.toml:12:5: error: unknown key");
    CHECK(to_string(diagnostic{severity::warning, place(1, 1), "void act"}) ==
          "rules/test.toml:1:1: warning: void act");
    CHECK(to_string(diagnostic{severity::note, place(0, 0), "whole file"}) ==
          "rules/test.toml: note: whole file");
    CHECK(to_string(diagnostic{severity::error, {}, "no place"}) == "error: no place");
}

TEST_CASE("only errors make input bad", "[diagnostic]") {
    diagnostics messages;
    CHECK(messages.ok());
    messages.warning(place(1, 1), "a");
    messages.note(place(1, 1), "b");
    CHECK(messages.ok());
    CHECK(messages.errors() == 0);
    messages.error(place(2, 1), "c");
    CHECK_FALSE(messages.ok());
    CHECK(messages.errors() == 1);
    CHECK(messages.items().size() == 3);
}

TEST_CASE("messages stay in the order they were found", "[diagnostic]") {
    diagnostics first;
    first.error(place(2, 1), "a");
    diagnostics second;
    second.warning(place(1, 1), "b");
    second.error(place(1, 2), "c");
    first.append(second);
    CHECK(first.errors() == 2);
    CHECK(servanda::test::shown(first) == "rules/test.toml:2:1: error: a\n"
                                          "rules/test.toml:1:1: warning: b\n"
                                          "rules/test.toml:1:2: error: c");
}

TEST_CASE("bad input as an exception says all of it, one message a line", "[diagnostic]") {
    diagnostics messages;
    messages.error(place(2, 1), "a");
    messages.error(place(3, 1), "b");
    const input_error error(messages);
    CHECK(std::string(error.what()) == "rules/test.toml:2:1: error: a\n"
                                       "rules/test.toml:3:1: error: b");
    CHECK(error.messages().errors() == 2);

    const input_error single("no such file");
    CHECK(std::string(single.what()) == "error: no such file");
    CHECK(single.messages().errors() == 1);
}

TEST_CASE("where something stands does not change what it means", "[diagnostic]") {
    CHECK(place(1, 1) == place(2, 2));
    CHECK(place(1, 1) == source_position{});
    CHECK(place(1, 1).known());
    CHECK_FALSE(source_position{}.known());
}

#include "support/catch.hpp"

#include <fstream>
#include <sstream>
#include <string>

namespace {

std::string text_of(const std::string& path) {
    std::ifstream in(std::string(SERVANDA_SOURCE_DIR) + "/" + path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// What stands between two marks, without the lines of the marks.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
    const std::size_t from = text.find(begin);
    const std::size_t to = text.find(end);
    REQUIRE(from != std::string::npos);
    REQUIRE(to != std::string::npos);
    const std::size_t start = text.find('\n', from) + 1;
    return text.substr(start, to - start);
}

} // namespace

TEST_CASE("the README shows the example that is compiled and run", "[readme]") {
    const std::string example =
        between(text_of("examples/core_ask_for_states.cpp"), "// example:begin", "// example:end");
    const std::string shown =
        between(text_of("README.md"), "<!-- example:begin -->", "<!-- example:end -->");
    CHECK(shown == "```cpp\n" + example + "```\n");
}

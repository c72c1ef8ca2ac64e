// State graphs as DOT and JSON.
#include "io/reading.hpp"

#include <servanda/io/dot.hpp>
#include <servanda/law/treaty_builder.hpp>

#include <nlohmann/json.hpp>
#include <sstream>

using namespace servanda_tests;

namespace {

/// Braces, brackets and quotation marks balance, and every statement ends.
void parses_roughly(const std::string& dot) {
    std::string open;
    bool quoted = false;
    for (std::size_t i = 0; i < dot.size(); ++i) {
        const char c = dot[i];
        if (quoted) {
            i += c == '\\' ? 1U : 0U;
            quoted = c != '"';
            CHECK(c != '\n');
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            open += c;
        } else if (c == '}' || c == ']') {
            REQUIRE_FALSE(open.empty());
            CHECK(open.back() == (c == '}' ? '{' : '['));
            open.pop_back();
        }
    }
    CHECK_FALSE(quoted);
    CHECK(open.empty());
    std::istringstream lines(dot);
    std::string line;
    while (std::getline(lines, line)) {
        CAPTURE(line);
        CHECK((line.back() == '{' || line.back() == '}' || line.back() == ';'));
    }
    CHECK_THAT(dot, Catch::Matchers::StartsWith("digraph \""));
    CHECK_THAT(dot, Catch::Matchers::EndsWith("}\n"));
}

} // namespace

TEST_CASE("the state graph of every shipped treaty is DOT", "[io][dot]") {
    for (const auto& id : shipped_rules().treaty_ids()) {
        CAPTURE(id);
        const std::string dot = io::write_state_graph(shipped_rules(), id);
        parses_roughly(dot);
        CHECK(dot == io::write_state_graph(shipped_rules(), id));
    }
}

TEST_CASE("names in DOT are quoted", "[io][dot]") {
    rulebook rules;
    rules.treaties.push_back(treaty_builder{R"(a "b" \ c)"}
                                 .enters_into_force(R"(1 "bis" \)", "2 deposits", "on threshold")
                                 .build());
    const std::string dot = io::write_state_graph(rules, R"(a "b" \ c)");
    parses_roughly(dot);
    CHECK_THAT(dot, Catch::Matchers::ContainsSubstring(R"(digraph "a \"b\" \\ c" {)"));
    CHECK_THAT(dot, Catch::Matchers::ContainsSubstring(R"(1 \"bis\" \\)"));
}

TEST_CASE("JSON of a state graph has the same edges", "[io][dot]") {
    const auto document = nlohmann::json::parse(io::json_state_graph(shipped_rules(), "new-start"));
    CHECK(document.at("treaty") == "new-start");
    const std::string dot = io::write_state_graph(shipped_rules(), "new-start");
    std::size_t arrows = 0;
    for (std::size_t at = dot.find(" -> "); at != std::string::npos;
         at = dot.find(" -> ", at + 1)) {
        ++arrows;
    }
    CHECK(document.at("transitions").size() == arrows);
    for (const auto& item : document.at("transitions")) {
        bool from = false;
        bool to = false;
        for (const auto& name : document.at("states")) {
            from = from || name == item.at("from");
            to = to || name == item.at("to");
        }
        CHECK(from);
        CHECK(to);
    }
}

TEST_CASE("an unknown treaty has no graph", "[io][dot]") {
    CHECK_THROWS_AS(io::write_state_graph(shipped_rules(), "inv"), input_error);
    CHECK_THROWS_AS(io::json_state_graph(shipped_rules(), "inv"), input_error);
}

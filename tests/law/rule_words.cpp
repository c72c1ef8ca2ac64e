#include "support/catch.hpp"

#include <servanda/law/read_clauses.hpp>

using namespace servanda;

namespace {

clauses read(const char* on, const char* then, diagnostics& messages) {
    clauses result;
    value_reader in(messages);
    value_table table{{"id", value("r"), {}}, {"on", value(on), {}}, {"then", value(then), {}}};
    (void)read_clause_section(in, result, "rule", value(value_list{value(std::move(table))}));
    return result;
}

} // namespace

TEST_CASE("the act of a rule may have 'of' in its own name", "[law]") {
    diagnostics messages;
    const auto result = read("give notice of withdrawal", "give notice of withdrawal", messages);
    CHECK(messages.ok());
    REQUIRE(result.rules.size() == 1);
    CHECK(result.rules.front().on.on_act == act::give_notice_of_withdrawal);
    CHECK(result.rules.front().then == act::give_notice_of_withdrawal);
    CHECK(result.rules.front().of.empty());
}

TEST_CASE("the act of a rule may say what it is about", "[law]") {
    diagnostics messages;
    const auto result = read("revoke of notice", "resume of notice", messages);
    CHECK(messages.ok());
    REQUIRE(result.rules.size() == 1);
    CHECK(result.rules.front().on.on_act == act::revoke);
    CHECK(result.rules.front().on.of == "notice");
    CHECK(result.rules.front().then == act::resume);
    CHECK(result.rules.front().of == "notice");
}

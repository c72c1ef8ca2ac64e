// The state graph of a treaty: the lifecycle table of the contract, narrowed by the treaty's
// clauses.
#include "support/catch.hpp"

#include <servanda/graph/state_graph.hpp>
#include <servanda/law/treaty_builder.hpp>

#include <set>
#include <string>
#include <tuple>

using namespace servanda;

namespace {

using arrow = std::tuple<std::string, std::string, std::string>; // from, to, by

std::set<std::string> states_of(const state_graph& graph) {
    std::set<std::string> names;
    for (std::size_t v = 0; v < boost::num_vertices(graph); ++v) {
        CHECK(names.emplace(to_string(graph[v].value)).second);
    }
    return names;
}

template <class Look>
void each_edge(const state_graph& graph, Look look) {
    for (std::size_t v = 0; v < boost::num_vertices(graph); ++v) {
        const auto [begin, end] = boost::out_edges(v, graph);
        for (auto at = begin; at != end; ++at) {
            look(std::string(to_string(graph[v].value)),
                 std::string(to_string(graph[boost::target(*at, graph)].value)),
                 graph[*at]);
        }
    }
}

std::set<arrow> arrows_of(const state_graph& graph) {
    std::set<arrow> result;
    each_edge(graph, [&](const std::string& from, const std::string& to, const state_edge& edge) {
        CHECK(result.emplace(from, to, edge.by).second);
    });
    return result;
}

const state_edge* find_edge(const state_graph& graph,
                            const std::string& from,
                            const std::string& to,
                            const std::string& by) {
    const state_edge* found = nullptr;
    each_edge(graph, [&](const std::string& a, const std::string& b, const state_edge& edge) {
        found = a == from && b == to && edge.by == by ? &edge : found;
    });
    return found;
}

bool leads(const state_graph& graph, const std::string& from, const std::string& to) {
    bool found = false;
    each_edge(graph, [&](const std::string& a, const std::string& b, const state_edge&) {
        found = found || (a == from && b == to);
    });
    return found;
}

rulebook with(const treaty_builder& builder) {
    rulebook rules;
    rules.treaties.push_back(builder.build());
    return rules;
}

/// The final clauses of the INF Treaty: Articles XV and XVII.
treaty_builder inf() {
    return treaty_builder{"inf"}
        .bilateral("USA", "SUN")
        .enters_into_force("XVII(1)", "deposits by all signatories", "on threshold")
        .set("accession.open", false)
        .unlimited("XV(1)")
        .withdrawal("XV(2)", "6 months after notice");
}

} // namespace

TEST_CASE("INF: the states and how one gets there", "[graph][inf]") {
    const state_graph graph = state_graph_of(with(inf()), "inf");
    CHECK(states_of(graph) == std::set<std::string>{"none",
                                                    "signed",
                                                    "contracting",
                                                    "in force",
                                                    "suspended",
                                                    "withdrawal pending",
                                                    "terminated"});
    const auto arrows = arrows_of(graph);
    for (const auto& expected : std::set<arrow>{
             {"none", "signed", "sign"},
             {"signed", "none", "unsign"},
             {"signed", "contracting", "deposit"},
             {"contracting", "in force", "entry into force"},
             {"in force", "withdrawal pending", "give notice of withdrawal"},
             {"suspended", "withdrawal pending", "give notice of withdrawal"},
             {"withdrawal pending", "terminated", "withdrawal takes effect"},
             {"withdrawal pending", "in force", "revoke of notice"},
             {"in force", "suspended", "suspend (by claim)"}, // no clause opens it
             {"suspended", "in force", "resume"},
             {"in force", "terminated", "terminate (all agree)"},
         }) {
        CAPTURE(std::get<0>(expected), std::get<1>(expected), std::get<2>(expected));
        CHECK(arrows.count(expected) == 1);
    }
}

TEST_CASE("INF: each edge with its article and its clock", "[graph][inf]") {
    const state_graph graph = state_graph_of(with(inf()), "inf");
    const auto* notice =
        find_edge(graph, "in force", "withdrawal pending", "give notice of withdrawal");
    REQUIRE(notice != nullptr);
    CHECK(notice->article == "XV(2)");
    CHECK_FALSE(notice->clock);
    const auto* exit =
        find_edge(graph, "withdrawal pending", "terminated", "withdrawal takes effect");
    REQUIRE(exit != nullptr);
    CHECK(exit->article == "XV(2)");
    CHECK(exit->after == "6 months after notice");
    CHECK(exit->clock);
    const auto* entry = find_edge(graph, "contracting", "in force", "entry into force");
    REQUIRE(entry != nullptr);
    CHECK(entry->article == "XVII(1)");
    CHECK(entry->clock);
    // Where the treaty is silent the default law speaks, and is named.
    const auto* revoke = find_edge(graph, "withdrawal pending", "in force", "revoke of notice");
    REQUIRE(revoke != nullptr);
    CHECK(revoke->article == "VCLT 68");
}

TEST_CASE("a suspended party that revokes its notice stays suspended", "[graph]") {
    // The other aspects stand as they are: the headline may be `suspended` again.
    CHECK(leads(state_graph_of(with(inf()), "inf"), "withdrawal pending", "suspended"));
}

TEST_CASE("a deposit taken back leads to where its author came from", "[graph]") {
    const auto rules =
        with(treaty_builder{"t"}.enters_into_force("1", "2 deposits", "on threshold"));
    const state_graph graph = state_graph_of(rules, "t");
    CHECK(leads(graph, "contracting", "signed"));
    CHECK(leads(graph, "contracting", "none")); // who acceded never signed
}

TEST_CASE("from a multilateral treaty one withdraws, it does not end", "[graph]") {
    const auto rules = with(treaty_builder{"t"}
                                .multilateral()
                                .enters_into_force("1", "2 deposits", "on threshold")
                                .withdrawal("2", "1 year after notice"));
    const state_graph graph = state_graph_of(rules, "t");
    CHECK(leads(graph, "withdrawal pending", "withdrawn"));
    CHECK(find_edge(graph, "withdrawal pending", "terminated", "withdrawal takes effect") ==
          nullptr);
    // Accession is open unless closed: consent without signature, and again after withdrawal.
    CHECK(leads(graph, "none", "contracting"));
    CHECK(leads(graph, "withdrawn", "contracting"));
    CHECK(leads(graph, "withdrawn", "signed"));
    CHECK(states_of(graph).count("provisionally applied") == 0);
}

TEST_CASE("an act that no clause opens has no edge", "[graph]") {
    SECTION("a treaty silent on withdrawal admits none") { // VCLT 56(1)
        const auto rules =
            with(treaty_builder{"t"}.enters_into_force("1", "2 deposits", "on threshold"));
        const state_graph graph = state_graph_of(rules, "t");
        CHECK(states_of(graph).count("withdrawal pending") == 0);
        CHECK(states_of(graph).count("withdrawn") == 0);
    }
    SECTION("closed accession") {
        const state_graph graph =
            state_graph_of(with(treaty_builder{"t"}
                                    .enters_into_force("1", "2 deposits", "on threshold")
                                    .set("accession.open", false)),
                           "t");
        CHECK_FALSE(leads(graph, "none", "contracting"));
        CHECK(leads(graph, "signed", "contracting"));
    }
    SECTION("a clause on suspension") {
        const state_graph graph =
            state_graph_of(with(inf().set("suspension.article", std::string("XVI"))), "inf");
        const auto* edge = find_edge(graph, "in force", "suspended", "suspend");
        REQUIRE(edge != nullptr);
        CHECK(edge->article == "XVI");
    }
    SECTION("provisional application") {
        const state_graph graph =
            state_graph_of(with(treaty_builder{"t"}
                                    .enters_into_force("1", "2 deposits", "on threshold")
                                    .set("provisional_application.article", std::string("9"))),
                           "t");
        CHECK(leads(graph, "none", "provisionally applied"));
        CHECK(leads(graph, "signed", "provisionally applied"));
        CHECK(leads(graph, "contracting", "provisionally applied"));
        CHECK(leads(graph, "provisionally applied", "in force"));
    }
}

TEST_CASE("a term ends a treaty by itself", "[graph]") {
    const state_graph graph = state_graph_of(
        with(treaty_builder{"new-start"}
                 .bilateral("USA", "RUS")
                 .enters_into_force("XIV(1)", "deposits by all signatories", "on threshold")
                 .term("XIV(2)", "10 years after entry into force")),
        "new-start");
    const auto* expiry = find_edge(graph, "in force", "terminated", "expiry");
    REQUIRE(expiry != nullptr);
    CHECK(expiry->article == "XIV(2)");
    CHECK(expiry->after == "10 years after entry into force");
    CHECK(expiry->clock);
    CHECK(find_edge(graph, "suspended", "terminated", "expiry") != nullptr);
}

TEST_CASE("terminated is the end", "[graph]") {
    const state_graph graph = state_graph_of(with(inf()), "inf");
    each_edge(graph, [](const std::string& from, const std::string&, const state_edge&) {
        CHECK(from != "terminated");
    });
}

TEST_CASE("an unknown treaty is refused with the nearest", "[graph]") {
    try {
        (void)state_graph_of(with(inf()), "inv");
        FAIL("accepted");
    } catch (const input_error& problem) {
        CHECK_THAT(problem.what(), Catch::Matchers::ContainsSubstring("inv"));
        CHECK_THAT(problem.what(), Catch::Matchers::ContainsSubstring("did you mean 'inf'?"));
    }
    CHECK_THROWS_AS(state_graph_of(rulebook{}, "inf"), input_error);
}

#include <servanda/graph/state_graph.hpp>
#include <servanda/io/dot.hpp>

#include <nlohmann/json.hpp>

namespace servanda::io {

namespace {

std::string in_quotes(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
        }
        result += c;
    }
    return result + "\"";
}

template <class Each>
void each_edge(const state_graph& graph, Each each) {
    for (std::size_t from = 0; from < boost::num_vertices(graph); ++from) {
        const auto [begin, end] = boost::out_edges(from, graph);
        for (auto at = begin; at != end; ++at) {
            each(std::string(to_string(graph[from].value)),
                 std::string(to_string(graph[boost::target(*at, graph)].value)),
                 graph[*at]);
        }
    }
}

} // namespace

std::string write_state_graph(const rulebook& rules, const std::string& treaty) {
    const state_graph graph = state_graph_of(rules, treaty);
    std::string text = "digraph " + in_quotes(treaty) + " {\n";
    text += "  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n";
    text += "  edge [fontname=\"sans-serif\", fontsize=10];\n";
    for (std::size_t v = 0; v < boost::num_vertices(graph); ++v) {
        text += "  " + in_quotes(std::string(to_string(graph[v].value))) + ";\n";
    }
    each_edge(graph, [&](const std::string& from, const std::string& to, const state_edge& edge) {
        std::string label = edge.by;
        label += edge.after.empty() ? "" : ": " + edge.after;
        label += edge.article.empty() ? "" : " (" + edge.article + ")";
        text += "  " + in_quotes(from) + " -> " + in_quotes(to) + " [label=" + in_quotes(label) +
                (edge.clock ? ", style=dashed" : "") + "];\n";
    });
    return text + "}\n";
}

std::string json_state_graph(const rulebook& rules, const std::string& treaty) {
    using json = nlohmann::ordered_json;
    const state_graph graph = state_graph_of(rules, treaty);
    json result;
    result["treaty"] = treaty;
    result["states"] = json::array();
    for (std::size_t v = 0; v < boost::num_vertices(graph); ++v) {
        result["states"].push_back(to_string(graph[v].value));
    }
    result["transitions"] = json::array();
    each_edge(graph, [&](const std::string& from, const std::string& to, const state_edge& edge) {
        json each;
        each["from"] = from;
        each["to"] = to;
        each["by"] = edge.by;
        each["article"] = edge.article;
        each["after"] = edge.after;
        each["by_itself"] = edge.clock;
        result["transitions"].push_back(std::move(each));
    });
    return result.dump(2) + "\n";
}

} // namespace servanda::io

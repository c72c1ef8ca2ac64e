/// @file
/// The state machine of a treaty as a Boost.Graph: headline states as vertices, acts and clocks as
/// edges, each with its article. It is drawn from the lifecycle table and the treaty's clauses, so
/// an act that no clause opens has no edge, and a state that nothing reaches no vertex.
#ifndef SERVANDA_GRAPH_STATE_GRAPH_HPP
#define SERVANDA_GRAPH_STATE_GRAPH_HPP

#include <servanda/engine/simulate.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace servanda {

/// A vertex: one headline state.
struct state_vertex {
    servanda::state value = state::none;
};

/// An edge: what leads from one state to another.
struct state_edge {
    std::string by;      ///< an act, or what falls due
    std::string article; ///< under which it does
    std::string after;   ///< the date rule of a clock; empty: at once
    bool clock = false;  ///< it happens by itself
};

using state_graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, state_vertex, state_edge>;

namespace detail {

class state_graph_builder {
public:
    explicit state_graph_builder(const compiled_treaty& source)
        : source_(source)
        , graph_(state_names.size()) {
        for (std::size_t i = 0; i < state_names.size(); ++i) {
            graph_[i].value = static_cast<state>(i);
        }
    }

    [[nodiscard]] state_graph run() {
        acts();
        clocks();
        return reachable();
    }

private:
    static constexpr std::array<std::pair<lifecycle_column, state>, lifecycle_column_count> columns{
        {
            {lifecycle_column::none, state::none},
            {lifecycle_column::signed_only, state::signed_only},
            {lifecycle_column::contracting, state::contracting},
            {lifecycle_column::provisionally_applied, state::provisionally_applied},
            {lifecycle_column::in_force, state::in_force},
            {lifecycle_column::suspended, state::suspended},
            {lifecycle_column::withdrawal_pending, state::withdrawal_pending},
            {lifecycle_column::former, state::withdrawn},
            {lifecycle_column::terminated, state::terminated},
        }};

    void edge(state from, state to, const state_edge& what) {
        boost::add_edge(static_cast<std::size_t>(from), static_cast<std::size_t>(to), what, graph_);
    }

    [[nodiscard]] std::string article(std::string_view point) const {
        return cite(source_, point).article;
    }

    /// Where a cell leads; the state itself where it leads nowhere.
    [[nodiscard]] state target(lifecycle_effect cell, state from) const {
        const clauses& own = source_.source->own;
        switch (cell) {
        case lifecycle_effect::become_signatory:
            return state::signed_only;
        case lifecycle_effect::become_contracting:
            return from == state::signed_only || !source_.source->sides.empty() ||
                           (own.accession.open.empty() ||
                            own.accession.open.entries().front().value)
                       ? state::contracting
                       : from;
        case lifecycle_effect::apply_provisionally:
            return own.has_provisional_application && own.provisional_application.provisions.empty()
                       ? state::provisionally_applied
                       : from;
        case lifecycle_effect::end_provisional:
        case lifecycle_effect::revoke_deposit:
            return state::signed_only;
        case lifecycle_effect::withdraw_signature:
            return state::none;
        case lifecycle_effect::begin_withdrawal:
            return source_.withdrawal.admitted() ? state::withdrawal_pending : from;
        case lifecycle_effect::cancel_withdrawal:
            return state::in_force;
        case lifecycle_effect::suspend_pairs:
            return from == state::in_force ? state::suspended : from;
        case lifecycle_effect::lift_own_suspension:
            return from == state::suspended ? state::in_force : from;
        case lifecycle_effect::agree_to_end:
            return state::terminated;
        case lifecycle_effect::end_membership:
            return own.has_expulsion ? state::former_party : from;
        default:
            return from;
        }
    }

    void acts() {
        for (std::size_t row = 0; row < lifecycle_act_count; ++row) {
            const auto kind = static_cast<lifecycle_act>(row);
            for (const auto& [column, from] : columns) {
                if (from == state::terminated) {
                    continue;
                }
                const auto cell = lifecycle_cell(kind, column);
                const state to = target(cell, from);
                if (to == from) {
                    continue;
                }
                std::string by(to_string(kind));
                if (kind == lifecycle_act::suspend && source_.suspension == nullptr) {
                    by += " (by claim)";
                } else if (kind == lifecycle_act::terminate) {
                    by += " (all agree)";
                }
                edge(from, to, {by, article(to_string(kind)), {}, false});
                if (cell == lifecycle_effect::cancel_withdrawal) { // a suspension goes on
                    edge(from, state::suspended, {by, article(to_string(kind)), {}, false});
                } else if (cell == lifecycle_effect::revoke_deposit && from == state::contracting) {
                    // back to none for those who acceded
                    edge(from, state::none, {by, article(to_string(kind)), {}, false});
                }
            }
        }
    }

    void clocks() {
        const clauses& own = source_.source->own;
        const auto words = [](const rules_by_period* rules) {
            return rules == nullptr || rules->empty() ? std::string()
                                                      : to_string(rules->entries().back().value);
        };
        for (const state from : {state::contracting, state::provisionally_applied}) {
            edge(from,
                 state::in_force,
                 {"entry into force",
                  article("entry into force"),
                  words(source_.effective.source) + " / " + words(source_.for_later.source),
                  true});
        }
        if (source_.withdrawal.admitted()) {
            const bool ends = source_.source->kind == treaty_kind::bilateral;
            edge(state::withdrawal_pending,
                 ends ? state::terminated : state::withdrawn,
                 {"withdrawal takes effect",
                  article("give notice of withdrawal"),
                  words(source_.withdrawal.notice.source),
                  true});
        }
        if (own.duration.term && !own.duration.term->then) {
            for (const state from :
                 {state::in_force, state::suspended, state::withdrawal_pending}) {
                edge(from,
                     state::terminated,
                     {"expiry", article("expiry"), to_string(*own.duration.term), true});
            }
        }
    }

    /// Without the states that nothing reaches.
    [[nodiscard]] state_graph reachable() const {
        std::vector<boost::default_color_type> colour(boost::num_vertices(graph_));
        boost::breadth_first_search(graph_,
                                    static_cast<std::size_t>(state::none),
                                    boost::color_map(boost::make_iterator_property_map(
                                        colour.begin(), boost::get(boost::vertex_index, graph_))));
        state_graph result;
        std::vector<std::size_t> number(boost::num_vertices(graph_), 0);
        for (std::size_t i = boost::num_vertices(graph_); i-- > 0;) { // from none to terminated
            if (colour[i] == boost::black_color) {
                number[i] = boost::add_vertex(graph_[i], result);
            }
        }
        for (std::size_t from = boost::num_vertices(graph_); from-- > 0;) {
            if (colour[from] != boost::black_color) {
                continue;
            }
            const auto [begin, end] = boost::out_edges(from, graph_);
            for (auto at = begin; at != end; ++at) {
                const auto to = boost::target(*at, graph_);
                boost::add_edge(number[from], number[to], graph_[*at], result);
            }
        }
        return result;
    }

    const compiled_treaty& source_;
    state_graph graph_;
};

} // namespace detail

/// The state machine of one treaty under a rulebook. Throws `input_error` for an unknown treaty.
[[nodiscard]] inline state_graph state_graph_of(const rulebook& rules, const std::string& treaty) {
    scenario story;
    story.treaties = {treaty};
    const auto compiled = compile(std::make_shared<const rulebook>(with_default_laws(rules)),
                                  std::make_shared<const scenario>(std::move(story)));
    return detail::state_graph_builder(compiled->treaties.front()).run();
}

} // namespace servanda

#endif

#include "csv.hpp"
#include "ensemble_words.hpp"
#include "json_words.hpp"

#include <servanda/engine/simulate.hpp>
#include <servanda/io/ensembles.hpp>
#include <servanda/io/json.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace servanda::io {

namespace {

json estimate_json(const estimate& item) {
    json result;
    result["share"] = item.share;
    result["low"] = item.low;
    result["high"] = item.high;
    return result;
}

json draws_json(const ensemble& of, std::uint64_t run) {
    const ensemble_draws drawn = of.draws(run);
    json result;
    result["run"] = run;
    result["choices"] = json::object();
    for (std::size_t c = 0; c < drawn.options.size(); ++c) {
        result["choices"][of.model().choices[c].id] = drawn.options[c];
    }
    result["acts"] = json::array();
    for (std::size_t i = 0; i < drawn.days.size(); ++i) {
        if (!drawn.days[i]) {
            continue;
        }
        const dated_act& done = of.model().acts[i].act;
        json each;
        each["day"] = to_string(*drawn.days[i]);
        each["act"] = to_string(done.kind);
        each["of"] = text_or_null(done.of);
        each["by"] = done.by;
        each["id"] = text_or_null(done.id);
        result["acts"].push_back(std::move(each));
    }
    return result;
}

json outcome_json(const outcome_report& item) {
    json result;
    result["name"] = item.name;
    result["runs"] = item.runs;
    result["probability"] = estimate_json(item.probability);
    for (const auto& [name, share] : {std::pair{"0.05", 0.05}, {"0.5", 0.5}, {"0.95", 0.95}}) {
        result["quantiles"][name] = day_or_null(item.quantile(share));
    }
    result["days"] = json::object();
    for (const auto& [day, runs] : item.days) {
        result["days"][to_string(day)] = runs;
    }
    return result;
}

json states_json(const ensemble_report& found, const std::vector<date>& days) {
    json result = json::array();
    for (const state_shares& item : found.states) {
        json each;
        each["treaty"] = item.treaty;
        each["party"] = text_or_null(item.party);
        each["state"] = item.state;
        each["runs"] = json::array();
        for (const date day : days) {
            each["runs"].push_back(item.runs_on(day));
        }
        result.push_back(std::move(each));
    }
    return result;
}

} // namespace

std::string json_ensemble(const ensemble& of, const ensemble_report& found) {
    constexpr std::size_t parts = 50;
    json result;
    result["ensemble"] = found.title;
    result["seed"] = found.seed;
    result["runs"] = found.runs;
    result["runs_asked"] = found.asked;
    result["complete"] = found.runs == found.asked;
    result["confidence"] = 0.99;
    result["first_day"] = to_string(found.first);
    result["last_day"] = to_string(found.last);
    result["outcomes"] = json::array();
    for (const auto& item : found.outcomes) {
        result["outcomes"].push_back(outcome_json(item));
    }
    result["classes"] = json::array();
    for (const auto& item : found.classes) {
        json each;
        each["outcomes"] = item.outcomes;
        each["runs"] = item.runs;
        each["probability"] = estimate_json(item.probability);
        each["example"] = draws_json(of, item.example);
        result["classes"].push_back(std::move(each));
    }
    const auto days = spread_days(found, parts);
    result["days"] = json::array();
    for (const date day : days) {
        result["days"].push_back(to_string(day));
    }
    result["states"] = states_json(found, days);
    return written(result);
}

std::string json_ensemble_run(const ensemble& of, std::uint64_t run) {
    json result;
    result["ensemble"] = of.model().title;
    result["seed"] = of.model().seed;
    result["drawn"] = draws_json(of, run);
    result["history"] = json::parse(json_run(simulate(of.rules(), of.story(run)), {}));
    return written(result);
}

std::string csv_ensemble(const ensemble_report& found) {
    std::string text = "treaty,party,state,from,runs,share\n";
    for (const state_shares& item : found.states) {
        std::string who;
        append_csv(who, item.treaty);
        who += ',';
        append_csv(who, item.party.empty() ? "*" : item.party);
        who += ',';
        append_csv(who, item.state);
        for (const state_share& each : item.shares) {
            text += who + "," + to_string(each.from) + "," + std::to_string(each.runs) + "," +
                    fmt::format("{:.6f}",
                                static_cast<double>(each.runs) / static_cast<double>(found.runs)) +
                    "\n";
        }
    }
    return text;
}

} // namespace servanda::io

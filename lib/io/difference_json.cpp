// What differs between two histories, as JSON.
#include "json_words.hpp"

#include <servanda/io/json.hpp>
#include <servanda/study/told_difference.hpp>

#include <string>
#include <utility>
#include <vector>

namespace servanda::io {

namespace {

json side_json(const told_side& item) {
    json result;
    result["since"] = day_or_null(item.since);
    result["begins"] = item.begins;
    result["what"] = text_or_null(item.what);
    result["article"] = text_or_null(item.article);
    result["why"] = text_or_null(item.why);
    result["by_claim"] = item.by_claim;
    result["but"] = text_or_null(item.but);
    return result;
}

/// A stretch of days: when, what kind, what was and is, and because of what.
template <class Difference>
json stretch_json(const Difference& item, const told_sides& causes, const std::string& obligation) {
    json result;
    result["from"] = to_string(item.from);
    result["until"] = day_or_null(item.until);
    result["treaty"] = item.treaty;
    if (!obligation.empty()) {
        result["obligation"] = obligation;
    }
    result["who"] = text_or_null(item.party);
    result["kind"] = to_string(kind_of(item));
    result["was"] = causes.was.state;
    result["is"] = causes.is.state;
    result["was_because"] = side_json(causes.was);
    result["is_because"] = side_json(causes.is);
    return result;
}

json beginning_json(const beginning_difference& item) {
    json result;
    result["treaty"] = item.treaty;
    result["who"] = text_or_null(item.party);
    result["state"] = item.state;
    result["kind"] = to_string(kind_of(item));
    result["was"] = day_or_null(item.was);
    result["is"] = day_or_null(item.is);
    return result;
}

json act_side_json(const std::optional<told_act>& item) {
    if (!item) {
        return {};
    }
    json result;
    result["day"] = to_string(item->day);
    result["standing"] = to_string(item->standing);
    result["finding"] = text_or_null(std::string(to_string(item->finding)));
    result["article"] = text_or_null(item->article);
    return result;
}

json act_json(const act_difference& item) {
    json result;
    result["treaty"] = item.treaty;
    result["by"] = text_or_null(item.party);
    result["act"] = item.what;
    result["kind"] = to_string(kind_of(item));
    result["was"] = act_side_json(item.was);
    result["is"] = act_side_json(item.is);
    return result;
}

json finding_side_json(const std::optional<finding_state>& item) {
    if (!item) {
        return {};
    }
    json result;
    result["day"] = to_string(item->day);
    result["contested"] = item->contested;
    result["cured"] = item->cured;
    result["until"] = day_or_null(item->until);
    return result;
}

json finding_json(const finding_difference& item) {
    json result;
    result["treaty"] = item.treaty;
    result["obligation"] = text_or_null(item.obligation);
    result["against"] = item.against;
    result["by"] = item.by;
    result["determined"] = item.determined;
    result["material"] = item.material;
    result["kind"] = to_string(kind_of(item));
    result["was"] = finding_side_json(item.was);
    result["is"] = finding_side_json(item.is);
    return result;
}

json unchanged_json(const unchanged_parts& same) {
    json result;
    result["treaties"] = json::array();
    for (const auto& item : same.treaties) {
        result["treaties"].push_back(item.treaty);
    }
    result["of_treaties"] = same.all_treaties;
    result["memberships"] = json::array();
    for (const auto& item : same.memberships) {
        result["memberships"].push_back({{"treaty", item.treaty}, {"who", item.party}});
    }
    result["of_memberships"] = same.all_memberships;
    result["obligations"] = json::array();
    for (const auto& item : same.obligations) {
        result["obligations"].push_back(
            {{"treaty", item.treaty}, {"obligation", item.obligation}, {"who", item.party}});
    }
    result["of_obligations"] = same.all_obligations;
    return result;
}

} // namespace

std::string
json_difference(const history& before, const history& after, const std::vector<edit>& edits) {
    json result = heading_of(before);
    result["edits"] = json::array();
    for (const auto& item : edits) {
        result["edits"].push_back(to_string(item));
    }
    const told_difference told = explain_difference(before, after);
    result["same_inputs"] = told.same_inputs;
    result["remarks"] = baseline_remarks(before, after, edits);
    result["first_divergence"] = day_or_null(told.found.first());
    result["differences"] = json::array();
    for (std::size_t i = 0; i < told.found.states.size(); ++i) {
        result["differences"].push_back(
            stretch_json(told.found.states[i], told.state_causes[i], {}));
    }
    result["verdict_differences"] = json::array();
    for (std::size_t i = 0; i < told.found.verdicts.size(); ++i) {
        const auto& item = told.found.verdicts[i];
        result["verdict_differences"].push_back(
            stretch_json(item, told.verdict_causes[i], item.obligation));
    }
    const auto list = [&](const char* key, const auto& items, auto write) {
        result[key] = json::array();
        for (const auto& item : items) {
            result[key].push_back(write(item));
        }
    };
    list("beginnings", told.beginnings, beginning_json);
    list("acts", told.acts, act_json);
    list("findings", told.findings, finding_json);
    result["unchanged"] = unchanged_json(told.unchanged);
    return written(result);
}

} // namespace servanda::io

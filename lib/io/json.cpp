#include "json_words.hpp"
#include "member_words.hpp"

#include <servanda/engine/verdicts.hpp>
#include <servanda/io/json.hpp>

#include <optional>
#include <utility>

namespace servanda::io {

namespace {

json change_json(const told_change& item) {
    json result;
    result["day"] = to_string(item.day);
    result["treaty"] = item.treaty;
    result["who"] = text_or_null(item.who);
    result["from"] = item.from;
    result["to"] = item.to;
    result["article"] = text_or_null(item.article);
    result["why"] = item.why;
    result["by_claim"] = item.by_claim;
    return result;
}

json act_json(const history& story, std::uint32_t index) {
    const act_record& item = story.acts()[index];
    json result;
    result["day"] = to_string(item.what.day);
    result["treaty"] = story.program().treaty_name(item.what.treaty);
    result["by"] = text_or_null(detail::name_of(story.program(), item.what.who, item.what.day));
    result["act"] = word_of(item.what);
    result["standing"] = to_string(item.worth);
    result["finding"] = text_or_null(std::string(to_string(item.finding)));
    result["article"] = text_or_null(cite_act(story.program(), item).article);
    return result;
}

json reason_json(const history& story, const membership_report& item, date day) {
    const explanation why = explain(story, item.treaty, item.party, day);
    json steps = json::array();
    for (const auto& step : why.steps) {
        if (!step.who.empty() && item.since && step.day == *item.since) {
            steps.push_back(change_json(step));
        }
    }
    return steps;
}

json pending_json(const history& story, const pending_effect& item, date day) {
    const effect& due = story.effects()[item.effect];
    json result;
    result["due"] = day_or_null(item.due);
    result["treaty"] = story.program().treaty_name(due.treaty);
    result["who"] = text_or_null(detail::name_of(story.program(), due.who, day));
    result["what"] = to_string(due.kind);
    result["article"] = text_or_null(detail::cite_effect(story, item.effect).article);
    result["why"] = detail::tell_effect(story, item.effect);
    return result;
}

} // namespace

json member_json(const membership_report& item) {
    json result;
    result["treaty"] = item.treaty;
    result["party"] = item.party;
    result["state"] = to_string(item.state);
    result["since"] = day_or_null(item.since);
    result["consent"] = to_string(item.consent);
    result["operation"] = to_string(item.operation);
    result["exit"] = item.exit_pending ? "pending" : "none";
    result["exit_effective"] = day_or_null(item.exit_on);
    result["cause"] = item.cause == end_cause::none ? json() : json(to_string(item.cause));
    result["suspended"] = item.suspended;
    result["suspensions"] = json::array();
    for (const auto& each : item.suspensions) {
        json suspension;
        suspension["by"] = each.by;
        suspension["towards"] = text_or_null(each.towards);
        suspension["since"] = to_string(each.since);
        suspension["whole"] = each.whole;
        suspension["by_claim"] = each.by_claim;
        suspension["basis"] = text_or_null(each.basis);
        result["suspensions"].push_back(std::move(suspension));
    }
    result["surviving"] = json::array();
    for (const auto& duty : item.surviving) {
        json each;
        each["obligation"] = duty.id;
        each["article"] = text_or_null(duty.article);
        each["until"] = day_or_null(duty.until);
        result["surviving"].push_back(std::move(each));
    }
    result["by_claim"] = item.by_claim;
    result["disputed"] = item.disputed;
    result["views"] = json::object();
    for (const auto& [viewer, seen] : item.as_seen_by) {
        result["views"][viewer] = to_string(seen);
    }
    result["next"] = day_or_null(item.next);
    result["next_what"] = text_or_null(item.next_what);
    return result;
}

std::string json_run(const history& story, const std::vector<unmet_expectation>& unmet) {
    json result = heading_of(story);
    result["changes"] = json::array();
    for (const auto& item : tell_changes(story)) {
        result["changes"].push_back(change_json(item));
    }
    result["verdicts"] = json::array();
    for (const auto& item : tell_verdict_changes(story)) {
        json each;
        each["day"] = to_string(item.day);
        each["treaty"] = item.treaty;
        each["who"] = text_or_null(item.who);
        each["change"] = item.to;
        each["article"] = text_or_null(item.article);
        each["why"] = item.why;
        result["verdicts"].push_back(std::move(each));
    }
    result["acts"] = json::array();
    for (std::uint32_t i = 0; i < story.acts().size(); ++i) {
        result["acts"].push_back(act_json(story, i));
    }
    result["unmet_expectations"] = json::array();
    for (const auto& item : unmet) {
        json failed;
        failed["where"] = text_or_null(to_string(item.what->where));
        failed["message"] = item.message;
        result["unmet_expectations"].push_back(std::move(failed));
    }
    return written(result);
}

std::string json_state(const history& story, date day, const state_query& query) {
    json result = heading_of(story);
    result["on"] = to_string(day);
    result["treaties"] = json::array();
    if (!query.treaty.empty()) {
        (void)story.whole(query.treaty);
    }
    for (const auto& item : story.program().treaties) {
        const std::string& id = item.source->id;
        if (!query.treaty.empty() && id != query.treaty) {
            continue;
        }
        json treaty;
        treaty["treaty"] = id;
        treaty["state"] = to_string(story.treaty_state(id, day));
        treaty["since"] = day_or_null(story.since(item.first, day));
        treaty["parties"] = story.parties(id, day).size();
        if (!query.party.empty() && !query.between.empty()) {
            treaty["between"] = {query.party, query.between};
            treaty["in_force"] = story.in_force_between(id, query.party, query.between, day);
        }
        treaty["memberships"] = json::array();
        const auto codes =
            query.party.empty() ? codes_in(story, id, day) : std::vector{query.party};
        for (const auto& code : codes) {
            const auto report = story.report(id, code, day);
            json member = member_json(report);
            if (!query.party.empty()) {
                member["because"] = reason_json(story, report, day);
            }
            treaty["memberships"].push_back(std::move(member));
        }
        result["treaties"].push_back(std::move(treaty));
    }
    return written(result);
}

std::string
json_explanation(const history& story, std::string_view treaty, std::string_view party, date day) {
    const explanation why = explain(story, treaty, party, day);
    json result = heading_of(story);
    result["on"] = to_string(day);
    result["now"] = member_json(why.now);
    result["steps"] = json::array();
    for (const auto& step : why.steps) {
        result["steps"].push_back(change_json(step));
    }
    result["coming"] = why.coming;
    result["void_acts"] = why.void_acts;
    result["findings"] = why.findings;
    result["absences"] = why.absences;
    return written(result);
}

std::string json_pending(const history& story, date day) {
    json result = heading_of(story);
    result["on"] = to_string(day);
    result["pending"] = json::array();
    for (const auto& item : story.pending(day)) {
        result["pending"].push_back(pending_json(story, item, day));
    }
    result["obligations_due"] = json::array();
    for (const auto& item : due(story, day)) {
        json each;
        each["treaty"] = item.treaty;
        each["obligation"] = item.obligation;
        each["article"] = text_or_null(item.article);
        each["party"] = item.party;
        each["due_from"] = day_or_null(item.from);
        each["due_by"] = day_or_null(item.by);
        each["open"] = item.open;
        each["stopped"] = item.stopped;
        result["obligations_due"].push_back(std::move(each));
    }
    return written(result);
}

} // namespace servanda::io

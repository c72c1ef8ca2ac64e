/// @file
/// Conditions with their names resolved: groups to memberships, words to predicates.
#ifndef SERVANDA_ENGINE_COMPILE_CONDITION_HPP
#define SERVANDA_ENGINE_COMPILE_CONDITION_HPP

#include <servanda/engine/program.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace servanda::detail {

/// Resolves one condition of one treaty. A treaty that the scenario leaves out has no parties and
/// is not in force; a participant that does nothing in it has done nothing.
class condition_compiler {
public:
    condition_compiler(program& out,
                       treaty_id owner,
                       const source_position& where,
                       diagnostics& messages)
        : out_(out)
        , owner_(owner)
        , where_(where)
        , messages_(messages) {}

    [[nodiscard]] compiled_condition run(const condition& source) {
        for (const auto& n : source.nodes()) {
            compiled_test test;
            test.what = n.what;
            for (const auto operand : n.operands) {
                test.operands.push_back(static_cast<std::uint32_t>(operand));
            }
            switch (n.what) {
            case condition::kind::count:
                count(n, test);
                break;
            case condition::kind::subject:
                subject(n, test);
                break;
            case condition::kind::from_date:
            case condition::kind::before_date:
                test.day = n.day;
                out_.wakes.push_back(n.day);
                result_.uses_facts = true;
                break;
            default:
                break;
            }
            result_.tests.push_back(std::move(test));
        }
        return std::move(result_);
    }

private:
    using node = condition::node;

    void depends_on(treaty_id treaty) {
        if (std::find(result_.depends.begin(), result_.depends.end(), treaty) ==
            result_.depends.end()) {
            result_.depends.push_back(treaty);
        }
    }

    [[nodiscard]] const clauses& own() const { return out_.treaties[owner_].source->own; }

    /// The participants of a code or group, each once.
    void expand(const std::string& name, std::set<std::string>& into) const {
        const auto group = own().groups.find(name);
        if (group == own().groups.end()) {
            into.insert(name);
            return;
        }
        for (const auto& member : group->second) {
            if (member != name) {
                expand(member, into);
            }
        }
    }

    void count(const node& n, compiled_test& test) {
        test.thing = n.thing;
        test.who = n.who.what;
        test.how_many = n.how_many;
        test.as_of = n.who.as_of;
        test.of_treaty = owner_;
        test.set_treaty = owner_;
        depends_on(owner_);
        if (!n.who.treaty.empty()) {
            const auto other = out_.find_treaty(n.who.treaty);
            test.set_treaty = other.value_or(nothing);
            if (other) {
                depends_on(*other);
            }
        }
        if (n.who.what == participant_set::kind::listed) {
            std::set<std::string> names;
            for (const auto& name : n.who.names) {
                expand(name, names);
            }
            std::set<membership_id> members;
            std::set<participant_id> known;
            for (const auto& code : names) {
                const auto who = out_.participant(code);
                if (!who) {
                    ++test.listed_size;
                } else if (known.insert(*who).second) { // SUN and RUS are one
                    ++test.listed_size;
                    if (const auto at = out_.membership(owner_, *who); at != nothing) {
                        members.insert(at);
                    }
                }
            }
            test.listed.assign(members.begin(), members.end());
        }
        if (n.share) {
            share(*n.share, test);
        }
    }

    void share(const weight_share& source, compiled_test& test) {
        test.share = source;
        const auto& item = out_.treaties[owner_];
        const auto table = own().weights.find(source.weight);
        if (table == own().weights.end()) {
            messages_.error(where_, "unknown weight '" + source.weight + "'");
            return;
        }
        test.weights.assign(item.members + 1U, 0.0);
        double sum = 0;
        for (const auto& [code, weight] : table->second.values) {
            sum += weight;
            if (const auto who = out_.participant(code)) {
                if (const auto at = out_.membership(owner_, *who); at != nothing) {
                    test.weights[at - item.first] += weight;
                }
            }
        }
        test.weight_total = table->second.total.value_or(sum);
    }

    void subject(const node& n, compiled_test& test) {
        test.negated = n.negated;
        test.of_treaty = owner_;
        depends_on(owner_);
        const std::string name = n.subject;
        if (lower_case(name) == "it" || lower_case(name) == "the treaty" ||
            lower_case(name) == "this treaty") {
            about_it_or_here(n, test, lower_case(name) == "it");
            return;
        }
        if (const auto duty = find_obligation(name)) {
            about_obligation(n, *duty, test);
            return;
        }
        if (const auto treaty = out_.find_treaty(name);
            treaty || out_.rules->find(name) != nullptr) {
            about_treaty(n.words, treaty.value_or(nothing), test);
            return;
        }
        if (const auto who = out_.participant(name)) {
            test.subject = *who;
            about_participant(n.words, test);
            return;
        }
        if (out_.rules->participants.declares(name) && name.size() == 3) {
            test.subject = nothing; // somebody who does nothing in this scenario
            about_participant(n.words, test);
            return;
        }
        auto known = out_.rules->treaty_names();
        known.emplace_back("it");
        messages_.error(where_,
                        "'" + name + "' is neither a treaty nor a participant" +
                            did_you_mean(name, known));
    }

    [[nodiscard]] std::optional<obligation_id> find_obligation(std::string_view name) const {
        if (owner_ >= out_.duties.by_treaty.size()) {
            return std::nullopt;
        }
        for (const auto id : out_.duties.by_treaty[owner_]) {
            if (out_.duties.obligations[id].source->id == name) {
                return id;
            }
        }
        return std::nullopt;
    }

    /// "payment is breached", "usa-sites is active".
    void about_obligation(const node& n, obligation_id duty, compiled_test& test) {
        test.obligation = duty;
        const std::string words = lower_case(n.words);
        const auto verdict = std::find(verdict_names.begin(), verdict_names.end(), words);
        const auto status = std::find(commitment_names.begin(), commitment_names.end(), words);
        if (verdict != verdict_names.end()) {
            test.says = predicate::duty_verdict;
            test.wanted_verdict = static_cast<servanda::verdict>(verdict - verdict_names.begin());
        } else if (status != commitment_names.end()) {
            test.says = predicate::duty_commitment;
            test.wanted_commitment =
                static_cast<servanda::commitment>(status - commitment_names.begin());
        } else {
            std::vector<std::string_view> known(verdict_names.begin(), verdict_names.end());
            known.insert(known.end(), commitment_names.begin() + 1, commitment_names.end());
            messages_.error(n.words_place.known() ? n.words_place : where_,
                            "an obligation is kept, breached, due, active, lapsed …; '" + n.words +
                                "' is said of none" + did_you_mean(words, known));
        }
    }

    /// "it is in breach of payment", "RUS is in material breach".
    [[nodiscard]] bool about_breach(const std::string& words, compiled_test& test) {
        constexpr std::string_view of = "in breach of ";
        const std::string lower = lower_case(words);
        if (lower == "in material breach") {
            test.says = predicate::in_material_breach;
            return true;
        }
        if (!lower.starts_with(of)) {
            return false;
        }
        const std::string id = words.substr(of.size());
        test.says = predicate::in_breach;
        if (const auto duty = find_obligation(id)) {
            test.obligation = *duty;
            return true;
        }
        std::vector<std::string> known;
        if (owner_ < out_.duties.by_treaty.size()) {
            for (const auto other : out_.duties.by_treaty[owner_]) {
                known.push_back(out_.duties.obligations[other].source->id);
            }
        }
        messages_.error(where_, "unknown obligation '" + id + "'" + did_you_mean(id, known));
        return true;
    }

    /// "it is in force" is said of the treaty, "it is in armed conflict" of the participant.
    void about_it_or_here(const node& n, compiled_test& test, bool it) {
        if (!it || treaty_words(lower_case(n.words))) {
            about_treaty(n.words, owner_, test);
            return;
        }
        test.about_it = true;
        result_.about_it = true;
        about_participant(n.words, test);
    }

    [[nodiscard]] static std::optional<predicate> treaty_words(const std::string& words) {
        if (words == "in force") {
            return predicate::treaty_in_force;
        }
        if (words == "not yet in force") {
            return predicate::treaty_not_in_force;
        }
        if (words == "terminated") {
            return predicate::treaty_terminated;
        }
        return std::nullopt;
    }

    void about_treaty(const std::string& words, treaty_id treaty, compiled_test& test) {
        test.of_treaty = treaty;
        if (treaty != nothing) {
            depends_on(treaty);
        }
        if (const auto found = treaty_words(lower_case(words))) {
            test.says = *found;
        } else if (lower_case(words) == "suspended") {
            test.says = predicate::treaty_suspended;
        } else {
            test.says = predicate::fact_holds;
            test.subject = nothing;
            ask_fact(words, test);
        }
    }

    /// Words with a treaty at their end: "party to unfccc", "signed iccpr".
    [[nodiscard]] bool with_treaty(const std::string& words, compiled_test& test) {
        struct form {
            std::string_view start;
            predicate says;
        };
        static constexpr std::array forms{
            form{"party to ", predicate::party_to},
            form{"a party to ", predicate::party_to},
            form{"signatory to ", predicate::signatory_to},
            form{"a signatory to ", predicate::signatory_to},
            form{"contracting state to ", predicate::contracting_to},
            form{"a contracting state to ", predicate::contracting_to},
            form{"bound by ", predicate::consented_to},
            form{"consented to ", predicate::consented_to},
            form{"signed ", predicate::signed_treaty},
        };
        const std::string lower = lower_case(words);
        for (const auto& candidate : forms) {
            if (!lower.starts_with(candidate.start)) {
                continue;
            }
            const std::string id = words.substr(candidate.start.size());
            const auto treaty = out_.find_treaty(id);
            if (!treaty && out_.rules->find(id) == nullptr) {
                messages_.error(where_,
                                "unknown treaty '" + id + "'" +
                                    did_you_mean(id, out_.rules->treaty_names()));
                return true;
            }
            test.says = candidate.says;
            test.set_treaty = treaty.value_or(nothing);
            if (treaty) {
                depends_on(*treaty);
            }
            return true;
        }
        return false;
    }

    void about_participant(const std::string& words, compiled_test& test) {
        test.set_treaty = owner_;
        if (with_treaty(words, test) || about_breach(words, test)) {
            return;
        }
        const std::string lower = lower_case(words);
        if (lower == "party" || lower == "a party") {
            test.says = predicate::party_to;
            return;
        }
        if (const auto wanted = parse_state(lower)) {
            test.says = predicate::in_state;
            test.wanted = *wanted;
            return;
        }
        for (const std::string_view start : {"in ", "a member of ", "member of "}) {
            if (!lower.starts_with(start)) {
                continue;
            }
            const std::string name = words.substr(start.size());
            if (own().groups.contains(name)) {
                std::set<std::string> codes;
                expand(name, codes);
                test.says = predicate::in_group;
                for (const auto& code : codes) {
                    test.group.push_back(out_.participant(code).value_or(nothing));
                }
                return;
            }
        }
        test.says = predicate::fact_holds;
        ask_fact(words, test);
    }

    void ask_fact(const std::string& words, compiled_test& test) {
        const std::string name = lower_case(words).starts_with("in ") ? words.substr(3) : words;
        test.fact_name = out_.fact_names.add(name);
        out_.facts_asked.insert(test.fact_name);
        result_.uses_facts = true;
    }

    program& out_;
    treaty_id owner_;
    const source_position& where_;
    diagnostics& messages_;
    compiled_condition result_;
};

[[nodiscard]] inline compiled_condition compile_condition(program& out,
                                                          const condition& source,
                                                          treaty_id owner,
                                                          const source_position& where,
                                                          diagnostics& messages) {
    return condition_compiler(out, owner, where, messages).run(source);
}

} // namespace servanda::detail

#endif

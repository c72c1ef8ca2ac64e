/// @file
/// The first half of compiling: who takes part, and in which treaties.
#ifndef SERVANDA_ENGINE_COMPILE_PARTICIPANTS_HPP
#define SERVANDA_ENGINE_COMPILE_PARTICIPANTS_HPP

#include <servanda/engine/program.hpp>
#include <servanda/law/amends.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace servanda::detail {

/// Numbers participants, follows continued ones, and lays out the memberships of every treaty.
class participant_compiler {
protected:
    participant_compiler(std::shared_ptr<const rulebook> rules,
                         std::shared_ptr<const scenario> story)
        : out_(std::make_shared<program>()) {
        out_->rules = std::move(rules);
        out_->story = std::move(story);
    }

    [[nodiscard]] const scenario& story() const { return *out_->story; }

    // ---- participants ------------------------------------------------------------------------

    [[nodiscard]] bool declared(const std::string& code) const {
        if (story().as_bulk_record || out_->rules->participants.declares(code)) {
            return true;
        }
        const auto is_it = [&](const participant& own) { return own.code == code; };
        const auto among = [&](const std::vector<participant>& list) {
            return std::any_of(list.begin(), list.end(), is_it);
        };
        return among(story().participants) ||
               std::any_of(out_->treaties.begin(), out_->treaties.end(), [&](const auto& item) {
                   return among(item.source->own.participants);
               });
    }

    void know(const std::string& code, const source_position& where) {
        if (code.empty()) {
            messages_.error(where, "the act lacks its author ('by')");
            return;
        }
        if (!declared(code)) {
            if (unknown_.insert(code).second || where.known()) {
                messages_.error(where,
                                "unknown participant '" + code + "'" +
                                    did_you_mean(code, out_->rules->participants.codes()));
            }
            return;
        }
        (void)code_number(code);
    }

    std::uint32_t code_number(const std::string& code) {
        const std::uint32_t before = out_->codes.size();
        const std::uint32_t number = out_->codes.add(code);
        if (number == before) {
            out_->identity.push_back(static_cast<participant_id>(out_->names.size()));
            out_->names.push_back({{code, std::nullopt}});
        }
        return number;
    }

    /// `next` is the same participant as `code`, from a day on.
    void continue_as(const std::string& code, const std::string& next, date from) {
        const participant_id who = out_->identity[code_number(code)];
        const std::uint32_t later = code_number(next);
        const participant_id other = out_->identity[later];
        if (other == who) {
            return;
        }
        for (auto& id : out_->identity) {
            id = id == other ? who : id;
        }
        for (auto& name : out_->names[other]) {
            name.from = name.from ? name.from : std::optional(from);
            out_->names[who].push_back(name);
        }
    }

    /// Numbers follow the codes, not the order of mention: the order of acts of different days in
    /// the file changes nothing.
    void number_codes() {
        std::set<std::string> codes;
        for (const auto& given : story().given) {
            codes.insert(given.participant);
        }
        for (const auto& item : out_->treaties) {
            codes.insert(item.source->sides.begin(), item.source->sides.end());
        }
        for (const auto& done : story().acts) {
            codes.insert(done.by);
            codes.insert(done.to.begin(), done.to.end());
            codes.insert(done.into.begin(), done.into.end());
            codes.insert(done.contested_by.begin(), done.contested_by.end());
            if (done.kind == act::succeed || done.kind == act::continue_identity) {
                codes.insert(done.of);
            }
        }
        for (const auto& code : codes) {
            if (!code.empty() && code != "*" && code != "all" && code != "all parties" &&
                declared(code)) {
                (void)code_number(code);
            }
        }
    }

    void resolve_participants() {
        number_codes();
        for (const auto& given : story().given) {
            know(given.participant, {});
        }
        for (const auto& item : out_->treaties) {
            for (const auto& side : item.source->sides) {
                know(side, item.source->where);
            }
        }
        for (const auto& done : story().acts) {
            if (done.by != "*") {
                know(done.by, done.where);
            }
            for (const auto* list : {&done.to, &done.into, &done.contested_by}) {
                for (const auto& code : *list) {
                    if (code != "all" && code != "all parties") {
                        know(code, done.where);
                    }
                }
            }
            if (done.kind == act::succeed || done.kind == act::continue_identity) {
                if (done.of.empty()) {
                    messages_.error(done.where,
                                    "the act lacks its predecessor ('of'), such as of = \"SUN\"");
                } else {
                    know(done.of, done.where);
                }
            }
            if (done.kind == act::continue_identity && !done.of.empty() && declared(done.of) &&
                declared(done.by)) {
                continue_as(done.of, done.by, done.effective.value_or(done.day));
            }
        }
        if (!story().as_bulk_record) {
            follow_continued();
        }
    }

    void follow_continued() {
        for (const auto& item : out_->rules->participants.items()) {
            const participant& former = item.second;
            const bool relevant =
                out_->codes.find(former.code) ||
                (!former.continued_by.empty() && out_->codes.find(former.continued_by));
            if (relevant && !former.continued_by.empty() && former.until) {
                continue_as(former.code, former.continued_by, *former.until);
            }
        }
    }

    [[nodiscard]] participant_id who(const std::string& code) const {
        return out_->participant(code).value_or(nothing);
    }

    // ---- memberships -------------------------------------------------------------------------

    /// The treaties an act is about: the one it names, the scenario's only one, or, for the end of
    /// a state, all.
    [[nodiscard]] std::vector<treaty_id> treaties_of(const dated_act& done) {
        if (!done.treaty.empty()) {
            if (const auto found = out_->find_treaty(done.treaty)) {
                return {*found};
            }
            messages_.error(done.where,
                            "the scenario has no treaty '" + done.treaty + "'" +
                                did_you_mean(done.treaty, scenario_treaties()));
            return {};
        }
        if (out_->treaties.size() == 1) {
            return {0};
        }
        if (done.kind == act::continue_identity || done.kind == act::dissolve ||
            done.kind == act::succeed) {
            std::vector<treaty_id> all(out_->treaties.size());
            for (treaty_id i = 0; i < all.size(); ++i) {
                all[i] = i;
            }
            return all;
        }
        messages_.error(done.where,
                        "the act does not say its treaty, and the scenario has several ('treaty')");
        return {};
    }

    [[nodiscard]] std::vector<std::string> scenario_treaties() const {
        std::vector<std::string> ids;
        for (const auto& item : out_->treaties) {
            ids.push_back(item.source->id);
        }
        return ids;
    }

    void collect_members() {
        members_.resize(out_->treaties.size());
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            for (const auto& side : out_->treaties[t].source->sides) {
                add_member(t, who(side));
            }
        }
        for (const auto& given : story().given) {
            for (const auto t : given_treaties(given)) {
                add_member(t, who(given.participant));
            }
        }
        for (const auto& done : story().acts) {
            act_treaties_.push_back(treaties_of(done));
            for (const auto t : act_treaties_.back()) {
                add_member(t, done.by == "*" ? nothing : who(done.by));
                for (const auto& code : done.to) {
                    add_member(t, who(code));
                }
                if (done.kind == act::succeed) {
                    add_member(t, who(done.of));
                }
                for (const auto& code : done.into) {
                    add_member(t, who(code));
                }
            }
        }
        collect_bearers();
        collect_members_of_rules();
    }

    /// Whom obligations and offers name, where they take part without an act of their own.
    void collect_bearers() {
        for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
            const treaty& source = *out_->treaties[t].source;
            const bool by_declaration =
                source.kind == treaty_kind::political || source.kind == treaty_kind::resolution;
            for (const auto& duty : source.own.obligations) {
                if (duty.by.what == bearers::kind::depositaries) {
                    add_named(t, source.depositaries);
                } else if (by_declaration || !duty.item.empty()) {
                    add_named(t, duty.by.names);
                }
            }
            for (const auto& offer : source.own.packages) {
                for (const auto& item : offer.items) {
                    add_named(t, item.between);
                }
            }
        }
    }

    void add_named(treaty_id t, const std::vector<std::string>& names) {
        const auto& groups = out_->treaties[t].source->own.groups;
        for (const auto& name : names) {
            if (const auto group = groups.find(name); group != groups.end()) {
                for (const auto& member : group->second) {
                    if (!groups.contains(member)) {
                        (void)code_number(member);
                        add_member(t, who(member));
                    }
                }
            } else if (declared(name)) {
                (void)code_number(name);
                add_member(t, who(name));
            }
        }
    }

    [[nodiscard]] std::vector<treaty_id> given_treaties(const given_membership& given) {
        if (given.treaty.empty()) {
            return {0};
        }
        if (const auto found = out_->find_treaty(given.treaty)) {
            return {*found};
        }
        messages_.error({}, "the scenario has no treaty '" + given.treaty + "'");
        return {};
    }

    /// Rules may act for members of one treaty in another.
    void collect_members_of_rules() {
        bool grew = true;
        while (grew) {
            grew = false;
            for (treaty_id t = 0; t < out_->treaties.size(); ++t) {
                const auto& source = *out_->treaties[t].source;
                grew |= add_members_of_parent(t);
                for (const auto& item : source.own.rules) {
                    const auto target =
                        item.treaty.empty() ? std::optional(t) : out_->find_treaty(item.treaty);
                    if (!target) {
                        continue;
                    }
                    for (const auto& name : item.by) {
                        if (name != "all parties" && !source.own.groups.contains(name)) {
                            (void)code_number(name);
                            grew |= add_member(*target, who(name));
                        }
                    }
                    if (*target != t && item.by.empty() && item.then != act::terminate) {
                        for (const auto member :
                             std::vector(members_[t].begin(), members_[t].end())) {
                            grew |= add_member(*target, member);
                        }
                    }
                }
            }
        }
    }

    /// Where the parties to the parent are bound without an act of their own, they are members.
    bool add_members_of_parent(treaty_id t) {
        const auto& source = *out_->treaties[t].source;
        const auto parent = out_->find_treaty(source.parent);
        bool grew = false;
        if (parent && *parent != t &&
            (source.own.entry_into_force.tacit || binds_new_parties(source))) {
            for (const auto member :
                 std::vector(members_[*parent].begin(), members_[*parent].end())) {
                grew |= add_member(t, member);
            }
        }
        return grew;
    }

    bool add_member(treaty_id treaty, participant_id participant) {
        return participant != nothing && members_[treaty].insert(participant).second;
    }

    void lay_out_memberships() {
        auto& out = *out_;
        membership_id next = 0;
        for (treaty_id t = 0; t < out.treaties.size(); ++t) {
            auto& item = out.treaties[t];
            item.first = next;
            item.members = static_cast<std::uint32_t>(members_[t].size());
            item.by_participant.assign(out.names.size(), nothing);
            next += 1 + item.members;
            out.participant_of.push_back(nothing);
            out.treaty_of.push_back(t);
            out.side_of.push_back(2);
            out.counts.push_back(0);
            membership_id at = item.first + 1;
            for (const auto participant : members_[t]) {
                item.by_participant[participant] = at++;
                out.participant_of.push_back(participant);
                out.treaty_of.push_back(t);
                out.side_of.push_back(side_of(*item.source, participant));
                out.counts.push_back(counts(*item.source, participant) ? 1 : 0);
            }
        }
    }

    [[nodiscard]] std::uint8_t side_of(const treaty& source, participant_id participant) const {
        for (std::size_t i = 0; i < source.sides.size(); ++i) {
            if (who(source.sides[i]) == participant) {
                return static_cast<std::uint8_t>(i);
            }
        }
        return 2;
    }

    /// Organisations do not count unless the treaty says so.
    [[nodiscard]] bool counts(const treaty& source, participant_id member) const {
        for (const auto& name : out_->names[member]) {
            const auto& counted = source.own.entry_into_force.counted;
            const auto& left_out = source.own.entry_into_force.not_counted;
            if (std::find(left_out.begin(), left_out.end(), name.code) != left_out.end()) {
                return false;
            }
            if (std::find(counted.begin(), counted.end(), name.code) != counted.end()) {
                return true;
            }
            const participant* found = out_->rules->participants.find(name.code);
            for (const auto* list : {&source.own.participants, &story().participants}) {
                for (const auto& own : *list) {
                    found = own.code == name.code ? &own : found;
                }
            }
            if (found != nullptr && found->kind == participant_kind::organisation) {
                return false;
            }
        }
        return true;
    }

    std::shared_ptr<program> out_;
    diagnostics messages_;
    std::set<std::string> unknown_;
    std::vector<std::set<participant_id>> members_;
    std::vector<std::vector<treaty_id>> act_treaties_;
};

} // namespace servanda::detail

#endif

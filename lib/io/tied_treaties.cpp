#include "tied_treaties.hpp"

#include <servanda/engine/name_index.hpp>
#include <servanda/law/amends.hpp>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>

namespace servanda::io {

namespace {

/// Disjoint sets.
class groups {
public:
    explicit groups(std::size_t count)
        : above_(count) {
        std::iota(above_.begin(), above_.end(), 0U);
    }
    [[nodiscard]] std::uint32_t of(std::uint32_t item) {
        while (above_[item] != item) {
            item = above_[item] = above_[above_[item]];
        }
        return item;
    }
    /// The earlier of two comes to stand for both.
    void tie(std::uint32_t a, std::uint32_t b) {
        const std::uint32_t one = of(a);
        const std::uint32_t other = of(b);
        above_[std::max(one, other)] = std::min(one, other);
    }

private:
    std::vector<std::uint32_t> above_;
};

/// Ties one treaty to those it names.
class tier {
public:
    tier(const name_index& names, const std::vector<std::uint32_t>& by_name, groups& into)
        : names_(names)
        , by_name_(by_name)
        , into_(into) {}

    void tie(std::uint32_t self, const treaty& source) {
        self_ = self;
        name(source.parent);
        for (const auto& id : source.requires_consent_to) {
            name(id);
        }
        for (const auto& entry : source.amends) {
            name(parse_amends(entry).treaty);
        }
        look(source.ends_when);
        look_at_entry(source.own);
        look(source.own.withdrawal.not_while);
        look(source.own.suspension.when);
        for (const auto* rules : {&source.own.withdrawal.notice,
                                  &source.own.withdrawal.lock_in,
                                  &source.own.withdrawal.deadline,
                                  &source.own.suspension.notice,
                                  &source.own.expulsion.notice,
                                  &source.own.reservations.deadline}) {
            look(*rules);
        }
        look(source.own.reservations.allowed);
        for (const auto& item : source.own.rules) {
            name(item.treaty);
            look(item.on.becomes_true);
            look(item.guard);
            look(item.only_while);
            look(item.not_while);
            look(item.unless);
        }
        for (const auto& item : source.own.facts) {
            name(item.of);
        }
    }

private:
    void look_at_entry(const clauses& own) {
        look(own.entry_into_force.when);
        look(own.entry_into_force.unless);
        look(own.entry_into_force.effective);
        look(own.entry_into_force.for_later);
        look(own.accession.open);
        look(own.accession.open_to);
        look(own.provisional_application.starts);
        look(own.provisional_application.ends);
        look(own.provisional_application.notice);
    }
    void name(std::string_view id) {
        if (const auto found = names_.find(id)) {
            into_.tie(self_, by_name_[*found]);
        }
    }
    /// Words that may end in a treaty: "party to unfccc".
    void name_at_the_end(std::string_view words) {
        for (std::size_t at = words.find(' '); at != std::string_view::npos;
             at = words.find(' ', at + 1)) {
            name(words.substr(at + 1));
        }
    }
    void look(const condition& asked) {
        for (const auto& node : asked.nodes()) {
            name(node.who.treaty);
            name(node.subject);
            name_at_the_end(node.words);
        }
    }
    void look(const std::optional<condition>& asked) {
        if (asked) {
            look(*asked);
        }
    }

    template <class T>
    void look(const by_period<T, condition>& list) {
        for (const auto& entry : list.entries()) {
            look(entry.only_if);
        }
    }

    const name_index& names_;
    const std::vector<std::uint32_t>& by_name_;
    groups& into_;
    std::uint32_t self_ = 0;
};

} // namespace

std::vector<std::vector<std::uint32_t>> tied_treaties(const std::vector<const treaty*>& treaties) {
    const auto count = static_cast<std::uint32_t>(treaties.size());
    name_index names;
    std::vector<std::uint32_t> by_name;
    const auto add = [&](std::string_view name, std::uint32_t treaty) {
        if (names.add(name) == by_name.size()) {
            by_name.push_back(treaty);
        }
    };
    for (std::uint32_t i = 0; i < count; ++i) {
        if (treaties[i] != nullptr) {
            add(treaties[i]->id, i);
            for (const auto& alias : treaties[i]->aliases) {
                add(alias, i);
            }
        }
    }
    groups into(count);
    tier ties(names, by_name, into);
    for (std::uint32_t i = 0; i < count; ++i) {
        if (treaties[i] != nullptr) {
            ties.tie(i, *treaties[i]);
        }
    }
    std::vector<std::vector<std::uint32_t>> result;
    std::vector<std::size_t> group_of(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t first = into.of(i);
        if (first == i) {
            group_of[i] = result.size();
            result.emplace_back();
        }
        result[group_of[first]].push_back(i);
    }
    return result;
}

} // namespace servanda::io

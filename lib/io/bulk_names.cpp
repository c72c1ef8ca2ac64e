#include "bulk_names.hpp"

#include <servanda/calendar/phrase.hpp>

#include <limits>
#include <utility>

namespace servanda::io {

namespace {

constexpr std::uint32_t unset = std::numeric_limits<std::uint32_t>::max();

} // namespace

void bulk_treaty::add_act(std::uint64_t offset, std::uint32_t size, std::uint32_t line) {
    ++acts;
    if (!extents.empty()) {
        extent& last = extents.back();
        if (last.offset + last.size == offset && size <= unset - last.size) {
            last.size += size;
            return;
        }
    }
    extents.push_back({offset, size, line});
}

bulk_names::bulk_names(std::shared_ptr<const rulebook> rules)
    : rules_(std::move(rules))
    , number_of_known_(rules_->treaties.size(), unset) {
    (void)codes_.add("*");
    (void)objects_.add("");
    const auto add = [&](const std::string& name, std::uint32_t treaty) {
        if (known_.add(name) == known_treaty_.size()) {
            known_treaty_.push_back(treaty);
        }
    };
    const auto& treaties = rules_->treaties;
    for (std::uint32_t t = 0; t < treaties.size(); ++t) {
        add(treaties[t].id, t);
    }
    for (std::uint32_t t = 0; t < treaties.size(); ++t) {
        for (const auto& alias : treaties[t].aliases) {
            add(alias, t);
        }
    }
}

/// Gives a new spelling its treaty; returns what is odd about it.
std::string bulk_names::add_treaty(std::string_view spelled) {
    const auto number = static_cast<std::uint32_t>(treaties_.size());
    const auto found = known_.find(spelled);
    if (!found) {
        ++unknown_treaties_;
        treaty_of_spelling_.push_back(number);
        treaties_.push_back(
            {std::string(spelled), nullptr, {}, {}, 0, 0, "there are no rules for it"});
        return "unknown treaty " + in_quotes(spelled) + nearest_treaty(spelled);
    }
    const std::uint32_t known = known_treaty_[*found];
    if (number_of_known_[known] != unset) {
        treaty_of_spelling_.push_back(number_of_known_[known]);
        const std::string& first = treaties_[number_of_known_[known]].spelled;
        return in_quotes(spelled) + " is the treaty " + in_quotes(first) +
               " under another name: its rows are printed as " + in_quotes(first);
    }
    number_of_known_[known] = number;
    treaty_of_spelling_.push_back(number);
    treaties_.push_back({std::string(spelled), &rules_->treaties[known], {}, {}, 0, 0, {}});
    return {};
}

bool bulk_names::declared(std::string_view code) {
    if (rules_->participants.declares(code)) {
        return true;
    }
    if (!std::exchange(looked_at_treaties_, true)) {
        for (const auto& item : rules_->treaties) {
            for (const auto& own : item.own.participants) {
                declared_by_treaties_.insert(own.code);
            }
        }
    }
    return declared_by_treaties_.contains(code);
}

std::string bulk_names::nearest_treaty(std::string_view spelled) {
    if (suggestions_left_ == 0) {
        return {};
    }
    --suggestions_left_;
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < known_.size(); ++i) {
        names.push_back(known_.name(i));
    }
    return did_you_mean(spelled, names);
}

std::string bulk_names::nearest_code(std::string_view code) {
    if (suggestions_left_ == 0) {
        return {};
    }
    --suggestions_left_;
    return did_you_mean(code, rules_->participants.codes());
}

} // namespace servanda::io

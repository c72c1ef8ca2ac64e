#include "ensemble_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>

namespace servanda::io {

namespace {

/// Who is a party first, so that pictures have the parties at the bottom.
constexpr std::array<std::string_view, 10> in_order{"in force",
                                                    "suspended",
                                                    "withdrawal pending",
                                                    "provisionally applied",
                                                    "contracting",
                                                    "signed",
                                                    "none",
                                                    "withdrawn",
                                                    "former party",
                                                    "terminated"};

std::size_t place_of(const std::string& state) {
    return static_cast<std::size_t>(std::find(in_order.begin(), in_order.end(), state) -
                                    in_order.begin());
}

void add_state(counted_member& to,
               const state_shares& item,
               const ensemble_report& found,
               const std::vector<date>& days) {
    std::vector<double> shares;
    for (const date day : days) {
        shares.push_back(static_cast<double>(item.runs_on(day)) / static_cast<double>(found.runs));
    }
    const auto some = [](double share) { return share != 0.0; };
    if (std::any_of(shares.begin(), shares.end(), some)) { // else none on these days
        to.states.push_back(item.state);
        to.shares.push_back(std::move(shares));
    }
}

/// One less the share of the most frequent state, on the day on which that is largest.
double uncertainty_of(const counted_member& item, std::size_t days) {
    double most = 0.0;
    for (std::size_t i = 0; i < days; ++i) {
        double likeliest = 0.0;
        for (const auto& shares : item.shares) {
            likeliest = std::max(likeliest, shares[i]);
        }
        most = std::max(most, 1.0 - likeliest);
    }
    return most;
}

void sort_states(counted_member& item) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < item.states.size(); ++i) {
        order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return place_of(item.states[a]) < place_of(item.states[b]);
    });
    counted_member sorted = item;
    for (std::size_t i = 0; i < order.size(); ++i) {
        sorted.states[i] = item.states[order[i]];
        sorted.shares[i] = item.shares[order[i]];
    }
    item = std::move(sorted);
}

void sum_up(counted_treaty& item, std::size_t days) {
    for (const auto& member : item.members) {
        for (std::size_t s = 0; s < member.states.size(); ++s) {
            auto at = std::find_if(item.states.begin(), item.states.end(), [&](const auto& each) {
                return each.state == member.states[s];
            });
            if (at == item.states.end()) {
                item.states.push_back({member.states[s], std::vector<double>(days, 0.0)});
                at = std::prev(item.states.end());
            }
            for (std::size_t i = 0; i < days; ++i) {
                at->members[i] += member.shares[s][i];
            }
        }
    }
    std::stable_sort(item.states.begin(), item.states.end(), [](const auto& a, const auto& b) {
        return place_of(a.state) < place_of(b.state);
    });
}

} // namespace

std::string in_thousands(std::uint64_t number) {
    constexpr std::size_t group = 3;
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > group;) {
        at -= group;
        text.insert(at, ",");
    }
    return text;
}

std::string percent(double share) {
    constexpr double hundred = 100.0;
    return fmt::format("{:.2f} %", share * hundred);
}

std::string name_of(const uncertain_act& item) {
    return item.act.id.empty() ? std::string(to_string(item.act.kind)) + " by " + item.act.by
                               : item.act.id;
}

std::vector<date> spread_days(const ensemble_report& found, std::size_t parts) {
    const auto length = static_cast<std::size_t>(found.last - found.first);
    parts = std::max<std::size_t>(1, std::min(parts, length));
    std::vector<date> days;
    for (std::size_t i = 0; i <= parts; ++i) {
        const date day = found.first + static_cast<std::int64_t>(length * i / parts);
        if (days.empty() || days.back() != day) {
            days.push_back(day);
        }
    }
    return days;
}

std::vector<counted_treaty> count_treaties(const ensemble_report& found,
                                           const std::vector<date>& days) {
    std::vector<counted_treaty> result;
    for (const state_shares& item : found.states) {
        if (result.empty() || result.back().treaty != item.treaty) {
            result.push_back({item.treaty, {}, {}, {}});
        }
        counted_treaty& treaty = result.back();
        if (item.party.empty()) {
            add_state(treaty.whole, item, found, days);
            continue;
        }
        if (treaty.members.empty() || treaty.members.back().party != item.party) {
            treaty.members.push_back({item.party, {}, {}, 0.0});
        }
        add_state(treaty.members.back(), item, found, days);
    }
    for (counted_treaty& treaty : result) {
        treaty.whole.uncertainty = uncertainty_of(treaty.whole, days.size());
        for (counted_member& member : treaty.members) {
            sort_states(member);
            member.uncertainty = uncertainty_of(member, days.size());
        }
        sum_up(treaty, days.size());
    }
    return result;
}

std::vector<const counted_member*> uncertain_members(const counted_treaty& of) {
    std::vector<const counted_member*> result;
    for (const auto& member : of.members) {
        if (member.uncertainty > 0.0) {
            result.push_back(&member);
        }
    }
    std::stable_sort(result.begin(), result.end(), [](const auto* a, const auto* b) {
        return a->uncertainty > b->uncertainty;
    });
    return result;
}

} // namespace servanda::io

/// @file
/// Offers: a package is proposed, answered as a whole or item by item, agreed, withdrawn, or
/// expires.
#ifndef SERVANDA_ENGINE_OFFERS_HPP
#define SERVANDA_ENGINE_OFFERS_HPP

#include <servanda/engine/machine.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace servanda::detail {

/// An item is active once it is agreed; in a package that stands or falls as a whole, once all are.
inline bool machine::offer_is_active(offer_id offer) const {
    const compiled_offer& item = program_.duties.offers[offer];
    if (item.source->severable) {
        return world_.duties.offers[offer].agreed;
    }
    for (offer_id i = item.first; i < item.first + item.items; ++i) {
        if (!world_.duties.offers[i].agreed) {
            return false;
        }
    }
    return true;
}

inline void machine::write_offer(offer_id offer,
                                 offer_change::kind what,
                                 membership_id by,
                                 std::uint32_t act_index) {
    record_.duties.offers.push_back({world_.today, offer, what, by, act_index});
    const compiled_offer& item = program_.duties.offers[offer];
    for (const auto id : obligations_of_package(offer)) {
        touch_obligation(id);
    }
    mark_dirty(item.treaty);
}

/// The items that an act is about: those of the package it names, or the one item.
inline std::vector<offer_id>
machine::items_meant(treaty_id t, std::string_view name, const dated_act* said) const {
    std::vector<offer_id> meant;
    for (const auto i : program_.duties.offers_of_treaty[t]) {
        const compiled_offer& item = program_.duties.offers[i];
        const bool listed =
            said == nullptr || said->items.empty() ||
            std::find(said->items.begin(), said->items.end(), item.item->id) != said->items.end();
        if (item.item->id == name || (item.source->id == name && listed)) {
            meant.push_back(i);
        }
    }
    return meant;
}

/// Whether an act accepts, rejects or takes back offers, and none of them can be: nothing is
/// proposed, or its author is not among those between whom it stands.
inline bool machine::answers_nothing(const bound_act& what, std::uint32_t index) const {
    if (what.kind != act::accept && what.kind != act::reject && what.kind != act::revoke) {
        return false;
    }
    const dated_act* said = details(index);
    const auto meant = items_meant(what.treaty, object_of(index), said);
    if (meant.empty() || (said != nullptr && !said->answers.empty())) {
        return false;
    }
    const auto& findings = record_.duties.findings;
    if (std::any_of(findings.begin(), findings.end(), [&](const breach_finding& item) {
            return takes_back(what, said, item);
        })) {
        return false; // a finding that has the name of an offer
    }
    return std::none_of(meant.begin(), meant.end(), [&](offer_id offer) {
        const auto& between = program_.duties.offers[offer].between;
        const auto place = std::find(between.begin(), between.end(), what.who);
        if (place == between.end()) {
            return false;
        }
        const offer_state& now = world_.duties.offers[offer];
        const bool consents = now.consents[static_cast<std::size_t>(place - between.begin())] != 0;
        return what.kind == act::revoke   ? consents
               : what.kind == act::accept ? now.proposed && !consents
                                          : now.proposed && !now.agreed;
    });
}

/// Proposals and answers to them.
inline void machine::take_answer(const bound_act& what, std::uint32_t index) {
    const dated_act* said = details(index);
    for (const auto offer : items_meant(what.treaty, object_of(index), said)) {
        const compiled_offer& item = program_.duties.offers[offer];
        const auto place = std::find(item.between.begin(), item.between.end(), what.who);
        if (place == item.between.end()) {
            continue; // a mediator may hand an offer over, and binds nobody
        }
        const auto at = static_cast<std::size_t>(place - item.between.begin());
        if (what.kind == act::reject) {
            reject_offer(offer, what.who, index, offer_change::kind::rejected);
        } else if (what.kind == act::revoke) {
            withdraw_offer(offer, at, what.who, index);
        } else {
            consent_to_offer(offer, at, what, index);
        }
    }
    if (said != nullptr && !said->answers.empty()) {
        // A counter-proposal declines what it does not take up. The offer answered may stand in
        // another treaty.
        for (treaty_id t = 0; t < program_.treaties.size(); ++t) {
            for (const auto offer : items_meant(t, said->answers, nullptr)) {
                if (!world_.duties.offers[offer].agreed) {
                    const membership_id who =
                        program_.membership(t, program_.participant_of[what.who]);
                    reject_offer(offer, who, index, offer_change::kind::answered);
                }
            }
        }
    }
}

inline void machine::consent_to_offer(offer_id offer,
                                      std::size_t at,
                                      const bound_act& what,
                                      std::uint32_t index) {
    offer_state& now = world_.duties.offers[offer];
    const compiled_offer& item = program_.duties.offers[offer];
    if (now.consents[at] != 0 || (what.kind == act::accept && !now.proposed)) {
        return;
    }
    now.consents[at] = 1;
    if (!now.proposed) {
        now.proposed = true;
        if (item.source->expires) {
            const maybe_date last =
                evaluate(*item.source->expires,
                         {item.treaty, what.who, {}, world_.today, {}, world_.today, world_.today});
            if (last && *last < date::max()) {
                effect clock;
                clock.kind = effect_kind::offer_expiry;
                clock.treaty = item.treaty;
                clock.who = what.who;
                clock.act = index;
                clock.anchor = world_.today;
                clock.detail = offer;
                const auto clock_index = schedule(clock, *last + 1);
                world_.duties.offers[offer].expiry_effect = clock_index;
            }
        }
    }
    write_offer(offer,
                what.kind == act::propose ? offer_change::kind::proposed
                                          : offer_change::kind::accepted,
                what.who,
                index);
    offer_state& after = world_.duties.offers[offer];
    if (std::find(after.consents.begin(), after.consents.end(), 0) != after.consents.end()) {
        return;
    }
    after.agreed = true;
    drop(after.expiry_effect);
    write_offer(offer, offer_change::kind::agreed, nothing, index);
    if (!offer_is_active(offer)) {
        return;
    }
    for (offer_id i = item.source->severable ? offer : item.first;
         i < (item.source->severable ? offer + 1 : item.first + item.items);
         ++i) {
        world_.duties.offers[i].was_active = true;
        write_offer(i, offer_change::kind::active, nothing, index);
    }
}

/// A refusal ends an offer that is not agreed: it must be made anew.
inline void machine::reject_offer(offer_id offer,
                                  membership_id by,
                                  std::uint32_t index,
                                  offer_change::kind how) {
    offer_state& now = world_.duties.offers[offer];
    if (now.agreed || !now.proposed) {
        return;
    }
    std::fill(now.consents.begin(), now.consents.end(), std::uint8_t{0});
    now.proposed = false;
    drop(now.expiry_effect);
    write_offer(offer, how, by, index);
}

/// An offer, or the consent to one, is taken back.
inline void
machine::withdraw_offer(offer_id offer, std::size_t at, membership_id by, std::uint32_t index) {
    offer_state& now = world_.duties.offers[offer];
    if (now.consents[at] == 0) {
        return;
    }
    now.consents[at] = 0;
    now.agreed = false;
    now.was_active = false; // of the item itself, nothing is left to lapse
    now.proposed = std::find(now.consents.begin(), now.consents.end(), 1) != now.consents.end();
    write_offer(offer, offer_change::kind::withdrawn, by, index);
}

inline void machine::offer_expires(offer_id offer) {
    world_.duties.offers[offer].expiry_effect = nothing;
    reject_offer(offer, nothing, nothing, offer_change::kind::expired);
}

} // namespace servanda::detail

#endif

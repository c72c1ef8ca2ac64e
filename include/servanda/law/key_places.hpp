/// @file
/// Where the keys of a section and their values stand in a file, so that a message about one of
/// them points at the word itself.
#ifndef SERVANDA_LAW_KEY_PLACES_HPP
#define SERVANDA_LAW_KEY_PLACES_HPP

#include <servanda/law/diagnostic.hpp>
#include <servanda/law/value.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// The places of the keys of one section. Like every position they change no meaning: all are
/// equal. What was not read from a file has none. Cheap to copy.
class key_places {
public:
    /// Remembers where a key, its value and the elements of its value stand.
    void note(const table_entry& entry) { note(entry.key, entry); }
    /// The same under another name.
    void note(std::string_view name, const table_entry& entry) {
        if (!entry.where.known() && !entry.content.where.known()) {
            return;
        }
        place item{std::string(name), entry.where, entry.content.where, {}};
        if (const auto* list = entry.content.get<value_list>()) {
            for (const auto& element : *list) {
                item.elements.push_back(element.where);
            }
        }
        own().push_back(std::move(item));
    }

    /// The place of the key; `otherwise` where it is not known.
    [[nodiscard]] const source_position& key(std::string_view name,
                                             const source_position& otherwise) const noexcept {
        const auto* found = find(name);
        return found != nullptr && found->key.known() ? found->key : otherwise;
    }
    /// The place of its value.
    [[nodiscard]] const source_position& value(std::string_view name,
                                               const source_position& otherwise) const noexcept {
        const auto* found = find(name);
        return found != nullptr && found->value.known() ? found->value : otherwise;
    }
    /// The place of an element of its value, or of a value that is no list.
    [[nodiscard]] const source_position& element(std::string_view name,
                                                 std::size_t index,
                                                 const source_position& otherwise) const noexcept {
        const auto* found = find(name);
        return found != nullptr && index < found->elements.size() && found->elements[index].known()
                   ? found->elements[index]
                   : value(name, otherwise);
    }

    friend bool operator==(const key_places&, const key_places&) noexcept { return true; }

private:
    struct place {
        std::string name;
        source_position key;
        source_position value;
        std::vector<source_position> elements;
    };

    /// The list, shared with nobody.
    [[nodiscard]] std::vector<place>& own() {
        if (places_ == nullptr) {
            places_ = std::make_shared<std::vector<place>>();
        } else if (places_.use_count() > 1) {
            places_ = std::make_shared<std::vector<place>>(*places_);
        }
        return *places_;
    }
    /// The latest of that name: what was set last counts.
    [[nodiscard]] const place* find(std::string_view name) const noexcept {
        if (places_ == nullptr) {
            return nullptr;
        }
        const auto found = std::find_if(places_->rbegin(), places_->rend(), [&](const place& item) {
            return item.name == name;
        });
        return found == places_->rend() ? nullptr : &*found;
    }

    std::shared_ptr<std::vector<place>> places_;
};

} // namespace servanda

#endif

/// @file
/// Tables of keys: how the keys of a section are read, and what is said of one that no table holds.
#ifndef SERVANDA_LAW_CLAUSE_KEYS_HPP
#define SERVANDA_LAW_CLAUSE_KEYS_HPP

#include <servanda/law/clauses.hpp>
#include <servanda/law/value_reader.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::detail {

/// How one key of a section is read into `Target`.
template <class Target>
struct key_of {
    std::string_view name;
    void (*read)(value_reader&, Target&, const value&);
};

/// Reads a value with `Method` of the reader into `Member`, if it can be read.
template <class Target, auto Member, auto Method>
void read_into(value_reader& in, Target& to, const value& item) {
    if (auto content = (in.*Method)(item)) {
        to.*Member = *std::move(content);
    }
}

template <class Target, auto Member, auto Method>
[[nodiscard]] constexpr key_of<Target> key(std::string_view name) {
    return {name, &read_into<Target, Member, Method>};
}

/// The keys that every section has.
template <class Target>
inline constexpr std::array<key_of<Target>, 4> clause_keys{
    key<Target, &Target::article, &value_reader::words>("article"),
    key<Target, &Target::source, &value_reader::text>("source"),
    key<Target, &Target::note, &value_reader::text>("note"),
    key<Target, &Target::unchecked, &value_reader::words>("unchecked"),
};

template <class Target, class Keys>
[[nodiscard]] const key_of<Target>* find_key(const Keys& keys, std::string_view name) {
    for (const auto& candidate : keys) {
        if (candidate.name == name) {
            return &candidate;
        }
    }
    return nullptr;
}

/// Reports a key that no table holds.
template <class... Tables>
void unknown_key(value_reader& in,
                 const table_entry& entry,
                 std::string_view section,
                 const Tables&... tables) {
    std::vector<std::string_view> names;
    (
        [&] {
            for (const auto& candidate : tables) {
                names.push_back(candidate.name);
            }
        }(),
        ...);
    in.messages().error(entry.where,
                        "unknown key '" + value_reader::shortened(entry.key) + "' in " +
                            std::string(section) + did_you_mean(entry.key, names));
}

/// Reads one key of a clause: its own keys first, then those of every clause.
template <class Target, class Keys>
void read_clause_key(value_reader& in,
                     Target& target,
                     const table_entry& entry,
                     const Keys& keys,
                     std::string_view section) {
    const auto* found = find_key<Target>(keys, entry.key);
    if (found == nullptr) {
        found = find_key<Target>(clause_keys<Target>, entry.key);
    }
    if (found == nullptr) {
        unknown_key(in, entry, section, keys, clause_keys<Target>);
        return;
    }
    found->read(in, target, entry.content);
}

/// Reads a whole section. False when it is no table.
template <class Target, class Keys>
bool read_clause(value_reader& in,
                 Target& target,
                 const value& item,
                 const Keys& keys,
                 std::string_view section) {
    const auto* table = item.get<value_table>();
    if (table == nullptr) {
        in.wrong_kind(item, "a table " + std::string(section));
        return false;
    }
    target.where = item.where;
    for (const auto& entry : *table) {
        target.places.note(entry);
        read_clause_key(in, target, entry, keys, section);
    }
    return true;
}

} // namespace servanda::detail

#endif

/// @file
/// What an amendment changes: the entries of `amends` in a rule file.
#ifndef SERVANDA_LAW_AMENDS_HPP
#define SERVANDA_LAW_AMENDS_HPP

#include <servanda/law/read_clauses.hpp>
#include <servanda/law/treaty.hpp>

#include <string>
#include <string_view>

namespace servanda {

/// One entry of `amends`: a treaty, and what of it becomes what. `"montreal"` and `"montreal: 2A to
/// 2C"` name the treaty, the latter with articles for the reader;
/// `"montreal:withdrawal.notice = 2 years after notice"` changes a clause for those bound.
struct amended_clause {
    std::string treaty;
    std::string path;  ///< "withdrawal.notice"; empty: no clause that the engine follows
    std::string words; ///< the articles, or the new value as written
};

/// Takes an entry apart. O(length).
[[nodiscard]] inline amended_clause parse_amends(std::string_view entry) {
    const auto colon = entry.find(':');
    amended_clause result{trimmed(entry.substr(0, colon)), {}, {}};
    if (colon == std::string_view::npos) {
        return result;
    }
    const std::string_view rest = entry.substr(colon + 1);
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) {
        result.words = trimmed(rest);
        return result;
    }
    result.path = trimmed(rest.substr(0, equals));
    result.words = trimmed(rest.substr(equals + 1));
    return result;
}

/// Applies one entry to a copy of the amended treaty's clauses. What obligations become is not
/// read here: they are judged elsewhere. Mistakes go to the diagnostics.
inline void amend(clauses& to,
                  const amended_clause& entry,
                  const source_position& where,
                  diagnostics& messages) {
    if (!entry.path.empty() && !entry.path.starts_with("obligation.")) {
        set_clause(to, entry.path, written_value(entry.words, where), messages);
    }
}

/// Whether who joins the amended treaty later is bound by the amendment without a deposit of its
/// own (VCLT 40(5)).
[[nodiscard]] inline bool binds_new_parties(const treaty& amendment) {
    return amendment.new_parties.empty() ? !amendment.amends.empty()
                                         : amendment.new_parties == "as amended";
}

} // namespace servanda

#endif

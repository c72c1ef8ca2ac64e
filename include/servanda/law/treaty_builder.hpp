/// @file
/// Defines a treaty in C++, in the words and phrases of rule files. What a builder makes and what
/// the same rule file makes are equal values.
#ifndef SERVANDA_LAW_TREATY_BUILDER_HPP
#define SERVANDA_LAW_TREATY_BUILDER_HPP

#include <servanda/law/read_clauses.hpp>
#include <servanda/law/treaty.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// Collects clauses and gives a treaty. Every phrase is read when it is handed over; a phrase that
/// is not understood throws `input_error`.
class treaty_builder {
public:
    explicit treaty_builder(std::string id) { result_.id = std::move(id); }

    treaty_builder& title(std::string text) {
        result_.title = std::move(text);
        return *this;
    }
    /// A treaty between two sides; its "all signatories" are these two.
    treaty_builder& bilateral(std::string a, std::string b) {
        result_.kind = treaty_kind::bilateral;
        result_.sides = {std::move(a), std::move(b)};
        return *this;
    }
    treaty_builder& multilateral() {
        result_.kind = treaty_kind::multilateral;
        return *this;
    }
    /// A commitment that binds politically; `political` is its default law unless another is named.
    treaty_builder& political() {
        result_.kind = treaty_kind::political;
        return *this;
    }
    treaty_builder& default_law(std::string id) {
        result_.default_law = std::move(id);
        return *this;
    }
    /// The first day for signature.
    treaty_builder& opened(date day) {
        result_.opened = day;
        return *this;
    }
    treaty_builder& depositaries(std::vector<std::string> codes) {
        result_.depositaries = std::move(codes);
        return *this;
    }
    /// Consent to these treaties must come before, or on the same day.
    treaty_builder& requires_consent_to(std::vector<std::string> ids) {
        result_.requires_consent_to = std::move(ids);
        return *this;
    }
    treaty_builder& parent(std::string id) {
        result_.parent = std::move(id);
        return *this;
    }
    treaty_builder& group(std::string name, std::vector<std::string> members) {
        result_.own.groups.insert_or_assign(std::move(name), std::move(members));
        return *this;
    }
    /// `when`: a condition; `effective`: a date rule counting from its threshold.
    treaty_builder&
    enters_into_force(std::string article, std::string_view when, std::string_view effective) {
        set("entry_into_force.article", std::move(article));
        set("entry_into_force.when", std::string(when));
        return set("entry_into_force.effective", std::string(effective));
    }
    /// When the treaty enters into force for those who consent after its own entry into force.
    treaty_builder& for_later(std::string_view rule) {
        return set("entry_into_force.for_later", std::string(rule));
    }
    /// The day the term ends, such as "10 years after entry into force".
    treaty_builder& term(std::string article, std::string_view rule) {
        set("duration.article", std::move(article));
        return set("duration.term", std::string(rule));
    }
    treaty_builder& unlimited(std::string article) {
        set("duration.article", std::move(article));
        return set("duration.unlimited", true);
    }
    treaty_builder& extension(std::string article, std::int64_t times, std::string_view at_most) {
        set("extension.article", std::move(article));
        set("extension.times", times);
        return set("extension.at_most", std::string(at_most));
    }
    treaty_builder& withdrawal(std::string article, std::string_view notice) {
        set("withdrawal.article", std::move(article));
        return set("withdrawal.notice", std::string(notice));
    }
    /// Ends the treaty, once in force, when the condition holds: "fewer than 2 parties".
    treaty_builder& ends_when(std::string_view phrase) {
        diagnostics messages;
        value_reader in(messages);
        result_.ends_when = in.when(value(std::string(phrase)));
        if (!messages.ok()) {
            throw input_error(std::move(messages));
        }
        return *this;
    }
    /// Any key of a rule file: `set("withdrawal.lock_in", "3 years after own entry into force")`.
    treaty_builder& set(std::string_view path, const value& content) {
        diagnostics messages;
        set_clause(result_.own, path, content, messages);
        if (!messages.ok()) {
            throw input_error(std::move(messages));
        }
        return *this;
    }
    /// A rule of its own, whole.
    treaty_builder& add(rule item) {
        result_.own.rules.push_back(std::move(item));
        return *this;
    }

    /// An obligation with the keys of a rule file:
    /// `obligation({{"id", "warheads"}, {"kind", "limit"}, {"figure", "warheads"},
    /// {"at_most", 1550}})`. Throws `input_error` for keys and phrases that are not understood.
    treaty_builder& obligation(value_table keys) {
        diagnostics messages;
        std::vector<std::string> anchors;
        for (const auto& entry : result_.own.anchors) {
            anchors.push_back(entry.first);
        }
        value_reader in(messages, std::move(anchors));
        detail::read_obligation(in, result_.own, value(std::move(keys)));
        if (!messages.ok()) {
            throw input_error(std::move(messages));
        }
        return *this;
    }
    /// An obligation, or an offer, whole.
    treaty_builder& add(servanda::obligation item) {
        result_.own.obligations.push_back(std::move(item));
        return *this;
    }
    treaty_builder& add(package item) {
        result_.own.packages.push_back(std::move(item));
        return *this;
    }

    [[nodiscard]] treaty build() const {
        treaty result = result_;
        if (result.default_law.empty()) {
            result.default_law = default_law_of(result.kind);
        }
        return result;
    }

    /// The default law of a kind of instrument: "political" for political commitments, else "vclt".
    [[nodiscard]] static std::string default_law_of(treaty_kind kind) {
        return kind == treaty_kind::political ? "political" : "vclt";
    }

private:
    treaty result_;
};

} // namespace servanda

#endif

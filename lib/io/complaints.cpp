#include "complaints.hpp"

namespace servanda::io {

void complaints::add(diagnostic item) {
    switch (item.level) {
    case severity::error:
        if (errors_++ < most_errors_) {
            told_.error(std::move(item.where), std::move(item.message));
        }
        break;
    case severity::warning:
        if (warnings_++ < most_warnings_) {
            told_.warning(std::move(item.where), std::move(item.message));
        }
        break;
    default:
        if (warnings_++ < most_warnings_) {
            told_.note(std::move(item.where), std::move(item.message));
        }
        break;
    }
}

void complaints::add(const diagnostics& items) {
    for (const auto& item : items.items()) {
        add(item);
    }
}

diagnostics complaints::told() && {
    if (unknown_ > most_warnings_) {
        told_.note(at(0, 0),
                   "and " + counted(unknown_ - most_warnings_, "more unknown participant"));
    }
    if (warnings_ > most_warnings_) {
        told_.note(at(0, 0), "and " + counted(warnings_ - most_warnings_, "more warning"));
    }
    if (errors_ > most_errors_) {
        told_.error(at(0, 0), "and " + counted(errors_ - most_errors_, "more error"));
    }
    return std::move(told_);
}

std::string in_quotes(std::string_view word) {
    constexpr std::size_t longest = 60;
    std::string text = "'";
    std::size_t at = 0;
    for (; at < word.size(); ++at) {
        const auto byte = static_cast<unsigned char>(word[at]);
        if (text.size() > longest && (byte & 0xC0U) != 0x80U) {
            break; // between two characters
        }
        text += byte < 0x20U || byte == 0x7FU ? '?' : word[at];
    }
    return text + (at < word.size() ? "…'" : "'");
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
    std::string digits = std::to_string(count);
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, ",");
    }
    std::string words = many.empty() ? std::string(one) + "s" : std::string(many);
    return digits + " " + (count == 1 ? std::string(one) : words);
}

} // namespace servanda::io

#include "bulk_remarks.hpp"

#include <algorithm>
#include <string_view>

namespace servanda::io {

namespace {

/// Acts of one treaty that are void for the same reason.
struct void_acts {
    const act_record* first = nullptr;
    std::size_t count = 0;
};

std::vector<void_acts> find_void_acts(const history& told) {
    std::vector<void_acts> groups;
    for (const auto& item : told.acts()) {
        if (item.worth != standing::void_act || item.finding == finding_of_standing::contested) {
            continue;
        }
        const auto same = [&](const void_acts& group) {
            return group.first->finding == item.finding && group.first->what.row == item.what.row &&
                   group.first->what.treaty == item.what.treaty;
        };
        const auto found = std::find_if(groups.begin(), groups.end(), same);
        if (found == groups.end()) {
            groups.push_back({&item, 1});
        } else {
            ++found->count;
        }
    }
    return groups;
}

std::string in_words(const history& told, const void_acts& group, const std::string& treaty) {
    const act_record& first = *group.first;
    const auto who = told.program().participant_of[first.what.who];
    const std::string article = cite_act(told.program(), first).article;
    const std::string reason =
        std::string(to_string(first.finding)) + (article.empty() ? "" : " (" + article + ")");
    const std::string act = std::string(word_of(first.what)) + " by " +
                            (who == nothing ? "*" : told.program().names[who].front().code) +
                            " on " + to_string(first.what.day);
    return treaty + ": " +
           (group.count == 1 ? act + " is void: " + reason
                             : counted(group.count, "act") + " are void: " + reason +
                                   "; the first is the " + act);
}

} // namespace

void tell_remarks(const history& told,
                  const std::vector<std::string>& spelled,
                  complaints& messages) {
    // Void acts are the history's own warnings, after those of its program.
    std::size_t of_program = told.program().remarks.size();
    for (const auto& item : told.remarks()) {
        if (of_program > 0 || item.level != severity::warning) {
            messages.add(item);
        }
        of_program -= of_program > 0 ? 1U : 0U;
    }
    for (const auto& group : find_void_acts(told)) {
        const std::uint32_t source = group.first->what.source;
        messages.add(
            {severity::warning,
             source == nothing ? source_position{} : told.program().story->acts[source].where,
             in_words(told, group, spelled[group.first->what.treaty])});
    }
}

} // namespace servanda::io

// What the studies beside this file share: a history read from its file, and variants of it.
#ifndef STUDY_HPP
#define STUDY_HPP

#include <servanda/catch2.hpp>
#include <servanda/io/files.hpp>
#include <servanda/servanda.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

using namespace servanda::matchers;
using servanda::act;
using servanda::act_selector;
using servanda::add_act;
using servanda::drop_act;
using servanda::edit;
using servanda::history;
using servanda::move_act;
using servanda::set_treaty_clause;
using servanda::verdict;

/// The rules that come with servanda, read once.
inline std::shared_ptr<const servanda::rulebook> all_rules() {
    static const auto rules = std::make_shared<const servanda::rulebook>(
        servanda::io::read_rules(std::filesystem::path(SERVANDA_RULES_DIR)).value());
    return rules;
}

/// A recorded history, and what would have come of it.
class study {
public:
    explicit study(const std::string& name)
        : story_(servanda::io::read_scenario(std::filesystem::path(SERVANDA_SCENARIOS_DIR) /
                                             (name + ".toml"))
                     .value()) {
        story_.to.reset(); // what would have come after the record's end is part of the answer
    }

    [[nodiscard]] history as_it_was() const { return servanda::simulate(all_rules(), story_); }
    [[nodiscard]] history with(const std::vector<edit>& edits) const {
        return servanda::what_if(all_rules(), story_, edits);
    }

private:
    servanda::scenario story_;
};

#endif

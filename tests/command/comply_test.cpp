// servanda comply, and what explain, next, run and check say of obligations.
#include "command/run_command.hpp"
#include "support/compliance_story.hpp"

using namespace servanda_tests;

namespace {

/// A folder with the pact and its story, and a command about them.
class pact {
public:
    [[nodiscard]] std::vector<std::string> words(std::string command,
                                                 std::vector<std::string> more = {}) const {
        std::vector<std::string> all{std::move(command), story_, "--rules", rules_};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    [[nodiscard]] std::string said(std::string command, std::vector<std::string> more = {}) const {
        return output_of(words(std::move(command), std::move(more)));
    }

private:
    scratch_folder folder_;
    std::string rules_ = folder_.write("pact.toml", compliance_rules);
    std::string story_ = folder_.write("story.toml", compliance_scenario);
};

} // namespace

TEST_CASE("comply prints verdicts by treaty and party", "[command][comply]") {
    const pact files;
    const std::string text = files.said("comply", {"--on", "2002-04-01"});
    CHECK_THAT(text, StartsWith("2002-04-01  two and a pact\n"));
    CHECK_THAT(text,
               ContainsSubstring("pact  USA  breached  (breached 1 · kept 2 · not applicable 1)"));
    CHECK_THAT(text, ContainsSubstring("pact  RUS  breached  (breached 1 · disputed 1 · kept 1)"));
    CHECK_THAT(text, ContainsSubstring("disputed      since 2002-03-01"));
    CHECK_THAT(text, ContainsSubstring("1 more that do not apply (--all)"));
    CHECK_THAT(text, !ContainsSubstring("later"));
    CHECK_THAT(files.said("comply", {"--on", "2002-04-01", "--all"}),
               ContainsSubstring("later") && !ContainsSubstring("more that do not apply"));
}

TEST_CASE("comply may be asked of one party, treaty or obligation", "[command][comply]") {
    const pact files;
    const std::string one =
        files.said("comply", {"--on", "2002-04-01", "--party", "RUS", "--obligation", "freeze"});
    CHECK_THAT(one, ContainsSubstring("pact  RUS  disputed  (disputed 1)"));
    CHECK_THAT(one, !ContainsSubstring("USA  ") && !ContainsSubstring("data"));
    CHECK_THAT(files.said("comply", {"--on", "2002-04-01", "--treaty", "pact"}),
               ContainsSubstring("pact  USA"));
}

TEST_CASE("comply as seen by one side", "[command][comply]") {
    const pact files;
    const std::string usa = files.said("comply", {"--on", "2002-04-01", "--as-seen-by", "USA"});
    CHECK_THAT(usa, StartsWith("2002-04-01  two and a pact, as seen by USA\n"));
    CHECK_THAT(usa, ContainsSubstring("lapsed: 'freeze' by RUS is breached (lapsed)"));
    const std::string rus = files.said("comply", {"--on", "2002-04-01", "--as-seen-by", "RUS"});
    CHECK_THAT(rus, !ContainsSubstring("disputed") && !ContainsSubstring("lapsed"));
}

TEST_CASE("comply as JSON", "[command][comply]") {
    const pact files;
    const json answer = json_of(files.words("comply", {"--on", "2002-04-01"}));
    CHECK(answer.at("on") == "2002-04-01");
    CHECK(answer.at("scenario") == "two and a pact");
    CHECK(answer.at("as_seen_by").is_null());
    REQUIRE(answer.at("verdicts").size() == 7);
    const json& freeze = answer.at("verdicts").at(1);
    CHECK(freeze.at("obligation") == "freeze");
    CHECK(freeze.at("party") == "RUS");
    CHECK(freeze.at("verdict") == "disputed");
    CHECK(freeze.at("commitment") == "active");
    CHECK(freeze.at("since") == "2002-03-01");
    CHECK(freeze.at("disputed") == true);
    CHECK(freeze.at("views") == json{{"RUS", "kept"}, {"others", "breached"}});
    REQUIRE(freeze.at("findings").size() == 1);
    CHECK(freeze.at("findings").at(0).at("by") == "USA");
    CHECK(freeze.at("findings").at(0).at("determined") == true);
    CHECK(freeze.at("findings").at(0).at("material") == true);
    CHECK(freeze.at("findings").at(0).at("contested_by") == json{"RUS"});
    CHECK(freeze.at("findings").at(0).at("source") == "a report");
    REQUIRE(answer.at("parties").size() == 2);
    CHECK(answer.at("parties").at(0).at("worst") == "breached");
    CHECK(answer.at("parties").at(0).at("counts").at("kept") == 2);
}

TEST_CASE("comply as CSV", "[command][comply]") {
    const pact files;
    const std::string text =
        files.said("comply", {"--on", "2001-06-02", "--format", "csv", "--party", "USA"});
    CHECK(first_line(text) ==
          "treaty,obligation,article,party,verdict,since,commitment,due_from,due_by,disputed,why");
    CHECK_THAT(text,
               ContainsSubstring(
                   "\npact,access,3,USA,due,2001-06-01,active,2001-06-01,2001-06-04,false,"));
    CHECK_THAT(text, ContainsSubstring("\npact,later,,USA,not applicable,"));
}

TEST_CASE("comply refuses what does not exist, with the nearest name", "[command][comply]") {
    const pact files;
    refused(files.words("comply", {"--on", "2002-04-01", "--obligation", "frieze"}),
            "no treaty of the history has an obligation 'frieze' (did you mean 'freeze'?)");
    refused(files.words("comply", {"--on", "2002-04-01", "--party", "RUZ"}), "RUZ");
    refused(files.words("comply", {"--on", "2002-04-01", "--treaty", "pakt"}), "pakt");
    refused(files.words("comply", {"--on", "2002-04-32"}), "2002-04-32");
    CHECK(run(files.words("comply")).status == 2); // --on is lacking
    CHECK(run(files.words("comply", {"--on", "2002-04-01", "--format", "xml"})).status == 2);
}

TEST_CASE("explain --obligation tells how a verdict came about", "[command][comply][explain]") {
    const pact files;
    const std::string text =
        files.said("explain", {"--on", "2002-04-01", "--party", "RUS", "--obligation", "freeze"});
    CHECK_THAT(text, StartsWith("RUS, freeze (pact 1) on 2002-04-01: disputed\n"));
    CHECK_THAT(text, ContainsSubstring("neither deploys while the other does not"));
    CHECK_THAT(text, ContainsSubstring("How it came about\n  2002-03-01  kept → disputed: "));
    CHECK_THAT(text,
               ContainsSubstring("Findings\n  2002-03-01 determined by USA, as a material breach; "
                                 "contested by RUS (a report)"));
    CHECK_THAT(text, ContainsSubstring("Disputed\n  as seen by RUS: kept, others: breached"));
    CHECK_THAT(text,
               ContainsSubstring("What the answer relies on\n  no withdrawal of the allegation "
                                 "recorded between 2002-03-01 and 2002-04-01"));
    const json answer = json_of(
        files.words("explain", {"--on", "2002-04-01", "--party", "RUS", "--obligation", "freeze"}));
    CHECK(answer.at("verdicts").size() == 1);
    refused(
        files.words("explain", {"--on", "2002-04-01", "--party", "RUS", "--obligation", "frieze"}),
        "did you mean 'freeze'?");
}

TEST_CASE("next lists what is to be performed", "[command][comply][next]") {
    const pact files;
    const std::string text = files.said("next", {"--on", "2001-06-02"});
    CHECK_THAT(
        text,
        ContainsSubstring("2001-06-04  pact          USA     access, 3: due from 2001-06-01"));
    CHECK_THAT(text, ContainsSubstring("2002-01-01  pact          RUS     data, 2: due"));
    const json answer = json_of(files.words("next", {"--on", "2001-06-02"}));
    REQUIRE(answer.at("obligations_due").size() == 3);
    const json& access = answer.at("obligations_due").at(0);
    CHECK(access.at("obligation") == "access");
    CHECK(access.at("party") == "USA");
    CHECK(access.at("due_from") == "2001-06-01");
    CHECK(access.at("due_by") == "2001-06-04");
    CHECK(access.at("open") == true);
    CHECK(access.at("stopped") == false);
    CHECK(answer.at("obligations_due").at(1).at("open") == false);
}

TEST_CASE("run tells changes of verdicts, and tests what is expected of them",
          "[command][comply]") {
    const pact files;
    const std::string text = files.said("run");
    CHECK_THAT(text, ContainsSubstring("data: due → breached"));
    CHECK_THAT(text, ContainsSubstring("freeze: kept → disputed"));
    CHECK_THAT(text, ContainsSubstring("2 of 2 expectations met"));
    const json answer = json_of(files.words("run"));
    CHECK(answer.at("verdicts").size() > 5);
    CHECK(answer.at("verdicts").at(0).at("change") == "data: kept → due");

    const scratch_folder folder;
    const auto rules = folder.write("pact.toml", compliance_rules);
    std::string wrong = compliance_scenario;
    const std::string expected = "verdict = \"disputed\"";
    wrong.replace(wrong.find(expected), expected.size(), "verdict = \"kept\"");
    const auto story = folder.write("story.toml", wrong);
    const outcome failed = run({"run", story, "--rules", rules});
    CHECK(failed.status == 1);
    CHECK_THAT(failed.out + failed.err,
               ContainsSubstring("story.toml:42:1: ") &&
                   ContainsSubstring("verdict of 'freeze': expected 'kept', found 'disputed'"));
}

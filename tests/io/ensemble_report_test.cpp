// Reports of ensembles: the text, JSON, CSV and picture of a small one whose probabilities can be
// worked out by hand.
#include "io/ensemble_files.hpp"

#include <algorithm>
#include <cctype>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

/// AAA leaves on 2001-09-01. BBB gives notice on a day of 2002 in one case of two where the mood is
/// tense (3/4), and may come back; six months later it has left: 3/8 by the middle of 2003.
constexpr std::string_view small = R"([ensemble]
title = "Does <BBB> leave & return?"
scenario = "lakes.toml"
to = 2003-12-31
seed = 4

[[choice]]
id = "mood"
options = { calm = 0.25, tense = 0.75 }

[[act]]
id = "b-notice"
act = "give notice of withdrawal"
by = "BBB"
date = "2002"
probability = 0.5
if = "mood is tense"

[[act]]
act = "revoke"
of = "notice"
by = "BBB"
date = { after = "b-notice", days = 200 }

[[outcome]]
name = "BBB has left"
party = "BBB"
state = "withdrawn"

[[outcome]]
name = "nobody is left"
treaty_state = "terminated"
)";

ensemble small_ensemble() {
    return ensemble(lakes(), read_here(small, "small.toml").value().model);
}

ensemble_report small_report(std::uint64_t runs = 1'000) {
    const ensemble of = small_ensemble();
    ensemble_options options;
    options.runs = runs;
    return report(of, run_ensemble(of, options));
}

/// Reads XML as far as our pictures use it: tags that match, attributes in quotation marks, no
/// bare `<` or `&`. Returns the names of all elements.
std::vector<std::string> elements_of(const std::string& xml) {
    std::vector<std::string> all;
    std::vector<std::string> open;
    for (std::size_t at = 0; at < xml.size();) {
        if (xml[at] == '&') {
            const std::string_view rest = std::string_view(xml).substr(at);
            const bool known = rest.starts_with("&amp;") || rest.starts_with("&lt;") ||
                               rest.starts_with("&gt;") || rest.starts_with("&quot;");
            CHECK(known);
        }
        if (xml[at] != '<') {
            ++at;
            continue;
        }
        const std::size_t end = xml.find('>', at);
        REQUIRE(end != std::string::npos);
        std::string tag = xml.substr(at + 1, end - at - 1);
        at = end + 1;
        if (tag.front() == '/') {
            REQUIRE_FALSE(open.empty());
            CHECK(open.back() == tag.substr(1));
            open.pop_back();
            continue;
        }
        const bool closed = tag.back() == '/';
        tag = tag.substr(0, tag.size() - (closed ? 1 : 0));
        CHECK(std::count(tag.begin(), tag.end(), '"') % 2 == 0);
        CHECK(tag.find('<') == std::string::npos);
        const auto name_ends = std::find_if(tag.begin(), tag.end(), [](char c) {
            return std::isspace(static_cast<unsigned char>(c)) != 0;
        });
        all.emplace_back(tag.begin(), name_ends);
        if (!closed) {
            open.push_back(all.back());
        }
    }
    CHECK(open.empty());
    return all;
}

} // namespace

TEST_CASE("the report of an ensemble in words", "[io][ensemble]") {
    const ensemble of = small_ensemble();
    const ensemble_report found = small_report();
    const outcome_report& left = found.outcomes.front();
    CHECK(left.probability.low < 0.375); // 3/4 of 1/2
    CHECK(left.probability.high > 0.375);
    REQUIRE(found.classes.size() == 2);
    const class_report& some = found.classes[1];
    const date notice = of.draws(some.example).days.front().value();
    const auto per_cent = [](double share) {
        std::ostringstream text;
        text << std::fixed << std::setprecision(2) << share * 100.0;
        return text.str();
    };
    const std::string text = io::write_ensemble(of, found);
    for (const std::string& part :
         {std::string("Does <BBB> leave & return?\n"),
          std::string("1,000 runs, seed 4; by chance from 2002-01-01 to 2003-12-31\n"),
          per_cent(left.probability.share) + " %",
          per_cent(left.probability.low) + " to " + per_cent(left.probability.high) + " %",
          to_string(left.quantile(0.5).value()),
          std::string("0.00 to 0.66 %"), // of none in a thousand (Wilson 1927)
          per_cent(1.0 - left.probability.share) + " %  none of these",
          "such as run " + std::to_string(some.example) + ": mood is tense; b-notice on " +
              to_string(notice) + "; revoke by BBB on " + to_string(notice + 200),
          "BBB: in force → withdrawal pending until " + to_string(add_months(notice, 6)),
          std::string("lakes, parties expected"),
          std::string("lakes, shares of runs")}) {
        CHECK_THAT(text, ContainsSubstring(part));
    }
}

TEST_CASE("an ensemble that was stopped says so", "[io][ensemble]") {
    ensemble_report found = small_report();
    found.asked = 1'000'000;
    CHECK_THAT(io::write_ensemble(small_ensemble(), found),
               ContainsSubstring("stopped after 1,000 of 1,000,000 runs"));
    CHECK(json::parse(io::json_ensemble(small_ensemble(), found)).at("complete") == false);
    const ensemble of = small_ensemble();
    const ensemble_report nothing_done = report(of, {{}, 10});
    CHECK_THAT(io::write_ensemble(of, nothing_done), ContainsSubstring("stopped after 0 of 10"));
    (void)elements_of(io::svg_ensemble(nothing_done));
}

TEST_CASE("the report of an ensemble as JSON", "[io][ensemble]") {
    const ensemble of = small_ensemble();
    const ensemble_report found = small_report();
    const json all = json::parse(io::json_ensemble(of, found));
    CHECK(all.at("ensemble") == "Does <BBB> leave & return?");
    CHECK(all.at("runs") == 1'000);
    CHECK(all.at("complete") == true);
    CHECK(all.at("first_day") == "2002-01-01");
    CHECK(all.at("last_day") == "2003-12-31");
    const json& left = all.at("outcomes").at(0);
    CHECK(left.at("name") == "BBB has left");
    CHECK(left.at("probability").at("low") < 0.375);
    CHECK(left.at("probability").at("high") > 0.375);
    std::uint64_t runs = 0;
    std::string half_by;
    for (const auto& [day, count] : left.at("days").items()) {
        CHECK(day >= "2002-07-01");
        CHECK(day <= "2003-06-30");
        runs += count.get<std::uint64_t>();
        if (half_by.empty() && 2 * runs >= left.at("runs")) {
            half_by = day;
        }
    }
    CHECK(left.at("runs") == runs);
    CHECK(left.at("quantiles").at("0.5").get<std::string>().substr(0, 10) == half_by);
    const json& never = all.at("outcomes").at(1);
    CHECK(never.at("runs") == 0);
    CHECK(never.at("quantiles").at("0.5").is_null());
    REQUIRE(all.at("classes").size() == 2);
    CHECK(all.at("classes").at(0).at("outcomes").empty());
    const json& example = all.at("classes").at(1).at("example");
    CHECK(example.at("choices").at("mood") == "tense");
    REQUIRE(example.at("acts").size() == 2);
    CHECK(example.at("acts").at(0).at("id") == "b-notice");
    CHECK(example.at("acts").at(0).at("act") == "give notice of withdrawal");
    CHECK(example.at("acts").at(1).at("act") == "revoke"); // 200 days: too late (VCLT 68)
    for (const auto& item : all.at("states")) {
        CHECK(item.at("runs").size() == all.at("days").size());
        if (item.at("party") == "AAA") {
            CHECK(item.at("state") == "withdrawn"); // since September 2001
        }
    }
}

TEST_CASE("one run of an ensemble", "[io][ensemble]") {
    const ensemble of = small_ensemble();
    const ensemble_report found = small_report();
    const std::uint64_t run = found.classes.at(1).example;
    const std::string text = io::write_ensemble_run(of, run);
    CHECK_THAT(text, ContainsSubstring("run " + std::to_string(run) + ", seed 4: mood is tense"));
    CHECK_THAT(text, ContainsSubstring("2000-01-01  AAA BBB CCC"));
    CHECK_THAT(text, ContainsSubstring("withdrawal pending → withdrawn"));
    CHECK_THAT(text, ContainsSubstring("void act"));
    const json all = json::parse(io::json_ensemble_run(of, run));
    CHECK(all.at("drawn").at("run") == run);
    CHECK(all.at("history").at("changes").size() > 5);
}

TEST_CASE("the shares of states as a table", "[io][ensemble]") {
    const std::string table = io::csv_ensemble(small_report());
    CHECK_THAT(table,
               Catch::Matchers::StartsWith("treaty,party,state,from,runs,share\n"
                                           "lakes,*,in force,2002-01-01,1000,1.000000\n"));
    CHECK_THAT(table, ContainsSubstring("\nlakes,AAA,withdrawn,2002-01-01,1000,1.000000\n"));
    CHECK_THAT(table, ContainsSubstring("\nlakes,BBB,withdrawal pending,2002-01-01,"));
    CHECK_THAT(table, ContainsSubstring("\nlakes,BBB,withdrawn,2002-07-"));
}

TEST_CASE("the picture of an ensemble is well-formed and stands alone", "[io][ensemble]") {
    const std::string picture = io::svg_ensemble(small_report());
    const auto elements = elements_of(picture);
    const auto count = [&](const char* name) {
        return std::count(elements.begin(), elements.end(), name);
    };
    CHECK(elements.front() == "svg");
    CHECK(count("title") == 1);
    CHECK(count("path") >= 4);
    CHECK(count("script") + count("image") + count("a") + count("use") == 0);
    CHECK(picture.find("href") == std::string::npos);
    CHECK(picture.find("url(") == std::string::npos);
    CHECK(picture.find("nan") == std::string::npos);
    CHECK_THAT(picture, ContainsSubstring("Does &lt;BBB&gt; leave &amp; return?"));
    CHECK_THAT(picture, ContainsSubstring("prefers-color-scheme: dark"));
    CHECK(picture.size() < 40'000);
}

TEST_CASE("a picture of a few days, or of one", "[io][ensemble]") {
    for (const char* last : {"2002-01-03", "2002-01-01"}) {
        auto file = read_here(small, "small.toml").value();
        file.model.story.to = parse_date(last);
        file.model.outcomes.front().by.reset();
        const ensemble of(lakes(), file.model);
        ensemble_options options;
        options.runs = 100;
        const ensemble_report found = report(of, run_ensemble(of, options));
        const std::string picture = io::svg_ensemble(found);
        (void)elements_of(picture);
        CHECK(picture.find("nan") == std::string::npos);
        CHECK_FALSE(io::write_ensemble(of, found).empty());
    }
}

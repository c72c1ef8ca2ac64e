// Computed dates against a record: each class of difference, qualities, periods, what is not
// compared.
#include "io/replaying.hpp"

#include <servanda/io/against.hpp>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;
using io::difference_class;

namespace {

/// seas: threshold 2000-02-01, in force 2000-05-01; MEX deposits on 2001-02-05, in force
/// 2001-05-06.
constexpr std::string_view acts = "seas,USA,2000-01-01,deposit\n"
                                  "seas,CAN,2000-02-01,deposit\n"
                                  "seas,MEX,2001-02-05,deposit\n"
                                  "seas,FRA,2000-06-01,sign\n";

io::record_comparison compared(const std::string& record,
                               const std::string& lines = std::string(acts),
                               const io::replay_options& options = {}) {
    const auto read = io::read_record_text(record, "expected.csv");
    INFO(told(read.messages));
    REQUIRE(read.ok());
    io::record_comparer comparer(*read.content, bulk_rules());
    const auto result = io::replay_text(std::string(acts_header) + lines,
                                        "acts.csv",
                                        bulk_rules(),
                                        options,
                                        [&](const io::replay_row& row) { comparer.add(row); });
    return comparer.finish(result.left_out, options.to);
}

/// The class and detail of the one difference of one recorded row.
std::pair<std::string, std::string> looks_like(const std::string& row) {
    const auto found = compared("treaty,participant,entry_into_force\nseas,*,2000-05-01\n" + row);
    REQUIRE(found.differences.size() == 1);
    return {std::string(to_string(found.differences[0].looks_like)), found.differences[0].detail};
}

using pair = std::pair<std::string, std::string>;

} // namespace

TEST_CASE("a record that agrees has no differences", "[io][against]") {
    const auto found = compared("treaty,participant,entry_into_force\n"
                                "seas,*,2000-05-01\nseas,USA,2000-05-01\nseas,CAN,2000-05-01\n");
    CHECK(found.holds());
    CHECK(found.total.rows == 3);
    CHECK(found.total.differing == 0);
    CHECK(found.treaties.empty());
    CHECK(found.unrecorded == 1); // MEX
    CHECK_THAT(io::write_comparison(found, true),
               ContainsSubstring("3 rows compared, none differs"));
}

TEST_CASE("differences have their classes", "[io][against]") {
    CHECK(looks_like("seas,MEX,2001-05-07\n") == pair{"off by one", "1 day later"});
    CHECK(looks_like("seas,MEX,2001-05-05\n") == pair{"off by one", "1 day earlier"});
    CHECK(looks_like("seas,MEX,2001-06-06\n") ==
          pair{"month typo", "the same day in another month"});
    CHECK(looks_like("seas,MEX,2010-05-06\n") ==
          pair{"month typo", "the same day in another year"});
    CHECK(looks_like("seas,MEX,2001-06-05\n") == pair{"month typo", "day and month exchanged"});
    CHECK(looks_like("seas,MEX,2001-03-07\n") == pair{"other delay", "30 days after deposit"});
    CHECK(looks_like("seas,MEX,2001-02-05\n") == pair{"other delay", "on the day of deposit"});
    CHECK(looks_like("seas,MEX,2001-08-05\n") == pair{"other delay", "6 months after deposit"});
    CHECK(looks_like("seas,MEX,2001-06-01\n") ==
          pair{"other delay", "first of the month after 3 months after deposit"});
    CHECK(looks_like("seas,MEX,2000-05-01\n") == pair{"date of treaty", "370 days earlier"});
    CHECK(looks_like("seas,MEX,2001-01-31\n") == pair{"before deposit", "deposit on 2001-02-05"});
    CHECK(looks_like("seas,FRA,2000-09-01\n") == pair{"not computed", ""});
    CHECK(looks_like("seas,GBR,2000-09-01\n") ==
          pair{"not computed", "it does nothing in the acts"});
    CHECK(looks_like("rivers,*,2000-09-01\n").first == "not computed");
    CHECK(looks_like("seas,MEX,2001-05-16\n") == pair{"unexplained", "10 days later"});
}

TEST_CASE("digits exchanged are typing errors", "[io][against]") {
    const auto of = [](const std::string& deposit, const std::string& recorded) {
        const auto found =
            compared("treaty,participant,entry_into_force\nseas,MEX," + recorded + "\n",
                     "seas,USA,2000-01-06,deposit\nseas,CAN,2000-01-06,deposit\n"
                     "seas,MEX," +
                         deposit + ",deposit\n");
        REQUIRE(found.differences.size() == 1);
        return found.differences[0].detail;
    };
    CHECK(of("2001-02-11", "2001-05-21") == "the digits of the day exchanged"); // 05-12
    CHECK(of("2001-08-09", "2001-07-11") == "day and month exchanged");         // 11-07
}

TEST_CASE("of the treaty itself the threshold is the deposit", "[io][against]") {
    const auto found = compared("treaty,participant,entry_into_force\nseas,*,2000-03-02\n");
    REQUIRE(found.differences.size() == 1);
    CHECK(found.differences[0].looks_like == difference_class::other_delay);
    CHECK(found.differences[0].detail == "30 days after threshold");
    CHECK(found.differences[0].consent == "2000-02-01"_day);
}

TEST_CASE("parties that enter with the treaty differ as it does", "[io][against]") {
    const auto found = compared("treaty,participant,entry_into_force\n"
                                "seas,USA,2000-05-21\nseas,*,2000-05-21\nseas,CAN,2000-05-21\n");
    REQUIRE(found.differences.size() == 3);
    for (const auto& item : found.differences) {
        CHECK(item.looks_like == difference_class::unexplained);
        CHECK(item.detail ==
              (item.recorded.participant == "*" ? "20 days later" : "as the treaty itself"));
    }
}

TEST_CASE("what many rows fit is a delay, not many typing errors", "[io][against]") {
    // A record that counts two months where the rule has three.
    std::string lines(acts);
    std::string record = "treaty,participant,entry_into_force\n";
    for (const char* code : {"AAA", "BBB", "CCC"}) {
        lines += std::string("rivers,") + code + ",2002-03-10,deposit\n";
    }
    int month = 4;
    for (const char* code : {"DDD", "EEE", "FFF"}) {
        const std::string start = std::string("rivers,") + code + ",2003-0";
        lines += start + std::to_string(month) + "-10,deposit\n";
        record += start + std::to_string(month + 2) + "-10\n";
        ++month;
    }
    const auto found = compared(record, lines);
    REQUIRE(found.differences.size() == 3);
    for (const auto& item : found.differences) {
        CHECK(item.looks_like == difference_class::other_delay);
        CHECK(item.detail == "2 months after deposit");
    }
    // Two rows are no pattern.
    const auto fewer = compared(record.substr(0, record.rfind("rivers")), lines);
    REQUIRE(fewer.differences.size() == 2);
    CHECK(fewer.differences[0].looks_like == difference_class::typing_error);
}

TEST_CASE("any period may fit", "[io][against]") {
    const std::string lines = "rivers,USA,2000-01-01,deposit\nrivers,CAN,2000-01-01,deposit\n"
                              "rivers,MEX,2000-01-01,deposit\n"
                              "rivers,USA,2005-01-01,give notice of withdrawal\n"
                              "rivers,USA,2010-01-01,deposit\n";
    const auto found = compared("treaty,participant,entry_into_force\n"
                                "rivers,USA,2000-04-01\nrivers,USA,2010-04-01\n"
                                "rivers,USA,2010-04-02\n",
                                lines);
    CHECK(found.total.differing == 1);
    CHECK(found.differences.front().computed == "2010-04-01"_day);
}

TEST_CASE("the quality of rows decides what fails", "[io][against]") {
    const std::string header = "treaty,participant,entry_into_force,quality,note\n";
    const auto doubtful = compared(header + "seas,MEX,2001-05-07,suspect,typed\n"
                                            "seas,USA,2000-05-01,confirmed,\n");
    CHECK(doubtful.holds());
    CHECK(doubtful.total.differing == 1);
    REQUIRE(doubtful.qualities.size() == 2);
    CHECK(doubtful.qualities[0].name == "confirmed");
    CHECK(doubtful.qualities[0].differing == 0);
    CHECK(doubtful.qualities[1].differing == 1);
    CHECK_FALSE(compared(header + "seas,MEX,2001-05-07,confirmed,\n").holds());
    CHECK_FALSE(compared("treaty,participant,entry_into_force\nseas,MEX,2001-05-07\n").holds());
}

TEST_CASE("aliases are the same treaty; what was left out or comes later is not compared",
          "[io][against]") {
    const std::string lines = "lakes,USA,2000-01-01,deposit\nlakes,CAN,2000-01-01,deposit\n";
    const auto alias =
        compared("treaty,participant,entry_into_force\nlak-2000,*,2000-01-31\n", lines);
    CHECK(alias.holds());
    CHECK(alias.total.rows == 1);
    io::replay_options options;
    options.keep_going = true;
    options.to = "2000-05-01"_day;
    const auto found = compared("treaty,participant,entry_into_force\nlak-2000,*,2000-01-31\n"
                                "seas,*,2000-05-01\nseas,MEX,2001-05-06\n",
                                std::string(acts) + lines + "lakes,CAN,2000-01-41,deposit\n",
                                options);
    CHECK(found.holds());
    CHECK(found.left_out == 1);
    CHECK(found.later == 1);
    CHECK(found.total.rows == 1);
}

TEST_CASE("a comparison as text and as JSON", "[io][against]") {
    const auto found = compared("treaty,participant,entry_into_force,quality,note\n"
                                "seas,MEX,2001-05-07,suspect,a note\n"
                                "seas,USA,2000-05-01,confirmed,\nrivers,*,2000-01-01,confirmed,\n");
    CHECK(io::write_comparison(found, false) == R"(3 rows compared, 2 differ

                         off by       not
treaty     rows  differ     one  computed
seas          2       1       1         .
rivers        1       1       .         1

confirmed     2       1       .         1
suspect       1       1       1         .
total         3       2       1         1

2 computed entries into force that the record does not have
)");
    CHECK_THAT(io::write_comparison(found, true),
               ContainsSubstring("seas    MEX  2001-05-07  2001-05-06  off by one    1 day later"));
    const std::string text = io::json_comparison(found);
    CHECK_THAT(text,
               ContainsSubstring("\"differing\": 2") && ContainsSubstring("\"off by one\": 1"));
}

TEST_CASE("a record's mistakes are told", "[io][against][broken]") {
    const auto refused = [](const std::string& text, const std::string& says) {
        const auto read = io::read_record_text(text, "expected.csv");
        CHECK_FALSE(read.ok());
        CHECK_THAT(told(read.messages), Catch::Matchers::StartsWith("expected.csv:" + says));
    };
    const std::string header = "treaty,participant,entry_into_force\n";
    refused("", "1:1: error: the file is empty");
    refused("treaty,participant\n", "1:1: error: the column 'entry_into_force' is missing");
    refused(header + "seas,USA,\n", "2:10: error: expected a day");
    refused(header + "seas,USA\n", "2:1: error: expected 3 fields");
    refused(header + ",USA,2000-01-01\n", "2:1: error: the treaty is missing");
    refused(header + "seas,,2000-01-01\n", "2:6: error: the participant is missing");
    refused(header + "seas,\"USA,2000-01-01\n", "2:6: error: the quotation mark");
}

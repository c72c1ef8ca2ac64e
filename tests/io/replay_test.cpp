// The bulk replay: what comes out of good input, in what order, whatever the order of its lines.
#include "io/replaying.hpp"

#include <servanda/io/spool.hpp>

#include <cstdio>

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("acts in, dates out", "[io][replay]") {
    const auto told = replayed_lines("seas,USA,2000-01-01,deposit\n"
                                     "seas,CAN,2000-02-01,ratify\n"
                                     "seas,MEX,2001-01-01,accede\n");
    CHECK(told.said.empty());
    CHECK(told.result.complete());
    CHECK(told.result.usable);
    CHECK(told.result.acts == 3);
    CHECK(told.result.rows == 4);
    CHECK(told.result.treaties == 1);
    CHECK(told.rows == "seas,*,1,2000-05-01,,in force\n"
                       "seas,CAN,1,2000-05-01,,in force\n"
                       "seas,MEX,1,2001-04-01,,in force\n"
                       "seas,USA,1,2000-05-01,,in force\n");
}

TEST_CASE("treaties come in the order in which they are first named", "[io][replay]") {
    const auto told = replayed_lines("seas,USA,2000-01-01,deposit\n"
                                     "lakes,USA,2000-01-01,deposit\n"
                                     "rivers,USA,2000-01-01,deposit\n"
                                     "lakes-protocol,USA,2000-01-02,deposit\n"
                                     "seas,CAN,2000-01-01,deposit\n");
    CHECK(told.said.empty());
    CHECK(told.rows == "seas,*,1,2000-03-31,,in force\n"
                       "seas,CAN,1,2000-03-31,,in force\n"
                       "seas,USA,1,2000-03-31,,in force\n"
                       "lakes,*,1,,,not yet in force\n"
                       "lakes,USA,1,,,contracting\n"
                       "rivers,*,1,,,not yet in force\n"
                       "rivers,USA,1,,,contracting\n"
                       "lakes-protocol,*,1,2000-01-02,,in force\n"
                       "lakes-protocol,USA,1,2000-01-02,,in force\n");
}

TEST_CASE("columns may stand in any order, and others beside them", "[io][replay]") {
    const auto told = replayed("note,act,date,treaty,participant\n"
                               "\"a, \"\"b\"\"\nc\",deposit,2000-01-01,seas,USA\n"
                               ",deposit,2000-02-01,\"seas\",\"CAN\"\n");
    CHECK(told.said == "acts.csv:1:1: warning: the column 'note' is ignored\n");
    CHECK(told.result.complete());
    CHECK(told.rows == "seas,*,1,2000-05-01,,in force\n"
                       "seas,CAN,1,2000-05-01,,in force\n"
                       "seas,USA,1,2000-05-01,,in force\n");
}

TEST_CASE("line ends, byte order mark and empty lines mean nothing", "[io][replay]") {
    const std::string plain = "treaty,participant,date,act\n"
                              "seas,USA,2000-01-01,deposit\n"
                              "seas,CAN,2000-02-01,deposit\n";
    const auto expected = replayed(plain).rows;
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : plain) {
        windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    }
    CHECK(replayed(windows).rows == expected);
    CHECK(replayed(windows + "\r\n\r\n").rows == expected);
    CHECK(replayed(plain.substr(0, plain.size() - 1)).rows == expected);
    CHECK(replayed("\n" + plain + "\n\n").rows == expected);
    CHECK(replayed(windows).said.empty());
}

TEST_CASE("a treaty goes by its id or an alias, and is printed as spelled", "[io][replay]") {
    const auto alias = replayed_lines("lak-2000,USA,2000-01-01,deposit\n");
    CHECK(alias.said.empty());
    CHECK(alias.rows == "lak-2000,*,1,,,not yet in force\nlak-2000,USA,1,,,contracting\n");
    const auto both = replayed_lines("lak-2000,USA,2000-01-01,deposit\n"
                                     "lakes,CAN,2000-01-01,deposit\n"
                                     "lakes,MEX,2000-01-01,deposit\n");
    CHECK(both.result.complete());
    CHECK(both.said ==
          "acts.csv:3:1: warning: 'lakes' is the treaty 'lak-2000' under another name: "
          "its rows are printed as 'lak-2000'\n");
    CHECK_THAT(both.rows, ContainsSubstring("lak-2000,CAN,1,2000-01-31,,in force\n"));
}

TEST_CASE("a former party that consents anew has two periods", "[io][replay]") {
    const auto told = replayed_lines("rivers,USA,2000-01-01,deposit\n"
                                     "rivers,CAN,2000-01-01,deposit\n"
                                     "rivers,MEX,2000-01-01,deposit\n"
                                     "rivers,USA,2005-01-01,give notice of withdrawal\n"
                                     "rivers,USA,2010-01-01,deposit\n"
                                     "rivers,CAN,2005-01-01,give notice of withdrawal\n"
                                     "rivers,CAN,2005-02-01,revoke of notice\n"
                                     "rivers,MEX,2015-06-01,give notice of withdrawal\n");
    CHECK(told.said.empty());
    CHECK(told.rows == "rivers,*,1,2000-04-01,,in force\n"
                       "rivers,CAN,1,2000-04-01,,in force\n"
                       "rivers,MEX,1,2000-04-01,2016-06-01,withdrawn\n"
                       "rivers,USA,1,2000-04-01,2006-01-01,withdrawn\n"
                       "rivers,USA,2,2010-04-01,,in force\n");
}

TEST_CASE("a deposit during a notice begins its period on the day of the exit", "[io][replay]") {
    const auto told = replayed_lines("rivers,USA,2000-01-01,deposit\n"
                                     "rivers,CAN,2000-01-01,deposit\n"
                                     "rivers,MEX,2000-01-01,deposit\n"
                                     "rivers,USA,2005-01-01,give notice of withdrawal\n"
                                     "rivers,USA,2005-06-01,deposit\n");
    CHECK_THAT(told.rows,
               ContainsSubstring("rivers,USA,1,2000-04-01,2006-01-01,withdrawn\n"
                                 "rivers,USA,2,2006-01-01,,in force\n"));
}

TEST_CASE("the last day cuts a replay short", "[io][replay]") {
    io::replay_options options;
    options.to = "2000-04-30"_day;
    const std::string_view lines = "seas,USA,2000-01-01,deposit\nseas,CAN,2000-02-01,deposit\n";
    CHECK(replayed_lines(lines, options).rows == "seas,*,1,,,not yet in force\n"
                                                 "seas,CAN,1,,,contracting\n"
                                                 "seas,USA,1,,,contracting\n");
    options.to = "2000-05-01"_day;
    CHECK_THAT(replayed_lines(lines, options).rows, ContainsSubstring("seas,*,1,2000-05-01"));
    // Whoever acts after it has a row all the same.
    options.to = "2000-01-15"_day;
    CHECK_THAT(replayed_lines(lines, options).rows, ContainsSubstring("seas,CAN,1,,,none\n"));
}

TEST_CASE("the depositary's statement fixes the treaty's day", "[io][replay]") {
    const auto told = replayed_lines("seas,USA,2000-01-01,deposit\n"
                                     "seas,CAN,2000-02-01,deposit\n"
                                     "seas,*,2000-05-07,entry into force\n");
    CHECK_THAT(told.rows, ContainsSubstring("seas,*,1,2000-05-07,,in force\n"));
    CHECK(told.said == "acts.csv:4:1: note: seas: the depositary states entry into force on "
                       "2000-05-07, the clause gives 2000-05-01\n");
    CHECK(told.result.complete());
}

TEST_CASE("every code is a participant of its own, taken as spelled", "[io][replay]") {
    const auto told = replayed_lines("seas,SUN,2000-01-01,deposit\n"
                                     "seas,RUS,2000-02-01,deposit\n"
                                     "seas,EUU,2000-03-01,deposit\n"
                                     "lakes,EUU,2000-01-01,deposit\n"
                                     "lakes,USA,2000-02-01,deposit\n"
                                     "seas,SUN,2001-02-01,sign\n");
    // Unknown codes are told once each; an organisation does not count.
    CHECK(told.said.find("2:6: warning: unknown participant 'SUN'") != std::string::npos);
    CHECK(told.said.find("3:6: warning: unknown participant 'RUS'") != std::string::npos);
    CHECK(told.said.find("'SUN'", told.said.find("'SUN'") + 5) == std::string::npos);
    CHECK(told.said.find("EUU") == std::string::npos);
    CHECK(told.rows == "seas,*,1,2000-05-01,,in force\n"
                       "seas,EUU,1,2000-05-01,,in force\n"
                       "seas,RUS,1,2000-05-01,,in force\n"
                       "seas,SUN,1,2000-05-01,,in force\n"
                       "lakes,*,1,,,not yet in force\n"
                       "lakes,EUU,1,,,contracting\n"
                       "lakes,USA,1,,,contracting\n");
}

TEST_CASE("a requirement is tested where its treaty has acts, and taken as met elsewhere",
          "[io][replay]") {
    const auto alone = replayed_lines("lakes-protocol,USA,2000-01-01,deposit\n"
                                      "lakes-protocol,CAN,2000-01-01,deposit\n");
    CHECK_THAT(alone.rows, ContainsSubstring("lakes-protocol,USA,1,2000-01-01,,in force"));
    CHECK_THAT(alone.said, ContainsSubstring("requires consent to 'lakes'"));
    CHECK(sorted_lines(alone.said).size() == 1);
    // The acts of both are brought together, however far apart they stand.
    const auto both = replayed_lines("lakes-protocol,USA,2000-01-01,deposit\n"
                                     "lakes-protocol,CAN,2000-01-01,deposit\n"
                                     "seas,USA,2000-01-01,deposit\n"
                                     "lakes,USA,2000-01-01,deposit\n");
    CHECK_THAT(both.rows,
               ContainsSubstring("lakes-protocol,USA,1,2000-01-01,,in force") &&
                   ContainsSubstring("lakes-protocol,CAN,1,,,none"));
    CHECK_THAT(both.said,
               ContainsSubstring("acts.csv:3:1: warning: ") && ContainsSubstring("void"));
}

TEST_CASE("acts may say what they are about", "[io][replay]") {
    const auto told = replayed_lines("seas,USA,2000-01-01,deposit\n"
                                     "seas,USA,2000-01-10,revoke of deposit\n"
                                     "seas,CAN,2000-02-01,accept of treaty\n"
                                     "seas,MEX,2000-03-01,succeed\n");
    CHECK(told.result.complete());
    CHECK(told.said == "acts.csv:5:21: warning: 'succeed' without a predecessor ('succeed to SUN') "
                       "is taken as a deposit on its own day\n");
    CHECK(told.rows == "seas,*,1,2000-05-30,,in force\n"
                       "seas,CAN,1,2000-05-30,,in force\n"
                       "seas,MEX,1,2000-05-30,,in force\n"
                       "seas,USA,1,,,none\n");
}

TEST_CASE("the order of lines does not change the result", "[io][replay][property]") {
    // Random acts, some of one day, in tied treaties too.
    std::mt19937 dice(1969); // NOLINT: the same every time
    const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(dice() % bound); };
    const std::vector<std::string> treaties{"lakes", "lakes-protocol", "rivers", "seas"};
    const std::vector<std::string> codes{"USA", "CAN", "MEX", "FRA", "EUU"};
    const std::vector<std::string> acts{
        "deposit", "deposit", "sign", "accede", "give notice of withdrawal", "revoke of notice"};
    for (int round = 0; round < 60; ++round) {
        std::vector<std::string> lines;
        for (int i = 0; i < 40; ++i) {
            const date day = "2000-01-01"_day + static_cast<std::int64_t>(below(30) * 60);
            lines.push_back(treaties[below(4)] + "," + codes[below(5)] + "," + to_string(day) +
                            "," + acts[below(6)] + "\n");
        }
        const auto text = [&] {
            std::string all;
            for (const auto& line : lines) {
                all += line;
            }
            return all;
        };
        const auto first = sorted_lines(replayed_lines(text()).rows);
        std::shuffle(lines.begin(), lines.end(), dice);
        CHECK(sorted_lines(replayed_lines(text()).rows) == first);
        io::replay_options forgetful;
        forgetful.most_kept = round % 2 == 0 ? 0 : 39;
        CHECK(sorted_lines(replayed_lines(text(), forgetful).rows) == first);
        std::stable_sort(lines.begin(), lines.end()); // grouped by treaty
        CHECK(sorted_lines(replayed_lines(text()).rows) == first);
    }
}

TEST_CASE("acts in memory give what the same acts in a file give", "[io][replay]") {
    const std::vector<io::bulk_act> acts{
        {"seas", "USA", "2000-01-01"_day},
        {"seas", "CAN", "2000-02-01"_day, act::ratify},
        {"lakes", "USA", "2000-02-01"_day, act::deposit},
        {"lakes", "USA", "2000-02-02"_day, act::revoke, "deposit"},
        {"seas", "*", "2000-05-07"_day, act::entry_into_force},
    };
    std::string rows;
    const auto result = io::replay(
        acts, bulk_rules(), {}, [&](const io::replay_row& row) { io::append_csv(rows, row); });
    CHECK(result.complete());
    io::replay_options forgetful;
    forgetful.most_kept = 2;
    std::string again;
    (void)io::replay(acts, bulk_rules(), forgetful, [&](const io::replay_row& row) {
        io::append_csv(again, row);
    });
    CHECK(again == rows);
    CHECK(rows == replayed_lines("seas,USA,2000-01-01,deposit\n"
                                 "seas,CAN,2000-02-01,ratify\n"
                                 "lakes,USA,2000-02-01,deposit\n"
                                 "lakes,USA,2000-02-02,revoke of deposit\n"
                                 "seas,*,2000-05-07,entry into force\n")
                      .rows);
    const std::vector<io::bulk_act> wrong{{"sea", "USA", "2000-01-01"_day},
                                          {"seas", "", "2000-01-01"_day},
                                          {"seas", "*", "2000-01-01"_day}};
    const auto refused = io::replay(
        wrong, bulk_rules(), {}, [](const io::replay_row&) { FAIL("a row of refused input"); });
    CHECK_FALSE(refused.usable);
    CHECK_THAT(servanda_tests::told(refused.messages),
               ContainsSubstring("act:1:0: error: unknown treaty 'sea' (did you mean 'seas'?)") &&
                   ContainsSubstring("act:2:0: error: the participant is missing") &&
                   ContainsSubstring("act:3:0: error: '*' is the depositary"));
}

TEST_CASE("rows know the deposit they rest on", "[io][replay]") {
    std::vector<std::optional<date>> consents;
    (void)io::replay_text("treaty,participant,date,act\n"
                          "rivers,USA,2000-01-01,deposit\nrivers,USA,2000-01-05,deposit\n"
                          "rivers,CAN,2000-01-02,deposit\nrivers,MEX,2000-01-03,deposit\n"
                          "rivers,USA,2005-01-01,give notice of withdrawal\n"
                          "rivers,USA,2010-01-01,deposit\nrivers,FRA,2010-01-01,sign\n",
                          "acts.csv",
                          bulk_rules(),
                          {},
                          [&](const io::replay_row& row) { consents.push_back(row.consent); });
    using days = std::vector<std::optional<date>>;
    CHECK(consents == days{"2000-01-03"_day, // the treaty: its threshold
                           "2000-01-02"_day,
                           std::nullopt,
                           "2000-01-03"_day,
                           "2000-01-01"_day,
                           "2010-01-01"_day});
}

TEST_CASE("a file larger than the window is read piece by piece", "[io][replay]") {
    // Nine megabytes: more than is taken into memory, with lines of all lengths and a long note.
    const scratch_folder folder;
    std::string text = "treaty,participant,date,act,note\n";
    std::size_t number = 0;
    const date first = "2000-01-01"_day;
    while (text.size() < (std::size_t{9} << 20U)) {
        ++number;
        text += std::string(number % 2 == 0 ? "seas" : "lakes") + ",X" +
                std::to_string(number % 90) + "," +
                to_string(first + static_cast<int>(number % 900)) + ",deposit," +
                std::string(number * 37 % 3000, 'n') + "\n";
    }
    io::replay_options options;
    options.most_warnings = 0;
    options.most_kept = 0;
    std::string from_file;
    double last = 0;
    options.progress = [&](double part) {
        CHECK(part >= last);
        last = part;
    };
    const auto result = io::replay(
        folder.write("big.csv", text), bulk_rules(), options, [&](const io::replay_row& row) {
            io::append_csv(from_file, row);
        });
    CHECK(result.complete());
    CHECK(result.acts == number);
    CHECK(last == Approx(1));
    options.progress = nullptr;
    CHECK(from_file == replayed(text, options).rows);
}

TEST_CASE("rows as JSON are valid whatever is in them", "[io][replay]") {
    std::string text;
    io::append_json(text, {"a\"b\\\n", "U\x01", 2, "2000-01-01"_day, std::nullopt, "in force", {}});
    CHECK(text == R"({"treaty": "a\"b\\\u000a", "participant": "U\u0001", "period": 2, )"
                  R"("entry_into_force": "2000-01-01", "end": null, "state": "in force"})");
    std::string csv;
    io::append_csv(csv, {"a,b", "say \"x\"", 1, std::nullopt, "1999-12-31"_day, "withdrawn", {}});
    CHECK(csv == "\"a,b\",\"say \"\"x\"\"\",1,,1999-12-31,withdrawn\n");
}

TEST_CASE("a spool keeps what is written, in memory or not", "[io][spool]") {
    for (const std::size_t most : {std::size_t{0}, std::size_t{10}, std::size_t{1000}}) {
        io::spool kept(most);
        kept.append("0123456789");
        kept.append("abc");
        CHECK(kept.size() == 13);
        CHECK(kept.is_in_memory() == (most == 1000));
        std::string back(20, '?');
        CHECK(kept.read(8, back.data(), 20) == 5);
        CHECK(back.substr(0, 5) == "89abc");
        kept.append("d"); // after reading, at the end
        CHECK(kept.read(12, back.data(), 20) == 2);
        CHECK(back.substr(0, 2) == "cd");
        CHECK(kept.read(14, back.data(), 20) == 0);
    }
}

TEST_CASE("a file is replaced as a whole or not at all", "[io][spool]") {
    const scratch_folder folder;
    const auto file = folder.write("out.csv", "old");
    io::spool kept;
    kept.append("new");
    io::save_as(kept, file);
    std::ifstream in(file);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == "new");
    io::save_as(kept, folder.path() / "other.csv");
    CHECK(std::filesystem::exists(folder.path() / "other.csv"));
    CHECK_THROWS_AS(io::save_as(kept, folder.path() / "nowhere" / "out.csv"), input_error);
    CHECK_THROWS_AS(io::save_as(kept, folder.path()), input_error);
    io::save_as(kept, "/dev/null"); // a device is written to, not replaced
    CHECK(std::filesystem::is_character_file("/dev/null"));
    // Nothing is left beside it.
    const std::filesystem::directory_iterator files(folder.path());
    CHECK(std::distance(begin(files), end(files)) == 2);
}

// servanda ensemble: the same bytes for any number of threads, and what is refused.
#include "command/run_command.hpp"

using namespace servanda_tests;

namespace {

std::string shipped_ensemble(const std::string& name) {
    return (std::filesystem::path(SERVANDA_SOURCE_DIR) / "examples" / "ensembles" /
            (name + ".toml"))
        .string();
}

std::vector<std::string> new_start(std::vector<std::string> more) {
    std::vector<std::string> words{"ensemble", shipped_ensemble("new-start"), "--runs", "10000"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

} // namespace

TEST_CASE("how likely New START was to lapse, as assumed", "[command][ensemble]") {
    const json answer = json_of(new_start({}));
    CHECK(answer.at("runs") == 10'000);
    const json& lapse = answer.at("outcomes").at(0);
    // Both extend in time in 0.6 × 0.95 × 0.97 × 109/154 + 0.4 × 0.25 × 0.9 of all cases.
    const double exact = 1.0 - (0.6 * 0.95 * 0.97 * 109.0 / 154.0 + 0.4 * 0.25 * 0.9);
    CHECK(lapse.at("probability").at("low") < exact);
    CHECK(lapse.at("probability").at("high") > exact);
    CHECK(lapse.at("days").size() == 1);
    CHECK(lapse.at("days").begin().key() == "2021-02-05");
    const std::string text = output_of(new_start({}));
    CHECK_THAT(text, StartsWith("Does New START outlive its first ten years?\n10,000 runs"));
    CHECK_THAT(text, ContainsSubstring("New START ends on 5 February 2021"));
}

TEST_CASE("an ensemble prints the same for any number of threads", "[command][ensemble]") {
    for (const char* format : {"text", "json", "csv"}) {
        const auto words = [&](const char* threads) {
            return new_start({"--format", format, "--threads", threads});
        };
        const std::string one = output_of(words("1"));
        CHECK(output_of(words("2")) == one);
        CHECK(output_of(words("7")) == one);
    }
    const scratch_folder folder;
    const auto one = (folder.path() / "one.svg").string();
    const auto two = (folder.path() / "two.svg").string();
    (void)output_of(new_start({"--threads", "1", "--svg", one}));
    (void)output_of(new_start({"--threads", "2", "--svg", two}));
    CHECK_THAT(text_of(one), StartsWith("<svg "));
    CHECK(text_of(one) == text_of(two));
}

TEST_CASE("another seed is another ensemble, and a run keeps its number", "[command][ensemble]") {
    CHECK(output_of(new_start({"--seed", "1"})) != output_of(new_start({"--seed", "2"})));
    const std::string told = output_of(new_start({"--example", "17"}));
    CHECK_THAT(told, ContainsSubstring("run 17, seed 2021: election is "));
    CHECK_THAT(told, ContainsSubstring("2011-02-05"));
    CHECK(json_of(new_start({"--example", "17"})).at("drawn").at("run") == 17);
    // However many others there are.
    CHECK(output_of({"ensemble", shipped_ensemble("new-start"), "--example", "17"}) == told);
}

TEST_CASE("nothing of progress is written into a pipe", "[command][ensemble]") {
    const outcome result = run(new_start({}));
    CHECK(result.status == 0);
    CHECK(result.err.empty());
}

TEST_CASE("an interrupt ends after the runs at hand, with a report of them",
          "[command][ensemble]") {
    const outcome result =
        run({"ensemble", shipped_ensemble("new-start"), "--runs", "4000000000", "--format", "json"},
            "timeout --preserve-status --signal=INT 6");
    CHECK(result.status == 130);
    const json answer = json::parse(result.out);
    CHECK(answer.at("complete") == false);
    CHECK(answer.at("runs_asked") == 4'000'000'000);
    CHECK(answer.at("runs") > 0);
}

TEST_CASE("an ensemble that cannot be run is refused", "[command][ensemble]") {
    refused({"ensemble", "missing.toml"}, "there is no such file");
    refused({"ensemble", shipped("inf")}, "found a scenario file");
    refused(new_start({"--runs", "0"}), "");
    refused(new_start({"--seed", "x"}), "");
    refused(new_start({"--example", "1", "--format", "csv"}), "--example tells one run");
    refused(new_start({"--svg", "/no/such/folder/e.svg"}), "--svg: '/no/such/folder/e.svg'");
    const scratch_folder folder;
    const std::string file = folder.write("e.toml",
                                          "[ensemble]\nscenario = \"" + shipped("inf") +
                                              "\"\nto = 2030-01-01\n[[act]]\nact = \"suspend\"\n"
                                              "by = \"USB\"\ndate = \"2020\"\nprobability = 7\n");
    refused({"ensemble", file}, "e.toml:8:15: error: a probability lies between 0 and 1");
    refused({"ensemble", file}, "e.toml:6:6: error: "); // and who USB is, at once
}

TEST_CASE("check knows ensembles", "[command][ensemble]") {
    CHECK_THAT(output_of({"check", shipped_ensemble("new-start")}),
               ContainsSubstring("1 ensemble, "));
    const scratch_folder folder;
    const std::string file = folder.write("e.toml", "[ensemble]\nscenaro = \"s.toml\"\n");
    refused({"check", file}, "did you mean 'scenario'?");
}

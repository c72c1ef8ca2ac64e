// Files that are no rule files and no scenarios at all: empty, binary, huge, nested without end.
// All end in a diagnostic, none in a crash.
#include "io/reading.hpp"

using namespace servanda_tests;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace {

/// Refused by both readers, each with at least one message at a place in the file.
void refused_by_both(const std::string& text, const char* says = "") {
    const auto rules = io::read_rule_text(text, "broken.toml");
    CHECK_FALSE(rules.ok());
    CHECK_FALSE(rules.messages.ok());
    CHECK_THAT(told(rules.messages), StartsWith("broken.toml:") && ContainsSubstring(says));
    const auto story = io::read_scenario_text(text, "broken.toml");
    CHECK_FALSE(story.ok());
    CHECK_THAT(told(story.messages), StartsWith("broken.toml:") && ContainsSubstring(says));
}

std::string repeated(const char* text, std::size_t times) {
    std::string result;
    const std::string once(text);
    result.reserve(once.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        result += once;
    }
    return result;
}

constexpr std::size_t ten_megabytes = std::size_t{10} << 20U;

} // namespace

TEST_CASE("an empty file is refused", "[io][broken]") {
    refused_by_both("", "empty");
    refused_by_both("   \n\n", "empty");
    refused_by_both("# nothing but words\n", "empty");
    refused_by_both("\xEF\xBB\xBF", "empty");
}

TEST_CASE("a binary file is refused at its first zero byte", "[io][broken]") {
    using namespace std::string_literals;
    refused_by_both("[treaty]\nid = \"t\0\"\n"s, "binary file");
    CHECK_THAT(told(io::read_rule_text("\x7f\x45LF\0\0"s, "x").messages), StartsWith("x:1:"));
    CHECK_THAT(told(io::read_rule_text("[treaty]\nid = \"t\0\"\n"s, "x").messages),
               StartsWith("x:2:"));
}

TEST_CASE("invalid UTF-8 is refused", "[io][broken]") {
    refused_by_both("[treaty]\nid = \"\xff\xfe\"\n");
    refused_by_both("[treaty]\nid = \"\xc3\"\n");
    refused_by_both("[treaty]\nid = \"\xed\xa0\x80\"\n");     // a surrogate
    refused_by_both("[treaty]\nid = \"\xf4\x90\x80\x80\"\n"); // above U+10FFFF
    refused_by_both("\xff\xfe[\0t\0]\0");
    // A white space of Unicode is none of TOML.
    refused_by_both("[treaty]\nid\xc2\xa0= \"t\"\n");
    refused_by_both("[treaty]\nid = \"t\" \xe2\x80\xa8 \n");
}

TEST_CASE("syntax is refused at its place", "[io][broken]") {
    refused_by_both("[treaty\nid = \"t\"\n");
    refused_by_both("[treaty]\nid = \"t\n");
    refused_by_both("[treaty]\nid = t\n");
    refused_by_both("[treaty]\nid = \"a\"\nid = \"b\"\n");
    refused_by_both("[treaty]\nid = \"\\q\"\n");
    refused_by_both("[treaty]\n= 3\n");
}

TEST_CASE("numbers too large for anything are refused", "[io][broken]") {
    refused_by_both("[treaty]\nid = \"t\"\n[extension]\ntimes = 99999999999999999999999\n");
    const auto large =
        io::read_rule_text(with_treaty("[extension]\ntimes = 9223372036854775807\n"), "large.toml");
    CHECK_FALSE(large.ok());
    CHECK_THAT(told(large.messages), StartsWith("large.toml:4:9: error: "));
    CHECK_FALSE(io::read_rule_text(
                    with_treaty("[withdrawal]\nnotice = \"99999999999 years after notice\"\n"), "x")
                    .ok());
    CHECK_FALSE(
        io::read_rule_text(
            with_treaty("[entry_into_force]\nwhen = \"99999999999999999999 deposits\"\n"), "x")
            .ok());
    CHECK_FALSE(io::read_rule_text(with_treaty("[weights.w]\nUSA = 1e999\n"), "x").ok());
    // Large but sensible in form: the calendar ends, and a history of it says so.
    CHECK(
        io::read_rule_text(with_treaty("[withdrawal]\nnotice = \"9000 years after notice\"\n"), "x")
            .ok());
}

TEST_CASE("ten megabytes of brackets are refused", "[io][broken]") {
    refused_by_both(std::string(ten_megabytes, '['));
    refused_by_both(std::string(ten_megabytes, '{'));
    refused_by_both("a = " + std::string(ten_megabytes, '['));
    refused_by_both("a = " + std::string(ten_megabytes, '{'));
    refused_by_both("a = " + repeated("{a=", ten_megabytes / 3));
    refused_by_both("a = " + repeated("[{a=", ten_megabytes / 4));
}

TEST_CASE("nesting without end is refused", "[io][broken]") {
    constexpr std::size_t deep = 100000;
    refused_by_both("a = " + std::string(deep, '[') + std::string(deep, ']') + "\n");
    refused_by_both("a = " + repeated("{a=", deep) + "1" + std::string(deep, '}') + "\n");
    // Keys of many parts; longer ones are tried on the command, where a crash takes no test along.
    refused_by_both("[a" + repeated(".a", 1000) + "]\nb = 1\n");
    refused_by_both("a" + repeated(".a", 1000) + " = 1\n");
    // Phrases nest too.
    const auto brackets =
        io::read_rule_text(with_treaty("[withdrawal]\nnotice = \"" + std::string(2000, '(') +
                                       "notice" + std::string(2000, ')') + "\"\n"),
                           "x");
    CHECK_FALSE(brackets.ok());
    const auto negations = io::read_rule_text(
        with_treaty("[entry_into_force]\nwhen = \"" + repeated("not ", 1000) + "1 deposit\"\n"),
        "x");
    CHECK_FALSE(negations.ok());
}

TEST_CASE("a long phrase is refused, and its message stays short", "[io][broken]") {
    const auto result = io::read_rule_text(
        with_treaty("[withdrawal]\nnotice = \"" + repeated("6 months after ", 100000) + "\"\n"),
        "x");
    CHECK_FALSE(result.ok());
    CHECK(told(result.messages).size() < 1000);
    const auto key = io::read_rule_text(with_treaty(std::string(100000, 'k') + " = 1\n"), "x");
    CHECK_FALSE(key.ok());
    CHECK(told(key.messages).size() < 1000);
}

TEST_CASE("what is no file is refused by its name", "[io][broken]") {
    const scratch_folder folder;
    const auto missing = folder.path() / "missing.toml";
    CHECK(told(io::read_scenario(missing).messages) ==
          missing.string() + ": error: there is no such file\n");
    CHECK_THAT(told(io::read_rules(missing).messages),
               StartsWith(missing.string() + ": error: there is no such file"));
    CHECK(told(io::read_scenario(folder.path()).messages) ==
          folder.path().string() + ": error: expected a file, found a folder\n");
    CHECK(io::kind_of_file(missing) == io::file_kind::unknown);
    CHECK(io::kind_of_file(folder.path()) == io::file_kind::unknown);
    CHECK(io::kind_of_file(folder.write("r.toml", with_treaty(""))) == io::file_kind::rules);
    CHECK(io::kind_of_file(folder.write("s.toml", with_scenario(""))) == io::file_kind::scenario);
    CHECK(io::kind_of_file(folder.write("e.toml", "")) == io::file_kind::unknown);
}

TEST_CASE("a folder with one broken file gives no rules at all", "[io][broken]") {
    const scratch_folder folder;
    (void)folder.write("good.toml", with_treaty(""));
    (void)folder.write("bad.toml", "[treaty]\nid = \n");
    (void)folder.write("ignored.txt", "not TOML at all");
    const auto result = io::read_rules({folder.path()}, source_dir() / "rules");
    CHECK_FALSE(result.content.has_value());
    CHECK(result.messages.errors() == 1);
}

TEST_CASE("every beginning of a file is read or refused, never more", "[io][broken]") {
    // Cut anywhere, a file has content exactly where it has no errors.
    std::ifstream in(source_dir() / "rules" / "arms-control" / "inf.toml", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    REQUIRE(text.size() > 1000);
    for (std::size_t size = 0; size < text.size(); size += 7) {
        const auto result = io::read_rule_text(text.substr(0, size), "cut.toml");
        CHECK(result.ok() == result.messages.ok());
    }
}

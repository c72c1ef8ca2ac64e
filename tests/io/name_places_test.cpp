// A name that leads nowhere is pointed at itself, not at its section.
#include "io/reading.hpp"

using namespace servanda_tests;

namespace {

/// Checks that a rule file, read with the project's participants and laws, has exactly one mistake,
/// at the marked place.
void wrong_name(std::string_view marked, const char* says) {
    const marked_text text(marked);
    const scratch_folder folder;
    const auto file = folder.write("mistake.toml", text.text);
    const auto result = io::read_rules({file}, source_dir() / "rules");
    CAPTURE(text.text, told(result.messages));
    CHECK_FALSE(result.ok());
    REQUIRE(result.messages.items().size() == 1);
    const auto place = folder.path() / text.place;
    CHECK_THAT(to_string(result.messages.items().front()),
               Catch::Matchers::StartsWith(place.string() + ": error: ") &&
                   Catch::Matchers::ContainsSubstring(says));
}

} // namespace

TEST_CASE("a wrong name in the head of a treaty is pointed at", "[io][mistakes][places]") {
    wrong_name(with_treaty("title = \"T\"\ndefault_law = @@\"vlct\"\n"),
               "unknown default law 'vlct' (did you mean 'vclt'?)");
    wrong_name(with_treaty("kind = \"bilateral\"\nsides = [\"USA\", @@\"RUZ\"]\n"),
               "unknown participant 'RUZ'");
    wrong_name(with_treaty("kind = \"bilateral\"\nsides = @@[\"USA\", \"RUS\", \"GBR\"]\n"),
               "a bilateral treaty has two sides");
    wrong_name(with_treaty("depositaries = [\"CAN\",\n  @@\"HUX\"]\n"),
               "unknown participant 'HUX'");
    wrong_name(with_treaty("depositaries = @@\"HUX\"\n"), "unknown participant 'HUX'");
    wrong_name(with_treaty("parent = @@\"tt\"\n"), "unknown treaty 'tt'");
    wrong_name(with_treaty("requires = [\"t\", @@\"tt\"]\n"), "unknown treaty 'tt'");
    wrong_name(with_treaty("amends = [\"t\", @@\"vienna\"]\n"), "unknown treaty 'vienna'");
    wrong_name(with_treaty("ends_when = \"fewer than 2 @@partners\"\n"),
               "unknown group 'partners'");
}

TEST_CASE("a wrong name in a clause is pointed at", "[io][mistakes][places]") {
    wrong_name(with_treaty("[entry_into_force]\ncounted = [\"EUU\", @@\"EUX\"]\n"),
               "unknown participant 'EUX'");
    wrong_name(with_treaty("[entry_into_force]\nwhen = \"3 deposits by @@anex\"\n[groups]\n"
                           "annex = [\"USA\"]\n"),
               "unknown group 'anex' (did you mean 'annex'?)");
    wrong_name(with_treaty("[entry_into_force]\nwhen = \"deposits carrying 50% of @@tonage\"\n"
                           "[weights]\ntonnage = { USA = 1 }\n"),
               "unknown weight 'tonage' (did you mean 'tonnage'?)");
    wrong_name(with_treaty("[entry_into_force]\nwhen = \"3 deposits by north carrying 50% of "
                           "@@tonage\"\n[groups]\nnorth = [\"USA\"]\n"),
               "unknown weight 'tonage'");
    wrong_name(with_treaty("[accession]\nopen_to = \"two thirds of the parties to @@vienna\"\n"),
               "unknown treaty 'vienna'");
    wrong_name(with_treaty("[extension]\nby = [\"USA\", @@\"all\"]\n"), "unknown group 'all'");
}

TEST_CASE("a wrong name among groups, anchors and rules is pointed at", "[io][mistakes][places]") {
    wrong_name(with_treaty("[groups]\nnorth = [\"USA\", @@\"CAX\"]\n"),
               "unknown participant 'CAX'");
    wrong_name(with_treaty("[groups]\n@@north = [\"USA\", \"north\"]\n"),
               "the group 'north' contains itself");
    wrong_name(with_treaty("[anchors]\nday = @@\"1 day after day\"\n"),
               "the anchor 'day' is defined by itself");
    const std::string rule = "[[rule]]\nid = \"r\"\non = \"sign\"\nthen = \"declare\"\n";
    wrong_name(with_treaty(rule + "treaty = @@\"vienna\"\n"), "unknown treaty 'vienna'");
    wrong_name(with_treaty(rule + "by = [\"USA\", @@\"RUZ\"]\n"), "unknown participant 'RUZ'");
    wrong_name(with_treaty(rule + "[[rule]]\nid = @@\"r\"\non = \"sign\"\nthen = \"declare\"\n"),
               "there are two rules 'r'");
}

TEST_CASE("a wrong name in an obligation or an offer is pointed at", "[io][mistakes][places]") {
    const auto duty = [](std::string_view id, std::string_view more) {
        return "[[obligation]]\nid = " + std::string(id) + "\nkind = \"cooperation\"\n" +
               std::string(more);
    };
    const std::string plain = duty("\"pay\"", "");
    wrong_name(with_treaty(plain + duty("@@\"pay\"", "")), "there are two obligations 'pay'");
    wrong_name(with_treaty(duty("\"o\"", "bearer = [\"USA\", @@\"RUZ\"]\n")),
               "unknown participant 'RUZ'");
    wrong_name(with_treaty(duty("\"o\"", "bearer = @@\"north\"\n")), "unknown group 'north'");
    wrong_name(with_treaty(duty("\"o\"", "beneficiary = [@@\"RUZ\"]\n")),
               "unknown participant 'RUZ'");
    wrong_name(with_treaty(plain + duty("\"o\"", "while = [\"pay\", @@\"pey\"]\n")),
               "unknown obligation 'pey' (did you mean 'pay'?)");
    wrong_name(with_treaty(plain + duty("\"o\"", "if = \"2 parties to @@vienna\"\n")),
               "unknown treaty 'vienna'");
    const std::string offer = "[[package]]\nid = \"deal\"\nitems = [\n  { id = \"sites\", "
                              "between = [\"USA\", \"RUS\"] },\n]\n";
    wrong_name(with_treaty(offer + duty("\"o\"", "item = @@\"site\"\n")),
               "no package has the item 'site' (did you mean 'sites'?)");
    wrong_name(with_treaty(offer + "[[package]]\nid = @@\"deal\"\nitems = [{ id = \"other\", "
                                   "between = [\"USA\", \"RUS\"] }]\n"),
               "there are two offers 'deal'");
    wrong_name(with_treaty(offer + "[[package]]\nid = \"more\"\nitems = [@@{ id = \"sites\", "
                                   "between = [\"USA\", \"RUS\"] }]\n"),
               "there are two offers 'sites'");
    wrong_name(with_treaty("[[package]]\nid = \"p\"\nitems = [@@{ id = \"i\", between = "
                           "[\"USA\", \"RUZ\"] }]\n"),
               "unknown participant 'RUZ'");
    wrong_name(with_treaty("[suspension]\nby = [@@\"RUZ\"]\n"), "unknown participant 'RUZ'");
    wrong_name(with_treaty("[termination]\nby = [@@\"RUZ\"]\n"), "unknown participant 'RUZ'");
    wrong_name(with_treaty("[termination]\nwhen = \"2 parties to @@vienna\"\n"),
               "unknown treaty 'vienna'");
}

TEST_CASE("where something stands does not change what it means", "[io][places]") {
    const auto one = io::read_rule_text(with_treaty("[withdrawal]\narticle = \"3\"\n"), "a.toml");
    const auto other =
        io::read_rule_text(with_treaty("\n\n[withdrawal]\n   article = \"3\"\n"), "b.toml");
    CHECK(one.value() == other.value());
}

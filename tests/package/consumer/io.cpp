#include <servanda/io/files.hpp>

#include <iostream>

// Reads the rules that came with the library; RULES_DIR is what the package says of them.
int main() {
    const auto rules = servanda::io::read_rules(std::filesystem::path(RULES_DIR)).value();
    std::cout << rules.treaties.size() << " treaties\n";
    return rules.find("inf") == nullptr ? 1 : 0;
}

#include <servanda/io/read_rules.hpp>

#include <iostream>

// Reads the rules that came with the library; RULES_DIR is what the package says of them.
int main() {
    const auto rules = servanda::io::read_rules(RULES_DIR);
    std::cout << rules.treaties().size() << " treaties\n";
    return rules.treaties().empty() ? 1 : 0;
}

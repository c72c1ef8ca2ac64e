// The project's rules from their files to a program, time per file. Beside it: reading without
// compiling, compiling without reading, and the limit, which reads the bytes of the same files and
// looks at each once.
#include "scenes.hpp"

#include <servanda/io/files.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace benchmarks;

namespace {

const std::filesystem::path rules_folder = SERVANDA_SOURCE_DIR "/rules";

std::vector<std::filesystem::path> rule_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(rules_folder)) {
        if (entry.path().extension() == ".toml") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void count_files(benchmark::State& bench) {
    const auto files = rule_files();
    std::uintmax_t bytes = 0;
    for (const auto& file : files) {
        bytes += std::filesystem::file_size(file);
    }
    bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(files.size()));
    bench.SetBytesProcessed(bench.iterations() * static_cast<std::int64_t>(bytes));
}

void load_rules(benchmark::State& bench) {
    for (auto _ : bench) {
        auto rules = servanda::io::read_rules(rules_folder);
        benchmark::DoNotOptimize(compiled(rules.value(), {}));
    }
    count_files(bench);
}

void load_rules_read(benchmark::State& bench) {
    for (auto _ : bench) {
        benchmark::DoNotOptimize(servanda::io::read_rules(rules_folder).value());
    }
    count_files(bench);
}

void load_rules_compile(benchmark::State& bench) {
    const auto rules =
        std::make_shared<const servanda::rulebook>(servanda::io::read_rules(rules_folder).value());
    const auto story = std::make_shared<const servanda::scenario>();
    for (auto _ : bench) {
        benchmark::DoNotOptimize(servanda::compile(rules, story));
    }
    count_files(bench);
}

/// One file, from its text.
void load_rules_one(benchmark::State& bench) {
    const std::string text = text_of(rules_folder / "arms-control" / "open-skies.toml");
    for (auto _ : bench) {
        benchmark::DoNotOptimize(servanda::io::read_rule_text(text, "open-skies.toml").value());
    }
    bench.SetItemsProcessed(bench.iterations());
    bench.SetBytesProcessed(bench.iterations() * static_cast<std::int64_t>(text.size()));
}

void load_rules_limit(benchmark::State& bench) {
    for (auto _ : bench) {
        std::int64_t lines = 0;
        for (const auto& file : rule_files()) {
            const std::string text = text_of(file);
            lines += std::count(text.begin(), text.end(), '\n');
        }
        benchmark::DoNotOptimize(lines);
    }
    count_files(bench);
}

BENCHMARK(load_rules)->Unit(benchmark::kMicrosecond);
BENCHMARK(load_rules_read)->Unit(benchmark::kMicrosecond);
BENCHMARK(load_rules_compile)->Unit(benchmark::kMicrosecond);
BENCHMARK(load_rules_one)->Unit(benchmark::kMicrosecond);
BENCHMARK(load_rules_limit)->Unit(benchmark::kMicrosecond);

} // namespace

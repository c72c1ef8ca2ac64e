/// Ensemble files with their rules.
#ifndef SERVANDA_EXAMPLES_ENSEMBLE_INPUT_HPP
#define SERVANDA_EXAMPLES_ENSEMBLE_INPUT_HPP

#include "command.hpp"

#include <servanda/io/ensembles.hpp>

#include <filesystem>
#include <memory>

namespace servanda::command {

/// An ensemble file and its rules, read and checked.
struct loaded_ensemble {
    std::shared_ptr<const rulebook> rules;
    io::ensemble_file file;
};

/// Reads an ensemble file with the rules that `--rules` names. Throws `input_error` with everything
/// that is wrong.
[[nodiscard]] loaded_ensemble read_ensemble(const common_options& options,
                                            const std::filesystem::path& path);

} // namespace servanda::command

#endif

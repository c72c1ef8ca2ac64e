/// @file
/// The acts of a bulk replay, read twice: once to check them all, then again by treaty.
#ifndef SERVANDA_LIB_IO_ACT_INPUT_HPP
#define SERVANDA_LIB_IO_ACT_INPUT_HPP

#include "bulk_names.hpp"
#include "csv.hpp"

#include <servanda/io/replay.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::io {

/// Where acts come from.
class act_input {
public:
    act_input(const act_input&) = delete;
    act_input& operator=(const act_input&) = delete;
    virtual ~act_input() = default;

    /// The first pass: reports every mistake, names every treaty and notes where its acts are.
    /// `progress` is told what part is done.
    virtual void survey(const std::function<void(double)>& progress) = 0;

    /// The second pass: appends the acts of one treaty, and forgets them. Throws `input_error` when
    /// the input is no longer what it was.
    void read(bulk_treaty& treaty, std::vector<compact_act>& to);

    /// Acts read, good or bad.
    [[nodiscard]] std::uint64_t acts() const noexcept { return acts_; }
    /// Whether there was a mistake that belongs to no treaty, so that none can be relied on.
    [[nodiscard]] bool has_unattributed_errors() const noexcept { return unattributed_; }

protected:
    /// A place in the input: line and column.
    using place = std::pair<std::uint32_t, std::uint32_t>;

    /// Up to `most_kept` acts are kept from the first pass; of more than that the second pass reads
    /// all again.
    act_input(bulk_names& names, complaints& messages, std::size_t most_kept)
        : names_(names)
        , messages_(messages)
        , most_kept_(most_kept) {}

    /// Appends the acts of one stretch of the input.
    virtual void read_again(const extent& from, std::vector<compact_act>& to) = 0;

    /// Where the first pass puts its next act; what it has put there is kept by `keep`, while there
    /// is room, and else overwritten.
    [[nodiscard]] compact_act& next_act();
    void keep();

    /// What the act column may say beyond the act itself, once it is read.
    struct told_act {
        act kind = act::deposit;
        std::uint32_t of = 0;
    };

    /// Reports a mistake and leaves its treaty out; null: it belongs to no treaty.
    void mistake(place where, const std::string& message, bulk_treaty* treaty);

    /// Checks what can be said in one line: of whom what kind of act.
    [[nodiscard]] bool check_author(act kind, bool depositary, place where, bulk_treaty& treaty);
    [[nodiscard]] bool
    check_kind(told_act& told, std::string_view of, place where, bulk_treaty& treaty);
    /// Notes the depositary's statement, of which a treaty has one.
    [[nodiscard]] bool note_statement(std::uint32_t line, place where, bulk_treaty& treaty);

    /// Passes on what is odd about a treaty's name.
    void tell_of_treaty(bool unknown, const std::string& problem, place where) {
        messages_.add({unknown ? severity::error : severity::warning,
                       messages_.at(where.first, where.second),
                       problem});
    }

    bulk_names& names_;
    complaints& messages_;
    std::uint64_t acts_ = 0;
    bool unattributed_ = false;
    bool told_of_succession_ = false;

private:
    /// Gives up keeping: there are too many.
    void forget_all();

    std::size_t most_kept_;
    bool keeping_ = true;
    std::vector<compact_act> kept_; ///< the last one is not kept yet
    std::size_t count_ = 0;         ///< of those that are
};

/// Acts as CSV. `source`, `names` and `messages` must outlive it.
[[nodiscard]] std::unique_ptr<act_input>
acts_from_csv(byte_source& source, bulk_names& names, complaints& messages, std::size_t most_kept);

/// Acts in memory.
[[nodiscard]] std::unique_ptr<act_input> acts_in_memory(std::span<const bulk_act> acts,
                                                        bulk_names& names,
                                                        complaints& messages,
                                                        std::size_t most_kept);

} // namespace servanda::io

#endif

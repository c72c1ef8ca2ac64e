/// @file
/// A list on top of another one: what a run has written so far, over what an earlier run wrote
/// before it. The lower layer is only read; an element of it that changes is copied up first. So a
/// run can go on from any earlier point of another one without a copy of all that lies before.
#ifndef SERVANDA_ENGINE_LAYERED_HPP
#define SERVANDA_ENGINE_LAYERED_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace servanda::detail {

/// What an element was before it changed.
template <class T>
struct earlier_value {
    std::uint32_t index = 0;
    T value;
};

template <class T>
class layered {
public:
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    void reserve(std::size_t count) { own_.reserve(count); }

    /// The element as it is now. A reference is good until the next element is added or the same
    /// one is edited.
    [[nodiscard, gnu::always_inline]] const T& operator[](std::size_t i) const noexcept {
        return i >= below_.size() || copied_[i] == layer_ ? own_[i] : below_[i];
    }
    [[nodiscard]] const T& back() const noexcept { return (*this)[size_ - 1]; }
    /// What was added on top of the lower layer. Good until the next element is added.
    [[nodiscard]] std::span<const T> added() const noexcept {
        return std::span(own_).subspan(below_.size(), size_ - below_.size());
    }

    /// The element, to be changed.
    [[nodiscard, gnu::always_inline]] T& edit(std::size_t i) {
        if (i < below_.size() || log_ != nullptr) {
            prepare_edit(i);
        }
        return own_[i];
    }
    void push_back(T item) { add() = std::move(item); }
    /// Adds an element, which may hold what an earlier run left in its place.
    [[nodiscard, gnu::always_inline]] T& add() {
        if (size_ == room_) {
            make_room();
        }
        return own_[size_++];
    }

    /// Forgets everything and starts over on top of the first elements of another list, which must
    /// outlive it. O(1) but for the first time on a list of that length.
    void stand_on(std::span<const T> below) {
        if (copied_.size() < below.size() || layer_ == last_layer) {
            prepare_layers(below.size());
        }
        ++layer_;
        below_ = below;
        size_ = below.size();
    }
    /// Writes down, from now on, what elements were before they changed.
    void keep_log(std::vector<earlier_value<T>>* log) noexcept { log_ = log; }

    /// The elements as a list of its own. Only of one that stands on nothing.
    [[nodiscard]] std::vector<T> take() {
        own_.resize(size_);
        size_ = 0;
        room_ = 0;
        return std::move(own_);
    }

private:
    static constexpr std::uint32_t last_layer = std::numeric_limits<std::uint32_t>::max();

    // What is seldom needed stands apart, so that the rest is compiled where it is used.
    [[gnu::noinline]] void make_room() {
        own_.emplace_back();
        room_ = own_.size();
    }
    [[gnu::noinline]] void prepare_edit(std::size_t i) {
        if (i < below_.size() && copied_[i] != layer_) {
            own_[i] = below_[i];
            copied_[i] = layer_;
        }
        if (log_ != nullptr) {
            log_->push_back({static_cast<std::uint32_t>(i), own_[i]});
        }
    }
    [[gnu::noinline]] void prepare_layers(std::size_t length) {
        if (layer_ == last_layer) {
            std::fill(copied_.begin(), copied_.end(), 0U);
            layer_ = 0;
        }
        if (copied_.size() < length) {
            copied_.resize(length, 0);
        }
        if (own_.size() < length) {
            own_.resize(length);
        }
        room_ = own_.size();
    }

    std::span<const T> below_;
    std::vector<T> own_;                ///< by number; of the lower layer, what was copied up
    std::vector<std::uint32_t> copied_; ///< by number: the layer for which it was
    std::uint32_t layer_ = 0;
    std::size_t size_ = 0;
    std::size_t room_ = 0; ///< elements that `own_` has, in use or not
    std::vector<earlier_value<T>>* log_ = nullptr;
};

} // namespace servanda::detail

#endif

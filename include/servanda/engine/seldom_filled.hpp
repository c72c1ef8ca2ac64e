/// @file
/// Lists that cost next to nothing to copy while they are empty.
#ifndef SERVANDA_ENGINE_SELDOM_FILLED_HPP
#define SERVANDA_ENGINE_SELDOM_FILLED_HPP

#include <vector>

namespace servanda::detail {

/// A list that is empty most of the time: then it costs next to nothing to copy a world with it.
template <class T>
struct seldom_filled : std::vector<T> {
    using std::vector<T>::vector;
    seldom_filled() = default;
    seldom_filled(const seldom_filled&) = default;
    seldom_filled(seldom_filled&&) noexcept = default;
    seldom_filled& operator=(seldom_filled&&) noexcept = default;
    seldom_filled& operator=(const seldom_filled& other) {
        if (other.empty()) {
            this->clear();
        } else if (this != &other) {
            std::vector<T>::operator=(other);
        }
        return *this;
    }
    ~seldom_filled() = default;
};

} // namespace servanda::detail

#endif

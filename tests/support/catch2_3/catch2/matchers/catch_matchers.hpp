/// @file
/// See catch_test_macros.hpp: what Catch2 3 asks of a matcher.
#ifndef SERVANDA_TESTS_SUPPORT_CATCH2_3_MATCHERS_HPP
#define SERVANDA_TESTS_SUPPORT_CATCH2_3_MATCHERS_HPP

#include <string>

namespace Catch::Matchers {

class MatcherUntypedBase {
public:
    MatcherUntypedBase() = default;
    MatcherUntypedBase(const MatcherUntypedBase&) = default;
    MatcherUntypedBase(MatcherUntypedBase&&) = default;
    MatcherUntypedBase& operator=(const MatcherUntypedBase&) = delete;
    MatcherUntypedBase& operator=(MatcherUntypedBase&&) = delete;

    [[nodiscard]] std::string toString() const {
        if (told_.empty()) {
            told_ = describe();
        }
        return told_;
    }

protected:
    virtual ~MatcherUntypedBase() = default;
    [[nodiscard]] virtual std::string describe() const = 0;

private:
    mutable std::string told_;
};

template <class T>
class MatcherBase : public MatcherUntypedBase {
public:
    [[nodiscard]] virtual bool match(const T& value) const = 0;
};

template <class T>
class MatchNotOf final : public MatcherBase<T> {
public:
    explicit MatchNotOf(const MatcherBase<T>& other)
        : other_(other) {}
    [[nodiscard]] bool match(const T& value) const override { return !other_.match(value); }
    [[nodiscard]] std::string describe() const override { return "not " + other_.toString(); }

private:
    const MatcherBase<T>& other_;
};

template <class T>
[[nodiscard]] MatchNotOf<T> operator!(const MatcherBase<T>& matcher) {
    return MatchNotOf<T>(matcher);
}

} // namespace Catch::Matchers

#endif

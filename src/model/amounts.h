// Money, Quantity and UnitPrice: exact, each a type of its own over a 64-bit integer. Arithmetic that would pass 64 bits throws Overflow,
// which the replay turns into an error at the entry. Rounding is half away from zero and happens only in mul_div (design: exact
// arithmetic).
#pragma once

#include <compare>
#include <cstdint>
#include <exception>
#include <span>
#include <string>
#include <string_view>

namespace daybook {

struct Overflow : std::exception {
    const char* what() const noexcept override { return "a number past 64 bits"; }
};

template <class Tag>
class Fixed {
  public:
    constexpr Fixed() = default;
    constexpr explicit Fixed(int64_t value) : raw(value) {}

    int64_t raw = 0;

    constexpr auto operator<=>(const Fixed&) const = default;
    constexpr explicit operator bool() const { return raw != 0; }
    constexpr Fixed operator-() const {
        if (raw == INT64_MIN) throw Overflow();
        return Fixed(-raw);
    }
    constexpr Fixed operator+(Fixed other) const {
        int64_t sum = 0;
        if (__builtin_add_overflow(raw, other.raw, &sum)) throw Overflow();
        return Fixed(sum);
    }
    constexpr Fixed operator-(Fixed other) const {
        int64_t difference = 0;
        if (__builtin_sub_overflow(raw, other.raw, &difference)) throw Overflow();
        return Fixed(difference);
    }
    constexpr Fixed& operator+=(Fixed other) { return *this = *this + other; }
    constexpr Fixed& operator-=(Fixed other) { return *this = *this - other; }
};

using Money = Fixed<struct MoneyTag>;          // in the currency's smallest unit
using Quantity = Fixed<struct QuantityTag>;    // in millionths of a unit
using UnitPrice = Fixed<struct UnitPriceTag>;  // in millionths of the currency
using Points = Fixed<struct PointsTag>;        // whole points of a customer's

constexpr int quantity_decimals = 6;
constexpr int price_decimals = 6;
constexpr int64_t one_unit = 1'000'000;

// round(a × b / c), half away from zero, in 128 bits between. c is not 0.
int64_t mul_div(int64_t a, int64_t b, int64_t c);

// Money for `part` of `whole` (whole is not 0): round(value × part / whole), and all of it where part = whole.
Money share(Money value, Quantity part, Quantity whole);

// round(quantity × price) in the currency's smallest unit.
Money line_amount(Quantity quantity, UnitPrice price, int money_decimals);

// value ÷ quantity as a unit price, for showing only. 0 where the quantity is 0.
UnitPrice unit_cost(Money value, Quantity quantity, int money_decimals);

// Parts of total by weight that add up to it exactly: largest remainder, the first of equals first. Weights are not negative, and not all
// 0.
void allocate(Money total, std::span<const int64_t> weights, std::span<Money> parts);

enum class BadNumber { none, not_a_number, thousands_separator, too_many_decimals, too_large };

constexpr int64_t powers_of_ten[] = {1,          10,          100,           1'000,          10'000,          100'000,          1'000'000,
                                     10'000'000, 100'000'000, 1'000'000'000, 10'000'000'000, 100'000'000'000, 1'000'000'000'000};

BadNumber parse_any_decimal(std::string_view text, int decimals, int64_t& value);

// As parse_decimal, for a number too short to overflow: digits and at most one point. False where it is anything else. Nearly all numbers
// of a journal are read here, in a third of the time.
inline bool parse_short_decimal(std::string_view text, int decimals, int64_t& value) {
    if (text.size() > 18 - static_cast<size_t>(decimals)) return false;
    const char *p = text.data(), *const end = p + text.size();
    int64_t number = 0;
    const auto digits = [&] {
        for (; p != end && static_cast<unsigned char>(*p - '0') <= 9; ++p) number = number * 10 + (*p - '0');
    };
    digits();
    if (p == text.data()) return false;
    int places = 0;
    if (p != end && *p == '.') {
        const char* const point = p++;
        digits();
        places = static_cast<int>(p - point) - 1;
        if (places == 0 || places > decimals) return false;
    }
    if (p != end) return false;
    value = number * powers_of_ten[decimals - places];
    return true;
}

// Decimal text (-?[0-9]+(\.[0-9]+)?) with at most `decimals` decimals, as an integer of that scale.
inline BadNumber parse_decimal(std::string_view text, int decimals, int64_t& value) {
    return parse_short_decimal(text, decimals, value) ? BadNumber::none : parse_any_decimal(text, decimals, value);
}

// The integer of that scale as decimal text: all decimals for money, no trailing zeros where `trim`, but at least `keep` decimals.
std::string format_decimal(int64_t value, int decimals, bool trim = false, int keep = 0);

std::string to_text(Quantity quantity);                // 20, 0.5
std::string to_text(UnitPrice price, int keep);        // 35.00, 0.333333: at least `keep` decimals
std::string to_text(Money money, int money_decimals);  // 118.00

}  // namespace daybook

#include "model/amounts.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/wide.h"

namespace daybook {

namespace {

int64_t narrow(Wide value) {
    if (value > INT64_MAX || value < INT64_MIN) throw Overflow();
    return static_cast<int64_t>(value);
}

Wide divide_rounded(Wide numerator, Wide denominator) {
    // 64-bit division where both fit: several times faster, and nearly always the case
    if (numerator >= 0 && numerator <= INT64_MAX / 2 && denominator > 0 && denominator <= INT64_MAX / 2) {
        const auto n = static_cast<uint64_t>(numerator), d = static_cast<uint64_t>(denominator);
        return static_cast<Wide>((n + d / 2) / d);
    }
    const bool negative = (numerator < 0) != (denominator < 0);
    const UnsignedWide n = numerator < 0 ? -static_cast<UnsignedWide>(numerator) : static_cast<UnsignedWide>(numerator);
    const UnsignedWide d = denominator < 0 ? -static_cast<UnsignedWide>(denominator) : static_cast<UnsignedWide>(denominator);
    const auto rounded = static_cast<Wide>((n + d / 2) / d);
    return negative ? -rounded : rounded;
}

}  // namespace

int64_t mul_div(int64_t a, int64_t b, int64_t c) { return narrow(divide_rounded(static_cast<Wide>(a) * b, c)); }

Money share(Money value, Quantity part, Quantity whole) {
    if (part == whole) return value;
    return Money(mul_div(value.raw, part.raw, whole.raw));
}

Money line_amount(Quantity quantity, UnitPrice price, int money_decimals) {
    return Money(mul_div(quantity.raw, price.raw, powers_of_ten[quantity_decimals + price_decimals - money_decimals]));
}

UnitPrice unit_cost(Money value, Quantity quantity, int money_decimals) {
    if (!quantity) return UnitPrice(0);
    return UnitPrice(mul_div(value.raw, powers_of_ten[quantity_decimals + price_decimals - money_decimals], quantity.raw));
}

void allocate(Money total, std::span<const int64_t> weights, std::span<Money> parts) {
    CHECK_INVARIANT(weights.size() == parts.size() && !weights.empty());
    if (weights.size() == 1) {
        parts[0] = total;
        return;
    }
    Wide sum = 0;
    for (int64_t w : weights) sum += w;
    CHECK_INVARIANT(sum > 0);
    const bool negative = total.raw < 0;
    const Wide amount = negative ? -static_cast<Wide>(total.raw) : static_cast<Wide>(total.raw);
    struct Rest {
        Wide rest;
        size_t index;
    };
    std::array<Rest, 16> few;  // nearly always enough: no memory is asked for
    std::vector<Rest> many(weights.size() > few.size() ? weights.size() : 0);
    const std::span<Rest> rests = many.empty() ? std::span<Rest>(few).first(weights.size()) : std::span<Rest>(many);
    Wide left = amount;
    for (size_t i = 0; i < weights.size(); ++i) {
        const Wide product = amount * weights[i];
        const Wide whole = product / sum;
        rests[i] = {product - whole * sum, i};
        parts[i] = Money(static_cast<int64_t>(negative ? -whole : whole));
        left -= whole;
    }
    std::sort(rests.begin(), rests.end(),
              [](const Rest& a, const Rest& b) { return a.rest != b.rest ? a.rest > b.rest : a.index < b.index; });
    for (size_t i = 0; left > 0; ++i, --left) parts[rests[i].index] += Money(negative ? -1 : 1);
}

BadNumber parse_any_decimal(std::string_view text, int decimals, int64_t& value) {
    size_t i = 0;
    const bool negative = !text.empty() && text[0] == '-';
    if (negative) ++i;
    uint64_t number = 0;
    size_t digits = 0;
    bool too_large = false;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i, ++digits) {
        if (number > (UINT64_MAX - 9) / 10) too_large = true;
        number = number * 10 + static_cast<uint64_t>(text[i] - '0');
    }
    if (digits == 0) return BadNumber::not_a_number;
    int places = 0;
    bool too_fine = false;
    if (i < text.size() && text[i] == '.') {
        const size_t point = i++;
        for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
            if (places == decimals) {
                too_fine = true;
                continue;
            }
            if (number > (UINT64_MAX - 9) / 10) too_large = true;
            number = number * 10 + static_cast<uint64_t>(text[i] - '0');
            ++places;
        }
        if (i == point + 1) return BadNumber::not_a_number;
    }
    if (i != text.size()) {
        const bool digits_and_commas =
            std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == ',' || c == '.' || c == '-'; });
        return text[i] == ',' && digits_and_commas ? BadNumber::thousands_separator : BadNumber::not_a_number;
    }
    if (too_fine) return BadNumber::too_many_decimals;
    for (; places < decimals; ++places) {
        if (number > UINT64_MAX / 10) too_large = true;
        number *= 10;
    }
    if (too_large || number > static_cast<uint64_t>(INT64_MAX)) return BadNumber::too_large;
    value = negative ? -static_cast<int64_t>(number) : static_cast<int64_t>(number);
    return BadNumber::none;
}

std::string format_decimal(int64_t value, int decimals, bool trim, int keep) {
    uint64_t magnitude = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
    const auto next_digit = [&] { return static_cast<char>('0' + std::exchange(magnitude, magnitude / 10) % 10); };
    std::array<char, 48> text;  // 20 digits, a point, a sign, and zeros before as many decimals as anything has
    CHECK_INVARIANT(decimals <= 24);
    char* const end = text.data() + text.size();
    char* at = end;
    int shown = decimals;
    for (; trim && shown > keep && magnitude % 10 == 0; --shown) magnitude /= 10;
    for (int i = 0; i < shown; ++i) *--at = next_digit();
    if (shown > 0) *--at = '.';
    do *--at = next_digit();
    while (magnitude > 0);
    if (value < 0) *--at = '-';
    return {at, end};
}

std::string to_text(Quantity quantity) { return format_decimal(quantity.raw, quantity_decimals, true); }
std::string to_text(UnitPrice price, int keep) { return format_decimal(price.raw, price_decimals, true, keep); }
std::string to_text(Money money, int money_decimals) { return format_decimal(money.raw, money_decimals); }

}  // namespace daybook

#include "model/amounts.h"

#include <doctest/doctest.h>

#include <numeric>
#include <random>
#include <vector>

using namespace daybook;

namespace {

constexpr int64_t largest = INT64_MAX, smallest = INT64_MIN;

Quantity units(int64_t n) { return Quantity(n * one_unit); }

std::vector<int64_t> allocated(int64_t total, const std::vector<int64_t>& weights) {
    std::vector<Money> parts(weights.size());
    allocate(Money(total), weights, parts);
    std::vector<int64_t> out;
    for (Money part : parts) out.push_back(part.raw);
    return out;
}

BadNumber bad(std::string_view text, int decimals = 2) {
    int64_t value = 0;
    return parse_decimal(text, decimals, value);
}

int64_t parsed(std::string_view text, int decimals = 2) {
    int64_t value = -77;
    REQUIRE(parse_decimal(text, decimals, value) == BadNumber::none);
    return value;
}

}  // namespace

TEST_CASE("mul_div rounds half away from zero, whatever the signs") {
    CHECK(mul_div(1, 1, 2) == 1);
    CHECK(mul_div(-1, 1, 2) == -1);
    CHECK(mul_div(1, 1, -2) == -1);
    CHECK(mul_div(-1, 1, -2) == 1);
    CHECK(mul_div(5, 1, 2) == 3);
    CHECK(mul_div(-5, 1, 2) == -3);
    CHECK(mul_div(1, 1, 3) == 0);
    CHECK(mul_div(2, 1, 3) == 1);
    CHECK(mul_div(-1, 1, 3) == 0);
    CHECK(mul_div(-2, 1, 3) == -1);
    CHECK(mul_div(7, 0, 3) == 0);
}

TEST_CASE("mul_div is exact through 128 bits, and an overflow past 64 throws") {
    CHECK(mul_div(largest, largest, largest) == largest);
    CHECK(mul_div(smallest, largest, largest) == smallest);
    CHECK(mul_div(largest, 1, 2) == largest / 2 + 1);
    CHECK(mul_div(largest - 1, 3, 6) == (largest - 1) / 2);
    CHECK(mul_div(1, 1, largest) == 0);
    CHECK(mul_div(1, 1, smallest) == 0);
    CHECK_THROWS_AS(mul_div(largest, 2, 1), Overflow);
    CHECK_THROWS_AS(mul_div(smallest, 1, -1), Overflow);
    CHECK_THROWS_AS(mul_div(largest, largest, 1), Overflow);
}

TEST_CASE("mul_div: the quick way and the long way agree") {
    std::mt19937_64 random(1);
    for (int i = 0; i < 20'000; ++i) {
        const auto a = static_cast<int64_t>(random() >> 40), b = static_cast<int64_t>(random() >> 40);
        const auto c = static_cast<int64_t>(random() >> 50) + 1;
        const int64_t n = a * b, rounded = n / c + (n % c * 2 >= c ? 1 : 0);
        REQUIRE(mul_div(a, b, c) == rounded);
        REQUIRE(mul_div(-a, b, c) == -rounded);
        REQUIRE(mul_div(a, -b, -c) == rounded);
    }
}

TEST_CASE("sums past 64 bits throw and do not wrap") {
    CHECK(Money(largest - 1) + Money(1) == Money(largest));
    CHECK_THROWS_AS(Money(largest) + Money(1), Overflow);
    CHECK_THROWS_AS(Money(smallest) - Money(1), Overflow);
    CHECK_THROWS_AS(-Money(smallest), Overflow);
    Quantity q(largest);
    CHECK_THROWS_AS(q += Quantity(1), Overflow);
    CHECK(q == Quantity(largest));
}

TEST_CASE("share: the last unit takes the rest") {
    Money value(10'00);
    Quantity left = units(3);
    const Money first = share(value, units(1), left);
    value -= first, left -= units(1);
    const Money second = share(value, units(1), left);
    value -= second, left -= units(1);
    CHECK(first == Money(3'33));
    CHECK(second == Money(3'34));
    CHECK(share(value, units(1), left) == Money(3'33));
    CHECK(share(Money(1), units(5), units(5)) == Money(1));
    CHECK(share(Money(-10'00), units(1), units(3)) == Money(-3'33));
}

TEST_CASE("line_amount and unit_cost know the currency's decimals") {
    CHECK(line_amount(units(2), UnitPrice(59'000000), 2) == Money(118'00));
    CHECK(line_amount(Quantity(500'000), UnitPrice(10'000), 2) == Money(1));  // 0.5 × 0.01
    CHECK(line_amount(-Quantity(500'000), UnitPrice(10'000), 2) == Money(-1));
    CHECK(line_amount(units(3), UnitPrice(100'500000), 0) == Money(302));
    CHECK(line_amount(units(1), UnitPrice(1'234500), 3) == Money(1'235));
    CHECK_THROWS_AS(line_amount(Quantity(largest), UnitPrice(largest), 2), Overflow);
    CHECK(unit_cost(Money(10'00), units(3), 2) == UnitPrice(3'333333));
    CHECK(unit_cost(Money(100), units(3), 0) == UnitPrice(33'333333));
    CHECK(unit_cost(Money(10'00), Quantity(0), 2) == UnitPrice(0));
}

TEST_CASE("allocate: the largest remainder first, the first of equals first") {
    CHECK(allocated(100, {1, 1, 1}) == std::vector<int64_t>{34, 33, 33});
    CHECK(allocated(-100, {1, 1, 1}) == std::vector<int64_t>{-34, -33, -33});
    CHECK(allocated(200, {1, 1, 1}) == std::vector<int64_t>{67, 67, 66});
    CHECK(allocated(10, {1, 2, 4}) == std::vector<int64_t>{1, 3, 6});  // 1.43, 2.86, 5.71
    CHECK(allocated(60'00, {700'00, 350'00}) == std::vector<int64_t>{40'00, 20'00});
    CHECK(allocated(5, {0, 1, 0}) == std::vector<int64_t>{0, 5, 0});
    CHECK(allocated(0, {3, 4}) == std::vector<int64_t>{0, 0});
    CHECK(allocated(7, {0}) == std::vector<int64_t>{7});
    CHECK(allocated(1, {0, 0, 1, 1}) == std::vector<int64_t>{0, 0, 1, 0});
    CHECK(allocated(largest, {largest, largest}) == std::vector<int64_t>{largest / 2 + 1, largest / 2});
    CHECK(allocated(smallest, {1, 1}) == std::vector<int64_t>{smallest / 2, smallest / 2});
}

TEST_CASE("allocate: the parts add up, and none is a cent or more from its due") {
    std::mt19937_64 random(2);
    for (int round = 0; round < 2'000; ++round) {
        std::vector<int64_t> weights(1 + random() % 12);
        for (int64_t& w : weights) w = static_cast<int64_t>(random() % 5 == 0 ? 0 : random() % 100'000);
        weights[random() % weights.size()] += 1;
        const auto total = static_cast<int64_t>(random() % 2'000'001) - 1'000'000;
        const std::vector<int64_t> parts = allocated(total, weights);
        const int64_t sum = std::accumulate(weights.begin(), weights.end(), int64_t{0});
        REQUIRE(std::accumulate(parts.begin(), parts.end(), int64_t{0}) == total);
        for (size_t i = 0; i < parts.size(); ++i) {
            REQUIRE(std::abs(parts[i] * sum - total * weights[i]) < sum);
            if (weights[i] == 0) REQUIRE(parts[i] == 0);
        }
    }
}

TEST_CASE("parse_decimal takes what the journal may say") {
    CHECK(parsed("0") == 0);
    CHECK(parsed("-0.00") == 0);
    CHECK(parsed("118") == 118'00);
    CHECK(parsed("118.5") == 118'50);
    CHECK(parsed("-0.01") == -1);
    CHECK(parsed("007.10") == 7'10);
    CHECK(parsed("35", 0) == 35);
    CHECK(parsed("0.333333", 6) == 333'333);
}

TEST_CASE("parse_decimal says what is wrong") {
    for (const char* text :
         {"", "-", ".", ".5", "5.", "-.5", "+5", "--5", "1e3", "0x10", " 5", "5 ", "1.2.3", "1-2", "五", "１", "1/3", ",5", "nan"})
        CHECK_MESSAGE(bad(text) == BadNumber::not_a_number, text);
    for (const char* text : {"1,000", "1,000.00", "-1,5", "1.000,5"}) CHECK_MESSAGE(bad(text) == BadNumber::thousands_separator, text);
    CHECK(bad("1,000元") == BadNumber::not_a_number);
    CHECK(bad("1.005") == BadNumber::too_many_decimals);
    CHECK(bad("1.000") == BadNumber::too_many_decimals);
    CHECK(bad("1.0", 0) == BadNumber::too_many_decimals);
    CHECK(bad("0.1234567", 6) == BadNumber::too_many_decimals);
}

TEST_CASE("parse_decimal at the limits of 64 bits") {
    CHECK(parsed("9223372036854775807", 0) == largest);
    CHECK(parsed("92233720368547758.07") == largest);
    CHECK(parsed("-92233720368547758.07") == -largest);
    CHECK(parsed("9223372036854.775807", 6) == largest);
    CHECK(bad("9223372036854775808", 0) == BadNumber::too_large);
    CHECK(bad("-9223372036854775808", 0) == BadNumber::too_large);
    CHECK(bad("92233720368547758.08") == BadNumber::too_large);
    CHECK(bad("92233720368547759") == BadNumber::too_large);
    CHECK(bad("18446744073709551615", 0) == BadNumber::too_large);
    CHECK(bad("18446744073709551616", 0) == BadNumber::too_large);
    CHECK(bad("18446744073709551617", 0) == BadNumber::too_large);
    CHECK(bad("184467440737095517", 6) == BadNumber::too_large);
    CHECK(bad(std::string(400, '9')) == BadNumber::too_large);
    CHECK(parsed(std::string(400, '0') + "1") == 1'00);
}

TEST_CASE("amounts as text") {
    CHECK(to_text(Money(118'00), 2) == "118.00");
    CHECK(to_text(Money(-1), 2) == "-0.01");
    CHECK(to_text(Money(0), 2) == "0.00");
    CHECK(to_text(Money(118), 0) == "118");
    CHECK(to_text(Money(5), 3) == "0.005");
    CHECK(to_text(Money(largest), 2) == "92233720368547758.07");
    CHECK(to_text(Money(smallest), 2) == "-92233720368547758.08");
    CHECK(to_text(units(20)) == "20");
    CHECK(to_text(units(0)) == "0");
    CHECK(to_text(Quantity(500'000)) == "0.5");
    CHECK(to_text(Quantity(-1)) == "-0.000001");
    CHECK(to_text(UnitPrice(35'000000), 2) == "35.00");
    CHECK(to_text(UnitPrice(333'333), 2) == "0.333333");
    CHECK(to_text(UnitPrice(1'500000), 0) == "1.5");
    CHECK(to_text(UnitPrice(35'000000), 0) == "35");
}

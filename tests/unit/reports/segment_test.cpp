#include "reports/segment.h"

#include <doctest/doctest.h>

using namespace daybook;

TEST_CASE("recency in cycles") {
    CHECK(recency_score(0, 30) == 5);
    CHECK(recency_score(30, 30) == 5);
    CHECK(recency_score(31, 30) == 4);
    CHECK(recency_score(60, 30) == 4);
    CHECK(recency_score(61, 30) == 3);
    CHECK(recency_score(90, 30) == 3);
    CHECK(recency_score(91, 30) == 2);
    CHECK(recency_score(180, 30) == 2);
    CHECK(recency_score(181, 30) == 1);
    CHECK(recency_score(3650, 3650) == 5);
}

TEST_CASE("frequency by thresholds") {
    const int64_t wanted[] = {0, 1, 2, 3, 3, 4, 4, 4, 4, 4, 5, 5};
    for (int64_t orders = 0; orders < 12; ++orders) CHECK(frequency_score(orders) == wanted[orders]);
}

TEST_CASE("money beside the average, exactly") {
    const Money total(300);  // of three: the average is 100
    CHECK(money_score(Money(200), total, 3) == 5);
    CHECK(money_score(Money(199), total, 3) == 4);
    CHECK(money_score(Money(100), total, 3) == 4);
    CHECK(money_score(Money(99), total, 3) == 3);
    CHECK(money_score(Money(50), total, 3) == 3);
    CHECK(money_score(Money(49), total, 3) == 2);
    CHECK(money_score(Money(25), total, 3) == 2);
    CHECK(money_score(Money(24), total, 3) == 1);
    CHECK(money_score(Money(0), total, 3) == 1);
    CHECK(money_score(Money(-1), Money(-1), 1) == 1);
    CHECK(money_score(Money(INT64_MAX), Money(INT64_MAX), 1) == 4);
    CHECK(money_score(Money(INT64_MAX / 1000), Money(INT64_MAX), 1000) == 3);  // less than the average by a rounding
}

TEST_CASE("every score has one group") {
    CHECK(group_of({0, 0, 0}) == Group::prospect);
    CHECK(group_of({5, 3, 4}) == Group::best);
    CHECK(group_of({4, 5, 3}) == Group::loyal);
    CHECK(group_of({5, 2, 5}) == Group::promising);
    CHECK(group_of({4, 1, 5}) == Group::fresh);
    CHECK(group_of({3, 2, 1}) == Group::at_risk);
    CHECK(group_of({2, 5, 5}) == Group::at_risk);
    CHECK(group_of({3, 1, 5}) == Group::asleep);
    CHECK(group_of({1, 5, 5}) == Group::lost);
    CHECK(group_of({1, 1, 1}) == Group::lost);
}

TEST_CASE("birthdays in a period, of any year") {
    const auto period = [](Civil begin, Civil end) { return Period{from_civil(begin), from_civil(end)}; };
    CHECK(is_birthday_in(period({2025, 12, 20}, {2026, 1, 10}), {2000, 12, 31}));
    CHECK(is_birthday_in(period({2025, 12, 20}, {2026, 1, 10}), {2000, 1, 9}));
    CHECK_FALSE(is_birthday_in(period({2025, 12, 20}, {2026, 1, 10}), {2000, 1, 10}));
    CHECK_FALSE(is_birthday_in(period({2025, 12, 20}, {2026, 1, 10}), {2000, 12, 19}));
    CHECK(is_birthday_in(period({2025, 2, 28}, {2025, 3, 1}), {2000, 2, 29}));
    CHECK_FALSE(is_birthday_in(period({2024, 2, 28}, {2024, 2, 29}), {2000, 2, 29}));
    CHECK(is_birthday_in(period({2024, 2, 29}, {2024, 3, 1}), {2000, 2, 29}));
    CHECK(is_birthday_in(Period(), {2000, 7, 7}));
}

// The entry under way: what it posts, the steps that are kept, amounts spread.
#include "books/booking.h"

#include <doctest/doctest.h>

using namespace daybook;

TEST_CASE("booking: what is posted goes to the balances when it is closed, and is gone when the next begins") {
    Booking booking;
    booking.begin(1);
    booking.post({AccountClass::cash, static_cast<WordId>(5)}, Money(100));
    booking.post(AccountClass::sales, Money(-60));
    booking.post(AccountClass::cogs, Money());  // nothing
    booking.post(AccountClass::sales, Money(-40));
    CHECK(booking.postings.size() == 3);
    CHECK(booking.posted(AccountClass::sales).raw == -100);
    CHECK(booking.posted(AccountClass::cash).raw == 0);  // of another name
    Balances balances;
    booking.close(balances);
    CHECK(balances.of(AccountClass::sales).raw == -100);
    booking.begin(2);
    CHECK(booking.index == 2);
    CHECK(booking.postings.empty());
    booking.close(balances);
    CHECK(balances.of(AccountClass::sales).raw == -100);
}

TEST_CASE("booking: steps say what is held after them, and are kept only for those who look on") {
    Pool pool;
    std::vector<Correction> corrections;
    pool.receive(Costing::average, {Quantity(2 * one_unit), Money(300), 0, WordId::none, last_date}, corrections);
    Booking booking;
    booking.begin(1);
    booking.push({}, pool);
    CHECK(booking.steps.empty());
    booking.watched = true;
    booking.push({}, pool);
    REQUIRE(booking.steps.size() == 1);
    CHECK(booking.steps[0].on_hand.raw == 2 * one_unit);
    CHECK(booking.steps[0].held_value.raw == 300);
    booking.begin(2);
    CHECK(booking.steps.empty());
}

TEST_CASE("booking: an amount is spread over the weights, and adds up") {
    Booking booking;
    booking.weights = {1, 1, 1};
    const std::span<const Money> parts = booking.spread(Money(100));
    REQUIRE(parts.size() == 3);
    CHECK(parts[0].raw == 34);
    CHECK(parts[1].raw == 33);
    CHECK(parts[2].raw == 33);
}

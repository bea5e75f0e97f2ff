#include "books/pool.h"

#include <doctest/doctest.h>

using namespace daybook;

namespace {

// A pool under one costing; money in cents, quantities in whole units.
struct Shelf {
    Costing costing = Costing::average;
    Pool pool;
    std::vector<Correction> corrections;

    explicit Shelf(Costing how) : costing(how) {}
    void in(int64_t units, int64_t cents, uint32_t entry = 1, WordId lot = WordId::none, Date expires = last_date) {
        corrections.clear();
        pool.receive(costing, {Quantity(units * one_unit), Money(cents), entry, lot, expires}, corrections);
    }
    int64_t out(int64_t units, Taking how = {}) {
        how.quantity = Quantity(units * one_unit);
        return pool.issue(costing, how).raw;
    }
    int64_t next(int64_t units) const { return pool.todays_cost(costing, Quantity(units * one_unit)).raw; }
    bool holds(int64_t units, int64_t cents) const { return pool.quantity().raw == units * one_unit && pool.value().raw == cents; }
};

Taking from(uint32_t source) {
    Taking taking;
    taking.source = source;
    return taking;
}

Taking of_lot(WordId lot) {
    Taking taking;
    taking.lot = lot;
    return taking;
}

constexpr auto lot_a = static_cast<WordId>(7), lot_b = static_cast<WordId>(8);

}  // namespace

TEST_CASE("pool: average: a unit costs value over quantity, half away from zero; the last takes the rest") {
    Shelf shelf(Costing::average);
    shelf.in(3, 1000);
    shelf.in(3, 1001);
    CHECK(shelf.next(1) == 334);  // 333.5
    CHECK(shelf.out(1) == 334);
    CHECK(shelf.out(4) == 1334);  // 1667 × 4 / 5 = 1333.6
    CHECK(shelf.out(1) == 333);
    CHECK(shelf.holds(0, 0));
    CHECK(shelf.next(2) == 666);  // the latest movement's cost
}

TEST_CASE("pool: FIFO: the oldest first, each layer to its last cent") {
    Shelf shelf(Costing::fifo);
    shelf.in(3, 1000, 1);
    shelf.in(2, 10, 2);
    CHECK(shelf.next(1) == 333);
    CHECK(shelf.out(1) == 333);
    CHECK(shelf.out(1) == 334);
    CHECK(shelf.out(2) == 338);  // 333 and 5
    CHECK(shelf.out(1) == 5);
    CHECK(shelf.holds(0, 0));
}

TEST_CASE("pool: FIFO: from its own layer while that lasts, then the oldest; average knows no layers") {
    Shelf shelf(Costing::fifo);
    shelf.in(2, 200, 1);
    shelf.in(2, 600, 2);
    shelf.in(2, 1000, 3);
    CHECK(shelf.out(1, from(2)) == 300);
    CHECK(shelf.out(2, from(2)) == 400);  // the other of 2, and one of 1
    CHECK(shelf.out(1) == 100);
    CHECK(shelf.out(2) == 1000);
    CHECK(shelf.holds(0, 0));
    Shelf average(Costing::average);
    average.in(2, 200, 1);
    average.in(2, 600, 2);
    CHECK(average.out(1, from(2)) == 200);
}

TEST_CASE("pool: many layers come and go, and nothing is lost") {
    Shelf shelf(Costing::fifo);
    int64_t in = 0, out = 0;
    for (uint32_t i = 1; i <= 500; ++i) {
        shelf.in(3, 100 + i % 7, i);
        in += 100 + i % 7;
        out += shelf.out(2, i % 5 == 0 ? from(i) : Taking());
    }
    CHECK(shelf.pool.quantity().raw == 500 * one_unit);
    CHECK(shelf.pool.value().raw == in - out);
    CHECK(shelf.out(500) == in - out);
    CHECK(shelf.holds(0, 0));
}

TEST_CASE("pool: what is missing goes out at the last known cost; receipts settle the oldest shortage first") {
    for (const Costing costing : {Costing::average, Costing::fifo}) {
        Shelf shelf(costing);
        shelf.in(2, 200);
        Taking first, second;
        first.entry = 10, second.entry = 20;
        CHECK(shelf.out(3, first) == 300);
        CHECK(shelf.out(2, second) == 200);
        CHECK(shelf.holds(-3, -300));
        shelf.in(2, 300);
        REQUIRE(shelf.corrections.size() == 2);
        CHECK(shelf.corrections[0].entry == 10);
        CHECK(shelf.corrections[0].difference.raw == 50);
        CHECK(shelf.corrections[1].entry == 20);
        CHECK(shelf.corrections[1].difference.raw == 50);
        CHECK(shelf.holds(-1, -100));
        shelf.in(4, 400);
        CHECK(shelf.corrections.empty());  // corrections at what was assumed: nothing to say
        CHECK(shelf.holds(3, 300));
        CHECK(shelf.out(3) == 300);
        CHECK(shelf.holds(0, 0));
    }
}

TEST_CASE("pool: nothing ever came: it goes out at nothing") {
    Shelf shelf(Costing::average);
    CHECK_FALSE(shelf.pool.moved());
    CHECK(shelf.out(2) == 0);
    CHECK(shelf.pool.moved());
    shelf.in(2, 500);
    REQUIRE(shelf.corrections.size() == 1);
    CHECK(shelf.corrections[0].difference.raw == 500);
    CHECK(shelf.holds(0, 0));
}

TEST_CASE("pool: a lot goes out at its own cost, under either method; others leave it to the last") {
    for (const Costing costing : {Costing::average, Costing::fifo}) {
        Shelf shelf(costing);
        shelf.in(2, 200, 1);
        shelf.in(2, 600, 2, lot_a);
        shelf.in(2, 1000, 3, lot_b);
        CHECK(shelf.out(1, of_lot(lot_b)) == 500);
        CHECK(shelf.pool.lot(lot_b)->quantity.raw == one_unit);
        CHECK(shelf.out(2) == 200);
        CHECK(shelf.out(3) == 1100);
        CHECK(shelf.holds(0, 0));
        CHECK(shelf.pool.lot(lot_a)->quantity.raw == 0);
        CHECK_FALSE(shelf.pool.lot(static_cast<WordId>(9)));
    }
}

TEST_CASE("pool: a lot has one day of expiry, under either method, whoever brings more of it") {
    for (const Costing costing : {Costing::average, Costing::fifo}) {
        Shelf shelf(costing);
        shelf.in(1, 100, 1, lot_a, Date{20});
        shelf.in(1, 300, 2, lot_b, Date{30});
        shelf.in(1, 500, 3, lot_a);  // nothing said
        Taking taking;
        taking.first_expiry = true;
        CHECK(shelf.out(2, taking) == 600);
        shelf.in(1, 700, 4, lot_a);  // known from goods that are gone
        CHECK(shelf.pool.lot(lot_a)->expires == Date{20});
        CHECK(shelf.out(1, taking) == 700);
        shelf.in(1, 900, 5, lot_b, Date{10});  // an earlier day holds for all of it
        CHECK(shelf.pool.lot(lot_b)->expires == Date{10});
        for (const Layer& layer : shelf.pool.layers()) CHECK(layer.expires == Date{10});
    }
}

TEST_CASE("pool: the first to expire goes first where that is asked; what has expired stays") {
    for (const Costing costing : {Costing::average, Costing::fifo}) {
        Shelf shelf(costing);
        shelf.in(1, 100, 1, lot_a, Date{20});
        shelf.in(1, 300, 2, lot_b, Date{10});
        Taking taking;
        taking.first_expiry = true;
        taking.day = Date{15};
        CHECK(shelf.out(1, taking) == 100);
        taking.day = first_date;
        CHECK(shelf.out(1, taking) == 300);
    }
}

// What is held of items, and where; what makes goods stay.
#include "books/stock.h"

#include <doctest/doctest.h>

#include <memory>

#include "journal/journal.h"

using namespace daybook;

namespace {

// The stock of a shop that knows TEA and CUP, at average; quantities in whole units, money in cents.
struct Room {
    explicit Room(NegativeStock negative = NegativeStock::refuse) : journal(settings), refusals(journal.entries()) {
        settings.negative_stock = negative;
        journal.read_draft(
            "x",
            "2026-01-01 purchase P from X\n    + TEA 1 @ 1\n    + CUP 1 @ 1\n\n2026-01-02 sell S to C in shop\n    - TEA 1 @ 1\n"
            "    - TAE 1 @ 1\n");
        REQUIRE(journal.errors().empty());
        masters.items.resize(journal.entries().items.size());
        stock = std::make_unique<Stock>(journal.entries(), settings, masters, refusals);
        tea = journal.entries().items.find("TEA");
        shop = journal.entries().words.find("shop");
    }
    size_t in(int64_t units, int64_t cents, WordId warehouse = WordId::none) {
        return stock->receive(tea, warehouse, {Quantity(units * one_unit), Money(cents), 0, WordId::none, last_date}).size();
    }
    int64_t out(int64_t units, WordId warehouse = WordId::none) {
        Taking taking;
        taking.quantity = Quantity(units * one_unit);
        return stock->issue(tea, warehouse, taking, nullptr).raw;
    }
    // What refuses that so many units of a line of the sale leave.
    bool leaves(uint32_t line, int64_t units) {
        const Entry& sale = journal.entries().entries[1];
        const GoodsLine& goods = journal.entries().goods[sale.first_goods + line];
        return stock->check_leaves(sale, sale.first_goods + line, goods.item, Quantity(units * one_unit));
    }
    int64_t held_in(WordId warehouse) const { return stock->held_in(tea, warehouse).raw / one_unit; }

    BookSettings settings;
    Journal journal;
    Refusals refusals;
    Masters masters;
    std::unique_ptr<Stock> stock;
    ItemId tea = ItemId::none;
    WordId shop = WordId::none;
};

}  // namespace

TEST_CASE("stock: an item's places add up to its pool, goods in transit included") {
    Room room;
    room.stock->use_warehouses();
    room.in(5, 500);
    room.in(3, 900, room.shop);
    room.stock->move(room.tea, WordId::none, Stock::in_transit, Quantity(2 * one_unit));
    CHECK(room.out(1, room.shop) == 175);  // one pool over all places
    CHECK(room.held_in(WordId::none) == 3);
    CHECK(room.held_in(Stock::in_transit) == 2);
    CHECK(room.held_in(room.shop) == 2);
    CHECK(room.stock->warehouses_of(room.tea).size() == 3);
    CHECK(room.stock->pool(room.tea).quantity().raw == 7 * one_unit);
    CHECK(room.stock->value().raw == 1225);
}

TEST_CASE("stock: a move arrives once") {
    Room room;
    CHECK(room.stock->arrive(4));
    CHECK_FALSE(room.stock->arrive(4));
    CHECK(room.stock->arrive(5));
}

TEST_CASE("stock: an arrival hands back what it corrects of older shortages") {
    Room room(NegativeStock::allow);
    CHECK(room.in(1, 100) == 0);
    CHECK(room.out(3) == 300);
    CHECK(room.in(1, 150) == 1);
    CHECK(room.in(1, 100) == 0);  // at what was assumed
    CHECK(room.stock->value().raw == 0);
}

TEST_CASE("stock: an item's shortage is refused once, and books on; an unknown item stays") {
    Room room;
    room.in(2, 200);
    CHECK(room.leaves(0, 2));
    CHECK(room.refusals.problems().empty());
    CHECK(room.leaves(0, 3));
    CHECK(room.leaves(0, 4));
    CHECK(room.refusals.problems().size() == 1);
    CHECK_FALSE(room.leaves(1, 1));
    CHECK(room.refusals.problems().size() == 2);
    Room open(NegativeStock::allow);
    CHECK(open.leaves(0, 3));
    CHECK(open.refusals.problems().empty());
}

TEST_CASE("stock: where there are warehouses, what lies elsewhere does not leave") {
    Room room;
    room.stock->use_warehouses();
    room.in(5, 500);
    room.in(1, 100, room.shop);
    CHECK(room.leaves(0, 1));
    CHECK(room.refusals.problems().empty());
    room.leaves(0, 2);
    CHECK(room.refusals.problems().size() == 1);
}

// What was traded and ordered: what is taken of it, reserved, expected and corrected.
#include "books/trades.h"

#include <doctest/doctest.h>

#include <memory>

#include "journal/journal.h"

using namespace daybook;

namespace {

Quantity units(int64_t n) { return Quantity(n * one_unit); }

// Trades over a ledger that knows TEA, CUP, a kit BOX of both and a service; entry 2 ships. The lines are made here.
struct Desk {
    Desk() : journal(BookSettings()) {
        journal.read_draft("x",
                           "2026-01-01 kit BOX\n    + TEA 2\n    + CUP 1\n\n2026-01-01 item POST\n    service yes\n\n"
                           "2026-01-02 ship H1 of O1\n\n2026-01-02 sell S1 to C\n    - TEA 1 @ 1\n");
        REQUIRE(journal.errors().empty());
        masters.items.resize(journal.entries().items.size());
        masters.items[index_of(item("POST"))].service = true;
        trades = std::make_unique<Trades>(journal.entries(), masters);
    }
    ItemId item(const std::string& code) const { return journal.entries().items.find(code); }
    OrderLine ordered(const std::string& code, int64_t n, int64_t net, int64_t tax, uint32_t kit = no_entry) const {
        return {0, item(code), units(n), units(n), units(n), {Money(net), Money(tax)}, 130'000, kit};
    }
    int64_t reserved(const std::string& code) const { return trades->reserved(item(code)).raw / one_unit; }
    int64_t incoming(const std::string& code) const { return trades->incoming(item(code)).raw / one_unit; }

    Journal journal;
    Masters masters;
    std::unique_ptr<Trades> trades;
};

constexpr uint32_t order_entry = 7, sale_entry = 3, shipment_entry = 2;

}  // namespace

TEST_CASE("trades: what is taken of a line takes its share of net and gross, the last unit the rest") {
    Taxed price{Money(1000), Money(130)};
    const Taxed first = price.take(units(1), units(3));
    CHECK(first.net.raw == 333);
    CHECK(first.tax.raw == 377 - 333);
    const Taxed second = price.take(units(1), units(2));
    CHECK(second.net.raw == 334);
    CHECK(second.gross().raw == 377);
    const Taxed last = price.take(units(1), units(1));
    CHECK(last.net.raw == 333);
    CHECK(last.gross().raw == 376);
    CHECK(price.gross().raw == 0);
}

TEST_CASE("trades: an order reserves what is open, a kit's as its parts, a service's not at all; a purchase order expects it") {
    Desk desk;
    Order& order = desk.trades->order(order_entry);
    desk.trades->add_line(order, desk.ordered("TEA", 3, 300, 0));
    desk.trades->add_line(order, desk.ordered("BOX", 2, 300, 0, 0));
    desk.trades->add_line(order, desk.ordered("POST", 1, 5, 0));
    CHECK(desk.reserved("TEA") == 7);
    CHECK(desk.reserved("CUP") == 2);
    CHECK(desk.reserved("BOX") == 0);
    CHECK(desk.reserved("POST") == 0);
    desk.trades->close(order, order.lines[1], units(1));
    CHECK(order.lines[1].open == units(1));
    CHECK(desk.reserved("TEA") == 5);
    CHECK(desk.reserved("CUP") == 1);
    Order& bought = desk.trades->order(9);
    bought.bought = true;
    desk.trades->add_line(bought, desk.ordered("TEA", 4, 0, 0));
    desk.trades->add_line(bought, desk.ordered("TEA", 4, 0, 0));
    desk.trades->receive(bought, desk.item("TEA"), units(5));
    CHECK(desk.incoming("TEA") == 3);
    desk.trades->receive(bought, desk.item("TEA"), units(5));  // more than was ordered
    CHECK(desk.incoming("TEA") == 0);
    CHECK(desk.reserved("TEA") == 5);
}

TEST_CASE("trades: goods come back out of the lines in their order, a kit as its parts, then out of what waits") {
    Desk desk;
    const ItemId box = desk.item("BOX"), tea = desk.item("TEA"), cup = desk.item("CUP");
    desk.trades->keep(sale_entry, {0,
                                   box,
                                   units(1),
                                   units(1),
                                   {Money(100), Money(13)},
                                   130'000,
                                   {Money(60), {{tea, units(2), Money(40)}, {cup, units(1), Money(20)}}, {}},
                                   no_entry});
    desk.trades->keep(sale_entry, {1,
                                   box,
                                   units(2),
                                   units(2),
                                   {Money(300), Money(0)},
                                   130'000,
                                   {Money(101), {{tea, units(4), Money(80)}, {cup, units(2), Money(21)}}, {}},
                                   no_entry});
    Order& order = desk.trades->order(sale_entry);
    desk.trades->add_line(order, desk.ordered("BOX", 2, 500, 0, 0));
    order.waiting.push_back({0, shipment_entry, units(2), {Money(90), {{tea, units(4), Money(90)}}, {}}});
    const Returnable there = desk.trades->returnable(sale_entry, box, WordId::none);
    CHECK(there.traded == units(3));
    CHECK(there.left == units(3));
    CHECK(there.waiting == units(2));
    Returned back;
    desk.trades->take_back(sale_entry, box, units(2), WordId::none, back);
    CHECK(back.sold.net.raw == 250);
    CHECK(back.sold.tax.raw == 13);
    CHECK(back.cost.raw == 60 + 40 + 11);
    REQUIRE(back.goods.parts.size() == 4);
    CHECK(back.goods.parts[2].quantity == units(2));
    CHECK(back.goods.parts[3].cost.raw == 11);
    Returned rest;
    desk.trades->take_back(sale_entry, box, units(3), WordId::none, rest);
    CHECK(rest.sold.net.raw == 150);
    CHECK(rest.cost.raw == 50);
    CHECK(rest.unearned == units(2));
    CHECK(rest.unearned_amount.raw == 500);
    CHECK(rest.unearned_cost.raw == 90);
    CHECK(order.waiting.empty());
    CHECK_FALSE(order.lines[0].unearned);
    for (const TradedLine& line : desk.trades->lines_of(sale_entry)) {
        CHECK_FALSE(line.left);
        CHECK(line.price.gross().raw == 0);
        CHECK(line.cost.total.raw == 0);
    }
}

TEST_CASE("trades: of a line that took several lots the one named comes back at its own cost, else the last to leave first") {
    constexpr auto lot_a = static_cast<WordId>(7), lot_b = static_cast<WordId>(8);
    Desk desk;
    const ItemId tea = desk.item("TEA");
    const GoodsCost cost{Money(25), {}, {{lot_a, units(3), Money(10)}, {lot_b, units(2), Money(15)}}};
    desk.trades->keep(sale_entry, {0, tea, units(5), units(5), {Money(50), Money()}, 0, cost, no_entry});
    CHECK(desk.trades->returnable(sale_entry, tea, lot_a).of_lot == units(3));
    CHECK(desk.trades->returnable(sale_entry, tea, static_cast<WordId>(9)).of_lot == units(0));
    Returned named;
    desk.trades->take_back(sale_entry, tea, units(1), lot_a, named);
    CHECK(named.sold.net.raw == 10);
    CHECK(named.cost.raw == 3);
    REQUIRE(named.goods.lots.size() == 1);
    CHECK(named.goods.lots[0].lot == lot_a);
    Returned back;
    desk.trades->take_back(sale_entry, tea, units(3), WordId::none, back);
    REQUIRE(back.goods.lots.size() == 2);
    CHECK(back.goods.lots[0].lot == lot_b);
    CHECK(back.goods.lots[0].cost.raw == 15);
    CHECK(back.goods.lots[1].quantity == units(1));
    CHECK(back.cost.raw == 15 + 4);  // 7 × 1 / 2, half away from zero
    CHECK(desk.trades->lines_of(sale_entry)[0].cost.total.raw == 3);
}

TEST_CASE("trades: a correction finds the line that took the goods, or what of its shipment waits") {
    Desk desk;
    const ItemId tea = desk.item("TEA");
    desk.trades->keep(sale_entry, {5, tea, units(1), units(1), {Money(9), Money()}, 130'000, {Money(3), {}, {}}, no_entry});
    desk.trades->keep(sale_entry, {6, tea, units(1), units(1), {Money(9), Money()}, 130'000, {Money(3), {}, {}}, no_entry});
    CHECK_FALSE(desk.trades->correct(sale_entry, {Money(2), sale_entry, 6}, tea));
    CHECK(desk.trades->lines_of(sale_entry)[0].cost.total.raw == 3);
    CHECK(desk.trades->lines_of(sale_entry)[1].cost.total.raw == 5);
    Order& order = desk.trades->order(order_entry);
    desk.trades->add_line(order, desk.ordered("TEA", 2, 20, 0));
    order.waiting.push_back({0, shipment_entry, units(2), {Money(6), {}, {}}});
    CHECK(desk.trades->correct(order_entry, {Money(4), shipment_entry, 0}, tea));
    CHECK(order.waiting[0].cost.total.raw == 10);
    CHECK_FALSE(desk.trades->correct(order_entry, {Money(4), shipment_entry, 0}, desk.item("CUP")));
    CHECK(order.waiting[0].cost.total.raw == 10);
}

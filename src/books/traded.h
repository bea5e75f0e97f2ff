// Lines of sales, purchases and orders, as far as later entries may take them back. What is taken of a line takes its share of all amounts
// with it: pro rata, the last unit the rest; so a line with nothing left has no amount left.
#pragma once

#include <vector>

#include "books/pool.h"
#include "model/entry.h"

namespace daybook {

// An amount without tax, and the tax on it.
struct Taxed {
    Money net, tax;

    Money gross() const { return net + tax; }
    Taxed operator-() const { return {-net, -tax}; }
    Taxed& operator+=(const Taxed& more) {
        net += more.net;
        tax += more.tax;
        return *this;
    }
    Taxed& operator-=(const Taxed& less) { return *this += -less; }
    // So much of the gross, with its share of the tax.
    Taxed part(Money amount) const {
        const Money its_tax(mul_div(tax.raw, amount.raw, gross().raw));
        return {amount - its_tax, its_tax};
    }
    // Net and gross are rounded, and the tax is what lies between.
    Taxed take(Quantity part, Quantity whole) {
        const Money taken_net = share(net, part, whole);
        const Taxed taken{taken_net, share(gross(), part, whole) - taken_net};
        *this -= taken;
        return taken;
    }
};

// What a kit's part cost in a sale: it comes back with the kit.
struct PartOut {
    ItemId item = ItemId::none;
    Quantity quantity;
    Money cost;
};

// What the goods of a line cost: of a kit, each part; of an item with lots, what left of each. Theirs add up to the total.
struct GoodsCost {
    Money total;
    std::vector<PartOut> parts;
    std::vector<LotOut> lots;  // in the order in which they left

    // How much of the line's goods are of a lot, where it knows its lots; any lot will do where none is named.
    Quantity of_lot(WordId lot, Quantity whole) const;
    // The cost of a part of the goods; what it was of is appended to `taken`. A kit's parts each at their own cost; lots at theirs, the one
    // that is named, else the last to leave first.
    Money take(Quantity part, Quantity whole, WordId lot, GoodsCost& taken);
    // What an item cost, of the line itself or as a part of it, was another amount. False where it is neither.
    bool correct(ItemId of_line, ItemId item, Money difference);

  private:
    Money take_lots(Quantity part, WordId lot, GoodsCost& taken);
};

// One goods line of a sale or purchase that later entries may take back.
struct TradedLine {
    uint32_t goods = 0;
    ItemId item = ItemId::none;
    Quantity traded;  // as it was
    Quantity left;    // not taken back yet; so the amounts
    Taxed price;
    int32_t rate = 0;  // of its tax, for life: what follows is taxed at it too
    GoodsCost cost;
    uint32_t shipment = no_entry;  // of an order: the entry that took it out
};

// One goods line of an order (or purchase order), and how far it has come.
struct OrderLine {
    uint32_t goods = 0;
    ItemId item = ItemId::none;
    Quantity ordered;
    Quantity open;      // neither shipped (received) nor cancelled
    Quantity unearned;  // not recognised as revenue, nor cancelled; so the price
    Taxed price;
    int32_t rate = 0;         // of its tax
    uint32_t kit = no_entry;  // the kit as it was declared when ordered: its parts are reserved

    // So much of it is earned, cancelled or comes back.
    Taxed take(Quantity q) {
        const Taxed taken = price.take(q, unearned);
        unearned -= q;
        return taken;
    }
};

// Goods shipped that wait for the buyer's confirmation.
struct ShippedLine {
    uint32_t line = 0;      // of the order
    uint32_t shipment = 0;  // the entry that shipped it
    Quantity quantity;
    GoodsCost cost;
};

struct Order {
    std::vector<OrderLine> lines;
    std::vector<ShippedLine> waiting;
    Taxed postage;  // not yet recognised
    bool shipped = false;
    bool bought = false;  // a purchase order
};

}  // namespace daybook

// What was bought and sold, as far as later entries speak of it, and orders, which reserve goods or expect them.
//
// What is reserved of an item is what sales orders have open of it, a kit's as its parts; what is incoming, what purchase orders have open.
#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "books/masters.h"
#include "books/pool.h"
#include "books/traded.h"

namespace daybook {

// What of an amount was taxed at a rate.
struct TaxedAt {
    int32_t rate = 0;
    Taxed price;
};

// Goods that come back: what they sold for and cost.
struct Returned {
    Taxed sold;                    // of what was recognised as sold
    std::optional<int32_t> rate;   // of the first line that it was taken of
    std::vector<TaxedAt> by_rate;  // the same, by the rates of the lines that it was taken of
    Money cost;
    Quantity unearned;  // shipped, but not yet recognised
    Money unearned_amount, unearned_cost;
    GoodsCost goods;  // both: what comes back, of which lots or as which parts
};

// What of an item there is to take back of a sale or purchase.
struct Returnable {
    Quantity traded;   // ever
    Quantity left;     // of it
    Quantity waiting;  // shipped, but not yet recognised
    Quantity of_lot;   // of what is left or waits, what is of the lot that was asked for
};

class Trades {
  public:
    Trades(const Entries& entries, const Masters& masters);

    Quantity reserved(ItemId item) const { return reserved_[index_of(item)]; }
    Quantity incoming(ItemId item) const { return incoming_[index_of(item)]; }
    // Null where the entry is no order, purchase order or quote.
    const Order* order_of(uint32_t entry) const;
    std::span<const TradedLine> lines_of(uint32_t entry) const;

    // The order of that entry: empty until lines are added, and where it was refused.
    Order& order(uint32_t entry) { return orders_[entry]; }
    void add_line(Order& order, const OrderLine& line);
    // So much of the line is open no longer: shipped, received or cancelled.
    void close(const Order& order, OrderLine& line, Quantity q);
    // Goods that a purchase order expects; more may come.
    void receive(Order& order, ItemId item, Quantity q);

    // A line of a sale or purchase, for those that will take it back.
    void keep(uint32_t entry, TradedLine line) { traded_[entry].push_back(std::move(line)); }
    std::span<TradedLine> lines(uint32_t entry);
    // The lines of an order; nothing where the entry is none.
    std::span<OrderLine> ordered(uint32_t entry);
    Returnable returnable(uint32_t entry, ItemId item, WordId lot) const;
    // At which rate the postage of a sale or order is taxed; nothing where it charged none.
    void keep_postage_rate(uint32_t sale, int32_t rate) { postage_rates_[sale] = rate; }
    std::optional<int32_t> postage_rate(uint32_t sale) const;
    // Takes no more than what is returnable: out of the lines in their order, then out of what waits.
    void take_back(uint32_t entry, ItemId item, Quantity q, WordId lot, Returned& back);
    // Goods of a sale had another cost, so much of it as is left has it from now on. True where they wait to be recognised.
    bool correct(uint32_t sale, const Correction& correction, ItemId item);

  private:
    void reserve(const OrderLine& line, Quantity q);
    void take_waiting(Order& order, ItemId item, Quantity q, WordId lot, Returned& back);

    const Entries& entries_;
    const Masters& masters_;
    std::unordered_map<uint32_t, std::vector<TradedLine>> traded_;
    std::unordered_map<uint32_t, Order> orders_;
    std::unordered_map<uint32_t, int32_t> postage_rates_;
    std::vector<Quantity> reserved_, incoming_;  // by ItemId
};

}  // namespace daybook

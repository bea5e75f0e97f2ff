// What is held of one item and what it cost: moving average or FIFO, with lots (design: Costing). Quantity 0 has value 0. A pool knows no
// entries but by number, and no accounts.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "model/amounts.h"
#include "model/entry.h"
#include "model/settings.h"

namespace daybook {

// Units that went out before they came in (negative_stock = "allow"), at the last known cost, until a receipt makes them good.
struct Shortage {
    Quantity quantity;
    Money cost;          // at which they went out
    uint32_t entry = 0;  // the sale or other entry that took them
    uint32_t goods = 0;  // and its goods line
};

// What a receipt corrects: the true cost less the cost assumed, for part of a shortage.
struct Correction {
    Money difference;
    uint32_t entry = 0;
    uint32_t goods = 0;
};

// Goods that came together, or under average the goods of one lot.
struct Layer {
    Quantity quantity;
    Money value;
    uint32_t entry = 0;  // that brought them
    WordId lot = WordId::none;
    Date expires = last_date;
};

// What left of a lot; WordId::none: of no lot, of an item that has some.
struct LotOut {
    WordId lot = WordId::none;
    Quantity quantity;
    Money cost;
};

// How goods are to leave.
struct Taking {
    Quantity quantity;
    WordId lot = WordId::none;   // of this lot only
    uint32_t source = no_entry;  // FIFO: of what this entry brought, while that lasts
    bool first_expiry = false;   // of lots, the one that expires first
    Date day = first_date;       // lots that expired before it stay, unless named; first_date: they may leave
    uint32_t entry = 0;          // who takes them, should they go short
    uint32_t goods = 0;
};

class Pool {
  public:
    Quantity quantity() const { return quantity_; }  // below 0 where more left than came
    Money value() const { return value_; }
    bool moved() const { return last_quantity_.raw != 0; }  // whether anything ever came or went

    // q units arrive at a cost, as the layer says. The oldest shortage comes first; what that corrects is appended.
    void receive(Costing costing, const Layer& arriving, std::vector<Correction>& corrections);

    // Units leave; returns their cost. What is missing goes out at the last known cost and is owed by the next receipt.
    // Of an item with lots, what left of which is appended to `lots`, in the order in which it left.
    Money issue(Costing costing, const Taking& taking, std::vector<LotOut>* lots = nullptr);

    // What q more units would go out at, changing nothing (design: today's cost).
    Money todays_cost(Costing costing, Quantity q) const;

    // The goods of a lot. Nothing where the item never had it.
    std::optional<Layer> lot(WordId lot) const;
    // Layers that hold something, the oldest first; empty under average where the item has no lots.
    std::vector<Layer> layers() const;

  private:
    // The oldest first; the spent ones at the front are skipped and cleared away now and then.
    struct Layers {
        std::vector<Layer> all;
        size_t head = 0;
        bool lotted = false;                        // has, or had, a lot
        std::unordered_map<WordId, Date> expiries;  // of lots: one day for each, wherever its goods come from
    };

    void name_expiry(Layer& arriving);
    void keep_layer(Costing costing, Layer arriving, Quantity held_before, Money value_before);
    // The layer to take from next.
    size_t next_layer(Costing costing, const Taking& taking) const;
    Money take_layers(Costing costing, const Taking& taking, Quantity q, std::vector<LotOut>* lots);
    Money go_short(Quantity missing, const Taking& taking);
    void make_good(Quantity& q, Money& cost, std::vector<Correction>& corrections);
    bool layered(Costing costing) const { return costing == Costing::fifo || (layers_ && layers_->lotted); }

    Quantity quantity_;
    Money value_;
    Quantity last_quantity_;  // of the latest movement, unsigned
    Money last_cost_;
    std::unique_ptr<Layers> layers_;  // FIFO, and items with lots
    std::unique_ptr<std::vector<Shortage>> shortages_;
};

}  // namespace daybook

// What is held of one item and what it cost: moving average or FIFO (design: Costing). Quantity 0 has value 0. A pool knows no entries but
// by number, and no accounts.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "model/amounts.h"
#include "model/entry.h"
#include "model/settings.h"

namespace daybook {

// Units that went out before they came in (negative_stock = "allow"), at the last known cost, until a receipt settles them.
struct Shortage {
    Quantity quantity;
    Money cost;          // at which they went out
    uint32_t entry = 0;  // the sale or other entry that took them
    uint32_t goods = 0;  // and its goods line
};

// What a receipt settled: the true cost less the cost assumed, for part of a shortage.
struct Settlement {
    Money difference;
    uint32_t entry = 0;
    uint32_t goods = 0;
};

class Pool {
  public:
    Quantity quantity() const { return quantity_; }  // below 0 where more left than came
    Money value() const { return value_; }
    bool moved() const { return last_quantity_.raw != 0; }  // whether anything ever came or went

    // q units arrive at a cost. Settles the oldest shortage first; what was settled is appended. `entry` names the layer under FIFO.
    void receive(Costing costing, Quantity q, Money cost, uint32_t entry, WordId lot, std::vector<Settlement>& settled);

    // q units leave; returns their cost. What is missing goes out at the last known cost and is owed by the next receipt.
    Money issue(Costing costing, Quantity q, uint32_t entry, uint32_t goods);

    // q units leave of what the entry `source` brought, while that lasts, then the oldest. Under average: as issue.
    Money issue_from(Costing costing, Quantity q, uint32_t source, uint32_t entry, uint32_t goods);

    // What q more units would go out at, changing nothing (design: today's cost).
    Money todays_cost(Costing costing, Quantity q) const;

  private:
    struct Layer {
        Quantity quantity;
        Money value;
        uint32_t entry = 0;
        WordId lot = WordId::none;
    };
    // The oldest first; the spent ones at the front are skipped and cleared away now and then.
    struct Layers {
        std::vector<Layer> all;
        size_t head = 0;
    };

    Money take_layers(Quantity q);
    Money take(Layer& layer, Quantity q);
    Money go_short(Quantity missing, uint32_t entry, uint32_t goods);
    void settle(Quantity& q, Money& cost, std::vector<Settlement>& settled);

    Quantity quantity_;
    Money value_;
    Quantity last_quantity_;  // of the latest movement, unsigned
    Money last_cost_;
    std::unique_ptr<Layers> layers_;  // FIFO only
    std::unique_ptr<std::vector<Shortage>> shortages_;
};

}  // namespace daybook

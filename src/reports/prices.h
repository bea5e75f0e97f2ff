// What items were bought for, when and from whom.
#pragma once

#include <optional>
#include <vector>

#include "reports/report.h"

namespace daybook {

// One line of a purchase, at the price written there: before discount and freight.
struct Bought {
    uint32_t entry = 0;
    ItemId item = ItemId::none;
    PartyId supplier = PartyId::none;
    WordId unit = WordId::none;  // that it was bought in, where the line names one
    Quantity quantity;           // in the item's own unit
    UnitPrice price;             // for one of its own unit
    UnitPrice written;           // for one of `unit`
};

// A price as a cell: as money where it is whole cents, as most are; else with all its decimals.
Cell price_cell(UnitPrice price, int money_decimals);

// Every purchase line that has a price, in the order of the replay. Gifts are no prices.
class PricesObserver : public Observer {
  public:
    explicit PricesObserver(int money_decimals) : decimals_(money_decimals) {}
    // The entries that are going to be replayed.
    void look_at(const Entries& entries) { entries_ = &entries; }

    void booked(const Booked& booked) override;

    // The item's lines; the last is the latest.
    const std::vector<Bought>& of(ItemId item) const;
    // The last line of the item that was bought of that supplier, else (or where there is none) of anyone; null where there is no such
    // line.
    const Bought* last(ItemId item, PartyId supplier) const;

  private:
    const Entries* entries_ = nullptr;
    int decimals_;
    std::vector<std::vector<Bought>> by_item_;
};

// Where lines of the entries from `first_new` on differ from what was last paid to the same supplier, else to any.
std::vector<Message> price_changes(const PricesObserver& prices, const Entries& entries, uint32_t first_new, int money_decimals);

// The last price of an item from each supplier, the cheapest first.
Answer item_prices_report(const Question& question, ItemId item);

}  // namespace daybook

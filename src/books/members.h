// The points that customers hold at the shop: a count, never below 0. What a sale granted and redeemed is kept where later entries speak of
// it: what takes the sale back undoes both by the share of it that is gone, never more than there was.
#pragma once

#include <unordered_map>
#include <vector>

#include "model/entry.h"

namespace daybook {

// What of a sale is neither returned, refunded nor cancelled. Where it came to no money, its goods count.
struct Remaining {
    Money value;
    Quantity goods;
};

class Members {
  public:
    Points of(PartyId party) const { return index_of(party) < points_.size() ? points_[index_of(party)] : Points(); }
    void set(PartyId party, Points points);
    // A sale's own points, while all of it remains.
    void keep(uint32_t sale, Points granted, Points redeemed, const Remaining& whole);
    bool keeps(uint32_t sale) const { return sale_points_.count(sale) > 0; }
    // What its customer has more by it (less where negative) now that only so much of the sale remains.
    Points undo(uint32_t sale, const Remaining& left);

  private:
    struct SalePoints {
        Points granted, redeemed;            // by the sale
        Points granted_back, redeemed_back;  // undone since
        int64_t whole = 0;                   // what the sale came to
        bool by_quantity = false;            // it came to nothing: quantities count
    };

    std::vector<Points> points_;                            // by PartyId, as far as any has points
    std::unordered_map<uint32_t, SalePoints> sale_points_;  // of sales that later entries speak of
};

}  // namespace daybook

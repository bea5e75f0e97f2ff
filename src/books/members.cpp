#include "books/members.h"

#include "base/check.h"

namespace daybook {

void Members::set(PartyId party, Points points) {
    CHECK_INVARIANT(points.raw >= 0);
    if (index_of(party) >= points_.size()) points_.resize(index_of(party) * 2 + 16);
    points_[index_of(party)] = points;
}

void Members::keep(uint32_t sale, Points granted, Points redeemed, const Remaining& whole) {
    const bool by_quantity = !whole.value;
    sale_points_.emplace(sale, SalePoints{granted, redeemed, {}, {}, by_quantity ? whole.goods.raw : whole.value.raw, by_quantity});
}

// Each of what was granted and what was redeemed is rounded on the whole of what is gone so far, so that nothing is lost between several
// returns.
Points Members::undo(uint32_t sale, const Remaining& left) {
    const auto found = sale_points_.find(sale);
    if (found == sale_points_.end() || !found->second.whole) return Points();
    SalePoints& points = found->second;
    const int64_t gone = points.whole - (points.by_quantity ? left.goods.raw : left.value.raw);
    const Points granted(mul_div(points.granted.raw, gone, points.whole)), redeemed(mul_div(points.redeemed.raw, gone, points.whole));
    const Points change = (redeemed - points.redeemed_back) - (granted - points.granted_back);
    points.granted_back = granted;
    points.redeemed_back = redeemed;
    return change;
}

}  // namespace daybook

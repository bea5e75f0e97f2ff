// Prices at the counter, worked out when a sale is entered: list price or the level's, promotions, coupon, points.
#pragma once

#include "cli/compose.h"

namespace daybook {

// The price of an item on a day, for a level where it has one of its own: the last one declared by then.
// The error of goods that have no list price on that day, and since when they have one.
Error no_list_price(const Session& session, const Entries& entries, const TypedGoods& line, ItemId item, Date day);

std::optional<UnitPrice> list_price(const Entries& entries, ItemId item, Date day, WordId level);

// Options of quotes, and those that sales and orders have besides.
std::vector<Option> offer_options(Kind kind);

// Goods typed without a price get theirs, and the draft the discounts and points that they bring. Goods with a price, typed or from a
// quote, were agreed on: nothing is taken off them.
Result<void> offer(const Session& session, const Args& args, const Journal& journal, Draft& draft);

}  // namespace daybook

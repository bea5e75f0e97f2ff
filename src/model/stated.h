// What an entry itself says that it comes to, before anything is worked out.
#pragma once

#include "model/entry.h"

namespace daybook {

// Its goods at their prices and its postage, freight and duty, less its discount. 0 where it says none of these.
Money stated_value(const Entries& entries, const Entry& entry, int money_decimals);

// The line as written: quantity × price, or its total. 0 without a price.
Money stated_amount(const GoodsLine& goods, int money_decimals);

}  // namespace daybook

// Lists of a style's items in one word: TSHIRT-红:S2,M3,L1@35.
#pragma once

#include <vector>

#include "cli/compose.h"

namespace daybook {

// Puts a line for each item in place of what was typed as a list: the style's code or name with values of some axes behind it, then for
// each item its values on the other axes and a quantity, with = between where a value ends in a digit. A price holds for the items before
// it too. Goods that are no list stay as they are.
Result<void> spread_lists(const Entries& entries, std::vector<TypedGoods>& goods);

}  // namespace daybook

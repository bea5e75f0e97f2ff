// Amounts that are worked out from a row's cells: {Price}*{Qty}-{Discount}, with + - * / and brackets, exact until one rounding at the end.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "importing/fill.h"

namespace daybook {

struct Amount {
    int64_t value = 0;
    bool blank = true;     // nothing but blank cells
    bool by_zero = false;  // divided by 0, or by a blank cell
    BadNumber bad = BadNumber::none;
};

// A blank cell counts nothing: 0 where things are added, and a product of it is blank. Where the text only adds and subtracts, no cell may
// have more decimals than asked for.
Amount fill_amount(const Template& with, std::span<const std::string_view> cells, int decimals, const NumberMarks& marks);

}  // namespace daybook

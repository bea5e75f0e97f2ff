// A report by item, of a style's items only: spread over the style's axes as a grid.
#pragma once

#include "reports/report.h"

namespace daybook {

// Keeps, of a report whose first table has a column `item`, the rows of the style's items, in the order of their values, and totals them
// anew.
void keep_items_of(Report& report, const Styles::Style& style, const Entries& entries);

// Beside these rows, which are what scripts read and get a column for each axis, a grid for each of the figures: a row for each value of
// the first axis, a column for each of the second. Of one axis there is one row; of more than two a grid for each value of the others.
void add_matrix(Report& report, const Styles::Style& style, const Entries& entries, std::span<const std::string_view> figures);

}  // namespace daybook

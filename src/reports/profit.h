// What was earned, by item, style, customer, channel, category, staff or month.
#pragma once

#include "reports/earnings.h"

namespace daybook {

// `top` rows at the most, the most profitable first (months in their order); 0 for all. What belongs to no row stands below them, so that
// the total, which is of all, is the net profit of the income statement.
Answer profit_report(const Question& question, ProfitBy by, size_t top);

// Of a style's items alone. With figures (quantity, revenue, gross_profit) as a grid of each.
Answer style_profit_report(const Question& question, const Styles::Style& style, std::span<const std::string_view> figures, Text title);

}  // namespace daybook

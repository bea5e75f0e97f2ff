// What was earned, by item, customer, channel, category, staff or month.
#pragma once

#include "reports/report.h"

namespace daybook {

enum class ProfitBy { item, customer, channel, category, staff, month };

// `top` rows at the most, the most profitable first (months in their order); 0 for all. The total is of all.
Answer profit_report(const Question& question, ProfitBy by, size_t top);

}  // namespace daybook

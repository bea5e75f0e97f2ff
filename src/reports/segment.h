// Customers by recency, frequency and money.
#pragma once

#include "reports/customers.h"

namespace daybook {

// The customers that the filter lets through, the best group first, and what each group comes to.
Answer segment_report(const Question& question, const CustomerFilter& filter, int32_t cycle_days);

}  // namespace daybook

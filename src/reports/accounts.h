// Read off the postings: the balance sheet of an evening, the income statement of a period.
#pragma once

#include "reports/report.h"

namespace daybook {

Answer balance_report(const Question& question);
Answer income_report(const Question& question);
// Money in and out by what it was for; opening + in − out = closing, which is what the accounts hold.
Answer cashflow_report(const Question& question);
// Output and input tax, by month and rate.
Answer tax_report(const Question& question);

}  // namespace daybook

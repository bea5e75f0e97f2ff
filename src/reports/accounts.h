// Read off the postings: the balance sheet of an evening, the income statement of a period.
#pragma once

#include "reports/report.h"

namespace daybook {

Answer balance_report(const Question& question);
Answer income_report(const Question& question);

}  // namespace daybook

// The statements of a bookkeeper: what there is on an evening, what a period brought in, which way the money went.
#pragma once

#include "reports/report.h"

namespace daybook {

// Beside them stand the evening before the period (else the last of the month before), and the period before.
Answer balance_report(const Question& question);
Answer income_report(const Question& question);
// Opening + in − out = closing, which is what the accounts hold.
Answer cashflow_report(const Question& question);

}  // namespace daybook

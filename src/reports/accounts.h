// What the accounts come to beside the statements.
#pragma once

#include "reports/report.h"

namespace daybook {

// Output and input tax, by month and rate.
Answer tax_report(const Question& question);

}  // namespace daybook

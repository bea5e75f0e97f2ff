// What a month that is about to be closed came to.
#pragma once

#include "reports/report.h"

namespace daybook {

// Revenue, gross and net profit of the question's period, as the income statement has them, and what is there on its last evening.
Answer closing_report(const Question& question);

}  // namespace daybook

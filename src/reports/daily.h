// One screen for the evening: the day's sales and money, what sold most, and what needs doing.
#pragma once

#include "reports/report.h"

namespace daybook {

// The question's period is the day.
Answer daily_report(const Question& question);

}  // namespace daybook

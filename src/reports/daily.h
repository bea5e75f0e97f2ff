// One screen for the evening: the day's sales and money, what sold most, and what needs doing.
#pragma once

#include "reports/report.h"

namespace daybook {

// What the daily report warns of, in days.
struct Warnings {
    int32_t slow_days = 0;      // no sale for so long
    int32_t expiring_days = 0;  // lots that expire within
    int32_t sales_days = 0;     // that say how fast goods go
};

// The question's period is the day.
Answer daily_report(const Question& question, const Warnings& warnings);

}  // namespace daybook

// What each promotion, coupon or other named discount sold and cost.
#pragma once

#include "reports/report.h"

namespace daybook {

Answer promotions_report(const Question& question);

}  // namespace daybook

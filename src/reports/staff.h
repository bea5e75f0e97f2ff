// Who entered and who sold what.
#pragma once

#include "reports/report.h"

namespace daybook {

// What an entry is `by` counts as entered by them; what a sale earned, and what came back of it, counts for whom the sale is by.
Answer staff_report(const Question& question);

}  // namespace daybook

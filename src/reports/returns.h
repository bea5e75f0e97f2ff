// What came back, and why.
#pragma once

#include "reports/report.h"

namespace daybook {

enum class ReturnsBy { item, reason, supplier };

// Each row with what came back of it and, but for reasons, the share of what was sold. Goods are their latest purchase's supplier's, else
// the one that their item names.
Answer returns_report(const Question& question, ReturnsBy by);

}  // namespace daybook

// What was bought of a style's items, less what went back.
#pragma once

#include "reports/report.h"

namespace daybook {

Answer style_bought_report(const Question& question, const Styles::Style& style, bool matrix);

}  // namespace daybook

// Days as a person says them: 2026-11, 2026, 2026-11-03 to 2026-11-09.
#pragma once

#include <optional>

#include "base/text.h"
#include "model/date.h"

namespace daybook {

Message period_text(const Period& period);

// As many months, or days where it is not of whole months, right before it. Nothing before what is open at either end.
std::optional<Period> period_before(const Period& period);

}  // namespace daybook

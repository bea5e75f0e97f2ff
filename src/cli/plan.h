// daybook purchase plan: what to buy, and the purchase orders for it.
#pragma once

#include "cli/command.h"

namespace daybook {

Command plan_command();

}  // namespace daybook

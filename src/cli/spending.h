// The lists of expenses and of other income.
#pragma once

#include "cli/command.h"
#include "model/kinds.h"

namespace daybook {

// The subcommand `list` of a command that enters entries of that kind.
Command spending_list(Kind kind, Text summary);

}  // namespace daybook

// One entry as it stands, and what it does to the books: `daybook show`, and `show` of purchases and sales.
#pragma once

#include "cli/command.h"

namespace daybook {

Command show_command();

}  // namespace daybook

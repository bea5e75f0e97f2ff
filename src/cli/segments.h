// The subcommands of `daybook customer` that look at many customers at once.
#pragma once

#include "cli/command.h"

namespace daybook {

Command segment_command();
Command mail_command();

// `daybook customer` itself: the list, through the filters.
int list_customers(Session& session, const Args& args);

}  // namespace daybook

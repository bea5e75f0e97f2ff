// daybook sell ship and track: what is sent, and where it is.
#pragma once

#include "cli/command.h"

namespace daybook {

Command ship_command();
Command track_command();

}  // namespace daybook

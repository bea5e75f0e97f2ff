// Help, printed from the commands' own declarations.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace daybook {

// What `--help` prints for the last command of the path.
std::string help_text(const std::vector<const Command*>& path, Lang lang);

}  // namespace daybook

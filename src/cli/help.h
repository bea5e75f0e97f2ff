// Help and the manual's command pages, printed from the commands' own declarations.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace daybook {

// What `--help` prints for the last command of the path.
std::string help_text(const std::vector<const Command*>& path, Lang lang);

// The COMMANDS and OPTIONS sections of daybook(1), in roff.
std::string manual_text(const Command& root);

}  // namespace daybook

// The generated parts of the manual pages, in roff: of daybook(1) from the commands' declarations and the table of letters' variables, of
// daybook-journal(5) from the table of kinds.
#pragma once

#include <string>

#include "cli/command.h"

namespace daybook {

// The sections COMMANDS and OPTIONS of daybook(1).
std::string manual_text(const Command& root);

// The sections KINDS, CLAUSES and KEYS of daybook-journal(5).
std::string journal_manual_text();

// The variables of letters, in daybook(1)'s section LETTERS.
std::string letters_manual_text();

// "[GOODS…]": how a usage line shows it.
std::string usage_of(const Positional& positional);

}  // namespace daybook

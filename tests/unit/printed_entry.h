// A parsed entry as text again, by the table of kinds: what the parser understood, through the writer that commands use.
#pragma once

#include <string>

#include "model/entry.h"

namespace daybook {

std::string printed(const Entries& entries, const Entry& entry, int money_decimals);
std::string printed(const Entries& entries, int money_decimals);

}  // namespace daybook

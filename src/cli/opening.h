// What a ledger begins with, from CSV files: shared by `open --from` and `init --from-opening`.
#pragma once

#include <string>
#include <vector>

#include "cli/session.h"
#include "importing/opening.h"

namespace daybook {

// Reads them. Nothing after saying all that is wrong with them.
std::optional<Opening> read_opening_files(const Session& session, const std::vector<std::string>& paths, int money_decimals);

// The entries, for a ledger that has these already: `words` say date, ref and note.
std::string opening_entries(const Opening& opening, const Entries& entries, OpeningWords words);

// How many of what came in, and what they come to.
void say_opening(const Session& session, const Opening& opening, int money_decimals);

}  // namespace daybook

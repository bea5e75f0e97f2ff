// What every report says of what is open, held against the others and against the books.
#pragma once

#include <string>

#include "unit/random_ledger.h"

namespace daybook {

// For every party, on every day of the ledger: card, list, due, ageing and statement agree. What is wrong, in words; empty where nothing
// is.
std::string settlement_agrees(const RandomLedger& ledger);

}  // namespace daybook

// The ledger without its people: one journal with the same figures, in which the same name is always the same stand-in.
#pragma once

#include <string>

#include "base/text.h"
#include "model/entry.h"

namespace daybook {

// Which values tell of a person is said in the table of kinds (KeySpec::personal). Parties, staff and refs that came from outside get
// stand-ins too, and so does every other name that has one of theirs in it. Comments and notes are left out.
std::string redacted(const Entries& entries, int money_decimals, Lang lang);

}  // namespace daybook

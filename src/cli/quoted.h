// An order or a sale made from a quote: the same goods, prices, customer and discount.
#pragma once

#include "cli/compose.h"

namespace daybook {

// Adds to the draft what the quote says and the command line does not: its goods where none were typed, else the prices of those that were
// typed without one; its party, channel and warehouse; discount and postage. A note on what took the quote up before.
Result<Message> follow_quote(const Session& session, const Args& args, const Journal& journal, const std::string& ref, Draft& draft);

}  // namespace daybook

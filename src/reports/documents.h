// Lists of purchases and orders, and one entry with its postings.
#pragma once

#include "reports/report.h"

namespace daybook {

// Purchases, returns and bills: of one supplier, or (none) of all.
Answer purchases_list(const Question& question, PartyId supplier);

// Orders (or purchase orders) and how far each has come.
Answer orders_report(const Question& question, bool purchases);

// The postings of an entry, and its steps in stock; a note where it is void. With its text, as it stands in the journal, the entry itself
// too.
Answer entry_report(const Question& question, uint32_t entry, std::string_view text = {});

}  // namespace daybook

// Lists of sales and purchases, and one entry with its postings.
#pragma once

#include "reports/report.h"

namespace daybook {

struct DocumentFilter {
    PartyId party = PartyId::none;
    WordId channel = WordId::none;
};

Answer sales_list(const Question& question, const DocumentFilter& filter);
Answer purchases_list(const Question& question, const DocumentFilter& filter);

// Orders (or purchase orders) and how far each has come.
Answer orders_report(const Question& question, bool purchases);

// The postings of an entry, and its steps in stock; a note where it is void.
Answer entry_report(const Question& question, uint32_t entry);

}  // namespace daybook

// Lists of purchases and orders, and one entry with its postings.
#pragma once

#include "journal/comment.h"
#include "reports/report.h"

namespace daybook {

struct PurchasesFilter {
    PartyId supplier = PartyId::none;
    ItemId item = ItemId::none;      // with a line of it
    std::vector<std::string> words;  // all of them in it, or in what followed it; empty for all
    std::vector<Comment> comments;   // of the journal, where there are words
};

// Purchases, returns and bills.
Answer purchases_list(const Question& question, const PurchasesFilter& filter);

// Orders (or purchase orders) and how far each has come.
Answer orders_report(const Question& question, bool purchases);

// The postings of an entry, its steps in stock, what followed it and what remains of it; a note where it is void. With its text, as it
// stands in the journal, the entry itself too.
Answer entry_report(const Question& question, uint32_t entry, std::string_view text = {});

}  // namespace daybook

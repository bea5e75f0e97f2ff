// Quotes, orders and sales, with what came back of them: where each stands, how old it is, what of it is not paid.
#pragma once

#include "journal/comment.h"
#include "reports/report.h"
#include "reports/status.h"

namespace daybook {

struct SalesFilter {
    PartyId customer = PartyId::none;
    WordId channel = WordId::none;
    WordId tag = WordId::none;
    WordId staff = WordId::none;
    std::vector<Status> statuses;       // one of these; empty for all
    bool unpaid = false;                // money is still owed for it
    std::optional<int32_t> older_than;  // days, on the evening of the list
    ItemId item = ItemId::none;         // with a line of it
    std::vector<std::string> words;     // all of them in it, or in what followed it; empty for all
    std::vector<Comment> comments;      // of the journal, where there are words
    bool lines = false;                 // a row for each line of goods
};

Answer sales_list(const Question& question, const SalesFilter& filter);

}  // namespace daybook

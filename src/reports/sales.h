// Quotes, orders and sales, with what came back of them: where each stands, how old it is, what of it is not paid.
#pragma once

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
};

Answer sales_list(const Question& question, const SalesFilter& filter);

}  // namespace daybook

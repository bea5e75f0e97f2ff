// Quotes, orders and sales, with what came back of them: where each stands, how old it is, what of it is not paid.
#pragma once

#include "reports/report.h"

namespace daybook {

// A document has one status, the first that holds: goods are left to ship; they wait for confirmation; some came back; nothing was shipped
// and all of it is cancelled; else it is done. Returns, refunds and void documents have none.
enum class SaleStatus : uint8_t { none, quoted, to_ship, shipped, returned, cancelled, done };

// As it is typed and shown: "to-ship".
Text sale_status_text(SaleStatus status);
std::vector<SaleStatus> all_sale_statuses();

struct SalesFilter {
    PartyId customer = PartyId::none;
    WordId channel = WordId::none;
    WordId tag = WordId::none;
    WordId staff = WordId::none;
    std::vector<SaleStatus> statuses;   // one of these; empty for all
    bool unpaid = false;                // money is still owed for it
    std::optional<int32_t> older_than;  // days, on the evening of the list
};

Answer sales_list(const Question& question, const SalesFilter& filter);

}  // namespace daybook

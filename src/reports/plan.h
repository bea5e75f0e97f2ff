// What to buy: from how fast goods go, how long they take to come, what is there, promised and on its way.
#pragma once

#include <vector>

#include "model/settings.h"
#include "reports/demand.h"
#include "reports/report.h"

namespace daybook {

// One line of the plan: an item that will not last until a delivery ordered today, or is at its reorder level.
struct PlanLine {
    ItemId item = ItemId::none;
    PartyId supplier = PartyId::none;  // the item's own, else whoever it was bought from last
    Quantity buy;                      // in `unit`, whole
    WordId unit = WordId::none;        // the larger unit it was bought in last; none: its own
    std::optional<UnitPrice> price;    // for one of `unit`: the last from that supplier, else from any
    Money amount;
    Date due;  // ordered today
    Demand demand;
    Quantity on_hand, reserved, incoming;
    int32_t lead_time = 0;
    Message reason;
};

// By supplier, then by item. Enough is bought to be back at the reorder point when it comes, and to last `cover_days` from then on.
tl::expected<std::vector<PlanLine>, Problems> purchase_plan(const Question& question, const PlanSettings& settings);

Answer plan_report(const Question& question, const PlanSettings& settings);

}  // namespace daybook

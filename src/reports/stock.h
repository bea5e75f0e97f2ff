// What is held and worth, and every step of one item.
#pragma once

#include "reports/demand.h"
#include "reports/report.h"

namespace daybook {

struct StockFilter {
    bool held_only = false;     // leave out what there is none of
    std::string category;       // of this category, or one below it; empty for all
    std::vector<ItemId> items;  // these only; empty for all
    bool by_style = false;      // a row for each style; items of none stand for themselves
};

Answer stock_report(const Question& question, const StockFilter& filter);

// Of a style's items alone; in a grid where that is asked.
Answer style_stock_report(const Question& question, const Styles::Style& style, bool matrix);

// Each step of an item: what moved, at which cost, and what was left in quantity and value after it.
Answer stock_card(const Question& question, ItemId item);

// What each warehouse holds.
Answer warehouse_report(const Question& question, const StockFilter& filter);

// Lots with what is left of them, the first to expire first, then goods without a lot. Those lots only that expire within so many days, or
// have, where that is asked.
Table lots_table(const Books& books, Date evening, std::optional<int32_t> within);
Answer lots_report(const Question& question, std::optional<int32_t> within);

// Items at or below their reorder level, or that will not last until what is ordered now is there (where a lead time is declared). As the
// daily report shows them too.
Table low_table(const Books& books, const DemandObserver& demand);
Answer low_report(const Question& question, int32_t sales_days);

// 收发存: opening, in, out and closing of each item, in quantity and value.
Answer movement_report(const Question& question);

}  // namespace daybook

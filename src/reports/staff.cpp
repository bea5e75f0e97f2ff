#include "reports/staff.h"

#include <algorithm>

#include "reports/listed.h"

namespace daybook {

namespace {

struct StaffSum {
    int64_t entries = 0, sales = 0, returns = 0;
    Money revenue, cogs, discounts;
};

class StaffObserver : public Observer {
  public:
    explicit StaffObserver(const Question& question) : sums(question.entries.words.size()), question_(question) {}

    void booked(const Booked& booked) override {
        const Entry& entry = booked.entry;
        if (booked.is_void || spec(entry.kind).declares || !question_.period.contains(entry.date)) return;
        ++sums[index_of(entry.staff)].entries;
        const Entry& sale = sale_of(question_.entries, entry);
        StaffSum& seller = sums[index_of(sale.staff)];
        if (entry.kind == Kind::sell || entry.kind == Kind::order) {
            ++seller.sales;
            for (const Detail& detail : question_.entries.details_of(entry))
                if (detail.key == Key::discount) seller.discounts += detail.money();
        }
        if (entry.kind == Kind::sale_return || entry.kind == Kind::refund) ++seller.returns;
        for (const Step& step : booked.steps) {
            if (!step.sold && !step.revenue && !step.cogs) continue;
            StaffSum& sum = sums[index_of(sale_of(question_.entries, question_.entries.entries[step.document]).staff)];
            sum.revenue += step.revenue;
            sum.cogs += step.cogs;
        }
    }

    std::vector<StaffSum> sums;  // by WordId

  private:
    const Question& question_;
};

}  // namespace

Answer staff_report(const Question& question) {
    Books books(question.entries, question.settings);
    StaffObserver observer(question);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "staff", Text::title_staff, false);
    Table table;
    table.key = "staff";
    table.columns = {{"staff", Text::col_staff},
                     {"entries", Text::col_entries, Summed::count},
                     {"sales", Text::col_sales, Summed::count},
                     {"returns", Text::col_returns, Summed::count},
                     {"revenue", Text::col_revenue, Summed::money},
                     {"gross_profit", Text::col_gross_profit, Summed::money},
                     {"margin", Text::col_margin},
                     {"discounts", Text::col_discounts, Summed::money}};
    table.columns[0].blank = Text::nobody;
    table.when_empty = Text::no_entries;
    std::vector<uint32_t> rows;
    for (uint32_t i = 0; i < observer.sums.size(); ++i) {
        const StaffSum& sum = observer.sums[i];
        if (!sum.entries && !sum.sales && !sum.returns && !sum.revenue && !sum.cogs) continue;
        rows.push_back(i);
    }
    std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) { return observer.sums[a].revenue > observer.sums[b].revenue; });
    for (uint32_t i : rows) {
        const StaffSum& sum = observer.sums[i];
        const Money profit = sum.revenue - sum.cogs;
        table.rows.push_back({word(question.entries, static_cast<WordId>(i)), sum.entries, sum.sales, sum.returns, sum.revenue, profit,
                              margin(profit, sum.revenue), sum.discounts});
    }
    add_total(table);
    total_of(table, "margin") = margin(total_money(table, "gross_profit"), total_money(table, "revenue"));
    report.tables.push_back(std::move(table));
    return report;
}

namespace {

const ReportListing listed{
    150, [] {
        return ListedReport{"staff,员工", Text::cmd_report_staff, plain<staff_report>, {}, {"daybook report staff -p this-month"}};
    }};

}  // namespace

}  // namespace daybook

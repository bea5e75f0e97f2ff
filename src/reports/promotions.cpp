#include "reports/promotions.h"

#include <algorithm>
#include <map>

#include "reports/listed.h"

namespace daybook {

namespace {

struct Sold {
    int64_t documents = 0;
    Quantity quantity;
    Money revenue, cogs, discount;
};

// The names on the discount lines of a sale or an order; each once.
std::vector<WordId> discounts_of(const Entries& entries, const Entry& entry) {
    std::vector<WordId> names;
    if (entry.kind != Kind::sell && entry.kind != Kind::order) return names;
    for (const Detail& detail : entries.details_of(entry))
        if (detail.key == Key::discount && detail.a && std::find(names.begin(), names.end(), detail.word()) == names.end())
            names.push_back(detail.word());
    return names;
}

class PromotionsObserver : public Observer {
  public:
    explicit PromotionsObserver(const Question& question) : question_(question) {}

    // The discount counts on the day of the sale or order; what it sold, returns included, when that is recognised.
    void booked(const Booked& booked) override {
        const Entries& entries = question_.entries;
        if (booked.is_void || !question_.period.contains(booked.entry.date)) return;
        for (WordId name : discounts_of(entries, booked.entry)) ++sold[name].documents;
        if (booked.entry.kind == Kind::sell || booked.entry.kind == Kind::order)
            for (const Detail& detail : entries.details_of(booked.entry))
                if (detail.key == Key::discount && detail.a) sold[detail.word()].discount += detail.money();
        for (const Step& step : booked.steps) {
            if (!step.sold && !step.revenue && !step.cogs) continue;
            for (WordId name : discounts_of(entries, entries.entries[step.document])) {
                Sold& row = sold[name];
                row.quantity += step.sold;
                row.revenue += step.revenue;
                row.cogs += step.cogs;
            }
        }
    }

    std::map<WordId, Sold> sold;

  private:
    const Question& question_;
};

}  // namespace

Answer promotions_report(const Question& question) {
    Books books(question.entries, question.settings);
    PromotionsObserver observer(question);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "promotions", Text::title_promotions, false);
    Table table;
    table.key = "promotions";
    table.columns = {{"promotion", Text::col_promotion}, {"documents", Text::col_documents}, {"quantity", Text::col_quantity},
                     {"revenue", Text::col_revenue},     {"discount", Text::col_discount},   {"gross_profit", Text::col_gross_profit},
                     {"margin", Text::col_margin}};
    table.when_empty = Text::no_promotions;
    std::vector<std::pair<WordId, Sold>> rows(observer.sold.begin(), observer.sold.end());
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second.revenue > b.second.revenue; });
    for (const auto& [name, sold] : rows)
        table.rows.push_back({word(question.entries, name), sold.documents, sold.quantity, sold.revenue, sold.discount,
                              sold.revenue - sold.cogs, margin(sold.revenue - sold.cogs, sold.revenue)});
    report.tables.push_back(std::move(table));
    return report;
}

namespace {

const ReportListing listed{
    130, [] {
        return ListedReport{
            "promotions,活动", Text::cmd_report_promotions, plain<promotions_report>, {}, {"daybook report promotions -p 2026-11"}};
    }};

}  // namespace

}  // namespace daybook

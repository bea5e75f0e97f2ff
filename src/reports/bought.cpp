#include "reports/bought.h"

#include "reports/matrix.h"

namespace daybook {

namespace {

struct Sum {
    Quantity quantity;
    Money cost;
    bool any = false;
};

class BoughtObserver : public Observer {
  public:
    explicit BoughtObserver(const Question& question) : sums(question.entries.items.size()), period_(question.period) {}

    void booked(const Booked& booked) override {
        if (booked.entry.kind != Kind::purchase && booked.entry.kind != Kind::purchase_return) return;
        if (!period_.contains(booked.entry.date)) return;
        for (const Step& step : booked.steps) {
            Sum& sum = sums[index_of(step.item)];
            sum.quantity += step.quantity;
            sum.cost += step.value;
            sum.any = true;
        }
    }

    std::vector<Sum> sums;  // by ItemId

  private:
    const Period period_;
};

}  // namespace

Answer style_bought_report(const Question& question, const Styles::Style& style, bool matrix) {
    Books books(question.entries, question.settings);
    BoughtObserver observer(question);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "purchases of a style", {Text::title_bought_of, {question.entries.items.text(style.code)}}, false);
    Table table;
    table.key = "bought";
    table.columns = {{"item", Text::col_item},
                     {"name", Text::col_name},
                     {"quantity", Text::col_quantity, Summed::quantity},
                     {"cost", Text::col_cost, Summed::money}};
    table.when_empty = Text::no_steps;
    for (const Styles::Member& member : style.members) {
        const Sum& sum = observer.sums[index_of(member.item)];
        if (!sum.any) continue;
        table.rows.push_back({item_code(question.entries, member.item), word(question.entries, books.masters().of(member.item).name),
                              sum.quantity, sum.cost});
    }
    add_total(table);
    report.tables.push_back(std::move(table));
    constexpr std::string_view figures[] = {"quantity"};
    if (matrix) add_matrix(report, style, question.entries, figures);
    return report;
}

}  // namespace daybook

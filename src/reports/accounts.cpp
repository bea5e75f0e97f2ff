#include "reports/accounts.h"

#include <map>

#include "reports/listed.h"

namespace daybook {

Answer tax_report(const Question& question) {
    struct TaxRow {
        std::string month;
        bool bought;
        int32_t rate;
        auto operator<=>(const TaxRow&) const = default;
    };
    struct Sum {
        Money net, tax;
    };
    struct Taxes : Observer {
        explicit Taxes(const Period& p) : period(p) {}
        void booked(const Booked& booked) override {
            if (!period.contains(booked.entry.date)) return;
            for (const TaxStep& step : booked.taxes) {
                Sum& sum = rows[{month_text(booked.entry.date), step.bought, step.rate}];
                sum.net += step.net;
                sum.tax += step.tax;
            }
        }
        Period period;
        std::map<TaxRow, Sum> rows;
    };
    Books books(question.entries, question.settings);
    Taxes observer(question.period);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "tax", Text::title_tax, false);
    Table table;
    table.key = "tax";
    table.columns = {{"month", Text::col_month},
                     {"side", Text::col_side},
                     {"rate", Text::col_rate},
                     {"net", Text::col_net_amount},
                     {"tax", Text::col_tax}};
    table.when_empty = Text::no_tax;
    Money output, input;
    for (const auto& [key, sum] : observer.rows) {
        (key.bought ? input : output) += sum.tax;
        table.rows.push_back(
            {key.month, Message(key.bought ? Text::row_input_tax : Text::row_output_tax), Percent{key.rate / 1000}, sum.net, sum.tax});
    }
    report.notes.push_back(
        {Text::note_tax,
         {to_text(output, report.money_decimals), to_text(input, report.money_decimals), to_text(output - input, report.money_decimals)}});
    report.tables.push_back(std::move(table));
    return report;
}

namespace {

const ReportListing listed(50, [] { return ListedReport{"tax,税额", Text::cmd_report_tax, plain<tax_report>}; });

}  // namespace

}  // namespace daybook

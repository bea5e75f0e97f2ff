#include "reports/accounts.h"

#include <map>
#include <utility>

#include "base/check.h"
#include "reports/listed.h"

namespace daybook {

namespace {

// Sums the postings of a period, by account.
class PeriodObserver : public Observer {
  public:
    explicit PeriodObserver(const Period& period) : period_(period) {}

    void booked(const Booked& booked) override {
        if (!period_.contains(booked.entry.date)) return;
        for (const Posting& posting : booked.postings) balances.add(posting.account, posting.amount);
    }

    Balances balances;

  private:
    Period period_;
};

Table account_table(std::string key) {
    Table table;
    table.key = std::move(key);
    table.columns = {{"account", Text::col_account, Shown::data_only},
                     {"account", Text::col_account, Shown::screen_only},
                     {"balance", Text::col_debit, Summed::money}};
    table.columns[2].signal = false;  // credit is no alarm
    return table;
}

}  // namespace

Answer balance_report(const Question& question) {
    Books books(question.entries, question.settings);
    if (const auto done = replay_for(question, books, nullptr); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "balance", Text::title_balance, true);
    Table table = account_table("balance");
    Money earned;
    for (const Posting& row : books.balances().all(question.entries)) {
        if (is_income_account(row.account.cls))
            earned += row.amount;
        else
            table.rows.push_back({account_name(row.account, question.entries), account_title(row.account, question.entries), row.amount});
    }
    // what was earned so far belongs to the owner: with it, the sheet balances
    if (earned) table.rows.push_back({std::string(retained_earnings), std::string(retained_earnings), earned});
    add_total(table);
    table.when_empty = Text::no_accounts;
    report.tables.push_back(std::move(table));
    return report;
}

Answer income_report(const Question& question) {
    Books books(question.entries, question.settings);
    PeriodObserver observer(question.period);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "income", Text::title_income, false);
    Table table = account_table("income");
    for (const Posting& row : observer.balances.all(question.entries))
        if (is_income_account(row.account.cls))
            table.rows.push_back({account_name(row.account, question.entries), account_title(row.account, question.entries), row.amount});
    add_total(table);
    table.when_empty = Text::no_accounts;
    const Money total = total_money(table, "balance");
    report.tables.push_back(std::move(table));
    report.notes.push_back({total.raw > 0 ? Text::note_net_loss : Text::note_net_profit,
                            {to_text(total.raw > 0 ? total : -total, report.money_decimals), report.currency}});
    return report;
}

Answer cashflow_report(const Question& question) {
    using Row = std::pair<Kind, WordId>;  // of expense and income, the category too; else an account that is no money of the shop's
    struct Flow {
        Money in, out;
    };
    struct Flows : Observer {
        explicit Flows(const Period& p) : period(p) {}
        void booked(const Booked& booked) override {
            const Kind kind = booked.entry.kind;
            const bool named = kind == Kind::expense || kind == Kind::income;
            for (const Posting& posting : booked.postings) {
                if (posting.account.cls != AccountClass::cash) continue;
                if (booked.entry.date < period.begin) {
                    opening += posting.amount;
                    continue;
                }
                Flow& flow = rows[{kind, named ? booked.entry.purpose : other_side(booked)}];
                (posting.amount.raw > 0 ? flow.in : flow.out) += posting.amount.raw > 0 ? posting.amount : -posting.amount;
            }
        }
        // A loan, the owner's own money …: what is no money of the shop's.
        static WordId other_side(const Booked& booked) {
            for (const Posting& posting : booked.postings)
                if (posting.account.cls != AccountClass::cash && is_named_by_entries(posting.account.cls))
                    return static_cast<WordId>(posting.account.name);
            return WordId::none;
        }
        Period period;
        Money opening;
        std::map<Row, Flow> rows;
    };
    Books books(question.entries, question.settings);
    Flows observer(question.period);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "cashflow", Text::title_cashflow, false);
    Table table;
    table.key = "cashflow";
    table.columns = {{"activity", Text::col_activity},
                     {"category", Text::col_category, Shown::data_only},
                     {"category", Text::col_category, Shown::screen_only},
                     {"in", Text::col_in, Summed::money},
                     {"out", Text::col_out, Summed::money},
                     {"net", Text::col_net, Summed::money}};
    table.rows.push_back({Message(Text::row_opening), std::string(), std::string(), Cell(), Cell(), observer.opening});
    for (const auto& [row, flow] : observer.rows) {
        const bool named = row.first == Kind::expense || row.first == Kind::income;
        table.rows.push_back({Message(spec(row.first).label), word(question.entries, row.second),
                              named ? word(question.entries, row.second) : account_label(question.entries, row.second), flow.in, flow.out,
                              flow.in - flow.out});
    }
    add_total(table);
    CHECK_INVARIANT(total_money(table, "net") == books.balances().of_class(AccountClass::cash));
    total_of(table, "activity") = Message(Text::row_closing);
    report.tables.push_back(std::move(table));
    return report;
}

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

const ReportListing listed[] = {{20,
                                 [] {
                                     return ListedReport{"income", Text::cmd_report_income, plain<income_report>};
                                 }},
                                {30,
                                 [] {
                                     return ListedReport{"balance", Text::cmd_report_balance, plain<balance_report>};
                                 }},
                                {40,
                                 [] {
                                     return ListedReport{"cashflow", Text::cmd_report_cashflow, plain<cashflow_report>};
                                 }},
                                {50, [] {
                                     return ListedReport{"tax", Text::cmd_report_tax, plain<tax_report>};
                                 }}};

}  // namespace

}  // namespace daybook

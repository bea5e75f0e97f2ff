#include "reports/accounts.h"

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
    table.columns = {{"account", Text::col_account}, {"balance", Text::col_debit}};
    table.columns[1].signal = false;  // credit is no alarm
    return table;
}

}  // namespace

Answer balance_report(const Question& question) {
    Books books(question.entries, question.settings);
    if (const auto done = replay_for(question, books, nullptr); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "balance", Text::title_balance, true);
    Table table = account_table("balance");
    Money earned, total;
    for (const Posting& row : books.balances().all(question.entries)) {
        total += row.amount;
        if (is_income_account(row.account.cls))
            earned += row.amount;
        else
            table.rows.push_back({account_name(row.account, question.entries), row.amount});
    }
    // what was earned so far belongs to the owner: with it, the sheet balances
    if (earned) table.rows.push_back({std::string("equity:retained-earnings"), earned});
    table.total = {Cell(), total};
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
    Money total;
    for (const Posting& row : observer.balances.all(question.entries)) {
        if (!is_income_account(row.account.cls)) continue;
        total += row.amount;
        table.rows.push_back({account_name(row.account, question.entries), row.amount});
    }
    table.total = {Cell(), total};
    table.when_empty = Text::no_accounts;
    report.tables.push_back(std::move(table));
    report.notes.push_back({total.raw > 0 ? Text::note_net_loss : Text::note_net_profit,
                            {to_text(total.raw > 0 ? total : -total, report.money_decimals), report.currency}});
    return report;
}

}  // namespace daybook

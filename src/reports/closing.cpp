#include "reports/closing.h"

#include <array>

#include "reports/chart.h"

namespace daybook {

namespace {

// What the period earned and spent, by section of the income statement; as a reader expects its sign.
class SectionSums : public Observer {
  public:
    explicit SectionSums(const Question& question) : question_(question) {}

    void booked(const Booked& booked) override {
        if (!question_.period.contains(booked.entry.date)) return;
        for (const Posting& posting : booked.postings) {
            if (!is_income_account(posting.account.cls)) continue;
            net -= posting.amount;
            const Section section = section_of(posting.account, question_.entries);
            sums_[static_cast<size_t>(section)] += is_credit(section) ? -posting.amount : posting.amount;
        }
    }
    bool wants_steps() const override { return false; }

    Money of(Section section) const { return sums_[static_cast<size_t>(section)]; }

    Money net;

  private:
    const Question& question_;
    std::array<Money, static_cast<size_t>(Section::count_of_sections)> sums_{};
};

Table result_table(const SectionSums& sums) {
    Table table;
    table.key = "result";
    table.columns = {{"figure", Text::nothing}, {"amount", Text::col_amount}};
    const auto row = [&](Text label, Money amount) { table.rows.push_back({Message(label), amount}); };
    const auto row_where_any = [&](Text label, Money amount) {
        if (amount) row(label, amount);
    };
    row(Text::section_revenue, sums.of(Section::revenue));
    row(Text::section_cost, sums.of(Section::cost));
    row(Text::row_gross_profit, sums.of(Section::revenue) - sums.of(Section::cost));
    row_where_any(Text::section_other_revenue, sums.of(Section::other_revenue));
    row_where_any(Text::section_expenses, sums.of(Section::expenses));
    row_where_any(Text::section_stock_differences, sums.of(Section::stock_differences));
    row(Text::row_net_profit, sums.net);
    return table;
}

Table balances_table(const Question& question, const Balances& balances) {
    Table table;
    table.key = "balances";
    table.title = {Text::title_balances_on, {to_text(question.period.end - 1)}};
    table.columns = {{"account", Text::col_account}, {"balance", Text::col_balance}};
    for (const Posting& one : balances.all(question.entries))
        if (one.account.cls == AccountClass::cash) table.rows.push_back({account_words(one.account, question.entries), one.amount});
    const auto row = [&](Text label, Money amount) {
        if (amount) table.rows.push_back({Message(label), amount});
    };
    row(Text::account_inventory, balances.of_class(AccountClass::inventory));
    row(Text::account_goods_shipped, balances.of_class(AccountClass::goods_shipped));
    row(Text::account_receivable, balances.of_class(AccountClass::receivable));
    row(Text::account_payable, -balances.of_class(AccountClass::payable));
    row(Text::account_stored_value, -balances.of_class(AccountClass::stored_value));
    table.when_empty = Text::no_accounts;
    return table;
}

}  // namespace

Answer closing_report(const Question& question) {
    Books books(question.entries, question.settings);
    SectionSums sums(question);
    if (const auto done = replay_for(question, books, &sums); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "close", Text::title_month_result, false);
    report.tables.push_back(result_table(sums));
    report.tables.push_back(balances_table(question, books.balances()));
    return report;
}

}  // namespace daybook

#include "reports/statements.h"

#include <algorithm>
#include <tuple>

#include "model/period_text.h"
#include "reports/chart.h"
#include "reports/listed.h"
#include "reports/statement.h"

namespace daybook {

namespace {

// The postings of a period, by account, and of the one before.
class TwoPeriods : public Observer {
  public:
    TwoPeriods(const Period& period, const std::optional<Period>& earlier) : period_(period), before_(earlier) {}

    void booked(const Booked& booked) override {
        const bool is_now = period_.contains(booked.entry.date);
        if (!is_now && !(before_ && before_->contains(booked.entry.date))) return;
        for (const Posting& posting : booked.postings) (is_now ? now : before).add(posting.account, posting.amount);
    }

    bool wants_steps() const override { return false; }

    Balances now, before;

  private:
    Period period_;
    std::optional<Period> before_;
};

struct AccountSums {
    Account account;
    Sums sums;  // debit positive
};

// Every account that has a balance in either, in the order of the chart.
std::vector<AccountSums> side_by_side(const Balances& now, const Balances& before, const Entries& entries) {
    Balances either;
    for (const Balances* balances : {&now, &before})
        for (const Posting& one : balances->all(entries)) either.add(one.account, Money(1));
    std::vector<AccountSums> rows;
    for (const Posting& one : either.all(entries)) rows.push_back({one.account, {now.of(one.account), before.of(one.account)}});
    return rows;
}

Table account_table(std::string key) {
    Table table;
    table.key = std::move(key);
    table.shown = Shown::data_only;
    table.columns = {{"account", Text::col_account}, {"balance", Text::col_debit, Summed::money}};
    return table;
}

struct Line {
    Section section;
    int place;  // within the section
    Cell label;
    Sums sums;  // debit positive
};

// What the parties of a class owe, and apart from it what is owed to others of them: money paid ahead is no lower debt.
struct Owed {
    Sums debit, credit;

    void add(const Sums& sums) {
        (sums.now.raw > 0 ? debit : credit).now += sums.now;
        (sums.before.raw > 0 ? debit : credit).before += sums.before;
    }
};

// The lines of a balance sheet: customers and suppliers are summed, all else stands by account.
std::vector<Line> balance_lines(const std::vector<AccountSums>& accounts, const Entries& entries) {
    std::vector<Line> lines;
    Owed customers, suppliers;
    Sums stored, earned;
    const auto place = [](AccountClass cls) { return static_cast<int>(cls) * 2; };
    const auto add = [&](Section section, int at, Cell label, const Sums& sums) {
        if (sums) lines.push_back({section, at, std::move(label), sums});
    };
    for (const auto& [account, sums] : accounts) switch (account.cls) {
            case AccountClass::receivable: customers.add(sums); break;
            case AccountClass::payable: suppliers.add(sums); break;
            case AccountClass::stored_value: stored += sums; break;
            default:
                if (is_income_account(account.cls))
                    earned += sums;
                else
                    add(section_of(account, entries), place(account.cls), account_words(account, entries), sums);
        }
    const int theirs = place(AccountClass::receivable), ours = place(AccountClass::payable);
    add(Section::assets, theirs, Message(Text::account_receivable), customers.debit);
    add(Section::assets, theirs + 1, Message(Text::account_paid_ahead), suppliers.debit);
    add(Section::liabilities, ours, Message(Text::account_payable), suppliers.credit);
    add(Section::liabilities, ours + 1, Message(Text::account_received_ahead), customers.credit);
    add(Section::liabilities, place(AccountClass::stored_value), Message(Text::account_stored_value), stored);
    add(Section::equity, place(AccountClass::count_of_classes), Message(Text::account_earned), earned);
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line& a, const Line& b) { return std::tie(a.section, a.place) < std::tie(b.section, b.place); });
    return lines;
}

std::vector<Line> income_lines(const std::vector<AccountSums>& accounts, const Entries& entries) {
    std::vector<Line> lines;
    for (const auto& [account, sums] : accounts)
        if (is_income_account(account.cls)) lines.push_back({section_of(account, entries), 0, account_words(account, entries), sums});
    return lines;
}

struct SectionTexts {
    Text name, total;
};

SectionTexts texts_of(Section section) {
    switch (section) {
        case Section::assets: return {Text::section_assets, Text::total_assets};
        case Section::liabilities: return {Text::section_liabilities, Text::total_liabilities};
        case Section::equity: return {Text::section_equity, Text::total_equity};
        case Section::revenue: return {Text::section_revenue, Text::section_revenue};
        case Section::cost: return {Text::section_cost, Text::section_cost};
        case Section::other_revenue: return {Text::section_other_revenue, Text::total_other_revenue};
        case Section::expenses: return {Text::section_expenses, Text::total_expenses};
        case Section::stock_differences: return {Text::section_stock_differences, Text::total_stock_differences};
        case Section::count_of_sections: break;
    }
    return {Text::nothing, Text::nothing};
}

Sums sum_of(const std::vector<Line>& lines, Section section) {
    Sums sum;
    for (const Line& line : lines)
        if (line.section == section) sum += line.sums;
    return sum;
}

// A section with its sum, where it has any lines; each amount with the sign that a reader expects.
void put_section(Statement& statement, const std::vector<Line>& lines, Section section) {
    bool any = false;
    const auto shown = [section](const Sums& sums) { return is_credit(section) ? -sums : sums; };
    for (const Line& line : lines) {
        if (line.section != section) continue;
        if (!any) statement.heading(texts_of(section).name);
        any = true;
        statement.line(line.label, shown(line.sums));
    }
    if (any) statement.subtotal(texts_of(section).total, shown(sum_of(lines, section)));
}

// The evening that stands beside: of the day before the period, else of the month before.
Date evening_before(const Question& question, Date evening) {
    return (question.period.has_begin() ? question.period.begin : first_of_month(evening)) - 1;
}

}  // namespace

Answer balance_report(const Question& question) {
    Report report = new_report(question, "balance", Text::title_balance, true);
    const Date before = evening_before(question, *report.as_of);
    Books books(question.entries, question.settings);
    TwoPeriods observer({before + 1, before + 1}, Period{first_date, before + 1});
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Table table = account_table("balance");
    Money earned;
    for (const Posting& row : books.balances().all(question.entries)) {
        if (is_income_account(row.account.cls))
            earned += row.amount;
        else
            table.rows.push_back({account_name(row.account, question.entries), row.amount});
    }
    // what was earned so far belongs to the owner: with it, the sheet balances
    if (earned) table.rows.push_back({std::string(retained_earnings), earned});
    add_total(table);
    const std::vector<Line> lines = balance_lines(side_by_side(books.balances(), observer.before, question.entries), question.entries);
    Statement statement("statement", {Text::period_plain, {to_text(*report.as_of)}}, Message{Text::period_plain, {to_text(before)}});
    for (Section section : {Section::assets, Section::liabilities, Section::equity}) put_section(statement, lines, section);
    Sums other_side = sum_of(lines, Section::liabilities);
    other_side += sum_of(lines, Section::equity);
    if (!lines.empty()) statement.result(Text::total_liabilities_and_equity, -other_side);
    report.tables.push_back(std::move(table));
    report.tables.push_back(statement.take());
    return report;
}

Answer income_report(const Question& question) {
    const std::optional<Period> before = period_before(question.period);
    Books books(question.entries, question.settings);
    TwoPeriods observer(question.period, before);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "income", Text::title_income, false);
    Table table = account_table("income");
    for (const Posting& row : observer.now.all(question.entries))
        if (is_income_account(row.account.cls)) table.rows.push_back({account_name(row.account, question.entries), row.amount});
    add_total(table);
    const std::vector<Line> lines = income_lines(side_by_side(observer.now, observer.before, question.entries), question.entries);
    Statement statement("statement", period_text(question.period), before ? std::optional(period_text(*before)) : std::nullopt);
    if (!lines.empty()) {
        const Sums revenue = sum_of(lines, Section::revenue), cost = sum_of(lines, Section::cost);
        Sums gross = -revenue, net;
        gross += -cost;
        for (const Line& line : lines) net += -line.sums;
        statement.result(Text::section_revenue, -revenue);
        statement.result(Text::section_cost, cost);
        statement.result(Text::row_gross_profit, gross);
        for (Section section : {Section::other_revenue, Section::expenses, Section::stock_differences})
            put_section(statement, lines, section);
        statement.result(Text::row_net_profit, net);
    }
    report.tables.push_back(std::move(table));
    report.tables.push_back(statement.take());
    return report;
}

namespace {

const ReportListing listed[] = {{20,
                                 [] {
                                     return ListedReport{"income,利润表", Text::cmd_report_income, plain<income_report>};
                                 }},
                                {30, [] {
                                     return ListedReport{"balance,资产负债表", Text::cmd_report_balance, plain<balance_report>};
                                 }}};

}  // namespace

}  // namespace daybook

// Money in and out by what it was for.
#include <map>

#include "base/check.h"
#include "model/period_text.h"
#include "reports/listed.h"
#include "reports/statement.h"
#include "reports/statements.h"

namespace daybook {

namespace {

using Purpose = std::pair<Kind, WordId>;  // of expense and income, the category too; else an account that is no money of the shop's

bool has_category(Kind kind) { return kind == Kind::expense || kind == Kind::income; }

// A loan, the owner's own money …: what is no money of the shop's.
WordId other_side(const Booked& booked) {
    for (const Posting& posting : booked.postings)
        if (posting.account.cls != AccountClass::cash && is_named_by_entries(posting.account.cls))
            return static_cast<WordId>(posting.account.name);
    return WordId::none;
}

struct Flow {
    Sums in, out;
};

class Flows : public Observer {
  public:
    Flows(const Period& period, const std::optional<Period>& before) : period_(period), before_(before) {}

    void booked(const Booked& booked) override {
        const Entry& entry = booked.entry;
        const Purpose purpose{entry.kind, has_category(entry.kind) ? entry.purpose : other_side(booked)};
        for (const Posting& posting : booked.postings) {
            if (posting.account.cls != AccountClass::cash) continue;
            move(entry, purpose, posting.amount, period_, &Sums::now);
            if (before_ && entry.date < before_->end) move(entry, purpose, posting.amount, *before_, &Sums::before);
        }
    }

    bool wants_steps() const override { return false; }

    Sums opening;
    std::map<Purpose, Flow> rows;

  private:
    // An opening is no money that came in, whenever it is entered.
    void move(const Entry& entry, const Purpose& purpose, Money amount, const Period& period, Money Sums::*when) {
        if (entry.date < period.begin || entry.kind == Kind::open) {
            opening.*when += amount;
            return;
        }
        Flow& flow = rows[purpose];
        Sums& side = amount.raw > 0 ? flow.in : flow.out;
        side.*when += amount.raw > 0 ? amount : -amount;
    }

    Period period_;
    std::optional<Period> before_;
};

Cell words_of(const Purpose& purpose, const Entries& entries) {
    if (purpose.second == WordId::none) return Message(spec(purpose.first).label);
    return has_category(purpose.first) ? word(entries, purpose.second) : account_label(entries, purpose.second);
}

Sums less(const Sums& from, const Sums& what) {
    Sums left = from;
    left += -what;
    return left;
}

// Money between the shop's own accounts is neither in nor out, but for what was lost on the way.
void net_transfers(std::map<Purpose, Flow>& rows) {
    const auto found = rows.find({Kind::transfer, WordId::none});
    if (found == rows.end()) return;
    found->second.out = less(found->second.out, found->second.in);
    found->second.in = Sums();
}

Table statement_of(const Question& question, const std::optional<Period>& before, const Sums& opening, std::map<Purpose, Flow> rows) {
    net_transfers(rows);
    Statement statement("statement", period_text(question.period), before ? std::optional(period_text(*before)) : std::nullopt);
    Sums in, out;
    statement.result(Text::row_opening_money, opening);
    const auto section = [&](Text name, Text total, Sums Flow::*side, Sums& sum) {
        statement.heading(name);
        for (const auto& [purpose, flow] : rows) {
            if (!(flow.*side)) continue;
            sum += flow.*side;
            statement.line(words_of(purpose, question.entries), flow.*side);
        }
        statement.subtotal(total, sum);
    };
    section(Text::section_money_in, Text::total_money_in, &Flow::in, in);
    section(Text::section_money_out, Text::total_money_out, &Flow::out, out);
    Sums closing = less(in, out);
    statement.result(Text::row_money_change, closing);
    closing += opening;
    statement.result(Text::row_closing_money, closing);
    return statement.take();
}

}  // namespace

Answer cashflow_report(const Question& question) {
    const std::optional<Period> before = period_before(question.period);
    Books books(question.entries, question.settings);
    Flows observer(question.period, before);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "cashflow", Text::title_cashflow, false);
    Table table;
    table.key = "cashflow";
    table.shown = Shown::data_only;
    table.columns = {{"activity", Text::col_activity},
                     {"category", Text::col_category},
                     {"in", Text::col_in, Summed::money},
                     {"out", Text::col_out, Summed::money},
                     {"net", Text::col_net, Summed::money}};
    table.rows.push_back({Message(Text::row_opening), std::string(), Cell(), Cell(), observer.opening.now});
    for (const auto& [purpose, flow] : observer.rows) {
        if (!flow.in.now && !flow.out.now) continue;
        table.rows.push_back({Message(spec(purpose.first).label), word(question.entries, purpose.second), flow.in.now, flow.out.now,
                              flow.in.now - flow.out.now});
    }
    add_total(table);
    CHECK_INVARIANT(total_money(table, "net") == books.balances().of_class(AccountClass::cash));
    total_of(table, "activity") = Message(Text::row_closing);
    report.tables.push_back(std::move(table));
    report.tables.push_back(statement_of(question, before, observer.opening, std::move(observer.rows)));
    return report;
}

namespace {

const ReportListing listed(40, [] { return ListedReport{"cashflow,现金流量", Text::cmd_report_cashflow, plain<cashflow_report>}; });

}  // namespace

}  // namespace daybook

#include "reports/daily.h"

#include <algorithm>

#include "reports/chart.h"
#include "reports/listed.h"
#include "reports/parties.h"
#include "reports/service.h"
#include "reports/stock.h"
#include "reports/turning.h"

namespace daybook {

namespace {

constexpr size_t best_sellers = 5;

struct DayTotals {
    int64_t sales = 0, returns = 0, purchases = 0;
    Money sold, sold_cost, returned, returned_cost, discounts, charges, bought;
};

struct ItemDay {
    Quantity quantity;
    Money revenue, profit;
};

struct AccountDay {
    Money in, out;
};

class DayObserver : public Observer {
  public:
    DayObserver(const Question& question, const Books& books, int32_t sales_days)
        : question_(question),
          items(question.entries.items.size()),
          accounts(question.entries.words.size()),
          receivable(books, AccountClass::receivable),
          demand(question.entries, question.period.end - 1, sales_days),
          idle(question.entries) {}

    void booked(const Booked& booked) override {
        receivable.booked(booked);
        demand.booked(booked);
        idle.booked(booked);
        if (!question_.period.contains(booked.entry.date) || booked.is_void) return;
        count(booked);
        for (const Step& step : booked.steps) {
            const bool back = step.sold.raw < 0 || (!step.sold && step.revenue.raw < 0);
            (back ? day.returned : day.sold) += step.revenue;
            (back ? day.returned_cost : day.sold_cost) += step.cogs;
            ItemDay& item = items[index_of(step.item)];
            item.quantity += step.sold;
            item.revenue += step.revenue;
            item.profit += step.revenue - step.cogs;
        }
        for (const Posting& posting : booked.postings) {
            const AccountClass cls = posting.account.cls;
            if (is_income_account(cls) && cls != AccountClass::sales && cls != AccountClass::cogs)
                beside.add(posting.account, posting.amount);
            if (cls != AccountClass::cash || booked.entry.kind == Kind::open) continue;  // an opening is no money that came in
            AccountDay& account = accounts[posting.account.name];
            (posting.amount.raw > 0 ? account.in : account.out) += posting.amount.raw > 0 ? posting.amount : -posting.amount;
        }
    }

  private:
    void count(const Booked& booked) {
        switch (booked.entry.kind) {
            case Kind::sell:
            case Kind::confirm: ++day.sales; break;
            case Kind::sale_return:
            case Kind::refund: ++day.returns; break;
            case Kind::purchase:
                ++day.purchases;
                for (const Step& step : booked.steps) day.bought += step.value;
                break;
            default: break;
        }
        for (const Detail& detail : question_.entries.details_of(booked.entry))
            if (detail.key == Key::discount && spec(booked.entry.kind).signs & minus) day.discounts += detail.money();
    }

    const Question& question_;

  public:
    DayTotals day;
    Balances beside;  // what was earned and spent beside the sales themselves
    std::vector<ItemDay> items;
    std::vector<AccountDay> accounts;
    Debts receivable;
    DemandObserver demand;
    IdleObserver idle;
};

// It adds up: each amount between gross and net profit has its line.
Table totals_table(const Entries& entries, const DayTotals& day, const Balances& beside) {
    Table table;
    table.key = "totals";
    table.columns = {{"figure", Text::nothing}, {"documents", Text::col_documents}, {"amount", Text::col_amount}, {"cost", Text::col_cost}};
    const Money revenue = day.sold + day.returned, cost = day.sold_cost + day.returned_cost;
    table.rows.push_back({Message(Text::row_sales), day.sales, day.sold, day.sold_cost});
    if (day.returns) table.rows.push_back({Message(Text::row_returns), day.returns, day.returned, day.returned_cost});
    table.rows.push_back({Message(Text::row_net_revenue), Cell(), revenue, cost});
    table.rows.push_back({Message(Text::row_gross_profit), Cell(), revenue - cost, Cell()});
    Money net = revenue - cost;
    for (const Posting& one : beside.all(entries)) {
        net -= one.amount;
        table.rows.push_back({account_words(one.account, entries), Cell(), -one.amount, Cell()});
    }
    table.rows.push_back({Message(Text::row_net_profit), Cell(), net, Cell()});
    if (day.discounts) table.rows.push_back({Message(Text::row_discounts), Cell(), day.discounts, Cell()});
    if (day.purchases) table.rows.push_back({Message(Text::row_purchases), day.purchases, day.bought, Cell()});
    return table;
}

Table money_table(const Question& question, const Books& books, const DayObserver& observer) {
    Table table;
    table.key = "money";
    table.title = Text::title_money;
    table.columns = {{"account", Text::col_account, Shown::data_only},
                     {"account", Text::col_account, Shown::screen_only},
                     {"in", Text::col_in, Summed::money},
                     {"out", Text::col_out, Summed::money},
                     {"balance", Text::col_closing, Summed::money}};
    for (const Posting& row : books.balances().all(question.entries)) {
        if (row.account.cls != AccountClass::cash) continue;
        const AccountDay& day = observer.accounts[row.account.name];
        const auto code = static_cast<WordId>(row.account.name);
        table.rows.push_back({word(question.entries, code), account_label(question.entries, code), day.in, day.out, row.amount});
    }
    add_total(table);
    table.when_empty = Text::no_money;
    return table;
}

Table best_table(const Question& question, const Books& books, const DayObserver& observer) {
    Table table;
    table.key = "best_sellers";
    table.title = Text::title_best;
    table.columns = {{"item", Text::col_item},       {"name", Text::col_name},           {"quantity", Text::col_quantity},
                     {"revenue", Text::col_revenue}, {"profit", Text::col_gross_profit}, {"bar", Text::nothing, Shown::screen_only}};
    table.when_empty = Text::nothing_sold;
    std::vector<uint32_t> sold;
    for (uint32_t i = 1; i < observer.items.size(); ++i)
        if (observer.items[i].revenue.raw > 0) sold.push_back(i);
    std::stable_sort(sold.begin(), sold.end(),
                     [&](uint32_t a, uint32_t b) { return observer.items[a].revenue > observer.items[b].revenue; });
    if (sold.size() > best_sellers) sold.resize(best_sellers);
    for (uint32_t i : sold) {
        const auto item = static_cast<ItemId>(i);
        const ItemDay& day = observer.items[i];
        table.rows.push_back({item_code(question.entries, item), word(question.entries, books.masters().of(item).name), day.quantity,
                              day.revenue, day.profit, Bar{day.revenue.raw, observer.items[sold.front()].revenue.raw}});
    }
    return table;
}

// Orders with goods that are neither shipped nor cancelled.
Table to_ship_table(const Question& question, const Books& books) {
    Table table;
    table.key = "to_ship";
    table.title = Text::title_to_ship;
    table.columns = {{"ref", Text::col_ref}, {"date", Text::col_date}, {"customer", Text::col_customer}, {"goods", Text::col_goods}};
    for (uint32_t index : books.sequence()) {
        const Order* order = books.order_of(index);
        const Entry& entry = question.entries.entries[index];
        if (!order || entry.kind != Kind::order) continue;
        std::string goods;
        for (const OrderLine& line : order->lines) {
            if (!line.open) continue;
            goods.append(goods.empty() ? "" : ", ").append(question.entries.items.text(line.item)).append(":").append(to_text(line.open));
        }
        if (!goods.empty())
            table.rows.push_back({ref_text(question.entries, entry), entry.date, party_name(question.entries, entry.party), goods});
    }
    return table;
}

// One line, so that the report stays on one screen: the rest is in `report slow`.
std::optional<Message> slow_note(const Books& books, const IdleObserver& idle, Date evening, int32_t days, int decimals) {
    Money value;
    const std::vector<IdleObserver::Idle> found = idle.idle(books, evening, days);
    for (const IdleObserver::Idle& one : found) value += books.pool(one.item).value();
    if (found.empty()) return std::nullopt;
    return Message(Text::note_slow, {std::to_string(days), std::to_string(found.size()), to_text(value, decimals)});
}

}  // namespace

Answer daily_report(const Question& question, const Warnings& warnings) {
    Books books(question.entries, question.settings);
    DayObserver observer(question, books, warnings.sales_days);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "daily", {Text::title_daily, {to_text(question.period.end - 1)}}, false);
    report.as_of = question.period.end - 1;
    report.tables.push_back(totals_table(question.entries, observer.day, observer.beside));
    report.tables.push_back(money_table(question, books, observer));
    report.tables.push_back(best_table(question, books, observer));
    // then only what needs doing
    if (Table orders = to_ship_table(question, books); !orders.rows.empty()) report.tables.push_back(std::move(orders));
    if (Table low = low_table(books, observer.demand); !low.rows.empty()) report.tables.push_back(std::move(low));
    if (Table lots = lots_table(books, *report.as_of, warnings.expiring_days); !lots.rows.empty()) {
        lots.key = "expiring";
        lots.title = {Text::title_expiring, {std::to_string(warnings.expiring_days)}};
        report.tables.push_back(std::move(lots));
    }
    std::vector<OpenDocument> due = observer.receivable.open_documents(*report.as_of);
    std::erase_if(due, [&](const OpenDocument& one) { return one.open.raw <= 0 || one.due > *report.as_of; });
    if (!due.empty()) {
        Table owed = due_table(question, due);
        owed.title = Text::title_due;
        owed.total.reset();
        report.tables.push_back(std::move(owed));
    }
    if (Table open = open_cases_table(books, *report.as_of, PartyId::none); !open.rows.empty()) report.tables.push_back(std::move(open));
    if (const auto slow = slow_note(books, observer.idle, *report.as_of, warnings.slow_days, report.money_decimals))
        report.notes.push_back(*slow);
    return report;
}

namespace {

Result<Ask> ask(const Asked& asked) {
    return [asked](const Question& question) {
        const Settings& settings = asked.settings;
        return daily_report(question, {settings.warnings.slow_days, settings.warnings.expiring_days, settings.plan.sales_days});
    };
}

ListedReport daily() { return {"daily,日报", Text::cmd_report_daily, ask, {{"--date,--日期", "DATE", Text::opt_report_date}}, {}, true}; }

const ReportListing listed(10, daily);

}  // namespace

}  // namespace daybook

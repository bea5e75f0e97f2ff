#include "reports/parties.h"

#include <algorithm>
#include <array>

#include "reports/settlement.h"

namespace daybook {

namespace {

struct CustomerSum {
    int64_t orders = 0;
    Money revenue;
    std::optional<Date> last_order;
};

class CustomersObserver : public Observer {
  public:
    CustomersObserver(const Question& question, const Books& books)
        : question_(question), sums(question.entries.parties.size()), charges(books, AccountClass::receivable) {}

    void booked(const Booked& booked) override {
        const Entry& entry = booked.entry;
        const PartyId party = entry.party != PartyId::none ? entry.party : sale_of(question_.entries, entry).party;
        for (const Step& step : booked.steps) {
            if (!question_.period.contains(entry.date)) break;
            const PartyId buyer = sale_of(question_.entries, question_.entries.entries[step.document]).party;
            sums[index_of(buyer == PartyId::none ? party : buyer)].revenue += step.revenue;
        }
        const bool order = (entry.kind == Kind::sell || entry.kind == Kind::order) && !booked.is_void;
        if (order && party != PartyId::none && question_.period.contains(entry.date)) {
            ++sums[index_of(party)].orders;
            sums[index_of(party)].last_order = entry.date;
        }
        charges.booked(booked);
    }

  private:
    const Question& question_;

  public:
    std::vector<CustomerSum> sums;  // by PartyId
    Charges charges;
};

}  // namespace

Answer customers_report(const Question& question, const CustomerFilter& filter, int32_t cycle_days) {
    Customers customers(question);
    if (const auto found = find_customers(question, filter, cycle_days, customers); !found) return tl::unexpected<Problems>(found.error());
    Report report = new_report(question, "customer", Text::title_customers, true);
    Table table;
    table.key = "customers";
    table.columns = {{"customer", Text::col_customer},    {"level", Text::col_level},
                     {"phone", Text::col_phone},          {"orders", Text::col_orders},
                     {"revenue", Text::col_revenue},      {"receivable", Text::col_receivable},
                     {"points", Text::col_points},        {"stored_value", Text::col_stored_value},
                     {"last_order", Text::col_last_order}};
    table.when_empty = customers.any ? Text::no_customers_like_that : Text::no_customers;
    int64_t orders = 0;
    Money revenue, owed, stored;
    int64_t points = 0;
    for (const Customer& customer : customers.list) {
        orders += customer.orders;
        revenue += customer.revenue;
        owed += customer.receivable;
        stored += customer.stored;
        points += customer.points;
        table.rows.push_back({party_name(question.entries, customer.id), word(question.entries, customer.card->level),
                              word(question.entries, customer.card->phone()), customer.orders, customer.revenue, customer.receivable,
                              customer.points, customer.stored, customer.last_order ? Cell(*customer.last_order) : Cell()});
    }
    table.total = {Cell(), Cell(), Cell(), orders, revenue, owed, points, stored, Cell()};
    // a shop that has none of these need not look at them
    if (!points) table.columns[6].shown = Shown::data_only;
    if (!stored) table.columns[7].shown = Shown::data_only;
    report.tables.push_back(std::move(table));
    return report;
}

Answer due_report(const Question& question, PartyId only) {
    Books books(question.entries, question.settings);
    CustomersObserver observer(question, books);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "customer due", Text::title_due, true);
    report.tables.push_back(due_table(question, observer.charges, only));
    return report;
}

Table due_table(const Question& question, Charges& charges, PartyId only) {
    Table table;
    table.key = "due";
    table.columns = {{"customer", Text::col_customer}, {"ref", Text::col_ref},       {"date", Text::col_date}, {"due", Text::col_due},
                     {"days", Text::col_days_over},    {"amount", Text::col_amount}, {"open", Text::col_open}};
    table.when_empty = Text::no_due;
    Money total;
    const Date evening = evening_of(question);
    for (const Charge& charge : charges.settle()) {
        if (!charge.open || (only != PartyId::none && charge.party != only)) continue;
        const Entry& entry = question.entries.entries[charge.entry];
        const int64_t days = std::max(0, evening.days - charge.due.days);
        total += charge.open;
        table.rows.push_back({party_name(question.entries, charge.party), ref_text(question.entries, entry), entry.date, charge.due,
                              days ? Cell(days) : Cell(), charge.amount, charge.open});
    }
    table.total = {Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), total};
    return table;
}

// Opening, every movement of what the party owes or is owed, closing.
Answer statement_report(const Question& question, PartyId party) {
    Report report = new_report(question, "customer statement", {Text::title_statement, {question.entries.parties.text(party)}}, false);
    Table table;
    table.key = "statement";
    table.columns = {{"date", Text::col_date},  {"ref", Text::col_ref},        {"kind", Text::col_kind},
                     {"debit", Text::col_owes}, {"credit", Text::col_settles}, {"balance", Text::col_balance}};
    struct Movements : Observer {
        Movements(const Question& q, PartyId p, Table& t) : question(q), party(p), table(t) {}
        void booked(const Booked& booked) override {
            Money change;
            for (const Posting& posting : booked.postings) {
                const bool theirs =
                    posting.account == Account(AccountClass::receivable, party) || posting.account == Account(AccountClass::payable, party);
                if (theirs) change += posting.amount;
            }
            const Money before = balance;
            balance += change;
            if (booked.entry.date < question.period.begin || !change) return;
            if (table.rows.empty()) table.rows.push_back({Cell(), std::string(), Message(Text::row_opening), Cell(), Cell(), before});
            table.rows.push_back({booked.entry.date, ref_text(question.entries, booked.entry), Message(spec(booked.entry.kind).label),
                                  change.raw > 0 ? Cell(change) : Cell(), change.raw < 0 ? Cell(-change) : Cell(), balance});
        }
        const Question& question;
        PartyId party;
        Table& table;
        Money balance;
    };
    Books books(question.entries, question.settings);
    Movements observer(question, party, table);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    if (table.rows.empty()) table.rows.push_back({Cell(), std::string(), Message(Text::row_opening), Cell(), Cell(), observer.balance});
    table.rows.push_back({Cell(), std::string(), Message(Text::row_closing), Cell(), Cell(), observer.balance});
    report.tables.push_back(std::move(table));
    return report;
}

// What is open, by how long it is past due.
Answer ageing_report(const Question& question) {
    struct Both : Observer {
        explicit Both(const Books& books) : receivable(books, AccountClass::receivable), payable(books, AccountClass::payable) {}
        void booked(const Booked& booked) override {
            receivable.booked(booked);
            payable.booked(booked);
        }
        Charges receivable, payable;
    };
    Books books(question.entries, question.settings);
    Both observer(books);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "ageing", Text::title_ageing, true);
    const Date evening = evening_of(question);
    for (const bool customers : {true, false}) {
        Table table;
        table.key = customers ? "receivable" : "payable";
        table.title = customers ? Text::title_due : Text::title_payable;
        table.columns = {{"party", Text::col_party},        {"current", Text::col_current},    {"days_1_30", Text::col_days_30},
                         {"days_31_60", Text::col_days_60}, {"days_61_90", Text::col_days_90}, {"over_90", Text::col_over_90},
                         {"total", Text::col_total}};
        table.when_empty = customers ? Text::no_due : Text::no_payable;
        std::array<Money, 6> all{};
        PartyId last = PartyId::none;
        std::array<Money, 6> row{};
        const auto flush = [&] {
            if (std::any_of(row.begin(), row.end(), [](Money m) { return m.raw != 0; })) {
                std::vector<Cell> cells{party_name(question.entries, last)};
                for (Money amount : row) cells.emplace_back(amount);
                table.rows.push_back(std::move(cells));
            }
            row = {};
        };
        for (const Charge& charge : (customers ? observer.receivable : observer.payable).settle()) {
            if (charge.party != last) flush();
            last = charge.party;
            const int32_t days = evening.days - charge.due.days;
            const size_t bucket = days <= 0 ? 0 : days <= 30 ? 1 : days <= 60 ? 2 : days <= 90 ? 3 : 4;
            for (const size_t i : {bucket, size_t{5}}) {
                row[i] += charge.open;
                all[i] += charge.open;
            }
        }
        flush();
        table.total.emplace({Cell()});
        for (Money amount : all) table.total->emplace_back(amount);
        report.tables.push_back(std::move(table));
    }
    return report;
}

}  // namespace daybook

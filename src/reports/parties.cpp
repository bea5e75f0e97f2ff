#include "reports/parties.h"

#include <algorithm>
#include <array>
#include <utility>

#include "reports/listed.h"
#include "reports/settlement.h"

namespace daybook {

Answer customers_report(const Question& question, const CustomerFilter& filter, int32_t cycle_days) {
    Customers customers(question);
    if (const auto found = find_customers(question, filter, cycle_days, customers); !found) return tl::unexpected<Problems>(found.error());
    Report report = new_report(question, "customer", Text::title_customers, true);
    Table table;
    table.key = "customers";
    table.columns = {{"customer", Text::col_customer},
                     {"level", Text::col_level},
                     {"phone", Text::col_phone},
                     {"orders", Text::col_orders, Summed::count},
                     {"revenue", Text::col_revenue, Summed::money},
                     {"receivable", Text::col_receivable, Summed::money},
                     {"points", Text::col_points, Summed::count},
                     {"stored_value", Text::col_stored_value, Summed::money},
                     {"last_order", Text::col_last_order}};
    table.when_empty = customers.any ? Text::no_customers_like_that : Text::no_customers;
    for (const Customer& customer : customers.list)
        table.rows.push_back({party_name(question.entries, customer.id), word(question.entries, customer.card->level),
                              word(question.entries, customer.card->phone()), customer.orders, customer.revenue, customer.receivable,
                              customer.points, customer.stored, customer.last_order ? Cell(*customer.last_order) : Cell()});
    add_total(table);
    // a shop that has none of these need not look at them
    if (!std::get<int64_t>(total_of(table, "points"))) table.columns[6].shown = Shown::data_only;
    if (!total_money(table, "stored_value")) table.columns[7].shown = Shown::data_only;
    report.tables.push_back(std::move(table));
    return report;
}

Answer due_report(const Question& question, PartyId only) {
    Books books(question.entries, question.settings);
    Debts receivable(books, AccountClass::receivable);
    if (const auto done = replay_for(question, books, &receivable); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "customer due", Text::title_due, true);
    std::vector<OpenDocument> open = receivable.open_documents(evening_of(question));
    if (only != PartyId::none) std::erase_if(open, [only](const OpenDocument& one) { return one.party != only; });
    Money ahead;
    for (const OpenDocument& one : open) ahead += one.ahead;
    if (ahead) report.notes.push_back({Text::note_received_ahead, {to_text(ahead, report.money_decimals), report.currency}});
    std::erase_if(open, [](const OpenDocument& one) { return !one.open; });
    report.tables.push_back(due_table(question, open));
    return report;
}

Table due_table(const Question& question, std::span<const OpenDocument> open) {
    Table table;
    table.key = "due";
    table.columns = {{"customer", Text::col_customer},
                     {"ref", Text::col_ref},
                     {"date", Text::col_date},
                     {"due", Text::col_due},
                     {"days", Text::col_days_over},
                     {"amount", Text::col_amount},
                     {"open", Text::col_open, Summed::money}};
    table.when_empty = Text::no_due;
    const Date evening = evening_of(question);
    for (const OpenDocument& one : open) {
        const Entry& entry = question.entries.entries[one.entry];
        const int64_t days = std::max(0, evening.days - one.due.days);
        table.rows.push_back({party_name(question.entries, one.party), ref_text(question.entries, entry), entry.date, one.due,
                              days ? Cell(days) : Cell(), one.amount, one.open});
    }
    add_total(table);
    return table;
}

namespace {

constexpr size_t ages = 5;  // not due yet, and four ages of what is

size_t age_of(Date due, Date evening) {
    const int32_t days = evening.days - due.days;
    return days <= 0 ? 0 : days <= 30 ? 1 : days <= 60 ? 2 : days <= 90 ? 3 : 4;
}

// A row a party: what is open, by how long it is past due, and what came ahead of goods: together its balance. The documents stand by
// party.
Table ageing_table(const Question& question, bool customers, const std::vector<OpenDocument>& documents) {
    Table table;
    table.key = customers ? "receivable" : "payable";
    table.title = customers ? Text::title_due : Text::title_payable;
    table.columns = {{"party", Text::col_party},
                     {"current", Text::col_current, Summed::money},
                     {"days_1_30", Text::col_days_30, Summed::money},
                     {"days_31_60", Text::col_days_60, Summed::money},
                     {"days_61_90", Text::col_days_90, Summed::money},
                     {"over_90", Text::col_over_90, Summed::money},
                     {"ahead", customers ? Text::col_received_ahead : Text::col_paid_ahead, Summed::money},
                     {"total", Text::col_total, Summed::money}};
    table.when_empty = customers ? Text::no_due : Text::no_payable;
    const Date evening = evening_of(question);
    for (auto first = documents.begin(); first != documents.end();) {
        std::array<Money, ages + 1> open{};  // and what is kept ahead
        Money total;
        auto last = first;
        for (; last != documents.end() && last->party == first->party; ++last) {
            open[age_of(last->due, evening)] += last->open;
            open[ages] -= last->ahead;
            total += last->open - last->ahead;
        }
        const PartyId party = std::exchange(first, last)->party;
        if (std::all_of(open.begin(), open.end(), [](Money amount) { return !amount; })) continue;
        std::vector<Cell> row{party_name(question.entries, party)};
        row.insert(row.end(), open.begin(), open.end());
        row.emplace_back(total);
        table.rows.push_back(std::move(row));
    }
    add_total(table);
    if (!total_money(table, "ahead")) table.columns[ages + 1].shown = Shown::data_only;
    return table;
}

}  // namespace

Answer ageing_report(const Question& question) {
    struct Both : Observer {
        explicit Both(const Books& books) : receivable(books, AccountClass::receivable), payable(books, AccountClass::payable) {}
        void booked(const Booked& booked) override {
            receivable.booked(booked);
            payable.booked(booked);
        }
        Debts receivable, payable;
    };
    Books books(question.entries, question.settings);
    Both both(books);
    if (const auto done = replay_for(question, books, &both); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "ageing", Text::title_ageing, true);
    const Date evening = evening_of(question);
    report.tables.push_back(ageing_table(question, true, both.receivable.open_documents(evening)));
    report.tables.push_back(ageing_table(question, false, both.payable.open_documents(evening)));
    return report;
}

namespace {

const ReportListing listed{60, [] { return ListedReport{"ageing,账龄", Text::cmd_report_ageing, plain<ageing_report>}; }};

}  // namespace

}  // namespace daybook

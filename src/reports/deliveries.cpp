#include "reports/deliveries.h"

#include <algorithm>

#include "reports/settlement.h"

namespace daybook {

std::optional<int32_t> lead_time_of(const Masters& masters, ItemId item, PartyId supplier) {
    if (const auto days = masters.of(item).lead_time) return days;
    return supplier == PartyId::none ? std::nullopt : masters.of(supplier).lead_time;
}

DeliveriesObserver::DeliveriesObserver(const Question& question, const Books& books)
    : suppliers(question.entries.parties.size()), question_(question), books_(books) {}

// By when goods of an order were to come: its due date, else the longest lead time of what came.
std::optional<Date> DeliveriesObserver::expected(const Entry& purchase, const Entry& order) const {
    for (const Detail& detail : question_.entries.details_of(order))
        if (detail.key == Key::due) return Date{static_cast<int32_t>(detail.number)};
    std::optional<int32_t> longest;
    for (const GoodsLine& line : question_.entries.goods_of(purchase))
        if (const auto days = lead_time_of(books_.masters(), line.item, question_.entries.party_of(purchase)))
            longest = std::max(longest.value_or(0), *days);
    if (!longest) return std::nullopt;
    return order.date + *longest;
}

void DeliveriesObserver::booked(const Booked& booked) {
    const Entry& entry = booked.entry;
    const bool came = entry.kind == Kind::purchase;
    if (booked.is_void || (!came && entry.kind != Kind::purchase_return)) return;
    const uint32_t order = came ? question_.entries.find(entry.of) : no_entry;
    if (order != no_entry) took_[booked.index] = entry.date.days - question_.entries.entries[order].date.days;
    if (!question_.period.contains(entry.date)) return;
    Supplier& supplier = suppliers[index_of(question_.entries.party_of(entry))];
    Money amount;  // what is owed for it, and what was settled at once
    for (const Posting& posting : booked.postings)
        if (posting.account.cls == AccountClass::payable || is_named_by_entries(posting.account.cls)) amount -= posting.amount;
    Quantity moved;
    for (const Step& step : booked.steps) moved += step.quantity;
    if (!came) {
        supplier.sent_back -= moved;
        supplier.given_back -= amount;
        return;
    }
    ++supplier.documents;
    supplier.bought += moved;
    supplier.amount += amount;
    supplier.last = entry.date;
    if (order == no_entry) return;
    if (const auto due = expected(entry, question_.entries.entries[order])) ++(entry.date <= *due ? supplier.on_time : supplier.late);
}

std::optional<int32_t> DeliveriesObserver::took(uint32_t purchase) const {
    const auto found = took_.find(purchase);
    if (found == took_.end()) return std::nullopt;
    return found->second;
}

Answer suppliers_report(const Question& question) {
    const Entries& entries = question.entries;
    Books books(entries, question.settings);
    struct Both : Observer {
        Both(const Question& q, const Books& b) : deliveries(q, b), payable(b, AccountClass::payable) {}
        void booked(const Booked& booked) override {
            deliveries.booked(booked);
            payable.booked(booked);
        }
        DeliveriesObserver deliveries;
        Debts payable;
    };
    Both observer(question, books);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "purchase suppliers", Text::title_suppliers, true);
    Table table;
    table.key = "suppliers";
    table.columns = {{"supplier", Text::col_supplier},
                     {"documents", Text::col_documents, Summed::count},
                     {"quantity", Text::col_quantity},
                     {"amount", Text::col_amount, Summed::money},
                     {"returned_quantity", Text::col_returned},
                     {"returned_amount", Text::col_returned_amount, Summed::money},
                     {"returned_share", Text::col_returned_share},
                     {"on_time", Text::col_on_time, Summed::count},
                     {"late", Text::col_late, Summed::count},
                     {"last_delivery", Text::col_last_delivery},
                     {"owed", Text::col_owed_to, Summed::money}};
    table.columns[0].blank = Text::no_supplier;
    table.when_empty = Text::no_suppliers;
    std::vector<Money> owed(entries.parties.size());
    for (const OpenDocument& one : observer.payable.open_documents(evening_of(question))) owed[index_of(one.party)] += one.open;
    const std::vector<DeliveriesObserver::Supplier>& suppliers = observer.deliveries.suppliers;
    std::vector<uint32_t> rows;
    for (uint32_t i = 0; i < suppliers.size(); ++i)
        if (suppliers[i].documents || suppliers[i].sent_back || books.masters().of(static_cast<PartyId>(i)).is_supplier) rows.push_back(i);
    std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) { return suppliers[a].amount > suppliers[b].amount; });
    for (uint32_t i : rows) {
        const DeliveriesObserver::Supplier& sum = suppliers[i];
        const auto supplier = static_cast<PartyId>(i);
        table.rows.push_back({party_name(entries, supplier), sum.documents, sum.bought, sum.amount, sum.sent_back, sum.given_back,
                              margin(sum.given_back, sum.amount), sum.on_time, sum.late, sum.last ? Cell(*sum.last) : Cell(), owed[i]});
    }
    add_total(table);
    total_of(table, "returned_share") = margin(total_money(table, "returned_amount"), total_money(table, "amount"));
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook

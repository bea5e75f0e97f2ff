#include "reports/sales.h"

#include <algorithm>
#include <unordered_map>

#include "reports/settlement.h"

namespace daybook {

namespace {

bool is_listed(Kind kind) {
    return kind == Kind::quote || kind == Kind::order || kind == Kind::sell || kind == Kind::sale_return || kind == Kind::refund;
}

// What the buyer is charged by an entry, tax and postage included; given back where negative.
Money charged_by(const Booked& booked) {
    Money amount;
    for (const Posting& posting : booked.postings) switch (posting.account.cls) {
            case AccountClass::sales:
            case AccountClass::postage_charged:
            case AccountClass::tax_output: amount -= posting.amount; break;
            default: break;
        }
    return amount;
}

// Of a quote or an order: what is not recognised as revenue yet.
Money unearned(const Order& order) {
    Money amount = order.postage.gross();
    for (const OrderLine& line : order.lines) amount += line.price.gross();
    return amount;
}

class SalesObserver : public Observer {
  public:
    SalesObserver(const Question& question, const Books& books)
        : receivable(books, AccountClass::receivable), came_back(question.entries.entries.size()), question_(question) {}

    void booked(const Booked& booked) override {
        const Entry& entry = booked.entry;
        receivable.booked(booked);
        if (is_listed(entry.kind) && question_.period.contains(entry.date)) documents.push_back({booked.index, booked.is_void});
        if (booked.is_void) return;
        const uint32_t followed = question_.entries.find(entry.of);
        if ((entry.kind == Kind::order || entry.kind == Kind::sell || entry.kind == Kind::sale_return) && followed != no_entry)
            came_back[followed] = 1;
        // a return is a document of its own, what was shipped or confirmed counts for the order
        if (is_listed(entry.kind))
            charged[booked.index] += charged_by(booked);
        else if (entry.kind == Kind::ship || entry.kind == Kind::confirm)
            charged[receivable.root_of(booked.index)] += charged_by(booked);
    }

    struct Document {
        uint32_t entry;
        bool is_void;
    };
    Debts receivable;
    std::vector<Document> documents;
    std::unordered_map<uint32_t, Money> charged;  // by document
    std::vector<uint8_t> came_back;               // by entry: a quote was taken up, goods of a sale came back

  private:
    const Question& question_;
};

SaleStatus status_of(const Books& books, uint32_t index, bool came_back) {
    const Kind kind = books.entries().entries[index].kind;
    if (kind == Kind::quote) return came_back ? SaleStatus::done : SaleStatus::quoted;
    if (kind == Kind::sell) return came_back ? SaleStatus::returned : SaleStatus::done;
    const Order* order = books.order_of(index);
    if (kind != Kind::order || !order) return SaleStatus::none;
    if (std::any_of(order->lines.begin(), order->lines.end(), [](const OrderLine& line) { return line.open.raw > 0; }))
        return SaleStatus::to_ship;
    if (!order->waiting.empty()) return SaleStatus::shipped;
    if (came_back) return SaleStatus::returned;
    return order->shipped ? SaleStatus::done : SaleStatus::cancelled;
}

bool bears(const Entries& entries, const Entry& entry, WordId tag) {
    for (const Detail& detail : entries.details_of(entry))
        if (detail.key == Key::tag && detail.word() == tag) return true;
    return false;
}

std::string tags_of(const Entries& entries, const Entry& entry) {
    std::string tags;
    for (const Detail& detail : entries.details_of(entry))
        if (detail.key == Key::tag) tags.append(tags.empty() ? "" : ", ").append(entries.words.text(detail.word()));
    return tags;
}

Table sales_table() {
    Table table;
    table.key = "documents";
    table.columns = {{"date", Text::col_date},
                     {"ref", Text::col_ref},
                     {"kind", Text::col_kind},
                     {"customer", Text::col_customer},
                     {"channel", Text::col_channel},
                     {"status", Text::col_status},
                     {"age", Text::col_age},
                     {"amount", Text::col_amount, Summed::money},
                     {"paid", Text::col_received, Summed::money},
                     {"owed", Text::col_open, Summed::money},
                     {"staff", Text::col_staff, Shown::data_only},
                     {"tags", Text::col_tags, Shown::data_only}};
    table.columns[3].blank = Text::walk_in;
    table.when_empty = Text::no_documents;
    return table;
}

}  // namespace

Text sale_status_text(SaleStatus status) {
    switch (status) {
        case SaleStatus::quoted: return Text::sale_quoted;
        case SaleStatus::to_ship: return Text::sale_to_ship;
        case SaleStatus::shipped: return Text::status_shipped;
        case SaleStatus::returned: return Text::sale_returned;
        case SaleStatus::cancelled: return Text::status_cancelled;
        case SaleStatus::done: return Text::status_done;
        case SaleStatus::none: break;
    }
    return Text::nothing;
}

std::vector<SaleStatus> all_sale_statuses() {
    return {SaleStatus::quoted, SaleStatus::to_ship, SaleStatus::shipped, SaleStatus::returned, SaleStatus::cancelled, SaleStatus::done};
}

namespace {

// A document of the list, with all that the list says of it.
struct Row {
    const Entry& entry;
    const Entry& sale;
    PartyId customer = PartyId::none;
    SaleStatus status = SaleStatus::none;
    bool is_void = false;
    int64_t age = 0;
    Money amount = {}, open = {};

    bool is_offer() const { return entry.kind == Kind::quote; }  // counts for nothing
};

class SalesList {
  public:
    SalesList(const Question& question, const Books& books, const SalesObserver& observer)
        : question_(question), books_(books), observer_(observer), open_(observer.receivable.open_by_document(evening())) {}

    Row row_of(const SalesObserver::Document& document) const {
        const Entries& entries = question_.entries;
        const Entry& entry = entries.entries[document.entry];
        Row row{entry, sale_of(entries, entry), entries.party_of(entry)};
        row.is_void = document.is_void;
        row.age = std::max(0, evening().days - entry.date.days);
        row.amount = of(observer_.charged, document.entry);
        if (!row.is_offer()) row.open = of(open_, document.entry);
        if (document.is_void) return row;
        row.status = status_of(books_, document.entry, observer_.came_back[document.entry]);
        const Order* order = books_.order_of(document.entry);
        const Money ahead = order ? unearned(*order) : Money();
        row.amount += ahead;
        if (!row.is_offer()) row.open += ahead;
        return row;
    }

    std::vector<Cell> cells(const Row& row) const {
        const Entries& entries = question_.entries;
        const Text kind = row.is_void ? why_out(entries, entries.find(row.entry.ref)) : spec(row.entry.kind).label;
        return {row.entry.date,
                ref_text(entries, row.entry),
                Message(kind),
                party_name(entries, row.customer),
                word(entries, row.sale.channel),
                Message(sale_status_text(row.status)),
                row.age,
                row.amount,
                row.is_offer() ? Cell() : Cell(row.amount - row.open),
                row.is_offer() ? Cell() : Cell(row.open),
                word(entries, row.entry.staff),
                tags_of(entries, row.entry)};
    }

  private:
    Date evening() const { return std::min(question_.period.end - 1, question_.today); }

    static Money of(const std::unordered_map<uint32_t, Money>& by_document, uint32_t index) {
        const auto found = by_document.find(index);
        return found == by_document.end() ? Money() : found->second;
    }

    const Question& question_;
    const Books& books_;
    const SalesObserver& observer_;
    std::unordered_map<uint32_t, Money> open_;
};

bool fits(const SalesFilter& filter, const Entries& entries, const Row& row) {
    const std::vector<SaleStatus>& wanted = filter.statuses;
    if (filter.customer != PartyId::none && row.customer != filter.customer) return false;
    if (filter.channel != WordId::none && row.sale.channel != filter.channel) return false;
    if (filter.staff != WordId::none && row.entry.staff != filter.staff) return false;
    if (filter.tag != WordId::none && !bears(entries, row.entry, filter.tag)) return false;
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), row.status) == wanted.end()) return false;
    if (filter.unpaid && (row.open.raw <= 0 || row.status == SaleStatus::none || row.is_offer())) return false;
    return !filter.older_than || row.age > *filter.older_than;
}

}  // namespace

Answer sales_list(const Question& question, const SalesFilter& filter) {
    Books books(question.entries, question.settings);
    SalesObserver observer(question, books);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    const SalesList list(question, books, observer);
    Report report = new_report(question, "sell list", Text::title_sales, false);
    Table table = sales_table();
    Money amounts;
    bool counts = false;
    for (const SalesObserver::Document& document : observer.documents) {
        const Row row = list.row_of(document);
        if (!fits(filter, question.entries, row)) continue;
        table.rows.push_back(list.cells(row));
        if (row.is_offer()) continue;
        counts = true;
        amounts += row.amount;
    }
    if (counts || table.rows.empty()) {
        add_total(table);
        total_of(table, "amount") = amounts;
    }
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook

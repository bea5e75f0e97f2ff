#include "reports/sales.h"

#include <algorithm>
#include <unordered_map>

#include "reports/finder.h"
#include "reports/goods_text.h"
#include "reports/settlement.h"
#include "reports/tags.h"

namespace daybook {

namespace {

bool is_listed(Kind kind) {
    return kind == Kind::quote || kind == Kind::order || kind == Kind::sell || kind == Kind::sale_return || kind == Kind::refund;
}

class SalesObserver : public Observer {
  public:
    SalesObserver(const Question& question, const Books& books) : receivable(books, AccountClass::receivable), question_(question) {}

    void booked(const Booked& booked) override {
        const Entry& entry = booked.entry;
        receivable.booked(booked);
        if (is_listed(entry.kind) && question_.period.contains(entry.date)) documents.push_back({booked.index, booked.is_void});
        if (booked.is_void) return;
        // a return is a document of its own, what was shipped or confirmed counts for the order
        const Entries& entries = question_.entries;
        if (is_listed(entry.kind))
            charged[booked.index] += charged_by(booked);
        else if (entry.kind == Kind::ship || entry.kind == Kind::confirm)
            charged[static_cast<uint32_t>(&entries.document_of(entry) - entries.entries.data())] += charged_by(booked);
    }

    struct Document {
        uint32_t entry;
        bool is_void;
    };
    Debts receivable;
    std::vector<Document> documents;
    std::unordered_map<uint32_t, Money> charged;  // by document

  private:
    const Question& question_;
};

bool has(const std::vector<Status>& statuses, Status status) {
    return std::find(statuses.begin(), statuses.end(), status) != statuses.end();
}

// Whether it is asked what is to be shipped: then a screen has that in place of all goods.
bool asks_to_ship(const SalesFilter& filter) {
    return has(filter.statuses, Status::to_ship) || has(filter.statuses, Status::partly_shipped);
}

// Whether it is asked what waits for something: then it matters for how long.
bool asks_what_waits(const SalesFilter& filter) { return !filter.statuses.empty() || filter.unpaid || filter.older_than; }

Table sales_table(const SalesFilter& filter) {
    Table table;
    table.key = "documents";
    table.columns = {{"date", Text::col_date},
                     {"ref", Text::col_ref},
                     {"kind", Text::col_kind, asks_to_ship(filter) ? Shown::data_only : Shown::always},
                     {"customer", Text::col_customer},
                     {"channel", Text::col_channel}};
    table.columns[3].blank = Text::walk_in;
    table.columns.insert(table.columns.end(), {{"goods", Text::col_goods, Shown::data_only},
                                               {"to_ship", Text::col_to_ship, Shown::data_only},
                                               {"goods", asks_to_ship(filter) ? Text::col_to_ship : Text::col_goods, Shown::screen_only},
                                               {"status", Text::col_status},
                                               {"age", Text::col_age, asks_what_waits(filter) ? Shown::always : Shown::data_only},
                                               {"amount", Text::col_amount, Summed::money},
                                               {"paid", Text::col_received, Summed::money},
                                               {"owed", Text::col_open, Summed::money},
                                               {"staff", Text::col_staff, Shown::data_only},
                                               {"tags", Text::col_tags, Shown::data_only}});
    table.when_empty = Text::no_documents;
    return table;
}

Table lines_table() {
    Table table;
    table.key = "lines";
    table.columns = {{"date", Text::col_date},         {"ref", Text::col_ref},       {"kind", Text::col_kind},
                     {"customer", Text::col_customer}, {"status", Text::col_status}, {"item", Text::col_item},
                     {"name", Text::col_name},         {"unit", Text::col_unit},     {"quantity", Text::col_quantity},
                     {"to_ship", Text::col_to_ship}};
    table.columns[3].blank = Text::walk_in;
    table.columns[8].signal = false;
    table.when_empty = Text::no_documents;
    return table;
}

}  // namespace

namespace {

// A document of the list, with all that the list says of it.
struct Row {
    uint32_t index = 0;
    const Entry& entry;
    const Entry& sale;
    PartyId customer = PartyId::none;
    Status status = Status::none;
    bool is_void = false;
    int64_t age = 0;
    Money amount = {}, open = {};

    bool is_offer() const { return entry.kind == Kind::quote; }  // counts for nothing
};

class SalesList {
  public:
    SalesList(const Question& question, const Books& books, const SalesObserver& observer)
        : question_(question),
          books_(books),
          observer_(observer),
          open_(observer.receivable.open_by_document(evening())),
          statuses_(books, question.period.end),
          tags_(books, question.period.end) {}

    Row row_of(const SalesObserver::Document& document) const {
        const Entries& entries = question_.entries;
        const Entry& entry = entries.entries[document.entry];
        Row row{document.entry, entry, sale_of(entries, entry), entries.party_of(entry)};
        row.is_void = document.is_void;
        row.age = std::max(0, evening().days - entry.date.days);
        row.amount = of(observer_.charged, document.entry);
        if (!row.is_offer()) row.open = of(open_, document.entry);
        if (document.is_void) return row;
        row.status = statuses_.of(document.entry);
        const Money ahead = still_to_come(books_, document.entry);
        row.amount += ahead;
        if (!row.is_offer()) row.open += ahead;
        return row;
    }

    std::vector<Cell> cells(const Row& row, const SalesFilter& filter) const {
        const Entries& entries = question_.entries;
        const Order* order = order_of(row);
        const std::string goods = goods_text(entries, row.entry);
        const std::string to_ship = order ? open_goods_text(entries, *order) : std::string();
        return {row.entry.date,
                ref_text(entries, row.entry),
                Message(kind_of(row)),
                party_name(entries, row.customer),
                word(entries, row.sale.channel),
                goods,
                to_ship,
                short_goods(asks_to_ship(filter) ? to_ship : goods),
                Message(status_text(row.status)),
                row.age,
                row.amount,
                row.is_offer() ? Cell() : Cell(row.amount - row.open),
                row.is_offer() ? Cell() : Cell(row.open),
                word(entries, row.entry.staff),
                tags_.text_of(row.index)};
    }

    // A row a line: of what is to ship, where that is asked, only these lines.
    void add_lines(const Row& row, const SalesFilter& filter, Table& table) const {
        const Entries& entries = question_.entries;
        const Order* order = order_of(row);
        for (uint32_t i = row.entry.first_goods; i < row.entry.first_goods + row.entry.goods_count; ++i) {
            const GoodsLine& goods = entries.goods[i];
            if (filter.item != ItemId::none && goods.item != filter.item) continue;
            Cell open;
            for (const OrderLine& line : order ? std::span(order->lines) : std::span<const OrderLine>())
                if (line.goods == i && line.open) open = line.open;
            if (asks_to_ship(filter) && std::holds_alternative<std::monostate>(open)) continue;
            const Quantity q = in_own_unit(entries, books_.masters(), i);
            const ItemFacts& item = books_.masters().of(goods.item);
            table.rows.push_back({row.entry.date, ref_text(entries, row.entry), Message(kind_of(row)), party_name(entries, row.customer),
                                  Message(status_text(row.status)), item_code(entries, goods.item), word(entries, item.name),
                                  word(entries, item.unit), goods.sign == '+' ? -q : q, open});
        }
    }

    bool bears(const Row& row, WordId tag) const { return tags_.bears(row.index, tag); }

  private:
    Text kind_of(const Row& row) const {
        return row.is_void ? why_out(question_.entries, question_.entries.find(row.entry.ref)) : spec(row.entry.kind).label;
    }
    // Null where it has nothing to ship.
    const Order* order_of(const Row& row) const {
        return row.entry.kind == Kind::order && !row.is_void ? books_.order_of(row.index) : nullptr;
    }
    Date evening() const { return std::min(question_.period.end - 1, question_.today); }

    static Money of(const std::unordered_map<uint32_t, Money>& by_document, uint32_t index) {
        const auto found = by_document.find(index);
        return found == by_document.end() ? Money() : found->second;
    }

    const Question& question_;
    const Books& books_;
    const SalesObserver& observer_;
    std::unordered_map<uint32_t, Money> open_;
    Statuses statuses_;
    Tags tags_;
};

// An order that is shipped in part is to ship still; goods that came back in part came back.
bool is_wanted(const std::vector<Status>& wanted, Status status) {
    if (wanted.empty() || has(wanted, status)) return true;
    return (status == Status::partly_shipped && has(wanted, Status::to_ship)) ||
           (status == Status::partly_returned && has(wanted, Status::returned));
}

bool fits(const SalesFilter& filter, const SalesList& list, const Row& row, const Entries& entries) {
    if (filter.item != ItemId::none && !has_line_of(entries, row.entry, filter.item)) return false;
    if (filter.customer != PartyId::none && row.customer != filter.customer) return false;
    if (filter.channel != WordId::none && row.sale.channel != filter.channel) return false;
    if (filter.staff != WordId::none && row.entry.staff != filter.staff) return false;
    if (filter.tag != WordId::none && !list.bears(row, filter.tag)) return false;
    if (!is_wanted(filter.statuses, row.status)) return false;
    if (filter.unpaid && (row.open.raw <= 0 || row.status == Status::none || row.is_offer())) return false;
    return !filter.older_than || row.age > *filter.older_than;
}

}  // namespace

Answer sales_list(const Question& question, const SalesFilter& filter) {
    Books books(question.entries, question.settings);
    SalesObserver observer(question, books);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    const SalesList list(question, books, observer);
    std::vector<bool> found;
    if (!filter.words.empty()) found = Finder(books, filter.words, filter.comments).documents();
    Report report = new_report(question, "sell list", Text::title_sales, false);
    Table table = filter.lines ? lines_table() : sales_table(filter);
    Money amounts;
    bool counts = false;
    for (const SalesObserver::Document& document : observer.documents) {
        if (!filter.words.empty() && !found[document.entry]) continue;
        const Row row = list.row_of(document);
        if (!fits(filter, list, row, question.entries)) continue;
        if (filter.lines) {
            list.add_lines(row, filter, table);
            continue;
        }
        table.rows.push_back(list.cells(row, filter));
        if (row.is_offer()) continue;
        counts = true;
        amounts += row.amount;
    }
    if (!filter.lines && (counts || table.rows.empty())) {
        add_total(table);
        total_of(table, "amount") = amounts;
    }
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook

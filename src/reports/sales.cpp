#include "reports/sales.h"

#include <algorithm>
#include <unordered_map>

#include "reports/settlement.h"
#include "reports/tags.h"

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

    std::vector<Cell> cells(const Row& row) const {
        const Entries& entries = question_.entries;
        const Text kind = row.is_void ? why_out(entries, entries.find(row.entry.ref)) : spec(row.entry.kind).label;
        return {row.entry.date,
                ref_text(entries, row.entry),
                Message(kind),
                party_name(entries, row.customer),
                word(entries, row.sale.channel),
                Message(status_text(row.status)),
                row.age,
                row.amount,
                row.is_offer() ? Cell() : Cell(row.amount - row.open),
                row.is_offer() ? Cell() : Cell(row.open),
                word(entries, row.entry.staff),
                tags_.text_of(row.index)};
    }

    bool bears(const Row& row, WordId tag) const { return tags_.bears(row.index, tag); }

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
    Statuses statuses_;
    Tags tags_;
};

// An order that is shipped in part is to ship still; goods that came back in part came back.
bool is_wanted(const std::vector<Status>& wanted, Status status) {
    const auto has = [&](Status one) { return std::find(wanted.begin(), wanted.end(), one) != wanted.end(); };
    if (wanted.empty() || has(status)) return true;
    return (status == Status::partly_shipped && has(Status::to_ship)) || (status == Status::partly_returned && has(Status::returned));
}

bool fits(const SalesFilter& filter, const SalesList& list, const Row& row) {
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
    Report report = new_report(question, "sell list", Text::title_sales, false);
    Table table = sales_table();
    Money amounts;
    bool counts = false;
    for (const SalesObserver::Document& document : observer.documents) {
        const Row row = list.row_of(document);
        if (!fits(filter, list, row)) continue;
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

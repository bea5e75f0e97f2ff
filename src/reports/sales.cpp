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
        : question_(question), charges(books, AccountClass::receivable), came_back(question.entries.entries.size()) {}

    void booked(const Booked& booked) override {
        const Entry& entry = booked.entry;
        charges.booked(booked);
        if (is_listed(entry.kind) && question_.period.contains(entry.date)) documents.push_back({booked.index, booked.is_void});
        if (booked.is_void) return;
        const uint32_t followed = question_.entries.find(entry.of);
        if ((entry.kind == Kind::order || entry.kind == Kind::sell || entry.kind == Kind::sale_return) && followed != no_entry)
            came_back[followed] = 1;
        // a return is a document of its own, what was shipped or confirmed counts for the order
        if (is_listed(entry.kind))
            charged[booked.index] += charged_by(booked);
        else if (entry.kind == Kind::ship || entry.kind == Kind::confirm)
            charged[charges.root_of(booked.index)] += charged_by(booked);
    }

    // What is still open, by document. Payments settle what they name, else the oldest due first.
    std::unordered_map<uint32_t, Money> open_by_document() {
        std::unordered_map<uint32_t, Money> open;
        for (const Charge& charge : charges.settle())
            open[is_listed(question_.entries.entries[charge.entry].kind) ? charge.entry : charges.root_of(charge.entry)] += charge.open;
        return open;
    }

  private:
    const Question& question_;
    Charges charges;

  public:
    struct Document {
        uint32_t entry;
        bool is_void;
    };
    std::vector<Document> documents;
    std::unordered_map<uint32_t, Money> charged;  // by document
    std::vector<uint8_t> came_back;               // by entry: a quote was taken up, goods of a sale came back
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

bool passes(const SalesFilter& filter, SaleStatus status, Money open, int64_t age) {
    const std::vector<SaleStatus>& wanted = filter.statuses;
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), status) == wanted.end()) return false;
    if (filter.unpaid && (open.raw <= 0 || status == SaleStatus::none || status == SaleStatus::quoted)) return false;
    return !filter.older_than || age > *filter.older_than;
}

bool bears(const Entries& entries, const Entry& entry, WordId tag) {
    for (const Detail& detail : entries.details_of(entry))
        if (detail.key == Key::tag && detail.word() == tag) return true;
    return false;
}

bool concerns(const Entries& entries, const Entry& entry, const Entry& sale, const SalesFilter& filter) {
    const PartyId customer = entry.party != PartyId::none ? entry.party : sale.party;
    if (filter.customer != PartyId::none && customer != filter.customer) return false;
    if (filter.channel != WordId::none && sale.channel != filter.channel) return false;
    if (filter.staff != WordId::none && entry.staff != filter.staff) return false;
    return filter.tag == WordId::none || bears(entries, entry, filter.tag);
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
                     {"amount", Text::col_amount},
                     {"paid", Text::col_received},
                     {"owed", Text::col_open},
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

Answer sales_list(const Question& question, const SalesFilter& filter) {
    const Entries& entries = question.entries;
    Books books(entries, question.settings);
    SalesObserver observer(question, books);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "sell list", Text::title_sales, false);
    Table table = sales_table();
    const std::unordered_map<uint32_t, Money> open = observer.open_by_document();
    const auto of = [](const std::unordered_map<uint32_t, Money>& by_document, uint32_t index) {
        const auto found = by_document.find(index);
        return found == by_document.end() ? Money() : found->second;
    };
    const Date evening = std::min(question.period.end - 1, question.today);
    Money amounts, owed;
    bool counts = false;  // an offer counts for nothing
    for (const SalesObserver::Document& document : observer.documents) {
        const Entry& entry = entries.entries[document.entry];
        const Entry& sale = sale_of(entries, entry);
        const SaleStatus status =
            document.is_void ? SaleStatus::none : status_of(books, document.entry, observer.came_back[document.entry]);
        const Order* order = document.is_void ? nullptr : books.order_of(document.entry);
        const Money ahead = order ? unearned(*order) : Money();
        const Money amount = of(observer.charged, document.entry) + ahead;
        const bool offer = entry.kind == Kind::quote;
        const Money still = offer ? Money() : of(open, document.entry) + ahead;
        const int64_t age = std::max(0, evening.days - entry.date.days);
        if (!concerns(entries, entry, sale, filter) || !passes(filter, status, still, age)) continue;
        if (!offer) {
            counts = true;
            amounts += amount;
            owed += still;
        }
        table.rows.push_back({entry.date, ref_text(entries, entry),
                              Message(document.is_void ? why_out(entries, document.entry) : spec(entry.kind).label),
                              party_name(entries, entry.party != PartyId::none ? entry.party : sale.party), word(entries, sale.channel),
                              Message(sale_status_text(status)), age, amount, offer ? Cell() : Cell(amount - still),
                              offer ? Cell() : Cell(still), word(entries, entry.staff), tags_of(entries, entry)});
    }
    if (counts || table.rows.empty()) {
        table.total = std::vector<Cell>(table.columns.size());
        (*table.total)[7] = amounts;
        (*table.total)[8] = amounts - owed;
        (*table.total)[9] = owed;
    }
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook

#include "reports/documents.h"

#include <algorithm>

#include "reports/finder.h"
#include "reports/following.h"
#include "reports/goods_text.h"
#include "reports/listed.h"
#include "reports/settlement.h"
#include "reports/status.h"

namespace daybook {

namespace {

bool is_purchase(Kind kind) { return kind == Kind::purchase || kind == Kind::purchase_return || kind == Kind::bill; }

// What is owed for purchases, returns and bills, and which of them the list shows.
class PurchasesObserver : public Observer {
  public:
    struct Document {
        uint32_t entry;
        bool is_void;
        Money amount;
    };

    PurchasesObserver(const Question& question, const Books& books, const PurchasesFilter& filter)
        : payable(books, AccountClass::payable), question_(question), filter_(filter) {}

    void booked(const Booked& booked) override {
        payable.booked(booked);
        const Entry& entry = booked.entry;
        if (!question_.period.contains(entry.date) || !is_purchase(entry.kind)) return;
        if (filter_.supplier != PartyId::none && question_.entries.party_of(entry) != filter_.supplier) return;
        if (filter_.item != ItemId::none && !has_line_of(question_.entries, entry, filter_.item)) return;
        documents.push_back({booked.index, booked.is_void, supplied_by(question_.entries, booked)});
    }

    Debts payable;
    std::vector<Document> documents;

  private:
    const Question& question_;
    const PurchasesFilter& filter_;
};

class EntryObserver : public Observer {
  public:
    EntryObserver(const Question& question, const Books& books, uint32_t index, Table& postings, Table& steps)
        : following(question, books, index), entries_(question.entries), index_(index), postings_(postings), steps_(steps) {}

    void booked(const Booked& booked) override {
        following.booked(booked);
        if (booked.index != index_) return;
        // one row an account: the goods' own lines stand below
        for (const Posting& posting : booked.postings) {
            const std::string name = account_name(posting.account, entries_);
            const auto row = std::find_if(postings_.rows.begin(), postings_.rows.end(),
                                          [&](const std::vector<Cell>& r) { return std::get<std::string>(r[0]) == name; });
            if (row == postings_.rows.end())
                postings_.rows.push_back({name, account_title(posting.account, entries_), posting.amount});
            else
                std::get<Money>((*row)[2]) += posting.amount;
        }
        for (const Step& step : booked.steps)
            steps_.rows.push_back(
                {item_code(entries_, step.item), step.quantity, step.value, step.revenue, step.cogs, step.on_hand, step.held_value});
    }

    Following following;

  private:
    const Entries& entries_;
    uint32_t index_;
    Table& postings_;
    Table& steps_;
};

}  // namespace

Answer purchases_list(const Question& question, const PurchasesFilter& filter) {
    Report report = new_report(question, "purchase list", Text::title_purchases, false);
    Table table;
    table.key = "documents";
    table.columns = {{"date", Text::col_date}, {"ref", Text::col_ref}, {"kind", Text::col_kind}, {"supplier", Text::col_supplier}};
    add_goods_columns(table, "goods", Text::col_goods);
    table.columns.insert(
        table.columns.end(),
        {{"amount", Text::col_amount, Summed::money}, {"paid", Text::col_paid, Summed::money}, {"owed", Text::col_open, Summed::money}});
    table.when_empty = Text::no_documents;
    Books books(question.entries, question.settings);
    PurchasesObserver observer(question, books, filter);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    const std::unordered_map<uint32_t, Money> open = observer.payable.open_by_document(evening_of(question));
    std::vector<bool> fits;
    if (!filter.words.empty()) fits = Finder(books, filter.words, filter.comments).documents();
    for (const PurchasesObserver::Document& document : observer.documents) {
        if (!filter.words.empty() && !fits[document.entry]) continue;
        const Entry& entry = question.entries.entries[document.entry];
        const auto found = document.is_void ? open.end() : open.find(document.entry);
        const Money owed = found == open.end() ? Money() : found->second;
        const Text kind = document.is_void ? why_out(question.entries, document.entry) : spec(entry.kind).label;
        std::vector<Cell> row = {entry.date, ref_text(question.entries, entry), Message(kind),
                                 party_name(question.entries, question.entries.party_of(entry))};
        add_goods_cells(row, goods_text(question.entries, entry));
        row.insert(row.end(), {document.amount, document.amount - owed, owed});
        table.rows.push_back(std::move(row));
    }
    add_total(table);
    report.tables.push_back(std::move(table));
    return report;
}

Answer orders_report(const Question& question, bool purchases) {
    Books books(question.entries, question.settings);
    if (const auto done = replay_for(question, books, nullptr); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "orders", purchases ? Text::title_purchase_orders : Text::title_orders, false);
    Table table;
    table.key = "orders";
    table.columns = {{"date", Text::col_date},
                     {"ref", Text::col_ref},
                     {purchases ? "supplier" : "customer", purchases ? Text::col_supplier : Text::col_customer},
                     {"channel", Text::col_channel},
                     {"status", Text::col_status},
                     {"goods", Text::col_goods, Shown::data_only},
                     {"ordered", Text::col_ordered},
                     {"open", purchases ? Text::col_to_receive : Text::col_to_ship, Shown::data_only}};
    add_goods_columns(table, purchases ? "to_receive" : "to_ship", purchases ? Text::col_to_receive : Text::col_to_ship);
    table.columns.push_back({"waiting", Text::col_waiting, purchases ? Shown::data_only : Shown::always});
    table.when_empty = Text::no_documents;
    const Statuses statuses(books, question.period.end);
    for (uint32_t index : books.sequence()) {
        const Entry& entry = question.entries.entries[index];
        const Order* order = books.order_of(index);
        if (!order || !question.period.contains(entry.date) || entry.kind != (purchases ? Kind::purchase_order : Kind::order)) continue;
        Quantity ordered, open, waiting;
        for (const OrderLine& line : order->lines) {
            ordered += line.ordered;
            open += line.open;
        }
        for (const ShippedLine& line : order->waiting) waiting += line.quantity;
        std::vector<Cell> row = {entry.date,
                                 ref_text(question.entries, entry),
                                 party_name(question.entries, entry.party),
                                 word(question.entries, entry.channel),
                                 Message(status_text(statuses.of(index))),
                                 goods_text(question.entries, entry),
                                 ordered,
                                 open};
        add_goods_cells(row, open_goods_text(question.entries, *order));
        row.emplace_back(waiting);
        table.rows.push_back(std::move(row));
    }
    report.tables.push_back(std::move(table));
    return report;
}

namespace {

// How far the first of a line's two cells goes: its first word, and of goods the item with its sign.
size_t end_of_what(std::string_view line) {
    const bool goods = line.size() > 1 && line[1] == ' ' && (line[0] == '+' || line[0] == '-' || line[0] == '=');
    const size_t begin = goods ? line.find_first_not_of(' ', 1) : 0;
    if (begin == std::string_view::npos) return line.size();
    size_t end = begin;
    for (bool quoted = false; end < line.size() && (quoted || line[end] != ' '); ++end) {
        if (line[end] == '\\' && quoted)
            ++end;
        else if (line[end] == '"')
            quoted = !quoted;
    }
    return std::min(end, line.size());
}

// The entry as it stands in the journal, a row a line.
Table document_table(std::string_view text, Shown shown) {
    Table table;
    table.key = "document";
    table.shown = shown;
    table.columns = {{"what", Text::nothing}, {"says", Text::nothing}};
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        const size_t end = end_of_what(line);
        const size_t rest = std::min(line.find_first_not_of(' ', end), line.size());
        if (!line.empty()) table.rows.push_back({std::string(line.substr(0, end)), std::string(line.substr(rest))});
    }
    return table;
}

}  // namespace

Answer entry_report(const Question& question, uint32_t index, std::string_view text) {
    const Entry& entry = question.entries.entries[index];
    Message title;
    if (!text.empty()) title = {Text::title_document, {spec(entry.kind).label, ref_text(question.entries, entry)}};
    Report report = new_report(question, "show", std::move(title), false);
    if (!text.empty()) report.period.reset(), report.as_of = entry.date;
    Table postings, steps;
    postings.key = "postings";
    postings.title = Text::title_postings;
    postings.columns = {
        {"account", Text::col_account, Shown::data_only}, {"account", Text::col_account, Shown::screen_only}, {"amount", Text::col_debit}};
    postings.columns[2].signal = false;
    postings.when_empty = Text::no_postings;
    steps.key = "steps";
    steps.title = Text::title_steps;
    steps.columns = {{"item", Text::col_item}, {"quantity", Text::col_quantity}, {"cost", Text::col_cost},  {"revenue", Text::col_revenue},
                     {"cogs", Text::col_cogs}, {"on_hand", Text::col_on_hand},   {"value", Text::col_value}};
    for (Column& column : steps.columns) column.signal = false;
    Books books(question.entries, question.settings);
    EntryObserver observer(question, books, index, postings, steps);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    if (const uint32_t by = books.voided_by(index); by != no_entry) {
        const Entry& voiding = question.entries.entries[by];
        report.notes.push_back(
            {Text::note_void, {ref_text(question.entries, entry), ref_text(question.entries, voiding), to_text(voiding.date)}});
    }
    const auto ref_and_date = [&](Text note, uint32_t other) {
        const Entry& one = question.entries.entries[other];
        report.notes.push_back({note, {ref_text(question.entries, entry), ref_text(question.entries, one), to_text(one.date)}});
    };
    if (const uint32_t by = question.entries.replacements.by(index); by != no_entry) ref_and_date(Text::note_replaced, by);
    if (const uint32_t before = question.entries.find(entry.replaces());
        before != no_entry && question.entries.replacements.by(before) == index)
        ref_and_date(Text::note_replaces, before);
    // on a page the document comes first; for scripts it comes last, so that the rows are the postings
    if (!text.empty()) report.tables.push_back(document_table(text, Shown::screen_only));
    report.tables.push_back(std::move(postings));
    if (!steps.rows.empty()) report.tables.push_back(std::move(steps));
    observer.following.add_tables(report);
    if (!text.empty()) report.tables.push_back(document_table(text, Shown::data_only));
    return report;
}

namespace {

Answer orders(const Question& question) { return orders_report(question, false); }
Answer purchases(const Question& question) { return purchases_list(question, {}); }

const ReportListing listed[] = {{80,
                                 [] {
                                     return ListedReport{"orders,订单", Text::cmd_report_orders, plain<orders>};
                                 }},
                                {90, [] {
                                     return ListedReport{"purchases,进货", Text::cmd_report_purchases, plain<purchases>};
                                 }}};

}  // namespace

}  // namespace daybook

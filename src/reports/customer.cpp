#include "reports/customer.h"

#include <algorithm>

#include "books/party_cards.h"
#include "reports/customers.h"
#include "reports/service.h"

namespace daybook {

namespace {

constexpr size_t favourites = 5, latest = 10;

struct Bought {
    Quantity quantity;
    Money revenue;
};

class OneParty : public Observer {
  public:
    OneParty(const Question& question, PartyId party) : question_(question), party_(party), items(question.entries.items.size()) {}

    void booked(const Booked& booked) override {
        const Entry& entry = booked.entry;
        bool owes = false, is_owed = false;  // an opening names many
        for (const Posting& posting : booked.postings) {
            if (posting.account.name != index_of(party_)) continue;
            if (posting.account.cls == AccountClass::receivable) receivable += posting.amount;
            if (posting.account.cls == AccountClass::payable) payable -= posting.amount;
            owes = owes || posting.account.cls == AccountClass::receivable || posting.account.cls == AccountClass::stored_value;
            is_owed = is_owed || posting.account.cls == AccountClass::payable;
        }
        if (booked.is_void || spec(entry.kind).declares || !question_.period.contains(entry.date)) return;
        const bool theirs = question_.entries.party_of(entry) == party_;
        const bool bought = is_owed || (theirs && buys(entry));
        if (bought) purchase(booked);
        if (!owes && (!theirs || bought)) return;
        if (entry.kind == Kind::sell || entry.kind == Kind::order) sales_.push_back(booked.index);
        document(booked);
    }

    // Counted once all is known: an order that was cancelled later is none.
    void count_orders(const Books& books) {
        for (uint32_t index : sales_) {
            if (!is_order_that_counts(books, index)) continue;
            ++orders;
            last_order = question_.entries.entries[index].date;
        }
    }

  private:
    void document(const Booked& booked) {
        Money earned;
        std::string goods;
        for (const Step& step : booked.steps) {
            earned += step.revenue;
            profit += step.revenue - step.cogs;
            Bought& item = items[index_of(step.item)];
            item.quantity += step.sold;
            item.revenue += step.revenue;
            if (step.sold.raw < 0) returned += -step.sold;
            if (step.sold.raw < 0 || (!step.sold && step.revenue.raw < 0)) returned_value -= step.revenue;
            if (step.sold)
                goods.append(goods.empty() ? "" : ", ")
                    .append(question_.entries.items.text(step.item))
                    .append(":")
                    .append(to_text(step.sold));
        }
        revenue += earned;
        documents.push_back({booked.entry.date, ref_text(question_.entries, booked.entry), Message(spec(booked.entry.kind).label), goods,
                             earned, receivable, booked.points ? Cell(booked.points.raw) : Cell()});
        any_points = any_points || booked.points;
    }

    bool buys(const Entry& entry) const {
        switch (entry.kind) {
            case Kind::purchase_order:
            case Kind::purchase:
            case Kind::purchase_return:
            case Kind::pay: return true;
            case Kind::cancel: return question_.entries.document_of(entry).kind == Kind::purchase_order;
            default: return false;  // a bill need not be the seller's
        }
    }

    // What was bought from it, paid to it or sent back.
    void purchase(const Booked& booked) {
        const Entry& entry = booked.entry;
        Money amount = entry.kind == Kind::open ? Money() : own_money(question_.entries, entry, AccountClass::payable);
        for (const Posting& posting : booked.postings)
            if (posting.account == Account(AccountClass::payable, party_)) amount -= posting.amount;
        std::string goods;
        for (const GoodsLine& line : question_.entries.goods_of(entry))
            goods.append(goods.empty() ? "" : ", ")
                .append(question_.entries.items.text(line.item))
                .append(":")
                .append(to_text(line.quantity));
        if (entry.kind == Kind::open) goods.clear();
        purchases.push_back(
            {entry.date, ref_text(question_.entries, entry), Message(spec(entry.kind).label), std::move(goods), amount, payable});
    }

    const Question& question_;
    PartyId party_;
    std::vector<uint32_t> sales_;

  public:
    std::vector<Bought> items;  // by ItemId
    std::vector<std::vector<Cell>> documents, purchases;
    int64_t orders = 0;
    Money revenue, profit, returned_value, receivable, payable;
    Quantity returned;
    std::optional<Date> last_order;
    bool any_points = false;
};

// What is known and what it comes to, a line each; what there is not is left out.
class Facts {
  public:
    explicit Facts(const Question& question) : question_(question) {
        table.key = "about";
        table.columns = {{"fact", Text::nothing}, {"value", Text::nothing}};
    }
    void add(Text what, std::string value) {
        if (!value.empty()) table.rows.push_back({Message(what), std::move(value)});
    }
    void add(Text what, Message value) { table.rows.push_back({Message(what), std::move(value)}); }
    void add(Text what, WordId value) { add(what, word(question_.entries, value)); }
    void add(Text what, const std::vector<WordId>& values) {
        std::string all;
        for (WordId value : values) all.append(all.empty() ? "" : ", ").append(question_.entries.words.text(value));
        add(what, all);
    }
    void add(Text what, Money amount) { add(what, to_text(amount, question_.settings.currency.decimals)); }

    Table table;

  private:
    const Question& question_;
};

Table about(const Question& question, const Books& books, PartyId customer, const OneParty& observer) {
    const std::vector<PartyCard> cards = party_cards(books, question.period.end);
    const PartyCard& card = cards[index_of(customer)];
    Facts facts(question);
    facts.add(Text::col_name, card.name);
    for (PartyId other : card.also) facts.add(Text::fact_also, party_name(question.entries, other));
    facts.add(Text::col_phone, card.phones);
    facts.add(Text::fact_email, card.emails);
    for (WordId address : card.addresses) facts.add(Text::fact_address, address);
    if (card.birthday) facts.add(Text::fact_birthday, to_text(*card.birthday));
    facts.add(Text::col_level, card.level);
    facts.add(Text::fact_tags, card.tags);
    facts.add(Text::fact_source, card.source);
    if (card.since) facts.add(Text::fact_since, to_text(*card.since));
    if (const auto terms = books.masters().of(customer).terms) facts.add(Text::fact_terms, {Text::fact_days, {std::to_string(*terms)}});
    if (card.opt_out) facts.add(Text::fact_letters, Message(Text::fact_no_letters));
    const PartyFacts& party = books.masters().of(customer);
    const bool sold_to = party.is_customer || !observer.documents.empty();
    if (sold_to || !party.is_supplier) {
        facts.add(Text::col_orders, std::to_string(observer.orders));
        if (observer.last_order) facts.add(Text::col_last_order, to_text(*observer.last_order));
        facts.add(Text::col_revenue, observer.revenue);
        facts.add(Text::col_gross_profit, observer.profit);
    }
    if (observer.returned || observer.returned_value)
        facts.add(Text::col_came_back,
                  to_text(observer.returned) + " (" + to_text(observer.returned_value, question.settings.currency.decimals) + ")");
    if (sold_to || !party.is_supplier) facts.add(Text::col_receivable, books.balances().of({AccountClass::receivable, customer}));
    if (party.is_supplier || !observer.purchases.empty())
        facts.add(Text::col_payable, -books.balances().of({AccountClass::payable, customer}));
    if (const Points points = books.points(customer); points || observer.any_points)
        facts.add(Text::col_points, std::to_string(points.raw));
    if (const Money stored = books.stored_value(customer)) facts.add(Text::col_stored_value, stored);
    return facts.table;
}

Table favourites_table(const Question& question, const Books& books, const OneParty& observer) {
    Table table;
    table.key = "favourites";
    table.title = Text::title_favourites;
    table.columns = {{"item", Text::col_item},
                     {"name", Text::col_name},
                     {"quantity", Text::col_quantity},
                     {"revenue", Text::col_revenue},
                     {"bar", Text::nothing, Shown::screen_only}};
    std::vector<uint32_t> items;
    for (uint32_t i = 1; i < observer.items.size(); ++i)
        if (observer.items[i].revenue.raw > 0) items.push_back(i);
    std::stable_sort(items.begin(), items.end(),
                     [&](uint32_t a, uint32_t b) { return observer.items[a].revenue > observer.items[b].revenue; });
    if (items.size() > favourites) items.resize(favourites);
    for (uint32_t i : items) {
        const auto item = static_cast<ItemId>(i);
        const Bought& bought = observer.items[i];
        table.rows.push_back({item_code(question.entries, item), word(question.entries, books.masters().of(item).name), bought.quantity,
                              bought.revenue, Bar{bought.revenue.raw, observer.items[items.front()].revenue.raw}});
    }
    return table;
}

// The latest, or where a period was asked for all of it.
void put_latest(Table& table, std::vector<std::vector<Cell>>&& all, bool whole, std::vector<Message>& notes) {
    if (!whole && all.size() > latest) {
        notes.push_back({Text::note_latest, {std::to_string(latest), std::to_string(all.size())}});
        all.erase(all.begin(), all.end() - latest);
    }
    table.rows = std::move(all);
}

Table purchases_table(OneParty& observer, bool whole, std::vector<Message>& notes) {
    Table table;
    table.key = "purchases";
    table.title = Text::title_purchases;
    table.columns = {{"date", Text::col_date},   {"ref", Text::col_ref},       {"kind", Text::col_kind},
                     {"goods", Text::col_goods}, {"amount", Text::col_amount}, {"payable", Text::col_payable}};
    put_latest(table, std::move(observer.purchases), whole, notes);
    return table;
}

Table documents_table(OneParty& observer, bool whole, std::vector<Message>& notes) {
    Table table;
    table.key = "documents";
    table.title = Text::title_documents;
    table.columns = {{"date", Text::col_date},
                     {"ref", Text::col_ref},
                     {"kind", Text::col_kind},
                     {"goods", Text::col_goods},
                     {"revenue", Text::col_revenue},
                     {"receivable", Text::col_receivable},
                     {"points", Text::col_points, observer.any_points ? Shown::always : Shown::data_only}};
    table.columns.back().signal = false;
    table.when_empty = Text::no_documents;
    put_latest(table, std::move(observer.documents), whole, notes);
    return table;
}

}  // namespace

Answer customer_report(const Question& question, PartyId customer) {
    Books books(question.entries, question.settings);
    OneParty observer(question, customer);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    observer.count_orders(books);
    Report report = new_report(question, "customer show", {Text::title_customer, {question.entries.parties.text(customer)}}, false);
    report.tables.push_back(about(question, books, customer, observer));
    if (Table items = favourites_table(question, books, observer); !items.rows.empty()) report.tables.push_back(std::move(items));
    if (Table open = open_cases_table(books, evening_of(question), customer); !open.rows.empty()) report.tables.push_back(std::move(open));
    const bool whole = question.period.has_begin(), bought_from = !observer.purchases.empty();
    if (bought_from) report.tables.push_back(purchases_table(observer, whole, report.notes));
    if (!bought_from || !observer.documents.empty()) report.tables.push_back(documents_table(observer, whole, report.notes));
    return report;
}

Answer supplier_report(const Question& question, PartyId supplier) {
    Answer report = customer_report(question, supplier);
    if (!report) return report;
    report->name = "supplier show";
    report->title = {Text::title_supplier, {question.entries.parties.text(supplier)}};
    return report;
}

}  // namespace daybook

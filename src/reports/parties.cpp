#include "reports/parties.h"

#include <algorithm>

namespace daybook {

namespace {

// A document that a party owes, or (negative) is owed, by; and what is still open of it.
struct Charge {
    uint32_t entry = 0;
    PartyId party = PartyId::none;
    Date due;
    Money amount;
    Money open;
};

struct CustomerSum {
    int64_t orders = 0;
    Money revenue;
    std::optional<Date> last_order;
};

Money receivable_of(const Booked& booked, PartyId& party) {
    Money owed;
    for (const Posting& posting : booked.postings) {
        if (posting.account.cls != AccountClass::receivable) continue;
        owed += posting.amount;
        party = static_cast<PartyId>(posting.account.name);
    }
    return owed;
}

class CustomersObserver : public Observer {
  public:
    CustomersObserver(const Question& question, const Books& books)
        : question_(question), books_(books), sums(question.entries.parties.size()) {}

    void booked(const Booked& booked) override {
        const Entry& entry = booked.entry;
        const PartyId party = entry.party != PartyId::none ? entry.party : sale_of(question_.entries, entry).party;
        for (const Step& step : booked.steps) {
            if (!question_.period.contains(entry.date)) break;
            const PartyId buyer = sale_of(question_.entries, question_.entries.entries[step.sale]).party;
            sums[index_of(buyer == PartyId::none ? party : buyer)].revenue += step.revenue;
        }
        const bool order = (entry.kind == Kind::sell || entry.kind == Kind::order) && !booked.postings.empty();
        if (order && party != PartyId::none && question_.period.contains(entry.date)) {
            ++sums[index_of(party)].orders;
            sums[index_of(party)].last_order = entry.date;
        }
        add_charges(booked);
    }

  private:
    void add_charges(const Booked& booked) {
        if (booked.entry.kind == Kind::open) {
            for (const Posting& posting : booked.postings)
                if (posting.account.cls == AccountClass::receivable)
                    charge(booked, static_cast<PartyId>(posting.account.name), posting.amount);
            return;
        }
        PartyId party = PartyId::none;
        const Money owed = receivable_of(booked, party);
        if (owed) charge(booked, party, owed);
    }

    void charge(const Booked& booked, PartyId party, Money owed) {
        Date due = booked.entry.date;
        if (const auto terms = books_.masters().of(party).terms) due = due + *terms;
        for (const Detail& detail : question_.entries.details_of(booked.entry))
            if (detail.key == Key::due) due = Date{static_cast<int32_t>(detail.number)};
        charges.push_back({booked.index, party, due, owed, owed});
    }

    const Question& question_;
    const Books& books_;

  public:
    std::vector<CustomerSum> sums;  // by PartyId
    std::vector<Charge> charges;    // in the order of the replay
};

void settle(Charge& credit, Charge& debt) {
    const Money part = std::min(-credit.open, debt.open);
    credit.open += part;
    debt.open -= part;
}

// Credits against debts of the same party: what a payment names first, then the oldest due.
void settle_all(const Entries& entries, std::vector<Charge>& charges) {
    std::stable_sort(charges.begin(), charges.end(),
                     [](const Charge& a, const Charge& b) { return std::tie(a.party, a.due) < std::tie(b.party, b.due); });
    for (const bool named : {true, false}) {
        for (Charge& credit : charges) {
            if (credit.open.raw >= 0) continue;
            const uint32_t target = entries.find(entries.entries[credit.entry].of);
            const auto first =
                std::partition_point(charges.begin(), charges.end(), [&](const Charge& c) { return c.party < credit.party; });
            for (auto debt = first; debt != charges.end() && debt->party == credit.party && credit.open.raw < 0; ++debt)
                if (debt->open.raw > 0 && (!named || debt->entry == target)) settle(credit, *debt);
        }
    }
}

}  // namespace

Answer customers_report(const Question& question) {
    Books books(question.entries, question.settings);
    CustomersObserver observer(question, books);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "customer", Text::title_customers, true);
    Table table;
    table.key = "customers";
    table.columns = {{"customer", Text::col_customer},    {"level", Text::col_level},     {"phone", Text::col_phone},
                     {"orders", Text::col_orders},        {"revenue", Text::col_revenue}, {"receivable", Text::col_receivable},
                     {"last_order", Text::col_last_order}};
    table.when_empty = Text::no_customers;
    std::vector<PartyId> customers;
    for (uint32_t i = 1; i < question.entries.parties.size(); ++i)
        if (books.masters().of(static_cast<PartyId>(i)).is_customer) customers.push_back(static_cast<PartyId>(i));
    std::sort(customers.begin(), customers.end(),
              [&](PartyId a, PartyId b) { return question.entries.parties.text(a) < question.entries.parties.text(b); });
    int64_t orders = 0;
    Money revenue, owed;
    for (PartyId customer : customers) {
        const CustomerSum& sum = observer.sums[index_of(customer)];
        const PartyFacts& facts = books.masters().of(customer);
        const Money receivable = books.balances().of({AccountClass::receivable, customer});
        orders += sum.orders;
        revenue += sum.revenue;
        owed += receivable;
        table.rows.push_back({party_name(question.entries, customer), word(question.entries, facts.level),
                              word(question.entries, facts.phone), sum.orders, sum.revenue, receivable,
                              sum.last_order ? Cell(*sum.last_order) : Cell()});
    }
    table.total = {Cell(), Cell(), Cell(), orders, revenue, owed, Cell()};
    report.tables.push_back(std::move(table));
    return report;
}

Answer due_report(const Question& question, PartyId only) {
    Books books(question.entries, question.settings);
    CustomersObserver observer(question, books);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    settle_all(question.entries, observer.charges);
    Report report = new_report(question, "customer due", Text::title_due, true);
    Table table;
    table.key = "due";
    table.columns = {{"customer", Text::col_customer}, {"ref", Text::col_ref},       {"date", Text::col_date}, {"due", Text::col_due},
                     {"days", Text::col_days_over},    {"amount", Text::col_amount}, {"open", Text::col_open}};
    table.when_empty = Text::no_due;
    Money total;
    const Date evening = question.period.has_end() ? question.period.end - 1 : question.today;
    for (const Charge& charge : observer.charges) {
        if (!charge.open || (only != PartyId::none && charge.party != only)) continue;
        const Entry& entry = question.entries.entries[charge.entry];
        const int64_t days = std::max(0, evening.days - charge.due.days);
        total += charge.open;
        table.rows.push_back({party_name(question.entries, charge.party), ref_text(question.entries, entry), entry.date, charge.due,
                              days ? Cell(days) : Cell(), charge.amount, charge.open});
    }
    table.total = {Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), total};
    report.tables.push_back(std::move(table));
    return report;
}

Answer customer_report(const Question& question, PartyId customer) {
    Books books(question.entries, question.settings);
    struct Both : Observer {
        Both(const Question& q, const Books& b, PartyId c, Table& t) : customers(q, b), question(q), party(c), table(t) {}
        void booked(const Booked& booked) override {
            customers.booked(booked);
            const Entry& entry = booked.entry;
            const PartyId whose = entry.party != PartyId::none ? entry.party : sale_of(question.entries, entry).party;
            bool owes = false;  // an opening names many
            for (const Posting& posting : booked.postings) {
                if (posting.account.cls != AccountClass::receivable || posting.account.name != index_of(party)) continue;
                balance += posting.amount;
                owes = true;
            }
            if ((whose != party && !owes) || booked.postings.empty() || !question.period.contains(entry.date)) return;
            Money revenue;
            std::string goods;
            for (const Step& step : booked.steps) {
                revenue += step.revenue;
                if (!step.sold) continue;
                goods.append(goods.empty() ? "" : ", ")
                    .append(question.entries.items.text(step.item))
                    .append(":")
                    .append(to_text(step.sold));
            }
            table.rows.push_back({entry.date, ref_text(question.entries, entry), Message(spec(entry.kind).label), goods, revenue, balance});
        }
        CustomersObserver customers;
        const Question& question;
        PartyId party;
        Table& table;
        Money balance;
    };
    Report report = new_report(question, "customer show", {Text::title_customer, {question.entries.parties.text(customer)}}, false);
    Table table;
    table.key = "documents";
    table.columns = {{"date", Text::col_date},   {"ref", Text::col_ref},         {"kind", Text::col_kind},
                     {"goods", Text::col_goods}, {"revenue", Text::col_revenue}, {"receivable", Text::col_receivable}};
    table.when_empty = Text::no_documents;
    Both observer(question, books, customer, table);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    const PartyFacts& facts = books.masters().of(customer);
    const CustomerSum& sum = observer.customers.sums[index_of(customer)];
    if (facts.level != WordId::none) report.notes.push_back({Text::note_level, {question.entries.words.text(facts.level)}});
    if (facts.phone != WordId::none) report.notes.push_back({Text::note_phone, {question.entries.words.text(facts.phone)}});
    report.notes.push_back({Text::note_customer,
                            {std::to_string(sum.orders), to_text(sum.revenue, report.money_decimals),
                             to_text(books.balances().of({AccountClass::receivable, customer}), report.money_decimals),
                             sum.last_order ? to_text(*sum.last_order) : "–"}});
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook

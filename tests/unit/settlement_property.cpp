#include "unit/settlement_property.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "reports/deliveries.h"
#include "reports/documents.h"
#include "reports/parties.h"
#include "reports/sales.h"

namespace daybook {

namespace {

// Sums of a table's money column by the names in another.
using ByName = std::map<std::string, Money>;

size_t column_of(const Table& table, std::string_view key) {
    for (size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].key == key) return i;
    throw std::out_of_range(std::string(key));
}

ByName sums(const Table& table, std::string_view name, std::string_view figure) {
    ByName all;
    for (const std::vector<Cell>& row : table.rows)
        if (const Money* amount = std::get_if<Money>(&row[column_of(table, figure)]))
            all[std::get<std::string>(row[column_of(table, name)])] += *amount;
    return all;
}

Money at(const ByName& sums, const std::string& name) {
    const auto found = sums.find(name);
    return found == sums.end() ? Money() : found->second;
}

// One evening, and what each report says on it.
class Evening {
  public:
    Evening(const Journal& journal, const BookSettings& settings, Date day)
        : entries_(journal.entries()),
          question_{entries_, settings, {first_date, day + 1}, day},
          books_(entries_, settings),
          receivable_(books_, AccountClass::receivable),
          payable_(books_, AccountClass::payable) {
        struct Both : Observer {
            Both(Debts& r, Debts& p) : receivable(r), payable(p) {}
            void booked(const Booked& booked) override {
                receivable.booked(booked);
                payable.booked(booked);
            }
            Debts &receivable, &payable;
        } both(receivable_, payable_);
        books_.replay(&both, day + 1);
    }

    std::string fault() {
        look_at_documents(receivable_, AccountClass::receivable);
        look_at_documents(payable_, AccountClass::payable);
        look_at_reports();
        look_at_lists();
        for (uint32_t i = 1; i < entries_.parties.size(); ++i) look_at_statement(static_cast<PartyId>(i));
        return fault_.empty() ? "" : fault_ + " on " + to_text(question_.today);
    }

  private:
    void expect(const std::string& what, const std::string& party, Money one, Money other) {
        if (one != other && fault_.empty()) fault_ = fmt::format("{} of {}: {} and {}", what, party, to_text(one, 2), to_text(other, 2));
    }

    Money balance(AccountClass side, PartyId party) const {
        const Money held = books_.balances().of({side, party});
        return side == AccountClass::receivable ? held : -held;
    }

    // What is open adds up to the balance; nobody owes for one document while a credit lies unused.
    void look_at_documents(const Debts& debts, AccountClass side) {
        std::map<PartyId, Money> open, unpaid, unused;
        for (const OpenDocument& one : debts.open_documents(question_.today)) {
            open[one.party] += one.open - one.ahead;
            (one.open.raw > 0 ? unpaid : unused)[one.party] += one.open;
            if (one.ahead.raw < 0) fault_ = "less than nothing is kept ahead";
            if (one.overdue.raw < 0) fault_ = "less than nothing is overdue";
        }
        for (uint32_t i = 1; i < entries_.parties.size(); ++i) {
            const auto party = static_cast<PartyId>(i);
            const std::string name = party_name(entries_, party);
            expect("open and the balance", name, open[party], balance(side, party));
            if (unpaid[party] && unused[party]) expect("unpaid beside an unused credit", name, unpaid[party], Money());
        }
    }

    const Table& ask(const Answer& answer, size_t table = 0) {
        kept_.push_back(answer.value());
        return kept_.back().tables[table];
    }

    void look_at_reports() {
        const Table due = ask(due_report(question_, PartyId::none));
        const Table receivable = ask(ageing_report(question_), 0), payable = ask(ageing_report(question_), 1);
        const Table customers = ask(customers_report(question_, {}, 90));
        const ByName due_open = sums(due, "customer", "open"), owed = sums(ask(suppliers_report(question_)), "supplier", "owed");
        ByName aged, aged_payable;
        for (const char* age : {"current", "days_1_30", "days_31_60", "days_61_90", "over_90"}) {
            for (const auto& [name, amount] : sums(receivable, "party", age)) aged[name] += amount;
            for (const auto& [name, amount] : sums(payable, "party", age)) aged_payable[name] += amount;
        }
        for (uint32_t i = 1; i < entries_.parties.size(); ++i) {
            const auto party = static_cast<PartyId>(i);
            const std::string name = party_name(entries_, party);
            expect("due and ageing", name, at(due_open, name), at(aged, name));
            expect("ageing and the balance", name, at(sums(receivable, "party", "total"), name), balance(AccountClass::receivable, party));
            expect("ageing and the payable", name, at(sums(payable, "party", "total"), name), balance(AccountClass::payable, party));
            if (owed.count(name)) expect("suppliers and ageing", name, at(owed, name), at(aged_payable, name));
            if (books_.masters().of(party).is_customer)
                expect("card and the balance", name, at(sums(customers, "customer", "receivable"), name),
                       balance(AccountClass::receivable, party));
        }
    }

    // Of every listed document what is open, of an order what is still to come; nothing else is left over but money that names no document.
    void look_at_lists() {
        ByName sales = sums(ask(sales_list(question_, {})), "customer", "owed");
        ByName purchases = sums(ask(purchases_list(question_, {})), "supplier", "owed");
        for (uint32_t index : books_.sequence()) {
            const Entry& entry = entries_.entries[index];
            if (entry.date > question_.today) break;
            if (entry.kind == Kind::order && books_.voided_by(index) == no_entry)
                sales[party_name(entries_, entries_.party_of(entry))] -= still_to_come(books_, index);
        }
        const auto add_unlisted = [&](const Debts& debts, ByName& into, auto listed) {
            for (const OpenDocument& one : debts.open_documents(question_.today)) {
                const Entry& entry = entries_.entries[one.entry];
                if (!listed(entry.kind) && !listed(entries_.document_of(entry).kind))
                    into[party_name(entries_, one.party)] += one.open - one.ahead;
            }
        };
        add_unlisted(receivable_, sales, [](Kind kind) {
            return kind == Kind::order || kind == Kind::sell || kind == Kind::sale_return || kind == Kind::refund;
        });
        add_unlisted(payable_, purchases,
                     [](Kind kind) { return kind == Kind::purchase || kind == Kind::purchase_return || kind == Kind::bill; });
        for (uint32_t i = 1; i < entries_.parties.size(); ++i) {
            const auto party = static_cast<PartyId>(i);
            const std::string name = party_name(entries_, party);
            expect("sales and the balance", name, at(sales, name), balance(AccountClass::receivable, party));
            expect("purchases and the payable", name, at(purchases, name), balance(AccountClass::payable, party));
        }
    }

    void look_at_statement(PartyId party) {
        const Table table = ask(statement_report(question_, party));
        const std::string name = party_name(entries_, party);
        Money running;
        const size_t debit = column_of(table, "debit"), credit = column_of(table, "credit"), shown = column_of(table, "balance");
        for (const std::vector<Cell>& row : table.rows) {
            if (const Money* amount = std::get_if<Money>(&row[debit])) running += *amount;
            if (const Money* amount = std::get_if<Money>(&row[credit])) running -= *amount;
            expect("a statement's running balance", name, running, std::get<Money>(row[shown]));
        }
        expect("the statement and the balances", name, running,
               balance(AccountClass::receivable, party) - balance(AccountClass::payable, party));
    }

    const Entries& entries_;
    Question question_;
    Books books_;
    Debts receivable_, payable_;
    std::vector<Report> kept_;
    std::string fault_;
};

}  // namespace

std::string settlement_agrees(const RandomLedger& ledger) {
    const Replayed replayed(ledger);
    std::set<Date> days;
    for (const RandomEntry& entry : ledger.entries) days.insert(entry.date);
    for (Date day : days)
        if (const std::string fault = Evening(replayed.journal, ledger.settings, day).fault(); !fault.empty()) return fault;
    return "";
}

}  // namespace daybook

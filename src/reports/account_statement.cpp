// The statement of account of a customer or supplier.
#include "reports/parties.h"

namespace daybook {

namespace {

// Entries whose money lines are settled with their party; of all others they are the shop's own business.
bool settles(Kind kind) {
    switch (kind) {
        case Kind::order:
        case Kind::sell:
        case Kind::confirm:
        case Kind::sale_return:
        case Kind::refund:
        case Kind::collect:
        case Kind::cancel:
        case Kind::purchase_order:
        case Kind::purchase:
        case Kind::purchase_return:
        case Kind::bill:
        case Kind::pay: return true;
        default: return false;
    }
}

// A gift is a document too, though it comes to nothing.
bool delivers(Kind kind) {
    return kind == Kind::sell || kind == Kind::sale_return || kind == Kind::purchase || kind == Kind::purchase_return;
}

class AccountStatement : public Observer {
  public:
    AccountStatement(const Question& question, PartyId party, Table& into) : question_(question), party_(party), table_(into) {}

    void booked(const Booked& booked) override {
        if (booked.is_void) return;
        const Entry& entry = booked.entry;
        Money change;
        for (const Posting& posting : booked.postings)
            if (posting.account == Account(AccountClass::receivable, party_) || posting.account == Account(AccountClass::payable, party_))
                change += posting.amount;
        // who sends a bill need not be who sold the goods
        const bool theirs = settles(entry.kind) && (entry.kind == Kind::bill ? entry.party : question_.entries.party_of(entry)) == party_;
        const Money charge = theirs ? change + own_money(question_.entries, entry, AccountClass::receivable) : change;
        if (entry.date < question_.period.begin) {
            balance_ += change;
            return;
        }
        begin();
        if (charge || (theirs && delivers(entry.kind)))
            row(entry, Message(spec(entry.kind).label), goods_of(booked), std::string(), charge);
        if (theirs) money_rows(entry);
    }

    void end() {
        begin();
        table_.rows.push_back(state(Text::row_closing));
    }

  private:
    void begin() {
        if (table_.rows.empty()) table_.rows.push_back(state(Text::row_opening));
    }

    void money_rows(const Entry& entry) {
        const bool alone = entry.kind == Kind::collect || entry.kind == Kind::pay;  // its kind says it
        for (const Detail& detail : question_.entries.details_of(entry)) {
            if ((detail.key != Key::received && detail.key != Key::paid) || !detail.number) continue;
            const bool received = detail.key == Key::received;
            const Text label = alone ? spec(entry.kind).label : received ? Text::row_received : Text::row_paid;
            row(entry, Message(label), std::string(), word(question_.entries, detail.word()), received ? -detail.money() : detail.money());
        }
    }

    void row(const Entry& entry, Message kind, std::string goods, std::string account, Money change) {
        balance_ += change;
        table_.rows.push_back({entry.date, ref_text(question_.entries, entry), std::move(kind), std::move(goods), std::move(account),
                               change.raw > 0 ? Cell(change) : Cell(), change.raw < 0 ? Cell(-change) : Cell(), balance_});
    }

    std::vector<Cell> state(Text label) const {
        return {Cell(), std::string(), Message(label), std::string(), std::string(), Cell(), Cell(), balance_};
    }

    // As the entry lists them; of a confirmation, or a shipment of all that is left, as they were booked.
    std::string goods_of(const Booked& booked) const {
        const Entries& entries = question_.entries;
        std::string all;
        if (booked.entry.kind == Kind::open) return all;  // its goods are the shop's
        const auto add = [&](std::string_view sign, ItemId item, Quantity q) {
            all.append(all.empty() ? "" : ", ").append(sign).append(entries.items.text(item)).append(":").append(to_text(q));
        };
        const bool both_ways = booked.entry.kind == Kind::sale_return;
        for (const GoodsLine& goods : entries.goods_of(booked.entry)) {
            add(both_ways ? (goods.sign == '+' ? "+" : "-") : "", goods.item, goods.quantity);
            if (goods.form != PriceForm::unit) continue;
            all.append("@").append(to_text(goods.unit_price(), question_.settings.currency.decimals));
        }
        if (!all.empty()) return all;
        for (const Step& step : booked.steps)
            if (step.sold) add("", step.item, step.sold);
        return all;
    }

    const Question& question_;
    PartyId party_;
    Table& table_;
    Money balance_;
};

}  // namespace

Answer statement_report(const Question& question, PartyId party) {
    Report report = new_report(question, "customer statement", {Text::title_statement, {question.entries.parties.text(party)}}, false);
    Table table;
    table.key = "statement";
    table.columns = {{"date", Text::col_date},      {"ref", Text::col_ref},         {"kind", Text::col_kind},
                     {"goods", Text::col_goods},    {"account", Text::col_account}, {"debit", Text::col_owes},
                     {"credit", Text::col_settles}, {"balance", Text::col_balance}};
    Books books(question.entries, question.settings);
    AccountStatement statement(question, party, table);
    if (const auto done = replay_for(question, books, &statement); !done) return tl::unexpected<Problems>(done.error());
    statement.end();
    const Money receivable = books.balances().of({AccountClass::receivable, party}),
                payable = -books.balances().of({AccountClass::payable, party});
    if (receivable && payable)
        report.notes.push_back({Text::note_both_balances,
                                {to_text(receivable, report.money_decimals), to_text(payable, report.money_decimals), report.currency}});
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook

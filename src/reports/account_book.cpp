#include "reports/account_book.h"

#include <algorithm>

#include "base/check.h"
#include "reports/chart.h"

namespace daybook {

namespace {

// Which accounts were ever posted to.
class AccountsUsed : public Observer {
  public:
    explicit AccountsUsed(const Entries& entries) : used(entries.words.size()) {}

    void booked(const Booked& booked) override {
        for (const Posting& posting : booked.postings)
            if (is_named_by_entries(posting.account.cls)) used[posting.account.name] = true;
    }
    bool wants_steps() const override { return false; }

    std::vector<bool> used;  // by WordId
};

Text class_text(AccountClass cls) {
    switch (cls) {
        case AccountClass::asset: return Text::class_asset;
        case AccountClass::liability: return Text::class_liability;
        case AccountClass::equity: return Text::class_equity;
        default: return Text::class_money;
    }
}

// Its names, the one that is shown first; none where it is known by its code alone.
std::string names_of(const Entries& entries, WordId code) {
    const WordId shown = entries.account_names.display(code);
    std::string names(shown == code ? std::string_view() : entries.words.text(shown));
    std::vector<WordId> seen = {code, shown};
    for (const Entry& entry : entries.entries) {
        if (entry.kind != Kind::account || entry.subject != index_of(code)) continue;
        for (const Detail& detail : entries.details_of(entry)) {
            if (detail.key != Key::name || std::find(seen.begin(), seen.end(), detail.word()) != seen.end()) continue;
            seen.push_back(detail.word());
            names.append(names.empty() ? "" : ", ").append(entries.words.text(detail.word()));
        }
    }
    return names;
}

class AccountCard : public Observer {
  public:
    AccountCard(const Question& question, Account account, Table& into) : question_(question), account_(account), table_(into) {}

    void booked(const Booked& booked) override {
        Money in, out;
        for (const Posting& posting : booked.postings)
            if (posting.account == account_) (posting.amount.raw > 0 ? in : out) += posting.amount;
        if (!in && !out) return;
        if (booked.entry.date >= question_.period.begin) begin();
        balance += in + out;
        if (booked.entry.date < question_.period.begin) return;
        const Entry& entry = booked.entry;
        table_.rows.push_back({entry.date, ref_text(question_.entries, entry), Message(spec(entry.kind).label), what(booked),
                               party_name(question_.entries, question_.entries.party_of(entry)), in ? Cell(in) : Cell(),
                               out ? Cell(-out) : Cell(), balance});
    }
    bool wants_steps() const override { return false; }

    void end() {
        begin();
        table_.rows.push_back(state(Text::row_closing));
    }

    Money balance;

  private:
    void begin() {
        if (table_.rows.empty()) table_.rows.push_back(state(Text::row_opening));
    }

    std::vector<Cell> state(Text label) const {
        return {Cell(), std::string(), Message(label), Cell(std::string()), std::string(), Cell(), Cell(), balance};
    }

    // What the money was for, or where it went or came from.
    Cell what(const Booked& booked) const {
        const Entry& entry = booked.entry;
        if (entry.purpose != WordId::none) return word(question_.entries, entry.purpose);
        if (entry.kind != Kind::transfer) return std::string();
        std::string others;
        for (const Posting& posting : booked.postings)
            if (is_named_by_entries(posting.account.cls) && posting.account != account_)
                others.append(others.empty() ? "" : ", ")
                    .append(account_label(question_.entries, static_cast<WordId>(posting.account.name)));
        return others;
    }

    const Question& question_;
    const Account account_;
    Table& table_;
};

}  // namespace

Answer accounts_report(const Question& question) {
    const Entries& entries = question.entries;
    Books books(entries, question.settings);
    AccountsUsed observer(entries);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "account list", Text::title_accounts, true);
    Table table;
    table.key = "accounts";
    table.columns = {{"account", Text::col_account}, {"name", Text::col_name}, {"class", Text::col_class}, {"balance", Text::col_balance}};
    table.when_empty = Text::no_accounts;
    const std::vector<AccountFacts>& accounts = books.masters().accounts;
    for (AccountClass cls : {AccountClass::cash, AccountClass::asset, AccountClass::liability, AccountClass::equity})
        for (uint32_t i = 1; i < accounts.size(); ++i) {
            if (accounts[i].cls != cls || (!accounts[i].declared && !observer.used[i])) continue;
            const auto code = static_cast<WordId>(i);
            table.rows.push_back(
                {word(entries, code), names_of(entries, code), Message(class_text(cls)), books.balances().of({cls, code})});
        }
    report.tables.push_back(std::move(table));
    return report;
}

Answer account_card(const Question& question, WordId account) {
    Report report = new_report(question, "account card", {Text::title_account_card, {account_label(question.entries, account)}}, false);
    Table table;
    table.key = "card";
    table.columns = {{"date", Text::col_date},   {"ref", Text::col_ref}, {"kind", Text::col_kind}, {"what", Text::col_what},
                     {"party", Text::col_party}, {"in", Text::col_in},   {"out", Text::col_out},   {"balance", Text::col_balance}};
    Books books(question.entries, question.settings);
    // its class holds from the first day on, but is known only once the entries are looked at
    AccountClass cls = AccountClass::cash;
    for (const Entry& entry : question.entries.entries) {
        if (entry.kind != Kind::account || entry.subject != index_of(account)) continue;
        for (const Detail& detail : question.entries.details_of(entry))
            if (detail.key == Key::account_class && cls == AccountClass::cash)
                cls = account_class(static_cast<DeclaredClass>(detail.number));
    }
    AccountCard card(question, {cls, account}, table);
    if (const auto done = replay_for(question, books, &card); !done) return tl::unexpected<Problems>(done.error());
    CHECK_INVARIANT(card.balance == books.balances().of({cls, account}));
    card.end();
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook

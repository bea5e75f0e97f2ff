#include "cli/moves.h"

#include <algorithm>

namespace daybook {

namespace {

class Profits : public Observer {
  public:
    explicit Profits(std::map<std::string, Money>& months) : months_(months) {}
    void booked(const Booked& booked) override {
        for (const Posting& posting : booked.postings)
            if (is_income_account(posting.account.cls)) months_[month_text(booked.entry.date)] += -posting.amount;
    }
    bool wants_steps() const override { return false; }

  private:
    std::map<std::string, Money>& months_;
};

class Moves {
  public:
    Moves(const Session& session, const Entries& entries, const Standing& before)
        : session_(session), entries_(entries), before_(before), now_(entries, session.settings().books) {}

    // Entries that went out of the books, or came back, with what was asked for.
    void note_followers(const std::vector<std::string>& told) {
        for (uint32_t i = 0; i < before_.entries; ++i) {
            const Entry& entry = entries_.entries[i];
            if (before_.out[i] == now_.out[i] || entry.ref == RefId::none) continue;
            const std::string ref(entries_.refs.text(entry.ref));
            if (std::find(told.begin(), told.end(), ref) != told.end()) continue;
            session_.say_line({now_.out[i] ? Text::goes_with_it : Text::counts_again, {ref, to_text(entry.date), spec(entry.kind).label}});
        }
    }

    void say_figures() {
        note_quantities(Text::moved_stock, before_.stock, now_.stock);
        note_quantities(Text::moved_reserved, before_.reserved, now_.reserved);
        note_quantities(Text::moved_incoming, before_.incoming, now_.incoming);
        for (const auto& [month, profit] : now_.profit) note_profit(month, profit);
        for (const auto& [month, profit] : before_.profit)
            if (!now_.profit.contains(month)) note_profit(month, Money());
        for (const Posting& posting : now_.balances) note_balance(posting.account, posting.amount);
        for (const Posting& posting : before_.balances)
            if (!holds(now_.balances, posting.account)) note_balance(posting.account, Money());
        constexpr size_t most = 12;
        if (lines_.empty()) return session_.say_line(Text::moved_nothing);
        for (size_t i = 0; i < lines_.size() && i < most; ++i) session_.say_line(lines_[i]);
        if (lines_.size() > most) session_.say_line({Text::moved_more, {std::to_string(lines_.size() - most)}});
    }

  private:
    static bool holds(const std::vector<Posting>& balances, Account account) {
        return std::any_of(balances.begin(), balances.end(), [&](const Posting& posting) { return posting.account == account; });
    }
    static Money balance(const std::vector<Posting>& balances, Account account) {
        for (const Posting& posting : balances)
            if (posting.account == account) return posting.amount;
        return {};
    }
    std::string money(Money amount) const { return to_text(amount, session_.settings().books.currency.decimals); }
    static std::string with_sign(const std::string& number) { return number.starts_with('-') ? number : "+" + number; }

    void note_quantities(Text what, const std::vector<Quantity>& before, const std::vector<Quantity>& now) {
        for (uint32_t i = 1; i < now.size(); ++i) {
            const Quantity was = i < before.size() ? before[i] : Quantity();
            if (now[i] == was) continue;
            lines_.push_back(
                Message(what, {entries_.items.text(static_cast<ItemId>(i)), with_sign(to_text(now[i] - was)), to_text(now[i])}));
        }
    }

    void note_profit(const std::string& month, Money profit) {
        const auto found = before_.profit.find(month);
        const Money was = found == before_.profit.end() ? Money() : found->second;
        if (profit != was) lines_.push_back(Message(Text::moved_profit, {month, with_sign(money(profit - was)), money(profit)}));
    }

    void note_balance(Account account, Money now) {
        const Money was = balance(before_.balances, account);
        if (now == was) return;
        if (account.cls == AccountClass::receivable || account.cls == AccountClass::payable) {
            const std::string_view party = entries_.parties.text(static_cast<PartyId>(account.name));
            if (now < Money() || (now == Money() && was < Money()))
                lines_.push_back(Message(Text::moved_owed, {party, money(-now), money(-was)}));
            else
                lines_.push_back(Message(Text::moved_owes, {party, money(now), money(was)}));
        } else if (is_named_by_entries(account.cls)) {
            const WordId name = entries_.account_names.display(static_cast<WordId>(account.name));
            lines_.push_back(Message(Text::moved_account, {entries_.words.text(name), with_sign(money(now - was)), money(now)}));
        } else if (account.cls == AccountClass::stored_value) {
            lines_.push_back(Message(Text::moved_account, {account_title(account, entries_), with_sign(money(was - now)), money(-now)}));
        }
    }

    const Session& session_;
    const Entries& entries_;
    const Standing& before_;
    const Standing now_;
    std::vector<Message> lines_;
};

}  // namespace

Standing::Standing(const Entries& all, const BookSettings& settings) : entries(all.entries.size()) {
    Books books(all, settings);
    Profits profits(profit);
    books.replay(&profits);
    for (uint32_t i = 0; i < entries; ++i) out.push_back(books.is_out(i));
    for (uint32_t i = 0; i < all.items.size(); ++i) {
        const auto item = static_cast<ItemId>(i);
        stock.push_back(i ? books.pool(item).quantity() : Quantity());
        reserved.push_back(i ? books.reserved(item) : Quantity());
        incoming.push_back(i ? books.incoming(item) : Quantity());
    }
    balances = books.balances().all(all);
}

void say_moves(const Session& session, const Entries& entries, const Standing& before, const std::vector<std::string>& told) {
    Moves moves(session, entries, before);
    moves.note_followers(told);
    moves.say_figures();
}

}  // namespace daybook

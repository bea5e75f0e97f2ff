// Sales and collections.
#include <algorithm>

#include "base/shell_word.h"
#include "books/books.h"

namespace daybook {

// The party of an entry: its own, which must be that of the entry it follows, or that one's. None for a walk-in.
bool Books::party_of(const Entry& entry, uint32_t target, PartyId& party) {
    party = entry.party;
    if (target == no_entry) return true;
    const Entry& followed = entries_.entries[target];
    const PartyId theirs = entries_.party_of(followed);
    if (party == PartyId::none) party = theirs;
    if (party == theirs) return true;
    const Clause clause = spec(entry.kind).use(Clause::from) == ClauseUse::party ? Clause::from : Clause::to;
    return refuse_clause(entry, clause,
                         {Text::err_other_party, {ref_of(followed), entries_.parties.text(theirs), entries_.parties.text(entry.party)}});
}

bool Books::book_sell(const Entry& entry) {
    uint32_t quote = no_entry;
    Money total;
    if (!target_of(entry, {Kind::quote}, quote) || !price_lines(entry, '-') || !sell_lines(entry, total)) return false;
    const int32_t rate = rate_of_most_value();
    const Money postage = post_postage(split_tax(rate, sum(entry, Key::postage)), rate);
    if (postage && links_.is_spoken_of(booking_.index)) trades_.keep_postage_rate(booking_.index, rate);
    return book_costs(entry) && settle_with(entry, entry.party, total + postage) && book_fees(entry, money_account(entry)) &&
           move_points(entry, entry.party, Points());
}

// Everything in booking_.priced leaves and is sold; total is what the buyer owes for it.
bool Books::sell_lines(const Entry& entry, Money& total) {
    Taxed sold;
    Money cogs;
    bool ok = true;
    for (const Priced& line : booking_.priced) {
        const Quantity q = quantity_of(line.goods);
        Step step;
        step.document = booking_.index;
        step.sold = q;
        step.revenue = line.price.net;
        GoodsCost cost;
        const bool left = issue_sold(entry, line.goods, q, step, cost);
        if (left && booking_.watched) booking_.steps.back().cogs = cost.total;
        ok = ok && left;
        sold += line.price;
        cogs += cost.total;
        note_tax(line.rate, false, line.price);
        if (links_.is_spoken_of(booking_.index))
            trades_.keep(booking_.index,
                         {line.goods, entries_.goods[line.goods].item, q, q, line.price, line.rate, std::move(cost), no_entry});
    }
    post(AccountClass::sales, -sold.net);
    post(AccountClass::tax_output, -sold.tax);
    post(AccountClass::cogs, cogs);
    total += sold.gross();
    return ok;
}

// The money lines against what the party owes by this entry; a walk-in pays, or is paid, in full.
bool Books::settle_with(const Entry& entry, PartyId party, Money owed) {
    Money received;
    if (!move_cash(entry, party, received)) return false;
    if (party == PartyId::none) {
        if (received == owed) return true;
        if (owed.raw < 0 || received.raw < 0)
            return refuse(entry, {Text::err_walk_in_is_owed, {money(-owed), money(-received)}}, Text::hint_walk_in_is_owed, 1);
        return refuse(entry, {Text::err_walk_in_owes, {money(owed), money(received)}}, Text::hint_walk_in_owes, 1);
    }
    masters_.parties[index_of(party)].is_customer = true;
    post({AccountClass::receivable, party}, owed - received);
    return true;
}

bool Books::book_fees(const Entry& entry, WordId account) {
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key != Key::fee) continue;
        if (!check_category(entry, detail.word(), detail.below)) return false;
        const WordId leaves = detail.b ? detail.second_word() : account;
        if (leaves == WordId::none) return refuse_at(entry, detail.below, 0, Text::err_fee_account, Text::hint_fee_account);
        if (!check_account(entry, detail, leaves)) return false;
        post({AccountClass::expense, detail.word()}, detail.money());
        post(account_of(leaves), -detail.money());
    }
    return true;
}

// Postage that the shop pays.
bool Books::book_costs(const Entry& entry) {
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key != Key::cost) continue;
        if (!check_account(entry, detail, detail.word())) return false;
        post({AccountClass::expense, entries_.postage}, detail.money());
        post(account_of(detail.word()), -detail.money());
    }
    return true;
}

bool Books::book_collect(const Entry& entry) {
    uint32_t target = no_entry;
    if (!target_of(entry, {Kind::sell, Kind::order, Kind::ship, Kind::confirm, Kind::open}, target)) return false;
    PartyId party;
    if (!party_of(entry, target, party)) return false;
    if (party == PartyId::none) return refuse(entry, {Text::err_no_party, {"collect", "from"}}, Text::hint_no_party);
    if (!sum(entry, Key::received) && !sum(entry, Key::paid))
        return refuse(entry, {Text::err_no_money, {"collect", "received"}}, Text::hint_received);
    return check_credit(entry, Key::paid, party, {AccountClass::receivable, party}) && settle_with(entry, party, Money()) &&
           book_fees(entry, money_account(entry));
}

// What a credit pays out is never more than the credit: what a customer paid too much, or a supplier got.
bool Books::check_credit(const Entry& entry, Key key, PartyId party, Account account) {
    const Money wanted = sum(entry, key);
    if (!wanted) return true;
    const bool customers = account.cls == AccountClass::receivable;
    const Money held = customers ? -balances_.of(account) : balances_.of(account);
    if (wanted <= held) return true;
    const std::string_view name = entries_.parties.text(party);
    return refuse(entry,
                  {customers ? Text::err_credit_short : Text::err_suppliers_credit_short,
                   {name, money(std::max(held, Money())), to_text(entry.date), money(wanted)}},
                  {customers ? Text::hint_credit_short : Text::hint_suppliers_credit_short, {shell_word(name)}});
}

}  // namespace daybook

// Expenses, other income, transfers, and balances asserted.
#include <algorithm>

#include "books/books.h"

namespace daybook {

// Some categories are the books' own: money spent on them would mix with derived figures.
bool Books::check_category(const Entry& entry, WordId category, uint32_t below) {
    if (!is_reserved_category(entries_.words.text(category))) return true;
    return refuse_at(entry, below, 2, {Text::err_reserved_category, {word_text(category)}}, Text::hint_reserved_category);
}

bool Books::book_expense(const Entry& entry) {
    if (entry.purpose == WordId::none) return refuse(entry, {Text::err_no_category, {"expense"}}, Text::hint_no_category);
    // what it is `of` may be void by now
    if (uint32_t target = no_entry; entry.of != RefId::none && entries_.find(entry.of) == no_entry) return target_of(entry, {}, target);
    if (is_reserved_category(entries_.words.text(entry.purpose)))
        return refuse_clause(entry, Clause::for_purpose, {Text::err_reserved_category, {word_text(entry.purpose)}},
                             Text::hint_reserved_category);
    const Money paid = sum(entry, Key::paid);
    if (!paid) return refuse(entry, {Text::err_no_money, {"expense", "paid"}}, Text::hint_paid);
    Money in;
    if (!move_cash(entry, PartyId::none, in)) return false;
    post({AccountClass::expense, entry.purpose}, paid);
    return true;
}

bool Books::book_income(const Entry& entry) {
    if (entry.purpose == WordId::none) return refuse(entry, {Text::err_no_category, {"income"}}, Text::hint_no_category);
    // what it is `of` may be void by now
    if (uint32_t target = no_entry; entry.of != RefId::none && entries_.find(entry.of) == no_entry) return target_of(entry, {}, target);
    const Money received = sum(entry, Key::received);
    if (!received) return refuse(entry, {Text::err_no_money, {"income", "received"}}, Text::hint_received);
    Money in;
    if (!move_cash(entry, PartyId::none, in)) return false;
    post({AccountClass::other_revenue, entry.purpose}, -received);
    return true;
}

bool Books::book_transfer(const Entry& entry) {
    const Money paid = sum(entry, Key::paid), received = sum(entry, Key::received);
    if (!paid || !received) return refuse(entry, Text::err_transfer_sides, Text::hint_transfer_sides);
    if (received > paid) return refuse(entry, {Text::err_transfer_grows, {money(paid), money(received)}}, Text::hint_transfer_sides);
    Money in;
    if (!move_cash(entry, PartyId::none, in)) return false;
    post({AccountClass::expense, entries_.fee}, paid - received);
    return true;
}

// The last balance of the same account that was right: what differs came after it.
Message Books::since_when(const Entry& entry, const Detail& wrong) const {
    const Entry* right = nullptr;
    for (uint32_t index : links_.sequence()) {
        const Entry& before = entries_.entries[index];
        if (&before == &entry) break;
        if (before.kind != Kind::balance || links_.is_out(index)) continue;
        for (const Detail& detail : entries_.details_of(before)) {
            if (detail.key != wrong.key || detail.a != wrong.a) continue;
            const bool refused = std::any_of(problems().begin(), problems().end(), [&](const Problem& problem) {
                return problem.spot.file == before.file && problem.spot.line == before.line + detail.below;
            });
            right = refused ? nullptr : &before;
        }
    }
    const bool account = wrong.key == Key::cash;
    std::string name = account ? word_text(wrong.word()) : std::string(entries_.parties.text(wrong.party()));
    if (!right || name.find('\'') != std::string::npos) return Text::hint_balance_differs;
    if (name.find_first_of(" \"$`\\!*?&|<>()[]{}#~;") != std::string::npos) name = "'" + name + "'";  // as a shell takes it for one word
    const std::string since = to_text(right->date);
    return {Text::hint_balance_since,
            {since, ref_of(*right), (account ? "daybook account card " : "daybook customer statement ") + name + " -b " + since}};
}

bool Books::book_balance(const Entry& entry) {
    for (const Detail& detail : entries_.details_of(entry)) {
        Account account;
        if (detail.key == Key::cash && !check_account(entry, detail, detail.word())) return false;
        if (detail.key == Key::cash) account = account_of(detail.word());
        if (detail.key == Key::stored_value) account = {AccountClass::stored_value, detail.party()};
        if (detail.key == Key::receivable) account = {AccountClass::receivable, detail.party()};
        if (detail.key == Key::payable) account = {AccountClass::payable, detail.party()};
        const bool owed = detail.key == Key::payable || detail.key == Key::stored_value;
        const Money held = owed ? -balances_.of(account) : balances_.of(account);
        if (held == detail.money()) continue;
        refuse_at(
            entry, detail.below, 1,
            {Text::err_balance_differs,
             {account_name(account, entries_), to_text(entry.date), money(held), money(detail.money()), money(detail.money() - held)}},
            since_when(entry, detail));
    }
    return true;
}

}  // namespace daybook

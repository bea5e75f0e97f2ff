// What customers hold at the shop: points, which are a count, and stored value, which is money owed to them.
#include "base/shell_word.h"
#include "books/books.h"

namespace daybook {

Remaining Books::remaining_of(uint32_t sale) const {
    Remaining left;
    for (const TradedLine& line : lines_of(sale)) {
        left.value += line.price.gross();
        left.goods += line.left;
    }
    if (const Order* order = order_of(sale))
        for (const OrderLine& line : order->lines) {
            left.value += line.price.gross();
            left.goods += line.unearned;
        }
    return left;
}

// The entry's own points lines, and what it undoes. Redeemed is what was there before; the balance is never below 0.
bool Books::move_points(const Entry& entry, PartyId party, Points undone) {
    Points granted, redeemed;
    uint32_t first = 0, taking = 0;  // lines below the header
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key != Key::points) continue;
        if (!first) first = detail.below;
        if (detail.number < 0 && !taking) taking = detail.below;
        (detail.number < 0 ? redeemed : granted) += detail.number < 0 ? -Points(detail.number) : Points(detail.number);
    }
    if (!first && !undone) return true;
    if (party == PartyId::none) return refuse_at(entry, first, 0, Text::err_points_of_nobody, Text::hint_points_of_nobody);
    const Points held = points(party), after_taking = held - redeemed, after = after_taking + granted + undone;
    const std::string name(entries_.parties.text(party));
    if (taking && after_taking.raw < 0)
        return refuse_at(entry, taking, 1,
                         {Text::err_points_short, {name, std::to_string(held.raw), to_text(entry.date), std::to_string(redeemed.raw)}},
                         {Text::hint_see_customer, {shell_word(name)}});
    if (after.raw < 0)
        return refuse(entry, {Text::err_points_back, {std::to_string(-undone.raw), name, std::to_string((after - undone).raw)}},
                      {Text::hint_points_back, {std::to_string(-after.raw)}});
    members_.set(party, after);
    booking_.moved_points = after - held;
    masters_.parties[index_of(party)].is_customer = true;
    if (links_.is_spoken_of(booking_.index) && (entry.kind == Kind::sell || entry.kind == Kind::order))
        members_.keep(booking_.index, granted, redeemed, remaining_of(booking_.index));
    return true;
}

// As party_of; but a walk-in may turn out to be a customer.
bool Books::member_of(const Entry& entry, uint32_t target, PartyId& party) {
    const bool walk_in = target != no_entry && entries_.party_of(entries_.entries[target]) == PartyId::none;
    return party_of(entry, walk_in ? no_entry : target, party);
}

bool Books::book_points(const Entry& entry) {
    uint32_t target = no_entry;
    if (!target_of(entry, {}, target)) return false;
    PartyId party;
    if (!member_of(entry, target, party)) return false;
    if (party == PartyId::none) return refuse(entry, Text::err_points_of_nobody, Text::hint_points_of_nobody);
    bool any = false;
    for (const Detail& detail : entries_.details_of(entry)) any = any || detail.key == Key::points;
    if (!any) return refuse(entry, {Text::err_no_money, {"points", "points"}}, Text::hint_points);
    return move_points(entry, party, Points());
}

// Money paid in is owed as stored value, and the bonus on top of it is the shop's expense; `paid` gives money back.
bool Books::book_deposit(const Entry& entry) {
    if (entry.party == PartyId::none) return refuse(entry, {Text::err_no_party, {"deposit", "from"}}, Text::hint_no_depositor);
    Money in;
    if (!move_cash(entry, PartyId::none, in)) return false;
    const Money bonus = sum(entry, Key::bonus);
    const Detail* paid = nullptr;
    bool any = false;
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key == Key::paid && !paid) paid = &detail;
        any = any || (detail.number && (detail.key == Key::paid || detail.key == Key::received || detail.key == Key::bonus));
    }
    if (!any) return refuse(entry, {Text::err_no_money, {"deposit", "received"}}, Text::hint_deposit);
    post({AccountClass::expense, entries_.bonus}, bonus);
    post({AccountClass::stored_value, entry.party}, -in - bonus);
    masters_.parties[index_of(entry.party)].is_customer = true;
    return !paid || check_stored_value(entry, *paid, entry.party);
}

// With what this entry has posted so far the customer holds no less than nothing.
bool Books::check_stored_value(const Entry& entry, const Detail& detail, PartyId party) {
    const Account account{AccountClass::stored_value, party};
    const Money before = stored_value(party);
    const Money left = before - booking_.posted(account);
    if (left.raw >= 0) return true;
    const std::string name(entries_.parties.text(party));
    return refuse_at(entry, detail.below, 1,
                     {Text::err_stored_value_short, {name, money(before), to_text(entry.date), money(before - left)}},
                     {Text::hint_see_customer, {shell_word(name)}});
}

}  // namespace daybook

// Purchases, their landed costs, returns to suppliers and payments.
#include <algorithm>

#include "books/books.h"

namespace daybook {

bool Books::book_purchase(const Entry& entry) {
    uint32_t order = no_entry;
    PartyId party;
    Money owed;
    if (!target_of(entry, {Kind::purchase_order}, order) || !party_of(entry, order, party) || !price_lines(entry, '+') ||
        !buy_lines(entry, owed))
        return false;
    if (order != no_entry)
        for (const Priced& line : booking_.priced)
            trades_.receive(trades_.order(order), entries_.goods[line.goods].item, quantity_of(line.goods));
    return settle_with_supplier(entry, party, owed);
}

// The money lines against what is owed to the supplier (below 0: what the supplier owes back); without one it is settled in full.
bool Books::settle_with_supplier(const Entry& entry, PartyId party, Money owed) {
    Money received;
    if (!move_cash(entry, PartyId::none, received)) return false;
    const Money paid = -received;
    if (party == PartyId::none) {
        if (paid == owed) return true;
        return refuse(entry, {Text::err_no_supplier_owes, {money(owed), money(paid)}}, Text::hint_no_supplier_owes, 1);
    }
    masters_.parties[index_of(party)].is_supplier = true;
    post({AccountClass::payable, party}, paid - owed);
    return true;
}

// Goods expected: what is not received yet is on its way; money paid ahead is owed back until then.
bool Books::book_purchase_order(const Entry& entry) {
    Order& order = trades_.order(booking_.index);
    order.bought = true;
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        const ItemId item = entries_.goods[i].item;
        if (!masters_.of(item).service && !stock_.check_stockable(entry, i)) return false;
        const Quantity q = quantity_of(i);
        trades_.add_line(order, {i, item, q, q, {}, {}, 0, no_entry});
    }
    return settle_with_supplier(entry, entry.party, Money());
}

// Everything in booking_.priced arrives, with its share of freight, duty and later bills; owed is what the supplier is owed for it.
bool Books::buy_lines(const Entry& entry, Money& owed) {
    for (Priced& line : booking_.priced) {
        owed += line.price.gross();
        if (settings_.tax.regime == TaxRegime::general) continue;
        line.price = {line.price.gross(), Money()};  // tax that cannot be recovered is cost
    }
    for (const Detail& detail : entries_.details_of(entry)) {
        if ((detail.key != Key::freight && detail.key != Key::duty) || !detail.number) continue;
        if (!spread(entry, detail.money(), detail)) return false;
        owed += detail.money();
    }
    if (!land_bills(entry)) return false;
    for (const Priced& line : booking_.priced) {
        const ItemId item = entries_.goods[line.goods].item;
        const ItemFacts& facts = masters_.of(item);
        const Quantity q = quantity_of(line.goods);
        if (!facts.service && !stock_.check_stockable(entry, line.goods)) return false;
        post(AccountClass::tax_input, line.price.tax);
        note_tax(line.rate, true, line.price);
        if (links_.is_spoken_of(booking_.index))
            trades_.keep(booking_.index, {line.goods, item, q, q, line.price, line.rate, cost_of_line(line, q), no_entry});
        if (facts.service) {
            post(service_account(facts), line.price.net);
            continue;
        }
        goods_in_ += line.price.net + line.landed;
        Step step;
        step.document = booking_.index;
        receive(line.goods, item, q, line.price.net + line.landed, step);
    }
    return true;
}

// What a purchase's line cost, in the lot that it names.
GoodsCost Books::cost_of_line(const Priced& line, Quantity q) const {
    GoodsCost cost{line.price.net + line.landed, {}, {}};
    const Marks* marks = entries_.marks_of(line.goods);
    if (marks && marks->lot != WordId::none) cost.lots.push_back({marks->lot, q, cost.total});
    return cost;
}

// What a bought service counts as: an expense of its category.
Account Books::service_account(const ItemFacts& item) const {
    return {AccountClass::expense, item.category == WordId::none ? entries_.services : item.category};
}

// A bill's amount without the tax that is recovered apart.
Money Books::net_of_bill(const Entry& bill, Money amount) const {
    if (settings_.tax.regime != TaxRegime::general) return amount;
    for (const Detail& detail : entries_.details_of(bill))
        if (detail.key == Key::tax) return Money(mul_div(amount.raw, 1'000'000, 1'000'000 + detail.number));
    return amount;
}

// What is billed later belongs to the goods from their first day; until the bill's date it stands in liabilities:unbilled.
bool Books::land_bills(const Entry& entry) {
    for (uint32_t index : links_.bills_of(booking_.index)) {
        const Entry& bill = entries_.entries[index];
        for (const Detail& detail : entries_.details_of(bill)) {
            if (detail.key != Key::freight && detail.key != Key::duty) continue;
            const Money net = net_of_bill(bill, detail.money());
            if (!spread(entry, net, detail)) return false;
            post(AccountClass::unbilled, -net);
        }
    }
    return true;
}

bool Books::book_bill(const Entry& entry) {
    uint32_t purchase = no_entry;
    if (!target_of(entry, {Kind::purchase}, purchase)) return false;
    Money net, owed;
    int32_t rate = 0;
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key == Key::tax) rate = static_cast<int32_t>(detail.number);
        if (detail.key != Key::freight && detail.key != Key::duty) continue;
        net += net_of_bill(entry, detail.money());
        owed += detail.money();
    }
    if (!owed) return refuse(entry, {Text::err_no_money, {"bill", "freight"}}, Text::hint_bill);
    post(AccountClass::unbilled, net);
    post(AccountClass::tax_input, owed - net);
    if (owed != net) booking_.taxes.push_back({rate, true, net, owed - net});
    return settle_with_supplier(entry, entry.party, owed);
}

bool Books::book_purchase_return(const Entry& entry) {
    uint32_t purchase = no_entry;
    if (!target_of(entry, {Kind::purchase}, purchase)) return false;
    PartyId party;
    if (!party_of(entry, purchase, party)) return false;
    Money credit;
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i)
        if (!send_back(entry, i, purchase, credit)) return false;
    return settle_with_supplier(entry, party, -credit);
}

// A line goes back: out at today's cost (FIFO: of its own layer first); what the supplier gives back and it did not cost is price variance.
bool Books::send_back(const Entry& entry, uint32_t goods_index, uint32_t purchase, Money& credit) {
    const GoodsLine& goods = entries_.goods[goods_index];
    Returned back;
    if (purchase != no_entry && !return_traded(entry, goods_index, purchase, back)) return false;
    if (purchase == no_entry || goods.form != PriceForm::none) {
        Money amount;
        if (!price_line(entry, goods_index, amount)) return false;
        const int32_t rate = back.rate.value_or(rate_of(goods_index));
        back.sold = split_tax(rate, amount);
        if (settings_.tax.regime != TaxRegime::general) back.sold = {back.sold.gross(), Money()};
        back.by_rate = {{rate, back.sold}};
    }
    credit += back.sold.gross();
    post(AccountClass::tax_input, -back.sold.tax);
    for (const TaxedAt& part : back.by_rate) note_tax(part.rate, true, -part.price);
    const ItemFacts& item = masters_.of(goods.item);
    if (item.service) {
        post(service_account(item), -back.sold.net);
        return true;
    }
    if (!stock_.check_stockable(entry, goods_index)) return false;
    Money cost;
    Step step;
    step.document = booking_.index;
    if (!issue(entry, goods_index, goods.item, quantity_of(goods_index), purchase, step, cost)) return false;
    goods_in_ -= back.sold.net;
    post(AccountClass::price_variance, cost - back.sold.net);
    return true;
}

bool Books::book_pay(const Entry& entry) {
    uint32_t target = no_entry;
    if (!target_of(entry, {Kind::purchase, Kind::bill, Kind::purchase_order, Kind::open}, target)) return false;
    PartyId party;
    if (!party_of(entry, target, party)) return false;
    if (party == PartyId::none) return refuse(entry, {Text::err_no_party, {"pay", "to"}}, Text::hint_no_party);
    if (!sum(entry, Key::paid) && !sum(entry, Key::received)) return refuse(entry, {Text::err_no_money, {"pay", "paid"}}, Text::hint_paid);
    return check_credit(entry, Key::received, party, {AccountClass::payable, party}) && settle_with_supplier(entry, party, Money()) &&
           book_fees(entry, money_account(entry));
}

}  // namespace daybook

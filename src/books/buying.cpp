// Purchases, their landed costs, returns to suppliers and payments.
#include <algorithm>

#include "books/books.h"

namespace daybook {

bool Books::book_purchase(const Entry& entry) {
    if (entry.of != RefId::none && target_of(entry, {Kind::purchase_order}) == no_entry) return false;
    Money owed;
    if (!price_lines(entry, '+') || !buy_lines(entry, owed)) return false;
    const Money paid = sum(entry, Key::paid);
    move_cash(entry);
    if (entry.party == PartyId::none) {
        if (paid != owed) return refuse(entry, {Text::err_no_supplier_owes, {money(owed), money(paid)}}, Text::hint_no_supplier_owes, 1);
        return true;
    }
    masters_.parties[index_of(entry.party)].is_supplier = true;
    post({AccountClass::payable, entry.party}, paid - owed);
    return true;
}

// Everything in priced_ arrives, with its share of freight, duty and later bills; owed is what the supplier is owed for it.
bool Books::buy_lines(const Entry& entry, Money& owed) {
    for (Priced& line : priced_) {
        owed += line.net + line.tax;
        if (settings_.tax.regime == TaxRegime::general) continue;
        line.net += line.tax;  // tax that cannot be recovered is cost
        line.tax = Money();
    }
    for (const Detail& detail : entries_.details_of(entry)) {
        if ((detail.key != Key::freight && detail.key != Key::duty) || !detail.number) continue;
        if (!spread(entry, detail.money(), detail)) return false;
        owed += detail.money();
    }
    if (!land_bills(entry)) return false;
    for (const Priced& line : priced_) {
        const GoodsLine& goods = entries_.goods[line.goods];
        const ItemFacts& item = masters_.of(goods.item);
        post(AccountClass::tax_input, line.tax);
        if (spoken_of_[index_])
            traded_[index_].push_back({line.goods, goods.item, goods.quantity, goods.quantity, line.net, line.tax, line.net + line.landed});
        if (item.service) {
            post({AccountClass::expense, item.category == WordId::none ? entries_.services : item.category}, line.net);
            continue;
        }
        goods_in_ += line.net + line.landed;
        Step step;
        step.sale = index_;
        receive(line.goods, goods.quantity, line.net + line.landed, step);
    }
    return true;
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
    const auto bills = bills_.find(index_);
    if (bills == bills_.end()) return true;
    for (uint32_t index : bills->second) {
        if (voids_.count(index)) continue;
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
    if (target_of(entry, {Kind::purchase}) == no_entry) return false;
    Money net, owed;
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key != Key::freight && detail.key != Key::duty) continue;
        net += net_of_bill(entry, detail.money());
        owed += detail.money();
    }
    if (!owed) return refuse(entry, {Text::err_no_money, {"bill", "freight"}}, Text::hint_bill);
    const Money paid = sum(entry, Key::paid);
    move_cash(entry);
    post(AccountClass::unbilled, net);
    post(AccountClass::tax_input, owed - net);
    if (entry.party == PartyId::none) {
        if (paid != owed) return refuse(entry, {Text::err_no_supplier_owes, {money(owed), money(paid)}}, Text::hint_no_supplier_owes, 1);
        return true;
    }
    masters_.parties[index_of(entry.party)].is_supplier = true;
    post({AccountClass::payable, entry.party}, paid - owed);
    return true;
}

bool Books::book_purchase_return(const Entry& entry) {
    const uint32_t purchase = target_of(entry, {Kind::purchase});
    if (entry.of != RefId::none && purchase == no_entry) return false;
    PartyId party;
    if (!party_of(entry, purchase, party)) return false;
    Money credit;
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i)
        if (!send_back(entry, i, purchase, credit)) return false;
    const Money received = sum(entry, Key::received);
    move_cash(entry);
    if (party == PartyId::none) {
        if (received != credit)
            return refuse(entry, {Text::err_no_supplier_owes, {money(credit), money(received)}}, Text::hint_no_supplier_owes, 1);
        return true;
    }
    masters_.parties[index_of(party)].is_supplier = true;
    post({AccountClass::payable, party}, credit - received);
    return true;
}

// A line goes back: out at today's cost (FIFO: of its own layer first); what the supplier gives back and it did not cost is price variance.
bool Books::send_back(const Entry& entry, uint32_t goods_index, uint32_t purchase, Money& credit) {
    const GoodsLine& goods = entries_.goods[goods_index];
    Money net, tax;
    if (purchase != no_entry && !price_paid(entry, goods_index, purchase, net, tax)) return false;
    if (purchase == no_entry || goods.form != PriceForm::none) {
        Money amount;
        if (!price_line(entry, goods_index, amount)) return false;
        split_tax(goods_index, amount, net, tax);
        if (settings_.tax.regime != TaxRegime::general) {
            net += tax;
            tax = Money();
        }
    }
    credit += net + tax;
    post(AccountClass::tax_input, -tax);
    const ItemFacts& item = masters_.of(goods.item);
    if (item.service) {
        post({AccountClass::expense, item.category == WordId::none ? entries_.services : item.category}, -net);
        return true;
    }
    Money cost;
    Step step;
    step.sale = index_;
    if (!issue(entry, goods_index, purchase, step, cost)) return false;
    goods_in_ -= net;
    post(AccountClass::price_variance, cost - net);
    return true;
}

// What the purchase paid for that quantity, freight apart, pro rata over its lines in their order.
bool Books::price_paid(const Entry& entry, uint32_t goods_index, uint32_t purchase, Money& net, Money& tax) {
    Money cost;
    return return_sold(entry, goods_index, purchase, net, tax, cost);
}

bool Books::book_pay(const Entry& entry) {
    const uint32_t target = target_of(entry, {Kind::purchase, Kind::bill, Kind::purchase_order, Kind::open});
    if (entry.of != RefId::none && target == no_entry) return false;
    PartyId party;
    if (!party_of(entry, target, party)) return false;
    if (party == PartyId::none) return refuse(entry, {Text::err_no_party, {"pay", "to"}}, Text::hint_no_party);
    const Money paid = sum(entry, Key::paid);
    if (!paid) return refuse(entry, {Text::err_no_money, {"pay", "paid"}}, Text::hint_paid);
    move_cash(entry);
    masters_.parties[index_of(party)].is_supplier = true;
    post({AccountClass::payable, party}, paid);
    return book_fees(entry, money_account(entry));
}

}  // namespace daybook

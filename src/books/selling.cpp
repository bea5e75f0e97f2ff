// Sales, returns, refunds and collections.
#include <algorithm>

#include "books/books.h"

namespace daybook {

// The party of an entry: its own, which must be that of the entry it follows, or that one's. None for a walk-in.
bool Books::party_of(const Entry& entry, uint32_t target, PartyId& party) {
    party = entry.party;
    if (target == no_entry) return true;
    const Entry& followed = entries_.entries[target];
    if (party == PartyId::none) party = followed.party;
    if (party == followed.party) return true;
    const Clause clause = spec(entry.kind).use(Clause::from) == ClauseUse::party ? Clause::from : Clause::to;
    return refuse_clause(
        entry, clause,
        {Text::err_other_party, {ref_of(followed), entries_.parties.text(followed.party), entries_.parties.text(entry.party)}});
}

bool Books::book_sell(const Entry& entry) {
    if (entry.of != RefId::none && target_of(entry, {Kind::quote}) == no_entry) return false;
    Money total;
    if (!price_lines(entry, '-') || !sell_lines(entry, total)) return false;
    const Money postage = sum(entry, Key::postage);
    post(AccountClass::postage_charged, -postage);
    book_costs(entry);
    return settle_with(entry, entry.party, total + postage) && book_fees(entry, money_account(entry));
}

// Everything in priced_ leaves and is sold; total is what the buyer owes for it.
bool Books::sell_lines(const Entry& entry, Money& total) {
    Money net, tax, cogs;
    bool ok = true;
    for (const Priced& line : priced_) {
        const GoodsLine& goods = entries_.goods[line.goods];
        Step step;
        step.item = goods.item;
        step.goods = line.goods;
        step.sale = index_;
        step.sold = goods.quantity;
        step.revenue = line.net;
        Money cost;
        if (masters_.of(goods.item).service) {
            push(step);
        } else if (issue(entry, line.goods, no_entry, step, cost)) {
            steps_.back().cogs = cost;
        } else {
            ok = false;
        }
        net += line.net;
        tax += line.tax;
        cogs += cost;
        if (spoken_of_[index_])
            traded_[index_].push_back({line.goods, goods.item, goods.quantity, goods.quantity, line.net, line.tax, cost});
    }
    post(AccountClass::sales, -net);
    post(AccountClass::tax_output, -tax);
    post(AccountClass::cogs, cogs);
    total += net + tax;
    return ok;
}

// The money lines against what the party owes by this entry; a walk-in pays, or is paid, in full.
bool Books::settle_with(const Entry& entry, PartyId party, Money owed) {
    const Money received = move_cash(entry);
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
        if (!check_category(entry, detail.word(), detail.line)) return false;
        const WordId leaves = detail.b ? detail.second_word() : account;
        if (leaves == WordId::none) return refuse_at(entry, detail.line, 0, Text::err_fee_account, Text::hint_fee_account);
        post({AccountClass::expense, detail.word()}, detail.money());
        post({AccountClass::cash, leaves}, -detail.money());
    }
    return true;
}

// Postage that the shop pays.
void Books::book_costs(const Entry& entry) {
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key != Key::cost) continue;
        post({AccountClass::expense, entries_.postage}, detail.money());
        post({AccountClass::cash, detail.word()}, -detail.money());
    }
}

bool Books::book_return(const Entry& entry) {
    const uint32_t sale = target_of(entry, {Kind::sell, Kind::order});
    if (entry.of != RefId::none && sale == no_entry) return false;
    PartyId party;
    if (!party_of(entry, sale, party)) return false;
    Money credit, exchanged;
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i)
        if (entries_.goods[i].sign == '+' && !return_line(entry, i, sale, credit)) return false;
    if (!price_lines(entry, '-') || !sell_lines(entry, exchanged)) return false;
    const Money postage = sum(entry, Key::postage);
    post(AccountClass::postage_charged, postage);
    const Money paid = sum(entry, Key::paid);
    if (sale != no_entry && paid > credit + postage)
        return refuse(entry, {Text::err_paid_back_too_much, {money(paid), money(credit + postage), ref_of(entries_.entries[sale])}},
                      Text::hint_paid_back_too_much);
    WordId account = money_account(entry);
    if (account == WordId::none && sale != no_entry) account = money_account(entries_.entries[sale]);
    return settle_with(entry, party, exchanged - credit - postage) && book_fees(entry, account);
}

// A line comes back: at the cost at which it left, or, of no sale, at its stated cost, else at today's.
bool Books::return_line(const Entry& entry, uint32_t goods_index, uint32_t sale, Money& credit) {
    const GoodsLine& goods = entries_.goods[goods_index];
    const bool service = masters_.of(goods.item).service;
    Money net, tax, cost;
    if (sale != no_entry) {
        if (!return_sold(entry, goods_index, sale, net, tax, cost)) return false;
    } else if (!service) {
        if (!pools_[index_of(goods.item)].moved() && !is_known(goods.item)) return unknown_item(entry, goods);
        const Marks* marks = entries_.marks_of(goods_index);
        cost = marks && marks->cost ? line_amount(goods.quantity, *marks->cost, settings_.currency.decimals)
                                    : pools_[index_of(goods.item)].todays_cost(settings_.costing, goods.quantity);
    }
    if (sale == no_entry || goods.form != PriceForm::none) {
        Money amount;
        if (!price_line(entry, goods_index, amount)) return false;
        split_tax(goods_index, amount, net, tax);
    }
    Step step;
    step.item = goods.item;
    step.goods = goods_index;
    step.sale = sale == no_entry ? index_ : sale;
    step.sold = -goods.quantity;
    step.revenue = -net;
    step.cogs = -cost;
    if (service)
        push(step);
    else
        receive(goods_index, goods.quantity, cost, step);
    post(AccountClass::sales, net);
    post(AccountClass::tax_output, tax);
    post(AccountClass::cogs, -cost);
    credit += net + tax;
    return true;
}

// Takes the quantity out of the sale's lines of that item, in their order: what it sold for and what it cost, pro rata.
bool Books::return_sold(const Entry& entry, uint32_t goods_index, uint32_t sale, Money& net, Money& tax, Money& cost) {
    const GoodsLine& goods = entries_.goods[goods_index];
    Quantity left = goods.quantity, sold, open;
    std::vector<TradedLine>& lines = traded_[sale];
    for (const TradedLine& line : lines) {
        if (line.item != goods.item) continue;
        sold += line.traded;
        open += line.left;
    }
    const std::string ref = ref_of(entries_.entries[sale]);
    if (!sold)
        return refuse_at(entry, goods.line, 1, {Text::err_not_in_sale, {ref, item_name(goods.item)}}, {Text::hint_show_entry, {ref}});
    if (left > open)
        return refuse_at(entry, goods.line, 2,
                         {Text::err_returns_too_much, {to_text(left), item_name(goods.item), ref, to_text(sold), to_text(sold - open)}},
                         {Text::hint_show_entry, {ref}});
    for (TradedLine& line : lines) {
        if (line.item != goods.item || !line.left || !left) continue;
        const Quantity part = std::min(left, line.left);
        const Money part_net = share(line.net, part, line.left), part_tax = share(line.tax, part, line.left),
                    part_cost = share(line.cost, part, line.left);
        line.left -= part;
        line.net -= part_net;
        line.tax -= part_tax;
        line.cost -= part_cost;
        left -= part;
        net += part_net;
        tax += part_tax;
        cost += part_cost;
    }
    return true;
}

// Money back without goods lowers the revenue of its sale, by line value.
bool Books::book_refund(const Entry& entry) {
    const uint32_t sale = target_of(entry, {Kind::sell, Kind::order});
    if (entry.of != RefId::none && sale == no_entry) return false;
    PartyId party;
    if (!party_of(entry, sale, party)) return false;
    const Money paid = sum(entry, Key::paid);
    if (!paid) return refuse(entry, {Text::err_no_money, {"refund", "paid"}}, Text::hint_paid);
    if (sale == no_entry) return refuse(entry, {Text::err_of_missing, {"refund"}}, Text::hint_of_missing);
    std::vector<TradedLine>& lines = traded_[sale];
    Money open;
    weights_.clear();
    for (const TradedLine& line : lines) {
        weights_.push_back((line.net + line.tax).raw);
        open += line.net + line.tax;
    }
    if (paid > open)
        return refuse(entry, {Text::err_paid_back_too_much, {money(paid), money(open), ref_of(entries_.entries[sale])}},
                      Text::hint_paid_back_too_much);
    parts_.resize(lines.size());
    allocate(paid, weights_, parts_);
    for (size_t i = 0; i < lines.size(); ++i) {
        if (!parts_[i]) continue;
        TradedLine& line = lines[i];
        const Money tax = Money(mul_div(line.tax.raw, parts_[i].raw, (line.net + line.tax).raw));
        Step step;
        step.item = line.item;
        step.goods = line.goods;
        step.sale = sale;
        step.revenue = tax - parts_[i];
        push(step);
        post(AccountClass::sales, parts_[i] - tax);
        post(AccountClass::tax_output, tax);
        line.net -= parts_[i] - tax;
        line.tax -= tax;
    }
    WordId account = money_account(entry);
    return settle_with(entry, party, -paid) && book_fees(entry, account);
}

bool Books::book_collect(const Entry& entry) {
    const uint32_t target = target_of(entry, {Kind::sell, Kind::order, Kind::open});
    if (entry.of != RefId::none && target == no_entry) return false;
    PartyId party;
    if (!party_of(entry, target, party)) return false;
    if (party == PartyId::none) return refuse(entry, {Text::err_no_party, {"collect", "from"}}, Text::hint_no_party);
    if (!sum(entry, Key::received)) return refuse(entry, {Text::err_no_money, {"collect", "received"}}, Text::hint_received);
    return settle_with(entry, party, Money()) && book_fees(entry, money_account(entry));
}

}  // namespace daybook

// Goods that come back from customers, and money given back without goods.
#include <algorithm>
#include <map>
#include <utility>

#include "books/books.h"

namespace daybook {

bool Books::book_return(const Entry& entry) {
    uint32_t sale = no_entry;
    if (!target_of(entry, {Kind::sell, Kind::order}, sale)) return false;
    PartyId party;
    if (!party_of(entry, sale, party)) return false;
    Money credit, unearned, exchanged;
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i)
        if (entries_.goods[i].sign == '+' && !return_line(entry, i, sale, credit, unearned)) return false;
    const int32_t rate = rate_of_postage_back(sale);
    if (!price_lines(entry, '-') || !sell_lines(entry, exchanged)) return false;
    const Money postage = -post_postage(-split_tax(rate, sum(entry, Key::postage)), rate);
    const Money paid = sum(entry, Key::paid), most = credit + postage + unearned;
    if (sale != no_entry && paid > most)
        return refuse(entry, {Text::err_paid_back_too_much, {money(paid), money(most), ref_of(entries_.entries[sale])}},
                      Text::hint_paid_back_too_much);
    WordId account = money_account(entry);
    if (account == WordId::none && sale != no_entry) account = money_account(entries_.entries[sale]);
    return settle_with(entry, party, exchanged - credit - postage) && book_fees(entry, account) &&
           move_points(entry, party, undo_points(sale));
}

// A line comes back, for what it sold for or, where it states a price, for that.
bool Books::return_line(const Entry& entry, uint32_t goods_index, uint32_t sale, Money& credit, Money& unearned) {
    Returned back;
    if (!(sale == no_entry ? value_untraded(entry, goods_index, back.cost) : return_traded(entry, goods_index, sale, back))) return false;
    if (sale == no_entry || entries_.goods[goods_index].form != PriceForm::none) {
        Money amount;
        if (!price_line(entry, goods_index, amount)) return false;
        const int32_t rate = back.rate.value_or(rate_of(goods_index));
        back.sold = split_tax(rate, amount);
        back.by_rate = {{rate, back.sold}};
    }
    const Quantity q = quantity_of(goods_index);
    Step step;
    step.document = sale == no_entry ? booking_.index : sale;
    step.sold = back.unearned - q;
    step.revenue = -back.sold.net;
    step.cogs = -back.cost;
    arrive_back(goods_index, q, back, step);
    post(AccountClass::sales, back.sold.net);
    post(AccountClass::tax_output, back.sold.tax);
    post(AccountClass::cogs, -back.cost);
    post(AccountClass::goods_shipped, -back.unearned_cost);
    for (const TaxedAt& part : back.by_rate) note_tax(part.rate, false, -part.price);
    credit += back.sold.gross();
    unearned += back.unearned_amount;
    return true;
}

// What comes back of no sale comes at its stated cost, else at today's.
bool Books::value_untraded(const Entry& entry, uint32_t goods_index, Money& cost) {
    const ItemId item = entries_.goods[goods_index].item;
    if (masters_.of(item).service) return true;
    if (!stock_.check_stockable(entry, goods_index) || !stock_.check_known(entry, goods_index)) return false;
    const Quantity q = quantity_of(goods_index);
    const Marks* marks = entries_.marks_of(goods_index);
    cost = marks && marks->cost ? line_amount(q, *marks->cost, settings_.currency.decimals)
                                : stock_.pool(item).todays_cost(settings_.costing, q);
    return true;
}

// Into stock: a kit as its parts, what left of several lots into each, a service not at all.
void Books::arrive_back(uint32_t goods_index, Quantity q, const Returned& back, const Step& step) {
    const ItemId item = entries_.goods[goods_index].item;
    Step sold = step;
    sold.item = item;
    sold.goods = goods_index;
    if (!back.goods.parts.empty()) {
        for (const PartOut& part : back.goods.parts) {
            Step part_step;
            part_step.document = step.document;
            receive(goods_index, part.item, part.quantity, part.cost, part_step);
        }
        push(sold);
    } else if (masters_.of(item).service) {
        push(sold);
    } else {
        Step one = step, rest;  // the first says what the line came to
        rest.document = step.document;
        Money cost = back.cost + back.unearned_cost;
        for (const LotOut& out : back.goods.lots) {
            receive(goods_index, item, out.quantity, out.cost, std::exchange(one, rest), out.lot);
            q -= out.quantity;
            cost -= out.cost;
        }
        if (q) receive(goods_index, item, q, cost, one);  // what left before the item had lots
    }
}

// Takes the quantity out of what the sale (or purchase) traded of that item: what it came to and what it cost.
bool Books::return_traded(const Entry& entry, uint32_t goods_index, uint32_t sale, Returned& back) {
    const GoodsLine& goods = entries_.goods[goods_index];
    const Quantity q = quantity_of(goods_index);
    const Marks* marks = entries_.marks_of(goods_index);
    const WordId lot = marks ? marks->lot : WordId::none;
    const Returnable there = trades_.returnable(sale, goods.item, lot);
    const std::string ref = ref_of(entries_.entries[sale]);
    if (!there.traded && !there.waiting)
        return refuse_at(entry, goods.below, 1, {Text::err_not_in_sale, {ref, item_name(goods.item)}}, {Text::hint_show_entry, {ref}});
    if (q > there.left + there.waiting)
        return refuse_at(
            entry, goods.below, 2,
            {Text::err_returns_too_much,
             {to_text(q), item_name(goods.item), ref, to_text(there.traded + there.waiting), to_text(there.traded - there.left)}},
            {Text::hint_show_entry, {ref}});
    if (q > there.of_lot) return refuse_lot(entry, goods_index, sale, lot, there.of_lot);
    trades_.take_back(sale, goods.item, q, lot, back);
    return true;
}

// The sale (or purchase) had less of the lot that is named: say of which it has how much.
bool Books::refuse_lot(const Entry& entry, uint32_t goods_index, uint32_t sale, WordId lot, Quantity left) {
    const GoodsLine& goods = entries_.goods[goods_index];
    std::map<std::string, Quantity> there;
    const auto count = [&](ItemId item, const GoodsCost& cost) {
        for (const LotOut& out : cost.lots)
            if (item == goods.item) there[out.lot == WordId::none ? "–" : word_text(out.lot)] += out.quantity;
    };
    for (const TradedLine& line : trades_.lines_of(sale)) count(line.item, line.cost);
    if (const Order* order = trades_.order_of(sale))
        for (const ShippedLine& shipped : order->waiting) count(order->lines[shipped.line].item, shipped.cost);
    std::string listed;
    for (const auto& [name, q] : there)
        if (q) listed += (listed.empty() ? "" : ", ") + name + ": " + to_text(q);
    const std::string ref = ref_of(entries_.entries[sale]);
    return refuse_at(
        entry, goods.below, 1,
        {Text::err_returns_too_much_of_lot, {to_text(quantity_of(goods_index)), item_name(goods.item), word_text(lot), ref, to_text(left)}},
        {Text::hint_lots_of_sale, {ref, listed.empty() ? "–" : listed}});
}

// Money back without goods lowers the revenue of its sale, by line value; of an order, also what is still to be recognised.
bool Books::book_refund(const Entry& entry) {
    uint32_t sale = no_entry;
    if (!target_of(entry, {Kind::sell, Kind::order}, sale)) return false;
    PartyId party;
    if (!party_of(entry, sale, party)) return false;
    const Money paid = sum(entry, Key::paid);
    if (!paid) return refuse(entry, {Text::err_no_money, {"refund", "paid"}}, Text::hint_paid);
    const std::span<TradedLine> lines = trades_.lines(sale);
    const std::span<OrderLine> ordered = trades_.ordered(sale);
    Money open;
    booking_.weights.clear();
    const auto weigh = [&](const Taxed& price) {
        booking_.weights.push_back(price.gross().raw);
        open += price.gross();
    };
    for (const TradedLine& line : lines) weigh(line.price);
    for (const OrderLine& line : ordered) weigh(line.price);
    if (paid > open)
        return refuse(entry, {Text::err_paid_back_too_much, {money(paid), money(open), ref_of(entries_.entries[sale])}},
                      Text::hint_paid_back_too_much);
    const std::span<const Money> parts = booking_.spread(paid);
    Money earned;
    for (size_t i = 0; i < lines.size(); ++i) {
        if (parts[i]) refund_line(sale, lines[i], parts[i]);
        earned += parts[i];
    }
    for (size_t i = 0; i < ordered.size(); ++i)
        if (const Money part = parts[lines.size() + i]) ordered[i].price -= ordered[i].price.part(part);
    WordId account = money_account(entry);
    return settle_with(entry, party, -earned) && book_fees(entry, account) && move_points(entry, party, undo_points(sale));
}

void Books::refund_line(uint32_t sale, TradedLine& line, Money amount) {
    const Taxed back = line.price.part(amount);
    Step step;
    step.item = line.item;
    step.goods = line.goods;
    step.document = sale;
    step.revenue = -back.net;
    push(step);
    post(AccountClass::sales, back.net);
    post(AccountClass::tax_output, back.tax);
    note_tax(line.rate, false, -back);
    line.price -= back;
}

}  // namespace daybook

// Goods that come back from customers, and money given back without goods.
#include <algorithm>

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
    if (!price_lines(entry, '-') || !sell_lines(entry, exchanged)) return false;
    const Money postage = sum(entry, Key::postage);
    post(AccountClass::postage_charged, postage);
    const Money paid = sum(entry, Key::paid), most = credit + postage + unearned;
    if (sale != no_entry && paid > most)
        return refuse(entry, {Text::err_paid_back_too_much, {money(paid), money(most), ref_of(entries_.entries[sale])}},
                      Text::hint_paid_back_too_much);
    WordId account = money_account(entry);
    if (account == WordId::none && sale != no_entry) account = money_account(entries_.entries[sale]);
    return settle_with(entry, party, exchanged - credit - postage) && book_fees(entry, account) &&
           move_points(entry, party, undo_points(sale));
}

// A line comes back: at the cost at which it left, or, of no sale, at its stated cost, else at today's.
bool Books::return_line(const Entry& entry, uint32_t goods_index, uint32_t sale, Money& credit, Money& unearned) {
    const GoodsLine& goods = entries_.goods[goods_index];
    const Quantity q = quantity_of(goods_index);
    const bool service = masters_.of(goods.item).service;
    Back back;
    if (sale != no_entry) {
        if (!return_traded(entry, goods_index, sale, back)) return false;
    } else if (!service) {
        if (!check_stockable(entry, goods_index)) return false;
        const Pool& pool = pools_[index_of(goods.item)];
        if (!pool.moved() && !is_known(goods.item)) return unknown_item(entry, goods_index);
        const Marks* marks = entries_.marks_of(goods_index);
        back.cost =
            marks && marks->cost ? line_amount(q, *marks->cost, settings_.currency.decimals) : pool.todays_cost(settings_.costing, q);
    }
    if (sale == no_entry || goods.form != PriceForm::none) {
        Money amount;
        if (!price_line(entry, goods_index, amount)) return false;
        split_tax(goods_index, amount, back.net, back.tax);
    }
    Step step;
    step.sale = sale == no_entry ? index_ : sale;
    step.sold = back.unearned - q;
    step.revenue = -back.net;
    step.cogs = -back.cost;
    arrive_back(goods_index, q, back, step);
    post(AccountClass::sales, back.net);
    post(AccountClass::tax_output, back.tax);
    post(AccountClass::cogs, -back.cost);
    post(AccountClass::goods_shipped, -back.unearned_cost);
    note_tax(goods_index, false, -back.net, -back.tax);
    credit += back.net + back.tax;
    unearned += back.unearned_amount;
    return true;
}

// Into stock: a kit as its parts, a service not at all.
void Books::arrive_back(uint32_t goods_index, Quantity q, const Back& back, const Step& step) {
    const ItemId item = entries_.goods[goods_index].item;
    Step sold = step;
    sold.item = item;
    sold.goods = goods_index;
    if (!back.parts.empty()) {
        for (const PartOut& part : back.parts) {
            Step part_step;
            part_step.sale = step.sale;
            receive(goods_index, part.item, part.quantity, part.cost, part_step);
        }
        push(sold);
    } else if (masters_.of(item).service) {
        push(sold);
    } else {
        receive(goods_index, item, q, back.cost + back.unearned_cost, step);
    }
}

namespace {

// The cost of a part of what a traded or waiting line holds; the last unit takes the rest. A kit comes back as its parts, each at its own
// cost: theirs add up to the kit's.
Money take_cost(Money& cost_left, std::vector<PartOut>& from, Quantity part, Quantity whole, std::vector<PartOut>& to) {
    Money taken = from.empty() ? share(cost_left, part, whole) : Money();
    for (PartOut& out : from) {
        const Quantity q = part == whole ? out.quantity : Quantity(mul_div(out.quantity.raw, part.raw, whole.raw));
        const Money cost = share(out.cost, part, whole);
        out.quantity -= q;
        out.cost -= cost;
        to.push_back({out.item, q, cost});
        taken += cost;
    }
    cost_left -= taken;
    return taken;
}

}  // namespace

// Takes the quantity out of the sale's (or purchase's) lines of that item, in their order: what it came to and what it cost, pro rata.
bool Books::return_traded(const Entry& entry, uint32_t goods_index, uint32_t sale, Back& back) {
    const GoodsLine& goods = entries_.goods[goods_index];
    Quantity left = quantity_of(goods_index), sold, open, waiting;
    std::vector<TradedLine>& lines = traded_[sale];
    for (const TradedLine& line : lines) {
        if (line.item != goods.item) continue;
        sold += line.traded;
        open += line.left;
    }
    if (const auto order = orders_.find(sale); order != orders_.end())
        for (const ShippedLine& shipped : order->second.waiting)
            if (order->second.lines[shipped.line].item == goods.item) waiting += shipped.quantity;
    const std::string ref = ref_of(entries_.entries[sale]);
    if (!sold && !waiting)
        return refuse_at(entry, goods.below, 1, {Text::err_not_in_sale, {ref, item_name(goods.item)}}, {Text::hint_show_entry, {ref}});
    if (left > open + waiting)
        return refuse_at(
            entry, goods.below, 2,
            {Text::err_returns_too_much, {to_text(left), item_name(goods.item), ref, to_text(sold + waiting), to_text(sold - open)}},
            {Text::hint_show_entry, {ref}});
    for (TradedLine& line : lines) {
        if (line.item != goods.item || !line.left || !left) continue;
        const Quantity part = std::min(left, line.left);
        const Money net = share(line.net, part, line.left), tax = share(line.net + line.tax, part, line.left) - net;
        back.cost += take_cost(line.cost, line.parts, part, line.left, back.parts);
        line.left -= part;
        line.net -= net;
        line.tax -= tax;
        left -= part;
        back.net += net;
        back.tax += tax;
    }
    if (left) return_waiting(goods.item, sale, left, back);
    return true;
}

// Goods sent and not taken: they were never revenue, and come back out of goods shipped.
void Books::return_waiting(ItemId item, uint32_t sale, Quantity left, Back& back) {
    Order& order = orders_[sale];
    for (ShippedLine& shipped : order.waiting) {
        OrderLine& line = order.lines[shipped.line];
        if (line.item != item || !shipped.quantity || !left) continue;
        const Quantity part = std::min(left, shipped.quantity);
        const Money net = share(line.net, part, line.unearned), tax = share(line.net + line.tax, part, line.unearned) - net;
        back.unearned_cost += take_cost(shipped.cost, shipped.parts, part, shipped.quantity, back.parts);
        line.net -= net;
        line.tax -= tax;
        line.unearned -= part;
        shipped.quantity -= part;
        left -= part;
        back.unearned += part;
        back.unearned_amount += net + tax;
    }
    std::erase_if(order.waiting, [](const ShippedLine& shipped) { return !shipped.quantity; });
}

// Money back without goods lowers the revenue of its sale, by line value.
bool Books::book_refund(const Entry& entry) {
    uint32_t sale = no_entry;
    if (!target_of(entry, {Kind::sell, Kind::order}, sale)) return false;
    PartyId party;
    if (!party_of(entry, sale, party)) return false;
    const Money paid = sum(entry, Key::paid);
    if (!paid) return refuse(entry, {Text::err_no_money, {"refund", "paid"}}, Text::hint_paid);
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
        const Money tax = Money(mul_div(line.tax.raw, parts_[i].raw, (line.net + line.tax).raw)), net = parts_[i] - tax;
        Step step;
        step.item = line.item;
        step.goods = line.goods;
        step.sale = sale;
        step.revenue = -net;
        push(step);
        post(AccountClass::sales, net);
        post(AccountClass::tax_output, tax);
        note_tax(line.goods, false, -net, -tax);
        line.net -= net;
        line.tax -= tax;
    }
    WordId account = money_account(entry);
    return settle_with(entry, party, -paid) && book_fees(entry, account) && move_points(entry, party, undo_points(sale));
}

}  // namespace daybook

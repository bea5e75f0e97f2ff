// From an order to its confirmed delivery. Goods shipped leave stock and wait as goods shipped until they are recognised as sold.
#include <algorithm>
#include <utility>

#include "books/books.h"

namespace daybook {

// An offer: nothing moves, nothing is reserved, nothing is open to be shipped.
bool Books::book_quote(const Entry& entry) {
    if (!price_lines(entry, '-')) return false;
    Order& offer = trades_.order(booking_.index);
    offer.postage = split_tax(rate_of_most_value(), sum(entry, Key::postage));
    for (const Priced& line : booking_.priced) {
        const Quantity q = quantity_of(line.goods);
        trades_.add_line(offer, {line.goods, entries_.goods[line.goods].item, q, {}, q, line.price, line.rate, no_entry});
    }
    return true;
}

bool Books::book_order(const Entry& entry) {
    uint32_t quote = no_entry;
    if (!target_of(entry, {Kind::quote}, quote)) return false;
    if (entry.party == PartyId::none) return refuse(entry, {Text::err_no_party, {"order", "to"}}, Text::hint_order_party);
    PartyId party;
    if (quote != no_entry && entries_.entries[quote].party != PartyId::none && !party_of(entry, quote, party)) return false;
    if (!price_lines(entry, '-')) return false;
    Order& order = trades_.order(booking_.index);
    const int32_t rate = rate_of_most_value();
    order.postage = split_tax(rate, sum(entry, Key::postage));
    if (order.postage.gross()) trades_.keep_postage_rate(booking_.index, rate);
    for (const Priced& line : booking_.priced) {
        const ItemId item = entries_.goods[line.goods].item;
        if (!stock_.check_known(entry, line.goods)) return false;
        const Quantity q = quantity_of(line.goods);
        trades_.add_line(order, {line.goods, item, q, q, q, line.price, line.rate, masters_.of(item).kit});
    }
    return settle_with(entry, entry.party, Money()) && book_fees(entry, money_account(entry)) && move_points(entry, entry.party, Points());
}

bool Books::book_ship(const Entry& entry) {
    uint32_t target = no_entry;
    if (!target_of(entry, {Kind::order}, target)) return false;
    Order& order = trades_.order(target);
    const bool nothing_left = std::none_of(order.lines.begin(), order.lines.end(), [](const OrderLine& line) { return line.open.raw > 0; });
    if (nothing_left)
        return refuse_clause(entry, Clause::of, {Text::err_nothing_to_ship, {ref_of(entries_.entries[target])}},
                             {Text::hint_show_entry, {ref_of(entries_.entries[target])}});
    if (entry.goods_count == 0) {
        for (uint32_t line = 0; line < order.lines.size(); ++line)
            if (order.lines[line].open && !ship_line(entry, order, line, order.lines[line].open, order.lines[line].goods)) return false;
    }
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i)
        if (!ship_goods(entry, i, order, target)) return false;
    order.shipped = true;
    if (!book_costs(entry)) return false;
    if (settings_.revenue_at == RevenueAt::ship) recognise(target, booking_.index);
    return true;
}

// A goods line of a shipment, out of the order's lines of that item.
bool Books::ship_goods(const Entry& entry, uint32_t goods_index, Order& order, uint32_t order_index) {
    const GoodsLine& goods = entries_.goods[goods_index];
    Quantity left = quantity_of(goods_index), open;
    for (const OrderLine& line : order.lines)
        if (line.item == goods.item) open += line.open;
    if (left > open)
        return refuse_at(
            entry, goods.below, 2,
            {Text::err_ships_too_much, {to_text(left), item_name(goods.item), ref_of(entries_.entries[order_index]), to_text(open)}},
            {Text::hint_show_entry, {ref_of(entries_.entries[order_index])}});
    for (uint32_t line = 0; line < order.lines.size() && left; ++line) {
        if (order.lines[line].item != goods.item || !order.lines[line].open) continue;
        const Quantity part = std::min(left, order.lines[line].open);
        if (!ship_line(entry, order, line, part, goods_index)) return false;
        left -= part;
    }
    return true;
}

bool Books::ship_line(const Entry& entry, Order& order, uint32_t line, Quantity q, uint32_t goods_index) {
    ShippedLine shipped{line, booking_.index, q, {}};
    Step step;
    step.document = entries_.find(entry.of);
    if (!issue_sold(entry, goods_index, q, step, shipped.cost)) return false;
    trades_.close(order, order.lines[line], q);
    post(AccountClass::goods_shipped, shipped.cost.total);
    order.waiting.push_back(std::move(shipped));
    return true;
}

// Revenue and cost of what was shipped and waits: of one shipment, or (no_entry) of all. What the buyer owes for it.
Money Books::recognise(uint32_t order_index, uint32_t shipment) {
    Order& order = trades_.order(order_index);
    Money total = post_postage(std::exchange(order.postage, Taxed()), trades_.postage_rate(order_index).value_or(0));
    for (ShippedLine& shipped : order.waiting) {
        if (shipment != no_entry && shipped.shipment != shipment) continue;
        OrderLine& line = order.lines[shipped.line];
        const Quantity q = std::exchange(shipped.quantity, Quantity());
        const Taxed earned = line.take(q);
        const Money cost = shipped.cost.total;
        Step step;
        step.item = line.item;
        step.goods = line.goods;
        step.document = order_index;
        step.sold = q;
        step.revenue = earned.net;
        step.cogs = cost;
        push(step);
        post(AccountClass::sales, -earned.net);
        post(AccountClass::tax_output, -earned.tax);
        post(AccountClass::cogs, cost);
        post(AccountClass::goods_shipped, -cost);
        note_tax(line.rate, false, earned);
        total += earned.gross();
        trades_.keep(order_index, {line.goods, line.item, q, q, earned, line.rate, std::move(shipped.cost), shipped.shipment});
    }
    std::erase_if(order.waiting, [](const ShippedLine& shipped) { return !shipped.quantity; });
    post({AccountClass::receivable, entries_.entries[order_index].party}, total);
    return total;
}

bool Books::book_confirm(const Entry& entry) {
    uint32_t target = no_entry;
    if (!target_of(entry, {Kind::order, Kind::ship}, target)) return false;
    const bool one = entries_.entries[target].kind == Kind::ship;
    const uint32_t order_index = one ? entries_.find(entries_.entries[target].of) : target;
    if (order_index == no_entry) return false;
    const Order& order = trades_.order(order_index);
    const Entry& ordered = entries_.entries[order_index];
    const bool waits =
        std::any_of(order.waiting.begin(), order.waiting.end(), [&](const ShippedLine& s) { return !one || s.shipment == target; });
    if (!waits && (settings_.revenue_at == RevenueAt::confirm || !order.shipped))
        return refuse_clause(entry, Clause::of, {Text::err_nothing_to_confirm, {ref_of(entries_.entries[target])}},
                             Text::hint_nothing_to_confirm);
    if (waits) recognise(order_index, one ? target : no_entry);
    WordId account = money_account(entry);
    if (account == WordId::none) account = money_account(ordered);
    return settle_with(entry, ordered.party, Money()) && book_fees(entry, account);
}

// What is not shipped (or, of a purchase order, not received) is released.
bool Books::book_cancel(const Entry& entry) {
    uint32_t target = no_entry;
    if (!target_of(entry, {Kind::order, Kind::purchase_order}, target)) return false;
    Order& order = trades_.order(target);
    const Entry& ordered = entries_.entries[target];
    const bool sale = ordered.kind == Kind::order;
    bool any = false;
    for (OrderLine& line : order.lines) {
        if (!line.open) continue;
        any = true;
        const Quantity q = line.open;
        trades_.close(order, line, q);
        if (sale) line.take(q);
    }
    if (!any) return refuse_clause(entry, Clause::of, {Text::err_nothing_to_cancel, {ref_of(ordered)}}, Text::hint_nothing_to_cancel);
    if (!sale) return settle_with_supplier(entry, ordered.party, Money());
    if (!order.shipped) order.postage = Taxed();
    return settle_with(entry, ordered.party, Money()) && move_points(entry, ordered.party, undo_points(target));
}

}  // namespace daybook

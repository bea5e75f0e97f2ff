#include "books/trades.h"

#include <algorithm>

#include "base/check.h"

namespace daybook {

Quantity GoodsCost::of_lot(WordId lot, Quantity whole) const {
    if (lot == WordId::none || lots.empty()) return whole;
    Quantity there;
    for (const LotOut& out : lots)
        if (out.lot == lot) there += out.quantity;
    return there;
}

Money GoodsCost::take(Quantity part, Quantity whole, WordId lot, GoodsCost& taken) {
    Money cost;
    if (!lots.empty())
        cost = take_lots(part, lot, taken);
    else if (parts.empty())
        cost = share(total, part, whole);
    for (PartOut& out : parts) {
        const Quantity q = part == whole ? out.quantity : Quantity(mul_div(out.quantity.raw, part.raw, whole.raw));
        const Money its_cost = share(out.cost, part, whole);
        out.quantity -= q;
        out.cost -= its_cost;
        taken.parts.push_back({out.item, q, its_cost});
        cost += its_cost;
    }
    total -= cost;
    taken.total += cost;
    return cost;
}

Money GoodsCost::take_lots(Quantity part, WordId lot, GoodsCost& taken) {
    Money cost;
    for (auto out = lots.rbegin(); out != lots.rend() && part; ++out) {
        if (!out->quantity || (lot != WordId::none && out->lot != lot)) continue;
        const Quantity q = std::min(part, out->quantity);
        const Money its_cost = share(out->cost, q, out->quantity);
        out->quantity -= q;
        out->cost -= its_cost;
        part -= q;
        taken.lots.push_back({out->lot, q, its_cost});
        cost += its_cost;
    }
    CHECK_INVARIANT(!part);
    return cost;
}

bool GoodsCost::correct(ItemId of_line, ItemId item, Money difference) {
    const auto part = std::find_if(parts.begin(), parts.end(), [&](const PartOut& out) { return out.item == item; });
    if (part == parts.end() && (of_line != item || !parts.empty())) return false;
    if (part != parts.end()) part->cost += difference;
    // what was short is the last that left, if it has not come back
    const auto held = std::find_if(lots.rbegin(), lots.rend(), [](const LotOut& out) { return out.quantity.raw > 0; });
    if (held != lots.rend()) held->cost += difference;
    total += difference;
    return true;
}

Trades::Trades(const Entries& entries, const Masters& masters)
    : entries_(entries), masters_(masters), reserved_(entries.items.size()), incoming_(entries.items.size()) {}

const Order* Trades::order_of(uint32_t entry) const {
    const auto found = orders_.find(entry);
    return found == orders_.end() ? nullptr : &found->second;
}

std::span<const TradedLine> Trades::lines_of(uint32_t entry) const {
    const auto found = traded_.find(entry);
    if (found == traded_.end()) return {};
    return found->second;
}

std::span<TradedLine> Trades::lines(uint32_t entry) {
    const auto found = traded_.find(entry);
    if (found == traded_.end()) return {};
    return found->second;
}

std::span<OrderLine> Trades::ordered(uint32_t entry) {
    const auto found = orders_.find(entry);
    if (found == orders_.end()) return {};
    return found->second.lines;
}

std::optional<int32_t> Trades::postage_rate(uint32_t sale) const {
    const auto found = postage_rates_.find(sale);
    return found == postage_rates_.end() ? std::nullopt : std::optional(found->second);
}

// Reserved goods stay in stock; a kit reserves its parts.
void Trades::reserve(const OrderLine& line, Quantity q) {
    if (masters_.of(line.item).service) return;
    if (line.kit == no_entry) {
        reserved_[index_of(line.item)] += q;
        return;
    }
    for (const GoodsLine& part : entries_.goods_of(entries_.entries[line.kit]))
        reserved_[index_of(part.item)] += Quantity(mul_div(part.quantity.raw, q.raw, one_unit));
}

void Trades::add_line(Order& order, const OrderLine& line) {
    order.lines.push_back(line);
    if (order.bought)
        incoming_[index_of(line.item)] += line.open;
    else
        reserve(line, line.open);
}

void Trades::close(const Order& order, OrderLine& line, Quantity q) {
    line.open -= q;
    if (order.bought)
        incoming_[index_of(line.item)] -= q;
    else
        reserve(line, -q);
}

void Trades::receive(Order& order, ItemId item, Quantity q) {
    for (OrderLine& line : order.lines) {
        if (line.item != item) continue;
        const Quantity part = std::min(q, line.open);
        close(order, line, part);
        q -= part;
    }
}

Returnable Trades::returnable(uint32_t entry, ItemId item, WordId lot) const {
    Returnable found;
    for (const TradedLine& line : lines_of(entry)) {
        if (line.item != item) continue;
        found.traded += line.traded;
        found.left += line.left;
        found.of_lot += line.cost.of_lot(lot, line.left);
    }
    if (const Order* order = order_of(entry))
        for (const ShippedLine& shipped : order->waiting)
            if (order->lines[shipped.line].item == item) {
                found.waiting += shipped.quantity;
                found.of_lot += shipped.cost.of_lot(lot, shipped.quantity);
            }
    return found;
}

void Trades::take_back(uint32_t entry, ItemId item, Quantity q, WordId lot, Returned& back) {
    for (TradedLine& line : lines(entry)) {
        if (line.item != item || !line.left || !q) continue;
        const Quantity part = std::min(q, line.cost.of_lot(lot, line.left));
        if (!part) continue;
        const Taxed sold = line.price.take(part, line.left);
        back.sold += sold;
        back.by_rate.push_back({line.rate, sold});
        if (!back.rate) back.rate = line.rate;
        back.cost += line.cost.take(part, line.left, lot, back.goods);
        line.left -= part;
        q -= part;
    }
    if (!q) return;
    const auto order = orders_.find(entry);
    CHECK_INVARIANT(order != orders_.end());
    take_waiting(order->second, item, q, lot, back);
}

// Goods sent and not taken: they were never revenue, and come back out of goods shipped.
void Trades::take_waiting(Order& order, ItemId item, Quantity q, WordId lot, Returned& back) {
    for (ShippedLine& shipped : order.waiting) {
        OrderLine& line = order.lines[shipped.line];
        if (line.item != item || !shipped.quantity || !q) continue;
        const Quantity part = std::min(q, shipped.cost.of_lot(lot, shipped.quantity));
        if (!part) continue;
        back.unearned_cost += shipped.cost.take(part, shipped.quantity, lot, back.goods);
        back.unearned_amount += line.take(part).gross();
        back.unearned += part;
        if (!back.rate) back.rate = line.rate;
        shipped.quantity -= part;
        q -= part;
    }
    std::erase_if(order.waiting, [](const ShippedLine& shipped) { return !shipped.quantity; });
}

bool Trades::correct(uint32_t sale, const Correction& correction, ItemId item) {
    const bool shipped = entries_.entries[correction.entry].kind == Kind::ship;
    if (shipped) {
        Order& order = orders_[sale];
        const auto corrects = [&](ShippedLine& line) {
            return line.shipment == correction.entry && line.cost.correct(order.lines[line.line].item, item, correction.difference);
        };
        if (std::any_of(order.waiting.begin(), order.waiting.end(), corrects)) return true;
    }
    for (TradedLine& line : lines(sale)) {
        const bool taken = shipped ? line.shipment == correction.entry : line.goods == correction.goods;
        if (taken && line.left && line.cost.correct(line.item, item, correction.difference)) break;
    }
    return false;
}

}  // namespace daybook

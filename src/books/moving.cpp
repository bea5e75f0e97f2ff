// Goods that change their place, or become other goods. Neither changes what the stock is worth, but for labour paid.
#include <algorithm>

#include "books/books.h"

namespace daybook {

namespace {

bool is_in_transit(const Entries& entries, const Entry& move) {
    for (const Detail& detail : entries.details_of(move))
        if (detail.key == Key::in_transit) return detail.number != 0;
    return false;
}

}  // namespace

bool Books::book_move(const Entry& entry) {
    if (entry.warehouse == entry.warehouse_to) return refuse(entry, Text::err_move_nowhere, Text::hint_move_nowhere);
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        const ItemId item = entries_.goods[i].item;
        if (!stock_.check_stockable(entry, i) || !stock_.check_held(entry, i, item, quantity_of(i))) return false;
        const Quantity q = quantity_of(i);
        stock_.move(item, entry.warehouse, is_in_transit(entries_, entry) ? in_transit : entry.warehouse_to, q);
        Step step;
        step.item = item;
        step.goods = i;
        step.document = booking_.index;
        push(step);  // one pool over all warehouses: neither quantity nor cost changes
    }
    return true;
}

bool Books::book_arrive(const Entry& entry) {
    uint32_t target = no_entry;
    if (!target_of(entry, {Kind::move}, target)) return false;
    const Entry& move = entries_.entries[target];
    if (!is_in_transit(entries_, move) || !stock_.arrive(target))
        return refuse_clause(entry, Clause::of, {Text::err_not_in_transit, {ref_of(move)}}, Text::hint_not_in_transit);
    for (uint32_t i = move.first_goods; i < move.first_goods + move.goods_count; ++i)
        stock_.move(entries_.goods[i].item, in_transit, move.warehouse_to, quantity_of(i));
    return true;
}

// What leaves becomes what arrives: the products share the parts' cost, and what is paid for labour.
bool Books::book_assemble(const Entry& entry) {
    Money cost;
    bool parts = false, products = false;
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        if (!stock_.check_stockable(entry, i)) return false;
        (entries_.goods[i].sign == '-' ? parts : products) = true;
        if (entries_.goods[i].sign != '-') continue;
        Money part;
        Step step;
        step.document = booking_.index;
        if (!issue(entry, i, entries_.goods[i].item, quantity_of(i), no_entry, step, part)) return false;
        cost += part;
    }
    if (!parts || !products) return refuse(entry, Text::err_assemble_sides, Text::hint_assemble_sides, 1);
    const Money labour = sum(entry, Key::paid);
    Money in;
    goods_in_ += labour;
    return move_cash(entry, PartyId::none, in) && share_out(entry, cost + labour);
}

// By their @ weights if all have one, else by list price, else equally per unit.
bool Books::share_out(const Entry& entry, Money cost) {
    std::vector<uint32_t> products;
    bool stated = true, listed = true;
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        if (entries_.goods[i].sign != '+') continue;
        products.push_back(i);
        stated = stated && entries_.goods[i].form != PriceForm::none;
        listed = listed && masters_.of(entries_.goods[i].item).price.has_value();
    }
    booking_.weights.clear();
    int64_t all = 0;
    for (uint32_t i : products) {
        int64_t weight = quantity_of(i).raw;
        Money amount;
        if (stated && price_line(entry, i, amount))
            weight = amount.raw;
        else if (listed)
            weight = line_amount(quantity_of(i), *masters_.of(entries_.goods[i].item).price, settings_.currency.decimals).raw;
        booking_.weights.push_back(weight);
        all |= weight;
    }
    if (all == 0)
        for (size_t i = 0; i < products.size(); ++i) booking_.weights[i] = quantity_of(products[i]).raw;
    const std::span<const Money> shares = booking_.spread(cost);
    for (size_t i = 0; i < products.size(); ++i) {
        Step step;
        step.document = booking_.index;
        receive(products[i], entries_.goods[products[i]].item, quantity_of(products[i]), shares[i], step);
    }
    return true;
}

}  // namespace daybook

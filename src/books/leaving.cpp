// Whether goods can leave: so much of them is there, in their warehouse and lot, and the lot has not expired.
#include <algorithm>

#include "base/utf8.h"
#include "books/stock.h"

namespace daybook {

namespace {

bool goes_to_a_buyer(const Entry& entry) { return entry.kind == Kind::sell || entry.kind == Kind::ship || entry.kind == Kind::sale_return; }

}  // namespace

// Where less is held, the item's first shortage is refused; the entry is booked on all the same. False only of an item that nobody knows.
bool Stock::check_held(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q) {
    if (settings_.negative_stock == NegativeStock::allow) return true;
    Quantity held = pool(item).quantity();
    if (uses_warehouses_) held = std::min(held, held_in(item, entry.warehouse));
    if (q <= held) return true;
    if (!is_known(item)) return refuse_unknown(entry, goods_index);
    if (!short_[index_of(item)]) refuse_shortage(entry, goods_index, item, q, held);
    short_[index_of(item)] = 1;
    return true;
}

void Stock::refuse_shortage(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q, Quantity held) {
    if (held == pool(item).quantity()) {
        refusals_.refuse_goods(
            entry, goods_index, 2,
            {Text::err_not_held, {item_name(item), to_text(q), to_text(held), to_text(entry.date), ref_of(entries_, entry)}},
            Text::hint_not_held);
        return;
    }
    std::string elsewhere;
    for (WordId warehouse : warehouses_of(item)) {
        const Quantity there = held_in(item, warehouse);
        if (warehouse == entry.warehouse || warehouse == in_transit || !there) continue;
        elsewhere += (elsewhere.empty() ? "" : ", ") + named(warehouse) + ": " + to_text(there);
    }
    refusals_.refuse_goods(
        entry, goods_index, 2,
        {Text::err_not_in_warehouse,
         {item_name(item), to_text(q), to_text(held), to_text(entry.date), ref_of(entries_, entry), named(entry.warehouse)}},
        {Text::hint_not_in_warehouse, {elsewhere.empty() ? "–" : elsewhere}});
}

// Where no lot is named, and the item's first to expire goes first: what has expired is not sold in place of what is short.
bool Stock::check_expired(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q) {
    if (!masters_.of(item).first_expiry || !goes_to_a_buyer(entry)) return true;
    const Layer* expired = nullptr;
    Quantity fresh = pool(item).quantity();
    const std::vector<Layer> layers = pool(item).layers();
    for (const Layer& layer : layers) {
        if (layer.expires >= entry.date) continue;
        expired = &layer;
        fresh -= layer.quantity;
    }
    if (!expired || q <= fresh) return true;
    return refusals_.refuse_goods(
        entry, goods_index, 2,
        {Text::err_lot_expired, {named(expired->lot), item_name(item), to_text(expired->expires), to_text(entry.date)}},
        Text::hint_lot_expired);
}

// A lot that is named must be there, with enough in it, and not be sold once it has expired.
bool Stock::check_lot(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q) {
    const Marks* marks = entries_.marks_of(goods_index);
    if (!marks || marks->lot == WordId::none || entries_.goods[goods_index].item != item) return check_expired(entry, goods_index, item, q);
    const std::optional<Layer> lot = pool(item).lot(marks->lot);
    const std::string name = named(marks->lot);
    if (!lot) {
        std::vector<std::string_view> lots;
        const std::vector<Layer> layers = pool(item).layers();
        for (const Layer& layer : layers)
            if (layer.lot != WordId::none) lots.push_back(entries_.words.text(layer.lot));
        const std::string_view near = did_you_mean(name, lots);
        return refusals_.refuse_goods(entry, goods_index, 1, {Text::err_unknown_lot, {item_name(item), name}},
                                      near.empty() ? Message(Text::hint_unknown_lot) : Message(Text::hint_did_you_mean, {near}));
    }
    if (q > lot->quantity)
        return refusals_.refuse_goods(entry, goods_index, 2,
                                      {Text::err_not_in_lot, {to_text(q), item_name(item), name, to_text(lot->quantity)}},
                                      Text::hint_unknown_lot);
    if (goes_to_a_buyer(entry) && lot->expires < entry.date)
        return refusals_.refuse_goods(entry, goods_index, 1,
                                      {Text::err_lot_expired, {name, item_name(item), to_text(lot->expires), to_text(entry.date)}},
                                      Text::hint_lot_expired);
    return true;
}

bool Stock::check_stockable(const Entry& entry, uint32_t goods_index) {
    const GoodsLine& goods = entries_.goods[goods_index];
    const ItemFacts& facts = masters_.of(goods.item);
    if (facts.service)
        return refusals_.refuse_goods(entry, goods_index, 1, {Text::err_service_in_stock, {item_name(goods.item)}},
                                      Text::hint_service_in_stock);
    if (facts.kit != no_entry)
        return refusals_.refuse_goods(entry, goods_index, 1, {Text::err_kit_in_stock, {item_name(goods.item)}}, Text::hint_kit_in_stock);
    return true;
}

bool Stock::check_known(const Entry& entry, uint32_t goods_index) {
    const ItemId item = entries_.goods[goods_index].item;
    return pool(item).moved() || is_known(item) || refuse_unknown(entry, goods_index);
}

// Declared anywhere, or brought in by any entry: asked only where something is wrong already.
bool Stock::is_known(ItemId item) const {
    for (const Entry& entry : entries_.entries) {
        if ((entry.kind == Kind::item || entry.kind == Kind::kit) && entry.subject == index_of(item)) return true;
        if (entry.kind != Kind::purchase && entry.kind != Kind::open && entry.kind != Kind::assemble && entry.kind != Kind::purchase_order)
            continue;
        for (const GoodsLine& goods : entries_.goods_of(entry))
            if (goods.item == item && goods.sign == '+') return true;
    }
    return false;
}

bool Stock::refuse_unknown(const Entry& entry, uint32_t goods_index) {
    const ItemId unknown = entries_.goods[goods_index].item;
    std::vector<std::string_view> known;
    for (uint32_t i = 1; i < entries_.items.size(); ++i)
        if (const auto item = static_cast<ItemId>(i); is_known(item)) known.push_back(entries_.items.text(item));
    const std::string_view near = did_you_mean(entries_.items.text(unknown), known);
    return refusals_.refuse_goods(entry, goods_index, 1, {Text::err_unknown_item, {item_name(unknown)}},
                                  near.empty() ? Message(Text::hint_unknown_item) : Message(Text::hint_did_you_mean, {near}));
}

}  // namespace daybook

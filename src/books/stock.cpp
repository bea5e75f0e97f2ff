// Every movement of goods passes here: into a pool, out of it, and what it says to those who look on.
#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "books/books.h"

namespace daybook {

namespace {

uint64_t place_key(ItemId item, WordId warehouse) { return static_cast<uint64_t>(index_of(item)) << 32 | index_of(warehouse); }

}  // namespace

// Steps are kept for those who look on, and for nobody else.
void Books::push(Step step) {
    if (!watched_) return;
    const Pool& pool = pools_[index_of(step.item)];
    step.on_hand = pool.quantity();
    step.held_value = pool.value();
    steps_.push_back(step);
}

void Books::put_in(ItemId item, WordId warehouse, Quantity q) {
    if (uses_warehouses_) held_in_[place_key(item, warehouse)] += q;
}

Quantity Books::held_in(ItemId item, WordId warehouse) const {
    const auto found = held_in_.find(place_key(item, warehouse));
    return found == held_in_.end() ? Quantity() : found->second;
}

std::vector<WordId> Books::warehouses_of(ItemId item) const {
    std::vector<WordId> found;
    for (const auto& [key, quantity] : held_in_)
        if (key >> 32 == index_of(item)) found.push_back(static_cast<WordId>(key & UINT32_MAX));
    std::sort(found.begin(), found.end());
    return found;
}

void Books::push_moved(Step step, ItemId item, uint32_t goods_index, Quantity q, Money value) {
    step.item = item;
    step.goods = goods_index;
    step.quantity = q;
    step.value = value;
    push(step);
}

// Goods arrive: the step is completed with what moved, and what the receipt settled of older shortages goes to cost of goods sold.
void Books::receive(uint32_t goods_index, ItemId item, Quantity q, Money cost, const Step& step) {
    Layer layer{q, cost, index_, WordId::none, last_date};
    if (const Marks* marks = entries_.marks_of(goods_index); marks && entries_.goods[goods_index].item == item) {
        layer.lot = marks->lot;
        if (marks->expires) layer.expires = *marks->expires;
    }
    settled_.clear();
    pools_[index_of(item)].receive(settings_.costing, layer, settled_);
    put_in(item, entries_.entries[index_].warehouse, q);
    if (watched_) push_moved(step, item, goods_index, q, cost);
    post(AccountClass::inventory, cost);
    for (const Settlement& settlement : settled_) book_settlement(settlement, item);
}

namespace {

// A difference in the cost of what a line took out, of the item itself or of a kit's part.
bool add_cost(Money& cost, std::vector<PartOut>& parts, ItemId line_item, ItemId item, Money difference) {
    const auto part = std::find_if(parts.begin(), parts.end(), [&](const PartOut& out) { return out.item == item; });
    if (part == parts.end() && (line_item != item || !parts.empty())) return false;
    if (part != parts.end()) part->cost += difference;
    cost += difference;
    return true;
}

}  // namespace

// What was missing has its true cost from now on: as cost of goods sold, or, while it waits to be sold, as goods shipped.
void Books::book_settlement(const Settlement& settlement, ItemId item) {
    const Entry& taker = entries_.entries[settlement.entry];
    const bool shipment = taker.kind == Kind::ship;
    const uint32_t sale = shipment ? entries_.find(taker.of) : settlement.entry;
    const bool waits = shipment && settle_waiting(settlement, sale, item);
    Step late;
    late.item = item;
    late.goods = settlement.goods;
    late.sale = sale;
    late.value = -settlement.difference;
    if (!waits) late.cogs = settlement.difference;
    push(late);
    post(AccountClass::inventory, -settlement.difference);
    post(waits ? AccountClass::goods_shipped : AccountClass::cogs, settlement.difference);
    const auto traded = waits ? traded_.end() : traded_.find(sale);
    if (traded == traded_.end()) return;
    for (TradedLine& line : traded->second) {
        const bool taken = shipment ? line.shipment == settlement.entry : line.goods == settlement.goods;
        if (taken && line.left && add_cost(line.cost, line.parts, line.item, item, settlement.difference)) return;
    }
}

bool Books::settle_waiting(const Settlement& settlement, uint32_t order_index, ItemId item) {
    Order& order = orders_[order_index];
    return std::any_of(order.waiting.begin(), order.waiting.end(), [&](ShippedLine& shipped) {
        return shipped.shipment == settlement.entry &&
               add_cost(shipped.cost, shipped.parts, order.lines[shipped.line].item, item, settlement.difference);
    });
}

// Whether so much is there to leave. Where it is not, the item's first shortage is refused; the entry is booked on all the same, so that
// later ones are judged by what would be there. False only where nothing sensible can be booked.
bool Books::check_held(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q) {
    if (settings_.negative_stock == NegativeStock::allow) return true;
    const Pool& pool = pools_[index_of(item)];
    Quantity held = pool.quantity();
    if (uses_warehouses_) held = std::min(held, held_in(item, entry.warehouse));
    if (q <= held) return true;
    if (!is_known(item)) return unknown_item(entry, goods_index);
    if (short_[index_of(item)]) return true;
    short_[index_of(item)] = 1;
    if (held == pool.quantity()) {
        refuse_goods(entry, goods_index, 2,
                     {Text::err_not_held, {item_name(item), to_text(q), to_text(held), to_text(entry.date), ref_of(entry)}},
                     Text::hint_not_held);
        return true;
    }
    std::string elsewhere;
    for (WordId warehouse : warehouses_of(item)) {
        const Quantity there = held_in(item, warehouse);
        if (warehouse == entry.warehouse || warehouse == in_transit || !there) continue;
        elsewhere +=
            (elsewhere.empty() ? "" : ", ") + (warehouse == WordId::none ? std::string("–") : word_text(warehouse)) + ": " + to_text(there);
    }
    const std::string here = entry.warehouse == WordId::none ? "–" : word_text(entry.warehouse);
    refuse_goods(entry, goods_index, 2,
                 {Text::err_not_in_warehouse, {item_name(item), to_text(q), to_text(held), to_text(entry.date), ref_of(entry), here}},
                 {Text::hint_not_in_warehouse, {elsewhere.empty() ? "–" : elsewhere}});
    return true;
}

namespace {

bool goes_to_a_buyer(const Entry& entry) { return entry.kind == Kind::sell || entry.kind == Kind::ship || entry.kind == Kind::sale_return; }

}  // namespace

// Where no lot is named, and the item's first to expire goes first: what has expired is not sold in place of what is short.
bool Books::check_expired(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q) {
    if (!masters_.of(item).first_expiry || !goes_to_a_buyer(entry)) return true;
    const Layer* expired = nullptr;
    Quantity fresh = pools_[index_of(item)].quantity();
    const std::vector<Layer> layers = pools_[index_of(item)].layers();
    for (const Layer& layer : layers) {
        if (layer.expires >= entry.date) continue;
        expired = &layer;
        fresh -= layer.quantity;
    }
    if (!expired || q <= fresh) return true;
    return refuse_goods(
        entry, goods_index, 2,
        {Text::err_lot_expired,
         {expired->lot == WordId::none ? "–" : word_text(expired->lot), item_name(item), to_text(expired->expires), to_text(entry.date)}},
        Text::hint_lot_expired);
}

// A lot that is named must be there, with enough in it, and not be sold once it has expired.
bool Books::check_lot(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q) {
    const Marks* marks = entries_.marks_of(goods_index);
    const GoodsLine& goods = entries_.goods[goods_index];
    if (!marks || marks->lot == WordId::none || goods.item != item) return check_expired(entry, goods_index, item, q);
    const std::optional<Layer> lot = pools_[index_of(item)].lot(marks->lot);
    const std::string name = word_text(marks->lot);
    if (!lot) {
        std::vector<std::string_view> lots;
        for (const Layer& layer : pools_[index_of(item)].layers())
            if (layer.lot != WordId::none) lots.push_back(entries_.words.text(layer.lot));
        const std::string_view near = did_you_mean(name, lots);
        return refuse_goods(entry, goods_index, 1, {Text::err_unknown_lot, {item_name(item), name}},
                            near.empty() ? Message(Text::hint_unknown_lot) : Message(Text::hint_did_you_mean, {near}));
    }
    if (q > lot->quantity)
        return refuse_goods(entry, goods_index, 2, {Text::err_not_in_lot, {to_text(q), item_name(item), name, to_text(lot->quantity)}},
                            Text::hint_unknown_lot);
    if (goes_to_a_buyer(entry) && lot->expires < entry.date)
        return refuse_goods(entry, goods_index, 1,
                            {Text::err_lot_expired, {name, item_name(item), to_text(lot->expires), to_text(entry.date)}},
                            Text::hint_lot_expired);
    return true;
}

// Goods leave: their cost. `source` is the purchase whose layer goes first, or no_entry. Refused where fewer are held.
bool Books::issue(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q, uint32_t source, const Step& step, Money& cost) {
    if (!check_held(entry, goods_index, item, q) || !check_lot(entry, goods_index, item, q)) return false;
    Taking taking;
    taking.quantity = q;
    taking.source = source;
    taking.entry = index_;
    taking.goods = goods_index;
    taking.first_expiry = masters_.of(item).first_expiry;
    if (const Marks* marks = entries_.marks_of(goods_index); marks && entries_.goods[goods_index].item == item) taking.lot = marks->lot;
    if (taking.first_expiry && goes_to_a_buyer(entry)) taking.day = entry.date;
    cost = pools_[index_of(item)].issue(settings_.costing, taking);
    put_in(item, entry.warehouse, -q);
    if (watched_) push_moved(step, item, goods_index, -q, -cost);
    post(AccountClass::inventory, -cost);
    return true;
}

// Goods leave for a buyer: a service leaves nothing, a kit leaves as its parts, and the sale counts for the kit.
bool Books::issue_sold(const Entry& entry, uint32_t goods_index, Quantity q, const Step& step, Money& cost, std::vector<PartOut>& parts) {
    const ItemId item = entries_.goods[goods_index].item;
    const ItemFacts& facts = masters_.of(item);
    if (facts.service) {
        push_moved(step, item, goods_index, {}, {});
        return true;
    }
    if (facts.kit == no_entry) return issue(entry, goods_index, item, q, no_entry, step, cost);
    for (const GoodsLine& part : entries_.goods_of(entries_.entries[facts.kit])) {
        PartOut out{part.item, Quantity(mul_div(part.quantity.raw, q.raw, one_unit)), {}};
        Step part_step;
        part_step.sale = step.sale;
        if (!issue(entry, goods_index, part.item, out.quantity, no_entry, part_step, out.cost)) return false;
        cost += out.cost;
        parts.push_back(out);
    }
    push_moved(step, item, goods_index, {}, {});
    return true;
}

// Only goods are counted, moved, assembled and written off.
bool Books::check_stockable(const Entry& entry, uint32_t goods_index) {
    const GoodsLine& goods = entries_.goods[goods_index];
    const ItemFacts& facts = masters_.of(goods.item);
    if (facts.service)
        return refuse_goods(entry, goods_index, 1, {Text::err_service_in_stock, {item_name(goods.item)}}, Text::hint_service_in_stock);
    if (facts.kit != no_entry)
        return refuse_goods(entry, goods_index, 1, {Text::err_kit_in_stock, {item_name(goods.item)}}, Text::hint_kit_in_stock);
    return true;
}

// Declared anywhere, or brought in by any entry: asked only where something is wrong already.
bool Books::is_known(ItemId item) const {
    for (const Entry& entry : entries_.entries) {
        if ((entry.kind == Kind::item || entry.kind == Kind::kit) && entry.subject == index_of(item)) return true;
        if (entry.kind != Kind::purchase && entry.kind != Kind::open && entry.kind != Kind::assemble && entry.kind != Kind::purchase_order)
            continue;
        for (const GoodsLine& goods : entries_.goods_of(entry))
            if (goods.item == item && goods.sign == '+') return true;
    }
    return false;
}

bool Books::unknown_item(const Entry& entry, uint32_t goods_index) {
    const GoodsLine& goods = entries_.goods[goods_index];
    std::vector<std::string_view> known;
    for (uint32_t i = 1; i < entries_.items.size(); ++i)
        if (const auto item = static_cast<ItemId>(i); is_known(item)) known.push_back(entries_.items.text(item));
    const std::string_view near = did_you_mean(entries_.items.text(goods.item), known);
    return refuse_goods(entry, goods_index, 1, {Text::err_unknown_item, {item_name(goods.item)}},
                        near.empty() ? Message(Text::hint_unknown_item) : Message(Text::hint_did_you_mean, {near}));
}

}  // namespace daybook

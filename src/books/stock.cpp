// Every movement of goods passes here: into a pool, out of it, and what it says to those who look on.
#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "books/books.h"

namespace daybook {

void Books::push(Step step) {
    const Pool& pool = pools_[index_of(step.item)];
    step.on_hand = pool.quantity();
    step.held_value = pool.value();
    steps_.push_back(step);
}

// Goods arrive: the step is completed with what moved, and what the receipt settled of older shortages goes to cost of goods sold.
void Books::receive(uint32_t goods_index, Quantity q, Money cost, Step step) {
    const GoodsLine& goods = entries_.goods[goods_index];
    const Marks* marks = entries_.marks_of(goods_index);
    settled_.clear();
    pools_[index_of(goods.item)].receive(settings_.costing, q, cost, index_, marks ? marks->lot : WordId::none, settled_);
    step.item = goods.item;
    step.goods = goods_index;
    step.quantity = q;
    step.value = cost;
    push(step);
    post(AccountClass::inventory, cost);
    for (const Settlement& settlement : settled_) {
        Step late;
        late.item = goods.item;
        late.goods = settlement.goods;
        late.sale = settlement.entry;
        late.value = -settlement.difference;
        late.cogs = settlement.difference;
        push(late);
        post(AccountClass::inventory, -settlement.difference);
        post(AccountClass::cogs, settlement.difference);
        const auto sale = traded_.find(settlement.entry);
        if (sale == traded_.end()) continue;
        for (TradedLine& line : sale->second)
            if (line.goods == settlement.goods && line.left) line.cost += settlement.difference;
    }
}

// Goods leave: their cost. `source` is the purchase whose layer goes first, or no_entry. Refused where fewer are held.
bool Books::issue(const Entry& entry, uint32_t goods_index, uint32_t source, Step step, Money& cost) {
    const GoodsLine& goods = entries_.goods[goods_index];
    Pool& pool = pools_[index_of(goods.item)];
    if (settings_.negative_stock == NegativeStock::refuse && goods.quantity > pool.quantity()) {
        if (!is_known(goods.item)) return unknown_item(entry, goods);
        if (!short_[index_of(goods.item)]) {
            short_[index_of(goods.item)] = 1;
            refuse_at(entry, goods.line, 2,
                      {Text::err_not_held,
                       {item_name(goods.item), to_text(goods.quantity), to_text(pool.quantity()), to_text(entry.date), ref_of(entry)}},
                      Text::hint_not_held);
        }
        // booked on, so that later entries are judged by what would be there
    }
    cost = source == no_entry ? pool.issue(settings_.costing, goods.quantity, index_, goods_index)
                              : pool.issue_from(settings_.costing, goods.quantity, source, index_, goods_index);
    step.item = goods.item;
    step.goods = goods_index;
    step.quantity = -goods.quantity;
    step.value = -cost;
    push(step);
    post(AccountClass::inventory, -cost);
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

bool Books::unknown_item(const Entry& entry, const GoodsLine& goods) {
    std::vector<std::string_view> known;
    for (uint32_t i = 1; i < entries_.items.size(); ++i)
        if (const auto item = static_cast<ItemId>(i); is_known(item)) known.push_back(entries_.items.text(item));
    const std::string_view near = did_you_mean(entries_.items.text(goods.item), known);
    return refuse_at(entry, goods.line, 1, {Text::err_unknown_item, {item_name(goods.item)}},
                     near.empty() ? Message(Text::hint_unknown_item) : Message(Text::hint_did_you_mean, {near}));
}

}  // namespace daybook

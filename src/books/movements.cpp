// Every movement of goods passes here: into a pool, out of it, and what it says to those who look on.
#include <algorithm>
#include <vector>

#include "books/books.h"

namespace daybook {

void Books::push_moved(Step step, ItemId item, uint32_t goods_index, Quantity q, Money value) {
    step.item = item;
    step.goods = goods_index;
    step.quantity = q;
    step.value = value;
    push(step);
}

// Goods arrive: the step is completed with what moved, and what the receipt corrects of older shortages goes to cost of goods sold.
void Books::receive(uint32_t goods_index, ItemId item, Quantity q, Money cost, const Step& step, WordId lot) {
    Layer layer{q, cost, booking_.index, lot, last_date};
    if (const Marks* marks = entries_.marks_of(goods_index); marks && entries_.goods[goods_index].item == item) {
        layer.lot = marks->lot;
        if (marks->expires) layer.expires = *marks->expires;
    }
    const std::span<const Correction> corrections = stock_.receive(item, entries_.entries[booking_.index].warehouse, layer);
    if (booking_.watched) push_moved(step, item, goods_index, q, cost);
    post(AccountClass::inventory, cost);
    for (const Correction& correction : corrections) book_correction(correction, item);
}

// What was missing has its true cost from now on: as cost of goods sold, or, while it waits to be sold, as goods shipped.
void Books::book_correction(const Correction& correction, ItemId item) {
    const Entry& taker = entries_.entries[correction.entry];
    const uint32_t sale = taker.kind == Kind::ship ? entries_.find(taker.of) : correction.entry;
    const bool waits = trades_.correct(sale, correction, item);
    Step late;
    late.item = item;
    late.goods = correction.goods;
    late.document = sale;
    late.value = -correction.difference;
    if (!waits) late.cogs = correction.difference;
    push(late);
    post(AccountClass::inventory, -correction.difference);
    post(waits ? AccountClass::goods_shipped : AccountClass::cogs, correction.difference);
}

namespace {

bool goes_to_a_buyer(const Entry& entry) { return entry.kind == Kind::sell || entry.kind == Kind::ship || entry.kind == Kind::sale_return; }

}  // namespace

// Goods leave: their cost. `source` is the purchase whose layer goes first, or no_entry. Refused where fewer are held.
bool Books::issue(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q, uint32_t source, const Step& step, Money& cost,
                  std::vector<LotOut>* lots) {
    if (!stock_.check_leaves(entry, goods_index, item, q)) return false;
    Taking taking;
    taking.quantity = q;
    taking.source = source;
    taking.entry = booking_.index;
    taking.goods = goods_index;
    taking.first_expiry = masters_.of(item).first_expiry;
    if (const Marks* marks = entries_.marks_of(goods_index); marks && entries_.goods[goods_index].item == item) taking.lot = marks->lot;
    if (taking.first_expiry && goes_to_a_buyer(entry)) taking.day = entry.date;
    cost = stock_.issue(item, entry.warehouse, taking, lots);
    if (booking_.watched) push_moved(step, item, goods_index, -q, -cost);
    post(AccountClass::inventory, -cost);
    return true;
}

// Goods leave for a buyer: a service leaves nothing, a kit leaves as its parts, and the sale counts for the kit.
bool Books::issue_sold(const Entry& entry, uint32_t goods_index, Quantity q, const Step& step, GoodsCost& cost) {
    const ItemId item = entries_.goods[goods_index].item;
    const ItemFacts& facts = masters_.of(item);
    if (facts.service) {
        push_moved(step, item, goods_index, {}, {});
        return true;
    }
    if (facts.kit == no_entry) return issue(entry, goods_index, item, q, no_entry, step, cost.total, &cost.lots);
    for (const GoodsLine& part : entries_.goods_of(entries_.entries[facts.kit])) {
        PartOut out{part.item, Quantity(mul_div(part.quantity.raw, q.raw, one_unit)), {}};
        Step part_step;
        part_step.document = step.document;
        if (!issue(entry, goods_index, part.item, out.quantity, no_entry, part_step, out.cost)) return false;
        cost.total += out.cost;
        cost.parts.push_back(out);
    }
    push_moved(step, item, goods_index, {}, {});
    return true;
}

}  // namespace daybook

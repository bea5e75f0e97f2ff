// Opening stock and balances, counts, write-offs.
#include <algorithm>

#include "books/books.h"

namespace daybook {

bool Books::book_open(const Entry& entry) {
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        const GoodsLine& goods = entries_.goods[i];
        if (!stock_.check_stockable(entry, i)) return false;
        Money cost;
        if (!price_line(entry, i, cost)) return false;
        goods_in_ += cost;
        Step step;
        step.document = booking_.index;
        receive(i, goods.item, quantity_of(i), cost, step);
        post(AccountClass::opening, -cost);
    }
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key == Key::cash) {
            if (!check_account(entry, detail, detail.word())) return false;
            post(account_of(detail.word()), detail.money());
        }
        if (detail.key == Key::receivable) {
            post({AccountClass::receivable, detail.party()}, detail.money());
            masters_.parties[detail.a].is_customer = true;
        }
        if (detail.key == Key::payable) {
            post({AccountClass::payable, detail.party()}, -detail.money());
            masters_.parties[detail.a].is_supplier = true;
        }
        const bool owed = detail.key == Key::payable || detail.key == Key::stored_value;
        if (detail.key == Key::stored_value) {
            post({AccountClass::stored_value, detail.party()}, -detail.money());
            masters_.parties[detail.a].is_customer = true;
        }
        post(AccountClass::opening, owed ? detail.money() : -detail.money());
    }
    return true;
}

// What was counted is what there is; the difference is derived anew on each replay, at today's cost.
bool Books::book_count(const Entry& entry) {
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i)
        if (!stock_.check_stockable(entry, i) || !count_line(entry, i)) return false;
    return true;
}

bool Books::count_line(const Entry& entry, uint32_t goods_index) {
    const GoodsLine& goods = entries_.goods[goods_index];
    const Pool& pool = stock_.pool(goods.item);
    Quantity held = pool.quantity();
    if (stock_.uses_warehouses()) {
        const std::vector<WordId> warehouses = stock_.warehouses_of(goods.item);
        if (pool.moved() && std::find(warehouses.begin(), warehouses.end(), entry.warehouse) == warehouses.end())
            return refuse_at(
                entry, goods.below, 1,
                {Text::err_never_in_warehouse, {entry.warehouse == WordId::none ? "–" : word_text(entry.warehouse), item_name(goods.item)}},
                Text::hint_never_in_warehouse);
        held = stock_.held_in(goods.item, entry.warehouse);
    }
    const Marks* marks = entries_.marks_of(goods_index);
    if (marks && marks->lot != WordId::none) {
        const std::optional<Layer> lot = pool.lot(marks->lot);
        if (!lot) return stock_.check_lot(entry, goods_index, goods.item, goods.quantity);
        held = lot->quantity;
    }
    const Quantity difference = quantity_of(goods_index) - held;
    Step step;
    step.document = booking_.index;
    if (difference.raw > 0) {
        if (!stock_.check_known(entry, goods_index)) return false;
        const Money cost = pool.todays_cost(settings_.costing, difference);
        receive(goods_index, goods.item, difference, cost, step);
        post(AccountClass::count_difference, -cost);
        return true;
    }
    if (difference) {
        Money cost;
        if (!issue(entry, goods_index, goods.item, -difference, no_entry, step, cost)) return false;
        post(AccountClass::count_difference, cost);
        return true;
    }
    step.item = goods.item;
    step.goods = goods_index;
    push(step);  // nothing differs: the card shows that it was counted
    return true;
}

bool Books::book_write_off(const Entry& entry) {
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        if (!stock_.check_stockable(entry, i)) return false;
        Money cost;
        Step step;
        step.document = booking_.index;
        if (!issue(entry, i, entries_.goods[i].item, quantity_of(i), no_entry, step, cost)) return false;
        post(AccountClass::write_off, cost);
    }
    return true;
}

}  // namespace daybook

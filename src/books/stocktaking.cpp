// Opening stock and balances, counts, write-offs.
#include "books/books.h"

namespace daybook {

bool Books::book_open(const Entry& entry) {
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        const GoodsLine& goods = entries_.goods[i];
        if (masters_.of(goods.item).service)
            return refuse_at(entry, goods.line, 1, {Text::err_service_in_stock, {item_name(goods.item)}}, Text::hint_service_in_stock);
        Money cost;
        if (!price_line(entry, i, cost)) return false;
        goods_in_ += cost;
        Step step;
        step.sale = index_;
        receive(i, goods.quantity, cost, step);
        post(AccountClass::opening, -cost);
    }
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key == Key::cash) post({AccountClass::cash, detail.word()}, detail.money());
        if (detail.key == Key::receivable) {
            post({AccountClass::receivable, detail.party()}, detail.money());
            masters_.parties[detail.a].is_customer = true;
        }
        if (detail.key == Key::payable) {
            post({AccountClass::payable, detail.party()}, -detail.money());
            masters_.parties[detail.a].is_supplier = true;
        }
        post(AccountClass::opening, detail.key == Key::payable ? detail.money() : -detail.money());
    }
    return true;
}

// What was counted is what there is; the difference is derived anew on each replay, at today's cost.
bool Books::book_count(const Entry& entry) {
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        const GoodsLine& goods = entries_.goods[i];
        if (masters_.of(goods.item).service)
            return refuse_at(entry, goods.line, 1, {Text::err_service_in_stock, {item_name(goods.item)}}, Text::hint_service_in_stock);
        Pool& pool = pools_[index_of(goods.item)];
        const Quantity difference = goods.quantity - pool.quantity();
        Step step;
        step.sale = index_;
        if (difference.raw > 0) {
            if (!pool.moved() && !is_known(goods.item)) return unknown_item(entry, goods);
            const Money cost = pool.todays_cost(settings_.costing, difference);
            receive(i, difference, cost, step);
            post(AccountClass::count_difference, -cost);
            continue;
        }
        Money cost;
        if (difference) cost = pool.issue(settings_.costing, -difference, index_, i);
        step.item = goods.item;
        step.goods = i;
        step.quantity = difference;
        step.value = -cost;
        push(step);  // also where nothing differs: the card shows that it was counted
        post(AccountClass::inventory, -cost);
        post(AccountClass::count_difference, cost);
    }
    return true;
}

bool Books::book_write_off(const Entry& entry) {
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        const GoodsLine& goods = entries_.goods[i];
        if (masters_.of(goods.item).service)
            return refuse_at(entry, goods.line, 1, {Text::err_service_in_stock, {item_name(goods.item)}}, Text::hint_service_in_stock);
        Money cost;
        Step step;
        step.sale = index_;
        if (!issue(entry, i, no_entry, step, cost)) return false;
        post(AccountClass::write_off, cost);
    }
    return true;
}

}  // namespace daybook

#include "model/stated.h"

namespace daybook {

Money stated_amount(const GoodsLine& goods, int money_decimals) {
    if (goods.form == PriceForm::total) return goods.total();
    return goods.form == PriceForm::unit ? line_amount(goods.quantity, goods.unit_price(), money_decimals) : Money();
}

Money stated_value(const Entries& entries, const Entry& entry, int money_decimals) {
    Money value;
    for (const GoodsLine& goods : entries.goods_of(entry)) value += stated_amount(goods, money_decimals);
    for (const Detail& detail : entries.details_of(entry)) {
        if (detail.key == Key::discount) value -= detail.money();
        if (detail.key == Key::postage || detail.key == Key::freight || detail.key == Key::duty) value += detail.money();
    }
    return value;
}

}  // namespace daybook

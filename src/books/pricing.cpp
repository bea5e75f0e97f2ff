// What goods lines amount to: price, discount, tax, and the spreading of a cost over lines (design: Line amount, Tax).
#include <algorithm>

#include "books/books.h"

namespace daybook {

Money Books::sum(const Entry& entry, Key key) const {
    Money total;
    for (const Detail& detail : entries_.details_of(entry))
        if (detail.key == key) total += detail.money();
    return total;
}

bool Books::price_line(const Entry& entry, uint32_t goods_index, Money& amount) {
    const GoodsLine& goods = entries_.goods[goods_index];
    if (goods.form == PriceForm::none)
        return refuse_at(entry, goods.below, 1, {Text::err_no_price, {item_name(goods.item)}},
                         {Text::hint_no_price, {item_name(goods.item), to_text(goods.quantity)}});
    amount = goods.form == PriceForm::total ? goods.total() : line_amount(goods.quantity, goods.unit_price(), settings_.currency.decimals);
    return true;
}

// The lines of that sign into priced_: amount, discount, tax.
bool Books::price_lines(const Entry& entry, char sign) {
    priced_.clear();
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        if (entries_.goods[i].sign != sign) continue;
        Priced line;
        line.goods = i;
        if (!price_line(entry, i, line.amount)) return false;
        line.net = line.amount;
        priced_.push_back(line);
    }
    if (!take_discount(entry)) return false;
    if (settings_.tax.regime == TaxRegime::none) return true;
    for (Priced& line : priced_) split_tax(line.goods, line.net, line.net, line.tax);
    return true;
}

// The document's discount, spread over its lines by value; by quantity where all values are 0.
bool Books::take_discount(const Entry& entry) {
    const Money discount = sum(entry, Key::discount);
    if (!discount) return true;
    Money total;
    weights_.clear();
    for (const Priced& line : priced_) {
        total += line.amount;
        weights_.push_back(line.amount.raw);
    }
    if (discount > total)
        return refuse(entry, {Text::err_discount_too_large, {money(discount), money(total)}}, Text::hint_discount_too_large);
    parts_.resize(priced_.size());
    allocate(discount, weights_, parts_);
    for (size_t i = 0; i < priced_.size(); ++i) priced_[i].net -= parts_[i];
    return true;
}

// The rate of the line, else of the item, else of the shop.
int32_t Books::rate_of(uint32_t goods_index) const {
    const Marks* marks = entries_.marks_of(goods_index);
    const ItemFacts& item = masters_.of(entries_.goods[goods_index].item);
    return marks && marks->tax ? *marks->tax : item.tax ? *item.tax : settings_.tax.rate;
}

void Books::split_tax(uint32_t goods_index, Money amount, Money& net, Money& tax) const {
    net = amount;
    tax = Money();
    if (settings_.tax.regime == TaxRegime::none) return;
    const int64_t rate = rate_of(goods_index);
    if (settings_.tax.prices_include_tax) {
        net = Money(mul_div(amount.raw, 1'000'000, 1'000'000 + rate));
        tax = amount - net;
    } else {
        tax = Money(mul_div(amount.raw, rate, 1'000'000));
    }
}

void Books::note_tax(uint32_t goods_index, bool bought, Money net, Money tax) {
    const bool counts = bought ? settings_.tax.regime == TaxRegime::general : settings_.tax.regime != TaxRegime::none;  // else it is cost
    if (counts) taxes_.push_back({rate_of(goods_index), bought, net, tax});
}

// A landed cost over the goods of priced_ (services have no stock to carry it), added to their landed.
bool Books::spread(const Entry& entry, Money total, const Detail& how) {
    const std::string_view basis = how.a ? entries_.words.text(how.word()) : "value";
    std::vector<Priced*> goods;
    for (Priced& line : priced_)
        if (!masters_.of(entries_.goods[line.goods].item).service) goods.push_back(&line);
    if (goods.empty()) return refuse(entry, Text::err_nothing_to_carry_cost, Text::hint_nothing_to_carry_cost);
    weights_.clear();
    bool all_zero = true;
    for (const Priced* line : goods) {
        const GoodsLine& g = entries_.goods[line->goods];
        int64_t weight = line->net.raw;
        if (basis == "quantity") weight = quantity_of(line->goods).raw;
        if (basis == "weight") {
            const std::optional<Quantity> each = masters_.of(g.item).weight;
            if (!each)
                return refuse_at(entry, g.below, 1, {Text::err_no_weight, {item_name(g.item)}},
                                 {Text::hint_no_weight, {item_name(g.item)}});
            weight = mul_div(quantity_of(line->goods).raw, each->raw, one_unit);
        }
        all_zero = all_zero && weight == 0;
        weights_.push_back(weight);
    }
    if (all_zero)
        for (size_t i = 0; i < goods.size(); ++i) weights_[i] = quantity_of(goods[i]->goods).raw;
    parts_.resize(goods.size());
    allocate(total, weights_, parts_);
    for (size_t i = 0; i < goods.size(); ++i) goods[i]->landed += parts_[i];
    return true;
}

bool Books::move_cash(const Entry& entry, PartyId party, Money& in) {
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key != Key::received && detail.key != Key::paid) continue;
        const Money amount = detail.key == Key::received ? detail.money() : -detail.money();
        in += amount;
        if (detail.word() == entries_.deposit && party != PartyId::none) {
            post({AccountClass::stored_value, party}, amount);
            if (!check_stored_value(entry, detail, party)) return false;
        } else {
            if (!check_account(entry, detail, detail.word())) return false;
            post(account_of(detail.word()), amount);
        }
    }
    return true;
}

// `deposit` is no account of the shop's.
bool Books::check_account(const Entry& entry, const Detail& detail, WordId account) {
    const AccountFacts& facts = masters_.accounts[index_of(account)];
    if (!facts.like_stored_value) return true;
    if (account != entries_.deposit)
        return refuse_at(entry, detail.below, detail.word() == account ? 2 : 3, {Text::err_stored_value_word, {word_text(account)}},
                         Text::hint_stored_value_word);
    const bool takes_it = entry.kind == Kind::sell || entry.kind == Kind::order || entry.kind == Kind::sale_return ||
                          entry.kind == Kind::refund || entry.kind == Kind::collect;
    if (takes_it && (detail.key == Key::received || detail.key == Key::paid))
        return refuse_at(entry, detail.below, 2, Text::err_deposit_of_nobody, Text::hint_deposit_of_nobody);
    return refuse_at(entry, detail.below, detail.word() == account ? 2 : 3, Text::err_deposit_not_here, Text::hint_deposit_not_here);
}

// The account of the entry's first money line; none where it has no such line.
WordId Books::money_account(const Entry& entry) const {
    for (const Detail& detail : entries_.details_of(entry))
        if ((detail.key == Key::received || detail.key == Key::paid) && detail.word() != entries_.deposit) return detail.word();
    return WordId::none;
}

}  // namespace daybook

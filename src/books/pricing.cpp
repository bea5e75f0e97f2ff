// What goods lines amount to: price, discount, tax, and the spreading of a cost over lines (design: Line amount, Tax).
#include <algorithm>

#include "base/shell_word.h"
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
                         {Text::hint_no_price, {shell_word(item_name(goods.item)), to_text(goods.quantity)}});
    amount = goods.form == PriceForm::total ? goods.total() : line_amount(goods.quantity, goods.unit_price(), settings_.currency.decimals);
    return true;
}

// The lines of that sign into booking_.priced: amount, discount, tax.
bool Books::price_lines(const Entry& entry, char sign) {
    booking_.priced.clear();
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        if (entries_.goods[i].sign != sign) continue;
        Priced line;
        line.goods = i;
        if (!price_line(entry, i, line.amount)) return false;
        line.price.net = line.amount;
        booking_.priced.push_back(line);
    }
    if (!take_discount(entry)) return false;
    if (settings_.tax.regime == TaxRegime::none) return true;
    for (Priced& line : booking_.priced) {
        line.rate = rate_of(line.goods);
        line.price = split_tax(line.rate, line.price.net);
    }
    return true;
}

// The document's discount, spread over its lines by value; by quantity where all values are 0.
bool Books::take_discount(const Entry& entry) {
    const Money discount = sum(entry, Key::discount);
    if (!discount) return true;
    Money total;
    booking_.weights.clear();
    for (const Priced& line : booking_.priced) {
        total += line.amount;
        booking_.weights.push_back(line.amount.raw);
    }
    if (discount > total)
        return refuse(entry, {Text::err_discount_too_large, {money(discount), money(total)}}, Text::hint_discount_too_large);
    const std::span<const Money> parts = booking_.spread(discount);
    for (size_t i = 0; i < booking_.priced.size(); ++i) booking_.priced[i].price.net -= parts[i];
    return true;
}

// The rate of the line, else of the item, else of the shop.
int32_t Books::rate_of(uint32_t goods_index) const {
    const Marks* marks = entries_.marks_of(goods_index);
    const ItemFacts& item = masters_.of(entries_.goods[goods_index].item);
    return marks && marks->tax ? *marks->tax : item.tax ? *item.tax : settings_.tax.rate;
}

Taxed Books::split_tax(int32_t rate, Money amount) const {
    if (settings_.tax.regime == TaxRegime::none) return {amount, Money()};
    if (!settings_.tax.prices_include_tax) return {amount, Money(mul_div(amount.raw, rate, 1'000'000))};
    const Money net(mul_div(amount.raw, 1'000'000, int64_t{1'000'000} + rate));
    return {net, amount - net};
}

void Books::note_tax(int32_t rate, bool bought, const Taxed& price) {
    const bool counts = bought ? settings_.tax.regime == TaxRegime::general : settings_.tax.regime != TaxRegime::none;  // else it is cost
    if (counts) booking_.taxes.push_back({rate, bought, price.net, price.tax});
}

// Postage is taxed at the rate of its goods: of the line of most value, the first of equals; the shop's, where there are none.
int32_t Books::rate_of_most_value() const {
    const Priced* most = nullptr;
    for (const Priced& line : booking_.priced)
        if (!most || line.price.gross() > most->price.gross()) most = &line;
    return most ? most->rate : settings_.tax.rate;
}

// Postage that goes back has the rate of its sale's; where none was charged, that of the most value that comes back.
int32_t Books::rate_of_postage_back(uint32_t sale) const {
    if (const std::optional<int32_t> rate = trades_.postage_rate(sale)) return *rate;
    const TaxStep* most = nullptr;
    for (const TaxStep& tax : booking_.taxes)
        if (tax.net.raw < 0 && (!most || tax.net + tax.tax < most->net + most->tax)) most = &tax;
    return most ? most->rate : settings_.tax.rate;
}

// What the buyer is charged for postage, tax and all; given back where negative.
Money Books::post_postage(const Taxed& postage, int32_t rate) {
    if (!postage.gross()) return Money();
    post(AccountClass::postage_charged, -postage.net);
    post(AccountClass::tax_output, -postage.tax);
    note_tax(rate, false, postage);
    return postage.gross();
}

// A landed cost over the goods of booking_.priced (services have no stock to carry it), added to their landed.
bool Books::spread(const Entry& entry, Money total, const Detail& how) {
    const Basis basis = how.a ? *find_basis(entries_.words.text(how.word())) : Basis::value;
    std::vector<Priced*> goods;
    for (Priced& line : booking_.priced)
        if (!masters_.of(entries_.goods[line.goods].item).service) goods.push_back(&line);
    if (goods.empty()) return refuse(entry, Text::err_nothing_to_carry_cost, Text::hint_nothing_to_carry_cost);
    booking_.weights.clear();
    bool all_zero = true;
    for (const Priced* line : goods) {
        const GoodsLine& g = entries_.goods[line->goods];
        int64_t weight = line->price.net.raw;
        if (basis == Basis::quantity) weight = quantity_of(line->goods).raw;
        if (basis == Basis::weight) {
            const std::optional<Quantity> each = masters_.of(g.item).weight;
            if (!each)
                return refuse_at(entry, g.below, 1, {Text::err_no_weight, {item_name(g.item)}},
                                 {Text::hint_no_weight, {shell_word(item_name(g.item))}});
            weight = mul_div(quantity_of(line->goods).raw, each->raw, one_unit);
        }
        all_zero = all_zero && weight == 0;
        booking_.weights.push_back(weight);
    }
    if (all_zero)
        for (size_t i = 0; i < goods.size(); ++i) booking_.weights[i] = quantity_of(goods[i]->goods).raw;
    const std::span<const Money> parts = booking_.spread(total);
    for (size_t i = 0; i < goods.size(); ++i) goods[i]->landed += parts[i];
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

// What is in the basket, as whoever types it reads it: prices, what there is, what it all comes to.
#include <algorithm>

#include "cli/conversation.h"

namespace daybook {

// The entry as it stands, with prices. A coupon may fit only once there are more goods.
Result<Draft> Conversation::priced() {
    Args so_far = args();
    Result<Draft> draft = dialogue_.draft(session_, so_far, at_hand_.journal());
    if (draft || draft.error().what.id == Text::err_no_list_price) return draft;
    so_far.drop("coupon");
    so_far.drop("redeem");
    return dialogue_.draft(session_, so_far, at_hand_.journal());
}

Money Conversation::amount_of(const TypedGoods& line) const {
    const bool total = line.price.starts_with("@@");
    Quantity quantity;
    int64_t price = 0;
    parse_decimal(line.quantity, quantity_decimals, quantity.raw);
    const std::string typed = line.price.substr(std::min<size_t>(total ? 2 : 1, line.price.size()));
    if (parse_decimal(typed, total ? at_hand_.decimals() : price_decimals, price) != BadNumber::none) return {};
    return total ? Money(price) : line_amount(quantity, UnitPrice(price), at_hand_.decimals());
}

// Goods less what is off.
Money Conversation::total_of(const Draft& draft) const {
    Money total;
    for (const TypedGoods& line : draft.goods) total += amount_of(line);
    const auto take = [&](const std::string& word) {
        Money off;
        if (parse_decimal(word, at_hand_.decimals(), off.raw) == BadNumber::none) total -= off;
    };
    if (const auto off = draft.details.find(Key::discount); off != draft.details.end())
        for (const std::vector<std::string>& words : off->second) take(words[0]);
    for (const std::string& word : given_.all("discount")) take(word);
    return total;
}

// What is to be paid for it: where the tax comes on top of prices, as the books reckon it.
Money Conversation::to_pay_for(const Draft& draft, Money goods) {
    const TaxSettings& tax = session_.settings().books.tax;
    if (tax.regime == TaxRegime::none || tax.prices_include_tax) return goods;
    Args unpaid = args();
    for (const char* money : {"received", "paid"}) unpaid.drop(money);
    return at_hand_.due(unpaid, draft, true).value_or(goods);
}

// What the last line is now, and what all come to.
void Conversation::show_line() {
    const TypedGoods& line = basket_.last();
    const ItemId item = at_hand_.entries().items.find(line.item);
    std::vector<std::string> parts = {name_of(line)};
    if (dialogue_.kind == Kind::count) {
        parts.push_back(line.quantity + line.unit);
        if (const auto booked = at_hand_.on_hand_in(item, answered("in"))) parts.push_back(say({Text::ask_booked, {to_text(*booked)}}));
        return tell_parts(parts);
    }
    const Result<Draft> draft = priced();
    if (!draft) return complain(draft.error());
    const TypedGoods& priced_line = draft->goods[basket_.last_index()];
    std::string sum = line.quantity + line.unit;
    if (const auto price = price_of(priced_line)) sum += " × " + to_text(*price, at_hand_.decimals());
    parts.push_back(sum + " = " + money_text(amount_of(priced_line)));
    if (dialogue_.kind == Kind::sell) add_sale_parts(priced_line, parts);
    const Money total = total_of(*draft);
    Money goods;
    for (const TypedGoods& one : draft->goods) goods += amount_of(one);
    if (goods > total) parts.push_back(say({Text::ask_off, {money_text(goods - total)}}));
    parts.push_back(say({Text::ask_total, {money_text(to_pay_for(*draft, total))}}));
    tell_parts(parts);
}

// What there is of it, and what the customer paid for it before, where that differs.
void Conversation::add_sale_parts(const TypedGoods& line, std::vector<std::string>& parts) {
    const ItemId item = at_hand_.entries().items.find(line.item);
    if (const auto held = at_hand_.on_hand_in(item, answered("in"))) {
        Quantity wanted;
        for (const TypedGoods& one : basket_.lines())
            if (one.item == line.item) wanted += at_hand_.in_own_unit(item, one);
        parts.push_back(say({wanted > *held ? Text::ask_short : Text::ask_on_hand, {to_text(*held)}}));
    }
    if (const std::string last = last_price(line); !last.empty()) parts.push_back(last);
}

// Of goods with a price: what the customer paid for one the last time; empty where that is the same, or not known.
std::string Conversation::last_price(const TypedGoods& line) const {
    const std::string customer = answered("to");
    if (customer.empty() || !line.unit.empty()) return {};
    const auto found = session_.party(at_hand_.journal(), customer);
    if (!found) return {};
    const auto last = at_hand_.last_price(*found, at_hand_.entries().items.find(line.item)), now = price_of(line);
    if (!last || !now || *last == *now) return {};
    return say({Text::ask_last_price, {customer, to_text(*last, at_hand_.decimals())}});
}

// The goods came before the customer.
void Conversation::tell_last_prices() {
    if (dialogue_.kind != Kind::sell || basket_.empty()) return;
    const Result<Draft> draft = priced();
    if (!draft) return;
    for (const TypedGoods& line : draft->goods)
        if (const std::string last = last_price(line); !last.empty()) tell_parts({name_of(line), last});
}

std::string Conversation::name_of(const TypedGoods& line) const {
    const ItemId item = at_hand_.entries().items.find(line.item);
    return item == ItemId::none ? line.item : at_hand_.name_of(item);
}

// Nothing where the price is one for all of the line.
std::optional<UnitPrice> Conversation::price_of(const TypedGoods& line) const {
    UnitPrice price;
    const bool unit = !line.price.empty() && !line.price.starts_with("@@") &&
                      parse_decimal(line.price.substr(1), price_decimals, price.raw) == BadNumber::none;
    return unit ? std::optional(price) : std::nullopt;
}

void Conversation::show_help() const {
    const bool counts = dialogue_.kind == Kind::count;
    for (Text help :
         {counts ? Text::ask_help_count : Text::ask_help_add, counts ? Text::nothing : Text::ask_help_change, Text::ask_help_end}) {
        std::vector<std::string> parts;
        const std::string whole = say(help);
        constexpr std::string_view between = " · ";
        for (size_t at = 0; at < whole.size();) {
            const size_t end = std::min(whole.find(between, at), whole.size());
            parts.push_back(whole.substr(at, end - at));
            at = end + between.size();
        }
        if (!parts.empty()) tell_parts(parts, false);
    }
}

}  // namespace daybook

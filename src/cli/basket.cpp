#include "cli/basket.h"

#include <algorithm>

#include "base/half_width.h"
#include "model/amounts.h"

namespace daybook {

namespace {

std::string trimmed(const std::string& text) {
    const size_t first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
    return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
}

bool is_number(const std::string& text) {
    int64_t ignored = 0;
    return !text.starts_with('-') && parse_decimal(text, quantity_decimals, ignored) == BadNumber::none;
}

// The quantity of goods in millionths; above 0, or an error.
Result<int64_t> quantity_of(const std::string& typed) {
    int64_t quantity = 0;
    if (parse_decimal(typed, quantity_decimals, quantity) != BadNumber::none || quantity <= 0)
        return fail({Text::ask_not_a_number, {typed}});
    return quantity;
}

TypedGoods one_of(const std::string& item) {
    TypedGoods goods;
    goods.item = item;
    goods.quantity = "1";
    return goods;
}

// "3", "3箱": a number and a unit, where it begins with a number.
bool split_quantity(const std::string& text, TypedGoods& goods) {
    const size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
    if (!is_number(text.substr(0, digits))) return false;
    goods.quantity = text.substr(0, digits);
    goods.unit = text.substr(digits);
    return true;
}

// CODE 3, CODE 3箱, CODE:3@55, CODE@55: what a name is followed by, with blanks where nobody cares for colons.
TypedGoods apart(const std::string& typed, const std::function<bool(const std::string&)>& is_item) {
    TypedGoods goods;
    std::string left = typed;
    if (const size_t at = typed.find('@'); at != std::string::npos && at > 0) {
        left = trimmed(typed.substr(0, at));
        goods.price = typed.substr(at);
        std::erase(goods.price, ' ');
    }
    goods.quantity = "1";
    goods.item = left;
    const size_t end = left.find_last_of(" :");
    if (is_item(left) || end == std::string::npos) return goods;
    if (split_quantity(left.substr(end + 1), goods)) goods.item = trimmed(left.substr(0, end));
    return goods;
}

}  // namespace

Result<TillLine> read_till_line(const std::string& typed, size_t choices, const std::function<bool(const std::string&)>& is_item) {
    using What = TillLine::What;
    const std::string as_typed = trimmed(typed), text = trimmed(half_width(typed));
    TillLine line;
    if (text.empty()) return line;
    int64_t number = 0;
    if (choices > 0 && parse_decimal(text, 0, number) == BadNumber::none && number > 0 && static_cast<size_t>(number) <= choices) {
        line.what = What::pick;
        line.number = static_cast<size_t>(number);
        return line;
    }
    line.what = What::add;
    if (is_item(as_typed) || is_item(text)) {
        line.goods = one_of(is_item(as_typed) ? as_typed : text);
        return line;
    }
    if (text == "?") {
        line.what = What::help;
        return line;
    }
    if (text[0] == '@') {
        line.what = What::reprice;
        line.goods.price = text;
        return line;
    }
    if (text[0] == ':') {
        line.what = What::set_quantity;
        if (!split_quantity(trimmed(text.substr(1)), line.goods)) return fail({Text::ask_not_a_number, {text.substr(1)}});
        return line;
    }
    if (text[0] == '-' && text.size() > 1) {
        line.what = What::take_back;
        const std::string rest = trimmed(text.substr(1));
        line.goods = is_number(rest) && !is_item(rest) && rest.size() < 7 ? one_of("") : apart(rest, is_item);
        if (line.goods.item.empty()) line.goods.quantity = rest;
        return line;
    }
    // in full, with lots and all, as behind a command
    if (const Result<TypedGoods> full = parse_goods(text, '-'); full && text.find(' ') == std::string::npos)
        line.goods = *full;
    else
        line.goods = apart(text, is_item);
    if (const auto quantity = quantity_of(line.goods.quantity); !quantity) return tl::unexpected<Error>(quantity.error());
    return line;
}

Result<void> Basket::add(const TypedGoods& goods) {
    const Result<int64_t> more = quantity_of(goods.quantity);
    if (!more) return tl::unexpected<Error>(more.error());
    for (size_t i = lines_.size(); i-- > 0;) {
        TypedGoods& line = lines_[i];
        const bool same = line.item == goods.item && line.unit == goods.unit && line.marks == goods.marks &&
                          (goods.price.empty() || line.price == goods.price) && !line.price.starts_with("@@");
        if (!same) continue;
        int64_t quantity = 0;
        parse_decimal(line.quantity, quantity_decimals, quantity);
        line.quantity = to_text(Quantity(quantity) + Quantity(*more));
        last_ = i;
        return {};
    }
    last_ = lines_.size();
    lines_.push_back(goods);
    lines_.back().quantity = to_text(Quantity(*more));
    return {};
}

Result<void> Basket::take_back(const TypedGoods& goods) {
    if (empty()) return fail({Text::ask_nothing_last, {"-"}});
    size_t found = last_;
    if (!goods.item.empty()) {
        const auto line = std::find_if(lines_.rbegin(), lines_.rend(), [&](const TypedGoods& one) { return one.item == goods.item; });
        if (line == lines_.rend()) return fail({Text::ask_not_in_basket, {goods.item}});
        found = static_cast<size_t>(lines_.rend() - line) - 1;
    }
    TypedGoods& line = lines_[found];
    const Result<int64_t> less = quantity_of(goods.quantity);
    if (!less) return tl::unexpected<Error>(less.error());
    int64_t held = 0;
    parse_decimal(line.quantity, quantity_decimals, held);
    if (*less > held) return fail({Text::ask_too_many_back, {line.item, line.quantity}});
    last_ = found;
    if (*less == held)
        drop_last();
    else
        line.quantity = to_text(Quantity(held - *less));
    return {};
}

Result<void> Basket::set_quantity(const std::string& quantity, const std::string& unit) {
    if (empty()) return fail({Text::ask_nothing_last, {":" + quantity}});
    const Result<int64_t> wanted = quantity_of(quantity);
    if (!wanted) return tl::unexpected<Error>(wanted.error());
    lines_[last_].quantity = to_text(Quantity(*wanted));
    if (!unit.empty()) lines_[last_].unit = unit;
    return {};
}

Result<void> Basket::reprice(const std::string& price) {
    if (empty()) return fail({Text::ask_nothing_last, {price}});
    std::string amount = price.substr(price.starts_with("@@") ? 2 : 1);
    amount.erase(0, amount.find_first_not_of(' '));
    int64_t ignored = 0;
    if (parse_decimal(amount, price_decimals, ignored) != BadNumber::none || ignored < 0) return fail({Text::ask_not_amount, {price}});
    lines_[last_].price = (price.starts_with("@@") ? "@@" : "@") + amount;
    return {};
}

void Basket::drop_last() {
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(last_));
    last_ = lines_.empty() ? 0 : lines_.size() - 1;
}

std::vector<std::string> Basket::words() const {
    std::vector<std::string> words;
    for (const TypedGoods& line : lines_) {
        std::string word = line.item + ":" + line.quantity + line.unit + line.price;
        for (const std::string& mark : line.marks) word += "," + mark;
        words.push_back(std::move(word));
    }
    return words;
}

}  // namespace daybook

// Goods asked for, one line after the other, as a scanner or a hand types them.
#include <algorithm>

#include "base/half_width.h"
#include "base/utf8.h"
#include "cli/conversation.h"
#include "cli/finding.h"
#include "model/typed_amounts.h"

namespace daybook {

using Went = Conversation::Went;

namespace {

constexpr size_t most_choices = 9;

// A pasted list: every word is goods in full, or an item.
std::vector<std::string> several(const std::string& typed, const std::function<bool(const std::string&)>& is_item) {
    std::vector<std::string> words;
    for (size_t at = 0; (at = typed.find_first_not_of(' ', at)) != std::string::npos;) {
        const size_t end = std::min(typed.find(' ', at), typed.size());
        words.push_back(typed.substr(at, end - at));
        at = end;
    }
    const bool all = words.size() > 1 && !is_item(typed) && std::all_of(words.begin(), words.end(), [&](const std::string& word) {
                         return is_item(word) || parse_goods(half_width(word), '-').has_value();
                     });
    return all ? words : std::vector<std::string>{typed};
}

}  // namespace

Went Conversation::goods(Text prompt) {
    if (basket_.empty() && !given_.has("loop")) tell(Text::ask_goods_start);
    for (const TypedGoods& line : basket_.lines()) tell_parts({name_of(line), line.quantity + line.unit});
    const auto complete = [&](std::string_view typed) { return at_hand_.complete_item(typed, typed.starts_with('-') ? 1 : 0); };
    const auto is_item = [&](const std::string& word) { return names_item(word); };
    for (std::string typed;;) {
        const LineEditor::End end = editor_.read(say(prompt), typed, complete);
        // nothing was begun, so nothing is lost
        if (end == LineEditor::End::gone && basket_.empty() && given_.has("loop")) return Went::finished;
        if (end != LineEditor::End::line) return leave(end);
        if (typed.find_first_not_of(" \t") == std::string::npos) {
            if (!basket_.empty()) return Went::on;
            return Went::finished;
        }
        for (const std::string& one : several(typed, is_item))
            if (const Went went = goods_line(one); went != Went::on) return went;
    }
}

// A short number is a quantity, but for an item's very code: it is part of many a name.
bool Conversation::names_item(const std::string& word) const {
    if (at_hand_.entries().items.find(word) != ItemId::none) return true;
    const bool number = word.size() < 7 && word.find_first_not_of("0123456789.") == std::string::npos;
    if (number) return false;
    const Result<ItemId> found = find_item(session_, at_hand_.entries(), word, Meant::exactly);
    return found && *found != ItemId::none;
}

Went Conversation::goods_line(const std::string& typed) {
    const Result<TillLine> line = read_till_line(typed, choices_.size(), [&](const std::string& word) { return names_item(word); });
    if (!line) {
        complain(line.error());
        return Went::on;
    }
    TypedGoods goods = line->goods;
    goods.price = with_plain_price(goods.price);
    Result<void> changed;
    switch (line->what) {
        case TillLine::What::nothing: return Went::on;
        case TillLine::What::help: show_help(); return Went::on;
        case TillLine::What::pick:
            goods = pending_;
            goods.item = at_hand_.entries().items.text(choices_[line->number - 1]);
            choices_.clear();
            return add(std::move(goods));
        case TillLine::What::add: {
            choices_.clear();
            const Result<Went> found = code_of(goods, dialogue_.kind == Kind::purchase);
            if (!found) {
                complain(found.error());
                return Went::on;
            }
            return *found == Went::on && !goods.item.empty() ? add(std::move(goods)) : *found;
        }
        case TillLine::What::take_back: {
            if (!goods.item.empty())
                if (const auto item = session_.item(at_hand_.journal(), goods.item)) goods.item = at_hand_.entries().items.text(*item);
            const size_t lines = basket_.lines().size();
            const std::string taken = goods.item.empty() && lines > 0 ? basket_.last().item : goods.item;
            changed = basket_.take_back(goods);
            if (changed && basket_.lines().size() < lines) tell_parts({say({Text::ask_taken_out, {taken}})});
            break;
        }
        case TillLine::What::reprice:
            if (dialogue_.kind == Kind::count)
                changed = fail(Text::ask_no_price_here);
            else
                changed = basket_.reprice(goods.price);
            break;
        case TillLine::What::set_quantity: changed = basket_.set_quantity(goods.quantity, goods.unit); break;
    }
    if (!changed)
        complain(changed.error());
    else if (!basket_.empty())
        show_line();
    return Went::on;
}

// @68元 as @68.
std::string Conversation::with_plain_price(const std::string& price) const {
    const size_t amount = std::min(price.find_first_not_of('@'), price.size());
    return price.substr(0, amount) + plain_amount(price.substr(amount), currency());
}

// The item's code in place of what was typed; empty where several fit, which are then on offer.
Result<Went> Conversation::code_of(TypedGoods& goods, bool may_be_new) {
    const auto complete = [&](std::string_view typed) { return at_hand_.complete_item(typed, 0); };
    for (;;) {
        const Result<ItemId> found = session_.item(at_hand_.journal(), goods.item);
        std::vector<ItemId> like = found ? std::vector<ItemId>{*found} : at_hand_.items_like(goods.item);
        if (like.size() == 1) {
            goods.item = at_hand_.entries().items.text(like.front());
            return Went::on;
        }
        if (like.size() > 1) {
            offer_choices(goods, std::move(like));
            goods.item.clear();
            return Went::on;
        }
        const auto& lines = basket_.lines();  // new, and typed before
        if (std::any_of(lines.begin(), lines.end(), [&](const TypedGoods& line) { return line.item == goods.item; })) return Went::on;
        if (!may_be_new) return tl::unexpected<Error>(found.error());
        const std::string before = goods.item;
        if (const Went went = confirm_new({Text::ask_new_item, {goods.item}}, goods.item, complete); went != Went::on) return went;
        if (goods.item != before) continue;
        new_names_ = true;
        return Went::on;
    }
}

void Conversation::offer_choices(const TypedGoods& goods, std::vector<ItemId> items) {
    tell(Message(Text::ask_several, {goods.item}));
    const size_t more = items.size() > most_choices ? items.size() - most_choices : 0;
    items.resize(items.size() - more);
    uint32_t widest = 0;
    for (ItemId item : items) widest = std::max(widest, width(at_hand_.entries().items.text(item)));
    for (size_t i = 0; i < items.size(); ++i) {
        const std::string code(at_hand_.entries().items.text(items[i]));
        tell("  " + std::to_string(i + 1) + "  " + code + std::string(widest - width(code) + 2, ' ') + at_hand_.label_of(items[i]));
    }
    if (more) tell("  " + say({Text::ask_and_more, {std::to_string(more)}}));
    pending_ = goods;
    choices_ = std::move(items);
}

Went Conversation::add(TypedGoods goods) {
    if (dialogue_.kind == Kind::count && !goods.price.empty()) {
        complain(Error(Text::ask_no_price_here));
        return Went::on;
    }
    if (const auto added = basket_.add(goods); !added) {
        complain(added.error());
        return Went::on;
    }
    if (dialogue_.kind != Kind::count)
        if (const Went went = price_line(); went != Went::on) return went;
    if (!basket_.empty()) show_line();
    return Went::on;
}

// Goods bought cost what they did last; goods sold have their price from the offer. Where there is none, it is asked for.
Went Conversation::price_line() {
    const TypedGoods& line = basket_.last();
    if (!line.price.empty()) return Went::on;
    if (dialogue_.kind == Kind::purchase) {
        const PartyId supplier = at_hand_.entries().party(answered("from"));
        if (const auto cost = at_hand_.last_cost(supplier, at_hand_.entries().items.find(line.item), line.unit)) {
            if (const auto ok = basket_.reprice("@" + to_text(*cost, at_hand_.decimals())); !ok) complain(ok.error());
            return Went::on;
        }
    } else if (const auto draft = priced(); draft || draft.error().what.id != Text::err_no_list_price) {
        if (!draft) complain(draft.error());
        return Went::on;
    }
    for (std::string typed;;) {
        if (const Went went = read(say({Text::ask_price_of, {line.item}}), typed); went != Went::on) return went;
        typed = half_width(typed);
        if (typed.empty()) {
            tell_parts({say({Text::ask_taken_out, {line.item}})});
            basket_.drop_last();
            return Went::on;
        }
        const auto ok = basket_.reprice(with_plain_price(typed[0] == '@' ? typed : "@" + typed));
        if (ok) return Went::on;
        complain(ok.error());
    }
}

}  // namespace daybook

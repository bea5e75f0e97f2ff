#include "cli/edited_goods.h"

#include <algorithm>

#include "base/half_width.h"
#include "cli/offered.h"

namespace daybook {

namespace {

// TEA@68 is the price alone.
Result<TypedGoods> parsed(const std::string& word, char sign) {
    const std::string plain = half_width(word);
    const size_t at = plain.find('@');
    if (at == std::string::npos || at == 0 || plain.find(':') < at) return parse_goods(word, sign);
    Result<TypedGoods> goods = parse_goods(std::string(typed_part(word, plain, 0, at)) + ":1" + plain.substr(at), sign);
    if (goods) goods->quantity.clear();
    return goods;
}

bool is_zero(const std::string& quantity) {
    return quantity.find('0') != std::string::npos && quantity.find_first_not_of("0.") == std::string::npos;
}

char usual_sign(const KindSpec& kind) { return kind.signs & plus ? '+' : kind.signs & minus ? '-' : '='; }

class Change {
  public:
    Change(const Session& session, const Args& args, const Journal& journal, const Edited& old, std::vector<TypedGoods>& lines)
        : session_(session), args_(args), journal_(journal), old_(old), lines_(lines) {}

    // What was typed of one item.
    Result<void> put(const std::string& item, const std::vector<TypedGoods>& typed) {
        std::vector<size_t> there;
        for (size_t i = 0; i < lines_.size(); ++i)
            if (is_item(lines_[i], item)) there.push_back(i);
        if (there.empty()) return add(item, typed);
        if (typed.size() == 1 && is_zero(typed[0].quantity)) {
            std::erase_if(lines_, [&](const TypedGoods& line) { return is_item(line, item); });
            return {};
        }
        const bool price_of_all = typed.size() == 1 && typed[0].quantity.empty();
        if (typed.size() < there.size() && !price_of_all)
            return fail({Text::err_edit_lines, {item, old_.subject, std::to_string(there.size())}},
                        {Text::hint_edit_lines, {item, old_.subject}});
        for (size_t i = 0; i < there.size(); ++i)
            if (const auto ok = change(lines_[there[i]], typed[std::min(i, typed.size() - 1)]); !ok) return ok;
        for (size_t i = there.size(); i < typed.size(); ++i)
            if (const auto ok = add(item, {typed[i]}); !ok) return ok;
        std::erase_if(lines_, [](const TypedGoods& line) { return is_zero(line.quantity); });
        return {};
    }

  private:
    bool is_item(const TypedGoods& line, const std::string& item) const {
        return line.item == item || journal_.entries().items.find(line.item) == journal_.entries().items.find(item);
    }

    Result<void> add(const std::string& item, const std::vector<TypedGoods>& typed) {
        for (TypedGoods line : typed) {
            if (line.quantity.empty() || is_zero(line.quantity)) {
                std::string there;
                for (const TypedGoods& one : lines_) there.append(there.empty() ? "" : ", ").append(one.item);
                return fail({Text::err_edit_not_in, {item, old_.subject}}, {Text::hint_edit_not_in, {there, item}});
            }
            if (line.price.empty() && (old_.kind == Kind::quote || old_.kind == Kind::order || old_.kind == Kind::sell))
                if (const auto day = session_.day(args_))
                    if (const auto price = list_price(journal_.entries(), journal_.entries().items.find(item), *day, WordId::none))
                        line.price = "@" + to_text(*price, session_.settings().books.currency.decimals);
            lines_.push_back(std::move(line));
        }
        return {};
    }

    Result<void> change(TypedGoods& line, const TypedGoods& typed) {
        const bool other_unit = !typed.unit.empty() && typed.unit != line.unit;
        const bool of_total = line.price.starts_with("@@") && !typed.quantity.empty() && typed.quantity != line.quantity;
        if (typed.price.empty() && !line.price.empty() && (other_unit || of_total) && !is_zero(typed.quantity))
            return fail({Text::err_edit_price, {line.item}}, {Text::hint_edit_price, {line.item, old_.subject, as_written(line)}});
        if (!typed.quantity.empty()) line.quantity = typed.quantity;
        if (!typed.unit.empty()) line.unit = typed.unit;
        if (!typed.price.empty()) line.price = typed.price;
        for (const std::string& mark : typed.marks) {
            const std::string key = mark.substr(0, mark.find(':') + 1);
            std::erase_if(line.marks, [&](const std::string& one) { return one.starts_with(key); });
            line.marks.push_back(mark);
        }
        return {};
    }

    static std::string as_written(const TypedGoods& line) {
        const size_t number = line.price.find_first_not_of('@');
        return line.quantity + (line.unit.empty() ? "" : " " + line.unit) + " " + line.price.substr(0, number) + " " +
               line.price.substr(number);
    }

    const Session& session_;
    const Args& args_;
    const Journal& journal_;
    const Edited& old_;
    std::vector<TypedGoods>& lines_;
};

}  // namespace

Result<void> change_goods(const Session& session, const Args& args, const Journal& journal, const Edited& old,
                          const std::vector<std::string>& typed, std::vector<TypedGoods>& lines) {
    const KindSpec& kind = spec(old.kind);
    if (kind.signs == no_goods) return fail({Text::err_edit_goods, {old.subject, kind.label}}, {Text::hint_edit_goods, {old.subject}});
    std::vector<std::pair<std::string, std::vector<TypedGoods>>> changes;  // by item, in the order in which they were typed
    for (const std::string& word : typed) {
        Result<TypedGoods> goods = parsed(word, usual_sign(kind));
        if (!goods) return tl::unexpected<Error>(goods.error());
        const Result<ItemId> item = session.item(journal, goods->item);
        if (!item && !args.has("new")) return tl::unexpected<Error>(item.error());
        if (item) goods->item = journal.entries().items.text(*item);
        auto found = std::find_if(changes.begin(), changes.end(), [&](const auto& change) { return change.first == goods->item; });
        if (found == changes.end()) found = changes.insert(found, {goods->item, {}});
        found->second.push_back(std::move(*goods));
    }
    Change change(session, args, journal, old, lines);
    for (const auto& [item, of_item] : changes)
        if (const auto ok = change.put(item, of_item); !ok) return ok;
    if (lines.empty() && kind.goods_required)
        return fail({Text::err_edit_no_goods_left, {old.subject}}, {Text::hint_edit_no_goods_left, {old.subject}});
    return {};
}

bool says_goods(const std::string& word) {
    const size_t sign = half_width(word).find_first_of(":@");
    return sign != std::string::npos && sign > 0;
}

}  // namespace daybook

#include "base/shell_word.h"
#include "books/books.h"

namespace daybook {

namespace {

// Of a unit that there is not: TEA:1x68 is 1 at 68.
Message unit_hint(const std::string& item, Quantity quantity, const std::string& typed, const std::string& units, const std::string& own) {
    for (std::string_view times : {"x", "X", "×", "*"}) {
        const std::string price = typed.substr(std::min(times.size(), typed.size()));
        if (typed.starts_with(times) && !price.empty() && price.find_first_not_of("0123456789.") == std::string::npos)
            return {Text::hint_unit_is_price, {shell_word(item), to_text(quantity), price}};
    }
    return {Text::hint_unknown_unit, {units, shell_word(item), typed, own}};
}

}  // namespace

bool Books::declare_item(const Entry& entry) {
    ItemFacts& facts = masters_.items[entry.subject];
    facts.declared = true;
    if (entry.kind == Kind::kit) {
        for (const GoodsLine& part : entries_.goods_of(entry))
            if (masters_.of(part.item).kit != no_entry || index_of(part.item) == entry.subject)
                return refuse_at(entry, part.below, 1, {Text::err_kit_in_kit, {item_name(part.item)}}, Text::hint_kit_in_kit);
        facts.kit = booking_.index;
    }
    for (const Detail& detail : entries_.details_of(entry)) {
        switch (detail.key) {
            case Key::name: facts.name = detail.word(); break;
            case Key::unit:
                if (!detail.b)
                    facts.unit = detail.word();
                else if (!declare_larger_unit(entry, detail, facts))
                    return false;
                break;
            case Key::first_expiry: facts.first_expiry = detail.number != 0; break;
            case Key::category: facts.category = detail.word(); break;
            case Key::price: facts.price = UnitPrice(detail.number); break;
            case Key::reorder: facts.reorder = Quantity(detail.number); break;
            case Key::weight: facts.weight = Quantity(detail.number); break;
            case Key::tax: facts.tax = static_cast<int32_t>(detail.number); break;
            case Key::lead_time: facts.lead_time = static_cast<int32_t>(detail.number); break;
            case Key::preferred_supplier: facts.supplier = detail.party(); break;
            default: break;
        }
    }
    return true;
}

// 箱 = 24 件: so many of the item's own unit.
bool Books::declare_larger_unit(const Entry& entry, const Detail& detail, ItemFacts& facts) {
    if (facts.unit == WordId::none) facts.unit = detail.second_word();
    if (facts.unit != detail.second_word() || detail.number <= 0)
        return refuse_at(entry, detail.below, 1, {Text::err_larger_unit, {word_text(detail.word()), word_text(facts.unit)}},
                         Text::hint_larger_unit);
    std::erase_if(facts.larger_units, [&](const LargerUnit& unit) { return unit.name == detail.word(); });
    facts.larger_units.push_back({detail.word(), Quantity(detail.number)});
    return true;
}

// Every unit that the goods lines name is one that its item has. The first that an undeclared item is bought in is its own.
bool Books::check_units(const Entry& entry) {
    if (entries_.marks.empty()) return true;
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        const Marks* marks = entries_.marks_of(i);
        if (!marks || marks->unit == WordId::none) continue;
        ItemFacts& facts = masters_.items[index_of(entries_.goods[i].item)];
        if (facts.unit == WordId::none) facts.unit = marks->unit;
        if (facts.unit == marks->unit) continue;
        std::string units = word_text(facts.unit);
        bool known = false;
        for (const LargerUnit& larger : facts.larger_units) {
            known = known || larger.name == marks->unit;
            units += ", " + word_text(larger.name);
        }
        if (known) continue;
        return refuse_at(
            entry, entries_.goods[i].below, 3, {Text::err_unknown_unit, {item_name(entries_.goods[i].item), word_text(marks->unit)}},
            unit_hint(item_name(entries_.goods[i].item), entries_.goods[i].quantity, word_text(marks->unit), units, word_text(facts.unit)));
    }
    return true;
}

Quantity Books::in_own_unit(uint32_t goods_index) const {
    const GoodsLine& goods = entries_.goods[goods_index];
    const WordId unit = entries_.marks_of(goods_index)->unit;
    for (const LargerUnit& larger : masters_.of(goods.item).larger_units)
        if (larger.name == unit) return Quantity(mul_div(goods.quantity.raw, larger.holds.raw, one_unit));
    return goods.quantity;
}

bool Books::declare_party(const Entry& entry) {
    PartyFacts& facts = masters_.parties[entry.subject];
    facts.declared = true;
    (entry.kind == Kind::customer ? facts.is_customer : facts.is_supplier) = true;
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key == Key::terms) facts.terms = static_cast<int32_t>(detail.number);
        if (detail.key == Key::lead_time) facts.lead_time = static_cast<int32_t>(detail.number);
    }
    return true;
}

bool Books::declare_account(const Entry& entry) {
    AccountFacts& facts = masters_.accounts[entry.subject];
    const auto code = static_cast<WordId>(entry.subject);
    if (facts.like_stored_value) return refuse(entry, {Text::err_like_stored_value, {word_text(code)}}, Text::hint_like_stored_value);
    if (is_reserved_account(facts.cls, word_text(code)))
        return refuse(entry, {Text::err_reserved_account, {account_name({facts.cls, code}, entries_)}}, Text::hint_reserved_account);
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key == Key::name && masters_.accounts[detail.a].like_stored_value)
            return refuse_at(entry, detail.below, detail.below ? 1 : 3, {Text::err_like_stored_value, {word_text(detail.word())}},
                             Text::hint_like_stored_value);
        if (detail.key == Key::account_class && account_class(static_cast<DeclaredClass>(detail.number)) != facts.cls)
            return refuse_at(entry, detail.below, 1,
                             {Text::err_class_changed, {word_text(code), account_name({facts.cls, code}, entries_)}},
                             {Text::hint_class_changed, {word_text(code)}});
    }
    facts.declared = true;
    return true;
}

}  // namespace daybook

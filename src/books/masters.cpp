#include "base/shell_word.h"
#include "books/books.h"

namespace daybook {

namespace {

// Of a unit that there is not: TEA:1x68, and 1 68 in the journal, is 1 at 68.
Message unit_hint(const std::string& item, Quantity quantity, const std::string& typed, const std::string& units, const std::string& own) {
    for (std::string_view times : {"", "x", "X", "×", "*"}) {
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
    if (facts.is_style && facts.kit != no_entry)
        return refuse(entry, {Text::err_style_kit, {item_name(static_cast<ItemId>(entry.subject))}}, Text::hint_style_kit);
    for (const Detail& detail : entries_.details_of(entry)) {
        // a price for a level says nothing of the list price
        if (detail.key == Key::price && detail.word() != WordId::none) continue;
        facts.note_own(detail.key);
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
            case Key::style: facts.style = static_cast<ItemId>(detail.a); break;
            default: break;
        }
    }
    hand_down(static_cast<ItemId>(entry.subject));
    return true;
}

// What an item did not say itself, it has of its style; and what a style says, its items have from then on.
void Books::hand_down(ItemId item) {
    if (entries_.styles.empty()) return;
    if (masters_.of(item).style != ItemId::none) inherit(item);
    if (const Styles::Style* style = entries_.styles.find(item))
        for (const Styles::Member& member : style->members)
            if (masters_.of(member.item).style == item) inherit(member.item);
}

void Books::inherit(ItemId item) {
    ItemFacts& facts = masters_.items[index_of(item)];
    const ItemFacts& style = masters_.of(facts.style);
    if (!facts.says(Key::name)) facts.name = entries_.styles.name_of(item, style.name);
    if (!facts.says(Key::unit)) facts.unit = style.unit, facts.larger_units = style.larger_units;
    if (!facts.says(Key::category)) facts.category = style.category;
    if (!facts.says(Key::price)) facts.price = style.price;
    if (!facts.says(Key::reorder)) facts.reorder = style.reorder;
    if (!facts.says(Key::weight)) facts.weight = style.weight;
    if (!facts.says(Key::tax)) facts.tax = style.tax;
    if (!facts.says(Key::lead_time)) facts.lead_time = style.lead_time;
    if (!facts.says(Key::preferred_supplier)) facts.supplier = style.supplier;
    if (!facts.says(Key::first_expiry)) facts.first_expiry = style.first_expiry;
}

// A style is no goods. Asked only where there are any.
bool Books::check_goods(const Entry& entry) {
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        const ItemId item = entries_.goods[i].item;
        if (!masters_.of(item).is_style) continue;
        return refuse_goods(entry, i, 1, {Text::err_style_goods, {item_name(item)}},
                            {Text::hint_style_goods, {item_codes(entries_, *entries_.styles.find(item))}});
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
        if (facts.unit == WordId::none) facts.unit = marks->unit, facts.note_own(Key::unit);
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

Quantity in_own_unit(const Entries& entries, const Masters& masters, uint32_t goods_index) {
    const GoodsLine& goods = entries.goods[goods_index];
    if (const Marks* marks = entries.marks_of(goods_index))
        for (const LargerUnit& larger : masters.of(goods.item).larger_units)
            if (larger.name == marks->unit) return Quantity(mul_div(goods.quantity.raw, larger.holds.raw, one_unit));
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

#include "books/books.h"

namespace daybook {

bool Books::declare_item(const Entry& entry) {
    ItemFacts& facts = masters_.items[entry.subject];
    facts.declared = true;
    for (const Detail& detail : entries_.details_of(entry)) {
        switch (detail.key) {
            case Key::name: facts.name = detail.word(); break;
            case Key::unit:
                if (detail.number == 0) facts.unit = detail.word();
                break;
            case Key::category: facts.category = detail.word(); break;
            case Key::price: facts.price = UnitPrice(detail.number); break;
            case Key::reorder: facts.reorder = Quantity(detail.number); break;
            case Key::weight: facts.weight = Quantity(detail.number); break;
            case Key::tax: facts.tax = static_cast<int32_t>(detail.number); break;
            default: break;
        }
    }
    return true;
}

bool Books::declare_party(const Entry& entry) {
    PartyFacts& facts = masters_.parties[entry.subject];
    facts.declared = true;
    (entry.kind == Kind::customer ? facts.is_customer : facts.is_supplier) = true;
    for (const Detail& detail : entries_.details_of(entry)) {
        switch (detail.key) {
            case Key::name: facts.name = detail.word(); break;
            case Key::level: facts.level = detail.word(); break;
            case Key::phone: facts.phone = detail.word(); break;
            case Key::terms: facts.terms = static_cast<int32_t>(detail.number); break;
            default: break;
        }
    }
    return true;
}

bool Books::declare_account(const Entry& entry) {
    masters_.accounts[entry.subject] = true;
    return true;
}

}  // namespace daybook

#include "books/party_cards.h"

#include <iterator>
#include <utility>

namespace daybook {

namespace {

void amend(const Entries& entries, const Entry& entry, PartyCard& card) {
    std::vector<WordId>* lists[] = {&card.phones, &card.emails, &card.addresses, &card.tags};
    constexpr Key keys[] = {Key::phone, Key::email, Key::address, Key::tag};
    bool fresh[] = {true, true, true, true};  // the entry's first value of a key
    for (const Detail& detail : entries.details_of(entry)) {
        for (size_t i = 0; i < std::size(keys); ++i) {
            if (detail.key != keys[i]) continue;
            if (std::exchange(fresh[i], false)) lists[i]->clear();
            lists[i]->push_back(detail.word());
        }
        switch (detail.key) {
            case Key::name: card.name = detail.word(); break;
            case Key::source: card.source = detail.word(); break;
            case Key::level: card.level = detail.word(); break;
            case Key::birthday: card.birthday = Birthday::of(detail.number); break;
            case Key::opt_out: card.opt_out = detail.number != 0; break;
            case Key::also: card.also.push_back(detail.party()); break;
            default: break;
        }
    }
}

}  // namespace

std::vector<PartyCard> party_cards(const Books& books, Date end) {
    const Entries& entries = books.entries();
    std::vector<PartyCard> cards(entries.parties.size());
    for (uint32_t index : books.sequence()) {
        const Entry& entry = entries.entries[index];
        if (entry.date >= end) break;
        const bool declares = entry.kind == Kind::customer || entry.kind == Kind::supplier;
        const uint32_t party = declares ? entry.subject : index_of(entry.party);
        if (!party || books.is_out(index)) continue;
        if (!cards[party].since) cards[party].since = entry.date;
        if (declares) amend(entries, entry, cards[party]);
    }
    return cards;
}

WordId level_of(const Entries& entries, PartyId customer, Date day) {
    WordId level = WordId::none;
    Date since = first_date;
    for (const Entry& entry : entries.entries) {
        if (entry.kind != Kind::customer || entry.subject != index_of(customer) || entry.date > day || entry.date < since) continue;
        for (const Detail& detail : entries.details_of(entry)) {
            if (detail.key != Key::level) continue;
            level = detail.word();
            since = entry.date;
        }
    }
    return level;
}

}  // namespace daybook

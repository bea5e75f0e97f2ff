// What is known of items, parties and accounts from their declarations, as of the day the replay has reached.
#pragma once

#include <vector>

#include "books/accounts.h"
#include "model/entry.h"

namespace daybook {

// A larger unit of an item: 箱 = 24 件.
struct LargerUnit {
    WordId name = WordId::none;
    Quantity holds;  // of the item's own unit
};

struct ItemFacts {
    WordId name = WordId::none;
    WordId unit = WordId::none;
    WordId category = WordId::none;
    std::optional<UnitPrice> price;
    std::optional<Quantity> reorder;
    std::optional<Quantity> weight;    // kilograms, in millionths
    std::optional<int32_t> tax;        // parts in a million
    std::optional<int32_t> lead_time;  // days from order to delivery
    PartyId supplier = PartyId::none;  // from whom it is bought by preference
    std::vector<LargerUnit> larger_units;
    uint64_t own = 0;  // a bit for each Key that it says itself: what it does not say, its style says
    ItemId style = ItemId::none;
    uint32_t kit = no_entry;    // the entry that says what it is made of
    bool first_expiry = false;  // the lot that expires first leaves first
    bool service = false;       // so from the first day on, whenever it is declared
    bool is_style = false;      // so from the first day on too: only its items are traded
    bool declared = false;

    bool says(Key key) const { return (own >> static_cast<unsigned>(key)) & 1; }
    void note_own(Key key) { own |= uint64_t{1} << static_cast<unsigned>(key); }
    // Whether there can be any in stock.
    bool is_held() const { return !service && !is_style && kit == no_entry; }
};

// What the figures need of a party; all else that is said of one is on its card (books/party_cards.h).
struct PartyFacts {
    std::optional<int32_t> terms;      // days
    std::optional<int32_t> lead_time;  // days from order to delivery
    bool is_customer = false;
    bool is_supplier = false;
    bool declared = false;
};

// The class holds from the first day on, whenever it is declared.
struct AccountFacts {
    AccountClass cls = AccountClass::cash;
    bool has_class = false;  // said by an entry
    bool declared = false;
    bool like_stored_value = false;  // a word for customers' stored value: no account may be called so
};

struct Masters {
    std::vector<ItemFacts> items;        // by ItemId
    std::vector<PartyFacts> parties;     // by PartyId
    std::vector<AccountFacts> accounts;  // by WordId

    const ItemFacts& of(ItemId item) const { return items[index_of(item)]; }
    const PartyFacts& of(PartyId party) const { return parties[index_of(party)]; }
};

// A goods line's quantity in the item's own unit.
Quantity in_own_unit(const Entries& entries, const Masters& masters, uint32_t goods_index);

}  // namespace daybook

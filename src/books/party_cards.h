// All that customer and supplier entries say of a party: for those who ask, so that the replay need not keep it.
#pragma once

#include <vector>

#include "books/books.h"

namespace daybook {

struct PartyCard {
    std::vector<WordId> phones, emails, addresses, tags;
    WordId name = WordId::none, source = WordId::none, level = WordId::none;
    std::optional<Birthday> birthday;
    std::optional<Date> since;  // of the first entry that declares or names it
    std::vector<PartyId> also;  // its other names
    bool opt_out = false;       // wants no letters

    // Of several the first is the usual one; none where there is none.
    WordId phone() const { return phones.empty() ? WordId::none : phones.front(); }
    WordId email() const { return emails.empty() ? WordId::none : emails.front(); }
    WordId address() const { return addresses.empty() ? WordId::none : addresses.front(); }
};

// By PartyId, as of the evening before `end`: a later entry that has a key takes the place of all earlier values of that key.
std::vector<PartyCard> party_cards(const Books& books, Date end);

// The level that a customer has on a day, from the entries alone.
WordId level_of(const Entries& entries, PartyId customer, Date day);

}  // namespace daybook

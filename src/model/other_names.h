// Names that mean one party (key `also`): every figure is of the party, whichever name an entry uses.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "model/names.h"

namespace daybook {

enum class BadOtherName {
    none,
    itself,  // the party's own name
    circle,  // by way of others the name is the party's already, the other way round
    taken    // it is another party's already
};

class OtherNames {
  public:
    bool empty() const { return same_as_.empty(); }
    // The party that a name means: the last of the chain.
    PartyId resolve(PartyId name) const;
    // From now on `other` means the same as `party`.
    BadOtherName add(PartyId party, PartyId other);

  private:
    std::unordered_map<uint32_t, PartyId> same_as_;
};

struct Entries;

// Puts the party in place of its other names, everywhere but where `also` says them.
void resolve_parties(Entries& entries);

}  // namespace daybook

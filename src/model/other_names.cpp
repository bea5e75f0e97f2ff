#include "model/other_names.h"

#include "model/entry.h"

namespace daybook {

PartyId OtherNames::resolve(PartyId name) const {
    for (auto found = same_as_.find(index_of(name)); found != same_as_.end(); found = same_as_.find(index_of(name))) name = found->second;
    return name;
}

BadOtherName OtherNames::add(PartyId party, PartyId other) {
    if (party == other) return BadOtherName::itself;
    const PartyId root = resolve(party);
    if (root == other) return BadOtherName::circle;
    const auto [found, fresh] = same_as_.emplace(index_of(other), party);
    return fresh || resolve(other) == root ? BadOtherName::none : BadOtherName::taken;
}

void resolve_parties(Entries& entries) {
    const OtherNames& names = entries.other_names;
    if (names.empty()) return;
    for (Entry& entry : entries.entries) {
        entry.party = names.resolve(entry.party);
        if (entry.kind == Kind::customer || entry.kind == Kind::supplier)
            entry.subject = index_of(names.resolve(static_cast<PartyId>(entry.subject)));
    }
    entries.details.each([&](Detail& detail) {
        if (detail.key != Key::also && spec(detail.key).of_party()) detail.a = index_of(names.resolve(detail.party()));
    });
}

}  // namespace daybook

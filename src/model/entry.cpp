#include "model/entry.h"

#include <algorithm>

namespace daybook {

const Marks* Entries::find_marks(uint32_t goods_index) const {
    return &*std::lower_bound(marks.begin(), marks.end(), goods_index, [](const Marks& m, uint32_t index) { return m.goods < index; });
}

PartyId Entries::party_of(const Entry& e) const {
    const Entry* at = &e;
    for (int steps = 0; steps < 8 && at->party == PartyId::none; ++steps) {  // an entry follows another by a few steps at most
        const uint32_t before = find(at->of);
        if (before == no_entry) break;
        at = &entries[before];
    }
    return at->party;
}

}  // namespace daybook

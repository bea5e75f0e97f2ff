#include "model/entry.h"

#include <algorithm>

#include "base/large_pages.h"

namespace daybook {

const Marks* Entries::find_marks(uint32_t goods_index) const {
    return &*std::lower_bound(marks.begin(), marks.end(), goods_index, [](const Marks& m, uint32_t index) { return m.goods < index; });
}

// A quarter more than that: lists that grow by themselves, as they fill up, cost copies in small pages, and for that moment three times the
// memory. What is never written to costs none; but a file with a hole in it may claim any size.
void Entries::make_room(uint64_t parsed, uint64_t to_come) {
    constexpr uint64_t furthest = uint64_t{1} << 30;
    if (parsed == 0 || to_come == 0) return;
    const auto reserve = [&](auto& list) {
        const size_t more = list.size() * std::min(to_come, furthest) / parsed;
        if (list.size() + more <= list.capacity()) return;
        list.reserve(std::max(list.size() + more + more / 4, 2 * list.capacity()));
        prefer_large_pages(list);
    };
    reserve(entries);
    reserve(entry_of_ref);
}

std::vector<std::string_view> Entries::written_refs() const {
    std::vector<std::string_view> out;
    for (uint32_t i = 1; i < refs.size(); ++i)
        if (find(static_cast<RefId>(i)) != no_entry) out.push_back(refs.text(static_cast<RefId>(i)));
    return out;
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

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

namespace {

// Up along `of` until an entry is what is looked for, or the way ends.
template <class IsIt>
const Entry& walk_up(const Entries& entries, const Entry& from, const IsIt& is_it) {
    const Entry* at = &from;
    for (size_t steps = 0; !is_it(*at) && steps < entries.entries.size(); ++steps) {  // a circle is refused, but later
        const uint32_t before = entries.find(at->of);
        if (before == no_entry) break;
        at = &entries.entries[before];
    }
    return *at;
}

}  // namespace

const Entry& Entries::document_of(const Entry& e) const {
    return walk_up(*this, e, [](const Entry& at) { return at.kind == Kind::sell || at.kind == Kind::order || at.kind == Kind::purchase; });
}

PartyId Entries::party_of(const Entry& e) const {
    // who is offered something need not be who buys it
    return walk_up(*this, e, [](const Entry& at) { return at.party != PartyId::none || at.kind == Kind::sell; }).party;
}

}  // namespace daybook

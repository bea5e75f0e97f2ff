#include "model/joiner.h"

#include <algorithm>
#include <array>
#include <future>
#include <utility>

#include "base/large_pages.h"

namespace daybook {

namespace {

template <class Id>
void rename(Id& id, const std::vector<uint32_t>& names) {
    id = static_cast<Id>(names[static_cast<uint32_t>(id)]);
}

// Moves a list's elements behind another's, each changed by the function. Their memory is given back on the way: the peak of a run is here.
template <class Element, class Change>
void append(std::vector<Element>& to, std::vector<Element>& list, const Change& change) {
    std::vector<Element> from = std::exchange(list, {});
    constexpr size_t stretch = 1024 * 1024 / sizeof(Element);
    char* kept = reinterpret_cast<char*>(from.data());
    for (size_t i = 0; i < from.size(); ++i) {
        change(from[i]);
        to.push_back(from[i]);
        if (i % stretch == 0) kept += give_back(kept, static_cast<size_t>(reinterpret_cast<char*>(&from[i]) - kept));
    }
}

}  // namespace

// Two threads, since both were busy with the halves: a ref is looked up, where a line is only renamed.
bool Joiner::join(Entries& whole, Entries& part, uint32_t lines) {
    whole.items.take_in(part.items, items_);
    whole.parties.take_in(part.parties, parties_);
    whole.words.take_in(part.words, words_);
    const Before before{static_cast<uint32_t>(whole.entries.size()), whole.goods.next_block(), whole.details.next_block(), lines};
    std::future<void> renamed = std::async(std::launch::async | std::launch::deferred, [&] { rename_lines(part, before); });
    const bool fresh = name_refs(whole, part, before.entries);
    renamed.get();
    if (!fresh) return false;
    append(whole.entries, part.entries, [&](Entry& entry) { put(entry, before); });
    whole.goods.take_over(std::move(part.goods));
    whole.details.take_over(std::move(part.details));
    append(whole.marks, part.marks, [](Marks&) {});
    append(whole.renaming, part.renaming, [&](uint32_t& entry) { entry += before.entries; });
    append(whole.item_entries, part.item_entries, [&](uint32_t& entry) { entry += before.entries; });
    append(whole.replacing, part.replacing, [&](uint32_t& entry) { entry += before.entries; });
    whole.latest = std::max(whole.latest, part.latest);
    return true;
}

void Joiner::rename_lines(Entries& part, const Before& before) const {
    part.goods.each([&](GoodsLine& line) { rename(line.item, items_); });
    for (Marks& marks : part.marks) {
        marks.goods += before.goods;
        rename(marks.unit, words_);
        rename(marks.lot, words_);
    }
    std::array<const std::vector<uint32_t>*, static_cast<size_t>(Key::count_of_keys)> names_of;
    for (const KeySpec& key : all_keys())
        names_of[static_cast<size_t>(key.key)] = key.of_party() ? &parties_ : key.of_item() ? &items_ : &words_;
    part.details.each([&](Detail& detail) {
        rename(detail.a, *names_of[static_cast<size_t>(detail.key)]);
        rename(detail.b, words_);
    });
}

// Where each ref's entry will be. False where it has one already.
bool Joiner::name_refs(Entries& whole, Entries& part, uint32_t entries) {
    refs_ = whole.refs.take_over(std::exchange(part.refs, {}));
    for (uint32_t ref = 1; ref < part.entry_of_ref.size(); ++ref)
        if (part.entry_of_ref[ref] != no_entry && whole.find(static_cast<RefId>(refs_[ref])) != no_entry) return false;
    whole.entry_of_ref.resize(whole.refs.size(), no_entry);
    for (uint32_t ref = 1; ref < part.entry_of_ref.size(); ++ref)
        if (part.entry_of_ref[ref] != no_entry) whole.entry_of_ref[refs_[ref]] = part.entry_of_ref[ref] + entries;
    part.entry_of_ref = {};
    return true;
}

void Joiner::put(Entry& entry, const Before& before) const {
    entry.line += before.lines;
    entry.first_goods += before.goods;
    entry.first_detail += before.details;
    rename(entry.ref, refs_);
    rename(entry.of, refs_);
    rename(entry.party, parties_);
    rename(entry.channel, words_);
    rename(entry.staff, words_);
    rename(entry.purpose, words_);
    rename(entry.warehouse, words_);
    rename(entry.warehouse_to, words_);
    switch (entry.kind) {
        case Kind::item:
        case Kind::kit: rename(entry.subject, items_); break;
        case Kind::customer:
        case Kind::supplier: rename(entry.subject, parties_); break;
        case Kind::account: rename(entry.subject, words_); break;
        default: rename(entry.subject, refs_); break;  // what it replaces
    }
}

}  // namespace daybook

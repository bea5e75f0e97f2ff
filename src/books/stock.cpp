#include "books/stock.h"

#include <algorithm>

namespace daybook {

namespace {

uint64_t place_key(ItemId item, WordId warehouse) { return static_cast<uint64_t>(index_of(item)) << 32 | index_of(warehouse); }

}  // namespace

Stock::Stock(const Entries& entries, const BookSettings& settings, const Masters& masters, Refusals& refusals)
    : entries_(entries),
      settings_(settings),
      masters_(masters),
      refusals_(refusals),
      pools_(entries.items.size()),
      short_(entries.items.size()) {}

Money Stock::value() const {
    Money value;
    for (const Pool& pool : pools_) value += pool.value();
    return value;
}

Quantity Stock::held_in(ItemId item, WordId warehouse) const {
    const auto found = held_in_.find(place_key(item, warehouse));
    return found == held_in_.end() ? Quantity() : found->second;
}

std::vector<WordId> Stock::warehouses_of(ItemId item) const {
    std::vector<WordId> found;
    for (const auto& [key, quantity] : held_in_)
        if (key >> 32 == index_of(item)) found.push_back(static_cast<WordId>(key & UINT32_MAX));
    std::sort(found.begin(), found.end());
    return found;
}

void Stock::put_in(ItemId item, WordId warehouse, Quantity q) {
    if (uses_warehouses_) held_in_[place_key(item, warehouse)] += q;
}

std::span<const Correction> Stock::receive(ItemId item, WordId warehouse, const Layer& arriving) {
    corrections_.clear();
    pools_[index_of(item)].receive(settings_.costing, arriving, corrections_);
    put_in(item, warehouse, arriving.quantity);
    return corrections_;
}

Money Stock::issue(ItemId item, WordId warehouse, const Taking& taking, std::vector<LotOut>* lots) {
    const Money cost = pools_[index_of(item)].issue(settings_.costing, taking, lots);
    put_in(item, warehouse, -taking.quantity);
    return cost;
}

void Stock::move(ItemId item, WordId from, WordId to, Quantity q) {
    put_in(item, from, -q);
    put_in(item, to, q);
}

}  // namespace daybook

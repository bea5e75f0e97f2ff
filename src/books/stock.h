// What is held of every item: its pool, and, where the journal names warehouses, how much of it lies where. Knows entries to say what is
// wrong with them, and no accounts.
//
// An item's places, goods in transit included, add up to its pool. A shortage is refused once an item, and what is refused is taken out all
// the same, so that later entries are judged by what would be there.
#pragma once

#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "books/masters.h"
#include "books/pool.h"
#include "books/refusals.h"

namespace daybook {

class Stock {
  public:
    Stock(const Entries& entries, const BookSettings& settings, const Masters& masters, Refusals& refusals);

    // Goods moved out of a warehouse that have not arrived.
    static constexpr WordId in_transit = static_cast<WordId>(UINT32_MAX);

    const Pool& pool(ItemId item) const { return pools_[index_of(item)]; }
    Money value() const;  // of all items
    bool uses_warehouses() const { return uses_warehouses_; }
    void use_warehouses() { uses_warehouses_ = true; }
    // What a warehouse holds of an item (WordId::none: the one without a name). Only where a journal names any.
    Quantity held_in(ItemId item, WordId warehouse) const;
    // The warehouses that ever held the item.
    std::vector<WordId> warehouses_of(ItemId item) const;

    // Goods arrive. What that settled of older shortages, until the next arrival.
    std::span<const Correction> receive(ItemId item, WordId warehouse, const Layer& arriving);
    // Goods leave; returns their cost, and of which lots they were.
    Money issue(ItemId item, WordId warehouse, const Taking& taking, std::vector<LotOut>* lots);
    // From a place to another: one pool over all, so neither quantity nor cost changes.
    void move(ItemId item, WordId from, WordId to, Quantity q);
    // A move in transit arrives; false where it has before.
    bool arrive(uint32_t move) { return arrived_.insert(move).second; }

    // Checks (leaving.cpp): false only where nothing sensible can be booked.
    bool check_leaves(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q) {
        return check_held(entry, goods_index, item, q) && check_lot(entry, goods_index, item, q);
    }
    bool check_held(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q);
    bool check_lot(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q);
    // The line's item came in, or is declared, somewhere.
    bool check_known(const Entry& entry, uint32_t goods_index);
    // Only goods are counted, moved, assembled and written off.
    bool check_stockable(const Entry& entry, uint32_t goods_index);

  private:
    void put_in(ItemId item, WordId warehouse, Quantity q);
    bool check_expired(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q);
    void refuse_shortage(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q, Quantity held);
    bool is_known(ItemId item) const;
    bool refuse_unknown(const Entry& entry, uint32_t goods_index);
    std::string item_name(ItemId item) const { return std::string(entries_.items.text(item)); }
    // A warehouse or lot; one without a name is a dash.
    std::string named(WordId word) const { return word == WordId::none ? "–" : std::string(entries_.words.text(word)); }

    const Entries& entries_;
    const BookSettings& settings_;
    const Masters& masters_;
    Refusals& refusals_;
    std::vector<Pool> pools_;  // by ItemId
    bool uses_warehouses_ = false;
    std::unordered_map<uint64_t, Quantity> held_in_;  // by item and warehouse, where the journal names any
    std::unordered_set<uint32_t> arrived_;            // moves in transit
    std::vector<uint8_t> short_;                      // items whose shortage was refused already
    std::vector<Correction> corrections_;             // of the latest arrival
};

}  // namespace daybook

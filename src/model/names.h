// Interned names: each spelling is stored once and stands as a small number, so that the replay compares and indexes by it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace daybook {

// The table behind Names: open addressing over an arena of bytes, 32 bytes or so for a short name. Names are compared in NFC: a spelling
// that is not in NFC gets the id of the one that is. Views stay valid for the table's life.
class NameTable {
  public:
    NameTable();
    NameTable(NameTable&&) = default;  // no copies: the views would point into the other table
    NameTable& operator=(NameTable&&) = default;

    uint32_t intern(std::string_view name);               // a valid UTF-8 name
    uint32_t find(std::string_view name) const;           // 0 where it is not there
    uint32_t find_spelling(std::string_view name) const;  // likewise, but only for a spelling interned before
    // In two steps, for whoever checks a name before it is taken in: its id, or 0 and where `add` is to put it if nothing else is added
    // first.
    struct Seat {
        uint32_t hash = 0;
        size_t slot = 0;
    };
    uint32_t look_up(std::string_view name, Seat& seat) const;
    uint32_t add(std::string_view name, Seat seat);
    std::string_view text(uint32_t id) const { return id ? name_at(records_[id]) : std::string_view(); }
    uint32_t size() const { return static_cast<uint32_t>(records_.size()); }  // one past the last id
    void reserve(size_t names);
    // Takes another table's names in, from the one with the number ids.size() on: puts behind `ids` what they are called here.
    void take_in(const NameTable& other, std::vector<uint32_t>& ids);
    // The same for all names of a table that ends so: its memory is taken over.
    std::vector<uint32_t> take_over(NameTable other);

  private:
    // A record is an id, a length and a spelling in the arena; it is named by its block and its place there.
    struct Slot {
        uint32_t hash = 0;
        uint32_t record = 0;  // 0: free
    };

    uint32_t store(std::string_view name, uint32_t id);
    char* at(uint32_t record) const { return blocks_[record >> 16].get() + (record & 0xffff); }
    uint32_t id_at(uint32_t record) const;
    std::string_view name_at(uint32_t record) const;
    void grow(size_t slots);

    std::vector<Slot> slots_;
    std::vector<uint32_t> records_;                // by id: of the spelling in NFC
    std::vector<std::unique_ptr<char[]>> blocks_;  // the arena; what is not used of it is never touched
    size_t block_used_ = 0;                        // of the last block
    size_t used_ = 0;                              // slots
};

// Id is an enum class over uint32_t; 0 is "no name". Ids count up from 1 in the order of first sight.
template <class Id>
class Names {
  public:
    Id intern(std::string_view name) { return static_cast<Id>(table_.intern(name)); }
    using Seat = NameTable::Seat;
    Id look_up(std::string_view name, Seat& seat) const { return static_cast<Id>(table_.look_up(name, seat)); }
    Id add(std::string_view name, Seat seat) { return static_cast<Id>(table_.add(name, seat)); }
    Id find_spelling(std::string_view name) const { return static_cast<Id>(table_.find_spelling(name)); }
    Id find(std::string_view name) const { return static_cast<Id>(table_.find(name)); }
    std::string_view text(Id id) const { return table_.text(static_cast<uint32_t>(id)); }
    uint32_t size() const { return table_.size(); }
    void reserve(size_t names) { table_.reserve(names); }
    void take_in(const Names& other, std::vector<uint32_t>& ids) { table_.take_in(other.table_, ids); }
    std::vector<uint32_t> take_over(Names other) { return table_.take_over(std::move(other.table_)); }

  private:
    NameTable table_;
};

enum class ItemId : uint32_t { none };
enum class PartyId : uint32_t { none };  // customers and suppliers
enum class RefId : uint32_t { none };    // entries' own names
enum class WordId : uint32_t { none };   // all else: accounts, channels, categories, staff, warehouses, lots, free text

template <class Id>
constexpr uint32_t index_of(Id id) {
    return static_cast<uint32_t>(id);
}

}  // namespace daybook

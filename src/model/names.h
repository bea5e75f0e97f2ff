// Interned names: each spelling is stored once and stands as a small number, so that the replay compares and indexes by it.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace daybook {

// Id is an enum class over uint32_t; 0 is "no name". Ids count up from 1 in the order of first sight.
template <class Id>
class Names;

// The table behind Names: open addressing over an arena of bytes. Names are compared in NFC: a spelling that is not in NFC gets the id of
// the one that is. Views stay valid for the table's life.
class NameTable {
  public:
    NameTable();
    NameTable(NameTable&&) = default;  // no copies: the views would point into the other table
    NameTable& operator=(NameTable&&) = default;

    uint32_t intern(std::string_view name);               // a valid UTF-8 name
    uint32_t find(std::string_view name) const;           // 0 where it is not there
    uint32_t find_spelling(std::string_view name) const;  // likewise, but only for a spelling interned before
    std::string_view text(uint32_t id) const { return views_[id]; }
    uint32_t size() const { return static_cast<uint32_t>(views_.size()); }  // one past the last id
    void reserve(size_t names);

  private:
    struct Slot {
        uint32_t tag = 0;  // upper half of the hash
        uint32_t id = 0;   // 0: free
    };

    Slot* slot_for(std::string_view name, uint64_t hash);
    const Slot* slot_for(std::string_view name, uint64_t hash) const;
    std::string_view store(std::string_view name);
    void grow(size_t slots);
    uint32_t intern_new(std::string_view name, uint64_t hash);

    std::vector<Slot> slots_;
    std::vector<std::string_view> views_;    // by id
    std::vector<std::vector<char>> blocks_;  // the arena
    size_t block_left_ = 0;
    char* block_at_ = nullptr;
    size_t used_ = 0;
    std::vector<std::pair<std::string_view, uint32_t>> raw_spelling_;  // spellings of slots whose id is another spelling's
};

template <class Id>
class Names {
  public:
    Id intern(std::string_view name) { return static_cast<Id>(table_.intern(name)); }
    Id find_spelling(std::string_view name) const { return static_cast<Id>(table_.find_spelling(name)); }
    Id find(std::string_view name) const { return static_cast<Id>(table_.find(name)); }
    std::string_view text(Id id) const { return table_.text(static_cast<uint32_t>(id)); }
    uint32_t size() const { return table_.size(); }
    void reserve(size_t names) { table_.reserve(names); }

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

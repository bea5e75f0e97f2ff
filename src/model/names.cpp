#include "model/names.h"

#include <algorithm>
#include <cstring>

#include "base/bytes.h"
#include "base/check.h"
#include "base/large_pages.h"
#include "base/utf8.h"
#include "base/wide.h"

namespace daybook {

namespace {

constexpr size_t first_slots = 1 << 10;
constexpr size_t block_size = 1 << 16;

// In a record: the id, a byte of length (this one: the length stands in four bytes behind it), the name.
constexpr size_t id_size = sizeof(uint32_t);
constexpr unsigned char long_name = 255;

uint64_t mix(uint64_t a, uint64_t b) {
    const UnsignedWide product = static_cast<UnsignedWide>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// A multiply-and-fold hash (the wyhash idea) over all but the last byte, whose low bits are put behind it: numbers that count up lie side
// by side in the table, ten to two cache lines. A third of a run went on waiting for the memory of refs before that.
uint32_t hash_of(std::string_view name) {
    constexpr uint64_t k0 = 0xa0761d6478bd642fULL, k1 = 0xe7037ed1a0b428dbULL;
    const char* p = name.data();
    size_t left = name.size() - 1;
    uint64_t h = k0 ^ left;
    uint64_t last = 0;
    if (left >= 8) {
        const char* const end = p + left;
        for (; end - p > 8; p += 8) h = mix(h ^ load<uint64_t>(p), k1);
        last = load<uint64_t>(end - 8);  // some of them again
    } else if (left >= 4) {
        last = load<uint32_t>(p) | uint64_t{load<uint32_t>(p + left - 4)} << 32;
    } else {
        for (size_t i = 0; i < left; ++i) last = last << 8 | static_cast<unsigned char>(p[i]);
    }
    const uint64_t mixed = mix(h ^ last, k1);
    // the last byte as it is would send half of all names to the same few places: many end alike
    const uint64_t place = (static_cast<unsigned char>(name.back()) ^ (mixed >> 60)) & 15;
    return static_cast<uint32_t>(mixed << 4 | place);
}

}  // namespace

NameTable::NameTable() : slots_(first_slots), records_(1) {}

uint32_t NameTable::id_at(uint32_t record) const { return load<uint32_t>(at(record)); }

std::string_view NameTable::name_at(uint32_t record) const {
    const char* p = at(record) + id_size;
    const auto length = static_cast<unsigned char>(*p++);
    if (length != long_name) return {p, length};
    return {p + sizeof(uint32_t), load<uint32_t>(p)};
}

uint32_t NameTable::look_up(std::string_view name, Seat& seat) const {
    const uint32_t hash = hash_of(name);
    const size_t mask = slots_.size() - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        const Slot slot = slots_[i];
        if (slot.record == 0) {
            seat = {hash, i};
            return 0;
        }
        if (slot.hash != hash) continue;
        const std::string_view spelling = name_at(slot.record);
        if (same(spelling, name)) return id_at(slot.record);
    }
}

uint32_t NameTable::intern(std::string_view name) {
    if (name.empty()) return 0;
    Seat seat;
    const uint32_t id = look_up(name, seat);
    return id ? id : add(name, seat);
}

uint32_t NameTable::find_spelling(std::string_view name) const {
    if (name.empty()) return 0;
    Seat seat;
    return look_up(name, seat);
}

uint32_t NameTable::find(std::string_view name) const {
    if (const uint32_t id = find_spelling(name)) return id;
    const auto composed = to_nfc(name);
    return composed ? find_spelling(*composed) : 0;
}

uint32_t NameTable::add(std::string_view name, Seat seat) {
    uint32_t id = 0, record = 0;
    if (const auto composed = to_nfc(name)) {
        id = intern(*composed);
        record = store(name, id);
        look_up(name, seat);  // the other spelling may have taken the slot
    } else {
        id = size();
        record = store(name, id);
        records_.push_back(record);
    }
    slots_[seat.slot] = {seat.hash, record};
    if (++used_ * 2 > slots_.size()) grow(slots_.size() * 2);
    return id;
}

uint32_t NameTable::store(std::string_view name, uint32_t id) {
    const bool is_long = name.size() >= long_name;
    const size_t size = id_size + 1 + (is_long ? sizeof(uint32_t) : 0) + name.size();
    if (blocks_.empty() || block_used_ + size > block_size) {
        CHECK_INVARIANT(blocks_.size() < block_size);  // 4 GiB of names
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(std::max(block_size, size + 1)));
        block_used_ = 1;  // so that no record is called 0
    }
    const auto record = static_cast<uint32_t>((blocks_.size() - 1) << 16 | block_used_);
    char* p = blocks_.back().get() + block_used_;
    std::memcpy(p, &id, id_size);
    p += id_size;
    *p++ = static_cast<char>(is_long ? long_name : static_cast<unsigned char>(name.size()));
    const auto length = static_cast<uint32_t>(name.size());
    if (is_long) std::memcpy(p, &length, sizeof length), p += sizeof length;
    std::memcpy(p, name.data(), name.size());
    block_used_ += size;
    return record;
}

void NameTable::grow(size_t count) {
    std::vector<Slot> old;
    old.reserve(count);
    prefer_large_pages(old);
    old.resize(count);
    old.swap(slots_);
    const size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.record == 0) continue;
        size_t i = slot.hash & mask;
        while (slots_[i].record != 0) i = (i + 1) & mask;
        slots_[i] = slot;
    }
}

void NameTable::take_in(const NameTable& other, std::vector<uint32_t>& ids) {
    ids.reserve(other.size());
    for (auto id = static_cast<uint32_t>(ids.size()); id < other.size(); ++id) ids.push_back(intern(other.text(id)));
}

std::vector<uint32_t> NameTable::take_over(NameTable other) {
    other.slots_ = {};  // before this one grows: the peak of a run is here
    reserve(used_ + other.size());
    const auto moved = static_cast<uint32_t>(blocks_.size()) << 16;
    CHECK_INVARIANT(blocks_.size() + other.blocks_.size() <= block_size);
    std::move(other.blocks_.begin(), other.blocks_.end(), std::back_inserter(blocks_));
    if (!other.blocks_.empty()) block_used_ = other.block_used_;
    std::vector<uint32_t> ids(other.size());
    constexpr uint32_t ahead = 8;  // names: by their turn their slots have come from memory
    for (uint32_t id = 1; id < ids.size(); ++id) {
        if (id + ahead < ids.size())
            __builtin_prefetch(&slots_[hash_of(name_at(other.records_[id + ahead] + moved)) & (slots_.size() - 1)], 1);
        const uint32_t record = other.records_[id] + moved;
        Seat seat;
        ids[id] = look_up(name_at(record), seat);
        if (ids[id] != 0) continue;
        ids[id] = size();
        std::memcpy(at(record), &ids[id], id_size);
        slots_[seat.slot] = {seat.hash, record};
        ++used_;
        records_.push_back(record);
    }
    return ids;
}

void NameTable::reserve(size_t names) {
    size_t wanted = slots_.size();
    while (wanted < names * 2) wanted *= 2;
    if (wanted > slots_.size()) grow(wanted);
    records_.reserve(names + 1);
}

}  // namespace daybook
